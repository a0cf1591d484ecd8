//! The settings that may stand on the sheet `Pengaturan` of the cascade workbook: the name that people read, the key of
//! `selaras.toml` that it is, what it takes, and a word on it. As data: `templates/pengaturan.toml`.

use serde::Deserialize;

use super::{DefinitionProblem, TemplateError};

const FILE: &str = "templates/pengaturan.toml";
const TEXT: &str = include_str!("../../templates/pengaturan.toml");

/// What a setting takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingKind {
    /// A text.
    #[serde(rename = "teks")]
    Text,
    /// Texts, a line of the cell each.
    #[serde(rename = "baris")]
    Lines,
    /// A number.
    #[serde(rename = "bilangan")]
    Number,
    /// A number, or the word "tanpa".
    #[serde(rename = "batas")]
    Limit,
    /// A day.
    #[serde(rename = "tanggal")]
    Day,
    /// One of some words.
    #[serde(rename = "pilihan")]
    Choice,
    /// Yes or no.
    #[serde(rename = "ya-tidak")]
    YesNo,
}

/// A setting as a row of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ListedSetting {
    /// What people call it.
    #[serde(rename = "nama")]
    pub name: String,
    /// Its keys, from the section down, with dots; a number at the end is a place in a list.
    #[serde(rename = "jalur")]
    pub path: String,
    /// What it takes.
    #[serde(rename = "jenis")]
    pub kind: SettingKind,
    /// Words that it takes, where it takes one of some.
    #[serde(default, rename = "pilihan")]
    pub choices: Vec<String>,
    /// A word on it.
    #[serde(rename = "penjelasan")]
    pub note: String,
    /// What stands there in a new workspace; `{tahun}` and `{depan}` are its year and the next.
    #[serde(rename = "bawaan")]
    pub standard: Option<String>,
}

impl ListedSetting {
    /// The keys on the way to it, and its place in a list.
    pub fn keys(&self) -> (Vec<&str>, Option<usize>) {
        let mut keys: Vec<&str> = self.path.split('.').collect();
        let place = keys.last().and_then(|last| last.parse().ok());
        if place.is_some() {
            keys.pop();
        }
        (keys, place)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    #[serde(rename = "pengaturan")]
    all: Vec<ListedSetting>,
}

/// Every setting, in the order of the sheet.
///
/// # Errors
/// When the shipped file is faulty, which a test holds never to be so.
pub fn listed_settings() -> Result<Vec<ListedSetting>, TemplateError> {
    let listed: Listed = toml::from_str(TEXT)
        .map_err(|error| TemplateError::whole(FILE, [DefinitionProblem::Unreadable(error.to_string())]))?;
    Ok(listed.all)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_setting_has_a_name_and_a_place_of_its_own() {
        let all = listed_settings().unwrap();
        let mut names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        let mut paths: Vec<&str> = all.iter().map(|one| one.path.as_str()).collect();
        for list in [&mut names, &mut paths] {
            let before = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), before);
        }
        for one in &all {
            assert_eq!(one.kind == SettingKind::Choice, !one.choices.is_empty(), "{}", one.name);
            assert!(one.note.ends_with('.'), "{}", one.name);
        }
        assert_eq!(
            all.iter().find(|one| one.path == "tenggat.triwulan.3").unwrap().keys(),
            (vec!["tenggat", "triwulan"], Some(3))
        );
    }
}
