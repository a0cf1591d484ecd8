//! The dataset read by engines that institutions already have. Behind a flag: `SELARAS_SKALA_PYTHON` names a Python with
//! docs/skala/requirements.txt; Spark needs Java. Without it the test says that it skips.

use std::path::Path;
use std::process::Command;

use crate::bangkit::{Rencana, bangkitkan};
use crate::bersama::{akar, selaras, teks};

#[test]
fn duckdb_and_spark_compute_the_same_recap_and_spark_reads_the_same_rows() {
    let Some(python) = std::env::var_os("SELARAS_SKALA_PYTHON") else {
        println!("dilewati: SELARAS_SKALA_PYTHON tidak ditentukan");
        return;
    };
    let induk = tempfile::tempdir().expect("a folder");
    let (semua, keluar) = (induk.path().join("semua"), induk.path().join("nasional"));
    for nomor in 0..2 {
        let folder = semua.join(nomor.to_string());
        bangkitkan(&folder, &Rencana { berkas: 12, nomor, benih: 7 }).expect("a workspace");
    }
    let (semua, keluar) = (semua.display().to_string(), keluar.display().to_string());
    for argumen in [vec!["konsolidasi", &semua], vec!["gabung", &keluar, &semua]] {
        let hasil = selaras(&[&argumen[..], &["--tanggal", "2027-02-01", "--diam"]].concat());
        assert!(hasil.status.code().is_some_and(|kode| kode < 2), "{}", teks(&hasil.stderr));
    }
    let jalankan = |nama: &str, argumen: &[&str]| {
        let skrip = akar().join("docs/skala").join(nama);
        let hasil = Command::new(&python).arg(skrip).args(argumen).output().expect("Python starts");
        assert!(hasil.status.success(), "{nama}: {}{}", teks(&hasil.stdout), teks(&hasil.stderr));
        teks(&hasil.stdout)
    };
    assert!(jalankan("duckdb_rekap.py", &[&keluar]).contains("the same recap, 2 rows"));
    assert!(jalankan("spark_rekap.py", &[&keluar]).contains("the same recap, 2 rows"));
    let sampel = akar().join("samples/politeknik/masuk").display().to_string();
    let program = Path::new(env!("CARGO_BIN_EXE_selaras")).display().to_string();
    assert!(jalankan("spark_baca.py", &[&program, &sampel]).contains("the same"));
}
