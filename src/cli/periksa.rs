//! `selaras periksa`: some files, checked before they are sent.

use std::path::{Path, PathBuf};

use clap::Args;
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::tenggat::Tenggat;
use selaras::finding::verdict::PengaturanAturan;
use selaras::finding::{Temuan, Tingkat};
use selaras::intake::{self, Kotak};
use selaras::letters::SetelanSurat;
use selaras::pipeline;
use selaras::pipeline::kembali::Penanda;
use selaras::template::Pustaka;
use selaras::workbook::limits::Limits;
use selaras::workspace::{Ruang, SetelanCetak, TataLetak};

use super::terminal::{self, Layar};
use super::{ADA_GALAT, Akhir, BERSIH, Tampilan, readers, tandai};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Berkas yang diperiksa.
    #[arg(required = true)]
    berkas: Vec<PathBuf>,
    /// Ruang kerja yang kaskade dan pengaturannya dipakai.
    #[arg(long)]
    ruang: Option<PathBuf>,
    /// Menulis salinan bertanda "<nama> - koreksi.xlsx" di samping tiap berkas yang punya temuan.
    #[arg(long)]
    tandai: bool,
    /// Folder untuk salinan bertanda.
    #[arg(long, value_name = "FOLDER", requires = "tandai")]
    ke: Option<PathBuf>,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let hari_ini = pilihan.tampilan.hari_ini();
    let ruang = match &pilihan.ruang {
        Some(folder) => Ruang::buka(folder)?,
        None => tanpa_ruang(chrono::Datelike::year(&hari_ini))?,
    };
    let mut kotak = Kotak::default();
    for berkas in &pilihan.berkas {
        kotak.gabung(intake::satu_berkas(berkas));
    }
    let sumber = kotak.sumber();
    let layar = Layar::baru(&pilihan.tampilan);
    let berkas = pipeline::baca(&ruang, &readers().way(pilihan.ruang.as_deref(), &ruang.batas), kotak, &layar)?;
    layar.selesai();
    let hasil = pipeline::periksa(&ruang, berkas, hari_ini)?;
    let temuan: Vec<Temuan> =
        hasil.temuan.iter().filter(|temuan| tentang_kiriman(temuan, pilihan.ruang.is_some())).cloned().collect();
    terminal::tampilkan(&temuan, &pilihan.tampilan, None)?;
    if pilihan.tandai {
        let penanda = Penanda {
            instansi: &ruang.instansi,
            tanggal: hari_ini,
            tables: &hasil.tables,
            sumber: &sumber,
            batas: &ruang.batas,
        };
        tandai::tulis(&penanda, &temuan, pilihan.ke.as_deref())?;
    }
    terminal::penutup_periksa(&temuan, pilihan.berkas.len());
    let galat = temuan.iter().any(|temuan| temuan.tingkat == Tingkat::Galat);
    Ok(if galat { ADA_GALAT } else { BERSIH })
}

/// Findings about the files that were named: not about the cascade, not about what others have not sent, and without a
/// register nothing about unit names.
pub(super) fn tentang_kiriman(temuan: &Temuan, ada_ruang: bool) -> bool {
    !temuan.tempat.berkas.is_empty()
        && temuan.tempat.berkas != selaras::workspace::BERKAS_KASKADE
        && (ada_ruang || !matches!(temuan.kode.as_str(), "ID01" | "PK03"))
}

/// Shipped definitions, profile "umum", no register.
pub(super) fn tanpa_ruang(tahun: i32) -> Result<Ruang, Box<dyn std::error::Error>> {
    Ok(Ruang {
        kode: None,
        folder: Path::new("").join("tanpa-ruang-kerja"),
        instansi: String::new(),
        tahun,
        tenggat: Tenggat::default(),
        profil: Profil::baku(NamaProfil::Umum),
        aturan: PengaturanAturan::default(),
        batas: Limits::default(),
        surat: SetelanSurat::default(),
        kop: Vec::new(),
        logo: None,
        cetak: SetelanCetak::default(),
        pustaka: Pustaka::bawaan()?,
        tata_letak: TataLetak::default(),
        tahun_lalu: None,
    })
}
