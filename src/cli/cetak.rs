//! `selaras cetak`: what is signed, as PDF.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "what is typed is understood, and answered in one line"))]

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Akhir, Tampilan};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    #[command(subcommand)]
    dokumen: Dokumen,
}

#[derive(Debug, Subcommand)]
enum Dokumen {
    /// Perjanjian Kinerja: halaman pernyataan dan lampirannya.
    Pk(Isi),
    /// Rencana Aksi.
    #[command(visible_alias = "rencana-aksi")]
    Ra(Isi),
    /// Daftar dokumen yang diterima.
    TandaTerima(Isi),
}

#[derive(Debug, Args)]
struct Isi {
    /// Folder ruang kerja; hasilnya di hasil/cetak.
    ruang: PathBuf,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    #[command(flatten)]
    tampilan: Tampilan,
}

#[cfg(not(feature = "pdf"))]
pub(super) fn jalankan(_: &Pilihan) -> Akhir {
    Err(selaras::jobs::WITHOUT_PDF.into())
}

#[cfg(feature = "pdf")]
pub(super) use dengan_pdf::jalankan;

#[cfg(feature = "pdf")]
mod dengan_pdf {
    use selaras::jobs::{PrintOptions, Printed, Silent, print};
    use selaras::pipeline::cetak::HasilCetak;
    use selaras::print::Ditolak;

    use super::super::terminal::aman;
    use super::super::{ADA_GALAT, BERSIH, readers};
    use super::{Akhir, Dokumen, Isi, Pilihan};

    /// Findings of a refused form that are shown, unless everything was asked for.
    const TERBANYAK: usize = 5;

    pub(in super::super) fn jalankan(pilihan: &Pilihan) -> Akhir {
        let (isi, nama, what) = match &pilihan.dokumen {
            Dokumen::Pk(isi) => (isi, "PK", Printed::Pk),
            Dokumen::Ra(isi) => (isi, "Rencana Aksi", Printed::Ra),
            Dokumen::TandaTerima(isi) => (isi, "daftar terima", Printed::TandaTerima),
        };
        let options = PrintOptions {
            folder: isi.ruang.clone(),
            what,
            units: isi.unit.clone(),
            today: isi.tampilan.hari_ini(),
            readers: readers(),
        };
        let tercetak = print(&options, &Silent)?;
        laporkan(&tercetak, nama, isi);
        Ok(if tercetak.ditolak.is_empty() && tercetak.gagal.is_empty() { BERSIH } else { ADA_GALAT })
    }

    fn laporkan(tercetak: &HasilCetak, nama: &str, isi: &Isi) {
        for satu in &tercetak.catatan {
            anstream::eprintln!("selaras: {}", aman(satu));
        }
        for satu in &tercetak.gagal {
            for baris in satu.lines() {
                anstream::eprintln!("selaras: {}", aman(baris));
            }
        }
        if !isi.tampilan.diam {
            for satu in &tercetak.ditolak {
                ditolak(satu, nama, isi.tampilan.rinci);
            }
            if !tercetak.belum.is_empty() {
                let kode: Vec<&str> = tercetak.belum.iter().map(|unit| unit.kode.as_str()).collect();
                anstream::println!("Belum mengirim {nama}: {}", aman(&kode.join(", ")));
            }
        }
        let tolak = match tercetak.ditolak.len() {
            0 => String::new(),
            banyak => format!("; {banyak} ditolak karena masih ada galat"),
        };
        let banyak = tercetak.jadi.len();
        anstream::println!("Selesai: {banyak} PDF {nama} ada di {}{tolak}", tercetak.folder.display());
    }

    fn ditolak(satu: &Ditolak, nama: &str, rinci: bool) {
        let unit = &satu.unit;
        anstream::println!("{nama} {} ({}) tidak dicetak, {}:", aman(&unit.kode), aman(&unit.nama), aman(&satu.berkas));
        let tampil = if rinci { satu.sebab.len() } else { TERBANYAK };
        for sebab in satu.sebab.iter().take(tampil) {
            anstream::println!("  {} {}: {}", sebab.kode, aman(&sebab.tempat), aman(&sebab.pesan));
        }
        if satu.sebab.len() > tampil {
            anstream::println!("  … dan {} galat lain; tambahkan -v", satu.sebab.len() - tampil);
        }
    }
}
