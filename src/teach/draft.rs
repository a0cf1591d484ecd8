//! The definition that a lesson comes to, as TOML.

use std::fmt::Write as _;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::text::key;
use crate::template::heading::{YEAR, canonical_path, path_year};

use super::column::{TaughtColumn, of_years};
use super::reworded::{implied_words, own_words};
use super::{Lesson, TaughtTable};
use crate::template::heading_periods::{self as period, Named};

/// Years that a written form lists at most.
const MOST_YEARS: usize = 10;

/// Words of a title, at least.
const TITLE_WORDS: usize = 6;
/// Kinds of columns that a title stands over, at least.
const TITLE_COLUMNS: usize = 3;

/// What every column was taken for, as comments.
pub(super) fn remarks(lesson: &Lesson) -> String {
    let mut text = format!("# Rancangan dari {}. Setiap kolom, tiga isi pertamanya, dan artinya:\n", lesson.example);
    for (number, table) in lesson.tables.iter().enumerate() {
        let _ = writeln!(text, "# Lembar {}, {} baris isi", table.sheet, table.rows);
        for (place, column) in table.columns.iter().enumerate() {
            let meaning = match lesson.resolved(number, place) {
                Some(meant) if meant.field == Field::Ignore => "tidak dibaca".to_string(),
                Some(meant) => meant.to_string(),
                None => "?".to_string(),
            };
            let samples: Vec<String> = column.samples.iter().map(|sample| shortened(sample)).collect();
            let _ = writeln!(
                text,
                "#   {} {}: {} → {meaning}",
                column.cell,
                one_line(&column.heading()),
                samples.join(" | ")
            );
        }
    }
    text
}

/// The definition. What nobody knows is left out, what is known and not needed is named as such.
pub(super) fn definition(lesson: &Lesson) -> String {
    whole(lesson, one_table)
}

/// The definition that says what the words of this house mean, and leaves the rest to what headings mean everywhere.
pub(super) fn by_words(lesson: &Lesson) -> String {
    whole(lesson, one_table_by_words)
}

fn whole(lesson: &Lesson, table: impl Fn(&Lesson, usize, &TaughtTable) -> String) -> String {
    let mut text = format!(
        "id = {}\nversi = 1\njenis = {}\nnama = {}\nsumber = {}\n",
        quoted(&lesson.id),
        quoted(lesson.kind.facts().code),
        quoted(&format!("Formulir {}", lesson.id)),
        quoted(&lesson.example)
    );
    for (number, own) in lesson.tables.iter().enumerate() {
        text.push_str(&table(lesson, number, own));
    }
    text
}

/// A table of the words of this house. The columns that need none are named too, for who writes or looks at the form.
fn one_table_by_words(lesson: &Lesson, number: usize, table: &TaughtTable) -> String {
    let mut lines = String::new();
    let mut taught = false;
    let mut told = false;
    let named = |field: Field| {
        let mut own =
            (0..table.columns.len()).filter(|place| own_words(lesson, table, &table.columns[*place]).is_some());
        own.any(|place| lesson.resolved(number, place).is_some_and(|meant| meant.field == field))
    };
    // A word for the indicator means it on every sheet of the form, with or without the other words.
    let needed = [Field::Indikator, Field::Target, Field::Realisasi].into_iter().find(|field| named(*field));
    let subject = |meant: &FormColumn| Some(meant.field) == needed;
    for (place, column) in table.columns.iter().enumerate().filter(|(_, column)| !column.shared) {
        let Some(meant) = lesson.resolved(number, place) else { continue };
        let words = own_words(lesson, table, column).or_else(|| implied_words(lesson, column, meant));
        let path_of = |parts: &[String]| canonical_path(parts.iter().map(String::as_str));
        if path_of(&column.path).is_empty() {
            continue;
        }
        let _ = write!(lines, "  {{ kolom = {}, judul = {}", quoted(&meant.to_string()), path(&column.path));
        if let Some(words) = words {
            taught = true;
            let _ = write!(lines, ", sebutan = {}", quoted(words));
            let nth = 1 + table.columns[..place].iter().filter(|one| !one.shared && one.path == column.path).count();
            if nth > 1 {
                let _ = write!(lines, ", ke = {nth}");
            }
            if subject(&meant) && !told {
                lines.push_str(", wajib = true");
                told = true;
            }
        }
        lines.push_str(" },\n");
    }
    if !taught {
        return String::new();
    }
    format!("\n[[tabel]]\nperan = \"indikator\"\nkolom = [\n{lines}]\n")
}

/// A column of the definition in the making.
struct Entry<'a> {
    column: &'a TaughtColumn,
    meant: FormColumn,
    path: Vec<String>,
    also: Vec<Vec<String>>,
    years: usize,
}

