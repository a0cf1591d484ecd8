//! What was received and gave nothing: files and sheets that could not be read, with the unit whose they are.
//!
//! Nobody is told that nothing arrived when something lies in the unit's folder or came from its address: it was
//! received and could not be read, which is a state of its own.

use super::period::{triwulan, word, year};
use super::register::Register;
use super::{SentFile, Tables};
use crate::domain::document::{DocumentKind, Fact, ReadFile, ReadSheet, SheetRole};
use crate::domain::only::only;
use crate::domain::place::KASKADE_FILE;
use crate::domain::triwulan::Triwulan;

/// Rows of a sheet that may hold its title.
const TITLE_ROWS: usize = 12;

/// A file or a sheet that was received and of which no row could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Index into [`Tables::files`].
    pub file: u32,
    /// The sheet, where others of the file were read.
    pub sheet: Option<String>,
    /// Code of the unit whose it is: by its name, its folder, its sender, or the other documents of the file.
    pub unit: Option<String>,
    /// The kind of document that its title or its name calls it, where they call it one.
    pub kind: Option<DocumentKind>,
    /// The quarter that its title or its name says.
    pub triwulan: Option<Triwulan>,
    /// Whether it is another paper by its own words, a list of prices or a budget: it stands for no form.
    pub paper: bool,
}

impl Tables {
    /// What a unit sent that may be this document and could not be read: the one that is called so before one that says
    /// nothing of itself.
    pub fn unread_for(&self, unit: &str, sort: DocumentKind, triwulan: Option<Triwulan>) -> Option<&Unread> {
        let own = self.unread.iter().filter(|one| one.unit.as_deref() == Some(unit));
        let fitting = own.filter(|one| !one.paper).filter(|one| one.kind.is_none_or(|kind| kind == sort));
        let fitting = fitting.filter(|one| triwulan.is_none() || one.triwulan.is_none() || one.triwulan == triwulan);
        fitting.min_by_key(|one| (one.kind.is_none(), triwulan.is_some() && one.triwulan.is_none(), one.file))
    }

    /// The unit of a file of which nothing, or not this sheet, could be read.
    pub fn unit_of_unread(&self, sent: &str, sheet: Option<&str>) -> Option<&str> {
        let found = self.unread.iter().find(|one| {
            let same = self.files.get(one.file as usize).is_some_and(|file| file.path == sent);
            same && (one.sheet.is_none() || one.sheet.as_deref() == sheet)
        });
        found?.unit.as_deref()
    }
}

/// Everything that was received and gave nothing.
pub(super) fn list(tables: &Tables, work_year: Option<i32>) -> Vec<Unread> {
    let register = Register::new(&tables.units);
    let mut result = Vec::new();
    for (number, file) in (0_u32..).zip(&tables.files) {
        if file.path == KASKADE_FILE || file.copy_from.is_some() {
            continue;
        }
        let unit = || unit_of_file(tables, &register, number, file);
        match &file.outcome {
            Err(_) => result.push(named(number, None, unit(), &file.path, &[])),
            Ok(read) if read.documents.is_empty() => {
                let titles: Vec<&str> = read.sheets.iter().flat_map(titles).collect();
                let paper = of_papers(&read.sheets);
                result.push(Unread { paper, ..named(number, None, unit(), &file.path, &titles) });
            }
            Ok(read) => result.extend(unread_sheets(read).filter_map(|sheet| {
                let unit = register.from_sheet(&sheet.name).map(|unit| unit.code.clone()).or_else(unit);
                let titles: Vec<&str> = std::iter::once(sheet.name.as_str()).chain(titles(sheet)).collect();
                let paper = of_papers(std::slice::from_ref(sheet));
                let one = Unread { paper, ..named(number, Some(sheet.name.clone()), unit, "", &titles) };
                // Beside a form that was read, a list of words for a choice is no further form.
                (one.kind.is_some() || may_be_form(sheet)).then_some(one)
            })),
        }
    }
    result.retain(|one| {
        let path = tables.files.get(one.file as usize).map_or("", |file| file.path.as_str());
        year(&word(path.rsplit('/').next().unwrap_or_default()))
            .is_none_or(|year| work_year.is_none_or(|own| year == own))
    });
    result
}

