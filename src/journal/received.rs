//! What a run received, found and sent back.

use chrono::{NaiveDate, NaiveDateTime};
use rusqlite::params;

use super::copies::{self, SignedCopy};
use super::events::{self, EventKind};
use super::register::{self, RegisterEntry};
use super::{Journal, JournalError, day_text, surat};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::surat::WrittenSurat;

/// A file that was received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedFile {
    /// Path below `masuk/`.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// When its mail was received; for a file in a folder nobody knows.
    pub received: Option<NaiveDateTime>,
    /// Who sent it.
    pub sender: Option<String>,
    /// The subject of its mail.
    pub subject: Option<String>,
}

/// A document of a unit, as a run saw it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentState {
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// The digests of the files it stands in, joined by commas.
    pub digest: String,
    /// When it came, as its mail says.
    pub received: Option<NaiveDateTime>,
    /// Who sent it.
    pub sender: Option<String>,
    /// Findings at *galat* that stand.
    pub errors: u32,
    /// Findings at *peringatan*.
    pub warnings: u32,
    /// What was found, by rule: "PK03 2, NL05 1".
    pub rules: String,
    /// Whether it goes back to its unit for correction.
    pub returned: bool,
}

/// What a run has to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRecord {
    /// The day of the run.
    pub day: NaiveDate,
    /// Every file that was received.
    pub files: Vec<ReceivedFile>,
    /// Every document that counts.
    pub documents: Vec<DocumentState>,
    /// Numbers that it gives.
    pub numbers: Vec<RegisterEntry>,
    /// Signed copies that came back.
    pub copies: Vec<SignedCopy>,
    /// Steps that the bureau typed into the register.
    pub steps: Vec<events::Event>,
    /// Letters that it writes for the first time.
    pub letters: Vec<WrittenSurat>,
}

/// The newest of each kind of event of a document.
#[derive(Default)]
struct LastState {
    received: Option<String>,
    checked: Option<(String, u32, u32, String)>,
    returned: Option<String>,
}

