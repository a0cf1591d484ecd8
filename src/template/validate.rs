//! From what was written to what can be trusted, with every fault of a file at once.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;

use super::definition_fault::{DefinitionFault, DefinitionProblem};
use super::dictionary::{Dictionary, OtherPaper, RowWord};
use super::grammar::{Grammar, WordLists, Words};
use super::heading::{YEAR, canonical_path};
use super::{OwnTerm, Template, TemplateColumn, TemplateError, TemplateTable, raw};
use crate::domain::column::{FormColumn, Period};
use crate::domain::date::month_name;
use crate::domain::document::{DocumentKind, IdentityKey, TableRole};
use crate::domain::text::key;

/// Gathers the faults of one file with their line.
struct DefinitionChecker<'a> {
    file: &'a str,
    text: &'a str,
    mistakes: Vec<DefinitionFault>,
}

impl DefinitionChecker<'_> {
    fn note(&mut self, position: Range<usize>, problem: DefinitionProblem) {
        let line = self.text.get(..position.start).map_or(0, |start| start.matches('\n').count()) + 1;
        self.mistakes.push(DefinitionFault { line: Some(line), problem });
    }

    fn column(&mut self, text: &Spanned<String>) -> Option<FormColumn> {
        let outcome = text.get_ref().parse();
        if outcome.is_err() {
            self.note(text.span(), DefinitionProblem::UnknownColumn(text.get_ref().clone()));
        }
        outcome.ok()
    }

    fn kind(&mut self, text: &Spanned<String>) -> Option<DocumentKind> {
        let sort = DocumentKind::of_code(text.get_ref());
        if sort.is_none() {
            self.note(text.span(), DefinitionProblem::UnknownKind(text.get_ref().clone()));
        }
        sort
    }

    fn finish<T>(self, outcome: Option<T>) -> Result<T, TemplateError> {
        match outcome {
            Some(outcome) if self.mistakes.is_empty() => Ok(outcome),
            _ => Err(TemplateError { file: self.file.to_string(), mistakes: self.mistakes }),
        }
    }
}

fn read<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, TemplateError> {
    toml::from_str(text).map_err(|error| {
        TemplateError::whole(file, [DefinitionProblem::Unreadable(error.to_string().trim().to_string())])
    })
}

/// A definition from its TOML text.
pub(super) fn template(file: &str, text: &str) -> Result<Template, TemplateError> {
    let raw: raw::RawTemplate = read(file, text)?;
    let mut checker = DefinitionChecker { file, text, mistakes: Vec::new() };
    let kind = checker.kind(&raw.kind);
    let tables: Vec<TemplateTable> = raw.tables.iter().filter_map(|raw| table(&mut checker, raw)).collect();
    let outcome = kind.map(|kind| Template {
        own: false,
        id: raw.id,
        version: raw.version,
        kind,
        name: raw.name,
        source: raw.source,
        tables,
    });
    checker.finish(outcome)
}

fn table(checker: &mut DefinitionChecker<'_>, raw: &raw::RawTable) -> Option<TemplateTable> {
    let role = match raw.role.get_ref().as_str() {
        "indikator" => Some(TableRole::Indikator),
        "anggaran" => Some(TableRole::Anggaran),
        "unit" => Some(TableRole::Unit),
        "kaskade" => Some(TableRole::Kaskade),
        "aturan" => Some(TableRole::Aturan),
        _ => None,
    };
    if role.is_none() {
        checker.note(raw.role.span(), DefinitionProblem::UnknownRole(raw.role.get_ref().clone()));
    }
    let columns = raw.columns.iter().filter_map(|raw| column(checker, raw)).collect();
    Some(TemplateTable { role: role?, columns, column_number: raw.column_number, parts: raw.parts.clone() })
}

