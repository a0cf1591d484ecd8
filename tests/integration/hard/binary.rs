//! Sheets as the binary workbooks (.xlsb) that Excel saves: records after records in a zip package.

use std::io::{Cursor, Write};

use super::book::{Cell, Sheet};

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Styles of the workbook: General, `0.00%`, a date.
const FORMATS: [u16; 3] = [0, 10, 14];

/// The bytes of a binary workbook. Formulas are not written: what is asked of them stands in other workbooks.
pub(super) fn xlsb(sheets: &[Sheet]) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
    };
    let list = |all: String| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{all}</Relationships>"
        )
    };
    parts.push(("_rels/.rels".into(), list(relation("r", "officeDocument", "xl/workbook.bin")).into_bytes()));
    let mut relations = relation("s", "styles", "styles.bin");
    let mut book = Vec::new();
    for (number, sheet) in sheets.iter().enumerate() {
        let (id, name) = (format!("rId{}", number + 1), format!("worksheets/sheet{}.bin", number + 1));
        relations += &relation(&id, "worksheet", &name);
        let state = u32::from(sheet.hidden).to_le_bytes();
        let entry = [&state[..], &(number as u32 + 1).to_le_bytes(), &wide(&id), &wide(&sheet.name)].concat();
        record(&mut book, 0x9C, &entry);
        parts.push((format!("xl/{name}"), page(sheet)));
    }
    record(&mut book, 0x90, &[]);
    parts.push(("xl/workbook.bin".into(), book));
    parts.push(("xl/_rels/workbook.bin.rels".into(), list(relations).into_bytes()));
    let mut styles = Vec::new();
    record(&mut styles, 0x0269, &(FORMATS.len() as u32).to_le_bytes());
    for format in FORMATS {
        record(&mut styles, 0x2F, &[&[0, 0], &format.to_le_bytes()[..], &[0; 12]].concat());
    }
    record(&mut styles, 0x026A, &[]);
    parts.push(("xl/styles.bin".into(), styles));
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        package.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        package.write_all(&bytes).expect("its bytes");
    }
    package.finish().expect("a package").into_inner()
}

fn page(sheet: &Sheet) -> Vec<u8> {
    let mut part = Vec::new();
    record(&mut part, 0x91, &[]);
    let mut now = None;
    for ((row, column), cell) in &sheet.cells {
        if now != Some(*row) {
            now = Some(*row);
            let hidden = if sheet.hidden_rows.contains(row) { 0x10 } else { 0 };
            record(&mut part, 0x00, &[&row.to_le_bytes()[..], &[0; 6], &[0, hidden, 0, 0, 0, 0, 0]].concat());
        }
        let head = |style: u32| [u32::from(*column).to_le_bytes(), style.to_le_bytes()].concat();
        match cell {
            Cell::Text(text) => record(&mut part, 0x06, &[head(0), wide(text)].concat()),
            Cell::Number(value, format) | Cell::Formula(_, Some(value), format) => {
                let style = u32::from(format.contains('%'));
                record(&mut part, 0x05, &[head(style), value.to_le_bytes().to_vec()].concat());
            }
            Cell::Error(_) => record(&mut part, 0x03, &[head(0), vec![0x07]].concat()),
            Cell::Day(day) => {
                let first = chrono::NaiveDate::from_ymd_opt(1899, 12, 30).expect("a day");
                let serial = (*day - first).num_days() as f64;
                record(&mut part, 0x05, &[head(2), serial.to_le_bytes().to_vec()].concat());
            }
            Cell::Formula(_, None, _) => {}
        }
    }
    record(&mut part, 0x92, &[]);
    for (from, to) in &sheet.merges {
        let ends = [from.0, to.0, u32::from(from.1), u32::from(to.1)];
        record(&mut part, 0xB0, &ends.iter().flat_map(|end| end.to_le_bytes()).collect::<Vec<_>>());
    }
    part
}

/// A text with its length in front.
fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = (units.len() as u32).to_le_bytes();
    length.into_iter().chain(units.into_iter().flat_map(u16::to_le_bytes)).collect()
}

fn record(part: &mut Vec<u8>, kind: u16, data: &[u8]) {
    let low = (kind & 0x7F) as u8;
    if kind < 0x80 {
        part.push(low);
    } else {
        part.extend([low | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    loop {
        let seven = (length & 0x7F) as u8;
        length >>= 7;
        part.push(if length > 0 { seven | 0x80 } else { seven });
        if length == 0 {
            break;
        }
    }
    part.extend_from_slice(data);
}
