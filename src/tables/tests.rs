//! What the tables make of whole files.
#![allow(clippy::unwrap_used)]

use super::schema::Row;
use super::*;
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, Pihak, TableRole};
use crate::tables::test::{build, document, file, kaskade};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|TI; Teknologi Informasi||Ketua Jurusan\nJAK|Jurusan Akuntansi|||";
const NODE: &str = "IKU 1|||  |Lulusan bekerja|%|maksimum|nilai akhir|rata-rata||60|15|30|45|60
    IKK 1.1|IKU 1|IKK|JTI|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60
    IKK 1.2|IKU 1|IKK|JAK|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60
    IKK 2.1|IKU 1|IKK|JTI|Jumlah laporan terlambat|Laporan|minimum|jumlah|||4|1|1|1|1";

fn pk(content: &str) -> test::SheetMaker {
    document().unit("JTI").table(TableRole::Indikator, &format!("kode|sasaran|indikator|satuan|target\n{content}"))
}

fn measure(heading: &str, content: &str) -> test::SheetMaker {
    document()
        .kind(DocumentKind::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .table(TableRole::Indikator, &format!("{heading}\n{content}"))
}

/// The texts of a column, "-" for none.
fn text_column<R: Row>(rows: impl IntoIterator<Item = R>, name: &str) -> Vec<String> {
    let frame = schema::frame(rows).unwrap();
    let texts = frame.column(name).unwrap().str().unwrap().iter();
    texts.map(|text| text.unwrap_or("-").to_string()).collect()
}

fn figure_column<R: Row>(rows: impl IntoIterator<Item = R>, name: &str) -> Vec<Option<f64>> {
    let frame = schema::frame(rows).unwrap();
    frame.column(name).unwrap().f64().unwrap().iter().collect()
}

#[test]
fn the_register_and_the_cascade_are_read_from_their_workbook() {
    let tables = build(vec![kaskade(UNIT, NODE)]);
    assert_eq!(tables.units[0].other_names, ["TI", "Teknologi Informasi"]);
    assert_eq!(tables.unit("JAK").unwrap().name, "Jurusan Akuntansi");
    assert_eq!(tables.nodes.len(), 4);
    let node = &tables.nodes[3];
    assert_eq!((node.code.as_str(), node.unit.as_deref()), ("IKK 2.1", Some("JTI")));
    assert_eq!(node.target_tw[3].figure(), Some(1.0));
    assert_eq!(text_column(tables.kaskade(), "polaritas")[3], "minimum");
    assert_eq!(tables.place(node.record_id, Field::Code.yearly()).unwrap().cell_text(), "A14");
}

#[test]
fn rows_are_tied_by_code_then_by_wording_and_never_to_another_units_node() {
    let content = "IKK 1.1|S1|apa saja|%|60
        |S1|[IKK 2.1] Jumlah|Laporan|4
        1.1|S1||%|60
        1.1|S1|nomor urut sendiri|%|60
        |S1|1. persentase  LULUSAN bekerja|%|60
        IKK 1.2|S1|milik jurusan lain|%|60
        |S1|Tidak dikenal|%|60";
    let tables = build(vec![kaskade(UNIT, NODE), file("a.xlsx", 2, vec![pk(content).finished()])]);
    assert_eq!(text_column(tables.pk(), "simpul"), ["IKK 1.1", "IKK 2.1", "IKK 1.1", "-", "IKK 1.1", "-", "-"]);
    assert_eq!(text_column(tables.pk(), "kunci")[5..], ["IKK 1.2", "tidak dikenal"]);
    assert_eq!(text_column(tables.pk(), "indikator")[1], "Jumlah");
    assert_eq!(text_column(tables.pk(), "sel")[0], "C11");
}

#[test]
fn an_indicator_handed_down_word_for_word_is_the_units_before_it_is_a_persons() {
    let node =
        "IKK 1.1||IKK|JTI|Nilai layanan|Nilai|||||80||||\nIKI 1.1.1|IKK 1.1|IKI|JTI|Nilai layanan|Nilai|||||80||||";
    let tables = build(vec![kaskade(UNIT, node), file("a.xlsx", 2, vec![pk("|S1|Nilai layanan|Nilai|80").finished()])]);
    assert_eq!(text_column(tables.pk(), "simpul"), ["IKK 1.1"]);
}

#[test]
fn documents_of_a_unit_join_through_its_pk_without_a_cascade() {
    let unit = kaskade(UNIT, "");
    let ra = document().kind(DocumentKind::RencanaAksi).unit("JTI").table(
        TableRole::Indikator,
        "indikator|rencana_aksi|waktu\nJumlah Mitra (Mitra)|Rapat|TW 1,2\n+|Tanda tangan|TW 3",
    );
    let measure = measure("kode|realisasi.tw", "3|5").finished();
    let all = vec![
        unit,
        file("pk.xlsx", 2, vec![pk("IKU 3|S|Jumlah mitra|Mitra|10").finished()]),
        file("ra.xlsx", 2, vec![ra.finished()]),
        file("uk.xlsx", 2, vec![measure]),
    ];
    let tables = build(all);
    assert_eq!(text_column(tables.pk(), "kunci"), ["IKU 3"]);
    assert_eq!(text_column(tables.rencana_aksi(), "kunci"), ["IKU 3", "IKU 3"]);
    assert_eq!(text_column(tables.rencana_aksi(), "waktu"), ["1,2", "3"]);
    assert_eq!(text_column(tables.rencana_aksi(), "indikator"), ["Jumlah Mitra (Mitra)", "Jumlah Mitra (Mitra)"]);
    let start: Vec<_> = tables.rencana_aksi().map(|row| row.first).collect();
    assert_eq!(start, [true, false]);
    assert_eq!(text_column(tables.pengukuran(), "kunci"), ["IKU 3"]);
    // The form has no target: the PK's is the last resort.
    assert_eq!(figure_column(tables.pengukuran(), "capaian"), [Some(50.0)]);
    assert_eq!(text_column(tables.pengukuran(), "target_dari"), ["pk tahunan"]);
}

#[test]
fn a_row_without_indicator_stays_in_the_table() {
    let tables = build(vec![kaskade(UNIT, ""), file("a.xlsx", 2, vec![pk("|S1||%|60").finished()])]);
    assert_eq!(
        (text_column(tables.pk(), "kunci"), figure_column(tables.pk(), "target")),
        (vec!["-".into()], vec![Some(60.0)])
    );
}

#[test]
fn a_quarter_has_a_row_when_it_is_filled_or_due() {
    let heading = "kode|target|target.tw1|target.tw2|realisasi.tw1!|realisasi.tw2!|realisasi.tw3!|realisasi.tw4!";
    let tables = build(vec![
        kaskade(UNIT, NODE),
        file("uk.xlsx", 2, vec![measure(heading, "IKK 1.1|60|10|20||18||\nIKK 2.1|4|1|1|2|1||3").finished()]),
    ]);
    let tw: Vec<_> = tables.pengukuran().map(|row| row.triwulan.unwrap().number()).collect();
    assert_eq!(tw, [1, 2, 1, 2, 4]);
    assert_eq!(figure_column(tables.pengukuran(), "realisasi"), [None, Some(18.0), Some(2.0), Some(1.0), Some(3.0)]);
    assert_eq!(figure_column(tables.pengukuran(), "target"), [Some(10.0), Some(20.0), Some(1.0), Some(1.0), None]);
    // Against what the form goes by: lower is better for IKK 2.1, (2 - 2) / 1, (2 - 1) / 1, and (8 - 3) / 4 against the
    // four quarters of the cascade, which add up, because the realisation runs up.
    let own: Vec<_> = tables.pengukuran().map(|row| row.own.capaian.limited()).collect();
    assert_eq!(own, [None, Some(90.0), Some(0.0), Some(100.0), Some(125.0)]);
    // Against what was agreed: 18 of the cascade's 30, and the second quarter of IKK 2.1 against 1 + 1.
    assert_eq!(figure_column(tables.pengukuran(), "capaian"), [None, Some(60.0), Some(0.0), Some(150.0), Some(125.0)]);
    assert_eq!(figure_column(tables.pengukuran(), "target_banding")[4], Some(4.0));
    assert_eq!(text_column(tables.pengukuran(), "alasan")[0], "tidak_ada");
    assert!(tables.pengukuran().all(|row| row.cumulative));
}

#[test]
fn a_row_for_each_quarter_is_read_from_its_own_cell() {
    let content = "IKK 1.1|60|TW 1|15|12|80\n+|60|TW 2|30|33|110\n+|60|TW 3|45||";
    let tables = build(vec![
        kaskade(UNIT, NODE),
        file("uk.xlsx", 2, vec![measure("kode|target|triwulan|target.tw|realisasi.tw|capaian.tw", content).finished()]),
    ]);
    let tw: Vec<_> = tables.pengukuran().map(|row| row.triwulan.unwrap().number()).collect();
    assert_eq!(tw, [1, 2]);
    assert_eq!(figure_column(tables.pengukuran(), "capaian"), [Some(80.0), Some(110.0)]);
    assert_eq!(figure_column(tables.pengukuran(), "capaian_tertulis"), [Some(80.0), Some(110.0)]);
    assert_eq!(text_column(tables.pengukuran(), "simpul"), ["IKK 1.1", "IKK 1.1"]);
}

#[test]
fn the_newest_of_two_submissions_counts_and_the_older_stays_listed() {
    let old = file("b.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").finished()]);
    let new = file("a.xlsx", 3, vec![pk("IKK 1.1|S|x|%|60").finished()]);
    let tables = build(vec![kaskade(UNIT, NODE), old, new]);
    assert_eq!(figure_column(tables.pk(), "target"), [Some(60.0)]);
    let old = tables.documents.iter().find(|one| matches!(one.status, Status::Superseded(_))).unwrap();
    let Status::Superseded(by) = old.status else { unreachable!() };
    assert_eq!(tables.document_file(by).unwrap().path, "a.xlsx");
    assert_eq!(text_column(tables.source(), "status"), ["dipakai", "digantikan", "dipakai", "dipakai"]);
}

