//! What a run came to, on one screen: a line for each unit that needs something, and what the bureau does next.
//!
//! Every front shows the same: the terminal at the end of a run today.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::action::{self, UnitAction};
use super::kind::SuratKind;
use crate::domain::date::short_date;
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
    /// The units that [`Overview::silent`] and [`Overview::complete`] only count, in the order of the register.
    pub others: Vec<OverviewUnit>,
    /// What the planning bureau does now, the most urgent first; at most five.
    pub tasks: Vec<String>,
    /// The same with messages at their full length, for who says them in another language.
    pub whole: Vec<String>,
}

/// A unit of the overview.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OverviewUnit {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The mark of each document.
    pub marks: Vec<&'static str>,
    /// Its findings at *galat*.
    pub errors: usize,
    /// Its findings at *peringatan*.
    pub warnings: usize,
    /// What is sent to it, or what is waited for.
    pub action: String,
}

/// The overview of a run.
pub fn overview(input: &ReportInput<'_>) -> Overview {
    let matrix = compliance::build(input.tables, input.tenggat, input.made.date(), input.newest);
    let shown: Vec<usize> = (0..YEAR.len())
        .filter(|at| matrix.rows.iter().any(|row| row.tiles[*at].state != ComplianceState::NotYetDue))
        .collect();
    let letters = action::all(input);
    let of_unit: BTreeMap<&str, &UnitAction<'_>> = letters.iter().map(|one| (one.unit.code.as_str(), one)).collect();
    let mut overview =
        Overview { documents: shown.iter().map(|at| YEAR[*at].heading).collect(), ..Overview::default() };
    let counts = counts(input.temuan);
    for row in &matrix.rows {
        let (errors, warnings) = counts.get(row.unit.as_str()).copied().unwrap_or_default();
        let unit = OverviewUnit {
            code: row.unit.clone(),
            name: row.name.clone(),
            marks: shown.iter().map(|at| row.tiles[*at].state.mark()).collect(),
            errors,
            warnings,
            action: sent(of_unit.get(row.unit.as_str()).copied()),
        };
        if silent(row) && errors == 0 && row.not_yet() > 0 {
            overview.silent.push(row.unit.clone());
            overview.others.push(unit);
        } else if row.not_yet() == 0 && errors + warnings == 0 || silent(row) && errors == 0 {
            overview.complete += 1;
            overview.others.push(unit);
        } else {
            overview.units.push(unit);
        }
    }
    overview.tasks = tasks(input, &letters, &|finding| brief(told(finding), LETTERS));
    overview.whole = tasks(input, &letters, &|finding| told(finding).to_string());
    overview
}

/// A heading or a mark of an overview that was kept as text; `None` for a word that none has.
pub fn overview_word(kept: &str) -> Option<&'static str> {
    let marks = [
        ComplianceState::Received(None),
        ComplianceState::Late(NaiveDate::default(), 0),
        ComplianceState::Unread,
        ComplianceState::NotYet,
        ComplianceState::NotYetDue,
    ];
    let words = YEAR.iter().map(|one| one.heading).chain(marks.iter().map(ComplianceState::mark));
    words.into_iter().find(|word| *word == kept)
}

/// "kirim koreksi.eml", "kirim pengingat.eml (pengingat kedua)", "menunggu s.d. 27 Jul 2026".
fn sent(letter: Option<&UnitAction<'_>>) -> String {
    let Some(UnitAction { kind, standing, .. }) = letter else { return "-".to_string() };
    let reminder = standing.reminder(*kind).to_lowercase();
    match (standing.waiting, standing.until) {
        (true, Some(until)) => format!("menunggu s.d. {}", short_date(until)),
        (true, None) => format!("tanda terima {}", short_date(standing.day)),
        (false, _) if standing.order > 1 => format!("kirim {} ({reminder})", kind.file()),
        (false, _) => format!("kirim {}", kind.file()),
    }
}

/// Whether nothing of a unit has come.
fn silent(row: &ComplianceRow) -> bool {
    let without = |state: &ComplianceState| matches!(state, ComplianceState::NotYet | ComplianceState::NotYetDue);
    row.tiles.iter().all(|tile| without(&tile.state))
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

fn tasks(input: &ReportInput<'_>, letters: &[UnitAction<'_>], told: &dyn Fn(&Temuan) -> String) -> Vec<String> {
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
    tasks.extend(letters_to_send(letters));
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

/// The letters that are new, and those that wait for an answer.
fn letters_to_send(letters: &[UnitAction<'_>]) -> Option<String> {
    let fresh: Vec<&UnitAction<'_>> = letters.iter().filter(|one| !one.standing.waiting).collect();
    let count = |kind: SuratKind| fresh.iter().filter(|one| one.kind == kind).count();
    let waiting = letters.iter().filter(|one| one.standing.waiting && one.kind != SuratKind::Receipt).count();
    let waiting = match waiting {
        0 => String::new(),
        count => format!("; {count} surat dari putaran lalu masih menunggu jawaban, jangan dikirim lagi"),
    };
    let words = [
        (count(SuratKind::Correction), "koreksi"),
        (count(SuratKind::Reminder), "pengingat"),
        (count(SuratKind::Receipt), "tanda terima"),
    ];
    let words: Vec<String> =
        words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
    if words.is_empty() {
        return (!waiting.is_empty()).then(|| format!("Tidak ada surat baru{waiting}"));
    }
    let again = fresh.iter().filter(|one| one.standing.order > 1).count();
    let again = if again > 0 { format!(", {again} di antaranya pengingat berikutnya") } else { String::new() };
    let words = words.join(", ");
    Some(format!("Kirim surat di hasil/koreksi: {words}{again} (buka tiap .eml, baca, kirim){waiting}"))
}

fn told(finding: &Temuan) -> &str {
    finding.message.trim_end_matches('.')
}

/// ": lembar Kaskade sel C5, C9", with at most three cells.
fn cells(findings: &[&Temuan]) -> String {
    let named =
        findings.iter().filter_map(|one| Some(format!("{} {}", one.place.sheet.as_deref()?, one.place.cells.first()?)));
    let named: Vec<String> = named.take(3).collect();
    let more = if findings.len() > named.len() && !named.is_empty() { ", …" } else { "" };
    if named.is_empty() { String::new() } else { format!(" ({}{more})", named.join(", ")) }
}
