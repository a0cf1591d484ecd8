//! Measurements by unit and indicator, each quarter once.

use std::collections::BTreeMap;
use std::ops::Deref;

use super::FigureSplit;
use super::figure::{FigureText, SourceCell};
use crate::domain::column::Field;
use crate::domain::date::long_format;
use crate::domain::hash::HashMap;
use crate::domain::period::Timespan;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::recap::repetition;
use crate::tables::{PengukuranRow, Tables};

/// A measurement that counts.
#[derive(Debug, Clone, Copy)]
pub(super) struct CountedMeasurement<'a> {
    /// Its row in the table.
    pub(super) number: usize,
    /// Code of its unit.
    pub(super) unit: &'a str,
    /// The key of its indicator.
    pub(super) key: &'a str,
    /// The quarter that it is about: what names none has no place in a recap.
    pub(super) triwulan: Triwulan,
    /// What it says.
    pub(super) row: PengukuranRow<'a>,
    descriptions: [Option<&'a str>; 5],
}

impl<'a> Deref for CountedMeasurement<'a> {
    type Target = PengukuranRow<'a>;

    fn deref(&self) -> &PengukuranRow<'a> {
        &self.row
    }
}

impl<'a> CountedMeasurement<'a> {
    fn of(number: usize, row: PengukuranRow<'a>) -> Option<Self> {
        let descriptions =
            [row.kendala(), row.solusi(), row.tindak_lanjut(), row.penanggung_jawab(), row.time_limit()].map(is_filled);
        Some(Self { number, unit: row.unit?, key: row.key?, triwulan: row.triwulan?, row, descriptions })
    }

    /// The obstacle, where one is named.
    pub(super) fn kendala(&self) -> Option<&'a str> {
        self.descriptions[0]
    }

    /// Whether the form names an obstacle or a follow-up; "tidak ada" names none.
    pub(super) fn described(&self, tables: &Tables) -> bool {
        let worded = |field: Field| {
            tables.entry(self.record, field.yearly()).is_some_and(|entry| !entry.value.without_content())
        };
        let field = [Field::Kendala, Field::Solusi, Field::TindakLanjut];
        self.descriptions.iter().zip(field).any(|(text, field)| text.is_some() && worded(field))
    }

    /// What the form says beside its figures.
    pub(super) fn description(&self, tables: &Tables) -> FigureSplit {
        let [kendala, solusi, tindak_lanjut, penanggung_jawab, time_limit] = self.descriptions;
        // A day in a cell of dates reads as a number there, and as a day here.
        let day = tables.entry(self.record, Field::TimeLimit.yearly()).and_then(|entry| match entry.value {
            Value::Date { date } => Some(long_format(date.into())),
            _ => None,
        });
        FigureSplit {
            triwulan: Some(self.triwulan),
            by: self.triwulan.to_string(),
            kendala: FigureText::new(kendala),
            tindak_lanjut: FigureText::new(tindak_lanjut.or(solusi)),
            penanggung_jawab: FigureText::new(penanggung_jawab),
            time_limit: FigureText::new(time_limit.and(day.as_deref()).or(time_limit)),
            origin: Some(self.source()),
        }
    }

    /// Where its indicator stands.
    fn source(&self) -> SourceCell {
        SourceCell {
            file: self.file.to_string(),
            sheet: self.sheet.to_string(),
            cell: self.cell().map(|cell| cell.to_string()).unwrap_or_default(),
        }
    }
}

/// A dash says that there is nothing to say.
fn is_filled(text: Option<&str>) -> Option<&str> {
    text.map(str::trim).filter(|text| !text.is_empty() && !text.chars().all(|letter| "-–—".contains(letter)))
}

/// All measurements, findable.
pub(super) struct MeasureIndex<'a> {
    /// By unit, then indicator in the order of the forms; the quarters in order.
    units: HashMap<&'a str, UnitMeasures<'a>>,
    /// What was typed as realisation, by record and quarter.
    wordings: BTreeMap<u32, Vec<(Triwulan, &'a str)>>,
}

