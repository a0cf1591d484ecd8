//! The columns under a header: their paths, the codes that are split over several, where one table ends and the next
//! begins beside it.

mod spread;

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Reading};
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::workbook::Cell;

use super::super::grid::CellGrid;
use super::super::shape::mark::{Mark, mark};
use super::super::shape::profile::ColumnProfile;
use super::HeadingColumn;
use super::extent::{Extent, parent_text};

/// Merged headings wider than this are decoration.
const WIDEST: u32 = 64;
/// A longer heading of a column of numbers holds more than a heading.
const LONGEST_HEADING: usize = 60;
/// Rows in which numbers of rows are looked for.
const NUMBERED: u32 = 12;

type Profiles = BTreeMap<u32, ColumnProfile>;

/// The columns with a heading of their own, and those that hold something under the heading of their left neighbour.
pub(super) fn columns(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    extent: &Extent,
    (body, profiles): (&[Cell], &Profiles),
) -> (Vec<HeadingColumn>, Vec<HeadingColumn>) {
    let rows: Vec<u32> = extent.rows().collect();
    let mut used: Vec<u32> = rows
        .iter()
        .flat_map(|row| grid.row(*row))
        .flat_map(|cell| cell.address.column..cell.address.column + grid.width(cell.address).min(WIDEST))
        .collect();
    used.sort_unstable();
    used.dedup();
    let mut own: Vec<HeadingColumn> =
        used.iter().filter_map(|column| heading(grid, &rows, extent.number_row, *column, profiles)).collect();
    // An export glues the title of the form into the heading of a column that has none.
    own.retain(|column| !titled(column, dictionary));
    past_currency(&mut own, profiles);
    past_numbers(grid, extent, &mut own, profiles);
    let shared = shared(grid, dictionary, &rows, &used, &mut own, profiles);
    spread::without_titles(grid, body, &mut own, &shared);
    glued::separate(&mut own);
    (own, shared)
}

/// `Rp | 1.200.000` under one heading: the amount is the column, and "Rp" stands before it.
fn past_currency(own: &mut [HeadingColumn], profiles: &Profiles) {
    for place in 0..own.len() {
        let (column, profile) = (own[place].column, own[place].profile);
        let next = own.get(place + 1).map_or(u32::MAX, |right| right.column);
        let amounts = profiles.get(&(column + 1)).filter(|right| right.numbers * 2 > right.filled);
        if let (true, true, Some(amounts)) =
            (profile.filled > 0 && profile.rupiah_marks == profile.filled, next > column + 1, amounts)
        {
            own[place].column = column + 1;
            own[place].cell = CellAddress::new(own[place].cell.row, column + 1);
            own[place].profile = *amounts;
        }
    }
}

/// `1. | Layanan perkantoran` under one heading: the text is the column, and its number stands before it.
fn past_numbers(grid: &CellGrid<'_>, extent: &Extent, own: &mut [HeadingColumn], profiles: &Profiles) {
    for place in 0..own.len() {
        let column = own[place].column;
        let merged = grid.width(own[place].cell) > 1;
        let next = own.get(place + 1).map_or(u32::MAX, |right| right.column);
        let texts = profiles.get(&(column + 1)).filter(|right| right.texts * 10 > right.filled * 8);
        let Some(texts) = texts.filter(|_| merged && next > column + 1) else { continue };
        if numbers_rows(grid, extent.body(), column, own[place].profile.filled) {
            own[place].column = column + 1;
            own[place].cell = CellAddress::new(own[place].cell.row, column + 1);
            own[place].profile = *texts;
        }
    }
}

/// Whether the first cells of a column count its rows: `1.`, `2.`, `3.`.
fn numbers_rows(grid: &CellGrid<'_>, body: u32, column: u32, filled: u32) -> bool {
    let cells = (body..body + NUMBERED).filter_map(|row| grid.own_cell(row, column));
    let numbers: Option<Vec<u32>> = cells
        .take(usize::try_from(filled).unwrap_or(usize::MAX))
        .take_while(|cell| mark(cell) != Mark::Label)
        .map(|cell| super::cell_text(cell).trim_end_matches(['.', ')']).parse().ok())
        .collect();
    numbers.is_some_and(|numbers| numbers.len() >= 2 && numbers.iter().zip(1_u32..).all(|(number, row)| *number == row))
}

