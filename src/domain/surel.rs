//! Where a file came from when it came by mail.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The mail in which a file came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AsalSurel {
    /// Address of the sender, lower case; empty when the mail names none.
    pub pengirim: String,
    /// Name of the sender.
    pub nama_pengirim: Option<String>,
    /// When it was received, on the sender's clock; `None` when the mail does not say.
    pub tanggal: Option<NaiveDateTime>,
    /// Its subject.
    pub subjek: Option<String>,
    /// Its message id, without the angle brackets.
    pub id: Option<String>,
}

/// Something that came with a mail and nobody needs to read: a picture, a letter in PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dilewati {
    /// Path below the inbox.
    pub jalur: String,
    /// What it is.
    pub alasan: String,
}

impl AsalSurel {
    /// The sender as people know them: "Budi Santoso <budi@contoh.ac.id>".
    pub fn sebut(&self) -> String {
        match &self.nama_pengirim {
            Some(nama) if !self.pengirim.is_empty() => format!("{nama} <{}>", self.pengirim),
            Some(nama) => nama.clone(),
            None => self.pengirim.clone(),
        }
    }
}
