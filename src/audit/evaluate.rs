//! What a formula gives, computed anew from the figures that stand in the cells it refers to.
//!
//! Takes the tokens of a formula and a place to look cells up, gives its result or says that it has none here. Only what
//! has one meaning in every program is computed: the operators, and functions from a closed list. A text in a sum of
//! two cells, a date, a name, any other function: *cannot be computed*, which is neither right nor wrong.

mod function;

use crate::domain::address::CellAddress;
use crate::workbook::{Cell, CellValue, Sheet};

use super::formula::{Pattern, Reference, Token};
use function::{Argument, function};

/// What a part of a formula gives.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    Number(f64),
    Text(String),
    Bool(bool),
    Blank,
    /// `#DIV/0!` and the like.
    Error,
}

/// A part that is not computed here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct NotComputed;

type Answer = Result<Given, NotComputed>;

/// Brackets within brackets.
const DEEPEST: usize = 48;
/// Cells of one range.
const MOST_CELLS: usize = 20_000;
/// Figures nearer than this part of each other are neither equal nor unequal.
const HAIR: f64 = 1e-9;

/// Programs keep this many decimals where they were told to compute with figures as they are shown.
const SHOWN: i32 = 9;

/// Where cells are looked up.
pub(super) struct Source<'s> {
    /// All sheets of the workbook.
    pub(super) book: &'s [Sheet],
    /// The sheet of the formula.
    pub(super) sheet: &'s Sheet,
    /// The cell of the formula.
    pub(super) cell: CellAddress,
    /// How far down results of other formulas, stored as they are shown, are taken before they were rounded.
    pub(super) unrounded: usize,
}

impl<'s> Source<'s> {
    /// The sheet of this workbook that stands before a reference: `'TW I'!`. Other files are not looked into.
    fn sheet(&self, named: &str) -> Option<&'s Sheet> {
        let name = named.strip_suffix('!')?;
        let name = match name.strip_prefix('\'') {
            Some(quoted) => quoted.strip_suffix('\'')?.replace("''", "'"),
            None => name.to_string(),
        };
        self.book.iter().find(|sheet| sheet.name.to_lowercase() == name.to_lowercase())
    }

    fn value(&self, sheet: &'s Sheet, at: CellAddress) -> Answer {
        if std::ptr::eq(sheet, self.sheet) && at == self.cell {
            return Err(NotComputed);
        }
        sheet.cell(at).map_or(Ok(Given::Blank), |cell| self.given(sheet, cell))
    }

    /// What stands in a cell; where that is asked for, the result of its formula before it was rounded.
    fn given(&self, sheet: &'s Sheet, cell: &Cell) -> Answer {
        let (CellValue::Number(stored), Some(formula), 1..) = (&cell.value, &cell.formula, self.unrounded) else {
            return given(&cell.value);
        };
        let source = Source { book: self.book, sheet, cell: cell.address, unrounded: self.unrounded - 1 };
        let result = Pattern::of(formula, cell.address).map(|pattern| evaluate(&pattern, &source));
        match result {
            Some(Ok(Given::Number(result))) if same_as_shown(*stored, result) => Ok(Given::Number(result)),
            _ => given(&cell.value),
        }
    }

    /// The filled cells of a range.
    fn values(&self, sheet: &'s Sheet, first: CellAddress, last: CellAddress) -> Result<Vec<Answer>, NotComputed> {
        let rows = first.row.min(last.row)..=first.row.max(last.row);
        let columns = first.column.min(last.column)..=first.column.max(last.column);
        if std::ptr::eq(sheet, self.sheet) && rows.contains(&self.cell.row) && columns.contains(&self.cell.column) {
            return Err(NotComputed);
        }
        let start = sheet.cells.partition_point(|cell| cell.address.row < *rows.start());
        let inside = sheet.cells[start..].iter().take_while(|cell| cell.address.row <= *rows.end());
        let inside = inside.filter(|cell| columns.contains(&cell.address.column));
        let all: Vec<Answer> = inside.take(MOST_CELLS + 1).map(|cell| self.given(sheet, cell)).collect();
        if all.len() > MOST_CELLS { Err(NotComputed) } else { Ok(all) }
    }
}

fn given(value: &CellValue) -> Answer {
    match value {
        CellValue::Number(number) => Ok(Given::Number(*number)),
        CellValue::Text(text) => Ok(Given::Text(text.clone())),
        CellValue::Bool(bool) => Ok(Given::Bool(*bool)),
        CellValue::Error(_) => Ok(Given::Error),
        CellValue::DateTime(_) | CellValue::NotCalculated => Err(NotComputed),
    }
}

