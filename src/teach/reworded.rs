//! The example with the headings that were answered in words that everybody knows, so that the columns beside them can be
//! taken for something.

use crate::domain::column::{Field, FormColumn};
use crate::extract::{heading_words, reword};
use crate::template::Library;
use crate::template::heading_periods as period;
use crate::workbook::{Sheet, Workbook};

use super::{Lesson, TaughtColumn, TaughtTable};

/// The workbook of a lesson, reworded as far as it was answered.
pub(super) fn workbook(lesson: &Lesson) -> Workbook {
    let mut workbook = lesson.workbook.clone();
    for (number, table) in lesson.tables.iter().enumerate() {
        let of = |sheet: &&Sheet| sheet.name == table.sheet;
        let Some(original) = lesson.workbook.sheets.iter().find(of) else { continue };
        let Some(sheet) = workbook.sheets.iter_mut().find(|sheet| sheet.name == table.sheet) else { continue };
        for (place, column) in table.columns.iter().enumerate() {
            let Some(words) = own_words(lesson, table, column) else { continue };
            let Some(meant) = lesson.resolved(number, place) else { continue };
            reword((original, sheet), &table.block.header, (column.cell, &column.path), words, meant);
        }
    }
    workbook
}

/// The words in the headings of a column that was answered which only this house uses: the lowest text that nobody knows;
/// where all are known, its own, for a field that decides what the columns beside it are.
pub(super) fn own_words<'a>(lesson: &Lesson, table: &TaughtTable, column: &'a TaughtColumn) -> Option<&'a str> {
    let answer = lesson.series.get(column.series)?.answer??;
    if column.shared || heading_words(answer.field).is_none() {
        return None;
    }
    let strange = column.path.iter().rfind(|text| stranger(&lesson.library, text));
    let own = if decides(answer.field) {
        strange.or_else(|| column.path.iter().rfind(|text| period::holds_words(text)))
    } else {
        // What another heading says already is that column's.
        let said = |other: &TaughtColumn| {
            other.cell != column.cell && reads_as(&lesson.library, &other.path) == Some(answer.field)
        };
        // A group is that of its other columns too.
        strange.filter(|text| column.path.last() == Some(*text) && !table.columns.iter().any(said))
    };
    own.map(|text| period::without_period(text))
}

/// The same of a column that nobody was asked about: the words below which it was taken for what it is.
pub(super) fn implied_words<'a>(lesson: &Lesson, column: &'a TaughtColumn, meant: FormColumn) -> Option<&'a str> {
    let (last, above) = column.path.split_last()?;
    let own = reads_as(&lesson.library, std::slice::from_ref(last)) == Some(meant.field);
    if column.shared || own || !decides(meant.field) {
        return None;
    }
    above.iter().rfind(|text| stranger(&lesson.library, text)).map(|text| period::without_period(text))
}

const fn decides(field: Field) -> bool {
    matches!(field, Field::Indikator | Field::Target | Field::Realisasi | Field::Capaian)
}

/// The field that a path of headings says by itself.
pub(super) fn reads_as(library: &Library, path: &[String]) -> Option<Field> {
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    library.dictionary.read(&path).column.map(|column| column.field)
}

/// Whether nobody knows what a text of a heading says.
pub(super) fn stranger(library: &Library, text: &str) -> bool {
    // "Zorvak Tahun 2029": the year is known, and what is of it is not.
    let text = period::without_period(text);
    let read = library.dictionary.read(&[text]);
    period::holds_words(text) && read.column.is_none() && !library.dictionary.heading_known(text)
}
