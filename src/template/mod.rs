//! Declarative definitions: recognise a sheet, map its header.
//!
//! Takes the TOML files under `templates/` (and those of a workspace), gives a [`Library`]: validated definitions that
//! nobody needs to doubt, and the shared dictionary of header wording. A new layout is a new file here and no code.

pub mod cascade_guide;
mod definition_fault;
pub mod dictionary;
pub mod grammar;
pub mod heading;
pub mod heading_periods;
mod label;
pub mod own_example;
mod raw;
pub mod scale;
pub mod settings_list;
pub mod sketch;
mod validate;
mod wordings;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::text::key;

pub use definition_fault::{DefinitionFault, DefinitionProblem};
pub use dictionary::Dictionary;
pub use wordings::{Answer, Wordings};

/// The definitions that ship with the program.
static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// Every definition and the dictionary they share.
#[derive(Debug, Clone)]
pub struct Library {
    /// Definitions, sorted by id; of one id, the version that is given out now first, then the others, newest first.
    pub templates: Vec<Template>,
    /// Shared wording.
    pub dictionary: Dictionary,
    /// Which columns of the definitions answer to a wording.
    pub wordings: Wordings,
}

/// One definition.
#[derive(Debug, Clone, PartialEq)]
pub struct Template {
    /// Its id, unique.
    pub id: String,
    /// Its version, counted from one.
    pub version: u32,
    /// What a sheet that it reads is.
    pub kind: DocumentKind,
    /// What people call it.
    pub name: String,
    /// The regulation or real form it comes from.
    pub source: String,
    /// Its tables. Several of one role are alternatives.
    pub tables: Vec<TemplateTable>,
    /// Whether it is a workspace's own, and not shipped with the program.
    pub own: bool,
}

/// A table of a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateTable {
    /// What it lists.
    pub role: TableRole,
    /// Its columns, left to right.
    pub columns: Vec<TemplateColumn>,
    /// Whether a written form has a row of column numbers below the header.
    pub column_number: bool,
    /// Sections that a written form lists, in order.
    pub parts: Vec<String>,
}

/// A column of a definition.
#[derive(Debug, Clone, PartialEq)]
pub struct TemplateColumn {
    /// What it means.
    pub column: FormColumn,
    /// Its header path as the form prints it, parents first.
    pub heading: Vec<String>,
    /// Canonical paths that it answers to: its own and its synonyms.
    pub paths: Vec<String>,
    /// Whether a table without it is not this layout.
    pub required: bool,
    /// Whether a blank here takes the value of the row above.
    pub descend: bool,
    /// The column it must stand right after, for wordings that mean nothing alone ("%", "Ket").
    pub after: Option<FormColumn>,
    /// Its width in a written form, in characters; by the kind of field when the definition does not say.
    pub width: Option<f64>,
    /// Words that a written form offers for it; those of the field when the definition names none.
    pub choices: Vec<String>,
    /// Older wordings of those words: each in the form in which texts are compared ([`key`]), with the word of today.
    pub alias: BTreeMap<String, String>,
    /// What the row of column numbers says under it ("12 = 11/6 x100%").
    pub number: Option<String>,
    /// How many years a written form lists, when the column stands for every year that headers name.
    pub year_count: u8,
    /// The words of its header that only this house uses for it.
    pub term: Option<OwnTerm>,
}

/// Words that a house uses for what everybody calls otherwise: "Plimba" for the indicator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnTerm {
    /// The words, without the period that stands beside them.
    pub words: String,
    /// Of several columns with one header, which: counted from one.
    pub nth: usize,
}

impl Template {
    /// The definition with the columns of its years written out, from this year on.
    pub fn for_year(&self, year: i32) -> Self {
        let table = self.tables.iter().map(|table| table.for_year(year)).collect();
        Self { tables: table, ..self.clone() }
    }
}

impl TemplateTable {
    /// Whether it says what some words of its headers mean, and leaves the rest to what headers mean everywhere.
    pub fn by_headings(&self) -> bool {
        self.columns.iter().any(|column| column.term.is_some())
    }

    /// The table with the columns of its years written out, from this year on.
    pub fn for_year(&self, year: i32) -> Self {
        let one = |owned: &TemplateColumn, now: u16| TemplateColumn {
            column: owned.column.field.year(now),
            heading: owned.heading.iter().map(|heading| heading.replace(heading::YEAR, &now.to_string())).collect(),
            ..owned.clone()
        };
        let first = u16::try_from(year).unwrap_or_default();
        let column = self.columns.iter().flat_map(|owned| match owned.column.period {
            Period::EveryYear => {
                (0..u16::from(owned.year_count)).map(|to| one(owned, first.saturating_add(to))).collect()
            }
            _ => vec![owned.clone()],
        });
        Self { columns: column.collect(), ..self.clone() }
    }
}

