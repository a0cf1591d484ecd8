//! The kinds of document, as a table: what the program must know of a kind stands in one row of it.
//!
//! A new kind is a row here and a name in [`DocumentKind`]; its deadline in [`super::tenggat`] and its layout in the
//! settings; a definition (TOML) and its wording in the dictionary; and rules, where it has some of its own.

use super::column::Field;
use super::document::DocumentKind;
use super::triwulan::Triwulan;

/// What there is to know of a kind of document.
#[derive(Debug)]
pub struct KindFacts {
    /// The kind.
    pub kind: DocumentKind,
    /// As definitions, settings and data name it.
    pub code: &'static str,
    /// As people call it.
    pub name: &'static str,
    /// In matrices and file names.
    pub short: &'static str,
    /// What its form calls itself, without the quarter and the year.
    pub title: &'static str,
    /// How often units send it.
    pub due: Due,
    /// The layout that it is written in unless the settings name another.
    pub layout: &'static str,
    /// The family of its own rules.
    pub rules: &'static str,
    /// Columns that it cannot do without (domain LAY-02).
    pub needs: &'static [Need],
    /// Fields that make a layout of it what it is, besides sasaran and indikator.
    pub marks: &'static [Field],
    /// Whether two parties sign it.
    pub agreed: bool,
}

/// How often units send a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Units do not send it.
    Never,
    /// Once a year.
    Year,
    /// Each quarter; the headings of the four in a matrix.
    Quarter([&'static str; 4]),
}

/// A column that a kind cannot do without, and what stands in for it.
#[derive(Debug, Clone, Copy)]
pub struct Need {
    /// The field that is missed.
    pub field: Field,
    /// Fields that will do.
    pub or: &'static [Field],
    /// A field that will do when it stands for parts of the year.
    pub or_in_parts: Option<Field>,
}

const fn need(field: Field, or: &'static [Field]) -> Need {
    Need { field, or, or_in_parts: None }
}

/// Every kind, in the order of [`DocumentKind`].
pub const KINDS: [KindFacts; 4] = [
    KindFacts {
        kind: DocumentKind::Pk,
        code: "pk",
        name: "Perjanjian Kinerja",
        short: "PK",
        title: "PERJANJIAN KINERJA",
        due: Due::Year,
        layout: "pk-satuan",
        rules: "PK",
        needs: &[
            need(Field::Sasaran, &[Field::Description]),
            need(Field::Indikator, &[Field::Description]),
            need(Field::Target, &[]),
        ],
        marks: &[Field::Target],
        agreed: true,
    },
    KindFacts {
        kind: DocumentKind::RencanaAksi,
        code: "rencana_aksi",
        name: "Rencana Aksi",
        short: "RA",
        title: "RENCANA AKSI PENCAPAIAN KINERJA",
        due: Due::Year,
        layout: "ra-umum",
        rules: "RA",
        needs: &[
            need(Field::Indikator, &[Field::Description]),
            Need { field: Field::RencanaAksi, or: &[], or_in_parts: Some(Field::Target) },
        ],
        marks: &[Field::Target, Field::RencanaAksi],
        agreed: false,
    },
    KindFacts {
        kind: DocumentKind::Pengukuran,
        code: "pengukuran",
        name: "Pengukuran Kinerja",
        short: "Pengukuran",
        title: "PENGUKURAN KINERJA",
        due: Due::Quarter(["TW I", "TW II", "TW III", "TW IV"]),
        layout: "uk-umum",
        rules: "UK",
        needs: &[need(Field::Indikator, &[Field::Description, Field::Code]), need(Field::Realisasi, &[])],
        marks: &[Field::Realisasi],
        agreed: false,
    },
    KindFacts {
        kind: DocumentKind::Kaskade,
        code: "kaskade",
        name: "Kaskade",
        short: "Kaskade",
        title: "KASKADE INDIKATOR KINERJA",
        due: Due::Never,
        layout: "kaskade",
        rules: "KS",
        needs: &[],
        marks: &[Field::Target],
        agreed: false,
    },
];

/// Documents that a unit sends in a year.
pub const DOCUMENTS_OF_A_YEAR: usize = count();

const fn count() -> usize {
    let (mut count, mut at) = (0, 0);
    while at < KINDS.len() {
        count += match KINDS[at].due {
            Due::Never => 0,
            Due::Year => 1,
            Due::Quarter(_) => 4,
        };
        at += 1;
    }
    count
}

/// The documents that a unit sends in a year, with the quarter of each and its heading in a matrix, in that order.
pub const YEAR: [(DocumentKind, Option<Triwulan>, &str); DOCUMENTS_OF_A_YEAR] = year();

const fn year() -> [(DocumentKind, Option<Triwulan>, &'static str); DOCUMENTS_OF_A_YEAR] {
    let mut all = [(DocumentKind::Pk, None, ""); DOCUMENTS_OF_A_YEAR];
    let (mut place, mut at) = (0, 0);
    while at < KINDS.len() {
        let kind = &KINDS[at];
        match kind.due {
            Due::Never => {}
            Due::Year => {
                all[place] = (kind.kind, None, kind.short);
                place += 1;
            }
            Due::Quarter(headings) => {
                let mut quarter = 0;
                while quarter < headings.len() {
                    all[place] = (kind.kind, Some(Triwulan::ALL[quarter]), headings[quarter]);
                    place += 1;
                    quarter += 1;
                }
            }
        }
        at += 1;
    }
    all
}

impl DocumentKind {
    /// Its row of the table.
    pub const fn facts(self) -> &'static KindFacts {
        &KINDS[self as usize]
    }

    /// The kind that definitions, settings and data name so.
    pub fn of_code(code: &str) -> Option<Self> {
        KINDS.iter().find(|kind| kind.code == code).map(|kind| kind.kind)
    }

    /// Kinds that units send, in order.
    pub fn sent() -> impl Iterator<Item = Self> {
        KINDS.iter().filter(|kind| kind.due != Due::Never).map(|kind| kind.kind)
    }

    /// Whether units send it.
    pub const fn is_sent(self) -> bool {
        !matches!(self.facts().due, Due::Never)
    }

    /// Whether there is one for each quarter.
    pub const fn is_quarterly(self) -> bool {
        matches!(self.facts().due, Due::Quarter(_))
    }

    /// A quarter, for a kind that has a document for each.
    pub fn quarter(self, quarter: Option<Triwulan>) -> Option<Triwulan> {
        quarter.filter(|_| self.is_quarterly())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_stands_where_its_name_looks_for_it() {
        for kind in &KINDS {
            assert_eq!(kind.kind.facts().code, kind.code);
            assert_eq!(DocumentKind::of_code(kind.code), Some(kind.kind));
        }
        assert_eq!(DocumentKind::of_code("iki"), None);
    }

    #[test]
    fn a_year_is_the_documents_of_its_matrix() {
        assert_eq!(YEAR.map(|(_, _, heading)| heading), ["PK", "RA", "TW I", "TW II", "TW III", "TW IV"]);
        assert_eq!(YEAR[3].1, Some(Triwulan::II));
        assert_eq!(DocumentKind::sent().count(), 3);
    }

    #[test]
    fn only_a_document_of_a_quarter_has_one() {
        assert_eq!(DocumentKind::Pk.quarter(Some(Triwulan::I)), None);
        assert_eq!(DocumentKind::Pengukuran.quarter(Some(Triwulan::I)), Some(Triwulan::I));
    }
}
