//! Named profiles: every choice that an institution makes about achievement, in one value (domain 7.9).
//!
//! `selaras.toml` names a profile in its table `[capaian]` and may override every parameter:
//!
//! ```toml
//! [capaian]
//! profil = "umum"                     # umum | bps | lldikti | tren | skp8
//! rumus_minimum = "linear"            # linear | kebalikan
//! minimum_nol = "tidak dihitung"      # tidak dihitung | seratus; only for "kebalikan"
//! batas_bawah = 0.0                   # percent points, or "tanpa"
//! batas_atas = 120.0                  # percent points, or "tanpa"
//! target_nol = "tidak dihitung"       # tidak dihitung | batas atas | tercapai bila nol
//! realisasi_nol = "dihitung"          # dihitung | tidak dihitung
//! strip = "tidak dihitung"            # tidak dihitung | nol
//! lapor_minimum = 75.0                # percent of the members that must have reported for a joint figure to have a colour
//! digit = 2
//! agregasi = "rata-rata"              # rata-rata | rata-rata per sasaran | rata-rata tertimbang | bps
//! skala = "lampu"                     # lampu | lima tingkat | lima tingkat sampang | pringsewu | banjarnegara | kmk 127
//! batas_skala = ">="                  # >= | >; only for "lima tingkat"
//! ```

use serde::{Deserialize, Serialize};

pub use super::choices::{Aggregation, DashReading, ZeroRealisasi, ZeroTarget};
use super::equation::{MinimumFormula, ZeroMinimum};
use super::parameter::{Bounds, ProfilError, ProfilParameter};
use super::scale::{GradeScale, LimitRule};
use super::whole::{self, MOST_DIGIT};

/// The profiles that ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ProfilName {
    /// `generic_pct`: R/T, NEG-A with floor 0, stabilise by 7.3, no cap. Each formula is in use somewhere, the
    /// combination is this project's; it rests on no single regulation (domain 7, 7.9).
    #[serde(rename = "umum")]
    General,
    /// The quarterly sheet of BPS, "Kertas Kerja Pengukuran Kinerja Triwulanan" 2026, read from code (domain 7.6). The
    /// sheet knows R/T only; what it does where lower is better is not known, NEG-A is taken.
    Bps,
    /// LLDIKTI XVI, read from its PRD (domain 7.5): no cap. Its workbook was not found (domain 16.8), so floor, number of
    /// decimals and formulas other than R/T are taken from [`ProfilName::General`] or from its one printed example.
    Lldikti,
    /// Regional monitoring applications with T/R where lower is better (domain 7.2, NEG-B: Pringsewu, SIMEVLAP, Magetan,
    /// Boyolali). They disagree about R = 0, which is therefore not computed unless `minimum_nol` says so.
    #[serde(rename = "tren")]
    Trend,
    /// PermenPANRB 8/2021: ranges and the special condition of page 110; the conversion to a value stands in
    /// [`skp`](super::skp). The regulation has no stabilise formula; 7.3 is taken.
    Skp8,
}

impl ProfilName {
    /// Every profile.
    pub const ALL: [Self; 5] = [Self::General, Self::Bps, Self::Lldikti, Self::Trend, Self::Skp8];

    /// The name in `selaras.toml` and on recaps.
    pub const fn name(self) -> &'static str {
        match self {
            Self::General => "umum",
            Self::Bps => "bps",
            Self::Lldikti => "lldikti",
            Self::Trend => "tren",
            Self::Skp8 => "skp8",
        }
    }

    /// What it rests on and what is not known, for the reader of a recap.
    pub const fn basis(self) -> &'static str {
        match self {
            Self::General => {
                "gabungan rumus yang lazim dipakai; tidak bersandar pada satu peraturan karena rumus nasional tunggal tidak ditemukan"
            }
            Self::Bps => {
                "kertas kerja pengukuran kinerja triwulanan BPS 2026; lembar itu hanya memuat realisasi/target, rumus untuk polaritas minimum dan stabil mengikuti profil umum"
            }
            Self::Lldikti => {
                "dokumen kebutuhan aplikasi SAKIP LLDIKTI XVI; batas bawah dan jumlah digit tidak disebutkan di sana"
            }
            Self::Trend => {
                "aplikasi pemantauan daerah (target/realisasi untuk polaritas minimum); hasil untuk realisasi 0 berbeda antaraplikasi sehingga tidak dihitung"
            }
            Self::Skp8 => {
                "PermenPANRB 8/2021 (target rentang dan kondisi khusus); rumus polaritas stabil tidak ada di peraturan itu"
            }
        }
    }

    /// The profile with this name; case and blanks around it do not count.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        Self::ALL.into_iter().find(|profil| profil.name() == text)
    }
}

