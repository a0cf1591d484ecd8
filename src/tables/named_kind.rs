//! The kind of a document whose sheet says none: the name of its file may.
//!
//! What a file holds is kept by its content alone, and a name is none of it; so this is decided here, each time.
//!
//! In the cascade workbook a list of indicators is the cascade, whatever other form its headings resemble, because it
//! stands in that file.

use std::collections::BTreeSet;

use super::period::{self, word};
use super::{SentFile, unread};
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{Document, DocumentKind, DocumentTable, Fact, ReadFile, TableRole};
use crate::domain::document_kind::ColumnNeed;
use crate::domain::place::KASKADE_FILE;
use crate::domain::value::Entry;

/// What reads a cascade that no layout of one describes: a list of indicators.
pub(super) const LIST: &str = "daftar";

/// Makes the lists of indicators of the cascade workbook the cascade.
pub(super) fn cascade(file: &mut [SentFile]) {
    for sent in file.iter_mut().filter(|sent| sent.path == KASKADE_FILE) {
        let Ok(read) = &mut sent.outcome else { continue };
        let mut changed = Vec::new();
        for document in read.documents.iter_mut().filter(|document| lists_indicators(document)) {
            document.kind = DocumentKind::Kaskade;
            document.template = LIST.to_string();
            for table in document.tables.iter_mut().filter(|table| table.role == TableRole::Indikator) {
                table.role = TableRole::Kaskade;
                who_answers(table);
            }
            changed.push(document.sheet.clone());
        }
        let sheets = read.sheets.iter_mut().filter(|sheet| changed.contains(&sheet.name));
        for sheet in sheets {
            // What an agreement would lack, a cascade does not need.
            sheet.facts.retain(|fact| !matches!(fact, Fact::MissingRequiredColumn { .. }));
        }
    }
}

/// Whether a document was read as an agreement or a plan by its columns alone.
fn lists_indicators(document: &Document) -> bool {
    let named = unread::kind(&word(&document.sheet)).is_some_and(|kind| kind != DocumentKind::Kaskade);
    matches!(document.kind, DocumentKind::Pk | DocumentKind::RencanaAksi)
        && document.heading.is_none()
        && document.mark.is_none()
        && !named
}

/// In a cascade who answers for an indicator is its unit.
fn who_answers(table: &mut DocumentTable) {
    let unit = Field::UnitCode.yearly();
    let other = [Field::UnitName, Field::PenanggungJawab].map(Field::yearly);
    let Some(other) = other.into_iter().find(|other| table.has(*other)).filter(|_| !table.has(unit)) else { return };
    for column in table.columns.iter_mut().filter(|column| column.column == other) {
        column.column = unit;
    }
    let renamed = |column: FormColumn| if column == other { unit } else { column };
    for row in &mut table.rows {
        let entries = std::mem::take(&mut row.entries);
        row.entries = entries.into_iter().map(|(column, entry)| (renamed(*column), entry.clone())).collect();
    }
}

/// Gives documents without a title the kind that the name of their file says, where the columns allow it: a form without
/// a realisation may be an agreement, a plan, or a measurement that nobody filled in yet.
pub(super) fn choose(file: &mut [SentFile]) {
    for sent in file.iter_mut().filter(|sent| sent.path != KASKADE_FILE) {
        let name = sent.path.rsplit('/').next().unwrap_or_default();
        let Some(kind) = unread::kind(&word(name)).filter(|kind| *kind != DocumentKind::Pk) else { continue };
        let Ok(read) = &mut sent.outcome else { continue };
        // The file is called after the document in it that says so itself; what a plan of several years calls itself stands.
        if read.documents.iter().any(|document| document.kind == kind) {
            continue;
        }
        let mut renamed = Vec::new();
        let takes =
            |document: &Document| open(document) && !(kind == DocumentKind::Pengukuran && plans_a_period(document));
        for document in read.documents.iter_mut().filter(|document| takes(document)) {
            document.kind = kind;
            renamed.push(document.sheet.clone());
        }
        let sheets = read.sheets.iter_mut().filter(|sheet| renamed.contains(&sheet.name));
        for sheet in sheets {
            let own = read.documents.iter().filter(|document| document.sheet == sheet.name);
            let lacking = lacking(kind, own.flat_map(|document| &document.tables));
            sheet.facts.retain_mut(|fact| {
                let Fact::MissingRequiredColumn { kind: named, column, .. } = fact else { return true };
                *named = kind;
                column.clone_from(&lacking);
                !column.is_empty()
            });
        }
    }
}

