//! What a form says of itself in its document properties: it comes back from a unit with it, through any office program,
//! and what was changed in between is found.

use std::collections::BTreeMap;
use std::path::Path;

use selaras::domain::dokumen::Dokumen;
use selaras::domain::kolom::Bidang;
use selaras::extract::extract;
use selaras::template::Pustaka;
use selaras::workbook::{self, limits::Limits};

use crate::bersama::{salin_sampel, selaras, teks, ubah_bagian};
use crate::kantor::Kantor;

/// The forms of one unit of the sample, as they are sent out.
fn formulir(ruang: &Path) -> Vec<u8> {
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["templat", &jalur, "--unit", "JTI", "--gabung", "--tanggal", "2026-03-01"]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    std::fs::read(ruang.join("hasil/templat/JTI/JTI_formulir_2026.xlsx")).expect("a workbook")
}

fn dokumen(byte: &[u8]) -> Vec<Dokumen> {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    extract(&workbook::read(byte, &Limits::default()).expect("a readable workbook"), &pustaka).dokumen
}

/// The codes of what `selaras periksa` finds in a file about what the form says of itself, with their cells.
fn temuan(ruang: &Path, nama: &str, byte: &[u8]) -> Vec<String> {
    let berkas = ruang.parent().expect("a folder above").join(nama);
    std::fs::write(&berkas, byte).expect("a written file");
    let (berkas, ruang) = (berkas.display().to_string(), ruang.display().to_string());
    let keluaran =
        selaras(&["periksa", &berkas, "--ruang", &ruang, "--format", "json", "-v", "--tanggal", "2026-03-01"]);
    let semua = teks(&keluaran.stdout);
    let mut hasil = Vec::new();
    for baris in semua.lines().filter(|baris| baris.starts_with('{')) {
        let satu: serde_json::Value = serde_json::from_str(baris).expect("a finding");
        kumpulkan(&satu, &mut hasil);
    }
    hasil
}

fn kumpulkan(satu: &serde_json::Value, hasil: &mut Vec<String>) {
    let teks = |nama: &str| satu[nama].as_str().unwrap_or_default();
    if ["TL09", "TL10", "TL11", "ID11", "ID12"].contains(&teks("kode")) {
        hasil.push(format!("{} {} {}", teks("kode"), teks("lembar"), teks("sel")));
    }
    for ikutan in satu["ikutan"].as_array().into_iter().flatten() {
        kumpulkan(ikutan, hasil);
    }
}

#[test]
fn a_form_comes_back_from_any_office_program_with_its_word_and_its_fingerprints() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let asli = formulir(&ruang);
    let semula = dokumen(&asli);
    assert_eq!(semula.len(), 6);
    for satu in &semula {
        let tanda = satu.tanda.as_ref().expect("a word");
        assert_eq!((tanda.unit.as_deref(), tanda.tahun), (Some("JTI"), Some(2026)));
        assert_eq!(tanda.triwulan, satu.triwulan.map(|tertulis| tertulis.nilai));
        assert!(tanda.sidik.is_some(), "{}", satu.lembar);
    }
    assert_eq!(temuan(&ruang, "utuh.xlsx", &asli), Vec::<String>::new());
    let Some(kantor) = Kantor::buka() else { return };
    for akhiran in ["xlsx", "ods", "xls"] {
        let ulang = kantor.ubah(&BTreeMap::from([("formulir".to_string(), asli.clone())]), akhiran);
        let tanda = |dokumen: Vec<Dokumen>| dokumen.into_iter().map(|satu| satu.tanda).collect::<Vec<_>>();
        assert_eq!(tanda(dokumen(&ulang["formulir"])), tanda(semula.clone()), "{akhiran}");
        assert_eq!(temuan(&ruang, &format!("ulang.{akhiran}"), &ulang["formulir"]), Vec::<String>::new(), "{akhiran}");
    }
}

/// A package with one part changed.
fn ganti(byte: &[u8], bagian: &str, ubah: impl Fn(String) -> String) -> Vec<u8> {
    ubah_bagian(
        byte,
        |nama| nama == bagian,
        |lama| {
            let baru = ubah(lama.clone());
            assert_ne!(lama, baru, "{bagian} was to be changed");
            baru
        },
    )
}

