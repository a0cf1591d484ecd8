//! What figures and findings mean for who reads them: which target a figure is held against and where that is printed, one
//! basis in one sheet, whom a letter names, and what ends.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, DataType, Range, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::domain::capaian::{Profil, ProfilName, ScaleColor};
use selaras::domain::mail::MailOrigin;
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::finding::{Severity, Temuan};
use selaras::language::Language;
use selaras::letters::{self, SuratSettings, SuratTemplate};
use selaras::pipeline::{self, RunOutcome};
use selaras::recap::model::{IndikatorUnit, Recap};
use selaras::report;
use selaras::tables::{SentFile, Tables};
use selaras::workspace::Workspace;

use crate::figures::{figures, node, run};
use crate::shared::{copy_sample, selaras, text};

const REGISTER: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel\nJTI|Jurusan Teknologi Informasi|||Contoh Satu||Ketua Jurusan Teknologi Informasi|jti@contoh.example\nJTM|Jurusan Teknik Mesin|||Contoh Dua||Ketua Jurusan Teknik Mesin|jtm@contoh.example\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV\n";
const IKU: &str = "IKU 1||IKU||Kerja sama|Jumlah mitra lembaga|Mitra|maksimum|jumlah|jumlah||";

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn shipped() -> Workspace {
    Workspace::shipped(2026).expect("the shipped settings")
}

/// One unit with one indicator: 40 in the year, ten in each quarter.
fn partners() -> String {
    format!(
        "{REGISTER}{IKU}40|10|10|10|10\nIKK 1.1|IKU 1|IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10\n"
    )
}

fn measured(name: &str, quarter: &str, target: &str, reached: &str) -> String {
    format!(
        "*** JTI/{name}.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN {quarter} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Kerja sama|Jumlah mitra|Mitra|40|{target}|{reached}\n"
    )
}

fn plan(first: &str) -> String {
    format!(
        "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target TW I|Target TW II|Target TW III|Target TW IV\n1|Kerja sama|Jumlah mitra|Mitra|40|Kunjungan|{first}|10|10|5\n"
    )
}

fn recap(outcome: &RunOutcome) -> Recap {
    report::recap_model(&outcome.input(&shipped(), day()))
}

fn of_unit<'r>(recap: &'r Recap, unit: &str) -> Vec<&'r IndikatorUnit> {
    recap.units.iter().filter(|row| row.unit == unit).flat_map(|row| &row.indikator).collect()
}

/// The sheets of a workbook.
fn sheets(book: &[u8]) -> BTreeMap<String, Range<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    book.worksheets().into_iter().collect()
}

/// What stands below a heading, row by row.
fn column(sheet: &Range<Data>, heading: &str) -> Vec<String> {
    let at = sheet.used_cells().find(|(_, _, cell)| cell.get_string() == Some(heading));
    let (row, column, _) = at.unwrap_or_else(|| panic!("no column {heading}"));
    (row + 1..sheet.height()).filter_map(|row| sheet.get((row, column))).map(ToString::to_string).collect()
}

fn every(list: &[Temuan]) -> Vec<&Temuan> {
    list.iter().flat_map(|one| std::iter::once(one).chain(every(&one.follow_up))).collect()
}

/// The letter to a unit.
fn letter(outcome: &RunOutcome, unit: &str) -> String {
    let workspace = shipped();
    let input = outcome.input(&workspace, day());
    let all = letters::all(&input);
    let one = all.iter().find(|one| one.unit.code == unit).unwrap_or_else(|| panic!("no letter to {unit}"));
    let texts = SuratTemplate::with(&BTreeMap::new(), Language::default()).expect("the shipped texts");
    one.surat(&input, &texts, &SuratSettings::default(), 1).content
}

#[test]
fn the_agreed_target_counts_and_where_it_stands_is_printed_beside_the_figure() {
    // The unit typed 12 over the 15 of its plan.
    let outcome = run(&(partners() + &plan("15") + &measured("tw1", "I", "12", "12")));
    let row = outcome.tables.pengukuran().next().expect("a row");
    assert_eq!((row.agreed.target, row.own.target, row.agreed.capaian.full()), (Some(15.0), Some(12.0), Some(80.0)));
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::I));
    assert_eq!(figures(&own), [Some(15.0), Some(12.0), Some(80.0)]);
    let recap = recap(&outcome);
    let shown = of_unit(&recap, "JTI");
    let standing = &shown[0].indikator.standing;
    assert_eq!((standing.target.figure, standing.capaian.figure), (Some(15.0), Some(80.0)), "not green at 100 %");
    let book = report::konsolidasi(&outcome.input(&shipped(), day())).expect("a workbook");
    assert_eq!(column(&sheets(&book)["Pengukuran"], "Dasar Target")[0], "rencana aksi triwulan");
}

