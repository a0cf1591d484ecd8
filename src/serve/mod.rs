//! The page in the browser: a workspace served to the bureau, to units and to leadership.
//!
//! Takes a workspace, an address and who may enter ([`ServeOptions`]), gives a running service until somebody ends it. It
//! prints nothing and reads no clock of its own; where it can be opened is told once, to whoever started it. What it shows
//! is what the command line knows: the newest [`Look`](crate::jobs::Look), the journal, the settings. What it changes goes
//! where the command line finds it.
//!
//! ```text
//!   request ─► guard ─► person ─► pages ─► templates/halaman
//!               │         │         │
//!         host, origin  session   office: newest look, running job, uploads
//!         size, time    role, unit
//! ```
//!
//! No path of a client is ever used as one: files are known by a number that the service gave. What units send is opened
//! by reader processes only.

mod again;
mod assets;
mod choose;
mod entry;
mod fault;
mod form;
mod frame;
mod guard;
mod kept;
mod lessons;
mod links;
mod office;
mod pages;
mod password;
mod person;
mod places;
mod running;
mod standing;
mod token;
mod upload;
mod view;
mod work;

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use chrono::NaiveDateTime;

use crate::domain::system::system_words;
use crate::jobs::{JobError, Readers};
use crate::journal::JournalError;
#[cfg(feature = "surel")]
use crate::post::Secret;
use crate::workspace::WorkspaceError;

use office::Office;
use places::Places;

pub use choose::{ChooseOptions, choose, workspaces_in};
pub use links::letter_link;
pub use password::{PasswordError, hash_password};

/// How long a client may take until its request has arrived.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long requests that are being answered may take when the service ends.
const FAREWELL: Duration = Duration::from_secs(3);

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> NaiveDateTime + Send + Sync>;

/// Tells the moment, for letters that leave.
#[cfg(feature = "surel")]
pub type UniversalClock = Arc<dyn Fn() -> chrono::DateTime<chrono::Utc> + Send + Sync>;

/// What is served, where, and to whom.
#[derive(Clone)]
pub struct ServeOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// Where it listens; port 0 takes a free one.
    pub address: SocketAddr,
    /// Who may enter.
    pub access: Access,
    /// Who sits at this machine, for the journal.
    pub owner: String,
    /// Who reads the files that units send.
    pub readers: Readers,
    /// The time.
    pub clock: Clock,
    /// Ends by itself once no page has been open so long; without it, it waits for ever.
    pub idle: Option<Duration>,
    /// The secret of the mailbox, where the surroundings of the program have one.
    #[cfg(feature = "surel")]
    pub mail_secret: Option<Secret>,
    /// The moment that letters say they were sent at.
    #[cfg(feature = "surel")]
    pub moment: UniversalClock,
}

/// Who may enter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Access {
    /// Whoever started the service, on this machine: by a secret that is used once.
    Own,
    /// People with accounts.
    Office(OfficeAccess),
}

/// How people of an office reach the service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeAccess {
    /// The names by which they call it.
    pub names: Vec<String>,
    /// What keeps what they send from others.
    pub cover: Cover,
}

/// What keeps requests from others on their way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cover {
    /// TLS with these files.
    Tls {
        /// The certificate and those above it (PEM).
        certificate: PathBuf,
        /// Its key (PEM).
        key: PathBuf,
    },
    /// A proxy in front of it, which speaks TLS.
    Proxy,
}

/// Where a service can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// Where it listens.
    pub address: SocketAddr,
    /// What is opened in a browser. For the machine's own user it holds a secret that opens once.
    pub url: String,
}

