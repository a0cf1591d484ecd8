//! Figures written as Indonesians read them.

use super::capaian::round_off;

/// "1.234,56" with so many decimals, halves up; "–" for what is no figure.
pub fn figure(figure: f64, digit: u8) -> String {
    if !figure.is_finite() {
        return "–".to_string();
    }
    let wording = decimal(round_off(figure, digit), digit);
    let (mark, wording) = wording.strip_prefix('-').map_or(("", wording.as_str()), |rest| ("-", rest));
    let (intact, fraction) = wording.split_once('.').unwrap_or((wording, ""));
    let mut outcome = String::from(mark);
    for (position, figure) in intact.chars().enumerate() {
        if position > 0 && (intact.len() - position) % 3 == 0 {
            outcome.push('.');
        }
        outcome.push(figure);
    }
    if !fraction.is_empty() {
        outcome.push(',');
        outcome.push_str(fraction);
    }
    outcome
}

/// A rounded figure with a point before its decimals.
fn decimal(whole: f64, digit: u8) -> String {
    let scale = 10_f64.powi(i32::from(digit));
    let big = (whole.abs() * scale).round();
    // So large a multiple of the last decimal is a whole number in binary too, and whole numbers are written in a fifth of
    // the time that exact decimals take.
    if big >= 1e15 {
        return format!("{whole:.*}", usize::from(digit));
    }
    let mark = if whole < 0.0 { "-" } else { "" };
    let (big, scale) = (big as u64, scale as u64);
    if digit == 0 {
        return format!("{mark}{big}");
    }
    format!("{mark}{}.{:0width$}", big / scale, big % scale, width = usize::from(digit))
}

/// As [`figure`] with at most so many decimals: "57", "2,5".
pub fn short_figure(value: f64, digit: u8) -> String {
    let whole = round_off(value, digit);
    // Most figures are whole ones: half the time of writing decimals and taking them off again.
    let wording = if whole.fract() == 0.0 { figure(whole, 0) } else { figure(value, digit) };
    if wording.contains(',') { wording.trim_end_matches('0').trim_end_matches(',').to_string() } else { wording }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn decimals_are_those_of_the_figure(intact in -1_000_000_000_i64..1_000_000_000, part in 0.0..1.0_f64, digit in 0_u8..9) {
            for value in [intact as f64, intact as f64 + part, part, intact as f64 * 1e6 + part] {
                let whole = round_off(value, digit);
                prop_assert_eq!(decimal(whole, digit), format!("{:.*}", usize::from(digit), whole));
            }
        }
    }

    #[test]
    fn short_figures_have_no_decimals_that_say_nothing() {
        for (value, wording) in
            [(1.0, "1"), (0.999_999_9, "1"), (-0.000_000_1, "0"), (2.25, "2,25"), (-1e16, "-10.000.000.000.000.000")]
        {
            assert_eq!(short_figure(value, 6), wording);
        }
    }

    #[test]
    fn figures_read_as_indonesians_write_them() {
        for (value, digit, wording) in
            [(1234.5, 2, "1.234,50"), (999.0, 0, "999"), (-1_234_567.891, 1, "-1.234.567,9"), (0.0, 2, "0,00")]
        {
            assert_eq!(figure(value, digit), wording);
        }
        assert_eq!(short_figure(2.5, 2), "2,5");
        assert_eq!(short_figure(1000.0, 2), "1.000");
        assert_eq!(figure(f64::NAN, 2), "–");
    }
}
