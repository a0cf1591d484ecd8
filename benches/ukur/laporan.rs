//! The whole measurement, and its table.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;
use selaras::tables::parquet;

use crate::bangkit::{Rencana, bangkitkan, satu_besar, ubah};
use crate::lantai::{self, Lantai};
use crate::proses::{self, Ukuran};

type Hasil<T> = Result<T, Box<dyn Error>>;

/// The day that every run takes for today.
const HARI: &str = "2027-02-01";
/// Workbooks of a year of about 640 institutions with some 40 units and 6 documents each.
const NASIONAL: usize = 153_600;
/// What stands in a generated workspace before a run.
const MILIK: [&str; 3] = ["selaras.toml", "kaskade.xlsx", "masuk"];

#[derive(Debug, Args)]
pub struct Pilihan {
    /// Where workspaces are made; they are kept and used again.
    #[arg(long, default_value = concat!(env!("CARGO_TARGET_TMPDIR"), "/ukur"))]
    folder: PathBuf,
    /// Sizes of the workspaces, in workbooks.
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1000, 10_000])]
    ukuran: Vec<usize>,
    /// The size on which floor, peers and second run are measured.
    #[arg(long, default_value_t = 1000)]
    pada: usize,
    /// Runs of which the median counts.
    #[arg(long, default_value_t = 3)]
    ulang: usize,
    /// Runs of each peer.
    #[arg(long, default_value_t = 1)]
    ulang_peers: usize,
    /// A Python with benches/peers/requirements.txt; without it the peers are not measured.
    #[arg(long)]
    python: Option<PathBuf>,
    /// Rows of the one large workbook; 0 leaves it out.
    #[arg(long, default_value_t = 100_000)]
    baris: u32,
    /// Seed.
    #[arg(long, default_value_t = 7)]
    benih: u64,
}

#[derive(Debug, Args)]
pub struct Nasional {
    /// Where the workspaces are made.
    folder: PathBuf,
    /// Institutions.
    #[arg(long, default_value_t = 640)]
    ruang: usize,
    /// Workbooks of each.
    #[arg(long, default_value_t = 240)]
    berkas: usize,
    /// Seed.
    #[arg(long, default_value_t = 7)]
    benih: u64,
}

/// Measures everything and prints the table.
///
/// # Errors
/// When something cannot be made, started or read.
pub fn semua(pilihan: &Pilihan) -> Hasil<()> {
    let inti = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cfg!(debug_assertions) {
        println!("This is not a release build: its figures say nothing.");
    }
    println!(
        "selaras {}, {inti} cores, median of {} runs, page cache warm\n",
        env!("CARGO_PKG_VERSION"),
        pilihan.ulang
    );
    let mut ukuran = pilihan.ukuran.clone();
    ukuran.push(pilihan.pada);
    ukuran.sort_unstable();
    ukuran.dedup();
    let mut pertumbuhan = Vec::new();
    let mut acuan = None;
    for berkas in ukuran {
        let ruang = siapkan(pilihan, berkas)?;
        let satu = berulang(pilihan.ulang, || dari_awal(&ruang))?;
        if berkas == pilihan.pada {
            acuan = Some((ruang, satu.clone()));
        }
        if pilihan.ukuran.contains(&berkas) {
            pertumbuhan.push((berkas, satu));
        }
    }
    let Some((ruang, acuan)) = acuan else { return Err("no size to compare".into()) };
    let lantai = baris_lantai(&ruang, &acuan, pilihan)?;
    baris_peers(&ruang, &acuan, lantai, pilihan)?;
    tabel_pertumbuhan(&pertumbuhan);
    baris_lagi(&ruang, &acuan, pilihan)?;
    if pilihan.baris > 0 {
        let ruang = pilihan.folder.join(format!("baris-{}-{}", pilihan.baris, pilihan.benih));
        if !ruang.exists() {
            satu_besar(&ruang, pilihan.baris, pilihan.benih)?;
        }
        let satu = berulang(pilihan.ulang, || dari_awal(&ruang))?;
        println!("\nOne workbook of {} rows: {}, {}", pilihan.baris, detik(satu.lama), memori(&satu));
    }
    println!("\nWhere the time goes (-v, {} workbooks):\n{}", pilihan.pada, acuan.galat.trim_end());
    println!("\nWhy what is not met is not, and the profile: docs/skala.md.");
    buang(&pilihan.folder)
}