fn one_table(lesson: &Lesson, number: usize, table: &TaughtTable) -> String {
    let all: Vec<(&TaughtColumn, FormColumn)> = table
        .columns
        .iter()
        .enumerate()
        // A definition asks for headings; a column under its neighbour's is found by the reader.
        .filter(|(_, column)| !column.shared)
        .filter_map(|(place, column)| Some((column, of_heading(lesson, number, place)?)))
        .collect();
    let has = |fields: &[Field]| all.iter().any(|(_, meant)| fields.contains(&meant.field));
    let subject = [Field::Indikator, Field::Description, Field::Keluaran, Field::Code, Field::RencanaAksi];
    let subject = subject.into_iter().find(|field| has(&[*field]));
    let budget = subject.is_none() && has(&[Field::Program]) && has(&[Field::Anggaran]);
    if subject.is_none() && !budget {
        return String::new();
    }
    let figure = [Field::Target, Field::Realisasi, Field::Capaian, Field::RencanaAksi];
    let figure = figure.into_iter().find(|field| Some(*field) != subject && has(&[*field]));
    let mut text =
        format!("\n[[tabel]]\nperan = {}\nkolom = [\n", quoted(if budget { "anggaran" } else { "indikator" }));
    let entries = entries(lesson, &all);
    let mut told = false;
    for (place, entry) in entries.iter().enumerate() {
        let field = entry.meant.field;
        let first_figure = Some(field) == figure && !told;
        told |= first_figure;
        let needed =
            Some(field) == subject || first_figure || budget && matches!(field, Field::Program | Field::Anggaran);
        let _ = writeln!(text, "  {},", line(&entries, place, entry, needed));
    }
    text.push_str("]\n");
    text
}

/// What a heading means. Of one over two columns it is what its second column holds, where the first is only a code or a
/// unit beside it: the reader tells the two apart by what stands in them.
fn of_heading(lesson: &Lesson, table: usize, place: usize) -> Option<FormColumn> {
    let own = lesson.resolved(table, place);
    let columns = &lesson.tables.get(table)?.columns;
    let beside = columns.get(place + 1).filter(|next| next.shared && next.path == columns[place].path);
    let second = beside.and_then(|_| lesson.resolved(table, place + 1)).filter(|meant| meant.field != Field::Ignore);
    let aside = own.is_none_or(|own| matches!(own.field, Field::Ignore | Field::No | Field::Code | Field::Satuan));
    match second {
        Some(second) if aside && second.field != Field::Satuan => Some(second),
        _ => own,
    }
}

fn entries<'a>(lesson: &Lesson, all: &[(&'a TaughtColumn, FormColumn)]) -> Vec<Entry<'a>> {
    let mut result: Vec<Entry<'a>> = Vec::new();
    for (column, meant) in all {
        let path = column.path.clone();
        // "Realisasi Tahun Lalu" is of a year that the heading does not name: another form's title tells another one.
        let unnamed = of_years(*meant) && !path.iter().any(|text| path_year([text.as_str()]).is_some());
        let meant = if unnamed { Field::Ignore.yearly() } else { *meant };
        let same = |entry: &&mut Entry<'_>| {
            entry.years > 0
                && entry.meant.field == meant.field
                && period::series(&entry.column.path) == period::series(&path)
        };
        if of_years(meant) {
            if let Some(entry) = result.iter_mut().find(same) {
                entry.years += 1;
                // "1 (2025)", "2 (2026)": the same but for a number.
                let other = without_year(&path);
                if other != entry.path && !entry.also.contains(&other) {
                    entry.also.push(other);
                }
            } else {
                let meant = FormColumn { field: meant.field, period: Period::EveryYear };
                result.push(Entry { column, meant, path: without_year(&path), also: Vec::new(), years: 1 });
            }
            continue;
        }
        let (meant, also) = other_quarters(lesson, all, column, meant);
        result.push(Entry { column, meant, path, also, years: 0 });
    }
    for entry in &mut result {
        if let Some((title, below)) = entry.path.split_first()
            && !below.is_empty()
            // What stands over two levels of headings and more may not be seen as one of them in another year's form.
            && (is_title(title, all) || below.len() >= 2)
        {
            entry.also.push(below.to_vec());
        }
    }
    result
}

/// Whether a heading over columns of several kinds is the title of its table, which next year's form may set elsewhere:
/// a sentence, or one with the years of a plan.
fn is_title(text: &str, all: &[(&TaughtColumn, FormColumn)]) -> bool {
    let years = text.split(|letter: char| !letter.is_ascii_digit()).filter(|word| word.len() == 4).count();
    let mut below: Vec<String> = all
        .iter()
        .filter(|(column, _)| column.path.len() > 1 && column.path.first().is_some_and(|first| first == text))
        .map(|(column, _)| period::series(&column.path))
        .collect();
    below.sort();
    below.dedup();
    (years > 1 || text.split_whitespace().count() >= TITLE_WORDS) && below.len() >= TITLE_COLUMNS
}

