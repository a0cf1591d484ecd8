//! What an attachment is, by its name and, where the name says nothing, by its first bytes.

use std::collections::BTreeSet;

use super::item::{ContainerKind, look};

/// Bytes by which a message is known.
const START: usize = 4 << 10;
/// Header lines by which a message is known whose file has no extension; two of them must stand there.
const HEAD: [&str; 9] =
    ["from:", "to:", "date:", "subject:", "received:", "message-id:", "mime-version:", "return-path:", "delivered-to:"];

/// File names of workbooks.
const WORKBOOK: [&str; 11] = ["xlsx", "xlsm", "xltx", "xltm", "xlsb", "xls", "xlt", "ods", "ots", "fods", "csv"];

/// File names of what people attach beside workbooks, and what it is.
const NOT: [(&[&str], &str); 7] = [
    (&["jpg", "jpeg", "png", "gif", "bmp", "webp", "heic", "svg", "tif", "tiff"], "gambar"),
    (&["pdf"], "dokumen PDF"),
    (&["doc", "docx", "odt", "rtf"], "dokumen Word"),
    (&["ppt", "pptx", "odp"], "tayangan"),
    (&["txt", "htm", "html", "ics", "vcf"], "teks"),
    (&["p7s", "p7m", "asc", "sig"], "tanda tangan digital"),
    (&["rar", "7z", "gz", "tar"], "arsip selain .zip"),
];

/// Whether a name is that of a workbook.
pub(super) fn workbook_named(name: &str) -> bool {
    let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix.to_lowercase()).unwrap_or_default();
    WORKBOOK.contains(&suffix.as_str())
}

/// Whether a file is a message whatever it is called: it begins with header lines, and two of them are those of mail.
pub(super) fn message_like(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start.get(..START).unwrap_or(start));
    let lines = text.lines().take_while(|line| !line.trim().is_empty());
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for line in lines.filter(|line| !line.starts_with([' ', '\t'])) {
        // The last line may be cut short.
        let Some((name, _)) = line.split_once(':') else { break };
        if name.is_empty() || !name.bytes().all(|byte| byte.is_ascii_graphic()) {
            return false;
        }
        known.extend(HEAD.iter().find(|head| head.trim_end_matches(':').eq_ignore_ascii_case(name)));
    }
    known.len() >= 2
}

/// What a file in a folder is that nobody meant as a form: a scan of a signed document, or a picture.
pub(super) fn scan(name: &str) -> Option<&'static str> {
    let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix.to_lowercase())?;
    let owned = NOT.iter().find(|(list, _)| list.contains(&suffix.as_str()))?;
    matches!(owned.1, "gambar" | "dokumen PDF").then_some(owned.1)
}

/// Whether a name is that of a PDF.
pub(super) fn is_paper(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, suffix)| suffix.eq_ignore_ascii_case("pdf"))
}

/// An attachment that is left aside.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotWorkbook {
    /// It is something else that people attach.
    #[error("{0}, bukan buku kerja Excel")]
    Known(&'static str),
    /// Nobody knows what it is.
    #[error("bukan buku kerja Excel")]
    Unknown,
}

/// Whether an attachment is taken in; else what it is.
pub(super) fn taken(name: &str, content: &[u8]) -> Result<(), NotWorkbook> {
    let suffix = name.rsplit_once('.').map(|(_, suffix)| suffix.to_lowercase()).unwrap_or_default();
    if look(name) != ContainerKind::File || workbook_named(name) {
        return Ok(());
    }
    if let Some((_, what)) = NOT.iter().find(|(list, _)| list.contains(&suffix.as_str())) {
        return Err(NotWorkbook::Known(what));
    }
    let package = content.starts_with(b"PK\x03\x04") || content.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]);
    if package || message_like(content) { Ok(()) } else { Err(NotWorkbook::Unknown) }
}

/// A name that can stand in a path, and only once in its message.
pub(super) fn clean_name(name: &str, in_use: &mut BTreeSet<String>) -> String {
    let clean: String = name
        .trim()
        .chars()
        .map(|letter| if letter.is_control() || "/\\".contains(letter) { '_' } else { letter })
        .collect();
    let clean = if clean.is_empty() || clean == "." || clean == ".." { "lampiran".to_string() } else { clean };
    let mut outcome = clean.clone();
    let mut number = 2;
    while !in_use.insert(outcome.to_lowercase()) {
        outcome = match clean.rsplit_once('.') {
            Some((bar, suffix)) => format!("{bar} ({number}).{suffix}"),
            None => format!("{clean} ({number})"),
        };
        number += 1;
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workbook_is_known_by_its_name_or_by_its_first_bytes() {
        assert_eq!(taken("PK.XLSX", b""), Ok(()));
        assert_eq!(taken("lampiran", b"PK\x03\x04.."), Ok(()));
        assert_eq!(taken("semua.zip", b""), Ok(()));
        assert_eq!(taken("logo.png", b"PK\x03\x04"), Err(NotWorkbook::Known("gambar")));
        assert_eq!(taken("FW PK JTI", b"From: a@b.id\r\nSubject: PK\r\n\r\nisi"), Ok(()));
        assert_eq!(taken("catatan", b"Kepada: semua\r\nDari: kami\r\n"), Err(NotWorkbook::Unknown));
        assert!(taken("nota.docx", b"PK\x03\x04").is_err_and(|what| what.to_string().starts_with("dokumen Word")));
    }

    #[test]
    fn names_in_one_message_are_different_and_stay_below_it() {
        let mut in_use = BTreeSet::new();
        assert_eq!(clean_name("../pk.xlsx", &mut in_use), ".._pk.xlsx");
        assert_eq!(clean_name("a.xlsx", &mut in_use), "a.xlsx");
        assert_eq!(clean_name("A.xlsx", &mut in_use), "A (2).xlsx");
    }
}
