//! Figures in doubt that their neighbours decide: "12.150" beside 12000 is twelve thousand, and no 12,15.
//!
//! What a dot before three digits means, the unit tells where it counts things; of sizes it does not. A certain figure in the
//! same row, promised or reached in the same measure, does: the one reading is of its size and the other a thousandth of
//! it. A figure of a part of the year tells what the year's is of: as many times as much. So does the achievement that the row
//! states. Without such a neighbour, or beside one that the other reading fits too, the figure stays in doubt.

use crate::domain::column::{Field, Period};
use crate::domain::document::TableColumn;
use crate::domain::row::RowEntries;
use crate::domain::satuan::Satuan;
use crate::domain::text::key;
use crate::domain::value::{Doubt, Entry, Value};

use super::super::entry::ColumnReader;
use super::super::grid::CellGrid;

/// So many times as large or as small, a figure is of the size of another.
const NEAR: f64 = 3.0;
/// Percent points that a stated achievement may lie off.
const ROUNDED: f64 = 0.6;
/// A stated achievement of less tells little.
const SHARE: f64 = 5.0;
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
        let figures: Vec<Figure> = others
            .filter_map(|(other, _)| {
                grid.own_cell(row, other.cell.column).filter(|cell| !cell.percent_format)?;
                let entry = entries.get(&other.column).filter(|entry| in_doubt(entry).is_none())?;
                let Value::Figure { figure, .. } = entry.value else { return None };
                let times = parts(other.column.period) / parts(owned.column.period);
                (figure > 0.0).then_some(Figure { field: other.column.field, figure, times })
            })
            .collect();
        let proven = stated(owned, thousands, decimal, &figures, entries);
        if !proven && (!grouped(thousands, decimal, &figures) || denied(owned, thousands, &figures, entries)) {
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

/// A certain figure of a row.
struct Figure {
    field: Field,
    figure: f64,
    /// How many of its periods make one of the figure in doubt.
    times: f64,
}

/// How many of a period make a year.
fn parts(period: Period) -> f64 {
    match period {
        Period::Month(_) => 12.0,
        Period::Triwulan(_) | Period::Running => 4.0,
        Period::Semester(_) => 2.0,
        Period::Yearly | Period::Year(_) | Period::EveryYear => 1.0,
    }
}

/// Whether the neighbours are of the size of the one reading, and none of the other's; those of the same span before those of
/// another, of which a part is so much less than the whole where it adds up.
fn grouped(thousands: f64, decimal: f64, figures: &[Figure]) -> bool {
    let near = |reading: f64, one: &Figure| {
        let (least, most) = (one.figure * one.times.min(1.0), one.figure * one.times.max(1.0));
        reading <= most * NEAR && reading * NEAR >= least
    };
    let same: Vec<&Figure> = figures.iter().filter(|one| one.times == 1.0).collect();
    let told = if same.is_empty() { figures.iter().collect() } else { same };
    told.iter().any(|one| near(thousands, one)) && !told.iter().any(|one| near(decimal, one))
}

/// Whether the achievement that the row states is that of the one reading, and not of the other.
fn stated(owned: &TableColumn, thousands: f64, decimal: f64, figures: &[Figure], entries: &RowEntries) -> bool {
    let shares = entries.iter().filter(|(column, _)| column.field == Field::Capaian);
    let shares: Vec<f64> =
        shares.filter_map(|(_, entry)| entry.value.figure()).filter(|share| *share >= SHARE).collect();
    let fits = |reading: f64| {
        let others = figures.iter().filter(|one| one.field != owned.column.field);
        let of = |one: &Figure| match owned.column.field {
            Field::Target => one.figure / reading * 100.0,
            _ => reading / one.figure * 100.0,
        };
        others.map(of).any(|share| shares.iter().any(|stated| (share - stated).abs() <= ROUNDED))
    };
    fits(thousands) && !fits(decimal)
}

/// Whether the achievement that the row states is of the other reading.
fn denied(owned: &TableColumn, thousands: f64, figures: &[Figure], entries: &RowEntries) -> bool {
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
    let divided = || figures.iter().filter(|one| opposite(one.field));
    stated.iter().any(|stated| divided().next().is_some() && !divided().any(|one| fits(one.figure, *stated)))
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
    fn a_certain_text_a_part_of_the_year_and_a_stated_share_tell_it_too() {
        assert_eq!(realised("1|Produksi ikan|Ton|420.000|'412.350,5|'418.775|"), Some(418_775.0));
        let target = |months: &str| {
            let text = format!(
                "PEMANTAUAN KINERJA BULANAN TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target Tahunan|Januari|<|Februari|<|Maret|<\n^|^|^|^|T|R|T|R|T|R\n1|Peserta KB|Akseptor|'12.600|{months}\n2|Kampung|Kampung|60|5|4|5|5|5|6\n"
            );
            let read = extract(&workbook_from_text(&text), &LIBRARY);
            let row = &read.documents[0].tables[0].rows[0];
            let of = |column| row.entry(column).and_then(|entry| entry.value.figure());
            (of(Field::Target.yearly()), of(Field::Target.month(1)), of(Field::Realisasi.month(2)))
        };
        assert_eq!(target("'1.050|980|'1.050|'1.010|'1.050|'1.120"), (Some(12600.0), Some(1050.0), Some(1010.0)));
        assert_eq!(target("'1.050|12|'1.050|14|'1.050|15").0, None);
        let read = extract(
            &workbook_from_text(
                "PENGUKURAN TRIWULAN I TAHUN 2026\nNo|Indikator|Satuan|Target 2026|Realisasi TW I|Capaian (%)\n1|Jumlah peserta|Akseptor|'12.600|980|8\n2|Nilai IKPA|Nilai|93|97.9|105.27\n",
            ),
            &LIBRARY,
        );
        let row = &read.documents[0].tables[0].rows[0];
        assert_eq!(row.entry(Field::Target.yearly()).and_then(|entry| entry.value.figure()), Some(12600.0));
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
