//! The language of what is said: Indonesian, or English where a sentence is known.
//!
//! Takes a text as the program says it in Indonesian, gives it in the language that was asked for. What is known stands as
//! data in `templates/bahasa`: sentences with places for numbers, days, names and other sentences. `en-temuan.toml` has what
//! rules say of a cell and how it is mended, `en.toml` the rest. A line that is not known there stays as it is.

pub mod guide;
mod markup;
mod phrase;

use std::sync::LazyLock;

use serde::Deserialize;

use phrase::{Phrase, PhraseEntry};

/// The sentences that are known in English. Those of rules are the longer ones and come first.
const ENGLISH: [&str; 2] =
    [include_str!("../../templates/bahasa/en-temuan.toml"), include_str!("../../templates/bahasa/en.toml")];

/// A language that something is said in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Language {
    /// The language that everything is written in.
    #[default]
    #[serde(rename = "id")]
    Indonesian,
    /// For donors, auditors and reviewers.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// A text of one or more lines, as far as its lines are known; the blanks before a line stay.
    pub fn say(self, text: &str) -> String {
        if self == Self::Indonesian {
            return text.to_string();
        }
        let said = text.split('\n').map(|line| {
            let bare = line.trim_start();
            let blank = &line[..line.len() - bare.len()];
            KNOWN.line(bare.trim_end()).map_or_else(|| line.to_string(), |said| format!("{blank}{said}"))
        });
        said.collect::<Vec<_>>().join("\n")
    }

    /// A list of names and sentences: "a, b dan c".
    pub fn list(self, text: &str) -> String {
        match self {
            Self::Indonesian => text.to_string(),
            Self::English => phrase::list(text, &|inner| KNOWN.line(inner)),
        }
    }

    /// A page of markup, but for what units typed.
    pub fn page(self, page: String) -> String {
        if self == Self::English { markup::english(page) } else { page }
    }

    /// Whether a line is known, so that nothing of it stays as it was by mistake.
    pub fn knows(self, line: &str) -> bool {
        self == Self::Indonesian || KNOWN.line(line.trim()).is_some()
    }
}

/// Everything that is known.
static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::read(&ENGLISH).unwrap_or_default());

/// Sentences, the first that fits first.
#[derive(Debug, Default)]
struct Known(Vec<Phrase>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    #[serde(rename = "frasa", default)]
    phrases: Vec<PhraseEntry>,
    /// The same, each as a pair of one and the other.
    #[serde(rename = "pasangan", default)]
    pairs: Vec<(String, String)>,
    /// Names of rules, likewise.
    #[serde(rename = "aturan", default)]
    rules: Vec<(String, String)>,
}

impl Known {
    fn read(texts: &[&str]) -> Result<Self, String> {
        let mut all = Vec::new();
        for text in texts {
            let file: KnownFile = toml::from_str(text).map_err(|error| error.to_string())?;
            let pairs = file.pairs.into_iter().chain(file.rules).map(|(id, en)| PhraseEntry { id, en });
            for entry in pairs.chain(file.phrases) {
                all.push(Phrase::read(&entry)?);
            }
        }
        Ok(Self(all))
    }

    /// A line in the other language. A sentence that goes on in another one has lost its full stop.
    fn line(&self, line: &str) -> Option<String> {
        if line.is_empty() {
            return None;
        }
        self.exactly(line).or_else(|| {
            let said = self.exactly(&format!("{line}."))?;
            Some(said.strip_suffix('.').map_or_else(|| said.clone(), str::to_string))
        })
    }

    fn exactly(&self, line: &str) -> Option<String> {
        self.0.iter().find_map(|phrase| phrase.said(line, &|inner| self.line(inner)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_sentence_of_the_shipped_file_can_be_read_and_is_reached() {
        let known = Known::read(&ENGLISH).unwrap();
        assert!(known.0.len() > 100, "{}", known.0.len());
        let mut hidden = Vec::new();
        for phrase in &known.0 {
            let sample = phrase.sample();
            let first = known.0.iter().find(|one| one.fits(&sample)).map(Phrase::pattern);
            if first != Some(phrase.pattern()) {
                hidden.push(format!("{sample:?} is said by an earlier sentence: {}", first.unwrap_or_default()));
            }
        }
        assert!(hidden.is_empty(), "{}", hidden.join("\n"));
    }

    #[test]
    fn every_rule_has_an_english_name() {
        let nameless: Vec<&str> = crate::rules::CATALOGUE
            .iter()
            .map(|aturan| aturan.name)
            .filter(|name| !Language::English.knows(name))
            .collect();
        assert!(nameless.is_empty(), "{nameless:#?}");
    }

    #[test]
    fn what_units_typed_stays_as_they_typed_it() {
        let english = |text: &str| Language::English.say(text);
        assert_eq!(
            english(
                "Pengukuran belum memuat 2 indikator PK: \"Dosen dan tenaga ahli\" dan \"Mitra, dalam dan luar negeri\"."
            ),
            "The measurement lacks 2 of the indicators of the PK: \"Dosen dan tenaga ahli\" and \"Mitra, dalam dan luar negeri\"."
        );
        assert_eq!(
            english(
                "Kolom \"Target atau rencana\" dapat berarti target atau realisasi TW II; kolom ini belum dipakai."
            ),
            "Column \"Target atau rencana\" can mean target or realisation TW II; it is not used yet."
        );
        assert_eq!(
            english(
                "Mungkin maksudnya Bagian Umum dan Keuangan (BUK) atau Bagian Akademik (BAK); tulis nama unit persis seperti di daftar unit."
            ),
            "Perhaps Bagian Umum dan Keuangan (BUK) or Bagian Akademik (BAK) is meant; write the name of the unit exactly as in the register."
        );
    }

    #[test]
    fn numbers_days_names_and_lists_keep_their_places() {
        let english = |text: &str| Language::English.say(text);
        assert_eq!(english("kirim koreksi.eml (pengingat kedua)"), "send koreksi.eml (second reminder)");
        assert_eq!(english("  menunggu s.d. 27 Jul 2026"), "  waiting until 27 July 2026");
        assert_eq!(english("Kalimat yang tidak dikenal"), "Kalimat yang tidak dikenal");
        assert_eq!(Language::Indonesian.say("menunggu s.d. 27 Jul 2026"), "menunggu s.d. 27 Jul 2026");
    }
}
