//! Months that their headings count or letter: `Target > 1`, … `Target > 12`, `J | F | M | …`, `B1 | B2 | … | B12`.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::month_name;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::{Column, counted};

/// Months of a year.
const YEAR: usize = 12;
/// What stands before the number of a month: "B1", "Bln. 1". Of other letters nobody can tell whether they count weeks.
const MONTH: [&str; 6] = ["b", "bl", "bln", "bul", "bulan", "month"];

/// `Target > 1`, … `Target > 12` are months, though four of them would be quarters.
pub(super) fn numbered_months(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    lettered_months(columns, dictionary);
    counted::quarters(columns, dictionary);
    let number = |column: &Column<'_>| {
        let last = column.heading.parts.last()?;
        last.trim().parse::<u8>().ok().filter(|number| (1..=12).contains(number))
    };
    let parents: Vec<String> = columns.iter().map(|column| column.parents().into_owned()).collect();
    for start in 0..columns.len() {
        if number(&columns[start]) != Some(1) || columns.len() < start + YEAR {
            continue;
        }
        let run = start..start + YEAR;
        let months = run
            .clone()
            .zip(1_u8..)
            .all(|(at, month)| number(&columns[at]) == Some(month) && parents[at] == parents[start]);
        let Some(field) = columns[start].meant.map(|meant| meant.field).filter(|_| months) else { continue };
        for (at, month) in run.zip(1_u8..) {
            columns[at].mean(field.month(month), 85, ColumnBasis::Place);
        }
    }
}

/// `Rencana > J | F | M | A | M | J | J | A | S | O | N | D`, `Rencana > B1 | … | B12`: twelve letters or numbers in this order
/// below one figure are the months.
fn lettered_months(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let last = |column: &Column<'_>| column.heading.parts.last().cloned().unwrap_or_default();
    let lettered =
        |run: &[Column<'_>]| one_group(run) && letters_months(&run.iter().map(last).collect::<Vec<String>>());
    for run in runs(columns, lettered).into_iter().chain(runs(columns, counted)) {
        name_months(columns, run, dictionary);
    }
    for run in runs(columns, bare_numbers) {
        name_months(columns, run.clone(), dictionary);
        // A definition knows "Target > 1" to "Target > 4" as quarters.
        for column in columns[run].iter_mut().filter(|column| column.meant.is_some()) {
            column.settled = true;
        }
    }
}

/// Whether texts are the twelve months by their first letters or their Roman numbers: of numbers up to four nobody else can
/// tell months from quarters.
pub(super) fn letters_months(texts: &[String]) -> bool {
    const INITIALS: [&str; YEAR] = ["j", "f", "m", "a", "m", "j", "j", "a", "s", "o", "n", "d"];
    const ROMAN: [&str; YEAR] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let keys: Vec<String> = texts.iter().map(|text| key(text)).collect();
    keys == INITIALS || keys == ROMAN
}

/// Whether numbers alone count twelve columns below a group: `Realisasi Bulan Ke > 1`, … `12`; the first four are no quarters.
fn bare_numbers(run: &[Column<'_>]) -> bool {
    let number = |column: &Column<'_>| column.heading.parts.last().and_then(|text| text.trim().parse::<usize>().ok());
    one_group(run)
        && run.iter().zip(1..).all(|(column, month)| column.heading.parts.len() > 1 && number(column) == Some(month))
}

/// A group over months without the words that count them: "Realisasi" of "Realisasi Bulan Ke-".
fn without_count(text: &str) -> String {
    let text = key(text);
    let bare = text.trim_end_matches(['-', ' ', ':', '.']);
    let bare =
        [" bulan ke", " bln ke", " per bulan", " bulan", " bln"].iter().find_map(|words| bare.strip_suffix(words));
    bare.unwrap_or(&text).to_string()
}

/// The runs of twelve columns that pass a test, one behind the other.
fn runs(columns: &[Column<'_>], test: impl Fn(&[Column<'_>]) -> bool) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in 0..columns.len().saturating_sub(YEAR - 1) {
        let behind = found.last().is_none_or(|last| start >= last.end);
        if behind && test(&columns[start..start + YEAR]) {
            found.push(start..start + YEAR);
        }
    }
    found
}

/// Means the months of the figure that the group over a run names.
fn name_months(columns: &mut [Column<'_>], run: Range<usize>, dictionary: &Dictionary) {
    let above = columns[run.start].heading.parts.split_last().map_or(&[][..], |(_, above)| above);
    let above: Vec<String> = above.iter().map(|text| without_count(text)).collect();
    for (at, month) in run.zip(1_u32..) {
        let name = month_name(month).unwrap_or_default();
        let path: Vec<&str> = above.iter().map(String::as_str).chain([name]).collect();
        let of_month = |meant: &FormColumn| matches!(meant.period, Period::Month(_)) || meant.field == Field::Time;
        let read = dictionary.read(&path).column.filter(of_month);
        if let Some(meant) = read {
            columns[at].mean(meant, 80, ColumnBasis::Place);
        }
    }
}

fn one_group(run: &[Column<'_>]) -> bool {
    run.iter().all(|column| column.parents() == run[0].parents() && !column.shared)
}

/// Whether one letter and their numbers head the columns: "B1" to "B12".
fn counted(run: &[Column<'_>]) -> bool {
    let numbered = |column: &Column<'_>| -> Option<(String, usize)> {
        let text = key(column.heading.parts.last()?);
        let letters = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = text[letters.len()..].parse().ok()?;
        let letters = letters.trim_end_matches([' ', '.', '-', '_']);
        MONTH.contains(&letters).then(|| (letters.to_string(), number))
    };
    let Some((letters, _)) = run.first().and_then(numbered) else { return false };
    let in_order = |(column, number): (&Column<'_>, usize)| numbered(column) == Some((letters.clone(), number));
    one_group(run) && run.iter().zip(1..).all(in_order)
}

/// The months that the place of columns tells, where their headings count them and name no figure.
pub(super) fn by_place(columns: &[Column<'_>]) -> BTreeMap<usize, u8> {
    let lettered = runs(columns, counted);
    match &(if lettered.is_empty() { runs(columns, counted_alone) } else { lettered })[..] {
        [run] => run.clone().zip(1..).collect(),
        _ => BTreeMap::new(),
    }
}

/// Whether numbers from one to twelve head columns side by side, and nothing stands above them: `Kegiatan | 1 | 2 | … | 12`.
fn counted_alone(run: &[Column<'_>]) -> bool {
    run.iter().zip(1..).all(|(column, month): (&Column<'_>, usize)| {
        matches!(&column.heading.parts[..], [text] if text.trim() == month.to_string()) && !column.shared
    })
}
