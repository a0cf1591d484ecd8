//! What the recap's model says of small houses.

use super::*;
use crate::recap::model::{KeadaanTindak, TIDAK_DIISI};

#[test]
fn the_model_is_plain_data_that_a_layout_can_take() {
    let json = serde_json::to_value(rumah().rekap()).unwrap();
    assert_eq!(json["kartu"][0]["tulisan"], "40,0%");
    assert_eq!(json["kartu"][2]["tulisan"], "1 dari 2");
    assert_eq!(json["iku"][0]["indikator"]["posisi"]["lampu"]["tanda"], "■");
    assert_eq!(json["merah"][0]["isi"]["uraian"]["kendala"]["tulisan"], "=1+1");
    assert_eq!(json["keadaan"], "Keadaan s.d. TW II, data per 20 Juli 2026");
}

#[test]
fn figures_that_rest_on_too_little_say_so() {
    let peringatan = rumah().rekap().peringatan.join("\n");
    assert!(peringatan.contains("Rata-rata capaian baru dari 1 dari 2 IKU."), "{peringatan}");
    assert!(peringatan.contains("Belum dari semua pelapor: IKU 1."), "{peringatan}");
}

#[test]
fn a_cell_of_the_map_is_the_lowest_figure_of_the_unit_and_blank_without_a_share() {
    let peta = rumah().rekap().peta;
    let tulisan = |unit: usize| -> Vec<Option<String>> {
        peta.baris[unit].petak.iter().map(|petak| petak.as_ref().map(|petak| petak.tulisan.clone())).collect()
    };
    assert_eq!(tulisan(0), [Some("■ 40,0".into()), None]);
    // JAK reported the first quarter only; to date that is what it reached.
    assert_eq!(tulisan(1), [Some("● 100,0".into()), None]);
}

#[test]
fn an_obstacle_stays_open_until_its_target_is_reached() {
    let formulir = |tw: Triwulan, isi: &str| ukur(&format!("JTI/{tw}.xlsx"), "JTI", tw, isi);
    let semua = |akhir: &str| {
        vec![
            kaskade(UNIT, SIMPUL),
            formulir(Triwulan::I, "IKK 1.1|15|9|Mitra sedikit|Tambah mitra|Kajur|1 Juni 2026"),
            formulir(Triwulan::II, "IKK 1.1|30|20|Mitra sedikit|-|-|-"),
            formulir(Triwulan::III, akhir),
        ]
    };
    let tindak = |akhir: &str| {
        let rekap = Rumah::baru(semua(akhir), Triwulan::III).rekap();
        rekap.tindak.into_iter().map(|satu| (satu.keadaan, satu.dibawa, satu.alasan)).collect::<Vec<_>>()
    };
    assert_eq!(
        tindak("IKK 1.1|45|50|-|-|-|-"),
        [
            (KeadaanTindak::Selesai, "TW II".to_string(), "target tercapai di TW III".to_string()),
            (KeadaanTindak::Selesai, "–".to_string(), "target tercapai di TW III".to_string()),
        ]
    );
    assert_eq!(
        tindak("IKK 1.1|45|30|Mitra sedikit|-|-|-")[0],
        (
            KeadaanTindak::LewatBatas,
            "TW II, TW III".to_string(),
            "kendala yang sama masih disebut di TW III; batas waktu lewat 49 hari".to_string()
        )
    );
}

#[test]
fn what_a_unit_left_out_is_told() {
    let rekap = rumah().rekap();
    let kosong = &rekap.unit[1].indikator[0].uraian;
    assert_eq!(kosong.kendala.tulisan, TIDAK_DIISI);
    assert_eq!(kosong.siapa_kapan(), TIDAK_DIISI);
    assert_eq!(rekap.merah[0].siapa_kapan, "Pelacakan alumni · Kajur · 30 September 2026");
}

