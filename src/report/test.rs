//! The reports of small houses.
#![allow(clippy::unwrap_used)]

#[cfg(feature = "pdf")]
mod pdf;
mod print;
mod recap;

use std::io::{Cursor, Read};

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::cascade::{Kaskade, NodeResult, roll_up};
use crate::domain::capaian::{GradeScale, Profil, ProfilName, ScaleColor};
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::mail::MailOrigin;
use crate::domain::period::Timespan;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Place, Severity, Temuan};
use crate::language::Language;
use crate::recap::compliance::ComplianceState;
use crate::recap::model::LastYear;
use crate::recap::repetition;
use crate::tables::SentFile;
use crate::tables::test::{build, document, file, kaskade};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|||\nJAK|Jurusan Akuntansi|||";
const NODE: &str = "IKU 1||IKU||Lulusan bekerja|%||nilai akhir|rata-rata||60|15|30|45|60
    IKU 2||IKU||Predikat SAKIP|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB
    IKK 1.1|IKU 1|IKK|JTI|Lulusan JTI bekerja|%||nilai akhir|||60|15|30|45|60
    IKK 1.2|IKU 1|IKK|JAK|Lulusan JAK bekerja|%||nilai akhir|||60|15|30|45|60";
const HEAD: &str = "kode|target.tw|realisasi.tw|kendala|tindak_lanjut|penanggung_jawab|batas_waktu";

/// Everything that a run would hand over.
struct TestHouse {
    tables: Tables,
    kaskade: Kaskade,
    outcomes: Vec<NodeResult>,
    temuan: Vec<Temuan>,
    profil: Profil,
    tenggat: Tenggat,
    instansi: String,
    triwulan: Triwulan,
    last_year: LastYear,
    timespan: Option<Timespan>,
}

impl TestHouse {
    fn new(file: Vec<SentFile>, triwulan: Triwulan) -> Self {
        let tables = build(file);
        let kaskade = Kaskade::from(&tables);
        let profil = Profil::standard(ProfilName::General);
        let outcomes = roll_up(&kaskade, &tables, &profil, triwulan);
        let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
        let tenggat = Tenggat::default()
            .with(DocumentKind::Pk, &[day(2, 28)])
            .with(DocumentKind::Pengukuran, &[day(4, 10), day(7, 10), day(10, 10)]);
        Self {
            tables,
            kaskade,
            outcomes,
            temuan: Vec::new(),
            profil,
            tenggat,
            instansi: "Politeknik Contoh".into(),
            triwulan,
            last_year: LastYear::default(),
            timespan: None,
        }
    }

    fn input(&self) -> ReportInput<'_> {
        ReportInput {
            tables: &self.tables,
            kaskade: &self.kaskade,
            outcomes: &self.outcomes,
            temuan: &self.temuan,
            excepted: &[],
            instansi: &self.instansi,
            year: 2026,
            profil: &self.profil,
            tenggat: &self.tenggat,
            made: moment(),
            triwulan: self.triwulan,
            timespan: self.timespan.unwrap_or(Timespan::Triwulan(self.triwulan)),
            newest: self.triwulan,
            last_year: &self.last_year,
            skipped: &[],
            change: None,
            official: None,
            language: Language::default(),
        }
    }

    fn recap(&self) -> Recap {
        recap_model(&self.input())
    }
}

fn moment() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 7, 20).unwrap().and_hms_opt(8, 0, 0).unwrap()
}

fn measure(path: &str, unit: &str, tw: Triwulan, content: &str) -> SentFile {
    let document = document()
        .kind(DocumentKind::Pengukuran)
        .unit(unit)
        .triwulan(tw)
        .table(TableRole::Indikator, &format!("{HEAD}\n{content}"))
        .finished();
    file(path, 9 + tw.number(), vec![document])
}

