//! Where the time of a run goes: seconds and bytes of each stage, for `-v`.

use std::path::Path;
use std::time::Instant;

use selaras::jobs::Stage;

use super::language;

/// When each stage began, in order.
#[derive(Debug, Clone)]
pub(super) struct ClockTime {
    begin: Instant,
    stage: Vec<(Stage, Instant)>,
}

impl ClockTime {
    pub(super) fn begin() -> Self {
        Self { begin: Instant::now(), stage: Vec::new() }
    }

    /// A stage begins. What came before the first belongs to it.
    pub(super) fn note(&mut self, stage: Stage) {
        let now = if self.stage.is_empty() { self.begin } else { Instant::now() };
        self.stage.push((stage, now));
    }

    /// The stages, a line each, and their sum; `byte` says what a stage read or wrote.
    pub(super) fn write(&self, byte: impl Fn(Stage) -> Option<u64>) {
        let unit = language::say("detik");
        for attach in self.stage.windows(2) {
            let [(stage, start), (_, last)] = attach else { continue };
            let byte = byte(*stage).map(|byte| format!("  {:>9.2} MB", byte as f64 / 1e6)).unwrap_or_default();
            let old = last.saturating_duration_since(*start);
            anstream::eprintln!("  {:<22}{:>8.3} {unit}{byte}", language::say(name(*stage)), old.as_secs_f64());
        }
        let last = self.stage.last().map_or(self.begin, |(_, moment)| *moment);
        let all = last.saturating_duration_since(self.begin);
        anstream::eprintln!("  {:<22}{:>8.3} {unit}", language::say("seluruhnya"), all.as_secs_f64());
    }
}

/// What people call a stage.
pub(super) const fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Reading => "membaca",
        Stage::Checking => "memeriksa",
        Stage::Comparing => "membandingkan",
        Stage::Writing => "menulis laporan",
        Stage::Returning => "menulis surat koreksi",
        Stage::Combining => "menggabung",
        Stage::Done => "selesai",
    }
}

/// Bytes of the files in a folder and the folders below it. What cannot be looked at counts for nothing.
pub(super) fn size(folder: &Path) -> u64 {
    let Ok(content) = std::fs::read_dir(folder) else { return 0 };
    content
        .flatten()
        .map(|listed| match listed.metadata() {
            Ok(data) if data.is_dir() => size(&listed.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}
