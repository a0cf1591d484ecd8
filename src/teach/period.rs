//! The periods that headings name: what differs between the columns of one series.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::month_from_name;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::template::heading::{canonical_path, path_year};

/// A period that a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// Month, 1 to 12.
    Month(u8),
    /// Quarter, 1 to 4.
    Quarter(u8),
    /// Half of a year, 1 or 2.
    Semester(u8),
    /// A year.
    Year(u16),
}

impl Named {
    /// A field for this period; `own` is the year of the document, which is its own period.
    pub(super) fn of(self, field: Field) -> FormColumn {
        match self {
            Self::Month(month) => field.month(month),
            Self::Quarter(quarter) => match Triwulan::from_number(u32::from(quarter)) {
                Some(quarter) => field.tw(quarter),
                None => field.yearly(),
            },
            Self::Semester(semester) => FormColumn { field, period: Period::Semester(semester) },
            Self::Year(year) => field.year(year),
        }
    }
}

/// The period of a heading path: a month, half or quarter before a year.
pub(super) fn named(path: &[String]) -> Option<Named> {
    let part = || semester(path).map(Named::Semester).or_else(|| quarter(path).map(Named::Quarter));
    month(path).map(Named::Month).or_else(part).or_else(|| year(path).map(Named::Year))
}

/// A half of the year: its word and its number in one part, or the number alone below the word.
fn semester(path: &[String]) -> Option<u8> {
    let text = path.iter().map(|part| key(part)).collect::<Vec<_>>().join(" ");
    let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.by_ref().find(|word| matches!(*word, "semester" | "smt" | "sem"))?;
    match words.next()? {
        "i" | "1" => Some(1),
        "ii" | "2" => Some(2),
        _ => None,
    }
}

/// The year of the whole path, or of the lowest heading that names one: a title above may name all years of a plan.
fn year(path: &[String]) -> Option<u16> {
    path_year(path.iter().map(String::as_str))
        .or_else(|| path.iter().rev().find_map(|part| path_year(std::iter::once(part.as_str()))))
}

fn month(path: &[String]) -> Option<u8> {
    let words = path.iter().map(|part| key(part));
    let mut months = words.filter_map(|part| {
        let mut found = part.split(|letter: char| !letter.is_alphabetic()).filter_map(month_from_name);
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    });
    let first = months.next()?;
    months.all(|other| other == first).then(|| u8::try_from(first).ok()).flatten()
}

/// Quarters as canonical headings hold them, or a numeral that stands alone in its part.
fn quarter(path: &[String]) -> Option<u8> {
    let spaced: Vec<String> = path.iter().map(|part| part.replace('_', " ")).collect();
    let canonical = canonical_path(spaced.iter().map(String::as_str));
    let words = canonical.split([' ', '>']);
    let named = words.filter_map(|word| word.strip_prefix("tw")?.parse().ok()).find(|number| (1..=4).contains(number));
    named.or_else(|| {
        path.iter().find_map(|part| match key(part).as_str() {
            "i" => Some(1),
            "ii" => Some(2),
            "iii" => Some(3),
            "iv" => Some(4),
            _ => None,
        })
    })
}

/// A path without what names its period: equal for all columns of one series.
pub(super) fn series(path: &[String]) -> String {
    let part = |part: &String| -> String {
        let text = key(part);
        let words = text.split([' ', '-', '.', '_']).filter(|word| !word.is_empty()).map(|word| {
            let year = word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit());
            let numeral = matches!(word, "i" | "ii" | "iii" | "iv");
            let quarter = ["tw", "triwulan", "trw"].iter().any(|start| {
                word.strip_prefix(start)
                    .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
            });
            if year || numeral || quarter || month_from_name(word).is_some() {
                "#".to_string()
            } else {
                word.to_string()
            }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    path.iter().map(part).collect::<Vec<_>>().join(" > ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split(" > ").map(str::to_string).collect()
    }

    #[test]
    fn columns_of_one_series_differ_in_their_periods_alone() {
        for (one, other) in [
            ("Januari > Zorvak", "Desember > Zorvak"),
            ("Zorvak > 2025", "Zorvak > 2029"),
            ("Realisasi > TW I > K", "Realisasi > TW IV > K"),
            ("Zorvak Triwulan II", "Zorvak Triwulan III"),
        ] {
            assert_eq!(series(&path(one)), series(&path(other)), "{one}");
        }
        assert_ne!(series(&path("Zorvak > K")), series(&path("Zorvak > Rp")));
    }

    #[test]
    fn the_period_of_a_path_is_named_by_any_of_its_parts() {
        for (text, expected) in [
            ("Agustus > Target", Some(Named::Month(8))),
            ("Zorvak pada Triwulan > II > K", Some(Named::Quarter(2))),
            ("Zorvak > IV", Some(Named::Quarter(4))),
            ("Zorvak > 2027", Some(Named::Year(2027))),
            ("Semester II > Zorvak", Some(Named::Semester(2))),
            ("Plimba 2025 - 2029 > Zorvak > 2027", Some(Named::Year(2027))),
            ("Zorvak > K", None),
        ] {
            assert_eq!(named(&path(text)), expected, "{text}");
        }
    }
}
