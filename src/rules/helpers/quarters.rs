//! What a unit reported of an indicator quarter by quarter, over all its forms.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::domain::column::Field;
use crate::domain::hash::HashSet;
use crate::domain::triwulan::Triwulan;
use crate::finding::Place;
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::gather;
use crate::tables::{PengukuranRow, Tables};

/// The measurements of an indicator by quarter.
type Quarters<'a> = BTreeMap<Triwulan, RowMeasure<'a>>;

/// A measurement of a form for its own quarter, and that of the quarter before.
pub(in crate::rules) type Pair<'a> = (RowMeasure<'a>, RowMeasure<'a>);

/// What is found in the pairs of each form, in the order of forms. Unit by unit: only what one unit measured is held at a
/// time.
pub(in crate::rules) fn with_before<'a, T: Send>(
    tables: &'a Tables,
    form: impl Fn(&[Pair<'a>]) -> Vec<T> + Sync,
) -> Vec<T> {
    let units: Vec<_> = tables.pengukuran_of_units().collect();
    let found = units.into_par_iter().flat_map_iter(|rows| {
        let pairs = pairs(&by_indikator(tables, rows)).into_iter();
        let found = pairs.map(|(document, pairs)| (document, form(&pairs)));
        found.filter(|(_, found)| !found.is_empty()).collect::<Vec<_>>()
    });
    let mut found: Vec<(u32, Vec<T>)> = found.collect();
    found.sort_by_key(|(document, _)| *document);
    found.into_iter().flat_map(|(_, found)| found).collect()
}

/// By indicator, of the documents of a unit that count: of each quarter its own form where there is one, else the quarter's
/// column in another.
fn by_indikator<'a>(
    tables: &'a Tables,
    rows: impl Iterator<Item = PengukuranRow<'a>>,
) -> BTreeMap<&'a str, Quarters<'a>> {
    let mut all: BTreeMap<&str, Quarters<'_>> = BTreeMap::new();
    for measure in rows.map(|row| RowMeasure::new(tables, row)) {
        let (Some(tw), Some(_), Some(key)) = (measure.triwulan, measure.record.unit(), measure.record.key()) else {
            continue;
        };
        let quarters = all.entry(key).or_default();
        if measure.running() {
            let old = quarters.insert(tw, measure);
            // The first of several rows of one form counts.
            if let Some(old) = old.filter(RowMeasure::running) {
                quarters.insert(tw, old);
            }
        } else {
            quarters.entry(tw).or_insert(measure);
        }
    }
    all
}

fn pairs<'a>(quarters: &BTreeMap<&'a str, Quarters<'a>>) -> BTreeMap<u32, Vec<Pair<'a>>> {
    let mut all: BTreeMap<u32, Vec<Pair<'a>>> = BTreeMap::new();
    for series in quarters.values() {
        for (tw, now) in series.iter().filter(|(_, measure)| measure.running()) {
            let before = Triwulan::from_number(tw.number().saturating_sub(1)).and_then(|before| series.get(&before));
            if let Some(before) = before {
                all.entry(now.document).or_default().push((*now, *before));
            }
        }
    }
    for pairs in all.values_mut() {
        pairs.sort_by_key(|(now, _)| now.record.number);
    }
    all
}

/// Quarters of which a form reports nothing but zeros, though it has several rows: applications print them before anybody
/// wrote a figure.
pub(in crate::rules) fn unreported(tables: &Tables) -> HashSet<(u32, Triwulan)> {
    const FEWEST: usize = 3;
    let mut quarters: BTreeMap<(u32, Triwulan), (usize, bool)> = BTreeMap::new();
    for measure in that(tables, |row| row.triwulan.is_some()) {
        let (Some(triwulan), Some(figure)) = (measure.triwulan, measure.figure_realisasi()) else { continue };
        let (rows, zeros) = quarters.entry((measure.document, triwulan)).or_insert((0, true));
        *rows += 1;
        *zeros &= figure == 0.0;
    }
    let silent = quarters.into_iter().filter(|(_, (rows, zeros))| *rows >= FEWEST && *zeros);
    silent.map(|(quarter, _)| quarter).collect()
}

/// The cells of a field in several measurements.
pub(in crate::rules) fn places<'m, 'a: 'm>(
    measures: impl Iterator<Item = &'m RowMeasure<'a>>,
    field: Field,
) -> Vec<Place> {
    gather(measures.filter_map(|measure| measure.place(field)))
}
