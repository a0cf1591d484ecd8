//! The indicators of persons, from the form that goes out to the figure of the institution.

use selaras::domain::document::DocumentKind;
use selaras::pipeline::{self, NoProgress, RunOutcome, example};
use selaras::template::Library;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::shared::{copy_sample, part, selaras, text};

fn checked(workspace: &std::path::Path) -> RunOutcome {
    let workspace = Workspace::open(workspace).expect("a workspace");
    let day = "2026-07-20".parse().expect("a date");
    pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run")
}

#[test]
fn forms_of_persons_go_out_filled_in_and_come_back_as_theirs() {
    let (_keep, workspace) = copy_sample("sekretariat");
    let path = workspace.display().to_string();
    std::fs::remove_dir_all(workspace.join("masuk")).expect("an empty inbox");
    std::fs::create_dir(workspace.join("masuk")).expect("an inbox");
    let output = selaras(&["templat", &path, "--dokumen", "iki"]);
    assert!(output.status.success(), "{}", text(&output.stderr));
    let form = workspace.join("hasil/templat/S01/S01_IKI_2026.xlsx");
    let strings = part(&std::fs::read(&form).expect("a form"), "xl/sharedStrings.xml");
    for told in
        ["INDIKATOR KINERJA INDIVIDU TAHUN 2026", "Contoh Wibowo, A.Md.", "Tugas :", "Fungsi :", "IKK 1.1 Persentase"]
    {
        assert!(strings.contains(told), "{told} in {strings}");
    }
    std::fs::copy(&form, workspace.join("masuk/IKI.xlsx")).expect("a file");
    let outcome = checked(&workspace);
    let [one] = outcome.tables.documents.iter().filter(|one| one.kind == DocumentKind::Iki).collect::<Vec<_>>()[..]
    else {
        panic!("{:?}", outcome.tables.documents)
    };
    assert_eq!(one.unit.as_deref(), Some("S01"));
    let row = outcome.tables.iki().next().expect("a row");
    assert_eq!((row.node_code(), row.person()), (Some("IKI 1.1.1"), Some("Contoh Wibowo, A.Md.")));
}

#[test]
fn what_people_reach_becomes_the_figure_of_the_unit_that_measured_nothing_itself() {
    let (_keep, workspace) = copy_sample("sekretariat");
    for quarter in ["I", "II"] {
        let name = format!("masuk/TU/Pengukuran TW {quarter} Subbagian Tata Usaha dan Kepegawaian.xlsx");
        std::fs::remove_file(workspace.join(name)).expect("a measurement");
    }
    let outcome = checked(&workspace);
    let of = |code: &str| {
        let number = outcome.kaskade.find(code).expect("a node");
        outcome.rollup[number].triwulan[1].realisasi
    };
    // 98 and 94 of two people, then of the institution.
    assert_eq!(
        (of("IKI 1.1.1"), of("IKI 1.1.2"), of("IKK 1.1"), of("IKU 1")),
        (Some(98.0), Some(94.0), Some(96.0), Some(96.0))
    );
}

#[test]
fn a_semester_beside_its_quarters_is_compared_and_not_counted() {
    let (_keep, workspace) = copy_sample("sekretariat");
    let outcome = checked(&workspace);
    let repeated = outcome.tables.documents.iter().filter(|one| !one.status.counts() && one.semester).count();
    assert_eq!(repeated, 3);
    assert!(outcome.tables.pengukuran().all(|row| !row.semester));
    assert!(outcome.tables.checkable_pengukuran().any(|row| row.semester));
}

#[test]
fn two_people_of_a_unit_send_two_forms_and_neither_replaces_the_other() {
    let form = |file: &str, name: &str, nip: &str, indikator: &str| {
        format!(
            "*** JTI/{file}.xlsx\n=== IKI\nINDIKATOR KINERJA INDIVIDU TAHUN 2026\nNama|:|{name}\nNIP|:|{nip}\nUnit Kerja|:|Jurusan Teknologi Informasi\n\nNo|Kinerja Utama|Indikator|Formulasi|Sumber Data\n1|Lulusan|{indikator}|Hitung|Catatan\n"
        )
    };
    let two = form("IKI A", "Contoh Satu", "198001012005011001", "Jumlah lulusan yang ditelusuri")
        + &form("IKI B", "Contoh Dua", "198202022006021002", "Jumlah mitra yang dikunjungi")
        + &form("IKI B baru", "Contoh Dua", "198202022006021002", "Jumlah mitra yang dikunjungi lagi");
    let library = Library::built_in().expect("the shipped definitions");
    let (outcome, _) = example::run(&two, &library).expect("a drawing that runs");
    let people: Vec<Option<&str>> = outcome.tables.iki().map(|row| row.person()).collect();
    assert_eq!(people, [Some("Contoh Satu"), Some("Contoh Dua")]);
}

#[test]
fn a_list_of_indicators_that_speaks_of_no_person_is_no_form_of_one() {
    let drawing = "*** JTI/iku.xlsx\n=== IKU\nINDIKATOR KINERJA UTAMA\n\nNo|Sasaran|Indikator Kinerja Utama|Formulasi|Sumber Data\n1|Lulusan|Persentase lulusan|Hitung|Catatan\n";
    let library = Library::built_in().expect("the shipped definitions");
    let (outcome, _) = example::run(drawing, &library).expect("a drawing that runs");
    assert!(outcome.tables.documents.iter().all(|one| one.kind != DocumentKind::Iki));
    let appraisal = "*** JTI/skp.xlsx\n=== SKP\nINDIKATOR KINERJA INDIVIDU TRIWULAN II TAHUN 2026\n\nNo|Rencana Kinerja|Indikator Kinerja Individu|Target|Realisasi|Capaian\n1|Lulusan|Jumlah lulusan yang ditelusuri|80|80|100\n";
    let (outcome, _) = example::run(appraisal, &library).expect("a drawing that runs");
    let kinds: Vec<DocumentKind> =
        outcome.tables.documents.iter().filter(|one| one.kind.is_sent()).map(|one| one.kind).collect();
    assert_eq!(kinds, [DocumentKind::Pengukuran]);
}

#[test]
fn one_sheet_shows_each_person_with_what_is_served_and_reached() {
    let (_keep, workspace) = copy_sample("sekretariat");
    let path = workspace.display().to_string();
    selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    let book = std::fs::read(workspace.join("hasil/konsolidasi-2026.xlsx")).expect("a workbook");
    assert!(part(&book, "xl/workbook.xml").contains("name=\"IKI\""));
    let frame = selaras::tables::parquet::read(&workspace.join("hasil/data/iki.parquet")).expect("a table");
    assert_eq!(frame.height(), 5);
    let (_keep, other) = copy_sample("politeknik");
    let outcome = checked(&other);
    assert_eq!(outcome.tables.iki().len(), 0);
}
