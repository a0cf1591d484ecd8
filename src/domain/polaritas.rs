//! Which direction is better, and how quarters and units add up.

use serde::{Deserialize, Serialize};

use super::text;

/// Which direction of a realisation is better (domain 7.1 to 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polaritas {
    /// Higher is better.
    #[serde(rename = "maksimum")]
    Maximum,
    /// Lower is better.
    Minimum,
    /// Closest to the target is best.
    #[serde(rename = "stabil")]
    Stable,
}

/// Who says which direction is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum DirectionOrigin {
    /// The cascade.
    Cascade,
    /// A column of the form.
    Form,
    /// The bound of a target: "≤ 60", "paling sedikit 5".
    Bound,
    /// Nobody: higher is better, as usual.
    #[default]
    Usual,
}

/// Which direction is better, and who says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Direction {
    /// The direction.
    pub polaritas: Polaritas,
    /// Who says it.
    pub origin: DirectionOrigin,
}

impl Default for Direction {
    fn default() -> Self {
        Self { polaritas: Polaritas::Maximum, origin: DirectionOrigin::default() }
    }
}

/// How the quarters of one indicator make a year (domain 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KonsolidasiPeriode {
    /// Quarter values add up to the year.
    #[serde(rename = "jumlah")]
    Total,
    /// The mean of the quarters.
    #[serde(rename = "rata-rata")]
    Average,
    /// The last known value stands for the year so far.
    #[serde(rename = "nilai akhir")]
    LastValue,
}

/// How a parent's figures come from its children (design, sheet `Kaskade`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KonsolidasiUnit {
    /// Sum of the children.
    #[serde(rename = "jumlah")]
    Total,
    /// Mean of the children.
    #[serde(rename = "rata-rata")]
    Average,
    /// Mean weighted by `Bobot`.
    #[serde(rename = "rata-rata tertimbang")]
    WeightedAverage,
    /// The highest child.
    #[serde(rename = "maksimum")]
    Maximum,
    /// The lowest child.
    #[serde(rename = "minimum")]
    Minimum,
    /// The one child's figure is the parent's figure.
    #[serde(rename = "langsung")]
    Direct,
    /// The children say nothing about the parent's figure.
    #[serde(rename = "tanpa")]
    Without,
}

/// Words of what is wished to be little.
const UNWANTED: [&str; 56] = [
    "keluhan",
    "pengaduan",
    "aduan",
    "temuan",
    "pelanggaran",
    "kecelakaan",
    "kematian",
    "kemiskinan",
    "miskin",
    "pengangguran",
    "stunting",
    "inflasi",
    "kerusakan",
    "kehilangan",
    "tunggakan",
    "keterlambatan",
    "terlambat",
    "lama",
    "waktu tunggu",
    "waktu penyelesaian",
    "waktu penerbitan",
    "waktu tanggap",
    "waktu layanan",
    "waktu pelayanan",
    "response time",
    "respon time",
    "v/c",
    "ketimpangan",
    "emisi",
    "kesenjangan",
    "putus",
    "sisa",
    "deviasi",
    "death rate",
    "mortality",
    "ndr",
    "gdr",
    "los",
    "avlos",
    "length of stay",
    "komplain",
    "kesakitan",
    "infeksi",
    "kejadian",
    "gagal",
    "kegagalan",
    "kebakaran",
    "sengketa",
    "kumuh",
    "tidak layak",
    "rawan",
    "buta",
    "gizi buruk",
    "gini",
    "penyakit",
    "mengulang",
];

impl Polaritas {
    /// Whether the wording of an indicator speaks of something that is wished to be little. Good for holding back blame,
    /// never for a figure.
    pub fn sounds_unwanted(wording: &str) -> bool {
        let wording = format!(" {} ", text::key(wording));
        UNWANTED.iter().any(|word| wording.contains(&format!(" {word} ")))
    }

    /// Reads the words used in forms; `None` for words that say nothing about direction.
    pub fn read(text: &str) -> Option<Self> {
        let key = crate::domain::text::key(text);
        let words: Vec<&str> = key
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| {
                !word.is_empty() && !matches!(*word, "polaritas" | "arah" | "trend" | "tren" | "target" | "nilai")
            })
            .collect();
        match words.as_slice() {
            [word] => Self::of_word(word),
            // "semakin rendah semakin baik", "makin besar, makin bagus".
            [more, word, again, good]
                if more.ends_with("makin") && again.ends_with("makin") && matches!(*good, "baik" | "bagus") =>
            {
                Self::of_word(word)
            }
            ["higher" | "larger" | "more", "is", "better"] | ["higher", "better"] => Some(Self::Maximum),
            ["lower" | "smaller" | "less", "is", "better"] | ["lower", "better"] => Some(Self::Minimum),
            ["semakin" | "makin", "dekat", ..] | ["tidak", "berubah"] => Some(Self::Stable),
            _ => None,
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "maksimum" | "maksimal" | "maksimalkan" | "maks" | "maximum" | "maximize" | "max" | "positif" | "naik"
            | "meningkat" | "menaik" | "tinggi" | "besar" | "banyak" | "up" => Some(Self::Maximum),
            "minimum" | "minimal" | "minimalkan" | "minimize" | "min" | "negatif" | "turun" | "menurun" | "rendah"
            | "kecil" | "sedikit" | "down" => Some(Self::Minimum),
            "stabil" | "stabilize" | "tetap" | "flat" | "konstan" | "mendekati" | "sesuai" => Some(Self::Stable),
            _ => None,
        }
    }

    /// The direction that the words for consolidation tell along with it (domain 8.1).
    pub fn from_konsolidasi(text: &str) -> Option<Self> {
        match crate::domain::text::key(text).as_str() {
            "kondisi akhir menurun" | "trend_turun" | "tren turun" | "tren negatif" => Some(Self::Minimum),
            "kondisi akhir naik" | "trend_naik" | "tren naik" => Some(Self::Maximum),
            _ => None,
        }
    }

    /// The word that forms use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Maximum => "maksimum",
            Self::Minimum => "minimum",
            Self::Stable => "stabil",
        }
    }
}

