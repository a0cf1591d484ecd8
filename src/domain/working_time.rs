//! Working days, and the time that a step of a procedure may take.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

use chrono::{Datelike, Days, Months, NaiveDate, NaiveTime, TimeDelta, Weekday};

/// A moment as far as somebody said it: a day, perhaps with the time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment {
    /// The day, local time.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
}

/// The time that a step may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowance {
    /// Minutes; hours are sixty of them.
    Minutes(u32),
    /// Working days.
    Days(u32),
    /// Months of the calendar; an end on a day off moves to the next working day.
    Months(u32),
}

/// A text that is no time allowed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("waktu {0:?} tidak dapat dibaca; tulis misalnya \"30 menit\", \"3 jam\", \"2 hari\" atau \"1 bulan\"")]
pub struct InvalidAllowance(pub String);

impl FromStr for Allowance {
    type Err = InvalidAllowance;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidAllowance(text.to_string());
        let small = text.trim().to_lowercase();
        let (number, unit) = small.split_once(' ').ok_or_else(invalid)?;
        let number: u32 = number.parse().ok().filter(|number| (1..=10_000).contains(number)).ok_or_else(invalid)?;
        match unit.trim() {
            "menit" => Ok(Self::Minutes(number)),
            "jam" => Ok(Self::Minutes(number * 60)),
            "hari" | "hari kerja" => Ok(Self::Days(number)),
            "minggu" => Ok(Self::Days(number * 5)),
            "bulan" => Ok(Self::Months(number)),
            _ => Err(invalid()),
        }
    }
}

impl fmt::Display for Allowance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Minutes(minutes) if minutes % 60 == 0 => write!(f, "{} jam", minutes / 60),
            Self::Minutes(minutes) => write!(f, "{minutes} menit"),
            Self::Days(days) => write!(f, "{days} hari kerja"),
            Self::Months(months) => write!(f, "{months} bulan"),
        }
    }
}

/// How long something took: in working days, and in minutes where both moments have a time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lasting {
    /// Working days after the first day.
    pub days: u32,
    /// Minutes, within one day.
    pub minutes: Option<i64>,
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.days, self.minutes) {
            (0, Some(minutes)) => write!(f, "{minutes} menit"),
            (0, None) => f.write_str("hari yang sama"),
            (days, _) => write!(f, "{days} hari kerja"),
        }
    }
}

/// Which days are worked on: not Saturdays, Sundays and holidays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkCalendar {
    holidays: BTreeSet<NaiveDate>,
}

impl WorkCalendar {
    /// With these holidays.
    pub fn new(holidays: impl IntoIterator<Item = NaiveDate>) -> Self {
        Self { holidays: holidays.into_iter().collect() }
    }

    /// Whether a day is worked on.
    pub fn works(&self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.holidays.contains(&day)
    }

    /// The first working day from a day on.
    pub fn from_day(&self, day: NaiveDate) -> NaiveDate {
        // A year of holidays in a row is no calendar; what is asked for is then the day itself.
        day.iter_days().take(370).find(|one| self.works(*one)).unwrap_or(day)
    }

    /// So many working days later.
    pub fn after(&self, day: NaiveDate, days: u32) -> NaiveDate {
        (0..days).fold(day, |day, _| day.checked_add_days(Days::new(1)).map_or(day, |next| self.from_day(next)))
    }

    /// Until when something may take that began at a moment.
    pub fn until(&self, since: Moment, allowed: Allowance) -> Moment {
        match allowed {
            Allowance::Minutes(minutes) => match since.time {
                Some(time) => {
                    let end = since.day.and_time(time) + TimeDelta::minutes(i64::from(minutes));
                    Moment { day: end.date(), time: Some(end.time()) }
                }
                None => Moment { day: self.from_day(since.day), time: None },
            },
            Allowance::Days(days) => Moment { day: self.after(since.day, days), time: None },
            Allowance::Months(months) => {
                let day = since.day.checked_add_months(Months::new(months)).unwrap_or(since.day);
                Moment { day: self.from_day(day), time: None }
            }
        }
    }

