//! Status scales: an achievement in percent points becomes a word or a colour (domain 9.1, 9.2, 7.8).
//!
//! Only scales whose bounds are fully known are here. Maluku Tengah, Deli Serdang and KPU Kaltim are not: the domain
//! notes hold parts of them only. Bounds are compared without the noise of binary fractions.

use serde::{Deserialize, Serialize};

use super::bulat::tanpa_derau;
use crate::domain::teks::kunci;

/// A status scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Skala {
    /// The default traffic light: hijau >= 100, kuning >= 80, merah < 80, abu-abu without data (domain 9.2).
    #[serde(rename = "lampu")]
    Lampu,
    /// Five levels attributed to Permendagri 86/2017 and 54/2010. The legal text was not read; the scale is known from
    /// code and LKjIP only (domain 9.1, 16.1).
    #[serde(rename = "lima tingkat")]
    LimaTingkat,
    /// The same intervals with the words of Inspektorat Sampang 2019 (domain 9.1).
    #[serde(rename = "lima tingkat sampang")]
    LimaTingkatSampang,
    /// Pringsewu, from code (domain 9.2).
    #[serde(rename = "pringsewu")]
    Pringsewu,
    /// Banjarnegara, from code (domain 9.2).
    #[serde(rename = "banjarnegara")]
    Banjarnegara,
    /// KMK 127/2026, from a secondary source: its strict inequalities give 100, 90 and 80 no predicate (domain 7.8).
    #[serde(rename = "kmk 127")]
    Kmk127,
}

/// How the five-level scale decides between its printed intervals. Both are in use (domain 9.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum AturanBatas {
    /// From the lower bound printed (>= 91): 90.5 is "Tinggi".
    #[serde(rename = ">=")]
    MulaiDari,
    /// Above the upper bound of the interval below (> 90): 90.5 is "Sangat Tinggi".
    #[serde(rename = ">")]
    DiAtas,
}

/// A colour of the traffic light.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Warna {
    /// 100 or more.
    Hijau,
    /// From 80 to below 100.
    Kuning,
    /// Below 80.
    Merah,
    /// No data. Never red.
    AbuAbu,
}

/// A gap that a printed scale leaves: no printed interval holds what lies strictly between the two figures. When both
/// are the same, that one figure is left out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Celah {
    /// Where the interval below ends.
    pub bawah: f64,
    /// Where the interval above begins.
    pub atas: f64,
}

const LIMA_TINGKAT: [&str; 5] = ["Sangat Tinggi", "Tinggi", "Sedang", "Rendah", "Sangat Rendah"];
const SAMPANG: [&str; 5] = ["Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"];
const PRINGSEWU: [&str; 5] = ["Melampaui", "Tercapai", "Mendekati", "Perlu Perhatian", "Kritis"];
const KMK_127: [&str; 5] = ["Sangat Baik", "Baik", "Cukup", "Kurang", "Buruk"];
const LAMPU: [&str; 4] = ["hijau", "kuning", "merah", "abu-abu"];
const BANJARNEGARA: [&str; 3] = ["hijau", "kuning", "merah"];

/// The four gaps of the printed five-level legend.
const CELAH_LIMA_TINGKAT: [Celah; 4] = [
    Celah { bawah: 90.0, atas: 91.0 },
    Celah { bawah: 75.0, atas: 76.0 },
    Celah { bawah: 65.0, atas: 66.0 },
    Celah { bawah: 50.0, atas: 51.0 },
];

impl Warna {
    /// The colour of an achievement by the default traffic light.
    pub fn dari(capaian: Option<f64>) -> Self {
        match capaian.filter(|c| c.is_finite()).map(tanpa_derau) {
            None => Self::AbuAbu,
            Some(c) if c >= 100.0 => Self::Hijau,
            Some(c) if c >= 80.0 => Self::Kuning,
            Some(_) => Self::Merah,
        }
    }

    /// The word for it.
    pub const fn nama(self) -> &'static str {
        let [hijau, kuning, merah, abu] = LAMPU;
        match self {
            Self::Hijau => hijau,
            Self::Kuning => kuning,
            Self::Merah => merah,
            Self::AbuAbu => abu,
        }
    }

    /// The mark that stands beside a colour, so that it reads without.
    pub const fn tanda(self) -> &'static str {
        match self {
            Self::Hijau => "●",
            Self::Kuning => "▲",
            Self::Merah => "■",
            Self::AbuAbu => "–",
        }
    }
}

