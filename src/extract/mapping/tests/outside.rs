//! What columns of forms mean that offices outside drew: months by their number, figures in the unit of their target, shares with their
//! parts in rows, persons beside percents, years that are counted beside years that are named.

use super::{LIBRARY, cells, meanings, of};
use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::extract::extract;
use crate::workbook::grid::workbook_from_text;

#[test]
fn months_headed_by_nothing_but_their_number_are_those_of_a_plan() {
    let plan = "RENCANA AKSI TAHUN 2026\n\nNo|Indikator|Target|Kegiatan|1|2|3|4|5|6|7|8|9|10|11|12\n1|Jumlah guru ikut pelatihan|25|MGMP|2|4|6|8|10|12|14|17|20|22|25|25\n2|Jumlah medali|8|Pembinaan|0|0|1|2|2|3|4|5|6|8|8|8\n";
    assert_eq!(of(plan, 4..6), ["target.bulan1", "target.bulan2"]);
    assert_eq!(of(plan, 15..16), ["target.bulan12"]);
    // Typed as text they are the same.
    let typed = plan.replace("|1|2|3|4|5|6|7|8|9|10|11|12\n1", "|'1|'2|'3|'4|'5|'6|'7|'8|'9|'10|'11|'12\n1");
    assert_eq!(of(&typed, 4..5), ["target.bulan1"]);
    // Eleven numbers are no months.
    let eleven = plan.replace("|11|12\n1", "|11|\n1");
    assert!(cells(&eleven, Field::Target).iter().all(|cell| cell.starts_with('C')));
}

#[test]
fn what_carries_the_unit_of_its_target_was_reached_whatever_it_is_called() {
    let table = |rows: &str| {
        format!(
            "CAPAIAN SPM TRIWULAN II TAHUN 2026\n\nNo|Indikator|Standar|Capaian|<\n^|^|^|TW I|TW II\n1|Kemampuan menangani gawat darurat|100%|100%|100%\n{rows}"
        )
    };
    let minutes = "2|Waktu tunggu rawat jalan|≤ 60 menit|72 menit|66 menit\n3|Kepuasan pelanggan|≥ 90%|88,4%|89,1%\n";
    assert_eq!(of(&table(minutes), 2..5), ["target", "realisasi.tw1", "realisasi.tw2"]);
    // Percents beside minutes are shares of them.
    let shares = "2|Waktu tunggu rawat jalan|≤ 60 menit|83,3%|90,9%\n3|Kepuasan pelanggan|≥ 90%|98,2%|99%\n";
    assert_eq!(of(&table(shares), 3..5), ["capaian.tw1", "capaian.tw2"]);
}

#[test]
fn a_standard_is_the_target_of_services_too_however_short_it_is_written() {
    for heading in ["Standar", "Std", "STD."] {
        let table = format!(
            "CAPAIAN SPM TRIWULAN II TAHUN 2026\n\nNo.|Jenis Pelayanan / indikator|{heading}|CAPAIAN|<\n^|^|^|TW1|TW.2\n1|IGD\na.|Waktu tanggap pelayanan gawat darurat|<= 5 menit|4 menit|6 menit\nb.|Kepuasan pelanggan|>= 70 %|71%|68 %\n2|Rawat Jalan\na|Waktu tunggu|≤ 60 menit|72 menit|58 menit\n"
        );
        assert_eq!(of(&table, 2..5), ["target", "realisasi.tw1", "realisasi.tw2"], "{heading}");
        assert_eq!(cells(&table, Field::Target), ["C6", "C7", "C9"], "{heading}");
    }
}

#[test]
fn a_faculty_is_no_month() {
    let table = |names: &str| {
        format!(
            "SEBARAN TARGET TAHUN 2026\n\nNo|Indikator|Satuan|Target|Target Fakultas|<|<\n^|^|^|^|{names}\n1|Jumlah publikasi|Artikel|60|20|25|15\n2|Jumlah mitra|Mitra|9|3|2|4\n"
        )
    };
    assert!(of(&table("FT|FEB|FH"), 4..7).iter().all(|meant| !meant.contains("bulan")));
    assert_eq!(of(&table("JAN|FEB|MAR").replace(" Fakultas", ""), 5..6), ["target.bulan2"]);
}

