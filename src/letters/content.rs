//! What a letter says.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::action::RequiredDocument;
use super::{SuratKind, SuratTemplate, UnitAction};
use crate::compare::{ChangeSummary, UnitChange, slot_name};
use crate::domain::date::long_format;
use crate::domain::digest::hexadecimal;
use crate::domain::document_kind::YEAR;
use crate::domain::surat::letter_address;
use crate::domain::text::listed;
use crate::domain::unit::Unit;
use crate::finding::{Severity, Temuan};
use crate::language::Language;
use crate::recap::ReportInput;
use crate::recap::official::OfficialComparison;
use crate::recap::register::RegisterRow;
use crate::tables::SentFile;

/// Findings that a letter names.
const MAIN: usize = 3;
/// Differences from an official version that a letter names.
const DIFFERENT: usize = 5;

/// What an institution decides about its letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuratSettings {
    /// The signature; without one, the planner of the institution.
    pub signature: Option<String>,
    /// Days from the run in which a unit mends or sends.
    pub days_to_mend: u32,
    /// Where forms are sent back to: an address of mail, or a place.
    pub address: Option<String>,
    /// Where units open the page, without a slash at its end: `https://kinerja.contoh.ac.id`.
    pub page: Option<String>,
    /// The language of letters and of the screen.
    pub language: Language,
}

impl Default for SuratSettings {
    fn default() -> Self {
        Self { signature: None, days_to_mend: 7, address: None, page: None, language: Language::default() }
    }
}

/// A letter without its attachments.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Surat {
    /// Addresses of the unit; empty when none is known.
    pub to: Vec<String>,
    /// Message id of the mail that it answers.
    pub reply: Option<String>,
    /// Its subject.
    pub subjek: String,
    /// Its text.
    pub content: String,
}

