//! The cascade workbook of a workspace.

use rust_xlsxwriter::{Workbook, Worksheet};
use selaras::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use selaras::template::Pustaka;

use super::Hasil;
use super::model::{self, INDIKATOR, Indikator, Lembaga};

/// Code of the institution as a unit of its register.
const LEMBAGA: &str = "LEMBAGA";

/// Bytes of the workbook: sheets `Unit` and `Kaskade`.
///
/// # Errors
/// When the workbook cannot be written.
pub fn buku(lembaga: &Lembaga, benih: u64, nomor: usize) -> Hasil<Vec<u8>> {
    let pustaka = Pustaka::bawaan()?;
    let mut buku = Workbook::new();
    let lembar = buku.add_worksheet();
    kepala(lembar, &pustaka, "Unit", "kaskade-unit")?;
    lembar.write_string(1, 0, LEMBAGA)?;
    lembar.write_string(1, 1, &lembaga.nama)?;
    for (baris, unit) in (2..).zip(&lembaga.unit) {
        let surel = format!("{}@contoh.example", unit.kode.to_lowercase());
        let isi = [&unit.kode, &unit.nama, "", LEMBAGA, &unit.pimpinan, &unit.nip, &unit.jabatan, &surel];
        for (kolom, teks) in (0..).zip(isi).filter(|(_, teks)| !teks.is_empty()) {
            lembar.write_string(baris, kolom, teks)?;
        }
    }
    let lembar = buku.add_worksheet();
    kepala(lembar, &pustaka, "Kaskade", "kaskade")?;
    let mut baris = 1;
    for (urutan, satu) in model::iku(benih, nomor, lembaga.unit.len()).iter().enumerate() {
        simpul(lembar, baris, satu, "IKU", LEMBAGA, Some(model::konsolidasi(urutan)))?;
        baris += 1;
    }
    for (nomor_unit, unit) in lembaga.unit.iter().enumerate() {
        for urutan in 0..INDIKATOR {
            let satu = model::indikator(benih, nomor, nomor_unit, urutan);
            simpul(lembar, baris, &satu, "IKK", &unit.kode, None)?;
            baris += 1;
        }
    }
    Ok(buku.save_to_buffer()?)
}

fn kepala(lembar: &mut Worksheet, pustaka: &Pustaka, nama: &str, id: &str) -> Hasil<()> {
    lembar.set_name(nama)?;
    let templat = pustaka.templat.iter().find(|templat| templat.id == id).ok_or("definisi kaskade tidak ada")?;
    let kolom = templat.tabel.first().ok_or("definisi kaskade tanpa tabel")?;
    for (letak, milik) in (0..).zip(&kolom.kolom) {
        lembar.write_string(0, letak, milik.judul.last().map_or("", String::as_str))?;
    }
    Ok(())
}

fn simpul(
    lembar: &mut Worksheet,
    baris: u32,
    satu: &Indikator,
    jenjang: &str,
    unit: &str,
    konsolidasi: Option<KonsolidasiUnit>,
) -> Hasil<()> {
    let periode = match satu.periode {
        KonsolidasiPeriode::Jumlah => "jumlah",
        KonsolidasiPeriode::RataRata => "rata-rata",
        KonsolidasiPeriode::NilaiAkhir => "nilai akhir",
    };
    let unit_konsolidasi = konsolidasi.map_or("", KonsolidasiUnit::nama);
    let teks = [
        satu.kode.as_str(),
        &satu.induk,
        jenjang,
        unit,
        satu.sasaran,
        &satu.teks,
        satu.satuan,
        "maksimum",
        periode,
        unit_konsolidasi,
    ];
    for (kolom, teks) in (0..).zip(teks).filter(|(_, teks)| !teks.is_empty()) {
        lembar.write_string(baris, kolom, teks)?;
    }
    for (kolom, angka) in (11..).zip([satu.target].into_iter().chain(satu.target_tw)) {
        lembar.write_number(baris, kolom, angka)?;
    }
    Ok(())
}
