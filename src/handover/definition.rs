//! How a table for another system looks: data, one TOML file each.

use serde::Deserialize;

use crate::manuscript::Record;

/// The definitions that ship with the program: file and text.
const SHIPPED: [(&str, &str); 5] = [
    ("bps-impor.toml", include_str!("../../templates/ekspor/bps-impor.toml")),
    ("ekinerja.toml", include_str!("../../templates/ekspor/ekinerja.toml")),
    ("emonev.toml", include_str!("../../templates/ekspor/emonev.toml")),
    ("kaskade.toml", include_str!("../../templates/ekspor/kaskade.toml")),
    ("capaian-output.toml", include_str!("../../templates/ekspor/capaian-output.toml")),
];

/// What file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileKind {
    /// A workbook.
    #[default]
    Xlsx,
    /// Text with separators.
    Csv,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinedColumn {
    /// Its heading, as the other system words it.
    #[serde(rename = "judul")]
    pub heading: String,
    /// The field that stands in it.
    #[serde(rename = "isi")]
    pub field: Option<String>,
    /// What stands in every row.
    #[serde(rename = "tetap")]
    pub fixed: Option<String>,
}

/// A table for another system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Definition {
    /// As it is typed.
    #[serde(rename = "nama")]
    pub name: String,
    /// What it is for, and whether its layout is known or invented.
    #[serde(rename = "arti")]
    pub meaning: String,
    /// What its rows are: a list, or lists with points between them.
    #[serde(rename = "baris")]
    pub rows: String,
    /// The field whose values get a file each.
    #[serde(rename = "setiap")]
    pub split: Option<String>,
    /// What file is written.
    #[serde(rename = "bentuk", default)]
    pub kind: FileKind,
    /// The name of the sheet.
    #[serde(rename = "lembar", default = "sheet")]
    pub sheet: String,
    /// What stands between the columns of a CSV file.
    #[serde(rename = "pemisah", default = "separator")]
    pub separator: char,
    /// What stands before the decimals of a CSV file.
    #[serde(rename = "desimal", default = "decimal")]
    pub decimal: char,
    /// Its columns, in order.
    #[serde(rename = "kolom")]
    pub columns: Vec<DefinedColumn>,
}

fn sheet() -> String {
    "Data".to_string()
}

const fn separator() -> char {
    ';'
}

const fn decimal() -> char {
    ','
}

/// A definition that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DefinitionError {
    /// It is no such file.
    #[error("{file} bukan definisi ekspor yang sah: {}", cause.message())]
    Syntax {
        /// The file.
        file: String,
        /// What is the matter.
        #[source]
        cause: Box<toml::de::Error>,
    },
    /// A list that nobody knows.
    #[error("{file}: baris = \"{list}\" tidak dikenal; yang ada: {}", known.join(", "))]
    UnknownRows {
        /// The definition.
        file: String,
        /// What it says.
        list: String,
        /// What there is.
        known: Vec<String>,
    },
    /// A field that nobody knows.
    #[error("{file}, kolom \"{heading}\": isi = \"{field}\" tidak dikenal{}; yang ada: {}", meant.as_ref().map_or_else(String::new, |meant| format!("; mungkin maksudnya {meant}")), known.join(", "))]
    UnknownField {
        /// The definition.
        file: String,
        /// The column.
        heading: String,
        /// What it says.
        field: String,
        /// What it may have meant.
        meant: Option<String>,
        /// What there is.
        known: Vec<String>,
    },
    /// A column that says neither a field nor a text.
    #[error("{file}, kolom \"{heading}\": sebutkan isi (nama bidang) atau tetap (teks yang sama di setiap baris)")]
    EmptyColumn {
        /// The definition.
        file: String,
        /// The column.
        heading: String,
    },
    /// There is no definition of that name.
    #[error("definisi ekspor {name} tidak dikenal; yang ada: {}", known.join(", "))]
    Unknown {
        /// What was asked for.
        name: String,
        /// What there is.
        known: Vec<String>,
    },
}

impl Definition {
    /// Reads one.
    ///
    /// # Errors
    /// When it is no definition.
    pub fn read(file: &str, text: &str) -> Result<Self, DefinitionError> {
        toml::from_str(text).map_err(|cause| DefinitionError::Syntax { file: file.to_string(), cause: Box::new(cause) })
    }

    /// The shipped ones, with those of a workspace (name of the file and text) in the place of theirs.
    ///
    /// # Errors
    /// When one of them is wrong.
    pub fn all(own: &[(String, String)]) -> Result<Vec<Self>, DefinitionError> {
        let mut all: Vec<Self> = Vec::new();
        let shipped = SHIPPED.iter().map(|(file, text)| (*file, *text));
        for (file, text) in shipped.chain(own.iter().map(|(file, text)| (file.as_str(), text.as_str()))) {
            let one = Self::read(file, text)?;
            all.retain(|other| other.name != one.name);
            all.push(one);
        }
        Ok(all)
    }

    /// The columns that name what is not there.
    pub(super) fn check(&self, chain: &[(&str, &Record)]) -> Result<(), DefinitionError> {
        let known = known(chain);
        let file = || self.name.clone();
        let split = self.split.iter().map(|field| ("setiap", field));
        let named = self.columns.iter().filter_map(|column| Some((column.heading.as_str(), column.field.as_ref()?)));
        for (heading, field) in split.chain(named) {
            if !known.contains(field) {
                let near = known.iter().map(|one| (strsim::damerau_levenshtein(one, field), one)).min();
                let meant = near.filter(|(distance, _)| *distance <= field.len() / 3 + 1).map(|(_, one)| one.clone());
                let (heading, field) = (heading.to_string(), field.clone());
                return Err(DefinitionError::UnknownField { file: file(), heading, field, meant, known });
            }
        }
        match self.columns.iter().find(|column| column.field.is_none() && column.fixed.is_none()) {
            Some(column) => Err(DefinitionError::EmptyColumn { file: file(), heading: column.heading.clone() }),
            None => Ok(()),
        }
    }
}

/// The fields that a row knows: its own, and those of what it belongs to behind the name of the list.
fn known(chain: &[(&str, &Record)]) -> Vec<String> {
    let mut all = Vec::new();
    for (number, (list, record)) in chain.iter().enumerate().rev() {
        let own = number + 1 == chain.len();
        let dotted = |name: &&'static str| if own { (*name).to_string() } else { format!("{list}.{name}") };
        all.extend(record.fields.keys().map(dotted));
    }
    all
}
