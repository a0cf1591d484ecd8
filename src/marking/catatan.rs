//! What the program must remember about its marks in a workbook, kept in a hidden column of `TEMUAN` so that it comes
//! back with the file whatever program saved it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::PENANDA;

/// Longest piece in one cell, in bytes; a cell holds 32,767 UTF-16 units.
const PANJANG: usize = 20_000;

/// The record of one round of marks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Catatan {
    /// Fingerprint of the styles part as we wrote it.
    pub(super) sidik: String,
    /// Lengths of its lists before we added to them.
    pub(super) panjang: [usize; 4],
    /// Marked format and the cell's own; holds as long as the fingerprint does.
    pub(super) pasangan: Vec<(usize, usize)>,
    /// Fills under the marks, by the code in their colour; code 1 is the first.
    pub(super) isi: Vec<String>,
    /// Whether the workbook had a list of names, be it an empty one.
    pub(super) ada_nama: bool,
    /// Blank cells and rows that we wrote, by sheet.
    pub(super) sisipan: BTreeMap<String, Sisipan>,
}

/// Blank cells and rows written to carry a mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Sisipan {
    /// Cells, in A1 form.
    pub(super) sel: Vec<String>,
    /// Rows, counted from one.
    pub(super) baris: Vec<u32>,
}

impl Catatan {
    /// Recognises a styles part that nobody saved anew.
    pub(super) fn sidik_gaya(text: &str) -> String {
        Sha256::digest(text.as_bytes()).iter().take(12).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether the styles part is still the one we wrote, so that its indices are.
    pub(super) fn berlaku(&self, gaya: &str) -> bool {
        !self.sidik.is_empty() && self.sidik == Self::sidik_gaya(gaya)
    }

    /// The record as texts of cells.
    pub(super) fn tulis(&self) -> Vec<String> {
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut potongan = Vec::new();
        let mut sisa = json.as_str();
        while !sisa.is_empty() {
            let batas = (0..=PANJANG.min(sisa.len())).rev().find(|at| sisa.is_char_boundary(*at)).unwrap_or(sisa.len());
            let (awal, akhir) = sisa.split_at(batas);
            potongan.push(awal);
            sisa = akhir;
        }
        let semua = potongan.len();
        potongan.iter().enumerate().map(|(nomor, isi)| format!("{PENANDA} {}/{semua} {isi}", nomor + 1)).collect()
    }

    /// The record from the texts of cells, in their order. `None` when none of them is a piece of a record; a record
    /// that someone damaged is an empty one.
    pub(super) fn baca<'t>(teks: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut potongan: Vec<(usize, &str)> = teks
            .filter_map(|teks| {
                let (nomor, isi) = teks.strip_prefix(PENANDA)?.trim_start().split_once(' ')?;
                Some((nomor.split_once('/')?.0.parse().ok()?, isi))
            })
            .collect();
        if potongan.is_empty() {
            return None;
        }
        potongan.sort_by_key(|(nomor, _)| *nomor);
        let json: String = potongan.into_iter().map(|(_, isi)| isi).collect();
        Some(serde_json::from_str(&json).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_long_record_comes_back_from_its_cells() {
        let sel = (1..9000).map(|nomor| format!("É{nomor}")).collect();
        let catatan = Catatan {
            sidik: "ab".into(),
            isi: vec!["<fill/>".into()],
            sisipan: BTreeMap::from([("PK".into(), Sisipan { sel, baris: vec![3] })]),
            ..Catatan::default()
        };
        let teks = catatan.tulis();
        assert!(teks.len() > 2);
        assert_eq!(Catatan::baca(teks.iter().map(String::as_str).rev()), Some(catatan));
        assert_eq!(Catatan::baca(["TEMUAN", "3"].into_iter()), None);
        assert_eq!(Catatan::baca([format!("{PENANDA} 1/1 {{rusak").as_str()].into_iter()), Some(Catatan::default()));
    }
}
