//! Where a stated achievement that is not the computed one may come from: another formula, or the target of the year.

use crate::domain::capaian::fits_family;
use crate::domain::column::{Field, FormColumn};
use crate::domain::triwulan::Triwulan;
use crate::rules::helpers::figure;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::pengukuran::other_figures::TOLERANCE;

/// Where the stated figure may come from. Of two formulas that both fit, the other quarters of the row tell which one the form
/// goes by; where they do not, both are named.
pub(super) fn guess(measure: &RowMeasure<'_>, as_written: f64, family: &[&str]) -> String {
    let node = measure.record.node().and_then(|node| node.target.figure());
    let whole_year = measure.figure_yearly_target().or(node);
    let whole_year = whole_year.filter(|whole_year| *whole_year != 0.0 && measure.own.target != Some(*whole_year));
    let of_year = whole_year
        .zip(measure.figure_realisasi())
        .filter(|(whole_year, realisasi)| against(*realisasi, *whole_year, as_written));
    let by_quarters = || of_year.and_then(|(whole_year, _)| decided(measure, whole_year, family));
    match (of_year, family) {
        (None, []) => String::new(),
        (Some((whole_year, _)), []) => of_the_whole_year(whole_year),
        (None, fits) => fitting(fits),
        (Some((whole_year, _)), fits) => match by_quarters() {
            Some(true) => of_the_whole_year(whole_year),
            Some(false) => fitting(fits),
            None => format!(
                " Angka yang tertulis cocok dengan rumus {}, dan juga dengan realisasi dibagi target tahunan {}.",
                fits.join(" atau "),
                figure(whole_year)
            ),
        },
    }
}

fn of_the_whole_year(whole_year: f64) -> String {
    format!(
        " Angka yang tertulis adalah realisasi dibagi target tahunan {}, bukan target triwulannya.",
        figure(whole_year)
    )
}

fn fitting(formulas: &[&str]) -> String {
    format!(" Angka yang tertulis cocok dengan rumus {}.", formulas.join(" atau "))
}

/// Whether a stated figure is what was reached, divided by a target.
fn against(realisasi: f64, target: f64, as_written: f64) -> bool {
    (realisasi / target * 100.0 - as_written).abs() <= TOLERANCE
}

/// Whether the other quarters of a row go by the target of the year, or by one of these formulas; nothing where they tell
/// neither or both.
fn decided(measure: &RowMeasure<'_>, whole_year: f64, family: &[&str]) -> Option<bool> {
    let own = |column: FormColumn| measure.record.own_entry(column).filter(|_| measure.record.has(column));
    let figure = |field: Field, tw: Triwulan| own(field.tw(tw))?.value.figure();
    let others = Triwulan::ALL.into_iter().filter(|tw| Some(*tw) != measure.triwulan);
    let told = others.filter_map(|tw| {
        let (target, realisasi) = figure(Field::Target, tw).zip(figure(Field::Realisasi, tw))?;
        let as_written = figure(Field::Capaian, tw)?;
        let of_year = target != whole_year && against(realisasi, whole_year, as_written);
        let by_formula = fits_family(target, realisasi, as_written, 0.01).iter().any(|name| family.contains(name));
        (of_year != by_formula).then_some(of_year)
    });
    let told: Vec<bool> = told.collect();
    told.first().copied().filter(|first| told.iter().all(|other| other == first))
}
