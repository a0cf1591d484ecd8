//! The lists of the first page: the indicators of the institution, and what is red. Both are cut to the page.

use super::data::Data;
use super::rupa::Gaya;
use super::{Halaman, KANAN, NAMA, TENGAH, tinggi_kecil};
use crate::domain::capaian::Warna;
use crate::report::ReportError;
use crate::report::bersih::ringkas;
use crate::report::gaya;
use crate::report::lembar::{Sel, banyak_baris};
use crate::report::rekap::iku::Letak;
use crate::report::rekap::model::{Angka, BarisIku, BarisMerah, Rekap};
use crate::report::rekap::{merah as lembar_merah, tren};

/// Indicators of the institution that fit on the page.
const IKU_TERBANYAK: usize = 14;
/// Red indicators that fit on the page.
const MERAH_TERBANYAK: usize = 6;

/// The columns of target, realisation and achievement.
const ANGKA: [(u16, u16); 3] = [(6, 7), (8, 9), (10, 11)];

pub(super) fn iku(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak, data: &Data) -> Result<(), ReportError> {
    page.judul_bagian(&format!("Capaian IKU {}", rekap.frasa), (0, KANAN))?;
    page.maju(18.0)?;
    let (kepala, tengah) = (page.gaya.kepala.clone(), page.gaya.kepala_tengah.clone());
    for (kolom, judul, rupa) in [
        ((0, 1), "IKU", &kepala),
        ((2, 4), "Indikator", &kepala),
        ((TENGAH, TENGAH), "Tren TW I – IV", &tengah),
        (ANGKA[0], "Target", &tengah),
        (ANGKA[1], "Realisasi", &tengah),
        (ANGKA[2], "Capaian (%)", &tengah),
    ] {
        page.isi(page.baris, kolom, &Sel::Teks(judul.into()), rupa)?;
    }
    page.maju(15.0)?;
    let terpilih = terpilih(&rekap.iku);
    for &urutan in &terpilih {
        if let Some(iku) = rekap.iku.get(urutan) {
            satu_iku(page, iku, urutan, letak, data)?;
        }
    }
    lainnya(page, rekap.iku.len() - terpilih.len(), "IKU")?;
    page.jeda(8.0)
}

/// All that fit; where they do not, the worst, in the order of the cascade.
fn terpilih(iku: &[BarisIku]) -> Vec<usize> {
    let mut urutan: Vec<usize> = (0..iku.len()).collect();
    if iku.len() > IKU_TERBANYAK {
        // What has no data says nothing and goes last.
        let nilai = |nomor: &usize| iku[*nomor].indikator.posisi.capaian.angka.unwrap_or(f64::MAX);
        urutan.sort_by(|kiri, kanan| nilai(kiri).total_cmp(&nilai(kanan)));
        urutan.truncate(IKU_TERBANYAK);
        urutan.sort_unstable();
    }
    urutan
}

fn satu_iku(
    page: &mut Halaman<'_>,
    iku: &BarisIku,
    urutan: usize,
    letak: &Letak,
    data: &Data,
) -> Result<(), ReportError> {
    let satu = &iku.indikator;
    let warna = satu.posisi.warna();
    let (tebal, teks) = (page.gaya.tebal.clone(), page.gaya.teks.clone());
    let mut uraian = ringkas(&satu.indikator, 104);
    if iku.dari.1 > 1 && iku.dari.0 < iku.dari.1 {
        uraian.push_str(&format!(" ({})", iku.pelapor));
    }
    let baris = page.baris;
    page.isi(baris, (0, 0), &Sel::Teks(gaya::tanda(warna).into()), &Gaya::lampu(warna))?;
    page.isi(baris, (1, 1), &Sel::milik(ringkas(&satu.kode, 12)), &tebal)?;
    page.isi(baris, (2, 4), &Sel::milik(uraian.clone()), &teks)?;
    page.isi(baris, (TENGAH, TENGAH), &Sel::Kosong, &teks)?;
    tren(
        page.lembar,
        (baris, TENGAH),
        (NAMA, data.baris.0 + u32::try_from(urutan).unwrap_or_default(), data.tren),
        &satu.posisi.tren,
    )?;
    for (kolom, judul, besaran) in
        [(ANGKA[0], "Target Periode", &satu.posisi.target), (ANGKA[1], "Realisasi Periode", &satu.posisi.realisasi)]
    {
        let rupa = match besaran.angka {
            Some(angka) if angka.fract() == 0.0 => page.gaya.bulat.clone(),
            Some(_) => page.gaya.angka.clone(),
            None => page.gaya.kanan.clone(),
        };
        page.isi(baris, kolom, &sel_besaran(besaran, letak.sel(urutan, judul)), &rupa)?;
    }
    let capaian = match satu.posisi.capaian.angka {
        Some(nilai) => Sel::rumus(letak.sel(urutan, "Capaian (%)"), Some(nilai)),
        None => Sel::Teks("–".into()),
    };
    page.isi(baris, ANGKA[2], &capaian, &Gaya::lampu(warna).set_num_format("#,##0.0"))?;
    page.maju(if banyak_baris(&uraian, 54.0) > 1 { 25.0 } else { 15.0 })
}

