//! Frames put together from typed rows, and frames read back row by row.
//!
//! [`FrameBuilder`] takes rows of any type and one closure for each column, so a schema stands in one place, in order.
//! [`FrameReader`] gives the cells of a frame as borrowed Rust values; a name that the frame does not have is a mistake of
//! the program, which debug builds report at once.

use polars::prelude::*;

/// Lays out rows as a frame, column by column.
pub struct FrameBuilder<'a, B> {
    row: &'a [B],
    column: Vec<Column>,
}

impl<'a, B> FrameBuilder<'a, B> {
    /// A frame of these rows, without columns yet.
    pub fn new(row: &'a [B]) -> Self {
        Self { row, column: Vec::new() }
    }

    /// A column of texts.
    #[must_use]
    pub fn text(mut self, name: &str, take: impl Fn(&'a B) -> Option<&'a str>) -> Self {
        let content: StringChunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// A column of figures.
    #[must_use]
    pub fn figure(mut self, name: &str, take: impl Fn(&'a B) -> Option<f64>) -> Self {
        let content: Float64Chunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// A column of record numbers and counts.
    #[must_use]
    pub fn u32(mut self, name: &str, take: impl Fn(&'a B) -> Option<u32>) -> Self {
        let content: UInt32Chunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// A column of small whole numbers.
    #[must_use]
    pub fn i32(mut self, name: &str, take: impl Fn(&'a B) -> Option<i32>) -> Self {
        let content: Int32Chunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// A column of large whole numbers.
    #[must_use]
    pub fn i64(mut self, name: &str, take: impl Fn(&'a B) -> Option<i64>) -> Self {
        let content: Int64Chunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// A column of yes and no.
    #[must_use]
    pub fn yes(mut self, name: &str, take: impl Fn(&'a B) -> Option<bool>) -> Self {
        let content: BooleanChunked = self.row.iter().map(take).collect();
        self.column.push(content.with_name(name.into()).into_column());
        self
    }

    /// The frame.
    pub fn finish(self) -> PolarsResult<DataFrame> {
        DataFrame::new(self.row.len(), self.column)
    }
}

/// A frame opened for reading row by row.
pub struct FrameReader<'f> {
    column: Vec<(&'f str, ColumnData<'f>)>,
    height: usize,
}

enum ColumnData<'f> {
    Text(&'f StringChunked),
    Figure(&'f Float64Chunked),
    U32(&'f UInt32Chunked),
    I32(&'f Int32Chunked),
    I64(&'f Int64Chunked),
    Yes(&'f BooleanChunked),
}

impl<'f> FrameReader<'f> {
    /// Opens a frame. Columns of other types than this room makes are left out.
    pub fn new(frame: &'f DataFrame) -> Self {
        Self::from(frame, |_| true)
    }

    /// Opens some columns of a frame, for rows that are read in great numbers: a column is found by its name among those
    /// that are open.
    pub fn only(frame: &'f DataFrame, name: &[&str]) -> Self {
        Self::from(frame, |owned| name.contains(&owned))
    }

    fn from(frame: &'f DataFrame, choose: impl Fn(&str) -> bool) -> Self {
        let column = frame.columns().iter().filter(|column| choose(column.name())).filter_map(|column| {
            let content = match column.dtype() {
                DataType::String => ColumnData::Text(column.str().ok()?),
                DataType::Float64 => ColumnData::Figure(column.f64().ok()?),
                DataType::UInt32 => ColumnData::U32(column.u32().ok()?),
                DataType::Int32 => ColumnData::I32(column.i32().ok()?),
                DataType::Int64 => ColumnData::I64(column.i64().ok()?),
                DataType::Boolean => ColumnData::Yes(column.bool().ok()?),
                _ => return None,
            };
            Some((column.name().as_str(), content))
        });
        Self { column: column.collect(), height: frame.height() }
    }

    /// Its rows, top to bottom.
    pub fn row(&self) -> impl ExactSizeIterator<Item = FrameRow<'f, '_>> {
        (0..self.height).map(|number| self.to(number))
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.height
    }

    /// A row by its number, from zero.
    pub fn to(&self, number: usize) -> FrameRow<'f, '_> {
        FrameRow { reader: self, number }
    }

    fn find(&self, name: &str) -> Option<&ColumnData<'f>> {
        let content = self.column.iter().find(|(owned, _)| *owned == name).map(|(_, content)| content);
        debug_assert!(content.is_some(), "frame tidak punya kolom {name}");
        content
    }
}

/// One row of a frame.
#[derive(Clone, Copy)]
pub struct FrameRow<'f, 'p> {
    reader: &'p FrameReader<'f>,
    number: usize,
}

impl<'f> FrameRow<'f, '_> {
    /// Its number in the frame, from zero.
    pub fn number(&self) -> usize {
        self.number
    }

    /// A text.
    pub fn text(&self, column: &str) -> Option<&'f str> {
        match self.reader.find(column)? {
            ColumnData::Text(content) => content.get(self.number),
            _ => wrong_kind(column),
        }
    }

    /// A number of any kind, as a figure.
    pub fn figure(&self, column: &str) -> Option<f64> {
        match self.reader.find(column)? {
            ColumnData::Figure(content) => content.get(self.number),
            ColumnData::U32(content) => content.get(self.number).map(f64::from),
            ColumnData::I32(content) => content.get(self.number).map(f64::from),
            ColumnData::I64(content) => content.get(self.number).map(|figure| figure as f64),
            _ => wrong_kind(column),
        }
    }

    /// A record number or a count.
    pub fn u32(&self, column: &str) -> Option<u32> {
        match self.reader.find(column)? {
            ColumnData::U32(content) => content.get(self.number),
            _ => wrong_kind(column),
        }
    }

    /// A small whole number.
    pub fn i32(&self, column: &str) -> Option<i32> {
        match self.reader.find(column)? {
            ColumnData::I32(content) => content.get(self.number),
            _ => wrong_kind(column),
        }
    }

    /// A large whole number.
    pub fn i64(&self, column: &str) -> Option<i64> {
        match self.reader.find(column)? {
            ColumnData::I64(content) => content.get(self.number),
            _ => wrong_kind(column),
        }
    }

    /// Yes or no.
    pub fn yes(&self, column: &str) -> Option<bool> {
        match self.reader.find(column)? {
            ColumnData::Yes(content) => content.get(self.number),
            _ => wrong_kind(column),
        }
    }
}

fn wrong_kind<T>(column: &str) -> Option<T> {
    debug_assert!(false, "kolom {column} berjenis lain");
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rows_read_back_as_they_were_laid_out() {
        let row = [(1_u32, Some("satu"), Some(1.5), true), (2, None, None, false)];
        let frame = FrameBuilder::new(&row)
            .u32("nomor", |b| Some(b.0))
            .text("nama", |b| b.1)
            .figure("nilai", |b| b.2)
            .i32("urut", |b| i32::try_from(b.0).ok())
            .i64("besar", |b| Some(i64::from(b.0) << 40))
            .yes("awal", |b| Some(b.3))
            .finish()
            .unwrap();
        let reader = FrameReader::new(&frame);
        let all: Vec<_> = reader
            .row()
            .map(|b| (b.u32("nomor"), b.text("nama"), b.figure("nilai"), b.i32("urut"), b.i64("besar"), b.yes("awal")))
            .collect();
        assert_eq!(
            all,
            [
                (Some(1), Some("satu"), Some(1.5), Some(1), Some(1 << 40), Some(true)),
                (Some(2), None, None, Some(2), Some(2 << 40), Some(false)),
            ]
        );
    }

    #[test]
    fn a_frame_without_rows_still_has_its_columns() {
        let frame = FrameBuilder::<(u32,)>::new(&[]).u32("nomor", |b| Some(b.0)).finish().unwrap();
        assert_eq!((frame.height(), frame.width()), (0, 1));
        assert_eq!(FrameReader::new(&frame).row().count(), 0);
    }
}
