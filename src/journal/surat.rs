//! Letters that were written to units.

use chrono::NaiveDate;
use rusqlite::{Transaction, params};

use super::{Journal, JournalError, day_at, day_text};
use crate::domain::surat::WrittenSurat;

impl Journal {
    /// Every letter, in the order of days.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn written_surat(&self) -> Result<Vec<WrittenSurat>, JournalError> {
        self.ask(|connection| {
            let mut all = connection
                .prepare("SELECT unit, jenis, hari, ke, batas, pokok FROM surat_ditulis ORDER BY hari, unit, jenis")?;
            let rows = all.query_map([], |row| {
                let (until, points): (Option<String>, String) = (row.get(4)?, row.get(5)?);
                Ok(WrittenSurat {
                    unit: row.get(0)?,
                    kind: row.get(1)?,
                    day: day_at(row, 2)?,
                    order: row.get(3)?,
                    until: until.and_then(|day| day.parse().ok()),
                    points: points.lines().map(str::to_string).collect(),
                })
            })?;
            rows.collect()
        })
    }
}

/// Puts the letters of a day in the place of those that were written on it before; a run that is repeated leaves them.
pub(super) fn insert(step: &Transaction<'_>, day: NaiveDate, letters: &[WrittenSurat]) -> rusqlite::Result<()> {
    step.execute("DELETE FROM surat_ditulis WHERE hari = ?", params![day_text(day)])?;
    let mut insert =
        step.prepare("INSERT INTO surat_ditulis (unit, jenis, hari, ke, batas, pokok) VALUES (?, ?, ?, ?, ?, ?)")?;
    for one in letters {
        let until = one.until.map(day_text);
        insert.execute(params![one.unit, one.kind, day_text(one.day), one.order, until, one.points.join("\n")])?;
    }
    Ok(())
}
