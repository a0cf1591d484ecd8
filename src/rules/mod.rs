//! The catalogue: one small file per rule, and the list of them.
//!
//! Takes the tables of the whole house and the cascade, gives findings. A rule is data ([`Aturan`]) and one function;
//! adding one touches its own file and the list of its family beside it. A rule asks only for what the form has a column
//! for, and compares documents only where both are there.

mod alur;
mod bantu;
mod berkas;
mod identitas;
mod kaskade;
mod konteks;
mod nilai;
mod pengukuran;
mod pk;
mod rencana_aksi;
mod rumus;
mod tata_letak;

pub use konteks::{Konteks, Setelan};

use rayon::prelude::*;

use crate::finding::verdict::{Pengecualian, lipat};
use crate::finding::{Temuan, Tingkat};
use bantu::isian::{self, SelTabel};

/// A rule of the catalogue. `selaras aturan KODE` prints its texts; tests run its examples.
#[derive(Debug)]
pub struct Aturan {
    /// Family and number; never reused.
    pub kode: &'static str,
    /// Short name that says the fault, not the remedy.
    pub nama: &'static str,
    /// Severity unless the settings say otherwise.
    pub tingkat: Tingkat,
    /// What the rule looks for, one or two sentences.
    pub apa: &'static str,
    /// Why it matters.
    pub mengapa: &'static str,
    /// The regulation, procedure or real form it comes from.
    pub sumber: &'static str,
    /// A form that breaks it, drawn as text; the guilty cell stands between « and ».
    pub salah: &'static str,
    /// The same form, mended.
    pub benar: &'static str,
    /// Finds every breach of it.
    periksa: Periksa,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Periksa {
    /// The whole house.
    Ruang(fn(&Konteks<'_>) -> Vec<Temuan>),
    /// The cells of one table. Such rules look at a table one after the other while it is at hand: to walk through all
    /// tables of a big house costs as much as most rules do with them.
    Sel(fn(&[SelTabel<'_>]) -> Vec<Temuan>),
    /// The cells of every table, then the whole house.
    SelLaluRuang(fn(&[SelTabel<'_>]) -> Vec<Temuan>, fn(&Konteks<'_>) -> Vec<Temuan>),
}

impl Periksa {
    fn ruang(self, konteks: &Konteks<'_>) -> Vec<Temuan> {
        match self {
            Self::Ruang(periksa) | Self::SelLaluRuang(_, periksa) => periksa(konteks),
            Self::Sel(_) => Vec::new(),
        }
    }

    fn tabel(self, sel: &[SelTabel<'_>]) -> Vec<Temuan> {
        match self {
            Self::Sel(periksa) | Self::SelLaluRuang(periksa, _) => periksa(sel),
            Self::Ruang(_) => Vec::new(),
        }
    }
}

/// The families, in the order of the documentation.
const KELUARGA: &[&[&Aturan]] = &[
    berkas::ATURAN,
    tata_letak::ATURAN,
    nilai::ATURAN,
    identitas::ATURAN,
    pk::ATURAN,
    kaskade::ATURAN,
    rencana_aksi::ATURAN,
    pengukuran::ATURAN,
    rumus::ATURAN,
    alur::ATURAN,
];

/// How many rules there are.
const BANYAK: usize = {
    let (mut banyak, mut nomor) = (0, 0);
    while nomor < KELUARGA.len() {
        banyak += KELUARGA[nomor].len();
        nomor += 1;
    }
    banyak
};

/// Every rule, in the order of the documentation.
pub const KATALOG: &[&Aturan] = &{
    let mut semua: [&Aturan; BANYAK] = [KELUARGA[0][0]; BANYAK];
    let (mut letak, mut keluarga) = (0, 0);
    while keluarga < KELUARGA.len() {
        let mut nomor = 0;
        while nomor < KELUARGA[keluarga].len() {
            semua[letak] = KELUARGA[keluarga][nomor];
            letak += 1;
            nomor += 1;
        }
        keluarga += 1;
    }
    semua
};

/// Findings of the right column follow from a finding of the left one in the same row, and are folded under it: who
/// mends the cause mends them too.
const IKUTAN: &[(&str, &[&str])] = &[
    ("TL02", &["TL08"]),
    ("TL06", &["NL03", "PK03", "UK01", "UK07", "RA01", "RA03"]),
    ("NL01", &["NL03", "UK03", "UK06", "UK07"]),
    ("NL02", &["UK02", "UK03", "UK06", "UK07", "PK03"]),
    ("NL03", &["UK02", "UK03", "UK06", "UK07", "PK03"]),
    ("NL04", &["UK02", "UK03", "UK05", "PK03"]),
    ("NL08", &["UK03", "UK06"]),
    ("PK01", &["PK03"]),
    ("PK03", &["TL11"]),
    ("UK02", &["TL11"]),
];

/// Runs every rule and folds what follows from something else.
pub fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let (ruang, per_dokumen) = rayon::join(
        || KATALOG.par_iter().map(|aturan| aturan.periksa.ruang(konteks)).collect::<Vec<_>>(),
        || {
            (0..konteks.tables.dokumen.len())
                .into_par_iter()
                .flat_map_iter(|nomor| di_dokumen(konteks, nomor))
                .collect()
        },
    );
    let mut per_dokumen: Vec<(usize, Temuan)> = per_dokumen;
    per_dokumen.sort_by_key(|(aturan, _)| *aturan);
    let mut di_sel = per_dokumen.into_iter().peekable();
    let mut semua = Vec::new();
    for (nomor, di_ruang) in ruang.into_iter().enumerate() {
        semua.extend(std::iter::from_fn(|| di_sel.next_if(|(aturan, _)| *aturan == nomor)).map(|(_, temuan)| temuan));
        semua.extend(di_ruang);
    }
    lipat(semua, IKUTAN)
}

/// What rules about cells find in a document, each with the number of its rule.
fn di_dokumen(konteks: &Konteks<'_>, nomor: usize) -> Vec<(usize, Temuan)> {
    let nomor = u32::try_from(nomor).unwrap_or(u32::MAX);
    let mut temuan = Vec::new();
    for sel in isian::per_tabel(konteks.tables, nomor) {
        for (nomor, aturan) in KATALOG.iter().enumerate() {
            temuan.extend(aturan.periksa.tabel(&sel).into_iter().map(|satu| (nomor, satu)));
        }
    }
    temuan
}

/// Findings on waivers that matched nothing or are past their end.
pub fn pengecualian_sia_sia(tak_terpakai: &[Pengecualian], kedaluwarsa: &[Pengecualian]) -> Vec<Temuan> {
    alur::al09_pengecualian::temuan(tak_terpakai, kedaluwarsa)
}
