//! Achievements that are made of other figures than those beside which they stand: of the year beside a month, of another
//! realisation, of a column that is not read. What they were made of nobody can compute here.

use crate::domain::capaian::fits_family;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::find_year;
use crate::domain::document::Fact;
use crate::domain::target_basis::TargetBasis;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::rules::helpers::fact;
use crate::rules::helpers::measure::RowMeasure;

/// Percent points by which a stated figure may differ; a hair more, because 0.01 is no exact binary fraction.
pub(super) const TOLERANCE: f64 = 0.01 + 1e-9;

/// Whether the figures are not of one kind: a count of 131 beside a target of 60 %, an achievement "TW" beside the target of
/// the year.
pub(super) fn of_another_measure(measure: &RowMeasure<'_>) -> bool {
    let value = |field: Field| measure.entry(field).map(|entry| &entry.value);
    let share = matches!(value(Field::Target), Some(Value::Percent { .. }));
    let count = matches!(value(Field::Realisasi), Some(Value::Figure { figure, .. }) if *figure > 100.0);
    let quarterly = measure.own.basis.is_some_and(TargetBasis::quarterly);
    let heading = key(&measure.record.named(measure.column(Field::Capaian)));
    let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
    share && count
        || !quarterly && words.any(|word| matches!(word, "tw" | "triwulan"))
        || of_year_beside_parts(measure)
        || against_the_year(measure)
}

/// Whether the heading of the achievement says that it is set against the target of the year, and so it is.
fn against_the_year(measure: &RowMeasure<'_>) -> bool {
    let heading = key(&measure.record.named(measure.column(Field::Capaian)));
    let said = heading.contains("target tahun") || heading.contains("target setahun");
    let figures = measure.figure_realisasi().zip(measure.figure_yearly_target()).zip(measure.as_written_capaian());
    said && figures.is_some_and(|((reached, yearly), stated)| {
        !fits_family(yearly, reached, stated, half_of_last_decimal(stated)).is_empty()
    })
}

/// By how much a figure may differ from what it was rounded from.
pub(super) fn half_of_last_decimal(figure: f64) -> f64 {
    let whole = |figure: f64| (figure - figure.round()).abs() < 1e-6;
    match (whole(figure), whole(figure * 10.0)) {
        (true, _) => 0.5,
        (_, true) => 0.05,
        _ => 0.01,
    }
}

/// Whether the achievement is that of the year in a form that has another of the month or the quarter, whose target and
/// realisation stand in the row.
pub(super) fn of_year_beside_parts(measure: &RowMeasure<'_>) -> bool {
    let has = |heading: &str, asked: &[&str]| {
        let heading = key(heading);
        heading.contains("capaian")
            && heading.split(|letter: char| !letter.is_alphanumeric()).any(|word| asked.contains(&word))
    };
    let own = measure.record.named(measure.column(Field::Capaian));
    let read = measure.record.table().into_iter().flat_map(|table| &table.columns).map(|owned| owned.heading.as_str());
    let unread = fact::of_document(measure.record.tables, measure.document).filter_map(Fact::unread_heading);
    let mut all = read.chain(unread.map(|(heading, _)| heading));
    has(&own, &["tahun", "tahunan", "setahun"]) && all.any(|heading| has(heading, &["bulan", "triwulan", "tw"]))
}

/// Whether the achievement runs up from the start of the year and the realisation beside which it is set does not, or another
/// column holds realisations or targets too, of which it may have been made.
pub(super) fn of_another_span(measure: &RowMeasure<'_>) -> bool {
    let Some(table) = measure.record.table() else { return false };
    let cumulative = |field: Field| measure.table_column(field).map(|owned| owned.cumulative);
    let spans = cumulative(Field::Capaian).zip(cumulative(Field::Realisasi));
    // What is reached until now, in a column that is not read.
    let to_date = table.columns.iter().any(|owned| {
        let read = [Field::Realisasi, Field::Capaian, Field::Target].contains(&owned.column.field);
        let heading = key(&owned.heading);
        owned.cumulative
            && !read
            && heading.contains("realisasi")
            && !(heading.contains("lalu") || heading.contains("anggaran"))
    });
    spans == Some((true, false)) || to_date || second_column(measure) || of_progress(measure)
}

/// Whether the column that is read as achievement tells how far the work is: "Progres Capaian RO (%)", "PCRO".
fn of_progress(measure: &RowMeasure<'_>) -> bool {
    let heading = measure.table_column(Field::Capaian).map(|owned| key(&owned.heading)).unwrap_or_default();
    heading.contains("progres") || heading.contains("pcro")
}

