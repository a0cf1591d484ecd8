//! `selaras konsolidasi`: the main job.

use std::path::PathBuf;
use std::time::Instant;

use clap::Args;
use selaras::domain::periode::Kurun;
use selaras::domain::triwulan::Triwulan;
use selaras::finding::Tingkat;
use selaras::pipeline::{self, kembali, putaran};
use selaras::report::{self, BahanLaporan};
use selaras::workspace::Ruang;

use super::terminal::{self, Layar};
use super::{ADA_GALAT, Akhir, BERSIH, Tampilan, pekerja};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder ruang kerja: berisi selaras.toml, kaskade.xlsx dan folder masuk.
    ruang: PathBuf,
    #[command(flatten)]
    kurun: PilihanKurun,
    #[command(flatten)]
    tampilan: Tampilan,
}

/// The period of the reports; without a choice the newest quarter that has data.
#[derive(Debug, Clone, Copy, Args)]
#[group(multiple = false)]
struct PilihanKurun {
    /// Keadaan sampai akhir triwulan ini (1 sampai 4); tanpa pilihan: triwulan terbaru yang ada datanya.
    #[arg(long, alias = "quarter", value_name = "1-4", value_parser = clap::value_parser!(u32).range(1..=4))]
    triwulan: Option<u32>,
    /// Semester ini saja (1 atau 2).
    #[arg(long, value_name = "1-2", value_parser = clap::value_parser!(u32).range(1..=2))]
    semester: Option<u32>,
    /// Setahun, dibandingkan dengan target tahunan.
    #[arg(long, alias = "yearly")]
    tahunan: bool,
}

impl PilihanKurun {
    fn kurun(self) -> Option<Kurun> {
        let triwulan = self.triwulan.and_then(Triwulan::dari_nomor).map(Kurun::Triwulan);
        let semester = self.semester.and_then(Kurun::semester);
        triwulan.or(semester).or(self.tahunan.then_some(Kurun::Tahunan))
    }
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let mulai = Instant::now();
    let ruang = Ruang::buka(&pilihan.ruang)?;
    let _kunci = ruang.kunci()?;
    let hari_ini = pilihan.tampilan.hari_ini();
    let layar = Layar::baru(&pilihan.tampilan);
    let hasil = pipeline::jalankan(&ruang, &pekerja(Some(&ruang.folder), &ruang.batas), hari_ini, &layar)?;
    let hasil = match pilihan.kurun.kurun() {
        Some(kurun) => hasil.untuk(kurun, &ruang.profil),
        None => hasil,
    };
    layar.selesai();
    let diperiksa = mulai.elapsed();
    let (ingatan, perubahan) = putaran::lanjut(&ruang, &hasil, hari_ini)?;
    let bahan = BahanLaporan { perubahan: Some(&perubahan), ..hasil.bahan(&ruang, hari_ini) };
    let keluaran = report::tulis_semua(&bahan, &ruang.hasil())?;
    let kembali = kembali::tulis(&ruang, &hasil, &bahan);
    putaran::simpan(&ruang.hasil(), &ingatan)?;
    terminal::tampilkan(&hasil.temuan, &pilihan.tampilan)?;
    if pilihan.tampilan.rinci {
        let semua = mulai.elapsed();
        anstream::eprintln!(
            "membaca dan memeriksa {:.1} detik, menulis laporan {:.1} detik",
            diperiksa.as_secs_f64(),
            (semua - diperiksa).as_secs_f64()
        );
    }
    terminal::perubahan(&perubahan, &pilihan.tampilan);
    terminal::kembali(&kembali, &hasil, &pilihan.tampilan);
    terminal::penutup_konsolidasi(&hasil, &ruang, &keluaran);
    let galat = hasil.temuan.iter().any(|temuan| temuan.tingkat == Tingkat::Galat);
    Ok(if galat { ADA_GALAT } else { BERSIH })
}
