//! The language of what is said: Indonesian, or English where a sentence is known.
//!
//! Takes a text as the program says it in Indonesian, gives it in the language that was asked for. What is known stands as
//! data in `templates/bahasa/en.toml`: sentences with places for numbers, days, names and other sentences. A line that is
//! not known there stays as it is; so do the messages of rules, which are written where the rules are.

mod phrase;

use std::sync::LazyLock;

use serde::Deserialize;

use phrase::{Phrase, PhraseEntry};

/// The sentences that are known in English.
const ENGLISH: &str = include_str!("../../templates/bahasa/en.toml");

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

    /// Whether a line is known, so that nothing of it stays as it was by mistake.
    pub fn knows(self, line: &str) -> bool {
        self == Self::Indonesian || KNOWN.line(line.trim()).is_some()
    }
}

/// Everything that is known.
static KNOWN: LazyLock<Known> = LazyLock::new(|| Known::read(ENGLISH).unwrap_or_default());

/// Sentences, the first that fits first.
#[derive(Debug, Default)]
struct Known(Vec<Phrase>);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KnownFile {
    #[serde(rename = "frasa")]
    phrases: Vec<PhraseEntry>,
}

impl Known {
    fn read(text: &str) -> Result<Self, String> {
        let file: KnownFile = toml::from_str(text).map_err(|error| error.to_string())?;
        file.phrases.iter().map(Phrase::read).collect::<Result<_, _>>().map(Self)
    }

    /// A line in the other language.
    fn line(&self, line: &str) -> Option<String> {
        if line.is_empty() {
            return None;
        }
        self.0.iter().find_map(|phrase| phrase.said(line, &|inner| self.line(inner)))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_sentence_of_the_shipped_file_can_be_read_and_is_reached() {
        let known = Known::read(ENGLISH).unwrap();
        assert!(known.0.len() > 100, "{}", known.0.len());
        for phrase in &known.0 {
            let sample = phrase.sample();
            let first = known.0.iter().find(|one| one.fits(&sample)).map(Phrase::pattern);
            assert_eq!(first, Some(phrase.pattern()), "{sample:?} is said by an earlier sentence");
        }
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
