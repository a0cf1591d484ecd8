//! A settings file read so that every fault is told at once: its line, what is wrong, and what was probably meant.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer, Error};

/// Where things stand in a settings file.
pub(super) struct Places<'t> {
    text: &'t str,
    table: Spanned<DeTable<'t>>,
}

/// Reads a file. Faults are "baris 3: …", in the order of their lines.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> Result<(T, Places<'_>), Vec<String>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        let told = errors.iter().map(|error| {
            let place = error.span().map(|span| line(text, span.start));
            at(
                place,
                &format!("penulisannya tidak dimengerti ({}); periksa tanda kutip dan kurungnya", error.message()),
            )
        });
        return Err(told.collect::<BTreeSet<_>>().into_iter().collect());
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
            faults.push(fault(text, &error, removed.as_deref()));
        }
        match removed {
            Some(name) => gone.insert(name),
            None => break None,
        };
    };
    match value {
        Some(value) if faults.is_empty() => Ok((value, Places { text, table })),
        _ => {
            faults.sort();
            faults.dedup();
            Err(faults.into_iter().map(|(place, message)| at(place, &message)).collect())
        }
    }
}

/// A fault at a key of a text that was read before.
pub(super) fn at_key(text: &str, path: &[&str], message: &str) -> String {
    match DeTable::parse(text) {
        Ok(table) => Places { text, table }.at(path, message),
        Err(_) => message.to_string(),
    }
}

impl Places<'_> {
    /// A fault at a key, or where the nearest table above it begins.
    pub(super) fn at(&self, path: &[&str], message: &str) -> String {
        at(self.line(path), message)
    }

    fn line(&self, path: &[&str]) -> Option<usize> {
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
        found.map(|start| line(self.text, start))
    }
}

/// The known word that a word was probably meant to be.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let far = |one: &str| strsim::osa_distance(&word, &one.to_lowercase());
    let near = known.into_iter().map(|one| (far(one), one)).min()?;
    (near.0 <= 1 + word.chars().count() / 4).then_some(near.1)
}

/// "; mungkin maksudnya pk", or nothing.
pub(super) fn perhaps<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    nearest(word, known).map(|one| format!("; mungkin maksudnya {one}")).unwrap_or_default()
}

fn at(place: Option<usize>, message: &str) -> String {
    place.map_or_else(|| message.to_string(), |line| format!("baris {line}: {message}"))
}

fn line(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

/// The words of a message that stand between backticks.
fn quoted(message: &str) -> impl Iterator<Item = &str> {
    message.split('`').skip(1).step_by(2)
}

/// Line and message of what the reader of settings says in English of an entry.
fn fault(text: &str, error: &Error, entry: Option<&str>) -> (Option<usize>, String) {
    let message = error.message();
    let place = error.span().map(|span| line(text, span.start));
    let mut names = quoted(message);
    let told = match (names.next(), message) {
        (Some(name), _) if message.starts_with("unknown field") => {
            let known: Vec<&str> = names.collect();
            format!("{name} tidak dikenal{}; yang dikenal: {}", perhaps(name, known.clone()), known.join(", "))
        }
        (Some(name), _) if message.starts_with("unknown variant") => {
            let known: Vec<&str> = names.collect();
            format!("pilihan {name:?} tidak dikenal{}; pilihannya: {}", perhaps(name, known.clone()), known.join(", "))
        }
        (Some(name), _) if message.starts_with("missing field") => format!("{name} belum ditulis"),
        _ => match message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected ")) {
            Some((found, wanted)) => {
                format!("isi {} berupa {}, seharusnya {}", entry.unwrap_or("berkas"), kind(found), kind(wanted))
            }
            None => format!("{}: {message}", entry.unwrap_or("isinya")),
        },
    };
    (place, told)
}

/// What people call a type of value.
fn kind(word: &str) -> String {
    let bare = word.strip_prefix("a ").or_else(|| word.strip_prefix("an ")).unwrap_or(word);
    let name = match bare.split(' ').next().unwrap_or_default() {
        "string" => "teks di antara tanda kutip",
        "integer" | "i32" | "u32" | "u64" | "i64" => "bilangan bulat",
        "float" | "floating" | "f64" => "bilangan",
        "boolean" | "bool" => "true atau false",
        "sequence" => "daftar di antara kurung siku",
        "map" | "struct" | "table" => "tabel berisi beberapa kunci",
        "TOML" => "tanggal tanpa tanda kutip, misalnya 2026-02-28",
        _ => return word.to_string(),
    };
    name.to_string()
}

/// Takes the entry away whose key or value stands there; gives its name.
fn remove(table: &mut DeTable<'_>, span: &Range<usize>) -> Option<String> {
    let own = table.iter().find(|(key, value)| key.span() == *span || value.span() == *span);
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
    fn a_word_is_meant_to_be_the_nearest_known_one_or_none() {
        assert_eq!(nearest("tenggatt", ["tenggat", "templat"]), Some("tenggat"));
        assert_eq!(nearest("uk7", ["UK07", "PK03"]), Some("UK07"));
        assert_eq!(nearest("warna", ["tenggat", "templat"]), None);
    }

    #[test]
    fn a_file_that_is_no_toml_is_told_with_its_line() {
        let faults = read::<toml::Table>("a = 1\nb = [1, 2\nc = \"x\n").err().unwrap();
        assert!(faults[0].starts_with("baris "), "{faults:?}");
    }
}
