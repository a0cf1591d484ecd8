//! Headings without a period in a form whose title names its quarter: `Target Tahunan | Target | Realisasi | Capaian` below
//! "CAPAIAN KINERJA TRIWULAN I". Beside a target that is the year's by its words, the bare ones are the quarter's.

use crate::domain::column::{Field, FormColumn};
use crate::domain::only::only;

use super::evidence::Values;
use super::{Column, Told};

/// Takes what names no period for that of the title, unless the achievement is that of the year's target.
pub(super) fn beside_the_year(columns: &mut [Column<'_>], values: &Values<'_>, told: Told) {
    let quarter = told.quarter.is_some() && !told.semester;
    let all = |field: Field| -> Vec<usize> {
        (0..columns.len()).filter(|at| columns[*at].meant == Some(field.yearly()) && !columns[*at].shared).collect()
    };
    let targets = all(Field::Target);
    let (of_year, bare): (Vec<usize>, Vec<usize>) = targets.iter().partition(|at| names_the_year(&columns[**at]));
    let ([year], [target], [realised]) = (&of_year[..], &bare[..], &all(Field::Realisasi)[..]) else { return };
    if !quarter || columns.iter().any(|column| column.is_part(Field::Realisasi)) || names_the_year(&columns[*realised])
    {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let achieved: Vec<usize> = all(Field::Capaian).into_iter().filter(|at| !names_the_year(&columns[*at])).collect();
    let of = |share: &usize, whole: usize| values.is_ratio(place(*share), place(*realised), place(whole));
    if achieved.iter().any(|share| of(share, *year) == Some(true) && of(share, *target) != Some(true)) {
        return;
    }
    for at in [*target, *realised].into_iter().chain(only(achieved)) {
        if let Some(FormColumn { field, .. }) = columns[at].meant {
            columns[at].meant = Some(field.running());
        }
    }
}

fn names_the_year(column: &Column<'_>) -> bool {
    let agreed =
        column.path.split([' ', '>']).any(|word| matches!(word, "pk" | "perkin" | "tahun" | "tahunan" | "perjanjian"));
    column.reading.whole_year || column.year.is_some() || column.reading.year.is_some() || agreed
}
