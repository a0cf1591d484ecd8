//! A node of the cascade: one indicator of the institution, a unit or a person (sheet `Kaskade` of `kaskade.xlsx`).

use std::fmt;

use serde::{Deserialize, Serialize};

use super::column::Field;
use super::polaritas::{DirectionOrigin, KonsolidasiPeriode, KonsolidasiUnit, Polaritas};
use super::value::Value;

/// The level of an indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Jenjang {
    /// Key indicator of the institution.
    #[serde(rename = "IKU")]
    Iku,
    /// Indicator of a unit.
    #[serde(rename = "IKK")]
    Ikk,
    /// Indicator of a person.
    #[serde(rename = "IKI")]
    Iki,
}

impl Jenjang {
    /// Reads "IKU", "IKK", "IKI" and the unit-level names of other institutions (domain section 10).
    pub fn read(text: &str) -> Option<Self> {
        match text.trim().to_uppercase().as_str() {
            "IKU" | "IKP" | "INDIKATOR KINERJA UTAMA" | "LEMBAGA" | "INSTITUSI" | "INSTANSI" => Some(Self::Iku),
            "IKK"
            | "IKSK"
            | "IKUK"
            | "INDIKATOR KINERJA KEGIATAN"
            | "INDIKATOR KINERJA KUNCI"
            | "UNIT"
            | "UNIT KERJA" => Some(Self::Ikk),
            "IKI" | "INDIKATOR KINERJA INDIVIDU" | "INDIVIDU" | "PEGAWAI" => Some(Self::Iki),
            _ => None,
        }
    }
}

impl fmt::Display for Jenjang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Iku => "IKU",
            Self::Ikk => "IKK",
            Self::Iki => "IKI",
        })
    }
}

/// One node of the cascade.
#[derive(Debug, Clone, PartialEq)]
pub struct KaskadeNode {
    /// Number of its record in the tables.
    pub record_id: u32,
    /// Its code, in one spelling ([`indikator_code`](super::text::indikator_code)).
    pub code: String,
    /// The code in Kode Induk, as typed; `None` when blank.
    pub parent_code: Option<String>,
    /// Its level; `None` when the cell holds something else.
    pub jenjang: Option<Jenjang>,
    /// Code of the unit that answers for it.
    pub unit: Option<String>,
    /// Objective.
    pub sasaran: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure, as typed.
    pub satuan: String,
    /// Direction; maximum when the cell is blank.
    pub polaritas: Polaritas,
    /// Who says the direction.
    pub direction_origin: DirectionOrigin,
    /// Whether the target that was agreed is a bound that turns against the direction: what rests on it has no figure.
    pub direction_against_bound: bool,
    /// Whether the cell is blank though its wording or its parent speaks for another direction: nobody is blamed by it then.
    pub direction_doubted: bool,
    /// How quarters add up; `None` when not said.
    pub period_konsolidasi: Option<KonsolidasiPeriode>,
    /// How its children add up; `None` when not said.
    pub konsolidasi_unit: Option<KonsolidasiUnit>,
    /// Its weight among its siblings.
    pub bobot: Option<f64>,
    /// Annual target.
    pub target: Value,
    /// Quarter targets.
    pub target_tw: [Value; 4],
    /// Its fields whose word nobody understands: what rests on them has no figure.
    pub unreadable: Vec<Field>,
}

impl KaskadeNode {
    /// The direction by which a form may be blamed.
    pub fn direction(&self) -> Option<Polaritas> {
        Some(self.polaritas).filter(|_| !self.direction_doubted)
    }

    /// Whether the word of a field can be gone by: it is understood, or there is none.
    pub fn understood(&self, field: Field) -> bool {
        !self.unreadable.contains(&field)
    }
}
