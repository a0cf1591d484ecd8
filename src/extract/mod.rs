//! Sheet and definition to typed rows, each value with its raw text and its cell.
//!
//! Takes a [`Workbook`] and the [`Library`] of definitions, gives a [`ReadFile`]: documents with their tables,
//! identity and signatures, and for every sheet an account of its rows. Promises that rows read + rows skipped (each
//! with its reason) = rows in the used range, and that faults of a form become facts, never errors.

mod accept;
mod annex;
mod block;
mod card;
mod context;
mod entry;
mod grid;
mod header;
mod identity;
mod label;
mod letterhead;
mod listed;
mod mapping;
mod mark;
mod meaning;
mod open;
mod period;
mod recognise;
mod row;
mod scale;
mod shape;
mod sheet;
mod signature;
mod skeleton;
mod terms;
mod unread;

use crate::domain::document::{
    Document, DocumentKind, Fact, ReadFile, ReadSheet, SheetRole, SheetState, SkipReason, SkippedRow,
};
use crate::template::Library;
use crate::workbook::Workbook;

pub use block::{BlockColumn, TableBlock, table_blocks};
pub use meaning::block_meanings;
pub use skeleton::skeleton;
pub use terms::{heading_words, reword};

/// What a workbook says.
///
/// Hidden sheets are read too, but their documents count only where no visible sheet of the workbook holds a document
/// of the same kind: an old draft left behind must not be counted beside the form itself.
pub fn extract(workbook: &Workbook, library: &Library) -> ReadFile {
    let mut read_sheet = Vec::new();
    let mut documents = Vec::new();
    let marked = mark::read(&workbook.properties);
    for sheet in &workbook.sheets {
        let reworded = terms::reworded(sheet, library);
        let plain = reworded.as_ref().map_or(sheet, |own| &own.sheet);
        let (mut one, mut owned) = sheet::read_sheet(plain, &workbook.sheets, library, &marked);
        if let Some(own) = &reworded {
            own.claim(&mut one, &mut owned);
        }
        read_sheet.push(one);
        documents.extend(owned);
    }
    discard_hidden_document(workbook, &mut read_sheet, &mut documents);
    mark::attach(marked, &mut documents, &mut read_sheet, library);
    ReadFile { format: workbook.format.to_string(), sheets: read_sheet, documents }
}

/// A hidden sheet whose documents do not count is left out as a whole, and every row of it says so.
fn discard_hidden_document(workbook: &Workbook, read_sheet: &mut [ReadSheet], document: &mut Vec<Document>) {
    let seen: Vec<bool> = read_sheet.iter().map(|one| one.state == SheetState::Seen).collect();
    let name: Vec<String> = read_sheet.iter().map(|one| one.name.clone()).collect();
    let seen = |owned: &str| name.iter().zip(&seen).any(|(name, seen)| name == owned && *seen);
    let seen_kind: Vec<DocumentKind> = document.iter().filter(|one| seen(&one.sheet)).map(|one| one.kind).collect();
    document.retain(|one| seen(&one.sheet) || !seen_kind.contains(&one.kind));
    for (one, sheet) in read_sheet.iter_mut().zip(&workbook.sheets) {
        let computed = document.iter().any(|document| document.sheet == one.name);
        if one.state != SheetState::Seen && one.role == SheetRole::Document && !computed {
            leave_out(one, sheet.used_rows().map_or(0, |(first, _)| first));
        }
    }
}

fn leave_out(read_sheet: &mut ReadSheet, first: u32) {
    read_sheet.role = SheetRole::NotKnown;
    read_sheet.facts = vec![Fact::HiddenSheetLeftOut { rows: read_sheet.used_rows }];
    let total = read_sheet.used_rows;
    read_sheet.skipped =
        vec![SkippedRow { row: first, reason: SkipReason::Hidden, text: String::new(), column: 0, total }];
    read_sheet.read_rows = 0;
}

