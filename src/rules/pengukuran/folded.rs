//! Achievements of a form that are not what its figures give, and have one cause: several that differ by a hair were made of
//! figures that the form shows rounded; where none fits, the column holds something else, or its figures stand in other rows.
//! One that differs is a slip; of several the unit is told once.

use crate::domain::column::Field;
use crate::domain::hash::HashSet;
use crate::finding::{Severity, Temuan};
use crate::rules::Aturan;
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::{percent, quote};
use crate::rules::pengukuran::other_figures::half_of_last_decimal;

/// So many in one form are no slips.
const FEWEST: usize = 3;
/// Percent points within which an achievement was meant to be the computed one.
const FAR: f64 = 1.0;

/// Whether a stated achievement may be made of the figures of its row before they were rounded to one decimal.
fn before_rounding(measure: &RowMeasure<'_>) -> bool {
    let figures = measure.compared().zip(measure.own.target).filter(|(_, target)| *target != 0.0);
    let Some(((reached, target), (stated, full))) = figures.zip(measure.as_written_capaian().zip(measure.full()))
    else {
        return false;
    };
    let tenths = |figure: f64| (figure * 10.0 - (figure * 10.0).round()).abs() < 1e-6;
    let whole = |figure: f64| (figure - figure.round()).abs() < 1e-6;
    let room = 0.05 / target.abs() * 100.0 + half_of_last_decimal(stated) + 1e-9;
    tenths(reached) && !whole(reached) && (stated - full).abs() <= room && (stated >= 100.0) == (full >= 100.0)
}

/// The forms in which some stated achievement is what its figures give.
pub(super) fn right<'a>(stated: impl Iterator<Item = RowMeasure<'a>>) -> HashSet<u32> {
    let fits = |measure: &RowMeasure<'_>| {
        // Nothing of something is nothing, however it is computed.
        let computed = [measure.full(), measure.own.capaian.limited()].into_iter().flatten().filter(|full| *full > FAR);
        let as_written = measure.as_written_capaian();
        as_written.is_some_and(|stated| computed.into_iter().any(|full| (stated - full).abs() <= FAR))
    };
    stated.filter(fits).map(|measure| measure.document).collect()
}

/// What is told of the achievements of several forms: those of one form that have one cause are told as one.
pub(super) fn of_forms(aturan: &Aturan, told: Vec<(&RowMeasure<'_>, Temuan)>, right: &HashSet<u32>) -> Vec<Temuan> {
    let mut outcome = Vec::new();
    for form in told.chunk_by(|(one, _), (other, _)| one.document == other.document) {
        let (near, other): (Vec<_>, Vec<_>) = form.iter().partition(|(measure, _)| before_rounding(measure));
        let (near, mut other) = if near.len() < FEWEST { (Vec::new(), form.iter().collect()) } else { (near, other) };
        outcome.extend(rounded(aturan, &near));
        let grave = |one: &&(&RowMeasure<'_>, Temuan)| one.1.severity > Severity::Info;
        if other.iter().copied().filter(|one| grave(one)).count() >= FEWEST
            && form.first().is_some_and(|(measure, _)| !right.contains(&measure.document))
        {
            let (all, asked): (Vec<_>, Vec<_>) = other.into_iter().partition(grave);
            outcome.extend(none_fits(aturan, &all));
            other = asked;
        }
        outcome.extend(other.into_iter().map(|(_, temuan)| temuan.clone()));
    }
    outcome
}

/// One finding at the cells of several, with those on other sheets beside it.
fn at_all(aturan: &Aturan, all: &[&(&RowMeasure<'_>, Temuan)], message: String, advice: &str) -> Option<Temuan> {
    let (measure, first) = all.first()?;
    let mut one = measure.temuan(aturan, Field::Capaian, message, advice)?;
    let (own, others): (Vec<_>, Vec<_>) = all
        .iter()
        .skip(1)
        .map(|(_, temuan)| &temuan.place)
        .partition(|place| (&place.file, &place.sheet) == (&first.place.file, &first.place.sheet));
    one.place.cells.extend(own.into_iter().flat_map(|place| place.cells.iter().copied()));
    Some(one.all_related(others.into_iter().cloned()))
}

/// What is told of achievements that were made before rounding.
fn rounded(aturan: &Aturan, near: &[&(&RowMeasure<'_>, Temuan)]) -> Option<Temuan> {
    let (measure, _) = near.first()?;
    let message = format!(
        "Capaian di {} sel berbeda tipis dari hasil hitung, misalnya tertulis {} dan dihitung {}; agaknya dihitung dari realisasi yang belum dibulatkan.",
        near.len(),
        percent(measure.as_written_capaian()?),
        percent(measure.full()?)
    );
    let advice = "Bila memang demikian, tidak perlu diubah; bila diketik, hitung ulang dari realisasi dan targetnya.";
    let one = at_all(aturan, near, message, advice)?;
    Some(Temuan { severity: Severity::Info, ..one })
}

/// What is told of a column in which no achievement is what the figures beside it give: it may hold something else, or the
/// figures stand in other rows.
fn none_fits(aturan: &Aturan, all: &[&(&RowMeasure<'_>, Temuan)]) -> Option<Temuan> {
    let (measure, _) = all.first()?;
    let message = format!(
        "Tidak satu pun dari {} capaian tertulis di sini cocok dengan realisasi dan targetnya, misalnya tertulis {} dan dihitung {}.",
        all.len(),
        quote(&measure.entry(Field::Capaian)?.raw),
        percent(measure.full()?)
    );
    let advice = "Periksa apakah kolom ini memang capaian, dan apakah realisasi serta targetnya berada di baris yang benar; bila kolom ini berisi hal lain, beri judul yang menyebutnya.";
    at_all(aturan, all, message, advice)
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn achievements_made_of_figures_before_rounding_are_told_once() {
        let told = |rows: &[&str]| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Capaian %";
            let all = temuan("UK03", &format!("{head}\n{}\n", rows.join("\n")));
            all.into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        let rows = [
            "1|A|Persentase keluarga|%|62.4|58.6|93.8",
            "2|A|Persentase desa|%|11.1|10.5|94.5",
            "3|A|Persentase balita|%|45|41.1|91.2",
        ];
        assert_eq!(told(&rows), [Severity::Info]);
        assert_eq!(told(&rows[..2]), [Severity::Warning, Severity::Warning]);
        let other =
            ["1|A|Jumlah desa|Desa|60|14|0.01", "2|A|Jumlah taman|Taman|30|6|0.02", "3|A|Jumlah pasar|Pasar|14|4|0.01"];
        assert_eq!(told(&other), [Severity::Warning]);
        assert_eq!(told(&[other[0], other[1], other[2], "4|A|Jumlah kota|Kota|8|4|50"]).len(), 3);
        let slip = "4|A|Persentase ibu|%|45|41.1|81.2";
        assert_eq!(told(&[rows[0], rows[1], rows[2], slip]).len(), 2);
    }
}
