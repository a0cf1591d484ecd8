//! The reader as a filter, and the pool that keeps such workers.
//!
//! Opening a bad workbook can abort, hang or eat memory before any of our code sees a cell, and an abort cannot be
//! caught. So the program reads files in processes of its own kind: requests in as JSON lines, typed rows and facts out
//! in a packed form, each answer behind its length. When one dies or is late, its file gets a message, a new one goes on,
//! and the batch never notices. What was read before need not be read again: answers are kept under the hash of the file.

mod kemasan;
mod simpanan;

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use self::kemasan::{Bersama, Kemasan, Pembuka};
use self::simpanan::Simpanan;
use crate::domain::dokumen::BerkasTerbaca;
use crate::domain::sistem::kata_sistem;
use crate::extract::extract;
use crate::intake::{self, Sumber};
use crate::tables::GagalBaca;
use crate::template::Pustaka;
use crate::workbook::{self, limits::Limits};

/// What a worker is asked: one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Permintaan {
    /// Its path below the inbox, for people.
    pub jalur: String,
    /// Where its bytes are.
    #[serde(flatten)]
    pub sumber: Sumber,
}

/// What a worker answers: what the file became, or why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Jawaban {
    /// The path that was asked.
    pub jalur: String,
    /// SHA-256 of the bytes, hexadecimal; empty when they could not be read.
    pub sha256: String,
    /// The outcome.
    pub hasil: Result<BerkasTerbaca, GagalBaca>,
}

/// Reads files in this process.
#[derive(Debug, Clone)]
pub struct Pembaca {
    /// Definitions.
    pub pustaka: Pustaka,
    /// Limits.
    pub batas: Limits,
}

/// How files are read.
#[derive(Debug, Clone)]
pub enum CaraBaca {
    /// In this process. A hostile file can end it.
    Sendiri,
    /// By worker processes.
    Pekerja(PerintahPekerja),
}

/// How a worker process is started and how long it is waited for.
#[derive(Debug, Clone)]
pub struct PerintahPekerja {
    /// The program.
    pub program: PathBuf,
    /// Its arguments.
    pub argumen: Vec<OsString>,
    /// Workers at once.
    pub jumlah: usize,
    /// Seconds for one file.
    pub detik: u64,
    /// Where answers are kept between runs, and by which program.
    pub simpanan: Option<TempatSimpanan>,
}

/// Where answers are kept between runs. May be deleted at any time.
#[derive(Debug, Clone)]
pub struct TempatSimpanan {
    /// The file.
    pub berkas: PathBuf,
    /// What tells this build of the program from every other: answers of another are not used.
    pub program: String,
}

impl Pembaca {
    /// Reads one file.
    pub fn baca(&self, permintaan: &Permintaan) -> Jawaban {
        let jalur = permintaan.jalur.clone();
        let isi = match intake::isi(&permintaan.sumber, self.batas.ukuran_berkas) {
            Ok(isi) => isi,
            Err(galat) => {
                let pesan = format!("Berkas tidak dapat dibaca dari penyimpanan: {}.", kata_sistem(&galat));
                let saran = "Periksa apakah berkas masih ada dan boleh dibaca, lalu jalankan lagi.".to_string();
                return Jawaban { jalur, sha256: String::new(), hasil: Err(GagalBaca { pesan, saran }) };
            }
        };
        let sha256 = sidik(&isi);
        // What a stage trips over is the file's fault, not the end of the reader and of the files behind it.
        let hasil =
            catch_unwind(AssertUnwindSafe(|| self.ekstrak(&isi))).unwrap_or_else(|_| Err(Bungkam::Mati.pesan(0)));
        Jawaban { jalur, sha256, hasil }
    }

    fn ekstrak(&self, isi: &[u8]) -> Result<BerkasTerbaca, GagalBaca> {
        workbook::read(isi, &self.batas)
            .map(|buku| extract(&buku, &self.pustaka))
            .map_err(|galat| GagalBaca { pesan: galat.to_string(), saran: galat.saran() })
    }

    /// Serves requests, one JSON line each, until the input ends; each answer is its length in eight bytes and its packed
    /// form. `sebelum` is called before each file.
    ///
    /// # Errors
    /// When input or output fail, or a line is no request.
    pub fn layani(
        &self,
        masukan: impl Iterator<Item = io::Result<String>>,
        mut keluaran: impl Write,
        sebelum: impl Fn(),
    ) -> io::Result<()> {
        // Room that is kept: making it anew for each file took two thirds of packing.
        let mut pengemas = bitcode::Buffer::new();
        for baris in masukan {
            let permintaan: Permintaan = serde_json::from_str(&baris?)?;
            sebelum();
            let jawaban = Kemasan::dari(self.baca(&permintaan));
            let kemasan = pengemas.encode(&jawaban);
            keluaran.write_all(&(kemasan.len() as u64).to_le_bytes())?;
            keluaran.write_all(kemasan)?;
            keluaran.flush()?;
        }
        Ok(())
    }
}