/// Whether a stored result is the one computed, to the last digits, or as it is shown.
pub(super) fn same_as_shown(stored: f64, result: f64) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() <= 1e-7_f64.max(1e-9 * one.abs().max(other.abs()));
    let rounded = |digits: i32| {
        let scale = 10_f64.powi(digits);
        (result * scale).round() / scale
    };
    near(stored, result) || (0..=SHOWN).any(|digits| near(stored, rounded(digits)))
}

/// The result of a formula.
pub(super) fn evaluate(pattern: &Pattern, source: &Source<'_>) -> Answer {
    let mut reader = Reader { tokens: &pattern.0, at: 0, source, depth: 0 };
    match reader.comparison() {
        Some(answer) if reader.at == pattern.0.len() => answer,
        _ => Err(NotComputed),
    }
}

/// Reads and computes at once; `None` where the formula cannot be followed at all.
struct Reader<'t, 's> {
    tokens: &'t [Token],
    at: usize,
    source: &'t Source<'s>,
    depth: usize,
}

impl<'t> Reader<'t, '_> {
    fn peek(&self, ahead: usize) -> Option<&'t Token> {
        self.tokens.get(self.at + ahead)
    }

    fn sign(&self) -> Option<char> {
        match self.peek(0) {
            Some(Token::Sign(sign)) => Some(*sign),
            _ => None,
        }
    }

    fn take(&mut self, sign: char) -> bool {
        let found = self.sign() == Some(sign);
        self.at += usize::from(found);
        found
    }

    fn comparison(&mut self) -> Option<Answer> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.joined()?;
        while let Some(first @ ('=' | '<' | '>')) = self.sign() {
            self.at += 1;
            let second = self.sign().filter(|second| matches!((first, second), ('<', '=' | '>') | ('>', '=')));
            self.at += usize::from(second.is_some());
            let right = self.joined()?;
            left = both(left, right).and_then(|(left, right)| compare(&left, &right, first, second));
        }
        self.depth -= 1;
        Some(left)
    }

    /// Texts put together are no figure that is looked at.
    fn joined(&mut self) -> Option<Answer> {
        let mut left = self.sum()?;
        while self.take('&') {
            self.sum()?.ok();
            left = Err(NotComputed);
        }
        Some(left)
    }

    fn sum(&mut self) -> Option<Answer> {
        let mut left = self.product()?;
        while let Some(sign @ ('+' | '-')) = self.sign() {
            self.at += 1;
            let right = self.product()?;
            left = arithmetic(left, right, sign);
        }
        Some(left)
    }

    fn product(&mut self) -> Option<Answer> {
        let mut left = self.power()?;
        while let Some(sign @ ('*' | '/')) = self.sign() {
            self.at += 1;
            let right = self.power()?;
            left = arithmetic(left, right, sign);
        }
        Some(left)
    }

    /// A sign in front binds before a power: -2^2 is 4.
    fn power(&mut self) -> Option<Answer> {
        let mut left = self.signed()?;
        while self.take('^') {
            let right = self.signed()?;
            left = arithmetic(left, right, '^');
        }
        Some(left)
    }

    fn signed(&mut self) -> Option<Answer> {
        let (mut minus, mut any) = (false, false);
        while let Some(sign @ ('-' | '+')) = self.sign() {
            self.at += 1;
            minus ^= sign == '-';
            any |= sign == '-';
        }
        let mut value = self.single()?;
        while self.take('%') {
            value = arithmetic(value, Ok(Given::Number(100.0)), '/');
        }
        let factor = if minus { -1.0 } else { 1.0 };
        Some(if any { arithmetic(Ok(Given::Number(factor)), value, '*') } else { value })
    }

    fn single(&mut self) -> Option<Answer> {
        let token = self.peek(0)?;
        self.at += 1;
        Some(match token {
            Token::Number(text) => text.parse().map(Given::Number).map_err(|_| NotComputed),
            Token::Text(text) => Ok(Given::Text(text.replace("\"\"", "\""))),
            Token::Sign('(') => {
                let inside = self.comparison()?;
                self.take(')').then_some(inside)?
            }
            Token::Function(name) => function(name, self.arguments()?),
            Token::Cell(reference) => self.cell(Some(self.source.sheet), *reference),
            Token::Sheet(name) => {
                let sheet = self.source.sheet(name);
                let Some(Token::Cell(reference)) = self.peek(0) else { return None };
                self.at += 1;
                self.cell(sheet, *reference)
            }
            Token::Name(name) if name == "TRUE" => Ok(Given::Bool(true)),
            Token::Name(name) if name == "FALSE" => Ok(Given::Bool(false)),
            // A name, a column of a table, a range where one value is meant.
            Token::Name(_) | Token::Range(..) => Err(NotComputed),
            Token::Sign(_) => return None,
        })
    }

    fn cell(&self, sheet: Option<&Sheet>, reference: Reference) -> Answer {
        let at = reference.seen_from(self.source.cell).ok_or(NotComputed)?;
        self.source.value(sheet.ok_or(NotComputed)?, at)
    }

    /// What stands between the brackets of a function.
    fn arguments(&mut self) -> Option<Vec<Argument>> {
        let mut all = Vec::new();
        if self.take(')') {
            return Some(all);
        }
        loop {
            all.push(match self.reference() {
                Some(cells) => Argument::Cells(cells),
                None => Argument::Value(self.comparison()?),
            });
            match self.sign() {
                Some(')') => break,
                Some(',') => self.at += 1,
                _ => return None,
            }
        }
        self.at += 1;
        Some(all)
    }

    /// A reference that is an argument by itself: of it, functions see the figures alone.
    fn reference(&mut self) -> Option<Result<Vec<Answer>, NotComputed>> {
        let (named, ahead) = match self.peek(0)? {
            Token::Sheet(name) => (Some(name), 1),
            _ => (None, 0),
        };
        let ends = match self.peek(ahead)? {
            Token::Cell(one) => (*one, *one),
            Token::Range(one, two) => (*one, *two),
            _ => return None,
        };
        matches!(self.peek(ahead + 1)?, Token::Sign(',' | ')')).then_some(())?;
        self.at += ahead + 1;
        let sheet = named.map_or(Some(self.source.sheet), |name| self.source.sheet(name));
        let from = self.source.cell;
        let cells = || {
            let (first, last) =
                (ends.0.seen_from(from).ok_or(NotComputed)?, ends.1.seen_from(from).ok_or(NotComputed)?);
            self.source.values(sheet.ok_or(NotComputed)?, first, last)
        };
        Some(cells())
    }
}

