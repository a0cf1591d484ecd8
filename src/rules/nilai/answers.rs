//! Words that are right where a figure is asked for: grades, and answers to whether there is something.

use crate::domain::column::Field;
use crate::domain::date::month_from_name;
use crate::domain::satuan::standard_satuan;
use crate::domain::text::key;
use crate::domain::value::{Entry, Value};
use crate::rules::helpers::entry::EntryCell;

/// A grade where one is promised: "WBK" of a "Predikat zona integritas", "Paripurna" of an accreditation. Target and
/// realisation in the same words are one as well.
pub(super) fn grade(cell: &EntryCell<'_>, text: &str) -> bool {
    let graded = |text: &str| {
        let key = key(text);
        ["predikat", "opini", "akreditasi", "peringkat", "status", "kategori", "grade", "kualifikasi"]
            .iter()
            .any(|word| key.contains(word))
    };
    let text = text.trim();
    // "WBK", "WTP"; of the letters that grade by themselves only those that are grades: "BB", and no "BBB".
    let letters = text.bytes().all(|byte| (b'A'..=b'E').contains(&byte)) && !["AA", "BB", "CC"].contains(&text);
    let short = (2..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase()) && !letters;
    let bare = bare_grade(text);
    let named = GRADES.contains(&bare.trim_start_matches("terakreditasi ").trim_start_matches("predikat "));
    let promised = graded(cell.measured_in()) || graded(&cell.tables.label_indikator(cell.record_id));
    if promised && (short || named) || graded_level(text) || grade_and_score(text) {
        return true;
    }
    // "Paripurna" beside "Utama": both columns of one row say a grade, and no other figure is there.
    let others = cell.row.entries.iter().filter(|(column, entry)| {
        matches!(column.field, Field::Target | Field::Realisasi) && entry.cell != cell.entry.cell
    });
    let mut others = others.filter(|(_, entry)| !entry.value.without_content()).peekable();
    let worded = |entry: &Entry| GRADES.contains(&bare_grade(&entry.raw).as_str());
    named && others.peek().is_some() && others.all(|(_, entry)| worded(entry))
}

/// "Level 3 (skor 3,12)", "Bintang 4": a grade that is counted says its number itself.
fn graded_level(text: &str) -> bool {
    const LEVELS: [&str; 7] = ["level", "lvl", "tingkat", "peringkat", "bintang", "kelas", "grade"];
    let bare = bare_grade(text);
    let Some((word, number)) = bare.split_once(' ') else { return false };
    let small =
        |number: &str| !number.is_empty() && number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
    LEVELS.contains(&word) && (small(number.trim()) || ROMAN.contains(&number.trim()))
}

/// "II / 450", "BB / 72,5": a grade and the score that earns it.
fn grade_and_score(text: &str) -> bool {
    let Some((grade, score)) = text.split_once('/') else { return false };
    let (grade, score) = (key(grade), score.trim());
    let letters = ["aa", "a", "bb", "b", "cc", "c", "d"].contains(&grade.as_str());
    let figure = score.starts_with(|letter: char| letter.is_ascii_digit())
        && score.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ',' | '.'));
    figure && (letters || ROMAN.contains(&grade.as_str()) || GRADES.contains(&grade.as_str()))
}

const ROMAN: [&str; 5] = ["i", "ii", "iii", "iv", "v"];

/// Words that answer whether there is something.
const ANSWERS: [&str; 8] =
    ["ada", "tidak ada", "belum ada", "tersedia", "tidak tersedia", "belum tersedia", "ya", "tidak"];
/// Beginnings of indicators that are counted.
const COUNTED: [&str; 6] = ["jumlah", "persentase", "persen", "rata-rata", "rasio", "cakupan"];

