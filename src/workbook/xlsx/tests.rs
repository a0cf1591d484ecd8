//! What a sound .xlsx gives, and that an unsound one gives a right value or an error, never a wrong value.

#![allow(clippy::unwrap_used)]

use std::io::Cursor;
use std::path::{Path, PathBuf};

use calamine::Reader;
use chrono::{NaiveDate, NaiveTime};

use crate::domain::address::CellAddress;
use crate::workbook::fixture::{Xlsx, patch};
use crate::workbook::value::cell_value;
use crate::workbook::{CellValue, Limits, ReadError, SheetVisibility, read};

fn number(value: f64) -> Result<Option<CellValue>, String> {
    Ok(Some(CellValue::Number(value)))
}

fn text(value: &str) -> Result<Option<CellValue>, String> {
    Ok(Some(CellValue::Text(value.into())))
}

/// It must be refused, and the message must hold these words.
fn refused(fixture: Xlsx, words: &str) {
    match fixture.read() {
        Err(error) => assert!(error.to_string().contains(words), "{error} should say {words}"),
        Ok(workbook) => panic!("read as {:?} though {words}", workbook.sheets),
    }
}

#[test]
fn numbers_text_and_truth_read_as_stored() {
    assert_eq!(Xlsx::cell("", "<v>57</v>").value(), number(57.0));
    assert_eq!(Xlsx::cell("t=\"n\"", "<v>-1.5E-3</v>").value(), number(-0.0015));
    assert_eq!(Xlsx::cell("t=\"b\"", "<v>1</v>").value(), Ok(Some(CellValue::Bool(true))));
    assert_eq!(Xlsx::cell("t=\"inlineStr\"", "<is><t>Sasaran</t></is>").value(), text("Sasaran"));
    assert_eq!(Xlsx::cell("t=\"str\"", "<f>A2</f><v>a &amp; b</v>").value(), text("a & b"));
    assert_eq!(Xlsx::cell("t=\"s\"", "<v>1</v>").strings(&["<t>nol</t>", "<t>satu</t>"]).value(), text("satu"));
}

#[test]
fn blanks_around_a_figure_or_an_index_are_no_part_of_it() {
    assert_eq!(Xlsx::cell("", "<v> 41\n</v>").value(), number(41.0));
    assert_eq!(Xlsx::cell("t=\"s\"", "<v> 1 </v>").strings(&["<t>nol</t>", "<t>satu</t>"]).value(), text("satu"));
    assert_eq!(Xlsx::cell("t=\"str\"", "<f>A2</f><v> a </v>").value(), text(" a "));
}

#[test]
fn rich_text_is_joined_and_phonetic_text_dropped() {
    let rich = "<r><t xml:space=\"preserve\">Satu </t></r><r><t>dua</t></r><rPh><t>furigana</t></rPh>";
    assert_eq!(Xlsx::cell("t=\"s\"", "<v>0</v>").strings(&[rich]).value(), text("Satu dua"));
}

#[test]
fn an_empty_shared_string_keeps_its_place_in_the_list() {
    assert_eq!(Xlsx::cell("t=\"s\"", "<v>2</v>").strings(&["", "<t/>", "<t>dua</t>"]).value(), text("dua"));
    assert_eq!(Xlsx::cell("t=\"s\"", "<v>0</v>").strings(&["", "<t/>"]).value(), Ok(None));
}

#[test]
fn percent_is_told_by_the_number_format() {
    let rows = "<row r=\"1\"><c r=\"A1\" s=\"1\"><v>0.7</v></c><c r=\"B1\" s=\"3\"><v>70</v></c><c r=\"C1\"><v>0.7</v></c></row>";
    let sheet = Xlsx::new().rows("PK", rows).first();
    assert_eq!(sheet.cells.iter().map(|cell| cell.percent_format).collect::<Vec<_>>(), [true, false, false]);
}

