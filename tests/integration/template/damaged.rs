//! A filled form that somebody moved about, reordered or typed over reads the same, or says what it lost.

use super::*;

/// The plain measurement form with every figure filled in, as a sheet that can be damaged.
fn pengukuran_sheet(library: &Library) -> (selaras::workbook::Workbook, &Template, Vec<(TableRole, Expected)>) {
    let profil = Profil::standard(ProfilName::General);
    let template = all_form(library).find(|template| template.id == "uk-umum").expect("a shipped form");
    let (byte, expectation) = write_filled(template, &fixed_choice(4), &profil);
    (workbook::read(&byte, &Limits::default()).expect("a readable workbook"), template, expectation)
}

/// Moves every cell and merge of the first sheet.
fn relocate(book: &mut selaras::workbook::Workbook, to: impl Fn(u32, u32) -> (u32, u32)) {
    let sheet = &mut book.sheets[0];
    for cell in &mut sheet.cells {
        (cell.address.row, cell.address.column) = to(cell.address.row, cell.address.column);
    }
    sheet.cells.sort_by_key(|cell| cell.address);
    for (start, last) in &mut sheet.merges {
        // Titles over the whole width stay where they are.
        if start.column == last.column {
            (start.row, start.column) = to(start.row, start.column);
            (last.row, last.column) = to(last.row, last.column);
        }
    }
}

fn check_damaged(damaged: impl Fn(&mut selaras::workbook::Workbook)) {
    let library = library();
    let (mut book, template, expectation) = pengukuran_sheet(&library);
    damaged(&mut book);
    let file = extract(&book, &library);
    let difference: Vec<String> =
        expectation.iter().flat_map(|(role, expectation)| distinction(template, &file, *role, expectation)).collect();
    assert!(difference.is_empty(), "{}", difference.join("\n"));
}

#[test]
fn rows_inserted_above_and_inside_the_table_do_not_matter() {
    check_damaged(|book| relocate(book, |row, column| (row + 3, column)));
    check_damaged(|book| {
        let head = head_row(book);
        relocate(book, |row, column| (if row > head + 2 { row + 2 } else { row }, column));
    });
}

/// The row of the header: the one that says "Indikator".
fn head_row(book: &selaras::workbook::Workbook) -> u32 {
    let heading =
        |cell: &&selaras::workbook::Cell| cell.value == selaras::workbook::CellValue::Text("Indikator".into());
    book.sheets[0].cells.iter().find(heading).expect("a header").address.row
}

#[test]
fn columns_in_another_order_are_read_by_their_headers() {
    check_damaged(|book| {
        let head = head_row(book);
        let swap = |column: u32| match column {
            3 => 15,
            15 => 3,
            5 => 6,
            6 => 5,
            other => other,
        };
        relocate(book, |row, column| if row >= head && row < head + 8 { (row, swap(column)) } else { (row, column) });
    });
}

/// The column of a header on the first sheet.
fn headed_column(book: &selaras::workbook::Workbook, heading: &str) -> u32 {
    let same = |cell: &&selaras::workbook::Cell| cell.value == selaras::workbook::CellValue::Text(heading.into());
    book.sheets[0].cells.iter().find(same).expect("a header").address.column
}

#[test]
fn a_column_pasted_over_another_is_told_and_the_others_read_the_same() {
    let library = library();
    let (mut book, template, mut expectation) = pengukuran_sheet(&library);
    let (head, from, to) = (head_row(&book), headed_column(&book, "Tindak Lanjut"), headed_column(&book, "Kendala"));
    let sheet = &mut book.sheets[0];
    sheet.cells.retain(|cell| cell.address.column != to || cell.address.row < head);
    let mut copy: Vec<_> =
        sheet.cells.iter().filter(|cell| cell.address.column == from && cell.address.row >= head).cloned().collect();
    copy.iter_mut().for_each(|cell| cell.address.column = to);
    sheet.cells.extend(copy);
    sheet.cells.sort_by_key(|cell| cell.address);
    let file = extract(&book, &library);
    for row in expectation.iter_mut().flat_map(|(_, row)| row) {
        row.remove(&Field::Kendala.yearly());
    }
    let difference: Vec<String> =
        expectation.iter().flat_map(|(role, expectation)| distinction(template, &file, *role, expectation)).collect();
    assert!(difference.is_empty(), "{}", difference.join("\n"));
    let double: Vec<FormColumn> = file.sheets[0]
        .facts
        .iter()
        .filter_map(|fact| match fact {
            Fact::DoubleColumn { column, .. } => Some(*column),
            _ => None,
        })
        .collect();
    assert_eq!(double, [Field::TindakLanjut.yearly()]);
}

#[test]
fn figures_pasted_as_text_are_the_same_figures() {
    check_damaged(|book| {
        let (head, target) = (head_row(book), headed_column(book, "Target"));
        for cell in &mut book.sheets[0].cells {
            if let selaras::workbook::CellValue::Number(figure) = cell.value
                && cell.address.row > head
                && cell.address.column == target
                && !cell.percent_format
            {
                cell.value = selaras::workbook::CellValue::Text(figure.to_string().replace('.', ","));
            }
        }
    });
}

#[test]
fn a_sheet_under_another_name_is_still_that_form() {
    check_damaged(|book| book.sheets[0].name = "Lembar1 (2)".into());
}

#[test]
fn a_formula_typed_over_with_a_number_is_that_number() {
    let library = library();
    let profil = Profil::standard(ProfilName::General);
    let template = all_form(&library).find(|template| template.id == "uk-umum").expect("a shipped form");
    let mut entries = BTreeMap::new();
    entries.insert(Field::Indikator.yearly(), FormCell::Text("Jumlah mitra".into()));
    entries.insert(Field::Target.yearly(), FormCell::Figure(10.0));
    let content = FormContent {
        triwulan: Some(Triwulan::I),
        indikator: vec![FilledRow { entries, ..FilledRow::default() }],
        ..content(&profil)
    };
    let byte = write::form(&[(template, content)]).expect("a workbook");
    let book = workbook::read(&byte, &Limits::default()).expect("a readable workbook");
    let capaian = |replace: selaras::workbook::CellValue, formula: bool| {
        let mut book = book.clone();
        let column = book.sheets[0]
            .cells
            .iter()
            .find(|cell| cell.value == selaras::workbook::CellValue::Text("Capaian %".into()));
        let column = column.expect("a header").address;
        let sheet = &mut book.sheets[0];
        let address = selaras::domain::address::CellAddress::new(column.row + 1, column.column);
        let formula = formula.then(|| "IF(1,2)".to_string());
        sheet.cells.retain(|cell| cell.address != address);
        sheet.cells.push(selaras::workbook::Cell { address, value: replace, percent_format: false, formula });
        sheet.cells.sort_by_key(|cell| cell.address);
        let file = extract(&book, &library);
        file.documents[0].tables[0].rows[0].entry(Field::Capaian.running()).expect("a column").value.clone()
    };
    assert_eq!(capaian(selaras::workbook::CellValue::Number(95.0), false), Value::Percent { percent: 95.0 });
    // A program that stores no results leaves nothing to read, and nothing is not zero.
    assert_eq!(capaian(selaras::workbook::CellValue::NotCalculated, true), Value::NotYetComputed);
}
