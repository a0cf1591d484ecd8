//! A cut of a sheet around the cells of a finding: column letters, row numbers, the heading, the row above, the cells.
//!
//! It is made of what was read, so that no file is opened a second time: typed rows with the text of each cell, headings,
//! the lines above and the signatures below. Of a marked cell of which nothing was kept the page says to look into the
//! file.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::address::{CellAddress, column_letters};
use crate::domain::column::Field;
use crate::domain::document::{Document, DocumentTable, TableColumn};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::place::Place;
use crate::domain::text::brief;
use crate::domain::value::{Entry, Value};
use crate::finding::Temuan;
use crate::tables::Tables;

/// Columns of a cut, besides those with marked cells.
const COLUMNS: usize = 9;
/// Rows with marked cells that one cut shows.
const MARKED_ROWS: usize = 8;
/// Letters of a cell.
const LETTERS: usize = 160;

/// A cut of a sheet.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) file: String,
    pub(super) sheet: String,
    /// Its columns, left to right.
    pub(super) columns: Vec<CutColumn>,
    /// Its rows, top to bottom.
    pub(super) rows: Vec<CutRow>,
    /// Rows with marked cells that it leaves out.
    pub(super) more: usize,
}

/// A column of a cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CutColumn {
    /// As the sheet heads it: "C", "AB".
    pub(super) letters: String,
    /// Its heading as typed, parents first; empty outside tables.
    pub(super) heading: String,
    /// Whether columns of the sheet are left out before it.
    pub(super) gap: bool,
}

/// A row of a cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CutRow {
    /// Its number, as people count.
    pub(super) number: u32,
    /// Its cells, one for each column.
    pub(super) cells: Vec<CutCell>,
}

/// A cell of a cut.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CutCell {
    /// As people write it: "C12".
    pub(super) address: String,
    /// What stands there.
    pub(super) text: String,
    /// What the finding says of it.
    pub(super) mark: Mark,
    /// Whether its text stands in a row above, or in a merge, and holds here too.
    pub(super) carried: bool,
    /// Where a link to it leads.
    pub(super) anchor: Option<String>,
}

/// What a finding says of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// Nothing.
    None,
    /// It is to be mended.
    Guilty,
    /// It is what the guilty cell is compared with.
    Partner,
    /// A figure comes from it.
    Source,
}

impl Cut {
    /// Makes the first cell that is to be mended one that links lead to; whether there is one.
    pub(super) fn anchor(&mut self, name: &str) -> bool {
        let guilty = self.rows.iter_mut().flat_map(|row| &mut row.cells).find(|cell| cell.guilty());
        let there = guilty.is_some();
        if let Some(cell) = guilty {
            cell.anchor = Some(name.to_string());
        }
        there
    }

    /// Whether its columns are those of a table.
    pub(super) fn has_headings(&self) -> bool {
        self.columns.iter().any(|column| !column.heading.is_empty())
    }
}

impl CutCell {
    pub(super) fn guilty(&self) -> bool {
        self.mark == Mark::Guilty
    }

    pub(super) fn partner(&self) -> bool {
        self.mark == Mark::Partner
    }

    pub(super) fn source(&self) -> bool {
        self.mark == Mark::Source
    }
}

/// The sheets that findings are about.
pub(super) struct Cuts<'a> {
    sheets: HashMap<(&'a str, &'a str), SheetTexts<'a>>,
}

impl<'a> Cuts<'a> {
    /// Of all files that findings name.
    pub(super) fn of(tables: &'a Tables, findings: &[&Temuan]) -> Self {
        Self::around(tables, findings.iter().flat_map(|one| places(one)))
    }

