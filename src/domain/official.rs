//! Official versions: what was ratified, by whom, and what it is of.
//!
//! A version is named as people write it behind the workspace: `politeknik-2026@tw2.v1`, `politeknik-2026@pk.JTI.v2`.

use std::fmt;
use std::str::FromStr;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::date::long_format;
use super::document::DocumentKind;
use super::document_kind::YearDocument;
use super::period::Timespan;
use super::place::Place;
use super::triwulan::Triwulan;

/// What a version is of: a period of the institution, or a document of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum OfficialScope {
    /// The figures of a period.
    Period(Timespan),
    /// A document that stands for a year.
    Document {
        /// A kind that has one document in a year.
        kind: DocumentKind,
        /// Code of its unit.
        unit: String,
    },
}

/// How the four quarters, the semesters and the year are written.
const PERIODS: [(&str, Timespan); 7] = [
    ("tw1", Timespan::Triwulan(Triwulan::I)),
    ("tw2", Timespan::Triwulan(Triwulan::II)),
    ("tw3", Timespan::Triwulan(Triwulan::III)),
    ("tw4", Timespan::Triwulan(Triwulan::IV)),
    ("semester1", Timespan::SemesterI),
    ("semester2", Timespan::SemesterII),
    ("tahun", Timespan::Yearly),
];

impl OfficialScope {
    /// Whether figures or cells of a document are part of it. A period rests on the agreements and plans of the year, and
    /// on the measurements up to its end.
    pub fn covers(&self, unit: &str, kind: DocumentKind, triwulan: Option<Triwulan>) -> bool {
        match self {
            Self::Period(timespan) => kind.is_sent() && triwulan.is_none_or(|one| one <= timespan.last()),
            Self::Document { kind: own, unit: owner } => *own == kind && owner == unit,
        }
    }

    /// As people call it: "TW II", "PK JTI".
    pub fn name(&self) -> String {
        match self {
            Self::Period(timespan) => timespan.name(),
            Self::Document { kind, unit } => format!("{} {unit}", kind.facts().short),
        }
    }

    /// The period, where it is one.
    pub const fn period(&self) -> Option<Timespan> {
        match self {
            Self::Period(timespan) => Some(*timespan),
            Self::Document { .. } => None,
        }
    }

    /// The unit, where it is a document of one.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Self::Period(_) => None,
            Self::Document { unit, .. } => Some(unit),
        }
    }
}

impl fmt::Display for OfficialScope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Period(timespan) => f.write_str(period_code(*timespan)),
            Self::Document { kind, unit } => write!(f, "{}.{unit}", document_code(*kind, None)),
        }
    }
}

/// A period as versions and files are named by it: "tw2", "semester1", "tahun".
pub fn period_code(timespan: Timespan) -> &'static str {
    PERIODS.iter().find(|(_, one)| *one == timespan).map_or("tahun", |(name, _)| name)
}

/// A text that names no version.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} bukan nama versi resmi; tulis misalnya tw2.v1 (triwulan 2, versi 1) atau pk.JTI.v1")]
pub struct InvalidVersion(pub String);

impl FromStr for OfficialScope {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if let Some((_, timespan)) = PERIODS.iter().find(|(name, _)| name.eq_ignore_ascii_case(text)) {
            return Ok(Self::Period(*timespan));
        }
        let document = text.split_once('.').and_then(|(kind, unit)| Some((document_kind(kind)?, unit)));
        match document {
            Some((kind, unit)) if !unit.is_empty() && !kind.is_quarterly() => {
                Ok(Self::Document { kind, unit: unit.to_string() })
            }
            _ => Err(InvalidVersion(text.to_string())),
        }
    }
}

/// A document of a unit as the journal and the command line write it: "pk", "ra", "tw2".
pub fn document_code(kind: DocumentKind, triwulan: Option<Triwulan>) -> String {
    if let Some(one) = kind.of_year().find(|one| one.quarter == triwulan) {
        return one.option();
    }
    let short = kind.facts().short.to_lowercase();
    triwulan.map_or_else(|| short.clone(), |triwulan| format!("{short}-tw{}", triwulan.number()))
}

/// What people call the document with a code: "PK", "TW II".
pub fn document_name(code: &str) -> String {
    YearDocument::of_option(code).map_or_else(|| code.to_uppercase(), |one| one.heading.to_string())
}

/// The kind that is written so: "pk", "ra", "rencana_aksi".
pub fn document_kind(text: &str) -> Option<DocumentKind> {
    let small = text.to_lowercase();
    DocumentKind::of_code(&small.replace(['-', ' '], "_"))
        .or_else(|| DocumentKind::sent().find(|kind| kind.facts().short.to_lowercase() == small))
        .filter(|kind| kind.is_sent())
}

/// A ratified version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficialVersion {
    /// What it is of.
    pub scope: OfficialScope,
    /// 1, 2, …
    pub number: u32,
    /// The day of ratification.
    pub day: NaiveDate,
    /// Who ratified: name and office.
    pub by: String,
    /// What they noted.
    pub note: Option<String>,
    /// When it was reopened for another version.
    pub reopened: Option<Reopening>,
}

/// A version that was opened again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reopening {
    /// The day on which it was opened.
    pub day: NaiveDate,
    /// Who.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
}

impl OfficialVersion {
    /// Its name: "tw2.v1".
    pub fn code(&self) -> String {
        format!("{}.v{}", self.scope, self.number)
    }

