//! Selaras: Excel forms of performance agreements, action plans and quarterly measurement in; checks, a consolidated
//! workbook and a recap out.
//!
//! ```text
//!  sent files        bytes         cells          typed rows        polars frames      findings        workbooks
//!  ───────────► intake ──────► workbook ──────► extract ─────────► tables ─────────► rules ─────────► report
//!                                  ▲               ▲                  ▲                ▲
//!                               limits         template            domain           cascade
//! ```
//!
//! One direction, no way back: a stage knows its own input and output types and nothing after it; a test reads the
//! `use` lines and holds this. [`pipeline`] tells the whole story in a page.
//!
//! * Nothing is dropped in silence: rows read + rows skipped (each with its reason) = rows in the used range.
//! * A fault in what units sent is a finding, never an error; an error means that the program could not do its work.
//! * Blank, dash, "n/a" and zero are four different values, and every value keeps its text and its cell.
//! * The library is silent: the clock, the environment and the terminal belong to the program.

pub mod banding;
pub mod cascade;
pub mod domain;
pub mod extract;
pub mod finding;
pub mod intake;
pub mod pipeline;
pub mod report;
pub mod rules;
pub mod tables;
pub mod template;
pub mod workbook;
pub mod worker;
pub mod workspace;
