//! One sheet part: cells that get a mark or lose it, and the element that ties a drawing of comments to the sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::CorrectionError;
use super::note::{MarkNote, NoteInsert};
use super::styles::Styles;
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::finding::Severity;
use crate::ooxml::index::{self, Edits, Element, RELATIONSHIPS};
use crate::ooxml::text::escape_text;

/// Elements that a sheet may hold before `legacyDrawing`, in any order that its writer chose to keep (ECMA-376 part 1,
/// 18.3.1.99).
const BEFORE_LEGACY_DRAWING: [&str; 30] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
];

/// So many columns or rows beside a cell are looked at for room.
const REACH: u32 = 100;

/// A sheet part with its rows and cells in place.
pub(super) struct Grid<'a> {
    part: &'a str,
    text: &'a str,
    root: Element<'a>,
    prefix: String,
}

struct MarkedRow<'e, 'a> {
    /// Counted from zero.
    number: u32,
    element: &'e Element<'a>,
    cells: Vec<(u32, &'e Element<'a>)>,
}

impl<'a> Grid<'a> {
    pub(super) fn parse(part: &'a str, text: &'a str) -> Result<Self, CorrectionError> {
        let root = index::parse(part, text, 4)?;
        let prefix = index::main_prefix(part, &root, "worksheet")?;
        if root.all("sheetData").count() != 1 {
            return Err(CorrectionError::cannot(part, "data lembarnya tidak satu"));
        }
        Ok(Self { part, text, root, prefix })
    }

