//! Evidence as plain data: what each realisation names, and whether it came along.
//!
//! Takes the measurements and the paths of everything that was received, gives one row for each thing that an indicator
//! names as its evidence. A name is looked for among what lies beside the unit's own forms: in their folder, archive or
//! mail. Links are told by their form alone; nothing is opened.

use crate::domain::bukti::{self, Bukti, BuktiKind};
use crate::tables::{PengukuranRow, Received};

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
    let received = Received::of(input.tables, input.skipped.iter().map(|one| one.path.as_str()));
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
            let found = received.find(row.unit, &bukti::file_key(text));
            let state = found.map_or(BuktiState::Words, |path| BuktiState::Received(path.to_string()));
            all.push(BuktiRow { row, named: Some(text.to_string()), state });
        }
        all.extend(named.into_iter().map(|one| BuktiRow {
            row,
            state: state(&received, row.unit, &one),
            named: Some(one.raw),
        }));
    }
    all
}

fn state(received: &Received<'_>, unit: Option<&str>, one: &Bukti) -> BuktiState {
    match received.evidence(unit, one) {
        Some(path) => BuktiState::Received(path.to_string()),
        None if one.link() => BuktiState::Link(one.kind),
        None => BuktiState::NotReceived,
    }
}
