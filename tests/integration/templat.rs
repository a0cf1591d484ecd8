//! Templates both ways: what a definition writes, the reader reads back, also after an office program has saved it anew.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::sample::Index;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::{BerkasTerbaca, JenisBaris, JenisDokumen, PeranLembar, PeranTabel, Tabel};
use selaras::domain::kolom::{Bacaan, Bidang, Kolom};
use selaras::domain::nilai::{Isian, Nilai};
use selaras::domain::triwulan::Triwulan;
use selaras::extract::{baris_lengkap, extract};
use selaras::template::tulis::{self, BarisIsi, IsiFormulir, PejabatIsi, SelIsi};
use selaras::template::{Pustaka, TabelTemplat, Templat};
use selaras::workbook::{self, limits::Limits};

use crate::bersama::{salin_sampel, selaras, teks};

fn pustaka() -> Pustaka {
    Pustaka::bawaan().expect("the shipped definitions")
}

/// Every shipped form; the cascade workbook has a writer of its own.
fn semua_formulir(pustaka: &Pustaka) -> impl Iterator<Item = &Templat> {
    pustaka.templat.iter().filter(|templat| templat.jenis != JenisDokumen::Kaskade)
}

fn isi(profil: &Profil) -> IsiFormulir<'_> {
    IsiFormulir {
        instansi: "Politeknik Contoh".into(),
        unit: Some(("JTI".into(), "Jurusan Teknologi Informasi".into())),
        pihak_pertama: PejabatIsi {
            jabatan: Some("Ketua Jurusan Teknologi Informasi".into()),
            nama: Some("Contoh Pertama".into()),
            nip: Some("197001011995011001".into()),
        },
        pihak_kedua: PejabatIsi {
            jabatan: Some("Direktur Politeknik Contoh".into()),
            nama: Some("Contoh Kedua".into()),
            nip: None,
        },
        tahun: 2026,
        triwulan: None,
        indikator: Vec::new(),
        anggaran: Vec::new(),
        kosong: 5,
        profil,
        diperiksa: Vec::new(),
        sandi: None,
        dibuat: chrono::NaiveDateTime::default(),
    }
}

/// The quarter of a form, when its kind has one.
fn triwulan(templat: &Templat) -> Option<Triwulan> {
    (templat.jenis == JenisDokumen::Pengukuran).then_some(Triwulan::II)
}

fn tabel(templat: &Templat, peran: PeranTabel) -> Option<&TabelTemplat> {
    templat.tabel.iter().find(|tabel| tabel.peran == peran)
}

fn baca(byte: &[u8], pustaka: &Pustaka) -> BerkasTerbaca {
    let buku = workbook::read(byte, &Limits::default()).expect("a readable workbook");
    let berkas = extract(&buku, pustaka);
    for lembar in &berkas.lembar {
        assert!(baris_lengkap(lembar), "rows of {} do not add up", lembar.nama);
    }
    berkas
}

/// Kinds of value of domain section 6 as they are typed, with what they mean.
fn ragam_nilai() -> Vec<(SelIsi, Nilai)> {
    let teks = |teks: &str| SelIsi::Teks(teks.into());
    let baca = |teks: &str| {
        use selaras::domain::nilai::{angka, baca};
        let sel = baca::SelMentah {
            teks,
            angka: None,
            format_persen: false,
            tanggal: None,
            galat: None,
            belum_dihitung: false,
        };
        baca::baca(&sel, Bacaan::Nilai, &angka::keputusan_kolom(std::iter::empty(), false), None).0
    };
    let tulisan =
        ["BB", "≥ 80", "80 - 90", "100 dari 110 Organisasi", "-", "n/a", "12 Dokumen", "Sangat Baik", "maks. 5"];
    let mut semua: Vec<(SelIsi, Nilai)> = tulisan.iter().map(|satu| (teks(satu), baca(satu))).collect();
    semua.push((SelIsi::Angka(57.5), Nilai::Angka { angka: 57.5, satuan: None }));
    semua.push((SelIsi::Angka(0.0), Nilai::Angka { angka: 0.0, satuan: None }));
    semua.push((SelIsi::Angka(2600.0), Nilai::Angka { angka: 2600.0, satuan: None }));
    semua.push((SelIsi::Persen(62.5), Nilai::Persen { persen: 62.5 }));
    semua
}

