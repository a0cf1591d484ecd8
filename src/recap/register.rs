//! The register of documents as people read it.

use chrono::NaiveDate;

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// As it is written on the document: "007/PK/JTI/2026".
    pub number: String,
    /// The day on which it was given.
    pub day: NaiveDate,
    /// The document, as people call it: "PK", "TW II".
    pub document: String,
    /// Code of the unit.
    pub unit: String,
    /// Counted from 1; what was received and not ratified yet has the number that it will be.
    pub version: u32,
    /// "diterima", or "resmi, disahkan …".
    pub status: String,
    /// The digests of its files.
    pub digest: String,
    /// Where the received file is kept.
    pub place: String,
    /// The signed copy that came back last: what it says of its signatures, and where it is kept.
    pub signed: Option<String>,
    /// 31 December of the last year of its retention.
    pub kept_until: Option<NaiveDate>,
}
