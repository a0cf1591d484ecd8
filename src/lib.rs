//! Selaras.

pub mod domain;
pub mod finding;
pub mod workbook;
