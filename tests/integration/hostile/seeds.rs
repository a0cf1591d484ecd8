//! Where fuzzing begins: small made files for every target, kept in the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use selaras::rules::CATALOGUE;
use selaras::workbook::{Limits, read};

use super::list::{self, HostileAnswer};
use super::maker::{self, HostileBook};
use crate::shared::root;

#[path = "../../../fuzz/package.rs"]
#[allow(unreachable_pub)]
mod package;

/// Bytes of all seeds together: a clone of the repository must stay small.
const LARGEST: u64 = 300_000;
/// Bytes of one.
const SEED: usize = 10_000;

fn corpus() -> PathBuf {
    root().join("fuzz/corpus")
}

/// The targets, as `fuzz/Cargo.toml` names them.
fn targets() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("the targets");
    let bins = text.split("[[bin]]").skip(1);
    bins.filter_map(|bin| bin.split("name = \"").nth(1)?.split('"').next().map(str::to_string)).collect()
}

#[test]
fn every_target_of_fuzzing_has_small_seeds() {
    let targets = targets();
    assert!(targets.len() >= 7, "{targets:?}");
    let mut total = 0;
    for target in &targets {
        let folder = corpus().join(target);
        let seeds: Vec<_> = fs::read_dir(&folder)
            .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
            .flatten()
            .filter(|entry| entry.file_name().to_string_lossy().starts_with("seed-"))
            .collect();
        assert!(seeds.len() >= 2, "{target}");
        total += seeds.iter().map(|entry| entry.metadata().map_or(0, |data| data.len())).sum::<u64>();
    }
    assert!(total < LARGEST, "{total} bytes");
    let folders: BTreeSet<String> = fs::read_dir(corpus())
        .expect("the seeds")
        .flatten()
        .map(|one| one.file_name().to_string_lossy().into())
        .collect();
    assert_eq!(folders, targets, "a folder of seeds belongs to a target");
}

#[test]
fn a_sound_package_around_each_sound_part_is_read_and_a_part_of_noise_is_not_misread() {
    let limits = Limits::default();
    for (number, name) in (0_u8..).zip(package::PARTS) {
        let sound = [&[number][..], &package::sound(usize::from(number))].concat();
        let book = read(&package::around(&sound).expect("a package"), &limits);
        let book = book.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(book.sheets[0].cells.len() > 3, "{name}: {} cells", book.sheets[0].cells.len());
        let noise = [&[number][..], &maker::random(500)].concat();
        let outcome = read(&package::around(&noise).expect("a package"), &limits);
        // Properties of a document are no values: noise there is left out.
        assert_eq!(outcome.is_ok(), name.starts_with("docProps"), "{name}");
    }
}

/// `cargo test --test integration seeds_of_fuzzing -- --ignored` writes `fuzz/corpus` anew.
#[test]
#[ignore = "writes the seeds into the repository"]
fn the_seeds_of_fuzzing_are_written() {
    for (target, seeds) in all() {
        let folder = corpus().join(target);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        for (name, content) in seeds {
            fs::write(folder.join(format!("seed-{name}")), content).expect("a seed");
        }
    }
}

type Seeds = Vec<(String, Vec<u8>)>;

fn all() -> BTreeMap<&'static str, Seeds> {
    [
        ("buku_kerja", workbooks()),
        ("bagian", parts()),
        ("lembar", drawings()),
        ("nilai", values()),
        ("templat", definitions()),
        ("setelan", settings()),
        ("surel", mails()),
    ]
    .into()
}

/// A name that any system takes.
fn plain(name: &str) -> String {
    let letter = |one: char| if one.is_ascii_alphanumeric() || one == '.' { one } else { '-' };
    name.rsplit('/').next().unwrap_or_default().to_lowercase().chars().map(letter).collect()
}

fn sample(path: &str) -> (String, Vec<u8>) {
    let path = root().join("samples").join(path);
    let content = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    (plain(&path.display().to_string()), content)
}

/// The small ones of the hostile set, and one sound form of each kind that samples hold.
fn workbooks() -> Seeds {
    let foes = list::all().into_iter().filter(|foe| foe.content.len() <= 3_600);
    let foes = foes.filter(|foe| !matches!(foe.answer, HostileAnswer::Skipped));
    let mut seeds: Seeds = foes.map(|foe| (plain(&foe.name), foe.content)).collect();
    seeds.push(("xls".to_string(), maker::xls(&[1.5, 0.0, -7.25], &[])));
    for number in 0..package::PARTS.len() {
        let sound = [&[u8::try_from(number).unwrap_or(0)][..], &package::sound(number)].concat();
        if [0, 6, 7].contains(&number) {
            seeds.push((format!("utuh-{number}"), package::around(&sound).expect("a package")));
        }
    }
    seeds.push(sample("politeknik/masuk/JKS_PK_2026.xlsx"));
    seeds.push(sample("politeknik/masuk/JTS/RA_JTS.xls"));
    seeds
}

