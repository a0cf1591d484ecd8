//! The kind of a document whose sheet says none: the name of its file may.
//!
//! What a file holds is kept by its content alone, and a name is none of it; so this is decided here, each time.

use super::period::word;
use super::{SentFile, unread};
use crate::domain::document::{Document, DocumentKind, Fact};
use crate::domain::place::KASKADE_FILE;

/// Gives documents without a title the kind that the name of their file says, where the columns allow it: a form without
/// a realisation may be an agreement, a plan, or a measurement that nobody filled in yet.
pub(super) fn choose(file: &mut [SentFile]) {
    for sent in file.iter_mut().filter(|sent| sent.path != KASKADE_FILE) {
        let name = sent.path.rsplit('/').next().unwrap_or_default();
        let Some(kind) = unread::kind(&word(name)).filter(|kind| *kind != DocumentKind::Pk) else { continue };
        let Ok(read) = &mut sent.outcome else { continue };
        let mut renamed = Vec::new();
        for document in read.document.iter_mut().filter(|document| open(document)) {
            document.kind = kind;
            renamed.push(document.sheet.clone());
        }
        let sheets = read.sheet.iter_mut().filter(|sheet| renamed.contains(&sheet.name));
        for fact in sheets.flat_map(|sheet| &mut sheet.fact) {
            if let Fact::MissingRequiredColumn { kind: named, .. } = fact {
                *named = kind;
            }
        }
    }
}

/// Whether neither a title nor the name of its sheet says what a document is.
fn open(document: &Document) -> bool {
    document.kind == DocumentKind::Pk
        && document.heading.is_none()
        && document.mark.is_none()
        && unread::kind(&word(&document.sheet)).is_none()
}
