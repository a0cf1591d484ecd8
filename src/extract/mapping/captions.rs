//! What the one text right above a table says of columns that name a period alone: "Target Periode 5 Tahun" over `2025 | 2026 |
//! 2027`, "Progres Capaian per IKU" over `TW I (%) | TW II (%)`.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::extract::grid::{CellGrid, cell_text};
use crate::extract::header::HeadingBlock;
use crate::template::heading::year_only;

use super::Column;
use super::unexplained::of_performance;

/// Rows above a table in which its caption stands.
const CAPTION: u32 = 2;
/// Years that a plan has at least.
const YEARS: usize = 3;

/// Whether the one text right above a table says one of these words, and none of the others.
pub(super) fn says(grid: &CellGrid<'_>, block: &HeadingBlock, words: &[&str], others: &[&str]) -> bool {
    let mut above = (block.start.saturating_sub(CAPTION)..block.start).rev().map(|row| grid.row(row));
    let Some([caption]) = above.find(|cells| !cells.is_empty()) else { return false };
    let text = key(&cell_text(caption));
    let says = |words: &[&str]| text.split(|letter: char| !letter.is_alphabetic()).any(|word| words.contains(&word));
    says(words) && !says(others)
}

/// Years alone behind an indicator are what is promised for them, under a caption that speaks of targets and of nothing else.
pub(super) fn promised_years(columns: &mut [Column<'_>], grid: &CellGrid<'_>, block: &HeadingBlock) {
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let own = |column: &Column<'_>| {
        let plain = !column.reading.others && !column.reading.unexplained && column.year.is_none();
        plain && column.figure().is_some_and(|meant| of_performance(meant.field))
    };
    if columns.iter().any(own) {
        return;
    }
    let bare = |at: &usize| {
        let column = &columns[*at];
        let [text] = column.heading.parts.as_slice() else { return false };
        year_only(text) && column.meant.is_none() && column.question.is_none() && !column.shared
    };
    let run: Vec<usize> = (indicator + 1..columns.len()).filter(bare).collect();
    let years: Vec<u16> = run.iter().filter_map(|at| columns[*at].year).collect();
    let others = ["realisasi", "capaian", "pencapaian", "hasil", "anggaran", "pagu", "dana"];
    if years.len() >= YEARS && years.is_sorted_by(|one, next| one < next) && says(grid, block, &["target"], &others) {
        for at in run {
            columns[at].mean(Field::Target.yearly(), 75, ColumnBasis::Place);
        }
    }
}
