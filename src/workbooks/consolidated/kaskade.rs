//! Sheet `Kaskade`: the tree as an outline, every node with its figures of each quarter and to date. Realisations come by
//! formula from the sheet `Pengukuran` and from the rows below; who has not reported is named.

mod row;

use super::pengukuran::MeasurePositions;
use super::{CELL, FILE, SHEET, UNIT, heading};
use crate::cascade::Kaskade;
use crate::domain::node::Jenjang;
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, PREDIKAT, SheetColumn, TableSheet, with_predikat_column};

/// The four headings of a quarter's figures follow one another, target first.
const QUARTER: [[&str; 3]; 4] = [
    ["Target TW I", "Realisasi TW I", "Capaian TW I (%)"],
    ["Target TW II", "Realisasi TW II", "Capaian TW II (%)"],
    ["Target TW III", "Realisasi TW III", "Capaian TW III (%)"],
    ["Target TW IV", "Realisasi TW IV", "Capaian TW IV (%)"],
];

const fn figure(heading: &'static str) -> SheetColumn {
    SheetColumn::new(heading, CellLook::Figure, 10, 15)
}

const fn percent(heading: &'static str) -> SheetColumn {
    SheetColumn::new(heading, CellLook::Percent, 10, 11)
}

pub(super) const NAME: &str = "Kaskade";

/// The heading of the achievement of the period.
pub(super) const CAPAIAN: &str = "Capaian Periode (%)";

pub(super) const COLUMN: [SheetColumn; 35] = [
    SheetColumn::new("Kode", CellLook::Text, 14, 24),
    SheetColumn::new("Jenjang", CellLook::Middle, 9, 10),
    UNIT,
    SheetColumn::new("Indikator", CellLook::Fold, 28, 50),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    figure("Target Tahun"),
    figure("Target Periode"),
    figure("Realisasi Periode"),
    percent("Capaian Penuh Periode (%)"),
    percent("Capaian Periode (%)"),
    SheetColumn::new("Status", CellLook::Text, 12, 18),
    SheetColumn::new("Pelapor", CellLook::Middle, 10, 12),
    SheetColumn::new("Belum Melapor", CellLook::Fold, 14, 40),
    figure(QUARTER[0][0]),
    figure(QUARTER[0][1]),
    percent(QUARTER[0][2]),
    figure(QUARTER[1][0]),
    figure(QUARTER[1][1]),
    percent(QUARTER[1][2]),
    figure(QUARTER[2][0]),
    figure(QUARTER[2][1]),
    percent(QUARTER[2][2]),
    figure(QUARTER[3][0]),
    figure(QUARTER[3][1]),
    percent(QUARTER[3][2]),
    SheetColumn::new("Polaritas", CellLook::Text, 9, 11),
    SheetColumn::new("Konsolidasi Periode", CellLook::Text, 10, 14),
    SheetColumn::new("Konsolidasi Unit", CellLook::Text, 10, 20),
    figure("Bobot"),
    SheetColumn::new("Asal Angka", CellLook::Text, 12, 22),
    SheetColumn::new("Catatan", CellLook::Fold, 16, 50),
    FILE,
    SHEET,
    CELL,
    PREDIKAT,
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    position: &'a MeasurePositions,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    TableSheet {
        name: NAME,
        table_name: "Kaskade",
        heading: heading(input, "Kaskade Indikator"),
        remark: format!(
            "{}; periode: {}. {}. Anak yang belum melapor tidak dihitung nol; kolom Pelapor menyebut dari berapa.",
            input.data_date(),
            input.timespan.phrase(),
            input.profil.remark()
        ),
        columns: with_predikat_column(input.profil, &COLUMN),
        row: row::build(input, position, order(input.kaskade)),
        frozen: 4,
        total: ("", Vec::new()),
        lights: vec![("Capaian Periode (%)", "Capaian Periode (%)"), ("Status", "Capaian Periode (%)")],
    }
    .write(book, style)?;
    Ok(())
}

/// The nodes with their depth: every tree from its root, indicators of the institution first; nodes on a circle last.
pub(super) fn order(kaskade: &Kaskade) -> Vec<(usize, u8)> {
    let count = kaskade.node().len();
    let mut seen = vec![false; count];
    let mut outcome = Vec::with_capacity(count);
    let mut root: Vec<usize> = kaskade.root().collect();
    root.sort_by_key(|&number| kaskade.take(number).is_none_or(|node| node.jenjang != Some(Jenjang::Iku)));
    // Nodes on a circle have no root above them; each is begun where the sheet lists it first.
    for start in root.into_iter().chain(0..count) {
        let mut queue = vec![(start, 0_u8)];
        while let Some((number, depth)) = queue.pop() {
            if seen.get(number) != Some(&false) {
                continue;
            }
            seen[number] = true;
            outcome.push((number, depth));
            queue.extend(kaskade.child(number).iter().rev().map(|&child| (child, depth.saturating_add(1))));
        }
    }
    outcome
}
