//! Every workbook that the program writes is a package that Excel opens without a word of repair.
//!
//! `periksa` looks at one workbook and lists what is wrong with it; the tests hand it all that is written, and packages
//! that were broken on purpose.

mod lembar;
mod periksa;
mod pohon;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::forms::tulis;
use selaras::template::Pustaka;

use crate::bersama::{salin_sampel, selaras, teks};
use periksa::periksa;

#[test]
fn every_shipped_definition_blank_and_filled_is_a_sound_package() {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let profil = Profil::baku(NamaProfil::Umum);
    let mut salah = Vec::new();
    for templat in &pustaka.templat {
        for baris in [0, 5] {
            let byte = crate::templat::contoh_terisi(templat, baris, &profil);
            salah.extend(periksa(&byte).into_iter().map(|satu| format!("{} {baris}: {satu}", templat.id)));
        }
    }
    let kaskade = tulis::kaskade_kosong(&pustaka, NaiveDateTime::default()).expect("a workbook");
    salah.extend(periksa(&kaskade).into_iter().map(|satu| format!("kaskade: {satu}")));
    assert!(salah.is_empty(), "{}", salah.join("\n"));
}

#[test]
fn everything_written_for_politeknik_is_a_sound_package() {
    semua_buku("politeknik");
}

#[test]
fn everything_written_for_pemprov_is_a_sound_package() {
    semua_buku("pemprov");
}

/// The consolidated workbook, the recap, every marked copy and every prefilled form of a sample.
fn semua_buku(nama: &str) {
    let (_folder, ruang) = salin_sampel(nama);
    let jalur = ruang.display().to_string();
    for argumen in [
        vec!["konsolidasi", &jalur, "--tanggal", "2026-07-20"],
        vec!["templat", &jalur, "--tanggal", "2026-07-20"],
        vec!["templat", &jalur, "--gabung", "--sandi", "rahasia", "--tanggal", "2026-07-20"],
    ] {
        let keluaran = selaras(&argumen);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    }
    let buku = buku_kerja(&ruang.join("hasil"));
    for wajib in ["konsolidasi-2026.xlsx", "rekap-2026.xlsx"] {
        assert!(buku.iter().any(|jalur| jalur.ends_with(wajib)), "{wajib} was not written");
    }
    for (folder, tersedikit) in [("koreksi", 10), ("templat", 50)] {
        let banyak = buku
            .iter()
            .filter(|jalur| {
                jalur.strip_prefix(&ruang).is_ok_and(|satu| satu.starts_with(Path::new("hasil").join(folder)))
            })
            .count();
        assert!(banyak >= tersedikit, "{folder}: only {banyak} workbooks");
    }
    let mut salah = Vec::new();
    for jalur in &buku {
        let nama = jalur.strip_prefix(&ruang).unwrap_or(jalur).display().to_string();
        let byte = std::fs::read(jalur).expect("a workbook");
        salah.extend(periksa(&byte).into_iter().map(|satu| format!("{nama}: {satu}")));
    }
    assert!(salah.is_empty(), "{} of {} workbooks\n{}", salah.len(), buku.len(), salah.join("\n"));
}

/// Every workbook of the OOXML family below a folder.
fn buku_kerja(folder: &Path) -> Vec<PathBuf> {
    let mut hasil = Vec::new();
    for entri in std::fs::read_dir(folder).expect("a readable folder") {
        let jalur = entri.expect("an entry").path();
        if jalur.is_dir() {
            hasil.extend(buku_kerja(&jalur));
        } else if jalur.extension().is_some_and(|akhiran| akhiran == "xlsx" || akhiran == "xlsm") {
            hasil.push(jalur);
        }
    }
    hasil
}

/// A form with a drop-down, formulas, merges and conditional formats, as its parts.
fn contoh() -> BTreeMap<String, String> {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let templat = pustaka.templat.iter().find(|templat| templat.id == "ra-dki").expect("a shipped form");
    let byte = crate::templat::contoh_terisi(templat, 3, &Profil::baku(NamaProfil::Umum));
    let mut arsip = zip::ZipArchive::new(Cursor::new(byte)).expect("a package");
    let mut bagian = BTreeMap::new();
    for nomor in 0..arsip.len() {
        let mut satu = arsip.by_index(nomor).expect("a part");
        let nama = satu.name().expect("its name").to_string();
        let mut isi = String::new();
        satu.read_to_string(&mut isi).expect("XML");
        bagian.insert(nama, isi);
    }
    bagian
}