/// Every choice about achievement. Made by [`Profil::standard`] or [`Profil::with`], which check it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profil {
    /// The profile it started from.
    pub name: ProfilName,
    /// The parameters that differ from it, by their names in `selaras.toml`.
    pub changed: Vec<&'static str>,
    /// The formula where lower is better.
    pub minimum_formula: MinimumFormula,
    /// What NEG-B gives at R = 0.
    pub zero_minimum: ZeroMinimum,
    /// The floor, in percent points.
    pub limit_lower: Option<f64>,
    /// The cap, in percent points, applied to each indicator before any mean (domain 7.7).
    pub limit_upper: Option<f64>,
    /// What T = 0 gives.
    pub zero_target: ZeroTarget,
    /// What R = 0 gives where higher is better.
    pub zero_realisasi: ZeroRealisasi,
    /// What a dash means.
    pub dash: DashReading,
    /// The share of members, in percent, that must have reported for a joint figure to have a colour.
    pub report_minimum: f64,
    /// Decimals in print. Nothing is rounded before.
    pub digit: u8,
    /// How achievements become one figure.
    pub aggregation: Aggregation,
    /// The status scale.
    pub scale: GradeScale,
    /// Which bound rule the five-level scale takes.
    pub scale_limit: LimitRule,
}

impl Default for Profil {
    fn default() -> Self {
        Self::standard(ProfilName::General)
    }
}

impl Profil {
    /// A profile as it ships.
    pub fn standard(name: ProfilName) -> Self {
        let general = Self {
            name,
            changed: Vec::new(),
            minimum_formula: MinimumFormula::Linear,
            zero_minimum: ZeroMinimum::NotComputed,
            limit_lower: Some(0.0),
            limit_upper: None,
            zero_target: ZeroTarget::NotComputed,
            zero_realisasi: ZeroRealisasi::Computed,
            dash: DashReading::NotComputed,
            report_minimum: 75.0,
            digit: 2,
            aggregation: Aggregation::Average,
            scale: GradeScale::Light,
            scale_limit: LimitRule::BeginFrom,
        };
        match name {
            ProfilName::General | ProfilName::Skp8 => general,
            ProfilName::Bps => Self {
                limit_upper: Some(120.0),
                zero_target: ZeroTarget::UpperLimit,
                zero_realisasi: ZeroRealisasi::NotComputed,
                aggregation: Aggregation::Bps,
                ..general
            },
            // Four decimals: its printed example is 87.0754 (domain 7.5).
            ProfilName::Lldikti => Self { digit: 4, ..general },
            ProfilName::Trend => Self { minimum_formula: MinimumFormula::Inverse, ..general },
        }
    }

    /// A profile with what the settings override.
    pub fn with(parameter: &ProfilParameter) -> Result<Self, ProfilError> {
        let name = match parameter.profil.as_deref() {
            None => ProfilName::General,
            Some(name) => ProfilName::read(name).ok_or_else(|| ProfilError::NotKnown(name.to_string()))?,
        };
        let mut profil = Self::standard(name);
        let mut changed = Vec::new();
        let mut note = |different: bool, name: &'static str| {
            if different {
                changed.push(name);
            }
        };
        let limit_lower = parameter.limit_lower.map(Bounds::percent);
        let limit_upper = parameter.limit_upper.map(Bounds::percent);
        note(replace(&mut profil.minimum_formula, parameter.minimum_formula), "rumus_minimum");
        note(replace(&mut profil.zero_minimum, parameter.zero_minimum), "minimum_nol");
        note(replace(&mut profil.limit_lower, limit_lower), "batas_bawah");
        note(replace(&mut profil.limit_upper, limit_upper), "batas_atas");
        note(replace(&mut profil.zero_target, parameter.zero_target), "target_nol");
        note(replace(&mut profil.zero_realisasi, parameter.zero_realisasi), "realisasi_nol");
        note(replace(&mut profil.dash, parameter.dash), "strip");
        note(replace(&mut profil.report_minimum, parameter.report_minimum), "lapor_minimum");
        note(replace(&mut profil.digit, parameter.digit), "digit");
        note(replace(&mut profil.aggregation, parameter.aggregation), "agregasi");
        note(replace(&mut profil.scale, parameter.scale), "skala");
        note(replace(&mut profil.scale_limit, parameter.scale_limit), "batas_skala");
        profil.changed = changed;
        profil.check()?;
        Ok(profil)
    }

    fn check(&self) -> Result<(), ProfilError> {
        for (name, limit) in [("batas_bawah", self.limit_lower), ("batas_atas", self.limit_upper)] {
            if let Some(value) = limit.filter(|limit| !limit.is_finite()) {
                return Err(ProfilError::LimitNotValid { name, value });
            }
        }
        if let Some(upper) = self.limit_upper
            && (upper <= 0.0 || self.limit_lower.is_some_and(|lower| lower >= upper))
        {
            return Err(ProfilError::ReversedLimit { upper });
        }
        if self.zero_target == ZeroTarget::UpperLimit && self.limit_upper.is_none() {
            return Err(ProfilError::NoUpperLimit);
        }
        if !(0.0..=100.0).contains(&self.report_minimum) {
            return Err(ProfilError::LimitNotValid { name: "lapor_minimum", value: self.report_minimum });
        }
        if self.digit > MOST_DIGIT {
            return Err(ProfilError::TooManyDigits(self.digit));
        }
        Ok(())
    }

    /// A figure in percent points after floor and cap.
    pub fn limit(&self, full: f64) -> f64 {
        let above = self.limit_lower.map_or(full, |lower| full.max(lower));
        self.limit_upper.map_or(above, |upper| above.min(upper))
    }

    /// A figure as it is printed: [`Profil::digit`] decimals, halves up.
    pub fn round_off(&self, figure: f64) -> f64 {
        whole::round_off(figure, self.digit)
    }

    /// The profile in a line, for every recap: name, formula, floor, cap, and what was changed.
    pub fn remark(&self) -> String {
        let limit = |name: &str, limit: Option<f64>| match limit {
            Some(percent) => format!("{name} {}%", percent.to_string().replace('.', ",")),
            None => format!("tanpa {name}"),
        };
        let changed = match self.changed.as_slice() {
            [] => String::new(),
            name => format!(" (diubah: {})", name.join(", ").replace('_', " ")),
        };
        format!(
            "Profil capaian: {}{changed}; polaritas minimum {}; {}; {}",
            self.name.name(),
            self.minimum_formula.wording(),
            limit("batas bawah", self.limit_lower),
            limit("batas atas", self.limit_upper),
        )
    }
}

