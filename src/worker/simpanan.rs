//! What files were read into, kept between runs under the hash of their content.
//!
//! Takes one file of its own, gives back the answer for bytes that the same program read before by the same definitions
//! and limits. It may be deleted at any time and changes no result: an entry that does not match its checksum, and a tail
//! that was cut off half-written, are as if they were not there.
//!
//! | bytes | hold |
//! |---|---|
//! | 8 | [`AWAL`] |
//! | 64 | the hash of what decides how a file is read, hexadecimal |
//! | 64, 4, 4, n | an entry: SHA-256 of the file, length of the answer, its CRC-32, the packed answer; and so on |

use std::collections::{HashMap, HashSet};
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How the file begins; the number is the version of its layout.
const AWAL: &[u8; 8] = b"selaras1";
/// Letters of a hash.
const SIDIK: usize = 64;
/// Bytes before the first entry.
const KEPALA: u64 = (AWAL.len() + SIDIK) as u64;
/// Bytes of an entry before its answer.
const KEPALA_ENTRI: usize = SIDIK + 8;
/// So many entries that no run asked for are kept before they are cleared away.
const SISA_TERBANYAK: usize = 64;

/// Answers of earlier runs.
#[derive(Debug)]
pub(super) struct Simpanan {
    isi: Mutex<Isi>,
}

#[derive(Debug)]
struct Isi {
    jalur: PathBuf,
    berkas: File,
    letak: HashMap<String, Letak>,
    /// Asked for in this run.
    dipakai: HashSet<String>,
    /// Where the next entry goes; `None` once writing failed.
    akhir: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
struct Letak {
    mulai: u64,
    panjang: u32,
    periksa: u32,
}

impl Simpanan {
    /// Opens the file, or begins it anew when it was written by another reader. `pembaca` is the hash of what decides how a
    /// file is read.
    pub(super) fn buka(jalur: &Path, pembaca: &str) -> io::Result<Self> {
        if let Some(folder) = jalur.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut berkas = File::options().read(true).write(true).create(true).truncate(false).open(jalur)?;
        let (letak, akhir) = match daftar(&berkas, pembaca)? {
            Some(daftar) => daftar,
            None => {
                berkas.set_len(0)?;
                berkas.rewind()?;
                berkas.write_all(&[&AWAL[..], pembaca.as_bytes()].concat())?;
                (HashMap::new(), KEPALA)
            }
        };
        let isi = Isi { jalur: jalur.to_path_buf(), berkas, letak, dipakai: HashSet::new(), akhir: Some(akhir) };
        Ok(Self { isi: Mutex::new(isi) })
    }

    fn isi(&self) -> MutexGuard<'_, Isi> {
        self.isi.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing is kept: then no file needs to be hashed to find out.
    pub(super) fn kosong(&self) -> bool {
        self.isi().letak.is_empty()
    }

    /// The packed answer for bytes with this hash.
    pub(super) fn cari(&self, sidik: &str) -> Option<Vec<u8>> {
        let (letak, kemasan) = {
            let mut isi = self.isi();
            let letak = *isi.letak.get(sidik)?;
            let mut kemasan = vec![0; letak.panjang as usize];
            isi.berkas.seek(SeekFrom::Start(letak.mulai)).ok()?;
            isi.berkas.read_exact(&mut kemasan).ok()?;
            isi.dipakai.insert(sidik.to_string());
            (letak, kemasan)
        };
        (crc32fast::hash(&kemasan) == letak.periksa).then_some(kemasan)
    }

    /// Keeps a packed answer. What cannot be kept is read again the next time.
    pub(super) fn catat(&self, sidik: &str, kemasan: &[u8]) {
        let (Ok(panjang), SIDIK) = (u32::try_from(kemasan.len()), sidik.len()) else { return };
        let periksa = crc32fast::hash(kemasan);
        let entri = [sidik.as_bytes(), &panjang.to_le_bytes(), &periksa.to_le_bytes(), kemasan].concat();
        let mut isi = self.isi();
        let Some(akhir) = isi.akhir.take() else { return };
        if isi.berkas.seek(SeekFrom::Start(akhir)).and_then(|_| isi.berkas.write_all(&entri)).is_ok() {
            isi.akhir = Some(akhir + entri.len() as u64);
            isi.letak.insert(sidik.to_string(), Letak { mulai: akhir + KEPALA_ENTRI as u64, panjang, periksa });
            isi.dipakai.insert(sidik.to_string());
        }
    }

