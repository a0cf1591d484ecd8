//! Text as people type it, made comparable.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::memo::Memo;

/// The form in which two texts are compared: NFKC, lower case, every kind of blank as one space, one kind of dash and
/// apostrophe, no blanks around `/`, no zero-width characters, and no trailing `:`, `.` or `*`.
pub fn key(text: &str) -> String {
    // Almost every text of a form is ASCII, of which normalisation changes nothing: a fifth of the time of a whole run.
    let mut outcome = if text.is_ascii() { unite_ascii(text) } else { unite(text.nfkc()) };
    let length = outcome.trim_end_matches([':', '.', '*', ' ']).len();
    outcome.truncate(length);
    outcome
}

/// Whether the [`key`] of a text may begin with a letter that is asked for, in lower case: most texts are told apart by
/// that, before their key is made. What is not ASCII always may.
pub(crate) fn may_begin_with(text: &str, asked: impl Fn(u8) -> bool) -> bool {
    let first = text.bytes().find(|letter| *letter > b' ' && *letter != 0x7f);
    !text.is_ascii() || first.is_some_and(|letter| asked(letter.to_ascii_lowercase()))
}

/// As [`unite`], for texts in which nothing but case and blanks can differ: a third of its time.
fn unite_ascii(text: &str) -> String {
    let mut outcome = Vec::with_capacity(text.len());
    // As after a slash, no blank begins the key.
    let mut last = b'/';
    let mut blank = false;
    for letter in text.bytes() {
        if letter <= b' ' || letter == 0x7f {
            blank = true;
            continue;
        }
        if blank && last != b'/' && letter != b'/' {
            outcome.push(b' ');
        }
        blank = false;
        last = letter.to_ascii_lowercase();
        outcome.push(last);
    }
    // All of it is ASCII.
    String::from_utf8(outcome).unwrap_or_default()
}

fn unite(letter: impl Iterator<Item = char>) -> String {
    let mut outcome = String::with_capacity(letter.size_hint().0);
    let mut blank = false;
    for letter in letter {
        let letter = match letter {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {
                continue;
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{2bc}' => '\'',
            '\u{201c}' | '\u{201d}' => '"',
            letter => letter,
        };
        if letter.is_whitespace() || letter.is_control() {
            blank = true;
            continue;
        }
        if blank && !outcome.is_empty() && letter != '/' && !outcome.ends_with('/') {
            outcome.push(' ');
        }
        blank = false;
        if letter.is_ascii() {
            outcome.push(letter.to_ascii_lowercase());
        } else {
            outcome.extend(letter.to_lowercase());
        }
    }
    outcome
}

/// Shorter texts are abbreviations: "UoM".
const SHORTEST_NAME: usize = 6;

/// A name of a program's field with its words apart: "targetTahunan" is "target Tahunan". Other texts stay as they are.
pub fn words_of_name(text: &str) -> Cow<'_, str> {
    let begins = |pair: &[u8]| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase();
    let name = text.len() >= SHORTEST_NAME && text.bytes().all(|letter| letter.is_ascii_alphanumeric());
    if !name || !text.as_bytes().windows(2).any(begins) {
        return Cow::Borrowed(text);
    }
    let mut outcome = String::with_capacity(text.len() + 4);
    for (at, letter) in text.char_indices() {
        if at > 0 && begins(&text.as_bytes()[at - 1..=at]) {
            outcome.push(' ');
        }
        outcome.push(letter);
    }
    Cow::Owned(outcome)
}

/// The key by which indicators of different documents are matched when a code is missing (domain section 2): [`key`]
/// without leading numbering or bracketed code, and without a trailing bracket such as "(Indeks)" or the mark of a footnote.
///
/// Rules ask of the same wordings one after the other: what was made of them is remembered (made anew each time, it was 3 % of
/// all that checks and outputs took).
pub fn indikator_key(text: &str) -> String {
    static KEYS: LazyLock<Memo<String>> = LazyLock::new(Memo::default);
    KEYS.get_or(text, || made_key(text)).to_string()
}

fn made_key(text: &str) -> String {
    let mut key = key(text);
    key.truncate(without_footnote(&key).len());
    loop {
        let without_code = discard_number_front(&key);
        if without_code.len() == key.len() {
            break;
        }
        key = without_code.to_string();
    }
    if key.ends_with(')')
        && let Some(start) = key.rfind('(')
        && start > 0
    {
        key.truncate(start);
    }
    let key = key.trim_end_matches([' ', '.', ':', ';', ',']);
    in_digits(key).unwrap_or_else(|| key.to_string())
}

