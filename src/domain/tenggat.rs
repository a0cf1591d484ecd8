//! Deadlines of an institution's year. There is no national due date for quarterly reports (domain 12.1), so each
//! institution sets its own.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::document::DocumentKind;
use super::triwulan::Triwulan;

/// Deadlines; `None` where the institution set none.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tenggat {
    /// For signing and sending the PK.
    pub pk: Option<NaiveDate>,
    /// For sending the Rencana Aksi.
    pub rencana_aksi: Option<NaiveDate>,
    /// For sending the measurement of each quarter.
    pub triwulan: [Option<NaiveDate>; 4],
}

impl Tenggat {
    /// Whether anything has a deadline.
    pub fn any(&self) -> bool {
        let quarters = self.triwulan.iter().copied();
        quarters.chain([self.pk, self.rencana_aksi]).any(|day| day.is_some())
    }

    /// The deadline of a document.
    pub fn intended(&self, kind: DocumentKind, triwulan: Option<Triwulan>) -> Option<NaiveDate> {
        match kind {
            DocumentKind::Pk => self.pk,
            DocumentKind::RencanaAksi => self.rencana_aksi,
            DocumentKind::Pengukuran => triwulan.and_then(|tw| self.triwulan[tw as usize]),
            DocumentKind::Kaskade => None,
        }
    }
}
