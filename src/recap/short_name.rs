//! A short name out of the wording of an indicator, to stand beside its number where the wording has no room.

use crate::domain::text::one_line;

/// Words that say how something is measured, at the beginning of a wording.
const MEASURES: [&str; 16] = [
    "persentase",
    "prosentase",
    "jumlah",
    "nilai",
    "tingkat",
    "rata-rata",
    "rasio",
    "indeks",
    "skor",
    "predikat",
    "angka",
    "presentase",
    "banyaknya",
    "capaian",
    "persen",
    "rerata",
];
/// Words that carry no meaning by themselves.
const LIGHT: [&str; 17] = [
    "yang", "dan", "atau", "di", "ke", "dari", "dengan", "untuk", "pada", "oleh", "dalam", "serta", "terhadap", "per",
    "sebagai", "secara", "melalui",
];

/// The first words that say what is measured, as many as fit: "Lulusan berhasil mendapat".
pub(crate) fn short_name(wording: &str, most: usize) -> String {
    let wording = one_line(wording);
    let words: Vec<&str> = wording.split(' ').collect();
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase();
    let start = words.iter().position(|word| !MEASURES.contains(&bare(word).as_str())).unwrap_or_default();
    let mut name = String::new();
    for word in words.get(start..).unwrap_or_default().iter().filter(|word| !LIGHT.contains(&bare(word).as_str())) {
        let word = word.trim_end_matches([',', ';', '.', ':']);
        let opens = word.starts_with(['(', '[']);
        if opens || name.chars().count() + 1 + word.chars().count() > most && !name.is_empty() {
            break;
        }
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
    }
    let mut letters = name.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => name,
    }
}

/// As many whole sentences, else words, as fit; nothing is cut within a word, and what is left out shows as "…".
pub(crate) fn whole_sentences(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_string();
    }
    let fits: String = text.chars().take(most).collect();
    let mut ends = fits.char_indices().filter(|(at, letter)| {
        matches!(letter, '.' | ';' | '!' | '?') && fits.get(at + 1..).is_some_and(|rest| rest.starts_with(' '))
    });
    match ends.next_back() {
        Some((at, _)) if at * 2 > fits.len() => format!("{} …", fits.get(..=at).unwrap_or(&fits)),
        _ => crate::domain::text::brief(text, most),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_name_says_what_is_measured() {
        let name = |text| short_name(text, 24);
        assert_eq!(name("Persentase lulusan yang berhasil mendapat pekerjaan"), "Lulusan berhasil");
        assert_eq!(name("Jumlah dokumen kerja sama (MoU)"), "Dokumen kerja sama");
        assert_eq!(name("Predikat SAKIP minimal BB"), "SAKIP minimal BB");
        assert_eq!(name("Persentase"), "Persentase");
        assert_eq!(name(""), "");
    }

    #[test]
    fn a_long_text_ends_with_a_sentence() {
        let text = "Anggaran baru cair. Panitia belum lengkap; pelatihan ditunda sampai bulan depan.";
        assert_eq!(whole_sentences(text, 200), text);
        assert_eq!(whole_sentences(text, 50), "Anggaran baru cair. Panitia belum lengkap; …");
        assert!(whole_sentences("Satu kalimat panjang tanpa titik sama sekali", 20).ends_with('…'));
    }
}