#[test]
fn plan_agreement_cascade_and_form_are_asked_in_this_order() {
    let without_quarters =
        format!("{REGISTER}IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40||||\n");
    let agreement = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNO|Sasaran|Indikator Kinerja|Sumber Data|Pengukuran Kinerja|Triwulan|<|<|<|Tahunan|Keterangan\n^|^|^|^|^|I|II|III|IV|^|^\n1|Kerja sama|Jumlah mitra|e-SAKIP|jumlah|14|10|10|6|40|\n";
    let form = measured("tw1", "I", "12", "12");
    let basis = |image: &str| {
        let outcome = run(image);
        let row = outcome.tables.pengukuran().next().expect("a row");
        (row.agreed.target, row.agreed.basis.map(selaras::domain::target_basis::TargetBasis::name))
    };
    assert_eq!(basis(&(partners() + agreement + &plan("15") + &form)), (Some(15.0), Some("rencana aksi triwulan")));
    assert_eq!(basis(&(partners() + agreement + &form)), (Some(14.0), Some("pk triwulan")));
    assert_eq!(basis(&(partners() + &form)), (Some(10.0), Some("kaskade triwulan")));
    assert_eq!(basis(&(without_quarters + &form)), (Some(12.0), Some("formulir triwulan")));
}

#[test]
fn an_indicator_has_one_colour_in_a_workbook_and_each_sheet_says_against_what() {
    // Ten of ten in the first quarter, and ten of forty of the year.
    let outcome = run(&(partners() + &measured("tw1", "I", "10", "10")));
    let (model, sheets) =
        (recap(&outcome), sheets(&report::recap(&outcome.input(&shipped(), day())).expect("a recap")));
    assert_eq!(model.iku[0].indikator.standing.color(), ScaleColor::Green);
    assert!(model.lakip.analysis.iter().all(|row| row.light.color == ScaleColor::Green), "{:?}", model.lakip.analysis);
    assert!(
        model.lakip.rows.iter().all(|row| row.light.color == ScaleColor::Gray),
        "a year that is not over has no colour"
    );
    let title = |name: &str| sheets[name].get((0, 0)).map(ToString::to_string).unwrap_or_default();
    assert!(title("LAKIP").contains("terhadap Target Tahun 2026"), "{}", title("LAKIP"));
    assert!(title("Analisis Faktor").contains("Status terhadap Target s.d. TW I"), "{}", title("Analisis Faktor"));
    let everywhere: Vec<String> =
        sheets.values().flat_map(|sheet| sheet.used_cells().map(|cell| cell.2.to_string())).collect();
    assert!(!everywhere.iter().any(|cell| cell.trim() == "■ merah"), "no sheet calls it red");
}

#[test]
fn a_period_that_nobody_reported_shows_no_earlier_figure_as_its_own() {
    let outcome = run(&(partners() + &measured("tw1", "I", "10", "9")))
        .of_timespan(Timespan::Triwulan(Triwulan::II), &Profil::standard(ProfilName::General));
    let recap = recap(&outcome);
    let lapor = recap.cards.iter().find(|card| card.id == "lapor").expect("the card");
    assert_eq!(lapor.wording, "0 dari 1", "a form of TW I is no report of TW II");
    for standing in of_unit(&recap, "JTI").iter().map(|one| &one.indikator.standing) {
        let figure = &standing.realisasi;
        assert!(figure.figure.is_none() || figure.remark.as_deref() == Some("TW I"), "{figure:?}");
    }
}

