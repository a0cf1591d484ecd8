//! The scale of words by which a form grades: the one that its sheet explains beside the tables ("Predikat: Istimewa >= 100;
//! Baik 80 - 99"), and whether the words that it uses are of any scale that is known here.

use std::collections::BTreeSet;

use crate::domain::capaian::GradeScale;
use crate::domain::text::key;
use crate::rules::helpers::fact;
use crate::tables::Tables;

/// Words that know only reached and not reached.
pub(super) const TWO_WORDS: [&[&str]; 2] =
    [&["tercapai", "tidak tercapai", "belum tercapai"], &["berhasil", "tidak berhasil"]];

/// Beginnings of words that grade nothing: nothing is there yet to be graded.
const NO_GRADE: [&str; 7] = ["belum ada", "tidak ada", "belum dinilai", "belum diukur", "n/a", "nihil", "data"];

/// Letters by which a word may differ from one that is known and still be that one, mistyped.
const SLIP: usize = 2;

/// A grade, and the achievements that it stands for.
#[derive(Debug, Clone, PartialEq)]
struct Grade {
    label: String,
    low: f64,
    high: f64,
}

/// The scale that a sheet explains.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Legend(Vec<Grade>);

/// What is known of the scale by which a form grades.
pub(super) enum Scale {
    /// One of those that are known here.
    Known,
    /// The one that the sheet explains.
    Explained(Legend),
    /// Another one, and nobody says which.
    Unknown,
}

impl Scale {
    /// Of a form that uses these words.
    pub(super) fn of(tables: &Tables, document: u32, words: &BTreeSet<String>, profil: GradeScale) -> Self {
        let words: BTreeSet<&str> = words.iter().map(String::as_str).filter(|word| grades(word)).collect();
        let lines: Vec<&str> = fact::lines(tables, document).filter(|line| explains(line, &words)).collect();
        let legend = Legend::read(&lines);
        if words.iter().all(|word| legend.knows(word)) && legend.0.len() > 1 {
            return Self::Explained(legend);
        }
        if lines.is_empty() && of_one_scale(&words, profil) { Self::Known } else { Self::Unknown }
    }
}

impl Legend {
    fn read(lines: &[&str]) -> Self {
        let pieces = lines.iter().flat_map(|line| line.split([';', '\n', '|']));
        let pieces = pieces.flat_map(between_grades);
        let mut grades: Vec<Grade> = Vec::new();
        for one in pieces.filter_map(|piece| grade(&piece)) {
            if !grades.iter().any(|other| other.label == one.label) {
                grades.push(one);
            }
        }
        Self(grades)
    }

    fn knows(&self, word: &str) -> bool {
        self.0.iter().any(|grade| key(&grade.label) == word)
    }

    /// The words that an achievement earns: what lies between two grades earns either.
    pub(super) fn words(&self, capaian: f64) -> Vec<&str> {
        let inside = |grade: &&Grade| capaian >= grade.low - 1e-9 && capaian <= grade.high + 1e-9;
        let within: Vec<&str> = self.0.iter().filter(inside).map(|grade| grade.label.as_str()).collect();
        if !within.is_empty() {
            return within;
        }
        let below = self.0.iter().filter(|grade| grade.high < capaian).max_by(|a, b| a.high.total_cmp(&b.high));
        let above = self.0.iter().filter(|grade| grade.low > capaian).min_by(|a, b| a.low.total_cmp(&b.low));
        below.into_iter().chain(above).map(|grade| grade.label.as_str()).collect()
    }
}

/// Whether a word of a status grades anything.
fn grades(word: &str) -> bool {
    word.contains(char::is_alphabetic) && !NO_GRADE.iter().any(|none| word.starts_with(none))
}

/// Whether one known scale has all the words, a slip of the pen forgiven.
fn of_one_scale(words: &BTreeSet<&str>, profil: GradeScale) -> bool {
    let scales = [GradeScale::FiveGrades, GradeScale::SampangFiveGrades, profil];
    let labels = scales.map(|scale| scale.label().iter().map(|label| key(label)).collect::<Vec<String>>());
    let two = TWO_WORDS.map(|words| words.iter().map(|word| (*word).to_string()).collect::<Vec<String>>());
    let near =
        |word: &str, label: &str| word == label || label.len() > 4 && strsim::damerau_levenshtein(word, label) <= SLIP;
    let mut all = labels.into_iter().chain(two);
    all.any(|labels| words.iter().all(|word| labels.iter().any(|label| near(word, label))))
}

/// Whether a line beside the tables says between which figures one of the words lies.
fn explains(line: &str, words: &BTreeSet<&str>) -> bool {
    let marks: Vec<char> = line.chars().filter(|letter| !letter.is_whitespace()).collect();
    let span =
        |three: &[char]| matches!(three, [one, '-' | '–', other] if one.is_ascii_digit() && other.is_ascii_digit());
    // "Sekolah Tinggi Contoh Tahun 2026" names a school and explains nothing.
    if !line.contains(['<', '>', '≤', '≥', '%']) && !marks.windows(3).any(span) {
        return false;
    }
    let line = format!(" {} ", key(line).replace(|letter: char| !letter.is_alphanumeric(), " "));
    has_figure(&line) && words.iter().any(|word| line.contains(&format!(" {word} ")))
}

