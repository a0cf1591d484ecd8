//! What a column may mean, as people choose it: by number, by name, or by a part of its explanation.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::text::key;

/// A field with its name in definitions and its explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meaning {
    /// What a column would hold.
    pub field: Field,
    /// What it is, in Indonesian.
    pub explanation: String,
}

impl Meaning {
    /// Its name in definitions.
    pub fn name(&self) -> &'static str {
        self.field.name()
    }
}

/// A meaning that nobody knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{written:?} bukan arti kolom yang dikenal; yang paling dekat: {}. Daftar lengkap: selaras templat bidang", nearest.join(", "))]
pub struct UnknownMeaning {
    /// What was answered.
    pub written: String,
    /// The names of those that are known, nearest first.
    pub nearest: Vec<String>,
}

/// Names that an error lists.
const NEAREST: usize = 6;

#[derive(Deserialize)]
struct Listed {
    #[serde(rename = "bidang")]
    fields: Vec<ListedField>,
}

#[derive(Deserialize)]
struct ListedField {
    #[serde(rename = "nama")]
    name: String,
    #[serde(rename = "arti")]
    meaning: String,
}

static MEANINGS: LazyLock<Vec<Meaning>> = LazyLock::new(|| {
    let listed: Listed =
        toml::from_str(include_str!("../../templates/bidang.toml")).unwrap_or(Listed { fields: Vec::new() });
    let known = |name: &str| Field::ALL.iter().copied().find(|field| field.name() == name);
    listed
        .fields
        .into_iter()
        .filter_map(|one| Some(Meaning { field: known(&one.name)?, explanation: one.meaning }))
        .collect()
});

/// Every meaning, in the order in which they are offered.
pub fn meanings() -> &'static [Meaning] {
    &MEANINGS
}

/// The meaning that was answered: its name, its number in the list from one on, or its explanation.
///
/// # Errors
/// When nothing is called so; the nearest names are listed.
pub fn meaning(written: &str) -> Result<&'static Meaning, UnknownMeaning> {
    let text = key(written);
    if let Some(one) = text.parse::<usize>().ok().and_then(|number| meanings().get(number.checked_sub(1)?)) {
        return Ok(one);
    }
    let name = text.replace([' ', '-'], "_");
    let found = meanings().iter().find(|one| one.name() == name || key(&one.explanation) == text);
    found.ok_or_else(|| UnknownMeaning { written: written.trim().to_string(), nearest: nearest(&name) })
}

/// The meaning that was answered, with the period where the answer names one: "target.tw2", "realisasi.bulan6".
///
/// # Errors
/// When nothing is called so; the nearest names are listed.
pub fn answered(written: &str) -> Result<FormColumn, UnknownMeaning> {
    let text = key(written);
    let figure = |one: &FormColumn| {
        matches!(one.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
            && !matches!(one.period, Period::EveryYear)
    };
    match text.contains('.').then(|| text.parse::<FormColumn>().ok()).flatten().filter(figure) {
        Some(column) => Ok(column),
        None => meaning(written).map(|one| one.field.yearly()),
    }
}

fn nearest(name: &str) -> Vec<String> {
    let mut ranked: Vec<(f64, &str)> =
        meanings().iter().map(|one| (strsim::jaro_winkler(name, one.name()), one.name())).collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0));
    ranked.into_iter().take(NEAREST).map(|(_, name)| name.to_string()).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_field_of_definitions_is_explained_once() {
        for field in Field::ALL {
            assert_eq!(meanings().iter().filter(|one| one.field == *field).count(), 1, "{}", field.name());
        }
    }

    #[test]
    fn a_meaning_is_chosen_by_number_by_name_or_by_its_explanation() {
        for written in ["1", "indikator", " Indikator ", "Indikator kinerja: kalimat tentang apa yang diukur"] {
            assert_eq!(meaning(written).unwrap().field, Field::Indikator, "{written}");
        }
        assert_eq!(meaning("penanggung jawab").unwrap().field, Field::PenanggungJawab);
    }

    #[test]
    fn an_answer_may_name_its_period() {
        assert_eq!(answered("target.tw2").unwrap().to_string(), "target.tw2");
        assert_eq!(answered(" Realisasi.bulan6 ").unwrap().to_string(), "realisasi.bulan6");
        assert_eq!(answered("target.tw").unwrap(), Field::Target.running());
        assert_eq!(answered("target").unwrap(), Field::Target.yearly());
        assert!(answered("target.tw9").is_err());
        assert!(answered("sasaran.tw2").is_err());
    }

    #[test]
    fn an_unknown_meaning_is_answered_with_the_nearest() {
        let error = meaning("realisai").unwrap_err();
        assert_eq!(error.nearest.first().map(String::as_str), Some("realisasi"));
        assert!(error.to_string().contains("selaras templat bidang"), "{error}");
        assert!(meaning("999").is_err());
    }
}
