//! How much of what a workbook says was read: right, wrong, missing, and what was made of rows that are none.

use std::fmt;
use std::ops::AddAssign;

use selaras::domain::column::{FormColumn, Reading};
use selaras::domain::document::{DocumentKind, FormRow, ReadFile, ReadSheet, RowKind, SheetRole, TableRole};
use selaras::domain::value::{Entry, Value};

use super::expectation::{Expectation, Record, SheetExpectation, TableExpectation};

/// Figures of one workbook, or of many.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Score {
    /// Values under the right field.
    pub right: usize,
    /// Values under a field that is not theirs.
    pub wrong: usize,
    /// Values that did not come.
    pub missing: usize,
    /// Rows read where no row of data stands.
    pub phantom: usize,
    /// Rows read out of sheets that are no form.
    pub foreign: usize,
    /// Tables read as another kind of document.
    pub kind: usize,
    /// Sheets with a table of which neither a row nor a word came out.
    pub silent: usize,
    /// What went wrong, for people.
    pub notes: Vec<String>,
}

impl Score {
    /// The part of the asked values that is right, in percent.
    pub(crate) fn percent_right(&self) -> f64 {
        percent(self.right, self.right + self.wrong + self.missing)
    }

    /// The part of the read values that is wrong, in percent.
    pub(crate) fn percent_wrong(&self) -> f64 {
        percent(self.wrong, self.right + self.wrong)
    }

    /// Whether all of it came, and nothing else.
    pub(crate) fn whole(&self) -> bool {
        self.wrong + self.missing + self.phantom + self.foreign + self.kind + self.silent == 0
    }
}

fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 }
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missing += other.missing;
        self.phantom += other.phantom;
        self.foreign += other.foreign;
        self.kind += other.kind;
        self.silent += other.silent;
    }
}

/// The heading of a table of scores.
pub(crate) const HEADING: &str = "   right  wrong  missing  phantom  foreign  kind  silent";

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { right, wrong, missing, phantom, foreign, kind, silent, .. } = self;
        write!(f, "{right:8}{wrong:7}{missing:9}{phantom:9}{foreign:9}{kind:6}{silent:8}")
    }
}

/// A row as it was read.
struct Read<'a> {
    kind: DocumentKind,
    row: &'a FormRow,
    used: bool,
}

/// Compares what was read with what must come out.
pub(crate) fn score(read: &ReadFile, expected: &Expectation) -> Score {
    let mut score = Score::default();
    for sheet in &expected.sheets {
        let mut rows: Vec<Read<'_>> = read
            .documents
            .iter()
            .filter(|document| document.sheet == sheet.name)
            .flat_map(|document| document.tables.iter().map(move |document_table| (document.kind, document_table)))
            .flat_map(|(kind, document_table)| {
                document_table.rows.iter().map(move |row| (kind, document_table.role, row))
            })
            .filter(|(_, role, row)| counts(*role, row))
            .map(|(kind, _, row)| Read { kind, row, used: false })
            .collect();
        if rows.is_empty() && sheet.optional {
            continue;
        }
        for table in &sheet.tables {
            compare_table(table, &mut rows, &mut score);
        }
        leftovers(sheet, &rows, &mut score);
        let mute =
            |one: &ReadSheet| one.facts.is_empty() && !matches!(one.role, SheetRole::Guidance | SheetRole::Blank);
        if rows.is_empty() && read.sheets.iter().any(|one| one.name == sheet.name && mute(one)) {
            score.silent += 1;
            score.notes.push(format!("{}: neither a row nor a word", sheet.name));
        }
    }
    score
}

/// Rows that become records: data, what goes on with it, and lines of a budget.
fn counts(role: TableRole, row: &FormRow) -> bool {
    let filled = row.entries.values().any(|entry| !entry.derivation && !entry.value.blank());
    filled && matches!(row.kind, RowKind::Data | RowKind::Continuation) && role != TableRole::Unit
}

