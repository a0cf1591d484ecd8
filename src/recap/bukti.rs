//! Evidence as plain data: what each realisation names, and whether it came along.
//!
//! Takes the measurements and the paths of everything that was received, gives one row for each thing that an indicator
//! names as its evidence. A name is looked for among what lies beside the unit's own forms: in their folder, archive or
//! mail. Links are told by their form alone; nothing is opened.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::bukti::{self, Bukti, BuktiKind};
use crate::tables::{PengukuranRow, Tables};

use super::ReportInput;

/// One thing that an indicator names as its evidence, or that it names none.
#[derive(Debug, Clone)]
pub struct BuktiRow<'a> {
    /// The measurement.
    pub row: PengukuranRow<'a>,
    /// As it was typed; `None` where nothing was.
    pub named: Option<String>,
    /// What became of it.
    pub state: BuktiState,
}

/// What became of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BuktiState {
    /// A file of that name was received: its path below the inbox.
    Received(String),
    /// No file of that name was received.
    NotReceived,
    /// A link, of this kind.
    Link(BuktiKind),
    /// Words that name no file.
    Words,
    /// Nothing was named.
    Without,
}

impl BuktiState {
    /// As a sheet shows it.
    pub const fn wording(&self) -> &'static str {
        match self {
            Self::Received(_) => "✓ diterima",
            Self::NotReceived => "✗ tidak ada dalam kiriman",
            Self::Link(BuktiKind::Folder) => "– tautan folder, tidak dibuka",
            Self::Link(BuktiKind::FileLink) => "– tautan berkas, tidak dibuka",
            Self::Link(_) => "– tautan halaman, tidak dibuka",
            Self::Words => "– uraian tanpa berkas",
            Self::Without => "✗ tidak ada bukti",
        }
    }
}

/// The evidence of every realisation that was reported, in the order of the measurements.
pub fn build<'a>(input: &ReportInput<'a>) -> Vec<BuktiRow<'a>> {
    let received = Received::of(input);
    let mut all = Vec::new();
    for row in input.tables.pengukuran() {
        let reported = row.realisasi().is_some_and(|entry| !entry.value.without_content());
        let column = row.entry_tw(crate::domain::column::Field::BuktiDukung);
        let (true, Some(column)) = (reported, column) else { continue };
        let text = column.text().filter(|_| !column.value.without_content()).unwrap_or_default();
        let named = bukti::read(text);
        if text.trim().is_empty() {
            all.push(BuktiRow { row, named: None, state: BuktiState::Without });
        } else if named.is_empty() {
            let state = received.find(row.unit, &bukti::file_key(text)).map_or(BuktiState::Words, BuktiState::Received);
            all.push(BuktiRow { row, named: Some(text.to_string()), state });
        }
        all.extend(named.into_iter().map(|one| BuktiRow {
            row,
            state: received.state(row.unit, &one),
            named: Some(one.raw),
        }));
    }
    all
}

/// What lies beside each unit's forms.
struct Received<'a> {
    /// Folders, archives and mails in which a unit's forms came.
    home: BTreeMap<&'a str, BTreeSet<&'a str>>,
    /// Paths by the name of the file, with and without its ending.
    path: BTreeMap<String, Vec<&'a str>>,
}

impl<'a> Received<'a> {
    fn of(input: &ReportInput<'a>) -> Self {
        let tables: &'a Tables = input.tables;
        let mut home: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (document, number) in tables.documents.iter().zip(0_u32..) {
            if let (Some(unit), Some(file)) = (document.unit.as_deref(), tables.document_file(number)) {
                home.entry(unit).or_default().insert(folder(&file.path));
            }
        }
        let mut path: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let others = input.skipped.iter().map(|one| one.path.as_str());
        for one in tables.files.iter().map(|file| file.path.as_str()).chain(others) {
            let key = bukti::file_key(one);
            if let Some((stem, _)) = key.rsplit_once('.') {
                path.entry(stem.to_string()).or_default().push(one);
            }
            path.entry(key).or_default().push(one);
        }
        Self { home, path }
    }

    /// The file of a name that came with a unit's forms, or below them.
    fn find(&self, unit: Option<&str>, key: &str) -> Option<String> {
        let home = self.home.get(unit?)?;
        let beside = |path: &&&str| {
            let own = folder(path);
            home.iter().any(|home| {
                own == *home || own.strip_prefix(home).is_some_and(|rest| home.is_empty() || rest.starts_with('/'))
            })
        };
        self.path.get(key)?.iter().find(beside).map(|path| (*path).to_string())
    }

    fn state(&self, unit: Option<&str>, one: &Bukti) -> BuktiState {
        // A link that ends in a name may be of a file that came along too.
        let found = one.one_file().then(|| self.find(unit, &bukti::file_key(&one.key))).flatten();
        match found {
            Some(path) => BuktiState::Received(path),
            None if one.link() => BuktiState::Link(one.kind),
            None => BuktiState::NotReceived,
        }
    }
}

/// Where a file lies: its folder, its archive, its mail.
fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