/// The nation: many workspaces by one command, their data put together by another.
///
/// # Errors
/// When something cannot be made, started or read.
pub fn nasional(pilihan: &Nasional) -> Hasil<()> {
    let (semua, keluar) = (pilihan.folder.join("ruang"), pilihan.folder.join("nasional"));
    for nomor in 0..pilihan.ruang {
        let folder = semua.join(format!("instansi-{:04}", nomor + 1));
        if !folder.join("selaras.toml").exists() {
            // The settings are written last, so that what was cut off is made again.
            bangkitkan(&folder, &Rencana { berkas: pilihan.berkas, nomor, benih: pilihan.benih })?;
        }
        bersihkan(&folder, &pilihan.folder)?;
    }
    let inti = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let banyak = pilihan.ruang * pilihan.berkas;
    println!("{} institutions, {banyak} workbooks, {} received, {inti} cores", pilihan.ruang, ukuran(isi(&semua)?));
    let konsolidasi = proses::jalankan(selaras("konsolidasi").arg(&semua).arg("--diam"))?;
    periksa(&konsolidasi)?;
    let dibuat = isi(&semua)?;
    let gabung = proses::jalankan(selaras("gabung").arg(&keluar).arg(&semua).arg("--diam"))?;
    periksa(&gabung)?;
    println!("\n| | time | peak memory | on disk |\n|---|---|---|---|");
    println!(
        "| konsolidasi | {} | {} | {} with what was received |",
        detik(konsolidasi.lama),
        memori(&konsolidasi),
        ukuran(dibuat)
    );
    println!("| gabung | {} | {} | {} |", detik(gabung.lama), memori(&gabung), ukuran(isi(&keluar)?));
    let jumlah = konsolidasi.lama + gabung.lama;
    let per_inti = banyak as f64 / jumlah.as_secs_f64() / inti as f64;
    println!("| both | {} | | |", detik(jumlah));
    // A part of the nation is held to its part of the time.
    let seluruhnya = jumlah.as_secs_f64() * NASIONAL as f64 / banyak as f64;
    println!(
        "\n{per_inti:.0} workbooks a second and core; {NASIONAL} at this rate: {}. Wanted: under 5 minutes on two cores: {}",
        detik(Duration::from_secs_f64(seluruhnya)),
        vonis(seluruhnya <= 300.0)
    );
    println!("\n{}", gabung.keluaran.trim_end());
    buang(&pilihan.folder)
}

/// A generated workspace, made when it is not there.
fn siapkan(pilihan: &Pilihan, berkas: usize) -> Hasil<PathBuf> {
    let ruang = pilihan.folder.join(format!("ruang-{berkas}-{}", pilihan.benih));
    if !ruang.join("siap").exists() {
        bangkitkan(&ruang, &Rencana { berkas, nomor: 0, benih: pilihan.benih })?;
        fs::write(ruang.join("siap"), "")?;
    }
    Ok(ruang)
}

/// Where what earlier runs left behind lies until the measurement is over. Deleting it at once would slow the run that
/// follows: ext4 looks long for places that were freed in the last minutes.
const BUANGAN: &str = "buangan";

fn buang(folder: &Path) -> Hasil<()> {
    let buangan = folder.join(BUANGAN);
    if buangan.exists() { Ok(fs::remove_dir_all(buangan)?) } else { Ok(()) }
}