impl TemplateColumn {
    /// The words that a written form offers for it, of the definition or else of the field.
    pub fn choice(&self) -> Vec<&str> {
        if self.choices.is_empty() {
            choice(self.column.field).map(<[&str]>::to_vec).unwrap_or_default()
        } else {
            self.choices.iter().map(String::as_str).collect()
        }
    }

    /// The word of today for what was typed, where that is an older wording of it.
    pub fn word_current(&self, as_written: &str) -> Option<&str> {
        if self.alias.is_empty() { None } else { self.alias.get(&key(as_written)).map(String::as_str) }
    }
}

/// A definition or dictionary that cannot be used: every fault at once.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{file}: {}", mistakes.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct TemplateError {
    /// The TOML file.
    pub file: String,
    /// What is wrong with it, in the order in which it was read.
    pub mistakes: Vec<DefinitionFault>,
}

impl TemplateError {
    /// Of problems that no line is known of.
    fn whole(file: &str, problems: impl IntoIterator<Item = DefinitionProblem>) -> Self {
        let fault = |problem| DefinitionFault { line: None, problem };
        Self { file: file.to_string(), mistakes: problems.into_iter().map(fault).collect() }
    }
}

impl Library {
    /// The definitions that ship with the program.
    ///
    /// # Errors
    /// When a shipped file is faulty, which a test holds never to be so.
    pub fn built_in() -> Result<Self, TemplateError> {
        Self::with(&[])
    }

    /// The shipped definitions and further ones, each a file name and its text. A further one with the id and version
    /// of a shipped one replaces it; with another version it is given out in its place, and the shipped one is still
    /// read.
    ///
    /// # Errors
    /// When a file is faulty; every fault of that file is listed.
    pub fn with(extra: &[(String, String)]) -> Result<Self, TemplateError> {
        let dictionary_text = BUILT_IN.get_file("kamus.toml").and_then(|file| file.contents_utf8()).unwrap_or_default();
        let mut dictionary = validate::dictionary("kamus.toml", dictionary_text)?;
        let words = BUILT_IN.get_file("kata.toml").and_then(|file| file.contents_utf8()).unwrap_or_default();
        dictionary.grammar = validate::grammar("kata.toml", words)?;
        let mut template: Vec<Template> = Vec::new();
        let built_in = BUILT_IN.get_dir("formulir").map(Dir::files).into_iter().flatten();
        let built_in = built_in.filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)));
        let extra = extra.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut workspace_owned: Vec<(String, u32)> = Vec::new();
        for (workspace, (name, text)) in built_in.map(|file| (false, file)).chain(extra.map(|file| (true, file))) {
            let new = Template { own: workspace, ..validate::template(name, text)? };
            let twin = |old: &Template| old.id == new.id && old.version == new.version;
            if workspace_owned.iter().any(|(id, version)| *id == new.id && *version == new.version) {
                return Err(TemplateError::whole(name, [DefinitionProblem::Twin { id: new.id, version: new.version }]));
            }
            template.retain(|old| !twin(old));
            if workspace {
                workspace_owned.push((new.id.clone(), new.version));
            }
            template.push(new);
        }
        let built_in = |template: &Template| !workspace_owned.contains(&(template.id.clone(), template.version));
        template.sort_by(|a, b| {
            let key = |one: &Template| (built_in(one), Reverse(one.version));
            a.id.cmp(&b.id).then_with(|| key(a).cmp(&key(b)))
        });
        // A header is found by wordings that are known; those of every definition are.
        let path = template
            .iter()
            .flat_map(|template| &template.tables)
            .flat_map(|table| &table.columns)
            .flat_map(|owned| &owned.paths);
        dictionary.recognise_part(path.flat_map(|path| path.split(" > ")));
        Ok(Self { templates: template, dictionary, wordings: Wordings::default() })
    }

    /// The library with one definition more, in the place of those with its id.
    ///
    /// # Errors
    /// When the definition is faulty.
    pub fn plus(&self, file: &str, text: &str) -> Result<Self, TemplateError> {
        let new = Template { own: true, ..validate::template(file, text)? };
        let mut library = self.clone();
        library.templates.retain(|old| old.id != new.id);
        let paths = new.tables.iter().flat_map(|table| &table.columns).flat_map(|column| &column.paths);
        library.dictionary.recognise_part(paths.flat_map(|path| path.split(" > ")));
        let place = library.templates.partition_point(|old| old.id <= new.id);
        library.templates.insert(place, new);
        Ok(library)
    }

    /// The columns of definitions that answer to a canonical path, in order.
    pub fn answers(&self, path: &str) -> &[Answer] {
        self.wordings.answers(&self.templates, path)
    }

    /// The version of a definition that is given out now.
    pub fn now(&self, id: &str) -> Option<&Template> {
        self.templates.iter().find(|template| template.id == id)
    }

    /// Every definition in the version that is given out now.
    pub fn latest(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter().enumerate().filter_map(|(number, template)| {
            let previous = number.checked_sub(1).and_then(|number| self.templates.get(number));
            (previous.is_none_or(|other| other.id != template.id)).then_some(template)
        })
    }
}

