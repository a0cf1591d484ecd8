//! Figures in another multiple than the cascade's, on two sheets, in a quarter that cannot be known yet, or over two rows: what a
//! whole house makes of one such cell.

use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::pipeline::RunOutcome;

use crate::figures::{figures, node, run};

const HOUSE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Target|TW I|TW II|TW III|TW IV\n";
const SECOND: Timespan = Timespan::Triwulan(Triwulan::II);

fn codes(outcome: &RunOutcome) -> Vec<&str> {
    let every = outcome.temuan.iter().flat_map(|one| std::iter::once(one).chain(&one.follow_up));
    every.map(|one| one.code.as_str()).collect()
}

/// An institution that counts its investment in thousands of millions, and forms that say it in their own way.
fn money(satuan: &str, header: &str, pk: &str, plan: [&str; 4], measured: [&str; 2]) -> RunOutcome {
    let plan = plan.join("|");
    let [target, reached] = measured;
    let column = if header.is_empty() { String::new() } else { "Satuan|".to_string() };
    let cell = if header.is_empty() { String::new() } else { format!("{header}|") };
    run(&format!(
        "{HOUSE}IKU 3||IKU||Investasi|Nilai investasi daerah|{satuan}|maksimum|nilai akhir|langsung|1250|250|550|900|1250\n\
         IKK 3.1|IKU 3|IKK|JTI|Investasi|Nilai investasi|{satuan}|maksimum|nilai akhir||1250|250|550|900|1250\n\
         *** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|{column}Target\n1|Investasi|Nilai investasi|{cell}{pk}\n\
         *** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|{column}Target|Rencana Aksi|Target TW I|Target TW II|Target TW III|Target TW IV\n1|Investasi|Nilai investasi|{cell}{pk}|Temu usaha|{plan}\n\
         *** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|{column}Target|Target TW|Realisasi TW\n1|Investasi|Nilai investasi|{cell}{pk}|{target}|{reached}\n"
    ))
}

#[test]
fn money_is_compared_in_the_multiple_in_which_the_cascade_counts_however_a_form_writes_it() {
    let ways = [
        (
            "",
            "1.250 Miliar Rupiah",
            ["250 Miliar Rupiah", "550 Miliar Rupiah", "900 Miliar Rupiah", "1.250 Miliar Rupiah"],
            ["550 Miliar Rupiah", "548,25 Miliar Rupiah"],
        ),
        (
            "",
            "Rp1.250 Miliar",
            ["Rp250 Miliar", "Rp550 Miliar", "Rp900 Miliar", "Rp1.250 Miliar"],
            ["Rp550 Miliar", "Rp548,25 Miliar"],
        ),
        (
            "",
            "1,25 triliun",
            ["250 miliar", "550 miliar", "900 miliar", "1,25 triliun"],
            ["550.000 juta", "Rp548.250.000.000"],
        ),
        ("", "1250", ["250", "550", "900", "1250"], ["550", "548,25 miliar"]),
        ("Miliar Rupiah", "1250", ["250", "550", "900", "1250"], ["550", "548,25 miliar"]),
        (
            "Rupiah",
            "1250000000000",
            ["250000000000", "550000000000", "900000000000", "1250000000000"],
            ["550000000000", "548250000000"],
        ),
        ("Juta Rupiah", "1250000", ["250000", "550000", "900000", "1250000"], ["550000", "548250"]),
    ];
    for (satuan, pk, plan, measured) in ways {
        let outcome = money("Miliar Rupiah", satuan, pk, plan, measured);
        for code in ["IKK 3.1", "IKU 3"] {
            let [target, reached, capaian] = figures(&node(&outcome, code, SECOND));
            assert_eq!((target, reached), (Some(550.0), Some(548.25)), "{satuan} {measured:?} {code}");
            assert!(capaian.is_some_and(|capaian| (capaian - 99.681_818).abs() < 1e-4), "{capaian:?}");
        }
        // What is printed beside a figure is the unit in which it stands.
        let row = outcome.tables.pengukuran().next().expect("a row");
        let printed = row.satuan().is_none_or(|satuan| satuan == "Miliar Rupiah");
        assert!(printed && row.figure_realisasi() == Some(548.25), "{satuan} {:?}", row.satuan());
        let compared = ["RA01", "RA10", "UK02", "UK03", "UK05", "NL07"];
        assert!(!codes(&outcome).iter().any(|code| compared.contains(code)), "{satuan} {:?}", codes(&outcome));
        let targets = outcome.temuan.iter().filter(|one| one.code == "PK03" && one.message.starts_with("Target"));
        assert_eq!(targets.count(), 0, "{satuan} {measured:?}");
    }
    // A figure that differs is still told.
    let other = money("Miliar Rupiah", "", "1.300 Miliar Rupiah", ["250", "550", "900", "1300"], ["550", "548,25"]);
    assert!(codes(&other).contains(&"PK03"), "{:?}", codes(&other));
}

