//! The journal of a workspace: what was received, found, sent back and ratified, in one file beside the settings.
//!
//! Takes plain data of a run, of an official act or of a step, gives it back in order. One embedded database,
//! `riwayat.db`, written in transactions: a program that is ended at any moment leaves the step before or the step after.
//! It is state: `hasil/` can be made anew from `masuk/` and it, it cannot. Its form is numbered; an older one is brought
//! forward by the steps of `migrations/` when it is opened, a newer one is refused. The received files themselves are kept
//! beside it by their digest ([`Archive`]). This room alone names the database library.

mod accounts;
mod archive;
mod copies;
mod events;
mod package;
mod post;
mod receipts;
mod received;
mod register;
mod surat;
mod versions;

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::domain::digest::sha256;
use crate::domain::system::system_words;

pub use accounts::{Account, Change, Invitation, Role};
pub use archive::Archive;
pub use copies::SignedCopy;
pub use events::{Event, EventKind};
pub use package::{Damage, Inspection, PackageWriter, inspect};
pub use post::{Delivery, DocumentStanding, LetterKey, MailPlace, ReceiptStanding, ReminderKey, SentLetter, TakenMail};
pub use receipts::{NewReceipt, Receipt};
pub use received::{DocumentState, ReceivedFile, RunRecord};
pub use register::{NumberMaker, Numbered, RegisterEntry};
pub use versions::{Frozen, FrozenVersion};

/// The file of the journal, in the folder of the workspace.
pub const JOURNAL_FILE: &str = "riwayat.db";

/// The steps from one form of the journal to the next; the first makes it.
const MIGRATIONS: [&str; 6] = [
    include_str!("migrations/1.sql"),
    include_str!("migrations/2.sql"),
    include_str!("migrations/3.sql"),
    include_str!("migrations/4.sql"),
    include_str!("migrations/5.sql"),
    include_str!("migrations/6.sql"),
];
/// Marks the file as a journal of this program: "SLRS".
const APPLICATION: i32 = 0x534c_5253;
/// How long another program that writes is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// The journal cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another program writes, and does not end.
    #[error("{} sedang ditulis program lain; tunggu sampai selesai, lalu jalankan lagi", .0.display())]
    InUse(PathBuf),
    /// The file is something else.
    #[error("{} bukan riwayat selaras; pindahkan berkas itu, atau kembalikan salinan cadangannya", .0.display())]
    Foreign(PathBuf),
    /// A newer program wrote it.
    #[error("{} ditulis selaras yang lebih baru (bentuk {form}); perbarui program ini dahulu", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its form.
        form: usize,
    },
    /// The file or its folder cannot be read or written.
    #[error("{} tidak dapat dibuka atau ditulis; periksa apakah foldernya hanya dapat dibaca atau disk penuh", .0.display())]
    Unwritable(PathBuf),
    /// A number that another document has already.
    #[error("nomor register yang sama sudah dipakai dokumen lain; periksa [register] pola di selaras.toml ({0})")]
    NumberTaken(String),
    /// What it holds is damaged.
    #[error("{} rusak; kembalikan salinan cadangannya ({detail})", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What the database says.
        detail: String,
    },
    /// A file of the archive cannot be read or written.
    #[error("{} tidak dapat dibaca atau ditulis ({})", path.display(), system_words(cause))]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
}

/// The journal of a workspace.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    connection: Connection,
}