#[test]
fn dates_count_from_the_epoch_of_their_workbook() {
    let day = CellValue::DateTime(NaiveDate::from_ymd_opt(2026, 6, 30).unwrap().and_time(NaiveTime::MIN));
    assert_eq!(Xlsx::cell("s=\"2\"", "<v>46203</v>").value(), Ok(Some(day.clone())));
    let old_mac = Xlsx::cell("s=\"2\"", "<v>44741</v>").book("<workbookPr date1904=\"1\"/>");
    assert_eq!(old_mac.value(), Ok(Some(day.clone())));
    assert_eq!(Xlsx::cell("t=\"d\"", "<v>2026-06-30T00:00:00</v>").value(), Ok(Some(day)));
    assert_eq!(Xlsx::cell("", "<v>46203</v>").value(), number(46203.0));
}

#[test]
fn a_formula_without_result_is_not_calculated() {
    for content in ["<f>B1+C1</f>", "<f>B1+C1</f><v></v>", "<f>B1+C1</f><v/>"] {
        let sheet = Xlsx::cell("", content).first();
        assert_eq!(sheet.cells[0].value, CellValue::NotCalculated, "{content}");
        assert_eq!(sheet.cells[0].formula.as_deref(), Some("B1+C1"));
    }
    assert_eq!(Xlsx::cell("t=\"str\"", "<f>\"\"</f><v></v>").value(), Ok(None));
}

#[test]
fn shared_formulas_are_written_out_for_each_cell() {
    let rows = "<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1:A2\" si=\"0\">B1*2</f><v>2</v></c></row>\
        <row r=\"2\"><c r=\"A2\"><f t=\"shared\" si=\"0\"/><v>4</v></c></row>";
    let sheet = Xlsx::new().rows("PK", rows).first();
    let formulas: Vec<_> = sheet.cells.iter().map(|cell| cell.formula.as_deref()).collect();
    assert_eq!(formulas, [Some("B1*2"), Some("B2*2")]);
}

#[test]
fn error_values_of_every_program_are_errors_and_cost_no_other_cell() {
    let error = |text: &str| CellValue::Error(text.into());
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"e\"><f>B1/0</f><v>#DIV/0!</v></c><c r=\"B1\" t=\"e\"><f>S(1)</f><v>#SPILL!</v></c>\
        <c r=\"C1\"><f>A1</f><v>3</v></c></row><row r=\"2\"><c r=\"A2\" t=\"e\"><v>Err:502</v></c><c r=\"B2\"><v>4</v></c></row>";
    let sheet = Xlsx::new().rows("PK", rows).first();
    let values: Vec<_> = sheet.cells.iter().map(|cell| cell.value.clone()).collect();
    let expected =
        [error("#DIV/0!"), error("#SPILL!"), CellValue::Number(3.0), error("Err:502"), CellValue::Number(4.0)];
    assert_eq!(values, expected);
    assert_eq!(sheet.cells[1].formula.as_deref(), Some("S(1)"));
}

#[test]
fn merges_and_hidden_rows_columns_and_sheets_are_told() {
    let part = "<worksheet><dimension ref=\"\"/><cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData>\
        <row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"4\" hidden=\"1\"/></sheetData>\
        <mergeCells count=\"1\"><mergeCell ref=\"A1:C2\"/></mergeCells></worksheet>";
    let workbook = Xlsx::new().sheet("PK", part).rows("Data", "").state("hidden").rows("X", "").state("veryHidden");
    let workbook = workbook.read().unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.merges, [("A1".parse().unwrap(), "C2".parse().unwrap())]);
    assert_eq!((&sheet.hidden_rows[..], &sheet.hidden_columns[..]), (&[3][..], &[1, 2][..]));
    let visible: Vec<_> = workbook.sheets.iter().map(|sheet| sheet.visibility).collect();
    assert_eq!(visible, [SheetVisibility::Visible, SheetVisibility::Hidden, SheetVisibility::VeryHidden]);
}

#[test]
fn two_cells_at_the_ends_of_the_grid_cost_nothing() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let start = std::time::Instant::now();
    assert_eq!(Xlsx::new().rows("PK", rows).first().cells[1].address.to_string(), "XFD1048576");
    assert!(start.elapsed().as_secs() < 2);
}

