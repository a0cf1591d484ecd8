//! Why a file could not be read: what it really is, in words its sender understands, and what to do about it.

use crate::domain::address::CellAddress;
use crate::ooxml::OoxmlError;

/// A file that gives no sheets. The message says what is wrong, [`ReadError::advice`] how to put it right.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ReadError {
    /// Not a single byte.
    #[error("Berkas ini kosong (0 byte).")]
    Blank,
    /// Something else than a workbook, whatever its name says.
    #[error("Berkas ini bukan buku kerja Excel, melainkan {}.", .0.designation())]
    NotWorkbook(OtherFile),
    /// Protected by a password for opening.
    #[error("Berkas ini terkunci sandi sehingga isinya tidak dapat dibaca.")]
    PasswordLocked,
    /// Cut off or damaged.
    #[error("Berkas ini rusak atau terpotong: {detail}.")]
    Damaged {
        /// What was noticed.
        detail: String,
    },
    /// Larger than any form is.
    #[error("{what} melebihi batas: {value} (batas {limit}){}.", place(.sheet.as_deref(), *.cell))]
    ExceedsLimit {
        /// What is too large.
        what: &'static str,
        /// How large it is.
        value: u64,
        /// How large it may be.
        limit: u64,
        /// The name of the sheet; `None` where the fault is of the file.
        sheet: Option<String>,
        /// The cell, where the fault is of one.
        cell: Option<CellAddress>,
    },
    /// The file contradicts itself, so that any value read from it could be a wrong one.
    #[error("Isi berkas ini bertentangan: {what}{}.", place(.sheet.as_deref(), *.cell))]
    ContradictingContent {
        /// The contradiction.
        what: String,
        /// The name of the sheet; `None` where the fault is of the file.
        sheet: Option<String>,
        /// The cell, where the fault is of one.
        cell: Option<CellAddress>,
    },
    /// A workbook without any sheet.
    #[error("Buku kerja ini tidak memuat satu lembar pun.")]
    WithoutSheet,
}

impl From<OoxmlError> for ReadError {
    fn from(error: OoxmlError) -> Self {
        match error {
            OoxmlError::Encrypted => Self::PasswordLocked,
            OoxmlError::TooLarge { what, value, limit, .. } => Self::exceeds(what.name(), value, limit),
            OoxmlError::Shifted
            | OoxmlError::Overlapping
            | OoxmlError::Double(_)
            | OoxmlError::Link(_)
            | OoxmlError::Checksum { .. }
            | OoxmlError::Length(_) => Self::contradicting(error.to_string()),
            OoxmlError::Zip(_)
            | OoxmlError::Write(_)
            | OoxmlError::Syntax { .. }
            | OoxmlError::Part { .. }
            | OoxmlError::TooLong
            | OoxmlError::Compress(_)
            | OoxmlError::Attribute(_) => Self::damaged(error.to_string()),
        }
    }
}

/// What a file is when it is no workbook that can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OtherFile {
    /// A spreadsheet in a format that is not read: opening and saving it again helps.
    OtherSpreadsheet(&'static str),
    /// A document, a picture, a page: somebody sent the wrong file.
    Other(&'static str),
    /// Text or CSV.
    Text,
    /// A zip archive that holds other files.
    Zip,
    /// Nothing that is recognised.
    NotKnown,
}

impl OtherFile {
    /// What people call it.
    pub const fn designation(&self) -> &'static str {
        match self {
            Self::OtherSpreadsheet(name) | Self::Other(name) => name,
            Self::Text => "berkas teks atau CSV",
            Self::Zip => "berkas zip biasa",
            Self::NotKnown => "berkas yang jenisnya tidak dikenal",
        }
    }
}

/// `", lembar \"PK\" sel B4"`, as far as the place is known.
fn place(sheet: Option<&str>, cell: Option<CellAddress>) -> String {
    let mut text = String::new();
    if let Some(sheet) = sheet {
        text.push_str(&format!(", lembar \"{sheet}\""));
    }
    if let Some(cell) = cell {
        text.push_str(&format!(", sel {cell}"));
    }
    text
}