fn sel_besaran(besaran: &Angka, sel: String) -> Sel<'_> {
    match besaran.angka {
        Some(angka) => Sel::rumus(sel, Some(angka)),
        None => Sel::milik(ringkas(&besaran.tulisan, 14)),
    }
}

pub(super) fn merah(page: &mut Halaman<'_>, rekap: &Rekap) -> Result<(), ReportError> {
    page.jeda(8.0)?;
    let judul = match rekap.merah.len() {
        0 => "Yang merah: tidak ada".to_string(),
        banyak => format!("Yang merah: {banyak} indikator unit, terendah lebih dahulu"),
    };
    page.judul_bagian(&judul, (0, KANAN))?;
    page.maju(18.0)?;
    if rekap.merah.is_empty() {
        return Ok(());
    }
    let kepala = page.gaya.kepala.clone();
    for (kolom, judul) in [
        ((0, 1), "Capaian"),
        ((2, 3), "Indikator dan unit"),
        ((4, TENGAH), "Kendala"),
        ((6, KANAN), "Tindak lanjut · PIC · batas waktu"),
    ] {
        page.isi(page.baris, kolom, &Sel::Teks(judul.into()), &kepala)?;
    }
    page.maju(15.0)?;
    for satu in rekap.merah.iter().take(MERAH_TERBANYAK) {
        satu_merah(page, satu)?;
    }
    lainnya(page, rekap.merah.len().saturating_sub(MERAH_TERBANYAK), lembar_merah::NAMA)
}

fn satu_merah(page: &mut Halaman<'_>, satu: &BarisMerah) -> Result<(), ReportError> {
    let (indikator, uraian) = (&satu.isi.indikator, &satu.isi.uraian);
    let kecil = page.gaya.kecil.clone();
    let lampu = Gaya::lampu(Warna::Merah).set_num_format("\"■ \"#,##0.0");
    let nama = ringkas(&format!("{} {} – {}", indikator.kode, indikator.indikator, satu.nama_unit), 118);
    let kendala = ringkas(&uraian.kendala.tulisan, 128);
    let tindak = ringkas(&satu.siapa_kapan, 110);
    page.isi(page.baris, (0, 1), &Sel::angka(indikator.posisi.capaian.angka), &lampu)?;
    page.isi(page.baris, (2, 3), &Sel::milik(nama.clone()), &kecil)?;
    page.isi(page.baris, (4, TENGAH), &Sel::milik(kendala.clone()), &kecil)?;
    page.isi(page.baris, (6, KANAN), &Sel::milik(tindak.clone()), &kecil)?;
    let baris = banyak_baris(&nama, 40.0).max(banyak_baris(&kendala, 46.0)).max(banyak_baris(&tindak, 34.0));
    page.maju(tinggi_kecil(baris.clamp(1, 4)) + 2.0)
}

/// "… dan 4 lainnya, lihat lembar Merah".
fn lainnya(page: &mut Halaman<'_>, sisa: usize, lembar: &str) -> Result<(), ReportError> {
    if sisa == 0 {
        return Ok(());
    }
    let rupa = page.gaya.kaki.clone();
    page.rentang((0, KANAN), 13.0, &Sel::milik(format!("… dan {sisa} lainnya, lihat lembar {lembar}.")), &rupa)
}
