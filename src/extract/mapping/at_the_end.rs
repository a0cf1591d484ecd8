//! "% Capaian Akhir" behind the quarters of a year: what was reached at their end, where the figures say so. Elsewhere the word
//! speaks of the end of a plan over several years, and is of no year.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::triwulan::Triwulan;

use super::Column;
use super::evidence::Values;

/// Quarters before the end of a year.
const QUARTERS: usize = 3;

/// Words of the end of a plan.
const PLANS: [&str; 9] = ["renstra", "rpjmd", "rpjmn", "rpjpd", "periode", "perencanaan", "jabatan", "masa", "rencana"];

/// What is headed as the end is the year's, where its figures are made up by those of the parts of the year.
pub(super) fn of_the_year(columns: &mut [Column<'_>], values: &Values<'_>) {
    behind_all_parts(columns, values);
    // What was achieved is told by the target, which may be headed so itself.
    for field in [Field::Target, Field::Realisasi, Field::Capaian] {
        let ends: Vec<usize> = (0..columns.len()).filter(|at| at_the_end(&columns[*at]) == Some(field)).collect();
        for at in ends {
            if made_up(columns, at, field, values) && !columns.iter().any(|one| one.meant == Some(field.yearly())) {
                columns[at].settle(field.yearly(), 80, ColumnBasis::Values);
            }
        }
    }
}

/// Words of the heading of what stands at the end of the parts of the year: "Jml/ Akhir", "Setahun".
const YEARS_END: [&str; 12] =
    ["jml", "jumlah", "total", "akhir", "tahun", "thn", "th", "setahun", "tahunan", "dan", "satu", ""];

/// `Target Bulanan > Jan | … | Des | Jml/ Akhir`: right behind all parts of the year the column that is their sum or their last
/// figure, in each row the one of the two that its indicator needs, is the target of the year.
fn behind_all_parts(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.meant == Some(Field::Target.yearly())) {
        return;
    }
    let part = |column: &Column<'_>| column.is_part(Field::Target) && !column.shared && !column.reading.up_to;
    let run: Vec<usize> = (0..columns.len()).filter(|at| part(&columns[*at])).collect();
    let Some(last) = run.last().copied() else { return };
    let Some(own) = columns.get(last + 1).filter(|column| !column.shared && !column.reading.unexplained) else {
        return;
    };
    let leaf = own.heading.parts.last().map_or("", String::as_str).to_lowercase();
    let words = || leaf.split(|letter: char| !letter.is_alphabetic());
    let named = words().all(|word| YEARS_END.contains(&word)) && words().any(|word| !word.is_empty());
    let silent = own.meant.is_none() || own.is(Field::Ignore) && !own.settled;
    let whole = matches!(run.len(), 2 | 4 | 12);
    let parts: Vec<u32> = run.iter().map(|at| columns[*at].heading.column).collect();
    if named && silent && whole && values.made_up(own.heading.column, &parts) {
        columns[last + 1].settle(Field::Target.yearly(), 80, ColumnBasis::Values);
    }
}

/// `Realisasi Triwulan 1 | Triwulan 2 | Triwulan 3 | Akhir Tahun`: the end of the year stands where the fourth quarter would.
pub(super) fn fourth_quarters(columns: &mut [Column<'_>]) {
    for at in QUARTERS..columns.len() {
        let own = &columns[at];
        let bare = matches!(own.path.as_str(), "akhir tahun" | "akhir thn" | "akhir tahun ini");
        if !bare || own.shared || own.meant.is_some_and(|meant| meant.field != Field::Ignore) {
            continue;
        }
        let before = columns[at - QUARTERS..at].iter().zip(Triwulan::ALL);
        let run =
            before.filter(|(one, quarter)| !one.shared && one.meant == Some(Field::Realisasi.tw(*quarter))).count();
        let fourth = Field::Realisasi.tw(Triwulan::ALL[QUARTERS]);
        if run == QUARTERS && !columns.iter().any(|one| one.meant == Some(fourth)) {
            columns[at].settle(fourth, 80, ColumnBasis::Place);
        }
    }
}

/// Whether what is promised or was reached in the parts of the year makes up a figure at its end.
fn made_up(columns: &[Column<'_>], at: usize, field: Field, values: &Values<'_>) -> bool {
    let part = if field == Field::Target { Field::Target } else { Field::Realisasi };
    let of_part = |column: &&Column<'_>| column.is_part(part) && !column.shared;
    let parts: Vec<u32> = columns.iter().filter(of_part).map(|column| column.heading.column).collect();
    let whole = columns.iter().find(|column| column.meant == Some(Field::Target.yearly()) && !column.shared);
    let own = columns[at].heading.column;
    parts.len() > 1
        && match field {
            Field::Target => values.sums(own, &parts) == Some(true),
            Field::Capaian => whole.is_some_and(|whole| values.achieved_so_far(own, &parts, whole.heading.column)),
            _ => values.mostly_sums(own, &parts),
        }
}

/// What a heading says of the end, and of no plan.
fn at_the_end(column: &Column<'_>) -> Option<Field> {
    let words: Vec<&str> = column.path.split(|letter: char| !letter.is_alphabetic()).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(word));
    if !column.is(Field::Ignore) || column.shared || !says(&["akhir"]) || says(&PLANS) {
        return None;
    }
    match () {
        () if says(&["capaian", "pencapaian", "ketercapaian"]) => Some(Field::Capaian),
        () if says(&["realisasi", "hasil"]) => Some(Field::Realisasi),
        () if says(&["target"]) => Some(Field::Target),
        () => None,
    }
}
