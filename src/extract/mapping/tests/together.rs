//! What the columns of drawn tables mean together.

use crate::domain::document::DocumentTable;
use crate::extract::extract;
use crate::workbook::grid::workbook_from_text;

use super::LIBRARY;

fn tables(drawing: &str) -> Vec<DocumentTable> {
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    file.documents.into_iter().flat_map(|document| document.tables).collect()
}

/// The field of each column of a table with the letter of its column: "C=indikator".
fn columns(table: &DocumentTable) -> Vec<String> {
    table
        .columns
        .iter()
        .map(|own| format!("{}={}", own.cell.to_string().trim_end_matches(char::is_numeric), own.column))
        .collect()
}

fn has(table: &DocumentTable, wanted: &[&str]) {
    let found = columns(table);
    assert!(wanted.iter().all(|one| found.iter().any(|own| own == one)), "{found:?}");
}

#[test]
fn two_indicators_in_a_row_with_the_same_figures_behind_each_are_two_tables() {
    let plain = tables(
        "PENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Sasaran|Satuan|Target|Realisasi|Kegiatan|Indikator Kegiatan|Satuan|Target|Realisasi\n\
         1|Mutu|Indeks mutu|indeks|80|78|Survei|Jumlah survei|kali|4|2\n^|^|^|^|^|^|Pelatihan|Jumlah peserta|orang|90|95\n2|Arsip|Indeks arsip|indeks|70|71|Penataan|Jumlah berkas|berkas|120|64\n",
    );
    assert_eq!(plain.len(), 2);
    has(&plain[0], &["B=sasaran", "C=indikator", "E=target"]);
    has(&plain[1], &["G=program", "H=indikator", "J=target"]);
    assert_eq!((plain[0].rows.len(), plain[1].rows.len()), (2, 3), "what is merged at the left is said once");

    let years = tables(
        "RENCANA STRATEGIS\nNo|Tujuan|Indikator Tujuan|Target Tujuan|<|<|Sasaran|Indikator Sasaran|Satuan|Target Sasaran|<|<\n^|^|^|2025|2026|2027|^|^|^|2025|2026|2027\n\
         1|Sejahtera|Nilai tukar petani|101|102|103|Produksi naik|Produktivitas padi|kuintal|55|56|57\n2|Tertib|Nilai SAKIP|70|72|74|Akuntabel|Indeks kepuasan|indeks|81|82|83\n",
    );
    assert_eq!(years.len(), 2);
    has(&years[0], &["C=indikator", "E=target.2026"]);
    has(&years[1], &["G=sasaran", "H=indikator", "K=target.2026"]);
}

#[test]
fn steps_and_officers_of_other_levels_are_no_second_table() {
    for drawing in [
        "PENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|Rencana Aksi|Indikator Aksi|Satuan|Target|Realisasi\n1|Mutu|Indeks mutu|indeks|80|78|Survei|Jumlah survei|kali|4|2\n2|Arsip|Indeks arsip|indeks|70|71|Penataan|Jumlah berkas|berkas|120|64\n",
        "PENGUKURAN KINERJA TAHUN 2026\nKEPALA DINAS|<|<|<|<|KEPALA BIDANG|<|<|<|<\nSasaran|Indikator|Satuan|Target|Realisasi|Sasaran|Indikator|Satuan|Target|Realisasi\nMutu|Indeks mutu|indeks|80|78|Survei|Jumlah survei|kali|4|2\nArsip|Indeks arsip|indeks|70|71|Penataan|Jumlah berkas|berkas|120|64\n",
    ] {
        assert!(tables(drawing).len() <= 1, "{drawing}");
    }
}

