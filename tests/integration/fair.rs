//! Nothing is said about work that is right, and what is said is true of its cell: where, what, how to mend.

use selaras::finding::{Severity, Temuan};
use selaras::pipeline::{self, RunOutcome};
use selaras::recap::model::Recap;
use selaras::report;
use selaras::workspace::Workspace;

use crate::figures::run;

const CASCADE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel\nJTI|Jurusan Teknologi Informasi|||Contoh Satu||Ketua Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|||Contoh Dua||Ketua Jurusan Teknik Mesin|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV\n";
const MEASURE: &str = "PENGUKURAN KINERJA TRIWULAN";

/// A cascade with these nodes.
pub(crate) fn cascade(nodes: &str) -> String {
    format!("{CASCADE}{nodes}\n")
}

pub(crate) fn partners() -> String {
    cascade("IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10")
}

/// Everything that a run says, folded findings too.
pub(crate) fn every(outcome: &RunOutcome) -> Vec<&Temuan> {
    fn all(list: &[Temuan]) -> Vec<&Temuan> {
        list.iter().flat_map(|one| std::iter::once(one).chain(all(&one.follow_up))).collect()
    }
    all(&outcome.temuan)
}

/// The one finding of a rule.
pub(crate) fn one(image: &str, code: &str) -> Temuan {
    let outcome = run(image);
    let mine: Vec<Temuan> = every(&outcome).into_iter().filter(|one| one.code == code).cloned().collect();
    let [one] = mine.as_slice() else { panic!("{code}: {mine:#?}") };
    one.clone()
}

/// Rules that find something grave in a file.
pub(crate) fn grave(image: &str, file: &str) -> Vec<String> {
    let outcome = run(image);
    let about = outcome.temuan.iter().filter(|one| one.place.file == file && one.severity >= Severity::Warning);
    about.map(|one| format!("{} {}", one.code, one.place.cell_text())).collect()
}

pub(crate) fn recap(outcome: &RunOutcome) -> Recap {
    let workspace = Workspace::shipped(2026).expect("the shipped settings");
    report::recap_model(&outcome.input(&workspace, "2026-07-20".parse().expect("a day")))
}

pub(crate) fn measurement(name: &str, quarter: &str, columns: &str, rows: &str) -> String {
    format!(
        "*** JTI/{name}.xlsx\n=== Data\n{MEASURE} {quarter} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|{columns}\n{rows}\n"
    )
}

#[test]
fn swapped_columns_are_told_as_swapped_and_what_is_asked_makes_them_right() {
    let row = |target: &str, reached: &str| {
        partners()
            + &measurement(
                "tw1",
                "I",
                "Target|Target TW|Realisasi TW|Bukti Dukung",
                &format!("1|Kerja sama|Jumlah mitra|Mitra|40|{target}|{reached}|tautan"),
            )
    };
    let told = one(&row("12", "10"), "UK02");
    assert_eq!(told.place.cell_text(), "F3");
    assert!(told.advice.contains("tertukar"), "{}", told.advice);
    assert!(!told.advice.starts_with("Kembalikan target"), "that alone leaves a wrong realisation: {}", told.advice);
    assert_eq!(grave(&row("10", "12"), "JTI/tw1.xlsx"), Vec::<String>::new());
}

#[test]
fn a_formula_whose_cells_are_gone_is_not_mended_by_calculating() {
    let told = one(
        &(partners()
            + &measurement("tw1", "I", "Target|Realisasi TW", "1|Kerja sama|Jumlah mitra|Mitra|40|=#REF!+1 ->")),
        "NL08",
    );
    assert!(told.advice.contains("#REF!") && !told.advice.contains("tunggu sampai terhitung"), "{}", told.advice);
}

#[test]
fn a_missed_column_quotes_the_nearest_heading_and_says_there_is_none_only_where_there_is_none() {
    let near = one(
        &(partners() + &measurement("tw1", "I", "Target|Reallsasl", "1|Kerja sama|Jumlah mitra|Mitra|40|9")),
        "TL02",
    );
    assert!(near.message.contains("\"Reallsasl\"") && !near.message.contains("tidak memiliki"), "{}", near.message);
    let none = one(
        &(partners() + &measurement("tw1", "I", "Target|Kendala", "1|Kerja sama|Jumlah mitra|Mitra|40|belum ada")),
        "TL02",
    );
    assert!(none.message.contains("tidak memiliki kolom"), "{}", none.message);
}

