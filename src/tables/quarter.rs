//! Which quarter a measurement is about, by everything in it that names one.
//!
//! Takes a document and its path, gives the quarter that most of title, sheet, file and column headings name. The title
//! counts where as many speak for it as for another; a title that was left behind in last quarter's form is outvoted.

use super::period;
use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Period};
use crate::domain::date::find_place_and_date;
use crate::domain::document::{Document, DocumentTable, TableColumn, TableRole, Written};
use crate::domain::triwulan::{Triwulan, find_triwulan};

/// What in a measurement names a quarter.
#[derive(Debug, Clone, Copy)]
pub struct QuarterSigns<'a> {
    /// The title or the identity block; nothing where it names a semester.
    pub title: Option<Written<Triwulan>>,
    /// The name of the sheet.
    pub sheet: Option<Triwulan>,
    /// The name of the file.
    pub file: Option<Triwulan>,
    /// The heading of the column of what was reached, where it names one quarter and no other does.
    pub column: Option<(&'a TableColumn, Triwulan)>,
    /// The quarter that had ended when it was signed.
    ended: Option<Triwulan>,
}

impl<'a> QuarterSigns<'a> {
    /// The signs of a document.
    pub fn of(content: &'a Document, path: &str) -> Self {
        let named = |name: &str| {
            let (quarter, semester) = period::quarter_or_semester(&period::word(name))?;
            (!semester).then_some(quarter)
        };
        let signed = content.ratification.as_ref().and_then(|entry| find_place_and_date(&entry.raw));
        Self {
            title: content.triwulan.filter(|_| !content.semester),
            sheet: named(&content.sheet),
            file: named(path.rsplit('/').next().unwrap_or_default()),
            column: one_column(content),
            ended: signed.and_then(|signed| Triwulan::from_month(if signed.month > 3 { signed.month - 3 } else { 12 })),
        }
    }

    /// The quarter that the title names, unless more of the others name another. Of a title and a heading that contradict
    /// each other alone, that one is believed which the day of the signature fits.
    pub fn decided(&self) -> Option<Triwulan> {
        let title = self.title?.value;
        let others = [self.sheet, self.file, self.column.map(|(_, quarter)| quarter)];
        let votes = |quarter: Triwulan| others.iter().flatten().filter(|other| **other == quarter).count();
        let other = others.into_iter().flatten().filter(|other| *other != title).max_by_key(|other| votes(*other));
        let outvotes = |other: &Triwulan| {
            let heading = self.column.is_some_and(|(_, quarter)| quarter == *other);
            match votes(*other).cmp(&(votes(title) + 1)) {
                std::cmp::Ordering::Greater => true,
                std::cmp::Ordering::Equal => heading && self.ended == Some(*other),
                std::cmp::Ordering::Less => false,
            }
        };
        Some(other.filter(outvotes).unwrap_or(title))
    }
}

/// The heading of what was reached, where all columns of it are of one quarter and the targets beside them name no other.
fn one_column(content: &Document) -> Option<(&TableColumn, Triwulan)> {
    let tables = || content.tables.iter().filter(|table| table.role == TableRole::Indikator);
    let mut found = tables().filter_map(|table| {
        let (column, quarter) = only(table, Field::Realisasi)?;
        let target = only(table, Field::Target);
        target.is_none_or(|(_, target)| target == quarter).then_some((column, quarter))
    });
    let first = found.next()?;
    let whole = tables().count() == 1 + found.clone().filter(|(_, quarter)| *quarter == first.1).count();
    whole.then_some(first)
}

/// The one quarter that the columns of a field are of. A target of the year stands beside it; anything else is another
/// period.
fn only(table: &DocumentTable, field: Field) -> Option<(&TableColumn, Triwulan)> {
    if table.columns.iter().any(|owned| owned.column.field == Field::RowTriwulan) {
        return None;
    }
    let mut all = table
        .columns
        .iter()
        .filter(|owned| owned.column.field == field)
        .filter(|owned| field != Field::Target || owned.column.period != Period::Yearly)
        .map(|owned| match owned.column.period {
            Period::Triwulan(quarter) => Some((owned, quarter)),
            _ => None,
        });
    let first = all.next()??;
    all.all(|other| other.is_some_and(|(_, quarter)| quarter == first.1)).then_some(first)
}

/// A heading of what was reached that names another quarter than the form is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OddHeading<'a> {
    /// Its cell.
    pub cell: CellAddress,
    /// Its wording.
    pub heading: &'a str,
    /// What it names.
    pub says: Triwulan,
    /// Whether its figures were taken for the form's quarter all the same, because the target beside it is of that.
    pub corrected: bool,
}

impl<'a> OddHeading<'a> {
    /// The odd heading of a measurement of a quarter.
    pub fn of(content: &'a Document, quarter: Triwulan, signs: &QuarterSigns<'a>) -> Option<Self> {
        let odd = |owned: &'a TableColumn, says, corrected| Self {
            cell: owned.cell,
            heading: &owned.heading,
            says,
            corrected,
        };
        if let Some((owned, says)) = signs.column.filter(|(_, says)| *says != quarter) {
            return Some(odd(owned, says, false));
        }
        let table = content.tables.iter().filter(|table| table.role == TableRole::Indikator);
        table.filter_map(|table| only(table, Field::Realisasi)).find_map(|(owned, taken)| {
            let says = find_triwulan(&owned.heading).filter(|says| *says != taken && taken == quarter)?;
            Some(odd(owned, says, true))
        })
    }
}
