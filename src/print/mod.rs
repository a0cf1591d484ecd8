//! Documents ready to print, as plain data: agreements, action plans, indicators of persons, and the register of what was received.
//!
//! Takes what a run found out, gives one document for each form that counts, with every figure written as it will be
//! read; who draws them adds nothing. A form with findings at *galat* is not printed but refused, with its findings:
//! what is signed must be right.

mod content;
mod flow;
mod iki;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pk;
mod receipt;
mod rencana_aksi;

use serde::Serialize;

use crate::domain::document::DocumentKind;
use crate::domain::hash::{HashMap, HashSet};
use crate::finding::{Severity, Temuan};
use crate::procedure::FlowBoard;
use crate::recap::{ReportInput, compliance};
use crate::tables::Tables;

pub use content::{PrintHead, PrintedPihak, UnitName};
pub use flow::{DrawnProcedure, PrintedFlow};
pub use iki::{PersonalIndikator, PrintedIki};
pub use pk::{AnggaranLine, AnggaranTable, IndikatorPk, PkHeading, PkPart, PrintedPk, SasaranPk};
pub use receipt::{ReceiptList, ReceiptRow};
pub use rencana_aksi::{Aksi, FilledColumns, PlannedIndikator, PrintedRencanaAksi};

/// Forms of one kind, sorted into what is printed, what is refused, and who sent none.
#[derive(Debug, Clone, PartialEq)]
pub struct Printout<T> {
    /// What is printed.
    pub finished: Vec<T>,
    /// What is refused.
    pub rejected: Vec<RejectedPrint>,
    /// Units that sent none.
    pub not_yet: Vec<UnitName>,
}

/// A form that is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedPrint {
    /// The unit that sent it.
    pub unit: UnitName,
    /// Its path below `masuk/`.
    pub file: String,
    /// Its findings at *galat*.
    pub causes: Vec<RefusalCause>,
}

impl RejectedPrint {
    /// The code and the message of its first finding, for a line.
    pub fn first_cause(&self) -> String {
        self.causes.first().map(|cause| format!("{} {}", cause.code, cause.message)).unwrap_or_default()
    }
}

/// A finding that keeps a form from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefusalCause {
    /// Code of its rule.
    pub code: String,
    /// Sheet and cells.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl<T> Printout<T> {
    fn map<U>(self, change: impl Fn(T) -> U) -> Printout<U> {
        let Self { finished, rejected, not_yet } = self;
        Printout { finished: finished.into_iter().map(change).collect(), rejected, not_yet }
    }
}

/// A document of a kind that is printed.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum PrintedForm {
    /// An agreement.
    Pk(Box<PrintedPk>),
    /// An action plan.
    RencanaAksi(Box<PrintedRencanaAksi>),
    /// The indicators of a person.
    Iki(Box<PrintedIki>),
}

impl PrintedFile for PrintedForm {
    fn file_name(&self) -> &str {
        match self {
            Self::Pk(one) => one.file_name(),
            Self::RencanaAksi(one) => one.file_name(),
            Self::Iki(one) => one.file_name(),
        }
    }

    fn head(&mut self) -> Option<&mut PrintHead> {
        match self {
            Self::Pk(one) => one.head(),
            Self::RencanaAksi(one) => one.head(),
            Self::Iki(one) => one.head(),
        }
    }

    fn layout(&self) -> &'static str {
        match self {
            Self::Pk(one) => one.layout(),
            Self::RencanaAksi(one) => one.layout(),
            Self::Iki(one) => one.layout(),
        }
    }
}

/// The documents of a kind of some units; of all when none is named. A kind that is not printed has none.
pub fn forms(input: &ReportInput<'_>, kind: DocumentKind, unit: &[String]) -> Printout<PrintedForm> {
    match kind {
        DocumentKind::Pk => pk(input, unit).map(|one| PrintedForm::Pk(Box::new(one))),
        DocumentKind::RencanaAksi => rencana_aksi(input, unit).map(|one| PrintedForm::RencanaAksi(Box::new(one))),
        DocumentKind::Iki => iki(input, unit).map(|one| PrintedForm::Iki(Box::new(one))),
        DocumentKind::Pengukuran | DocumentKind::Kaskade | DocumentKind::Register => {
            Printout { finished: Vec::new(), rejected: Vec::new(), not_yet: Vec::new() }
        }
    }
}

/// The agreements of some units; of all when none is named.
pub fn pk(input: &ReportInput<'_>, unit: &[String]) -> Printout<PrintedPk> {
    sort_out(input, unit, DocumentKind::Pk, |number| pk::build(input, number))
}

/// The action plans of some units; of all when none is named.
pub fn rencana_aksi(input: &ReportInput<'_>, unit: &[String]) -> Printout<PrintedRencanaAksi> {
    sort_out(input, unit, DocumentKind::RencanaAksi, |number| rencana_aksi::build(input, number))
}