#[test]
fn dashes_for_quarters_to_come_and_so_many_of_so_many_hide_no_figure() {
    let graduates = format!(
        "{REGISTER}IKK 1.1||IKK|JTI|Lulusan|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60\n"
    );
    let form = |name: &str, quarter: &str, reached: &str| {
        format!(
            "*** JTI/{name}.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN {quarter} TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|Lulusan|Persentase lulusan bekerja|%|60|{reached}\n"
        )
    };
    let outcome = run(&(graduates.clone() + &form("tw1", "I", "15|-|-|-") + &form("tw2", "II", "15|54 dari 200|-|-")));
    let own = node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::II));
    assert_eq!(figures(&own), [Some(30.0), Some(27.0), Some(90.0)]);
    let missed: Vec<&str> =
        outcome.temuan.iter().filter(|one| one.code == "AL01").map(|one| one.message.as_str()).collect();
    let first = run(&(graduates + &form("tw1", "I", "15|-|-|-")));
    let open = |outcome: &RunOutcome| {
        outcome.temuan.iter().filter(|one| one.code == "AL01" && one.message.contains("TW II ")).count()
    };
    assert_eq!((open(&outcome), open(&first)), (0, 1), "dashes in the form of TW I are no report of TW II: {missed:?}");
}

#[test]
fn a_letter_names_the_cause_and_no_right_file_that_only_differs_from_it() {
    let agreement = "*** JTI/PK JTI.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|50\n\n|||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan Teknologi Informasi,\n\n\n|||Contoh Satu\n|||NIP 197001011995011001\n";
    let outcome = run(&(partners() + agreement + &plan("15") + &measured("tw1", "I", "15", "15")));
    let (echoes, grave): (Vec<&Temuan>, Vec<&Temuan>) = (
        outcome.temuan.iter().flat_map(|one| every(&one.follow_up)).collect(),
        outcome
            .temuan
            .iter()
            .filter(|one| one.severity > Severity::Info && one.place.file.starts_with("JTI/"))
            .collect(),
    );
    let [cause] = grave.as_slice() else { panic!("{grave:#?}") };
    assert_eq!((cause.code.as_str(), cause.place.file.as_str()), ("PK03", "JTI/PK JTI.xlsx"));
    let right: Vec<&str> =
        echoes.iter().map(|one| one.place.file.as_str()).filter(|file| *file != cause.place.file).collect();
    assert!(right.contains(&"JTI/ra.xlsx") && right.contains(&"JTI/tw1.xlsx"), "{right:?}");
    assert!(echoes.iter().all(|echo| echo.severity <= cause.severity), "a cause is never below its echoes");
    let letter = letter(&outcome, "JTI");
    let (mend, received) = (letter.find("PK JTI.xlsx, lembar PK"), letter.find("ra.xlsx, lembar"));
    assert!(mend.is_some() && received.is_none() && !letter.contains("tw1.xlsx, lembar"), "{letter}");
    let workspace = shipped();
    let input = outcome.input(&workspace, day());
    let all = letters::all(&input);
    let marked: Vec<&str> = all
        .iter()
        .filter(|one| one.unit.code == "JTI")
        .flat_map(|one| one.needs_marked().map(|file| file.path.as_str()).collect::<Vec<_>>())
        .collect();
    assert_eq!(marked, ["JTI/PK JTI.xlsx"], "right files are not sent back");
}

#[test]
fn what_nobody_can_mend_any_more_is_told_and_asked_of_nobody() {
    let good = "=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|40\n\n|||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan Teknologi Informasi,\n\n\n|||Contoh Satu\n|||NIP 197001011995011001\n";
    // An unreadable file that was replaced, and an agreement that came by mail after its day.
    let mut files = run(&(partners() + "*** JTI/PK JTI.xlsx\n*** JTI/PK JTI (1).xlsx\n" + good)).tables.files;
    let late = NaiveDate::from_ymd_opt(2026, 3, 20).and_then(|day| day.and_hms_opt(8, 0, 0));
    for file in files.iter_mut().filter(|file| file.path.starts_with("JTI/")) {
        file.mail_origin =
            Some(MailOrigin { sender: "jti@contoh.example".into(), date: late, ..MailOrigin::default() });
    }
    let folder = tempfile::tempdir().expect("a folder");
    let settings = "[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n\n[tenggat]\npk = 2026-02-28\n";
    std::fs::write(folder.path().join("selaras.toml"), settings).expect("settings");
    let workspace = Workspace::open(folder.path()).expect("a workspace");
    let outcome = pipeline::check(&workspace, files, day()).expect("a run");
    let told = |code: &str| {
        let mine: Vec<Severity> =
            every(&outcome.temuan).iter().filter(|one| one.code == code).map(|one| one.severity).collect();
        mine
    };
    assert_eq!((told("BK01"), told("AL01")), (vec![Severity::Info], vec![Severity::Info]));
    let open: Vec<&Temuan> = outcome.temuan.iter().filter(|one| one.severity > Severity::Info).collect();
    assert!(open.is_empty(), "{open:#?}");
}

