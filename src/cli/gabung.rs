//! `selaras gabung`: the data of many workspaces as one dataset, with a national recap.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{CombineOptions, combine};
use selaras::pipeline::gabung::{Gabungan, REKAP};

use super::terminal::{Layar, aman};
use super::{Akhir, BERSIH, TIDAK_JALAN, Tampilan, ruang};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder hasil gabungan: rekap-nasional.xlsx dan folder data.
    keluar: PathBuf,
    /// Ruang kerja yang sudah dikonsolidasi, atau folder yang berisi ruang-ruang kerja.
    #[arg(required = true)]
    ruang: Vec<PathBuf>,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let layar = Layar::baru(&pilihan.tampilan);
    let options = CombineOptions {
        target: pilihan.keluar.clone(),
        workspaces: ruang::semua(&pilihan.ruang)?,
        today: pilihan.tampilan.hari_ini(),
    };
    let hasil = combine(&options, &layar)?;
    layar.selesai();
    laporkan(pilihan, &hasil);
    // A total without somebody is not the total that was asked for.
    Ok(if hasil.tertinggal.is_empty() { BERSIH } else { TIDAK_JALAN })
}

fn laporkan(pilihan: &Pilihan, hasil: &Gabungan) {
    for satu in &hasil.tertinggal {
        anstream::eprintln!("selaras: {} belum masuk: {}", aman(&satu.ruang), aman(&satu.sebab));
    }
    if pilihan.tampilan.rinci {
        for satu in &hasil.isi {
            anstream::eprintln!("{}: {} berkas, {} baris", satu.nama, satu.berkas, satu.baris);
        }
    }
    let keluar = pilihan.keluar.display();
    let belum = match hasil.tertinggal.len() {
        0 => String::new(),
        banyak => format!(" {banyak} ruang kerja BELUM masuk, lihat di atas dan lembar Belum Masuk."),
    };
    anstream::println!("{} instansi digabung.{belum} {REKAP}.xlsx dan folder data ada di {keluar}", hasil.instansi);
}
