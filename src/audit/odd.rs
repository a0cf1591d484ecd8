//! Cells whose formula, or lack of one, stands alone in its line.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::text;
use crate::workbook::CellValue;

use super::WITNESSES;
use super::formula::{Pattern, Token};
use super::lines::{Content, Lines, Place};

/// So many cells of one pattern speak for a line.
const VOICES: usize = 3;
/// Rows that may lie between two cells of one line: headings of sections.
const GAP_DOWN: u32 = 3;
/// The same between columns.
const GAP_ALONG: u32 = 2;
/// So many cells away a neighbour is looked for: one may compute in another way.
const NEAR: usize = 2;

/// One line, cut where it is no line any more.
struct Piece<'l, 's> {
    lines: &'l Lines<'s>,
    members: Vec<usize>,
    /// Whether it runs down a column.
    down: bool,
}

pub(super) fn find(lines: &Lines<'_>) -> Vec<OddCell> {
    let mut pieces = Vec::new();
    for line in lines.columns.values() {
        let cut = lines.pieces(line, |one, two| two.row - one.row, GAP_DOWN);
        pieces.extend(cut.into_iter().map(|members| Piece { lines, members, down: true }));
    }
    for line in lines.rows.values() {
        let cut = lines.pieces(line, |one, two| two.column - one.column, GAP_ALONG);
        pieces.extend(cut.into_iter().map(|members| Piece { lines, members, down: false }));
    }
    let support = Support::of(&pieces);
    let mut told = HashSet::default();
    pieces.iter().flat_map(|piece| piece.odd(&support)).filter(|odd| told.insert(odd.cell)).collect()
}

/// How many cells share a cell's pattern, down and along.
struct Support(HashMap<CellAddress, [usize; 2]>);

impl Support {
    fn of(pieces: &[Piece<'_, '_>]) -> Self {
        let mut all: HashMap<CellAddress, [usize; 2]> = HashMap::default();
        for piece in pieces {
            let mut counts: HashMap<&Pattern, usize> = HashMap::default();
            for place in piece.places() {
                if let Some(pattern) = place.pattern() {
                    *counts.entry(pattern).or_default() += 1;
                }
            }
            for place in piece.places() {
                if let Some(pattern) = place.pattern() {
                    all.entry(place.at()).or_default()[usize::from(piece.down)] = counts[pattern] - 1;
                }
            }
        }
        Self(all)
    }

    fn shared(&self, at: CellAddress, down: bool) -> usize {
        self.0.get(&at).map_or(0, |counts| counts[usize::from(down)])
    }
}

impl<'l, 's> Piece<'l, 's> {
    fn places(&self) -> impl DoubleEndedIterator<Item = &'l Place<'s>> + Clone {
        let lines = self.lines;
        self.members.iter().map(move |number| &lines.places[*number])
    }

