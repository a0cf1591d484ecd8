//! The figures behind chart and trends, beside the printed page: an indicator in a row, quarters and achievement from
//! the sheet `IKU`. A quarter without data stays blank, so that nothing is drawn for it.

use super::{Halaman, KANAN};
use crate::report::ReportError;
use crate::report::lembar::{Sel, tulis_sel};
use crate::report::rekap::iku::Letak;
use crate::report::rekap::model::Rekap;

/// First column: two beyond the page.
const KOLOM: u16 = KANAN + 2;
/// Row of the headings.
const BARIS: u32 = 1;

/// Where the figures stand.
pub(super) struct Data {
    /// First row, and one beyond the last.
    pub(super) baris: (u32, u32),
    pub(super) kode: u16,
    pub(super) capaian: u16,
    pub(super) batas: u16,
    pub(super) tren: u16,
}

impl Data {
    pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, letak: &Letak) -> Result<Self, ReportError> {
        let kaki = page.gaya.kaki.clone();
        let angka = kaki.clone().set_num_format("0.00");
        let data = Self {
            baris: (BARIS + 1, BARIS + 1 + u32::try_from(rekap.iku.len()).unwrap_or_default()),
            kode: KOLOM,
            capaian: KOLOM + 1,
            batas: KOLOM + 2,
            tren: KOLOM + 3,
        };
        page.lembar.write_string_with_format(0, KOLOM, "Data grafik dan tren (di luar area cetak)", &kaki)?;
        for (kolom, judul) in (KOLOM..).zip(["IKU", "Capaian (%)", "Target (%)", "TW I", "TW II", "TW III", "TW IV"]) {
            page.lembar.write_string_with_format(BARIS, kolom, judul, &kaki)?;
        }
        for ((urutan, iku), baris) in rekap.iku.iter().enumerate().zip(BARIS + 1..) {
            let posisi = &iku.indikator.posisi;
            let mut isi = |kolom: u16, judul: &str, nilai: Option<f64>| match nilai {
                Some(_) => tulis_sel(page.lembar, (baris, kolom), &Sel::rumus(letak.sel(urutan, judul), nilai), &angka),
                None => Ok(()),
            };
            isi(data.capaian, "Capaian (%)", posisi.capaian.angka)?;
            for ((kolom, judul), nilai) in (data.tren..)
                .zip(["TW I (%)", "TW II (%)", "TW III (%)", "TW IV (%)"])
                .zip(posisi.tren.iter().map(|titik| titik.capaian.angka))
            {
                isi(kolom, judul, nilai)?;
            }
            page.lembar.write_string_with_format(baris, data.kode, &iku.indikator.kode, &kaki)?;
            page.lembar.write_number_with_format(baris, data.batas, 100.0, &angka)?;
        }
        Ok(data)
    }
}
