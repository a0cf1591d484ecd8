//! Letters for words: `TW I > T | R | %` for target, realisation and achievement, `(a)` and `(b)` beside "Realisasi (a/b)" for
//! the parts of a share.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::template::grammar::SURE;

use super::Column;

/// Words of measures in a heading over letters, which say what the letters are short for and nothing of one column.
const MEASURES: [&str; 12] =
    ["target", "realisasi", "capaian", "kinerja", "rencana", "pencapaian", "dan", "&", "/", "t", "r", "c"];

/// `CAPAIAN KINERJA TRIWULAN > I > T | R | %`: below each period the letters tell the measure, whatever stands over them all.
pub(super) fn of_measures(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let mut at = 0;
    while at < columns.len() {
        let over = columns[at].above();
        let length = columns[at..].iter().take_while(|other| !over.is_empty() && other.above() == over).count().max(1);
        let run = &columns[at..at + length];
        if let Some(meant) = Some(over).filter(|over| !over.is_empty()).and_then(|over| lettered(run, over, dictionary))
        {
            for (column, meant) in columns[at..at + length].iter_mut().zip(meant) {
                if column.meant != Some(meant) {
                    column.settle(meant, 90, ColumnBasis::Words);
                }
            }
        }
        at += length;
    }
}

/// What columns under one heading mean, where each says a letter and together they are target, realisation and perhaps their
/// quotient, of a period.
fn lettered(columns: &[Column<'_>], over: &[String], dictionary: &Dictionary) -> Option<Vec<FormColumn>> {
    let words: Vec<&str> = columns
        .iter()
        .map(|column| match key(column.heading.parts.last()?).as_str() {
            "t" => Some("target"),
            "r" => Some("realisasi"),
            "c" | "%" => Some("capaian"),
            _ => None,
        })
        .collect::<Option<_>>()?;
    if !matches!(words.as_slice(), ["target", "realisasi"] | ["target", "realisasi", "capaian"]) {
        return None;
    }
    let period: Vec<String> = over.iter().map(|text| without_measures(text)).filter(|text| !text.is_empty()).collect();
    let meaning = |word: &&str| {
        let path: Vec<&str> = period.iter().map(String::as_str).chain([*word]).collect();
        let read = dictionary.read(&path);
        read.column.filter(|meant| read.sure >= SURE && meant.period.is_part_of_year())
    };
    words.iter().map(meaning).collect()
}

fn without_measures(text: &str) -> String {
    let words = key(text);
    let rest = words.split_whitespace().filter(|word| !MEASURES.contains(&word.trim_matches(['(', ')', '%'])));
    rest.collect::<Vec<_>>().join(" ")
}

/// "Jumlah perkara selesai (a) | Jumlah perkara (b) | Realisasi (a/b)": numerator and denominator of what was reached.
pub(super) fn of_parts(columns: &mut [Column<'_>]) {
    let text = |column: &Column<'_>| key(column.heading.parts.last().map_or("", String::as_str)).replace(' ', "");
    let quotient = |column: &Column<'_>| {
        let text = text(column);
        column.is(Field::Realisasi) && ["(a/b)", "(a:b)", "a/b"].into_iter().any(|mark| text.contains(mark))
    };
    let Some(period) = columns.iter().find(|column| quotient(column)).and_then(|column| column.meant) else { return };
    let one = |mark: &str| {
        only((0..columns.len()).filter(|at| {
            let column = &columns[*at];
            text(column).ends_with(mark) && !column.shared && column.meant.is_none_or(|meant| !quotients(meant))
        }))
    };
    if let (Some(part), Some(whole)) = (one("(a)"), one("(b)")) {
        columns[part].settle(FormColumn { field: Field::Numerator, ..period }, 90, ColumnBasis::Words);
        columns[whole].settle(FormColumn { field: Field::Denominator, ..period }, 90, ColumnBasis::Words);
    }
}

/// Figures that a letter may number in a form of lettered columns.
const fn quotients(meant: FormColumn) -> bool {
    matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian)
}
