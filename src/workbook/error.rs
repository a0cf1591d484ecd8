//! Why a file could not be read: what it really is, in words its sender understands, and what to do about it.

use crate::domain::address::CellAddress;
use crate::ooxml::OoxmlError;

/// A file that gives no sheets. The message says what is wrong, [`ReadError::saran`] how to put it right.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// Not a single byte.
    #[error("Berkas ini kosong (0 byte).")]
    Kosong,
    /// Something else than a workbook, whatever its name says.
    #[error("Berkas ini bukan buku kerja Excel, melainkan {}.", .0.sebutan())]
    BukanBukuKerja(Jenis),
    /// Protected by a password for opening.
    #[error("Berkas ini terkunci sandi sehingga isinya tidak dapat dibaca.")]
    TerkunciSandi,
    /// Cut off or damaged.
    #[error("Berkas ini rusak atau terpotong: {detail}.")]
    Rusak {
        /// What was noticed.
        detail: String,
    },
    /// Larger than any form is.
    #[error("{apa} melebihi batas: {nilai} (batas {batas}){}.", tempat(.lembar.as_deref(), *.sel))]
    MelebihiBatas {
        /// What is too large.
        apa: &'static str,
        /// How large it is.
        nilai: u64,
        /// How large it may be.
        batas: u64,
        /// On which sheet.
        lembar: Option<String>,
        /// At which cell.
        sel: Option<CellAddress>,
    },
    /// The file contradicts itself, so that any value read from it could be a wrong one.
    #[error("Isi berkas ini bertentangan: {apa}{}.", tempat(.lembar.as_deref(), *.sel))]
    IsiBertentangan {
        /// The contradiction.
        apa: String,
        /// On which sheet.
        lembar: Option<String>,
        /// At which cell.
        sel: Option<CellAddress>,
    },
    /// A workbook without any sheet.
    #[error("Buku kerja ini tidak memuat satu lembar pun.")]
    TanpaLembar,
}

impl From<OoxmlError> for ReadError {
    fn from(error: OoxmlError) -> Self {
        match error {
            OoxmlError::Encrypted => Self::TerkunciSandi,
            OoxmlError::TooLarge { what, value, limit, .. } => Self::melebihi(what.name(), value, limit),
            OoxmlError::Shifted
            | OoxmlError::Overlapping
            | OoxmlError::Double(_)
            | OoxmlError::Link(_)
            | OoxmlError::Checksum { .. }
            | OoxmlError::Length(_) => Self::bertentangan(error.to_string()),
            OoxmlError::Zip(_)
            | OoxmlError::Write(_)
            | OoxmlError::Syntax { .. }
            | OoxmlError::Part { .. }
            | OoxmlError::TooLong
            | OoxmlError::Compress(_)
            | OoxmlError::Attribute(_) => Self::rusak(error.to_string()),
        }
    }
}

/// What a file is when it is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jenis {
    /// A spreadsheet in a format that is not read: opening and saving it again helps.
    LembarSebarLain(&'static str),
    /// A document, a picture, a page: somebody sent the wrong file.
    Lain(&'static str),
    /// Text or CSV.
    Teks,
    /// A zip archive that holds other files.
    Zip,
    /// Nothing that is recognised.
    TidakDikenal,
}

impl Jenis {
    /// What people call it.
    pub const fn sebutan(&self) -> &'static str {
        match self {
            Self::LembarSebarLain(nama) | Self::Lain(nama) => nama,
            Self::Teks => "berkas teks atau CSV",
            Self::Zip => "berkas zip biasa",
            Self::TidakDikenal => "berkas yang jenisnya tidak dikenal",
        }
    }
}

/// `", lembar \"PK\" sel B4"`, as far as the place is known.
fn tempat(lembar: Option<&str>, sel: Option<CellAddress>) -> String {
    let mut teks = String::new();
    if let Some(lembar) = lembar {
        teks.push_str(&format!(", lembar \"{lembar}\""));
    }
    if let Some(sel) = sel {
        teks.push_str(&format!(", sel {sel}"));
    }
    teks
}