#[test]
fn rows_and_cells_without_addresses_follow_each_other() {
    let rows = "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>";
    let sheet = Xlsx::new().rows("PK", rows).first();
    let addresses: Vec<_> = sheet.cells.iter().map(|cell| cell.address.to_string()).collect();
    assert_eq!(addresses, ["A1", "C1", "A3"]);
}

#[test]
fn a_sheet_of_charts_or_macros_is_listed_without_cells() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relations = format!(
        "<Relationships><Relationship Id=\"rId1\" Type=\"{kind}/worksheet\" Target=\"/xl/worksheets/sheet1.xml\"/>\
         <Relationship Id=\"c\" Type=\"{kind}/chartsheet\" Target=\"chartsheets/sheet1.xml\"/>\
         <Relationship Id=\"m\" Type=\"http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet\" Target=\"macrosheets/sheet1.xml\"/>\
         </Relationships>"
    );
    let book = "<workbook><sheets><sheet name=\"Grafik\" r:id=\"c\"/><sheet name=\"Makro\" r:id=\"m\"/>\
        <sheet name=\"Modul\" state=\"show\" r:id=\"\"/><sheet name=\"PK\" r:id=\"rId1\"/></sheets></workbook>";
    let fixture =
        Xlsx::cell("", "<v>1</v>").part("xl/_rels/workbook.xml.rels", &relations).part("xl/workbook.xml", book);
    let workbook = fixture.read().unwrap();
    let sheets: Vec<_> = workbook.sheets.iter().map(|sheet| (sheet.name.as_str(), sheet.cells.len())).collect();
    assert_eq!(sheets, [("Grafik", 0), ("Makro", 0), ("Modul", 0), ("PK", 1)]);
}

