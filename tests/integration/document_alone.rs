//! A document is judged by itself: what a check of one file tells, without and with a workspace, against what the main
//! job tells about that file.

use std::collections::BTreeSet;

use selaras::domain::document::IdentityKey;
use selaras::domain::place::KASKADE_FILE;
use selaras::domain::value::{CellContent, Entry, Value};
use selaras::finding::Temuan;
use selaras::pipeline::{self, NoProgress, RunOutcome};
use selaras::rules::{Aturan, CATALOGUE, Need};
use selaras::tables::SentFile;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::shared::{copy_sample, root, selaras, text};

/// Findings that a rule cannot make of the form alone: the cascade tells which direction is better, the unit of measure
/// or how quarters make a year, and the workspace tells the year. File, rule, cell.
const WORKSPACE_TELLS: &[(&str, &str, &str)] = &[
    ("BPKU/TW II Bagian Perencanaan dan Keuangan.xlsx", "ID02", "A1"),
    ("DINSOS/TW I Dinas Sosial.xlsx", "UK19", "E11"),
    ("DISHUB - TW II 2026.xlsx", "UK03", "H9"),
    ("JKS_TW1_2026.xlsx", "UK03", "H8"),
    ("P3M/import_pengukuran_TW1_2026.xlsx", "NL07", "B4"),
    ("P3M/import_pengukuran_TW1_2026.xlsx", "UK07", "G6"),
    ("kiriman-februari.zip/RA JAB 2026.xlsx", "RA05", "D8"),
];
/// What is told otherwise alone: there the signature contradicts the title, and nobody knows which of them is right.
const TOLD_OTHERWISE: &[(&str, &str, &str)] = &[("BPKU/TW II Bagian Perencanaan dan Keuangan.xlsx", "ID02", "I12")];

/// What identifies a finding: rule, sheet, guilty cell, message.
type Mark = (String, String, String);

struct House {
    workspace: Workspace,
    main: RunOutcome,
}

fn house(name: &str) -> House {
    let workspace = Workspace::open(&root().join("samples").join(name)).expect("a workspace");
    let main = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    House { workspace, main }
}

fn day() -> chrono::NaiveDate {
    "2026-07-20".parse().expect("a date")
}

impl House {
    /// The files that units sent and that nothing replaced.
    fn files(&self) -> impl Iterator<Item = &SentFile> {
        let sent = self.main.tables.files.iter().zip(0_u32..).filter(|(file, _)| file.path != KASKADE_FILE);
        sent.filter(|(file, number)| {
            let mut documents = self.main.tables.documents.iter().filter(|document| document.file == *number);
            file.copy_from.is_none() && documents.all(|document| document.status.checkable())
        })
        .map(|(file, _)| file)
    }

    fn cascade(&self) -> SentFile {
        let mut files = self.main.tables.files.iter();
        files.find(|file| file.path == KASKADE_FILE).expect("a cascade").clone()
    }

    /// The findings of the main job about a file, waived ones too.
    fn main_about(&self, file: &SentFile, which: &dyn Fn(&Aturan) -> bool) -> BTreeSet<Mark> {
        let all = self.main.temuan.iter().chain(&self.main.excepted);
        marks(all, &file.path, which)
    }
}

fn marks<'t>(
    findings: impl Iterator<Item = &'t Temuan>,
    file: &str,
    which: &dyn Fn(&Aturan) -> bool,
) -> BTreeSet<Mark> {
    let mut outcome = BTreeSet::new();
    for finding in findings {
        let rule = CATALOGUE.iter().find(|rule| rule.code == finding.code).expect("a rule");
        if finding.place.file == file && which(rule) {
            let cell = finding.place.cell_text();
            outcome.insert((finding.code.clone(), finding.place.sheet.clone().unwrap_or_default(), cell));
        }
        outcome.extend(marks(finding.follow_up.iter(), file, which));
    }
    outcome
}

fn needs_nothing(rule: &Aturan) -> bool {
    rule.needs.is_empty() && rule.scope != selaras::finding::Scope::House
}

/// Whether a rule compares a form with other files than the cascade, speaks where another file is not there (RA10), or takes
/// the agreed unit of measure from the PK where there is one (UK19).
fn compares(rule: &Aturan) -> bool {
    let other = |needs: &[Need]| needs.iter().any(|need| matches!(need, Need::OtherDocument | Need::EarlierQuarter));
    other(rule.needs) || rule.scope == selaras::finding::Scope::House || ["RA10", "UK19"].contains(&rule.code)
}