#[test]
fn percent_typed_as_excel_offers_it_blames_no_locked_formula() {
    let graduates = cascade("IKK 1.1||IKK|JTI|Lulusan|Persentase lulusan bekerja|%|maksimum|nilai akhir|||2|1|1|1|2");
    let image = graduates
        + &measurement(
            "tw1",
            "I",
            "Target|Target TW|Realisasi TW|Capaian %",
            "1|Lulusan|Persentase lulusan bekerja|%|2|1|1.2%|=G3/F3*100 -> 1.2",
        );
    assert_eq!(grave(&image, "JTI/tw1.xlsx"), Vec::<String>::new());
    let row = run(&image).tables.pengukuran().next().and_then(|row| row.agreed.capaian.full());
    assert_eq!(row, Some(120.0));
}

#[test]
fn an_indicator_of_the_year_alone_is_not_missed_in_the_first_quarter() {
    let nodes = cascade("IKK 1.1||IKK|JTI|Tata kelola|Nilai kinerja anggaran|Nilai|maksimum|nilai akhir|||94||||94");
    let image = nodes
        + &measurement(
            "tw1",
            "I",
            "Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut",
            "1|Tata kelola|Nilai kinerja anggaran|Nilai|94||||",
        );
    assert_eq!(grave(&image, "JTI/tw1.xlsx"), Vec::<String>::new());
}

#[test]
fn a_message_names_a_column_as_the_form_does() {
    let told = one(
        &(partners()
            + &measurement(
                "tw2",
                "II",
                "Target|Realisasi s.d. TW II",
                "1|Kerja sama|Jumlah mitra|Mitra|40|menunggu data",
            )),
        "NL03",
    );
    assert!(told.message.contains("\"Realisasi s.d. TW II\""), "{}", told.message);
}

#[test]
fn iku_and_a_number_is_a_code_wherever_codes_stand() {
    let image = cascade(
        "IKU 1||IKU||Mutu|Jumlah akreditasi lembaga|Akreditasi|maksimum|jumlah|jumlah||8|2|2|2|2\nIKK 1.1|IKU 1|IKK|JTI|Mutu|Jumlah akreditasi|Akreditasi|maksimum|jumlah|||8|2|2|2|2",
    );
    assert_eq!(grave(&image, "kaskade.xlsx"), Vec::<String>::new());
}

#[test]
fn a_hidden_column_that_nobody_reads_is_no_hidden_figure() {
    let image =
        partners() + &measurement("tw1", "I", "Target|Realisasi TW|Bantu", "1|Kerja sama|Jumlah mitra|Mitra|40|10|7");
    // The drawing cannot hide a column; the hard workspaces do. Here: an unknown column is told once, as an info.
    let outcome = run(&image);
    let told: Vec<&Temuan> = every(&outcome)
        .into_iter()
        .filter(|one| one.place.file == "JTI/tw1.xlsx" && one.message.contains("Bantu"))
        .collect();
    assert!(told.iter().all(|one| one.severity == Severity::Info), "{told:?}");
}

#[test]
fn numbers_in_a_column_no_urut_subtotals_and_components_are_no_indicators() {
    let nodes = cascade(
        "IKK 1.1||IKK|JTI|Lulusan|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60\nIKK 1.2||IKK|JTI|Lahan|Luas lahan dipulihkan|Ha|maksimum|jumlah|||40|10|10|10|10",
    );
    let image = nodes
        + "*** JTI/tw1.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo. Urut|Sasaran|Indikator Kinerja|Satuan|Target|Target TW|Realisasi TW|Bukti Dukung\n1|Lulusan|Persentase lulusan bekerja|%|60|15|16|tautan\n||x. Jumlah lulusan yang bekerja|Orang|||32|\n||y. Jumlah lulusan|Orang|||200|\n2|Lahan|Luas lahan dipulihkan|Hektare|40|10|11|tautan\n|Jumlah|||||27|\n";
    assert_eq!(
        grave(&image, "JTI/tw1.xlsx"),
        ["FX05 G7"].into_iter().filter(|_| false).map(str::to_string).collect::<Vec<_>>()
    );
    assert_eq!(run(&image).tables.pengukuran().len(), 2);
}

