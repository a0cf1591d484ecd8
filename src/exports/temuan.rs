//! The findings as a table.

use std::borrow::Cow;
use std::path::Path;

use crate::finding::flat::TemuanRow;
use crate::tables::schema::Column;
use crate::tables::{TablesError, parquet};

/// The table `temuan`, packed.
///
/// # Errors
/// When it cannot be packed.
pub(super) fn pack(row: &[TemuanRow<'_>], path: &Path) -> Result<Vec<u8>, TablesError> {
    parquet::pack_rows_of(row, &columns(), path)
}

fn columns<'a>() -> [Column<TemuanRow<'a>>; 15] {
    [
        Column::text("kode", |row: &TemuanRow<'a>| Some(Cow::Borrowed(row.code))),
        Column::text("tingkat", |row| Some(Cow::Borrowed(row.severity))),
        Column::text("unit", |row| row.unit.map(Cow::Borrowed)),
        Column::text("berkas", |row| row.file.map(Cow::Borrowed)),
        Column::text("lembar", |row| row.sheet.map(Cow::Borrowed)),
        Column::text("sel", |row| row.cell.as_deref().map(Cow::Borrowed)),
        Column::text("indikator", |row| row.indikator.map(Cow::Borrowed)),
        Column::text("pesan", |row| Some(Cow::Borrowed(row.message))),
        Column::text("ditemukan", |row| row.found.map(Cow::Borrowed)),
        Column::text("seharusnya", |row| row.expected.map(Cow::Borrowed)),
        Column::number("selisih", |row| row.gap),
        Column::text("saran", |row| Some(Cow::Borrowed(row.advice))),
        Column::text("terkait", |row| row.related.as_deref().map(Cow::Borrowed)),
        Column::text("ikutan_dari", |row| row.follow_up_from.map(Cow::Borrowed)),
        Column::text("pengecualian", |row| row.pengecualian.map(Cow::Borrowed)),
    ]
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::finding::flat::{jsonl, level};
    use crate::finding::{Place, Severity, Temuan};

    #[test]
    fn json_lines_have_the_names_of_the_table() {
        let temuan = [Temuan::new("UK03", Severity::Error, Place::default(), "Capaian berbeda.", "Perbaiki.")];
        let row = level(&temuan, &[]);
        let text = String::from_utf8(jsonl(&row).unwrap()).unwrap();
        let object: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        let columns = columns();
        for name in columns.iter().map(|column| column.name) {
            assert!(object.get(name).is_some(), "{name}");
        }
        assert_eq!(object.as_object().unwrap().len(), columns.len());
    }
}
