//! Where the time of a run goes: seconds and bytes of each stage, for `-v`.

use std::path::Path;
use std::time::Instant;

use selaras::jobs::Stage;

/// When each stage began, in order.
#[derive(Debug, Clone)]
pub(super) struct Waktu {
    mulai: Instant,
    tahap: Vec<(Stage, Instant)>,
}

impl Waktu {
    pub(super) fn mulai() -> Self {
        Self { mulai: Instant::now(), tahap: Vec::new() }
    }

    /// A stage begins. What came before the first belongs to it.
    pub(super) fn catat(&mut self, tahap: Stage) {
        let kini = if self.tahap.is_empty() { self.mulai } else { Instant::now() };
        self.tahap.push((tahap, kini));
    }

    /// The stages, a line each, and their sum; `bita` says what a stage read or wrote.
    pub(super) fn tulis(&self, bita: impl Fn(Stage) -> Option<u64>) {
        for pasang in self.tahap.windows(2) {
            let [(tahap, awal), (_, akhir)] = pasang else { continue };
            let bita = bita(*tahap).map(|bita| format!("  {:>9.2} MB", bita as f64 / 1e6)).unwrap_or_default();
            let lama = akhir.saturating_duration_since(*awal);
            anstream::eprintln!("  {:<22}{:>8.3} detik{bita}", nama(*tahap), lama.as_secs_f64());
        }
        let akhir = self.tahap.last().map_or(self.mulai, |(_, saat)| *saat);
        let semua = akhir.saturating_duration_since(self.mulai);
        anstream::eprintln!("  {:<22}{:>8.3} detik", "seluruhnya", semua.as_secs_f64());
    }
}

/// What people call a stage.
pub(super) const fn nama(tahap: Stage) -> &'static str {
    match tahap {
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
pub(super) fn ukuran(folder: &Path) -> u64 {
    let Ok(isi) = std::fs::read_dir(folder) else { return 0 };
    isi.flatten()
        .map(|entri| match entri.metadata() {
            Ok(data) if data.is_dir() => ukuran(&entri.path()),
            Ok(data) => data.len(),
            Err(_) => 0,
        })
        .sum()
}
