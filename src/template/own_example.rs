//! Examples of rules of one's own, which ship with the program: rows to copy into the sheet `Aturan`.

use serde::Deserialize;

use super::{DefinitionProblem, TemplateError};

const FILE: &str = "templates/aturan/contoh.toml";
const TEXT: &str = include_str!("../../templates/aturan/contoh.toml");

/// One row of the sheet, with a drawing that it finds something in and one that it does not.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnExample {
    /// As the sheet writes it: "PT01".
    #[serde(rename = "kode")]
    pub code: String,
    /// "galat", "peringatan" or "info".
    #[serde(rename = "tingkat")]
    pub severity: String,
    /// The table that it looks at.
    #[serde(rename = "tabel")]
    pub table: String,
    /// When it finds something.
    #[serde(rename = "syarat")]
    pub condition: String,
    /// What it says then.
    #[serde(rename = "pesan")]
    pub message: String,
    /// How that is mended.
    #[serde(rename = "perbaikan")]
    pub remedy: String,
    /// A form that fulfils its condition.
    #[serde(rename = "salah")]
    pub wrong: String,
    /// The same form, mended.
    #[serde(rename = "benar")]
    pub correct: String,
}

impl OwnExample {
    /// The cells of its row, in the order of the sheet.
    pub fn row(&self) -> [&str; 6] {
        [&self.code, &self.severity, &self.table, &self.condition, &self.message, &self.remedy]
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    #[serde(rename = "aturan")]
    all: Vec<OwnExample>,
}

/// The examples.
///
/// # Errors
/// When the shipped file is faulty, which a test holds never to be so.
pub fn own_examples() -> Result<Vec<OwnExample>, TemplateError> {
    let examples: Examples = toml::from_str(TEXT)
        .map_err(|error| TemplateError::whole(FILE, [DefinitionProblem::Unreadable(error.to_string())]))?;
    Ok(examples.all)
}
