//! The kinds of document, as a table: what the program must know of a kind stands in one row of it.
//!
//! A new kind is a row here and a name in [`DocumentKind`], a definition (TOML) and its wording in the dictionary, and
//! rules, where it has some of its own. Settings, deadlines, matrices, forms and the words of file names follow the table.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::column::Field;
use super::triwulan::Triwulan;

/// The kinds of document; what there is to know of each stands in [`KINDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// What a unit agrees to reach in a year, signed by two parties.
    Pk,
    /// What a unit will do in each quarter for what it agreed to.
    RencanaAksi,
    /// What was reached in a quarter, against what was promised.
    Pengukuran,
    /// The cascade workbook's sheets.
    Kaskade,
    /// Indikator Kinerja Individu: the indicators of one person.
    Iki,
    /// The register of documents, filled in by the planning bureau.
    Register,
}

/// What there is to know of a kind of document.
#[derive(Debug)]
pub struct KindFacts {
    /// The name that code uses.
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
    /// The key of its deadline in the settings.
    pub deadline: Option<&'static str>,
    /// The layout that it is written in unless the settings name another.
    pub layout: &'static str,
    /// The family of its own rules.
    pub rules: &'static str,
    /// Columns that it cannot do without (domain LAY-02).
    pub needs: &'static [ColumnNeed],
    /// Fields that make a layout of it what it is, besides sasaran and indikator.
    pub marks: &'static [Field],
    /// Whether two parties sign it, so that it names the first above its table.
    pub agreed: bool,
    /// The forms in which it is printed, its own first; none for a kind that is not.
    pub prints: &'static [PrintForm],
    /// Words that name it in titles and file names; words that stand together where there are several.
    pub called: &'static [&'static str],
}

/// A form in which documents of a kind are printed.
#[derive(Debug, PartialEq, Eq)]
pub struct PrintForm {
    /// What `cetak` calls it; its files stand in a folder of that name.
    pub code: &'static str,
    /// Another word for it.
    pub also: Option<&'static str>,
    /// As people call it.
    pub name: &'static str,
    /// What the help says of it.
    pub help: &'static str,
    /// Its layout, where it is not that of the document.
    pub layout: Option<&'static str>,
}

