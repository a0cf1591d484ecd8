//! Writers of small packages: sound ones, and such as no sound program writes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const STYLE: &str = "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";

/// A package of parts, deflated.
pub(crate) fn archive(part: &[(String, Vec<u8>)]) -> Vec<u8> {
    pack(part, CompressionMethod::Deflated)
}

/// A package of parts as they are.
pub(crate) fn plain_archive(part: &[(String, Vec<u8>)]) -> Vec<u8> {
    pack(part, CompressionMethod::Stored)
}

fn pack(part: &[(String, Vec<u8>)], way: CompressionMethod) -> Vec<u8> {
    let choice = SimpleFileOptions::default().compression_method(way);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in part {
        zip.start_file(name.as_str(), choice).expect("a part");
        zip.write_all(content).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

/// An .xlsx in the making.
#[derive(Clone)]
pub(crate) struct HostileBook {
    sheet: Vec<(String, String, &'static str)>,
    part: Vec<(String, Vec<u8>)>,
    head: String,
    relation: String,
}

impl HostileBook {
    pub(crate) fn new() -> Self {
        let part = vec![("xl/styles.xml".to_string(), STYLE.as_bytes().to_vec())];
        Self { sheet: Vec::new(), part, head: String::new(), relation: RELATION.to_string() }
    }

    /// A workbook of one sheet, by the rows of its `sheetData`.
    pub(crate) fn row(row: &str) -> Self {
        Self::new().sheet("Data", row)
    }

    /// A workbook of one cell A1, by its attributes and content.
    pub(crate) fn cell(attribute: &str, content: &str) -> Self {
        Self::row(&format!("<row r=\"1\"><c r=\"A1\" {attribute}>{content}</c></row>"))
    }

    /// A workbook of one text in A1.
    pub(crate) fn text(text: &str) -> Self {
        Self::cell("t=\"inlineStr\"", &format!("<is><t>{text}</t></is>"))
    }

    pub(crate) fn sheet(self, name: &str, row: &str) -> Self {
        self.intact_sheet(name, &format!("<worksheet><sheetData>{row}</sheetData></worksheet>"))
    }

    /// A sheet by its whole part.
    pub(crate) fn intact_sheet(self, name: &str, content: &str) -> Self {
        self.sheet_of_kind(name, "", "worksheet", content)
    }

    pub(crate) fn sheet_of_kind(mut self, name: &str, attribute: &str, kind: &'static str, content: &str) -> Self {
        self.sheet.push((name.to_string(), attribute.to_string(), kind));
        let path = format!("xl/sheets/{}.xml", self.sheet.len());
        self.part(&path, content.as_bytes())
    }

    /// Something in front of the sheets in the workbook part.
    pub(crate) fn head(mut self, xml: &str) -> Self {
        self.head = xml.to_string();
        self
    }

    /// The namespace of relationships: Strict OOXML has its own.
    pub(crate) fn relation(mut self, name_workspace: &str) -> Self {
        self.relation = name_workspace.to_string();
        self
    }

    /// Adds a part.
    pub(crate) fn part(mut self, path: &str, content: &[u8]) -> Self {
        self.part.push((path.to_string(), content.to_vec()));
        self
    }

    /// Every part of the package, those that lead to the others first.
    pub(crate) fn all_part(&self) -> Vec<(String, Vec<u8>)> {
        let kind = &self.relation;
        let mut sheet = String::new();
        let mut direction = format!("<Relationship Id=\"s\" Type=\"{kind}/styles\" Target=\"styles.xml\"/>");
        if self.part.iter().any(|(name, _)| name == "xl/sharedStrings.xml") {
            direction +=
                &format!("<Relationship Id=\"t\" Type=\"{kind}/sharedStrings\" Target=\"sharedStrings.xml\"/>");
        }
        for (number, (name, attribute, sort_of)) in (1..).zip(&self.sheet) {
            sheet += &format!("<sheet name=\"{name}\" sheetId=\"{number}\" r:id=\"r{number}\" {attribute}/>");
            direction +=
                &format!("<Relationship Id=\"r{number}\" Type=\"{kind}/{sort_of}\" Target=\"sheets/{number}.xml\"/>");
        }
        let root = format!("<Relationship Id=\"a\" Type=\"{kind}/officeDocument\" Target=\"xl/workbook.xml\"/>");
        let mut all = vec![
            ("[Content_Types].xml".to_string(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_string(), format!("<Relationships>{root}</Relationships>").into_bytes()),
            (
                "xl/workbook.xml".to_string(),
                format!("<workbook>{}<sheets>{sheet}</sheets></workbook>", self.head).into_bytes(),
            ),
            (
                "xl/_rels/workbook.xml.rels".to_string(),
                format!("<Relationships>{direction}</Relationships>").into_bytes(),
            ),
        ];
        all.extend(self.part.iter().cloned());
        all
    }

    pub(crate) fn finish(&self) -> Vec<u8> {
        archive(&self.all_part())
    }

    /// The package without one part.
    pub(crate) fn without(&self, path: &str) -> Vec<u8> {
        let part: Vec<_> = self.all_part().into_iter().filter(|(name, _)| name != path).collect();
        archive(&part)
    }

    /// The package with some words of one part exchanged.
    pub(crate) fn replace(&self, path: &str, from: &str, to: &str) -> Vec<u8> {
        let mut all = self.all_part();
        for (_, content) in all.iter_mut().filter(|(name, _)| name == path) {
            let text = String::from_utf8_lossy(content).into_owned();
            assert!(text.contains(from), "{path} holds no {from}");
            *content = text.replace(from, to).into_bytes();
        }
        archive(&all)
    }

    /// Not compressed, with some bytes exchanged for others of the same length, wherever they stand.
    pub(crate) fn swap(&self, from: &[u8], to: &[u8]) -> Vec<u8> {
        swap(plain_archive(&self.all_part()), from, to)
    }
}

/// Exchanges bytes for others of the same length.
pub(crate) fn swap(mut content: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut position = 0;
    while let Some(meeting) = content[position..].windows(from.len()).position(|window| window == from) {
        content[position + meeting..position + meeting + from.len()].copy_from_slice(to);
        position += meeting + from.len();
    }
    assert!(position > 0, "nothing to exchange");
    content
}

/// An .ods by the rows of its one table.
pub(crate) fn ods(row: &str, manifest: &str) -> Vec<u8> {
    let workspace = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{workspace}:office:1.0\" xmlns:table=\"{workspace}:table:1.0\" \
         xmlns:text=\"{workspace}:text:1.0\"><office:body><office:spreadsheet><table:table table:name=\"Data\">{row}\
         </table:table></office:spreadsheet></office:body></office:document-content>"
    );
    archive(&[
        ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml".into(), manifest.into()),
        ("content.xml".into(), content.into_bytes()),
    ])
}

/// An OLE compound file of one stream.
pub(crate) fn ole(name: &str, content: &[u8]) -> Vec<u8> {
    let mut file =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).expect("a compound file");
    file.create_stream(format!("/{name}")).expect("a stream").write_all(content).expect("its bytes");
    file.flush().expect("a whole file");
    file.into_inner().into_inner()
}

/// An .xls of one sheet with numbers in column A; `extra` goes behind its first record.
pub(crate) fn xls(figure: &[f64], extra: &[u8]) -> Vec<u8> {
    let start = |kind: u16| note(0x0809, &word(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let style = note(0x00E0, &[0; 20]);
    let head = |position: u32| {
        let sheet = note(0x0085, &[&position.to_le_bytes()[..], &[0, 0, 4, 0], b"Data"].concat());
        [start(5), extra.to_vec(), style.clone(), sheet, note(0x000A, &[])].concat()
    };
    let position = u32::try_from(head(0).len()).expect("a short stream");
    let cell = (0_u16..)
        .zip(figure)
        .map(|(row, value)| note(0x0203, &[word(&[row, 0, 0]), value.to_le_bytes().to_vec()].concat()));
    let cell: Vec<u8> = cell.flatten().collect();
    ole("Workbook", &[head(position), start(0x10), cell, note(0x000A, &[])].concat())
}

/// A record of an .xls stream.
pub(crate) fn note(kind: u16, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).expect("a short record");
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), content].concat()
}

fn word(word: &[u16]) -> Vec<u8> {
    word.iter().flat_map(|one| one.to_le_bytes()).collect()
}

/// Bytes without any order, the same ones every time.
pub(crate) fn random(length: usize) -> Vec<u8> {
    let mut seed = 0x2026_1120_u64;
    let mut one = || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        seed.to_be_bytes()[0]
    };
    (0..length).map(|_| one()).collect()
}