/// A column for one quarter stands for that of the form: next quarter its heading says another one.
fn other_quarters(
    lesson: &Lesson,
    all: &[(&TaughtColumn, FormColumn)],
    column: &TaughtColumn,
    meant: FormColumn,
) -> (FormColumn, Vec<Vec<String>>) {
    let Some(Named::Quarter(own)) = period::named(&column.path) else { return (meant, Vec::new()) };
    let alone = all.iter().filter(|(other, _)| other.series == column.series).count() == 1;
    if !alone || !matches!(meant.period, Period::Triwulan(_) | Period::Running) {
        return (meant, Vec::new());
    }
    let others = (1..=4).filter(|quarter| *quarter != own).map(|quarter| with_quarter(&column.path, quarter));
    // "Realisasi s.d. Triwulan II" on the form of the third quarter is not that of the form.
    let of_form = lesson.quarter == Some(own);
    let meant = if of_form { meant.field.running() } else { meant };
    (meant, if of_form { others.collect() } else { Vec::new() })
}

fn with_quarter(path: &[String], quarter: u8) -> Vec<String> {
    let roman = ["I", "II", "III", "IV"][usize::from(quarter.clamp(1, 4)) - 1];
    let part = |part: &String| -> String {
        let words = part.split_whitespace().map(|word| {
            let bare = key(word);
            let ordinal = matches!(bare.as_str(), "pertama" | "kesatu" | "kedua" | "ketiga" | "keempat");
            let numeral = ordinal || matches!(bare.as_str(), "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4");
            let quarter_word = ["tw", "triwulan", "trw", "q"].into_iter().find(|start| {
                bare.strip_prefix(start).is_some_and(|rest| {
                    let number = rest.trim_start_matches(['.', '-']);
                    matches!(number, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4")
                })
            });
            match quarter_word {
                Some(start) => format!("{start} {roman}"),
                None if numeral => roman.to_string(),
                None => word.to_string(),
            }
        });
        words.collect::<Vec<_>>().join(" ")
    };
    path.iter().map(part).collect()
}

/// A path with its year as a place: in the lowest heading that names one. A title above keeps the years of its plan.
fn without_year(path: &[String]) -> Vec<String> {
    let mut result = path.to_vec();
    for part in result.iter_mut().rev() {
        let mut numbers = part.split(|letter: char| !letter.is_ascii_digit());
        let year = numbers.rfind(|word| word.len() == 4 && word.starts_with("20")).map(str::to_string);
        if let Some(year) = year {
            *part = part.replace(&year, YEAR);
            break;
        }
    }
    result
}

fn line(entries: &[Entry<'_>], place: usize, entry: &Entry<'_>, needed: bool) -> String {
    let mut text = format!("{{ kolom = {}, judul = {}", quoted(&entry.meant.to_string()), path(&entry.path));
    if !entry.also.is_empty() {
        let also: Vec<String> = entry.also.iter().map(|parts| quoted(&parts.join(" > "))).collect();
        let _ = write!(text, ", juga = [{}]", also.join(", "));
    }
    if needed {
        text.push_str(", wajib = true");
    }
    // A unit before the indicators groups them.
    let indicator = entries.iter().position(|own| own.meant.field == Field::Indikator);
    let groups = entry.meant.field == Field::UnitName && indicator.is_some_and(|at| place < at);
    if groups || matches!(entry.meant.field, Field::Tujuan | Field::Sasaran | Field::SasaranCode | Field::Program) {
        text.push_str(", turun = true");
    }
    // Two columns of one heading are told apart by the column before them.
    let own = canonical_path(entry.path.iter().map(String::as_str));
    let same = |other: &Entry<'_>| canonical_path(other.path.iter().map(String::as_str)) == own;
    let twin = entries[..place].iter().any(|other| same(other) && other.meant != entry.meant && other.years == 0);
    let before = entries[..place].iter().rev().find(|other| other.meant.field != Field::Ignore && other.years == 0);
    if let (true, Some(before)) = (twin, before) {
        let _ = write!(text, ", setelah = {}", quoted(&before.meant.to_string()));
    }
    if entry.years > 0 {
        let _ = write!(text, ", banyak_tahun = {}", entry.years.min(MOST_YEARS));
    }
    text.push_str(" }");
    text
}

/// A header path as TOML: one wording, or a list from parent to child.
fn path(parts: &[String]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
    match parts.as_slice() {
        [one] => one.clone(),
        all => format!("[{}]", all.join(", ")),
    }
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(one_line(text)).to_string()
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = one_line(text);
    if line.chars().count() <= LONGEST { line } else { line.chars().take(LONGEST).collect::<String>() + "…" }
}
