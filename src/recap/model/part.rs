//! The recap of some units out of the institution's: their indicators take the place of the institution's, every figure of
//! them stays what it is there.

use super::row::compute_light;
use super::serapan::combination;
use super::*;
use crate::domain::capaian::aggregate::{MeanBasis, MeanItem, mean_value};
use crate::domain::capaian::{Capaian, Profil, Reason};

impl Recap {
    /// The recap of the units with these codes.
    #[must_use]
    pub fn owned(&self, name: &str, code: &[&str], profil: &Profil) -> Self {
        let along = |unit: &str| code.contains(&unit);
        let unit: Vec<UnitRow> = self.unit.iter().filter(|one| along(&one.unit)).cloned().collect();
        let iku: Vec<IkuRow> = unit.iter().flat_map(|one| one.indikator.iter().map(as_iku)).collect();
        let compliance = self.owned_document(&along);
        let brief = self.owned_brief(&unit, &iku, &compliance, profil);
        let red = self.red.iter().filter(|one| along(&one.unit)).cloned().zip(1..);
        let mut recap = Self {
            heading: format!("Rekap Kinerja {name} Tahun {}", self.year),
            designation: FigureDesignation::UNIT,
            sentence: card::sentence(&brief, &self.triwulan_name, FigureDesignation::UNIT),
            card: card::card(&brief, &self.triwulan_name, FigureDesignation::UNIT),
            trend: QuarterPoint::series(std::array::from_fn(|tw| {
                let point = iku.iter().map(|one| one.indikator.standing.trend[tw].capaian.figure);
                mean(profil, self.timespan, &iku, point).map(|mean| mean.value)
            })),
            map: self.owned_map(&along),
            red: red.map(|(one, number)| RedRow { number, ..one }).collect(),
            action: self.action.iter().filter(|one| along(&one.unit)).cloned().collect(),
            lakip: Lakip { row: Vec::new(), analysis: Vec::new(), efficiency: Vec::new(), ..self.lakip.clone() },
            origin: Vec::new(),
            source: format!(
                "Sumber: formulir yang dikirim unit, {}; rinciannya di konsolidasi-{}.xlsx.",
                self.instansi, self.year
            ),
            warning: Vec::new(),
            compliance,
            brief,
            iku,
            unit,
            ..self.clone()
        };
        recap.warning = card::warning(&recap);
        recap
    }

    fn owned_document(&self, along: &impl Fn(&str) -> bool) -> DocumentMatrix {
        let row: Vec<DocumentRow> = self.compliance.row.iter().filter(|one| along(&one.unit)).cloned().collect();
        let enter = |number: usize| {
            row.iter().filter(|row| row.tile.get(number).is_some_and(|tile| tile.state.enter())).count()
        };
        let column = self.compliance.column.iter().enumerate();
        DocumentMatrix {
            column: column
                .map(|(number, column)| DocumentColumn { enter: (enter(number), row.len()), ..column.clone() })
                .collect(),
            row,
            unused: Vec::new(),
        }
    }

    fn owned_brief(&self, unit: &[UnitRow], iku: &[IkuRow], compliance: &DocumentMatrix, profil: &Profil) -> BriefUnit {
        let light = compute_light(iku.iter().map(|one| one.indikator.standing.color()));
        let report =
            compliance.column.iter().find(|column| column.heading == self.triwulan_name).map(|column| column.enter);
        BriefUnit {
            average: match unit {
                [one] => one.average,
                _ => mean(profil, self.timespan, iku, iku.iter().map(|one| one.indikator.standing.capaian.figure)),
            },
            iku: light,
            report: report.unwrap_or((0, unit.len())),
            indikator: light,
            serapan: combination(unit.iter().filter_map(|one| one.serapan.as_ref())),
            temuan: std::array::from_fn(|severity| unit.iter().map(|one| one.temuan[severity]).sum()),
        }
    }

    /// The rows of these units, and the columns in which any of them has a share.
    fn owned_map(&self, along: &impl Fn(&str) -> bool) -> HeatMap {
        let row: Vec<&HeatRow> = self.map.row.iter().filter(|one| along(&one.unit)).collect();
        let filled: Vec<usize> = (0..self.map.column.len())
            .filter(|column| row.iter().any(|row| row.tile.get(*column).is_some_and(Option::is_some)))
            .collect();
        let choose = |row: &&HeatRow| HeatRow {
            tile: filled.iter().filter_map(|column| row.tile.get(*column).cloned()).collect(),
            ..(*row).clone()
        };
        HeatMap {
            column: filled.iter().filter_map(|column| self.map.column.get(*column).cloned()).collect(),
            row: row.iter().map(choose).collect(),
            remark: self.map.remark,
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
        note: one.indikator.standing.basis.iter().cloned().collect(),
        member: Vec::new(),
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
