//! Custom document properties: what the program that wrote a workbook noted about it beside its sheets.
//!
//! They say nothing about a cell, so a fault in them is no fault of the workbook: what cannot be read is not there.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::error::ReadError;
use super::limits::Limits;
use super::xlsx::book::Relations;
use crate::ooxml::package::Package;
use crate::ooxml::strict::{Xml, attribute, part_text, resolve};

/// Names and values, both as text.
pub(super) type Properties = BTreeMap<String, String>;

/// More than this a workbook need not say of itself.
const MOST: usize = 256;
/// Bytes of one value.
const LONGEST: usize = 8 << 10;

/// Those of an .xlsx or .xlsb package, by its relationships.
pub(super) fn office(package: &mut Package<'_>, root: &Relations, limits: &Limits) -> Properties {
    let part = root.values().find(|relation| relation.kind == "custom-properties");
    let found = part.map(|part| named_values(package, &part.target, "property", "name", limits));
    found.and_then(Result::ok).unwrap_or_default()
}

/// Those of an OpenDocument package.
pub(super) fn open_document(package: &mut Package<'_>, limits: &Limits) -> Properties {
    named_values(package, "meta.xml", "user-defined", "meta:name", limits).unwrap_or_default()
}

/// Elements of this name with the text inside of each, whatever its type.
fn named_values(
    package: &mut Package<'_>,
    part: &str,
    element: &str,
    name: &str,
    limits: &Limits,
) -> Result<Properties, ReadError> {
    let mut found = Properties::new();
    let Some(bytes) = package.part(part)? else { return Ok(found) };
    let text = part_text(part, &bytes)?;
    let mut xml = Xml::new(part, &text, limits.depth);
    let mut open: Option<(String, u64)> = None;
    let mut value = String::new();
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(start) if open.is_none() && start.local_name().as_ref() == element => {
                open = attribute(&start, name)?.map(|name| (name, xml.depth()));
                value.clear();
            }
            Event::Text(text) if open.is_some() => value.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) if open.is_some() => value.extend(resolve(&reference)),
            Event::End(_) => {
                if let Some((name, _)) = open.take_if(|(_, depth)| xml.depth() < *depth) {
                    keep(&mut found, name, &value);
                }
            }
            _ => {}
        }
    }
    Ok(found)
}

fn keep(found: &mut Properties, name: String, value: &str) {
    let value = value.trim();
    if found.len() < MOST && name.len() <= LONGEST && value.len() <= LONGEST && !value.is_empty() {
        found.insert(name, value.to_string());
    }
}

/// The stream of an .xls compound file that holds them.
pub(super) const SUMMARY: &str = "/\u{5}DocumentSummaryInformation";

/// The section of user-defined properties, as its format id is stored.
const USER_DEFINED: [u8; 16] =
    [0x05, 0xD5, 0xCD, 0xD5, 0x9C, 0x2E, 0x1B, 0x10, 0x93, 0x97, 0x08, 0x00, 0x2B, 0x2C, 0xF9, 0xAE];
const DICTIONARY: u32 = 0;
const CODE_PAGE: u32 = 1;
const UTF_16: u32 = 1200;
const TYPE_SHORT: u32 = 2;
const TYPE_LONG: u32 = 3;
const TYPE_BYTES: u32 = 30;
const TYPE_WIDE: u32 = 31;

/// Those of an .xls file, from that stream.
pub(super) fn summary(stream: &[u8]) -> Properties {
    user_section(stream).and_then(section).unwrap_or_default()
}

/// The section, from its start to the end of the stream.
fn user_section(stream: &[u8]) -> Option<&[u8]> {
    let sections = long(stream, 24)?.min(8) as usize;
    let place =
        (0..sections).map(|index| 28 + index * 20).find(|at| stream.get(*at..*at + 16) == Some(&USER_DEFINED))?;
    stream.get(long(stream, place + 16)? as usize..)
}

fn section(section: &[u8]) -> Option<Properties> {
    let count = (long(section, 4)? as usize).min(MOST);
    let entries: Vec<(u32, usize)> = (0..count)
        .map_while(|index| Some((long(section, 8 + index * 8)?, long(section, 12 + index * 8)? as usize)))
        .collect();
    let place = |id: u32| entries.iter().find(|(other, _)| *other == id).map(|(_, place)| *place);
    let page = place(CODE_PAGE).and_then(|at| long(section, at + 4)).map_or(0, |page| page & 0xFFFF);
    let names = dictionary(section, place(DICTIONARY)?, page)?;
    let mut found = Properties::new();
    for (id, at) in entries {
        if let (Some(name), Some(value)) = (names.get(&id), value(section, at, page)) {
            keep(&mut found, name.clone(), &value);
        }
    }
    Some(found)
}

/// Which property has which name.
fn dictionary(section: &[u8], at: usize, page: u32) -> Option<BTreeMap<u32, String>> {
    let count = (long(section, at)? as usize).min(MOST);
    let mut names = BTreeMap::new();
    let mut at = at.checked_add(4)?;
    for _ in 0..count {
        let (id, length) = (long(section, at)?, long(section, at + 4)? as usize);
        let bytes = if page == UTF_16 { length.checked_mul(2)? } else { length };
        let start = at + 8;
        names.insert(id, decode(section.get(start..start.checked_add(bytes)?)?, page == UTF_16, page));
        at = start + if page == UTF_16 { bytes.next_multiple_of(4) } else { bytes };
    }
    Some(names)
}

