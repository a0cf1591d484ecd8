//! What people read, in snapshots: every change of wording is seen in review. `just accept wording` takes new ones.
//!
//! Nothing is judged here: whether a sentence is right, other tests and whoever reads the difference say.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;

use mail_parser::MessageParser;
use selaras::finding::Temuan;
use selaras::pipeline::example;
use selaras::rules::CATALOGUE;
use selaras::template::Library;

use crate::shared::{copy_sample, selaras, text};

/// Commands with a page of help of their own.
const PAGES: [&str; 24] = [
    "",
    "konsolidasi",
    "gabung",
    "periksa",
    "banding",
    "mulai",
    "templat",
    "templat kenali",
    "templat uji",
    "cetak",
    "cetak lakip",
    "cetak naskah",
    "cetak pk",
    "cetak ra",
    "cetak tanda-terima",
    "migrasi",
    "baca",
    "aturan",
    "layani",
    "akun",
    "akun tambah",
    "akun hapus",
    "pelengkap",
    "bantuan",
];

#[test]
fn messages_of_the_rules() {
    let library = Library::built_in().expect("the shipped definitions");
    let mut families: BTreeMap<&str, String> = BTreeMap::new();
    for aturan in CATALOGUE {
        let page = families.entry(&aturan.code[..2]).or_default();
        writeln!(page, "{} {} ({})", aturan.code, aturan.name, aturan.severity.name()).expect("a text");
        let found = if aturan.wrong.trim().is_empty() {
            Vec::new()
        } else {
            example::run(aturan.wrong, &library).expect("a drawing that can be read").0.temuan
        };
        for temuan in with_follow_ups(&found).iter().filter(|temuan| temuan.code == aturan.code) {
            writeln!(page, "  {}\n  → {}", temuan.message, temuan.advice).expect("a text");
        }
    }
    for (family, page) in families {
        insta::assert_snapshot!(format!("messages_{}", family.to_lowercase()), page);
    }
}

#[test]
fn pages_of_help() {
    let mut all = String::new();
    for page in PAGES {
        let mut arguments: Vec<&str> = page.split_whitespace().collect();
        arguments.push("--bantuan");
        writeln!(all, "$ selaras {}\n{}", arguments.join(" "), text(&selaras(&arguments).stdout)).expect("a text");
    }
    insta::assert_snapshot!("pages_of_help", all);
}

#[test]
fn terminal_and_letters_of_a_sample() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20"]);
    let errors = text(&output.stderr);
    let errors: Vec<&str> = errors.lines().collect();
    let page = format!("{}{}", text(&output.stdout), errors.join("\n")).replace(&path, "RUANG");
    insta::assert_snapshot!("terminal_of_a_sample", page.replace('\\', "/"));

    let mut letters = BTreeMap::new();
    let mut units: Vec<_> = fs::read_dir(workspace.join("hasil/koreksi")).expect("letters").flatten().collect();
    units.sort_by_key(fs::DirEntry::file_name);
    for unit in units {
        for file in fs::read_dir(unit.path()).expect("a unit's folder").flatten() {
            let name = file.file_name().to_string_lossy().into_owned();
            if name.ends_with(".eml") {
                let kind = letters.entry(name).or_insert_with(Vec::new);
                kind.push(letter(&fs::read(file.path()).expect("a letter")));
            }
        }
    }
    let mut all = String::new();
    for (name, of_kind) in &letters {
        // Three of a kind say how it speaks; all of them would say what the findings say.
        for letter in of_kind.iter().take(3) {
            writeln!(all, "=== {name}\n{letter}").expect("a text");
        }
    }
    insta::assert_snapshot!("letters_of_a_sample", all);
}

fn letter(bytes: &[u8]) -> String {
    let message = MessageParser::default().parse(bytes).expect("a message");
    let body = message.body_text(0).expect("a text").replace("\r\n", "\n");
    format!("{}\n\n{body}", message.subject().unwrap_or_default())
}

/// Findings and those folded under them.
fn with_follow_ups(all: &[Temuan]) -> Vec<&Temuan> {
    all.iter().flat_map(|one| std::iter::once(one).chain(with_follow_ups(&one.follow_up))).collect()
}
