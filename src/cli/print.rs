//! `selaras cetak`: what is signed, as PDF, and documents of the office's word processor.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "what is typed is understood, and answered in one line"))]

use std::path::PathBuf;

use clap::error::ErrorKind;
use clap::{ArgMatches, Args, Command, FromArgMatches, Subcommand};
use selaras::domain::document_kind::{DocumentKind, PrintForm, print_forms};

use super::manuscript::{self, LakipArgs, ManuscriptArgs};
use super::{DisplayArgs, Ending};

#[derive(Debug, Args)]
pub(super) struct PrintChoices {
    #[command(subcommand)]
    document: DocumentArgs,
}

#[derive(Debug, Subcommand)]
enum DocumentArgs {
    /// Bab III LKjIP sebagai naskah Word: angkanya dari rekap, kata-katanya milik kantor.
    Lakip(LakipArgs),
    /// Naskah Word sendiri, atau yang tersedia (triwulan, pk, rencana-aksi, borang): penandanya diisi dari rekap.
    #[command(name = "naskah")]
    Manuscript(ManuscriptArgs),
    /// Daftar penanda yang dapat ditulis dalam naskah, dengan artinya.
    #[command(name = "bidang")]
    Fields,
    /// Dokumen sebagai PDF.
    #[command(flatten)]
    Pages(PrintChoice),
}

/// What is printed, and of whom.
#[derive(Debug)]
struct PrintChoice {
    what: PrintedPages,
    content: PrintArgs,
}

/// Forms of documents, as the table of kinds lists them, and two overviews.
#[derive(Debug, Clone, Copy)]
enum PrintedPages {
    Form(DocumentKind, &'static PrintForm),
    Flow,
    Receipt,
}

impl PrintedPages {
    fn all() -> impl Iterator<Item = Self> {
        print_forms().map(|(kind, form)| Self::Form(kind, form)).chain([Self::Flow, Self::Receipt])
    }

    fn command(self) -> Command {
        let (name, help, also) = match self {
            Self::Form(_, form) => (form.code, form.help, form.also),
            Self::Flow => {
                ("alur", "Alur dokumen sebagai gambar: setiap langkah prosedur dengan jumlah dokumennya", None)
            }
            Self::Receipt => ("tanda-terima", "Daftar dokumen yang diterima", None),
        };
        PrintArgs::augment_args(Command::new(name)).about(help).visible_aliases(also)
    }
}

impl FromArgMatches for PrintChoice {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let missing = || clap::Error::new(ErrorKind::MissingSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(missing)?;
        let what = PrintedPages::all().find(|pages| pages.command().get_name() == name).ok_or_else(missing)?;
        Ok(Self { what, content: PrintArgs::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Subcommand for PrintChoice {
    fn augment_subcommands(command: Command) -> Command {
        command.subcommands(PrintedPages::all().map(PrintedPages::command))
    }

    fn augment_subcommands_for_update(command: Command) -> Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        PrintedPages::all().any(|pages| pages.command().get_name() == name)
    }
}

#[derive(Debug, Args)]
struct PrintArgs {
    /// Folder ruang kerja; hasilnya di hasil/cetak. Tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &PrintChoices) -> Ending {
    match &choice.document {
        DocumentArgs::Lakip(content) => manuscript::lakip(content),
        DocumentArgs::Manuscript(content) => manuscript::run(content),
        DocumentArgs::Fields => Ok(manuscript::fields()),
        #[cfg(not(feature = "pdf"))]
        DocumentArgs::Pages(_) => Err(selaras::jobs::WITHOUT_PDF.into()),
        #[cfg(feature = "pdf")]
        DocumentArgs::Pages(choice) => with_pdf::run(choice),
    }
}

#[cfg(feature = "pdf")]
mod with_pdf {
    use selaras::jobs::{PrintOptions, Printed, Silent, print};
    use selaras::pipeline::print::PrintOutcome;
    use selaras::print::RejectedPrint;

    use super::super::terminal::is_safe;
    use super::super::{CLEAN, EXISTS_ERROR, argument, readers};
    use super::{Ending, PrintArgs, PrintChoice, PrintedPages};

    /// Findings of a refused form that are shown, unless everything was asked for.
    const MOST: usize = 5;

    pub(super) fn run(choice: &PrintChoice) -> Ending {
        let PrintChoice { what, content } = choice;
        let (name, what) = match *what {
            PrintedPages::Form(kind, form) => (form.name, Printed::Form(kind, form)),
            PrintedPages::Flow => ("alur", Printed::Flow),
            PrintedPages::Receipt => ("daftar terima", Printed::Receipt),
        };
        let options = PrintOptions {
            folder: argument::workspace_or_here(content.workspace.as_deref())?,
            what,
            units: content.unit.clone(),
            today: content.display.today(),
            readers: readers(),
        };
        let printed = print(&options, &Silent)?;
        report(&printed, name, content);
        Ok(if printed.rejected.is_empty() && printed.failures.is_empty() { CLEAN } else { EXISTS_ERROR })
    }

    fn report(printed: &PrintOutcome, name: &str, content: &PrintArgs) {
        for one in &printed.notes {
            anstream::eprintln!("selaras: {}", is_safe(one));
        }
        for one in &printed.failures {
            for row in one.lines() {
                anstream::eprintln!("selaras: {}", is_safe(row));
            }
        }
        if !content.display.quiet {
            for one in &printed.rejected {
                rejected(one, name, content.display.detailed);
            }
            if !printed.not_yet.is_empty() {
                let code: Vec<&str> = printed.not_yet.iter().map(|unit| unit.code.as_str()).collect();
                anstream::println!("Belum mengirim {name}: {}", is_safe(&code.join(", ")));
            }
        }
        let reject = match printed.rejected.len() {
            0 => String::new(),
            count => format!("; {count} ditolak karena masih ada galat"),
        };
        let count = printed.finished.len();
        anstream::println!("Selesai: {count} PDF {name} ada di {}{reject}", printed.folder.display());
    }

    fn rejected(one: &RejectedPrint, name: &str, detailed: bool) {
        let unit = &one.unit;
        anstream::println!(
            "{name} {} ({}) tidak dicetak, {}:",
            is_safe(&unit.code),
            is_safe(&unit.name),
            is_safe(&one.file)
        );
        let shown = if detailed { one.causes.len() } else { MOST };
        for cause in one.causes.iter().take(shown) {
            anstream::println!("  {} {}: {}", cause.code, is_safe(&cause.place), is_safe(&cause.message));
        }
        if one.causes.len() > shown {
            anstream::println!("  … dan {} galat lain; tambahkan -v", one.causes.len() - shown);
        }
    }
}
