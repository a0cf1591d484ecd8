//! Templates both ways: what a definition writes, the reader reads back, also after an office program has saved it anew.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::sample::Index;
use selaras::domain::baris::IsianBaris;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::{BerkasTerbaca, Fakta, JenisBaris, JenisDokumen, PeranLembar, PeranTabel, Tabel};
use selaras::domain::kolom::{Bacaan, Bidang, Kolom};
use selaras::domain::nilai::Nilai;
use selaras::domain::nilai::angka::KeputusanKolom;
use selaras::domain::nilai::baca::{SelMentah, baca as baca_nilai};
use selaras::domain::polaritas::Polaritas;
use selaras::domain::satuan::satuan_baku;
use selaras::domain::triwulan::Triwulan;
use selaras::extract::{baris_lengkap, extract};
use selaras::forms::tulis::{self, BarisIsi, IndikatorIsi, IsiFormulir, PejabatIsi, SelIsi};
use selaras::template::{Pustaka, TabelTemplat, Templat, rancang};
use selaras::workbook::{self, limits::Limits};

use crate::bersama::{salin_sampel, selaras, teks};
use crate::kantor::Kantor;

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
        ditandatangani: None,
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

/// Every shipped definition: the forms, the register of units and the cascade.
fn semua_definisi(pustaka: &Pustaka) -> impl Iterator<Item = &Templat> {
    pustaka.templat.iter()
}

/// Kinds of value of domain section 6 as they are typed. A text that opens like a formula is still a text.
const ANGKA_TERTULIS: [&str; 16] = [
    "BB",
    "Sangat Baik",
    "≥ 80",
    "maks. 5",
    "80 - 90",
    "100 dari 110 Organisasi",
    "12 Dokumen",
    "57,5",
    "1.234,56",
    "0,9 Angka",
    "75 %",
    "Rp5.294.655.000,00",
    "30 Juni 2026",
    "-",
    "n/a",
    "=SUM(A1:A9)",
];
const UANG_TERTULIS: [&str; 6] = ["149.033.000", "Rp. 1.000.000,-", "-", "n/a", "+5", "@1.500"];
const TEKS_TERTULIS: [&str; 7] = [
    "=HYPERLINK(\"https://contoh.example\")",
    "+62 hubungi bagian umum",
    "- petugas kurang\n- anggaran lambat",
    "@contoh",
    "n/a",
    "-",
    "Rapat \"bulanan\" & <evaluasi> 'awal' tahun",
];

/// What a cell holds, chosen by `pilih`; `None` leaves it open.
fn satu_nilai(kolom: Kolom, nomor: usize, pilih: &Index) -> Option<SelIsi> {
    let teks = |teks: String| Some(SelIsi::Teks(teks));
    // Two choices out of one: what kind, and which of its kind.
    let (urutan, pilih) = (pilih.index(4_000_003) % 40, pilih.index(4_000_003) / 40);
    let salah_satu = |daftar: &[&str]| Some(SelIsi::Teks(daftar[pilih % daftar.len()].to_string()));
    match kolom.bidang {
        Bidang::No => Some(SelIsi::Angka(nomor as f64 + 1.0)),
        Bidang::Kode => teks(format!("IKK 1.{}", nomor + 1)),
        // Two rows below one another serve the same objective: its cell is merged.
        Bidang::Sasaran => teks(format!("Meningkatnya mutu layanan bidang {}", nomor / 2)),
        Bidang::Indikator | Bidang::Uraian => teks(format!("Persentase layanan tepat waktu bidang {nomor}")),
        Bidang::Program => teks(format!("Program Layanan {nomor}")),
        Bidang::NamaUnit => teks(format!("Bagian Contoh {nomor}")),
        Bidang::Satuan => teks("Indeks".into()),
        _ if urutan < 2 => None,
        _ => match kolom.bidang.bacaan() {
            Bacaan::Nilai if urutan < 8 => Some(SelIsi::Angka([0.0, 57.5, 2600.0, -3.25][pilih % 4])),
            Bacaan::Nilai if urutan < 11 => Some(SelIsi::Persen(62.5)),
            Bacaan::Nilai if urutan < 13 => hari(),
            Bacaan::Nilai => salah_satu(&ANGKA_TERTULIS),
            Bacaan::Persen if urutan < 30 => Some(SelIsi::Angka(95.25)),
            Bacaan::Persen => salah_satu(&["-", "n/a", "95,25%", "0"]),
            Bacaan::Uang if urutan < 24 => Some(SelIsi::Angka([0.0, 1_500_000.0, 5_294_655_000.0][pilih % 3])),
            Bacaan::Uang => salah_satu(&UANG_TERTULIS),
            Bacaan::Tanggal if urutan < 20 => hari(),
            Bacaan::Tanggal => salah_satu(&["30 Juni 2026", "2026-06-30", "-", "secepatnya"]),
            Bacaan::Waktu => salah_satu(&["TW 1", "TW II", "TW 1 - TW 3", "Semester I", "Jan-Mar"]),
            Bacaan::Teks if urutan < 20 => salah_satu(&TEKS_TERTULIS),
            Bacaan::Teks | Bacaan::Kode => teks(format!("isian {kolom} baris {nomor}")),
            Bacaan::Nip => teks("197001011995011001".into()),
        },
    }
}

