//! A formula taken apart: what it refers to, and the pattern that it shares with formulas of other cells.
//!
//! Takes the text of a formula in Excel's spelling and the cell that it stands in, gives its tokens with every reference
//! as it lies from that cell (R1C1), so that a formula that was filled down a column is the same pattern in every row.

use std::fmt::Write;

use crate::domain::address::{CellAddress, column_letters};

/// A formula with references as they lie from its cell.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Pattern(pub(super) Vec<Token>);

/// A part of a formula.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Token {
    /// A sheet in front of a reference, as written: `'TW I'!`, `[1]Rekap!`.
    Sheet(String),
    /// A cell.
    Cell(Reference),
    /// A range of cells.
    Range(Reference, Reference),
    /// A function and its bracket.
    Function(String),
    /// A number.
    Number(String),
    /// A text in quotes.
    Text(String),
    /// An operator, a bracket, a comma.
    Sign(char),
    /// A name, a column of a table, whatever else.
    Name(String),
}

/// Where a reference points: so many rows and columns away, or at one row or column of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Reference {
    pub(super) row: Way,
    pub(super) column: Way,
}

/// One direction of a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Way {
    /// So far away.
    By(i64),
    /// `$`: always this one.
    At(u32),
}

impl Way {
    fn of(fixed: bool, at: u32, from: u32) -> Self {
        if fixed { Self::At(at) } else { Self::By(i64::from(at) - i64::from(from)) }
    }

    fn seen_from(self, from: u32) -> Option<u32> {
        match self {
            Self::At(at) => Some(at),
            Self::By(way) => u32::try_from(i64::from(from) + way).ok(),
        }
    }
}

impl Reference {
    /// The cell that it means in a formula at a cell.
    pub(super) fn seen_from(self, cell: CellAddress) -> Option<CellAddress> {
        let one = CellAddress::new(self.row.seen_from(cell.row)?, self.column.seen_from(cell.column)?);
        one.is_inside_grid().then_some(one)
    }
}

impl Pattern {
    /// The pattern of a formula in a cell; `None` for what cannot be followed.
    pub(super) fn of(formula: &str, cell: CellAddress) -> Option<Self> {
        let letters: Vec<char> = formula.trim().trim_start_matches('=').chars().collect();
        let mut reader = Reader { letters: &letters, at: 0, cell, tokens: Vec::new() };
        while reader.at < letters.len() {
            reader.token()?;
        }
        let Reader { tokens, .. } = reader;
        // A plus in front says nothing.
        let tokens = if tokens.first() == Some(&Token::Sign('+')) { tokens[1..].to_vec() } else { tokens };
        (!tokens.is_empty()).then_some(Self(tokens))
    }

    /// The formula as it would stand in a cell.
    pub(super) fn seen_from(&self, cell: CellAddress) -> Option<String> {
        let mut text = String::from("=");
        for token in &self.0 {
            match token {
                Token::Sheet(text_of) | Token::Number(text_of) | Token::Name(text_of) => text.push_str(text_of),
                Token::Cell(reference) => address(&mut text, *reference, cell)?,
                Token::Range(one, two) => {
                    address(&mut text, *one, cell)?;
                    text.push(':');
                    address(&mut text, *two, cell)?;
                }
                Token::Function(name) => {
                    text.push_str(name);
                    text.push('(');
                }
                Token::Text(of) => write!(text, "\"{of}\"").ok()?,
                Token::Sign(sign) => text.push(*sign),
            }
        }
        Some(text)
    }

    /// Whether it computes from cells at all: `=4/21*100` is a figure.
    pub(super) fn refers(&self) -> bool {
        self.0.iter().any(|token| matches!(token, Token::Cell(_) | Token::Range(..) | Token::Name(_)))
    }

    /// Whether it takes something from another sheet or file, or by a name: what lies there is not looked at.
    pub(super) fn reaches_out(&self) -> bool {
        self.0.iter().any(|token| matches!(token, Token::Sheet(_) | Token::Name(_)))
    }

