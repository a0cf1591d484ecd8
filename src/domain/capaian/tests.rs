#![allow(clippy::unwrap_used)]
use super::equation::{MinimumFormula, ZeroMinimum};
use super::*;
use Polaritas::{Maximum, Minimum, Stable};
use proptest::prelude::*;

fn general() -> Profil {
    Profil::default()
}

fn figure(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Capaian {
    compute(profil, polaritas, &Target::Figure(target), &Realisasi::Figure(realisasi))
}

/// The uncapped figure with two decimals.
fn full(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<f64> {
    figure(profil, polaritas, target, realisasi).full().map(|value| round_off(value, 2))
}

fn limited(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<f64> {
    figure(profil, polaritas, target, realisasi).limited().map(|value| round_off(value, 2))
}

fn reason(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<Reason> {
    figure(profil, polaritas, target, realisasi).reason()
}

#[test]
fn higher_is_better_divides_realisation_by_target() {
    // Domain 7.1 [123dok zpnrjkdv].
    for (target, realisasi, capaian) in [(48.0, 45.52, 94.83), (300.0, 966.0, 322.0), (2600.0, 6724.0, 258.62)] {
        assert_eq!(full(&general(), Maximum, target, realisasi), Some(capaian));
    }
}

#[test]
fn whole_percentages_come_out_whole() {
    for realisasi in 0..=100 {
        let realisasi = f64::from(realisasi);
        assert_eq!(figure(&general(), Maximum, 100.0, realisasi).full(), Some(realisasi));
    }
}

#[test]
fn lower_is_better_linear_takes_the_excess_off_the_target() {
    // Domain 7.2, NEG-A, T = 10 [PermenPANRB 8/2021 p.100; Banjarnegara floors at 0].
    for (realisasi, capaian) in [(8.0, 120.0), (12.0, 80.0), (20.0, 0.0), (25.0, -50.0), (0.0, 200.0)] {
        assert_eq!(full(&general(), Minimum, 10.0, realisasi), Some(capaian), "R = {realisasi}");
        assert_eq!(limited(&general(), Minimum, 10.0, realisasi), Some(capaian.max(0.0)), "R = {realisasi}");
    }
}

#[test]
fn lower_is_better_reciprocal_divides_target_by_realisation() {
    // Domain 7.2, NEG-B, T = 10 [Pringsewu MONEV, SIMEVLAP, Magetan, Boyolali].
    let trend = Profil::standard(ProfilName::Trend);
    for (realisasi, capaian) in [(8.0, 125.0), (12.0, 83.33), (20.0, 50.0), (25.0, 40.0)] {
        assert_eq!(full(&trend, Minimum, 10.0, realisasi), Some(capaian), "R = {realisasi}");
    }
    assert_eq!(reason(&trend, Minimum, 10.0, 0.0), Some(Reason::ZeroRealisasi));
}

#[test]
fn the_reciprocal_of_nothing_is_a_choice_of_the_institution() {
    // Domain 7.2, NEG-B at R = 0: Pringsewu 100; Magetan T = 0 and R = 0 gives 100.
    let pringsewu = Profil { zero_minimum: ZeroMinimum::Hundred, ..Profil::standard(ProfilName::Trend) };
    assert_eq!(full(&pringsewu, Minimum, 10.0, 0.0), Some(100.0));
    assert_eq!(reason(&pringsewu, Minimum, 0.0, 0.0), Some(Reason::ZeroTarget));
    let magetan = Profil { zero_target: ZeroTarget::ReachedWhenZero, ..Profil::standard(ProfilName::Trend) };
    assert_eq!(full(&magetan, Minimum, 0.0, 0.0), Some(100.0));
    assert_eq!(reason(&magetan, Minimum, 0.0, 3.0), Some(Reason::ZeroTarget));
    assert_eq!(reason(&magetan, Maximum, 0.0, 0.0), Some(Reason::ZeroTarget));
}

#[test]
fn the_same_indicator_gets_two_values_from_the_two_families() {
    // Domain 7.2: Pringsewu uses NEG-A in LAKIP and NEG-B in monitoring.
    assert_eq!(MinimumFormula::Linear.compute(ZeroMinimum::NotComputed, 10.0, 8.0), Ok(120.0));
    assert_eq!(MinimumFormula::Inverse.compute(ZeroMinimum::NotComputed, 10.0, 8.0), Ok(125.0));
}

#[test]
fn closest_to_target_is_best_loses_in_both_directions() {
    // Domain 7.3, T = 10 [SIMEVLAP; kwanter "ratio"].
    for (realisasi, capaian) in [(8.0, 80.0), (10.0, 100.0), (12.0, 80.0), (20.0, 0.0), (25.0, -50.0)] {
        assert_eq!(full(&general(), Stable, 10.0, realisasi), Some(capaian), "R = {realisasi}");
        assert_eq!(limited(&general(), Stable, 10.0, realisasi), Some(capaian.max(0.0)), "R = {realisasi}");
    }
}

fn range(polaritas: Polaritas, lower: f64, upper: f64, realisasi: f64) -> Capaian {
    compute(
        &Profil::standard(ProfilName::Skp8),
        polaritas,
        &Target::Range { lower, upper },
        &Realisasi::Figure(realisasi),
    )
}

#[test]
fn a_range_measures_against_the_end_that_was_passed() {
    // Domain 7.4 [PermenPANRB 8/2021 page 110]: T = 80-90 %. For R = 92 the regulation prints 113 %, a misprint.
    for (realisasi, capaian) in [(70.0, 87.5), (92.0, 102.2), (85.0, 100.0), (80.0, 100.0), (90.0, 100.0)] {
        assert_eq!(range(Maximum, 80.0, 90.0, realisasi).full().map(|c| round_off(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_of_time_is_better_when_passed_early() {
    // Domain 7.4, special condition, T = 7-8 months [PermenPANRB 8/2021 page 110].
    for (realisasi, capaian) in [(6.5, 107.1), (9.0, 87.5), (7.5, 100.0)] {
        assert_eq!(range(Minimum, 7.0, 8.0, realisasi).full().map(|c| round_off(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_to_stay_in_never_gives_more_than_a_hundred() {
    for (realisasi, capaian) in [(70.0, 87.5), (85.0, 100.0), (99.0, 90.0)] {
        assert_eq!(range(Stable, 80.0, 90.0, realisasi).full().map(|c| round_off(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_with_its_ends_exchanged_is_not_guessed() {
    assert_eq!(range(Maximum, 90.0, 80.0, 85.0).reason(), Some(Reason::NotCompared));
}

#[test]
fn ratio_indicators_divide_weighted_sums() {
    // Domain 7.5 [LLDIKTI XVI PRD]: 254/255, (79+0)/84, IKU3 = 0.5 x (23+24+11.5+19+75).
    assert_eq!(round_off(ratio::percent(254.0, 255.0).unwrap(), 8), 99.607_843_14);
    assert_eq!(round_off(ratio::percent_ratio(&[(79.0, 1.0), (0.0, 1.0)], 84.0).unwrap(), 8), 94.047_619_05);
    let iku3 = ratio::addition(&[23.0, 24.0, 11.5, 19.0, 75.0].map(|total| (total, 0.5)));
    assert_eq!(iku3, 76.25);
    // Achievement TW II = 66.395/76.25 = 87.0754 %.
    let lldikti = Profil::standard(ProfilName::Lldikti);
    let capaian = figure(&lldikti, Maximum, iku3, 66.395);
    assert_eq!(capaian.full().map(|c| lldikti.round_off(c)), Some(87.0754));
}

#[test]
fn a_denominator_of_zero_is_not_computable_and_not_zero() {
    // Domain 7.5.
    assert_eq!(ratio::percent(5.0, 0.0), Err(Reason::ZeroDenominator));
    assert_eq!(ratio::percent(0.0, 0.0), Err(Reason::ZeroDenominator));
    let capaian = Capaian::from_full(&general(), ratio::percent(5.0, 0.0));
    assert_eq!(capaian, Capaian::Uncounted(Reason::ZeroDenominator));
    assert_eq!(Reason::ZeroDenominator.message(), "tidak dapat dihitung karena penyebut bernilai 0");
}

#[test]
fn groups_join_by_their_counts_and_not_by_adding_percentages() {
    // Domain 7.5: Unsamudra's added percentages 58.74 against target 15 make 391.6 %.
    assert_eq!(full(&general(), Maximum, 15.0, 58.74), Some(391.6));
    assert_eq!(ratio::combination(&[(30.0, 100.0), (10.0, 300.0)]), Ok(10.0));
}

#[test]
fn bps_caps_at_120_and_prints_a_dash_for_zero() {
    // Domain 7.6, the table of cases.
    let bps = Profil::standard(ProfilName::Bps);
    assert_eq!(limited(&bps, Maximum, 0.0, 5.0), Some(120.0));
    assert_eq!(reason(&bps, Maximum, 0.0, 0.0), Some(Reason::ZeroTarget));
    assert_eq!(reason(&bps, Maximum, 10.0, 0.0), Some(Reason::ZeroRealisasi));
    assert_eq!(limited(&bps, Maximum, 10.0, 8.0), Some(80.0));
    assert_eq!(limited(&bps, Maximum, 10.0, 15.0), Some(120.0));
    assert_eq!(full(&bps, Maximum, 10.0, 15.0), Some(150.0));
}

#[test]
fn the_zero_rules_of_bps_do_not_reward_more_of_what_should_be_less() {
    let bps = Profil::standard(ProfilName::Bps);
    assert_eq!(reason(&bps, Minimum, 0.0, 5.0), Some(Reason::ZeroTarget));
    assert_eq!(limited(&bps, Minimum, 10.0, 0.0), Some(120.0));
}

#[test]
fn every_cap_in_use_cuts_and_keeps_the_full_figure() {
    // Domain 7.7: 100 Semarang, 110 BPS PKO, 120 BPS quarterly and PermenPANRB 8/2021, 150 Boyolali; none: 322 % (diksi).
    for limit in [100.0, 110.0, 120.0, 150.0] {
        let profil = Profil { limit_upper: Some(limit), ..general() };
        assert_eq!(figure(&profil, Maximum, 300.0, 966.0), Capaian::Counted { full: 322.0, limited: limit });
    }
    for name in [ProfilName::General, ProfilName::Lldikti] {
        let profil = Profil::standard(name);
        assert_eq!(figure(&profil, Maximum, 300.0, 966.0), Capaian::Counted { full: 322.0, limited: 322.0 });
    }
}

/// Domain 9.4, ranks [Pringsewu].
const AKIP: [(&str, u8); 7] = [("AA", 7), ("A", 6), ("BB", 5), ("B", 4), ("CC", 3), ("C", 2), ("D", 1)];

/// Domain 9.4, ranks; TW is Tidak Wajar here.
const OPINION: [(&str, u8); 4] = [("WTP", 4), ("WDP", 3), ("TW", 2), ("TMP", 1)];

fn ranking(scale: &[(&str, u8)], target: &str, realisasi: &str) -> Capaian {
    let find = |name: &str| scale.iter().find(|(n, _)| *n == name).map(|(_, ranking)| *ranking).unwrap();
    compute(&general(), Maximum, &Target::Ranking(find(target)), &Realisasi::Ranking(find(realisasi)))
}

#[test]
fn a_grade_reached_is_a_hundred_and_never_more() {
    // Domain 9.4.
    assert_eq!(ranking(&AKIP, "BB", "BB").full(), Some(100.0));
    assert_eq!(ranking(&AKIP, "BB", "AA").full(), Some(100.0));
    assert_eq!(ranking(&OPINION, "WTP", "WTP").full(), Some(100.0));
    assert!(ordinal::reached(5, 7) && !ordinal::reached(5, 4));
}

#[test]
fn a_grade_missed_gives_the_ratio_of_ranks_for_information() {
    // Domain 9.4: rank(R)/rank(T) x 100.
    assert_eq!(ranking(&AKIP, "BB", "B").full(), Some(80.0));
    assert_eq!(ranking(&AKIP, "AA", "D").full().map(|c| round_off(c, 2)), Some(14.29));
    assert_eq!(ranking(&OPINION, "WTP", "WDP").full(), Some(75.0));
}

#[test]
fn a_grade_and_a_figure_cannot_be_compared() {
    let bb = Target::Ranking(5);
    assert_eq!(compute(&general(), Maximum, &bb, &Realisasi::Figure(78.5)).reason(), Some(Reason::NotCompared));
    let figure = Target::Figure(80.0);
    assert_eq!(compute(&general(), Maximum, &figure, &Realisasi::Ranking(5)).reason(), Some(Reason::NotCompared));
}

#[test]
fn blank_dash_and_zero_are_three_different_things() {
    // Domain 2 and 6.
    let target = Target::Figure(80.0);
    assert_eq!(compute(&general(), Maximum, &target, &Realisasi::Blank).reason(), Some(Reason::Absent));
    assert_eq!(compute(&general(), Maximum, &target, &Realisasi::Dash).reason(), Some(Reason::Absent));
    assert_eq!(compute(&general(), Maximum, &target, &Realisasi::Figure(0.0)).full(), Some(0.0));
    let e81 = Profil { dash: DashReading::Zero, ..general() };
    assert_eq!(compute(&e81, Maximum, &target, &Realisasi::Dash).full(), Some(0.0));
    assert_eq!(compute(&e81, Maximum, &target, &Realisasi::Blank).reason(), Some(Reason::Absent));
}

#[test]
fn a_target_of_zero_is_not_computable_by_default() {
    for polaritas in [Maximum, Minimum, Stable] {
        assert_eq!(reason(&general(), polaritas, 0.0, 0.0), Some(Reason::ZeroTarget));
        assert_eq!(reason(&general(), polaritas, 0.0, 5.0), Some(Reason::ZeroTarget));
    }
}

#[test]
fn a_negative_target_does_not_turn_better_into_worse() {
    // -1 % is better than a target of -2 %; R/T would say 50.
    assert_eq!(reason(&general(), Maximum, -2.0, -1.0), Some(Reason::NegativeNumeral));
    assert_eq!(reason(&general(), Minimum, -2.0, -3.0), Some(Reason::NegativeNumeral));
    assert_eq!(full(&general(), Stable, -2.0, -1.0), Some(50.0));
}

#[test]
fn figures_beyond_measure_give_no_achievement() {
    for (target, realisasi) in [(f64::NAN, 1.0), (1.0, f64::NAN), (1.0, f64::INFINITY), (1e-300, 1e300)] {
        for polaritas in [Maximum, Minimum, Stable] {
            let capaian = figure(&general(), polaritas, target, realisasi);
            assert_eq!(capaian.reason(), Some(Reason::NotCompared), "{polaritas:?} {target} {realisasi}");
        }
    }
}

fn polaritas_any() -> impl Strategy<Value = Polaritas> {
    prop::sample::select(vec![Maximum, Minimum, Stable])
}

fn profil_any() -> impl Strategy<Value = Profil> {
    prop::sample::select(ProfilName::ALL.to_vec()).prop_map(Profil::standard)
}

proptest! {
    #[test]
    fn a_cap_never_raises_and_a_floor_never_lowers(full in -1e6..1e6_f64, lower in -100.0..100.0_f64, height in 0.0..200.0_f64) {
        let cap = Profil { limit_lower: None, limit_upper: Some(lower + height), ..general() };
        prop_assert!(cap.limit(full) <= full && cap.limit(full) <= lower + height);
        let floor = Profil { limit_lower: Some(lower), limit_upper: None, ..general() };
        prop_assert!(floor.limit(full) >= full && floor.limit(full) >= lower);
        let both = Profil { limit_lower: Some(lower), limit_upper: Some(lower + height), ..general() };
        prop_assert_eq!(both.limit(both.limit(full)), both.limit(full));
    }

    #[test]
    fn a_computed_achievement_is_finite_and_limited_below_the_full_figure(
        profil in profil_any(), polaritas in polaritas_any(), target in -1e9..1e9_f64, realisasi in -1e9..1e9_f64,
    ) {
        if let Capaian::Counted { full, limited } = figure(&profil, polaritas, target, realisasi) {
            prop_assert!(full.is_finite() && limited.is_finite());
            prop_assert!(profil.limit_upper.is_none_or(|upper| limited <= upper));
            prop_assert!(profil.limit_lower.is_none_or(|lower| limited >= lower));
            if profil.limit_lower.is_none_or(|lower| full >= lower) {
                prop_assert!(limited <= full);
            }
        }
    }

    #[test]
    fn more_is_never_worse_where_higher_is_better_and_never_better_where_lower_is(
        target in 1e-3..1e6_f64, few in 0.0..1e6_f64, add in 0.0..1e6_f64,
    ) {
        let value = |profil: &Profil, polaritas, realisasi| figure(profil, polaritas, target, realisasi).limited().unwrap();
        let count = few + add;
        prop_assert!(value(&general(), Maximum, count) >= value(&general(), Maximum, few));
        prop_assert!(value(&general(), Minimum, count) <= value(&general(), Minimum, few));
        let trend = Profil { zero_minimum: ZeroMinimum::Hundred, ..Profil::standard(ProfilName::Trend) };
        if few > 0.0 {
            prop_assert!(value(&trend, Minimum, count) <= value(&trend, Minimum, few));
        }
    }

    #[test]
    fn meeting_the_target_exactly_is_a_hundred_in_every_profile(
        profil in profil_any(), polaritas in polaritas_any(), target in 1e-3..1e9_f64,
    ) {
        prop_assert_eq!(figure(&profil, polaritas, target, target).limited().map(whole::without_noise), Some(100.0));
    }

    #[test]
    fn a_range_asks_nothing_of_what_stays_inside(lower in 0.0..1e3_f64, width in 0.0..1e3_f64, part in 0.0..=1.0_f64, polaritas in polaritas_any()) {
        let upper = lower + width;
        let inside = (lower + part * width).clamp(lower, upper);
        let capaian = compute(&general(), polaritas, &Target::Range { lower, upper }, &Realisasi::Figure(inside));
        prop_assert_eq!(capaian.full(), Some(100.0));
    }
}
