//! Layouts that are not there: drawn by seed, from headings as officers write them, and scored cell by cell.
//!
//! Two sets, of halves of the words that do not meet. Of the held-out one only totals are printed: a mend that fits
//! the open one alone does not show there.

mod agreements;
pub(crate) mod forms;
mod hands;
mod measurements;
pub(crate) mod others;
mod plans;
pub(crate) mod sheet;
pub(crate) mod words;

use super::expectation::Expectation;
use super::score::{HEADING, Score};
use super::{Drawing, measure};
use forms::Layout;
use words::Dice;

/// Layouts of each family in each set.
const EACH: u64 = 3;

/// More of them, to look for what three do not show: `SELARAS_UKUR_BENIH=40`.
fn each() -> u64 {
    std::env::var("SELARAS_UKUR_BENIH").ok().and_then(|text| text.parse().ok()).unwrap_or(EACH)
}

/// The layouts of a set: `half` 0 is the open one, 1 the held-out one.
pub(crate) fn drawn(half: usize) -> Vec<Drawing> {
    let forms = forms::FAMILIES.iter().map(|family| (family, each()));
    let others = others::FAMILIES.iter().map(|family| (family, 1));
    let mut all = Vec::new();
    for ((name, family), each) in forms.chain(others) {
        for seed in 1..=each {
            let mut dice = Dice::new(seed * 1000 + all.len() as u64 + 7919 * half as u64, half);
            let layout = Layout { name: format!("{name}-{seed}"), sheets: family(&mut dice) };
            all.push(layout.into_drawing());
        }
    }
    all
}

impl Layout {
    fn into_drawing(self) -> Drawing {
        let text = self.sheets.iter().map(|sheet| format!("=== {}\n{}", sheet.name, sheet.canvas.text())).collect();
        let sheets = self.sheets.into_iter().map(|sheet| sheet.expected).collect();
        Drawing { name: self.name, text, expected: Expectation { sheets, findings: Vec::new() } }
    }
}

/// Scores a set; prints a line for each layout where that is wanted.
fn total(set: &str, half: usize, lines: bool) -> Score {
    let mut total = Score::default();
    println!("{:40}{HEADING}", set);
    for drawing in drawn(half) {
        let score = measure(if lines { &drawing.name } else { "" }, &drawing.workbook(), &drawing.expected);
        if lines {
            println!("{:40}{score}   {:5.1} %", drawing.name, score.percent_right());
        }
        if std::env::var("SELARAS_UKUR_GAMBAR").is_ok_and(|part| lines && drawing.name.contains(&part)) {
            println!("{}", drawing.text);
        }
        total += &score;
    }
    println!("{:40}{total}   {:.1} % right, {:.2} % wrong", "together", total.percent_right(), total.percent_wrong());
    total
}

/// What a set must reach at the least.
struct Floor {
    right: f64,
    wrong: f64,
    phantom: usize,
    foreign: usize,
    silent: usize,
}

fn hold(total: &Score, floor: &Floor) {
    assert!(total.percent_right() >= floor.right, "{:.1} % right, {} were", total.percent_right(), floor.right);
    assert!(total.percent_wrong() <= floor.wrong, "{:.2} % wrong, {} were", total.percent_wrong(), floor.wrong);
    assert!(total.phantom <= floor.phantom, "{} rows that are none, {} were", total.phantom, floor.phantom);
    assert!(total.foreign <= floor.foreign, "{} rows out of other sheets, {} were", total.foreign, floor.foreign);
    assert!(total.silent <= floor.silent, "{} silent sheets, {} were", total.silent, floor.silent);
}

#[test]
fn layouts_that_nobody_knew_are_read() {
    let open = total("layout", 0, true);
    hold(&open, &Floor { right: 100.0, wrong: 0.0, phantom: 0, foreign: 0, silent: 0 });
}

#[test]
fn layouts_that_are_held_out_are_read() {
    let held = total("held out", 1, false);
    hold(&held, &Floor { right: 99.7, wrong: 0.0, phantom: 0, foreign: 0, silent: 0 });
}
