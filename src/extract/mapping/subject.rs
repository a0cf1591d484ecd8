//! What the rows are about, where no column says "indikator", and what some columns mean beside others.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;

use super::Column;

pub(super) fn subject(columns: &mut [Column<'_>]) {
    let has = |columns: &[Column<'_>], field: Field| columns.iter().any(|column| column.is(field));
    outputs_below_groups(columns);
    performance_is_sasaran(columns);
    achieved_is_realised(columns);
    if !has(columns, Field::CaraPengukuran) {
        // The definition is all that it says of how it is measured.
        for column in columns.iter_mut().filter(|column| column.is(Field::OperationalDefinition)) {
            column.meant = Some(Field::CaraPengukuran.yearly());
        }
    }
    let named = [Field::Indikator, Field::Description, Field::Keluaran, Field::RencanaAksi];
    let measured = has(columns, Field::Target) || has(columns, Field::Realisasi);
    let counted = has(columns, Field::Satuan)
        || columns.iter().any(|column| column.is(Field::Realisasi) && column.sure >= super::SURE);
    if measured && counted && !named.into_iter().any(|field| has(columns, field)) {
        // The activity itself is measured: rows with figures are the subject, the others its programmes.
        if let Some(column) = columns.iter_mut().find(|column| column.is(Field::Program)) {
            column.mean(Field::Description.yearly(), 80, ColumnBasis::Place);
            code_of_activity(columns);
        }
    }
}

/// "Kinerja | Indikator | Target": sentences below it are what the indicators belong to.
fn performance_is_sasaran(columns: &mut [Column<'_>]) {
    if columns.iter().any(|column| column.is(Field::Sasaran)) {
        return;
    }
    let indicator = columns.iter().position(|column| column.is(Field::Indikator));
    let sentences = |column: &Column<'_>| {
        let profile = column.heading.profile;
        column.path == "kinerja" && column.meant.is_none() && profile.texts > 0 && profile.numbers == 0
    };
    if let Some(column) = columns[..indicator.unwrap_or(0)].iter_mut().find(|column| sentences(column)) {
        column.mean(Field::Sasaran.yearly(), 75, ColumnBasis::Place);
    }
}

/// Where activities are the subject, their account code is the code of the row.
fn code_of_activity(columns: &mut [Column<'_>]) {
    if columns.iter().any(|column| column.is(Field::Code)) {
        return;
    }
    let code = |column: &&mut Column<'_>| {
        let profile = column.heading.profile;
        let whole = column.heading.code_columns.is_empty() && profile.codes * 2 > profile.filled;
        column.is(Field::Ignore) && whole && column.path.starts_with("kode")
    };
    if let Some(column) = columns.iter_mut().find(code) {
        column.mean(Field::Code.yearly(), 75, ColumnBasis::Values);
    }
}

/// Outputs (RO) below their groups (KRO): the groups stand where programmes do.
fn outputs_below_groups(columns: &mut [Column<'_>]) {
    let group =
        |column: &Column<'_>| column.path.split([' ', '>', '/', '-']).any(|word| matches!(word, "kro" | "klasifikasi"));
    let outputs = columns.iter().filter(|column| column.is(Field::Keluaran));
    let (groups, singles): (Vec<_>, Vec<_>) = outputs.partition(|column| group(column));
    if groups.is_empty() || singles.is_empty() {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::Keluaran) && group(column)) {
        column.meant = Some(Field::Program.yearly());
    }
}

/// "Capaian" beside "% Capaian" of the same period, and no realisation of it: the figure itself.
fn achieved_is_realised(columns: &mut [Column<'_>]) {
    let of = |columns: &[Column<'_>], column: FormColumn, percent: bool| {
        let mut found = (0..columns.len()).filter(|at| {
            let one = &columns[*at];
            one.meant == Some(column) && one.reading.percent == percent && !one.reading.up_to
        });
        found.next().filter(|_| found.next().is_none())
    };
    let achieved: Vec<FormColumn> = columns.iter().filter(|c| c.is(Field::Capaian)).filter_map(|c| c.meant).collect();
    for column in achieved {
        let realised = FormColumn { field: Field::Realisasi, ..column };
        if columns.iter().any(|one| one.meant == Some(realised)) {
            continue;
        }
        if let (Some(plain), Some(_)) = (of(columns, column, false), of(columns, column, true)) {
            columns[plain].mean(realised, 80, ColumnBasis::Place);
        }
    }
}
