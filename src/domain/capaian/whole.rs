//! Rounding as a person does it on paper and a spreadsheet on screen: halves away from zero.

/// Largest number of decimals that is rounded to.
pub const MOST_DIGIT: u8 = 10;

/// Rounds to `digit` decimals (at most [`MOST_DIGIT`]), halves away from zero.
///
/// A figure that lies below a half by no more than the noise of binary fractions counts as that half: 2.675 is stored as
/// 2.67499999999999982 and still becomes 2.68. Beyond 15 significant digits there is nothing left to round.
pub fn round_off(figure: f64, digit: u8) -> f64 {
    let scale = 10_f64.powi(i32::from(digit.min(MOST_DIGIT)));
    let big = figure.abs() * scale;
    if big.is_nan() || big >= 1e15 {
        return figure;
    }
    // Some forty units in the last place for the noise of a short calculation, and never enough to move a whole number.
    let noise = (big * 1e-14).min(1e-3);
    let whole = (big + 0.5 + noise).floor() / scale;
    // No negative zero: it would print as "-0".
    if whole == 0.0 { 0.0 } else { whole.copysign(figure) }
}

/// Removes the noise of binary fractions before a figure is compared with a bound: 90.99999999999999 is 91.
pub fn without_noise(figure: f64) -> f64 {
    round_off(figure, 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_up_even_when_binary_fractions_fall_short_of_them() {
        for (figure, digit, whole) in [
            (2.675, 2, 2.68),
            (1.005, 2, 1.01),
            (0.5, 0, 1.0),
            (1.5, 0, 2.0),
            (2.5, 0, 3.0),
            (94.833_333_333, 2, 94.83),
            (87.075_409_836, 4, 87.0754),
            (87.0754, 4, 87.0754),
            (87.0754, 2, 87.08),
            (106.666_666_7, 2, 106.67),
            (2.674_999, 2, 2.67),
            (-2.5, 0, -3.0),
            (-0.001, 2, 0.0),
        ] {
            assert_eq!(round_off(figure, digit), whole, "{figure} to {digit} digits");
        }
        assert!(round_off(-0.001, 2).is_sign_positive());
    }

    #[test]
    fn what_is_no_amount_is_handed_back() {
        assert!(round_off(f64::NAN, 2).is_nan());
        assert_eq!(round_off(f64::INFINITY, 2), f64::INFINITY);
        assert_eq!(round_off(1e300, 2), 1e300);
    }

    #[test]
    fn noise_does_not_move_a_figure_across_a_bound() {
        assert_eq!(without_noise(90.999_999_999_999_99), 91.0);
        assert_eq!(without_noise(90.005), 90.005);
    }

    proptest! {
        #[test]
        fn rounding_moves_a_figure_by_half_a_step_at_most_and_only_once(figure in -1e9..1e9_f64, digit in 0_u8..=4) {
            let whole = round_off(figure, digit);
            prop_assert!((whole - figure).abs() <= 0.502 / 10_f64.powi(i32::from(digit)));
            prop_assert_eq!(round_off(whole, digit), whole);
        }
    }
}