impl ReadError {
    /// What the sender can do, in one sentence.
    pub fn saran(&self) -> String {
        match self {
            Self::Kosong => "Kirim ulang berkasnya; pengunggahan atau penyimpanan sebelumnya tampaknya gagal.",
            Self::BukanBukuKerja(Jenis::LembarSebarLain(_)) => {
                "Buka berkas ini dengan Excel atau LibreOffice, pilih Simpan Sebagai \"Buku Kerja Excel (.xlsx)\", lalu kirim hasilnya."
            }
            Self::BukanBukuKerja(Jenis::Teks) => {
                "Salin isinya ke templat Excel yang dibagikan, simpan sebagai .xlsx, lalu kirim; mengganti akhiran nama berkas saja tidak mengubah isinya."
            }
            Self::BukanBukuKerja(Jenis::Zip) => "Kirim buku kerja .xlsx di dalamnya, bukan bungkusannya.",
            Self::BukanBukuKerja(_) => "Kirim buku kerja Excel (.xlsx) yang dipakai untuk menyusun dokumen itu.",
            Self::TerkunciSandi => {
                "Buka berkas ini di Excel, hapus sandinya lewat Berkas > Info > Proteksi Buku Kerja > Enkripsi dengan Sandi, simpan, lalu kirim ulang."
            }
            Self::Rusak { .. } => {
                "Buka berkas aslinya di Excel (terima tawaran perbaikan bila muncul), simpan sebagai berkas .xlsx baru, periksa isinya, lalu kirim ulang."
            }
            Self::MelebihiBatas { .. } => {
                "Hapus lembar, baris, kolom, atau gambar yang bukan bagian dari formulir (termasuk baris kosong berformat di bawah tabel), simpan, lalu kirim ulang."
            }
            Self::IsiBertentangan { .. } => {
                "Buka berkas ini di Excel, simpan sebagai berkas .xlsx baru, periksa nilainya, lalu kirim berkas baru itu."
            }
            Self::TanpaLembar => "Kirim ulang dengan templat yang dibagikan.",
        }
        .to_string()
    }

    pub(super) fn rusak(detail: impl Into<String>) -> Self {
        Self::Rusak { detail: detail.into() }
    }

    pub(super) fn bertentangan(apa: impl Into<String>) -> Self {
        Self::IsiBertentangan { apa: apa.into(), lembar: None, sel: None }
    }

    pub(super) fn melebihi(apa: &'static str, nilai: u64, batas: u64) -> Self {
        Self::MelebihiBatas { apa, nilai, batas, lembar: None, sel: None }
    }

    /// Names the cell, when the error can carry one and has none yet.
    pub(super) fn di_sel(mut self, alamat: CellAddress) -> Self {
        if let Self::MelebihiBatas { sel, .. } | Self::IsiBertentangan { sel, .. } = &mut self {
            sel.get_or_insert(alamat);
        }
        self
    }

    /// Names the sheet, when the error can carry one and has none yet.
    pub(super) fn di_lembar(mut self, nama: &str) -> Self {
        match &mut self {
            Self::MelebihiBatas { lembar, .. } | Self::IsiBertentangan { lembar, .. } => {
                lembar.get_or_insert_with(|| nama.to_string());
            }
            Self::Rusak { detail } if !detail.contains("lembar \"") => {
                detail.push_str(&format!(" (lembar \"{nama}\")"));
            }
            _ => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_message_names_the_sheet_and_the_cell() {
        let error = ReadError::bertentangan("alamat sel tidak urut").di_sel(CellAddress::new(3, 1)).di_lembar("PK");
        assert_eq!(error.to_string(), "Isi berkas ini bertentangan: alamat sel tidak urut, lembar \"PK\", sel B4.");
    }

    #[test]
    fn every_error_says_what_to_do() {
        for error in [
            ReadError::Kosong,
            ReadError::TerkunciSandi,
            ReadError::TanpaLembar,
            ReadError::rusak("x"),
            ReadError::melebihi("Jumlah sel", 2, 1),
            ReadError::BukanBukuKerja(Jenis::Lain("berkas PDF")),
        ] {
            assert!(error.saran().ends_with('.') && error.to_string().ends_with('.'), "{error}");
        }
    }
}
