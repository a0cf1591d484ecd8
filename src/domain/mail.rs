//! Where a file came from when it came by mail.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// The mail in which a file came.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MailOrigin {
    /// Address of the sender, lower case; empty when the mail names none.
    #[serde(rename = "pengirim")]
    pub sender: String,
    /// As the mail program wrote it beside the address.
    #[serde(rename = "nama_pengirim")]
    pub sender_name: Option<String>,
    /// When it was received, on the sender's clock; `None` when the mail does not say.
    #[serde(rename = "tanggal")]
    pub date: Option<NaiveDateTime>,
    /// Its subject.
    pub subjek: Option<String>,
    /// Its message id, without the angle brackets.
    pub id: Option<String>,
}

/// Something that came with a mail and nobody needs to read: a picture, a letter in PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedMail {
    /// Path below the inbox.
    pub path: String,
    /// What it is.
    pub reason: String,
}

impl MailOrigin {
    /// What came by the page and not by mail: its unit is known, and the moment is that of our own clock.
    pub fn by_page(unit: &str, when: NaiveDateTime) -> Self {
        Self { sender_name: Some(format!("{unit} lewat halaman")), date: Some(when), ..Self::default() }
    }

    /// The sender as people know them: "Budi Santoso <budi@contoh.ac.id>".
    pub fn mention(&self) -> String {
        match &self.sender_name {
            Some(name) if !self.sender.is_empty() => format!("{name} <{}>", self.sender),
            Some(name) => name.clone(),
            None => self.sender.clone(),
        }
    }
}
