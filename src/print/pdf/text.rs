//! Texts of units made safe for a page: no control characters, and a place to break in words that fit no column.

use serde_json::Value;

/// Letters of a word beyond which it may be broken anywhere.
const LONGEST_WORD: usize = 22;
/// Letters between two such places.
const DISTANCE: usize = 8;
/// Breaks a line, and shows nothing.
const FRAGMENT: char = '\u{200b}';

/// Every text of a value, made safe.
pub(super) fn prepare(value: &mut Value) {
    match value {
        Value::String(content) => *content = ready(content),
        Value::Array(content) => content.iter_mut().for_each(prepare),
        Value::Object(content) => content.values_mut().for_each(prepare),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// A text made safe. Line breaks stay.
pub(super) fn ready(text: &str) -> String {
    let mut outcome = String::with_capacity(text.len());
    for (number, row) in text.replace("\r\n", "\n").split(['\n', '\r', '\u{2028}', '\u{2029}']).enumerate() {
        if number > 0 {
            outcome.push('\n');
        }
        let clean = row.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect::<String>();
        for (number, word) in clean.split(' ').enumerate() {
            if number > 0 {
                outcome.push(' ');
            }
            fragment(word, &mut outcome);
        }
    }
    outcome
}

fn fragment(word: &str, outcome: &mut String) {
    if word.chars().count() <= LONGEST_WORD {
        outcome.push_str(word);
        return;
    }
    let mut since = 0;
    for letter in word.chars() {
        // Not before a mark that stands on the letter before it.
        if since >= DISTANCE && letter.is_alphanumeric() {
            outcome.push(FRAGMENT);
            since = 0;
        }
        outcome.push(letter);
        since += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_fits_no_column_may_break_and_others_stay() {
        assert_eq!(ready("pertanggungjawaban\tkeuangan\r\nnegara"), "pertanggungjawaban keuangan\nnegara");
        let length = ready(&format!("lihat https://contoh.example/{}", "a".repeat(200)));
        assert!(length.split([' ', FRAGMENT]).all(|part| part.chars().count() <= LONGEST_WORD), "{length}");
        assert_eq!(length.replace(FRAGMENT, "").len(), 6 + 23 + 200);
    }
}
