//! The table `sumber`: every sheet of every file, with what became of it, so that nothing is dropped in silence.

use std::collections::BTreeMap;

use super::indikator::borrowed;
use super::schema::{Column, Row};
use super::{SentFile, Status, Tables};
use crate::domain::document::{DocumentKind, Fact, ReadSheet, SheetRole, SheetState, SkipReason};
use crate::domain::mail::MailOrigin;
use crate::domain::place::KASKADE_FILE;

/// A sheet of a file, or a file that could not be read.
#[derive(Debug, Clone)]
pub struct RowSource<'a> {
    /// Received, whether it could be read or not.
    pub file: &'a SentFile,
    /// `None` for a file that could not be read.
    pub sheet: Option<&'a ReadSheet>,
    /// When the file was received, as "2026-04-01T08:00:00".
    pub received: Option<String>,
    /// Who sent the mail in which it came.
    pub sender: Option<String>,
    /// Codes of the units whose documents stand on the sheet.
    pub unit: Option<String>,
    /// Whether it counts, in a word.
    pub status: String,
    /// Why it does not count.
    pub reason: Option<String>,
    /// The definitions that read it.
    pub template: Option<String>,
    /// How many rows were not read, by reason: "kosong 3; catatan 1".
    pub detail: Option<String>,
}

impl RowSource<'_> {
    /// The true type of the file.
    pub fn format(&self) -> Option<&str> {
        self.file.outcome.as_ref().ok().map(|read| read.format.as_str())
    }

    /// The subject of its mail.
    pub fn subjek(&self) -> Option<&str> {
        self.file.mail_origin.as_ref()?.subjek.as_deref()
    }

    /// Whether people see the sheet.
    pub fn state(&self) -> Option<&'static str> {
        self.sheet.map(|sheet| match sheet.state {
            SheetState::Seen => "terlihat",
            SheetState::Hidden => "tersembunyi",
            SheetState::VeryHidden => "sangat tersembunyi",
        })
    }

    /// What the sheet turned out to be.
    pub fn role(&self) -> Option<&'static str> {
        self.sheet.map(|sheet| match sheet.role {
            SheetRole::Document => "dokumen",
            SheetRole::Guidance => "petunjuk",
            SheetRole::Blank => "kosong",
            SheetRole::NotKnown => "tidak dikenal",
        })
    }

    /// How many rows of the sheet were not read.
    pub fn skipped_row(&self) -> Option<u32> {
        self.sheet.and_then(|sheet| u32::try_from(sheet.skipped_count()).ok())
    }
}

impl Row for RowSource<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::text("berkas", |row: &Self| borrowed(Some(&row.file.path))),
            Column::text("sha256", |row| borrowed(Some(&row.file.sha256))),
            Column::text("format", |row| borrowed(row.format())),
            Column::large("ukuran", |row| i64::try_from(row.file.size).ok()),
            Column::text("diterima", |row| borrowed(row.received.as_deref())),
            Column::text("pengirim", |row| borrowed(row.sender.as_deref())),
            Column::text("subjek", |row| borrowed(row.subjek())),
            Column::text("unit", |row| borrowed(row.unit.as_deref())),
            Column::text("status", |row| borrowed(Some(&row.status))),
            Column::text("alasan", |row| borrowed(row.reason.as_deref())),
            Column::text("lembar", |row| borrowed(row.sheet.map(|sheet| sheet.name.as_str()))),
            Column::text("keadaan", |row| borrowed(row.state())),
            Column::text("peran", |row| borrowed(row.role())),
            Column::text("templat", |row| borrowed(row.template.as_deref())),
            Column::count("baris_terpakai", |row| row.sheet.map(|sheet| sheet.used_rows)),
            Column::count("baris_dibaca", |row| row.sheet.map(|sheet| sheet.read_rows)),
            Column::count("baris_dilewati", Self::skipped_row),
            Column::text("rincian_dilewati", |row| borrowed(row.detail.as_deref())),
        ]
    }
}

impl Tables {
    /// The rows of the table `sumber`, by file and sheet as the workbook has them.
    pub fn source(&self) -> Vec<RowSource<'_>> {
        let mut per_file: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (document, number) in self.documents.iter().zip(0_u32..) {
            per_file.entry(document.file).or_default().push(number);
        }
        let mut rows = Vec::new();
        for (file, number) in self.files.iter().zip(0_u32..) {
            let document = per_file.get(&number).map(Vec::as_slice).unwrap_or_default();
            match &file.outcome {
                Ok(read) => rows.extend(read.sheets.iter().map(|sheet| sheet_row(self, file, sheet, document))),
                Err(failure) => rows.push(RowSource {
                    received: accepted(file),
                    sender: sender(file),
                    file,
                    sheet: None,
                    unit: None,
                    status: if file.copy_from.is_some() { "salinan" } else { "tidak terbaca" }.to_string(),
                    reason: Some(failure.message.clone()),
                    template: None,
                    detail: None,
                }),
            }
        }
        rows
    }
}