/// Takes away whatever a run left behind.
fn bersihkan(ruang: &Path, folder: &Path) -> Hasil<()> {
    let buangan = folder.join(BUANGAN);
    for entri in fs::read_dir(ruang)? {
        let entri = entri?;
        let nama = entri.file_name();
        if nama == "siap" || MILIK.iter().any(|milik| nama == *milik) {
            continue;
        }
        fs::create_dir_all(&buangan)?;
        let nomor = fs::read_dir(&buangan)?.count();
        fs::rename(entri.path(), buangan.join(nomor.to_string()))?;
    }
    Ok(())
}

fn selaras(perintah: &str) -> Command {
    let mut selaras = Command::new(env!("CARGO_BIN_EXE_selaras"));
    selaras.args([perintah, "--tanggal", HARI]);
    selaras
}

/// A run that finds nothing of an earlier one.
fn dari_awal(ruang: &Path) -> Hasil<Ukuran> {
    bersihkan(ruang, ruang.parent().unwrap_or(ruang))?;
    lagi(ruang)
}

fn lagi(ruang: &Path) -> Hasil<Ukuran> {
    let satu = proses::jalankan(selaras("konsolidasi").args(["--diam", "-v"]).arg(ruang))?;
    periksa(&satu)?;
    Ok(satu)
}

fn periksa(satu: &Ukuran) -> Hasil<()> {
    match satu.kode {
        Some(0 | 1) => Ok(()),
        kode => Err(format!("selaras ended with {kode:?}: {}", satu.galat).into()),
    }
}

/// The run of the median time, with the highest memory of all.
fn berulang(ulang: usize, satu: impl Fn() -> Hasil<Ukuran>) -> Hasil<Ukuran> {
    let mut semua = (0..ulang.max(1)).map(|_| satu()).collect::<Hasil<Vec<_>>>()?;
    semua.sort_by_key(|satu| satu.lama);
    let puncak = semua.iter().filter_map(|satu| satu.puncak).max();
    let tengah = semua.swap_remove(semua.len() / 2);
    Ok(Ukuran { puncak, ..tengah })
}

/// Gives the time of the floor.
fn baris_lantai(ruang: &Path, acuan: &Ukuran, pilihan: &Pilihan) -> Hasil<Duration> {
    let mut semua: Vec<Lantai> = Vec::new();
    for _ in 0..pilihan.ulang.max(1) {
        semua.push(lantai::ukur(ruang).map_err(|galat| galat.to_string())?);
    }
    semua.sort_by_key(|satu| satu.membaca + satu.menulis);
    let tengah = semua[semua.len() / 2];
    let lantai = tengah.membaca + tengah.menulis;
    let kali = acuan.lama.as_secs_f64() / lantai.as_secs_f64();
    println!("| {} workbooks | time | against ours | wanted | |\n|---|---|---|---|---|", pilihan.pada);
    println!("| selaras konsolidasi, checks included | {} | 1 | | |", detik(acuan.lama));
    println!(
        "| floor: read {} ({} cells), write {} ({} cells) | {} | ours is {kali:.2} × | ≤ 1.5 × | {} |",
        detik(tengah.membaca),
        tengah.sel_dibaca,
        detik(tengah.menulis),
        tengah.sel_ditulis,
        detik(lantai),
        vonis(kali <= 1.5)
    );
    Ok(lantai)
}