/// JTI reported both quarters and is red in the second, JAK the first only.
fn house() -> TestHouse {
    TestHouse::new(
        vec![
            kaskade(UNIT, NODE),
            measure("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
            measure("JTI/tw2.xlsx", "JTI", Triwulan::II, "IKK 1.1|30|12|=1+1|Pelacakan alumni|Kajur|30 September 2026"),
            mail(measure("surat.eml/JAK tw1.xlsx", "JAK", Triwulan::I, "IKK 1.2|15|15|-|-|-|-")),
        ],
        Triwulan::II,
    )
}

/// The same file, received by mail on its day.
fn mail(file: SentFile) -> SentFile {
    SentFile { mail_origin: Some(MailOrigin { date: file.received, ..MailOrigin::default() }), ..file }
}

/// The parts of a workbook that match, joined.
fn part(book: &[u8], fits: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(book)).unwrap();
    let mut outcome = String::new();
    for number in 0..package.len() {
        let mut one = package.by_index(number).unwrap();
        if one.name().unwrap().contains(fits) {
            one.read_to_string(&mut outcome).unwrap();
        }
    }
    outcome
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (one, two) = (house(), house());
    assert_eq!(konsolidasi(&one.input()).unwrap(), konsolidasi(&two.input()).unwrap());
    assert_eq!(recap(&one.input()).unwrap(), recap(&two.input()).unwrap());
}

#[test]
fn the_consolidated_workbook_begins_with_what_is_to_be_done_and_has_nine_tables() {
    let book = konsolidasi(&house().input()).unwrap();
    let xml = part(&book, "xl/workbook.xml");
    let name: Vec<&str> = xml.split("<sheet name=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(
        name,
        [
            "Ringkasan",
            "PK",
            "Rencana Aksi",
            "Pengukuran",
            "Anggaran",
            "Kaskade",
            "Kepatuhan",
            "Temuan",
            "Sumber",
            "Bukti"
        ]
    );
    assert_eq!(part(&book, "xl/tables/").matches("<autoFilter").count(), 9);
    let sheet = part(&book, "xl/worksheets/sheet");
    for (content, count) in [("state=\"frozen\"", 9), ("paperSize=\"9\"", 10), ("orientation=\"landscape\"", 9)] {
        assert_eq!(sheet.matches(content).count(), count, "{content}");
    }
    assert!(sheet.contains("outlineLevel=\"1\""));
    assert!(xml.contains("Print_Titles"));
}

