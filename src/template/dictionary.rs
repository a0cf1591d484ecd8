//! The shared dictionary: header wording, document titles, identity labels and row words.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::domain::column::FormColumn;
use crate::domain::document::{DocumentKind, IdentityKey};
use crate::domain::memo::Memo;
use crate::domain::text::{key, may_begin_with};

use super::grammar::{Grammar, HeadingMeaning};
use super::heading::{canonical, canonical_path};

/// What no heading holds, between the parts of a path.
const PARTS: &str = "\u{1f}";

/// The dictionary, ready to be asked.
#[derive(Debug, Clone, Default)]
pub struct Dictionary {
    /// Canonical header path → meaning.
    pub(super) paths: BTreeMap<String, FormColumn>,
    /// Wordings that lean on the column right before them: its meaning and the wording → their meaning.
    pub(super) connections: BTreeMap<(FormColumn, String), FormColumn>,
    /// Canonical header paths with `*`, in order.
    pub(super) patterns: Vec<(String, FormColumn)>,
    /// Every single wording that occurs in some path, of the dictionary or of a definition.
    pub(super) parts: BTreeSet<String>,
    /// Title words → kind of document.
    pub(super) documents: Vec<(DocumentKind, Vec<String>)>,
    /// Label → what the line tells.
    pub(super) identities: BTreeMap<String, IdentityKey>,
    /// Words that labels shorten → the whole word.
    pub(super) short_words: BTreeMap<String, String>,
    /// Sheet names of instructions.
    pub(super) guidance: Vec<String>,
    /// Titles of papers that are no form of ours.
    pub(super) other_papers: Vec<OtherPaper>,
    /// Words of rows.
    pub(super) row: RowWord,
    /// Headings word by word, for the wordings that stand in no list.
    pub(super) grammar: Grammar,
    /// Texts that were looked up already: forms repeat them, and most cells are asked more than once.
    pub(super) known: Memo<bool>,
    pub(super) kinds: Memo<Option<DocumentKind>>,
    /// Header paths that were looked up already.
    pub(super) headings: Memo<KnownHeading>,
}

/// What is known of a header path.
#[derive(Debug, Clone)]
pub struct KnownHeading {
    /// In canonical form.
    pub path: String,
    /// What its words say.
    pub reading: HeadingMeaning,
    /// What the dictionary says of it as it is.
    pub listed: Option<FormColumn>,
    /// What a pattern of the dictionary says, where it does not hold the path as it is.
    pub pattern: Option<FormColumn>,
}

/// Words by which a row is recognised; `*` stands for anything, `#` for a number.
#[derive(Debug, Clone, Default)]
pub struct RowWord {
    pub(super) total: Vec<String>,
    pub(super) total_of: Vec<String>,
    pub(super) tally: Vec<String>,
    pub(super) note: Vec<String>,
    pub(super) narrative: Vec<String>,
    pub(super) signature: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) example: Vec<String>,
    pub(super) component: Vec<String>,
}

/// A paper that is sent along with forms and is none: a budget, a list of prices.
#[derive(Debug, Clone, Default)]
pub(super) struct OtherPaper {
    pub(super) name: String,
    /// Words of its title.
    pub(super) titles: Vec<String>,
    /// Words of its headings, and how many of them tell.
    pub(super) columns: Vec<String>,
    pub(super) enough: usize,
}

impl OtherPaper {
    fn titled(&self, title: &str) -> bool {
        self.titles.iter().any(|words| word_position(title, words).is_some())
    }

    fn columns_in(&self, headings: &[String]) -> usize {
        let found = |words: &&String| headings.iter().any(|heading| word_position(heading, words).is_some());
        self.columns.iter().filter(found).count()
    }
}

impl Dictionary {
    /// What a canonical header path means.
    pub fn meaning(&self, path: &str) -> Option<FormColumn> {
        self.paths
            .get(path)
            .copied()
            .or_else(|| self.patterns.iter().find(|(pattern, _)| fits(pattern, path)).map(|(_, column)| *column))
    }

