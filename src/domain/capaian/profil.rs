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
//! digit = 2
//! agregasi = "rata-rata"              # rata-rata | rata-rata per sasaran | rata-rata tertimbang | bps
//! skala = "lampu"                     # lampu | lima tingkat | lima tingkat sampang | pringsewu | banjarnegara | kmk 127
//! batas_skala = ">="                  # >= | >; only for "lima tingkat"
//! ```

use serde::{Deserialize, Serialize};

use super::bulat::{self, DIGIT_TERBANYAK};
pub use super::choices::{Agregasi, RealisasiNol, StripDibaca, TargetNol};
use super::parameter::{Batas, GalatProfil, ParameterProfil};
use super::rumus::{MinimumNol, RumusMinimum};
use super::skala::{AturanBatas, Skala};

/// The profiles that ship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NamaProfil {
    /// `generic_pct`: R/T, NEG-A with floor 0, stabilise by 7.3, no cap. Each formula is in use somewhere, the
    /// combination is this project's; it rests on no single regulation (domain 7, 7.9).
    Umum,
    /// The quarterly sheet of BPS, "Kertas Kerja Pengukuran Kinerja Triwulanan" 2026, read from code (domain 7.6). The
    /// sheet knows R/T only; what it does where lower is better is not known, NEG-A is taken.
    Bps,
    /// LLDIKTI XVI, read from its PRD (domain 7.5): no cap. Its workbook was not found (domain 16.8), so floor, number of
    /// decimals and formulas other than R/T are taken from [`NamaProfil::Umum`] or from its one printed example.
    Lldikti,
    /// Regional monitoring applications with T/R where lower is better (domain 7.2, NEG-B: Pringsewu, SIMEVLAP, Magetan,
    /// Boyolali). They disagree about R = 0, which is therefore not computed unless `minimum_nol` says so.
    Tren,
    /// PermenPANRB 8/2021: ranges and the special condition of page 110; the conversion to a value stands in
    /// [`skp`](super::skp). The regulation has no stabilise formula; 7.3 is taken.
    Skp8,
}

impl NamaProfil {
    /// Every profile.
    pub const SEMUA: [Self; 5] = [Self::Umum, Self::Bps, Self::Lldikti, Self::Tren, Self::Skp8];

    /// The name in `selaras.toml` and on recaps.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Umum => "umum",
            Self::Bps => "bps",
            Self::Lldikti => "lldikti",
            Self::Tren => "tren",
            Self::Skp8 => "skp8",
        }
    }

    /// What it rests on and what is not known, for the reader of a recap.
    pub const fn dasar(self) -> &'static str {
        match self {
            Self::Umum => {
                "gabungan rumus yang lazim dipakai; tidak bersandar pada satu peraturan karena rumus nasional tunggal tidak ditemukan"
            }
            Self::Bps => {
                "kertas kerja pengukuran kinerja triwulanan BPS 2026; lembar itu hanya memuat realisasi/target, rumus untuk polaritas minimum dan stabil mengikuti profil umum"
            }
            Self::Lldikti => {
                "dokumen kebutuhan aplikasi SAKIP LLDIKTI XVI; batas bawah dan jumlah digit tidak disebutkan di sana"
            }
            Self::Tren => {
                "aplikasi pemantauan daerah (target/realisasi untuk polaritas minimum); hasil untuk realisasi 0 berbeda antaraplikasi sehingga tidak dihitung"
            }
            Self::Skp8 => {
                "PermenPANRB 8/2021 (target rentang dan kondisi khusus); rumus polaritas stabil tidak ada di peraturan itu"
            }
        }
    }

    /// The profile with this name; case and blanks around it do not count.
    pub fn baca(teks: &str) -> Option<Self> {
        let teks = teks.trim().to_lowercase();
        Self::SEMUA.into_iter().find(|profil| profil.nama() == teks)
    }
}

/// Every choice about achievement. Made by [`Profil::baku`] or [`Profil::dengan`], which check it.
#[derive(Debug, Clone, PartialEq)]
pub struct Profil {
    /// The profile it started from.
    pub nama: NamaProfil,
    /// The parameters that differ from it, by their names in `selaras.toml`.
    pub diubah: Vec<&'static str>,
    /// The formula where lower is better.
    pub rumus_minimum: RumusMinimum,
    /// What NEG-B gives at R = 0.
    pub minimum_nol: MinimumNol,
    /// The floor, in percent points.
    pub batas_bawah: Option<f64>,
    /// The cap, in percent points, applied to each indicator before any mean (domain 7.7).
    pub batas_atas: Option<f64>,
    /// What T = 0 gives.
    pub target_nol: TargetNol,
    /// What R = 0 gives where higher is better.
    pub realisasi_nol: RealisasiNol,
    /// What a dash means.
    pub strip: StripDibaca,
    /// Decimals in print. Nothing is rounded before.
    pub digit: u8,
    /// How achievements become one figure.
    pub agregasi: Agregasi,
    /// The status scale.
    pub skala: Skala,
    /// Which bound rule the five-level scale takes.
    pub batas_skala: AturanBatas,
}