fn number(given: &Given) -> Option<f64> {
    match given {
        Given::Number(number) => Some(*number),
        Given::Blank => Some(0.0),
        _ => None,
    }
}

fn finite(number: f64) -> Answer {
    if number.is_finite() { Ok(Given::Number(number)) } else { Err(NotComputed) }
}

fn both(left: Answer, right: Answer) -> Result<(Given, Given), NotComputed> {
    Ok((left?, right?))
}

fn arithmetic(left: Answer, right: Answer, sign: char) -> Answer {
    let (left, right) = both(left, right)?;
    if left == Given::Error || right == Given::Error {
        return Ok(Given::Error);
    }
    let (left, right) = (number(&left).ok_or(NotComputed)?, number(&right).ok_or(NotComputed)?);
    match sign {
        '+' => finite(left + right),
        '-' => finite(left - right),
        '*' => finite(left * right),
        '/' if right == 0.0 => Ok(Given::Error),
        '/' => finite(left / right),
        // Nought to the power of nought is an error in some programs.
        '^' if left == 0.0 && right == 0.0 => Err(NotComputed),
        '^' => finite(left.powf(right)),
        _ => Err(NotComputed),
    }
}

fn compare(left: &Given, right: &Given, first: char, second: Option<char>) -> Answer {
    if *left == Given::Error || *right == Given::Error {
        return Ok(Given::Error);
    }
    let order = match (left, right) {
        (Given::Text(text), Given::Text(other)) => {
            let same = text.to_lowercase() == other.to_lowercase();
            return equality(same, first, second);
        }
        (Given::Text(text), Given::Blank) | (Given::Blank, Given::Text(text)) => {
            return equality(text.is_empty(), first, second);
        }
        (Given::Text(_), Given::Number(_)) | (Given::Number(_), Given::Text(_)) => {
            return equality(false, first, second);
        }
        _ => {
            let (left, right) = (number(left).ok_or(NotComputed)?, number(right).ok_or(NotComputed)?);
            if left != right && (left - right).abs() < HAIR * left.abs().max(right.abs()).max(1.0) {
                return Err(NotComputed);
            }
            left.total_cmp(&right)
        }
    };
    let order = if number(left) == number(right) { std::cmp::Ordering::Equal } else { order };
    Ok(Given::Bool(match (first, second) {
        ('=', None) => order.is_eq(),
        ('<', Some('>')) => order.is_ne(),
        ('<', Some('=')) => order.is_le(),
        ('>', Some('=')) => order.is_ge(),
        ('<', None) => order.is_lt(),
        _ => order.is_gt(),
    }))
}

