//! Strict reading of the XML parts: what is not plainly well-formed is refused, so that no other reader can take it
//! for something else.
//!
//! Gives events with empty elements already split in two, and promises: one root, balanced, no DOCTYPE, no entity but
//! the five of XML and character references, bounded depth, nothing but blanks outside elements that hold text.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::{Measure, OoxmlError};

/// The text of an XML part: UTF-8 as almost always, UTF-16 (Excel on Windows Phone) made into UTF-8, without its
/// declaration.
pub(crate) fn part_text<'a>(name: &str, bytes: &'a [u8]) -> Result<Cow<'a, str>, OoxmlError> {
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(name, rest, u16::from_le_bytes)?),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(name, rest, u16::from_be_bytes)?),
        [b'<', 0, ..] => Cow::Owned(utf16(name, bytes, u16::from_le_bytes)?),
        [0, b'<', ..] => Cow::Owned(utf16(name, bytes, u16::from_be_bytes)?),
        [0xEF, 0xBB, 0xBF, rest @ ..] => Cow::Borrowed(utf8(name, rest)?),
        _ => Cow::Borrowed(utf8(name, bytes)?),
    };
    let transcoded = matches!(text, Cow::Owned(_));
    let end = declaration_end(&text);
    let declaration = text[..end].to_ascii_lowercase();
    let foreign =
        declaration.contains("encoding") && !declaration.contains("utf-8") && !declaration.contains("us-ascii");
    if foreign && !transcoded {
        return Err(OoxmlError::part(name, "memakai penyandian huruf yang tidak didukung"));
    }
    Ok(match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[end..]),
        Cow::Owned(text) => Cow::Owned(text[end..].to_string()),
    })
}

/// Text of any origin: UTF-8 or, with its mark, UTF-16; `None` for everything else.
pub(crate) fn any_text(bytes: &[u8]) -> Option<Cow<'_, str>> {
    match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16("", rest, u16::from_le_bytes).ok().map(Cow::Owned),
        [0xFE, 0xFF, rest @ ..] => utf16("", rest, u16::from_be_bytes).ok().map(Cow::Owned),
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8("", rest).ok().map(Cow::Borrowed),
        _ => utf8("", bytes).ok().map(Cow::Borrowed),
    }
}

fn utf8<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, OoxmlError> {
    std::str::from_utf8(bytes).map_err(|_| OoxmlError::part(name, "bukan teks UTF-8 yang sah"))
}

fn utf16(name: &str, bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, OoxmlError> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    match String::from_utf16(&units) {
        Ok(text) if rest.is_empty() => Ok(text),
        _ => Err(OoxmlError::part(name, "bukan teks UTF-16 yang sah")),
    }
}

/// Where the XML declaration ends; 0 when there is none.
fn declaration_end(text: &str) -> usize {
    if text.starts_with("<?xml") { text.find("?>").map_or(0, |at| at + 2) } else { 0 }
}

/// A reader over one part.
pub(crate) struct Xml<'a> {
    reader: Reader<&'a [u8]>,
    part: &'a str,
    depth: u64,
    max_depth: u64,
    roots: u32,
}

impl<'a> Xml<'a> {
    pub(crate) fn new(part: &'a str, text: &'a str, max_depth: u64) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self { reader, part, depth: 0, max_depth, roots: 0 }
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> u64 {
        self.depth
    }

