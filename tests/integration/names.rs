//! Mechanics are named in English, domain nouns in Indonesian: the words of every type and function are looked at.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::shared::root;

/// Indonesian words of mechanics, one a line.
const MECHANICS: &str = include_str!("names/mechanics.txt");

/// Beginnings that Indonesian words have and English ones do not, and endings likewise: words that no list knows yet.
const BEGINNINGS: [&str; 12] =
    ["meng", "meny", "memp", "peng", "peny", "pemb", "keter", "berk", "berh", "berp", "terk", "dip"];
const ENDINGS: [&str; 3] = ["nya", "kan", "isasi"];

#[test]
fn types_and_functions_are_named_in_english_or_with_words_of_the_glossary() {
    let names = names(&root().join("src"));
    assert!(names.len() > 4000, "{} names were read", names.len());
    let wrong = wrong(&names);
    assert!(wrong.is_empty(), "say these in English, or add a domain noun to docs/words.md:\n{}", wrong.join("\n"));
}

#[test]
fn a_planted_name_is_counted_and_a_name_of_the_glossary_is_not() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let source =
        "pub(crate) fn simpan_sasaran() {}\npub struct CellPembaca;\npub fn read_sasaran() {}\nenum KaskadeNode {}\n";
    std::fs::write(folder.path().join("planted.rs"), source).expect("a source file");
    let found = wrong(&names(folder.path()));
    let said: Vec<&str> = found.iter().filter_map(|line| line.split(" in ").next()).collect();
    assert_eq!(said, ["CellPembaca (pembaca)", "simpan_sasaran (simpan)"]);
}

/// Names with a word that is neither English nor of the glossary, each with that word and its file.
fn wrong(names: &[(String, String)]) -> Vec<String> {
    let glossary = glossary();
    let mechanics: BTreeSet<&str> = MECHANICS.lines().filter(|line| !line.starts_with('#')).collect();
    let mut wrong = BTreeMap::new();
    for (name, file) in names {
        for word in words(name) {
            if !glossary.contains(&word) && (mechanics.contains(word.as_str()) || looks_indonesian(&word)) {
                wrong.insert(name, format!("{name} ({word}) in {file}"));
            }
        }
    }
    wrong.into_values().collect()
}

#[test]
fn no_word_is_both_a_word_of_the_glossary_and_one_of_mechanics() {
    let glossary = glossary();
    let both: Vec<&str> = MECHANICS.lines().filter(|word| glossary.contains(*word)).collect();
    assert!(both.is_empty(), "{both:?}");
    assert!(glossary.len() >= 50, "the table of docs/words.md was not read");
}

#[test]
fn an_indonesian_name_is_seen_whatever_its_case() {
    assert_eq!(words("PembacaLembar2"), ["pembaca", "lembar"]);
    assert_eq!(words("tulis_HTML_satu"), ["tulis", "html", "satu"]);
    assert_eq!(
        found("pub(super) fn baca_nilai<T>(x: T) {} // fn of\nenum Isi {", "x.rs"),
        [("baca_nilai".to_string(), "x.rs".to_string()), ("Isi".to_string(), "x.rs".to_string())]
    );
    assert!(looks_indonesian("menggolongkan") && looks_indonesian("bacakan") && !looks_indonesian("terminal"));
}

/// Words in backticks of the second column, in the first table.
fn glossary() -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("docs/words.md")).expect("the glossary");
    let table = text.split("\n## ").find(|part| part.starts_with("Words that stay")).expect("its first table");
    let column = table.lines().filter_map(|line| line.split('|').nth(2));
    column.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_string).collect()
}

fn looks_indonesian(word: &str) -> bool {
    word.len() > 5
        && (BEGINNINGS.iter().any(|start| word.starts_with(start)) || ENDINGS.iter().any(|end| word.ends_with(end)))
}

/// Every type and function that is defined below a folder, with its file.
fn names(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a source folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(names(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a source file");
            all.extend(found(&text, &path.display().to_string()));
        }
    }
    all
}

/// What stands after `fn`, `struct`, `enum`, `trait` and `type` at the beginning of a line, modifiers before it.
fn found(text: &str, file: &str) -> Vec<(String, String)> {
    const BEFORE: [&str; 8] = ["pub", "const", "async", "extern", "default", "crate", "super", "in"];
    let mut all = Vec::new();
    for line in text.lines() {
        let mut tokens =
            line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).filter(|one| !one.is_empty());
        if line.trim_start().starts_with("//") {
            continue;
        }
        while let Some(token) = tokens.next() {
            if matches!(token, "fn" | "struct" | "enum" | "trait" | "type") {
                all.extend(tokens.next().map(|name| (name.to_string(), file.to_string())));
                break;
            }
            if !BEFORE.contains(&token) && !line.trim_start().starts_with("pub(in") {
                break;
            }
        }
    }
    all
}

/// The words of a name, in lower case, without digits at their end.
fn words(name: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut word = String::new();
    let letters: Vec<char> = name.chars().collect();
    for (at, letter) in letters.iter().enumerate() {
        let lower_before = at > 0 && letters[at - 1].is_lowercase();
        let lower_after = letters.get(at + 1).is_some_and(|next| next.is_lowercase());
        let upper_before = at > 0 && letters[at - 1].is_uppercase();
        if *letter == '_' || letter.is_uppercase() && (lower_before || upper_before && lower_after) {
            all.push(std::mem::take(&mut word));
        }
        if *letter != '_' {
            word.extend(letter.to_lowercase());
        }
    }
    all.push(word);
    // A number at the end of a word is no part of it, but for the form that has no other name.
    all.retain(|word| !word.is_empty());
    all.into_iter()
        .map(|word| if word == "e81" { word } else { word.trim_end_matches(|c: char| c.is_ascii_digit()).to_string() })
        .collect()
}