#[test]
fn a_level_that_nobody_understands_is_told_at_its_cell() {
    let told =
        one(&cascade("IKK 1.1||Eselon IX|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10"), "KS10");
    assert_eq!((told.place.cell_text().as_str(), told.severity), ("C2", Severity::Error));
    assert!(told.message.contains("Eselon IX") && told.advice.contains("IKK"), "{} {}", told.message, told.advice);
}

#[test]
fn a_blank_form_reports_nothing_and_the_period_stays_where_the_figures_are() {
    let filled = measurement("tw1", "I", "Target|Target TW|Realisasi TW", "1|Kerja sama|Jumlah mitra|Mitra|40|10|9");
    let blank = measurement("tw4", "IV", "Target|Target TW|Realisasi TW", "1|Kerja sama|Jumlah mitra|Mitra|40|10|");
    let outcome = run(&(partners() + &filled + &blank));
    assert_eq!(outcome.triwulan.to_string(), "TW I");
    let recap = recap(&outcome);
    assert!(recap.state.contains("TW I,"), "{}", recap.state);
    assert!(recap.cards.iter().all(|card| !card.label.contains("TW IV")));
}

#[test]
fn a_period_that_has_not_begun_is_not_the_default_whatever_was_typed() {
    // The day of the run is 20 July: TW IV begins in October.
    let early = measurement("tw4", "IV", "Target|Target TW|Realisasi TW", "1|Kerja sama|Jumlah mitra|Mitra|40|10|9");
    let first = measurement("tw1", "I", "Target|Target TW|Realisasi TW", "1|Kerja sama|Jumlah mitra|Mitra|40|10|9");
    assert_eq!(run(&(partners() + &first + &early)).triwulan.to_string(), "TW I");
}

#[test]
fn units_that_report_are_those_with_a_figure() {
    let nodes = cascade(
        "IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10\nIKK 1.2||IKK|JTM|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10",
    );
    let form = |unit: &str, reached: &str| {
        format!(
            "*** {unit}/tw1.xlsx\n=== Data\n{MEASURE} I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Kerja sama|Jumlah mitra|Mitra|40|10|{reached}\n"
        )
    };
    let recap = recap(&run(&(nodes + &form("JTI", "9") + &form("JTM", ""))));
    let card = recap.cards.iter().find(|card| card.id == "lapor").expect("the card");
    assert_eq!((card.wording.as_str(), card.sub.as_str()), ("1 dari 2", "1 unit belum lapor"));
}

#[test]
fn a_figure_older_than_the_period_says_so_in_its_cell() {
    let nodes = cascade(
        "IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10\nIKK 1.2||IKK|JTI|Kerja sama|Jumlah naskah|Dokumen|maksimum|jumlah|||40|10|10|10|10",
    );
    let first = measurement(
        "tw1",
        "I",
        "Target|Target TW|Realisasi TW",
        "1|Kerja sama|Jumlah mitra|Mitra|40|10|9\n2|Kerja sama|Jumlah naskah|Dokumen|40|10|8",
    );
    let second = measurement(
        "tw2",
        "II",
        "Target|Target TW|Realisasi TW",
        "1|Kerja sama|Jumlah mitra|Mitra|40|10|9\n2|Kerja sama|Jumlah naskah|Dokumen|40|10|",
    );
    let recap = recap(&run(&(nodes + &first + &second)));
    let texts = serde_json::to_string(&recap).expect("plain data");
    assert!(texts.contains("8 (TW I)"), "the figure of TW I in a recap of TW II: {texts}");
}

