//! Two figures under one heading: "Baseline / Target Tahunan". The figures beside it tell which of the two it holds.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::template::Dictionary;

use super::evidence::Values;
use super::{Column, Question};

/// A heading that names the state at the beginning and the target, or a target and what came of it: where the targets of
/// the quarters or months make the figure up it is that of the year, and else it is asked.
pub(super) fn two_figures(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    for at in 0..columns.len() {
        let Some(maybe) = either(&columns[at], dictionary) else { continue };
        let taken = |meant: FormColumn| columns.iter().any(|column| column.meant == Some(meant));
        // What another column holds is not meant here.
        let free: Vec<FormColumn> = maybe.iter().copied().filter(|meant| !taken(*meant)).collect();
        let made_up = free.iter().find(|meant| made_up(columns, at, **meant, values)).copied();
        match (made_up, &free[..]) {
            (Some(meant), _) => columns[at].mean(meant, 80, ColumnBasis::Values),
            (None, []) => {}
            (None, _) => columns[at].question = Some(Question::Either(free)),
        }
    }
}

/// Words of a text that says what is done, on average.
const STATEMENT: f64 = 2.5;

/// "Rencana Aksi & Target Output" over sentences: what is done, with its figure in the same cell.
pub(super) fn actions_with_their_target(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    if columns.iter().any(|column| column.is(Field::RencanaAksi)) {
        return;
    }
    let told = |column: &Column<'_>| {
        let silent = column.meant.is_none() && column.question.is_none() && !column.shared;
        let profile = column.heading.profile;
        let sentences = profile.filled > 1 && profile.texts == profile.filled && profile.words_each() > STATEMENT;
        let Some(last) = column.heading.parts.last().filter(|_| silent && sentences) else { return false };
        let text = last.replace('&', "/").replace(" dan ", "/");
        let texts: Vec<&str> = text.split('/').map(str::trim).collect();
        let [action, figure] = texts[..] else { return false };
        let field = |text: &str| dictionary.read(&[text]).column.map(|meant| meant.field);
        field(action) == Some(Field::RencanaAksi) && matches!(field(figure), Some(Field::Target | Field::Keluaran))
    };
    if let Some(column) = columns.iter_mut().find(|column| told(column)) {
        column.mean(Field::RencanaAksi.yearly(), 75, ColumnBasis::Values);
    }
}

/// The figures that a heading names with a stroke between.
fn either(column: &Column<'_>, dictionary: &Dictionary) -> Option<Vec<FormColumn>> {
    let silent = column.meant.is_none() && column.question.is_none() && column.reading.column.is_none();
    let last = column.heading.parts.last().filter(|_| silent && !column.shared)?;
    let texts: Vec<&str> = last.split('/').map(str::trim).collect();
    let [_, _] = texts[..] else { return None };
    let figure = |text: &&str| {
        let meant = dictionary.read(&[*text]).column?;
        let of_year = meant.period == Period::Yearly;
        (of_year && matches!(meant.field, Field::KondisiAwal | Field::Target | Field::Realisasi)).then_some(meant)
    };
    let meant: Vec<FormColumn> = texts.iter().map(figure).collect::<Option<_>>()?;
    (meant[0] != meant[1]).then_some(meant)
}

/// Whether the parts of the year make up the figures of a column.
fn made_up(columns: &[Column<'_>], at: usize, meant: FormColumn, values: &Values<'_>) -> bool {
    let part = |column: &&Column<'_>| {
        let of_part = |own: FormColumn| own.field == meant.field && own.period.is_part_of_year();
        column.meant.is_some_and(of_part) && !column.shared
    };
    let parts: Vec<u32> = columns.iter().filter(part).map(|column| column.heading.column).collect();
    parts.len() > 1 && values.sums(columns[at].heading.column, &parts) == Some(true)
}
