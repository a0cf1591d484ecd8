//! The recap as PDF, read back.
#![cfg(feature = "pdf")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::print::pdf::{Kop, Pencetak, TataLetak};
use selaras::recap::model::{Indikator, Rekap};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use crate::bersama::{akar, salin_sampel, selaras, teks};
use crate::pdf::{kata_di_luar_halaman, tulisan, tulisan_halaman};

/// What a phone and an office's mail take without thinking.
const TERBESAR: usize = 500_000;

fn hari() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn model(nama: &str) -> Rekap {
    let ruang = Ruang::buka(&akar().join("samples").join(nama)).expect("the sample");
    let hasil = pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari(), &TanpaKemajuan).expect("a run");
    selaras::report::model_rekap(&hasil.bahan(&ruang, hari()))
}

fn gambar(rekap: &Rekap) -> Vec<u8> {
    let tata_letak = TataLetak::dengan(BTreeMap::new());
    let mut pencetak = Pencetak::baru(tata_letak, &Kop::default(), hari()).expect("the shipped layouts");
    let hasil = pencetak.cetak("rekap", rekap).expect("a recap");
    assert_eq!(hasil.catatan, Vec::<String>::new());
    hasil.pdf
}

/// Whether a line begins with the code and ends with target, realisation and achievement.
fn sebaris(isi: &str, satu: &Indikator) -> bool {
    let posisi = &satu.posisi;
    let angka = [&posisi.target, &posisi.realisasi].map(|angka| angka.tulisan.as_str());
    isi.lines().filter_map(|baris| baris.trim().strip_prefix(&satu.kode)).any(|sisa| {
        let kata: Vec<&str> = sisa.split_whitespace().collect();
        let akhir = match posisi.capaian.angka {
            Some(_) => format!("{} {} {}", angka.join(" "), posisi.lampu.tanda, posisi.capaian.tulisan),
            None => format!("{} {}", angka.join(" "), posisi.lampu.tanda),
        };
        kata.join(" ").ends_with(&akhir)
    })
}

#[test]
fn every_figure_of_the_recap_stands_in_its_row_of_the_pdf() {
    for nama in ["politeknik", "pemprov"] {
        let rekap = model(nama);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pdf = folder.path().join("rekap.pdf");
        fs::write(&pdf, gambar(&rekap)).expect("a file");
        let Some(isi) = tulisan(&pdf) else { return };
        let pertama = tulisan_halaman(&pdf, 1).expect("pdftotext");
        for kartu in &rekap.kartu {
            assert!(pertama.contains(&kartu.tulisan), "{nama}: {} {}", kartu.label, kartu.tulisan);
        }
        let (mut banyak, mut hilang) = (0, Vec::new());
        for satu in rekap.iku.iter().map(|satu| &satu.indikator) {
            let posisi = &satu.posisi;
            let angka = [&posisi.target, &posisi.realisasi, &posisi.capaian].map(|angka| angka.tulisan.as_str());
            let ada = pertama.lines().any(|baris| {
                let kata: Vec<&str> = baris.split_whitespace().collect();
                baris.contains(&satu.kode) && kata.ends_with(&angka)
            });
            assert!(ada, "{nama}: {} {angka:?} is not on the first page:\n{pertama}", satu.kode);
        }
        let anggota = rekap.iku.iter().flat_map(|iku| &iku.anggota).map(|satu| &satu.indikator);
        let unit = rekap.unit.iter().flat_map(|unit| &unit.indikator).map(|satu| &satu.indikator);
        for satu in anggota.chain(unit) {
            banyak += 1;
            if !sebaris(&isi, satu) {
                hilang.push(format!("{} {:?}", satu.kode, satu.posisi.capaian.tulisan));
            }
        }
        assert!(banyak > 50 && hilang.is_empty(), "{nama}: {} of {banyak} rows: {hilang:#?}\n{isi}", hilang.len());
        for kolom in &rekap.kepatuhan.kolom {
            assert!(isi.contains(&format!("{} dari {}", kolom.masuk.0, kolom.masuk.1)), "{nama}: {}", kolom.judul);
        }
    }
}

