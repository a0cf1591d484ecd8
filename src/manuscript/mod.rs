//! Documents of the office's word processor (.docx) filled in with the recap's figures, and filled in again.
//!
//! Takes a document with markers and what they stand for ([`Record`]); gives the document. A marker becomes a content
//! control that a later run finds again by its tag, a region is repeated for each of a list, a chart is drawn. The package
//! is changed part by part, and in a part only markers and controls: every other byte stays, so that what people wrote,
//! before or after, is theirs. What is not known is told and stays. `docs/adr/0014-manuscript.md` says why it is so.
//!
//! ```text
//!   bytes ─► package ─► part ─► region, piece ─► marker ─► record        where markers stand, what they stand for
//!                         └───► fill ─► control, write, picture ─► bytes  what stands there now
//!   store: what the document keeps of its own making, for the next run
//! ```

mod canvas;
mod control;
mod fill;
mod marker;
mod picture;
mod piece;
mod record;
mod region;
mod remark;
mod store;
mod suggest;
#[cfg(test)]
mod test;
mod write;

pub mod catalogue;
pub mod layout;

use crate::ooxml::OoxmlError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Element};
use crate::ooxml::package::PackageLimits;
use crate::ooxml::relations;

use fill::Filler;
use record::Scope;
use store::Store;

pub use record::{Chart, ChartBar, FieldValue, Record};
pub use remark::{Remark, RemarkKind};

/// What is larger is no manuscript.
const LIMITS: PackageLimits =
    PackageLimits { entries: 20_000, part: 64 << 20, total: 512 << 20, ratio: 400, ratio_from: 4 << 20 };

/// Parts that markers may stand in, by the end of their content type, and what people call them.
const PARTS: [(&str, &str); 6] = [
    ("wordprocessingml.document.main+xml", "isi naskah"),
    ("main+xml", "isi naskah"),
    ("wordprocessingml.header+xml", "kepala halaman"),
    ("wordprocessingml.footer+xml", "kaki halaman"),
    ("wordprocessingml.footnotes+xml", "catatan kaki"),
    ("wordprocessingml.endnotes+xml", "catatan akhir"),
];

/// Why a document could not be filled in.
#[derive(Debug, thiserror::Error)]
pub enum ManuscriptError {
    /// It is no document of this kind.
    #[error("bukan naskah Word (.docx): {0}; buka dengan Word atau LibreOffice, lalu simpan sebagai .docx")]
    NotManuscript(String),
    /// A part of it is written in a way that is not changed.
    #[error("naskah ini tidak dapat diisi: bagian {part} {what}")]
    Cannot {
        /// The part.
        part: String,
        /// What is the matter with it.
        what: String,
    },
}

impl From<OoxmlError> for ManuscriptError {
    fn from(error: OoxmlError) -> Self {
        match error {
            OoxmlError::Part { part, what } | OoxmlError::Syntax { part, what } => Self::Cannot { part, what },
            error => Self::NotManuscript(error.to_string()),
        }
    }
}

/// A document that was filled in.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledManuscript {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Places that were filled in, or looked at again.
    pub places: usize,
    /// What people should know.
    pub remarks: Vec<Remark>,
}

/// Fills in a document. `within` are lists of one record that the whole document is about: their values need no region.
///
/// # Errors
/// When the bytes are no such document, or a part of it is no XML.
pub fn fill(bytes: &[u8], root: &Record, within: &[&str]) -> Result<FilledManuscript, ManuscriptError> {
    let mut package = PackageDraft::open(bytes, LIMITS)?;
    let start = relations::read(&mut package, "")?;
    let document = start.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target);
    let document = document.ok_or_else(|| ManuscriptError::NotManuscript("tidak ada isi dokumen".to_string()))?;
    let parts = parts(&mut package, &document)?;
    if !parts.iter().any(|(part, _)| *part == document) {
        return Err(ManuscriptError::NotManuscript("isinya bukan dokumen Word".to_string()));
    }
    let mut scope = Scope::new(root);
    for list in within {
        if let Some(one) = root.lists.get(*list).and_then(|all| all.first()) {
            scope = scope.within(list, one);
        }
    }
    let store = Store::read(&mut package, &document)?;
    let mut filler = Filler::new(&mut package, store);
    for (part, label) in &parts {
        let Some(text) = filler.package.text(part)? else { continue };
        if let Some(text) = filler.part(part, label, &text, &scope)? {
            filler.package.put(part, text);
        }
    }
    let Filler { store, mut told, places, .. } = filler;
    if places == 0 && !store.before.is_empty() {
        // Silence would look like figures that did not change.
        let part = PARTS[0].1.to_string();
        told.push(Remark { part, page: None, near: String::new(), what: RemarkKind::TagsLost });
    }
    store.write(&mut package, &document)?;
    Ok(FilledManuscript { bytes: package.finish()?, places, remarks: told })
}

/// Whether a document has the marker of a list, or of a value of one, whatever runs it is split into.
///
/// # Errors
/// When the bytes are no such document.
pub fn names_list(bytes: &[u8], list: &str) -> Result<bool, ManuscriptError> {
    let mut package = PackageDraft::open(bytes, LIMITS)?;
    let start = relations::read(&mut package, "")?;
    let document = start.into_iter().find(|one| one.kind == "officeDocument").map(|one| one.target).unwrap_or_default();
    for (part, _) in parts(&mut package, &document)? {
        let Some(text) = package.text(&part)? else { continue };
        let plain = index::plain_text(&text).to_lowercase().replace(' ', "");
        let tagged = text.contains(&format!("\"selaras:{list}[")) || text.contains(&format!(":{list}["));
        if tagged || plain.contains(&format!("{{{{{list}.")) || plain.contains(&format!("{{{{#{list}}}}}")) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The parts that markers may stand in, the document itself first.
fn parts(package: &mut PackageDraft<'_>, document: &str) -> Result<Vec<(String, &'static str)>, OoxmlError> {
    let types = package.need("[Content_Types].xml")?;
    let root = index::parse("[Content_Types].xml", &types, 2)?;
    let known = |one: &Element<'_>| {
        let kind = one.attribute("ContentType")?;
        let part = one.attribute("PartName")?.trim_start_matches('/').to_string();
        let label = PARTS.iter().find(|(end, _)| kind.ends_with(end)).map(|(_, label)| *label)?;
        Some((part, label))
    };
    let mut all: Vec<(String, &'static str)> = root.all("Override").filter_map(known).collect();
    all.sort();
    all.sort_by_key(|(part, _)| !part.eq_ignore_ascii_case(document));
    if let Some(first) = all.first_mut().filter(|(part, _)| part.eq_ignore_ascii_case(document)) {
        first.0 = document.to_string();
    }
    all.retain(|(part, label)| *label != "isi naskah" || part == document);
    Ok(all)
}
