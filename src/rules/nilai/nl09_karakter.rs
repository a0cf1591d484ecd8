//! NL09: characters that nobody sees.

use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::SelTabel;
use crate::rules::bantu::{daftar, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL09",
    nama: "Karakter tak kasatmata",
    tingkat: Tingkat::Peringatan,
    apa: "Sel memuat karakter yang tidak tampak: kode kendali, pembalik arah tulisan, spasi tanpa lebar, atau huruf yang rusak.",
    mengapa: "Teksnya tampak sama tetapi tidak sama, dan pembalik arah dapat menampilkan angka yang lain dari yang tersimpan.",
    sumber: "Teks yang disalin dari laman atau aplikasi percakapan; Unicode Bidirectional Algorithm (UAX 9).",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|«Persentase lulusan\u{202E} yang bekerja dalam 6 bulan»|%|60
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    sel.iter()
        .filter_map(|sel| {
            let jenis = jenis_aneh(&sel.isian.mentah);
            if jenis.is_empty() {
                return None;
            }
            let pesan = format!("Kolom {} memuat {}, yang tidak tampak di layar.", sebut(sel.kolom), daftar(&jenis));
            let saran = "Ketik ulang isi sel ini, atau tempel sebagai teks biasa; jangan menempel langsung dari laman atau aplikasi percakapan.";
            Some(sel.lengkapi(temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(tampak(&sel.isian.mentah))))
        })
        .collect()
}

/// Kinds of such characters in a text, each once.
fn jenis_aneh(teks: &str) -> Vec<String> {
    // Almost every cell: what a keyboard has can be seen.
    if teks.bytes().all(|huruf| (b' '..=b'~').contains(&huruf)) {
        return Vec::new();
    }
    let mut jenis: Vec<&str> = teks.chars().filter_map(aneh).collect();
    jenis.sort_unstable();
    jenis.dedup();
    jenis.into_iter().map(str::to_string).collect()
}

fn aneh(huruf: char) -> Option<&'static str> {
    match huruf {
        '\n' | '\r' | '\t' => None,
        '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {
            Some("pembalik arah tulisan")
        }
        '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => Some("spasi tanpa lebar"),
        '\u{FFFD}' | '\u{FFFE}' | '\u{FFFF}' => Some("huruf yang rusak"),
        huruf if huruf.is_control() => Some("kode kendali"),
        _ => None,
    }
}

/// The text with such characters written as their number, as far as a sentence holds.
fn tampak(teks: &str) -> String {
    let tulis = |huruf: char| match aneh(huruf) {
        Some(_) => format!("‹U+{:04X}›", u32::from(huruf)),
        None => huruf.to_string(),
    };
    teks.chars().take(120).map(tulis).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_seen_is_named_and_written_out() {
        assert_eq!(
            jenis_aneh("a\u{202E}b\u{7}c\u{200B}\u{1B}"),
            ["kode kendali", "pembalik arah tulisan", "spasi tanpa lebar"]
        );
        assert_eq!(tampak("a\u{202E}b"), "a‹U+202E›b");
        assert!(jenis_aneh("dua baris\nisi\u{a0}sel, é ≥ 60 %").is_empty());
    }
}
