//! Letters for words, and what stands right behind an action.

use super::meanings;

#[test]
fn target_realisation_and_their_quotient_may_be_letters_below_a_caption_of_measures() {
    for (caption, quarters) in [
        ("CAPAIAN KINERJA TRIWULAN", "I|<|<|II|<|<"),
        ("TARGET (T) DAN REALISASI (R)", "TW I|<|<|TW II|<|<"),
        ("REALISASI KINERJA", "Triwulan I|<|<|Triwulan II|<|<"),
    ] {
        for last in ["%", "C"] {
            let drawing = format!(
                "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNO|INDIKATOR|SATUAN|TARGET 2026|{caption}|<|<|<|<|<\n^|^|^|^|{quarters}\n^|^|^|^|T|R|{last}|T|R|{last}\n1|Prevalensi stunting|%|14.2|15.5|15.1|102.58|15|14.9|100.67\n2|Cakupan layanan|%|98|96|96.4|100.42|97|96.9|99.9\n"
            );
            let expected = ["target.tw1", "realisasi.tw1", "capaian.tw1", "target.tw2", "realisasi.tw2", "capaian.tw2"];
            assert_eq!(meanings(&drawing)[4..], expected, "{caption}, {last}");
        }
    }
}

#[test]
fn columns_that_a_quotient_names_by_their_letters_are_its_parts() {
    let drawing = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNO|INDIKATOR KINERJA|TARGET|Triwulan II|<|<|<\n^|^|^|Jumlah perkara selesai (a)|Jumlah perkara (b)|Realisasi (a/b)|Capaian\n1|Persentase perkara selesai|95%|114|120|95%|100%\n2|Persentase banding|98%|201|210|95.71%|97.67%\n";
    assert_eq!(meanings(drawing)[3..], ["pembilang.tw2", "penyebut.tw2", "realisasi.tw2", "capaian.tw2"]);
}

#[test]
fn the_measure_right_behind_an_action_is_the_actions() {
    let table = |measure: &str, quarters: [&str; 2]| {
        let drawing = format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator Kinerja|Target|Rencana Aksi|{measure}|Target Per Triwulan|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|Indeks kepuasan|84.5|Survei kepuasan|Laporan terbit|{}\n^|^|^|Publikasi hasil|Papan terpasang|{}\n2|Jumlah kelompok yang dibina|12|Pembinaan|Kelompok aktif|3|6|9|12\n",
            quarters[0], quarters[1]
        );
        meanings(&drawing)
    };
    for (measure, meant) in [
        ("Ukuran Keberhasilan", "kriteria"),
        ("Indikator Keberhasilan", "kriteria"),
        ("Indikator Keluaran", "keluaran"),
    ] {
        let found = table(measure, ["1|2|3|4", "-|1|-|1"]);
        assert_eq!(found[1..5], ["indikator", "target", "rencana_aksi", meant], "{measure}");
        assert_eq!(found[5], "-", "what nobody can tell is asked for: {measure}");
        let counted = table(measure, ["1 keg|2 keg|3 keg|4 keg", "-|1 keg|-|1 keg"]);
        assert_eq!(counted[5], "abaikan", "what the action is to bring is nobody else's: {measure}");
    }
}

#[test]
fn of_two_shares_the_one_computed_of_the_other_is_the_achievement() {
    let table = |rows: &str| {
        let drawing = format!(
            "LAPORAN KINERJA TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target|Persentase Realisasi|Capaian\n{rows}"
        );
        meanings(&drawing)[4..].to_vec()
    };
    assert_eq!(
        table("1|Persentase pos yang siaga|%|90|88.04|97.82\n2|Persentase alat yang layak|%|85|86.7|102\n"),
        ["realisasi", "capaian"]
    );
    assert_eq!(
        table("1|Jumlah pos yang siaga|Pos|40|97.5|39\n2|Jumlah alat yang layak|Unit|50|102|51\n"),
        ["capaian", "realisasi"]
    );
}

#[test]
fn parts_of_a_rupiah_are_so_many_millions_and_nobody_says_which() {
    let table = |amounts: [&str; 2]| {
        let [one, two] = amounts;
        meanings(&format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator Kinerja|Satuan|Target Renja 2026|<\n^|^|^|K|Rp\n1|Persentase jalan mantap|%|80|{one}\n2|Jumlah taman|Taman|8|{two}\n"
        ))
    };
    assert_eq!(table(["'57,5", "'41,2"])[4], "-");
    assert_eq!(table(["57500000", "41200000"])[4], "anggaran");
    assert_eq!(table(["'57.500.000", "'412.650.000,50"])[4], "anggaran");
}

#[test]
fn what_is_done_is_headed_as_buttons_are_and_says_no_word_of_one() {
    let table = |said: &str| {
        meanings(&format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator|Target|Aksi|Pelaksanaan|<\n^|^|^|^|TW I|TW II\n1|Indeks kepuasan|80|{said}|v|\n2|Jumlah desa|8|{said}||v\n"
        ))
    };
    assert_eq!((table("Rapat")[3].as_str(), table("Lihat")[3].as_str()), ("rencana_aksi", "abaikan"));
}

#[test]
fn who_is_to_be_served_is_no_objective() {
    let drawing = "PENILAIAN KINERJA PUSKESMAS TRIWULAN I TAHUN 2026\nNo|Indikator|Sasaran (jiwa)|Target (%)|Realisasi TW I\n1|Rumah tangga sehat|2140|65|329\n2|Pelayanan balita|1240|90|273\n";
    assert_eq!(meanings(drawing)[1..4], ["indikator", "abaikan", "target"]);
}
