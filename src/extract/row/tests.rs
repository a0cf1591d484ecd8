//! What rows become, drawn.
#![allow(clippy::unwrap_used)]

mod legends;

use std::sync::LazyLock;

use crate::domain::document::{DocumentTable, Fact, ReadFile, RowKind, SkipReason};
use crate::extract::{complete_row, extract};
use crate::template::Library;
use crate::workbook::grid::workbook_from_text;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

fn read(drawing: &str) -> ReadFile {
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    assert!(file.sheets.iter().all(complete_row));
    file
}

fn table(drawing: &str) -> DocumentTable {
    let mut file = read(drawing);
    assert_eq!(file.documents.len(), 1, "{:?}", file.sheets);
    file.documents.remove(0).tables.remove(0)
}

/// Kind and the filled fields of each row; a value from above ends with `^`.
fn rows(table: &DocumentTable) -> Vec<String> {
    let row = |row: &crate::domain::document::FormRow| {
        let filled = row.entries.iter().filter(|(_, entry)| !entry.value.blank());
        let text: Vec<String> = filled
            .map(|(column, entry)| format!("{column}={}{}", entry.raw, if entry.derivation { "^" } else { "" }))
            .collect();
        format!("{:?} {}", row.kind, text.join(" "))
    };
    table.rows.iter().map(row).collect()
}

#[test]
fn what_goes_on_with_an_indicator_takes_its_name_and_no_figure_from_above() {
    let drawing = "\
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target Triwulan I|Target Triwulan II|Target Triwulan III|Target Triwulan IV
1|Mutu|Indeks mutu|Indeks|80|Menyusun pedoman|20|40|60|80
|||||Melatih petugas
||Jumlah laporan|||Menyusun laporan
";
    let table = table(drawing);
    let found = rows(&table);
    assert!(found[1].starts_with("Continuation") && found[1].contains("indikator=Indeks mutu^"), "{found:?}");
    // The action below may have another unit and another target: nobody wrote that it has this one's.
    assert!(!found[1].contains("target") && !found[1].contains("satuan"), "{found:?}");
    assert!(found[2].contains("sasaran=Mutu^") && found[2].contains("indikator=Jumlah laporan "), "{found:?}");
    assert!(!found[2].contains("target") && !found[2].contains("satuan"), "{found:?}");
}

#[test]
fn an_objective_with_an_achievement_of_its_own_is_that_of_the_rows_below() {
    let table = table(
        "PENGUKURAN KINERJA TAHUN 2026\nSasaran / IKU|Target|Realisasi|Satuan|Capaian\nSasaran Program. Meningkatnya produksi|<|<|<|101.3\nProduktivitas padi|6.1|6.2|Ton|101.6\nSasaran Kegiatan. Menguatnya akuntabilitas|<|<|<|98\nNilai SAKIP|74|72|Nilai|97.3\n",
    );
    let found = rows(&table);
    assert!(found[1].contains("sasaran=Meningkatnya produksi^"), "{found:?}");
    assert!(found[3].contains("sasaran=Menguatnya akuntabilitas^"), "{found:?}");
}

#[test]
fn words_where_figures_stand_below_a_caption_head_another_table() {
    let table = table(
        "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|Capaian\n1|Mutu|Indeks mutu layanan|Indeks|80|78|97.5\n2|Mutu|Jumlah laporan|Laporan|4|4|100\nRingkasan Kegiatan|<|<|<|<|<|<\nTim|Program|Jumlah Kunjungan|Lainnya|Dana|Sisa Dana|Catatan Dana\nTim Satu|Mutu|12|3|5000000|100000|-\n",
    );
    let data = table.rows.iter().filter(|row| row.kind == RowKind::Data).count();
    assert_eq!(data, 2, "{:?}", rows(&table));
}

#[test]
fn boxes_for_remarks_below_a_table_are_no_rows() {
    let table = table(
        "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|Capaian|Keterangan\n1|Mutu|Indeks mutu layanan|Indeks|80|78|97.5|-\n2|Mutu|Jumlah laporan|Laporan|4|4|100|-\n\nCATATAN ATASAN|<|<|<|PERMASALAHAN|<|<|<\n|<|<|<|REKOMENDASI|<|<|<\n",
    );
    assert_eq!(table.rows.len(), 2, "{:?}", rows(&table));
}

#[test]
fn figures_merged_over_several_rows_are_those_of_each() {
    let table = table(
        "RENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi\n1|Mutu|Indeks mutu|Indeks|80|Menyusun pedoman\n^|^|^|^|^|Melatih petugas\n",
    );
    let found = rows(&table);
    assert!(found[1].contains("satuan=Indeks^") && found[1].contains("target=80^"), "{found:?}");
}

#[test]
fn target_and_realisation_below_each_other_are_one_row() {
    let table = table(
        "MONITORING KINERJA TAHUN 2026\nNo|Indikator|Satuan|Uraian|TW I|TW II\n1|Jumlah laporan|laporan|Target|2|4\n|||Realisasi|1|3\n2|Jumlah audit|audit|Target|1|2\n|||Realisasi|1|\n",
    );
    let found = rows(&table);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("target.tw1=2") && found[0].contains("realisasi.tw1=1"), "{found:?}");
    assert!(!found[1].contains("realisasi.tw2"), "{found:?}");
}

