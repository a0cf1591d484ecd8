//! Which unit must hear what.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::kind::SuratKind;
use super::memory::{self, SuratStanding};
use crate::compare::UnitChange;
use crate::domain::digest::hexadecimal;
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::YEAR;
use crate::domain::hash::HashMap;
use crate::domain::official::document_code;
use crate::domain::surat::WrittenSurat;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::finding::{Severity, Temuan};
use crate::recap::ReportInput;
use crate::recap::compliance::{self, ComplianceState};
use crate::recap::official::OfficialComparison;
use crate::recap::register::RegisterRow;
use crate::tables::{SentFile, Tables};

/// A document of the year: its kind and its quarter.
pub(super) type RequiredDocument = (DocumentKind, Option<Triwulan>);

/// A unit that must hear something.
#[derive(Debug, Clone)]
pub struct UnitAction<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// What its letter is about.
    pub kind: SuratKind,
    /// Its files that count, and those that could not be read, by path.
    pub files: Vec<&'a SentFile>,
    /// Findings about what it sent, gravest first; not about the cascade, not about what is missing or late.
    pub temuan: Vec<&'a Temuan>,
    /// The documents in its files.
    pub(super) documents: Vec<RequiredDocument>,
    /// What was due and has not come.
    pub(super) not_yet: Vec<RequiredDocument>,
    /// What its last version changed.
    pub(super) change: Option<&'a UnitChange>,
    /// What of it is different from versions that were ratified.
    pub(super) different: Vec<(&'a OfficialComparison, &'a UnitChange)>,
    /// Its documents in the register, in the order of that.
    pub(super) register: Vec<&'a RegisterRow>,
    /// How its letter stands after the letters before.
    pub standing: SuratStanding,
}

impl<'a> UnitAction<'a> {
    /// What its letter is about, in order.
    pub(super) fn remembered_points(&self) -> Vec<String> {
        let needed = self.temuan.iter().filter(|one| one.severity > Severity::Info).map(|one| fault(one));
        let missing =
            self.not_yet.iter().map(|&(kind, quarter): &RequiredDocument| format!("d{}", document_code(kind, quarter)));
        let files =
            self.files.iter().map(|file| format!("{}{}", memory::FILE, file.sha256.get(..16).unwrap_or(&file.sha256)));
        let all: BTreeSet<String> = needed.chain(missing).chain(files).collect();
        all.into_iter().collect()
    }

    /// Findings that are about a file, also as the other side.
    pub fn about(&self, file: &str) -> Vec<&'a Temuan> {
        about(self.temuan.iter().copied(), file)
    }

    /// Files with something to mend in them.
    pub fn needs_marked(&self) -> impl Iterator<Item = &'a SentFile> {
        self.files.iter().copied().filter(|file| {
            let mut temuan = self.temuan.iter().filter(|temuan| temuan.severity > Severity::Info);
            temuan.any(|temuan| temuan.place.file == file.path)
        })
    }
}

/// Findings that are about a file, also as the other side.
pub fn about<'a>(temuan: impl Iterator<Item = &'a Temuan>, file: &str) -> Vec<&'a Temuan> {
    temuan.filter(|temuan| concerns(temuan, file)).collect()
}

fn concerns(temuan: &Temuan, file: &str) -> bool {
    // What follows from it in other files is mended here, and is nothing to mend there.
    temuan.place.file == file || temuan.related.iter().any(|place| place.file == file)
}

/// Every unit that must hear something, in the order of the register.
pub fn all<'a>(input: &ReportInput<'a>) -> Vec<UnitAction<'a>> {
    let tables = input.tables;
    let matrix = compliance::build(tables, input.tenggat, input.made.date(), input.newest);
    let mut not_yet: BTreeMap<&str, Vec<RequiredDocument>> = matrix
        .rows
        .iter()
        .map(|row| {
            let tile = YEAR.into_iter().map(|one| (one.kind, one.quarter)).zip(&row.tiles);
            let not_yet = tile.filter(|(_, tile)| tile.state == ComplianceState::NotYet).map(|(required, _)| required);
            (row.unit.as_str(), not_yet.collect())
        })
        .collect();
    // Persons' forms are made with the agreement, and are missed with it.
    if input.tenggat.of(DocumentKind::Pk, None).is_some_and(|limit| limit < input.made.date()) {
        for unit in tables.without_iki().0 {
            not_yet.entry(&unit.code).or_default().push((DocumentKind::Iki, None));
        }
    }
    let (submission, temuan, known) = (submission(tables), per_unit(input), Known::of(input));
    let blank = SentDocument::default();
    let today = input.made.date();
    let letters = input.official.map(|standing| standing.letters.as_slice()).unwrap_or_default();
    let mut of_unit: BTreeMap<&str, Vec<&WrittenSurat>> = BTreeMap::new();
    for one in letters {
        of_unit.entry(&one.unit).or_default().push(one);
    }
    let one = |unit: &'a Unit| {
        let sent = submission.get(unit.code.as_str()).unwrap_or(&blank);
        let mut action = one(unit, sent, &temuan, &not_yet, today)?;
        if let Some(letters) = of_unit.get(unit.code.as_str()) {
            action.standing = memory::standing(action.kind, &action.remembered_points(), letters, today);
        }
        let code = unit.code.as_str();
        action.change = known.changes.get(code).copied();
        action.different = known.different.get(code).cloned().unwrap_or_default();
        action.register = known.register.get(code).cloned().unwrap_or_default();
        Some(action)
    };
    tables.units.iter().filter_map(one).collect()
}

