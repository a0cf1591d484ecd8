//! Nodes of the cascade as rules speak of them. Their findings name no unit: the cascade is the planning bureau's own
//! workbook.

use crate::cascade::Kaskade;
use crate::domain::kolom::Bidang;
use crate::domain::simpul::Simpul;
use crate::finding::{Tempat, Temuan};
use crate::rules::{Aturan, Konteks};
use crate::tables::Tables;

/// The cell of a field of a node; its code's cell where the sheet has no such column.
pub(in crate::rules) fn tempat(tables: &Tables, simpul: &Simpul, bidang: Bidang) -> Option<Tempat> {
    tables.tempat(simpul.rekaman, bidang.tahunan()).or_else(|| tables.tempat(simpul.rekaman, Bidang::Kode.tahunan()))
}

/// The cells of a field of several nodes, in one place of the cascade workbook.
pub(in crate::rules) fn tempat_semua<'s>(
    tables: &Tables,
    simpul: impl IntoIterator<Item = &'s Simpul>,
    bidang: Bidang,
) -> Option<Tempat> {
    super::rekam::himpun(simpul.into_iter().filter_map(|satu| tempat(tables, satu, bidang))).into_iter().next()
}

/// A node as people know it: its code and its wording.
pub(in crate::rules) fn label(simpul: &Simpul) -> String {
    let kalimat = simpul.indikator.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{} {kalimat}", simpul.kode).trim().to_string()
}

/// The name that a sentence gives a node: its code, else its wording.
pub(in crate::rules) fn nama(simpul: &Simpul) -> String {
    if simpul.kode.is_empty() { super::kutip(&simpul.indikator) } else { simpul.kode.clone() }
}

/// A finding at the cell of a field of a node.
pub(in crate::rules) fn temuan(
    konteks: &Konteks<'_>,
    aturan: &Aturan,
    simpul: &Simpul,
    bidang: Bidang,
    pesan: String,
    saran: &str,
) -> Option<Temuan> {
    let tempat = tempat(konteks.tables, simpul, bidang)?;
    Some(Temuan::baru(aturan.kode, aturan.tingkat, tempat, pesan, saran).indikator(label(simpul)))
}

/// The nodes with these numbers.
pub(in crate::rules) fn ambil<'k>(kaskade: &'k Kaskade, nomor: &[usize]) -> Vec<&'k Simpul> {
    nomor.iter().filter_map(|nomor| kaskade.ambil(*nomor)).collect()
}
