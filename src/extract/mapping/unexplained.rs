//! Headings that hold words that nobody knows: "Target Mutu" beside "Target", "Semula" beside a stranger, "Upaya Gizi".

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::evidence::Values;
use super::{Column, Question};

/// Words of a text that states what is to come about, or what is measured, on average.
const STATEMENT: f64 = 2.5;

/// A figure under words that nobody knows is asked for where another column holds the same field: those words are there
/// to tell the two apart. Alone it is what its noun says. What was planned before a change is asked for beside a column
/// that nobody understood: it may be the one that holds today.
pub(super) fn ask(columns: &mut [Column<'_>], values: &Values<'_>) {
    remarks(columns);
    // A table of programmes and their money measures no indicator.
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    let subjects =
        [Field::Indikator, Field::Description, Field::Keluaran, Field::Code, Field::RencanaAksi, Field::Sasaran];
    let of_money = has(Field::Program) && has(Field::Anggaran) && !subjects.into_iter().any(has);
    let doubtful = |at: &usize| {
        let own = &columns[*at];
        strange_words(own) && (has_rival(columns, *at) || unsupported(columns, *at, values))
            || own.reading.superseded && beside_a_stranger(columns, *at)
            || own.reading.others && alone(columns, *at)
            || states_nothing(own)
            || strange_words(own) && own.is(Field::Anggaran)
            || of_money && (own.reading.unexplained || own.reading.physical) && figure_of_performance(own)
    };
    let asked: Vec<usize> = (0..columns.len()).filter(doubtful).collect();
    for at in asked {
        if let Some(meant) = columns[at].meant.take() {
            columns[at].question = Some(Question::Either(vec![meant]));
        }
    }
    targets_of_a_list(columns);
}

/// Targets side by side that one list tells apart at least.
const LIST: usize = 3;

/// `Target NSPK | Target IKK | Target Indikator Lainnya`: of targets side by side under words of which one is not known, all
/// are told apart by those words, and none is the row's own.
fn targets_of_a_list(columns: &mut [Column<'_>]) {
    let of_list = |column: &Column<'_>| {
        let last = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
        let bare = column.year.is_none() && column.reading.year.is_none() && !column.reading.whole_year;
        let target = column.meant == Some(Field::Target.yearly())
            || column.meant.is_none() && column.question == Some(Question::Either(vec![Field::Target.yearly()]));
        last.starts_with("target ") && bare && target && !column.shared
    };
    let found: Vec<usize> = (0..columns.len()).filter(|at| of_list(&columns[*at])).collect();
    let beside = |one: &usize, next: &usize| next - one == 1 && columns[*one].parents() == columns[*next].parents();
    let runs: Vec<Vec<usize>> = found.chunk_by(beside).map(<[_]>::to_vec).collect();
    for run in runs.into_iter().filter(|run| run.len() >= LIST) {
        if run.iter().all(|at| columns[*at].question.is_none()) {
            continue;
        }
        for at in run {
            if let Some(meant) = columns[at].meant {
                columns[at].refuse(Question::Either(vec![meant]));
            }
        }
    }
}

fn figure_of_performance(column: &Column<'_>) -> bool {
    column.meant.is_some_and(|meant| of_performance(meant.field)) && !column.shared
}

/// What is said about a realisation, under a heading with words that nobody knows: "Kendala Teknis" behind the figures is one,
/// "Isu Wilayah" before them is a thing of its own, and counts are no remarks.
fn remarks(columns: &mut [Column<'_>]) {
    let figure = |column: &Column<'_>| column.meant.is_some_and(|meant| of_performance(meant.field));
    let first = columns.iter().position(figure).unwrap_or(0);
    for (at, column) in columns.iter_mut().enumerate() {
        let Some(meant) = column.meant else { continue };
        let profile = column.heading.profile;
        let text = matches!(
            meant.field,
            Field::Kendala
                | Field::Solusi
                | Field::TindakLanjut
                | Field::BuktiDukung
                | Field::PenanggungJawab
                | Field::SumberData
                | Field::CaraPengukuran
                | Field::OperationalDefinition
                | Field::Kriteria
        );
        let by_words = column.basis == ColumnBasis::Words && column.reading.unexplained;
        let said = matches!(meant.field, Field::Kendala | Field::Solusi | Field::TindakLanjut | Field::BuktiDukung);
        let counts = text && profile.filled >= 2 && profile.numbers * 10 >= profile.filled * 9;
        if counts {
            column.doubt(Question::Values(meant));
        } else if by_words && said && at < first {
            column.meant = None;
        }
    }
}

/// Whether a wording under words that nobody knows is too short to state anything: "Sasaran Penerima" over names of groups.
fn states_nothing(column: &Column<'_>) -> bool {
    let wording = column.meant.is_some_and(|meant| {
        matches!(meant.field, Field::Indikator | Field::Sasaran | Field::Tujuan | Field::RencanaAksi)
    });
    let profile = column.heading.profile;
    wording
        && column.reading.unexplained
        && column.basis == ColumnBasis::Words
        && profile.filled > 0
        && profile.words_each() < STATEMENT
}

/// Whether nothing but its noun tells what a figure alone of its field is: neither does the arithmetic of its rows, nor the
/// same words beside another noun ("Target Polda | Realisasi Polda").
fn unsupported(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> bool {
    let own = &columns[at];
    let Some(meant) = own.meant.filter(|meant| of_performance(meant.field)) else { return false };
    let rest = |column: &Column<'_>| -> Option<String> {
        let text = key(column.heading.parts.last()?);
        text.split_once(' ').map(|(_, rest)| rest.to_string())
    };
    let twin = |(other, one): (usize, &Column<'_>)| {
        let measure = one.meant.is_some_and(|other| of_performance(other.field) && other.field != meant.field);
        other != at && measure && rest(one).is_some() && rest(one) == rest(own)
    };
    if columns.iter().enumerate().any(twin) {
        return false;
    }
    // A target alone, and no other figure that may be one: it is the indicator's where that has a unit of measure.
    let stranger = |one: &Column<'_>| one.meant.is_none() && !one.shared && one.heading.profile.of_numbers();
    let counted = columns.iter().any(|one| one.is(Field::Satuan) || one.is(Field::Realisasi));
    if meant.field == Field::Target && counted && !columns.iter().any(stranger) {
        return false;
    }
    !proven(columns, at, values)
}

pub(super) const fn of_performance(field: Field) -> bool {
    matches!(field, Field::Target | Field::Realisasi | Field::Capaian)
}

/// Whether the figures of its rows say what a column is: shares of a target.
pub(super) fn proven(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> bool {
    let Some(meant) = columns[at].meant else { return false };
    let of = |field: Field| {
        let own = columns.iter().enumerate().filter(move |(other, _)| *other != at);
        // What was promised for another year proves no share of this one.
        let of_year = |one: &Column<'_>| one.meant.is_some_and(|meant| matches!(meant.period, Period::Year(_)));
        let own = own.filter(move |(_, one)| one.is(field) && of_year(one) == of_year(&columns[at]));
        own.map(|(_, one)| one.heading.column).collect::<Vec<u32>>()
    };
    let this = vec![columns[at].heading.column];
    let (targets, realised, shares) = match meant.field {
        Field::Target => (this, of(Field::Realisasi), of(Field::Capaian)),
        Field::Realisasi => (of(Field::Target), this, of(Field::Capaian)),
        Field::Capaian => (of(Field::Target), of(Field::Realisasi), this),
        _ => return false,
    };
    shares.iter().any(|share| {
        realised.iter().any(|part| targets.iter().any(|whole| values.is_ratio(*share, *part, *whole) == Some(true)))
    })
}

/// Whether the shares beside it prove what was realised against the target of the same part of the year.
pub(super) fn proven_in_period(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> bool {
    let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::Realisasi) else { return false };
    if meant.period == Period::Yearly {
        return false;
    }
    let target = FormColumn { field: Field::Target, ..meant };
    let Some(target) = columns.iter().find(|one| one.meant == Some(target)) else { return false };
    let shares = columns.iter().filter(|one| one.is(Field::Capaian));
    let (part, whole) = (columns[at].heading.column, target.heading.column);
    shares.map(|share| share.heading.column).any(|share| values.is_ratio(share, part, whole) == Some(true))
}

/// Whether a column was read by its words, holds figures, and not all of its words are known.
fn strange_words(column: &Column<'_>) -> bool {
    let figure = column.meant.is_some_and(|meant| {
        meant.field != Field::Ignore
            && matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
    });
    figure && column.reading.unexplained && column.basis == ColumnBasis::Words && !column.shared
}

/// Whether another column holds the same field, under other words. Columns that differ in their period alone do not.
fn has_rival(columns: &[Column<'_>], at: usize) -> bool {
    let own = &columns[at];
    let field = own.meant.map(|meant| meant.field);
    columns.iter().enumerate().filter(|(other, _)| *other != at).any(|(_, other)| {
        let grouped = other.strangers().next().is_some() && own.strangers().next().is_none();
        let same = other.meant.map(|meant| meant.field) == field && !other.shared && !grouped;
        let explained = !other.reading.unexplained && !other.reading.superseded;
        // "Target RPJMD | Target Perpres": the words tell apart what is not the year's own either.
        let kind = |column: &Column<'_>| key(column.heading.parts.last()?).split([' ', '_']).next().map(str::to_string);
        let other_kind = other.is(Field::Ignore) && !other.shared && kind(other) == kind(own);
        same && (explained || other.meant == own.meant) || other_kind
    })
}

/// Whether no other column means what a figure does: a national target alone is not the unit's own.
fn alone(columns: &[Column<'_>], at: usize) -> bool {
    let meant = columns[at].meant;
    meant.is_some_and(|meant| meant.field.measures())
        && columns.iter().filter(|other| other.meant == meant).count() == 1
}

/// Whether a figure is the only one of its field and period in its group, and figures that nobody understood stand in the
/// same group: `Target > Semula | Hasil Rapat`.
fn beside_a_stranger(columns: &[Column<'_>], at: usize) -> bool {
    let own = &columns[at];
    let ([parents @ .., _], Some(meant)) = (own.heading.parts.as_slice(), own.meant) else { return false };
    let stranger = |other: &&Column<'_>| {
        let group = other.heading.parts.split_last().is_some_and(|(_, above)| above == parents);
        group && other.meant.is_none() && !other.shared && other.heading.profile.of_numbers()
    };
    alone(columns, at) && !parents.is_empty() && meant.field.measures() && columns.iter().filter(stranger).count() == 1
}
