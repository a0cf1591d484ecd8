//! The filled cells of a sheet as lines: down its columns, and along its rows.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::workbook::{Cell, CellValue, Sheet};

use super::formula::Pattern;

/// A cell as the audit sees it.
#[derive(Debug)]
pub(super) struct Place<'s> {
    pub(super) cell: &'s Cell,
    pub(super) content: Content,
}

/// What a cell holds, as far as the audit asks.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// A formula that refers to cells.
    Formula(Pattern),
    /// `SUM(D5:D9)` in column D: it sums up the line that it stands in, from the first to the last of these cells.
    Aggregate { pattern: Pattern, function: String, first: CellAddress, last: CellAddress },
    /// A figure that was typed.
    Number(f64),
    /// A dash, "n/a" and the like: no figure, and no heading either.
    Mark,
    /// A text.
    Text,
}

impl Place<'_> {
    pub(super) fn at(&self) -> CellAddress {
        self.cell.address
    }

    pub(super) fn figure(&self) -> Option<f64> {
        match self.cell.value {
            CellValue::Number(figure) => Some(figure),
            _ => None,
        }
    }

    /// Its pattern, whichever way it computes.
    pub(super) fn pattern(&self) -> Option<&Pattern> {
        match &self.content {
            Content::Formula(pattern) | Content::Aggregate { pattern, .. } => Some(pattern),
            _ => None,
        }
    }

    /// Text, typed figure or formula, for telling rows that are filled alike.
    pub(super) const fn sort(&self) -> u8 {
        match self.content {
            Content::Text => 0,
            Content::Number(_) | Content::Mark => 1,
            Content::Formula(_) | Content::Aggregate { .. } => 2,
        }
    }

    pub(super) fn aggregates(&self) -> bool {
        matches!(self.content, Content::Aggregate { .. })
    }
}

/// The cells of a sheet by column and by row.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    pub(super) places: Vec<Place<'s>>,
    /// Positions in `places` of each column, top to bottom.
    pub(super) columns: BTreeMap<u32, Vec<usize>>,
    /// Positions in `places` of each row, left to right.
    pub(super) rows: BTreeMap<u32, Vec<usize>>,
}

impl<'s> Lines<'s> {
    pub(super) fn of(sheet: &'s Sheet) -> Self {
        let mut places: Vec<Place<'s>> =
            sheet.cells.iter().map(|cell| Place { cell, content: content(cell) }).collect();
        for row in places.chunk_by_mut(|one, other| one.at().row == other.at().row) {
            if heading(row) {
                row.iter_mut().for_each(|place| place.content = Content::Text);
            }
        }
        let mut columns: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        let mut rows: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (number, place) in places.iter().enumerate() {
            columns.entry(place.at().column).or_default().push(number);
            rows.entry(place.at().row).or_default().push(number);
        }
        Self { places, columns, rows }
    }

    /// The cell at an address.
    pub(super) fn at(&self, address: CellAddress) -> Option<&Place<'s>> {
        self.places.binary_search_by(|place| place.at().cmp(&address)).ok().map(|number| &self.places[number])
    }

    /// Pieces of a line without a heading or a long gap in between.
    pub(super) fn pieces(
        &self,
        line: &[usize],
        far: impl Fn(CellAddress, CellAddress) -> u32,
        gap: u32,
    ) -> Vec<Vec<usize>> {
        let mut all: Vec<Vec<usize>> = Vec::new();
        let mut piece: Vec<usize> = Vec::new();
        for &number in line {
            let place = &self.places[number];
            let broken = piece.last().is_some_and(|last| far(self.places[*last].at(), place.at()) > gap);
            if broken || place.content == Content::Text {
                all.push(std::mem::take(&mut piece));
            }
            if !matches!(place.content, Content::Text | Content::Mark) {
                piece.push(number);
            }
        }
        all.push(piece);
        all.retain(|piece| piece.len() > 1);
        all
    }
}

/// Whether a row numbers columns (1, 2, 3) or names years.
fn heading(row: &[Place<'_>]) -> bool {
    let figures: Vec<f64> = row
        .iter()
        .filter_map(|place| if let Content::Number(one) = place.content { Some(one) } else { None })
        .collect();
    let formulas = row.iter().any(|place| place.pattern().is_some());
    let counts = figures.len() >= 3 && figures.windows(2).all(|two| two[1] == two[0] + 1.0);
    let years =
        figures.len() >= 2 && figures.iter().all(|figure| figure.fract() == 0.0 && (1990.0..2100.0).contains(figure));
    !formulas && (counts || years)
}

fn content(cell: &Cell) -> Content {
    let pattern = cell.formula.as_deref().and_then(|formula| Pattern::of(formula, cell.address));
    let pattern = pattern.filter(Pattern::refers);
    if let Some(pattern) = pattern {
        let along = |first: CellAddress, last: CellAddress| {
            let one_column = first.column == last.column && first.column == cell.address.column;
            let one_row = first.row == last.row && first.row == cell.address.row;
            (one_column || one_row).then_some((first, last))
        };
        let found = pattern.aggregate(cell.address);
        let found = found.and_then(|(name, first, last)| Some((name.to_string(), along(first, last)?)));
        return match found {
            Some((function, (first, last))) => Content::Aggregate { pattern, function, first, last },
            None => Content::Formula(pattern),
        };
    }
    match &cell.value {
        CellValue::Number(figure) => Content::Number(*figure),
        CellValue::Text(text) if text.chars().count() <= 3 => Content::Mark,
        CellValue::Text(_) => Content::Text,
        _ => Content::Mark,
    }
}
