//! `selaras konsolidasi`: the main job, for one workspace or many.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use selaras::domain::periode::Kurun;
use selaras::domain::triwulan::Triwulan;
use selaras::finding::Tingkat;
use selaras::pipeline::{self, kembali, putaran};
use selaras::report::{self, BahanLaporan};
use selaras::workspace::Ruang;

use super::cetak;
use super::terminal::{self, Layar};
use super::{ADA_GALAT, Akhir, BERSIH, TIDAK_JALAN, Tampilan, pekerja, pekerja_menyimpan, ruang};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder ruang kerja: berisi selaras.toml, kaskade.xlsx dan folder masuk. Boleh beberapa, atau folder yang berisi
    /// ruang-ruang kerja.
    #[arg(required = true)]
    ruang: Vec<PathBuf>,
    #[command(flatten)]
    kurun: PilihanKurun,
    /// Membaca semua berkas dari awal, tanpa memakai hasil baca yang tersimpan.
    #[arg(long, alias = "fresh")]
    baca_ulang: bool,
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
    let semua = ruang::semua(&pilihan.ruang)?;
    if let [satu] = semua.as_slice() {
        return satu_ruang(satu, pilihan, false);
    }
    let (mut terburuk, mut berhenti) = (BERSIH, Vec::new());
    for satu in &semua {
        // A workspace that cannot be worked on never stops the others.
        let kode = satu_ruang(satu, pilihan, true).unwrap_or_else(|galat| {
            anstream::eprintln!("selaras: {}: {galat}", satu.display());
            berhenti.push(satu.as_path());
            TIDAK_JALAN
        });
        terburuk = terburuk.max(kode);
    }
    terminal::penutup_banyak(semua.len(), &berhenti);
    Ok(terburuk)
}

fn satu_ruang(folder: &Path, pilihan: &Pilihan, banyak: bool) -> Akhir {
    let tampilan = &pilihan.tampilan;
    let mulai = Instant::now();
    let ruang = Ruang::buka(folder)?;
    let _kunci = ruang.kunci()?;
    let hari_ini = tampilan.hari_ini();
    let layar = Layar::baru(tampilan);
    let cara = if pilihan.baca_ulang { pekerja(Some(&ruang.folder), &ruang.batas) } else { pekerja_menyimpan(&ruang) };
    let hasil = pipeline::jalankan(&ruang, &cara, hari_ini, &layar)?;
    let hasil = match pilihan.kurun.kurun() {
        Some(kurun) => hasil.untuk(kurun, &ruang.profil),
        None => hasil,
    };
    layar.selesai();
    let diperiksa = mulai.elapsed();
    let (ingatan, perubahan) = putaran::lanjut(&ruang, &hasil, hari_ini)?;
    let bahan = BahanLaporan { perubahan: Some(&perubahan), ..hasil.bahan(&ruang, hari_ini) };
    let mut keluaran = report::tulis_semua(&bahan, &ruang.hasil())?;
    keluaran.extend(cetak::rekap(&ruang, &bahan));
    let kembali = kembali::tulis(&ruang, &hasil, &bahan);
    putaran::simpan(&ruang.hasil(), &ingatan)?;
    if banyak {
        terminal::kepala_ruang(&ruang, tampilan);
    }
    terminal::tampilkan(&hasil.temuan, tampilan, banyak.then_some(folder))?;
    if tampilan.rinci {
        let semua = mulai.elapsed();
        anstream::eprintln!(
            "membaca dan memeriksa {:.1} detik, menulis laporan {:.1} detik",
            diperiksa.as_secs_f64(),
            (semua - diperiksa).as_secs_f64()
        );
    }
    terminal::perubahan(&perubahan, tampilan);
    terminal::kembali(&kembali, &hasil, tampilan);
    terminal::penutup_konsolidasi(&hasil, &ruang, &keluaran);
    let galat = hasil.temuan.iter().any(|temuan| temuan.tingkat == Tingkat::Galat);
    Ok(if galat { ADA_GALAT } else { BERSIH })
}