fn baris_peers(ruang: &Path, acuan: &Ukuran, lantai: Duration, pilihan: &Pilihan) -> Hasil<()> {
    let Some(python) = &pilihan.python else {
        println!("| peers | not measured: give --python | | | |");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    let mut baris = Vec::new();
    for (nama, ingin) in [("pandas_openpyxl.py", 60.0), ("calamine_polars_xlsxwriter.py", 15.0)] {
        let keluar = ruang.join("peers.xlsx");
        let satu = berulang(pilihan.ulang_peers, || {
            let satu = proses::jalankan(Command::new(python).arg(folder.join(nama)).arg(ruang).arg(&keluar))?;
            if satu.kode == Some(0) { Ok(satu) } else { Err(format!("{nama}: {}", satu.galat).into()) }
        })?;
        let kali = satu.lama.as_secs_f64() / acuan.lama.as_secs_f64();
        let dasar = satu.lama.as_secs_f64() / lantai.as_secs_f64();
        println!(
            "| {nama}, no checks | {} | {kali:.1} × ours, {dasar:.1} × the floor | ≥ {ingin} × | {} |",
            detik(satu.lama),
            vonis(kali >= ingin)
        );
        baris.push((nama, satu.keluaran));
    }
    let milik = ["pk", "rencana_aksi", "pengukuran"].map(|tabel| {
        let ikhtisar = parquet::ikhtisar(&ruang.join(format!("hasil/data/{tabel}.parquet")));
        format!("{tabel} {}", ikhtisar.map_or_else(|galat| galat.to_string(), |ikhtisar| ikhtisar.baris.to_string()))
    });
    println!("\nRows. selaras: {}", milik.join(", "));
    for (nama, keluaran) in baris {
        println!("{nama}: {}", keluaran.trim());
    }
    Ok(())
}

fn tabel_pertumbuhan(semua: &[(usize, Ukuran)]) {
    println!("\n| workbooks | time | for each | peak memory |\n|---|---|---|---|");
    let setiap = |(berkas, satu): &(usize, Ukuran)| satu.lama.as_secs_f64() * 1000.0 / *berkas as f64;
    for satu in semua {
        println!("| {} | {} | {:.2} ms | {} |", satu.0, detik(satu.1.lama), setiap(satu), memori(&satu.1));
    }
    let (Some(pertama), Some(terakhir)) = (semua.first(), semua.last()) else { return };
    let tumbuh = semua.iter().map(setiap).fold(0.0, f64::max) / semua.iter().map(setiap).fold(f64::MAX, f64::min) - 1.0;
    println!(
        "\nTime for each workbook from {} to {}: apart by {:.0} % (wanted: within 10 %): {}",
        pertama.0,
        terakhir.0,
        tumbuh * 100.0,
        vonis(tumbuh <= 0.1)
    );
    if let Some(puncak) = terakhir.1.puncak {
        println!(
            "Peak memory at {}: {} (wanted: under 1 GiB): {}",
            terakhir.0,
            ukuran(puncak),
            vonis(puncak < 1 << 30)
        );
    }
}

/// The second run, after one file in a hundred changed.
fn baris_lagi(ruang: &Path, acuan: &Ukuran, pilihan: &Pilihan) -> Hasil<()> {
    dari_awal(ruang)?;
    let putaran = std::cell::Cell::new(0);
    let satu = berulang(pilihan.ulang, || {
        putaran.set(putaran.get() + 1);
        ubah(ruang, pilihan.benih, 100, putaran.get())?;
        lagi(ruang)
    })?;
    // As it was: the next measurement finds the same files.
    ubah(ruang, pilihan.benih, 100, 0)?;
    let bagian = satu.lama.as_secs_f64() / acuan.lama.as_secs_f64() * 100.0;
    println!(
        "\nAgain, after one file in a hundred changed: {}, {bagian:.1} % of the first run (wanted: ≤ 5 %): {}",
        detik(satu.lama),
        vonis(bagian <= 5.0)
    );
    Ok(())
}

fn vonis(tercapai: bool) -> &'static str {
    if tercapai { "met" } else { "NOT met" }
}

fn detik(lama: Duration) -> String {
    format!("{:.2} s", lama.as_secs_f64())
}

fn memori(satu: &Ukuran) -> String {
    satu.puncak.map_or_else(|| "not measured".into(), ukuran)
}

fn ukuran(bita: u64) -> String {
    format!("{} MiB", bita >> 20)
}

/// Bytes of the files below a folder.
fn isi(folder: &Path) -> Hasil<u64> {
    let mut jumlah = 0;
    for entri in fs::read_dir(folder)? {
        let entri = entri?;
        jumlah += if entri.file_type()?.is_dir() { isi(&entri.path())? } else { entri.metadata()?.len() };
    }
    Ok(jumlah)
}
