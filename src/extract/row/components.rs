//! What a share is computed from, in the rows below it: `Persentase layanan tepat waktu`, `a. Layanan tepat waktu`,
//! `b. Seluruh layanan`. No word says so; the figures do, or the units of measure.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::document::{RowKind, SkipReason};
use crate::workbook::Cell;

use super::super::grid::{CellGrid, cell_text};
use super::super::recognise::RecognisedTable;
use super::super::shape::mark::figure;
use super::{RawRow, RowFate};

/// The number of the letter x: "x. Jumlah lulusan tepat waktu", "y. Jumlah lulusan" are the parts of a share by custom.
const X: u32 = 24;
/// Words that count.
const COUNTS: [&str; 4] = ["jumlah", "jml", "banyaknya", "total"];

/// How a list is numbered, and the number: letters, digits, Roman; 0 for a stroke.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Item {
    kind: char,
    close: char,
    number: u32,
}

/// Takes the two parts of a share out of the rows of a table, and says of each what it is.
pub(super) fn take_out(
    grid: &CellGrid<'_>,
    recognised: &RecognisedTable<'_>,
    rows: &mut Vec<RawRow>,
    fates: &mut [(u32, RowFate)],
) {
    if !recognised.has(Field::Indikator) && !recognised.has(Field::Description) {
        return;
    }
    let table = Table { grid, recognised };
    let parts: Vec<u32> = rows
        .windows(3)
        .enumerate()
        .filter(|(at, three)| table.is_share(three, rows.get(at + 3)))
        .flat_map(|(_, three)| [three[1].row, three[2].row])
        .collect();
    rows.retain(|one| !parts.contains(&one.row));
    for (_, fate) in fates.iter_mut().filter(|(row, _)| parts.contains(row)) {
        *fate = RowFate::Skipped(SkipReason::Component);
    }
}

struct Table<'a, 'b> {
    grid: &'a CellGrid<'b>,
    recognised: &'a RecognisedTable<'a>,
}

impl Table<'_, '_> {
    /// Whether the second and third row are the parts of the share in the first.
    fn is_share(&self, rows: &[RawRow], next: Option<&RawRow>) -> bool {
        let [share, part, whole] = rows else { return false };
        let plain = rows.iter().all(|one| one.kind == RowKind::Data && one.part == share.part);
        let (Some(first), Some(second)) = (self.item(part.row), self.item(whole.row)) else { return false };
        let pair = first.kind == second.kind && first.close == second.close;
        let named = pair && (first.number, second.number) == (X, X + 1);
        let counted = pair && matches!((first.number, second.number), (1, 2) | (0, 0));
        let of_list = |row: u32| self.item(row).is_some_and(|own| own.kind == first.kind && own.close == first.close);
        // A list of three is no pair, and siblings of the row above are no parts of it.
        let longer = next.is_some_and(|next| {
            self.item(next.row).is_some_and(|own| own.kind == first.kind && own.close == first.close && own.number != 1)
        });
        let parts = plain && !longer && !of_list(share.row);
        let told = || {
            self.divided(share, part, whole) || self.counts(share, part, whole) || self.unmeasured(share, part, whole)
        };
        parts && (named && !self.promised(part) && !self.promised(whole) || counted && told())
    }

    /// Whether the figures of the second row divided by those of the third make those of the first, wherever all three stand.
    fn divided(&self, share: &RawRow, part: &RawRow, whole: &RawRow) -> bool {
        let figures = |row: &RawRow| -> BTreeMap<u32, f64> {
            let own = self
                .recognised
                .columns
                .iter()
                .filter(|owned| matches!(owned.column.field, Field::Target | Field::Realisasi));
            own.filter_map(|owned| Some((owned.cell.column, figure(self.grid.own_cell(row.row, owned.cell.column)?)?)))
                .collect()
        };
        let (shares, parts, wholes) = (figures(share), figures(part), figures(whole));
        let all = shares.iter().filter_map(|(column, share)| Some((*share, *parts.get(column)?, *wholes.get(column)?)));
        let told: Vec<bool> = all
            .filter(|(_, part, whole)| *part != 0.0 && *whole != 0.0)
            .map(|(share, part, whole)| {
                let own = part / whole;
                (own - share).abs() <= 0.006 || (own * 100.0 - share).abs() <= 0.6
            })
            .collect();
        !told.is_empty() && told.iter().all(|agrees| *agrees)
    }

