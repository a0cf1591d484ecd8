//! The example with the headings that were answered in words that everybody knows, so that the columns beside them can be
//! taken for something.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::date::month_name;
use crate::template::Library;
use crate::template::heading::path_year;
use crate::workbook::{CellValue, Sheet, Workbook};

use super::period::{self, Named};
use super::{Lesson, TaughtColumn, TaughtTable};

/// The workbook of a lesson, reworded as far as it was answered.
pub(super) fn workbook(lesson: &Lesson) -> Workbook {
    let mut workbook = lesson.workbook.clone();
    for (number, table) in lesson.tables.iter().enumerate() {
        let Some(sheet) = workbook.sheets.iter_mut().find(|sheet| sheet.name == table.sheet) else { continue };
        for (place, column) in table.columns.iter().enumerate() {
            let answer = lesson.series.get(column.series).and_then(|series| series.answer).flatten();
            let Some(answer) = answer.filter(|_| !column.shared) else { continue };
            let Some(words) = words(answer.field) else { continue };
            let meant = lesson.resolved(number, place).unwrap_or(answer);
            reword(lesson, sheet, table, column, words, meant);
        }
    }
    workbook
}

/// What forms call a field that decides what the columns beside it are.
const fn words(field: Field) -> Option<&'static str> {
    match field {
        Field::Indikator => Some("Indikator Kinerja"),
        Field::Target => Some("Target"),
        Field::Realisasi => Some("Realisasi"),
        Field::Capaian => Some("Capaian (%)"),
        _ => None,
    }
}

/// Puts the word in the place of the text that nobody knows: the lowest such one above the column, else its own heading.
fn reword(
    lesson: &Lesson,
    sheet: &mut Sheet,
    table: &TaughtTable,
    column: &TaughtColumn,
    words: &str,
    meant: FormColumn,
) {
    let stranger = column.path.iter().rfind(|text| stranger(&lesson.library, text)).cloned();
    let at = stranger.as_ref().and_then(|text| cell_of(sheet, table, column.cell.column, text)).unwrap_or(column.cell);
    // The period that the text itself names stays said; one that no heading names is said.
    let elsewhere = column.path.iter().any(|text| Some(text) != stranger.as_ref() && names_period(text));
    let period = if elsewhere { String::new() } else { period_words(meant) };
    // The year that stood in it tells which year its neighbours are of.
    let year = stranger.as_deref().and_then(|text| path_year(std::iter::once(text)));
    let year = year.filter(|_| !period.starts_with("Tahun")).map(|year| format!("Tahun {year}")).unwrap_or_default();
    if let Some(cell) = sheet.cells.iter_mut().find(|cell| cell.address == at) {
        let said = [words, &period, &year].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        cell.value = CellValue::Text(said.join(" "));
    }
}

/// Whether nobody knows what a text of a heading says.
pub(super) fn stranger(library: &Library, text: &str) -> bool {
    let read = library.dictionary.read(&[text]);
    period::holds_words(text) && read.column.is_none() && !library.dictionary.heading_known(text)
}

fn names_period(text: &str) -> bool {
    period::named(&[text.to_string()]).is_some() || period::number_alone(text)
}

/// The header cell over a column that holds a text.
fn cell_of(sheet: &Sheet, table: &TaughtTable, column: u32, text: &str) -> Option<CellAddress> {
    let over = |address: CellAddress| {
        let merge = sheet.merges.iter().find(|(from, _)| *from == address);
        let last = merge.map_or(address.column, |(_, to)| to.column);
        // A group heading may stand over columns without being merged.
        address.column <= column && (column <= last || merge.is_none())
    };
    let in_header = |address: CellAddress| table.block.header.contains(&address.row);
    let same = |value: &CellValue| matches!(value, CellValue::Text(own) if own.trim() == text.trim());
    let cells = sheet.cells.iter().filter(|cell| in_header(cell.address) && same(&cell.value) && over(cell.address));
    cells.map(|cell| cell.address).max_by_key(|address| address.column)
}

fn period_words(meant: FormColumn) -> String {
    const ROMAN: [&str; 4] = ["I", "II", "III", "IV"];
    match Named::of_period(meant.period) {
        Some(Named::Month(month)) => month_name(u32::from(month)).unwrap_or_default().to_string(),
        Some(Named::Quarter(quarter)) => {
            format!("Triwulan {}", ROMAN[usize::from(quarter.clamp(1, 4)) - 1])
        }
        Some(Named::Semester(semester)) => format!("Semester {}", ROMAN[usize::from(semester.clamp(1, 2)) - 1]),
        Some(Named::Year(year)) => format!("Tahun {year}"),
        None if meant == meant.field.running() => "Triwulan ini".to_string(),
        None => String::new(),
    }
}
