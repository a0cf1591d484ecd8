//! The dataset read by engines that institutions already have. Behind a flag: `SELARAS_SKALA_PYTHON` names a Python with
//! docs/skala/requirements.txt; Spark needs Java. Without it the test says that it skips.

use std::io::Write;
use std::path::Path;
use std::process::Command;

use crate::generator::{GenerationPlan, generate};
use crate::shared::{root, selaras, text};

#[test]
fn duckdb_and_spark_compute_the_same_recap_and_spark_reads_the_same_rows() {
    let Some(python) = std::env::var_os("SELARAS_SKALA_PYTHON") else {
        // Not through the test harness, which keeps what a test that passes prints to itself.
        let word = "\nDILEWATI: contoh DuckDB dan Spark tidak dijalankan; SELARAS_SKALA_PYTHON tidak ditentukan (docs/skala.md)\n";
        std::io::stderr().write_all(word.as_bytes()).expect("the terminal");
        return;
    };
    let parent = tempfile::tempdir().expect("a folder");
    let (all, exit) = (parent.path().join("semua"), parent.path().join("nasional"));
    for number in 0..2 {
        let folder = all.join(number.to_string());
        generate(&folder, &GenerationPlan { file: 12, number, seed: 7 }).expect("a workspace");
    }
    let (all, exit) = (all.display().to_string(), exit.display().to_string());
    for argument in [vec!["konsolidasi", &all], vec!["gabung", &exit, &all]] {
        let outcome = selaras(&[&argument[..], &["--tanggal", "2027-02-01", "--diam"]].concat());
        assert!(outcome.status.code().is_some_and(|code| code < 2), "{}", text(&outcome.stderr));
    }
    let run = |name: &str, argument: &[&str]| {
        let skrip = root().join("docs/skala").join(name);
        let outcome = Command::new(&python).arg(skrip).args(argument).output().expect("Python starts");
        assert!(outcome.status.success(), "{name}: {}{}", text(&outcome.stdout), text(&outcome.stderr));
        text(&outcome.stdout)
    };
    assert!(run("duckdb_rekap.py", &[&exit]).contains("the same recap, 2 rows"));
    assert!(run("spark_rekap.py", &[&exit]).contains("the same recap, 2 rows"));
    let sample = root().join("samples/politeknik/masuk").display().to_string();
    let program = Path::new(crate::shared::program()).display().to_string();
    assert!(run("spark_baca.py", &[&program, &sample]).contains("the same"));
}