/// The measurements of a unit: the quarters of each indicator, and where each indicator stands among them.
#[derive(Default)]
struct UnitMeasures<'a> {
    quarters: Vec<Vec<CountedMeasurement<'a>>>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> MeasureIndex<'a> {
    pub(super) fn new(tables: &'a Tables) -> Self {
        let repetition = repetition::pengukuran(tables);
        let mut index = Self { units: HashMap::default(), wordings: BTreeMap::new() };
        for (number, row) in tables.pengukuran().enumerate().filter(|(number, _)| !repetition.contains_key(number)) {
            let Some(measure) = CountedMeasurement::of(number, row) else { continue };
            if let (Some(text), None) = (measure.text_realisasi(), measure.figure_realisasi()) {
                index.wordings.entry(measure.record).or_default().push((measure.triwulan, text));
            }
            let owned = index.units.entry(measure.unit).or_default();
            let position = *owned.positions.entry(measure.key).or_insert(owned.quarters.len());
            match owned.quarters.get_mut(position) {
                Some(quarter) => quarter.push(measure),
                None => owned.quarters.push(vec![measure]),
            }
        }
        for quarter in index.units.values_mut().flat_map(|owned| &mut owned.quarters) {
            quarter.sort_by_key(|measure| measure.triwulan);
        }
        index
    }

    /// The quarters of each indicator of a unit, in the order of the forms.
    pub(super) fn all(&self, unit: &str) -> &[Vec<CountedMeasurement<'a>>] {
        self.units.get(unit).map(|owned| owned.quarters.as_slice()).unwrap_or_default()
    }

    /// The newest filled measurement in a period of each indicator of a unit, else its newest there.
    pub(super) fn of_unit(&self, unit: &str, timespan: Timespan) -> impl Iterator<Item = &CountedMeasurement<'a>> {
        self.all(unit).iter().filter_map(move |quarter| {
            let inside = || quarter.iter().rev().filter(move |measure| timespan.contains(measure.triwulan));
            inside().find(|measure| measure.filled()).or_else(|| inside().next())
        })
    }

    /// Achievement of an indicator in each quarter until the end of a period.
    pub(super) fn trend(&self, unit: &str, key: &str, timespan: Timespan) -> [Option<f64>; 4] {
        let mut trend = [None; 4];
        for measure in self.quarter(unit, key) {
            if measure.triwulan <= timespan.last() {
                trend[measure.triwulan as usize] = measure.agreed.capaian.limited();
            }
        }
        trend
    }

    /// What the form of the newest quarter of a period says about an indicator; where it says nothing, the newest form
    /// that does.
    pub(super) fn description(&self, tables: &Tables, unit: &str, key: &str, timespan: Timespan) -> FigureSplit {
        let quarter = || self.quarter(unit, key).iter().rev().filter(|measure| timespan.contains(measure.triwulan));
        let chosen = quarter().find(|measure| measure.filled() || measure.descriptions.iter().any(Option::is_some));
        chosen.or_else(|| quarter().next()).map(|measure| measure.description(tables)).unwrap_or_default()
    }

    /// The last grade among some records in a period.
    pub(super) fn last_wording(&self, record_id: &[u32], timespan: Timespan) -> Option<&'a str> {
        let all = record_id.iter().filter_map(|record_id| self.wordings.get(record_id)).flatten();
        let all = all.filter(|(triwulan, _)| timespan.contains(*triwulan));
        all.max_by_key(|(triwulan, _)| *triwulan).map(|(_, text)| *text)
    }

    /// The measurements of an indicator by a unit, in the order of the quarters.
    pub(super) fn quarter(&self, unit: &str, key: &str) -> &[CountedMeasurement<'a>] {
        let owned = self.units.get(unit);
        let quarter = owned.and_then(|owned| owned.quarters.get(*owned.positions.get(key)?));
        quarter.map(Vec::as_slice).unwrap_or_default()
    }
}
