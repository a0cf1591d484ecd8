//! What the tables make of whole files.
#![allow(clippy::unwrap_used)]

use super::schema::Row;
use super::*;
use crate::domain::dokumen::{JenisDokumen, PeranTabel, Pihak};
use crate::domain::kolom::Bidang;
use crate::tables::uji::{berkas, dokumen, kaskade, susun};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|TI; Teknologi Informasi||Ketua Jurusan\nJAK|Jurusan Akuntansi|||";
const SIMPUL: &str = "IKU 1|||  |Lulusan bekerja|%|maksimum|nilai akhir|rata-rata||60|15|30|45|60
    IKK 1.1|IKU 1|IKK|JTI|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60
    IKK 1.2|IKU 1|IKK|JAK|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60
    IKK 2.1|IKU 1|IKK|JTI|Jumlah laporan terlambat|Laporan|minimum|jumlah|||4|1|1|1|1";

fn pk(isi: &str) -> uji::Pembuat {
    dokumen().unit("JTI").tabel(PeranTabel::Indikator, &format!("kode|sasaran|indikator|satuan|target\n{isi}"))
}

fn ukur(judul: &str, isi: &str) -> uji::Pembuat {
    dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .tabel(PeranTabel::Indikator, &format!("{judul}\n{isi}"))
}

/// The texts of a column, "-" for none.
fn kolom_teks<R: Row>(rows: impl IntoIterator<Item = R>, nama: &str) -> Vec<String> {
    let frame = schema::frame(rows).unwrap();
    let texts = frame.column(nama).unwrap().str().unwrap().iter();
    texts.map(|text| text.unwrap_or("-").to_string()).collect()
}

fn kolom_angka<R: Row>(rows: impl IntoIterator<Item = R>, nama: &str) -> Vec<Option<f64>> {
    let frame = schema::frame(rows).unwrap();
    frame.column(nama).unwrap().f64().unwrap().iter().collect()
}

#[test]
fn the_register_and_the_cascade_are_read_from_their_workbook() {
    let tables = susun(vec![kaskade(UNIT, SIMPUL)]);
    assert_eq!(tables.unit[0].nama_lain, ["TI", "Teknologi Informasi"]);
    assert_eq!(tables.unit("JAK").unwrap().nama, "Jurusan Akuntansi");
    assert_eq!(tables.simpul.len(), 4);
    let simpul = &tables.simpul[3];
    assert_eq!((simpul.kode.as_str(), simpul.unit.as_deref()), ("IKK 2.1", Some("JTI")));
    assert_eq!(simpul.target_tw[3].angka(), Some(1.0));
    assert_eq!(kolom_teks(tables.kaskade(), "polaritas")[3], "minimum");
    assert_eq!(tables.tempat(simpul.rekaman, Bidang::Kode.tahunan()).unwrap().teks_sel(), "A14");
}

#[test]
fn rows_are_tied_by_code_then_by_wording_and_never_to_another_units_node() {
    let isi = "IKK 1.1|S1|apa saja|%|60
        |S1|[IKK 2.1] Jumlah|Laporan|4
        1.1|S1||%|60
        1.1|S1|nomor urut sendiri|%|60
        |S1|1. persentase  LULUSAN bekerja|%|60
        IKK 1.2|S1|milik jurusan lain|%|60
        |S1|Tidak dikenal|%|60";
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("a.xlsx", 2, vec![pk(isi).jadi()])]);
    assert_eq!(kolom_teks(tables.pk(), "simpul"), ["IKK 1.1", "IKK 2.1", "IKK 1.1", "-", "IKK 1.1", "-", "-"]);
    assert_eq!(kolom_teks(tables.pk(), "kunci")[5..], ["IKK 1.2", "tidak dikenal"]);
    assert_eq!(kolom_teks(tables.pk(), "indikator")[1], "Jumlah");
    assert_eq!(kolom_teks(tables.pk(), "sel")[0], "C11");
}

#[test]
fn an_indicator_handed_down_word_for_word_is_the_units_before_it_is_a_persons() {
    let simpul =
        "IKK 1.1||IKK|JTI|Nilai layanan|Nilai|||||80||||\nIKI 1.1.1|IKK 1.1|IKI|JTI|Nilai layanan|Nilai|||||80||||";
    let tables = susun(vec![kaskade(UNIT, simpul), berkas("a.xlsx", 2, vec![pk("|S1|Nilai layanan|Nilai|80").jadi()])]);
    assert_eq!(kolom_teks(tables.pk(), "simpul"), ["IKK 1.1"]);
}

