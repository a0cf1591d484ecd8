//! What columns mean, drawn.

mod beside;
mod together;
