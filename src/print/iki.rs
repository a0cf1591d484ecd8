//! The indicators of a person as they are signed: office, duty and function, then the table.

use serde::Serialize;

use super::PrintedFile;
use super::content::{PrintHead, text};
use crate::domain::column::Field;
use crate::domain::document::{Document, IdentityKey};
use crate::domain::text::one_line;
use crate::domain::value::Entry;
use crate::recap::ReportInput;

/// The indicators of a person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedIki {
    /// Its head.
    #[serde(flatten)]
    pub head: PrintHead,
    /// What the office is there for.
    #[serde(rename = "tugas")]
    pub duty: Option<String>,
    /// What is done for it, line by line.
    #[serde(rename = "fungsi")]
    pub functions: Vec<String>,
    /// Its indicators.
    pub indikator: Vec<PersonalIndikator>,
}

/// An indicator of a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonalIndikator {
    /// Number of its objective.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Its objective.
    pub sasaran: String,
    /// Its code.
    #[serde(rename = "kode")]
    pub code: Option<String>,
    /// Its wording.
    #[serde(rename = "teks")]
    pub text: String,
    /// How it is measured.
    #[serde(rename = "cara")]
    pub way: Option<String>,
    /// Where its data come from.
    #[serde(rename = "sumber_data")]
    pub data_source: Option<String>,
    /// What it serves: as the form says, else the cascade.
    #[serde(rename = "mendukung")]
    pub superior: Option<String>,
}

impl PrintedFile for PrintedIki {
    fn file_name(&self) -> &str {
        &self.head.unit.code
    }

    fn head(&mut self) -> Option<&mut PrintHead> {
        Some(&mut self.head)
    }

    fn layout(&self) -> &'static str {
        "iki"
    }
}

pub(super) fn build(input: &ReportInput<'_>, number: u32) -> Option<PrintedIki> {
    let tables = input.tables;
    let head = PrintHead::build(input, number)?;
    let content = tables.document_content(number)?;
    let mut indikator: Vec<PersonalIndikator> = Vec::new();
    for row in tables.iki().filter(|row| row.document == number) {
        let sasaran = row.sasaran().map(one_line).unwrap_or_default();
        let number = match indikator.last() {
            Some(last) if last.sasaran == sasaran => last.number,
            last => last.map_or(1, |last| last.number + 1),
        };
        let field = |field: Field| text(tables, row.record, field.yearly());
        indikator.push(PersonalIndikator {
            number,
            sasaran,
            code: row.code.map(str::to_string),
            text: row.indikator().unwrap_or_default().to_string(),
            way: field(Field::CaraPengukuran),
            data_source: field(Field::SumberData),
            superior: field(Field::SuperiorIndikator).or_else(|| row.node?.parent_code.clone()),
        });
    }
    let functions = lines(content, IdentityKey::Function).flat_map(|text| text.lines().map(one_line));
    let duty = lines(content, IdentityKey::Duty).next().map(one_line);
    Some(PrintedIki { head, duty, functions: functions.filter(|line| !line.is_empty()).collect(), indikator })
}

fn lines(content: &Document, key: IdentityKey) -> impl Iterator<Item = &str> {
    content.identities.iter().filter(move |line| line.key == key).filter_map(|line| Entry::text(&line.entry))
}