/// The words that a field takes.
pub(crate) fn choice(field: Field) -> Option<&'static [&'static str]> {
    match field {
        Field::Jenjang => Some(&["IKU", "IKK", "IKI"]),
        Field::Polaritas => Some(&["maksimum", "minimum", "stabil"]),
        Field::PeriodKonsolidasi => Some(&["jumlah", "rata-rata", "nilai akhir"]),
        Field::KonsolidasiUnit => {
            Some(&["jumlah", "rata-rata", "rata-rata tertimbang", "maksimum", "minimum", "langsung", "tanpa"])
        }
        Field::OwnSeverity => Some(&["galat", "peringatan", "info"]),
        Field::OwnTable => Some(&["PK", "Rencana Aksi", "Pengukuran", "Anggaran"]),
        Field::Time => Some(&["TW 1", "TW 2", "TW 3", "TW 4"]),
        Field::RowTriwulan => Some(&["I", "II", "III", "IV"]),
        Field::SumberDana => Some(&["APBN", "APBD", "PNBP", "BLU", "DAK", "Dekonsentrasi", "Tugas Pembantuan"]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_shipped_definition_is_sound_and_names_its_source() {
        let library = Library::built_in().unwrap();
        assert!(library.templates.len() >= 19, "{}", library.templates.len());
        for template in &library.templates {
            assert!(!template.source.is_empty() && !template.name.is_empty(), "{}", template.id);
        }
    }

    #[test]
    fn a_faulty_definition_lists_every_fault_at_once() {
        let text = "id = \"x\"\nversi = 1\njenis = \"pkk\"\nnama = \"X\"\nsumber = \"S\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [\n { kolom = \"targett\", judul = \"Target\" },\n { kolom = \"sasaran\", judul = \"\" },\n]\n";
        let error = Library::with(&[("x.toml".into(), text.into())]).unwrap_err();
        let all = error.to_string();
        assert_eq!(error.mistakes.len(), 3, "{all}");
        for part in ["x.toml", "pkk", "targett", "judul"] {
            assert!(all.contains(part), "{all}");
        }
    }

    #[test]
    fn a_definition_of_the_workspace_replaces_the_shipped_one_of_the_same_id_and_version() {
        let text = "id = \"pk-kl\"\nversi = 1\njenis = \"pk\"\nnama = \"PK kami\"\nsumber = \"SK Direktur\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [{ kolom = \"indikator\", judul = \"Indikator\", wajib = true }]\n";
        let library = Library::with(&[("pk-kl.toml".into(), text.into())]).unwrap();
        let owned: Vec<_> = library.templates.iter().filter(|template| template.id == "pk-kl").collect();
        assert_eq!(owned.len(), 1);
        assert_eq!(owned[0].name, "PK kami");
    }

    fn pk_kl(version: u32) -> String {
        format!(
            "id = \"pk-kl\"\nversi = {version}\njenis = \"pk\"\nnama = \"PK kami {version}\"\nsumber = \"SK Direktur\"\n[[tabel]]\nperan = \"indikator\"\nkolom = [{{ kolom = \"indikator\", judul = \"Indikator\", wajib = true }}]\n"
        )
    }

    #[test]
    fn other_versions_stay_readable_and_that_of_the_workspace_is_given_out() {
        let file = |version| (format!("pk-kl-{version}.toml"), pk_kl(version));
        let library = Library::with(&[file(2), file(3)]).unwrap();
        let version: Vec<u32> =
            library.templates.iter().filter(|one| one.id == "pk-kl").map(|one| one.version).collect();
        assert_eq!(version, [3, 2, 1]);
        assert_eq!(library.now("pk-kl").unwrap().version, 3);
        assert_eq!(library.latest().filter(|one| one.id == "pk-kl").count(), 1);
    }

    #[test]
    fn one_version_in_two_files_of_a_workspace_is_a_fault() {
        let error = Library::with(&[("a.toml".into(), pk_kl(2)), ("b.toml".into(), pk_kl(2))]).unwrap_err();
        assert!(error.to_string().contains("b.toml: pk-kl versi 2"), "{error}");
    }
}