#[test]
fn money_below_performance_is_money_of_the_same_indicator() {
    let table = table(
        "EVALUASI RENJA TAHUN 2026\nNo|Indikator|Satuan|K/Rp|Target 2026|Realisasi TW I\n1|Jumlah laporan|laporan|K|4|1\n|||Rp|5000000|1000000\n2|Jumlah audit|audit|K|2|1\n|||Rp|3000000|900000\n",
    );
    let found = rows(&table);
    assert!(found[0].contains("target=4") && found[0].contains("anggaran=5000000"), "{found:?}");
    assert!(found[1].contains("realisasi.tw1=1") && found[1].contains("realisasi_anggaran.tw1=900000"), "{found:?}");
}

#[test]
fn an_amount_stands_behind_its_currency() {
    let table = table(
        "PERJANJIAN KINERJA 2026\nSasaran|Indikator|Target|Anggaran|<|Ket\nMutu|Indeks mutu|80|Rp|1.000.000|x\nMutu|Jumlah laporan|4|Rp|2.000.000|x\n",
    );
    let found = rows(&table);
    assert!(found[0].contains("anggaran=1.000.000"), "{found:?}");
}

#[test]
fn figures_that_add_up_the_rows_above_are_a_sum_though_nobody_says_so() {
    let table = table(
        "No|Sasaran|Indikator|Target|Anggaran\n1|Mutu|Indeks mutu|80|1000000\n2||Jumlah laporan|12|500000\n||||1500000\n",
    );
    assert_eq!(table.rows[2].kind, RowKind::Total);
}

#[test]
fn figures_that_add_up_nothing_are_a_row_whose_indicator_is_missing() {
    let table =
        table("No|Sasaran|Indikator|Target|Realisasi TW\n1|Mutu|Indeks mutu|80|20\n2||Jumlah laporan|12|3\n|||57|31\n");
    assert_eq!(table.rows[2].kind, RowKind::Data);
}

#[test]
fn a_code_in_several_columns_is_one_code_and_its_first_part_is_none() {
    let table = table(
        "Kode|<|<|Sasaran|Indikator|Target\n1|'02|'001|Mutu|Indeks mutu|80\n1|'02|'002||Jumlah laporan|12\n1||||Jumlah orang|5\n",
    );
    let found = rows(&table);
    assert!(found[0].contains("kode=1.02.001 ") && found[1].contains("kode=1.02.002 "), "{found:?}");
    assert!(!found[2].contains("kode="), "{found:?}");
}

#[test]
fn rows_that_count_columns_hold_no_data_also_where_a_page_begins_anew() {
    let file = read(
        "No|Sasaran|Indikator|Target|Realisasi TW\n(1)|(2)|(3)|(4)|5 = 4/3\n1|Mutu|Indeks mutu|80|20\n1|2|3|4|5\n2||Jumlah laporan|12|3\n",
    );
    let counted = file.sheets[0].skipped.iter().filter(|row| row.reason == SkipReason::ColumnNumber).count();
    assert_eq!((counted, file.documents[0].tables[0].rows.len()), (2, 2));
}

#[test]
fn two_tables_side_by_side_are_read_each_and_a_copy_once() {
    let two = "No|Sasaran|Indikator|Target||No|Sasaran|Indikator|Target\n1|Mutu|Indeks mutu|80||1|Tertib|Jumlah temuan|3\n2||Jumlah laporan|12||2||Nilai tertib|75\n";
    let file = read(two);
    let tables = &file.documents[0].tables;
    assert_eq!(tables.len(), 2);
    assert!(rows(&tables[0])[1].contains("Jumlah laporan") && !rows(&tables[0])[1].contains("Nilai tertib"));
    assert!(rows(&tables[1])[1].contains("Nilai tertib") && rows(&tables[1])[1].contains("sasaran=Tertib^"));
    let copy =
        two.replace("Tertib", "Mutu").replace("Jumlah temuan", "Indeks mutu").replace("Nilai tertib", "Jumlah laporan");
    assert_eq!(read(&copy).documents[0].tables.len(), 1);
}

#[test]
fn notes_below_the_sums_and_texts_over_the_whole_table_are_no_rows() {
    let file = read(
        "\
PENGUKURAN KINERJA TAHUN 2026
No|Program|Indikator|Satuan|Target|Anggaran|Realisasi|Realisasi Anggaran
1|Program Taman|Indeks mutu|indeks|80|1000000|20|200000
2|Program Makam|Jumlah laporan|laporan|12|500000|3|100000
|||||1500000||300000
Predikat Kinerja|<|<
Faktor pendorong : 1. Dukungan pimpinan|<|<|<|<|<|<|<
||2. Kerja sama dengan warga
",
    );
    let table = &file.documents[0].tables[0];
    assert_eq!(table.rows.len(), 3, "{:?}", rows(table));
    assert_eq!(table.rows[2].kind, RowKind::Total);
}

#[test]
fn a_table_without_one_indicator_is_none_of_ours() {
    let file = read(
        "NO|PROGRAM|INDIKATOR KINERJA|URAIAN KEGIATAN|VOLUME|KET\n1|Sarana||Pengadaan gerobak|8|\n2|||Pengadaan sekop|25|\n",
    );
    assert!(file.documents.is_empty());
}

#[test]
fn a_table_that_nothing_knows_lends_its_rows_to_no_letterhead() {
    let file = read(
        "\
PERJANJIAN KINERJA TAHUN 2026
Jurusan Contoh

Nama Pegawai|Golongan|Tempat|Warna
Orang Satu|III/a|Kota Contoh|Merah
Orang Dua|III/b|Kota Contoh|Biru

No|Sasaran|Indikator|Target
1|Mutu|Indeks mutu|80
",
    );
    let document = &file.documents[0];
    let head: Vec<&str> = document.identities.iter().map(|line| &*line.entry.raw).collect();
    assert_eq!(head, ["Jurusan Contoh"]);
    assert_eq!(document.year.unwrap().value, 2026);
}

