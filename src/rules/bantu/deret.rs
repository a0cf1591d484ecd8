//! The targets of one indicator over the year, by quarter or by month.

use crate::domain::capaian::bulat::tanpa_derau;
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::nilai::Isian;
use crate::domain::triwulan::Triwulan;
use crate::finding::Tempat;
use crate::rules::bantu::rekam::Rekam;
use crate::rules::bantu::{angka, sama};
use crate::tables::hitung::bilangan;

/// The quarter or month columns of a row, as far as its form has them.
#[derive(Debug)]
pub(in crate::rules) struct Deret<'a> {
    /// The row.
    pub(in crate::rules) rekam: Rekam<'a>,
    /// Its entries in the order of the year.
    pub(in crate::rules) butir: Vec<(Kolom, &'a Isian)>,
    /// Whether a header says that values run up.
    pub(in crate::rules) kumulatif: bool,
}

/// A figure and where it stands.
pub(in crate::rules) type Titik = (Kolom, f64);

impl<'a> Deret<'a> {
    /// The targets of a row: its quarters, else its months.
    pub(in crate::rules) fn target(rekam: Rekam<'a>) -> Option<Self> {
        let baris = rekam.baris()?;
        let ambil = |kolom: Kolom| baris.isian(kolom).map(|isian| (kolom, isian));
        let triwulan: Vec<_> = Triwulan::SEMUA.into_iter().filter_map(|tw| ambil(Bidang::Target.tw(tw))).collect();
        let bulan = || (1..=12).filter_map(|bulan| ambil(Bidang::Target.bulan(bulan))).collect::<Vec<_>>();
        let butir = if triwulan.is_empty() { bulan() } else { triwulan };
        let kumulatif =
            rekam.tabel()?.kolom.iter().any(|milik| milik.kumulatif && butir.iter().any(|(k, _)| *k == milik.kolom));
        (!butir.is_empty()).then_some(Self { rekam, butir, kumulatif })
    }

    /// Whether it goes by months.
    pub(in crate::rules) fn bulanan(&self) -> bool {
        self.butir.iter().any(|(kolom, _)| matches!(kolom.periode, Periode::Bulan(_)))
    }

    /// Its figures, blanks left out; `None` when an entry is no figure.
    pub(in crate::rules) fn angka(&self) -> Option<Vec<Titik>> {
        let persen = self.rekam.persen();
        let terisi = self.butir.iter().filter(|(_, isian)| !isian.nilai.tanpa_isi());
        terisi.map(|(kolom, isian)| Some((*kolom, bilangan(&isian.nilai, persen)?))).collect()
    }

    /// The entry that closes the year.
    pub(in crate::rules) fn akhir(&self) -> Option<(Kolom, &'a Isian)> {
        let (kolom, isian) = self.butir.last().copied()?;
        let penutup = matches!(kolom.periode, Periode::Triwulan(Triwulan::IV) | Periode::Bulan(12));
        (penutup && !isian.nilai.tanpa_isi()).then_some((kolom, isian))
    }

    /// The cells of its entries.
    pub(in crate::rules) fn tempat(&self) -> Vec<Tempat> {
        super::rekam::himpun(self.butir.iter().filter_map(|(kolom, _)| self.rekam.tempat(*kolom)))
    }
}

/// Whether addends make a total, as far as their own rounding allows: whole numbers and one decimal exactly, 33,33 three
/// times makes 100.
pub(in crate::rules) fn berjumlah(titik: &[Titik], jumlah: f64) -> bool {
    let hasil: f64 = titik.iter().map(|(_, angka)| angka).sum();
    sama(hasil, jumlah) || (hasil - jumlah).abs() <= pembulatan(titik)
}

/// Whether the mean of figures is a given one, rounded to two decimals or better.
pub(in crate::rules) fn berata(titik: &[Titik], rata: f64) -> bool {
    let hasil = titik.iter().map(|(_, angka)| angka).sum::<f64>() / titik.len().max(1) as f64;
    sama(hasil, rata) || (hasil - rata).abs() <= 0.01
}

/// Half a unit of the last decimal for each addend; nothing for whole numbers and one decimal.
fn pembulatan(titik: &[Titik]) -> f64 {
    let cukup = |digit: i32| titik.iter().all(|(_, angka)| tanpa_derau(angka * 10_f64.powi(digit)).fract() == 0.0);
    match (0..=4).find(|digit| cukup(*digit)) {
        Some(0 | 1) => 0.0,
        Some(digit) => 0.5 * titik.len() as f64 * 10_f64.powi(-digit),
        None => 1e-4,
    }
}

/// "20 + 20 + 25 + 25".
pub(in crate::rules) fn penjumlahan(titik: &[Titik]) -> String {
    titik.iter().map(|(_, nilai)| angka(*nilai)).collect::<Vec<_>>().join(" + ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titik(angka: &[f64]) -> Vec<Titik> {
        angka.iter().map(|angka| (Bidang::Target.tahunan(), *angka)).collect()
    }

    #[test]
    fn rounded_addends_may_miss_their_total_by_their_rounding() {
        assert!(berjumlah(&titik(&[33.33, 33.33, 33.33]), 100.0));
        assert!(berjumlah(&titik(&[10.0, 20.0, 30.0, 40.0]), 100.0));
        assert!(!berjumlah(&titik(&[10.0, 20.0, 30.0, 39.0]), 100.0));
        assert!(!berjumlah(&titik(&[33.3, 33.3, 33.3]), 100.0));
    }

    #[test]
    fn a_mean_may_be_rounded() {
        assert!(berata(&titik(&[80.0, 85.0, 84.0]), 83.0) && berata(&titik(&[80.0, 80.0, 81.0]), 80.33));
        assert!(!berata(&titik(&[80.0, 85.0, 84.0]), 84.0));
    }
}
