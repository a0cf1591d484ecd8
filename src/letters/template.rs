//! The texts of letters: a subject line, a blank line, the body, with {placeholders}.

use std::collections::BTreeMap;

use super::SuratKind;
use crate::language::Language;

/// What may stand between braces.
const ENTRY: [&str; 20] = [
    "instansi",
    "tahun",
    "unit",
    "kode",
    "pimpinan",
    "dokumen",
    "berkas",
    "perbandingan",
    "tanggal",
    "galat",
    "peringatan",
    "utama",
    "lampiran",
    "batas",
    "belum",
    "nomor",
    "pengingat",
    "sebelumnya",
    "formulir",
    "tautan",
];
/// The signature; apart, because it may hold several lines of the institution's own.
const SIGNATURE: &str = "tanda_tangan";

/// What is wrong with the texts that a workspace has of its own; every fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct SuratTemplateError(pub Vec<SuratFault>);

/// A text that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("templat/{file}: {cause}")]
pub struct SuratFault {
    /// Its file.
    pub file: &'static str,
    /// What is wrong.
    #[source]
    pub cause: SuratTextError,
}

/// What may be wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SuratTextError {
    /// It does not begin with its subject.
    #[error("baris pertama harus berbunyi \"Subjek: …\"")]
    WithoutSubject,
    /// Nobody fills this placeholder in.
    #[error("{{{0}}} tidak dikenal; yang ada: {known}", known = known_placeholders())]
    UnknownPlaceholder(String),
}

fn known_placeholders() -> String {
    ENTRY.iter().chain([&SIGNATURE]).map(|name| format!("{{{name}}}")).collect::<Vec<_>>().join(", ")
}

/// The four texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuratTemplate {
    correction: SuratTexts,
    receipt: SuratTexts,
    reminder: SuratTexts,
    hand_out: SuratTexts,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct SuratTexts {
    subjek: String,
    content: String,
}

impl SuratTemplate {
    /// The shipped texts of a language, with those of a workspace in their place: `owned` gives the text of a file name, when the
    /// workspace has one.
    ///
    /// # Errors
    /// Every fault of the workspace's texts.
    pub fn with(owned: &BTreeMap<String, String>, language: Language) -> Result<Self, SuratTemplateError> {
        let mut faults = Vec::new();
        let mut read = |kind: SuratKind| {
            let (file, built_in) = (kind.template(), shipped(kind, language));
            let text = owned.get(file).map_or(built_in, String::as_str);
            SuratTexts::read(text).map_err(|cause| faults.push(SuratFault { file, cause })).ok()
        };
        let correction = read(SuratKind::Correction);
        let accept = read(SuratKind::Receipt);
        let reminder = read(SuratKind::Reminder);
        let hand_out = read(SuratKind::HandOut);
        match (correction, accept, reminder, hand_out) {
            (Some(correction), Some(receipt), Some(reminder), Some(hand_out)) => {
                Ok(Self { correction, receipt, reminder, hand_out })
            }
            _ => Err(SuratTemplateError(faults)),
        }
    }

    /// Subject and body with the placeholders filled in.
    pub(super) fn content(&self, kind: SuratKind, entry: &BTreeMap<&str, String>) -> (String, String) {
        let template = match kind {
            SuratKind::Correction => &self.correction,
            SuratKind::Receipt => &self.receipt,
            SuratKind::Reminder => &self.reminder,
            SuratKind::HandOut => &self.hand_out,
        };
        let subjek = replace(&template.subjek, entry).split_whitespace().collect::<Vec<_>>().join(" ");
        (subjek, tighten(&replace(&template.content, entry)))
    }
}

