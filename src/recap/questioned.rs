//! Figures that a unit is being asked about: they stand in the recap until the unit answers, and whoever reads it is told.

use crate::cascade::NodeResult;
use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::finding::{Severity, Temuan};
use crate::recap::ReportInput;

/// What the note begins with.
pub(crate) const QUESTIONED: &str = "mengandung angka yang sedang ditanyakan ke unit";
/// How many cells are named.
const NAMED: usize = 3;

/// The cells that findings of some weight blame, with the codes of their rules.
pub(crate) struct Questioned<'a> {
    input: ReportInput<'a>,
    cells: HashMap<(&'a str, &'a str, CellAddress), &'a str>,
}

impl<'a> Questioned<'a> {
    /// The cells of these findings and of those folded under them.
    pub(crate) fn new(input: &ReportInput<'a>) -> Self {
        let mut questioned = Self { input: *input, cells: HashMap::default() };
        input.temuan.iter().for_each(|one| questioned.add(one));
        questioned
    }

    fn add(&mut self, temuan: &'a Temuan) {
        if let (Some(sheet), Some(cell)) = (&temuan.place.sheet, temuan.place.cells.first())
            && temuan.severity >= Severity::Warning
        {
            self.cells.entry((temuan.place.file.as_str(), sheet.as_str(), *cell)).or_insert(&temuan.code);
        }
        temuan.follow_up.iter().for_each(|one| self.add(one));
    }

    /// That realisations on which the figures of a node rest are being asked about, and which.
    pub(crate) fn note(&self, outcome: &NodeResult) -> Option<String> {
        if self.cells.is_empty() {
            return None;
        }
        let cells: Vec<String> = outcome.record_ids.iter().filter_map(|record| self.cell(*record)).collect();
        let named = cells.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        match cells.len() {
            0 => None,
            count if count > NAMED => Some(format!("{QUESTIONED}: {named}, dan {} lainnya", count - NAMED)),
            _ => Some(format!("{QUESTIONED}: {named}")),
        }
    }

    /// "Jurusan Akuntansi TW II sel F6 (NL07)", where the figure that counts of a record is being asked about.
    fn cell(&self, record: u32) -> Option<String> {
        let tables = self.input.tables;
        let quarter = tables.record_id_triwulan(record).filter(|quarter| self.input.timespan.contains(*quarter))?;
        let column = Field::Realisasi.tw(quarter);
        tables.entry(record, column)?.value.figure()?;
        let place = tables.place(record, column)?;
        let code = self.cells.get(&(place.file.as_str(), place.sheet.as_deref()?, *place.cells.first()?))?;
        let unit = tables.document_from(record)?.unit.as_deref()?;
        let name = tables.unit(unit).map_or(unit, |unit| unit.name.as_str());
        Some(format!("{name} {quarter} sel {} ({code})", place.cell_text()))
    }
}
