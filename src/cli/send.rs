//! `selaras kirim`: letters to units, shown before they leave, each once.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;

use chrono::Utc;
use clap::Args;
use selaras::jobs::{
    JobError, LetterSet, LinkMaker, PlannedLetter, SendOptions, SendPlan, SendResult, SendTools, SendWay, plan_letters,
};
use selaras::journal::{Delivery, SentLetter};
use selaras::post::SecretSources;
use selaras::post::outbox::megabytes;

use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, argument, password, readers, system};

/// Letters that are shown before the list is cut, unless everything was asked for.
const MOST: usize = 20;

#[derive(Debug, Args)]
pub(super) struct SendArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    leaving: LeavingArgs,
    /// Mengirim pengingat tenggat hari ini, bukan surat koreksi dan tanda terima.
    #[arg(long = "pengingat", alias = "reminders")]
    reminders: bool,
    /// Mengirim formulir yang dibuat selaras templat, bukan surat koreksi dan tanda terima.
    #[arg(long = "pengantar", alias = "hand-outs", conflicts_with = "reminders")]
    hand_outs: bool,
    #[command(flatten)]
    display: DisplayArgs,
}

/// How letters leave, and to whom.
#[derive(Debug, Args)]
struct LeavingArgs {
    /// Tanpa bertanya dahulu.
    #[arg(long = "ya", alias = "yes")]
    yes: bool,
    /// Menaruh surat di kotak draf, supaya tombol kirimnya ditekan sendiri.
    #[arg(long = "draf", alias = "drafts")]
    drafts: bool,
    /// Hanya menunjukkan apa yang akan dikirim.
    #[arg(long = "lihat", alias = "dry-run", conflicts_with = "yes")]
    look: bool,
    /// Hanya kepada unit ini (kode); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    /// Mengirim lagi kepada unit ini surat yang nasibnya tidak pasti atau yang kembali; boleh diulang.
    #[arg(long = "ulang", alias = "again", value_name = "KODE")]
    again: Vec<String>,
}

pub(super) fn run(choice: &SendArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    system::no_core();
    let leaving = &choice.leaving;
    let options = SendOptions {
        folder,
        today: choice.display.today(),
        way: if leaving.drafts { SendWay::Drafts } else { SendWay::Server },
        units: leaving.unit.clone(),
        again: leaving.again.clone(),
        set: match (choice.reminders, choice.hand_outs) {
            (true, _) => LetterSet::Reminders,
            (_, true) => LetterSet::HandOut,
            _ => LetterSet::LastRun,
        },
        readers: readers(),
    };
    let plan = plan_letters(&options)?;
    show(&plan, &choice.display);
    let held = !plan.held.is_empty();
    if plan.letters.is_empty() || leaving.look {
        return Ok(if held { EXISTS_ERROR } else { CLEAN });
    }
    if !leaving.yes && !agreed(&plan, options.way)? {
        anstream::println!("Tidak ada yang dikirim.");
        return Ok(CLEAN);
    }
    let given = password::from_surroundings();
    let ask = |question: &str| password::ask(question);
    let sources = SecretSources { surroundings: given.as_ref(), ask: &ask };
    let quiet = choice.display.quiet;
    let told = |result: &SendResult| {
        if !quiet || result.delivery != Delivery::Sent {
            anstream::println!("{}", is_safe(&line(result)));
        }
    };
    let page = plan.page().map(str::to_string);
    let link = |unit: &str| link(&options, page.as_deref().unwrap_or_default(), unit);
    let link: Option<&LinkMaker<'_>> = if cfg!(feature = "layani") && page.is_some() { Some(&link) } else { None };
    let tools = SendTools { sources: &sources, now: &Utc::now, pause: &std::thread::sleep, told: &told, link };
    let results = plan.deliver(&options, &tools)?;
    let count = |wanted: Delivery| results.iter().filter(|one| one.delivery == wanted).count();
    let (sent, drafted) = (count(Delivery::Sent), count(Delivery::Drafted));
    let failed = results.len() - sent - drafted;
    match options.way {
        SendWay::Server => anstream::println!("{sent} terkirim, {failed} belum."),
        SendWay::Drafts => anstream::println!("{drafted} surat ada di draf; buka program surel, periksa, lalu kirim."),
    }
    if count(Delivery::Failed) > 0 {
        anstream::println!(
            "Yang gagal dicoba lagi pada selaras kirim berikutnya; yang sudah terkirim tidak dikirim lagi."
        );
    }
    Ok(if failed > 0 || held { EXISTS_ERROR } else { CLEAN })
}

