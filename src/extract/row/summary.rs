//! What sums a table up right below it: "Rata-rata capaian | 53,92%", "Indikator tercapai | 1 Indikator", a label and its value in
//! each line. No line of it is a row of the table, whatever column it happens to stand in.

use crate::domain::column::Field;
use crate::workbook::Cell;

use super::super::grid::cell_text;
use super::super::shape::mark::{Mark, mark};
use super::TableReader;

/// Lines of a summary at least.
const LINES: usize = 2;

impl TableReader<'_, '_> {
    /// Whether a row that stands off from the table opens a summary: down to the next blank row, lines of a label and a value,
    /// perhaps with a title over them, beside the wordings of the table and with no word of theirs.
    pub(super) fn opens_summary(&self, row: u32, until: u32) -> bool {
        if row == 0 || !self.grid.row(row - 1).is_empty() {
            return false;
        }
        let lines = (row..until).map(|row| self.content(row)).take_while(|content| !content.is_empty());
        let lines: Vec<&[Cell]> = lines.collect();
        let lines = match lines.as_slice() {
            [title, rest @ ..] if title.len() == 1 && mark(&title[0]) == Mark::Label => rest,
            all => all,
        };
        lines.len() >= LINES && lines.iter().all(|line| self.labels_value(line))
    }

    /// Whether a row holds a label of several words and one value, and no wording of the table.
    fn labels_value(&self, content: &[Cell]) -> bool {
        let [label, value] = content else { return false };
        let wording = |cell: &Cell| {
            self.recognised.columns.iter().any(|owned| {
                let wording = matches!(
                    owned.column.field,
                    Field::Indikator | Field::Description | Field::Program | Field::Sasaran | Field::RencanaAksi
                );
                wording && owned.cell.column == cell.address.column
            })
        };
        let words = cell_text(label).split_whitespace().count();
        mark(label) == Mark::Label
            && words >= 2
            && ![label, value].into_iter().any(wording)
            && cell_text(value).starts_with(|letter: char| letter.is_ascii_digit() || letter == '-')
    }
}
