//! The table `pejabat`: who signed what.

use std::borrow::Cow;

use super::indikator::borrowed;
use super::schema::{Column, Row};
use super::{RegisteredDocument, Status, Tables};
use crate::domain::address::CellAddress;
use crate::domain::document::{Pejabat, Pihak};
use crate::domain::value::Entry;

/// A signature of a document that counts.
#[derive(Debug, Clone, Copy)]
pub struct PejabatRow<'a> {
    /// Its document: index into [`Tables::documents`].
    pub document: u32,
    /// What the run knows of that document: unit, quarter, whether it counts.
    pub registered: &'a RegisteredDocument,
    /// Who signed.
    pub pejabat: &'a Pejabat,
    /// The path of its file.
    pub file: &'a str,
    /// The name of the sheet that they sign on.
    pub sheet: &'a str,
}

impl<'a> PejabatRow<'a> {
    /// Code of the unit of the document.
    pub fn unit(&self) -> Option<&'a str> {
        self.registered.unit.as_deref()
    }

    /// The name's cell, else the role line's.
    pub fn cell(&self) -> CellAddress {
        self.pejabat.name.as_ref().unwrap_or(&self.pejabat.role).cell
    }
}

impl Row for PejabatRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::count("dokumen", |row: &Self| Some(row.document)),
            Column::text("unit", |row| borrowed(row.unit())),
            Column::text("jenis_dokumen", |row| borrowed(Some(row.registered.kind.abbreviation()))),
            Column::text("pihak", |row| {
                borrowed(Some(match row.pejabat.pihak {
                    Pihak::First => "pertama",
                    Pihak::Second => "kedua",
                }))
            }),
            Column::text("peran", |row| borrowed(row.pejabat.role.text())),
            Column::text("nama", |row| borrowed(row.pejabat.name.as_ref().and_then(Entry::text))),
            Column::text("nip", |row| borrowed(row.pejabat.nip.as_ref().and_then(Entry::text))),
            Column::text("berkas", |row| borrowed(Some(row.file))),
            Column::text("lembar", |row| borrowed(Some(row.sheet))),
            Column::text("sel", |row| Some(Cow::Owned(row.cell().to_string()))),
        ]
    }
}

impl Tables {
    /// The rows of the table `pejabat`.
    pub fn pejabat(&self) -> Vec<PejabatRow<'_>> {
        let mut rows: Vec<PejabatRow<'_>> = Vec::new();
        for (registered, document) in self.documents.iter().zip(0_u32..) {
            let (Some(content), Some(file)) = (self.document_content(document), self.document_file(document)) else {
                continue;
            };
            if registered.status != Status::InUse {
                continue;
            }
            rows.extend(content.pejabat.iter().map(|pejabat| PejabatRow {
                document,
                registered,
                pejabat,
                file: &file.path,
                sheet: &content.sheet,
            }));
        }
        rows.sort_by_key(|row| (row.unit(), row.document));
        rows
    }
}
