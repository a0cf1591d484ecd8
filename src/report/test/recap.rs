//! What the recap's model says of small houses.

use super::*;
use crate::recap::model::{ActionState, NOT_FILLED_IN};

#[test]
fn the_model_is_plain_data_that_a_layout_can_take() {
    let json = serde_json::to_value(house().recap()).unwrap();
    assert_eq!(json["kartu"][0]["tulisan"], "–");
    assert_eq!(json["kartu"][2]["tulisan"], "1 dari 2");
    assert_eq!(json["iku"][0]["indikator"]["posisi"]["lampu"]["kata"], "sementara");
    assert_eq!(json["merah"][0]["isi"]["uraian"]["kendala"]["tulisan"], "=1+1");
    assert_eq!(json["keadaan"], "Sementara; keadaan s.d. TW II, data per 20 Juli 2026");
}

#[test]
fn figures_that_rest_on_too_little_say_so() {
    let warning = house().recap().warnings.join("\n");
    assert!(warning.contains("Belum cukup pelapor untuk diberi warna: IKU 1."), "{warning}");
    let mut one = house();
    one.profil.report_minimum = 0.0;
    one.outcomes = roll_up(&one.kaskade, &one.tables, &one.profil, one.triwulan);
    let warning = one.recap().warnings.join("\n");
    assert!(warning.contains("Rata-rata capaian baru memuat 1 dari 2 IKU."), "{warning}");
    assert!(warning.contains("Belum dari semua pelapor: IKU 1."), "{warning}");
}

#[test]
fn a_cell_of_the_map_is_the_lowest_figure_of_the_unit_and_blank_without_a_share() {
    let map = house().recap().map;
    let wording = |unit: usize| -> Vec<Option<String>> {
        map.rows[unit].tiles.iter().map(|tile| tile.as_ref().map(|tile| tile.wording.clone())).collect()
    };
    assert_eq!(wording(0), [Some("■ 40,0".into()), None]);
    // JAK reported the first quarter only; to date that is what it reached.
    assert_eq!(wording(1), [Some("● 100,0".into()), None]);
}

#[test]
fn an_obstacle_stays_open_until_its_target_is_reached() {
    let form = |tw: Triwulan, content: &str| measure(&format!("JTI/{tw}.xlsx"), "JTI", tw, content);
    let all = |last: &str| {
        vec![
            kaskade(UNIT, NODE),
            form(Triwulan::I, "IKK 1.1|15|9|Mitra sedikit|Tambah mitra|Kajur|1 Juni 2026"),
            form(Triwulan::II, "IKK 1.1|30|20|Mitra sedikit|-|-|-"),
            form(Triwulan::III, last),
        ]
    };
    let action = |last: &str| {
        let recap = TestHouse::new(all(last), Triwulan::III).recap();
        recap.actions.into_iter().map(|one| (one.state, one.carried, one.reason)).collect::<Vec<_>>()
    };
    assert_eq!(
        action("IKK 1.1|45|50|-|-|-|-"),
        [
            (ActionState::Finish, "TW II".to_string(), "target tercapai di TW III".to_string()),
            (ActionState::Finish, "–".to_string(), "target tercapai di TW III".to_string()),
        ]
    );
    assert_eq!(
        action("IKK 1.1|45|30|Mitra sedikit|-|-|-")[0],
        (
            ActionState::PastLimit,
            "TW II, TW III".to_string(),
            "kendala yang sama masih disebut di TW III; batas waktu lewat 49 hari".to_string()
        )
    );
}

#[test]
fn what_a_unit_left_out_is_told() {
    let recap = house().recap();
    let blank = &recap.units[1].indikator[0].description;
    assert_eq!(blank.kendala.wording, NOT_FILLED_IN);
    assert_eq!(blank.who_when(), NOT_FILLED_IN);
    assert_eq!(recap.red[0].who_when, "Pelacakan alumni · Kajur · 30 September 2026");
}

