//! A paragraph as its text, whatever runs, fields and tracked changes it is split into, and the markers in that text.
//!
//! What was deleted with tracked changes is no text any more; what was inserted is. Text boxes inside a paragraph hold
//! paragraphs of their own.

use std::ops::Range;

use super::control::{self, Tag};
use super::marker::Marker;
use crate::ooxml::index::{Element, plain_text};

/// Characters of a marker at most.
const LONGEST: usize = 300;
/// What stands in the text for what is none: a picture, a note, a tab.
const OBJECT: char = '\u{fffc}';

/// A character of a paragraph, and where it stands.
#[derive(Debug, Clone)]
struct Letter {
    letter: char,
    /// Its bytes in the part; empty for what is no text.
    bytes: Range<usize>,
    /// Its piece, where it is text.
    piece: Option<usize>,
}

/// A run of text with the element that holds it.
#[derive(Debug, Clone)]
pub(super) struct Piece<'e, 'a> {
    /// The run.
    pub(super) run: &'e Element<'a>,
    /// The text element in it.
    pub(super) text: &'e Element<'a>,
}

/// A paragraph taken apart.
pub(super) struct Paragraph<'e, 'a> {
    pub(super) pieces: Vec<Piece<'e, 'a>>,
    letters: Vec<Letter>,
    /// Values that an earlier run wrote, and regions within the line, with their tags.
    pub(super) controls: Vec<(&'e Element<'a>, Tag)>,
    /// Text boxes.
    pub(super) boxes: Vec<&'e Element<'a>>,
    pub(super) markers: Vec<Found>,
}

/// A marker in a paragraph.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// What it says; `None` for what is none of ours in form.
    pub(super) marker: Option<Marker>,
    /// As it is written, with its braces.
    pub(super) written: String,
    /// Its letters.
    letters: Range<usize>,
}

/// The part of a marker that lies in one text element.
pub(super) struct Share {
    /// The piece.
    pub(super) piece: usize,
    /// The bytes.
    pub(super) bytes: Range<usize>,
}

impl<'e, 'a> Paragraph<'e, 'a> {
    /// Takes a paragraph apart.
    pub(super) fn of(element: &'e Element<'a>) -> Self {
        let mut paragraph = Self {
            pieces: Vec::new(),
            letters: Vec::new(),
            controls: Vec::new(),
            boxes: Vec::new(),
            markers: Vec::new(),
        };
        paragraph.content(element);
        paragraph.markers = paragraph.find();
        paragraph
    }

    fn content(&mut self, element: &'e Element<'a>) {
        for child in &element.children {
            match child.local() {
                "r" => self.run(child),
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "fldSimple" | "dir" | "bdo" | "customXml" => {
                    self.content(child);
                }
                "sdt" => match control::tag(child) {
                    Some(tag) => {
                        self.object();
                        self.controls.push((child, tag));
                    }
                    None => {
                        if let Some(content) = child.child("sdtContent") {
                            self.content(content);
                        }
                    }
                },
                "oMath" | "oMathPara" => self.object(),
                _ => {}
            }
        }
    }

    fn run(&mut self, run: &'e Element<'a>) {
        for child in &run.children {
            match child.local() {
                "t" => self.text(run, child),
                "rPr"
                | "fldChar"
                | "instrText"
                | "delText"
                | "delInstrText"
                | "lastRenderedPageBreak"
                | "softHyphen" => {}
                _ => {
                    self.object();
                    boxes(child, &mut self.boxes);
                }
            }
        }
    }

    fn text(&mut self, run: &'e Element<'a>, text: &'e Element<'a>) {
        let Some(content) = text.content.clone() else { return };
        let raw = text.inner();
        let piece = self.pieces.len();
        self.pieces.push(Piece { run, text });
        let mut at = 0;
        while let Some(letter) = raw[at..].chars().next() {
            let rest = &raw[at..];
            let (letter, len) = match letter {
                '&' => match rest.find(';').and_then(|end| Some((reference(&rest[..=end])?, end + 1))) {
                    Some(known) => known,
                    None => (OBJECT, 1),
                },
                // A comment or the like: no text that we would change.
                '<' => (OBJECT, rest.find('>').map_or(rest.len(), |end| end + 1)),
                letter => (letter, letter.len_utf8()),
            };
            let bytes = content.start + at..content.start + at + len;
            self.letters.push(Letter { letter, bytes, piece: Some(piece) });
            at += len;
        }
    }

