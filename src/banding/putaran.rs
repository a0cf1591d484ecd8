//! What a workspace remembers from run to run.
//!
//! Of every unit two states are kept: that of the last run, and that of the last run with another version of what the
//! unit sent (another set of files). A run with the same files renews the first and leaves the second alone, so that a
//! run that is repeated says the same again, and a unit's comparison stays until the unit sends something new.

use std::collections::{BTreeMap, BTreeSet};

use bitcode::{Decode, Encode};
use chrono::NaiveDate;
use rayon::prelude::*;

use super::{Keadaan, Kemasan, PerubahanUnit, bandingkan, satu_unit};
use crate::domain::tanggal::Hari;

/// How the bytes below begin, whatever version made them.
const PROGRAM: &str = "selaras ";
/// Their shape, and the program that makes them: findings of another version mean other things.
const BENTUK: &str = concat!("selaras ", env!("CARGO_PKG_VERSION"), " putaran 2\n");

/// What a workspace remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Putaran {
    /// Day of the last run.
    pub tanggal: NaiveDate,
    /// Its state.
    pub kini: Keadaan,
    /// Of each unit: when its version came, and the version before.
    unit: BTreeMap<String, Jejak>,
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct Jejak {
    /// Day of the first run with the version of now.
    sejak: Hari,
    /// The version before, with the day of the last run that saw it.
    acuan: Option<(Hari, Kemasan)>,
}

/// Why nothing can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PutaranError {
    /// It was written by another version of the program.
    #[error("putaran sebelumnya ditulis oleh versi selaras yang lain")]
    VersiLain,
    /// It cannot be understood.
    #[error("catatan putaran sebelumnya rusak")]
    Rusak,
}

/// Which versions of a unit are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versi {
    /// Day of the last run with the version before.
    pub lama: NaiveDate,
    /// Day of the first run with the version of now.
    pub baru: NaiveDate,
}

/// What a run says about changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PerubahanRuang {
    /// Day of the run before; none when there is nothing to compare with.
    pub sebelumnya: Option<NaiveDate>,
    /// Why there is nothing to compare with although there was a run before.
    pub tanpa: Option<PutaranError>,
    /// Since the run before: only units of which something changed.
    pub putaran: Vec<PerubahanUnit>,
    /// Since the version before, for every unit that has sent another one: the same until it sends again.
    pub unit: Vec<(Versi, PerubahanUnit)>,
}

impl PerubahanRuang {
    /// What the last version of a unit changed.
    pub fn milik(&self, unit: &str) -> Option<&PerubahanUnit> {
        self.unit.iter().map(|(_, satu)| satu).find(|satu| satu.unit == unit)
    }
}

impl Putaran {
    /// The next run: what it remembers, and what it says.
    ///
    /// # Errors
    /// When what is remembered is damaged.
    pub fn lanjut(
        lama: Option<Self>,
        kini: Keadaan,
        tanggal: NaiveDate,
    ) -> Result<(Self, PerubahanRuang), PutaranError> {
        let sebelumnya = lama.as_ref().map(|lama| lama.tanggal);
        let (dahulu, mut jejak_lama) = lama.map(|lama| (lama.kini, lama.unit)).unwrap_or_default();
        let putaran =
            if sebelumnya.is_some() { bandingkan(&dahulu.selain(&kini), &kini.selain(&dahulu))? } else { Vec::new() };
        let putaran = putaran.into_iter().filter(|satu| !satu.tetap()).collect();
        let mut dahulu = dahulu.unit;
        let semua: BTreeSet<String> = kini.unit.keys().chain(dahulu.keys()).cloned().collect();
        let kosong = Kemasan::default();
        let mut unit = BTreeMap::new();
        for kode in semua {
            let potret = kini.unit.get(&kode).unwrap_or(&kosong);
            let sama = dahulu.get(&kode).is_some_and(|sebelum| sebelum.sidik == potret.sidik);
            let jejak = match jejak_lama.remove(&kode).filter(|_| sama) {
                Some(jejak) => jejak,
                // Who had sent nothing has no version to be compared with.
                None => {
                    let sebelum = dahulu.remove(&kode).filter(|sebelum| !sama && !sebelum.sidik.is_empty());
                    Jejak { sejak: tanggal.into(), acuan: sebelumnya.map(Hari::from).zip(sebelum) }
                }
            };
            // A unit that is gone altogether is remembered as long as there is a version to compare with.
            if kini.unit.contains_key(&kode) || jejak.acuan.is_some() {
                unit.insert(kode, jejak);
            }
        }
        let berversi: Vec<(&String, &Jejak)> = unit.iter().collect();
        let perubahan = berversi.par_iter().filter_map(|(kode, jejak)| {
            let (hari, sebelum) = jejak.acuan.as_ref()?;
            let versi = Versi { lama: (*hari).into(), baru: jejak.sejak.into() };
            let sesudah = kini.unit.get(*kode).unwrap_or(&kosong);
            Some(satu_unit(kode, sebelum, sesudah, &kini.mati).map(|satu| (versi, satu)))
        });
        let unit_berubah = perubahan.collect::<Result<_, _>>()?;
        Ok((Self { tanggal, kini, unit }, PerubahanRuang { sebelumnya, putaran, unit: unit_berubah, tanpa: None }))
    }

    /// As bytes:
    ///
    /// | bytes | hold |
    /// |---|---|
    /// | n | [`BENTUK`] |
    /// | 4 | CRC-32 of the rest |
    /// | n | an [`Isi`], packed |
    pub fn tulis(&self) -> Vec<u8> {
        let kini = |kode: &String| self.kini.unit.get(kode).cloned().unwrap_or_default();
        let unit = self.unit.iter().map(|(kode, jejak)| (kode.clone(), jejak.clone(), kini(kode))).collect();
        let isi = Isi { tanggal: self.tanggal.into(), mati: self.kini.mati.clone(), unit };
        let isi = bitcode::encode(&isi);
        [BENTUK.as_bytes(), &crc32fast::hash(&isi).to_le_bytes(), &isi].concat()
    }

    /// Back from its bytes.
    ///
    /// # Errors
    /// When another version wrote them, or they are damaged.
    pub fn baca(isi: &[u8]) -> Result<Self, PutaranError> {
        let Some(isi) = isi.strip_prefix(BENTUK.as_bytes()) else {
            let lain = isi.starts_with(PROGRAM.as_bytes());
            return Err(if lain { PutaranError::VersiLain } else { PutaranError::Rusak });
        };
        let (periksa, isi) = isi.split_first_chunk().ok_or(PutaranError::Rusak)?;
        if crc32fast::hash(isi) != u32::from_le_bytes(*periksa) {
            return Err(PutaranError::Rusak);
        }
        let isi: Isi = bitcode::decode(isi).map_err(|_| PutaranError::Rusak)?;
        let (mut kini, mut unit) = (Keadaan { mati: isi.mati, ..Keadaan::default() }, BTreeMap::new());
        for (kode, jejak, kemasan) in isi.unit {
            kini.unit.insert(kode.clone(), kemasan);
            unit.insert(kode, jejak);
        }
        Ok(Self { tanggal: isi.tanggal.into(), kini, unit })
    }
}

#[derive(Encode, Decode)]
struct Isi {
    tanggal: Hari,
    mati: BTreeSet<String>,
    /// Each unit: its code, its versions, its state in the last run.
    unit: Vec<(String, Jejak, Kemasan)>,
}
