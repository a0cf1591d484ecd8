//! "Kegiatan" behind the indicator: what is done for it, where it is another in rows of the same indicator. A programme groups
//! indicators, and stands before them or has a budget.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::Column;
use super::evidence::Values;

/// Takes activities of one indicator for its steps.
pub(super) fn of_indicators(columns: &mut [Column<'_>], values: &Values<'_>) {
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let has = |columns: &[Column<'_>], field: Field| columns.iter().any(|column| column.is(field));
    if !has(columns, Field::RencanaAksi) {
        acts(columns, indicator, values);
    }
    let taken = [Field::RencanaAksi, Field::Anggaran, Field::RealisasiAnggaran];
    if taken.into_iter().any(|field| has(columns, field)) {
        return;
    }
    let wording = columns[indicator].heading.column;
    let step = |column: &&mut Column<'_>| {
        let named = matches!(column.path.as_str(), "kegiatan" | "nama kegiatan" | "aktivitas");
        named && column.is(Field::Program) && !column.shared && values.serves(wording, column.heading.column)
    };
    if let Some(column) = columns[indicator + 1..].iter_mut().find(step) {
        column.settle(Field::RencanaAksi.yearly(), 75, ColumnBasis::Values);
    }
}

/// What applications write on buttons.
const BUTTONS: [&str; 14] = [
    "aksi", "lihat", "detail", "edit", "ubah", "hapus", "view", "delete", "unduh", "download", "upload", "unggah",
    "tambah", "cetak",
];

/// "Aksi" over what is done, another thing in each row, a sentence, or before the last column no word of a button:
/// applications head their last column so over buttons, whose texts are one word.
fn acts(columns: &mut [Column<'_>], indicator: usize, values: &Values<'_>) {
    let last = columns.len() - 1;
    let done = |column: &Column<'_>| {
        let profile = column.heading.profile;
        let texts = profile.filled >= 2 && profile.texts == profile.filled;
        column.path == "aksi" && column.is(Field::Ignore) && !column.shared && texts
    };
    let differ = |at: usize| values.all_differ(columns[at].heading.column);
    let words = |at: usize| columns[at].heading.profile.words_each();
    let button =
        |text: &String| key(text).split(|letter: char| !letter.is_alphanumeric()).any(|word| BUTTONS.contains(&word));
    let plain = |at: usize| {
        let own = columns[at].heading.column;
        let mut texts = values.lines().filter_map(|row| values.own_text(row, own));
        !texts.any(|text| button(&text))
    };
    let worded = |at: usize| {
        if at < last { differ(at) || words(at) >= 3.0 || plain(at) } else { differ(at) && words(at) >= 2.0 }
    };
    if let Some(at) = (indicator + 1..=last).find(|at| done(&columns[*at]) && worded(*at)) {
        columns[at].settle(Field::RencanaAksi.yearly(), 75, ColumnBasis::Values);
    }
}
