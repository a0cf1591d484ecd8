//! The recap as frames, for other programs and for recaps over many institutions: one row for the institution, and one
//! for every indicator of the institution and of its units.

use std::borrow::Cow;
use std::path::Path;

use polars::prelude::{
    Column as PolarsColumn, DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, IntoColumn, StringChunked,
    UInt32Chunked,
};

use crate::recap::model::{Figure, Recap, RecapIndikator};
use crate::recap::summary::{COLUMNS, SummaryCell, SummaryRow};
use crate::tables::schema::Column;
use crate::tables::{TablesError, parquet};

/// Rows of institutions as a frame.
///
/// # Errors
/// When the frame cannot be put together.
pub fn summary_frame(rows: &[SummaryRow]) -> Result<DataFrame, TablesError> {
    Ok(DataFrame::new(rows.len(), summary_columns(rows))?)
}

fn summary_columns(rows: &[SummaryRow]) -> Vec<PolarsColumn> {
    // A place in a row gives the cell to be written as well; few rows are laid out like this.
    let mut rows = rows.to_vec();
    let column = COLUMNS.iter().map(|(name, cell)| {
        let (name, rows) = ((*name).into(), rows.iter_mut());
        match *cell {
            SummaryCell::Text(place) => {
                rows.map(|row| place(row).take()).collect::<StringChunked>().with_name(name).into_column()
            }
            SummaryCell::Number(place) => {
                rows.map(|row| *place(row)).collect::<Float64Chunked>().with_name(name).into_column()
            }
            SummaryCell::Count(place) => {
                rows.map(|row| *place(row)).collect::<UInt32Chunked>().with_name(name).into_column()
            }
            SummaryCell::Small(place) => {
                rows.map(|row| *place(row)).collect::<Int32Chunked>().with_name(name).into_column()
            }
        }
    });
    column.collect()
}

/// The rows of a file that this room packed.
///
/// # Errors
/// When the file cannot be read, or lacks a column.
pub fn read_summary(path: &Path) -> Result<Vec<SummaryRow>, TablesError> {
    let frame = parquet::read(path)?;
    let mut rows = vec![SummaryRow::default(); frame.height()];
    for (name, cell) in COLUMNS {
        let missing = || TablesError::Column { path: path.display().to_string(), column: name };
        let column = frame.column(name).map_err(|_| missing())?;
        match cell {
            SummaryCell::Text(place) => {
                let column: &StringChunked = column.str().map_err(|_| missing())?;
                rows.iter_mut().zip(column.iter()).for_each(|(row, text)| *place(row) = text.map(str::to_string));
            }
            SummaryCell::Number(place) => {
                let column: &Float64Chunked = column.f64().map_err(|_| missing())?;
                rows.iter_mut().zip(column.iter()).for_each(|(row, figure)| *place(row) = figure);
            }
            // Counts are the next signed type in a file.
            SummaryCell::Count(place) => {
                let column: &Int64Chunked = column.i64().map_err(|_| missing())?;
                let count = |figure: Option<i64>| figure.and_then(|figure| u32::try_from(figure).ok());
                rows.iter_mut().zip(column.iter()).for_each(|(row, figure)| *place(row) = count(figure));
            }
            SummaryCell::Small(place) => {
                let column: &Int32Chunked = column.i32().map_err(|_| missing())?;
                rows.iter_mut().zip(column.iter()).for_each(|(row, figure)| *place(row) = figure);
            }
        }
    }
    Ok(rows)
}

/// Where one indicator stands.
struct StandingRow<'a> {
    /// The unit; none for the institution.
    unit: Option<&'a str>,
    sasaran: &'a str,
    indikator: &'a RecapIndikator,
}

/// One row for each indicator: the institution's, without a unit, and the units'; packed.
pub(super) fn standing(recap: &Recap, path: &Path) -> Result<Vec<u8>, TablesError> {
    let mut all: Vec<StandingRow<'_>> = recap
        .iku
        .iter()
        .map(|one| StandingRow { unit: None, sasaran: &one.sasaran, indikator: &one.indikator })
        .collect();
    for unit in &recap.units {
        let rows = unit.indikator.iter();
        all.extend(rows.map(|one| StandingRow { unit: Some(&unit.unit), sasaran: "", indikator: &one.indikator }));
    }
    parquet::pack_rows_of(
        &all,
        &[
            Column::text("lingkup", |row| text(if row.unit.is_some() { "unit" } else { "instansi" })),
            Column::text("unit", |row| row.unit.map(Cow::Borrowed)),
            Column::text("kode", |row| text(&row.indikator.code)),
            Column::text("sasaran", |row| text(row.sasaran).filter(|sasaran| !sasaran.is_empty())),
            Column::text("indikator", |row| text(&row.indikator.indikator)),
            Column::text("satuan", |row| text(&row.indikator.satuan)),
            Column::number("target", |row| row.indikator.standing.target.figure),
            Column::text("target_teks", |row| typed(&row.indikator.standing.target)),
            Column::number("realisasi", |row| row.indikator.standing.realisasi.figure),
            Column::text("realisasi_teks", |row| typed(&row.indikator.standing.realisasi)),
            Column::number("capaian_penuh", |row| row.indikator.standing.full.figure),
            Column::number("capaian", |row| row.indikator.standing.capaian.figure),
            Column::text("warna", |row| text(row.indikator.standing.color().name())),
            Column::flag("lapor", |row| row.indikator.standing.report),
        ],
        path,
    )
}

// The shape that a cell of a schema has.
#[allow(clippy::unnecessary_wraps)]
const fn text(text: &str) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(text))
}

/// What was typed where there is no figure.
fn typed(figure: &Figure) -> Option<Cow<'_, str>> {
    (figure.figure.is_none() && figure.exists()).then_some(Cow::Borrowed(figure.wording.as_str()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_summary_reads_back_as_it_was_and_a_column_that_lacks_is_told() {
        let full = SummaryRow {
            instansi: Some("Politeknik Contoh".into()),
            year: Some(2026),
            capaian: Some(98.5),
            iku: [Some(9), Some(5), Some(1), Some(2), Some(1)],
            temuan: [Some(3), Some(0), None],
            ..SummaryRow::default()
        };
        let rows = [full, SummaryRow::default()];
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("ringkasan.parquet");
        let frame = summary_frame(&rows).unwrap();
        std::fs::write(&path, parquet::pack(&frame, &path).unwrap()).unwrap();
        assert_eq!(read_summary(&path).unwrap(), rows);
        std::fs::write(&path, parquet::pack(&frame.drop("pagu").unwrap(), &path).unwrap()).unwrap();
        assert!(read_summary(&path).unwrap_err().to_string().contains("kolom pagu"));
    }
}
