//! What the rows say of several columns together: which of two wordings the other one serves, and what was reached so far.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::text::key;

use super::evidence::Values;

/// Rows that tell something at least.
const ROWS: usize = 2;

impl Values<'_> {
    /// Whether each of some wordings stands under one of another alone, and whether that one stands again in rows that differ
    /// in them: typed anew, merged over them, or left blank below the first.
    pub(super) fn grouped(&self, upper: u32, own: u32) -> (bool, bool) {
        let mut below: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut above: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut last = String::new();
        for row in self.lines() {
            let Some(text) = self.own_text(row, own).map(|text| key(&text)).filter(|text| said(text)) else { continue };
            let over = key(&self.shown(row, upper));
            if said(&over) {
                last = over;
            }
            if !last.is_empty() {
                below.entry(last.clone()).or_default().insert(text.clone());
                above.entry(text).or_default().insert(last.clone());
            }
        }
        let one_each = !above.is_empty() && above.values().all(|over| over.len() == 1);
        (one_each, below.values().any(|texts| texts.len() > 1) && above.len() > below.len())
    }

    /// Whether a wording stands again in rows that differ in another one, each of which stands under it alone.
    pub(super) fn serves(&self, upper: u32, own: u32) -> bool {
        self.grouped(upper, own) == (true, true)
    }

    /// Whether a column says the same wherever a wording of another stands, and some wording stands in several rows.
    pub(super) fn told_by(&self, wording: u32, column: u32) -> bool {
        let mut said_of: BTreeMap<String, (usize, BTreeSet<String>)> = BTreeMap::new();
        for row in self.lines() {
            let own = key(&self.shown(row, wording));
            if said(&own) {
                let (rows, texts) = said_of.entry(own).or_default();
                *rows += 1;
                texts.insert(self.shown(row, column));
            }
        }
        said_of.values().all(|(_, texts)| texts.len() == 1) && said_of.values().any(|(rows, _)| *rows >= ROWS)
    }

    /// Whether parts make up a figure, as their sum or as the last of them, in nearly every row that has both; `None` where some
    /// rows do and others do not, or too few tell.
    pub(super) fn parts_make(&self, total: u32, parts: &[u32]) -> Option<bool> {
        let (mut told, mut agrees) = (0, 0);
        for row in self.lines() {
            let Some(total) = self.first_number(total, row) else { continue };
            let all: Vec<f64> = parts.iter().filter_map(|part| self.first_number(*part, row)).collect();
            let Some(last) = all.iter().rev().find(|figure| **figure != 0.0) else { continue };
            told += 1;
            let near = |figure: f64| (figure - total).abs() <= 0.011_f64.max(total.abs() * 1e-6);
            agrees += usize::from(near(*last) || near(all.iter().sum()));
        }
        match agrees {
            _ if told < ROWS => None,
            0 => Some(false),
            _ => (agrees * 10 >= told * 8).then_some(true),
        }
    }

    /// Whether a column is the share, in percent or as a fraction, of what was reached in the parts of a year: their last
    /// figure, or their sum. Nearly every row in which it is no zero must agree.
    pub(super) fn achieved_so_far(&self, share: u32, parts: &[u32], whole: u32) -> bool {
        let (mut told, mut agrees) = (0, 0);
        for (row, share) in self.rows(share).filter(|(_, share)| *share != 0.0) {
            let all: Vec<f64> = parts.iter().filter_map(|part| self.number(*part, row)).collect();
            let last = all.iter().rev().find(|figure| **figure != 0.0).copied();
            let (Some(last), Some(whole)) = (last, self.number(whole, row).filter(|whole| *whole != 0.0)) else {
                continue;
            };
            let fits = |part: f64| {
                let own = part / whole;
                (own - share).abs() <= 0.006 || (own * 100.0 - share).abs() <= 0.6
            };
            told += 1;
            agrees += usize::from(fits(last) || fits(all.iter().sum()));
        }
        told >= ROWS && agrees * 10 >= told * 8
    }
}

/// Whether a text says anything: a dash does not.
fn said(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}