/// What a cell of a field holds in row `nomor`, chosen by `pilih`; `None` leaves it open.
fn satu_nilai(kolom: Kolom, nomor: usize, pilih: &Index) -> Option<(SelIsi, Nilai)> {
    let teks = |teks: String| Some((SelIsi::Teks(teks.clone()), Nilai::Teks { teks }));
    let urutan = pilih.index(40);
    match kolom.bidang {
        Bidang::No => Some((SelIsi::Angka(nomor as f64 + 1.0), Nilai::Teks { teks: (nomor + 1).to_string() })),
        Bidang::Kode => teks(format!("IKK 1.{}", nomor + 1)),
        Bidang::Sasaran => teks(format!("Meningkatnya mutu layanan bidang {nomor}")),
        Bidang::Indikator | Bidang::Uraian => teks(format!("Persentase layanan tepat waktu bidang {nomor}")),
        Bidang::Program => teks(format!("Program Layanan {nomor}")),
        Bidang::Satuan => teks("Indeks".into()),
        _ if urutan == 0 => None,
        _ => match kolom.bidang.bacaan() {
            Bacaan::Nilai => {
                let ragam = ragam_nilai();
                let urutan = pilih.index(ragam.len());
                ragam.into_iter().nth(urutan)
            }
            Bacaan::Persen => Some((SelIsi::Angka(95.25), Nilai::Persen { persen: 95.25 })),
            Bacaan::Uang => Some((SelIsi::Angka(1_500_000.0), Nilai::Uang { rupiah: 1_500_000.0 })),
            Bacaan::Tanggal => {
                let tanggal = chrono::NaiveDate::from_ymd_opt(2026, 6, 30)?;
                Some((SelIsi::Tanggal(tanggal), Nilai::Tanggal { tanggal }))
            }
            Bacaan::Waktu => {
                let triwulan = Triwulan::SEMUA.get(pilih.index(4)).copied()?;
                Some((SelIsi::Teks(format!("TW {}", triwulan.nomor())), Nilai::Triwulan { triwulan: vec![triwulan] }))
            }
            Bacaan::Teks | Bacaan::Kode => teks(format!("isian {} baris {nomor}", kolom)),
            Bacaan::Nip => None,
        },
    }
}

type Harapan = Vec<BTreeMap<Kolom, Nilai>>;

/// Rows for a table with every field filled, and what is to be read from them.
fn isi_baris(tabel: &TabelTemplat, pilih: &[Vec<Index>]) -> (Vec<BarisIsi>, Harapan) {
    let mut baris = Vec::new();
    let mut harapan = Vec::new();
    for (nomor, pilih) in pilih.iter().enumerate() {
        let mut isian = BTreeMap::new();
        let mut nilai = BTreeMap::new();
        for (milik, pilih) in tabel.kolom.iter().zip(pilih.iter().cycle()) {
            if let Some((sel, arti)) = satu_nilai(milik.kolom, nomor, pilih)
                && milik.kolom.bidang != Bidang::Abaikan
            {
                isian.insert(milik.kolom, sel);
                nilai.insert(milik.kolom, arti);
            }
        }
        baris.push(BarisIsi { isian, ..BarisIsi::default() });
        harapan.push(nilai);
    }
    (baris, harapan)
}

/// The data rows of a table that was read.
fn baris_data(tabel: &Tabel) -> Vec<&BTreeMap<Kolom, Isian>> {
    let data = tabel.baris.iter().filter(|baris| baris.jenis == JenisBaris::Data);
    data.map(|baris| &baris.isian).collect()
}

