//! .ods: read here from its XML, not through calamine, which hangs on a part that ends early, lays repeated rows out in
//! memory, and tells neither percent nor merges nor what is hidden.
//!
//! A repeated cell or row is written out only where it holds something, and only within the limits.

mod cell;
mod formula;

use std::collections::BTreeSet;

use quick_xml::events::{BytesStart, Event};

use self::cell::OdsCell;
use super::cell::{Cell, Sheet, SheetVisibility, Workbook};
use super::error::{OtherFile, ReadError};
use super::limits::Limits;
use super::properties;
use super::value::Budget;
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::ooxml::package::Package;
use crate::ooxml::strict::{Xml, attribute, part_text};

const CONTENT: &str = "content.xml";
const MANIFEST: &str = "META-INF/manifest.xml";
const SPREADSHEET: &str = "application/vnd.oasis.opendocument.spreadsheet";
/// The prefixes by which elements and attributes are found, and what they must stand for.
const NAMESPACES: [(&str, &str); 3] = [
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
];

/// Reads an OpenDocument package whose `mimetype` part says `kind`.
pub(super) fn read(package: &mut Package<'_>, kind: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    if !kind.starts_with(SPREADSHEET) {
        let name =
            if kind.contains("opendocument.text") { "dokumen OpenDocument (Writer)" } else { "dokumen OpenDocument" };
        return Err(ReadError::NotWorkbook(OtherFile::Other(name)));
    }
    check_manifest(package, limits)?;
    let Some(bytes) = package.part(CONTENT)? else {
        return Err(ReadError::contradicting("bagian content.xml yang memuat lembar tidak ada"));
    };
    let text = part_text(CONTENT, &bytes)?;
    let xml = Xml::new(CONTENT, &text, limits.depth);
    let mut content =
        Content { xml, limits, budget: Budget::new(limits), hidden_styles: BTreeSet::new(), sheets: Vec::new() };
    content.document()?;
    limits.check_sheets(content.sheets.iter().map(|sheet| sheet.name.as_str()))?;
    let sheets = content.sheets;
    Ok(Workbook { format: "ods", sheets, properties: properties::open_document(package, limits) })
}

/// An encrypted document is a plain package whose manifest says how its parts were encrypted.
fn check_manifest(package: &mut Package<'_>, limits: &Limits) -> Result<(), ReadError> {
    let Some(bytes) = package.part(MANIFEST)? else { return Ok(()) };
    let text = part_text(MANIFEST, &bytes)?;
    let text = without_doctype(&text);
    let mut xml = Xml::new(MANIFEST, text, limits.depth);
    while let Some(event) = xml.next()? {
        if let Event::Start(element) = event
            && element.local_name().as_ref() == "encryption-data"
        {
            return Err(ReadError::PasswordLocked);
        }
    }
    Ok(())
}

/// Old programs begin the manifest with a reference to its DTD, which says nothing.
fn without_doctype(text: &str) -> &str {
    let start = text.trim_start();
    match (start.strip_prefix("<!DOCTYPE"), start.find('>')) {
        (Some(_), Some(end)) if !start[..end].contains('[') => &start[end + 1..],
        _ => text,
    }
}

struct Content<'a> {
    xml: Xml<'a>,
    limits: &'a Limits,
    budget: Budget<'a>,
    /// Styles of tables that are not displayed.
    hidden_styles: BTreeSet<String>,
    sheets: Vec<Sheet>,
}

/// A sheet in the making, and the row and column that come next.
struct OdsTable {
    sheet: Sheet,
    next_row: u64,
    next_column: u64,
}

