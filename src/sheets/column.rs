//! The columns of a table.

/// How a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rupa {
    /// One line, or several when the text has them.
    Teks,
    /// Long text, wrapped.
    Lipat,
    /// Short text in the middle.
    Tengah,
    /// A figure: whole numbers without decimals, others with two.
    Angka,
    /// A figure that always shows two decimals.
    Persen,
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Kolom {
    pub(crate) judul: &'static str,
    pub(crate) rupa: Rupa,
    /// Narrowest and widest, in characters.
    pub(crate) lebar: (u8, u8),
}

impl Kolom {
    pub(crate) const fn baru(judul: &'static str, rupa: Rupa, tersempit: u8, terlebar: u8) -> Self {
        Self { judul, rupa, lebar: (tersempit, terlebar) }
    }
}
