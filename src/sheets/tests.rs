use super::*;

fn test<'a>(columns: &'a [SheetColumn], row: RowContent<'a>) -> TableSheet<'a> {
    TableSheet {
        name: "Uji",
        table_name: "Uji",
        heading: "Judul".into(),
        remark: "Keterangan".into(),
        columns,
        row,
        frozen: 1,
        total: ("Jumlah", vec![("Dua kali", SheetTotal::Add), ("Nama", SheetTotal::Count)]),
        lights: vec![("Nama", "Dua kali")],
    }
}

const TEST: [SheetColumn; 3] = [
    SheetColumn::new("Nomor", CellLook::Figure, 1, 9),
    SheetColumn::new("Nama", CellLook::Fold, 1, 20),
    SheetColumn::new("Dua kali", CellLook::Percent, 1, 9),
];

#[test]
fn every_cell_of_a_long_table_reads_back_with_its_totals_above() {
    const COUNT: usize = 60_000;
    let row = |number: usize| SheetRow {
        cells: vec![
            SheetCell::Figure(number as f64 / 4.0),
            match number % 4 {
                0 => SheetCell::Blank,
                1 => SheetCell::Text(format!(" <nama> & \"{number}\" ").into()),
                2 => SheetCell::Link(format!("file://../masuk/{}.xlsx#'A&B'!C{number}", number % 100), "1.050".into()),
                _ => SheetCell::Formula("\"a\"&\"<b>\"".into(), FormulaResult::Text("a<b>".into())),
            },
            SheetCell::formula(format!("A{}*2", formula_row(number)), Some(number as f64 / 2.0)),
        ],
        look: if number.is_multiple_of(2) { RowLook::Usual } else { RowLook::Dim },
        depth: u8::from(number % 2 == 1),
    };
    let mut book = book("Uji", "Uji", &chrono::NaiveDateTime::default()).expect("a workbook");
    test(&TEST, RowContent::new((0..COUNT).map(row))).write(&mut book, &BookStyles::new()).expect("a sheet");
    let byte = book.save().expect("bytes");
    let sheet = crate::workbook::read(&byte, &crate::workbook::Limits::default()).expect("it reads").sheets.remove(0);
    let content = |number: u32| sheet.row(number).iter().map(crate::workbook::Cell::display).collect::<Vec<_>>();
    assert_eq!(content(TOTAL_ROW), ["Jumlah", "45000", "899985000"]);
    assert_eq!(content(HEAD_ROW), ["Nomor", "Nama", "Dua kali"]);
    for number in 0..COUNT {
        let [figure, two] = [4.0, 2.0].map(|divide| (number as f64 / divide).to_string().replace('.', ","));
        let name = match number % 4 {
            0 => None,
            1 => Some(format!(" <nama> & \"{number}\" ")),
            2 => Some("1.050".to_string()),
            _ => Some("a<b>".to_string()),
        };
        let expectation: Vec<String> = std::iter::once(figure).chain(name).chain([two]).collect();
        assert_eq!(content(CONTENT_ROW + number as u32), expectation, "row {number}");
    }
    assert_eq!(sheet.used_rows().map(|(_, last)| last), Some(CONTENT_ROW + COUNT as u32 - 1));
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(byte)).expect("a package");
    let mut part = |name: &str| std::io::read_to_string(archive.by_name(name).expect("a part")).expect("text");
    let xml = part("xl/worksheets/sheet1.xml");
    assert_eq!(xml.matches("<hyperlink ").count(), COUNT / 4, "every link");
    assert!(xml.contains("<hyperlink ref=\"B7\" r:id=\"rIdTautan1\" location=\"'A&amp;B'!C2\"/>"));
    assert!(xml.contains("outlineLevelRow=\"1\"") && xml.contains("<dimension ref=\"A1:C60004\"/>"));
    assert!(xml.contains("<c r=\"B5\" s=\""), "a blank carries the line below its row");
    assert_eq!(xml.matches("<conditionalFormatting ").count(), 1, "of two rules for a cell LibreOffice shows one");
    let relation = part("xl/worksheets/_rels/sheet1.xml.rels");
    assert_eq!(relation.matches("/hyperlink\"").count(), 25, "every file once");
}

#[test]
fn the_writer_library_leaves_the_text_that_rows_are_put_into() {
    const ADVICE: &str =
        "rust_xlsxwriter writes otherwise than the row writer expects: read docs/adr/0004-row-writer.md";
    let row = SheetRow::usual(vec![SheetCell::Figure(1.0), SheetCell::Text("a".into()), SheetCell::Blank]);
    let mut book = book("Uji", "Uji", &chrono::NaiveDateTime::default()).expect("a workbook");
    test(&TEST, vec![row].into()).write(&mut book, &BookStyles::new()).expect("a sheet");
    // The library's own bytes: no row is written yet.
    let bytes = book.save_to_buffer().expect("bytes");
    let mut package = crate::ooxml::part::Repacked::open(&bytes).expect("a package");
    let mut part = |name: &str| package.text(name).expect("text");
    let sheet = part("xl/worksheets/sheet1.xml");
    let once = [
        "<dimension ref=\"",
        "<sheetFormatPr ",
        "<row r=\"4\"",
        "<row r=\"5\"",
        "</sheetData>",
        "<pageMargins ",
        "<tableParts ",
    ];
    for text in once {
        assert_eq!(sheet.matches(text).count(), 1, "{text} in {sheet}\n{ADVICE}");
    }
    let samples = sheet.split("<row r=\"5\"").nth(1).and_then(|rest| rest.split("</sheetData>").next());
    assert_eq!(samples.unwrap_or_default().matches("<c r=\"").count(), 28, "{sheet}\n{ADVICE}");
    let links = part("xl/worksheets/_rels/sheet1.xml.rels");
    assert!(links.ends_with("</Relationships>") && links.contains("\"../tables/table1.xml\""), "{links}\n{ADVICE}");
    let table = part("xl/tables/table1.xml");
    assert!(table.contains(" ref=\"A4:C5\""), "{table}\n{ADVICE}");
    let texts = part("xl/sharedStrings.xml");
    let head = texts.contains("<sst ") && texts.contains(" count=\"") && texts.contains(" uniqueCount=\"");
    assert!(head && texts.ends_with("</sst>"), "{texts}\n{ADVICE}");
}

