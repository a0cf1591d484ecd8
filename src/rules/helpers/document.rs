//! Documents as they were sent, for the rules that look at what stands around the tables.

use crate::domain::address::CellAddress;
use crate::domain::document::{Document, DocumentKind};
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::rules::helpers::fact::SheetFact;
use crate::rules::helpers::quote;
use crate::tables::{QuarterSigns, RegisteredDocument, SentFile, Tables, without_quarter};

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

    /// What says which paper it is: the lines above its tables, its title, the name of its sheet and the path of its file.
    pub(in crate::rules) fn titles(&self) -> impl Iterator<Item = &'a str> {
        let lines = self.content.heading_lines().chain(&self.content.heading).map(|line| &*line.raw);
        lines.chain([self.content.sheet.as_str(), self.file.path.as_str()])
    }
}

/// Where the names of the sheet and the file, and the heading of what was reached, say another quarter than the title.
pub(in crate::rules) struct OtherQuarter {
    /// What the title says.
    pub(in crate::rules) title: Triwulan,
    /// The cell of the title.
    pub(in crate::rules) cell: CellAddress,
    /// What all others that say a quarter say.
    pub(in crate::rules) other: Triwulan,
    /// The others, as a sentence says them.
    pub(in crate::rules) names: Vec<String>,
    /// What the form counts as.
    pub(in crate::rules) counted: Triwulan,
}

impl OtherQuarter {
    /// Nothing where one of the others says as the title, or they contradict each other. A heading alone is told by itself.
    pub(in crate::rules) fn of(content: &Document, path: &str) -> Option<Self> {
        if content.kind != DocumentKind::Pengukuran {
            return None;
        }
        let signs = QuarterSigns::of(content, path);
        let title = signs.title?;
        let file = path.rsplit('/').next().unwrap_or_default();
        let names: Vec<(String, Triwulan)> = [
            (format!("nama lembar {}", quote(&content.sheet)), signs.sheet),
            (format!("nama berkas {}", quote(file)), signs.file),
            (
                format!("judul kolom {}", quote(signs.column.map_or("", |(owned, _)| owned.heading.as_str()))),
                signs.column.map(|(_, quarter)| quarter),
            ),
        ]
        .into_iter()
        .filter_map(|(name, quarter)| Some((name, quarter?)))
        .collect();
        let (other, counted) = (names.first()?.1, signs.decided()?);
        let heading_alone = signs.sheet.is_none() && signs.file.is_none() && counted == title.value;
        if heading_alone || names.iter().any(|(_, quarter)| *quarter == title.value || *quarter != other) {
            return None;
        }
        let names = names.into_iter().map(|(said, _)| said).collect();
        Some(Self { title: title.value, cell: title.cell, other, names, counted })
    }
}

/// Whether a title or a name calls a document of a kind so.
pub(in crate::rules) fn called(text: &str, kind: DocumentKind) -> bool {
    let named = key(text);
    // "Penetapan" alone is a step of quality assurance.
    if kind == DocumentKind::Pk && named.contains("penetapan kinerja") {
        return true;
    }
    let words: &[&str] = match kind {
        DocumentKind::Pk => &["pk", "perjanjian", "tapkin"],
        DocumentKind::RencanaAksi => &["ra", "renaksi", "rencana"],
        DocumentKind::Pengukuran => &["tw", "triwulan", "pengukuran", "realisasi", "capaian", "uk"],
        _ => return true,
    };
    named
        .split(|letter: char| !letter.is_alphanumeric())
        .any(|word| words.contains(&word.trim_end_matches(|letter: char| letter.is_ascii_digit())))
}

/// Whether neither its title nor the name of its sheet or file says what it is: its columns alone made it one. The name of
/// a file is that of the sheet which calls itself so, and of no list beside it.
pub(in crate::rules) fn by_its_columns(tables: &Tables, document: &WorkspaceDocument<'_>) -> bool {
    let by_its_file = || called(file_name(document), document.registered.kind) && !beside_called(tables, document);
    !calls_itself(document) && !by_its_file()
}

/// Whether its title or the name of its sheet says what it is.
fn calls_itself(document: &WorkspaceDocument<'_>) -> bool {
    let content = document.content;
    content.heading.is_some() || content.mark.is_some() || called(&content.sheet, document.registered.kind)
}

/// Whether another sheet of its file calls itself a form.
fn beside_called(tables: &Tables, document: &WorkspaceDocument<'_>) -> bool {
    others(tables, document).any(|other| calls_itself(&other))
}

/// The documents on the other sheets of its file.
pub(in crate::rules) fn others<'t>(
    tables: &'t Tables,
    document: &WorkspaceDocument<'_>,
) -> impl Iterator<Item = WorkspaceDocument<'t>> {
    let (file, sheet) = (document.registered.file, document.content.sheet.as_str());
    all(tables).filter(move |other| other.registered.file == file && other.content.sheet != sheet)
}

/// The name of its file, without its folders.
fn file_name<'a>(document: &WorkspaceDocument<'a>) -> &'a str {
    document.file.path.rsplit('/').next().unwrap_or_default()
}

/// Whether its title, or the name of its sheet, calls it an agreement; that of its file does where no other sheet is called
/// so. A list of targets that is none is signed by nobody.
pub(in crate::rules) fn called_agreement(tables: &Tables, document: &WorkspaceDocument<'_>) -> bool {
    let agreement = |text: &str| called(text, DocumentKind::Pk);
    let itself = |one: &WorkspaceDocument<'_>| {
        one.content.heading.as_ref().is_some_and(|heading| agreement(&heading.raw)) || agreement(&one.content.sheet)
    };
    itself(document) || agreement(file_name(document)) && !others(tables, document).any(|other| itself(&other))
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

/// Those that stand on a sheet.
pub(in crate::rules) fn of_sheet<'t>(
    tables: &'t Tables,
    sheet: &SheetFact<'_>,
) -> impl Iterator<Item = WorkspaceDocument<'t>> {
    submission(tables).filter(|one| one.file.path == sheet.file.path && one.content.sheet == sheet.sheet.name)
}

/// Whether neither the document nor its columns say the quarter.
pub(in crate::rules) fn without_triwulan(document: &WorkspaceDocument<'_>) -> bool {
    without_quarter(document.registered, document.content)
}
