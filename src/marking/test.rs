//! Marked workbooks from end to end: what changes, what must not, and the way back.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use rust_xlsxwriter::{
    Chart, ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, FormatBorder, Formula, Image,
    Note, Table, Workbook,
};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;
use crate::finding::{Place, Severity};
use crate::ooxml::index;

mod writer;

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";

fn context() -> CorrectionContext {
    CorrectionContext {
        instansi: "Politeknik Contoh".into(),
        unit: "Jurusan Teknik <Mesin> & Lainnya".into(),
        file: "a.xlsx".into(),
        date: NaiveDate::from_ymd_opt(2026, 7, 20).unwrap(),
        already_correct: vec!["Identitas dan tanda tangan lengkap.".into()],
    }
}

fn at(code: &str, severity: Severity, sheet: &str, cell: &[&str]) -> Temuan {
    let cell = cell.iter().map(|cell| cell.parse().unwrap()).collect();
    let place = Place { file: "a.xlsx".into(), sheet: Some(sheet.into()), cells: cell };
    Temuan::new(code, severity, place, format!("Pesan {code}: =1+1 & <b>."), "Perbaiki.")
        .difference("50", "56")
        .gap(-6.0)
}

fn mark_all(content: &[u8], temuan: &[Temuan]) -> Vec<u8> {
    mark(content, &temuan.iter().collect::<Vec<_>>(), &context()).unwrap()
}

/// Content of every part, by name.
fn parts(content: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(content)).unwrap();
    (0..archive.len())
        .map(|number| {
            let mut listed = archive.by_index(number).unwrap();
            let mut bytes = Vec::new();
            listed.read_to_end(&mut bytes).unwrap();
            (listed.name().unwrap().to_string(), bytes)
        })
        .collect()
}

fn part(content: &[u8], name: &str) -> String {
    String::from_utf8(parts(content).remove(name).unwrap_or_else(|| panic!("{name} tidak ada"))).unwrap()
}

/// Names of parts that differ between two packages, or stand in one of them only.
fn different(old: &[u8], new: &[u8]) -> Vec<String> {
    let (old, new) = (parts(old), parts(new));
    let all: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    all.into_iter().filter(|name| old.get(*name) != new.get(*name)).cloned().collect()
}

