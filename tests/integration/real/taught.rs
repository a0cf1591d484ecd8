//! Forms whose headings nobody knows, taught with a few answers: the drawings that are read whole, their indicator and
//! target headings replaced by nonsense.

use std::collections::BTreeSet;

use selaras::domain::address::CellAddress;
use selaras::domain::column::{Field, FormColumn, Reading};
use selaras::domain::date::month_from_name;
use selaras::domain::document::{DocumentKind, ReadFile};
use selaras::domain::text::words_of_name;
use selaras::extract::table_blocks;
use selaras::teach::{Lesson, Question};
use selaras::workbook::{CellValue, Workbook};

use super::expectation::{Expectation, Record, SheetExpectation, TableExpectation};
use super::score::{Score, score};
use super::{LIBRARY, detailed, drawings, hold_open, measure};

/// Answers that a form may take.
const ANSWERS: usize = 5;

/// A drawing with headings that say nothing, and how many there are.
fn made_foreign(workbook: &Workbook, expected: &Expectation) -> (Workbook, usize) {
    let mut foreign = workbook.clone();
    let mut count = 0;
    for wanted in &expected.sheets {
        let Some(sheet) = foreign.sheets.iter_mut().find(|sheet| sheet.name == wanted.name) else { continue };
        let mut headings: Vec<(CellAddress, &str)> = Vec::new();
        for block in table_blocks(sheet, &LIBRARY.dictionary) {
            let wanted = table_below(wanted, *block.header.end());
            for column in &block.columns {
                let Some(word) = nonsense(&wanted, column.cell.column) else { continue };
                let above = block.header.clone().map(|row| CellAddress::new(row, column.cell.column));
                headings.extend(above.map(|cell| (anchor(&sheet.merges, cell), word)));
            }
        }
        for (at, word) in headings {
            let Some(cell) = sheet.cells.iter_mut().find(|cell| cell.address == at) else { continue };
            let CellValue::Text(text) = &mut cell.value else { continue };
            if ["indikator", "ind.", "target", "tgt", "volume"].iter().any(|known| text.to_lowercase().contains(known))
            {
                *text = with_its_period(word, text);
                count += 1;
            }
        }
    }
    (foreign, count)
}

/// Of tables below each other, the first one under a heading, with those beside it.
fn table_below(sheet: &SheetExpectation, row: u32) -> SheetExpectation {
    let first = |table: &TableExpectation| table.records.iter().map(|record| record.row).min();
    let mut sheet = sheet.clone();
    sheet.tables.retain(|table| first(table).is_some_and(|first| first > row));
    let top = sheet.tables.iter().filter_map(first).min();
    sheet.tables.retain(|table| first(table) == top);
    sheet
}

/// The word that stands for what is expected in a column.
fn nonsense(wanted: &SheetExpectation, column: u32) -> Option<&'static str> {
    match field_of(wanted, column)? {
        Field::Indikator => Some("Plimba"),
        Field::Target => Some("Zorvak"),
        _ => None,
    }
}

fn anchor(merges: &[(CellAddress, CellAddress)], at: CellAddress) -> CellAddress {
    let covers = |(from, to): &&(CellAddress, CellAddress)| {
        (from.row..=to.row).contains(&at.row) && (from.column..=to.column).contains(&at.column)
    };
    merges.iter().find(covers).map_or(at, |(from, _)| *from)
}