    /// What a canonical header path means that the dictionary holds as it is, in one text or in several.
    pub fn listed(&self, path: &str) -> Option<FormColumn> {
        self.paths.get(path).or_else(|| self.paths.get(&path.replace(" > ", " "))).copied()
    }

    /// What a canonical header path means right after a column of another meaning: "%" after a realisation.
    pub fn meaning_after(&self, previous: FormColumn, path: &str) -> Option<FormColumn> {
        self.connections.get(&(previous, path.to_string())).copied()
    }

    /// Adds wordings that occur in the headers of definitions.
    pub(super) fn recognise_part<'a>(&mut self, part: impl Iterator<Item = &'a str>) {
        self.parts.extend(part.filter(|part| !part.is_empty()).map(str::to_string));
    }

    /// Whether a canonical wording occurs in some header, or is one by its words.
    pub fn part_known(&self, canonical: &str) -> bool {
        self.parts.contains(canonical) || self.grammar.is_heading(canonical)
    }

    /// The same of a text as it was typed.
    pub fn heading_known(&self, text: &str) -> bool {
        *self.known.get_or(text, || {
            let said = self.grammar.one_language(text);
            let canonical = canonical(&said);
            match said {
                // What is in one language is not asked again for another.
                Cow::Borrowed(_) => self.parts.contains(&canonical) || self.grammar.says_heading(&canonical),
                Cow::Owned(_) => self.part_known(&canonical),
            }
        })
    }

    /// What a header path says, parents first: by the grammar, which asks the dictionary for each of its texts.
    pub fn read(&self, path: &[&str]) -> HeadingMeaning {
        self.grammar.read(path, |text| self.paths.get(&canonical(text)).copied())
    }

    /// All that is known of a header path, parents first.
    pub fn heading(&self, parts: &[String]) -> Arc<KnownHeading> {
        self.headings.get_or(&parts.join(PARTS), || {
            let texts: Vec<Cow<'_, str>> = parts.iter().map(|part| self.grammar.one_language(part)).collect();
            let texts: Vec<&str> = texts.iter().map(|text| &**text).collect();
            let path = canonical_path(texts.iter().copied());
            let listed = self.listed(&path);
            let pattern = if listed.is_none() { self.meaning(&path) } else { None };
            KnownHeading { reading: self.read(&texts), listed, pattern, path }
        })
    }

    /// Whether a heading names goods, prices or accounts.
    pub fn names_price(&self, heading: &str) -> bool {
        self.grammar.names_price(heading)
    }

    /// The grammar, for what is near a heading.
    pub const fn grammar(&self) -> &Grammar {
        &self.grammar
    }

    /// Every single-part wording with its meaning, for suggestions.
    pub fn sound(&self) -> impl Iterator<Item = (&str, FormColumn)> {
        self.paths.iter().map(|(path, column)| (path.as_str(), *column))
    }

    /// The kind of document that a title names: what it says first counts ("Rencana Aksi atas Perjanjian Kinerja").
    pub fn document_kind(&self, heading: &str) -> Option<DocumentKind> {
        *self.kinds.get_or(heading, || {
            let heading = key(heading);
            self.documents
                .iter()
                .flat_map(|(kind, word)| word.iter().map(move |word| (kind, word)))
                .filter_map(|(kind, word)| Some((word_position(&heading, word)?, *kind)))
                .filter(|(position, kind)| *kind != DocumentKind::Pengukuran || !promised(&heading[..*position]))
                .min_by_key(|(position, _)| *position)
                .map(|(_, kind)| kind)
        })
    }

    /// Whether a sheet of this name holds instructions.
    pub fn guidance_sheet(&self, name: &str) -> bool {
        knows(&self.guidance, name)
    }

    /// Whether a title, or the name of a sheet, is that of a paper that is no form of ours: a budget, a list of prices.
    pub fn names_other_paper(&self, title: &str) -> bool {
        let title = key(title);
        title.chars().count() <= 200
            && word_position(&title, "kinerja").is_none()
            && self.other_papers.iter().any(|paper| paper.titled(&title))
            && !self.names_form_beside(&title)
    }

    /// "RENCANA AKSI DAN RENCANA PENARIKAN DANA": a title of one of our forms, and of what it holds besides.
    fn names_form_beside(&self, title: &str) -> bool {
        const AND: [&str; 5] = [" dan ", " & ", " serta ", " beserta ", " / "];
        let other = |text: &str| self.other_papers.iter().any(|paper| paper.titled(text));
        AND.iter()
            .filter_map(|and| title.split_once(and))
            .any(|(form, beside)| self.document_kind(form).is_some() && !other(form) && other(beside))
    }

    /// What a table is that is no form of ours, by the titles around it (the name of its sheet among them), else by its
    /// headings.
    pub fn other_paper(&self, titles: &[String], headings: &[String]) -> Option<&str> {
        let titles: Vec<String> = titles.iter().map(|title| key(title)).collect();
        let headings: Vec<String> = headings.iter().map(|heading| key(heading)).collect();
        let titled = self.other_papers.iter().find(|paper| titles.iter().any(|title| paper.titled(title)));
        let by_columns = || {
            let counted = self.other_papers.iter().map(|paper| (paper.columns_in(&headings), paper));
            let fitting = counted.filter(|(count, paper)| *count >= paper.enough);
            fitting.max_by_key(|(count, paper)| count + 8 - paper.enough.min(8)).map(|(_, paper)| paper)
        };
        titled.or_else(by_columns).map(|paper| paper.name.as_str())
    }

    /// Whether a text is the label of a total row. One wrong letter is forgiven ("TOTAL ANGARAN").
    pub fn total_label(&self, text: &str) -> bool {
        let key = key(text);
        self.row.total.iter().any(|word| key == *word || (word.len() > 6 && one_letter_off(&key, word)))
    }

    /// Whether a text opens a total row: its label, perhaps with more words ("Jumlah seluruh anggaran").
    pub fn total_row(&self, text: &str) -> bool {
        let key = key(text);
        self.total_label(text)
            || self.row.total.iter().any(|word| {
                key.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with([' ', ':', '(']) && key.len() < 60)
            })
    }

    /// Whether a text is the label of a total over the table itself: "Rata-rata capaian sasaran", not "Jumlah lulusan".
    pub fn total_of_table(&self, text: &str) -> bool {
        let key = key(text);
        let rest =
            self.row.total.iter().filter_map(|word| key.strip_prefix(word.as_str())).min_by_key(|rest| rest.len());
        let words = |rest: &str| -> Vec<String> {
            let parts = rest.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
            parts.map(str::to_string).collect()
        };
        rest.filter(|rest| rest.starts_with([' ', ':', '('])).is_some_and(|rest| {
            let words = words(rest);
            !words.is_empty() && words.iter().all(|word| self.row.total_of.contains(word))
        })
    }

    /// Whether a text counts the indicators above it: "Indikator tidak mencapai target".
    pub fn tally_row(&self, text: &str) -> bool {
        knows(&self.row.tally, text.trim_end_matches([':', ' ']))
    }

    /// Whether a text opens notes below a table.
    pub fn note_row(&self, text: &str) -> bool {
        knows(&self.row.note, text)
    }

    /// Whether a text tells of the table above it: a sentence on its figures, where they come from, its caption.
    pub fn narrative_row(&self, text: &str) -> bool {
        knows(&self.row.narrative, text)
    }

    /// Whether a text opens a signature block.
    pub fn signature_row(&self, text: &str) -> bool {
        knows(&self.row.signature, text.trim().trim_end_matches(','))
    }

    /// Whether a text is the heading of a section.
    pub fn part_heading(&self, text: &str) -> bool {
        knows(&self.row.part, text)
    }

    /// Whether a text names a part of what the indicator above is computed from: its numerator or denominator.
    pub fn component_row(&self, text: &str) -> bool {
        knows(&self.row.component, text)
    }

    /// Whether a text was left over from the blank form.
    pub fn example_text(&self, text: &str) -> bool {
        let tidied = text.trim();
        let point = tidied.len() >= 3 && tidied.chars().all(|letter| matches!(letter, '.' | '…' | '_'));
        point || corner_bracketed(tidied) || knows(&self.row.example, text)
    }
}

