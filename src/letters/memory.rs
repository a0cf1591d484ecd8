//! What letters remember: what was asked of a unit before, until when, and how often.
//!
//! Takes what a unit must hear now and the letters of the days before, gives how its letter stands: a new one, the same
//! one that still waits for an answer, or a reminder of one whose day has passed. A letter that waits keeps its day and its
//! deadline, so nothing is asked for twice and no deadline moves because the program ran again.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::kind::SuratKind;
use crate::domain::date::long_format;
use crate::domain::surat::WrittenSurat;

/// How a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SuratStanding {
    /// The day that stands in it.
    pub day: NaiveDate,
    /// 1 for the first about its points, 2 for the reminder of it, 3 for the second reminder …
    pub order: u32,
    /// The deadline that an earlier letter set and that still holds; without one, so many days from the run.
    pub until: Option<NaiveDate>,
    /// Whether it is the same as one that was written before.
    pub waiting: bool,
    /// The newest letter that spoke of any of its points: its day and its deadline.
    pub earlier: Option<(NaiveDate, Option<NaiveDate>)>,
}

impl SuratStanding {
    /// Of a letter that nothing was written before.
    pub(super) const fn first(today: NaiveDate) -> Self {
        Self { day: today, order: 1, until: None, waiting: false, earlier: None }
    }

    /// The day until which it asks for an answer.
    pub fn limit(&self, days_to_mend: u32) -> NaiveDate {
        let counted = || self.day.checked_add_days(Days::new(days_to_mend.into())).unwrap_or(self.day);
        self.until.unwrap_or_else(counted)
    }

    /// "kedua" for a second reminder; a first one and a letter that reminds of nothing have no number. A letter that is
    /// itself a reminder is the first when it is written the first time.
    fn count(&self, kind: SuratKind) -> Option<&'static str> {
        let number = if kind == SuratKind::Reminder { self.order } else { self.order.saturating_sub(1) };
        match number {
            0 | 1 => None,
            2 => Some("kedua"),
            3 => Some("ketiga"),
            4 => Some("keempat"),
            _ => Some("kesekian"),
        }
    }

    /// "Pengingat kedua": what a letter calls itself, where it reminds of something.
    pub fn reminder(&self, kind: SuratKind) -> String {
        match (kind, self.order, self.count(kind)) {
            (SuratKind::Receipt | SuratKind::HandOut, ..) => String::new(),
            (_, _, Some(count)) => format!("Pengingat {count}"),
            (SuratKind::Correction, 1, None) => String::new(),
            _ => "Pengingat".to_string(),
        }
    }

    /// What was written before, in a sentence.
    pub(super) fn sentence(&self, kind: SuratKind) -> String {
        let Some((day, until)) = self.earlier.filter(|_| !self.waiting && kind != SuratKind::Receipt) else {
            return String::new();
        };
        let until = until.map(|day| format!(" dengan batas {}", long_format(day))).unwrap_or_default();
        let told = format!("sudah kami sampaikan pada {}{until}", long_format(day));
        match (self.order, self.until) {
            (1, None) => format!("Sebagian hal ini {told}; batas itu tetap berlaku untuk yang lama."),
            (1, Some(_)) => format!("Hal ini {told}; batasnya tidak berubah."),
            _ => format!("Hal ini {told}. Ini {}.", self.reminder(kind).to_lowercase()),
        }
    }
}

/// How a letter about these points stands on a day, after the letters of the days before to the same unit.
pub(super) fn standing(
    kind: SuratKind,
    points: &[String],
    letters: &[&WrittenSurat],
    today: NaiveDate,
) -> SuratStanding {
    let first = SuratStanding::first(today);
    let own: Vec<&WrittenSurat> = letters.iter().copied().filter(|one| one.day < today).collect();
    let same = own.iter().rev().find(|one| one.kind == kind.name());
    let same = same.filter(|one| points.iter().all(|point| one.points.contains(point)));
    if kind == SuratKind::Receipt {
        // A receipt asks for nothing: it is the one that was written, or a new one.
        return same.map_or(first, |one| SuratStanding { day: one.day, waiting: true, ..first });
    }
    let mut told: BTreeMap<&str, &WrittenSurat> = BTreeMap::new();
    for one in &own {
        told.extend(one.points.iter().map(|point| (point.as_str(), *one)));
    }
    let asked: Vec<&String> = points.iter().filter(|point| !point.starts_with(FILE)).collect();
    let known: Vec<&WrittenSurat> = asked.iter().filter_map(|point| told.get(point.as_str()).copied()).collect();
    let Some(newest) = known.iter().copied().max_by_key(|one| one.day) else { return first };
    let earlier = Some((newest.day, newest.until));
    let overdue = known.iter().filter(|one| one.until.is_some_and(|until| until < today));
    if let Some(order) = overdue.map(|one| one.order).max() {
        return SuratStanding { order: order + 1, earlier, ..first };
    }
    if known.len() < asked.len() {
        return SuratStanding { earlier, ..first };
    }
    match same {
        Some(one) => SuratStanding { day: one.day, order: one.order, until: one.until, waiting: true, earlier },
        // Sent again with the same faults: the deadline that was set stays.
        None => SuratStanding {
            order: known.iter().map(|one| one.order).max().unwrap_or(1),
            until: known.iter().filter_map(|one| one.until).min(),
            earlier,
            ..first
        },
    }
}

/// How the points begin that are files.
pub(super) const FILE: char = 'b';