#[test]
fn prefixed_parts_odd_names_and_utf16_read_like_any_other() {
    let prefixed = "<x:worksheet xmlns:x=\"m\"><x:sheetData><x:row r=\"1\"><x:c r=\"A1\"><x:v>7</x:v></x:c></x:row></x:sheetData></x:worksheet>";
    assert_eq!(Xlsx::new().sheet("PK", prefixed).value(), number(7.0));
    let wide = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>8</v></c></row></sheetData></worksheet>";
    let mut bytes = vec![0xFF, 0xFE];
    bytes.extend(wide.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(Xlsx::new().rows("PK", "").bytes("xl/worksheets/sheet1.xml", &bytes).value(), number(8.0));
}

#[test]
fn a_number_cut_by_markup_is_refused_with_its_cell() {
    for content in
        ["<v>1&#50;3</v>", "<v>12<!-- x -->34</v>", "<v>12<?x?>34</v>", "<v><![CDATA[55]]></v>", "<v>1<b/>2</v>"]
    {
        refused(Xlsx::cell("", content), "lembar \"PK\", sel A1");
    }
    refused(Xlsx::cell("t=\"str\"", "<v><![CDATA[teks]]></v>"), "sel A1");
    refused(Xlsx::cell("", "<v>1</v><v>2</v>"), "dua kali");
}

#[test]
fn a_shared_string_index_must_be_one() {
    for index in ["-1", "abc", "1.0", "1 1", "2", "18446744073709551616", "+1"] {
        let cell = Xlsx::cell("t=\"s\"", &format!("<v>{index}</v>"));
        refused(cell.strings(&["<t>nol</t>", "<t>satu</t>"]), "sel A1");
    }
    refused(Xlsx::cell("t=\"s\"", "<v>0</v>"), "sel A1");
}

#[test]
fn addresses_stay_inside_the_grid_and_in_order() {
    for address in ["A1048577", "XFE1", "A4294967297", "A0", "1", "ZZZZZZZZZ1", "a 1"] {
        refused(Xlsx::new().rows("PK", &format!("<row><c r=\"{address}\"><v>1</v></c></row>")), "bertentangan");
    }
    let twice = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>";
    refused(Xlsx::new().rows("PK", twice), "sel A1");
    refused(Xlsx::new().rows("PK", "<row r=\"2\"/><row r=\"1\"/>"), "baris 1 tidak urut");
    refused(Xlsx::new().rows("PK", "<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>"), "di luar barisnya");
    refused(Xlsx::new().rows("PK", "<row r=\"1048577\"/>"), "di luar lembar");
}

#[test]
fn an_attribute_of_a_cell_is_told_once() {
    for doubled in ["r=\"A1\" r=\"B1\"", "r=\"A1\" s=\"0\" s=\"0\"", "t=\"b\" r=\"A1\" t=\"n\""] {
        refused(Xlsx::new().rows("PK", &format!("<row r=\"1\"><c {doubled}><v>1</v></c></row>")), "tercatat dua kali");
    }
}

#[test]
fn a_value_must_be_of_its_type() {
    for (attributes, value) in [
        ("", "NaN"),
        ("", "INF"),
        ("", "1e400"),
        ("t=\"n\"", "1,5"),
        ("", "abc"),
        ("", "5 5"),
        ("", " "),
        ("t=\"b\"", "2"),
        ("t=\"d\"", "kemarin"),
        ("t=\"e\"", ""),
        ("t=\"x\"", "1"),
        ("s=\"9\"", "45000"),
        ("s=\"-1\"", "45000"),
        ("t=\"inlineStr\"", "1"),
    ] {
        refused(Xlsx::cell(attributes, &format!("<v>{value}</v>")), "bertentangan");
    }
    refused(Xlsx::cell("s=\"2\"", "<v>45000</v>").without("xl/styles.xml"), "format angkanya");
}

#[test]
fn parts_that_hold_more_or_less_than_one_sheet_are_refused() {
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let data = format!("<sheetData>{row}</sheetData>");
    for part in [
        format!("<worksheet>{data}</worksheet><worksheet>{data}</worksheet>"),
        format!("<worksheet>{data}"),
        format!("<worksheet>{data}{data}</worksheet>"),
        format!("<worksheet>{data}</worksheet>x"),
        format!("<!DOCTYPE x [<!ENTITY a \"1\">]><worksheet>{data}</worksheet>"),
        "<worksheet></worksheet>".to_string(),
        "<chartsheet/>".to_string(),
        String::new(),
    ] {
        assert!(Xlsx::new().sheet("PK", &part).read().is_err(), "{part}");
    }
}

#[test]
fn the_directory_of_sheets_must_be_whole() {
    let row = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let limits = Limits::default();
    let twice = Xlsx::new().rows("Data", row).rows("DATA", row);
    refused(twice, "nama yang sama");
    assert!(read(&Xlsx::cell("", "<v>1</v>").zip_without("xl/workbook.xml"), &limits).is_err());
    assert!(read(&Xlsx::cell("", "<v>1</v>").zip_without("_rels/.rels"), &limits).is_err());
    assert!(read(&Xlsx::cell("", "<v>1</v>").zip_without("xl/worksheets/sheet1.xml"), &limits).is_err());
    assert!(read(&Xlsx::cell("", "<v>1</v>").zip_without("xl/_rels/workbook.xml.rels"), &limits).is_err());
    assert_eq!(Xlsx::new().read(), Err(ReadError::WithoutSheet));
}

#[test]
fn a_digit_changed_in_a_stored_part_is_noticed() {
    let bytes = patch(Xlsx::cell("", "<v>12345</v>").zip(), b"12345", b"92345");
    assert!(matches!(read(&bytes, &Limits::default()), Err(ReadError::ContradictingContent { .. })));
}

#[test]
fn lying_counts_and_huge_formula_groups_cost_nothing() {
    let strings = "<sst uniqueCount=\"18446744073709551615\"><si><t>satu</t></si></sst>";
    assert_eq!(Xlsx::cell("t=\"s\"", "<v>0</v>").part("xl/sharedStrings.xml", strings).value(), text("satu"));
    refused(Xlsx::cell("", "<f t=\"shared\" ref=\"A1\" si=\"4000000000\">B1</f><v>1</v>"), "rumus bersama");
    let long =
        format!("<row r=\"1\"><c r=\"A1\"><f t=\"shared\" ref=\"A1\" si=\"0\">{}</f><v>1</v></c>", "1+".repeat(50_000));
    let children: String = (2..2_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\"><f t=\"shared\" si=\"0\"/><v>1</v></c></row>"))
        .collect();
    refused(Xlsx::new().rows("PK", &format!("{long}</row>{children}")), "Panjang semua rumus");
}

