//! Where a form has room for a word of explanation: advice names a column that is there.

use crate::domain::column::Field;
use crate::domain::document::DocumentTable;
use crate::rules::helpers::quote;

/// Columns that take an explanation, the one that is for nothing else first.
const ROOM: [Field; 2] = [Field::Remark, Field::Kendala];

/// The column of a table that takes an explanation, as its form calls it; where it has none, one that has to be added.
pub(in crate::rules) fn for_a_word(table: Option<&DocumentTable>) -> String {
    named(table, &ROOM)
}

/// The column of a table that takes remarks alone; where it has none, one that has to be added.
pub(in crate::rules) fn for_a_remark(table: Option<&DocumentTable>) -> String {
    named(table, &ROOM[..1])
}

fn named(table: Option<&DocumentTable>, fields: &[Field]) -> String {
    let columns = || table.into_iter().flat_map(|table| &table.columns);
    let own = fields.iter().find_map(|field| columns().find(|owned| owned.column.field == *field));
    own.map_or_else(
        || "kolom baru \"Keterangan\"".to_string(),
        |owned| format!("kolom {}", quote(owned.heading.rsplit(" > ").next().unwrap_or(&owned.heading))),
    )
}
