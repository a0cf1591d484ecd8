//! What is official, and what is different from it now: figure by figure, and cell by cell.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::model::{Recap, RecapIndikator};
use super::register::RegisterRow;
use crate::compare::UnitChange;
use crate::domain::date::long_format;
use crate::domain::official::{OfficialVersion, PROVISIONAL};
use crate::domain::surat::WrittenSurat;
use crate::procedure::FlowBoard;

/// A figure of a recap, as it was printed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct OfficialFigure {
    /// Code of the unit; none for the institution.
    pub unit: Option<String>,
    /// Code of the indicator; empty where it has none, and for figures over all.
    #[serde(rename = "kode")]
    pub code: String,
    /// The indicator, or what the figure is.
    pub indikator: String,
    /// "target", "realisasi", "capaian", "status" or "angka".
    #[serde(rename = "isian")]
    pub slot: String,
    /// As it was printed.
    #[serde(rename = "tulisan")]
    pub wording: String,
    /// `None` for what is a word.
    #[serde(rename = "angka")]
    pub figure: Option<f64>,
}

/// A figure that is not what was ratified.
#[derive(Debug, Clone, PartialEq)]
pub struct FigureDifference {
    /// Code of the unit; none for the institution.
    pub unit: Option<String>,
    /// Code of the indicator.
    pub code: String,
    /// The indicator, or what the figure is.
    pub indikator: String,
    /// Which of its figures.
    pub slot: String,
    /// What was ratified; none where there was no such figure.
    pub official: Option<String>,
    /// As these reports print it; `None` where there is no such figure any more.
    pub now: Option<String>,
}

/// An official version, and what is different now.
#[derive(Debug, Clone, PartialEq)]
pub struct OfficialComparison {
    /// The version that the run is set against.
    pub version: OfficialVersion,
    /// Figures of the recap that are not as they were printed.
    pub figures: Vec<FigureDifference>,
    /// Cells and documents of units.
    pub units: Vec<UnitChange>,
    /// Why nothing can be said, where nothing can.
    pub without: Option<String>,
}

/// What reports must say of official versions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct OfficialStanding {
    /// The version that these reports are.
    pub this: Option<OfficialVersion>,
    /// The newest version of everything that was ratified.
    pub versions: Vec<OfficialComparison>,
    /// Where documents are in their procedure.
    pub flow: FlowBoard,
    /// The register of documents.
    pub register: Vec<RegisterRow>,
    /// The letters that were written to units.
    pub letters: Vec<WrittenSurat>,
}

impl OfficialStanding {
    /// What a recap says of them besides its figures, a sentence each: what is different, and where documents are.
    pub fn remarks(&self) -> Vec<String> {
        let different = self.versions.iter().filter(|one| !one.same()).map(|one| {
            format!(
                "Berbeda dengan versi resmi {}: {} angka, {} isian; lihat lembar Beda Resmi pada buku konsolidasi.",
                one.mention(),
                one.figures.len(),
                one.cells()
            )
        });
        different.chain(self.flow.sentence()).collect()
    }

    /// What is printed above the figures: "Resmi, versi 2, disahkan … oleh …", or "Sementara".
    pub fn title(&self) -> String {
        self.this.as_ref().map_or_else(|| PROVISIONAL.to_string(), OfficialVersion::title)
    }
}

impl OfficialComparison {
    /// Whether everything is as it was ratified.
    pub fn same(&self) -> bool {
        self.figures.is_empty() && self.units.is_empty() && self.without.is_none()
    }

    /// How many cells, rows and documents are different.
    pub fn cells(&self) -> usize {
        self.units.iter().map(|unit| unit.changes.len()).sum()
    }

    /// "TW II (versi 1, disahkan 12 Juli 2026)".
    pub fn mention(&self) -> String {
        let version = &self.version;
        let opened = match &version.reopened {
            Some(opened) => format!(", dibuka kembali {}", long_format(opened.day)),
            None => String::new(),
        };
        format!("{} (versi {}, disahkan {}{opened})", version.scope.name(), version.number, long_format(version.day))
    }

    /// What is different of a unit.
    pub fn of_unit(&self, unit: &str) -> Option<&UnitChange> {
        self.units.iter().find(|one| one.unit == unit)
    }
}

/// Every figure of a recap.
pub fn figures(recap: &Recap) -> Vec<OfficialFigure> {
    let mut all: Vec<OfficialFigure> = recap
        .cards
        .iter()
        .map(|card| OfficialFigure {
            unit: None,
            code: String::new(),
            indikator: card.label.clone(),
            slot: "angka".to_string(),
            wording: card.wording.clone(),
            figure: card.value.figure,
        })
        .collect();
    for one in &recap.iku {
        of_indikator(None, &one.indikator, &mut all);
    }
    for unit in &recap.units {
        for one in &unit.indikator {
            of_indikator(Some(&unit.unit), &one.indikator, &mut all);
        }
    }
    all
}

