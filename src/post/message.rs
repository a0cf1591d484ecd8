//! The short text beside a letter, for a telephone: at most 700 characters, nothing attached, and a link that opens the
//! program for short messages with the text in it. Nothing is sent by this program there.

use std::fmt::Write;

/// The file name of a short text.
pub const FILE: &str = "pesan-singkat.txt";
/// Characters of a short text.
pub const LONGEST: usize = 700;
/// The country whose numbers begin with 0.
const COUNTRY: &str = "62";

/// A short text with the link that opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShortMessage {
    /// The text.
    pub text: String,
    /// The link, where the unit has a number that can be dialled.
    pub link: Option<String>,
}

impl ShortMessage {
    /// A greeting, what there is to say, as many points as find room, and what to do.
    pub fn new(opening: &str, points: &[String], closing: &str, phone: Option<&str>) -> Self {
        let text = fitted(opening, points, closing);
        let link = phone.and_then(dialled).map(|number| format!("https://wa.me/{number}?text={}", encoded(&text)));
        Self { text, link }
    }

    /// As a file: the text, and the link below it.
    pub fn file(&self) -> String {
        match &self.link {
            Some(link) => format!("{}\n\n{link}\n", self.text),
            None => format!("{}\n", self.text),
        }
    }
}

/// The text with as many points as find room; how many do not is said.
fn fitted(opening: &str, points: &[String], closing: &str) -> String {
    let with = |shown: usize| {
        let rest = points.len() - shown;
        let more = (rest > 0).then(|| format!("- dan {rest} lagi, lihat surel kami"));
        let points = points.iter().take(shown).map(|point| format!("- {point}")).chain(more);
        let points = points.collect::<Vec<_>>().join("\n");
        [opening, &points, closing].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    let text = (0..=points.len()).rev().map(with).find(|text| text.chars().count() <= LONGEST);
    text.unwrap_or_else(|| with(0).chars().take(LONGEST).collect())
}

/// A telephone number as it is dialled from abroad: digits with the country first. None for what is no number of a mobile
/// telephone.
pub fn dialled(phone: &str) -> Option<String> {
    let first = phone.split([';', ',', '/', '\n']).next().unwrap_or_default();
    let foreign = first.trim().starts_with('+');
    if first.chars().any(char::is_alphabetic) {
        return None;
    }
    let digits: String = first.chars().filter(char::is_ascii_digit).collect();
    let number = match digits.strip_prefix('0') {
        Some(rest) if !foreign => format!("{COUNTRY}{rest}"),
        // A workbook that took it for a figure lost the zero.
        _ if !foreign && digits.starts_with('8') => format!("{COUNTRY}{digits}"),
        _ => digits,
    };
    let domestic = number.strip_prefix(COUNTRY).is_none_or(|rest| rest.starts_with('8'));
    ((10..=15).contains(&number.len()) && domestic && !number.starts_with('0')).then_some(number)
}

/// Text as it stands in a link.
fn encoded(text: &str) -> String {
    let mut outcome = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            outcome.push(char::from(byte));
        } else {
            // Writing to a text cannot fail.
            let _ = write!(outcome, "%{byte:02X}");
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_however_it_was_typed() {
        for typed in
            ["0812-3456-7890", "+62 812 3456 7890", "62812 34567890", "81234567890", "(0812) 34567890; 021 555"]
        {
            assert_eq!(dialled(typed).as_deref(), Some("6281234567890"), "{typed}");
        }
        for typed in ["", "-", "021 5550 123", "ext. 12", "0812", "belum ada", "+62 21 5550 1234"] {
            assert_eq!(dialled(typed), None, "{typed}");
        }
    }

    #[test]
    fn a_text_never_grows_too_long_and_says_what_it_leaves_out() {
        let points: Vec<String> = (0..40).map(|number| format!("Pengukuran TW I, catatan ke-{number}")).collect();
        let message = ShortMessage::new("Yth. Ketua Jurusan.", &points, "Terima kasih.", Some("0812-3456-7890"));
        assert!(message.text.chars().count() <= LONGEST, "{}", message.text);
        assert!(message.text.contains(" lagi, lihat surel kami\nTerima kasih."), "{}", message.text);
        let link = message.link.unwrap_or_default();
        assert!(
            link.starts_with("https://wa.me/6281234567890?text=Yth.%20Ketua%20Jurusan.%0A-%20Pengukuran"),
            "{link}"
        );
        assert!(link.is_ascii());
        assert_eq!(ShortMessage::new(&"x".repeat(900), &[], "", None).text.len(), LONGEST);
    }
}
