//! What a form written by this program says of itself in its document properties, whatever it is called and wherever it
//! was mailed. Absence is fine; what stands on the sheets counts more.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::kolom::{Bacaan, Kolom};
use super::teks::kunci;
use super::triwulan::Triwulan;

/// What a form says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct TandaFormulir {
    /// Id of the definition that wrote it.
    pub templat: String,
    /// Version of that definition.
    pub versi: Option<u32>,
    /// Code of the unit that it was filled in for.
    pub unit: Option<String>,
    /// The year that it was made for.
    pub tahun: Option<i32>,
    /// The quarter that it was made for.
    pub triwulan: Option<Triwulan>,
    /// Fingerprints of the cells that were filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sidik: Option<Sidik>,
}

/// Names of the properties. Several forms in one workbook share each of them, joined by `;`.
pub mod sifat {
    /// Ids of definitions.
    pub const TEMPLAT: &str = "selaras_templat";
    /// Versions.
    pub const VERSI: &str = "selaras_versi";
    /// Quarters in Roman numerals.
    pub const PERIODE: &str = "selaras_periode";
    /// The unit, one for the workbook.
    pub const UNIT: &str = "selaras_unit";
    /// The year, one for the workbook.
    pub const TAHUN: &str = "selaras_tahun";

    /// Fingerprints, cut into pieces since a property holds little: the name of piece `nomor`, from 0.
    pub fn sidik(nomor: usize) -> String {
        if nomor == 0 { "selaras_sidik".to_string() } else { format!("selaras_sidik{}", nomor + 1) }
    }
}

/// Letters of a written fingerprint, six bits each.
const HURUF: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
/// Stands for a cell that was left open.
const TERBUKA: &str = "...";
/// Letters of one fingerprint.
const PANJANG: usize = 3;

/// The fingerprint of one cell's content, short because document properties are: enough to see a change, not to tell
/// what stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode)]
pub struct Jejak(u32);

impl Jejak {
    /// The fingerprint of a cell as it shows. Blanks, case and percent signs do not count, nor does the way a number is
    /// written.
    pub fn dari(kolom: Kolom, tampak: &str) -> Self {
        let kunci = kunci(tampak);
        let bentuk = match kolom.bidang.bacaan() {
            Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang => {
                let rapi = kunci.trim_end_matches('%').trim_end();
                let angka = rapi.replace(',', ".").parse::<f64>().ok().filter(|angka| angka.is_finite());
                angka.map_or_else(|| rapi.to_string(), |angka| format!("{angka:.9e}"))
            }
            _ => kunci,
        };
        let hitung = Sha256::digest(bentuk.as_bytes());
        Self(hitung.iter().take(3).fold(0, |nilai, bita| nilai << 8 | u32::from(*bita)) >> 6)
    }
}

impl fmt::Display for Jejak {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for geser in [12, 6, 0] {
            let letak = (self.0 >> geser & 63) as usize;
            write!(f, "{}", char::from(HURUF.get(letak).copied().unwrap_or(b'A')))?;
        }
        Ok(())
    }
}

impl FromStr for Jejak {
    type Err = InvalidSidik;

    fn from_str(teks: &str) -> Result<Self, Self::Err> {
        let nilai =
            |huruf: u8| HURUF.iter().position(|lain| *lain == huruf).and_then(|letak| u32::try_from(letak).ok());
        let huruf = teks.as_bytes();
        let nilai = huruf.iter().try_fold(0, |jumlah, huruf| Some(jumlah << 6 | nilai(*huruf)?));
        nilai.filter(|_| huruf.len() == PANJANG).map(Self).ok_or(InvalidSidik)
    }
}

/// Fingerprints of the cells that were filled in before a form was sent out, row by row.
///
/// Written as `kolom,kolom|jejak…|jejak…`: the columns once, then three letters for each cell.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub struct Sidik {
    kolom: Vec<Kolom>,
    baris: Vec<Vec<Option<Jejak>>>,
}

impl Sidik {
    /// The fingerprints of these rows, each cell as it shows.
    pub fn baru(isi: &[BTreeMap<Kolom, String>]) -> Self {
        let mut kolom: Vec<Kolom> = isi.iter().flat_map(|baris| baris.keys().copied()).collect();
        kolom.sort_unstable();
        kolom.dedup();
        let jejak = |baris: &BTreeMap<Kolom, String>| {
            kolom.iter().map(|kolom| baris.get(kolom).map(|tampak| Jejak::dari(*kolom, tampak))).collect()
        };
        Self { baris: isi.iter().map(jejak).collect(), kolom }
    }