#[test]
fn documents_of_a_unit_join_through_its_pk_without_a_cascade() {
    let unit = kaskade(UNIT, "");
    let ra = dokumen().jenis(JenisDokumen::RencanaAksi).unit("JTI").tabel(
        PeranTabel::Indikator,
        "indikator|rencana_aksi|waktu\nJumlah Mitra (Mitra)|Rapat|TW 1,2\n+|Tanda tangan|TW 3",
    );
    let ukur = ukur("kode|realisasi.tw", "3|5").jadi();
    let semua = vec![
        unit,
        berkas("pk.xlsx", 2, vec![pk("IKU 3|S|Jumlah mitra|Mitra|10").jadi()]),
        berkas("ra.xlsx", 2, vec![ra.jadi()]),
        berkas("uk.xlsx", 2, vec![ukur]),
    ];
    let tables = susun(semua);
    assert_eq!(kolom_teks(tables.pk(), "kunci"), ["IKU 3"]);
    assert_eq!(kolom_teks(tables.rencana_aksi(), "kunci"), ["IKU 3", "IKU 3"]);
    assert_eq!(kolom_teks(tables.rencana_aksi(), "waktu"), ["1,2", "3"]);
    assert_eq!(kolom_teks(tables.rencana_aksi(), "indikator"), ["Jumlah Mitra (Mitra)", "Jumlah Mitra (Mitra)"]);
    let awal: Vec<_> = tables.rencana_aksi().map(|row| row.first).collect();
    assert_eq!(awal, [true, false]);
    assert_eq!(kolom_teks(tables.pengukuran(), "kunci"), ["IKU 3"]);
    // The form has no target: the PK's is the last resort.
    assert_eq!(kolom_angka(tables.pengukuran(), "capaian"), [Some(50.0)]);
    assert_eq!(kolom_teks(tables.pengukuran(), "target_dari"), ["pk"]);
}

#[test]
fn a_row_without_indicator_stays_in_the_table() {
    let tables = susun(vec![kaskade(UNIT, ""), berkas("a.xlsx", 2, vec![pk("|S1||%|60").jadi()])]);
    assert_eq!(
        (kolom_teks(tables.pk(), "kunci"), kolom_angka(tables.pk(), "target")),
        (vec!["-".into()], vec![Some(60.0)])
    );
}

#[test]
fn a_quarter_has_a_row_when_it_is_filled_or_due() {
    let judul = "kode|target|target.tw1|target.tw2|realisasi.tw1!|realisasi.tw2!|realisasi.tw3!|realisasi.tw4!";
    let tables = susun(vec![
        kaskade(UNIT, SIMPUL),
        berkas("uk.xlsx", 2, vec![ukur(judul, "IKK 1.1|60|10|20||18||\nIKK 2.1|4|1|1|2|1||3").jadi()]),
    ]);
    let tw: Vec<_> = tables.pengukuran().map(|row| row.triwulan.unwrap().nomor()).collect();
    assert_eq!(tw, [1, 2, 1, 2, 4]);
    assert_eq!(kolom_angka(tables.pengukuran(), "realisasi"), [None, Some(18.0), Some(2.0), Some(1.0), Some(3.0)]);
    assert_eq!(kolom_angka(tables.pengukuran(), "target"), [Some(10.0), Some(20.0), Some(1.0), Some(1.0), None]);
    // Lower is better for IKK 2.1: (2 - 2) / 1, (2 - 1) / 1, and (8 - 3) / 4 against the four quarters of the cascade,
    // which add up, because the realisation runs up.
    assert_eq!(kolom_angka(tables.pengukuran(), "capaian"), [None, Some(90.0), Some(0.0), Some(100.0), Some(125.0)]);
    assert_eq!(kolom_angka(tables.pengukuran(), "target_banding")[4], Some(4.0));
    assert_eq!(kolom_teks(tables.pengukuran(), "alasan")[0], "tidak_ada");
    assert!(tables.pengukuran().all(|row| row.kumulatif));
}

#[test]
fn a_row_for_each_quarter_is_read_from_its_own_cell() {
    let isi = "IKK 1.1|60|TW 1|15|12|80\n+|60|TW 2|30|33|110\n+|60|TW 3|45||";
    let tables = susun(vec![
        kaskade(UNIT, SIMPUL),
        berkas("uk.xlsx", 2, vec![ukur("kode|target|triwulan|target.tw|realisasi.tw|capaian.tw", isi).jadi()]),
    ]);
    let tw: Vec<_> = tables.pengukuran().map(|row| row.triwulan.unwrap().nomor()).collect();
    assert_eq!(tw, [1, 2]);
    assert_eq!(kolom_angka(tables.pengukuran(), "capaian"), [Some(80.0), Some(110.0)]);
    assert_eq!(kolom_angka(tables.pengukuran(), "capaian_tertulis"), [Some(80.0), Some(110.0)]);
    assert_eq!(kolom_teks(tables.pengukuran(), "simpul"), ["IKK 1.1", "IKK 1.1"]);
}