/// A stated figure, and what it may be written as a fraction: 0,535 where others write 53,5.
fn readings(measure: &RowMeasure<'_>, as_written: f64) -> impl Iterator<Item = f64> {
    let doubted = measure.entry(Field::Capaian).is_some_and(|entry| entry.perhaps_fraction());
    std::iter::once(as_written).chain(doubted.then_some(as_written * 100.0))
}

/// Whether the one achievement of a row with several realisations is that of another of them: up to now, of the last
/// quarter.
pub(super) fn of_another_column(measure: &RowMeasure<'_>, as_written: f64) -> bool {
    let (Some(row), Some(table)) = (measure.record.row(), measure.record.table()) else { return false };
    let columns = |field: Field| table.columns.iter().filter(|owned| owned.column.field == field).count();
    if columns(Field::Capaian) != 1 || columns(Field::Realisasi) < 2 {
        return false;
    }
    let own = measure.record.column_read(measure.column(Field::Realisasi));
    // Not what the finding is about, and nothing of another year.
    let other = |column: &FormColumn| *column != own && !matches!(column.period, Period::Year(_));
    let figures = |field: Field| {
        let all = row.entries.iter().filter(move |(column, _)| column.field == field && other(column));
        all.filter_map(|(_, entry)| entry.value.figure()).collect::<Vec<f64>>()
    };
    let targets = figures(Field::Target);
    let fits = |reached: f64, target: f64| target != 0.0 && (reached / target * 100.0 - as_written).abs() <= TOLERANCE;
    figures(Field::Realisasi).into_iter().any(|reached| targets.iter().any(|target| fits(reached, *target)))
}

/// Whether a column that is not read may hold what the achievement was made of: a second realisation, or the target of the
/// month beside that of the year.
pub(super) fn second_column(measure: &RowMeasure<'_>) -> bool {
    let reached = |heading: &str| {
        let (all, last) = (key(heading), key(heading.rsplit(" > ").next().unwrap_or(heading)));
        let to_date = all.contains("realisasi") && last.contains("s.d");
        let earlier = all.contains("lalu") || find_year(&all).is_some();
        let money = ["anggaran", "keuangan", "pagu", "serapan", "rp"].iter().any(|word| all.contains(word));
        let elsewhere = ["nasional", "provinsi", "akhir", "sasaran"].iter().any(|word| all.contains(word));
        let whole_year = !measure.own.basis.is_some_and(TargetBasis::quarterly);
        let other_target = whole_year && !elsewhere && all.contains("target");
        !earlier && !money && (to_date || all.contains("realisasi") || other_target)
    };
    let target = |column: &FormColumn| column.field == Field::Target;
    fact::of_document(measure.record.tables, measure.document).any(|fact| match fact {
        // A target that is asked about may be the one that was divided by.
        Fact::SimilarColumn { maybe, .. } if target(maybe) => true,
        Fact::DoubtfulColumn { maybe, .. } if maybe.iter().any(target) => true,
        _ => fact.unread_heading().is_some_and(|(heading, _)| reached(heading)),
    })
}

/// Whether the one achievement beside a realisation for each quarter is the year's: of the form's own total, of the quarters
/// together, or of the newest position.
pub(super) fn of_the_year(measure: &RowMeasure<'_>, as_written: f64) -> bool {
    let Some(triwulan) = measure.triwulan else { return false };
    let own = |column: FormColumn| measure.record.entry(column).filter(|_| measure.record.has(column));
    let figure = |column: FormColumn| own(column).and_then(|entry| entry.value.figure());
    let quarters: Vec<f64> = Triwulan::ALL.into_iter().filter_map(|tw| figure(Field::Realisasi.tw(tw))).collect();
    // Where one quarter alone has a column, the achievement beside it is that quarter's.
    let columns = Triwulan::ALL.into_iter().filter(|tw| measure.record.has(Field::Realisasi.tw(*tw))).count();
    let own_column = measure.record.has(Field::Realisasi.tw(triwulan));
    if measure.record.has(Field::Capaian.tw(triwulan)) || !own_column || columns < 2 {
        return false;
    }
    let totals = [figure(Field::Realisasi.yearly()), figure(Field::Realisasi.running()), Some(quarters.iter().sum())];
    let reached = totals.into_iter().flatten().chain(quarters.iter().copied());
    let targets = [measure.figure_yearly_target(), measure.own.target];
    let targets: Vec<f64> = targets.into_iter().flatten().filter(|target| *target != 0.0).collect();
    let fits = |reached: f64| {
        targets.iter().any(|target| {
            readings(measure, as_written).any(|stated| {
                let families = fits_family(*target, reached, stated, half_of_last_decimal(stated));
                families.iter().any(|name| matches!(*name, "realisasi/target" | "target/realisasi"))
            })
        })
    };
    reached.into_iter().any(fits)
}
