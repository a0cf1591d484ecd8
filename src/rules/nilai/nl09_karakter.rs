//! NL09: characters that nobody sees.

use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL09",
    name: "Karakter tak kasatmata",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sel memuat karakter yang tidak tampak: kode kendali, pembalik arah tulisan, spasi tanpa lebar, atau huruf yang rusak.",
    why: "Teksnya tampak sama tetapi tidak sama, dan pembalik arah dapat menampilkan angka yang lain dari yang tersimpan.",
    source: "Teks yang disalin dari laman atau aplikasi percakapan; Unicode Bidirectional Algorithm (UAX 9).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|«Persentase lulusan\u{202E} yang bekerja dalam 6 bulan»|%|60
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    cell.iter()
        .filter_map(|cell| {
            let kind = odd_kind(&cell.entry.raw);
            if kind.is_empty() {
                return None;
            }
            let message = format!("Kolom {} memuat {}, yang tidak tampak di layar.", cell.named(), listed(&kind));
            let advice = "Ketik ulang isi sel ini, atau tempel sebagai teks biasa; jangan menempel langsung dari laman atau aplikasi percakapan.";
            Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(visible(&cell.entry.raw))))
        })
        .collect()
}

/// Kinds of such characters in a text, each once.
fn odd_kind(text: &str) -> Vec<String> {
    // Almost every cell: what a keyboard has can be seen.
    if text.bytes().all(|letter| (b' '..=b'~').contains(&letter)) {
        return Vec::new();
    }
    let mut kind: Vec<&str> = text.chars().filter_map(odd).collect();
    kind.sort_unstable();
    kind.dedup();
    kind.into_iter().map(str::to_string).collect()
}

fn odd(letter: char) -> Option<&'static str> {
    match letter {
        '\n' | '\r' | '\t' => None,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some("pembalik arah tulisan")
        }
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Some("spasi tanpa lebar"),
        '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => Some("huruf yang rusak"),
        letter if letter.is_control() => Some("kode kendali"),
        _ => None,
    }
}

/// The text with such characters written as their number, as far as a sentence holds.
fn visible(text: &str) -> String {
    let write = |letter: char| match odd(letter) {
        Some(_) => format!("‹U+{:04X}›", u32::from(letter)),
        None => letter.to_string(),
    };
    text.chars().take(120).map(write).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_named_and_written_out() {
        assert_eq!(
            odd_kind("a\u{202E}b\u{7}c\u{200B}\u{1B}"),
            ["kode kendali", "pembalik arah tulisan", "spasi tanpa lebar"]
        );
        assert_eq!(visible("a\u{202E}b"), "a‹U+202E›b");
        assert!(odd_kind("dua baris\nisi\u{a0}sel, é ≥ 60 %").is_empty());
    }
}