#[test]
fn every_figure_of_the_first_page_leads_to_the_cells_below_it() {
    let rekap = rumah().rekap();
    let iku = rekap.asal.iter().find(|satu| satu.nama.starts_with("Capaian IKU 1")).unwrap();
    let dasar: Vec<_> = iku
        .langkah
        .iter()
        .filter_map(|langkah| Some((langkah.sumber.as_ref()?.berkas.as_str(), langkah.mentah.as_deref()?)))
        .collect();
    assert_eq!(dasar, [("JTI/tw1.xlsx", "15"), ("JTI/tw2.xlsx", "12"), ("surat.eml/JAK tw1.xlsx", "15")]);
    let rujukan = iku.langkah[0].konsolidasi.as_ref().unwrap();
    assert_eq!(rujukan.lembar, "Kaskade");
    assert_eq!(rekap.asal.len(), rekap.kartu.len() + rekap.iku.len() + rekap.merah.len());
}

#[test]
fn last_years_columns_are_blank_with_their_reason_until_a_workspace_is_named() {
    let mut rumah = rumah();
    rumah.tahun_lalu.catatan = Some("ruang kerja tahun lalu tidak disebut di selaras.toml".into());
    let lakip = rumah.rekap().lakip;
    assert_eq!(lakip.baris[0].target.tulisan, "60");
    assert_eq!(lakip.baris[0].lalu.target.tulisan, "–");
    assert!(lakip.baris[0].lalu.alasan.as_deref().unwrap().contains("selaras.toml"));
    assert_eq!(lakip.analisis[0].upaya, ["Jurusan Teknologi Informasi (IKK 1.1, TW II): Pelacakan alumni"]);
}

/// A house of so many units, each with an indicator of its own below one of the institution's; every text is `teks`.
/// Two of three units reported.
pub(super) fn rumah_besar(banyak: usize, teks: &str) -> Rumah {
    let unit: Vec<String> = (1..=banyak).map(|n| format!("U{n:03}|Unit {n} {teks}|||")).collect();
    let iku = banyak.clamp(1, 12);
    let mut simpul: Vec<String> = (1..=iku)
        .map(|n| format!("IKU {n}||IKU||Indikator {n} {teks}|%||nilai akhir|rata-rata||60|15|30|45|60"))
        .collect();
    simpul.extend((1..=banyak).map(|n| {
        let atas = (n - 1) % iku + 1;
        format!("IKK {atas}.{n}|IKU {atas}|IKK|U{n:03}|Turunan {n} {teks}|%||nilai akhir|||60|15|30|45|60")
    }));
    let mut berkas = vec![kaskade(&unit.join("\n"), &simpul.join("\n"))];
    berkas.extend((1..=banyak).filter(|n| n % 3 != 0 || banyak == 1).map(|n| {
        let kode = format!("IKK {}.{n}", (n - 1) % iku + 1);
        let isi = format!("{kode}|15|{}|{teks}|{teks}|{teks}|30 Juni 2026", n % 17);
        ukur(&format!("U{n:03}/tw1.xlsx"), &format!("U{n:03}"), Triwulan::I, &isi)
    }));
    Rumah::baru(berkas, Triwulan::I)
}

#[test]
fn the_message_has_at_most_fifteen_lines_that_fit_a_phone() {
    let panjang = "kata yang panjang ".repeat(112);
    assert!(panjang.len() > 2_000);
    for (banyak, teks) in [(0, "x"), (1, "x"), (300, "x"), (300, panjang.as_str()), (1, panjang.as_str())] {
        let mut rumah = rumah_besar(banyak, teks);
        rumah.instansi = format!("Instansi {teks}");
        let pesan = rekap_teks(&rumah.bahan());
        assert!(pesan.lines().count() <= 15, "{pesan}");
        assert!(pesan.lines().all(|baris| (1..=70).contains(&baris.chars().count())), "{pesan}");
    }
}

#[test]
fn the_message_answers_in_the_order_that_leadership_asks() {
    let mut rumah = rumah_besar(7, "x");
    rumah.instansi = "Politeknik Contoh".into();
    insta::assert_snapshot!(rekap_teks(&rumah.bahan()));
}

