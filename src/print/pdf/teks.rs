//! Texts of units made safe for a page: no control characters, and a place to break in words that fit no column.

use serde_json::Value;

/// Letters of a word beyond which it may be broken anywhere.
const KATA_TERPANJANG: usize = 22;
/// Letters between two such places.
const JARAK: usize = 8;
/// Breaks a line, and shows nothing.
const PENGGAL: char = '\u{200b}';

/// Every text of a value, made safe.
pub(super) fn siapkan(nilai: &mut Value) {
    match nilai {
        Value::String(isi) => *isi = siap(isi),
        Value::Array(isi) => isi.iter_mut().for_each(siapkan),
        Value::Object(isi) => isi.values_mut().for_each(siapkan),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text made safe. Line breaks stay.
pub(super) fn siap(teks: &str) -> String {
    let mut hasil = String::with_capacity(teks.len());
    for (nomor, baris) in teks.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']).enumerate() {
        if nomor > 0 {
            hasil.push('\n');
        }
        let bersih = baris.chars().map(|huruf| if huruf.is_control() { ' ' } else { huruf }).collect::<String>();
        for (nomor, kata) in bersih.split(' ').enumerate() {
            if nomor > 0 {
                hasil.push(' ');
            }
            penggal(kata, &mut hasil);
        }
    }
    hasil
}

fn penggal(kata: &str, hasil: &mut String) {
    if kata.chars().count() <= KATA_TERPANJANG {
        hasil.push_str(kata);
        return;
    }
    let mut sejak = 0;
    for huruf in kata.chars() {
        // Not before a mark that stands on the letter before it.
        if sejak >= JARAK && huruf.is_alphanumeric() {
            hasil.push(PENGGAL);
            sejak = 0;
        }
        hasil.push(huruf);
        sejak += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_fits_no_column_may_break_and_others_stay() {
        assert_eq!(siap("pertanggungjawaban\tkeuangan\r\nnegara"), "pertanggungjawaban keuangan\nnegara");
        let panjang = siap(&format!("lihat https://contoh.example/{}", "a".repeat(200)));
        assert!(panjang.split([' ', PENGGAL]).all(|bagian| bagian.chars().count() <= KATA_TERPANJANG), "{panjang}");
        assert_eq!(panjang.replace(PENGGAL, "").len(), 6 + 23 + 200);
    }
}