/// Whether two texts are one letter apart. Most are told apart by their length alone.
fn one_letter_off(text: &str, word: &str) -> bool {
    // A letter takes up to four bytes.
    text.len().abs_diff(word.len()) <= 4 && strsim::levenshtein(text, word) <= 1
}

/// Whether what stands before an achievement makes a promise of it: "Rincian Target Capaian Kinerja".
fn promised(before: &str) -> bool {
    before.trim_end().rsplit(' ').next() == Some("target")
}

/// Where whole words stand in a text: "capaian kinerja" does not stand in "pencapaian kinerja". Every title is asked for
/// dozens of words: they are tried where a word begins.
fn word_position(text: &str, word: &str) -> Option<usize> {
    let mut before = None;
    for (at, letter) in text.char_indices() {
        let begins = before.is_none_or(|before: char| !before.is_alphanumeric());
        before = Some(letter);
        if begins && text[at..].starts_with(word) {
            let after = text[at + word.len()..].chars().next();
            if after.is_none_or(|after| !after.is_alphanumeric()) {
                return Some(at);
            }
        }
    }
    None
}

/// Whether a text holds a field of a form: `<Nama Pejabat>`. "nilai < 10 dan > 5" is none.
fn corner_bracketed(text: &str) -> bool {
    let Some((_, inside)) = text.split_once('<') else { return false };
    let Some((inside, _)) = inside.split_once('>') else { return false };
    inside.starts_with(char::is_alphabetic) && !inside.ends_with(char::is_whitespace)
}