    pub(super) fn edits(&self) -> Edits<'a> {
        Edits::new(self.text)
    }

    fn refuse(&self, what: &str) -> CorrectionError {
        CorrectionError::cannot(self.part, what)
    }

    fn data(&self) -> Result<&Element<'a>, CorrectionError> {
        self.root.child("sheetData").ok_or_else(|| self.refuse("tidak memuat data lembar"))
    }

    /// Rows and cells with their numbers. A row or cell without one follows the one before it.
    fn rows(&self) -> Result<Vec<MarkedRow<'_, 'a>>, CorrectionError> {
        let mut rows = Vec::new();
        let mut next_row = 0;
        for element in self.data()?.all("row") {
            let number = match element.attribute("r") {
                None => next_row,
                Some(r) => r.trim().parse::<u32>().ok().and_then(|r| r.checked_sub(1)).unwrap_or(u32::MAX),
            };
            if number < next_row || !CellAddress::new(number, 0).is_inside_grid() {
                return Err(self.refuse("nomor barisnya tidak berurutan"));
            }
            let mut cells = Vec::new();
            let mut next_column = 0;
            for cell in element.all("c") {
                let address = match cell.attribute("r") {
                    None => Some(CellAddress::new(number, next_column)),
                    Some(r) => r.trim().parse::<CellAddress>().ok(),
                };
                match address.filter(|a| a.row == number && a.column >= next_column && a.is_inside_grid()) {
                    Some(address) => cells.push((address.column, cell)),
                    None => return Err(self.refuse("alamat selnya tidak berurutan")),
                }
                next_column = cells.last().map_or(0, |(column, _)| column + 1);
            }
            rows.push(MarkedRow { number, element, cells });
            next_row = number + 1;
        }
        Ok(rows)
    }

    /// Merged ranges, first and last cell.
    pub(super) fn merges(&self) -> Vec<(CellAddress, CellAddress)> {
        let merges = self.root.child("mergeCells").map_or(&[][..], |merges| &merges.children);
        merges.iter().filter_map(|merge| range(&merge.attribute("ref")?)).collect()
    }

    /// Gives cells the fill of their mark; blank cells that the part does not hold are written in their place.
    pub(super) fn mark(
        &self,
        marks: &BTreeMap<CellAddress, Severity>,
        styles: &mut Styles,
        edits: &mut Edits<'_>,
    ) -> Result<NoteInsert, CorrectionError> {
        let rows = self.rows()?;
        let mut inserted = NoteInsert::default();
        let mut by_row: BTreeMap<u32, Vec<(u32, Severity)>> = BTreeMap::new();
        for (address, severity) in marks {
            by_row.entry(address.row).or_default().push((address.column, *severity));
        }
        let mut new_rows: BTreeMap<usize, String> = BTreeMap::new();
        for (number, wanted) in by_row {
            let at = rows.partition_point(|row| row.number < number);
            match rows.get(at).filter(|row| row.number == number) {
                Some(row) => self.mark_row(row, &wanted, styles, edits, &mut inserted)?,
                None => {
                    let cells = self.new_cells(number, None, &wanted, styles, &mut inserted)?;
                    let p = &self.prefix;
                    let row = format!("<{p}row r=\"{}\">{cells}</{p}row>", number + 1);
                    new_rows.entry(at).or_default().push_str(&row);
                    inserted.rows.push(number + 1);
                }
            }
        }
        for (at, xml) in new_rows {
            match rows.get(at) {
                Some(row) => edits.insert(row.element.whole.start, xml),
                None => edits.append_child(self.data()?, &xml),
            }
        }
        Ok(inserted)
    }

    /// Puts a text into a cell; the cell keeps its format.
    pub(super) fn type_text(
        &self,
        cell: CellAddress,
        text: &str,
        edits: &mut Edits<'_>,
    ) -> Result<(), CorrectionError> {
        let (p, rows) = (&self.prefix, self.rows()?);
        let written = |style: usize| {
            format!(
                "<{p}c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><{p}is><{p}t xml:space=\"preserve\">{}</{p}t></{p}is></{p}c>",
                escape_text(text)
            )
        };
        let of_column = || self.column(cell.column).and_then(|one| one.number("style")).unwrap_or(0) as usize;
        let at = rows.partition_point(|row| row.number < cell.row);
        let Some(row) = rows.get(at).filter(|row| row.number == cell.row) else {
            let xml = format!("<{p}row r=\"{}\">{}</{p}row>", cell.row + 1, written(of_column()));
            match rows.get(at) {
                Some(after) => edits.insert(after.element.whole.start, xml),
                None => edits.append_child(self.data()?, &xml),
            }
            return Ok(());
        };
        let place = row.cells.partition_point(|(column, _)| *column < cell.column);
        match row.cells.get(place) {
            Some((column, old)) if *column == cell.column => {
                edits.replace(old.whole.clone(), written(old.format()));
            }
            Some((_, after)) => edits.insert(after.whole.start, written(of_column())),
            None => match row.cells.last() {
                Some((_, last)) => edits.insert(last.whole.end, written(of_column())),
                None => edits.append_child(row.element, &written(of_column())),
            },
        }
        Ok(())
    }

    fn mark_row(
        &self,
        row: &MarkedRow<'_, 'a>,
        wanted: &[(u32, Severity)],
        styles: &mut Styles,
        edits: &mut Edits<'_>,
        inserted: &mut NoteInsert,
    ) -> Result<(), CorrectionError> {
        let mut blank: BTreeMap<usize, Vec<(u32, Severity)>> = BTreeMap::new();
        for (column, severity) in wanted {
            let at = row.cells.partition_point(|(known, _)| known < column);
            match row.cells.get(at).filter(|(known, _)| known == column) {
                Some((_, cell)) => {
                    if let Some(marked) = styles.mark(cell.format(), *severity)? {
                        edits.set_attribute_first(cell, "s", &marked.to_string());
                    }
                }
                None => blank.entry(at).or_default().push((*column, *severity)),
            }
        }
        for (at, wanted) in blank {
            let cells = self.new_cells(row.number, Some(row.element), &wanted, styles, inserted)?;
            match row.cells.get(at) {
                Some((_, cell)) => edits.insert(cell.whole.start, cells),
                None => match row.cells.last() {
                    Some((_, last)) => edits.insert(last.whole.end, cells),
                    None => edits.append_child(row.element, &cells),
                },
            }
        }
        Ok(())
    }

    /// Blank cells that look as the place looked: in the format of their row, or else of their column.
    fn new_cells(
        &self,
        row: u32,
        element: Option<&Element<'_>>,
        wanted: &[(u32, Severity)],
        styles: &mut Styles,
        inserted: &mut NoteInsert,
    ) -> Result<String, CorrectionError> {
        let mut cells = String::new();
        let of_row = element.filter(|row| row.is_set("customFormat")).map(Element::format);
        for (column, severity) in wanted {
            let own =
                of_row.unwrap_or_else(|| self.column(*column).and_then(|c| c.number("style")).unwrap_or(0) as usize);
            let style = styles.mark(own, *severity)?.unwrap_or(own);
            let address = CellAddress::new(row, *column);
            cells.push_str(&format!("<{}c r=\"{address}\" s=\"{style}\"/>", self.prefix));
            inserted.cells.push(address.to_string());
        }
        Ok(cells)
    }

    fn column(&self, column: u32) -> Option<&Element<'a>> {
        let columns = self.root.child("cols")?;
        columns.children.iter().find(|element| {
            let from = element.number("min").unwrap_or(0);
            let to = element.number("max").unwrap_or(0);
            (from..=to).contains(&(column + 1))
        })
    }

    /// Gives cells, rows and columns back their own format, and takes out the blank cells that were written for a mark.
    pub(super) fn unmark(
        &self,
        styles: &mut Styles,
        note: &MarkNote,
        inserted: &NoteInsert,
        edits: &mut Edits<'_>,
    ) -> Result<(), CorrectionError> {
        let ours: BTreeSet<&str> = inserted.cells.iter().map(String::as_str).collect();
        for column in self.root.child("cols").map_or(&[][..], |columns| &columns.children) {
            restore(column, "style", styles, note, edits)?;
        }
        let mut rows_left = self.data()?.children.len();
        for row in self.rows()? {
            if row.element.attribute("s").is_some() {
                restore(row.element, "s", styles, note, edits)?;
            }
            let mut gone = Vec::new();
            for (column, cell) in &row.cells {
                let marked = restore(cell, "s", styles, note, edits)?;
                let address = CellAddress::new(row.number, *column).to_string();
                gone.push(marked && cell.content.is_none() && ours.contains(address.as_str()));
            }
            if gone.contains(&true) && take_out(&row, &gone, inserted, edits) {
                rows_left -= 1;
            }
        }
        if rows_left == 0 && !self.data()?.children.is_empty() {
            let data = self.data()?;
            edits.forget_in(data.whole.clone());
            edits.collapse(data);
        }
        Ok(())
    }

    /// The id of the relationship to the drawing that shows comments.
    pub(super) fn legacy_drawing(&self) -> Option<String> {
        self.root.child("legacyDrawing")?.relation_id()
    }

    /// Ties a drawing of comments to the sheet.
    pub(super) fn add_legacy_drawing(&self, id: &str, edits: &mut Edits<'_>) -> Result<(), CorrectionError> {
        let known = |element: &&Element<'_>| BEFORE_LEGACY_DRAWING.contains(&element.local());
        let last = self.root.children.iter().rev().find(known);
        let last = last.ok_or_else(|| self.refuse("tidak memuat data lembar"))?;
        let (declared, r) = match self.root.prefix_of(RELATIONSHIPS) {
            Some(r) => (String::new(), r),
            None => (format!(" xmlns:r=\"{RELATIONSHIPS}\""), "r:".to_string()),
        };
        edits.insert(last.whole.end, format!("<{}legacyDrawing{declared} {r}id=\"{id}\"/>", self.prefix));
        Ok(())
    }

    /// Takes that element away.
    pub(super) fn remove_legacy_drawing(&self, edits: &mut Edits<'_>) {
        if let Some(element) = self.root.child("legacyDrawing") {
            edits.delete(element.whole.clone());
        }
    }

    /// Widths of columns and heights of rows in pixels, for the box of a comment.
    pub(super) fn sizes(&self) -> Result<Sizes, CorrectionError> {
        let format = self.root.child("sheetFormatPr");
        let default = |name: &str| format.and_then(|f| f.attribute(name)).and_then(|value| value.parse().ok());
        let columns = self.root.child("cols").map_or(&[][..], |columns| &columns.children);
        let columns = columns
            .iter()
            .map(|column| {
                let width = column.attribute("width").and_then(|width| width.parse().ok());
                let hidden = column.is_set("hidden");
                let width = if hidden { 0 } else { width.map_or(64, column_pixels) };
                (column.number("min").unwrap_or(1), column.number("max").unwrap_or(1), width)
            })
            .collect();
        let rows = self
            .rows()?
            .iter()
            .filter_map(|row| {
                let height = row.element.attribute("ht").and_then(|height| height.parse().ok());
                let height = if row.element.is_set("hidden") { Some(0) } else { height.map(row_pixels) };
                Some((row.number, height?))
            })
            .collect();
        Ok(Sizes {
            columns,
            rows,
            column: default("defaultColWidth").map_or(64, column_pixels),
            row: if format.is_some_and(|f| f.is_set("zeroHeight")) {
                0
            } else {
                default("defaultRowHeight").map_or(20, row_pixels)
            },
        })
    }
}

