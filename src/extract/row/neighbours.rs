//! Figures in doubt that their neighbours decide: "12.150" beside 12000 is twelve thousand, and no 12,15.
//!
//! What a dot before three digits means, the unit tells where it counts things; of sizes it does not. A true number in the
//! same row, promised or reached in the same measure, does: the one reading is of its size and the other a thousandth of
//! it. Without such a neighbour, or beside one that the other reading fits too, the figure stays in doubt.

use crate::domain::column::{Field, Period};
use crate::domain::document::TableColumn;
use crate::domain::row::RowEntries;
use crate::domain::satuan::Satuan;
use crate::domain::text::key;
use crate::domain::value::{Doubt, Entry};
use crate::workbook::CellValue;

use super::super::entry::ColumnReader;
use super::super::grid::CellGrid;

/// So many times as large or as small, a figure is of the size of another.
const NEAR: f64 = 3.0;
/// Percent points that a stated achievement may lie off.
const ROUNDED: f64 = 0.6;
/// Units of scales: what is graded is of no size.
const SCALES: [&str; 7] = ["indeks", "nilai", "skor", "poin", "skala", "level", "rasio"];

/// Reads the figures of a row again whose dot its neighbours explain.
pub(super) fn decide(
    grid: &CellGrid<'_>,
    readers: &[(&TableColumn, ColumnReader<'_>)],
    row: u32,
    satuan: Option<&Satuan>,
    entries: &mut RowEntries,
) {
    let size = satuan.filter(|unit| !unit.percent && !unit.predikat && !SCALES.contains(&key(&unit.name).as_str()));
    if size.is_none() {
        return;
    }
    for (owned, reader) in readers.iter().filter(|(owned, _)| of_performance(owned)) {
        let doubt = entries.get(&owned.column).and_then(in_doubt);
        let Some((thousands, decimal)) = doubt else { continue };
        let others = readers.iter().filter(|(other, _)| other.column != owned.column && of_performance(other));
        let figures: Vec<(Field, f64)> = others
            .filter_map(|(other, _)| {
                let cell = grid.own_cell(row, other.cell.column).filter(|cell| !cell.percent_format)?;
                let CellValue::Number(figure) = cell.value else { return None };
                (figure > 0.0).then_some((other.column.field, figure))
            })
            .collect();
        if !grouped(thousands, decimal, &figures) || denied(owned, thousands, &figures, entries) {
            continue;
        }
        let cell = grid.own_cell(row, owned.cell.column);
        let Some(cell) = cell else { continue };
        let entry = reader.grouping().read(Some(cell), cell.address, satuan);
        if in_doubt(&entry).is_none() {
            entries.insert(owned.column, entry);
        }
    }
}

fn of_performance(owned: &TableColumn) -> bool {
    matches!(owned.column.field, Field::Target | Field::Realisasi) && !matches!(owned.column.period, Period::Year(_))
}

/// Both readings of a figure whose dot may mean two things.
fn in_doubt(entry: &Entry) -> Option<(f64, f64)> {
    entry.doubts.iter().find_map(|doubt| match doubt {
        Doubt::NumberMark { thousands, decimal } if entry.raw.contains('.') => Some((*thousands, *decimal)),
        _ => None,
    })
}

/// Whether the neighbours are of the size of the one reading, and none of the other's.
fn grouped(thousands: f64, decimal: f64, figures: &[(Field, f64)]) -> bool {
    let near = |reading: f64| figures.iter().any(|(_, figure)| reading <= figure * NEAR && reading * NEAR >= *figure);
    near(thousands) && !near(decimal)
}

/// Whether the achievement that the row states is of the other reading.
fn denied(owned: &TableColumn, thousands: f64, figures: &[(Field, f64)], entries: &RowEntries) -> bool {
    let stated: Vec<f64> = entries
        .iter()
        .filter(|(column, _)| column.field == Field::Capaian)
        .filter_map(|(_, entry)| entry.value.figure())
        .filter(|stated| *stated > 0.0)
        .collect();
    let fits = |figure: f64, stated: f64| {
        let share = match owned.column.field {
            Field::Target => figure / thousands,
            _ => thousands / figure,
        };
        (share * 100.0 - stated).abs() <= ROUNDED || (share * 100.0 / 1000.0 - stated).abs() > ROUNDED
    };
    let opposite = |field: Field| field != owned.column.field;
    let divided = || figures.iter().filter(|(field, _)| opposite(*field));
    stated.iter().any(|stated| divided().next().is_some() && !divided().any(|(_, figure)| fits(*figure, *stated)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::LazyLock;

    use super::*;
    use crate::extract::extract;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

    /// The realisation of the one row, where it is a figure.
    fn realised(row: &str) -> Option<f64> {
        let head = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target Tahunan|Target TW II|Realisasi TW II|Capaian (%)\n";
        let read = extract(&workbook_from_text(&format!("{head}{row}\n")), &LIBRARY);
        let rows = &read.documents[0].tables[0].rows;
        let found = rows[0].entries.iter().find(|(column, _)| column.field == Field::Realisasi);
        found.and_then(|(_, entry)| entry.value.figure())
    }

    #[test]
    fn a_dot_groups_thousands_where_a_true_number_of_that_size_stands_beside() {
        assert_eq!(realised("1|Produksi padi|Ton|12500|12000|'12.150|101.25"), Some(12150.0));
        assert_eq!(realised("1|Luas lahan|Ha|4000|2000|'1.875|"), Some(1875.0));
        assert_eq!(realised("1|Panjang jalan|km||1.500|'1.450|"), None);
    }

    #[test]
    fn a_dot_stays_in_doubt_without_such_a_number() {
        for row in [
            "1|Produksi padi|Ton|||'12.150|",
            "1|Nilai layanan|Indeks|1000|1000|'1.050|",
            "1|Nilai layanan||1000|1000|'1.050|",
            "1|Produksi padi|Ton|'12.500|'12.000|'12.150|",
            "1|Produksi padi|Ton|12|12|'12.150|",
            "1|Produksi padi|Ton|12500|11|'12.150|",
            "1|Produksi padi|Ton|90000|90000|'12.150|",
            "1|Produksi padi|Ton|12500|12000|'12.150|0.10",
        ] {
            assert_eq!(realised(row), None, "{row}");
        }
    }
}