    /// The columns in which cells were filled in.
    pub fn kolom(&self) -> &[Kolom] {
        &self.kolom
    }

    /// The rows: of each column its fingerprint, none where the cell was left open.
    pub fn baris(&self) -> &[Vec<Option<Jejak>>] {
        &self.baris
    }
}

/// A text that is no list of fingerprints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("bukan sidik isian")]
pub struct InvalidSidik;

impl fmt::Display for Sidik {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kolom: Vec<String> = self.kolom.iter().map(ToString::to_string).collect();
        f.write_str(&kolom.join(","))?;
        for baris in &self.baris {
            f.write_str("|")?;
            for jejak in baris {
                match jejak {
                    Some(jejak) => write!(f, "{jejak}")?,
                    None => f.write_str(TERBUKA)?,
                }
            }
        }
        Ok(())
    }
}

impl FromStr for Sidik {
    type Err = InvalidSidik;

    fn from_str(teks: &str) -> Result<Self, Self::Err> {
        let mut bagian = teks.split('|');
        let kolom = bagian.next().unwrap_or_default();
        let kolom: Result<Vec<Kolom>, _> = kolom.split(',').filter(|satu| !satu.is_empty()).map(str::parse).collect();
        let kolom = kolom.map_err(|_| InvalidSidik)?;
        let baris = bagian.map(|baris| {
            let jejak: Result<Vec<Option<Jejak>>, InvalidSidik> = baris
                .as_bytes()
                .chunks(PANJANG)
                .map(|satu| match std::str::from_utf8(satu) {
                    Ok(TERBUKA) => Ok(None),
                    Ok(satu) => satu.parse().map(Some),
                    Err(_) => Err(InvalidSidik),
                })
                .collect();
            jejak.and_then(|jejak| if jejak.len() == kolom.len() { Ok(jejak) } else { Err(InvalidSidik) })
        });
        let baris = baris.collect::<Result<_, _>>()?;
        Ok(Self { kolom, baris })
    }
}

impl From<Sidik> for String {
    fn from(sidik: Sidik) -> Self {
        sidik.to_string()
    }
}

impl TryFrom<String> for Sidik {
    type Error = InvalidSidik;

    fn try_from(teks: String) -> Result<Self, Self::Error> {
        teks.parse()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::kolom::Bidang;

    const TARGET: Kolom = Bidang::Target.tahunan();
    const KODE: Kolom = Bidang::Kode.tahunan();

    #[test]
    fn the_way_a_figure_is_written_leaves_no_trace_but_another_figure_does() {
        for sama in ["57,5", "57.5", " 57,50", "57,5%", "57,5 %", "57,50000000001"] {
            assert_eq!(Jejak::dari(TARGET, sama), Jejak::dari(TARGET, "57,5"), "{sama}");
        }
        assert_ne!(Jejak::dari(TARGET, "57,6"), Jejak::dari(TARGET, "57,5"));
        assert_ne!(Jejak::dari(KODE, "1.10"), Jejak::dari(KODE, "1.1"));
        let indikator = Bidang::Indikator.tahunan();
        assert_eq!(Jejak::dari(indikator, "Jumlah  Mitra\n"), Jejak::dari(indikator, "jumlah mitra"));
    }

    #[test]
    fn fingerprints_are_read_as_they_were_written() {
        let baris = |isi: &[(Kolom, &str)]| isi.iter().map(|(kolom, teks)| (*kolom, (*teks).to_string())).collect();
        let sidik = Sidik::baru(&[baris(&[(KODE, "IKK 1.1"), (TARGET, "60")]), baris(&[(KODE, "IKK 1.2")])]);
        let teks = sidik.to_string();
        assert!(teks.starts_with("kode,target|") && teks.ends_with(TERBUKA), "{teks}");
        assert_eq!(teks.parse(), Ok(sidik));
        for rusak in ["kode|ABCDEF", "kode|AB", "bukan kolom|ABC", "kode|A!C", "kode|€"] {
            assert_eq!(rusak.parse::<Sidik>(), Err(InvalidSidik), "{rusak}");
        }
    }
}