#[test]
fn a_hidden_sheet_beside_a_visible_one_of_its_kind_is_left_out_whole_and_says_so() {
    let pk = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Target\n1|Mutu|Indeks mutu|80\n";
    let file = read(&format!("=== PK\n{pk}=== PK lama (tersembunyi)\n{pk}"));
    let hidden = &file.sheets[1];
    assert_eq!(hidden.facts, [Fact::HiddenSheetLeftOut { rows: 3 }]);
    assert_eq!((hidden.read_rows, hidden.skipped[0].reason), (0, SkipReason::Hidden));
    assert_eq!(file.documents.len(), 1);
    let alone = read(&format!("=== PK lama (tersembunyi)\n{pk}"));
    assert!(alone.documents.len() == 1 && alone.sheets[0].facts.contains(&Fact::HiddenSheet));
}

#[test]
fn lines_of_a_text_file_that_end_early_are_told_where_columns_are_missing() {
    let file = read(
        "=== CSV (berkas teks)\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|\n1|Mutu|Indeks mutu|indeks|80|20\n2|Mutu|Jumlah laporan\n",
    );
    let short: Vec<&Fact> =
        file.sheets[0].facts.iter().filter(|fact| matches!(fact, Fact::ShortLines { .. })).collect();
    let [Fact::ShortLines { cells, fields, columns }] = short.as_slice() else { panic!("{short:?}") };
    assert_eq!((cells.len(), fields.as_slice(), *columns), (1, [3].as_slice(), 6));
}

#[test]
fn texts_that_go_on_in_the_next_row_are_one_text() {
    let table = table(
        "No|Sasaran|Indikator|Target|Sumber Data\n1|Mutu|Persentase lulusan|80|1. Survei\n||yang bekerja||2. Laporan\n2||Jumlah laporan|12|Arsip\n||||3. Berita acara\n",
    );
    let found = rows(&table);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("indikator=Persentase lulusan yang bekerja "), "{found:?}");
    assert!(found[0].contains("sumber_data=1. Survei\n2. Laporan"), "{found:?}");
}

#[test]
fn words_that_resemble_headings_do_not_cut_a_table_in_two() {
    let table = table(
        "Tujuan|Sasaran|Indikator|Penanggung Jawab|Target\n1. Tertib|<|<|<|\n|Mutu|Indeks mutu|Biro|80\n2. Bersih|<|<|<|\n|Sasaran Strategis|Opini atas laporan|Program|WTP\n",
    );
    assert_eq!(table.rows.len(), 4, "{:?}", rows(&table));
}

#[test]
fn numerator_and_denominator_below_an_indicator_are_no_indicators() {
    let file = read(
        "No|Sasaran|Indikator|Satuan|Target|Realisasi TW\n1|Mutu|Persentase lulusan bekerja|%|60|50\n||Pembilang: lulusan yang bekerja|orang||40\n||Penyebut (seluruh lulusan)|orang||80\n2||Jumlah laporan|laporan|12|3\n",
    );
    let skipped = file.sheets[0].skipped.iter().filter(|row| row.reason == SkipReason::Component).count();
    assert_eq!((skipped, file.documents[0].tables[0].rows.len()), (2, 2));
}

#[test]
fn amounts_in_a_multiple_of_rupiah_are_read_as_rupiah_and_keep_what_was_typed() {
    use crate::domain::column::Field;
    use crate::domain::value::Value;
    let money = |drawing: &str| {
        let table = table(drawing);
        let entry = table.rows[0].entry(Field::Anggaran.yearly()).cloned();
        entry.map(|entry| (entry.raw.to_string(), entry.value.clone()))
    };
    let rupiah = |raw: &str, rupiah: f64| Some((raw.to_string(), Value::Money { rupiah }));
    let rows = |heading: &str, cell: &str| {
        format!(
            "No|Sasaran|Indikator|Satuan|Target|{heading}\n1|Mutu|Indeks mutu|Indeks|80|{cell}\n2||Jumlah laporan|Laporan|12|3\n"
        )
    };
    for (heading, cell, amount) in [
        ("Anggaran (dalam juta rupiah)", "1234.5", 1_234_500_000.0),
        ("Pagu (Rp juta)", "250", 250e6),
        ("Anggaran (juta Rp)", "250", 250e6),
        ("Anggaran dalam ribuan rupiah", "250000", 250e6),
        ("Anggaran (Rp. 000)", "250000", 250e6),
        ("Anggaran (Rp miliar)", "1.5", 1.5e9),
        ("Anggaran (juta Rp)", "'1,5 miliar", 1.5e9),
        ("Anggaran (Rp)", "250", 250.0),
    ] {
        let raw = cell.trim_start_matches('\'').replace('.', ",");
        assert_eq!(money(&rows(heading, cell)), rupiah(&raw, amount), "{heading} {cell}");
    }
    let above = format!("RENCANA AKSI TAHUN 2026\n(dalam jutaan rupiah)\n{}", rows("Anggaran", "250"));
    assert_eq!(money(&above), rupiah("250", 250e6));
    // Whole rupiah below "juta": nobody can tell which of the two is meant.
    assert_eq!(money(&rows("Anggaran (juta Rp)", "250000000")), None);
}

