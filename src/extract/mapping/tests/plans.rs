//! Plans over several years, drawn: the tables of Renstra and RPJMD as offices publish them.

use super::specimens::columns;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::FormRow;

/// A plan of two years below one heading, with these two headings below each year.
fn plan(over: &str, one: &str, other: &str, rows: &str) -> String {
    format!(
        "RENCANA STRATEGIS DINAS CONTOH\n\
Program|Indikator Kinerja|Satuan|{over}|<|<|<\n\
^|^|^|Tahun 2026|<|Tahun 2027|<\n\
^|^|^|{one}|{other}|{one}|{other}\n{rows}"
    )
}

const TARGET_FIRST: &str = "\
Program Penataan Lahan|Persentase lahan tertata|%|45|1200000000|50|1300000000
Program Pemetaan|Jumlah peta yang disusun|Peta|3|200000000|4|250000000
";
const MONEY_FIRST: &str = "\
Program Penataan Lahan|Persentase lahan tertata|%|1200000000|45|1300000000|50
Program Pemetaan|Jumlah peta yang disusun|Peta|200000000|3|250000000|4
";
const NOTHING_YET: &str = "\
Program Penataan Lahan|Persentase lahan tertata|%|0|0|50|1300000000
Program Pemetaan|Jumlah peta yang disusun|Peta|0|0|4|250000000
";

#[test]
fn the_money_beside_a_target_is_planned_whatever_stands_over_both() {
    let expected = "A=program B=indikator C=satuan D=target.2026 E=anggaran.2026 F=target.2027 G=anggaran.2027";
    for (over, one, other) in [
        ("Capaian Kinerja dan Kerangka Pendanaan", "Target", "Rp"),
        ("Capaian Kinerja Program dan Kerangka Pendanaan", "Target", "Pagu Indikatif"),
        ("Pencapaian Kinerja dan Pendanaan", "target", "Rp. (juta)"),
        ("Target Kinerja Program dan Kerangka Pendanaan", "Target", "Rp"),
        ("Capaian Kinerja", "Target", "Kebutuhan Dana (Rp)"),
    ] {
        for rows in [TARGET_FIRST, NOTHING_YET] {
            let rows = if other.contains("juta") {
                rows.replace("000000|", "|").replace("000000\n", "\n")
            } else {
                rows.to_string()
            };
            assert_eq!(columns(&plan(over, one, other, &rows)), expected, "{over} > {one} | {other}");
        }
    }
    let turned = "A=program B=indikator C=satuan D=anggaran.2026 E=target.2026 F=anggaran.2027 G=target.2027";
    assert_eq!(columns(&plan("Capaian Kinerja dan Kerangka Pendanaan", "Rp", "Target", MONEY_FIRST)), turned);
    // Of what was realised it is what was spent, as before.
    let spent = "\
EVALUASI RENJA TAHUN 2026
Program|Indikator Kinerja|Satuan|Target|Realisasi Kinerja dan Anggaran|<
^|^|^|^|K|Rp
Program Penataan Lahan|Persentase lahan tertata|%|45|40|1200000000
Program Pemetaan|Jumlah peta yang disusun|Peta|3|2|200000000
";
    assert_eq!(columns(spent), "A=program B=indikator C=satuan D=target E=realisasi F=realisasi_anggaran");
}

#[test]
fn years_that_are_counted_are_those_that_the_title_spans() {
    let table = |title: &str, year: &str| {
        let years: Vec<String> = ["1", "2", "3"].iter().map(|number| year.replace('#', number)).collect();
        format!(
            "{title}\nNo|Tujuan|Sasaran|Indikator Sasaran|Satuan|Target Kinerja Sasaran pada Tahun ke-|<|<\n^|^|^|^|^|{}\n\
1|Meningkatkan layanan|Meningkatnya kepuasan|Indeks kepuasan|Indeks|80|81|82\n\
2|Meningkatkan tata kelola|Meningkatnya akuntabilitas|Nilai SAKIP|Nilai|65|67|70\n",
            years.join("|")
        )
    };
    let expected = "B=tujuan C=sasaran D=indikator E=satuan F=target.2025 G=target.2026 H=target.2027";
    for title in ["RENSTRA DINAS CONTOH TAHUN 2025-2027", "Tujuan dan Sasaran Jangka Menengah 2025 s.d. 2027"] {
        for year in ["#", "Tahun #", "Tahun ke-#"] {
            assert_eq!(columns(&table(title, year)), expected, "{title} {year}");
        }
    }
    // A plan of five years of which three are shown: which three, nobody says.
    for title in ["RENSTRA DINAS CONTOH TAHUN 2025-2029", "RENSTRA DINAS CONTOH", "RENSTRA 2025-2027, RPJMD 2024-2026"]
    {
        let read = columns(&table(title, "#"));
        assert!(!read.contains("target."), "{title}: {read}");
    }
}

