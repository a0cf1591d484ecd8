//! Figures of children and quarters as spreadsheet formulas, joined as the cascade says; the achievement itself is
//! written in [`crate::domain::capaian::formula`].
//!
//! Every formula comes with the result that it gives today, computed here by the same rule; a writer takes the formula
//! only where that is the figure the house computed, else it writes the figure alone. Only functions that Excel and LibreOffice compute alike, and plain cell references. Text in a cell (a dash, a grade)
//! counts as nothing there. A test of the whole house recalculates the workbooks and compares.

use crate::domain::capaian::aggregate::combine;
use crate::domain::capaian::{Profil, Realisasi, Target, compute};
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit, Polaritas};

/// A cell that a formula takes: its address, its figure now, its weight.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FormulaItem {
    pub(super) cell: String,
    pub(super) value: Option<f64>,
    pub(super) bobot: Option<f64>,
}

/// Cells that a formula may name one by one; Excel takes 255.
const MOST_CELL: usize = 200;
/// Longest formula; Excel takes 8192 characters.
const LONGEST_FORMULA: usize = 8_000;

/// Figures of children as one; cells without a figure do not count. `None` where the cascade asks for nothing, or a
/// formula would grow out of bounds.
pub(super) fn combination(way: KonsolidasiUnit, item: &[FormulaItem]) -> Option<(String, Option<f64>)> {
    if item.is_empty() || item.len() > MOST_CELL {
        return None;
    }
    let filled: Vec<(f64, Option<f64>)> = item.iter().filter_map(|b| Some((b.value?, b.bobot))).collect();
    let list = item.iter().map(|b| b.cell.as_str()).collect::<Vec<_>>().join(",");
    let when_exists = |formula: &str| format!("IF(COUNT({list})=0,\"\",{formula}({list}))");
    let formula = match way {
        KonsolidasiUnit::Total => when_exists("SUM"),
        KonsolidasiUnit::Average => when_exists("AVERAGE"),
        KonsolidasiUnit::Maximum => when_exists("MAX"),
        KonsolidasiUnit::Minimum => when_exists("MIN"),
        KonsolidasiUnit::Direct => match item {
            [one] => format!("IF(ISNUMBER({0}),{0},\"\")", one.cell),
            _ => return None,
        },
        KonsolidasiUnit::WeightedAverage => {
            let term = |function: &str| -> Option<String> {
                let term: Option<Vec<String>> =
                    item.iter().map(|b| Some(format!("{function}({})*{}", b.cell, b.bobot?))).collect();
                Some(term?.join("+"))
            };
            let divisor = term("ISNUMBER")?;
            format!("IF({divisor}=0,\"\",({})/({divisor}))", term("N")?)
        }
        KonsolidasiUnit::Without => return None,
    };
    let outcome = if filled.is_empty() { None } else { combine(way, &filled) };
    (formula.len() <= LONGEST_FORMULA).then_some((formula, outcome))
}

/// Realisation to date out of the cells of the quarters so far.
pub(super) fn until(way: KonsolidasiPeriode, quarter: &[FormulaItem]) -> Option<(String, Option<f64>)> {
    match way {
        KonsolidasiPeriode::Total => combination(KonsolidasiUnit::Total, quarter),
        KonsolidasiPeriode::Average => combination(KonsolidasiUnit::Average, quarter),
        KonsolidasiPeriode::LastValue => {
            let formula =
                quarter.iter().fold("\"\"".to_string(), |inside, b| format!("IF(ISNUMBER({0}),{0},{inside})", b.cell));
            Some((formula, quarter.iter().rev().find_map(|b| b.value)))
        }
    }
}