/// Numbers that wordings spell out.
const NUMBERS: [(&str, &str); 11] = [
    ("satu", "1"),
    ("dua", "2"),
    ("tiga", "3"),
    ("empat", "4"),
    ("lima", "5"),
    ("enam", "6"),
    ("tujuh", "7"),
    ("delapan", "8"),
    ("sembilan", "9"),
    ("sepuluh", "10"),
    ("sebelas", "11"),
];

/// Words after which a number is a part of a greater one.
const GREATER: [&str; 6] = ["belas", "puluh", "ratus", "ribu", "juta", "koma"];

/// A key in which "enam bulan" and "6 (enam) bulan" are "6 bulan"; nothing where no number is spelt out.
fn in_digits(key: &str) -> Option<String> {
    let digits = |word: &str| NUMBERS.iter().find(|(spelt, _)| *spelt == word).map(|(_, digits)| *digits);
    let bare = |word: &str| digits(word.trim_matches(['(', ')']));
    if !key.split(' ').any(|word| bare(word).is_some()) {
        return None;
    }
    let words: Vec<&str> = key.split(' ').collect();
    let mut written: Vec<&str> = Vec::with_capacity(words.len());
    for (place, word) in words.iter().enumerate() {
        let greater = words.get(place + 1).is_some_and(|next| GREATER.contains(&next.trim_matches(['(', ')'])))
            || place > 0 && GREATER.contains(&words[place - 1]);
        let repeated = word.starts_with('(') && bare(word).is_some_and(|digits| written.last() == Some(&digits));
        if !repeated {
            written.push(digits(word).filter(|_| !greater).unwrap_or(word));
        }
    }
    Some(written.join(" "))
}

/// `x *)`, `x **)`, `x 1)` → `x`.
fn without_footnote(key: &str) -> &str {
    let Some(rest) = key.strip_suffix(')').filter(|rest| !rest.contains('(')) else { return key };
    let mark = rest.trim_end_matches('*');
    if mark.len() < rest.len() {
        return mark.trim_end();
    }
    match rest.rsplit_once(' ') {
        Some((before, number)) if matches!(number.len(), 1 | 2) && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            before.trim_end()
        }
        _ => key,
    }
}

/// `[iku 1.1] x`, `1. x`, `a) x`, `(2) x` → `x`.
fn discard_number_front(key: &str) -> &str {
    if let Some(rest) = key.strip_prefix('[')
        && let Some((_, after)) = rest.split_once(']')
    {
        return after.trim_start();
    }
    let rest = key.strip_prefix('(').unwrap_or(key);
    let last = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.').unwrap_or(rest.len());
    let (number, after) = rest.split_at(last);
    let valid_number = |number: &str| {
        let part: Vec<&str> = number.trim_end_matches('.').split('.').collect();
        !number.is_empty()
            && (part.iter().all(|b| !b.is_empty() && b.len() <= 2 && b.bytes().all(|c| c.is_ascii_digit()))
                || (part.len() == 1 && part[0].len() == 1))
    };
    if !valid_number(number) {
        return key;
    }
    if let Some(after) = after.strip_prefix(')') {
        return after.trim_start();
    }
    if number.ends_with('.') && after.starts_with(' ') {
        return after.trim_start();
    }
    key
}

/// The code of an indicator in one spelling: `[iku 1.1]`, `IKU1.1` and `IKU 1.1.` are all `IKU 1.1`. A bare number
/// stays bare. `None` when the text is no code.
pub fn indikator_code(text: &str) -> Option<String> {
    code_parts(text, |kind, number| {
        let number = number.to_uppercase();
        if kind.is_empty() { number } else { format!("{} {number}", kind.to_uppercase()) }
    })
}

/// What `tell` makes of the kind and the number of a code; `None` when the text is no code.
fn code_parts<T>(text: &str, tell: impl Fn(&str, &str) -> T) -> Option<T> {
    // Most texts that are asked about are sentences.
    if text.is_ascii() && !text.bytes().any(|letter| letter.is_ascii_digit()) {
        return None;
    }
    let key = key(text);
    let key = key.trim_start_matches('[').trim_end_matches(']').trim();
    let figure = key.find(|letter: char| letter.is_ascii_digit())?;
    let (kind, number) = key.split_at(figure);
    let kind = kind.trim_end_matches([' ', '.', '-', ':']);
    let number = number.trim_end_matches(['.', ')']);
    let valid_number = number.len() <= 20
        && number.split('.').all(|b| !b.is_empty() && b.len() <= 5 && b.bytes().all(|c| c.is_ascii_alphanumeric()));
    let valid_kind = kind.len() <= 6 && kind.bytes().all(|c| c.is_ascii_alphabetic());
    (valid_number && valid_kind).then(|| tell(kind, number))
}

