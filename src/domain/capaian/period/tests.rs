use super::*;
use crate::domain::capaian::{ProfilName, round_off};
use KonsolidasiPeriode::{Average, LastValue, Total};

fn four(figure: &[f64]) -> FourTriwulan {
    std::array::from_fn(|i| figure.get(i).copied())
}

fn series(target: &[f64], realisasi: &[f64], yearly: f64) -> QuarterSeries {
    QuarterSeries { target: four(target), realisasi: four(realisasi), yearly: Some(yearly), ..QuarterSeries::default() }
}

fn until(polaritas: Polaritas, konsolidasi: KonsolidasiPeriode, series: &QuarterSeries) -> ToTriwulan {
    to_triwulan(&Profil::default(), polaritas, konsolidasi, series, Triwulan::II)
}

fn two_digit(capaian: Capaian) -> Option<f64> {
    capaian.full().map(|value| round_off(value, 2))
}

#[test]
fn a_sum_compares_the_filled_quarters_with_the_targets_of_the_same_quarters() {
    // Domain 8.2, Sum [Pringsewu]: T 10,20,30,40; R 8,22 -> 30/30 = 100 % to date; vs annual 30/100 = 30 %.
    let outcome = until(Polaritas::Maximum, Total, &series(&[10.0, 20.0, 30.0, 40.0], &[8.0, 22.0], 100.0));
    assert_eq!((outcome.target, outcome.realisasi), (Some(30.0), Some(30.0)));
    assert_eq!(two_digit(outcome.capaian), Some(100.0));
    assert_eq!(two_digit(outcome.against_year), Some(30.0));
    assert_eq!(outcome.triwulan, [Triwulan::I, Triwulan::II]);
}

#[test]
fn a_last_value_compares_the_last_filled_quarter_with_its_own_target() {
    // Domain 8.2, LastValue (max): T 25,50,75,100; R 20,45 -> 45/50 = 90 %; vs annual 45 %.
    let outcome = until(Polaritas::Maximum, LastValue, &series(&[25.0, 50.0, 75.0, 100.0], &[20.0, 45.0], 100.0));
    assert_eq!(two_digit(outcome.capaian), Some(90.0));
    assert_eq!(two_digit(outcome.against_year), Some(45.0));
    assert_eq!(outcome.triwulan, [Triwulan::II]);
}

#[test]
fn a_last_value_where_lower_is_better_turns_the_quotient_around() {
    // Domain 8.2, LastValue (min), NEG-B: T 12,11,10,9; R 12,12 -> 11/12 = 91.67 %.
    let trend = Profil::standard(ProfilName::Trend);
    let series = series(&[12.0, 11.0, 10.0, 9.0], &[12.0, 12.0], 9.0);
    let outcome = to_triwulan(&trend, Polaritas::Minimum, LastValue, &series, Triwulan::II);
    assert_eq!(two_digit(outcome.capaian), Some(91.67));
}

#[test]
fn a_sum_where_lower_is_better_turns_the_quotient_of_the_sums_around() {
    // Domain 8.2, Magetan type 3: T 2,2,2,2; R 2,3 -> 4/5 = 80 %.
    let trend = Profil::standard(ProfilName::Trend);
    let series = series(&[2.0; 4], &[2.0, 3.0], 8.0);
    let outcome = to_triwulan(&trend, Polaritas::Minimum, Total, &series, Triwulan::II);
    assert_eq!(two_digit(outcome.capaian), Some(80.0));
}

#[test]
fn an_average_compares_the_mean_with_the_target() {
    // Domain 8.2, Average: T 80; R 78,85 -> 81.5/80 = 101.88 %, whether 80 stands in every quarter or for the year only.
    for target in [&[80.0; 4][..], &[]] {
        let outcome = until(Polaritas::Maximum, Average, &series(target, &[78.0, 85.0], 80.0));
        assert_eq!((outcome.target, outcome.realisasi), (Some(80.0), Some(81.5)));
        assert_eq!(two_digit(outcome.capaian), Some(101.88));
    }
}

#[test]
fn running_percentages_become_the_figures_of_each_quarter() {
    // Domain 8.2, DELISERDANG: T=4; % 0.5,0.7,1.0,1.0 -> K 2.0, 0.8, 1.2, 0.0.
    let k = extra_from_percent(&four(&[50.0, 70.0, 100.0, 100.0]), 4.0);
    assert_eq!(k, four(&[2.0, 0.8, 1.2, 0.0]));
}

#[test]
fn running_totals_are_not_added_again() {
    // Domain 8.1, "Cumulative-stated" (BPS, LLDIKTI: TW II = Jan-Jun).
    let running = QuarterSeries { cumulative: true, ..series(&[10.0, 30.0, 60.0, 100.0], &[8.0, 30.0], 100.0) };
    for konsolidasi in [Total, LastValue, Average] {
        let outcome = until(Polaritas::Maximum, konsolidasi, &running);
        assert_eq!((outcome.target, outcome.realisasi), (Some(30.0), Some(30.0)));
        assert_eq!(two_digit(outcome.capaian), Some(100.0));
    }
}

