//! Staying on: new mail and new files in the inbox are checked as they come.
//!
//! One thread waits at the mailbox, one for changes in `masuk/`; both only say that something is there. The work is done here,
//! one run after the other. A server that goes away is called again, after longer and longer; nothing ends the watch but who
//! started it.

use std::path::PathBuf;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;
use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::consolidate::{Consolidated, consolidate};
use super::options::ConsolidateOptions;
use super::post::{inbox_of, look};
use super::{JobError, Readers, Silent};
use crate::journal::Journal;
use crate::post::fetch::{FOLDER, Fetched};
use crate::post::imap::{Mailbox, Waited};
use crate::post::{PostError, Secret};
use crate::workspace::{Workspace, WorkspaceError};

/// How long nothing must have changed before files are read: somebody may be copying.
const SETTLED: Duration = Duration::from_millis(1_500);
/// How often it is looked whether somebody wants an end.
const LOOK: Duration = Duration::from_millis(250);
/// The longest that a server that went away is left alone.
const LONGEST_REST: Duration = Duration::from_secs(300);
/// How long a workspace that another run holds is left alone.
const HELD: Duration = Duration::from_secs(5);

/// What is watched.
#[derive(Debug, Clone)]
pub struct WatchOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// Who reads the files.
    pub readers: Readers,
    /// How often the mailbox is looked into although nothing was said.
    pub poll: Duration,
}

/// What happens while it is watched.
#[derive(Debug)]
pub enum Happening {
    /// The mailbox was looked into.
    Fetched(Fetched),
    /// Mail cannot be had just now; it is tried again after so long.
    Trouble(PostError, Duration),
    /// The inbox was checked.
    Checked(Box<Consolidated>),
    /// A run could not be done; it is tried again.
    Failed(JobError),
    /// Changes in the inbox cannot be watched; new mail still is.
    Unwatched(String),
}

/// What threads say.
enum Word {
    Changed,
    Fetched(Fetched),
    Trouble(PostError, Duration),
}

/// Watches until `stopped` says so. `today` gives the day of each run.
///
/// # Errors
/// When the workspace cannot be opened. Everything later is told, and tried again.
pub fn watch(
    options: &WatchOptions,
    secret: Option<&Secret>,
    today: &(dyn Fn() -> NaiveDate + Sync),
    stopped: &(dyn Fn() -> bool + Sync),
    told: &dyn Fn(&Happening),
) -> Result<(), JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let inbox = inbox_of(&workspace)?;
    let _lock = workspace.fetch_lock(&inbox.join(FOLDER))?;
    let (say, hear) = mpsc::channel();
    let changed = say.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        if event.is_ok_and(|event| !event.kind.is_access()) {
            // Nobody hears it any more when the watch ends.
            let _ = changed.send(Word::Changed);
        }
    });
    let watcher: Option<RecommendedWatcher> = match watcher.and_then(|mut watcher| {
        watcher.watch(&inbox, RecursiveMode::Recursive)?;
        Ok(watcher)
    }) {
        Ok(watcher) => Some(watcher),
        Err(error) => {
            told(&Happening::Unwatched(error.to_string()));
            None
        }
    };
    thread::scope(|scope| {
        if let Some(secret) = secret {
            let (workspace, say) = (&workspace, say.clone());
            scope.spawn(move || at_the_mailbox(workspace, secret, options.poll, today, stopped, &say));
        }
        drop(say);
        work(options, today, stopped, &hear, told);
    });
    drop(watcher);
    Ok(())
}

/// Runs once at the beginning, and whenever something changed and then nothing for a while.
fn work(
    options: &WatchOptions,
    today: &dyn Fn() -> NaiveDate,
    stopped: &dyn Fn() -> bool,
    hear: &Receiver<Word>,
    told: &dyn Fn(&Happening),
) {
    let mut changed = true;
    let mut quiet = SETTLED;
    while !stopped() {
        match hear.recv_timeout(LOOK) {
            Ok(Word::Changed) => (changed, quiet) = (true, Duration::ZERO),
            Ok(Word::Fetched(fetched)) => {
                changed |= !fetched.taken.is_empty();
                told(&Happening::Fetched(fetched));
            }
            Ok(Word::Trouble(error, rest)) => told(&Happening::Trouble(error, rest)),
            Err(RecvTimeoutError::Timeout) => quiet += LOOK,
            // Nobody can say anything any more: what is left is to wait for the end.
            Err(RecvTimeoutError::Disconnected) => thread::sleep(LOOK),
        }
        if changed && quiet >= SETTLED {
            changed = false;
            let run = ConsolidateOptions {
                readers: options.readers.clone(),
                ..ConsolidateOptions::new(&options.folder, today())
            };
            match consolidate(&run, &Silent) {
                Ok(done) => told(&Happening::Checked(Box::new(done))),
                Err(error) => {
                    let held = matches!(error, JobError::Workspace(WorkspaceError::InUse(_)));
                    if !held {
                        told(&Happening::Failed(error));
                    }
                    rest(HELD, stopped);
                    // Another run reads what is there, but perhaps not what came just now.
                    (changed, quiet) = (held, SETTLED);
                }
            }
        }
    }
}

/// Takes what is new, waits for more, and calls again a server that went away.
fn at_the_mailbox(
    workspace: &Workspace,
    secret: &Secret,
    poll: Duration,
    today: &dyn Fn() -> NaiveDate,
    stopped: &dyn Fn() -> bool,
    say: &Sender<Word>,
) {
    let mut pause = Duration::from_secs(1);
    while !stopped() {
        let mut looked = false;
        let ended = (|| -> Result<(), PostError> {
            let mut mailbox = Mailbox::open(&workspace.mail, &workspace.folder, secret)?;
            let mut journal = Journal::open(&workspace.folder)?;
            loop {
                let fetched = look(workspace, &mut mailbox, &mut journal, today(), &|_, _| {}, stopped)?;
                looked = true;
                let _ = say.send(Word::Fetched(fetched));
                if stopped() || mailbox.wait(poll, stopped)? == Waited::Stopped {
                    mailbox.close();
                    return Ok(());
                }
            }
        })();
        let Err(error) = ended else { return };
        pause = if looked { Duration::from_secs(1) } else { (pause * 2).min(LONGEST_REST) };
        // A wrong secret that is tried again and again locks an account.
        let long = if error.passes() { pause } else { LONGEST_REST };
        let _ = say.send(Word::Trouble(error, long));
        rest(long, stopped);
    }
}

/// Waits, unless somebody wants an end.
fn rest(long: Duration, stopped: &dyn Fn() -> bool) {
    let mut waited = Duration::ZERO;
    while waited < long && !stopped() {
        thread::sleep(LOOK);
        waited += LOOK;
    }
}
