//! The tree's answers, and figures carried up it.
#![allow(clippy::unwrap_used)]

mod kurun;

use super::*;
use crate::domain::capaian::{NamaProfil, Profil};
use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::triwulan::Triwulan;
use crate::tables::uji::{berkas, dokumen, kaskade, susun};
use crate::tables::{Berkas, Tables};

const UNIT: &str = "PNX|Politeknik Contoh|||\nJTI|Jurusan Teknologi Informasi||PNX|\nJAK|Jurusan Akuntansi||PNX|";

/// Rows "kode|induk|jenjang|unit" as a tree without figures.
fn pohon(baris: &[&str]) -> Kaskade {
    let simpul: Vec<String> = baris.iter().map(|baris| format!("{baris}|x|%||||||||||")).collect();
    Kaskade::dari(&susun(vec![kaskade(UNIT, &simpul.join("\n"))]))
}

fn kode(kaskade: &Kaskade, nomor: impl IntoIterator<Item = usize>) -> Vec<&str> {
    nomor.into_iter().map(|nomor| kaskade.ambil(nomor).unwrap().kode.as_str()).collect()
}

#[test]
fn parents_children_and_roots_are_found_by_code() {
    let pohon = pohon(&["IKU 1||IKU|", "[ikk 1.1]|iku1|IKK|JTI", "IKI 1.1.1|IKK 1.1|IKI|JTI", "IKU 2||IKU|"]);
    assert_eq!(kode(&pohon, pohon.akar()), ["IKU 1", "IKU 2"]);
    assert_eq!(kode(&pohon, pohon.anak(0).to_vec()), ["IKK 1.1"]);
    assert_eq!(kode(&pohon, pohon.leluhur(2)), ["IKK 1.1", "IKU 1"]);
    assert_eq!(kode(&pohon, pohon.keturunan(0)), ["IKK 1.1", "IKI 1.1.1"]);
    assert_eq!(kode(&pohon, pohon.iku_tanpa_turunan()), ["IKU 2"]);
    assert_eq!(pohon.bersaudara()[0], (None, vec![0, 3]));
}

#[test]
fn nodes_that_hang_in_the_air_are_named() {
    let pohon = pohon(&[
        "IKU 1||IKU|",
        "IKK 1.1||IKK|JTI",
        "IKK 1.2|IKU 9|IKK|JTI",
        "IKI 1|IKU 1|IKI|JTI",
        "IKK 1.1|IKU 1|IKK|JAK",
        "IKU 2|IKK 1.1|IKU|",
    ]);
    assert_eq!(kode(&pohon, pohon.tanpa_induk()), ["IKK 1.1"]);
    assert_eq!(kode(&pohon, pohon.induk_tak_dikenal()), ["IKK 1.2"]);
    assert_eq!(kode(&pohon, pohon.iki_tanpa_ikk()), ["IKI 1"]);
    assert_eq!(pohon.loncat_jenjang(), [(3, 0)]);
    assert_eq!(pohon.kode_ganda(), [(1, 4)]);
    assert_eq!(pohon.jenjang_terbalik(), [(5, 1)]);
}

#[test]
fn every_circle_is_listed_once_and_walked_once() {
    let pohon = pohon(&[
        "IKK 3|IKK 2|IKK|",
        "IKK 1|IKK 2|IKK|",
        "IKK 2|IKK 1|IKK|",
        "IKK 5|IKK 5|IKK|",
        "IKK 6|IKK 3|IKK|",
        "IKU 1||IKU|",
    ]);
    assert_eq!(pohon.siklus(), [vec![1, 2], vec![3]]);
    assert_eq!(kode(&pohon, pohon.leluhur(4)), ["IKK 3", "IKK 2", "IKK 1"]);
    assert_eq!(kode(&pohon, pohon.keturunan(1)), ["IKK 2", "IKK 3", "IKK 6"]);
}

fn ukur(unit: &str, tw: u32, isi: &str) -> Berkas {
    let dokumen = dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .unit(unit)
        .triwulan(Triwulan::dari_nomor(tw).unwrap())
        .tabel(PeranTabel::Indikator, &format!("kode|realisasi.tw\n{isi}"))
        .jadi();
    berkas(&format!("{unit} TW{tw}.xlsx"), tw, vec![dokumen])
}

fn hasil(simpul: &str, ukuran: Vec<Berkas>, sampai: Triwulan) -> (Tables, Vec<HasilSimpul>) {
    let mut semua = vec![kaskade(UNIT, simpul)];
    semua.extend(ukuran);
    let tables = susun(semua);
    let pohon = Kaskade::dari(&tables);
    let hasil = gulung(&pohon, &tables, &Profil::baku(NamaProfil::Umum), sampai);
    (tables, hasil)
}

