//! What figures mean, end to end on drawn workspaces: which target they are held against, what a partial figure says, and
//! how periods become the year.

use selaras::cascade::{NodeResult, roll_up_timespan};
use selaras::domain::capaian::{Profil, ProfilName};
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::pipeline::{RunOutcome, example};

use crate::real::LIBRARY;

const UNIT: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV\n";

pub(crate) fn run(image: &str) -> RunOutcome {
    example::run(image, &LIBRARY).expect("a drawing that runs").0
}

/// The figures of the node with a code.
pub(crate) fn node(outcome: &RunOutcome, code: &str, timespan: Timespan) -> NodeResult {
    let profil = Profil::standard(ProfilName::General);
    let all = roll_up_timespan(&outcome.kaskade, &outcome.tables, &profil, timespan, timespan.last());
    let number = outcome.kaskade.find(code).expect("the node");
    all.into_iter().nth(number).expect("its figures")
}

pub(crate) fn figures(node: &NodeResult) -> [Option<f64>; 3] {
    [node.until.target, node.until.realisasi, node.until.capaian]
}

fn sum_of_two() -> String {
    format!(
        "{UNIT}IKU 1||IKU||Kerja sama|Jumlah mitra lembaga|Mitra|maksimum|jumlah|jumlah||200|20|40|60|80\n\
         IKK 1.1|IKU 1|IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||100|10|20|30|40\n\
         IKK 1.2|IKU 1|IKK|JTM|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||100|10|20|30|40\n"
    )
}

/// A form of a unit; `period` as its title says it.
fn form(unit: &str, name: &str, period: &str, column: &str, content: &str) -> String {
    format!(
        "*** {unit}/{name}.xlsx\n=== Data\nPENGUKURAN KINERJA {period} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|{column}\n1|Kerja sama|Jumlah mitra|Mitra|100|{content}\n"
    )
}

#[test]
fn a_form_of_a_semester_is_measured_against_both_its_quarters() {
    let image = sum_of_two() + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "27");
    let outcome = run(&image);
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&own), [Some(30.0), Some(27.0), Some(90.0)]);
    let own = node(&outcome, "IKK 1.1", Timespan::SemesterI);
    assert_eq!(figures(&own), [Some(30.0), Some(27.0), Some(90.0)]);
    let row = outcome.tables.pengukuran().next().expect("a row");
    assert_eq!((row.triwulan, row.semester, row.agreed.target), (Some(Triwulan::II), true, Some(30.0)));
    // Neither the quarter within it nor the semester is missed, and nothing is said about its target.
    let missed: Vec<&str> =
        outcome.temuan.iter().filter(|t| t.unit.as_deref() == Some("JTI")).map(|t| t.message.as_str()).collect();
    assert!(!missed.iter().any(|message| message.contains("TW I ") || message.contains("TW II ")), "{missed:?}");
    assert!(!outcome.temuan.iter().any(|t| ["UK02", "ID09"].contains(&t.code.as_str())));
}

#[test]
fn columns_of_semesters_and_names_of_files_say_it_too() {
    let column = form(
        "JTI",
        "2026",
        "",
        "Target Semester I|Realisasi Semester I|Target Semester II|Realisasi Semester II",
        "30|27||",
    );
    let name = form("JTI", "Semester I", "", "Realisasi", "27");
    let rows = "*** JTI/semua.xlsx\n=== Data\nPENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Triwulan|Realisasi\n1|Kerja sama|Jumlah mitra|Mitra|100|Semester I|27\n".to_string();
    for image in [column, name, rows] {
        let outcome = run(&(sum_of_two() + &image));
        let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
        assert_eq!(figures(&own), [Some(30.0), Some(27.0), Some(90.0)], "{image}");
    }
}

#[test]
fn a_unit_that_measures_semesters_and_one_that_measures_quarters_add_up() {
    let image = sum_of_two()
        + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "30")
        + &form("JTM", "TW1", "TRIWULAN I", "Realisasi TW", "9")
        + &form("JTM", "TW2", "TRIWULAN II", "Realisasi TW", "18");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&iku), [Some(60.0), Some(57.0), Some(95.0)]);
    assert_eq!(iku.partial, None, "nobody is missing");
    let both = sum_of_two()
        + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "30")
        + &form("JTM", "SM1", "SEMESTER I", "Realisasi", "24");
    let iku = node(&run(&both), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&iku), [Some(60.0), Some(54.0), Some(90.0)]);
}

