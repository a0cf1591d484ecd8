//! The lines in the header of a letter that say which letter it is.

/// Whose letter it is.
pub const UNIT: &str = "X-Selaras-Unit";
/// Its kind.
pub const KIND: &str = "X-Selaras-Jenis";
/// Which version of what it is about.
pub const VERSION: &str = "X-Selaras-Versi";
