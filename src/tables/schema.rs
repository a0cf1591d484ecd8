//! The columns of each table, each declared once: its name, its type, and where a row has it.
//!
//! Every table has one typed row ([`PkRow`](super::PkRow), [`PengukuranRow`](super::PengukuranRow) …), which everything
//! inside the program borrows. Outside it (Parquet) and in rules that compare sets of rows there are frames; those are
//! made from the rows by the schema, so that a column that no row has does not compile.

use std::borrow::Cow;

use polars::prelude::{
    BooleanChunked, Column as PolarsColumn, DataFrame, Float64Chunked, Int32Chunked, Int64Chunked, IntoColumn,
    StringChunked, UInt32Chunked,
};

use super::TablesError;

/// Where a row has the cell of a column, by the type of the column.
pub enum SchemaCell<R> {
    /// A text.
    Text(fn(&R) -> Option<Cow<'_, str>>),
    /// A figure.
    Number(fn(&R) -> Option<f64>),
    /// A record number or a count.
    Count(fn(&R) -> Option<u32>),
    /// A small whole number.
    Small(fn(&R) -> Option<i32>),
    /// A large whole number.
    Large(fn(&R) -> Option<i64>),
    /// Yes or no.
    Flag(fn(&R) -> bool),
}

/// A column of a table.
pub struct Column<R> {
    /// Its name in frames and Parquet files.
    pub name: &'static str,
    /// Where a row has it.
    pub cell: SchemaCell<R>,
}

/// A row of a table.
pub trait Row: Sized {
    /// The columns of its table, in order.
    fn schema() -> Vec<Column<Self>>;
}

impl<R> Column<R> {
    /// A column of texts.
    pub const fn text(name: &'static str, cell: fn(&R) -> Option<Cow<'_, str>>) -> Self {
        Self { name, cell: SchemaCell::Text(cell) }
    }

    /// A column of figures.
    pub const fn number(name: &'static str, cell: fn(&R) -> Option<f64>) -> Self {
        Self { name, cell: SchemaCell::Number(cell) }
    }

    /// A column of record numbers or counts.
    pub const fn count(name: &'static str, cell: fn(&R) -> Option<u32>) -> Self {
        Self { name, cell: SchemaCell::Count(cell) }
    }

    /// A column of small whole numbers.
    pub const fn small(name: &'static str, cell: fn(&R) -> Option<i32>) -> Self {
        Self { name, cell: SchemaCell::Small(cell) }
    }

    /// A column of large whole numbers.
    pub const fn large(name: &'static str, cell: fn(&R) -> Option<i64>) -> Self {
        Self { name, cell: SchemaCell::Large(cell) }
    }

    /// A column of yes and no.
    pub const fn flag(name: &'static str, cell: fn(&R) -> bool) -> Self {
        Self { name, cell: SchemaCell::Flag(cell) }
    }

    fn of(&self, rows: &[R]) -> PolarsColumn {
        let name = self.name.into();
        match self.cell {
            SchemaCell::Text(cell) => rows.iter().map(cell).collect::<StringChunked>().with_name(name).into_column(),
            SchemaCell::Number(cell) => rows.iter().map(cell).collect::<Float64Chunked>().with_name(name).into_column(),
            SchemaCell::Count(cell) => rows.iter().map(cell).collect::<UInt32Chunked>().with_name(name).into_column(),
            SchemaCell::Small(cell) => rows.iter().map(cell).collect::<Int32Chunked>().with_name(name).into_column(),
            SchemaCell::Large(cell) => rows.iter().map(cell).collect::<Int64Chunked>().with_name(name).into_column(),
            SchemaCell::Flag(cell) => {
                rows.iter().map(|row| Some(cell(row))).collect::<BooleanChunked>().with_name(name).into_column()
            }
        }
    }
}

/// A frame of rows, with every column of their table.
///
/// # Errors
/// When the frame cannot be put together.
pub fn frame<R: Row>(rows: impl IntoIterator<Item = R>) -> Result<DataFrame, TablesError> {
    frame_of(&rows.into_iter().collect::<Vec<R>>(), &R::schema())
}

/// A frame of rows with these columns.
///
/// # Errors
/// When the frame cannot be put together.
pub fn frame_of<R>(rows: &[R], columns: &[Column<R>]) -> Result<DataFrame, TablesError> {
    Ok(DataFrame::new(rows.len(), columns.iter().map(|column| column.of(rows)).collect())?)
}

/// Rows of which it is known how many there are.
#[derive(Clone)]
pub(super) struct Counted<I> {
    rows: I,
    left: usize,
}

impl<I: Iterator> Counted<I> {
    /// `left` rows: what `rows` gives.
    pub(super) const fn new(left: usize, rows: I) -> Self {
        Self { rows, left }
    }
}

impl<I: Iterator> Iterator for Counted<I> {
    type Item = I::Item;

    fn next(&mut self) -> Option<I::Item> {
        let row = self.rows.next();
        debug_assert_eq!(row.is_some(), self.left > 0, "the number of rows is known");
        self.left = self.left.saturating_sub(1);
        row
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<I: Iterator> ExactSizeIterator for Counted<I> {}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    struct Sample(u32, Option<&'static str>, Option<f64>, bool);

    impl Row for Sample {
        fn schema() -> Vec<Column<Self>> {
            vec![
                Column::count("nomor", |row| Some(row.0)),
                Column::text("nama", |row| row.1.map(Cow::Borrowed)),
                Column::number("nilai", |row| row.2),
                Column::small("urut", |row| i32::try_from(row.0).ok()),
                Column::large("besar", |row| Some(i64::from(row.0) << 40)),
                Column::flag("awal", |row| row.3),
            ]
        }
    }

    #[test]
    fn a_frame_has_the_columns_of_its_schema_and_a_blank_for_nothing() {
        let rows = || [Sample(1, Some("satu"), Some(1.5), true), Sample(2, None, None, false)];
        let full = frame(rows()).unwrap();
        assert_eq!((full.height(), full.width()), (2, 6));
        assert_eq!(full.column("nama").unwrap().str().unwrap().get(0), Some("satu"));
        assert_eq!(full.column("nilai").unwrap().null_count(), 1);
        assert_eq!(full.column("besar").unwrap().i64().unwrap().get(1), Some(2 << 40));
        let empty = frame(Vec::<Sample>::new()).unwrap();
        assert_eq!((empty.height(), empty.get_column_names()), (0, full.get_column_names()));
    }
}
