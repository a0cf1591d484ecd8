//! What came by the page: each file with its number, from the moment in which it is put into the inbox.

use chrono::{Datelike, NaiveDateTime};
use rusqlite::{Row, params};

use super::{Journal, JournalError, moment_at, moment_text};

/// A file that is about to be put into the inbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReceipt {
    /// When it came.
    pub when: NaiveDateTime,
    /// Code of the unit that it came for.
    pub unit: String,
    /// Who sent it.
    pub by: String,
    /// Its name, as its sender has it.
    pub name: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// The documents in it, for people: "PK, TW II".
    pub documents: String,
    /// Findings at *galat* when it came.
    pub errors: u32,
    /// Findings at *peringatan*.
    pub warnings: u32,
}

/// A file that came by the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its number in its year.
    pub order: u32,
    /// Where it lies below the inbox.
    pub path: String,
    /// What is known of it.
    pub content: NewReceipt,
}

impl Receipt {
    /// Its number for people: "TT-2026-0042".
    pub fn number(&self) -> String {
        number(self.content.when.year(), self.order)
    }
}

/// A number for people.
fn number(year: i32, order: u32) -> String {
    format!("TT-{year}-{order:04}")
}

const COLUMNS: &str = "urut, waktu, unit, oleh, nama, berkas, sha256, ukuran, dokumen, galat, peringatan";

fn receipt(row: &Row<'_>) -> rusqlite::Result<Receipt> {
    Ok(Receipt {
        order: row.get(0)?,
        path: row.get(5)?,
        content: NewReceipt {
            when: moment_at(row, 1)?,
            unit: row.get(2)?,
            by: row.get(3)?,
            name: row.get(4)?,
            sha256: row.get(6)?,
            size: row.get::<_, i64>(7)?.unsigned_abs(),
            documents: row.get(8)?,
            errors: row.get(9)?,
            warnings: row.get(10)?,
        },
    })
}

impl Journal {
    /// Gives a file its number and notes where it will lie, before it is put there: what lies in the inbox has a receipt.
    /// `path` makes the path out of the number.
    ///
    /// # Errors
    /// When the journal cannot be written, or the path has a receipt already.
    pub fn give_receipt(
        &mut self,
        new: &NewReceipt,
        path: impl FnOnce(&str) -> String,
    ) -> Result<Receipt, JournalError> {
        let year = new.when.year();
        self.step(|step| {
            let last: Option<u32> =
                step.query_row("SELECT max(urut) FROM tanda_terima WHERE tahun = ?", [year], |row| row.get(0))?;
            let order = last.unwrap_or_default() + 1;
            let path = path(&number(year, order));
            step.execute(
                &format!("INSERT INTO tanda_terima (tahun, {COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                params![
                    year,
                    order,
                    moment_text(new.when),
                    new.unit,
                    new.by,
                    new.name,
                    path,
                    new.sha256,
                    i64::try_from(new.size).unwrap_or(i64::MAX),
                    new.documents,
                    new.errors,
                    new.warnings
                ],
            )?;
            Ok(Receipt { order, path, content: new.clone() })
        })
    }

    /// Receipts of a unit, or of all, the newest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn receipts(&self, unit: Option<&str>) -> Result<Vec<Receipt>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(&format!(
                "SELECT {COLUMNS} FROM tanda_terima WHERE ?1 IS NULL OR unit = ?1 ORDER BY id DESC"
            ))?;
            let rows = all.query_map([unit], receipt)?;
            rows.collect()
        })
    }
}
