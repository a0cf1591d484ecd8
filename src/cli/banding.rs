//! `selaras banding`: two files, or two results, set against each other.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use selaras::banding::{BarisPerubahan, Nasib, Perubahan, PerubahanUnit, jsonl};
use selaras::jobs::{CompareOptions, compare};

use super::changes::ringkas;
use super::terminal::{Layar, aman};
use super::{ADA_GALAT, Akhir, BERSIH, Format, Tampilan, readers};

/// Changes of one kind that are shown of a unit before the list is cut, unless everything was asked for.
const TERBANYAK: usize = 12;

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Berkas lama; atau ruang kerja, atau folder hasil yang disimpan.
    lama: PathBuf,
    /// Berkas baru; atau ruang kerja, atau folder hasil.
    baru: PathBuf,
    /// Ruang kerja yang kaskade dan pengaturannya dipakai untuk memeriksa kedua berkas.
    #[arg(long)]
    ruang: Option<PathBuf>,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let layar = Layar::baru(&pilihan.tampilan);
    let options = CompareOptions {
        before: pilihan.lama.clone(),
        after: pilihan.baru.clone(),
        workspace: pilihan.ruang.clone(),
        today: pilihan.tampilan.hari_ini(),
        readers: readers(),
    };
    let hasil = compare(&options, &layar)?;
    layar.selesai();
    let perubahan = hasil.changes;
    match pilihan.tampilan.format {
        Format::Json => anstream::print!("{}", String::from_utf8_lossy(&jsonl(&perubahan)?)),
        Format::Teks => {
            if !pilihan.tampilan.diam {
                for unit in &perubahan {
                    satu_unit(unit, pilihan.tampilan.rinci);
                }
            }
            penutup(&perubahan);
        }
    }
    Ok(if hasil.errors > 0 { ADA_GALAT } else { BERSIH })
}

fn satu_unit(unit: &PerubahanUnit, rinci: bool) {
    let tebal = anstyle::Style::new().bold();
    if !unit.unit.is_empty() {
        anstream::println!("\n{tebal}{}{tebal:#}  {}", aman(&unit.unit), ringkas(unit));
    }
    let mut kelompok: BTreeMap<Nasib, Vec<&Perubahan>> = BTreeMap::new();
    for satu in &unit.isi {
        kelompok.entry(satu.nasib).or_default().push(satu);
    }
    for (nasib, isi) in kelompok {
        anstream::println!("\n  {tebal}{} ({}){tebal:#}", judul(nasib), isi.len());
        let batas = if rinci { isi.len() } else { TERBANYAK };
        for satu in isi.iter().take(batas) {
            anstream::println!("    {}", aman(&kalimat(&unit.unit, satu)));
            let letak = letak(satu);
            if !letak.is_empty() {
                anstream::println!("        {}", aman(&letak));
            }
        }
        if isi.len() > batas {
            anstream::println!("    … dan {} lagi; tambahkan -v untuk semuanya", isi.len() - batas);
        }
    }
}

const fn judul(nasib: Nasib) -> &'static str {
    match nasib {
        Nasib::DokumenBaru => "Dokumen baru",
        Nasib::DokumenHilang => "Dokumen yang tidak ada lagi",
        Nasib::BarisBaru => "Baris baru",
        Nasib::BarisHilang => "Baris yang dihapus",
        Nasib::Diisi => "Isian yang semula kosong",
        Nasib::Dikosongkan => "Isian yang dikosongkan",
        Nasib::Diubah => "Isian yang diubah",
        Nasib::Diperbaiki => "Temuan yang sudah diperbaiki",
        Nasib::TidakDiminta => "Temuan yang tidak diminta lagi",
        Nasib::TakTerperiksa => "Temuan yang tidak dapat diperiksa, karena dokumennya tidak ada lagi",
        Nasib::MasihAda => "Temuan yang masih ada",
        Nasib::Baru => "Temuan baru",
    }
}

fn kalimat(unit: &str, satu: &Perubahan) -> String {
    let b = BarisPerubahan::dari(unit, satu);
    let dokumen = b.dokumen.unwrap_or_default();
    let isi = match (b.kode, b.isian) {
        (Some(kode), _) => {
            return format!("{} {kode}  {}", b.tingkat.unwrap_or_default(), b.pesan.unwrap_or_default());
        }
        (None, Some(isian)) => {
            let sebut = |teks: Option<&str>| teks.map_or_else(|| "(kosong)".to_string(), ToString::to_string);
            format!("{isian}: {} → {}", sebut(b.sebelum), sebut(b.sesudah))
        }
        (None, None) => b.sebelum.or(b.sesudah).unwrap_or_default().to_string(),
    };
    [dokumen, b.indikator.unwrap_or_default().to_string(), isi]
        .into_iter()
        .filter(|bagian| !bagian.is_empty())
        .collect::<Vec<_>>()
        .join(" › ")
}

fn letak(satu: &Perubahan) -> String {
    let tempat = &satu.tempat;
    let sel = match tempat.sel.as_slice() {
        [] => String::new(),
        [satu] => satu.to_string(),
        [satu, lain @ ..] => format!("{satu} dan {} sel lain", lain.len()),
    };
    let bagian = [tempat.berkas.as_str(), tempat.lembar.as_deref().unwrap_or_default(), &sel];
    bagian.into_iter().filter(|bagian| !bagian.is_empty()).collect::<Vec<_>>().join(" › ")
}

fn penutup(perubahan: &[PerubahanUnit]) {
    if perubahan.iter().all(PerubahanUnit::tetap) {
        let masih: usize = perubahan.iter().map(|unit| unit.banyak(Nasib::MasihAda)).sum();
        let masih = if masih == 0 { String::new() } else { format!(" {masih} temuan masih ada.") };
        anstream::println!("\nTidak ada perubahan.{masih}");
        return;
    }
    let semua =
        PerubahanUnit { unit: String::new(), isi: perubahan.iter().flat_map(|unit| unit.isi.clone()).collect() };
    anstream::println!("\n{}.", ringkas(&semua));
}