fn package(content: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in content {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package of one sheet without anything that it may lack.
fn minimal(sheet: &str) -> Vec<u8> {
    package(&[
        (
            "[Content_Types].xml",
            &format!(
                "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/book.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/><Override PartName=\"/s/one.xml\" ContentType=\"{TYPE}.worksheet+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            &format!(
                "<p:Relationships xmlns:p=\"http://schemas.openxmlformats.org/package/2006/relationships\"><p:Relationship Id=\"a\" Type=\"{REL}/officeDocument\" Target=\"/book.xml\"/></p:Relationships>"
            ),
        ),
        (
            "book.xml",
            &format!(
                "<y:workbook xmlns:y=\"{MAIN}\" xmlns:rr=\"{REL}\"><y:sheets><y:sheet name=\"Lembar 'A'\" sheetId=\"7\" rr:id=\"b\"/></y:sheets></y:workbook>"
            ),
        ),
        (
            "_rels/book.xml.rels",
            &format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"b\" Type=\"{REL}/worksheet\" Target=\"s/one.xml\"/></Relationships>"
            ),
        ),
        ("s/one.xml", sheet),
    ])
}

/// A workbook with about everything a unit may have in it.
fn complete() -> Vec<u8> {
    let mut book = Workbook::new();
    let line = Format::new().set_border(FormatBorder::Thin).set_background_color(0xDD_EBF7);
    let one = book.add_worksheet().set_name("PK 2026").unwrap();
    one.write_with_format(0, 0, "Judul", &line).unwrap();
    for row in 2..9 {
        one.write(row, 0, f64::from(row)).unwrap();
        one.write_formula(row, 1, Formula::new(format!("=A{}*2", row + 1)).set_result("4")).unwrap();
    }
    one.merge_range(10, 0, 11, 3, "gabungan", &line).unwrap();
    one.insert_note(2, 0, &Note::new("catatan unit & <lain>").set_author("Budi")).unwrap();
    one.set_column_format(5, &line).unwrap();
    one.add_data_validation(3, 0, 8, 0, &DataValidation::new().allow_list_strings(&["ya", "tidak"]).unwrap()).unwrap();
    let condition = ConditionalFormatCell::new().set_rule(ConditionalFormatCellRule::GreaterThan(5)).set_format(&line);
    one.add_conditional_format(2, 0, 8, 0, &condition).unwrap();
    one.protect();
    let mut chart = Chart::new_column();
    chart.add_series().set_values("'PK 2026'!$A$3:$A$9");
    one.insert_chart(14, 1, &chart).unwrap();
    let png = [
        0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0,
        0, 0, 0x1F, 0x15, 0xC4, 0x89, 0, 0, 0, 13, b'I', b'D', b'A', b'T', 0x78, 0x9C, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0D,
        0x0A, 0x2D, 0xB4, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xAE, 0x42, 0x60, 0x82,
    ];
    one.insert_image(14, 8, &Image::new_from_buffer(&png).unwrap()).unwrap();
    one.set_repeat_rows(0, 0).unwrap();
    let two = book.add_worksheet().set_name("Lain").unwrap();
    two.write(0, 0, "a").unwrap();
    two.write(0, 1, "b").unwrap();
    two.add_table(0, 0, 4, 1, &Table::new()).unwrap();
    two.set_print_area(0, 0, 4, 1).unwrap();
    two.set_active(true);
    book.add_worksheet().set_name("Tak disentuh").unwrap().write(0, 0, 1).unwrap();
    book.define_name("Awal", "='PK 2026'!$A$1").unwrap();
    book.define_name("'Tak disentuh'!Lokal", "='Tak disentuh'!$A$1").unwrap();
    book.save_to_buffer().unwrap()
}

fn complete_temuan() -> Vec<Temuan> {
    let mut subject = at("PK03", Severity::Error, "PK 2026", &["A3", "F4", "Z40"]);
    subject.follow_up.push(at("UK02", Severity::Warning, "PK 2026", &["B4"]));
    subject.related.push(Place::cell("b.xlsx", "RA", "C9".parse().unwrap()));
    vec![
        at("NL06", Severity::Info, "pk 2026", &["A1", "C12"]),
        subject,
        at("PK05", Severity::Warning, "Lain", &["B2"]),
        Temuan::new("TL01", Severity::Error, Place::file("a.xlsx"), "Berkas.", "Ganti."),
        Temuan::new("AL01", Severity::Error, Place::file("c.xlsx"), "Berkas lain.", "Kirim."),
        at("XX01", Severity::Info, "Tidak ada", &["A1"]),
    ]
}

#[test]
fn only_the_parts_that_must_change_do() {
    let original = complete();
    let marked = mark_all(&original, &complete_temuan());
    assert_eq!(
        different(&original, &marked),
        [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/comments2.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/drawings/vmlDrawing2.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            "xl/worksheets/_rels/sheet2.xml.rels",
            "xl/worksheets/sheet1.xml",
            "xl/worksheets/sheet2.xml",
            "xl/worksheets/sheet4.xml",
        ]
    );
}

#[test]
fn untouched_entries_keep_their_compressed_bytes() {
    let original = complete();
    let marked = mark_all(&original, &complete_temuan());
    let raw = |content: &[u8], name: &str| {
        let mut archive = ZipArchive::new(Cursor::new(content.to_vec())).unwrap();
        let number = archive.index_for_name(name).unwrap();
        let mut bytes = Vec::new();
        archive.by_index_raw(number).unwrap().read_to_end(&mut bytes).unwrap();
        bytes
    };
    for name in [
        "xl/worksheets/sheet3.xml",
        "xl/charts/chart1.xml",
        "xl/media/image1.png",
        "xl/tables/table1.xml",
        "docProps/app.xml",
    ] {
        assert_eq!(raw(&original, name), raw(&marked, name), "{name}");
    }
}

#[test]
fn indices_that_count_sheets_move_along() {
    let book = part(&mark_all(&complete(), &complete_temuan()), "xl/workbook.xml");
    assert!(book.contains("activeTab=\"2\""), "{book}");
    assert!(book.contains("<definedName name=\"_xlnm.Print_Area\" localSheetId=\"2\">"), "{book}");
    assert!(book.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"1\">"), "{book}");
    assert!(book.contains("<definedName name=\"Lokal\" localSheetId=\"3\">"), "{book}");
    assert!(book.contains("<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'TEMUAN'!$"), "{book}");
    assert!(book.contains("<sheets><sheet name=\"TEMUAN\" sheetId=\"4\""), "{book}");
}

