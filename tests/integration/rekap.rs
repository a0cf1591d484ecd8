//! The recap is one: every figure is the same in the model, the workbook and the message, and each leads to the cell that
//! a unit filled in.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::domain::periode::Kurun;
use selaras::intake;
use selaras::pipeline::{self, Hasil, TanpaKemajuan};
use selaras::recap::model::{Angka, Rekap};
use selaras::report;
use selaras::workbook::{self, Limits};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use crate::bersama::akar;

const SAMPEL: [&str; 2] = ["politeknik", "pemprov"];

fn hari() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn jalan(nama: &str) -> (Ruang, Hasil) {
    let ruang = Ruang::buka(&akar().join("samples").join(nama)).expect("a sample workspace");
    let hasil = pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari(), &TanpaKemajuan).expect("a run");
    (ruang, hasil)
}

/// The sheets of a workbook.
fn lembar(buku: &[u8]) -> BTreeMap<String, Range<Data>> {
    let mut buku: Xlsx<_> = Xlsx::new(Cursor::new(buku)).expect("a workbook");
    buku.worksheets().into_iter().collect()
}

/// The row whose cell in a column reads so.
fn baris(lembar: &Range<Data>, kolom: u32, teks: &str) -> u32 {
    let akhir = lembar.end().map_or(0, |(baris, _)| baris);
    (0..=akhir)
        .find(|baris| lembar.get_value((*baris, kolom)).is_some_and(|data| data.to_string().trim() == teks))
        .unwrap_or_else(|| panic!("no row {teks:?}"))
}

fn assert_angka(apa: &str, data: Option<&Data>, angka: &Angka) {
    let data = data.unwrap_or(&Data::Empty);
    match (data, angka.angka) {
        (Data::Float(ada), Some(nilai)) => assert!((ada - nilai).abs() < 1e-9, "{apa}: {ada} is not {nilai}"),
        (Data::String(teks), None) => assert_eq!(teks, &angka.tulisan, "{apa}"),
        lain => panic!("{apa}: {lain:?} is not {angka:?}"),
    }
}

/// The cell that an address names.
fn sel<'r>(lembar: &'r Range<Data>, sel: &str) -> Option<&'r Data> {
    let alamat: selaras::domain::address::CellAddress = sel.parse().expect("an address");
    lembar.get_value((alamat.row, alamat.column))
}

#[test]
fn every_figure_of_the_first_page_is_equal_in_workbook_message_and_model() {
    for nama in SAMPEL {
        let ruang = jalan(nama).0;
        for kurun in [None, Some(Kurun::SemesterI), Some(Kurun::Tahunan)] {
            let hasil = match kurun {
                Some(kurun) => jalan(nama).1.untuk(kurun, &ruang.profil),
                None => jalan(nama).1,
            };
            let bahan = hasil.bahan(&ruang, hari());
            let (rekap, pesan) = (report::model_rekap(&bahan), report::rekap_teks(&bahan));
            let buku = lembar(&report::rekap(&bahan).expect("a recap"));
            assert_ringkasan(&rekap, &buku["Ringkasan"]);
            for kartu in &rekap.kartu {
                let awal = format!("{}: ", kartu.label);
                let satu = pesan.lines().find(|baris| baris.starts_with(&awal)).expect("a line for each card");
                assert!(satu.contains(&kartu.tulisan), "{satu} lacks {}", kartu.tulisan);
            }
            assert_lakip(&rekap, &buku["LAKIP"]);
        }
    }
}

