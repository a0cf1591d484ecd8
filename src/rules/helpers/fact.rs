//! What the reader noticed on the sheets, for the rules of family `TL`.

use crate::domain::address::CellAddress;
use crate::domain::document::{Fact, ReadSheet, SheetRole};
use crate::domain::place::Place;
use crate::tables::{RegisteredDocument, SentFile, Status, Tables};

/// A sheet, with its file and its unit.
pub(in crate::rules) struct SheetFact<'a> {
    pub(in crate::rules) file: &'a SentFile,
    pub(in crate::rules) sheet: &'a ReadSheet,
    /// The unit of its documents, else of the documents of its file.
    pub(in crate::rules) unit: Option<&'a str>,
}

impl SheetFact<'_> {
    /// A cell of it.
    pub(in crate::rules) fn cell(&self, cell: CellAddress) -> Place {
        Place::cell(&self.file.path, &self.sheet.name, cell)
    }

    /// Several cells of it.
    pub(in crate::rules) fn cell_count(&self, cells: Vec<CellAddress>) -> Place {
        Place { file: self.file.path.clone(), sheet: Some(self.sheet.name.clone()), cells }
    }
}

/// Every sheet that is not instructions, of every file that was read and is no copy of another. A sheet in whose place
/// a newer one counts need not be mended, and is not here.
pub(in crate::rules) fn sheet(tables: &Tables) -> impl Iterator<Item = SheetFact<'_>> {
    tables
        .files
        .iter()
        .zip(0_u32..)
        .filter(|(file, _)| file.copy_from.is_none())
        .filter_map(|(file, number)| Some((number, file, file.outcome.as_ref().ok()?)))
        .flat_map(move |(file_number, file, readable)| {
            let sheet = readable.sheets.iter().filter(|sheet| sheet.role != SheetRole::Guidance);
            let sheet = sheet.filter(move |sheet| !replaced(tables, file_number, &sheet.name));
            sheet.map(move |sheet| SheetFact { file, sheet, unit: sheet_unit(tables, file_number, &sheet.name) })
        })
}

/// Every fact of those sheets.
pub(in crate::rules) fn fact(tables: &Tables) -> impl Iterator<Item = (SheetFact<'_>, &Fact)> {
    sheet(tables).flat_map(|one| one.sheet.facts.iter().map(move |fact| (SheetFact { ..one }, fact)))
}

/// Whether newer documents count instead of every document of a sheet; where it has none, of its file.
fn replaced(tables: &Tables, file: u32, sheet: &str) -> bool {
    let all = |choose: &dyn Fn(&str) -> bool| {
        let mut owned = documents_on(tables, file, choose).peekable();
        owned
            .peek()
            .is_some()
            .then(|| owned.all(|document| matches!(document.status, Status::Superseded(_) | Status::Source)))
    };
    all(&|name| name == sheet).or_else(|| all(&|_| true)).unwrap_or(false)
}

/// The one unit of the documents of a sheet; where it has none, of the documents of its file.
fn sheet_unit<'a>(tables: &'a Tables, file: u32, sheet: &str) -> Option<&'a str> {
    one_unit(tables, file, |name| name == sheet).or_else(|| one_unit(tables, file, |_| true))
}

fn one_unit(tables: &Tables, file: u32, choose: impl Fn(&str) -> bool) -> Option<&str> {
    let mut all = documents_on(tables, file, choose).filter_map(|document| document.unit.as_deref());
    let first = all.next()?;
    all.all(|other| other == first).then_some(first)
}

/// The documents of a file, on the sheets that are asked for.
fn documents_on(
    tables: &Tables,
    file: u32,
    choose: impl Fn(&str) -> bool,
) -> impl Iterator<Item = &RegisteredDocument> {
    let of_sheet = move |number: &usize| {
        let content = u32::try_from(*number).ok().and_then(|number| tables.document_content(number));
        content.is_some_and(|content| choose(&content.sheet))
    };
    tables.file_documents(file).filter(of_sheet).filter_map(|number| tables.documents.get(number))
}

/// The facts of the sheet of a document.
pub(in crate::rules) fn of_document(tables: &Tables, document: u32) -> impl Iterator<Item = &Fact> {
    let content = tables.document_content(document);
    let sheets = tables.document_file(document).and_then(|file| file.outcome.as_ref().ok()).map(|read| &read.sheets);
    let own = content
        .zip(sheets)
        .into_iter()
        .flat_map(|(content, sheets)| sheets.iter().filter(move |sheet| sheet.name == content.sheet));
    own.flat_map(|sheet| &sheet.facts)
}

/// The lines that stand beside the tables of a document: above them, and notes on its sheet.
pub(in crate::rules) fn lines(tables: &Tables, document: u32) -> impl Iterator<Item = &str> {
    let content = tables.document_content(document);
    let sheets = tables.document_file(document).and_then(|file| file.outcome.as_ref().ok()).map(|read| &read.sheets);
    let own = content.zip(sheets).and_then(|(content, sheets)| sheets.iter().find(|sheet| sheet.name == content.sheet));
    let skipped = own.into_iter().flat_map(|sheet| &sheet.skipped).map(|row| row.text.as_str());
    skipped.chain(content.into_iter().flat_map(|content| &content.identities).map(|line| &*line.entry.raw))
}

/// Whether a cell holds text of the blank form: rule TL06 speaks about it, no other.
pub(in crate::rules) fn example_text(file: &SentFile, sheet: &str, cell: CellAddress) -> bool {
    let fact = file.outcome.iter().flat_map(|readable| &readable.sheets).filter(|one| one.name == sheet);
    fact.flat_map(|one| &one.facts).any(|fact| matches!(fact, Fact::ExampleText { cell: owned, .. } if *owned == cell))
}
