//! Files that hold others, whatever lies in whatever: what each is, and the way back to its bytes.

use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use chrono::NaiveDateTime;

use super::lampiran::bernama_buku_kerja;
use super::{Kiriman, Kotak, Langkah, Sumber, arsip, kotak_surat, surel};
use crate::domain::sistem::kata_sistem;
use crate::domain::surel::AsalSurel;

/// Archives inside one another at most.
const ARSIP_TERDALAM: usize = 2;
/// Steps from a file on disk to bytes inside it at most.
const LANGKAH_TERBANYAK: usize = 8;
/// Bytes of a container that lies in another, and of a message.
pub(super) const BATAS_WADAH: u64 = 128 << 20;
/// Bytes by which a file is known.
const BATAS_AWAL: u64 = 4 << 10;
/// Bytes of all containers that lie in one file of the inbox.
const BATAS_SEMUA_WADAH: u64 = 1 << 30;

/// A file on its way into the inbox.
pub(super) struct Benda<'a> {
    pub(super) jalur: String,
    pub(super) sumber: Sumber,
    pub(super) diterima: Option<NaiveDateTime>,
    pub(super) asal: Option<AsalSurel>,
    pub(super) isi: Isi<'a>,
    /// Archives that it lies in.
    pub(super) arsip: usize,
    /// It is a message, whatever it is called.
    pub(super) pesan: bool,
}

/// Its bytes, as far as they are at hand.
pub(super) enum Isi<'a> {
    /// On disk.
    Berkas { letak: &'a Path, ukuran: u64 },
    /// In memory.
    Bita(Vec<u8>),
    /// To be fetched when it is read.
    Nanti { ukuran: u64 },
}

/// One file of the inbox being looked into.
pub(super) struct Penjelajah<'a> {
    pub(super) kotak: &'a mut Kotak,
    /// Bytes of inner containers that may still be unpacked.
    sisa: u64,
}

impl<'a> Penjelajah<'a> {
    pub(super) fn baru(kotak: &'a mut Kotak) -> Self {
        Self { kotak, sisa: BATAS_SEMUA_WADAH }
    }

    /// The bytes of an inner container, within what one container and all of them together may take.
    pub(super) fn baca(&mut self, sumber: impl Read) -> Result<Vec<u8>, String> {
        let batas = BATAS_WADAH.min(self.sisa);
        let mut isi = Vec::new();
        sumber.take(batas + 1).read_to_end(&mut isi).map_err(|galat| kata_sistem(&galat))?;
        if isi.len() as u64 > batas {
            return Err(format!("isinya lebih dari {} MB", batas >> 20));
        }
        self.sisa -= isi.len() as u64;
        Ok(isi)
    }
}

impl Isi<'_> {
    /// Its first bytes, as far as they are at hand.
    fn awal(&self) -> Vec<u8> {
        let mut awal = Vec::new();
        match self {
            // What cannot be read here is said by whoever reads it.
            Self::Berkas { letak, .. } => {
                let _ = File::open(letak).and_then(|berkas| berkas.take(BATAS_AWAL).read_to_end(&mut awal));
            }
            Self::Bita(isi) => awal.extend(isi.iter().take(BATAS_AWAL as usize)),
            Self::Nanti { .. } => {}
        }
        awal
    }

    pub(super) fn ukuran(&self) -> u64 {
        match self {
            Self::Berkas { ukuran, .. } | Self::Nanti { ukuran } => *ukuran,
            Self::Bita(isi) => isi.len() as u64,
        }
    }
}

/// What a name says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rupa {
    Arsip,
    Surat,
    KotakSurat,
    SuratOutlook,
    Winmail,
    Berkas,
}

pub(super) fn rupa(nama: &str) -> Rupa {
    let nama = nama.to_lowercase();
    match nama.rsplit_once('.').map_or("", |(_, akhiran)| akhiran) {
        "zip" => Rupa::Arsip,
        "eml" => Rupa::Surat,
        "mbox" | "mbx" => Rupa::KotakSurat,
        "msg" => Rupa::SuratOutlook,
        "dat" if nama == "winmail.dat" => Rupa::Winmail,
        "tnef" => Rupa::Winmail,
        _ => Rupa::Berkas,
    }
}

/// Files that programs leave behind and nobody sent.
pub(super) fn nama_sistem(nama: &str) -> bool {
    // An .msf file is Thunderbird's index of the mailbox beside it.
    nama.starts_with("~$")
        || nama.ends_with(".msf")
        || nama.starts_with("._")
        || matches!(nama, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".gitkeep")
}

