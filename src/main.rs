//! Selaras.
fn main() {}