impl ReadError {
    /// What the sender can do, in one sentence.
    pub fn advice(&self) -> String {
        match self {
            Self::Blank => "Kirim ulang berkasnya; pengunggahan atau penyimpanan sebelumnya tampaknya gagal.",
            Self::NotWorkbook(OtherFile::OtherSpreadsheet(_)) => {
                "Buka berkas ini dengan Excel atau LibreOffice, pilih Simpan Sebagai \"Buku Kerja Excel (.xlsx)\", lalu kirim hasilnya."
            }
            Self::NotWorkbook(OtherFile::Text) => {
                "Salin isinya ke templat Excel yang dibagikan, simpan sebagai .xlsx, lalu kirim; mengganti akhiran nama berkas saja tidak mengubah isinya."
            }
            Self::NotWorkbook(OtherFile::Zip) => "Kirim buku kerja .xlsx di dalamnya, bukan bungkusannya.",
            Self::NotWorkbook(_) => "Kirim buku kerja Excel (.xlsx) yang dipakai untuk menyusun dokumen itu.",
            Self::PasswordLocked => {
                "Buka berkas ini di Excel, hapus sandinya lewat Berkas > Info > Proteksi Buku Kerja > Enkripsi dengan Sandi, simpan, lalu kirim ulang."
            }
            Self::Damaged { .. } => {
                "Buka berkas aslinya di Excel (terima tawaran perbaikan bila muncul), simpan sebagai berkas .xlsx baru, periksa isinya, lalu kirim ulang."
            }
            Self::ExceedsLimit { .. } => {
                "Hapus lembar, baris, kolom, atau gambar yang bukan bagian dari formulir (termasuk baris kosong berformat di bawah tabel), simpan, lalu kirim ulang."
            }
            Self::ContradictingContent { .. } => {
                "Buka berkas ini di Excel, simpan sebagai berkas .xlsx baru, periksa nilainya, lalu kirim berkas baru itu."
            }
            Self::WithoutSheet => "Kirim ulang dengan templat yang dibagikan.",
        }
        .to_string()
    }

    pub(super) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged { detail: detail.into() }
    }

    pub(super) fn contradicting(what: impl Into<String>) -> Self {
        Self::ContradictingContent { what: what.into(), sheet: None, cell: None }
    }

    pub(super) fn exceeds(what: &'static str, value: u64, limit: u64) -> Self {
        Self::ExceedsLimit { what, value, limit, sheet: None, cell: None }
    }

    /// Names the cell, when the error can carry one and has none yet.
    pub(super) fn in_cell(mut self, address: CellAddress) -> Self {
        if let Self::ExceedsLimit { cell, .. } | Self::ContradictingContent { cell, .. } = &mut self {
            cell.get_or_insert(address);
        }
        self
    }

    /// Names the sheet, when the error can carry one and has none yet.
    pub(super) fn in_sheet(mut self, name: &str) -> Self {
        match &mut self {
            Self::ExceedsLimit { sheet, .. } | Self::ContradictingContent { sheet, .. } => {
                sheet.get_or_insert_with(|| name.to_string());
            }
            Self::Damaged { detail } if !detail.contains("lembar \"") => {
                detail.push_str(&format!(" (lembar \"{name}\")"));
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
        let error = ReadError::contradicting("alamat sel tidak urut").in_cell(CellAddress::new(3, 1)).in_sheet("PK");
        assert_eq!(error.to_string(), "Isi berkas ini bertentangan: alamat sel tidak urut, lembar \"PK\", sel B4.");
    }

    #[test]
    fn every_error_says_what_to_do() {
        for error in [
            ReadError::Blank,
            ReadError::PasswordLocked,
            ReadError::WithoutSheet,
            ReadError::damaged("x"),
            ReadError::exceeds("Jumlah sel", 2, 1),
            ReadError::NotWorkbook(OtherFile::Other("berkas PDF")),
        ] {
            assert!(error.advice().ends_with('.') && error.to_string().ends_with('.'), "{error}");
        }
    }
}