#[test]
fn a_dated_mail_counts_before_one_without_a_date_whenever_that_was_saved() {
    let surat = |path: &str, day: u32, date: Option<chrono::NaiveDateTime>, target: &str| {
        let origin = MailOrigin { date, ..MailOrigin::default() };
        let content = pk(&format!("IKK 1.1|S|x|%|{target}")).finished();
        SentFile { mail_origin: Some(origin), ..file(path, day, vec![content]) }
    };
    let reply = surat("balasan.eml/pk.xlsx", 10, "2026-04-10T08:00:00".parse().ok(), "60");
    let phone = surat("ponsel.eml/pk.xlsx", 20, None, "50");
    let tables = build(vec![kaskade(UNIT, NODE), reply, phone]);
    assert_eq!(figure_column(tables.pk(), "target"), [Some(60.0)]);
}

#[test]
fn a_revision_wins_a_draw_and_the_right_year_wins_over_a_newer_file() {
    let usual = file("z.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").finished()]);
    let revision = file("a.xlsx", 2, vec![pk("IKK 1.1|S|x|%|60").change().finished()]);
    assert_eq!(figure_column(build(vec![kaskade(UNIT, NODE), usual.clone(), revision]).pk(), "target"), [Some(60.0)]);
    let last_year = file("c.xlsx", 9, vec![pk("IKK 1.1|S|x|%|40").year(2025).finished()]);
    assert_eq!(figure_column(build(vec![kaskade(UNIT, NODE), usual, last_year]).pk(), "target"), [Some(50.0)]);
}