#[test]
fn every_figure_of_the_first_page_leads_to_the_cells_below_it() {
    let recap = house().recap();
    let iku = recap.origins.iter().find(|one| one.name.starts_with("Capaian IKU 1")).unwrap();
    let basis: Vec<_> =
        iku.steps.iter().filter_map(|step| Some((step.source.as_ref()?.file.as_str(), step.raw.as_deref()?))).collect();
    assert_eq!(basis, [("JTI/tw1.xlsx", "15"), ("JTI/tw2.xlsx", "12"), ("surat.eml/JAK tw1.xlsx", "15")]);
    let reference = iku.steps[0].konsolidasi.as_ref().unwrap();
    assert_eq!(reference.sheet, "Kaskade");
    assert_eq!(recap.origins.len(), recap.cards.len() + recap.iku.len() + recap.red.len());
}

#[test]
fn last_years_columns_are_blank_with_their_reason_until_a_workspace_is_named() {
    let mut house = house();
    house.last_year.note = Some("ruang kerja tahun lalu tidak disebut di selaras.toml".into());
    let lakip = house.recap().lakip;
    assert_eq!(lakip.rows[0].target.wording, "60");
    assert_eq!(lakip.rows[0].past.target.wording, "–");
    assert!(lakip.rows[0].past.reason.as_deref().unwrap().contains("selaras.toml"));
    assert_eq!(lakip.analysis[0].efforts, ["Jurusan Teknologi Informasi (IKK 1.1, TW II): Pelacakan alumni"]);
}

/// A house of so many units, each with an indicator of its own below one of the institution's; every text is `teks`.
/// Two of three units reported.
pub(super) fn big_house(count: usize, text: &str) -> TestHouse {
    let unit: Vec<String> = (1..=count).map(|n| format!("U{n:03}|Unit {n} {text}|||")).collect();
    let iku = count.clamp(1, 12);
    let mut node: Vec<String> = (1..=iku)
        .map(|n| format!("IKU {n}||IKU||Indikator {n} {text}|%||nilai akhir|rata-rata||60|15|30|45|60"))
        .collect();
    node.extend((1..=count).map(|n| {
        let upper = (n - 1) % iku + 1;
        format!("IKK {upper}.{n}|IKU {upper}|IKK|U{n:03}|Turunan {n} {text}|%||nilai akhir|||60|15|30|45|60")
    }));
    let mut file = vec![kaskade(&unit.join("\n"), &node.join("\n"))];
    file.extend((1..=count).filter(|n| n % 3 != 0 || count == 1).map(|n| {
        let code = format!("IKK {}.{n}", (n - 1) % iku + 1);
        let content = format!("{code}|15|{}|{text}|{text}|{text}|30 Juni 2026", n % 17);
        measure(&format!("U{n:03}/tw1.xlsx"), &format!("U{n:03}"), Triwulan::I, &content)
    }));
    TestHouse::new(file, Triwulan::I)
}

#[test]
fn the_message_has_at_most_fifteen_lines_that_fit_a_phone() {
    let length = "kata yang panjang ".repeat(112);
    assert!(length.len() > 2_000);
    for (count, text) in [(0, "x"), (1, "x"), (300, "x"), (300, length.as_str()), (1, length.as_str())] {
        let mut house = big_house(count, text);
        house.instansi = format!("Instansi {text}");
        let message = text_recap(&house.input());
        assert!(message.lines().count() <= 15, "{message}");
        assert!(message.lines().all(|row| (1..=70).contains(&row.chars().count())), "{message}");
    }
}

#[test]
fn the_message_answers_in_the_order_that_leadership_asks() {
    let mut house = big_house(7, "x");
    house.instansi = "Politeknik Contoh".into();
    insta::assert_snapshot!(text_recap(&house.input()));
}