/// Takes a file in: itself, or what it holds.
pub(super) fn masukkan(benda: Benda<'_>, penjelajah: &mut Penjelajah<'_>) {
    let nama = benda.jalur.rsplit('/').next().unwrap_or(&benda.jalur);
    let rupa = match rupa(nama) {
        _ if benda.pesan => Rupa::Surat,
        Rupa::Berkas if !bernama_buku_kerja(nama) && kotak_surat::dikenali(&benda.isi.awal()) => Rupa::KotakSurat,
        rupa => rupa,
    };
    if rupa != Rupa::Berkas && benda.sumber.anggota.len() >= LANGKAH_TERBANYAK {
        penjelajah.kotak.tolak(benda.jalur, "kiriman berlapis terlalu dalam", "Kirim berkas Excel-nya langsung.");
        return;
    }
    match rupa {
        Rupa::Arsip if benda.arsip >= ARSIP_TERDALAM => {
            penjelajah.kotak.tolak(
                benda.jalur,
                "arsip zip di dalam arsip zip terlalu berlapis",
                "Kirim berkas Excel-nya langsung.",
            );
        }
        Rupa::Arsip => terjaga(benda, penjelajah, arsip::buka),
        Rupa::Surat => terjaga(benda, penjelajah, surel::buka),
        Rupa::KotakSurat => terjaga(benda, penjelajah, kotak_surat::buka),
        Rupa::SuratOutlook => penjelajah.kotak.tolak(
            benda.jalur,
            "surat dalam bentuk Outlook (.msg) tidak dapat dibuka",
            "Seret suratnya ke folder sebagai .eml, atau simpan lampirannya ke folder masuk.",
        ),
        Rupa::Winmail => penjelajah.kotak.tolak(
            benda.jalur,
            "lampiran terbungkus winmail.dat, bentuk kiriman Outlook yang hanya dapat dibuka Outlook",
            "Minta pengirim mengirim ulang sebagai teks biasa atau HTML, bukan Rich Text.",
        ),
        Rupa::Berkas => {
            let Benda { jalur, sumber, diterima, asal, isi, .. } = benda;
            penjelajah.kotak.kiriman.push(Kiriman { jalur, sumber, diterima, ukuran: isi.ukuran(), asal });
        }
    }
}

/// Looks into a container. What a reader of archives or mail trips over is the file's fault, not the end of the run.
fn terjaga(benda: Benda<'_>, penjelajah: &mut Penjelajah<'_>, buka: fn(Benda<'_>, &mut Penjelajah<'_>)) {
    let jalur = benda.jalur.clone();
    if catch_unwind(AssertUnwindSafe(|| buka(benda, penjelajah))).is_err() {
        let saran = "Kirim berkas Excel-nya langsung.";
        penjelajah.kotak.tolak(jalur, "susunan isinya tidak dapat diikuti", saran);
    }
}

/// Opens a regular file. A pipe or a device could keep its reader waiting for ever.
pub(super) fn buka_berkas(letak: &Path) -> io::Result<File> {
    if fs::metadata(letak)?.is_file() { File::open(letak) } else { Err(io::Error::other("bukan berkas biasa")) }
}

/// The bytes at the end of the way.
pub(super) fn isi(sumber: &Sumber, batas: u64) -> io::Result<Vec<u8>> {
    let mut langkah = sumber.anggota.as_slice();
    let mut kini: Option<Vec<u8>> = None;
    while let Some((pertama, sisa)) = langkah.split_first() {
        // A message is parsed once for all steps that lead into it.
        let dipakai = match pertama {
            Langkah::Bagian(_) => langkah.iter().take_while(|satu| matches!(satu, Langkah::Bagian(_))).count(),
            _ => 1,
        };
        let batas = if dipakai == langkah.len() { batas } else { BATAS_WADAH };
        kini = Some(match (pertama, kini) {
            (Langkah::Zip(nama), None) => arsip::isi(buka_berkas(&sumber.berkas)?, nama, batas)?,
            (Langkah::Zip(nama), Some(isi)) => arsip::isi(Cursor::new(isi), nama, batas)?,
            (Langkah::Pesan { mulai, panjang }, None) => penggal(buka_berkas(&sumber.berkas)?, *mulai, *panjang)?,
            (Langkah::Pesan { mulai, panjang }, Some(isi)) => penggal(Cursor::new(isi), *mulai, *panjang)?,
            (Langkah::Bagian(_), None) => {
                surel::isi(&semua(buka_berkas(&sumber.berkas)?, BATAS_WADAH)?, &langkah[..dipakai], batas)?
            }
            (Langkah::Bagian(_), Some(isi)) => surel::isi(&isi, &langkah[..dipakai], batas)?,
        });
        langkah = if dipakai == 1 { sisa } else { &langkah[dipakai..] };
    }
    match kini {
        Some(isi) => Ok(isi),
        None => semua(buka_berkas(&sumber.berkas)?, batas),
    }
}

fn penggal(mut sumber: impl Read + Seek, mulai: u64, panjang: u64) -> io::Result<Vec<u8>> {
    sumber.seek(SeekFrom::Start(mulai))?;
    kotak_surat::satu(&semua(sumber.take(panjang), BATAS_WADAH)?)
}

/// At most so many bytes and one more.
fn semua(sumber: impl Read, batas: u64) -> io::Result<Vec<u8>> {
    let mut isi = Vec::new();
    sumber.take(batas.saturating_add(1)).read_to_end(&mut isi)?;
    Ok(isi)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_way_to_the_bytes_crosses_to_another_process() {
        let sumber = Sumber::berkas("a.mbox")
            .masuk(Langkah::Pesan { mulai: 7, panjang: 9 })
            .masuk(Langkah::Bagian(2))
            .masuk(Langkah::Zip("x/y.xlsx".into()));
        let teks = serde_json::to_string(&sumber).unwrap();
        assert_eq!(serde_json::from_str::<Sumber>(&teks).unwrap(), sumber);
        assert_eq!(serde_json::from_str::<Sumber>("{\"berkas\":\"a.xlsx\"}").unwrap(), Sumber::berkas("a.xlsx"));
    }

    #[test]
    fn names_tell_what_holds_others() {
        assert_eq!(rupa("Kiriman.ZIP"), Rupa::Arsip);
        assert_eq!(rupa("winmail.dat"), Rupa::Winmail);
        assert_eq!(rupa("data.dat"), Rupa::Berkas);
    }
}
