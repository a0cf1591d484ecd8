//! The words on the pages of a PDF, as far as they are text and lie open, and where they stand.
//!
//! Takes the bytes of a PDF, gives what its pages show, in the order in which it is drawn. A font that keeps its letters to
//! itself, a page that is a picture, a packing that is not the usual one give nothing: what cannot be read is not guessed.

mod item;
mod letters;
mod objects;

use std::collections::BTreeMap;

use item::{Item, Reader};
use letters::Letters;
use objects::Objects;

/// Pages that are read.
const MOST_PAGES: usize = 60;
/// Letters of all pages.
const MOST_LETTERS: usize = 2 << 20;
/// A gap between letters of this part of a thousand of their size is a blank.
const GAP: f64 = 180.0;

/// A text that was drawn at one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Shown {
    /// The page, from nought.
    pub page: usize,
    /// How far to the right it begins.
    pub x: f64,
    /// How far up it stands.
    pub y: f64,
    /// What it says.
    pub text: String,
}

/// What the pages show.
pub(super) fn shown(pdf: &[u8]) -> Vec<Shown> {
    let objects = Objects::of(pdf);
    let mut fonts: BTreeMap<u32, Letters> = BTreeMap::new();
    let mut pen = Pen::default();
    for (number, page) in objects.pages().into_iter().take(MOST_PAGES).enumerate() {
        let names = objects.fonts_of(&page);
        for number in names.values() {
            fonts.entry(*number).or_insert_with(|| Letters::of(&objects, *number));
        }
        let of_page = |name: &[u8]| names.get(name).and_then(|number| fonts.get(number));
        pen.start(number);
        draw(&objects.content_of(&page), &of_page, &mut pen);
        if pen.letters > MOST_LETTERS {
            break;
        }
    }
    pen.shown
}

/// A place and the two directions from it: what PDFs move and turn texts by.
#[derive(Debug, Clone, Copy)]
struct Frame([f64; 6]);

impl Frame {
    const START: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// This one seen from within another.
    fn within(self, outer: Self) -> Self {
        let (Self([a, b, c, d, e, f]), Self(o)) = (self, outer);
        Self([
            a * o[0] + b * o[2],
            a * o[1] + b * o[3],
            c * o[0] + d * o[2],
            c * o[1] + d * o[3],
            e * o[0] + f * o[2] + o[4],
            e * o[1] + f * o[3] + o[5],
        ])
    }

    fn moved(self, right: f64, up: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, right, up]).within(self)
    }
}

/// Where the next text is drawn, and what was drawn so far.
#[derive(Debug)]
struct Pen {
    page: usize,
    outer: Frame,
    kept: Vec<Frame>,
    line: Frame,
    leading: f64,
    /// Whether it was moved since the last text.
    moved: bool,
    letters: usize,
    shown: Vec<Shown>,
}

impl Default for Pen {
    fn default() -> Self {
        let (outer, line) = (Frame::START, Frame::START);
        Self { page: 0, outer, kept: Vec::new(), line, leading: 0.0, moved: true, letters: 0, shown: Vec::new() }
    }
}

impl Pen {
    fn start(&mut self, page: usize) {
        (self.page, self.outer, self.line, self.moved) = (page, Frame::START, Frame::START, true);
        self.kept.clear();
    }

    fn step(&mut self, right: f64, up: f64) {
        self.line = self.line.moved(right, up);
        self.moved = true;
    }

    /// The text that is being drawn.
    fn here(&mut self) -> &mut String {
        if self.moved || self.shown.is_empty() {
            let Frame([.., x, y]) = self.line.within(self.outer);
            self.shown.push(Shown { page: self.page, x, y, text: String::new() });
            self.moved = false;
        }
        let last = self.shown.len() - 1;
        &mut self.shown[last].text
    }

    fn write(&mut self, item: &Item<'_>, font: Option<&Letters>) {
        match item {
            Item::Text(bytes) => {
                self.letters += bytes.len();
                if let Some(font) = font {
                    font.write(bytes, self.here());
                }
            }
            Item::List(all) => {
                for one in all {
                    match one {
                        Item::Number(back) if *back < -GAP => self.here().push(' '),
                        other => self.write(other, font),
                    }
                }
            }
            _ => {}
        }
    }

    /// Follows an operator that moves the place of texts.
    fn place(&mut self, word: &[u8], given: &[Item<'_>]) {
        let numbers: Vec<f64> = given.iter().filter_map(Item::number).collect();
        match (word, numbers.as_slice()) {
            (b"q", _) if self.kept.len() < 1000 => self.kept.push(self.outer),
            (b"Q", _) => self.outer = self.kept.pop().unwrap_or(self.outer),
            (b"cm", &[a, b, c, d, e, f]) => self.outer = Frame([a, b, c, d, e, f]).within(self.outer),
            (b"BT", _) => (self.line, self.moved) = (Frame::START, true),
            (b"Tm", &[a, b, c, d, e, f]) => (self.line, self.moved) = (Frame([a, b, c, d, e, f]), true),
            (b"Td", &[right, up]) => self.step(right, up),
            (b"TD", &[right, up]) => {
                self.leading = -up;
                self.step(right, up);
            }
            (b"TL", &[leading]) => self.leading = leading,
            (b"T*" | b"'" | b"\"", _) => self.step(0.0, -self.leading),
            _ => {}
        }
    }
}

/// Follows the drawing of a page and writes down what it shows.
fn draw<'f>(content: &[u8], fonts: &dyn Fn(&[u8]) -> Option<&'f Letters>, pen: &mut Pen) {
    let mut given: Vec<Item> = Vec::new();
    let mut font: Option<&Letters> = None;
    for item in Reader::new(content) {
        let Item::Word(word) = item else {
            given.push(item);
            continue;
        };
        pen.place(word, &given);
        match word {
            b"Tf" => font = given.iter().find_map(Item::name).and_then(fonts),
            b"Tj" | b"'" | b"\"" | b"TJ" => given.iter().for_each(|item| pen.write(item, font)),
            _ => {}
        }
        given.clear();
        if pen.letters > MOST_LETTERS {
            return;
        }
    }
}
