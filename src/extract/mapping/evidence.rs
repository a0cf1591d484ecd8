//! What stands below the headings, as evidence for what they mean.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::domain::address::CellAddress;
use crate::domain::roman;
use crate::domain::satuan::registered;
use crate::domain::text::indikator_code;
use crate::domain::value::figure::{ReadNumber, column_decision, read_figure};
use crate::extract::grid::{CellGrid, cell_text};
use crate::extract::header::HeadingBlock;
use crate::extract::listed::{quarters, typed_figure};
use crate::extract::shape::profile::ColumnProfile;
use crate::workbook::CellValue;

/// Cells that are looked at: the first rows tell.
const MOST: usize = 6_000;
/// A target of so many things at most is a handful: a share of it would be far more.
const HANDFUL: f64 = 5.0;
/// Letters of "Naiknya" at least.
const STATES: usize = 7;
/// Rows in which texts of several columns are compared.
const LINES: u32 = 200;
/// Rows that must agree.
const ROWS: usize = 2;
/// Rows that speak against what a heading says.
const ROWS_AGAINST: usize = 3;
/// Texts below the heading of a figure that are its unit have few words.
const UNIT_WORDS: f64 = 2.5;

/// The figures and texts below a header, by column and row.
pub(super) struct Values<'a> {
    grid: &'a CellGrid<'a>,
    /// Laid out when the first question is asked: most forms raise none.
    numbers: OnceCell<BTreeMap<u32, BTreeMap<u32, f64>>>,
    first: u32,
    end: u32,
}

/// What a column is of others, in every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MadeOf {
    pub(super) mean: bool,
    pub(super) sum: bool,
    pub(super) last: bool,
}

/// Whether a figure is a share as a form rounds it: as a fraction or in percent.
fn says_share(figure: f64, share: f64) -> bool {
    (share - figure).abs() <= 0.006 || (share * 100.0 - figure).abs() <= 0.6
}

impl<'a> Values<'a> {
    pub(super) fn of(grid: &'a CellGrid<'a>, block: &HeadingBlock) -> Self {
        Self { grid, numbers: OnceCell::new(), first: block.body(), end: block.end }
    }

    fn numbers(&self) -> &BTreeMap<u32, BTreeMap<u32, f64>> {
        self.numbers.get_or_init(|| {
            let mut numbers: BTreeMap<u32, BTreeMap<u32, f64>> = BTreeMap::new();
            let mut typed: BTreeMap<u32, Vec<(u32, &str)>> = BTreeMap::new();
            for cell in self.grid.cells(self.first, self.end).iter().take(MOST) {
                let CellAddress { row, column } = cell.address;
                match &cell.value {
                    CellValue::Number(number) => {
                        numbers.entry(column).or_default().insert(row, *number);
                    }
                    CellValue::Text(text) => {
                        if let Some(text) = typed_figure(text) {
                            typed.entry(column).or_default().push((row, text));
                        }
                    }
                    _ => {}
                }
            }
            for (column, texts) in typed {
                let decision = column_decision(texts.iter().map(|(_, text)| *text), false);
                let certain = texts.iter().filter_map(|(row, text)| match read_figure(text, &decision) {
                    ReadNumber::Certain { figure, .. } => Some((*row, figure)),
                    _ => None,
                });
                numbers.entry(column).or_default().extend(certain);
            }
            numbers
        })
    }

    pub(super) fn number(&self, column: u32, row: u32) -> Option<f64> {
        self.numbers().get(&column)?.get(&row).copied()
    }

    /// The figure of a cell, also of one with more around it: "≤ 5 menit".
    pub(super) fn first_number(&self, column: u32, row: u32) -> Option<f64> {
        self.number(column, row).or_else(|| {
            let text = cell_text(self.grid.cell(row, column)?);
            if !text.bytes().any(|letter| letter.is_ascii_digit()) {
                return None;
            }
            let text = text.replace(',', ".");
            let start = text.find(|letter: char| letter.is_ascii_digit())?;
            let rest = &text[start..];
            let end = rest.find(|letter: char| !letter.is_ascii_digit() && letter != '.').unwrap_or(rest.len());
            rest[..end].trim_end_matches('.').parse().ok()
        })
    }

