//! Many workspaces at once: worked on by one command, put together by another.

use std::fs;
use std::path::{Path, PathBuf};

use selaras::tables::frame::Pembaca;
use selaras::tables::parquet;
use selaras::workbook::{self, CellValue, limits::Limits};

use crate::bangkit::{Rencana, bangkitkan};
use crate::bersama::{selaras, teks};

const HARI: &str = "2027-02-01";

/// So many generated workspaces of one unit each, below one folder.
fn ruang(banyak: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let induk = tempfile::tempdir().expect("a folder");
    let folder: Vec<PathBuf> = (0..banyak).map(|nomor| induk.path().join(format!("semua/ruang-{nomor}"))).collect();
    for (nomor, satu) in folder.iter().enumerate() {
        bangkitkan(satu, &Rencana { berkas: 6, nomor, benih: 7 }).expect("a workspace");
    }
    (induk, folder)
}

fn jalankan(argumen: &[&str]) -> (Option<i32>, String, String) {
    let keluaran = selaras(&[argumen, &["--tanggal", HARI, "--diam"]].concat());
    (keluaran.status.code(), teks(&keluaran.stdout), teks(&keluaran.stderr))
}

fn tampil(jalur: &Path) -> String {
    jalur.display().to_string()
}

/// The cells of a row of a sheet whose first cell is this, as numbers where they are.
fn angka(buku: &Path, lembar: &str, awal: f64) -> Vec<f64> {
    let buku = workbook::read(&fs::read(buku).expect("a workbook"), &Limits::default()).expect("a readable workbook");
    let lembar = buku.sheets.iter().find(|satu| satu.name == lembar).expect("the sheet");
    let baris = lembar.cells.iter().find(|sel| sel.address.column == 0 && sel.value == CellValue::Number(awal));
    let baris = baris.expect("the row").address.row;
    let milik = lembar.cells.iter().filter(|sel| sel.address.row == baris);
    milik.filter_map(|sel| if let CellValue::Number(angka) = sel.value { Some(angka) } else { None }).collect()
}

#[test]
fn a_workspace_that_cannot_run_does_not_stop_the_others_and_the_last_line_says_so() {
    let (induk, folder) = ruang(3);
    fs::write(folder[1].join("selaras.toml"), "[instansi]\nnama = \"Lembaga\"\n").expect("settings");
    let (kode, keluaran, galat) = jalankan(&["konsolidasi", &tampil(&induk.path().join("semua"))]);
    assert_eq!(kode, Some(2), "{galat}");
    assert!(galat.contains("ruang-1") && galat.contains("tahun"), "{galat}");
    assert!(folder[0].join("hasil/rekap-2026.xlsx").is_file() && folder[2].join("hasil/rekap-2026.xlsx").is_file());
    let akhir = keluaran.trim_end().lines().last().unwrap_or_default();
    assert!(akhir.contains("2 dari 3 ruang kerja selesai") && akhir.contains("ruang-1"), "{akhir}");
}

#[test]
fn findings_of_several_workspaces_say_as_json_which_one_they_are_about() {
    let (induk, _) = ruang(2);
    let keluaran =
        selaras(&["konsolidasi", &tampil(&induk.path().join("semua")), "--tanggal", HARI, "--format", "json"]);
    let keluaran = teks(&keluaran.stdout);
    let objek: Vec<serde_json::Value> = keluaran
        .lines()
        .filter(|baris| baris.starts_with('{'))
        .map(|baris| serde_json::from_str(baris).expect("an object"))
        .collect();
    assert!(!objek.is_empty() && objek.iter().all(|satu| satu["ruang"].is_string() && satu["kode"].is_string()));
}

#[test]
fn data_of_workspaces_become_one_dataset_whose_recap_adds_up() {
    let (induk, folder) = ruang(3);
    let (semua, keluar) = (tampil(&induk.path().join("semua")), induk.path().join("nasional"));
    assert!(jalankan(&["konsolidasi", &semua]).0.is_some_and(|kode| kode < 2));
    let (kode, keluaran, galat) = jalankan(&["gabung", &tampil(&keluar), &semua]);
    assert_eq!((kode, galat.as_str()), (Some(0), ""), "{keluaran}");
    assert!(keluaran.contains("3 instansi digabung"), "{keluaran}");
    let mut baris = 0;
    for (nomor, satu) in folder.iter().enumerate() {
        let asal = satu.join("hasil/data/pengukuran.parquet");
        let kode = format!("tahun=2026/instansi=lembaga-contoh-{:04}", nomor + 1);
        let salinan = keluar.join("data/pengukuran").join(kode).join("pengukuran.parquet");
        assert_eq!(fs::read(&asal).expect("a table"), fs::read(&salinan).expect("its copy"));
        baris += parquet::ikhtisar(&asal).expect("a table").baris;
    }
    let rekap = parquet::baca(&keluar.join("rekap-nasional.parquet")).expect("the recap");
    let pembaca = Pembaca::baru(&rekap);
    let jumlah = |kolom| pembaca.baris().filter_map(|baris| baris.angka(kolom)).sum::<f64>();
    assert_eq!(rekap.height(), 3);
    assert_eq!((jumlah("unit"), jumlah("unit_lapor"), jumlah("iku"), jumlah("indikator")), (3.0, 3.0, 60.0, 120.0));
    // Figures of the sheet are results of formulas over the sheet behind it.
    let nasional = angka(&keluar.join("rekap-nasional.xlsx"), "Nasional", 2026.0);
    assert_eq!(nasional[..3], [2026.0, 3.0, 0.0]);
    assert_eq!((nasional[4], nasional[5], nasional[6]), (3.0, 60.0, jumlah("iku_tercapai")));
    assert_eq!(nasional[9..13], [3.0, 3.0, 120.0, jumlah("indikator_merah")]);
    assert!(baris > 0 && jumlah("berkas") == 18.0);
}

