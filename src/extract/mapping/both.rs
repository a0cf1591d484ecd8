//! Headings over performance and money with one column below them: "Target Kinerja dan Anggaran" over "75 persen".

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

/// A figure of performance is hardly more than so many times its target.
const TIMES: f64 = 10.0;

/// What stands below decides: amounts are money, figures with their units of measure are performance, and so is what was
/// reached of such targets. Where nothing tells it stays a question.
pub(super) fn performance_or_money(columns: &mut [Column<'_>], values: &Values<'_>) {
    let doubts: Vec<(usize, FormColumn, FormColumn)> =
        (0..columns.len()).filter_map(|at| doubt(&columns[at]).map(|(one, money)| (at, one, money))).collect();
    if doubts.is_empty() {
        return;
    }
    let budget = columns.iter().any(|column| column.is(Field::Anggaran));
    let (targets, others): (Vec<_>, Vec<_>) =
        doubts.iter().copied().partition(|(_, one, _)| one.field == Field::Target);
    for (at, one, money) in targets {
        let profile = columns[at].heading.profile;
        let counted = budget && profile.filled >= 2 && profile.of_numbers();
        if amounts(&columns[at]) {
            columns[at].mean(money, 80, ColumnBasis::Values);
        } else if profile.money == 0 && (values.in_units(columns[at].heading.column) || counted) {
            columns[at].mean(one, 80, ColumnBasis::Values);
        }
    }
    for (at, one, money) in others {
        let own = columns[at].heading.column;
        let target = |period: Period| {
            let wanted = FormColumn { field: Field::Target, period };
            columns.iter().find(|column| column.meant == Some(wanted) && !column.shared).map(|one| one.heading.column)
        };
        let target = target(one.period).or_else(|| target(Period::Yearly));
        if amounts(&columns[at]) {
            columns[at].mean(money, 80, ColumnBasis::Values);
        } else if columns[at].heading.profile.money == 0
            && target.is_some_and(|target| values.at_most(own, target, TIMES))
        {
            columns[at].mean(one, 75, ColumnBasis::Values);
        }
    }
    as_beside(columns, &doubts);
}

/// Columns that nobody filled in yet mean what those of their group do.
fn as_beside(columns: &mut [Column<'_>], doubts: &[(usize, FormColumn, FormColumn)]) {
    for (at, one, money) in doubts {
        if columns[*at].meant.is_some() || columns[*at].heading.profile.filled > 0 {
            continue;
        }
        let settled = doubts.iter().filter(|(other, ..)| columns[*other].parents() == columns[*at].parents());
        let fields: Vec<Field> = settled.filter_map(|(other, ..)| Some(columns[*other].meant?.field)).collect();
        let meant = [one, money].into_iter().find(|meant| fields.first() == Some(&meant.field));
        if let Some(meant) = meant.filter(|meant| fields.iter().all(|field| *field == meant.field)) {
            columns[*at].mean(*meant, 70, ColumnBasis::Place);
        }
    }
}

/// The figure of performance and that of money which a heading may mean.
fn doubt(column: &Column<'_>) -> Option<(FormColumn, FormColumn)> {
    let Some(Question::Either(maybe)) = &column.question else { return None };
    let [one, money] = maybe[..] else { return None };
    let pair = matches!(
        (one.field, money.field),
        (Field::Target, Field::Anggaran)
            | (Field::Realisasi, Field::RealisasiAnggaran)
            | (Field::Capaian, Field::Serapan)
    );
    (pair && !column.shared && column.meant.is_none()).then_some((one, money))
}

/// Whether nearly all that stands below are amounts.
fn amounts(column: &Column<'_>) -> bool {
    let profile = column.heading.profile;
    profile.filled >= 2 && profile.money * 10 >= profile.filled * 8
}