impl Default for Profil {
    fn default() -> Self {
        Self::baku(NamaProfil::Umum)
    }
}

impl Profil {
    /// A profile as it ships.
    pub fn baku(nama: NamaProfil) -> Self {
        let umum = Self {
            nama,
            diubah: Vec::new(),
            rumus_minimum: RumusMinimum::Linear,
            minimum_nol: MinimumNol::TidakDihitung,
            batas_bawah: Some(0.0),
            batas_atas: None,
            target_nol: TargetNol::TidakDihitung,
            realisasi_nol: RealisasiNol::Dihitung,
            strip: StripDibaca::TidakDihitung,
            digit: 2,
            agregasi: Agregasi::RataRata,
            skala: Skala::Lampu,
            batas_skala: AturanBatas::MulaiDari,
        };
        match nama {
            NamaProfil::Umum | NamaProfil::Skp8 => umum,
            NamaProfil::Bps => Self {
                batas_atas: Some(120.0),
                target_nol: TargetNol::BatasAtas,
                realisasi_nol: RealisasiNol::TidakDihitung,
                agregasi: Agregasi::Bps,
                ..umum
            },
            // Four decimals: its printed example is 87.0754 (domain 7.5).
            NamaProfil::Lldikti => Self { digit: 4, ..umum },
            NamaProfil::Tren => Self { rumus_minimum: RumusMinimum::Kebalikan, ..umum },
        }
    }

    /// A profile with what the settings override.
    pub fn dengan(parameter: &ParameterProfil) -> Result<Self, GalatProfil> {
        let nama = match parameter.profil.as_deref() {
            None => NamaProfil::Umum,
            Some(nama) => NamaProfil::baca(nama).ok_or_else(|| GalatProfil::TidakDikenal(nama.to_string()))?,
        };
        let mut profil = Self::baku(nama);
        let mut diubah = Vec::new();
        let mut catat = |berbeda: bool, nama: &'static str| {
            if berbeda {
                diubah.push(nama);
            }
        };
        let batas_bawah = parameter.batas_bawah.map(Batas::persen);
        let batas_atas = parameter.batas_atas.map(Batas::persen);
        catat(ganti(&mut profil.rumus_minimum, parameter.rumus_minimum), "rumus_minimum");
        catat(ganti(&mut profil.minimum_nol, parameter.minimum_nol), "minimum_nol");
        catat(ganti(&mut profil.batas_bawah, batas_bawah), "batas_bawah");
        catat(ganti(&mut profil.batas_atas, batas_atas), "batas_atas");
        catat(ganti(&mut profil.target_nol, parameter.target_nol), "target_nol");
        catat(ganti(&mut profil.realisasi_nol, parameter.realisasi_nol), "realisasi_nol");
        catat(ganti(&mut profil.strip, parameter.strip), "strip");
        catat(ganti(&mut profil.digit, parameter.digit), "digit");
        catat(ganti(&mut profil.agregasi, parameter.agregasi), "agregasi");
        catat(ganti(&mut profil.skala, parameter.skala), "skala");
        catat(ganti(&mut profil.batas_skala, parameter.batas_skala), "batas_skala");
        profil.diubah = diubah;
        profil.periksa()?;
        Ok(profil)
    }

    fn periksa(&self) -> Result<(), GalatProfil> {
        for (nama, batas) in [("batas_bawah", self.batas_bawah), ("batas_atas", self.batas_atas)] {
            if let Some(nilai) = batas.filter(|batas| !batas.is_finite()) {
                return Err(GalatProfil::BatasTidakSah { nama, nilai });
            }
        }
        if let Some(atas) = self.batas_atas
            && (atas <= 0.0 || self.batas_bawah.is_some_and(|bawah| bawah >= atas))
        {
            return Err(GalatProfil::BatasTerbalik { atas });
        }
        if self.target_nol == TargetNol::BatasAtas && self.batas_atas.is_none() {
            return Err(GalatProfil::TanpaBatasAtas);
        }
        if self.digit > DIGIT_TERBANYAK {
            return Err(GalatProfil::DigitTerlaluBanyak(self.digit));
        }
        Ok(())
    }

    /// A figure in percent points after floor and cap.
    pub fn batasi(&self, penuh: f64) -> f64 {
        let di_atas = self.batas_bawah.map_or(penuh, |bawah| penuh.max(bawah));
        self.batas_atas.map_or(di_atas, |atas| di_atas.min(atas))
    }

    /// A figure as it is printed: [`Profil::digit`] decimals, halves up.
    pub fn bulatkan(&self, angka: f64) -> f64 {
        bulat::bulatkan(angka, self.digit)
    }

    /// The profile in a line, for every recap: name, formula, floor, cap, and what was changed.
    pub fn keterangan(&self) -> String {
        let batas = |nama: &str, batas: Option<f64>| match batas {
            Some(persen) => format!("{nama} {}%", persen.to_string().replace('.', ",")),
            None => format!("tanpa {nama}"),
        };
        let diubah = match self.diubah.as_slice() {
            [] => String::new(),
            nama => format!(" (diubah: {})", nama.join(", ")),
        };
        format!(
            "Profil capaian: {}{diubah}; polaritas minimum {}; {}; {}",
            self.nama.nama(),
            self.rumus_minimum.tulisan(),
            batas("batas bawah", self.batas_bawah),
            batas("batas atas", self.batas_atas),
        )
    }
}

