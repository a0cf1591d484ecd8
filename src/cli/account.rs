//! `selaras akun`: who may use the page in an office.

use std::io::{IsTerminal, Write as _, stdin};
use std::path::{Path, PathBuf};

use chrono::{Local, Timelike};
use clap::{Args, Subcommand, ValueEnum};
use selaras::jobs::unit_code;
use selaras::journal::{Account, Change, Journal, Role};
use selaras::serve::hash_password;
use selaras::workspace::Workspace;

use super::terminal::is_safe;
use super::{CLEAN, EXISTS_ERROR, Ending, argument, readers};

#[derive(Debug, Args)]
pub(super) struct AccountArgs {
    #[command(subcommand)]
    command: AccountCommand,
}

#[derive(Debug, Subcommand)]
enum AccountCommand {
    /// Menambah akun. Sandinya ditanyakan, atau dibaca dari masukan standar.
    #[command(name = "tambah", visible_alias = "add")]
    Add(NewAccount),
    /// Mengubah peran atau sandi sebuah akun.
    #[command(name = "ubah", visible_alias = "change")]
    Change(NewAccount),
    /// Menghapus akun; sesinya berakhir dalam beberapa detik.
    #[command(name = "hapus", visible_alias = "remove")]
    Remove(NamedAccount),
    /// Menampilkan semua akun.
    #[command(name = "daftar", visible_alias = "list")]
    List {
        /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
        #[arg(value_name = "RUANG")]
        workspace: Option<PathBuf>,
    },
}

#[derive(Debug, Args)]
#[command(allow_missing_positional = true)]
struct NamedAccount {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Nama untuk masuk.
    #[arg(value_name = "NAMA")]
    name: String,
}

impl NamedAccount {
    fn workspace(&self) -> Result<Workspace, Box<dyn std::error::Error>> {
        // One word alone is the name: a workspace in its place is one without a name behind it.
        if self.workspace.is_none() && argument::is_workspace(Path::new(&self.name)) {
            return Err(format!("masih kurang: NAMA, yaitu nama akunnya, sesudah {}", self.name).into());
        }
        Ok(Workspace::open(&argument::workspace_or_here(self.workspace.as_deref())?)?)
    }
}

