//! Rows among the data that hold no indicator of their own: a heading where the indicator stands, "Indikator Kinerja Program
//! (Outcome)", and the indicator of a level above the rows' own.

use crate::domain::column::Field;
use crate::domain::document::{TableColumn, TableRole};
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::workbook::Cell;

use super::super::grid::cell_text;
use super::super::recognise::RecognisedTable;
use super::super::shape::mark::{Mark, mark};

/// A longer text heads no rows.
const LONGEST: usize = 60;

/// Whether a heading stands where the indicator does, and no figure beside it: it heads the rows below.
pub(super) fn of_indicators(dictionary: &Dictionary, mapped: &[(&TableColumn, &Cell)]) -> bool {
    let figure = |(owned, _): &(&TableColumn, &Cell)| owned.column.field.measures();
    let Some((_, own)) = mapped.iter().find(|(owned, _)| owned.column.field == Field::Indikator) else { return false };
    let text = cell_text(own);
    let text = text.trim_end_matches([':', ' ']);
    let names = text.len() < LONGEST && key(text).starts_with("indikator");
    names && !mapped.iter().any(figure) && {
        let read = dictionary.read(&[text]);
        read.column == Some(Field::Indikator.yearly()) && !read.unexplained
    }
}

/// Whether a row names the indicator of a level above the rows' own, and none of these: its officer is that level's.
pub(super) fn of_upper_level(recognised: &RecognisedTable<'_>, mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = |owned: &TableColumn| {
        let field = owned.column.field;
        field.measures() || matches!(field, Field::Indikator | Field::Code | Field::Description | Field::RencanaAksi)
    };
    let upper = |(owned, cell): &(&TableColumn, &Cell)| {
        owned.column.field == Field::Ignore && key(&owned.heading).starts_with("indikator") && mark(cell) == Mark::Label
    };
    recognised.role == TableRole::Indikator
        && recognised.has(Field::Indikator)
        && mapped.iter().any(upper)
        && !mapped.iter().any(|(owned, _)| own(owned))
}
