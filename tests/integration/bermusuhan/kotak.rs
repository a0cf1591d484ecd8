//! What lies in an inbox and is no plain file, or does not stay as it was.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use selaras::intake;
use selaras::pipeline::{self, TanpaKemajuan, kembali};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use super::{jalankan, menurut_berkas, pembuat};
use crate::bersama::{salin_sampel, teks};

/// The end of a command, within a minute.
fn dalam_semenit(perintah: &mut Command) -> Output {
    let mut proses = perintah.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let mulai = Instant::now();
    while proses.try_wait().expect("a process").is_none() {
        if mulai.elapsed() > Duration::from_secs(60) {
            proses.kill().expect("an end");
            panic!("{perintah:?} still waits after a minute");
        }
        thread::sleep(Duration::from_millis(20));
    }
    proses.wait_with_output().expect("its output")
}

fn selaras_di(program: &Path, argumen: &[&str]) -> Command {
    let mut perintah = Command::new(program);
    perintah.args(argumen);
    perintah
}

#[test]
fn a_pipe_a_socket_and_a_device_are_said_and_never_waited_for() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let masuk = ruang.join("masuk");
    let pipa = masuk.join("pipa.xlsx");
    assert!(Command::new("mkfifo").arg(&pipa).status().expect("mkfifo").success());
    let _soket = UnixListener::bind(masuk.join("soket.xlsx")).expect("a socket");
    let program = Path::new(env!("CARGO_BIN_EXE_selaras"));
    let jalur = ruang.display().to_string();
    let keluaran = dalam_semenit(&mut selaras_di(
        program,
        &["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--format", "json"],
    ));
    let tampak = teks(&keluaran.stdout);
    let temuan: Vec<serde_json::Value> = tampak.lines().filter_map(|baris| serde_json::from_str(baris).ok()).collect();
    let peta = menurut_berkas(&temuan);
    for nama in ["pipa.xlsx", "soket.xlsx"] {
        assert!(
            peta[nama].iter().any(|(kode, pesan)| kode == "BK01" && pesan.contains("bukan berkas biasa")),
            "{nama}"
        );
    }
    let pipa = pipa.display().to_string();
    for (perintah, nama) in [("baca", pipa.as_str()), ("periksa", pipa.as_str()), ("baca", "/dev/zero")] {
        let keluaran = dalam_semenit(&mut selaras_di(program, &[perintah, nama]));
        assert_eq!(keluaran.status.code(), Some(1));
        assert!(teks(&keluaran.stdout).contains("bukan berkas biasa"), "{perintah} {nama}");
    }
}

#[test]
fn files_that_vanish_or_change_while_they_are_read_get_an_answer() {
    let (_folder, folder_ruang) = salin_sampel("pemprov");
    let masuk = folder_ruang.join("masuk");
    let buku = |isi: &str| pembuat::Buku::teks(isi).selesai();
    for nama in ["hilang.xlsx", "jadi folder.xlsx", "dipotong.xlsx"] {
        fs::write(masuk.join(nama), buku(nama)).expect("a file");
    }
    for nama in ["hilang.zip", "diganti.zip"] {
        fs::write(masuk.join(nama), pembuat::arsip(&[("a.xlsx".into(), buku(nama))])).expect("an archive");
    }
    let ruang = Ruang::buka(&folder_ruang).expect("a workspace");
    let kotak = intake::kumpulkan(&ruang.masuk()).expect("the inbox");
    for nama in ["hilang.xlsx", "jadi folder.xlsx", "hilang.zip"] {
        fs::remove_file(masuk.join(nama)).expect("gone");
    }
    fs::create_dir(masuk.join("jadi folder.xlsx")).expect("a folder");
    fs::write(masuk.join("dipotong.xlsx"), &buku("dipotong.xlsx")[..100]).expect("half a file");
    fs::write(masuk.join("diganti.zip"), pembuat::arsip(&[("b.xlsx".into(), buku("b"))])).expect("another archive");
    let berkas = pipeline::baca(&ruang, &CaraBaca::Sendiri, kotak, &TanpaKemajuan).expect("the others are read");
    for (nama, kata) in [
        ("hilang.xlsx", "tidak ditemukan"),
        ("jadi folder.xlsx", "bukan berkas biasa"),
        ("dipotong.xlsx", "rusak"),
        ("hilang.zip/a.xlsx", "tidak ditemukan"),
        ("diganti.zip/a.xlsx", "penyimpanan"),
    ] {
        let satu = berkas.iter().find(|satu| satu.jalur == nama).expect("every file that was listed has an answer");
        let pesan = &satu.hasil.as_ref().expect_err(nama).pesan;
        assert!(pesan.contains(kata), "{nama}: {pesan}");
    }
    assert!(berkas.iter().any(|satu| satu.hasil.is_ok()));
}

