//! `Indikator Kinerja | Target | Rencana Aksi | Ukuran Keberhasilan | Target per Triwulan`: the measure right behind an action
//! is that of the action. What follows it by quarters is the action's too and nobody needs it, unless it makes up the target
//! of the indicator; where that cannot be told, it is asked.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

/// Tells what an action is measured by from what the form measures.
pub(super) fn of_actions(columns: &mut [Column<'_>], values: &Values<'_>) {
    let own = |column: &Column<'_>, field: Field| column.meant == Some(field.yearly()) && !column.shared;
    let find = |from: usize, field: Field| (from..columns.len()).find(|at| own(&columns[*at], field));
    let Some(indicator) = find(0, Field::Indikator) else { return };
    let Some(target) = find(indicator + 1, Field::Target) else { return };
    let Some(action) = find(target + 1, Field::RencanaAksi) else { return };
    let measure = action + 1;
    let measured = columns.get(measure).is_some_and(|column| own(column, Field::Indikator));
    // A unit or a target of its own makes it an indicator of its own.
    let counted = columns.get(measure + 1).is_some_and(|column| column.is(Field::Satuan));
    if !measured || counted || find(measure, Field::Target).is_some() {
        return;
    }
    let output = ["keluaran", "output"].into_iter().any(|word| columns[measure].path.contains(word));
    let meant = if output { Field::Keluaran } else { Field::Kriteria };
    columns[measure].settle(meant.yearly(), 80, ColumnBasis::Place);
    let behind: Vec<usize> = (measure + 1..columns.len()).filter(|at| columns[*at].is_part(Field::Target)).collect();
    let sheet: Vec<u32> = behind.iter().map(|at| columns[*at].heading.column).collect();
    let made_up = values.parts_make(columns[target].heading.column, &sheet);
    if sheet.is_empty() || made_up == Some(true) {
        return;
    }
    // "1 keg", "2 laporan": counted in what the action brings, they are its own beyond doubt.
    let counted = behind.iter().any(|at| {
        let profile = columns[*at].heading.profile;
        profile.texts + profile.codes > 0 && (profile.texts + profile.codes) * 2 >= profile.filled
    });
    for at in behind {
        match columns[at].meant {
            _ if counted || made_up == Some(false) => {
                columns[at].settle(Field::Ignore.yearly(), 80, ColumnBasis::Place)
            }
            Some(meant) => columns[at].refuse(Question::Either(vec![meant])),
            None => {}
        }
    }
}
