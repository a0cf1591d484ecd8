//! What is kept of the forms of a unit: documents, rows, cells and findings, with texts or with their numbers.

use std::collections::BTreeSet;

use bitcode::{Decode, Encode};

use super::KunciDokumen;
use crate::domain::address::CellAddress;
use crate::domain::tempat::Tempat;
use crate::finding::Tingkat;

/// A unit at one moment, its texts borrowed from its package.
pub(super) struct Potret<'a> {
    /// See [`Kemasan::sidik`](super::kemasan::Kemasan::sidik).
    pub(super) sidik: &'a BTreeSet<String>,
    /// Its documents.
    pub(super) dokumen: Vec<DokumenPotret<&'a str>>,
    /// What was found, waived findings included.
    pub(super) temuan: Vec<TemuanPotret<&'a str>>,
}

/// The rows of all documents of one kind and quarter. Here and below texts are the number of one while packed.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
pub(super) struct DokumenPotret<T> {
    pub(super) kunci: KunciDokumen,
    /// File and sheet of its parts.
    pub(super) asal: Vec<(T, T)>,
    pub(super) baris: Vec<BarisPotret<T>>,
}

impl DokumenPotret<&str> {
    pub(super) fn tempat(&self, baris: &BarisPotret<&str>, sel: Option<CellAddress>) -> Tempat {
        let (berkas, lembar) = self.asal.get(baris.asal as usize).copied().unwrap_or_default();
        Tempat { berkas: berkas.to_string(), lembar: Some(lembar.to_string()), sel: sel.into_iter().collect() }
    }
}

/// A row: what ties it to its indicator, and what its cells say. Blank cells are not kept.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
pub(super) struct BarisPotret<T> {
    /// Index into [`DokumenPotret::asal`].
    pub(super) asal: u32,
    pub(super) kunci: Option<T>,
    pub(super) label: T,
    pub(super) isian: Vec<IsianPotret<T>>,
}

/// A cell that says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode)]
pub(super) struct IsianPotret<T> {
    pub(super) medan: T,
    pub(super) sel: CellAddress,
    pub(super) isi: T,
    pub(super) rumus: bool,
}

/// A finding, and what it is known by.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
pub(super) struct TemuanPotret<T> {
    pub(super) kode: T,
    pub(super) tingkat: Tingkat,
    pub(super) dokumen: Option<KunciDokumen>,
    pub(super) kunci: Option<T>,
    pub(super) medan: Option<T>,
    pub(super) indikator: Option<T>,
    pub(super) berkas: T,
    pub(super) lembar: Option<T>,
    pub(super) sel: Vec<CellAddress>,
    pub(super) pesan: T,
    pub(super) dikecualikan: bool,
    pub(super) surat: bool,
}

impl TemuanPotret<&str> {
    pub(super) fn tempat(&self) -> Tempat {
        Tempat { berkas: self.berkas.to_string(), lembar: self.lembar.map(str::to_string), sel: self.sel.clone() }
    }
}