#[test]
fn a_file_that_changed_after_it_was_read_is_not_marked() {
    let (_folder, folder_ruang) = salin_sampel("pemprov");
    let ruang = Ruang::buka(&folder_ruang).expect("a workspace");
    let hari = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let hasil = pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari, &TanpaKemajuan).expect("a run");
    let bahan = hasil.bahan(&ruang, hari);
    let tulis = || {
        let folder = tempfile::tempdir().expect("a folder of results");
        kembali::tulis(&ruang, &hasil, &bahan, folder.path()).expect("the folder of corrections")
    };
    let semula = tulis();
    assert!(semula.gagal.is_empty() && semula.bertanda > 0, "{:?}", semula.gagal);
    for sumber in hasil.sumber.values().filter(|sumber| sumber.anggota.is_empty()) {
        let mut isi = fs::read(&sumber.berkas).expect("a file");
        isi.push(b' ');
        fs::write(&sumber.berkas, isi).expect("another byte");
    }
    let sesudah = tulis();
    // What lies in an archive did not change.
    assert_eq!(sesudah.bertanda + sesudah.gagal.len(), semula.bertanda);
    assert!(sesudah.gagal.len() > 1);
    assert!(sesudah.gagal.iter().all(|satu| satu.contains("berubah setelah dibaca")), "{:?}", sesudah.gagal);
}

/// The program as somebody who is not the administrator: those may read and write everything.
fn orang_biasa(folder: &Path, argumen: &[&str]) -> Output {
    let program = folder.join("selaras");
    if !program.exists() {
        let asli = env!("CARGO_BIN_EXE_selaras");
        fs::hard_link(asli, &program).or_else(|_| fs::copy(asli, &program).map(drop)).expect("the program");
    }
    let mut perintah = selaras_di(&program, argumen);
    if std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").expect("this process")) == 0 {
        perintah.uid(ORANG).gid(ORANG);
    }
    dalam_semenit(&mut perintah)
}

/// Nobody's number.
const ORANG: u32 = 65_534;

/// A workspace that somebody else owns, in a folder that everyone may enter.
fn ruang_orang() -> (tempfile::TempDir, PathBuf) {
    let (folder, ruang) = salin_sampel("pemprov");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("an open folder");
    let mut antre = vec![ruang.clone()];
    while let Some(kini) = antre.pop() {
        // Only the administrator may give a file away, and nobody else needs to.
        let _ = std::os::unix::fs::chown(&kini, Some(ORANG), Some(ORANG));
        if kini.is_dir() {
            antre.extend(fs::read_dir(&kini).expect("a folder").flatten().map(|entri| entri.path()));
        }
    }
    (folder, ruang)
}

