//! What all requests share: the workspace and its newest look, the job that runs, uploads, who tried to log in.

use std::net::{IpAddr, SocketAddr};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use axum_server::Handle;
use chrono::{NaiveDate, NaiveDateTime};
use tokio::sync::Semaphore;

use super::fault::Fault;
use super::kept::Uploads;
use super::lessons::Lessons;
use super::view::View;
use super::work::{JobProgress, Jobs};
use super::{Access, Cover, FAREWELL, OfficeAccess, ServeError, ServeOptions, token};
use crate::domain::hash::HashMap;
use crate::jobs::{JobError, Look, LookOptions, look};
use crate::journal::{Account, Change, Journal, JournalError, Receipt, Role};
#[cfg(feature = "surel")]
use crate::post::Secret;
use crate::workspace::{SETTINGS_FILE, Workspace};

/// How long a page waits for the first look before it says that there is none yet.
const FIRST_LOOK: Duration = Duration::from_millis(900);
/// How long it is believed that accounts are as they were.
const FRESH: Duration = Duration::from_secs(3);
/// Failed attempts to log in from one place or for one name, before each waits.
const FREE_ATTEMPTS: u32 = 5;
/// How long nobody may try after the first attempt too many; each further one doubles it.
const FIRST_WAIT: Duration = Duration::from_secs(15);
const LONGEST_WAIT: Duration = Duration::from_secs(15 * 60);
/// Names and places whose failed attempts are remembered.
const MOST_REMEMBERED: usize = 10_000;

/// What all requests share.
pub(super) struct Office {
    /// What was asked for.
    pub(super) options: ServeOptions,
    /// Name of the institution.
    pub(super) instansi: String,
    /// The year.
    pub(super) year: i32,
    /// Jobs.
    pub(super) jobs: Jobs,
    /// Files that were checked and not sent yet.
    pub(super) uploads: Uploads,
    /// Forms that are being taught.
    pub(super) lessons: Lessons,
    /// Checks at once.
    pub(super) checks: Semaphore,
    /// Files that may be uploaded at once.
    pub(super) most_files: usize,
    /// Bytes of one of them.
    pub(super) largest: u64,
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    secret: Mutex<Option<String>>,
    view: RwLock<Option<Arc<View>>>,
    views: AtomicU64,
    accounts: Mutex<Option<(Instant, Arc<Vec<Account>>)>>,
    attempts: Mutex<HashMap<String, (u32, Instant)>>,
    editing: Mutex<()>,
    used: Mutex<Instant>,
    #[cfg(feature = "surel")]
    mail_secret: Mutex<Option<Secret>>,
}

impl Office {
    /// Opens a workspace for pages.
    pub(super) fn open(
        options: ServeOptions,
        address: SocketAddr,
        handle: Handle<SocketAddr>,
    ) -> Result<Arc<Self>, ServeError> {
        let workspace = Workspace::open(&options.folder)?;
        if options.access != Access::Own {
            let accounts = Journal::existing(&options.folder)?.map(|journal| journal.accounts()).transpose()?;
            if !accounts.unwrap_or_default().iter().any(|one| one.role == Role::Bureau) {
                return Err(ServeError::NoAccount(options.folder.display().to_string()));
            }
        }
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Ok(Arc::new(Self {
            instansi: workspace.instansi.clone(),
            year: workspace.year,
            jobs: Jobs::default(),
            uploads: Uploads::default(),
            lessons: Lessons::default(),
            checks: Semaphore::new(cores),
            most_files: 20,
            largest: workspace.limit.file_size,
            address,
            handle,
            secret: Mutex::new(None),
            view: RwLock::new(None),
            views: AtomicU64::new(0),
            accounts: Mutex::new(None),
            attempts: Mutex::new(HashMap::default()),
            editing: Mutex::new(()),
            used: Mutex::new(Instant::now()),
            #[cfg(feature = "surel")]
            mail_secret: Mutex::new(options.mail_secret.clone()),
            options,
        }))
    }

    /// The time.
    pub(super) fn now(&self) -> NaiveDateTime {
        (self.options.clock)()
    }

    /// The day.
    pub(super) fn today(&self) -> NaiveDate {
        self.now().date()
    }

