//! Changes laid flat: one record for each, for the sheet and the JSON lines.

use serde::Serialize;

use super::{ChangeSummary, UnitChange};
use crate::domain::column::{FormColumn, Period};
use crate::domain::date::month_name;
use crate::domain::json::json_lines;

/// A change as data leaves the house: the names of every JSON line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ChangeRow<'a> {
    /// "dokumen", "isian" or "temuan".
    #[serde(rename = "jenis")]
    pub kind: &'static str,
    /// What became of it.
    #[serde(rename = "keadaan")]
    pub state: &'static str,
    /// Code of the unit.
    pub unit: Option<&'a str>,
    /// "PK", "RA", "TW II".
    #[serde(rename = "dokumen")]
    pub document: Option<String>,
    /// The indicator, or the block of the form.
    pub indikator: Option<&'a str>,
    /// The field.
    #[serde(rename = "isian")]
    pub entry: Option<String>,
    /// What the cell said.
    #[serde(rename = "sebelum")]
    pub before: Option<&'a str>,
    /// What it says now.
    #[serde(rename = "sesudah")]
    pub after: Option<&'a str>,
    /// Code of the finding's rule.
    #[serde(rename = "kode")]
    pub code: Option<&'a str>,
    /// "galat", "peringatan" or "info"; `None` for a change that is no finding.
    #[serde(rename = "tingkat")]
    pub severity: Option<&'static str>,
    /// What the rule says; `None` for a change that is no finding.
    #[serde(rename = "pesan")]
    pub message: Option<&'a str>,
    /// Path below `masuk/`.
    #[serde(rename = "berkas")]
    pub file: Option<&'a str>,
    /// The name of the sheet; `None` for what concerns a file as a whole.
    #[serde(rename = "lembar")]
    pub sheet: Option<&'a str>,
    /// Cells in A1 form joined by commas.
    #[serde(rename = "sel")]
    pub cell: Option<String>,
}

impl<'a> ChangeRow<'a> {
    /// A change of a unit.
    pub fn from(unit: &'a str, one: &'a ChangeSummary) -> Self {
        let exists = |text: &'a str| Some(text).filter(|text| !text.is_empty());
        let note = one.note.as_ref();
        Self {
            kind: if one.fate.temuan() {
                "temuan"
            } else if one.indikator.is_none() {
                "dokumen"
            } else {
                "isian"
            },
            state: one.fate.name(),
            unit: exists(unit),
            document: one.document.map(|document| document.to_string()),
            indikator: one.indikator.as_deref(),
            entry: one.slot.as_deref().map(slot_name),
            before: one.before.as_deref(),
            after: one.after.as_deref(),
            code: note.map(|note| note.code.as_str()),
            severity: note.map(|note| note.severity.name()),
            message: note.map(|note| note.message.as_str()),
            file: exists(&one.place.file),
            sheet: one.place.sheet.as_deref().and_then(exists),
            cell: Some(one.place.cell_text()).filter(|cell| !cell.is_empty()),
        }
    }
}

/// The changes as JSON lines: one object a line, in order.
///
/// # Errors
/// Never in practice: every field can be written.
pub fn jsonl(unit: &[UnitChange]) -> Result<Vec<u8>, serde_json::Error> {
    json_lines(unit.iter().flat_map(|owned| owned.changes.iter().map(|one| ChangeRow::from(&owned.unit, one))))
}

/// A field as people call it: "target TW II", "tindak lanjut", "NIP".
pub fn slot_name(slot: &str) -> String {
    let Ok(column) = slot.parse::<FormColumn>() else { return spelling(slot) };
    let name = spelling(&column.field.name().replace('_', " "));
    match column.period {
        Period::Yearly | Period::EveryYear => name,
        Period::Running => format!("{name} triwulan ini"),
        Period::Triwulan(triwulan) => format!("{name} {triwulan}"),
        Period::Semester(semester) => format!("{name} semester {}", if semester == 1 { "I" } else { "II" }),
        Period::Month(month) => format!("{name} {}", month_name(u32::from(month)).unwrap_or_default()),
        Period::Year(year) => format!("{name} {year}"),
    }
}

fn spelling(name: &str) -> String {
    if name == "nip" { "NIP".to_string() } else { name.to_string() }
}
