//! Figures with the text that every writer prints for them, lights with their mark and word, and texts that a unit may
//! have left out. What is decided here no writer decides again.

use serde::Serialize;

use crate::domain::bilangan::angka;
use crate::domain::capaian::{Warna, bulatkan};
use crate::domain::triwulan::Triwulan;

/// What stands where there is nothing.
pub const STRIP: &str = "–";
/// What stands where a unit left a text out.
pub const TIDAK_DIISI: &str = "– (tidak diisi unit)";

/// Most decimals of a figure in print.
const DIGIT_TERBANYAK: u8 = 6;

/// A figure and how it prints: a number with its decimals, or what was typed where there is none (a grade, a range, a
/// bound), or a dash.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Angka {
    /// The number, unrounded.
    pub angka: Option<f64>,
    /// Its decimals in print.
    pub digit: u8,
    /// As every writer prints it, without a unit.
    pub tulisan: String,
}

impl Default for Angka {
    fn default() -> Self {
        Self { angka: None, digit: 0, tulisan: STRIP.to_string() }
    }
}

impl Angka {
    /// Percent points with one decimal, and more where one would print the figure on another side of a light's bound.
    pub fn persen(nilai: Option<f64>) -> Self {
        Self::dengan(nilai, digit_persen)
    }

    /// A quantity with at most two decimals, and more where two would print nothing but zeros.
    pub fn besaran(nilai: Option<f64>) -> Self {
        Self::dengan(nilai, digit_besaran)
    }

    /// A count.
    pub fn banyak(nilai: usize) -> Self {
        Self::dengan(Some(nilai as f64), |_| 0)
    }

    /// Rupiah, in full.
    pub fn rupiah(nilai: Option<f64>) -> Self {
        let mut satu = Self::dengan(nilai, |_| 0);
        if satu.angka.is_some() {
            satu.tulisan.insert_str(0, "Rp");
        }
        satu
    }

    /// The figure, else what was typed.
    pub fn atau_teks(nilai: Option<f64>, teks: Option<&str>) -> Self {
        let satu = Self::besaran(nilai);
        match teks.map(str::trim).filter(|teks| !teks.is_empty() && satu.angka.is_none()) {
            Some(teks) => Self { tulisan: teks.to_string(), ..satu },
            None => satu,
        }
    }

    fn dengan(nilai: Option<f64>, digit: impl Fn(f64) -> u8) -> Self {
        let Some(nilai) = nilai.filter(|nilai| nilai.is_finite()) else { return Self::default() };
        let digit = digit(nilai);
        Self { angka: Some(nilai), digit, tulisan: angka(nilai, digit) }
    }

    /// Whether there is something: a number or a text.
    pub fn ada(&self) -> bool {
        self.angka.is_some() || self.tulisan != STRIP
    }
}

/// Decimals of an achievement: one, and more until the printed figure has the light of the figure itself.
pub fn digit_persen(nilai: f64) -> u8 {
    let setia = |digit: &u8| Warna::dari(Some(bulatkan(nilai, *digit))) == Warna::dari(Some(nilai));
    (1..DIGIT_TERBANYAK).find(setia).unwrap_or(DIGIT_TERBANYAK)
}

/// Decimals of a quantity: as few as say it, at most two, and more where two would print zero.
fn digit_besaran(nilai: f64) -> u8 {
    let setara = |digit: &u8| bulatkan(nilai, *digit) == bulatkan(nilai, 2) && bulatkan(nilai, 2) != 0.0;
    if nilai == 0.0 {
        return 0;
    }
    (0..=2).find(setara).or_else(|| (3..DIGIT_TERBANYAK).find(|digit| bulatkan(nilai, *digit) != 0.0)).unwrap_or(2)
}

/// A light: its colour, and the mark and the word that stand beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Lampu {
    /// The colour.
    pub warna: Warna,
    /// "●", "▲", "■", "–".
    pub tanda: &'static str,
    /// "hijau", "kuning", "merah", "belum ada data".
    pub kata: &'static str,
}

impl Lampu {
    /// The light of an achievement.
    pub fn dari(capaian: Option<f64>) -> Self {
        Self::baru(Warna::dari(capaian))
    }

    /// The light of a colour.
    pub const fn baru(warna: Warna) -> Self {
        let kata = match warna {
            Warna::AbuAbu => "belum ada data",
            warna => warna.nama(),
        };
        Self { warna, tanda: warna.tanda(), kata }
    }
}

impl Default for Lampu {
    fn default() -> Self {
        Self::baru(Warna::AbuAbu)
    }
}

/// A text that a unit may have left out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tulisan {
    /// What was written, whole.
    pub isi: Option<String>,
    /// As every writer prints it; [`TIDAK_DIISI`] where nothing was written.
    pub tulisan: String,
}

impl Tulisan {
    /// A text, or that it was left out.
    pub fn baru(isi: Option<&str>) -> Self {
        Self { isi: isi.map(str::to_string), tulisan: isi.unwrap_or(TIDAK_DIISI).to_string() }
    }

    /// The text, or a dash.
    pub fn atau_strip(&self) -> &str {
        self.isi.as_deref().unwrap_or(STRIP)
    }
}

impl Default for Tulisan {
    fn default() -> Self {
        Self::baru(None)
    }
}

/// Achievement in a quarter.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Titik {
    /// The quarter.
    pub triwulan: Triwulan,
    /// "TW II".
    pub nama: String,
    /// Achievement in it, percent points.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
}

impl Titik {
    /// The four quarters of a trend.
    pub fn deret(capaian: [Option<f64>; 4]) -> [Self; 4] {
        Triwulan::SEMUA.map(|triwulan| {
            let nilai = capaian[triwulan as usize];
            Self { triwulan, nama: triwulan.to_string(), capaian: Angka::persen(nilai), lampu: Lampu::dari(nilai) }
        })
    }
}

/// A place in what units sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sumber {
    /// Path below `masuk/`.
    pub berkas: String,
    /// Sheet.
    pub lembar: String,
    /// Cell.
    pub sel: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_never_prints_on_another_side_of_its_light() {
        for (nilai, tulisan) in
            [(99.96, "99,96"), (99.9996, "99,9996"), (100.0, "100,0"), (79.99, "79,99"), (87.25, "87,3"), (0.0, "0,0")]
        {
            assert_eq!(Angka::persen(Some(nilai)).tulisan, tulisan);
        }
    }

    #[test]
    fn a_quantity_prints_as_few_decimals_as_say_it() {
        for (nilai, tulisan) in [(57.0, "57"), (2.5, "2,5"), (1234.567, "1.234,57"), (0.004, "0,004"), (0.0, "0")] {
            assert_eq!(Angka::besaran(Some(nilai)).tulisan, tulisan);
        }
    }

    #[test]
    fn what_is_missing_prints_as_a_dash_and_a_grade_as_itself() {
        assert_eq!(Angka::persen(None).tulisan, STRIP);
        assert_eq!(Angka::atau_teks(None, Some(" BB ")).tulisan, "BB");
        assert!(!Angka::atau_teks(None, Some(" ")).ada());
        assert_eq!(Angka::rupiah(Some(1_250_000.0)).tulisan, "Rp1.250.000");
    }

    #[test]
    fn a_text_that_was_left_out_says_so() {
        assert_eq!(Tulisan::default().tulisan, TIDAK_DIISI);
        assert_eq!(Tulisan::baru(Some("Rekrutmen")).atau_strip(), "Rekrutmen");
    }
}