/// The nonsense with the period that the heading named: "Zorvak TW 1", "Zorvak q2".
fn with_its_period(word: &str, heading: &str) -> String {
    let spaced = words_of_name(heading).replace(['_', '\n'], " ");
    let mut kept = vec![word.to_string()];
    let mut counted = false;
    for part in spaced.split(' ').filter(|part| !part.is_empty()) {
        let plain = part.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
        let quarter = ["tw", "triwulan", "q", "semester", "smt"].contains(&plain.as_str());
        let numbered = |start: &str| plain.len() == start.len() + 1 && plain.starts_with(start);
        let period = month_from_name(&plain).is_some()
            || quarter
            || plain == "tahun"
            || ["i", "ii", "iii", "iv"].contains(&plain.as_str())
            || counted
                && ["1", "2", "3", "4", "kesatu", "pertama", "kedua", "ketiga", "keempat"].contains(&plain.as_str())
            || numbered("tw")
            || numbered("q")
            || plain.len() == 4 && plain.starts_with("20");
        if period {
            kept.push(part.to_string());
        }
        counted = quarter;
    }
    kept.join(" ")
}

/// What a column of a sheet must be read as.
fn field_of(wanted: &SheetExpectation, column: u32) -> Option<Field> {
    meant_by(wanted, column).map(|meant| meant.field)
}

fn meant_by(wanted: &SheetExpectation, column: u32) -> Option<FormColumn> {
    let records = wanted.tables.iter().flat_map(|table| &table.records);
    let must = records.clone().flat_map(|record| &record.must).map(|(cell, fields)| (cell, fields));
    let may = records.flat_map(|record| &record.may).map(|one| (&one.cell, &one.fields));
    let meant = |fields: &Vec<String>| fields.first()?.parse::<FormColumn>().ok();
    let own = must.clone().find(|(cell, _)| cell.column == column);
    // A further column of what another one holds surely is not needed.
    let taken = |one: &FormColumn| must.clone().any(|(_, fields)| meant(fields) == Some(*one));
    match own {
        Some((_, fields)) => meant(fields),
        None => may
            .clone()
            .find(|(cell, _)| cell.column == column)
            .and_then(|(_, fields)| meant(fields))
            .filter(|one| !taken(one)),
    }
}

/// What an officer who knows the form answers: the period too, where one column is asked for and its heading says none.
fn known_answer(lesson: &Lesson, question: &Question, expected: &Expectation) -> FormColumn {
    let letters = question.letters.split('–').next().unwrap_or_default();
    let column = format!("{letters}1").parse::<CellAddress>().expect("a column").column;
    let asked = lesson.tables().iter().filter(|table| table.sheet == question.sheet).flat_map(|table| &table.columns);
    let heading = asked.clone().find(|one| one.cell.column == column && one.heading() == question.heading);
    let below = heading.map_or(0, |one| one.cell.row);
    // One heading over two columns names the indicator, also where its code stands first.
    let spanned = || {
        let mut beside = asked.clone().filter(|one| one.cell.row == below && one.heading() == question.heading);
        beside.any(|one| one.cell.column == column + 1)
    };
    let sheet = expected.sheets.iter().find(|sheet| sheet.name == question.sheet);
    let one_table = sheet.map(|sheet| table_below(sheet, below));
    let of = |column: u32| one_table.as_ref().and_then(|sheet| meant_by(sheet, column));
    let wording = |meant: &FormColumn| matches!(meant.field, Field::Indikator | Field::Description);
    let named = of(column + 1).filter(|meant| wording(meant) && spanned());
    let meant = named.or_else(|| of(column)).unwrap_or(Field::Ignore.yearly());
    let figure = matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
    let said = with_its_period("", &question.heading).trim().to_lowercase();
    // "Tahun" alone does not say which.
    let silent = figure && question.columns == 1 && (said.is_empty() || said == "tahun");
    if silent { meant } else { meant.field.yearly() }
}

fn known_kind(expected: &Expectation) -> BTreeSet<&str> {
    expected.sheets.iter().flat_map(|sheet| &sheet.tables).flat_map(|table| &table.kind).map(String::as_str).collect()
}

fn kind_of(name: &str) -> Option<DocumentKind> {
    match name {
        "pk" => Some(DocumentKind::Pk),
        "rencana_aksi" => Some(DocumentKind::RencanaAksi),
        "pengukuran" => Some(DocumentKind::Pengukuran),
        "kaskade" => Some(DocumentKind::Kaskade),
        _ => None,
    }
}

