//! The heat map: units by indicators of the institution, with who has reported; a mark and a colour in each cell.

use super::rupa::{Gaya, format_angka};
use super::{Halaman, KANAN, tinggi_kaki};
use crate::domain::teks::ringkas;
use crate::recap::model::{BarisPeta, PetakPeta, Rekap};
use crate::sheets::Sel;
use crate::sheets::SheetError;
use crate::workbooks::recap::unit;

/// Units that fit on the page.
const UNIT_TERBANYAK: usize = 16;
/// The columns of the names, and the one that says who has reported.
const NAMA: (u16, u16) = (0, 3);
const LAPOR: u16 = 4;
/// Indicators that fit beside them.
const IKU_TERBANYAK: usize = (KANAN - LAPOR) as usize;

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap) -> Result<(), SheetError> {
    page.jeda(8.0)?;
    page.judul_bagian("Peta capaian unit × IKU (%), dan siapa yang sudah lapor", (0, KANAN))?;
    page.maju(18.0)?;
    let (baris, kolom) = (terpilih(rekap), iku_terpilih(rekap));
    kepala(page, rekap, &kolom)?;
    for &nomor in &baris {
        if let Some(satu) = rekap.peta.baris.get(nomor) {
            satu_unit(page, rekap, nomor, satu, &kolom)?;
        }
    }
    let kaki = page.gaya.kaki.clone();
    let mut teks = vec![rekap.peta.keterangan.to_string()];
    for (sisa, apa, lembar) in [
        (rekap.peta.baris.len() - baris.len(), "unit", unit::NAMA),
        (rekap.peta.kolom.len() - kolom.len(), "IKU", unit::NAMA),
    ] {
        if sisa > 0 {
            teks.push(format!("… dan {sisa} {apa} lainnya, lihat lembar {lembar}."));
        }
    }
    let teks = teks.join(" ");
    page.rentang((0, KANAN), tinggi_kaki(&teks), &Sel::milik(teks), &kaki.set_text_wrap())
}

fn kepala(page: &mut Halaman<'_>, rekap: &Rekap, kolom: &[usize]) -> Result<(), SheetError> {
    let tengah = page.gaya.kepala_tengah.clone().set_font_size(7).set_text_wrap();
    let rata = page.gaya.kepala.clone();
    page.isi(page.baris, NAMA, &Sel::Teks("Unit".into()), &rata)?;
    page.isi(page.baris, (LAPOR, LAPOR), &Sel::milik(format!("Lapor {}", rekap.nama_triwulan)), &tengah)?;
    for (letak, nomor) in (LAPOR + 1..).zip(kolom) {
        let kode = rekap.peta.kolom.get(*nomor).map(|kolom| ringkas(&kolom.kode, 16)).unwrap_or_default();
        page.isi(page.baris, (letak, letak), &Sel::milik(kode), &tengah)?;
    }
    page.maju(21.0)
}

fn satu_unit(
    page: &mut Halaman<'_>,
    rekap: &Rekap,
    nomor: usize,
    satu: &BarisPeta,
    kolom: &[usize],
) -> Result<(), SheetError> {
    let kecil = page.gaya.kecil.clone().unset_text_wrap();
    page.isi(page.baris, NAMA, &Sel::milik(ringkas(&format!("{} · {}", satu.unit, satu.nama), 42)), &kecil)?;
    let lapor = rekap.kepatuhan.baris.get(nomor).and_then(|baris| {
        let letak = rekap.kepatuhan.kolom.iter().position(|kolom| kolom.judul == rekap.nama_triwulan)?;
        baris.petak.get(letak)
    });
    if let Some(petak) = lapor {
        let rupa = Gaya::lampu(petak.lampu.warna).set_font_size(8);
        page.isi(page.baris, (LAPOR, LAPOR), &Sel::Teks(petak.tanda.into()), &rupa)?;
    }
    for (letak, nomor) in (LAPOR + 1..).zip(kolom) {
        match satu.petak.get(*nomor).and_then(Option::as_ref) {
            Some(petak) => {
                let (sel, rupa) = sel_petak(petak);
                page.isi(page.baris, (letak, letak), &sel, &rupa)?;
            }
            None => page.isi(page.baris, (letak, letak), &Sel::Kosong, &kecil)?,
        }
    }
    page.maju(12.5)
}

fn sel_petak(petak: &PetakPeta) -> (Sel<'_>, rust_xlsxwriter::Format) {
    let rupa = Gaya::lampu(petak.lampu.warna).set_font_size(7).unset_bold();
    match petak.capaian.angka {
        Some(angka) => (
            Sel::Angka(angka),
            rupa.set_num_format(format!("\"{} \"{}", petak.lampu.tanda, format_angka(&petak.capaian))),
        ),
        None => (Sel::Teks(petak.tulisan.as_str().into()), rupa),
    }
}

/// All units that fit; where they do not, those that did not report and those with the lowest figures, in the order of
/// the register.
fn terpilih(rekap: &Rekap) -> Vec<usize> {
    let mut urutan: Vec<usize> = (0..rekap.peta.baris.len()).collect();
    if urutan.len() > UNIT_TERBANYAK {
        let terendah = |nomor: &usize| {
            let petak = rekap.peta.baris[*nomor].petak.iter().flatten();
            petak.filter_map(|petak| petak.capaian.angka).reduce(f64::min).unwrap_or(f64::MAX)
        };
        urutan.sort_by(|kiri, kanan| terendah(kiri).total_cmp(&terendah(kanan)));
        urutan.truncate(UNIT_TERBANYAK);
        urutan.sort_unstable();
    }
    urutan
}

/// All indicators that fit; where they do not, the worst, in the order of the cascade.
fn iku_terpilih(rekap: &Rekap) -> Vec<usize> {
    let banyak = rekap.peta.kolom.len();
    if banyak <= IKU_TERBANYAK {
        return (0..banyak).collect();
    }
    let terendah = |nomor: &usize| {
        let petak = rekap.peta.baris.iter().filter_map(|baris| baris.petak.get(*nomor)?.as_ref()?.capaian.angka);
        petak.reduce(f64::min).unwrap_or(f64::MAX)
    };
    let mut urutan: Vec<usize> = (0..banyak).collect();
    urutan.sort_by(|kiri, kanan| terendah(kiri).total_cmp(&terendah(kanan)));
    urutan.truncate(IKU_TERBANYAK);
    urutan.sort_unstable();
    urutan
}
