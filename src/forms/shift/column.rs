//! Which column of the new form takes what a column of the old one held.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::mark::CellTrail;
use crate::domain::text::{indikator_code, indikator_key, key};
use crate::domain::triwulan::Triwulan;
use crate::template::TemplateTable;

/// The quarters that decide what "this quarter" means.
#[derive(Debug, Clone, Copy)]
pub(super) struct ColumnTerm {
    /// Of the row of the old form, else of the old form.
    pub(super) old: Option<Triwulan>,
    /// Of the row of the new form, else of the new form.
    pub(super) new: Option<Triwulan>,
}

/// The column of the new form for a value of the old one.
pub(super) fn find(table: &TemplateTable, column: FormColumn, term: ColumnTerm) -> Option<FormColumn> {
    let exists = |column: FormColumn| table.columns.iter().any(|owned| owned.column == column).then_some(column);
    let as_kind = |period: Period| exists(FormColumn { field: column.field, period });
    let triwulan = match column.period {
        Period::Triwulan(triwulan) => Some(triwulan),
        Period::Running => term.old,
        // A realisation without a period on the form of a quarter is that quarter's; a target is the year's.
        Period::Yearly if column.field != Field::Target && periodic(column.field) => term.old,
        Period::Yearly | Period::Semester(_) | Period::Month(_) | Period::Year(_) | Period::EveryYear => None,
    };
    let exact = if column.period == Period::Running { None } else { exists(column) };
    let from_triwulan = |triwulan: Triwulan| {
        let running = || if term.new == Some(triwulan) { as_kind(Period::Running) } else { None };
        let yearly = column.field != Field::Target && periodic(column.field) && term.new == Some(triwulan);
        as_kind(Period::Triwulan(triwulan))
            .or_else(running)
            .or_else(|| if yearly { as_kind(Period::Yearly) } else { None })
    };
    let without_term = || if column.period == Period::Running && triwulan.is_none() { exists(column) } else { None };
    let description = || {
        let mixed = column == Field::Indikator.yearly();
        if mixed { exists(Field::Description.yearly()) } else { None }
    };
    exact.or_else(|| triwulan.and_then(from_triwulan)).or_else(without_term).or_else(description)
}

/// Fields that are stated for each quarter.
fn periodic(field: Field) -> bool {
    matches!(
        field,
        Field::Target
            | Field::Realisasi
            | Field::Capaian
            | Field::Numerator
            | Field::Denominator
            | Field::RealisasiAnggaran
            | Field::Serapan
    )
}

/// Whether a cell that the new form fills in says the same.
pub(super) fn same(column: FormColumn, old: &str, new: &str) -> bool {
    match column.field {
        Field::Code => {
            indikator_code(old).unwrap_or_else(|| key(old)) == indikator_code(new).unwrap_or_else(|| key(new))
        }
        Field::Sasaran | Field::Indikator | Field::Description => indikator_key(old) == indikator_key(new),
        _ => CellTrail::from(column, old) == CellTrail::from(column, new),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Library;

    fn table(id: &str) -> TemplateTable {
        Library::built_in().unwrap().now(id).unwrap().tables[0].clone()
    }

    #[test]
    fn the_running_quarter_of_one_form_is_a_column_of_the_other() {
        let term = |old, new| ColumnTerm { old, new };
        let (running, two) = (Field::Realisasi.running(), Field::Realisasi.tw(Triwulan::II));
        let general = table("uk-umum");
        assert_eq!(find(&general, two, term(None, Some(Triwulan::II))), Some(running));
        assert_eq!(find(&general, two, term(None, Some(Triwulan::I))), None);
        assert_eq!(find(&general, running, term(Some(Triwulan::II), Some(Triwulan::II))), Some(running));
        assert_eq!(find(&general, running, term(Some(Triwulan::I), Some(Triwulan::II))), None);
        assert_eq!(find(&general, Field::Target.yearly(), term(None, None)), Some(Field::Target.yearly()));
        assert_eq!(
            find(&general, Field::Realisasi.yearly(), term(Some(Triwulan::I), Some(Triwulan::I))),
            Some(running)
        );
        assert_eq!(find(&general, Field::Target.month(3), term(None, Some(Triwulan::I))), None);
    }

    #[test]
    fn what_is_filled_in_is_the_same_in_any_spelling() {
        assert!(same(Field::Indikator.yearly(), "1. Jumlah mitra", "[IKK 1.1] Jumlah  mitra"));
        assert!(same(Field::Target.yearly(), "60%", "60"));
        assert!(!same(Field::Target.yearly(), "60", "61"));
    }
}
