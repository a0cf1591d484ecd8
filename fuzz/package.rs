//! A sound package around one part that may be anything: chance alone never gets a checksum right, so bytes of a whole
//! package are refused before any reader of parts sees them.
//!
//! Used by the target `bagian`, and by the test that writes the seeds.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The parts that the first byte chooses from.
pub const PARTS: [&str; 11] = [
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "docProps/custom.xml",
    "content.xml",
    "xl/worksheets/sheet1.bin",
    "xl/sharedStrings.bin",
    "xl/styles.bin",
    "xl/workbook.bin",
];

/// The package in which the part that the first byte names is the rest of the bytes; `None` without a byte.
pub fn around(bytes: &[u8]) -> Option<Vec<u8>> {
    let (&chosen, content) = bytes.split_first()?;
    let chosen = PARTS[usize::from(chosen) % PARTS.len()];
    let mut parts = match chosen {
        "content.xml" => ods(),
        _ if chosen.ends_with(".bin") => binary(),
        _ => xml(),
    };
    parts.retain(|(name, _)| *name != chosen);
    parts.push((chosen, content.to_vec()));
    let way = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name, way).ok()?;
        zip.write_all(&content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// The part of a sound package, for seeds.
pub fn sound(part: usize) -> Vec<u8> {
    let all = [xml(), ods(), binary()].concat();
    let found = all.into_iter().find(|(name, _)| *name == PARTS[part % PARTS.len()]);
    found.map(|(_, content)| content).unwrap_or_default()
}

fn relations(all: &[(&str, &str, &str)]) -> Vec<u8> {
    let one = |(id, kind, target): &(&str, &str, &str)| {
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
    };
    format!("<Relationships>{}</Relationships>", all.iter().map(one).collect::<String>()).into_bytes()
}

fn xml() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("[Content_Types].xml", b"<Types/>".to_vec()),
        (
            "_rels/.rels",
            relations(&[("r1", "officeDocument", "xl/workbook.xml"), ("r2", "custom-properties", "docProps/custom.xml")]),
        ),
        (
            "xl/workbook.xml",
            b"<workbook><workbookPr date1904=\"0\"/><sheets><sheet name=\"PK\" sheetId=\"1\" r:id=\"rId1\"/></sheets>\
              <definedNames><definedName name=\"daftar\" localSheetId=\"0\">PK!$A$1:$B$3</definedName></definedNames>\
              <calcPr calcId=\"191029\"/></workbook>"
                .to_vec(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
                ("a", "styles", "styles.xml"),
                ("b", "sharedStrings", "sharedStrings.xml"),
            ]),
        ),
        (
            "xl/styles.xml",
            b"<styleSheet><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"0.00&quot; %&quot;\"/></numFmts>\
              <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"9\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
                .to_vec(),
        ),
        (
            "xl/sharedStrings.xml",
            b"<sst count=\"3\" uniqueCount=\"3\"><si><t>Sasaran</t></si><si><r><t>Indikator</t></r><r><t xml:space=\"preserve\"> Kinerja</t></r>\
              </si><si><t>Target_x000D_</t><rPh sb=\"0\" eb=\"1\"><t>x</t></rPh></si></sst>"
                .to_vec(),
        ),
        (
            "xl/worksheets/sheet1.xml",
            b"<worksheet><dimension ref=\"A1:F4\"/><cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols><sheetData>\
              <row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"inlineStr\"><is><t>Target 2026</t></is></c></row>\
              <row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"str\"><f>B1&amp;C1</f><v>x</v></c><c r=\"B2\" t=\"b\"><v>1</v></c><c r=\"C2\" s=\"1\"><v>0.575</v></c></row>\
              <row r=\"3\"><c r=\"A3\" s=\"2\"><v>46203</v></c><c r=\"B3\" t=\"e\"><v>#DIV/0!</v></c>\
              <c r=\"C3\"><f t=\"shared\" ref=\"C3:C4\" si=\"0\">A3*2</f><v>-1.5E-3</v></c><c r=\"D3\" t=\"d\"><v>2026-03-31</v></c></row>\
              <row r=\"4\"><c r=\"C4\"><f t=\"shared\" si=\"0\"/><v>7</v></c><c r=\"F4\" s=\"3\"/></row></sheetData>\
              <mergeCells count=\"1\"><mergeCell ref=\"A1:A2\"/></mergeCells></worksheet>"
                .to_vec(),
        ),
        (
            "docProps/custom.xml",
            b"<Properties><property fmtid=\"{D5CDD505-2E9C-101B-9397-08002B2CF9AE}\" pid=\"2\" name=\"selaras.templat\"><lpwstr>pk-unit-kerja</lpwstr></property></Properties>"
                .to_vec(),
        ),
    ]
}

