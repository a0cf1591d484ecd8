//! Declarative definitions: recognise a sheet, map its header.
//!
//! Takes the TOML files under `templates/` (and those of a workspace), gives a [`Pustaka`]: validated definitions that
//! nobody needs to doubt, and the shared dictionary of header wording. A new layout is a new file here and no code.

pub mod judul;
pub mod kamus;
pub mod rancang;
mod raw;
mod validate;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom, Periode};
use crate::domain::teks::kunci;

pub use kamus::Kamus;

/// The definitions that ship with the program.
static BAWAAN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Every definition and the dictionary they share.
#[derive(Debug, Clone)]
pub struct Pustaka {
    /// Definitions, sorted by id; of one id, the version that is given out now first, then the others, newest first.
    pub templat: Vec<Templat>,
    /// Shared wording.
    pub kamus: Kamus,
}

/// One definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Templat {
    /// Its id, unique.
    pub id: String,
    /// Its version, counted from one.
    pub versi: u32,
    /// The kind of document.
    pub jenis: JenisDokumen,
    /// What people call it.
    pub nama: String,
    /// The regulation or real form it comes from.
    pub sumber: String,
    /// Its tables. Several of one role are alternatives.
    pub tabel: Vec<TabelTemplat>,
}

/// A table of a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct TabelTemplat {
    /// What it lists.
    pub peran: PeranTabel,
    /// Its columns, left to right.
    pub kolom: Vec<KolomTemplat>,
    /// Whether a written form has a row of column numbers below the header.
    pub nomor_kolom: bool,
    /// Sections that a written form lists, in order.
    pub bagian: Vec<String>,
}

/// A column of a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct KolomTemplat {
    /// What it means.
    pub kolom: Kolom,
    /// Its header path as the form prints it, parents first.
    pub judul: Vec<String>,
    /// Canonical paths that it answers to: its own and its synonyms.
    pub jalur: Vec<String>,
    /// Whether a table without it is not this layout.
    pub wajib: bool,
    /// Whether a blank here takes the value of the row above.
    pub turun: bool,
    /// The column it must stand right after, for wordings that mean nothing alone ("%", "Ket").
    pub setelah: Option<Kolom>,
    /// Its width in a written form, in characters; by the kind of field when the definition does not say.
    pub lebar: Option<f64>,
    /// Words that a written form offers for it; those of the field when the definition names none.
    pub pilihan: Vec<String>,
    /// Older wordings of those words: each in the form in which texts are compared ([`kunci`]), with the word of today.
    pub alias: BTreeMap<String, String>,
    /// What the row of column numbers says under it ("12 = 11/6 x100%").
    pub nomor: Option<String>,
    /// How many years a written form lists, when the column stands for every year that headers name.
    pub banyak_tahun: u8,
}

impl Templat {
    /// The definition with the columns of its years written out, from this year on.
    pub fn untuk_tahun(&self, tahun: i32) -> Self {
        let tabel = self.tabel.iter().map(|tabel| tabel.untuk_tahun(tahun)).collect();
        Self { tabel, ..self.clone() }
    }
}

impl TabelTemplat {
    /// The table with the columns of its years written out, from this year on.
    pub fn untuk_tahun(&self, tahun: i32) -> Self {
        let satu = |milik: &KolomTemplat, kini: u16| KolomTemplat {
            kolom: milik.kolom.bidang.tahun(kini),
            judul: milik.judul.iter().map(|judul| judul.replace(judul::TAHUN, &kini.to_string())).collect(),
            ..milik.clone()
        };
        let pertama = u16::try_from(tahun).unwrap_or_default();
        let kolom = self.kolom.iter().flat_map(|milik| match milik.kolom.periode {
            Periode::SetiapTahun => {
                (0..u16::from(milik.banyak_tahun)).map(|ke| satu(milik, pertama.saturating_add(ke))).collect()
            }
            _ => vec![milik.clone()],
        });
        Self { kolom: kolom.collect(), ..self.clone() }
    }
}