#[test]
fn a_document_of_another_year_is_checked_and_does_not_count() {
    let measure = measure("kode|target|realisasi.tw", "IKK 1.1|60|30").year(2025).finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("c.xlsx", 9, vec![measure])]);
    assert_eq!((tables.documents[0].status.clone(), tables.pengukuran().len()), (Status::OtherYear, 0));
    let rows: Vec<_> = tables.checkable_pengukuran().map(|row| (row.code, row.node_code())).collect();
    assert_eq!(rows, [(Some("IKK 1.1"), None)]);
    assert_eq!(text_column(tables.source(), "alasan")[0], "dokumen tahun 2025");
}

#[test]
fn the_same_bytes_count_once() {
    let one = file("a/pk.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").finished()]);
    let two = SentFile { path: "b/pk.xlsx".into(), received: None, ..one.clone() };
    let tables = build(vec![two, kaskade(UNIT, NODE), one]);
    assert_eq!(tables.pk().len(), 1);
    assert_eq!(tables.files[1].copy_from.as_deref(), Some("a/pk.xlsx"));
    assert_eq!(text_column(tables.source(), "status")[1], "salinan");
}

#[test]
fn documents_of_one_workbook_do_not_replace_each_other() {
    let two = vec![pk("IKK 1.1|S|x|%|50").sheet("L1").finished(), pk("IKK 2.1|S|y|L|5").sheet("L2").finished()];
    assert_eq!(build(vec![kaskade(UNIT, NODE), file("a.xlsx", 2, two)]).pk().len(), 2);
}

