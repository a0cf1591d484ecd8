//! Texts of an .xlsx workbook: the shared ones, and those that stand in their cell.
//!
//! A text may be rich (several runs, joined) and carry phonetic readings (left out). Characters that XML cannot hold are
//! written `_x000D_`, after ECMA-376 22.9.2.19.

use std::borrow::Cow;

use quick_xml::events::Event;

use crate::ooxml::strict::{Xml, attribute, part_text, resolve};
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;

/// Reads the shared strings, in order. The counts that the part claims are not asked.
pub(super) fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<String>, ReadError> {
    let text = part_text(name, bytes)?;
    let mut xml = Xml::new(name, &text, limits.depth);
    let mut strings = Vec::new();
    let mut total: u64 = 0;
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        match (xml.depth(), element.local_name().as_ref()) {
            (1, "sst") => {}
            (1, _) => return Err(xml.malformed("isinya bukan daftar teks").into()),
            (2, "si") => {
                let string = rich_text(&mut xml)?;
                total += string.len() as u64;
                if total > limits.total_text {
                    return Err(ReadError::exceeds("Jumlah teks (byte)", total, limits.total_text));
                }
                strings.push(string);
            }
            (_, "si") | (2, "sst") => return Err(xml.malformed("daftar teks bertumpuk").into()),
            _ => {}
        }
    }
    Ok(strings)
}

/// The text of the element that was just opened (`si` or `is`): its `t` elements, those of phonetic readings left out.
pub(super) fn rich_text(xml: &mut Xml<'_>) -> Result<String, ReadError> {
    let outside = xml.depth() - 1;
    let mut whole = String::new();
    while xml.depth() > outside {
        let Some(Event::Start(element)) = xml.next()? else { continue };
        match element.local_name().as_ref() {
            "t" => {
                let keeps_blanks = attribute(&element, "xml:space")?.as_deref() == Some("preserve");
                let run = run(xml)?;
                let run = if keeps_blanks { &run } else { run.trim_matches([' ', '\t', '\r', '\n']) };
                whole.push_str(&unescape(run));
            }
            "rPh" => xml.skip()?,
            "si" | "is" => return Err(xml.malformed("daftar teks bertumpuk").into()),
            _ => {}
        }
    }
    Ok(whole)
}

/// The characters of a `t` element.
fn run<'a>(xml: &mut Xml<'a>) -> Result<Cow<'a, str>, ReadError> {
    let inside = xml.depth();
    let mut run = Cow::Borrowed("");
    while let Some(event) = xml.next()? {
        match event {
            Event::End(_) if xml.depth() < inside => break,
            Event::Text(piece) => run += piece.xml10_content(),
            Event::CData(piece) => run += piece.xml10_content(),
            Event::GeneralRef(reference) => run.to_mut().extend(resolve(&reference)),
            _ => {}
        }
    }
    Ok(run)
}

/// The length of `_xHHHH_`.
const ESCAPE: usize = 7;

/// `_x000D_` as the character that it stands for; two of them may be one character of UTF-16.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    if !text.contains("_x") {
        return Cow::Borrowed(text);
    }
    let mut units = Vec::new();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        if !before.is_empty() {
            flush(&mut units, &mut out);
            out.push_str(before);
        }
        match code_unit(from) {
            Some(unit) => {
                units.push(unit);
                rest = &from[ESCAPE..];
            }
            None => {
                flush(&mut units, &mut out);
                out.push('_');
                rest = &from[1..];
            }
        }
    }
    flush(&mut units, &mut out);
    out.push_str(rest);
    Cow::Owned(out)
}

fn flush(units: &mut Vec<u16>, out: &mut String) {
    out.extend(char::decode_utf16(units.drain(..)).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
}

/// The code unit of an escape that stands at the start of a text.
fn code_unit(text: &str) -> Option<u16> {
    let escape = text.as_bytes().get(..ESCAPE)?;
    let digits = escape.strip_prefix(b"_x")?.strip_suffix(b"_")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_stand_for_their_character_and_nothing_else_does() {
        for (written, text) in [
            ("a_x000D_\nb", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_!", "\u{1f600}!"),
            ("_xD83D_", "\u{fffd}"),
            ("nama_xyz_ _x12_ _x00é_", "nama_xyz_ _x12_ _x00é_"),
            ("akhir_x", "akhir_x"),
        ] {
            assert_eq!(unescape(written), text, "{written}");
        }
    }
}
