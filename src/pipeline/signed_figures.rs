//! The figures on the pages of a signed copy against those of the document whose number it bears.
//!
//! A copy may be printed from another file than the one that was checked. Its pages are compared where they are text and
//! name the indicators: a target stands on the lines of its indicator, to the right. A picture is told to be one. Nothing is
//! said of figures that only the pages have: days, NIPs and page numbers stand there too.

use std::ops::Range;

use crate::domain::document::DocumentKind;
use crate::domain::numeral::short_figure;
use crate::domain::text;
use crate::domain::value::Entry;
use crate::signed::Shown;
use crate::tables::{IndikatorRow, Tables};

/// Targets may stand this much above or below the lines of their indicator.
const BESIDE: f64 = 4.0;

/// What a document promises for an indicator.
struct Promise {
    label: String,
    /// Its wording, as it is looked for.
    wording: String,
    target: f64,
}

/// What the pages say of the figures of a unit's document, as a part of a sentence; `None` where it has none to compare.
pub(super) fn compared(tables: &Tables, unit: &str, kind: DocumentKind, shown: &[Shown]) -> Option<String> {
    let promises = promises(tables, unit, kind);
    if promises.is_empty() {
        return None;
    }
    let name = kind.facts().short;
    let pages = Pages::of(shown);
    let (mut same_ones, mut different) = (0, Vec::new());
    for one in &promises {
        let beside: Vec<Vec<Vec<f64>>> = pages.places(&one.wording).map(|place| pages.beside(&place)).collect();
        // A wording may be the beginning of another: one place that agrees is enough.
        let agrees = |figures: &Vec<Vec<f64>>| figures.iter().flatten().any(|figure| same(*figure, one.target));
        if beside.iter().any(agrees) {
            same_ones += 1;
        } else if let Some(there) = beside.iter().flatten().find_map(|readings| readings.first()) {
            let (there, target) = (short_figure(*there, 4), short_figure(one.target, 4));
            different.push(format!("target {} tertulis {there}, di {name} {target}", one.label));
        }
    }
    Some(match (same_ones, different.is_empty()) {
        (0, true) => format!("angka di halamannya tidak terbaca sebagai teks, jadi tidak dibandingkan dengan {name}"),
        (_, true) => format!("{same_ones} target di halamannya sama dengan {name}"),
        _ => format!("ANGKANYA BERBEDA dari {name}: {}", different.join("; ")),
    })
}

/// The texts of pages, in the order in which they are drawn, put together to look for wordings in.
struct Pages<'s> {
    shown: &'s [Shown],
    text: String,
    /// Where each of the texts begins in it.
    starts: Vec<usize>,
}

impl<'s> Pages<'s> {
    fn of(shown: &'s [Shown]) -> Self {
        let (mut text, mut starts) = (String::new(), Vec::new());
        for one in shown {
            starts.push(text.len());
            let words = plain(&one.text);
            text.push_str(&words);
            if !words.is_empty() {
                text.push(' ');
            }
        }
        Self { shown, text, starts }
    }

    /// The texts that make up a wording, each time it stands there.
    fn places<'a>(&'a self, wording: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        let at = |letter: usize| self.starts.partition_point(|start| *start <= letter).saturating_sub(1);
        let found = self.text.match_indices(wording);
        found.map(move |(start, found)| at(start)..at((start + found.len()).saturating_sub(1)) + 1)
    }

    /// The figures on the lines of a wording, from its right; each in every way in which it can be read.
    fn beside(&self, place: &Range<usize>) -> Vec<Vec<f64>> {
        let Some(own) = self.shown.get(place.clone()).filter(|own| !own.is_empty()) else { return Vec::new() };
        let (page, left) = (own[0].page, own.iter().map(|one| one.x).fold(f64::MIN, f64::max));
        let low = own.iter().map(|one| one.y).fold(f64::MAX, f64::min);
        let high = own.iter().map(|one| one.y).fold(f64::MIN, f64::max);
        let on_its_lines = |(number, one): &(usize, &Shown)| {
            let beside = one.page == page && low - BESIDE <= one.y && one.y <= high + BESIDE;
            beside && one.x > left && !place.contains(number)
        };
        let mut lines: Vec<&Shown> = self.shown.iter().enumerate().filter(on_its_lines).map(|(_, one)| one).collect();
        lines.sort_by(|one, other| one.x.total_cmp(&other.x));
        lines.into_iter().flat_map(|one| figures(&one.text)).collect()
    }
}

/// What a unit's document that counts promises.
fn promises(tables: &Tables, unit: &str, kind: DocumentKind) -> Vec<Promise> {
    let promise = |row: &IndikatorRow<'_>, target: Option<&Entry>| {
        let sentence = row.indikator().filter(|_| row.unit == Some(unit))?;
        let target = target?.value.figure()?;
        let label = row.node.map_or_else(|| text::brief(sentence, 60), |node| node.code.clone());
        Some(Promise { label, wording: plain(sentence), target }).filter(|one| !one.wording.is_empty())
    };
    match kind {
        DocumentKind::Pk => tables.pk().filter_map(|row| promise(&row, row.target())).collect(),
        DocumentKind::RencanaAksi => tables.rencana_aksi().filter_map(|row| promise(&row, row.target())).collect(),
        _ => Vec::new(),
    }
}

/// Small letters, single blanks, nothing that a line break or a hyphen adds.
fn plain(text: &str) -> String {
    let small = text.to_lowercase();
    let kept = small.chars().map(|letter| if letter.is_whitespace() || letter == '\u{ad}' { ' ' } else { letter });
    let kept: String = kept.collect();
    kept.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The figures of a text, each in every way in which it can be read.
fn figures(text: &str) -> Vec<Vec<f64>> {
    let mut all = Vec::new();
    let mut word = String::new();
    for letter in text.chars().chain([' ']) {
        if letter.is_ascii_digit() || (matches!(letter, '.' | ',') && !word.is_empty()) {
            word.push(letter);
            continue;
        }
        let written = word.trim_end_matches(['.', ',']);
        if !written.is_empty() {
            let indonesian = written.replace('.', "").replace(',', ".");
            let english = written.replace(',', "");
            let readings = [indonesian, english].into_iter().filter_map(|one| one.parse().ok());
            all.push(readings.collect());
        }
        word.clear();
    }
    all
}

fn same(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9_f64.max(other.abs() * 1e-9)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_in_every_way_in_which_people_write_them() {
        let read = |text: &str, figure: f64| {
            figures(text).iter().any(|readings| readings.iter().any(|one| same(*one, figure)))
        };
        assert!(read("60 %", 60.0) && read("60,00%", 60.0) && read("60.00", 60.0));
        assert!(read("Rp150.000.000,00", 150_000_000.0) && read("150,000,000", 150_000_000.0));
        assert!(read("3,62 Indeks.", 3.62) && !read("3,62", 3.6) && !read("TW", 1.0));
    }
}
