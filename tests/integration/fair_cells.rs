//! Cells that say what they mean in another way than the form asks are not accused, and one fault is told once, where it is.

use selaras::finding::Severity;

use crate::fair::{cascade, every, grave, measurement, one, partners, recap};
use crate::figures::run;

/// One unit with an indicator that is measured at the end of the year and one whose quarters add up.
fn yearly_and_adding() -> String {
    cascade(
        "IKK 1.1||IKK|JTI|Mutu|Nilai akreditasi program studi|Nilai|maksimum|nilai akhir|||350||||350\nIKK 1.2||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||10|2|3|3|2",
    )
}

#[test]
fn words_that_say_when_a_figure_will_be_there_are_no_text_in_the_place_of_one() {
    for (target, reached) in [
        ("", "diukur TW IV"),
        ("-", "belum dihitung"),
        ("Tahunan", "Tahunan"),
        ("", "dihitung akhir tahun"),
        ("n/a", "n/a"),
        ("", "0"),
        ("0", "0"),
    ] {
        let form = measurement(
            "tw2",
            "II",
            "Target|Target TW II|Realisasi TW II|Bukti Dukung",
            &format!(
                "1|Mutu|Nilai akreditasi program studi|Nilai|350|{target}|{reached}|\n2|Kerja sama|Jumlah mitra|Mitra|10|3|4|tautan"
            ),
        );
        let image = yearly_and_adding() + &form;
        assert_eq!(grave(&image, "JTI/tw2.xlsx"), Vec::<String>::new(), "{target} {reached}");
        let outcome = run(&image);
        let row = outcome.tables.pengukuran().find(|row| row.node.is_some_and(|node| node.code == "IKK 1.1"));
        assert_eq!(
            row.and_then(|row| row.agreed.capaian.full()),
            None,
            "no achievement and no colour: {target} {reached}"
        );
        let recap = recap(&outcome);
        let mine = recap.iku.iter().find(|one| one.indikator.code == "IKK 1.1").expect("the indicator");
        let shown = mine.indikator.standing.capaian.figure.is_some();
        assert_ne!(mine.indikator.standing.full.figure, Some(0.0), "{target} {reached}");
        assert!(!shown, "the recap shows none either: {target} {reached}");
    }
}

#[test]
fn a_footnote_behind_a_figure_leaves_it_a_figure() {
    for typed in ["'4*", "'4 *)", "'4 1)", "'4 mitra (sementara)"] {
        let row = format!("1|Kerja sama|Jumlah mitra|Mitra|40|10|{typed}|tautan");
        let image = partners() + &measurement("tw1", "I", "Target|Target TW|Realisasi TW|Bukti Dukung", &row);
        assert_eq!(grave(&image, "JTI/tw1.xlsx"), Vec::<String>::new(), "{typed}");
        let outcome = run(&image);
        assert_eq!(outcome.tables.pengukuran().next().and_then(|row| row.figure_realisasi()), Some(4.0), "{typed}");
    }
}

#[test]
fn what_was_reached_since_january_is_not_set_against_the_target_of_one_quarter() {
    let form = |target: &str, stated: &str| {
        let columns = "Target|Target TW II|Realisasi s.d. TW II|Capaian (%)";
        let row = format!("1|Kerja sama|Jumlah mitra|Mitra|10|{target}|4|{stated}");
        let outcome = run(&(yearly_and_adding() + &measurement("tw2", "II", columns, &row)));
        let told = every(&outcome).into_iter().filter(|one| one.code == "UK03");
        told.map(|one| (one.place.cell_text(), one.message.clone())).collect::<Vec<_>>()
    };
    // 2 + 3 until the second quarter: 4 of 5 are 80 %, 4 of 3 are 133 %.
    let told = form("3", "133.33");
    assert!(matches!(told.as_slice(), [(cell, message)] if cell == "H3" && message.contains("80,00 %")), "{told:?}");
    assert_eq!(form("3", "80"), []);
    assert_eq!(form("5", "80"), []);
}

