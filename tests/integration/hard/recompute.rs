//! Achievement, roll-up and the recap's mean, computed again from what was typed, by a few plain lines that share nothing
//! with the program: four profiles, all four quarters, several seeds.

use selaras::cascade::roll_up_timespan;
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::report;
use selaras::workspace::Workspace;

use super::form::write;
use super::model::{Chance, Indicator, Kind, Measure, Said, documents_of, indicators, units};
use super::{Written, hands, read};

const PROFILES: [&str; 4] = ["umum", "tren", "bps", "lldikti"];

/// What every unit reached in every quarter, by kind of indicator: figures on both sides of their targets.
type Reached = Vec<Vec<[f64; 4]>>;

fn reached(seed: u64) -> Reached {
    let mut chance = Chance::new(&[seed, 4711]);
    let mut factor = move || 0.5 + chance.below(100) as f64 / 100.0;
    let mut figure = |target: f64| (target * factor() * 10.0).round() / 10.0;
    let mut all = Vec::new();
    for unit in 0..units().len() {
        all.push(indicators(unit, seed).iter().map(|one| one.targets.map(&mut figure)).collect());
    }
    all
}

/// Percent points by a profile, as the guide's table says it.
fn achievement(profile: &str, minimum: bool, target: f64, reached: f64) -> f64 {
    let plain = match (profile, minimum) {
        ("tren", true) => target / reached * 100.0,
        (_, true) => (2.0 * target - reached) / target * 100.0,
        (_, false) => reached / target * 100.0,
    };
    let floored = if minimum && profile != "tren" && plain < 0.0 { 0.0 } else { plain };
    if profile == "bps" && floored > 120.0 { 120.0 } else { floored }
}

/// A figure to the end of a quarter.
fn to_date(periods: &str, figures: &[f64; 4], tw: usize) -> f64 {
    let until = &figures[..=tw];
    match periods {
        "jumlah" => until.iter().sum(),
        "rata-rata" => until.iter().sum::<f64>() / until.len() as f64,
        _ => figures[tw],
    }
}

fn near(what: &str, program: Option<f64>, own: f64) {
    let program = program.unwrap_or_else(|| panic!("{what}: the program has none, here {own}"));
    assert!((program - own).abs() < 1e-6 * own.abs().max(1.0), "{what}: the program says {program}, here {own}");
}

/// The achievement of the institution's indicator of a kind.
fn iku(profile: &str, kind: usize, all: &[Vec<Indicator>], reached: &Reached, tw: usize) -> Option<f64> {
    let first = &all[0][kind];
    if first.measure == Measure::Grade {
        return None;
    }
    let across = |take: &dyn Fn(usize) -> [f64; 4]| -> [f64; 4] {
        std::array::from_fn(|quarter| {
            let sum: f64 = (0..all.len()).map(|unit| take(unit)[quarter]).sum();
            if first.units == "jumlah" { sum } else { sum / all.len() as f64 }
        })
    };
    // The cascade is written to six decimals.
    let target = across(&|unit| all[unit][kind].targets).map(|value| (value * 1e6).round() / 1e6);
    let real = across(&|unit| reached[unit][kind]);
    let (target, real) = (to_date(first.periods, &target, tw), to_date(first.periods, &real, tw));
    Some(achievement(profile, first.polarity == "minimum", target, real))
}

#[test]
fn figures_recomputed_from_what_was_typed_are_the_programs() {
    let hand = hands().swap_remove(0);
    let mut compared = 0_usize;
    for seed in 0..2 {
        let reached = reached(seed);
        let all: Vec<Vec<Indicator>> = (0..units().len()).map(|unit| indicators(unit, seed)).collect();
        for profile in PROFILES {
            let folder = tempfile::tempdir().expect("a folder");
            let settings = format!("{}\n[capaian]\nprofil = \"{profile}\"\n", super::SETTINGS);
            std::fs::write(folder.path().join("selaras.toml"), settings).expect("settings");
            let workspace = Workspace::open(folder.path()).expect("a workspace");
            let mut files = Vec::new();
            for (unit, own) in reached.iter().enumerate() {
                let kinds = [Kind::Pk, Kind::Ra, Kind::Uk(0), Kind::Uk(1), Kind::Uk(2), Kind::Uk(3)];
                for mut document in documents_of(unit, seed, &kinds) {
                    if let Kind::Uk(tw) = document.kind {
                        for (row, quarters) in document.rows.iter_mut().zip(own) {
                            if row.indicator.measure != Measure::Grade {
                                row.set("realisasi.tw", Said::Figure(quarters[tw]));
                            }
                        }
                    }
                    let form = write(&document, &hand);
                    let bytes = super::book::xlsx(std::slice::from_ref(&form.sheet)).expect("a workbook");
                    files.push(Written { path: form.path, bytes, sheets: None });
                }
            }
            let day: chrono::NaiveDate = "2027-01-20".parse().expect("a day");
            let mut outcome = selaras::pipeline::check(&workspace, read(files, &workspace, seed), day).expect("a run");
            for tw in Triwulan::ALL {
                let (timespan, quarter) = (Timespan::Triwulan(tw), tw as usize);
                let nodes = roll_up_timespan(&outcome.kaskade, &outcome.tables, &workspace.profil, timespan, tw);
                let figure = |code: &str| nodes[outcome.kaskade.find(code).expect("a node")].until.capaian;
                for (unit, own) in all.iter().enumerate() {
                    for (kind, one) in own.iter().enumerate().filter(|(_, one)| one.measure != Measure::Grade) {
                        let target = to_date(one.periods, &one.targets, quarter);
                        let real = to_date(one.periods, &reached[unit][kind], quarter);
                        let own = achievement(profile, one.polarity == "minimum", target, real);
                        near(&format!("{profile} {tw} {}", one.code), figure(&one.code), own);
                        compared += 1;
                    }
                }
                let mut top = Vec::new();
                for (kind, one) in all[0].iter().enumerate() {
                    if let Some(own) = iku(profile, kind, &all, &reached, quarter) {
                        near(&format!("{profile} {tw} {}", one.parent), figure(&one.parent), own);
                        top.push(own);
                        compared += 1;
                    }
                }
                outcome = outcome.of_timespan(timespan, &workspace.profil);
                let recap = report::recap_model(&outcome.input(&workspace, day));
                let card = recap.cards.iter().find(|card| card.id == "capaian").expect("the card");
                near(&format!("{profile} {tw} mean"), card.value.figure, top.iter().sum::<f64>() / top.len() as f64);
                compared += 1;
            }
        }
    }
    println!("figures recomputed: {compared}");
    assert!(compared > 1900, "{compared}");
}
