//! The figures behind chart and trends, beside the printed page: an indicator in a row, achievement, the bands of the
//! chart, and the quarters, from the sheet `IKU`. A quarter without data stays blank, so that nothing is drawn for it.

use super::{Halaman, KANAN};
use crate::recap::model::Rekap;
use crate::sheets::SheetError;
use crate::sheets::{Sel, tulis_sel};
use crate::workbooks::recap::Letak;

/// First column: two beyond the page.
const KOLOM: u16 = KANAN + 2;
/// Row of the headings.
const BARIS: u32 = 1;
/// Where the bands end, in percent.
pub(super) const BATAS: f64 = 120.0;
/// Heights of the bands: up to 80, up to the target, the line of the target, and above it.
const PITA: [f64; 4] = [80.0, 19.2, 0.8, BATAS - 100.0];

/// Where the figures stand.
pub(super) struct Data {
    /// First row, and one beyond the last.
    pub(super) baris: (u32, u32),
    pub(super) kode: u16,
    /// First of the bars: green, yellow, red.
    pub(super) batang: u16,
    /// First of the four bands.
    pub(super) pita: u16,
    pub(super) tren: u16,
}

impl Data {
    pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak) -> Result<Self, SheetError> {
        let kaki = page.gaya.kaki.clone();
        let angka = kaki.clone().set_num_format("0.00");
        let data = Self {
            baris: (BARIS + 1, BARIS + 1 + u32::try_from(rekap.iku.len()).unwrap_or_default()),
            kode: KOLOM,
            batang: KOLOM + 1,
            pita: KOLOM + 4,
            tren: KOLOM + 8,
        };
        page.lembar.write_string_with_format(0, KOLOM, "Data grafik dan tren (di luar area cetak)", &kaki)?;
        let judul = [
            "IKU",
            "hijau (%)",
            "kuning (%)",
            "merah (%)",
            "< 80%",
            "80–100%",
            "target",
            "> 100%",
            "TW I",
            "TW II",
            "TW III",
            "TW IV",
        ];
        for (kolom, judul) in (KOLOM..).zip(judul) {
            page.lembar.write_string_with_format(BARIS, kolom, judul, &kaki)?;
        }
        for ((urutan, iku), baris) in rekap.iku.iter().enumerate().zip(BARIS + 1..) {
            let posisi = &iku.indikator.posisi;
            let mut isi = |kolom: u16, judul: &str, nilai: Option<f64>| match nilai {
                Some(_) => tulis_sel(page.lembar, (baris, kolom), &Sel::rumus(letak.iku(urutan, judul), nilai), &angka),
                None => Ok(()),
            };
            // A bar stands in the column of its colour.
            let warna = posisi.warna() as u16;
            isi(data.batang + warna.min(2), "Capaian (%)", posisi.capaian.angka)?;
            for ((kolom, judul), titik) in
                (data.tren..).zip(["TW I (%)", "TW II (%)", "TW III (%)", "TW IV (%)"]).zip(&posisi.tren)
            {
                isi(kolom, judul, titik.capaian.angka)?;
            }
            let tanda = format!("{} {}", posisi.lampu.tanda, iku.indikator.kode);
            page.lembar.write_string_with_format(baris, data.kode, &tanda, &kaki)?;
            for (kolom, tinggi) in (data.pita..).zip(PITA) {
                page.lembar.write_number_with_format(baris, kolom, tinggi, &angka)?;
            }
        }
        Ok(data)
    }
}
