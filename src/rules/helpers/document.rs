//! Documents as they were sent, for the rules that look at what stands around the tables.

use crate::domain::address::CellAddress;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::rules::helpers::quote;
use crate::tables::{RegisteredDocument, SentFile, Tables, named_quarter};

/// A document with its entry and its file.
#[derive(Clone, Copy)]
pub(in crate::rules) struct WorkspaceDocument<'a> {
    /// Index into [`Tables::documents`].
    pub(in crate::rules) number: u32,
    pub(in crate::rules) registered: &'a RegisteredDocument,
    pub(in crate::rules) content: &'a Document,
    pub(in crate::rules) file: &'a SentFile,
}

impl<'a> WorkspaceDocument<'a> {
    /// The code of its unit.
    pub(in crate::rules) fn unit(&self) -> Option<&'a str> {
        self.registered.unit.as_deref()
    }

    /// A cell of its sheet.
    pub(in crate::rules) fn cell(&self, cell: CellAddress) -> Place {
        Place::cell(&self.file.path, &self.content.sheet, cell)
    }

    /// Its sheet.
    pub(in crate::rules) fn sheet(&self) -> Place {
        Place { sheet: Some(self.content.sheet.clone()), ..Place::file(&self.file.path) }
    }
}

/// Where the names of the sheet and the file of a measurement say another quarter than its title.
pub(in crate::rules) struct OtherQuarter {
    /// What the title says.
    pub(in crate::rules) title: Triwulan,
    /// The cell of the title.
    pub(in crate::rules) cell: CellAddress,
    /// What all names that say a quarter say.
    pub(in crate::rules) other: Triwulan,
    /// The names, as a sentence says them.
    pub(in crate::rules) names: Vec<String>,
}

impl OtherQuarter {
    /// Nothing where one of the names says as the title, or they contradict each other.
    pub(in crate::rules) fn of(content: &Document, path: &str) -> Option<Self> {
        let title = content.triwulan.filter(|_| content.kind == DocumentKind::Pengukuran)?;
        let file = path.rsplit('/').next().unwrap_or_default();
        let names: Vec<(String, Triwulan)> = [("nama lembar", content.sheet.as_str()), ("nama berkas", file)]
            .into_iter()
            .filter_map(|(what, name)| Some((format!("{what} {}", quote(name)), named_quarter(name)?)))
            .collect();
        let other = names.first()?.1;
        if names.iter().any(|(_, quarter)| *quarter == title.value || *quarter != other) {
            return None;
        }
        let names = names.into_iter().map(|(said, _)| said).collect();
        Some(Self { title: title.value, cell: title.cell, other, names })
    }
}

/// Whether a title or a name calls a document of a kind so.
pub(in crate::rules) fn called(text: &str, kind: DocumentKind) -> bool {
    let named = key(text);
    let words: &[&str] = match kind {
        DocumentKind::Pk => &["pk", "perjanjian", "penetapan", "tapkin"],
        DocumentKind::RencanaAksi => &["ra", "renaksi", "rencana"],
        DocumentKind::Pengukuran => &["tw", "triwulan", "pengukuran", "realisasi", "capaian", "uk"],
        _ => return true,
    };
    named
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| words.contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit())))
}

/// Whether neither its title nor the name of its sheet or file says what it is: its columns alone made it one.
pub(in crate::rules) fn by_its_columns(document: &WorkspaceDocument<'_>) -> bool {
    let file = document.file.path.rsplit('/').next().unwrap_or_default();
    let marked = document.content.heading.is_some() || document.content.mark.is_some();
    !marked && ![document.content.sheet.as_str(), file].into_iter().any(|name| called(name, document.registered.kind))
}

/// Every document that may be checked, also those whose unit is not known.
pub(in crate::rules) fn all(tables: &Tables) -> impl Iterator<Item = WorkspaceDocument<'_>> {
    tables.documents.iter().zip(0_u32..).filter_map(|(registered, number)| {
        let (content, file) = (tables.document_content(number)?, tables.document_file(number)?);
        let checkable = registered.status.checkable() && file.copy_from.is_none();
        checkable.then_some(WorkspaceDocument { number, registered, content, file })
    })
}

/// Those that units send: not the cascade.
pub(in crate::rules) fn submission(tables: &Tables) -> impl Iterator<Item = WorkspaceDocument<'_>> {
    all(tables).filter(|document| document.registered.kind.is_sent())
}
