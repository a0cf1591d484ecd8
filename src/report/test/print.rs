//! What is printed of small houses, and what is refused.

use super::*;
use crate::domain::document::Pihak;
use crate::print::{self, PrintedPk};

const PK: &str = "sasaran|indikator|satuan|target";

fn pk(path: &str, unit: &str, content: &str) -> SentFile {
    let document = document()
        .unit(unit)
        .sheet("PK")
        .pejabat(Pihak::First, "Ketua Jurusan,", Some("Contoh Budiman"), Some("196704061994122004"))
        .pejabat(Pihak::Second, "Direktur,", Some("Contoh Wirawan"), None)
        .table(TableRole::Indikator, &format!("{PK}\n{content}"))
        .table(TableRole::Anggaran, "program|anggaran\nPendidikan|1000\nPenelitian|234\n=Jumlah|1234")
        .finished();
    file(path, 5, vec![document])
}

/// JTI promises three indicators under two objectives, JAK one; nobody else sent anything.
pub(super) fn pk_house() -> TestHouse {
    TestHouse::new(
        vec![
            kaskade(
                &format!("{UNIT}\nJTS|Jurusan Teknik Sipil|||"),
                &format!("{NODE}\n    IKK 1.3||IKK|JTS|Lain|%||||||||"),
            ),
            pk("JTI/pk.xlsx", "JTI", "Lulusan|Lulusan bekerja|%|60\nLulusan|Magang|Orang|120\nDosen|Nilai|Indeks|0,7"),
            pk("JAK/pk.xlsx", "JAK", "Lulusan|Lulusan bekerja|%|55"),
        ],
        Triwulan::I,
    )
}

fn error(path: &str, sheet: Option<&str>, severity: Severity) -> Temuan {
    let place = Place { file: path.into(), sheet: sheet.map(str::to_string), cells: vec!["D9".parse().unwrap()] };
    Temuan::new("PK05", severity, place, "Jumlahnya salah.", "Perbaiki.").unit(Some("JTI"))
}

fn name(all: &[PrintedPk]) -> Vec<&str> {
    all.iter().map(|one| one.head.unit.code.as_str()).collect()
}

#[test]
fn an_agreement_holds_what_was_typed_as_it_will_be_read() {
    let house = pk_house();
    let printout = print::pk(&house.input(), &[]);
    assert_eq!(name(&printout.finished), ["JTI", "JAK"]);
    assert_eq!(printout.not_yet.iter().map(|unit| unit.code.as_str()).collect::<Vec<_>>(), ["JTS"]);
    let one = &printout.finished[0];
    assert_eq!(one.head.first.name.as_deref(), Some("Contoh Budiman"));
    assert_eq!(one.head.first.nip.as_deref(), Some("19670406 199412 2 004"));
    assert_eq!(one.head.second.as_ref().unwrap().jabatan.as_deref(), Some("Direktur"));
    let sasaran = &one.parts[0].sasaran;
    assert_eq!((sasaran.len(), sasaran[0].indikator.len(), sasaran[1].number), (2, 2, 2));
    let target: Vec<_> = sasaran.iter().flat_map(|one| &one.indikator).map(|one| one.complete_target.clone()).collect();
    assert_eq!(target, [Some("60%".into()), Some("120 Orang".into()), Some("0,7 Indeks".to_string())]);
    let anggaran: Vec<_> = one.anggaran[0].rows.iter().map(|row| (row.number, row.pagu.as_deref().unwrap())).collect();
    assert_eq!(anggaran, [(Some(1), "Rp1.000"), (Some(2), "Rp234"), (None, "Rp1.234")]);
}

#[test]
fn an_agreement_with_a_grave_finding_is_refused_and_others_print() {
    let mut house = pk_house();
    house.temuan = vec![
        error("JTI/pk.xlsx", Some("PK"), Severity::Error),
        error("JAK/pk.xlsx", Some("PK"), Severity::Warning),
        error("JAK/pk.xlsx", Some("Lain"), Severity::Error),
    ];
    let printout = print::pk(&house.input(), &[]);
    assert_eq!(name(&printout.finished), ["JAK"]);
    let [rejected] = printout.rejected.as_slice() else { panic!("{:?}", printout.rejected) };
    assert_eq!((rejected.unit.code.as_str(), rejected.file.as_str()), ("JTI", "JTI/pk.xlsx"));
    assert_eq!((rejected.causes[0].code.as_str(), rejected.causes[0].place.as_str()), ("PK05", "PK › D9"));
}