/// A link to the page of a unit, in the words of its letter.
#[cfg(feature = "layani")]
fn link(options: &SendOptions, page: &str, unit: &str) -> Result<String, JobError> {
    selaras::serve::letter_link(&options.folder, page, (unit, "selaras kirim"), chrono::Local::now().naive_local())
}

/// A program without the page makes no links to it.
#[cfg(not(feature = "layani"))]
fn link(_options: &SendOptions, page: &str, _unit: &str) -> Result<String, JobError> {
    Ok(page.to_string())
}

fn line(result: &SendResult) -> String {
    let answer = result.answer.as_deref().map(|answer| format!(" ({answer})")).unwrap_or_default();
    format!("{} ke {}: {}{answer}", result.unit, result.address, result.delivery.name())
}

fn show(plan: &SendPlan, display: &DisplayArgs) {
    let addresses: usize = plan.letters.iter().map(|one| one.to.len()).sum();
    let done = if plan.done > 0 { format!("; {} surat sudah terkirim", plan.done) } else { String::new() };
    anstream::println!("{} surat akan dikirim ke {addresses} alamat{done}.", plan.letters.len());
    if !display.quiet {
        let shown = if display.detailed { plan.letters.len() } else { MOST };
        plan.letters.iter().take(shown).for_each(one);
        if plan.letters.len() > shown {
            anstream::println!("  … dan {} surat lain; --rinci menampilkan semuanya", plan.letters.len() - shown);
        }
    }
    plan.held.iter().for_each(held);
    if plan.unseen > 0 {
        anstream::println!(
            "{} berkas di folder masuk belum diperiksa; jalankan konsolidasi dahulu, supaya suratnya tentang kiriman yang terbaru",
            plan.unseen
        );
    }
    if !plan.without_address.is_empty() {
        anstream::println!(
            "Belum punya alamat di kolom Surel lembar Unit: {}",
            is_safe(&plan.without_address.join(", "))
        );
    }
}

fn one(planned: &PlannedLetter) {
    let letter = &planned.letter;
    let to: Vec<&str> = planned.to.iter().map(|to| to.address.as_str()).collect();
    anstream::println!("  {} ke {}", is_safe(&letter.key.unit), is_safe(&to.join(", ")));
    anstream::println!("    {}", is_safe(&letter.subject));
    for line in &letter.first_lines {
        anstream::println!("    | {}", is_safe(line));
    }
    let size: usize = letter.attachments.iter().map(|(_, size)| size).sum();
    if !letter.attachments.is_empty() {
        let names: Vec<&str> = letter.attachments.iter().map(|(name, _)| name.as_str()).collect();
        anstream::println!("    lampiran {}: {}", megabytes(size), is_safe(&names.join(", ")));
    }
    for to in planned.to.iter().filter(|to| to.tries > 0) {
        let answer = to.answer.as_deref().unwrap_or("tanpa jawaban");
        anstream::println!("    {} sudah dicoba {} kali: {}", is_safe(&to.address), to.tries, is_safe(answer));
    }
}

fn held(letter: &SentLetter) {
    let (unit, address) = (is_safe(&letter.key.unit), is_safe(&letter.address));
    match letter.delivery {
        Delivery::Bounced => anstream::println!(
            "{unit}: surat ke {address} kembali ({}); perbaiki alamatnya di lembar Unit, lalu --ulang {unit}",
            is_safe(letter.answer.as_deref().unwrap_or_default())
        ),
        _ => anstream::println!(
            "{unit}: surat ke {address} mungkin sudah sampai, karena programnya terhenti saat menyerahkannya; tanyakan kepada unitnya atau lihat kotak terkirim. Bila belum: --ulang {unit}"
        ),
    }
}

/// Whether a person agrees. Where nobody can be asked nothing is sent.
fn agreed(plan: &SendPlan, way: SendWay) -> io::Result<bool> {
    if !io::stdin().is_terminal() {
        anstream::println!("Tambahkan --ya untuk mengirim tanpa bertanya.");
        return Ok(false);
    }
    let what = match way {
        SendWay::Server => format!("Kirim {} surat dari {}", plan.letters.len(), plan.settings().user),
        SendWay::Drafts => format!("Taruh {} surat di draf", plan.letters.len()),
    };
    anstream::print!("{what}? (ya/tidak) ");
    anstream::stdout().flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "ya" | "yes"))
}
