//! What the cascade workbook says of itself: explanations of its words, and an example. As data:
//! `templates/penjelasan-kaskade.toml`.

use serde::Deserialize;

use super::{DefinitionProblem, TemplateError};

const FILE: &str = "templates/penjelasan-kaskade.toml";
const TEXT: &str = include_str!("../../templates/penjelasan-kaskade.toml");

/// Explanations and an example.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CascadeGuide {
    /// Parts of the sheet of explanations.
    #[serde(rename = "bagian")]
    pub parts: Vec<GuidePart>,
    /// Rows to look at.
    #[serde(rename = "contoh")]
    pub example: CascadeExample,
}

/// A part of the explanations.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GuidePart {
    /// Its heading.
    #[serde(rename = "judul")]
    pub heading: String,
    /// Words, each with what it means.
    #[serde(rename = "baris")]
    pub rows: Vec<[String; 2]>,
}

/// Rows of the two sheets, in the order of their columns.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CascadeExample {
    /// Of the register of units.
    #[serde(rename = "unit")]
    pub units: Vec<Vec<String>>,
    /// Of the cascade.
    #[serde(rename = "kaskade")]
    pub nodes: Vec<Vec<String>>,
}

/// The guide.
///
/// # Errors
/// When the shipped file is faulty, which a test holds never to be so.
pub fn cascade_guide() -> Result<CascadeGuide, TemplateError> {
    toml::from_str(TEXT).map_err(|error| TemplateError::whole(FILE, [DefinitionProblem::Unreadable(error.to_string())]))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::{Library, choice};
    use super::*;
    use crate::domain::column::Field;

    #[test]
    fn every_word_that_a_drop_down_of_the_cascade_offers_is_explained() {
        let guide = cascade_guide().unwrap();
        for field in [Field::KonsolidasiUnit, Field::PeriodKonsolidasi, Field::Polaritas, Field::Jenjang] {
            let words = choice(field).unwrap();
            let explained = |part: &GuidePart| words.iter().all(|word| part.rows.iter().any(|row| row[0] == *word));
            assert!(guide.parts.iter().any(explained), "{words:?}");
        }
    }

    #[test]
    fn the_example_has_a_cell_for_each_column_and_words_that_the_columns_take() {
        let (guide, library) = (cascade_guide().unwrap(), Library::built_in().unwrap());
        for (id, rows) in [("kaskade-unit", &guide.example.units), ("kaskade", &guide.example.nodes)] {
            let table = &library.templates.iter().find(|one| one.id == id).unwrap().tables[0];
            for row in rows {
                assert_eq!(row.len(), table.columns.len(), "{row:?}");
                for (cell, owned) in row.iter().zip(&table.columns).filter(|(cell, _)| !cell.is_empty()) {
                    let words = owned.choice();
                    assert!(words.is_empty() || words.contains(&cell.as_str()), "{cell}");
                }
            }
        }
    }
}
