//! Findings and progress on the terminal.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use selaras::banding::PerubahanRuang;
use selaras::domain::tanggal::format_panjang;
use selaras::finding::flat::{jsonl, ratakan};
use selaras::finding::{Temuan, Tingkat};
use selaras::jobs::{Progress, Stage, chain};
use selaras::letters::JenisSurat;
use selaras::pipeline::Hasil;
use selaras::pipeline::kembali::{Kembali, KembaliError};
use selaras::workspace::Ruang;

use super::changes::ringkas;
use super::waktu::{self, Waktu};
use super::{Format, Tampilan};

/// Findings shown for one unit before the list is cut, unless everything was asked for.
const TERBANYAK_PER_UNIT: usize = 12;

/// Progress over the files, on the error stream, only where a person watches.
pub(super) struct Layar {
    bilah: ProgressBar,
    waktu: Mutex<Waktu>,
}

impl Layar {
    pub(super) fn baru(tampilan: &Tampilan) -> Self {
        let bilah =
            if tampilan.diam || tampilan.format == Format::Json { ProgressBar::hidden() } else { ProgressBar::new(0) };
        if let Ok(gaya) = ProgressStyle::with_template("{prefix} {pos}/{len} {bar:30} {wide_msg}") {
            bilah.set_style(gaya);
        }
        Self { bilah, waktu: Mutex::new(Waktu::mulai()) }
    }

    /// Nothing is shown.
    pub(super) fn diam() -> Self {
        Self { bilah: ProgressBar::hidden(), waktu: Mutex::new(Waktu::mulai()) }
    }

    /// Progress over workspaces.
    pub(super) fn ruang(tampilan: &Tampilan, banyak: usize) -> Self {
        let layar = Self::baru(tampilan);
        layar.bilah.set_prefix("ruang kerja");
        layar.bilah.set_length(banyak as u64);
        layar
    }

    /// One more workspace is done.
    pub(super) fn maju(&self, ruang: &Path) {
        self.bilah.inc(1);
        self.bilah.set_message(aman(&ruang.display().to_string()));
    }

    /// Prints something while the progress is out of sight.
    pub(super) fn jeda<T>(&self, cetak: impl FnOnce() -> T) -> T {
        self.bilah.suspend(cetak)
    }

    /// When each stage began.
    pub(super) fn waktu(&self) -> Waktu {
        self.waktu.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn selesai(&self) {
        self.bilah.finish_and_clear();
    }
}

impl Progress for Layar {
    fn stage(&self, tahap: Stage) {
        self.waktu.lock().unwrap_or_else(PoisonError::into_inner).catat(tahap);
        self.bilah.set_prefix(waktu::nama(tahap));
        if matches!(tahap, Stage::Checking | Stage::Comparing | Stage::Writing | Stage::Returning) {
            self.bilah.set_message(format!("{}…", waktu::nama(tahap)));
        }
    }

    fn mulai(&self, berkas: usize) {
        self.bilah.set_length(berkas as u64);
    }