    /// Of the sheets of some places.
    pub(super) fn around<'p>(tables: &'a Tables, places: impl Iterator<Item = &'p Place>) -> Self {
        let mut named: HashMap<(&str, &str), BTreeSet<u32>> = HashMap::default();
        for place in places {
            if let Some(sheet) = sheet_of(place) {
                named.entry(sheet).or_default().extend(place.cells.iter().map(|cell| cell.row));
            }
        }
        let files: HashSet<&str> = named.keys().map(|(file, _)| *file).collect();
        let mut sheets: HashMap<_, SheetTexts<'a>> = HashMap::default();
        // Every unit has a page: to go through all files for each would take the square of their number.
        for file in files.into_iter().filter_map(|path| tables.file_of_path(path)) {
            for document in file.outcome.iter().flat_map(|read| &read.documents) {
                let sheet = (file.path.as_str(), document.sheet.as_str());
                if let Some(marked) = named.get(&sheet) {
                    sheets.entry(sheet).or_default().document(document, marked);
                }
            }
        }
        Self { sheets }
    }

    /// The cut around the cells that a figure comes from.
    pub(super) fn source(&self, place: &Place) -> Option<Cut> {
        let mut cut = self.cut(place, &[], &place.cells)?;
        let marked = cut.rows.iter_mut().flat_map(|row| &mut row.cells).filter(|cell| cell.partner());
        marked.for_each(|cell| cell.mark = Mark::Source);
        Some(cut)
    }

    /// The cuts of a finding: around its own cells, then one for each other sheet that it names.
    pub(super) fn about(&self, finding: &Temuan) -> Vec<Cut> {
        let own = &finding.place;
        let (beside, elsewhere): (Vec<&Place>, Vec<&Place>) = finding
            .related
            .iter()
            .filter(|place| !place.cells.is_empty())
            .partition(|place| place.file == own.file && place.sheet == own.sheet);
        let partners: Vec<CellAddress> = beside.iter().flat_map(|place| place.cells.iter().copied()).collect();
        let mut cuts: Vec<Cut> = self.cut(own, &own.cells, &partners).into_iter().collect();
        let mut seen = BTreeSet::new();
        for place in elsewhere {
            if seen.insert((&place.file, &place.sheet)) {
                cuts.extend(self.cut(place, &[], &place.cells));
            }
        }
        cuts
    }

    fn cut(&self, place: &Place, guilty: &[CellAddress], partners: &[CellAddress]) -> Option<Cut> {
        let sheet = place.sheet.as_deref()?;
        let anchor = *guilty.first().or_else(|| partners.first())?;
        let blank = SheetTexts::default();
        let texts = self.sheets.get(&(place.file.as_str(), sheet)).unwrap_or(&blank);
        let marked: BTreeSet<CellAddress> = guilty.iter().chain(partners).copied().collect();
        let marked_rows: BTreeSet<u32> = marked.iter().map(|cell| cell.row).collect();
        let table = texts.tables.iter().copied().find(|table| holds(table, anchor.row));
        let mut rows: BTreeSet<u32> = marked_rows.iter().copied().take(MARKED_ROWS).collect();
        rows.extend(table.map_or_else(|| texts.around(anchor.row), |table| above(table, anchor.row)));
        let columns = match table {
            Some(table) => of_table(table, anchor, &marked),
            None => texts.columns(&rows, anchor, &marked),
        };
        let mark = |cell: CellAddress| match (guilty.contains(&cell), partners.contains(&cell)) {
            (true, _) => Mark::Guilty,
            (false, true) => Mark::Partner,
            (false, false) => Mark::None,
        };
        let cell = |row: u32, column: u32| {
            let address = CellAddress::new(row, column);
            let (text, carried) = texts.text(address);
            let text = if text.is_empty() && guilty.contains(&address) { texts.without_text(address) } else { text };
            let text = brief(text, LETTERS);
            CutCell { address: address.to_string(), text, mark: mark(address), carried, anchor: None }
        };
        let row = |row: u32| CutRow {
            number: row + 1,
            cells: columns.iter().map(|(column, _)| cell(row, *column)).collect(),
        };
        Some(Cut {
            file: place.file.clone(),
            sheet: sheet.to_string(),
            rows: rows.iter().map(|number| row(*number)).collect(),
            columns: with_gaps(&columns),
            more: marked_rows.len().saturating_sub(MARKED_ROWS),
        })
    }
}

/// Every place that a finding names.
fn places(finding: &Temuan) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.place).chain(&finding.related)
}

/// The file and the sheet of a place.
fn sheet_of(place: &Place) -> Option<(&str, &str)> {
    Some((place.file.as_str(), place.sheet.as_deref()?))
}

/// Whether a row is one of a table, from its heading down.
fn holds(table: &DocumentTable, row: u32) -> bool {
    let heading = table.columns.iter().map(|column| column.cell.row).min();
    let (Some(first), Some(last)) = (heading, table.rows.last()) else { return false };
    (first..=last.row).contains(&row)
}

/// The row of a table above another.
fn above(table: &DocumentTable, row: u32) -> Option<u32> {
    table.rows.iter().map(|one| one.row).filter(|one| *one < row).max()
}

/// The columns of a cut of a table with their headings: all of a narrow one; of a wide one those that say what the row is,
/// the marked ones and their neighbours.
fn of_table(table: &DocumentTable, anchor: CellAddress, marked: &BTreeSet<CellAddress>) -> Vec<(u32, String)> {
    let all: BTreeMap<u32, &TableColumn> = table.columns.iter().map(|one| (one.cell.column, one)).collect();
    let mut chosen: BTreeSet<u32> = marked.iter().map(|cell| cell.column).collect();
    if all.len() <= COLUMNS {
        chosen.extend(all.keys());
    } else {
        let naming = [Field::Code, Field::Indikator, Field::Description, Field::Satuan];
        chosen.extend(all.iter().filter(|(_, one)| naming.contains(&one.column.field)).map(|(column, _)| column));
        chosen.extend(all.range(..anchor.column).next_back().map(|(column, _)| column));
        chosen.extend(all.range(anchor.column + 1..).next().map(|(column, _)| column));
    }
    let heading = |column: &u32| all.get(column).map(|one| one.heading.replace(" > ", " › ")).unwrap_or_default();
    chosen.iter().map(|column| (*column, heading(column))).collect()
}

