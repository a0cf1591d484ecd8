//! `Bidang Urusan / Program / Outcome / Kegiatan / Output`: one column for the names of programmes and for what they bring
//! about.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::Column;
use super::evidence::Values;

/// A column headed by programmes and their outcomes holds the programmes, where a third of its texts and more are named as such;
/// the outcomes among them are told apart row by row.
pub(super) fn programmes(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Program)) {
        return;
    }
    let both = |column: &Column<'_>| {
        let mut words = column.path.split([' ', '/', '-']).filter(|word| *word != "bidang" && *word != "nama");
        let first = words.next().is_some_and(|word| matches!(word, "program" | "kegiatan" | "urusan"));
        column.is(Field::Sasaran) && !column.shared && first
    };
    let Some(at) = columns.iter().position(both) else { return };
    let (named, all) = values.texts_that(columns[at].heading.column, names_level);
    if named > 0 && named * 3 >= all {
        columns[at].settle(Field::Program.yearly(), 80, ColumnBasis::Values);
    }
}

/// Whether a text is named as a programme, an activity or the affair that they belong to.
fn names_level(text: &str) -> bool {
    let text = key(text);
    // "2.10.02 PROGRAM PENATAAN": the code stands before the name.
    let first = text.split(|letter: char| !letter.is_alphanumeric()).find(|word| word.starts_with(char::is_alphabetic));
    first.is_some_and(|word| {
        matches!(word, "program" | "kegiatan" | "sub" | "subkegiatan" | "urusan" | "bidang" | "unsur")
    })
}
