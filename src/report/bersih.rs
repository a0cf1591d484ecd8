//! Texts made safe for a workbook, and figures written as Indonesians read them.
//!
//! Cell texts need no care but their length: the writer escapes the rest. Sheet names, table headers, headers and
//! footers of pages and addresses are written as they come, so control characters leave them here.

use std::borrow::Cow;

use chrono::NaiveDate;

pub use crate::domain::bilangan::{angka, angka_pendek};
use crate::domain::tanggal::nama_bulan;

/// Longest text of a cell, in UTF-16 units.
const TEKS_TERPANJANG: usize = 32_767;
/// Longest sheet name, in UTF-16 units.
const NAMA_TERPANJANG: usize = 31;
const TERPOTONG: &str = "… (dipotong)";

/// A text as a cell can hold it; a cut one says so.
pub(super) fn teks_sel(teks: &str) -> Cow<'_, str> {
    // A UTF-16 unit comes from at least one byte, so most texts need no count.
    if teks.len() <= TEKS_TERPANJANG || teks.encode_utf16().count() <= TEKS_TERPANJANG {
        return Cow::Borrowed(teks);
    }
    let muat = potong(teks, TEKS_TERPANJANG - TERPOTONG.encode_utf16().count());
    Cow::Owned(format!("{muat}{TERPOTONG}"))
}

/// A text on one line without control characters.
pub(super) fn sebaris(teks: &str) -> String {
    let bersih: String = teks.chars().map(|huruf| if huruf.is_control() { ' ' } else { huruf }).collect();
    bersih.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text cut to so many characters, with an ellipsis when it was.
pub(super) fn ringkas(teks: &str, terbanyak: usize) -> String {
    let teks = sebaris(teks);
    if teks.chars().count() <= terbanyak {
        return teks;
    }
    let awal: String = teks.chars().take(terbanyak.saturating_sub(1)).collect();
    let di_kata =
        awal.rfind(' ').filter(|letak| *letak * 3 > awal.len() * 2).map_or(awal.as_str(), |letak| &awal[..letak]);
    format!("{}…", di_kata.trim_end_matches([' ', ',', ';', '.']))
}

/// A name that Excel takes for a sheet.
pub(super) fn nama_lembar(nama: &str) -> String {
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
pub(super) fn kaki(teks: &str, terbanyak: usize) -> String {
    ringkas(teks, terbanyak).replace('&', "&&")
}

/// A text as the content of an element of a workbook: control characters left out, `_x0041_` kept from being taken for
/// a letter.
pub(super) fn escape_text(text: &str) -> String {
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
pub(super) fn looks_escaped(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}

/// A text as the value of an attribute.
pub(super) fn escape_attribute(text: &str) -> String {
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

/// "20 Jul 2026".
pub fn tanggal_pendek(tanggal: NaiveDate) -> String {
    use chrono::Datelike;
    let bulan = nama_bulan(tanggal.month()).unwrap_or_default();
    format!("{} {} {}", tanggal.day(), bulan.get(..3).unwrap_or(bulan), tanggal.year())
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

    #[test]
    fn texts_are_shortened_at_a_word() {
        assert_eq!(ringkas("Persentase lulusan yang\nbekerja", 100), "Persentase lulusan yang bekerja");
        assert_eq!(ringkas("Persentase lulusan yang bekerja", 26), "Persentase lulusan yang…");
        assert_eq!(ringkas("Supercalifragilistik", 10), "Supercali…");
    }

    #[test]
    fn short_dates_name_their_month() {
        assert_eq!(tanggal_pendek(NaiveDate::from_ymd_opt(2026, 7, 3).unwrap()), "3 Jul 2026");
    }
}
