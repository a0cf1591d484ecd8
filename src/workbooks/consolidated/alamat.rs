//! Where rows stand in the consolidated workbook, for those who point into it.

use std::collections::HashMap;

use super::{anggaran, kaskade, kepatuhan, pengukuran};
use crate::cascade::Kaskade;
use crate::recap::model::RowAddresses;
use crate::sheets::{baris_rumus, huruf, lembar_dari};

/// Rows of the cascade by node; the other sheets follow their frames.
pub(crate) struct Alamat {
    kaskade: HashMap<usize, usize>,
}

impl Alamat {
    pub(crate) fn baru(kaskade: &Kaskade) -> Self {
        let urutan = kaskade::urutan(kaskade).into_iter().enumerate();
        Self { kaskade: urutan.map(|(tempat, (nomor, _))| (nomor, tempat)).collect() }
    }
}

impl RowAddresses for Alamat {
    fn simpul(&self, nomor: usize) -> Option<(String, String)> {
        let tempat = *self.kaskade.get(&nomor)?;
        Some(sel(kaskade::NAMA, &huruf(&kaskade::KOLOM, kaskade::CAPAIAN), tempat))
    }

    fn pengukuran(&self, urutan: usize) -> (String, String) {
        sel(pengukuran::NAMA, &huruf(&pengukuran::KOLOM, "Realisasi"), urutan)
    }

    fn anggaran(&self, urutan: usize, kuartal: usize) -> Option<(String, String)> {
        let judul = anggaran::REALISASI.get(kuartal)?;
        Some(sel(anggaran::NAMA, &huruf(&anggaran::KOLOM, judul), urutan))
    }

    fn kepatuhan(&self, urutan: usize, judul: &str) -> (String, String) {
        sel(kepatuhan::NAMA, &huruf(&kepatuhan::KOLOM, judul), urutan)
    }
}

/// Sheet and cell of an entry in a column.
fn sel(nama: &str, huruf: &str, urutan: usize) -> (String, String) {
    (lembar_dari(nama, urutan), format!("{huruf}{}", baris_rumus(urutan)))
}
