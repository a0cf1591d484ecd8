//! What people are told about a manuscript: markers that stay, words that were kept, figures that were changed by hand.

use std::fmt;

use crate::domain::text::brief;

/// Characters of the paragraph that are shown.
const SHOWN: usize = 60;

/// Something to know, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// "isi naskah", "kepala halaman", "catatan kaki".
    pub part: String,
    /// The page, where the word processor noted pages when it saved last.
    pub page: Option<usize>,
    /// How the paragraph begins.
    pub near: String,
    /// What there is to know.
    pub what: RemarkKind,
}

/// What there is to know.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// A marker that nobody knows; it stays.
    Unknown {
        /// As it is written.
        marker: String,
        /// What it may have meant.
        meant: Option<String>,
    },
    /// A marker of a list that stands outside its region.
    Outside {
        /// As it is written.
        marker: String,
        /// The list.
        list: String,
    },
    /// One of a list that is not there.
    Missing {
        /// As it is written.
        marker: String,
        /// Which one.
        which: String,
    },
    /// A region without an end in the same place.
    Unclosed {
        /// As it is written.
        marker: String,
        /// What would end it.
        end: String,
    },
    /// An end without a beginning.
    Unopened {
        /// As it is written.
        marker: String,
    },
    /// A region within a line that holds more than text.
    NotPlain {
        /// As it is written.
        marker: String,
    },
    /// A figure that was typed over.
    Retyped {
        /// Its path.
        path: String,
        /// What was typed.
        typed: String,
        /// What is written now.
        now: String,
    },
    /// A text of a form that was edited: it is the document's own now.
    OwnText {
        /// Its path.
        path: String,
    },
    /// A part whose cause is gone and that somebody edited: it stays.
    Kept {
        /// What it was of.
        of: String,
    },
    /// The document was filled in once, and nothing tells any more where.
    TagsLost,
    /// What new ones are made of is no longer in the document.
    PatternLost {
        /// The list, or the condition.
        of: String,
    },
}

impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.part)?;
        if let Some(page) = self.page {
            write!(f, ", halaman {page}")?;
        }
        let near = self.near.split_whitespace().collect::<Vec<_>>().join(" ");
        if !near.is_empty() {
            write!(f, " (\"{}\")", brief(&near, SHOWN))?;
        }
        write!(f, ": {}", self.what)
    }
}

impl fmt::Display for RemarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { marker, meant: Some(meant) } => {
                write!(f, "penanda {marker} tidak dikenal dan dibiarkan; mungkin maksudnya {meant}")
            }
            Self::Unknown { marker, meant: None } => {
                write!(f, "penanda {marker} tidak dikenal dan dibiarkan; daftarnya: selaras cetak bidang")
            }
            Self::Outside { marker, list } => write!(
                f,
                "penanda {marker} di luar {{{{#{list}}}}} … {{{{/{list}}}}}, jadi tidak jelas yang mana; dibiarkan. Sebutkan yang mana, misalnya {{{{{list}[KODE].…}}}}"
            ),
            Self::Missing { marker, which } => write!(f, "{which} tidak ada dalam data sekarang; {marker} dibiarkan"),
            Self::Unclosed { marker, end } => write!(
                f,
                "penanda {marker} tidak ditutup di tempat yang sama dan dibiarkan; tulis {end} di paragraf, sel, atau baris tabel yang setingkat"
            ),
            Self::Unopened { marker } => write!(f, "penanda {marker} menutup bagian yang tidak dibuka; dibiarkan"),
            Self::NotPlain { marker } => write!(
                f,
                "bagian {marker} di tengah kalimat memuat gambar, tab, atau ganti baris, jadi dibiarkan; taruh penandanya pada paragraf tersendiri"
            ),
            Self::Retyped { path, typed, now } => {
                write!(f, "{path} diketik menjadi \"{typed}\"; ditulis kembali menurut rekap: {now}")
            }
            Self::OwnText { path } => {
                write!(f, "teks {path} sudah disunting di naskah, jadi tetap seperti suntingannya")
            }
            Self::Kept { of } => {
                write!(
                    f,
                    "{of} tidak ada lagi dalam data sekarang, tetapi bagiannya sudah disunting: tetap ada, periksa dan hapus bila perlu"
                )
            }
            Self::TagsLost => write!(
                f,
                "naskah ini disimpan oleh program yang membuang tanda tempat angkanya (misalnya LibreOffice sebelum 7.5), jadi tidak ada angka yang diperbarui; sunting naskah dari folder sebelumnya dengan Word atau LibreOffice yang lebih baru, atau tulis lagi dengan --baru"
            ),
            Self::PatternLost { of } => write!(
                f,
                "pola untuk {of} tidak lagi tersimpan di naskah ini, jadi yang baru tidak ditambahkan; angka yang ada tetap diperbarui"
            ),
        }
    }
}
