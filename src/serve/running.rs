//! Jobs beside the pages: begun for somebody, ended with what came of them, and looks at the workspace after what changed it.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::fault::Fault;
use super::office::Office;
use super::work::{Ended, JobProgress};
use crate::jobs::{JobError, Look, chain};

/// The longest that a new look waits for more to arrive.
const MOST_REST: Duration = Duration::from_secs(15);

/// The longest that somebody waits for a look to end before what they asked for begins.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long after a first look that gave nothing the next one is tried.
const RETRY: Duration = Duration::from_secs(3);

/// What came of a job.
pub(super) struct Outcome {
    /// For people.
    pub(super) told: Vec<String>,
    /// How the workspace stands now, where the job knows.
    pub(super) look: Option<Look>,
}

/// Why a job did not come to its end.
#[derive(Debug, thiserror::Error)]
pub(super) enum JobFailure {
    #[error(transparent)]
    Job(#[from] JobError),
    #[error("program tersandung; lihat pesan di terminal")]
    Stumbled,
}

/// Begins a job beside the pages; refused while another runs. A look that runs is waited for: nobody asked for it.
pub(super) async fn begin(
    office: &Arc<Office>,
    what: &'static str,
    by: &str,
    work: impl FnOnce(&Office, &JobProgress<'_>) -> Result<Outcome, JobFailure> + Send + 'static,
) -> Result<(), Fault> {
    let asked = Instant::now();
    while let Err(busy) = office.jobs.take(what, by, office.now()) {
        if asked.elapsed() > PATIENCE || office.jobs.now().is_some_and(|job| job.what != LOOK) {
            return Err(busy);
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let office = Arc::clone(office);
    std::thread::spawn(move || {
        let progress = JobProgress(&office.jobs);
        let done = catch_unwind(AssertUnwindSafe(|| work(&office, &progress)));
        let done = done.unwrap_or_else(|_| Err(JobFailure::Stumbled));
        end(&office, done);
    });
    Ok(())
}

/// Takes the outcome of the job that runs, and looks again where that is needed.
fn end(office: &Arc<Office>, done: Result<Outcome, JobFailure>) {
    let when = office.now();
    let mut told = Vec::new();
    let (mut looked, failed) = (false, done.is_err());
    let result = match done {
        Ok(Outcome { told: words, look }) => {
            told.extend(words);
            if let Some(look) = look {
                looked = true;
                office.show(look, when);
            }
            Ok(told)
        }
        Err(why) => Err(chain(&why)),
    };
    let mut state = office.jobs.state();
    if let Some(job) = state.now.take() {
        if job.what == LOOK {
            state.look_fault = result.err();
        } else {
            state.last = Some(Ended { what: job.what, by: job.by, when, told: result });
        }
    }
    let again = state.stale || !looked && !failed;
    let waits = failed && state.look_fault.is_some();
    drop(state);
    if waits && office.view().is_none() {
        // There is nothing to show yet: what is wrong is told, and mended meanwhile it is read without a new start.
        std::thread::sleep(RETRY);
        look_again(office);
        return;
    }
    if again {
        look_again(office);
    }
}

/// What a look is called.
const LOOK: &str = "Membaca ruang kerja";

/// Looks at the workspace anew, now or after the job that runs.
pub(super) fn look_again(office: &Arc<Office>) {
    office.jobs.state().stale = true;
    if office.jobs.take(LOOK, "program", office.now()).is_err() {
        return;
    }
    let office = Arc::clone(office);
    std::thread::spawn(move || {
        // When much arrives, looks are as far apart as they are long: checks of new files come first.
        if office.view().is_some() {
            std::thread::sleep((office.jobs.state().look * 2).clamp(Duration::from_millis(200), MOST_REST));
        }
        office.jobs.state().stale = false;
        let begun = Instant::now();
        let progress = JobProgress(&office.jobs);
        let done = catch_unwind(AssertUnwindSafe(|| office.look(&progress)));
        let done = done.map_or(Err(JobFailure::Stumbled), |done| done.map_err(JobFailure::from));
        office.jobs.state().look = begun.elapsed();
        end(&office, done.map(|look| Outcome { told: Vec::new(), look: Some(look) }));
    });
}
