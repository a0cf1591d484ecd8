//! The language of the screen: the one that was typed, else the one that the workspace says, else Indonesian.

use std::sync::OnceLock;

use clap::ValueEnum;
use selaras::finding::Severity;
use selaras::language::Language;

/// The flag, and its other name.
const FLAGS: [&str; 2] = ["--bahasa", "--language"];

/// Settled once: everything on a screen is said in one language.
static CHOSEN: OnceLock<Language> = OnceLock::new();

/// What may be typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ScreenLanguage {
    #[value(name = "id")]
    Indonesian,
    #[value(name = "en")]
    English,
}

/// Settles the language that was typed, before anything else is understood: help is said in it too.
pub(super) fn typed(words: &[String]) {
    let value = words.iter().enumerate().find_map(|(at, word)| match word.split_once('=') {
        Some((flag, value)) if FLAGS.contains(&flag) => Some(value.to_string()),
        None if FLAGS.contains(&word.as_str()) => words.get(at + 1).cloned(),
        _ => None,
    });
    let language = value.and_then(|value| ScreenLanguage::from_str(&value, true).ok());
    match language {
        Some(ScreenLanguage::English) => settle(Language::English),
        Some(ScreenLanguage::Indonesian) => settle(Language::Indonesian),
        None => {}
    }
}

/// Settles it, unless that was done before.
pub(super) fn settle(language: Language) {
    CHOSEN.get_or_init(|| language);
}

/// The language that was typed, before any workspace is opened.
pub(super) fn asked() -> Option<Language> {
    CHOSEN.get().copied()
}

/// The language.
pub(super) fn now() -> Language {
    CHOSEN.get().copied().unwrap_or_default()
}

/// One finding's severity in it; the head of a column counts several.
pub(super) fn severity(severity: Severity) -> String {
    match now() {
        Language::Indonesian => severity.name().to_string(),
        Language::English => say(&format!("tingkat {}", severity.name())),
    }
}

/// A text in it, as far as it is known there.
pub(super) fn say(text: &str) -> String {
    now().say(text)
}
