//! The register of documents as people read it.

use chrono::NaiveDate;

/// A row of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisterRow {
    /// Its number.
    pub number: String,
    /// The day on which it was given.
    pub day: NaiveDate,
    /// The document, as people call it: "PK", "TW II".
    pub document: String,
    /// Code of the unit.
    pub unit: String,
    /// The version.
    pub version: u32,
    /// "diterima", or "resmi, disahkan …".
    pub status: String,
    /// The digests of its files.
    pub digest: String,
    /// Where the received file is kept.
    pub place: String,
    /// The signed copy that came back last: what it says of its signatures, and where it is kept.
    pub signed: Option<String>,
    /// Until when it is kept.
    pub kept_until: Option<NaiveDate>,
}
