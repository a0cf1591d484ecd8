//! Texts made safe for a workbook.
//!
//! Cell texts need no care but their length: the writer escapes the rest. Sheet names, table headers, headers and
//! footers of pages and addresses are written as they come, so control characters leave them here.

use std::borrow::Cow;

use crate::domain::teks::{ringkas, sebaris};

/// Longest text of a cell, in UTF-16 units.
const TEKS_TERPANJANG: usize = 32_767;
/// Longest sheet name, in UTF-16 units.
const NAMA_TERPANJANG: usize = 31;
const TERPOTONG: &str = "… (dipotong)";

/// A text as a cell can hold it; a cut one says so.
pub(crate) fn teks_sel(teks: &str) -> Cow<'_, str> {
    // A UTF-16 unit comes from at least one byte, so most texts need no count.
    if teks.len() <= TEKS_TERPANJANG || teks.encode_utf16().count() <= TEKS_TERPANJANG {
        return Cow::Borrowed(teks);
    }
    let muat = potong(teks, TEKS_TERPANJANG - TERPOTONG.encode_utf16().count());
    Cow::Owned(format!("{muat}{TERPOTONG}"))
}

/// A name that Excel takes for a sheet.
pub(crate) fn nama_lembar(nama: &str) -> String {
    let bersih = sebaris(&nama.replace(['[', ']', ':', '*', '?', '/', '\\'], " "));
    let bersih = potong(&bersih, NAMA_TERPANJANG).trim_matches([' ', '\'']).to_string();
    // "History" is a name that Excel keeps for itself.
    if bersih.is_empty() || bersih.eq_ignore_ascii_case("history") {
        format!("Lembar {bersih}").trim().to_string()
    } else {
        bersih
    }
}

/// A text for the header or footer of a page, where `&` begins a command.
pub(crate) fn kaki(teks: &str, terbanyak: usize) -> String {
    ringkas(teks, terbanyak).replace('&', "&&")
}

/// A text as the content of an element of a workbook: control characters left out, `_x0041_` kept from being taken for
/// a letter.
pub(crate) fn escape_text(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    for (at, letter) in text.char_indices() {
        match letter {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '\n' | '\t' => result.push(letter),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            '_' if looks_escaped(&text.as_bytes()[at..]) => result.push_str("_x005F_"),
            letter => result.push(letter),
        }
    }
    result
}

/// Whether bytes begin as Excel writes a character that XML does not have: `_x0041_`.
pub(crate) fn looks_escaped(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}

/// A text as the value of an attribute.
pub(crate) fn escape_attribute(text: &str) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '"' => result.push_str("&quot;"),
            '\n' | '\t' | '\r' => result.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => result.push(letter),
        }
    }
    result
}

fn potong(teks: &str, terbanyak: usize) -> &str {
    let mut unit = 0;
    let akhir = teks.char_indices().find(|(_, huruf)| {
        unit += huruf.len_utf16();
        unit > terbanyak
    });
    akhir.map_or(teks, |(letak, _)| &teks[..letak])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let panjang = "😀".repeat(20_000);
        let teks = teks_sel(&panjang);
        assert!(teks.encode_utf16().count() <= TEKS_TERPANJANG);
        assert!(teks.ends_with(TERPOTONG));
        assert_eq!(teks_sel("biasa"), "biasa");
    }

    #[test]
    fn sheet_names_lose_what_excel_refuses() {
        assert_eq!(nama_lembar("PK [2026]: a/b\u{0}*"), "PK 2026 a b");
        assert_eq!(nama_lembar("'''"), "Lembar");
        assert_eq!(nama_lembar("History"), "Lembar History");
        assert_eq!(nama_lembar(&"é".repeat(40)).chars().count(), 31);
    }
}
