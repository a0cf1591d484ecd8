//! What the service works at: one job at a time, seen by everybody, with how far it is and how the last one ended.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use chrono::NaiveDateTime;
use serde::Serialize;

use super::fault::Fault;
use crate::jobs::{Progress, Stage};

/// What jobs there are.
#[derive(Debug, Default)]
pub(super) struct Jobs {
    state: Mutex<JobState>,
}

#[derive(Debug, Default)]
pub(super) struct JobState {
    /// The job that runs.
    pub(super) now: Option<Job>,
    /// How the last one ended.
    pub(super) last: Option<Ended>,
    /// Something arrived since the look that runs, or that was last, began.
    pub(super) stale: bool,
    /// How long the last look took.
    pub(super) look: Duration,
    /// Why it gave nothing.
    pub(super) look_fault: Option<String>,
}

/// A job that runs.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// What it is.
    pub(super) what: &'static str,
    /// Who began it.
    pub(super) by: String,
    /// When.
    pub(super) since: NaiveDateTime,
    said: Option<String>,
    stage: Option<Stage>,
    done: usize,
    all: usize,
}

/// How a job ended.
#[derive(Debug, Clone)]
pub(super) struct Ended {
    /// What it was.
    pub(super) what: &'static str,
    /// Who began it.
    pub(super) by: String,
    /// When it ended.
    pub(super) when: NaiveDateTime,
    /// What came of it, or why nothing did.
    pub(super) told: Result<Vec<String>, String>,
}

/// What a page asks again and again while a job runs.
#[derive(Debug, Serialize)]
pub(super) struct Pulse {
    /// Whether a job runs.
    #[serde(rename = "berjalan")]
    running: bool,
    /// How far it is.
    #[serde(rename = "kata")]
    words: String,
    /// Files that were read, and all of them.
    #[serde(rename = "selesai")]
    done: usize,
    #[serde(rename = "semua")]
    all: usize,
    /// The number of the newest look: another one means that there is more to see.
    #[serde(rename = "keadaan")]
    view: u64,
}

impl Job {
    /// How far it is: "membaca berkas, 12 dari 73".
    pub(super) fn words(&self) -> String {
        if let Some(said) = &self.said {
            return format!("{}: {said}", self.what);
        }
        let stage = match self.stage {
            None => "mulai",
            Some(Stage::Reading) if self.all > 0 => {
                return format!("{}: membaca berkas, {} dari {}", self.what, self.done, self.all);
            }
            Some(Stage::Reading) => "membaca berkas",
            Some(Stage::Checking) => "memeriksa",
            Some(Stage::Comparing) => "membandingkan dengan putaran sebelumnya",
            Some(Stage::Writing) => "menulis hasil",
            Some(Stage::Returning) => "menandai berkas dan menyusun surat",
            Some(Stage::Combining) => "menggabungkan",
            Some(Stage::Done) => "selesai",
        };
        format!("{}: {stage}", self.what)
    }
}

impl Jobs {
    pub(super) fn state(&self) -> MutexGuard<'_, JobState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The job that runs.
    pub(super) fn now(&self) -> Option<Job> {
        self.state().now.clone()
    }

    /// How the last one ended.
    pub(super) fn last(&self) -> Option<Ended> {
        self.state().last.clone()
    }

    /// Why the newest look gave nothing.
    pub(super) fn look_fault(&self) -> Option<String> {
        self.state().look_fault.clone()
    }

    /// How far it is, for a page that asks.
    pub(super) fn pulse(&self, view: u64) -> Pulse {
        match self.now() {
            Some(job) => Pulse { running: true, words: job.words(), done: job.done, all: job.all, view },
            None => Pulse { running: false, words: String::new(), done: 0, all: 0, view },
        }
    }

    /// Begins a job, where none runs.
    pub(super) fn take(&self, what: &'static str, by: &str, since: NaiveDateTime) -> Result<(), Fault> {
        let mut state = self.state();
        if let Some(job) = &state.now {
            return Err(Fault::Busy(format!(
                "{} sedang berjalan (dimulai {} pukul {}). Tunggu sampai selesai, lalu coba lagi.",
                job.what,
                job.by,
                job.since.format("%H.%M")
            )));
        }
        state.now = Some(Job { what, by: by.to_string(), since, said: None, stage: None, done: 0, all: 0 });
        Ok(())
    }
}

/// Tells [`Jobs`] how far a job is.
pub(super) struct JobProgress<'a>(pub(super) &'a Jobs);

impl JobProgress<'_> {
    /// Says how far the job is, where it has words of its own.
    pub(super) fn say(&self, words: String) {
        self.change(|job| job.said = Some(words));
    }

    fn change(&self, change: impl FnOnce(&mut Job)) {
        if let Some(job) = &mut self.0.state().now {
            change(job);
        }
    }
}

impl Progress for JobProgress<'_> {
    fn stage(&self, stage: Stage) {
        self.change(|job| job.stage = Some(stage));
    }

    fn begin(&self, file: usize) {
        self.change(|job| (job.done, job.all) = (0, file));
    }

    fn readable(&self, _path: &str) {
        self.change(|job| job.done += 1);
    }
}
