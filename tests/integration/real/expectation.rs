//! What must come out of a workbook: per sheet the tables, per row the fields with the cells that their values stand in.
//!
//! Written as TOML beside a drawing (by columns and rows), or made by the generator of layouts (record by record).

use std::collections::BTreeMap;

use selaras::domain::address::CellAddress;
use selaras::workbook::{Cell, CellValue, Sheet, Workbook};
use serde::Deserialize;

/// What a workbook must become.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expectation {
    pub sheets: Vec<SheetExpectation>,
    /// Codes of the findings about the layout that may appear.
    pub findings: Vec<String>,
}

/// What a sheet must become; one without tables is no form, and no row of it may be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct SheetExpectation {
    pub name: String,
    /// The whole sheet may be left out, as long as that is said.
    pub optional: bool,
    pub tables: Vec<TableExpectation>,
}

/// What a table must become.
#[derive(Debug, Clone, Default)]
pub(crate) struct TableExpectation {
    /// The kinds of document it may count as.
    pub kind: Vec<String>,
    /// It may be left unread.
    pub optional: bool,
    pub records: Vec<Record>,
}

/// A row that must be read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Record {
    /// Zero-based sheet row.
    pub row: u32,
    /// The cell that holds its indicator (or whatever stands for one).
    pub subject: Option<CellAddress>,
    /// It may be left out.
    pub optional: bool,
    /// Values that must come: where they stand, and the fields that are right for them.
    pub must: Vec<(CellAddress, Vec<String>)>,
    /// Values that may come besides.
    pub may: Vec<Optional>,
}

/// A value that may be read, and what it then is.
#[derive(Debug, Clone)]
pub(crate) struct Optional {
    pub cell: CellAddress,
    pub fields: Vec<String>,
    /// What it must say, where it is put together from several cells: the parts of this row, or of one above.
    pub texts: Vec<String>,
}

#[derive(Deserialize)]
struct FileText {
    #[serde(default)]
    findings: Vec<String>,
    #[serde(default)]
    sheet: Vec<SheetText>,
}

#[derive(Deserialize)]
struct SheetText {
    name: String,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    table: Vec<TableText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TableText {
    #[serde(rename = "jenis")]
    kind: Vec<String>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    rows: String,
    #[serde(default)]
    optional_rows: String,
    #[serde(default)]
    subject: String,
    #[serde(default)]
    columns: BTreeMap<String, String>,
    #[serde(default)]
    carried: Vec<String>,
    #[serde(default)]
    may: BTreeMap<String, String>,
    #[serde(default)]
    may_carry: Vec<String>,
    #[serde(default)]
    record: Vec<RecordText>,
}

#[derive(Deserialize)]
struct RecordText {
    row: u32,
    cells: BTreeMap<String, String>,
}

impl Expectation {
    /// Reads the text beside a drawing.
    pub(crate) fn from_toml(text: &str, workbook: &Workbook) -> Self {
        let file: FileText = toml::from_str(text).expect("an expectation");
        let sheets = file.sheet.into_iter().map(|sheet| {
            let drawn = workbook.sheets.iter().find(|drawn| drawn.name == sheet.name).expect("a sheet of the drawing");
            let tables = sheet.table.iter().map(|table| table.expand(drawn)).collect();
            SheetExpectation { name: sheet.name, optional: sheet.optional, tables }
        });
        Self { sheets: sheets.collect(), findings: file.findings }
    }
}

impl TableText {
    fn expand(&self, sheet: &Sheet) -> TableExpectation {
        let listed = self.record.iter().map(|record| record.row.saturating_sub(1));
        let first =
            rows(&self.rows).into_iter().chain(rows(&self.optional_rows)).chain(listed).min().unwrap_or_default();
        let mut records: Vec<Record> = Vec::new();
        for (row, optional) in rows(&self.rows)
            .into_iter()
            .map(|row| (row, false))
            .chain(rows(&self.optional_rows).into_iter().map(|row| (row, true)))
        {
            let mut record = Record { row, optional, subject: Some(at(&self.subject, row)), ..Record::default() };
            for (letters, fields) in &self.columns {
                let carried = self.carried.contains(letters);
                let Some(cell) = filled(sheet, at(letters, row), carried.then_some(first)) else { continue };
                // A dash is an empty cell, a zero or a word: whether it comes is not asked for.
                if sheet.cell(cell).is_some_and(|cell| text(cell).trim() == "-") {
                    record.may.push(Optional { cell, fields: alternatives(fields), texts: Vec::new() });
                } else {
                    record.must.push((cell, alternatives(fields)));
                }
            }
            records.push(record);
        }
        records.extend(self.record.iter().map(RecordText::expand));
        for record in &mut records {
            for (letters, fields) in &self.may {
                record.may.extend(self.optional(sheet, letters, fields, record.row, first));
            }
        }
        TableExpectation { kind: self.kind.clone(), optional: self.optional, records }
    }