    /// Clears away what this run did not ask for, once there is more of it than of the rest.
    pub(super) fn rapikan(&self) -> io::Result<()> {
        let mut isi = self.isi();
        if isi.letak.len() <= 2 * isi.dipakai.len() + SISA_TERBANYAK {
            return Ok(());
        }
        let folder = isi.jalur.parent().unwrap_or_else(|| Path::new(".")).to_path_buf();
        let mut baru = tempfile::Builder::new().prefix(".selaras-").tempfile_in(folder)?;
        let mut kepala = vec![0; KEPALA as usize];
        isi.berkas.rewind()?;
        isi.berkas.read_exact(&mut kepala)?;
        baru.write_all(&kepala)?;
        let mut dipakai: Vec<(Letak, String)> =
            isi.dipakai.iter().filter_map(|sidik| Some((*isi.letak.get(sidik)?, sidik.clone()))).collect();
        dipakai.sort_by_key(|(letak, _)| letak.mulai);
        for (letak, _) in dipakai {
            let mut entri = vec![0; KEPALA_ENTRI + letak.panjang as usize];
            isi.berkas.seek(SeekFrom::Start(letak.mulai - KEPALA_ENTRI as u64))?;
            isi.berkas.read_exact(&mut entri)?;
            baru.write_all(&entri)?;
        }
        baru.persist(&isi.jalur).map_err(|galat| galat.error)?;
        isi.akhir = None;
        Ok(())
    }
}

/// The entries of a file and where the whole ones end; `None` when it is no such file or of another reader.
fn daftar(berkas: &File, pembaca: &str) -> io::Result<Option<(HashMap<String, Letak>, u64)>> {
    let ukuran = berkas.metadata()?.len();
    let mut baca = BufReader::new(berkas);
    let mut kepala = [0; KEPALA as usize];
    if ukuran < KEPALA || baca.read_exact(&mut kepala).is_err() || kepala != *[&AWAL[..], pembaca.as_bytes()].concat() {
        return Ok(None);
    }
    let mut letak = HashMap::new();
    let mut akhir = KEPALA;
    let mut entri = [0; KEPALA_ENTRI];
    while akhir + (KEPALA_ENTRI as u64) <= ukuran {
        baca.read_exact(&mut entri)?;
        let (sidik, sisa) = entri.split_at(SIDIK);
        let (Ok(sidik), &[a, b, c, d, e, f, g, h]) = (std::str::from_utf8(sidik), sisa) else { break };
        let (panjang, periksa) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let mulai = akhir + KEPALA_ENTRI as u64;
        if mulai + u64::from(panjang) > ukuran {
            break;
        }
        letak.insert(sidik.to_string(), Letak { mulai, panjang, periksa });
        baca.seek_relative(i64::from(panjang))?;
        akhir = mulai + u64::from(panjang);
    }
    Ok(Some((letak, akhir)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sidik(huruf: char) -> String {
        huruf.to_string().repeat(SIDIK)
    }

    fn berkas(isi: &[(char, &[u8])]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let jalur = folder.path().join("bacaan.bin");
        let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
        for (huruf, kemasan) in isi {
            simpanan.catat(&sidik(*huruf), kemasan);
        }
        (folder, jalur)
    }

    #[test]
    fn what_was_kept_is_there_in_the_next_run() {
        let (_folder, jalur) = berkas(&[('a', b"satu"), ('b', b"")]);
        let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
        assert_eq!(simpanan.cari(&sidik('a')).as_deref(), Some(&b"satu"[..]));
        assert_eq!(simpanan.cari(&sidik('b')).as_deref(), Some(&b""[..]));
        assert_eq!(simpanan.cari(&sidik('c')), None);
    }

    #[test]
    fn another_reader_begins_anew() {
        let (_folder, jalur) = berkas(&[('a', b"satu")]);
        assert!(Simpanan::buka(&jalur, &sidik('1')).unwrap().kosong());
        assert!(Simpanan::buka(&jalur, &sidik('0')).unwrap().kosong());
    }

    #[test]
    fn a_file_cut_anywhere_keeps_its_whole_entries_and_takes_new_ones() {
        let (_folder, jalur) = berkas(&[('a', b"satu"), ('b', b"dua")]);
        let utuh = std::fs::read(&jalur).unwrap();
        for panjang in 0..utuh.len() {
            std::fs::write(&jalur, &utuh[..panjang]).unwrap();
            let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
            let pertama = simpanan.cari(&sidik('a'));
            assert!(pertama.is_none() || pertama.as_deref() == Some(&b"satu"[..]), "{panjang}");
            assert_eq!(pertama.is_some(), panjang >= KEPALA as usize + KEPALA_ENTRI + 4, "{panjang}");
            assert_eq!(simpanan.cari(&sidik('b')), None, "{panjang}");
            simpanan.catat(&sidik('b'), b"baru");
            let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
            assert_eq!(simpanan.cari(&sidik('b')).as_deref(), Some(&b"baru"[..]), "{panjang}");
        }
    }

    #[test]
    fn a_changed_byte_is_never_taken_for_an_answer() {
        let (_folder, jalur) = berkas(&[('a', b"satu")]);
        let utuh = std::fs::read(&jalur).unwrap();
        for letak in 0..utuh.len() {
            let mut rusak = utuh.clone();
            rusak[letak] ^= 1;
            std::fs::write(&jalur, &rusak).unwrap();
            let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
            assert_eq!(simpanan.cari(&sidik('a')), None, "{letak}");
        }
    }

    #[test]
    fn what_no_run_asks_for_is_cleared_away_in_time() {
        let (_folder, jalur) = berkas(&[]);
        let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
        for nomor in 0..200 {
            simpanan.catat(&format!("{nomor:064}"), b"lama");
        }
        let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
        assert!(simpanan.cari(&format!("{:064}", 7)).is_some());
        simpanan.rapikan().unwrap();
        let simpanan = Simpanan::buka(&jalur, &sidik('0')).unwrap();
        assert_eq!(simpanan.cari(&format!("{:064}", 7)).as_deref(), Some(&b"lama"[..]));
        assert_eq!(simpanan.cari(&format!("{:064}", 8)), None);
    }
}