/// Target to date: of the quarters whose realisation is there. Pairs are (target, realisation).
pub(super) fn target_to_date(
    way: KonsolidasiPeriode,
    quarter: &[(FormulaItem, FormulaItem)],
) -> Option<(String, Option<f64>)> {
    let filled: Vec<&FormulaItem> = quarter.iter().filter(|(_, r)| r.value.is_some()).map(|(t, _)| t).collect();
    let realisasi = quarter.iter().map(|(_, r)| r.cell.as_str()).collect::<Vec<_>>().join(",");
    let total =
        quarter.iter().map(|(t, r)| format!("ISNUMBER({})*N({})", r.cell, t.cell)).collect::<Vec<_>>().join("+");
    let all: Option<Vec<f64>> = filled.iter().map(|t| t.value).collect();
    let outcome = || {
        let value = all.clone().filter(|value| !value.is_empty())?;
        Some((value.iter().sum::<f64>(), value.len() as f64))
    };
    match way {
        KonsolidasiPeriode::Total => {
            Some((format!("IF(COUNT({realisasi})=0,\"\",{total})"), outcome().map(|(total, _)| total)))
        }
        KonsolidasiPeriode::Average => {
            let formula = format!("IF(COUNT({realisasi})=0,\"\",({total})/COUNT({realisasi}))");
            Some((formula, outcome().map(|(total, count)| total / count)))
        }
        KonsolidasiPeriode::LastValue => {
            let formula = quarter.iter().fold("\"\"".to_string(), |inside, (t, r)| {
                format!("IF(ISNUMBER({}),IF(ISNUMBER({1}),{1},\"\"),{inside})", r.cell, t.cell)
            });
            Some((formula, filled.last().and_then(|t| t.value)))
        }
    }
}

/// What [`full`](crate::domain::capaian::formula::full) gives for these figures: the rule of the formula, computed here.
pub(super) fn outcome(
    profil: &Profil,
    polaritas: Polaritas,
    target: Option<f64>,
    realisasi: Option<f64>,
) -> Option<f64> {
    compute(profil, polaritas, &Target::Figure(target?), &Realisasi::Figure(realisasi?)).full()
}

/// Whether two results are the same figure, or both none.
pub(super) fn same(left: Option<f64>, right: Option<f64>) -> bool {
    match (left, right) {
        (None, None) => true,
        (Some(left), Some(right)) => (left - right).abs() <= 1e-9 * left.abs().max(right.abs()).max(1.0),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_both_figures_there_is_no_result() {
        let general = Profil::default();
        assert_eq!(outcome(&general, Polaritas::Maximum, Some(10.0), None), None);
        assert_eq!(outcome(&general, Polaritas::Maximum, Some(0.0), Some(1.0)), None);
        assert_eq!(outcome(&general, Polaritas::Minimum, Some(10.0), Some(8.0)), Some(120.0));
    }

    fn item(cell: &str, value: Option<f64>, bobot: Option<f64>) -> FormulaItem {
        FormulaItem { cell: cell.to_string(), value, bobot }
    }

    #[test]
    fn children_without_a_figure_do_not_count() {
        let child =
            [item("M7", Some(60.0), Some(2.0)), item("M9", None, Some(5.0)), item("M10", Some(30.0), Some(1.0))];
        for (way, formula, outcome) in [
            (KonsolidasiUnit::Total, "IF(COUNT(M7,M9,M10)=0,\"\",SUM(M7,M9,M10))", 90.0),
            (KonsolidasiUnit::Average, "IF(COUNT(M7,M9,M10)=0,\"\",AVERAGE(M7,M9,M10))", 45.0),
            (
                KonsolidasiUnit::WeightedAverage,
                "IF(ISNUMBER(M7)*2+ISNUMBER(M9)*5+ISNUMBER(M10)*1=0,\"\",(N(M7)*2+N(M9)*5+N(M10)*1)/(ISNUMBER(M7)*2+ISNUMBER(M9)*5+ISNUMBER(M10)*1))",
                50.0,
            ),
        ] {
            assert_eq!(combination(way, &child), Some((formula.to_string(), Some(outcome))));
        }
        assert_eq!(combination(KonsolidasiUnit::Direct, &child), None);
        assert_eq!(
            combination(KonsolidasiUnit::Total, &[item("A1", None, None)]).map(|(_, outcome)| outcome),
            Some(None)
        );
    }

    #[test]
    fn to_date_follows_the_quarters_that_are_filled() {
        let quarter = [
            (item("T1", Some(10.0), None), item("R1", Some(8.0), None)),
            (item("T2", Some(20.0), None), item("R2", None, None)),
        ];
        let realisasi: Vec<FormulaItem> = quarter.iter().map(|(_, r)| r.clone()).collect();
        let last = until(KonsolidasiPeriode::LastValue, &realisasi).map(|(_, outcome)| outcome);
        assert_eq!(last, Some(Some(8.0)));
        for way in [KonsolidasiPeriode::Total, KonsolidasiPeriode::Average, KonsolidasiPeriode::LastValue] {
            assert_eq!(target_to_date(way, &quarter).map(|(_, outcome)| outcome), Some(Some(10.0)), "{way:?}");
        }
    }
}
