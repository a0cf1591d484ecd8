//! The register of what was received: every document with its file, and every file that held none, with the reason.
//!
//! When a file was received is known for mail alone; the date of a file in a folder is the day on which somebody copied it
//! there, and is not told.

use serde::Serialize;

use super::PrintedFile;
use super::content::UnitName;
use crate::domain::date::long_format;
use crate::domain::document::DocumentKind;
use crate::domain::place::KASKADE_FILE;
use crate::recap::ReportInput;
use crate::tables::{RegisteredDocument, SentFile, Status, Tables};

/// Characters of a file's SHA-256 that stand for it on paper.
const FINGERPRINT: usize = 12;

/// The register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptList {
    /// Name of the institution.
    pub instansi: String,
    /// The year of the workspace.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The day of the run.
    #[serde(rename = "tanggal")]
    pub date: String,
    /// What was received, in the order of the register of units.
    #[serde(rename = "baris")]
    pub rows: Vec<ReceiptRow>,
}

/// A document that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReceiptRow {
    /// Counted from 1, in the order of the register.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Its unit, when it is known.
    pub unit: Option<UnitName>,
    /// What it is; `None` for a file that held no document.
    #[serde(rename = "dokumen")]
    pub document: Option<String>,
    /// Its path below `masuk/`.
    #[serde(rename = "berkas")]
    pub file: String,
    /// When it was received, where mail tells.
    #[serde(rename = "diterima")]
    pub accepted: Option<String>,
    /// Who sent it, where mail tells.
    #[serde(rename = "pengirim")]
    pub sender: Option<String>,
    /// What became of it.
    #[serde(rename = "keadaan")]
    pub state: String,
    /// The first characters of the file's SHA-256.
    #[serde(rename = "sidik")]
    pub fingerprint: String,
}

impl PrintedFile for ReceiptList {
    fn file_name(&self) -> &str {
        "tanda-terima"
    }

    fn layout(&self) -> &'static str {
        "tanda-terima"
    }
}

pub(super) fn build(input: &ReportInput<'_>, choice: &[String]) -> ReceiptList {
    let tables = input.tables;
    let mut row: Vec<(ReceiptOrder, ReceiptRow)> = Vec::new();
    let sent = tables.files.iter().enumerate().filter(|(_, file)| file.path != KASKADE_FILE);
    for (number, file) in sent {
        let document: Vec<&RegisteredDocument> =
            tables.documents.iter().filter(|one| one.file as usize == number && one.kind.is_sent()).collect();
        if document.is_empty() {
            row.push(receipt_row(tables, file, None));
        }
        row.extend(document.into_iter().map(|document| receipt_row(tables, file, Some(document))));
    }
    row.retain(|(_, one)| choice.is_empty() || one.unit.as_ref().is_some_and(|unit| choice.contains(&unit.code)));
    row.sort_by(|(left, a), (right, b)| left.cmp(right).then_with(|| a.file.cmp(&b.file)));
    let row = row.into_iter().zip(1..).map(|((_, one), number)| ReceiptRow { number, ..one }).collect();
    ReceiptList {
        instansi: input.instansi.to_string(),
        year: input.year,
        date: long_format(input.made.date()),
        rows: row,
    }
}

/// Units as the register has them, what is of none last; then documents in the order of the year.
type ReceiptOrder = (usize, Option<(DocumentKind, Option<u32>)>);

fn receipt_row(tables: &Tables, file: &SentFile, document: Option<&RegisteredDocument>) -> (ReceiptOrder, ReceiptRow) {
    let unit = document.and_then(|document| document.unit.as_deref());
    let position = unit.and_then(|code| tables.units.iter().position(|unit| unit.code == code)).unwrap_or(usize::MAX);
    let kind = document.map(|document| (document.kind, document.triwulan.map(|tw| tw.number())));
    let mail = file.mail_origin.as_ref();
    let row = ReceiptRow {
        number: 0,
        unit: unit.map(|code| UnitName::from(tables, code)),
        document: document.map(|document| match document.kind.quarter(document.triwulan) {
            Some(tw) => format!("{} {tw}", document.kind.name()),
            None => document.kind.name().to_string(),
        }),
        file: file.path.clone(),
        accepted: mail
            .and_then(|mail| mail.date)
            .map(|when| format!("{} {}", long_format(when.date()), when.format("%H:%M"))),
        sender: mail.map(|mail| mail.mention()).filter(|text| !text.is_empty()),
        state: state(tables, file, document),
        fingerprint: file.sha256.get(..FINGERPRINT).unwrap_or(&file.sha256).to_string(),
    };
    ((position, kind), row)
}

fn state(tables: &Tables, file: &SentFile, document: Option<&RegisteredDocument>) -> String {
    if let Some(origin) = &file.copy_from {
        return format!("salinan dari {origin}");
    }
    match (document, &file.outcome) {
        (None, Err(failure)) => failure.message.clone(),
        (None, Ok(_)) => "tidak memuat formulir yang dikenal".to_string(),
        (Some(document), _) => match document.status {
            Status::InUse => "dipakai".to_string(),
            Status::Unconnected => "unit belum dikenal".to_string(),
            Status::OtherYear => "untuk tahun lain".to_string(),
            Status::SetAside => "bertanda dua unit".to_string(),
            Status::Repeats(_) => "dibandingkan dengan triwulannya".to_string(),
            Status::Source => "dibandingkan dengan formulir".to_string(),
            Status::Superseded(by) => {
                let by = tables.document_file(by).map(|file| file.path.as_str()).unwrap_or_default();
                format!("digantikan oleh {by}")
            }
        },
    }
}
