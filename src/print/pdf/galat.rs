//! Why a document could not be drawn, with file and line of the layout.

use std::fmt;

/// A document could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No such layout.
    #[error("tata letak {nama:?} tidak ada; yang ada: {}", ada.join(", "))]
    TanpaTataLetak {
        /// Its name.
        nama: String,
        /// Those that there are.
        ada: Vec<String>,
    },
    /// A layout is wrong, or asks for what its data do not have.
    #[error("tata letak belum benar:\n{}", .0.iter().map(|satu| format!("  - {satu}")).collect::<Vec<_>>().join("\n"))]
    TataLetak(Vec<Kesalahan>),
    /// A layout broke the engine.
    #[error("tata letak {berkas} menghentikan penyusun halaman; hapus berkas itu untuk memakai tata letak bawaan")]
    Runtuh {
        /// The layout.
        berkas: String,
    },
    /// A font of the workspace is none.
    #[error("{0} bukan huruf yang dapat dibaca; pakai berkas .ttf atau .otf")]
    Huruf(String),
    /// The name of a file cannot stand in a layout.
    #[error("nama berkas {0:?} tidak dapat dipakai dalam tata letak")]
    NamaBerkas(String),
    /// A layout that is no text.
    #[error("templat/dokumen/{0} bukan teks UTF-8; simpan ulang sebagai UTF-8")]
    BukanTeks(String),
    /// The data could not be written as JSON.
    #[error("data dokumen tidak dapat ditulis sebagai JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// A fault of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kesalahan {
    /// The file, as people find it.
    pub berkas: Option<String>,
    /// Line and column, from one.
    pub letak: Option<(usize, usize)>,
    /// What is wrong.
    pub pesan: String,
}

impl fmt::Display for Kesalahan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(berkas) = &self.berkas {
            write!(f, "{berkas}")?;
            if let Some((baris, kolom)) = self.letak {
                write!(f, " baris {baris} kolom {kolom}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.pesan)
    }
}