/// The columns without which no document of a kind is, and that none of its tables has.
fn lacking<'t>(kind: DocumentKind, tables: impl Iterator<Item = &'t DocumentTable>) -> Vec<FormColumn> {
    let own: Vec<FormColumn> = tables.flat_map(|table| &table.columns).map(|owned| owned.column).collect();
    let answered = |need: &&ColumnNeed| {
        own.iter().any(|column| {
            let parts = need.or_in_parts == Some(column.field) && column.period.is_part_of_year();
            column.field == need.field || need.or.contains(&column.field) || parts
        })
    };
    kind.facts().needs.iter().filter(|need| !answered(need)).map(|need| need.field.yearly()).collect()
}

/// Makes a measurement of a plan without actions that holds what was reached, where its file or its sheet is named after a
/// quarter: "Rencana Aksi TW 2.xlsx". It takes the place of no plan of the year.
pub(super) fn measured(file: &mut [SentFile]) {
    for sent in file.iter_mut().filter(|sent| sent.path != KASKADE_FILE) {
        let named = period::named_quarter(sent.path.rsplit('/').next().unwrap_or_default()).is_some();
        let Ok(read) = &mut sent.outcome else { continue };
        let of_quarter = |document: &Document| named || period::named_quarter(&document.sheet).is_some();
        as_measurement(read, |_, document| {
            document.kind == DocumentKind::RencanaAksi
                && of_quarter(document)
                && holds_reached(document)
                && !holds(document, Field::RencanaAksi, |entry| !entry.value.without_content())
        });
    }
}

/// Makes measurements of the documents of a file, by their number, that pass: they need no actions.
pub(super) fn as_measurement(read: &mut ReadFile, passes: impl Fn(usize, &Document) -> bool) {
    let mut sheets = BTreeSet::new();
    for (_, document) in read.documents.iter_mut().enumerate().filter(|(number, one)| passes(*number, one)) {
        document.kind = DocumentKind::Pengukuran;
        sheets.insert(document.sheet.clone());
    }
    for sheet in read.sheets.iter_mut().filter(|sheet| sheets.contains(&sheet.name)) {
        sheet.facts.retain_mut(|fact| {
            let Fact::MissingRequiredColumn { kind, column, .. } = fact else { return true };
            *kind = DocumentKind::Pengukuran;
            column.retain(|column| column.field != Field::RencanaAksi);
            !column.is_empty()
        });
    }
}

/// Whether figures of what was reached stand in it beside targets.
pub(super) fn holds_reached(document: &Document) -> bool {
    let figure = |entry: &Entry| entry.value.figure().is_some();
    holds(document, Field::Realisasi, figure) && holds(document, Field::Target, figure)
}

/// Whether an entry of a field in the document's own year passes.
fn holds(document: &Document, field: Field, passes: impl Fn(&Entry) -> bool) -> bool {
    let mut rows = document.tables.iter().flat_map(|table| &table.rows);
    rows.any(|row| {
        row.entries.iter().any(|(column, entry)| {
            let own = column.field == field && !matches!(column.period, Period::Year(_)) && !entry.derivation;
            own && passes(entry)
        })
    })
}

/// Words by which papers call themselves that plan and agree on nothing.
const PLANS: [&str; 14] = [
    "renstra",
    "rencana strategis",
    "rpjmd",
    "rpjmn",
    "rencana pembangunan",
    "rkpd",
    "renja",
    "rencana kerja",
    "rencana program",
    "rkt",
    "rencana kinerja tahunan",
    "pohon kinerja",
    "indikator kinerja utama",
    "daftar iku",
];

