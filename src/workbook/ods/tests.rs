//! What a sound .ods gives, and that an unsound one ends with an error, at once.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::workbook::fixture::zip;
use crate::workbook::{CellValue, read as read_workbook};

const HEAD: &str = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
    xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
    xmlns:calcext=\"c\" xmlns:style=\"s\">\
    <office:automatic-styles><style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style>\
    </office:automatic-styles>";

fn package(content: &str, manifest: &str) -> Vec<u8> {
    zip(&[
        ("mimetype".into(), SPREADSHEET.into()),
        ("META-INF/manifest.xml".into(), manifest.into()),
        ("content.xml".into(), content.into()),
    ])
}

fn tables(tables: &str) -> Vec<u8> {
    let content = format!(
        "{HEAD}<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    package(&content, "<manifest/>")
}

fn rows(rows: &str) -> Result<Workbook, ReadError> {
    read_workbook(&tables(&format!("<table:table table:name=\"PK\">{rows}</table:table>")), &Limits::default())
}

fn first(content: &str) -> Sheet {
    rows(content).unwrap().sheets.remove(0)
}

fn cell(attributes: &str, content: &str) -> Option<CellValue> {
    let row = format!("<table:table-row><table:table-cell {attributes}>{content}</table:table-cell></table:table-row>");
    first(&row).cells.into_iter().next().map(|cell| cell.value)
}

#[test]
fn values_read_by_their_type() {
    let value = |kind: &str, name: &str, value: &str| {
        cell(&format!("office:value-type=\"{kind}\" office:{name}=\"{value}\""), "")
    };
    assert_eq!(value("float", "value", "57"), Some(CellValue::Number(57.0)));
    assert_eq!(value("currency", "value", "1e3"), Some(CellValue::Number(1000.0)));
    assert_eq!(value("boolean", "boolean-value", "true"), Some(CellValue::Bool(true)));
    assert!(matches!(value("date", "date-value", "2026-06-30"), Some(CellValue::DateTime(_))));
    assert_eq!(value("string", "string-value", "a"), Some(CellValue::Text("a".into())));
}

#[test]
fn kinds_of_other_programs_are_what_the_cell_shows() {
    let shown = Some(CellValue::Text("09:55:33".into()));
    let text = "<text:p>09:55:33</text:p>";
    assert_eq!(cell("office:value-type=\"time\" office:time-value=\"09:55:33\"", text), shown);
    assert_eq!(cell("office:value-type=\"unknown\"", text), shown);
}

#[test]
fn percent_cells_are_marked() {
    let sheet = first(
        "<table:table-row><table:table-cell office:value-type=\"percentage\" office:value=\"0.57\"/></table:table-row>",
    );
    assert!(sheet.cells[0].percent_format && sheet.cells[0].value == CellValue::Number(0.57));
}

#[test]
fn text_is_what_the_paragraphs_show() {
    let content = "<office:annotation><text:p>catatan</text:p></office:annotation>\n\
        <text:p>satu <text:span>dua</text:span><text:s text:c=\"2\"/>&amp;\n  tiga</text:p><text:p>baris<text:tab/>kedua</text:p>";
    let value = cell("office:value-type=\"string\"", content);
    assert_eq!(value, Some(CellValue::Text("satu dua  & tiga\nbaris\tkedua".into())));
    let value = cell("office:value-type=\"string\"", "<text:p>mutu &amp; &lt;waktu&gt;  layanan</text:p>");
    assert_eq!(value, Some(CellValue::Text("mutu & <waktu> layanan".into())));
}

#[test]
fn errors_and_missing_results_are_told() {
    let error = cell(
        "table:formula=\"of:=1/0\" office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\"",
        "<text:p>#DIV/0!</text:p>",
    );
    assert_eq!(error, Some(CellValue::Error("#DIV/0!".into())));
    let old =
        cell("table:formula=\"of:=X\" office:value-type=\"float\" office:value=\"0\"", "<text:p>Err:502</text:p>");
    assert_eq!(old, Some(CellValue::Error("Err:502".into())));
    assert_eq!(cell("table:formula=\"of:=[.B1]\"", ""), Some(CellValue::NotCalculated));
}

#[test]
fn merges_repeats_and_hidden_rows_keep_every_address() {
    let sheet = first(
        "<table:table-column/><table:table-column table:visibility=\"collapse\" table:number-columns-repeated=\"2\"/>\
         <table:table-header-rows><table:table-row table:number-rows-repeated=\"3\" table:visibility=\"filter\"><table:table-cell table:number-columns-repeated=\"9\"/></table:table-row></table:table-header-rows>\
         <table:table-row table:number-rows-repeated=\"2\"><table:table-cell/>\n <table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>\
         <table:table-row><table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"3\"/><table:covered-table-cell/><table:table-cell office:value-type=\"float\" office:value=\"2\"/></table:table-row>\
         <table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>",
    );
    let addresses: Vec<_> = sheet.cells.iter().map(|cell| cell.address.to_string()).collect();
    assert_eq!(addresses, ["B4", "C4", "B5", "C5", "C6"]);
    assert_eq!(sheet.merges, [("A6".parse().unwrap(), "B8".parse().unwrap())]);
    assert_eq!((sheet.hidden_rows, sheet.hidden_columns), (vec![0, 1, 2], vec![1, 2]));
}

#[test]
fn hidden_sheets_are_told_and_double_names_refused() {
    let bytes = tables("<table:table table:name=\"A\"/><table:table table:name=\"B\" table:style-name=\"ta2\"/>");
    let workbook = read_workbook(&bytes, &Limits::default()).unwrap();
    assert_eq!(workbook.sheets[1].visibility, SheetVisibility::Hidden);
    let twice = tables("<table:table table:name=\"A\"/><table:table table:name=\"a\"/>");
    assert!(matches!(read_workbook(&twice, &Limits::default()), Err(ReadError::ContradictingContent { .. })));
}

#[test]
fn repeats_beyond_the_limits_end_with_a_message() {
    let full =
        "<table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/>";
    let bomb = rows(&format!("<table:table-row table:number-rows-repeated=\"1048576\">{full}</table:table-row>"));
    assert!(matches!(bomb, Err(ReadError::ExceedsLimit { .. })), "{bomb:?}");
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>";
    let below = rows(&format!(
        "<table:table-row table:number-rows-repeated=\"18446744073709551615\"/><table:table-row>{cell}</table:table-row>"
    ));
    assert!(matches!(below, Err(ReadError::ContradictingContent { .. })), "{below:?}");
    let spaces = rows(
        "<table:table-row><table:table-cell office:value-type=\"string\"><text:p><text:s text:c=\"2000000000\"/></text:p></table:table-cell></table:table-row>",
    );
    assert!(matches!(spaces, Err(ReadError::ExceedsLimit { .. })), "{spaces:?}");
}

#[test]
fn content_that_ends_early_is_damaged_and_does_not_hang() {
    let whole = format!(
        "{HEAD}<office:body><office:spreadsheet><table:table table:name=\"PK\"><table:table-row><table:table-cell office:value-type=\"string\"><office:annotation><text:p>x"
    );
    for end in [HEAD.len(), HEAD.len() + 60, whole.len() - 20, whole.len()] {
        let result = read_workbook(&package(&whole[..end], "<manifest/>"), &Limits::default());
        assert!(matches!(result, Err(ReadError::Damaged { .. })), "{end}: {result:?}");
    }
}

#[test]
fn locked_and_foreign_documents_are_named() {
    let locked = package("garbage", "<manifest><file-entry><encryption-data/></file-entry></manifest>");
    assert_eq!(read_workbook(&locked, &Limits::default()), Err(ReadError::PasswordLocked));
    let writer = zip(&[("mimetype".into(), "application/vnd.oasis.opendocument.text".into())]);
    assert!(read_workbook(&writer, &Limits::default()).unwrap_err().to_string().contains("Writer"));
    let prefixed =
        package("<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"/>", "<m/>");
    assert!(read_workbook(&prefixed, &Limits::default()).is_err());
}
