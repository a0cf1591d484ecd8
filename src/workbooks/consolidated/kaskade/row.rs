//! The rows of the sheet `Kaskade`, with their formulas.

use super::{COLUMN, NAME, QUARTER};
use crate::cascade::{FigureOrigin, NodeResult, Partial};
use crate::domain::capaian::{Reason, ScaleColor, formula};
use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::hash::HashMap;
use crate::domain::node::KaskadeNode;
use crate::domain::period::Timespan;
use crate::domain::place::KASKADE_FILE;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use crate::domain::satuan::is_percent;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::recap::ReportInput;
use crate::recap::questioned::Questioned;
use crate::sheets::style;
use crate::sheets::{
    FormulaResult, RowContent, RowLook, SheetCell, SheetRow, benchmark, formula_row, letter, predikat_cell, sectioned,
};
use crate::tables::compute::numeral;
use crate::workbooks::cell_formula::{self, FormulaItem};
use crate::workbooks::consolidated::file_cell;
use crate::workbooks::consolidated::pengukuran::MeasurePositions;

/// One row for each node, in this order.
pub(super) fn build<'a>(
    input: &ReportInput<'a>,
    position: &'a MeasurePositions,
    order: Vec<(usize, u8)>,
) -> RowContent<'a> {
    let row = order.iter().enumerate().map(|(place, (number, _))| (*number, place)).collect();
    let builder = NodeRowBuilder { input: *input, position, rows: row, questioned: Questioned::new(input) };
    // Every node has its figures; one without would have a blank row, for formulas count rows.
    RowContent::new(order.into_iter().map(move |(number, depth)| builder.one(number, depth).unwrap_or_default()))
}

struct NodeRowBuilder<'a> {
    input: ReportInput<'a>,
    position: &'a MeasurePositions,
    /// The place of each node among the rows.
    rows: HashMap<usize, usize>,
    /// What units are being asked about.
    questioned: Questioned<'a>,
}

/// What is gathered while a row is made: cells, and the figures that no formula says.
struct NodeNote {
    fixed: Vec<&'static str>,
}

impl<'a> NodeRowBuilder<'a> {
    fn cell(&self, number: usize, heading: &str) -> String {
        let place = self.rows.get(&number).copied().unwrap_or_default();
        let sheet = if sectioned(self.rows.len()) { benchmark(NAME, place) } else { String::new() };
        format!("{sheet}{}{}", letter(&COLUMN, heading), formula_row(place))
    }

