//! Quarters that their headings alone do not tell: "TW I (%)" below a caption, "T1" to "T4" behind the target of the year.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::extract::grid::CellGrid;
use crate::extract::header::HeadingBlock;
use crate::template::Dictionary;

use super::evidence::Values;
use super::{Column, Question, captions};

/// "Progres Capaian per IKU" right above `Target | TW I (%) | TW II (%)`: shares of each quarter under a caption that speaks of
/// what was achieved, and of nothing else.
pub(super) fn achieved(columns: &mut [Column<'_>], grid: &CellGrid<'_>, block: &HeadingBlock, dictionary: &Dictionary) {
    let part = |column: &Column<'_>| {
        let silent = column.meant.is_none() && column.question.is_none() && column.reading.column.is_none();
        if !silent || column.shared || !column.reading.percent {
            return None;
        }
        let path: Vec<&str> =
            std::iter::once("Capaian").chain(column.heading.parts.iter().map(String::as_str)).collect();
        let meant = dictionary.read(&path).column?;
        (meant.field == Field::Capaian && meant.period.is_part_of_year()).then_some(meant)
    };
    let found: Vec<(usize, FormColumn)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, part(column)?))).collect();
    let captioned = captions::says(
        grid,
        block,
        &["capaian", "pencapaian", "ketercapaian"],
        &["target", "realisasi", "rencana", "anggaran"],
    );
    if found.len() < 2 || columns.iter().any(|column| column.is(Field::Capaian)) || !captioned {
        return;
    }
    for (at, meant) in found {
        columns[at].mean(meant, 75, ColumnBasis::Place);
    }
}

/// `Target Tahunan | T1 | T2 | T3 | T4`: four in a row that make up the target of the year, or end in it, are its quarters. The
/// letter alone says neither target nor quarter: where the figures do not tell, it is asked.
pub(super) fn lettered_targets(columns: &mut [Column<'_>], values: &Values<'_>) {
    let numbered = |at: usize, number: usize| {
        let column = &columns[at];
        let bare: String = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
        let bare: String = bare.chars().filter(|letter| letter.is_alphanumeric()).collect();
        bare == format!("t{number}") && column.meant.is_none() && column.question.is_none() && !column.shared
    };
    let run = |start: &usize| (0..4).all(|step| numbered(start + step, step + 1));
    let Some(start) = (0..columns.len().saturating_sub(3)).find(run) else { return };
    let of_field = |column: &Column<'_>| column.is(Field::Target) && column.meant != Some(Field::Target.yearly());
    let Some(year) = columns.iter().find(|column| column.meant == Some(Field::Target.yearly())) else { return };
    if columns.iter().any(of_field) {
        return;
    }
    let parts: Vec<u32> = (start..start + 4).map(|at| columns[at].heading.column).collect();
    let told = values.made_up(year.heading.column, &parts);
    for (at, triwulan) in (start..start + 4).zip(Triwulan::ALL) {
        let meant = Field::Target.tw(triwulan);
        match told {
            true => columns[at].mean(meant, 80, ColumnBasis::Values),
            false => columns[at].question = Some(Question::Either(vec![meant])),
        }
    }
}
