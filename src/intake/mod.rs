//! What was sent to bytes with their origin: folders, archives and mail.
//!
//! Takes the folder `masuk/`, gives every file in it (every member of a .zip, every workbook attached to a mail) as a
//! [`Submission`] in a stated order. Follows no symbolic link, leaves nothing out in silence, and reads bytes only when
//! asked to, within a limit. A [`FileSource`] is plain data, so that another process can fetch the same bytes.

mod archive;
mod attachment;
mod container;
mod folder;
mod item;
mod mail;
mod mailbox;
mod outlook;
mod tnef;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::mail::MailOrigin;
pub use crate::domain::mail::SkippedMail;
use crate::domain::system::system_words;
pub use mail::WITHOUT_ATTACHMENT;

/// One file as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submission {
    /// Path below the inbox, with `/`; a member of an archive as `arsip.zip/dalam.xlsx`, an attachment as
    /// `surat.eml/dalam.xlsx`.
    pub path: String,
    /// Where its bytes are.
    pub source: FileSource,
    /// When its mail was received; else when it last changed, local time.
    pub received: Option<NaiveDateTime>,
    /// Bytes.
    pub size: u64,
    /// The mail in which it came.
    pub origin: Option<MailOrigin>,
}

/// Where the bytes of a file are. Plain data, so that it crosses to a reader process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSource {
    /// A file on disk.
    #[serde(rename = "berkas")]
    pub file: PathBuf,
    /// The way to the bytes inside it, from the outside in; empty for the file itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[serde(rename = "anggota")]
    pub member: Vec<ContainerStep>,
}

/// One step into a file that holds others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ContainerStep {
    /// A member of an archive.
    Zip(String),
    /// A message of a mailbox: its first byte and its length.
    #[serde(rename = "pesan")]
    Message {
        /// Offset of its `From ` line.
        #[serde(rename = "mulai")]
        begin: u64,
        /// Bytes, that line included.
        #[serde(rename = "panjang")]
        length: u64,
    },
    /// A part of a message, by number; a part that is a message itself may be followed by one of its parts.
    #[serde(rename = "bagian")]
    Part(u32),
    /// An attachment of a message of Outlook (.msg, winmail.dat), by number; one that is a message may be followed by one of its own.
    #[serde(rename = "lampiran")]
    Attachment(u32),
}

impl FileSource {
    /// A file itself.
    pub fn file(file: impl Into<PathBuf>) -> Self {
        Self { file: file.into(), member: Vec::new() }
    }

    /// One step further in.
    fn enter(&self, step: ContainerStep) -> Self {
        let mut member = self.member.clone();
        member.push(step);
        Self { file: self.file.clone(), member }
    }
}

/// Everything in an inbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Inbox {
    /// Files to read, sorted by path.
    pub submissions: Vec<Submission>,
    /// Files of an office program or the system that nobody sent (`~$…`, `.DS_Store`, `Thumbs.db`).
    pub system_files: Vec<String>,
    /// What could not be looked into, with the reason, for people.
    pub rejected: Vec<RejectedFile>,
    /// What came with a mail, or lies beside the forms as a scan or a picture, and is no workbook; with the reason.
    pub skipped: Vec<SkippedMail>,
    /// The PDFs among these, which may be signed copies of what was printed.
    pub papers: Vec<Submission>,
}

/// Something in an inbox that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RejectedFile {
    /// Path below the inbox.
    pub path: String,
    /// Why.
    pub reason: String,
    /// What its sender can do.
    pub advice: String,
}

/// The inbox itself cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("folder {} tidak dapat dibaca ({})", folder.display(), system_words(cause))]
pub struct IntakeError {
    /// The folder that is gone through, `masuk/` in a workspace.
    pub folder: PathBuf,
    /// Why.
    #[source]
    pub cause: io::Error,
}

impl Inbox {
    fn reject(&mut self, path: String, reason: &str, advice: &str) {
        self.rejected.push(RejectedFile { path, reason: reason.to_string(), advice: advice.to_string() });
    }

    fn skip(&mut self, path: String, reason: &str) {
        self.skipped.push(SkippedMail { path, reason: reason.to_string() });
    }

    /// Where the bytes of each file are, by its path.
    pub fn sources(&self) -> BTreeMap<String, FileSource> {
        self.submissions.iter().map(|submission| (submission.path.clone(), submission.source.clone())).collect()
    }

    /// The same, its paths below a name.
    #[must_use]
    pub fn below(mut self, prefix: &str) -> Self {
        let place = |path: &mut String| path.insert_str(0, prefix);
        self.submissions.iter_mut().chain(&mut self.papers).for_each(|one| place(&mut one.path));
        self.system_files.iter_mut().for_each(place);
        self.rejected.iter_mut().for_each(|one| place(&mut one.path));
        self.skipped.iter_mut().for_each(|one| place(&mut one.path));
        self
    }

    /// Adds what another look found.
    pub fn combine(&mut self, other: Self) {
        self.submissions.extend(other.submissions);
        self.system_files.extend(other.system_files);
        self.rejected.extend(other.rejected);
        self.skipped.extend(other.skipped);
        self.papers.extend(other.papers);
    }
}

/// Everything below a folder, in path order.
///
/// # Errors
/// When the folder itself cannot be listed. What is wrong with a single file stands in [`Inbox::rejected`].
pub fn collect(folder: &Path) -> Result<Inbox, IntakeError> {
    folder::collect(folder)
}

/// One file that a person named, as it lies on disk. One that cannot be looked into stands in [`Inbox::rejected`].
pub fn one_file(file: &Path) -> Inbox {
    folder::one_file(file)
}

/// What a message brings whose bytes are at hand, under the path at which it would be kept.
pub fn in_message(path: &str, content: Vec<u8>) -> Inbox {
    folder::in_message(path, content)
}

/// The bytes of a file, at most `batas` of them and one more, so that the reader can tell that it is too large.
///
/// # Errors
/// When the file or the member cannot be read (it may have vanished since it was listed).
pub fn content(source: &FileSource, limit: u64) -> io::Result<Vec<u8>> {
    container::content(source, limit)
}
