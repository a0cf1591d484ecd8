//! Months and quarters that a column of the row's own adds up: "Jan … Jun | Jumlah Realisasi", "TW I | TW II | s.d. TW II".
//!
//! What the last of them reached is not what was reached so far: beside a target of the year stands what they add up to.

use crate::domain::column::Field;
use crate::domain::document::FormRow;
use crate::domain::exact;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::tables::indikator::IndikatorRow;

/// What was reached, added up as the form itself does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Summed {
    /// The figure.
    pub(super) figure: f64,
    /// The form's own target over the same months, where it has one for each.
    pub(super) target: Option<f64>,
    /// Whether it is what was reached since January, else what the quarter alone reached.
    pub(super) to_date: bool,
}

/// What a row reached by the end of a quarter, where its own total says that its months or quarters add up.
/// `by_quarter` says whether the quarter has a target to be set against: then what each quarter reached stands as it is.
pub(super) fn of(
    base: &IndikatorRow<'_>,
    row: &FormRow,
    quarter: Triwulan,
    by_quarter: impl FnOnce() -> bool,
) -> Option<Summed> {
    let adds = base.node.and_then(|node| node.period_konsolidasi);
    if base.percent() || adds.is_some_and(|adds| adds != KonsolidasiPeriode::Total) {
        return None;
    }
    let own = |column| row.entry(column).filter(|entry| !entry.derivation);
    let figure = |column| own(column).and_then(|entry| plain(&entry.value));
    let totals: Vec<f64> =
        [Field::Realisasi.yearly(), Field::Realisasi.running()].into_iter().filter_map(figure).collect();
    if totals.is_empty() {
        return None;
    }
    let adds_up = |parts: &[Option<f64>]| {
        let several = parts.iter().flatten().filter(|part| **part != 0.0).count() > 1;
        let sum = exact::sum(parts.iter().flatten().copied());
        several && totals.iter().any(|total| exact::same(*total, sum))
    };
    let quarters = Triwulan::ALL.map(|tw| figure(Field::Realisasi.tw(tw)));
    if quarters.iter().any(Option::is_some) {
        let running = Triwulan::ALL.into_iter().any(|tw| base.running(Field::Realisasi.tw(tw)));
        let so_far = quarters.get(..=quarter as usize)?;
        let whole = so_far.iter().all(Option::is_some);
        let figure = || exact::sum(so_far.iter().flatten().copied());
        let fits = !running && whole && adds_up(&quarters) && !by_quarter();
        return fits.then(|| Summed { figure: figure(), target: None, to_date: true });
    }
    let months: [Option<f64>; 12] = std::array::from_fn(|at| figure(Field::Realisasi.month(month(at))));
    let running = (0..12).any(|at| base.running(Field::Realisasi.month(month(at))));
    let end = quarter as usize * 3 + 3;
    let quarterly = own(Field::Target.tw(quarter)).is_some_and(|entry| !entry.value.without_content());
    let first = if quarterly { end - 3 } else { 0 };
    if running || !adds_up(&months) || months.get(end - 1).copied().flatten().is_none() {
        return None;
    }
    let figure_of = |at: usize| figure(Field::Target.month(month(at)));
    let targets: Option<Vec<f64>> = (first..end).map(figure_of).collect();
    Some(Summed {
        figure: exact::sum(months.get(first..end)?.iter().flatten().copied()),
        target: targets.map(exact::sum),
        to_date: !quarterly,
    })
}

/// What was promised for the months that a stated figure of a quarter adds up, those of the quarter or all since January. The
/// last of them alone is the target of no sum.
pub(super) fn target_of_months(row: &FormRow, quarter: Triwulan) -> Option<f64> {
    let own = |column| row.entry(column).filter(|entry| !entry.derivation);
    let figure = |column| own(column).and_then(|entry| plain(&entry.value));
    if [Field::Target.tw(quarter), Field::Target.running()].into_iter().any(|column| row.entry(column).is_some()) {
        return None;
    }
    let stated = figure(Field::Realisasi.tw(quarter)).or_else(|| figure(Field::Realisasi.running()))?;
    let end = quarter as usize * 3 + 3;
    [0, end - 3].into_iter().find_map(|first| {
        let all = |field: Field| (first..end).map(|at| figure(field.month(month(at)))).collect::<Option<Vec<f64>>>();
        let (reached, promised) = (all(Field::Realisasi)?, all(Field::Target)?);
        let several = reached.iter().filter(|part| **part != 0.0).count() > 1;
        (several && exact::same(exact::sum(reached), stated)).then(|| exact::sum(promised))
    })
}

fn month(at: usize) -> u8 {
    u8::try_from(at + 1).unwrap_or(1)
}

/// A figure that adds up: no share and no bound.
fn plain(value: &Value) -> Option<f64> {
    value.figure().filter(|_| matches!(value, Value::Figure { .. } | Value::Money { .. }))
}
