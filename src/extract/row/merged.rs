//! One realisation whose cell is merged over the rows of several indicators.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::row::RowEntries;
use crate::domain::value::{CellContent, Doubt, Entry, Value};

/// Takes from a row the realisation that stands in the row above, where this row is about an indicator of its own with a
/// target of its own: the figure is counted where it stands, and asked about ([`Doubt::MergedWithOther`]).
pub(super) fn part(row: &mut RowEntries) {
    let own = |entry: &Entry| !entry.derivation && !entry.value.without_content();
    let named = [Field::Indikator, Field::Description, Field::Code].map(Field::yearly);
    let indicator = named.iter().filter_map(|column| row.get(column)).any(own);
    let targets = || row.iter().filter(|(column, _)| column.field == Field::Target);
    if !indicator || !targets().any(|(_, entry)| own(entry)) {
        return;
    }
    // A target that is merged over the same rows belongs to all of them, and so does what was reached.
    let together = |period| targets().any(|(column, entry)| column.period == period && entry.derivation);
    let merged = row.iter().filter(|(column, entry)| {
        column.field == Field::Realisasi
            && entry.derivation
            && entry.value.figure().is_some()
            && !together(column.period)
    });
    let merged: Vec<(FormColumn, CellAddress)> = merged.map(|(column, entry)| (*column, entry.cell)).collect();
    for (column, cell) in merged {
        let doubts = Box::from([Doubt::MergedWithOther]);
        let content = CellContent { raw: "".into(), value: Value::Blank, formula: None, doubts };
        row.insert(column, Entry::new(cell, content).derived());
    }
}
