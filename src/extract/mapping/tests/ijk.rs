//! Headings of applications and annexes, drawn in classes: money under one group, levels side by side, plans of several years.

use super::{meanings, of};
use crate::domain::column::Field;

#[test]
fn a_ceiling_in_the_group_of_what_was_spent_of_it_is_the_ceiling() {
    let rows = "1|Indeks layanan|80|82|Program A|Rp 2.450.000.000|Rp 905.300.000|36.95%\n2|Nilai SAKIP|82|80|Program B|Rp 610.000.000|Rp 188.000.000|30.82%\n";
    for group in [
        "JUMLAH REALISASI ANGGARAN",
        "Realisasi Anggaran",
        "Realisasi Keuangan",
        "Penyerapan Anggaran",
        "Capaian Keuangan",
    ] {
        for ceiling in ["PAGU", "Anggaran", "Pagu Anggaran", "Alokasi"] {
            let table = format!(
                "CAPAIAN KINERJA TAHUN 2026\nNo|Indikator|Target|Realisasi|Program|{group}|<|<\n^|^|^|^|^|{ceiling}|Realisasi|%\n{rows}"
            );
            assert_eq!(of(&table, 5..8), ["anggaran", "realisasi_anggaran", "serapan"], "{group} > {ceiling}");
        }
    }
    // What was reached of the work says nothing of the money beside it.
    let table = "CAPAIAN KINERJA TAHUN 2026\nNo|Indikator|Target|Realisasi TW I|<\n^|^|^|Realisasi Kinerja|Anggaran\n1|Indeks layanan|80|82|905300000\n2|Nilai SAKIP|82|80|188000000\n";
    assert_eq!(of(table, 3..5), ["realisasi.tw1", "realisasi_anggaran.tw1"]);
    // Where none of the group says that it was realised, the group says it of all.
    let table = "CAPAIAN KINERJA TAHUN 2026\nNo|Indikator|Target|Realisasi|<\n^|^|^|Kinerja|Anggaran\n1|Indeks layanan|80|82|905300000\n2|Nilai SAKIP|82|80|188000000\n";
    assert_eq!(of(table, 3..5), ["realisasi", "realisasi_anggaran"]);
}

#[test]
fn of_funds_side_by_side_and_their_sum_the_sum_is_the_budget() {
    let table = |heads: &str, rows: [&str; 3]| {
        format!(
            "RENCANA AKSI TAHUN 2026\nSub Kegiatan|Anggaran|<|<|Indikator|Satuan|Target\n^|{heads}|^|^|^\nPelatihan|{}|Jumlah nelayan|Orang|300\nPengadaan|{}|Jumlah sarana|Paket|75\nPendampingan|{}|Jumlah kelompok|Kelompok|40\n",
            rows[0], rows[1], rows[2]
        )
    };
    let sums = ["0|450000000|450000000", "600000000|1200000000|1800000000", "0|275000000|275000000"];
    assert_eq!(of(&table("PHLN|Rupiah|Total", sums), 2..4), ["abaikan", "anggaran"]);
    assert_eq!(of(&table("APBD|APBN|Jumlah", sums), 1..4)[2], "anggaran");
}

#[test]
fn rupiah_of_quarters_behind_the_target_of_their_group_is_planned() {
    let table = "MATRIKS CAPAIAN KINERJA DAN KEUANGAN TAHUN 2026\nIndikator|Data 2026|<|<|<|<|<|Target Kinerja|<|<|<\n^|Target|Rp|<|<|<|Satuan|TW I|TW II|TW III|TW IV\n^|^|TW I|TW II|TW III|TW IV|^|^|^|^|^\nIndeks pangan|78|Rp 600.000.000|Rp 800.000.000|Rp 700.000.000|Rp 500.000.000|Indeks|75|76|77|78\nSkor pola|92|Rp 600.000.000|Rp 800.000.000|Rp 700.000.000|Rp 500.000.000|Skor|90|90,5|91|92\n";
    assert_eq!(
        of(table, 1..8),
        ["target", "anggaran.tw1", "anggaran.tw2", "anggaran.tw3", "anggaran.tw4", "satuan", "target.tw1"]
    );
}

