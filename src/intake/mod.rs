//! What was sent to bytes with their origin: folders, archives and mail.
//!
//! Takes the folder `masuk/`, gives every file in it (every member of a .zip, every workbook attached to a mail) as a
//! [`Kiriman`] in a stated order. Follows no symbolic link, leaves nothing out in silence, and reads bytes only when
//! asked to, within a limit. A [`Sumber`] is plain data, so that another process can fetch the same bytes.

mod arsip;
mod folder;
mod item;
mod kotak_surat;
mod lampiran;
mod surel;
mod wadah;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::sistem::kata_sistem;
use crate::domain::surel::AsalSurel;
pub use crate::domain::surel::Dilewati;

/// One file as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiriman {
    /// Path below the inbox, with `/`; a member of an archive as `arsip.zip/dalam.xlsx`, an attachment as
    /// `surat.eml/dalam.xlsx`.
    pub jalur: String,
    /// Where its bytes are.
    pub sumber: Sumber,
    /// When its mail was received; else when it last changed, local time.
    pub diterima: Option<NaiveDateTime>,
    /// Bytes.
    pub ukuran: u64,
    /// The mail in which it came.
    pub asal: Option<AsalSurel>,
}

/// Where the bytes of a file are. Plain data, so that it crosses to a reader process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sumber {
    /// A file on disk.
    pub berkas: PathBuf,
    /// The way to the bytes inside it, from the outside in; empty for the file itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anggota: Vec<Langkah>,
}

/// One step into a file that holds others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Langkah {
    /// A member of an archive.
    Zip(String),
    /// A message of a mailbox: its first byte and its length.
    Pesan {
        /// Offset of its `From ` line.
        mulai: u64,
        /// Bytes, that line included.
        panjang: u64,
    },
    /// A part of a message, by number; a part that is a message itself may be followed by one of its parts.
    Bagian(u32),
}

impl Sumber {
    /// A file itself.
    pub fn berkas(berkas: impl Into<PathBuf>) -> Self {
        Self { berkas: berkas.into(), anggota: Vec::new() }
    }

    /// One step further in.
    fn masuk(&self, langkah: Langkah) -> Self {
        let mut anggota = self.anggota.clone();
        anggota.push(langkah);
        Self { berkas: self.berkas.clone(), anggota }
    }
}

/// Everything in an inbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kotak {
    /// Files to read, sorted by path.
    pub kiriman: Vec<Kiriman>,
    /// Files of an office program or the system that nobody sent (`~$…`, `.DS_Store`, `Thumbs.db`).
    pub berkas_sistem: Vec<String>,
    /// What could not be looked into, with the reason, for people.
    pub ditolak: Vec<Ditolak>,
    /// What came with a mail and is no workbook, with the reason.
    pub dilewati: Vec<Dilewati>,
}

/// Something in an inbox that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ditolak {
    /// Path below the inbox.
    pub jalur: String,
    /// Why.
    pub alasan: String,
    /// What its sender can do.
    pub saran: String,
}

/// The inbox itself cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("folder {} tidak dapat dibaca ({})", folder.display(), kata_sistem(sebab))]
pub struct IntakeError {
    /// The folder.
    pub folder: PathBuf,
    /// Why.
    #[source]
    pub sebab: io::Error,
}

impl Kotak {
    fn tolak(&mut self, jalur: String, alasan: &str, saran: &str) {
        self.ditolak.push(Ditolak { jalur, alasan: alasan.to_string(), saran: saran.to_string() });
    }

    fn lewati(&mut self, jalur: String, alasan: &str) {
        self.dilewati.push(Dilewati { jalur, alasan: alasan.to_string() });
    }

    /// Where the bytes of each file are, by its path.
    pub fn sumber(&self) -> BTreeMap<String, Sumber> {
        self.kiriman.iter().map(|kiriman| (kiriman.jalur.clone(), kiriman.sumber.clone())).collect()
    }

    /// Adds what another look found.
    pub fn gabung(&mut self, lain: Self) {
        self.kiriman.extend(lain.kiriman);
        self.berkas_sistem.extend(lain.berkas_sistem);
        self.ditolak.extend(lain.ditolak);
        self.dilewati.extend(lain.dilewati);
    }
}

/// Everything below a folder, in path order.
///
/// # Errors
/// When the folder itself cannot be listed. What is wrong with a single file stands in [`Kotak::ditolak`].
pub fn kumpulkan(folder: &Path) -> Result<Kotak, IntakeError> {
    folder::kumpulkan(folder)
}

/// One file that a person named, as it lies on disk. One that cannot be looked into stands in [`Kotak::ditolak`].
pub fn satu_berkas(berkas: &Path) -> Kotak {
    folder::satu_berkas(berkas)
}

/// The bytes of a file, at most `batas` of them and one more, so that the reader can tell that it is too large.
///
/// # Errors
/// When the file or the member cannot be read (it may have vanished since it was listed).
pub fn isi(sumber: &Sumber, batas: u64) -> io::Result<Vec<u8>> {
    wadah::isi(sumber, batas)
}