    fn optional(&self, sheet: &Sheet, letters: &str, fields: &str, row: u32, first: u32) -> Option<Optional> {
        let fields = alternatives(fields);
        let Some((from, to)) = letters.split_once('-') else {
            let carried = self.may_carry.iter().any(|one| one == letters);
            let cell = filled(sheet, at(letters, row), carried.then_some(first))?;
            return Some(Optional { cell, fields, texts: Vec::new() });
        };
        // Several columns that hold the parts of one code.
        let columns = at(from, row).column..=at(to, row).column;
        let texts = (first..=row).map(|row| {
            let parts = columns.clone().filter_map(|column| sheet.cell(CellAddress::new(row, column)));
            parts.map(text).collect::<Vec<_>>().join(".")
        });
        Some(Optional { cell: at(from, row), fields, texts: texts.filter(|text| !text.is_empty()).collect() })
    }
}

impl RecordText {
    fn expand(&self) -> Record {
        let must: Vec<(CellAddress, Vec<String>)> =
            self.cells.iter().map(|(cell, fields)| (cell.parse().expect("a cell"), alternatives(fields))).collect();
        let subject = must.iter().find(|(_, fields)| fields.iter().any(|field| field == "indikator"));
        Record { row: self.row - 1, subject: subject.map(|(cell, _)| *cell), must, ..Record::default() }
    }
}

/// The cell, or the nearest filled one above it within the rows of the table and the group rows above them.
fn filled(sheet: &Sheet, cell: CellAddress, carried_from: Option<u32>) -> Option<CellAddress> {
    if sheet.cell(cell).is_some() {
        return Some(cell);
    }
    let top = carried_from?.saturating_sub(1);
    (top..cell.row).rev().map(|row| CellAddress::new(row, cell.column)).find(|above| sheet.cell(*above).is_some())
}

fn at(letters: &str, row: u32) -> CellAddress {
    format!("{letters}{}", row + 1).parse().expect("a column")
}

/// `5-8,10` as zero-based rows.
fn rows(text: &str) -> Vec<u32> {
    let number = |text: &str| text.trim().parse::<u32>().expect("a row") - 1;
    text.split(',')
        .filter(|part| !part.trim().is_empty())
        .flat_map(|part| match part.split_once('-') {
            Some((from, to)) => (number(from)..=number(to)).collect(),
            None => vec![number(part)],
        })
        .collect()
}

fn alternatives(fields: &str) -> Vec<String> {
    fields.split('|').map(str::to_string).collect()
}

/// A cell as it was typed.
pub(crate) fn text(cell: &Cell) -> String {
    match &cell.value {
        CellValue::Text(text) | CellValue::Error(text) => text.clone(),
        CellValue::Number(number) => number.to_string(),
        CellValue::Bool(value) => value.to_string(),
        CellValue::DateTime(time) => time.to_string(),
        CellValue::NotCalculated => String::new(),
    }
}
