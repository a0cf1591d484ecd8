//! Why a document could not be drawn, with file and line of the layout.

use std::fmt;

/// A document could not be drawn.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// No such layout.
    #[error("tata letak {name:?} tidak ada; yang ada: {}", exists.join(", "))]
    WithoutLayout {
        /// The name of its file, below `templat/cetak` or among the shipped ones.
        name: String,
        /// Those that there are.
        exists: Vec<String>,
    },
    /// A layout is wrong, or asks for what its data do not have.
    #[error("tata letak belum benar:\n{}", .0.iter().map(|one| format!("  - {one}")).collect::<Vec<_>>().join("\n"))]
    Layout(Vec<LayoutMistake>),
    /// A layout broke the engine.
    #[error("tata letak {file} menghentikan penyusun halaman; hapus berkas itu untuk memakai tata letak bawaan")]
    Collapsed {
        /// The layout.
        file: String,
    },
    /// A font of the workspace is none.
    #[error("{0} bukan huruf yang dapat dibaca; pakai berkas .ttf atau .otf")]
    Letter(String),
    /// The name of a file cannot stand in a layout.
    #[error("nama berkas {0:?} tidak dapat dipakai dalam tata letak")]
    FileName(String),
    /// A layout that is no text.
    #[error("templat/dokumen/{0} bukan teks UTF-8; simpan ulang sebagai UTF-8")]
    NotText(String),
    /// The data could not be written as JSON.
    #[error("data dokumen tidak dapat ditulis sebagai JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// A fault of a layout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LayoutMistake {
    /// The file, as people find it.
    pub file: Option<String>,
    /// Line and column, from one.
    pub position: Option<(usize, usize)>,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for LayoutMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{file}")?;
            if let Some((row, column)) = self.position {
                write!(f, " baris {row} kolom {column}")?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.message)
    }
}