impl KonsolidasiPeriode {
    /// Reads the unambiguous words of domain 8.1. "Kumulatif" alone is not one of them: it has two opposite meanings.
    pub fn read(text: &str) -> Option<Self> {
        match crate::domain::text::key(text).as_str() {
            "jumlah" | "penjumlahan" | "dijumlahkan" | "dijumlah" | "total" | "sum" | "akumulatif" | "akumulasi" => {
                Some(Self::Total)
            }
            "rata-rata" | "rata rata" | "rata2" | "rerata" | "average" | "mean" => Some(Self::Average),
            "nilai akhir"
            | "nilai terakhir"
            | "terakhir"
            | "akhir"
            | "capaian terakhir"
            | "posisi"
            | "take last known value"
            | "last known value"
            | "trend_naik"
            | "trend_turun"
            | "trend_flat"
            | "tren naik"
            | "tren turun"
            | "tren positif"
            | "tren negatif"
            | "posisi akhir"
            | "kondisi akhir"
            | "kondisi akhir naik"
            | "kondisi akhir menurun"
            | "last" => Some(Self::LastValue),
            _ => None,
        }
    }

    /// Whether a word is in use with opposite meanings, so that only the figures can tell (domain 8.1).
    pub fn ambiguous(text: &str) -> bool {
        let key = crate::domain::text::key(text).replace(['_', '-'], " ");
        matches!(
            key.as_str(),
            "kumulatif" | "non kumulatif" | "nonkumulatif" | "tidak kumulatif" | "non kumulatif per triwulan"
        )
    }

    /// The word that forms use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "jumlah",
            Self::Average => "rata-rata",
            Self::LastValue => "nilai akhir",
        }
    }
}

impl KonsolidasiUnit {
    /// Reads the words of the design's `Konsolidasi Unit` column.
    pub fn read(text: &str) -> Option<Self> {
        match crate::domain::text::key(text).as_str() {
            "jumlah" | "penjumlahan" | "dijumlahkan" | "dijumlah" | "total" | "sum" => Some(Self::Total),
            "rata-rata" | "rata rata" | "rata2" | "rerata" | "average" | "mean" => Some(Self::Average),
            "rata-rata tertimbang"
            | "rata rata tertimbang"
            | "rerata tertimbang"
            | "tertimbang"
            | "berbobot"
            | "rata-rata berbobot" => Some(Self::WeightedAverage),
            "maksimum" | "maksimal" | "maks" | "max" | "tertinggi" => Some(Self::Maximum),
            "minimum" | "minimal" | "min" | "terendah" => Some(Self::Minimum),
            "langsung" | "diturunkan langsung" | "sama" => Some(Self::Direct),
            "tanpa" | "tidak" | "tidak digabung" | "-" | "–" | "—" => Some(Self::Without),
            _ => None,
        }
    }

    /// The word that forms use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Total => "jumlah",
            Self::Average => "rata-rata",
            Self::WeightedAverage => "rata-rata tertimbang",
            Self::Maximum => "maksimum",
            Self::Minimum => "minimum",
            Self::Direct => "langsung",
            Self::Without => "tanpa",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_tell_the_direction_and_others_tell_none() {
        for (words, meant) in [
            ("semakin rendah semakin baik", Some(Polaritas::Minimum)),
            ("Makin besar, makin baik", Some(Polaritas::Maximum)),
            ("menurun", Some(Polaritas::Minimum)),
            ("Meningkat", Some(Polaritas::Maximum)),
            ("Polaritas positif", Some(Polaritas::Maximum)),
            ("mendekati target", Some(Polaritas::Stable)),
            ("lower is better", Some(Polaritas::Minimum)),
            ("xyz", None),
            ("semakin cepat semakin baik", None),
            ("tinggi rendah", None),
        ] {
            assert_eq!(Polaritas::read(words), meant, "{words}");
        }
    }

    #[test]
    fn a_word_with_two_meanings_is_left_to_the_figures() {
        assert!(KonsolidasiPeriode::read("kumulatif").is_none() && KonsolidasiPeriode::ambiguous("Non_Kumulatif"));
        assert_eq!(KonsolidasiPeriode::read("Penjumlahan"), Some(KonsolidasiPeriode::Total));
        assert_eq!(KonsolidasiUnit::read("berbobot"), Some(KonsolidasiUnit::WeightedAverage));
    }
}