impl Journal {
    /// Opens the journal of a workspace, and makes it where there is none.
    ///
    /// # Errors
    /// When it cannot be read or written, or is of another program.
    pub fn open(workspace: &Path) -> Result<Self, JournalError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        Self::with(workspace.join(JOURNAL_FILE), flags)
    }

    /// The journal of a workspace, where it has one.
    ///
    /// # Errors
    /// As [`Journal::open`].
    pub fn existing(workspace: &Path) -> Result<Option<Self>, JournalError> {
        let path = workspace.join(JOURNAL_FILE);
        if !path.is_file() {
            return Ok(None);
        }
        Self::with(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map(Some)
    }

    fn with(path: PathBuf, flags: OpenFlags) -> Result<Self, JournalError> {
        let plain = std::fs::symlink_metadata(&path).map_or(true, |data| data.is_file());
        if !plain {
            return Err(JournalError::Foreign(path));
        }
        let told = |error| told(&path, &error);
        let connection = Connection::open_with_flags(&path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).map_err(told)?;
        connection.busy_timeout(PATIENCE).map_err(told)?;
        let mut journal = Self { path: path.clone(), connection };
        journal.prepare()?;
        Ok(journal)
    }

    fn prepare(&mut self) -> Result<(), JournalError> {
        let path = self.path.clone();
        let told = |error| told(&path, &error);
        let (application, form, tables) = self.identity().map_err(told)?;
        if application != i64::from(APPLICATION) && (tables > 0 || form > 0) {
            return Err(JournalError::Foreign(path));
        }
        let form = usize::try_from(form).unwrap_or(usize::MAX);
        if form > MIGRATIONS.len() {
            return Err(JournalError::Newer { path, form });
        }
        // A folder that knows no shared memory keeps the older way of writing, which is as safe.
        self.write_ahead().map_err(told)?;
        self.connection.pragma_update(None, "synchronous", "FULL").map_err(told)?;
        self.connection.pragma_update(None, "foreign_keys", true).map_err(told)?;
        if form < MIGRATIONS.len() {
            self.migrate().map_err(told)?;
        }
        Ok(())
    }

    /// Whose file it is, its form, and how many tables it has, all of one moment: another program may just be making it.
    fn identity(&mut self) -> rusqlite::Result<(i64, i64, i64)> {
        let look = self.connection.transaction()?;
        let number = |name: &str| look.pragma_query_value(None, name, |row| row.get(0));
        let tables = look.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
        Ok((number("application_id")?, number("user_version")?, tables))
    }

    /// Asks for the newer way of writing. SQLite itself does not wait here for others that have the file open.
    fn write_ahead(&self) -> rusqlite::Result<()> {
        let begun = Instant::now();
        loop {
            let asked =
                self.connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0));
            match asked {
                Err(error)
                    if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy)
                        && begun.elapsed() < PATIENCE =>
                {
                    std::thread::sleep(Duration::from_millis(20));
                }
                other => return other.map(drop),
            }
        }
    }

    /// Brings it to the form of now, all steps or none.
    fn migrate(&mut self) -> rusqlite::Result<()> {
        let step = self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Another program may have done it meanwhile.
        let form: i64 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for script in MIGRATIONS.iter().skip(usize::try_from(form).unwrap_or(usize::MAX)) {
            step.execute_batch(script)?;
        }
        step.pragma_update(None, "application_id", APPLICATION)?;
        step.pragma_update(None, "user_version", i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX))?;
        step.commit()
    }

    /// Looks through it: the database itself, the bytes of official outputs, and the numbers of the register.
    ///
    /// # Errors
    /// When it cannot be read at all.
    pub fn inspect(&self) -> Result<Inspection, JournalError> {
        let mut outcome = Inspection::default();
        let checked: String = self.ask(|one| one.query_row("PRAGMA integrity_check", [], |row| row.get(0)))?;
        match checked.as_str() {
            "ok" => outcome.sound += 1,
            _ => outcome.damaged.push(Damage::new(JOURNAL_FILE, "basis datanya rusak; kembalikan salinan cadangannya")),
        }
        for version in self.versions()? {
            for (name, digest) in self.outputs(&version)? {
                let sound = self.content(&digest)?.is_some_and(|bytes| sha256(&bytes) == digest);
                if !sound {
                    let name = format!("{JOURNAL_FILE}: {} {name}", version.code());
                    outcome.damaged.push(Damage::new(name, "isinya bukan yang disahkan"));
                }
            }
        }
        let mut last: std::collections::BTreeMap<(String, i32), u32> = std::collections::BTreeMap::new();
        for entry in self.register()? {
            let order = last.entry((entry.group, entry.year)).or_default();
            *order += 1;
            if *order != entry.order {
                outcome.damaged.push(Damage::new(entry.number, "nomor sebelum ini hilang dari register"));
                *order = entry.order;
            }
        }
        Ok(outcome)
    }

    /// Its file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes as one step: all of it or nothing.
    fn step<T>(
        &mut self,
        write: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, JournalError> {
        let path = self.path.clone();
        let done = self.connection.transaction_with_behavior(TransactionBehavior::Immediate).and_then(|step| {
            let outcome = write(&step)?;
            step.commit()?;
            Ok(outcome)
        });
        done.map_err(|error| told(&path, &error))
    }

    fn ask<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, JournalError> {
        read(&self.connection).map_err(|error| told(&self.path, &error))
    }
}

/// What the database says, for people.
fn told(path: &Path, error: &rusqlite::Error) -> JournalError {
    let path = path.to_path_buf();
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => JournalError::InUse(path),
        Some(ErrorCode::ConstraintViolation) if error.to_string().contains("register") => {
            JournalError::NumberTaken(error.to_string())
        }
        Some(ErrorCode::NotADatabase) => JournalError::Foreign(path),
        Some(
            ErrorCode::ReadOnly
            | ErrorCode::CannotOpen
            | ErrorCode::DiskFull
            | ErrorCode::PermissionDenied
            | ErrorCode::SystemIoFailure,
        ) => JournalError::Unwritable(path),
        _ => JournalError::Damaged { path, detail: error.to_string() },
    }
}

/// A day as it stands in the journal.
fn day_text(day: chrono::NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// A day of the journal.
fn day_at(row: &rusqlite::Row<'_>, place: usize) -> rusqlite::Result<chrono::NaiveDate> {
    let text: String = row.get(place)?;
    text.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(place, rusqlite::types::Type::Text, Box::new(error)))
}

/// A moment as it stands in the journal, to the second.
fn moment_text(when: chrono::NaiveDateTime) -> String {
    when.format("%Y-%m-%dT%H:%M:%S").to_string()
}

/// A moment of the journal.
fn moment_at(row: &rusqlite::Row<'_>, place: usize) -> rusqlite::Result<chrono::NaiveDateTime> {
    let text: String = row.get(place)?;
    text.parse()
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(place, rusqlite::types::Type::Text, Box::new(error)))
}

#[cfg(test)]
mod tests;
