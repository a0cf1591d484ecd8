//! Two states of small houses.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::*;
use crate::domain::dokumen::PeranTabel;
use crate::finding::Temuan;
use crate::tables::uji::{berkas, dokumen, kaskade, susun};
use crate::tables::{Berkas, Tables};

const UNIT: &str = "JTI|Jurusan Teknologi Informasi|||\nJAK|Jurusan Akuntansi|||";
const SIMPUL: &str = "IKK 1.1||IKK|JTI|Lulusan bekerja|%||nilai akhir|||60|15|30|45|60";

fn pk(jalur: &str, unit: &str, isi: &str) -> Berkas {
    let dokumen = dokumen().unit(unit).tabel(PeranTabel::Indikator, &format!("no|kode|indikator|satuan|target\n{isi}"));
    berkas(jalur, 2, vec![dokumen.jadi()])
}

fn rumah(berkas: Vec<Berkas>) -> Tables {
    let mut semua = vec![kaskade(UNIT, SIMPUL)];
    semua.extend(berkas);
    susun(semua)
}

fn keadaan(tables: &Tables, temuan: &[Temuan]) -> Keadaan {
    Keadaan::ruang(BahanBanding { tables, temuan, dikecualikan: &[], mati: &BTreeSet::new() })
}

fn di(kode: &str, jalur: &str, sel: &str, pesan: &str) -> Temuan {
    let tempat = Tempat::sel(jalur, "Sheet1", sel.parse().unwrap());
    Temuan::baru(kode, Tingkat::Galat, tempat, pesan, "Perbaiki.").unit(Some("JTI"))
}

fn hari(hari: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, hari).unwrap()
}

/// Each change in a line.
fn baris(unit: &[PerubahanUnit]) -> Vec<String> {
    let satu = |satu: &Perubahan| {
        let b = BarisPerubahan::dari("", satu);
        let bagian = [
            Some(b.keadaan.to_string()),
            b.dokumen,
            b.indikator.map(str::to_string),
            b.isian,
            b.sebelum.map(str::to_string),
            b.sesudah.map(str::to_string),
            b.kode.map(str::to_string),
            b.sel,
        ];
        bagian.into_iter().flatten().collect::<Vec<_>>().join(" | ")
    };
    unit.iter().flat_map(|milik| milik.isi.iter().map(satu)).collect()
}

const LAMA: &str = "1|IKK 1.1|Lulusan bekerja|%|50\n2||Dosen bersertifikat|Orang|7\n3||Buku terbit|Judul|4";

#[test]
fn a_row_put_in_between_is_one_change_and_a_figure_is_told_with_both_values() {
    let lama = keadaan(&rumah(vec![pk("a.xlsx", "JTI", LAMA)]), &[]);
    let isi = "1||Kerja sama baru|Mitra|9\n2|IKK 1.1|Lulusan bekerja|%|56\n3||Dosen bersertifikat|Orang|7\n4||Buku terbit|Judul|";
    let baru = keadaan(&rumah(vec![pk("surat.eml/a - koreksi.xlsx", "JTI", isi)]), &[]);
    assert_eq!(
        baris(&bandingkan(&lama, &baru).unwrap()),
        [
            "baris baru | PK | Kerja sama baru | satuan Mitra; target 9 | C11",
            "diubah | PK | IKK 1.1 Lulusan bekerja | target | 50 | 56 | E12",
            "dikosongkan | PK | Buku terbit | target | 4 | E13",
        ]
    );
    assert_eq!(bandingkan(&baru, &baru).unwrap(), Vec::new());
}

#[test]
fn actions_of_one_indicator_are_paired_by_what_they_say() {
    let ra = |jalur: &str, isi: &str| {
        let isi = format!("indikator|rencana_aksi|waktu\n{isi}");
        let dokumen = dokumen().jenis(JenisDokumen::RencanaAksi).unit("JTI").tabel(PeranTabel::Indikator, &isi);
        keadaan(&rumah(vec![berkas(jalur, 2, vec![dokumen.jadi()])]), &[])
    };
    let lama = ra("a.xlsx", "Lulusan bekerja|Pelatihan|TW 1\n+|Magang|TW 2\n+|Bursa kerja|TW 3");
    let baru = ra("b.xlsx", "Lulusan bekerja|Rapat|TW 1\n+|Pelatihan|TW 1\n+|Magang|TW 4\n+|Bursa kerja|TW 3");
    let tampak = baris(&bandingkan(&lama, &baru).unwrap());
    assert!(
        tampak.contains(&"diubah | RA | IKK 1.1 Lulusan bekerja | waktu | TW 2 | TW 4 | C13".to_string()),
        "{tampak:?}"
    );
    let baris_baru: Vec<_> = tampak.iter().filter(|satu| satu.starts_with("baris baru")).collect();
    assert_eq!(baris_baru.len(), 1, "{tampak:?}");
    assert!(baris_baru[0].contains("rencana aksi Rapat"), "{tampak:?}");
}