#[test]
fn the_list_leads_to_every_cell() {
    let sheet = part(&mark_all(&complete(), &complete_temuan()), "xl/worksheets/sheet4.xml");
    for destination in ["'PK 2026'!A3", "'PK 2026'!F4", "'PK 2026'!Z40", "'PK 2026'!B4", "'PK 2026'!C12", "'Lain'!B2"] {
        assert!(sheet.contains(&format!("location=\"{destination}\"")), "{destination}");
    }
    assert!(sheet.contains("Pesan PK03: =1+1 &amp; &lt;b&gt;."));
    assert!(sheet.contains("Bandingkan: berkas b.xlsx, lembar RA, sel C9"));
    assert!(sheet.contains("Letaknya: berkas c.xlsx"));
    assert!(!sheet.contains("<f>"));
}

#[test]
fn a_merged_range_is_marked_where_it_shows() {
    let original = complete();
    let marked = mark_all(&original, &[at("NL06", Severity::Info, "PK 2026", &["C12"])]);
    assert!(part(&marked, "xl/comments1.xml").contains("ref=\"A11\""));
}

#[test]
fn comments_of_the_unit_stay_word_for_word() {
    let note = part(&mark_all(&complete(), &complete_temuan()), "xl/comments1.xml");
    assert!(note.contains("catatan unit &amp; &lt;lain&gt;") && note.contains("<author>Budi</author>"), "{note}");
    assert!(note.contains("-----[ Selaras ]-----\nGALAT PK03"), "{note}");
}

#[test]
fn marking_twice_is_marking_once() {
    for original in [complete(), minimal(&format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>"))] {
        let mut temuan = complete_temuan();
        temuan.push(at("PK01", Severity::Error, "Lembar 'A'", &["B2", "D7"]));
        let once = mark_all(&original, &temuan);
        let again = mark_all(&once, &temuan);
        assert_eq!(different(&once, &again), Vec::<String>::new());
        assert_eq!(once, again);
    }
}

#[test]
fn taking_marks_off_gives_the_workbook_back() {
    let original = complete();
    let detach = detach_mark(&mark_all(&original, &complete_temuan())).unwrap();
    assert_eq!(different(&original, &detach), Vec::<String>::new());
}

#[test]
fn a_workbook_without_marks_stays_as_it_is() {
    let original = complete();
    assert_eq!(different(&original, &detach_mark(&original).unwrap()), Vec::<String>::new());
}

#[test]
fn cells_get_their_mark_in_every_shape_of_sheet() {
    for (name, sheet) in [
        ("self-closing data", format!("<worksheet xmlns=\"{MAIN}\"><sheetData/></worksheet>")),
        (
            "no numbers",
            format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData><row><c><v>1</v></c><c t=\"inlineStr\"><is><t>x</t></is></c></row><row/><row><c/></row></sheetData></worksheet>"
            ),
        ),
        (
            "prefix",
            format!(
                "<?xml version='1.0'?><q:worksheet xmlns:q=\"{MAIN}\"><q:sheetData><q:row r='1'/><q:row r='4'><q:c r='C4'><q:v>1</q:v></q:c></q:row></q:sheetData><q:pageMargins left='1' right='1' top='1' bottom='1' header='1' footer='1'/><q:extLst/></q:worksheet>"
            ),
        ),
    ] {
        let original = minimal(&sheet);
        let marked =
            mark_all(&original, &[at("PK01", Severity::Error, "Lembar 'A'", &["A1", "B1", "D1", "A2", "B4", "Z9"])]);
        let new = part(&marked, "s/one.xml");
        let root = index::parse("s", &new, 4).unwrap();
        let mut address = Vec::new();
        for (row, element) in (0..).zip(root.child("sheetData").unwrap().all("row")) {
            let row = element.number("r").map_or(row, |r| r - 1);
            for (column, cell) in (0..).zip(element.all("c")) {
                let cell = cell
                    .attribute("r")
                    .map_or(crate::domain::address::CellAddress::new(row, column), |r| r.parse().unwrap());
                address.push(cell);
            }
        }
        let mut sorted = address.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(address, sorted, "{name}: {new}");
        for cell in ["A1", "B1", "D1", "A2", "B4", "Z9"] {
            assert!(address.contains(&cell.parse().unwrap()), "{name}: {cell}");
        }
        assert_eq!(new.matches("legacyDrawing").count(), 1);
        assert_eq!(part(&detach_mark(&marked).unwrap(), "s/one.xml"), sheet, "{name}");
        assert_eq!(
            different(&original, &detach_mark(&marked).unwrap()).len(),
            3,
            "styles stay, with their relation and type"
        );
    }
}

