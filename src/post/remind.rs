//! Who is reminded of what on a day: decided by where documents stand, by the deadlines and by what was given before.
//!
//! A unit is reminded of a document so many days before its deadline as the settings say, and once on the day after, as long
//! as the document has not come or still has to be mended; of each such day once in each channel. A day that nobody ran the
//! program on is made up for by the next one, as long as no nearer one has come.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::document_kind::YEAR;
use crate::domain::official::document_code;
use crate::domain::tenggat::Tenggat;
use crate::domain::text::listed;
use crate::journal::{DocumentStanding, ReceiptStanding, ReminderKey};

use super::ReminderSettings;

/// Days after a deadline in which its last reminder is still given.
const LATE: i64 = 30;

/// What a unit is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminder {
    /// What is written down once it was given.
    pub key: ReminderKey,
    /// The document as people call it: "Pengukuran TW II".
    pub document: String,
    /// Days until the deadline; below zero since it.
    pub left: i64,
    /// Why.
    pub reason: ReminderReason,
}

/// Why a unit is reminded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReminderReason {
    /// It has not come.
    Missing,
    /// It came and nothing of it could be read.
    Unread,
    /// It came and does not say for certain whose it is.
    Unplaced,
    /// A report of a month within its quarter came, and none of its end.
    Monthly,
    /// It came and has so many faults.
    ToMend(u32),
}

/// What reminders are decided by.
#[derive(Debug, Clone, Copy)]
pub struct ReminderInput<'a> {
    /// Where documents stood at the last run.
    pub standings: &'a [DocumentStanding],
    /// Deadlines.
    pub tenggat: &'a Tenggat,
    /// Which days.
    pub settings: &'a ReminderSettings,
    /// What was given.
    pub given: &'a BTreeMap<ReminderKey, NaiveDate>,
    /// The channel that it is asked for.
    pub channel: &'a str,
    /// The day.
    pub today: NaiveDate,
}

/// The reminders of a day, by unit.
pub fn due(input: &ReminderInput<'_>) -> BTreeMap<String, Vec<Reminder>> {
    let mut all: BTreeMap<String, Vec<Reminder>> = BTreeMap::new();
    for one in &YEAR {
        let Some(deadline) = input.tenggat.of(one.kind, one.quarter) else { continue };
        let Some(distance) = distance(deadline, input.today, &input.settings.days) else { continue };
        let document = document_code(one.kind, one.quarter);
        for standing in input.standings.iter().filter(|standing| standing.document == document) {
            let reason = match standing.standing {
                ReceiptStanding::Missing => ReminderReason::Missing,
                ReceiptStanding::Unread => ReminderReason::Unread,
                ReceiptStanding::Unplaced => ReminderReason::Unplaced,
                ReceiptStanding::Monthly => ReminderReason::Monthly,
                ReceiptStanding::Received if standing.errors > 0 => ReminderReason::ToMend(standing.errors),
                ReceiptStanding::Received | ReceiptStanding::Ratified => continue,
            };
            let key = ReminderKey {
                unit: standing.unit.clone(),
                document: document.clone(),
                deadline,
                distance,
                channel: input.channel.to_string(),
            };
            if input.given.contains_key(&key) {
                continue;
            }
            let name = match one.quarter {
                Some(quarter) => format!("{} {quarter}", one.kind.name()),
                None => one.kind.name().to_string(),
            };
            let left = (deadline - input.today).num_days();
            let reminder = Reminder { key, document: name, left, reason };
            all.entry(standing.unit.clone()).or_default().push(reminder);
        }
    }
    all
}

/// The reminder that is due on a day: the nearest that has come, before the deadline or after it.
fn distance(deadline: NaiveDate, today: NaiveDate, days: &[u32]) -> Option<i32> {
    let left = (deadline - today).num_days();
    if left < 0 {
        return (-left <= LATE).then_some(-1);
    }
    let reached = days.iter().copied().filter(|day| left <= i64::from(*day)).min()?;
    i32::try_from(reached).ok()
}

impl Reminder {
    /// "Pengukuran TW II, tenggat 10 Juli 2026 (3 hari lagi): belum kami terima".
    pub fn line(&self) -> String {
        format!("{}, tenggat {} ({}): {}", self.document, long_format(self.key.deadline), self.when(), self.state())
    }

    /// "3 hari lagi", "hari ini", "lewat 1 hari".
    pub fn when(&self) -> String {
        match self.left {
            0 => "hari ini".to_string(),
            1 => "besok".to_string(),
            left if left > 0 => format!("{left} hari lagi"),
            left => format!("lewat {} hari", -left),
        }
    }

