//! Mail that was taken, letters that were sent, reminders that were given: what must never happen twice.
//!
//! Each step that somebody outside can notice is written down before the next one begins, so that a program that is ended
//! at any moment knows afterwards what it did. Whether a letter arrived that was being handed over in that moment nobody
//! can know: it is [`Delivery::Handing`] until a person says, and is not sent again by itself.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rusqlite::{OptionalExtension, Transaction, params};

use super::{Journal, JournalError, day_at, day_text};
use crate::domain::hash::HashSet;

/// Where a document of a unit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReceiptStanding {
    /// It came.
    Received,
    /// Something came of which nothing could be read.
    Unread,
    /// A form came of which nobody can tell yet whose it is.
    Unplaced,
    /// A report of a month within its quarter came, and none of its end.
    Monthly,
    /// It has not come, or came without being filled in.
    Missing,
    /// It is official.
    Ratified,
}

/// Every standing, with the word that stands in the journal.
const STANDINGS: [(ReceiptStanding, &str); 6] = [
    (ReceiptStanding::Received, "diterima"),
    (ReceiptStanding::Unread, "tidak terbaca"),
    (ReceiptStanding::Unplaced, "unit belum pasti"),
    (ReceiptStanding::Monthly, "laporan bulanan"),
    (ReceiptStanding::Missing, "belum"),
    (ReceiptStanding::Ratified, "disahkan"),
];

/// A document of a unit as the last run saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentStanding {
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// Where it stands.
    pub standing: ReceiptStanding,
    /// Findings at *galat*.
    pub errors: u32,
}

/// Where a message lies.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MailPlace {
    /// The account: user and server.
    pub account: String,
    /// The folder.
    pub folder: String,
    /// The validity of its numbers.
    pub validity: u32,
    /// Its number.
    pub uid: u32,
}

/// A message that was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenMail {
    /// The digest of what it says, whatever was added on its way.
    pub digest: String,
    /// Its message id.
    pub message: Option<String>,
    /// Its file below the inbox; none for what was not kept.
    pub file: Option<String>,
    /// Forms that it brings.
    pub forms: u32,
    /// The day.
    pub day: NaiveDate,
    /// Who sent it.
    pub sender: Option<String>,
    /// Its subject.
    pub subject: Option<String>,
}

/// What became of a letter at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Delivery {
    /// It was not tried yet.
    Ready,
    /// It was being handed over when the program ended: nobody knows.
    Handing,
    /// The server took it.
    Sent,
    /// It lies among the drafts.
    Drafted,
    /// The server refused it.
    Failed,
    /// It came back.
    Bounced,
}

/// Every kind of delivery, with the word that stands in the journal and that people read.
const DELIVERIES: [(Delivery, &str); 6] = [
    (Delivery::Ready, "siap"),
    (Delivery::Handing, "tidak pasti"),
    (Delivery::Sent, "terkirim"),
    (Delivery::Drafted, "di draf"),
    (Delivery::Failed, "gagal"),
    (Delivery::Bounced, "kembali"),
];

impl Delivery {
    /// The word that people read.
    pub fn name(self) -> &'static str {
        DELIVERIES.iter().find(|(one, _)| *one == self).map_or("", |(_, name)| name)
    }

    fn of_name(name: &str) -> Self {
        DELIVERIES.iter().find(|(_, known)| *known == name).map_or(Self::Handing, |(one, _)| *one)
    }
}

/// A letter: whose, what kind, which version of what it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LetterKey {
    /// Code of the unit.
    pub unit: String,
    /// Its kind: "koreksi", "tanda-terima", "pengingat".
    pub kind: String,
    /// What it is about, as a digest.
    pub version: String,
}

/// A letter in the journal, at one of its addresses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentLetter {
    /// Which letter.
    pub key: LetterKey,
    /// Its message id, without the angle brackets.
    pub message: String,
    /// Its subject.
    pub subject: String,
    /// The address.
    pub address: String,
    /// What became of it there.
    pub delivery: Delivery,
    /// How often it was tried.
    pub tries: u32,
    /// The day of that.
    pub day: NaiveDate,
    /// What the server said.
    pub answer: Option<String>,
}

/// A reminder: a document, its deadline, and how many days before (or, below zero, after) it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReminderKey {
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// Its deadline.
    pub deadline: NaiveDate,
    /// Days before it; -1 is the day after.
    pub distance: i32,
    /// How it was given: "berkas", "surel".
    pub channel: String,
}

