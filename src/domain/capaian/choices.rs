//! The choices that a profile is made of, where texts and applications disagree.

use serde::{Deserialize, Serialize};

/// What a target of 0 gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZeroTarget {
    /// Not computable.
    #[serde(rename = "tidak dihitung")]
    NotComputed,
    /// Higher is better and R > 0: the cap, which is then the uncapped figure as well; R = 0: not computable (domain 7.6).
    #[serde(rename = "batas atas")]
    UpperLimit,
    /// Lower or closest is better and R = 0: 100; otherwise not computable (domain 7.2, Magetan).
    #[serde(rename = "tercapai bila nol")]
    ReachedWhenZero,
}

/// What a realisation of 0 gives where higher is better. Lower or closest being better, 0 is a figure like any other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZeroRealisasi {
    /// The formula's result, 0.
    #[serde(rename = "dihitung")]
    Computed,
    /// Not computable, a dash (domain 7.6).
    #[serde(rename = "tidak dihitung")]
    NotComputed,
}

/// What a dash as realisation means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum DashReading {
    /// Nothing to compute (BPS, domain 6).
    #[serde(rename = "tidak dihitung")]
    NotComputed,
    /// Zero (E.81, domain 6).
    #[serde(rename = "nol")]
    Zero,
}

/// How achievements become one figure (domain 7.6, 7.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Aggregation {
    /// The mean of all indicators.
    #[serde(rename = "rata-rata")]
    Average,
    /// The mean of the means of each sasaran.
    #[serde(rename = "rata-rata per sasaran")]
    AveragePerSasaran,
    /// `sum(w x C) / sum(w)`.
    #[serde(rename = "rata-rata tertimbang")]
    Weighted,
    /// Against quarterly targets without dashes and zeros; against annual targets over all, a dash counting 0.
    #[serde(rename = "bps")]
    Bps,
}