#[test]
fn a_percentage_with_its_sign_beside_a_target_without_is_explained_at_the_formula_and_no_formula_is_typed_over() {
    let graduates =
        cascade("IKK 1.1||IKK|JTI|Lulusan|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60");
    let form = |reached: &str, result: &str| {
        let row = format!("1|Lulusan|Persentase lulusan bekerja|%|60|30|{reached}|=G3/F3*100 -> {result}");
        graduates.clone() + &measurement("tw2", "II", "Target|Target TW II|Realisasi TW II|Capaian (%)", &row)
    };
    let signed = one(&form("32.5%", "1.0833333"), "UK03");
    assert_eq!((signed.place.cell_text().as_str(), signed.severity), ("H3", Severity::Info));
    assert!(signed.message.contains("108,33 %") && signed.advice.contains("32,5"), "{signed:#?}");
    let stated = run(&form("32.5%", "1.0833333")).tables.pengukuran().next().and_then(|row| row.as_written_capaian());
    assert!(stated.is_some_and(|stated| (stated - 108.33).abs() < 0.01), "{stated:?}");
    let fraction = one(&form("0.325", "1.0833333"), "NL04");
    assert_eq!(fraction.place.cell_text(), "G3");
    assert!(
        fraction.advice.starts_with("Tulis 32,5 (targetnya juga ditulis dalam persen penuh, 30)"),
        "{}",
        fraction.advice
    );
}

#[test]
fn a_blank_quarter_is_one_finding_however_many_rules_see_it() {
    let columns = "Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut";
    let form = |name: &str, quarter: &str, reached: &str| {
        measurement(name, quarter, columns, &format!("1|Kerja sama|Jumlah mitra|Mitra|40|10|{reached}||"))
    };
    let image = partners() + &form("tw1", "I", "") + &form("tw2", "II", "12");
    assert_eq!(grave(&image, "JTI/tw1.xlsx"), ["UK09 G3"]);
}

#[test]
fn codes_of_two_rows_for_each_other_are_told_once_and_the_figures_stay_with_their_wording() {
    let nodes = cascade(
        "IKK 1.1||IKK|JTI|Mutu|Persentase lulusan bekerja|%|maksimum|nilai akhir|||60|15|30|45|60\nIKK 2.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah|||10|2|3|3|2",
    );
    let form = |name: &str, title: &str, codes: [&str; 2]| {
        let measures =
            if title.starts_with("PENGUKURAN") { ["|Target TW II|Realisasi TW II", "|30|32", "|3|4"] } else { [""; 3] };
        format!(
            "*** JTI/{name}.xlsx\n=== Data\n{title} TAHUN 2026\nNo|Kode|Sasaran|Indikator|Satuan|Target{}\n1|{}|Mutu|Persentase lulusan bekerja|%|60{}\n2|{}|Kerja sama|Jumlah mitra|Mitra|10{}\n",
            measures[0], codes[0], measures[1], codes[1], measures[2]
        )
    };
    let image = nodes
        + &form("pk", "PERJANJIAN KINERJA", ["IKK 1.1", "IKK 2.1"])
        + &form("tw2", "PENGUKURAN KINERJA TRIWULAN II", ["IKK 2.1", "IKK 1.1"]);
    assert_eq!(grave(&image, "JTI/tw2.xlsx"), ["ID16 B3,B4"]);
    let outcome = run(&image);
    let figure = |code: &str| {
        let row = outcome.tables.pengukuran().find(|row| row.node.is_some_and(|node| node.code == code));
        row.and_then(|row| row.figure_realisasi())
    };
    assert_eq!((figure("IKK 1.1"), figure("IKK 2.1")), (Some(32.0), Some(4.0)));
}

#[test]
fn of_members_that_gave_dashes_alone_nothing_is_said_to_be_put_together() {
    let nodes = cascade(
        "IKU 1||IKU||Mutu|Nilai akreditasi|Nilai|maksimum|nilai akhir|rata-rata||340||||340\nIKK 1.1|IKU 1|IKK|JTI|Mutu|Nilai akreditasi TI|Nilai|maksimum|nilai akhir|||350||||350\nIKK 1.2|IKU 1|IKK|JTM|Mutu|Nilai akreditasi mesin|Nilai|maksimum|nilai akhir|||330||||330",
    );
    let form = |unit: &str, name: &str, target: &str| {
        measurement("tw2", "II", "Target|Realisasi TW II", &format!("1|Mutu|{name}|Nilai|{target}|-"))
            .replace("*** JTI/", &format!("*** {unit}/"))
    };
    let image = nodes + &form("JTI", "Nilai akreditasi TI", "350") + &form("JTM", "Nilai akreditasi mesin", "330");
    let recap = recap(&run(&image));
    let iku = recap.iku.iter().find(|one| one.indikator.code == "IKU 1").expect("the indicator");
    assert_eq!(iku.reporter, "0 dari 2 melapor");
    assert!(!iku.notes.iter().any(|note| note.contains("digabung") || note.contains("0 dari")), "{:?}", iku.notes);
}
