//! `selaras cetak`: what is signed, as PDF.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "what is typed is understood, and answered in one line"))]

use std::path::PathBuf;

use clap::{Args, Subcommand};
#[cfg(not(feature = "pdf"))]
use selaras::report::BahanLaporan;
#[cfg(not(feature = "pdf"))]
use selaras::workspace::Ruang;

use super::{Akhir, Tampilan};

/// How to get the PDF, in a program that was built without.
#[cfg(not(feature = "pdf"))]
const TANPA_PDF: &str = "program ini dibangun tanpa PDF; bangun dengan: cargo build --release --features pdf";

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
    Err(TANPA_PDF.into())
}

/// The recap as PDF: its file, and what to tell people about it.
#[cfg(not(feature = "pdf"))]
pub(super) fn rekap(ruang: &Ruang, bahan: &BahanLaporan<'_>) -> Option<PathBuf> {
    // One that another build left is of an earlier run.
    let _ = std::fs::remove_file(ruang.hasil().join(format!("rekap-{}.pdf", bahan.tahun)));
    anstream::eprintln!("selaras: rekap-{}.pdf tidak dibuat; {TANPA_PDF}", bahan.tahun);
    None
}

#[cfg(feature = "pdf")]
pub(super) use dengan_pdf::{jalankan, rekap};

#[cfg(feature = "pdf")]
mod dengan_pdf {
    use std::path::PathBuf;

    use selaras::pipeline::cetak::{self, HasilCetak};
    use selaras::pipeline::{self, TanpaKemajuan};
    use selaras::report::BahanLaporan;
    use selaras::report::cetak::Ditolak;
    use selaras::workspace::Ruang;

    use super::super::terminal::aman;
    use super::super::{ADA_GALAT, BERSIH, pekerja};
    use super::{Akhir, Dokumen, Isi, Pilihan};

    /// Findings of a refused form that are shown, unless everything was asked for.
    const TERBANYAK: usize = 5;

    pub(in super::super) fn jalankan(pilihan: &Pilihan) -> Akhir {
        let (isi, nama) = match &pilihan.dokumen {
            Dokumen::Pk(isi) => (isi, "PK"),
            Dokumen::Ra(isi) => (isi, "Rencana Aksi"),
            Dokumen::TandaTerima(isi) => (isi, "daftar terima"),
        };
        let ruang = Ruang::buka(&isi.ruang)?;
        let _kunci = ruang.kunci()?;
        let hari_ini = isi.tampilan.hari_ini();
        let hasil = pipeline::jalankan(&ruang, &pekerja(Some(&ruang.folder), &ruang.batas), hari_ini, &TanpaKemajuan)?;
        for kode in &isi.unit {
            if hasil.tables.unit(kode).is_none() {
                return Err(format!("unit {kode} tidak ada dalam daftar unit kaskade").into());
            }
        }
        let bahan = hasil.bahan(&ruang, hari_ini);
        let tercetak = match &pilihan.dokumen {
            Dokumen::Pk(_) => cetak::pk(&ruang, &bahan, &isi.unit)?,
            Dokumen::Ra(_) => cetak::rencana_aksi(&ruang, &bahan, &isi.unit)?,
            Dokumen::TandaTerima(_) => cetak::tanda_terima(&ruang, &bahan, &isi.unit)?,
        };
        laporkan(&tercetak, nama, isi);
        Ok(if tercetak.ditolak.is_empty() && tercetak.gagal.is_empty() { BERSIH } else { ADA_GALAT })
    }

    /// The recap as PDF; why there is none is told, and stops nothing else.
    pub(in super::super) fn rekap(ruang: &Ruang, bahan: &BahanLaporan<'_>) -> Option<PathBuf> {
        let (jalur, catatan) = match cetak::rekap(ruang, bahan) {
            Ok((jalur, catatan)) => (Some(jalur), catatan),
            Err(galat) => (None, vec![format!("rekap-{}.pdf belum dibuat: {galat}", bahan.tahun)]),
        };
        for baris in catatan.iter().flat_map(|satu| satu.lines()) {
            anstream::eprintln!("selaras: {}", aman(baris));
        }
        jalur
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