/// Puts a new value in place; whether it differs.
fn ganti<T: PartialEq>(tempat: &mut T, baru: Option<T>) -> bool {
    match baru {
        Some(baru) if baru != *tempat => {
            *tempat = baru;
            true
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn dari_toml(teks: &str) -> Result<Profil, GalatProfil> {
        Profil::dengan(&toml::from_str(teks).unwrap())
    }

    #[test]
    fn no_settings_mean_the_general_profile() {
        let profil = dari_toml("").unwrap();
        assert_eq!(profil, Profil::default());
        assert_eq!(profil.batas_atas, None);
        assert!(profil.diubah.is_empty());
    }

    #[test]
    fn every_parameter_can_be_overridden_and_the_recap_says_so() {
        let profil =
            dari_toml("profil = \"umum\"\nbatas_atas = 120\nrumus_minimum = \"kebalikan\"\ndigit = 2").unwrap();
        assert_eq!(profil.batas_atas, Some(120.0));
        assert_eq!(profil.diubah, ["rumus_minimum", "batas_atas"], "digit = 2 changes nothing");
        assert_eq!(
            profil.keterangan(),
            "Profil capaian: umum (diubah: rumus_minimum, batas_atas); polaritas minimum target/realisasi; \
             batas bawah 0%; batas atas 120%"
        );
    }

    #[test]
    fn the_whole_documented_table_can_be_read() {
        let profil = dari_toml(
            "profil = \"bps\"\nrumus_minimum = \"linear\"\nminimum_nol = \"seratus\"\nbatas_bawah = \"tanpa\"\n\
             batas_atas = 110.5\ntarget_nol = \"tercapai bila nol\"\nrealisasi_nol = \"dihitung\"\nstrip = \"nol\"\n\
             digit = 3\nagregasi = \"rata-rata per sasaran\"\nskala = \"lima tingkat\"\nbatas_skala = \">\"",
        )
        .unwrap();
        assert_eq!(profil.batas_bawah, None);
        assert_eq!(profil.batas_atas, Some(110.5));
        assert_eq!(profil.skala, Skala::LimaTingkat);
        assert_eq!(profil.batas_skala, AturanBatas::DiAtas);
        assert_eq!(profil.diubah.len(), 10);
    }

    #[test]
    fn a_misspelt_parameter_or_word_is_refused() {
        assert!(toml::from_str::<ParameterProfil>("batas_ats = 120").is_err());
        assert!(toml::from_str::<ParameterProfil>("agregasi = \"median\"").is_err());
        let galat = toml::from_str::<ParameterProfil>("batas_atas = \"tidak ada\"").unwrap_err();
        assert!(galat.to_string().contains("harap isi angka persen atau \"tanpa\""), "{galat}");
    }

    #[test]
    fn settings_that_contradict_each_other_are_refused_in_plain_words() {
        assert_eq!(dari_toml("profil = \"esakip\""), Err(GalatProfil::TidakDikenal("esakip".into())));
        assert_eq!(dari_toml("profil = \"bps\"\nbatas_atas = \"tanpa\""), Err(GalatProfil::TanpaBatasAtas));
        assert_eq!(dari_toml("batas_atas = 0"), Err(GalatProfil::BatasTerbalik { atas: 0.0 }));
        assert_eq!(dari_toml("batas_bawah = 130\nbatas_atas = 120"), Err(GalatProfil::BatasTerbalik { atas: 120.0 }));
        assert!(matches!(dari_toml("batas_bawah = nan"), Err(GalatProfil::BatasTidakSah { .. })));
        assert_eq!(dari_toml("digit = 11"), Err(GalatProfil::DigitTerlaluBanyak(11)));
    }

    #[test]
    fn every_shipped_profile_is_sound_and_says_what_it_rests_on() {
        for nama in NamaProfil::SEMUA {
            assert_eq!(Profil::baku(nama).periksa(), Ok(()), "{nama:?}");
            assert_eq!(NamaProfil::baca(nama.nama()), Some(nama));
            assert!(!nama.dasar().is_empty());
        }
    }
}
