//! "% Capaian Akhir" behind the quarters of a year: what was reached at their end, where the figures say so. Elsewhere the word
//! speaks of the end of a plan over several years, and is of no year.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Words of the end of a plan.
const PLANS: [&str; 10] =
    ["renstra", "rpjmd", "rpjmn", "rpjpd", "periode", "perencanaan", "jabatan", "masa", "target", "rencana"];

/// What is headed as the end is the year's, where its figures are made up by what was reached in the parts of the year.
pub(super) fn of_the_year(columns: &mut [Column<'_>], values: &Values<'_>) {
    let parts: Vec<u32> = columns
        .iter()
        .filter(|column| column.is(Field::Realisasi) && !column.shared)
        .filter(|column| column.meant.is_some_and(|meant| meant.period.is_part_of_year()))
        .map(|column| column.heading.column)
        .collect();
    let whole = columns.iter().find(|column| column.meant == Some(Field::Target.yearly()) && !column.shared);
    let Some(whole) = whole.map(|column| column.heading.column).filter(|_| parts.len() > 1) else { return };
    for at in 0..columns.len() {
        let Some(field) = reached(&columns[at]) else { continue };
        let own = columns[at].heading.column;
        let proven = match field {
            Field::Capaian => values.achieved_so_far(own, &parts, whole),
            _ => values.mostly_sums(own, &parts),
        };
        if proven && !columns.iter().any(|column| column.meant == Some(field.yearly())) {
            columns[at].mean(field.yearly(), 80, ColumnBasis::Values);
            columns[at].settled = true;
        }
    }
}

/// What a heading says was reached at the end, and of no plan.
fn reached(column: &Column<'_>) -> Option<Field> {
    let words: Vec<&str> = column.path.split(|letter: char| !letter.is_alphabetic()).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if !column.is(Field::Ignore) || column.shared || !says(&["akhir"]) || says(&PLANS) {
        return None;
    }
    match () {
        () if says(&["capaian", "pencapaian", "ketercapaian"]) => Some(Field::Capaian),
        () if says(&["realisasi", "hasil"]) => Some(Field::Realisasi),
        () => None,
    }
}
