//! Where the time of a run goes: seconds and bytes of each stage, for `-v`.

use std::path::Path;
use std::time::{Duration, Instant};

/// Stages in the order in which they end.
pub(super) struct Waktu {
    mulai: Instant,
    terakhir: Instant,
    tahap: Vec<(&'static str, Duration, Option<u64>)>,
}

impl Waktu {
    pub(super) fn mulai() -> Self {
        let kini = Instant::now();
        Self { mulai: kini, terakhir: kini, tahap: Vec::new() }
    }

    /// A stage that ended now; `bita` is what it read or wrote.
    pub(super) fn tahap(&mut self, nama: &'static str, bita: Option<u64>) {
        self.sampai(nama, Instant::now(), bita);
    }

    /// A stage that ended at a moment that somebody else noted.
    pub(super) fn sampai(&mut self, nama: &'static str, akhir: Instant, bita: Option<u64>) {
        self.tahap.push((nama, akhir.saturating_duration_since(self.terakhir), bita));
        self.terakhir = akhir.max(self.terakhir);
    }

    /// The stages, a line each, and their sum.
    pub(super) fn tulis(&self) {
        for (nama, lama, bita) in &self.tahap {
            let bita = bita.map(|bita| format!("  {:>9.2} MB", bita as f64 / 1e6)).unwrap_or_default();
            anstream::eprintln!("  {nama:<22}{:>8.3} detik{bita}", lama.as_secs_f64());
        }
        let semua = self.terakhir.saturating_duration_since(self.mulai);
        anstream::eprintln!("  {:<22}{:>8.3} detik", "seluruhnya", semua.as_secs_f64());
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
