//! What columns mean in workbooks as ministries' offices, health centres and institutes keep them.

use super::meanings;

#[test]
fn achievements_in_the_unit_of_their_target_beside_a_share_of_performance_are_what_was_reached() {
    let rows = "1|Indeks deteksi|0,95|0,52|0,60|0,67|70,5%\n2|Nilai IKPA|93|98,1|97,6|97,9|105,27%\n3|Persentase ASN dilatih|82%|5%|12%|21%|25,6%\n";
    for (group, share) in [
        ("Capaian Kumulatif", "% Kinerja"),
        ("Capaian", "Kinerja (%)"),
        ("Capaian Kinerja", "Persentase Kinerja thd Target"),
        ("Pencapaian s.d.", "% Kinerja"),
    ] {
        let found = meanings(&format!(
            "PENGUKURAN S.D. MARET 2026\nNo|Indikator|Target 2026|{group}|<|<|{share}\n^|^|^|Jan|Feb|Mar|^\n{rows}"
        ));
        assert_eq!(
            found[3..],
            ["realisasi.bulan1", "realisasi.bulan2", "realisasi.bulan3", "capaian"],
            "{group} {share}"
        );
    }
    // Of shares that say the last of them again, those are shares too.
    let shares = "1|Indeks deteksi|0,95|54,7|63,2|70,5|70,5\n2|Nilai IKPA|93|104|105|105,27|105,27\n";
    let found = meanings(&format!(
        "PENGUKURAN S.D. MARET 2026\nNo|Indikator|Target 2026|Capaian|<|<|% Kinerja\n^|^|^|Jan|Feb|Mar|^\n{shares}"
    ));
    assert_eq!(found[5], "capaian.bulan3");
    // Figures that fit neither are asked.
    let strange =
        "1|Indeks deteksi|0,95|54,7|63,2|70,5|12\n2|Nilai IKPA|93|104|105|105,27|13\n3|Nilai SAKIP|80|30|40|50|14\n";
    let found = meanings(&format!(
        "PENGUKURAN S.D. MARET 2026\nNo|Indikator|Target 2026|Capaian|<|<|% Kinerja\n^|^|^|Jan|Feb|Mar|^\n{strange}"
    ));
    assert_eq!(found[3..], ["-", "-", "-", "-"]);
}

#[test]
fn a_share_of_performance_beside_what_was_reached_is_the_achievement() {
    for share in ["% Kinerja", "Kinerja (%)", "% Kinerja thd Target"] {
        let found = meanings(&format!(
            "PENGUKURAN TRIWULAN I 2026\nNo|Indikator|Target 2026|Realisasi TW I|{share}|Ket\n1|Indeks deteksi|0,95|0,67|70,5%|\n2|Nilai IKPA|93|97,9|105,27%|\n"
        ));
        assert_eq!(found[3..5], ["realisasi.tw1", "capaian.tw1"], "{share}");
    }
    // Below a target it is the target of performance.
    let found = meanings(
        "RENCANA AKSI TAHUN 2026\nNo|Indikator|Target|<\n^|^|Kinerja (%)|Anggaran (Rp)\n1|Persentase lulus|80|5000000\n2|Persentase hadir|90|7000000\n",
    );
    assert_eq!(found[2], "target");
}

