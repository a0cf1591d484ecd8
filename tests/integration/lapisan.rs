//! Dependencies between modules run one way, and each outside library has one room.

use std::path::Path;

use crate::bersama::akar;

/// Each room and the rooms it may use (design, "Who may use what"). `pipeline`, `worker`, `workspace`
/// and, on top, `jobs` stand above them.
const BOLEH: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("files", &["domain"]),
    ("intake", &["domain"]),
    ("workbook", &["domain"]),
    ("template", &["domain"]),
    ("extract", &["workbook", "template", "domain"]),
    ("finding", &["domain"]),
    ("tables", &["domain"]),
    ("cascade", &["tables", "domain"]),
    ("rules", &["tables", "cascade", "domain", "finding"]),
    ("banding", &["tables", "finding", "domain"]),
    ("ooxml", &["domain"]),
    ("sheets", &["ooxml", "domain"]),
    ("forms", &["template", "domain"]),
    ("recap", &["tables", "finding", "cascade", "banding", "domain"]),
    ("exports", &["recap", "tables", "finding"]),
    ("workbooks", &["recap", "sheets", "ooxml", "tables", "finding", "cascade", "banding", "domain"]),
    ("marking", &["ooxml", "finding", "domain"]),
    ("letters", &["recap", "tables", "finding", "banding", "domain"]),
    ("print", &["recap", "tables", "finding", "domain"]),
    ("report", &["recap", "exports", "workbooks", "sheets", "tables", "files", "domain"]),
];

/// Outside libraries that one room alone may name.
const PINTU: &[(&str, &[&str])] = &[
    ("calamine", &["workbook"]),
    ("cfb", &["workbook"]),
    ("rust_xlsxwriter", &["sheets", "workbooks", "marking", "forms"]),
    ("clap", &["cli"]),
    ("indicatif", &["cli"]),
    ("parquet", &["tables"]),
    ("rlimit", &["cli"]),
    ("mail_parser", &["intake"]),
    ("mail_builder", &["letters"]),
    ("lopdf", &["print"]),
    ("typst", &["print"]),
    ("typst_layout", &["print"]),
    ("typst_pdf", &["print"]),
];

#[test]
fn no_room_uses_a_room_above_it() {
    let mut pelanggaran = Vec::new();
    for (ruang, boleh) in BOLEH {
        for (jalur, teks) in sumber(&akar().join("src").join(ruang)) {
            for dipakai in ruang_dipakai(&tanpa_tes(&teks)) {
                if dipakai != *ruang
                    && !boleh.contains(&dipakai.as_str())
                    && BOLEH.iter().any(|(ada, _)| *ada == dipakai)
                {
                    pelanggaran.push(format!("{jalur}: {ruang} memakai {dipakai}"));
                }
            }
            for atas in ["jobs", "pipeline", "worker", "workspace"] {
                if ruang_dipakai(&tanpa_tes(&teks)).iter().any(|dipakai| dipakai == atas) {
                    pelanggaran.push(format!("{jalur}: {ruang} memakai {atas}"));
                }
            }
        }
    }
    assert!(pelanggaran.is_empty(), "{}", pelanggaran.join("\n"));
}

#[test]
fn each_outside_library_has_its_room() {
    let mut pelanggaran = Vec::new();
    for (jalur, teks) in sumber(&akar().join("src")) {
        let ruang = jalur.split('/').next().unwrap_or_default().trim_end_matches(".rs").to_string();
        for (pustaka, kamar) in PINTU {
            let disebut =
                tanpa_tes(&teks).lines().any(|baris| baris.trim_start().starts_with(&format!("use {pustaka}::")));
            if disebut && !kamar.contains(&ruang.as_str()) {
                pelanggaran.push(format!("{jalur}: {pustaka}"));
            }
        }
    }
    assert!(pelanggaran.is_empty(), "{}", pelanggaran.join("\n"));
}

/// Every source file below a folder: path from `src/`, text.
fn sumber(folder: &Path) -> Vec<(String, String)> {
    let mut hasil = Vec::new();
    let mut antre = vec![folder.to_path_buf()];
    while let Some(kini) = antre.pop() {
        for entri in std::fs::read_dir(&kini).expect("a source folder") {
            let jalur = entri.expect("an entry").path();
            let nama = jalur.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if jalur.is_dir() {
                if !matches!(nama.as_str(), "tests" | "uji") {
                    antre.push(jalur);
                }
            } else if nama.ends_with(".rs") && !matches!(nama.as_str(), "tests.rs" | "uji.rs" | "fixture.rs") {
                let pendek = jalur.strip_prefix(akar().join("src")).unwrap_or(&jalur).display().to_string();
                hasil.push((pendek, std::fs::read_to_string(&jalur).expect("a source file")));
            }
        }
    }
    assert!(!hasil.is_empty(), "{} holds no source", folder.display());
    hasil
}

/// Source text before its tests.
fn tanpa_tes(teks: &str) -> String {
    teks.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default().to_string()
}

/// The rooms that `crate::` paths name, grouped imports included.
fn ruang_dipakai(teks: &str) -> Vec<String> {
    let mut hasil = Vec::new();
    for baris in teks.lines().filter(|baris| !baris.trim_start().starts_with("//")) {
        for sisa in baris.split("crate::").skip(1) {
            let daftar = sisa.strip_prefix('{').map_or(sisa, |dalam| dalam);
            for bagian in daftar.split(", ") {
                let nama: String =
                    bagian.chars().take_while(|huruf| huruf.is_alphanumeric() || *huruf == '_').collect();
                hasil.push(nama);
                if !sisa.starts_with('{') {
                    break;
                }
            }
        }
    }
    hasil
}

#[test]
fn the_guard_sees_plain_and_grouped_imports() {
    assert_eq!(ruang_dipakai("use crate::rules::Aturan;"), ["rules"]);
    assert_eq!(ruang_dipakai("use crate::{domain::teks, rules::Aturan};"), ["domain", "rules"]);
}
