//! What an attachment is, by its name and, where the name says nothing, by its first bytes.

use std::collections::BTreeSet;

use super::item::{Rupa, rupa};

/// File names of workbooks.
const BUKU_KERJA: [&str; 11] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "ods", "ots", "fods", "csv"];

/// File names of what people attach beside workbooks, and what it is.
const BUKAN: [(&[&str], &str); 7] = [
    (&["jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "svg", "tif", "tiff"], "gambar"),
    (&["pdf"], "dokumen PDF"),
    (&["doc", "docx", "odt", "rtf"], "dokumen Word"),
    (&["ppt", "pptx", "odp"], "tayangan"),
    (&["txt", "htm", "html", "ics", "vcf"], "teks"),
    (&["p7s", "p7m", "asc", "sig"], "tanda tangan digital"),
    (&["rar", "7z", "gz", "tar"], "arsip selain .zip"),
];

/// Whether a name is that of a workbook.
pub(super) fn bernama_buku_kerja(nama: &str) -> bool {
    let akhiran = nama.rsplit_once('.').map(|(_, akhiran)| akhiran.to_lowercase()).unwrap_or_default();
    BUKU_KERJA.contains(&akhiran.as_str())
}

/// Whether an attachment is taken in; else what it is.
pub(super) fn diambil(nama: &str, isi: &[u8]) -> Result<(), String> {
    let akhiran = nama.rsplit_once('.').map(|(_, akhiran)| akhiran.to_lowercase()).unwrap_or_default();
    if rupa(nama) != Rupa::Berkas || bernama_buku_kerja(nama) {
        return Ok(());
    }
    if let Some((_, apa)) = BUKAN.iter().find(|(daftar, _)| daftar.contains(&akhiran.as_str())) {
        return Err(format!("{apa}, bukan buku kerja Excel"));
    }
    let paket = isi.starts_with(b"PK\x03\x04") || isi.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if paket { Ok(()) } else { Err("bukan buku kerja Excel".to_string()) }
}

/// A name that can stand in a path, and only once in its message.
pub(super) fn nama_bersih(nama: &str, dipakai: &mut BTreeSet<String>) -> String {
    let bersih: String = nama
        .trim()
        .chars()
        .map(|huruf| if huruf.is_control() || "/\\".contains(huruf) { '_' } else { huruf })
        .collect();
    let bersih = if bersih.is_empty() || bersih == "." || bersih == ".." { "lampiran".to_string() } else { bersih };
    let mut hasil = bersih.clone();
    let mut nomor = 2;
    while !dipakai.insert(hasil.to_lowercase()) {
        hasil = match bersih.rsplit_once('.') {
            Some((batang, akhiran)) => format!("{batang} ({nomor}).{akhiran}"),
            None => format!("{bersih} ({nomor})"),
        };
        nomor += 1;
    }
    hasil
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_known_by_its_name_or_by_its_first_bytes() {
        assert_eq!(diambil("PK.XLSX", b""), Ok(()));
        assert_eq!(diambil("lampiran", b"PK\x03\x04.."), Ok(()));
        assert_eq!(diambil("semua.zip", b""), Ok(()));
        assert_eq!(diambil("logo.png", b"PK\x03\x04"), Err("gambar, bukan buku kerja Excel".into()));
        assert!(diambil("nota.docx", b"PK\x03\x04").is_err_and(|apa| apa.starts_with("dokumen Word")));
    }

    #[test]
    fn names_in_one_message_are_different_and_stay_below_it() {
        let mut dipakai = BTreeSet::new();
        assert_eq!(nama_bersih("../pk.xlsx", &mut dipakai), ".._pk.xlsx");
        assert_eq!(nama_bersih("a.xlsx", &mut dipakai), "a.xlsx");
        assert_eq!(nama_bersih("A.xlsx", &mut dipakai), "A (2).xlsx");
    }
}
