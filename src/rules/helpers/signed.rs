//! When documents were signed, as far as the line above the signatures tells.

use chrono::{Datelike, Days, Months, NaiveDate};

use crate::domain::address::CellAddress;
use crate::domain::date::{DatePlace, find_place_and_date, long_format, month_name};
use crate::domain::document::Document;

/// The days on which a document may have been signed: one, or all of a month whose day was left open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::rules) struct SignedOn {
    pub(in crate::rules) first: NaiveDate,
    pub(in crate::rules) last: NaiveDate,
    /// Where it stands.
    pub(in crate::rules) cell: CellAddress,
}

impl SignedOn {
    /// As a document states it.
    pub(in crate::rules) fn of(content: &Document) -> Option<Self> {
        let entry = content.ratification.as_ref()?;
        let (first, last) = days(&find_place_and_date(&entry.raw)?)?;
        Some(Self { first, last, cell: entry.cell })
    }

    /// As a sentence says it: "5 Januari 2026", "Januari 2026".
    pub(in crate::rules) fn text(&self) -> String {
        if self.first == self.last {
            return long_format(self.first);
        }
        format!("{} {}", month_name(self.first.month()).unwrap_or_default(), self.first.year())
    }
}

/// The first and the last day that a line means.
pub(in crate::rules) fn days(as_written: &DatePlace) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = as_written.date() {
        return Some((day, day));
    }
    let first = NaiveDate::from_ymd_opt(as_written.year, as_written.month, 1)?;
    Some((first, first.checked_add_months(Months::new(1))?.checked_sub_days(Days::new(1))?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_without_a_day_counts_from_its_start_to_its_end() {
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day).expect("a day");
        let signed = |text: &str| find_place_and_date(text).and_then(|one| days(&one));
        assert_eq!(signed("Jakarta, Februari 2026"), Some((day(2, 1), day(2, 28))));
        assert_eq!(signed("Kota Contoh, 3 Maret 2026"), Some((day(3, 3), day(3, 3))));
        assert_eq!(
            signed("Jakarta, ..... Desember 2025"),
            NaiveDate::from_ymd_opt(2025, 12, 1).zip(NaiveDate::from_ymd_opt(2025, 12, 31))
        );
    }
}