fn column(checker: &mut DefinitionChecker<'_>, raw: &raw::RawColumn) -> Option<TemplateColumn> {
    let column = checker.column(&raw.column);
    let after = raw.after.as_ref().and_then(|after| checker.column(after));
    let heading = match raw.heading.get_ref() {
        raw::RawHeading::One(heading) => vec![heading.clone()],
        raw::RawHeading::Path(paths) => paths.clone(),
    };
    let mut paths = vec![canonical_path(heading.iter().map(String::as_str))];
    paths.extend(raw.also.iter().map(|also| canonical_path(also.split(" > "))));
    let every_year = column.is_some_and(|column| column.period == Period::EveryYear);
    if paths.iter().any(String::is_empty) && !every_year {
        checker.note(raw.heading.span(), DefinitionProblem::BlankHeading);
        return None;
    }
    let dated_year =
        heading.iter().any(|heading| heading.contains(YEAR)) && raw.also.iter().all(|also| also.contains(YEAR));
    if every_year != dated_year && column.is_some() {
        checker.note(raw.heading.span(), DefinitionProblem::YearOnOneSide);
    }
    let width = raw.width.as_ref().and_then(|width| {
        let plausible = (1.0..=120.0).contains(width.get_ref());
        if !plausible {
            checker.note(width.span(), DefinitionProblem::Width(*width.get_ref()));
        }
        plausible.then_some(*width.get_ref())
    });
    if raw.descend && column.is_some_and(|column| column.field.measures()) {
        // What nobody typed beside an indicator was not promised: no definition may carry it down.
        checker.note(raw.heading.span(), DefinitionProblem::MeasureCarriedDown);
    }
    let mut outcome = TemplateColumn {
        column: column?,
        heading,
        paths,
        required: raw.required,
        descend: raw.descend,
        after,
        width,
        choices: raw.choices.clone(),
        alias: BTreeMap::new(),
        number: raw.number.clone(),
        year_count: year_count(checker, raw),
        term: raw
            .term
            .as_ref()
            .filter(|words| !words.trim().is_empty())
            .map(|words| OwnTerm { words: words.trim().to_string(), nth: raw.nth.unwrap_or(1).max(1) }),
    };
    outcome.alias = alias(checker, raw, &outcome);
    Some(outcome)
}

/// Older wordings of the words of a drop-down: of words that are offered, each of one word only.
fn alias(
    checker: &mut DefinitionChecker<'_>,
    raw: &raw::RawColumn,
    owned: &TemplateColumn,
) -> BTreeMap<String, String> {
    let choice = owned.choice();
    let mut outcome: BTreeMap<String, String> = BTreeMap::new();
    for (now, old) in &raw.alias {
        if !choice.contains(&now.as_str()) {
            let (word, column) = (now.clone(), owned.column.to_string());
            checker.note(old.span(), DefinitionProblem::AliasOfNoChoice { word, column });
        }
        for as_written in old.get_ref() {
            let shape = key(as_written);
            let other_choice = choice.iter().any(|other| key(other) == shape);
            if shape.is_empty() || other_choice {
                checker.note(old.span(), DefinitionProblem::AliasIsChoice(as_written.clone()));
            } else if let Some(other) = outcome.insert(shape, now.clone()).filter(|other| other != now) {
                checker.note(old.span(), DefinitionProblem::AliasOfTwo { alias: as_written.clone(), other });
            }
        }
    }
    outcome
}

/// How many years a written form lists when the definition does not say.
const YEAR_COUNT: u8 = 5;

fn year_count(checker: &mut DefinitionChecker<'_>, raw: &raw::RawColumn) -> u8 {
    let Some(as_written) = &raw.year_count else { return YEAR_COUNT };
    if !(1..=10).contains(as_written.get_ref()) {
        checker.note(as_written.span(), DefinitionProblem::YearCount(*as_written.get_ref()));
    }
    *as_written.get_ref()
}

/// The grammar of headings from its TOML text.
pub(super) fn grammar(file: &str, text: &str) -> Result<Grammar, TemplateError> {
    let lists: WordLists = read(file, text)?;
    let words = Words::new(&lists)
        .map_err(|unknown| TemplateError::whole(file, unknown.0.into_iter().map(DefinitionProblem::UnknownField)))?;
    Ok(Grammar::new(words))
}

fn paper(raw: &raw::DictionaryPaper) -> OtherPaper {
    OtherPaper {
        name: raw.name.clone(),
        titles: pattern(&raw.headings),
        columns: pattern(&raw.columns),
        enough: raw.enough,
    }
}

