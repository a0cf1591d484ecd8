//! The tokens of a condition, as people in front of a spreadsheet type it.
//!
//! Takes `terisi(target) DAN realisasi >= 1,5 * target`, gives its names, constants and signs, each with the letter at which
//! it begins. Curly quotes, `DAN`, `ATAU`, `BUKAN`, `=`, `<>` and a decimal comma are understood; every letter that belongs to
//! none of these is refused with its place.

/// A part of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A name in small letters.
    Name(String),
    /// A name in front of a bracket, the bracket included.
    Function(String),
    /// A figure, with a decimal point.
    Number(String),
    /// A text between quotes.
    Text(String),
    Sign(Sign),
}

/// What joins and divides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    And,
    Or,
    Not,
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    More,
    MoreOrEqual,
    Plus,
    Minus,
    Times,
    Over,
    Open,
    Close,
    Comma,
}

/// A token, and its first letter, counted from one.
pub(super) type Placed = (Token, usize);

/// Something that no condition may hold, or that is not closed: the letter, counted from one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Misplaced(pub(super) usize);

/// Takes a condition apart.
pub(super) fn scan(text: &str) -> Result<Vec<Placed>, Misplaced> {
    let mut scanner =
        Scanner { letters: text.chars().map(plain).collect(), at: 0, brackets: Vec::new(), tokens: Vec::new() };
    while scanner.at < scanner.letters.len() {
        scanner.token()?;
    }
    Ok(scanner.tokens)
}

/// The quotes and signs that spreadsheets put in place of those that were typed.
const fn plain(letter: char) -> char {
    match letter {
        '“' | '”' | '„' | '″' => '"',
        '‘' | '’' => '\'',
        '–' | '−' => '-',
        '×' => '*',
        '÷' => '/',
        other => other,
    }
}

struct Scanner {
    letters: Vec<char>,
    at: usize,
    /// Open brackets, each with whether it belongs to a function.
    brackets: Vec<bool>,
    tokens: Vec<Placed>,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> char {
        self.letters.get(self.at + ahead).copied().unwrap_or('\0')
    }

    fn put(&mut self, token: Token, begin: usize) {
        self.tokens.push((token, begin + 1));
    }

    fn sign(&mut self, sign: Sign, letters: usize) {
        self.put(Token::Sign(sign), self.at);
        self.at += letters;
    }

    fn token(&mut self) -> Result<(), Misplaced> {
        let (begin, letter, next) = (self.at, self.peek(0), self.peek(1));
        match letter {
            _ if letter.is_whitespace() => self.at += 1,
            '"' | '\'' => return self.text(letter),
            _ if letter.is_ascii_digit() => self.number(),
            _ if letter.is_alphabetic() => self.word(),
            '(' => {
                self.brackets.push(false);
                self.sign(Sign::Open, 1);
            }
            ')' => {
                self.brackets.pop().ok_or(Misplaced(begin + 1))?;
                self.sign(Sign::Close, 1);
            }
            ',' | ';' if self.brackets.last() == Some(&true) => self.sign(Sign::Comma, 1),
            '+' => self.sign(Sign::Plus, 1),
            '-' => self.sign(Sign::Minus, 1),
            '*' => self.sign(Sign::Times, 1),
            '/' => self.sign(Sign::Over, 1),
            '=' => self.sign(Sign::Equal, if next == '=' { 2 } else { 1 }),
            '<' if next == '>' => self.sign(Sign::Unequal, 2),
            '!' if next == '=' => self.sign(Sign::Unequal, 2),
            '≠' => self.sign(Sign::Unequal, 1),
            '<' if next == '=' => self.sign(Sign::LessOrEqual, 2),
            '≤' => self.sign(Sign::LessOrEqual, 1),
            '<' => self.sign(Sign::Less, 1),
            '>' if next == '=' => self.sign(Sign::MoreOrEqual, 2),
            '≥' => self.sign(Sign::MoreOrEqual, 1),
            '>' => self.sign(Sign::More, 1),
            _ => return Err(Misplaced(begin + 1)),
        }
        Ok(())
    }

    fn text(&mut self, quote: char) -> Result<(), Misplaced> {
        let begin = self.at;
        let rest = &self.letters[begin + 1..];
        let length = rest.iter().position(|letter| *letter == quote).ok_or(Misplaced(begin + 1))?;
        let text: String = rest[..length].iter().collect();
        self.put(Token::Text(text), begin);
        self.at = begin + length + 2;
        Ok(())
    }

    /// A comma is a decimal mark unless it divides what a function is given.
    fn number(&mut self) {
        let begin = self.at;
        let mut text = String::new();
        let mut marked = false;
        loop {
            let letter = self.peek(0);
            let mark = letter == '.' || (letter == ',' && self.brackets.last() != Some(&true));
            if letter.is_ascii_digit() {
                text.push(letter);
            } else if mark && !marked && self.peek(1).is_ascii_digit() {
                text.push('.');
                marked = true;
            } else {
                break;
            }
            self.at += 1;
        }
        self.put(Token::Number(text), begin);
    }

    fn word(&mut self) {
        let begin = self.at;
        let mut word = String::new();
        while self.peek(0).is_alphanumeric() || self.peek(0) == '_' {
            word.extend(self.peek(0).to_lowercase());
            self.at += 1;
        }
        let sign = match word.as_str() {
            "dan" | "and" => Some(Sign::And),
            "atau" | "or" => Some(Sign::Or),
            "bukan" | "tidak" | "not" => Some(Sign::Not),
            _ => None,
        };
        if let Some(sign) = sign {
            self.put(Token::Sign(sign), begin);
            return;
        }
        let blanks = self.letters[self.at..].iter().take_while(|letter| letter.is_whitespace()).count();
        if self.peek(blanks) == '(' {
            self.at += blanks + 1;
            self.brackets.push(true);
            self.put(Token::Function(word), begin);
        } else {
            self.put(Token::Name(word), begin);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        scan(text).expect("a condition").into_iter().map(|(token, _)| token).collect()
    }

    #[test]
    fn what_people_type_in_a_spreadsheet_is_understood() {
        use Token::{Function, Name, Number, Sign as S, Text};
        let name = |text: &str| Name(text.into());
        assert_eq!(
            tokens("satuan = “%” ATAU Target<>1,5"),
            [
                name("satuan"),
                S(Sign::Equal),
                Text("%".into()),
                S(Sign::Or),
                name("target"),
                S(Sign::Unequal),
                Number("1.5".into())
            ]
        );
        assert_eq!(
            tokens("BUKAN terkecil (1,5)≥2,5"),
            [
                S(Sign::Not),
                Function("terkecil".into()),
                Number("1".into()),
                S(Sign::Comma),
                Number("5".into()),
                S(Sign::Close),
                S(Sign::MoreOrEqual),
                Number("2.5".into())
            ]
        );
    }

    #[test]
    fn what_is_no_condition_is_refused_at_its_letter() {
        for (text, letter) in
            [("a > \"b", 5), ("a; b", 2), ("a > 5%", 6), ("a)", 2), ("a { b }", 3), ("_0 > 1", 1), ("a && b", 3)]
        {
            assert_eq!(scan(text), Err(Misplaced(letter)), "{text}");
        }
    }
}
