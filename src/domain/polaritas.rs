//! Which direction is better, and how quarters and units add up.

use serde::{Deserialize, Serialize};

/// Which direction of a realisation is better (domain 7.1 to 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Polaritas {
    /// Higher is better.
    Maksimum,
    /// Lower is better.
    Minimum,
    /// Closest to the target is best.
    Stabil,
}

/// How the quarters of one indicator make a year (domain 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KonsolidasiPeriode {
    /// Quarter values add up to the year.
    #[serde(rename = "jumlah")]
    Jumlah,
    /// The mean of the quarters.
    #[serde(rename = "rata-rata")]
    RataRata,
    /// The last known value stands for the year so far.
    #[serde(rename = "nilai akhir")]
    NilaiAkhir,
}

/// How a parent's figures come from its children (design, sheet `Kaskade`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KonsolidasiUnit {
    /// Sum of the children.
    #[serde(rename = "jumlah")]
    Jumlah,
    /// Mean of the children.
    #[serde(rename = "rata-rata")]
    RataRata,
    /// Mean weighted by `Bobot`.
    #[serde(rename = "rata-rata tertimbang")]
    RataRataTertimbang,
    /// The highest child.
    #[serde(rename = "maksimum")]
    Maksimum,
    /// The lowest child.
    #[serde(rename = "minimum")]
    Minimum,
    /// The one child's figure is the parent's figure.
    #[serde(rename = "langsung")]
    Langsung,
    /// The children say nothing about the parent's figure.
    #[serde(rename = "tanpa")]
    Tanpa,
}

impl Polaritas {
    /// Reads the words used in forms; `None` for words that say nothing about direction.
    pub fn baca(teks: &str) -> Option<Self> {
        match crate::domain::teks::kunci(teks).as_str() {
            "maksimum" | "maksimal" | "maximize" | "max" | "positif" | "naik" => Some(Self::Maksimum),
            "minimum" | "minimal" | "minimize" | "min" | "negatif" | "turun" => Some(Self::Minimum),
            "stabil" | "stabilize" | "tetap" | "flat" => Some(Self::Stabil),
            _ => None,
        }
    }

    /// The direction that the words for consolidation tell along with it (domain 8.1).
    pub fn dari_konsolidasi(teks: &str) -> Option<Self> {
        match crate::domain::teks::kunci(teks).as_str() {
            "kondisi akhir menurun" | "trend_turun" | "tren turun" | "tren negatif" => Some(Self::Minimum),
            "kondisi akhir naik" | "trend_naik" | "tren naik" => Some(Self::Maksimum),
            _ => None,
        }
    }

    /// The word that forms use.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Maksimum => "maksimum",
            Self::Minimum => "minimum",
            Self::Stabil => "stabil",
        }
    }
}

impl KonsolidasiPeriode {
    /// Reads the unambiguous words of domain 8.1. "Kumulatif" alone is not one of them: it has two opposite meanings.
    pub fn baca(teks: &str) -> Option<Self> {
        match crate::domain::teks::kunci(teks).as_str() {
            "jumlah" | "penjumlahan" | "sum" | "akumulatif" => Some(Self::Jumlah),
            "rata-rata" | "rata rata" | "rerata" | "average" => Some(Self::RataRata),
            "nilai akhir"
            | "posisi akhir"
            | "kondisi akhir"
            | "kondisi akhir naik"
            | "kondisi akhir menurun"
            | "last" => Some(Self::NilaiAkhir),
            _ => None,
        }
    }

    /// The word that forms use.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Jumlah => "jumlah",
            Self::RataRata => "rata-rata",
            Self::NilaiAkhir => "nilai akhir",
        }
    }
}

impl KonsolidasiUnit {
    /// Reads the words of the design's `Konsolidasi Unit` column.
    pub fn baca(teks: &str) -> Option<Self> {
        match crate::domain::teks::kunci(teks).as_str() {
            "jumlah" | "sum" => Some(Self::Jumlah),
            "rata-rata" | "rata rata" | "rerata" => Some(Self::RataRata),
            "rata-rata tertimbang" | "rata rata tertimbang" => Some(Self::RataRataTertimbang),
            "maksimum" | "max" => Some(Self::Maksimum),
            "minimum" | "min" => Some(Self::Minimum),
            "langsung" => Some(Self::Langsung),
            "tanpa" | "tidak" | "-" => Some(Self::Tanpa),
            _ => None,
        }
    }

    /// The word that forms use.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Jumlah => "jumlah",
            Self::RataRata => "rata-rata",
            Self::RataRataTertimbang => "rata-rata tertimbang",
            Self::Maksimum => "maksimum",
            Self::Minimum => "minimum",
            Self::Langsung => "langsung",
            Self::Tanpa => "tanpa",
        }
    }
}