/// The indicators of persons of some units; of all when none is named.
pub fn iki(input: &ReportInput<'_>, unit: &[String]) -> Printout<PrintedIki> {
    sort_out(input, unit, DocumentKind::Iki, |number| iki::build(input, number))
}

/// Where documents are in their procedures.
pub fn flow(input: &ReportInput<'_>, board: &FlowBoard) -> PrintedFlow {
    flow::build(input, board)
}

/// The register of what some units sent; of everything that was received when none is named.
pub fn receipt(input: &ReportInput<'_>, unit: &[String]) -> ReceiptList {
    receipt::build(input, unit)
}

fn sort_out<T>(
    input: &ReportInput<'_>,
    choice: &[String],
    kind: DocumentKind,
    build: impl Fn(u32) -> Option<T>,
) -> Printout<T> {
    let tables = input.tables;
    let chosen = |code: &str| choice.is_empty() || choice.iter().any(|one| one == code);
    let mut outcome = Printout { finished: Vec::new(), rejected: Vec::new(), not_yet: Vec::new() };
    let mut sends = HashSet::default();
    let order: HashMap<&str, usize> =
        tables.units.iter().enumerate().rev().map(|(number, unit)| (unit.code.as_str(), number)).collect();
    let grave = grave(input.temuan);
    let mut document: Vec<_> = tables
        .in_use_document(kind)
        .filter_map(|(number, registered, content)| Some((registered.unit.as_deref()?, number, content)))
        .filter(|(code, ..)| chosen(code))
        .collect();
    document.sort_by_key(|(code, number, _)| (order.get(code), *number));
    for (code, number, content) in document {
        sends.insert(code);
        let file = tables.document_file(number).map(|file| file.path.clone()).unwrap_or_default();
        let causes = error(grave.get(file.as_str()).map_or(&[], Vec::as_slice), &content.sheet);
        if !causes.is_empty() {
            outcome.rejected.push(RejectedPrint { unit: UnitName::from(tables, code), file, causes });
        } else if let Some(one) = build(number) {
            outcome.finished.push(one);
        }
    }
    outcome.not_yet = expected(input, kind)
        .into_iter()
        .filter(|code| chosen(code) && !sends.contains(code.as_str()))
        .map(|code| UnitName::from(tables, &code))
        .collect();
    outcome
}

/// Units that are expected to send a kind of document, in the order of the register.
fn expected(input: &ReportInput<'_>, kind: DocumentKind) -> Vec<String> {
    if !kind.is_sent() || kind.is_personal() {
        return Vec::new();
    }
    let matrix = compliance::build(input.tables, input.tenggat, input.made.date(), input.triwulan);
    matrix.rows.into_iter().map(|row| row.unit).collect()
}

/// The findings at *galat* by their file, those that follow from others behind them.
fn grave(temuan: &[Temuan]) -> HashMap<&str, Vec<&Temuan>> {
    fn gather<'t>(temuan: &'t [Temuan], outcome: &mut HashMap<&'t str, Vec<&'t Temuan>>) {
        for one in temuan {
            if one.severity == Severity::Error {
                outcome.entry(&one.place.file).or_default().push(one);
            }
            gather(&one.follow_up, outcome);
        }
    }
    let mut outcome = HashMap::default();
    gather(temuan, &mut outcome);
    outcome
}

/// Those of a sheet. What is wrong with a file as a whole is wrong with each of its sheets.
fn error(temuan: &[&Temuan], sheet: &str) -> Vec<RefusalCause> {
    let of_sheet = temuan.iter().filter(|one| one.place.sheet.as_deref().is_none_or(|owned| owned == sheet));
    let cause = |one: &&Temuan| {
        let place = [one.place.sheet.clone().unwrap_or_default(), one.place.cell_text().replace(',', ", ")];
        let place = place.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ");
        RefusalCause { code: one.code.clone(), place, message: one.message.clone() }
    };
    of_sheet.map(cause).collect()
}

/// A document that is drawn by a layout.
pub trait PrintedFile: Serialize {
    /// What its file is called, without an extension.
    fn file_name(&self) -> &str;
    /// What it begins with, where it is a document of a unit.
    fn head(&mut self) -> Option<&mut PrintHead> {
        None
    }
    /// The layout that fits the form which it came from.
    fn layout(&self) -> &'static str;
}

/// The last part of a header path as people typed it.
fn column_heading(tables: &Tables, document: u32, field: crate::domain::column::Field) -> Option<String> {
    let content = tables.document_content(document)?;
    let column = content.tables.iter().flat_map(|table| &table.columns).find(|one| one.column == field.yearly())?;
    let heading = column.heading.rsplit(" > ").next()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!heading.is_empty()).then_some(heading)
}
