//! LibreOffice opens the workbooks, recalculates every formula, and finds our numbers.
//!
//! The cached results are taken out of a copy first, so that what comes back was computed there and not read from the
//! file. Without LibreOffice the tests say so and pass; where `CI=true` they fail instead.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::report;
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use crate::bangkit::{Rencana, bangkitkan};
use crate::bersama::{akar, salin_sampel, selaras, teks};
use crate::kantor::Kantor;

#[test]
fn libreoffice_computes_the_numbers_of_politeknik() {
    periksa_ruang("politeknik");
}

#[test]
fn libreoffice_computes_the_numbers_of_pemprov() {
    periksa_ruang("pemprov");
}

#[test]
fn libreoffice_computes_the_numbers_of_a_national_recap_over_two_years() {
    let Some(kantor) = Kantor::buka() else { return };
    let induk = tempfile::tempdir().expect("a folder");
    let folder = |nomor| induk.path().join(format!("semua/{nomor}"));
    for nomor in 0..3 {
        bangkitkan(&folder(nomor), &Rencana { berkas: 6, nomor, benih: 7 }).expect("a workspace");
    }
    let setelan = std::fs::read_to_string(folder(2).join("selaras.toml")).expect("settings");
    std::fs::write(folder(2).join("selaras.toml"), setelan.replace("tahun = 2026", "tahun = 2025")).expect("settings");
    let (semua, keluar) = (induk.path().join("semua"), induk.path().join("nasional"));
    let (semua, jalur) = (semua.display().to_string(), keluar.display().to_string());
    let jalankan =
        |argumen: &[&str]| selaras(&[argumen, &["--tanggal", "2027-02-01", "--diam"]].concat()).status.code();
    assert!(jalankan(&["konsolidasi", &semua]).is_some_and(|kode| kode < 2));
    assert_eq!(jalankan(&["gabung", &jalur, &semua]), Some(0));
    let rekap = std::fs::read(keluar.join("rekap-nasional.xlsx")).expect("the recap");
    let buku = BTreeMap::from([("nasional".to_string(), rekap)]);
    let tanpa = buku.iter().map(|(nama, byte)| (nama.clone(), tanpa_hasil(byte))).collect();
    let dihitung = kantor.ubah(&tanpa, "xlsx:Calc MS Excel 2007 XML");
    assert_sama("nasional", &buku, &dihitung, 50);
}

fn periksa_ruang(nama: &str) {
    let Some(kantor) = Kantor::buka() else { return };
    let ruang = Ruang::buka(&akar().join("samples").join(nama)).expect("a sample workspace");
    let hari = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let hasil = pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari, &TanpaKemajuan).expect("a run");
    let bahan = hasil.bahan(&ruang, hari);
    let konsolidasi = report::konsolidasi(&bahan).expect("a consolidated workbook");
    let rekap = report::rekap(&bahan).expect("a recap");
    let buku = BTreeMap::from([("konsolidasi".to_string(), konsolidasi), ("rekap".to_string(), rekap)]);
    let tanpa = buku.iter().map(|(nama, byte)| (nama.clone(), tanpa_hasil(byte))).collect();
    let dihitung = kantor.ubah(&tanpa, "xlsx:Calc MS Excel 2007 XML");
    assert_sama("konsolidasi", &buku, &dihitung, 500);
    assert_sama("rekap", &buku, &dihitung, 200);
}

/// Workbooks by their name.
type Buku = BTreeMap<String, Vec<u8>>;

/// Every formula of a workbook gives the result that the workbook holds.
fn assert_sama(nama: &str, buku: &Buku, dihitung: &Buku, rumus_tersedikit: usize) {
    let (ada, dihitung) = (isi(&buku[nama]), isi(&dihitung[nama]));
    assert!(ada.len() >= rumus_tersedikit, "{nama}: only {} formulas", ada.len());
    let mut beda = Vec::new();
    for (tempat, (rumus, nilai)) in &ada {
        let ulang = dihitung.get(tempat).map_or(&Data::Empty, |(_, nilai)| nilai);
        if !sama(nilai, ulang) {
            beda.push(format!("{}!{}: ={rumus} holds {nilai:?}, LibreOffice says {ulang:?}", tempat.0, sel(tempat)));
        }
    }
    assert!(beda.is_empty(), "{nama}: {} of {} formulas differ\n{}", beda.len(), ada.len(), beda.join("\n"));
}

fn sama(kiri: &Data, kanan: &Data) -> bool {
    let angka = |data: &Data| match data {
        Data::Float(angka) => Some(*angka),
        Data::Int(angka) => Some(*angka as f64),
        _ => None,
    };
    match (angka(kiri), angka(kanan)) {
        (Some(kiri), Some(kanan)) => (kiri - kanan).abs() <= 1e-6 * kiri.abs().max(1.0),
        (None, None) => kiri.to_string() == kanan.to_string(),
        _ => false,
    }
}

/// A cell: sheet, row and column from zero.
type Tempat = (String, u32, u32);

fn sel((_, baris, kolom): &Tempat) -> String {
    selaras::domain::address::CellAddress::new(*baris, *kolom).to_string()
}

