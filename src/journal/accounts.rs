//! Who may use the page in an office, links that open it once, and what people changed.

use chrono::NaiveDateTime;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};

use super::{Journal, JournalError, moment_at, moment_text};

/// What somebody may do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Role {
    /// The planning bureau: everything.
    Bureau,
    /// A unit: its own files and findings.
    Unit(String),
    /// Leadership: reads the recap.
    Leader,
}

impl Role {
    /// The word that stands in the journal and on the command line.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Bureau => "biro",
            Self::Unit(_) => "unit",
            Self::Leader => "pimpinan",
        }
    }

    /// The unit of a unit's people.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Unit(code) => Some(code),
            Self::Bureau | Self::Leader => None,
        }
    }

    fn of(name: &str, unit: String) -> Option<Self> {
        match name {
            "biro" => Some(Self::Bureau),
            "unit" => Some(Self::Unit(unit)),
            "pimpinan" => Some(Self::Leader),
            _ => None,
        }
    }
}

/// Somebody who may log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// The name to log in with, in small letters.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The hash of the password.
    pub password: String,
    /// Since when.
    pub since: NaiveDateTime,
}

/// A link that opens the page of a unit once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The digest of what stands in it.
    pub digest: String,
    /// Code of the unit.
    pub unit: String,
    /// Who made it.
    pub by: String,
    /// When.
    pub made: NaiveDateTime,
    /// Until when it opens.
    pub until: NaiveDateTime,
}

/// Something that somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// When.
    pub when: NaiveDateTime,
    /// Who.
    pub by: String,
    /// What was done, in a word or two.
    pub what: String,
    /// To what, and why.
    pub detail: String,
}

impl Change {
    fn insert(&self, step: &rusqlite::Transaction<'_>) -> rusqlite::Result<()> {
        let values = params![moment_text(self.when), self.by, self.what, self.detail];
        step.execute("INSERT INTO perubahan (waktu, oleh, apa, rincian) VALUES (?, ?, ?, ?)", values)?;
        Ok(())
    }
}

impl Journal {
    /// Everybody who may log in, by name.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn accounts(&self) -> Result<Vec<Account>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare("SELECT nama, peran, unit, sandi, sejak FROM akun ORDER BY nama")?;
            let mut rows = all.query([])?;
            let mut accounts = Vec::new();
            while let Some(row) = rows.next()? {
                let role: String = row.get(1)?;
                // A role of a newer program opens nothing in this one.
                let Some(role) = Role::of(&role, row.get(2)?) else { continue };
                accounts.push(Account { name: row.get(0)?, role, password: row.get(3)?, since: moment_at(row, 4)? });
            }
            Ok(accounts)
        })
    }

    /// Adds somebody or changes them, and notes who did.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn keep_account(&mut self, account: &Account, change: &Change) -> Result<(), JournalError> {
        self.step(|step| {
            step.execute(
                "INSERT INTO akun (nama, peran, unit, sandi, sejak) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (nama) DO UPDATE SET peran = ?2, unit = ?3, sandi = ?4",
                params![
                    account.name,
                    account.role.name(),
                    account.role.unit().unwrap_or_default(),
                    account.password,
                    moment_text(account.since)
                ],
            )?;
            change.insert(step)
        })
    }

    /// Takes somebody away; whether there was one.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn remove_account(&mut self, name: &str, change: &Change) -> Result<bool, JournalError> {
        self.step(|step| {
            let gone = step.execute("DELETE FROM akun WHERE nama = ?", [name])?;
            if gone > 0 {
                change.insert(step)?;
            }
            Ok(gone > 0)
        })
    }

    /// Keeps a link that opens once.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn invite(&mut self, invitation: &Invitation) -> Result<(), JournalError> {
        self.step(|step| {
            step.execute(
                "INSERT INTO tautan (sidik, unit, oleh, dibuat, sampai) VALUES (?, ?, ?, ?, ?)",
                params![
                    invitation.digest,
                    invitation.unit,
                    invitation.by,
                    moment_text(invitation.made),
                    moment_text(invitation.until)
                ],
            )?;
            let detail = format!("unit {}, berlaku sampai {}", invitation.unit, moment_text(invitation.until));
            let (by, what) = (invitation.by.clone(), "tautan sekali pakai dibuat".to_string());
            Change { when: invitation.made, by, what, detail }.insert(step)
        })
    }

    /// The unit that a link opens, which it then never does again; nothing for one that is unknown, used or past its end.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn accept_invitation(&mut self, digest: &str, now: NaiveDateTime) -> Result<Option<String>, JournalError> {
        self.step(|step| {
            let open = "SELECT unit FROM tautan WHERE sidik = ? AND dipakai IS NULL AND sampai >= ?";
            let now = moment_text(now);
            let unit: Option<String> = step.query_row(open, params![digest, now], |row| row.get(0)).optional()?;
            step.execute("UPDATE tautan SET dipakai = ? WHERE sidik = ? AND dipakai IS NULL", params![now, digest])?;
            Ok(unit)
        })
    }

    /// Notes something that somebody changed.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn note_change(&mut self, change: &Change) -> Result<(), JournalError> {
        self.step(|step| change.insert(step))
    }

    /// The newest changes, the newest first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn changes(&self, most: u32) -> Result<Vec<Change>, JournalError> {
        self.ask(|connection| {
            let mut all =
                connection.prepare("SELECT waktu, oleh, apa, rincian FROM perubahan ORDER BY id DESC LIMIT ?")?;
            let rows = all.query_map([most], |row| {
                Ok(Change { when: moment_at(row, 0)?, by: row.get(1)?, what: row.get(2)?, detail: row.get(3)? })
            })?;
            rows.collect()
        })
    }
}