fn with_gaps(columns: &[(u32, String)]) -> Vec<CutColumn> {
    let before = std::iter::once(None).chain(columns.iter().map(|(column, _)| Some(*column)));
    let column = |(before, (column, heading)): (Option<u32>, &(u32, String))| CutColumn {
        letters: column_letters(*column),
        heading: heading.clone(),
        gap: before.is_some_and(|before| before + 1 < *column),
    };
    before.zip(columns).map(column).collect()
}

/// What is known of the cells of a sheet in the rows that a cut of it can show: every unit has a page and a letter, and most
/// of their findings are about few rows.
#[derive(Default)]
struct SheetTexts<'a> {
    tables: Vec<&'a DocumentTable>,
    own: BTreeMap<CellAddress, &'a str>,
    carried: BTreeMap<CellAddress, &'a str>,
    blank: BTreeSet<CellAddress>,
}

impl<'a> SheetTexts<'a> {
    /// The texts of a document around the rows that are marked on its sheet.
    fn document(&mut self, document: &'a Document, marked: &BTreeSet<u32>) {
        let mut shown: BTreeSet<u32> = marked.iter().flat_map(|row| [row.saturating_sub(1), *row]).collect();
        for table in &document.tables {
            shown.extend(marked.iter().filter_map(|row| above(table, *row)));
        }
        self.lines(document, &shown);
        for table in &document.tables {
            self.table(table, &shown);
            self.tables.push(table);
        }
    }

    fn entry(&mut self, entry: &'a Entry, shown: &BTreeSet<u32>) {
        if !shown.contains(&entry.cell.row) {
            return;
        }
        match entry.text() {
            Some(text) => {
                self.own.insert(entry.cell, text);
            }
            None if entry.value == Value::NotYetComputed => {
                self.own.insert(entry.cell, "(rumus belum dihitung)");
            }
            None => {
                self.blank.insert(entry.cell);
            }
        }
    }

    /// The lines above the tables, and the signatures.
    fn lines(&mut self, document: &'a Document, shown: &BTreeSet<u32>) {
        document.heading.iter().chain(&document.ratification).for_each(|entry| self.entry(entry, shown));
        document.identities.iter().for_each(|one| self.entry(&one.entry, shown));
        for pejabat in &document.pejabat {
            self.entry(&pejabat.role, shown);
            pejabat.name.iter().chain(&pejabat.nip).for_each(|entry| self.entry(entry, shown));
        }
    }

    fn table(&mut self, table: &'a DocumentTable, shown: &BTreeSet<u32>) {
        for column in table.columns.iter().filter(|column| shown.contains(&column.cell.row)) {
            let last = column.heading.rsplit(" > ").next().unwrap_or_default();
            self.own.insert(column.cell, last);
        }
        for row in &table.rows {
            // A cell above, which holds for the row, may be one of those that are shown.
            row.entries.values().for_each(|entry| self.entry(entry, shown));
            if !shown.contains(&row.row) {
                continue;
            }
            for (field, entry) in row.entries.iter() {
                let Some(column) = table.columns.iter().find(|one| one.column == *field) else { continue };
                let here = CellAddress::new(row.row, column.cell.column);
                if let Some(text) = entry.text().filter(|_| entry.cell != here && entry.cell.column == here.column) {
                    self.carried.insert(here, text);
                }
            }
        }
    }

    /// What stands in a cell, and whether it stands in another one that holds for it.
    fn text(&self, cell: CellAddress) -> (&'a str, bool) {
        match self.own.get(&cell) {
            Some(text) => (text, false),
            None => self.carried.get(&cell).map_or(("", false), |text| (*text, true)),
        }
    }

    /// What is said of a marked cell without text: that it is blank only where that is known.
    fn without_text(&self, cell: CellAddress) -> &'static str {
        if self.blank.contains(&cell) { "(kosong)" } else { "(lihat berkas)" }
    }

    /// The line right above another, when something stands in it.
    fn around(&self, row: u32) -> Option<u32> {
        row.checked_sub(1).filter(|above| self.own.keys().any(|cell| cell.row == *above))
    }

    /// The columns that are filled in some rows, the nearest to a cell.
    fn columns(&self, rows: &BTreeSet<u32>, anchor: CellAddress, marked: &BTreeSet<CellAddress>) -> Vec<(u32, String)> {
        let filled: BTreeSet<u32> =
            self.own.keys().filter(|cell| rows.contains(&cell.row)).map(|cell| cell.column).collect();
        let mut near: Vec<u32> = filled.into_iter().collect();
        near.sort_by_key(|column| column.abs_diff(anchor.column));
        near.truncate(COLUMNS);
        let chosen: BTreeSet<u32> = near.into_iter().chain(marked.iter().map(|cell| cell.column)).collect();
        chosen.into_iter().map(|column| (column, String::new())).collect()
    }
}