#[derive(Debug, Args)]
struct NewAccount {
    #[command(flatten)]
    named: NamedAccount,
    /// Apa yang boleh dilakukan: biro semuanya, unit hanya miliknya, pimpinan hanya melihat.
    #[arg(long = "peran", alias = "role", value_enum)]
    role: Option<RoleChoice>,
    /// Kode unit, untuk peran unit.
    #[arg(long, value_name = "KODE")]
    unit: Option<String>,
    /// Membaca sandi dari masukan standar, satu baris.
    #[arg(long = "sandi-dari-stdin", alias = "password-stdin")]
    from_stdin: bool,
    /// Mempertahankan sandi yang lama (hanya untuk ubah).
    #[arg(long = "sandi-tetap", alias = "keep-password", conflicts_with = "from_stdin")]
    keep: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum RoleChoice {
    #[value(name = "biro")]
    Bureau,
    #[value(name = "unit")]
    Unit,
    #[value(name = "pimpinan")]
    Leader,
}

pub(super) fn run(choice: &AccountArgs) -> Ending {
    match &choice.command {
        AccountCommand::Add(new) => keep(new, true),
        AccountCommand::Change(new) => keep(new, false),
        AccountCommand::Remove(named) => remove(named),
        AccountCommand::List { workspace } => {
            let workspace = Workspace::open(&argument::workspace_or_here(workspace.as_deref())?)?;
            let accounts = Journal::existing(&workspace.folder)?.map(|one| one.accounts()).transpose()?;
            for one in accounts.unwrap_or_default() {
                let unit = one.role.unit().map(|unit| format!(" {unit}")).unwrap_or_default();
                let since = one.since.format("%d-%m-%Y");
                anstream::println!("{:<20} {}{}, sejak {since}", is_safe(&one.name), one.role.name(), is_safe(&unit));
            }
            Ok(CLEAN)
        }
    }
}

fn keep(new: &NewAccount, is_new: bool) -> Ending {
    let workspace = new.named.workspace()?;
    let name = new.named.name.trim().to_lowercase();
    if name.is_empty() || name.len() > 60 || name.contains(char::is_whitespace) {
        return Err("nama akun satu kata, paling banyak 60 huruf".into());
    }
    let mut journal = Journal::open(&workspace.folder)?;
    let known = journal.accounts()?.into_iter().find(|one| one.name == name);
    let known = match (known, is_new) {
        (Some(_), true) => return Err(format!("akun {name} sudah ada; ubah dengan selaras akun ubah").into()),
        (None, false) => return Err(format!("akun {name} tidak ada; tambah dengan selaras akun tambah").into()),
        (known, _) => known,
    };
    let role = match (new.role, new.unit.as_deref().map(str::trim), &known) {
        (Some(RoleChoice::Unit), Some(unit), _) if !unit.is_empty() => {
            Role::Unit(unit_code(&workspace, unit, Local::now().date_naive(), &readers())?)
        }
        (Some(RoleChoice::Unit), ..) => return Err("sebutkan unitnya, misalnya --peran unit --unit JTI".into()),
        (Some(RoleChoice::Bureau), None, _) => Role::Bureau,
        (Some(RoleChoice::Leader), None, _) => Role::Leader,
        (None, None, Some(known)) => known.role.clone(),
        (None, None, None) => return Err("sebutkan perannya: --peran biro, unit atau pimpinan".into()),
        (_, Some(_), _) => return Err("--unit hanya untuk --peran unit".into()),
    };
    let password = match &known {
        Some(known) if new.keep => known.password.clone(),
        _ => hash_password(&password(new.from_stdin)?)?,
    };
    let now = Local::now().naive_local();
    let now = now.with_nanosecond(0).unwrap_or(now);
    let what = if is_new { "akun ditambah" } else { "akun diubah" };
    let unit = role.unit().map(|unit| format!(" {unit}")).unwrap_or_default();
    let detail = format!("{name}: {}{unit}", role.name());
    let account = Account { name: name.clone(), role, password, since: known.map_or(now, |known| known.since) };
    journal.keep_account(&account, &change(what, detail.clone(), now))?;
    anstream::println!("Akun {} disimpan.", is_safe(&detail));
    Ok(CLEAN)
}

fn remove(named: &NamedAccount) -> Ending {
    let workspace = named.workspace()?;
    let name = named.name.trim().to_lowercase();
    let now = Local::now().naive_local();
    let gone = Journal::open(&workspace.folder)?.remove_account(&name, &change("akun dihapus", name.clone(), now))?;
    if gone {
        anstream::println!("Akun {} dihapus.", is_safe(&name));
        return Ok(CLEAN);
    }
    anstream::eprintln!("Akun {} tidak ada.", is_safe(&name));
    Ok(EXISTS_ERROR)
}

fn change(what: &str, detail: String, when: chrono::NaiveDateTime) -> Change {
    Change { when, by: "terminal".to_string(), what: what.to_string(), detail }
}

/// The new password, from standard input or asked twice.
fn password(from_stdin: bool) -> Result<String, Box<dyn std::error::Error>> {
    if from_stdin {
        return line();
    }
    if !stdin().is_terminal() {
        return Err("sandi ditanyakan di terminal; dari program lain pakai --sandi-dari-stdin".into());
    }
    let _quiet = Quiet::begin()?;
    anstream::print!("Sandi: ");
    std::io::stdout().flush()?;
    let first = line()?;
    anstream::print!("\nSekali lagi: ");
    std::io::stdout().flush()?;
    let second = line()?;
    anstream::println!();
    if first == second { Ok(first) } else { Err("kedua sandi tidak sama".into()) }
}

fn line() -> Result<String, Box<dyn std::error::Error>> {
    let mut line = String::new();
    stdin().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\r', '\n']).to_string())
}

/// A terminal that does not show what is typed, until it is dropped.
#[cfg(any(target_os = "linux", target_os = "macos"))]
struct Quiet(rustix::termios::Termios);

#[cfg(any(target_os = "linux", target_os = "macos"))]
impl Quiet {
    fn begin() -> Result<Self, Box<dyn std::error::Error>> {
        use rustix::termios::{LocalModes, OptionalActions, tcgetattr, tcsetattr};
        let before = tcgetattr(stdin())?;
        let mut quiet = before.clone();
        quiet.local_modes.remove(LocalModes::ECHO);
        tcsetattr(stdin(), OptionalActions::Now, &quiet)?;
        Ok(Self(before))
    }
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
impl Drop for Quiet {
    fn drop(&mut self) {
        // A terminal that went away needs nothing any more.
        let _ = rustix::termios::tcsetattr(stdin(), rustix::termios::OptionalActions::Now, &self.0);
    }
}

/// Where no terminal can be kept quiet.
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
struct Quiet;

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
impl Quiet {
    fn begin() -> Result<Self, Box<dyn std::error::Error>> {
        Err("terminal ini tidak dapat menyembunyikan ketikan; pakai --sandi-dari-stdin".into())
    }
}
