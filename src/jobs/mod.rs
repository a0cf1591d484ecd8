//! What the program can do, each job one function: consolidate, check, compare, make forms, migrate, print, combine.
//!
//! Takes one options struct, gives plain data of what came out. A job writes what it promises to write and nothing else;
//! it prints nothing, reads no clock (the day is an option) and tells how far it is through [`Progress`]. What is wrong
//! with a form is in the result; a [`JobError`] means that the work could not be done, and keeps what caused it as its
//! source. The command line is one front of these functions; any other is as good.

mod check;
mod combine;
mod compare;
mod consolidate;
mod error;
mod filling;
mod migrate;
#[cfg(feature = "pdf")]
mod print;
mod readers;
mod recap;
mod recognise;
mod start;
mod templates;

pub use check::{CheckOptions, Checked, check};
pub use combine::{CombineOptions, combine};
pub use compare::{CompareOptions, Compared, compare};
pub use consolidate::{ConsolidateOptions, Consolidated, consolidate};
pub use error::JobError;
pub use migrate::{MigrateOptions, Migrated, Unplaced, migrate};
#[cfg(feature = "pdf")]
pub use print::{PrintOptions, Printed, print};
pub use readers::{ReaderProgram, Readers};
pub use recognise::{RecogniseOptions, Recognised, TriedFile, TryOptions, lesson, recognise, try_definition};
pub use start::{StartOptions, start};
pub use templates::{BlankOptions, Templates, TemplatesOptions, blank_templates, templates};

pub use crate::domain::system::chain;
pub use crate::pipeline::{NoProgress as Silent, Progress, Stage};

/// How to get the PDF, in a program that was built without.
pub const WITHOUT_PDF: &str = "program ini dibangun tanpa PDF; bangun dengan: cargo build --release --features pdf";
