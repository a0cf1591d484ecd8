//! The tree's answers, and figures carried up it.
#![allow(clippy::unwrap_used)]

mod partial;
mod timespan;

use super::*;
use crate::domain::capaian::{Profil, ProfilName};
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::triwulan::Triwulan;
use crate::tables::test::{build, document, file, kaskade};
use crate::tables::{SentFile, Tables};

const UNIT: &str = "PNX|Politeknik Contoh|||\nJTI|Jurusan Teknologi Informasi||PNX|\nJAK|Jurusan Akuntansi||PNX|";

/// Rows "kode|induk|jenjang|unit" as a tree without figures.
fn tree(row: &[&str]) -> Kaskade {
    let node: Vec<String> = row.iter().map(|row| format!("{row}|x|%||||||||||")).collect();
    Kaskade::from(&build(vec![kaskade(UNIT, &node.join("\n"))]))
}

fn code(kaskade: &Kaskade, number: impl IntoIterator<Item = usize>) -> Vec<&str> {
    number.into_iter().map(|number| kaskade.take(number).unwrap().code.as_str()).collect()
}

#[test]
fn parents_children_and_roots_are_found_by_code() {
    let tree = tree(&["IKU 1||IKU|", "[ikk 1.1]|iku1|IKK|JTI", "IKI 1.1.1|IKK 1.1|IKI|JTI", "IKU 2||IKU|"]);
    assert_eq!(code(&tree, tree.root()), ["IKU 1", "IKU 2"]);
    assert_eq!(code(&tree, tree.child(0).to_vec()), ["IKK 1.1"]);
    assert_eq!(code(&tree, tree.ancestor(2).collect::<Vec<_>>()), ["IKK 1.1", "IKU 1"]);
    assert_eq!(code(&tree, tree.descendants(0)), ["IKK 1.1", "IKI 1.1.1"]);
    assert_eq!(code(&tree, tree.iku_without_derivation()), ["IKU 2"]);
    assert_eq!(tree.sibling()[0], (None, vec![0, 3]));
}

#[test]
fn nodes_that_hang_in_the_air_are_named() {
    let tree = tree(&[
        "IKU 1||IKU|",
        "IKK 1.1||IKK|JTI",
        "IKK 1.2|IKU 9|IKK|JTI",
        "IKI 1|IKU 1|IKI|JTI",
        "IKK 1.1|IKU 1|IKK|JAK",
        "IKU 2|IKK 1.1|IKU|",
    ]);
    assert_eq!(code(&tree, tree.without_parent()), ["IKK 1.1"]);
    assert_eq!(code(&tree, tree.unknown_parent()), ["IKK 1.2"]);
    assert_eq!(code(&tree, tree.iki_without_ikk()), ["IKI 1"]);
    assert_eq!(tree.jump_jenjang(), [(3, 0)]);
    assert_eq!(tree.double_code(), [(1, 4)]);
    assert_eq!(tree.reversed_jenjang(), [(5, 1)]);
}

#[test]
fn every_circle_is_listed_once_and_walked_once() {
    let tree = tree(&[
        "IKK 3|IKK 2|IKK|",
        "IKK 1|IKK 2|IKK|",
        "IKK 2|IKK 1|IKK|",
        "IKK 5|IKK 5|IKK|",
        "IKK 6|IKK 3|IKK|",
        "IKU 1||IKU|",
    ]);
    assert_eq!(tree.cycle(), [vec![1, 2], vec![3]]);
    assert_eq!(code(&tree, tree.ancestor(4).collect::<Vec<_>>()), ["IKK 3", "IKK 2", "IKK 1"]);
    assert_eq!(code(&tree, tree.descendants(1)), ["IKK 2", "IKK 3", "IKK 6"]);
}

fn measure(unit: &str, tw: u32, content: &str) -> SentFile {
    let document = document()
        .kind(DocumentKind::Pengukuran)
        .unit(unit)
        .triwulan(Triwulan::from_number(tw).unwrap())
        .table(TableRole::Indikator, &format!("kode|realisasi.tw\n{content}"))
        .finished();
    file(&format!("{unit} TW{tw}.xlsx"), tw, vec![document])
}

fn outcome(node: &str, size: Vec<SentFile>, until: Triwulan) -> (Tables, Vec<NodeResult>) {
    let mut all = vec![kaskade(UNIT, node)];
    all.extend(size);
    let tables = build(all);
    let tree = Kaskade::from(&tables);
    let outcome = roll_up(&tree, &tables, &Profil::standard(ProfilName::General), until);
    (tables, outcome)
}

