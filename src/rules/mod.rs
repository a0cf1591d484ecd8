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
mod iki;
mod kaskade;
mod nilai;
mod own;
mod pengukuran;
mod pk;
mod rencana_aksi;
mod rumus;
mod tata_letak;

pub use context::{RuleContext, RuleSettings};
pub use own::{OwnAturan, own_code, own_names, own_rules};

use rayon::prelude::*;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::place::Place;
use crate::finding::verdict::{AturanOverride, Pengecualian, fold};
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::Tables;
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
    /// How far it looks.
    pub scope: Scope,
    /// What it cannot do without.
    pub needs: &'static [Need],
    /// What lets it see more, where it is there.
    pub also: &'static [Need],
    /// Rules whose findings may be the cause of its own, the strongest first: who mends the cause mends both.
    pub follows: &'static [&'static str],
    /// The fields under which a form's sheet of instructions names it.
    pub fields: &'static [Field],
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

/// Something besides the document itself that a rule compares it with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// The cascade of the planning bureau.
    Cascade,
    /// The register of units.
    Register,
    /// The year of the workspace.
    Year,
    /// The deadlines of the workspace.
    Deadlines,
    /// Another document of the same unit.
    OtherDocument,
    /// The same form of an earlier quarter.
    EarlierQuarter,
}

impl Need {
    /// Whether a workspace gives it; the others come with what was sent.
    const fn of_workspace(self) -> bool {
        matches!(self, Self::Cascade | Self::Register | Self::Year | Self::Deadlines)
    }

    /// Its name in a sentence.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cascade => "kaskade",
            Self::Register => "unit",
            Self::Year => "tahun ruang kerja",
            Self::Deadlines => "tenggat",
            Self::OtherDocument => "dokumen lain",
            Self::EarlierQuarter => "triwulan sebelumnya",
        }
    }
}

impl Aturan {
    /// A finding of this rule at a place.
    fn finding(&self, place: Place, message: impl Into<String>, advice: impl Into<String>) -> Temuan {
        Temuan::new(self.code, self.severity, place, message, advice).scope(self.scope)
    }

    /// Whether it has everything that it cannot do without.
    fn can_run(&self, settings: &RuleSettings) -> bool {
        settings.workspace || !self.needs.iter().any(|need| need.of_workspace())
    }

    /// Whether it looks at forms of a kind; rules about single values look at every kind that units send.
    fn looks_at(&self, kind: DocumentKind) -> bool {
        let single = kind.is_sent() && ["NL", "FX", "ID"].iter().any(|start| self.code.starts_with(start));
        single || self.code.starts_with(kind.facts().rules)
    }
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
    iki::ATURAN,
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

/// Runs every rule that has what it needs, and folds what follows from something else.
pub fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let (workspace, per_document) = rayon::join(
        || {
            let all = CATALOGUE.par_iter().map(|aturan| match aturan.can_run(context.settings) {
                true => aturan.check.workspace(context),
                false => Vec::new(),
            });
            all.collect::<Vec<_>>()
        },
        || {
            (0..context.tables.documents.len())
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
    all.extend(own::findings(context));
    fold(all, &|code| rule(code).map_or(&[], |aturan| aturan.follows))
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static Aturan> {
    CATALOGUE.iter().copied().find(|aturan| aturan.code == code)
}

/// Rules about forms that lack something: those that need one of the things for which `lacks` says yes.
pub fn unchecked(lacks: impl Fn(Need) -> bool) -> Vec<&'static Aturan> {
    let forms = CATALOGUE.iter().copied().filter(|aturan| matches!(aturan.scope, Scope::Document | Scope::Unit));
    forms.filter(|aturan| aturan.needs.iter().any(|need| lacks(*need))).collect()
}

/// The fields of a kind of form, each with a rule that looks at it, for the sheet of instructions.
pub fn rules_of_fields(kind: DocumentKind) -> Vec<(Field, &'static Aturan)> {
    let rules = CATALOGUE.iter().copied().filter(|aturan| aturan.looks_at(kind));
    rules.flat_map(|aturan| aturan.fields.iter().map(move |field| (*field, aturan))).collect()
}

/// What rules about cells find in a document, each with the number of its rule.
fn in_document(context: &RuleContext<'_>, number: usize) -> Vec<(usize, Temuan)> {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let mut temuan = Vec::new();
    for cell in entry::per_table(context.tables, number) {
        for (number, aturan) in CATALOGUE.iter().enumerate().filter(|(_, aturan)| aturan.can_run(context.settings)) {
            temuan.extend(aturan.check.table(&cell).into_iter().map(|one| (number, one)));
        }
    }
    temuan
}

/// Findings on severities that are set for rules of one's own which the cascade workbook does not have.
pub fn futile_severities(tables: &Tables, setting: &AturanOverride) -> Vec<Temuan> {
    kaskade::ks12_aturan_sendiri::unknown(tables, setting.severity.keys().map(String::as_str))
}

/// Findings on waivers that matched nothing or are past their end.
pub fn futile_pengecualian(not_used: &[Pengecualian], expired: &[Pengecualian], all: &[Temuan]) -> Vec<Temuan> {
    alur::al09_pengecualian::temuan(not_used, expired, all)
}
