//! From the achievement of an individual indicator (IKI) to its value, PermenPANRB 8/2021 (domain 7.8).
//!
//! Read: pages 101 (letters e to i), 110 and 363 of the flipbook (domain 15, PANRB8). The page with the bounds of the categories was not
//! read, so figures between the printed whole percents (99 to 100, 79 to 80, 59 to 60) and from 100 up to 110 have no
//! value here rather than a guessed one.

use super::whole::without_noise;

/// The highest value (letters h and i).
pub const HIGHEST_VALUE: f64 = 120.0;

/// "Baik", the value of exactly 100 % (the example of page 363).
pub const GOOD_VALUE: f64 = 109.0;

/// The value of an achievement in percent points. `maximal_target`: the target is the most that can be reached at all,
/// so that 100 % is the best there is (letter i).
///
/// `None` where the pages that were read give no value, or for a negative achievement.
pub fn capaian_value(capaian: f64, maximal_target: bool) -> Option<f64> {
    let c = without_noise(capaian);
    if c > 110.0 || (c == 100.0 && maximal_target) {
        Some(HIGHEST_VALUE)
    } else if c == 100.0 {
        Some(GOOD_VALUE)
    } else if (80.0..=99.0).contains(&c) {
        Some(70.0 + (89.0 - 70.0) * (c - 80.0) / (99.0 - 80.0))
    } else if (60.0..=79.0).contains(&c) {
        Some(50.0 + (69.0 - 50.0) * (c - 60.0) / (79.0 - 60.0))
    } else if (0.0..=59.0).contains(&c) {
        Some(c * 49.0 / 59.0)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::capaian::round_off;

    fn value(capaian: f64) -> Option<f64> {
        capaian_value(capaian, false).map(|value| round_off(value, 2))
    }

    #[test]
    fn achievements_convert_to_the_values_that_the_regulation_prints() {
        // Domain 7.8; 100 → 109 and 98 → 88 are the printed examples of page 363.
        for (capaian, expected) in
            [(111.0, 120.0), (100.0, 109.0), (98.0, 88.0), (95.0, 85.0), (70.0, 60.0), (40.0, 33.22)]
        {
            assert_eq!(value(capaian), Some(expected), "{capaian}");
        }
    }

    #[test]
    fn each_category_runs_from_its_lowest_to_its_highest_value() {
        for (capaian, expected) in [(99.0, 89.0), (80.0, 70.0), (79.0, 69.0), (60.0, 50.0), (59.0, 49.0), (0.0, 0.0)] {
            assert_eq!(value(capaian), Some(expected), "{capaian}");
        }
    }

    #[test]
    fn a_hundred_percent_of_the_highest_possible_target_is_worth_120() {
        // Page 101 letter i: "Bebas dari Temuan Material", target 100 %, realisation 100 %.
        assert_eq!(capaian_value(100.0, true), Some(120.0));
        assert_eq!(capaian_value(98.0, true), capaian_value(98.0, false));
    }

    #[test]
    fn what_the_pages_do_not_cover_has_no_value() {
        for capaian in [110.0, 105.0, 99.5, 79.5, 59.5, -1.0, f64::NAN] {
            assert_eq!(value(capaian), None, "{capaian}");
        }
    }
}
