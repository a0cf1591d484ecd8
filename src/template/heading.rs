//! Header wording in canonical form, so that the many spellings of one header compare equal.

use crate::domain::date::month_from_name;
use crate::domain::roman;
use crate::domain::text::{key, words_of_name};

/// What stands for a year in the headers of definitions.
pub const YEAR: &str = "{tahun}";

/// A header text in canonical form: [`key`], without years, column numbers and "(kumulatif)", every spelling of a
/// quarter as `tw1`..`tw4` and the bare word as `tw`, "yang" for "yg" and "tahun" for "thn".
pub fn canonical(text: &str) -> String {
    let mut key = key(&words_of_name(text));
    if key.contains('_') {
        key = key.replace('_', " ");
    }
    let key = roman::mended(&key);
    let mut outcome = String::with_capacity(key.len());
    // Whether the word before was the bare quarter.
    let mut after_tw = false;
    for cut in separate_word(&key) {
        let word = match cut {
            "(kumulatif)" | "(akumulasi)" => continue,
            "yg" => "yang",
            "thn" | "thn." | "th." => "tahun",
            "triwulan" | "trw" | "trw." | "tw" | "tw." | "triwulan." => "tw",
            other if other == YEAR || year(other) || column_number(other) => continue,
            // "1 (2025)", "Kondisi Awal (2024)".
            other if in_brackets(other).is_some_and(|inner| inner == YEAR || year(inner)) => continue,
            other => other,
        };
        let number = triwulan_number(word).filter(|_| after_tw);
        after_tw = word == "tw";
        match number {
            Some(number) => outcome.push_str(&number.to_string()),
            None => {
                if !outcome.is_empty() {
                    outcome.push(' ');
                }
                outcome.push_str(word);
            }
        }
    }
    let length = outcome.trim_end_matches([':', '.', '*', ' ']).len();
    outcome.truncate(length);
    outcome
}

/// A header path in canonical form, parents first, joined by `" > "`. Bare numerals under a parent that speaks of
/// quarters, targets or realisations are quarters. Empty and repeated parts are left out.
pub fn canonical_path<'a>(part: impl IntoIterator<Item = &'a str>) -> String {
    let mut outcome: Vec<String> = Vec::new();
    for text in part {
        let mut now = canonical(text);
        if let Some(number) = triwulan_number(&now)
            && outcome.iter().any(|parent| mentions_periodic(parent))
        {
            now = format!("tw{number}");
        }
        if !now.is_empty() && outcome.last() != Some(&now) {
            outcome.push(now);
        }
    }
    outcome.join(" > ")
}

/// The year that a header path names: one and no other.
pub fn path_year<'a>(part: impl IntoIterator<Item = &'a str>) -> Option<u16> {
    let mut outcome = None;
    for text in part {
        let key = key(text);
        for word in key.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| year(word)) {
            let now = word.parse().ok();
            if outcome.is_some() && outcome != now {
                return None;
            }
            outcome = now;
        }
    }
    outcome
}

/// Whether a header says a year and nothing else.
pub fn year_only(text: &str) -> bool {
    year(&key(text))
}

/// Whether a header says that its values run up over the year.
pub fn mentions_cumulative(text: &str) -> bool {
    let key = key(text);
    if key.contains("non kumulatif") || key.contains("non-kumulatif") {
        return false;
    }
    let words: Vec<&str> = key.split(|letter: char| !letter.is_alphanumeric() && letter != '.').collect();
    let word = |word: &&str| matches!(*word, "kumulatif" | "komulatif" | "kumulasi" | "akumulatif" | "akumulasi");
    words.iter().any(word) || until_a_quarter(&key)
}

/// "Realisasi s.d. TW II", "Realisasi sampai dengan triwulan ini": until a quarter, a half of the year or a month, and
/// not a span ("TW I s.d. TW IV") nor a year.
fn until_a_quarter(key: &str) -> bool {
    const UNTIL: [&str; 6] = ["s.d.", "s.d", "s/d", "sd.", "sampai dengan", "hingga"];
    const PERIOD: [&str; 7] = ["tw", "trw", "triwulan", "semester", "bulan", "saat", "periode"];
    let period = |word: &str| {
        let word = word.trim_start_matches(['(', '.']);
        PERIOD.iter().any(|period| word.starts_with(period)) || month_from_name(word.trim_end_matches(')')).is_some()
    };
    UNTIL.iter().any(|until| {
        key.match_indices(until).any(|(at, _)| {
            let (before, after) = (&key[..at], key[at + until.len()..].trim_start());
            let whole_word = before.is_empty() || before.ends_with([' ', '(']);
            let first = after.split(' ').next().unwrap_or_default();
            whole_word && period(first) && !before.split(' ').any(period)
        })
    })
}