    /// What is printed on it: "Resmi, versi 2, disahkan 12 Juli 2026 oleh Nama, Jabatan".
    pub fn title(&self) -> String {
        format!("Resmi, versi {}, disahkan {} oleh {}", self.number, long_format(self.day), self.by)
    }
}

/// Something of a document that is not as it was ratified, and was changed without a reason that is accepted.
#[derive(Debug, Clone, PartialEq)]
pub struct RatifiedChange {
    /// The document's kind.
    pub kind: DocumentKind,
    /// Code of the unit.
    pub unit: String,
    /// The version that it is set against.
    pub version: OfficialVersion,
    /// The indicator, or the block of the form.
    pub indikator: Option<String>,
    /// The field, as people call it; none for a whole row.
    pub slot: Option<String>,
    /// What became of it: "diubah", "baris dihapus".
    pub fate: &'static str,
    /// What was ratified.
    pub before: Option<String>,
    /// What it says now.
    pub after: Option<String>,
    /// File, sheet and cells of now; of then for what is gone.
    pub place: Place,
}

/// A kind of reason for which what was ratified may be changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangeBasis {
    /// As it is written: "a".
    pub code: &'static str,
    /// What it is.
    pub name: &'static str,
}

/// Something typed into the register that cannot be recorded.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisterFault {
    /// Where.
    pub place: Place,
    /// What is wrong.
    pub message: String,
    /// How to mend it.
    pub advice: String,
}

/// The reasons for which an action plan may be changed (Instruksi Sekda DKI Jakarta 4/2024, B.5).
const PLAN_BASES: [ChangeBasis; 2] = [
    ChangeBasis { code: "a", name: "perubahan ketentuan perundang-undangan" },
    ChangeBasis { code: "b", name: "kebijakan atau arahan pimpinan" },
];
/// The reasons for which an agreement may be changed (PermenPANRB 53/2014, III.D), the budget's own document among them.
const AGREEMENT_BASES: [ChangeBasis; 4] = [
    ChangeBasis { code: "a", name: "pergantian atau mutasi pejabat" },
    ChangeBasis { code: "b", name: "perubahan strategi yang memengaruhi tujuan dan sasaran" },
    ChangeBasis { code: "c", name: "perubahan prioritas atau asumsi yang mengubah proses" },
    ChangeBasis { code: "dppa", name: "perubahan anggaran (DPPA)" },
];

/// The reasons for which a document may be changed after it was ratified.
pub const fn change_bases(kind: DocumentKind) -> &'static [ChangeBasis] {
    match kind {
        DocumentKind::RencanaAksi => &PLAN_BASES,
        _ => &AGREEMENT_BASES,
    }
}

/// Whether a change must name the forum that decided it.
pub const fn needs_forum(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::RencanaAksi)
}

/// The name of a version, behind the workspace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionName {
    /// What it is of.
    pub scope: OfficialScope,
    /// Counted from 1.
    pub number: u32,
}

impl FromStr for VersionName {
    type Err = InvalidVersion;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidVersion(text.to_string());
        let (scope, number) = text.rsplit_once(".v").or_else(|| text.rsplit_once(".V")).ok_or_else(invalid)?;
        let number: u32 = number.parse().map_err(|_| invalid())?;
        Ok(Self { scope: scope.parse().map_err(|_| invalid())?, number })
    }
}

impl fmt::Display for VersionName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.v{}", self.scope, self.number)
    }
}

/// What is printed on what is not official.
pub const PROVISIONAL: &str = "Sementara";

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn versions_are_named_as_people_write_them_and_back() {
        for name in ["tw1.v1", "tw4.v12", "semester2.v1", "tahun.v3", "pk.JTI.v1", "ra.UPT.Bahasa.v2"] {
            assert_eq!(name.parse::<VersionName>().unwrap().to_string(), name);
        }
        for wrong in ["tw5.v1", "tw2", "tw2.v", "pk..v1", "pengukuran.JTI.v1", "kaskade.X.v1", ".v1"] {
            let error = wrong.parse::<VersionName>().unwrap_err().to_string();
            assert!(error.contains("tw2.v1") && error.contains(wrong), "{error}");
        }
    }

    #[test]
    fn a_period_rests_on_the_documents_of_the_year_and_on_measurements_up_to_its_end() {
        let scope: OfficialScope = "tw2".parse().unwrap();
        let covers = |kind, tw| scope.covers("JTI", kind, tw);
        assert!(covers(DocumentKind::Pk, None) && covers(DocumentKind::Pengukuran, Some(Triwulan::I)));
        assert!(!covers(DocumentKind::Pengukuran, Some(Triwulan::III)) && !covers(DocumentKind::Kaskade, None));
        let scope: OfficialScope = "pk.JTI".parse().unwrap();
        assert!(scope.covers("JTI", DocumentKind::Pk, None) && !scope.covers("JTM", DocumentKind::Pk, None));
    }

    #[test]
    fn a_document_is_known_by_its_code_and_by_its_short_name() {
        assert_eq!(document_kind("RA"), Some(DocumentKind::RencanaAksi));
        assert_eq!(document_kind("rencana-aksi"), Some(DocumentKind::RencanaAksi));
        assert_eq!(document_kind("kaskade"), None);
        assert_eq!(document_code(DocumentKind::Pengukuran, Some(Triwulan::II)), "tw2");
        assert_eq!(document_code(DocumentKind::RencanaAksi, None), "ra");
    }
}
