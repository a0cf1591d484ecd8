//! What a person sees on the page.

#![allow(clippy::unwrap_used)]

use super::cut::{Cut, CutCell, Cuts};
use super::{checked, model};
use crate::finding::{Place, Severity, Temuan};
use crate::language::Language;
use crate::pipeline::RunOutcome;
use crate::pipeline::example::{self, GuiltyCell};
use crate::rules;
use crate::template::Library;

fn drawn(code: &str) -> (RunOutcome, Vec<GuiltyCell>, Temuan) {
    let rule = rules::rule(code).unwrap();
    let (outcome, guilty) = example::run(rule.wrong, &Library::built_in().unwrap()).unwrap();
    let finding = outcome.temuan.iter().find(|one| one.code == code).unwrap().clone();
    (outcome, guilty, finding)
}

fn cuts(outcome: &RunOutcome, finding: &Temuan) -> Vec<Cut> {
    Cuts::of(&outcome.tables, &[finding]).about(finding)
}

#[test]
fn a_wrong_capaian_is_marked_in_its_row_below_its_heading_with_letter_and_number() {
    let (outcome, guilty, finding) = drawn("UK03");
    let cut = cuts(&outcome, &finding).remove(0);
    let cell = cut.rows.iter().flat_map(|row| &row.cells).find(|cell| cell.guilty()).unwrap();
    assert_eq!(cell.address, guilty[0].cell.to_string());
    assert!(!cell.text.is_empty(), "{cut:#?}");
    let column = cut.columns.iter().find(|column| cell.address.starts_with(&column.letters)).unwrap();
    assert!(column.heading.to_lowercase().contains("capaian"), "{}", column.heading);
    assert!(cut.rows.iter().any(|row| cell.address.ends_with(&row.number.to_string())));
    assert!(
        cut.columns.iter().any(|column| column.heading.to_lowercase().contains("indikator")),
        "the row says what it is"
    );
}

#[test]
fn what_a_measurement_contradicts_stands_beside_it_in_a_cut_of_its_own() {
    let (outcome, _, finding) = drawn("UK02");
    let cuts = cuts(&outcome, &finding);
    assert!(cuts[0].rows.iter().flat_map(|row| &row.cells).any(CutCell::guilty));
    let partner = cuts.iter().skip(1).flat_map(|cut| &cut.rows).flat_map(|row| &row.cells).any(CutCell::partner);
    assert!(partner, "{cuts:#?}");
}

#[test]
fn every_finding_about_a_cell_is_shown_in_its_sheet() {
    let library = Library::built_in().unwrap();
    let mut blank = Vec::new();
    for rule in rules::CATALOGUE {
        let (outcome, _) = example::run(rule.wrong, &library).unwrap();
        for finding in outcome.temuan.iter().filter(|one| one.code == rule.code && !one.place.cells.is_empty()) {
            let cuts = cuts(&outcome, finding);
            let guilty = cuts.iter().flat_map(|cut| &cut.rows).flat_map(|row| &row.cells).any(CutCell::guilty);
            if !guilty {
                blank.push(rule.code);
            }
        }
        let page = checked(&outcome.temuan, &outcome.tables, example::settings().today, Language::default()).unwrap();
        let told = outcome.temuan.iter().all(|one| page.contains(&one.code));
        assert!(page.contains("</html>") && told, "{}", rule.code);
    }
    assert!(blank.is_empty(), "{blank:?}");
}

#[test]
fn what_units_typed_never_becomes_part_of_the_page() {
    let (outcome, ..) = drawn("UK03");
    let place = Place { file: "<script>alert(1)</script>.xlsx".into(), ..Place::default() };
    let finding = Temuan::new("XX01", Severity::Error, place, "\"><img src=x onerror=alert(1)>", "Hapus </script>.");
    let page = checked(&[finding], &outcome.tables, example::settings().today, Language::default()).unwrap();
    assert!(!page.contains("<img") && !page.contains("<script>alert") && !page.contains("Hapus </script>"), "{page}");
}

#[test]
fn a_page_needs_nothing_from_elsewhere() {
    let (outcome, ..) = drawn("UK03");
    let page = checked(&outcome.temuan, &outcome.tables, example::settings().today, Language::default()).unwrap();
    for foreign in ["http:", "https:", "src=", "@import", "url("] {
        assert!(!page.contains(foreign), "{foreign}");
    }
}

#[test]
fn a_long_list_of_cells_is_told_in_one_line() {
    let cell = |row| crate::domain::address::CellAddress::new(row, 7);
    let place = Place { file: "a.xlsx".into(), sheet: Some("TW1".into()), cells: (10..20).map(cell).collect() };
    assert_eq!(model::place_text(&place), "a.xlsx › TW1 › H11, H12, H13, H14, H15, H16 dan 4 sel lain");
}