    fn object(&mut self) {
        self.letters.push(Letter { letter: OBJECT, bytes: 0..0, piece: None });
    }

    fn find(&self) -> Vec<Found> {
        let letter = |at: usize| self.letters.get(at).map(|one| one.letter);
        let mut found = Vec::new();
        let mut at = 0;
        while at + 1 < self.letters.len() {
            if (letter(at), letter(at + 1)) != (Some('{'), Some('{')) {
                at += 1;
                continue;
            }
            let end = (at + 2..self.letters.len().min(at + LONGEST)).find(|end| {
                letter(*end) == Some(OBJECT)
                    || (letter(*end) == Some('{') && letter(end + 1) == Some('{'))
                    || (letter(*end) == Some('}') && letter(end + 1) == Some('}'))
            });
            match end {
                Some(end) if letter(end) == Some('}') => {
                    let inner: String = self.letters[at + 2..end].iter().map(|one| one.letter).collect();
                    found.push(Found {
                        marker: Marker::read(&inner),
                        written: format!("{{{{{inner}}}}}"),
                        letters: at..end + 2,
                    });
                    at = end + 2;
                }
                Some(end) => at = end.max(at + 1),
                None => at += 2,
            }
        }
        found
    }

    /// Whether nothing but blanks stands outside some letters.
    fn nothing_outside(&self, inside: &Range<usize>) -> bool {
        self.letters
            .iter()
            .enumerate()
            .all(|(at, one)| (one.letter != OBJECT && one.letter.is_whitespace()) || inside.contains(&at))
    }

    /// Whether it holds a marker and nothing else.
    pub(super) fn only(&self, found: &Found) -> bool {
        self.nothing_outside(&found.letters)
    }

    /// Whether nothing stands before one marker or behind another.
    pub(super) fn only_between(&self, start: &Found, end: &Found) -> bool {
        self.nothing_outside(&(start.letters.start..end.letters.end))
    }

    /// Whether all that stands between two markers is text, line breaks and values.
    pub(super) fn plain_between(&self, start: &Found, end: &Found) -> bool {
        self.letters[start.letters.end..end.letters.start].iter().all(|one| one.letter != OBJECT)
    }

    /// The bytes of a marker, piece by piece.
    pub(super) fn shares(&self, found: &Found) -> Vec<Share> {
        self.shares_of(found.letters.clone())
    }

    /// The bytes from one marker to the end of another, piece by piece.
    pub(super) fn shares_through(&self, start: &Found, end: &Found) -> Vec<Share> {
        self.shares_of(start.letters.start..end.letters.end)
    }

    /// The bytes between two markers, piece by piece.
    pub(super) fn shares_between(&self, start: &Found, end: &Found) -> Vec<Share> {
        self.shares_of(start.letters.end..end.letters.start)
    }

    fn shares_of(&self, letters: Range<usize>) -> Vec<Share> {
        let mut shares: Vec<Share> = Vec::new();
        for one in &self.letters[letters] {
            let Some(piece) = one.piece else { continue };
            match shares.last_mut().filter(|last| last.piece == piece && last.bytes.end == one.bytes.start) {
                Some(last) => last.bytes.end = one.bytes.end,
                None => shares.push(Share { piece, bytes: one.bytes.clone() }),
            }
        }
        shares
    }

    /// Its text, with controls and pictures left out.
    pub(super) fn plain(&self) -> String {
        self.letters.iter().map(|one| one.letter).filter(|letter| *letter != OBJECT).collect()
    }
}

/// Text boxes below an element.
fn boxes<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        if child.local() == "txbxContent" { found.push(child) } else { boxes(child, found) }
    }
}

/// The character of `&amp;` and its like.
fn reference(text: &str) -> Option<char> {
    let mut letters: Vec<char> = plain_text(text).chars().collect();
    letters.pop().filter(|_| letters.is_empty())
}
