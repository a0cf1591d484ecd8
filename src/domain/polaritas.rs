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
const UNWANTED: [&str; 26] = [
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
    "emisi",
    "kesenjangan",
    "putus",
    "sisa",
    "deviasi",
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
        match crate::domain::text::key(text).as_str() {
            "maksimum" | "maksimal" | "maximize" | "max" | "positif" | "naik" => Some(Self::Maximum),
            "minimum" | "minimal" | "minimize" | "min" | "negatif" | "turun" => Some(Self::Minimum),
            "stabil" | "stabilize" | "tetap" | "flat" => Some(Self::Stable),
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
            "jumlah" | "penjumlahan" | "sum" | "akumulatif" => Some(Self::Total),
            "rata-rata" | "rata rata" | "rerata" | "average" => Some(Self::Average),
            "nilai akhir"
            | "posisi akhir"
            | "kondisi akhir"
            | "kondisi akhir naik"
            | "kondisi akhir menurun"
            | "last" => Some(Self::LastValue),
            _ => None,
        }
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
            "jumlah" | "sum" => Some(Self::Total),
            "rata-rata" | "rata rata" | "rerata" => Some(Self::Average),
            "rata-rata tertimbang" | "rata rata tertimbang" => Some(Self::WeightedAverage),
            "maksimum" | "max" => Some(Self::Maximum),
            "minimum" | "min" => Some(Self::Minimum),
            "langsung" => Some(Self::Direct),
            "tanpa" | "tidak" | "-" => Some(Self::Without),
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