impl Skala {
    /// The status of an achievement in percent points. `None` without data (the traffic light says "abu-abu") and where
    /// the scale itself leaves the figure undefined. `aturan` counts for the five-level scales only.
    pub fn status(self, aturan: AturanBatas, capaian: Option<f64>) -> Option<&'static str> {
        if self == Self::Lampu {
            return Some(Warna::dari(capaian).nama());
        }
        let c = tanpa_derau(capaian.filter(|c| c.is_finite())?);
        if self == Self::Kmk127 && self.di_celah(c).is_some() {
            return None;
        }
        let batas_lima = match aturan {
            AturanBatas::MulaiDari => [91.0, 76.0, 66.0, 51.0].map(|batas| c >= batas),
            AturanBatas::DiAtas => [90.0, 75.0, 65.0, 50.0].map(|batas| c > batas),
        };
        match self {
            Self::Lampu => None,
            Self::LimaTingkat => pilih(&batas_lima, &LIMA_TINGKAT),
            Self::LimaTingkatSampang => pilih(&batas_lima, &SAMPANG),
            Self::Pringsewu => pilih(&[c > 105.0, c >= 95.0, c >= 80.0, c >= 60.0], &PRINGSEWU),
            Self::Banjarnegara => pilih(&[c > 90.0, c >= 70.0], &BANJARNEGARA),
            Self::Kmk127 => pilih(&[c >= 110.0, c > 100.0, c > 90.0, c > 80.0], &KMK_127),
        }
    }

    /// The words of the scale, best first.
    pub const fn label(self) -> &'static [&'static str] {
        match self {
            Self::Lampu => &LAMPU,
            Self::LimaTingkat => &LIMA_TINGKAT,
            Self::LimaTingkatSampang => &SAMPANG,
            Self::Pringsewu => &PRINGSEWU,
            Self::Banjarnegara => &BANJARNEGARA,
            Self::Kmk127 => &KMK_127,
        }
    }

    /// A status as someone typed it, as one of the scale's words. `None` when the scale has no such word.
    pub fn baca(self, tertulis: &str) -> Option<&'static str> {
        let tertulis = kunci(tertulis);
        self.label().iter().copied().find(|label| kunci(label) == tertulis)
    }

    /// The gap of the printed scale that a figure lies in, if any (domain 9.1, rule STS-02).
    pub fn di_celah(self, capaian: f64) -> Option<Celah> {
        let c = tanpa_derau(capaian);
        match self {
            Self::LimaTingkat | Self::LimaTingkatSampang => {
                CELAH_LIMA_TINGKAT.into_iter().find(|celah| c > celah.bawah && c < celah.atas)
            }
            Self::Kmk127 => [100.0, 90.0, 80.0]
                .into_iter()
                .find(|batas| c == *batas)
                .map(|batas| Celah { bawah: batas, atas: batas }),
            Self::Lampu | Self::Pringsewu | Self::Banjarnegara => None,
        }
    }
}

