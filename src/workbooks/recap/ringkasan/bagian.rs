//! The lists of the first page: the indicators of the institution, and what is red. Both are cut to the page.

use super::data::Data;
use super::rupa::Gaya;
use super::{Halaman, KANAN, NAMA, tinggi_kecil};
use crate::domain::capaian::Warna;
use crate::domain::teks::ringkas;
use crate::recap::model::{Angka, BarisIku, BarisMerah, Rekap, Tulisan};
use crate::sheets::SheetError;
use crate::sheets::{Sel, banyak_baris};
use crate::workbooks::recap::{Letak, merah as lembar_merah, tren};

/// Indicators of the institution that fit on the page.
const IKU_TERBANYAK: usize = 12;
/// Red indicators that fit on the page.
const MERAH_TERBANYAK: usize = 5;

/// The columns of the indicator list: wording, trend, target, realisation, achievement.
const URAIAN: (u16, u16) = (2, 8);
const TREN: (u16, u16) = (9, 10);
const ANGKA: [(u16, u16); 3] = [(11, 13), (14, 15), (16, 17)];

pub(super) fn iku(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak, data: &Data) -> Result<(), SheetError> {
    page.judul_bagian(&format!("Capaian {} {}", rekap.sebutan.satu, rekap.frasa), (0, KANAN))?;
    page.maju(18.0)?;
    let (kepala, tengah) = (page.gaya.kepala.clone(), page.gaya.kepala_tengah.clone());
    for (kolom, judul, rupa) in [
        ((0, 1), "Kode", &kepala),
        (URAIAN, "Indikator", &kepala),
        (TREN, "TW I – IV", &tengah),
        (ANGKA[0], "Target", &tengah),
        (ANGKA[1], "Realisasi", &tengah),
        (ANGKA[2], "Capaian (%)", &tengah),
    ] {
        page.isi(page.baris, kolom, &Sel::Teks(judul.into()), rupa)?;
    }
    page.maju(15.0)?;
    let terpilih = terendah(&rekap.iku, IKU_TERBANYAK);
    for &urutan in &terpilih {
        if let Some(iku) = rekap.iku.get(urutan) {
            satu_iku(page, rekap, iku, urutan, letak, data)?;
        }
    }
    lainnya(page, rekap.iku.len() - terpilih.len(), rekap.sebutan.lembar)?;
    page.jeda(6.0)
}

/// All that fit; where they do not, the worst, in the order of the cascade.
pub(super) fn terendah(iku: &[BarisIku], terbanyak: usize) -> Vec<usize> {
    let mut urutan: Vec<usize> = (0..iku.len()).collect();
    if iku.len() > terbanyak {
        // What has no data says nothing and goes last.
        let nilai = |nomor: &usize| iku[*nomor].indikator.posisi.capaian.angka.unwrap_or(f64::MAX);
        urutan.sort_by(|kiri, kanan| nilai(kiri).total_cmp(&nilai(kanan)));
        urutan.truncate(terbanyak);
        urutan.sort_unstable();
    }
    urutan
}

fn satu_iku(
    page: &mut Halaman<'_>,
    rekap: &Rekap,
    iku: &BarisIku,
    urutan: usize,
    letak: &Letak,
    data: &Data,
) -> Result<(), SheetError> {
    let satu = &iku.indikator;
    let lampu = satu.posisi.lampu;
    let (tebal, teks) = (page.gaya.tebal.clone(), page.gaya.teks.clone());
    let mut uraian = ringkas(&satu.indikator, 84);
    if !satu.satuan.is_empty() {
        uraian.push_str(&format!(" [{}]", ringkas(&satu.satuan, 16)));
    }
    if iku.dari.1 > 1 && iku.dari.0 < iku.dari.1 {
        uraian.push_str(&format!(" ({})", iku.pelapor));
    }
    if let (None, Some(sebab)) = (satu.posisi.capaian.angka, iku.catatan.first()) {
        uraian.push_str(&format!(" – {}", ringkas(sebab, 80)));
    }
    let baris = page.baris;
    page.isi(baris, (0, 0), &Sel::Teks(lampu.tanda.into()), &Gaya::lampu(lampu.warna))?;
    page.isi(baris, (1, 1), &Sel::milik(ringkas(&satu.kode, 12)), &tebal)?;
    page.isi(baris, URAIAN, &Sel::milik(uraian.clone()), &teks)?;
    page.isi(baris, TREN, &Sel::Kosong, &teks)?;
    let rentang = (NAMA, data.baris.0 + u32::try_from(urutan).unwrap_or_default(), data.tren);
    tren(page.lembar, (baris, TREN.0), rentang, &satu.posisi.tren)?;
    for (kolom, judul, besaran) in
        [(ANGKA[0], "Target Periode", &satu.posisi.target), (ANGKA[1], "Realisasi Periode", &satu.posisi.realisasi)]
    {
        let rupa = page.gaya.angka(besaran);
        page.isi(baris, kolom, &sel_besaran(besaran, letak.iku(urutan, judul)), &rupa)?;
    }
    let capaian = &satu.posisi.capaian;
    let rupa = Gaya::lampu(lampu.warna).set_num_format(super::rupa::format_angka(capaian));
    page.tautkan(baris, ANGKA[2].0, letak.asal(rekap.kartu.len() + urutan))?;
    let sel = match capaian.angka {
        Some(nilai) => Sel::rumus(letak.iku(urutan, "Capaian (%)"), Some(nilai)),
        None => Sel::Teks(capaian.tulisan.as_str().into()),
    };
    page.isi(baris, ANGKA[2], &sel, &rupa)?;
    page.maju(match banyak_baris(&uraian, 47.0) {
        1 => 15.0,
        2 => 24.0,
        _ => 35.0,
    })
}