#[test]
fn a_heading_over_performance_and_money_is_what_stands_below_it() {
    let head = "MONITORING RENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Target Kinerja dan Anggaran|Realisasi Kinerja dan Anggaran|<|Capaian\n^|^|^|^|TW I|TW II|^\n";
    let units = format!("{head}1|Mutu|Persentase pasar baik|75 persen|18|34|45\n2|Tertib|Jumlah pasar|6 unit|1|2|33\n");
    has(&tables(&units)[0], &["D=target", "E=realisasi.tw1", "F=realisasi.tw2"]);
    let plain = format!("{head}1|Mutu|Persentase pasar baik|75|18|34|45\n2|Tertib|Jumlah pasar|6|1|2|33\n");
    assert!(
        tables(&plain).iter().all(|table| !columns(table).iter().any(|own| own.contains("target"))),
        "nothing tells"
    );
    let mixed = format!(
        "{head}1|Mutu|Persentase pasar baik|75 persen|18|34|45\n||||2000000|3000000|\n2|Tertib|Jumlah pasar|6 unit|1|2|33\n"
    );
    assert!(!columns(&tables(&mixed)[0]).iter().any(|own| own.contains("realisasi.")), "rows of money among them");
}

#[test]
fn figures_below_a_calendar_that_make_up_the_target_are_those_of_its_months() {
    let head = "RENCANA KEGIATAN TAHUN 2026\nNo|Kegiatan|Indikator Kinerja|Satuan|Target|Waktu Pelaksanaan|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n";
    let figures = format!("{head}1|Rapat|Jumlah rapat|kali|12|3|3|3|3\n2|Surat|Jumlah surat|surat|24|6|6|4|8\n");
    has(&tables(&figures)[0], &["E=target", "F=target.tw1", "I=target.tw4"]);
    let marks = format!("{head}1|Rapat|Jumlah rapat|kali|12|1||1|\n2|Surat|Jumlah surat|surat|24||1||1\n");
    let read = tables(&marks);
    has(&read[0], &["F=waktu"]);
    assert!(!columns(&read[0]).iter().any(|own| own.contains("target.tw")), "ones are marks");
    let other = format!("{head}1|Rapat|Jumlah rapat|kali|12|3|9|2|5\n2|Surat|Jumlah surat|surat|24|7|2|1|3\n");
    assert!(
        !columns(&tables(&other)[0]).iter().any(|own| own.contains("waktu") || own.contains("target.tw")),
        "it is asked"
    );
}

#[test]
fn quarters_counted_up_to_the_last_that_was_reported_are_what_was_realised() {
    let read = tables(
        "Dokumen Renaksi\nNo|Indikator Kinerja|Target|Triwulan|<|<|<|Realisasi|Capaian\n^|^|2026|TW I|TW II|TW III|TW IV|2026|^\n\
         1|Pertumbuhan industri|5.5|1.2|2.6|0|0|2.6|47.27\n2|Jumlah tenaga kerja|350|60|140|0|0|140|40\n",
    );
    has(&read[0], &["C=target", "D=realisasi.tw1", "E=realisasi.tw2", "H=realisasi"]);
}

#[test]
fn years_alone_behind_what_is_promised_for_all_of_them_are_targets() {
    let read = tables(
        "PERJANJIAN KINERJA TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target 5 Tahun|2025|2026|2027|2028|2029\n\
         1|Jumlah kunjungan|orang|1250|210|230|250|270|290\n2|Lama tinggal|hari|2.4|1.9|2|2.1|2.3|2.4\n",
    );
    has(&read[0], &["E=target.2025", "F=target", "G=target.2027"]);
}

#[test]
fn how_often_something_is_measured_is_no_way_of_adding_up() {
    let head = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target|Tipe Perhitungan\n";
    let often =
        tables(&format!("{head}1|Mutu|Indeks mutu|indeks|80|Tahunan\n2|Arsip|Jumlah arsip|berkas|70|Triwulanan\n"));
    assert!(!columns(&often[0]).iter().any(|own| own.contains("konsolidasi")));
    let way =
        tables(&format!("{head}1|Mutu|Indeks mutu|indeks|80|Nilai akhir\n2|Arsip|Jumlah arsip|berkas|70|Jumlah\n"));
    has(&way[0], &["F=konsolidasi_periode"]);
}
