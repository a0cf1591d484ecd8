//! The multiple of rupiah that a heading or a line over a table names: "(dalam juta rupiah)", "Rp 000".

use crate::domain::text::key;

/// What the amounts below a heading path are multiplied with to be rupiah: the lowest text that names a multiple
/// decides; 1 where none does.
pub fn money_scale<'a>(path: impl DoubleEndedIterator<Item = &'a str>) -> f64 {
    path.rev().find_map(scale).unwrap_or(1.0)
}

/// The multiple that a line over a table names when it says nothing else: "(dalam jutaan rupiah)".
pub fn scale_note(text: &str) -> Option<f64> {
    let note = |token: &Token| match token {
        Token::Multiple(_) | Token::Currency | Token::Bracket | Token::In => true,
        Token::Word(word) => matches!(word.as_str(), "satuan" | "nilai" | "anggaran" | "angka" | "pagu" | "an"),
        Token::Other => false,
    };
    scale(text).filter(|_| tokens(text).iter().all(note))
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Multiple(f64),
    Currency,
    /// "dalam", "x", "per".
    In,
    Bracket,
    Word(String),
    /// Numbers: "1 juta rumah" is an amount of something.
    Other,
}

/// The multiple of a text: beside "rupiah", after "dalam", or alone in brackets. "Program 3 juta rumah" names none.
fn scale(text: &str) -> Option<f64> {
    let tokens = tokens(text);
    let at = |place: Option<usize>| place.and_then(|place| tokens.get(place));
    tokens.iter().enumerate().find_map(|(place, token)| {
        let Token::Multiple(factor) = token else { return None };
        let (before, mut after) = (at(place.checked_sub(1)), at(place.checked_add(1)));
        if after.is_some_and(|token| *token == Token::Word("an".into())) {
            after = at(place.checked_add(2));
        }
        let currency = before == Some(&Token::Currency) || after == Some(&Token::Currency);
        let alone = before == Some(&Token::Bracket) && after == Some(&Token::Bracket);
        let counted = before == Some(&Token::Other);
        (!counted && (currency || alone || before == Some(&Token::In))).then_some(*factor)
    })
}

fn tokens(text: &str) -> Vec<Token> {
    let key = key(text);
    let letters: Vec<char> = key.chars().collect();
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(letter) = letters.get(at) {
        let run = |same: fn(&char) -> bool| letters[at..].iter().take_while(|one| same(one)).collect::<String>();
        let word = if letter.is_alphabetic() { run(|one| one.is_alphabetic()) } else { String::new() };
        let digits =
            if letter.is_ascii_digit() { run(|one| one.is_ascii_digit() || *one == '.') } else { String::new() };
        match () {
            () if !word.is_empty() => tokens.push(of_word(&word)),
            () if !digits.is_empty() => tokens.push(of_digits(digits.trim_end_matches('.'))),
            () if matches!(letter, '(' | ')' | '[' | ']') => tokens.push(Token::Bracket),
            () => {}
        }
        at += (word.chars().count() + digits.len()).max(1);
    }
    tokens
}

fn of_word(word: &str) -> Token {
    match word {
        "ribu" | "ribuan" | "rb" => Token::Multiple(1e3),
        "juta" | "jutaan" | "jt" => Token::Multiple(1e6),
        "miliar" | "milyar" | "miliaran" | "milyaran" => Token::Multiple(1e9),
        "triliun" | "trilyun" | "triliunan" => Token::Multiple(1e12),
        "rp" | "rupiah" | "idr" => Token::Currency,
        "dalam" | "dlm" | "x" | "per" => Token::In,
        _ => Token::Word(word.to_string()),
    }
}

/// "Rp 000" leaves three zeros off.
fn of_digits(digits: &str) -> Token {
    match digits {
        "000" | "1.000" | "1000" => Token::Multiple(1e3),
        "000.000" | "1.000.000" | "1000000" => Token::Multiple(1e6),
        _ => Token::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_names_the_multiple_of_its_amounts() {
        for (heading, factor) in [
            ("Anggaran (dalam juta rupiah)", 1e6),
            ("Anggaran (juta Rp)", 1e6),
            ("Pagu (Rp juta)", 1e6),
            ("Pagu (Rp. Juta)", 1e6),
            ("Pagu dalam jutaan Rupiah", 1e6),
            ("Pagu (juta-an rupiah)", 1e6),
            ("Realisasi (Rp Jt)", 1e6),
            ("Anggaran (juta)", 1e6),
            ("Anggaran dalam ribuan rupiah", 1e3),
            ("Anggaran (Rp. 000)", 1e3),
            ("Anggaran (x Rp1.000)", 1e3),
            ("Anggaran (Rp 000.000)", 1e6),
            ("Anggaran (Rp miliar)", 1e9),
            ("Pagu (Milyar Rupiah)", 1e9),
            ("Anggaran (Rp)", 1.0),
            ("Anggaran Program 3 Juta Rumah", 1.0),
            ("Anggaran Tahun 2026 (5)", 1.0),
            ("Anggaran Desa Juta Makmur", 1.0),
        ] {
            assert_eq!(money_scale(std::iter::once(heading)), factor, "{heading}");
        }
        assert_eq!(money_scale(["Anggaran (juta rupiah)", "TW I"].into_iter()), 1e6);
        assert_eq!(money_scale(["Anggaran (juta rupiah)", "TW I (ribu Rp)"].into_iter()), 1e3);
    }

    #[test]
    fn a_line_over_a_table_is_a_note_only_when_it_says_nothing_else() {
        assert_eq!(scale_note("(dalam jutaan rupiah)"), Some(1e6));
        assert_eq!(scale_note("Dalam Rp. 000"), Some(1e3));
        assert_eq!(scale_note("Satuan: Juta Rupiah"), Some(1e6));
        assert_eq!(scale_note("Pengadaan bibit senilai juta rupiah"), None);
        assert_eq!(scale_note("Anggaran (Rp)"), None);
    }
}