#[test]
fn a_document_that_comes_or_goes_is_one_change() {
    let kosong = keadaan(&rumah(vec![]), &[]);
    let ada = keadaan(&rumah(vec![pk("a.xlsx", "JTI", LAMA)]), &[di("PK01", "a.xlsx", "E11", "Target kosong.")]);
    assert_eq!(baris(&bandingkan(&kosong, &ada).unwrap()), ["dokumen baru | PK", "baru | PK | target | PK01 | E11"]);
    let hilang = baris(&bandingkan(&ada, &kosong).unwrap());
    assert_eq!(hilang, ["dokumen tidak ada lagi | PK", "tidak dapat diperiksa | PK | target | PK01 | E11"]);
}

#[test]
fn a_finding_is_the_same_wherever_its_row_moved_and_whatever_its_figures_say() {
    let temuan = [
        di("PK03", "a.xlsx", "E11", "Target 50, kaskade 60."),
        di("PK01", "a.xlsx", "E13", "Target kosong."),
        di("PK02", "a.xlsx", "C12", "Tertulis dua kali."),
    ];
    let lama = keadaan(&rumah(vec![pk("a.xlsx", "JTI", LAMA)]), &temuan);
    let isi = "1||Kerja sama baru|Mitra|9\n2|IKK 1.1|Lulusan bekerja|%|56\n3||Dosen bersertifikat|Orang|7\n4||Buku terbit|Judul|5";
    let temuan = [di("PK03", "b.xlsx", "E12", "Target 56, kaskade 60."), di("PK01", "b.xlsx", "D11", "Satuan kosong.")];
    let baru = keadaan(&rumah(vec![pk("b.xlsx", "JTI", isi)]), &temuan);
    let perubahan = bandingkan(&lama, &baru).unwrap();
    let tampak: Vec<String> = baris(&perubahan).into_iter().filter(|satu| satu.contains("PK0")).collect();
    assert_eq!(
        tampak,
        [
            "sudah diperbaiki | PK | indikator | PK02 | C12",
            "sudah diperbaiki | PK | target | PK01 | E13",
            "masih ada | PK | target | PK03 | E12",
            "baru | PK | satuan | PK01 | D11",
        ]
    );
    let kalimat = perubahan[0].kalimat().unwrap();
    assert_eq!(kalimat, "Dari 3 catatan sebelumnya, 2 sudah diperbaiki dan 1 masih ada. Ada 1 catatan baru.");
}

#[test]
fn a_finding_that_a_waiver_or_a_setting_takes_away_was_not_mended() {
    let tables = rumah(vec![pk("a.xlsx", "JTI", LAMA)]);
    let temuan = [di("PK03", "a.xlsx", "E11", "Satu."), di("PK01", "a.xlsx", "E12", "Dua.")];
    let lama = keadaan(&tables, &temuan);
    let mati = BTreeSet::from(["PK01".to_string()]);
    let baru = Keadaan::ruang(BahanBanding { tables: &tables, temuan: &[], dikecualikan: &temuan[..1], mati: &mati });
    let nasib: Vec<Nasib> = bandingkan(&lama, &baru).unwrap()[0].isi.iter().map(|satu| satu.nasib).collect();
    assert_eq!(nasib, [Nasib::TidakDiminta, Nasib::TidakDiminta]);
}

#[test]
fn what_is_due_is_told_apart_by_its_words() {
    let belum =
        |pesan: &str| Temuan::baru("AL01", Tingkat::Galat, Tempat::default(), pesan, "Kirim.").unit(Some("JTI"));
    let tables = rumah(vec![]);
    let lama =
        keadaan(&tables, &[belum("PK belum diterima, lewat 3 hari."), belum("TW II belum diterima, lewat 3 hari.")]);
    let baru = keadaan(&tables, &[belum("TW II belum diterima, lewat 10 hari.")]);
    let perubahan = bandingkan(&lama, &baru).unwrap();
    let pesan: Vec<_> =
        perubahan[0].isi.iter().map(|satu| (satu.nasib, satu.catatan.as_ref().unwrap().pesan.as_str())).collect();
    assert_eq!(
        pesan,
        [
            (Nasib::Diperbaiki, "PK belum diterima, lewat 3 hari."),
            (Nasib::MasihAda, "TW II belum diterima, lewat 10 hari."),
        ]
    );
    assert_eq!(perubahan[0].kalimat(), None, "no letter counts what was never sent");
}

