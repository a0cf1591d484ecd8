//! Documents drawn.

use std::collections::BTreeMap;

use serde_json::json;

use super::cetak::rumah_pk;
use super::*;
use crate::print::pdf::{Kop, PdfError, Pencetak, TataLetak};
use crate::print::{self, Tercetak};

fn pencetak(milik: &[(&str, &str)]) -> Pencetak {
    let milik: BTreeMap<String, Vec<u8>> =
        milik.iter().map(|(nama, isi)| (nama.to_string(), isi.as_bytes().to_vec())).collect();
    Pencetak::baru(TataLetak::dengan(milik), &Kop::default(), saat().date()).unwrap()
}

fn galat(milik: &[(&str, &str)]) -> String {
    let data = json!({ "instansi": "Politeknik Contoh" });
    pencetak(milik).cetak("kami", &data).unwrap_err().to_string()
}

#[test]
fn every_document_that_ships_is_drawn_alike_twice_small_tagged_and_with_bookmarks() {
    let rumah = rumah_pk();
    let pk = print::pk(&rumah.bahan(), &[]).jadi.remove(0);
    let daftar = print::tanda_terima(&rumah.bahan(), &[]);
    let dua = [0, 1].map(|_| {
        let mut pencetak = pencetak(&[]);
        [
            pencetak.cetak("pk", &pk).unwrap(),
            pencetak.cetak("pk-dki", &pk).unwrap(),
            pencetak.cetak(daftar.tata_letak(), &daftar).unwrap(),
        ]
    });
    assert_eq!(dua[0], dua[1]);
    for lembar in &dua[0] {
        assert_eq!(lembar.catatan, Vec::<String>::new());
        assert!(lembar.pdf.len() < 100_000, "{} byte", lembar.pdf.len());
        let dokumen = lopdf::Document::load_mem(&lembar.pdf).unwrap();
        for kunci in ["StructTreeRoot", "Outlines", "Lang"] {
            assert!(dokumen.catalog().unwrap().has(kunci.as_bytes()), "{kunci}");
        }
    }
}

#[test]
fn a_workspace_puts_its_own_layout_in_the_place_of_ours() {
    let data = json!({ "instansi": "Politeknik Contoh", "teks": "#panic(\"jalan\") *tebal* $x$" });
    let milik = [("pk.typ", "#import \"umum.typ\": *\n#assert.eq(isi.teks.at(0), \"#\")\n#isi.teks")];
    let hasil = pencetak(&milik).cetak("pk", &data).unwrap();
    assert!(hasil.pdf.starts_with(b"%PDF-"));
    let asing = pencetak(&[]).cetak("kami", &data).unwrap_err();
    assert!(matches!(&asing, PdfError::TanpaTataLetak { ada, .. } if ada.contains(&"pk".to_string())), "{asing}");
}

#[test]
fn a_broken_layout_is_told_with_file_and_line() {
    for (isi, tempat, pesan) in [
        ("Halo\n\n#nama_unit", "templat/dokumen/kami.typ baris 3 kolom 2", "nama tidak dikenal: nama_unit"),
        ("#let d = json(\"/data.json\")\n#d.unit", "kami.typ baris 2 kolom 4", "data tidak memuat \"unit\""),
        ("#table(columns: 2", "kami.typ baris 1 kolom 7", "belum ditutup: delimiter"),
        ("#image(\"logo.png\")", "kami.typ baris 1", "berkas tidak ada: logo.png"),
        ("#import \"umum.typ\": *\n#kop(1)", "kami.typ baris 2", ""),
    ] {
        let galat = galat(&[("kami.typ", isi)]);
        assert!(galat.contains(tempat) && galat.contains(pesan), "{galat}");
    }
}

#[test]
fn a_layout_sees_neither_disk_nor_network() {
    assert!(galat(&[("kami.typ", "#read(\"/etc/hostname\")")]).contains("berkas tidak ada"));
    assert!(galat(&[("kami.typ", "#read(\"../../../etc/hostname\")")]).contains("kami.typ baris 1"));
    assert!(galat(&[("kami.typ", "#import \"@preview/tablex:0.0.9\": *")]).contains("paket tidak dapat dipakai"));
}

#[test]
fn a_layout_that_never_ends_is_ended() {
    assert!(galat(&[("kami.typ", "#let f(n) = f(n + 1)\n#f(0)")]).contains("kami.typ baris 1"));
    assert!(galat(&[("kami.typ", "#while true { let a = 1 }")]).contains("kami.typ baris 1"));
}

#[test]
fn what_is_no_font_and_no_text_is_told() {
    let huruf = TataLetak::dengan(BTreeMap::from([("huruf/kami.ttf".to_string(), b"bukan huruf".to_vec())]));
    let galat = Pencetak::baru(huruf, &Kop::default(), saat().date()).err().unwrap();
    assert!(galat.to_string().contains("templat/dokumen/huruf/kami.ttf"), "{galat}");
    let biner = TataLetak::dengan(BTreeMap::from([("pk.typ".to_string(), vec![0xff, 0xfe, 0x00])]));
    let galat = Pencetak::baru(biner, &Kop::default(), saat().date()).err().unwrap();
    assert!(galat.to_string().contains("templat/dokumen/pk.typ bukan teks UTF-8"), "{galat}");
}

#[test]
fn letterhead_and_logo_stand_on_the_page_and_a_broken_logo_is_told() {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5" fill="#1F3864"/></svg>"##;
    let pk = print::pk(&rumah_pk().bahan(), &[]).jadi.remove(0);
    let dengan = |logo: &[u8]| {
        let kop = Kop { baris: vec!["POLITEKNIK".into()], logo: Some(("Logo.SVG".into(), logo.to_vec())) };
        Pencetak::baru(TataLetak::dengan(BTreeMap::new()), &kop, saat().date()).unwrap().cetak("pk", &pk)
    };
    assert_eq!(dengan(svg).unwrap().catatan, Vec::<String>::new());
    let galat = dengan(b"bukan gambar").unwrap_err().to_string();
    assert!(galat.contains("gambar SVG tidak dapat dibaca"), "{galat}");
}
