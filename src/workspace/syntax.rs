//! What is wrong with a line of `selaras.toml` that cannot be taken apart, told from the line itself and not in the words of
//! the reader, which are English.

use crate::domain::text::brief;

/// Letters of a line that are repeated.
const SHOWN: usize = 60;
/// Words that only the reader of settings has.
const ENGLISH: [&str; 9] =
    ["expected", "invalid", "missing", "unknown", "range", "duplicate", "match", "unexpected", "must"];

/// What is wrong with a line, and what to write instead.
pub(super) fn told(line: &str, message: &str) -> String {
    let shown = brief(line, SHOWN);
    let Some((key, value)) = line.split_once('=') else {
        if line.starts_with('[') {
            return format!(
                "judul bagian {shown} belum ditutup atau sudah ada; tulis misalnya [instansi], satu kali saja"
            );
        }
        let colon = if line.contains(':') { "; pakai tanda =, bukan titik dua" } else { "" };
        return format!(
            "{shown:?} bukan pengaturan{colon}; tulis misalnya tahun = 2026, atau awali dengan # bila hanya catatan"
        );
    };
    let (key, value) = (key.trim(), value.trim());
    if message.contains("duplicate") {
        return format!("{key} sudah ditulis di atas; hapus salah satunya");
    }
    let bare = value.split('#').next().unwrap_or_default().trim();
    let shown = brief(bare, SHOWN);
    let first = bare.chars().next();
    let quotes = |mark: char| value.matches(mark).count() % 2 == 1;
    match first {
        None => format!("{key} belum berisi; isi, atau hapus barisnya"),
        Some('"') if value.contains('\\') => {
            format!(
                "{key} = {shown}: tanda \\ di antara tanda kutip ganda tidak dimengerti; pakai / atau tanda kutip tunggal"
            )
        }
        Some(mark @ ('"' | '\'')) if quotes(mark) => format!("{key} = {shown}: tanda kutip penutupnya belum ada"),
        Some('"' | '\'') => {
            format!("{key} = {shown}: di belakang tanda kutip penutup masih ada tulisan; hapus, atau awali dengan #")
        }
        Some('[') if !bare.ends_with(']') => {
            format!("{key}: kurung siku penutup belum ada, atau koma di antara isinya kurang")
        }
        Some(letter) if letter.is_alphabetic() => {
            format!("{key} = {shown}: teks ditulis di antara tanda kutip, misalnya {key} = {:?}", shown)
        }
        Some(digit) if digit.is_ascii_digit() && bare.contains(['-', '/']) => {
            format!("{key} = {shown} bukan tanggal yang ada; tulis misalnya 28-02-2026")
        }
        Some(digit) if digit.is_ascii_digit() => {
            format!(
                "{key} = {shown} bukan bilangan; tulis angka saja, tanpa titik ribuan dan tanpa satuan, misalnya 1500000"
            )
        }
        _ => format!("{key} = {shown} tidak dimengerti; bandingkan dengan contoh di panduan"),
    }
}

/// What a reader says of a value, where it says it in the language of those who typed it.
pub(super) fn in_own_words(message: &str) -> &str {
    if ENGLISH.iter().any(|word| message.contains(word)) {
        "isinya tidak dapat dipakai; bandingkan dengan contoh di panduan"
    } else {
        message
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_write_a_line_wrongly_has_an_answer_of_its_own() {
        let lines = [
            "nama = Politeknik",
            "nama = \"Politeknik",
            "nama: Politeknik",
            "[tenggat",
            "tahun =",
            "pk = 31-02-2026",
            "pagu = 1.500.000",
            "triwulan = [2026-04-10",
            "logo = \"gambar\\logo.png\"",
        ];
        let told: Vec<String> = lines.iter().map(|line| told(line, "")).collect();
        for (line, one) in lines.iter().zip(&told) {
            assert!(!ENGLISH.iter().any(|word| one.contains(word)), "{line}: {one}");
        }
        let mut different = told.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), lines.len(), "{told:#?}");
    }
}
