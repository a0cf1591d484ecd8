//! Where rows stand in the consolidated workbook, for those who point into it.

use std::collections::HashMap;

use super::{anggaran, kaskade, kepatuhan, pengukuran};
use crate::cascade::Kaskade;
use crate::report::lembar::{baris_rumus, huruf};

/// Rows of the cascade by node; the other sheets follow their frames.
pub(in crate::report) struct Alamat {
    kaskade: HashMap<usize, u32>,
}

impl Alamat {
    pub(in crate::report) fn baru(kaskade: &Kaskade) -> Self {
        let urutan = kaskade::urutan(kaskade).into_iter().enumerate();
        Self { kaskade: urutan.map(|(tempat, (nomor, _))| (nomor, baris_rumus(tempat))).collect() }
    }

    /// The achievement of a node.
    pub(in crate::report) fn simpul(&self, nomor: usize) -> Option<(&'static str, String)> {
        let baris = self.kaskade.get(&nomor)?;
        Some((kaskade::NAMA, format!("{}{baris}", huruf(&kaskade::KOLOM, kaskade::CAPAIAN))))
    }

    /// The realisation of a row of the frame `pengukuran`.
    pub(in crate::report) fn pengukuran(&self, urutan: usize) -> (&'static str, String) {
        (pengukuran::NAMA, format!("{}{}", huruf(&pengukuran::KOLOM, "Realisasi"), baris_rumus(urutan)))
    }

    /// The realisation of a quarter in a row of the frame `anggaran`.
    pub(in crate::report) fn anggaran(&self, urutan: usize, kuartal: usize) -> Option<(&'static str, String)> {
        let judul = anggaran::REALISASI.get(kuartal)?;
        Some((anggaran::NAMA, format!("{}{}", huruf(&anggaran::KOLOM, judul), baris_rumus(urutan))))
    }

    /// A document of a row of the matrix.
    pub(in crate::report) fn kepatuhan(&self, urutan: usize, judul: &str) -> (&'static str, String) {
        (kepatuhan::NAMA, format!("{}{}", huruf(&kepatuhan::KOLOM, judul), baris_rumus(urutan)))
    }
}