#[test]
fn the_quarter_comes_from_the_file_name_when_the_form_is_silent() {
    let without = document()
        .kind(DocumentKind::Pengukuran)
        .table(TableRole::Indikator, "kode|realisasi.tw|kendala\nIKK 1.1|30|Sakit")
        .finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("JTI/TW II/kirim.xlsx", 2, vec![without])]);
    let document = tables.documents.iter().find(|one| one.kind == DocumentKind::Pengukuran).unwrap();
    assert_eq!((document.triwulan, document.unit.as_deref()), (Some(Triwulan::II), Some("JTI")));
    // Against the cascade's target of the quarter.
    assert_eq!(figure_column(tables.pengukuran(), "capaian"), [Some(100.0)]);
    assert_eq!(text_column(tables.pengukuran(), "kendala"), ["Sakit"]);
    assert_eq!(text_column(tables.pengukuran(), "indikator"), ["Persentase lulusan bekerja"]);
}

#[test]
fn a_document_without_a_unit_does_not_count_but_stays_listed() {
    let foreign = document().unit("Jurusan Sipil").table(TableRole::Indikator, "indikator|target\nx|1").finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("JTI.xlsx", 2, vec![foreign])]);
    assert_eq!((tables.pk().len(), tables.documents[0].status.clone()), (0, Status::Unconnected));
    assert_eq!(text_column(tables.source(), "alasan")[0], "unit kerja tidak diketahui");
}

#[test]
fn budget_lines_keep_headings_and_totals_and_spending_by_quarter() {
    let pk = document()
        .unit("JTI")
        .table(TableRole::Anggaran, "program|anggaran\n#Program A|\nKegiatan 1|100\n=Jumlah|100")
        .finished();
    let measure = measure(
        "kode|realisasi.tw|program|anggaran|realisasi_anggaran.tw1|realisasi_anggaran.tw2",
        "IKK 1.1|30|Kegiatan 1|100|20|30\nIKK 2.1|1||||",
    )
    .finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("pk.xlsx", 2, vec![pk]), file("uk.xlsx", 2, vec![measure])]);
    assert_eq!(text_column(tables.anggaran(), "jenis_baris"), ["kelompok", "data", "jumlah", "data", "data"]);
    assert_eq!(text_column(tables.anggaran(), "jenis_dokumen")[2..], ["PK", "Pengukuran", "Pengukuran"]);
    assert_eq!(figure_column(tables.anggaran(), "realisasi"), [None, None, None, Some(20.0), Some(30.0)]);
    assert_eq!(figure_column(tables.anggaran(), "pagu")[1..3], [Some(100.0), Some(100.0)]);
}

#[test]
fn a_budget_line_that_is_the_sum_of_lines_below_it_is_their_heading() {
    let lines = "PROGRAM A|300|150\nKegiatan 1|100|60\nKegiatan 2|200|90\n=Jumlah|300|150";
    let paper = document()
        .kind(DocumentKind::Pengukuran)
        .unit("JTI")
        .table(TableRole::Anggaran, &format!("program|anggaran|realisasi_anggaran.tw\n{lines}"))
        .finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("uk.xlsx", 2, vec![paper])]);
    assert_eq!(text_column(tables.anggaran(), "jenis_baris"), ["kelompok", "data", "data", "jumlah"]);
}