#[test]
fn a_form_of_another_unit_an_old_version_and_a_changed_target_are_found() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let asli = formulir(&ruang);
    let lain = ganti(&asli, "docProps/custom.xml", |xml| xml.replace(">JTI<", ">JTM<"));
    let kode: Vec<String> = temuan(&ruang, "lain.xlsx", &lain);
    assert_eq!(kode.iter().filter(|satu| satu.starts_with("ID11 ")).count(), 6, "{kode:?}");
    let lama = ganti(&asli, "docProps/custom.xml", |xml| xml.replace(">1;1;1;1;1;1<", ">0;1;1;1;1;1<"));
    assert_eq!(temuan(&ruang, "lama.xlsx", &lama), ["TL09 Perjanjian Kinerja A2"]);
    let dokumen = dokumen(&asli);
    let target = dokumen[0].tabel[0].baris[0].isian(Bidang::Target.tahunan()).expect("a target");
    let (sel, semula) = (target.sel.to_string(), target.nilai.angka().expect("a figure"));
    let ubah = ganti(&asli, "xl/worksheets/sheet1.xml", |xml| {
        let letak = xml.find(&format!("r=\"{sel}\"")).expect("the cell");
        let (awal, sisa) = xml.split_at(letak);
        let nilai = format!("<v>{semula}</v>");
        format!("{awal}{}", sisa.replacen(&nilai, "<v>3</v>", 1))
    });
    assert_eq!(temuan(&ruang, "ubah.xlsx", &ubah), [format!("TL11 Perjanjian Kinerja {sel}")]);
}

const BERALIAS: &str = r#"
id = "ra-kami"
versi = 1
jenis = "rencana_aksi"
nama = "Rencana kami"
sumber = "SK Direktur 2/2026"

[[tabel]]
peran = "indikator"
kolom = [
  { kolom = "indikator", judul = "Ukuran Keberhasilan", wajib = true },
  { kolom = "rencana_aksi", judul = "Langkah", wajib = true },
  { kolom = "waktu", judul = "Masa Kerja", pilihan = ["TW 1", "TW 2", "TW 3", "TW 4"], alias = { "TW 1" = ["Catur pertama"], "TW 2" = ["Catur kedua"] } },
  { kolom = "sumber_dana", judul = "Asal Dana", alias = { "PNBP" = ["Penerimaan sendiri", "BLU lama"] } },
]
"#;

#[test]
fn an_older_wording_of_a_drop_down_is_read_as_the_word_of_today() {
    use selaras::domain::nilai::{Keraguan, Nilai};
    use selaras::domain::triwulan::Triwulan;
    let pustaka = Pustaka::dengan(&[("ra-kami.toml".into(), BERALIAS.into())]).expect("a sound definition");
    let buku = selaras::workbook::grid::workbook_from_text(
        "RENCANA AKSI TAHUN 2026\nUkuran Keberhasilan|Langkah|Masa Kerja|Asal Dana\nJumlah mitra|Kunjungan|catur  KEDUA|Penerimaan Sendiri\nJumlah naskah|Rapat|TW 3|APBN\n",
    );
    let berkas = extract(&buku, &pustaka);
    assert_eq!(berkas.dokumen[0].templat, "ra-kami");
    let baris = &berkas.dokumen[0].tabel[0].baris;
    let isian = |nomor: usize, bidang: Bidang| baris[nomor].isian(bidang.tahunan()).expect("a column");
    assert_eq!(isian(0, Bidang::Waktu).nilai, Nilai::Triwulan { triwulan: vec![Triwulan::II] });
    assert_eq!(isian(0, Bidang::SumberDana).teks(), Some("PNBP"));
    let tertulis = Keraguan::KataLama { tertulis: "Penerimaan Sendiri".into() };
    assert_eq!(isian(0, Bidang::SumberDana).keraguan.to_vec(), [tertulis]);
    assert_eq!(isian(1, Bidang::SumberDana).teks(), Some("APBN"));
    assert!(isian(1, Bidang::Waktu).keraguan.is_empty());
}

#[test]
fn an_alias_of_no_choice_and_one_of_two_choices_are_faults_of_the_definition() {
    let salah = BERALIAS
        .replace("\"PNBP\" = [", "\"Hibah\" = [")
        .replace("\"TW 2\" = [\"Catur kedua\"]", "\"TW 2\" = [\"catur pertama\", \"TW 3\"]");
    let galat = Pustaka::dengan(&[("ra-kami.toml".into(), salah)]).expect_err("a faulty definition").to_string();
    for bagian in ["alias untuk \"Hibah\"", "\"catur pertama\" sudah berarti \"TW 1\"", "\"TW 3\" kosong atau sudah"] {
        assert!(galat.contains(bagian), "{galat}");
    }
}