#[test]
fn evidence_is_judged_by_its_form_and_no_address_is_opened() {
    // An address that nobody can reach: what is said of it takes no time and no network.
    let row = |evidence: &str| {
        let form = format!(
            "*** JTI/tw1.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung\n1|Kerja sama|Jumlah mitra|Mitra|10|10|{evidence}\n"
        );
        let outcome = run(&(partners() + &form));
        every(&outcome.temuan)
            .iter()
            .filter(|one| one.code.starts_with("UK"))
            .map(|one| one.code.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(row("https://tidak-ada.invalid/bukti"), Vec::<String>::new());
    assert_eq!(row("-"), ["UK08"]);
    let manifest = std::fs::read_to_string(crate::shared::root().join("Cargo.toml")).expect("the manifest");
    for client in ["reqwest", "ureq", "isahc", "curl"] {
        assert!(!manifest.contains(client), "nothing in the program opens addresses: {client}");
    }
}

#[test]
fn the_second_of_two_units_with_one_code_or_name_is_told() {
    let register =
        REGISTER.replace("=== Kaskade", "JTI|Jurusan Teknik Kimia||||||\nJTE|jurusan  teknik MESIN||||||\n=== Kaskade");
    let outcome = run(&format!(
        "{register}{IKU}40|10|10|10|10\nIKK 1.1|IKU 1|IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||40|10|10|10|10\n"
    ));
    let told: Vec<(String, Severity)> = every(&outcome.temuan)
        .iter()
        .filter(|one| one.code == "KS11")
        .map(|one| (one.place.cell_text(), one.severity))
        .collect();
    assert_eq!(told, [("A4".to_string(), Severity::Error), ("B5".to_string(), Severity::Error)]);
}

#[test]
fn words_for_a_direction_are_understood_or_give_no_figure() {
    let reached = |word: &str| {
        let nodes = format!("IKK 1.1||IKK|JTI|Layanan|Lama layanan|Hari|{word}|nilai akhir|||10|10|10|10|10\n");
        let form = "*** JTI/tw1.xlsx\n=== Data\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Layanan|Lama layanan|Hari|10|10|8\n";
        let outcome = run(&format!("{REGISTER}{nodes}{form}"));
        let told: Vec<String> =
            every(&outcome.temuan).iter().filter(|one| one.code == "KS10").map(|one| one.place.cell_text()).collect();
        (node(&outcome, "IKK 1.1", Timespan::Triwulan(Triwulan::I)).until.capaian, told)
    };
    for word in ["minimum", "menurun", "semakin rendah semakin baik", "negatif", "lower is better"] {
        assert_eq!(reached(word), (Some(120.0), vec![]), "{word}");
    }
    assert_eq!(reached("xyz"), (None, vec!["H2".to_string()]));
}

/// Two agreements of one unit, as they came.
fn versions(change: impl Fn(&mut SentFile)) -> (String, String) {
    versions_named("PK satu", "PK dua", ["5 Januari 2026", "5 Januari 2026"], change)
}

fn versions_named(one: &str, other: &str, days: [&str; 2], change: impl Fn(&mut SentFile)) -> (String, String) {
    let pk = |name: &str, target: &str, day: &str| {
        format!(
            "*** JTI/{name}.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Kerja sama|Jumlah mitra|Mitra|{target}\n\n|||Kota Contoh, {day}\n|||Ketua Jurusan Teknologi Informasi,\n\n\n|||Contoh Satu\n|||NIP 197001011995011001\n"
        )
    };
    let mut files = run(&(partners() + &pk(one, "40", days[0]) + &pk(other, "44", days[1]))).tables.files;
    files.iter_mut().for_each(change);
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("selaras.toml"), "[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n")
        .expect("settings");
    let workspace = Workspace::open(folder.path()).expect("a workspace");
    let outcome = pipeline::check(&workspace, files, day()).expect("a run");
    let counting = |tables: &Tables| tables.pk().next().map(|row| row.file.to_string()).unwrap_or_default();
    let said = every(&outcome.temuan).iter().find(|one| one.code == "BK02").map(|one| one.message.clone());
    (counting(&outcome.tables), said.unwrap_or_default())
}

#[test]
fn of_two_versions_the_date_decides_then_the_word_then_the_mail_and_last_the_time_of_the_file() {
    let at = |day: u32| NaiveDate::from_ymd_opt(2026, 2, day).and_then(|day| day.and_hms_opt(9, 0, 0));
    let (one, other) = ("JTI/PK satu.xlsx".to_string(), "JTI/PK dua.xlsx".to_string());
    // The file that was touched last counts for nothing against a later date under the signature.
    let touched = |first: u32, second: u32| {
        move |file: &mut SentFile| file.received = at(if file.path.contains("satu") { first } else { second })
    };
    let (counts, said) = versions_named("PK satu", "PK dua", ["20 Januari 2026", "5 Januari 2026"], touched(1, 9));
    assert!(counts == one && said.contains("tanggalnya lebih baru (20 Januari 2026)"), "{counts} {said}");
    let (counts, said) = versions_named("PK satu revisi", "PK dua", ["5 Januari 2026"; 2], touched(1, 9));
    assert!(counts == "JTI/PK satu revisi.xlsx" && said.contains("menyebut revisi"), "{counts} {said}");
    let (counts, said) = versions(|file| {
        let first = file.path.contains("satu");
        file.mail_origin = Some(MailOrigin { date: at(if first { 9 } else { 1 }), ..MailOrigin::default() });
        file.received = at(if first { 1 } else { 9 });
    });
    assert!(counts == one && said.contains("lewat surel 9 Februari 2026"), "{counts} {said}");
    let (counts, said) = versions(touched(1, 9));
    assert!(counts == other && said.contains("menurut waktu berkasnya"), "{counts} {said}");
}

#[test]
fn a_waiver_that_matches_nothing_is_told_with_the_finding_that_it_resembles_most() {
    let (_folder, workspace) = copy_sample("politeknik");
    let settings = workspace.join("selaras.toml");
    let path = workspace.display().to_string();
    let checked = || {
        let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--format", "json"]);
        let all: Vec<serde_json::Value> =
            text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a finding")).collect();
        all
    };
    let real = checked().into_iter().find(|one| one["tingkat"] == "peringatan" && one["unit"].is_string());
    let real = real.expect("a finding of a unit");
    let (code, unit) = (real["kode"].as_str().unwrap_or_default(), real["unit"].as_str().unwrap_or_default());
    let waiver = format!(
        "\n[[pengecualian]]\naturan = \"{code}\"\nunit = \"{unit}X\"\nalasan = \"salah ketik kode unit\"\nsampai = 2026-12-31\n"
    );
    let before = std::fs::read_to_string(&settings).expect("the settings");
    std::fs::write(&settings, before + &waiver).expect("written");
    let told: Vec<serde_json::Value> =
        checked().into_iter().filter(|one| one["kode"] == "AL09" && one["unit"] == format!("{unit}X")).collect();
    let [one] = told.as_slice() else { panic!("{told:?}") };
    let message = one["pesan"].as_str().unwrap_or_default();
    assert_eq!(one["tingkat"], "peringatan");
    assert!(
        message.contains("tidak cocok dengan temuan mana pun; yang paling dekat: ") && message.contains(code),
        "{message}"
    );
}

#[test]
fn a_report_of_the_year_before_its_end_gives_no_red_for_who_is_on_the_way() {
    let outcome = run(&(partners() + &measured("tw1", "I", "10", "10") + &measured("tw2", "II", "10", "11")))
        .of_timespan(Timespan::Yearly, &Profil::standard(ProfilName::General));
    let model = recap(&outcome);
    let colours: Vec<ScaleColor> = model.lakip.rows.iter().map(|row| row.light.color).collect();
    assert_eq!(colours, [ScaleColor::Gray], "the year is not over");
    assert!(model.lakip.rows[0].status.contains("tahun berjalan"), "{}", model.lakip.rows[0].status);
}