/// Whether every row of a sheet is accounted for.
pub fn complete_row(read_sheet: &ReadSheet) -> bool {
    read_sheet.role == SheetRole::Blank
        || u64::from(read_sheet.read_rows) + read_sheet.skipped_count() == u64::from(read_sheet.used_rows)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::document::TableRole;
    use crate::workbook::grid::workbook_from_text;

    /// The shipped definitions, read once.
    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

    /// Cells as they occur in forms, in any order and place.
    fn cell() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "",
            "",
            "No",
            "Sasaran",
            "Indikator Kinerja",
            "Target",
            "Realisasi TW",
            "Triwulan",
            "I",
            "II",
            "TW III",
            "<",
            "^",
            "1",
            "57%",
            "#DIV/0!",
            "=A1 ->",
            "Total",
            "CATATAN:",
            "Ketua Jurusan,",
            "NIP 19700101 199501 1 001",
            "Kota Contoh, 3 Maret 2026",
            "PERJANJIAN KINERJA TAHUN 2026",
            "PENGUKURAN KINERJA TRIWULAN II",
            "Unit Kerja :",
            "Sasaran Strategis",
            "Persentase lulusan",
            "<Nama>",
            "-",
            "Program",
            "Anggaran",
            "Rp 1.000,-",
        ])
    }

    #[test]
    fn a_cell_at_the_end_of_the_grid_costs_a_few_entries() {
        let mut book = workbook_from_text("atas\nbawah");
        book.sheets[0].cells[1].address = CellAddress::new(1_048_575, 16_383);
        let read_sheet = extract(&book, &LIBRARY).sheets.remove(0);
        assert!(complete_row(&read_sheet));
        assert_eq!((read_sheet.used_rows, read_sheet.skipped.len()), (1_048_576, 3));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_sheet_is_read_with_every_row_accounted_for(row in prop::collection::vec(prop::collection::vec(cell(), 0..9), 0..24)) {
            let text = row.iter().map(|one| one.join("|")).collect::<Vec<_>>().join("\n");
            let file = extract(&workbook_from_text(&text), &LIBRARY);
            for read_sheet in &file.sheets {
                prop_assert!(complete_row(read_sheet), "{text}");
            }
        }

        #[test]
        fn no_value_stands_in_two_rows_unless_it_was_carried_down(row in prop::collection::vec(prop::collection::vec(cell(), 3..8), 4..20)) {
            let text = format!("No|Sasaran|Indikator|Target|Realisasi TW\n{}", row.iter().map(|one| one.join("|")).collect::<Vec<_>>().join("\n"));
            one_row_a_value(&workbook_from_text(&text));
        }
    }

    /// Found by the property above.
    #[test]
    fn an_objective_that_a_programme_over_two_rows_leaves_blank_is_no_cell_of_the_second() {
        one_row_a_value(&workbook_from_text(
            "No|Sasaran|Indikator|Target|Realisasi TW\nNo||Sasaran||Target\n^||No\nCATATAN:|Indikator Kinerja|Program\nNo||#DIV/0!\n|Indikator Kinerja|^",
        ));
    }

    #[test]
    fn a_remark_over_two_rows_that_goes_on_in_a_third_is_a_cell_of_the_first() {
        one_row_a_value(&workbook_from_text(
            "No|Sasaran|Indikator|Target|Realisasi TW\nI|CATATAN:|PERJANJIAN KINERJA TAHUN 2026|TW III|Indikator Kinerja\n|No||No|1|\n|^||1|No\n|No|\n||",
        ));
    }

    /// An indicator over several rows of the sheet is one row, with the cells of all of them.
    fn one_row_a_value(workbook: &Workbook) {
        let file = extract(workbook, &LIBRARY);
        for table in file.documents.iter().flat_map(|document| &document.tables) {
            let mut seen = BTreeMap::new();
            for row in &table.rows {
                for entry in row.entries.values().filter(|entry| !entry.derivation) {
                    let first = *seen.entry(entry.cell).or_insert(row.row);
                    assert!(first == row.row, "{} in rows {} and {}", entry.cell, first + 1, row.row + 1);
                }
            }
        }
    }

    #[test]
    fn a_register_of_codes_and_names_is_a_register() {
        let role = |text: &str| -> Vec<(TableRole, usize)> {
            let read = extract(&workbook_from_text(text), &LIBRARY);
            read.documents.iter().flat_map(|one| &one.tables).map(|table| (table.role, table.rows.len())).collect()
        };
        for heading in
            ["Kode|Nama Unit", "Kode|Nama", "Kode Unit|Nama Unit", "Kode Unit|Nama Unit|Induk", "Kode|Nama OPD"]
        {
            let text =
                format!("=== Daftar Unit\n{heading}\nJTI|Jurusan Teknologi Informasi\nJTM|Jurusan Teknik Mesin\n");
            assert_eq!(role(&text), [(TableRole::Unit, 2)], "{heading}");
        }
        assert_eq!(role("=== Daftar Barang\nKode|Nama\nA1|Meja\nA2|Kursi\n"), []);
        assert_eq!(role("=== Unit\nKode|Nama|Harga\nA1|Meja|10\nA2|Kursi|20\n"), []);
    }
}