/// Takes written cells out of their row, and the row when it was written for them alone: says whether it was.
fn take_out(row: &MarkedRow<'_, '_>, gone: &[bool], inserted: &NoteInsert, edits: &mut Edits<'_>) -> bool {
    let cells = || row.cells.iter().zip(gone).filter(|(_, gone)| **gone).map(|((_, cell), _)| cell.whole.clone());
    // What goes needs no other change.
    cells().for_each(|cell| edits.forget_in(cell));
    let all = !gone.contains(&false) && row.element.children.len() == row.cells.len();
    let bare = row.element.attributes().len() == 1;
    if all && bare && inserted.rows.contains(&(row.number + 1)) {
        edits.delete(row.element.whole.clone());
        return true;
    }
    if all {
        edits.collapse(row.element);
    } else {
        cells().for_each(|cell| edits.delete(cell));
    }
    false
}

/// Gives one element back its own format; says whether it had a mark.
fn restore(
    element: &Element<'_>,
    attribute: &str,
    styles: &mut Styles,
    note: &MarkNote,
    edits: &mut Edits<'_>,
) -> Result<bool, CorrectionError> {
    let Some(index) = element.number(attribute) else { return Ok(false) };
    let Some(own) = styles.unmark(index as usize, note)? else { return Ok(false) };
    // In front of the others stands an attribute that we added.
    let added = element.attributes().first().is_some_and(|first| first.name == attribute);
    if own == 0 && added {
        edits.remove_attribute(element, attribute);
    } else {
        edits.set_attribute(element, attribute, &own.to_string());
    }
    Ok(true)
}