#[test]
fn the_drawing_of_comments_stands_where_the_schema_wants_it() {
    let original = minimal(&format!(
        "<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><sheetData/><pageMargins left=\"1\" right=\"1\" top=\"1\" bottom=\"1\" header=\"1\" footer=\"1\"/><tableParts count=\"0\"/><extLst/></worksheet>"
    ));
    let new = part(&mark_all(&original, &[at("PK01", Severity::Error, "Lembar 'A'", &["A1"])]), "s/one.xml");
    assert!(new.contains("footer=\"1\"/><legacyDrawing r:id=\"rIdSelaras2\"/><tableParts"), "{new}");
}

#[test]
fn what_cannot_be_patched_says_why() {
    let temuan = at("PK01", Severity::Error, "Lembar 'A'", &["A1"]);
    for (content, cause) in [
        (b"bukan zip".to_vec(), "bukan paket Excel"),
        (package(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), "tidak memuat buku kerja"),
        (
            minimal("<worksheet xmlns=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><sheetData/></worksheet>"),
            "Strict",
        ),
        (
            minimal(&format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetData><row r=\"2\"/><row r=\"1\"/></sheetData></worksheet>"
            )),
            "berurutan",
        ),
        (minimal(&format!("<worksheet xmlns=\"{MAIN}\"><sheetData>")), "sebelum waktunya"),
        (minimal("<!DOCTYPE a><a/>"), "DOCTYPE"),
    ] {
        let message = mark(&content, &[&temuan], &context()).unwrap_err().to_string();
        assert!(message.contains(cause), "{message}");
    }
}

#[test]
fn a_sheet_of_the_unit_that_is_called_temuan_stays_its_own() {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Temuan").unwrap().write(0, 0, "temuan audit").unwrap();
    let original = book.save_to_buffer().unwrap();
    let once = mark_all(&original, &[at("PK01", Severity::Error, "Temuan", &["A1"])]);
    assert!(part(&once, "xl/workbook.xml").contains("name=\"TEMUAN SELARAS\""));
    assert_eq!(once, mark_all(&once, &[at("PK01", Severity::Error, "Temuan", &["A1"])]));
    assert_eq!(
        part(&detach_mark(&once).unwrap(), "xl/worksheets/sheet1.xml"),
        part(&original, "xl/worksheets/sheet1.xml")
    );
}

#[test]
fn a_mark_that_was_moved_still_knows_its_own_fill() {
    let yellow = Format::new().set_background_color(0xFF_FF00).set_bold();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("PK").unwrap();
    sheet.write_with_format(1, 1, "x", &yellow).unwrap();
    let original = book.save_to_buffer().unwrap();
    let marked = mark_all(&original, &[at("PK01", Severity::Error, "PK", &["B2"])]);
    // As if a program had saved it: styles written anew, the cell in another row.
    let mut content = parts(&marked);
    let style = String::from_utf8(content["xl/styles.xml"].clone()).unwrap().replace("<dxfs", "<!-- baru --><dxfs");
    content.insert("xl/styles.xml".into(), style.into_bytes());
    let sheet = String::from_utf8(content["xl/worksheets/sheet1.xml"].clone())
        .unwrap()
        .replace("r=\"2\"", "r=\"5\"")
        .replace("B2", "B5");
    content.insert("xl/worksheets/sheet1.xml".into(), sheet.into_bytes());
    let all: Vec<(&str, &str)> = content.iter().map(|(n, b)| (n.as_str(), std::str::from_utf8(b).unwrap())).collect();
    let detach = detach_mark(&package(&all)).unwrap();
    let cell_style = |content: &[u8]| {
        let text = part(content, "xl/worksheets/sheet1.xml");
        let root = index::parse("s", &text, 4).unwrap();
        root.child("sheetData").unwrap().children[0].children[0].format()
    };
    assert_eq!(cell_style(&detach), cell_style(&original));
}

