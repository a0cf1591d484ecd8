//! Figures of several quarters in one cell: "Trw (1) = 5", "Trw (2) = 12", one below the other.

use crate::domain::roman;
use crate::domain::triwulan::Triwulan;

/// A longer text is no figure.
const LONGEST_FIGURE: usize = 32;
/// Quarters that a list names at least.
const QUARTERS: usize = 2;

/// The quarters that a text lists, each with its figure as it was typed; `None` where it says anything else.
pub(super) fn quarters(text: &str) -> Option<Vec<(Triwulan, &str)>> {
    let lines = || text.split(['\n', ';']).map(str::trim).filter(|line| !line.is_empty());
    lines().nth(QUARTERS - 1)?;
    let mut found: Vec<(Triwulan, &str)> = Vec::new();
    for line in lines() {
        let (label, figure) = line.rsplit_once(['=', ':'])?;
        let (quarter, figure) = (quarter(label)?, figure.trim());
        let told = typed_figure(figure).is_some() || figure == "-";
        if !told || found.iter().any(|(own, _)| *own == quarter) {
            return None;
        }
        found.push((quarter, figure));
    }
    Some(found)
}

/// The quarter that a label names: "Trw (1)", "TW II", "Q3".
fn quarter(label: &str) -> Option<Triwulan> {
    let lower = label.to_lowercase();
    let lower = roman::mended(&lower);
    let words = lower.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut found = None;
    for word in words {
        let name = word.trim_end_matches(|letter: char| letter.is_ascii_digit());
        let number = match word {
            "i" => Some(1),
            "ii" => Some(2),
            "iii" => Some(3),
            "iv" => Some(4),
            _ => word[name.len()..].parse().ok(),
        };
        match (name, number) {
            ("tw" | "trw" | "triwulan" | "tribulan" | "trib" | "q" | "kuartal" | "target", None) => {}
            ("tw" | "trw" | "triwulan" | "q" | "" | "i" | "ii" | "iii" | "iv", Some(number)) if found.is_none() => {
                found = Some(Triwulan::from_number(number)?);
            }
            _ => return None,
        }
    }
    found
}

/// The figure of a cell that an export wrote as text: "3.900.000.000", "Rp 410.000", "53,33 %".
pub(super) fn typed_figure(text: &str) -> Option<&str> {
    let text = text.trim();
    let figure = text.trim_end_matches('%').trim_end();
    let digits = text.len() <= LONGEST_FIGURE && figure.bytes().any(|letter| letter.is_ascii_digit());
    let bare = |letter: char| letter.is_ascii_digit() || ".,- ".contains(letter);
    let amount =
        || figure.get(..2).is_some_and(|front| front.eq_ignore_ascii_case("rp")) && figure[2..].chars().all(bare);
    (digits && (figure.chars().all(bare) || amount())).then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Option<Vec<(u32, &str)>> {
        quarters(text).map(|all| all.into_iter().map(|(quarter, figure)| (quarter.number(), figure)).collect())
    }

    #[test]
    fn the_quarters_of_a_list_are_told_with_their_figures() {
        assert_eq!(numbers("Trw (1) = 5\nTrw (2) = 12"), Some(vec![(1, "5"), (2, "12")]));
        assert_eq!(numbers("TW I: 90 %; TW IV: 1.250,5"), Some(vec![(1, "90 %"), (4, "1.250,5")]));
        assert_eq!(numbers("Q1 = 0\nQ2 = -\nQ3 = 3"), Some(vec![(1, "0"), (2, "-"), (3, "3")]));
        for text in [
            "TW I: 90",
            "TW I: 90\nTW I: 80",
            "TW I: rapat\nTW II: 4",
            "Jan: 3\nFeb: 4",
            "Tahap 1: 3\nTahap 2: 4",
            "1. Rapat: 3\n2. Survei: 4",
            "",
        ] {
            assert_eq!(numbers(text), None, "{text:?}");
        }
    }
}
