//! What may be typed, one file per command. The only room that names clap, reads the clock and talks to the terminal.

#[cfg(feature = "layani")]
mod account;
mod archive;
mod argument;
mod aturan;
mod begin;
mod changes;
mod check;
mod combine;
mod compare;
mod completion;
mod crash;
mod export;
#[cfg(feature = "surel")]
mod fetch;
mod flow;
mod help;
#[cfg(feature = "layani")]
mod icon;
mod konsolidasi;
mod language;
mod manuscript;
mod migration;
mod overview;
#[cfg(feature = "surel")]
mod password;
mod print;
mod ratify;
mod read;
mod remind;
#[cfg(feature = "surel")]
mod send;
#[cfg(feature = "layani")]
mod serve;
mod system;
mod template;
mod terminal;
mod time;
#[cfg(feature = "surel")]
mod unlock;
mod workspace;
mod wrap;

use std::process::ExitCode;

use chrono::{Local, NaiveDate};
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};
use selaras::jobs::{ReaderProgram, Readers, chain};
use selaras::language::Language;

/// Nothing at severity *galat* was found.
const CLEAN: u8 = 0;
/// Something at severity *galat* was found.
const EXISTS_ERROR: u8 = 1;
/// The command could not run.
const CANNOT_RUN: u8 = 2;