#[test]
fn who_is_not_in_the_dataset_is_named_and_who_left_is_not_counted() {
    let (induk, folder) = ruang(3);
    let keluar = induk.path().join("nasional");
    let (satu, dua, tiga) = (tampil(&folder[0]), tampil(&folder[1]), tampil(&folder[2]));
    assert!(jalankan(&["konsolidasi", &satu, &dua]).0.is_some_and(|kode| kode < 2));
    let (kode, keluaran, galat) = jalankan(&["gabung", &tampil(&keluar), &satu, &dua, &tiga]);
    assert_eq!(kode, Some(2));
    assert!(galat.contains("ruang-2") && galat.contains("belum dikonsolidasi"), "{galat}");
    assert!(keluaran.contains("2 instansi digabung. 1 ruang kerja BELUM masuk"), "{keluaran}");
    let nasional = angka(&keluar.join("rekap-nasional.xlsx"), "Nasional", 2026.0);
    assert_eq!(nasional[..3], [2026.0, 2.0, 1.0]);
    assert_eq!(jalankan(&["gabung", &tampil(&keluar), &satu]).0, Some(0));
    let tersisa = fs::read_dir(keluar.join("data/pk/tahun=2026")).expect("the dataset").count();
    assert_eq!(tersisa, 1, "what an earlier run put in would still be counted");
    assert_eq!(fs::read_dir(&keluar).expect("the folder").count(), 3, "something is left over");
}

#[test]
fn two_institutions_under_one_code_are_refused_and_a_code_tells_them_apart() {
    let (induk, folder) = ruang(2);
    let keluar = induk.path().join("nasional");
    for (nomor, satu) in folder.iter().enumerate() {
        let setelan = fs::read_to_string(satu.join("selaras.toml")).expect("settings");
        let sama = setelan.replace(&format!("Lembaga Contoh {:04}", nomor + 1), "Lembaga Contoh");
        fs::write(satu.join("selaras.toml"), sama).expect("settings");
    }
    let semua = tampil(&induk.path().join("semua"));
    assert!(jalankan(&["konsolidasi", &semua]).0.is_some_and(|kode| kode < 2));
    let (kode, _, galat) = jalankan(&["gabung", &tampil(&keluar), &semua]);
    assert_eq!(kode, Some(2));
    for bagian in ["lembaga-contoh tahun 2026", "ruang-0", "ruang-1", "[instansi] kode"] {
        assert!(galat.contains(bagian), "{bagian} is missing in {galat}");
    }
    assert!(!keluar.exists(), "nothing is written when the answer would be wrong");
    let setelan = fs::read_to_string(folder[1].join("selaras.toml")).expect("settings");
    fs::write(folder[1].join("selaras.toml"), setelan.replace("tahun = 2026", "kode = \"lembaga-dua\"\ntahun = 2026"))
        .expect("settings");
    assert_eq!(jalankan(&["gabung", &tampil(&keluar), &semua]).0, Some(0));
    assert!(keluar.join("data/pk/tahun=2026/instansi=lembaga-dua").is_dir());
}

#[test]
fn settings_that_changed_after_the_run_and_targets_that_are_something_else_are_refused() {
    let (induk, folder) = ruang(1);
    let (satu, keluar) = (tampil(&folder[0]), tampil(&induk.path().join("nasional")));
    assert!(jalankan(&["konsolidasi", &satu]).0.is_some_and(|kode| kode < 2));
    let (kode, _, galat) = jalankan(&["gabung", &satu, &satu]);
    assert!(kode == Some(2) && galat.contains("ruang kerja"), "{galat}");
    let setelan = fs::read_to_string(folder[0].join("selaras.toml")).expect("settings");
    fs::write(folder[0].join("selaras.toml"), setelan.replace("tahun = 2026", "tahun = 2025")).expect("settings");
    let (kode, _, galat) = jalankan(&["gabung", &keluar, &satu]);
    assert!(kode == Some(2) && galat.contains("berubah setelah konsolidasi"), "{galat}");
}