impl Content<'_> {
    fn document(&mut self) -> Result<(), ReadError> {
        let mut style = None;
        while let Some(event) = self.xml.next()? {
            let Event::Start(element) = event else { continue };
            match (self.xml.depth(), element.name().0) {
                (1, "office:document-content") => self.check_namespaces(&element)?,
                (1, _) => return Err(self.xml.malformed("isinya bukan dokumen OpenDocument").into()),
                (2, "office:automatic-styles" | "office:body") | (3, "office:spreadsheet") => {}
                (3, "style:style") => style = attribute(&element, "style:name")?,
                (4, "style:table-properties") => {
                    if attribute(&element, "table:display")?.as_deref() == Some("false") {
                        self.hidden_styles.extend(style.take());
                    }
                }
                (4, "table:table") => {
                    let sheet = self.table(&element)?;
                    self.sheets.push(sheet);
                }
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    /// Names are looked for with the usual prefixes; a document that uses others would seem empty.
    fn check_namespaces(&self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        for (prefix, namespace) in NAMESPACES {
            if attribute(element, prefix)?.as_deref() != Some(namespace) {
                return Err(self.xml.malformed("memakai awalan nama yang tidak lazim").into());
            }
        }
        Ok(())
    }

    fn table(&mut self, element: &BytesStart<'_>) -> Result<Sheet, ReadError> {
        let name = attribute(element, "table:name")?.unwrap_or_default();
        let hidden = attribute(element, "table:style-name")?.is_some_and(|style| self.hidden_styles.contains(&style));
        let visibility = if hidden { SheetVisibility::Hidden } else { SheetVisibility::Visible };
        let sheet = Sheet { visibility, ..Sheet::plain(name, Vec::new()) };
        let mut table = OdsTable { sheet, next_row: 0, next_column: 0 };
        self.rows(&mut table).map_err(|error| error.in_sheet(&table.sheet.name))?;
        Ok(table.sheet)
    }

    /// The rows and columns of a table, and of the groups within it.
    fn rows(&mut self, table: &mut OdsTable) -> Result<(), ReadError> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(Event::Start(element)) = self.xml.next()? else { continue };
            match element.name().0 {
                "table:table-row" => self.row(&element, table)?,
                "table:table-column" => self.column(&element, table)?,
                "table:table-rows"
                | "table:table-header-rows"
                | "table:table-row-group"
                | "table:table-columns"
                | "table:table-header-columns"
                | "table:table-column-group" => {}
                _ => self.xml.skip()?,
            }
        }
        Ok(())
    }

    fn column(&mut self, element: &BytesStart<'_>, table: &mut OdsTable) -> Result<(), ReadError> {
        let repeated = repeats(element, "table:number-columns-repeated")?;
        let range = clamp(table.next_column, repeated, MAX_COLUMNS);
        if is_hidden(element)? {
            table.sheet.hidden_columns.extend(range);
        }
        table.next_column = table.next_column.saturating_add(repeated);
        Ok(self.xml.skip()?)
    }

    fn row(&mut self, element: &BytesStart<'_>, table: &mut OdsTable) -> Result<(), ReadError> {
        let repeated = repeats(element, "table:number-rows-repeated")?;
        let first = table.next_row;
        table.next_row = first.saturating_add(repeated);
        if is_hidden(element)? {
            table.sheet.hidden_rows.extend(clamp(first, repeated, MAX_ROWS));
        }
        let cells = self.cells(first)?;
        if cells.is_empty() {
            return Ok(());
        }
        if table.next_row > u64::from(MAX_ROWS) {
            return Err(ReadError::contradicting("ada isi di bawah baris terakhir lembar"));
        }
        for row in clamp(first, repeated, MAX_ROWS) {
            for (columns, cell) in &cells {
                for column in columns.clone() {
                    self.put(&mut table.sheet, CellAddress::new(row, column), cell)?;
                }
            }
        }
        Ok(())
    }

    /// The cells of a row that hold something, each with the columns it is repeated over.
    fn cells(&mut self, row: u64) -> Result<Vec<(std::ops::Range<u32>, OdsCell)>, ReadError> {
        let outside = self.xml.depth() - 1;
        let mut next_column = 0_u64;
        let mut cells = Vec::new();
        while self.xml.depth() > outside {
            let Some(Event::Start(element)) = self.xml.next()? else { continue };
            if !matches!(element.name().0, "table:table-cell" | "table:covered-table-cell") {
                self.xml.skip()?;
                continue;
            }
            let repeated = repeats(&element, "table:number-columns-repeated")?;
            let first = next_column;
            next_column = first.saturating_add(repeated);
            let address = CellAddress::new(narrow(row), narrow(first));
            let Some(cell) = cell::read(&mut self.xml, &element, self.limits).map_err(|e| e.in_cell(address))? else {
                continue;
            };
            if next_column > u64::from(MAX_COLUMNS) {
                return Err(ReadError::contradicting("ada isi di kanan kolom terakhir lembar").in_cell(address));
            }
            cells.push((clamp(first, repeated, MAX_COLUMNS), cell));
        }
        Ok(cells)
    }

    fn put(&mut self, sheet: &mut Sheet, address: CellAddress, cell: &OdsCell) -> Result<(), ReadError> {
        let (rows, columns) = cell.span;
        if rows > 1 || columns > 1 {
            let last_row = u64::from(address.row).saturating_add(rows - 1);
            let last_column = u64::from(address.column).saturating_add(columns - 1);
            if last_row >= u64::from(MAX_ROWS) || last_column >= u64::from(MAX_COLUMNS) {
                return Err(ReadError::contradicting("gabungan sel melewati tepi lembar").in_cell(address));
            }
            sheet.merges.push((address, CellAddress::new(narrow(last_row), narrow(last_column))));
            let count = sheet.merges.len() as u64;
            if count > self.limits.combination {
                return Err(ReadError::exceeds("Jumlah sel gabungan", count, self.limits.combination));
            }
        }
        if let Some(value) = &cell.value {
            self.budget.count(value, cell.formula.as_deref()).map_err(|error| error.in_cell(address))?;
            sheet.cells.push(Cell {
                address,
                value: value.clone(),
                percent_format: cell.percent,
                formula: cell.formula.clone(),
            });
        }
        Ok(())
    }
}

/// A repeat count: absent is once, and it must be a positive number.
fn repeats(element: &BytesStart<'_>, name: &str) -> Result<u64, ReadError> {
    match attribute(element, name)? {
        None => Ok(1),
        Some(text) => text
            .parse::<u64>()
            .ok()
            .filter(|count| *count > 0)
            .ok_or_else(|| ReadError::contradicting(format!("jumlah pengulangan \"{text}\" tidak sah"))),
    }
}

/// Hidden by hand or by a filter.
fn is_hidden(element: &BytesStart<'_>) -> Result<bool, ReadError> {
    Ok(matches!(attribute(element, "table:visibility")?.as_deref(), Some("collapse" | "filter")))
}

/// The part of a run of rows or columns that lies in the grid.
fn clamp(first: u64, count: u64, max: u32) -> std::ops::Range<u32> {
    let end = first.saturating_add(count).min(u64::from(max));
    narrow(first.min(end))..narrow(end)
}

fn narrow(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
