//! Packages made by hand for the tests: plain ones, and such as no sound program writes.

#![allow(clippy::unwrap_used)]

use super::{CellValue, Limits, ReadError, Sheet, Workbook, read};
use crate::ooxml::package::CleanPackage;

/// An .xlsx package in the making.
pub(super) struct Xlsx {
    sheets: Vec<(String, String)>,
    parts: Vec<(String, Vec<u8>)>,
    book: String,
}

impl Xlsx {
    pub(super) fn new() -> Self {
        let styles = "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"0.00&quot; %&quot;\"/></numFmts>\
            <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>";
        Self { sheets: Vec::new(), parts: vec![("xl/styles.xml".into(), styles.into())], book: String::new() }
    }

    /// A sheet by the rows inside its `sheetData`.
    pub(super) fn rows(self, name: &str, rows: &str) -> Self {
        self.sheet(name, &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"))
    }

    /// A sheet of one cell, A1, by its attributes and content.
    pub(super) fn cell(attributes: &str, content: &str) -> Self {
        Self::new().rows("PK", &format!("<row r=\"1\"><c r=\"A1\" {attributes}>{content}</c></row>"))
    }

    /// A sheet by its whole part.
    pub(super) fn sheet(mut self, name: &str, part: &str) -> Self {
        let path = format!("xl/worksheets/sheet{}.xml", self.sheets.len() + 1);
        self.sheets.push((name.to_string(), String::new()));
        self.part(&path, part)
    }

    /// The state of the last sheet.
    pub(super) fn state(mut self, state: &str) -> Self {
        if let Some((_, attribute)) = self.sheets.last_mut() {
            *attribute = format!(" state=\"{state}\"");
        }
        self
    }

    /// Something in front of the sheets in the workbook part.
    pub(super) fn book(mut self, xml: &str) -> Self {
        self.book = xml.to_string();
        self
    }

    /// Shared strings, each the content of an `si`.
    pub(super) fn strings(self, strings: &[&str]) -> Self {
        let items: String = strings.iter().map(|s| format!("<si>{s}</si>")).collect();
        self.part("xl/sharedStrings.xml", &format!("<sst>{items}</sst>"))
    }

    /// Adds or replaces a part.
    pub(super) fn part(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    pub(super) fn bytes(mut self, path: &str, bytes: &[u8]) -> Self {
        self.parts.retain(|(name, _)| name != path);
        self.parts.push((path.to_string(), bytes.to_vec()));
        self
    }

    pub(super) fn without(mut self, path: &str) -> Self {
        self.parts.retain(|(name, _)| name != path);
        self
    }

    fn has(&self, path: &str) -> bool {
        self.parts.iter().any(|(name, _)| name == path)
    }

    /// The parts that lead to the others, where the test has not given its own.
    fn complete(mut self) -> Self {
        let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        let mut sheets = String::new();
        let mut relations = String::new();
        for (index, (name, state)) in self.sheets.iter().enumerate() {
            let number = index + 1;
            sheets.push_str(&format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"rId{number}\"{state}/>"));
            relations.push_str(&format!(
                "<Relationship Id=\"rId{number}\" Type=\"{kind}/worksheet\" Target=\"worksheets/sheet{number}.xml\"/>"
            ));
        }
        for (path, word) in [("xl/styles.xml", "styles"), ("xl/sharedStrings.xml", "sharedStrings")] {
            if self.has(path) {
                let target = path.trim_start_matches("xl/");
                relations
                    .push_str(&format!("<Relationship Id=\"{word}\" Type=\"{kind}/{word}\" Target=\"{target}\"/>"));
            }
        }
        let book = format!("<workbook>{}<sheets>{sheets}</sheets></workbook>", self.book);
        let root = format!("<Relationship Id=\"r1\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/>");
        for (path, text) in [
            ("xl/workbook.xml", book),
            ("xl/_rels/workbook.xml.rels", format!("<Relationships>{relations}</Relationships>")),
            ("_rels/.rels", format!("<Relationships>{root}</Relationships>")),
        ] {
            if !self.has(path) {
                self = self.part(path, &text);
            }
        }
        self
    }

    pub(super) fn zip(self) -> Vec<u8> {
        zip(&self.complete().parts)
    }

    /// The package without the parts at `path`, which [`Xlsx::zip`] would put back.
    pub(super) fn zip_without(self, path: &str) -> Vec<u8> {
        zip(&self.complete().without(path).parts)
    }

    pub(super) fn read(self) -> Result<Workbook, ReadError> {
        read(&self.zip(), &Limits::default())
    }

    /// The first sheet, which must read.
    pub(super) fn first(self) -> Sheet {
        self.read().unwrap().sheets.remove(0)
    }

    /// The value of A1 on the first sheet; the message when it does not read.
    pub(super) fn value(self) -> Result<Option<CellValue>, String> {
        match self.read() {
            Ok(workbook) => Ok(workbook.sheets[0].cells.first().map(|cell| cell.value.clone())),
            Err(error) => Err(error.to_string()),
        }
    }
}

/// A package of parts.
pub(super) fn zip(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut package = CleanPackage::new();
    for (name, bytes) in parts {
        package.add_bytes(name, [bytes.as_slice()]).unwrap();
    }
    package.finish().unwrap()
}

/// Replaces bytes of a finished file, both of one length.
pub(super) fn patch(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut at = 0;
    while let Some(found) = bytes[at..].windows(from.len()).position(|window| window == from) {
        bytes[at + found..at + found + from.len()].copy_from_slice(to);
        at += found + from.len();
    }
    assert!(at > 0, "nothing to replace");
    bytes
}
