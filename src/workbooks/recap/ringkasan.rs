//! Sheet `Ringkasan`: where the institution stands, on one printed page of A4.
//!
//! From top to bottom, in the order that leadership asks: title, one sentence, where figures rest on too little, the large
//! figures, the indicators of the institution with their trend, the same against their targets as a chart, what is red
//! with who acts by when, and the map of units by indicators with who has reported. Lists are cut to the page and say so.

mod bagian;
mod data;
mod grafik;
mod kartu;
mod peta;
mod rupa;

use rust_xlsxwriter::{Format, Url, Worksheet};

use self::data::Data;
use self::rupa::Gaya;
use super::Letak;
use super::keadaan;
use crate::domain::teks::ringkas;
use crate::ooxml::text::teks_sel;
use crate::recap::model::Rekap;
use crate::sheets::SheetError;
use crate::sheets::{Buku, Sel, halaman, tinggi, tulis_sel};

pub(super) const NAMA: &str = "Ringkasan";

/// Widths of the columns in pixels; together the width of an A4 page: mark, code, name in two, and fourteen narrow ones
/// that the map takes one by one and everything else in groups.
const LEBAR: [u32; 18] = [22, 60, 62, 62, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37, 37];
/// The last column of the page.
const KANAN: u16 = 17;

/// The page while it is drawn, from top to bottom.
struct Halaman<'b> {
    lembar: &'b mut Worksheet,
    gaya: Gaya,
    /// The next free row.
    baris: u32,
}

pub(super) fn tulis(rekap: &Rekap, letak: &Letak, buku: &mut Buku<'_>) -> Result<(), SheetError> {
    let lembar = buku.add_worksheet();
    lembar.set_name(NAMA)?.set_formula_result_default("");
    for (kolom, lebar) in (0_u16..).zip(LEBAR) {
        lembar.set_column_width_pixels(kolom, lebar)?;
    }
    let mut page = Halaman { lembar, gaya: Gaya::baru(), baris: 0 };
    page.kepala(rekap)?;
    kartu::tulis(&mut page, rekap, letak)?;
    let data = Data::tulis(&mut page, rekap, letak)?;
    bagian::iku(&mut page, rekap, letak, &data)?;
    grafik::tulis(&mut page, rekap, &data)?;
    bagian::merah(&mut page, rekap, letak)?;
    peta::tulis(&mut page, rekap)?;
    page.kaki(rekap)?;
    page.cetak(rekap)
}

impl Halaman<'_> {
    fn kepala(&mut self, rekap: &Rekap) -> Result<(), SheetError> {
        let (gaya_judul, gaya_sub, gaya_kalimat) =
            (self.gaya.judul.clone(), self.gaya.sub.clone(), self.gaya.kalimat.clone());
        self.rentang((0, KANAN), 30.0, &Sel::milik(ringkas(&rekap.judul, 90)), &gaya_judul)?;
        let sub = format!("{}  ·  {}", keadaan(rekap), rekap.profil);
        self.rentang((0, KANAN), 24.0, &Sel::milik(sub), &gaya_sub)?;
        let tinggi_kalimat = if rekap.kalimat.chars().count() > 78 { 30.0 } else { 20.0 };
        self.rentang((0, KANAN), tinggi_kalimat, &Sel::milik(rekap.kalimat.clone()), &gaya_kalimat)?;
        if !rekap.peringatan.is_empty() {
            let rupa = self.gaya.peringatan.clone();
            let teks = ringkas(&format!("Perhatian: {}", rekap.peringatan.join(" ")), 260);
            self.rentang((0, KANAN), tinggi_kaki(&teks), &Sel::milik(teks), &rupa)?;
        }
        self.jeda(6.0)
    }

    fn kaki(&mut self, rekap: &Rekap) -> Result<(), SheetError> {
        self.jeda(4.0)?;
        let gaya = self.gaya.kaki.clone();
        self.rentang((0, KANAN), 13.0, &Sel::Teks(rekap.legenda.as_str().into()), &gaya)?;
        self.rentang((0, KANAN), 13.0, &Sel::Teks(rekap.sumber.as_str().into()), &gaya)
    }

    fn cetak(&mut self, rekap: &Rekap) -> Result<(), SheetError> {
        halaman(self.lembar, &format!("Rekap Kinerja {} {} – dibuat dengan Selaras", rekap.instansi, rekap.tahun))?;
        self.lembar
            .set_portrait()
            .set_print_fit_to_pages(1, 1)
            .set_print_center_horizontally(true)
            .set_screen_gridlines(false)
            .set_active(true)
            .set_print_area(0, 0, self.baris.saturating_sub(1), KANAN)?;
        Ok(())
    }

    /// A heading over a part of the page.
    fn judul_bagian(&mut self, judul: &str, kolom: (u16, u16)) -> Result<(), SheetError> {
        let gaya = self.gaya.bagian.clone();
        self.isi(self.baris, kolom, &Sel::milik(judul.to_string()), &gaya)
    }

    /// Cells of the current row made one, with what they hold; the row gets its height and is done.
    fn rentang(&mut self, kolom: (u16, u16), tinggi: f64, sel: &Sel<'_>, rupa: &Format) -> Result<(), SheetError> {
        self.isi(self.baris, kolom, sel, rupa)?;
        self.maju(tinggi)
    }

    /// Cells of a row made one, with what they hold.
    fn isi(&mut self, baris: u32, (awal, akhir): (u16, u16), sel: &Sel<'_>, rupa: &Format) -> Result<(), SheetError> {
        if akhir > awal {
            self.lembar.merge_range(baris, awal, baris, akhir, "", rupa)?;
        }
        match sel {
            Sel::Teks(teks) => {
                self.lembar.write_string_with_format(baris, awal, teks_sel(teks), rupa)?;
                Ok(())
            }
            sel => tulis_sel(self.lembar, (baris, awal), sel, rupa),
        }
    }

    /// Makes a cell lead to a row of the sheet that tells where figures come from. What the cell holds is written after.
    fn tautkan(&mut self, baris: u32, kolom: u16, ke: Option<String>) -> Result<(), SheetError> {
        if let Some(ke) = ke {
            let tautan =
                Url::new(format!("internal:'{}'!{ke}", super::asal_angka::NAMA)).set_tip("Lihat asal angka ini");
            self.lembar.write_url(baris, kolom, tautan)?;
        }
        Ok(())
    }

    fn maju(&mut self, tinggi: f64) -> Result<(), SheetError> {
        self.lembar.set_row_height(self.baris, tinggi)?;
        self.baris += 1;
        Ok(())
    }

    fn jeda(&mut self, tinggi: f64) -> Result<(), SheetError> {
        self.maju(tinggi)
    }
}

/// Height of a line across the page in the smallest print, which may take two.
fn tinggi_kaki(teks: &str) -> f64 {
    if teks.chars().count() > 124 { 23.0 } else { 12.5 }
}

/// Height of a row of so many lines of small print.
fn tinggi_kecil(baris: usize) -> f64 {
    tinggi(baris) * 0.86
}
