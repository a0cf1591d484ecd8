//! What a heading says, read word by word: for the many wordings that no list holds.
//!
//! Takes the texts of a header path, parents first, and the word lists of `templates/kata.toml`; gives a [`HeadingMeaning`]:
//! the field with its period, how sure that is, and the groups of the path that say nothing of a field by themselves
//! ("KETUA"). Pure: it looks at no cell. Promises that words around a heading leave its meaning or take it away, and
//! never make it another one.

mod english;
mod lexer;
mod part;
mod path;
mod words;

pub use path::{HeadingDoubt, HeadingMeaning};
pub(super) use words::{WordLists, Words};

use std::borrow::Cow;
use std::sync::Arc;

use crate::domain::column::FormColumn;
use crate::domain::memo::Memo;
use part::Part;

/// Readings at least this sure are used without a question.
pub const SURE: u8 = 60;

/// The grammar: its words, and what it made of the texts that it has seen.
#[derive(Debug, Clone, Default)]
pub struct Grammar {
    words: Words,
    parts: Memo<Text>,
    headings: Memo<bool>,
    prices: Memo<bool>,
}

/// A text of a path: what its words say, and what the dictionary says of the whole.
#[derive(Debug)]
struct Text {
    part: Part,
    listed: Option<FormColumn>,
}

impl Grammar {
    pub(super) fn new(words: Words) -> Self {
        Self { words, ..Self::default() }
    }

    /// What a header path says. `known` is the dictionary, which is asked for whole texts first; it is the same in every
    /// call.
    pub fn read(&self, path: &[&str], known: impl Fn(&str) -> Option<FormColumn>) -> HeadingMeaning {
        let made = |text: &str| {
            let text = self.one_language(text);
            Text { part: self.part(&text), listed: known(&text) }
        };
        let text = |text: &&str| self.parts.get_or(text, || made(text));
        let texts: Vec<Arc<Text>> = path.iter().map(text).collect();
        path::read(&texts)
    }

    /// Whether a text is a heading, or a part of one, by its words alone: every word is known and one carries meaning.
    pub fn is_heading(&self, text: &str) -> bool {
        *self.headings.get_or(text, || self.says_heading(&self.one_language(text)))
    }

    /// The same of a text in one language, which is not remembered.
    pub(super) fn says_heading(&self, text: &str) -> bool {
        self.part(text).is_heading()
    }

    /// Whether a text names goods, prices or accounts.
    pub fn names_price(&self, text: &str) -> bool {
        *self.prices.get_or(text, || self.part(text).price)
    }

    /// Whether a heading that nobody knows has a word of those over indicators.
    pub fn near_indikator(&self, heading: &str) -> bool {
        holds(heading, &self.words.near.indikator)
    }

    /// Whether a heading that nobody knows has a word of those over targets.
    pub fn near_target(&self, heading: &str) -> bool {
        holds(heading, &self.words.near.target)
    }

    /// Whether a lower-case word is one that names of offices begin with: "bidang", "tim".
    pub fn names_office(&self, word: &str) -> bool {
        self.words.near.office.iter().any(|office| office == word)
    }

    /// Whether a text begins as indicators do: "Persentase", "Jumlah".
    pub fn counts(&self, text: &str) -> bool {
        let first = lexer::words(text).into_iter().next();
        first.is_some_and(|word| self.words.near.counting.contains(&word.text))
    }

    /// A heading in one language: of "Satuan / Unit" the Indonesian half.
    pub fn one_language<'t>(&self, text: &'t str) -> Cow<'t, str> {
        english::one_language(text, &self.words)
    }

    fn part(&self, text: &str) -> Part {
        Part::new(&lexer::words(text), &self.words)
    }
}

fn holds(heading: &str, list: &[String]) -> bool {
    lexer::words(heading).iter().any(|word| list.contains(&word.text))
}

#[cfg(test)]
mod tests;
