//! What was received and could not be read: a state of its own, for the unit whose it is.

use selaras::finding::Temuan;
use selaras::pipeline::{RunOutcome, example};
use selaras::recap::compliance::{self, ComplianceState};

use super::real::LIBRARY;

fn run(drawing: &str) -> RunOutcome {
    example::run(drawing, &LIBRARY).expect("a run").0
}

fn state(outcome: &RunOutcome, unit: &str, column: usize) -> ComplianceState {
    let settings = example::settings();
    let matrix = compliance::build(&outcome.tables, &settings.tenggat, settings.today, outcome.newest);
    let row = matrix.rows.iter().find(|line| line.unit == unit).expect("the unit");
    row.tiles[column].state.clone()
}

fn said<'a>(outcome: &'a RunOutcome, code: &str, unit: &str) -> Vec<&'a Temuan> {
    outcome.temuan.iter().filter(|one| one.code == code && one.unit.as_deref() == Some(unit)).collect()
}

const STRANGE: &str = "\
*** JTI/PK 2026.xlsx
=== Lembar1
PERJANJIAN KINERJA TAHUN 2026
Urutan|Apa yang Dituju|Alat Ukur|Besaran
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
2|Tata kelola|Jumlah laporan|4
";

#[test]
fn a_form_in_the_folder_of_a_unit_that_cannot_be_read_was_received() {
    let outcome = run(STRANGE);
    assert_eq!(state(&outcome, "JTI", 0), ComplianceState::Unread);
    assert_eq!(state(&outcome, "JTI", 0).wording(), "◆ diterima, tidak terbaca");
    assert_eq!(state(&outcome, "JTM", 0), ComplianceState::NotYet);
    let missed: Vec<&str> = said(&outcome, "AL01", "JTI").iter().map(|one| one.message.as_str()).collect();
    assert!(!missed.iter().any(|message| message.starts_with("Perjanjian Kinerja")), "{missed:?}");
    assert!(missed.iter().any(|message| message.starts_with("Rencana Aksi")), "{missed:?}");
}

#[test]
fn the_unit_is_told_why_its_form_cannot_be_read() {
    assert_eq!(said(&run(STRANGE), "TL01", "JTI").len(), 1);
    assert_eq!(said(&run("*** JTI/pk.xlsx\n"), "BK01", "JTI").len(), 1);
}

#[test]
fn a_file_that_says_nothing_of_itself_stands_for_what_is_missed_and_for_nothing_that_is_not_due() {
    let outcome = run("*** JTI/scan.xlsx\n");
    assert_eq!(state(&outcome, "JTI", 0), ComplianceState::Unread);
    assert_eq!(state(&outcome, "JTI", 5), ComplianceState::NotYetDue);
}

#[test]
fn a_sheet_beside_one_that_is_read_is_a_state_of_its_own_too() {
    let outcome = run("\
*** JTI/berkas.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%
=== Renaksi
RENCANA AKSI TAHUN 2026
Butir|Langkah yang Diambil|Alat Ukur|Kapan
1|Melacak alumni|Jumlah alumni|TW I
2|Menata data|Jumlah data|TW II
");
    assert!(matches!(state(&outcome, "JTI", 0), ComplianceState::Received(_)));
    assert_eq!(state(&outcome, "JTI", 1), ComplianceState::Unread);
}

#[test]
fn a_form_that_names_no_registered_unit_came_and_is_nobodys_yet() {
    let outcome = run("\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informatika
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
");
    assert_eq!(state(&outcome, "JTI", 0), ComplianceState::Unplaced);
    assert_eq!(state(&outcome, "JTI", 0).wording(), "◆ diterima, unit belum pasti");
    assert_eq!(state(&outcome, "JTM", 0), ComplianceState::NotYet);
    assert_eq!(state(&outcome, "JTI", 1), ComplianceState::NotYet);
}

#[test]
fn a_plan_of_several_years_is_no_agreement_that_came() {
    let sent = |name: &str| {
        run(&format!(
            "*** JTI/{name}\n=== Lembar1\nRENCANA STRATEGIS JURUSAN TEKNOLOGI INFORMASI\nNo|Sasaran|Indikator Kinerja|Satuan|Target|<|<\n^|^|^|^|2025|2026|2027\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|55|60|65\n"
        ))
    };
    assert_eq!(state(&sent("lampiran.xlsx"), "JTI", 0).wording(), "◆ diterima, jenis belum pasti");
    assert!(matches!(state(&sent("PK JTI 2026.xlsx"), "JTI", 0), ComplianceState::Received(_)));
}

#[test]
fn a_form_with_the_signs_of_two_units_may_be_either_ones_until_one_of_them_has_sent_its_own() {
    let doubtful = "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi||||||
JTM|Jurusan Teknik Mesin|||Budi Contoh|19700101 199501 1 001|Ketua Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Mitra|Jumlah mitra informatika|Mitra|4
IKK 2.1||IKK|JTM|Mitra|Jumlah mitra bengkel|Mitra|5
IKK 2.2||IKK|JTM|Mutu|Jumlah alat terkalibrasi|Alat|9
*** kiriman/PK JTM.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Mitra|[IKK 2.1] Jumlah mitra bengkel|5
2|Mutu|[IKK 2.2] Jumlah alat terkalibrasi|9

|||Kota Contoh, 5 Januari 2026
|||Ketua Jurusan Teknik Mesin,

|||Budi Contoh
|||NIP 19700101 199501 1 001
";
    let alone = run(doubtful);
    assert_eq!([state(&alone, "JTI", 0), state(&alone, "JTM", 0)], [const { ComplianceState::Unplaced }; 2]);
    let own = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|Jurusan Teknologi Informasi\nNo|Sasaran|Indikator Kinerja|Target\n1|Mitra|[IKK 1.1] Jumlah mitra informatika|4\n";
    let both = run(&format!("{doubtful}{own}"));
    assert!(state(&both, "JTI", 0).received());
    assert_eq!(state(&both, "JTM", 0), ComplianceState::Unplaced);
}

#[test]
fn columns_of_one_form_are_told_in_one_finding() {
    let outcome = run("\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|Warna Map|Nomor Rak|Nama Rak
1|Lulusan siap kerja|Persentase lulusan yang bekerja|60%|biru|7|utara
");
    let columns = said(&outcome, "TL04", "JTI");
    assert_eq!(columns.len(), 1);
    let cells: Vec<String> = columns[0].place.cells.iter().map(ToString::to_string).collect();
    assert_eq!(cells, ["E2", "F2", "G2"]);
    assert!(columns[0].message.contains("\"Nomor Rak\" (sel F2)"), "{}", columns[0].message);
}

#[test]
fn nobody_asks_a_list_for_an_application_to_be_signed() {
    let outcome = run("*** JTI/indikator.xlsx\n=== Sheet1\nNo|Indikator|Target|Satuan\n1|Nilai Taman|72|Nilai\n");
    assert!(said(&outcome, "ID08", "JTI").is_empty() && said(&outcome, "TL02", "JTI").is_empty());
}