/// The quarter number of `i`..`iv` or `1`..`4`.
pub fn triwulan_number(word: &str) -> Option<u32> {
    match word {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        "iii" | "3" => Some(3),
        "iv" | "4" => Some(4),
        _ => None,
    }
}

fn mentions_periodic(parent: &str) -> bool {
    parent
        .split([' ', '(', ')'])
        .any(|word| matches!(word, "tw" | "target" | "realisasi" | "alokasi" | "prediksi" | "capaian"))
}

fn year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|letter| letter.is_ascii_digit())
}

fn in_brackets(word: &str) -> Option<&str> {
    word.strip_prefix('(')?.strip_suffix(')')
}

/// `(1)`, `(12)`.
fn column_number(word: &str) -> bool {
    in_brackets(word).is_some_and(|content| {
        !content.is_empty() && content.len() <= 2 && content.bytes().all(|letter| letter.is_ascii_digit())
    })
}

/// Words, with `tw1`, `tw.i`, `tw-ii` and `triwulan1` split after the quarter word.
fn separate_word(key: &str) -> impl Iterator<Item = &str> {
    key.split(' ').filter(|word| !word.is_empty()).flat_map(|word| {
        let front = ["triwulan", "trw", "tw"].into_iter().find(|front| word.starts_with(front));
        let number = front.map(|front| word[front.len()..].trim_start_matches(['.', '-']));
        match number.filter(|number| triwulan_number(number).is_some()) {
            Some(number) => [front, Some(number)],
            None => [Some(word), None],
        }
        .into_iter()
        .flatten()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_quarter_is_one() {
        for text in ["TW I", "TW 1", "TW.I", "Tw-I", "tw1", "TRIWULAN I", "Trw. 1", "Triwulan\n1"] {
            assert_eq!(canonical(text), "tw1", "{text}");
        }
        assert_eq!(canonical("Realisasi TW IV"), "realisasi tw4");
        assert_eq!(canonical("Realisasi Triwulan"), "realisasi tw");
    }

    #[test]
    fn headers_that_run_up_say_so_in_many_words() {
        for text in [
            "Realisasi (Kumulatif)",
            "Realisasi s.d. TW II",
            "Realisasi s/d Triwulan ini",
            "Realisasi sampai dengan Triwulan III",
            "Realisasi hingga TW II",
            "Realisasi s.d Juni",
            "Realisasi akumulasi",
            "Realisasi Komulatif TW II",
        ] {
            assert!(mentions_cumulative(text), "{text}");
        }
        for text in [
            "Realisasi TW II",
            "Realisasi (Non Kumulatif)",
            "Realisasi TW I s.d. TW IV",
            "Target Januari s.d. Desember",
            "Realisasi Renstra s.d. 2025",
            "Realisasi s.d. tahun ini",
            "Persentase kehadiran",
        ] {
            assert!(!mentions_cumulative(text), "{text}");
        }
    }

    #[test]
    fn years_and_column_numbers_do_not_count() {
        assert_eq!(canonical("Target Tahun 2026"), "target tahun");
        assert_eq!(canonical("Target Thn. 2026"), "target tahun");
        assert_eq!(canonical("Target (4)"), "target");
        assert_eq!(canonical("Kondisi Awal (2024)"), "kondisi awal");
        assert_eq!(canonical("target_tw1"), "target tw1");
        assert_eq!(canonical("Alokasi Target (Kumulatif)"), "alokasi target");
    }

    #[test]
    fn the_year_of_a_header_is_known_when_it_names_one() {
        assert_eq!(path_year(["Target", "2027"]), Some(2027));
        assert_eq!(path_year(["Target Tahun 2027 (Rp)"]), Some(2027));
        assert_eq!(path_year(["Target 2025-2030"]), None);
        assert_eq!(path_year(["Target Akhir"]), None);
        assert!(year_only(" 2027 ") && !year_only("Target 2027") && !year_only("1.2027"));
    }

    #[test]
    fn numerals_are_quarters_only_under_a_parent_that_says_so() {
        assert_eq!(canonical_path(["Triwulan", "II"]), "tw > tw2");
        assert_eq!(canonical_path(["Target", "4"]), "target > tw4");
        assert_eq!(canonical_path(["Kode", "1"]), "kode > 1");
        assert_eq!(canonical_path(["Target", "Target", ""]), "target");
    }
}
