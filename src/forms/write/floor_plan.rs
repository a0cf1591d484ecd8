//! Where things stand: the cells of a multi-row header, and rows with their vertical merges. Pure geometry.

use std::collections::BTreeMap;

use crate::domain::column::{Field, FormColumn};
use crate::template::TemplateTable;

use super::content::{FilledRow, FormCell};

/// A text over a rectangle: rows and columns counted from the table's corner, both ends included.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TextBox {
    pub(super) upper: u32,
    pub(super) lower: u32,
    pub(super) left: u16,
    pub(super) right: u16,
    pub(super) text: String,
}

/// How many rows the header of a table has.
pub(super) fn head_high(table: &TemplateTable) -> u32 {
    table.columns.iter().map(|owned| owned.heading.len()).max().unwrap_or(1).max(1) as u32
}

/// The header: parents stand once over their neighbouring children, the last wording reaches down to the last row.
pub(super) fn head(table: &TemplateTable) -> Vec<TextBox> {
    let last = head_high(table) - 1;
    let mut outcome: Vec<TextBox> = Vec::new();
    // Parents that are still growing, one for each row.
    let mut opened: Vec<Option<usize>> = vec![None; last as usize + 1];
    for (column, owned) in (0_u16..).zip(&table.columns) {
        let previous = column.checked_sub(1).and_then(|left| table.columns.get(usize::from(left)));
        for (severity, text) in owned.heading.iter().enumerate() {
            let leaf = severity + 1 == owned.heading.len();
            let of_one_family = previous.is_some_and(|left| {
                left.heading.len() > severity + 1 && left.heading[..=severity] == owned.heading[..=severity]
            });
            let parent = opened.get(severity).copied().flatten().filter(|_| of_one_family && !leaf);
            if let Some(inbox) = parent.and_then(|number| outcome.get_mut(number)) {
                inbox.right = column;
                continue;
            }
            let upper = severity as u32;
            let lower = if leaf { last } else { upper };
            if let Some(place) = opened.get_mut(severity) {
                *place = (!leaf).then_some(outcome.len());
            }
            outcome.push(TextBox { upper, lower, left: column, right: column, text: text.clone() });
        }
    }
    outcome
}

/// A row of the sheet below the header.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum HeadingLine {
    /// Heading of a section over the whole table.
    Part(String),
    /// A row of an indicator; `nomor` in [`Content::row`]; `continuation` counts from 0.
    Data {
        /// Index of the row it comes from.
        number: usize,
        /// 0 for the row itself, then the open rows that go on with it.
        continuation: u32,
    },
    /// An open row.
    Opened,
}

/// The rows of a table: sections, filled rows with what goes on with them, open rows.
pub(super) fn heading_line(table: &TemplateTable, row: &[FilledRow], blank: u32) -> Vec<HeadingLine> {
    let mut outcome = Vec::new();
    let mut part_current: Option<&str> = None;
    for (number, one) in row.iter().enumerate() {
        if let Some(part) = one.part.as_deref().filter(|part| part_current != Some(*part)) {
            outcome.push(HeadingLine::Part(part.to_string()));
            part_current = Some(part);
        }
        outcome.extend((0..=one.continuation_count()).map(|continuation| HeadingLine::Data { number, continuation }));
    }
    let filled: Vec<&str> = row.iter().filter_map(|one| one.part.as_deref()).collect();
    let rest: Vec<&String> = table.parts.iter().filter(|part| !filled.contains(&part.as_str())).collect();
    if rest.is_empty() {
        outcome.extend((0..blank).map(|_| HeadingLine::Opened));
        return outcome;
    }
    let each = (blank / (rest.len() as u32 + 1)).max(2);
    if !row.is_empty() {
        outcome.extend((0..each).map(|_| HeadingLine::Opened));
    }
    for part in rest {
        outcome.push(HeadingLine::Part(part.clone()));
        outcome.extend((0..each).map(|_| HeadingLine::Opened));
    }
    outcome
}

/// Row numbers, as forms count: objectives where the column runs down, else the rows; each section begins again.
pub(super) fn give_number(table: &TemplateTable, row: &mut [FilledRow]) {
    let Some(owned) = table.columns.iter().find(|owned| owned.column == Field::No.yearly()) else { return };
    let sasaran = |one: &FilledRow| one.value(Field::Sasaran.yearly()).cloned();
    let mut number = 0_u32;
    let mut past: Option<(Option<String>, Option<FormCell>)> = None;
    for one in row.iter_mut().filter(|one| !one.head) {
        let now = (one.part.clone(), sasaran(one));
        if past.as_ref().is_some_and(|past| past.0 != now.0) {
            number = 0;
        }
        if !(owned.descend && past.as_ref() == Some(&now) && now.1.is_some()) {
            number += 1;
        }
        past = Some(now);
        one.entries.entry(owned.column).or_insert(FormCell::Figure(f64::from(number)));
    }
}

/// Vertical merges of the columns that run down: first and last position among `heading_line`, with the column.
pub(super) fn combination(
    table: &TemplateTable,
    row: &[FilledRow],
    heading_line: &[HeadingLine],
) -> BTreeMap<(usize, u16), usize> {
    let mut outcome = BTreeMap::new();
    for (column, owned) in (0_u16..).zip(&table.columns).filter(|(_, owned)| owned.descend) {
        let mut start = 0;
        while start < heading_line.len() {
            let mut last = start;
            while last + 1 < heading_line.len()
                && continued(row, &heading_line[last], &heading_line[last + 1], owned.column)
            {
                last += 1;
            }
            if last > start {
                outcome.insert((start, column), last);
            }
            start = last + 1;
        }
    }
    outcome
}

/// Whether a row shows the cell of the row above: it goes on with its indicator, or shares its objective or indicator.
fn continued(row: &[FilledRow], upper: &HeadingLine, lower: &HeadingLine, column: FormColumn) -> bool {
    let (HeadingLine::Data { number: a, .. }, HeadingLine::Data { number: b, continuation }) = (upper, lower) else {
        return false;
    };
    if a == b {
        return *continuation > 0;
    }
    let (Some(upper), Some(lower)) = (row.get(*a), row.get(*b)) else { return false };
    let same = |column: FormColumn| upper.value(column).is_some() && upper.value(column) == lower.value(column);
    let region = if matches!(column.field, Field::No | Field::Tujuan | Field::Sasaran | Field::SasaranCode) {
        Field::Sasaran
    } else {
        Field::Indikator
    };
    same(column) && same(region.yearly()) && upper.part == lower.part
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Library;

    fn table(id: &str) -> TemplateTable {
        let library = Library::built_in().unwrap();
        library.templates.into_iter().find(|template| template.id == id).unwrap().tables.remove(0)
    }

    #[test]
    fn parents_stand_over_their_children_and_lone_wordings_reach_down() {
        let inbox = head(&table("pk-dki"));
        let find = |text: &str| inbox.iter().find(|inbox| inbox.text == text).unwrap();
        assert_eq!((find("NO").upper, find("NO").lower), (0, 1));
        assert_eq!((find("Triwulan").left, find("Triwulan").right, find("Triwulan").lower), (5, 8, 0));
        assert_eq!((find("III").upper, find("III").left), (1, 7));
    }

    #[test]
    fn equal_wordings_side_by_side_do_not_merge() {
        let inbox = head(&table("uk-cirebon"));
        assert_eq!(inbox.iter().filter(|inbox| inbox.text == "%").count(), 4);
        assert!(inbox.iter().all(|inbox| inbox.left == inbox.right));
    }
}
