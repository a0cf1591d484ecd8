//! Completions for shells and pages of the manual, made from the commands themselves.

use std::io::Write;
use std::path::PathBuf;

use clap::{Args, Command};
use clap_complete::Shell;
use selaras::files::Staging;

use super::{CLEAN, Ending};

/// Headings of a page of the manual, which the generator knows in English alone.
const HEADINGS: [(&str, &str); 7] = [
    (".SH NAME\n", ".SH NAMA\n"),
    (".SH SYNOPSIS\n", ".SH PEMAKAIAN\n"),
    (".SH DESCRIPTION\n", ".SH KETERANGAN\n"),
    (".SH OPTIONS\n", ".SH PILIHAN\n"),
    (".SH SUBCOMMANDS\n", ".SH PERINTAH\n"),
    (".SH VERSION\n", ".SH VERSI\n"),
    (".SH PILIHAN\n.SH PILIHAN\n", ".SH PILIHAN\n"),
];

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct CompletionArgs {
    /// Shell yang pelengkapnya ditampilkan.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Option<Shell>,
    /// Menulis pelengkap semua shell dan halaman manual ke folder ini.
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// Prints the completions of one shell, or writes everything into a folder.
pub(super) fn run(args: &CompletionArgs, mut command: Command) -> Ending {
    if let Some(shell) = args.shell {
        let mut script = Vec::new();
        clap_complete::generate(shell, &mut command, "selaras", &mut script);
        anstream::stdout().write_all(&script)?;
    }
    if let Some(folder) = &args.folder {
        let staging = Staging::begin_in(folder)?;
        for shell in [Shell::Bash, Shell::Elvish, Shell::Fish, Shell::PowerShell, Shell::Zsh] {
            clap_complete::generate_to(shell, &mut command, "selaras", staging.path())?;
        }
        command.build();
        let pages = manual(&command)?;
        for (name, page) in &pages {
            std::fs::write(staging.path().join(name), page)?;
        }
        staging.publish(&[])?;
        anstream::println!("Pelengkap lima shell dan {} halaman manual ditulis ke {}.", pages.len(), folder.display());
    }
    Ok(CLEAN)
}

/// The page of a command, then those of the commands below it, each with the name of its file.
fn manual(command: &Command) -> std::io::Result<Vec<(String, String)>> {
    let mut page = Vec::new();
    let man = clap_mangen::Man::new(command.clone());
    let name = man.get_filename();
    man.render(&mut page)?;
    let page = String::from_utf8_lossy(&page).into_owned();
    let page = HEADINGS.iter().fold(page, |page, (english, indonesian)| page.replace(english, indonesian));
    let mut pages = vec![(name, page)];
    for child in command.get_subcommands() {
        pages.extend(manual(child)?);
    }
    Ok(pages)
}
