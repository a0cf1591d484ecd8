//! What a run found out, and what leadership must know of it, as plain data.
//!
//! Takes [`ReportInput`], everything a run found out; gives the recap ([`model`]), who sent what ([`compliance`]) and the
//! recap as a message ([`text`]). Everything that any writer prints is worked out here, once; writers only draw.

pub mod bukti;
pub mod compliance;
pub mod model;
pub mod official;
pub(crate) mod questioned;
pub mod register;
pub(crate) mod repetition;
pub(crate) mod short_name;
pub mod summary;
pub mod text;

use chrono::NaiveDateTime;

use crate::cascade::{Kaskade, NodeResult};
use crate::compare::WorkspaceChange;
use crate::domain::capaian::Profil;
use crate::domain::date::long_format;
use crate::domain::hash::HashMap;
use crate::domain::mail::SkippedMail;
use crate::domain::official::{PROVISIONAL, period_code};
use crate::domain::period::Timespan;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::language::Language;
use crate::tables::Tables;
use model::LastYear;
use official::OfficialStanding;

/// Everything that reports are made of.
#[derive(Debug, Clone, Copy)]
pub struct ReportInput<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// The cascade as a tree.
    pub kaskade: &'a Kaskade,
    /// Figures of every node, in the order of [`Tables::nodes`].
    pub outcomes: &'a [NodeResult],
    /// Findings that stand.
    pub temuan: &'a [Temuan],
    /// Findings that a waiver accepts.
    pub excepted: &'a [Temuan],
    /// Name of the institution.
    pub instansi: &'a str,
    /// The year of the workspace.
    pub year: i32,
    /// How achievement is computed.
    pub profil: &'a Profil,
    /// Deadlines.
    pub tenggat: &'a Tenggat,
    /// When the run was made: the date of the data.
    pub made: NaiveDateTime,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The period.
    pub timespan: Timespan,
    /// The newest quarter that has data.
    pub newest: Triwulan,
    /// Last year's table of achievements, or why there is none.
    pub last_year: &'a LastYear,
    /// What came with mails and is no workbook.
    pub skipped: &'a [SkippedMail],
    /// What changed since the run before; none where nobody asked.
    pub change: Option<&'a WorkspaceChange>,
    /// What is official; none where there is no journal.
    pub official: Option<&'a OfficialStanding>,
    /// The language of who reads it.
    pub language: Language,
}

/// The name of a recap's file: "rekap-2026-tw2.xlsx".
pub fn file_name(year: i32, timespan: Timespan, suffix: &str) -> String {
    format!("rekap-{year}-{}.{suffix}", period_code(timespan))
}

impl<'a> ReportInput<'a> {
    /// The name of the recap's file with this ending.
    pub fn recap_file(&self, suffix: &str) -> String {
        file_name(self.year, self.timespan, suffix)
    }

    /// Names of units by code, for writers that ask for every row.
    pub(crate) fn unit_names(&self) -> HashMap<&'a str, &'a str> {
        self.tables.units.iter().map(|unit| (unit.code.as_str(), unit.name.as_str())).collect()
    }

    /// "Sementara", or "Resmi, versi 2, disahkan 12 Juli 2026 oleh …".
    pub(crate) fn title(&self) -> String {
        self.official.map_or_else(|| PROVISIONAL.to_string(), OfficialStanding::title)
    }

    /// "Sementara; data per 20 Juli 2026".
    pub(crate) fn data_date(&self) -> String {
        format!("{}; data per {}", self.title(), long_format(self.made.date()))
    }
}
