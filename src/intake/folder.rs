//! Folders: every file below them. A folder with `cur` and `new` in it is a Maildir: its files are messages.

use std::fs;
use std::path::Path;

use chrono::{DateTime, Local};

use super::item::{Benda, Isi, Penjelajah, nama_sistem};
use super::wadah::masukkan;
use super::{IntakeError, Kotak, Sumber};
use crate::domain::sistem::kata_sistem;

/// Folders inside one another at most.
const KEDALAMAN_TERBANYAK: usize = 32;

/// A folder below the inbox.
struct Folder<'a> {
    /// Path below the inbox with `/` at the end; empty for the inbox.
    awalan: &'a str,
    kedalaman: usize,
    /// Its files are messages, whatever they are called.
    pesan: bool,
}

pub(super) fn kumpulkan(folder: &Path) -> Result<Kotak, IntakeError> {
    let gagal = |sebab| IntakeError { folder: folder.to_path_buf(), sebab };
    let mut kotak = Kotak::default();
    let isi = fs::read_dir(folder).map_err(gagal)?;
    telusuri(isi, &Folder { awalan: "", kedalaman: 0, pesan: false }, &mut kotak);
    kotak.kiriman.sort_by(|a, b| a.jalur.cmp(&b.jalur));
    kotak.berkas_sistem.sort();
    kotak.ditolak.sort_by(|a, b| a.jalur.cmp(&b.jalur));
    kotak.dilewati.sort_by(|a, b| a.jalur.cmp(&b.jalur));
    Ok(kotak)
}

pub(super) fn satu_berkas(berkas: &Path) -> Kotak {
    let nama =
        berkas.file_name().map_or_else(|| berkas.display().to_string(), |nama| nama.to_string_lossy().into_owned());
    let mut kotak = Kotak::default();
    match fs::metadata(berkas) {
        Ok(data) => terima(nama, berkas, &data, false, &mut kotak),
        Err(galat) => kotak.tolak(
            berkas.display().to_string(),
            &kata_sistem(&galat),
            "Periksa nama dan letak berkasnya, lalu jalankan lagi.",
        ),
    }
    kotak
}

fn telusuri(isi: fs::ReadDir, folder: &Folder<'_>, kotak: &mut Kotak) {
    for entri in isi {
        let Ok(entri) = entri else {
            let jalur = format!("{}(tidak terbaca)", folder.awalan);
            kotak.tolak(jalur, "isi folder tidak dapat dibaca", "Periksa izin folder ini.");
            continue;
        };
        let jalur = format!("{}{}", folder.awalan, entri.file_name().to_string_lossy());
        match entri.metadata() {
            Err(galat) => {
                kotak.tolak(jalur, &kata_sistem(&galat), "Periksa apakah berkas ini masih ada dan boleh dibaca.")
            }
            Ok(data) if data.is_symlink() => {
                kotak.tolak(jalur, "pintasan (tautan simbolik) tidak diikuti", "Salin berkas aslinya ke folder masuk.");
            }
            Ok(data) if data.is_dir() => masuki(jalur, &entri.path(), folder.kedalaman, kotak),
            Ok(data) => terima(jalur, &entri.path(), &data, folder.pesan, kotak),
        }
    }
}

fn masuki(jalur: String, letak: &Path, kedalaman: usize, kotak: &mut Kotak) {
    let nama = jalur.rsplit('/').next().unwrap_or(&jalur);
    let maildir = matches!(nama, "cur" | "new" | "tmp") && letak.parent().is_some_and(maildir);
    if nama == "__MACOSX" || (maildir && nama == "tmp") {
        // In `tmp` of a Maildir stands what has not been delivered yet.
        kotak.berkas_sistem.push(jalur);
    } else if kedalaman >= KEDALAMAN_TERBANYAK {
        kotak.tolak(jalur, "folder terlalu dalam", "Pindahkan isinya ke folder yang lebih atas.");
    } else {
        let dalam = Folder { awalan: &format!("{jalur}/"), kedalaman: kedalaman + 1, pesan: maildir };
        match fs::read_dir(letak) {
            Ok(isi) => telusuri(isi, &dalam, kotak),
            Err(galat) => {
                let alasan = format!("folder tidak dapat dibaca ({})", kata_sistem(&galat));
                kotak.tolak(jalur, &alasan, "Periksa izin folder ini.");
            }
        }
    }
}

fn maildir(folder: &Path) -> bool {
    folder.join("cur").is_dir() && folder.join("new").is_dir()
}

fn terima(jalur: String, letak: &Path, data: &fs::Metadata, pesan: bool, kotak: &mut Kotak) {
    let nama = jalur.rsplit('/').next().unwrap_or(&jalur);
    if nama_sistem(nama) {
        kotak.berkas_sistem.push(jalur);
        return;
    }
    if !data.is_file() {
        let apa = if data.is_dir() { "itu sebuah folder" } else { "bukan berkas biasa" };
        kotak.tolak(jalur, apa, "Kirim berkas Excel-nya sendiri.");
        return;
    }
    let diterima = data.modified().ok().map(|saat| DateTime::<Local>::from(saat).naive_local());
    let isi = Isi::Berkas { letak, ukuran: data.len() };
    let benda = Benda { jalur, sumber: Sumber::berkas(letak), diterima, asal: None, isi, arsip: 0, pesan };
    masukkan(benda, &mut Penjelajah::baru(kotak, masukkan));
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::intake::isi;

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
    fn the_files_of_a_maildir_are_messages() {
        let folder = tempfile::tempdir().unwrap();
        for nama in ["Surat/cur", "Surat/new", "Surat/tmp"] {
            fs::create_dir_all(folder.path().join(nama)).unwrap();
        }
        let pesan = crate::intake::surel::tests::pesan("pk.xlsx", b"PK isi");
        fs::write(folder.path().join("Surat/new/1700000000.M1.host"), pesan).unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        assert_eq!(kotak.kiriman[0].jalur, "Surat/new/1700000000.M1.host/pk.xlsx");
        assert_eq!(isi(&kotak.kiriman[0].sumber, 100).unwrap(), b"PK isi");
        assert_eq!(kotak.berkas_sistem, ["Surat/tmp"]);
    }
}