#[test]
fn a_health_centres_share_of_its_target_is_what_was_reached_and_the_counts_are_what_it_is_made_of() {
    let table = |subject: &str| {
        format!(
            "CAPAIAN KINERJA PUSKESMAS CONTOH TAHUN 2026\nNO|{subject}|TARGET (%)|SATUAN SASARAN|TOTAL SASARAN|TARGET SASARAN|PENCAPAIAN|% CAKUPAN RIIL|KINERJA (%)|ANALISA\n\
             A|Promosi Kesehatan\n1|Rumah tangga ber-PHBS|66|rumah tangga|3120|2059|1702|54.55|82.65|kurang kader\n2|Posyandu aktif|85|posyandu|62|53|50|80.65|94.88|\n\
             B|Gizi\n1|Balita ditimbang|85|balita|1905|1619|1588|83.36|98.07|\n"
        )
    };
    for subject in ["UPAYA / INDIKATOR", "VARIABEL/INDIKATOR", "Upaya/Indikator Kinerja", "Jenis Pelayanan / Indikator"]
    {
        let found = meanings(&table(subject));
        assert_eq!(found[1..3], ["uraian", "target"], "{subject}");
        assert_eq!(found[4..9], ["penyebut", "abaikan", "pembilang", "realisasi", "capaian"], "{subject}");
    }
    // Without the word for performance, by the achievement.
    let found = meanings(
        "PENILAIAN KINERJA PUSKESMAS CONTOH TAHUN 2026\nNo|Indikator|Target Tahun 2026 (dalam %)|Satuan Sasaran|Total Sasaran|Target Sasaran|Pencapaian (dalam satuan sasaran)|% Cakupan Riil|Ketercapaian Target Tahun 2026\n1|Rumah tangga ber-PHBS|62%|rumah|200|124|110|55%|88.71%\n2|Kunjungan ibu hamil|80%|orang|150|120|126|84%|105%\n3|Balita ditimbang|84%|anak|600|504|480|80%|95.24%\n",
    );
    assert_eq!(found[4..], ["penyebut", "abaikan", "pembilang", "realisasi", "capaian"]);
    let plain = "CAPAIAN KINERJA PUSKESMAS TAHUN 2026\nNO|INDIKATOR|TARGET (%)|#|KINERJA (%)\n1|Rumah tangga ber-PHBS|66|54.55|82.65\n2|Posyandu aktif|85|80.65|94.88\n3|KB pasca salin|70|35.62|50.89\n";
    for reached in ["PENCAPAIAN", "Hasil", "Cakupan"] {
        assert_eq!(meanings(&plain.replace('#', reached))[3..], ["realisasi", "capaian"], "{reached}");
    }
}

#[test]
fn beside_the_target_of_the_year_that_of_the_rows_quarter_is_the_quarters() {
    for (group, year) in
        [("Rincian Capaian", "Target Tahun"), ("Capaian per Triwulan", "Target 2026"), ("Rincian", "Target Tahunan")]
    {
        let text = format!(
            "No|Sasaran|Indikator|Satuan|{year}|{group}|<|<|<\n^|^|^|^|^|Triwulan|Target|Realisasi|Capaian %\n\
             1|Meningkatnya mutu|Persentase tindak lanjut|persen|85|I|20|22.5|112.5\n^|^|^|^|^|II|45|41.2|91.56\n^|^|^|^|^|III|65|66.1|101.69\n"
        );
        let book = crate::workbook::grid::workbook_from_text(&text);
        let file = crate::extract::extract(&book, &super::LIBRARY);
        let columns = &file.documents[0].tables[0].columns;
        let of = |heading: &str| {
            columns.iter().find(|own| own.heading == heading).map(|own| own.column.to_string()).unwrap_or_default()
        };
        assert_eq!((of(year).as_str(), of(&format!("{group} > Target")).as_str()), ("target", "target.tw"), "{group}");
    }
}

#[test]
fn a_letter_for_the_year_behind_its_quarters_is_the_year() {
    let rows = "1a|Tingkat akurasi|80|82|85|88|88\n1b|Nilai IKPA|80|82|85|91|91\n";
    for year in ["Y", "FY", "Full Year", "Yr."] {
        let found =
            meanings(&format!("KONTRAK KINERJA TAHUN 2026\nKode|IKU|Target|<|<|<|<\n^|^|Q1|Q2|Q3|Q4|{year}\n{rows}"));
        assert_eq!(found[5..], ["target.tw4", "target"], "{year}");
        let turned = meanings(&format!(
            "KONTRAK KINERJA TAHUN 2026\nKode|IKU|Q1|Q2|Q3|Q4|{year}\n^|^|Target|Target|Target|Target|Target\n{rows}"
        ));
        assert_eq!(turned[6], "target", "{year} > Target");
    }
    let parts = meanings(
        "PK TAHUN 2026\nNo|Indikator|Target|Target X|Target Y\n1|Persentase lulus|80|8|10\n2|Persentase hadir|50|5|10\n",
    );
    assert_ne!(parts[4], "target");
}