#[test]
fn a_plan_by_months_is_printed_with_what_its_months_make() {
    let months = "Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember";
    let merged = "|<".repeat(11);
    let plan = format!(
        "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target Tahun 2026|Target Bulan{merged}\n^|^|^|^|^|{months}\n1|Kerja sama|Jumlah mitra|Mitra|40|3|3|4|3|3|4|3|3|4|3|3|4\n"
    );
    let outcome = run(&(partners() + &plan));
    let row = outcome.tables.rencana_aksi().next().expect("a row");
    assert_eq!(row.target_tw(), [Some(10.0); 4]);
    assert!(!every(&outcome).iter().any(|one| one.code == "RA05"));
}

#[test]
fn who_signs_and_the_name_of_the_file_naming_two_units_accuse_neither() {
    let nodes = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel\nJTI|Jurusan Teknologi Informasi|||Contoh Satu|'197001011995011001|Ketua Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|||Contoh Dua|'197102021996022002|Ketua Jurusan Teknik Mesin|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|40\nIKK 1.2||IKK|JTM|Kerja sama|Jumlah mitra|Mitra|30\n";
    let pk = "*** PK Jurusan Teknologi Informasi.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|40\n\n|||Kota Contoh, 20 Januari 2026\nDirektur,|||Ketua Jurusan Teknik Mesin,\n\n\nContoh Direktur|||Contoh Dua\nNIP 195901011985031001|||NIP 197102021996022002\n";
    let outcome = run(&format!("{nodes}{pk}"));
    let told: Vec<&str> =
        outcome.temuan.iter().filter(|one| one.place.file.starts_with("PK ")).map(|one| one.code.as_str()).collect();
    assert_eq!(told, ["ID13"], "{:#?}", outcome.temuan);
}

#[test]
fn an_institution_that_asks_for_evidence_hears_of_every_named_file_that_did_not_come() {
    let rows = "1|Kerja sama|Jumlah mitra|Mitra|20|21|Naskah kerja sama.pdf\n\
        2|Kerja sama|Jumlah kunjungan|Kunjungan|4|4|https://contoh.example/kunjungan\n\
        3|Kerja sama|Jumlah rapat|Rapat|3|3|Notulen tersimpan di bagian umum";
    let form = measurement("tw2", "II", "Target TW|Realisasi TW|Bukti Dukung", rows);
    let files = run(&(partners() + &form)).tables.files;
    let told = |severity: &str| -> Vec<(Severity, String)> {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = format!("[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n{severity}");
        std::fs::write(folder.path().join("selaras.toml"), settings).expect("settings");
        let workspace = Workspace::open(folder.path()).expect("a workspace");
        let day = "2026-07-20".parse().expect("a day");
        let outcome = pipeline::check(&workspace, files.clone(), day).expect("a run");
        let mine = every(&outcome).into_iter().filter(|one| one.code == "UK17");
        mine.map(|one| (one.severity, one.place.cell_text())).collect()
    };
    assert_eq!(told(""), []);
    assert_eq!(told("[aturan.UK17]\ntingkat = \"peringatan\"\n"), [(Severity::Warning, "G3".to_string())]);
    assert_eq!(told("[aturan.UK17]\ntingkat = \"mati\"\n"), []);
}

#[test]
fn an_indicator_measured_twice_is_told_where_each_quarter_has_a_row_of_its_own() {
    let rows = |last: &str| {
        format!(
            "*** JTI/tw2.xlsx\n=== Data\n{MEASURE} II TAHUN 2026\n\
            No|Sasaran|Indikator Kinerja|Satuan|Target|Triwulan|Target TW|Realisasi TW\n\
            1|Kerja sama|Jumlah mitra|Mitra|40|I|10|11\n|||||II|10|12\n\
            2|Dosen|Jumlah pelatihan|Kegiatan|8|I|2|2\n|||||II|2|3\n\
            3|Dosen|Jumlah pelatihan|Kegiatan|8|I|2|2\n|||||II|2|{last}\n"
        )
    };
    let found = one(&rows("7"), "UK18");
    assert_eq!(found.place.cell_text(), "H8", "{found:#?}");
    assert!(found.message.contains("H6") && found.message.contains("realisasinya 7"), "{}", found.message);
    let again = run(&rows("3"));
    assert!(!every(&again).iter().any(|one| one.code == "UK18"), "the same figure again is left alone");
}