impl UnitAction<'_> {
    /// The letter, for a unit that gets so many marked workbooks with it.
    pub fn surat(
        &self,
        input: &ReportInput<'_>,
        template: &SuratTemplate,
        settings: &SuratSettings,
        attached: usize,
    ) -> Surat {
        let standing = &self.standing;
        let (today, limit) = (standing.day, standing.limit(settings.days_to_mend));
        let count = |severity| self.temuan.iter().filter(|one| one.severity == severity).count().to_string();
        let subject = if self.kind == SuratKind::Reminder { &self.not_yet } else { &self.documents };
        let entry = BTreeMap::from([
            ("instansi", input.instansi.to_string()),
            ("tahun", input.year.to_string()),
            ("unit", self.unit.name.clone()),
            ("kode", self.unit.code.clone()),
            ("pimpinan", addressee(self.unit)),
            ("dokumen", document(subject)),
            ("berkas", self.files.iter().map(|file| file_row(file)).collect::<Vec<_>>().join("\n")),
            ("perbandingan", self.comparison()),
            ("tanggal", long_format(today)),
            ("galat", count(Severity::Error)),
            ("peringatan", count(Severity::Warning)),
            ("utama", self.main()),
            ("lampiran", attachment(attached).to_string()),
            ("batas", long_format(limit)),
            ("belum", self.not_yet(input)),
            ("pengingat", standing.reminder(self.kind)),
            ("sebelumnya", standing.sentence(self.kind)),
            ("nomor", self.numbers()),
            ("tautan", way_to_page(settings)),
            ("tanda_tangan", signature(settings, input.instansi)),
        ]);
        let (subjek, content) = template.content(self.kind, &said(entry, settings.language));
        let mail = self.last_mail();
        let sender = mail.map(|origin| origin.sender.clone()).filter(|address| !address.is_empty());
        let to = if self.unit.mail.is_empty() { sender.into_iter().collect() } else { self.unit.mail.clone() };
        Surat { to, reply: mail.and_then(|origin| origin.id.clone()), subjek, content }
    }

    /// The newest mail in which something came that counts.
    fn last_mail(&self) -> Option<&crate::domain::mail::MailOrigin> {
        self.files.iter().filter_map(|file| file.mail_origin.as_ref()).max_by_key(|origin| origin.date)
    }

    /// The findings that the letter names: the gravest, of as many kinds as there are.
    pub fn main_findings(&self) -> Vec<&Temuan> {
        let mut code = BTreeSet::new();
        let needs = self.temuan.iter().copied().filter(|one| one.severity > Severity::Info);
        let (difference, same): (Vec<&Temuan>, Vec<&Temuan>) = needs.partition(|one| code.insert(&one.code));
        difference.into_iter().chain(same).take(MAIN).collect()
    }

    /// What it is about, as a digest: the versions of its files and what was found in them. The day of the run is no part
    /// of it, so that a run that is repeated makes no other letter.
    pub fn version(&self) -> String {
        let mut compute = Sha256::new();
        let files: BTreeSet<&str> = self.files.iter().map(|file| file.sha256.as_str()).collect();
        files.iter().for_each(|digest| compute.update(format!("{digest}\n")));
        // A reminder of a letter is a letter of its own.
        if self.standing.order > 1 {
            compute.update(format!("{}\n", self.standing.order));
        }
        if self.kind != SuratKind::Receipt {
            let findings: BTreeSet<String> = self
                .temuan
                .iter()
                .filter(|one| one.severity > Severity::Info)
                .map(|one| {
                    let cells: Vec<String> = one.place.cells.iter().map(ToString::to_string).collect();
                    format!("{} {} {:?} {}\n", one.code, name(&one.place.file), one.place.sheet, cells.join(","))
                })
                .collect();
            findings.iter().for_each(|one| compute.update(one));
        }
        if self.kind == SuratKind::Reminder {
            self.not_yet.iter().for_each(|one| compute.update(format!("{}\n", mention(*one))));
        }
        hexadecimal(&compute.finalize()[..12])
    }

    /// The points of the letter for a telephone: each document with where it stands.
    pub fn points(&self) -> Vec<String> {
        let count = |severity| self.temuan.iter().filter(|one| one.severity == severity).count();
        let missing = self.not_yet.iter().map(|one| format!("{}: belum kami terima", mention(*one)));
        match self.kind {
            SuratKind::Correction => {
                let documents = document(&self.documents);
                let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
                let state = match errors {
                    0 => format!("diterima, perlu dilihat lagi ({warnings} peringatan)"),
                    _ => format!("perlu diperbaiki ({errors} galat, {warnings} peringatan)"),
                };
                let first = format!("{documents}: {state}; rinciannya di surel kami");
                std::iter::once(first).chain(missing).collect()
            }
            SuratKind::Receipt => {
                let first = format!("{}: diterima; belum berarti disahkan", document(&self.documents));
                std::iter::once(first).chain(missing).collect()
            }
            SuratKind::Reminder | SuratKind::HandOut => missing.collect(),
        }
    }

    fn main(&self) -> String {
        let needs = || self.temuan.iter().copied().filter(|one| one.severity > Severity::Info);
        let chosen = self.main_findings().into_iter().enumerate();
        let mut row: Vec<String> = chosen.map(|(number, one)| format!("{}. {}", number + 1, sentence(one))).collect();
        let other = needs().count().saturating_sub(MAIN);
        if other > 0 {
            row.push(format!("Masih ada {other} temuan lain."));
        }
        row.join("\n\n")
    }

    /// What became of the findings about the version before, and what is different from what was ratified.
    fn comparison(&self) -> String {
        let sentence = self.change.and_then(UnitChange::sentence);
        let official = self.different.iter().map(|(version, unit)| different(version, unit));
        sentence.into_iter().chain(official).collect::<Vec<_>>().join("\n\n")
    }

    /// The numbers of its documents in the register.
    fn numbers(&self) -> String {
        let newest: BTreeMap<&str, &RegisterRow> =
            self.register.iter().map(|row| (row.document.as_str(), *row)).collect();
        let rows: Vec<String> =
            newest.values().map(|row| format!("- {}: nomor {}", row.document, row.number)).collect();
        if rows.is_empty() { String::new() } else { format!("Tercatat dalam register:\n{}", rows.join("\n")) }
    }

    /// What has not come, with the day it was due.
    fn not_yet(&self, input: &ReportInput<'_>) -> String {
        if self.not_yet.is_empty() {
            return String::new();
        }
        let row = self.not_yet.iter().map(|&(kind, triwulan)| {
            let tenggat: Option<NaiveDate> = input.tenggat.of(kind, triwulan);
            let tenggat = tenggat.map(|day| format!(" (tenggat {})", long_format(day))).unwrap_or_default();
            format!("- {}{tenggat}", mention((kind, triwulan)))
        });
        let list: Vec<String> = row.collect();
        let now = long_format(self.standing.day);
        format!("Sampai {now} kami belum menerima dari {}:\n{}", self.unit.name, list.join("\n"))
    }
}

/// What fills the places of a letter, in its language. Names stay as they are.
pub fn said<'k>(entry: BTreeMap<&'k str, String>, language: Language) -> BTreeMap<&'k str, String> {
    let one = |(name, text): (&'k str, String)| {
        let text = match name {
            "instansi" | "tahun" | "unit" | "kode" => text,
            "dokumen" => language.list(&text),
            _ => language.say(&text),
        };
        (name, text)
    };
    entry.into_iter().map(one).collect()
}

