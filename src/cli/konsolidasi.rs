//! `selaras konsolidasi`: the main job, for one workspace or many.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use selaras::domain::periode::Kurun;
use selaras::domain::triwulan::Triwulan;
use selaras::jobs::{ConsolidateOptions, Consolidated, JobError, Stage, chain, consolidate};

use super::terminal::{self, Layar};
use super::waktu::ukuran;
use super::{ADA_GALAT, Akhir, BERSIH, TIDAK_JALAN, Tampilan, inti, readers, ruang};

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
        let selesai = Selesai::kerjakan(satu, pilihan, false)?;
        let akhir = selesai.tampilkan(&pilihan.tampilan, None);
        // The process ends here: taking the rows of 1,000 workbooks apart one by one first would cost another 0.1 s.
        std::mem::forget(selesai);
        return akhir;
    }
    let (mut terburuk, mut berhenti) = (BERSIH, Vec::new());
    let layar = Layar::ruang(&pilihan.tampilan, semua.len());
    // One workspace leaves cores idle between its stages; several side by side, each with one reader, do not.
    for kelompok in semua.chunks(2 * inti()) {
        let selesai: Vec<Result<Selesai, JobError>> = kelompok
            .par_iter()
            .map(|satu| {
                let selesai = Selesai::kerjakan(satu, pilihan, true);
                layar.maju(satu);
                selesai
            })
            .collect();
        for (satu, selesai) in kelompok.iter().zip(&selesai) {
            // A workspace that cannot be worked on never stops the others.
            let hasil = layar.jeda(|| match selesai {
                Ok(selesai) => selesai.tampilkan(&pilihan.tampilan, Some(satu)).map_err(|galat| chain(galat.as_ref())),
                Err(galat) => Err(chain(galat)),
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

/// A workspace whose results are written, and how long that took.
struct Selesai {
    isi: Consolidated,
    layar: Layar,
}

impl Selesai {
    fn kerjakan(folder: &Path, pilihan: &Pilihan, banyak: bool) -> Result<Self, JobError> {
        let layar = if banyak { Layar::diam() } else { Layar::baru(&pilihan.tampilan) };
        let options = ConsolidateOptions {
            period: pilihan.kurun.kurun(),
            readers: readers().at_once(if banyak { 1 } else { inti() }),
            afresh: pilihan.baca_ulang,
            per_unit: pilihan.per_unit,
            per_bidang: pilihan.per_bidang,
            ..ConsolidateOptions::new(folder, pilihan.tampilan.hari_ini())
        };
        let isi = consolidate(&options, &layar)?;
        layar.selesai();
        Ok(Self { isi, layar })
    }

    /// Says what came out; `folder` where several workspaces are worked on.
    fn tampilkan(&self, tampilan: &Tampilan, folder: Option<&Path>) -> Akhir {
        let Consolidated { workspace, result, changes, outputs, returned, notes } = &self.isi;
        if folder.is_some() {
            terminal::kepala_ruang(workspace, tampilan);
        }
        terminal::catatan(notes);
        terminal::tampilkan(&result.temuan, tampilan, folder)?;
        if tampilan.rinci {
            let (hasil, koreksi) = (ukuran(&workspace.hasil()), ukuran(&workspace.hasil().join("koreksi")));
            self.layar.waktu().tulis(|tahap| match tahap {
                Stage::Reading => Some(result.tables.berkas.iter().map(|satu| satu.ukuran).sum()),
                Stage::Writing => Some(hasil - koreksi),
                Stage::Returning => Some(koreksi),
                _ => None,
            });
        }
        terminal::perubahan(changes, tampilan);
        terminal::kembali(returned, result, tampilan);
        terminal::penutup_konsolidasi(result, workspace, outputs);
        Ok(if self.isi.has_errors() { ADA_GALAT } else { BERSIH })
    }
}
