//! The most that a form lets an achievement be, where a note of its sheet says so: "Keterangan: indeks capaian maksimum 120".

use crate::domain::text::key;
use crate::rules::helpers::fact;
use crate::rules::helpers::measure::RowMeasure;
use crate::tables::Tables;

/// Words behind which such a note names its figure.
const MOST: [&str; 8] = ["maksimum", "maksimal", "maks", "max", "dibatasi", "batas atas", "paling tinggi", "tertinggi"];
/// What the note speaks of.
const OF: [&str; 3] = ["capaian", "indeks", "nilai kinerja"];
/// A cap is all of it, or somewhat more.
const LOWEST: f64 = 100.0;
const HIGHEST: f64 = 200.0;

/// The cap that the sheet of a measurement states outside its tables.
pub(super) fn of_sheet(tables: &Tables, measure: &RowMeasure<'_>) -> Option<f64> {
    fact::lines(tables, measure.document).find_map(cap)
}

/// The cap that a text states.
fn cap(text: &str) -> Option<f64> {
    let text = key(text);
    let word = |at: usize, word: &str| {
        let open = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric());
        open(text[..at].chars().next_back()) && open(text[at + word.len()..].chars().next())
    };
    if !OF.iter().any(|of| text.contains(of)) {
        return None;
    }
    let behind = MOST.iter().find_map(|most| {
        let at = text.match_indices(most).map(|(at, _)| at).find(|at| word(*at, most))?;
        Some(&text[at + most.len()..])
    })?;
    let start = behind.find(|letter: char| letter.is_ascii_digit())?;
    // The figure stands right behind its word: "maksimum sebesar 120 %".
    if behind[..start].split_whitespace().count() > 3 {
        return None;
    }
    let figure: String =
        behind[start..].chars().take_while(|letter| letter.is_ascii_digit() || *letter == ',').collect();
    let figure = figure.replace(',', ".").parse::<f64>().ok()?;
    (LOWEST..=HIGHEST).contains(&figure).then_some(figure)
}

#[cfg(test)]
mod tests {
    use super::cap;

    #[test]
    fn the_cap_is_the_figure_behind_the_word_for_the_most() {
        assert_eq!(cap("Keterangan: indeks capaian maksimum 120"), Some(120.0));
        assert_eq!(cap("*) Capaian dibatasi paling tinggi 110 %"), Some(110.0));
        assert_eq!(cap("Nilai capaian maks. 120,00%"), Some(120.0));
        for text in [
            "Realisasi maksimum 120 orang",
            "Capaian minimum 120",
            "Capaian maksimum tahun lalu dan tahun ini adalah 120",
            "Capaian maksimum 5",
        ] {
            assert_eq!(cap(text), None, "{text}");
        }
    }
}
