#![allow(clippy::unwrap_used)]
use super::rumus::{MinimumNol, RumusMinimum};
use super::*;
use Polaritas::{Maksimum, Minimum, Stabil};
use proptest::prelude::*;

fn umum() -> Profil {
    Profil::default()
}

fn angka(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Capaian {
    hitung(profil, polaritas, &Target::Angka(target), &Realisasi::Angka(realisasi))
}

/// The uncapped figure with two decimals.
fn penuh(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<f64> {
    angka(profil, polaritas, target, realisasi).penuh().map(|nilai| bulatkan(nilai, 2))
}

fn dibatasi(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<f64> {
    angka(profil, polaritas, target, realisasi).dibatasi().map(|nilai| bulatkan(nilai, 2))
}

fn alasan(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Option<Alasan> {
    angka(profil, polaritas, target, realisasi).alasan()
}

#[test]
fn higher_is_better_divides_realisation_by_target() {
    // Domain 7.1 [123dok zpnrjkdv].
    for (target, realisasi, capaian) in [(48.0, 45.52, 94.83), (300.0, 966.0, 322.0), (2600.0, 6724.0, 258.62)] {
        assert_eq!(penuh(&umum(), Maksimum, target, realisasi), Some(capaian));
    }
}

#[test]
fn whole_percentages_come_out_whole() {
    for realisasi in 0..=100 {
        let realisasi = f64::from(realisasi);
        assert_eq!(angka(&umum(), Maksimum, 100.0, realisasi).penuh(), Some(realisasi));
    }
}

#[test]
fn lower_is_better_linear_takes_the_excess_off_the_target() {
    // Domain 7.2, NEG-A, T = 10 [PermenPANRB 8/2021 p.100; Banjarnegara floors at 0].
    for (realisasi, capaian) in [(8.0, 120.0), (12.0, 80.0), (20.0, 0.0), (25.0, -50.0), (0.0, 200.0)] {
        assert_eq!(penuh(&umum(), Minimum, 10.0, realisasi), Some(capaian), "R = {realisasi}");
        assert_eq!(dibatasi(&umum(), Minimum, 10.0, realisasi), Some(capaian.max(0.0)), "R = {realisasi}");
    }
}

#[test]
fn lower_is_better_reciprocal_divides_target_by_realisation() {
    // Domain 7.2, NEG-B, T = 10 [Pringsewu MONEV, SIMEVLAP, Magetan, Boyolali].
    let tren = Profil::baku(NamaProfil::Tren);
    for (realisasi, capaian) in [(8.0, 125.0), (12.0, 83.33), (20.0, 50.0), (25.0, 40.0)] {
        assert_eq!(penuh(&tren, Minimum, 10.0, realisasi), Some(capaian), "R = {realisasi}");
    }
    assert_eq!(alasan(&tren, Minimum, 10.0, 0.0), Some(Alasan::RealisasiNol));
}

#[test]
fn the_reciprocal_of_nothing_is_a_choice_of_the_institution() {
    // Domain 7.2, NEG-B at R = 0: Pringsewu 100; Magetan T = 0 and R = 0 gives 100.
    let pringsewu = Profil { minimum_nol: MinimumNol::Seratus, ..Profil::baku(NamaProfil::Tren) };
    assert_eq!(penuh(&pringsewu, Minimum, 10.0, 0.0), Some(100.0));
    assert_eq!(alasan(&pringsewu, Minimum, 0.0, 0.0), Some(Alasan::TargetNol));
    let magetan = Profil { target_nol: TargetNol::TercapaiBilaNol, ..Profil::baku(NamaProfil::Tren) };
    assert_eq!(penuh(&magetan, Minimum, 0.0, 0.0), Some(100.0));
    assert_eq!(alasan(&magetan, Minimum, 0.0, 3.0), Some(Alasan::TargetNol));
    assert_eq!(alasan(&magetan, Maksimum, 0.0, 0.0), Some(Alasan::TargetNol));
}

#[test]
fn the_same_indicator_gets_two_values_from_the_two_families() {
    // Domain 7.2: Pringsewu uses NEG-A in LAKIP and NEG-B in monitoring.
    assert_eq!(RumusMinimum::Linear.hitung(MinimumNol::TidakDihitung, 10.0, 8.0), Ok(120.0));
    assert_eq!(RumusMinimum::Kebalikan.hitung(MinimumNol::TidakDihitung, 10.0, 8.0), Ok(125.0));
}

#[test]
fn closest_to_target_is_best_loses_in_both_directions() {
    // Domain 7.3, T = 10 [SIMEVLAP; kwanter "ratio"].
    for (realisasi, capaian) in [(8.0, 80.0), (10.0, 100.0), (12.0, 80.0), (20.0, 0.0), (25.0, -50.0)] {
        assert_eq!(penuh(&umum(), Stabil, 10.0, realisasi), Some(capaian), "R = {realisasi}");
        assert_eq!(dibatasi(&umum(), Stabil, 10.0, realisasi), Some(capaian.max(0.0)), "R = {realisasi}");
    }
}

fn rentang(polaritas: Polaritas, bawah: f64, atas: f64, realisasi: f64) -> Capaian {
    hitung(&Profil::baku(NamaProfil::Skp8), polaritas, &Target::Rentang { bawah, atas }, &Realisasi::Angka(realisasi))
}

#[test]
fn a_range_measures_against_the_end_that_was_passed() {
    // Domain 7.4 [PermenPANRB 8/2021 page 110]: T = 80-90 %. For R = 92 the regulation prints 113 %, a misprint.
    for (realisasi, capaian) in [(70.0, 87.5), (92.0, 102.2), (85.0, 100.0), (80.0, 100.0), (90.0, 100.0)] {
        assert_eq!(rentang(Maksimum, 80.0, 90.0, realisasi).penuh().map(|c| bulatkan(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_of_time_is_better_when_passed_early() {
    // Domain 7.4, special condition, T = 7-8 months [PermenPANRB 8/2021 page 110].
    for (realisasi, capaian) in [(6.5, 107.1), (9.0, 87.5), (7.5, 100.0)] {
        assert_eq!(rentang(Minimum, 7.0, 8.0, realisasi).penuh().map(|c| bulatkan(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_to_stay_in_never_gives_more_than_a_hundred() {
    for (realisasi, capaian) in [(70.0, 87.5), (85.0, 100.0), (99.0, 90.0)] {
        assert_eq!(rentang(Stabil, 80.0, 90.0, realisasi).penuh().map(|c| bulatkan(c, 1)), Some(capaian));
    }
}

#[test]
fn a_range_with_its_ends_exchanged_is_not_guessed() {
    assert_eq!(rentang(Maksimum, 90.0, 80.0, 85.0).alasan(), Some(Alasan::TidakTerbanding));
}

#[test]
fn ratio_indicators_divide_weighted_sums() {
    // Domain 7.5 [LLDIKTI XVI PRD]: 254/255, (79+0)/84, IKU3 = 0.5 x (23+24+11.5+19+75).
    assert_eq!(bulatkan(rasio::persen(254.0, 255.0).unwrap(), 8), 99.607_843_14);
    assert_eq!(bulatkan(rasio::rasio_persen(&[(79.0, 1.0), (0.0, 1.0)], 84.0).unwrap(), 8), 94.047_619_05);
    let iku3 = rasio::penjumlahan(&[23.0, 24.0, 11.5, 19.0, 75.0].map(|jumlah| (jumlah, 0.5)));
    assert_eq!(iku3, 76.25);
    // Achievement TW II = 66.395/76.25 = 87.0754 %.
    let lldikti = Profil::baku(NamaProfil::Lldikti);
    let capaian = angka(&lldikti, Maksimum, iku3, 66.395);
    assert_eq!(capaian.penuh().map(|c| lldikti.bulatkan(c)), Some(87.0754));
}

#[test]
fn a_denominator_of_zero_is_not_computable_and_not_zero() {
    // Domain 7.5.
    assert_eq!(rasio::persen(5.0, 0.0), Err(Alasan::PenyebutNol));
    assert_eq!(rasio::persen(0.0, 0.0), Err(Alasan::PenyebutNol));
    let capaian = Capaian::dari_penuh(&umum(), rasio::persen(5.0, 0.0));
    assert_eq!(capaian, Capaian::TidakTerhitung(Alasan::PenyebutNol));
    assert_eq!(Alasan::PenyebutNol.pesan(), "tidak dapat dihitung karena penyebut bernilai 0");
}

#[test]
fn groups_join_by_their_counts_and_not_by_adding_percentages() {
    // Domain 7.5: Unsamudra's added percentages 58.74 against target 15 make 391.6 %.
    assert_eq!(penuh(&umum(), Maksimum, 15.0, 58.74), Some(391.6));
    assert_eq!(rasio::gabungan(&[(30.0, 100.0), (10.0, 300.0)]), Ok(10.0));
}

#[test]
fn bps_caps_at_120_and_prints_a_dash_for_zero() {
    // Domain 7.6, the table of cases.
    let bps = Profil::baku(NamaProfil::Bps);
    assert_eq!(dibatasi(&bps, Maksimum, 0.0, 5.0), Some(120.0));
    assert_eq!(alasan(&bps, Maksimum, 0.0, 0.0), Some(Alasan::TargetNol));
    assert_eq!(alasan(&bps, Maksimum, 10.0, 0.0), Some(Alasan::RealisasiNol));
    assert_eq!(dibatasi(&bps, Maksimum, 10.0, 8.0), Some(80.0));
    assert_eq!(dibatasi(&bps, Maksimum, 10.0, 15.0), Some(120.0));
    assert_eq!(penuh(&bps, Maksimum, 10.0, 15.0), Some(150.0));
}

#[test]
fn the_zero_rules_of_bps_do_not_reward_more_of_what_should_be_less() {
    let bps = Profil::baku(NamaProfil::Bps);
    assert_eq!(alasan(&bps, Minimum, 0.0, 5.0), Some(Alasan::TargetNol));
    assert_eq!(dibatasi(&bps, Minimum, 10.0, 0.0), Some(120.0));
}

#[test]
fn every_cap_in_use_cuts_and_keeps_the_full_figure() {
    // Domain 7.7: 100 Semarang, 110 BPS PKO, 120 BPS quarterly and PermenPANRB 8/2021, 150 Boyolali; none: 322 % (diksi).
    for batas in [100.0, 110.0, 120.0, 150.0] {
        let profil = Profil { batas_atas: Some(batas), ..umum() };
        assert_eq!(angka(&profil, Maksimum, 300.0, 966.0), Capaian::Terhitung { penuh: 322.0, dibatasi: batas });
    }
    for nama in [NamaProfil::Umum, NamaProfil::Lldikti] {
        let profil = Profil::baku(nama);
        assert_eq!(angka(&profil, Maksimum, 300.0, 966.0), Capaian::Terhitung { penuh: 322.0, dibatasi: 322.0 });
    }
}

/// Domain 9.4, ranks [Pringsewu].
const AKIP: [(&str, u8); 7] = [("AA", 7), ("A", 6), ("BB", 5), ("B", 4), ("CC", 3), ("C", 2), ("D", 1)];

/// Domain 9.4, ranks; TW is Tidak Wajar here.
const OPINI: [(&str, u8); 4] = [("WTP", 4), ("WDP", 3), ("TW", 2), ("TMP", 1)];

fn peringkat(skala: &[(&str, u8)], target: &str, realisasi: &str) -> Capaian {
    let cari = |nama: &str| skala.iter().find(|(n, _)| *n == nama).map(|(_, peringkat)| *peringkat).unwrap();
    hitung(&umum(), Maksimum, &Target::Peringkat(cari(target)), &Realisasi::Peringkat(cari(realisasi)))
}

#[test]
fn a_grade_reached_is_a_hundred_and_never_more() {
    // Domain 9.4.
    assert_eq!(peringkat(&AKIP, "BB", "BB").penuh(), Some(100.0));
    assert_eq!(peringkat(&AKIP, "BB", "AA").penuh(), Some(100.0));
    assert_eq!(peringkat(&OPINI, "WTP", "WTP").penuh(), Some(100.0));
    assert!(ordinal::tercapai(5, 7) && !ordinal::tercapai(5, 4));
}

#[test]
fn a_grade_missed_gives_the_ratio_of_ranks_for_information() {
    // Domain 9.4: rank(R)/rank(T) x 100.
    assert_eq!(peringkat(&AKIP, "BB", "B").penuh(), Some(80.0));
    assert_eq!(peringkat(&AKIP, "AA", "D").penuh().map(|c| bulatkan(c, 2)), Some(14.29));
    assert_eq!(peringkat(&OPINI, "WTP", "WDP").penuh(), Some(75.0));
}

#[test]
fn a_grade_and_a_figure_cannot_be_compared() {
    let bb = Target::Peringkat(5);
    assert_eq!(hitung(&umum(), Maksimum, &bb, &Realisasi::Angka(78.5)).alasan(), Some(Alasan::TidakTerbanding));
    let angka = Target::Angka(80.0);
    assert_eq!(hitung(&umum(), Maksimum, &angka, &Realisasi::Peringkat(5)).alasan(), Some(Alasan::TidakTerbanding));
}

#[test]
fn blank_dash_and_zero_are_three_different_things() {
    // Domain 2 and 6.
    let target = Target::Angka(80.0);
    assert_eq!(hitung(&umum(), Maksimum, &target, &Realisasi::Kosong).alasan(), Some(Alasan::TidakAda));
    assert_eq!(hitung(&umum(), Maksimum, &target, &Realisasi::Strip).alasan(), Some(Alasan::TidakAda));
    assert_eq!(hitung(&umum(), Maksimum, &target, &Realisasi::Angka(0.0)).penuh(), Some(0.0));
    let e81 = Profil { strip: StripDibaca::Nol, ..umum() };
    assert_eq!(hitung(&e81, Maksimum, &target, &Realisasi::Strip).penuh(), Some(0.0));
    assert_eq!(hitung(&e81, Maksimum, &target, &Realisasi::Kosong).alasan(), Some(Alasan::TidakAda));
}

#[test]
fn a_target_of_zero_is_not_computable_by_default() {
    for polaritas in [Maksimum, Minimum, Stabil] {
        assert_eq!(alasan(&umum(), polaritas, 0.0, 0.0), Some(Alasan::TargetNol));
        assert_eq!(alasan(&umum(), polaritas, 0.0, 5.0), Some(Alasan::TargetNol));
    }
}

#[test]
fn a_negative_target_does_not_turn_better_into_worse() {
    // -1 % is better than a target of -2 %; R/T would say 50.
    assert_eq!(alasan(&umum(), Maksimum, -2.0, -1.0), Some(Alasan::BilanganNegatif));
    assert_eq!(alasan(&umum(), Minimum, -2.0, -3.0), Some(Alasan::BilanganNegatif));
    assert_eq!(penuh(&umum(), Stabil, -2.0, -1.0), Some(50.0));
}

#[test]
fn figures_beyond_measure_give_no_achievement() {
    for (target, realisasi) in [(f64::NAN, 1.0), (1.0, f64::NAN), (1.0, f64::INFINITY), (1e-300, 1e300)] {
        for polaritas in [Maksimum, Minimum, Stabil] {
            let capaian = angka(&umum(), polaritas, target, realisasi);
            assert_eq!(capaian.alasan(), Some(Alasan::TidakTerbanding), "{polaritas:?} {target} {realisasi}");
        }
    }
}

fn polaritas_apa_pun() -> impl Strategy<Value = Polaritas> {
    prop::sample::select(vec![Maksimum, Minimum, Stabil])
}

fn profil_apa_pun() -> impl Strategy<Value = Profil> {
    prop::sample::select(NamaProfil::SEMUA.to_vec()).prop_map(Profil::baku)
}

proptest! {
    #[test]
    fn a_cap_never_raises_and_a_floor_never_lowers(penuh in -1e6..1e6_f64, bawah in -100.0..100.0_f64, tinggi in 0.0..200.0_f64) {
        let cap = Profil { batas_bawah: None, batas_atas: Some(bawah + tinggi), ..umum() };
        prop_assert!(cap.batasi(penuh) <= penuh && cap.batasi(penuh) <= bawah + tinggi);
        let lantai = Profil { batas_bawah: Some(bawah), batas_atas: None, ..umum() };
        prop_assert!(lantai.batasi(penuh) >= penuh && lantai.batasi(penuh) >= bawah);
        let keduanya = Profil { batas_bawah: Some(bawah), batas_atas: Some(bawah + tinggi), ..umum() };
        prop_assert_eq!(keduanya.batasi(keduanya.batasi(penuh)), keduanya.batasi(penuh));
    }

    #[test]
    fn a_computed_achievement_is_finite_and_limited_below_the_full_figure(
        profil in profil_apa_pun(), polaritas in polaritas_apa_pun(), target in -1e9..1e9_f64, realisasi in -1e9..1e9_f64,
    ) {
        if let Capaian::Terhitung { penuh, dibatasi } = angka(&profil, polaritas, target, realisasi) {
            prop_assert!(penuh.is_finite() && dibatasi.is_finite());
            prop_assert!(profil.batas_atas.is_none_or(|atas| dibatasi <= atas));
            prop_assert!(profil.batas_bawah.is_none_or(|bawah| dibatasi >= bawah));
            if profil.batas_bawah.is_none_or(|bawah| penuh >= bawah) {
                prop_assert!(dibatasi <= penuh);
            }
        }
    }

    #[test]
    fn more_is_never_worse_where_higher_is_better_and_never_better_where_lower_is(
        target in 1e-3..1e6_f64, sedikit in 0.0..1e6_f64, tambah in 0.0..1e6_f64,
    ) {
        let nilai = |profil: &Profil, polaritas, realisasi| angka(profil, polaritas, target, realisasi).dibatasi().unwrap();
        let banyak = sedikit + tambah;
        prop_assert!(nilai(&umum(), Maksimum, banyak) >= nilai(&umum(), Maksimum, sedikit));
        prop_assert!(nilai(&umum(), Minimum, banyak) <= nilai(&umum(), Minimum, sedikit));
        let tren = Profil { minimum_nol: MinimumNol::Seratus, ..Profil::baku(NamaProfil::Tren) };
        if sedikit > 0.0 {
            prop_assert!(nilai(&tren, Minimum, banyak) <= nilai(&tren, Minimum, sedikit));
        }
    }

    #[test]
    fn meeting_the_target_exactly_is_a_hundred_in_every_profile(
        profil in profil_apa_pun(), polaritas in polaritas_apa_pun(), target in 1e-3..1e9_f64,
    ) {
        prop_assert_eq!(angka(&profil, polaritas, target, target).dibatasi().map(bulat::tanpa_derau), Some(100.0));
    }

    #[test]
    fn a_range_asks_nothing_of_what_stays_inside(bawah in 0.0..1e3_f64, lebar in 0.0..1e3_f64, bagian in 0.0..=1.0_f64, polaritas in polaritas_apa_pun()) {
        let atas = bawah + lebar;
        let di_dalam = (bawah + bagian * lebar).clamp(bawah, atas);
        let capaian = hitung(&umum(), polaritas, &Target::Rentang { bawah, atas }, &Realisasi::Angka(di_dalam));
        prop_assert_eq!(capaian.penuh(), Some(100.0));
    }
}
