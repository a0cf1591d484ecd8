//! What was sent to bytes with their origin: folders and archives.
//!
//! Takes the folder `masuk/`, gives every file in it (and every member of a .zip) as a [`Kiriman`] in a stated order.
//! Follows no symbolic link, leaves nothing out in silence, and reads bytes only when asked to, within a limit.

mod arsip;

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Local, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Folders inside one another at most.
const KEDALAMAN_TERBANYAK: usize = 32;

/// One file as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kiriman {
    /// Path below the inbox, with `/`; a member of an archive as `arsip.zip/dalam.xlsx`.
    pub jalur: String,
    /// Where its bytes are.
    pub sumber: Sumber,
    /// When it last changed, local time.
    pub diterima: Option<NaiveDateTime>,
    /// Bytes.
    pub ukuran: u64,
}

/// Where the bytes of a file are. Plain data, so that it crosses to a reader process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sumber {
    /// A file on disk.
    pub berkas: PathBuf,
    /// A member of it, when it is an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub anggota: Option<String>,
}

/// Everything in an inbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kotak {
    /// Files to read, sorted by path.
    pub kiriman: Vec<Kiriman>,
    /// Files of an office program or the system that nobody sent (`~$…`, `.DS_Store`, `Thumbs.db`).
    pub berkas_sistem: Vec<String>,
    /// What could not be looked into, with the reason, for people.
    pub ditolak: Vec<Ditolak>,
}

/// Something in an inbox that cannot be read, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ditolak {
    /// Path below the inbox.
    pub jalur: String,
    /// Why.
    pub alasan: String,
    /// What its sender can do.
    pub saran: String,
}

/// The inbox itself cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("folder {} tidak dapat dibaca: {sebab}", folder.display())]
pub struct IntakeError {
    /// The folder.
    pub folder: PathBuf,
    /// Why.
    #[source]
    pub sebab: io::Error,
}

/// Everything below a folder, in path order.
///
/// # Errors
/// When the folder itself cannot be listed. What is wrong with a single file stands in [`Kotak::ditolak`].
pub fn kumpulkan(folder: &Path) -> Result<Kotak, IntakeError> {
    let gagal = |sebab| IntakeError { folder: folder.to_path_buf(), sebab };
    let mut kotak = Kotak::default();
    let isi = fs::read_dir(folder).map_err(gagal)?;
    telusuri(isi, "", 0, &mut kotak);
    kotak.kiriman.sort_by(|a, b| a.jalur.cmp(&b.jalur));
    kotak.berkas_sistem.sort();
    kotak.ditolak.sort_by(|a, b| a.jalur.cmp(&b.jalur));
    Ok(kotak)
}

/// One file that a person named, as it lies on disk.
///
/// # Errors
/// When it cannot be read.
pub fn satu_berkas(berkas: &Path) -> Result<Kotak, IntakeError> {
    let gagal = |sebab| IntakeError { folder: berkas.to_path_buf(), sebab };
    let data = fs::metadata(berkas).map_err(gagal)?;
    let nama =
        berkas.file_name().map_or_else(|| berkas.display().to_string(), |nama| nama.to_string_lossy().into_owned());
    let mut kotak = Kotak::default();
    terima(nama, berkas, &data, &mut kotak);
    Ok(kotak)
}

fn telusuri(isi: fs::ReadDir, awalan: &str, kedalaman: usize, kotak: &mut Kotak) {
    for entri in isi {
        let Ok(entri) = entri else {
            kotak.tolak(
                format!("{awalan}(tidak terbaca)"),
                "isi folder tidak dapat dibaca",
                "Periksa izin folder ini.",
            );
            continue;
        };
        let jalur = format!("{awalan}{}", entri.file_name().to_string_lossy());
        let data = match entri.metadata() {
            Ok(data) => data,
            Err(galat) => {
                kotak.tolak(jalur, &format!("tidak dapat dibaca ({galat})"), "Periksa izin berkas ini.");
                continue;
            }
        };
        if data.is_symlink() {
            kotak.tolak(jalur, "pintasan (tautan simbolik) tidak diikuti", "Salin berkas aslinya ke folder masuk.");
        } else if data.is_dir() {
            if jalur == "__MACOSX" || jalur.ends_with("/__MACOSX") {
                kotak.berkas_sistem.push(jalur);
            } else if kedalaman >= KEDALAMAN_TERBANYAK {
                kotak.tolak(jalur, "folder terlalu dalam", "Pindahkan isinya ke folder yang lebih atas.");
            } else {
                match fs::read_dir(entri.path()) {
                    Ok(isi) => telusuri(isi, &format!("{jalur}/"), kedalaman + 1, kotak),
                    Err(galat) => {
                        kotak.tolak(jalur, &format!("folder tidak dapat dibaca ({galat})"), "Periksa izin folder ini.")
                    }
                }
            }
        } else {
            terima(jalur, &entri.path(), &data, kotak);
        }
    }
}