/// Sizes of a sheet's columns and rows.
#[derive(Debug)]
pub(super) struct Sizes {
    columns: Vec<(u32, u32, u32)>,
    rows: BTreeMap<u32, u32>,
    column: u32,
    row: u32,
}

impl Sizes {
    fn width(&self, column: u32) -> u32 {
        let known = self.columns.iter().find(|(from, to, _)| (*from..=*to).contains(&(column + 1)));
        known.map_or(self.column, |(_, _, width)| *width)
    }

    fn height(&self, row: u32) -> u32 {
        self.rows.get(&row).copied().unwrap_or(self.row)
    }

    /// The corners of a box beside a cell, as a drawing writes them: column, offset, row, offset, twice.
    pub(super) fn anchor(&self, cell: CellAddress, width: u32, height: u32) -> String {
        let (left, right, right_offset) = place(cell.column + 1, width + 15, MAX_COLUMNS, |column| self.width(column));
        let (top, bottom, bottom_offset) =
            place(cell.row.saturating_sub(1), height + 2, MAX_ROWS, |row| self.height(row));
        format!("{left}, 15, {top}, 2, {right}, {right_offset}, {bottom}, {bottom_offset}")
    }
}

/// First and last column (or row) of a box of so many pixels, and how far it reaches into the last. Where the columns
/// that follow are hidden, or end, the box begins as much earlier as it needs.
fn place(wanted: u32, pixels: u32, end: u32, size: impl Fn(u32) -> u32) -> (u32, u32, u32) {
    let walk = |from: u32| {
        let (mut at, mut left) = (from, pixels);
        while left > size(at) && at + 1 < end && at < from + REACH {
            left -= size(at);
            at += 1;
        }
        (at, left)
    };
    let mut from = wanted.min(end - 1);
    let (mut at, mut left) = walk(from);
    while left > size(at) && from > 0 && wanted - from < REACH {
        from -= 1;
        if size(from) > 0 {
            (at, left) = walk(from);
        }
    }
    (from, at, left.min(size(at)))
}

fn column_pixels(width: f64) -> u32 {
    (width.clamp(0.0, 255.0) * 7.0 + 5.0) as u32
}

fn row_pixels(points: f64) -> u32 {
    (points.clamp(0.0, 409.0) * 4.0 / 3.0) as u32
}

/// `B2:D5` or `B2`.
fn range(text: &str) -> Option<(CellAddress, CellAddress)> {
    let (from, to) = text.split_once(':').unwrap_or((text, text));
    Some((from.trim().parse().ok()?, to.trim().parse().ok()?))
}

/// The cell that shows for another: the first of its merged range, or itself.
pub(super) fn shown(merges: &[(CellAddress, CellAddress)], cell: CellAddress) -> CellAddress {
    let inside = |(from, to): &&(CellAddress, CellAddress)| {
        (from.row..=to.row).contains(&cell.row) && (from.column..=to.column).contains(&cell.column)
    };
    merges.iter().find(inside).map_or(cell, |(from, _)| *from)
}

/// `'Sheet'!B7`, for a link.
pub(super) fn link(sheet: &str, cell: Option<CellAddress>) -> String {
    let cell = cell.unwrap_or(CellAddress::new(0, 0));
    format!("{}!{cell}", super::book::quoted(sheet))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_box_finds_room_where_columns_are_hidden_or_end() {
        let wide = |column: u32| if column < 5 { 64 } else { 0 };
        assert_eq!(place(1, 100, MAX_COLUMNS, wide), (1, 2, 36));
        assert_eq!(place(4, 100, MAX_COLUMNS, wide), (3, 4, 36));
        assert_eq!(place(MAX_COLUMNS, 100, MAX_COLUMNS, |_| 64), (MAX_COLUMNS - 2, MAX_COLUMNS - 1, 36));
        assert_eq!(place(0, 100, MAX_COLUMNS, |_| 0).2, 0);
    }
}