fn of_indikator(unit: Option<&str>, one: &RecapIndikator, all: &mut Vec<OfficialFigure>) {
    let standing = &one.standing;
    let content = [
        ("target", &standing.target.wording, standing.target.figure),
        ("realisasi", &standing.realisasi.wording, standing.realisasi.figure),
        ("capaian", &standing.capaian.wording, standing.capaian.figure),
        ("status", &standing.light.word.to_string(), None),
    ];
    for (slot, wording, figure) in content {
        all.push(OfficialFigure {
            unit: unit.map(str::to_string),
            code: one.code.clone(),
            indikator: one.indikator.clone(),
            slot: slot.to_string(),
            wording: wording.clone(),
            figure,
        });
    }
}

/// Figures that differ, in the order of the ratified ones, new ones behind.
pub fn differences(official: &[OfficialFigure], now: &[OfficialFigure]) -> Vec<FigureDifference> {
    let (before, after) = (keyed(official), keyed(now));
    let told = |one: &OfficialFigure, official: Option<&OfficialFigure>, now: Option<&OfficialFigure>| {
        // What is rounded to the same print is told with all its digits.
        let alike = official.zip(now).is_some_and(|(official, now)| official.wording == now.wording);
        let words = |one: &OfficialFigure| match one.figure.filter(|_| alike) {
            Some(figure) => format!("{} ({})", one.wording, figure.to_string().replace('.', ",")),
            None => one.wording.clone(),
        };
        FigureDifference {
            unit: one.unit.clone(),
            code: one.code.clone(),
            indikator: one.indikator.clone(),
            slot: one.slot.clone(),
            official: official.map(words),
            now: now.map(words),
        }
    };
    let mut outcome = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (key, one) in keys(official) {
        seen.insert(key);
        match after.get(&key) {
            Some(new) if same(one, new) => {}
            new => outcome.push(told(one, Some(one), new.copied())),
        }
    }
    for (key, one) in keys(now) {
        if !seen.contains(&key) && !before.contains_key(&key) {
            outcome.push(told(one, None, Some(one)));
        }
    }
    outcome
}

/// What a figure is known by; the number tells equal ones apart.
type FigureKey<'a> = (Option<&'a str>, &'a str, &'a str, &'a str, usize);

fn keys(all: &[OfficialFigure]) -> impl Iterator<Item = (FigureKey<'_>, &OfficialFigure)> {
    let mut count: BTreeMap<(Option<&str>, &str, &str, &str), usize> = BTreeMap::new();
    all.iter().map(move |one| {
        // A code says which indicator it is, whatever its wording.
        let indikator = if one.code.is_empty() { one.indikator.as_str() } else { "" };
        let key = (one.unit.as_deref(), one.code.as_str(), indikator, one.slot.as_str());
        let number = count.entry(key).or_default();
        *number += 1;
        ((key.0, key.1, key.2, key.3, *number), one)
    })
}

fn keyed(all: &[OfficialFigure]) -> BTreeMap<FigureKey<'_>, &OfficialFigure> {
    keys(all).collect()
}

fn same(one: &OfficialFigure, other: &OfficialFigure) -> bool {
    let close = match (one.figure, other.figure) {
        (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(other.abs()).max(1.0),
        (None, None) => true,
        _ => false,
    };
    close && one.wording == other.wording
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(unit: Option<&str>, code: &str, slot: &str, figure: f64) -> OfficialFigure {
        OfficialFigure {
            unit: unit.map(str::to_string),
            code: code.to_string(),
            indikator: format!("Indikator {code}"),
            slot: slot.to_string(),
            wording: figure.to_string(),
            figure: Some(figure),
        }
    }

    #[test]
    fn each_figure_that_is_not_what_was_ratified_is_told_once_and_equal_ones_are_not() {
        let official = [figure(Some("JTI"), "IKK 1", "realisasi", 80.0), figure(Some("JTI"), "IKK 1", "target", 90.0)];
        assert!(differences(&official, &official).is_empty());
        let now = [figure(Some("JTI"), "IKK 1", "realisasi", 85.0), figure(Some("JTI"), "IKK 2", "target", 1.0)];
        let told: Vec<(String, Option<String>, Option<String>)> = differences(&official, &now)
            .into_iter()
            .map(|one| (format!("{} {}", one.code, one.slot), one.official, one.now))
            .collect();
        let text = |text: &str| Some(text.to_string());
        assert_eq!(
            told,
            [
                ("IKK 1 realisasi".to_string(), text("80"), text("85")),
                ("IKK 1 target".to_string(), text("90"), None),
                ("IKK 2 target".to_string(), None, text("1")),
            ]
        );
    }

    #[test]
    fn indicators_without_a_code_that_share_their_wording_are_told_apart_by_order() {
        let one = |figure_: f64| figure(None, "", "target", figure_);
        let (official, now) = ([one(1.0), one(2.0)], [one(1.0), one(3.0)]);
        let told = differences(&official, &now);
        assert_eq!(told.len(), 1);
        assert_eq!((told[0].official.as_deref(), told[0].now.as_deref()), (Some("2"), Some("3")));
    }
}
