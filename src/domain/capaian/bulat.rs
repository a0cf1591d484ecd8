//! Rounding as a person does it on paper and a spreadsheet on screen: halves away from zero.

/// Largest number of decimals that is rounded to.
pub const DIGIT_TERBANYAK: u8 = 10;

/// Rounds to `digit` decimals (at most [`DIGIT_TERBANYAK`]), halves away from zero.
///
/// A figure that lies below a half by no more than the noise of binary fractions counts as that half: 2.675 is stored as
/// 2.67499999999999982 and still becomes 2.68. Beyond 15 significant digits there is nothing left to round.
pub fn bulatkan(angka: f64, digit: u8) -> f64 {
    let skala = 10_f64.powi(i32::from(digit.min(DIGIT_TERBANYAK)));
    let besar = angka.abs() * skala;
    if besar.is_nan() || besar >= 1e15 {
        return angka;
    }
    // Some forty units in the last place for the noise of a short calculation, and never enough to move a whole number.
    let derau = (besar * 1e-14).min(1e-3);
    let bulat = (besar + 0.5 + derau).floor() / skala;
    // No negative zero: it would print as "-0".
    if bulat == 0.0 { 0.0 } else { bulat.copysign(angka) }
}

/// Removes the noise of binary fractions before a figure is compared with a bound: 90.99999999999999 is 91.
pub fn tanpa_derau(angka: f64) -> f64 {
    bulatkan(angka, 9)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn halves_are_rounded_up_even_when_binary_fractions_fall_short_of_them() {
        for (angka, digit, bulat) in [
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
            assert_eq!(bulatkan(angka, digit), bulat, "{angka} to {digit} digits");
        }
        assert!(bulatkan(-0.001, 2).is_sign_positive());
    }

    #[test]
    fn what_is_no_amount_is_handed_back() {
        assert!(bulatkan(f64::NAN, 2).is_nan());
        assert_eq!(bulatkan(f64::INFINITY, 2), f64::INFINITY);
        assert_eq!(bulatkan(1e300, 2), 1e300);
    }

    #[test]
    fn noise_does_not_move_a_figure_across_a_bound() {
        assert_eq!(tanpa_derau(90.999_999_999_999_99), 91.0);
        assert_eq!(tanpa_derau(90.005), 90.005);
    }

    proptest! {
        #[test]
        fn rounding_moves_a_figure_by_half_a_step_at_most_and_only_once(angka in -1e9..1e9_f64, digit in 0_u8..=4) {
            let bulat = bulatkan(angka, digit);
            prop_assert!((bulat - angka).abs() <= 0.502 / 10_f64.powi(i32::from(digit)));
            prop_assert_eq!(bulatkan(bulat, digit), bulat);
        }
    }
}