    pub(super) fn rows(&self, column: u32) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.numbers().get(&column).into_iter().flatten().map(|(row, number)| (*row, *number))
    }

    /// The rows that are looked at where texts of several columns are compared.
    pub(super) fn lines(&self) -> Range<u32> {
        self.first..self.end.min(self.first.saturating_add(LINES))
    }

    /// What a cell itself says, if anything.
    pub(super) fn own_text(&self, row: u32, column: u32) -> Option<String> {
        let text = cell_text(self.grid.own_cell(row, column)?).into_owned();
        (!text.is_empty()).then_some(text)
    }

    /// What shows in a cell, through merges.
    pub(super) fn shown(&self, row: u32, column: u32) -> String {
        self.grid.text(row, column).into_owned()
    }

    /// Whether a column is the sum of others, or their last figure, in every row that has them; `None` when too few rows
    /// tell.
    pub(super) fn sums(&self, total: u32, parts: &[u32]) -> Option<bool> {
        let mut told = 0;
        for (row, total) in self.rows(total) {
            let all: Vec<f64> = parts.iter().filter_map(|part| self.number(*part, row)).collect();
            let Some(last) = all.last().copied() else { continue };
            let sum: f64 = all.iter().sum();
            if !near(total, sum) && !near(total, last) {
                return Some(false);
            }
            told += 1;
        }
        (told >= ROWS).then_some(true)
    }

    /// Whether a column is the sum of others, or their last figure, in most of the rows that have them.
    pub(super) fn mostly_sums(&self, total: u32, parts: &[u32]) -> bool {
        let (mut told, mut agrees) = (0, 0);
        for (row, total) in self.rows(total) {
            let all: Vec<f64> = parts.iter().filter_map(|part| self.number(*part, row)).collect();
            let Some(last) = all.iter().rev().find(|figure| **figure != 0.0) else { continue };
            told += 1;
            agrees += usize::from(near(total, all.iter().sum()) || near(total, *last));
        }
        told >= ROWS && agrees * 10 >= told * 6
    }

    /// Whether a column, whatever stands around its figures ("90 indeks"), is the sum of others or their last figure in nearly
    /// all of the rows that have them.
    pub(super) fn made_up(&self, total: u32, parts: &[u32]) -> bool {
        let rows: BTreeSet<u32> = parts.iter().flat_map(|part| self.rows(*part)).map(|(row, _)| row).collect();
        let (mut told, mut agrees) = (0, 0);
        for row in rows {
            let Some(total) = self.first_number(total, row) else { continue };
            let all: Vec<f64> = parts.iter().filter_map(|part| self.number(*part, row)).collect();
            let Some(last) = all.iter().rev().find(|figure| **figure != 0.0) else { continue };
            told += 1;
            agrees += usize::from(near(total, all.iter().sum()) || near(total, *last));
        }
        told >= ROWS && agrees * 10 >= told * 8
    }

    /// Whether figures are what was reached of a target in percent, or the other way round where less is better, in nearly every
    /// row (what is more than allowed is cut off), and in three and more that tell it from the figure itself.
    pub(super) fn achieves(&self, share: u32, part: u32, whole: u32) -> bool {
        let (mut all, mut agrees, mut told) = (0, 0, 0);
        for (row, share) in self.rows(share) {
            let figures = (self.first_number(part, row), self.first_number(whole, row));
            let (Some(part), Some(whole)) = figures else { return false };
            let fits = |one: f64, other: f64| other != 0.0 && says_share(share, one / other);
            all += 1;
            if fits(part, whole) || fits(whole, part) {
                agrees += 1;
                told += usize::from(part != 0.0 && (share - part).abs() > 0.6 && (share * 100.0 - part).abs() > 0.6);
            }
        }
        told >= ROWS_AGAINST && agrees * 10 >= all * 8
    }

    /// Whether figures are no share of one column in another in any row of two and more that have all three.
    pub(super) fn no_share(&self, share: u32, part: u32, whole: u32) -> bool {
        let rows = self.triples(share, part, whole);
        let fits = |(share, part, whole): &(f64, f64, f64)| (part / whole * 100.0 - share).abs() <= 0.6;
        rows.len() >= ROWS && !rows.iter().any(fits)
    }

    /// Whether a column is the share of one column in another, in percent or as a fraction; `None` when too few rows
    /// tell.
    pub(super) fn is_ratio(&self, ratio: u32, part: u32, whole: u32) -> Option<bool> {
        let (mut told, mut agrees) = (0, 0);
        for (row, ratio) in self.rows(ratio) {
            let (Some(part), Some(whole)) = (self.number(part, row), self.number(whole, row)) else { continue };
            if whole == 0.0 || (part == 0.0 && ratio == 0.0) {
                continue;
            }
            told += 1;
            agrees += usize::from(says_share(ratio, part / whole));
        }
        (told >= ROWS).then_some(agrees * 10 >= told * 8)
    }

    /// As [`Self::is_ratio`], where some rows count the other way round because less is better there: 4.9 of 4.7 is 95.7 or 95.9.
    pub(super) fn is_achievement(&self, ratio: u32, part: u32, whole: u32) -> bool {
        let (mut told, mut straight, mut agrees) = (0, 0, 0);
        for (row, ratio) in self.rows(ratio) {
            let (Some(part), Some(whole)) = (self.number(part, row), self.number(whole, row)) else { continue };
            if whole == 0.0 || part == 0.0 {
                continue;
            }
            let fits = |share: f64| says_share(ratio, share);
            let own = part / whole;
            told += 1;
            straight += usize::from(fits(own));
            agrees += usize::from(fits(own) || fits(whole / part) || fits(2.0 - own));
        }
        told >= ROWS && straight * 2 > told && agrees * 10 >= told * 8
    }

    /// Whether shares are those of the last figure of some columns in a target, as [`Self::is_achievement`] asks it; `None` when
    /// too few rows tell.
    pub(super) fn achieved_of_last(&self, ratio: u32, parts: &[u32], whole: u32) -> Option<bool> {
        let (mut told, mut agrees) = (0, 0);
        for (row, ratio) in self.rows(ratio) {
            let last = parts.iter().rev().find_map(|part| self.number(*part, row));
            let (Some(last), Some(whole)) = (last, self.first_number(whole, row)) else { continue };
            if whole == 0.0 || last == 0.0 {
                continue;
            }
            let own = last / whole;
            told += 1;
            agrees += usize::from([own, 1.0 / own, 2.0 - own].into_iter().any(|share| says_share(ratio, share)));
        }
        (told >= ROWS).then_some(agrees >= ROWS && agrees * 10 >= told * 6)
    }

    /// Whether a column says the last figure of others again in nearly every row.
    pub(super) fn ends_in(&self, whole: u32, parts: &[u32]) -> bool {
        let last = |row: u32| parts.iter().rev().find_map(|part| self.number(*part, row));
        let told: Vec<bool> = self
            .rows(whole)
            .filter_map(|(row, one)| Some(says_share(one, last(row)?) || near(one, last(row)?)))
            .collect();
        told.len() >= ROWS && told.iter().filter(|same| **same).count() * 10 >= told.len() * 8
    }

    /// Whether every row that tells is a share of one column in another, one way or the other: where less is better, the
    /// target is divided by what was reached.
    pub(super) fn fits_either_way(&self, ratio: u32, part: u32, whole: u32) -> bool {
        let mut told = 0;
        for (row, ratio) in self.rows(ratio) {
            let (Some(part), Some(whole)) = (self.number(part, row), self.number(whole, row)) else { continue };
            if part == 0.0 || whole == 0.0 {
                continue;
            }
            let fits = |share: f64| says_share(ratio, share);
            if !fits(part / whole) && !fits(whole / part) {
                return false;
            }
            told += 1;
        }
        told >= ROWS
    }

    /// What a column is of others in every row that has them: their mean, their sum, their last figure; `None` where no row
    /// tells.
    pub(super) fn made_of(&self, whole: u32, parts: &[u32]) -> Option<MadeOf> {
        let mut found: Option<MadeOf> = None;
        for (row, figure) in self.rows(whole) {
            let all: Vec<f64> = parts.iter().filter_map(|part| self.number(*part, row)).collect();
            let Some(last) = all.last().copied() else { continue };
            let sum: f64 = all.iter().sum();
            let mean = sum / all.len() as f64;
            let one = MadeOf { mean: (figure - mean).abs() <= 0.06, sum: near(figure, sum), last: near(figure, last) };
            found = Some(found.map_or(one, |all| MadeOf {
                mean: all.mean && one.mean,
                sum: all.sum && one.sum,
                last: all.last && one.last,
            }));
        }
        found
    }

    /// The rows in which three columns hold figures: what may be a share, its part and its whole.
    fn triples(&self, share: u32, part: u32, whole: u32) -> Vec<(f64, f64, f64)> {
        let row = |row: u32| {
            let three = (self.first_number(share, row)?, self.first_number(part, row)?, self.first_number(whole, row)?);
            (three.2 != 0.0 && three.1 != 0.0).then_some(three)
        };
        let numbers =
            self.numbers().get(&share).or_else(|| self.numbers().get(&part)).or_else(|| self.numbers().get(&whole));
        numbers.into_iter().flat_map(|own| own.keys()).filter_map(|at| row(*at)).collect()
    }

    /// Whether a column is the share of one column in another in nearly every row of three and more, and is not the part
    /// itself.
    pub(super) fn is_share(&self, share: u32, part: u32, whole: u32) -> bool {
        let rows = self.triples(share, part, whole);
        let fits = |(share, part, whole): &&(f64, f64, f64)| {
            let own = part / whole;
            (own * 100.0 - share).abs() <= 0.6 && (share - part).abs() > 0.6
        };
        rows.len() >= ROWS_AGAINST && rows.iter().filter(fits).count() * 10 >= rows.len() * 8
    }

    /// Whether figures are of the size of the targets beside them, in rows where a share in percent would be of another:
    /// a target far from a hundred, and of a big one a figure beyond any share. All such rows must agree; a single one is
    /// enough where its target is a handful and the other figures are no fractions, or all figures are near their targets.
    pub(super) fn of_one_size(&self, pairs: &[(u32, u32)]) -> bool {
        self.one_size(pairs, |_, _| true)
    }

    /// As [`Self::of_one_size`], by the figures that do not stand in percent: those may be of a target in percent, or a share of
    /// any.
    pub(super) fn of_one_size_but_shares(&self, pairs: &[(u32, u32)]) -> bool {
        let plain = |row: u32, column: u32| {
            let cell = self.grid.cell(row, column);
            !cell.is_some_and(|cell| cell.percent_format || cell_text(cell).contains('%'))
        };
        self.one_size(pairs, plain)
    }

    fn one_size(&self, pairs: &[(u32, u32)], counts: impl Fn(u32, u32) -> bool) -> bool {
        let mut told = 0;
        let (mut few, mut whole) = (false, false);
        let (mut near, mut rows) = (0, 0);
        for (place, target) in pairs {
            for (row, figure) in self.rows(*place).filter(|(row, _)| counts(*row, *place)) {
                let Some(target) = self.first_number(*target, row) else { continue };
                rows += 1;
                near += usize::from((0.5 * target..=2.0 * target).contains(&figure));
                let far = target > 0.0 && !(20.0..=300.0).contains(&target);
                whole |= !far && figure > 2.0;
                if !far || target > 300.0 && figure <= 300.0 {
                    continue;
                }
                if !(0.0..=2.0 * target).contains(&figure) {
                    return false;
                }
                told += usize::from(figure > 0.0);
                few |= figure > 0.0 && target <= HANDFUL;
            }
        }
        // One row alone tells where the figures of all others are of the size of their targets too.
        told >= ROWS || few && whole || told > 0 && near >= ROWS_AGAINST && near == rows
    }

    /// Whether figures are of the size of the target of a part of the year in every row in which that of the year is another,
    /// in two such rows and more.
    pub(super) fn of_the_part(&self, figure: u32, part: u32, year: u32) -> bool {
        let mut told = 0;
        for (row, figure) in self.rows(figure) {
            let (Some(part), Some(year)) = (self.first_number(part, row), self.first_number(year, row)) else {
                continue;
            };
            if part <= 0.0 || year < 1.8 * part {
                continue;
            }
            if figure > 1.3 * part {
                return false;
            }
            told += 1;
        }
        told >= ROWS
    }

    /// Whether most figures of a column stand with their unit of measure, and none with money: "75 persen", "95%".
    pub(super) fn in_units(&self, column: u32) -> bool {
        let cells = self.grid.cells(self.first, self.end).iter().take(MOST);
        let own = cells.filter(|cell| cell.address.column == column).map(|cell| (cell.percent_format, cell_text(cell)));
        let unit = |text: &str| {
            let lower = text.to_lowercase();
            let money = ["rp", "rupiah", "juta", "ribu", "miliar", "milyar"].iter().any(|word| lower.contains(word));
            (lower.contains('%') || lower.chars().any(char::is_alphabetic)) && !money
        };
        let signs = ['≥', '≤', '>', '<', '±', ' '];
        let figure = |text: &str| text.trim_start_matches(signs).starts_with(|letter: char| letter.is_ascii_digit());
        let told: Vec<bool> = own.filter(|(_, text)| figure(text)).map(|(share, text)| share || unit(&text)).collect();
        let units = told.iter().filter(|unit| **unit).count();
        units >= ROWS && units * 10 >= told.len() * 6
    }

    /// Whether no figure of a column is more than so many times the target beside it, in two rows and more.
    pub(super) fn at_most(&self, column: u32, target: u32, times: f64) -> bool {
        let targets = self.rows(column).filter_map(|(row, figure)| Some((figure, self.first_number(target, row)?)));
        let told: Vec<bool> = targets.map(|(figure, target)| figure <= target * times).collect();
        told.len() >= ROWS && told.iter().all(|fits| *fits)
    }

    /// Whether every figure of a column is one: a mark in a chart.
    pub(super) fn marks(&self, column: u32) -> bool {
        self.rows(column).all(|(_, number)| number == 1.0)
    }

    /// Whether most texts of a column are units of measure.
    pub(super) fn of_known_units(&self, column: u32) -> bool {
        let texts = self.texts(column);
        let known = texts.iter().filter(|text| registered(text)).count();
        known > 0 && known * 2 >= texts.len()
    }

    /// Whether every text of a column says how often something is measured.
    pub(super) fn all_frequencies(&self, column: u32) -> bool {
        let often = |text: &String| {
            let word = text.trim().to_lowercase();
            let word = word.strip_prefix("per ").or_else(|| word.strip_prefix("setiap ")).unwrap_or(&word);
            matches!(
                word,
                "tahunan"
                    | "triwulanan"
                    | "triwulan"
                    | "semesteran"
                    | "semester"
                    | "bulanan"
                    | "bulan"
                    | "tahun"
                    | "kuartalan"
            )
        };
        let texts = self.texts(column);
        !texts.is_empty() && texts.iter().all(often)
    }

    /// Whether every text of a column names a quarter: "I", "TW II", "Triwulan 3".
    pub(super) fn all_quarters(&self, column: u32) -> bool {
        let named = |text: &String| {
            let text = text.trim().to_lowercase();
            let number = ["triwulan", "tw", "q"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
            let number = roman::bare(number.trim_matches([' ', '.', '-']));
            matches!(number, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4")
        };
        let texts = self.texts(column);
        !texts.is_empty() && texts.iter().all(named)
    }

    /// Whether every text of a column is the code of an indicator: "IKU 1", "1.2".
    pub(super) fn all_codes(&self, column: u32) -> bool {
        // A title over some rows stands alone.
        let beside = |row: u32| self.grid.row(row).len() > 1;
        let texts = self.texts_where(column, beside);
        !texts.is_empty() && texts.iter().all(|text| indikator_code(text).is_some())
    }

    /// Whether every text of a column beside a figure of another is of a kind, and there is one. Below the rows may stand a
    /// signature.
    pub(super) fn all_texts(&self, column: u32, figures: u32, kind: impl Fn(&str) -> bool) -> bool {
        let beside = |row: u32| self.grid.text(row, figures).contains(|letter: char| letter.is_ascii_digit());
        let texts = self.texts_where(column, beside);
        !texts.is_empty() && texts.iter().all(|text| kind(text))
    }

    /// Whether a text of a column states what is to come about: "Meningkatnya mutu".
    pub(super) fn states(&self, column: u32) -> bool {
        let states = |word: &str| word.len() >= STATES && word.to_lowercase().ends_with("nya");
        self.texts(column).iter().any(|text| text.split_whitespace().any(states))
    }

    /// How many texts of a column are such, and how many it has.
    pub(super) fn texts_that(&self, column: u32, such: impl Fn(&str) -> bool) -> (usize, usize) {
        let texts = self.texts(column);
        (texts.iter().filter(|text| such(text)).count(), texts.len())
    }

    /// Whether the texts of a column list the figures of several quarters each, or are dashes.
    pub(super) fn lists_quarters(&self, column: u32) -> bool {
        let texts = self.texts(column);
        let told = texts.iter().filter(|text| text.chars().any(char::is_alphanumeric));
        told.clone().next().is_some() && told.clone().all(|text| quarters(text).is_some())
    }

    /// Whether the texts of a column are all the same.
    pub(super) fn alike(&self, column: u32) -> bool {
        self.texts(column).iter().collect::<BTreeSet<_>>().len() < 2
    }

    /// Whether the texts of a column all differ.
    pub(super) fn all_differ(&self, column: u32) -> bool {
        let texts = self.texts(column);
        texts.iter().collect::<BTreeSet<_>>().len() == texts.len()
    }

    fn texts(&self, column: u32) -> Vec<String> {
        self.texts_where(column, |_| true)
    }

    fn texts_where(&self, column: u32, row: impl Fn(u32) -> bool) -> Vec<String> {
        let cells = self.grid.cells(self.first, self.end).iter().take(MOST);
        let own = cells.filter(|cell| cell.address.column == column && row(cell.address.row));
        own.map(|cell| cell_text(cell).into_owned()).filter(|text| !text.is_empty()).collect()
    }

    /// Whether no row names both of two columns, and each is named in some rows that hold one of these figures.
    pub(super) fn take_turns(&self, one: u32, other: u32, figures: &[u32], rows: usize) -> bool {
        let (mut first, mut second) = (0, 0);
        for row in self.first..self.end {
            let named = |column: u32| self.grid.own_cell(row, column).is_some_and(|cell| !cell_text(cell).is_empty());
            let measured = || figures.iter().any(|column| named(*column));
            match (named(one), named(other)) {
                (true, true) => return false,
                (true, false) => first += usize::from(measured()),
                (false, true) => second += usize::from(measured()),
                (false, false) => {}
            }
        }
        first >= rows && second >= rows
    }

    /// Whether two columns say the same in every row, and say something.
    pub(super) fn equal(&self, one: u32, other: u32) -> bool {
        let mut said = false;
        for row in self.lines() {
            let text = |column| self.grid.own_cell(row, column).map(|cell| cell_text(cell).into_owned());
            let (one, other) = (text(one).unwrap_or_default(), text(other).unwrap_or_default());
            if one != other {
                return false;
            }
            said |= !one.is_empty();
        }
        said
    }
}

impl ColumnProfile {
    /// Words of a text of the column, on average.
    pub(super) fn words_each(&self) -> f64 {
        if self.texts == 0 { 0.0 } else { f64::from(self.words) / f64::from(self.texts) }
    }

    /// Short texts and no figures: units of measure.
    pub(super) fn of_units(&self) -> bool {
        self.filled > 0 && self.texts * 10 >= self.filled * 8 && self.words_each() <= UNIT_WORDS
    }

    /// Whether most of the column are amounts of money.
    pub(super) const fn of_amounts(&self) -> bool {
        self.money * 2 > self.filled
    }

    /// Whether most of the column are figures.
    pub(super) const fn of_numbers(&self) -> bool {
        self.numbers * 2 > self.filled
    }
}

fn near(one: f64, other: f64) -> bool {
    (one - other).abs() <= 0.011_f64.max(one.abs() * 1e-6)
}