/// The paragraph that leads to the page; empty where units do not reach it.
pub fn way_to_page(settings: &SuratSettings) -> String {
    settings.page.as_deref().map_or_else(String::new, |page| {
        format!(
            "Formulir, kiriman dan catatannya juga ada di halaman unit; di sana berkas dapat diperiksa sendiri, lalu dikirim:\n{}",
            letter_address(page)
        )
    })
}

/// Who signs.
pub(super) fn signature(settings: &SuratSettings, instansi: &str) -> String {
    settings.signature.clone().unwrap_or_else(|| format!("Perencana {instansi}"))
}

/// What of a unit is not what was ratified. The official figures stay.
fn different(version: &OfficialComparison, unit: &UnitChange) -> String {
    let place = |one: &ChangeSummary| {
        let sheet = one.place.sheet.as_deref().map(|sheet| format!(", lembar {sheet}")).unwrap_or_default();
        let cell = one.place.cells.first().map(|cell| format!(", sel {cell}")).unwrap_or_default();
        format!("{}{sheet}{cell}", name(&one.place.file))
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "kosong".to_string());
    let row = |one: &ChangeSummary| match (&one.slot, &one.indikator) {
        (Some(slot), indikator) => format!(
            "- {}: {} {}, resmi {}, kiriman {}",
            place(one),
            indikator.as_deref().unwrap_or_default(),
            slot_name(slot),
            text(&one.before),
            text(&one.after)
        ),
        (None, Some(indikator)) => format!("- {}: {indikator} ({})", place(one), one.fate.name()),
        (None, None) => format!("- {}: {}", place(one), one.fate.name()),
    };
    let mut rows: Vec<String> = unit.changes.iter().take(DIFFERENT).map(row).collect();
    let rest = unit.changes.len().saturating_sub(DIFFERENT);
    if rest > 0 {
        rows.push(format!("- dan {rest} isian lain"));
    }
    format!(
        "Kiriman ini berbeda dengan versi resmi {}. Angka resmi tidak berubah karenanya:\n{}",
        version.mention(),
        rows.join("\n")
    )
}

/// Who a letter to a unit is for: the office of its head.
pub fn addressee(unit: &Unit) -> String {
    match &unit.jabatan {
        Some(jabatan) if jabatan.to_lowercase().contains(&unit.name.to_lowercase()) => jabatan.clone(),
        Some(jabatan) => format!("{jabatan} ({})", unit.name),
        None => format!("Pimpinan {}", unit.name),
    }
}

const fn attachment(attached: usize) -> &'static str {
    if attached == 0 {
        "Berkas Anda tidak dapat kami tandai, jadi surel ini tanpa lampiran; perbaiki berkas yang Anda simpan."
    } else {
        "Terlampir berkas Anda sendiri: sel yang perlu diperbaiki sudah diberi warna dan komentar, dan lembar TEMUAN memuat daftar lengkapnya. Perbaiki langsung di berkas itu; lembar TEMUAN dan komentar kami boleh dibiarkan."
    }
}

/// A finding as a paragraph: where, what, how to mend it.
fn sentence(temuan: &Temuan) -> String {
    let place = &temuan.place;
    let mut position = name(&place.file).to_string();
    if let Some(sheet) = &place.sheet {
        position.push_str(&format!(", lembar {sheet}"));
    }
    match place.cells.as_slice() {
        [] => {}
        [one] => position.push_str(&format!(", sel {one}")),
        [one, other @ ..] => position.push_str(&format!(", sel {one} dan {} sel lain", other.len())),
    }
    let advice = if temuan.advice.is_empty() { String::new() } else { format!("\n   {}", temuan.advice) };
    format!("{position}\n   {}{advice}", temuan.message)
}

fn file_row(file: &SentFile) -> String {
    match file.mail_day() {
        Some(day) => format!("- {}, diterima {}", name(&file.path), long_format(day)),
        None => format!("- {}", name(&file.path)),
    }
}

/// The file's own name.
fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// "PK, RA dan TW II": short, for a subject line.
fn document(all: &[RequiredDocument]) -> String {
    let brief = |one: &RequiredDocument| {
        let document = YEAR.iter().find(|document| (document.kind, document.quarter) == *one);
        document.map_or_else(|| mention(*one), |document| document.heading.to_string())
    };
    let name: Vec<String> = all.iter().map(brief).collect();
    if name.is_empty() { "dokumen kinerja".to_string() } else { listed(&name) }
}

fn mention((kind, triwulan): RequiredDocument) -> String {
    triwulan.map_or_else(|| kind.name().to_string(), |triwulan| format!("{} {triwulan}", kind.name()))
}
