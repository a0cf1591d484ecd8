//! A settings file read so that every fault is told at once: its line, what is wrong, and what was probably meant.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

use super::setting_fault::{SettingFault, SettingPlace, SettingProblem};
use super::syntax;
use crate::domain::text::brief;

/// Letters of what was written that a fault repeats.
const WRITTEN: usize = 60;

/// Where things stand in a settings file.
pub(super) struct Places<'t> {
    text: &'t str,
    table: Spanned<DeTable<'t>>,
}

/// Reads a file; the faults stand in the order of their lines.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<(T, Places<'_>), Vec<SettingFault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let told = errors.iter().map(|error| SettingFault {
            place: place(text, error),
            setting: None,
            problem: SettingProblem::Syntax(syntax::told(typed_line(text, error), error.message())),
        });
        return Err(in_order(told.collect()));
    }
    let (mut faults, mut tried, mut gone) = (Vec::new(), table.clone(), BTreeSet::new());
    let value = loop {
        let error = match T::deserialize(Deserializer::from(tried.clone())) {
            Ok(value) => break Some(value),
            Err(error) => error,
        };
        let missing = quoted(error.message()).next().filter(|_| error.message().starts_with("missing field"));
        let removed = error.span().and_then(|span| remove(tried.get_mut(), &span));
        // What was taken away for its own fault is not missed besides.
        if missing.is_none_or(|name| !gone.contains(name)) {
            let written = error.span().and_then(|span| text.get(span)).and_then(|typed| typed.lines().next());
            let problem = problem(error.message(), removed.clone(), written);
            faults.push(SettingFault { place: place(text, &error), setting: None, problem });
        }
        match removed {
            Some(name) => gone.insert(name),
            None => break None,
        };
    };
    match value {
        Some(value) if faults.is_empty() => Ok((value, Places { text, table })),
        _ => Err(in_order(faults)),
    }
}

fn in_order(mut faults: Vec<SettingFault>) -> Vec<SettingFault> {
    faults.sort_by_cached_key(|fault| (fault.place.clone(), fault.to_string()));
    faults.dedup();
    faults
}

/// The line of a key in a text that was read before.
pub(super) fn place_in(text: &str, path: &[&str]) -> SettingPlace {
    DeTable::parse(text).map_or(SettingPlace::File, |table| Places { text, table }.of(path))
}

impl Places<'_> {
    /// The line of a key, or where the nearest table above it begins.
    pub(super) fn of(&self, path: &[&str]) -> SettingPlace {
        let (mut table, mut found) = (self.table.get_ref(), None);
        let mut path = path.iter();
        while let Some(name) = path.next() {
            let Some((key, mut value)) = table.iter().find(|(key, _)| key.get_ref() == name) else { break };
            found = Some(key.span().start);
            if let (DeValue::Array(list), Some(number)) = (value.get_ref(), path.clone().next()) {
                let Some(one) = number.parse().ok().and_then(|number: usize| list.get(number)) else { break };
                path.next();
                found = Some(one.span().start);
                value = one;
            }
            let DeValue::Table(below) = value.get_ref() else { break };
            table = below;
        }
        found.map_or(SettingPlace::File, |start| line(self.text, start))
    }
}

fn place(text: &str, error: &Error) -> SettingPlace {
    error.span().map_or(SettingPlace::File, |span| line(text, span.start))
}

fn line(text: &str, byte: usize) -> SettingPlace {
    SettingPlace::Line(text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1)
}

/// The line that an error is about.
fn typed_line<'t>(text: &'t str, error: &Error) -> &'t str {
    let SettingPlace::Line(number) = place(text, error) else { return "" };
    text.lines().nth(number.saturating_sub(1)).unwrap_or_default().trim()
}

/// The words of a message that stand between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// What the reader of settings says in English of the value of a key.
fn problem(message: &str, key: Option<String>, written: Option<&str>) -> SettingProblem {
    let mut names = quoted(message).map(str::to_string);
    match (names.next(), message) {
        (Some(written), _) if message.starts_with("unknown field") => {
            SettingProblem::UnknownKey { written, known: names.collect() }
        }
        (Some(written), _) if message.starts_with("unknown variant") => {
            SettingProblem::UnknownChoice { written, known: names.collect() }
        }
        (Some(name), _) if message.starts_with("missing field") => SettingProblem::Missing(name),
        _ => {
            let rest = ["invalid type: ", "invalid value: "].into_iter().find_map(|start| message.strip_prefix(start));
            match rest.and_then(|rest| rest.split_once(", expected ")) {
                Some((found, wanted)) => {
                    let found = written.map_or_else(|| kind(found), |typed| brief(typed.trim(), WRITTEN));
                    SettingProblem::WrongType { key, found, wanted: kind(wanted) }
                }
                None => SettingProblem::Refused { key, message: syntax::in_own_words(message).to_string() },
            }
        }
    }
}

/// What people call a type of value.
fn kind(word: &str) -> String {
    let bare = word.strip_prefix("a ").or_else(|| word.strip_prefix("an ")).unwrap_or(word);
    let name = match bare.split(' ').next().unwrap_or_default() {
        "string" => "teks",
        "i32" => "bilangan bulat yang wajar, misalnya 2026",
        "u8" | "u32" | "u64" | "usize" => "bilangan bulat mulai dari 0",
        "integer" | "i64" => "bilangan bulat",
        "float" | "floating" | "f64" => "bilangan",
        "boolean" | "bool" => "ya atau tidak",
        "sequence" => "daftar di antara kurung siku",
        "map" | "struct" | "table" => "tabel berisi beberapa kunci",
        "TOML" => "tanggal, misalnya 28-02-2026",
        _ => "isian seperti contoh di panduan",
    };
    name.to_string()
}

/// Takes the entry away whose key or value stands there; gives its name.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let holds = |value: &DeValue<'_>| match value {
        DeValue::Array(list) => list.iter().any(|one| one.span() == *span),
        _ => false,
    };
    let own = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span || holds(value.get_ref()));
    if let Some(key) = own.map(|(key, _)| key.clone()) {
        table.remove(&key);
        return Some(key.get_ref().to_string());
    }
    table.iter_mut().find_map(|(_, value)| within(value.get_mut(), span))
}

fn within(value: &mut DeValue<'_>, span: &Range<usize>) -> Option<String> {
    match value {
        DeValue::Table(table) => remove(table, span),
        DeValue::Array(list) => list.iter_mut().find_map(|one| within(one.get_mut(), span)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_that_is_no_toml_is_told_with_its_line() {
        let faults = read::<toml::Table>("a = 1\nb = [1, 2\nc = \"x\n").err().unwrap();
        assert!(faults[0].to_string().starts_with("baris "), "{faults:?}");
    }
}
