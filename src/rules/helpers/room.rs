//! Where a form has room for a word of explanation: advice names a column that is there.

use crate::domain::column::{Field, Period};
use crate::domain::document::{DocumentTable, TableColumn};
use crate::domain::text::key;
use crate::rules::helpers::quote;

/// Columns that take an explanation, the one that is for nothing else first.
const ROOM: [Field; 2] = [Field::Remark, Field::Kendala];

/// Words of headings below which somebody writes what he has to say.
const SAYS: [&str; 17] = [
    "keterangan",
    "ket",
    "catatan",
    "penjelasan",
    "analisis",
    "analisa",
    "kendala",
    "hambatan",
    "permasalahan",
    "masalah",
    "uraian",
    "alasan",
    "komentar",
    "penyebab",
    "faktor",
    "notes",
    "remarks",
];
/// Words of headings below which something is sorted or defined: "Keterangan Indikator (baru atau lama)", "Jenis/Keterangan".
const SORTS: [&str; 10] =
    ["indikator", "jenis", "sumber", "definisi", "rumus", "formula", "satuan", "target", "kategori", "status"];
/// Words of what was reached, of which much may be said.
const REACHED: [&str; 3] = ["capaian", "pencapaian", "realisasi"];

/// The column of a table that takes an explanation of a figure of a period, as its form calls it; where it has none, one that
/// has to be added.
pub(in crate::rules) fn for_a_word(table: Option<&DocumentTable>, period: Period) -> String {
    own(table, &ROOM, period).unwrap_or_else(added)
}

/// The column that takes an explanation, where the table has one.
pub(in crate::rules) fn own_for_a_word(table: Option<&DocumentTable>, period: Period) -> Option<String> {
    own(table, &ROOM, period)
}

/// The column of a table that takes remarks alone; where it has none, one that has to be added.
pub(in crate::rules) fn for_a_remark(table: Option<&DocumentTable>) -> String {
    own(table, &ROOM[..1], Period::Yearly).unwrap_or_else(added)
}

/// The column that takes remarks alone, where the table has one.
pub(in crate::rules) fn own_for_a_remark(table: Option<&DocumentTable>) -> Option<String> {
    own(table, &ROOM[..1], Period::Yearly)
}

fn added() -> String {
    "kolom baru \"Keterangan\"".to_string()
}

fn own(table: Option<&DocumentTable>, fields: &[Field], period: Period) -> Option<String> {
    let columns = || table.into_iter().flat_map(|table| &table.columns).filter(|owned| has_room(owned));
    let of = |field: Field| {
        let all = || columns().filter(move |owned| owned.column.field == field);
        all().find(|owned| owned.column.period == period).or_else(|| all().next())
    };
    let owned = fields.iter().find_map(|field| of(*field))?;
    Some(format!("kolom {}", quote(lowest(owned))))
}

/// The heading right above what stands in a column.
fn lowest(owned: &TableColumn) -> &str {
    owned.heading.rsplit(" > ").next().unwrap_or(&owned.heading)
}

/// Whether a column takes what somebody has to say of a figure: what it is headed says so, and not that it sorts the rows.
fn has_room(owned: &TableColumn) -> bool {
    let heading = key(lowest(owned));
    let words: Vec<&str> = heading.split(|letter: char| !letter.is_alphanumeric()).collect();
    let any = |list: &[&str]| words.iter().any(|word| list.contains(word));
    owned.column.field == Field::Kendala || any(&SAYS) && (!any(&SORTS) || any(&REACHED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::CellAddress;

    fn table(headings: &[(&str, Field, Period)]) -> DocumentTable {
        let column = |(heading, field, period): &(&str, Field, Period)| TableColumn {
            column: crate::domain::column::FormColumn { field: *field, period: *period },
            cell: CellAddress::new(0, 0),
            heading: (*heading).to_string(),
            cumulative: false,
            basis: Default::default(),
            sure: 100,
        };
        DocumentTable {
            role: crate::domain::document::TableRole::Indikator,
            columns: headings.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    #[test]
    fn what_sorts_rows_has_no_room_for_a_word() {
        let sorts = ("KETERANGAN INDIKATOR (INDIKATOR BARU ATAU LAMA)", Field::Remark, Period::Yearly);
        let told = |headings: &[(&str, Field, Period)], period| for_a_word(Some(&table(headings)), period);
        assert_eq!(told(&[sorts], Period::Yearly), "kolom baru \"Keterangan\"");
        let months = [
            sorts,
            ("REALISASI SD. JANUARI > Hambatan", Field::Kendala, Period::Month(1)),
            ("REALISASI S.D MARET > Hambatan Maret", Field::Kendala, Period::Month(3)),
        ];
        assert_eq!(told(&months, Period::Month(1)), "kolom \"Hambatan\"");
        assert_eq!(told(&months, Period::Month(3)), "kolom \"Hambatan Maret\"");
        for heading in ["KET", "Ket.", "Keterangan/Catatan", "Catatan Analisis", "Penjelasan Capaian Kinerja"] {
            let said = told(&[(heading, Field::Remark, Period::Yearly)], Period::Yearly);
            assert_eq!(said, format!("kolom \"{heading}\""));
        }
    }
}