    fn outcome(&self, number: usize) -> Option<&'a NodeResult> {
        self.input.outcomes.get(number)
    }

    fn one(&self, number: usize, depth: u8) -> Option<SheetRow<'a>> {
        let node = self.input.tables.nodes.get(number)?;
        let outcome = self.outcome(number)?;
        let mut note = NodeNote { fixed: Vec::new() };
        let mut cells = vec![
            SheetCell::owned(format!("{}{}", "   ".repeat(usize::from(depth)), node.code)),
            node.jenjang.map_or(SheetCell::Blank, |jenjang| SheetCell::owned(jenjang.to_string())),
            SheetCell::text(node.unit.as_deref()),
            SheetCell::Text(node.indikator.as_str().into()),
            SheetCell::Text(node.satuan.as_str().into()),
            self.target(node, &node.target, Field::Target.yearly()),
        ];
        cells.extend(self.to_date_cell(number, node, outcome, &mut note));
        cells.push(SheetCell::owned(format!("{} dari {}", outcome.from.0, outcome.from.1)));
        cells.push(SheetCell::owned(outcome.not_yet.join("; ")));
        for tw in Triwulan::ALL {
            cells.extend(self.quarter_cell(number, node, outcome, tw, &mut note));
        }
        cells.extend([
            SheetCell::Text(node.polaritas.name().into()),
            SheetCell::text(node.period_konsolidasi.map(KonsolidasiPeriode::name)),
            SheetCell::text(node.konsolidasi_unit.map(KonsolidasiUnit::name)),
            SheetCell::figure(node.bobot),
            SheetCell::Text(origin(outcome.origin).into()),
            SheetCell::owned(self.note(outcome, &note)),
        ]);
        cells.extend(self.origin_cell(node));
        cells.push(predikat_cell(self.input.profil, outcome.until.capaian.filter(|_| outcome.coloured())));
        let look =
            if depth == 0 && !self.input.kaskade.child(number).is_empty() { RowLook::Bold } else { RowLook::Usual };
        Some(SheetRow { cells, look, depth })
    }

    /// A target as a figure, else as the cascade has it.
    fn target(&self, node: &KaskadeNode, value: &Value, column: crate::domain::column::FormColumn) -> SheetCell<'a> {
        let text = || self.input.tables.entry(node.record_id, column).and_then(|entry| entry.text());
        match value {
            Value::Figure { .. } | Value::Percent { .. } | Value::Money { .. } => {
                SheetCell::figure_or(value.figure(), text())
            }
            _ => SheetCell::text(text()),
        }
    }

    /// Target, realisation and achievement of a quarter.
    fn quarter_cell(
        &self,
        number: usize,
        node: &KaskadeNode,
        outcome: &NodeResult,
        tw: Triwulan,
        note: &mut NodeNote,
    ) -> [SheetCell<'a>; 3] {
        let [target_heading, realisasi_heading, capaian_heading] = QUARTER[tw as usize];
        let period = &outcome.triwulan[tw as usize];
        let target = self.quarter_target(node, outcome, tw);
        let target = match target {
            Some(figure) => SheetCell::Figure(figure),
            None => self.target(node, &node.target_tw[tw as usize], Field::Target.tw(tw)),
        };
        if tw > self.input.triwulan || !period.report {
            return [target, SheetCell::Blank, SheetCell::Blank];
        }
        let realisasi = match self.realisasi_formula(number, node, outcome, tw) {
            Some((formula, content)) => SheetCell::Formula(formula, content),
            None => {
                if period.realisasi.is_some() {
                    note.fixed.push(realisasi_heading);
                }
                SheetCell::figure(period.realisasi)
            }
        };
        let [t, r] = [target_heading, realisasi_heading].map(|heading| self.cell(number, heading));
        let profil = self.input.profil;
        let figure = cell_formula::outcome(profil, node.polaritas, cell_figure(&target), cell_figure(&realisasi));
        let capaian = if cell_formula::same(figure, period.full_capaian) {
            SheetCell::formula(formula::capaian(profil, node.polaritas, &t, &r), period.capaian)
        } else {
            note.fixed.push(capaian_heading);
            SheetCell::figure(period.capaian)
        };
        [target, realisasi, capaian]
    }

    /// The figure that the target cell of a quarter holds.
    fn quarter_target(&self, node: &KaskadeNode, outcome: &NodeResult, tw: Triwulan) -> Option<f64> {
        let period = &outcome.triwulan[tw as usize];
        if period.report && period.target.is_some() {
            return period.target;
        }
        match &node.target_tw[tw as usize] {
            Value::Range { .. } | Value::Limit { .. } => None,
            value => numeral(value, is_percent(&node.satuan)),
        }
    }

    /// The realisation of a quarter by formula: the cell where it was measured, or the rows of the members.
    fn realisasi_formula(
        &self,
        number: usize,
        node: &KaskadeNode,
        outcome: &NodeResult,
        tw: Triwulan,
    ) -> Option<(String, FormulaResult)> {
        let value = outcome.triwulan[tw as usize].realisasi;
        match outcome.origin {
            FigureOrigin::Own => {
                let (cell, content) =
                    outcome.record_ids.iter().find_map(|record_id| self.position.realisasi(*record_id, tw))?;
                let same = match content {
                    FormulaResult::Figure(figure) => cell_formula::same(Some(*figure), value),
                    FormulaResult::Text(_) => value.is_none(),
                };
                if same {
                    return Some((cell, content.clone()));
                }
                self.grown(outcome, tw, &cell, content)
            }
            FigureOrigin::Member(way) => {
                if let (None, KonsolidasiUnit::Direct) = (value, way) {
                    return self.pass_on(number, tw);
                }
                let member = self.member(number, node, outcome, tw);
                let (formula, figure) = cell_formula::combination(way, &member)?;
                (value.is_some() && cell_formula::same(figure, value))
                    .then(|| (formula, figure.map_or(FormulaResult::Text(String::new()), FormulaResult::Figure)))
            }
            FigureOrigin::Absent => None,
        }
    }

    /// What a quarter of a running total grew: its cell less that of the quarter before.
    fn grown(
        &self,
        outcome: &NodeResult,
        tw: Triwulan,
        cell: &str,
        content: &FormulaResult,
    ) -> Option<(String, FormulaResult)> {
        let before = *Triwulan::ALL.get((tw as usize).checked_sub(1)?)?;
        let (earlier, reached) =
            outcome.record_ids.iter().find_map(|record_id| self.position.realisasi(*record_id, before))?;
        let (FormulaResult::Figure(now), FormulaResult::Figure(then)) = (content, reached) else { return None };
        let grew = exact::difference(*now, *then);
        cell_formula::same(Some(grew), outcome.triwulan[tw as usize].realisasi)
            .then(|| (format!("{cell}-{earlier}"), FormulaResult::Figure(grew)))
    }

    /// The grade of an only child, carried up.
    fn pass_on(&self, number: usize, tw: Triwulan) -> Option<(String, FormulaResult)> {
        let [child] = self.input.kaskade.child(number) else { return None };
        let node = self.input.tables.nodes.get(*child)?;
        let (_, content) = self.realisasi_formula(*child, node, self.outcome(*child)?, tw)?;
        Some((self.cell(*child, QUARTER[tw as usize][1]), content))
    }

    /// The cells of the members: the rows of the children, and the measurements of units that reported the node itself.
    fn member(&self, number: usize, node: &KaskadeNode, outcome: &NodeResult, tw: Triwulan) -> Vec<FormulaItem> {
        let child = self.input.kaskade.child(number).iter().filter_map(|&child| {
            let period = &self.outcome(child)?.triwulan[tw as usize];
            let bobot = self.input.tables.nodes.get(child)?.bobot;
            Some(FormulaItem { cell: self.cell(child, QUARTER[tw as usize][1]), value: period.realisasi, bobot })
        });
        let owned = |record_id: &&u32| {
            self.input.tables.node_from(**record_id).is_some_and(|other| other.record_id == node.record_id)
        };
        let unit = outcome.record_ids.iter().filter(owned).filter_map(|record_id| {
            let (cell, content) = self.position.realisasi(*record_id, tw)?;
            let FormulaResult::Figure(figure) = content else { return None };
            Some(FormulaItem { cell, value: Some(*figure), bobot: None })
        });
        child.chain(unit).collect()
    }

    /// Target, realisation, achievement uncapped and capped, and status, to date.
    fn to_date_cell(
        &self,
        number: usize,
        node: &KaskadeNode,
        outcome: &NodeResult,
        note: &mut NodeNote,
    ) -> [SheetCell<'a>; 5] {
        let period = &outcome.until;
        let status = |capaian: Option<f64>| {
            let cell = self.cell(number, "Capaian Periode (%)");
            SheetCell::Formula(
                style::status_formula(&cell),
                FormulaResult::Text(style::label(ScaleColor::from(capaian))),
            )
        };
        let few = outcome.partial.filter(|partial| !partial.coloured);
        if !period.report {
            return [SheetCell::Blank, SheetCell::Blank, SheetCell::Blank, SheetCell::Blank, status(None)];
        }
        let (target, realisasi) = self.target_realisasi_cell(number, node, outcome, note);
        let profil = self.input.profil;
        let figure = cell_formula::outcome(profil, node.polaritas, cell_figure(&target), cell_figure(&realisasi));
        let [t, r] = ["Target Periode", "Realisasi Periode"].map(|heading| self.cell(number, heading));
        let full = if cell_formula::same(figure, period.full_capaian) {
            SheetCell::formula(formula::full(profil, node.polaritas, &t, &r), period.full_capaian)
        } else {
            note.fixed.push("Capaian Periode");
            SheetCell::figure(period.full_capaian)
        };
        let limit = formula::limited(profil, &self.cell(number, "Capaian Penuh Periode (%)"));
        let capaian = match period.full_capaian {
            Some(figure) if !cell_formula::same(Some(profil.limit(figure)), period.capaian) => {
                SheetCell::figure(period.capaian)
            }
            _ => SheetCell::formula(limit, period.capaian),
        };
        // Too few reported for a colour: what they reached stands in the column that has none.
        if let Some(few) = few {
            return [
                target,
                realisasi,
                full,
                SheetCell::Blank,
                SheetCell::owned(format!("– sementara, {}", few.count())),
            ];
        }
        [target, realisasi, full, capaian, status(period.capaian)]
    }

    fn target_realisasi_cell(
        &self,
        number: usize,
        node: &KaskadeNode,
        outcome: &NodeResult,
        note: &mut NodeNote,
    ) -> (SheetCell<'a>, SheetCell<'a>) {
        let period = &outcome.until;
        let way = if outcome.cumulative {
            KonsolidasiPeriode::LastValue
        } else {
            node.period_konsolidasi.unwrap_or(KonsolidasiPeriode::LastValue)
        };
        let quarter: Vec<(FormulaItem, FormulaItem)> = Triwulan::ALL
            .into_iter()
            .filter(|tw| *tw <= self.input.triwulan && self.input.timespan.contains(*tw))
            .map(|tw| {
                let item = |heading: &str, value| FormulaItem { cell: self.cell(number, heading), value, bobot: None };
                let [target, realisasi, _] = QUARTER[tw as usize];
                (
                    item(target, self.quarter_target(node, outcome, tw)),
                    item(realisasi, outcome.triwulan[tw as usize].realisasi),
                )
            })
            .collect();
        let target_formula = match self.input.timespan {
            Timespan::Yearly => {
                let whole_year = cell_figure(&self.target(node, &node.target, Field::Target.yearly()));
                whole_year.map(|figure| (self.cell(number, "Target Tahun"), Some(figure)))
            }
            _ => cell_formula::target_to_date(way, &quarter),
        };
        let target = choose(target_formula, period.target, "Target Periode", note);
        let all: Vec<FormulaItem> = quarter.into_iter().map(|(_, realisasi)| realisasi).collect();
        let realisasi = match period.realisasi {
            Some(_) => choose(cell_formula::until(way, &all), period.realisasi, "Realisasi Periode", note),
            None => self.last_predikat(number, node, outcome),
        };
        (target, realisasi)
    }

    /// The last grade of the quarters so far.
    fn last_predikat(&self, number: usize, node: &KaskadeNode, outcome: &NodeResult) -> SheetCell<'a> {
        let inside = |tw: &Triwulan| *tw <= self.input.triwulan && self.input.timespan.contains(*tw);
        let report = |tw: &Triwulan| inside(tw) && outcome.triwulan[*tw as usize].report;
        let Some(tw) = Triwulan::ALL.into_iter().rev().find(report) else { return SheetCell::Blank };
        match self.realisasi_formula(number, node, outcome, tw) {
            Some((_, content @ FormulaResult::Text(_))) => {
                SheetCell::Formula(self.cell(number, QUARTER[tw as usize][1]), content)
            }
            _ => SheetCell::Blank,
        }
    }

    fn note(&self, outcome: &NodeResult, note: &NodeNote) -> String {
        let mut part: Vec<String> = outcome.partial.iter().map(Partial::sentence).collect();
        part.extend(self.questioned.note(outcome));
        part.extend(self.older(outcome));
        part.extend(outcome.notes.iter().cloned());
        let message =
            |name: &str| Reason::from_name(name).map_or(name.to_string(), |reason| reason.message().to_string());
        part.extend(outcome.until.reason.as_deref().map(message));
        part.extend(outcome.uncounted.iter().map(|(name, cause)| format!("{name}: {}", message(cause))));
        if !note.fixed.is_empty() {
            part.push(format!("nilai tetap, bukan rumus sel: {}", note.fixed.join(", ")));
        }
        part.join("; ")
    }

    /// That the figures of the period are of an earlier quarter than its last.
    fn older(&self, outcome: &NodeResult) -> Option<String> {
        let newest = outcome.newest.filter(|newest| *newest < self.input.triwulan)?;
        Some(format!("angka periode ini keadaan {newest}; {} belum dilaporkan", self.input.triwulan))
    }

    fn origin_cell(&self, node: &'a KaskadeNode) -> [SheetCell<'a>; 3] {
        let tables = self.input.tables;
        let sheet = tables.sheet_from(node.record_id);
        let cell = tables.place(node.record_id, Field::Code.yearly()).map(|place| place.cell_text());
        [
            file_cell(Some(KASKADE_FILE), sheet, cell.as_deref()),
            SheetCell::text(sheet),
            SheetCell::owned(cell.unwrap_or_default()),
        ]
    }
}

/// The formula where it gives the figure, else the figure.
fn choose<'a>(
    formula: Option<(String, Option<f64>)>,
    value: Option<f64>,
    heading: &'static str,
    note: &mut NodeNote,
) -> SheetCell<'a> {
    match formula {
        Some((formula, figure)) if cell_formula::same(figure, value) => SheetCell::formula(formula, value),
        _ => {
            if value.is_some() {
                note.fixed.push(heading);
            }
            SheetCell::figure(value)
        }
    }
}

fn cell_figure(cell: &SheetCell<'_>) -> Option<f64> {
    match cell {
        SheetCell::Figure(figure) | SheetCell::Formula(_, FormulaResult::Figure(figure)) => Some(*figure),
        _ => None,
    }
}

const fn origin(origin: FigureOrigin) -> &'static str {
    match origin {
        FigureOrigin::Own => "diukur unitnya",
        FigureOrigin::Member(_) => "dari turunannya",
        FigureOrigin::Absent => "belum ada",
    }
}