impl Journal {
    /// Replaces where documents stand, and the files with their sizes, by what the run of a day saw.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn stand(
        &mut self,
        all: &[DocumentStanding],
        seen: &[(&str, u64)],
        day: NaiveDate,
    ) -> Result<(), JournalError> {
        self.step(|step| {
            step.execute("DELETE FROM dilihat", [])?;
            let mut insert = step.prepare("INSERT OR REPLACE INTO dilihat (berkas, ukuran) VALUES (?, ?)")?;
            for (file, size) in seen {
                insert.execute(params![file, i64::try_from(*size).unwrap_or(i64::MAX)])?;
            }
            step.execute("DELETE FROM keadaan", [])?;
            let mut insert =
                step.prepare("INSERT INTO keadaan (unit, dokumen, keadaan, galat, hari) VALUES (?, ?, ?, ?, ?)")?;
            for one in all {
                let word = STANDINGS.iter().find(|(known, _)| *known == one.standing).map_or("", |(_, word)| word);
                insert.execute(params![one.unit, one.document, word, one.errors, day_text(day)])?;
            }
            Ok(())
        })
    }

    /// Where documents stood at the last run, and the day of that run; none before the first.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn standings(&self) -> Result<Option<(NaiveDate, Vec<DocumentStanding>)>, JournalError> {
        self.ask(|connection| {
            let mut all =
                connection.prepare("SELECT hari, unit, dokumen, keadaan, galat FROM keadaan ORDER BY unit, dokumen")?;
            let rows = all.query_map([], |row| {
                let word: String = row.get(3)?;
                let standing = STANDINGS.iter().find(|(_, known)| *known == word).map(|(standing, _)| *standing);
                let one = DocumentStanding {
                    unit: row.get(1)?,
                    document: row.get(2)?,
                    // A word that nobody knows accuses nobody.
                    standing: standing.unwrap_or(ReceiptStanding::Received),
                    errors: row.get(4)?,
                };
                Ok((day_at(row, 0)?, one))
            })?;
            let rows: Vec<(NaiveDate, DocumentStanding)> = rows.collect::<Result<_, _>>()?;
            let day = rows.iter().map(|(day, _)| *day).max();
            Ok(day.map(|day| (day, rows.into_iter().map(|(_, one)| one).collect())))
        })
    }

    /// The files that the last run saw, with their sizes.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn seen(&self) -> Result<BTreeMap<String, u64>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare("SELECT berkas, ukuran FROM dilihat")?;
            let rows = all.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
            rows.collect()
        })
    }

    /// The numbers of messages of a folder that are known already.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn known_mail(&self, account: &str, folder: &str, validity: u32) -> Result<HashSet<u32>, JournalError> {
        self.ask(|connection| {
            let mut all =
                connection.prepare("SELECT uid FROM surel_letak WHERE akun = ? AND kotak = ? AND keabsahan = ?")?;
            let rows = all.query_map(params![account, folder, validity], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// The numbers of messages of a folder that were taken and may be moved away.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn kept_mail(&self, account: &str, folder: &str, validity: u32) -> Result<HashSet<u32>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT uid FROM surel_letak JOIN surel ON surel.id = surel_letak.surel WHERE akun = ? AND kotak = ? AND keabsahan = ? AND berkas IS NOT NULL",
            )?;
            let rows = all.query_map(params![account, folder, validity], |row| row.get(0))?;
            rows.collect()
        })
    }

    /// Records messages that lie there and bring nothing.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn pass_mail(&mut self, places: &[MailPlace]) -> Result<(), JournalError> {
        self.step(|step| places.iter().try_for_each(|place| lies(step, place, None)))
    }

    /// Records a message with the place where it lies. Gives whether it is new: one that was taken before, from wherever,
    /// is not.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn take_mail(&mut self, place: &MailPlace, mail: &TakenMail) -> Result<bool, JournalError> {
        self.step(|step| {
            let new = step.execute(
                "INSERT OR IGNORE INTO surel (sidik, pesan, berkas, formulir, hari, pengirim, subjek) VALUES (?, ?, ?, ?, ?, ?, ?)",
                params![mail.digest, mail.message, mail.file, mail.forms, day_text(mail.day), mail.sender, mail.subject],
            )?;
            let id: i64 =
                step.query_row("SELECT id FROM surel WHERE sidik = ?", [&mail.digest], |row| row.get(0))?;
            lies(step, place, Some(id))?;
            Ok(new > 0)
        })
    }

    /// Whether a message with this digest was taken.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn has_mail(&self, digest: &str) -> Result<bool, JournalError> {
        self.ask(|connection| {
            let found: Option<i64> =
                connection.query_row("SELECT id FROM surel WHERE sidik = ?", [digest], |row| row.get(0)).optional()?;
            Ok(found.is_some())
        })
    }

    /// Every message that was kept, in the order in which they were taken.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn taken_mail(&self) -> Result<Vec<TakenMail>, JournalError> {
        self.ask(|connection| {
            let mut all = connection
                .prepare("SELECT hari, sidik, pesan, berkas, formulir, pengirim, subjek FROM surel ORDER BY id")?;
            let rows = all.query_map([], |row| {
                Ok(TakenMail {
                    day: day_at(row, 0)?,
                    digest: row.get(1)?,
                    message: row.get(2)?,
                    file: row.get(3)?,
                    forms: row.get(4)?,
                    sender: row.get(5)?,
                    subject: row.get(6)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Every letter at every address, in the order in which they were first tried.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn letters(&self) -> Result<Vec<SentLetter>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT surat_alamat.hari, unit, jenis, versi, pesan, subjek, alamat, keadaan, percobaan, jawaban FROM surat JOIN surat_alamat ON surat_alamat.surat = surat.id ORDER BY surat.id, alamat",
            )?;
            let rows = all.query_map([], |row| {
                let delivery: String = row.get(7)?;
                Ok(SentLetter {
                    day: day_at(row, 0)?,
                    key: LetterKey { unit: row.get(1)?, kind: row.get(2)?, version: row.get(3)? },
                    message: row.get(4)?,
                    subject: row.get(5)?,
                    address: row.get(6)?,
                    delivery: Delivery::of_name(&delivery),
                    tries: row.get(8)?,
                    answer: row.get(9)?,
                })
            })?;
            rows.collect()
        })
    }

    /// Writes down what becomes of a letter at an address, with the reminders that it gives once it is sent.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn deliver(&mut self, letter: &SentLetter, reminders: &[ReminderKey]) -> Result<(), JournalError> {
        self.step(|step| {
            let LetterKey { unit, kind, version } = &letter.key;
            let day = day_text(letter.day);
            step.execute(
                "INSERT OR IGNORE INTO surat (unit, jenis, versi, pesan, subjek, hari) VALUES (?, ?, ?, ?, ?, ?)",
                params![unit, kind, version, letter.message, letter.subject, day],
            )?;
            let id: i64 = step.query_row(
                "SELECT id FROM surat WHERE unit = ? AND jenis = ? AND versi = ?",
                params![unit, kind, version],
                |row| row.get(0),
            )?;
            step.execute(
                "INSERT INTO surat_alamat (surat, alamat, keadaan, percobaan, hari, jawaban) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (surat, alamat) DO UPDATE SET keadaan = excluded.keadaan, percobaan = excluded.percobaan, hari = excluded.hari, jawaban = excluded.jawaban",
                params![id, letter.address, letter.delivery.name(), letter.tries, day, letter.answer],
            )?;
            reminded(step, reminders, letter.day)
        })
    }

    /// Records reminders that were given.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn remind(&mut self, reminders: &[ReminderKey], day: NaiveDate) -> Result<(), JournalError> {
        self.step(|step| reminded(step, reminders, day))
    }

    /// Every reminder that was given, with its day.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn reminders(&self) -> Result<BTreeMap<ReminderKey, NaiveDate>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare("SELECT hari, tenggat, unit, dokumen, jarak, saluran FROM pengingat")?;
            let rows = all.query_map([], |row| {
                let key = ReminderKey {
                    unit: row.get(2)?,
                    document: row.get(3)?,
                    deadline: day_at(row, 1)?,
                    distance: row.get(4)?,
                    channel: row.get(5)?,
                };
                Ok((key, day_at(row, 0)?))
            })?;
            rows.collect()
        })
    }
}

fn lies(step: &Transaction<'_>, place: &MailPlace, mail: Option<i64>) -> rusqlite::Result<()> {
    let MailPlace { account, folder, validity, uid } = place;
    step.execute(
        "INSERT OR REPLACE INTO surel_letak (akun, kotak, keabsahan, uid, surel) VALUES (?, ?, ?, ?, ?)",
        params![account, folder, validity, uid, mail],
    )?;
    Ok(())
}

fn reminded(step: &Transaction<'_>, reminders: &[ReminderKey], day: NaiveDate) -> rusqlite::Result<()> {
    let mut insert = step.prepare(
        "INSERT OR IGNORE INTO pengingat (unit, dokumen, tenggat, jarak, saluran, hari) VALUES (?, ?, ?, ?, ?, ?)",
    )?;
    for one in reminders {
        let deadline = day_text(one.deadline);
        insert.execute(params![one.unit, one.document, deadline, one.distance, one.channel, day_text(day)])?;
    }
    Ok(())
}