#[test]
fn without_a_workspace_a_file_gets_the_findings_of_rules_that_need_nothing_else() {
    let mut wrong = Vec::new();
    for name in ["politeknik", "pemprov"] {
        let house = house(name);
        for file in house.files() {
            let alone = pipeline::check_alone(vec![file.clone()], &house.workspace.profil, day()).expect("a check");
            let told = marks(alone.temuan.iter(), &file.path, &|_| true);
            let expected = house.main_about(file, &needs_nothing);
            let among = |list: &[(&str, &str, &str)], mark: &Mark| {
                list.iter().any(|(sent, code, cell)| *sent == file.path && *code == mark.0 && *cell == mark.2)
            };
            let more = told.difference(&expected).filter(|mark| !among(TOLD_OTHERWISE, mark));
            wrong.extend(more.map(|mark| format!("{}: only alone: {mark:?}", file.path)));
            let lost = expected.difference(&told).filter(|mark| !among(WORKSPACE_TELLS, mark));
            wrong.extend(lost.map(|mark| format!("{}: lost alone: {mark:?}", file.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn with_a_workspace_a_file_gets_what_the_main_job_says_but_what_other_files_tell() {
    let mut wrong = Vec::new();
    for name in ["politeknik", "pemprov"] {
        let house = house(name);
        for file in house.files() {
            let files = vec![house.cascade(), file.clone()];
            let checked = pipeline::check(&house.workspace, files, day()).expect("a check");
            let which = |rule: &Aturan| !compares(rule);
            let told = marks(checked.temuan.iter().chain(&checked.excepted), &file.path, &which);
            let expected = house.main_about(file, &which);
            wrong.extend(told.symmetric_difference(&expected).map(|mark| format!("{}: {mark:?}", file.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_misspelt_unit_name_loses_no_finding_of_the_document() {
    let mut wrong = Vec::new();
    for name in ["politeknik", "pemprov"] {
        let house = house(name);
        for file in house.files() {
            let mut misspelt = file.clone();
            let Ok(read) = &mut misspelt.outcome else { continue };
            for line in read.documents.iter_mut().flat_map(|document| &mut document.identities) {
                if line.key == IdentityKey::Unit {
                    let text = "Unit Yang Salah Tulis".to_string();
                    let content = CellContent {
                        raw: text.as_str().into(),
                        value: Value::Text { text },
                        formula: None,
                        doubts: Box::default(),
                    };
                    line.entry = Entry::new(line.entry.cell, content);
                }
            }
            let expected = pipeline::check_alone(vec![file.clone()], &house.workspace.profil, day()).expect("a check");
            let checked = pipeline::check(&house.workspace, vec![house.cascade(), misspelt], day()).expect("a check");
            // With a workspace its year is what titles and signatures are held against.
            let which = |rule: &Aturan| needs_nothing(rule) && !rule.also.contains(&Need::Year);
            let expected = marks(expected.temuan.iter(), &file.path, &which);
            let told = marks(checked.temuan.iter().chain(&checked.excepted), &file.path, &which);
            wrong.extend(expected.difference(&told).map(|mark| format!("{}: lost: {mark:?}", file.path)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_check_says_in_one_line_what_it_could_not_compare() {
    let (_folder, workspace) = copy_sample("politeknik");
    let workspace = workspace.to_str().expect("a path");
    let file = format!("{workspace}/masuk/P3M/PK P3M.xlsx");
    let alone = selaras(&["periksa", &file, "--tanggal", "2026-07-20"]);
    let told = text(&alone.stderr);
    let line = told.lines().find(|line| line.starts_with("Tidak diperiksa")).unwrap_or_else(|| panic!("{told}"));
    insta::assert_snapshot!(line, @"Tidak diperiksa tanpa ruang kerja: kesesuaian dengan kaskade, unit, tenggat, dan dokumen lain (27 aturan); pakai --ruang RUANG.");
    let within = selaras(&["periksa", &file, "--tanggal", "2026-07-20", "--ruang", workspace]);
    let told = text(&within.stderr);
    let line = told.lines().find(|line| line.starts_with("Tidak diperiksa")).unwrap_or_else(|| panic!("{told}"));
    insta::assert_snapshot!(line, @"Tidak diperiksa: kesesuaian dengan dokumen lain, karena tidak ikut dibaca (11 aturan).");
}
