//! The columns of a table.

/// How a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellLook {
    /// One line, or several when the text has them.
    Text,
    /// Long text, wrapped.
    Fold,
    /// Short text in the middle.
    Middle,
    /// A figure: whole numbers without decimals, others with two.
    Figure,
    /// A figure that always shows two decimals.
    Percent,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SheetColumn {
    pub(crate) heading: &'static str,
    pub(crate) look: CellLook,
    /// Narrowest and widest, in characters.
    pub(crate) width: (u8, u8),
}

impl SheetColumn {
    pub(crate) const fn new(heading: &'static str, look: CellLook, narrowest: u8, widest: u8) -> Self {
        Self { heading, look, width: (narrowest, widest) }
    }
}
