//! What a file really is, by its first bytes. Its name says nothing: units rename `.xls` to `.xlsx` and PDF to Excel.

use super::error::{OtherFile, ReadError};

/// The two containers a workbook comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Container {
    /// A zip package: .xlsx, .xlsm, .xlsb, .ods.
    Zip,
    /// An OLE compound file: .xls, and every encrypted workbook.
    Ole,
}

const OLE: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const OLD_EXCEL: OtherFile = OtherFile::OtherSpreadsheet("buku kerja Excel versi sangat lama (sebelum Excel 97)");
const LOTUS: OtherFile = OtherFile::OtherSpreadsheet("lembar kerja Lotus 1-2-3");
const IMAGE: &str = "berkas gambar";

/// First bytes that settle the matter.
const MAGIC: &[(&[u8], OtherFile)] = &[
    (b"%PDF", OtherFile::Other("berkas PDF")),
    (b"\x89PNG", OtherFile::Other("gambar PNG")),
    (b"\xFF\xD8\xFF", OtherFile::Other("gambar JPEG (foto)")),
    (b"GIF8", OtherFile::Other("gambar GIF")),
    (b"II*\0", OtherFile::Other(IMAGE)),
    (b"MM\0*", OtherFile::Other(IMAGE)),
    (b"{\\rtf", OtherFile::Other("dokumen RTF")),
    (b"Rar!", OtherFile::Other("arsip RAR")),
    (b"7z\xBC\xAF\x27\x1C", OtherFile::Other("arsip 7-Zip")),
    (b"\x1F\x8B", OtherFile::Other("arsip gzip")),
    (b"ID;P", OtherFile::OtherSpreadsheet("lembar sebar SYLK")),
    (b"\x09\x00\x04\x00", OLD_EXCEL),
    (b"\x09\x02\x06\x00", OLD_EXCEL),
    (b"\x09\x04\x06\x00", OLD_EXCEL),
    (b"\x09\x08\x08\x00", OLD_EXCEL),
    (b"\x09\x08\x10\x00", OLD_EXCEL),
    (b"\x00\x00\x02\x00", LOTUS),
    (b"\x00\x00\x1A\x00", LOTUS),
];

/// The container, or what the file is instead.
pub(super) fn sniff(bytes: &[u8]) -> Result<Container, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Blank);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Container::Zip);
    }
    if bytes.starts_with(OLE) {
        return Ok(Container::Ole);
    }
    if bytes.starts_with(b"PK\x05\x06") {
        return Err(ReadError::NotWorkbook(OtherFile::Zip));
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(ReadError::NotWorkbook(kind.clone()));
    }
    if bytes.iter().all(|byte| *byte == 0) {
        return Err(ReadError::damaged("isinya hanya nol, biasanya karena unduhan atau salinan yang gagal"));
    }
    if is_lock_file(bytes) {
        let kind = OtherFile::Other("berkas kunci sementara (~$) yang dibuat Excel selama buku kerjanya terbuka");
        return Err(ReadError::NotWorkbook(kind));
    }
    Err(ReadError::NotWorkbook(text_kind(bytes)))
}

/// Excel's `~$name.xlsx`: 165 bytes, the length of the user's name, then the name.
fn is_lock_file(bytes: &[u8]) -> bool {
    bytes.len() == 165 && bytes.first().is_some_and(|length| (1..=54).contains(length))
}

/// Which kind of text, or nothing that is known.
fn text_kind(bytes: &[u8]) -> OtherFile {
    let start = &bytes[..bytes.len().min(4096)];
    if start.starts_with(&[0xFF, 0xFE]) || start.starts_with(&[0xFE, 0xFF]) {
        return OtherFile::Text;
    }
    let binary = start.iter().filter(|b| **b < 0x20 && !matches!(**b, b'\t' | b'\r' | b'\n' | 0x0C | 0x1A)).count();
    if binary > 0 {
        return OtherFile::NotKnown;
    }
    let text = String::from_utf8_lossy(start).trim_start_matches('\u{feff}').trim_start().to_lowercase();
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") && text.starts_with("<?xml") {
        return OtherFile::OtherSpreadsheet("lembar kerja XML (Excel 2003)");
    }
    if text.contains("<office:document") {
        return OtherFile::OtherSpreadsheet("lembar sebar OpenDocument datar (.fods)");
    }
    if text.starts_with("mime-version:") || text.contains("content-type: multipart/related") {
        return OtherFile::OtherSpreadsheet("halaman web satu berkas (MHTML)");
    }
    if ["<!doctype html", "<html", "<table", "<meta", "<head"].iter().any(|tag| text.contains(tag)) {
        return super::html::KIND;
    }
    if text.starts_with("<?xml") {
        return OtherFile::Other("berkas XML");
    }
    OtherFile::Text
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn kind(bytes: &[u8]) -> String {
        match sniff(bytes) {
            Ok(container) => format!("{container:?}"),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn a_file_is_named_by_its_content() {
        for (bytes, words) in [
            (&b"%PDF-1.7"[..], "berkas PDF"),
            (b"\x89PNG\r\n", "gambar PNG"),
            (b"\xEF\xBB\xBF<!DOCTYPE html><html>", "halaman web (HTML)"),
            (b"<table><tr><td>1</td></tr></table>", "halaman web (HTML)"),
            (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "Excel 2003"),
            (b"No;Indikator;Target\n1;Persentase;80", "teks atau CSV"),
            (b"\xFF\xFEN\0o\0", "teks atau CSV"),
            (b"\x09\x08\x10\x00\x00\x06", "sangat lama"),
            (b"\x01\x02\x03random", "tidak dikenal"),
            (b"\0\0\0\0\0", "hanya nol"),
            (b"", "kosong"),
        ] {
            assert!(kind(bytes).contains(words), "{} for {words}", kind(bytes));
        }
    }

    #[test]
    fn the_lock_file_of_an_open_workbook_is_recognised() {
        let mut bytes = [0x20_u8; 165];
        bytes[0] = 4;
        bytes[1..5].copy_from_slice(b"Budi");
        assert!(kind(&bytes).contains("~$"));
    }
}
