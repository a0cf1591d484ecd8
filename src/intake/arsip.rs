//! Archives: the members of a .zip as files of their own. Nothing is unpacked to disk.

use std::io::{self, Cursor, Read, Seek};

use chrono::{NaiveDate, NaiveDateTime};
use zip::{DateTime, ZipArchive};

use super::item::{Benda, Isi, Penjelajah, Rupa, buka_berkas, nama_sistem, rupa};
use super::{Kiriman, Langkah, Sumber};
use crate::domain::sistem::kata_sistem;
use crate::domain::surel::AsalSurel;

/// Members of one archive at most.
const ANGGOTA_TERBANYAK: usize = 5_000;
/// Bytes of all members of one archive at most, unpacked.
const ISI_TERBANYAK: u128 = 1 << 30;
/// Members by which a workbook is known whatever its name: Office and OpenDocument.
const TANDA_DOKUMEN: [&str; 2] = ["[Content_Types].xml", "mimetype"];

/// An archive whose members are being taken in.
struct Arsip {
    jalur: String,
    sumber: Sumber,
    diterima: Option<NaiveDateTime>,
    asal: Option<AsalSurel>,
    kedalaman: usize,
    ukuran: u64,
}

pub(super) fn buka(benda: Benda<'_>, penjelajah: &mut Penjelajah<'_>) {
    let Benda { jalur, sumber, diterima, asal, isi, arsip: kedalaman, .. } = benda;
    let arsip = Arsip { jalur, sumber, diterima, asal, kedalaman, ukuran: isi.ukuran() };
    match isi {
        Isi::Berkas { letak, .. } => match buka_berkas(letak) {
            Ok(berkas) => arsip.telusuri(berkas, penjelajah),
            Err(galat) => arsip.tolak(&kata_sistem(&galat), penjelajah),
        },
        Isi::Bita(isi) => arsip.telusuri(Cursor::new(isi), penjelajah),
        Isi::Nanti { .. } => arsip.tolak("isinya tidak terbaca", penjelajah),
    }
}

impl Arsip {
    fn tolak(&self, galat: &str, penjelajah: &mut Penjelajah<'_>) {
        penjelajah.kotak.tolak(
            self.jalur.clone(),
            &format!("arsip zip tidak dapat dibuka ({galat})"),
            "Buat ulang arsipnya, atau kirim berkas Excel-nya langsung.",
        );
    }

    fn telusuri(&self, isi: impl Read + Seek, penjelajah: &mut Penjelajah<'_>) {
        let mut arsip = match ZipArchive::new(isi) {
            Ok(arsip) => arsip,
            Err(galat) => return self.tolak(&galat.to_string(), penjelajah),
        };
        if arsip.len() > ANGGOTA_TERBANYAK {
            penjelajah.kotak.tolak(
                self.jalur.clone(),
                &format!("arsip zip berisi {} berkas", arsip.len()),
                "Kirim berkas Excel-nya saja, tanpa berkas lain.",
            );
            return;
        }
        if TANDA_DOKUMEN.iter().any(|nama| arsip.index_for_name(nama).is_some()) {
            let Self { jalur, sumber, diterima, asal, ukuran, .. } = self;
            let (jalur, sumber, asal) = (jalur.clone(), sumber.clone(), asal.clone());
            penjelajah.kotak.kiriman.push(Kiriman { jalur, sumber, diterima: *diterima, ukuran: *ukuran, asal });
            return;
        }
        if arsip.decompressed_size().is_some_and(|ukuran| ukuran > ISI_TERBANYAK) {
            penjelajah.kotak.tolak(
                self.jalur.clone(),
                "isi arsip zip terlalu besar setelah dibuka",
                "Kirim berkas Excel-nya saja, tanpa berkas lain.",
            );
            return;
        }
        for nomor in 0..arsip.len() {
            self.anggota(&mut arsip, nomor, penjelajah);
        }
    }

