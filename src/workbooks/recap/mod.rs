//! The recap for leadership: one printed page first, then what stands behind it.

mod asal_angka;
mod dokumen;
mod iku;
mod lakip;
mod merah;
mod ringkasan;
mod tindak;
mod unit;

use rust_xlsxwriter::{Sparkline, SparklineType, Worksheet};

use super::{asal, buku, rumus};
use crate::domain::capaian::{Profil, formula};
use crate::recap::BahanLaporan;
use crate::recap::model::{Angka, Indikator, Rekap, Sumber, Titik, Tulisan};
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{Hasil, Sel, SheetError};

/// Draws the recap.
pub(crate) fn tulis(rekap: &Rekap, bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, SheetError> {
    let mut buku = buku(bahan, &format!("Rekap Kinerja {} Tahun {}", rekap.instansi, rekap.tahun))?;
    let gaya = Gaya::baru();
    let naik = asal::DARI_HASIL;
    // The first page refers to the rows of the sheets behind it.
    let letak = Letak { lembar: rekap.sebutan.lembar, iku: iku::letak(rekap), asal: asal_angka::letak(rekap) };
    ringkasan::tulis(rekap, &letak, &mut buku)?;
    iku::tulis(rekap, bahan.profil, &mut buku, &gaya)?;
    unit::tulis(rekap, bahan.profil, &mut buku, &gaya)?;
    merah::tulis(rekap, naik, &mut buku, &gaya)?;
    dokumen::tulis(rekap, naik, &mut buku, &gaya)?;
    tindak::tulis(rekap, naik, &mut buku, &gaya)?;
    asal_angka::tulis(rekap, naik, &mut buku, &gaya)?;
    lakip::tulis(rekap, &mut buku, &gaya)?;
    buku.simpan()
}

/// Draws the recap of some units: the first page and what stands behind it. It stands in a folder of its own.
pub(crate) fn tulis_bagian(rekap: &Rekap, bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, SheetError> {
    let mut buku = buku(bahan, &rekap.judul)?;
    let gaya = Gaya::baru();
    let naik = format!("../{}", asal::DARI_HASIL);
    let letak = Letak { lembar: rekap.sebutan.lembar, iku: iku::letak(rekap), asal: Vec::new() };
    ringkasan::tulis(rekap, &letak, &mut buku)?;
    iku::tulis(rekap, bahan.profil, &mut buku, &gaya)?;
    unit::tulis(rekap, bahan.profil, &mut buku, &gaya)?;
    merah::tulis(rekap, &naik, &mut buku, &gaya)?;
    dokumen::tulis(rekap, &naik, &mut buku, &gaya)?;
    tindak::tulis(rekap, &naik, &mut buku, &gaya)?;
    buku.simpan()
}

/// Where the rows of other sheets stand, for the first page.
struct Letak {
    /// The sheet of the indicators.
    lembar: &'static str,
    /// Of the indicators of the institution, as formulas write it.
    iku: Vec<u32>,
    /// Of the figures on the sheet that tells where they come from.
    asal: Vec<u32>,
}

impl Letak {
    /// A cell of an indicator of the institution.
    fn iku(&self, urutan: usize, judul: &str) -> String {
        iku::alamat(self.lembar, self.iku.get(urutan).copied().unwrap_or_default(), judul)
    }

    /// The cell where the chain of a figure begins.
    fn asal(&self, urutan: usize) -> Option<String> {
        self.asal.get(urutan).map(|baris| format!("A{baris}"))
    }
}

/// The link to where something was typed, shown as its file.
fn sel_sumber<'a>(naik: &str, sumber: Option<&'a Sumber>) -> Sel<'a> {
    let Some(Sumber { berkas, lembar, sel }) = sumber else { return Sel::Kosong };
    let (lembar, sel) = ((!lembar.is_empty()).then_some(lembar.as_str()), (!sel.is_empty()).then_some(sel.as_str()));
    match asal::tautan_dari(naik, berkas, lembar, sel) {
        Some(alamat) => Sel::Tautan(alamat, berkas.as_str().into()),
        None => Sel::Teks(berkas.as_str().into()),
    }
}

/// "Keadaan s.d. TW II, data per 20 Juli 2026".
fn keadaan(rekap: &Rekap) -> String {
    rekap.keadaan.clone()
}

/// The cells of an indicator's achievement: uncapped, capped, status. Formulas over target and realisation of the row
/// where they give the figures that the house computed.
fn sel_capaian<'a>(profil: &Profil, satu: &Indikator, [t, r, p, c]: [&str; 4]) -> [Sel<'a>; 3] {
    let posisi = &satu.posisi;
    let angka = rumus::hasil(profil, satu.polaritas, posisi.target.angka, posisi.realisasi.angka);
    let (nilai_penuh, nilai) = (posisi.penuh.angka, posisi.capaian.angka);
    let penuh = if rumus::sama(angka, nilai_penuh) {
        Sel::rumus(formula::penuh(profil, satu.polaritas, t, r), nilai_penuh)
    } else {
        Sel::angka(nilai_penuh)
    };
    let dibatasi = nilai_penuh.map(|penuh| profil.batasi(penuh));
    let capaian =
        if rumus::sama(dibatasi, nilai) { Sel::rumus(formula::dibatasi(profil, p), nilai) } else { Sel::angka(nilai) };
    [
        penuh,
        capaian,
        Sel::Rumus(gaya::rumus_status(c), Hasil::Teks(format!("{} {}", posisi.lampu.tanda, posisi.lampu.kata))),
    ]
}

/// Achievement of the quarters; a quarter without data stays blank.
fn sel_tren<'a>(satu: &Indikator) -> [Sel<'a>; 4] {
    std::array::from_fn(|tw| Sel::angka(satu.posisi.tren[tw].capaian.angka))
}

fn sel_besaran(besaran: &Angka) -> Sel<'_> {
    Sel::angka_atau(besaran.angka, Some(&besaran.tulisan))
}

/// A text, or a dash where nothing was written.
fn atau_strip(teks: &Tulisan) -> Sel<'_> {
    Sel::Teks(teks.atau_strip().into())
}

/// Bars of the four quarters in a cell, on one scale for all rows; nothing where no quarter has data.
fn tren(
    lembar: &mut Worksheet,
    tempat: (u32, u16),
    rentang: (&str, u32, u16),
    isi: &[Titik; 4],
) -> Result<(), SheetError> {
    if isi.iter().all(|titik| titik.capaian.angka.is_none()) {
        return Ok(());
    }
    let (nama, baris, kolom) = rentang;
    let garis = Sparkline::new()
        .set_type(SparklineType::Column)
        .set_range((nama, baris, kolom, baris, kolom + 3))
        .set_custom_min(0)
        .set_custom_max(125)
        .set_sparkline_color(gaya::TREN);
    lembar.add_sparkline(tempat.0, tempat.1, &garis)?;
    Ok(())
}
