//! The years that a plan spans, as titles write them: "RENCANA STRATEGIS TAHUN 2025-2029".

use super::text::key;

/// Years that a plan of an office spans at most.
const LONGEST: u16 = 10;

/// The first and the last year of the one span that a text names.
pub fn find_span(text: &str) -> Option<(u16, u16)> {
    let text = key(text);
    let years = years(&text);
    let mut spans = years.windows(2).filter_map(|pair| {
        let [(_, end, first), (start, _, last)] = pair else { return None };
        let joined = joins(text.get(*end..*start)?);
        (joined && first < last && last - first < LONGEST).then_some((*first, *last))
    });
    let span = spans.next()?;
    spans.all(|other| other == span).then_some(span)
}

/// The years of a text with where they begin and end.
fn years(text: &str) -> Vec<(usize, usize, u16)> {
    let mut found = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        match (letter.is_ascii_digit(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                let number = text.get(from..at).filter(|number| number.len() == 4 && number.starts_with("20"));
                found.extend(number.and_then(|number| number.parse().ok()).map(|year| (from, at, year)));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether what stands between two years makes a span of them.
fn joins(between: &str) -> bool {
    let words: Vec<&str> = between.split_whitespace().filter(|word| !matches!(*word, "tahun" | "thn")).collect();
    matches!(
        words.join(" ").as_str(),
        "-" | "–" | "—" | "s.d" | "s.d." | "s/d" | "sd" | "sampai" | "sampai dengan" | "hingga"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_the_years_of_its_plan() {
        for text in [
            "RENCANA STRATEGIS TAHUN 2025-2029",
            "Renstra 2025 – 2029",
            "Rencana Strategis Tahun 2025 s.d. 2029",
            "Renstra Tahun 2025 sampai dengan Tahun 2029",
            "RPJMD 2025 s/d 2029 (Renstra 2025-2029)",
        ] {
            assert_eq!(find_span(text), Some((2025, 2029)), "{text}");
        }
        for text in [
            "Tahun 2026",
            "Nomor 12-2025",
            "2029-2025",
            "2025/2026",
            "Renstra 2025-2029, RPJMD 2021-2026",
            "2025-20290",
        ] {
            assert_eq!(find_span(text), None, "{text}");
        }
    }
}
