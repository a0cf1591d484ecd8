//! What PDFs are written in: numbers, names, texts, lists, dictionaries, references, words.

use std::collections::BTreeMap;

use super::super::scan::{hexadecimal, literal_with_end};

/// Lists within lists.
const DEEPEST: usize = 24;

/// A piece of a PDF.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Item<'p> {
    Number(f64),
    Name(&'p [u8]),
    Text(Vec<u8>),
    List(Vec<Item<'p>>),
    Dictionary(BTreeMap<&'p [u8], Item<'p>>),
    /// The number of an object.
    Reference(u32),
    /// Anything else: an operator, "true", "null".
    Word(&'p [u8]),
}

impl<'p> Item<'p> {
    pub(super) fn name(&self) -> Option<&'p [u8]> {
        match self {
            Item::Name(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Item::Number(number) => Some(*number),
            _ => None,
        }
    }

    pub(super) fn reference(&self) -> Option<u32> {
        match self {
            Item::Reference(number) => Some(*number),
            _ => None,
        }
    }

    /// The entry of a dictionary.
    pub(super) fn get(&self, key: &[u8]) -> Option<&Item<'p>> {
        match self {
            Item::Dictionary(all) => all.get(key),
            _ => None,
        }
    }
}

/// Reads one piece after the other.
pub(super) struct Reader<'p> {
    bytes: &'p [u8],
    at: usize,
    depth: usize,
}

impl<'p> Reader<'p> {
    pub(super) fn new(bytes: &'p [u8]) -> Self {
        Self { bytes, at: 0, depth: 0 }
    }

    /// Where it is.
    pub(super) fn place(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn rest(&self) -> &'p [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        while let Some(letter) = self.peek() {
            match letter {
                b'%' => {
                    let line = self.rest().iter().position(|letter| matches!(letter, b'\n' | b'\r'));
                    self.at += line.unwrap_or(self.rest().len());
                }
                letter if is_blank(letter) => self.at += 1,
                _ => break,
            }
        }
    }

    /// Letters up to the next blank or mark.
    fn run(&mut self) -> &'p [u8] {
        let rest = self.rest();
        let end = rest.iter().position(|letter| is_blank(*letter) || is_mark(*letter)).unwrap_or(rest.len());
        self.at += end;
        &rest[..end]
    }

    fn list(&mut self, close: &[u8]) -> Vec<Item<'p>> {
        let mut all = Vec::new();
        if self.depth >= DEEPEST {
            return all;
        }
        self.depth += 1;
        loop {
            self.skip_blanks();
            if self.rest().starts_with(close) {
                self.at += close.len();
                break;
            }
            match self.next() {
                Some(item) => all.push(item),
                None => break,
            }
        }
        self.depth -= 1;
        all
    }

    fn number_or_word(&mut self) -> Item<'p> {
        let run = self.run();
        if run.is_empty() {
            // A mark that closes nothing.
            let start = self.at;
            self.at += 1;
            return Item::Word(self.bytes.get(start..self.at).unwrap_or_default());
        }
        match std::str::from_utf8(run).ok().filter(|run| is_number(run)).and_then(|run| run.parse().ok()) {
            Some(number) => self.reference(number).unwrap_or(Item::Number(number)),
            None => Item::Word(run),
        }
    }

    /// "12 0 R" after its first number was read.
    fn reference(&mut self, number: f64) -> Option<Item<'p>> {
        let object =
            (number >= 0.0 && number.fract() == 0.0 && number < f64::from(u32::MAX)).then_some(number as u32)?;
        let mut ahead = Reader { bytes: self.bytes, at: self.at, depth: self.depth };
        ahead.skip_blanks();
        let generation = ahead.run();
        if generation.is_empty() || generation.len() > 5 || !generation.iter().all(u8::is_ascii_digit) {
            return None;
        }
        ahead.skip_blanks();
        (ahead.run() == b"R").then(|| {
            self.at = ahead.at;
            Item::Reference(object)
        })
    }
}

impl<'p> Iterator for Reader<'p> {
    type Item = Item<'p>;

    fn next(&mut self) -> Option<Item<'p>> {
        self.skip_blanks();
        let rest = self.rest();
        Some(match rest.first()? {
            b'/' => {
                self.at += 1;
                Item::Name(self.run())
            }
            b'(' => {
                let (text, length) = literal_with_end(&rest[1..]);
                self.at += 1 + length;
                Item::Text(text)
            }
            b'[' => {
                self.at += 1;
                Item::List(self.list(b"]"))
            }
            b'<' if rest.get(1) == Some(&b'<') => {
                self.at += 2;
                Item::Dictionary(dictionary(self.list(b">>")))
            }
            b'<' => {
                let end = rest.iter().position(|letter| *letter == b'>').unwrap_or(rest.len());
                self.at += (end + 1).min(rest.len());
                Item::Text(hexadecimal(&rest[1..end.max(1)]).unwrap_or_default())
            }
            _ => self.number_or_word(),
        })
    }
}

fn dictionary(all: Vec<Item<'_>>) -> BTreeMap<&[u8], Item<'_>> {
    let mut entries = BTreeMap::new();
    let mut all = all.into_iter();
    while let (Some(key), Some(value)) = (all.next(), all.next()) {
        if let Item::Name(key) = key {
            entries.insert(key, value);
        }
    }
    entries
}

fn is_number(run: &str) -> bool {
    run.bytes().all(|letter| letter.is_ascii_digit() || matches!(letter, b'.' | b'-' | b'+'))
}

fn is_blank(letter: u8) -> bool {
    matches!(letter, b' ' | b'\n' | b'\r' | b'\t' | 0 | 12)
}

fn is_mark(letter: u8) -> bool {
    matches!(letter, b'/' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_told_from_one_another() {
        let all: Vec<Item<'_>> = Reader::new(b"<</A 12 0 R/B[1 -2.5(x\\)y)<0041>]>> Tj % note\n/F1 9 Tf").collect();
        let Item::Dictionary(entries) = &all[0] else { panic!("{all:?}") };
        assert_eq!(entries[&b"A"[..]], Item::Reference(12));
        let list = vec![Item::Number(1.0), Item::Number(-2.5), Item::Text(b"x)y".to_vec()), Item::Text(vec![0, 0x41])];
        assert_eq!(entries[&b"B"[..]], Item::List(list));
        assert_eq!(all[1..], [Item::Word(b"Tj"), Item::Name(b"F1"), Item::Number(9.0), Item::Word(b"Tf")]);
    }

    #[test]
    fn what_never_ends_ends() {
        assert!(Reader::new(&[b'['; 5000]).count() < 6000);
        assert!(Reader::new(b"<< /A ( ( (").count() < 4);
        assert!(Reader::new(b">>)]}").count() == 5);
    }
}
