//! What is said in English: the screen, findings, laporan.html, letters, and the sheet that explains the others.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use selaras::domain::address::CellAddress;
use selaras::finding::Temuan;
use selaras::language::Language;
use selaras::pipeline::example;
use selaras::rules::CATALOGUE;
use selaras::template::Library;
use selaras::workbook::{self, Limits, Workbook};

use crate::shared::{copy_sample, selaras, text};

/// Words that stand in most Indonesian sentences, and in no English one.
const INDONESIAN: [&str; 42] = [
    "yang",
    "dan",
    "di",
    "ke",
    "dari",
    "tidak",
    "belum",
    "sudah",
    "untuk",
    "dengan",
    "atau",
    "lain",
    "lagi",
    "sel",
    "baris",
    "lembar",
    "kolom",
    "padahal",
    "sedangkan",
    "bila",
    "tulis",
    "kirim",
    "perbaiki",
    "tertulis",
    "oleh",
    "pada",
    "ini",
    "itu",
    "menjadi",
    "karena",
    "sehingga",
    "harus",
    "berkas",
    "surat",
    "galat",
    "peringatan",
    "temuan",
    "berbeda",
    "seharusnya",
    "berisi",
    "dalam",
    "mungkin",
];

/// Runs the main job on a copy of a sample; its folder and what it showed.
fn run(name: &str, day: &str, more: &[&str]) -> (tempfile::TempDir, std::path::PathBuf, String) {
    let (folder, workspace) = copy_sample(name);
    let path = workspace.display().to_string();
    let output = selaras(&[&["konsolidasi", &path, "--tanggal", day, "--bahasa", "en"][..], more].concat());
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    let shown = (text(&output.stdout) + &text(&output.stderr)).replace(&path, "RUANG").replace('\\', "/");
    (folder, workspace, shown)
}

fn book(path: &Path) -> Workbook {
    workbook::read(&fs::read(path).expect("a workbook"), &Limits::default()).expect("it reads")
}

/// The texts of a workbook, longest first: names of units and wordings of indicators, where it is a cascade.
fn texts(book: &Workbook) -> Vec<String> {
    let cells = book.sheets.iter().flat_map(|sheet| &sheet.cells);
    let texts: BTreeSet<String> = cells.map(|cell| cell.display()).filter(|text| text.len() > 6).collect();
    let mut texts: Vec<String> = texts.into_iter().collect();
    texts.sort_by_key(|text| std::cmp::Reverse(text.len()));
    texts
}

/// A text without quotations and names.
fn bare(line: &str, names: &[String]) -> String {
    let outside: String = line.split('"').step_by(2).collect::<Vec<_>>().join(" ");
    names.iter().fold(outside, |line, name| line.replace(name.as_str(), " "))
}

/// The Indonesian words of a text; none of a path.
fn indonesian(text: &str) -> Vec<String> {
    let words = text.split_whitespace().filter(|word| !word.contains('/') && !word.contains(".eml"));
    let words = words.map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    // TEMUAN is the name of a sheet.
    let words = words.filter(|word| word.to_uppercase() != **word).map(str::to_lowercase);
    words.filter(|word| INDONESIAN.contains(&word.as_str())).collect()
}

/// Findings and those folded under them.
fn whole(all: &[Temuan]) -> Vec<&Temuan> {
    all.iter().flat_map(|one| std::iter::once(one).chain(whole(&one.follow_up))).collect()
}

#[test]
fn the_screen_of_a_sample_is_english() {
    let (_folder, _, shown) = run("politeknik", "2026-07-20", &[]);
    insta::assert_snapshot!("screen_of_a_sample", shown);
}

#[test]
fn nothing_but_names_and_quotations_stays_indonesian_on_the_screen() {
    for (name, day) in [("politeknik", "2026-07-20"), ("pemprov", "2026-07-20"), ("kotak-surat", "2026-04-20")] {
        let (_folder, workspace, shown) = run(name, day, &["--rinci"]);
        let names = texts(&book(&workspace.join("kaskade.xlsx")));
        // Places of findings, and what came with a mail, are names of files.
        let lines = shown.lines().filter(|line| !line.contains(" › ") && !line.contains(".eml/"));
        let wrong: Vec<String> = lines
            .filter_map(|line| {
                let left = indonesian(&bare(line, &names));
                (!left.is_empty()).then(|| format!("{left:?} in {line}"))
            })
            .collect();
        assert!(shown.lines().count() > 60 && wrong.is_empty(), "{name}: {}\n{}", wrong.len(), wrong.join("\n"));
    }
}