#[test]
fn years_below_headings_without_merges_are_headings_and_small_amounts_are_no_code() {
    let drawing = "\
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator|Satuan|Target Tahun|Catatan Tim|Target Tahun|||Alokasi Anggaran (juta Rp)
||||2025||2026|2027|2028|2025|2026|2027|2028
1|Mutu|Indeks mutu|Indeks|80|ya|81|82|83|894|895|896|897
2||Jumlah laporan|Laporan|12|ya|13|14|15|315|316|317|318
";
    let table = table(drawing);
    let found = rows(&table);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].contains("target=81") && found[0].contains("anggaran=895"), "{found:?}");
    assert!(!found[0].contains("894.895"), "{found:?}");
}

#[test]
fn parts_of_a_share_are_told_by_their_figures_or_their_unit_and_siblings_stay_indicators() {
    let heading = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi\n";
    let parts = "1|Mutu|Persentase berkas tepat waktu|%|90|75\n||a. Berkas tepat waktu|berkas||45\n||b. Seluruh berkas|berkas||60\n2|Mutu|Indeks mutu|indeks|80|78\n";
    assert_eq!(table(&format!("{heading}{parts}")).rows.len(), 2);
    let skipped = |drawing: &str| {
        let sheet = read(drawing).sheets.remove(0);
        sheet.skipped.iter().filter(|one| one.reason == SkipReason::Component).count()
    };
    assert_eq!(skipped(&format!("{heading}{parts}")), 2);
    // Where the counts have no unit and do not divide, the letters and words for the two parts say it.
    for [part, whole] in [
        ["|x. Jumlah berkas tepat waktu", "|y. Jumlah berkas"],
        ["|Pembilang: berkas tepat waktu", "|Penyebut: seluruh berkas"],
        ["x|Jumlah berkas tepat waktu", "y|Jumlah berkas"],
        ["|- Jumlah berkas tepat waktu", "|- Jumlah berkas"],
    ] {
        for column in ["Indikator", "Tujuan / Sasaran / Indikator Kinerja"] {
            let drawing = format!(
                "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|{column}|Satuan|Target|Realisasi\n1.1|Persentase berkas tepat waktu|Persen|90|75\n{part}|||7\n{whole}|||7\n1.2|Jumlah OPD|OPD|12|5\n"
            );
            assert_eq!(skipped(&drawing), 2, "{drawing}");
        }
    }
    // Sub-indicators with targets of their own, and a list of three, are no parts.
    for rows in [
        "1|Mutu|Indeks mutu|indeks|90|75\n||a. Indeks layanan|indeks|88|45\n||b. Indeks sarana|indeks|70|60\n",
        "1|Mutu|Persentase berkas|%|90|75\n||a. Berkas A|berkas||45\n||b. Berkas B|berkas||60\n||c. Berkas C|berkas||15\n",
    ] {
        assert_eq!(skipped(&format!("{heading}{rows}")), 0, "{rows}");
    }
}

#[test]
fn how_a_form_was_signed_and_the_rank_of_who_signed_are_no_names() {
    let file = read(
        "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target\n1|Mutu|Indeks mutu|indeks|80\n\n||Kota Contoh, 5 Januari 2026\n||Kepala Dinas Contoh,\n||Ditandatangani secara elektronik oleh:\n||Contoh Satu\n||Pembina Utama Muda\n||NIP 19700101 199501 1 001\n",
    );
    let names: Vec<String> = file.documents[0]
        .pejabat
        .iter()
        .map(|one| one.name.as_ref().map(|name| name.raw.to_string()).unwrap_or_default())
        .collect();
    assert_eq!(names, ["Contoh Satu"]);
}

#[test]
fn a_legend_of_grades_below_a_table_is_no_row() {
    let head = "PENGUKURAN KINERJA TAHUN 2026\nNo|Indikator|Satuan|Target|Realisasi\n1|Jumlah laporan|laporan|12|11\n2|Nilai SAKIP|Nilai|A|BB\n\n";
    for legend in [
        "AA|Sangat Memuaskan [> 90 - 100%]|A|Memuaskan [> 80 - 90%]",
        "AA|Sangat Memuaskan|> 90\nA|Memuaskan|> 80 - 90",
    ] {
        let table = table(&format!("{head}{legend}\n"));
        assert_eq!(table.rows.len(), 2, "{legend}");
    }
    // A row of the table that a gap parts from the others is one still.
    let table = table(&format!("{head}3|Nilai reformasi|Nilai|≥ 75|76\n"));
    assert_eq!(table.rows.len(), 3);
}

#[test]
fn an_annex_about_the_same_indicators_adds_what_it_says_to_them() {
    let drawing = "LAPORAN REALISASI KINERJA TRIWULAN II TAHUN 2026\nLampiran 1\nNo|Sasaran|Indikator|Satuan|Target|Realisasi\n1|Mutu|Jumlah laporan|laporan|12|7\n2|Mutu|Jumlah rapat|kali|6|3\n\nLampiran 2. Hambatan\nNo|Sasaran|Indikator|Hambatan|Rencana Tindak Lanjut\n1|Mutu|Jumlah laporan|Petugas kurang|Menambah petugas\n2|Mutu|Jumlah rapat|Jadwal bentrok|Jadwal ulang\n";
    let table = table(drawing);
    let found = rows(&table);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].contains("kendala=Petugas kurang") && found[1].contains("tindak_lanjut=Jadwal ulang"),
        "{found:?}"
    );
    // Other indicators are a table of their own, or none.
    let mut other =
        read(&drawing.replace("|Petugas kurang", " lain|Petugas kurang").replace("|Jadwal bentrok", " lain|Jadwal"));
    let first = other.documents.remove(0).tables.remove(0);
    assert!(!rows(&first)[0].contains("kendala"), "{:?}", rows(&first));
}

