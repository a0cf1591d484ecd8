//! The reports of small houses.
#![allow(clippy::unwrap_used)]

mod cetak;
#[cfg(feature = "pdf")]
mod pdf;
mod rekap;

use std::io::{Cursor, Read};

use chrono::{NaiveDate, NaiveDateTime};

use super::*;
use crate::cascade::{HasilSimpul, Kaskade, gulung};
use crate::domain::capaian::{NamaProfil, Profil, Skala, Warna};
use crate::domain::dokumen::{JenisDokumen, PeranTabel};
use crate::domain::periode::Kurun;
use crate::domain::surel::AsalSurel;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Tempat, Temuan, Tingkat};
use crate::recap::kepatuhan::Keadaan;
use crate::recap::model::TahunLalu;
use crate::recap::ulangan;
use crate::tables::Berkas;
use crate::tables::uji::{berkas, dokumen, kaskade, susun};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|||\nJAK|Jurusan Akuntansi|||";
const SIMPUL: &str = "IKU 1||IKU||Lulusan bekerja|%||nilai akhir|rata-rata||60|15|30|45|60
    IKU 2||IKU||Predikat SAKIP|Predikat||nilai akhir|langsung||BB|BB|BB|BB|BB
    IKK 1.1|IKU 1|IKK|JTI|Lulusan JTI bekerja|%||nilai akhir|||60|15|30|45|60
    IKK 1.2|IKU 1|IKK|JAK|Lulusan JAK bekerja|%||nilai akhir|||60|15|30|45|60";
const KEPALA: &str = "kode|target.tw|realisasi.tw|kendala|tindak_lanjut|penanggung_jawab|batas_waktu";

/// Everything that a run would hand over.
struct Rumah {
    tables: Tables,
    kaskade: Kaskade,
    hasil: Vec<HasilSimpul>,
    temuan: Vec<Temuan>,
    profil: Profil,
    tenggat: Tenggat,
    instansi: String,
    triwulan: Triwulan,
    tahun_lalu: TahunLalu,
    kurun: Option<Kurun>,
}

impl Rumah {
    fn baru(berkas: Vec<Berkas>, triwulan: Triwulan) -> Self {
        let tables = susun(berkas);
        let kaskade = Kaskade::dari(&tables);
        let profil = Profil::baku(NamaProfil::Umum);
        let hasil = gulung(&kaskade, &tables, &profil, triwulan);
        let hari = |bulan, hari| NaiveDate::from_ymd_opt(2026, bulan, hari);
        let tenggat =
            Tenggat { pk: hari(2, 28), rencana_aksi: None, triwulan: [hari(4, 10), hari(7, 10), hari(10, 10), None] };
        Self {
            tables,
            kaskade,
            hasil,
            temuan: Vec::new(),
            profil,
            tenggat,
            instansi: "Politeknik Contoh".into(),
            triwulan,
            tahun_lalu: TahunLalu::default(),
            kurun: None,
        }
    }

    fn bahan(&self) -> BahanLaporan<'_> {
        BahanLaporan {
            tables: &self.tables,
            kaskade: &self.kaskade,
            hasil: &self.hasil,
            temuan: &self.temuan,
            dikecualikan: &[],
            instansi: &self.instansi,
            tahun: 2026,
            profil: &self.profil,
            tenggat: &self.tenggat,
            dibuat: saat(),
            triwulan: self.triwulan,
            kurun: self.kurun.unwrap_or(Kurun::Triwulan(self.triwulan)),
            terbaru: self.triwulan,
            tahun_lalu: &self.tahun_lalu,
            dilewati: &[],
            perubahan: None,
        }
    }

    fn rekap(&self) -> Rekap {
        model_rekap(&self.bahan())
    }
}

fn saat() -> NaiveDateTime {
    NaiveDate::from_ymd_opt(2026, 7, 20).unwrap().and_hms_opt(8, 0, 0).unwrap()
}

fn ukur(jalur: &str, unit: &str, tw: Triwulan, isi: &str) -> Berkas {
    let dokumen = dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .unit(unit)
        .triwulan(tw)
        .tabel(PeranTabel::Indikator, &format!("{KEPALA}\n{isi}"))
        .jadi();
    berkas(jalur, 9 + tw.nomor(), vec![dokumen])
}