fn kemas(bagian: &BTreeMap<String, String>) -> Vec<u8> {
    let mut arsip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (nama, isi) in bagian {
        arsip.start_file(nama.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        arsip.write_all(isi.as_bytes()).expect("its bytes");
    }
    arsip.finish().expect("a package").into_inner()
}

const LEMBAR: &str = "xl/worksheets/sheet1.xml";
const BUKU: &str = "xl/workbook.xml";

/// A part, what to find in it, what to put there instead, and a word of what must be said about it. An empty search
/// takes the whole part away.
const RUSAK: &[(&str, &str, &str, &str)] = &[
    ("xl/styles.xml", "", "", "tidak ada"),
    ("docProps/app.xml", "", "", "tidak ada"),
    (
        "[Content_Types].xml",
        "PartName=\"/xl/worksheets/sheet1.xml\"",
        "PartName=\"/xl/worksheets/sheet9.xml\"",
        "sheet1.xml",
    ),
    ("[Content_Types].xml", "spreadsheetml.styles+xml", "spreadsheetml.theme+xml", "jenis isi"),
    ("_rels/.rels", "xl/workbook.xml", "xl/buku.xml", "xl/buku.xml tidak ada"),
    ("xl/_rels/workbook.xml.rels", "Id=\"rId2\"", "Id=\"rId1\"", "Id ganda"),
    (BUKU, "name=\"Rencana Aksi\"", "name=\"Rencana Aksi Jurusan Teknologi Informasi\"", "nama lembar"),
    (BUKU, "name=\"Rencana Aksi\"", "name=\"Rencana/Aksi\"", "nama lembar"),
    (BUKU, "name=\"Petunjuk Pengisian\"", "name=\"rencana aksi\"", "ganda"),
    (BUKU, "r:id=\"rId2\"", "r:id=\"rId77\"", "tanpa bagian"),
    (BUKU, "localSheetId=\"0\"", "localSheetId=\"7\"", "lembar 7 tidak ada"),
    (BUKU, "_xlnm.Print_Titles", "judul cetak", "tidak sah"),
    ("docProps/core.xml", "dcterms:W3CDTF", "xsd:date", "W3CDTF"),
    ("docProps/custom.xml", "pid=\"3\"", "pid=\"2\"", "ganda"),
    ("docProps/custom.xml", "selaras_versi", "selaras_templat", "ganda"),
    (LEMBAR, "<sheetProtection", "<mergeCells/><sheetProtection", "tempatnya"),
    (LEMBAR, "</sheetData>", "</sheetData><baru/>", "tidak dikenal"),
    (LEMBAR, "<row r=\"2\"", "<row r=\"1\"", "tidak berurutan"),
    (LEMBAR, "<c r=\"B", "<c r=\"ZZZZ", "tidak sah"),
    (LEMBAR, "t=\"s\"><v>", "t=\"s\"><v>99", "teks yang tidak ada"),
    (LEMBAR, "s=\"1\"", "s=\"999\"", "format yang tidak ada"),
    (LEMBAR, "dxfId=\"0\"", "dxfId=\"9\"", "gaya yang tidak ada"),
    (LEMBAR, "<mergeCells count=\"", "<mergeCells count=\"1", "jumlah sel gabungan"),
    (LEMBAR, "<mergeCell ref=\"A2:", "<mergeCell ref=\"A1:", "bertindih"),
    (LEMBAR, "TW 1,TW 2", "{panjang}", "daftar pilihan"),
    (LEMBAR, "promptTitle=\"", "promptTitle=\"{panjang}", "promptTitle"),
    (LEMBAR, "AND(LEN(", "AND({panjang}LEN(", "rumus format bersyarat"),
    (LEMBAR, "<pageMargins", "<legacyDrawing r:id=\"rId1\"/><pageMargins", "vmlDrawing"),
    (LEMBAR, "<sheetData>", "<sheetData>\u{1}", "huruf kendali"),
    (LEMBAR, "</worksheet>", "", "XML"),
    ("xl/styles.xml", "fontId=\"1\"", "fontId=\"99\"", "menunjuk yang tidak ada"),
];

#[test]
fn what_excel_would_repair_is_found() {
    let asli = contoh();
    assert_eq!(periksa(&kemas(&asli)), Vec::<String>::new());
    for (nama, cari, ganti, kata) in RUSAK {
        let mut bagian = asli.clone();
        let isi = bagian.remove(*nama).unwrap_or_else(|| panic!("{nama} is no part"));
        if !cari.is_empty() {
            assert!(isi.contains(cari), "{nama} says nowhere {cari}");
            let ganti = ganti.replace("{panjang}", &"pilihan yang panjang, ".repeat(500));
            bagian.insert((*nama).to_string(), isi.replacen(cari, &ganti, 1));
        }
        let salah = periksa(&kemas(&bagian));
        assert!(salah.iter().any(|satu| satu.contains(kata)), "{nama} {cari} → {ganti}: {salah:?}");
    }
}
