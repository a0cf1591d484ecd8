//! What a row with values is, by the columns in which they stand.

use crate::domain::column::Field;
use crate::domain::document::{RowKind, TableColumn, TableRole};
use crate::domain::text::indikator_code;
use crate::extract::grid::{CellGrid, cell_text};
use crate::extract::recognise::RecognisedTable;
use crate::workbook::{Cell, CellValue};

/// Whether a row holds what only an indicator has: a unit of measure, a target, a realisation.
pub(super) fn measured(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = [Field::Satuan, Field::Target, Field::Realisasi];
    mapped.iter().any(|(owned, _)| own.contains(&owned.column.field))
}

/// Whether a row has a number, a unit of measure or a target of its own.
pub(super) fn promised(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = [Field::No, Field::Code, Field::Satuan, Field::Target];
    mapped.iter().any(|(owned, cell)| own.contains(&owned.column.field) && !matches!(cell_text(cell).trim(), "-" | "–"))
}

/// Whether dashes stand wherever a row would tell of an indicator: nobody filled it in.
pub(super) fn only_dashes(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let dash = |cell: &Cell| matches!(cell_text(cell).trim(), "-" | "–" | "—");
    let mut own =
        mapped.iter().filter(|(owned, _)| owned.column.field != Field::No && !heads(owned.column.field)).peekable();
    own.peek().is_some() && own.all(|(_, cell)| dash(cell))
}

/// What indicators belong to, and no indicator itself.
pub(super) const fn heads(field: Field) -> bool {
    matches!(field, Field::Sasaran | Field::Tujuan | Field::SasaranCode | Field::Program)
}

/// What a row with values is.
pub(super) fn data_kind(
    grid: &CellGrid<'_>,
    recognised: &RecognisedTable<'_>,
    row: u32,
    mapped: &[(&TableColumn, &Cell)],
) -> RowKind {
    let exists = |field: Field| mapped.iter().any(|(owned, _)| owned.column.field == field);
    let value = mapped.iter().any(|(owned, _)| {
        matches!(
            owned.column.field,
            Field::Target | Field::Realisasi | Field::Capaian | Field::Satuan | Field::Numerator
        )
    });
    if recognised.role != TableRole::Indikator {
        return RowKind::Data;
    }
    if recognised.has(Field::Description) && !recognised.has(Field::Indikator) {
        // The achievement of a sasaran sums up that of its indicators; what has no target and no unit is none of them. Where no
        // row has any, what was achieved is all that is told.
        let own = [Field::Target, Field::Realisasi, Field::Satuan, Field::Numerator];
        let achieved = own.into_iter().all(|field| !recognised.has(field)) && exists(Field::Capaian);
        return if achieved || own.into_iter().any(exists) { RowKind::Data } else { RowKind::Group };
    }
    let core = if recognised.has(Field::Indikator) { Field::Indikator } else { Field::Code };
    let measured = [Field::Target, Field::Realisasi, Field::Capaian].into_iter().any(|field| recognised.has(field));
    if exists(core) {
        // Where outputs are counted, a row with a name and no figure is a group of them; a code of an indicator alone is a
        // row that nobody filled in.
        let group = core == Field::Code && measured && !value && !of_an_indicator(mapped);
        return if group { RowKind::Group } else { RowKind::Data };
    }
    let combined = recognised
        .columns
        .iter()
        .any(|owned| owned.column.field == core && grid.anchor(row, owned.cell.column).row < row);
    let repeated = [Field::RencanaAksi, Field::Keluaran, Field::Kriteria, Field::Time, Field::RowTriwulan];
    let repeated = repeated.into_iter().any(exists);
    let head = mapped.iter().any(|(owned, _)| heads(owned.column.field));
    // "3 | Barang" over "1. Alat" and "2. Sarana": the kind of the rows below, and nothing that is measured.
    let sort = |owned: &TableColumn| matches!(owned.column.field, Field::No | Field::Kind | Field::Ignore);
    if exists(Field::Kind) && mapped.iter().all(|(owned, _)| sort(owned)) && !combined {
        return RowKind::Group;
    }
    if combined || (repeated && !head) {
        RowKind::Continuation
    } else if head && !repeated && (!value || exists(Field::Anggaran) && promises_nothing(mapped)) {
        RowKind::Group
    } else {
        RowKind::Data
    }
}

/// Whether a row has no unit and no figure of performance but noughts: `URUSAN PENDIDIKAN` over the sums of its programmes.
fn promises_nothing(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = |field: Field| {
        matches!(field, Field::Satuan | Field::Target | Field::Realisasi | Field::Capaian | Field::Numerator)
    };
    let nought = |cell: &Cell| matches!(cell.value, CellValue::Number(number) if number == 0.0);
    mapped.iter().filter(|(owned, _)| own(owned.column.field)).all(|(_, cell)| nought(cell))
}

/// Whether the code of a row is that of an indicator: "IKK 1.2", and no bare number.
fn of_an_indicator(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let code = mapped.iter().find(|(owned, _)| owned.column.field == Field::Code).map(|(_, cell)| cell_text(cell));
    let code = code.and_then(|code| indikator_code(&code));
    code.is_some_and(|code| ["IKU ", "IKK ", "IKI "].iter().any(|kind| code.starts_with(kind)))
}

/// Whether a row of an indicator table only goes on with texts of the row above: remarks of which a cell held no more, or
/// the rest of the indicator's own wording.
pub(super) fn tail(recognised: &RecognisedTable<'_>, mapped: &[(&TableColumn, &Cell)]) -> bool {
    if recognised.role != TableRole::Indikator || !recognised.has(Field::Indikator) {
        return false;
    }
    let word_continuation = |cell: &Cell| cell_text(cell).starts_with(char::is_lowercase);
    let mut mapped = mapped.iter().filter(|(owned, _)| owned.column.field != Field::Ignore).peekable();
    mapped.peek().is_some()
        && mapped.all(|(owned, cell)| match owned.column.field {
            Field::Indikator => word_continuation(cell),
            Field::CaraPengukuran | Field::SumberData | Field::Remark | Field::Kendala | Field::Solusi => true,
            Field::TindakLanjut | Field::BuktiDukung | Field::PenanggungJawab => true,
            _ => false,
        })
}

/// Whether a cell only computes what its neighbours say: alone in its row it says nothing, whatever result it holds.
pub(super) fn tally(owned: &TableColumn, cell: &Cell) -> bool {
    cell.formula.is_some()
        && matches!(owned.column.field, Field::Capaian | Field::AccumulatedCapaian | Field::Serapan | Field::Status)
}

/// Whether a cell says anything: formulas whose result is blank, or is not known, do not.
pub(super) fn is_filled(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) => !text.trim().is_empty(),
        CellValue::NotCalculated => false,
        _ => true,
    }
}
