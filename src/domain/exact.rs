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

/// The sum of figures. Of figures beyond 28 digits, the binary one.
pub fn sum(figures: impl IntoIterator<Item = f64>) -> f64 {
    let figures: Vec<f64> = figures.into_iter().collect();
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
        fn the_order_of_addends_changes_nothing(cents in prop::collection::vec(-10_000_000_000_i64..10_000_000_000, 0..30)) {
            let figures: Vec<f64> = cents.iter().map(|cent| *cent as f64 / 100.0).collect();
            let mut turned = figures.clone();
            turned.reverse();
            prop_assert_eq!(sum(figures.clone()), sum(turned));
            prop_assert_eq!(sum(figures), cents.iter().sum::<i64>() as f64 / 100.0);
        }
    }
}