#[test]
fn a_quarter_that_a_semester_holds_already_is_not_counted_twice() {
    let image = sum_of_two()
        + &form("JTI", "TW1", "TRIWULAN I", "Realisasi TW", "9")
        + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "27");
    let own = node(&run(&image), "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&own), [Some(30.0), Some(27.0), Some(90.0)]);
    assert!(own.notes.iter().any(|note| note.contains("sudah termasuk dalam semesternya")), "{:?}", own.notes);
}

#[test]
fn a_position_at_the_end_of_a_semester_is_that_of_its_last_quarter() {
    let cascade =
        format!("{UNIT}IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|nilai akhir|||100|25|50|75|100\n");
    let own = node(
        &run(&(cascade + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "45"))),
        "IKK 1.1",
        Timespan::Triwulan(Triwulan::II),
    );
    assert_eq!(figures(&own), [Some(50.0), Some(45.0), Some(90.0)]);
}

#[test]
fn a_plan_by_semesters_is_what_a_semester_is_held_against() {
    let plan = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target Semester I|Target Semester II\n1|Kerja sama|Jumlah mitra|Mitra|100|Kunjungan|40|60\n";
    let outcome = run(&(sum_of_two() + plan + &form("JTI", "SM1", "SEMESTER I", "Realisasi", "30")));
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&own), [Some(40.0), Some(30.0), Some(75.0)]);
}

#[test]
fn a_weighted_mean_tells_the_weights_that_it_used() {
    let cascade = UNIT.to_string()
        + "IKU 1||IKU||Mutu|Nilai mutu lembaga|Nilai|maksimum|nilai akhir|rata-rata tertimbang||80|80|80|80|80\n\
           IKK 1.1|IKU 1|IKK|JTI|Mutu|Nilai mutu|Nilai|maksimum|nilai akhir||75|80|80|80|80|80\n\
           IKK 1.2|IKU 1|IKK|JTM|Mutu|Nilai mutu|Nilai|maksimum|nilai akhir||25|80|80|80|80|80\n";
    let form = |unit: &str, reached: &str| {
        format!(
            "*** {unit}/tw1.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|Mutu|Nilai mutu|Nilai|80|{reached}\n"
        )
    };
    let outcome = run(&(cascade + &form("JTI", "80") + &form("JTM", "40")));
    assert_eq!(
        figures(&node(&outcome, "IKU 1", Timespan::Triwulan(Triwulan::I))),
        [Some(80.0), Some(70.0), Some(87.5)]
    );
    let workspace = selaras::workspace::Workspace::shipped(2026).expect("the shipped settings");
    let recap = selaras::report::recap_model(&outcome.input(&workspace, "2026-07-20".parse().expect("a day")));
    let steps: Vec<&str> = recap.origins.iter().flat_map(|trace| &trace.steps).map(|step| step.what.as_str()).collect();
    assert!(
        steps.contains(&"IKK 1.1 Nilai mutu (bobot 75)") && steps.contains(&"IKK 1.2 Nilai mutu (bobot 25)"),
        "{steps:?}"
    );
}

#[test]
fn money_among_billions_is_compared_to_the_rupiah_and_added_to_the_cent() {
    let pk = |total: &str| {
        format!(
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|100\n\nProgram|Anggaran\nProgram Satu|1250000000.10\nProgram Dua|1250000000.20\nJumlah|{total}\n"
        )
    };
    let told = |total: &str| run(&(sum_of_two() + &pk(total))).temuan.iter().any(|t| t.code == "PK05");
    assert!(!told("2500000000.30"));
    assert!(told("2500000900.30"));
}

/// Target, realisation and achievement to date, the last to the percent.
fn rounded(node: &NodeResult) -> [Option<f64>; 3] {
    let [target, realisasi, capaian] = figures(node);
    [target, realisasi, capaian.map(f64::round)]
}

/// A form whose headings say that figures run up, or not.
fn to_date(unit: &str, tw: usize, running: bool, target: &str, reached: &str) -> String {
    let roman = ["I", "II", "III", "IV"][tw - 1];
    let name = if running { format!("s.d. TW {roman}") } else { format!("TW {roman}") };
    form(
        unit,
        &format!("TW{tw}"),
        &format!("TRIWULAN {roman}"),
        &format!("Target {name}|Realisasi {name}"),
        &format!("{target}|{reached}"),
    )
}