#[test]
fn a_share_with_its_parts_in_rows_is_one_indicator_and_the_share_was_reached() {
    let table = |heading: &str, rows: [&str; 3]| {
        format!(
            "INDIKATOR MUTU TAHUN 2026\n\nNo|Indikator|Target|{heading}|Januari|Februari|Maret\n1|Kepatuhan cuci tangan|85%|{}|410|433|420\n|||{}|460|470|468\n|||{}|89.13|92.13|89.74\n",
            rows[0], rows[1], rows[2]
        )
    };
    for (heading, rows) in [
        ("Uraian", ["Numerator", "Denominator", "Capaian (%)"]),
        ("N/D", ["N", "D", "%"]),
        ("Variabel", ["Pembilang", "Penyebut", "Hasil (%)"]),
    ] {
        let table = table(heading, rows);
        assert_eq!(cells(&table, Field::Indikator), ["B4"], "{heading}");
        assert_eq!(cells(&table, Field::Realisasi), ["E6", "F6", "G6"], "{heading}");
        assert_eq!(cells(&table, Field::Numerator), ["E4", "F4", "G4"], "{heading}");
    }
}

#[test]
fn months_below_a_title_that_measures_were_reached_though_they_are_few() {
    let table = |title: &str| {
        format!(
            "{title} TAHUN 2026\n\nNo|Indikator|Target|Januari|Februari|Maret\n1|Kepatuhan cuci tangan|85%|89.13|92.13|89.74\n2|Kepatuhan identifikasi|100%|99|98|97.5\n"
        )
    };
    assert_eq!(of(&table("CAPAIAN KINERJA MUTU"), 3..4), ["realisasi.bulan1"]);
    assert_eq!(of(&table("INDIKATOR MUTU"), 3..4), ["-"]);
}

#[test]
fn beside_a_target_in_percent_the_percent_is_its_figure_and_no_number_of_persons() {
    let months = "CAKUPAN PROGRAM TAHUN 2026\n\nNo|Indikator|Sasaran (jiwa)|Target (%)|Realisasi Bulan|<|<|JML|Cakupan (%)\n^|^|^|^|Jan|Feb|Mar|^|^\n1|Persentase rumah tangga ber-PHBS|2140|65|110|98|121|329|15.37\n2|Cakupan kunjungan ibu hamil|310|100|22|25|27|74|23.87\n3|Cakupan pelayanan balita|1240|90|88|90|95|273|22.02\n";
    assert_eq!(of(months, 7..9), ["abaikan", "realisasi"]);
    assert_eq!(of(months, 2..3), ["abaikan"]);
    let quarters = "CAPAIAN SPM TAHUN 2026\n\nNo|Indikator|Target (%)|Sasaran (orang)|Realisasi|<|Jumlah|Capaian (%)\n^|^|^|^|TW I|TW II|^|^\n1|Pelayanan kesehatan ibu hamil|100|310|74|73|147|47.42\n2|Pelayanan kesehatan balita|100|1240|273|273|546|44.03\n3|Pelayanan terduga TB|100|420|96|121|217|51.67\n";
    assert_eq!(of(quarters, 6..8), ["abaikan", "realisasi"]);
}

#[test]
fn years_that_are_counted_are_those_that_other_columns_name_with_their_number() {
    let table = "EVALUASI RENSTRA 2025-2029\n\nNo|Sasaran|Indikator|Target Renstra pada Tahun ke-|<|<|Realisasi Capaian Tahun ke-|<|Rasio Capaian (%) Tahun ke-|<\n^|^|^|1 (2025)|2 (2026)|3 (2027)|1 (2025)|2 (2026)|1|2\n1|Jalan mantap|Persentase jalan mantap|79|81|83|79.4|80.2|100.51|99.01\n2|Genangan berkurang|Luas kawasan genangan|105|95|85|101|97|103.81|97.89\n";
    assert_eq!(of(table, 8..10), ["capaian.2025", "capaian.2026"]);
    // Where no column names a year, and fewer are counted than the title spans, nobody knows.
    let bare = table.replace(" (2025)", "").replace(" (2026)", "").replace(" (2027)", "");
    assert_eq!(of(&bare, 8..10), ["-", "-"]);
}

