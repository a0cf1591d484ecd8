//! "Keterangan" over "APBD" and "DAK" beside the money of programmes: where the money comes from.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;

use super::evidence::Values;
use super::{Column, Told};

/// Funds as budgets name them, by their first word.
const FUNDS: [&str; 22] = [
    "apbd", "apbn", "apbdes", "dak", "dau", "dbh", "did", "pad", "pnbp", "blud", "blu", "bok", "bos", "bosp", "hibah",
    "sbsn", "phln", "rm", "boptn", "dbhcht", "jkn", "silpa",
];

/// `Jenis Belanja | Pagu | Realisasi s.d. TW II | %` below the table of a form: kinds of spending are the lines of that budget, where it
/// names no programme and measures nothing.
pub(super) fn kinds_of_spending(columns: &mut [Column<'_>], told: Told) {
    let has = |field: Field| columns.iter().any(|column| column.is(field) && !column.shared);
    let lines = [
        Field::Program,
        Field::Indikator,
        Field::Description,
        Field::RencanaAksi,
        Field::Keluaran,
        Field::Sasaran,
        Field::Code,
        Field::Target,
    ];
    let spent = has(Field::Realisasi) || has(Field::RealisasiAnggaran);
    if !told.below || !spent || !has(Field::Anggaran) || lines.into_iter().any(has) {
        return;
    }
    let named = |column: &Column<'_>| {
        let profile = column.heading.profile;
        column.path == "jenis belanja" && !column.shared && profile.texts == profile.filled
    };
    if let Some(at) = only((0..columns.len()).filter(|at| named(&columns[*at]))) {
        columns[at].settle(Field::Program.yearly(), 75, ColumnBasis::Place);
    }
}

/// Remarks of a budget that all name a fund say where its money comes from, where no other column does.
pub(super) fn named_in_remarks(columns: &mut [Column<'_>], values: &Values<'_>) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    let of_programmes = has(Field::Program) || has(Field::Description);
    let money = columns.iter().find(|column| column.is(Field::Anggaran)).map(|column| column.heading.column);
    let Some(money) = money.filter(|_| of_programmes) else { return };
    if has(Field::SumberDana) || has(Field::Realisasi) {
        return;
    }
    let fund = |text: &str| {
        let lower = text.to_lowercase();
        let first = lower.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
        first.is_some_and(|word| FUNDS.contains(&word))
    };
    let remarks = |column: &&mut Column<'_>| column.is(Field::Remark) && !column.shared;
    if let Some(column) =
        columns.iter_mut().find(remarks).filter(|own| values.all_texts(own.heading.column, money, fund))
    {
        column.settle(Field::SumberDana.yearly(), 80, ColumnBasis::Values);
    }
}
