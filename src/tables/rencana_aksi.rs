//! The table `rencana_aksi`: the actions of plans.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Deref;

use super::Tables;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::pk::{target, target_columns, target_tw};
use super::schema::{Column, Counted, Row};
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::triwulan::Triwulan;

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
    pub fn target(&self) -> Option<&'a Isian> {
        target(&self.base)
    }

    /// The figures of the quarters; of a plan by months, the quarter's last month.
    pub fn target_tw(&self) -> [Option<f64>; 4] {
        target_tw(&self.base)
    }

    /// What will be done.
    pub fn aksi(&self) -> Option<&'a str> {
        self.text(Bidang::RencanaAksi)
    }

    /// What shows that it succeeded.
    pub fn kriteria(&self) -> Option<&'a str> {
        self.text(Bidang::Kriteria)
    }

    /// What comes out of it.
    pub fn keluaran(&self) -> Option<&'a str> {
        self.text(Bidang::Keluaran)
    }

    /// The quarters of the action, where it names them.
    pub fn waktu(&self) -> Option<&'a [Triwulan]> {
        match &self.entry(Bidang::Waktu.tahunan())?.nilai {
            Nilai::Triwulan { triwulan } => Some(triwulan),
            _ => None,
        }
    }

    /// Who does it.
    pub fn penanggung_jawab(&self) -> Option<&'a str> {
        self.text(Bidang::PenanggungJawab)
    }

    /// What it costs.
    pub fn anggaran(&self) -> Option<f64> {
        self.number(Bidang::Anggaran)
    }
}

impl Row for RencanaAksiRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        let mut own: Vec<Column<Self>> = target_columns().into();
        own.extend([
            Column::text("aksi", |row: &Self| borrowed(row.aksi())),
            Column::text("kriteria", |row| borrowed(row.kriteria())),
            Column::text("keluaran", |row| borrowed(row.keluaran())),
            Column::text("waktu", |row| row.waktu().map(numbers)),
            Column::text("penanggung_jawab", |row| borrowed(row.penanggung_jawab())),
            Column::number("anggaran", Self::anggaran),
            Column::flag("awal", |row| row.first),
        ]);
        indikator::columns(own)
    }
}

/// "1,2".
fn numbers(quarters: &[Triwulan]) -> Cow<'static, str> {
    quarters.iter().map(|tw| tw.nomor().to_string()).collect::<Vec<_>>().join(",").into()
}

/// The records that have a row, each with whether it is the first of its indicator, also on forms that repeat the
/// indicator beside every action.
pub(super) fn records(tables: &Tables) -> Vec<(u32, bool)> {
    let mut seen = HashSet::new();
    indikator::records(tables, &[JenisDokumen::RencanaAksi])
        .into_iter()
        .filter_map(|record| {
            let row = IndikatorRow::of(tables, record)?;
            let head = tables.tautan.get(record as usize)?.pokok;
            Some((record, seen.insert((row.document, row.kunci.ok_or(head)))))
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