const HEAD: &str = "\
PENGUKURAN KINERJA TAHUN 2026
No|Program|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II|Capaian
1|Penataan Pasar|Persentase pasar baik|persen|75|18|34|45
";

#[test]
fn remarks_in_rows_of_their_own_are_those_of_the_indicator_above() {
    let after = "2|Penataan Toko|Jumlah toko dibina|toko|40|10|25|62\n";
    for (below, said) in [
        ("^|^|KENDALA|Lahan belum siap|<|<|<|<\n", "kendala=Lahan belum siap"),
        ("^|^|a. Hambatan :|Lahan belum siap|<|<|<|<\n", "kendala=Lahan belum siap"),
        ("|Permasalahan|Lahan belum siap|<|<|<|<|<\n", "kendala=Lahan belum siap"),
        ("|Rencana Tindak Lanjut : rapat pada bulan Juli|<|<|<|<|<|<\n", "tindak_lanjut=rapat pada bulan Juli"),
        ("^|^|Kendala|||Belum ada lahan|Hujan|\n", "kendala.tw1=Belum ada lahan kendala.tw2=Hujan"),
    ] {
        let table = table(&format!("{HEAD}{below}{after}"));
        let found = rows(&table);
        assert!(found.len() == 2 && found.iter().all(|row| row.starts_with("Data")), "{below}: {found:?}");
        assert!(found[0].contains(said) && !found[1].contains("kendala"), "{below}: {found:?}");
    }
    // A stroke says nothing, and a label that nobody filled in neither.
    for below in ["^|^|Kendala|-|<|<|<|<\n", "^|^|Kendala\n"] {
        let found = rows(&table(&format!("{HEAD}{below}{after}")));
        assert!(found.len() == 2 && !found[0].contains("kendala"), "{found:?}");
    }
    // An indicator that begins so is one.
    let found = rows(&table(&format!("{HEAD}2|Aduan|Kendala layanan yang ditangani|kasus|40|10|25|62\n")));
    assert!(found.len() == 2 && found[1].contains("indikator=Kendala layanan"), "{found:?}");
}

#[test]
fn of_two_titles_in_a_column_of_goals_objectives_and_indicators_the_first_is_a_goal() {
    let drawing = "\
PENGUKURAN KINERJA TAHUN 2026
No|Tujuan/Sasaran/Indikator|Satuan|Target|Realisasi
|Menyediakan data yang bermutu|<|<|<
|Meningkatnya pemanfaatan data|<|<|<
1|Persentase pengguna yang puas|persen|90|91
|- Survei kebutuhan data|||
2|Jumlah publikasi|buku|4|4
|Meningkatnya pelayanan|<|<|<
3|Indeks pelayanan|indeks|88|89
";
    let found = rows(&table(drawing));
    let data: Vec<&String> = found.iter().filter(|row| row.starts_with("Data")).collect();
    assert!(data.iter().all(|row| row.contains("tujuan=Menyediakan data yang bermutu^")), "{found:?}");
    assert!(data[1].contains("sasaran=Meningkatnya pemanfaatan data^"), "{found:?}");
    assert!(data[2].contains("sasaran=Meningkatnya pelayanan^"), "{found:?}");
}

#[test]
fn a_label_with_its_value_heads_no_table() {
    let file = read(
        "LAPORAN KINERJA\nNama||: Pegawai Contoh\nBulan||: Mei 2026\n\nNo|Indikator Kinerja|Target Tahunan|Target Bulan|Realisasi|Capaian\n1|Jumlah dokumen|12|2|1|50%\n2|Jumlah rapat|24|3|3|100%\n",
    );
    let fields: Vec<String> = file.documents[0].tables[0].columns.iter().map(|own| own.column.to_string()).collect();
    assert!(fields.contains(&"target.bulan5".to_string()), "{fields:?}");
}

#[test]
fn a_card_for_each_indicator_is_a_row_for_each() {
    let card = |indicator: &str, colon: &str| {
        format!(
            "Sasaran Strategis|{colon}Peradilan yang pasti|<|<\nIndikator Kinerja|{colon}{indicator}|<|<\nSatuan|{colon}persen|<|<\nPenanggung Jawab|{colon}Panitera|<|<\n\
             Uraian|TW I|TW II|Tahunan\nTarget|90|92|95\nRealisasi|88.5|93.1|\nCapaian (%)|98.33|101.2|\nKendala|Saksi tidak hadir|-|\n\n"
        )
    };
    for colon in ["", ": "] {
        let drawing = format!(
            "PENGUKURAN KINERJA\nPENGADILAN CONTOH TAHUN 2026\n\n{}{}",
            card("Persentase perkara tepat waktu", colon),
            card("Indeks kepuasan", colon)
        );
        let file = read(&drawing);
        assert_eq!(file.documents.len(), 1, "{:?}", file.sheets);
        let found: Vec<String> = file.documents[0].tables.iter().flat_map(rows).collect();
        assert_eq!(found.len(), 2, "{found:?}");
        for wanted in [
            "sasaran=Peradilan",
            "satuan=persen",
            "target.tw1=90",
            "realisasi.tw2=93,1",
            "kendala.tw1=Saksi",
            "target=95",
        ] {
            assert!(found.iter().all(|row| row.contains(wanted)), "{wanted}: {found:?}");
        }
        assert!(found[1].contains("indikator=Indeks kepuasan"), "{found:?}");
    }
    // A profile holds no figure of what was realised.
    let profile =
        "PROFIL INDIKATOR\n\nIndikator Kinerja|Indeks kepuasan|<\nSatuan|indeks|<\nUraian|TW I|TW II\nTarget|80|82\n";
    assert!(read(profile).documents.is_empty());
}

