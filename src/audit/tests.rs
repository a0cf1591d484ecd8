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

#[test]
fn a_percentage_beside_sums_is_no_sum_that_was_typed_over() {
    let with = |last: &str| {
        let drawing = format!(
            "Program|Pagu|Realisasi|Sisa|Serapan\nA|100|50|50|50\nB|200|150|50|75\nC|100|20|80|20\nJumlah|=SUM(B2:B4) -> 400|=SUM(C2:C4) -> 220|=SUM(D2:D4) -> 180|{last}\n"
        );
        let book = crate::workbook::grid::workbook_from_text(&drawing);
        let odd = audit(&book.sheets[0], &book.sheets);
        odd.into_iter().map(|odd| (odd.cell.to_string(), odd.kind)).collect::<Vec<_>>()
    };
    assert_eq!(with("55"), []);
    assert_eq!(with("145"), [("E5".to_string(), OddKind::TypedOver)]);
}
