//! Sheet `Temuan`: what is wrong, where, and how to mend it. The gravest first; what follows from a finding stands
//! folded under it; what a waiver accepts stands last, in grey, with its reason.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::{BERKAS, LEMBAR, NAMA_UNIT, SEL, UNIT, judul, sel_berkas};
use crate::domain::capaian::Warna;
use crate::finding::flat::BarisTemuan;
use crate::finding::{Temuan, Tingkat};
use crate::recap::BahanLaporan;
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, Gaya};
use crate::sheets::{BARIS_ISI, Baris, Buku, Jumlah, Kolom, LembarTabel, Rupa, RupaBaris, Sel};

const KOLOM: [Kolom; 16] = [
    Kolom::baru("Tingkat", Rupa::Teks, 12, 14),
    Kolom::baru("Kode", Rupa::Tengah, 8, 9),
    UNIT,
    NAMA_UNIT,
    BERKAS,
    LEMBAR,
    SEL,
    Kolom::baru("Indikator", Rupa::Lipat, 16, 34),
    Kolom::baru("Pesan", Rupa::Lipat, 30, 60),
    Kolom::baru("Ditemukan", Rupa::Lipat, 10, 24),
    Kolom::baru("Seharusnya", Rupa::Lipat, 10, 24),
    Kolom::baru("Selisih", Rupa::Angka, 9, 16),
    Kolom::baru("Saran", Rupa::Lipat, 24, 50),
    Kolom::baru("Terkait", Rupa::Lipat, 10, 34),
    Kolom::baru("Ikutan", Rupa::Teks, 9, 14),
    Kolom::baru("Pengecualian", Rupa::Lipat, 10, 30),
];

pub(super) fn tulis<'a>(bahan: &BahanLaporan<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    let mut baris = Vec::new();
    let nama = bahan.nama_nama_unit();
    for (kelompok, rupa) in [(bahan.temuan, RupaBaris::Biasa), (bahan.dikecualikan, RupaBaris::Redup)] {
        let mut urut: Vec<&Temuan> = kelompok.iter().collect();
        // Stable: within a severity the findings keep their order, by unit, file, sheet and cell.
        urut.sort_by_key(|temuan| Reverse(temuan.tingkat));
        for temuan in urut {
            tambah(&mut baris, &nama, temuan, None, rupa);
        }
    }
    LembarTabel {
        nama: "Temuan",
        nama_tabel: "Temuan",
        judul: judul(bahan, "Temuan"),
        keterangan: format!("{}. {}", bahan.tanggal_data(), ringkasan(bahan)),
        kolom: &KOLOM,
        baris: baris.into(),
        beku: 2,
        jumlah: ("Baris tampil", vec![("Kode", Jumlah::Banyak)]),
        lampu: Vec::new(),
    }
    .tulis_dihias(buku, gaya, |lembar, akhir| {
        Ok(gaya::lampu_awalan(
            lembar,
            (BARIS_ISI, akhir),
            (0, 0),
            &[("■", Warna::Merah), ("▲", Warna::Kuning), ("○", Warna::AbuAbu)],
        )?)
    })
}

fn ringkasan(bahan: &BahanLaporan<'_>) -> String {
    let banyak = |tingkat: Tingkat| bahan.temuan.iter().filter(|temuan| temuan.tingkat == tingkat).count();
    let ikutan: usize = bahan.temuan.iter().map(|temuan| temuan.ikutan.len()).sum();
    format!(
        "{} galat, {} peringatan, {} info; {ikutan} temuan ikutan dilipat di bawah sebabnya; {} dikecualikan.",
        banyak(Tingkat::Galat),
        banyak(Tingkat::Peringatan),
        banyak(Tingkat::Info),
        bahan.dikecualikan.len()
    )
}

fn tambah<'a>(
    baris: &mut Vec<Baris<'a>>,
    nama: &HashMap<&str, &'a str>,
    temuan: &'a Temuan,
    dari: Option<&'a str>,
    rupa: RupaBaris,
) {
    let b = BarisTemuan::dari(temuan, dari);
    let ikutan = match (dari, temuan.ikutan.len()) {
        (Some(dari), _) => format!("dari {dari}"),
        (None, 0) => String::new(),
        (None, banyak) => format!("{banyak} ikutan"),
    };
    let sel = vec![
        Sel::milik(format!("{} {}", tanda(temuan.tingkat), temuan.tingkat.nama())),
        Sel::teks(Some(b.kode)),
        Sel::teks(b.unit),
        Sel::teks(b.unit.and_then(|unit| nama.get(unit).copied())),
        sel_berkas(b.berkas, b.lembar, b.sel.as_deref()),
        Sel::teks(b.lembar),
        b.sel.map_or(Sel::Kosong, Sel::milik),
        Sel::teks(b.indikator),
        Sel::teks(Some(b.pesan)),
        Sel::teks(b.ditemukan),
        Sel::teks(b.seharusnya),
        Sel::angka(b.selisih),
        Sel::teks(Some(b.saran)),
        b.terkait.map_or(Sel::Kosong, Sel::milik),
        Sel::milik(ikutan),
        Sel::teks(b.pengecualian),
    ];
    baris.push(Baris {
        sel,
        rupa: if dari.is_some() { RupaBaris::Redup } else { rupa },
        tingkat: u8::from(dari.is_some()),
    });
    for ikutan in &temuan.ikutan {
        tambah(baris, nama, ikutan, Some(&temuan.kode), rupa);
    }
}

const fn tanda(tingkat: Tingkat) -> &'static str {
    match tingkat {
        Tingkat::Galat => "■",
        Tingkat::Peringatan => "▲",
        Tingkat::Info => "○",
    }
}