/// The roles of the tables of the one document, and how many rows of data each has.
fn tables(drawing: &str) -> Vec<(crate::domain::document::TableRole, usize)> {
    let file = read(drawing);
    assert_eq!(file.documents.len(), 1, "{:?}", file.sheets);
    let data = |table: &DocumentTable| table.rows.iter().filter(|row| row.kind == RowKind::Data).count();
    file.documents[0].tables.iter().map(|table| (table.role, data(table))).collect()
}

#[test]
fn a_budget_beside_the_indicators_is_a_table_of_its_own() {
    use crate::domain::document::TableRole::{Anggaran, Indikator};
    let title = "PERJANJIAN KINERJA TAHUN 2026\n\n";
    let heads = [
        "No|Sasaran Strategis|Indikator Kinerja|Target|<||Program|Anggaran|Ket\n^|^|^|Angka|Satuan||^|^|^\n",
        "No|Sasaran Strategis|Indikator Kinerja|Target|||Program|Anggaran|Ket\n|||Angka|Satuan||||\n",
        "No|Sasaran Strategis|Indikator Kinerja|Target|Satuan||Program|Anggaran|Ket\n",
        "No|Sasaran|Indikator Kinerja|Satuan|Target||Kegiatan|Pagu (Rp)|Sumber Dana\n",
    ];
    let rows = [
        "1|Terbukanya lapangan kerja|Tingkat pengangguran|'4,75|%||Program Pelatihan Kerja|1200000000|APBD",
        "2||Jumlah pencari kerja yang ditempatkan|1500|Orang||Program Penempatan|850000000|APBD",
        "3||Persentase perselisihan yang selesai|90|%||Program Hubungan Industrial|430000000|DAK",
    ];
    for head in heads {
        // The unit and the target stand the other way round in the last of them.
        let swap = head.contains("Satuan|Target");
        let swapped = |row: &&str| {
            let mut cells: Vec<&str> = row.split('|').collect();
            if swap {
                cells.swap(3, 4);
            }
            cells.join("|")
        };
        let body: Vec<String> = rows.iter().map(swapped).collect();
        let drawing = format!("{title}{head}{}\n", body.join("\n"));
        assert_eq!(tables(&drawing), [(Indikator, 3), (Anggaran, 3)], "{head}");
        // More programmes than indicators.
        let drawing = format!("{drawing}|||||| Program Penunjang|99000000|APBD\n");
        assert_eq!(tables(&drawing), [(Indikator, 3), (Anggaran, 4)], "{head}");
    }
}

#[test]
fn two_tables_of_indicators_with_a_blank_column_between_are_both_read() {
    use crate::domain::document::TableRole::Indikator;
    let drawing = "PERJANJIAN KINERJA TAHUN 2026\n\nIndikator Kinerja|Satuan|Target||Indikator Kinerja|Satuan|Target\nIndeks mutu|Indeks|80||Jumlah taman|Taman|4\nJumlah laporan|Dokumen|12||Luas jalan|Ha|7\n";
    assert_eq!(tables(drawing), [(Indikator, 2), (Indikator, 2)]);
}

#[test]
fn a_budget_right_beside_its_indicator_stays_in_its_row() {
    let table = table(
        "PERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target|Program|Anggaran\n1|Mutu|Indeks mutu|Indeks|80|Program Mutu|1200000000\n2|Taman|Jumlah taman|Taman|4|Program Taman|850000000\n",
    );
    let found = rows(&table);
    assert!(found[0].contains("indikator=Indeks mutu") && found[0].contains("anggaran=1200000000"), "{found:?}");
}

#[test]
fn a_row_of_defaults_that_nobody_filled_in_is_none_and_one_without_its_wording_is_asked() {
    let form = |last: &str| {
        let drawing = format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target|Realisasi\n1|Layanan baik|Jumlah pasien|Orang|40|21\n2|Layanan baik|Waktu tunggu|Menit|30|28\n{last}\n"
        );
        table(&drawing).rows.len()
    };
    assert_eq!(form("3||||0|0"), 2);
    assert_eq!(form("3||||0|4"), 3);
    assert_eq!(form("3||Jumlah dokter||0|0"), 3);
}

#[test]
fn accounts_and_days_are_no_indicators() {
    let accounts = "REALISASI TAHUN 2026\nUraian|Realisasi TW 1|Realisasi TW 2\nPendapatan|298400000|313500000\nBelanja|186750000|311470000\nPembiayaan|71250000|80550000\n";
    let diary = "TARGET DAN REALISASI KINERJA PEGAWAI TAHUN 2026\nTanggal|Kegiatan|Target|Realisasi\n02/06/2026|Memeriksa dokumen|20 dokumen|18 dokumen\n03/06/2026|Merekam dokumen|20 dokumen|20 dokumen\n04/06/2026|Rapat|1 rapat|1 rapat\n";
    for drawing in [accounts, diary] {
        assert!(read(drawing).documents.is_empty(), "{drawing}");
    }
    let measured = diary.replace("Tanggal|Kegiatan", "Tanggal|Indikator Kinerja");
    assert_eq!(read(&measured).documents.len(), 1);
}

