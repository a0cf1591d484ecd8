//! The layouts: those that ship with the program, with the files of a workspace in their place.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

/// Where a workspace keeps its own, below its folder `templat`.
pub const FOLDER: &str = "dokumen";
/// The folder of fonts, in both places.
const HURUF: &str = "huruf";
const BAWAAN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/dokumen");

/// Layouts, their pictures and fonts, by name.
#[derive(Debug, Clone)]
pub struct TataLetak {
    berkas: BTreeMap<String, Berkas>,
}

#[derive(Debug, Clone)]
enum Berkas {
    Bawaan(&'static [u8]),
    Milik(Vec<u8>),
}

impl Berkas {
    fn isi(&self) -> &[u8] {
        match self {
            Self::Bawaan(isi) => isi,
            Self::Milik(isi) => isi,
        }
    }
}

impl TataLetak {
    /// The shipped layouts, with those of a workspace in their place: names below `templat/dokumen` ("rekap.typ",
    /// "huruf/Bookman.otf") and bytes.
    pub fn dengan(milik: BTreeMap<String, Vec<u8>>) -> Self {
        let mut berkas = BTreeMap::new();
        kumpulkan(&BAWAAN, &mut berkas);
        berkas.extend(milik.into_iter().map(|(nama, isi)| (nama, Berkas::Milik(isi))));
        Self { berkas }
    }

    /// The shipped layouts: name and text.
    pub fn bawaan() -> impl Iterator<Item = (String, &'static [u8])> {
        let mut berkas = BTreeMap::new();
        kumpulkan(&BAWAAN, &mut berkas);
        berkas.into_iter().filter_map(|(nama, isi)| match isi {
            Berkas::Bawaan(isi) if nama.ends_with(".typ") => Some((nama, isi)),
            _ => None,
        })
    }

    /// Whether there is such a file.
    pub(super) fn punya(&self, nama: &str) -> bool {
        self.berkas.contains_key(nama)
    }

    /// The layouts that there are, as settings name them.
    pub(super) fn nama_nama(&self) -> Vec<String> {
        self.berkas.keys().filter_map(|nama| nama.strip_suffix(".typ")).map(str::to_string).collect()
    }

    /// Where people find a file.
    pub(super) fn jalur(&self, nama: &str) -> String {
        match self.berkas.get(nama) {
            Some(Berkas::Milik(_)) => format!("templat/{FOLDER}/{nama}"),
            _ => format!("{nama} (bawaan program)"),
        }
    }

    /// Everything but fonts.
    pub(super) fn berkas(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.berkas.iter().filter(|(nama, _)| !huruf(nama)).map(|(nama, berkas)| (nama.as_str(), berkas.isi()))
    }

    /// The fonts: where people find them, and bytes.
    pub(super) fn huruf(&self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let semua = self.berkas.iter().filter(|(nama, _)| huruf(nama));
        semua.map(|(nama, berkas)| (self.jalur(nama), berkas.isi().to_vec()))
    }
}

fn huruf(nama: &str) -> bool {
    let nama = nama.to_lowercase();
    ["ttf", "otf", "ttc"].iter().any(|akhiran| nama.ends_with(&format!(".{akhiran}"))) && nama.starts_with(HURUF)
}

fn kumpulkan(folder: &Dir<'static>, berkas: &mut BTreeMap<String, Berkas>) {
    for satu in folder.files() {
        let nama = satu.path().to_string_lossy().replace('\\', "/");
        if huruf(&nama) || nama.ends_with(".typ") {
            berkas.insert(nama, Berkas::Bawaan(satu.contents()));
        }
    }
    for dalam in folder.dirs() {
        kumpulkan(dalam, berkas);
    }
}
