//! Codes that lost their last zero: 1.10 in a numeric cell is the number 1.1.
//!
//! Takes a table as it was read; gives such codes back what the order of the table says they were, where it can say only
//! one thing. What the cell holds stays beside it as a doubt, so that a rule can tell it.

use crate::domain::column::Field;
use crate::domain::document::{DocumentTable, FormRow};
use crate::domain::value::{CellContent, Doubt, Entry, Value};

/// Gives codes back their last zero.
pub(in crate::extract) fn restore(table: &mut DocumentTable) {
    let mut seen: Vec<String> = Vec::new();
    for row in &mut table.rows {
        let Some(code) = text(row, Field::Code) else { continue };
        let longer = format!("{code}0");
        if numeric(row, Field::Code) && follows(&seen, &code, &longer) {
            replace(row, Field::Code, &longer);
        }
        let code = text(row, Field::Code).unwrap_or(code);
        if let Some(parent) = text(row, Field::ParentCode)
            && numeric(row, Field::ParentCode)
            && code.starts_with(&format!("{parent}0."))
        {
            replace(row, Field::ParentCode, &format!("{parent}0"));
        }
        seen.push(code);
    }
}

/// Whether the longer code comes next, or is the only one of the two that can: the shorter was there already, and the
/// last one stands between them.
fn follows(seen: &[String], code: &str, longer: &str) -> bool {
    let Some(last) = seen.last() else { return false };
    if successor(last).as_deref() == Some(longer) {
        return true;
    }
    let between = || Some(parts(code)? < parts(last)? && parts(last)? < parts(longer)?);
    seen.iter().any(|one| one == code) && !seen.iter().any(|one| one == longer) && between() == Some(true)
}

/// "1.9" → "1.10".
fn successor(code: &str) -> Option<String> {
    let (front, last) = code.rsplit_once('.')?;
    Some(format!("{front}.{}", last.parse::<u32>().ok()?.checked_add(1)?))
}

fn parts(code: &str) -> Option<Vec<u32>> {
    code.split('.').map(|part| part.parse().ok()).collect()
}

fn entry(row: &FormRow, field: Field) -> Option<&Entry> {
    row.entry(field.yearly()).filter(|entry| !entry.derivation)
}

fn text(row: &FormRow, field: Field) -> Option<String> {
    entry(row, field)?.text().map(str::to_string)
}

fn numeric(row: &FormRow, field: Field) -> bool {
    entry(row, field).is_some_and(|entry| entry.doubts.iter().any(|doubt| matches!(doubt, Doubt::CodeAsFigure { .. })))
}

fn replace(row: &mut FormRow, field: Field, code: &str) {
    let Some(entry) = row.entries.get(&field.yearly()) else { return };
    let value = Value::Text { text: code.to_string() };
    let content = CellContent { raw: code.into(), value, ..CellContent::clone(entry) };
    let restored = Entry::new(entry.cell, content);
    row.entries.insert(field.yearly(), restored);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(list: &str) -> Vec<String> {
        list.split(' ').map(str::to_string).collect()
    }

    #[test]
    fn a_code_is_given_its_zero_where_only_that_can_follow() {
        assert!(follows(&seen("1.8 1.9"), "1.1", "1.10"));
        assert!(follows(&seen("1.18 1.19"), "1.2", "1.20"));
        assert!(follows(&seen("1.1 1.2 1.8"), "1.1", "1.10"));
        assert!(!follows(&seen("1.1 1.2"), "1.3", "1.30"));
        assert!(!follows(&seen("1.1"), "1.1", "1.10"));
        assert!(!follows(&seen("2.9"), "1.1", "1.10"));
        assert!(!follows(&[], "1.1", "1.10"));
    }
}
