//! A command and what it took: seconds, and the most memory that it and its children held at one time.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often memory is looked at; looking takes time too.
const SELANG: Duration = Duration::from_millis(100);

/// What a command took and said.
#[derive(Debug, Clone)]
pub struct Ukuran {
    /// From start to end.
    pub lama: Duration,
    /// The most bytes resident at one time, of all its processes together; `None` where the system does not tell.
    pub puncak: Option<u64>,
    /// Its exit status.
    pub kode: Option<i32>,
    /// What it printed.
    pub keluaran: String,
    /// What it complained of.
    pub galat: String,
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started.
pub fn jalankan(perintah: &mut Command) -> Result<Ukuran, Box<dyn Error>> {
    let mulai = Instant::now();
    let anak = perintah.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (nomor, puncak, selesai) = (anak.id(), AtomicU64::new(0), AtomicBool::new(false));
    let (hasil, lama) = thread::scope(|lingkup| {
        lingkup.spawn(|| {
            while !selesai.load(Ordering::Relaxed) {
                puncak.fetch_max(memori(nomor), Ordering::Relaxed);
                thread::sleep(SELANG);
            }
        });
        let hasil = anak.wait_with_output();
        let lama = mulai.elapsed();
        selesai.store(true, Ordering::Relaxed);
        (hasil, lama)
    });
    let hasil = hasil?;
    Ok(Ukuran {
        lama,
        puncak: Some(puncak.into_inner()).filter(|puncak| *puncak > 0),
        kode: hasil.status.code(),
        keluaran: String::from_utf8_lossy(&hasil.stdout).into_owned(),
        galat: String::from_utf8_lossy(&hasil.stderr).into_owned(),
    })
}

/// Bytes resident in a process and those below it (Linux; elsewhere nothing).
fn memori(akar: u32) -> u64 {
    let Ok(semua) = fs::read_dir("/proc") else { return 0 };
    let mut anak: HashMap<u32, Vec<u32>> = HashMap::new();
    for nomor in semua.flatten().filter_map(|entri| entri.file_name().to_str()?.parse::<u32>().ok()) {
        if let Some(induk) = induk(nomor) {
            anak.entry(induk).or_default().push(nomor);
        }
    }
    let (mut jumlah, mut antre) = (0, vec![akar]);
    while let Some(nomor) = antre.pop() {
        jumlah += residen(nomor).unwrap_or(0);
        antre.extend(anak.get(&nomor).into_iter().flatten());
    }
    jumlah
}

fn induk(nomor: u32) -> Option<u32> {
    let teks = fs::read_to_string(format!("/proc/{nomor}/stat")).ok()?;
    // The name in brackets may hold anything; the parent is the second field behind it.
    teks.rsplit_once(')')?.1.split_whitespace().nth(1)?.parse().ok()
}

fn residen(nomor: u32) -> Option<u64> {
    let teks = fs::read_to_string(format!("/proc/{nomor}/status")).ok()?;
    let baris = teks.lines().find_map(|baris| baris.strip_prefix("VmRSS:"))?;
    Some(baris.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}