fn value(section: &[u8], at: usize, page: u32) -> Option<String> {
    let start = at.checked_add(8)?;
    match long(section, at)? & 0xFFFF {
        TYPE_SHORT => Some((long(section, at + 4)? & 0xFFFF).to_string()),
        TYPE_LONG => Some(long(section, at + 4)?.to_string()),
        TYPE_BYTES => {
            let end = start.checked_add(long(section, at + 4)? as usize)?;
            Some(decode(section.get(start..end)?, page == UTF_16, page))
        }
        TYPE_WIDE => {
            let end = start.checked_add((long(section, at + 4)? as usize).checked_mul(2)?)?;
            Some(decode(section.get(start..end)?, true, page))
        }
        _ => None,
    }
}

/// Text up to its closing zero: UTF-16, UTF-8, or a code page of which only the common half is asked for.
fn decode(bytes: &[u8], wide: bool, page: u32) -> String {
    let text = if wide {
        let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
        String::from_utf16_lossy(&units)
    } else if page == 65001 {
        String::from_utf8_lossy(bytes).into_owned()
    } else {
        bytes.iter().map(|byte| char::from(*byte)).collect()
    };
    text.split('\0').next().unwrap_or_default().to_string()
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ooxml::package::CleanPackage;
    use crate::workbook::xlsx::book::relations;

    fn package(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut package = CleanPackage::new();
        for (name, text) in parts {
            package.add(name, &[text]).unwrap();
        }
        package.finish().unwrap()
    }

    fn office_of(custom: &str) -> Properties {
        let root = "<Relationships><Relationship Id=\"a\" Type=\"x/custom-properties\" Target=\"docProps/custom.xml\"/>\
                    </Relationships>";
        let bytes = package(&[("_rels/.rels", root), ("docProps/custom.xml", custom)]);
        office_in(&bytes)
    }

    fn office_in(bytes: &[u8]) -> Properties {
        let limits = Limits::default();
        let mut package = Package::open(bytes, limits.package()).unwrap();
        let root = relations(&mut package, "", &limits).unwrap();
        office(&mut package, &root, &limits)
    }

    #[test]
    fn properties_of_any_type_read_as_text() {
        let custom = "<Properties xmlns:vt=\"v\"><property name=\"unit\"><vt:lpwstr>T&amp;I</vt:lpwstr></property>\
                      <property name=\"tahun\"><vt:i4>2026</vt:i4></property>\
                      <property name=\"kosong\"><vt:lpwstr/></property></Properties>";
        let found = office_of(custom);
        assert_eq!(
            found.into_iter().collect::<Vec<_>>(),
            [("tahun".into(), "2026".into()), ("unit".into(), "T&I".into())]
        );
    }

    #[test]
    fn what_cannot_be_read_is_not_there() {
        assert!(office_of("<Properties><property name=\"a\">x").is_empty());
        let limits = Limits::default();
        let bytes = package(&[("content.xml", "<a/>")]);
        assert!(open_document(&mut Package::open(&bytes, limits.package()).unwrap(), &limits).is_empty());
        assert!(office_in(&bytes).is_empty());
    }

    #[test]
    fn open_document_keeps_them_in_its_meta_part() {
        let meta = "<office:document-meta xmlns:office=\"o\" xmlns:meta=\"m\"><office:meta><meta:generator>x</meta:generator>\
                    <meta:user-defined meta:name=\"unit\" meta:value-type=\"string\">JTI</meta:user-defined></office:meta>\
                    </office:document-meta>";
        let bytes = package(&[("meta.xml", meta)]);
        let limits = Limits::default();
        let found = open_document(&mut Package::open(&bytes, limits.package()).unwrap(), &limits);
        assert_eq!(found.get("unit").map(String::as_str), Some("JTI"));
    }

    /// A stream with one section: a dictionary and one value, in code page 1252.
    fn stream() -> Vec<u8> {
        let mut section = Vec::new();
        let word = |to: &mut Vec<u8>, value: u32| to.extend(value.to_le_bytes());
        // Size and count, then the ids with their places.
        for value in [0, 3, 0, 32, 1, 60, 2, 68] {
            word(&mut section, value);
        }
        for value in [1, 2, 13] {
            word(&mut section, value);
        }
        section.extend(b"selaras_unit\0");
        section.resize(60, 0);
        for value in [TYPE_SHORT, 1252, TYPE_BYTES, 4] {
            word(&mut section, value);
        }
        section.extend(b"JTI\0");
        let mut stream = vec![0xFE, 0xFF, 0, 0];
        stream.resize(24, 0);
        word(&mut stream, 1);
        stream.extend(USER_DEFINED);
        word(&mut stream, 48);
        stream.extend(section);
        stream
    }

    #[test]
    fn compound_files_keep_them_in_a_section_of_their_own() {
        let found = summary(&stream());
        assert_eq!(found.get("selaras_unit").map(String::as_str), Some("JTI"));
    }

    #[test]
    fn a_cut_or_bent_stream_gives_less_and_never_fails() {
        let whole = stream();
        for end in 0..whole.len() {
            summary(&whole[..end]);
            let mut bent = whole.clone();
            bent[end] = 0xFF;
            summary(&bent);
        }
    }
}