    fn terbaca(&self, jalur: &str) {
        self.bilah.inc(1);
        self.bilah.set_message(aman(jalur));
    }
}

/// Prints findings: grouped by unit for people, one object a line for programs. Where several workspaces are worked on,
/// each object says which one it is about.
pub(super) fn tampilkan(temuan: &[Temuan], tampilan: &Tampilan, ruang: Option<&Path>) -> Result<(), serde_json::Error> {
    match tampilan.format {
        Format::Json => {
            let baris = jsonl(&ratakan(temuan, &[]))?;
            let awal = match ruang {
                Some(ruang) => format!("{{\"ruang\":{},", serde_json::to_string(&ruang.display().to_string())?),
                None => "{".to_string(),
            };
            for satu in String::from_utf8_lossy(&baris).lines().filter_map(|satu| satu.strip_prefix('{')) {
                anstream::println!("{awal}{satu}");
            }
        }
        Format::Teks if tampilan.diam => {}
        Format::Teks => {
            let tampil: Vec<&Temuan> =
                temuan.iter().filter(|satu| tampilan.rinci || satu.tingkat > Tingkat::Info).collect();
            for kelompok in tampil.chunk_by(|a, b| a.unit == b.unit) {
                satu_unit(kelompok, tampilan.rinci);
            }
        }
    }
    Ok(())
}

fn satu_unit(temuan: &[&Temuan], rinci: bool) {
    let unit = temuan.first().and_then(|satu| satu.unit.as_deref()).unwrap_or("Tanpa unit");
    let galat = temuan.iter().filter(|satu| satu.tingkat == Tingkat::Galat).count();
    let peringatan = temuan.iter().filter(|satu| satu.tingkat == Tingkat::Peringatan).count();
    let tebal = Style::new().bold();
    anstream::println!("\n{tebal}{}{tebal:#}  {galat} galat, {peringatan} peringatan", aman(unit));
    let batas = if rinci { temuan.len() } else { TERBANYAK_PER_UNIT };
    let mut urut: Vec<&&Temuan> = temuan.iter().collect();
    urut.sort_by_key(|satu| std::cmp::Reverse(satu.tingkat));
    for satu in urut.iter().take(batas) {
        satu_temuan(satu);
    }
    if urut.len() > batas {
        anstream::println!("  … dan {} temuan lain; lihat lembar Temuan, atau tambahkan -v", urut.len() - batas);
    }
}

fn satu_temuan(satu: &Temuan) {
    let warna = Style::new().fg_color(Some(
        match satu.tingkat {
            Tingkat::Galat => AnsiColor::Red,
            Tingkat::Peringatan => AnsiColor::Yellow,
            Tingkat::Info => AnsiColor::Cyan,
        }
        .into(),
    ));
    anstream::println!("  {warna}{} {}{warna:#}  {}", satu.tingkat.nama(), satu.kode, aman(&tempat(satu)));
    anstream::println!("      {}", aman(&satu.pesan));
    if !satu.saran.is_empty() {
        anstream::println!("      → {}", aman(&satu.saran));
    }
    if !satu.ikutan.is_empty() {
        anstream::println!("      ({} temuan lain mengikuti dari sini)", satu.ikutan.len());
    }
}

fn tempat(satu: &Temuan) -> String {
    let tempat = &satu.tempat;
    let mut hasil = tempat.berkas.clone();
    if let Some(lembar) = &tempat.lembar {
        hasil = format!("{hasil} › {lembar}");
    }
    match tempat.sel.as_slice() {
        [] => hasil,
        [satu] => format!("{hasil} › {satu}"),
        [satu, lain @ ..] if lain.len() > 5 => format!("{hasil} › {satu} dan {} sel lain", lain.len()),
        _ => format!("{hasil} › {}", tempat.teks_sel().replace(',', ", ")),
    }
}

/// Text from a file as it may stand on a terminal: escape sequences are shown, not obeyed.
pub(super) fn aman(teks: &str) -> String {
    teks.chars().map(|huruf| if huruf.is_control() { '␦' } else { huruf }).collect::<String>().replace('␦', " ")
}

/// What changed since the run before, one line for each unit.
pub(super) fn perubahan(perubahan: &PerubahanRuang, tampilan: &Tampilan) {
    if tampilan.diam || tampilan.format == Format::Json {
        return;
    }
    let Some(hari) = perubahan.sebelumnya else {
        match perubahan.tanpa {
            Some(sebab) => anstream::println!("\nTidak dibandingkan dengan putaran sebelumnya: {sebab}."),
            None => anstream::println!("\nBelum ada putaran sebelumnya untuk dibandingkan."),
        }
        return;
    };
    let hari = format_panjang(hari);
    if perubahan.putaran.is_empty() {
        anstream::println!("\nTidak ada perubahan sejak putaran {hari}.");
        return;
    }
    anstream::println!("\nPerubahan sejak putaran {hari} (rinciannya di lembar Perubahan):");
    for unit in perubahan.putaran.iter().take(TERBANYAK_PER_UNIT) {
        let nama = if unit.unit.is_empty() { "Tanpa unit" } else { &unit.unit };
        anstream::println!("  {}: {}", aman(nama), ringkas(unit));
    }
    if perubahan.putaran.len() > TERBANYAK_PER_UNIT {
        anstream::println!("  … dan {} unit lain", perubahan.putaran.len() - TERBANYAK_PER_UNIT);
    }
}

/// What goes back to units, what of it did not work, and what of the mail was left aside.
pub(super) fn kembali(kembali: &Result<Kembali, KembaliError>, hasil: &Hasil, tampilan: &Tampilan) {
    let ringkas = tampilan.diam || tampilan.format == Format::Json;
    if !ringkas && !hasil.dilewati.is_empty() {
        anstream::println!("\n{} lampiran surel bukan buku kerja dan dilewati:", hasil.dilewati.len());
        for satu in hasil.dilewati.iter().take(TERBANYAK_PER_UNIT) {
            anstream::println!("  {} ({})", aman(&satu.jalur), satu.alasan);
        }
        if hasil.dilewati.len() > TERBANYAK_PER_UNIT {
            anstream::println!("  … dan {} lampiran lain", hasil.dilewati.len() - TERBANYAK_PER_UNIT);
        }
    }
    match kembali {
        Ok(kembali) => {
            for satu in &kembali.gagal {
                anstream::eprintln!("selaras: {}", aman(satu));
            }
            if ringkas {
                return;
            }
            let banyak = |jenis| kembali.surat.get(&jenis).copied().unwrap_or_default();
            anstream::println!(
                "\nUntuk dikirim kembali: {} berkas bertanda, {} surat koreksi, {} tanda terima, {} pengingat, di {}",
                kembali.bertanda,
                banyak(JenisSurat::Koreksi),
                banyak(JenisSurat::TandaTerima),
                banyak(JenisSurat::Pengingat),
                kembali.folder.display()
            );
        }
        Err(galat) => anstream::eprintln!("selaras: surat dan berkas bertanda belum dibuat: {}", chain(galat)),
    }
}

/// The last lines of the main job: what was read, what was found, what came out and where.
pub(super) fn penutup_konsolidasi(hasil: &Hasil, ruang: &Ruang, keluaran: &[PathBuf]) {
    let masuk = hasil.tables.berkas.iter().filter(|berkas| berkas.jalur != selaras::workspace::BERKAS_KASKADE);
    let (terbaca, gagal): (Vec<_>, Vec<_>) = masuk.partition(|berkas| berkas.hasil.is_ok());
    let (galat, peringatan, info) = hitung(&hasil.temuan);
    anstream::println!(
        "\n{} berkas dibaca, {} tidak dapat dibaca. {galat} galat, {peringatan} peringatan, {info} info, {} dikecualikan.",
        terbaca.len(),
        gagal.len(),
        hasil.dikecualikan.len()
    );
    let buku: Vec<String> = keluaran
        .iter()
        .filter(|jalur| jalur.extension().is_some_and(|akhiran| akhiran == "xlsx" || akhiran == "pdf"))
        .filter_map(|jalur| Some(jalur.file_name()?.to_string_lossy().into_owned()))
        .collect();
    let (akhir, awal) = buku.split_last().map_or(("", &[][..]), |(akhir, awal)| (akhir.as_str(), awal));
    let sambung = if awal.is_empty() { "" } else { " dan " };
    anstream::println!("Selesai: {}{sambung}{akhir} ada di {}", awal.join(", "), ruang.hasil().display());
}

/// What people should know about the run itself.
pub(super) fn catatan(semua: &[String]) {
    for baris in semua.iter().flat_map(|satu| satu.lines()) {
        anstream::eprintln!("selaras: {}", aman(baris));
    }
}

/// Which of several workspaces the lines below are about.
pub(super) fn kepala_ruang(ruang: &Ruang, tampilan: &Tampilan) {
    if tampilan.format == Format::Teks {
        let tebal = Style::new().bold();
        anstream::println!("\n{tebal}== {} {} =={tebal:#}", aman(&ruang.instansi), ruang.tahun);
    }
}

/// The last line of several workspaces: how many are done, and which are not.
pub(super) fn penutup_banyak(semua: usize, berhenti: &[&Path]) {
    let selesai = semua - berhenti.len();
    if berhenti.is_empty() {
        anstream::println!("\nSelesai: {semua} ruang kerja; hasil masing-masing ada di folder hasil-nya.");
        return;
    }
    let nama: Vec<String> = berhenti.iter().map(|ruang| ruang.display().to_string()).collect();
    anstream::println!(
        "\n{selesai} dari {semua} ruang kerja selesai; yang tidak dapat diproses: {}. Sebabnya ada di atas.",
        nama.join(", ")
    );
}

/// The last line of a check.
pub(super) fn penutup_periksa(temuan: &[Temuan], berkas: usize) {
    let (galat, peringatan, info) = hitung(temuan);
    if galat + peringatan == 0 {
        anstream::eprintln!("\n{berkas} berkas diperiksa: tidak ada galat atau peringatan ({info} info).");
    } else {
        anstream::eprintln!("\n{berkas} berkas diperiksa: {galat} galat, {peringatan} peringatan, {info} info.");
    }
}

fn hitung(temuan: &[Temuan]) -> (usize, usize, usize) {
    let banyak = |tingkat| temuan.iter().filter(|satu| satu.tingkat == tingkat).count();
    (banyak(Tingkat::Galat), banyak(Tingkat::Peringatan), banyak(Tingkat::Info))
}
