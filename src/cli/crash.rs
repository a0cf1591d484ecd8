//! When the program itself is at fault: one plain sentence and an exit status, not a page of addresses.

use std::panic::{self, AssertUnwindSafe};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use super::CANNOT_RUN;

/// What the last panic said.
static MESSAGE: Mutex<Option<String>> = Mutex::new(None);

/// Runs the program. Panics that a stage catches for a file stay silent; one that ends the run is told. With
/// RUST_BACKTRACE set, every panic is told in full.
pub(super) fn guarded(run: impl FnOnce() -> ExitCode) -> ExitCode {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        panic::set_hook(Box::new(|news| {
            let position = news.location().map(|position| format!(" ({}:{})", position.file(), position.line()));
            let content = news.payload_as_str().unwrap_or("sebab tidak tercatat");
            *MESSAGE.lock().unwrap_or_else(PoisonError::into_inner) =
                Some(format!("{content}{}", position.unwrap_or_default()));
        }));
    }
    panic::catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let message = MESSAGE.lock().unwrap_or_else(PoisonError::into_inner).take().unwrap_or_default();
        anstream::eprintln!(
            "selaras: berhenti karena kesalahan di dalam program; laporkan bersama perintah yang dijalankan: {message}"
        );
        ExitCode::from(CANNOT_RUN)
    })
}