fn sama(tertulis: &Nilai, terbaca: &Nilai) -> bool {
    match (tertulis.angka(), terbaca.angka()) {
        (Some(a), Some(b)) => tertulis.kelas() == terbaca.kelas() && (a - b).abs() < 1e-9,
        _ => tertulis == terbaca,
    }
}

/// Whether a form was read by its own definition, or by one whose first table prints the same columns.
fn setara(templat: &Templat, dibaca: &str) -> bool {
    let kolom = |templat: &Templat| -> Vec<(Kolom, Vec<String>)> {
        let tabel = templat.tabel.first();
        tabel
            .map_or_else(Vec::new, |tabel| tabel.kolom.iter().map(|milik| (milik.kolom, milik.jalur.clone())).collect())
    };
    let kanonik = |(_, jalur): &(Kolom, Vec<String>)| jalur.first().cloned();
    let milik: Vec<_> = kolom(templat).iter().filter_map(kanonik).collect();
    pustaka().templat.iter().any(|lain| {
        lain.id == dibaca
            && (lain.id == templat.id || kolom(lain).iter().filter_map(kanonik).collect::<Vec<_>>() == milik)
    })
}

/// Everything that was written and is not read back as it was.
fn perbedaan(templat: &Templat, berkas: &BerkasTerbaca, peran: PeranTabel, harapan: &Harapan) -> Vec<String> {
    let Some(dokumen) = berkas.dokumen.first() else { return vec![format!("{}: tanpa dokumen", templat.id)] };
    let mut beda = Vec::new();
    if !setara(templat, &dokumen.templat) || dokumen.jenis != templat.jenis || berkas.dokumen.len() != 1 {
        beda.push(format!("{}: dibaca sebagai {} ({:?})", templat.id, dokumen.templat, dokumen.jenis));
    }
    let Some(tabel) = dokumen.tabel.iter().find(|tabel| tabel.peran == peran) else {
        return vec![format!("{}: tanpa tabel {peran:?}", templat.id)];
    };
    let terbaca = baris_data(tabel);
    if terbaca.len() != harapan.len() {
        beda.push(format!("{} {peran:?}: {} baris, seharusnya {}", templat.id, terbaca.len(), harapan.len()));
    }
    for (nomor, (terbaca, harapan)) in terbaca.iter().zip(harapan).enumerate() {
        for (kolom, nilai) in harapan {
            match terbaca.get(kolom) {
                Some(isian) if sama(nilai, &isian.nilai) => {}
                lain => beda.push(format!(
                    "{} {peran:?} baris {nomor} {kolom}: {:?}, seharusnya {nilai:?}",
                    templat.id,
                    lain.map(|isian| &isian.nilai)
                )),
            }
        }
    }
    beda
}

/// Writes a form with these rows; the bytes, and what is to be read from them.
fn tulis_terisi(templat: &Templat, pilih: &[Vec<Index>], profil: &Profil) -> (Vec<u8>, Vec<(PeranTabel, Harapan)>) {
    let mut isi = IsiFormulir { triwulan: triwulan(templat), ..isi(profil) };
    let mut harapan = Vec::new();
    for peran in [PeranTabel::Indikator, PeranTabel::Anggaran] {
        let Some(tabel) = tabel(templat, peran) else { continue };
        let (baris, diharapkan) = isi_baris(tabel, pilih);
        match peran {
            PeranTabel::Indikator => isi.indikator = baris,
            _ => isi.anggaran = baris,
        }
        harapan.push((peran, diharapkan));
    }
    (tulis::formulir(&[(templat, isi)]).expect("a workbook"), harapan)
}

