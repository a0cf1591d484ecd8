use super::*;
use crate::domain::capaian::{NamaProfil, bulatkan};
use KonsolidasiPeriode::{Jumlah, NilaiAkhir, RataRata};

fn empat(angka: &[f64]) -> EmpatTriwulan {
    std::array::from_fn(|i| angka.get(i).copied())
}

fn deret(target: &[f64], realisasi: &[f64], tahunan: f64) -> Deret {
    Deret { target: empat(target), realisasi: empat(realisasi), tahunan: Some(tahunan), kumulatif: false }
}

fn sampai(polaritas: Polaritas, konsolidasi: KonsolidasiPeriode, deret: &Deret) -> SampaiTriwulan {
    sampai_triwulan(&Profil::default(), polaritas, konsolidasi, deret, Triwulan::II)
}

fn dua_digit(capaian: Capaian) -> Option<f64> {
    capaian.penuh().map(|nilai| bulatkan(nilai, 2))
}

#[test]
fn a_sum_compares_the_filled_quarters_with_the_targets_of_the_same_quarters() {
    // Domain 8.2, Sum [Pringsewu]: T 10,20,30,40; R 8,22 -> 30/30 = 100 % to date; vs annual 30/100 = 30 %.
    let hasil = sampai(Polaritas::Maksimum, Jumlah, &deret(&[10.0, 20.0, 30.0, 40.0], &[8.0, 22.0], 100.0));
    assert_eq!((hasil.target, hasil.realisasi), (Some(30.0), Some(30.0)));
    assert_eq!(dua_digit(hasil.capaian), Some(100.0));
    assert_eq!(dua_digit(hasil.terhadap_tahun), Some(30.0));
    assert_eq!(hasil.triwulan, [Triwulan::I, Triwulan::II]);
}

#[test]
fn a_last_value_compares_the_last_filled_quarter_with_its_own_target() {
    // Domain 8.2, LastValue (max): T 25,50,75,100; R 20,45 -> 45/50 = 90 %; vs annual 45 %.
    let hasil = sampai(Polaritas::Maksimum, NilaiAkhir, &deret(&[25.0, 50.0, 75.0, 100.0], &[20.0, 45.0], 100.0));
    assert_eq!(dua_digit(hasil.capaian), Some(90.0));
    assert_eq!(dua_digit(hasil.terhadap_tahun), Some(45.0));
    assert_eq!(hasil.triwulan, [Triwulan::II]);
}

#[test]
fn a_last_value_where_lower_is_better_turns_the_quotient_around() {
    // Domain 8.2, LastValue (min), NEG-B: T 12,11,10,9; R 12,12 -> 11/12 = 91.67 %.
    let tren = Profil::baku(NamaProfil::Tren);
    let deret = deret(&[12.0, 11.0, 10.0, 9.0], &[12.0, 12.0], 9.0);
    let hasil = sampai_triwulan(&tren, Polaritas::Minimum, NilaiAkhir, &deret, Triwulan::II);
    assert_eq!(dua_digit(hasil.capaian), Some(91.67));
}

#[test]
fn a_sum_where_lower_is_better_turns_the_quotient_of_the_sums_around() {
    // Domain 8.2, Magetan type 3: T 2,2,2,2; R 2,3 -> 4/5 = 80 %.
    let tren = Profil::baku(NamaProfil::Tren);
    let deret = deret(&[2.0; 4], &[2.0, 3.0], 8.0);
    let hasil = sampai_triwulan(&tren, Polaritas::Minimum, Jumlah, &deret, Triwulan::II);
    assert_eq!(dua_digit(hasil.capaian), Some(80.0));
}

#[test]
fn an_average_compares_the_mean_with_the_target() {
    // Domain 8.2, Average: T 80; R 78,85 -> 81.5/80 = 101.88 %, whether 80 stands in every quarter or for the year only.
    for target in [&[80.0; 4][..], &[]] {
        let hasil = sampai(Polaritas::Maksimum, RataRata, &deret(target, &[78.0, 85.0], 80.0));
        assert_eq!((hasil.target, hasil.realisasi), (Some(80.0), Some(81.5)));
        assert_eq!(dua_digit(hasil.capaian), Some(101.88));
    }
}

#[test]
fn running_percentages_become_the_figures_of_each_quarter() {
    // Domain 8.2, DELISERDANG: T=4; % 0.5,0.7,1.0,1.0 -> K 2.0, 0.8, 1.2, 0.0.
    let k = tambahan_dari_persen(&empat(&[50.0, 70.0, 100.0, 100.0]), 4.0);
    assert_eq!(k, empat(&[2.0, 0.8, 1.2, 0.0]));
}

#[test]
fn running_totals_are_not_added_again() {
    // Domain 8.1, "Cumulative-stated" (BPS, LLDIKTI: TW II = Jan-Jun).
    let berjalan = Deret { kumulatif: true, ..deret(&[10.0, 30.0, 60.0, 100.0], &[8.0, 30.0], 100.0) };
    for konsolidasi in [Jumlah, NilaiAkhir, RataRata] {
        let hasil = sampai(Polaritas::Maksimum, konsolidasi, &berjalan);
        assert_eq!((hasil.target, hasil.realisasi), (Some(30.0), Some(30.0)));
        assert_eq!(dua_digit(hasil.capaian), Some(100.0));
    }
}

#[test]
fn later_quarters_do_not_count_before_their_time() {
    let hasil = sampai(Polaritas::Maksimum, Jumlah, &deret(&[10.0, 20.0, 30.0, 40.0], &[8.0, 22.0, 90.0], 100.0));
    assert_eq!(hasil.realisasi, Some(30.0));
}