#[test]
fn whole_rupiah_in_the_cascade_and_thousands_of_millions_in_a_form_are_one_figure() {
    let outcome = money("Rupiah", "Miliar Rupiah", "1250", ["250", "550", "900", "1250"], ["550", "548,25"]);
    let own = node(&outcome, "IKK 3.1", SECOND);
    assert_eq!(own.until.realisasi, Some(548_250_000_000.0));
}

#[test]
fn an_amount_of_which_nobody_can_tell_the_multiple_is_no_figure_and_is_asked() {
    let outcome = money("Miliar Rupiah", "", "1250", ["250", "550", "900", "1250"], ["550", "Rp 548.250"]);
    assert_eq!(node(&outcome, "IKK 3.1", SECOND).until.realisasi, None);
    let asked = outcome.temuan.iter().find(|one| one.place.cell_text() == "F3" && one.place.file == "JTI/tw2.xlsx");
    assert!(asked.is_some(), "{:?}", outcome.temuan);
}

fn partners() -> String {
    format!(
        "{HOUSE}IKK 1.1||IKK|JTI|Kerja sama|Jumlah mitra|Mitra|maksimum|jumlah||40|10|10|10|10\n\
         IKK 1.2||IKK|JTI|Kerja sama|Indeks kepuasan|Indeks|maksimum|rata-rata||84|84|84|84|84\n\
         IKK 1.3||IKK|JTM|Kerja sama|Jumlah kunjungan|Kunjungan|maksimum|jumlah||40|10|10|10|10\n"
    )
}

fn sheet(name: &str, reached: [&str; 2]) -> String {
    let [first, second] = reached;
    format!(
        "=== {name}\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n1|Kerja sama|Jumlah mitra|Mitra|10|{first}\n2|Kerja sama|Indeks kepuasan|Indeks|84|{second}\n"
    )
}

#[test]
fn two_sheets_of_a_workbook_that_contradict_each_other_count_neither_and_both_cells_are_named() {
    let both = |second: &str| {
        run(&(partners() + "*** JTI/tw2.xlsx\n" + &sheet("TW II", ["9", "83,1"]) + &sheet("TW II (2)", ["12", second])))
    };
    let outcome = both("83,1");
    let [one] =
        outcome.temuan.iter().filter(|one| one.code == "UK30").collect::<Vec<_>>().try_into().expect("one finding");
    assert_eq!((one.place.sheet.as_deref(), one.place.cell_text().as_str()), (Some("TW II (2)"), "F3"));
    assert_eq!(
        one.related.first().map(|place| (place.sheet.as_deref(), place.cell_text())),
        Some((Some("TW II"), "F3".into()))
    );
    let own = node(&outcome, "IKK 1.1", SECOND);
    assert_eq!((own.until.realisasi, own.until.capaian), (None, None));
    // What both say is counted, once, and a rounded figure says the same.
    assert_eq!(node(&outcome, "IKK 1.2", SECOND).triwulan[1].realisasi, Some(83.1));
    assert!(node(&both("83"), "IKK 1.2", SECOND).triwulan[1].realisasi.is_some());
}

/// A form with a column for every quarter, of TW II, signed on a day.
fn year(third: &str, signed: &str) -> RunOutcome {
    run(&(partners()
        + &format!(
            "*** JTM/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II|Realisasi TW III|Realisasi TW IV\n1|Kerja sama|Jumlah kunjungan|Kunjungan|40|9|11|{third}|\n\n|||Kota Contoh, {signed}\n|||Ketua Jurusan Teknik Mesin\n|||Nama Ketua\n"
        )
        + "*** JTI/tw2.xlsx\n"
        + &sheet("TW II", ["9", "83,1"])))
}

#[test]
fn one_cell_of_a_quarter_that_was_not_over_moves_no_recap_and_is_told_where_it_stands() {
    let outcome = year("8", "9 Juli 2026");
    assert_eq!(outcome.triwulan, Triwulan::II);
    let told: Vec<String> =
        outcome.temuan.iter().filter(|one| one.code == "UK24").map(|one| one.place.cell_text()).collect();
    assert_eq!(told, ["H3"]);
    let third = node(&outcome, "IKK 1.3", Timespan::Triwulan(Triwulan::III));
    assert!(!third.triwulan[2].report, "{third:?}");
    assert_eq!(node(&outcome, "IKK 1.3", SECOND).until.realisasi, Some(20.0));
    assert_eq!(year("", "9 Juli 2026").triwulan, Triwulan::II);
    // Who signs at the end of a quarter knows of it, whatever the title says.
    assert_eq!(year("8", "30 September 2026").triwulan, Triwulan::III);
}

#[test]
fn a_realisation_merged_over_two_indicators_is_counted_for_the_first_alone() {
    let outcome = run(&(partners() + "*** JTI/tw2.xlsx\n" + &sheet("TW II", ["9", "^"])));
    assert_eq!(node(&outcome, "IKK 1.1", SECOND).triwulan[1].realisasi, Some(9.0));
    assert_eq!(node(&outcome, "IKK 1.2", SECOND).triwulan[1].realisasi, None);
    assert!(codes(&outcome).contains(&"UK29"));
}
