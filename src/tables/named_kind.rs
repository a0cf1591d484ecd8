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
        for document in read.documents.iter_mut().filter(|document| open(document)) {
            document.kind = kind;
            renamed.push(document.sheet.clone());
        }
        let sheets = read.sheets.iter_mut().filter(|sheet| renamed.contains(&sheet.name));
        for fact in sheets.flat_map(|sheet| &mut sheet.facts) {
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::tables::test::{document, entry, file};

    /// The kind of the one document of a file of this name.
    fn kind(path: &str, change: impl FnOnce(&mut Document)) -> DocumentKind {
        let mut sent = vec![file(path, 1, vec![document().finished()])];
        change(&mut sent[0].outcome.as_mut().unwrap().documents[0]);
        choose(&mut sent);
        sent[0].outcome.as_ref().unwrap().documents[0].kind
    }

    #[test]
    fn a_sheet_without_a_title_is_what_its_file_is_called() {
        assert_eq!(kind("JTI/Pengukuran Kinerja TW I 2026.xlsx", |_| ()), DocumentKind::Pengukuran);
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", |_| ()), DocumentKind::RencanaAksi);
        assert_eq!(kind("JTI/PK 2026.xlsx", |_| ()), DocumentKind::Pk);
        assert_eq!(kind("JTI/scan0001.xlsx", |_| ()), DocumentKind::Pk);
        // Two kinds in one name say nothing, and a folder says nothing of a file.
        assert_eq!(kind("JTI/PK dan Renaksi 2026.xlsx", |_| ()), DocumentKind::Pk);
        assert_eq!(kind("Renaksi/berkas.xlsx", |_| ()), DocumentKind::Pk);
    }

    #[test]
    fn a_title_or_the_name_of_the_sheet_is_stronger_than_that_of_the_file() {
        let titled = |document: &mut Document| {
            document.heading = Some(entry(CellAddress::new(0, 0), "PERJANJIAN KINERJA TAHUN 2026"));
        };
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", titled), DocumentKind::Pk);
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", |document| document.sheet = "PK".into()), DocumentKind::Pk);
        let measured = |document: &mut Document| document.kind = DocumentKind::Pengukuran;
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", measured), DocumentKind::Pengukuran);
    }

    #[test]
    fn what_a_document_lacks_is_said_of_the_kind_that_it_became() {
        let mut sent = vec![file("JTI/Renaksi 2026.xlsx", 1, vec![document().finished()])];
        let read = sent[0].outcome.as_mut().unwrap();
        let cell = CellAddress::new(0, 0);
        let lacking = Fact::MissingRequiredColumn { cell, column: Vec::new(), kind: DocumentKind::Pk };
        read.sheets[0].facts = vec![lacking];
        choose(&mut sent);
        let fact = &sent[0].outcome.as_ref().unwrap().sheets[0].facts[0];
        assert!(matches!(fact, Fact::MissingRequiredColumn { kind: DocumentKind::RencanaAksi, .. }));
    }
}