#[test]
fn wordings_as_wide_as_their_heading_are_no_labels_of_totals() {
    let drawing = "PERJANJIAN KINERJA TAHUN 2026\nNO|SASARAN|INDIKATOR KINERJA|SATUAN|TARGET\n1|Layanan|Persentase perkara tepat waktu|%|95\n\nKEGIATAN|<|<|ANGGARAN|<\n1. Penyediaan dana rutin|<|<|5412300000|<\n2. Pengelolaan perkara|<|<|218450000|<\nJumlah|<|<|5630750000|<\n";
    let file = read(drawing);
    let budget = &file.documents[0].tables[1];
    let kinds: Vec<RowKind> = budget.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Data, RowKind::Data, RowKind::Total]);
}

#[test]
fn who_signs_below_a_table_changes_nothing_of_what_its_columns_mean() {
    let rows = "1.1.1||Persentase pengguna data yang puas|Persen|'92,50\n1.1.2||Persentase publikasi tepat waktu|Persen|100\n1.1.3||Jumlah desa cinta statistik|Desa|4\n";
    let head = "PERJANJIAN KINERJA TAHUN 2026\nTujuan/Sasaran/Indikator|<|<|Satuan|Target\nSS 1. Meningkatnya pemanfaatan data\n";
    let signed = "\n|||Contoh, Januari 2026\nPihak Kedua,||||Pihak Pertama,\nKepala Kantor Provinsi||||Kepala Kantor Kabupaten\n\n(nama satu)||||(nama dua)\nNIP -||||NIP -\n";
    let own = |drawing: String| rows_of(&table(&drawing));
    assert_eq!(own(format!("{head}{rows}{signed}")), own(format!("{head}{rows}")));
}

/// The indicators and codes of the rows of data.
fn rows_of(table: &DocumentTable) -> Vec<(Option<String>, Option<String>)> {
    use crate::domain::column::Field;
    let text = |row: &crate::domain::document::FormRow, field: Field| {
        row.entry(field.yearly()).map(|entry| entry.raw.to_string())
    };
    let data = table.rows.iter().filter(|row| row.kind == RowKind::Data);
    data.map(|row| (text(row, Field::Code), text(row, Field::Indikator))).collect()
}

#[test]
fn a_fund_in_words_is_none_of_the_remarks_beside_it() {
    let budget = |columns: &str, rows: [&str; 2]| {
        let drawing = format!(
            "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target\n1|Mutu|Bed Occupancy Rate|%|68.5\n\nNo|Program|Anggaran|{columns}\n1|Program Penunjang|112340500000|{}\n2|Program Upaya|24780000000|{}\n",
            rows[0], rows[1]
        );
        let file = read(&drawing);
        let columns: Vec<String> =
            file.documents[0].tables[1].columns.iter().map(|own| own.column.to_string()).collect();
        columns[3..].to_vec()
    };
    assert_eq!(budget("Sumber Dana|Ket", ["BLUD|", "DAK|alkes"]), ["sumber_dana", "keterangan"]);
    assert_eq!(budget("Keterangan|Sumber Dana", ["|BLUD", "alkes|DAK"]), ["keterangan", "sumber_dana"]);
    assert_eq!(budget("Keterangan", ["BLUD", "DAK"]), ["sumber_dana"]);
}

#[test]
fn where_nothing_but_achievements_is_told_its_rows_are_no_groups() {
    let drawing = "CAPAIAN KINERJA TRIWULAN II TAHUN 2026\nNo|Uraian|Capaian TW I|Capaian TW II|Keterangan\n1|Pelayanan gawat darurat\na|Waktu tanggap|4|6|baik\nb|Kepuasan pelanggan|71%|68%\n";
    let kinds: Vec<RowKind> = table(drawing).rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Group, RowKind::Data, RowKind::Data]);
}

#[test]
fn a_code_before_a_wide_wording_groups_the_rows_below_it() {
    let drawing = "CAPAIAN KINERJA TRIWULAN II TAHUN 2026\nKode|Indikator Kinerja Utama|Satuan|Target|Realisasi\nS1|Meningkatnya kualitas lulusan|<|<|<\nIKU 1|Persentase lulusan bekerja|%|70|65\nS2|Meningkatnya kualitas dosen|<|<|<\nIKU 2|Persentase dosen praktisi|%|33|34\n";
    let table = table(drawing);
    let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
    assert_eq!(kinds, [RowKind::Group, RowKind::Data, RowKind::Group, RowKind::Data]);
    let told = rows(&table);
    assert!(told[3].contains("sasaran=Meningkatnya kualitas dosen"), "{told:?}");
}

#[test]
fn numbers_of_civil_servants_below_a_budget_are_no_money() {
    let drawing = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|Satu|Jumlah laporan keuangan|4 laporan\n\nNo|Program||Anggaran\n1|Program Alfa||500000000\n2|Program Beta||250000000\n|Jumlah||750000000\n|Pihak Kedua,||Pihak Pertama,\n|Kepala Dinas||Kepala Bidang\n|Contoh Satu||Contoh Dua\n|196905051994032001||197808082005011001\n";
    let file = read(drawing);
    let document = &file.documents[0];
    assert_eq!(document.tables[1].rows.len(), 3);
    assert_eq!(document.pejabat.len(), 2, "{:?}", document.pejabat);
}

#[test]
fn the_behaviour_of_a_person_below_his_results_is_no_row() {
    let drawing = "SASARAN KINERJA PEGAWAI TAHUN 2026\nNO|RENCANA HASIL KERJA|INDIKATOR KINERJA INDIVIDU|TARGET|REALISASI\n1|Tersusunnya dokumen|Jumlah dokumen|2 dokumen|2 dokumen\n2|Terlaksananya revisi|Jumlah revisi|4 kegiatan|3 kegiatan\nPERILAKU KERJA|<|<|<|<\n1|Berorientasi Pelayanan||Ekspektasi Pimpinan:|\n2|Akuntabel||Ekspektasi Pimpinan:|\nPegawai yang dinilai||Pejabat Penilai Kinerja||\n(nama satu)||(nama dua)||\n";
    assert_eq!(table(drawing).rows.len(), 2);
}