fn knows(pattern: &[String], text: &str) -> bool {
    // Most patterns are told apart by their first letter alone, or by one that must stand somewhere: "*${*}*".
    let holds = |letter: u8| text.bytes().any(|other| other.to_ascii_lowercase() == letter);
    let can = |pattern: &&String, start: u8| match pattern.as_bytes() {
        [b'*', letter, ..] if !matches!(letter, b'*' | b'#' | b' ') => !text.is_ascii() || holds(*letter),
        [b'*' | b'#', ..] => true,
        [letter, ..] => *letter == start,
        [] => false,
    };
    if !may_begin_with(text, |letter| pattern.iter().any(|pattern| can(&pattern, letter))) {
        return false;
    }
    let key = key(text);
    let Some(start) = key.bytes().next() else { return false };
    pattern.iter().filter(|pattern| can(pattern, start)).any(|pattern| fits(pattern, &key))
}

/// Whether a text fits a pattern in which `*` stands for any run and `#` for a run of digits.
pub(super) fn fits(pattern: &str, text: &str) -> bool {
    let (start, rest) = until_mark(pattern);
    let Some(text) = text.strip_prefix(start) else { return false };
    let Some(mark) = rest.chars().next() else { return text.is_empty() };
    let rest = &rest[1..];
    if mark == '#' {
        let last = text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len());
        return last > 0 && fits(rest, &text[last..]);
    }
    if rest.is_empty() {
        return true;
    }
    // What stands behind `*` is looked for where it can begin: trying every letter was a tenth of reading a workbook.
    let (following, _) = until_mark(rest);
    let mut tail = text;
    while let Some(position) = tail.find(following) {
        if fits(rest, &tail[position..]) {
            return true;
        }
        let Some(letter) = tail[position..].chars().next() else { return false };
        tail = &tail[position + letter.len_utf8()..];
    }
    false
}

