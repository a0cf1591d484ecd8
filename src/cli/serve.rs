//! `selaras layani`: a workspace as a page in the browser.

use std::io::Write as _;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;

use chrono::{Local, NaiveDate, NaiveDateTime};
use clap::Args;
use selaras::files;
use selaras::serve::{Access, Cover, OfficeAccess, Opened, ServeOptions, serve};

use super::{CLEAN, Ending, argument, readers};

/// The page that leads a browser to the start, so that the secret stands on no command line.
const LEADING: &str = "buka-halaman.html";

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Alamat dan nomor pintu. Selain 127.0.0.1 perlu sertifikat atau proksi, dan akun.
    #[arg(long = "alamat", alias = "address", value_name = "ALAMAT", default_value = "127.0.0.1:0")]
    address: SocketAddr,
    /// Tidak membuka peramban; alamatnya ditampilkan.
    #[arg(long = "tanpa-peramban", alias = "no-browser")]
    no_browser: bool,
    /// Berkas sertifikat (PEM), untuk kantor.
    #[arg(long = "sertifikat", alias = "certificate", value_name = "BERKAS", requires = "key", requires = "name")]
    certificate: Option<PathBuf>,
    /// Berkas kunci sertifikat itu (PEM).
    #[arg(long = "kunci", alias = "key", value_name = "BERKAS", requires = "certificate")]
    key: Option<PathBuf>,
    /// Nama yang dipakai orang untuk membuka halaman, seperti pada sertifikat; boleh diulang.
    #[arg(long = "nama", alias = "name", value_name = "NAMA", requires = "certificate")]
    name: Vec<String>,
    /// Nama halaman pada proksi di depannya, yang memakai TLS; boleh diulang.
    #[arg(long = "di-belakang-proksi", alias = "behind-proxy", value_name = "NAMA", conflicts_with = "certificate")]
    proxy: Vec<String>,
    /// Siapa yang bekerja di komputer ini, untuk riwayat; tanpa ini nama pemakai komputer.
    #[arg(long = "oleh", alias = "by", value_name = "NAMA")]
    by: Option<String>,
    /// Tanggal yang dianggap hari ini (misalnya 20-04-2026).
    #[arg(long = "tanggal", value_name = "TANGGAL", value_parser = argument::day)]
    date: Option<NaiveDate>,
}

impl ServeArgs {
    fn access(&self) -> Access {
        let office = |names: &[String], cover| Access::Office(OfficeAccess { names: names.to_vec(), cover });
        match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => {
                office(&self.name, Cover::Tls { certificate: certificate.clone(), key: key.clone() })
            }
            _ if !self.proxy.is_empty() => office(&self.proxy, Cover::Proxy),
            _ => Access::Own,
        }
    }
}

pub(super) fn run(choice: &ServeArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    #[cfg(feature = "surel")]
    super::system::no_core();
    let access = choice.access();
    let own = access == Access::Own;
    let date = choice.date;
    let options = ServeOptions {
        folder: folder.clone(),
        address: choice.address,
        access,
        owner: choice.by.clone().unwrap_or_else(user),
        readers: readers(),
        clock: Arc::new(move || clock(date)),
        idle: None,
        #[cfg(feature = "surel")]
        mail_secret: super::password::from_surroundings(),
        #[cfg(feature = "surel")]
        moment: Arc::new(chrono::Utc::now),
    };
    let leading = Leading::in_results(&folder);
    let browser = own && !choice.no_browser;
    let served = serve(options, |opened| {
        told(opened, own);
        if browser {
            leading.open(opened);
        }
    });
    drop(leading);
    served?;
    anstream::println!("Halaman diakhiri.");
    Ok(CLEAN)
}

/// The time, on a day that was typed or today.
pub(super) fn clock(date: Option<NaiveDate>) -> NaiveDateTime {
    let now = Local::now().naive_local();
    date.map_or(now, |date| date.and_time(now.time()))
}

fn told(opened: &Opened, own: bool) {
    anstream::println!("Halaman terbuka di {}", opened.url);
    if own {
        anstream::println!("Alamat itu berlaku sekali, untuk komputer ini.");
    }
    anstream::println!("Akhiri dengan tombol Akhiri di halaman, atau Ctrl-C di sini.");
    // Whoever waits for the address reads it now, also from a pipe.
    let _ = std::io::stdout().flush();
}

/// A page on the disk that leads a browser to the start: the secret stands on no command line. It goes when this is dropped.
pub(super) struct Leading(PathBuf);

impl Leading {
    /// Among the results of a workspace.
    pub(super) fn in_results(workspace: &Path) -> Self {
        Self(workspace.join("hasil").join(LEADING))
    }

    /// In a home, which every browser may read; else among temporary files.
    pub(super) fn in_home(home: Option<PathBuf>) -> Self {
        Self(home.unwrap_or_else(std::env::temp_dir).join(format!("selaras-{}-{LEADING}", std::process::id())))
    }

    /// Opens a browser. Where that does not work the address stands on the terminal.
    pub(super) fn open(&self, opened: &Opened) {
        open(opened, &self.0);
    }
}

impl Drop for Leading {
    fn drop(&mut self) {
        // One that was never written, or is gone already, leads nowhere either.
        let _ = files::remove(&self.0);
    }
}

fn open(opened: &Opened, leading: &Path) {
    let page = format!(
        "<!doctype html><html lang=\"id\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\" content=\"0;url={url}\"><title>Selaras</title><a href=\"{url}\">Buka halaman</a></html>\n",
        url = opened.url
    );
    if write_private(leading, page.as_bytes()).is_err() {
        return;
    }
    let program = match std::env::consts::OS {
        "windows" => Command::new("explorer").arg(leading).stdout(Stdio::null()).stderr(Stdio::null()).spawn(),
        "macos" => Command::new("open").arg(leading).stdout(Stdio::null()).stderr(Stdio::null()).spawn(),
        _ => Command::new("xdg-open").arg(leading).stdout(Stdio::null()).stderr(Stdio::null()).spawn(),
    };
    if program.is_err() {
        anstream::eprintln!("Peramban tidak dapat dibuka sendiri; salin alamat di atas ke peramban.");
    }
}

/// A file that nobody else may read.
fn write_private(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder)?;
    }
    let _ = std::fs::remove_file(file);
    let mut way = std::fs::File::options();
    way.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut way, 0o600);
    way.open(file)?.write_all(bytes)
}

/// Who is logged in at this machine.
pub(super) fn user() -> String {
    let named = ["USER", "USERNAME"].iter().find_map(|name| std::env::var(name).ok());
    named.filter(|name| !name.trim().is_empty()).unwrap_or_else(|| "biro".to_string())
}
