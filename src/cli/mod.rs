//! What may be typed, one file per command. The only room that names clap, reads the clock and talks to the terminal.

mod aturan;
mod baca;
mod banding;
mod bantuan;
mod cetak;
mod changes;
mod gabung;
mod jatuh;
mod konsolidasi;
mod migrasi;
mod mulai;
mod periksa;
mod ruang;
mod sistem;
mod tandai;
mod templat;
mod terminal;
mod waktu;

use std::process::ExitCode;

use chrono::{Local, NaiveDate};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use selaras::jobs::{ReaderProgram, Readers, chain};

/// Nothing at severity *galat* was found.
const BERSIH: u8 = 0;
/// Something at severity *galat* was found.
const ADA_GALAT: u8 = 1;
/// The command could not run.
const TIDAK_JALAN: u8 = 2;

/// Membaca formulir kinerja dari Excel, memeriksa keselarasannya, dan menyusun rekapnya.
#[derive(Debug, Parser)]
#[command(name = "selaras", version, disable_help_subcommand = true)]
struct Baris {
    #[command(subcommand)]
    perintah: Perintah,
}

#[derive(Debug, Subcommand)]
enum Perintah {
    /// Membaca folder masuk, memeriksa semuanya, dan menulis hasilnya.
    #[command(visible_alias = "consolidate")]
    Konsolidasi(konsolidasi::Pilihan),
    /// Menggabungkan data beberapa ruang kerja menjadi satu, dengan rekap nasional.
    #[command(visible_alias = "merge")]
    Gabung(gabung::Pilihan),
    /// Memeriksa beberapa berkas dan menampilkan temuannya.
    #[command(visible_alias = "check")]
    Periksa(periksa::Pilihan),
    /// Membandingkan dua berkas, atau dua hasil: apa yang berubah dan temuan mana yang sudah diperbaiki.
    #[command(visible_alias = "diff")]
    Banding(banding::Pilihan),
    /// Membuat ruang kerja baru.
    #[command(visible_alias = "init")]
    Mulai(mulai::Pilihan),
    /// Membuat formulir untuk unit, atau mengenali formulir yang sudah dipakai.
    #[command(visible_alias = "template")]
    Templat(templat::Pilihan),
    /// Mencetak PK, Rencana Aksi, dan daftar terima sebagai PDF siap tanda tangan.
    #[command(visible_alias = "print")]
    Cetak(cetak::Pilihan),
    /// Memindahkan isi formulir lama ke formulir yang berlaku sekarang.
    #[command(visible_alias = "migrate")]
    Migrasi(migrasi::Pilihan),
    /// Pembaca sebagai saringan: jalur berkas masuk, baris JSON keluar.
    #[command(visible_alias = "read")]
    Baca(baca::Pilihan),
    /// Menjelaskan aturan: semuanya, atau satu kode.
    #[command(visible_alias = "rules")]
    Aturan(aturan::Pilihan),
}

/// What every command that prints findings takes.
#[derive(Debug, Clone, Args)]
struct Tampilan {
    /// Bentuk temuan yang ditampilkan.
    #[arg(long, value_enum, default_value_t = Format::Teks)]
    format: Format,
    /// Hanya menampilkan baris penutup.
    #[arg(long, alias = "quiet")]
    diam: bool,
    /// Menampilkan juga temuan tingkat info dan rincian waktu.
    #[arg(short = 'v', long)]
    rinci: bool,
    /// Tanggal yang dianggap hari ini (TTTT-BB-HH), untuk mengulang hasil yang sama.
    #[arg(long, value_name = "TANGGAL")]
    tanggal: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Teks,
    Json,
}

impl Tampilan {
    /// The day of the run.
    fn hari_ini(&self) -> NaiveDate {
        self.tanggal.unwrap_or_else(|| Local::now().date_naive())
    }
}

/// Runs what was typed.
pub(crate) fn jalankan() -> ExitCode {
    jatuh::terjaga(perintah)
}

fn perintah() -> ExitCode {
    let perintah = bantuan::versi(bantuan::indonesia(Baris::command()));
    let baris = match perintah.try_get_matches().and_then(|isi| Baris::from_arg_matches(&isi)) {
        Ok(baris) => baris,
        Err(galat) if galat.use_stderr() => {
            anstream::eprintln!("selaras: {}", bantuan::pesan(&galat));
            return ExitCode::from(TIDAK_JALAN);
        }
        Err(halaman) => {
            anstream::print!("{}", bantuan::halaman(&halaman));
            return ExitCode::from(BERSIH);
        }
    };
    let hasil = match baris.perintah {
        Perintah::Konsolidasi(pilihan) => konsolidasi::jalankan(&pilihan),
        Perintah::Gabung(pilihan) => gabung::jalankan(&pilihan),
        Perintah::Periksa(pilihan) => periksa::jalankan(&pilihan),
        Perintah::Banding(pilihan) => banding::jalankan(&pilihan),
        Perintah::Mulai(pilihan) => mulai::jalankan(&pilihan),
        Perintah::Templat(pilihan) => templat::jalankan(&pilihan),
        Perintah::Cetak(pilihan) => cetak::jalankan(&pilihan),
        Perintah::Migrasi(pilihan) => migrasi::jalankan(&pilihan),
        Perintah::Baca(pilihan) => baca::jalankan(&pilihan),
        Perintah::Aturan(pilihan) => aturan::jalankan(&pilihan),
    };
    match hasil {
        Ok(kode) => ExitCode::from(kode),
        Err(galat) => {
            match galat.downcast_ref::<std::io::Error>() {
                // Whoever was listening has heard enough.
                Some(sebab) if sebab.kind() == std::io::ErrorKind::BrokenPipe => {}
                _ => anstream::eprintln!("selaras: {}", chain(galat.as_ref())),
            }
            ExitCode::from(TIDAK_JALAN)
        }
    }
}

/// Files are read by worker processes of this same program, one per core.
fn readers() -> Readers {
    let Ok(program) = std::env::current_exe() else { return Readers::InProcess };
    // A program that was built anew may read otherwise, whatever its version says.
    let bangunan = std::fs::metadata(&program).ok().and_then(|data| Some((data.len(), data.modified().ok()?)));
    let build = bangunan.map(|bangunan| format!("{} {bangunan:?}", env!("CARGO_PKG_VERSION")));
    Readers::Processes(ReaderProgram { program, build, count: inti() })
}

/// Cores of this machine.
fn inti() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// What a command gives: its exit status, or the error that ended it.
type Akhir = Result<u8, Box<dyn std::error::Error>>;
