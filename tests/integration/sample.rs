//! Both sample workspaces: every planted mistake is found in its cell, and clean files stay clean.

use std::collections::BTreeSet;

use selaras::finding::{Severity, Temuan};
use selaras::pipeline::{self, NoProgress};
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::shared::root;

/// The day for which `samples/README.md` is written.
const DATE: &str = "2026-07-20";

/// A row of the list of planted mistakes.
#[derive(Debug)]
struct PlantedMistake {
    file: String,
    sheet: String,
    cell: String,
    code: String,
    remark: String,
}

#[test]
fn every_planted_mistake_of_politeknik_is_found_in_its_cell() {
    all_found("politeknik");
}

#[test]
fn every_planted_mistake_of_pemprov_is_found_in_its_cell() {
    all_found("pemprov");
}

#[test]
fn clean_files_of_politeknik_give_no_error_and_no_warning() {
    fixed_clean("politeknik");
}

#[test]
fn clean_files_of_pemprov_give_no_error_and_no_warning() {
    fixed_clean("pemprov");
}

#[test]
fn the_sample_of_persons_gives_no_finding_at_all() {
    let told: Vec<String> = temuan("sekretariat")
        .iter()
        .filter(|temuan| temuan.severity > Severity::Info)
        .map(|temuan| {
            format!("{} {:?} {}: {}", temuan.code, temuan.place.file, temuan.place.cell_text(), temuan.message)
        })
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    assert!(clean_file("sekretariat").len() > 25);
}

fn all_found(name: &str) {
    let temuan = temuan(name);
    let list = mistake(name);
    assert!(list.len() > 30, "the list of {name} has {} rows", list.len());
    let escaped: Vec<String> = list
        .iter()
        .filter(|mistake| !temuan.iter().any(|temuan| fits(temuan, mistake)))
        .map(|mistake| {
            let near: Vec<String> = temuan
                .iter()
                .filter(|temuan| temuan.code == mistake.code && temuan.place.file == mistake.file)
                .map(|temuan| format!("{}:{}", temuan.place.cell_text(), temuan.message))
                .collect();
            format!("{mistake:?} (yang sekode di berkas itu: {near:?})")
        })
        .collect();
    assert!(
        escaped.is_empty(),
        "{} of {} planted mistakes not found:\n{}",
        escaped.len(),
        list.len(),
        escaped.join("\n")
    );
}

fn fixed_clean(name: &str) {
    let clean = clean_file(name);
    assert!(clean.len() > 10, "{name} lists {} clean files", clean.len());
    let dirty: Vec<String> = temuan(name)
        .into_iter()
        .filter(|temuan| clean.contains(&temuan.place.file) && temuan.severity > Severity::Info)
        .map(|temuan| {
            format!(
                "{} {} {:?} {}: {}",
                temuan.severity,
                temuan.code,
                temuan.place.file,
                temuan.place.cell_text(),
                temuan.message
            )
        })
        .collect();
    assert!(dirty.is_empty(), "{} findings on clean files:\n{}", dirty.len(), dirty.join("\n"));
}

/// A finding answers a planted mistake when code and file agree, and its cells hold the cell; a mistake without a cell
/// asks for the file, one without a file for the unit named in its remark.
fn fits(temuan: &Temuan, mistake: &PlantedMistake) -> bool {
    let place = &temuan.place;
    let file = if mistake.file == "-" {
        let unit = temuan.unit.as_deref().unwrap_or_default();
        !mistake.remark.starts_with("unit ") || mistake.remark.starts_with(&format!("unit {unit}:"))
    } else {
        place.file == mistake.file
    };
    let sheet = mistake.sheet == "-" || place.sheet.as_deref() == Some(&mistake.sheet);
    let cell = mistake.cell == "-" || place.cells.iter().any(|cell| cell.to_string() == mistake.cell);
    temuan.code == mistake.code && file && sheet && cell
}

/// What the pipeline finds in a sample, folded findings too.
fn temuan(name: &str) -> Vec<Temuan> {
    let workspace = Workspace::open(&root().join("samples").join(name)).expect("a workspace");
    let day = DATE.parse().expect("a date");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run");
    level(outcome.temuan)
}

fn level(temuan: Vec<Temuan>) -> Vec<Temuan> {
    temuan
        .into_iter()
        .flat_map(|mut one| {
            let follow_up = std::mem::take(&mut one.follow_up);
            std::iter::once(one).chain(level(follow_up)).collect::<Vec<_>>()
        })
        .collect()
}

fn part(name: &str, heading: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(root().join("samples/README.md")).expect("samples/README.md");
    readme
        .lines()
        .skip_while(|row| *row != format!("## {name}"))
        .skip(1)
        .take_while(|row| !row.starts_with("## "))
        .skip_while(|row| *row != format!("### {heading}"))
        .skip(1)
        .take_while(|row| !row.starts_with("### "))
        .map(str::to_string)
        .collect()
}

fn mistake(name: &str) -> Vec<PlantedMistake> {
    part(name, "Kesalahan yang ditanam")
        .into_iter()
        .filter(|row| row.starts_with("| ") && !row.starts_with("| berkas"))
        .map(|row| {
            let column: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
            let [file, sheet, cell, code, remark] = column[..] else { panic!("five columns in {row}") };
            PlantedMistake {
                file: file.into(),
                sheet: sheet.into(),
                cell: cell.into(),
                code: code.into(),
                remark: remark.into(),
            }
        })
        .collect()
}

fn clean_file(name: &str) -> BTreeSet<String> {
    part(name, "Berkas bersih")
        .into_iter()
        .filter_map(|row| Some(row.strip_prefix("- `")?.split('`').next()?.to_string()))
        .collect()
}
