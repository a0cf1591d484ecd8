//! Signed copies of printed documents, by the number that they bear.

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::{Journal, JournalError, day_at, day_text};

/// A signed copy that came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedCopy {
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// The number of the register that it bears.
    pub number: String,
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk".
    pub document: String,
    /// Its version.
    pub version: u32,
    /// Path below `masuk/`.
    pub path: String,
    /// The day on which it was first seen.
    pub day: NaiveDate,
    /// Whether it is signed electronically.
    pub signed: bool,
    /// Whether what was signed is unchanged; none where it cannot be told.
    pub sound: Option<bool>,
    /// Its state, for people.
    pub state: String,
}

impl Journal {
    /// Every signed copy, in the order in which they came.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn copies(&self) -> Result<Vec<SignedCopy>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT sha256, nomor, unit, dokumen, versi, berkas, hari, tertanda, utuh, keadaan FROM salinan ORDER BY rowid",
            )?;
            let rows = all.query_map([], |row| {
                Ok(SignedCopy {
                    sha256: row.get(0)?,
                    number: row.get(1)?,
                    unit: row.get(2)?,
                    document: row.get(3)?,
                    version: row.get(4)?,
                    path: row.get(5)?,
                    day: day_at(row, 6)?,
                    signed: row.get(7)?,
                    sound: row.get(8)?,
                    state: row.get(9)?,
                })
            })?;
            rows.collect()
        })
    }
}

pub(super) fn insert(step: &Transaction<'_>, copies: &[SignedCopy]) -> rusqlite::Result<()> {
    let mut insert = step.prepare(
        "INSERT OR IGNORE INTO salinan (sha256, nomor, unit, dokumen, versi, berkas, hari, tertanda, utuh, keadaan) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for one in copies {
        insert.execute(params![
            one.sha256,
            one.number,
            one.unit,
            one.document,
            one.version,
            one.path,
            day_text(one.day),
            one.signed,
            one.sound,
            one.state
        ])?;
    }
    Ok(())
}
