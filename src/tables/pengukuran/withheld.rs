//! Measurements whose figures count nowhere, and why: a quarter that was not over when the form was signed, and two sheets
//! of one workbook that state one quarter otherwise. They keep their rows, which rules ask about.

use super::{Measured, column};
use crate::domain::capaian::{Capaian, Reason};
use crate::domain::column::Field;
use crate::domain::date::find_place_and_date;
use crate::domain::document::DocumentKind;
use crate::domain::exact;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;
use crate::tables::compute::numeral;
use crate::tables::indikator::IndikatorRow;

/// A form is of its quarter where so many rows state that.
const OWN_ROWS: usize = 3;

/// Marks them.
pub(super) fn mark(tables: &Tables, all: &mut [Measured]) {
    let figures: Vec<Option<f64>> = all.iter().map(|one| figure(tables, one)).collect();
    let early = early(tables, all, &figures);
    for number in early {
        all[number].withhold(Reason::NotYetOver);
        all[number].reports = false;
    }
    for number in contradicted(tables, all, &figures) {
        all[number].withhold(Reason::Contradicted);
    }
}

impl Measured {
    fn withhold(&mut self, reason: Reason) {
        self.agreed.capaian = Capaian::Uncounted(reason);
        self.own.capaian = Capaian::Uncounted(reason);
    }
}

/// What was reached, where it is a figure of the row's own.
fn figure(tables: &Tables, one: &Measured) -> Option<f64> {
    let entry = tables.entry(one.record, column(Field::Realisasi, one.triwulan))?;
    if entry.derivation {
        return None;
    }
    numeral(&entry.value, IndikatorRow::of(tables, one.record)?.percent())
}

/// Rows of quarters that were not over when the form was signed. Where no day says so, the one row of a later quarter in a
/// form of an earlier.
fn early(tables: &Tables, all: &[Measured], figures: &[Option<f64>]) -> Vec<usize> {
    let mut outcome = Vec::new();
    let mut number = 0;
    let document = |one: &Measured| tables.address(one.record).map(|address| address.document);
    for form in all.chunk_by(|one, other| document(one) == document(other)) {
        let first = number;
        number += form.len();
        let Some(end) = form.first().and_then(|one| Latest::of(tables, one.record)) else { continue };
        let states = |tw: Triwulan| {
            let rows = form.iter().zip(&figures[first..]);
            rows.filter(|(one, figure)| one.triwulan == Some(tw) && figure.is_some()).count()
        };
        // Where no day tells, one row alone says nothing of a later quarter.
        let alone = |tw: Triwulan| end.own.is_some_and(|own| tw > own && states(tw) == 1 && states(own) >= OWN_ROWS);
        let mut known: HashMap<Triwulan, bool> = HashMap::default();
        for (at, one) in form.iter().enumerate().filter(|(_, one)| !one.semester) {
            let Some(tw) = one.triwulan else { continue };
            if *known.entry(tw).or_insert_with(|| end.excludes(tw).unwrap_or_else(|| alone(tw))) {
                outcome.push(first + at);
            }
        }
    }
    outcome
}

/// Until when a form can know of anything.
struct Latest {
    /// The quarter that it is of.
    own: Option<Triwulan>,
    /// Year and month of its signature, and the year of the form.
    signed: Option<(i32, u32)>,
    year: i32,
}

impl Latest {
    fn of(tables: &Tables, record: u32) -> Option<Self> {
        let registered = tables.document_from(record).filter(|one| one.kind == DocumentKind::Pengukuran)?;
        let content = tables.document_content(tables.address(record)?.document)?;
        let day = content.ratification.as_ref().and_then(|entry| find_place_and_date(&entry.raw));
        let signed = day.map(|day| (day.year, day.month));
        let year = registered.year.or(signed.map(|(year, _)| year)).unwrap_or_default();
        Some(Self { own: registered.triwulan, signed, year })
    }

