//! Documents drawn.

use std::collections::BTreeMap;

use serde_json::json;

use super::print::pk_house;
use super::*;
use crate::print::pdf::{Letterhead, PageLayout, PdfError, PdfPrinter};
use crate::print::{self, PrintedFile};

fn printer(owned: &[(&str, &str)]) -> PdfPrinter {
    let owned: BTreeMap<String, Vec<u8>> =
        owned.iter().map(|(name, content)| (name.to_string(), content.as_bytes().to_vec())).collect();
    PdfPrinter::new(PageLayout::with(owned), &Letterhead::default(), moment().date()).unwrap()
}

fn error(owned: &[(&str, &str)]) -> String {
    let data = json!({ "instansi": "Politeknik Contoh" });
    printer(owned).print("kami", &data).unwrap_err().to_string()
}

#[test]
fn every_document_that_ships_is_drawn_alike_twice_small_tagged_and_with_bookmarks() {
    let house = pk_house();
    let pk = print::pk(&house.input(), &[]).finished.remove(0);
    let list = print::receipt(&house.input(), &[]);
    let two = [0, 1].map(|_| {
        let mut printer = printer(&[]);
        [
            printer.print("pk", &pk).unwrap(),
            printer.print("pk-dki", &pk).unwrap(),
            printer.print(list.layout(), &list).unwrap(),
        ]
    });
    assert_eq!(two[0], two[1]);
    for sheet in &two[0] {
        assert_eq!(sheet.notes, Vec::<String>::new());
        assert!(sheet.pdf.len() < 100_000, "{} byte", sheet.pdf.len());
        let document = lopdf::Document::load_mem(&sheet.pdf).unwrap();
        for key in ["StructTreeRoot", "Outlines", "Lang"] {
            assert!(document.catalog().unwrap().has(key.as_bytes()), "{key}");
        }
    }
}

#[test]
fn a_workspace_puts_its_own_layout_in_the_place_of_ours() {
    let data = json!({ "instansi": "Politeknik Contoh", "teks": "#panic(\"jalan\") *tebal* $x$" });
    let owned = [("pk.typ", "#import \"umum.typ\": *\n#assert.eq(isi.teks.at(0), \"#\")\n#isi.teks")];
    let outcome = printer(&owned).print("pk", &data).unwrap();
    assert!(outcome.pdf.starts_with(b"%PDF-"));
    let foreign = printer(&[]).print("kami", &data).unwrap_err();
    assert!(
        matches!(&foreign, PdfError::WithoutLayout { exists, .. } if exists.contains(&"pk".to_string())),
        "{foreign}"
    );
}

#[test]
fn a_broken_layout_is_told_with_file_and_line() {
    for (content, place, message) in [
        ("Halo\n\n#nama_unit", "templat/dokumen/kami.typ baris 3 kolom 2", "nama tidak dikenal: nama_unit"),
        ("#let d = json(\"/data.json\")\n#d.unit", "kami.typ baris 2 kolom 4", "data tidak memuat \"unit\""),
        ("#table(columns: 2", "kami.typ baris 1 kolom 7", "belum ditutup: delimiter"),
        ("#image(\"logo.png\")", "kami.typ baris 1", "berkas tidak ada: logo.png"),
        ("#import \"umum.typ\": *\n#kop(1)", "kami.typ baris 2", ""),
    ] {
        let error = error(&[("kami.typ", content)]);
        assert!(error.contains(place) && error.contains(message), "{error}");
    }
}

#[test]
fn a_layout_sees_neither_disk_nor_network() {
    assert!(error(&[("kami.typ", "#read(\"/etc/hostname\")")]).contains("berkas tidak ada"));
    assert!(error(&[("kami.typ", "#read(\"../../../etc/hostname\")")]).contains("kami.typ baris 1"));
    assert!(error(&[("kami.typ", "#import \"@preview/tablex:0.0.9\": *")]).contains("paket tidak dapat dipakai"));
}

#[test]
fn a_layout_that_never_ends_is_ended() {
    assert!(error(&[("kami.typ", "#let f(n) = f(n + 1)\n#f(0)")]).contains("kami.typ baris 1"));
    assert!(error(&[("kami.typ", "#while true { let a = 1 }")]).contains("kami.typ baris 1"));
}

#[test]
fn what_is_no_font_and_no_text_is_told() {
    let letter = PageLayout::with(BTreeMap::from([("huruf/kami.ttf".to_string(), b"bukan huruf".to_vec())]));
    let error = PdfPrinter::new(letter, &Letterhead::default(), moment().date()).err().unwrap();
    assert!(error.to_string().contains("templat/dokumen/huruf/kami.ttf"), "{error}");
    let binary = PageLayout::with(BTreeMap::from([("pk.typ".to_string(), vec![0xff, 0xfe, 0x00])]));
    let error = PdfPrinter::new(binary, &Letterhead::default(), moment().date()).err().unwrap();
    assert!(error.to_string().contains("templat/dokumen/pk.typ bukan teks UTF-8"), "{error}");
}

#[test]
fn letterhead_and_logo_stand_on_the_page_and_a_broken_logo_is_told() {
    let svg = br##"<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><circle cx="5" cy="5" r="5" fill="#1F3864"/></svg>"##;
    let pk = print::pk(&pk_house().input(), &[]).finished.remove(0);
    let with = |logo: &[u8]| {
        let letterhead = Letterhead { rows: vec!["POLITEKNIK".into()], logo: Some(("Logo.SVG".into(), logo.to_vec())) };
        PdfPrinter::new(PageLayout::with(BTreeMap::new()), &letterhead, moment().date()).unwrap().print("pk", &pk)
    };
    assert_eq!(with(svg).unwrap().notes, Vec::<String>::new());
    let error = with(b"bukan gambar").unwrap_err().to_string();
    assert!(error.contains("gambar SVG tidak dapat dibaca"), "{error}");
}
