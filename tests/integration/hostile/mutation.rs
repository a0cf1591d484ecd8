//! Damage by chance: whatever happens to a sound file on its way, it is refused or gives the values that it gave.

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use selaras::extract::{complete_row, extract};
use selaras::intake;
use selaras::template::Library;
use selaras::workbook::{Limits, Workbook, read};
use selaras::workspace::Workspace;

use super::maker::{HostileBook, archive as new_archive, ods};
use crate::shared::root;

/// Numbers without any order, the same ones every time.
struct MutationRandom(u64);

impl MutationRandom {
    fn one(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % below.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.one(256)).unwrap_or(0)
    }

    /// What a disk, a cable or a mail program does to a file.
    fn damaged(&mut self, intact: &[u8]) -> Vec<u8> {
        let mut content = intact.to_vec();
        let position = self.one(content.len());
        let until = (position + 1 + self.one(700)).min(content.len());
        match self.one(8) {
            0 => content.truncate(position),
            1 => content[position] ^= 1 << self.one(8),
            2 => content[position] = self.byte(),
            3 => content[position..until].fill(0),
            4 => drop(content.drain(position..until)),
            5 => {
                let copy = content[position..until].to_vec();
                content.splice(position..position, copy);
            }
            6 => (0..10).for_each(|_| {
                let position = self.one(content.len());
                content[position] = self.byte();
            }),
            _ => {
                let other = self.one(content.len() - (until - position) + 1);
                content.copy_within(position..until, other);
            }
        }
        content
    }
}

/// How damaged variants of one file came out.
#[derive(Debug, Default)]
struct MutationCount {
    rejected: usize,
    same: usize,
    different: usize,
    oldest: Duration,
}

impl MutationCount {
    fn add(&mut self, intact: &Workbook, damaged: &[u8], limit: &Limits) -> Option<Workbook> {
        let begin = Instant::now();
        let outcome = read(damaged, limit);
        self.oldest = self.oldest.max(begin.elapsed());
        match outcome {
            Err(error) => {
                assert!(!error.advice().is_empty());
                self.rejected += 1;
                None
            }
            // Properties of the document are no values: damaged ones are left out.
            Ok(book) if book.sheets == intact.sheets => {
                self.same += 1;
                None
            }
            Ok(book) => {
                self.different += 1;
                Some(book)
            }
        }
    }
}

/// Whether the format carries checksums, so that damage cannot pass for content.
fn check_summed(content: &[u8]) -> bool {
    content.starts_with(b"PK")
}

#[test]
fn damage_by_chance_is_refused_or_changes_no_value() {
    let row: String = (1..200)
        .map(|number| format!("<row r=\"{number}\"><c r=\"A{number}\"><v>{}</v></c></row>", number * 7919))
        .collect();
    let cell =
        "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"12345\"/></table:table-row>";
    let form = root().join("samples/politeknik/masuk/JTI/PK JTI 2026.xlsx");
    let limit = Limits::default();
    for intact in
        [HostileBook::row(&row).finish(), ods(&cell.repeat(50), "<manifest/>"), fs::read(form).expect("a form")]
    {
        let correct = read(&intact, &limit).expect("a sound workbook");
        let mut random = MutationRandom(intact.len() as u64);
        let mut tally = MutationCount::default();
        for number in 0..250 {
            let damaged = random.damaged(&intact);
            let different = tally.add(&correct, &damaged, &limit);
            assert!(different.is_none(), "variant {number} of a file of {} bytes gives other values", intact.len());
        }
        assert!(tally.rejected > 100, "damage must show: {tally:?}");
    }
}

/// A package in which one part is damaged and its checksum is right: what a faulty program writes.
fn damaged_part(intact: &[u8], random: &mut MutationRandom) -> Option<Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(intact)).ok()?;
    let chosen = random.one(archive.len());
    let mut part = Vec::new();
    for number in 0..archive.len() {
        let mut one = archive.by_index(number).ok()?;
        let mut content = Vec::new();
        one.read_to_end(&mut content).ok()?;
        if number == chosen && !content.is_empty() {
            content = random.damaged(&content);
        }
        part.push((one.name().ok()?.into_owned(), content));
    }
    Some(new_archive(&part))
}

/// Reads a damaged workbook and what is on its sheets, as the program does. What a stage trips over ends the test.
fn whole(content: &[u8], limit: &Limits, library: &Library) -> bool {
    match read(content, limit) {
        Ok(book) => extract(&book, library).sheets.iter().all(complete_row),
        Err(error) => {
            // Other people's readers may panic and are caught; ours read .xlsx and .ods without.
            let tripped = error.to_string().contains("tidak dapat diikuti");
            assert!(!tripped || !content.starts_with(b"PK"), "{error}");
            true
        }
    }
}

#[test]
fn damaged_parts_with_right_checksums_trip_no_stage() {
    let limit = Limits::default();
    let library = Library::built_in().expect("the shipped definitions");
    let enter = root().join("samples/politeknik/masuk/JTI");
    for name in ["PK JTI 2026.xlsx", "Pengukuran TW I JTI.xlsx"] {
        let intact = fs::read(enter.join(name)).expect("a form");
        let mut random = MutationRandom(intact.len() as u64);
        for number in 0..80 {
            let damaged = damaged_part(&intact, &mut random).expect("a sound package");
            assert!(whole(&damaged, &limit, &library), "variant {number} of {name}");
        }
    }
}