#[test]
fn labels_with_a_colon_and_a_value_below_a_table_are_no_rows() {
    let table = table(
        "PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\nSasaran|Indikator|Target|Realisasi|%|Program|Pagu\nMutu|Indeks mutu|3,85|3,90|101,30|Program Mutu|9.874.500.000\n^|Jumlah titik dipantau|48 titik|52 titik|108,33|Program Pantau|640.000.000\n\nJumlah Anggaran Tahun 2026|:|Rp 10.514.500.000\nSisa Anggaran|:|Rp 14.500.000\n",
    );
    assert_eq!(table.rows.len(), 2, "{:?}", rows(&table));
}

#[test]
fn a_row_of_dashes_is_no_indicator_and_its_objective_stays() {
    let drawing = "RENCANA AKSI TAHUN 2026\nNo|Rencana Kinerja|Indikator Kinerja|Target|Satuan|Rencana Aksi\n1|Laporan tepat waktu|Jumlah laporan|4|Laporan|Menyusun laporan\n2|Data mutakhir|-|-|-|-\n3|-|-|-|-|-\n4|Arsip tertata|Jumlah berkas|90|Berkas|-\n";
    let file = read(drawing);
    let found = rows(&file.documents[0].tables[0]);
    let data = found.iter().filter(|row| row.starts_with("Data")).count();
    assert_eq!(data, 2, "{found:?}");
    assert!(found.iter().any(|row| row.starts_with("Group") && row.contains("Data mutakhir")), "{found:?}");
}

#[test]
fn headings_where_indicators_stand_are_groups_of_those_below() {
    for heading in [
        "I|SASARAN 1 : Meningkatnya mutu madrasah",
        "I|Sasaran 1. Meningkatnya mutu madrasah",
        "A.|Meningkatnya mutu madrasah",
        "|SASARAN STRATEGIS 1: Meningkatnya mutu madrasah",
    ] {
        let table = table(&format!(
            "RENCANA AKSI TAHUN 2026\nNO|INDIKATOR KINERJA|TARGET PK|SATUAN|TARGET TRIWULAN|<|<|<|RENCANA AKSI\n^|^|^|^|TW 1|TW 2|TW 3|TW 4|^\n{heading}\n1.1|Jumlah kelompok dibina|48|Kelompok|12|24|36|48|Pembinaan\nII|Sasaran 2 : Meningkatnya layanan nikah\n2.1|Jumlah KUA|3|Lokasi|0|0|1|3|Rehab\n"
        ));
        let found = rows(&table);
        let kinds: Vec<RowKind> = table.rows.iter().map(|row| row.kind).collect();
        assert_eq!(kinds, [RowKind::Group, RowKind::Data, RowKind::Group, RowKind::Data], "{heading}: {found:?}");
        assert!(found[1].contains("sasaran=Meningkatnya mutu madrasah^"), "{heading}: {found:?}");
        assert!(found[3].contains("sasaran=Meningkatnya layanan nikah^"), "{heading}: {found:?}");
    }
    // An indicator that nobody promised anything for stays one.
    let table = table(
        "RENCANA AKSI TAHUN 2026\nNO|INDIKATOR KINERJA|TARGET PK|SATUAN|RENCANA AKSI\n1|Jumlah kelompok dibina|||\n2|Jumlah KUA|3|Lokasi|Rehab\n",
    );
    assert_eq!(table.rows[0].kind, RowKind::Data);
}

#[test]
fn a_title_over_rows_that_are_numbered_otherwise_is_a_group_and_no_indicator() {
    let kinds = |first: &str| -> Vec<RowKind> {
        let table = table(&format!(
            "MONITORING KINERJA TAHUN 2026\nNo|Indikator Kinerja|Target|Satuan|TW I|<\n^|^|^|^|Target|Realisasi\n{first}\n1|Jumlah mahasiswa|1800|Mahasiswa|400|388\n2|Persentase ijazah|100|%|100|100\n"
        ));
        table.rows.iter().map(|row| row.kind).collect()
    };
    for first in ["I|Layanan Akademik", "A.|Layanan Akademik"] {
        assert_eq!(kinds(first), [RowKind::Group, RowKind::Data, RowKind::Data], "{first}");
    }
    for first in ["I|Persentase layanan", "I|Layanan Akademik|5"] {
        assert_eq!(kinds(first)[0], RowKind::Data, "{first}");
    }
}

#[test]
fn labels_over_signatures_are_no_rows_of_the_table() {
    for (left, right) in [
        ("Atasan Langsung", "Pegawai,"),
        ("Atasan Langsung,", "Yang dinilai,"),
        ("Pejabat Penilai Kinerja", "Pegawai yang dinilai"),
        ("Mengetahui", "Yang Membuat,"),
        ("Yang Menilai", "Pelaksana,"),
    ] {
        let file = read(&format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator|Satuan|Target|Rencana Aksi|Waktu|Anggaran (Rp)\n1|Jumlah usulan|Berkas|24|Menghimpun|TW 1|Rp 5.000.000\n2|Jumlah laporan|Laporan|12|Menyusun|TW 2|Rp 18.000.000\n\n{left}|<|<||||{right}\n\n\nNama Satu||||||Nama Dua\n"
        ));
        assert_eq!(file.documents[0].tables[0].rows.len(), 2, "{left} {right}");
    }
}
