//! What became of documents, one event after the other.

use chrono::{NaiveDate, NaiveTime};
use rusqlite::{Transaction, params};

use super::{Journal, JournalError, day_at, day_text};

/// What happened to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// It came, or came anew.
    Received,
    /// It was checked, with this result.
    Checked,
    /// It went back to its unit.
    Returned,
    /// It became official.
    Ratified,
    /// Its official version was opened again.
    Reopened,
    /// A step of a procedure was done.
    Step,
    /// A step of a procedure refused it.
    Refused,
    /// Why it was changed after it was ratified.
    Amended,
    /// It was put into an archive.
    Archived,
}

/// Every kind, with the word that stands in the journal.
const KINDS: [(EventKind, &str); 9] = [
    (EventKind::Received, "diterima"),
    (EventKind::Checked, "diperiksa"),
    (EventKind::Returned, "dikembalikan"),
    (EventKind::Ratified, "disahkan"),
    (EventKind::Reopened, "dibuka"),
    (EventKind::Step, "langkah"),
    (EventKind::Refused, "ditolak"),
    (EventKind::Amended, "perubahan"),
    (EventKind::Archived, "diarsipkan"),
];

impl EventKind {
    /// The word that stands in the journal and that people read.
    pub fn name(self) -> &'static str {
        KINDS.iter().find(|(kind, _)| *kind == self).map_or("", |(_, name)| name)
    }

    fn of_name(name: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known)| *known == name).map(|(kind, _)| *kind)
    }
}

/// Something that happened to a document of a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What happened to the document.
    pub kind: EventKind,
    /// The day on which it happened, local time.
    pub day: NaiveDate,
    /// The time of day, where somebody said it.
    pub time: Option<NaiveTime>,
    /// Code of the unit; empty for the institution.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// The digests of its files.
    pub digest: String,
    /// Findings at *galat*.
    pub errors: Option<u32>,
    /// Findings at *peringatan*.
    pub warnings: Option<u32>,
    /// What was found, by rule.
    pub rules: Option<String>,
    /// The step of a procedure.
    pub step: Option<String>,
    /// Who.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// The kind of reason for a change after ratification: "a", "b".
    pub basis: Option<String>,
    /// The day of the forum that decided the change.
    pub forum: Option<NaiveDate>,
}

impl Event {
    /// One without particulars.
    pub fn new(kind: EventKind, day: NaiveDate, unit: impl Into<String>, document: impl Into<String>) -> Self {
        Self {
            kind,
            day,
            time: None,
            unit: unit.into(),
            document: document.into(),
            digest: String::new(),
            errors: None,
            warnings: None,
            rules: None,
            step: None,
            by: None,
            reason: None,
            basis: None,
            forum: None,
        }
    }
}

/// Puts events at the end.
pub(super) fn insert(step: &Transaction<'_>, events: &[Event]) -> rusqlite::Result<()> {
    let mut insert = step.prepare(
        "INSERT INTO peristiwa (hari, jam, unit, dokumen, jenis, sidik, galat, peringatan, aturan, langkah, oleh, alasan, dasar, forum) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for one in events {
        let time = one.time.map(|time| time.format("%H:%M:%S").to_string());
        insert.execute(params![
            day_text(one.day),
            time,
            one.unit,
            one.document,
            one.kind.name(),
            one.digest,
            one.errors,
            one.warnings,
            one.rules,
            one.step,
            one.by,
            one.reason,
            one.basis,
            one.forum.map(day_text)
        ])?;
    }
    Ok(())
}

impl Journal {
    /// Records events that somebody told, as one step.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn tell(&mut self, events: &[Event]) -> Result<(), JournalError> {
        self.step(|step| insert(step, events))
    }

    /// Every event, in the order in which it was recorded.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn events(&self) -> Result<Vec<Event>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT hari, jam, unit, dokumen, jenis, sidik, galat, peringatan, aturan, langkah, oleh, alasan, dasar, forum FROM peristiwa ORDER BY id",
            )?;
            let mut rows = all.query([])?;
            let mut outcome = Vec::new();
            while let Some(row) = rows.next()? {
                let (kind, time): (String, Option<String>) = (row.get(4)?, row.get(1)?);
                // What a newer program may record is not of this one.
                let Some(kind) = EventKind::of_name(&kind) else { continue };
                outcome.push(Event {
                    kind,
                    day: day_at(row, 0)?,
                    time: time.and_then(|time| time.parse().ok()),
                    unit: row.get(2)?,
                    document: row.get(3)?,
                    digest: row.get(5)?,
                    errors: row.get(6)?,
                    warnings: row.get(7)?,
                    rules: row.get(8)?,
                    step: row.get(9)?,
                    by: row.get(10)?,
                    reason: row.get(11)?,
                    basis: row.get(12)?,
                    forum: row.get::<_, Option<String>>(13)?.and_then(|day| day.parse().ok()),
                });
            }
            Ok(outcome)
        })
    }
}