fn compare_table(table: &TableExpectation, rows: &mut [Read<'_>], score: &mut Score) {
    let mut kinds = Vec::new();
    for record in &table.records {
        let found = rows.iter_mut().filter(|read| !read.used && read.row.row == record.row).max_by_key(|read| {
            let subject = record.subject.is_some_and(|subject| {
                read.row.entries.values().any(|entry| entry.cell == subject && !entry.value.blank())
            });
            (subject, std::cmp::Reverse(read.row.entries.keys().len()))
        });
        match found {
            Some(read) => {
                read.used = true;
                if !kinds.contains(&read.kind) {
                    kinds.push(read.kind);
                }
                compare_row(record, read.row, score);
            }
            None if table.optional || record.optional => {}
            None => {
                score.missing += record.must.len();
                score.notes.push(format!("row {} did not come", record.row + 1));
            }
        }
    }
    for kind in kinds {
        if !table.kind.iter().any(|wanted| wanted == kind_name(kind)) {
            score.kind += 1;
            score.notes.push(format!("read as {}", kind_name(kind)));
        }
    }
}

/// The kinds as expectations write them.
pub(crate) fn kind_name(kind: DocumentKind) -> &'static str {
    kind.facts().code
}

fn compare_row(record: &Record, row: &FormRow, score: &mut Score) {
    let named = |fields: &[String], field: &FormColumn| fields.iter().any(|name| *name == field.to_string());
    for (cell, fields) in &record.must {
        let came = row.entries.iter().find(|(field, entry)| named(fields, field) && entry.cell == *cell);
        match came {
            Some((field, entry)) if sound(field, entry) => score.right += 1,
            Some((field, entry)) => {
                score.wrong += 1;
                score.notes.push(format!("{field} at {cell} was not understood: {}", entry.raw));
            }
            None => {
                score.missing += 1;
                score.notes.push(format!("{} at {cell} did not come", fields.join("|")));
            }
        }
    }
    for (field, entry) in row.entries.iter().filter(|(_, entry)| !entry.value.blank()) {
        let asked = record.must.iter().any(|(cell, fields)| *cell == entry.cell && named(fields, field));
        let allowed = record.may.iter().any(|one| {
            let here =
                if one.texts.is_empty() { one.cell == entry.cell } else { one.texts.contains(&entry.raw.to_string()) };
            here && named(&one.fields, field)
        });
        if !asked && !allowed && matters(field) {
            score.wrong += 1;
            score.notes.push(format!("row {}: {field} was taken from {} ({})", record.row + 1, entry.cell, entry.raw));
        }
    }
}

/// Fields of which nothing is computed and nobody is judged.
fn matters(field: &FormColumn) -> bool {
    !matches!(field.to_string().as_str(), "no" | "abaikan" | "keterangan" | "status" | "jenis")
}

/// A figure that anybody can read must have been read as one; "82, 95" are two.
fn sound(field: &FormColumn, entry: &Entry) -> bool {
    let figure = matches!(field.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
    let digits = entry.raw.chars().any(|letter| letter.is_ascii_digit())
        && entry.raw.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%' | ' '))
        && !entry.raw.contains(", ");
    !(figure && digits && matches!(entry.value, Value::Text { .. }))
}

fn leftovers(sheet: &SheetExpectation, rows: &[Read<'_>], score: &mut Score) {
    for read in rows.iter().filter(|read| !read.used) {
        let continues = read.row.kind == RowKind::Continuation;
        let figures = read.row.entries.iter().any(|(field, entry)| {
            !entry.derivation
                && !entry.value.blank()
                && matches!(field.field.reading(), Reading::Value | Reading::Money | Reading::Percent)
        });
        if sheet.tables.is_empty() {
            score.foreign += 1;
        } else if !continues || figures {
            score.phantom += 1;
        } else {
            continue;
        }
        score.notes.push(format!("row {} is none ({})", read.row.row + 1, kind_name(read.kind)));
    }
}
