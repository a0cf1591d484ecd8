//! `selaras ambil`: mail is taken from the mailbox, and with `--jaga` checked as it comes.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use chrono::Local;
use clap::Args;
use selaras::jobs::{FetchOptions, Happening, WatchOptions, chain, fetch_mail, watch};
use selaras::post::fetch::{BouncedLetter, Fetched};
use selaras::post::{SecretSources, secret};
use selaras::workspace::Workspace;

use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, argument, password, readers, system};

/// Names of a list that are shown before it is cut, unless everything was asked for.
const MOST: usize = 8;

#[derive(Debug, Args)]
pub(super) struct FetchArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Tetap berjalan: surel baru diambil dan folder masuk diperiksa begitu ada yang datang; diakhiri dengan Ctrl+C.
    #[arg(long = "jaga", alias = "watch")]
    watch: bool,
    /// Bersama --jaga: hanya menjaga folder masuk, tanpa kotak surel.
    #[arg(long = "tanpa-surel", alias = "no-mail", requires = "watch")]
    only_folder: bool,
    /// Bersama --jaga: kotak surel dilihat sedikitnya setiap sekian detik.
    #[arg(long = "selang", alias = "interval", value_name = "DETIK", default_value_t = 300, requires = "watch", value_parser = clap::value_parser!(u64).range(5..=1700))]
    poll: u64,
    #[command(flatten)]
    display: DisplayArgs,
}

/// Whether somebody wants an end.
static STOPPED: AtomicBool = AtomicBool::new(false);

pub(super) fn run(choice: &FetchArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    // What the program keeps in memory must not lie about after a crash.
    system::no_core();
    let given = password::from_surroundings();
    let ask = |question: &str| password::ask(question);
    let sources = SecretSources { surroundings: given.as_ref(), ask: &ask };
    if choice.watch {
        return stay(choice, folder, &sources);
    }
    let options = FetchOptions { folder, today: choice.display.today() };
    let quiet = choice.display.quiet;
    let progress = |done: usize, all: usize| {
        if !quiet {
            anstream::eprintln!("surel: {done} dari {all} dibaca");
        }
    };
    let fetched = fetch_mail(&options, &sources, &progress)?;
    show(&fetched, choice.display.detailed);
    Ok(CLEAN)
}

fn stay(choice: &FetchArgs, folder: PathBuf, sources: &SecretSources<'_>) -> Ending {
    let workspace = Workspace::open(&folder)?;
    let secret = if choice.only_folder { None } else { Some(secret(&workspace.mail, sources)?) };
    system::when_ended(|| STOPPED.store(true, Ordering::SeqCst));
    let options = WatchOptions { folder, readers: readers(), poll: Duration::from_secs(choice.poll) };
    let fixed = choice.display.date;
    let today = move || fixed.unwrap_or_else(|| Local::now().date_naive());
    anstream::println!("Menjaga {}; akhiri dengan Ctrl+C.", workspace.folder.display());
    let detailed = choice.display.detailed;
    watch(&options, secret.as_ref(), &today, &|| STOPPED.load(Ordering::SeqCst), &|happening| {
        tell(happening, detailed);
    })?;
    anstream::println!("Selesai menjaga.");
    Ok(CLEAN)
}

fn tell(happening: &Happening, detailed: bool) {
    let when = Local::now().format("%H:%M:%S");
    match happening {
        Happening::Fetched(fetched) if fetched.taken.is_empty() && fetched.bounces.is_empty() && !detailed => {}
        Happening::Fetched(fetched) => {
            anstream::println!("{when} {}", counted(fetched));
            bounces(&fetched.bounces);
        }
        Happening::Trouble(error, rest) => {
            anstream::eprintln!("{when} {}; dicoba lagi {} detik lagi", is_safe(&chain(error)), rest.as_secs());
        }
        Happening::Checked(done) => {
            let errors = if done.has_errors() { EXISTS_ERROR } else { CLEAN };
            let letters: usize = done.returned.as_ref().map_or(0, |returned| returned.surat.values().sum());
            let word = if errors == CLEAN { "tidak ada galat" } else { "ada galat" };
            anstream::println!(
                "{when} {} berkas diperiksa: {word}; {letters} surat siap di hasil/koreksi",
                done.result.tables.files.len()
            );
        }
        Happening::Failed(error) => anstream::eprintln!("{when} belum dapat diperiksa: {}", is_safe(&chain(error))),
        Happening::Unwatched(reason) => {
            anstream::eprintln!(
                "{when} perubahan di folder masuk tidak dapat dijaga ({}); surel tetap dijaga",
                is_safe(reason)
            );
        }
    }
}

fn counted(fetched: &Fetched) -> String {
    format!("{} surel baru dengan {} formulir diambil ke masuk/surel", fetched.taken.len(), fetched.forms)
}

fn show(fetched: &Fetched, detailed: bool) {
    anstream::println!("{} surat di kotak; {}.", fetched.listed, counted(fetched));
    let shown = if detailed { fetched.taken.len() } else { MOST };
    for file in fetched.taken.iter().take(shown) {
        anstream::println!("  {}", is_safe(file));
    }
    if fetched.taken.len() > shown {
        anstream::println!("  … dan {} lagi", fetched.taken.len() - shown);
    }
    let rest = [
        (fetched.passed, "tanpa lampiran yang dapat dipakai"),
        (fetched.filtered, "disaring menurut [surel] pengirim atau subjek"),
        (fetched.known, "sudah pernah diambil"),
        (fetched.moved, "dipindahkan"),
    ];
    for (count, what) in rest.into_iter().filter(|(count, _)| *count > 0) {
        anstream::println!("  {count} {what}");
    }
    for what in &fetched.too_large {
        anstream::println!("  terlalu besar, tidak diambil: {}; simpan lampirannya ke folder masuk", is_safe(what));
    }
    bounces(&fetched.bounces);
    if fetched.forms > 0 {
        anstream::println!("Berikutnya: selaras konsolidasi");
    }
}

fn bounces(all: &[BouncedLetter]) {
    for one in all {
        let what = if one.delayed { "tertunda" } else { "kembali" };
        anstream::println!(
            "  {}: surat {} ke {} {what} ({}); periksa kolom Surel di lembar Unit",
            is_safe(&one.unit),
            one.kind,
            is_safe(&one.address),
            is_safe(&one.reason)
        );
    }
}