fn heading(
    grid: &CellGrid<'_>,
    rows: &[u32],
    number_row: Option<u32>,
    column: u32,
    profiles: &Profiles,
) -> Option<HeadingColumn> {
    let mut parts: Vec<String> = Vec::new();
    let mut cell = None;
    let mut narrow_above = false;
    for (place, &row) in rows.iter().enumerate() {
        let below = rows[place + 1..].iter().any(|below| grid.own_cell(*below, column).is_some());
        let anchor = grid.anchor(row, column);
        // The number of a column may be merged down over the measures below it.
        if Some(anchor.row) == number_row {
            continue;
        }
        let text = if below { parent_text(grid, row, column) } else { grid.text(row, column).into_owned() };
        if text.is_empty() {
            continue;
        }
        let wide = grid.width(anchor) > 1;
        // A group may stand below what it groups: "Definisi | Sumber | Cara" over "KPU RI".
        let under = wide && anchor.row == row && narrow_above && !below;
        if under && parts.last() != Some(&text) {
            parts.insert(parts.len().saturating_sub(1), text);
        } else if parts.last() != Some(&text) {
            parts.push(text);
        }
        let own = grid.own_cell(row, column).is_some();
        narrow_above = !wide && own && !blank_right(grid, row, column);
        if grid.own_cell(anchor.row, anchor.column).is_some() {
            cell = Some(if anchor.column == column { anchor } else { CellAddress::new(row, column) });
        }
    }
    // A column that only shows a group heading merged over it from the left, with no wording of its own, is spare room.
    let own = rows.iter().any(|row| grid.own_cell(*row, column).is_some());
    let cell = cell.filter(|_| own)?;
    // The row that counts the columns may hold the last level of headings.
    let last = number_row.and_then(|row| grid.own_cell(row, column)).filter(|cell| mark(cell) == Mark::Label);
    parts.extend(last.map(|cell| super::cell_text(cell).into_owned()));
    let profile = profiles.get(&column).copied().unwrap_or_default();
    Some(HeadingColumn { column, cell, parts, code_columns: Vec::new(), profile })
}

/// Whether the heading of a column of code parts is a title.
fn titled(column: &HeadingColumn, dictionary: &Dictionary) -> bool {
    let [text] = column.parts.as_slice() else { return false };
    let long = text.chars().count() > LONGEST_HEADING && text.contains('\n');
    long && column.profile.of_code_parts() && dictionary.document_kind(text).is_some()
}

fn blank_right(grid: &CellGrid<'_>, row: u32, column: u32) -> bool {
    grid.cell(row, column + 1).is_none()
}

/// Columns with data under the heading of another. Parts of one code are joined to the column that has the heading.
fn shared(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    rows: &[u32],
    used: &[u32],
    own: &mut [HeadingColumn],
    profiles: &Profiles,
) -> Vec<HeadingColumn> {
    let mut result = Vec::new();
    let starts: Vec<u32> = own.iter().map(|column| column.column).collect();
    for (place, column) in own.iter_mut().enumerate() {
        let next = starts.get(place + 1).copied().unwrap_or(u32::MAX);
        let span = span(grid, rows, column.column, used, &starts).min(next);
        let says = |one: &u32| profiles.get(one).is_some_and(|profile| profile.rupiah_marks < profile.filled.max(1));
        let filled: Vec<u32> = (column.column..span).filter(says).collect();
        let of_parts = |one: &u32| profiles.get(one).is_some_and(ColumnProfile::of_code_parts);
        if filled.len() >= 3 && filled.iter().all(of_parts) && !of_figures(column, dictionary) {
            column.code_columns = filled;
            continue;
        }
        result.extend(filled.into_iter().filter(|one| *one != column.column).map(|one| HeadingColumn {
            column: one,
            cell: CellAddress::new(column.cell.row, one),
            profile: profiles.get(&one).copied().unwrap_or_default(),
            ..column.clone()
        }));
    }
    result
}

/// Whether the heading names a figure: small ones in several columns are no parts of a code.
fn of_figures(column: &HeadingColumn, dictionary: &Dictionary) -> bool {
    let parts: Vec<&str> = column.parts.iter().map(String::as_str).collect();
    let read = dictionary.read(&parts).column.map(|meant| meant.field.reading());
    read.is_some_and(|reading| matches!(reading, Reading::Value | Reading::Percent | Reading::Money))
}

/// First column after those that a heading spans: by its merge, or else by the columns without a heading to
/// its right.
fn span(grid: &CellGrid<'_>, rows: &[u32], column: u32, used: &[u32], starts: &[u32]) -> u32 {
    let merged = rows
        .iter()
        .filter_map(|row| grid.own_cell(*row, column))
        .map(|cell| column + grid.width(cell.address))
        .next_back()
        .unwrap_or(column + 1);
    if merged > column + 1 {
        return merged;
    }
    let last = used.last().map_or(column, |last| *last);
    let headless = |right: &u32| starts.binary_search(right).is_err();
    column + 1 + u32::try_from((column + 1..last).take_while(headless).count()).unwrap_or(0)
}

