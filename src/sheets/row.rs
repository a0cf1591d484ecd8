//! Rows of a table: their cells, how each looks, and where they come from when the workbook is saved.

use super::SheetCell;
use super::style::Pattern;

/// How a row shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum RowLook {
    #[default]
    Usual,
    /// Not part of what counts: grey.
    Dim,
    /// Above others: bold.
    Bold,
}

impl RowLook {
    pub(super) const fn pattern(self) -> Pattern {
        match self {
            Self::Usual => Pattern::Usual,
            Self::Dim => Pattern::Dim,
            Self::Bold => Pattern::Bold,
        }
    }
}

/// A row.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetRow<'a> {
    pub(crate) cells: Vec<SheetCell<'a>>,
    pub(crate) look: RowLook,
    /// Depth in the outline.
    pub(crate) depth: u8,
}

impl<'a> SheetRow<'a> {
    pub(crate) fn usual(cells: Vec<SheetCell<'a>>) -> Self {
        Self { cells, ..Self::default() }
    }

    /// The same row, of texts of its own.
    pub(super) fn owned(self) -> SheetRow<'static> {
        SheetRow {
            cells: self.cells.into_iter().map(SheetCell::becomes_owned).collect(),
            look: self.look,
            depth: self.depth,
        }
    }
}

/// The rows of a table: how many there are, and each when it is asked for.
pub(crate) struct RowContent<'a> {
    pub(super) count: usize,
    pub(super) all: Box<dyn Iterator<Item = SheetRow<'a>> + 'a>,
}

impl<'a> RowContent<'a> {
    /// Rows that are made when they are written.
    pub(crate) fn new(all: impl ExactSizeIterator<Item = SheetRow<'a>> + 'a) -> Self {
        Self { count: all.len(), all: Box::new(all) }
    }

    /// Rows that are made when they are written, as many as are counted beforehand: one less is an error.
    pub(crate) fn summed(count: usize, all: impl Iterator<Item = SheetRow<'a>> + 'a) -> Self {
        Self { count, all: Box::new(all) }
    }

    /// Rows made of what does not last until the workbook is saved.
    pub(crate) fn owned<'b>(all: impl IntoIterator<Item = SheetRow<'b>>) -> Self {
        Self::from(all.into_iter().map(SheetRow::owned).collect::<Vec<_>>())
    }
}

impl<'a> From<Vec<SheetRow<'a>>> for RowContent<'a> {
    fn from(all: Vec<SheetRow<'a>>) -> Self {
        Self::new(all.into_iter())
    }
}

/// Groups whose rows follow one another, each with the number of its first row, from zero.
pub(crate) fn consecutive<T>(all: &[T], count: impl Fn(&T) -> usize) -> impl Iterator<Item = (usize, &T)> {
    all.iter().scan(0, move |following, one| {
        let start = *following;
        *following += count(one);
        Some((start, one))
    })
}