/// What is known of units besides what they sent, by their codes.
struct Known<'a> {
    changes: HashMap<&'a str, &'a UnitChange>,
    different: HashMap<&'a str, Vec<(&'a OfficialComparison, &'a UnitChange)>>,
    register: HashMap<&'a str, Vec<&'a RegisterRow>>,
}

impl<'a> Known<'a> {
    fn of(input: &ReportInput<'a>) -> Self {
        let mut change: HashMap<&str, &UnitChange> = HashMap::default();
        for (_, one) in input.change.into_iter().flat_map(|change| &change.units) {
            change.entry(&one.unit).or_insert(one);
        }
        let mut different: HashMap<&str, Vec<(&OfficialComparison, &UnitChange)>> = HashMap::default();
        for version in input.official.into_iter().flat_map(|standing| &standing.versions) {
            for one in &version.units {
                different.entry(&one.unit).or_default().push((version, one));
            }
        }
        let mut register: HashMap<&str, Vec<&RegisterRow>> = HashMap::default();
        for row in input.official.into_iter().flat_map(|standing| &standing.register) {
            register.entry(&row.unit).or_default().push(row);
        }
        Self { changes: change, different, register }
    }
}

/// What a unit sent: the documents that count, and its files with them, by path.
#[derive(Default)]
struct SentDocument<'a> {
    documents: BTreeSet<RequiredDocument>,
    files: BTreeMap<&'a str, &'a SentFile>,
}

/// What every unit sent, by its code.
fn submission(tables: &Tables) -> BTreeMap<&str, SentDocument<'_>> {
    let mut outcome: BTreeMap<&str, SentDocument<'_>> = BTreeMap::new();
    for (one, number) in tables.documents.iter().zip(0_u32..) {
        if let (Some(code), Some(file)) = (one.unit.as_deref(), tables.document_file(number))
            && one.status.checkable()
            && one.kind.is_sent()
        {
            let owned = outcome.entry(code).or_default();
            if one.status.counts() {
                owned.documents.insert((one.kind, one.kind.quarter(one.triwulan)));
            }
            owned.files.insert(&file.path, file);
        }
    }
    for unread in &tables.unread {
        if let (Some(code), Some(file)) = (unread.unit.as_deref(), tables.files.get(unread.file as usize)) {
            outcome.entry(code).or_default().files.insert(&file.path, file);
        }
    }
    outcome
}

fn one<'a>(
    unit: &'a Unit,
    submission: &SentDocument<'a>,
    temuan: &BTreeMap<&str, Vec<&'a Temuan>>,
    not_yet: &BTreeMap<&str, Vec<RequiredDocument>>,
    today: NaiveDate,
) -> Option<UnitAction<'a>> {
    let code = unit.code.as_str();
    let SentDocument { documents: document, files: file } = submission;
    // What is wrong with a file in whose place another counts need not be mended.
    let mut temuan = temuan.get(code).cloned().unwrap_or_default();
    temuan.retain(|one| file.contains_key(one.place.file.as_str()));
    temuan.sort_by_key(|one| std::cmp::Reverse((one.severity, one.follow_up.len())));
    let not_yet = not_yet.get(code).cloned().unwrap_or_default();
    let kind = if temuan.iter().any(|one| one.severity > Severity::Info) {
        SuratKind::Correction
    } else if !not_yet.is_empty() {
        SuratKind::Reminder
    } else if file.is_empty() {
        return None;
    } else {
        SuratKind::Receipt
    };
    let (file, document) = (file.values().copied().collect(), document.iter().copied().collect());
    let (change, different, register) = (None, Vec::new(), Vec::new());
    let standing = SuratStanding::first(today);
    Some(UnitAction {
        unit,
        kind,
        files: file,
        temuan,
        documents: document,
        not_yet,
        change,
        different,
        register,
        standing,
    })
}

/// Findings by the unit that must act: the one that the finding names, else the one that sent the file.
fn per_unit<'a>(input: &ReportInput<'a>) -> BTreeMap<&'a str, Vec<&'a Temuan>> {
    let tables = input.tables;
    let mut outcome: BTreeMap<&str, Vec<&Temuan>> = BTreeMap::new();
    for temuan in input.temuan {
        if !temuan.is_for_sender() {
            continue;
        }
        let path = temuan.place.file.as_str();
        let from_sender = || tables.file_of_path(path).and_then(|file| sender(tables, file));
        if let Some(unit) = temuan.unit.as_deref().or_else(from_sender) {
            outcome.entry(unit).or_default().push(temuan);
        }
    }
    outcome
}

/// The unit whose address sent a file.
fn sender<'a>(tables: &'a Tables, file: &SentFile) -> Option<&'a str> {
    tables.sender_unit(file).map(|unit| unit.code.as_str())
}

/// A fault by what stays when its file comes again: its rule, its indicator, else what it says without its figures.
fn fault(finding: &Temuan) -> String {
    let about = finding
        .indikator
        .as_deref()
        .map_or_else(|| finding.message.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>(), key);
    let digest = Sha256::digest(format!("{}\n{about}", finding.code));
    format!("t{}", hexadecimal(&digest[..6]))
}
