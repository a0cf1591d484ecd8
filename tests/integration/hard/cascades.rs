//! Faults of a planning bureau's own book: one cell of the cascade or of the register is another, and it is told there.

use std::collections::BTreeSet;

use selaras::domain::address::CellAddress;
use selaras::finding::{Severity, Temuan};
use selaras::pipeline::example;

use super::every;
use super::model::cascade;
use crate::real::LIBRARY;

/// What is written into a cell: the sheet, the code of its row (of the first, where several have it), the column, the content.
type Change = (&'static str, &'static str, &'static str, &'static str);

/// A fault: what it is, the rules that may tell it, and its changes, the guilty one first.
const FAULTS: [(&str, &[&str], &[Change]); 21] = [
    ("a parent that is not there", &["KS07"], &[("Kaskade", "IKK 1.2", "Kode Induk", "IKU 99")]),
    ("a code used twice", &["KS07"], &[("Kaskade", "IKK 1.3", "Kode", "IKK 1.2")]),
    ("a parent that is itself", &["KS07"], &[("Kaskade", "IKK 1.2", "Kode Induk", "IKK 1.2")]),
    ("a level upside down", &["KS07"], &[("Kaskade", "IKU 1", "Kode Induk", "IKK 1.2")]),
    (
        "a unit that is not in the register",
        &["KS07", "KS12", "KS10", "ID01"],
        &[("Kaskade", "IKK 1.2", "Kode Unit", "JTX")],
    ),
    ("a direction misspelt", &["KS10"], &[("Kaskade", "IKK 3.2", "Polaritas", "minmaks")]),
    (
        "quarters put together by a word that is none",
        &["KS10"],
        &[("Kaskade", "IKK 2.2", "Konsolidasi Periode", "dijumlah-rata")],
    ),
    ("a level that is none", &["KS10"], &[("Kaskade", "IKK 2.2", "Jenjang", "IKX")]),
    ("an indicator without a parent", &["KS02"], &[("Kaskade", "IKK 2.2", "Kode Induk", "")]),
    ("the institution's target is not what its units make", &["KS06"], &[("Kaskade", "IKU 2", "Target", "9999")]),
    ("a unit's target ten times too high", &["KS06", "KS13"], &[("Kaskade", "IKK 5.2", "Target", "99000")]),
    ("quarters that do not make the year", &["KS13"], &[("Kaskade", "IKK 2.2", "TW IV", "99")]),
    ("a last quarter that is not the year's state", &["KS13"], &[("Kaskade", "IKK 1.2", "TW IV", "20")]),
    ("words for a target", &["NL03"], &[("Kaskade", "IKK 2.2", "Target", "sedang disusun")]),
    ("a share as a fraction", &["NL04", "KS06", "KS13"], &[("Kaskade", "IKK 1.2", "Target", "0.48")]),
    ("a unit of measure misspelt", &["NL05"], &[("Kaskade", "IKK 2.2", "Satuan", "Doklumen")]),
    ("a code of a unit used twice", &["KS11"], &[("Unit", "JTK", "Kode", "JTS")]),
    ("a name of a unit used twice", &["KS11"], &[("Unit", "JTK", "Nama Unit", "Jurusan Teknik Sipil")]),
    ("a head's number that is too short", &["ID04"], &[("Unit", "JTK", "NIP", "'1961010119910310")]),
    (
        "weights of ninety-nine",
        &["KS09"],
        &[
            ("Kaskade", "IKU 1", "Bobot", "15"),
            ("Kaskade", "IKU 2", "Bobot", "15"),
            ("Kaskade", "IKU 3", "Bobot", "15"),
            ("Kaskade", "IKU 4", "Bobot", "15"),
            ("Kaskade", "IKU 5", "Bobot", "15"),
            ("Kaskade", "IKU 6", "Bobot", "15"),
            ("Kaskade", "IKU 7", "Bobot", "9"),
        ],
    ),
    (
        "an indicator of a unit twice",
        &["KS14"],
        &[
            ("Kaskade", "IKK 4.2", "Indikator", "Jumlah dokumen kurikulum yang ditinjau"),
            ("Kaskade", "IKK 4.2", "Satuan", "Dokumen"),
        ],
    ),
];

/// Writes a cell; gives its address too.
fn change(text: &str, (sheet, code, heading, content): Change) -> (String, String) {
    let (mut here, mut row, mut column, mut done) = (false, 0_u32, 0_usize, None);
    let mut lines = Vec::new();
    for line in text.lines() {
        let mut cells: Vec<&str> = line.split('|').collect();
        if let Some(name) = line.strip_prefix("=== ") {
            (here, row) = (name == sheet, 0);
        } else {
            if here && row == 0 {
                column = cells.iter().position(|cell| *cell == heading).expect("a heading");
            } else if here && cells[0] == code && done.is_none() {
                cells[column] = content;
                done = Some(CellAddress::new(row, column as u32).to_string());
            }
            row += 1;
        }
        lines.push(cells.join("|"));
    }
    (lines.join("\n"), done.expect("a row"))
}

fn told(text: &str) -> Vec<Temuan> {
    let (outcome, _) = example::run(&format!("*** kaskade.xlsx\n{text}\n"), &LIBRARY).expect("a run");
    every(&outcome.temuan).into_iter().filter(|one| one.place.file == "kaskade.xlsx").cloned().collect()
}

#[test]
fn one_wrong_cell_of_a_cascade_is_told_in_that_cell_and_a_right_one_is_left_alone() {
    let mut wrong = Vec::new();
    for seed in 0..3 {
        let clean = cascade(seed);
        let alarms: BTreeSet<String> = told(&clean)
            .iter()
            .filter(|one| one.severity >= Severity::Warning)
            .map(|one| one.message.clone())
            .collect();
        assert!(alarms.is_empty(), "a right cascade: {alarms:?}");
        for (name, codes, changes) in FAULTS {
            let (mut text, mut guilty) = (clean.clone(), None);
            for one in changes {
                let (changed, cell) = change(&text, *one);
                text = changed;
                guilty.get_or_insert(cell);
            }
            let cell = guilty.unwrap_or_default();
            let all = told(&text);
            let hit = |one: &&Temuan| {
                codes.contains(&one.code.as_str())
                    && one.place.sheet.as_deref() == Some(changes[0].0)
                    && one.place.cell_text().split(',').any(|told| told == cell)
            };
            if !all.iter().any(|one| hit(&one)) {
                let said: Vec<String> =
                    all.iter().map(|one| format!("{} {} {}", one.code, one.place.cell_text(), one.message)).collect();
                wrong.push(format!("{seed} {name}: wanted {cell}, told {said:#?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} not told in their cell:\n{}", wrong.len(), wrong.join("\n"));
}