    /// Where the document stands, in words that cannot be misread.
    pub fn state(&self) -> String {
        match self.reason {
            ReminderReason::Missing => "belum kami terima".to_string(),
            ReminderReason::Unread => "sudah sampai, tetapi tidak terbaca; perlu dikirim ulang".to_string(),
            ReminderReason::Monthly => "laporan bulanan sudah kami terima, laporan triwulannya belum".to_string(),
            ReminderReason::Unplaced => {
                "sudah sampai, tetapi nama unit di formulirnya belum pasti; betulkan lalu kirim ulang".to_string()
            }
            ReminderReason::ToMend(errors) => format!("perlu diperbaiki ({errors} galat)"),
        }
    }
}

/// "Pengukuran TW II dan Rencana Aksi".
pub fn named(reminders: &[Reminder]) -> String {
    let mut seen = BTreeSet::new();
    let names: Vec<&str> =
        reminders.iter().map(|one| one.document.as_str()).filter(|name| seen.insert(*name)).collect();
    listed(&names)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::document::DocumentKind;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn standing(unit: &str, document: &str, standing: ReceiptStanding, errors: u32) -> DocumentStanding {
        DocumentStanding { unit: unit.into(), document: document.into(), standing, errors }
    }

    /// What is given on each of these days when the program runs on them in turn.
    fn over(days: &[&str], standings: &[DocumentStanding]) -> Vec<String> {
        let tenggat = Tenggat::default().with(DocumentKind::Pengukuran, &[None, Some(day("2026-07-10"))]);
        let tenggat = tenggat.with(DocumentKind::Pk, &[Some(day("2026-02-28"))]);
        let (settings, mut given, mut told) = (ReminderSettings::default(), BTreeMap::new(), Vec::new());
        for text in days {
            let today = day(text);
            let (tenggat, settings, channel) = (&tenggat, &settings, "surel");
            let input = ReminderInput { standings, tenggat, settings, given: &given, channel, today };
            for (unit, reminders) in due(&input) {
                for one in reminders {
                    told.push(format!("{text} {unit}: {}", one.line()));
                    given.insert(one.key, today);
                }
            }
        }
        told
    }

    #[test]
    fn a_unit_is_reminded_before_and_once_after_and_never_twice_of_the_same_day() {
        let told = over(
            &[
                "2026-07-02",
                "2026-07-03",
                "2026-07-03",
                "2026-07-05",
                "2026-07-08",
                "2026-07-10",
                "2026-07-11",
                "2026-07-12",
                "2026-09-01",
            ],
            &[standing("JTI", "tw2", ReceiptStanding::Missing, 0)],
        );
        let expected = [
            "2026-07-03 JTI: Pengukuran Kinerja TW II, tenggat 10 Juli 2026 (7 hari lagi): belum kami terima",
            "2026-07-08 JTI: Pengukuran Kinerja TW II, tenggat 10 Juli 2026 (2 hari lagi): belum kami terima",
            "2026-07-10 JTI: Pengukuran Kinerja TW II, tenggat 10 Juli 2026 (hari ini): belum kami terima",
            "2026-07-11 JTI: Pengukuran Kinerja TW II, tenggat 10 Juli 2026 (lewat 1 hari): belum kami terima",
        ];
        assert_eq!(told, expected, "a day without a run is made up for, and what is long past is left alone");
    }

    #[test]
    fn nobody_is_reminded_of_what_came_clean_or_is_official() {
        let standings = [
            standing("JTI", "tw2", ReceiptStanding::Received, 0),
            standing("JTM", "tw2", ReceiptStanding::Received, 2),
            standing("JTE", "tw2", ReceiptStanding::Ratified, 3),
            standing("P3M", "tw2", ReceiptStanding::Unread, 0),
            standing("UPT", "tw2", ReceiptStanding::Unplaced, 0),
        ];
        let told = over(&["2026-07-09"], &standings);
        assert_eq!(told.len(), 3, "{told:?}");
        assert!(told[2].contains("UPT") && told[2].contains("nama unit di formulirnya belum pasti"), "{told:?}");
        assert!(told[0].contains("JTM") && told[0].ends_with("(besok): perlu diperbaiki (2 galat)"), "{told:?}");
        assert!(told[1].contains("P3M") && told[1].contains("sudah sampai, tetapi tidak terbaca"), "{told:?}");
        for line in &told {
            assert!(!line.contains("benar"), "{line}");
        }
    }
}