    /// Whether a quarter came too late for the form; nothing where no day tells. Who signs in the last month of a quarter
    /// may have counted it already.
    fn excludes(&self, tw: Triwulan) -> Option<bool> {
        if self.own.is_some_and(|own| tw <= own) {
            return Some(false);
        }
        let last = if self.own.is_some() { tw.number() * 3 } else { tw.number() * 3 - 2 };
        self.signed.map(|signed| signed < (self.year, last))
    }
}

/// What is stated once and is one figure: unit, indicator, quarter, whether it is a semester's, and whether it runs up.
type Stated<'a> = (&'a str, &'a str, Triwulan, bool, bool);

/// Rows of which another sheet of the same workbook states another figure. Which of two files counts is known; of two
/// sheets in one nothing says it.
fn contradicted(tables: &Tables, all: &[Measured], figures: &[Option<f64>]) -> HashSet<usize> {
    let mut stated: HashMap<Stated<'_>, Vec<(usize, f64)>> = HashMap::default();
    for (number, (one, figure)) in all.iter().zip(figures).enumerate() {
        let registered = tables.document_from(one.record);
        let own = registered.is_some_and(|document| {
            document.kind == DocumentKind::Pengukuran && document.status.counts() && document.triwulan == one.triwulan
        });
        let key = || {
            let unit = registered?.unit.as_deref()?;
            let key = tables.links.get(one.record as usize)?.key.as_deref()?;
            Some((unit, key, one.triwulan?, one.semester, one.cumulative))
        };
        if let (true, Some(figure), Some(key)) = (own, figure, key()) {
            stated.entry(key).or_default().push((number, *figure));
        }
    }
    let sheet = |number: usize| {
        let address = tables.address(all[number].record)?;
        Some((tables.documents.get(address.document as usize)?.file, address.document))
    };
    let differ = |one: &(usize, f64), other: &(usize, f64)| {
        let places = sheet(one.0).zip(sheet(other.0));
        places.is_some_and(|(here, there)| here.0 == there.0 && here.1 != there.1) && !rounded(one.1, other.1)
    };
    let mut outcome = HashSet::default();
    for rows in stated.into_values().filter(|rows| rows.len() > 1) {
        for one in rows.iter().filter(|one| rows.iter().any(|other| differ(one, other))) {
            outcome.insert(one.0);
        }
    }
    outcome
}

/// Whether two figures are one, be it that one of them was rounded.
fn rounded(one: f64, other: f64) -> bool {
    let to = |figure: f64, places: i32| {
        let scale = 10_f64.powi(places);
        (figure * scale).round() / scale
    };
    let of = |fine: f64, rough: f64| (0..=3).any(|places| exact::same(to(fine, places), rough));
    exact::same(one, other) || of(one, other) || of(other, one)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rounded_figure_is_the_same_and_another_is_not() {
        assert!(rounded(41.3, 41.30) && rounded(41.333, 41.33) && rounded(41.333, 41.0) && rounded(0.0, 0.0));
        assert!(!rounded(41.3, 44.3) && !rounded(41.3, 41.4) && !rounded(12.0, 13.0));
    }

    #[test]
    fn a_quarter_is_too_late_for_a_form_that_was_signed_before_its_last_month() {
        let form = |own, signed| Latest { own, signed, year: 2026 };
        let july = form(Some(Triwulan::II), Some((2026, 7)));
        assert_eq!(july.excludes(Triwulan::III), Some(true));
        assert_eq!(july.excludes(Triwulan::II), Some(false));
        assert_eq!(form(Some(Triwulan::II), Some((2026, 9))).excludes(Triwulan::III), Some(false));
        assert_eq!(form(Some(Triwulan::II), Some((2027, 1))).excludes(Triwulan::IV), Some(false));
        assert_eq!(form(None, Some((2026, 7))).excludes(Triwulan::III), Some(false));
        assert_eq!(form(None, Some((2026, 7))).excludes(Triwulan::IV), Some(true));
        assert_eq!(form(Some(Triwulan::II), None).excludes(Triwulan::III), None);
    }
}