#[test]
fn counted_years_with_money_are_those_of_the_title_too() {
    let drawing = "\
RENCANA PROGRAM, KEGIATAN DAN PENDANAAN TAHUN 2025-2026
Program|Indikator Kinerja|Satuan|Target Kinerja Program dan Kerangka Pendanaan|<|<|<|Kondisi Kinerja pada akhir periode Renstra|<
^|^|^|Tahun-1|<|Tahun-2|<|^|<
^|^|^|Target|Rp|Target|Rp|Target|Rp
Program Penataan Lahan|Persentase lahan tertata|%|45|1200000000|50|1300000000|50|2500000000
Program Pemetaan|Jumlah peta yang disusun|Peta|3|200000000|4|250000000|4|450000000
";
    let expected = "A=program B=indikator C=satuan D=target.2025 E=anggaran.2025 F=target.2026 G=anggaran.2026";
    assert_eq!(columns(drawing), expected);
}

#[test]
fn years_in_a_row_below_the_name_of_a_plan_are_each_a_year_of_it() {
    let drawing = |over: &str| {
        format!(
            "Pencapaian Kinerja Pelayanan Dinas Contoh\n\
No|Indikator|Satuan|{over}|<|<|Realisasi Capaian|<\n\
^|^|^|Tahun 2024|Tahun 2025|Tahun 2026|Tahun 2024|Tahun 2025\n\
1|Indeks kepuasan masyarakat|Indeks|79|80|81|79.5|80.2\n\
2|Nilai SAKIP|Nilai|64|65|67|63|66\n"
        )
    };
    let expected = "B=indikator C=satuan D=target.2024 E=target.2025 F=target.2026 G=realisasi.2024 H=realisasi.2025";
    for over in ["Target Renstra Perangkat Daerah", "Target RPJMD", "Target Renstra SKPD"] {
        assert_eq!(columns(&drawing(over)), expected, "{over}");
    }
    // One year alone is the end of the plan.
    let end = "\
Pengukuran Kinerja Tahun 2026
No|Indikator|Satuan|Target Renstra 2029|Target 2026|Realisasi 2026
1|Indeks kepuasan masyarakat|Indeks|84|80|80.2
2|Nilai SAKIP|Nilai|75|65|66
";
    assert_eq!(columns(end), "B=indikator C=satuan E=target F=realisasi");
}

#[test]
fn growth_of_figures_is_none_of_them() {
    let drawing = "\
Anggaran dan Realisasi Pendanaan Pelayanan Dinas Contoh
Program|Anggaran pada Tahun|<|Realisasi Anggaran pada Tahun|<|Rata-rata Pertumbuhan|<
^|2024|2025|2024|2025|Anggaran|Realisasi
Program Penataan Lahan|1000000000|1100000000|950000000|1000000000|9.5|11
Program Pemetaan|200000000|210000000|190000000|200000000|5|5
";
    let expected = "A=program B=anggaran.2024 C=anggaran.2025 D=realisasi_anggaran.2024 E=realisasi_anggaran.2025";
    assert_eq!(columns(drawing), expected);
    assert_eq!(columns(&drawing.replace("Rata-rata Pertumbuhan", "Laju Pertumbuhan (%)")), expected);
}

#[test]
fn indicators_that_take_turns_are_each_that_of_their_rows() {
    let read = |drawing: &str| -> Vec<String> {
        let read = crate::extract::extract(&crate::workbook::grid::workbook_from_text(drawing), &super::LIBRARY);
        let rows = read.documents.iter().flat_map(|one| &one.tables).flat_map(|table| &table.rows);
        let indicator = crate::domain::column::Field::Indikator.yearly();
        rows.filter_map(|row| row.entry(indicator)).map(|entry| entry.raw.to_string()).collect()
    };
    let drawing = "\
RENSTRA DINAS CONTOH
Sasaran|Indikator Sasaran|Program|Indikator Program|Target 2026|Target 2027
Meningkatnya kepuasan|Indeks kepuasan|||80|81
|Jumlah inovasi|||2|3
||Program Layanan|Persentase layanan tepat waktu|90|95
||Program Mutu|Jumlah unit bersertifikat|4|5
Meningkatnya akuntabilitas|Nilai SAKIP|||65|67
||Program Kinerja|Persentase laporan tepat waktu|100|100
";
    let expected = [
        "Indeks kepuasan",
        "Jumlah inovasi",
        "Persentase layanan tepat waktu",
        "Jumlah unit bersertifikat",
        "Nilai SAKIP",
        "Persentase laporan tepat waktu",
    ];
    assert_eq!(read(drawing), expected);
    let other = drawing
        .replace("Indikator Sasaran", "IKU Perangkat Daerah")
        .replace("Program|Indikator Program", "Kegiatan|Indikator Kegiatan");
    assert_eq!(read(&other), expected);
    // Where a row names both, the one is what the other serves.
    let both = drawing.replace("||Program Layanan", "|Indeks kepuasan|Program Layanan");
    assert_ne!(read(&both), expected);
}