#[test]
fn a_row_too_few_or_too_many_is_an_error_and_never_a_shorter_table() {
    let error = |count: i32| {
        let row = (0..count).map(|number| SheetRow::usual(vec![SheetCell::Figure(f64::from(number))]));
        let mut book = OutputBook::new(rust_xlsxwriter::Workbook::new());
        test(&TEST, RowContent::summed(10, row)).write(&mut book, &BookStyles::new()).expect("a sheet");
        book.save().map_err(|error| error.to_string())
    };
    assert!(error(9).expect_err("a fault").contains("9 dari 10 baris"));
    assert!(error(11).expect_err("a fault").contains("tidak mendapat tempat"));
    assert!(error(10).is_ok());
}

#[test]
fn columns_are_found_by_their_heading() {
    const COLUMN: [SheetColumn; 2] =
        [SheetColumn::new("Satu", CellLook::Text, 1, 9), SheetColumn::new("Dua", CellLook::Figure, 1, 9)];
    assert_eq!((number(&COLUMN, "Dua"), letter(&COLUMN, "Dua").as_str()), (1, "B"));
    assert_eq!(formula_row(0), CONTENT_ROW + 1);
}

#[test]
fn rows_beyond_a_sheet_go_on_on_the_next_and_every_sheet_says_so() {
    const COLUMN: [SheetColumn; 1] = [SheetColumn::new("Nomor", CellLook::Figure, 8, 9)];
    let image = |count: u32, limit| {
        let mut book = OutputBook::new(rust_xlsxwriter::Workbook::new());
        let sheet = TableSheet {
            name: "Pengukuran",
            table_name: "Ukur",
            heading: "Judul".into(),
            remark: "Semua.".into(),
            columns: &COLUMN,
            row: (1..=count)
                .map(|number| SheetRow::usual(vec![SheetCell::Figure(f64::from(number))]))
                .collect::<Vec<_>>()
                .into(),
            frozen: 1,
            total: ("Jumlah", vec![("Nomor", SheetTotal::Add)]),
            lights: Vec::new(),
        };
        sheet.write_bounded(&mut book, &BookStyles::new(), limit, |_, _| Ok(())).expect("a workbook");
        content(&book.save().expect("bytes"))
    };
    let three = image(25, 10);
    let name: Vec<&str> = three.iter().map(|(name, _, _)| name.as_str()).collect();
    assert_eq!(name, ["Pengukuran", "Pengukuran (2)", "Pengukuran (3)"]);
    let all: Vec<f64> = three.iter().flat_map(|(_, _, figure)| figure.clone()).collect();
    assert_eq!(all, (1..=25).map(f64::from).collect::<Vec<_>>());
    assert!(three[1].1.contains("baris 11 sampai 20 dari 25"), "{}", three[1].1);
    assert!(three[0].1.contains("lembar Pengukuran sampai Pengukuran (3)"), "{}", three[0].1);
    let one = image(10, 10);
    assert_eq!((one.len(), one[0].1.as_str(), one[0].2.len()), (1, "Semua.", 10));
}

/// Of every sheet: name, what a reader must know, figures below the header.
fn content(byte: &[u8]) -> Vec<(String, String, Vec<f64>)> {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(byte)).expect("a workbook");
    let name = book.sheet_names();
    let one = |name: String| {
        let content = book.worksheet_range(&name).expect("a sheet");
        let remark = content.get_value((1, 0)).map(ToString::to_string).unwrap_or_default();
        let figure =
            |row| if let Some(Data::Float(figure)) = content.get_value((row, 0)) { Some(*figure) } else { None };
        let figure = (CONTENT_ROW..=content.end().unwrap_or_default().0).filter_map(figure).collect();
        (name, remark, figure)
    };
    name.into_iter().map(one).collect()
}

#[test]
fn formulas_find_a_row_on_the_sheet_that_it_stands_on() {
    assert_eq!((benchmark("Pengukuran", 999_999), formula_row(999_999)), ("Pengukuran!".into(), 1_000_004));
    assert_eq!((benchmark("Pengukuran", 1_000_000), formula_row(1_000_000)), ("'Pengukuran (2)'!".into(), 5));
    assert_eq!((sheet_from("PK", 3), sheet_from("PK", 2_000_000)), ("PK".into(), "PK (3)".into()));
}