#[test]
fn the_chat_message_says_nothing_that_the_pdf_does_not() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20", "--diam"]);
    let pdf = ruang.join("hasil/rekap-2026.pdf");
    assert!(pdf.is_file(), "{}", teks(&keluaran.stderr));
    assert!(fs::metadata(&pdf).expect("its size").len() < TERBESAR as u64);
    let Some(isi) = tulisan(&pdf) else { return };
    let pesan = fs::read_to_string(ruang.join("hasil/rekap-2026.txt")).expect("the chat message");
    let angka = pesan.split(|huruf: char| !(huruf.is_ascii_digit() || ".,".contains(huruf)));
    let angka: Vec<&str> = angka.map(|kata| kata.trim_matches(['.', ','])).filter(|kata| !kata.is_empty()).collect();
    assert!(angka.len() > 10, "{pesan}");
    for satu in angka {
        assert!(isi.contains(satu), "{satu} of the message is not in the PDF\n{pesan}");
    }
}

#[test]
fn the_first_page_is_one_page_whatever_stands_on_it() {
    let mut besar = model("politeknik");
    let panjang: String = "Keterlambatan penyelesaian pertanggungjawaban ".chars().cycle().take(2000).collect();
    for _ in 0..2 {
        besar.iku.extend(besar.iku.clone());
        besar.merah.extend(besar.merah.clone());
        besar.peta.kolom.extend(besar.peta.kolom.clone());
        besar.peta.baris.iter_mut().for_each(|baris| baris.petak.extend(baris.petak.clone()));
        besar.peta.baris.extend(besar.peta.baris.clone());
        besar.kepatuhan.baris.extend(besar.kepatuhan.baris.clone());
    }
    besar.tindak.truncate(5);
    for satu in &mut besar.merah {
        satu.isi.uraian.kendala.tulisan.clone_from(&panjang);
        satu.isi.indikator.indikator.clone_from(&panjang);
        satu.isi.uraian.tindak_lanjut.tulisan.clone_from(&panjang);
        satu.isi.uraian.penanggung_jawab.tulisan.clone_from(&panjang);
    }
    for satu in &mut besar.iku {
        satu.indikator.indikator.clone_from(&panjang);
        satu.anggota.truncate(2);
    }
    let mut kosong = model("pemprov");
    kosong.iku.clear();
    kosong.unit.clear();
    kosong.merah.clear();
    kosong.tindak.clear();
    kosong.peta.kolom.clear();
    kosong.peta.baris.clear();
    kosong.kepatuhan.baris.clear();
    for (nama, rekap) in [("besar", besar), ("kosong", kosong), ("biasa", model("politeknik"))] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pdf = folder.path().join("rekap.pdf");
        fs::write(&pdf, gambar(&rekap)).expect("a file");
        satu_halaman(nama, &pdf, &rekap);
    }
}

fn satu_halaman(nama: &str, pdf: &Path, rekap: &Rekap) {
    let Some(luar) = kata_di_luar_halaman(pdf) else { return };
    assert!(luar.is_empty(), "{nama}: {luar:?}");
    let pertama = tulisan_halaman(pdf, 1).expect("pdftotext");
    let kata = |teks: &str| teks.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(kata(&pertama).contains(&kata(&rekap.sumber)), "{nama}: the first page goes on:\n{pertama}");
    let kedua = tulisan_halaman(pdf, 2).expect("pdftotext");
    assert!(kedua.trim_start().starts_with("Indikator Kinerja Utama"), "{nama}:\n{kedua}");
    if nama == "besar" {
        assert!(pertama.contains("lainnya, lihat halaman berikut"), "{pertama}");
    }
}

#[test]
fn the_recap_has_bookmarks_for_every_part_and_equal_data_give_equal_bytes() {
    let rekap = model("pemprov");
    let pdf = gambar(&rekap);
    assert!(pdf == gambar(&rekap), "two drawings of the same data differ");
    let dokumen = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let isi = dokumen.get_toc().expect("bookmarks");
    let judul: Vec<&str> = isi.toc.iter().filter(|satu| satu.level == 1).map(|satu| satu.title.as_str()).collect();
    assert_eq!(
        judul,
        [
            rekap.judul.as_str(),
            "Indikator Kinerja Utama",
            "Unit",
            "Yang Merah",
            "Kepatuhan dan Peta Capaian",
            "Kendala dan Tindak Lanjut"
        ]
    );
    assert!(isi.toc.len() >= 6 + rekap.iku.len() + rekap.unit.len(), "{}", isi.toc.len());
}
