//! Counts that a target is the share of: "Target X (Pembilang)" and "Target Y (Penyebut)" beside a target in percent; and those
//! that a realisation is the share of: "Input" and "Output" over cases that came and cases that were closed.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::satuan::registered;
use crate::domain::text::key;

use super::evidence::Values;
use super::{Column, Question};

/// Counts under brackets that say what they are, where both stand in a table in which nothing was reached: what was counted of
/// what was reached is told by other words.
pub(super) fn of_targets(columns: &mut [Column<'_>], values: &Values<'_>) {
    let reached = columns.iter().any(|column| column.is(Field::Realisasi) || column.is(Field::Capaian));
    let known = [Field::Numerator, Field::Denominator].into_iter().any(|field| columns.iter().any(|one| one.is(field)));
    if reached || known {
        return;
    }
    let counted = |word: &str| {
        let own = |column: &Column<'_>| {
            // "Target Y" is a target by a word that nobody knows.
            let open = column.meant.is_none() || column.is(Field::Target) && column.reading.unexplained;
            let silent = open && !column.shared && column.heading.profile.of_numbers();
            let last = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
            silent && last.split_once('(').is_some_and(|(_, inner)| inner.trim_end_matches([')', ' ']) == word)
        };
        columns.iter().position(own)
    };
    let target =
        columns.iter().find(|column| column.meant == Some(Field::Target.yearly())).map(|one| one.heading.column);
    let (Some(part), Some(whole), Some(target)) = (counted("pembilang"), counted("penyebut"), target) else { return };
    let place = |at: usize| columns[at].heading.column;
    if values.is_ratio(target, place(part), place(whole)) == Some(true) {
        for (at, field) in [(part, Field::Numerator), (whole, Field::Denominator)] {
            columns[at].settle(field.yearly(), 80, ColumnBasis::Values);
        }
    }
}

/// `Capaian > Bulan Ini (Orang) | s/d Bulan Ini (%)`: what is counted in persons is no achievement in percent. Whether it was
/// reached of the target nobody says: it is asked.
pub(super) fn under_achievement(columns: &mut [Column<'_>]) {
    let achieved = |meant: &FormColumn| matches!(meant.field, Field::Capaian | Field::AccumulatedCapaian);
    for column in columns.iter_mut().filter(|column| !column.shared) {
        let Some(meant) = column.meant.filter(achieved) else { continue };
        let last = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
        let unit =
            last.strip_suffix(')').and_then(|text| text.rsplit_once('(')).map(|(_, unit)| unit.trim().to_string());
        let counted = unit.is_some_and(|unit| {
            let share =
                ["%", "persen", "poin", "skor", "nilai", "indeks", "angka"].iter().any(|word| unit.contains(word));
            !share && registered(&unit)
        });
        if counted {
            column.refuse(Question::Either(vec![meant, FormColumn { field: Field::Realisasi, ..meant }]));
        }
    }
}

/// `Target (%) | Input | Output | Realisasi (%)`: counts of which the realisation is the share, whatever an output is elsewhere.
pub(super) fn of_a_process(columns: &mut [Column<'_>], values: &Values<'_>) {
    let place = |columns: &[Column<'_>], name: &str| {
        columns.iter().position(|column| {
            let last = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
            last == name && column.heading.profile.of_numbers() && !column.shared
        })
    };
    let (Some(input), Some(output)) = (place(columns, "input"), place(columns, "output")) else { return };
    let column = |at: usize| columns[at].heading.column;
    let reached = columns.iter().filter(|one| one.is(Field::Realisasi) && !one.shared);
    let share = |one: &&Column<'_>| values.is_ratio(one.heading.column, column(output), column(input)) == Some(true);
    let Some(meant) = reached.into_iter().find(share).and_then(|one| one.meant) else { return };
    columns[output].settle(FormColumn { field: Field::Numerator, ..meant }, 80, ColumnBasis::Values);
    columns[input].settle(FormColumn { field: Field::Denominator, ..meant }, 80, ColumnBasis::Values);
}
