//! The IKU tree and its questions.
//!
//! Takes the nodes that the tables read from `kaskade.xlsx`, gives a tree that stays usable however the sheet is filled
//! in: unknown parents, codes used twice and circles are answers here, never errors. Nodes are named by their index into
//! [`Tables::simpul`]. [`rollup`] carries measurements up the tree.

pub mod rollup;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use crate::domain::polaritas::KonsolidasiUnit;
use crate::domain::simpul::{Jenjang, Simpul};
use crate::tables::Tables;

pub use rollup::{Asal, HasilPeriode, HasilSimpul, gulung, gulung_kurun};

/// The cascade as a tree.
#[derive(Debug, Clone)]
pub struct Kaskade {
    simpul: Vec<Simpul>,
    /// The first node with each code.
    kode: HashMap<String, usize>,
    induk: Vec<Option<usize>>,
    anak: Vec<Vec<usize>>,
}

impl Kaskade {
    /// The tree of the nodes in the tables.
    pub fn dari(tables: &Tables) -> Self {
        Self::baru(tables.simpul.clone())
    }

    fn baru(simpul: Vec<Simpul>) -> Self {
        let mut kode = HashMap::new();
        for (nomor, satu) in simpul.iter().enumerate().filter(|(_, satu)| !satu.kode.is_empty()) {
            kode.entry(satu.kode.clone()).or_insert(nomor);
        }
        let induk: Vec<Option<usize>> =
            simpul.iter().map(|satu| satu.kode_induk.as_ref().and_then(|induk| kode.get(induk)).copied()).collect();
        let mut anak = vec![Vec::new(); simpul.len()];
        for (nomor, induk) in induk.iter().enumerate() {
            if let Some(anak) = induk.and_then(|induk| anak.get_mut(induk)) {
                anak.push(nomor);
            }
        }
        Self { simpul, kode, induk, anak }
    }

    /// Its nodes in sheet order.
    pub fn simpul(&self) -> &[Simpul] {
        &self.simpul
    }

    /// The node with an index.
    pub fn ambil(&self, nomor: usize) -> Option<&Simpul> {
        self.simpul.get(nomor)
    }

    /// The first node with a code.
    pub fn cari(&self, kode: &str) -> Option<usize> {
        self.kode.get(kode).copied()
    }

    /// The parent of a node, when it names one that exists.
    pub fn induk(&self, nomor: usize) -> Option<usize> {
        self.induk.get(nomor).copied().flatten()
    }

    /// The children of a node, in sheet order.
    pub fn anak(&self, nomor: usize) -> &[usize] {
        self.anak.get(nomor).map(Vec::as_slice).unwrap_or_default()
    }