#[test]
fn last_years_table_is_read_and_what_does_not_fit_says_why() {
    let text = r#"{"tahun":2025,"sampai":"s.d. TW IV","baris":[
        {"kode":"IKU 1","indikator":"Lulusan bekerja","satuan":"%","target":{"angka":55.0,"digit":0,"tulisan":"55"},
         "realisasi":{"angka":50.0,"tulisan":"50"},"capaian":{"angka":90.909,"tulisan":"90,9"}},
        {"kode":"IKU 2","indikator":"Predikat SAKIP","satuan":"Angka","target":{"angka":null,"tulisan":"B"},
         "realisasi":{"angka":null,"tulisan":"B"},"capaian":{"angka":100.0,"tulisan":"100,0"}}]}"#;
    let mut house = house();
    house.last_year = LastYear::read(text, 2025);
    let lakip = house.recap().lakip;
    let past = |number: usize| &lakip.rows[number].past;
    assert_eq!([&past(0).target.wording, &past(0).realisasi.wording, &past(0).capaian.wording], ["55", "50", "90,9"]);
    assert_eq!(past(1).reason.as_deref(), Some("tahun lalu IKU 2 diukur dalam Angka"));
    // The year is measured against its target: 12 of 60.
    assert_eq!(lakip.rows[0].capaian.wording, "20,0% sementara, 1 dari 2");
    assert_eq!(lakip.rows[0].status, "– tahun berjalan");
    assert!(LastYear::read(text, 2024).note.unwrap().contains("berisi tahun 2025, bukan 2024"));
    assert!(LastYear::read("{", 2025).note.unwrap().contains("tidak dapat dibaca"));
}

#[test]
fn a_house_of_any_size_and_any_text_has_its_page_and_says_what_was_cut() {
    let length = "kata yang panjang ".repeat(112);
    for (count, text) in [(0, "x"), (1, length.as_str()), (300, "x"), (300, length.as_str())] {
        let house = big_house(count, text);
        let book = recap(&house.input()).unwrap();
        let page = part(&book, "xl/worksheets/sheet1.xml");
        // One page: fitted, and no other number of pages asked for.
        assert!(page.contains("fitToPage=\"1\"") && !page.contains("fitToHeight=") && !page.contains("fitToWidth="));
        let height = page.split(" ht=\"").skip(1).filter_map(|rest| rest.split('"').next()?.parse::<f64>().ok());
        let total: f64 = height.sum();
        assert!((100.0..1_500.0).contains(&total), "{count} units: {total} points");
        let content = part(&book, "xl/sharedStrings.xml");
        if count == 300 {
            for excerpt in ["… dan 284 unit lainnya, lihat lembar Unit.", "lainnya, lihat lembar Merah."] {
                assert!(content.contains(excerpt), "{excerpt}");
            }
        }
    }
}

#[test]
fn the_recap_of_a_unit_holds_its_own_figures_and_nothing_of_others() {
    let house = house();
    let all = house.recap();
    let one = all.of_units("Jurusan Teknologi Informasi", &["JTI"], &house.profil);
    assert_eq!(one.heading, "Rekap Kinerja Jurusan Teknologi Informasi Tahun 2026");
    assert_eq!(one.iku.len(), all.units[0].indikator.len());
    assert_eq!(one.iku[0].indikator, all.units[0].indikator[0].indikator);
    assert_eq!((one.brief.report, one.red.len()), ((1, 1), 1));
    assert!(!serde_json::to_string(&one.units).unwrap().contains("JAK"));
    assert_eq!(one.cards[0].value, all.units[0].capaian);
}

#[test]
fn an_indicator_that_supports_nothing_still_stands_on_the_map() {
    let node = format!("{NODE}\n    IKK 9.9||IKK|JAK|Berdiri sendiri|%||nilai akhir|||60|15|30|45|60");
    let file = vec![kaskade(UNIT, &node), measure("JAK/tw1.xlsx", "JAK", Triwulan::I, "IKK 9.9|15|3|-|-|-|-")];
    let map = TestHouse::new(file, Triwulan::I).recap().map;
    assert_eq!(map.columns.last().map(|column| column.code.as_str()), Some("Lain"));
    assert_eq!(map.rows[1].tiles[2].as_ref().map(|tile| tile.wording.as_str()), Some("■ 20,0"));
}