const TOTAL: &str = "IKU 1||IKU|PNX|Mitra|Mitra||jumlah|jumlah||100|10|20|30|40
    IKK 1.1|IKU 1|IKK|JTI|Mitra|Mitra||jumlah|||60|6|12|18|24
    IKK 1.2|IKU 1|IKK|JAK|Mitra|Mitra||jumlah|||40|4|8|12|16";

#[test]
fn children_add_up_and_quarters_add_up_to_date() {
    // Domain 8.2, sum: T 10, 20, 30, 40; R 8, 22 make 30 of 30, 100 % to date.
    let size = vec![
        measure("JTI", 1, "IKK 1.1|5"),
        measure("JAK", 1, "IKK 1.2|3"),
        measure("JTI", 2, "IKK 1.1|12"),
        measure("JAK", 2, "IKK 1.2|10"),
    ];
    let (_, outcome) = outcome(TOTAL, size, Triwulan::II);
    let iku = &outcome[0];
    assert_eq!(iku.origin, FigureOrigin::Member(KonsolidasiUnit::Total));
    assert_eq!((iku.triwulan[0].realisasi, iku.triwulan[0].capaian), (Some(8.0), Some(80.0)));
    assert_eq!((iku.until.target, iku.until.realisasi, iku.until.capaian), (Some(30.0), Some(30.0), Some(100.0)));
    assert_eq!((iku.from, iku.record_ids.len()), ((2, 2), 4));
    assert_eq!(outcome[1].until.realisasi, Some(17.0));
}

#[test]
fn a_child_that_did_not_report_is_named_and_one_without_a_figure_is_not_zero() {
    let size = vec![measure("JTI", 1, "IKK 1.1|belum ada")];
    let (_, outcome) = outcome(TOTAL, size, Triwulan::I);
    assert_eq!(outcome[0].from, (1, 2));
    assert_eq!(outcome[0].not_yet, ["Jurusan Akuntansi (IKK 1.2)"]);
    assert_eq!(outcome[0].until.realisasi, None);
    assert_eq!(outcome[2].not_yet, ["Jurusan Akuntansi (IKK 1.2)"]);
    let size = vec![measure("JTI", 1, "IKK 1.1|belum ada"), measure("JAK", 1, "IKK 1.2|4")];
    let (_, outcome) = self::outcome(TOTAL, size, Triwulan::I);
    assert_eq!(outcome[0].uncounted, [("Jurusan Teknologi Informasi (IKK 1.1)".into(), "tidak_terbanding".into())]);
    assert_eq!((outcome[0].until.realisasi, outcome[0].until.capaian), (Some(4.0), Some(100.0)));
    assert_eq!(outcome[0].partial.unwrap().of_all, Some(40.0));
}

#[test]
fn a_node_that_its_own_unit_measured_keeps_that_value() {
    let size = vec![measure("JTI", 1, "IKK 1.1|5"), measure("PNX", 1, "IKU 1|9")];
    let (_, outcome) = outcome(TOTAL, size, Triwulan::I);
    assert_eq!((outcome[0].origin, outcome[0].until.realisasi), (FigureOrigin::Own, Some(9.0)));
    assert!(outcome[0].notes[0].contains("diukur sendiri"));
    assert_eq!(outcome[0].from, (1, 1));
}

#[test]
fn the_last_value_stands_for_the_year_so_far() {
    // Domain 8.2, last value: T 25, 50, 75, 100; R 20, 45 make 45 of 50, 90 %.
    let node = "IKU 1||IKU|PNX|x|Dokumen||nilai akhir|rata-rata||100|25|50|75|100
        IKK 1.1|IKU 1|IKK|JTI|x|Dokumen||nilai akhir|||100|25|50|75|100";
    let size = vec![measure("JTI", 1, "IKK 1.1|20"), measure("JTI", 2, "IKK 1.1|45")];
    let (_, outcome) = outcome(node, size, Triwulan::III);
    assert_eq!((outcome[0].until.target, outcome[0].until.capaian), (Some(50.0), Some(90.0)));
    assert_eq!(outcome[0].from, (0, 1));
}

#[test]
fn weights_count_for_the_weighted_mean() {
    let node = "IKU 1||IKU|PNX|x|%||nilai akhir|rata-rata tertimbang||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|%||nilai akhir||75|80|80|80|80|80
        IKK 1.2|IKU 1|IKK|JAK|x|Persen||nilai akhir||25|80|80|80|80|80";
    let (_, outcome) =
        outcome(node, vec![measure("JTI", 1, "IKK 1.1|80%"), measure("JAK", 1, "IKK 1.2|40%")], Triwulan::I);
    assert_eq!((outcome[0].until.realisasi, outcome[0].until.capaian), (Some(70.0), Some(87.5)));
}

