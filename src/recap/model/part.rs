//! The recap of some units out of the institution's: their indicators take the place of the institution's, every figure of
//! them stays what it is there.

use std::collections::BTreeSet;

use super::row::compute_light;
use super::serapan::combination;
use super::*;
use crate::domain::capaian::aggregate::{MeanBasis, MeanItem, mean_value};
use crate::domain::capaian::{Capaian, Profil, Reason};
use crate::domain::hash::HashMap;

/// The rows of a recap by unit, so that one part after another is taken out without going through all of it.
#[derive(Debug)]
pub struct RecapParts<'r> {
    whole: &'r Recap,
    unit: RowsOf<'r>,
    map: RowsOf<'r>,
    red: RowsOf<'r>,
    compliance: RowsOf<'r>,
    action: RowsOf<'r>,
}

/// Numbers of rows by the code of their unit.
type RowsOf<'r> = HashMap<&'r str, Vec<usize>>;

fn by_unit<'r>(code: impl Iterator<Item = &'r str>) -> RowsOf<'r> {
    let mut rows = RowsOf::default();
    for (number, code) in code.enumerate() {
        rows.entry(code).or_default().push(number);
    }
    rows
}

/// The rows of these units, in the order in which all of them stand.
fn chosen<'t, T>(all: &'t [T], rows: &RowsOf<'_>, code: &[&str]) -> Vec<&'t T> {
    let numbers: BTreeSet<usize> = code.iter().filter_map(|code| rows.get(code)).flatten().copied().collect();
    numbers.into_iter().filter_map(|number| all.get(number)).collect()
}

fn cloned<T: Clone>(all: Vec<&T>) -> Vec<T> {
    all.into_iter().cloned().collect()
}

impl Recap {
    /// The recap of the units with these codes.
    #[must_use]
    pub fn of_units(&self, name: &str, code: &[&str], profil: &Profil) -> Self {
        self.parts().of(name, code, profil)
    }

    /// Its parts, one after another.
    pub fn parts(&self) -> RecapParts<'_> {
        RecapParts {
            whole: self,
            unit: by_unit(self.units.iter().map(|one| one.unit.as_str())),
            map: by_unit(self.map.rows.iter().map(|one| one.unit.as_str())),
            red: by_unit(self.red.iter().map(|one| one.unit.as_str())),
            compliance: by_unit(self.compliance.rows.iter().map(|one| one.unit.as_str())),
            action: by_unit(self.actions.iter().map(|one| one.unit.as_str())),
        }
    }
}

