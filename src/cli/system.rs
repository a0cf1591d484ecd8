//! What differs by operating system: the limits of a reader process, and that it ends with its parent.
//!
//! On Unix a reader that wants too much memory or too much of the processor is ended by the system. Elsewhere the look
//! beforehand and the clock of the parent carry that load. A system that refuses a limit leaves the reader as it was.

use std::io::{self, BufRead};
use std::sync::mpsc;
use std::thread;

/// Bounds the address space of this process: an allocation that fails ends it, and nothing inside could prevent that.
pub(super) fn limit_memory(byte: u64) {
    #[cfg(unix)]
    {
        let _ = rlimit::setrlimit(rlimit::Resource::AS, byte, byte);
    }
    #[cfg(not(unix))]
    let _ = byte;
}

/// Bounds the processor time of this process since its start, so that a reader whose parent was ended does not work on
/// for ever. May be raised again.
pub(super) fn limit_processor(seconds: u64) {
    #[cfg(unix)]
    {
        let most_high = rlimit::getrlimit(rlimit::Resource::CPU).map_or(rlimit::INFINITY, |(_, height)| height);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, seconds.max(1).min(most_high), most_high);
    }
    #[cfg(not(unix))]
    let _ = seconds;
}

/// Ends this process with its parent, whatever ends that. Where the system has no signal for it, [`requests`] does.
pub(super) fn end_with(parent: Option<u32>) {
    #[cfg(target_os = "linux")]
    {
        use rustix::process::{Signal, getppid, set_parent_process_death_signal};
        let _ = set_parent_process_death_signal(Some(Signal::KILL));
        // It may have ended before this was asked for; then somebody else is the parent now.
        let now = getppid().map(|process| process.as_raw_nonzero().get().unsigned_abs());
        if parent.is_some_and(|parent| now != Some(parent)) {
            std::process::exit(0);
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = parent;
}

/// Lines of the standard input. When that is closed the parent has ended, or wants no answer: then this process ends at
/// once, whatever file it is in.
pub(super) fn requests() -> impl Iterator<Item = io::Result<String>> {
    let (send, receive) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            if send.send(line).is_err() {
                return;
            }
        }
        std::process::exit(0);
    });
    receive.into_iter()
}
