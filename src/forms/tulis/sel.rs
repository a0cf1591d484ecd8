//! What a column takes: its width, its words, the checks at typing, the note that appears beside it.

use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, DataValidationRule, ExcelDateTime, XlsxError};

use crate::domain::kolom::{Bacaan, Bidang, Kolom};
use crate::template::KolomTemplat;

use super::petunjuk;

/// Excel's limit for the note beside a cell.
const HURUF_PESAN: usize = 250;
/// Excel's limit for the words of a drop-down, commas included.
const HURUF_PILIHAN: usize = 255;

/// The width of a column in characters.
pub(super) fn lebar(milik: &KolomTemplat) -> f64 {
    milik.lebar.unwrap_or_else(|| lebar_bidang(milik.kolom))
}

fn lebar_bidang(kolom: Kolom) -> f64 {
    match kolom.bidang {
        Bidang::No => 5.0,
        Bidang::Indikator | Bidang::Uraian => 36.0,
        Bidang::Sasaran | Bidang::RencanaAksi | Bidang::Program => 30.0,
        Bidang::Tujuan | Bidang::CaraPengukuran | Bidang::Kendala | Bidang::Solusi | Bidang::TindakLanjut => 24.0,
        Bidang::Keterangan | Bidang::BuktiDukung | Bidang::BuktiTindakLanjut | Bidang::Kriteria | Bidang::Keluaran => {
            20.0
        }
        Bidang::PenanggungJawab | Bidang::Pimpinan | Bidang::Nip | Bidang::Jabatan => 18.0,
        Bidang::Anggaran | Bidang::RealisasiAnggaran => 16.0,
        Bidang::BatasWaktu | Bidang::SumberData | Bidang::SumberDana => 13.0,
        _ => match kolom.bidang.bacaan() {
            Bacaan::Nilai | Bacaan::Persen => 10.0,
            _ => 11.0,
        },
    }
}

/// What Excel checks while somebody types into a column. Words outside the list are a question, not a refusal, where
/// the reader understands more than the list offers.
pub(super) fn pemeriksaan(milik: &KolomTemplat, tahun: i32) -> Result<Option<DataValidation>, XlsxError> {
    let bidang = milik.kolom.bidang;
    let dasar = DataValidation::new();
    let daftar = Some(milik.pilihan()).filter(|daftar| !daftar.is_empty());
    let (aturan, gaya, salah) = if let Some(daftar) = daftar.filter(|daftar| daftar.join(",").len() <= HURUF_PILIHAN) {
        let tegas = matches!(bidang, Bidang::Polaritas | Bidang::Jenjang | Bidang::TriwulanBaris);
        let gaya = if tegas { DataValidationErrorStyle::Stop } else { DataValidationErrorStyle::Warning };
        let salah = format!("Pilihan yang tersedia: {}.", daftar.join(", "));
        (dasar.allow_list_strings(&daftar)?, gaya, salah)
    } else {
        match bidang.bacaan() {
            Bacaan::Tanggal => {
                let awal = ExcelDateTime::from_ymd(tahun.clamp(1900, 9998) as u16, 1, 1)?;
                let akhir = ExcelDateTime::from_ymd(tahun.clamp(1900, 9998) as u16 + 1, 12, 31)?;
                let salah = format!("Isi dengan tanggal antara 1 Januari {tahun} dan 31 Desember {}.", tahun + 1);
                (dasar.allow_date(DataValidationRule::Between(awal, akhir)), DataValidationErrorStyle::Warning, salah)
            }
            Bacaan::Uang => (
                dasar.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan angka rupiah, tanpa huruf dan tanpa titik, misalnya 1500000.".to_string(),
            ),
            Bacaan::Nilai if bidang == Bidang::Bobot => (
                dasar.allow_decimal_number(DataValidationRule::Between(0.0, 100.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan bobot antara 0 dan 100.".to_string(),
            ),
            Bacaan::Nilai if matches!(bidang, Bidang::Pembilang | Bidang::Penyebut) => (
                dasar.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Stop,
                "Isi dengan angka saja; satuannya ada di kolom Satuan.".to_string(),
            ),
            Bacaan::Persen => (
                dasar.allow_decimal_number(DataValidationRule::GreaterThanOrEqualTo(0.0)),
                DataValidationErrorStyle::Warning,
                "Isi dengan angka persen, misalnya 95,5.".to_string(),
            ),
            _ => (dasar.allow_any_value(), DataValidationErrorStyle::Information, String::new()),
        }
    };
    let pesan: String = petunjuk::kolom(milik).chars().take(HURUF_PESAN).collect();
    if pesan.is_empty() && salah.is_empty() {
        return Ok(None);
    }
    let judul: String = milik.judul.last().map(|judul| judul.chars().take(32).collect()).unwrap_or_default();
    let mut hasil = aturan.ignore_blank(true).set_error_style(gaya);
    if !pesan.is_empty() {
        hasil = hasil.set_input_title(judul)?.set_input_message(pesan)?;
    }
    if !salah.is_empty() {
        hasil = hasil.set_error_title("Isian belum sesuai")?.set_error_message(salah)?;
    }
    Ok(Some(hasil))
}

/// The check of a realisation whose target is a number.
pub(super) fn pemeriksaan_angka(milik: &KolomTemplat) -> Result<DataValidation, XlsxError> {
    let pesan: String = petunjuk::kolom(milik).chars().take(HURUF_PESAN).collect();
    DataValidation::new()
        .allow_decimal_number(DataValidationRule::Between(-1e15, 1e15))
        .set_error_style(DataValidationErrorStyle::Warning)
        .set_input_message(pesan)?
        .set_error_title("Isian bukan angka")?
        .set_error_message(
            "Target baris ini berupa angka, jadi isi dengan angka saja, misalnya 57,5. Bila belum ada data, isi dengan tanda hubung (-).",
        )
}
