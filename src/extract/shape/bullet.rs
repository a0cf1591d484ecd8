//! What stands before a wording in a cell of its own and states nothing: a letter, a bullet, a word with a number.

/// Letters of the word before the number of a code at most: "IKSK 1.1".
const WORD: usize = 6;

/// Whether a text only marks its row: "a.", "(b)", "iv)", "•", "-".
pub(super) fn row_mark(text: &str) -> bool {
    if text.len() > 8 {
        return false;
    }
    let bare = text.trim_start_matches('(').trim_end_matches(['.', ')']);
    if bare.is_empty() || bare.chars().count() > 4 {
        return false;
    }
    let roman = bare.bytes().all(|letter| matches!(letter.to_ascii_lowercase(), b'i' | b'v' | b'x'));
    let letter = bare.len() == 1 && bare.bytes().all(|letter| letter.is_ascii_alphabetic());
    let bullet = bare.chars().count() <= 2 && !bare.contains(char::is_alphanumeric);
    roman || letter || bullet
}

/// Words before a number that make no code of it.
const COUNTED: [&str; 8] = ["tw", "rp", "level", "tahun", "tahap", "kelas", "bulan", "min"];

/// Whether a text is a short word and a number: "IKU 1", "IKSK 1.1", "SS-2", "PK. 3", "[IKU 1.1]". A figure with its unit begins with the
/// figure.
pub(super) fn named_code(text: &str) -> bool {
    if text.len() > 2 * WORD + 8 {
        return false;
    }
    let text = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text).trim();
    let Some(start) = text.find(|letter: char| letter.is_ascii_digit()) else { return false };
    let (word, number) = text.split_at(start);
    let word = word.trim_end_matches([' ', '.', '-', '/']);
    let letters = (1..=WORD).contains(&word.len()) && word.bytes().all(|letter| letter.is_ascii_alphabetic());
    let part = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|letter| letter.is_ascii_alphanumeric());
    let numbered = number.trim_end_matches(['.', ')']).split(['.', '-']).all(part);
    letters && numbered && !COUNTED.iter().any(|other| word.eq_ignore_ascii_case(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_codes_before_a_wording_state_nothing() {
        for text in ["a.", "a", "B)", "(c)", "iv.", "•", "-", "–", "*"] {
            assert!(row_mark(text), "{text}");
        }
        for text in ["IKU 1", "IKU-1", "IKSK 1.1", "SS.2", "IK 3.1.2", "SK.1."] {
            assert!(named_code(text), "{text}");
        }
        for text in ["km", "unit", "Nilai", "8 kali", "TW 1", "80", "Rp 5", "Level 3", "Jumlah 12 rapat"] {
            assert!(!row_mark(text) && !named_code(text), "{text}");
        }
    }
}
