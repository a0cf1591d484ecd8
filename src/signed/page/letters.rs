//! Which letters the codes of a font stand for.

use std::collections::BTreeMap;

use super::item::{Item, Reader};
use super::objects::Objects;

/// Letters of one font.
const MOST: usize = 70_000;

/// What a font shows.
#[derive(Debug, Default)]
pub(super) struct Letters {
    /// Bytes of a code.
    width: usize,
    by_code: BTreeMap<u32, String>,
    /// Whether a code that nothing says anything of is the letter of that number.
    plain: bool,
}

impl Letters {
    /// The letters of a font by its object.
    pub(super) fn of(objects: &Objects<'_>, font: u32) -> Self {
        let wide = objects.entry(font, b"Subtype").is_some_and(|kind| kind.name() == Some(b"Type0"));
        let mut letters = Self { width: if wide { 2 } else { 1 }, by_code: BTreeMap::new(), plain: !wide };
        if let Some(table) = objects.referred(font, b"ToUnicode") {
            letters.read(&objects.stream(table));
        } else if !wide && is_symbolic(objects, font) {
            // Its codes are its own affair.
            letters.plain = false;
        }
        letters
    }

    /// Writes what codes stand for.
    pub(super) fn write(&self, codes: &[u8], shown: &mut String) {
        for code in codes.chunks(self.width.max(1)) {
            let code = number(code);
            match self.by_code.get(&code) {
                Some(letters) => shown.push_str(letters),
                None if self.plain => shown.extend(char::from_u32(code)),
                None => {}
            }
        }
    }

    /// Reads a table from codes to letters.
    fn read(&mut self, table: &[u8]) {
        let mut given: Vec<Item<'_>> = Vec::new();
        for item in Reader::new(table) {
            let Item::Word(word) = item else {
                given.push(item);
                continue;
            };
            match word {
                b"endcodespacerange" => {
                    let codes = given.iter().filter_map(text);
                    self.width =
                        codes.map(<[u8]>::len).max().filter(|width| (1..=4).contains(width)).unwrap_or(self.width);
                }
                b"endbfchar" => self.singles(&given),
                b"endbfrange" => self.ranges(&given),
                _ => {}
            }
            given.clear();
        }
    }

    fn singles(&mut self, given: &[Item<'_>]) {
        for pair in given.chunks_exact(2) {
            if let (Some(code), Some(letters)) = (text(&pair[0]), text(&pair[1])) {
                self.put(number(code), wide(letters));
            }
        }
    }

    fn ranges(&mut self, given: &[Item<'_>]) {
        for three in given.chunks_exact(3) {
            let (Some(first), Some(last)) = (text(&three[0]), text(&three[1])) else { continue };
            let (first, last) = (number(first), number(last));
            let codes = (first..=last).take(MOST);
            match &three[2] {
                Item::Text(start) => {
                    for (code, step) in codes.zip(0_u32..) {
                        self.put(code, stepped(start, step));
                    }
                }
                Item::List(all) => {
                    for (code, one) in codes.zip(all) {
                        self.put(code, text(one).map(wide).unwrap_or_default());
                    }
                }
                _ => {}
            }
        }
    }

    fn put(&mut self, code: u32, letters: String) {
        if self.by_code.len() < MOST {
            self.by_code.insert(code, letters);
        }
    }
}

/// Whether a font has signs of its own in place of letters.
fn is_symbolic(objects: &Objects<'_>, font: u32) -> bool {
    let flags = objects.referred(font, b"FontDescriptor").and_then(|number| objects.entry(number, b"Flags"));
    let symbolic = flags.and_then(|flags| flags.number()).is_some_and(|flags| flags as i64 & 4 != 0);
    symbolic && objects.entry(font, b"Encoding").is_none()
}

fn text<'a>(item: &'a Item<'_>) -> Option<&'a [u8]> {
    match item {
        Item::Text(bytes) => Some(bytes),
        _ => None,
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn wide(bytes: &[u8]) -> String {
    let units: Vec<u16> = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    String::from_utf16_lossy(&units)
}

/// The letters so many steps behind these.
fn stepped(start: &[u8], step: u32) -> String {
    let mut units: Vec<u16> = start.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
    if let Some(last) = units.last_mut() {
        *last = last.wrapping_add(u16::try_from(step).unwrap_or_default());
    }
    String::from_utf16_lossy(&units)
}