    /// The cells of this sheet that it refers to alone.
    pub(super) fn cells(&self, from: CellAddress) -> impl Iterator<Item = CellAddress> {
        self.own().filter_map(move |(_, token)| match token {
            Token::Cell(reference) => reference.seen_from(from),
            _ => None,
        })
    }

    /// The ranges of this sheet that it refers to.
    pub(super) fn ranges(&self, from: CellAddress) -> impl Iterator<Item = (CellAddress, CellAddress)> {
        self.own().filter_map(move |(_, token)| match token {
            Token::Range(one, two) => Some((one.seen_from(from)?, two.seen_from(from)?)),
            _ => None,
        })
    }

    /// Tokens that are no part of another sheet.
    fn own(&self) -> impl Iterator<Item = (usize, &Token)> {
        self.0.iter().enumerate().filter(|(number, _)| {
            !matches!(number.checked_sub(1).and_then(|before| self.0.get(before)), Some(Token::Sheet(_)))
        })
    }

    /// `SUM(D5:D9)` and the like, of one range alone: its function and its range.
    pub(super) fn aggregate(&self, from: CellAddress) -> Option<(&str, CellAddress, CellAddress)> {
        let [Token::Function(name), rest @ ..] = self.0.as_slice() else { return None };
        let range = match rest {
            [Token::Range(one, two), Token::Sign(')')] => (one, two),
            // SUBTOTAL(9,D5:D9)
            [Token::Number(_), Token::Sign(','), Token::Range(one, two), Token::Sign(')')] if name == "SUBTOTAL" => {
                (one, two)
            }
            _ => return None,
        };
        let known = ["SUM", "AVERAGE", "MIN", "MAX", "COUNT", "COUNTA", "SUBTOTAL", "PRODUCT"];
        known.contains(&name.as_str()).then_some(())?;
        Some((name, range.0.seen_from(from)?, range.1.seen_from(from)?))
    }

    /// How many tokens differ, of two formulas with equally many.
    pub(super) fn distance(&self, other: &Self) -> Option<usize> {
        (self.0.len() == other.0.len()).then(|| self.0.iter().zip(&other.0).filter(|(one, two)| one != two).count())
    }
}

fn address(text: &mut String, reference: Reference, cell: CellAddress) -> Option<()> {
    let at = reference.seen_from(cell)?;
    let mark = |way: Way| if matches!(way, Way::At(_)) { "$" } else { "" };
    write!(text, "{}{}{}{}", mark(reference.column), column_letters(at.column), mark(reference.row), at.row + 1).ok()
}

struct Reader<'t> {
    letters: &'t [char],
    at: usize,
    cell: CellAddress,
    tokens: Vec<Token>,
}