const JUMLAH: &str = "IKU 1||IKU|PNX|Mitra|Mitra||jumlah|jumlah||100|10|20|30|40
    IKK 1.1|IKU 1|IKK|JTI|Mitra|Mitra||jumlah|||60|6|12|18|24
    IKK 1.2|IKU 1|IKK|JAK|Mitra|Mitra||jumlah|||40|4|8|12|16";

#[test]
fn children_add_up_and_quarters_add_up_to_date() {
    // Domain 8.2, sum: T 10, 20, 30, 40; R 8, 22 make 30 of 30, 100 % to date.
    let ukuran = vec![
        ukur("JTI", 1, "IKK 1.1|5"),
        ukur("JAK", 1, "IKK 1.2|3"),
        ukur("JTI", 2, "IKK 1.1|12"),
        ukur("JAK", 2, "IKK 1.2|10"),
    ];
    let (_, hasil) = hasil(JUMLAH, ukuran, Triwulan::II);
    let iku = &hasil[0];
    assert_eq!(iku.asal, Asal::Anggota(KonsolidasiUnit::Jumlah));
    assert_eq!((iku.triwulan[0].realisasi, iku.triwulan[0].capaian), (Some(8.0), Some(80.0)));
    assert_eq!((iku.sampai.target, iku.sampai.realisasi, iku.sampai.capaian), (Some(30.0), Some(30.0), Some(100.0)));
    assert_eq!((iku.dari, iku.rekaman.len()), ((2, 2), 4));
    assert_eq!(hasil[1].sampai.realisasi, Some(17.0));
}

#[test]
fn a_child_that_did_not_report_is_named_and_one_without_a_figure_is_not_zero() {
    let ukuran = vec![ukur("JTI", 1, "IKK 1.1|belum ada")];
    let (_, hasil) = hasil(JUMLAH, ukuran, Triwulan::I);
    assert_eq!(hasil[0].dari, (1, 2));
    assert_eq!(hasil[0].belum, ["Jurusan Akuntansi (IKK 1.2)"]);
    assert_eq!(hasil[0].sampai.realisasi, None);
    assert_eq!(hasil[2].belum, ["Jurusan Akuntansi (IKK 1.2)"]);
    let ukuran = vec![ukur("JTI", 1, "IKK 1.1|belum ada"), ukur("JAK", 1, "IKK 1.2|4")];
    let (_, hasil) = self::hasil(JUMLAH, ukuran, Triwulan::I);
    assert_eq!(hasil[0].tidak_terhitung, [("Jurusan Teknologi Informasi (IKK 1.1)".into(), "tidak_terbanding".into())]);
    assert_eq!((hasil[0].sampai.realisasi, hasil[0].sampai.capaian), (Some(4.0), Some(40.0)));
}

#[test]
fn a_node_that_its_own_unit_measured_keeps_that_value() {
    let ukuran = vec![ukur("JTI", 1, "IKK 1.1|5"), ukur("PNX", 1, "IKU 1|9")];
    let (_, hasil) = hasil(JUMLAH, ukuran, Triwulan::I);
    assert_eq!((hasil[0].asal, hasil[0].sampai.realisasi), (Asal::Sendiri, Some(9.0)));
    assert!(hasil[0].catatan[0].contains("diukur sendiri"));
    assert_eq!(hasil[0].dari, (1, 1));
}

#[test]
fn the_last_value_stands_for_the_year_so_far() {
    // Domain 8.2, last value: T 25, 50, 75, 100; R 20, 45 make 45 of 50, 90 %.
    let simpul = "IKU 1||IKU|PNX|x|Dokumen||nilai akhir|rata-rata||100|25|50|75|100
        IKK 1.1|IKU 1|IKK|JTI|x|Dokumen||nilai akhir|||100|25|50|75|100";
    let ukuran = vec![ukur("JTI", 1, "IKK 1.1|20"), ukur("JTI", 2, "IKK 1.1|45")];
    let (_, hasil) = hasil(simpul, ukuran, Triwulan::III);
    assert_eq!((hasil[0].sampai.target, hasil[0].sampai.capaian), (Some(50.0), Some(90.0)));
    assert_eq!(hasil[0].dari, (0, 1));
}

#[test]
fn weights_count_for_the_weighted_mean() {
    let simpul = "IKU 1||IKU|PNX|x|%||nilai akhir|rata-rata tertimbang||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|%||nilai akhir||75|80|80|80|80|80
        IKK 1.2|IKU 1|IKK|JAK|x|Persen||nilai akhir||25|80|80|80|80|80";
    let (_, hasil) = hasil(simpul, vec![ukur("JTI", 1, "IKK 1.1|80%"), ukur("JAK", 1, "IKK 1.2|40%")], Triwulan::I);
    assert_eq!((hasil[0].sampai.realisasi, hasil[0].sampai.capaian), (Some(70.0), Some(87.5)));
}