/// The formulas of a workbook with the result that it holds for each.
fn isi(buku: &[u8]) -> BTreeMap<Tempat, (String, Data)> {
    let mut buku: Xlsx<_> = Xlsx::new(Cursor::new(buku)).expect("a workbook");
    let mut hasil = BTreeMap::new();
    for nama in buku.sheet_names() {
        let rumus = buku.worksheet_formula(&nama).expect("formulas");
        let nilai = buku.worksheet_range(&nama).expect("values");
        let (baris_awal, kolom_awal) = rumus.start().unwrap_or_default();
        for (baris, kolom, rumus) in rumus.used_cells().filter(|(.., rumus)| !rumus.is_empty()) {
            let (baris, kolom) = (baris_awal + baris as u32, kolom_awal + kolom as u32);
            let nilai = nilai.get_value((baris, kolom)).cloned().unwrap_or(Data::Empty);
            hasil.insert((nama.clone(), baris, kolom), (rumus.clone(), nilai));
        }
    }
    hasil
}

/// The workbook without the results of its formulas.
fn tanpa_hasil(buku: &[u8]) -> Vec<u8> {
    let mut dari = zip::ZipArchive::new(Cursor::new(buku)).expect("a package");
    let mut ke = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nomor in 0..dari.len() {
        let mut bagian = dari.by_index(nomor).expect("a part");
        let nama = bagian.name().expect("its name").to_string();
        let mut isi = Vec::new();
        bagian.read_to_end(&mut isi).expect("its bytes");
        if nama.starts_with("xl/worksheets/sheet") {
            isi = buang_hasil(&String::from_utf8(isi).expect("XML")).into_bytes();
        }
        ke.start_file(nama, zip::write::SimpleFileOptions::default()).expect("a part");
        ke.write_all(&isi).expect("its bytes");
    }
    ke.finish().expect("a package").into_inner()
}

fn buang_hasil(xml: &str) -> String {
    let mut bagian = xml.split("</f><v>");
    let mut hasil = bagian.next().unwrap_or_default().to_string();
    for sisa in bagian {
        let (_, sesudah) = sisa.split_once("</v>").expect("a result");
        hasil.push_str("</f>");
        hasil.push_str(sesudah);
    }
    hasil
}

#[test]
fn cached_results_are_taken_out_before_the_recalculation() {
    let xml = r#"<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>5</v></c><c r="C1" t="str"><f>"a"</f><v>a</v></c>"#;
    let kosong = r#"<c r="A1"><f>1+1</f></c><c r="B1"><v>5</v></c><c r="C1" t="str"><f>"a"</f></c>"#;
    assert_eq!(buang_hasil(xml), kosong);
}

#[test]
fn libreoffice_opens_every_marked_workbook_of_the_samples_with_its_findings_and_its_values() {
    let Some(kantor) = Kantor::buka() else { return };
    let mut bertanda = BTreeMap::new();
    for (nama, tanggal) in [("politeknik", "2026-07-20"), ("kotak-surat", "2026-04-20")] {
        let (_folder, ruang) = salin_sampel(nama);
        let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", tanggal, "--diam"]);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
        let semula = bertanda.len();
        for unit in std::fs::read_dir(ruang.join("hasil/koreksi")).expect("what goes back") {
            for entri in std::fs::read_dir(unit.expect("an entry").path()).expect("a folder of a unit") {
                let jalur = entri.expect("an entry").path();
                if jalur.extension().is_some_and(|akhiran| akhiran == "xlsx") {
                    let batang = jalur.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let isi = std::fs::read(&jalur).expect("a marked workbook");
                    bertanda.insert(format!("{nama} {} {batang}", bertanda.len()), isi);
                }
            }
        }
        assert!(bertanda.len() >= semula + 8, "{nama}: only {} marked workbooks", bertanda.len() - semula);
    }
    for (nama, dibuka) in kantor.ubah(&bertanda, "xlsx:Calc MS Excel 2007 XML") {
        let (asli, dibuka) = (nilai(&bertanda[&nama]), nilai(&dibuka));
        let temuan = asli.keys().filter(|(lembar, ..)| lembar == "TEMUAN").count();
        assert!(temuan > 20, "{nama}: {temuan} cells in TEMUAN");
        let beda: Vec<String> = asli
            .iter()
            .filter(|(tempat, nilai)| !dibuka.get(*tempat).is_some_and(|ulang| sama(nilai, ulang)))
            .map(|(tempat, nilai)| format!("{}!{}: {nilai:?}, {:?}", tempat.0, sel(tempat), dibuka.get(tempat)))
            .collect();
        assert!(beda.is_empty(), "{nama}:\n{}", beda.join("\n"));
    }
}

/// The values of every cell that holds one, formulas with the result that the file holds.
fn nilai(buku: &[u8]) -> BTreeMap<Tempat, Data> {
    let mut buku: Xlsx<_> = Xlsx::new(Cursor::new(buku)).expect("a workbook");
    let mut hasil = BTreeMap::new();
    for nama in buku.sheet_names() {
        let lembar = buku.worksheet_range(&nama).expect("values");
        let (baris_awal, kolom_awal) = lembar.start().unwrap_or_default();
        for (baris, kolom, nilai) in lembar.used_cells().filter(|(.., nilai)| !nilai.to_string().is_empty()) {
            hasil.insert((nama.clone(), baris_awal + baris as u32, kolom_awal + kolom as u32), nilai.clone());
        }
    }
    hasil
}