/// A foreign form after the dialogue: how many answers it took, and what is read then.
fn taught(name: &str, workbook: Workbook, expected: &Expectation) -> Result<(usize, Score), String> {
    let mut lesson = Lesson::new(workbook, &LIBRARY, "ajaran", name).ok_or("no table")?;
    let mut answers = 0;
    let kinds: Vec<DocumentKind> = known_kind(expected).into_iter().filter_map(kind_of).collect();
    if !kinds.is_empty() && !kinds.contains(&lesson.kind()) {
        lesson.set_kind(kinds[0]);
        answers += 1;
    }
    let detail = detailed(name);
    while answers < ANSWERS {
        let Some(question) = lesson.questions().into_iter().next() else { break };
        let answer = known_answer(&lesson, &question, expected);
        if detail {
            println!("    {} {:?} offers {:?}, is {answer}", question.letters, question.heading, question.guess);
        }
        lesson.answer_as(&question, answer);
        answers += 1;
    }
    if detail {
        println!("{}", lesson.draft());
    }
    let read = lesson.preview(&[]).map_err(|error| error.to_string())?;
    if lesson.shape().is_none() {
        println!("    {name}: invented rows do not show its shape");
    }
    if detail {
        for fact in read.sheets.iter().flat_map(|sheet| &sheet.facts) {
            println!("    {name}: {fact:?}");
        }
    }
    Ok((answers, score(&read, &of_any_quarter(&read, expected))))
}

/// A form that names its quarter is taught for every quarter: what is expected for that one may come as the form's own.
fn of_any_quarter(read: &ReadFile, expected: &Expectation) -> Expectation {
    let quarter = read.documents.iter().find_map(|document| document.triwulan.as_ref()).map(|own| own.value.number());
    let mut expected = expected.clone();
    let Some(end) = quarter.map(|number| format!(".tw{number}")) else { return expected };
    let records = expected.sheets.iter_mut().flat_map(|sheet| &mut sheet.tables).flat_map(|table| &mut table.records);
    let asked = |record: &mut Record| {
        let must = std::mem::take(&mut record.must).into_iter().map(|(cell, fields)| (cell, own_period(fields, &end)));
        record.must = must.collect();
        for one in &mut record.may {
            one.fields = own_period(std::mem::take(&mut one.fields), &end);
        }
    };
    records.for_each(asked);
    expected
}

/// Fields of a quarter, and the same as the form's own.
fn own_period(mut fields: Vec<String>, end: &str) -> Vec<String> {
    let own: Vec<String> = fields.iter().filter_map(|field| Some(format!("{}.tw", field.strip_suffix(end)?))).collect();
    fields.extend(own);
    fields
}

#[test]
fn drawings_with_headings_nobody_knows_are_taught_with_five_answers() {
    let mut open = Vec::new();
    let mut tried = 0;
    for drawing in drawings() {
        let workbook = drawing.workbook();
        if !measure(&drawing.name, &workbook, &drawing.expected).whole() {
            continue;
        }
        let (foreign, headings) = made_foreign(&workbook, &drawing.expected);
        if headings == 0 {
            continue;
        }
        tried += 1;
        match taught(&drawing.name, foreign, &drawing.expected) {
            Ok((answers, score)) => {
                println!("{:40}{headings:3} headings {answers:3} answers {score}", drawing.name);
                if detailed(&drawing.name) {
                    println!("{:#?}", score.notes);
                }
                if !score.whole() {
                    open.push(format!("{} taught", drawing.name));
                }
            }
            Err(why) => {
                println!("{:40}{headings:3} headings: {why}", drawing.name);
                open.push(format!("{} taught", drawing.name));
            }
        }
    }
    assert!(tried >= 10, "{tried} drawings were tried");
    hold_open("taught", &open);
}
