//! Figures of the parts of a year around the target of the year: `Target >= 85% | Jan 83,5 | Feb 86,2 | Mar 88 | …`. A plan leads up to
//! its target; what goes up and down around it was reached, whatever custom makes of a month alone.

use super::evidence::Values;

/// Rows that must say the same.
const ROWS: usize = 2;
/// Figures of a row that tell which way they go.
const PARTS: usize = 3;

/// How many rows say what of the parts of a year beside its target.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// Parts that add up to the target, are it on average, or lead up to it.
    planned: usize,
    /// Parts that go up and down, above the target and below it.
    hovering: usize,
    /// Parts that do neither.
    other: usize,
}

impl Around {
    /// Whether what stands in the parts was reached, and no row speaks for a plan.
    pub(super) const fn reached(self) -> bool {
        self.planned == 0 && self.hovering >= ROWS
    }

    /// Whether rows speak against a plan, as many as speak for it.
    pub(super) const fn doubtful(self) -> bool {
        self.hovering >= ROWS && self.hovering >= self.planned
    }

    /// Whether more rows speak against a plan than for one.
    pub(super) const fn against(self) -> bool {
        self.hovering + self.other > self.planned
    }

    /// Whether several rows tell, and none of them speaks for a plan.
    pub(super) const fn unsupported(self) -> bool {
        self.planned == 0 && self.hovering + self.other >= ROWS
    }
}

impl Values<'_> {
    /// What the rows say of the parts of a year beside its target, whatever stands around its figure ("≥ 85%").
    pub(super) fn around(&self, target: u32, parts: &[u32]) -> Around {
        let mut found = Around::default();
        // A target merged over several rows is that of the first: what stands below says its own measure.
        for row in self.lines().filter(|row| self.own_text(*row, target).is_some()) {
            let Some(target) = self.first_number(target, row).filter(|target| *target > 0.0) else { continue };
            let all: Vec<f64> = parts.iter().filter_map(|part| self.first_number(*part, row)).collect();
            if all.len() < PARTS {
                continue;
            }
            if leads_to(&all, target) {
                found.planned += 1;
            } else if hovers(&all, target) {
                found.hovering += 1;
            } else {
                found.other += 1;
            }
        }
        found
    }
}

/// Whether parts of a plan make up its target: their sum, their mean, the last of figures that go one way.
fn leads_to(all: &[f64], target: f64) -> bool {
    let near = |figure: f64| (figure - target).abs() <= 0.001_f64.max(target * 1e-3);
    let sum: f64 = all.iter().sum();
    let last = all.iter().rev().find(|figure| **figure != 0.0).copied();
    near(sum) || near(sum / all.len() as f64) || one_way(all) && last.is_some_and(near)
}

fn hovers(all: &[f64], target: f64) -> bool {
    let (above, below) = (all.iter().any(|one| *one > target), all.iter().any(|one| *one < target));
    above && below && !one_way(all)
}

/// Whether figures only rise, or only fall.
fn one_way(all: &[f64]) -> bool {
    all.is_sorted() || all.is_sorted_by(|one, next| one >= next)
}
