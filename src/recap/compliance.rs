//! Which unit sent which document, and when: the matrix as plain data, for both workbooks.
//!
//! The day on which a file was received is known for mail alone: the date of a file in a folder is the day on which
//! somebody copied it there, and accuses nobody (as rule AL01). What was not sent is missing once its deadline has
//! passed, and a measurement without any realisation is not filled in; without a deadline, the PK and the Rencana Aksi are missed at once, and a quarter when somebody has sent it
//! or a later one.

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::date::short_date;
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::{DOCUMENTS_OF_A_YEAR, YEAR};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::Jenjang;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::tables::{RegisteredDocument, SentFile, Status, Tables};

/// How a document of a unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ComplianceState {
    /// Sent, and not known to be late; the day where it is known.
    #[serde(rename = "masuk")]
    Received(Option<NaiveDate>),
    /// Sent after the deadline, by so many days.
    #[serde(rename = "terlambat")]
    Late(NaiveDate, i64),
    /// Received, and nothing of it could be read.
    Unread,
    /// Received, and nobody can tell yet whose it is.
    #[serde(rename = "unit_belum_pasti")]
    Unplaced,
    /// A measurement was received that does not say its quarter, and may be this one.
    #[serde(rename = "triwulan_belum_pasti")]
    NoQuarter,
    /// A measurement of a month within the quarter was received, and none of its end.
    Monthly,
    /// A plan of several years was received, that only its columns make an agreement.
    #[serde(rename = "jenis_belum_pasti")]
    NoKind,
    /// Not sent, though it should have been.
    #[serde(rename = "belum")]
    NotYet,
    /// Sent without any realisation, though it is due.
    #[serde(rename = "belum_diisi")]
    NotYetFilledIn,
    /// Not sent, and not due yet.
    #[serde(rename = "belum_jatuh_tempo")]
    NotYetDue,
}

impl ComplianceState {
    /// Whether it was sent.
    pub const fn received(&self) -> bool {
        matches!(self, Self::Received(_) | Self::Late(..))
    }

    /// The mark of the matrix.
    pub const fn mark(&self) -> &'static str {
        match self {
            Self::Received(_) => "✓",
            Self::Late(..) => "▲",
            Self::Unread | Self::Unplaced | Self::NoQuarter | Self::Monthly | Self::NoKind => "◆",
            Self::NotYet | Self::NotYetFilledIn => "✗",
            Self::NotYetDue => "–",
        }
    }

    /// The word behind the mark.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Received(_) => "masuk",
            Self::Late(..) => "terlambat",
            Self::Unread => "diterima, tidak terbaca",
            Self::Unplaced => "diterima, unit belum pasti",
            Self::NoQuarter => "diterima, triwulan belum pasti",
            Self::Monthly => "diterima, laporan bulanan",
            Self::NoKind => "diterima, jenis belum pasti",
            Self::NotYet => "belum",
            Self::NotYetFilledIn => "belum diisi",
            Self::NotYetDue => "belum jatuh tempo",
        }
    }

    /// Mark, day and days late, or mark and word: "▲ 12 Jul 2026 (+2 hari)", "✗ belum".
    pub fn wording(&self) -> String {
        match self {
            Self::Received(Some(day)) => format!("{} {}", self.mark(), short_date(*day)),
            Self::Late(day, via) => format!("{} {} (+{via} hari)", self.mark(), short_date(*day)),
            other => format!("{} {}", other.mark(), other.word()),
        }
    }
}

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplianceTile {
    /// How the document stands.
    pub state: ComplianceState,
    /// The file that counts.
    pub file: Option<String>,
}

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComplianceRow {
    /// Code of the unit.
    pub unit: String,
    /// What the register calls the unit.
    pub name: String,
    /// Its documents, in the order of [`YEAR`].
    pub tiles: [ComplianceTile; DOCUMENTS_OF_A_YEAR],
}

impl ComplianceRow {
    /// Documents that should have been sent and were not, or not filled in.
    pub fn not_yet(&self) -> usize {
        self.tiles
            .iter()
            .filter(|tile| matches!(tile.state, ComplianceState::NotYet | ComplianceState::NotYetFilledIn))
            .count()
    }

    /// Documents that were sent late.
    pub fn late(&self) -> usize {
        self.tiles.iter().filter(|tile| matches!(tile.state, ComplianceState::Late(..))).count()
    }
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compliance {
    /// A row for each unit that is expected to send, in the order of the register.
    pub rows: Vec<ComplianceRow>,
    /// Files that count for no unit: could not be read, or their unit is not known; with the reason.
    pub unused: Vec<(String, String)>,
}

impl Compliance {
    /// Units that sent a document, of all units.
    pub fn received(&self, document: usize) -> (usize, usize) {
        let enter = self.rows.iter().filter(|row| row.tiles.get(document).is_some_and(|tile| tile.state.received()));
        (enter.count(), self.rows.len())
    }