#[test]
fn a_package_of_another_program_is_named() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
    let root =
        format!("<Relationships><Relationship Id=\"r\" Type=\"{kind}\" Target=\"word/document.xml\"/></Relationships>");
    refused(Xlsx::new().part("_rels/.rels", &root).part("word/document.xml", "<d/>"), "dokumen Word");
}

#[test]
fn limits_are_kept_and_named() {
    let rows = "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"><v>1</v></c></row>";
    let limits = Limits { cell: 1, ..Limits::default() };
    let error = read(&Xlsx::new().rows("PK", rows).zip(), &limits).unwrap_err();
    assert_eq!(error.to_string(), "Jumlah sel berisi melebihi batas: 2 (batas 1), lembar \"PK\", sel B1.");
    let limits = Limits { file_size: 10, ..Limits::default() };
    assert!(matches!(read(&[0; 11], &limits), Err(ReadError::ExceedsLimit { value: 11, .. })));
}

/// Every .xlsx below a folder.
fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                workbooks(&path)
            } else {
                path.extension().is_some_and(|end| end == "xlsx").then_some(path).into_iter().collect()
            }
        })
        .collect()
}

#[test]
fn every_cell_of_the_samples_reads_as_calamine_reads_it() {
    let mut compared = 0;
    for path in workbooks(Path::new("samples")) {
        let bytes = std::fs::read(&path).unwrap();
        // Some samples are damaged on purpose.
        let Ok(workbook) = read(&bytes, &Limits::default()) else { continue };
        let mut other: calamine::Xlsx<_> = calamine::Xlsx::new(Cursor::new(bytes)).unwrap();
        for sheet in &workbook.sheets {
            let mut reader = other.worksheet_cells_reader(&sheet.name).unwrap();
            while let Some(cell) = reader.next_cell_with_formula().unwrap() {
                let place = CellAddress::new(cell.pos.0, cell.pos.1);
                let ours = sheet.cell(place);
                let formula = cell.formula.filter(|text| !text.is_empty());
                let theirs = match cell_value(cell.value).unwrap() {
                    None if formula.is_some() && ours.is_some() => Some(CellValue::NotCalculated),
                    value => value,
                };
                assert_eq!(ours.map(|cell| cell.value.clone()), theirs, "{} {place}", path.display());
                assert!(ours.is_none_or(|cell| cell.formula == formula), "{} {place}", path.display());
                compared += usize::from(ours.is_some());
            }
        }
    }
    assert!(compared > 10_000, "{compared}");
}

#[test]
fn a_formula_names_the_workbook_that_it_points_to() {
    let kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let relation = |id: &str, word: &str, target: &str, more: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{kind}/{word}\" Target=\"{target}\"{more}/>")
    };
    let sheet = relation("rId1", "worksheet", "worksheets/sheet1.xml", "");
    let link = relation("x1", "externalLink", "externalLinks/externalLink1.xml", "");
    let there = relation("rId1", "externalLinkPath", "file:///D:\\Unit\\Rekap%202026.xlsx", " TargetMode=\"External\"");
    let formula = |links: &str| {
        let fixture = Xlsx::cell("", "<f>[1]Rekap!$B$4</f><v>14</v>")
            .book("<externalReferences><externalReference r:id=\"x1\"/></externalReferences>")
            .part("xl/_rels/workbook.xml.rels", &format!("<Relationships>{sheet}{link}</Relationships>"))
            .part("xl/externalLinks/_rels/externalLink1.xml.rels", links);
        fixture.first().cells[0].formula.clone()
    };
    let named = formula(&format!("<Relationships>{there}</Relationships>"));
    assert_eq!(named.as_deref(), Some("'[Rekap 2026.xlsx]Rekap'!$B$4"));
    // A link that is broken is no reason to refuse a form.
    for broken in ["<Relationships/>", "<Relationships><Relationship", ""] {
        assert_eq!(formula(broken).as_deref(), Some("[1]Rekap!$B$4"), "{broken}");
    }
}
