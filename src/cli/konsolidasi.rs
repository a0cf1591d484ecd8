//! `selaras konsolidasi`: the main job.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use selaras::finding::Tingkat;
use selaras::pipeline::{self, kembali};
use selaras::report;
use selaras::workspace::Ruang;

use super::terminal::{self, Layar};
use super::{ADA_GALAT, Akhir, BERSIH, Tampilan, pekerja};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder ruang kerja: berisi selaras.toml, kaskade.xlsx dan folder masuk.
    ruang: PathBuf,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let mulai = Instant::now();
    let ruang = Ruang::buka(&pilihan.ruang)?;
    let _kunci = ruang.kunci()?;
    let hari_ini = pilihan.tampilan.hari_ini();
    let layar = Layar::baru(&pilihan.tampilan);
    let hasil = pipeline::jalankan(&ruang, &pekerja(Some(&ruang.folder), &ruang.batas), hari_ini, &layar)?;
    layar.selesai();
    let diperiksa = mulai.elapsed();
    let bahan = hasil.bahan(&ruang, hari_ini);
    let keluaran = report::tulis_semua(&bahan, &ruang.hasil())?;
    let kembali = kembali::tulis(&ruang, &hasil, &bahan);
    terminal::tampilkan(&hasil.temuan, &pilihan.tampilan)?;
    if pilihan.tampilan.rinci {
        let semua = mulai.elapsed();
        anstream::eprintln!(
            "membaca dan memeriksa {:.1} detik, menulis laporan {:.1} detik",
            diperiksa.as_secs_f64(),
            (semua - diperiksa).as_secs_f64()
        );
    }
    terminal::kembali(&kembali, &hasil, &pilihan.tampilan);
    terminal::penutup_konsolidasi(&hasil, &ruang, &keluaran);
    let galat = hasil.temuan.iter().any(|temuan| temuan.tingkat == Tingkat::Galat);
    Ok(if galat { ADA_GALAT } else { BERSIH })
}
