//! A letter that was written to a unit, as the journal remembers it.

use chrono::NaiveDate;

/// The address of the page as it stands in a letter until the letter leaves: who opens it logs in. A letter that leaves gets a
/// link of its own in its place, where there is somebody to make one.
pub fn letter_address(page: &str) -> String {
    format!("{page}/masuk?dari=surat")
}

/// A letter that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenSurat {
    /// Code of the unit.
    pub unit: String,
    /// "koreksi", "pengingat" or "tanda-terima".
    pub kind: String,
    /// The day that stands in it.
    pub day: NaiveDate,
    /// 1 for the first about its points, 2 for the reminder of it, 3 for the second reminder …
    pub order: u32,
    /// The day until which it asks for an answer.
    pub until: Option<NaiveDate>,
    /// What it is about: faults, missing documents and files, each by a short digest.
    pub points: Vec<String>,
}