#[test]
fn the_newest_of_two_submissions_counts_and_the_older_stays_listed() {
    let lama = berkas("b.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").jadi()]);
    let baru = berkas("a.xlsx", 3, vec![pk("IKK 1.1|S|x|%|60").jadi()]);
    let tables = susun(vec![kaskade(UNIT, SIMPUL), lama, baru]);
    assert_eq!(kolom_angka(tables.pk(), "target"), [Some(60.0)]);
    let lama = tables.dokumen.iter().find(|satu| matches!(satu.status, Status::Digantikan(_))).unwrap();
    let Status::Digantikan(oleh) = lama.status else { unreachable!() };
    assert_eq!(tables.berkas_dokumen(oleh).unwrap().jalur, "a.xlsx");
    assert_eq!(kolom_teks(tables.sumber(), "status"), ["dipakai", "digantikan", "dipakai", "dipakai"]);
}

#[test]
fn a_dated_mail_counts_before_one_without_a_date_whenever_that_was_saved() {
    let surat = |jalur: &str, hari: u32, tanggal: Option<chrono::NaiveDateTime>, target: &str| {
        let asal = AsalSurel { tanggal, ..AsalSurel::default() };
        let isi = pk(&format!("IKK 1.1|S|x|%|{target}")).jadi();
        Berkas { asal_surel: Some(asal), ..berkas(jalur, hari, vec![isi]) }
    };
    let balasan = surat("balasan.eml/pk.xlsx", 10, "2026-04-10T08:00:00".parse().ok(), "60");
    let ponsel = surat("ponsel.eml/pk.xlsx", 20, None, "50");
    let tables = susun(vec![kaskade(UNIT, SIMPUL), balasan, ponsel]);
    assert_eq!(kolom_angka(tables.pk(), "target"), [Some(60.0)]);
}

#[test]
fn a_revision_wins_a_draw_and_the_right_year_wins_over_a_newer_file() {
    let biasa = berkas("z.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").jadi()]);
    let revisi = berkas("a.xlsx", 2, vec![pk("IKK 1.1|S|x|%|60").perubahan().jadi()]);
    assert_eq!(kolom_angka(susun(vec![kaskade(UNIT, SIMPUL), biasa.clone(), revisi]).pk(), "target"), [Some(60.0)]);
    let tahun_lalu = berkas("c.xlsx", 9, vec![pk("IKK 1.1|S|x|%|40").tahun(2025).jadi()]);
    assert_eq!(kolom_angka(susun(vec![kaskade(UNIT, SIMPUL), biasa, tahun_lalu.clone()]).pk(), "target"), [Some(50.0)]);
    assert_eq!(kolom_angka(susun(vec![kaskade(UNIT, SIMPUL), tahun_lalu]).pk(), "target"), [Some(40.0)]);
}

#[test]
fn the_same_bytes_count_once() {
    let satu = berkas("a/pk.xlsx", 2, vec![pk("IKK 1.1|S|x|%|50").jadi()]);
    let dua = Berkas { jalur: "b/pk.xlsx".into(), diterima: None, ..satu.clone() };
    let tables = susun(vec![dua, kaskade(UNIT, SIMPUL), satu]);
    assert_eq!(tables.pk().len(), 1);
    assert_eq!(tables.berkas[1].salinan_dari.as_deref(), Some("a/pk.xlsx"));
    assert_eq!(kolom_teks(tables.sumber(), "status")[1], "salinan");
}

#[test]
fn documents_of_one_workbook_do_not_replace_each_other() {
    let dua = vec![pk("IKK 1.1|S|x|%|50").lembar("L1").jadi(), pk("IKK 2.1|S|y|L|5").lembar("L2").jadi()];
    assert_eq!(susun(vec![kaskade(UNIT, SIMPUL), berkas("a.xlsx", 2, dua)]).pk().len(), 2);
}

#[test]
fn the_quarter_comes_from_the_file_name_when_the_form_is_silent() {
    let tanpa = dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .tabel(PeranTabel::Indikator, "kode|realisasi.tw|kendala\nIKK 1.1|30|Sakit")
        .jadi();
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("JTI/TW II/kirim.xlsx", 2, vec![tanpa])]);
    let dokumen = tables.dokumen.iter().find(|satu| satu.jenis == JenisDokumen::Pengukuran).unwrap();
    assert_eq!((dokumen.triwulan, dokumen.unit.as_deref()), (Some(Triwulan::II), Some("JTI")));
    // Against the cascade's target of the quarter.
    assert_eq!(kolom_angka(tables.pengukuran(), "capaian"), [Some(100.0)]);
    assert_eq!(kolom_teks(tables.pengukuran(), "kendala"), ["Sakit"]);
    assert_eq!(kolom_teks(tables.pengukuran(), "indikator"), ["Persentase lulusan bekerja"]);
}