/// Membaca formulir kinerja dari Excel, memeriksa keselarasannya, dan menyusun rekapnya.
#[derive(Debug, Parser)]
#[command(name = "selaras", version, disable_help_subcommand = true)]
struct RunLine {
    #[command(subcommand)]
    command: Command,
    /// Bahasa layar, bantuan, dan laporan.html; surat mengikuti [instansi] bahasa.
    #[arg(long = "bahasa", alias = "language", value_enum, value_name = "BAHASA", global = true)]
    language: Option<language::ScreenLanguage>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Membaca folder masuk, memeriksa semuanya, dan menulis hasilnya.
    #[command(visible_alias = "consolidate")]
    Konsolidasi(konsolidasi::ConsolidateArgs),
    /// Menggabungkan data beberapa ruang kerja menjadi satu, dengan rekap nasional.
    #[command(visible_alias = "merge")]
    #[command(name = "gabung")]
    Combine(combine::CombineArgs),
    /// Memeriksa beberapa berkas dan menampilkan temuannya.
    #[command(visible_alias = "check")]
    #[command(name = "periksa")]
    Check(check::CheckArgs),
    /// Membandingkan dua berkas, atau dua hasil: apa yang berubah dan temuan mana yang sudah diperbaiki.
    #[command(visible_alias = "diff")]
    #[command(name = "banding")]
    Compare(compare::CompareArgs),
    /// Membuka ruang kerja sebagai halaman di peramban, untuk biro, unit dan pimpinan.
    #[cfg(feature = "layani")]
    #[command(visible_alias = "serve")]
    #[command(name = "layani")]
    Serve(serve::ServeArgs),
    /// Mengatur akun bagi halaman yang dipakai bersama di kantor.
    #[cfg(feature = "layani")]
    #[command(visible_alias = "account")]
    #[command(name = "akun")]
    Account(account::AccountArgs),
    /// Mengesahkan angka sebuah periode, atau PK dan Rencana Aksi unit, sebagai versi resmi bernomor.
    #[command(visible_alias = "ratify")]
    #[command(name = "sahkan")]
    Ratify(ratify::RatifyArgs),
    /// Menunjukkan di langkah prosedur mana setiap dokumen berada, siapa yang memegangnya, dan apa yang terlambat.
    #[command(visible_alias = "flow")]
    #[command(name = "alur")]
    Flow(flow::FlowArgs),
    /// Mencatat langkah prosedur yang selesai atau ditolak, atau alasan perubahan setelah pengesahan.
    #[command(visible_alias = "record")]
    #[command(name = "catat")]
    Record(flow::RecordArgs),
    /// Menulis arsip setahun atau satu versi resmi, memeriksa keutuhannya, dan menyebutkan yang masa simpannya lewat.
    #[command(visible_alias = "archive")]
    #[command(name = "arsip")]
    Archive(archive::ArchiveArgs),
    /// Mengambil kiriman dari kotak surel ke folder masuk; dengan --jaga terus berjalan.
    #[cfg(feature = "surel")]
    #[command(visible_alias = "fetch")]
    #[command(name = "ambil")]
    Fetch(fetch::FetchArgs),
    /// Mengirim surat koreksi dan tanda terima, atau pengingat, kepada unit; setiap surat satu kali.
    #[cfg(feature = "surel")]
    #[command(visible_alias = "send")]
    #[command(name = "kirim")]
    Send(send::SendArgs),
    /// Mengingatkan unit sebelum dan sesudah tenggat: surat, pesan singkat, kalender, dan ringkasan untuk biro.
    #[command(visible_alias = "remind")]
    #[command(name = "ingatkan")]
    Remind(remind::RemindArgs),
    /// Membuka kembali versi resmi, supaya versi baru dapat disahkan; versi lama tetap tersimpan.
    #[command(visible_alias = "reopen")]
    #[command(name = "buka")]
    Reopen(ratify::ReopenArgs),
    /// Membuat ruang kerja baru.
    #[command(visible_alias = "init")]
    #[command(name = "mulai")]
    Begin(begin::StartArgs),
    /// Membuat formulir untuk unit, atau mengenali formulir yang sudah dipakai.
    #[command(visible_alias = "template")]
    #[command(name = "templat")]
    Template(template::TemplateArgs),
    /// Mengisi naskah Word kantor dengan angka rekap, dan mencetak PK, Rencana Aksi, dan daftar terima sebagai PDF.
    #[command(visible_alias = "print")]
    #[command(name = "cetak")]
    Print(print::PrintChoices),
    /// Menulis angka dalam susunan impor sistem lain: BPS, e-Kinerja, e-Monev, esr, atau definisi sendiri.
    #[command(visible_alias = "export")]
    #[command(name = "ekspor")]
    Export(export::ExportArgs),
    /// Memindahkan isi formulir lama ke formulir yang berlaku sekarang.
    #[command(visible_alias = "migrate")]
    #[command(name = "migrasi")]
    Migration(migration::MigrateArgs),
    /// Pembaca sebagai saringan: jalur berkas masuk, baris JSON keluar.
    #[command(visible_alias = "read")]
    #[command(name = "baca")]
    Read(read::ReadArgs),
    /// Menjelaskan aturan: semuanya, atau satu kode.
    #[command(visible_alias = "rules")]
    Aturan(aturan::AturanArgs),
    /// Menampilkan pelengkap perintah untuk sebuah shell, atau menulisnya bersama halaman manual ke sebuah folder.
    #[command(visible_alias = "completions")]
    #[command(name = "pelengkap")]
    Completion(completion::CompletionArgs),
    /// Menampilkan bantuan: tentang program ini, atau satu perintah.
    #[command(visible_alias = "help")]
    #[command(name = "bantuan")]
    Help(help::HelpArgs),
}

/// What every command that prints findings takes.
#[derive(Debug, Clone, Args)]
struct DisplayArgs {
    /// Bentuk temuan yang ditampilkan.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Hanya menampilkan baris penutup.
    #[arg(long = "diam", alias = "quiet")]
    quiet: bool,
    /// Menampilkan semua temuan, juga tingkat info, dan rincian waktu.
    #[arg(short = 'v', long = "rinci")]
    detailed: bool,
    /// Tanggal yang dianggap hari ini (misalnya 20-04-2026), untuk mengulang hasil yang sama.
    #[arg(long = "tanggal", value_name = "TANGGAL", value_parser = argument::day)]
    date: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    #[value(name = "teks")]
    Text,
    Json,
}

impl DisplayArgs {
    /// The day of the run.
    fn today(&self) -> NaiveDate {
        self.date.unwrap_or_else(|| Local::now().date_naive())
    }
}

/// Runs what was typed.
pub(crate) fn run() -> ExitCode {
    crash::guarded(command)
}