fn periksa_pulang_pergi(
    templat: &Templat,
    byte: &[u8],
    pustaka: &Pustaka,
    harapan: &[(PeranTabel, Harapan)],
) -> Vec<String> {
    let berkas = baca(byte, pustaka);
    harapan.iter().flat_map(|(peran, harapan)| perbedaan(templat, &berkas, *peran, harapan)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4))]

    #[test]
    fn every_shipped_form_reads_back_what_was_filled_in(
        pilih in prop::collection::vec(prop::collection::vec(any::<Index>(), 7..13), 1..6)
    ) {
        let pustaka = pustaka();
        let profil = Profil::baku(NamaProfil::Umum);
        let mut beda = Vec::new();
        for templat in semua_formulir(&pustaka) {
            let (byte, harapan) = tulis_terisi(templat, &pilih, &profil);
            beda.extend(periksa_pulang_pergi(templat, &byte, &pustaka, &harapan));
        }
        prop_assert!(beda.is_empty(), "{}", beda.join("\n"));
    }
}

#[test]
fn a_blank_form_is_known_for_what_it_is_and_holds_no_rows() {
    let pustaka = pustaka();
    let profil = Profil::baku(NamaProfil::Umum);
    for templat in semua_formulir(&pustaka) {
        let byte = tulis::formulir(&[(templat, IsiFormulir { triwulan: triwulan(templat), ..isi(&profil) })])
            .expect("a workbook");
        let berkas = baca(&byte, &pustaka);
        assert_eq!(berkas.dokumen.len(), 1, "{}", templat.id);
        assert!(setara(templat, &berkas.dokumen[0].templat), "{} {}", templat.id, berkas.dokumen[0].templat);
        assert_eq!(berkas.dokumen[0].jenis, templat.jenis);
        let baris: usize = berkas.dokumen[0].tabel.iter().map(|tabel| baris_data(tabel).len()).sum();
        assert_eq!(baris, 0, "{}", templat.id);
        assert_eq!(berkas.lembar[1].peran, PeranLembar::Petunjuk);
        assert_eq!(berkas.dokumen[0].tahun.map(|tahun| tahun.nilai), Some(2026));
        assert_eq!(berkas.dokumen[0].triwulan.map(|tw| tw.nilai), triwulan(templat));
    }
}

#[test]
fn a_unit_receives_its_own_indicators_with_their_targets() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["templat", &jalur, "--unit", "JTI", "--jenis", "pk,ra,tw2", "--tanggal", "2026-03-01"]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    let pustaka = pustaka();
    for (nama, jenis) in [
        ("JTI_PK_2026.xlsx", JenisDokumen::Pk),
        ("JTI_RA_2026.xlsx", JenisDokumen::RencanaAksi),
        ("JTI_TW-II_2026.xlsx", JenisDokumen::Pengukuran),
    ] {
        let byte = std::fs::read(ruang.join("hasil/templat/JTI").join(nama)).expect("a form");
        let berkas = baca(&byte, &pustaka);
        assert_eq!(berkas.dokumen[0].jenis, jenis);
        let tabel = &berkas.dokumen[0].tabel[0];
        let indikator: Vec<String> = baris_data(tabel)
            .iter()
            .filter_map(|baris| Some(baris.get(&Bidang::Indikator.tahunan())?.mentah.clone()))
            .collect();
        assert!(indikator.len() >= 5 && indikator[0].starts_with("[IKK 1.1.1] "), "{nama}: {indikator:?}");
        let target = baris_data(tabel)[0].get(&Bidang::Target.tahunan()).expect("a target").nilai.angka();
        assert!(target.is_some(), "{nama}");
    }
}

#[test]
fn all_forms_of_a_unit_fit_into_one_workbook() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["templat", &jalur, "--unit", "JTI", "--gabung"]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    let byte = std::fs::read(ruang.join("hasil/templat/JTI/JTI_formulir_2026.xlsx")).expect("a workbook");
    let berkas = baca(&byte, &pustaka());
    let lembar: Vec<&str> = berkas.dokumen.iter().map(|dokumen| dokumen.lembar.as_str()).collect();
    assert_eq!(lembar, ["Perjanjian Kinerja", "Rencana Aksi", "TW I", "TW II", "TW III", "TW IV"]);
}