/// SHA-256 of what was sent, hexadecimal.
pub(crate) fn sidik(isi: &[u8]) -> String {
    Sha256::digest(isi).iter().map(|bita| format!("{bita:02x}")).collect()
}

/// Reads many files, answers in the order of the requests; `selesai` is told after each.
///
/// # Errors
/// When no worker process can be started.
pub fn baca_semua(
    pembaca: &Pembaca,
    cara: &CaraBaca,
    permintaan: &[Permintaan],
    selesai: &(dyn Fn(&str) + Sync),
) -> io::Result<Vec<Jawaban>> {
    match cara {
        CaraBaca::Sendiri => Ok(permintaan
            .par_iter()
            .map(|satu| {
                let jawaban = pembaca.baca(satu);
                selesai(&satu.jalur);
                jawaban
            })
            .collect()),
        CaraBaca::Pekerja(perintah) => {
            // Without a place to keep answers every file is read, no more.
            let simpanan = perintah.simpanan.as_ref().and_then(|tempat| {
                let penentu = format!("{}\n{:?}\n{:?}", tempat.program, pembaca.pustaka, pembaca.batas);
                Simpanan::buka(&tempat.berkas, &sidik(penentu.as_bytes())).ok()
            });
            let jawaban = dengan_pekerja(pembaca, perintah, simpanan.as_ref(), permintaan, selesai)?;
            if let Some(simpanan) = &simpanan {
                let _ = simpanan.rapikan();
            }
            Ok(jawaban)
        }
    }
}

fn dengan_pekerja(
    pembaca: &Pembaca,
    perintah: &PerintahPekerja,
    simpanan: Option<&Simpanan>,
    permintaan: &[Permintaan],
    selesai: &(dyn Fn(&str) + Sync),
) -> io::Result<Vec<Jawaban>> {
    let berikut = AtomicUsize::new(0);
    let jawaban: Mutex<Vec<Option<Jawaban>>> = Mutex::new(vec![None; permintaan.len()]);
    let gagal: Mutex<Option<io::Error>> = Mutex::new(None);
    let bersama = Bersama::default();
    thread::scope(|lingkup| {
        for _ in 0..perintah.jumlah.clamp(1, permintaan.len().max(1)) {
            lingkup.spawn(|| {
                let mut pekerja: Option<Pekerja> = None;
                let mut pembuka = Pembuka::baru(&bersama);
                while let Some((nomor, satu)) = ambil(&berikut, permintaan) {
                    let lama =
                        simpanan.and_then(|simpanan| terbaca_dahulu(simpanan, &mut pembuka, satu, &pembaca.batas));
                    match lama.map_or_else(|| tanya(&mut pekerja, perintah, simpanan, &mut pembuka, satu), Ok) {
                        Ok(hasil) => simpan(&jawaban, nomor, hasil),
                        Err(galat) => {
                            gagal.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(galat);
                            return;
                        }
                    }
                    selesai(&satu.jalur);
                }
            });
        }
    });
    if let Some(galat) = gagal.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(galat);
    }
    let jawaban = jawaban.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(jawaban.into_iter().flatten().collect())
}

fn ambil<'a>(berikut: &AtomicUsize, permintaan: &'a [Permintaan]) -> Option<(usize, &'a Permintaan)> {
    let nomor = berikut.fetch_add(1, Ordering::Relaxed);
    Some((nomor, permintaan.get(nomor)?))
}

fn simpan(jawaban: &Mutex<Vec<Option<Jawaban>>>, nomor: usize, hasil: Jawaban) {
    let mut semua = jawaban.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(tempat) = semua.get_mut(nomor) {
        *tempat = Some(hasil);
    }
}

/// The answer for a file whose bytes were read in an earlier run.
fn terbaca_dahulu(
    simpanan: &Simpanan,
    pembuka: &mut Pembuka<'_>,
    satu: &Permintaan,
    batas: &Limits,
) -> Option<Jawaban> {
    if simpanan.kosong() {
        return None;
    }
    let sidik = sidik(&intake::isi(&satu.sumber, batas.ukuran_berkas).ok()?);
    let jawaban = pembuka.buka(&simpanan.cari(&sidik)?)?;
    (jawaban.sha256 == sidik).then(|| Jawaban { jalur: satu.jalur.clone(), ..jawaban })
}

/// Asks the worker of this thread, starting one when there is none. A file at which a used worker dies is asked for once
/// more of a fresh one, so that its answer does not depend on the files before it.
fn tanya(
    pekerja: &mut Option<Pekerja>,
    perintah: &PerintahPekerja,
    simpanan: Option<&Simpanan>,
    pembuka: &mut Pembuka<'_>,
    satu: &Permintaan,
) -> io::Result<Jawaban> {
    loop {
        let bekas = pekerja.is_some();
        let kini = match pekerja {
            Some(kini) => kini,
            None => pekerja.insert(Pekerja::mulai(perintah)?),
        };
        match kini.tanya(satu, pembuka, Duration::from_secs(perintah.detik)) {
            Ok((jawaban, kemasan)) => {
                // Bytes that could not be had have no hash; they may be there the next time.
                if let Some(simpanan) = simpanan.filter(|_| !jawaban.sha256.is_empty()) {
                    simpanan.catat(&jawaban.sha256, &kemasan);
                }
                return Ok(jawaban);
            }
            Err(sebab) => {
                *pekerja = None;
                if bekas && matches!(sebab, Bungkam::Mati) {
                    continue;
                }
                let hasil = Err(sebab.pesan(perintah.detik));
                return Ok(Jawaban { jalur: satu.jalur.clone(), sha256: String::new(), hasil });
            }
        }
    }
}

