//! A unit's state, packed: every text once, and numbers in its place.
//!
//! States are taken, kept and told apart unit by unit, and a house never holds more of them than their packed form: most
//! of a run's units are as they were, which equal packages show.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bitcode::{Decode, Encode};

use super::PutaranError;
use super::shapes::{BarisPotret, DokumenPotret, IsianPotret, Potret, TemuanPotret};

/// A unit at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct Kemasan {
    /// SHA-256 of the files that count, and of those that could not be read: another set is another version.
    pub(super) sidik: BTreeSet<String>,
    /// An [`Isi`]; nothing for a unit of which there is nothing.
    isi: Arc<[u8]>,
}

#[derive(Encode, Decode)]
struct Isi<'a> {
    teks: Vec<&'a str>,
    dokumen: Vec<DokumenPotret<u32>>,
    temuan: Vec<TemuanPotret<u32>>,
}

/// Texts on their way into a package.
#[derive(Default)]
pub(super) struct Kamus {
    nomor: HashMap<Arc<str>, u32>,
    teks: Vec<Arc<str>>,
}

impl Kamus {
    /// The number of a text.
    pub(super) fn nomor(&mut self, teks: &str) -> u32 {
        if let Some(nomor) = self.nomor.get(teks) {
            return *nomor;
        }
        // What does not fit is never looked up: see `Kemasan::baru`.
        let nomor = u32::try_from(self.teks.len()).unwrap_or(u32::MAX);
        let teks: Arc<str> = teks.into();
        self.teks.push(teks.clone());
        self.nomor.insert(teks, nomor);
        nomor
    }
}

impl Kemasan {
    pub(super) fn baru(
        sidik: BTreeSet<String>,
        kamus: &Kamus,
        dokumen: Vec<DokumenPotret<u32>>,
        temuan: Vec<TemuanPotret<u32>>,
    ) -> Self {
        let teks = kamus.teks.iter().map(AsRef::as_ref).collect();
        Self { sidik, isi: bitcode::encode(&Isi { teks, dokumen, temuan }).into() }
    }

    /// What is in it.
    ///
    /// # Errors
    /// When nobody packed it like this.
    pub(super) fn buka(&self) -> Result<Potret<'_>, PutaranError> {
        if self.isi.is_empty() {
            return Ok(Potret { sidik: &self.sidik, dokumen: Vec::new(), temuan: Vec::new() });
        }
        let isi: Isi<'_> = bitcode::decode(&self.isi).map_err(|_| PutaranError::Rusak)?;
        let teks = |nomor: u32| isi.teks.get(nomor as usize).copied().ok_or(PutaranError::Rusak);
        Ok(Potret {
            sidik: &self.sidik,
            dokumen: isi.dokumen.into_iter().map(|satu| satu.petakan(&teks)).collect::<Result<_, _>>()?,
            temuan: isi.temuan.into_iter().map(|satu| satu.petakan(&teks)).collect::<Result<_, _>>()?,
        })
    }
}

impl<T> DokumenPotret<T> {
    fn petakan<U, G>(self, ubah: &impl Fn(T) -> Result<U, G>) -> Result<DokumenPotret<U>, G> {
        let asal = self.asal.into_iter().map(|(berkas, lembar)| Ok((ubah(berkas)?, ubah(lembar)?)));
        Ok(DokumenPotret {
            kunci: self.kunci,
            asal: asal.collect::<Result<_, G>>()?,
            baris: self.baris.into_iter().map(|satu| satu.petakan(ubah)).collect::<Result<_, _>>()?,
        })
    }
}

impl<T> BarisPotret<T> {
    fn petakan<U, G>(self, ubah: &impl Fn(T) -> Result<U, G>) -> Result<BarisPotret<U>, G> {
        let isian = self.isian.into_iter().map(|satu| {
            let (medan, isi) = (ubah(satu.medan)?, ubah(satu.isi)?);
            Ok(IsianPotret { medan, isi, sel: satu.sel, rumus: satu.rumus })
        });
        Ok(BarisPotret {
            asal: self.asal,
            kunci: self.kunci.map(ubah).transpose()?,
            label: ubah(self.label)?,
            isian: isian.collect::<Result<_, G>>()?,
        })
    }
}

impl<T> TemuanPotret<T> {
    fn petakan<U, G>(self, ubah: &impl Fn(T) -> Result<U, G>) -> Result<TemuanPotret<U>, G> {
        Ok(TemuanPotret {
            kode: ubah(self.kode)?,
            tingkat: self.tingkat,
            dokumen: self.dokumen,
            kunci: self.kunci.map(ubah).transpose()?,
            medan: self.medan.map(ubah).transpose()?,
            indikator: self.indikator.map(ubah).transpose()?,
            berkas: ubah(self.berkas)?,
            lembar: self.lembar.map(ubah).transpose()?,
            sel: self.sel,
            pesan: ubah(self.pesan)?,
            dikecualikan: self.dikecualikan,
            surat: self.surat,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_has_one_number_and_a_package_that_nobody_made_is_damaged() {
        let mut kamus = Kamus::default();
        assert_eq!((kamus.nomor("a"), kamus.nomor("b"), kamus.nomor("a")), (0, 1, 0));
        let baris = BarisPotret { asal: 0, kunci: Some(0), label: 1, isian: Vec::new() };
        let temuan = Vec::new();
        let dokumen = |baris| {
            let kunci = super::super::KunciDokumen { jenis: crate::domain::dokumen::JenisDokumen::Pk, triwulan: None };
            vec![DokumenPotret { kunci, asal: Vec::new(), baris: vec![baris] }]
        };
        let kemasan = Kemasan::baru(BTreeSet::new(), &kamus, dokumen(baris.clone()), temuan.clone());
        let potret = kemasan.buka().unwrap();
        assert_eq!((potret.dokumen[0].baris[0].kunci, potret.dokumen[0].baris[0].label), (Some("a"), "b"));
        let asing = Kemasan::baru(BTreeSet::new(), &kamus, dokumen(BarisPotret { label: 2, ..baris }), temuan);
        assert_eq!(asing.buka().err(), Some(PutaranError::Rusak), "a number of no text");
        let terpotong = Kemasan { isi: kemasan.isi[..kemasan.isi.len() / 2].into(), ..kemasan };
        assert_eq!(terpotong.buka().err(), Some(PutaranError::Rusak));
        assert!(Kemasan::default().buka().unwrap().dokumen.is_empty());
    }
}
