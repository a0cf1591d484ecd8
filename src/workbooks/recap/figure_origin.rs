//! Sheet `Asal Angka`: for each figure of the first page the chain of rows behind it, as links into the consolidated
//! workbook and into the files of the units, with what was typed there.

use super::{source_cell, state};
use crate::recap::model::{FigureTrace, Recap, TraceStep};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, TableSheet, consecutive, formula_row,
};
use crate::workbooks::origin::konsolidasi_link;

pub(super) const NAME: &str = "Asal Angka";

const COLUMN: [SheetColumn; 9] = [
    SheetColumn::new("Angka", CellLook::Fold, 30, 56),
    SheetColumn::new("Nilai", CellLook::Figure, 10, 18),
    SheetColumn::new("Cara", CellLook::Fold, 20, 44),
    SheetColumn::new("Konsolidasi", CellLook::Text, 14, 22),
    SheetColumn::new("Isi Sel", CellLook::Figure, 10, 24),
    SheetColumn::new("Berkas", CellLook::Text, 14, 40),
    SheetColumn::new("Lembar", CellLook::Text, 8, 18),
    SheetColumn::new("Sel", CellLook::Text, 6, 10),
    SheetColumn::new("Bagian", CellLook::Text, 8, 10),
];

/// Where each figure will begin, as formulas write it.
pub(super) fn position(recap: &Recap) -> Vec<u32> {
    consecutive(&recap.origins, row_count).map(|(start, _)| formula_row(start)).collect()
}

/// Rows of a figure and the chain behind it.
fn row_count(origin: &FigureTrace) -> usize {
    1 + origin.steps.len()
}

pub(super) fn write<'a>(
    recap: &'a Recap,
    up: &'a str,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let count = recap.origins.iter().map(row_count).sum();
    let row = recap.origins.iter().flat_map(move |one| {
        let step = one.steps.iter();
        std::iter::once(head(one)).chain(step.map(move |step| detail(step, one.part, recap.year, up)))
    });
    let sheet = TableSheet {
        name: NAME,
        table_name: "RekapAsal",
        heading: format!("Asal Angka Tahun {} – {}", recap.year, recap.instansi),
        remark: format!(
            "{}. Urutan: target yang disepakati (Rencana Aksi, PK, kaskade, formulir; triwulan sebelum tahunan), capaian dibatasi, triwulan digabung, lalu unit dan rata-rata {}. Baris tebal: angka di lembar Ringkasan; di bawahnya baris yang membentuknya. Untuk dibaca di layar, tidak untuk dicetak: klik Konsolidasi untuk membuka barisnya di konsolidasi-{}.xlsx, Berkas untuk membuka kiriman unit.",
            state(recap),
            recap.weights,
            recap.year
        ),
        columns: &COLUMN,
        row: RowContent::summed(count, row),
        frozen: 1,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    super::print_heading(sheet, &COLUMN)
}

fn head(one: &FigureTrace) -> SheetRow<'_> {
    let mut cells = vec![
        SheetCell::Text(one.name.as_str().into()),
        SheetCell::Text(one.wording.as_str().into()),
        SheetCell::Text(one.way.as_str().into()),
    ];
    cells.extend(std::iter::repeat_n(SheetCell::Blank, 5));
    cells.push(SheetCell::Text(one.part.into()));
    SheetRow { cells, look: RowLook::Bold, depth: 0 }
}

fn detail<'a>(step: &'a TraceStep, part: &'static str, year: i32, up: &str) -> SheetRow<'a> {
    let konsolidasi = step.konsolidasi.as_ref().map(|reference| {
        let address = konsolidasi_link(up, year, &reference.sheet, &reference.cell);
        SheetCell::Link(address, format!("{}!{}", reference.sheet, reference.cell).into())
    });
    let source = step.source.as_ref();
    let notch = "   ".repeat(usize::from(step.depth));
    let cell = vec![
        SheetCell::owned(format!("{notch}{}", step.what)),
        SheetCell::figure_or(step.value.figure, Some(&step.value.wording)),
        SheetCell::Blank,
        konsolidasi.unwrap_or(SheetCell::Blank),
        SheetCell::text(step.raw.as_deref()),
        source_cell(up, source),
        SheetCell::text(source.map(|source| source.sheet.as_str()).filter(|sheet| !sheet.is_empty())),
        SheetCell::text(source.map(|source| source.cell.as_str()).filter(|cell| !cell.is_empty())),
        SheetCell::Text(part.into()),
    ];
    SheetRow { cells: cell, look: RowLook::Usual, depth: step.depth.min(6) }
}