/// Puts a new value in place; whether it differs.
fn replace<T: PartialEq>(place: &mut T, new: Option<T>) -> bool {
    match new {
        Some(new) if new != *place => {
            *place = new;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn from_toml(text: &str) -> Result<Profil, ProfilError> {
        Profil::with(&toml::from_str(text).unwrap())
    }

    #[test]
    fn no_settings_mean_the_general_profile() {
        let profil = from_toml("").unwrap();
        assert_eq!(profil, Profil::default());
        assert_eq!(profil.limit_upper, None);
        assert!(profil.changed.is_empty());
    }

    #[test]
    fn every_parameter_can_be_overridden_and_the_recap_says_so() {
        let profil =
            from_toml("profil = \"umum\"\nbatas_atas = 120\nrumus_minimum = \"kebalikan\"\ndigit = 2").unwrap();
        assert_eq!(profil.limit_upper, Some(120.0));
        assert_eq!(profil.changed, ["rumus_minimum", "batas_atas"], "digit = 2 changes nothing");
        assert_eq!(
            profil.remark(),
            "Profil capaian: umum (diubah: rumus minimum, batas atas); polaritas minimum target/realisasi; \
             batas bawah 0%; batas atas 120%"
        );
    }

    #[test]
    fn the_whole_documented_table_can_be_read() {
        let profil = from_toml(
            "profil = \"bps\"\nrumus_minimum = \"linear\"\nminimum_nol = \"seratus\"\nbatas_bawah = \"tanpa\"\n\
             batas_atas = 110.5\ntarget_nol = \"tercapai bila nol\"\nrealisasi_nol = \"dihitung\"\nstrip = \"nol\"\n\
             digit = 3\nagregasi = \"rata-rata per sasaran\"\nskala = \"lima tingkat\"\nbatas_skala = \">\"",
        )
        .unwrap();
        assert_eq!(profil.limit_lower, None);
        assert_eq!(profil.limit_upper, Some(110.5));
        assert_eq!(profil.scale, GradeScale::FiveGrades);
        assert_eq!(profil.scale_limit, LimitRule::Above);
        assert_eq!(profil.changed.len(), 10);
    }

    #[test]
    fn a_misspelt_parameter_or_word_is_refused() {
        assert!(toml::from_str::<ProfilParameter>("batas_ats = 120").is_err());
        assert!(toml::from_str::<ProfilParameter>("agregasi = \"median\"").is_err());
        let error = toml::from_str::<ProfilParameter>("batas_atas = \"tidak ada\"").unwrap_err();
        assert!(error.to_string().contains("harap isi angka persen atau \"tanpa\""), "{error}");
    }

    #[test]
    fn settings_that_contradict_each_other_are_refused_in_plain_words() {
        assert_eq!(from_toml("profil = \"esakip\""), Err(ProfilError::NotKnown("esakip".into())));
        assert_eq!(from_toml("profil = \"bps\"\nbatas_atas = \"tanpa\""), Err(ProfilError::NoUpperLimit));
        assert_eq!(from_toml("batas_atas = 0"), Err(ProfilError::ReversedLimit { upper: 0.0 }));
        assert_eq!(from_toml("batas_bawah = 130\nbatas_atas = 120"), Err(ProfilError::ReversedLimit { upper: 120.0 }));
        assert!(matches!(from_toml("batas_bawah = nan"), Err(ProfilError::LimitNotValid { .. })));
        assert_eq!(from_toml("digit = 11"), Err(ProfilError::TooManyDigits(11)));
    }

    #[test]
    fn every_shipped_profile_is_sound_and_says_what_it_rests_on() {
        for name in ProfilName::ALL {
            assert_eq!(Profil::standard(name).check(), Ok(()), "{name:?}");
            assert_eq!(ProfilName::read(name.name()), Some(name));
            assert!(!name.basis().is_empty());
        }
    }
}