    /// The pattern of most of its formulas of one sort, where it is shared by so many and by two thirds of them.
    fn voice(&self, of: fn(&Place<'_>) -> bool, fewest: usize) -> Option<Voice<'l>> {
        let mut counts: HashMap<&Pattern, usize> = HashMap::default();
        let mut formulas = 0;
        for pattern in self.places().filter(|place| of(place)).filter_map(Place::pattern) {
            *counts.entry(pattern).or_default() += 1;
            formulas += 1;
        }
        let (pattern, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
        (count >= fewest && count * 3 >= formulas * 2).then_some(Voice { pattern, count, formulas })
    }

    fn odd(&self, support: &Support) -> Vec<OddCell> {
        if self.down {
            // Totals sum up what lies above them, each as much as there is: down a column they are not alike.
            return self.unlike(support, |place| computes(place) || sums_along(place));
        }
        let mut all = self.unlike(support, computes);
        all.extend(self.unlike(support, sums_down));
        all
    }

    fn unlike(&self, support: &Support, sort: fn(&Place<'_>) -> bool) -> Vec<OddCell> {
        let totals = !self.down && self.total_row();
        let Some(voice) = self.voice(sort, if totals { VOICES - 1 } else { VOICES }) else { return Vec::new() };
        let line: Vec<&Place<'_>> =
            self.places().filter(|place| sort(place) || matches!(place.content, Content::Number(_))).collect();
        let numbers = line.len() - voice.formulas;
        let says = |place: &Place<'_>| place.pattern() == Some(voice.pattern);
        let witnesses = line.iter().filter(|place| says(place)).map(|place| place.at()).take(WITNESSES);
        let witnesses: Vec<CellAddress> = witnesses.collect();
        let mut all = Vec::new();
        for (number, place) in line.iter().enumerate().filter(|(_, place)| !says(place)) {
            let beside = self.beside(&line, number, says, totals);
            let kind = match &place.content {
                // A few figures among formulas were typed over; many are figures of their own.
                Content::Number(_) => {
                    let few = numbers * 4 <= voice.count || (totals && numbers == 1);
                    let typed = few && beside && (self.down || self.under_figures(place, totals));
                    typed.then_some(OddKind::TypedOver)
                }
                _ => {
                    let alone = support.shared(place.at(), true) == 0 && support.shared(place.at(), false) == 0;
                    place.pattern().filter(|_| beside && alone).and_then(|own| unlike(own, voice.pattern, place.at()))
                }
            };
            if let (Some(kind), Some(expected)) = (kind, voice.pattern.seen_from(place.at())) {
                all.push(OddCell {
                    cell: place.at(),
                    kind,
                    formula: None,
                    stored: None,
                    expected: Some(expected),
                    witnesses: witnesses.clone(),
                });
            }
        }
        all
    }

    /// Whether a cell belongs to the line: cells of its voice on both sides of it, nearby; at an end of the line its row
    /// or column must be filled as that of its neighbour is.
    fn beside(&self, line: &[&Place<'_>], number: usize, says: impl Fn(&Place<'_>) -> bool, totals: bool) -> bool {
        let near = |places: &mut dyn Iterator<Item = &&Place<'_>>| {
            places.take(NEAR).find(|place| says(place)).map(|place| place.at())
        };
        let before = near(&mut line[..number].iter().rev());
        let behind = near(&mut line[number + 1..].iter());
        match (before, behind) {
            (Some(_), Some(_)) => true,
            (Some(other), None) | (None, Some(other)) => totals || self.filled_alike(line[number].at(), other),
            (None, None) => false,
        }
    }

    /// Whether the rows (of a column: the columns) of two cells are filled in the same places with the same sort of thing.
    fn filled_alike(&self, one: CellAddress, other: CellAddress) -> bool {
        if !self.down {
            return false;
        }
        let filled = |row: u32| -> BTreeSet<(u32, u8)> {
            let line = self.lines.rows.get(&row).into_iter().flatten().map(|number| &self.lines.places[*number]);
            line.filter(|place| place.at().column != one.column)
                .map(|place| (place.at().column, place.sort()))
                .collect()
        };
        let (one, other) = (filled(one.row), filled(other.row));
        let shared = one.intersection(&other).count();
        shared > 0 && shared * 5 >= one.union(&other).count() * 4
    }

    /// Whether the row is labelled as one of totals.
    fn total_row(&self) -> bool {
        let row = self.places().next().map(|place| place.at().row);
        let line = row.and_then(|row| self.lines.rows.get(&row));
        let texts = line.into_iter().flatten().filter_map(|number| match &self.lines.places[*number].cell.value {
            CellValue::Text(text) => Some(text::key(text)),
            _ => None,
        });
        let total =
            |label: &str| ["jumlah", "total", "sub total", "subtotal"].iter().any(|word| label.starts_with(word));
        texts.into_iter().any(|label| total(&label))
    }

    /// Whether a figure stands under figures, as a total does: along a row, a figure among formulas is mostly what is
    /// typed in that column.
    fn under_figures(&self, place: &Place<'_>, totals: bool) -> bool {
        let column = self.lines.columns.get(&place.at().column);
        let above = column.into_iter().flatten().rev().map(|number| &self.lines.places[*number]);
        let above: Vec<&Place<'_>> = above.filter(|other| other.at().row < place.at().row).take(2).collect();
        let sums = self.places().filter(|other| sums_down(other)).count();
        // A total is no less than what it sums up; the share of a whole, which nobody sums up, mostly is.
        let total = place.figure().is_some_and(|total| {
            above.iter().all(|other| other.figure().is_some_and(|part| part >= 0.0 && part < total))
        });
        totals && sums + 1 >= VOICES && total
    }
}

/// The pattern that most formulas of a line share.
struct Voice<'l> {
    pattern: &'l Pattern,
    /// How many share it.
    count: usize,
    /// How many formulas there are.
    formulas: usize,
}

fn computes(place: &Place<'_>) -> bool {
    matches!(place.content, Content::Formula(_))
}

/// `SUM(D5:D9)` in column D.
fn sums_down(place: &Place<'_>) -> bool {
    matches!(&place.content, Content::Aggregate { first, last, .. } if first.column == place.at().column && last.column == first.column)
}

/// `SUM(D5:G5)` in row 5.
fn sums_along(place: &Place<'_>) -> bool {
    place.aggregates() && !sums_down(place)
}

/// How a formula is unlike the voice of its line; `None` when it is another formula altogether, which may be meant.
fn unlike(own: &Pattern, voice: &Pattern, at: CellAddress) -> Option<OddKind> {
    if own.reaches_out() != voice.reaches_out() {
        return None;
    }
    if let Some(distance) = own.distance(voice) {
        if distance == 2 && swapped(own, voice) {
            return Some(OddKind::Swapped);
        }
        let most = if own.0.len() >= 12 { 3 } else { 2 };
        return (distance <= most && same_sort(own, voice)).then_some(OddKind::Formula);
    }
    // One part more or less: `D5+E5` among `D5+E5+F5`.
    let (short, long) = if own.0.len() < voice.0.len() { (own, voice) } else { (voice, own) };
    let part = long.0.len() - short.0.len() <= 2 && is_part(&short.0, &long.0);
    let sum = [own, voice].iter().all(|one| one.cells(at).count() > 1);
    (part && sum).then_some(OddKind::Formula)
}

/// Whether tokens stand in the same places for the same sort of thing: a reference for a reference, an operator for an
/// operator; a cell may take the place of a range.
fn same_sort(one: &Pattern, other: &Pattern) -> bool {
    let sort = |token: &Token| match token {
        Token::Cell(_) | Token::Range(..) => 1,
        Token::Number(_) => 2,
        Token::Function(_) => 3,
        Token::Sign('+' | '-' | '*' | '/' | '^') => 4,
        Token::Sign('<' | '>' | '=') => 5,
        _ => 0,
    };
    one.0.iter().zip(&other.0).all(|(one, other)| one == other || (sort(one) == sort(other) && sort(one) > 0))
}

/// Whether two tokens changed places.
fn swapped(one: &Pattern, other: &Pattern) -> bool {
    let mut different = one.0.iter().zip(&other.0).filter(|(one, other)| one != other);
    match (different.next(), different.next()) {
        (Some((a, b)), Some((c, d))) => a == d && b == c && matches!(a, Token::Cell(_)),
        _ => false,
    }
}

/// Whether a list is another with a piece taken out.
fn is_part(short: &[Token], long: &[Token]) -> bool {
    let same = short.iter().zip(long).take_while(|(one, other)| one == other).count();
    let rest = long.len() - short.len();
    long[same + rest..] == short[same..]
}
