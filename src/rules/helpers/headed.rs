//! Lines that word what the kinds below them are kinds of: "Jumlah perkara yang diselesaikan :" over "a. Pidana" and
//! "b. Perdata". What the line says of unit and wording belongs to each of them.

use crate::domain::column::Field;
use crate::domain::document::{DocumentTable, FormRow};
use crate::domain::text::key;
use crate::domain::value::Entry;

/// Kinds below one line at most.
const KINDS: usize = 12;

/// Words that open the wording of what is measured.
const MEASURES: [&str; 18] = [
    "jumlah",
    "persentase",
    "prosentase",
    "presentase",
    "persen",
    "proporsi",
    "cakupan",
    "rasio",
    "rata-rata",
    "rerata",
    "indeks",
    "nilai",
    "angka",
    "tingkat",
    "laju",
    "skor",
    "capaian",
    "realisasi",
];

/// What stands before a wording in its list.
#[derive(PartialEq, Eq)]
enum Mark {
    Letter,
    Number,
    Bullet,
    Bare,
}

/// The row above that words what a row is a kind of.
pub(in crate::rules) fn headed<'a>(table: &'a DocumentTable, row: &FormRow) -> Option<&'a FormRow> {
    let (own, words) = marked(wording(row)?);
    if measures(words) {
        return None;
    }
    let at = table.rows.iter().position(|one| one.row == row.row)?;
    let above = table.rows[..at].iter().rev().filter_map(|row| Some((row, wording(row)?)));
    for (before, text) in above.take(KINDS) {
        let (mark, words) = marked(text);
        if has_figures(before) {
            // Another kind of the same line.
            if mark == own && !measures(words) {
                continue;
            }
            return None;
        }
        let heads = own != Mark::Bare || text.trim_end().ends_with(':');
        return (heads && mark != own && measures(words)).then_some(before);
    }
    None
}

/// The wording that stands in a row itself.
pub(in crate::rules) fn wording(row: &FormRow) -> Option<&str> {
    [Field::Indikator, Field::Description].into_iter().find_map(|field| {
        let entry = row.entry(field.yearly()).filter(|entry| !entry.derivation)?;
        entry.text().filter(|text| text.contains(char::is_alphabetic))
    })
}

fn has_figures(row: &FormRow) -> bool {
    let measures = |field: Field| matches!(field, Field::Target | Field::Realisasi | Field::Capaian);
    let says = |entry: &Entry| !entry.derivation && !entry.value.blank();
    row.entries.iter().any(|(column, entry)| measures(column.field) && says(entry))
}

fn measures(words: &str) -> bool {
    let words = key(words);
    MEASURES.contains(&words.split([' ', ':']).next().unwrap_or_default())
}

/// The mark in front of a wording, and the wording.
fn marked(text: &str) -> (Mark, &str) {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix(['-', '•', '–', '*']) {
        return (Mark::Bullet, rest.trim_start());
    }
    let inner = text.strip_prefix('(').unwrap_or(text);
    let Some((mark, rest)) = inner.split_once(['.', ')']).filter(|(mark, _)| !mark.is_empty() && mark.len() <= 2)
    else {
        return (Mark::Bare, text);
    };
    let rest = rest.trim_start_matches([')', '.', ' ']);
    if mark.bytes().all(|letter| letter.is_ascii_digit()) {
        (Mark::Number, rest)
    } else if mark.len() == 1 && mark.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        (Mark::Letter, rest)
    } else {
        (Mark::Bare, text)
    }
}

#[cfg(test)]
mod tests {
    use super::{headed, wording};
    use crate::rules::helpers::test::tables;

    /// What heads each row of a form, by the first word of its own.
    fn heads(rows: &str) -> Vec<String> {
        let image = format!(
            "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n{rows}\n"
        );
        let tables = tables(&image);
        let content = tables.document_content(0).expect("a document");
        let table = &content.tables[0];
        let one = |row| Some(format!("{} < {}", wording(row)?, wording(headed(table, row)?)?));
        table.rows.iter().filter_map(one).collect()
    }

    #[test]
    fn kinds_are_of_the_line_above_them() {
        let lettered = "1|A|Jumlah perkara yang diselesaikan :|Perkara||\n|A|a. Pidana||9|9\n|A|b. Perdata||4|4\n2|A|Indeks kepuasan|Indeks|80|81";
        let line = "Jumlah perkara yang diselesaikan :";
        assert_eq!(heads(lettered), [format!("a. Pidana < {line}"), format!("b. Perdata < {line}")]);
        let bare = "1|A|d. Persentase perkara yang tidak naik banding :|%||\n|A|Kasasi||50|41\n|A|PK||75|92\n2|A|e. Indeks kepuasan|Indeks|80|81";
        assert_eq!(heads(bare).len(), 2, "{:?}", heads(bare));
    }

    #[test]
    fn who_says_what_is_measured_needs_no_line_above() {
        let own =
            "1|A|Jumlah perkara :|Perkara||\n|A|a. Persentase perkara pidana|%|9|9\n|A|b. Indeks kepuasan|Indeks|4|4";
        assert_eq!(heads(own), Vec::<String>::new());
        let title = "1|A|Pelayanan umum|||\n|A|a. Surat masuk|Surat|9|9";
        assert_eq!(heads(title), Vec::<String>::new());
    }
}