#[test]
fn what_rules_say_is_known_in_english() {
    let library = Library::built_in().expect("the shipped definitions");
    let (mut all, mut unknown) = (0, Vec::new());
    for aturan in CATALOGUE.iter().filter(|aturan| !aturan.wrong.trim().is_empty()) {
        let found = example::run(aturan.wrong, &library).expect("a drawing that can be read").0.temuan;
        for one in whole(&found) {
            for said in [&one.message, &one.advice].into_iter().filter(|said| !said.is_empty()) {
                all += 1;
                let english = Language::English.say(said);
                if !Language::English.knows(said) || !indonesian(&bare(&english, &[])).is_empty() {
                    unknown.push(format!("{}: {said} → {english}", one.code));
                }
            }
        }
    }
    // A rule may be worded anew before its English is; more than that may not.
    assert!(all > 150 && unknown.len() * 20 <= all, "{} of {all}:\n{}", unknown.len(), unknown.join("\n"));
}

#[test]
fn the_report_for_the_bureau_is_english_and_what_units_typed_is_not_touched() {
    let (_folder, workspace, _) = run("politeknik", "2026-07-20", &[]);
    let page = fs::read_to_string(workspace.join("hasil/laporan.html")).expect("the page");
    let body = page.split("<body>").nth(1).and_then(|body| body.split("<script>").next()).expect("a body");
    for there in ["<html lang=\"en\">", "How to mend it:", "Filter the findings", "findings shown;"] {
        assert!(page.contains(there), "{there}");
    }
    for gone in ["Cara memperbaiki", "Saring temuan", "harus diperbaiki", "Mengapa ini penting", "perlu diperbaiki:"] {
        assert!(!body.contains(gone), "{gone}");
    }
    // Cells of the sheets are as they were typed, and so is the page of a unit, whose language is that of its letters.
    assert!(body.contains("Realisasi TW"), "headings of forms");
    let unit = fs::read_to_string(workspace.join("hasil/koreksi/JAB/laporan.html")).expect("the page of a unit");
    assert!(unit.contains("Cara memperbaiki:") && !unit.contains("How to mend it"), "a unit reads Indonesian");
}

#[test]
fn a_sheet_explains_every_sheet_and_column_of_the_workbooks() {
    let (_folder, workspace, _) = run("politeknik", "2026-07-20", &[]);
    for name in ["konsolidasi-2026.xlsx", "rekap-2026-tw2.xlsx"] {
        let book = book(&workspace.join("hasil").join(name));
        let last = book.sheets.last().expect("a sheet");
        assert_eq!(last.name, "Reading Guide", "{name}");
        let (mut explained, mut dark) = (0, Vec::new());
        let (first, end) = last.used_rows().expect("rows");
        for row in first..=end {
            let cell = |column| last.cell(CellAddress::new(row, column)).map_or(String::new(), |cell| cell.display());
            let [sheet, column, meaning] = [0, 1, 2].map(cell);
            if !sheet.is_empty() || !column.is_empty() {
                let plain = sheet.contains(' ') && column.is_empty() && meaning.is_empty();
                explained += 1;
                if !plain && meaning.is_empty() {
                    dark.push(format!("{sheet} {column}"));
                }
            }
        }
        assert!(explained > 60 && dark.is_empty(), "{name}, not explained: {dark:#?}");
    }
    let (_folder, workspace) = copy_sample("politeknik");
    selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "--diam"]);
    let plain = book(&workspace.join("hasil/konsolidasi-2026.xlsx"));
    assert!(plain.sheets.iter().all(|sheet| sheet.name != "Reading Guide"), "none without being asked for");
}

#[test]
fn letters_follow_the_workspace_and_not_the_screen() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let settings = workspace.join("selaras.toml");
    let own = fs::read_to_string(&settings).expect("settings");
    let english = own.replacen("[instansi]\n", "[instansi]\nbahasa = \"en\"\n", 1);
    assert_ne!(own, english, "the settings begin with the institution");
    fs::write(&settings, english).expect("settings");
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20"]);
    let shown = text(&output.stdout);
    assert!(shown.contains("What to do now:"), "the screen too: {shown}");
    let letter = fs::read(workspace.join("hasil/koreksi/JAB/koreksi.eml")).expect("a letter");
    let message = mail_parser::MessageParser::default().parse(&letter).expect("a message");
    let body = message.body_text(0).unwrap_or_default().into_owned();
    let names = texts(&book(&workspace.join("kaskade.xlsx")));
    let wrong: Vec<&str> = body.lines().filter(|line| !indonesian(&bare(line, &names)).is_empty()).collect();
    assert!(body.contains("Please send the corrections by") && wrong.is_empty(), "{wrong:#?}\n{body}");
}
