//! What stands below a heading against what it says: sentences under a target, NIPs under a code, whole rupiah under "dalam juta".

use crate::domain::column::{Field, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::extract::grid::CellGrid;
use crate::extract::header::HeadingBlock;
use crate::extract::scale::scale;

use super::evidence::Values;
use super::{Column, Question};

/// What the smallest activities cost, in rupiah.
const AMOUNT: f64 = 1e6;
/// Words of a text that is no figure.
const SENTENCE: f64 = 5.0;
/// The same of a text without a digit.
const PHRASE: f64 = 2.0;

/// A column of sentences is no target, one of NIPs no code: what the values contradict is asked.
pub(super) fn contradictions(columns: &mut [Column<'_>], values: &Values<'_>) {
    let figures_unknown: Vec<bool> =
        columns.iter().map(|column| column.meant.is_none() && column.heading.profile.of_numbers()).collect();
    for (at, column) in columns.iter_mut().enumerate() {
        let Some(meant) = column.meant else { continue };
        // Words without a figure, and right beside them figures that nobody knows: the unit of those?
        let beside = figures_unknown.get(at + 1).is_some_and(|unknown| *unknown);
        let profile = column.heading.profile;
        let words = profile.of_units() && profile.wordy * 10 >= profile.filled * 8;
        if beside && meant == Field::Target.yearly() && words {
            column.doubt(Question::Values(meant));
            continue;
        }
        // "Level 1" over sentences is what stands on that level.
        if meant.field == Field::Jenjang && profile.texts > 0 && profile.words_each() >= PHRASE {
            column.meant = None;
            continue;
        }
        // "Target Tercapai" over "Ya" and "Tidak" says whether, and not how much.
        let whether = meant.field == Field::Realisasi && column.path.contains("tercapai");
        if whether && profile.filled > 0 && profile.wordy == profile.filled {
            column.discard(ColumnBasis::Values);
            continue;
        }
        if profile.filled < 2 {
            continue;
        }
        // "Tipe Target" over "Tahunan", "Triwulanan" is how often it is measured, and no way of adding up.
        if meant.field == Field::PeriodKonsolidasi && values.all_frequencies(column.heading.column) {
            column.discard(ColumnBasis::Values);
            continue;
        }
        // "Sasaran TW" over amounts names no quarter of the row.
        let no_quarter = |(_, number): (u32, f64)| !(1.0..=4.0).contains(&number);
        if meant.field == Field::RowTriwulan && values.rows(column.heading.column).any(no_quarter) {
            column.meant = None;
            continue;
        }
        // "DO" over marks of one letter is a duty, and no definition.
        let defines = matches!(meant.field, Field::OperationalDefinition | Field::CaraPengukuran);
        if defines && profile.texts == profile.filled && profile.words_each() <= 1.0 {
            column.meant = None;
            continue;
        }
        // "Target Waktu (Bulan)" over 3 and 2 is how long it takes, and no day.
        let lengths = meant.field == Field::TimeLimit && profile.numbers * 10 >= profile.filled * 9;
        if lengths {
            column.doubt(Question::Values(meant));
            continue;
        }
        let figure = matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
        let sentences =
            profile.filled >= 3 && profile.texts * 10 >= profile.filled * 8 && profile.words_each() >= SENTENCE;
        // Different words without a digit: "Progress" that tells what was done. Grades and states repeat.
        let wordy = figure
            && profile.filled >= 3
            && profile.wordy == profile.filled
            && profile.words_each() >= PHRASE
            && values.all_differ(column.heading.column);
        let numbers = profile.numbers * 10 >= profile.filled * 9;
        let nips = profile.nips * 10 >= profile.filled * 8;
        let wording = matches!(
            meant.field,
            Field::Indikator
                | Field::Sasaran
                | Field::Tujuan
                | Field::Description
                | Field::Program
                | Field::Keluaran
                | Field::RencanaAksi
        );
        // "Sasaran (jiwa)" over numbers is who is to be served, and no objective.
        if meant.field == Field::Sasaran && numbers && column.heading.parts.iter().any(|part| counts_people(part)) {
            column.discard(ColumnBasis::Values);
            continue;
        }
        if nips && meant.field != Field::Nip && meant.field != Field::Ignore {
            column.mean(Field::Nip.yearly(), 90, ColumnBasis::Values);
        } else if (figure && (sentences || wordy) && !values.lists_quarters(column.heading.column))
            || (wording && numbers)
        {
            column.doubt(Question::Values(meant));
        }
    }
}

/// Amounts that tell together that they are no rupiah, at least.
const FEWEST_AMOUNTS: usize = 2;
/// Less than this buys nothing.
const LEAST: f64 = 1000.0;

/// "Dalam juta rupiah" over whole rupiah: one of the two is wrong, and nobody can tell which. Where most amounts would be less
/// than any activity costs, or none is as much as a unit spends in a year, they are thousands as the heading says.
pub(super) fn whole_rupiah_in_multiples(columns: &mut [Column<'_>], grid: &CellGrid<'_>, block: &HeadingBlock) {
    let values = Values::of(grid, block);
    let thousands = |column: u32| {
        let all: Vec<f64> = values.rows(column).map(|(_, number)| number).filter(|number| *number != 0.0).collect();
        let small = all.iter().filter(|number| **number < AMOUNT).count();
        let below = |most: f64| all.iter().all(|number| *number < most);
        small * 2 > all.len() && below(AMOUNT * 1e3) || below(AMOUNT * 1e2)
    };
    for column in columns {
        let Some(meant) = column.meant.filter(|meant| meant.field.reading() == Reading::Money) else { continue };
        let path = column.heading.parts.iter().map(String::as_str);
        let scale = scale(grid, block, path);
        let told = scale == 1e3 && thousands(column.heading.column);
        if scale == 1.0 && column.heading.profile.money == 0 && far_too_little(&values, column.heading.column) {
            column.doubt(Question::Values(meant));
        }
        if column.heading.profile.money > 0 && scale != 1.0 && !told {
            column.doubt(Question::Values(meant));
        }
    }
}

/// Whether nothing below a heading of money could be paid for anything: "57,5" in every row is so many millions, or billions, and
/// nobody says which. Few whole numbers may be rupiah that somebody tried out.
fn far_too_little(values: &Values<'_>, column: u32) -> bool {
    let amounts: Vec<f64> = values.rows(column).map(|(_, number)| number).filter(|number| *number != 0.0).collect();
    let parts = amounts.iter().filter(|amount| amount.fract().abs() > 1e-9).count();
    amounts.len() >= FEWEST_AMOUNTS && parts * 2 >= amounts.len() && amounts.iter().all(|amount| amount.abs() < LEAST)
}

/// Whether a heading counts people or homes: "Sasaran (orang)".
fn counts_people(heading: &str) -> bool {
    let heading = key(heading);
    let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| matches!(word, "jiwa" | "orang" | "kk" | "keluarga" | "anak" | "balita" | "bayi" | "penduduk"))
}
