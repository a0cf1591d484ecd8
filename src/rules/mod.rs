//! The catalogue: one small file per rule, and the list of them.
//!
//! Takes the tables of the whole house and the cascade, gives findings. A rule is data ([`Aturan`]) and one function;
//! adding one touches its own file and the list of its family beside it. A rule asks only for what the form has a column
//! for, and compares documents only where both are there.

mod alur;
mod berkas;
mod context;
mod helpers;
mod identitas;
mod kaskade;
mod nilai;
mod pengukuran;
mod pk;
mod rencana_aksi;
mod rumus;
mod tata_letak;

pub use context::{RuleContext, RuleSettings};

use rayon::prelude::*;

use crate::finding::verdict::{Pengecualian, fold};
use crate::finding::{Severity, Temuan};
use helpers::entry::{self, EntryCell};

/// A rule of the catalogue. `selaras aturan KODE` prints its texts; tests run its examples.
#[derive(Debug)]
pub struct Aturan {
    /// Family and number; never reused.
    pub code: &'static str,
    /// Short name that says the fault, not the remedy.
    pub name: &'static str,
    /// Severity unless the settings say otherwise.
    pub severity: Severity,
    /// What the rule looks for, one or two sentences.
    pub what: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// The regulation, procedure or real form it comes from.
    pub source: &'static str,
    /// A form that breaks it, drawn as text; the guilty cell stands between « and ».
    pub wrong: &'static str,
    /// The same form, mended.
    pub correct: &'static str,
    /// Finds every breach of it.
    check: Check,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Check {
    /// The whole house.
    Workspace(fn(&RuleContext<'_>) -> Vec<Temuan>),
    /// The cells of one table. Such rules look at a table one after the other while it is at hand: to walk through all
    /// tables of a big house costs as much as most rules do with them.
    Cell(fn(&[EntryCell<'_>]) -> Vec<Temuan>),
    /// The cells of every table, then the whole house.
    CellThenWorkspace(fn(&[EntryCell<'_>]) -> Vec<Temuan>, fn(&RuleContext<'_>) -> Vec<Temuan>),
}

impl Check {
    fn workspace(self, context: &RuleContext<'_>) -> Vec<Temuan> {
        match self {
            Self::Workspace(check) | Self::CellThenWorkspace(_, check) => check(context),
            Self::Cell(_) => Vec::new(),
        }
    }

    fn table(self, cell: &[EntryCell<'_>]) -> Vec<Temuan> {
        match self {
            Self::Cell(check) | Self::CellThenWorkspace(check, _) => check(cell),
            Self::Workspace(_) => Vec::new(),
        }
    }
}

/// The families, in the order of the documentation.
const FAMILY: &[&[&Aturan]] = &[
    berkas::ATURAN,
    tata_letak::ATURAN,
    nilai::ATURAN,
    identitas::ATURAN,
    pk::ATURAN,
    kaskade::ATURAN,
    rencana_aksi::ATURAN,
    pengukuran::ATURAN,
    rumus::ATURAN,
    alur::ATURAN,
];

/// How many rules there are.
const COUNT: usize = {
    let (mut count, mut number) = (0, 0);
    while number < FAMILY.len() {
        count += FAMILY[number].len();
        number += 1;
    }
    count
};

/// Every rule, in the order of the documentation.
pub const CATALOGUE: &[&Aturan] = &{
    let mut all: [&Aturan; COUNT] = [FAMILY[0][0]; COUNT];
    let (mut position, mut family) = (0, 0);
    while family < FAMILY.len() {
        let mut number = 0;
        while number < FAMILY[family].len() {
            all[position] = FAMILY[family][number];
            position += 1;
            number += 1;
        }
        family += 1;
    }
    all
};

/// Findings of the right column follow from a finding of the left one in the same row, and are folded under it: who
/// mends the cause mends them too.
const FOLLOW_UP: &[(&str, &[&str])] = &[
    ("TL02", &["TL08"]),
    ("TL06", &["NL03", "PK03", "UK01", "UK07", "RA01", "RA03"]),
    ("NL01", &["NL03", "UK03", "UK06", "UK07"]),
    ("NL02", &["UK02", "UK03", "UK06", "UK07", "PK03"]),
    ("NL03", &["UK02", "UK03", "UK06", "UK07", "PK03"]),
    ("NL04", &["UK02", "UK03", "UK05", "PK03"]),
    ("NL08", &["UK03", "UK06"]),
    ("PK01", &["PK03"]),
    ("PK03", &["TL11"]),
    ("UK02", &["TL11"]),
];

/// Runs every rule and folds what follows from something else.
pub fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let (workspace, per_document) = rayon::join(
        || CATALOGUE.par_iter().map(|aturan| aturan.check.workspace(context)).collect::<Vec<_>>(),
        || {
            (0..context.tables.document.len())
                .into_par_iter()
                .flat_map_iter(|number| in_document(context, number))
                .collect()
        },
    );
    let mut per_document: Vec<(usize, Temuan)> = per_document;
    per_document.sort_by_key(|(aturan, _)| *aturan);
    let mut in_cell = per_document.into_iter().peekable();
    let mut all = Vec::new();
    for (number, in_workspace) in workspace.into_iter().enumerate() {
        all.extend(std::iter::from_fn(|| in_cell.next_if(|(aturan, _)| *aturan == number)).map(|(_, temuan)| temuan));
        all.extend(in_workspace);
    }
    fold(all, FOLLOW_UP)
}

/// What rules about cells find in a document, each with the number of its rule.
fn in_document(context: &RuleContext<'_>, number: usize) -> Vec<(usize, Temuan)> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let mut temuan = Vec::new();
    for cell in entry::per_table(context.tables, number) {
        for (number, aturan) in CATALOGUE.iter().enumerate() {
            temuan.extend(aturan.check.table(&cell).into_iter().map(|one| (number, one)));
        }
    }
    temuan
}

/// Findings on waivers that matched nothing or are past their end.
pub fn futile_pengecualian(not_used: &[Pengecualian], expired: &[Pengecualian]) -> Vec<Temuan> {
    alur::al09_pengecualian::temuan(not_used, expired)
}