/// Columns in which another table begins beside the first: its headings stand there again, or a column that holds nothing at
/// all stands between two tables of their own.
pub(super) fn cuts(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    extent: &Extent,
    columns: &[HeadingColumn],
    profiles: &Profiles,
) -> Vec<u32> {
    let paths: Vec<String> = columns.iter().map(|column| key(&column.text())).collect();
    let gap = |place: usize| columns[place].column > columns[place - 1].column + 1;
    let spacer = |place: usize| {
        gap(place)
            && (columns[place - 1].column + 1..columns[place].column).any(|one| spare(grid, extent, profiles, one))
    };
    let mut result = Vec::new();
    let mut start = 0;
    for place in 2..columns.len() {
        if place < start + 2 {
            continue;
        }
        let same = paths[place..].iter().zip(&paths[start..place]).take_while(|(one, other)| one == other).count();
        let counted = NUMBERS.contains(&paths[place].as_str());
        let numbered = counted && same >= 1 && gap(place);
        let restarts = same >= 1 && counted && whole_tables(columns, start, place, dictionary);
        let apart = spacer(place) && {
            let end = (place + 2..columns.len()).find(|next| spacer(*next)).unwrap_or(columns.len());
            both_whole(&columns[start..place], &columns[place..end], dictionary)
        };
        if (same >= 3 && (gap(place) || same >= 4)) || numbered || restarts || apart {
            result.push(columns[place].column);
            start = place;
        }
    }
    result
}

/// Whether a column holds nothing at all: no heading, none merged over it, and nothing below.
fn spare(grid: &CellGrid<'_>, extent: &Extent, profiles: &Profiles, column: u32) -> bool {
    let headless = extent.rows().all(|row| grid.text(row, column).is_empty());
    headless && profiles.get(&column).is_none_or(|profile| profile.filled == 0)
}

/// Headings of columns that count the rows.
const NUMBERS: [&str; 3] = ["no", "nomor", "no urut"];

/// Whether what stands left of a column that counts rows anew is a table of its own, with what it is about and a figure of it,
/// and so is what stands right of it: `No | Indikator | Target | No | Kegiatan | Anggaran`.
fn whole_tables(columns: &[HeadingColumn], start: usize, place: usize, dictionary: &Dictionary) -> bool {
    let end = (place + 1..columns.len())
        .find(|at| NUMBERS.contains(&key(&columns[*at].text()).as_str()))
        .unwrap_or(columns.len());
    both_whole(&columns[start..place], &columns[place..end], dictionary)
}

/// Whether both parts of a row of headings say what they are about, and a figure of it.
fn both_whole(left: &[HeadingColumn], right: &[HeadingColumn], dictionary: &Dictionary) -> bool {
    let whole = |part: &[HeadingColumn]| {
        let read = |column: &HeadingColumn| {
            let path: Vec<&str> = column.parts.iter().map(String::as_str).collect();
            dictionary.read(&path).column.map(|meant| meant.field)
        };
        let fields: Vec<Field> = part.iter().filter_map(read).collect();
        let figure = |field: &Field| matches!(field.reading(), Reading::Value | Reading::Percent | Reading::Money);
        let about = |field: &Field| matches!(field, Field::Indikator | Field::Program | Field::Description);
        fields.iter().any(figure) && fields.iter().any(about)
    };
    whole(left) && whole(right)
}

/// Headings that an export glued into one cell: period and measure at the end of the parent's text.
mod glued {
    use super::HeadingColumn;

    /// `Target Tahun 2026 K` beside `Rp` are two columns of one group; `Realisasi pada Triwulan I K`, `Rp`, `II K`, `Rp`
    /// are quarters of one group.
    pub(super) fn separate(columns: &mut [HeadingColumn]) {
        let mut group: Option<String> = None;
        for place in 0..columns.len().saturating_sub(1) {
            if columns[place + 1].parts != ["Rp"] && columns[place + 1].parts != ["Rp."] {
                continue;
            }
            let [text] = columns[place].parts.as_slice() else { continue };
            let Some(parent) = text.trim_end().strip_suffix('K').filter(|parent| parent.ends_with(char::is_whitespace))
            else {
                continue;
            };
            let parents = parents(parent.trim_end(), &mut group);
            for (column, measure) in [(place, "K"), (place + 1, "Rp")] {
                columns[column].parts = parents.iter().cloned().chain([measure.to_string()]).collect();
            }
        }
    }

    fn parents(text: &str, group: &mut Option<String>) -> Vec<String> {
        let numeral = |word: &str| matches!(word, "I" | "II" | "III" | "IV");
        if numeral(text.trim()) {
            return group.iter().cloned().chain([text.trim().to_string()]).collect();
        }
        match text.rsplit_once(char::is_whitespace) {
            Some((parent, period)) if numeral(period) => {
                let parent = parent.trim_end().to_string();
                *group = Some(parent.clone());
                vec![parent, period.to_string()]
            }
            _ => {
                *group = None;
                vec![text.to_string()]
            }
        }
    }
}