#[test]
fn the_goals_own_indicator_leaves_the_row_to_the_objectives() {
    for (upper, lower) in
        [("Tujuan", "Sasaran"), ("Tujuan Strategis", "Sasaran Strategis"), ("Tujuan", "Sasaran Program")]
    {
        let table = format!(
            "RENCANA STRATEGIS TAHUN 2025-2029\n{upper}|<|<|{lower}|<|<|Strategi/\\nKebijakan|Program\nUraian|Indikator|Target|Uraian|Indikator|Target|^|^\nMeningkatnya budaya baca|Indeks literasi|78|Meningkatnya kunjungan|Tingkat kegemaran membaca|70|Perluasan layanan|Program Perpustakaan\n^|^|^|^|Persentase kenaikan pengunjung|12%|Layanan daring|Program Perpustakaan\n^|^|^|Meningkatnya mutu koleksi|Rasio koleksi per penduduk|0,08|Pengadaan bersama|Program Koleksi\n"
        );
        assert_eq!(
            of(&table, 0..8),
            ["tujuan", "abaikan", "abaikan", "sasaran", "indikator", "target", "abaikan", "program"],
            "{lower}"
        );
    }
}

#[test]
fn of_levels_that_each_have_the_same_years_the_lowest_is_the_rows_own() {
    let years = "2025|2026|2030 PM";
    let table = |target: &str| {
        format!(
            "Tujuan|Indikator Tujuan|Satuan|{target}|<|<|Sasaran|Indikator Sasaran|Satuan|{target}|<|<|Strategi|Program|Indikator Program|Satuan|{target}|<|<|OPD\n^|^|^|{years}|^|^|^|{years}|^|^|^|^|{years}|^\n\
        Mutu manusia|Indeks manusia|Indeks|71|72|74|Mutu pendidikan|Lama sekolah|Tahun|7|8|9|Perluasan|Program Pendidikan|Angka partisipasi|Persen|96|97|99|Dinas A\n\
        Mutu manusia|Indeks manusia|Indeks|71|72|74|Mutu pendidikan|Lama sekolah|Tahun|7|8|9|Perluasan|Program Guru|Persentase guru|Persen|70|73|86|Dinas A\n\
        Mutu manusia|Indeks manusia|Indeks|71|72|74|Derajat kesehatan|Umur harapan hidup|Tahun|74|75|76|Penguatan|Program Kesehatan|Persentase puskesmas|Persen|30|40|75|Dinas B\n"
        )
    };
    for target in ["Target", "Target / Prakiraan Maju", "Target/Proyeksi"] {
        let found = meanings(&table(target));
        assert_eq!(
            found[14..19],
            ["indikator", "satuan", "target.2025", "target.2026", "target.2030"],
            "{target} {found:?}"
        );
        assert_eq!([&found[1], &found[3], &found[7], &found[9]], ["abaikan"; 4], "{target} {found:?}");
        assert_eq!(found[12], "abaikan", "{found:?}");
    }
}