fn sel_besaran(besaran: &Angka, sel: String) -> Sel<'_> {
    match besaran.angka {
        Some(angka) => Sel::rumus(sel, Some(angka)),
        None => Sel::milik(ringkas(&besaran.tulisan, 18)),
    }
}

pub(super) fn merah(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak) -> Result<(), SheetError> {
    page.jeda(6.0)?;
    let judul = match (rekap.merah.len(), rekap.ringkas.indikator_terukur()) {
        (_, 0) => "Yang merah: belum ada data".to_string(),
        (0, _) => "Yang merah: tidak ada".to_string(),
        (banyak, _) => format!("Yang merah: {banyak} indikator unit, terendah lebih dahulu"),
    };
    page.judul_bagian(&judul, (0, KANAN))?;
    page.maju(18.0)?;
    if rekap.merah.is_empty() {
        return Ok(());
    }
    let kepala = page.gaya.kepala.clone();
    for (kolom, judul) in
        MERAH.into_iter().zip(["Capaian", "Indikator dan unit", "Kendala", "Tindak lanjut", "Penanggung jawab · batas"])
    {
        page.isi(page.baris, kolom, &Sel::Teks(judul.into()), &kepala)?;
    }
    page.maju(15.0)?;
    for (urutan, satu) in rekap.merah.iter().take(MERAH_TERBANYAK).enumerate() {
        page.tautkan(page.baris, 0, letak.asal(rekap.kartu.len() + rekap.iku.len() + urutan))?;
        satu_merah(page, satu)?;
    }
    lainnya(page, rekap.merah.len().saturating_sub(MERAH_TERBANYAK), lembar_merah::NAMA)
}

/// The columns of the red list.
const MERAH: [(u16, u16); 5] = [(0, 1), (2, 5), (6, 9), (10, 13), (14, 17)];

fn satu_merah(page: &mut Halaman<'_>, satu: &BarisMerah) -> Result<(), SheetError> {
    let (indikator, uraian) = (&satu.isi.indikator, &satu.isi.uraian);
    let kecil = page.gaya.kecil.clone();
    let capaian = &indikator.posisi.capaian;
    let lampu = Gaya::lampu(Warna::Merah).set_num_format(format!("\"■ \"{}\"%\"", super::rupa::format_angka(capaian)));
    page.isi(page.baris, MERAH[0], &Sel::angka(capaian.angka), &lampu)?;
    let pelaku = format!("{} · {}", potong(&uraian.penanggung_jawab, 48), potong(&uraian.batas_waktu, 24));
    let kosong = uraian.penanggung_jawab.isi.is_none() && uraian.batas_waktu.isi.is_none();
    let teks = [
        (format!("{} {} – {}", indikator.kode, ringkas(&indikator.indikator, 70), ringkas(&satu.nama_unit, 36)), 40.0),
        (ringkas(&uraian.kendala.tulisan, 96), 28.0),
        (ringkas(&uraian.tindak_lanjut.tulisan, 96), 28.0),
        (if kosong { uraian.batas_waktu.tulisan.clone() } else { pelaku }, 28.0),
    ];
    let mut baris = 1;
    for (kolom, (isi, lebar)) in MERAH.into_iter().skip(1).zip(teks) {
        baris = baris.max(banyak_baris(&isi, lebar));
        page.isi(page.baris, kolom, &Sel::milik(isi), &kecil)?;
    }
    page.maju(tinggi_kecil(baris.clamp(1, 4)) + 2.0)
}

/// A text cut to its column, or a dash.
fn potong(teks: &Tulisan, terbanyak: usize) -> String {
    ringkas(teks.atau_strip(), terbanyak)
}

/// "… dan 4 lainnya, lihat lembar Merah".
fn lainnya(page: &mut Halaman<'_>, sisa: usize, lembar: &str) -> Result<(), SheetError> {
    if sisa == 0 {
        return Ok(());
    }
    let rupa = page.gaya.kaki.clone();
    page.rentang((0, KANAN), 13.0, &Sel::milik(format!("… dan {sisa} lainnya, lihat lembar {lembar}.")), &rupa)
}
