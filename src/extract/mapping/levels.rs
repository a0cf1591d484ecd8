//! Several levels side by side: the indicator of the row, and those of offices below or above it.

use std::collections::BTreeSet;

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::Column;

/// Heads of a region or of the state, and the plans that are theirs.
const HEADS: [&str; 10] =
    ["gubernur", "bupati", "walikota", "menteri", "presiden", "kada", "kdh", "rpjmd", "rpjmn", "rpjpd"];

/// Words of the office itself.
const OFFICES: [&str; 6] = ["opd", "pd", "skpd", "perangkat", "program", "unit"];

/// `Sasaran RPJMD | IKU Gubernur | Target | Sasaran PD | Indikator Kinerja | …`: beside an indicator or an objective of the office
/// that of the head stands for nothing, nor do the figures right behind it.
fn of_the_head(columns: &mut [Column<'_>]) {
    // "Sasaran Kada/Sasaran OPD/Program" is the office's as well.
    let heads = |column: &Column<'_>| {
        let mut words = column.path.split(|letter: char| !letter.is_alphanumeric());
        words.clone().any(|word| HEADS.contains(&word)) && !words.any(|word| OFFICES.contains(&word))
    };
    for field in [Field::Indikator, Field::Sasaran] {
        let own = |column: &Column<'_>| column.is(field) && !column.shared;
        if !columns.iter().any(|column| own(column) && !heads(column)) {
            continue;
        }
        let found: Vec<usize> = (0..columns.len()).filter(|at| own(&columns[*at]) && heads(&columns[*at])).collect();
        for at in found {
            let figures = [Field::Target, Field::Realisasi, Field::Capaian, Field::Satuan];
            let behind =
                columns[at + 1..].iter().take_while(|column| figures.into_iter().any(|one| column.is(one))).count();
            let until = if field == Field::Indikator { at + behind } else { at };
            for column in &mut columns[at..=until] {
                column.discard(ColumnBasis::Place);
            }
        }
    }
}

/// Columns in the groups of other levels stand for nothing of the row's own indicator.
pub(super) fn other_levels(columns: &mut [Column<'_>]) {
    of_the_head(columns);
    let labels: Vec<BTreeSet<String>> =
        columns.iter().map(|column| column.labels().map(key).collect::<BTreeSet<_>>()).collect();
    let indicators: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator)).collect();
    let Some(home) = home(columns, &labels, &indicators) else { return };
    let others: BTreeSet<String> =
        indicators.iter().flat_map(|at| &labels[*at]).filter(|label| !labels[home].contains(*label)).cloned().collect();
    for (column, labels) in columns.iter_mut().zip(&labels) {
        if !labels.is_disjoint(&others) {
            column.ignore(ColumnBasis::Place);
        }
    }
    figures_of_others(columns, home, &indicators);
}

/// "Strategi > Program | Indikator Kegiatan | Target" beside the row's own indicator: the figures of a group with an
/// indicator of its own are that one's.
fn figures_of_others(columns: &mut [Column<'_>], home: usize, indicators: &[usize]) {
    // "Indikator Kinerja Unit Kerja > Kode | IKUK" is one indicator with its code, and no group of another.
    let group = |column: &Column<'_>| match column.heading.parts.as_slice() {
        [group, _, ..] if column.reading.owner != Some(Field::Indikator) => Some(key(group)),
        _ => None,
    };
    let own = group(&columns[home]);
    let others: BTreeSet<String> =
        indicators.iter().filter_map(|at| group(&columns[*at])).filter(|other| Some(other) != own.as_ref()).collect();
    for column in columns.iter_mut().filter(|column| group(column).is_some_and(|group| others.contains(&group))) {
        let measured = [Field::Target, Field::Realisasi, Field::Capaian, Field::Satuan, Field::Indikator];
        // "SUB KEGIATAN > Sub Kegiatan" is the lowest level, and no programme.
        let level = column.is(Field::Program) && key(&column.path).starts_with("sub");
        if level || measured.into_iter().any(|field| column.is(field)) {
            column.ignore(ColumnBasis::Place);
        }
    }
}

/// The indicator of the row: one that no group claims, else the one in the group with the most figures; of those with as many
/// the one that stands in the most rows. The group of a superior is never the row's own beside another.
fn home(columns: &[Column<'_>], labels: &[BTreeSet<String>], indicators: &[usize]) -> Option<usize> {
    let said = |at: &usize| {
        let with = |column: usize| labels[column] == labels[*at];
        let own = |column: &Column<'_>| {
            [Field::Target, Field::Realisasi, Field::Capaian, Field::Satuan, Field::Bobot]
                .into_iter()
                .any(|field| column.is(field))
        };
        columns.iter().enumerate().filter(|(column, one)| with(*column) && own(one)).count()
    };
    let superior = |at: &usize| {
        let words = ["atasan", "pimpinan", "superior", "supervisor", "diintervensi"];
        labels[*at]
            .iter()
            .any(|label| label.split(|letter: char| !letter.is_alphanumeric()).any(|word| words.contains(&word)))
    };
    // "Tujuan > Indikator | Sasaran > Indikator": the goal's stands above the objective's, wherever both are named.
    let of_goal = |at: &usize| columns[*at].reading.owner == Some(Field::Tujuan);
    let lower =
        |at: &usize| columns[*at].reading.owner.is_some() && !of_goal(at) && columns[*at].heading.profile.filled > 0;
    let above_another =
        |at: &usize| of_goal(at) && indicators.iter().any(|other| labels[*other].is_empty() && lower(other));
    let free = indicators.iter().find(|at| labels[**at].is_empty() && !above_another(at));
    let rank = |at: &&usize| (!superior(at), said(at), columns[**at].heading.profile.filled, std::cmp::Reverse(**at));
    free.or_else(|| indicators.iter().max_by_key(rank)).copied()
}