/// Years of targets from which on a table plans a period, and agrees on no year.
const PERIOD: usize = 3;

/// Whether only its columns made a document an agreement, while it plans several years or calls itself a plan.
pub(super) fn perhaps_plan(document: &Document, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    if !open(document) || unread::kind(&word(name)).is_some() {
        return false;
    }
    let mut texts = document.heading_lines().filter_map(Entry::text).chain([document.sheet.as_str(), name]);
    texts.any(names_a_plan) || document.tables.iter().any(plans_years)
}

/// Whether a text is what a paper calls itself that plans.
fn names_a_plan(text: &str) -> bool {
    let words = format!(" {} ", word(text).join(" "));
    PLANS.iter().any(|plan| words.contains(&format!(" {plan} ")))
}

/// Whether a document promises several years and holds no place for what was reached in any.
fn plans_a_period(document: &Document) -> bool {
    let reached = |table: &DocumentTable| table.columns.iter().any(|owned| owned.column.field == Field::Realisasi);
    document.tables.iter().any(plans_years) && !document.tables.iter().any(reached)
}

/// Whether the targets of a table are those of several years; the workspace's own stands for the year.
fn plans_years(table: &DocumentTable) -> bool {
    let targets = table.columns.iter().filter(|owned| owned.column.field == Field::Target);
    let years = targets.filter(|owned| matches!(owned.column.period, Period::Year(_) | Period::Yearly));
    years.map(|owned| owned.column).collect::<BTreeSet<_>>().len() >= PERIOD
}

