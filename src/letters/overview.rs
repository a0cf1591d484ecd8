//! What a run came to, on one screen: a line for each unit that needs something, and what the bureau does next.
//!
//! Every front shows the same: the terminal at the end of a run today.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::action::{self, SuratKind, UnitAction};
use crate::domain::document_kind::YEAR;
use crate::domain::place::KASKADE_FILE;
use crate::domain::text::brief;
use crate::finding::{Severity, Temuan};
use crate::recap::ReportInput;
use crate::recap::compliance::{self, ComplianceRow, ComplianceState};

/// Letters of a message in a task.
const LETTERS: usize = 120;

/// What a run came to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    /// Headings of the documents that are due or have come.
    pub documents: Vec<&'static str>,
    /// Units that must mend, explain or send something, in the order of the register.
    pub units: Vec<OverviewUnit>,
    /// Codes of units of which nothing has come and something is due.
    pub silent: Vec<String>,
    /// Units that need nothing.
    pub complete: usize,
    /// What the planning bureau does now, the most urgent first; at most five.
    pub tasks: Vec<String>,
}

/// A unit of the overview.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverviewUnit {
    /// Its code.
    pub code: String,
    /// The mark of each document.
    pub marks: Vec<&'static str>,
    /// Its findings at *galat*.
    pub errors: usize,
    /// Its findings at *peringatan*.
    pub warnings: usize,
    /// What is sent to it.
    pub action: &'static str,
}

/// The overview of a run.
pub fn overview(input: &ReportInput<'_>) -> Overview {
    let matrix = compliance::build(input.tables, input.tenggat, input.made.date(), input.newest);
    let shown: Vec<usize> = (0..YEAR.len())
        .filter(|at| matrix.row.iter().any(|row| row.tile[*at].state != ComplianceState::NotYetDue))
        .collect();
    let letters = action::all(input);
    let of_unit: BTreeMap<&str, &UnitAction<'_>> = letters.iter().map(|one| (one.unit.code.as_str(), one)).collect();
    let mut overview =
        Overview { documents: shown.iter().map(|at| YEAR[*at].heading).collect(), ..Overview::default() };
    let counts = counts(input.temuan);
    for row in &matrix.row {
        let (errors, warnings) = counts.get(row.unit.as_str()).copied().unwrap_or_default();
        let letter = of_unit.get(row.unit.as_str()).map(|one| one.kind);
        if silent(row) && errors == 0 {
            if row.not_yet() > 0 {
                overview.silent.push(row.unit.clone());
            } else {
                overview.complete += 1;
            }
        } else if row.not_yet() == 0 && errors + warnings == 0 {
            overview.complete += 1;
        } else {
            let marks = shown.iter().map(|at| row.tile[*at].state.mark()).collect();
            overview.units.push(OverviewUnit { code: row.unit.clone(), marks, errors, warnings, action: sent(letter) });
        }
    }
    overview.tasks = tasks(input, &letters);
    overview
}

/// A heading, a mark or an action of an overview that was kept as text; `None` for a word that none has.
pub fn overview_word(kept: &str) -> Option<&'static str> {
    let marks = [
        ComplianceState::Received(None),
        ComplianceState::Late(NaiveDate::default(), 0),
        ComplianceState::Unread,
        ComplianceState::NotYet,
        ComplianceState::NotYetDue,
    ];
    let actions = [Some(SuratKind::Correction), Some(SuratKind::Reminder), Some(SuratKind::Receipt), None].map(sent);
    let words = YEAR.iter().map(|one| one.heading).chain(marks.iter().map(ComplianceState::mark)).chain(actions);
    words.into_iter().find(|word| *word == kept)
}

fn sent(letter: Option<SuratKind>) -> &'static str {
    match letter {
        Some(SuratKind::Correction) => "kirim koreksi.eml",
        Some(SuratKind::Reminder) => "kirim pengingat.eml",
        Some(SuratKind::Receipt) => "kirim tanda-terima.eml",
        None => "-",
    }
}

/// Whether nothing of a unit has come.
fn silent(row: &ComplianceRow) -> bool {
    let without = |state: &ComplianceState| matches!(state, ComplianceState::NotYet | ComplianceState::NotYetDue);
    row.tile.iter().all(|tile| without(&tile.state))
}

/// Findings at *galat* and at *peringatan* of each unit.
fn counts(findings: &[Temuan]) -> BTreeMap<&str, (usize, usize)> {
    let mut counts: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for one in findings {
        let Some(unit) = one.unit.as_deref() else { continue };
        let (errors, warnings) = counts.entry(unit).or_default();
        match one.severity {
            Severity::Error => *errors += 1,
            Severity::Warning => *warnings += 1,
            Severity::Info => {}
        }
    }
    counts
}

fn tasks(input: &ReportInput<'_>, letters: &[UnitAction<'_>]) -> Vec<String> {
    let grave = || input.temuan.iter().filter(|one| one.severity > Severity::Info);
    let cascade: Vec<&Temuan> = grave().filter(|one| one.place.file == KASKADE_FILE).collect();
    let ownerless: Vec<&Temuan> = grave()
        .filter(|one| one.unit.is_none() && !one.place.file.is_empty() && one.place.file != KASKADE_FILE)
        .collect();
    let rest: Vec<&Temuan> = grave().filter(|one| one.place.file.is_empty() && one.code == "AL09").collect();
    let mut tasks = Vec::new();
    if let Some(first) = cascade.first() {
        let cells = cells(&cascade);
        tasks.push(format!("Perbaiki {} hal di kaskade.xlsx{cells}; yang pertama: {}", cascade.len(), told(first)));
    }
    if let Some(first) = ownerless.first() {
        let files: BTreeSet<&str> = ownerless.iter().map(|one| one.place.file.as_str()).collect();
        tasks.push(format!(
            "Putuskan {} berkas yang bukan milik unit mana pun atau tidak terbaca; yang pertama {}: {}",
            files.len(),
            first.place.file,
            told(first)
        ));
    }
    let count = |kind: SuratKind| letters.iter().filter(|one| one.kind == kind).count();
    let (corrections, reminders, receipts) =
        (count(SuratKind::Correction), count(SuratKind::Reminder), count(SuratKind::Receipt));
    if corrections + reminders + receipts > 0 {
        tasks.push(format!(
            "Kirim surat di hasil/koreksi: {corrections} koreksi, {reminders} pengingat, {receipts} tanda terima (buka tiap .eml, baca, kirim)"
        ));
    }
    if let Some(first) = rest.first() {
        tasks.push(format!(
            "Tinjau {} pengecualian yang tidak berguna lagi; yang pertama: {}",
            rest.len(),
            told(first)
        ));
    }
    if grave().next().is_some() {
        tasks.push("Buka hasil/laporan.html dengan peramban untuk melihat setiap temuan di lembarnya".to_string());
    }
    tasks
}

fn told(finding: &Temuan) -> String {
    brief(finding.message.trim_end_matches('.'), LETTERS)
}

/// ": lembar Kaskade sel C5, C9", with at most three cells.
fn cells(findings: &[&Temuan]) -> String {
    let named =
        findings.iter().filter_map(|one| Some(format!("{} {}", one.place.sheet.as_deref()?, one.place.cell.first()?)));
    let named: Vec<String> = named.take(3).collect();
    let more = if findings.len() > named.len() && !named.is_empty() { ", …" } else { "" };
    if named.is_empty() { String::new() } else { format!(" ({}{more})", named.join(", ")) }
}
