//! Remarks in rows of their own below an indicator: `Kendala | Lahan belum siap`, `Tindak Lanjut : Rapat pada bulan Juli`. No
//! column is headed so; the label that begins the row says what it is, and the row is none of data.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{ColumnBasis, TableColumn};
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::super::entry::{ColumnReader, piece_entry};
use super::super::grid::{CellGrid, cell_text};
use super::super::label;
use super::super::recognise::RecognisedTable;
use super::RawRow;

/// Words of a label at most.
const WORDS: usize = 5;

/// What a row says of the indicator above it.
#[derive(Debug, Clone)]
pub(super) struct Remark {
    pub(super) column: FormColumn,
    /// Where its label stands, and how it is written.
    label: CellAddress,
    heading: String,
    entry: Entry,
}

impl Remark {
    pub(super) fn entry(&self) -> Entry {
        self.entry.clone()
    }
}

/// The remarks of a row that begins with the label of one: `None` when it does not. A label alone says nothing.
pub(super) fn said(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    recognised: &RecognisedTable<'_>,
    content: &[Cell],
) -> Option<Vec<Remark>> {
    let (label, rest) = content.split_first()?;
    let text = cell_text(label);
    let of = |column: FormColumn, heading: &str, entry: Entry| Remark {
        column,
        label: label.address,
        heading: heading.trim().to_string(),
        entry,
    };
    if let ([], Some((front, value))) = (rest, text.split_once(':'))
        && !value.trim().is_empty()
    {
        // "Catatan: data per 30 Juni" is a note on the table, and explains no row.
        let field = labelled(front, dictionary).filter(|field| *field != Field::Remark)?;
        return Some(vec![of(field.yearly(), front, piece_entry(label, value))]);
    }
    let field = labelled(&text, dictionary)?;
    let owner = recognised.columns.iter().find(|owned| owned.cell.column == label.address.column);
    // Below its own heading a text is what that column holds.
    let text_column = owner.is_none_or(|own| {
        own.column.field != field && matches!(own.column.field.reading(), Reading::Text | Reading::Code)
    });
    let texts = rest.iter().all(|cell| matches!(&cell.value, CellValue::Text(text) if !figure(text)));
    if !text_column || !texts {
        return None;
    }
    let one = |cell: &Cell| {
        let column = FormColumn { field, period: period(grid, recognised, cell) };
        let entry = ColumnReader::new(column, None, std::iter::empty()).read(Some(cell), cell.address, None);
        of(column, &text, entry)
    };
    // A stroke says that there is nothing to say.
    let told = |cell: &&Cell| !matches!(cell_text(cell).trim(), "-" | "–" | "");
    Some(rest.iter().filter(told).map(one).collect())
}

/// Of which part of the year a remark is: that of its column, where it stands below that alone.
fn period(grid: &CellGrid<'_>, recognised: &RecognisedTable<'_>, cell: &Cell) -> Period {
    let own = recognised.columns.iter().find(|owned| owned.cell.column == cell.address.column);
    let period = own.map_or(Period::Yearly, |own| own.column.period);
    if period.is_part_of_year() && grid.width(cell.address) == 1 { period } else { Period::Yearly }
}

/// Whether a text is a figure: no remark.
fn figure(text: &str) -> bool {
    !text.chars().any(char::is_alphabetic) && text.chars().any(|letter| letter.is_ascii_digit())
}

/// The remark that a label names: "KENDALA", "b. Rencana Tindak Lanjut :".
fn labelled(text: &str, dictionary: &Dictionary) -> Option<Field> {
    let few = label::bare(text).split_whitespace().count() <= WORDS;
    let remark = |field: &Field| {
        matches!(field, Field::Kendala | Field::Solusi | Field::TindakLanjut | Field::BuktiDukung | Field::Remark)
    };
    label::field(text, dictionary).filter(|field| few && remark(field))
}

/// The columns that stand for remarks in rows: what is said needs no heading over it.
pub(super) fn columns(rows: &[RawRow], recognised: &RecognisedTable<'_>) -> Vec<TableColumn> {
    let mut found: Vec<TableColumn> = Vec::new();
    for remark in rows.iter().flat_map(|one| &one.remarks) {
        let known = |own: &TableColumn| own.column == remark.column;
        if !recognised.columns.iter().any(known) && !found.iter().any(known) {
            found.push(TableColumn {
                column: remark.column,
                cell: remark.label,
                heading: remark.heading.clone(),
                cumulative: false,
                basis: ColumnBasis::Place,
                sure: 85,
            });
        }
    }
    found
}
