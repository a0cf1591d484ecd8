//! BK: the file itself.

use crate::rules::Aturan;

mod bk01_terbaca;
mod bk02_ulangan;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[&bk01_terbaca::ATURAN, &bk02_ulangan::ATURAN];
