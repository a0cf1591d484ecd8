//! `selaras konsolidasi`: the main job, for one workspace or many.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use selaras::banding::PerubahanRuang;
use selaras::domain::periode::Kurun;
use selaras::domain::triwulan::Triwulan;
use selaras::finding::Tingkat;
use selaras::pipeline::kembali::{self, Kembali, KembaliError};
use selaras::pipeline::{self, Hasil, putaran};
use selaras::report::{self, BahanLaporan};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use super::cetak;
use super::terminal::{self, Layar};
use super::waktu::{Waktu, ukuran};
use super::{ADA_GALAT, Akhir, BERSIH, TIDAK_JALAN, Tampilan, inti, pekerja, pekerja_menyimpan, ruang};

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
    /// Menulis juga satu rekap kecil untuk setiap pimpinan unit, di hasil/rekap.
    #[arg(long)]
    per_unit: bool,
    /// Menulis juga satu rekap kecil untuk setiap unit induk di lembar Unit, di hasil/rekap.
    #[arg(long)]
    per_bidang: bool,
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
        let selesai = kerjakan(satu, pilihan, false)?;
        let akhir = selesai.tampilkan(&pilihan.tampilan, None);
        // The process ends here: taking the rows of 1,000 workbooks apart one by one first would cost another 0.1 s.
        std::mem::forget(selesai);
        return akhir;
    }
    let (mut terburuk, mut berhenti) = (BERSIH, Vec::new());
    let layar = Layar::ruang(&pilihan.tampilan, semua.len());
    // One workspace leaves cores idle between its stages; several side by side, each with one reader, do not.
    for kelompok in semua.chunks(2 * inti()) {
        let selesai: Vec<_> = kelompok
            .par_iter()
            .map(|satu| {
                // Errors are told in order below, so they cross the threads as text.
                let selesai = kerjakan(satu, pilihan, true).map_err(|galat| galat.to_string());
                layar.maju(satu);
                selesai
            })
            .collect();
        for (satu, selesai) in kelompok.iter().zip(&selesai) {
            // A workspace that cannot be worked on never stops the others.
            let hasil = layar.jeda(|| match selesai {
                Ok(selesai) => selesai.tampilkan(&pilihan.tampilan, Some(satu)).map_err(|galat| galat.to_string()),
                Err(galat) => Err(galat.clone()),
            });
            terburuk = terburuk.max(hasil.unwrap_or_else(|galat| {
                anstream::eprintln!("selaras: {}: {galat}", satu.display());
                berhenti.push(satu.as_path());
                TIDAK_JALAN
            }));
        }
        // Taking rows apart is work too.
        selesai.into_par_iter().for_each(drop);
    }
    layar.selesai();
    terminal::penutup_banyak(semua.len(), &berhenti);
    Ok(terburuk)
}

/// A workspace whose results are written.
struct Selesai {
    ruang: Ruang,
    hasil: Hasil,
    perubahan: PerubahanRuang,
    keluaran: Vec<PathBuf>,
    kembali: Result<Kembali, KembaliError>,
    waktu: Waktu,
}

fn kerjakan(folder: &Path, pilihan: &Pilihan, banyak: bool) -> Result<Selesai, Box<dyn std::error::Error>> {
    let tampilan = &pilihan.tampilan;
    let mut waktu = Waktu::mulai();
    let ruang = Ruang::buka(folder)?;
    let _kunci = ruang.kunci()?;
    let hari_ini = tampilan.hari_ini();
    let layar = if banyak { Layar::diam() } else { Layar::baru(tampilan) };
    let cara = cara(&ruang, pilihan, if banyak { 1 } else { inti() });
    let hasil = pipeline::jalankan(&ruang, &cara, hari_ini, &layar)?;
    let hasil = match pilihan.kurun.kurun() {
        Some(kurun) => hasil.untuk(kurun, &ruang.profil),
        None => hasil,
    };
    layar.selesai();
    waktu.sampai("membaca", layar.terbaca_pada(), Some(hasil.tables.berkas.iter().map(|satu| satu.ukuran).sum()));
    waktu.tahap("memeriksa", None);
    let (ingatan, perubahan) = putaran::lanjut(&ruang, &hasil, hari_ini)?;
    waktu.tahap("membandingkan", None);
    let bahan = BahanLaporan { perubahan: Some(&perubahan), ..hasil.bahan(&ruang, hari_ini) };
    let mut keluaran = report::tulis_semua(&bahan, &ruang.hasil())?;
    keluaran.extend(cetak::rekap(&ruang, &bahan));
    if pilihan.per_unit || pilihan.per_bidang {
        let folder = ruang.hasil().join("rekap");
        report::tulis_rekap_unit(&bahan, &folder, (pilihan.per_unit, pilihan.per_bidang))?;
    }
    waktu.tahap(
        "menulis laporan",
        tampilan.rinci.then(|| ukuran(&ruang.hasil()) - ukuran(&ruang.hasil().join("koreksi"))),
    );
    let kembali = kembali::tulis(&ruang, &hasil, &bahan);
    putaran::simpan(&ruang.hasil(), &ingatan)?;
    waktu.tahap("menulis surat koreksi", tampilan.rinci.then(|| ukuran(&ruang.hasil().join("koreksi"))));
    Ok(Selesai { hasil, perubahan, keluaran, kembali, waktu, ruang })
}

/// How the files of a workspace are read.
fn cara(ruang: &Ruang, pilihan: &Pilihan, pembaca: usize) -> CaraBaca {
    let mut cara =
        if pilihan.baca_ulang { pekerja(Some(&ruang.folder), &ruang.batas) } else { pekerja_menyimpan(ruang) };
    if let CaraBaca::Pekerja(perintah) = &mut cara {
        perintah.jumlah = pembaca;
    }
    cara
}

impl Selesai {
    /// Says what came out; `folder` where several workspaces are worked on.
    fn tampilkan(&self, tampilan: &Tampilan, folder: Option<&Path>) -> Akhir {
        if folder.is_some() {
            terminal::kepala_ruang(&self.ruang, tampilan);
        }
        terminal::tampilkan(&self.hasil.temuan, tampilan, folder)?;
        if tampilan.rinci {
            self.waktu.tulis();
        }
        terminal::perubahan(&self.perubahan, tampilan);
        terminal::kembali(&self.kembali, &self.hasil, tampilan);
        terminal::penutup_konsolidasi(&self.hasil, &self.ruang, &self.keluaran);
        let galat = self.hasil.temuan.iter().any(|temuan| temuan.tingkat == Tingkat::Galat);
        Ok(if galat { ADA_GALAT } else { BERSIH })
    }
}