impl KolomTemplat {
    /// The words that a written form offers for it, of the definition or else of the field.
    pub fn pilihan(&self) -> Vec<&str> {
        if self.pilihan.is_empty() {
            pilihan(self.kolom.bidang).map(<[&str]>::to_vec).unwrap_or_default()
        } else {
            self.pilihan.iter().map(String::as_str).collect()
        }
    }

    /// The word of today for what was typed, where that is an older wording of it.
    pub fn kata_kini(&self, tertulis: &str) -> Option<&str> {
        if self.alias.is_empty() { None } else { self.alias.get(&kunci(tertulis)).map(String::as_str) }
    }
}

/// A definition or dictionary that cannot be used: every fault at once.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{berkas}: {}", kesalahan.join("; "))]
pub struct TemplatError {
    /// The TOML file.
    pub berkas: String,
    /// What is wrong with it.
    pub kesalahan: Vec<String>,
}

impl Pustaka {
    /// The definitions that ship with the program.
    ///
    /// # Errors
    /// When a shipped file is faulty, which a test holds never to be so.
    pub fn bawaan() -> Result<Self, TemplatError> {
        Self::dengan(&[])
    }

    /// The shipped definitions and further ones, each a file name and its text. A further one with the id and version
    /// of a shipped one replaces it; with another version it is given out in its place, and the shipped one is still
    /// read.
    ///
    /// # Errors
    /// When a file is faulty; every fault of that file is listed.
    pub fn dengan(tambahan: &[(String, String)]) -> Result<Self, TemplatError> {
        let teks_kamus = BAWAAN.get_file("kamus.toml").and_then(|berkas| berkas.contents_utf8()).unwrap_or_default();
        let mut kamus = validate::kamus("kamus.toml", teks_kamus)?;
        let mut templat: Vec<Templat> = Vec::new();
        let bawaan = BAWAAN.get_dir("formulir").map(Dir::files).into_iter().flatten();
        let bawaan = bawaan.filter_map(|berkas| Some((berkas.path().to_str()?, berkas.contents_utf8()?)));
        let tambahan = tambahan.iter().map(|(nama, teks)| (nama.as_str(), teks.as_str()));
        let mut milik_ruang: Vec<(String, u32)> = Vec::new();
        for (ruang, (nama, teks)) in bawaan.map(|berkas| (false, berkas)).chain(tambahan.map(|berkas| (true, berkas))) {
            let baru = validate::templat(nama, teks)?;
            let kembar = |lama: &Templat| lama.id == baru.id && lama.versi == baru.versi;
            if milik_ruang.iter().any(|(id, versi)| *id == baru.id && *versi == baru.versi) {
                let kesalahan = vec![format!("{} versi {} sudah ada di berkas lain", baru.id, baru.versi)];
                return Err(TemplatError { berkas: nama.to_string(), kesalahan });
            }
            templat.retain(|lama| !kembar(lama));
            if ruang {
                milik_ruang.push((baru.id.clone(), baru.versi));
            }
            templat.push(baru);
        }
        let bawaan = |templat: &Templat| !milik_ruang.contains(&(templat.id.clone(), templat.versi));
        templat.sort_by(|a, b| {
            let kunci = |satu: &Templat| (bawaan(satu), Reverse(satu.versi));
            a.id.cmp(&b.id).then_with(|| kunci(a).cmp(&kunci(b)))
        });
        // A header is found by wordings that are known; those of every definition are.
        let jalur = templat
            .iter()
            .flat_map(|templat| &templat.tabel)
            .flat_map(|tabel| &tabel.kolom)
            .flat_map(|milik| &milik.jalur);
        kamus.kenali_bagian(jalur.flat_map(|jalur| jalur.split(" > ")));
        Ok(Self { templat, kamus })
    }

    /// The version of a definition that is given out now.
    pub fn kini(&self, id: &str) -> Option<&Templat> {
        self.templat.iter().find(|templat| templat.id == id)
    }

    /// Every definition in the version that is given out now.
    pub fn terkini(&self) -> impl Iterator<Item = &Templat> {
        self.templat.iter().enumerate().filter_map(|(nomor, templat)| {
            let sebelumnya = nomor.checked_sub(1).and_then(|nomor| self.templat.get(nomor));
            (sebelumnya.is_none_or(|lain| lain.id != templat.id)).then_some(templat)
        })
    }
}