#[test]
fn outputs_that_are_measured_are_what_the_rows_are_about() {
    for heading in ["Rincian Output (RO)", "Uraian RO", "Nama RO", "Output"] {
        let found = meanings(&format!(
            "REALISASI FISIK RO TAHUN 2026 (KUMULATIF)\nNo|{heading}|Satuan|Target|Agustus|<|September|<\n^|^|^|^|Rencana|Realisasi|Rencana|Realisasi\n1|Pelatihan vokasi|Orang|1600|1100|1072|1300|1290\n2|Peralatan las|Paket|2|0|0|1|1\n"
        ));
        assert_eq!(found[1], "uraian", "{heading}");
    }
}

#[test]
fn what_is_counted_up_to_a_quarter_is_of_the_year_so_far_where_the_shares_are() {
    for (own, to_date) in [
        ("Realisasi Triwulan III", "Realisasi s.d. Triwulan III"),
        ("Realisasi TW III", "Realisasi Kumulatif s.d. TW III"),
    ] {
        let rows = "1|Indeks kepuasan|86|412|85,2|98|85,2|289|99,07|70\n2|Persentase usulan|40|120|0|0|38|118|95|98\n3|Jumlah desa|14|85|4|21|11|60|78,57|70\n";
        let found = meanings(&format!(
            "PENGUKURAN KINERJA S.D. TRIWULAN III TAHUN 2026\nNo|Indikator|Target 2026|<|{own}|<|{to_date}|<|Tingkat Capaian (%)|<\n^|^|K|Rp|K|Rp|K|Rp|K|Rp\n{rows}"
        ));
        assert_eq!(
            found[4..9],
            ["realisasi.tw3", "realisasi_anggaran.tw3", "realisasi", "realisasi_anggaran", "capaian"],
            "{to_date}"
        );
    }
    // Right behind it, without a group.
    let found = meanings(
        "PENGUKURAN KINERJA S.D. TRIWULAN III\nNo|Indikator|Target|Realisasi Triwulan III|Realisasi s.d. Triwulan III|Capaian (%)\n1|Nilai layanan|86|85|85|98.84\n2|Jumlah desa|14|4|11|78.57\n3|Persentase usulan|40|0|38|95\n",
    );
    assert_eq!(found[3..], ["realisasi.tw3", "realisasi", "capaian"]);
    // Shares of the quarter's own figure leave it what it is.
    let found = meanings(
        "PENGUKURAN KINERJA TRIWULAN III\nNo|Indikator|Target|Realisasi Triwulan III|Realisasi s.d. Triwulan III|Capaian (%)\n1|Nilai layanan|86|85|85|98.84\n2|Jumlah desa|14|4|11|28.57\n3|Persentase usulan|40|10|38|25\n",
    );
    assert_eq!(found[3..5], ["realisasi.tw3", "abaikan"]);
    let both = "1|Indeks literasi|70|50|15|12|38|80|76\n2|Nilai SAKIP|80|80|80,5|80,75|80,75|100,31|100,94\n";
    let found = meanings(&format!(
        "PENGUKURAN TRIWULAN III TAHUN 2026\nNo|Indikator|Satuan|Target|<|Realisasi|<|% Capaian|<\n^|^|^|Tahunan|TW III|TW III|s.d. TW III|thd TW|thd Tahun\n{both}"
    ));
    assert_eq!(found[5..7], ["realisasi.tw3", "realisasi"], "{found:?}");
}

#[test]
fn cases_that_came_and_were_closed_are_what_the_share_is_made_of() {
    let found = meanings(
        "CAPAIAN TRIWULAN II TAHUN 2026\nNO|INDIKATOR KINERJA|TARGET (%)|INPUT|OUTPUT|REALISASI (%)|CAPAIAN (%)\n1|Perkara perdata tepat waktu|95|64|61|95.31|100.33\n2|Perkara pidana tepat waktu|98|142|140|98.59|100.6\n3|Perkara mediasi|15|40|5|12.5|83.33\n",
    );
    assert_eq!(found[3..6], ["penyebut", "pembilang", "realisasi"]);
}