impl Journal {
    /// What the journal does not know yet of the documents of a run.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn news(&self, run: &RunRecord) -> Result<Vec<events::Event>, JournalError> {
        let last = self.last_states()?;
        let blank = LastState::default();
        let mut news = Vec::new();
        for document in &run.documents {
            let key = (document.unit.clone(), document.document.clone());
            news_of(document, last.get(&key).unwrap_or(&blank), run.day, &mut news);
        }
        Ok(news)
    }

    /// Records what is new in a run, as one step. A run that is repeated adds nothing.
    ///
    /// # Errors
    /// When the journal cannot be written.
    pub fn record(&mut self, run: &RunRecord) -> Result<(), JournalError> {
        let known: HashSet<(String, String)> = self.ask(|connection| {
            let mut all = connection.prepare("SELECT berkas, sha256 FROM kiriman")?;
            let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        })?;
        let news = self.news(run)?;
        let is_new = |one: &&ReceivedFile| !known.contains(&(one.path.clone(), one.sha256.clone()));
        let files: Vec<&ReceivedFile> = run.files.iter().filter(is_new).collect();
        let mut of_today = self.written_surat()?;
        of_today.retain(|one| one.day == run.day);
        let mut letters: Vec<&WrittenSurat> = run.letters.iter().collect();
        letters.sort_by_key(|one| (&one.unit, &one.kind));
        let same_letters = of_today.iter().eq(letters);
        if files.is_empty()
            && news.is_empty()
            && run.numbers.is_empty()
            && run.copies.is_empty()
            && run.steps.is_empty()
            && same_letters
        {
            return Ok(());
        }
        let day = day_text(run.day);
        self.step(|step| {
            let mut insert = step.prepare(
                "INSERT OR IGNORE INTO kiriman (berkas, sha256, ukuran, hari, diterima, pengirim, subjek) VALUES (?, ?, ?, ?, ?, ?, ?)",
            )?;
            for one in files {
                let received = one.received.map(|when| when.format("%Y-%m-%dT%H:%M:%S").to_string());
                let size = i64::try_from(one.size).unwrap_or(i64::MAX);
                insert.execute(params![one.path, one.sha256, size, day, received, one.sender, one.subject])?;
            }
            events::insert(step, &news)?;
            events::insert(step, &run.steps)?;
            if !same_letters {
                surat::insert(step, run.day, &run.letters)?;
            }
            register::insert(step, &run.numbers)?;
            copies::insert(step, &run.copies)
        })
    }

    fn last_states(&self) -> Result<HashMap<(String, String), LastState>, JournalError> {
        self.ask(|connection| {
            let mut all = connection.prepare(
                "SELECT unit, dokumen, jenis, sidik, galat, peringatan, aturan FROM peristiwa WHERE id IN (SELECT max(id) FROM peristiwa WHERE jenis IN ('diterima', 'diperiksa', 'dikembalikan') GROUP BY unit, dokumen, jenis)",
            )?;
            let mut rows = all.query([])?;
            let mut outcome: HashMap<_, LastState> = HashMap::default();
            while let Some(row) = rows.next()? {
                let one = outcome.entry((row.get(0)?, row.get(1)?)).or_default();
                let (kind, digest): (String, String) = (row.get(2)?, row.get(3)?);
                match kind.as_str() {
                    "diterima" => one.received = Some(digest),
                    "dikembalikan" => one.returned = Some(digest),
                    _ => {
                        let rules: Option<String> = row.get(6)?;
                        let count = |place| row.get::<_, Option<u32>>(place).map(Option::unwrap_or_default);
                        one.checked = Some((digest, count(4)?, count(5)?, rules.unwrap_or_default()));
                    }
                }
            }
            Ok(outcome)
        })
    }

    /// Every file that was received, in the order in which it came.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub fn received(&self) -> Result<Vec<(NaiveDate, ReceivedFile)>, JournalError> {
        self.ask(|connection| {
            let mut all = connection
                .prepare("SELECT hari, berkas, sha256, ukuran, diterima, pengirim, subjek FROM kiriman ORDER BY id")?;
            let rows = all.query_map([], |row| {
                let received: Option<String> = row.get(4)?;
                let file = ReceivedFile {
                    path: row.get(1)?,
                    sha256: row.get(2)?,
                    size: row.get::<_, i64>(3)?.unsigned_abs(),
                    received: received.and_then(|when| when.parse().ok()),
                    sender: row.get(5)?,
                    subject: row.get(6)?,
                };
                Ok((super::day_at(row, 0)?, file))
            })?;
            rows.collect()
        })
    }
}

/// What the journal does not know yet of a document.
fn news_of(document: &DocumentState, last: &LastState, day: NaiveDate, news: &mut Vec<events::Event>) {
    let event = |kind: EventKind| {
        let (unit, document_code) = (document.unit.clone(), document.document.clone());
        events::Event { digest: document.digest.clone(), ..events::Event::new(kind, day, unit, document_code) }
    };
    if last.received.as_deref() != Some(document.digest.as_str()) {
        let came = document.received;
        let mut one = event(EventKind::Received);
        // A clock that is wrong in the future says nothing.
        if let Some(came) = came.filter(|came| came.date() <= day) {
            one.day = came.date();
            one.time = Some(came.time());
        }
        one.by = document.sender.clone();
        news.push(one);
    }
    let state = (document.digest.as_str(), document.errors, document.warnings, document.rules.as_str());
    let before = last
        .checked
        .as_ref()
        .map(|(digest, errors, warnings, rules)| (digest.as_str(), *errors, *warnings, rules.as_str()));
    if before != Some(state) {
        let mut one = event(EventKind::Checked);
        one.errors = Some(document.errors);
        one.warnings = Some(document.warnings);
        one.rules = Some(document.rules.clone()).filter(|rules| !rules.is_empty());
        news.push(one);
    }
    if document.returned && last.returned.as_deref() != Some(document.digest.as_str()) {
        news.push(event(EventKind::Returned));
    }
}
