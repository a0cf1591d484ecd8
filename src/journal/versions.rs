//! Official versions: each frozen with everything that stood behind it, in one step.

use std::collections::BTreeMap;

use rusqlite::{OptionalExtension, Row, params};

use super::events::{self, Event, EventKind};
use super::register::{self, RegisterEntry};
use super::{Journal, JournalError, day_at, day_text};
use crate::domain::digest::sha256;
use crate::domain::official::{OfficialScope, OfficialVersion, Reopening};

/// What a version freezes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frozen {
    /// The program that made it.
    pub program: String,
    /// How achievement was computed, in a line.
    pub profil: String,
    /// What the forms said and what was found and waived, packed.
    pub state: Vec<u8>,
    /// The figures, packed.
    pub figures: Vec<u8>,
    /// Digests of all files that stood, by path.
    pub files: BTreeMap<String, String>,
    /// The outputs, by their name below the folder of the version.
    pub outputs: BTreeMap<String, Vec<u8>>,
}

/// A version on its way into the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenVersion {
    /// What it is, with its number.
    pub version: OfficialVersion,
    /// What it freezes.
    pub content: Frozen,
    /// The documents that became official with it: unit, document, digests.
    pub documents: Vec<(String, String, String)>,
    /// Numbers that it gives.
    pub numbers: Vec<RegisterEntry>,
}

const COLUMNS: &str = "lingkup, nomor, hari, oleh, catatan, dibuka_hari, dibuka_oleh, dibuka_alasan";

impl Journal {
    /// Every official version, in the order in which it was ratified.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn versions(&self) -> Result<Vec<OfficialVersion>, JournalError> {
        let all = self.ask(|connection| {
            let mut all = connection.prepare(&format!("SELECT {COLUMNS} FROM versi ORDER BY id"))?;
            let rows = all.query_map([], version)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        })?;
        // What a newer program may ratify is not of this one.
        Ok(all.into_iter().flatten().collect())
    }

    /// The newest version of a scope.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn newest(&self, scope: &OfficialScope) -> Result<Option<OfficialVersion>, JournalError> {
        Ok(self.versions()?.into_iter().rfind(|one| one.scope == *scope))
    }

    /// Ratifies: the versions with all that they freeze, as one step.
    ///
    /// # Errors
    /// When the journal cannot be written; then nothing was ratified.
    pub fn ratify(&mut self, versions: &[FrozenVersion]) -> Result<(), JournalError> {
        self.step(|step| {
            for FrozenVersion { version, content, documents, numbers } in versions {
                step.execute(
                    "INSERT INTO versi (lingkup, nomor, hari, oleh, catatan, program, profil, keadaan, angka) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    params![
                        version.scope.to_string(),
                        version.number,
                        day_text(version.day),
                        version.by,
                        version.note,
                        content.program,
                        content.profil,
                        content.state,
                        content.figures
                    ],
                )?;
                let id = step.last_insert_rowid();
                let mut file = step.prepare("INSERT INTO versi_berkas (versi, berkas, sha256) VALUES (?, ?, ?)")?;
                for (path, digest) in &content.files {
                    file.execute(params![id, path, digest])?;
                }
                for (name, bytes) in &content.outputs {
                    let digest = sha256(bytes);
                    step.execute("INSERT OR IGNORE INTO isi (sha256, isi) VALUES (?, ?)", params![digest, bytes])?;
                    step.execute(
                        "INSERT INTO versi_keluaran (versi, nama, sha256) VALUES (?, ?, ?)",
                        params![id, name, digest],
                    )?;
                }
                let event = |(unit, document, digest): &(String, String, String)| Event {
                    digest: digest.clone(),
                    by: Some(version.by.clone()),
                    reason: Some(version.code()),
                    ..Event::new(EventKind::Ratified, version.day, unit, document)
                };
                events::insert(step, &documents.iter().map(event).collect::<Vec<_>>())?;
                register::insert(step, numbers)?;
            }
            Ok(())
        })
    }

    /// Opens a version again. Whether it was there and closed.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn reopen(&mut self, version: &OfficialVersion, opened: &Reopening) -> Result<bool, JournalError> {
        self.step(|step| {
            let changed = step.execute(
                "UPDATE versi SET dibuka_hari = ?, dibuka_oleh = ?, dibuka_alasan = ? WHERE lingkup = ? AND nomor = ? AND dibuka_hari IS NULL",
                params![day_text(opened.day), opened.by, opened.reason, version.scope.to_string(), version.number],
            )?;
            if changed == 1 {
                let event = Event {
                    by: opened.by.clone(),
                    reason: Some(opened.reason.clone()),
                    ..Event::new(
                        EventKind::Reopened,
                        opened.day,
                        version.scope.unit().unwrap_or_default(),
                        version.scope.to_string().split('.').next().unwrap_or_default(),
                    )
                };
                events::insert(step, &[event])?;
            }
            Ok(changed == 1)
        })
    }

    /// What a version froze, without its outputs; none where there is no such version.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn frozen(&self, version: &OfficialVersion) -> Result<Option<Frozen>, JournalError> {
        self.ask(|connection| {
            let found = connection
                .query_row(
                    "SELECT id, program, profil, keadaan, angka FROM versi WHERE lingkup = ? AND nomor = ?",
                    params![version.scope.to_string(), version.number],
                    |row| Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
                )
                .optional()?;
            let Some((id, program, profil, state, figures)) = found else { return Ok(None) };
            let mut files = connection.prepare("SELECT berkas, sha256 FROM versi_berkas WHERE versi = ?")?;
            let files = files.query_map([id], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
            Ok(Some(Frozen { program, profil, state, figures, files, outputs: BTreeMap::new() }))
        })
    }

    /// The names of a version's outputs, each with its digest.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn outputs(&self, version: &OfficialVersion) -> Result<Vec<(String, String)>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT k.nama, k.sha256 FROM versi_keluaran k JOIN versi v ON v.id = k.versi WHERE v.lingkup = ? AND v.nomor = ? ORDER BY k.nama",
            )?;
            let rows = all
                .query_map(params![version.scope.to_string(), version.number], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })
    }

    /// The bytes with a digest.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn content(&self, digest: &str) -> Result<Option<Vec<u8>>, JournalError> {
        self.ask(|connection| {
            connection.query_row("SELECT isi FROM isi WHERE sha256 = ?", [digest], |row| row.get(0)).optional()
        })
    }
}

fn version(row: &Row<'_>) -> rusqlite::Result<Option<OfficialVersion>> {
    let scope: String = row.get(0)?;
    let Ok(scope) = scope.parse() else { return Ok(None) };
    let reopened = match row.get::<_, Option<String>>(5)? {
        Some(_) => Some(Reopening {
            day: day_at(row, 5)?,
            by: row.get(6)?,
            reason: row.get::<_, Option<String>>(7)?.unwrap_or_default(),
        }),
        None => None,
    };
    let (number, by, note) = (row.get(1)?, row.get(3)?, row.get(4)?);
    Ok(Some(OfficialVersion { scope, number, day: day_at(row, 2)?, by, note, reopened }))
}