/// The words that a field takes.
pub(crate) fn pilihan(bidang: Bidang) -> Option<&'static [&'static str]> {
    match bidang {
        Bidang::Jenjang => Some(&["IKU", "IKK", "IKI"]),
        Bidang::Polaritas => Some(&["maksimum", "minimum", "stabil"]),
        Bidang::KonsolidasiPeriode => Some(&["jumlah", "rata-rata", "nilai akhir"]),
        Bidang::KonsolidasiUnit => {
            Some(&["jumlah", "rata-rata", "rata-rata tertimbang", "maksimum", "minimum", "langsung", "tanpa"])
        }
        Bidang::Waktu => Some(&["TW 1", "TW 2", "TW 3", "TW 4"]),
        Bidang::TriwulanBaris => Some(&["I", "II", "III", "IV"]),
        Bidang::SumberDana => Some(&["APBN", "APBD", "PNBP", "BLU", "DAK", "Dekonsentrasi", "Tugas Pembantuan"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_shipped_definition_is_sound_and_names_its_source() {
        let pustaka = Pustaka::bawaan().unwrap();
        assert!(pustaka.templat.len() >= 19, "{}", pustaka.templat.len());
        for templat in &pustaka.templat {
            assert!(!templat.sumber.is_empty() && !templat.nama.is_empty(), "{}", templat.id);
        }
    }

    #[test]
    fn a_faulty_definition_lists_every_fault_at_once() {
        let teks = "id = \"x\"\nversi = 1\njenis = \"pkk\"\nnama = \"X\"\nsumber = \"S\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [\n { kolom = \"targett\", judul = \"Target\" },\n { kolom = \"sasaran\", judul = \"\" },\n]\n";
        let galat = Pustaka::dengan(&[("x.toml".into(), teks.into())]).unwrap_err();
        let semua = galat.to_string();
        assert_eq!(galat.kesalahan.len(), 3, "{semua}");
        for bagian in ["x.toml", "pkk", "targett", "judul"] {
            assert!(semua.contains(bagian), "{semua}");
        }
    }

    #[test]
    fn a_definition_of_the_workspace_replaces_the_shipped_one_of_the_same_id_and_version() {
        let teks = "id = \"pk-kl\"\nversi = 1\njenis = \"pk\"\nnama = \"PK kami\"\nsumber = \"SK Direktur\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [{ kolom = \"indikator\", judul = \"Indikator\", wajib = true }]\n";
        let pustaka = Pustaka::dengan(&[("pk-kl.toml".into(), teks.into())]).unwrap();
        let milik: Vec<_> = pustaka.templat.iter().filter(|templat| templat.id == "pk-kl").collect();
        assert_eq!(milik.len(), 1);
        assert_eq!(milik[0].nama, "PK kami");
    }

    fn pk_kl(versi: u32) -> String {
        format!(
            "id = \"pk-kl\"\nversi = {versi}\njenis = \"pk\"\nnama = \"PK kami {versi}\"\nsumber = \"SK Direktur\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [{{ kolom = \"indikator\", judul = \"Indikator\", wajib = true }}]\n"
        )
    }

    #[test]
    fn other_versions_stay_readable_and_that_of_the_workspace_is_given_out() {
        let berkas = |versi| (format!("pk-kl-{versi}.toml"), pk_kl(versi));
        let pustaka = Pustaka::dengan(&[berkas(2), berkas(3)]).unwrap();
        let versi: Vec<u32> = pustaka.templat.iter().filter(|satu| satu.id == "pk-kl").map(|satu| satu.versi).collect();
        assert_eq!(versi, [3, 2, 1]);
        assert_eq!(pustaka.kini("pk-kl").unwrap().versi, 3);
        assert_eq!(pustaka.terkini().filter(|satu| satu.id == "pk-kl").count(), 1);
    }

    #[test]
    fn one_version_in_two_files_of_a_workspace_is_a_fault() {
        let galat = Pustaka::dengan(&[("a.toml".into(), pk_kl(2)), ("b.toml".into(), pk_kl(2))]).unwrap_err();
        assert!(galat.to_string().contains("b.toml: pk-kl versi 2"), "{galat}");
    }
}
