//! What a workspace remembers from run to run.
//!
//! Of every unit two states are kept: that of the last run, and that of the last run with another version of what the
//! unit sent (another set of files). A run with the same files renews the first and leaves the second alone, so that a
//! run that is repeated says the same again, and a unit's comparison stays until the unit sends something new.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Keadaan, PerubahanUnit, Potret, bandingkan, satu_unit};

/// The shape of the lines below, and the program that makes them: findings of another version mean other things.
const BENTUK: &str = concat!("selaras ", env!("CARGO_PKG_VERSION"), " putaran 1");

/// What a workspace remembers.
#[derive(Debug, Clone, PartialEq)]
pub struct Putaran {
    /// Day of the last run.
    pub tanggal: NaiveDate,
    /// Its state.
    pub kini: Keadaan,
    /// Of each unit: when its version came, and the version before.
    unit: BTreeMap<String, Jejak>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Jejak {
    /// Day of the first run with the version of now.
    sejak: NaiveDate,
    /// The version before, with the day of the last run that saw it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acuan: Option<(NaiveDate, Potret)>,
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
    pub fn lanjut(lama: Option<Self>, kini: Keadaan, tanggal: NaiveDate) -> (Self, PerubahanRuang) {
        let sebelumnya = lama.as_ref().map(|lama| lama.tanggal);
        let putaran = lama.as_ref().map_or_else(Vec::new, |lama| bandingkan(&lama.kini, &kini));
        let putaran = putaran.into_iter().filter(|satu| !satu.tetap()).collect();
        let (mut dahulu, mut jejak_lama) = lama.map(|lama| (lama.kini.unit, lama.unit)).unwrap_or_default();
        let semua: BTreeSet<String> = kini.unit.keys().chain(dahulu.keys()).cloned().collect();
        let kosong = Potret::default();
        let (mut unit, mut perubahan) = (BTreeMap::new(), Vec::new());
        for kode in semua {
            let potret = kini.unit.get(&kode).unwrap_or(&kosong);
            let sama = dahulu.get(&kode).is_some_and(|sebelum| sebelum.sidik == potret.sidik);
            let jejak = match jejak_lama.remove(&kode).filter(|_| sama) {
                Some(jejak) => jejak,
                // Who had sent nothing has no version to be compared with.
                None => {
                    let sebelum = dahulu.remove(&kode).filter(|sebelum| !sama && !sebelum.sidik.is_empty());
                    Jejak { sejak: tanggal, acuan: sebelumnya.zip(sebelum) }
                }
            };
            if let Some((hari, sebelum)) = &jejak.acuan {
                let versi = Versi { lama: *hari, baru: jejak.sejak };
                perubahan.push((versi, satu_unit(&kode, sebelum, potret, &kini.mati)));
            }
            // A unit that is gone altogether is remembered as long as there is a version to compare with.
            if kini.unit.contains_key(&kode) || jejak.acuan.is_some() {
                unit.insert(kode, jejak);
            }
        }
        (Self { tanggal, kini, unit }, PerubahanRuang { sebelumnya, putaran, unit: perubahan, tanpa: None })
    }

    /// As JSON lines: a head, then a line for each unit.
    ///
    /// # Errors
    /// Never in practice: every field can be written.
    pub fn tulis(&self) -> Result<Vec<u8>, serde_json::Error> {
        let kepala = Kepala { bentuk: BENTUK.to_string(), tanggal: self.tanggal, mati: self.kini.mati.clone() };
        let mut hasil = serde_json::to_vec(&kepala)?;
        let kosong = Potret::default();
        for (kode, jejak) in &self.unit {
            hasil.push(b'\n');
            let kini = self.kini.unit.get(kode).unwrap_or(&kosong);
            serde_json::to_writer(&mut hasil, &BarisTulis { unit: kode, jejak, kini })?;
        }
        hasil.push(b'\n');
        Ok(hasil)
    }

    /// Back from its lines.
    ///
    /// # Errors
    /// When another version wrote them, or they are damaged.
    pub fn baca(isi: &[u8]) -> Result<Self, PutaranError> {
        let mut baris = isi.split(|bita| *bita == b'\n').filter(|baris| !baris.is_empty());
        let pertama = baris.next().ok_or(PutaranError::Rusak)?;
        let bentuk: Bentuk = serde_json::from_slice(pertama).map_err(|_| PutaranError::Rusak)?;
        if bentuk.bentuk != BENTUK {
            return Err(PutaranError::VersiLain);
        }
        let kepala: Kepala = serde_json::from_slice(pertama).map_err(|_| PutaranError::Rusak)?;
        let (mut kini, mut unit) = (Keadaan { mati: kepala.mati, ..Keadaan::default() }, BTreeMap::new());
        for satu in baris {
            let satu: BarisBaca = serde_json::from_slice(satu).map_err(|_| PutaranError::Rusak)?;
            kini.unit.insert(satu.unit.clone(), satu.kini);
            unit.insert(satu.unit, satu.jejak);
        }
        Ok(Self { tanggal: kepala.tanggal, kini, unit })
    }
}

#[derive(Deserialize)]
struct Bentuk {
    bentuk: String,
}

#[derive(Serialize, Deserialize)]
struct Kepala {
    bentuk: String,
    tanggal: NaiveDate,
    mati: BTreeSet<String>,
}

#[derive(Serialize)]
struct BarisTulis<'a> {
    unit: &'a str,
    #[serde(flatten)]
    jejak: &'a Jejak,
    kini: &'a Potret,
}

#[derive(Deserialize)]
struct BarisBaca {
    unit: String,
    #[serde(flatten)]
    jejak: Jejak,
    kini: Potret,
}