/// JTI reported both quarters and is red in the second, JAK the first only.
fn rumah() -> Rumah {
    Rumah::baru(
        vec![
            kaskade(UNIT, SIMPUL),
            ukur("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
            ukur("JTI/tw2.xlsx", "JTI", Triwulan::II, "IKK 1.1|30|12|=1+1|Pelacakan alumni|Kajur|30 September 2026"),
            surel(ukur("surat.eml/JAK tw1.xlsx", "JAK", Triwulan::I, "IKK 1.2|15|15|-|-|-|-")),
        ],
        Triwulan::II,
    )
}

/// The same file, received by mail on its day.
fn surel(berkas: Berkas) -> Berkas {
    Berkas { asal_surel: Some(AsalSurel { tanggal: berkas.diterima, ..AsalSurel::default() }), ..berkas }
}

/// The parts of a workbook that match, joined.
fn bagian(buku: &[u8], cocok: &str) -> String {
    let mut paket = zip::ZipArchive::new(Cursor::new(buku)).unwrap();
    let mut hasil = String::new();
    for nomor in 0..paket.len() {
        let mut satu = paket.by_index(nomor).unwrap();
        if satu.name().unwrap().contains(cocok) {
            satu.read_to_string(&mut hasil).unwrap();
        }
    }
    hasil
}

#[test]
fn equal_input_gives_equal_bytes() {
    let (satu, dua) = (rumah(), rumah());
    assert_eq!(konsolidasi(&satu.bahan()).unwrap(), konsolidasi(&dua.bahan()).unwrap());
    assert_eq!(rekap(&satu.bahan()).unwrap(), rekap(&dua.bahan()).unwrap());
}

#[test]
fn the_consolidated_workbook_has_its_eight_sheets_each_a_table() {
    let buku = konsolidasi(&rumah().bahan()).unwrap();
    let xml = bagian(&buku, "xl/workbook.xml");
    let nama: Vec<&str> = xml.split("<sheet name=\"").skip(1).filter_map(|sisa| sisa.split('"').next()).collect();
    assert_eq!(nama, ["PK", "Rencana Aksi", "Pengukuran", "Anggaran", "Kaskade", "Kepatuhan", "Temuan", "Sumber"]);
    assert_eq!(bagian(&buku, "xl/tables/").matches("<autoFilter").count(), 8);
    let lembar = bagian(&buku, "xl/worksheets/sheet");
    for (isi, banyak) in [("state=\"frozen\"", 8), ("paperSize=\"9\" ", 8), ("orientation=\"landscape\"", 8)] {
        assert_eq!(lembar.matches(isi).count(), banyak, "{isi}");
    }
    assert!(lembar.contains("outlineLevel=\"1\""));
    assert!(xml.contains("Print_Titles"));
}

#[test]
fn what_a_unit_typed_is_never_a_formula() {
    let rumah = rumah();
    for buku in [konsolidasi(&rumah.bahan()).unwrap(), rekap(&rumah.bahan()).unwrap()] {
        assert!(!bagian(&buku, "xl/worksheets/sheet").contains("<f>1+1</f>"));
        assert!(bagian(&buku, "xl/sharedStrings.xml").contains("<t>=1+1</t>"));
    }
}

#[test]
fn capaian_is_a_formula_with_its_result() {
    let buku = konsolidasi(&rumah().bahan()).unwrap();
    let pengukuran = bagian(&buku, "xl/worksheets/sheet3.xml");
    assert!(pengukuran.contains("100*L5/J5"), "{pengukuran}");
    assert!(pengukuran.contains("<v>40</v>"));
    let kaskade = bagian(&buku, "xl/worksheets/sheet5.xml");
    assert!(kaskade.contains("AVERAGE("), "{kaskade}");
    assert!(kaskade.contains("<f>Pengukuran!L"));
}

#[test]
fn a_scale_of_the_institution_stands_beside_the_traffic_light() {
    let mut rumah = rumah();
    let ada =
        |rumah: &Rumah| bagian(&konsolidasi(&rumah.bahan()).unwrap(), "xl/sharedStrings.xml").contains("Sangat Rendah");
    assert!(!ada(&rumah));
    rumah.profil.skala = Skala::LimaTingkat;
    assert!(ada(&rumah));
    assert!(bagian(&rekap(&rumah.bahan()).unwrap(), "xl/sharedStrings.xml").contains("Sangat Rendah"));
}

#[test]
fn control_characters_never_reach_the_file() {
    let mut rumah = rumah();
    rumah.instansi = "Politeknik\u{0}\u{b} & \"Contoh\" <1>".into();
    rumah.temuan.push(Temuan::baru(
        "XX01",
        Tingkat::Galat,
        Tempat { berkas: "a\u{1}b.xlsx".into(), lembar: Some("L\u{2}".into()), sel: vec!["A1".parse().unwrap()] },
        "pesan\u{3}",
        "saran",
    ));
    for buku in [konsolidasi(&rumah.bahan()).unwrap(), rekap(&rumah.bahan()).unwrap()] {
        let xml = bagian(&buku, "");
        assert!(!xml.chars().any(|huruf| huruf.is_control() && !"\n\r\t".contains(huruf)));
    }
}

#[test]
fn a_figure_from_some_says_from_how_many_and_names_the_rest() {
    let rekap = rumah().rekap();
    let iku = &rekap.iku[0];
    assert_eq!(iku.dari, (1, 2));
    assert_eq!(iku.belum, ["Jurusan Akuntansi (IKK 1.2)"]);
    assert_eq!(iku.indikator.posisi.realisasi.angka, Some(12.0));
    assert_eq!(
        (iku.indikator.posisi.tren[0].capaian.angka, iku.indikator.posisi.tren[1].capaian.angka),
        (Some(100.0), Some(40.0))
    );
    let rata = rekap.ringkas.rata_rata.unwrap();
    assert_eq!((rata.nilai, rata.dihitung, rata.dilewati), (40.0, 1, 1));
}

#[test]
fn missing_data_is_grey_and_never_zero() {
    let rekap = rumah().rekap();
    let predikat = &rekap.iku[1].indikator.posisi;
    assert_eq!((predikat.capaian.angka, predikat.warna()), (None, Warna::AbuAbu));
    assert_eq!((predikat.target.tulisan.as_str(), predikat.realisasi.tulisan.as_str()), ("BB", "–"));
    assert_eq!(rekap.ringkas.iku, [0, 0, 1, 1]);
    assert_eq!(rekap.ringkas.serapan, None);
}

#[test]
fn what_is_red_tells_why_and_who_acts() {
    let rekap = rumah().rekap();
    let [satu] = rekap.merah.as_slice() else { panic!("{:?}", rekap.merah) };
    assert_eq!((satu.unit.as_str(), satu.isi.indikator.posisi.capaian.angka), ("JTI", Some(40.0)));
    assert_eq!(satu.isi.uraian.tindak_lanjut.isi.as_deref(), Some("Pelacakan alumni"));
    assert_eq!(satu.isi.uraian.batas_waktu.isi.as_deref(), Some("30 September 2026"));
    assert_eq!(satu.isi.uraian.asal.as_ref().unwrap().berkas, "JTI/tw2.xlsx");
}

#[test]
fn the_matrix_tells_late_from_missing_from_not_due() {
    let rekap = rumah().rekap();
    let keadaan = |unit: usize| -> Vec<Keadaan> {
        rekap.kepatuhan.baris[unit].petak.iter().map(|petak| petak.keadaan.clone()).collect()
    };
    let lambat = NaiveDate::from_ymd_opt(2026, 4, 10).unwrap();
    // Without a deadline the Rencana Aksi is missed at once. A folder's date accuses nobody, a mail's is believed.
    assert_eq!(
        keadaan(0),
        [
            Keadaan::Belum,
            Keadaan::Belum,
            Keadaan::Masuk(None),
            Keadaan::Masuk(None),
            Keadaan::BelumJatuhTempo,
            Keadaan::BelumJatuhTempo
        ]
    );
    assert_eq!(keadaan(1)[2..4], [Keadaan::Masuk(Some(lambat)), Keadaan::Belum]);
    assert_eq!(rekap.ringkas.lapor, (1, 2));
}

#[test]
fn a_mail_after_the_deadline_is_late_by_its_days() {
    let mut rumah = rumah();
    rumah.tenggat.triwulan[0] = NaiveDate::from_ymd_opt(2026, 4, 7);
    let petak = &rumah.rekap().kepatuhan.baris[1].petak[2];
    assert_eq!(petak.keadaan, Keadaan::Terlambat(NaiveDate::from_ymd_opt(2026, 4, 10).unwrap(), 3));
    assert_eq!(petak.berkas.as_deref(), Some("surat.eml/JAK tw1.xlsx"));
}

#[test]
fn a_quarter_that_a_later_form_repeats_counts_once() {
    let tahunan = dokumen()
        .jenis(JenisDokumen::Pengukuran)
        .unit("JTI")
        .triwulan(Triwulan::II)
        .tabel(PeranTabel::Indikator, "kode|target.tw1|target.tw2|realisasi.tw1|realisasi.tw2\nIKK 1.1|15|30|15|33")
        .jadi();
    let berkas = vec![
        kaskade(UNIT, SIMPUL),
        ukur("JTI/tw1.xlsx", "JTI", Triwulan::I, "IKK 1.1|15|15|-|-|-|-"),
        berkas("JTI/tw2.xlsx", 12, vec![tahunan]),
    ];
    let rumah = Rumah::baru(berkas, Triwulan::II);
    assert_eq!(rumah.tables.pengukuran().len(), 3);
    assert_eq!(ulangan::pengukuran(&rumah.tables).len(), 1);
    let buku = konsolidasi(&rumah.bahan()).unwrap();
    assert!(bagian(&buku, "xl/sharedStrings.xml").contains("mengulang; yang dihitung dari JTI/tw1.xlsx"));
}

#[test]
fn a_house_without_anything_still_has_its_reports() {
    let rumah = Rumah::baru(Vec::new(), Triwulan::I);
    let rekap_kosong = rumah.rekap();
    assert_eq!(rekap_kosong.ringkas.semua_iku(), 0);
    assert!(bagian(&konsolidasi(&rumah.bahan()).unwrap(), "sharedStrings").contains("Tidak ada data."));
    assert!(bagian(&rekap(&rumah.bahan()).unwrap(), "sharedStrings").contains("Kaskade IKU belum diisi."));
}

#[test]
fn lists_that_do_not_fit_the_page_say_that_they_were_cut() {
    let unit: Vec<String> = (1..=40).map(|n| format!("U{n:02}|Unit Nomor {n}|||")).collect();
    let mut simpul: Vec<String> =
        (1..=30).map(|n| format!("IKU {n}||IKU||Indikator {n}|%||nilai akhir|rata-rata||60|15|30|45|60")).collect();
    simpul.extend((1..=40).map(|n| {
        format!("IKK {0}.{n}|IKU {0}|IKK|U{n:02}|Turunan {n}|%||nilai akhir|||60|15|30|45|60", (n - 1) % 30 + 1)
    }));
    let mut semua = vec![kaskade(&unit.join("\n"), &simpul.join("\n"))];
    semua.extend((1..=40).map(|n| {
        let kode = format!("IKK {}.{n}", (n - 1) % 30 + 1);
        ukur(&format!("U{n:02}/tw1.xlsx"), &format!("U{n:02}"), Triwulan::I, &format!("{kode}|15|{}|-|-|-|-", n % 20))
    }));
    let rumah = Rumah::baru(semua, Triwulan::I);
    let buku = rekap(&rumah.bahan()).unwrap();
    let teks = bagian(&buku, "xl/sharedStrings.xml");
    for cuplikan in
        ["… dan 18 lainnya, lihat lembar IKU.", "… dan 24 unit lainnya, lihat lembar Unit.", "lihat lembar Merah."]
    {
        assert!(teks.contains(cuplikan), "{cuplikan}");
    }
}

#[test]
fn every_file_of_hasil_is_written_and_nothing_else() {
    let ruang = tempfile::tempdir().unwrap();
    let keluaran = tulis_semua(&rumah().bahan(), ruang.path()).unwrap();
    let mut ada: Vec<PathBuf> = Vec::new();
    for folder in [ruang.path().to_path_buf(), ruang.path().join("data")] {
        let isi = std::fs::read_dir(folder).unwrap().map(|entri| entri.unwrap().path());
        ada.extend(isi.filter(|jalur| jalur.is_file()));
    }
    let mut tersebut: Vec<PathBuf> = keluaran.into_iter().filter(|jalur| jalur.is_file()).collect();
    ada.sort();
    tersebut.sort();
    assert_eq!(ada, tersebut);
    for nama in
        ["konsolidasi-2026.xlsx", "rekap-2026.xlsx", "data/temuan.parquet", "data/temuan.jsonl", "data/berkas.parquet"]
    {
        assert!(ruang.path().join(nama).is_file(), "{nama}");
    }
}