#[test]
fn damaged_mail_settings_and_definitions_trip_no_stage() {
    let old = other_old();
    let surat = [
        "From: a@contoh.example\r\nDate: Mon, 2 Mar 2026 08:00:00 +0700\r\nSubject: =?utf-8?B?UEs=?=\r\n",
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n",
        "Terlampir.\r\n--b\r\nContent-Type: application/vnd.ms-excel; name*=utf-8''pk%20jti.xlsx\r\n",
        "Content-Transfer-Encoding: base64\r\nContent-Disposition: attachment\r\n\r\nUEsDBAoAAAAAAA==\r\n--b--\r\n",
    ]
    .concat();
    let settings = fs::read_to_string(root().join("samples/politeknik/selaras.toml")).expect("settings");
    let definition = fs::read_to_string(root().join("templates/formulir/uk-umum.toml")).expect("a definition");
    let archive = new_archive(&[("a/pk.xlsx".into(), b"x".to_vec()), ("b.eml".into(), surat.clone().into_bytes())]);
    let folder = tempfile::tempdir().expect("a folder");
    let mut random = MutationRandom(2026);
    let (begin, mut run_memory) = (Instant::now(), 0);
    while run_memory < 60 || begin.elapsed() < old {
        run_memory += 1;
        for (name, content) in [("a.eml", surat.as_bytes()), ("a.mbox", surat.as_bytes()), ("a.zip", &archive)] {
            let path = folder.path().join(name);
            let prefix: &[u8] = if name == "a.mbox" { b"From a Mon Mar  2 08:00:00 2026\r\n" } else { b"" };
            fs::write(&path, [prefix, &random.damaged(content)].concat()).expect("a file");
            let inbox = intake::one_file(&path);
            let tripped = inbox.rejected.iter().find(|one| one.reason.contains("tidak dapat diikuti"));
            assert!(tripped.is_none(), "{tripped:?}");
            for submission in &inbox.submissions {
                // Its bytes may not be there any more: that is an error, and none of the program.
                let _ = intake::content(&submission.source, 1 << 20);
            }
        }
        fs::write(folder.path().join("selaras.toml"), random.damaged(settings.as_bytes())).expect("settings");
        let _ = Workspace::open(folder.path());
        let text = String::from_utf8_lossy(&random.damaged(definition.as_bytes())).into_owned();
        let _ = Library::with(&[("templat/uji.toml".to_string(), text)]);
    }
    println!("{run_memory} rounds");
}

/// How long the stages beside workbooks are tried: `SELARAS_MUTASI_LAIN=seconds`.
fn other_old() -> Duration {
    let seconds = std::env::var("SELARAS_MUTASI_LAIN").ok().and_then(|seconds| seconds.parse().ok());
    Duration::from_secs(seconds.unwrap_or(0))
}

/// `SELARAS_MUTASI=folder[:seconds] cargo test --test integration mutation -- --ignored --nocapture` damages the workbooks
/// of a folder for so long, and keeps in `target/mutasi` what was read with other values.
#[test]
#[ignore = "runs for as long as it is told, over files of one's own"]
fn workbooks_of_a_folder_are_damaged_for_a_while() {
    let settings = std::env::var("SELARAS_MUTASI").expect("SELARAS_MUTASI=folder[:seconds]");
    let (folder, seconds) = settings.rsplit_once(':').unwrap_or((&settings, "60"));
    let old = Duration::from_secs(seconds.parse().expect("seconds"));
    let mut file: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").flatten().map(|listed| listed.path()).filter(|j| j.is_file()).collect();
    file.sort();
    let save = root().join("target/mutasi");
    fs::create_dir_all(&save).expect("a folder");
    let limit = Limits::default();
    let library = Library::built_in().expect("the shipped definitions");
    let share = old / u32::try_from(file.len().max(1)).unwrap_or(1);
    let mut wrong = Vec::new();
    for path in &file {
        let intact = fs::read(path).expect("a file");
        let Ok(correct) = read(&intact, &limit) else {
            println!("{}: not read even when sound", path.display());
            continue;
        };
        let mut random = MutationRandom(intact.len() as u64 ^ 0x5EED);
        let (mut tally, mut part) = (MutationCount::default(), 0);
        let begin = Instant::now();
        while begin.elapsed() < share {
            if let Some(damaged) = damaged_part(&intact, &mut random) {
                part += 1;
                assert!(whole(&damaged, &limit, &library), "{}", path.display());
            }
            let damaged = random.damaged(&intact);
            if let Some(book) = tally.add(&correct, &damaged, &limit)
                && check_summed(&intact)
            {
                let name = format!("{}-{}", tally.different, name(path));
                fs::write(save.join(&name), &damaged).expect("a file kept");
                wrong.push(format!("{name}: {}", difference(&correct, &book)));
            }
        }
        println!("{}: {tally:?}, with parts damaged: {part}", name(path));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The first difference, for people.
fn difference(one: &Workbook, other: &Workbook) -> String {
    if one.sheets.len() != other.sheets.len() {
        return format!("{} sheets instead of {}", other.sheets.len(), one.sheets.len());
    }
    for (one, other) in one.sheets.iter().zip(&other.sheets) {
        if let Some((one, other)) = one.cells.iter().zip(&other.cells).find(|(one, other)| one != other) {
            return format!("{one:?} became {other:?}");
        }
        if one != other {
            return format!("sheet {} differs, {} cells instead of {}", one.name, other.cells.len(), one.cells.len());
        }
    }
    "the format".to_string()
}
