//! Deadlines of an institution's year. There is no national due date for quarterly reports (domain 12.1), so each
//! institution sets its own.

use chrono::NaiveDate;

use super::document_kind::{DOCUMENTS_OF_A_YEAR, DocumentKind, YEAR};
use super::triwulan::Triwulan;

/// Deadlines of the documents of a year; none where the institution set none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tenggat {
    /// In the order of [`YEAR`].
    days: [Option<NaiveDate>; DOCUMENTS_OF_A_YEAR],
}

impl Tenggat {
    /// Whether anything has a deadline.
    pub fn any(&self) -> bool {
        self.days.iter().any(Option::is_some)
    }

    /// Whether measurements are due at the end of semesters alone.
    pub fn by_semester(&self) -> bool {
        let [first, second, third, fourth] = Triwulan::ALL.map(|tw| self.of(DocumentKind::Pengukuran, Some(tw)));
        first.is_none() && third.is_none() && (second.is_some() || fourth.is_some())
    }

    /// The deadline of a document.
    pub fn of(&self, kind: DocumentKind, quarter: Option<Triwulan>) -> Option<NaiveDate> {
        self.days[place(kind, quarter)?]
    }

    /// The same with a deadline for documents of a kind, as settings list them: one day, or one for each quarter.
    #[must_use]
    pub fn with(mut self, kind: DocumentKind, days: &[Option<NaiveDate>]) -> Self {
        for (document, day) in kind.of_year().zip(days) {
            if let Some(place) = place(document.kind, document.quarter) {
                self.days[place] = *day;
            }
        }
        self
    }
}

fn place(kind: DocumentKind, quarter: Option<Triwulan>) -> Option<usize> {
    YEAR.iter().position(|one| one.kind == kind && one.quarter == quarter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_document_of_a_year_has_a_deadline_of_its_own() {
        let day = |month| NaiveDate::from_ymd_opt(2026, month, 10);
        let tenggat = Tenggat::default();
        assert!(!tenggat.any());
        let tenggat =
            tenggat.with(DocumentKind::Pk, &[day(2)]).with(DocumentKind::Pengukuran, &[day(4), None, day(10)]);
        assert_eq!(tenggat.of(DocumentKind::Pk, None), day(2));
        assert_eq!(tenggat.of(DocumentKind::RencanaAksi, None), None);
        assert_eq!(tenggat.of(DocumentKind::Pengukuran, Some(Triwulan::III)), day(10));
        assert_eq!(tenggat.of(DocumentKind::Pengukuran, Some(Triwulan::II)), None);
        assert_eq!(tenggat.of(DocumentKind::Kaskade, None), None);
        assert!(tenggat.any());
    }
}