#[test]
fn headings_that_differ_in_their_year_alone_mean_the_same_in_each() {
    // Amounts in one year and shares in the other below the same words: one of them is not what it says.
    let drawing = "\
EVALUASI DINAS CONTOH
Indikator|Satuan|Target 2026|Serapan Anggaran 2025|Serapan Anggaran 2026
Persentase lahan tertata|%|45|1200000000|95
Jumlah peta yang disusun|Peta|3|200000000|97
";
    assert_eq!(columns(drawing), "A=indikator B=satuan C=target D=realisasi_anggaran.2025? E=serapan?");
}

#[test]
fn outcomes_in_the_column_of_programmes_are_objectives_of_their_rows() {
    let read = |drawing: &str| -> Vec<String> {
        let read = crate::extract::extract(&crate::workbook::grid::workbook_from_text(drawing), &super::LIBRARY);
        let rows = read.documents.iter().flat_map(|one| &one.tables).flat_map(|table| &table.rows);
        let rows = rows.filter(|row| row.kind == crate::domain::document::RowKind::Data);
        let fields = [Field::Program, Field::Sasaran, Field::Indikator].map(Field::yearly);
        let text = |row: &FormRow, column: FormColumn| {
            let entry = row.entry(column).filter(|entry| !entry.value.blank());
            entry.map_or_else(|| "-".to_string(), |entry| entry.raw.to_string())
        };
        rows.map(|row| fields.map(|column| text(row, column)).join(" | ")).collect()
    };
    let drawing = "\
Program Perangkat Daerah dan Pagu Indikatif
BIDANG URUSAN/PROGRAM/OUTCOME|INDIKATOR OUTCOME|BASELINE TAHUN 2024|TARGET DAN PAGU INDIKATIF TAHUN|<|<|<|PERANGKAT DAERAH
^|^|^|2026|<|2027|<|^
^|^|^|TARGET|PAGU|TARGET|PAGU|^
URUSAN PERTANAHAN|||||||Dinas Contoh
PROGRAM PENATAAN LAHAN||||1200000000||1300000000|Dinas Contoh
Meningkatnya lahan yang tertata|Persentase lahan tertata|40|45||50||Dinas Contoh
|Jumlah peta lahan|2|3||4||Dinas Contoh
PROGRAM PEMETAAN||||200000000||250000000|Dinas Contoh
Tersedianya peta yang mutakhir|Persentase peta yang mutakhir|20|30||40||Dinas Contoh
";
    let expected = [
        "PROGRAM PENATAAN LAHAN | Meningkatnya lahan yang tertata | Persentase lahan tertata",
        "PROGRAM PENATAAN LAHAN | Meningkatnya lahan yang tertata | Jumlah peta lahan",
        "PROGRAM PEMETAAN | Tersedianya peta yang mutakhir | Persentase peta yang mutakhir",
    ];
    assert_eq!(read(drawing), expected);
    let levels = drawing.replace(
        "BIDANG URUSAN/PROGRAM/OUTCOME",
        "Bidang Urusan / Program / Outcome / Kegiatan / Sub Kegiatan / Output",
    );
    assert_eq!(read(&levels), expected);
    // Without an outcome of its own, a programme has none, and not that of the one above.
    let bare = drawing
        .replace("Tersedianya peta yang mutakhir|", "|")
        .replace("PROGRAM PEMETAAN|||", "PROGRAM PEMETAAN|Luas peta|1|2");
    assert_eq!(read(&bare)[2], "PROGRAM PEMETAAN | - | Luas peta");
}

#[test]
fn targets_that_a_list_tells_apart_are_none_of_them_the_rows_own() {
    let drawing = "\
Pencapaian Kinerja Pelayanan Dinas Contoh
No|Indikator Kinerja|Target NSPK|Target IKK|Target Indikator Lainnya|Target Renstra Tahun ke-|<|Realisasi Tahun ke-|<
^|^|^|^|^|2024|2025|2024|2025
1|Persentase lahan tertata|40|42|43|45|50|44|51
2|Jumlah peta yang disusun|3|3|3|3|4|3|3
";
    let read = columns(drawing);
    assert_eq!(
        read,
        "B=indikator C=target? D=target? E=target? F=target.2024 G=target.2025 H=realisasi.2024 I=realisasi.2025"
    );
    // A column of its own is the indicator's target.
    let own = "PENGUKURAN KINERJA TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target IKK|Realisasi\n1|Jumlah peta|Peta|3|2\n2|Jumlah lahan|Bidang|4|4\n";
    assert_eq!(columns(own), "B=indikator C=satuan D=target E=realisasi");
}
