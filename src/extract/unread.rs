//! Tables that nobody could read: what they show, what they lack, and which heading may be it.
//!
//! Takes the blocks of a sheet that gave no row, gives facts. Shows headings only: what stands below may name persons.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Fact, NearestHeading};
use crate::template::Library;
use crate::template::grammar::Grammar;
use crate::workbook::{Cell, CellValue, Sheet};

use super::accept::TITLE_CELLS;
use super::block::{BlockColumn, TableBlock};
use super::label;
use super::meaning::block_meanings;

mod outline;

/// Blocks of a sheet that are told of, the biggest ones.
const MOST_BLOCKS: usize = 3;
/// Headings of a block that are kept.
const MOST_HEADINGS: usize = 40;
/// Words of what a column names that may be the subject of a row, on average.
const NAMED: f64 = 1.5;
/// Words that a text of an indicator has at least, on average.
const WORDS: f64 = 2.5;

/// A fact for each table of a sheet that gave no row.
pub(super) fn unread_tables(sheet: &Sheet, library: &Library) -> Vec<Fact> {
    let mut blocks: Vec<Block> = block_meanings(sheet, library);
    // A list of two columns is told of where nothing else on its sheet is a table.
    let alone = blocks.len() == 1;
    blocks.retain(|(block, _)| like_a_table(block) || alone && block.rows >= 2 && block.columns.len() == 2);
    blocks.sort_by_key(|(block, _)| (std::cmp::Reverse(block.rows), *block.header.start()));
    blocks.truncate(MOST_BLOCKS);
    blocks.sort_by_key(|(block, _)| *block.header.start());
    let boxes = drawn_in_boxes(sheet);
    if boxes {
        // What looks like tables are rows of boxes: one picture, told once.
        blocks.truncate(1);
    }
    if blocks.is_empty() {
        return card(sheet, library).or_else(|| outline::told(sheet, library)).into_iter().collect();
    }
    blocks.iter().filter_map(|block| fact(sheet, block, library, boxes)).collect()
}

/// What a sheet is that holds labels at the left, each before its value, and no table.
const CARD: &str = "kartu atau profil indikator";
/// Labels of a card at least, each naming another thing.
const LABELS: usize = 4;

/// A card of an indicator: "Indikator | Persentase jalan mantap", "Satuan | Persen" below each other. It defines an indicator
/// and reports nothing, and its values are no headings.
fn card(sheet: &Sheet, library: &Library) -> Option<Fact> {
    let mut fields = std::collections::BTreeSet::new();
    let (mut first, mut rows) = (None, 0);
    for cells in sheet.cells.chunk_by(|one, other| one.address.row == other.address.row) {
        let ([label, _] | [label, _, _]) = cells else { continue };
        let text = match &label.value {
            CellValue::Text(text) => text.as_str(),
            _ => continue,
        };
        let Some(field) = label::field(text, &library.dictionary) else { continue };
        first.get_or_insert(label.address);
        rows += 1;
        fields.insert(field);
    }
    let cell = first.filter(|_| fields.contains(&Field::Indikator) && fields.len() >= LABELS)?;
    Some(Fact::UnreadTable {
        cell,
        rows,
        headings: Vec::new(),
        known: 0,
        missing: Vec::new(),
        nearest: Vec::new(),
        boxes: false,
        paper: Some(CARD.to_string()),
    })
}

/// A block, and what each of its columns means.
type Block = (TableBlock, Vec<Option<FormColumn>>);

/// Rows above a table that may say what it is.
const ABOVE: u32 = 8;

/// What stands above a row as titles do, and the name of the sheet.
fn titles(sheet: &Sheet, first: u32) -> Vec<String> {
    let rows = (first.saturating_sub(ABOVE)..first).map(|row| sheet.row(row));
    let above = rows.filter(|cells| cells.len() <= TITLE_CELLS).flatten();
    let text = |cell: &Cell| match &cell.value {
        CellValue::Text(text) => Some(text.clone()),
        _ => None,
    };
    above.filter_map(text).chain([sheet.name.clone()]).collect()
}

/// What a table is when it is no performance form.
fn other_paper(sheet: &Sheet, block: &TableBlock, library: &Library) -> Option<String> {
    let titles = titles(sheet, *block.header.start());
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

fn fact(sheet: &Sheet, (block, meanings): &Block, library: &Library, boxes: bool) -> Option<Fact> {
    let known: Vec<(&BlockColumn, Option<FormColumn>)> = block.columns.iter().zip(meanings.iter().copied()).collect();
    let has =
        |fields: &[Field]| known.iter().any(|(_, meant)| meant.is_some_and(|meant| fields.contains(&meant.field)));
    // "Ukuran Kaus" over L and M is no indicator.
    let worded = |column: &BlockColumn| column.samples.is_empty() || words_each(column) >= NAMED;
    let named = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi];
    let subject =
        known.iter().any(|(column, meant)| meant.is_some_and(|meant| named.contains(&meant.field)) && worded(column));
    let figure = has(&[Field::Target, Field::Realisasi, Field::Capaian]);
    let grammar = library.dictionary.grammar();
    let mut missing = Vec::new();
    let mut nearest = Vec::new();
    if !subject {
        missing.push(Field::Indikator.yearly());
        nearest.extend(candidate(&known, Field::Indikator, |column| like_indicators(column, grammar)));
    }
    if !figure {
        missing.push(Field::Target.yearly());
        // Where nothing may be an indicator, figures are no targets of one.
        let about = subject || !nearest.is_empty();
        nearest.extend(candidate(&known, Field::Target, |column| about && like_targets(column, grammar)));
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

/// Whether a column may hold indicators: most of its texts are worded so, or its heading is near and they are long enough.
fn like_indicators(column: &BlockColumn, grammar: &Grammar) -> bool {
    let worded = column.samples.iter().filter(|text| grammar.counts(text)).count();
    let near = || grammar.near_indikator(&column.path.join(" "));
    words_each(column) >= WORDS && !column.samples.is_empty() && (worded * 2 > column.samples.len() || near())
}

/// Whether a column may hold targets: figures below a heading that is near. Times of day and days are none.
fn like_targets(column: &BlockColumn, grammar: &Grammar) -> bool {
    let figure = |text: &String| text.starts_with(|first: char| first.is_ascii_digit() || first == '≥' || first == '≤');
    let time = |text: &String| {
        let short = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit());
        text.len() >= 5 && text.contains(['.', ':', '-', '/']) && text.split(['.', ':', '-', '/']).all(short)
    };
    !column.samples.is_empty()
        && column.samples.iter().all(figure)
        && !column.samples.iter().all(time)
        && grammar.near_target(&column.path.join(" "))
}
