//! The forms that are given out: written blank or prefilled from a definition, and filled from an older form.
//!
//! Takes a [`Templat`](crate::template::Templat) and what is known already, gives workbooks that the reader reads back.

pub mod pindah;
pub mod tulis;
