//! From what cells say to figures, and from figures to an achievement ([`crate::domain::capaian`]).
//!
//! Grades compare on their own scale only. A figure against an AKIP letter becomes the letter of its band (PermenPANRB
//! 12/2015, domain 9.3). "100 dari 110" is its ratio where values are percent points, else its numerator (domain 6).

use crate::domain::capaian::{self, Capaian, Profil, Realisasi, Reason, Target, ratio};
use crate::domain::polaritas::Polaritas;
use crate::domain::value::Value;
use crate::domain::value::predikat::{Predikat, PredikatScale, akip_from_value};

/// The figure of a value for sums and comparisons; `persen` says that the indicator counts in percent points.
pub fn numeral(value: &Value, percent: bool) -> Option<f64> {
    match value {
        Value::Fraction { numerator, denominator, .. } if percent => ratio::percent(*numerator, *denominator).ok(),
        Value::Fraction { numerator, .. } => Some(*numerator),
        Value::Predikat { figure, .. } => *figure,
        value => value.figure(),
    }
}

/// The achievement of what one cell says against what another says.
pub fn capaian(profil: &Profil, polaritas: Polaritas, percent: bool, target: &Value, realisasi: &Value) -> Capaian {
    let percent = percent || matches!(target, Value::Percent { .. });
    let outcome = || {
        let reached = realisasi_from(realisasi, percent)?;
        let (target, reached) = equalize(target_from(target, percent)?, reached)?;
        Ok(capaian::compute(profil, polaritas, &target, &reached))
    };
    outcome().unwrap_or_else(Capaian::Uncounted)
}

/// One side of the comparison: a figure or a range as the formulas take it, or a grade that still needs its scale.
enum ComparedSide<T> {
    Usual(T),
    Predikat(Predikat, Option<f64>),
}

fn target_from(value: &Value, percent: bool) -> Result<ComparedSide<Target>, Reason> {
    match value {
        Value::Range { lower, upper, .. } => Ok(ComparedSide::Usual(Target::Range { lower: *lower, upper: *upper })),
        Value::Predikat { predikat, figure } => Ok(ComparedSide::Predikat(*predikat, *figure)),
        value if value.without_content() => Err(Reason::Absent),
        value => Ok(ComparedSide::Usual(Target::Figure(figure_or_reason(value, percent)?))),
    }
}

fn realisasi_from(value: &Value, percent: bool) -> Result<ComparedSide<Realisasi>, Reason> {
    match value {
        Value::Dash => Ok(ComparedSide::Usual(Realisasi::Dash)),
        Value::Blank | Value::Absent => Ok(ComparedSide::Usual(Realisasi::Blank)),
        Value::Predikat { predikat, figure } => Ok(ComparedSide::Predikat(*predikat, *figure)),
        value => Ok(ComparedSide::Usual(Realisasi::Figure(figure_or_reason(value, percent)?))),
    }
}

fn figure_or_reason(value: &Value, percent: bool) -> Result<f64, Reason> {
    match value {
        Value::Fraction { numerator, denominator, .. } if percent => ratio::percent(*numerator, *denominator),
        value => numeral(value, percent).ok_or(Reason::NotCompared),
    }
}

