//! Texts made safe for a workbook.
//!
//! Cell texts need no care but their length: the writer escapes the rest. Sheet names, table headers, headers and
//! footers of pages and addresses are written as they come, so control characters leave them here.

use std::borrow::Cow;

use crate::domain::text::{brief, one_line};

/// Longest text of a cell, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
/// Longest sheet name, in UTF-16 units.
const LONGEST_NAME: usize = 31;
const TRUNCATED: &str = "… (dipotong)";

/// A text as a cell can hold it; a cut one says so.
pub(crate) fn cell_text(text: &str) -> Cow<'_, str> {
    // A UTF-16 unit comes from at least one byte, so most texts need no count.
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return Cow::Borrowed(text);
    }
    let fits_in = cut(text, LONGEST_TEXT - TRUNCATED.encode_utf16().count());
    Cow::Owned(format!("{fits_in}{TRUNCATED}"))
}

/// A name that Excel takes for a sheet.
pub(crate) fn sheet_name(name: &str) -> String {
    let clean = one_line(&name.replace(['[', ']', ':', '*', '?', '/', '\\'], " "));
    let clean = cut(&clean, LONGEST_NAME).trim_matches([' ', '\'']).to_string();
    // "History" is a name that Excel keeps for itself.
    if clean.is_empty() || clean.eq_ignore_ascii_case("history") {
        format!("Lembar {clean}").trim().to_string()
    } else {
        clean
    }
}

/// A text for the header or footer of a page, where `&` begins a command.
pub(crate) fn foot(text: &str, most: usize) -> String {
    brief(text, most).replace('&', "&&")
}

/// A text as the content of an element of a workbook: control characters left out, `_x0041_` kept from being taken for
/// a letter.
pub(crate) fn escape_text(text: &str) -> String {
    escaped(text, |at, letter| (letter == '_' && looks_escaped(&text.as_bytes()[at..])).then_some("_x005F_"))
}

/// A text as the content of an element that is read back as it was, line breaks and all.
pub(crate) fn escape_content(text: &str) -> String {
    escaped(text, |_, letter| (letter == '\r').then_some("&#13;"))
}

/// Whether bytes begin as Excel writes a character that XML does not have: `_x0041_`.
pub(crate) fn looks_escaped(bytes: &[u8]) -> bool {
    matches!(bytes, [b'_', b'x', a, b, c, d, b'_', ..] if [a, b, c, d].iter().all(|byte| byte.is_ascii_hexdigit()))
}

/// A text as the value of an attribute.
pub(crate) fn escape_attribute(text: &str) -> String {
    escaped(text, |_, letter| match letter {
        '"' => Some("&quot;"),
        '\n' | '\t' | '\r' => Some(" "),
        _ => None,
    })
}

/// A text without what XML does not have. `own` says what a letter becomes that its place treats otherwise than others do.
fn escaped(text: &str, own: impl Fn(usize, char) -> Option<&'static str>) -> String {
    let mut result = String::with_capacity(text.len() + 16);
    for (at, letter) in text.char_indices() {
        if let Some(other) = own(at, letter) {
            result.push_str(other);
            continue;
        }
        match letter {
            '&' => result.push_str("&amp;"),
            '<' => result.push_str("&lt;"),
            '>' => result.push_str("&gt;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() && letter != '\n' && letter != '\t' => {}
            letter => result.push(letter),
        }
    }
    result
}

fn cut(text: &str, most: usize) -> &str {
    let mut unit = 0;
    let last = text.char_indices().find(|(_, letter)| {
        unit += letter.len_utf16();
        unit > most
    });
    last.map_or(text, |(position, _)| &text[..position])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_and_says_so() {
        let length = "😀".repeat(20_000);
        let text = cell_text(&length);
        assert!(text.encode_utf16().count() <= LONGEST_TEXT);
        assert!(text.ends_with(TRUNCATED));
        assert_eq!(cell_text("biasa"), "biasa");
    }

    #[test]
    fn sheet_names_lose_what_excel_refuses() {
        assert_eq!(sheet_name("PK [2026]: a/b\u{0}*"), "PK 2026 a b");
        assert_eq!(sheet_name("'''"), "Lembar");
        assert_eq!(sheet_name("History"), "Lembar History");
        assert_eq!(sheet_name(&"é".repeat(40)).chars().count(), 31);
    }
}