#[test]
fn a_fault_of_the_whole_file_or_one_that_follows_refuses_too() {
    let mut house = pk_house();
    let mut parent = error("lain.xlsx", None, Severity::Warning);
    parent.follow_up = vec![error("JTI/pk.xlsx", Some("PK"), Severity::Error)];
    house.temuan = vec![error("JAK/pk.xlsx", None, Severity::Error), parent];
    let printout = print::pk(&house.input(), &[]);
    assert_eq!((printout.finished.len(), printout.rejected.len()), (0, 2));
}

#[test]
fn only_the_units_that_were_named_are_printed() {
    let house = pk_house();
    let printout = print::pk(&house.input(), &["JAK".to_string()]);
    assert_eq!((name(&printout.finished), printout.not_yet.len()), (vec!["JAK"], 0));
}

#[test]
fn nobody_above_and_no_signature_means_that_one_signs_alone() {
    let own = document().unit("JTI").table(TableRole::Indikator, &format!("{PK}\nA|B|%|1")).finished();
    let house = TestHouse::new(vec![kaskade(UNIT, NODE), file("a.xlsx", 5, vec![own])], Triwulan::I);
    let printout = print::pk(&house.input(), &[]);
    assert_eq!((&printout.finished[0].head.second, &printout.finished[0].head.first.name), (&None, &None));
}

#[test]
fn a_plan_keeps_every_action_under_its_indicator() {
    let content = "sasaran|indikator|target|rencana_aksi|keluaran|waktu
        Lulusan|Lulusan bekerja|60|Bursa kerja|1 laporan|TW 1
        Lulusan|Lulusan bekerja|60|Pelacakan alumni|1 laporan|TW 2,3
        Dosen|Publikasi|5|Lokakarya|2 naskah|TW 4";
    let rencana =
        document().kind(DocumentKind::RencanaAksi).unit("JTI").table(TableRole::Indikator, content).finished();
    let house = TestHouse::new(vec![kaskade(UNIT, NODE), file("ra.xlsx", 5, vec![rencana])], Triwulan::I);
    let printout = print::rencana_aksi(&house.input(), &[]);
    let all: Vec<(usize, usize)> =
        printout.finished[0].indikator.iter().map(|one| (one.number, one.aksi.len())).collect();
    assert_eq!(all, [(1, 2), (2, 1)]);
    assert_eq!(printout.finished[0].indikator[0].aksi[1].time.as_deref(), Some("TW II, TW III"));
    assert!(!printout.finished[0].exists.criterion && printout.finished[0].exists.output);
}

#[test]
fn the_register_lists_every_file_and_trusts_mail_alone_for_the_hour() {
    let mut failure = file("rusak.xlsx", 3, Vec::new());
    failure.outcome = Err(crate::tables::ReadFailure { message: "Berkas tidak dibaca.".into(), advice: String::new() });
    let house = TestHouse::new(
        vec![
            kaskade(UNIT, NODE),
            mail(measure("surat.eml/JAK.xlsx", "JAK", Triwulan::I, "IKK 1.2|15|15|-|-|-|-")),
            measure("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
            failure,
        ],
        Triwulan::I,
    );
    let list = print::receipt(&house.input(), &[]);
    let row: Vec<_> = list
        .rows
        .iter()
        .map(|one| (one.number, one.file.as_str(), one.accepted.is_some(), one.state.as_str()))
        .collect();
    assert_eq!(
        row,
        [
            (1, "JTI/tw1.xlsx", false, "dipakai"),
            (2, "surat.eml/JAK.xlsx", true, "dipakai"),
            (3, "rusak.xlsx", false, "Berkas tidak dibaca."),
        ]
    );
    assert_eq!(list.rows[0].document.as_deref(), Some("Pengukuran Kinerja TW I"));
}
