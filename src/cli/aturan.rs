//! `selaras aturan`: the catalogue, or one rule.

use clap::Args;
use selaras::rules::{Aturan, KATALOG};

use super::{Akhir, BERSIH};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Kode aturan, misalnya UK03; tanpa ini, semua aturan didaftar.
    kode: Option<String>,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    match &pilihan.kode {
        None => {
            for aturan in KATALOG {
                anstream::println!("{}  {:<10}  {}", aturan.kode, aturan.tingkat.nama(), aturan.apa);
            }
        }
        Some(kode) => {
            let dicari = kode.to_uppercase();
            let aturan = KATALOG
                .iter()
                .find(|aturan| aturan.kode == dicari)
                .ok_or_else(|| format!("aturan {kode} tidak ada; lihat daftarnya dengan: selaras aturan"))?;
            jelaskan(aturan);
        }
    }
    Ok(BERSIH)
}

fn jelaskan(aturan: &Aturan) {
    anstream::println!("{} ({}), tingkat {}", aturan.kode, aturan.nama, aturan.tingkat.nama());
    for (judul, teks) in [
        ("Apa yang diperiksa", aturan.apa),
        ("Mengapa", aturan.mengapa),
        ("Sumber", aturan.sumber),
        ("Contoh yang salah (sel yang ditunjuk di antara « »)", aturan.salah),
        ("Contoh yang benar", aturan.benar),
    ] {
        anstream::println!("\n{judul}");
        for baris in teks.trim().lines() {
            anstream::println!("  {baris}");
        }
    }
}