#[test]
fn the_end_of_the_year_behind_three_quarters_stands_where_the_fourth_would() {
    let table = |quarter: &str| {
        format!(
            "=== Data\nNo|Sasaran|Indikator|Satuan|Target|Realisasi {quarter} 1|Realisasi {quarter} 2|Realisasi {quarter} 3|Akhir Tahun|% Realisasi|File Bukti|Link Bukti\n1|Mutu|Jumlah dosen|Orang|14|2|3|5|4|100%|Unduh|folder bukti dosen\n2|Mutu|Jumlah karya|Judul|8|0|2|3|4|112%|Unduh|folder karya\n3|Mutu|Jumlah mitra|Mitra|5|1|1|2|1|100%|Unduh|\n"
        )
    };
    for quarter in ["Triwulan", "TW", "Q"] {
        let found = meanings(&table(quarter));
        assert_eq!(found[5..9], ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"], "{quarter}");
        // The column with the same button in every row is no evidence beside one that says more.
        assert_eq!(found[10..], ["abaikan", "bukti_dukung"]);
    }
}

#[test]
fn one_word_as_the_evidence_of_a_quarter_is_no_button_beside_that_of_another_quarter() {
    let table = |first: &str| {
        meanings(&format!(
            "=== Data\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II|Bukti Dukung|<\n^|^|^|^|^|^|^|TW I|TW II\n1|Mutu|Jumlah dosen|Orang|14|2|3|{first}|folder dosen\n2|Mutu|Jumlah karya|Judul|8|0|2|{first}|folder karya\n"
        ))
    };
    for first in ["notulen", "-"] {
        assert_eq!(table(first)[7..], ["bukti_dukung.tw1", "bukti_dukung.tw2"], "{first}");
    }
}

#[test]
fn an_achievement_of_dashes_alone_states_nothing() {
    let table = |said: &str| {
        meanings(&format!(
            "=== Data\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|Capaian\n1|Mutu|Jumlah dosen|Orang|14|2|-\n2|Mutu|Jumlah karya|Judul|8|9|{said}\n"
        ))
    };
    assert_eq!(table("-")[6], "capaian");
    assert_eq!(table("Terlampaui")[6], "status");
}

#[test]
fn a_year_alone_before_what_was_reached_in_it_heads_its_target() {
    let table = |word: &str| {
        format!(
            "Rencana Strategis Fakultas\nNo.|Indikator Kinerja Utama|Tahun|<|<|<|<|<\n^|^|2024|{word} 2024|2025|{word} 2025|2026|{word} 2026\n1|Persentase lulusan bekerja|60%|58%|65%|66.5%|70%|\n2|Masa studi (tahun)|4.6|4.7|4.5|4.5|4.3|\n3|Jumlah prodi unggul|2|2|3|2|4|\n4|Jumlah artikel|40|36|45|51|50|\n"
        )
    };
    for word in ["Capaian", "Realisasi"] {
        let found = meanings(&table(word));
        assert_eq!([&found[2], &found[4], &found[6]], ["target.2024", "target.2025", "target.2026"], "{word}");
        assert!(found[3] == "realisasi.2024" || found[3] == "capaian.2024", "{found:?}");
    }
}

/// What the first table of a drawing holds, row by row: its place and its kind, its goal, objective and indicator.
fn rows(drawing: &str) -> Vec<String> {
    let file = crate::extract::extract(&crate::workbook::grid::workbook_from_text(drawing), &super::LIBRARY);
    let tables = file.documents.iter().flat_map(|document| &document.tables);
    let text = |row: &crate::domain::document::FormRow, field: Field| {
        row.entries.get(&field.yearly()).map(|entry| entry.raw.to_string()).unwrap_or_default()
    };
    let row = |row: &crate::domain::document::FormRow| {
        let said = [Field::Tujuan, Field::Sasaran, Field::Indikator].map(|field| text(row, field));
        format!("{} {:?} {}", row.row + 1, row.kind, said.join("|"))
    };
    tables.flat_map(|table| &table.rows).map(row).collect()
}

#[test]
fn levels_that_go_down_like_a_staircase_reach_the_rows_below_them() {
    let drawing = "Daftar Tabel - Instrument Renstra|<|<|<|<|<|<|<\n\nTujuan|Sasaran Kegiatan|Indikator Kinerja Kegiatan|Indikator Kinerja Sub Kegiatan|Indikator Kinerja Unit Kerja|<|<|PIC/Unit\n^|^|^|^|Kode|IKUK|<|^\n1. Terwujudnya sumber daya yang bermutu|<|<|<|<|<|<|<\n|1. Meningkatnya kualitas lulusan|<|<|<|<|<|Direktur\n|<|[IKU 1.1] Persentase lulusan yang bekerja|<|<|<|<|\n|<|<|[IKU 1.1.1] Persentase lulusan cepat|<|<|<|Wadir 4\n|<|<|<|U11.1|Jumlah lulusan yang bekerja|<|Jurusan Mesin\n|<|<|<|U11.2|Jumlah lulusan yang mengisi telusur|<|Jurusan Sipil\n2. Terwujudnya tata kelola|<|<|<|<|<|<|<\n|2. Meningkatnya tata kelola satuan kerja|<|<|<|<|<|Direktur\n|<|[IKU 4.1] Predikat SAKIP|<|<|<|<|\n|<|<|[IKU 4.1.1] Nilai komponen|<|<|<|Wadir 2\n|<|<|<|U41.1|Jumlah laporan tepat waktu|<|Bagian Umum\n";
    let data: Vec<String> = rows(drawing).into_iter().filter(|row| row.contains("Data")).collect();
    let first = "1. Terwujudnya sumber daya yang bermutu|1. Meningkatnya kualitas lulusan";
    let second = "2. Terwujudnya tata kelola|2. Meningkatnya tata kelola satuan kerja";
    assert_eq!(
        data,
        [
            format!("9 Data {first}|Jumlah lulusan yang bekerja"),
            format!("10 Data {first}|Jumlah lulusan yang mengisi telusur"),
            format!("15 Data {second}|Jumlah laporan tepat waktu"),
        ]
    );
}

#[test]
fn sums_and_captions_among_the_rows_are_no_indicators() {
    let sums = "KPI Direktur 2026\nNo|Key Performance Indicator|Satuan|Bobot|Target|Realisasi\n1|Pendapatan usaha|Rp|20%|180|41\n2|Tingkat hunian|%|30%|88|85\nTOTAL NILAI KPI KOLEGIAL|25.4%||||\nTOTAL NILAI KPI|68%||||\n";
    assert_eq!(rows(sums).iter().filter(|row| row.contains("Data")).count(), 2, "{:?}", rows(sums));
    for caption in ["Indikator Kinerja Program (Out Come)", "Indikator Kegiatan :", "Indikator Sub Kegiatan (Output)"] {
        let drawing = format!(
            "EVALUASI RENSTRA TAHUN 2026\nNo|Sasaran|Program|Indikator Kinerja|Target|Realisasi\n1|Tertib administrasi|Program Penunjang|{caption}||\n^|^|^|Berjalannya administrasi|12 Bulan|6 Bulan\n2|Mutu kesehatan|Program Upaya|{caption}||\n^|^|^|Persentase ibu dilayani|90%|91%\n"
        );
        let data: Vec<String> = rows(&drawing).into_iter().filter(|row| row.contains("Data")).collect();
        assert_eq!(
            data,
            ["4 Data |Tertib administrasi|Berjalannya administrasi", "6 Data |Mutu kesehatan|Persentase ibu dilayani"],
            "{caption}"
        );
    }
    // What nobody filled in yet is an indicator all the same.
    let blank = "PENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Realisasi\n1|Mutu layanan|Indikator kepuasan masyarakat||\n2|Mutu layanan|Indeks layanan|80|82\n";
    assert_eq!(rows(blank).iter().filter(|row| row.contains("Data")).count(), 2, "{:?}", rows(blank));
}

#[test]
fn works_with_places_volumes_and_ceilings_are_no_agreement() {
    let rows = "1|Jalan mantap|Program Jalan|Pengerasan jalan dusun|Desa Mekar|1.200 m|350.000.000|Dinas A\n2|Jalan mantap|Program Jalan|Perbaikan jembatan|Desa Sari|1 unit|180.000.000|Dinas A\n";
    let table = |title: &str, place: &str| {
        format!("{title}\nNo|Sasaran Daerah|Program|Kegiatan|{place}|Volume|Pagu|Perangkat Daerah\n{rows}")
    };
    for title in ["Daftar Urutan Kegiatan Prioritas Kecamatan", "Kecamatan Contoh Tahun 2026"] {
        for place in ["Lokasi", "Lokasi (desa/kel)", "Alamat"] {
            assert!(self::rows(&table(title, place)).is_empty(), "{title} {place}");
        }
    }
}

#[test]
fn years_that_are_only_counted_are_no_quarters() {
    let table = |title: &str, target: &str| {
        format!(
            "{title}\nNo|Sasaran|Indikator Kinerja|{target}|<|<|<|Realisasi Capaian Tahun ke-|<|<|<\n^|^|^|1|<|2|<|1|<|2|<\n^|^|^|K|Rp|K|Rp|K|Rp|K|Rp\n1|Mutu|Persentase ibu dilayani|90%|11,500,000,000|92%|12,200,000,000|89%|10,985,400,000|91%|5,320,750,000\n2|Mutu|Jumlah laporan|12|200,000,000|12|210,000,000|12|190,000,000|6|80,000,000\n"
        )
    };
    for title in ["Evaluasi Renstra 2025 - 2029", "Evaluasi Renstra Dinas Contoh"] {
        for target in ["Target Renstra Tahun ke-", "Zorvak Tahun"] {
            let found = meanings(&table(title, target));
            assert!(!found.iter().any(|meant| meant.contains(".tw")), "{title} {target} {found:?}");
        }
    }
}

#[test]
fn a_goals_indicator_with_its_target_leaves_the_row_to_the_one_below() {
    let rows = "1|Meningkatnya budaya baca|Indeks literasi|78|Meningkatnya kunjungan|Tingkat gemar membaca|%|60|62|64|Layanan keliling\n^|^|^|^|Meningkatnya koleksi|Rasio koleksi|Rasio|0,05|0,06|0,07|Pengadaan\n2|Tata kelola|Nilai RB|80|Tertibnya arsip|Persentase arsip tertata|%|70|80|90|Pendampingan\n";
    let table = format!(
        "MATRIKS RENSTRA 2025-2027\nNo|Tujuan|Indikator Tujuan|Target 2027|Sasaran|Indikator Sasaran|Satuan|2025|2026|2027|Arah Kebijakan\n{rows}"
    );
    let found = meanings(&table);
    assert_eq!(found[2..7], ["abaikan", "abaikan", "sasaran", "indikator", "satuan"], "{found:?}");
    assert_eq!(found[10], "abaikan", "{found:?}");
    // The goal's target is none of the objective's, also where that has none.
    let table = "RENSTRA 2025-2029\nNo|Tujuan|Indikator Tujuan|Target|Sasaran|Indikator Sasaran|Program\n1|Meningkatnya budaya baca|Indeks literasi|78|Meningkatnya kunjungan|Tingkat gemar membaca|Program A\n2|Tata kelola|Nilai RB|80|Tertibnya arsip|Persentase arsip tertata|Program B\n";
    assert_eq!(of(table, 2..6), ["abaikan", "-", "sasaran", "indikator"]);
}

#[test]
fn three_levels_of_indicators_that_take_turns_are_each_the_rows_own() {
    let drawing = "CASCADING KINERJA 2026\nTujuan|Sasaran|Indikator Sasaran|Indikator Program|Indikator Kegiatan|Satuan|Target|PJ\nMeningkatnya budaya baca|<|<|<|<|||\n|Meningkatnya kunjungan|<|<|<|||Kadis\n||Tingkat gemar membaca|<|<|%|70|Kadis\n|||Persentase koleksi baru|<|%|12|Kabid\n||||Jumlah buku|Buku|400|Kasi A\n||||Jumlah acara|Acara|12|Kasi B\n";
    let data: Vec<String> = rows(drawing).into_iter().filter(|row| row.contains("Data")).collect();
    let names = ["Tingkat gemar membaca", "Persentase koleksi baru", "Jumlah buku", "Jumlah acara"];
    assert_eq!(data.len(), names.len(), "{data:?}");
    assert!(data.iter().zip(names).all(|(row, name)| row.ends_with(name)), "{data:?}");
}