fn command() -> ExitCode {
    #[cfg(feature = "layani")]
    if icon::started() {
        return ended(icon::run(), "");
    }
    let words: Vec<String> = std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
    language::typed(&words);
    // Putting the help of all commands into words takes as long as reading a form: once is enough.
    let program = whole_command();
    let typed = help::typed(&program, &words);
    let row = match program.try_get_matches().and_then(|content| RunLine::from_arg_matches(&content)) {
        Ok(row) => row,
        Err(error) if error.use_stderr() => {
            anstream::eprintln!("selaras: {}", help::message(&error, &typed));
            return ExitCode::from(CANNOT_RUN);
        }
        Err(page) => {
            anstream::print!("{}", help::page(&page));
            return ExitCode::from(CLEAN);
        }
    };
    let outcome = match row.command {
        Command::Konsolidasi(choice) => konsolidasi::run(&choice),
        Command::Combine(choice) => combine::run(&choice),
        Command::Check(choice) => check::run(&choice),
        Command::Compare(choice) => compare::run(&choice),
        #[cfg(feature = "layani")]
        Command::Serve(choice) => serve::run(&choice),
        #[cfg(feature = "layani")]
        Command::Account(choice) => account::run(&choice),
        Command::Ratify(choice) => ratify::run(&choice),
        Command::Flow(choice) => flow::run(&choice),
        Command::Record(choice) => flow::record(&choice),
        Command::Archive(choice) => archive::run(&choice),
        Command::Reopen(choice) => ratify::reopen(&choice),
        #[cfg(feature = "surel")]
        Command::Fetch(choice) => fetch::run(&choice),
        #[cfg(feature = "surel")]
        Command::Send(choice) => send::run(&choice),
        Command::Remind(choice) => remind::run(&choice),
        Command::Begin(choice) => begin::run(&choice),
        Command::Template(choice) => template::run(&choice),
        Command::Print(choice) => print::run(&choice),
        Command::Export(choice) => export::run(&choice),
        Command::Migration(choice) => migration::run(&choice),
        Command::Read(choice) => read::run(&choice),
        Command::Aturan(choice) => aturan::run(&choice),
        Command::Completion(choice) => completion::run(&choice, whole_command()),
        Command::Help(choice) => help::run(&choice, whole_command()),
    };
    ended(outcome, &typed)
}

/// The exit status of what a command gave; `typed` is its name.
fn ended(outcome: Ending, typed: &str) -> ExitCode {
    match outcome {
        Ok(code) => ExitCode::from(code),
        Err(error) if error.is::<argument::NoWorkspace>() => {
            let example = if language::now() == Language::English { "Example" } else { "Contoh" };
            anstream::eprintln!("selaras: {}. {example}: {}", language::say(&error.to_string()), help::example(typed));
            ExitCode::from(CANNOT_RUN)
        }
        Err(error) => {
            match error.downcast_ref::<std::io::Error>() {
                // Whoever was listening has heard enough.
                Some(cause) if cause.kind() == std::io::ErrorKind::BrokenPipe => {}
                _ => anstream::eprintln!("selaras: {}", language::say(&chain(error.as_ref()))),
            }
            ExitCode::from(CANNOT_RUN)
        }
    }
}

/// Every command with its help, in the language of the screen.
fn whole_command() -> clap::Command {
    worded(language::now())
}

/// Every command with its help.
fn worded(language: Language) -> clap::Command {
    help::version(help::worded(RunLine::command(), language), language)
}

/// Files are read by worker processes of this same program, one per core.
fn readers() -> Readers {
    let Ok(program) = std::env::current_exe() else { return Readers::InProcess };
    // A program that was built anew may read otherwise, whatever its version says.
    let building = std::fs::metadata(&program).ok().and_then(|data| Some((data.len(), data.modified().ok()?)));
    let build = building.map(|building| format!("{} {building:?}", env!("CARGO_PKG_VERSION")));
    Readers::Processes(ReaderProgram { program, build, count: core() })
}

/// Cores of this machine.
fn core() -> usize {
    std::thread::available_parallelism().map_or(1, std::num::NonZero::get)
}

/// What a command gives: its exit status, or the error that ended it.
type Ending = Result<u8, Box<dyn std::error::Error>>;
