//! The catalogue: one small file per rule, and the list of them.
//!
//! Takes the tables of the whole house and the cascade, gives findings. A rule is data ([`Aturan`]) and one function;
//! adding one touches its own file and one line of [`KATALOG`]. A rule asks only for what the form at hand has a column
//! for, and compares documents only where both are there.

mod al01;
mod al09;
mod bantu;
mod bk01;
mod bk02;
mod fx02;
mod fx03;
mod fx05;
mod fx06;
mod fx07;
mod id01;
mod id02;
mod id03;
mod id04;
mod id05;
mod id06;
mod id07;
mod id08;
mod id09;
mod id10;
mod id11;
mod id12;
mod konteks;
mod ks01;
mod ks02;
mod ks03;
mod ks05;
mod ks06;
mod ks07;
mod ks09;
mod nl01;
mod nl02;
mod nl03;
mod nl04;
mod nl05;
mod nl06;
mod nl07;
mod nl08;
mod nl09;
mod pk01;
mod pk02;
mod pk03;
mod pk05;
mod pk06;
mod pk10;
mod ra01;
mod ra02;
mod ra03;
mod ra05;
mod ra06;
mod tl01;
mod tl02;
mod tl03;
mod tl04;
mod tl05;
mod tl06;
mod tl07;
mod tl08;
mod tl09;
mod tl10;
mod tl11;
mod uk01;
mod uk02;
mod uk03;
mod uk04;
mod uk05;
mod uk06;
mod uk07;
mod uk08;
mod uk09;
mod uk11;
mod uk12;
mod uk13;

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

/// Every rule, in the order of the documentation.
pub const KATALOG: &[&Aturan] = &[
    &bk01::ATURAN,
    &bk02::ATURAN,
    &tl01::ATURAN,
    &tl02::ATURAN,
    &tl03::ATURAN,
    &tl04::ATURAN,
    &tl05::ATURAN,
    &tl06::ATURAN,
    &tl07::ATURAN,
    &tl08::ATURAN,
    &tl09::ATURAN,
    &tl10::ATURAN,
    &tl11::ATURAN,
    &nl01::ATURAN,
    &nl02::ATURAN,
    &nl03::ATURAN,
    &nl04::ATURAN,
    &nl05::ATURAN,
    &nl06::ATURAN,
    &nl07::ATURAN,
    &nl08::ATURAN,
    &nl09::ATURAN,
    &id01::ATURAN,
    &id02::ATURAN,
    &id03::ATURAN,
    &id04::ATURAN,
    &id05::ATURAN,
    &id06::ATURAN,
    &id07::ATURAN,
    &id08::ATURAN,
    &id09::ATURAN,
    &id10::ATURAN,
    &id11::ATURAN,
    &id12::ATURAN,
    &pk01::ATURAN,
    &pk02::ATURAN,
    &pk03::ATURAN,
    &pk05::ATURAN,
    &pk06::ATURAN,
    &pk10::ATURAN,
    &ks01::ATURAN,
    &ks02::ATURAN,
    &ks03::ATURAN,
    &ks05::ATURAN,
    &ks06::ATURAN,
    &ks07::ATURAN,
    &ks09::ATURAN,
    &ra01::ATURAN,
    &ra02::ATURAN,
    &ra03::ATURAN,
    &ra05::ATURAN,
    &ra06::ATURAN,
    &uk01::ATURAN,
    &uk02::ATURAN,
    &uk03::ATURAN,
    &uk04::ATURAN,
    &uk05::ATURAN,
    &uk06::ATURAN,
    &uk07::ATURAN,
    &uk08::ATURAN,
    &uk09::ATURAN,
    &uk11::ATURAN,
    &uk12::ATURAN,
    &uk13::ATURAN,
    &fx02::ATURAN,
    &fx03::ATURAN,
    &fx05::ATURAN,
    &fx06::ATURAN,
    &fx07::ATURAN,
    &al01::ATURAN,
    &al09::ATURAN,
];

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
    al09::temuan(tak_terpakai, kedaluwarsa)
}
