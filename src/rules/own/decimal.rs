//! Exact figures: whole numbers of billionths, so that 0,1 + 0,2 is 0,3.
//!
//! Nine decimals and thirty digits are more than any form holds; what does not fit is no figure.

use std::fmt;
use std::ops::Neg;
use std::str::FromStr;

/// Billionths of one.
const ONE: i128 = 1_000_000_000;
/// Digits behind the comma.
const DIGITS: usize = 9;

/// An exact figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Decimal(i128);

/// A text that is no such figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NoDecimal;

impl Decimal {
    pub(super) fn of(whole: usize) -> Option<Self> {
        i128::try_from(whole).ok()?.checked_mul(ONE).map(Self)
    }

    /// The whole number that it is.
    pub(super) fn whole(self) -> Option<u32> {
        (self.0 % ONE == 0).then(|| u32::try_from(self.0 / ONE).ok()).flatten()
    }

    pub(super) fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    pub(super) fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    pub(super) fn checked_mul(self, other: Self) -> Option<Self> {
        self.0.checked_mul(other.0).map(|product| Self(divided(product, ONE)))
    }

    pub(super) fn checked_div(self, other: Self) -> Option<Self> {
        if other.0 == 0 { None } else { self.0.checked_mul(ONE).map(|one| Self(divided(one, other.0))) }
    }

    pub(super) const fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// Rounded to so many decimals, halves away from zero.
    pub(super) fn rounded(self, digits: u32) -> Self {
        let step = 10_i128.pow(DIGITS as u32 - digits.min(DIGITS as u32));
        Self(divided(self.0, step) * step)
    }
}

/// A quotient, halves away from zero.
const fn divided(one: i128, other: i128) -> i128 {
    let (quotient, rest) = (one / other, one % other);
    if rest.unsigned_abs() * 2 < other.unsigned_abs() {
        quotient
    } else if (one < 0) == (other < 0) {
        quotient + 1
    } else {
        quotient - 1
    }
}

impl Neg for Decimal {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl FromStr for Decimal {
    type Err = NoDecimal;

    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        let (negative, bare) = text.strip_prefix('-').map_or((false, text), |bare| (true, bare));
        let (whole, fraction) = bare.split_once('.').unwrap_or((bare, ""));
        let digits = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        if whole.is_empty() || whole.len() > 20 || !digits(whole) || !digits(fraction) {
            return Err(NoDecimal);
        }
        // One digit more than are kept, to round by.
        let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(DIGITS + 1).collect();
        let all: i128 = format!("{whole}{kept}").parse().map_err(|_| NoDecimal)?;
        let figure = Self(divided(all, 10));
        Ok(if negative { -figure } else { figure })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (whole, fraction) =
            (self.0.unsigned_abs() / ONE.unsigned_abs(), self.0.unsigned_abs() % ONE.unsigned_abs());
        let sign = if self.0 < 0 { "-" } else { "" };
        let text = format!("{sign}{whole}.{fraction:09}");
        f.write_str(text.trim_end_matches('0').trim_end_matches('.'))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn figures_are_exact_to_nine_decimals() {
        assert_eq!(decimal("0.1").checked_add(decimal("0.2")), Some(decimal("0.3")));
        assert_eq!(decimal("-2.5").checked_mul(decimal("0.4")), Some(decimal("-1")));
        assert_eq!(decimal("2").checked_div(decimal("3")).map(|one| one.to_string()).as_deref(), Some("0.666666667"));
        assert_eq!(decimal("-2").checked_div(decimal("3")).map(|one| one.rounded(2)), Some(decimal("-0.67")));
        assert_eq!(decimal("2.675").rounded(2), decimal("2.68"));
        assert_eq!(decimal("1").checked_div(decimal("0")), None);
        assert_eq!(decimal("1234567890.5").to_string(), "1234567890.5");
        assert_eq!((decimal("3").whole(), decimal("3.5").whole(), decimal("-1").whole()), (Some(3), None, None));
    }

    #[test]
    fn what_is_no_figure_or_too_large_for_one_is_none() {
        for text in ["", "-", ".5", "1e3", "1,5", "1.2.3", "123456789012345678901"] {
            assert_eq!(text.parse::<Decimal>(), Err(NoDecimal), "{text}");
        }
        let large = decimal("12345678901234567890");
        assert_eq!(large.checked_mul(large), None);
    }

    proptest! {
        #[test]
        fn every_figure_reads_back(billionths in -1_000_000_000_000_000_000_i64..1_000_000_000_000_000_000) {
            let one = Decimal(i128::from(billionths));
            prop_assert_eq!(one.to_string().parse(), Ok(one));
        }
    }
}