#[test]
fn a_field_is_found_under_the_period_that_the_form_gives_it() {
    let two = measure("kode|target|realisasi.tw|kendala", "IKK 1.1|60||").finished();
    let month = document()
        .kind(DocumentKind::RencanaAksi)
        .unit("JTI")
        .table(TableRole::Indikator, "indikator|target|target.bulan3|target.bulan6\nx|60|15|30")
        .finished();
    let tables = build(vec![kaskade(UNIT, NODE), file("a.xlsx", 2, vec![two]), file("b.xlsx", 2, vec![month])]);
    let record_id = tables.pengukuran().next().unwrap().record;
    let cell = |column| tables.place(record_id, column).map(|place| place.cell_text());
    assert_eq!(cell(Field::Realisasi.tw(Triwulan::II)).as_deref(), Some("C11"));
    assert_eq!(cell(Field::Realisasi.yearly()).as_deref(), Some("C11"));
    assert_eq!(cell(Field::Realisasi.tw(Triwulan::I)), None);
    assert_eq!(cell(Field::Kendala.tw(Triwulan::II)).as_deref(), Some("D11"));
    assert_eq!(cell(Field::Target.tw(Triwulan::II)), None);
    let document = tables.document_from(record_id).unwrap();
    assert_eq!(document.triwulan, Some(Triwulan::II));
    let heading =
        tables.heading_place(tables.address(record_id).unwrap().document, 0, Field::Realisasi.yearly()).unwrap();
    assert_eq!(heading.cell_text(), "C10");
    assert_eq!(figure_column(tables.rencana_aksi(), "target_tw2"), [Some(30.0)]);
    assert_eq!(tables.label_indikator(record_id), "IKK 1.1 Persentase lulusan bekerja");
}

#[test]
fn signatures_and_unreadable_files_are_listed() {
    let marked = pk("IKK 1.1|S|x|%|60").pejabat(Pihak::First, "Ketua Jurusan,", Some("Budi"), None).finished();
    let damaged = SentFile {
        outcome: Err(ReadFailure { message: "bukan buku kerja".into(), advice: "kirim ulang".into() }),
        ..file("rusak.xlsx", 2, Vec::new())
    };
    let tables = build(vec![kaskade(UNIT, NODE), file("a.xlsx", 2, vec![marked]), damaged]);
    assert_eq!(
        (text_column(tables.pejabat(), "nama"), text_column(tables.pejabat(), "sel")),
        (vec!["Budi".into()], vec!["F92".into()])
    );
    assert_eq!(text_column(tables.source(), "status").last().unwrap(), "tidak terbaca");
    assert_eq!(text_column(tables.source(), "rincian_dilewati")[0], "kosong 2");
}

/// The rows "target | where it stands | achievement" of a measurement.
fn compared(files: Vec<SentFile>) -> Vec<(Option<f64>, &'static str, Option<f64>)> {
    let tables = build(files);
    let row = |row: PengukuranRow<'_>| {
        let agreed = row.agreed;
        (agreed.target, agreed.basis.map_or("-", |basis| basis.name()), agreed.capaian.limited())
    };
    tables.pengukuran().filter(|row| row.file == "uk.xlsx").map(row).collect()
}

fn plan(heading: &str, content: &str) -> SentFile {
    let ra = document().kind(DocumentKind::RencanaAksi).unit("JTI");
    file("ra.xlsx", 2, vec![ra.table(TableRole::Indikator, &format!("{heading}\n{content}")).finished()])
}

#[test]
fn the_quarters_of_the_plan_are_what_a_realisation_is_compared_with() {
    let nodes = "IKK 1.1||IKK|JTI|Mitra|Mitra||jumlah|||80||||";
    let plan = || plan("kode|target|target.tw1|target.tw2|target.tw3|target.tw4", "IKK 1.1|80|10|20|20|30");
    let uk = || file("uk.xlsx", 2, vec![measure("kode|realisasi.tw", "IKK 1.1|20").finished()]);
    assert_eq!(
        compared(vec![kaskade(UNIT, nodes), plan(), uk()]),
        [(Some(20.0), "rencana aksi triwulan", Some(100.0))]
    );
    assert_eq!(compared(vec![kaskade(UNIT, nodes), uk()]), [(Some(80.0), "kaskade tahunan", Some(25.0))]);
}