/// Texts are equal or not; which of them comes first is a matter of language.
fn equality(same: bool, first: char, second: Option<char>) -> Answer {
    match (first, second) {
        ('=', None) => Ok(Given::Bool(same)),
        ('<', Some('>')) => Ok(Given::Bool(!same)),
        _ => Err(NotComputed),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::workbook::grid::workbook_from_text;

    /// The result of a formula in G1 of a small workbook.
    fn answer(formula: &str) -> Answer {
        let book = workbook_from_text(
            "=== Data\n10|4|teks|@2026-06-30|#DIV/0!||\n20||'7|0\n30|5|-\n=== TW I\n8\n12\n=== It's\n3\n",
        );
        let cell: CellAddress = "G1".parse().unwrap();
        let pattern = Pattern::of(formula, cell).unwrap();
        evaluate(&pattern, &Source { book: &book.sheets, sheet: &book.sheets[0], cell, unrounded: 0 })
    }

    fn figure(formula: &str) -> f64 {
        match answer(formula) {
            Ok(Given::Number(figure)) => figure,
            other => panic!("{formula}: {other:?}"),
        }
    }

    #[test]
    fn operators_bind_as_in_a_spreadsheet() {
        for (formula, result) in [
            ("=1+2*3", 7.0),
            ("=(1+2)*3", 9.0),
            ("=-2^2", 4.0),
            ("=2^3^2", 64.0),
            ("=8/4/2", 1.0),
            ("=10-4-3", 3.0),
            ("=50%*A1", 5.0),
            ("=A1/B1*100", 250.0),
            ("=+A1-F1", 10.0),
            ("=--A1", 10.0),
            ("=(2*A1-B1)/A1*100", 160.0),
            ("=1.5E1", 15.0),
        ] {
            assert!((figure(formula) - result).abs() < 1e-12, "{formula}");
        }
    }

    #[test]
    fn functions_see_the_figures_of_a_range_alone() {
        for (formula, result) in [
            ("=SUM(A1:A3)", 60.0),
            ("=SUM(A1:C3,2)", 71.0),
            ("=SUM(A1,C1)", 10.0),
            ("=AVERAGE(B1:B3)", 4.5),
            ("=MIN(A1:B3)", 4.0),
            ("=MAX(F1:F3)", 0.0),
            ("=PRODUCT(B1:B3)", 20.0),
            ("=COUNT(A1:C3)", 5.0),
            ("=ROUND(A1/3,2)", 3.33),
            ("=ROUND(-A1/3,0)", -3.0),
            ("=SUM('TW I'!A1:A2)+'tw i'!A1", 28.0),
            ("='It''s'!A1*2", 6.0),
            ("=IF(B2=\"\",1,2)", 1.0),
            ("=IF(A1>=B1,A1,D1)", 10.0),
            ("=IF(A1<>10,1,0)", 0.0),
            ("=IFERROR(A1/D2,7)", 7.0),
            ("=IFERROR(A1/B1,7)", 2.5),
            ("=IF(C1=\"TEKS\",3,4)", 3.0),
        ] {
            assert!((figure(formula) - result).abs() < 1e-12, "{formula}: {}", figure(formula));
        }
    }

    #[test]
    fn errors_go_through() {
        for formula in ["=A1/D2", "=SUM(A1:E1)", "=E1+1", "=AVERAGE(F1:F3)", "=IF(E1>0,1,2)"] {
            let date = formula == "=SUM(A1:E1)";
            assert_eq!(answer(formula), if date { Err(NotComputed) } else { Ok(Given::Error) }, "{formula}");
        }
    }

    #[test]
    fn what_has_no_one_meaning_is_not_computed() {
        for formula in [
            "=C1+1",
            "=C2*2",
            "=D1+1",
            "=G1+1",
            "=SUM(A1:H1)",
            "=VLOOKUP(A1,A1:B3,2,0)",
            "=SUMIF(A1:A3,\">5\")",
            "=TODAY()",
            "=Pagu*2",
            "=Tabel1[Target]",
            "=A1:A3",
            "=A1:A3*2",
            "=[1]Rekap!A1+1",
            "='C:\\x\\[b.xlsx]S'!A1",
            "='TW IX'!A1",
            "=A1&B1",
            "=IF(A1>5,1)",
            "=IF(C1,1,2)",
            "=IF(A1=10+1E-12,1,2)",
            "=C1>B1",
            "=ROUND(0.125,2)",
            "=0^0",
            "=(A1,B1)",
            "=SUM(A1,\"3\")",
            "={1,2}",
            "=SUM(A1:B1 A1:A3)",
        ] {
            let pattern = Pattern::of(formula, "G1".parse().unwrap());
            assert!(pattern.is_none() || answer(formula) == Err(NotComputed), "{formula}: {:?}", answer(formula));
        }
    }

    #[test]
    fn brackets_end_somewhere() {
        let deep = format!("={}A1{}", "(".repeat(5_000), ")".repeat(5_000));
        assert_eq!(answer(&deep), Err(NotComputed));
    }
}
