//! `Indikator Kinerja | Target | Rencana Aksi | Ukuran Keberhasilan | Target per Triwulan`: the measure right behind an action
//! is that of the action. What follows it by quarters is the action's too, unless it makes up the target of the indicator.

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
    let part = |column: &Column<'_>| {
        column.meant.is_some_and(|meant| meant.field == Field::Target && meant.period.is_part_of_year())
    };
    let behind: Vec<usize> = (measure + 1..columns.len()).filter(|at| part(&columns[*at])).collect();
    let sheet: Vec<u32> = behind.iter().map(|at| columns[*at].heading.column).collect();
    if !sheet.is_empty() && values.parts_make(columns[target].heading.column, &sheet) != Some(true) {
        for at in behind {
            if let Some(meant) = columns[at].meant {
                columns[at].refuse(Question::Either(vec![meant]));
            }
        }
    }
}