    /// Nodes that have no parent, or name one that does not exist.
    pub fn akar(&self) -> impl Iterator<Item = usize> + '_ {
        self.yang(|nomor, _| self.induk(nomor).is_none())
    }

    /// The nodes above a node, nearest first. A circle is walked once.
    pub fn leluhur(&self, nomor: usize) -> Vec<usize> {
        let mut hasil = Vec::new();
        let mut kini = self.induk(nomor);
        while let Some(atas) = kini
            && atas != nomor
            && !hasil.contains(&atas)
        {
            hasil.push(atas);
            kini = self.induk(atas);
        }
        hasil
    }

    /// The nearest node above a node that has a level.
    pub fn leluhur_berjenjang(&self, nomor: usize, jenjang: Jenjang) -> Option<usize> {
        self.leluhur(nomor).into_iter().find(|&atas| self.jenjang(atas) == Some(jenjang))
    }

    /// Every node below a node.
    pub fn keturunan(&self, nomor: usize) -> Vec<usize> {
        let mut terlihat = vec![false; self.simpul.len()];
        let mut hasil = Vec::new();
        let mut antre: Vec<usize> = self.anak(nomor).iter().rev().copied().collect();
        while let Some(satu) = antre.pop() {
            if satu != nomor && terlihat.get_mut(satu).is_some_and(|lihat| !std::mem::replace(lihat, true)) {
                hasil.push(satu);
                antre.extend(self.anak(satu).iter().rev());
            }
        }
        hasil
    }

    /// Indicators of the institution below which no unit promises anything (rule CAS-01).
    pub fn iku_tanpa_turunan(&self) -> impl Iterator<Item = usize> + '_ {
        self.yang(|nomor, satu| {
            satu.jenjang == Some(Jenjang::Iku)
                && self.keturunan(nomor).into_iter().all(|bawah| self.jenjang(bawah) == Some(Jenjang::Iku))
        })
    }

    /// Nodes below the institution's level that name no parent (rule CAS-02).
    pub fn tanpa_induk(&self) -> impl Iterator<Item = usize> + '_ {
        self.yang(|_, satu| satu.jenjang != Some(Jenjang::Iku) && satu.kode_induk.is_none())
    }

    /// Individual indicators that trace to no unit indicator (rule CAS-03).
    pub fn iki_tanpa_ikk(&self) -> impl Iterator<Item = usize> + '_ {
        self.yang(|nomor, satu| {
            satu.jenjang == Some(Jenjang::Iki) && self.leluhur_berjenjang(nomor, Jenjang::Ikk).is_none()
        })
    }

    /// Nodes that name a parent which does not exist (rule CAS-07).
    pub fn induk_tak_dikenal(&self) -> impl Iterator<Item = usize> + '_ {
        self.yang(|nomor, satu| satu.kode_induk.is_some() && self.induk(nomor).is_none())
    }

    /// Circles, each once, beginning with its node that stands first in the sheet; every node names the next as its
    /// parent (rule CAS-07).
    pub fn siklus(&self) -> Vec<Vec<usize>> {
        // 0: not seen; otherwise the number of the walk that saw it.
        let mut jalan = vec![0_usize; self.simpul.len()];
        let mut hasil = Vec::new();
        for awal in 0..self.simpul.len() {
            let mut kini = awal;
            while jalan[kini] == 0 {
                jalan[kini] = awal + 1;
                match self.induk(kini) {
                    Some(atas) => kini = atas,
                    None => break,
                }
            }
            if jalan[kini] == awal + 1 && self.induk(kini).is_some() {
                hasil.push(self.lingkaran(kini));
            }
        }
        hasil.sort();
        hasil
    }

    fn lingkaran(&self, anggota: usize) -> Vec<usize> {
        let mut lingkaran = vec![anggota];
        let mut kini = self.induk(anggota);
        while let Some(atas) = kini.filter(|&atas| atas != anggota) {
            lingkaran.push(atas);
            kini = self.induk(atas);
        }
        let terdepan = lingkaran.iter().enumerate().min_by_key(|(_, nomor)| **nomor).map_or(0, |(tempat, _)| tempat);
        lingkaran.rotate_left(terdepan);
        lingkaran
    }

    /// Nodes whose code an earlier node has: (the earlier, the later) (rule CAS-07).
    pub fn kode_ganda(&self) -> Vec<(usize, usize)> {
        let pertama = |satu: &Simpul| self.cari(&satu.kode);
        self.yang(|nomor, satu| pertama(satu).is_some_and(|lebih_dulu| lebih_dulu != nomor))
            .filter_map(|nomor| Some((pertama(self.ambil(nomor)?)?, nomor)))
            .collect()
    }

    /// Children that skip a level below their parent, as IKI under IKU: (child, parent) (rule CAS-07).
    pub fn loncat_jenjang(&self) -> Vec<(usize, usize)> {
        self.berpasangan(|anak, induk| anak == Jenjang::Iki && induk == Jenjang::Iku)
    }

    /// Children that stand on a higher level than their parent, as IKU under IKK: (child, parent).
    pub fn jenjang_terbalik(&self) -> Vec<(usize, usize)> {
        self.berpasangan(|anak, induk| anak < induk)
    }

    /// The children that count for a node's figures: none when the node says "tanpa"; otherwise all, but leaves that say
    /// "tanpa" of themselves, which are not handed up (domain section 10, non-cascading), and those that skip a level,
    /// which are a fault with a finding of its own.
    pub fn anak_terhitung(&self, nomor: usize) -> Vec<usize> {
        let tanpa =
            |nomor: usize| self.ambil(nomor).is_some_and(|satu| satu.konsolidasi_unit == Some(KonsolidasiUnit::Tanpa));
        if tanpa(nomor) {
            return Vec::new();
        }
        let loncat =
            |anak: usize| self.jenjang(nomor) == Some(Jenjang::Iku) && self.jenjang(anak) == Some(Jenjang::Iki);
        let daun_tanpa = |anak: usize| tanpa(anak) && self.anak(anak).is_empty();
        self.anak(nomor).iter().copied().filter(|&anak| !loncat(anak) && !daun_tanpa(anak)).collect()
    }

    /// Parents whose figures come from their children: (parent, how, children that count). Parents that do not say how,
    /// or whose children say nothing about them, are left out.
    pub fn terkonsolidasi(&self) -> impl Iterator<Item = (usize, KonsolidasiUnit, Vec<usize>)> + '_ {
        self.simpul.iter().enumerate().filter_map(|(nomor, satu)| {
            let (cara, anak) = (satu.konsolidasi_unit?, self.anak_terhitung(nomor));
            (!anak.is_empty()).then_some((nomor, cara, anak))
        })
    }

    /// Nodes whose weights belong together (rule WGT-01): all indicators of the institution, and the children of each
    /// parent. The first member of the pair is the parent.
    pub fn bersaudara(&self) -> Vec<(Option<usize>, Vec<usize>)> {
        let iku: Vec<usize> =
            self.yang(|nomor, satu| satu.jenjang == Some(Jenjang::Iku) && self.induk(nomor).is_none()).collect();
        let anak = (0..self.simpul.len()).map(|nomor| (Some(nomor), self.anak(nomor).to_vec()));
        std::iter::once((None, iku)).chain(anak).filter(|(_, anggota)| !anggota.is_empty()).collect()
    }

    fn jenjang(&self, nomor: usize) -> Option<Jenjang> {
        self.ambil(nomor).and_then(|satu| satu.jenjang)
    }

    fn yang<'a>(&'a self, uji: impl Fn(usize, &Simpul) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
        self.simpul.iter().enumerate().filter(move |(nomor, satu)| uji(*nomor, satu)).map(|(nomor, _)| nomor)
    }

    fn berpasangan(&self, uji: impl Fn(Jenjang, Jenjang) -> bool) -> Vec<(usize, usize)> {
        let pasangan = (0..self.simpul.len()).filter_map(|nomor| Some((nomor, self.induk(nomor)?)));
        pasangan
            .filter(|&(anak, induk)| self.jenjang(anak).zip(self.jenjang(induk)).is_some_and(|(a, i)| uji(a, i)))
            .collect()
    }
}
