//! A sentence with places in it, in two languages.
//!
//! ```text
//! {n1}  a number            {t1}  a day, said with the names of months of the other language
//! {x1}  anything, as it is  {f1}  a sentence that is known itself, else anything
//! {l1}  a list of such sentences: "a, b dan c", "a; b"
//! {a1}  a choice of such sentences: "a atau b"
//! ```
//!
//! What stands in double quotes is a quotation and stays as it is.

use serde::Deserialize;

use crate::domain::date::read_date;

/// A sentence as it stands in the file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PhraseEntry {
    pub(super) id: String,
    pub(super) en: String,
}

/// A sentence that is known.
#[derive(Debug)]
pub(super) struct Phrase {
    #[cfg(test)]
    pattern: String,
    parts: Vec<Part>,
    said: Vec<Part>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Part {
    Text(String),
    Place(Place),
}

/// A place in a sentence: what it takes, and its name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    kind: PlaceKind,
    name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum PlaceKind {
    Number,
    Day,
    Name,
    Sentence,
    List,
    Choice,
}

impl Place {
    fn read(name: &str) -> Option<Self> {
        let kind = match name.chars().next()? {
            'n' => PlaceKind::Number,
            't' => PlaceKind::Day,
            'x' => PlaceKind::Name,
            'f' => PlaceKind::Sentence,
            'l' => PlaceKind::List,
            'a' => PlaceKind::Choice,
            _ => return None,
        };
        let numbered = name.len() > 1 && name[1..].chars().all(|letter| letter.is_ascii_digit());
        numbered.then(|| Self { kind, name: name.to_string() })
    }

    fn takes(&self, text: &str) -> bool {
        match self.kind {
            PlaceKind::Number => !text.is_empty() && text.chars().all(|one| one.is_ascii_digit() || one == '.'),
            PlaceKind::Day => read_date(text).is_some(),
            PlaceKind::Name | PlaceKind::Sentence | PlaceKind::List | PlaceKind::Choice => !text.is_empty(),
        }
    }
}

fn parts(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        let (name, after) = from.split_once('}').ok_or_else(|| format!("{text}: {{ tidak ditutup"))?;
        let place = Place::read(name).ok_or_else(|| format!("{text}: {{{name}}} tidak dikenal"))?;
        if !before.is_empty() {
            parts.push(Part::Text(before.to_string()));
        }
        parts.push(Part::Place(place));
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(Part::Text(rest.to_string()));
    }
    Ok(parts)
}

impl Phrase {
    pub(super) fn read(entry: &PhraseEntry) -> Result<Self, String> {
        let phrase = Self {
            #[cfg(test)]
            pattern: entry.id.clone(),
            parts: parts(&entry.id)?,
            said: parts(&entry.en)?,
        };
        let places = |parts: &[Part]| {
            let mut names: Vec<String> = parts.iter().filter_map(Part::name).map(str::to_string).collect();
            names.sort();
            names
        };
        let (there, said) = (places(&phrase.parts), places(&phrase.said));
        if there == said { Ok(phrase) } else { Err(format!("{}: tempatnya tidak sama", entry.id)) }
    }

    /// A line that fits, said in the other language; `inner` says sentences in it.
    pub(super) fn said(&self, line: &str, inner: &dyn Fn(&str) -> Option<String>) -> Option<String> {
        let mut found = Vec::new();
        fit(&self.parts, line, &mut found).then_some(())?;
        let mut said = String::new();
        for part in &self.said {
            match part {
                Part::Text(text) => said.push_str(text),
                Part::Place(place) => {
                    let (_, text) = found.iter().find(|(name, _)| *name == place.name)?;
                    said.push_str(&place.said(text, inner));
                }
            }
        }
        Some(said)
    }

    #[cfg(test)]
    pub(super) fn fits(&self, line: &str) -> bool {
        fit(&self.parts, line, &mut Vec::new())
    }

    #[cfg(test)]
    pub(super) fn pattern(&self) -> &str {
        &self.pattern
    }

    /// A line that fits.
    #[cfg(test)]
    pub(super) fn sample(&self) -> String {
        let one = |part: &Part| match part {
            Part::Text(text) => text.clone(),
            Part::Place(place) => match place.kind {
                PlaceKind::Number => "7".to_string(),
                PlaceKind::Day => "27 Juli 2026".to_string(),
                _ => "Qwx".to_string(),
            },
        };
        self.parts.iter().map(one).collect()
    }
}

impl Part {
    fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Place(place) => Some(&place.name),
        }
    }
}

/// Fits a line to parts, each place as short as it can be.
fn fit<'l>(parts: &[Part], line: &'l str, found: &mut Vec<(String, &'l str)>) -> bool {
    match parts {
        [] => line.is_empty(),
        [Part::Text(text), rest @ ..] => line.strip_prefix(text.as_str()).is_some_and(|line| fit(rest, line, found)),
        [Part::Place(place), rest @ ..] => {
            let ends = line.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let known = found.len();
            for end in ends {
                let (text, after) = line.split_at(end);
                if place.takes(text) {
                    found.push((place.name.clone(), text));
                    if fit(rest, after, found) {
                        return true;
                    }
                    found.truncate(known);
                }
            }
            false
        }
    }
}

/// Months as they are written in full, January first.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl Place {
    fn said(&self, text: &str, inner: &dyn Fn(&str) -> Option<String>) -> String {
        match self.kind {
            PlaceKind::Number => text.replace('.', ","),
            PlaceKind::Name => text.to_string(),
            PlaceKind::Day => day(text),
            PlaceKind::Sentence => inner(text).unwrap_or_else(|| text.to_string()),
            PlaceKind::List => list(text, inner),
            PlaceKind::Choice => joined(text, &CHOICE, inner),
        }
    }
}

/// "27 Juli 2026" as "27 July 2026".
fn day(text: &str) -> String {
    use chrono::Datelike as _;
    let Some(date) = read_date(text) else { return text.to_string() };
    let month = usize::try_from(date.month0()).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
    format!("{} {month} {}", date.day(), date.year())
}

/// What stands between the members of a list, and how that is said.
const LIST: [(&str, &str); 4] = [("; ", "; "), (", dan ", ", and "), (" dan ", " and "), (", ", ", ")];
/// The same of a choice.
const CHOICE: [(&str, &str); 2] = [(", atau ", ", or "), (" atau ", " or ")];

/// A list, each of its members said by itself.
pub(super) fn list(text: &str, inner: &dyn Fn(&str) -> Option<String>) -> String {
    joined(text, &LIST, inner)
}

fn joined(text: &str, joints: &[(&str, &str)], inner: &dyn Fn(&str) -> Option<String>) -> String {
    for (joint, said) in joints {
        if let Some((before, after)) = parted(text, joint) {
            return format!("{}{said}{}", joined(before, joints, inner), joined(after, joints, inner));
        }
    }
    inner(text).unwrap_or_else(|| text.to_string())
}

/// A text before and after the first joint that stands outside quotations.
fn parted<'t>(text: &'t str, joint: &str) -> Option<(&'t str, &'t str)> {
    let mut found = text.match_indices(joint).map(|(at, _)| at);
    let at = found.find(|at| text[..*at].matches('"').count().is_multiple_of(2))?;
    Some((&text[..at], &text[at + joint.len()..]))
}