/// The word of the first level that is reached, else the last word.
fn pilih(tercapai: &[bool], label: &[&'static str]) -> Option<&'static str> {
    let tingkat = tercapai.iter().position(|tercapai| *tercapai).unwrap_or(tercapai.len());
    label.get(tingkat).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEMUA: [Skala; 6] = [
        Skala::Lampu,
        Skala::LimaTingkat,
        Skala::LimaTingkatSampang,
        Skala::Pringsewu,
        Skala::Banjarnegara,
        Skala::Kmk127,
    ];

    fn periksa(skala: Skala, aturan: AturanBatas, harapan: &[(f64, &str)]) {
        for (capaian, status) in harapan {
            assert_eq!(skala.status(aturan, Some(*capaian)), Some(*status), "{skala:?} {capaian}");
        }
    }

    #[test]
    fn five_levels_begin_at_their_printed_lower_bounds() {
        // Domain 9.1, column "code rule (>=)"; over 100 stays Sangat Tinggi.
        let harapan = [
            (322.0, "Sangat Tinggi"),
            (100.0, "Sangat Tinggi"),
            (91.0, "Sangat Tinggi"),
            (90.5, "Tinggi"),
            (90.0, "Tinggi"),
            (76.0, "Tinggi"),
            (75.0, "Sedang"),
            (66.0, "Sedang"),
            (65.0, "Rendah"),
            (51.0, "Rendah"),
            (50.0, "Sangat Rendah"),
            (0.0, "Sangat Rendah"),
        ];
        periksa(Skala::LimaTingkat, AturanBatas::MulaiDari, &harapan);
    }

    #[test]
    fn five_levels_may_begin_above_the_interval_below() {
        // Domain 9.1, column "variant rule (join-project)".
        let harapan = [
            (91.0, "Sangat Tinggi"),
            (90.5, "Sangat Tinggi"),
            (90.0, "Tinggi"),
            (75.5, "Tinggi"),
            (75.0, "Sedang"),
            (65.5, "Sedang"),
            (65.0, "Rendah"),
            (50.5, "Rendah"),
            (50.0, "Sangat Rendah"),
        ];
        periksa(Skala::LimaTingkat, AturanBatas::DiAtas, &harapan);
    }

    #[test]
    fn sampang_uses_other_words_for_the_same_levels() {
        // Domain 9.1, Inspektorat Sampang 2019.
        let harapan =
            [(91.0, "Sangat Baik"), (76.0, "Baik"), (66.0, "Cukup"), (51.0, "Kurang"), (50.0, "Sangat Kurang")];
        periksa(Skala::LimaTingkatSampang, AturanBatas::MulaiDari, &harapan);
    }

    #[test]
    fn figures_between_the_printed_intervals_are_reported_as_lying_in_a_gap() {
        // Domain 9.1: 90-91, 75-76, 65-66, 50-51 are undefined.
        for (angka, bawah, atas) in [(90.5, 90.0, 91.0), (75.01, 75.0, 76.0), (65.99, 65.0, 66.0), (50.5, 50.0, 51.0)] {
            assert_eq!(Skala::LimaTingkat.di_celah(angka), Some(Celah { bawah, atas }), "{angka}");
        }
        for angka in [90.0, 91.0, 75.0, 76.0, 100.0, 150.0, 90.999_999_999_999_99] {
            assert_eq!(Skala::LimaTingkat.di_celah(angka), None, "{angka}");
        }
        assert_eq!(Skala::Lampu.di_celah(90.5), None);
    }

    #[test]
    fn the_traffic_light_is_grey_and_never_red_without_data() {
        // Domain 9.2, default traffic light.
        let harapan = [(100.0, "hijau"), (99.99, "kuning"), (80.0, "kuning"), (79.99, "merah"), (0.0, "merah")];
        periksa(Skala::Lampu, AturanBatas::MulaiDari, &harapan);
        assert_eq!(Skala::Lampu.status(AturanBatas::MulaiDari, None), Some("abu-abu"));
        assert_eq!(Warna::dari(None), Warna::AbuAbu);
        assert_eq!(Warna::dari(Some(f64::NAN)), Warna::AbuAbu);
        assert_eq!(Warna::dari(Some(99.999_999_999_999_99)), Warna::Hijau);
    }

    #[test]
    fn pringsewu_and_banjarnegara_draw_their_own_lines() {
        // Domain 9.2.
        let pringsewu = [
            (59.9, "Kritis"),
            (60.0, "Perlu Perhatian"),
            (80.0, "Mendekati"),
            (94.9, "Mendekati"),
            (95.0, "Tercapai"),
            (105.0, "Tercapai"),
            (105.1, "Melampaui"),
        ];
        periksa(Skala::Pringsewu, AturanBatas::MulaiDari, &pringsewu);
        let banjarnegara = [(69.9, "merah"), (70.0, "kuning"), (90.0, "kuning"), (90.1, "hijau")];
        periksa(Skala::Banjarnegara, AturanBatas::MulaiDari, &banjarnegara);
    }

    #[test]
    fn kmk_127_leaves_its_strict_bounds_without_a_predicate() {
        // Domain 7.8: X>=110, 100-110, 90-100, 80-90, <80; 100, 90 and 80 are undefined.
        let harapan = [(110.0, "Sangat Baik"), (109.9, "Baik"), (99.9, "Cukup"), (89.9, "Kurang"), (79.9, "Buruk")];
        periksa(Skala::Kmk127, AturanBatas::MulaiDari, &harapan);
        for batas in [100.0, 90.0, 80.0] {
            assert_eq!(Skala::Kmk127.status(AturanBatas::MulaiDari, Some(batas)), None);
            assert_eq!(Skala::Kmk127.di_celah(batas), Some(Celah { bawah: batas, atas: batas }));
        }
    }

    #[test]
    fn no_data_has_no_status() {
        for skala in SEMUA.into_iter().filter(|skala| *skala != Skala::Lampu) {
            assert_eq!(skala.status(AturanBatas::MulaiDari, None), None);
            assert_eq!(skala.status(AturanBatas::MulaiDari, Some(f64::NAN)), None);
        }
    }

    #[test]
    fn every_word_of_a_scale_can_be_read_back_as_people_type_it() {
        for skala in SEMUA {
            for label in skala.label() {
                assert_eq!(skala.baca(&format!(" {} ", label.to_uppercase())), Some(*label));
            }
        }
        assert_eq!(Skala::LimaTingkat.baca("Lumayan"), None);
    }
}
