//! Tables that nobody could read: what they show, what they lack, and which heading may be it.
//!
//! Takes the blocks of a sheet that gave no row, gives facts. Shows headings only: what stands below may name persons.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Fact, NearestHeading};
use crate::template::Library;
use crate::workbook::{CellValue, Sheet};

use super::block::{BlockColumn, TableBlock, table_blocks};
use super::meaning::guess;

/// Blocks of a sheet that are told of, the biggest ones.
const MOST_BLOCKS: usize = 3;
/// Headings of a block that are kept.
const MOST_HEADINGS: usize = 40;
/// Words that a text of an indicator has at least, on average.
const WORDS: f64 = 2.5;

/// A fact for each table of a sheet that gave no row.
pub(super) fn unread_tables(sheet: &Sheet, library: &Library) -> Vec<Fact> {
    let mut blocks: Vec<TableBlock> =
        table_blocks(sheet, &library.dictionary).into_iter().filter(like_a_table).collect();
    blocks.sort_by_key(|block| (std::cmp::Reverse(block.rows), *block.header.start()));
    blocks.truncate(MOST_BLOCKS);
    blocks.sort_by_key(|block| *block.header.start());
    let boxes = drawn_in_boxes(sheet);
    if boxes {
        // What looks like tables are rows of boxes: one picture, told once.
        blocks.truncate(1);
    }
    blocks.iter().filter_map(|block| fact(sheet, block, library, boxes)).collect()
}

/// Rows above a table that may say what it is.
const ABOVE: u32 = 8;

/// What a table is when it is no performance form.
fn other_paper(sheet: &Sheet, block: &TableBlock, library: &Library) -> Option<String> {
    let first = *block.header.start();
    let above = (first.saturating_sub(ABOVE)..first).flat_map(|row| sheet.row(row));
    let titles: Vec<String> = above
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) => Some(text.clone()),
            _ => None,
        })
        .chain([sheet.name.clone()])
        .collect();
    let headings: Vec<String> = block.columns.iter().map(|column| column.path.join(" ")).collect();
    library.dictionary.other_paper(&titles, &headings).map(str::to_string)
}

fn like_a_table(block: &TableBlock) -> bool {
    block.rows >= 2 && block.columns.len() >= 3
}

/// Whether sasaran and indikator stand as labels all over the sheet.
fn drawn_in_boxes(sheet: &Sheet) -> bool {
    let label = |word: &str| {
        let cells = sheet.cells.iter().filter(|cell| match &cell.value {
            CellValue::Text(text) => text.trim().to_lowercase().strip_prefix(word).is_some_and(|rest| {
                rest.chars().all(|letter| letter == ':' || letter == ' ' || letter.is_ascii_digit())
            }),
            _ => false,
        });
        cells.count()
    };
    label("indikator") >= 2 && label("sasaran") >= 2
}

fn fact(sheet: &Sheet, block: &TableBlock, library: &Library, boxes: bool) -> Option<Fact> {
    let known: Vec<(&BlockColumn, Option<FormColumn>)> =
        block.columns.iter().map(|column| (column, guess(library, &column.path))).collect();
    let has =
        |fields: &[Field]| known.iter().any(|(_, meant)| meant.is_some_and(|meant| fields.contains(&meant.field)));
    let subject = has(&[Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi]);
    let figure = has(&[Field::Target, Field::Realisasi, Field::Capaian]);
    let mut missing = Vec::new();
    let mut nearest = Vec::new();
    if !subject {
        missing.push(Field::Indikator.yearly());
        nearest.extend(candidate(&known, Field::Indikator, |column| words_each(column) >= WORDS));
    }
    if !figure {
        missing.push(Field::Target.yearly());
        nearest.extend(candidate(&known, Field::Target, figures));
    }
    Some(Fact::UnreadTable {
        cell: block.columns.first()?.cell,
        rows: block.rows,
        headings: block
            .columns
            .iter()
            .filter(|column| !column.shared)
            .take(MOST_HEADINGS)
            .map(|column| (column.cell, column.path.join(" > ")))
            .collect(),
        known: known.iter().filter(|(_, meant)| meant.is_some_and(|meant| meant.field != Field::Ignore)).count() as u32,
        missing,
        nearest,
        boxes,
        paper: if boxes { None } else { other_paper(sheet, block, library) },
    })
}

/// The column without a meaning that looks most like this field.
fn candidate(
    known: &[(&BlockColumn, Option<FormColumn>)],
    field: Field,
    fits: impl Fn(&BlockColumn) -> bool,
) -> Option<NearestHeading> {
    let unknown = known.iter().filter(|(column, meant)| meant.is_none() && !column.shared && fits(column));
    let rank = |column: &BlockColumn| (column.filled, (words_each(column) * 10.0) as u32);
    let (column, _) = unknown.rev().max_by_key(|(column, _)| rank(column))?;
    Some(NearestHeading { cell: column.cell, heading: column.path.join(" > "), meant: field.yearly() })
}

fn words_each(column: &BlockColumn) -> f64 {
    let texts: Vec<usize> = column
        .samples
        .iter()
        .filter(|text| text.chars().any(char::is_alphabetic))
        .map(|text| text.split_whitespace().count())
        .collect();
    if texts.is_empty() { 0.0 } else { texts.iter().sum::<usize>() as f64 / texts.len() as f64 }
}

fn figures(column: &BlockColumn) -> bool {
    let figure = |text: &String| text.starts_with(|first: char| first.is_ascii_digit());
    !column.samples.is_empty() && column.samples.iter().all(figure)
}
