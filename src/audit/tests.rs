use std::collections::BTreeMap;

use super::audit;
use super::generator::{FAULTS, Planted, planted};
use crate::domain::address::CellAddress;
use crate::domain::audit::OddKind;

/// Sheets of the measurement.
const SHEETS: u64 = 1200;

/// How many cells were found rightly, wrongly and not at all.
#[derive(Debug, Default, Clone, Copy)]
struct Score {
    hit: usize,
    wrong: usize,
    missed: usize,
}

impl Score {
    fn precision(self) -> f64 {
        self.hit as f64 / (self.hit + self.wrong).max(1) as f64
    }

    fn recall(self) -> f64 {
        self.hit as f64 / (self.hit + self.missed).max(1) as f64
    }
}

fn told(planted: &Planted) -> Vec<CellAddress> {
    // What is right where less is better is asked of the cascade before anybody is told.
    let odd = audit(&planted.sheet, std::slice::from_ref(&planted.sheet)).into_iter();
    let odd = odd.filter(|odd| !matches!(odd.kind, OddKind::Swapped | OddKind::Stale));
    odd.map(|odd| odd.cell).collect()
}

#[test]
fn planted_faults_are_found_better_than_the_best_published_tools_do() {
    let mut score = Score::default();
    let mut by_fault: BTreeMap<_, Score> = BTreeMap::new();
    for seed in 0..SHEETS {
        let planted = planted(seed, 1 + (seed as usize / 6) % 3);
        let told = told(&planted);
        for (cell, fault) in &planted.faults {
            let owned = by_fault.entry(*fault).or_default();
            if told.contains(cell) {
                (score.hit, owned.hit) = (score.hit + 1, owned.hit + 1);
            } else {
                (score.missed, owned.missed) = (score.missed + 1, owned.missed + 1);
            }
        }
        let faults: Vec<CellAddress> = planted.faults.iter().map(|(cell, _)| *cell).collect();
        score.wrong += told.iter().filter(|cell| !faults.contains(cell)).count();
    }
    eprintln!("{score:?}: precision {:.3}, recall {:.3}; {by_fault:?}", score.precision(), score.recall());
    assert_eq!(by_fault.len(), FAULTS.len());
    assert!(score.precision() > 0.98, "precision {:.3} {score:?}", score.precision());
    assert!(score.recall() > 0.83, "recall {:.3} {score:?} {by_fault:?}", score.recall());
}

#[test]
fn clean_sheets_are_left_alone() {
    for seed in 10_000..10_000 + SHEETS {
        let clean = planted(seed, 0);
        assert_eq!(told(&clean), [], "seed {seed}");
    }
}
