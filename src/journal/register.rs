//! The register of documents: a number for each document and version, without gaps.
//!
//! A number is planned from what the journal holds and written in the same step as what it is for. Only who holds the
//! workspace plans; should two all the same, the second step fails as a whole. A number is never given twice and never
//! taken back.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::{Journal, JournalError, day_at, day_text};
use crate::domain::hash::HashSet;

/// An entry of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterEntry {
    /// Its number, as it is written.
    pub number: String,
    /// The group in which numbers follow one another: "pk".
    pub group: String,
    /// The year in which the number was given; numbers begin anew in each.
    pub year: i32,
    /// Its place in the group and year, from 1.
    pub order: u32,
    /// The day on which the number was given.
    pub day: NaiveDate,
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// The version that it is, or will be when it is ratified.
    pub version: u32,
    /// The digests of its files.
    pub digest: String,
}

/// A document that gets a number when it has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbered {
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// The digests of its files.
    pub digest: String,
}

/// How a number is written, from its group, unit and place.
pub type NumberMaker<'a> = &'a dyn Fn(&str, &str, u32) -> String;

impl Journal {
    /// The register, in order of its numbers as they were given.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn register(&self) -> Result<Vec<RegisterEntry>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT nomor, kelompok, tahun, urut, hari, unit, dokumen, versi, sidik FROM register ORDER BY id",
            )?;
            let rows = all.query_map([], |row| {
                Ok(RegisterEntry {
                    number: row.get(0)?,
                    group: row.get(1)?,
                    year: row.get(2)?,
                    order: row.get(3)?,
                    day: day_at(row, 4)?,
                    unit: row.get(5)?,
                    document: row.get(6)?,
                    version: row.get(7)?,
                    digest: row.get(8)?,
                })
            })?;
            rows.collect()
        })
    }

    /// The entries that these documents get: those that have no number for the version they are at.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn plan_numbers(
        &self,
        documents: &[Numbered],
        (year, day): (i32, NaiveDate),
        pattern: NumberMaker<'_>,
    ) -> Result<Vec<RegisterEntry>, JournalError> {
        let register = self.register()?;
        let versions = self.version_numbers()?;
        let mut last: BTreeMap<String, u32> = BTreeMap::new();
        for entry in register.iter().filter(|entry| entry.year == year) {
            let order = last.entry(entry.group.clone()).or_default();
            *order = (*order).max(entry.order);
        }
        let mut planned: Vec<RegisterEntry> = Vec::new();
        let known = register.iter().map(|entry| (entry.unit.as_str(), entry.document.as_str(), entry.version));
        let mut known: HashSet<(&str, &str, u32)> = known.collect();
        for one in documents {
            let key = (one.unit.clone(), one.document.clone());
            let version = versions.get(&key).copied().unwrap_or(1);
            if !known.insert((&one.unit, &one.document, version)) {
                continue;
            }
            let order = last.entry(one.document.clone()).or_default();
            *order += 1;
            planned.push(RegisterEntry {
                number: pattern(&one.document, &one.unit, *order),
                group: one.document.clone(),
                year,
                order: *order,
                day,
                unit: one.unit.clone(),
                document: one.document.clone(),
                version,
                digest: one.digest.clone(),
            });
        }
        Ok(planned)
    }

    /// The version that each ratified document is at: the last, or the next where that was opened again.
    fn version_numbers(&self) -> Result<BTreeMap<(String, String), u32>, JournalError> {
        let mut all: BTreeMap<(String, String), u32> = BTreeMap::new();
        for event in self.events()? {
            let key = (event.unit.clone(), event.document.clone());
            match event.kind {
                // The code of the version: "pk.JTI.v2", "tw2.v1".
                super::EventKind::Ratified => {
                    let number = event.reason.as_deref().and_then(|code| code.rsplit_once(".v")?.1.parse().ok());
                    all.insert(key, number.unwrap_or(1));
                }
                super::EventKind::Reopened => {
                    for (other, number) in &mut all {
                        // A period is opened for every unit.
                        if other.1 == event.document && (event.unit.is_empty() || other.0 == event.unit) {
                            *number += 1;
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(all)
    }
}

/// Writes planned entries.
pub(super) fn insert(step: &Transaction<'_>, entries: &[RegisterEntry]) -> rusqlite::Result<()> {
    let mut insert = step.prepare(
        "INSERT INTO register (kelompok, tahun, urut, nomor, hari, unit, dokumen, versi, sidik) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for one in entries {
        insert.execute(params![
            one.group,
            one.year,
            one.order,
            one.number,
            day_text(one.day),
            one.unit,
            one.document,
            one.version,
            one.digest
        ])?;
    }
    Ok(())
}
