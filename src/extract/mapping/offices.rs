//! Columns of offices that no word of their heading explains: "Tim" over "Tim Neraca", "Bidang / Unit Kerja" over "Bidang
//! Pelatihan". The names below begin with what the heading says.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::template::Dictionary;

use super::Column;
use super::evidence::Values;

/// What may stand beside the word of an office in a heading.
const BESIDE: [&str; 6] = ["nama", "dan", "atau", "kerja", "pelaksana", "terkait"];
/// Rows that are named at least.
const ROWS: usize = 2;

/// Who answers for an indicator, or the unit that groups them where another column says who answers.
pub(super) fn named(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    let Some(indicator) = columns.iter().position(|column| column.is(Field::Indikator)) else { return };
    let office = |at: &usize| {
        let column = &columns[*at];
        let silent = column.meant.is_none() && column.question.is_none() && !column.shared;
        silent && headed(column, dictionary) && names_offices(column, values, dictionary)
    };
    let found: Vec<usize> = (0..columns.len()).filter(office).collect();
    let [at] = found[..] else { return };
    let answers = |column: &Column<'_>| column.is(Field::PenanggungJawab) && !follows_up(column);
    let units = columns.iter().any(|column| column.is(Field::UnitName));
    if !columns.iter().any(answers) {
        for column in columns.iter_mut().filter(|column| column.is(Field::PenanggungJawab)) {
            column.discard(ColumnBasis::Place);
        }
        columns[at].mean(Field::PenanggungJawab.yearly(), 75, ColumnBasis::Values);
    } else if at < indicator && !units {
        columns[at].mean(Field::UnitName.yearly(), 75, ColumnBasis::Values);
    }
}

/// "PIC TL": who follows up, and not who answers for the indicator.
fn follows_up(column: &Column<'_>) -> bool {
    let words: Vec<&str> = column.path.split(|letter: char| !letter.is_alphabetic()).collect();
    words.contains(&"tl") || words.contains(&"lanjut")
}

/// Whether a heading says offices and nothing else.
fn headed(column: &Column<'_>, dictionary: &Dictionary) -> bool {
    let [text] = column.heading.parts.as_slice() else { return false };
    let words = words(text);
    let office = |word: &String| dictionary.grammar().names_office(word);
    words.iter().any(office) && words.iter().all(|word| office(word) || BESIDE.contains(&word.as_str()))
}

/// Whether most of what stands below begins with the word of an office.
fn names_offices(column: &Column<'_>, values: &Values<'_>, dictionary: &Dictionary) -> bool {
    let texts: Vec<String> = values.lines().filter_map(|row| values.own_text(row, column.heading.column)).collect();
    let begins = |text: &&String| words(text).first().is_some_and(|word| dictionary.grammar().names_office(word));
    let named = texts.iter().filter(begins).count();
    named >= ROWS && named * 10 >= texts.len() * 6
}

fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    lower.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}