fn ods() -> Vec<(&'static str, Vec<u8>)> {
    let space = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{space}:office:1.0\" xmlns:table=\"{space}:table:1.0\" xmlns:text=\"{space}:text:1.0\" \
         xmlns:style=\"{space}:style:1.0\" xmlns:number=\"{space}:datastyle:1.0\"><office:automatic-styles>\
         <number:percentage-style style:name=\"N1\"><number:number/><number:text>%</number:text></number:percentage-style>\
         <style:style style:name=\"ce1\" style:family=\"table-cell\" style:data-style-name=\"N1\"/></office:automatic-styles>\
         <office:body><office:spreadsheet><table:table table:name=\"PK\"><table:table-column table:number-columns-repeated=\"3\"/>\
         <table:table-row><table:table-cell office:value-type=\"string\"><text:p>Sasaran<text:s text:c=\"2\"/>Kegiatan</text:p></table:table-cell>\
         <table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"1\" office:value-type=\"float\" office:value=\"57.5\" table:formula=\"of:=[.A1]*2\">\
         <text:p>57,5</text:p></table:table-cell><table:covered-table-cell/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"percentage\" table:style-name=\"ce1\" office:value=\"0.5\"/>\
         <table:table-cell office:value-type=\"date\" office:date-value=\"2026-03-31\"/><table:table-cell office:value-type=\"boolean\" office:boolean-value=\"true\"/>\
         </table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    vec![
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
        ("META-INF/manifest.xml", b"<manifest/>".to_vec()),
        ("content.xml", content.into_bytes()),
    ]
}

fn binary() -> Vec<(&'static str, Vec<u8>)> {
    let cell = |column: u32, rest: &[u8]| [&column.to_le_bytes()[..], &0_u32.to_le_bytes(), rest].concat();
    let row = |row: u32| [&row.to_le_bytes()[..], &[0; 13]].concat();
    let formula = [&7_f64.to_le_bytes()[..], &[0, 0], &3_u32.to_le_bytes(), &[0x1E, 7, 0], &[0; 4]].concat();
    let sheet = [
        (0x91, vec![]),
        (0x00, row(0)),
        (0x07, cell(0, &0_u32.to_le_bytes())),
        (0x05, cell(1, &57.5_f64.to_le_bytes())),
        (0x02, cell(2, &((100_u32 << 2) | 2).to_le_bytes())),
        (0x00, row(3)),
        (0x04, cell(0, &[1])),
        (0x03, cell(1, &[7])),
        (0x06, cell(2, &utf16("teks"))),
        (0x09, cell(3, &formula)),
        (0x92, vec![]),
        (0xB0, [0_u32, 0, 0, 1].iter().flat_map(|one| one.to_le_bytes()).collect()),
    ];
    let styles: Vec<(u16, Vec<u8>)> = [
        vec![(0x269, 3_u32.to_le_bytes().to_vec())],
        [0_u16, 9, 14].map(|id| (0x2F, [&[0, 0], &id.to_le_bytes()[..], &[0; 12]].concat())).to_vec(),
        vec![(0x26A, vec![])],
    ]
    .concat();
    let book = [(0x9C, [&[0; 4][..], &1_u32.to_le_bytes(), &utf16("rId1"), &utf16("PK")].concat()), (0x90, vec![])];
    vec![
        ("_rels/.rels", relations(&[("r", "officeDocument", "xl/workbook.bin")])),
        (
            "xl/_rels/workbook.bin.rels",
            relations(&[
                ("rId1", "worksheet", "worksheets/sheet1.bin"),
                ("a", "styles", "styles.bin"),
                ("b", "sharedStrings", "sharedStrings.bin"),
            ]),
        ),
        ("xl/workbook.bin", records(&book)),
        ("xl/styles.bin", records(&styles)),
        ("xl/sharedStrings.bin", records(&[(0x9F, vec![0xFF; 8]), (0x13, [&[0][..], &utf16("Sasaran")].concat())])),
        ("xl/worksheets/sheet1.bin", records(&sheet)),
    ]
}

/// A text of an .xlsb: its length, then UTF-16.
fn utf16(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(units.len() / 2).unwrap_or(0);
    [&length.to_le_bytes()[..], &units].concat()
}

/// Records of an .xlsb: kind and length in groups of seven bits.
fn records(all: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut part = Vec::new();
    for (kind, content) in all {
        let mut groups = |mut rest: usize| loop {
            let group = u8::try_from(rest & 0x7F).unwrap_or(0);
            rest >>= 7;
            part.push(if rest > 0 { group | 0x80 } else { group });
            if rest == 0 {
                break;
            }
        };
        groups(usize::from(*kind));
        groups(content.len());
        part.extend_from_slice(content);
    }
    part
}