fn hari() -> Option<SelIsi> {
    Some(SelIsi::Tanggal(chrono::NaiveDate::from_ymd_opt(2026, 6, 30)?))
}

/// What a cell says to a reader that knows nothing of its neighbours.
fn arti(kolom: Kolom, sel: &SelIsi, satuan: Option<&str>) -> Nilai {
    let (teks, angka, tanggal) = match sel {
        SelIsi::Teks(teks) => (teks.clone(), None, None),
        SelIsi::Angka(angka) => (angka.to_string(), Some(*angka), None),
        SelIsi::Persen(persen) => (persen.to_string(), Some(*persen / 100.0), None),
        SelIsi::Tanggal(hari) => (hari.to_string(), None, Some(*hari)),
    };
    let format_persen = matches!(sel, SelIsi::Persen(_));
    let mentah = SelMentah { teks: &teks, angka, format_persen, tanggal, ..SelMentah::default() };
    baca_nilai(&mentah, kolom.bidang.bacaan(), &KeputusanKolom::default(), satuan.map(satuan_baku).as_ref()).0
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
            let satuan = tabel.kolom.iter().any(|lain| lain.kolom.bidang == Bidang::Satuan).then_some("Indeks");
            match satu_nilai(milik.kolom, nomor, pilih) {
                _ if milik.kolom.bidang == Bidang::Abaikan => {}
                Some(sel) => {
                    nilai.insert(milik.kolom, arti(milik.kolom, &sel, satuan));
                    isian.insert(milik.kolom, sel);
                }
                // What is left open stays blank, unless a formula stands there or the row above speaks for it.
                None if milik.turun || matches!(milik.kolom.bidang, Bidang::Capaian | Bidang::Serapan) => {}
                None => {
                    nilai.insert(milik.kolom, Nilai::Kosong);
                }
            }
        }
        baris.push(BarisIsi { isian, ..BarisIsi::default() });
        harapan.push(nilai);
    }
    (baris, harapan)
}

/// The data rows of a table that was read.
fn baris_data(tabel: &Tabel) -> Vec<&IsianBaris> {
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
    for peran in [PeranTabel::Indikator, PeranTabel::Anggaran, PeranTabel::Unit, PeranTabel::Kaskade] {
        let Some(tabel) = tabel(templat, peran) else { continue };
        let tabel = tabel.untuk_tahun(isi.tahun);
        let (baris, diharapkan) = isi_baris(&tabel, pilih);
        match peran {
            PeranTabel::Anggaran => isi.anggaran = baris,
            _ => isi.indikator = baris,
        }
        harapan.push((peran, diharapkan));
    }
    (tulis::formulir(&[(templat, isi)]).expect("a workbook"), harapan)
}

