//! Sheet `Ringkasan`: where the institution stands, on one printed page of A4.
//!
//! From top to bottom: title, one sentence, the large figures, the indicators of the institution with their trend, the
//! chart beside the matrix of who sent what, and what is red with who acts. Lists are cut to the page and say so.

mod bagian;
mod data;
mod grafik;
mod kartu;
mod matriks;
mod rupa;

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use self::data::Data;
use self::rupa::Gaya;
use super::iku::Letak;
use super::keadaan;
use super::model::Rekap;
use crate::report::ReportError;
use crate::report::bersih::{sebaris, teks_sel};
use crate::report::lembar::{Sel, halaman, tinggi, tulis_sel};

pub(super) const NAMA: &str = "Ringkasan";

/// Widths of the columns in pixels; together the width of an A4 page. The fixed points of the page: the first three make
/// a card and the chart, the sixth the trend and the names of the matrix, the last six the documents.
const LEBAR: [u32; 12] = [20, 60, 66, 126, 130, 150, 29, 29, 29, 29, 29, 29];
/// The last column of the page.
const KANAN: u16 = 11;
/// The column of the trend and of the names in the matrix.
const TENGAH: u16 = 5;

/// The page while it is drawn, from top to bottom.
struct Halaman<'b> {
    lembar: &'b mut Worksheet,
    gaya: Gaya,
    /// The next free row.
    baris: u32,
}

pub(super) fn tulis(rekap: &Rekap, letak: &Letak, buku: &mut Workbook) -> Result<(), ReportError> {
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
    let awal = page.baris;
    matriks::tulis(&mut page, rekap)?;
    grafik::tulis(&mut page, rekap, &data, awal)?;
    bagian::merah(&mut page, rekap)?;
    page.kaki(rekap)?;
    page.cetak(rekap)
}

impl Halaman<'_> {
    fn kepala(&mut self, rekap: &Rekap) -> Result<(), ReportError> {
        let judul = sebaris(&format!("Rekap Kinerja {} Tahun {}", rekap.instansi, rekap.tahun));
        let (gaya_judul, gaya_sub, gaya_kalimat) =
            (self.gaya.judul.clone(), self.gaya.sub.clone(), self.gaya.kalimat.clone());
        self.rentang((0, KANAN), 30.0, &Sel::milik(judul), &gaya_judul)?;
        let sub = format!("{}  ·  {}", keadaan(rekap), rekap.profil);
        self.rentang((0, KANAN), 24.0, &Sel::milik(sub), &gaya_sub)?;
        self.rentang((0, KANAN), 22.0, &Sel::milik(rekap.kalimat.clone()), &gaya_kalimat)?;
        self.jeda(6.0)
    }

    fn kaki(&mut self, rekap: &Rekap) -> Result<(), ReportError> {
        self.jeda(4.0)?;
        let gaya = self.gaya.kaki.clone();
        self.rentang((0, KANAN), 13.0, &Sel::Teks(rekap.legenda.as_str().into()), &gaya)?;
        self.rentang((0, KANAN), 13.0, &Sel::Teks(rekap.sumber.as_str().into()), &gaya)
    }

    fn cetak(&mut self, rekap: &Rekap) -> Result<(), ReportError> {
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
    fn judul_bagian(&mut self, judul: &str, kolom: (u16, u16)) -> Result<(), ReportError> {
        let gaya = self.gaya.bagian.clone();
        self.isi(self.baris, kolom, &Sel::milik(judul.to_string()), &gaya)
    }

    /// Cells of the current row made one, with what they hold; the row gets its height and is done.
    fn rentang(&mut self, kolom: (u16, u16), tinggi: f64, sel: &Sel<'_>, rupa: &Format) -> Result<(), ReportError> {
        self.isi(self.baris, kolom, sel, rupa)?;
        self.maju(tinggi)
    }

    /// Cells of a row made one, with what they hold.
    fn isi(&mut self, baris: u32, (awal, akhir): (u16, u16), sel: &Sel<'_>, rupa: &Format) -> Result<(), ReportError> {
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

    fn maju(&mut self, tinggi: f64) -> Result<(), ReportError> {
        self.lembar.set_row_height(self.baris, tinggi)?;
        self.baris += 1;
        Ok(())
    }

    fn jeda(&mut self, tinggi: f64) -> Result<(), ReportError> {
        self.maju(tinggi)
    }
}

/// Height of a row of so many lines of small print.
fn tinggi_kecil(baris: usize) -> f64 {
    tinggi(baris) * 0.86
}