    /// Whether the first row is a percentage that was promised, and the two below it are counted in another unit and promised
    /// nowhere.
    fn counts(&self, share: &RawRow, part: &RawRow, whole: &RawRow) -> bool {
        let counted =
            |row: &RawRow| self.text(row.row, Field::Satuan).is_some() && !self.percent(row) && !self.promised(row);
        self.percent(share) && self.promised(share) && counted(part) && counted(whole)
    }

    /// Whether the first row is a percentage that was promised, and the two below it are counts without unit, code or promise.
    fn unmeasured(&self, share: &RawRow, part: &RawRow, whole: &RawRow) -> bool {
        let count = |row: &RawRow| {
            let wording = self.wording(row.row).unwrap_or_default().to_lowercase();
            let counts = wording.split(|letter: char| !letter.is_alphabetic()).any(|word| COUNTS.contains(&word));
            let own = [Field::Satuan, Field::Code].into_iter().any(|field| self.text(row.row, field).is_some());
            counts && !own && !self.promised(row)
        };
        self.percent(share) && self.promised(share) && count(part) && count(whole)
    }

    fn percent(&self, row: &RawRow) -> bool {
        let unit = self.text(row.row, Field::Satuan);
        unit.is_some_and(|unit| matches!(unit.to_lowercase().trim(), "%" | "persen" | "persentase"))
    }

    fn promised(&self, row: &RawRow) -> bool {
        let mut targets = self.recognised.columns.iter().filter(|owned| owned.column.field == Field::Target);
        targets.any(|owned| self.grid.own_cell(row.row, owned.cell.column).is_some_and(|cell| figure(cell).is_some()))
    }

    fn wording(&self, row: u32) -> Option<String> {
        self.text(row, Field::Indikator).or_else(|| self.text(row, Field::Description))
    }

    fn text(&self, row: u32, field: Field) -> Option<String> {
        let owned = self.recognised.columns.iter().find(|owned| owned.column.field == field)?;
        let text = |cell: &Cell| cell_text(cell).trim().to_string();
        self.grid.own_cell(row, owned.cell.column).map(text).filter(|text| !text.is_empty())
    }

    /// The mark of a list that a row begins with, in its wording or where rows are numbered.
    fn item(&self, row: u32) -> Option<Item> {
        let own = self.wording(row).and_then(|text| item(&text));
        own.or_else(|| self.text(row, Field::No).and_then(|text| item(&format!("{text} ")).or_else(|| axis(&text))))
    }
}

/// "x" and "y" alone where rows are numbered.
fn axis(text: &str) -> Option<Item> {
    let number = match text.trim().to_lowercase().as_str() {
        "x" => X,
        "y" => X + 1,
        _ => return None,
    };
    Some(Item { kind: 'a', close: ' ', number })
}

/// What a row says of itself: "Pembilang: jumlah lulusan tepat waktu".
fn said(text: &str) -> Option<Item> {
    let first = text.split(|letter: char| !letter.is_alphabetic()).next()?.to_lowercase();
    let number = match first.as_str() {
        "pembilang" | "numerator" => X,
        "penyebut" | "denominator" => X + 1,
        _ => return None,
    };
    Some(Item { kind: 'x', close: ':', number })
}

fn item(text: &str) -> Option<Item> {
    if let Some(own) = said(text) {
        return Some(own);
    }
    if text.starts_with(['-', '–', '•', '*']) {
        return Some(Item { kind: '-', close: '-', number: 0 });
    }
    let (mark, rest) = text.split_once(['.', ')'])?;
    let close = text.as_bytes().get(mark.len()).copied().map(char::from)?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let mark = mark.trim_start_matches('(').to_lowercase();
    match mark.as_str() {
        "i" | "ii" => Some(Item { kind: 'i', close, number: u32::try_from(mark.len()).ok()? }),
        _ if mark.len() == 1 && mark.starts_with(|letter: char| letter.is_ascii_lowercase()) => {
            Some(Item { kind: 'a', close, number: u32::from(mark.as_bytes()[0] - b'a') + 1 })
        }
        _ => Some(Item { kind: '1', close, number: mark.parse().ok().filter(|number| (1..100).contains(number))? }),
    }
}
