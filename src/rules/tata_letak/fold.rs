//! Findings about the columns of one file as one: an official form of forty columns is mended, or not, as a whole.

use crate::domain::address::CellAddress;
use crate::domain::hash::HashMap;
use crate::domain::place::Place;
use crate::domain::text;
use crate::finding::Temuan;

use crate::rules::Aturan;
use crate::rules::helpers::fact::SheetFact;
use crate::rules::helpers::temuan;

/// Columns that a message names.
const NAMED: usize = 6;

/// A column of which something is to be said.
pub(super) struct Told<'a> {
    pub(super) sheet: SheetFact<'a>,
    pub(super) cell: CellAddress,
    /// Another cell that it is about.
    pub(super) other: Option<CellAddress>,
    /// What it is, in words: its wording, in quotes.
    pub(super) said: String,
}

/// The columns of each file and unit, in the order met.
pub(super) fn by_file<'a, T>(places: Vec<(Told<'a>, T)>) -> Vec<Vec<(Told<'a>, T)>> {
    let mut groups: Vec<Vec<(Told<'a>, T)>> = Vec::new();
    let mut known: HashMap<(&str, Option<&str>), usize> = HashMap::default();
    for (place, more) in places {
        let key = (place.sheet.file.path.as_str(), place.sheet.unit);
        let group = *known.entry(key).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push((place, more)),
            None => groups.push(vec![(place, more)]),
        }
    }
    groups
}

/// One finding about several columns: at those of the first sheet, with the other sheets beside it.
pub(super) fn finding<T>(aturan: &Aturan, places: &[(Told<'_>, T)], message: &str, advice: &str) -> Option<Temuan> {
    let (first, _) = places.first()?;
    let mut sheets: Vec<(&SheetFact<'_>, Vec<CellAddress>)> = Vec::new();
    for (place, _) in places {
        match sheets.iter_mut().find(|(sheet, _)| sheet.sheet.name == place.sheet.sheet.name) {
            Some((_, cells)) => cells.push(place.cell),
            None => sheets.push((&place.sheet, vec![place.cell])),
        }
    }
    let mut spot = sheets.into_iter().map(|(sheet, cells)| sheet.cell_count(cells));
    let at: Place = spot.next()?;
    let others = places.iter().filter_map(|(place, _)| Some(place.sheet.cell(place.other?)));
    let others: Vec<Place> = spot.chain(others).collect();
    Some(temuan(aturan, at, message, advice).unit(first.sheet.unit).all_related(others))
}

/// The columns in words; equal ones of several sheets are named once.
pub(super) fn listed<T>(places: &[(Told<'_>, T)]) -> String {
    let mut different: Vec<(&str, CellAddress)> = Vec::new();
    for (place, _) in places {
        if !different.iter().any(|(said, _)| *said == place.said) {
            different.push((&place.said, place.cell));
        }
    }
    let mut named: Vec<String> =
        different.iter().take(NAMED).map(|(said, cell)| format!("{said} (sel {cell})")).collect();
    if different.len() > NAMED {
        named.push(format!("{} lainnya", different.len() - NAMED));
    }
    text::listed(&named)
}

/// "12 kolom", "12 kolom di 3 lembar".
pub(super) fn counted<T>(places: &[(Told<'_>, T)]) -> String {
    let mut sheets: Vec<&str> = places.iter().map(|(place, _)| place.sheet.sheet.name.as_str()).collect();
    sheets.dedup();
    match sheets.len() {
        0 | 1 => format!("{} kolom", places.len()),
        sheets => format!("{} kolom di {sheets} lembar", places.len()),
    }
}
