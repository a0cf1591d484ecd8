//! The nouns of a heading: what a figure or a text is called.

use super::Verb;
use crate::domain::column::Field;

/// A noun of a text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Noun {
    pub(super) field: Field,
    pub(super) spare: u8,
    pub(super) joined: bool,
}

/// What is said of a measure, where the noun is one.
pub(super) const fn verb(field: Field) -> Option<Verb> {
    match field {
        Field::Target => Some(Verb::Target),
        Field::Realisasi => Some(Verb::Realised),
        Field::Capaian | Field::Serapan => Some(Verb::Achieved),
        Field::Anggaran => Some(Verb::Budget),
        _ => None,
    }
}

/// The things that targets belong to: behind another noun they only say whose it is.
pub(super) const fn level(field: Field) -> bool {
    matches!(
        field,
        Field::Tujuan | Field::Sasaran | Field::Indikator | Field::Program | Field::Keluaran | Field::UnitName
    )
}
