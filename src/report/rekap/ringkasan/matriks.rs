//! Who sent what: units and documents, a mark and a colour in each cell.

use super::rupa::Gaya;
use super::{Halaman, KANAN, TENGAH};
use crate::report::ReportError;
use crate::report::bersih::ringkas;
use crate::report::lembar::Sel;
use crate::report::rekap::model::{BarisDokumen, Rekap};
use crate::report::rekap::unit;

/// Units that fit on the page.
const UNIT_TERBANYAK: usize = 18;
/// Rows that the chart beside it needs.
pub(super) const BARIS_TERSEDIKIT: usize = 12;

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap) -> Result<(), ReportError> {
    page.judul_bagian("Kepatuhan dokumen", (TENGAH, KANAN))?;
    page.maju(18.0)?;
    let (kepala, tengah, kecil) = (page.gaya.kepala.clone(), page.gaya.kepala_tengah.clone(), page.gaya.kecil.clone());
    page.isi(page.baris, (TENGAH, TENGAH), &Sel::Teks("Unit".into()), &kepala)?;
    for (kolom, judul) in (TENGAH + 1..).zip(rekap.kepatuhan.kolom.iter().map(|kolom| kolom.judul)) {
        page.isi(page.baris, (kolom, kolom), &Sel::Teks(judul.into()), &tengah.clone().set_font_size(7))?;
    }
    page.maju(14.0)?;
    let semua = &rekap.kepatuhan.baris;
    let terpilih = terpilih(semua);
    for unit in &terpilih {
        page.isi(page.baris, (TENGAH, TENGAH), &Sel::milik(nama(unit)), &kecil.clone().unset_text_wrap())?;
        for (kolom, petak) in (TENGAH + 1..).zip(&unit.petak) {
            let rupa = Gaya::lampu(petak.lampu.warna).set_font_size(8);
            page.isi(page.baris, (kolom, kolom), &Sel::Teks(petak.tanda.into()), &rupa)?;
        }
        page.maju(12.5)?;
    }
    let kaki = page.gaya.kaki.clone();
    let sisa = semua.len() - terpilih.len();
    if sisa > 0 {
        let teks = format!("… dan {sisa} unit lainnya, lihat lembar {}.", unit::NAMA);
        page.isi(page.baris, (TENGAH, KANAN), &Sel::milik(teks), &kaki)?;
        page.maju(12.5)?;
    }
    for _ in terpilih.len()..BARIS_TERSEDIKIT {
        page.maju(12.5)?;
    }
    Ok(())
}

/// All that fit; where they do not, those that miss the most, in the order of the register.
fn terpilih(semua: &[BarisDokumen]) -> Vec<&BarisDokumen> {
    let mut urutan: Vec<(usize, &BarisDokumen)> = semua.iter().enumerate().collect();
    if semua.len() > UNIT_TERBANYAK {
        urutan.sort_by_key(|(nomor, unit)| (std::cmp::Reverse((unit.belum, unit.terlambat)), *nomor));
        urutan.truncate(UNIT_TERBANYAK);
        urutan.sort_by_key(|(nomor, _)| *nomor);
    }
    urutan.into_iter().map(|(_, unit)| unit).collect()
}

fn nama(unit: &BarisDokumen) -> String {
    const MUAT: usize = 27;
    if unit.nama.chars().count() <= MUAT {
        return unit.nama.clone();
    }
    ringkas(&format!("{} – {}", unit.unit, unit.nama), MUAT)
}