    fn anggota(&self, arsip: &mut ZipArchive<impl Read + Seek>, nomor: usize, penjelajah: &mut Penjelajah<'_>) {
        let kotak = &mut *penjelajah.kotak;
        let sebutan = || format!("{}/(anggota {})", self.jalur, nomor + 1);
        let Ok(anggota) = arsip.by_index_raw(nomor) else {
            return kotak.tolak(sebutan(), "anggota arsip rusak", "Buat ulang arsipnya.");
        };
        if anggota.is_dir() {
            return;
        }
        let Ok(nama) = anggota.name().map(|nama| nama.into_owned()) else {
            return kotak.tolak(sebutan(), "nama anggota arsip tidak terbaca", "Buat ulang arsipnya.");
        };
        let jalur = format!("{}/{nama}", self.jalur);
        let nama_pendek = nama.rsplit('/').next().unwrap_or(&nama);
        if nama_sistem(nama_pendek) || nama.starts_with("__MACOSX/") {
            return kotak.berkas_sistem.push(jalur);
        }
        if anggota.enclosed_name().is_none() || anggota.is_symlink() {
            let saran = "Buat ulang arsipnya dari berkas Excel biasa.";
            return kotak.tolak(jalur, "nama anggota arsip menunjuk ke luar arsip", saran);
        }
        if anggota.encrypted() {
            return kotak.tolak(jalur, "arsip terkunci sandi", "Buat ulang arsipnya tanpa sandi.");
        }
        let diubah = anggota.last_modified().and_then(waktu).or(self.diterima);
        let ukuran = anggota.size();
        let wadah = rupa(nama_pendek) != Rupa::Berkas;
        drop(anggota);
        let isi = if wadah {
            let anggota = arsip.by_index(nomor).map_err(|galat| galat.to_string());
            match anggota.and_then(|anggota| penjelajah.baca(anggota)) {
                Ok(isi) => Isi::Bita(isi),
                Err(galat) => {
                    let alasan = format!("tidak dapat dibuka ({galat})");
                    return penjelajah.kotak.tolak(jalur, &alasan, "Kirim berkas Excel-nya langsung.");
                }
            }
        } else {
            Isi::Nanti { ukuran }
        };
        let benda = Benda {
            jalur,
            sumber: self.sumber.masuk(Langkah::Zip(nama)),
            // The day of the mail says when it was received; without one, the member's own date.
            diterima: self.asal.as_ref().and_then(|asal| asal.tanggal).or(diubah),
            asal: self.asal.clone(),
            isi,
            arsip: self.kedalaman + 1,
            pesan: false,
        };
        penjelajah.masukkan(benda);
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

pub(super) fn isi(berkas: impl Read + Seek, anggota: &str, batas: u64) -> io::Result<Vec<u8>> {
    let mut arsip = ZipArchive::new(berkas).map_err(io::Error::other)?;
    let anggota = arsip.by_name(anggota).map_err(io::Error::other)?;
    let mut isi = Vec::new();
    anggota.take(batas.saturating_add(1)).read_to_end(&mut isi)?;
    Ok(isi)
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;
    use std::io::Write;

    use super::super::{isi, kumpulkan};
    use super::*;

    pub(in crate::intake) fn zip(anggota: &[(&str, &[u8])]) -> Vec<u8> {
        let mut arsip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (nama, isi) in anggota {
            arsip.start_file(*nama, zip::write::SimpleFileOptions::default()).unwrap();
            arsip.write_all(isi).unwrap();
        }
        arsip.finish().unwrap().into_inner()
    }

    fn jalur(kotak: &crate::intake::Kotak) -> Vec<&str> {
        kotak.kiriman.iter().map(|kiriman| kiriman.jalur.as_str()).collect()
    }

    #[test]
    fn members_of_an_archive_are_files_of_their_own() {
        let folder = tempfile::tempdir().unwrap();
        let arsip = zip(&[("JTI/pk.xlsx", b"JTI/pk.xlsx"), ("../luar.xlsx", b""), ("~$pk.xlsx", b"")]);
        fs::write(folder.path().join("kiriman.zip"), arsip).unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        assert_eq!(jalur(&kotak), ["kiriman.zip/JTI/pk.xlsx"]);
        assert_eq!(isi(&kotak.kiriman[0].sumber, 100).unwrap(), b"JTI/pk.xlsx");
        assert_eq!(kotak.ditolak.len(), 1, "a member that points outside the archive is refused: {:?}", kotak.ditolak);
        assert_eq!(kotak.berkas_sistem, ["kiriman.zip/~$pk.xlsx"]);
    }

    #[test]
    fn an_archive_in_an_archive_is_opened_and_a_third_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let dalam = zip(&[("pk.xlsx", b"isi"), ("tiga.zip", &zip(&[("x.xlsx", b"x")]))]);
        fs::write(folder.path().join("luar.zip"), zip(&[("dalam.zip", &dalam)])).unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        assert_eq!(jalur(&kotak), ["luar.zip/dalam.zip/pk.xlsx"]);
        assert_eq!(isi(&kotak.kiriman[0].sumber, 100).unwrap(), b"isi");
        assert_eq!(kotak.ditolak[0].jalur, "luar.zip/dalam.zip/tiga.zip");
    }
}