fn assert_ringkasan(rekap: &Rekap, lembar: &Range<Data>) {
    assert_eq!(lembar.get_value((0, 0)), Some(&Data::String(rekap.judul.clone())));
    let kepala = baris(lembar, 0, "Rata-rata capaian IKU");
    let kolom: Vec<u32> =
        (0..18).filter(|kolom| lembar.get_value((kepala, *kolom)).is_some_and(|data| *data != Data::Empty)).collect();
    assert_eq!(kolom.len(), rekap.kartu.len());
    for (kartu, kolom) in rekap.kartu.iter().zip(kolom) {
        assert_angka(&kartu.label, lembar.get_value((kepala + 1, kolom)), &kartu.nilai);
        assert_eq!(lembar.get_value((kepala + 2, kolom)), Some(&Data::String(kartu.sub.clone())));
    }
    for iku in &rekap.iku {
        let satu = baris(lembar, 1, &iku.indikator.kode);
        let posisi = &iku.indikator.posisi;
        for (kolom, angka) in [(11, &posisi.target), (14, &posisi.realisasi), (16, &posisi.capaian)] {
            assert_angka(&iku.indikator.kode, lembar.get_value((satu, kolom)), angka);
        }
    }
    let peta = baris(lembar, 0, "Peta capaian unit × IKU (%), dan siapa yang sudah lapor") + 2;
    for (unit, baris) in rekap.peta.baris.iter().zip(peta..) {
        for (petak, kolom) in unit.petak.iter().zip(5..) {
            let ada = lembar.get_value((baris, kolom));
            match petak {
                Some(petak) => assert_angka(&unit.unit, ada, &petak.capaian),
                None => assert!(ada.is_none_or(|data| *data == Data::Empty), "{}: {ada:?}", unit.unit),
            }
        }
    }
}

fn assert_lakip(rekap: &Rekap, lembar: &Range<Data>) {
    for satu in &rekap.lakip.baris {
        let baris = baris(lembar, 2, &satu.kode);
        for (kolom, angka) in [(6, &satu.target), (10, &satu.realisasi), (11, &satu.capaian)] {
            assert_angka(&satu.kode, lembar.get_value((baris, kolom)), angka);
        }
    }
}

#[test]
fn every_chain_ends_in_a_real_cell_of_the_consolidated_workbook_and_of_what_units_sent() {
    for nama in SAMPEL {
        let (ruang, hasil) = jalan(nama);
        let bahan = hasil.bahan(&ruang, hari());
        let rekap = report::model_rekap(&bahan);
        let konsolidasi = lembar(&report::konsolidasi(&bahan).expect("a consolidated workbook"));
        let mut terbuka = BTreeMap::new();
        let (mut rujukan, mut sumber) = (0, 0);
        for (satu, langkah) in
            rekap.asal.iter().flat_map(|satu| satu.langkah.iter().map(move |langkah| (satu, langkah)))
        {
            let apa = format!("{nama}: {} / {}", satu.nama, langkah.apa);
            if let Some(ke) = &langkah.konsolidasi {
                let ada = sel(&konsolidasi[ke.lembar.as_str()], &ke.sel).cloned();
                // A blank achievement is an empty text there; everything else is the figure itself.
                match ada.unwrap_or(Data::Empty) {
                    Data::Float(angka) => {
                        let nilai = langkah.nilai.angka.unwrap_or_else(|| panic!("{apa}: {angka} is not shown"));
                        assert!((angka - nilai).abs() < 1e-9, "{apa}: {angka} is not {nilai}");
                    }
                    Data::String(teks) if !teks.is_empty() => assert_eq!(teks, langkah.nilai.tulisan, "{apa}"),
                    _ => assert!(!langkah.nilai.ada(), "{apa}: {}!{} is blank", ke.lembar, ke.sel),
                }
                rujukan += 1;
            }
            if let (Some(dari), Some(mentah)) = (&langkah.sumber, &langkah.mentah) {
                let buku = terbuka.entry(dari.berkas.clone()).or_insert_with(|| {
                    let isi = intake::isi(&hasil.sumber[&dari.berkas], 1 << 28).expect("the bytes that were sent");
                    workbook::read(&isi, &Limits::default()).expect("a workbook")
                });
                let lembar = buku.sheets.iter().find(|lembar| lembar.name == dari.lembar).expect("the sheet");
                let sel = lembar.cells.iter().find(|sel| sel.address.to_string() == dari.sel);
                assert!(
                    sel.is_some_and(|sel| sel.display().trim() == mentah.trim()),
                    "{apa}: {dari:?} holds {sel:?}, not {mentah:?}"
                );
                sumber += 1;
            }
        }
        assert!(rujukan > 80 && sumber > 30, "{nama}: {rujukan} rows, {sumber} cells");
    }
}