fn izin(jalur: &Path, izin: u32) {
    fs::set_permissions(jalur, fs::Permissions::from_mode(izin)).expect("permissions");
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_goes_on() {
    let (folder, ruang) = ruang_orang();
    let masuk = ruang.join("masuk");
    for nama in ["terlarang.xlsx", "terlarang.zip", "terlarang.eml"] {
        fs::write(masuk.join(nama), b"x").expect("a file");
        izin(&masuk.join(nama), 0o000);
    }
    fs::create_dir(masuk.join("tertutup")).expect("a folder");
    izin(&masuk.join("tertutup"), 0o000);
    let jalur = ruang.display().to_string();
    let keluaran = orang_biasa(folder.path(), &["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--format", "json"]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    let tampak = teks(&keluaran.stdout);
    let temuan: Vec<serde_json::Value> = tampak.lines().filter_map(|baris| serde_json::from_str(baris).ok()).collect();
    let peta = menurut_berkas(&temuan);
    for nama in ["terlarang.xlsx", "terlarang.zip", "terlarang.eml", "tertutup"] {
        let milik = peta.get(nama).unwrap_or_else(|| panic!("{nama} got no answer: {}", teks(&keluaran.stderr)));
        assert!(milik.iter().any(|(kode, pesan)| kode == "BK01" && pesan.contains("tidak mengizinkan")), "{milik:?}");
    }
    izin(&masuk.join("tertutup"), 0o755);
}

#[test]
fn a_folder_that_may_only_be_read_is_named_and_its_files_stay() {
    let (folder, ruang) = ruang_orang();
    let jalur = ruang.display().to_string();
    let jalan = |hari: &str| orang_biasa(folder.path(), &["konsolidasi", &jalur, "--tanggal", hari]);
    assert!(jalan("2026-07-20").status.code().is_some_and(|kode| kode < 2));
    let hasil = ruang.join("hasil");
    let lama = super::isi_folder(&hasil);
    for tertutup in [hasil.clone(), hasil.join("data")] {
        izin(&tertutup, 0o555);
        let keluaran = jalan("2026-10-20");
        assert_eq!(keluaran.status.code(), Some(2), "{}", tertutup.display());
        let galat = teks(&keluaran.stderr);
        assert!(galat.contains(&hasil.display().to_string()) && galat.contains("mengizinkan"), "{galat}");
        izin(&tertutup, 0o755);
        let sisa = super::isi_folder(&hasil).into_keys().filter(|jalur| !lama.contains_key(jalur));
        assert_eq!(sisa.collect::<Vec<_>>(), Vec::<PathBuf>::new(), "nothing half-written stays");
    }
    assert!(jalan("2026-07-20").status.code().is_some_and(|kode| kode < 2));
    assert!(super::isi_folder(&hasil) == lama);
}

#[test]
fn a_very_long_or_odd_name_still_gets_its_marked_copy() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let masuk = ruang.join("masuk");
    let temuan = jalankan(&ruang);
    let bertanda = |satu: &&serde_json::Value| {
        satu["tingkat"] == "galat" && satu["berkas"].as_str().is_some_and(|nama| nama.ends_with(".xlsx"))
    };
    let asal = temuan.iter().filter(bertanda).find_map(|satu| {
        let jalur = masuk.join(satu["berkas"].as_str()?);
        (jalur.is_file() && satu["unit"].is_string()).then_some((jalur, satu["unit"].as_str()?.to_string()))
    });
    let (asal, unit) = asal.expect("a form with an error");
    let folder = asal.parent().expect("its folder").to_path_buf();
    fs::rename(&asal, folder.join(format!("{}.xlsx", "p".repeat(250)))).expect("a long name");
    let keluaran = crate::bersama::selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(!teks(&keluaran.stderr).contains("tidak dapat ditulis"), "{}", teks(&keluaran.stderr));
    let milik = super::isi_folder(&ruang.join("hasil/koreksi").join(unit));
    let panjang = |jalur: &PathBuf| jalur.file_name().is_some_and(|nama| nama.to_string_lossy().starts_with("pppp"));
    assert!(milik.keys().any(panjang), "{:?}", milik.keys());
}
