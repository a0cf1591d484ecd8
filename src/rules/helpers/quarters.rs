//! What a unit reported of an indicator quarter by quarter, over all its forms.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::triwulan::Triwulan;
use crate::finding::Place;
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::gather;
use crate::tables::Tables;

/// The measurements of an indicator by quarter.
pub(in crate::rules) type Quarters<'a> = BTreeMap<Triwulan, RowMeasure<'a>>;

/// By unit and indicator, of documents that count: of each quarter its own form where there is one, else the quarter's
/// column in another.
pub(in crate::rules) fn by_indikator(tables: &Tables) -> BTreeMap<(&str, &str), Quarters<'_>> {
    let mut all: BTreeMap<(&str, &str), Quarters<'_>> = BTreeMap::new();
    for measure in that(tables, |row| row.triwulan.is_some()) {
        let (Some(tw), Some(unit), Some(key)) = (measure.triwulan, measure.record.unit(), measure.record.key()) else {
            continue;
        };
        if !measure.record.counts() {
            continue;
        }
        let quarters = all.entry((unit, key)).or_default();
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

/// The measurements of forms for their own quarter, each with that of the quarter before, by form.
pub(in crate::rules) fn with_before<'a>(
    quarters: &BTreeMap<(&'a str, &'a str), Quarters<'a>>,
) -> BTreeMap<u32, Vec<(RowMeasure<'a>, RowMeasure<'a>)>> {
    let mut all: BTreeMap<u32, Vec<_>> = BTreeMap::new();
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

/// The cells of a field in several measurements.
pub(in crate::rules) fn places<'m, 'a: 'm>(
    measures: impl Iterator<Item = &'m RowMeasure<'a>>,
    field: Field,
) -> Vec<Place> {
    gather(measures.filter_map(|measure| measure.place(field)))
}