/// Whether a word answers what is promised in words too: "Ada" of an indicator whose target is "Ada", or that no figure is
/// promised of and that counts nothing.
pub(super) fn word_for_word(cell: &EntryCell<'_>, text: &str) -> bool {
    let indikator = key(&cell.tables.label_indikator(cell.record_id));
    let unit = standard_satuan(cell.satuan());
    let counts = unit.tally
        || unit.percent
        || unit.money
        || COUNTED.iter().any(|word| indikator.split(' ').any(|own| own == *word));
    let field = |field: Field| matches!(field, Field::Target | Field::Realisasi | Field::KondisiAwal);
    let beside = cell.row.entries.iter().filter(|(column, entry)| field(column.field) && entry.cell != cell.entry.cell);
    let mut figures =
        beside.filter(|(_, entry)| !matches!(entry.value, Value::Text { .. }) && !entry.value.without_content());
    let said = key(text);
    let answer = ANSWERS.contains(&said.as_str()) || ALWAYS_GRADES.contains(&bare_grade(text).as_str());
    answer && !counts && figures.next().is_none()
}

/// Units of measure that ask for a day.
const DAYS: [&str; 6] = ["waktu", "tanggal", "tgl", "batas waktu", "tenggat", "minggu"];

/// Whether a text says by when, in a unit of measure that asks for it: "Minggu ke-2 Desember 2026" of "Waktu".
pub(super) fn by_when(cell: &EntryCell<'_>, text: &str) -> bool {
    let month = |word: &str| word.len() > 2 && month_from_name(word).is_some();
    DAYS.contains(&key(cell.measured_in()).as_str()) && text.split(|letter: char| !letter.is_alphabetic()).any(month)
}

/// Grades that are nothing else, whatever the indicator calls them: "Nilai keterbukaan informasi" is "Informatif".
const ALWAYS_GRADES: [&str; 14] = [
    "inlier",
    "outlier",
    "informatif",
    "menuju informatif",
    "cukup informatif",
    "kurang informatif",
    "tidak informatif",
    "wajar tanpa pengecualian",
    "wajar dengan pengecualian",
    "paripurna",
    "nindya",
    "zona hijau",
    "kepatuhan tinggi",
    "sangat memuaskan",
];

/// Whether the unit of measure lists the answers, and this is one of them: "Ada" of "Ada/Tidak".
pub(super) fn one_of_the_unit(cell: &EntryCell<'_>, text: &str) -> bool {
    let answers: Vec<String> = cell.measured_in().split('/').map(key).collect();
    let own = key(text);
    answers.len() > 1
        && (answers.contains(&own) || answers.iter().any(|answer| answer == "tidak") && own.starts_with("tidak "))
}

/// A grade without what its bracket explains: "Efisien (100%)".
fn bare_grade(text: &str) -> String {
    key(text.split('(').next().unwrap_or(text))
}

/// Grades of accreditations, audits and evaluations, as they are written out.
const GRADES: [&str; 50] = [
    "tidak wajar",
    "tidak memberikan pendapat",
    "paripurna",
    "utama",
    "madya",
    "dasar",
    "pratama",
    "purwarupa",
    "unggul",
    "baik sekali",
    "sangat baik",
    "baik",
    "cukup",
    "kurang",
    "sangat memuaskan",
    "memuaskan",
    "wajar",
    "wajar tanpa pengecualian",
    "wajar dengan pengecualian",
    "informatif",
    "menuju informatif",
    "cukup informatif",
    "nindya",
    "kepatuhan tinggi",
    "kepatuhan sedang",
    "hijau",
    "zona hijau",
    "kuning",
    "emas",
    "perak",
    "perunggu",
    "platinum",
    "mandiri",
    "maju",
    "berkembang",
    "sangat efisien",
    "efisien",
    "cukup efisien",
    "kurang efisien",
    "tidak efisien",
    "terakreditasi",
    "bersertifikat",
    "sangat tinggi",
    "tinggi",
    "sedang",
    "rendah",
    "sangat rendah",
    "sangat kurang",
    "tepat waktu",
    "tidak tepat waktu",
];
