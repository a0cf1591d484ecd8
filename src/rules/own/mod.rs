//! Rules of one's own: what an institution checks beyond the catalogue, written in the sheet `Aturan` of `kaskade.xlsx`.
//!
//! Takes the rows of that sheet, gives findings like any other: with the institution's code, at the cell, marked, in
//! letters, waived and switched off like ours. What is wrong with the sheet itself is told by KS12 at its cell.
//!
//! ```text
//!  sheet `Aturan` ─► sheet: one rule or its faults a row ─► expression: the condition, over names ─► run: rows that fulfil it
//! ```

mod expression;
mod functions;
mod held;
mod names;
mod run;
mod scan;
mod sheet;

pub(in crate::rules) use run::findings;
pub(in crate::rules) use sheet::{Fault, codes, faults};

use crate::finding::Severity;
use crate::tables::Tables;

/// A rule of one's own, as a list shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnAturan {
    /// As the sheet writes it, in capitals: "PT01".
    pub code: String,
    /// Its severity unless the settings say otherwise.
    pub severity: Severity,
    /// The kind of table it looks at.
    pub table: &'static str,
    /// When it finds something, as it was written.
    pub condition: String,
    /// What it says then.
    pub message: String,
    /// How that is mended.
    pub remedy: String,
}

/// The rules of the cascade workbook that can be used, in the order of its sheet.
pub fn own_rules(tables: &Tables) -> Vec<OwnAturan> {
    let written = sheet::read(tables).rules.into_iter().map(|rule| OwnAturan {
        code: rule.code,
        severity: rule.severity,
        table: rule.table.name(),
        condition: rule.written,
        message: rule.message.written().to_string(),
        remedy: rule.remedy.written().to_string(),
    });
    written.collect()
}

/// What a condition may name, by table, for the guide: name and what it stands for.
pub fn own_names() -> Vec<(&'static str, Vec<String>)> {
    names::OwnTable::ALL.iter().map(|table| (table.name(), table.names())).collect()
}

/// Whether a code may be one of an institution's own: letters and a number, and no family of ours.
pub fn own_code(code: &str) -> bool {
    let letters = code.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(code.len());
    let (family, number) = code.split_at(letters);
    let number = number.strip_prefix('-').unwrap_or(number);
    let ours = super::CATALOGUE.iter().any(|aturan| aturan.code[..2].eq_ignore_ascii_case(family));
    (2..=8).contains(&family.len())
        && (1..=4).contains(&number.len())
        && number.bytes().all(|digit| digit.is_ascii_digit())
        && !ours
}

#[cfg(test)]
mod tests {
    use super::own_code;

    #[test]
    fn codes_of_ones_own_are_told_from_ours() {
        for code in ["POL01", "LOKAL-7", "bpk12"] {
            assert!(own_code(code), "{code}");
        }
        for code in ["UK03", "UK99", "nl-1", "P1", "POL", "01", "POL 01", "POLITEKNIK1", ""] {
            assert!(!own_code(code), "{code}");
        }
    }
}