impl RecapParts<'_> {
    /// The recap of the units with these codes.
    #[must_use]
    pub fn of(&self, name: &str, code: &[&str], profil: &Profil) -> Recap {
        let whole = self.whole;
        let units = cloned(chosen(&whole.units, &self.unit, code));
        let iku: Vec<IkuRow> = units.iter().flat_map(|one| one.indikator.iter().map(as_iku)).collect();
        let compliance = self.owned_document(code);
        let brief = self.owned_brief(&units, &iku, &compliance, profil);
        let red = cloned(chosen(&whole.red, &self.red, code)).into_iter().zip(1..);
        let mut recap = Recap {
            heading: format!("Rekap Kinerja {name} Tahun {}", whole.year),
            instansi: whole.instansi.clone(),
            year: whole.year,
            timespan: whole.timespan,
            phrase: whole.phrase.clone(),
            triwulan: whole.triwulan,
            triwulan_name: whole.triwulan_name.clone(),
            date: whole.date,
            official: whole.official.clone(),
            state: whole.state.clone(),
            profil: whole.profil.clone(),
            weights: whole.weights,
            legend: whole.legend.clone(),
            designation: FigureDesignation::UNIT,
            sentence: card::sentence(&brief, &whole.triwulan_name, FigureDesignation::UNIT),
            cards: card::card(&brief, &whole.triwulan_name, FigureDesignation::UNIT),
            trend: QuarterPoint::series(std::array::from_fn(|tw| {
                let point = iku.iter().map(|one| one.indikator.standing.trend[tw].capaian.figure);
                mean(profil, whole.timespan, &iku, point).map(|mean| mean.value)
            })),
            map: self.owned_map(code),
            red: red.map(|(one, number)| RedRow { number, ..one }).collect(),
            actions: cloned(chosen(&whole.actions, &self.action, code)),
            lakip: Lakip {
                year: whole.lakip.year,
                until: whole.lakip.until.clone(),
                complete: whole.lakip.complete,
                timespan: whole.lakip.timespan.clone(),
                past_note: whole.lakip.past_note.clone(),
                efficiency_sentence: whole.lakip.efficiency_sentence.clone(),
                rows: Vec::new(),
                analysis: Vec::new(),
                efficiency: Vec::new(),
            },
            origins: Vec::new(),
            source: format!(
                "Sumber: formulir yang dikirim unit, {}; rinciannya di konsolidasi-{}.xlsx.",
                whole.instansi, whole.year
            ),
            warnings: Vec::new(),
            compliance,
            brief,
            iku,
            units,
        };
        recap.warnings = card::warning(&recap);
        recap
    }

    fn owned_document(&self, code: &[&str]) -> DocumentMatrix {
        let row = cloned(chosen(&self.whole.compliance.rows, &self.compliance, code));
        let received = |number: usize| {
            row.iter().filter(|row| row.tiles.get(number).is_some_and(|tile| tile.state.received())).count()
        };
        let column = self.whole.compliance.columns.iter().enumerate();
        DocumentMatrix {
            columns: column
                .map(|(number, column)| DocumentColumn { received: (received(number), row.len()), ..column.clone() })
                .collect(),
            rows: row,
            unused: Vec::new(),
        }
    }

    fn owned_brief(&self, unit: &[UnitRow], iku: &[IkuRow], compliance: &DocumentMatrix, profil: &Profil) -> BriefUnit {
        let light = compute_light(iku.iter().map(|one| one.indikator.standing.color()));
        let report = compliance
            .columns
            .iter()
            .find(|column| column.heading == self.whole.triwulan_name)
            .map(|column| column.received);
        BriefUnit {
            average: match unit {
                [one] => one.average,
                _ => {
                    mean(profil, self.whole.timespan, iku, iku.iter().map(|one| one.indikator.standing.capaian.figure))
                }
            },
            iku: light,
            report: report.unwrap_or((0, unit.len())),
            indikator: light,
            serapan: combination(unit.iter().filter_map(|one| one.serapan.as_ref())),
            left_blank: unit.iter().map(|one| one.left_blank).sum(),
            temuan: std::array::from_fn(|severity| unit.iter().map(|one| one.temuan[severity]).sum()),
        }
    }

    /// The rows of these units, and the columns in which any of them has a share.
    fn owned_map(&self, code: &[&str]) -> HeatMap {
        let map = &self.whole.map;
        let row = chosen(&map.rows, &self.map, code);
        let filled: Vec<usize> = (0..map.columns.len())
            .filter(|column| row.iter().any(|row| row.tiles.get(*column).is_some_and(Option::is_some)))
            .collect();
        let choose = |row: &&HeatRow| HeatRow {
            tiles: filled.iter().filter_map(|column| row.tiles.get(*column).cloned()).collect(),
            ..(*row).clone()
        };
        HeatMap {
            columns: filled.iter().filter_map(|column| map.columns.get(*column).cloned()).collect(),
            rows: row.iter().map(choose).collect(),
            remark: map.remark,
        }
    }
}

/// An indicator of a unit where those of the institution stand.
fn as_iku(one: &IndikatorUnit) -> IkuRow {
    let report = one.indikator.standing.report;
    IkuRow {
        indikator: one.indikator.clone(),
        sasaran: String::new(),
        way: None,
        from: (usize::from(report), 1),
        reporter: format!("{} dari 1 melapor", usize::from(report)),
        not_yet: Vec::new(),
        notes: one.indikator.standing.basis.iter().cloned().collect(),
        members: Vec::new(),
    }
}

/// The mean of some figures of the indicators, as the profile aggregates.
fn mean(
    profil: &Profil,
    timespan: Timespan,
    iku: &[IkuRow],
    capaian: impl Iterator<Item = Option<f64>>,
) -> Option<MeanValue> {
    let basis = if timespan == Timespan::Yearly { MeanBasis::Year } else { MeanBasis::Triwulan };
    let item: Vec<MeanItem<'_>> = iku
        .iter()
        .zip(capaian)
        .map(|(one, value)| MeanItem {
            sasaran: &one.sasaran,
            bobot: one.indikator.bobot.figure,
            capaian: value
                .map_or(Capaian::Uncounted(Reason::Absent), |value| Capaian::Counted { full: value, limited: value }),
        })
        .collect();
    mean_value(profil, basis, &item).filter(|mean| mean.computed > 0)
}