#[test]
fn a_blank_quarter_takes_its_target_out_of_the_sum() {
    let mut bolong = deret(&[10.0, 20.0, 30.0, 40.0], &[8.0], 100.0);
    bolong.realisasi[2] = Some(30.0);
    let hasil = sampai_triwulan(&Profil::default(), Polaritas::Maksimum, Jumlah, &bolong, Triwulan::III);
    assert_eq!((hasil.target, hasil.realisasi), (Some(40.0), Some(38.0)));
    assert_eq!(hasil.triwulan, [Triwulan::I, Triwulan::III]);
}

#[test]
fn nothing_filled_is_not_zero_achieved() {
    for konsolidasi in [Jumlah, NilaiAkhir, RataRata] {
        let hasil = sampai(Polaritas::Maksimum, konsolidasi, &deret(&[10.0; 4], &[], 40.0));
        assert_eq!((hasil.target, hasil.realisasi), (None, None));
        assert_eq!(hasil.capaian, Capaian::TidakTerhitung(Alasan::TidakAda));
        assert_eq!(hasil.terhadap_tahun, Capaian::TidakTerhitung(Alasan::TidakAda));
    }
}

#[test]
fn a_missing_quarterly_target_is_nothing_planned_only_when_the_others_make_the_year() {
    let mut rencana = deret(&[], &[8.0, 22.0], 100.0);
    rencana.target = [None, Some(40.0), None, Some(60.0)];
    assert_eq!(sampai(Polaritas::Maksimum, Jumlah, &rencana).target, Some(40.0));
    assert_eq!(
        sampai_triwulan(&Profil::default(), Polaritas::Maksimum, Jumlah, &rencana, Triwulan::I).target,
        Some(0.0)
    );
    rencana.tahunan = Some(120.0);
    let hasil = sampai(Polaritas::Maksimum, Jumlah, &rencana);
    assert_eq!(hasil.target, None);
    assert_eq!(hasil.capaian, Capaian::TidakTerhitung(Alasan::TidakAda));
    assert_eq!(dua_digit(hasil.terhadap_tahun), Some(25.0));
}

fn kesimpulan(target: &[f64], tahunan: f64) -> Option<(KonsolidasiPeriode, bool, bool)> {
    simpulkan(&empat(target), tahunan).map(|s| (s.konsolidasi, s.kumulatif, s.pasti))
}

#[test]
fn targets_tell_how_quarters_make_the_year() {
    // Domain 8.1, "Infer from data when targets are given".
    assert_eq!(kesimpulan(&[10.0, 20.0, 30.0, 40.0], 100.0), Some((Jumlah, false, true)));
    assert_eq!(kesimpulan(&[25.0, 50.0, 75.0, 100.0], 100.0), Some((NilaiAkhir, true, true)));
    assert_eq!(kesimpulan(&[12.0, 11.0, 10.0, 9.0], 9.0), Some((NilaiAkhir, false, true)));
    assert_eq!(kesimpulan(&[80.0; 4], 80.0), Some((NilaiAkhir, false, false)));
    assert_eq!(kesimpulan(&[10.0, 20.0, 30.0, 50.0], 100.0), None);
    assert_eq!(kesimpulan(&[], 100.0), None);
}

#[test]
fn a_lone_target_does_not_settle_the_question() {
    assert_eq!(
        simpulkan(&[None, None, None, Some(1.0)], 1.0).map(|s| (s.konsolidasi, s.pasti)),
        Some((NilaiAkhir, false))
    );
    assert_eq!(simpulkan(&[None, Some(1.0), None, None], 1.0).map(|s| (s.konsolidasi, s.pasti)), Some((Jumlah, false)));
    assert_eq!(kesimpulan(&[0.0, 1.0, 0.0, 0.0], 1.0), Some((Jumlah, false, true)));
    assert_eq!(kesimpulan(&[0.0; 4], 0.0).map(|(_, _, pasti)| pasti), Some(false));
}

#[test]
fn rounded_targets_still_add_up_to_the_year() {
    assert_eq!(kesimpulan(&[33.33, 33.33, 33.33, 0.0], 100.0).map(|(k, ..)| k), Some(Jumlah));
    assert_eq!(kesimpulan(&[0.1, 0.2, 0.3, 0.4], 1.0).map(|(k, ..)| k), Some(Jumlah));
    assert_eq!(kesimpulan(&[25.0, 25.0, 25.0, 24.0], 100.0), None);
}

#[test]
fn running_totals_and_additions_are_two_views_of_one_series() {
    let tambah = [Some(8.0), None, Some(22.0), Some(0.0)];
    assert_eq!(berjalan(&tambah), [Some(8.0), None, Some(30.0), Some(30.0)]);
    assert_eq!(tambahan(&berjalan(&tambah)), tambah);
}

#[test]
fn semesters_are_pairs_of_quarters() {
    // Domain 8.2, semester view: SM1 = TW I+II, SM2 = TW III+IV.
    let tw = [Some(10.0), Some(20.0), Some(30.0), None];
    assert_eq!(semester(&tw, Jumlah), [Some(30.0), Some(30.0)]);
    assert_eq!(semester(&tw, RataRata), [Some(15.0), Some(30.0)]);
    assert_eq!(semester(&tw, NilaiAkhir), [Some(20.0), Some(30.0)]);
    assert_eq!(semester(&[None; 4], Jumlah), [None, None]);
}