/// The dictionary from its TOML text.
pub(super) fn dictionary(file: &str, text: &str) -> Result<Dictionary, TemplateError> {
    let raw: raw::RawDictionary = read(file, text)?;
    let mut checker = DefinitionChecker { file, text, mistakes: Vec::new() };
    let mut dictionary = Dictionary {
        guidance: pattern(&raw.sheet.guidance),
        other_papers: raw.papers.iter().map(paper).collect(),
        row: row_word(&raw.row),
        ..Dictionary::default()
    };
    for listed in &raw.columns {
        if let Some(after) = &listed.after {
            connection(&mut checker, &mut dictionary, listed, after);
            continue;
        }
        for (name, path) in unfold(listed) {
            // `*` at the end of a header is dropped as a footnote mark, so it goes through in disguise.
            let canonical = canonical_path(path.replace('*', "§").split(" > ")).replace('§', "*");
            match name.parse::<FormColumn>() {
                Err(_) => checker.note(listed.column.span(), DefinitionProblem::UnknownColumn(name)),
                Ok(column) if canonical.contains('*') => dictionary.patterns.push((canonical, column)),
                Ok(column) => {
                    dictionary.parts.extend(canonical.split(" > ").map(str::to_string));
                    if dictionary.paths.insert(canonical, column).is_some_and(|old| old != column) {
                        checker.note(listed.column.span(), DefinitionProblem::PathOfTwo(path));
                    }
                }
            }
        }
    }
    for listed in &raw.documents {
        if let Some(kind) = checker.kind(&listed.kind) {
            dictionary.documents.push((kind, pattern(&listed.headings)));
        }
    }
    dictionary.short_words.clone_from(&raw.short_words);
    for listed in &raw.identities {
        match identity_key(listed.key.get_ref()) {
            None => {
                checker.note(listed.key.span(), DefinitionProblem::UnknownIdentity(listed.key.get_ref().clone()));
            }
            Some(meaning) => dictionary.identities.extend(listed.labels.iter().map(|label| (key(label), meaning))),
        }
    }
    checker.finish(Some(dictionary))
}

/// Wordings that lean on the column before them, written out for every quarter.
fn connection(
    checker: &mut DefinitionChecker<'_>,
    dictionary: &mut Dictionary,
    listed: &raw::DictionaryColumn,
    after: &str,
) {
    let periodic = listed.column.get_ref().contains("{n}");
    let first = if after.contains("{n-1}") { 2 } else { 1 };
    for n in first..=if periodic { 4 } else { 1 } {
        let content = |text: &str| {
            text.replace("{n-1}", &(n - 1).to_string())
                .replace("{n}", &n.to_string())
                .replace("{tw}", &format!("tw {n}"))
        };
        match (content(listed.column.get_ref()).parse::<FormColumn>(), content(after).parse::<FormColumn>()) {
            (Ok(column), Ok(after)) => dictionary
                .connections
                .extend(listed.paths.iter().map(|path| ((after, canonical_path(content(path).split(" > "))), column))),
            _ => checker.note(listed.column.span(), DefinitionProblem::UnknownConnection),
        }
    }
}

/// `{tw}` and `{month}` written out.
fn unfold(listed: &raw::DictionaryColumn) -> Vec<(String, String)> {
    let name = listed.column.get_ref();
    let mut outcome = Vec::new();
    for path in &listed.paths {
        if path.contains("{tw}") {
            outcome.extend(
                (1..=4).map(|n| (name.replace("{n}", &n.to_string()), path.replace("{tw}", &format!("tw {n}")))),
            );
        } else if path.contains("{bulan}") {
            let months = (1..=12).filter_map(|n| Some((n, month_name(n)?.to_lowercase())));
            outcome.extend(
                months.map(|(n, month)| (name.replace("{n}", &n.to_string()), path.replace("{bulan}", &month))),
            );
        } else {
            outcome.push((name.clone(), path.clone()));
        }
    }
    outcome
}

fn row_word(raw: &raw::DictionaryRow) -> RowWord {
    RowWord {
        total: pattern(&raw.total),
        total_of: pattern(&raw.total_of),
        tally: pattern(&raw.tally),
        note: pattern(&raw.note),
        narrative: pattern(&raw.narrative),
        signature: pattern(&raw.signature),
        part: pattern(&raw.part),
        example: pattern(&raw.example),
        component: pattern(&raw.component),
    }
}

/// Patterns keep their final `*` and dots, which [`key`] would drop from a text.
fn pattern(text: &[String]) -> Vec<String> {
    text.iter().map(|text| text.to_lowercase()).collect()
}

fn identity_key(name: &str) -> Option<IdentityKey> {
    Some(match name {
        "unit" => IdentityKey::Unit,
        "nama" => IdentityKey::Name,
        "nip" => IdentityKey::Nip,
        "jabatan" => IdentityKey::Jabatan,
        "tugas" => IdentityKey::Duty,
        "fungsi" => IdentityKey::Function,
        "tahun" => IdentityKey::Year,
        "triwulan" => IdentityKey::Triwulan,
        "dokumen_anggaran" => IdentityKey::AnggaranDocument,
        _ => return None,
    })
}