/// How often units send a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// Units do not send it.
    Never,
    /// Once a year.
    Year,
    /// Once a year by every person: a unit may send several, which are no versions of each other.
    Person,
    /// Each quarter; the headings of the four in a matrix.
    Quarter([&'static str; 4]),
}

/// A column that a kind cannot do without, and what stands in for it.
#[derive(Debug, Clone, Copy)]
pub struct ColumnNeed {
    /// The field that is missed.
    pub field: Field,
    /// Fields that will do.
    pub or: &'static [Field],
    /// A field that will do when it stands for parts of the year.
    pub or_in_parts: Option<Field>,
}

const fn need(field: Field, or: &'static [Field]) -> ColumnNeed {
    ColumnNeed { field, or, or_in_parts: None }
}

/// Every kind, in the order of [`DocumentKind`].
pub const KINDS: [KindFacts; 6] = [
    KindFacts {
        kind: DocumentKind::Pk,
        code: "pk",
        name: "Perjanjian Kinerja",
        short: "PK",
        title: "PERJANJIAN KINERJA",
        due: Due::Year,
        deadline: Some("pk"),
        layout: "pk-satuan",
        rules: "PK",
        needs: &[
            need(Field::Sasaran, &[Field::Description]),
            need(Field::Indikator, &[Field::Description]),
            need(Field::Target, &[]),
        ],
        marks: &[Field::Target],
        agreed: true,
        prints: &[PrintForm {
            code: "pk",
            also: None,
            name: "PK",
            help: "Perjanjian Kinerja: halaman pernyataan dan lampirannya",
            layout: None,
        }],
        called: &["pk", "perjanjian kinerja", "penetapan kinerja"],
    },
    KindFacts {
        kind: DocumentKind::RencanaAksi,
        code: "rencana_aksi",
        name: "Rencana Aksi",
        short: "RA",
        title: "RENCANA AKSI PENCAPAIAN KINERJA",
        due: Due::Year,
        deadline: Some("rencana_aksi"),
        layout: "ra-umum",
        rules: "RA",
        needs: &[
            need(Field::Indikator, &[Field::Description]),
            ColumnNeed { field: Field::RencanaAksi, or: &[], or_in_parts: Some(Field::Target) },
        ],
        marks: &[Field::Target, Field::RencanaAksi],
        agreed: false,
        prints: &[
            PrintForm {
                code: "ra",
                also: Some("rencana-aksi"),
                name: "Rencana Aksi",
                help: "Rencana Aksi",
                layout: None,
            },
            PrintForm {
                code: "borang",
                also: None,
                name: "Borang",
                help: "Borang Strategi Pencapaian Kinerja (BO.30.4.1), dari kaskade dan Rencana Aksi",
                layout: Some("borang"),
            },
        ],
        called: &["ra", "renaksi", "rencana aksi"],
    },
    KindFacts {
        kind: DocumentKind::Pengukuran,
        code: "pengukuran",
        name: "Pengukuran Kinerja",
        short: "Pengukuran",
        title: "PENGUKURAN KINERJA",
        due: Due::Quarter(["TW I", "TW II", "TW III", "TW IV"]),
        deadline: Some("triwulan"),
        layout: "uk-umum",
        rules: "UK",
        // Shares of every month or quarter answer what was reached, though no figure stands beside them.
        needs: &[
            need(Field::Indikator, &[Field::Description, Field::Code]),
            ColumnNeed { field: Field::Realisasi, or: &[], or_in_parts: Some(Field::Capaian) },
        ],
        marks: &[Field::Realisasi],
        agreed: false,
        prints: &[],
        called: &["uk", "pengukuran", "realisasi", "capaian", "evaluasi"],
    },
    KindFacts {
        kind: DocumentKind::Kaskade,
        code: "kaskade",
        name: "Kaskade",
        short: "Kaskade",
        title: "KASKADE INDIKATOR KINERJA",
        due: Due::Never,
        deadline: None,
        layout: "kaskade",
        rules: "KS",
        needs: &[],
        marks: &[Field::Target],
        agreed: false,
        prints: &[],
        called: &[],
    },
    KindFacts {
        kind: DocumentKind::Iki,
        code: "iki",
        name: "Indikator Kinerja Individu",
        short: "IKI",
        title: "INDIKATOR KINERJA INDIVIDU",
        due: Due::Person,
        deadline: None,
        layout: "iki",
        rules: "IK",
        needs: &[need(Field::Indikator, &[Field::Description])],
        marks: &[Field::CaraPengukuran, Field::SumberData],
        agreed: true,
        prints: &[PrintForm {
            code: "iki",
            also: None,
            name: "IKI",
            help: "Indikator Kinerja Individu, satu berkas untuk setiap pegawai",
            layout: None,
        }],
        called: &["iki", "indikator kinerja individu"],
    },
    KindFacts {
        kind: DocumentKind::Register,
        code: "register",
        name: "Register Dokumen",
        short: "Register",
        title: "REGISTER DOKUMEN KINERJA",
        due: Due::Never,
        deadline: None,
        layout: "register",
        rules: "AL",
        needs: &[need(Field::Code, &[])],
        marks: &[Field::Step],
        agreed: false,
        prints: &[],
        called: &[],
    },
];

/// Documents that a unit sends in a year.
pub const DOCUMENTS_OF_A_YEAR: usize = count();

const fn count() -> usize {
    let (mut count, mut at) = (0, 0);
    while at < KINDS.len() {
        count += match KINDS[at].due {
            Due::Never | Due::Person => 0,
            Due::Year => 1,
            Due::Quarter(_) => 4,
        };
        at += 1;
    }
    count
}

/// A document that a unit sends in a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearDocument {
    /// Its kind.
    pub kind: DocumentKind,
    /// Its quarter, for a kind that has one for each.
    pub quarter: Option<Triwulan>,
    /// Its heading in a matrix.
    pub heading: &'static str,
}

impl YearDocument {
    /// What its file is called: "PK", "TW-II".
    pub fn file_name(&self) -> String {
        self.heading.replace(' ', "-")
    }

    /// What the command line calls it: "pk", "tw2".
    pub fn option(&self) -> String {
        let quarter = self.quarter.and_then(|quarter| Some((self.heading.rsplit_once(' ')?.0, quarter.number())));
        let option = quarter.map_or_else(|| self.heading.to_string(), |(word, number)| format!("{word}{number}"));
        option.to_lowercase().replace(' ', "-")
    }

    /// The document that is called so.
    pub fn of_option(option: &str) -> Option<Self> {
        YEAR.into_iter().find(|one| one.option() == option)
    }
}

/// The documents that a unit sends in a year, in the order of the matrix.
pub const YEAR: [YearDocument; DOCUMENTS_OF_A_YEAR] = year();

