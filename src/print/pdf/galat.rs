//! Why a document could not be drawn, with file and line of the layout.

use std::fmt;

use typst::WorldExt;
use typst::diag::SourceDiagnostic;

use super::dunia::Dunia;
use super::tata_letak::TataLetak;

/// Faults of a layout that are told; the first ones are the ones that matter.
const TERBANYAK: usize = 5;

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

/// What the engine says, for people.
pub(super) fn kesalahan(dunia: &Dunia, tata_letak: &TataLetak, semua: &[SourceDiagnostic]) -> Vec<Kesalahan> {
    semua.iter().take(TERBANYAK).map(|satu| satu_kesalahan(dunia, tata_letak, satu)).collect()
}

fn satu_kesalahan(dunia: &Dunia, tata_letak: &TataLetak, satu: &SourceDiagnostic) -> Kesalahan {
    let nama = satu.span.id().map(|id| id.vpath().get_without_slash().to_string());
    let letak = satu.span.id().and_then(|id| {
        let rentang = dunia.range(satu.span)?;
        let (baris, kolom) = dunia.sumber(id)?.lines().byte_to_line_column(rentang.start)?;
        Some((baris + 1, kolom + 1))
    });
    let petunjuk: Vec<String> = satu.hints.iter().map(|petunjuk| petunjuk.v.to_string()).collect();
    let mut pesan = terjemah(&satu.message);
    if !petunjuk.is_empty() {
        pesan = format!("{pesan} ({})", petunjuk.join("; "));
    }
    Kesalahan { berkas: nama.map(|nama| tata_letak.jalur(&nama)), letak, pesan }
}

/// The commonest messages of the engine in Indonesian; the others as the engine words them.
fn terjemah(pesan: &str) -> String {
    const AWALAN: &[(&str, &str)] = &[
        ("unknown variable: ", "nama tidak dikenal: "),
        ("dictionary does not contain key ", "data tidak memuat "),
        ("file not found (searched at ", "berkas tidak ada: "),
        ("unknown font family: ", "huruf tidak ada: "),
        ("failed to decode image", "gambar tidak dapat dibaca"),
        ("failed to parse SVG", "gambar SVG tidak dapat dibaca"),
        ("unclosed ", "belum ditutup: "),
        ("unexpected argument: ", "argumen tidak dikenal: "),
        ("unexpected ", "tidak pada tempatnya: "),
        ("expected ", "seharusnya ada: "),
    ];
    for (awal, pengganti) in AWALAN {
        if let Some(sisa) = pesan.strip_prefix(awal) {
            let sisa = if awal.ends_with("at ") { sisa.trim_end_matches(')') } else { sisa };
            return format!("{pengganti}{sisa}");
        }
    }
    pesan.to_string()
}
