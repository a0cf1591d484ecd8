//! Targets and figures of the steps of an indicator, and not of it: `Target | Rencana Aksi | Target Rencana Aksi > B03 | B06`,
//! `Target | Kegiatan | Target Kegiatan | Realisasi`. Their headings name the step; where the figures do not make up what is
//! promised of the indicator, they are asked for.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

/// Words of a step in the heading of a target.
const STEPS: [&str; 7] = ["aksi", "renaksi", "kegiatan", "aktivitas", "langkah", "output", "keluaran"];

/// Those of them that are what an action brings forth.
const OUTPUTS: [&str; 2] = ["output", "keluaran"];

/// Asks for what the steps promise.
pub(super) fn ask(columns: &mut [Column<'_>], values: &Values<'_>) {
    by_quarters(columns, values);
    reached_of_steps(columns, values);
    outputs_by_quarters(columns);
}

/// Parts of the year under a heading that names the step, or that add up to its target, are its own where they add up to no
/// target of the indicator; and so is a unit that its heading names.
fn by_quarters(columns: &mut [Column<'_>], values: &Values<'_>) {
    let steps = columns.iter().any(|column| column.is(Field::RencanaAksi) || column.is(Field::Keluaran));
    let yearly = |column: &&Column<'_>, of_step: bool| {
        column.meant == Some(Field::Target.yearly()) && !column.shared && named(column, "target") == of_step
    };
    let year = columns.iter().find(|column| yearly(column, false)).map(|column| column.heading.column);
    let Some(year) = year.filter(|_| steps) else { return };
    let step = columns.iter().find(|column| yearly(column, true)).map(|column| column.heading.column);
    let own: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let column = &columns[*at];
            column.is_part(Field::Target) && !column.shared
        })
        .collect();
    let parts: Vec<u32> = own.iter().map(|at| columns[*at].heading.column).collect();
    let of_step = own.iter().all(|at| named(&columns[*at], "target"))
        || step.is_some_and(|step| values.parts_make(step, &parts) == Some(true));
    if own.is_empty() || !of_step || values.parts_make(year, &parts) != Some(false) {
        return;
    }
    for at in own {
        if let Some(meant) = columns[at].meant {
            columns[at].refuse(Question::Either(vec![meant]));
        }
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::Satuan) && named(column, "satuan")) {
        column.discard(ColumnBasis::Place);
    }
}

/// What was reached right behind the target of a step, where another target is the indicator's: whose it is, the shares beside
/// it tell, or nobody.
fn reached_of_steps(columns: &mut [Column<'_>], values: &Values<'_>) {
    let target = |column: &Column<'_>| {
        let yearly = |meant: FormColumn| matches!(meant.period, Period::Yearly | Period::Running);
        column.reading.column.is_some_and(|read| read.field == Field::Target && yearly(read)) && !column.shared
    };
    let targets: Vec<usize> = (0..columns.len()).filter(|at| target(&columns[*at])).collect();
    let [.., first, last] = targets[..] else { return };
    let own = named(&columns[last], "target") && !named(&columns[first], "target") && columns[first].is(Field::Target);
    let step = columns[first..last]
        .iter()
        .any(|column| [Field::RencanaAksi, Field::Keluaran, Field::Program].into_iter().any(|field| column.is(field)));
    if !own || !step {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let shares: Vec<u32> =
        columns.iter().filter(|column| column.is(Field::Capaian)).map(|column| column.heading.column).collect();
    let figures: Vec<usize> = (last + 1..columns.len())
        .filter(|at| {
            let column = &columns[*at];
            let year = |meant: FormColumn| matches!(meant.period, Period::Yearly | Period::Running);
            column.meant.is_some_and(|meant| matches!(meant.field, Field::Realisasi) && year(meant)) && !column.shared
        })
        .filter(|at| !shares.iter().any(|share| values.is_ratio(*share, place(*at), place(first)) == Some(true)))
        .collect();
    for at in figures {
        if let Some(meant) = columns[at].meant {
            columns[at].refuse(Question::Either(vec![meant]));
        }
    }
}

/// `Output | Target Output > TW I | TW II … TW I > Capaian Output`: what came of the outputs by quarters is theirs, where the
/// indicator is no output itself: it is asked for, because one that counts for the indicator would be a wrong figure.
fn outputs_by_quarters(columns: &mut [Column<'_>]) {
    let own = |column: &&Column<'_>, field: Field| column.is(field) && !column.shared;
    let output = |column: &Column<'_>| words(column).any(|word| OUTPUTS.contains(&word));
    let Some(indicator) = columns.iter().find(|column| own(column, Field::Indikator)) else { return };
    let beside = columns.iter().any(|column| {
        let target = column.is_part(Field::Target) && named(column, "target");
        !column.shared && output(column) && (column.is(Field::Keluaran) || target)
    });
    if output(indicator) || !beside {
        return;
    }
    let reached = |column: &Column<'_>| {
        let part = column.is_part(Field::Realisasi) || column.is_part(Field::Capaian);
        part && !column.shared && ["capaian", "realisasi"].into_iter().any(|noun| named(column, noun)) && output(column)
    };
    for column in columns.iter_mut().filter(|column| reached(column)) {
        if let Some(meant) = column.meant {
            column.refuse(Question::Either(vec![meant]));
        }
    }
}

fn words<'c>(column: &'c Column<'_>) -> impl Iterator<Item = &'c str> {
    column.path.split(|letter: char| !letter.is_alphabetic())
}

/// Whether a heading names a step as what its target or unit is of.
fn named(column: &Column<'_>, noun: &str) -> bool {
    let words: Vec<&str> = words(column).collect();
    let noun = words.iter().position(|word| *word == noun);
    noun.is_some_and(|at| words[at + 1..].iter().take(2).any(|word| STEPS.contains(word)))
}
