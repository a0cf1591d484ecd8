//! The targets of one indicator over the year, by quarter or by month.

use crate::domain::capaian::whole::without_noise;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::exact;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;
use crate::finding::Place;
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::{figure, same};
use crate::tables::compute::numeral;

/// The quarter or month columns of a row, as far as its form has them.
#[derive(Debug)]
pub(in crate::rules) struct RowSeries<'a> {
    /// The row.
    pub(in crate::rules) record: IndikatorRecord<'a>,
    /// Its entries in the order of the year.
    pub(in crate::rules) items: Vec<(FormColumn, &'a Entry)>,
    /// Whether a header says that values run up.
    pub(in crate::rules) cumulative: bool,
}

/// Words of headings of what actions bring forth.
const OUTPUT: [&str; 3] = ["output", "keluaran", "aksi"];

/// Words of headings of what the stages of a plan are to bring forth.
const STAGE: [&str; 2] = ["tahap", "aktivitas"];

/// Whether the year's target of a row is that of a stage or an action by its heading, "Target Tahap Aktivitas", and none of the
/// indicator.
pub(in crate::rules) fn of_a_stage(record: &IndikatorRecord<'_>) -> bool {
    let column = Field::Target.yearly();
    let owned = record.table().and_then(|table| table.columns.iter().find(|owned| owned.column == column));
    let own = owned.map(|owned| key(owned.heading.rsplit(" > ").next().unwrap_or_default()));
    own.is_some_and(|own| STAGE.iter().any(|word| own.contains(word)))
}

/// A figure and where it stands.
pub(in crate::rules) type SeriesPoint = (FormColumn, f64);

impl<'a> RowSeries<'a> {
    /// The targets of a row: its quarters, else its months.
    pub(in crate::rules) fn target(record: IndikatorRecord<'a>) -> Option<Self> {
        let row = record.row()?;
        let take = |column: FormColumn| row.entry(column).map(|entry| (column, entry));
        let triwulan: Vec<_> = Triwulan::ALL.into_iter().filter_map(|tw| take(Field::Target.tw(tw))).collect();
        let month = || (1..=12).filter_map(|month| take(Field::Target.month(month))).collect::<Vec<_>>();
        let item = if triwulan.is_empty() { month() } else { triwulan };
        let cumulative = record
            .table()?
            .columns
            .iter()
            .any(|owned| owned.cumulative && item.iter().any(|(k, _)| *k == owned.column));
        (!item.is_empty()).then_some(Self { record, items: item, cumulative })
    }

    /// Whether its columns are those of outputs of the actions, "Target Output > TW I", and the year's target is the
    /// indicator's: neither says anything of the other.
    pub(in crate::rules) fn of_output(&self) -> bool {
        let heading = |column: FormColumn| {
            let table = self.record.table()?;
            Some(key(&table.columns.iter().find(|owned| owned.column == column)?.heading))
        };
        let output = |column: FormColumn| {
            heading(column).is_some_and(|heading| OUTPUT.iter().any(|word| heading.contains(word)))
        };
        of_a_stage(&self.record)
            || self.items.iter().any(|(column, _)| output(*column)) && !output(Field::Target.yearly())
    }

    /// Whether its figures are what was reached: the form's one realisation is their sum, or the last of them, and the
    /// year's target is neither. Quarters between "Target" and "Realisasi" often do not say whose they are.
    pub(in crate::rules) fn of_reached(&self) -> bool {
        let percent = self.record.percent();
        let figure = |column: FormColumn| {
            let entry = self.record.entry(column).filter(|_| self.record.has(column))?;
            numeral(&entry.value, percent)
        };
        let reached = [Field::Realisasi.yearly(), Field::Realisasi.running()].into_iter().find_map(figure);
        let (Some(reached), Some(point)) = (reached, self.figure()) else { return false };
        let last = point.iter().rev().map(|(_, figure)| *figure).find(|figure| *figure != 0.0).unwrap_or_default();
        let fits = |whole: f64| same(last, whole) || summed(&point, whole);
        fits(reached) && !figure(Field::Target.yearly()).is_some_and(fits)
    }

