//! What cells, rows and columns look like, before any word of them is understood.
//!
//! Takes the grid of a sheet, gives facts: which cells could head a column, which rows count the columns or name the
//! measures below them, what stands in a column. Understands no wording; what a heading means is asked elsewhere.

mod bullet;
pub(super) mod mark;
pub(super) mod profile;
pub(super) mod rows;
