//! A front of one's own: tells each stage and each file on one line, as a window or a web page would.
//!
//!     cargo run --example progress_bar -- old.xlsx new.xlsx

use std::error::Error;
use std::sync::atomic::{AtomicUsize, Ordering};

use selaras::jobs::{Stage, chain};
use selaras::{CompareOptions, Progress, Readers, compare};

/// Counts what is done.
#[derive(Default)]
struct Counter {
    files: AtomicUsize,
    done: AtomicUsize,
}

impl Progress for Counter {
    fn stage(&self, stage: Stage) {
        println!("{stage:?}");
    }

    fn begin(&self, files: usize) {
        self.files.store(files, Ordering::Relaxed);
    }

    fn readable(&self, path: &str) {
        println!("{} of {}: {path}", self.done.fetch_add(1, Ordering::Relaxed) + 1, self.files.load(Ordering::Relaxed));
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let (Some(before), Some(after)) = (arguments.next(), arguments.next()) else {
        return Err("which two files?".into());
    };
    let options = CompareOptions {
        before: before.into(),
        after: after.into(),
        workspace: None,
        today: chrono::Local::now().date_naive(),
        readers: Readers::InProcess,
    };
    match compare(&options, &Counter::default()) {
        Ok(compared) => {
            let errors = compared.errors.map_or("unknown".to_string(), |errors| errors.to_string());
            println!("{} units changed, {errors} errors", compared.changes.len());
        }
        Err(error) => println!("{}", chain(&error)),
    }
    Ok(())
}