/// Whether neither a title nor the name of its sheet says what a document is.
fn open(document: &Document) -> bool {
    document.kind == DocumentKind::Pk
        && document.heading.is_none()
        && document.mark.is_none()
        && unread::kind(&word(&document.sheet)).is_none()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::tables::test::{document, entry, file};

    /// The kind of the one document of a file of this name.
    fn kind(path: &str, change: impl FnOnce(&mut Document)) -> DocumentKind {
        let mut sent = vec![file(path, 1, vec![document().finished()])];
        change(&mut sent[0].outcome.as_mut().unwrap().documents[0]);
        choose(&mut sent);
        sent[0].outcome.as_ref().unwrap().documents[0].kind
    }

    #[test]
    fn a_sheet_without_a_title_is_what_its_file_is_called() {
        assert_eq!(kind("JTI/Pengukuran Kinerja TW I 2026.xlsx", |_| ()), DocumentKind::Pengukuran);
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", |_| ()), DocumentKind::RencanaAksi);
        assert_eq!(kind("JTI/PK 2026.xlsx", |_| ()), DocumentKind::Pk);
        assert_eq!(kind("JTI/scan0001.xlsx", |_| ()), DocumentKind::Pk);
        // Two kinds in one name say nothing, and a folder says nothing of a file.
        assert_eq!(kind("JTI/PK dan Renaksi 2026.xlsx", |_| ()), DocumentKind::Pk);
        assert_eq!(kind("Renaksi/berkas.xlsx", |_| ()), DocumentKind::Pk);
    }

    #[test]
    fn a_title_or_the_name_of_the_sheet_is_stronger_than_that_of_the_file() {
        let titled = |document: &mut Document| {
            document.heading = Some(entry(CellAddress::new(0, 0), "PERJANJIAN KINERJA TAHUN 2026"));
        };
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", titled), DocumentKind::Pk);
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", |document| document.sheet = "PK".into()), DocumentKind::Pk);
        let measured = |document: &mut Document| document.kind = DocumentKind::Pengukuran;
        assert_eq!(kind("JTI/Renaksi 2026.xlsx", measured), DocumentKind::Pengukuran);
    }

    #[test]
    fn a_file_is_called_after_the_document_in_it_that_says_so_and_a_plan_of_years_measures_nothing() {
        let measured = Document { kind: DocumentKind::Pengukuran, ..document().finished() };
        let mut sent = vec![file("JTI/Evaluasi 2026.xlsx", 1, vec![measured, document().finished()])];
        choose(&mut sent);
        let read = sent[0].outcome.as_ref().unwrap();
        assert_eq!(
            read.documents.iter().map(|one| one.kind).collect::<Vec<_>>(),
            [DocumentKind::Pengukuran, DocumentKind::Pk]
        );
        let years = |columns: &str| {
            let one = document().table(TableRole::Indikator, columns).finished();
            let mut sent = vec![file("JTI/Evaluasi Renstra.xlsx", 1, vec![one])];
            choose(&mut sent);
            sent[0].outcome.as_ref().unwrap().documents[0].kind
        };
        assert_eq!(years("indikator|target.2025|target.2026|target.2027\nJumlah mitra|4|5|6"), DocumentKind::Pk);
        assert_eq!(years("indikator|target\nJumlah mitra|4"), DocumentKind::Pengukuran);
    }

    #[test]
    fn a_plan_of_several_years_is_no_agreement_by_its_columns_alone() {
        let plan = |path: &str, columns: &str| {
            let one = document().table(TableRole::Indikator, columns).finished();
            perhaps_plan(&one, path)
        };
        let years = "indikator|target.2025|target.2026|target.2027\nJumlah mitra|1|2|3";
        assert!(plan("JTI/matriks.xlsx", years));
        assert!(plan("JTI/Renstra 2025-2029.xlsx", "indikator|target\nJumlah mitra|2"));
        assert!(!plan("JTI/matriks.xlsx", "indikator|target\nJumlah mitra|2"));
        assert!(!plan("JTI/PK 2026.xlsx", years));
    }

    #[test]
    fn what_a_document_lacks_is_said_of_the_kind_that_it_became() {
        let mut sent = vec![file("JTI/Renaksi 2026.xlsx", 1, vec![document().finished()])];
        let read = sent[0].outcome.as_mut().unwrap();
        let cell = CellAddress::new(0, 0);
        let lacking = Fact::MissingRequiredColumn { cell, column: Vec::new(), kind: DocumentKind::Pk, open: None };
        read.sheets[0].facts = vec![lacking];
        choose(&mut sent);
        let fact = &sent[0].outcome.as_ref().unwrap().sheets[0].facts[0];
        let Fact::MissingRequiredColumn { kind: DocumentKind::RencanaAksi, column, .. } = fact else {
            panic!("{fact:?}")
        };
        // It needs no objective, as an agreement does.
        assert_eq!(*column, [Field::Indikator.yearly(), Field::RencanaAksi.yearly()]);
    }

    #[test]
    fn a_list_of_indicators_in_the_cascade_workbook_is_the_cascade() {
        let list = |text: &str| test_list(KASKADE_FILE, text);
        let (kind, role, unit) = list("kode|indikator|penanggung_jawab|target\nIKK 1|Jumlah mitra|JTI|40");
        assert_eq!((kind, role, unit.as_str()), (DocumentKind::Kaskade, TableRole::Kaskade, "JTI"));
        let (kind, role, _) =
            test_list("JTI/pk.xlsx", "kode|indikator|penanggung_jawab|target\nIKK 1|Jumlah mitra|JTI|40");
        assert_eq!((kind, role), (DocumentKind::Pk, TableRole::Indikator));
    }

    fn test_list(path: &str, text: &str) -> (DocumentKind, TableRole, String) {
        let mut sent =
            vec![file(path, 1, vec![document().sheet("Kaskade").table(TableRole::Indikator, text).finished()])];
        cascade(&mut sent);
        let document = &sent[0].outcome.as_ref().unwrap().documents[0];
        let table = &document.tables[0];
        let unit = table.rows[0].entry(Field::UnitCode.yearly()).and_then(|entry| entry.text()).unwrap_or_default();
        (document.kind, table.role, unit.to_string())
    }
}
