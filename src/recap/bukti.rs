//! Evidence as plain data: what each realisation names, and whether it came along.
//!
//! Takes the measurements and the paths of everything that was received, gives one row for each thing that an indicator
//! names as its evidence. A name is looked for among what lies beside the unit's own forms: in their folder, archive or
//! mail. Links are told by their form alone; nothing is opened.

use crate::domain::bukti::{self, Bukti, BuktiKind};
use crate::domain::column::Field;
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
    rows(input).collect()
}

/// The same one by one, for who does not need all of it at a time.
pub fn rows<'a>(input: &ReportInput<'a>) -> impl Iterator<Item = BuktiRow<'a>> + use<'a> {
    let received = Received::of(input.tables, input.skipped.iter().map(|one| one.path.as_str()));
    input.tables.pengukuran().flat_map(move |row| match typed(&row) {
        Some(text) => of_row(&received, row, text),
        None => Vec::new(),
    })
}

/// How many rows there are.
pub fn count(input: &ReportInput<'_>) -> usize {
    let rows = input.tables.pengukuran();
    rows.filter_map(|row| typed(&row)).map(|text| bukti::read(text).len().max(1)).sum()
}

/// What was typed as evidence of a realisation that was reported, on a form that asks for it.
fn typed<'a>(row: &PengukuranRow<'a>) -> Option<&'a str> {
    let reported = row.realisasi().is_some_and(|entry| !entry.value.without_content());
    let column = row.entry_tw(Field::BuktiDukung).filter(|_| reported)?;
    Some(column.text().filter(|_| !column.value.without_content()).unwrap_or_default())
}

fn of_row<'a>(received: &Received<'a>, row: PengukuranRow<'a>, text: &str) -> Vec<BuktiRow<'a>> {
    let named = bukti::read(text);
    if text.trim().is_empty() {
        return vec![BuktiRow { row, named: None, state: BuktiState::Without }];
    }
    if named.is_empty() {
        let found = received.find(row.unit, &bukti::file_key(text));
        let state = found.map_or(BuktiState::Words, |path| BuktiState::Received(path.to_string()));
        return vec![BuktiRow { row, named: Some(text.to_string()), state }];
    }
    let one = |one: &Bukti| BuktiRow { row, state: state(received, row.unit, one), named: Some(one.raw.clone()) };
    named.iter().map(one).collect()
}

fn state(received: &Received<'_>, unit: Option<&str>, one: &Bukti) -> BuktiState {
    match received.evidence(unit, one) {
        Some(path) => BuktiState::Received(path.to_string()),
        None if one.link() => BuktiState::Link(one.kind),
        None => BuktiState::NotReceived,
    }
}
