//! The ceiling of a budget among columns that are headed as money together: `Jumlah Realisasi Anggaran > Pagu | Realisasi | %`,
//! `Anggaran > PHLN | Rupiah | Total`, `Data 2026 > Target | Rp > TW I | TW II`.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::Column;
use super::evidence::Values;

/// Funds side by side at least, before a column sums them up.
const FUNDS: usize = 2;

/// Words of the heading of a sum.
const SUMS: [&str; 5] = ["total", "jumlah", "jml", "total anggaran", "jumlah anggaran"];

/// A group that is named after what was spent covers the ceiling too, where another of its columns says of itself that it was
/// realised: then the one that says a ceiling is that.
pub(super) fn beside_what_was_spent(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let alone = |column: &Column<'_>| {
        let last = column.heading.parts.last()?;
        let read = dictionary.read(&[last.as_str()]);
        read.column.map(|meant| meant.field).filter(|_| !column.shared)
    };
    let found: Vec<(usize, FormColumn)> = (0..columns.len())
        .filter(|at| alone(&columns[*at]) == Some(Field::Anggaran) && columns[*at].heading.parts.len() > 1)
        .filter_map(|at| Some((at, columns[at].meant?)))
        .filter(|(_, meant)| matches!(meant.field, Field::RealisasiAnggaran | Field::Serapan))
        .filter(|(at, _)| {
            let realised = |one: &Column<'_>| {
                // What was reached of the work beside the money of a quarter makes no ceiling of that.
                one.is(Field::RealisasiAnggaran)
                    && matches!(alone(one), Some(Field::Realisasi | Field::RealisasiAnggaran))
                    && one.parents() == columns[*at].parents()
            };
            columns.iter().any(realised)
        })
        .collect();
    for (at, meant) in found {
        columns[at].settle(FormColumn { field: Field::Anggaran, ..meant }, 85, ColumnBasis::Place);
    }
}

/// Of funds side by side and their sum, the sum is the budget of the row.
pub(super) fn sums_of_funds(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in FUNDS..columns.len() {
        let said = columns[at].heading.parts.last().map(|text| key(text)).unwrap_or_default();
        let group = columns[at].parents().into_owned();
        if columns[at].shared || group.is_empty() || !SUMS.contains(&said.as_str()) {
            continue;
        }
        let funds: Vec<usize> =
            (0..at).filter(|one| columns[*one].parents() == group && !columns[*one].shared).collect();
        let of_year = |one: &usize| {
            columns[*one].meant.is_none_or(|meant| meant.field == Field::Ignore || meant == Field::Anggaran.yearly())
        };
        let named = funds.iter().any(|one| columns[*one].meant == Some(Field::Anggaran.yearly()));
        let parts: Vec<u32> = funds.iter().map(|one| columns[*one].heading.column).collect();
        let whole = columns[at].heading.column;
        let figures = |one: &usize| columns[*one].heading.profile.texts == 0;
        let own =
            columns[at].meant.is_none_or(|meant| meant.field == Field::Ignore || meant == Field::Anggaran.yearly());
        if !own
            || !named
            || funds.len() < FUNDS
            || !funds.iter().all(|one| of_year(one) && figures(one))
            || !values.mostly_sums(whole, &parts)
        {
            continue;
        }
        for one in funds {
            columns[one].settle_ignored(ColumnBasis::Values);
        }
        columns[at].settle(Field::Anggaran.yearly(), 85, ColumnBasis::Values);
    }
}

/// Amounts of quarters below a heading that only says rupiah, right behind the target of their group, are planned: what was
/// spent says so.
pub(super) fn rupiah_by_quarter(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let mut found: Vec<(usize, FormColumn)> = Vec::new();
    for (at, column) in columns.iter().enumerate() {
        let [group @ .., rupiah, last] = column.heading.parts.as_slice() else { continue };
        let silent = column.reading.column.is_none() && !column.shared && !group.is_empty();
        let behind = columns[..at].iter().rev().find(|one| !one.heading.parts.contains(rupiah));
        let planned = behind.is_some_and(|one| {
            let beside = one.heading.parts.split_last().is_some_and(|(_, above)| above == group);
            beside && one.meant == Some(Field::Target.yearly())
        });
        let amounts = column.heading.profile.filled == 0 || column.heading.profile.of_amounts();
        let part = dictionary.read(&["Anggaran", last]).column.filter(|meant| meant.period.is_part_of_year());
        if let Some(meant) = part.filter(|_| says_rupiah(rupiah) && silent && planned && amounts) {
            found.push((at, meant));
        }
    }
    for (at, meant) in found {
        if meant.field == Field::Anggaran && !columns.iter().any(|one| one.meant == Some(meant)) {
            columns[at].settle(meant, 80, ColumnBasis::Place);
        }
    }
}

/// "Rp", "(Rupiah)": a heading that says a currency and nothing of its amounts.
pub(super) fn says_rupiah(text: &str) -> bool {
    matches!(key(text).trim_matches(['(', ')', '.']), "rp" | "rupiah")
}