fn terima(jalur: String, berkas: &Path, data: &fs::Metadata, kotak: &mut Kotak) {
    let nama = jalur.rsplit('/').next().unwrap_or(&jalur);
    if nama_sistem(nama) {
        kotak.berkas_sistem.push(jalur);
        return;
    }
    if !data.is_file() {
        kotak.tolak(jalur, "bukan berkas biasa", "Kirim ulang sebagai berkas Excel.");
        return;
    }
    let diterima = data.modified().ok().map(|saat| DateTime::<Local>::from(saat).naive_local());
    if nama.to_lowercase().ends_with(".zip") {
        arsip::buka(&jalur, berkas, diterima, kotak);
    } else {
        let sumber = Sumber { berkas: berkas.to_path_buf(), anggota: None };
        kotak.kiriman.push(Kiriman { jalur, sumber, diterima, ukuran: data.len() });
    }
}

/// Files that programs leave behind and nobody sent.
fn nama_sistem(nama: &str) -> bool {
    nama.starts_with("~$")
        || nama.starts_with("._")
        || matches!(nama, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".gitkeep")
}

impl Kotak {
    fn tolak(&mut self, jalur: String, alasan: &str, saran: &str) {
        self.ditolak.push(Ditolak { jalur, alasan: alasan.to_string(), saran: saran.to_string() });
    }
}

/// The bytes of a file, at most `batas` of them and one more, so that the reader can tell that it is too large.
///
/// # Errors
/// When the file or the member cannot be read (it may have vanished since it was listed).
pub fn isi(sumber: &Sumber, batas: u64) -> io::Result<Vec<u8>> {
    let berkas = fs::File::open(&sumber.berkas)?;
    match &sumber.anggota {
        Some(anggota) => arsip::isi(berkas, anggota, batas),
        None => {
            let mut isi = Vec::new();
            berkas.take(batas + 1).read_to_end(&mut isi)?;
            Ok(isi)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn files_come_in_path_order_and_system_files_are_set_aside() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("JTM")).unwrap();
        for nama in ["b.xlsx", "a.xlsx", "~$a.xlsx", "JTM/pk.ods", ".DS_Store"] {
            fs::write(folder.path().join(nama), b"x").unwrap();
        }
        let kotak = kumpulkan(folder.path()).unwrap();
        let jalur: Vec<_> = kotak.kiriman.iter().map(|kiriman| kiriman.jalur.as_str()).collect();
        assert_eq!(jalur, ["JTM/pk.ods", "a.xlsx", "b.xlsx"]);
        assert_eq!(kotak.berkas_sistem, [".DS_Store", "~$a.xlsx"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_symbolic_link_is_said_and_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc", folder.path().join("pintasan")).unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        assert!(kotak.kiriman.is_empty());
        assert_eq!(kotak.ditolak[0].jalur, "pintasan");
    }

    #[test]
    fn members_of_an_archive_are_files_of_their_own() {
        use std::io::Write;
        let folder = tempfile::tempdir().unwrap();
        let mut arsip = zip::ZipWriter::new(fs::File::create(folder.path().join("kiriman.zip")).unwrap());
        for nama in ["JTI/pk.xlsx", "../luar.xlsx", "~$pk.xlsx"] {
            arsip.start_file(nama, zip::write::SimpleFileOptions::default()).unwrap();
            arsip.write_all(nama.as_bytes()).unwrap();
        }
        arsip.finish().unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        let jalur: Vec<_> = kotak.kiriman.iter().map(|kiriman| kiriman.jalur.as_str()).collect();
        assert_eq!(jalur, ["kiriman.zip/JTI/pk.xlsx"]);
        assert_eq!(isi(&kotak.kiriman[0].sumber, 100).unwrap(), b"JTI/pk.xlsx");
        assert_eq!(kotak.ditolak.len(), 1, "a member that points outside the archive is refused: {:?}", kotak.ditolak);
        assert_eq!(kotak.berkas_sistem, ["kiriman.zip/~$pk.xlsx"]);
    }
}