    /// Whether its columns go to the end of the year: those of six months, or of the quarters until now, make no year.
    pub(in crate::rules) fn to_the_end(&self) -> bool {
        let closes = |column: &FormColumn| matches!(column.period, Period::Triwulan(Triwulan::IV) | Period::Month(12));
        self.items.iter().any(|(column, _)| closes(column))
    }

    /// Whether it goes by months.
    pub(in crate::rules) fn monthly(&self) -> bool {
        self.items.iter().any(|(column, _)| matches!(column.period, Period::Month(_)))
    }

    /// Its figures, blanks left out; `None` when an entry is no figure.
    pub(in crate::rules) fn figure(&self) -> Option<Vec<SeriesPoint>> {
        let percent = self.record.percent();
        let filled = self.items.iter().filter(|(_, entry)| !entry.value.without_content());
        filled.map(|(column, entry)| Some((*column, numeral(&entry.value, percent)?))).collect()
    }

    /// The entry that closes the year.
    pub(in crate::rules) fn last(&self) -> Option<(FormColumn, &'a Entry)> {
        let (column, entry) = self.items.last().copied()?;
        let closing = matches!(column.period, Period::Triwulan(Triwulan::IV) | Period::Month(12));
        (closing && !entry.value.without_content()).then_some((column, entry))
    }

    /// The cells of its entries.
    pub(in crate::rules) fn place(&self) -> Vec<Place> {
        super::record::gather(self.items.iter().filter_map(|(column, _)| self.record.place(*column)))
    }
}

/// Whether addends make a total, as far as their own rounding allows: whole numbers and one decimal exactly, 33,33 three
/// times makes 100.
pub(in crate::rules) fn summed(point: &[SeriesPoint], total: f64) -> bool {
    let outcome = exact::sum(point.iter().map(|(_, figure)| *figure));
    same(outcome, total) || (outcome - total).abs() <= rounding(point)
}

/// Whether the mean of figures is a given one, rounded to two decimals or better.
pub(in crate::rules) fn averaged(point: &[SeriesPoint], mean: f64) -> bool {
    let outcome = exact::sum(point.iter().map(|(_, figure)| *figure)) / point.len().max(1) as f64;
    same(outcome, mean) || (outcome - mean).abs() <= 0.01
}

/// Half a unit of the last decimal for each addend; nothing for whole numbers and one decimal.
fn rounding(point: &[SeriesPoint]) -> f64 {
    let enough = |digit: i32| point.iter().all(|(_, figure)| without_noise(figure * 10_f64.powi(digit)).fract() == 0.0);
    match (0..=4).find(|digit| enough(*digit)) {
        Some(0 | 1) => 0.0,
        Some(digit) => 0.5 * point.len() as f64 * 10_f64.powi(-digit),
        None => 1e-4,
    }
}

/// "20 + 20 + 25 + 25".
pub(in crate::rules) fn addition(point: &[SeriesPoint]) -> String {
    point.iter().map(|(_, value)| figure(*value)).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(figure: &[f64]) -> Vec<SeriesPoint> {
        figure.iter().map(|figure| (Field::Target.yearly(), *figure)).collect()
    }

    #[test]
    fn rounded_addends_may_miss_their_total_by_their_rounding() {
        assert!(summed(&point(&[33.33, 33.33, 33.33]), 100.0));
        assert!(summed(&point(&[10.0, 20.0, 30.0, 40.0]), 100.0));
        assert!(!summed(&point(&[10.0, 20.0, 30.0, 39.0]), 100.0));
        assert!(!summed(&point(&[33.3, 33.3, 33.3]), 100.0));
    }

    #[test]
    fn a_mean_may_be_rounded() {
        assert!(averaged(&point(&[80.0, 85.0, 84.0]), 83.0) && averaged(&point(&[80.0, 80.0, 81.0]), 80.33));
        assert!(!averaged(&point(&[80.0, 85.0, 84.0]), 84.0));
    }
}