    /// Where a person begins. For the machine's own user it holds a secret, which opens once.
    pub(super) fn start_url(&self) -> String {
        match &self.options.access {
            Access::Own => {
                let secret = token::secret();
                *self.secret.lock().unwrap_or_else(PoisonError::into_inner) = Some(secret.clone());
                format!("http://{}/mulai?kunci={secret}", self.address)
            }
            Access::Office(OfficeAccess { names, cover }) => {
                let name = names.first().cloned().unwrap_or_else(|| self.address.to_string());
                match cover {
                    Cover::Tls { .. } => format!("https://{name}:{}/", self.address.port()),
                    Cover::Proxy => format!("https://{name}/"),
                }
            }
        }
    }

    /// Whether a secret is the one that opens, which it then never does again.
    pub(super) fn takes_secret(&self, secret: &str) -> bool {
        let mut kept = self.secret.lock().unwrap_or_else(PoisonError::into_inner);
        let right = kept.as_deref().is_some_and(|kept| token::same(kept, secret));
        if right {
            *kept = None;
        }
        right
    }

    /// Whether a host is a name of ours.
    pub(super) fn is_ours(&self, host: &str) -> bool {
        let port = self.address.port();
        match &self.options.access {
            Access::Own => ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}")),
            Access::Office(OfficeAccess { names, .. }) => names.iter().any(|name| {
                let rest = host.get(..name.len()).filter(|begin| begin.eq_ignore_ascii_case(name));
                let rest = rest.and_then(|_| host.get(name.len()..));
                rest.is_some_and(|rest| rest.is_empty() || rest == format!(":{port}"))
            }),
        }
    }

    /// Whether what is sent is kept from others on its way.
    pub(super) fn is_covered(&self) -> bool {
        matches!(self.options.access, Access::Office(_))
    }

    /// Whether a proxy stands in front of it.
    pub(super) fn is_behind_proxy(&self) -> bool {
        matches!(&self.options.access, Access::Office(OfficeAccess { cover: Cover::Proxy, .. }))
    }

    /// Whether the machine's own user alone uses it.
    pub(super) fn is_own(&self) -> bool {
        self.options.access == Access::Own
    }

    /// The name of the cookie: services on one machine have each their own.
    pub(super) fn cookie(&self) -> String {
        if self.is_covered() { "__Host-selaras".to_string() } else { format!("selaras-{}", self.address.port()) }
    }

    /// Somebody asked for something.
    pub(super) fn touched(&self) {
        *self.used.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    /// Whether nobody has asked for anything so long, and no job runs.
    pub(super) fn is_idle(&self, long: Duration) -> bool {
        let used = *self.used.lock().unwrap_or_else(PoisonError::into_inner);
        used.elapsed() > long && self.jobs.now().is_none()
    }

    /// Ends the service.
    pub(super) fn end(&self) {
        self.handle.graceful_shutdown(Some(FAREWELL));
    }

    /// The newest view.
    pub(super) fn view(&self) -> Option<Arc<View>> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The newest view; the first one is waited for a moment.
    pub(super) async fn seen(&self) -> Result<Arc<View>, Fault> {
        let begun = Instant::now();
        loop {
            if let Some(view) = self.view() {
                return Ok(view);
            }
            if let Some(fault) = self.jobs.look_fault() {
                return Err(Fault::Broken(fault));
            }
            if begun.elapsed() > FIRST_LOOK {
                let words = self.jobs.now().map(|job| job.words());
                return Err(Fault::NotYet(words.unwrap_or_else(|| "Sebentar lagi siap.".to_string())));
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// The number of the newest view.
    pub(super) fn view_number(&self) -> u64 {
        self.view().map_or(0, |view| view.number)
    }

    /// Shows a look from now on.
    pub(super) fn show(&self, look: Look, at: NaiveDateTime) {
        let number = self.views.fetch_add(1, Ordering::SeqCst) + 1;
        let view = Arc::new(View::new(look, at, number));
        *self.view.write().unwrap_or_else(PoisonError::into_inner) = Some(view);
    }

    /// Looks at the workspace.
    pub(super) fn look(&self, progress: &JobProgress<'_>) -> Result<Look, JobError> {
        let options = LookOptions {
            folder: self.options.folder.clone(),
            today: self.today(),
            period: None,
            readers: self.options.readers.clone(),
        };
        look(&options, progress)
    }

    /// The journal.
    pub(super) fn journal(&self) -> Result<Journal, JournalError> {
        Journal::open(&self.options.folder)
    }

    /// What came by the page, of a unit or of all. To look at a workspace begins no journal.
    pub(super) fn receipts(&self, unit: Option<&str>) -> Result<Vec<Receipt>, JournalError> {
        let journal = Journal::existing(&self.options.folder)?;
        Ok(journal.map(|journal| journal.receipts(unit)).transpose()?.unwrap_or_default())
    }

    /// Notes a change: what was done, and to what.
    pub(super) fn note(&self, by: &str, what: &str, detail: String) -> Result<(), Fault> {
        let change = Change { when: self.now(), by: by.to_string(), what: what.to_string(), detail };
        Ok(self.journal()?.note_change(&change)?)
    }

    /// The digest of the settings: two people who edit them are told of one another.
    pub(super) fn settings_digest(&self) -> String {
        let text = crate::files::read_text(&self.options.folder.join(SETTINGS_FILE)).unwrap_or_default();
        token::digest(&text)
    }

    /// Holds the settings and the cascade: who edits them does so alone.
    pub(super) fn edits(&self) -> MutexGuard<'_, ()> {
        self.editing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The secret of the mailbox, as far as somebody gave it. It stands in memory alone.
    #[cfg(feature = "surel")]
    pub(super) fn mail_secret(&self) -> Option<Secret> {
        self.mail_secret.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Keeps the secret of the mailbox, or forgets it.
    #[cfg(feature = "surel")]
    pub(super) fn keep_mail_secret(&self, secret: Option<Secret>) {
        *self.mail_secret.lock().unwrap_or_else(PoisonError::into_inner) = secret;
    }

    /// Accounts, as they were a moment ago at most.
    pub(super) fn accounts(&self) -> Arc<Vec<Account>> {
        let mut kept = self.accounts.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, accounts)) = kept.as_ref().filter(|(when, _)| when.elapsed() < FRESH) {
            return Arc::clone(accounts);
        }
        // A journal that cannot be read opens for nobody.
        let accounts = Journal::existing(&self.options.folder).ok().flatten();
        let accounts = Arc::new(accounts.and_then(|journal| journal.accounts().ok()).unwrap_or_default());
        *kept = Some((Instant::now(), Arc::clone(&accounts)));
        accounts
    }

    /// Forgets what was believed of accounts: they were changed.
    pub(super) fn forget_accounts(&self) {
        *self.accounts.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether an account is there and still is what it was, its password included.
    pub(super) fn still_knows(&self, account: &str, role: &Role, stamp: &str) -> bool {
        self.accounts()
            .iter()
            .any(|one| one.name == account && one.role == *role && token::same(&token::digest(&one.password), stamp))
    }

    /// How long somebody must wait before the next attempt to log in.
    pub(super) fn must_wait(&self, name: &str, place: IpAddr) -> Option<Duration> {
        let attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = |key: &str| {
            let (failed, last) = attempts.get(key)?;
            let over = failed.checked_sub(FREE_ATTEMPTS)?;
            let wait = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(over)).min(LONGEST_WAIT);
            wait.checked_sub(last.elapsed())
        };
        wait(&format!("nama {name}")).max(wait(&format!("tempat {place}")))
    }

    /// Remembers whether an attempt to log in failed.
    pub(super) fn attempted(&self, name: &str, place: IpAddr, failed: bool) {
        let mut attempts = self.attempts.lock().unwrap_or_else(PoisonError::into_inner);
        if attempts.len() > MOST_REMEMBERED {
            attempts.retain(|_, (_, last)| last.elapsed() < LONGEST_WAIT);
        }
        for key in [format!("nama {name}"), format!("tempat {place}")] {
            if failed {
                let one = attempts.entry(key).or_insert((0, Instant::now()));
                *one = (one.0.saturating_add(1), Instant::now());
            } else {
                attempts.remove(&key);
            }
        }
    }
}