#[test]
fn a_member_that_tells_running_totals_adds_what_it_reached_in_the_quarter() {
    let image = sum_of_two()
        + &to_date("JTI", 1, false, "10", "10")
        + &to_date("JTI", 2, false, "20", "24")
        + &to_date("JTM", 1, true, "10", "10")
        + &to_date("JTM", 2, true, "30", "36");
    let outcome = run(&image);
    let until = Timespan::Triwulan(Triwulan::II);
    let (iku, running) = (node(&outcome, "IKU 1", until), node(&outcome, "IKK 1.2", until));
    assert_eq!(rounded(&iku), [Some(60.0), Some(70.0), Some(117.0)]);
    assert_eq!((iku.triwulan[1].target, iku.triwulan[1].realisasi), (Some(40.0), Some(50.0)));
    assert!(iku.notes.is_empty(), "{:?}", iku.notes);
    assert_eq!(figures(&running), [Some(30.0), Some(36.0), Some(120.0)]);
    assert_eq!((running.triwulan[1].target, running.triwulan[1].realisasi), (Some(20.0), Some(26.0)));
    assert!(running.notes.iter().any(|note| note.contains("dilaporkan kumulatif")), "{:?}", running.notes);
}

#[test]
fn members_that_all_tell_running_totals_are_held_against_targets_to_date() {
    let image = sum_of_two()
        + &to_date("JTI", 1, true, "10", "10")
        + &to_date("JTI", 2, true, "30", "36")
        + &to_date("JTM", 1, true, "10", "9")
        + &to_date("JTM", 2, true, "30", "33");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(60.0), Some(69.0), Some(115.0)]);
    // The first of two forms is not there: what was reached in the second quarter alone nobody knows.
    let image = sum_of_two() + &to_date("JTI", 2, true, "30", "36") + &to_date("JTM", 2, true, "30", "30");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(60.0), Some(66.0), Some(110.0)]);
}

#[test]
fn where_a_quarter_of_a_running_total_is_not_known_all_are_added_to_date_or_it_is_left_out() {
    let image = sum_of_two()
        + &to_date("JTI", 1, false, "10", "10")
        + &to_date("JTI", 2, false, "20", "20")
        + &to_date("JTM", 2, true, "30", "36");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(60.0), Some(66.0), Some(110.0)]);
    assert!(iku.notes.iter().any(|note| note.contains("sampai dengan triwulannya")), "{:?}", iku.notes);
    // Neither what one reached in the quarter nor what the other reached to date is known.
    let image = sum_of_two() + &to_date("JTI", 2, false, "20", "20") + &to_date("JTM", 2, true, "30", "36");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(20.0), Some(20.0), Some(100.0)]);
    assert!(iku.uncounted[0].1.contains("melapor kumulatif"), "{:?}", iku.uncounted);
}

#[test]
fn a_position_is_the_same_however_it_is_told() {
    let cascade = UNIT.to_string()
        + "IKU 1||IKU||Mutu|Jumlah mitra lembaga|Mitra|maksimum|nilai akhir|jumlah||200|20|60|120|200\n\
           IKK 1.1|IKU 1|IKK|JTI|Mutu|Jumlah mitra|Mitra|maksimum|nilai akhir|||100|10|30|60|100\n\
           IKK 1.2|IKU 1|IKK|JTM|Mutu|Jumlah mitra|Mitra|maksimum|nilai akhir|||100|10|30|60|100\n";
    let image = cascade
        + &to_date("JTI", 1, false, "10", "10")
        + &to_date("JTI", 2, false, "30", "30")
        + &to_date("JTM", 1, true, "10", "10")
        + &to_date("JTM", 2, true, "30", "27");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(60.0), Some(57.0), Some(95.0)]);
    assert!(iku.notes.is_empty(), "{:?}", iku.notes);
}

#[test]
fn a_running_total_gives_the_second_semester_what_it_grew_in_it() {
    let tw = |unit: &str, running: bool, all: [(usize, &str, &str); 4]| -> String {
        all.iter().map(|(tw, target, reached)| to_date(unit, *tw, running, target, reached)).collect()
    };
    let image = sum_of_two()
        + &tw("JTI", false, [(1, "10", "10"), (2, "20", "20"), (3, "30", "30"), (4, "40", "40")])
        + &tw("JTM", true, [(1, "10", "9"), (2, "30", "27"), (3, "60", "54"), (4, "100", "90")]);
    let outcome = run(&image);
    let iku = node(&outcome, "IKU 1", Timespan::SemesterII);
    assert_eq!(rounded(&iku), [Some(140.0), Some(133.0), Some(95.0)]);
    let iku = node(&outcome, "IKU 1", Timespan::Yearly);
    assert_eq!(rounded(&iku), [Some(200.0), Some(190.0), Some(95.0)]);
}

