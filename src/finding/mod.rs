//! What a rule says: code, severity, where, found, expected, how to fix.
//!
//! Takes places that tables made concrete, gives findings that people act on. Severity settings and waivers are applied
//! in one place ([`verdict`]), after all rules ran.

pub mod flat;
pub mod verdict;

use std::fmt;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

pub use crate::domain::tempat::Tempat;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "lowercase")]
pub enum Tingkat {
    /// Good to know.
    Info,
    /// Needs a reason or a second look.
    Peringatan,
    /// Goes back to the unit.
    Galat,
}

impl Tingkat {
    /// The word people read.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Peringatan => "peringatan",
            Self::Galat => "galat",
        }
    }
}

impl fmt::Display for Tingkat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nama())
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Temuan {
    /// Code of its rule.
    pub kode: String,
    /// Its severity, after settings.
    pub tingkat: Tingkat,
    /// Code of the unit that must act, when known.
    pub unit: Option<String>,
    /// Where: guilty place.
    pub tempat: Tempat,
    /// The other places involved, in this file or in others (the PK that a measurement contradicts, the lines of a total).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub terkait: Vec<Tempat>,
    /// The indicator it is about, as people know it (code and wording).
    pub indikator: Option<String>,
    /// What is wrong here, in one sentence with the figures.
    pub pesan: String,
    /// What was found.
    pub ditemukan: Option<String>,
    /// What was expected.
    pub seharusnya: Option<String>,
    /// The difference, for numbers.
    pub selisih: Option<f64>,
    /// How to mend it, in one sentence.
    pub saran: String,
    /// Findings that follow from this one, folded under it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ikutan: Vec<Temuan>,
    /// The reason of the waiver that accepts it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pengecualian: Option<String>,
}

impl Temuan {
    /// A finding of a rule at a place, with its message and its remedy; the rest is added with the `dengan_` methods.
    /// The severity is the rule's default until [`verdict`] applies the settings.
    pub fn baru(
        kode: &str,
        tingkat: Tingkat,
        tempat: Tempat,
        pesan: impl Into<String>,
        saran: impl Into<String>,
    ) -> Self {
        Self {
            kode: kode.to_string(),
            tingkat,
            unit: None,
            tempat,
            terkait: Vec::new(),
            indikator: None,
            pesan: pesan.into(),
            ditemukan: None,
            seharusnya: None,
            selisih: None,
            saran: saran.into(),
            ikutan: Vec::new(),
            pengecualian: None,
        }
    }

    /// The unit that must act.
    #[must_use]
    pub fn unit(mut self, unit: Option<&str>) -> Self {
        self.unit = unit.map(str::to_string);
        self
    }

    /// The indicator it is about.
    #[must_use]
    pub fn indikator(mut self, indikator: impl Into<String>) -> Self {
        self.indikator = Some(indikator.into());
        self
    }

    /// Found against expected.
    #[must_use]
    pub fn beda(mut self, ditemukan: impl Into<String>, seharusnya: impl Into<String>) -> Self {
        self.ditemukan = Some(ditemukan.into());
        self.seharusnya = Some(seharusnya.into());
        self
    }

    /// What was found, when nothing definite was expected.
    #[must_use]
    pub fn ditemukan(mut self, ditemukan: impl Into<String>) -> Self {
        self.ditemukan = Some(ditemukan.into());
        self
    }

    /// The numeric difference: found minus expected.
    #[must_use]
    pub fn selisih(mut self, selisih: f64) -> Self {
        self.selisih = Some(selisih);
        self
    }

    /// Another place involved.
    #[must_use]
    pub fn terkait(mut self, tempat: Tempat) -> Self {
        self.terkait.push(tempat);
        self
    }

    /// Several other places involved.
    #[must_use]
    pub fn semua_terkait(mut self, tempat: impl IntoIterator<Item = Tempat>) -> Self {
        self.terkait.extend(tempat);
        self
    }
}
