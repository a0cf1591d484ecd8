//! The findings as a frame.

use polars::prelude::DataFrame;

use crate::finding::flat::TemuanRow;
use crate::tables::TablesError;
use crate::tables::frame::FrameBuilder;

/// The frame `temuan`.
///
/// # Errors
/// When the frame cannot be built.
pub(super) fn frame(row: &[TemuanRow<'_>]) -> Result<DataFrame, TablesError> {
    Ok(FrameBuilder::new(row)
        .text("kode", |b| Some(b.code))
        .text("tingkat", |b| Some(b.severity))
        .text("unit", |b| b.unit)
        .text("berkas", |b| b.file)
        .text("lembar", |b| b.sheet)
        .text("sel", |b| b.cell.as_deref())
        .text("indikator", |b| b.indikator)
        .text("pesan", |b| Some(b.message))
        .text("ditemukan", |b| b.found)
        .text("seharusnya", |b| b.expected)
        .figure("selisih", |b| b.gap)
        .text("saran", |b| Some(b.advice))
        .text("terkait", |b| b.related.as_deref())
        .text("ikutan_dari", |b| b.follow_up_from)
        .text("pengecualian", |b| b.pengecualian)
        .finish()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::finding::flat::{jsonl, level};
    use crate::finding::{Place, Severity, Temuan};

    #[test]
    fn json_lines_have_the_names_of_the_frame() {
        let temuan = [Temuan::new("UK03", Severity::Error, Place::default(), "Capaian berbeda.", "Perbaiki.")];
        let row = level(&temuan, &[]);
        let text = String::from_utf8(jsonl(&row).unwrap()).unwrap();
        let object: serde_json::Value = serde_json::from_str(text.lines().next().unwrap()).unwrap();
        let frame = frame(&row).unwrap();
        for name in frame.get_column_names() {
            assert!(object.get(name.as_str()).is_some(), "{name}");
        }
        assert_eq!(object.as_object().unwrap().len(), frame.width());
    }
}