/// Both sides in one kind: ranks of one scale, or figures.
fn equalize(target: ComparedSide<Target>, realisasi: ComparedSide<Realisasi>) -> Result<(Target, Realisasi), Reason> {
    match (target, realisasi) {
        (ComparedSide::Usual(target), ComparedSide::Usual(realisasi)) => Ok((target, realisasi)),
        (ComparedSide::Usual(target), ComparedSide::Predikat(_, figure)) => {
            Ok((target, Realisasi::Figure(figure.ok_or(Reason::NotCompared)?)))
        }
        (ComparedSide::Predikat(target, _), ComparedSide::Predikat(realisasi, _))
            if target.scale() == realisasi.scale() =>
        {
            Ok((Target::Ranking(ranking(target)), Realisasi::Ranking(ranking(realisasi))))
        }
        (ComparedSide::Predikat(..), ComparedSide::Predikat(..)) => Err(Reason::NotCompared),
        (ComparedSide::Predikat(target, _), ComparedSide::Usual(realisasi @ (Realisasi::Blank | Realisasi::Dash))) => {
            Ok((Target::Ranking(ranking(target)), realisasi))
        }
        (ComparedSide::Predikat(_, Some(target)), ComparedSide::Usual(realisasi)) => {
            Ok((Target::Figure(target), realisasi))
        }
        (ComparedSide::Predikat(target, None), ComparedSide::Usual(Realisasi::Figure(value)))
            if target.scale() == PredikatScale::Akip =>
        {
            let letter = akip_from_value(value).ok_or(Reason::NotCompared)?;
            Ok((Target::Ranking(ranking(target)), Realisasi::Ranking(ranking(letter))))
        }
        (ComparedSide::Predikat(..), ComparedSide::Usual(_)) => Err(Reason::NotCompared),
    }
}

fn ranking(predikat: Predikat) -> u8 {
    u8::try_from(predikat.ranking()).unwrap_or(u8::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capaian::ProfilName;

    fn figure(figure: f64) -> Value {
        Value::Figure { figure, satuan: None }
    }

    fn outcome(percent: bool, target: &Value, realisasi: &Value) -> Capaian {
        capaian(&Profil::standard(ProfilName::General), Polaritas::Maximum, percent, target, realisasi)
    }

    #[test]
    fn figures_compare_whatever_their_kind() {
        assert_eq!(outcome(true, &figure(80.0), &Value::Percent { percent: 60.0 }).full(), Some(75.0));
        let limit = Value::Limit {
            direction: crate::domain::value::LimitDirection::Minimal,
            figure: 93.0,
            percent: false,
            satuan: None,
        };
        assert_eq!(outcome(false, &limit, &figure(93.0)).full(), Some(100.0));
    }

    #[test]
    fn a_fraction_is_a_ratio_only_among_percent_points() {
        let fraction = Value::Fraction { numerator: 40.0, denominator: 80.0, satuan: None };
        assert_eq!(outcome(true, &figure(50.0), &fraction).full(), Some(100.0));
        assert_eq!(outcome(false, &figure(50.0), &fraction).full(), Some(80.0));
        let zero = Value::Fraction { numerator: 1.0, denominator: 0.0, satuan: None };
        assert_eq!(outcome(true, &figure(50.0), &zero).reason(), Some(Reason::ZeroDenominator));
    }

    #[test]
    fn grades_compare_on_their_own_scale() {
        let letter = |predikat| Value::Predikat { predikat, figure: None };
        assert_eq!(outcome(false, &letter(Predikat::BB), &letter(Predikat::A)).full(), Some(100.0));
        assert_eq!(outcome(false, &letter(Predikat::BB), &figure(78.5)).full(), Some(100.0));
        assert_eq!(outcome(false, &letter(Predikat::BB), &letter(Predikat::Wtp)).reason(), Some(Reason::NotCompared));
        assert_eq!(outcome(false, &letter(Predikat::BB), &Value::Blank).reason(), Some(Reason::Absent));
        assert_eq!(outcome(false, &figure(75.0), &letter(Predikat::BB)).reason(), Some(Reason::NotCompared));
    }

    #[test]
    fn what_was_not_said_is_not_zero() {
        assert_eq!(outcome(false, &figure(10.0), &Value::Dash).reason(), Some(Reason::Absent));
        assert_eq!(outcome(false, &Value::Blank, &figure(10.0)).reason(), Some(Reason::Absent));
        let text = Value::Text { text: "belum ada".into() };
        assert_eq!(outcome(false, &figure(10.0), &text).reason(), Some(Reason::NotCompared));
        assert_eq!(outcome(false, &figure(10.0), &figure(0.0)).full(), Some(0.0));
    }
}
