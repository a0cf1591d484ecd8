//! What the program can do, each job one function: consolidate, check, compare, make forms, migrate, print, combine.
//!
//! Takes one options struct, gives plain data of what came out. A job writes what it promises to write and nothing else;
//! it prints nothing, reads no clock (the day is an option) and tells how far it is through [`Progress`]. What is wrong
//! with a form is in the result; a [`JobError`] means that the work could not be done, and keeps what caused it as its
//! source. The command line is one front of these functions; any other is as good.

mod alias;
mod archive;
mod cascade;
mod check;
mod combine;
mod compare;
mod consolidate;
mod error;
mod filling;
mod flow;
mod handed_out;
mod handover;
mod inspect;
mod look;
mod manuscript;
mod migrate;
mod options;
mod own;
#[cfg(feature = "surel")]
mod post;
#[cfg(feature = "pdf")]
mod print;
mod ratify;
mod readers;
mod recap;
mod receive;
mod recognise;
mod record;
mod remind;
mod replace_cascade;
mod standing;
mod start;
mod templates;
#[cfg(feature = "surel")]
mod watch;

pub use alias::add_alias;
pub use archive::{ArchiveOptions, Archived, Overdue, archive, inspect_archive, overdue};
pub use check::{CheckOptions, Checked, check};
pub use combine::{CombineOptions, combine};
pub use compare::{CompareOptions, Compared, compare};
pub use consolidate::{Consolidated, Consolidation, consolidate, consolidate_changes};
pub use error::JobError;
pub use flow::{FlowOptions, flow_board};
pub use handed_out::{HandedOut, forms_package, handed_out};
pub use handover::{ExportOptions, Exported, export, export_definitions};
pub use inspect::{InspectOptions, Inspected, InspectedFile, inspect, mark_inspected};
pub use look::{Look, LookOptions, look};
pub use manuscript::{
    ManuscriptOptions, ManuscriptSource, WrittenManuscript, WrittenManuscripts, manuscript, sample_layouts,
};
pub use migrate::{MigrateOptions, Migrated, Unplaced, migrate};
pub use options::ConsolidateOptions;
pub use own::own_rules;
#[cfg(feature = "surel")]
pub use post::{
    FetchOptions, LetterSet, LinkMaker, PlannedAddress, PlannedLetter, SendOptions, SendPlan, SendResult, SendTools,
    SendWay, fetch_mail, plan_letters,
};
#[cfg(feature = "pdf")]
pub use print::{PrintOptions, Printed, print};
pub use ratify::{Ratified, RatifyOptions, RatifyWhat, Refusal, RefusalReason, ReopenOptions, ratify, reopen};
pub use readers::{ReaderProgram, Readers};
pub use receive::{ReceiveOptions, receive};
pub use recognise::{
    RecogniseOptions, Recognised, TriedFile, TryOptions, definitions_astray, lesson, reads_example, recognise,
    teach_sent, try_definition,
};
pub use record::{RecordOptions, RecordWhat, Recorded, record, unit_code};
pub use remind::{RemindOptions, Reminded, UnitReminder, remind};
pub use replace_cascade::{CascadeOptions, ReplacedCascade, replace_cascade};
pub use standing::StandingRun;
pub use start::{StartOptions, start};
pub use templates::{BlankOptions, Templates, TemplatesOptions, blank_templates, templates, unit_form};

#[cfg(feature = "surel")]
pub use watch::{Happening, WatchOptions, watch};

pub use crate::domain::system::chain;
pub use crate::pipeline::{NoProgress as Silent, Progress, Stage};

/// How to get the PDF, in a program that was built without.
pub const WITHOUT_PDF: &str = "program ini dibangun tanpa PDF; bangun dengan: cargo build --release --features pdf";