    /// The column of a quarter.
    pub fn column(triwulan: Triwulan) -> Option<usize> {
        YEAR.iter().position(|one| one.quarter == Some(triwulan))
    }
}

/// Fills the matrix as it stands on a day; `triwulan` is the newest quarter that has data.
pub fn build(tables: &Tables, tenggat: &Tenggat, day: NaiveDate, triwulan: Triwulan) -> Compliance {
    let mut submissions: HashMap<(&str, DocumentKind), Vec<&RegisteredDocument>> = HashMap::default();
    for document in tables.documents.iter().filter(|document| document.status.received()) {
        submissions.entry((document.unit.as_deref().unwrap_or_default(), document.kind)).or_default().push(document);
    }
    let filled = filled_triwulan(tables);
    let mut unplaced = tables.between_units();
    unplaced.extend(tables.misnamed());
    let no_quarter = tables.without_quarter();
    let monthly = tables.monthly();
    let filler =
        MatrixFiller { tables, tenggat, day, newest: triwulan, filled, submissions, unplaced, no_quarter, monthly };
    let expected = expected(tables);
    let unit = tables.units.iter().filter(|unit| expected.contains(unit.code.as_str()));
    let row = unit.map(|unit| ComplianceRow {
        unit: unit.code.clone(),
        name: unit.name.clone(),
        tiles: YEAR.map(|one| filler.tile(&unit.code, one.kind, one.quarter)),
    });
    Compliance { rows: row.collect(), unused: unused(tables) }
}

/// Units with an indicator of their own in the cascade, and those that sent something.
fn expected(tables: &Tables) -> HashSet<&str> {
    let ikk = tables.nodes.iter().filter(|node| node.jenjang == Some(Jenjang::Ikk));
    let ikk = ikk.filter_map(|node| node.unit.as_deref());
    let sent = tables.documents.iter().filter_map(|document| document.unit.as_deref());
    ikk.chain(sent).chain(tables.unread.iter().filter_map(|unread| unread.unit.as_deref())).collect()
}

/// Quarters of units that are filled in on any form, with its document: one workbook may hold the whole year.
fn filled_triwulan(tables: &Tables) -> HashMap<(&str, Triwulan), u32> {
    let mut outcome = HashMap::default();
    for row in tables.pengukuran().filter(|row| row.reports) {
        for (unit, triwulan) in row.quarters().filter_map(|tw| Some((row.unit?, tw))) {
            outcome.entry((unit, triwulan)).or_insert(row.document);
        }
    }
    outcome
}

struct MatrixFiller<'a> {
    tables: &'a Tables,
    tenggat: &'a Tenggat,
    day: NaiveDate,
    newest: Triwulan,
    filled: HashMap<(&'a str, Triwulan), u32>,
    /// What each unit sent of a kind.
    submissions: HashMap<(&'a str, DocumentKind), Vec<&'a RegisteredDocument>>,
    /// What came and may be a unit's, by its number.
    unplaced: HashMap<(&'a str, DocumentKind, Option<Triwulan>), u32>,
    /// A measurement of a unit that does not say its quarter, by its number.
    no_quarter: HashMap<&'a str, u32>,
    /// Measurements of months that end no quarter, by unit and quarter.
    monthly: HashMap<(&'a str, Triwulan), (u32, u8)>,
}

impl MatrixFiller<'_> {
    fn tile(&self, unit: &str, kind: DocumentKind, tw: Option<Triwulan>) -> ComplianceTile {
        let limit = self.tenggat.of(kind, tw);
        let sent = self.sent(unit, kind, tw);
        let in_use = sent.iter().find(|(_, in_use)| *in_use).or(sent.first());
        let filled = tw.is_none_or(|tw| self.filled.contains_key(&(unit, tw)));
        if let Some((file, _)) = in_use.filter(|_| self.perhaps_plans(unit, kind)) {
            return ComplianceTile { state: ComplianceState::NoKind, file: Some(file.path.clone()) };
        }
        if let Some((file, _)) = in_use.filter(|_| filled) {
            return ComplianceTile { state: state(&sent, limit), file: Some(file.path.clone()) };
        }
        if let Some(document) = tw.and_then(|tw| self.filled.get(&(unit, tw))) {
            let file = self.tables.document_file(*document).map(|file| file.path.clone());
            return ComplianceTile { state: ComplianceState::Received(None), file };
        }
        let via = match limit {
            Some(limit) => limit < self.day,
            None if self.tenggat.by_semester() => tw.is_none(),
            None => tw.is_none_or(|tw| tw <= self.newest),
        };
        // What says nothing of itself stands for what is missed, and not for what is not due yet.
        let unread = self
            .tables
            .unread_for(unit, kind, tw)
            .filter(|one| via || one.kind.is_some() && (tw.is_none() || one.triwulan.is_some()));
        if let (None, Some(unread)) = (in_use, unread) {
            let file = self.tables.files.get(unread.file as usize).map(|file| file.path.clone());
            return ComplianceTile { state: ComplianceState::Unread, file };
        }
        if let (None, Some(document)) = (in_use, self.unplaced.get(&(unit, kind, tw))) {
            let file = self.tables.document_file(*document).map(|file| file.path.clone());
            return ComplianceTile { state: ComplianceState::Unplaced, file };
        }
        if let (true, Some(_), None, Some(document)) = (via, tw, in_use, self.no_quarter.get(unit)) {
            let file = self.tables.document_file(*document).map(|file| file.path.clone());
            return ComplianceTile { state: ComplianceState::NoQuarter, file };
        }
        if let (None, Some((document, _))) = (in_use, tw.and_then(|tw| self.monthly.get(&(unit, tw)))) {
            let file = self.tables.document_file(*document).map(|file| file.path.clone());
            return ComplianceTile { state: ComplianceState::Monthly, file };
        }
        if let (true, Some((file, _))) = (via && self.reached_may_be_unread(unit, kind, tw), in_use) {
            return ComplianceTile { state: ComplianceState::Unread, file: Some(file.path.clone()) };
        }
        let state = match (via, in_use) {
            (false, _) => ComplianceState::NotYetDue,
            (true, None) => ComplianceState::NotYet,
            (true, Some(_)) => ComplianceState::NotYetFilledIn,
        };
        ComplianceTile { state, file: in_use.map(|(file, _)| file.path.clone()) }
    }

    /// Whether all that a unit sent of a kind may be something else.
    fn perhaps_plans(&self, unit: &str, kind: DocumentKind) -> bool {
        let own = self.submissions.get(&(unit, kind)).into_iter().flatten();
        kind == DocumentKind::Pk && own.into_iter().all(|document| self.tables.perhaps_plan(document))
    }

    /// Whether what a unit sent has columns that nobody knows, and none that holds what was reached.
    fn reached_may_be_unread(&self, unit: &str, kind: DocumentKind, tw: Option<Triwulan>) -> bool {
        let mut own = self.submissions.get(&(unit, kind)).into_iter().flatten().filter(|one| one.triwulan == tw);
        own.any(|document| self.tables.reached_may_be_unread(document))
    }

    /// The files of a cell, and whether each counts; a newer one may have replaced it.
    fn sent(&self, unit: &str, kind: DocumentKind, tw: Option<Triwulan>) -> Vec<(&SentFile, bool)> {
        let document = self.submissions.get(&(unit, kind)).into_iter().flatten();
        document
            .filter(|document| tw.is_none() || document.triwulan == tw)
            .filter_map(|document| {
                let file = self.tables.files.get(document.file as usize)?;
                Some((file, document.status.counts()))
            })
            .collect()
    }
}

/// Late when every copy came by mail and the first came after the day it was due.
fn state(sent: &[(&SentFile, bool)], limit: Option<NaiveDate>) -> ComplianceState {
    let mail: Option<Vec<NaiveDate>> = sent.iter().map(|(file, _)| file.mail_day()).collect();
    match mail.and_then(|day| day.into_iter().min()) {
        Some(day) => match limit {
            Some(limit) if day > limit => ComplianceState::Late(day, (day - limit).num_days()),
            _ => ComplianceState::Received(Some(day)),
        },
        None => ComplianceState::Received(None),
    }
}

fn unused(tables: &Tables) -> Vec<(String, String)> {
    let failure = tables.files.iter().filter(|file| file.copy_from.is_none()).filter_map(|file| {
        let failure = file.outcome.as_ref().err()?;
        Some((file.path.clone(), failure.message.clone()))
    });
    let without_unit = tables.documents.iter().filter_map(|document| {
        let file = tables.files.get(document.file as usize)?;
        let reason = match document.status {
            Status::Unconnected => "unit kerja tidak diketahui",
            Status::OtherYear => "untuk tahun lain",
            Status::SetAside => "bertanda dua unit",
            Status::InUse | Status::Superseded(_) | Status::Repeats(_) | Status::Source => return None,
        };
        (document.kind.is_sent() && file.copy_from.is_none())
            .then(|| (file.path.clone(), format!("{}: {reason}", document.kind.name())))
    });
    let mut all: Vec<_> = failure.chain(without_unit).collect();
    all.sort();
    all.dedup();
    all
}