/// A form of a definition with some rows filled in, the same in every run.
pub(crate) fn contoh_terisi(templat: &Templat, baris: usize, profil: &Profil) -> Vec<u8> {
    tulis_terisi(templat, &pilihan_tetap(baris), profil).0
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
    fn every_shipped_definition_reads_back_what_was_filled_in(
        pilih in prop::collection::vec(prop::collection::vec(any::<Index>(), 7..13), 1..6)
    ) {
        let pustaka = pustaka();
        let profil = Profil::baku(NamaProfil::Umum);
        let mut beda = Vec::new();
        for templat in semua_definisi(&pustaka) {
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
            .filter_map(|baris| Some(baris.get(&Bidang::Indikator.tahunan())?.mentah.to_string()))
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

/// Choices that are the same in every run.
fn pilihan_tetap(baris: usize) -> Vec<Vec<Index>> {
    use proptest::strategy::ValueTree;
    let mut penggerak = proptest::test_runner::TestRunner::deterministic();
    let strategi = prop::collection::vec(prop::collection::vec(any::<Index>(), 11), baris);
    strategi.new_tree(&mut penggerak).expect("choices").current()
}

/// The formats in which units send their forms, with the filter that LibreOffice saves them by.
const FORMAT: [&str; 3] = ["xlsx:Calc MS Excel 2007 XML", "ods:calc8", "xls:MS Excel 97"];

#[test]
fn every_shipped_definition_saved_anew_by_libreoffice_reads_the_same() {
    let Some(kantor) = Kantor::buka() else { return };
    let pustaka = pustaka();
    let profil = Profil::baku(NamaProfil::Umum);
    let tertulis: BTreeMap<String, _> = semua_definisi(&pustaka)
        .map(|templat| (templat.id.clone(), tulis_terisi(templat, &pilihan_tetap(6), &profil)))
        .collect();
    let berkas: BTreeMap<String, Vec<u8>> = tertulis.iter().map(|(id, (byte, _))| (id.clone(), byte.clone())).collect();
    let mut beda = Vec::new();
    for format in FORMAT {
        let ulang = kantor.ubah(&berkas, format);
        for templat in semua_definisi(&pustaka) {
            let kurang = periksa_pulang_pergi(templat, &ulang[&templat.id], &pustaka, &tertulis[&templat.id].1);
            beda.extend(kurang.into_iter().map(|satu| format!("{format}: {satu}")));
        }
    }
    assert!(beda.is_empty(), "{} perbedaan\n{}", beda.len(), beda.join("\n"));
    let harapan = tertulis.values().flat_map(|(_, harapan)| harapan).flat_map(|(_, baris)| baris);
    let ragam: BTreeSet<&str> = harapan.flat_map(BTreeMap::values).map(Nilai::kelas).collect();
    let semua = [
        "angka",
        "batas",
        "kosong",
        "pecahan",
        "persen",
        "predikat",
        "rentang",
        "strip",
        "tanggal",
        "teks",
        "tidak_ada",
        "triwulan",
        "uang",
    ];
    assert_eq!(ragam.into_iter().collect::<Vec<_>>(), semua, "every kind of value was written");
}

#[test]
fn libreoffice_shows_the_indicators_of_a_unit_in_its_forms() {
    let Some(kantor) = Kantor::buka() else { return };
    let mut berkas = BTreeMap::new();
    for (nama, unit) in [("politeknik", "JTI"), ("pemprov", "DINKES")] {
        let (_folder, ruang) = salin_sampel(nama);
        let jalur = ruang.display().to_string();
        let argumen = ["templat", &jalur, "--unit", unit, "--jenis", "pk,ra,tw2", "--tanggal", "2026-03-01"];
        let keluaran = selaras(&argumen);
        assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
        for formulir in ["PK", "RA", "TW-II"] {
            let jalur = ruang.join(format!("hasil/templat/{unit}/{unit}_{formulir}_2026.xlsx"));
            berkas.insert(format!("{unit} {formulir}"), std::fs::read(jalur).expect("a form"));
        }
    }
    // A table of text holds the first sheet as it is shown: the form.
    let tampak = kantor.ubah(&berkas, "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true");
    for (nama, byte) in &berkas {
        let tampak = String::from_utf8(tampak[nama].clone()).expect("text").replace("\"\"", "\"");
        let tabel = &baca(byte, &pustaka()).dokumen[0].tabel[0];
        let baris = baris_data(tabel);
        assert!(baris.len() >= 5, "{nama}: {} rows", baris.len());
        for baris in baris {
            for bidang in [Bidang::Indikator, Bidang::Sasaran] {
                let isi = &baris.get(&bidang.tahunan()).expect("a column").mentah;
                assert!(tampak.contains(isi.as_ref()), "{nama} does not show {isi}\n{tampak}");
            }
        }
        for galat in ["Err:", "#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "###"] {
            assert!(!tampak.contains(galat), "{nama} shows {galat}\n{tampak}");
        }
    }
}

#[test]
fn sections_are_listed_once_and_what_has_none_stands_above_them() {
    let pustaka = pustaka();
    let profil = Profil::baku(NamaProfil::Umum);
    let templat = semua_formulir(&pustaka).find(|templat| templat.id == "pk-satuan").expect("a shipped form");
    let satu = |kode: &str, bagian: Option<&str>| IndikatorIsi {
        bagian: bagian.map(str::to_string),
        kode: kode.into(),
        jenjang: "IKK".into(),
        sasaran: "Layanan prima".into(),
        indikator: format!("Jumlah layanan {kode}"),
        satuan: "Layanan".into(),
        polaritas: Polaritas::Maksimum,
        konsolidasi_periode: None,
        bobot: None,
        target: Nilai::Angka { angka: 1.0, satuan: None },
        target_tw: std::array::from_fn(|_| Nilai::Kosong),
        realisasi_tw: std::array::from_fn(|_| Nilai::Kosong),
    };
    let indikator = [
        satu("1.1", Some("Sasaran Strategis")),
        satu("1.2", Some("Sasaran Khusus")),
        satu("1.3", None),
        satu("1.4", Some("Sasaran Strategis")),
    ];
    let baris = tulis::baris_indikator(&templat.tabel[0], &indikator, None);
    let byte = tulis::formulir(&[(templat, IsiFormulir { indikator: baris, ..isi(&profil) })]).expect("a workbook");
    let berkas = baca(&byte, &pustaka);
    let urutan: Vec<(Option<&str>, &str)> = berkas.dokumen[0].tabel[0]
        .baris
        .iter()
        .filter(|baris| baris.jenis == JenisBaris::Data)
        .map(|baris| (baris.bagian.as_deref(), baris.isian(Bidang::Indikator.tahunan()).expect("one").mentah.as_ref()))
        .collect();
    assert_eq!(
        urutan.iter().map(|satu| satu.0).collect::<Vec<_>>(),
        [None, Some("Sasaran Strategis"), Some("Sasaran Strategis"), Some("Sasaran Khusus")]
    );
    assert!(urutan[0].1.ends_with("1.3") && urutan[2].1.ends_with("1.4"), "{urutan:?}");
}

/// The plain measurement form with every figure filled in, as a sheet that can be damaged.
fn lembar_pengukuran(pustaka: &Pustaka) -> (selaras::workbook::Workbook, &Templat, Vec<(PeranTabel, Harapan)>) {
    let profil = Profil::baku(NamaProfil::Umum);
    let templat = semua_formulir(pustaka).find(|templat| templat.id == "uk-umum").expect("a shipped form");
    let (byte, harapan) = tulis_terisi(templat, &pilihan_tetap(4), &profil);
    (workbook::read(&byte, &Limits::default()).expect("a readable workbook"), templat, harapan)
}

/// Moves every cell and merge of the first sheet.
fn pindahkan(buku: &mut selaras::workbook::Workbook, ke: impl Fn(u32, u32) -> (u32, u32)) {
    let lembar = &mut buku.sheets[0];
    for sel in &mut lembar.cells {
        (sel.address.row, sel.address.column) = ke(sel.address.row, sel.address.column);
    }
    lembar.cells.sort_by_key(|sel| sel.address);
    for (awal, akhir) in &mut lembar.merges {
        // Titles over the whole width stay where they are.
        if awal.column == akhir.column {
            (awal.row, awal.column) = ke(awal.row, awal.column);
            (akhir.row, akhir.column) = ke(akhir.row, akhir.column);
        }
    }
}

fn periksa_rusak(rusak: impl Fn(&mut selaras::workbook::Workbook)) {
    let pustaka = pustaka();
    let (mut buku, templat, harapan) = lembar_pengukuran(&pustaka);
    rusak(&mut buku);
    let berkas = extract(&buku, &pustaka);
    let beda: Vec<String> =
        harapan.iter().flat_map(|(peran, harapan)| perbedaan(templat, &berkas, *peran, harapan)).collect();
    assert!(beda.is_empty(), "{}", beda.join("\n"));
}

#[test]
fn rows_inserted_above_and_inside_the_table_do_not_matter() {
    periksa_rusak(|buku| pindahkan(buku, |baris, kolom| (baris + 3, kolom)));
    periksa_rusak(|buku| {
        let kepala = baris_kepala(buku);
        pindahkan(buku, |baris, kolom| (if baris > kepala + 2 { baris + 2 } else { baris }, kolom));
    });
}

/// The row of the header: the one that says "Indikator".
fn baris_kepala(buku: &selaras::workbook::Workbook) -> u32 {
    let judul = |sel: &&selaras::workbook::Cell| sel.value == selaras::workbook::CellValue::Text("Indikator".into());
    buku.sheets[0].cells.iter().find(judul).expect("a header").address.row
}

#[test]
fn columns_in_another_order_are_read_by_their_headers() {
    periksa_rusak(|buku| {
        let kepala = baris_kepala(buku);
        let tukar = |kolom: u32| match kolom {
            3 => 15,
            15 => 3,
            5 => 6,
            6 => 5,
            lain => lain,
        };
        pindahkan(
            buku,
            |baris, kolom| if baris >= kepala && baris < kepala + 8 { (baris, tukar(kolom)) } else { (baris, kolom) },
        );
    });
}

/// The column of a header on the first sheet.
fn kolom_berjudul(buku: &selaras::workbook::Workbook, judul: &str) -> u32 {
    let sama = |sel: &&selaras::workbook::Cell| sel.value == selaras::workbook::CellValue::Text(judul.into());
    buku.sheets[0].cells.iter().find(sama).expect("a header").address.column
}

#[test]
fn a_column_pasted_over_another_is_told_and_the_others_read_the_same() {
    let pustaka = pustaka();
    let (mut buku, templat, mut harapan) = lembar_pengukuran(&pustaka);
    let (kepala, dari, ke) =
        (baris_kepala(&buku), kolom_berjudul(&buku, "Tindak Lanjut"), kolom_berjudul(&buku, "Kendala"));
    let lembar = &mut buku.sheets[0];
    lembar.cells.retain(|sel| sel.address.column != ke || sel.address.row < kepala);
    let mut salinan: Vec<_> =
        lembar.cells.iter().filter(|sel| sel.address.column == dari && sel.address.row >= kepala).cloned().collect();
    salinan.iter_mut().for_each(|sel| sel.address.column = ke);
    lembar.cells.extend(salinan);
    lembar.cells.sort_by_key(|sel| sel.address);
    let berkas = extract(&buku, &pustaka);
    for baris in harapan.iter_mut().flat_map(|(_, baris)| baris) {
        baris.remove(&Bidang::Kendala.tahunan());
    }
    let beda: Vec<String> =
        harapan.iter().flat_map(|(peran, harapan)| perbedaan(templat, &berkas, *peran, harapan)).collect();
    assert!(beda.is_empty(), "{}", beda.join("\n"));
    let ganda: Vec<Kolom> = berkas.lembar[0]
        .fakta
        .iter()
        .filter_map(|fakta| match fakta {
            Fakta::KolomGanda { kolom, .. } => Some(*kolom),
            _ => None,
        })
        .collect();
    assert_eq!(ganda, [Bidang::TindakLanjut.tahunan()]);
}

#[test]
fn figures_pasted_as_text_are_the_same_figures() {
    periksa_rusak(|buku| {
        let (kepala, target) = (baris_kepala(buku), kolom_berjudul(buku, "Target"));
        for sel in &mut buku.sheets[0].cells {
            if let selaras::workbook::CellValue::Number(angka) = sel.value
                && sel.address.row > kepala
                && sel.address.column == target
                && !sel.percent_format
            {
                sel.value = selaras::workbook::CellValue::Text(angka.to_string().replace('.', ","));
            }
        }
    });
}

#[test]
fn a_sheet_under_another_name_is_still_that_form() {
    periksa_rusak(|buku| buku.sheets[0].name = "Lembar1 (2)".into());
}

#[test]
fn a_formula_typed_over_with_a_number_is_that_number() {
    let pustaka = pustaka();
    let profil = Profil::baku(NamaProfil::Umum);
    let templat = semua_formulir(&pustaka).find(|templat| templat.id == "uk-umum").expect("a shipped form");
    let mut isian = BTreeMap::new();
    isian.insert(Bidang::Indikator.tahunan(), SelIsi::Teks("Jumlah mitra".into()));
    isian.insert(Bidang::Target.tahunan(), SelIsi::Angka(10.0));
    let isi = IsiFormulir {
        triwulan: Some(Triwulan::I),
        indikator: vec![BarisIsi { isian, ..BarisIsi::default() }],
        ..isi(&profil)
    };
    let byte = tulis::formulir(&[(templat, isi)]).expect("a workbook");
    let buku = workbook::read(&byte, &Limits::default()).expect("a readable workbook");
    let capaian = |ganti: selaras::workbook::CellValue, rumus: bool| {
        let mut buku = buku.clone();
        let kolom =
            buku.sheets[0].cells.iter().find(|sel| sel.value == selaras::workbook::CellValue::Text("Capaian %".into()));
        let kolom = kolom.expect("a header").address;
        let lembar = &mut buku.sheets[0];
        let alamat = selaras::domain::address::CellAddress::new(kolom.row + 1, kolom.column);
        let rumus = rumus.then(|| "IF(1,2)".to_string());
        lembar.cells.retain(|sel| sel.address != alamat);
        lembar.cells.push(selaras::workbook::Cell {
            address: alamat,
            value: ganti,
            percent_format: false,
            formula: rumus,
        });
        lembar.cells.sort_by_key(|sel| sel.address);
        let berkas = extract(&buku, &pustaka);
        berkas.dokumen[0].tabel[0].baris[0].isian(Bidang::Capaian.berjalan()).expect("a column").nilai.clone()
    };
    assert_eq!(capaian(selaras::workbook::CellValue::Number(95.0), false), Nilai::Persen { persen: 95.0 });
    // A program that stores no results leaves nothing to read, and nothing is not zero.
    assert_eq!(capaian(selaras::workbook::CellValue::NotCalculated, true), Nilai::BelumDihitung);
}

/// The dictionary alone, without any definition.
fn kamus_saja(pustaka: &Pustaka) -> Pustaka {
    Pustaka { templat: Vec::new(), ..pustaka.clone() }
}

#[test]
fn a_draft_finds_the_table_of_every_form_without_any_definition() {
    let pustaka = pustaka();
    let profil = Profil::baku(NamaProfil::Umum);
    let mut kurang = Vec::new();
    let mut daftar = Vec::new();
    for templat in semua_formulir(&pustaka) {
        let (byte, _) = tulis_terisi(templat, &pilihan_tetap(3), &profil);
        let berkas = baca(&byte, &kamus_saja(&pustaka));
        let Some(draf) = rancang::rancang(&berkas, "draf", "contoh.xlsx") else {
            kurang.push(format!("{}: tabel tidak ditemukan", templat.id));
            continue;
        };
        let baru =
            Pustaka::dengan(&[("draf.toml".into(), draf.clone())]).unwrap_or_else(|galat| panic!("{galat}\n{draf}"));
        let draf = baru.templat.iter().find(|satu| satu.id == "draf").expect("the draft");
        let milik = &templat.tabel[0].kolom;
        let berarti = milik.iter().filter(|kolom| kolom.kolom.bidang != Bidang::Abaikan);
        let terpetakan = |kolom: Kolom| draf.tabel[0].kolom.iter().any(|lain| lain.kolom == kolom);
        let (ada, semua) = (berarti.clone().filter(|kolom| terpetakan(kolom.kolom)).count(), berarti.clone().count());
        let lain: Vec<String> =
            berarti.clone().filter(|kolom| !terpetakan(kolom.kolom)).map(|kolom| kolom.kolom.to_string()).collect();
        daftar.push(format!("{}: {ada} dari {semua} {}", templat.id, lain.join(" ")).trim().to_string());
        let hilang: Vec<String> = berarti
            .filter(|kolom| kolom.wajib && !terpetakan(kolom.kolom))
            .map(|kolom| kolom.kolom.to_string())
            .collect();
        if !hilang.is_empty() {
            kurang.push(format!("{}: {}", templat.id, hilang.join(", ")));
        }
    }
    assert!(kurang.is_empty(), "{}\n\n{}", kurang.join("\n"), daftar.join("\n"));
    // Fields mapped of fields present, and those that a person has to name.
    insta::assert_snapshot!(daftar.join("\n"));
}

#[test]
fn a_draft_can_be_written_corrected_and_tried_out() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let kosong = folder.path().join("kosong");
    let keluaran = selaras(&["templat", "--kosong", &kosong.display().to_string()]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    let contoh = kosong.join("uk-umum.xlsx").display().to_string();
    let draf = folder.path().join("uk-kami.toml").display().to_string();
    let keluaran = selaras(&["templat", "kenali", &contoh, "--id", "uk-kami", "--ke", &draf]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    let keluaran = selaras(&["templat", "uji", &draf, &contoh]);
    assert!(teks(&keluaran.stdout).contains("\"Realisasi TW\" = realisasi.tw"), "{}", teks(&keluaran.stdout));
}
