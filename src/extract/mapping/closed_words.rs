//! Columns that few words fill, which say what the column is, whatever its heading calls it: directions, states, codes of accounts.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::polaritas::Polaritas;
use crate::domain::text::{key, may_begin_with};

use super::Column;
use super::evidence::Values;

/// `Tipe` over "Maximize" and "Minimize": which way is better, whatever the heading calls it.
pub(super) fn directions(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Polaritas)) {
        return;
    }
    let told = |column: &&mut Column<'_>| {
        let text = column.meant.is_none_or(|meant| meant.field == Field::Kind || meant.field == Field::Ignore);
        let all_told = || {
            let (directions, all) = values.texts_that(column.heading.column, is_direction);
            all > 1 && directions == all
        };
        text && !column.shared && all_told()
    };
    let mut found: Vec<&mut Column<'_>> = columns.iter_mut().filter(told).collect();
    if let [one] = found.as_mut_slice() {
        one.settle(Field::Polaritas.yearly(), 85, ColumnBasis::Values);
    }
}

/// "Ketercapaian" over "Tercapai" and "Belum tercapai" is a state, and no figure of what was achieved.
pub(super) fn states(columns: &mut [Column<'_>], values: &Values<'_>) {
    for column in columns.iter_mut().filter(|column| column.is(Field::Capaian) && !column.shared) {
        let own = column.heading.column;
        let (states, all) = values.texts_that(own, |text| STATES.contains(&key(text).trim_end_matches(['.', '!'])));
        // Dashes alone state nothing.
        let (dashes, _) = values.texts_that(own, |text| text == "-");
        if all > 1 && states + dashes == all && states > 0 && column.heading.profile.numbers == 0 {
            column.settle(Field::Status.yearly(), 85, ColumnBasis::Values);
        }
    }
}

/// How forms say whether a target was met.
const STATES: [&str; 8] = [
    "tercapai",
    "belum tercapai",
    "tidak tercapai",
    "terlampaui",
    "melampaui",
    "melampaui target",
    "sesuai target",
    "tercapai sebagian",
];

/// `Kode Rekening | Program`: the full code of a programme or an activity, where the table has no other code.
pub(super) fn codes_of_accounts(columns: &mut [Column<'_>], values: &Values<'_>) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    if has(Field::Code) || !has(Field::Program) {
        return;
    }
    let full = |text: &str| {
        let parts: Vec<&str> = text.split('.').collect();
        parts.len() >= 3
            && parts
                .iter()
                .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|letter| letter.is_ascii_digit()))
    };
    let accounts = |column: &&mut Column<'_>| {
        column.is(Field::Ignore) && column.path.contains("kode rekening") && !column.shared && {
            let (codes, all) = values.texts_that(column.heading.column, full);
            all > 0 && codes == all
        }
    };
    if let Some(column) = columns.iter_mut().find(accounts) {
        column.settle(Field::Code.yearly(), 80, ColumnBasis::Values);
    }
}

/// "Maximize", "Min", "Stabilize". Other words of directions say more than that: "turun", "sesuai".
fn is_direction(text: &str) -> bool {
    // Most texts begin otherwise.
    if !may_begin_with(text, |letter| matches!(letter, b'm' | b's')) {
        return false;
    }
    let word = key(text);
    ["max", "maks", "min", "stabil"].iter().any(|stem| word.starts_with(stem)) && Polaritas::read(text).is_some()
}
