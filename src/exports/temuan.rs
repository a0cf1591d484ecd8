//! The findings as a frame.

use polars::prelude::DataFrame;

use crate::finding::flat::BarisTemuan;
use crate::tables::TablesError;
use crate::tables::frame::Penyusun;

/// The frame `temuan`.
///
/// # Errors
/// When the frame cannot be built.
pub(super) fn frame(baris: &[BarisTemuan<'_>]) -> Result<DataFrame, TablesError> {
    Ok(Penyusun::baru(baris)
        .teks("kode", |b| Some(b.kode))
        .teks("tingkat", |b| Some(b.tingkat))
        .teks("unit", |b| b.unit)
        .teks("berkas", |b| b.berkas)
        .teks("lembar", |b| b.lembar)
        .teks("sel", |b| b.sel.as_deref())
        .teks("indikator", |b| b.indikator)
        .teks("pesan", |b| Some(b.pesan))
        .teks("ditemukan", |b| b.ditemukan)
        .teks("seharusnya", |b| b.seharusnya)
        .angka("selisih", |b| b.selisih)
        .teks("saran", |b| Some(b.saran))
        .teks("terkait", |b| b.terkait.as_deref())
        .teks("ikutan_dari", |b| b.ikutan_dari)
        .teks("pengecualian", |b| b.pengecualian)
        .selesai()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::finding::flat::{jsonl, ratakan};
    use crate::finding::{Tempat, Temuan, Tingkat};

    #[test]
    fn json_lines_have_the_names_of_the_frame() {
        let temuan = [Temuan::baru("UK03", Tingkat::Galat, Tempat::default(), "Capaian berbeda.", "Perbaiki.")];
        let baris = ratakan(&temuan, &[]);
        let teks = String::from_utf8(jsonl(&baris).unwrap()).unwrap();
        let objek: serde_json::Value = serde_json::from_str(teks.lines().next().unwrap()).unwrap();
        let frame = frame(&baris).unwrap();
        for nama in frame.get_column_names() {
            assert!(objek.get(nama.as_str()).is_some(), "{nama}");
        }
        assert_eq!(objek.as_object().unwrap().len(), frame.width());
    }
}
