//! Semesters and the year (domain 8.2).

use super::*;
use crate::cascade::roll_up_timespan;
use crate::domain::period::Timespan;

/// Target, realisation and achievement of the first node for a period, and what must be known of it.
fn one(node: &str, realisasi: [&str; 4], timespan: Timespan) -> ([Option<f64>; 3], Vec<String>) {
    let mut all = vec![kaskade(UNIT, node)];
    let size = realisasi.into_iter().zip(1..).filter(|(content, _)| !content.is_empty());
    all.extend(size.map(|(content, tw)| measure("JTI", tw, &format!("IKK 1|{content}"))));
    let tables = build(all);
    let profil = Profil::standard(ProfilName::General);
    let outcome = roll_up_timespan(&Kaskade::from(&tables), &tables, &profil, timespan, Triwulan::IV).remove(0);
    let until = outcome.until;
    ([until.target, until.realisasi, until.capaian], outcome.notes)
}

fn partner(way: &str) -> String {
    format!("IKK 1||IKK|JTI|Mitra|Mitra||{way}|||100|10|20|30|40")
}

#[test]
fn the_second_semester_takes_its_own_two_quarters() {
    let (figure, _) = one(&partner("jumlah"), ["8", "22", "15", "27"], Timespan::SemesterII);
    assert_eq!(figure, [Some(70.0), Some(42.0), Some(60.0)]);
    let (figure, _) = one(&partner("jumlah"), ["8", "22", "15", "27"], Timespan::SemesterI);
    assert_eq!(figure, [Some(30.0), Some(30.0), Some(100.0)]);
}

#[test]
fn a_position_is_its_last_value_in_the_semester_and_a_mean_the_mean_of_its_quarters() {
    let standing = "IKK 1||IKK|JTI|Mitra|%||nilai akhir|||100|25|50|75|100";
    assert_eq!(one(standing, ["20", "45", "60", ""], Timespan::SemesterII).0, [Some(75.0), Some(60.0), Some(80.0)]);
    let mean = "IKK 1||IKK|JTI|Mitra|%||rata-rata|||80|80|80|80|80";
    assert_eq!(one(mean, ["10", "10", "78", "82"], Timespan::SemesterII).0, [Some(80.0), Some(80.0), Some(100.0)]);
}

#[test]
fn a_semester_without_a_report_is_blank_whatever_came_before() {
    assert_eq!(one(&partner("jumlah"), ["8", "22", "", ""], Timespan::SemesterII).0, [None, None, None]);
}

#[test]
fn the_year_is_measured_against_its_target() {
    // Domain 8.2, sum: R 8, 22 are 30 of 100; last value: 45 of 100.
    assert_eq!(one(&partner("jumlah"), ["8", "22", "", ""], Timespan::Yearly).0, [Some(100.0), Some(30.0), Some(30.0)]);
    let standing = "IKK 1||IKK|JTI|Mitra|%||nilai akhir|||100|25|50|75|100";
    assert_eq!(one(standing, ["20", "45", "", ""], Timespan::Yearly).0, [Some(100.0), Some(45.0), Some(45.0)]);
}

#[test]
fn a_grade_is_measured_against_the_grade_of_the_year() {
    let predikat = "IKK 1||IKK|JTI|SAKIP|Predikat||nilai akhir|||A|B|B|BB|A";
    let (figure, _) = one(predikat, ["B", "BB", "", ""], Timespan::Triwulan(Triwulan::II));
    assert_eq!(figure[2], Some(100.0));
    let (figure, _) = one(predikat, ["B", "BB", "", ""], Timespan::Yearly);
    assert!(figure[2].is_some_and(|capaian| capaian < 100.0), "{figure:?}");
}

#[test]
fn a_semester_of_a_flow_whose_targets_are_missing_is_not_measured_against_the_year() {
    let without = "IKK 1||IKK|JTI|Mitra|Mitra||jumlah|||100||||";
    let (figure, note) = one(without, ["8", "22", "15", "27"], Timespan::SemesterII);
    assert_eq!(figure, [None, Some(42.0), None]);
    assert!(note.iter().any(|one| one.contains("target semester tidak diketahui")), "{note:?}");
}