#[test]
fn later_quarters_do_not_count_before_their_time() {
    let outcome = until(Polaritas::Maximum, Total, &series(&[10.0, 20.0, 30.0, 40.0], &[8.0, 22.0, 90.0], 100.0));
    assert_eq!(outcome.realisasi, Some(30.0));
}

#[test]
fn a_blank_quarter_takes_its_target_out_of_the_sum() {
    let mut gap = series(&[10.0, 20.0, 30.0, 40.0], &[8.0], 100.0);
    gap.realisasi[2] = Some(30.0);
    let outcome = to_triwulan(&Profil::default(), Polaritas::Maximum, Total, &gap, Triwulan::III);
    assert_eq!((outcome.target, outcome.realisasi), (Some(40.0), Some(38.0)));
    assert_eq!(outcome.triwulan, [Triwulan::I, Triwulan::III]);
}

#[test]
fn nothing_filled_is_not_zero_achieved() {
    for konsolidasi in [Total, LastValue, Average] {
        let outcome = until(Polaritas::Maximum, konsolidasi, &series(&[10.0; 4], &[], 40.0));
        assert_eq!((outcome.target, outcome.realisasi), (None, None));
        assert_eq!(outcome.capaian, Capaian::Uncounted(Reason::Absent));
        assert_eq!(outcome.against_year, Capaian::Uncounted(Reason::Absent));
    }
}

#[test]
fn a_missing_quarterly_target_is_nothing_planned_only_when_the_others_make_the_year() {
    let mut rencana = series(&[], &[8.0, 22.0], 100.0);
    rencana.target = [None, Some(40.0), None, Some(60.0)];
    assert_eq!(until(Polaritas::Maximum, Total, &rencana).target, Some(40.0));
    assert_eq!(to_triwulan(&Profil::default(), Polaritas::Maximum, Total, &rencana, Triwulan::I).target, Some(0.0));
    rencana.yearly = Some(120.0);
    let outcome = until(Polaritas::Maximum, Total, &rencana);
    assert_eq!(outcome.target, None);
    assert_eq!(outcome.capaian, Capaian::Uncounted(Reason::Absent));
    assert_eq!(two_digit(outcome.against_year), Some(25.0));
}

fn conclusion(target: &[f64], yearly: f64) -> Option<(KonsolidasiPeriode, bool, bool)> {
    conclude(&four(target), yearly).map(|s| (s.konsolidasi, s.cumulative, s.certain))
}

#[test]
fn targets_tell_how_quarters_make_the_year() {
    // Domain 8.1, "Infer from data when targets are given".
    assert_eq!(conclusion(&[10.0, 20.0, 30.0, 40.0], 100.0), Some((Total, false, true)));
    assert_eq!(conclusion(&[25.0, 50.0, 75.0, 100.0], 100.0), Some((LastValue, true, true)));
    assert_eq!(conclusion(&[12.0, 11.0, 10.0, 9.0], 9.0), Some((LastValue, false, true)));
    assert_eq!(conclusion(&[80.0; 4], 80.0), Some((LastValue, false, false)));
    assert_eq!(conclusion(&[10.0, 20.0, 30.0, 50.0], 100.0), None);
    assert_eq!(conclusion(&[], 100.0), None);
}

#[test]
fn a_lone_target_does_not_settle_the_question() {
    assert_eq!(
        conclude(&[None, None, None, Some(1.0)], 1.0).map(|s| (s.konsolidasi, s.certain)),
        Some((LastValue, false))
    );
    assert_eq!(conclude(&[None, Some(1.0), None, None], 1.0).map(|s| (s.konsolidasi, s.certain)), Some((Total, false)));
    assert_eq!(conclusion(&[0.0, 1.0, 0.0, 0.0], 1.0), Some((Total, false, true)));
    assert_eq!(conclusion(&[0.0; 4], 0.0).map(|(_, _, certain)| certain), Some(false));
}

#[test]
fn rounded_targets_still_add_up_to_the_year() {
    assert_eq!(conclusion(&[33.33, 33.33, 33.33, 0.0], 100.0).map(|(k, ..)| k), Some(Total));
    assert_eq!(conclusion(&[0.1, 0.2, 0.3, 0.4], 1.0).map(|(k, ..)| k), Some(Total));
    assert_eq!(conclusion(&[25.0, 25.0, 25.0, 24.0], 100.0), None);
}

#[test]
fn running_totals_and_additions_are_two_views_of_one_series() {
    let add = [Some(8.0), None, Some(22.0), Some(0.0)];
    assert_eq!(running(&add), [Some(8.0), None, Some(30.0), Some(30.0)]);
    assert_eq!(extra(&running(&add)), add);
}

#[test]
fn semesters_are_pairs_of_quarters() {
    // Domain 8.2, semester view: SM1 = TW I+II, SM2 = TW III+IV.
    let tw = [Some(10.0), Some(20.0), Some(30.0), None];
    assert_eq!(semester(&tw, Total), [Some(30.0), Some(30.0)]);
    assert_eq!(semester(&tw, Average), [Some(15.0), Some(30.0)]);
    assert_eq!(semester(&tw, LastValue), [Some(20.0), Some(30.0)]);
    assert_eq!(semester(&[None; 4], Total), [None, None]);
}
