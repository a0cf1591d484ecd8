//! A command and what it took: seconds, and the most memory that it and its children held at one time.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often memory is looked at; looking takes time too.
const INTERVAL: Duration = Duration::from_millis(100);

/// What a command took and said.
#[derive(Debug, Clone)]
pub struct Measured {
    /// From start to end.
    pub elapsed: Duration,
    /// The most bytes resident at one time, of all its processes together; `None` where the system does not tell.
    pub peak: Option<u64>,
    /// Its exit status.
    pub code: Option<i32>,
    /// What it printed.
    pub output: String,
    /// What it complained of.
    pub error: String,
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started.
pub fn run(command: &mut Command) -> Result<Measured, Box<dyn Error>> {
    let begin = Instant::now();
    let child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (number, peak, finish) = (child.id(), AtomicU64::new(0), AtomicBool::new(false));
    let (outcome, elapsed) = thread::scope(|scope| {
        scope.spawn(|| {
            while !finish.load(Ordering::Relaxed) {
                peak.fetch_max(memory(number), Ordering::Relaxed);
                thread::sleep(INTERVAL);
            }
        });
        let outcome = child.wait_with_output();
        let elapsed = begin.elapsed();
        finish.store(true, Ordering::Relaxed);
        (outcome, elapsed)
    });
    let outcome = outcome?;
    Ok(Measured {
        elapsed,
        peak: Some(peak.into_inner()).filter(|peak| *peak > 0),
        code: outcome.status.code(),
        output: String::from_utf8_lossy(&outcome.stdout).into_owned(),
        error: String::from_utf8_lossy(&outcome.stderr).into_owned(),
    })
}

/// Bytes resident in a process and those below it (Linux; elsewhere nothing).
fn memory(root: u32) -> u64 {
    let Ok(all) = fs::read_dir("/proc") else { return 0 };
    let mut child: HashMap<u32, Vec<u32>> = HashMap::new();
    for number in all.flatten().filter_map(|listed| listed.file_name().to_str()?.parse::<u32>().ok()) {
        if let Some(parent) = parent(number) {
            child.entry(parent).or_default().push(number);
        }
    }
    let (mut total, mut queue) = (0, vec![root]);
    while let Some(number) = queue.pop() {
        total += resident(number).unwrap_or(0);
        queue.extend(child.get(&number).into_iter().flatten());
    }
    total
}

fn parent(number: u32) -> Option<u32> {
    let text = fs::read_to_string(format!("/proc/{number}/stat")).ok()?;
    // The name in brackets may hold anything; the parent is the second field behind it.
    text.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn resident(number: u32) -> Option<u64> {
    let text = fs::read_to_string(format!("/proc/{number}/status")).ok()?;
    let row = text.lines().find_map(|row| row.strip_prefix("VmRSS:"))?;
    Some(row.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}