#[test]
fn a_document_without_a_unit_does_not_count_but_stays_listed() {
    let asing = dokumen().unit("Jurusan Sipil").tabel(PeranTabel::Indikator, "indikator|target\nx|1").jadi();
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("JTI.xlsx", 2, vec![asing])]);
    assert_eq!((tables.pk().len(), tables.dokumen[0].status.clone()), (0, Status::TidakTerhubung));
    assert_eq!(kolom_teks(tables.sumber(), "alasan")[0], "unit kerja tidak diketahui");
}

#[test]
fn budget_lines_keep_headings_and_totals_and_spending_by_quarter() {
    let pk = dokumen()
        .unit("JTI")
        .tabel(PeranTabel::Anggaran, "program|anggaran\n#Program A|\nKegiatan 1|100\n=Jumlah|100")
        .jadi();
    let ukur = ukur(
        "kode|realisasi.tw|program|anggaran|realisasi_anggaran.tw1|realisasi_anggaran.tw2",
        "IKK 1.1|30|Kegiatan 1|100|20|30\nIKK 2.1|1||||",
    )
    .jadi();
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("pk.xlsx", 2, vec![pk]), berkas("uk.xlsx", 2, vec![ukur])]);
    assert_eq!(kolom_teks(tables.anggaran(), "jenis_baris"), ["kelompok", "data", "jumlah", "data", "data"]);
    assert_eq!(kolom_teks(tables.anggaran(), "jenis_dokumen")[2..], ["PK", "Pengukuran", "Pengukuran"]);
    assert_eq!(kolom_angka(tables.anggaran(), "realisasi"), [None, None, None, Some(20.0), Some(30.0)]);
    assert_eq!(kolom_angka(tables.anggaran(), "pagu")[1..3], [Some(100.0), Some(100.0)]);
}

#[test]
fn a_field_is_found_under_the_period_that_the_form_gives_it() {
    let dua = ukur("kode|target|realisasi.tw|kendala", "IKK 1.1|60||").jadi();
    let bulan = dokumen()
        .jenis(JenisDokumen::RencanaAksi)
        .unit("JTI")
        .tabel(PeranTabel::Indikator, "indikator|target|target.bulan3|target.bulan6\nx|60|15|30")
        .jadi();
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("a.xlsx", 2, vec![dua]), berkas("b.xlsx", 2, vec![bulan])]);
    let rekaman = tables.pengukuran().next().unwrap().record;
    let sel = |kolom| tables.tempat(rekaman, kolom).map(|tempat| tempat.teks_sel());
    assert_eq!(sel(Bidang::Realisasi.tw(Triwulan::II)).as_deref(), Some("C11"));
    assert_eq!(sel(Bidang::Realisasi.tahunan()).as_deref(), Some("C11"));
    assert_eq!(sel(Bidang::Realisasi.tw(Triwulan::I)), None);
    assert_eq!(sel(Bidang::Kendala.tw(Triwulan::II)).as_deref(), Some("D11"));
    assert_eq!(sel(Bidang::Target.tw(Triwulan::II)), None);
    let dokumen = tables.dokumen_dari(rekaman).unwrap();
    assert_eq!(dokumen.triwulan, Some(Triwulan::II));
    let judul = tables.tempat_judul(tables.alamat(rekaman).unwrap().dokumen, 0, Bidang::Realisasi.tahunan()).unwrap();
    assert_eq!(judul.teks_sel(), "C10");
    assert_eq!(kolom_angka(tables.rencana_aksi(), "target_tw2"), [Some(30.0)]);
    assert_eq!(tables.label_indikator(rekaman), "IKK 1.1 Persentase lulusan bekerja");
}

#[test]
fn signatures_and_unreadable_files_are_listed() {
    let bertanda = pk("IKK 1.1|S|x|%|60").pejabat(Pihak::Pertama, "Ketua Jurusan,", Some("Budi"), None).jadi();
    let rusak = Berkas {
        hasil: Err(GagalBaca { pesan: "bukan buku kerja".into(), saran: "kirim ulang".into() }),
        ..berkas("rusak.xlsx", 2, Vec::new())
    };
    let tables = susun(vec![kaskade(UNIT, SIMPUL), berkas("a.xlsx", 2, vec![bertanda]), rusak]);
    assert_eq!(
        (kolom_teks(tables.pejabat(), "nama"), kolom_teks(tables.pejabat(), "sel")),
        (vec!["Budi".into()], vec!["F92".into()])
    );
    assert_eq!(kolom_teks(tables.sumber(), "status").last().unwrap(), "tidak terbaca");
    assert_eq!(kolom_teks(tables.sumber(), "rincian_dilewati")[0], "kosong 2");
}