/// Each part sound, and such as other programs wrote.
fn parts() -> Seeds {
    let mut seeds: Seeds = (0..package::PARTS.len())
        .map(|number| {
            let chosen = u8::try_from(number).unwrap_or(0);
            (plain(package::PARTS[number]), [&[chosen][..], &package::sound(number)].concat())
        })
        .collect();
    let sheets = [
        HostileBook::cell("t=\"e\"", "<f>A2:A9</f><v>#SPILL!</v>"),
        HostileBook::row("<row><c t=\"str\"><v>tanpa alamat</v></c><c><v>1</v></c></row>"),
        HostileBook::row("<row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"),
        HostileBook::cell("", "<f t=\"array\" ref=\"A1:B2\">TRANSPOSE(C1:C2)</f><v>1</v>"),
    ];
    for (number, sheet) in (0..).zip(sheets) {
        for (name, content) in sheet.all_part() {
            if name.starts_with("xl/sheets/") {
                seeds.push((format!("lembar-{number}"), [vec![0], content].concat()));
            }
        }
    }
    seeds
}

/// What rules draw: every way of a form to be wrong.
fn drawings() -> Seeds {
    let wrong = CATALOGUE.iter().map(|rule| (plain(rule.code), rule.wrong.replace(['«', '»'], "").into_bytes()));
    wrong.filter(|(_, content)| content.len() < 1_500).take(60).collect()
}

fn values() -> Seeds {
    let columns = [
        "57\n57,5\n57.5\n1.234,56\n1,234.56\n1.000\n1,000",
        "57%\n57 %\n0,57\n12,5 persen\n>= 85\n≤ 3 hari\n80-90",
        "Rp 1.250.000,00\n1.250.000\n(1.500)\nRp. 12 juta\n2,5 M\n-",
        "-\nn/a\nNihil\nbelum ada\n0\n\n—\n#REF!",
        "BB\nA\nSangat Baik\nWTP\nBaik (3,4)\nIndeks 4 dari 5",
        "2026-03-31\n31/03/2026\n31 Maret 2026\n46112\nTW I 2026",
        "19800101 200501 1 001\n198001012005011001\n1980 0101 2005 01 1 001\nNIP. 198001012005011001",
        "①②③\n٣٫٥\n１２，５\n1e400\nNaN\n∞\n1e-3\n０",
    ];
    (0..).zip(columns).map(|(number, text)| (format!("kolom-{number}"), text.as_bytes().to_vec())).collect()
}

fn definitions() -> Seeds {
    let names = ["pk-unit-kerja", "pk-prediksi", "ra-bulanan", "uk-umum", "uk-e81", "kaskade", "uk-bps-impor"];
    let one = |name: &&str| fs::read(root().join(format!("templates/formulir/{name}.toml"))).expect("a definition");
    let mut seeds: Seeds = names.iter().map(|name| ((*name).to_string(), one(name))).collect();
    seeds.push((
        "salah".to_string(),
        b"id = \"x\"\njenis = \"pk\"\n[[tabel]]\nkolom = [{ bidang = \"target\", judul = [\"{tahun}\"] }]\n".to_vec(),
    ));
    seeds
}

fn settings() -> Seeds {
    let mut seeds: Seeds = ["politeknik", "pemprov", "kotak-surat"]
        .map(|name| (name.to_string(), sample(&format!("{name}/selaras.toml")).1))
        .to_vec();
    let shipped = fs::read_to_string(root().join("templates/selaras.toml")).expect("settings");
    seeds.push(("baru".to_string(), shipped.replace("{tahun}", "2026").replace("{depan}", "2027").into_bytes()));
    seeds.push((
        "salah".to_string(),
        b"[instansi]\nnama = 3\ntahun = 99999999999\n[tenggat]\npk = \"kapan\"\n".to_vec(),
    ));
    seeds
}

fn mails() -> Seeds {
    let mail = [
        "From: a@contoh.example\r\nDate: Mon, 2 Mar 2026 08:00:00 +0700\r\nSubject: =?utf-8?B?UEs=?=\r\nMIME-Version: 1.0\r\n",
        "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\nTerlampir.\r\n",
        "--b\r\nContent-Type: application/vnd.ms-excel; name*=utf-8''pk%20jti.xlsx\r\nContent-Transfer-Encoding: base64\r\n",
        "Content-Disposition: attachment; filename=\"pk jti.xlsx\"\r\n\r\nUEsDBAoAAAAAAA==\r\n--b--\r\n",
    ]
    .concat();
    let inside = mail.replace("--b", "--c").replace("\"b\"", "\"c\"");
    let forwarded = format!(
        "From: b@contoh.example\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{inside}\r\n--b--\r\n"
    );
    let mbox = format!("From a Mon Mar  2 08:00:00 2026\r\n{mail}\r\nFrom b Tue Mar  3 08:00:00 2026\r\n{mail}");
    let zip = maker::archive(&[("a/pk.xlsx".into(), b"x".to_vec()), ("b.eml".into(), mail.clone().into_bytes())]);
    let nested = maker::archive(&[("dalam.zip".into(), zip.clone()), ("../luar.xlsx".into(), b"x".to_vec())]);
    vec![
        ("surat".to_string(), mail.into_bytes()),
        ("terusan".to_string(), forwarded.into_bytes()),
        ("kotak".to_string(), mbox.into_bytes()),
        ("arsip".to_string(), zip),
        ("arsip-dalam-arsip".to_string(), nested),
        sample("kotak-surat/masuk/PTM/RA.eml"),
    ]
}

#[test]
fn no_seed_is_large() {
    for (target, seeds) in all() {
        for (name, content) in seeds {
            assert!(content.len() < SEED, "{target}/{name}: {} bytes", content.len());
        }
    }
}
