//! What the sheets, columns and words of the workbooks mean, in English: `templates/bahasa/en-lembar.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

/// Everything that is known, in the order of the file.
static GUIDE: LazyLock<Guide> =
    LazyLock::new(|| toml::from_str(include_str!("../../templates/bahasa/en-lembar.toml")).unwrap_or_default());

/// A name and what it means.
type Meaning = (String, String);

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Guide {
    #[serde(rename = "lembar")]
    sheets: Vec<Meaning>,
    #[serde(rename = "kolom")]
    columns: Vec<Meaning>,
    #[serde(rename = "kata")]
    words: Vec<Meaning>,
}

/// What a sheet holds.
pub fn sheet(name: &str) -> Option<&'static str> {
    find(&GUIDE.sheets, name)
}

/// What a column holds, by its heading.
pub fn column(heading: &str) -> Option<&'static str> {
    find(&GUIDE.columns, heading)
}

/// Words and marks that stand in cells.
pub fn words() -> impl Iterator<Item = (&'static str, &'static str)> {
    GUIDE.words.iter().map(|(word, meaning)| (word.as_str(), meaning.as_str()))
}

fn find(all: &'static [Meaning], name: &str) -> Option<&'static str> {
    all.iter().find(|(known, _)| known == name).map(|(_, meaning)| meaning.as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_name_of_the_shipped_file_has_one_meaning() {
        let guide: Guide = toml::from_str(include_str!("../../templates/bahasa/en-lembar.toml")).unwrap();
        for all in [&guide.sheets, &guide.columns, &guide.words] {
            let mut names: Vec<&str> = all.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            let twice: Vec<_> = names.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(!names.is_empty() && twice.is_empty(), "{twice:?}");
        }
    }
}
