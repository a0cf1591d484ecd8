//! Archives: the members of a .zip as files of their own. Nothing is unpacked to disk.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{NaiveDate, NaiveDateTime};
use zip::{DateTime, ZipArchive};

use super::{Kiriman, Kotak, Sumber, nama_sistem};

/// Members of one archive at most.
const ANGGOTA_TERBANYAK: usize = 5_000;

pub(super) fn buka(jalur: &str, berkas: &Path, diterima: Option<NaiveDateTime>, kotak: &mut Kotak) {
    let arsip = File::open(berkas).map_err(|galat| galat.to_string());
    let arsip = arsip.and_then(|berkas| ZipArchive::new(berkas).map_err(|galat| galat.to_string()));
    let mut arsip = match arsip {
        Ok(arsip) => arsip,
        Err(galat) => {
            kotak.tolak(
                jalur.to_string(),
                &format!("arsip zip tidak dapat dibuka ({galat})"),
                "Buat ulang arsipnya, atau kirim berkas Excel-nya langsung.",
            );
            return;
        }
    };
    if arsip.len() > ANGGOTA_TERBANYAK {
        kotak.tolak(
            jalur.to_string(),
            &format!("arsip zip berisi {} berkas", arsip.len()),
            "Kirim berkas Excel-nya saja, tanpa berkas lain.",
        );
        return;
    }
    for nomor in 0..arsip.len() {
        let Ok(anggota) = arsip.by_index_raw(nomor) else {
            kotak.tolak(format!("{jalur}/(anggota {})", nomor + 1), "anggota arsip rusak", "Buat ulang arsipnya.");
            continue;
        };
        if anggota.is_dir() {
            continue;
        }
        let Ok(nama) = anggota.name().map(|nama| nama.into_owned()) else {
            kotak.tolak(
                format!("{jalur}/(anggota {})", nomor + 1),
                "nama anggota arsip tidak terbaca",
                "Buat ulang arsipnya.",
            );
            continue;
        };
        let jalur_anggota = format!("{jalur}/{nama}");
        let nama_pendek = nama.rsplit('/').next().unwrap_or(&nama);
        if nama_sistem(nama_pendek) || nama.starts_with("__MACOSX/") {
            kotak.berkas_sistem.push(jalur_anggota);
        } else if anggota.enclosed_name().is_none() || anggota.is_symlink() {
            kotak.tolak(
                jalur_anggota,
                "nama anggota arsip menunjuk ke luar arsip",
                "Buat ulang arsipnya dari berkas Excel biasa.",
            );
        } else if anggota.encrypted() {
            kotak.tolak(jalur_anggota, "arsip terkunci sandi", "Buat ulang arsipnya tanpa sandi.");
        } else {
            let sumber = Sumber { berkas: berkas.to_path_buf(), anggota: Some(nama) };
            let diubah = anggota.last_modified().and_then(waktu).or(diterima);
            kotak.kiriman.push(Kiriman { jalur: jalur_anggota, sumber, diterima: diubah, ukuran: anggota.size() });
        }
    }
}

/// The date of a member, as the archive holds it: local time, to two seconds.
fn waktu(saat: DateTime) -> Option<NaiveDateTime> {
    NaiveDate::from_ymd_opt(i32::from(saat.year()), u32::from(saat.month()), u32::from(saat.day()))?.and_hms_opt(
        u32::from(saat.hour()),
        u32::from(saat.minute()),
        u32::from(saat.second()),
    )
}

pub(super) fn isi(berkas: File, anggota: &str, batas: u64) -> io::Result<Vec<u8>> {
    let mut arsip = ZipArchive::new(berkas).map_err(io::Error::other)?;
    let anggota = arsip.by_name(anggota).map_err(io::Error::other)?;
    let mut isi = Vec::new();
    anggota.take(batas + 1).read_to_end(&mut isi)?;
    Ok(isi)
}
