//! "Kegiatan" behind the indicator: what is done for it, where it is another in rows of the same indicator. A programme groups
//! indicators, and stands before them or has a budget.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Takes activities of one indicator for its steps.
pub(super) fn of_indicators(columns: &mut [Column<'_>], values: &Values<'_>) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    if has(Field::RencanaAksi) || has(Field::Anggaran) || has(Field::RealisasiAnggaran) {
        return;
    }
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let wording = columns[indicator].heading.column;
    let step = |column: &&mut Column<'_>| {
        let named = matches!(column.path.as_str(), "kegiatan" | "nama kegiatan" | "aktivitas");
        named && column.is(Field::Program) && !column.shared && values.serves(wording, column.heading.column)
    };
    if let Some(column) = columns[indicator + 1..].iter_mut().find(step) {
        column.mean(Field::RencanaAksi.yearly(), 75, ColumnBasis::Values);
        column.settled = true;
    }
}
