//! A file on its way into the inbox: what it is by its name, and its bytes as far as they are at hand.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDateTime;

use super::{Kotak, Sumber};
use crate::domain::sistem::kata_sistem;
use crate::domain::surel::AsalSurel;

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

/// What takes a file in: itself, or what it holds.
type TakeIn = fn(Benda<'_>, &mut Penjelajah<'_>);

/// One file of the inbox being looked into.
pub(super) struct Penjelajah<'a> {
    pub(super) kotak: &'a mut Kotak,
    /// Takes a file in that lies in another.
    take_in: TakeIn,
    /// Bytes of inner containers that may still be unpacked.
    sisa: u64,
}

impl<'a> Penjelajah<'a> {
    pub(super) fn baru(kotak: &'a mut Kotak, take_in: TakeIn) -> Self {
        Self { kotak, take_in, sisa: BATAS_SEMUA_WADAH }
    }

    /// Takes in a file that lies in the one being looked into.
    pub(super) fn masukkan(&mut self, benda: Benda<'_>) {
        (self.take_in)(benda, self);
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
    pub(super) fn awal(&self) -> Vec<u8> {
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

/// Opens a regular file. A pipe or a device could keep its reader waiting for ever.
pub(super) fn buka_berkas(letak: &Path) -> io::Result<File> {
    if fs::metadata(letak)?.is_file() { File::open(letak) } else { Err(io::Error::other("bukan berkas biasa")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_holds_others() {
        assert_eq!(rupa("Kiriman.ZIP"), Rupa::Arsip);
        assert_eq!(rupa("winmail.dat"), Rupa::Winmail);
        assert_eq!(rupa("data.dat"), Rupa::Berkas);
    }
}