/// The service cannot run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// An address that others can reach, without accounts.
    #[error(
        "alamat {0} dapat dijangkau orang lain, jadi perlu sertifikat (--sertifikat, --kunci dan --nama) atau proksi di depannya (--di-belakang-proksi NAMA), dan akun (selaras akun tambah)"
    )]
    Exposed(SocketAddr),
    /// Nobody could log in.
    #[error("belum ada akun biro; buat dahulu dengan: selaras akun tambah {0} NAMA --peran biro")]
    NoAccount(String),
    /// The address cannot be used.
    #[error(
        "alamat {address} tidak dapat dipakai ({}); sebutkan alamat atau nomor pintu lain dengan --alamat",
        system_words(source)
    )]
    Address {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: io::Error,
    },
    /// The certificate or its key cannot be used.
    #[error("sertifikat {} dengan kunci {} tidak dapat dipakai ({source})", certificate.display(), key.display())]
    Certificate {
        /// The certificate.
        certificate: PathBuf,
        /// The key.
        key: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The service broke off.
    #[error("halaman berhenti ({})", system_words(.0))]
    BrokenOff(#[source] io::Error),
    /// The workspace cannot be opened.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// The workspace is not ready.
    #[error(transparent)]
    Job(#[from] JobError),
    /// The journal cannot be opened.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// Serves a workspace until somebody ends it. `opened` is told where, once requests are taken.
///
/// # Errors
/// When the workspace or the address cannot be used.
pub fn serve(options: ServeOptions, opened: impl FnOnce(&Opened)) -> Result<(), ServeError> {
    if options.access == Access::Own && !options.address.ip().is_loopback() {
        return Err(ServeError::Exposed(options.address));
    }
    let address = options.address;
    let failure = move |source| ServeError::Address { address, source };
    let listener = TcpListener::bind(address).map_err(failure)?;
    listener.set_nonblocking(true).map_err(failure)?;
    let address = listener.local_addr().map_err(failure)?;
    let handle = Handle::new();
    let office = Office::open(options, address, handle.clone())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(64)
        .enable_all()
        .build()
        .map_err(ServeError::BrokenOff)?;
    running::look_again(&office);
    let url = office.start_url();
    let served = runtime.block_on(async {
        tokio::spawn(end_on_signal(handle.clone()));
        if let Some(idle) = office.options.idle {
            tokio::spawn(end_when_idle(Arc::clone(&office), idle));
        }
        let told = Opened { address, url };
        opened(&told);
        listen(&office, listener, handle).await
    });
    // A job that runs is not cut off while it writes: results are exchanged as a whole whatever happens.
    runtime.shutdown_timeout(FAREWELL);
    served
}

async fn listen(office: &Arc<Office>, listener: TcpListener, handle: Handle<SocketAddr>) -> Result<(), ServeError> {
    let app = pages::router(office).into_make_service_with_connect_info::<SocketAddr>();
    let Access::Office(OfficeAccess { cover: Cover::Tls { certificate, key }, .. }) = &office.options.access else {
        let mut server = axum_server::from_tcp(listener).map_err(ServeError::BrokenOff)?;
        server = server.handle(handle).first_request_timeout(PATIENCE);
        server.http_builder().http1().header_read_timeout(PATIENCE);
        let server = server.map(|inner| Places::new(inner, false));
        return server.serve(app).await.map_err(ServeError::BrokenOff);
    };
    let unusable = |source| ServeError::Certificate { certificate: certificate.clone(), key: key.clone(), source };
    // Which of several implementations encrypts is chosen once for the process; that somebody did before is as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = RustlsConfig::from_pem_file(certificate, key).await.map_err(unusable)?;
    let mut server = axum_server::from_tcp_rustls(listener, config).map_err(ServeError::BrokenOff)?;
    server = server.handle(handle).first_request_timeout(PATIENCE);
    server.http_builder().http1().header_read_timeout(PATIENCE);
    let server = server.map(|inner| Places::new(inner, true));
    server.serve(app).await.map_err(ServeError::BrokenOff)
}

/// A service that nobody looks at any more ends: an open page asks every few seconds.
async fn end_when_idle(office: Arc<Office>, idle: Duration) {
    while !office.is_idle(idle) {
        tokio::time::sleep(idle.min(Duration::from_secs(60))).await;
    }
    office.end();
}

/// Ctrl-C ends the service as its button does.
async fn end_on_signal(handle: Handle<SocketAddr>) {
    if tokio::signal::ctrl_c().await.is_ok() {
        handle.graceful_shutdown(Some(FAREWELL));
    }
}
