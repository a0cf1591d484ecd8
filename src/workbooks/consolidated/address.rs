//! Where rows stand in the consolidated workbook, for those who point into it.

use super::{anggaran, compliance, kaskade, pengukuran};
use crate::cascade::Kaskade;
use crate::domain::hash::HashMap;
use crate::recap::model::RowAddresses;
use crate::sheets::{formula_row, letter, sheet_from};

/// Rows of the cascade by node; the other sheets follow their frames.
pub(crate) struct Address {
    kaskade: HashMap<usize, usize>,
}

impl Address {
    pub(crate) fn new(kaskade: &Kaskade) -> Self {
        let order = kaskade::order(kaskade).into_iter().enumerate();
        Self { kaskade: order.map(|(place, (number, _))| (number, place)).collect() }
    }
}

impl RowAddresses for Address {
    fn node(&self, number: usize) -> Option<(String, String)> {
        let place = *self.kaskade.get(&number)?;
        Some(cell(kaskade::NAME, &letter(&kaskade::COLUMN, kaskade::CAPAIAN), place))
    }

    fn pengukuran(&self, order: usize) -> (String, String) {
        cell(pengukuran::NAME, &letter(&pengukuran::COLUMN, "Realisasi"), order)
    }

    fn anggaran(&self, order: usize, quarter: usize) -> Option<(String, String)> {
        let heading = anggaran::REALISASI.get(quarter)?;
        Some(cell(anggaran::NAME, &letter(&anggaran::COLUMN, heading), order))
    }

    fn compliance(&self, order: usize, heading: &str) -> (String, String) {
        cell(compliance::NAME, &letter(&compliance::COLUMN, heading), order)
    }
}

/// Sheet and cell of an entry in a column.
fn cell(name: &str, letter: &str, order: usize) -> (String, String) {
    (sheet_from(name, order), format!("{letter}{}", formula_row(order)))
}
