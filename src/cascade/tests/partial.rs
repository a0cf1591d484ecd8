//! Figures that some members did not report.

use super::*;
use crate::cascade::roll_up_timespan;
use crate::domain::period::Timespan;

const UNITS: &str = "PNX|Politeknik Contoh|||\nA|Unit A||PNX|\nB|Unit B||PNX|\nC|Unit C||PNX|\nD|Unit D||PNX|";

/// An IKU with four units below it, each with this target a quarter, and what some of them reported for TW I.
fn four(way: &str, iku: &str, unit: &str, reported: &[(&str, &str)]) -> NodeResult {
    let satuan = if way == "jumlah" { "Mitra" } else { "%" };
    let period = if way == "jumlah" { "jumlah" } else { "nilai akhir" };
    let mut nodes = format!("IKU 1||IKU|PNX|Mitra|{satuan}||{period}|{way}||{iku}\n");
    for name in ["A", "B", "C", "D"] {
        nodes.push_str(&format!("IKK {name}|IKU 1|IKK|{name}|Mitra {name}|{satuan}||{period}|||{unit}\n"));
    }
    let mut files = vec![kaskade(UNITS, &nodes)];
    files.extend(reported.iter().map(|(unit, figure)| measure(unit, 1, &format!("IKK {unit}|{figure}"))));
    let tables = build(files);
    let profil = Profil::standard(ProfilName::General);
    roll_up_timespan(&Kaskade::from(&tables), &tables, &profil, Timespan::Triwulan(Triwulan::I), Triwulan::I).remove(0)
}

#[test]
fn a_sum_of_two_of_four_is_compared_with_the_targets_of_the_two_and_has_no_colour() {
    let iku = four("jumlah", "160|40|40|40|40", "40|10|10|10|10", &[("A", "10"), ("B", "10")]);
    assert_eq!((iku.until.target, iku.until.realisasi, iku.until.capaian), (Some(20.0), Some(20.0), Some(100.0)));
    let partial = iku.partial.unwrap();
    assert_eq!((partial.from, partial.of_all, partial.coloured), ((2, 4), Some(50.0), false));
    assert_eq!(partial.sentence(), "capaian dari yang melapor, 2 dari 4; terhadap target semuanya sementara 50 %");
    assert_eq!(iku.not_yet, ["Unit C (IKK C)", "Unit D (IKK D)"]);
}

#[test]
fn three_of_four_are_enough_for_a_colour_and_all_four_are_no_part() {
    let iku = four("jumlah", "160|40|40|40|40", "40|10|10|10|10", &[("A", "10"), ("B", "10"), ("C", "4")]);
    assert_eq!((iku.until.capaian, iku.partial.unwrap().coloured), (Some(80.0), true));
    let all: Vec<(&str, &str)> = ["A", "B", "C", "D"].map(|unit| (unit, "9")).into();
    let iku = four("jumlah", "160|40|40|40|40", "40|10|10|10|10", &all);
    assert_eq!((iku.until.target, iku.until.capaian, iku.partial), (Some(40.0), Some(90.0), None));
}

#[test]
fn a_mean_of_some_is_compared_with_the_mean_of_their_targets() {
    let nodes = "IKU 1||IKU|PNX|Puas|%||nilai akhir|rata-rata||80|80|80|80|80
        IKK A|IKU 1|IKK|A|Puas A|%||nilai akhir|||60|60|60|60|60
        IKK B|IKU 1|IKK|B|Puas B|%||nilai akhir|||66|66|66|66|66
        IKK C|IKU 1|IKK|C|Puas C|%||nilai akhir|||114|114|114|114|114";
    let files = vec![kaskade(UNITS, nodes), measure("A", 1, "IKK A|63%"), measure("B", 1, "IKK B|69.3%")];
    let tables = build(files);
    let outcome = roll_up(&Kaskade::from(&tables), &tables, &Profil::standard(ProfilName::General), Triwulan::I);
    let iku = &outcome[0];
    assert_eq!((iku.until.target, iku.until.realisasi.map(f64::round)), (Some(63.0), Some(66.0)));
    assert_eq!(iku.until.capaian.map(f64::round), Some(105.0));
    // The mean of two is not held against the target of three.
    assert_eq!(iku.partial.unwrap().sentence(), "capaian dari yang melapor, 2 dari 3");
}

#[test]
fn without_targets_of_quarters_the_targets_of_the_year_of_those_that_reported_count() {
    let iku = four("jumlah", "160||||", "40||||", &[("A", "10"), ("B", "10")]);
    assert_eq!((iku.until.target, iku.until.capaian), (Some(80.0), Some(25.0)));
    assert_eq!(iku.partial.unwrap().of_all, Some(12.5));
}

#[test]
fn a_sum_whose_reporters_have_no_target_has_no_achievement() {
    let iku = four("jumlah", "160|40|40|40|40", "||||", &[("A", "10"), ("B", "10")]);
    assert_eq!((iku.until.realisasi, iku.until.capaian), (Some(20.0), None));
}

#[test]
fn a_figure_of_an_earlier_quarter_says_which() {
    let files = vec![kaskade(UNITS, "IKK A||IKK|A|Mitra|Mitra||jumlah|||40|10|10|10|10"), measure("A", 1, "IKK A|10")];
    let tables = build(files);
    let outcome = roll_up(&Kaskade::from(&tables), &tables, &Profil::standard(ProfilName::General), Triwulan::III);
    assert_eq!((outcome[0].newest, outcome[0].until.capaian), (Some(Triwulan::I), Some(100.0)));
}

#[test]
fn a_direction_or_a_consolidation_that_nobody_understands_gives_no_figure() {
    let one = |words: &str| {
        let files = vec![
            kaskade(UNITS, &format!("IKK A||IKK|A|Aduan|Aduan|{words}|||40|10|10|10|10")),
            measure("A", 1, "IKK A|5"),
        ];
        let tables = build(files);
        roll_up(&Kaskade::from(&tables), &tables, &Profil::standard(ProfilName::General), Triwulan::I).remove(0).until
    };
    assert_eq!(one("semakin rendah semakin baik|jumlah").capaian, Some(150.0));
    assert_eq!((one("kabur|jumlah").realisasi, one("kabur|jumlah").capaian), (Some(5.0), None));
    assert_eq!(one("minimum|sesekali").capaian, None);
}
