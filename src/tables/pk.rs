//! The table `pk`: the indicators of agreements.

use std::ops::Deref;

use super::Tables;
use super::agreed::{QuarterTargets, target};
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::schema::{Column, Counted, Row};
use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};

/// An indicator of a PK.
#[derive(Debug, Clone, Copy)]
pub struct PkRow<'a>(IndikatorRow<'a>);

impl<'a> Deref for PkRow<'a> {
    type Target = IndikatorRow<'a>;

    fn deref(&self) -> &IndikatorRow<'a> {
        &self.0
    }
}

impl HasIndikator for PkRow<'_> {
    fn base(&self) -> &IndikatorRow<'_> {
        &self.0
    }
}

impl<'a> PkRow<'a> {
    /// The section of the form that it stands in.
    pub fn part(&self) -> Option<&'a str> {
        self.0.part()
    }

    /// The target of the year, or the form's one target where it names no period.
    pub fn target(&self) -> Option<&'a Entry> {
        target(&self.0)
    }

    /// The figures of the quarters.
    pub fn target_tw(&self) -> [Option<f64>; 4] {
        target_tw(&self.0)
    }

    /// Those of them that a figure alone does not say, as they were typed: a bound, a range, a grade.
    pub fn worded_target_tw(&self) -> [Option<&'a Entry>; 4] {
        worded_target_tw(&self.0)
    }
}

/// The figures of the quarters' targets.
pub(super) fn target_tw(row: &IndikatorRow<'_>) -> [Option<f64>; 4] {
    QuarterTargets::of(row).figures()
}

/// The entries of the quarters' targets that their figures do not say whole: "< 20", "A".
pub(super) fn worded_target_tw<'a>(row: &IndikatorRow<'a>) -> [Option<&'a Entry>; 4] {
    let figures = target_tw(row);
    Triwulan::ALL.map(|tw| {
        let entry = target_entry(row, tw)?;
        let plain = matches!(entry.value, Value::Figure { .. } | Value::Percent { .. } | Value::Money { .. });
        // What months add up to is no longer what the last of them says.
        let whole = entry.value.figure() == figures[tw as usize];
        (!plain && whole && !entry.value.without_content()).then_some(entry)
    })
}

/// Where the target of a quarter is typed: in its own column, or in that of the semester or the last month that ends it.
fn target_entry<'a>(row: &IndikatorRow<'a>, tw: Triwulan) -> Option<&'a Entry> {
    let semester = || row.own_entry(Field::Target.semester(tw.ends_semester()?));
    let month = || row.own_entry(Field::Target.month(tw.last_month()));
    row.own_entry(Field::Target.tw(tw)).or_else(semester).or_else(month)
}

/// The columns of a target.
pub(super) fn target_columns<R: HasIndikator>() -> [Column<R>; 7] {
    [
        Column::number("target", |row: &R| target(row.base()).and_then(|entry| entry.value.figure())),
        Column::text("target_teks", |row| borrowed(target(row.base()).and_then(Entry::text))),
        Column::text("target_kelas", |row| borrowed(target(row.base()).map(|entry| entry.value.class()))),
        Column::number("target_tw1", |row| target_tw(row.base())[0]),
        Column::number("target_tw2", |row| target_tw(row.base())[1]),
        Column::number("target_tw3", |row| target_tw(row.base())[2]),
        Column::number("target_tw4", |row| target_tw(row.base())[3]),
    ]
}

impl Row for PkRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        let mut own = vec![Column::text("bagian", |row: &Self| borrowed(row.part()))];
        own.extend(target_columns());
        own.push(Column::text("sumber_data", |row: &Self| borrowed(row.text(Field::SumberData))));
        indikator::columns(own)
    }
}

/// The records that have a row.
pub(super) fn records(tables: &Tables) -> Vec<u32> {
    indikator::records(tables, &[DocumentKind::Pk])
}

impl Tables {
    /// The rows of the table `pk`.
    pub fn pk(&self) -> impl ExactSizeIterator<Item = PkRow<'_>> + Clone {
        let rows = self.rows.pk.iter().filter_map(|&record| IndikatorRow::of(self, record).map(PkRow));
        Counted::new(self.rows.pk.len(), rows)
    }
}