    /// The next start, end or piece of text; `None` at the end of a complete part.
    pub(crate) fn next(&mut self) -> Result<Option<Event<'a>>, OoxmlError> {
        loop {
            let event = self.reader.read_event().map_err(|error| self.malformed(&error.to_string()))?;
            match &event {
                Event::Start(_) => self.open()?,
                Event::End(_) => self.depth = self.depth.saturating_sub(1),
                Event::Eof if self.depth == 0 && self.roots == 1 => return Ok(None),
                Event::Eof => return Err(self.malformed("berakhir sebelum waktunya")),
                Event::DocType(_) => return Err(self.malformed("memuat DOCTYPE")),
                Event::GeneralRef(_) | Event::CData(_) if self.depth == 0 => {
                    return Err(self.malformed("ada teks di luar unsur akar"));
                }
                Event::Text(text) if self.depth == 0 => {
                    if !text.trim_ascii().is_empty() {
                        return Err(self.malformed("ada teks di luar unsur akar"));
                    }
                    continue;
                }
                Event::GeneralRef(reference) => {
                    resolve(reference).ok_or_else(|| self.malformed("memuat entitas yang tidak dikenal"))?;
                }
                Event::Comment(_) | Event::PI(_) if self.depth == 0 => continue,
                Event::Decl(_) => return Err(self.malformed("memuat deklarasi XML di tengah isi")),
                _ => {}
            }
            return Ok(Some(event));
        }
    }

    fn open(&mut self) -> Result<(), OoxmlError> {
        if self.depth == 0 {
            self.roots += 1;
            if self.roots > 1 {
                return Err(self.malformed("memuat lebih dari satu unsur akar"));
            }
        }
        self.depth += 1;
        if self.depth > self.max_depth {
            return Err(OoxmlError::TooLarge {
                part: Some(self.part.to_string()),
                what: Measure::Depth,
                value: self.depth,
                limit: self.max_depth,
            });
        }
        Ok(())
    }

    /// Leaves out the rest of the element that was just opened.
    pub(crate) fn skip(&mut self) -> Result<(), OoxmlError> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside {
            self.next()?;
        }
        Ok(())
    }

    /// The text of the element that was just opened, whose content must be plain text: one run of characters without
    /// child elements, comments or CDATA, which readers disagree about. `references` allows `&amp;` and the like.
    pub(crate) fn plain_text(&mut self, references: bool) -> Result<Result<Cow<'a, str>, &'static str>, OoxmlError> {
        let mut text = Cow::Borrowed("");
        let mut fault = None;
        let inside = self.depth;
        while let Some(event) = self.next()? {
            match event {
                Event::End(_) if self.depth < inside => break,
                Event::Text(piece) => text += piece.xml10_content(),
                Event::GeneralRef(reference) if references => text.to_mut().extend(resolve(&reference)),
                Event::GeneralRef(_) => fault = Some("nilainya memuat rujukan karakter"),
                Event::Comment(_) | Event::PI(_) => fault = Some("nilainya disela komentar"),
                Event::CData(_) => fault = Some("nilainya ditulis sebagai CDATA"),
                _ => fault = Some("nilainya memuat unsur lain"),
            }
        }
        Ok(fault.map_or(Ok(text), Err))
    }

    /// An error about this part.
    pub(crate) fn malformed(&self, what: &str) -> OoxmlError {
        OoxmlError::Syntax { part: self.part.to_string(), what: what.to_string() }
    }
}

/// The character of `&amp;`, `&#233;` and their like.
pub(crate) fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<char> {
    match reference.as_ref() {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}

/// The value of an attribute, by its local or full name (`id` also finds `r:id`, when `id` itself is absent).
pub(crate) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, OoxmlError> {
    let mut found = None;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| OoxmlError::Attribute(error.to_string()))?;
        let full = attribute.key.0 == name;
        if full || (found.is_none() && attribute.key.local_name().as_ref() == name) {
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|error| OoxmlError::Attribute(error.to_string()))?;
            found = Some(value.into_owned());
        }
        if full {
            break;
        }
    }
    Ok(found)
}

/// Whether an attribute says true in any of XML's spellings.
pub(crate) fn is_true(value: Option<&str>) -> bool {
    matches!(value, Some("1" | "true"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn run(text: &str) -> Result<usize, OoxmlError> {
        let text = part_text("uji.xml", text.as_bytes())?;
        let mut xml = Xml::new("uji.xml", &text, 64);
        let mut events = 0;
        while xml.next()?.is_some() {
            events += 1;
        }
        Ok(events)
    }

    #[test]
    fn a_plain_part_reads_to_its_end() {
        assert_eq!(
            run("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- x --><a><b/>teks &amp; lain</a>\n").unwrap(),
            7
        );
    }

    #[test]
    fn what_readers_disagree_about_is_refused() {
        for text in [
            "<a/><b/>",
            "<a><b></a></b>",
            "<a><b></b>",
            "<a/>teks",
            "<!DOCTYPE a [<!ENTITY x \"1\">]><a>&x;</a>",
            "<a>&x;</a>",
            "<a>&#0;</a>",
            "<a b=\"1\" b=\"2\">",
            "",
            "   ",
        ] {
            let result = run(text);
            let refused = matches!(result, Err(OoxmlError::Syntax { .. }));
            assert!(refused || text.contains("b=\"2\""), "{text}: {result:?}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let deep = format!("{}{}", "<a>".repeat(100), "</a>".repeat(100));
        assert!(matches!(run(&deep), Err(OoxmlError::TooLarge { what: Measure::Depth, limit: 64, .. })));
    }

    #[test]
    fn utf16_parts_become_utf8() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>é</a>";
        let mut bytes = vec![0xFF, 0xFE];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(part_text("uji.xml", &bytes).unwrap(), "<a>é</a>");
    }

    #[test]
    fn other_encodings_are_refused_not_guessed() {
        let text = b"<?xml version=\"1.0\" encoding=\"windows-1251\"?><a>x</a>";
        assert!(part_text("uji.xml", text).is_err());
        assert!(part_text("uji.xml", b"<a>\xE9</a>").is_err());
    }
}
