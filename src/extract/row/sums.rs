//! Rows that hold figures and no words: sums of the rows above them, whose label nobody wrote.

use std::collections::BTreeMap;

use crate::domain::column::{Field, Reading};
use crate::domain::document::{RowKind, TableRole};
use crate::workbook::Cell;

use super::super::grid::{CellGrid, cell_text};
use super::super::header::HeadingBlock;
use super::super::recognise::RecognisedTable;
use super::super::shape::mark::{Mark, figure, mark};
use super::RawRow;

/// Amounts from here on are money, whatever the heading says.
const MONEY: f64 = 100_000.0;

/// Whether a row sums up achievements and no money: "Rata-rata capaian kinerja (%)", "Predikat kinerja".
pub(super) fn of_shares(cells: &[Cell]) -> bool {
    let label = cells.iter().find(|cell| mark(cell) == Mark::Label).map(|cell| cell_text(cell).to_lowercase());
    let word = |word: &str| {
        matches!(word, "%" | "persen" | "persentase" | "prosentase" | "rata" | "rerata" | "predikat" | "peringkat")
    };
    label.is_some_and(|label| label.split([' ', '-', '(', ')', '/', ':']).any(word))
}

/// Marks the rows of figures that add up what stands above them. What adds up nothing stays a row whose indicator is
/// missing, so that its unit is asked.
pub(super) fn mark_sums(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    rows: &mut [RawRow],
) {
    let named = match recognised.role {
        TableRole::Indikator => recognised.has(Field::Indikator),
        TableRole::Anggaran => recognised.has(Field::Program),
        _ => false,
    };
    if !named {
        return;
    }
    let named: Vec<u32> =
        recognised.columns.iter().filter(|own| names(own.column.field)).map(|own| own.cell.column).collect();
    let money: Vec<u32> = recognised
        .columns
        .iter()
        .filter(|own| own.column.field.reading() == Reading::Money)
        .map(|own| own.cell.column)
        .collect();
    let mut above = Above::default();
    for row in rows {
        let cells = block.cells(grid, row.row);
        let nameless = |cell: &Cell| !named.contains(&cell.address.column);
        let merged = named.iter().any(|column| grid.anchor(row.row, *column).row < row.row);
        let candidate = row.kind == RowKind::Data
            && !merged
            && cells.iter().all(|cell| nameless(cell) || mark(cell) == Mark::Blank)
            && cells.iter().any(|cell| figure(cell).is_some());
        if candidate && above.added_up_by(cells, &money) {
            row.kind = RowKind::Total;
        }
        match row.kind {
            RowKind::Total => above.close(cells),
            _ => above.add(cells),
        }
    }
}

/// Whether a row holds two figures and more, and no words.
pub(super) fn figures_only(cells: &[Cell]) -> bool {
    let words = |cell: &Cell| matches!(mark(cell), Mark::Label | Mark::Prose | Mark::Caption);
    cells.iter().filter(|cell| figure(cell).is_some()).count() >= 2 && !cells.iter().any(words)
}

/// Fields that name what a row is about; a sum has none of them.
fn names(field: Field) -> bool {
    matches!(
        field,
        Field::No
            | Field::Code
            | Field::SasaranCode
            | Field::Tujuan
            | Field::Sasaran
            | Field::Indikator
            | Field::Description
            | Field::Satuan
            | Field::Program
            | Field::RencanaAksi
            | Field::Keluaran
            | Field::Time
            | Field::RowTriwulan
    )
}

/// What stands above, added up by column.
#[derive(Default)]
struct Above {
    /// Since the last sum: sum and count.
    part: BTreeMap<u32, (f64, u32)>,
    /// Of all rows that are no sums.
    whole: BTreeMap<u32, (f64, u32)>,
    /// Of the sums.
    sums: BTreeMap<u32, f64>,
    /// Rows of figures: a total may repeat the figures of the node above all.
    rows: Vec<BTreeMap<u32, f64>>,
}

impl Above {
    fn add(&mut self, cells: &[Cell]) {
        let figures = figures(cells);
        for (column, figure) in &figures {
            for sums in [&mut self.part, &mut self.whole] {
                let sum = sums.entry(*column).or_default();
                *sum = (sum.0 + figure, sum.1 + 1);
            }
        }
        // The nodes that a total repeats stand at the top of the table or of its part.
        if self.rows.len() < 64 && figures.len() >= 2 {
            self.rows.push(figures);
        }
    }

    fn close(&mut self, cells: &[Cell]) {
        for (column, figure) in figures(cells) {
            *self.sums.entry(column).or_default() += figure;
        }
        self.part.clear();
    }

    /// Whether a row adds up, or averages, what stands above it in a column of money or in two others; or repeats a row.
    fn added_up_by(&self, cells: &[Cell], money: &[u32]) -> bool {
        let figures = figures(cells);
        let paid = |column: &u32, figure: f64| money.contains(column) || figure.abs() >= MONEY;
        let matching = |(column, figure): &(&u32, &f64)| {
            let of = |sums: &BTreeMap<u32, (f64, u32)>| {
                let several = sums.get(column).filter(|(_, count)| *count > 1 || paid(column, **figure));
                several.is_some_and(|(sum, count)| near(*sum, **figure) || near(sum / f64::from(*count), **figure))
            };
            of(&self.part) || of(&self.whole) || self.sums.get(column).is_some_and(|sum| near(*sum, **figure))
        };
        let matched: Vec<(&u32, &f64)> =
            figures.iter().filter(|(_, figure)| **figure != 0.0).filter(matching).collect();
        let by_money = matched.iter().any(|(column, figure)| paid(column, **figure));
        let repeated = self.rows.iter().any(|row| {
            let equal = |(column, figure): &(&u32, &f64)| row.get(column).is_some_and(|own| near(*own, **figure));
            figures.iter().filter(|(_, figure)| **figure >= MONEY).filter(equal).count() >= 2
        });
        let amounts = figures.iter().filter(|(column, figure)| paid(column, **figure)).count();
        by_money || matched.len() >= 2 || repeated || (amounts >= 3 && amounts * 10 >= figures.len() * 6)
    }
}

fn figures(cells: &[Cell]) -> BTreeMap<u32, f64> {
    cells.iter().filter_map(|cell| Some((cell.address.column, figure(cell)?))).collect()
}

/// Equal but for rounding.
fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.005 * one.abs().max(other.abs())
}
