//! Semesters and the year (domain 8.2).

use super::*;
use crate::cascade::gulung_kurun;
use crate::domain::periode::Kurun;

/// Target, realisation and achievement of the first node for a period, and what must be known of it.
fn satu(simpul: &str, realisasi: [&str; 4], kurun: Kurun) -> ([Option<f64>; 3], Vec<String>) {
    let mut semua = vec![kaskade(UNIT, simpul)];
    let ukuran = realisasi.into_iter().zip(1..).filter(|(isi, _)| !isi.is_empty());
    semua.extend(ukuran.map(|(isi, tw)| ukur("JTI", tw, &format!("IKK 1|{isi}"))));
    let tables = susun(semua);
    let profil = Profil::baku(NamaProfil::Umum);
    let hasil = gulung_kurun(&Kaskade::dari(&tables), &tables, &profil, kurun, Triwulan::IV).remove(0);
    let sampai = hasil.sampai;
    ([sampai.target, sampai.realisasi, sampai.capaian], hasil.catatan)
}

fn mitra(cara: &str) -> String {
    format!("IKK 1||IKK|JTI|Mitra|Mitra||{cara}|||100|10|20|30|40")
}

#[test]
fn the_second_semester_takes_its_own_two_quarters() {
    let (angka, _) = satu(&mitra("jumlah"), ["8", "22", "15", "27"], Kurun::SemesterII);
    assert_eq!(angka, [Some(70.0), Some(42.0), Some(60.0)]);
    let (angka, _) = satu(&mitra("jumlah"), ["8", "22", "15", "27"], Kurun::SemesterI);
    assert_eq!(angka, [Some(30.0), Some(30.0), Some(100.0)]);
}

#[test]
fn a_position_is_its_last_value_in_the_semester_and_a_mean_the_mean_of_its_quarters() {
    let posisi = "IKK 1||IKK|JTI|Mitra|%||nilai akhir|||100|25|50|75|100";
    assert_eq!(satu(posisi, ["20", "45", "60", ""], Kurun::SemesterII).0, [Some(75.0), Some(60.0), Some(80.0)]);
    let rata = "IKK 1||IKK|JTI|Mitra|%||rata-rata|||80|80|80|80|80";
    assert_eq!(satu(rata, ["10", "10", "78", "82"], Kurun::SemesterII).0, [Some(80.0), Some(80.0), Some(100.0)]);
}

#[test]
fn a_semester_without_a_report_is_blank_whatever_came_before() {
    assert_eq!(satu(&mitra("jumlah"), ["8", "22", "", ""], Kurun::SemesterII).0, [None, None, None]);
}

#[test]
fn the_year_is_measured_against_its_target() {
    // Domain 8.2, sum: R 8, 22 are 30 of 100; last value: 45 of 100.
    assert_eq!(satu(&mitra("jumlah"), ["8", "22", "", ""], Kurun::Tahunan).0, [Some(100.0), Some(30.0), Some(30.0)]);
    let posisi = "IKK 1||IKK|JTI|Mitra|%||nilai akhir|||100|25|50|75|100";
    assert_eq!(satu(posisi, ["20", "45", "", ""], Kurun::Tahunan).0, [Some(100.0), Some(45.0), Some(45.0)]);
}

#[test]
fn a_grade_is_measured_against_the_grade_of_the_year() {
    let predikat = "IKK 1||IKK|JTI|SAKIP|Predikat||nilai akhir|||A|B|B|BB|A";
    let (angka, _) = satu(predikat, ["B", "BB", "", ""], Kurun::Triwulan(Triwulan::II));
    assert_eq!(angka[2], Some(100.0));
    let (angka, _) = satu(predikat, ["B", "BB", "", ""], Kurun::Tahunan);
    assert!(angka[2].is_some_and(|capaian| capaian < 100.0), "{angka:?}");
}

#[test]
fn a_semester_of_a_flow_whose_targets_are_missing_is_not_measured_against_the_year() {
    let tanpa = "IKK 1||IKK|JTI|Mitra|Mitra||jumlah|||100||||";
    let (angka, catatan) = satu(tanpa, ["8", "22", "15", "27"], Kurun::SemesterII);
    assert_eq!(angka, [None, Some(42.0), None]);
    assert!(catatan.iter().any(|satu| satu.contains("target semester tidak diketahui")), "{catatan:?}");
}