impl Reader<'_> {
    fn peek(&self, ahead: usize) -> char {
        self.letters.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn token(&mut self) -> Option<()> {
        let letter = self.peek(0);
        match letter {
            _ if letter.is_whitespace() => self.at += 1,
            '"' => self.text()?,
            '\'' | '[' => self.sheet_or_name()?,
            _ if letter.is_ascii_digit() || (letter == '.' && self.peek(1).is_ascii_digit()) => self.number(),
            '$' | '_' | '\\' => self.word()?,
            _ if letter.is_alphabetic() => self.word()?,
            '#' => self.error(),
            '+' | '-' | '*' | '/' | '^' | '&' | '=' | '<' | '>' | '(' | ')' | ',' | ';' | '%' | ':' | '{' | '}'
            | '@' => {
                // Both divide what a function is given.
                self.tokens.push(Token::Sign(if letter == ';' { ',' } else { letter }));
                self.at += 1;
            }
            _ => return None,
        }
        Some(())
    }

    fn text(&mut self) -> Option<()> {
        let mut text = String::new();
        self.at += 1;
        loop {
            match self.letters.get(self.at)? {
                '"' if self.peek(1) == '"' => {
                    text.push_str("\"\"");
                    self.at += 2;
                }
                '"' => break,
                other => {
                    text.push(*other);
                    self.at += 1;
                }
            }
        }
        self.at += 1;
        self.tokens.push(Token::Text(text));
        Some(())
    }

    fn number(&mut self) {
        let begin = self.at;
        while self.peek(0).is_ascii_digit() || self.peek(0) == '.' {
            self.at += 1;
        }
        if matches!(self.peek(0), 'e' | 'E') {
            let sign = usize::from(matches!(self.peek(1), '+' | '-'));
            if self.peek(1 + sign).is_ascii_digit() {
                self.at += 1 + sign;
                while self.peek(0).is_ascii_digit() {
                    self.at += 1;
                }
            }
        }
        self.tokens.push(Token::Number(self.letters[begin..self.at].iter().collect()));
    }

    /// `#REF!`, `#N/A` and `#DIV/0!` inside a formula.
    fn error(&mut self) {
        let begin = self.at;
        self.at += 1;
        while self.peek(0).is_ascii_alphanumeric() || matches!(self.peek(0), '/' | '!' | '?') {
            self.at += 1;
        }
        self.tokens.push(Token::Name(self.letters[begin..self.at].iter().collect()));
    }

    /// `'TW I'!`, `[1]Rekap!`, `[@Target]`.
    fn sheet_or_name(&mut self) -> Option<()> {
        let begin = self.at;
        let (open, close) = if self.peek(0) == '\'' { ('\'', '\'') } else { ('[', ']') };
        self.at += 1;
        let mut depth = 1;
        while depth > 0 {
            let letter = *self.letters.get(self.at)?;
            if letter == '\'' && open == '\'' && self.peek(1) == '\'' {
                // A quote in the name itself: 'It''s'!
                self.at += 1;
            } else if letter == close {
                depth -= 1;
            } else if letter == open {
                depth += 1;
            }
            self.at += 1;
        }
        while self.peek(0).is_alphanumeric() || matches!(self.peek(0), '_' | '.') {
            self.at += 1;
        }
        let sheet = self.peek(0) == '!';
        self.at += usize::from(sheet);
        let text = self.letters[begin..self.at].iter().collect();
        self.tokens.push(if sheet { Token::Sheet(text) } else { Token::Name(text) });
        Some(())
    }

    fn word(&mut self) -> Option<()> {
        let begin = self.at;
        let part = |letter: char| letter.is_alphanumeric() || matches!(letter, '$' | '_' | '.' | '\\' | '?');
        while part(self.peek(0)) {
            self.at += 1;
        }
        let word: String = self.letters[begin..self.at].iter().collect();
        match self.peek(0) {
            '(' => {
                self.at += 1;
                let name = word.to_ascii_uppercase();
                let name = name.trim_start_matches("_XLFN.").trim_start_matches("_XLWS.").to_string();
                self.tokens.push(Token::Function(name));
            }
            '!' => {
                self.at += 1;
                self.tokens.push(Token::Sheet(format!("{word}!")));
            }
            '[' => {
                // A column of a table: `Tabel1[Target]`.
                self.sheet_or_name()?;
                if let Some(Token::Name(rest)) = self.tokens.pop() {
                    self.tokens.push(Token::Name(word + &rest));
                }
            }
            ':' => {
                let behind = self.at + 1;
                let mut end = behind;
                while self.letters.get(end).copied().is_some_and(part) {
                    end += 1;
                }
                let other: String = self.letters[behind..end].iter().collect();
                let function = self.letters.get(end) == Some(&'(');
                let range = (!function).then(|| self.range(&word, &other)).flatten();
                if let Some(range) = range {
                    self.at = end;
                    self.tokens.push(range);
                } else {
                    self.single(word);
                }
            }
            _ => self.single(word),
        }
        Some(())
    }

    fn single(&mut self, word: String) {
        let reference = reference(&word, self.cell);
        self.tokens.push(reference.map_or_else(|| Token::Name(word.to_ascii_uppercase()), Token::Cell));
    }

    /// `D5:D9`, `D:D`.
    fn range(&self, one: &str, two: &str) -> Option<Token> {
        if let (Some(one), Some(two)) = (reference(one, self.cell), reference(two, self.cell)) {
            return Some(Token::Range(one, two));
        }
        // Whole columns lie where they lie.
        let column = |text: &str| {
            (1..=4).contains(&text.len()) && text.chars().all(|one| one.is_ascii_alphabetic() || one == '$')
        };
        (column(one) && column(two)).then(|| Token::Name(format!("{one}:{two}")))
    }
}

