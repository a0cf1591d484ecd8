//! Quarters of a year, and the periods a column may stand for.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A quarter (triwulan, TW).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Triwulan {
    /// January to March.
    I,
    /// April to June.
    II,
    /// July to September.
    III,
    /// October to December.
    IV,
}

impl Triwulan {
    /// The four quarters in order.
    pub const SEMUA: [Self; 4] = [Self::I, Self::II, Self::III, Self::IV];

    /// The quarter with this number, 1 to 4.
    pub fn dari_nomor(nomor: u32) -> Option<Self> {
        Self::SEMUA.get(nomor.checked_sub(1)? as usize).copied()
    }

    /// The quarter that holds this month, 1 to 12.
    pub fn dari_bulan(bulan: u32) -> Option<Self> {
        if bulan == 0 { None } else { Self::dari_nomor(bulan.div_ceil(3)) }
    }

    /// 1 to 4.
    pub const fn nomor(self) -> u32 {
        self as u32 + 1
    }
}

impl fmt::Display for Triwulan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::I => "TW I",
            Self::II => "TW II",
            Self::III => "TW III",
            Self::IV => "TW IV",
        })
    }
}
