//! Sheets of cells, sparse, in reading order.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use crate::domain::address::CellAddress;

/// A workbook as it was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Workbook {
    /// The true type, by content: "xlsx" (and .xlsm), "xls", "xlsb", "ods", "csv", "html".
    pub format: &'static str,
    /// Its worksheets in order. Chart and dialog sheets are listed without cells.
    pub sheets: Vec<Sheet>,
    /// Its custom document properties, as text. What cannot be read of them is not here.
    pub properties: BTreeMap<String, String>,
}

/// Whether people see a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum SheetVisibility {
    /// Visible.
    Visible,
    /// Hidden.
    Hidden,
    /// Hidden so that only a macro shows it.
    VeryHidden,
}

/// One sheet: its filled cells in row order, its merges, what is hidden.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// As it is shown on the tab of the sheet.
    pub name: String,
    /// Whether people see it.
    pub visibility: SheetVisibility,
    /// Filled cells, sorted by row, then column; one per address. A cell that is styled but blank is not here.
    pub cells: Vec<Cell>,
    /// Merged ranges: first cell and last cell, both inside.
    pub merges: Vec<(CellAddress, CellAddress)>,
    /// Hidden rows (zero-based), where the format tells.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns (zero-based), where the format tells.
    pub hidden_columns: Vec<u32>,
    /// Whether its formulas were not calculated when it was saved, so that their stored results may be old ones.
    pub pending: bool,
    /// Lines of a text file that hold fewer fields than its heading. Empty for every other file.
    pub short_lines: Vec<ShortLine>,
}

/// A line of a text file that holds fewer fields than its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShortLine {
    /// Counted from zero.
    pub row: u32,
    /// Fields that it holds.
    pub fields: u32,
}

/// One filled cell.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    /// Where it stands.
    pub address: CellAddress,
    /// What it holds.
    pub value: CellValue,
    /// Whether its number format shows percent.
    pub percent_format: bool,
    /// Its formula, without the leading `=`, in Excel's spelling. `?` when the file does not tell its text in a form that
    /// is followed (some of .xls and .xlsb).
    pub formula: Option<String>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum CellValue {
    /// Text; never empty.
    Text(String),
    /// A finite number.
    Number(f64),
    /// True or false.
    Bool(bool),
    /// A number under a date or time format, in the workbook's own epoch.
    DateTime(NaiveDateTime),
    /// An error value such as `#DIV/0!`.
    Error(String),
    /// A formula whose result the file does not hold.
    NotCalculated,
}

impl Cell {
    /// The text that a person would recognise: text as typed, numbers without a needless fraction, percent cells as
    /// `57%`.
    pub fn display(&self) -> String {
        match &self.value {
            CellValue::Text(text) => text.clone(),
            CellValue::Number(number) if self.percent_format => {
                format!("{}%", number_text((number * 100.0 * 1e9).round() / 1e9))
            }
            CellValue::Number(number) => number_text(*number),
            CellValue::Bool(true) => "TRUE".into(),
            CellValue::Bool(false) => "FALSE".into(),
            CellValue::DateTime(when) => when.date().format("%Y-%m-%d").to_string(),
            CellValue::Error(error) => error.clone(),
            CellValue::NotCalculated => String::new(),
        }
    }
}

/// A number as a person writes it in a cell: no exponent, no needless zeros, a comma as the decimal mark.
fn number_text(number: f64) -> String {
    // Most numbers of a form are whole and small; as such they are written in a tenth of the steps.
    let whole = number as i32;
    if f64::from(whole) == number && (whole != 0 || number.is_sign_positive()) {
        return whole.to_string();
    }
    if number.abs() < 1e15 { format!("{number}").replace('.', ",") } else { format!("{number:e}") }
}

impl Sheet {
    /// One that people see, of these cells and nothing else.
    pub fn plain(name: impl Into<String>, cells: Vec<Cell>) -> Self {
        Self {
            name: name.into(),
            visibility: SheetVisibility::Visible,
            cells,
            merges: Vec::new(),
            hidden_rows: Vec::new(),
            hidden_columns: Vec::new(),
            pending: false,
            short_lines: Vec::new(),
        }
    }

    /// The cell at an address, when it is filled.
    pub fn cell(&self, address: CellAddress) -> Option<&Cell> {
        self.cells.binary_search_by(|cell| cell.address.cmp(&address)).ok().map(|index| &self.cells[index])
    }

    /// The filled cells of a row, left to right.
    pub fn row(&self, row: u32) -> &[Cell] {
        let start = self.cells.partition_point(|cell| cell.address.row < row);
        let end = self.cells.partition_point(|cell| cell.address.row <= row);
        &self.cells[start..end]
    }

    /// First and last row that hold anything.
    pub fn used_rows(&self) -> Option<(u32, u32)> {
        Some((self.cells.first()?.address.row, self.cells.last()?.address.row))
    }

    /// The merge that covers an address.
    pub fn merge_at(&self, address: CellAddress) -> Option<(CellAddress, CellAddress)> {
        self.merges.iter().copied().find(|(first, last)| {
            (first.row..=last.row).contains(&address.row) && (first.column..=last.column).contains(&address.column)
        })
    }
}
