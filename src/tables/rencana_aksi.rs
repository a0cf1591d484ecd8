//! The table `rencana_aksi`: the actions of plans.

use std::borrow::Cow;
use std::ops::Deref;

use super::Tables;
use super::agreed::target;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::pk::{target_columns, target_tw, worded_target_tw};
use super::schema::{Column, Counted, Row};
use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashSet;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};

/// An action of a Rencana Aksi; an indicator without actions has one row.
#[derive(Debug, Clone, Copy)]
pub struct RencanaAksiRow<'a> {
    base: IndikatorRow<'a>,
    /// Whether it is the first row of its indicator.
    pub first: bool,
}

impl<'a> Deref for RencanaAksiRow<'a> {
    type Target = IndikatorRow<'a>;

    fn deref(&self) -> &IndikatorRow<'a> {
        &self.base
    }
}

impl HasIndikator for RencanaAksiRow<'_> {
    fn base(&self) -> &IndikatorRow<'_> {
        &self.base
    }
}

impl<'a> RencanaAksiRow<'a> {
    /// The target of the year, or the form's one target where it names no period.
    pub fn target(&self) -> Option<&'a Entry> {
        target(&self.base)
    }

    /// The figures of the quarters; of a plan by months, their sum where the indicator's quarters add up, else the
    /// quarter's last month.
    pub fn target_tw(&self) -> [Option<f64>; 4] {
        target_tw(&self.base)
    }

    /// Those of them that a figure alone does not say, as they were typed: a bound, a range, a grade.
    pub fn worded_target_tw(&self) -> [Option<&'a Entry>; 4] {
        worded_target_tw(&self.base)
    }

    /// What will be done.
    pub fn aksi(&self) -> Option<&'a str> {
        self.text(Field::RencanaAksi)
    }

    /// What shows that it succeeded.
    pub fn criterion(&self) -> Option<&'a str> {
        self.text(Field::Kriteria)
    }

    /// What comes out of it.
    pub fn output(&self) -> Option<&'a str> {
        self.text(Field::Keluaran)
    }

    /// The quarters of the action, where it names them.
    pub fn time(&self) -> Option<&'a [Triwulan]> {
        match &self.entry(Field::Time.yearly())?.value {
            Value::Triwulan { triwulan } => Some(triwulan),
            _ => None,
        }
    }

    /// Who does it.
    pub fn penanggung_jawab(&self) -> Option<&'a str> {
        self.text(Field::PenanggungJawab)
    }

    /// What it costs.
    pub fn anggaran(&self) -> Option<f64> {
        self.number(Field::Anggaran)
    }
}

impl Row for RencanaAksiRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        let mut own: Vec<Column<Self>> = target_columns().into();
        own.extend([
            Column::text("aksi", |row: &Self| borrowed(row.aksi())),
            Column::text("kriteria", |row| borrowed(row.criterion())),
            Column::text("keluaran", |row| borrowed(row.output())),
            Column::text("waktu", |row| row.time().map(numbers)),
            Column::text("penanggung_jawab", |row| borrowed(row.penanggung_jawab())),
            Column::number("anggaran", Self::anggaran),
            Column::flag("awal", |row| row.first),
        ]);
        indikator::columns(own)
    }
}

/// "1,2".
fn numbers(quarters: &[Triwulan]) -> Cow<'static, str> {
    quarters.iter().map(|tw| tw.number().to_string()).collect::<Vec<_>>().join(",").into()
}

/// The records that have a row, each with whether it is the first of its indicator, also on forms that repeat the
/// indicator beside every action.
pub(super) fn records(tables: &Tables) -> Vec<(u32, bool)> {
    let mut seen = HashSet::default();
    indikator::records(tables, &[DocumentKind::RencanaAksi])
        .into_iter()
        .filter_map(|record| {
            let row = IndikatorRow::of(tables, record)?;
            let head = tables.links.get(record as usize)?.subject;
            Some((record, seen.insert((row.document, row.key.ok_or(head)))))
        })
        .collect()
}

impl Tables {
    /// The rows of the table `rencana_aksi`.
    pub fn rencana_aksi(&self) -> impl ExactSizeIterator<Item = RencanaAksiRow<'_>> + Clone {
        let rows = self
            .rows
            .rencana_aksi
            .iter()
            .filter_map(|&(record, first)| Some(RencanaAksiRow { base: IndikatorRow::of(self, record)?, first }));
        Counted::new(self.rows.rencana_aksi.len(), rows)
    }
}