/// `$D5` as it lies from a cell.
fn reference(word: &str, from: CellAddress) -> Option<Reference> {
    let (fixed_column, rest) = word.strip_prefix('$').map_or((false, word), |rest| (true, rest));
    let letters = rest.find(|letter: char| !letter.is_ascii_alphabetic())?;
    let (column, rest) = rest.split_at(letters);
    let (fixed_row, row) = rest.strip_prefix('$').map_or((false, rest), |rest| (true, rest));
    let at: CellAddress = format!("{column}{row}").parse().ok()?;
    Some(Reference { row: Way::of(fixed_row, at.row, from.row), column: Way::of(fixed_column, at.column, from.column) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(text: &str) -> CellAddress {
        text.parse().expect("an address")
    }

    fn pattern(formula: &str, at: &str) -> Pattern {
        Pattern::of(formula, cell(at)).unwrap_or_else(|| panic!("{formula}"))
    }

    #[test]
    fn a_formula_filled_down_is_one_pattern() {
        assert_eq!(pattern("F3/E3*100", "G3"), pattern("=F9/E9*100", "G9"));
        assert_eq!(pattern("SUM($A$1:A4)", "B4"), pattern("SUM($A$1:A7)", "B7"));
        assert_ne!(pattern("F3/E3*100", "G3"), pattern("F3/E4*100", "G3"));
        assert_ne!(pattern("F3/E$3*100", "G3"), pattern("F4/E$4*100", "G4"));
        assert_eq!(pattern("IF(E3=0;0;F3/E3)", "G3"), pattern("IF(E4=0,0,F4/E4)", "G4"));
    }

    #[test]
    fn a_pattern_is_written_for_any_cell() {
        for formula in [
            "=F3/E3*100",
            "=SUM($D$5:D9)",
            "=IFERROR('TW I'!B4*\"a\"\"b\",0)",
            "='Jum''at'!B4",
            "=[1]Rekap!$B$4+1.5E-3",
            "=Tabel1[Target]+D:D",
            "=-(A1)%",
        ] {
            let at = cell("G3");
            assert_eq!(Pattern::of(formula, at).and_then(|one| one.seen_from(at)).as_deref(), Some(formula));
        }
        assert_eq!(pattern("F3/E3*100", "G3").seen_from(cell("G7")).as_deref(), Some("=F7/E7*100"));
    }

    #[test]
    fn what_a_formula_refers_to_is_known() {
        let one = pattern("SUM(D5:D9)+'TW I'!B2-C3", "E4");
        assert_eq!(one.cells(cell("E4")).collect::<Vec<_>>(), [cell("C3")]);
        assert_eq!(one.ranges(cell("E4")).collect::<Vec<_>>(), [(cell("D5"), cell("D9"))]);
        assert!(one.reaches_out() && !pattern("4/21*100", "A1").refers());
        let total = pattern("SUM(D5:D9)", "D10");
        assert_eq!(total.aggregate(cell("D10")), Some(("SUM", cell("D5"), cell("D9"))));
        assert_eq!(pattern("SUBTOTAL(9,D5:D9)", "D10").aggregate(cell("D10")).map(|one| one.0), Some("SUBTOTAL"));
        assert_eq!(pattern("SUM(D5:D9)/2", "D10").aggregate(cell("D10")), None);
    }

    #[test]
    fn what_cannot_be_followed_is_no_pattern() {
        for formula in ["\"a", "'TW I", "", "?", "cmd|' /C calc'!A0"] {
            assert_eq!(Pattern::of(formula, cell("A1")), None, "{formula}");
        }
    }
}