/// Kinds of indicators that stand in front of their number.
const CODE_KIND: [&str; 9] = ["IKU", "IKK", "IKI", "IKP", "IKSK", "IKUK", "IKS", "S", "SS"];

/// Splits `[IKU 1.1] Persentase lulusan` or `IKU 1.1. Persentase lulusan` into its code and its wording.
pub fn separate_code(text: &str) -> (Option<String>, &str) {
    split_code(text, indikator_code)
}

/// The wording of [`separate_code`] alone.
pub(crate) fn without_code(text: &str) -> &str {
    split_code(text, |code| code_parts(code, |_, _| ())).1
}

/// What `tell` makes of the code in front of a wording, and the wording.
fn split_code<T>(text: &str, tell: impl Fn(&str) -> Option<T>) -> (Option<T>, &str) {
    let tidied = text.trim();
    if let Some(rest) = tidied.strip_prefix('[')
        && let Some((code, after)) = rest.split_once(']')
        && let Some(code) = tell(code)
    {
        return (Some(code), after.trim());
    }
    if let Some((code, rest)) = hyphened_code(tidied, &tell) {
        return (Some(code), rest);
    }
    let mut word = tidied.splitn(3, char::is_whitespace);
    if let (Some(kind), Some(number)) = (word.next(), word.next())
        && CODE_KIND.iter().any(|known| known.eq_ignore_ascii_case(kind))
        && let Some(code) = tell(&format!("{kind} {number}"))
    {
        return (Some(code), without_joint(word.next().unwrap_or("")));
    }
    (None, tidied)
}

/// The code of `IKU-01 - Persentase perkara`, and the wording behind it. A hyphen alone makes one of a word: "S1 Teknik"
/// begins with a degree.
fn hyphened_code<T>(text: &str, tell: impl Fn(&str) -> Option<T>) -> Option<(T, &str)> {
    let (first, rest) = text.split_once(char::is_whitespace)?;
    let (kind, number) = first.trim_end_matches([':', '.']).split_once(['-', '\u{2010}', '\u{2013}'])?;
    let known = kind.len() > 1 && CODE_KIND.iter().any(|known| known.eq_ignore_ascii_case(kind));
    let code = known.then(|| tell(&format!("{kind} {number}"))).flatten()?;
    let rest = without_joint(rest);
    (!rest.is_empty()).then_some((code, rest))
}

/// A wording without the mark that joins it to the code before it.
fn without_joint(rest: &str) -> &str {
    rest.trim_start_matches([':', '-', '\u{2013}', ' ']).trim()
}