/// One file after another, each read by a worker process that is kept: what the reader as a filter stands on.
#[derive(Debug)]
pub struct Penjaga {
    perintah: PerintahPekerja,
    pekerja: Option<Pekerja>,
}

impl Penjaga {
    /// A worker is started when the first file is asked for.
    pub fn baru(perintah: PerintahPekerja) -> Self {
        Self { perintah, pekerja: None }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// When no worker process can be started.
    pub fn baca(&mut self, satu: &Permintaan) -> io::Result<Jawaban> {
        tanya(&mut self.pekerja, &self.perintah, None, &mut Pembuka::baru(&Bersama::default()), satu)
    }
}

/// A running worker.
#[derive(Debug)]
struct Pekerja {
    proses: Child,
    masukan: ChildStdin,
    keluaran: Receiver<Vec<u8>>,
}

/// Why a worker gave no answer.
enum Bungkam {
    Mati,
    Terlambat,
    /// It was never asked: the name of the file cannot be passed on.
    NamaRusak,
}

impl Bungkam {
    fn pesan(&self, detik: u64) -> GagalBaca {
        const SIMPAN_ULANG: &str =
            "Buka berkas di Excel, simpan ulang sebagai .xlsx baru (File > Save As), lalu kirim lagi.";
        let (pesan, saran) = match self {
            Self::Mati => (
                "Berkas ini menghentikan pembaca: isinya rusak atau menuntut memori di luar batas.".to_string(),
                SIMPAN_ULANG,
            ),
            Self::Terlambat => {
                (format!("Berkas ini belum selesai dibaca setelah {detik} detik, jadi dilewati."), SIMPAN_ULANG)
            }
            Self::NamaRusak => (
                "Nama berkas atau foldernya memuat huruf yang rusak, jadi berkasnya tidak dapat dibuka.".to_string(),
                "Ganti nama berkas dan foldernya dengan huruf biasa, lalu jalankan lagi.",
            ),
        };
        GagalBaca { pesan, saran: saran.to_string() }
    }
}

impl Pekerja {
    fn mulai(perintah: &PerintahPekerja) -> io::Result<Self> {
        let mut proses = Command::new(&perintah.program)
            .args(&perintah.argumen)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(masukan), Some(keluaran)) = (proses.stdin.take(), proses.stdout.take()) else {
            return Err(io::Error::other("saluran ke pembaca tidak terbuka"));
        };
        let (kirim, terima) = mpsc::channel();
        thread::spawn(move || {
            let mut keluaran = BufReader::new(keluaran);
            while let Ok(jawaban) = satu_jawaban(&mut keluaran) {
                if kirim.send(jawaban).is_err() {
                    break;
                }
            }
        });
        Ok(Self { proses, masukan, keluaran: terima })
    }

    /// The answer, and its packed form.
    fn tanya(
        &mut self,
        satu: &Permintaan,
        pembuka: &mut Pembuka<'_>,
        batas: Duration,
    ) -> Result<(Jawaban, Vec<u8>), Bungkam> {
        let mut baris = serde_json::to_vec(satu).map_err(|_| Bungkam::NamaRusak)?;
        baris.push(b'\n');
        self.masukan.write_all(&baris).and_then(|()| self.masukan.flush()).map_err(|_| Bungkam::Mati)?;
        match self.keluaran.recv_timeout(batas) {
            Ok(kemasan) => pembuka.buka(&kemasan).map(|jawaban| (jawaban, kemasan)).ok_or(Bungkam::Mati),
            Err(RecvTimeoutError::Timeout) => Err(Bungkam::Terlambat),
            Err(RecvTimeoutError::Disconnected) => Err(Bungkam::Mati),
        }
    }
}

/// The next packed answer of a worker. Memory is taken as its bytes come, not as its length claims.
fn satu_jawaban(keluaran: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut panjang = [0; 8];
    keluaran.read_exact(&mut panjang)?;
    let panjang = u64::from_le_bytes(panjang);
    let mut jawaban = Vec::new();
    keluaran.take(panjang).read_to_end(&mut jawaban)?;
    if jawaban.len() as u64 == panjang { Ok(jawaban) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

impl Drop for Pekerja {
    fn drop(&mut self) {
        // A worker that is done or late holds nothing worth keeping; both calls fail only when it has ended already.
        let _ = self.proses.kill();
        let _ = self.proses.wait();
    }
}