#[test]
fn what_a_unit_typed_is_never_a_formula() {
    let house = house();
    for book in [konsolidasi(&house.input()).unwrap(), recap(&house.input()).unwrap()] {
        assert!(!part(&book, "xl/worksheets/sheet").contains("<f>1+1</f>"));
        assert!(part(&book, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    }
}

#[test]
fn capaian_is_a_formula_with_its_result() {
    let book = konsolidasi(&house().input()).unwrap();
    let pengukuran = part(&book, "xl/worksheets/sheet4.xml");
    assert!(pengukuran.contains("100*L5/J5"), "{pengukuran}");
    assert!(pengukuran.contains("<v>40</v>"));
    let kaskade = part(&book, "xl/worksheets/sheet6.xml");
    assert!(kaskade.contains("AVERAGE("), "{kaskade}");
    assert!(kaskade.contains("<f>Pengukuran!L"));
}

#[test]
fn a_scale_of_the_institution_stands_beside_the_traffic_light() {
    let mut house = house();
    let exists = |house: &TestHouse| {
        part(&konsolidasi(&house.input()).unwrap(), "xl/sharedStrings.xml").contains("Sangat Rendah")
    };
    assert!(!exists(&house));
    house.profil.scale = GradeScale::FiveGrades;
    assert!(exists(&house));
    assert!(part(&recap(&house.input()).unwrap(), "xl/sharedStrings.xml").contains("Sangat Rendah"));
}

#[test]
fn control_characters_never_reach_the_file() {
    let mut house = house();
    house.instansi = "Politeknik\u{0}\u{b} & \"Contoh\" <1>".into();
    house.temuan.push(Temuan::new(
        "XX01",
        Severity::Error,
        Place { file: "a\u{1}b.xlsx".into(), sheet: Some("L\u{2}".into()), cells: vec!["A1".parse().unwrap()] },
        "pesan\u{3}",
        "saran",
    ));
    for book in [konsolidasi(&house.input()).unwrap(), recap(&house.input()).unwrap()] {
        let xml = part(&book, "");
        assert!(!xml.chars().any(|letter| letter.is_control() && !"\n\r\t".contains(letter)));
    }
}

#[test]
fn a_figure_from_some_says_from_how_many_and_names_the_rest() {
    let recap = house().recap();
    let iku = &recap.iku[0];
    assert_eq!(iku.from, (1, 2));
    assert_eq!(iku.not_yet, ["Jurusan Akuntansi (IKK 1.2)"]);
    assert_eq!(iku.indikator.standing.realisasi.figure, Some(12.0));
    assert_eq!(
        (iku.indikator.standing.trend[0].capaian.figure, iku.indikator.standing.trend[1].capaian.figure),
        (Some(100.0), None)
    );
    // One of two is too few for a colour: no light, and no mean counts it.
    let standing = &iku.indikator.standing;
    assert_eq!((standing.capaian.wording.as_str(), standing.color()), ("40,0% sementara, 1 dari 2", ScaleColor::Gray));
    assert_eq!(iku.notes[0], "capaian dari yang melapor, 1 dari 2");
    assert_eq!(recap.brief.average, None);
    let mut all = house();
    all.profil.report_minimum = 50.0;
    all.outcomes = roll_up(&all.kaskade, &all.tables, &all.profil, all.triwulan);
    let mean = all.recap().brief.average.unwrap();
    assert_eq!((mean.value, mean.computed, mean.skipped), (40.0, 1, 1));
}

#[test]
fn missing_data_is_grey_and_never_zero() {
    let recap = house().recap();
    let predikat = &recap.iku[1].indikator.standing;
    assert_eq!((predikat.capaian.figure, predikat.color()), (None, ScaleColor::Gray));
    assert_eq!((predikat.target.wording.as_str(), predikat.realisasi.wording.as_str()), ("BB", "–"));
    assert_eq!(recap.brief.iku, [0, 0, 0, 2]);
    assert_eq!(recap.brief.serapan, None);
}

#[test]
fn what_is_red_tells_why_and_who_acts() {
    let recap = house().recap();
    let [one] = recap.red.as_slice() else { panic!("{:?}", recap.red) };
    assert_eq!((one.unit.as_str(), one.content.indikator.standing.capaian.figure), ("JTI", Some(40.0)));
    assert_eq!(one.content.description.tindak_lanjut.content.as_deref(), Some("Pelacakan alumni"));
    assert_eq!(one.content.description.time_limit.content.as_deref(), Some("30 September 2026"));
    assert_eq!(one.content.description.origin.as_ref().unwrap().file, "JTI/tw2.xlsx");
}

#[test]
fn the_matrix_tells_late_from_missing_from_not_due() {
    let recap = house().recap();
    let state = |unit: usize| -> Vec<ComplianceState> {
        recap.compliance.rows[unit].tiles.iter().map(|tile| tile.state.clone()).collect()
    };
    let slow = NaiveDate::from_ymd_opt(2026, 4, 10).unwrap();
    // Without a deadline the Rencana Aksi is missed at once. A folder's date accuses nobody, a mail's is believed.
    assert_eq!(
        state(0),
        [
            ComplianceState::NotYet,
            ComplianceState::NotYet,
            ComplianceState::Received(None),
            ComplianceState::Received(None),
            ComplianceState::NotYetDue,
            ComplianceState::NotYetDue
        ]
    );
    assert_eq!(state(1)[2..4], [ComplianceState::Received(Some(slow)), ComplianceState::NotYet]);
    assert_eq!(recap.brief.report, (1, 2));
}

#[test]
fn a_mail_after_the_deadline_is_late_by_its_days() {
    let mut house = house();
    house.tenggat = house.tenggat.with(DocumentKind::Pengukuran, &[NaiveDate::from_ymd_opt(2026, 4, 7)]);
    let tile = &house.recap().compliance.rows[1].tiles[2];
    assert_eq!(tile.state, ComplianceState::Late(NaiveDate::from_ymd_opt(2026, 4, 10).unwrap(), 3));
    assert_eq!(tile.file.as_deref(), Some("surat.eml/JAK tw1.xlsx"));
}

#[test]
fn a_quarter_that_a_later_form_repeats_counts_once() {
    let yearly = document()
        .kind(DocumentKind::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .table(TableRole::Indikator, "kode|target.tw1|target.tw2|realisasi.tw1|realisasi.tw2\nIKK 1.1|15|30|15|33")
        .finished();
    let file = vec![
        kaskade(UNIT, NODE),
        measure("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
        file("JTI/tw2.xlsx", 12, vec![yearly]),
    ];
    let house = TestHouse::new(file, Triwulan::II);
    assert_eq!(house.tables.pengukuran().len(), 3);
    assert_eq!(repetition::pengukuran(&house.tables).len(), 1);
    let book = konsolidasi(&house.input()).unwrap();
    assert!(part(&book, "xl/sharedStrings.xml").contains("mengulang; yang dihitung dari JTI/tw1.xlsx"));
}

#[test]
fn a_house_without_anything_still_has_its_reports() {
    let house = TestHouse::new(Vec::new(), Triwulan::I);
    let blank_recap = house.recap();
    assert_eq!(blank_recap.brief.all_iku(), 0);
    assert!(part(&konsolidasi(&house.input()).unwrap(), "sharedStrings").contains("Tidak ada data."));
    assert!(part(&recap(&house.input()).unwrap(), "sharedStrings").contains("Kaskade IKU belum diisi."));
}

#[test]
fn lists_that_do_not_fit_the_page_say_that_they_were_cut() {
    let unit: Vec<String> = (1..=40).map(|n| format!("U{n:02}|Unit Nomor {n}|||")).collect();
    let mut node: Vec<String> =
        (1..=30).map(|n| format!("IKU {n}||IKU||Indikator {n}|%||nilai akhir|rata-rata||60|15|30|45|60")).collect();
    node.extend((1..=40).map(|n| {
        format!("IKK {0}.{n}|IKU {0}|IKK|U{n:02}|Turunan {n}|%||nilai akhir|||60|15|30|45|60", (n - 1) % 30 + 1)
    }));
    let mut all = vec![kaskade(&unit.join("\n"), &node.join("\n"))];
    all.extend((1..=40).map(|n| {
        let code = format!("IKK {}.{n}", (n - 1) % 30 + 1);
        measure(
            &format!("U{n:02}/tw1.xlsx"),
            &format!("U{n:02}"),
            Triwulan::I,
            &format!("{code}|15|{}|-|-|-|-", n % 20),
        )
    }));
    let house = TestHouse::new(all, Triwulan::I);
    let book = recap(&house.input()).unwrap();
    let text = part(&book, "xl/sharedStrings.xml");
    for excerpt in
        ["… dan 18 lainnya, lihat lembar IKU.", "… dan 24 unit lainnya, lihat lembar Unit.", "lihat lembar Merah."]
    {
        assert!(text.contains(excerpt), "{excerpt}");
    }
}

#[test]
fn every_file_of_the_results_is_written_and_nothing_else() {
    let workspace = tempfile::tempdir().unwrap();
    let output = write_all(&house().input(), workspace.path()).unwrap();
    let mut exists: Vec<PathBuf> = Vec::new();
    for folder in [workspace.path().to_path_buf(), workspace.path().join("data")] {
        let content = std::fs::read_dir(folder).unwrap().map(|listed| listed.unwrap().path());
        exists.extend(content.filter(|path| path.is_file()));
    }
    let mut mentioned: Vec<PathBuf> = output.into_iter().filter(|path| path.is_file()).collect();
    exists.sort();
    mentioned.sort();
    assert_eq!(exists, mentioned);
    for name in [
        "konsolidasi-2026.xlsx",
        "rekap-2026-tw2.xlsx",
        "data/temuan.parquet",
        "data/temuan.jsonl",
        "data/berkas.parquet",
    ] {
        assert!(workspace.path().join(name).is_file(), "{name}");
    }
}