/// A text on one line without control characters.
pub fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words as a sentence lists them: "PK dan RA", "PK, RA, dan TW II" (EYD V: a comma stands between all parts of an
/// enumeration, before the last "dan" too, but not between two); none is "".
pub fn listed<T: AsRef<str>>(words: &[T]) -> String {
    match words {
        [] => String::new(),
        [one] => one.as_ref().to_string(),
        [one, two] => format!("{} dan {}", one.as_ref(), two.as_ref()),
        [start @ .., last] => {
            let start: Vec<&str> = start.iter().map(AsRef::as_ref).collect();
            format!("{}, dan {}", start.join(", "), last.as_ref())
        }
    }
}

/// A text cut to so many characters, with an ellipsis when it was.
pub fn brief(text: &str, most: usize) -> String {
    let text = one_line(text);
    if text.chars().count() <= most {
        return text;
    }
    let start: String = text.chars().take(most.saturating_sub(1)).collect();
    let in_word = start
        .rfind(' ')
        .filter(|position| *position * 3 > start.len() * 2)
        .map_or(start.as_str(), |position| &start[..position]);
    format!("{}…", in_word.trim_end_matches([' ', ',', ';', '.']))
}

/// Titles in front of a name, written without a dot too.
const TITLES: [&str; 12] = ["prof", "dr", "drs", "dra", "ir", "h", "hj", "apt", "ns", "kh", "st", "rr"];

/// The name of a person without the titles before and after it, in comparable form.
pub fn person(name: &str) -> String {
    let bare = key(name.split(',').next().unwrap_or_default());
    // "( Budi Contoh )", as it stands over many numbers.
    let bare = bare.trim_matches(|letter: char| "()[]_ ".contains(letter));
    let words = bare.split(' ').skip_while(|word| word.ends_with('.') || TITLES.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_are_listed_as_the_spelling_rules_ask() {
        let said = ["PK", "RA", "TW II"];
        assert_eq!([0, 1, 2, 3].map(|count| listed(&said[..count])), ["", "PK", "PK dan RA", "PK, RA, dan TW II"]);
    }

    #[test]
    fn a_name_in_brackets_is_the_name() {
        for name in ["( Budi Contoh )", "(Dr. Budi Contoh, M.T.)", "__Budi Contoh__", "BUDI CONTOH"] {
            assert_eq!(person(name), "budi contoh", "{name}");
        }
    }

    #[test]
    fn blanks_dashes_and_case_do_not_count() {
        assert_eq!(key("  Tujuan /\u{a0}Sasaran\nStrategis : "), "tujuan/sasaran strategis");
        assert_eq!(key("Rata–rata"), "rata-rata");
        assert_eq!(key("Kendala\u{200b}*"), "kendala");
    }

    #[test]
    fn plain_letters_give_the_same_key_by_the_short_way() {
        let plain: String = (0..128_u8).map(char::from).collect();
        for text in [&plain, " / a / b /", "A  b\u{7f}c.", "/x", "a /\t/ b", "..", " : ", "a/ b", "\0a\0"] {
            assert_eq!(unite_ascii(text), unite(text.chars()), "{text:?}");
        }
    }

    #[test]
    fn numbering_and_brackets_do_not_make_another_indicator() {
        for text in [
            "1. Persentase lulusan",
            "[IKU 1.1] Persentase Lulusan",
            "a) Persentase lulusan",
            "Persentase lulusan (Indeks)",
        ] {
            assert_eq!(indikator_key(text), "persentase lulusan", "{text}");
        }
        assert_eq!(indikator_key("Persentase dosen 2 tahun"), "persentase dosen 2 tahun");
        assert_eq!(indikator_key("80 laporan"), "80 laporan");
    }

    #[test]
    fn codes_have_one_spelling() {
        for text in ["[iku 1.1]", "IKU 1.1", "IKU1.1", "iku 1.1."] {
            assert_eq!(indikator_code(text).as_deref(), Some("IKU 1.1"), "{text}");
        }
        assert_eq!(indikator_code("1.1.1.1").as_deref(), Some("1.1.1.1"));
        assert_eq!(indikator_code("1A").as_deref(), Some("1A"));
        assert_eq!(indikator_code("Persentase lulusan"), None);
        assert_eq!(indikator_code("lulusan 2 tahun"), None);
    }

    #[test]
    fn a_number_that_is_spelt_out_is_the_number() {
        let same = ["bekerja dalam 6 bulan", "Bekerja dalam enam bulan", "bekerja dalam 6 (enam) bulan"];
        assert!(same.iter().all(|text| indikator_key(text) == "bekerja dalam 6 bulan"), "{same:?}");
        assert_eq!(indikator_key("lembaga satuan dua belas"), "lembaga satuan dua belas");
        assert_eq!(indikator_key("Kesatuan tiga pilar"), "kesatuan 3 pilar");
        assert_eq!(indikator_key("dua puluh lima desa"), "dua puluh lima desa");
    }

    #[test]
    fn a_code_in_front_of_the_wording_is_taken_off() {
        assert_eq!(separate_code("[IKK 1.1.2] Jumlah mitra"), (Some("IKK 1.1.2".into()), "Jumlah mitra"));
        assert_eq!(separate_code("IKU 1.1 Persentase lulusan"), (Some("IKU 1.1".into()), "Persentase lulusan"));
        assert_eq!(separate_code("Jumlah mitra"), (None, "Jumlah mitra"));
        for typed in
            ["IKU-01 - Jumlah mitra", "IKU-01: Jumlah mitra", "iku-01 Jumlah mitra", "IKU 01 \u{2013} Jumlah mitra"]
        {
            assert_eq!(separate_code(typed), (Some("IKU 01".into()), "Jumlah mitra"), "{typed}");
        }
        for typed in ["S-1 Teknik yang lulus tepat waktu", "S1 Teknik", "IKU-daerah yang tercapai", "IKU-01"] {
            assert_eq!(separate_code(typed), (None, typed));
        }
    }

    #[test]
    fn texts_are_shortened_at_a_word() {
        assert_eq!(brief("Persentase lulusan yang\nbekerja", 100), "Persentase lulusan yang bekerja");
        assert_eq!(brief("Persentase lulusan yang bekerja", 26), "Persentase lulusan yang…");
        assert_eq!(brief("Supercalifragilistik", 10), "Supercali…");
    }
}