#[test]
fn last_years_table_is_read_and_what_does_not_fit_says_why() {
    let teks = r#"{"tahun":2025,"sampai":"s.d. TW IV","baris":[
        {"kode":"IKU 1","indikator":"Lulusan bekerja","satuan":"%","target":{"angka":55.0,"digit":0,"tulisan":"55"},
         "realisasi":{"angka":50.0,"tulisan":"50"},"capaian":{"angka":90.909,"tulisan":"90,9"}},
        {"kode":"IKU 2","indikator":"Predikat SAKIP","satuan":"Angka","target":{"angka":null,"tulisan":"B"},
         "realisasi":{"angka":null,"tulisan":"B"},"capaian":{"angka":100.0,"tulisan":"100,0"}}]}"#;
    let mut rumah = rumah();
    rumah.tahun_lalu = TahunLalu::baca(teks, 2025);
    let lakip = rumah.rekap().lakip;
    let lalu = |nomor: usize| &lakip.baris[nomor].lalu;
    assert_eq!([&lalu(0).target.tulisan, &lalu(0).realisasi.tulisan, &lalu(0).capaian.tulisan], ["55", "50", "90,9"]);
    assert_eq!(lalu(1).alasan.as_deref(), Some("tahun lalu IKU 2 diukur dalam Angka"));
    // The year is measured against its target: 12 of 60.
    assert_eq!(lakip.baris[0].capaian.tulisan, "20,0");
    assert!(TahunLalu::baca(teks, 2024).catatan.unwrap().contains("berisi tahun 2025, bukan 2024"));
    assert!(TahunLalu::baca("{", 2025).catatan.unwrap().contains("tidak dapat dibaca"));
}

#[test]
fn a_house_of_any_size_and_any_text_has_its_page_and_says_what_was_cut() {
    let panjang = "kata yang panjang ".repeat(112);
    for (banyak, teks) in [(0, "x"), (1, panjang.as_str()), (300, "x"), (300, panjang.as_str())] {
        let rumah = rumah_besar(banyak, teks);
        let buku = rekap(&rumah.bahan()).unwrap();
        let halaman = bagian(&buku, "xl/worksheets/sheet1.xml");
        // One page: fitted, and no other number of pages asked for.
        assert!(
            halaman.contains("fitToPage=\"1\"")
                && !halaman.contains("fitToHeight=")
                && !halaman.contains("fitToWidth=")
        );
        let tinggi = halaman.split(" ht=\"").skip(1).filter_map(|sisa| sisa.split('"').next()?.parse::<f64>().ok());
        let jumlah: f64 = tinggi.sum();
        assert!((100.0..1_500.0).contains(&jumlah), "{banyak} units: {jumlah} points");
        let isi = bagian(&buku, "xl/sharedStrings.xml");
        if banyak == 300 {
            for cuplikan in ["… dan 284 unit lainnya, lihat lembar Unit.", "lainnya, lihat lembar Merah."] {
                assert!(isi.contains(cuplikan), "{cuplikan}");
            }
        }
    }
}

#[test]
fn the_recap_of_a_unit_holds_its_own_figures_and_nothing_of_others() {
    let rumah = rumah();
    let semua = rumah.rekap();
    let satu = semua.milik("Jurusan Teknologi Informasi", &["JTI"], &rumah.profil);
    assert_eq!(satu.judul, "Rekap Kinerja Jurusan Teknologi Informasi Tahun 2026");
    assert_eq!(satu.iku.len(), semua.unit[0].indikator.len());
    assert_eq!(satu.iku[0].indikator, semua.unit[0].indikator[0].indikator);
    assert_eq!((satu.ringkas.lapor, satu.merah.len()), ((1, 1), 1));
    assert!(!serde_json::to_string(&satu.unit).unwrap().contains("JAK"));
    assert_eq!(satu.kartu[0].nilai, semua.unit[0].capaian);
}

#[test]
fn an_indicator_that_supports_nothing_still_stands_on_the_map() {
    let simpul = format!("{SIMPUL}\n    IKK 9.9||IKK|JAK|Berdiri sendiri|%||nilai akhir|||60|15|30|45|60");
    let berkas = vec![kaskade(UNIT, &simpul), ukur("JAK/tw1.xlsx", "JAK", Triwulan::I, "IKK 9.9|15|3|-|-|-|-")];
    let peta = Rumah::baru(berkas, Triwulan::I).rekap().peta;
    assert_eq!(peta.kolom.last().map(|kolom| kolom.kode.as_str()), Some("Lain"));
    assert_eq!(peta.baris[1].petak[2].as_ref().map(|petak| petak.tulisan.as_str()), Some("■ 20,0"));
}