/// A piece cut before each word that follows a figure and a comma: "Baik > 90, Cukup 80 - 90".
fn between_grades(piece: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    for part in piece.split_inclusive(',') {
        if part.trim_start().starts_with(char::is_alphabetic) && !pieces.last().is_some_and(String::is_empty) {
            pieces.push(String::new());
        }
        if let Some(last) = pieces.last_mut() {
            last.push_str(part);
        }
    }
    pieces
}

/// "Istimewa >= 100", "76% - 90% : Tinggi", "Kurang (< 50 %)": the word, and from where to where.
fn grade(piece: &str) -> Option<Grade> {
    let piece = piece
        .rsplit_once(':')
        .filter(|(_, rest)| rest.contains(char::is_alphabetic) && has_figure(rest))
        .map_or(piece, |(_, rest)| rest);
    let signs = piece
        .to_lowercase()
        .replace("lebih dari atau sama dengan", "≥")
        .replace("kurang dari atau sama dengan", "≤")
        .replace("lebih dari", ">")
        .replace("kurang dari", "<")
        .replace("di atas", ">")
        .replace("di bawah", "<")
        .replace(">=", "≥")
        .replace("<=", "≤")
        .replace("s.d.", "-")
        .replace("s/d", "-")
        .replace("sampai dengan", "-");
    let figures = figures(&signs);
    let (low, high) = match figures.as_slice() {
        [one] if signs.contains('≥') => (*one, f64::INFINITY),
        [one] if signs.contains('>') => (one.next_up(), f64::INFINITY),
        [one] if signs.contains('≤') => (f64::NEG_INFINITY, *one),
        [one] if signs.contains('<') => (f64::NEG_INFINITY, one.next_down()),
        [low, high] if low < high => (*low, *high),
        [high, low] if low < high => (*low, *high),
        _ => return None,
    };
    let runs = piece.split(|letter: char| !letter.is_alphabetic() && letter != ' ').map(str::trim);
    let label = runs.filter(|run| run.len() > 2 && !joins(run)).max_by_key(|run| run.len())?;
    Some(Grade { label: label.to_string(), low, high })
}

/// Whether words only join figures: "lebih dari", "sampai dengan".
fn joins(words: &str) -> bool {
    ["lebih", "kurang dari", "di atas", "di bawah", "sampai"].iter().any(|word| key(words).starts_with(word))
}

fn has_figure(text: &str) -> bool {
    text.contains(|letter: char| letter.is_ascii_digit())
}

/// The figures of a text: "90,5" and "90.5" alike.
fn figures(text: &str) -> Vec<f64> {
    let parts = text.split(|letter: char| !(letter.is_ascii_digit() || letter == ',' || letter == '.'));
    let parts = parts.map(|part| part.trim_matches([',', '.'])).filter(|part| has_figure(part));
    parts.filter_map(|part| part.replace(',', ".").parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(lines: &[&str], capaian: f64) -> Vec<String> {
        Legend::read(lines).words(capaian).into_iter().map(str::to_string).collect()
    }

    #[test]
    fn a_scale_is_read_as_forms_explain_it() {
        let line = ["*) Predikat: Istimewa >= 100; Baik 80 - 99"];
        assert_eq!(words(&line, 100.0), ["Istimewa"]);
        assert_eq!(words(&line, 98.0), ["Baik"]);
        assert_eq!(words(&line, 99.3), ["Baik", "Istimewa"]);
        let several = ["91% - 100% : Sangat Baik", "76 s.d. 90,99 = Baik", "Kurang (< 76 %)"];
        assert_eq!(words(&several, 95.0), ["Sangat Baik"]);
        assert_eq!(words(&several, 90.5), ["Baik"]);
        assert_eq!(words(&several, 75.9), ["Kurang"]);
        let commas = ["Keterangan: Tercapai ≥ 100%, Hampir Tercapai 95-99%, Belum Tercapai < 95%"];
        assert_eq!(words(&commas, 97.0), ["Hampir Tercapai"]);
        assert_eq!(words(&commas, 94.0), ["Belum Tercapai"]);
    }

    #[test]
    fn words_of_one_known_scale_are_told_from_others() {
        let known = |words: &[&str]| of_one_scale(&words.iter().copied().collect(), GradeScale::Light);
        assert!(
            known(&["tinggi", "sangat rendah"]) && known(&["tercapai", "belum tercapai"]) && known(&["sangat tingi"])
        );
        assert!(
            !known(&["berhasil", "cukup"]) && !known(&["baik", "istimewa"]) && !known(&["tercapai", "hampir tercapai"])
        );
    }
}