const fn year() -> [YearDocument; DOCUMENTS_OF_A_YEAR] {
    let mut all = [YearDocument { kind: DocumentKind::Pk, quarter: None, heading: "" }; DOCUMENTS_OF_A_YEAR];
    let (mut place, mut at) = (0, 0);
    while at < KINDS.len() {
        let kind = KINDS[at].kind;
        match KINDS[at].due {
            Due::Never | Due::Person => {}
            Due::Year => {
                all[place] = YearDocument { kind, quarter: None, heading: KINDS[at].short };
                place += 1;
            }
            Due::Quarter(headings) => {
                let mut quarter = 0;
                while quarter < headings.len() {
                    all[place] =
                        YearDocument { kind, quarter: Some(Triwulan::ALL[quarter]), heading: headings[quarter] };
                    place += 1;
                    quarter += 1;
                }
            }
        }
        at += 1;
    }
    all
}

/// Every form that is given out: the documents of a year, then those that each person fills in.
pub fn forms() -> impl Iterator<Item = YearDocument> {
    let personal = KINDS.iter().filter(|kind| kind.due == Due::Person);
    YEAR.into_iter().chain(personal.map(|kind| YearDocument { kind: kind.kind, quarter: None, heading: kind.short }))
}

/// Every form in which documents are printed, with the kind of document.
pub fn print_forms() -> impl Iterator<Item = (DocumentKind, &'static PrintForm)> {
    KINDS.iter().flat_map(|kind| kind.prints.iter().map(|form| (kind.kind, form)))
}

impl DocumentKind {
    /// Its row of the table.
    pub const fn facts(self) -> &'static KindFacts {
        &KINDS[self as usize]
    }

    /// The name people use.
    pub const fn name(self) -> &'static str {
        self.facts().name
    }

    /// Whether a document of a year may carry this month and year in its signature: its own year; for promises also the
    /// December before; for measurements also the January after.
    pub const fn may_be_signed(self, month: u32, signed: i32, year: i32) -> bool {
        let outside =
            if self.is_quarterly() { signed == year + 1 && month == 1 } else { signed == year - 1 && month == 12 };
        signed == year || outside
    }

    /// The short name of matrices and file names.
    pub const fn abbreviation(self) -> &'static str {
        self.facts().short
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

    /// Whether every person fills in one.
    pub const fn is_personal(self) -> bool {
        matches!(self.facts().due, Due::Person)
    }

    /// Whether there is one for each quarter.
    pub const fn is_quarterly(self) -> bool {
        matches!(self.facts().due, Due::Quarter(_))
    }

    /// The documents of it that a unit sends in a year.
    pub fn of_year(self) -> impl Iterator<Item = YearDocument> {
        YEAR.into_iter().filter(move |one| one.kind == self)
    }

    /// The kinds that the words of a title or a name tell.
    pub fn called(words: &[String]) -> impl Iterator<Item = Self> {
        let says = |name: &&str| {
            let name: Vec<&str> = name.split(' ').collect();
            words.windows(name.len()).any(|some| some.iter().zip(&name).all(|(word, part)| word == part))
        };
        KINDS.iter().filter(move |kind| kind.called.iter().any(&says)).map(|kind| kind.kind)
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
        assert_eq!(DocumentKind::of_code("skp"), None);
    }

    #[test]
    fn every_form_that_is_printed_has_a_word_of_its_own() {
        let words: Vec<&str> = print_forms().flat_map(|(_, form)| [Some(form.code), form.also]).flatten().collect();
        assert_eq!(words, ["pk", "ra", "rencana-aksi", "borang", "iki"]);
    }

    #[test]
    fn a_year_is_the_documents_of_its_matrix() {
        assert_eq!(YEAR.map(|one| one.heading), ["PK", "RA", "TW I", "TW II", "TW III", "TW IV"]);
        assert_eq!(YEAR[3].quarter, Some(Triwulan::II));
        assert_eq!(YEAR.map(|one| one.option()), ["pk", "ra", "tw1", "tw2", "tw3", "tw4"]);
        assert_eq!(DocumentKind::sent().count(), 4);
        assert_eq!(forms().map(|one| one.option()).last(), Some("iki".to_string()));
    }

    #[test]
    fn only_a_document_of_a_quarter_has_one() {
        assert_eq!(DocumentKind::Pk.quarter(Some(Triwulan::I)), None);
        assert_eq!(DocumentKind::Pengukuran.quarter(Some(Triwulan::I)), Some(Triwulan::I));
    }
}
