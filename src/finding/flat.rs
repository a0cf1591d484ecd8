//! Findings laid flat: one record for each, for frames, JSON lines and sheets.

use serde::Serialize;

use crate::domain::json::json_lines;
use crate::finding::{Place, Temuan};

/// A finding as data leaves the house: the columns of `temuan.parquet`, the names of every JSON line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TemuanRow<'a> {
    /// Code of its rule.
    #[serde(rename = "kode")]
    pub code: &'a str,
    /// "galat", "peringatan" or "info".
    #[serde(rename = "tingkat")]
    pub severity: &'static str,
    /// Code of the unit that must act.
    pub unit: Option<&'a str>,
    /// Path below `masuk/`; none for what was not sent.
    #[serde(rename = "berkas")]
    pub file: Option<&'a str>,
    /// The name of the sheet; `None` for what is wrong with a file as a whole.
    #[serde(rename = "lembar")]
    pub sheet: Option<&'a str>,
    /// Cells of that sheet in A1 form joined by commas, the guilty one first.
    #[serde(rename = "sel")]
    pub cell: Option<String>,
    /// The indicator it is about.
    pub indikator: Option<&'a str>,
    /// What is wrong.
    #[serde(rename = "pesan")]
    pub message: &'a str,
    /// What was found.
    #[serde(rename = "ditemukan")]
    pub found: Option<&'a str>,
    /// What was expected.
    #[serde(rename = "seharusnya")]
    pub expected: Option<&'a str>,
    /// Found minus expected.
    #[serde(rename = "selisih")]
    pub gap: Option<f64>,
    /// How to mend it.
    #[serde(rename = "saran")]
    pub advice: &'a str,
    /// Other places involved: "berkas | lembar | sel" joined by semicolons.
    #[serde(rename = "terkait")]
    pub related: Option<String>,
    /// Code of the finding from which it follows.
    #[serde(rename = "ikutan_dari")]
    pub follow_up_from: Option<&'a str>,
    /// Reason of the waiver that accepts it.
    pub pengecualian: Option<&'a str>,
}

impl<'a> TemuanRow<'a> {
    /// A finding, and the code of the one it follows from.
    pub fn from(temuan: &'a Temuan, follow_up_from: Option<&'a str>) -> Self {
        let place = &temuan.place;
        Self {
            code: &temuan.code,
            severity: temuan.severity.name(),
            unit: temuan.unit.as_deref(),
            file: (!place.file.is_empty()).then_some(place.file.as_str()),
            sheet: place.sheet.as_deref(),
            cell: cell(temuan),
            indikator: temuan.indikator.as_deref(),
            message: &temuan.message,
            found: temuan.found.as_deref(),
            expected: temuan.expected.as_deref(),
            gap: temuan.gap.filter(|gap| gap.is_finite()),
            advice: &temuan.advice,
            related: related(temuan),
            follow_up_from,
            pengecualian: temuan.pengecualian.as_deref(),
        }
    }
}

/// Every finding, each followed by those folded under it; then what waivers accept.
pub fn level<'a>(temuan: &'a [Temuan], excepted: &'a [Temuan]) -> Vec<TemuanRow<'a>> {
    let mut outcome = Vec::new();
    for one in temuan.iter().chain(excepted) {
        add(&mut outcome, one, None);
    }
    outcome
}

fn add<'a>(outcome: &mut Vec<TemuanRow<'a>>, temuan: &'a Temuan, from: Option<&'a str>) {
    outcome.push(TemuanRow::from(temuan, from));
    for follow_up in &temuan.follow_up {
        add(outcome, follow_up, Some(&temuan.code));
    }
}

/// The findings as JSON lines: one object a line, in order.
///
/// # Errors
/// Never in practice: every field can be written.
pub fn jsonl(row: &[TemuanRow<'_>]) -> Result<Vec<u8>, serde_json::Error> {
    json_lines(row)
}

/// Its cells, and those of places in the same sheet.
fn cell(temuan: &Temuan) -> Option<String> {
    let mut cell = temuan.place.cell_text();
    for other in temuan.related.iter().filter(|other| one_sheet(temuan, other) && !other.cells.is_empty()) {
        if !cell.is_empty() {
            cell.push(',');
        }
        cell.push_str(&other.cell_text());
    }
    (!cell.is_empty()).then_some(cell)
}

fn related(temuan: &Temuan) -> Option<String> {
    let other: Vec<String> = temuan
        .related
        .iter()
        .filter(|other| !one_sheet(temuan, other))
        .map(|other| {
            [Some(other.file.as_str()), other.sheet.as_deref(), Some(&other.cell_text())]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .collect();
    (!other.is_empty()).then(|| other.join("; "))
}

fn one_sheet(temuan: &Temuan, other: &Place) -> bool {
    other.file == temuan.place.file && other.sheet == temuan.place.sheet
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::finding::Severity;

    fn example() -> Temuan {
        let cell = |text: &str| Place::cell("JTI/tw1.xlsx", "TW I", text.parse::<CellAddress>().unwrap());
        let mut temuan = Temuan::new("UK03", Severity::Warning, cell("H8"), "Capaian berbeda.", "Perbaiki.")
            .unit(Some("JTI"))
            .related(cell("F8"))
            .related(Place::cell("JTI/pk.xlsx", "PK", CellAddress::new(0, 0)))
            .gap(3.0);
        temuan.follow_up.push(Temuan::new("UK04", Severity::Warning, cell("I8"), "Status berbeda.", "Perbaiki."));
        temuan
    }

    #[test]
    fn a_finding_names_all_its_cells_and_the_other_places() {
        let temuan = [example()];
        let row = level(&temuan, &[]);
        assert_eq!(row[0].cell.as_deref(), Some("H8,F8"));
        assert_eq!(row[0].related.as_deref(), Some("JTI/pk.xlsx | PK | A1"));
        assert_eq!((row[1].code, row[1].follow_up_from), ("UK04", Some("UK03")));
    }

    #[test]
    fn every_finding_is_one_json_line() {
        let temuan = [example()];
        let text = String::from_utf8(jsonl(&level(&temuan, &[])).unwrap()).unwrap();
        let code: Vec<serde_json::Value> = text.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
        assert_eq!(code.len(), 2);
        assert_eq!(code[1]["ikutan_dari"], "UK03");
    }
}
