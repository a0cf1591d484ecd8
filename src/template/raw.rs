//! The TOML files as they are written, before anything is believed.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTemplate {
    pub(super) id: String,
    #[serde(rename = "versi")]
    pub(super) version: u32,
    #[serde(rename = "jenis")]
    pub(super) kind: Spanned<String>,
    #[serde(rename = "nama")]
    pub(super) name: String,
    #[serde(rename = "sumber")]
    pub(super) source: String,
    #[serde(rename = "tabel")]
    pub(super) tables: Vec<RawTable>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTable {
    #[serde(rename = "peran")]
    pub(super) role: Spanned<String>,
    #[serde(rename = "kolom")]
    pub(super) columns: Vec<RawColumn>,
    #[serde(default)]
    #[serde(rename = "nomor_kolom")]
    pub(super) column_number: bool,
    #[serde(default)]
    #[serde(rename = "bagian")]
    pub(super) parts: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawColumn {
    #[serde(rename = "kolom")]
    pub(super) column: Spanned<String>,
    #[serde(rename = "judul")]
    pub(super) heading: Spanned<RawHeading>,
    #[serde(default)]
    #[serde(rename = "juga")]
    pub(super) also: Vec<String>,
    #[serde(default)]
    #[serde(rename = "wajib")]
    pub(super) required: bool,
    #[serde(default)]
    #[serde(rename = "turun")]
    pub(super) descend: bool,
    #[serde(rename = "setelah")]
    pub(super) after: Option<Spanned<String>>,
    #[serde(rename = "lebar")]
    pub(super) width: Option<Spanned<f64>>,
    #[serde(default)]
    #[serde(rename = "pilihan")]
    pub(super) choices: Vec<String>,
    #[serde(default)]
    pub(super) alias: BTreeMap<String, Spanned<Vec<String>>>,
    #[serde(rename = "nomor")]
    pub(super) number: Option<String>,
    #[serde(rename = "banyak_tahun")]
    pub(super) year_count: Option<Spanned<u8>>,
    #[serde(rename = "sebutan")]
    pub(super) term: Option<String>,
    #[serde(rename = "ke")]
    pub(super) nth: Option<usize>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum RawHeading {
    #[serde(rename = "Satu")]
    One(String),
    #[serde(rename = "Jalur")]
    Path(Vec<String>),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawDictionary {
    #[serde(rename = "kolom")]
    pub(super) columns: Vec<DictionaryColumn>,
    #[serde(rename = "dokumen")]
    pub(super) documents: Vec<DictionaryDocument>,
    #[serde(rename = "identitas")]
    pub(super) identities: Vec<DictionaryIdentity>,
    #[serde(rename = "singkatan", default)]
    pub(super) short_words: BTreeMap<String, String>,
    #[serde(rename = "lembar")]
    pub(super) sheet: DictionarySheet,
    #[serde(rename = "kertas_lain", default)]
    pub(super) papers: Vec<DictionaryPaper>,
    #[serde(rename = "baris")]
    pub(super) row: DictionaryRow,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryColumn {
    #[serde(rename = "kolom")]
    pub(super) column: Spanned<String>,
    #[serde(rename = "jalur")]
    pub(super) paths: Vec<String>,
    #[serde(rename = "setelah")]
    pub(super) after: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryDocument {
    #[serde(rename = "jenis")]
    pub(super) kind: Spanned<String>,
    #[serde(rename = "judul")]
    pub(super) headings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryIdentity {
    #[serde(rename = "kunci")]
    pub(super) key: Spanned<String>,
    #[serde(rename = "label")]
    pub(super) labels: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionarySheet {
    #[serde(rename = "petunjuk")]
    pub(super) guidance: Vec<String>,
}

/// A paper that is sent along with forms and is none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryPaper {
    #[serde(rename = "nama")]
    pub(super) name: String,
    #[serde(rename = "judul")]
    pub(super) headings: Vec<String>,
    #[serde(rename = "kolom")]
    pub(super) columns: Vec<String>,
    #[serde(rename = "cukup")]
    pub(super) enough: usize,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DictionaryRow {
    #[serde(rename = "jumlah")]
    pub(super) total: Vec<String>,
    #[serde(rename = "jumlah_isi")]
    pub(super) total_of: Vec<String>,
    #[serde(rename = "hitungan", default)]
    pub(super) tally: Vec<String>,
    #[serde(rename = "catatan")]
    pub(super) note: Vec<String>,
    #[serde(rename = "narasi", default)]
    pub(super) narrative: Vec<String>,
    #[serde(rename = "tanda_tangan")]
    pub(super) signature: Vec<String>,
    #[serde(rename = "bagian")]
    pub(super) part: Vec<String>,
    #[serde(rename = "contoh")]
    pub(super) example: Vec<String>,
    #[serde(rename = "komponen", default)]
    pub(super) component: Vec<String>,
}