/// Sheets of a file that hold a table which nobody could read.
fn unread_sheets(read: &ReadFile) -> impl Iterator<Item = &ReadSheet> {
    read.sheets.iter().filter(|sheet| {
        let table = |fact: &Fact| matches!(fact, Fact::WithoutTable { candidate } if !candidate.is_empty());
        sheet.role == SheetRole::NotKnown && sheet.facts.iter().any(table)
    })
}

/// Whether a table of a sheet has something of a form for performance: what is measured, or by how much.
fn may_be_form(sheet: &ReadSheet) -> bool {
    sheet.facts.iter().any(|fact| match fact {
        Fact::UnreadTable { missing, nearest, boxes, .. } => *boxes || missing.len() < 2 || !nearest.is_empty(),
        _ => false,
    })
}

/// Whether every table of some sheets is another paper, by its title or its headings.
fn of_papers(sheets: &[ReadSheet]) -> bool {
    let mut tables = sheets.iter().flat_map(|sheet| &sheet.facts).filter_map(|fact| match fact {
        Fact::UnreadTable { paper, .. } => Some(paper.is_some()),
        _ => None,
    });
    tables.next().is_some_and(|first| first && tables.all(|paper| paper))
}

/// What its title, else its name, calls it.
fn named(file: u32, sheet: Option<String>, unit: Option<String>, path: &str, titles: &[&str]) -> Unread {
    let name = path.rsplit('/').next().unwrap_or_default();
    let texts = || titles.iter().copied().chain([name]);
    let sort = texts().find_map(|text| kind(&word(text)));
    let triwulan = texts().find_map(|text| triwulan(&word(text)));
    let kind = sort.or(triwulan.map(|_| DocumentKind::Pengukuran));
    Unread { file, sheet, unit, kind, triwulan, paper: false }
}

/// The first texts of a sheet.
fn titles(sheet: &ReadSheet) -> impl Iterator<Item = &str> {
    sheet.skipped.iter().take(TITLE_ROWS).map(|row| row.text.as_str())
}

/// The kind of document that a title or a name says; two of them say nothing.
pub(super) fn kind(words: &[String]) -> Option<DocumentKind> {
    only(DocumentKind::called(words))
}

/// The unit of a file: that of its other documents, of its name, of its folder, of its sender.
fn unit_of_file(tables: &Tables, register: &Register<'_>, number: u32, file: &SentFile) -> Option<String> {
    let own = tables.documents.get(tables.file_documents(number)).unwrap_or_default();
    let mut own = own.iter().filter_map(|one| one.unit.as_deref());
    if let Some(first) = own.next() {
        return own.all(|other| other == first).then(|| first.to_string());
    }
    let named = register.unit_of_path(&file.path).or_else(|| tables.sender_unit(file));
    named.map(|unit| unit.code.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind_of(name: &str) -> Option<DocumentKind> {
        kind(&word(name))
    }

    #[test]
    fn a_name_says_what_a_file_was_meant_to_be_or_nothing() {
        assert_eq!(kind_of("PK JTI 2026.xlsx"), Some(DocumentKind::Pk));
        assert_eq!(kind_of("RENCANA AKSI TAHUN 2026"), Some(DocumentKind::RencanaAksi));
        assert_eq!(kind_of("Evaluasi Renja TW I"), Some(DocumentKind::Pengukuran));
        assert_eq!(kind_of("PK dan RA"), None);
        assert_eq!(kind_of("scan0001"), None);
    }

    #[test]
    fn a_quarter_in_a_name_makes_it_a_measurement() {
        let one = named(0, None, None, "JTI/laporan tw 2.xlsx", &[]);
        assert_eq!((one.kind, one.triwulan), (Some(DocumentKind::Pengukuran), Some(Triwulan::II)));
    }
}