    /// Whether a moment is past another, as far as both say.
    pub fn is_past(limit: Moment, moment: Moment) -> bool {
        match (limit.time, moment.time) {
            (Some(limit_time), Some(time)) => (moment.day, time) > (limit.day, limit_time),
            _ => moment.day > limit.day,
        }
    }

    /// How long it is from one moment to another.
    pub fn lasting(&self, from: Moment, to: Moment) -> Lasting {
        let days = from.day.iter_days().skip(1).take_while(|day| *day <= to.day).take(4000);
        let days = u32::try_from(days.filter(|day| self.works(*day)).count()).unwrap_or(u32::MAX);
        let minutes = match (from.time, to.time) {
            (Some(start), Some(end)) if from.day == to.day => Some((end - start).num_minutes().max(0)),
            _ => None,
        };
        Lasting { days, minutes }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn moment(text: &str) -> Moment {
        Moment { day: day(text), time: None }
    }

    #[test]
    fn a_day_allowed_on_friday_before_a_holiday_ends_on_tuesday() {
        // 17 August 2026 is a Monday.
        let calendar = WorkCalendar::new([day("2026-08-17")]);
        let until = |allowed: &str| calendar.until(moment("2026-08-14"), allowed.parse().unwrap()).day;
        assert_eq!(until("1 hari"), day("2026-08-18"));
        assert_eq!(until("3 hari kerja"), day("2026-08-20"));
        assert_eq!(until("30 menit"), day("2026-08-14"), "without a time of day, the same day");
        assert_eq!(calendar.until(moment("2026-08-15"), Allowance::Minutes(60)).day, day("2026-08-18"));
    }

    #[test]
    fn a_month_that_ends_on_a_free_day_ends_on_the_next_working_day() {
        let calendar = WorkCalendar::default();
        assert_eq!(calendar.until(moment("2026-01-31"), Allowance::Months(1)).day, day("2026-03-02"));
        assert_eq!(calendar.until(moment("2026-01-15"), Allowance::Months(1)).day, day("2026-02-16"));
    }

    #[test]
    fn hours_run_by_the_clock_where_somebody_told_the_time() {
        let calendar = WorkCalendar::default();
        let since = Moment { day: day("2026-03-02"), time: NaiveTime::from_hms_opt(10, 30, 0) };
        let until = calendar.until(since, "1 jam".parse().unwrap());
        assert_eq!(until.time, NaiveTime::from_hms_opt(11, 30, 0));
        let late = Moment { day: since.day, time: NaiveTime::from_hms_opt(11, 31, 0) };
        assert!(WorkCalendar::is_past(until, late) && !WorkCalendar::is_past(until, moment("2026-03-02")));
        assert_eq!(calendar.lasting(since, late).to_string(), "61 menit");
    }

    #[test]
    fn what_lasts_is_counted_in_working_days() {
        let calendar = WorkCalendar::new([day("2026-08-17")]);
        assert_eq!(calendar.lasting(moment("2026-08-14"), moment("2026-08-18")).days, 1);
        assert_eq!(calendar.lasting(moment("2026-08-14"), moment("2026-08-14")).to_string(), "hari yang sama");
    }

    #[test]
    fn times_are_read_as_procedures_write_them() {
        for (text, shown) in
            [("60 Menit", "1 jam"), ("15 menit", "15 menit"), ("2 Hari", "2 hari kerja"), ("3 bulan", "3 bulan")]
        {
            assert_eq!(text.parse::<Allowance>().unwrap().to_string(), shown);
        }
        for wrong in ["sebentar", "0 hari", "2 tahun", "hari 2", ""] {
            assert!(wrong.parse::<Allowance>().is_err(), "{wrong}");
        }
    }
}
