//! Tables of money alone: `Program | Pagu | Januari > Rencana | Realisasi | s.d. Januari > Realisasi | %`. What is planned there are
//! amounts, what was reached was spent, and its share says how much was absorbed, whatever the headings call it.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::evidence::Values;
use super::{Column, Question};

/// What measures the work itself, in a table that is not of money alone.
const MEASURED: [Field; 4] = [Field::Indikator, Field::Satuan, Field::Sasaran, Field::Keluaran];

/// Words that names of programmes begin with, as budgets list them.
const PROGRAMMES: [&str; 4] = ["program", "kegiatan", "sub kegiatan", "subkegiatan"];

/// Plans and figures of a table of amounts beside a ceiling are those of the budget.
pub(super) fn planned_and_spent(columns: &mut [Column<'_>], values: &Values<'_>) {
    if !columns.iter().any(|column| column.is(Field::Anggaran)) || has_measured(columns) {
        return;
    }
    named_by_programmes(columns, values);
    let ceiling = |column: &Column<'_>| {
        column.meant == Some(Field::Anggaran.yearly()) && column.heading.profile.of_amounts() && !column.shared
    };
    let figure = |column: &Column<'_>| {
        let of_this_year = |meant: &FormColumn| !matches!(meant.period, Period::Year(_));
        let own = |meant: &FormColumn| matches!(meant.field, Field::Target | Field::Realisasi);
        column.meant.filter(of_this_year).filter(own).filter(|_| !column.shared)
    };
    let found: Vec<(usize, FormColumn)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, figure(column)?))).collect();
    let planned = found.iter().any(|(_, meant)| meant.field == Field::Target);
    let amounts = found.iter().all(|(at, _)| amounts_or_noughts(&columns[*at], values));
    let told = found.iter().filter(|(at, _)| columns[*at].heading.profile.of_amounts()).count();
    if !planned || !amounts || told * 2 <= found.len() || !columns.iter().any(ceiling) {
        return;
    }
    for (at, meant) in found {
        let field = if meant.field == Field::Target { Field::Anggaran } else { Field::RealisasiAnggaran };
        let money = FormColumn { field, ..meant };
        // "s.d. Maret" beside "Maret" is what was spent of the year so far.
        let so_far = Some(field.yearly()).filter(|_| columns[at].reading.up_to);
        let free = |own: &FormColumn| !columns.iter().any(|column| column.meant == Some(*own));
        match [Some(money), so_far].into_iter().flatten().find(free) {
            Some(own) => columns[at].settle(own, 80, ColumnBasis::Values),
            None => columns[at].refuse(Question::Either(vec![money])),
        }
    }
}

/// The share right behind what was spent, whatever it is a share of.
pub(super) fn absorbed(columns: &mut [Column<'_>]) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    if !has(Field::RealisasiAnggaran) || has(Field::Target) || has(Field::Realisasi) || has_measured(columns) {
        return;
    }
    let share = |at: &usize| {
        let (before, own) = (&columns[*at - 1], &columns[*at]);
        let share = own.is(Field::Capaian) || own.meant.is_none() && own.reading.percent;
        share && before.is(Field::RealisasiAnggaran) && own.above() == before.above() && !own.shared
    };
    let found: Vec<usize> = (1..columns.len()).filter(share).collect();
    for at in found {
        let Some(spent) = columns[at - 1].meant else { continue };
        let absorbed = FormColumn { field: Field::Serapan, ..spent };
        if !columns.iter().any(|column| column.meant == Some(absorbed)) {
            columns[at].settle(absorbed, 80, ColumnBasis::Place);
        }
    }
}

/// "Uraian" over "Program Pengelolaan Pendidikan": what the amounts are for are programmes.
fn named_by_programmes(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.is(Field::Program)) {
        return;
    }
    let Some(at) = columns.iter().position(|column| column.is(Field::Description) && !column.shared) else { return };
    let named = |text: &str| {
        let text = key(text);
        PROGRAMMES.iter().any(|word| text.strip_prefix(word).is_some_and(|rest| rest.starts_with(' ')))
    };
    let (programmes, all) = values.texts_that(columns[at].heading.column, named);
    let below_figures = columns[..at].iter().any(|column| column.heading.profile.of_amounts());
    if all > 1 && programmes * 10 >= all * 7 && !below_figures {
        columns[at].settle(Field::Program.yearly(), 80, ColumnBasis::Values);
    }
}

fn has_measured(columns: &[Column<'_>]) -> bool {
    let measured = |column: &Column<'_>| {
        let read = column.reading.column.is_some_and(|read| MEASURED.contains(&read.field));
        (read || MEASURED.into_iter().any(|field| column.is(field))) && !column.shared
    };
    // What stands behind the first amounts is said of them, and is not what the rows are about.
    let amounts = |column: &Column<'_>| column.is(Field::Anggaran) || column.is(Field::RealisasiAnggaran);
    columns.iter().take_while(|column| !amounts(column)).any(measured)
}

/// Whether what stands below are amounts and noughts, and nothing else.
fn amounts_or_noughts(column: &Column<'_>, values: &Values<'_>) -> bool {
    let profile = column.heading.profile;
    let noughts = values.rows(column.heading.column).filter(|(_, figure)| *figure == 0.0).count();
    let noughts = u32::try_from(noughts).unwrap_or(u32::MAX);
    profile.percents == 0 && profile.texts == 0 && (profile.money + noughts) * 10 >= profile.numbers * 8
}
