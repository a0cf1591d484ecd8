//! The forms that are given out: written blank or prefilled from a definition, and filled from an older form.
//!
//! Takes a [`Template`](crate::template::Template) and what is known already, gives workbooks that the reader reads back.

pub mod shift;
pub mod write;
