//! Plans over several years whose title names none: the workspace's year chooses among their columns.
//!
//! A sheet cannot know the year that it is sent for; the workspace does. What was chosen is a fact of the sheet, and where
//! the plan has no column of that year, the target is missing.

use super::SentFile;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{Document, DocumentKind, DocumentTable, Fact, ReadFile, TableRole};

/// The column of the year stands for the year, in every document whose title names none. `named` is the year that its
/// file or its identity block names.
pub(super) fn choose(file: &mut [SentFile], year: Option<i32>, named: fn(&Document, &str) -> Option<i32>) {
    for one in file {
        let path = one.path.clone();
        let Ok(read) = &mut one.outcome else { continue };
        for number in 0..read.documents.len() {
            let document = &read.documents[number];
            if document.kind == DocumentKind::Kaskade || document.year.is_some() {
                continue;
            }
            let year = named(document, &path).or(year);
            let Some(year) = year.and_then(|year| u16::try_from(year).ok()) else { continue };
            let facts = of_document(&mut read.documents[number], year);
            note(read, number, facts);
        }
    }
}

fn note(read: &mut ReadFile, number: usize, facts: Vec<Fact>) {
    let name = read.documents[number].sheet.clone();
    if let Some(sheet) = read.sheets.iter_mut().find(|sheet| sheet.name == name) {
        let told = |fact: &Fact| matches!(fact, Fact::ChosenYear { .. });
        for fact in facts {
            if !(told(&fact) && sheet.facts.iter().any(told)) {
                sheet.facts.push(fact);
            }
        }
    }
}

fn of_document(document: &mut Document, year: u16) -> Vec<Fact> {
    let kind = document.kind;
    let mut facts = Vec::new();
    for table in &mut document.tables {
        if !table.columns.iter().any(|column| matches!(column.column.period, Period::Year(_))) {
            continue;
        }
        if let Some(cell) = of_table(table, year) {
            facts.push(Fact::ChosenYear { cell, year });
        } else if needs_target(table, kind) {
            let sheet_column = vec![Field::Target.year(year)];
            facts.extend(table.columns.first().map(|first| Fact::MissingRequiredColumn {
                cell: first.cell,
                column: sheet_column,
                kind,
                open: None,
            }));
        }
    }
    facts
}

fn needs_target(table: &DocumentTable, kind: DocumentKind) -> bool {
    kind == DocumentKind::Pk && table.role == TableRole::Indikator && !table.has(Field::Target.yearly())
}

/// Renames the columns of the year; the header of the first of them.
fn of_table(table: &mut DocumentTable, year: u16) -> Option<crate::domain::address::CellAddress> {
    let chosen: Vec<FormColumn> = table
        .columns
        .iter()
        .map(|column| column.column)
        .filter(|column| column.period == Period::Year(year) && !table.has(column.field.yearly()))
        .collect();
    let mut first = None;
    for column in &mut table.columns {
        if chosen.contains(&column.column) {
            column.column = column.column.field.yearly();
            first = first.or(Some(column.cell));
        }
    }
    if first.is_some() {
        for row in &mut table.rows {
            let entries = std::mem::take(&mut row.entries);
            let renamed = |column: &FormColumn| if chosen.contains(column) { column.field.yearly() } else { *column };
            row.entries = entries.iter().map(|(column, entry)| (renamed(column), entry.clone())).collect();
        }
    }
    first
}
