//! Columns of the last month beside one to date: `BULAN INI > Target | Realisasi | %` and `Realisasi s.d. bulan ini`.
//!
//! A quarter's realisation is what was reached to date. What the form says of its month alone is set against that month's
//! figure: beside the one to date it would be 282 % where 87 % is meant.

use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;
use crate::tables::indikator::IndikatorRow;

/// Whether what stands in for a field of the quarter is said of its last month alone, and the realisation is not.
pub(super) fn alone(base: &IndikatorRow<'_>, field: Field, triwulan: Option<Triwulan>) -> bool {
    let Some(tw) = triwulan else { return false };
    let Some((realisasi, in_month)) = base.entry(Field::Realisasi.tw(tw)).zip(of_month(base, Field::Realisasi, tw))
    else {
        return false;
    };
    let figures = realisasi.value.figure().zip(in_month.value.figure());
    // What does not add up is the same in both.
    if realisasi.cell == in_month.cell || figures.is_none_or(|(to_date, alone)| exact::same(to_date, alone)) {
        return false;
    }
    let used = base.entry(field.tw(tw)).zip(of_month(base, field, tw));
    used.is_some_and(|(used, in_month)| used.cell == in_month.cell)
}

fn of_month<'a>(base: &IndikatorRow<'a>, field: Field, tw: Triwulan) -> Option<&'a Entry> {
    base.own_entry(field.month(tw.last_month()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::domain::document::{DocumentKind, TableRole};
    use crate::domain::triwulan::Triwulan;
    use crate::tables::test::{build, document, file};

    /// Target and achievement of a report on June: first as the form is read, then the achievement that it states.
    fn june(row: &str) -> (Option<f64>, Option<f64>, Option<f64>) {
        let heading = "kode|sasaran|indikator|satuan|target|target.bulan6|realisasi.bulan6|capaian.bulan6|realisasi.tw";
        let form = document()
            .kind(DocumentKind::Pengukuran)
            .unit("JTI")
            .triwulan(Triwulan::II)
            .table(TableRole::Indikator, &format!("{heading}\n{row}"));
        let tables = build(vec![file("JTI/juni.xlsx", 1, vec![form.finished()])]);
        let row = tables.checkable_pengukuran().next().unwrap();
        (row.own.target, row.own.capaian.full(), row.as_written_capaian())
    }

    #[test]
    fn what_a_month_promised_and_reached_is_not_set_against_what_was_reached_to_date() {
        assert_eq!(june("1|S|Jumlah akta terbit|Akta|9600|800|699|87,4|4512"), (Some(9600.0), Some(47.0), None));
    }

    #[test]
    fn a_share_that_is_the_same_in_both_keeps_the_target_of_its_month() {
        let (target, capaian, stated) = june("1|S|Persentase kepemilikan KIA|%|62|52|53|101,9|53");
        assert_eq!((target, stated), (Some(52.0), Some(101.9)));
        assert!((capaian.unwrap() - 101.923).abs() < 0.001);
    }
}