fn sheet_row<'a>(tables: &'a Tables, file: &'a SentFile, sheet: &'a ReadSheet, document: &[u32]) -> RowSource<'a> {
    let owned: Vec<u32> = document
        .iter()
        .copied()
        .filter(|&one| tables.document_content(one).is_some_and(|content| content.sheet == sheet.name))
        .collect();
    let registered = || owned.iter().filter_map(|&one| tables.documents.get(one as usize));
    let status = || registered().map(|one| status_name(&one.status));
    let draft = sheet.facts.iter().any(|fact| matches!(fact, Fact::HiddenSheetLeftOut { .. }));
    let draft_reason = || draft.then(|| "dokumen sejenis ada di lembar yang terlihat".to_string());
    RowSource {
        received: accepted(file),
        sender: sender(file),
        file,
        sheet: Some(sheet),
        unit: combine(registered().filter_map(|one| one.unit.as_deref())),
        status: match &file.copy_from {
            Some(_) => "salinan".to_string(),
            None if draft => "draf tersembunyi".to_string(),
            None => combine(status()).unwrap_or_else(|| "tanpa dokumen".to_string()),
        },
        reason: reason(tables, file, &owned).or_else(draft_reason),
        template: combine(
            owned.iter().filter_map(|&one| tables.document_content(one)).map(|content| content.template.as_str()),
        ),
        detail: detail(sheet),
    }
}

const fn status_name(status: &Status) -> &'static str {
    match status {
        Status::InUse => "dipakai",
        Status::Superseded(_) => "digantikan",
        Status::Repeats(_) | Status::Source => "pembanding",
        Status::Unconnected => "tidak terhubung",
        Status::OtherYear => "tahun lain",
        Status::SetAside => "disisihkan",
    }
}

/// Why a sheet does not count, in a sentence.
fn reason(tables: &Tables, file: &SentFile, document: &[u32]) -> Option<String> {
    if let Some(origin) = &file.copy_from {
        return Some(format!("isinya sama persis dengan {origin}"));
    }
    document.iter().filter_map(|&one| tables.documents.get(one as usize)).find_map(|one| match one.status {
        Status::InUse => None,
        Status::Superseded(by) => tables.document_file(by).map(|by| format!("digantikan oleh {}", by.path)),
        Status::Repeats(_) => Some("semester ini dihitung dari pengukuran per triwulan".to_string()),
        Status::Source => Some("ekspor sistem sumber, dibandingkan dengan formulir".to_string()),
        Status::Unconnected if one.kind == DocumentKind::Kaskade => Some(format!("kaskade dibaca dari {KASKADE_FILE}")),
        Status::Unconnected => Some("unit kerja tidak diketahui".to_string()),
        Status::OtherYear => Some(match one.year {
            Some(year) => format!("dokumen tahun {year}"),
            None => "dokumen tahun lain".to_string(),
        }),
        Status::SetAside => Some("bertanda dua unit".to_string()),
    })
}

fn accepted(file: &SentFile) -> Option<String> {
    file.received.map(|when| when.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Who sent the mail in which a file came.
fn sender(file: &SentFile) -> Option<String> {
    file.mail_origin.as_ref().map(MailOrigin::mention).filter(|sender| !sender.is_empty())
}

/// Different texts joined by commas, in the order met.
fn combine<'a>(text: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut all: Vec<&str> = Vec::new();
    for one in text {
        if !all.contains(&one) {
            all.push(one);
        }
    }
    (!all.is_empty()).then(|| all.join(", "))
}

/// "kosong 3; catatan 1".
fn detail(sheet: &ReadSheet) -> Option<String> {
    let mut total: BTreeMap<SkipReason, u64> = BTreeMap::new();
    for one in &sheet.skipped {
        *total.entry(one.reason).or_default() += u64::from(one.total);
    }
    let part: Vec<String> = total.iter().map(|(reason, total)| format!("{} {total}", reason.name())).collect();
    (!part.is_empty()).then(|| part.join("; "))
}