/// A pattern up to its first `*` or `#`, and from there on.
fn until_mark(pattern: &str) -> (&str, &str) {
    pattern.split_at(pattern.bytes().position(|letter| matches!(letter, b'*' | b'#')).unwrap_or(pattern.len()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::column::Field;
    use crate::domain::triwulan::Triwulan;
    use crate::template::Library;
    use crate::template::heading::canonical_path;

    fn meaning(path: &[&str]) -> Option<FormColumn> {
        Library::built_in().unwrap().dictionary.meaning(&canonical_path(path.iter().copied()))
    }

    #[test]
    fn the_same_child_means_target_or_realisation_by_its_parent() {
        assert_eq!(meaning(&["Target", "TW I"]), Some(Field::Target.tw(Triwulan::I)));
        assert_eq!(meaning(&["Realisasi (Kumulatif)", "TW I"]), Some(Field::Realisasi.tw(Triwulan::I)));
        assert_eq!(meaning(&["Target Bulan", "Desember"]), Some(Field::Target.month(12)));
    }

    #[test]
    fn traps_of_the_synonym_table_do_not_match() {
        assert_eq!(meaning(&["Nomor Indikator"]), Some(Field::Code.yearly()));
        assert_eq!(meaning(&["Kelompok Sasaran"]), None);
        assert_eq!(meaning(&["Harga Satuan"]), None);
        assert_eq!(meaning(&["Sumber Dana"]), Some(Field::SumberDana.yearly()));
        assert_eq!(meaning(&["Jumlah Indikator"]), Some(Field::Ignore.yearly()));
        assert_eq!(meaning(&["Batas Waktu TL"]), Some(Field::TimeLimit.yearly()));
        assert_eq!(meaning(&["Target Renstra"]), None);
    }

    #[test]
    fn a_target_of_an_achievement_is_no_measurement() {
        let dictionary = Library::built_in().unwrap().dictionary;
        assert_eq!(dictionary.document_kind("RINCIAN TARGET CAPAIAN KINERJA (TRAJECTORY) TAHUN 2026"), None);
        for text in
            ["TARGET DAN CAPAIAN KINERJA", "TARGET CAPAIAN KINERJA DAN REALISASI", "CAPAIAN KINERJA TRIWULAN II"]
        {
            assert_eq!(dictionary.document_kind(text), Some(DocumentKind::Pengukuran), "{text}");
        }
    }

    #[test]
    fn a_total_is_known_in_spite_of_a_typing_error() {
        let dictionary = Library::built_in().unwrap().dictionary;
        for text in ["TOTAL", "Jumlah", "TOTAL ANGARAN", "Sub Total", "Jumlah Anggaran:"] {
            assert!(dictionary.total_row(text), "{text}");
        }
        assert!(!dictionary.total_row("Jumlahkan data"));
        for text in ["Rata-rata capaian sasaran", "Jumlah nilai capaian (%)", "Rata-rata Capaian Kinerja TW II"] {
            assert!(dictionary.total_of_table(text), "{text}");
        }
        for text in ["Jumlah lulusan", "Rata-rata waktu layanan", "Jumlah", "Capaian kinerja"] {
            assert!(!dictionary.total_of_table(text), "{text}");
        }
    }

    #[test]
    fn text_of_the_blank_form_is_known() {
        let dictionary = Library::built_in().unwrap().dictionary;
        for text in [
            "Sasaran 1",
            "IKU 1",
            "<Nama>",
            "${ttd_pengirim}",
            "CONTOH",
            "Tuliskan sasaran di sini",
            "Xxxxxx",
            "NIP <NIP>",
        ] {
            assert!(dictionary.example_text(text), "{text}");
        }
        for text in ["Sasaran Strategis", "IKU 1.1 Persentase lulusan", "IKK 5.1.2", "≤ 5", "nilai < 10 dan > 5"] {
            assert!(!dictionary.example_text(text), "{text}");
        }
    }

    #[test]
    fn the_kind_of_document_comes_from_its_title() {
        let dictionary = Library::built_in().unwrap().dictionary;
        assert_eq!(dictionary.document_kind("PERJANJIAN KINERJA TAHUN 2026"), Some(DocumentKind::Pk));
        assert_eq!(dictionary.document_kind("RENCANA AKSI PERJANJIAN KINERJA"), Some(DocumentKind::RencanaAksi));
        assert_eq!(dictionary.document_kind("RENCANA AKSI PENCAPAIAN KINERJA"), Some(DocumentKind::RencanaAksi));
        assert_eq!(
            dictionary.document_kind("PENGUKURAN KINERJA ATAS PERJANJIAN KINERJA"),
            Some(DocumentKind::Pengukuran)
        );
        assert_eq!(dictionary.document_kind("PENGUKURAN KINERJA TRIWULAN I"), Some(DocumentKind::Pengukuran));
        assert_eq!(dictionary.document_kind("DAFTAR HADIR"), None);
    }
}