#[test]
fn percentages_are_not_added_and_unlike_units_combine_by_achievement() {
    let persen = "IKU 1||IKU|PNX|x|%||nilai akhir|jumlah||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|%||nilai akhir|||80|80|80|80|80";
    let (_, dijumlah) = hasil(persen, vec![ukur("JTI", 1, "IKK 1.1|80%")], Triwulan::I);
    assert_eq!(
        (dijumlah[0].asal, dijumlah[0].catatan.as_slice()),
        (Asal::TidakAda, &["persentase tidak dijumlahkan".to_string()][..])
    );
    let campur = "IKU 1||IKU|PNX|x|%||nilai akhir|rata-rata||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|Orang||nilai akhir|||10|10|10|10|10
        IKK 1.2|IKU 1|IKK|JAK|x|Predikat||nilai akhir|||BB|BB|BB|BB|BB";
    let (_, campur) = hasil(campur, vec![ukur("JTI", 1, "IKK 1.1|5"), ukur("JAK", 1, "IKK 1.2|A")], Triwulan::I);
    assert_eq!((campur[0].sampai.realisasi, campur[0].sampai.capaian), (None, Some(75.0)));
}

#[test]
fn units_that_report_the_institutions_own_indicator_are_its_members() {
    let simpul = "IKU 1||IKU||Mitra|Mitra||jumlah|jumlah||20|5|5|5|5";
    let (_, dua) = hasil(simpul, vec![ukur("JTI", 1, "IKU 1|2"), ukur("JAK", 1, "IKU 1|3")], Triwulan::I);
    assert_eq!((dua[0].dari, dua[0].sampai.realisasi), ((2, 2), Some(5.0)));
    let (_, satu) = hasil(simpul, vec![ukur("JTI", 1, "IKU 1|2")], Triwulan::I);
    assert_eq!((satu[0].asal, satu[0].sampai.realisasi), (Asal::Sendiri, Some(2.0)));
}

#[test]
fn nodes_on_a_circle_get_a_note_and_no_figure() {
    let simpul = "IKK 1|IKK 2|IKK|JTI|x|%|||rata-rata||1||||\nIKK 2|IKK 1|IKK|JTI|x|%|||rata-rata||1||||";
    let (_, hasil) = hasil(simpul, vec![ukur("JTI", 1, "IKK 1|1")], Triwulan::I);
    assert!(hasil.iter().all(|satu| satu.sampai.realisasi.is_none() && satu.catatan[0].contains("melingkar")));
}

#[test]
fn what_a_quarters_own_form_says_counts_before_a_later_restatement() {
    let kedua = dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .tabel(PeranTabel::Indikator, "kode|realisasi.tw1|realisasi.tw2\nIKK 1.1|9|12")
        .jadi();
    let ukuran = vec![ukur("JTI", 1, "IKK 1.1|5"), berkas("JTI kedua.xlsx", 9, vec![kedua])];
    let (_, hasil) = hasil(JUMLAH, ukuran, Triwulan::II);
    assert_eq!((hasil[1].triwulan[0].realisasi, hasil[1].triwulan[1].realisasi), (Some(5.0), Some(12.0)));
}

#[test]
fn the_last_grade_stands_even_after_a_figure_typed_beside_an_earlier_one() {
    let simpul = "IKU 1||IKU||x|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB
        IKK 1.1|IKU 1|IKK|JTI|x|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB";
    let (_, hasil) = hasil(simpul, vec![ukur("JTI", 1, "IKK 1.1|78.5"), ukur("JTI", 2, "IKK 1.1|B")], Triwulan::II);
    assert_eq!((hasil[1].sampai.realisasi, hasil[1].sampai.capaian), (None, Some(80.0)));
    assert_eq!((hasil[0].asal, hasil[0].sampai.capaian), (Asal::Anggota(KonsolidasiUnit::Langsung), Some(80.0)));
}

#[test]
fn a_leaf_that_is_not_handed_up_does_not_count() {
    let simpul = "IKU 1||IKU||Mitra|Mitra||jumlah|jumlah||20|5|5|5|5
        IKK 1.1|IKU 1|IKK|JTI|Mitra|Mitra||jumlah|||20|5|5|5|5
        IKK 1.2|IKU 1|IKK|JTI|Mitra kecil|Mitra||jumlah|tanpa||20|5|5|5|5";
    let (_, hasil) = hasil(simpul, vec![ukur("JTI", 1, "IKK 1.1|4\nIKK 1.2|9")], Triwulan::I);
    assert_eq!((hasil[0].dari, hasil[0].sampai.realisasi), ((1, 1), Some(4.0)));
}