#[test]
fn control_characters_stay_out_of_every_part() {
    let mut temuan = at("PK01", Severity::Error, "PK 2026", &["A1"]);
    temuan.message = "a\u{0}b\u{1f}c\u{b}\r\nd\u{fffe}".into();
    temuan.advice = "=HYPERLINK(\"http://x\")".into();
    let context = CorrectionContext { unit: "u\u{1}".into(), already_correct: vec!["\u{2}+1".into()], ..context() };
    let marked = mark(&complete(), &[&temuan], &context).unwrap();
    for (name, content) in parts(&marked).into_iter().filter(|(name, _)| name.ends_with("xml") || name.ends_with("vml"))
    {
        let text = String::from_utf8(content).unwrap();
        assert!(!text.chars().any(|h| h.is_control() && !matches!(h, '\n' | '\r' | '\t') || h == '\u{fffe}'), "{name}");
        index::parse(&name, &text, 1).unwrap();
    }
}

#[test]
fn a_copy_holds_the_values_and_says_why_it_is_one() {
    let sheet = vec![
        PlainSheet {
            name: "PK: [2026]".into(),
            cells: vec![
                ("A1".parse().unwrap(), PlainValue::Text("=1+1".into())),
                ("B1".parse().unwrap(), PlainValue::Figure(0.5, Some("0.00%".into()))),
                ("C1".parse().unwrap(), PlainValue::Error("#DIV/0!".into())),
                ("D1".parse().unwrap(), PlainValue::Time(context().date.and_hms_opt(0, 0, 0).unwrap())),
                ("E1".parse().unwrap(), PlainValue::Logic(true)),
            ],
        },
        PlainSheet { name: "pk  2026".into(), cells: vec![] },
    ];
    let temuan = at("PK01", Severity::Error, "PK: [2026]", &["B1", "B9"]);
    let copy = marked_copy(&sheet, &[&temuan], &context(), "formatnya .xls").unwrap();
    let list = part(&copy, "xl/worksheets/sheet3.xml");
    assert!(list.contains("tidak dapat ditandai langsung karena formatnya .xls."), "{list}");
    assert!(list.contains("location=\"'PK 2026'!B1\""), "{list}");
    assert!(part(&copy, "xl/workbook.xml").contains("name=\"pk 2026 2\""));
    assert!(!part(&copy, "xl/worksheets/sheet1.xml").contains("<f>"));
    assert_eq!(copy, marked_copy(&sheet, &[&temuan], &context(), "formatnya .xls.").unwrap());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn any_cells_come_back_as_they_were(cell in prop::collection::btree_set((0_u32..30, 0_u32..12), 1..25), severity in 0..3) {
        let original = complete();
        let severity = [Severity::Error, Severity::Warning, Severity::Info][severity as usize];
        let address: Vec<String> =
            cell.iter().map(|(b, k)| crate::domain::address::CellAddress::new(*b, *k).to_string()).collect();
        let address: Vec<&str> = address.iter().map(String::as_str).collect();
        let temuan = [at("PK01", severity, "PK 2026", &address), at("PK02", Severity::Info, "Tak disentuh", &address)];
        let once = mark_all(&original, &temuan);
        prop_assert_eq!(&once, &mark_all(&once, &temuan));
        prop_assert_eq!(different(&original, &detach_mark(&once).unwrap()), Vec::<String>::new());
    }

    #[test]
    fn a_damaged_part_is_an_error_or_a_sound_workbook(
        which in any::<prop::sample::Index>(),
        position in any::<prop::sample::Index>(),
        replace in prop::collection::vec(prop::sample::select(b"<>/=\"' 019xr&;:\n-".to_vec()), 0..4),
    ) {
        let temuan = complete_temuan();
        let mut content = parts(&mark_all(&complete(), &temuan));
        let name: Vec<String> =
            content.keys().filter(|n| n.ends_with("l") || n.ends_with(".rels")).cloned().collect();
        let part = content.get_mut(which.get(&name)).unwrap();
        let at = position.index(part.len());
        part.splice(at..at + 1, replace);
        let text: BTreeMap<String, String> = content
            .into_iter()
            .map(|(name, bytes)| (name, String::from_utf8_lossy(&bytes).into_owned()))
            .collect();
        let all: Vec<(&str, &str)> = text.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
        let temuan: Vec<&Temuan> = temuan.iter().collect();
        if let Ok(outcome) = mark(&package(&all), &temuan, &context()) {
            for (name, content) in parts(&outcome) {
                let original = text.get(&name).is_some_and(|original| original.as_bytes() == content);
                if !original && name.ends_with("ml") && !name.ends_with("vml") {
                    let content = String::from_utf8(content).unwrap();
                    prop_assert!(index::parse(&name, &content, 8).is_ok(), "{}", name);
                }
            }
        }
    }
}
