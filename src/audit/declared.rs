//! Columns whose number row says how they are computed ("13 = 5 + 11"), and whose formulas compute otherwise.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::hash::HashMap;
use crate::workbook::CellValue;

use super::formula::Pattern;
use super::lines::{Lines, Place};

/// Rows below a number row that belong to it.
const LONGEST: u32 = 500;

pub(super) fn find(lines: &Lines<'_>) -> Vec<OddCell> {
    let mut all = Vec::new();
    for line in lines.rows.values() {
        let row: Vec<&Place<'_>> = line.iter().map(|number| &lines.places[*number]).collect();
        let Some(numbered) = NumberRow::of(&row) else { continue };
        all.extend(numbered.declared.iter().filter_map(|(at, columns)| numbered.odd(lines, *at, columns)));
    }
    all
}

/// A row that numbers the columns of a table.
struct NumberRow {
    /// The column of each number.
    columns: HashMap<u32, u32>,
    /// Columns that say how they are computed: their cell, and the numbers that they name.
    declared: Vec<(CellAddress, BTreeSet<u32>)>,
}

impl NumberRow {
    fn of(row: &[&Place<'_>]) -> Option<Self> {
        const FEWEST: usize = 3;
        let mut numbered = Self { columns: HashMap::default(), declared: Vec::new() };
        for place in row {
            let (number, declared) = read(&place.cell.value)?;
            // One number for two columns (performance and money) tells nothing of either.
            if numbered.columns.insert(number, place.at().column).is_some() {
                return None;
            }
            if !declared.is_empty() {
                numbered.declared.push((place.at(), declared));
            }
        }
        (numbered.columns.len() >= FEWEST && !numbered.declared.is_empty()).then_some(numbered)
    }

    fn odd(&self, lines: &Lines<'_>, at: CellAddress, numbers: &BTreeSet<u32>) -> Option<OddCell> {
        let meant: BTreeSet<u32> =
            numbers.iter().map(|number| self.columns.get(number).copied()).collect::<Option<_>>()?;
        let known: BTreeSet<u32> = self.columns.values().copied().collect();
        let below = lines.columns.get(&at.column)?.iter().map(|number| &lines.places[*number]);
        let below = below.filter(|place| (at.row + 1..at.row + LONGEST).contains(&place.at().row));
        let computed: Vec<(CellAddress, BTreeSet<u32>)> = below
            .filter_map(|place| Some((place.at(), in_row(place.pattern()?, place.at())?)))
            .filter(|(_, columns)| columns.is_subset(&known))
            .collect();
        // The column speaks with one voice, or it says nothing about what was meant.
        let (first, columns) = computed.first()?;
        let odd = *columns != meant && computed.iter().all(|(_, other)| other == columns);
        odd.then(|| OddCell {
            cell: *first,
            kind: OddKind::Declared,
            formula: None,
            stored: None,
            expected: lines.at(at).map(|place| place.cell.display()),
            witnesses: vec![at],
        })
    }
}

/// The number of a column, and the numbers that it is computed from.
fn read(value: &CellValue) -> Option<(u32, BTreeSet<u32>)> {
    match value {
        CellValue::Number(number) if number.fract() == 0.0 && (1.0..100.0).contains(number) => {
            Some((*number as u32, BTreeSet::new()))
        }
        CellValue::Text(text) => {
            let bare = text.trim().trim_start_matches('(').trim_end_matches(')');
            let (number, rest) = bare.split_once('=').map_or((bare, None), |(number, rest)| (number, Some(rest)));
            let number = number.trim().parse().ok().filter(|number| (1..100).contains(number))?;
            match rest {
                None => Some((number, BTreeSet::new())),
                Some(rest) => Some((number, numbers(rest)?)),
            }
        }
        _ => None,
    }
}

/// The numbers in "11 / 6 x 100 %".
fn numbers(text: &str) -> Option<BTreeSet<u32>> {
    if !text.chars().all(|letter| letter.is_ascii_digit() || letter.is_whitespace() || "+-–x×X*/:%().".contains(letter))
    {
        return None;
    }
    let all = text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| !word.is_empty());
    let all: BTreeSet<u32> = all.filter(|word| *word != "100").map(str::parse).collect::<Result<_, _>>().ok()?;
    (!all.is_empty()).then_some(all)
}

/// The columns of its own row from which a formula computes; `None` when it looks elsewhere too.
fn in_row(pattern: &Pattern, at: CellAddress) -> Option<BTreeSet<u32>> {
    if pattern.reaches_out() {
        return None;
    }
    let mut columns = BTreeSet::new();
    for cell in pattern.cells(at) {
        columns.extend((cell.row == at.row).then_some(cell.column).map(Some)?);
    }
    for (first, last) in pattern.ranges(at) {
        if first.row != at.row || last.row != at.row {
            return None;
        }
        columns.extend(first.column..=last.column);
    }
    (!columns.is_empty()).then_some(columns)
}
