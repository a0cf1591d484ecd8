//! What was read before is not read again, and that changes nothing.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::worker::{CaraBaca, PerintahPekerja, TempatSimpanan};
use selaras::workspace::Ruang;

use crate::bersama::{salin_sampel, selaras};

const TANGGAL: &str = "2026-07-20";

fn konsolidasi(ruang: &Path) {
    let keluaran = selaras(&["konsolidasi", &ruang.to_string_lossy(), "--tanggal", TANGGAL, "--diam"]);
    assert_ne!(keluaran.status.code(), Some(2), "{}", String::from_utf8_lossy(&keluaran.stderr));
}

/// Every file below a folder of results but what was kept of reading, by its path.
fn isi(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut semua = BTreeMap::new();
    let mut antre = vec![folder.to_path_buf()];
    while let Some(kini) = antre.pop() {
        for entri in std::fs::read_dir(&kini).expect("a folder") {
            let jalur = entri.expect("an entry").path();
            if jalur.is_dir() {
                antre.push(jalur);
            } else if jalur.extension().is_none_or(|akhiran| akhiran != "bin") {
                let isi = std::fs::read(&jalur).expect("a file");
                semua.insert(jalur.strip_prefix(folder).expect("below").to_path_buf(), isi);
            }
        }
    }
    semua
}

#[test]
fn results_are_the_same_bytes_with_what_was_kept_without_it_and_with_half_of_it() {
    let (_folder, ruang) = salin_sampel("pemprov");
    konsolidasi(&ruang);
    let simpanan = ruang.join("hasil/data/.bacaan.bin");
    let utuh = std::fs::read(&simpanan).expect("what was read is kept");
    konsolidasi(&ruang);
    let tersimpan = isi(&ruang.join("hasil"));
    assert!(tersimpan.len() > 10);
    assert_eq!(std::fs::read(&simpanan).expect("still there"), utuh, "nothing was read anew");
    std::fs::remove_file(&simpanan).expect("it may be deleted");
    konsolidasi(&ruang);
    assert!(isi(&ruang.join("hasil")) == tersimpan, "without what was kept");
    let mut rusak = utuh.clone();
    rusak.truncate(utuh.len() / 2);
    rusak[utuh.len() / 3] ^= 0xff;
    std::fs::write(&simpanan, rusak).expect("half of it");
    konsolidasi(&ruang);
    assert!(isi(&ruang.join("hasil")) == tersimpan, "with half of what was kept");
}

#[test]
fn a_second_run_starts_no_reader_and_a_changed_file_is_read_anew() {
    let (_folder, folder) = salin_sampel("pemprov");
    let ruang = Ruang::buka(&folder).expect("a workspace");
    let hari = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let baca = |program: &str| {
        let argumen: Vec<OsString> = ["baca", "--pekerja", "--ruang"].map(OsString::from).into();
        let cara = CaraBaca::Pekerja(PerintahPekerja {
            program: program.into(),
            argumen: [argumen, vec![folder.clone().into()]].concat(),
            jumlah: 2,
            detik: 60,
            simpanan: Some(TempatSimpanan { berkas: ruang.simpanan(), program: "uji".into() }),
        });
        pipeline::jalankan(&ruang, &cara, hari, &TanpaKemajuan).map(|hasil| hasil.tables.berkas)
    };
    let pertama = baca(env!("CARGO_BIN_EXE_selaras")).expect("a run");
    let kedua = baca("/program/yang/tidak/ada").expect("everything was kept");
    assert_eq!(pertama, kedua);
    let satu = pertama.iter().find(|berkas| berkas.jalur.ends_with(".xlsx") && berkas.jalur.matches('/').count() == 1);
    let satu = satu.expect("a workbook in a folder of the inbox");
    let mut isi = std::fs::read(folder.join("masuk").join(&satu.jalur)).expect("its bytes");
    isi.push(0);
    std::fs::write(folder.join("masuk").join(&satu.jalur), isi).expect("a changed file");
    assert!(baca("/program/yang/tidak/ada").is_err(), "a changed file must be read");
    let ketiga = baca(env!("CARGO_BIN_EXE_selaras")).expect("a run");
    let baru = ketiga.iter().find(|berkas| berkas.jalur == satu.jalur).expect("the same file");
    assert_ne!(baru.sha256, satu.sha256);
}