/// The shipped text of a kind of letter.
const fn shipped(kind: SuratKind, language: Language) -> &'static str {
    match (language, kind) {
        (Language::Indonesian, SuratKind::Correction) => include_str!("../../templates/surat/koreksi.txt"),
        (Language::Indonesian, SuratKind::Receipt) => include_str!("../../templates/surat/tanda-terima.txt"),
        (Language::Indonesian, SuratKind::Reminder) => include_str!("../../templates/surat/pengingat.txt"),
        (Language::Indonesian, SuratKind::HandOut) => include_str!("../../templates/surat/pengantar.txt"),
        (Language::English, SuratKind::Correction) => include_str!("../../templates/surat/en/koreksi.txt"),
        (Language::English, SuratKind::Receipt) => include_str!("../../templates/surat/en/tanda-terima.txt"),
        (Language::English, SuratKind::Reminder) => include_str!("../../templates/surat/en/pengingat.txt"),
        (Language::English, SuratKind::HandOut) => include_str!("../../templates/surat/en/pengantar.txt"),
    }
}

/// Subject and text of a letter of a kind of its own, from its template.
///
/// # Errors
/// When the template is wrong.
pub fn filled(template: &str, entry: &BTreeMap<&str, String>) -> Result<(String, String), SuratTextError> {
    let texts = SuratTexts::read(template)?;
    let subjek = replace(&texts.subjek, entry).split_whitespace().collect::<Vec<_>>().join(" ");
    Ok((subjek, tighten(&replace(&texts.content, entry))))
}

impl SuratTexts {
    fn read(text: &str) -> Result<Self, SuratTextError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let (first, content) = text.split_once('\n').unwrap_or((&text, ""));
        let subjek = first.strip_prefix("Subjek:").map(str::trim).filter(|subjek| !subjek.is_empty());
        let subjek = subjek.ok_or(SuratTextError::WithoutSubject)?;
        if let Some(foreign) = foreign(&text) {
            return Err(SuratTextError::UnknownPlaceholder(foreign.to_string()));
        }
        Ok(Self { subjek: subjek.to_string(), content: content.trim().to_string() })
    }
}

/// The first placeholder that nobody fills in. Braces around anything but a word are text.
fn foreign(text: &str) -> Option<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name)).find(|name| {
        let word = !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
        word && !ENTRY.contains(name) && *name != SIGNATURE
    })
}

/// Fills in placeholders, in one pass: what is filled in is never looked at again.
fn replace(text: &str, entry: &BTreeMap<&str, String>) -> String {
    let mut outcome = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        outcome.push_str(before);
        match from.split_once('}').and_then(|(name, after)| Some((entry.get(name)?, after))) {
            Some((content, after)) => {
                outcome.push_str(content);
                rest = after;
            }
            None => {
                outcome.push('{');
                rest = from;
            }
        }
    }
    outcome.push_str(rest);
    outcome
}

/// One blank line at most where a placeholder was empty.
fn tighten(text: &str) -> String {
    let mut outcome = String::with_capacity(text.len());
    let mut blank = 0;
    for row in text.trim().lines().map(str::trim_end) {
        blank = if row.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            outcome.push_str(row);
            outcome.push('\n');
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_filled_in_is_never_filled_in_again() {
        let entry = BTreeMap::from([("unit", "Unit {galat}".to_string()), ("galat", "3".to_string())]);
        assert_eq!(replace("{unit}: {galat} {lain} {", &entry), "Unit {galat}: 3 {lain} {");
    }

    #[test]
    fn a_workspace_replaces_a_text_and_is_told_what_is_wrong_with_it() {
        let owned = |text: &str| BTreeMap::from([("pengingat.txt".to_string(), text.to_string())]);
        let template = SuratTemplate::with(&owned("Subjek: Ingat {unit}\r\n\r\nHalo.\r\n"), Language::English).unwrap();
        let entry = BTreeMap::from([("unit", "JTI".to_string())]);
        assert_eq!(template.content(SuratKind::Reminder, &entry), ("Ingat JTI".to_string(), "Halo.\n".to_string()));
        let wrong = SuratTemplate::with(&owned("Subjek: a\n\n{nama_unit}"), Language::Indonesian).unwrap_err();
        let told = wrong.to_string();
        assert!(told.contains("templat/pengingat.txt: {nama_unit} tidak dikenal; yang ada: {instansi}, "), "{told}");
        assert!(SuratTemplate::with(&owned("Halo"), Language::Indonesian).is_err());
    }

    #[test]
    fn an_empty_placeholder_leaves_one_blank_line() {
        assert_eq!(tighten("a\n\n\n\nb\n"), "a\n\nb\n");
    }
}
