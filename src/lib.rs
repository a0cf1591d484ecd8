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
//! `use` lines and holds this. [`pipeline`] tells the whole story in a page, [`jobs`] are what it is told for.
//!
//! A folder consolidated:
//!
//! ```no_run
//! use selaras::{ConsolidateOptions, Silent, consolidate};
//!
//! fn main() -> Result<(), selaras::JobError> {
//!     let today = chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap_or_default();
//!     let done = consolidate(&ConsolidateOptions::new("politeknik-2026", today), &Silent)?;
//!     for finding in &done.result.temuan {
//!         println!("{} {}: {}", finding.code, finding.place.file, finding.message);
//!     }
//!     println!("{} workbooks and tables in {}", done.outputs.len(), done.workspace.results().display());
//!     Ok(())
//! }
//! ```
//!
//! Files that strangers sent are better read by processes of the program, under limits of memory and time:
//!
//! ```no_run
//! use selaras::{ConsolidateOptions, ReaderProgram, Readers};
//!
//! # let today = chrono::NaiveDate::default();
//! let program = ReaderProgram { program: "/usr/bin/selaras".into(), build: None, count: 4 };
//! let options = ConsolidateOptions { readers: Readers::Processes(program), ..ConsolidateOptions::new("ruang", today) };
//! ```
//!
//! One file checked before it is sent:
//!
//! ```no_run
//! use selaras::language::Language;
//! use selaras::{CheckOptions, Readers, Silent, check};
//!
//! # fn main() -> Result<(), selaras::JobError> {
//! # let today = chrono::NaiveDate::default();
//! let options = CheckOptions {
//!     files: vec!["PK JTI.xlsx".into()],
//!     workspace: None,
//!     mark: false,
//!     marked_to: None,
//!     page: false,
//!     today,
//!     readers: Readers::InProcess,
//!     language: Language::Indonesian,
//! };
//! let checked = check(&options, &Silent)?;
//! println!("{} findings, {} rules not asked", checked.findings.len(), checked.unchecked.rules);
//! # Ok(())
//! # }
//! ```
//!
//! Two runs compared, the data of many workspaces combined, the forms of a unit made:
//!
//! ```no_run
//! use selaras::domain::document::DocumentKind;
//! use selaras::{CombineOptions, CompareOptions, Readers, Silent, TemplatesOptions, check, combine, compare, templates};
//!
//! # fn main() -> Result<(), selaras::JobError> {
//! # let today = chrono::NaiveDate::default();
//! let (before, after) = ("hasil-mei".into(), "politeknik-2026".into());
//! let compared =
//!     compare(&CompareOptions { before, after, workspace: None, today, readers: Readers::InProcess }, &Silent)?;
//! println!("{} units changed", compared.changes.len());
//!
//! let workspaces = vec!["politeknik-2026".into(), "akademi-2026".into()];
//! combine(&CombineOptions { target: "nasional".into(), workspaces, today }, &Silent)?;
//!
//! templates(
//!     &TemplatesOptions {
//!         folder: "politeknik-2026".into(),
//!         units: vec!["JTI".into()],
//!         forms: DocumentKind::Pk.of_year().collect(),
//!         one_workbook: false,
//!         password: None,
//!         today,
//!         readers: Readers::InProcess,
//!     },
//!     &Silent,
//! )?;
//! # Ok(())
//! # }
//! ```
//!
//! * Nothing is dropped in silence: rows read + rows skipped (each with its reason) = rows in the used range.
//! * A fault in what units sent is a finding, never an error; an error means that the program could not do its work.
//! * Blank, dash, "n/a" and zero are four different values, and every value keeps its text and its cell.
//! * The library is silent: the clock, the environment and the terminal belong to the program.

pub mod audit;
pub mod cascade;
pub mod compare;
pub mod domain;
pub mod exports;
pub mod extract;
pub mod files;
pub mod finding;
pub mod forms;
pub mod handover;
pub mod intake;
pub mod jobs;
pub mod journal;
pub mod language;
pub mod letters;
pub mod manuscript;
pub mod marking;
mod ooxml;
pub mod page;
pub mod pipeline;
pub mod post;
pub mod print;
pub mod procedure;
pub mod recap;
pub mod report;
pub mod rules;
#[cfg(feature = "layani")]
pub mod serve;
pub mod sheets;
pub mod signed;
pub mod tables;
pub mod teach;
pub mod template;
pub mod workbook;
pub mod workbooks;
pub mod worker;
pub mod workspace;

pub use finding::Temuan;
pub use jobs::{
    CheckOptions, Checked, CombineOptions, CompareOptions, ConsolidateOptions, Consolidated, JobError, MigrateOptions,
    Progress, ReaderProgram, Readers, Silent, TemplatesOptions, check, combine, compare, consolidate, migrate,
    templates,
};
pub use workspace::Workspace;