#[test]
fn a_repeated_run_says_the_same_and_a_comparison_stays_until_the_unit_sends_again() {
    let satu = |target: &str| format!("1|IKK 1.1|Lulusan bekerja|%|{target}");
    let rumah_ini = |jti: (&str, &str), jak: (&str, &str)| {
        rumah(vec![pk(jti.0, "JTI", &satu(jti.1)), pk(jak.0, "JAK", &satu(jak.1))])
    };
    let galat = [di("PK03", "jti.xlsx", "E11", "Target 50, kaskade 60.")];
    let awal = rumah_ini(("jti.xlsx", "50"), ("jak.xlsx", "5"));
    let (pertama, perubahan) = Putaran::lanjut(None, keadaan(&awal, &galat), hari(1)).unwrap();
    assert_eq!((perubahan.sebelumnya, perubahan.unit.len()), (None, 0));
    let (lagi, perubahan) = Putaran::lanjut(Some(pertama.clone()), keadaan(&awal, &galat), hari(1)).unwrap();
    assert_eq!((perubahan.putaran.len(), perubahan.unit.len()), (0, 0));
    assert_eq!(lagi.tulis(), pertama.tulis());

    let kedua = rumah_ini(("jti2.xlsx", "60"), ("jak.xlsx", "5"));
    let (ingat, perubahan) = Putaran::lanjut(Some(lagi), keadaan(&kedua, &[]), hari(8)).unwrap();
    assert_eq!(perubahan.putaran, [perubahan.unit[0].1.clone()]);
    let kalimat = perubahan.milik("JTI").unwrap().kalimat();
    assert_eq!(kalimat.as_deref(), Some("Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih."));

    // Somebody else sends: what JTI changed is still told, with its own days.
    let ketiga = rumah_ini(("jti2.xlsx", "60"), ("jak2.xlsx", "6"));
    let ingat = Putaran::baca(&ingat.tulis()).unwrap();
    let (ingat, sesudah) = Putaran::lanjut(Some(ingat), keadaan(&ketiga, &[]), hari(9)).unwrap();
    let unit = |perubahan: &[PerubahanUnit]| perubahan.iter().map(|satu| satu.unit.clone()).collect::<Vec<_>>();
    assert_eq!(unit(&sesudah.putaran), ["JAK"]);
    assert_eq!(sesudah.milik("JTI"), perubahan.milik("JTI"));
    assert!(
        sesudah.unit.iter().any(|(versi, satu)| satu.unit == "JTI" && *versi == Versi { lama: hari(1), baru: hari(8) })
    );

    // And what vanishes is said, run after run.
    let (ingat, hilang) = Putaran::lanjut(Some(ingat), keadaan(&rumah(vec![]), &[]), hari(10)).unwrap();
    assert_eq!(unit(&hilang.putaran), ["JAK", "JTI"]);
    let ingat = Putaran::baca(&ingat.tulis()).unwrap();
    let (_, lagi) = Putaran::lanjut(Some(ingat), keadaan(&rumah(vec![]), &[]), hari(10)).unwrap();
    assert_eq!((lagi.putaran.len(), lagi.unit), (0, hilang.unit));
}

#[test]
fn what_another_version_remembers_is_not_compared_with() {
    let (putaran, _) = Putaran::lanjut(None, keadaan(&rumah(vec![pk("a.xlsx", "JTI", LAMA)]), &[]), hari(1)).unwrap();
    let isi = putaran.tulis();
    assert_eq!(Putaran::baca(&isi), Ok(putaran));
    let lain = [b"selaras 0.0".as_slice(), &isi["selaras ".len()..]].concat();
    assert_eq!(Putaran::baca(&lain), Err(PutaranError::VersiLain));
    assert_eq!(Putaran::baca(&isi[..isi.len() / 2]), Err(PutaranError::Rusak));
    assert_eq!(Putaran::baca(b""), Err(PutaranError::Rusak));
    for letak in [isi.len() / 2, isi.len() - 1] {
        let mut rusak = isi.clone();
        rusak[letak] ^= 1;
        assert_eq!(Putaran::baca(&rusak), Err(PutaranError::Rusak), "byte {letak}");
    }
}
