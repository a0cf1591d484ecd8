//! Outcomes in the column of the programmes: `PROGRAM PENATAAN LAHAN`, and below it what it is to bring about.

use std::collections::BTreeMap;

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{FormRow, TableColumn};
use crate::domain::row::RowEntries;
use crate::domain::text::key;
use crate::domain::value::Entry;
use crate::extract::recognise::RecognisedTable;

/// Letters of "Naiknya" at least.
const STATES: usize = 7;

/// The column of programmes whose heading names their outcomes too, in a table without one for objectives.
pub(super) fn in_programmes<'a>(recognised: &'a RecognisedTable<'_>) -> Option<&'a TableColumn> {
    let program = recognised.columns.iter().find(|owned| owned.column == Field::Program.yearly())?;
    let heading = key(&program.heading);
    let named = heading.split(['/', ' ', '(', ')']).any(|word| matches!(word, "outcome" | "sasaran" | "output"));
    (named && !recognised.has(Field::Sasaran)).then_some(program)
}

/// Takes a text that states what is to come about for the objective of its row; below the name of another programme the
/// objective of the last one holds no longer.
pub(super) fn separate(entry: &mut RowEntries, upper: &mut BTreeMap<FormColumn, Entry>) {
    let (program, sasaran) = (Field::Program.yearly(), Field::Sasaran.yearly());
    let Some(own) = entry.get(&program).cloned() else { return };
    if own.value.blank() || own.derivation {
        let none = Entry::blank(own.cell);
        entry.complete(sasaran, if own.derivation { none.derived() } else { none });
    } else if states(&own.raw) {
        entry.insert(program, Entry::blank(own.cell));
        entry.insert(sasaran, own);
    } else {
        upper.remove(&sasaran);
    }
}

/// The column of objectives that such rows fill.
pub(super) fn column(rows: &[FormRow], recognised: &RecognisedTable<'_>) -> Option<TableColumn> {
    let program = in_programmes(recognised)?;
    let sasaran = Field::Sasaran.yearly();
    let filled = |row: &FormRow| row.entries.get(&sasaran).is_some_and(|entry| !entry.value.blank());
    rows.iter().any(filled).then(|| TableColumn { column: sasaran, ..program.clone() })
}

/// "Meningkatnya kualitas layanan": what is to come about, and no name.
fn states(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    first.len() >= STATES && first.ends_with("nya")
}
