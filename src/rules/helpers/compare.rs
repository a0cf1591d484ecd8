//! Whether two documents say the same.

use crate::domain::text;
use crate::domain::value::predikat::akip_from_value;
use crate::domain::value::{Entry, LimitDirection, Value};
use crate::finding::Temuan;
use crate::rules::helpers::same;
use crate::tables::compute::numeral;

/// Two values differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::rules) struct Difference {
    /// The first minus the second, for figures.
    pub(in crate::rules) gap: Option<f64>,
}

impl Difference {
    /// Puts the difference into a finding.
    pub(in crate::rules) fn attach(self, temuan: Temuan) -> Temuan {
        match self.gap {
            Some(gap) => temuan.gap(gap),
            None => temuan,
        }
    }
}

/// Rupiah that differ by less are the same amount.
const HALF_RUPIAH: f64 = 0.5;

/// How an entry differs from another; `None` when they say the same, when one of them says nothing, and when one of them
/// cannot be read or is in doubt (which other rules report). `persen` says that the indicator counts in percent points.
pub(in crate::rules) fn entry(left: &Entry, right: &Entry, percent: bool) -> Option<Difference> {
    let times = |entry: &Entry| if entry.perhaps_fraction() { 100.0 } else { 1.0 };
    let at_scale = left.value.figure().zip(right.value.figure());
    if at_scale.is_some_and(|(one, two)| same(one * times(left), two * times(right))) {
        return None;
    }
    value(&left.value, &right.value, percent)
}

/// As [`entry`], for values without their cells.
pub(in crate::rules) fn value(left: &Value, right: &Value, percent: bool) -> Option<Difference> {
    let when = |difference: bool| difference.then_some(Difference { gap: None });
    match (left, right) {
        (one, _) | (_, one) if unreadable(one) => None,
        (Value::Text { text: left }, Value::Text { text: right }) => when(text::key(left) != text::key(right)),
        (Value::Text { .. }, _) | (_, Value::Text { .. }) => None,
        (Value::Predikat { predikat: left, .. }, Value::Predikat { predikat: right, .. }) => when(left != right),
        (Value::Predikat { predikat, figure }, other) | (other, Value::Predikat { predikat, figure }) => {
            let Some(value) = other.figure() else { return when(true) };
            let selaras =
                figure.map_or_else(|| akip_from_value(value) == Some(*predikat), |figure| same(figure, value));
            when(!selaras)
        }
        (Value::Range { lower, upper, .. }, Value::Range { lower: lower_other, upper: upper_other, .. }) => {
            when(!(same(*lower, *lower_other) && same(*upper, *upper_other)))
        }
        (
            Value::Fraction { numerator, denominator, .. },
            Value::Fraction { numerator: other_numerator, denominator: other_denominator, .. },
        ) if !percent => when(!(same(*numerator, *other_numerator) && same(*denominator, *other_denominator))),
        (Value::Date { .. } | Value::Triwulan { .. } | Value::Range { .. }, _)
        | (_, Value::Date { .. } | Value::Triwulan { .. } | Value::Range { .. }) => when(left != right),
        (Value::Limit { direction: one, .. }, Value::Limit { direction: two, .. })
            if downward(*one) != downward(*two) =>
        {
            when(true)
        }
        _ => figure(left, right, percent),
    }
}

fn figure(left: &Value, right: &Value, percent: bool) -> Option<Difference> {
    let (one, two) = (numeral(left, percent)?, numeral(right, percent)?);
    let money = matches!((left, right), (Value::Money { .. }, _) | (_, Value::Money { .. }));
    let equivalent = same(one, two) || (money && (one - two).abs() <= HALF_RUPIAH);
    (!equivalent).then_some(Difference { gap: Some(one - two) })
}

fn unreadable(value: &Value) -> bool {
    value.without_content() || matches!(value, Value::Error { .. } | Value::NotYetComputed)
}

const fn downward(direction: LimitDirection) -> bool {
    matches!(direction, LimitDirection::Maximal | LimitDirection::LessThan)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::value::Predikat;

    fn plain(figure: f64) -> Value {
        Value::Figure { figure, satuan: None }
    }

    fn different(left: &Value, right: &Value) -> bool {
        value(left, right, true).is_some()
    }

    #[test]
    fn figures_are_the_same_whatever_their_kind() {
        let limit = |direction| Value::Limit { direction, figure: 80.0, percent: true, satuan: None };
        assert!(!different(&Value::Percent { percent: 57.0 }, &plain(57.0)));
        assert!(!different(&limit(LimitDirection::Minimal), &plain(80.0)));
        assert!(different(&limit(LimitDirection::Minimal), &limit(LimitDirection::Maximal)));
        assert_eq!(value(&plain(57.0), &plain(60.0), false), Some(Difference { gap: Some(-3.0) }));
    }

    #[test]
    fn ranges_and_fractions_are_compared_by_their_parts() {
        let range = |upper| Value::Range { lower: 80.0, upper, percent: true, satuan: None };
        assert!(!different(&range(90.0), &range(90.0)));
        assert!(different(&range(90.0), &range(95.0)) && different(&range(90.0), &plain(80.0)));
        let fraction = |denominator| Value::Fraction { numerator: 100.0, denominator, satuan: None };
        assert!(value(&fraction(110.0), &fraction(120.0), false).is_some());
        assert!(value(&fraction(200.0), &plain(50.0), true).is_none());
        assert!(value(&fraction(110.0), &plain(100.0), false).is_none());
    }

    #[test]
    fn grades_are_compared_by_grade_and_with_the_number_of_their_band() {
        let letter = |predikat, figure| Value::Predikat { predikat, figure };
        assert!(!different(&letter(Predikat::BB, None), &letter(Predikat::BB, Some(75.0))));
        assert!(different(&letter(Predikat::BB, None), &letter(Predikat::A, None)));
        assert!(!different(&letter(Predikat::BB, None), &plain(75.0)));
        assert!(different(&letter(Predikat::BB, None), &plain(85.0)));
    }

    #[test]
    fn what_says_nothing_or_cannot_be_read_differs_from_nothing() {
        for quiet in [Value::Blank, Value::Dash, Value::NotYetComputed, Value::Text { text: "1.234".into() }] {
            assert!(!different(&quiet, &plain(60.0)), "{quiet:?}");
        }
        let text = |text: &str| Value::Text { text: text.into() };
        assert!(different(&text("Terlaksana"), &text("Selesai")) && !different(&text("Selesai"), &text(" selesai ")));
    }
}