#[test]
fn percentages_are_not_added_and_unlike_units_combine_by_achievement() {
    let percent = "IKU 1||IKU|PNX|x|%||nilai akhir|jumlah||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|%||nilai akhir|||80|80|80|80|80";
    let (_, added_up) = outcome(percent, vec![measure("JTI", 1, "IKK 1.1|80%")], Triwulan::I);
    assert_eq!(
        (added_up[0].origin, added_up[0].notes.as_slice()),
        (FigureOrigin::Absent, &["persentase tidak dijumlahkan".to_string()][..])
    );
    let mixed = "IKU 1||IKU|PNX|x|%||nilai akhir|rata-rata||80|80|80|80|80
        IKK 1.1|IKU 1|IKK|JTI|x|Orang||nilai akhir|||10|10|10|10|10
        IKK 1.2|IKU 1|IKK|JAK|x|Predikat||nilai akhir|||BB|BB|BB|BB|BB";
    let (_, mixed) = outcome(mixed, vec![measure("JTI", 1, "IKK 1.1|5"), measure("JAK", 1, "IKK 1.2|A")], Triwulan::I);
    assert_eq!((mixed[0].until.realisasi, mixed[0].until.capaian), (None, Some(75.0)));
}

#[test]
fn units_that_report_the_institutions_own_indicator_are_its_members() {
    let node = "IKU 1||IKU||Mitra|Mitra||jumlah|jumlah||20|5|5|5|5";
    let (_, two) = outcome(node, vec![measure("JTI", 1, "IKU 1|2"), measure("JAK", 1, "IKU 1|3")], Triwulan::I);
    assert_eq!((two[0].from, two[0].until.realisasi), ((2, 2), Some(5.0)));
    let (_, one) = outcome(node, vec![measure("JTI", 1, "IKU 1|2")], Triwulan::I);
    assert_eq!((one[0].origin, one[0].until.realisasi), (FigureOrigin::Own, Some(2.0)));
}

#[test]
fn nodes_on_a_circle_get_a_note_and_no_figure() {
    let node = "IKK 1|IKK 2|IKK|JTI|x|%|||rata-rata||1||||\nIKK 2|IKK 1|IKK|JTI|x|%|||rata-rata||1||||";
    let (_, outcome) = outcome(node, vec![measure("JTI", 1, "IKK 1|1")], Triwulan::I);
    assert!(outcome.iter().all(|one| one.until.realisasi.is_none() && one.notes[0].contains("melingkar")));
}

#[test]
fn what_a_quarters_own_form_says_counts_before_a_later_restatement() {
    let second = document()
        .kind(DocumentKind::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .table(TableRole::Indikator, "kode|realisasi.tw1|realisasi.tw2\nIKK 1.1|9|12")
        .finished();
    let size = vec![measure("JTI", 1, "IKK 1.1|5"), file("JTI kedua.xlsx", 9, vec![second])];
    let (_, outcome) = outcome(TOTAL, size, Triwulan::II);
    assert_eq!((outcome[1].triwulan[0].realisasi, outcome[1].triwulan[1].realisasi), (Some(5.0), Some(12.0)));
}

#[test]
fn the_last_grade_stands_even_after_a_figure_typed_beside_an_earlier_one() {
    let node = "IKU 1||IKU||x|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB
        IKK 1.1|IKU 1|IKK|JTI|x|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB";
    let (_, outcome) =
        outcome(node, vec![measure("JTI", 1, "IKK 1.1|78.5"), measure("JTI", 2, "IKK 1.1|B")], Triwulan::II);
    assert_eq!((outcome[1].until.realisasi, outcome[1].until.capaian), (None, Some(80.0)));
    assert_eq!(
        (outcome[0].origin, outcome[0].until.capaian),
        (FigureOrigin::Member(KonsolidasiUnit::Direct), Some(80.0))
    );
}

#[test]
fn a_leaf_that_is_not_handed_up_does_not_count() {
    let node = "IKU 1||IKU||Mitra|Mitra||jumlah|jumlah||20|5|5|5|5
        IKK 1.1|IKU 1|IKK|JTI|Mitra|Mitra||jumlah|||20|5|5|5|5
        IKK 1.2|IKU 1|IKK|JTI|Mitra kecil|Mitra||jumlah|tanpa||20|5|5|5|5";
    let (_, outcome) = outcome(node, vec![measure("JTI", 1, "IKK 1.1|4\nIKK 1.2|9")], Triwulan::I);
    assert_eq!((outcome[0].from, outcome[0].until.realisasi), ((1, 1), Some(4.0)));
}
