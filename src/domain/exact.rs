//! Figures as people type them: decimals.
//!
//! A cell holds 0.1 as the binary fraction nearest to it, and sums of such fractions miss by a little what a person
//! computes on paper. Takes figures as cells hold them, gives sums, differences and comparisons of the decimals that they
//! stand for: the shortest decimal that reads back as the same figure. Money and questions of equality go through here;
//! percentages that were computed stay binary and are rounded once, when they are printed (domain 2).

use std::str::FromStr;

use rust_decimal::Decimal;

/// Figures that differ by less say the same: a formula's result keeps some digits more than its copy.
const NOISE: Decimal = Decimal::from_parts(1, 0, 0, false, 6);
/// Beyond this, binary noise decides nothing either way.
const CLEAR: f64 = 0.01;

/// The decimal that a figure stands for; `None` beyond 28 digits.
fn decimal(figure: f64) -> Option<Decimal> {
    if figure.is_finite() { Decimal::from_str(&figure.to_string()).ok() } else { None }
}

/// Parts of one that nearly all figures are whole multiples of.
const PARTS: f64 = 10_000.0;
/// Beyond so many parts a figure may have more digits than tell figures of this kind apart.
const MOST_PARTS: f64 = 1e14;

/// A figure with at most four decimals, in ten thousandths. It has at most 15 digits, and no two such decimals are one binary
/// fraction: so it is the decimal that the figure stands for.
fn parts(figure: f64) -> Option<i64> {
    let parts = (figure * PARTS).round();
    let stands = parts.abs() < MOST_PARTS && parts / PARTS == figure && !(figure == 0.0 && figure.is_sign_negative());
    stands.then_some(parts as i64)
}

/// The sum of figures. Of figures beyond 28 digits, the binary one.
pub fn sum(figures: impl IntoIterator<Item = f64>) -> f64 {
    let figures: Vec<f64> = figures.into_iter().collect();
    // Whole numbers of ten thousandths add up exactly, at a hundredth of the work.
    let total = figures.iter().try_fold(0_i64, |total, figure| total.checked_add(parts(*figure)?));
    match total.filter(|total| (*total as f64).abs() < MOST_PARTS) {
        Some(total) => total as f64 / PARTS,
        None => decimal_sum(&figures),
    }
}

fn decimal_sum(figures: &[f64]) -> f64 {
    let exact = figures.iter().try_fold(Decimal::ZERO, |total, figure| total.checked_add(decimal(*figure)?));
    // Folded from 0: the binary sum of nothing is -0 and would print so.
    exact.and_then(|total| total.to_string().parse().ok()).unwrap_or_else(|| figures.iter().fold(0.0, |a, b| a + b))
}

/// One figure without another.
pub fn difference(figure: f64, other: f64) -> f64 {
    sum([figure, -other])
}

/// Whether two figures say the same: to the millionth, however large they are.
pub fn same(figure: f64, other: f64) -> bool {
    if figure == other {
        return true;
    }
    // Nearly all are plainly different, and need no decimals.
    if (figure - other).abs() > CLEAR {
        return false;
    }
    match decimal(figure).zip(decimal(other)).and_then(|(one, two)| one.checked_sub(two)) {
        Some(gap) => gap.abs() <= NOISE,
        None => false,
    }
}

/// Whether a sum says the same as a total.
pub fn makes(figures: impl IntoIterator<Item = f64>, total: f64) -> bool {
    same(sum(figures), total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tenths_add_up_as_on_paper() {
        assert_ne!(0.1 + 0.2, 0.3);
        assert_eq!(sum([0.1, 0.2]), 0.3);
        assert_eq!(sum([0.1; 10]), 1.0);
        assert_eq!(difference(0.3, 0.1), 0.2);
        assert!(makes([33.3, 33.3, 33.4], 100.0));
        assert!(sum([]).is_sign_positive());
    }

    #[test]
    fn a_rupiah_among_billions_is_a_difference() {
        let dearer = 1_250_000_000.0 + 900.0;
        assert!(!same(1_250_000_000.0, dearer));
        assert!(!same(12_345_678_901.25, 12_345_678_901.26));
        assert!(same(12_345_678_901.25, 12_345_678_901.25));
        // 250 amounts of money to the cent.
        assert_eq!(sum((0..250).map(|_| 4_999_999.99)), 1_249_999_997.5);
    }

    #[test]
    fn the_copy_of_a_result_says_what_the_result_says() {
        assert!(same(100.0 / 3.0, 33.333_333_3));
        assert!(!same(100.0 / 3.0, 33.33));
        assert!(!same(f64::NAN, 1.0) && !same(1.0, f64::INFINITY));
    }

    proptest! {
        #[test]
        fn a_sum_of_parts_is_the_sum_of_decimals(
            figures in prop::collection::vec((-10_000_000_000_000_i64..10_000_000_000_000, 0_i32..7), 0..12),
            odd in prop::collection::vec(prop::num::f64::NORMAL | prop::num::f64::ZERO, 0..2),
        ) {
            let decimals = figures.iter().map(|(digits, places)| *digits as f64 / 10_f64.powi(*places));
            let figures: Vec<f64> = decimals.chain(odd).collect();
            let (one, other) = (sum(figures.clone()), decimal_sum(&figures));
            prop_assert!(one.to_bits() == other.to_bits(), "{one} {other} {figures:?}");
        }

        #[test]
        fn the_order_of_addends_changes_nothing(cents in prop::collection::vec(-10_000_000_000_i64..10_000_000_000, 0..30)) {
            let figures: Vec<f64> = cents.iter().map(|cent| *cent as f64 / 100.0).collect();
            let mut turned = figures.clone();
            turned.reverse();
            prop_assert_eq!(sum(figures.clone()), sum(turned));
            prop_assert_eq!(sum(figures), cents.iter().sum::<i64>() as f64 / 100.0);
        }
    }
}
