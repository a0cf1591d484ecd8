//! Money spent, as the measurements of one quarter state it.

use std::collections::HashSet;

use crate::domain::capaian::anggaran::serapan;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::triwulan::Triwulan;
use crate::report::ulangan;
use crate::tables::Tables;
use crate::tables::frame::Pembaca;

/// Absorption in the newest quarter for which forms state money. Whether a form's figure is of the quarter alone or
/// runs up is not known: it is what the form of that quarter says.
#[derive(Debug, Clone, PartialEq)]
pub struct Serapan {
    /// The quarter of the forms.
    pub triwulan: Triwulan,
    /// Ceilings of the lines that state both.
    pub pagu: f64,
    /// Money spent on them.
    pub realisasi: f64,
    /// Percent points.
    pub persen: f64,
    /// Units whose lines these are.
    pub unit: usize,
}

pub(super) fn hitung(tables: &Tables, sampai: Triwulan) -> Option<Serapan> {
    let ulangan = ulangan::anggaran(tables);
    let semua = Triwulan::SEMUA.into_iter().rev().filter(|tw| *tw <= sampai);
    semua.into_iter().find_map(|triwulan| {
        let (mut pagu, mut realisasi, mut unit) = (0.0, 0.0, HashSet::new());
        for baris in Pembaca::baru(&tables.anggaran).baris() {
            let cocok = baris.teks("jenis_dokumen") == Some(JenisDokumen::Pengukuran.singkatan())
                && baris.teks("jenis_baris") == Some("data")
                && baris.i32("triwulan").is_some_and(|nomor| u32::try_from(nomor) == Ok(triwulan.nomor()))
                && !ulangan.contains(&baris.nomor());
            if let (true, Some(milik_pagu), Some(milik)) = (cocok, baris.angka("pagu"), baris.angka("realisasi")) {
                pagu += milik_pagu;
                realisasi += milik;
                unit.extend(baris.teks("unit"));
            }
        }
        let persen = serapan(realisasi, pagu).ok()?;
        Some(Serapan { triwulan, pagu, realisasi, persen, unit: unit.len() })
    })
}
