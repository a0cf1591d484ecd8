//! The TOML files as they are written, before anything is believed.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Templat {
    pub(super) id: String,
    pub(super) versi: u32,
    pub(super) jenis: Spanned<String>,
    pub(super) nama: String,
    pub(super) sumber: String,
    pub(super) tabel: Vec<Tabel>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Tabel {
    pub(super) peran: Spanned<String>,
    pub(super) kolom: Vec<Kolom>,
    #[serde(default)]
    pub(super) nomor_kolom: bool,
    #[serde(default)]
    pub(super) bagian: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kolom {
    pub(super) kolom: Spanned<String>,
    pub(super) judul: Spanned<Judul>,
    #[serde(default)]
    pub(super) juga: Vec<String>,
    #[serde(default)]
    pub(super) wajib: bool,
    #[serde(default)]
    pub(super) turun: bool,
    pub(super) setelah: Option<Spanned<String>>,
    pub(super) lebar: Option<Spanned<f64>>,
    #[serde(default)]
    pub(super) pilihan: Vec<String>,
    #[serde(default)]
    pub(super) alias: BTreeMap<String, Spanned<Vec<String>>>,
    pub(super) nomor: Option<String>,
    pub(super) banyak_tahun: Option<Spanned<u8>>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Judul {
    Satu(String),
    Jalur(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kamus {
    pub(super) kolom: Vec<KolomKamus>,
    pub(super) dokumen: Vec<DokumenKamus>,
    pub(super) identitas: Vec<IdentitasKamus>,
    pub(super) lembar: LembarKamus,
    pub(super) baris: BarisKamus,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KolomKamus {
    pub(super) kolom: Spanned<String>,
    pub(super) jalur: Vec<String>,
    pub(super) setelah: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DokumenKamus {
    pub(super) jenis: Spanned<String>,
    pub(super) judul: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct IdentitasKamus {
    pub(super) kunci: Spanned<String>,
    pub(super) label: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LembarKamus {
    pub(super) petunjuk: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BarisKamus {
    pub(super) jumlah: Vec<String>,
    pub(super) catatan: Vec<String>,
    pub(super) tanda_tangan: Vec<String>,
    pub(super) bagian: Vec<String>,
    pub(super) contoh: Vec<String>,
}
