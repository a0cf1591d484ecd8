//! What says in words that there is no figure yet: "belum dihitung", "diukur TW IV", "Tahunan".

use crate::domain::date::month_from_name;

/// What is done to a figure before it can be written down.
const MEASURED: [&str; 22] = [
    "diukur",
    "terukur",
    "dihitung",
    "terhitung",
    "dinilai",
    "ternilai",
    "diperoleh",
    "didapat",
    "tersedia",
    "rilis",
    "dirilis",
    "terbit",
    "diterbitkan",
    "keluar",
    "diketahui",
    "dievaluasi",
    "disurvei",
    "direkap",
    "diumumkan",
    "pengukuran",
    "penilaian",
    "perhitungan",
];
/// Words that say when.
const WHEN: [&str; 14] = [
    "tw",
    "triwulan",
    "triwulanan",
    "semester",
    "smt",
    "akhir",
    "tahun",
    "tahunan",
    "setahun",
    "berikutnya",
    "depan",
    "mendatang",
    "anggaran",
    "berjalan",
];
/// Words that tie the others together.
const BETWEEN: [&str; 24] = [
    "dapat",
    "bisa",
    "akan",
    "baru",
    "hanya",
    "masih",
    "dilakukan",
    "dilaksanakan",
    "ada",
    "data",
    "datanya",
    "hasil",
    "hasilnya",
    "nilai",
    "nilainya",
    "capaian",
    "indikator",
    "pada",
    "di",
    "tiap",
    "setiap",
    "secara",
    "sekali",
    "ini",
];
/// Marks around words that say nothing of them.
const MARKS: [char; 11] = ['(', ')', '*', '.', ',', ':', ';', '"', '\'', '-', '/'];
/// No remark that only says when is longer.
const LONGEST: usize = 60;

/// Whether a text says nothing but that the figure is not there yet, or when it will be. What says anything else stays a
/// text: "menunggu data alumni" has something to be asked about.
pub(super) fn not_measured_yet(tidied: &str) -> bool {
    if tidied.len() > LONGEST || !tidied.contains(char::is_alphabetic) {
        return false;
    }
    let lower = tidied.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '/', '-']).map(|word| word.trim_matches(MARKS)).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    let is = |list: &[&str]| words.iter().any(|word| list.contains(word));
    let known = |word: &&str| {
        ["belum", "tidak", "per", "satu", "1x"].contains(word)
            || MEASURED.contains(word)
            || WHEN.contains(word)
            || BETWEEN.contains(word)
            || numbered(word)
            || month_from_name(word).is_some()
    };
    if !words.iter().all(known) {
        return false;
    }
    let denied =
        is(&["belum", "tidak"]) && (is(&MEASURED) || is(&["data", "datanya", "hasil", "hasilnya", "nilainya"]));
    let when = |word: &str| {
        WHEN.contains(&word) || month_from_name(word).is_some() || (word.starts_with("tw") && numbered(word))
    };
    let later = is(&MEASURED) && words.iter().any(|word| when(word));
    // "2 tahunan" and "4 per tahun" hold a number.
    let counts = words.iter().any(|word| word.len() == 1 && word.starts_with(|letter: char| letter.is_ascii_digit()));
    let of_the_year =
        is(&["tahunan", "setahun"]) || (is(&["tahun"]) && is(&["akhir", "per", "sekali", "setiap", "tiap"]));
    denied || later || (of_the_year && !counts)
}

/// The number of a quarter or a semester, or a year.
fn numbered(word: &str) -> bool {
    const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "ke"];
    let quarter = |word: &str| ROMAN.contains(&word) || matches!(word, "1" | "2" | "3" | "4");
    let year = word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
    quarter(word) || year || word.strip_prefix("tw").or_else(|| word.strip_prefix("ke")).is_some_and(quarter)
}

/// A figure without the mark of a footnote behind it: "32,5 %*)", "32,5 **", "32,5 1)". A digit that touches the figure may
/// be its own, and stays; so does what has a bracket before it.
pub(super) fn without_footnote(tidied: &str) -> &str {
    if !tidied.starts_with(|letter: char| letter.is_ascii_digit() || "<>=\u{2265}\u{2264}+-Rr(".contains(letter)) {
        return tidied;
    }
    let open = tidied.strip_suffix(')').filter(|rest| !rest.contains('(')).unwrap_or(tidied);
    let starred = open.trim_end_matches(['*', '\u{2020}', '\u{2021}']);
    if starred.len() < open.len() {
        return starred.trim_end();
    }
    if open.len() == tidied.len() {
        return tidied;
    }
    let numbered =
        open.strip_suffix(|letter: char| letter.is_ascii_digit() || letter.is_ascii_lowercase() || is_raised(letter));
    match numbered {
        Some(rest) if rest.ends_with([' ', '%']) || open.ends_with(is_raised) => rest.trim_end(),
        _ => tidied,
    }
}

fn is_raised(letter: char) -> bool {
    matches!(letter, '\u{b9}' | '\u{b2}' | '\u{b3}' | '\u{2074}'..='\u{2079}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_when_a_figure_will_be_there_says_that_there_is_none() {
        for text in [
            "belum dihitung",
            "Belum diukur",
            "diukur TW IV",
            "Tahunan",
            "dihitung akhir tahun",
            "dihitung di akhir tahun",
            "(diukur pada Triwulan IV)",
            "diukur TW4",
            "Akhir Tahun",
            "per tahun",
            "data tahunan",
            "indikator tahunan",
            "belum dapat diukur",
            "belum ada data",
            "tidak diukur",
            "tidak diukur pada TW ini",
            "rilis Desember 2026",
            "penilaian semester II",
            "setahun sekali",
            "belum rilis",
            "hasil belum keluar",
            "pengukuran tahunan",
        ] {
            assert!(not_measured_yet(text), "{text}");
        }
        for text in [
            "menunggu data alumni",
            "sudah dilaksanakan",
            "sesuai kebutuhan",
            "belum dilaksanakan",
            "12",
            "TW IV",
            "2026",
            "tidak tercapai",
            "4 dokumen",
            "2 tahunan",
            "4 per tahun",
            "5 tahun",
            "nilai 3",
            "tahun 2026",
            "akhir",
            "baik",
            "segera diurus",
            "I",
            "tidak dapat",
        ] {
            assert!(!not_measured_yet(text), "{text}");
        }
    }

    #[test]
    fn the_mark_of_a_footnote_is_none_of_the_figure() {
        for (text, figure) in [
            ("32,5 %*)", "32,5 %"),
            ("32,5*", "32,5"),
            ("32,5 **)", "32,5"),
            ("32,5 1)", "32,5"),
            ("32,5%1)", "32,5%"),
            ("4 a)", "4"),
            ("32,5\u{b9})", "32,5"),
            ("32,51)", "32,51)"),
            ("10\u{b2}", "10\u{b2}"),
            ("4 (empat)", "4 (empat)"),
            ("(1.000)", "(1.000)"),
            ("140 Kelompok (1400 orang)", "140 Kelompok (1400 orang)"),
            ("a)", "a)"),
        ] {
            assert_eq!(without_footnote(text), figure, "{text}");
        }
    }
}
