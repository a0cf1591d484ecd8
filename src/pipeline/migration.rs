//! What a unit typed in an old form, or in a layout of its own, moved into the form that is given out now.
//!
//! Takes a workbook with what was read of it, gives the forms to write and a list of what found no place. Promises that
//! every filled cell of every sheet is either moved, computed anew, the form's own text, or on that list.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::document::{Document, DocumentKind, Fact, ReadFile, ReadSheet, SheetRole, SkipReason};
use crate::domain::triwulan::Triwulan;
use crate::extract::skeleton;
use crate::forms::shift::{self, EntryFate, OldCell};
use crate::forms::write::{FormCell, FormContent};
use crate::template::{Library, Template};
use crate::workbook::{Cell, CellValue, Sheet, Workbook};

/// Characters that Excel keeps in one cell.
const CELL_LETTER: usize = 32_767;

/// A value that found no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlacelessEntry {
    /// The name of the sheet that it came from.
    pub sheet: String,
    /// The cell that it came from.
    pub cell: CellAddress,
    /// The value as it shows.
    pub content: String,
    /// Why.
    pub cause: String,
}

/// The forms to write, and the account of every filled cell.
#[derive(Debug, Default)]
pub struct MigrationJob<'a> {
    /// Forms with what they are filled with.
    pub forms: Vec<(&'a Template, FormContent<'a>)>,
    /// Values that stand in the new forms.
    pub moved: usize,
    /// Formulas that the new forms compute by themselves.
    pub computed: usize,
    /// Cells with the old forms' own text.
    pub skeleton: usize,
    /// Rows of the old forms that the new ones had not.
    pub new_row: usize,
    /// What found no place, in the order of the workbook.
    pub placeless: Vec<PlacelessEntry>,
    /// Sheets of instructions, which are not looked at.
    pub guidance: Vec<String>,
    /// Sheets with a second document of a kind and quarter, which did not move.
    pub twins: Vec<String>,
}

/// Moves every document of a workbook. `prepare` gives the definition and the content of its new form; `None` for a
/// document that has none.
pub fn migration<'a>(
    book: &Workbook,
    file: &ReadFile,
    library: &Library,
    prepare: &mut dyn FnMut(&Document) -> Option<(&'a Template, FormContent<'a>)>,
) -> MigrationJob<'a> {
    let mut outcome = MigrationJob::default();
    let mut already: Vec<(DocumentKind, Option<Triwulan>)> = Vec::new();
    for (sheet, read_sheet) in book.sheets.iter().zip(&file.sheets) {
        if read_sheet.role == SheetRole::Guidance {
            outcome.guidance.push(read_sheet.name.clone());
            continue;
        }
        let document: Vec<&Document> = file.documents.iter().filter(|one| one.sheet == read_sheet.name).collect();
        let mut fate: BTreeMap<CellAddress, EntryFate> = BTreeMap::new();
        let mut part: Vec<String> = Vec::new();
        for one in &document {
            let Some((template, content)) = prepare(one) else { continue };
            // One sheet for each form: a second one of the same kind and quarter stays where it is.
            let term = (template.kind, content.triwulan);
            if already.contains(&term) {
                outcome.twins.push(one.sheet.clone());
                continue;
            }
            already.push(term);
            let entry_cell = |address: CellAddress| sheet.cell(address).map(old_cell);
            let migrated = shift::relocate(one, &entry_cell, template, content, &library.dictionary);
            outcome.forms.push((template, migrated.content));
            outcome.new_row += migrated.new_row;
            part.extend(migrated.parts);
            fate.extend(migrated.fates);
        }
        let skeleton = skeleton(sheet, read_sheet, &document, library);
        for cell in &sheet.cells {
            let last = fate.remove(&cell.address).unwrap_or_else(|| {
                if skeleton.contains(&cell.address) {
                    EntryFate::Skeleton
                } else {
                    EntryFate::Placeless(cause(read_sheet, &document, cell))
                }
            });
            outcome.compute(sheet, cell, last, &part);
        }
    }
    outcome
}

impl MigrationJob<'_> {
    fn compute(&mut self, sheet: &Sheet, cell: &Cell, fate: EntryFate, part: &[String]) {
        let content = cell.display().trim().to_string();
        match fate {
            EntryFate::Moved => self.moved += 1,
            EntryFate::Computed => self.computed += 1,
            EntryFate::Skeleton => self.skeleton += 1,
            // A heading that stands above its rows in the new form too.
            EntryFate::Placeless(_) if part.contains(&content) => self.moved += 1,
            EntryFate::Placeless(cause) => {
                let content =
                    if content.is_empty() { format!("={}", cell.formula.as_deref().unwrap_or("?")) } else { content };
                self.placeless.push(PlacelessEntry { sheet: sheet.name.clone(), cell: cell.address, content, cause });
            }
        }
    }
}

/// A cell as it can be written again.
fn old_cell(cell: &Cell) -> OldCell {
    let content = match &cell.value {
        CellValue::Text(text) if text.chars().count() > CELL_LETTER => {
            return OldCell::NotCarriedAlong("teksnya terlalu panjang untuk satu sel");
        }
        CellValue::Text(text) => FormCell::Text(text.trim().to_string()),
        CellValue::Number(figure) if cell.percent_format => FormCell::Percent(figure * 100.0),
        CellValue::Number(figure) => FormCell::Figure(*figure),
        CellValue::Bool(_) => FormCell::Text(cell.display()),
        CellValue::DateTime(time) if time.time() == chrono::NaiveTime::MIN => FormCell::Date(time.date()),
        CellValue::DateTime(time) => FormCell::Text(time.format("%Y-%m-%d %H:%M:%S").to_string()),
        CellValue::Error(_) => return OldCell::NotCarriedAlong("nilai galat tidak dipindahkan"),
        CellValue::NotCalculated => {
            return OldCell::NotCarriedAlong("rumusnya belum dihitung; buka dan simpan ulang di Excel, lalu ulangi");
        }
    };
    if cell.formula.is_some() { OldCell::Formula(content) } else { OldCell::TypedText(content) }
}

/// Why a cell that no document took up has no place.
fn cause(read_sheet: &ReadSheet, document: &[&Document], cell: &Cell) -> String {
    let row = cell.address.row;
    let table = document.iter().flat_map(|document| &document.tables);
    if table.clone().any(|table| table.rows.iter().any(|owned| owned.row == row)) {
        let heading = read_sheet.facts.iter().find_map(|fact| match fact {
            Fact::UnknownColumn { cell: entry_cell, heading, .. }
            | Fact::SimilarColumn { cell: entry_cell, heading, .. }
            | Fact::DoubtfulColumn { cell: entry_cell, heading, .. }
                if entry_cell.column == cell.address.column =>
            {
                Some(heading.trim())
            }
            _ => None,
        });
        return match heading.filter(|heading| !heading.is_empty()) {
            Some(heading) => format!("kolom \"{heading}\" tidak dikenal"),
            None => "di luar kolom tabel yang dikenal".to_string(),
        };
    }
    let via = read_sheet.skipped.iter().find(|one| (one.row..one.row + one.total.max(1)).contains(&row));
    match via.map(|one| one.reason) {
        _ if document.is_empty() => "lembar ini tidak memuat formulir yang dikenal",
        Some(SkipReason::Heading) => "baris kop atau judul",
        Some(SkipReason::Note) => "catatan di luar tabel",
        Some(SkipReason::NotKnown) => "baris di luar tabel yang dikenal",
        _ => "di luar isian formulir",
    }
    .to_string()
}