#[test]
fn a_target_that_the_unit_typed_is_not_the_one_that_was_agreed() {
    let uk = measure("kode|target.tw|realisasi.tw", "IKK 1.1|12|12").finished();
    let plan = plan("kode|target|target.tw1|target.tw2|target.tw3|target.tw4", "IKK 1.1|60|10|15|20|15");
    let nodes = "IKK 1.1||IKK|JTI|Mitra|Mitra||jumlah|||60|10|15|20|15";
    let files = vec![kaskade(UNIT, nodes), plan, file("uk.xlsx", 2, vec![uk])];
    let tables = build(files.clone());
    let row = tables.pengukuran().find(|row| row.file == "uk.xlsx").unwrap();
    assert_eq!((row.other_target(), row.own.capaian.limited()), (Some(12.0), Some(100.0)));
    assert_eq!(compared(files), [(Some(15.0), "rencana aksi triwulan", Some(80.0))]);
}

#[test]
fn what_the_cascade_asks_of_the_institution_is_not_what_a_unit_promised() {
    let nodes = "IKU 1||IKU||Mitra|Mitra||jumlah|jumlah||160|40|40|40|40";
    let uk = measure("kode|target.tw|realisasi.tw", "IKU 1|10|10").finished();
    let files = vec![kaskade(UNIT, nodes), file("uk.xlsx", 2, vec![uk])];
    assert_eq!(compared(files), [(Some(10.0), "formulir triwulan", Some(100.0))]);
}

#[test]
fn months_of_a_plan_make_the_quarter_as_the_indicator_adds_up() {
    let months = "kode|target|target.bulan4|target.bulan5|target.bulan6";
    let uk = || file("uk.xlsx", 2, vec![measure("kode|realisasi.tw", "IKK 1.1|30").finished()]);
    let node = |adds: &str| kaskade(UNIT, &format!("IKK 1.1||IKK|JTI|Mitra|Mitra||{adds}|||120||||"));
    let sum = vec![node("jumlah"), plan(months, "IKK 1.1|120|10|10|10"), uk()];
    assert_eq!(compared(sum), [(Some(30.0), "rencana aksi triwulan", Some(100.0))]);
    let last = vec![node("nilai akhir"), plan(months, "IKK 1.1|120|10|20|60"), uk()];
    assert_eq!(compared(last), [(Some(60.0), "rencana aksi triwulan", Some(50.0))]);
    // Running totals by their headers: the quarter is what June adds to March, and March is not planned.
    let running = "kode|target|target.bulan3!|target.bulan6!";
    let running = vec![node("jumlah"), plan(running, "IKK 1.1|120|30|90"), uk()];
    assert_eq!(compared(running), [(Some(60.0), "rencana aksi triwulan", Some(50.0))]);
}

#[test]
fn running_realisations_meet_running_targets() {
    let nodes = "IKK 1.1||IKK|JTI|Mitra|Mitra||jumlah|||80||||";
    let plan = plan("kode|target|target.tw1|target.tw2|target.tw3|target.tw4", "IKK 1.1|80|10|20|20|30");
    let uk = measure("kode|realisasi.tw!", "IKK 1.1|30").finished();
    let files = vec![kaskade(UNIT, nodes), plan, file("uk.xlsx", 2, vec![uk])];
    assert_eq!(compared(files), [(Some(30.0), "rencana aksi triwulan", Some(100.0))]);
}

#[test]
fn months_and_quarters_that_the_form_adds_up_itself_are_read_as_what_was_reached_so_far() {
    let capaian = |heading: &str, content: &str| {
        let tables = build(vec![kaskade(UNIT, ""), file("uk.xlsx", 1, vec![measure(heading, content).finished()])]);
        let last = tables.pengukuran().last().unwrap();
        (last.figure_realisasi(), last.agreed.capaian.full())
    };
    let months = "indikator|satuan|target|realisasi.bulan1|realisasi.bulan2|realisasi.bulan3|realisasi.bulan4|realisasi.bulan5|realisasi.bulan6|realisasi";
    assert_eq!(capaian(months, "Jumlah paspor|Paspor|1200|100|100|100|110|90|100|600"), (Some(600.0), Some(50.0)));
    let quarters = "indikator|satuan|target|realisasi.tw1|realisasi.tw2|realisasi";
    assert_eq!(capaian(quarters, "Jumlah produksi|Ton|100|20|25|45"), (Some(45.0), Some(45.0)));
    // A total that is none, and shares, add up nothing.
    assert_eq!(capaian(quarters, "Jumlah produksi|Ton|100|20|25|25").0, Some(25.0));
    assert_eq!(capaian(quarters, "Cakupan produksi|%|100|20|25|45").0, Some(25.0));
}