#[test]
fn a_mean_to_date_is_put_beside_means_to_date() {
    let cascade = UNIT.to_string()
        + "IKU 1||IKU||Puas|Indeks kepuasan lembaga|Indeks|maksimum|rata-rata|rata-rata||80|80|80|80|80\n\
           IKK 1.1|IKU 1|IKK|JTI|Puas|Jumlah mitra|Indeks|maksimum|rata-rata|||80|80|80|80|80\n\
           IKK 1.2|IKU 1|IKK|JTM|Puas|Jumlah mitra|Indeks|maksimum|rata-rata|||80|80|80|80|80\n";
    let image = (cascade
        + &to_date("JTI", 1, false, "80", "76")
        + &to_date("JTI", 2, false, "80", "84")
        + &to_date("JTM", 1, true, "80", "70")
        + &to_date("JTM", 2, true, "80", "72"))
        .replace("|Mitra|100|", "|Indeks|80|");
    let iku = node(&run(&image), "IKU 1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(rounded(&iku), [Some(80.0), Some(76.0), Some(95.0)]);
}

/// A measurement of JTI with this title, sheet, name and column.
fn signed_otherwise(name: &str, sheet: &str, title: &str, column: &str, content: &str) -> String {
    format!(
        "*** JTI/{name}.xlsx\n=== {sheet}\nPENGUKURAN KINERJA {title} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|{column}\n1|Kerja sama|Jumlah mitra|Mitra|100|{content}\n"
    )
}

#[test]
fn a_title_left_behind_takes_nobodys_place() {
    let image = sum_of_two()
        + &signed_otherwise("TW I", "TW I", "TRIWULAN I", "Target TW I|Realisasi TW I", "10|9")
        + &signed_otherwise("TW II", "TW II", "TRIWULAN I", "Target TW II|Realisasi TW II", "20|24");
    let outcome = run(&image);
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!([own.triwulan[0].realisasi, own.triwulan[1].realisasi], [Some(9.0), Some(24.0)]);
    let told: Vec<&str> = outcome.temuan.iter().map(|one| one.code.as_str()).collect();
    assert!(told.contains(&"ID15") && !told.contains(&"BK02"), "{told:?}");
}

#[test]
fn a_heading_left_behind_beside_the_target_of_the_quarter_loses_no_quarter() {
    let image = sum_of_two()
        + &signed_otherwise("TW I", "TW I", "TRIWULAN I", "Target TW I|Realisasi TW I", "10|9")
        + &signed_otherwise("TW II", "TW II", "TRIWULAN II", "Target TW II|Realisasi TW I", "20|24");
    let outcome = run(&image);
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!([own.triwulan[0].realisasi, own.triwulan[1].realisasi], [Some(9.0), Some(24.0)]);
    let cells: Vec<String> =
        outcome.temuan.iter().filter(|one| one.code == "ID15").map(|one| one.place.cell_text()).collect();
    assert_eq!(cells, ["G2"]);
}

#[test]
fn a_figure_that_a_unit_is_being_asked_about_is_told_beside_what_rests_on_it() {
    let cascade = UNIT.to_string()
        + "IKU 1||IKU||Mutu|Persentase lulusan yang bekerja|%|maksimum|nilai akhir|rata-rata||80|80|80|80|80\n\
           IKK 1.1|IKU 1|IKK|JTI|Mutu|Jumlah mitra|%|maksimum|nilai akhir|||80|80|80|80|80\n\
           IKK 1.2|IKU 1|IKK|JTM|Mutu|Jumlah mitra|%|maksimum|nilai akhir|||80|80|80|80|80\n";
    let image = cascade
        + &to_date("JTI", 1, false, "80%", "2730%").replace("|Mitra|100|", "|%|80%|")
        + &to_date("JTM", 1, false, "80%", "79%").replace("|Mitra|100|", "|%|80%|");
    let workspace = selaras::workspace::Workspace::shipped(2026).expect("the shipped settings");
    let outcome = run(&image);
    let recap = selaras::report::recap_model(&outcome.input(&workspace, "2026-04-20".parse().expect("a day")));
    let (note, warning) = (recap.iku[0].notes.join("; "), recap.warnings.join(" "));
    assert!(note.contains("sedang ditanyakan ke unit: Jurusan Teknologi Informasi TW I sel G3 (UK05)"), "{note}");
    assert!(warning.contains("Ada angka yang sedang ditanyakan ke unit dalam IKU 1."), "{warning}");
}