#[test]
fn an_objective_between_its_goal_and_the_programmes_is_one_however_short() {
    let table = "RENSTRA 2025-2029\n\nTujuan|Sasaran|Program dan Kegiatan|Indikator Kinerja|Tahun 2025|<|Tahun 2026|<\n^|^|^|^|target|Rp|target|Rp\nInfrastruktur mantap|Jalan mantap|PROGRAM JALAN|Persentase jalan mantap|79 %|41000000000|81 %|44500000000\n|Genangan berkurang|PROGRAM DRAINASE|Luas kawasan genangan|105 Ha|9000000000|95 Ha|9800000000\n|Tata ruang|PROGRAM TATA RUANG|Ketaatan tata ruang|84 %|1900000000|86 %|2050000000\n";
    assert_eq!(of(table, 0..2), ["tujuan", "sasaran"]);
}

#[test]
fn groups_and_what_is_measured_in_them_may_share_a_column() {
    let table = |heading: &str| {
        format!(
            "CAPAIAN SPM TRIWULAN II TAHUN 2026\n\nNo|{heading}|Target (%)|Realisasi|<\n^|^|^|TW I|TW II\n1|Pelayanan kesehatan ibu hamil|100|74|73\n2|Pelayanan kesehatan balita|100|80|85\n"
        )
    };
    for heading in ["Jenis Pelayanan Dasar / Indikator", "Pelayanan / Indikator", "Kelompok Umur/Indikator Kinerja"] {
        assert_eq!(cells(&table(heading), Field::Indikator), ["B5", "B6"], "{heading}");
    }
    // What follows the indicator is no group of it, and prices are measured by none.
    for heading in ["Indikator / Lokasi Titik", "Harga Satuan / Indikator"] {
        assert_ne!(meanings(&table(heading))[1], "uraian", "{heading}");
    }
}

const MEASURED: &str = "LAPORAN CAPAIAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target|Realisasi|Capaian\n1|Mutu|Indeks mutu|Indeks|80|78|97.5\n2|Kesehatan|Angka kematian ibu|Kasus|9|11|77.78\n\n";

#[test]
fn money_below_the_table_of_a_form_is_read_by_kinds_of_spending_and_by_objectives() {
    let kinds = "No|Jenis Belanja|Pagu|Realisasi s.d. TW II|%\n1|Belanja Pegawai|21500000000|10640120000|49.49\n2|Belanja Barang|18400500000|7011900500|38.11\n";
    let both = format!("{MEASURED}{kinds}");
    assert_eq!(cells(&both, Field::Anggaran), ["C8", "C9"]);
    assert_eq!(cells(&both, Field::RealisasiAnggaran), ["D8", "D9"]);
    assert_eq!(cells(&both, Field::Indikator), ["C4", "C5"]);
    let objectives = "No|Sasaran Strategis|% Capaian Kinerja|Anggaran (Rp)|Realisasi Anggaran (Rp)|% Penyerapan\n1|Meningkatnya mutu|98.78|6240150000|5987300450|95.95\n2|Turunnya kematian|99.4|1120000000|1098750000|98.1\n";
    let both = format!("{MEASURED}{objectives}");
    assert_eq!(cells(&both, Field::Anggaran), ["D8", "D9"]);
    assert_eq!(cells(&both, Field::RealisasiAnggaran), ["E8", "E9"]);
    assert_eq!(cells(&both, Field::Indikator), ["C4", "C5"]);
    // Alone they are no form.
    for alone in [kinds, objectives] {
        assert!(cells(&format!("LAPORAN TAHUN 2026\n\n{alone}"), Field::Anggaran).is_empty(), "{alone}");
    }
}

#[test]
fn three_levels_of_officers_below_a_title_that_says_so_are_a_cascade_and_no_agreement() {
    let table = |title: &str| {
        let drawing = format!(
            "{title} TAHUN 2026\n\nEselon II|<|<|Eselon III|<|<|Eselon IV|<|<\nKinerja Utama|Indikator|Target|Kinerja Utama|Indikator|Target|Kinerja Utama|Indikator|Target\nMenurunnya pengangguran|Tingkat pengangguran|5.4|Meningkatnya penempatan|Persentase pencari kerja ditempatkan|62|Terlaksananya bursa kerja|Jumlah bursa kerja|4\n|||Meningkatnya kompetensi|Persentase lulusan bersertifikat|85|Terlaksananya pelatihan|Jumlah peserta pelatihan|1200\n"
        );
        extract(&workbook_from_text(&drawing), &LIBRARY).documents.remove(0).kind
    };
    assert_eq!(table("CASCADING KINERJA DINAS CONTOH"), DocumentKind::Kaskade);
    assert_eq!(table("PERJANJIAN KINERJA BERJENJANG"), DocumentKind::Pk);
}
