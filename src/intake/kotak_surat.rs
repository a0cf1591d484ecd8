//! Mailboxes (.mbox): each message by its place in the file, so that one can be fetched without reading the others.

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use mail_parser::mailbox::mbox::MessageIterator;

use super::item::{BATAS_WADAH, Benda, Isi, Penjelajah, buka_berkas};
use super::{Langkah, Sumber};
use crate::domain::sistem::kata_sistem;

/// Messages of one mailbox at most.
const PESAN_TERBANYAK: usize = 20_000;

/// Header lines by which the first message of a mailbox is known.
const KEPALA: [&str; 6] =
    ["\nfrom: ", "\ndate: ", "\nreceived: ", "\nmessage-id: ", "\nmime-version: ", "\nx-mozilla-status: "];

/// Whether a file is a mailbox whatever it is called: mail programs keep theirs without an extension.
pub(super) fn dikenali(awal: &[u8]) -> bool {
    let teks = String::from_utf8_lossy(awal).to_lowercase().replace("\r\n", "\n");
    teks.starts_with("from ") && KEPALA.iter().any(|kepala| teks.contains(kepala))
}

pub(super) fn buka(benda: Benda<'_>, penjelajah: &mut Penjelajah<'_>) {
    let hasil = match &benda.isi {
        Isi::Berkas { letak, .. } => {
            buka_berkas(letak).and_then(|berkas| telusuri(BufReader::new(berkas), &benda, penjelajah))
        }
        Isi::Bita(isi) => telusuri(Cursor::new(isi.as_slice()), &benda, penjelajah),
        Isi::Nanti { .. } => Ok(()),
    };
    if let Err(galat) = hasil {
        let saran = "Simpan suratnya satu per satu sebagai .eml.";
        let alasan = format!("kotak surat tidak dapat dibaca ({})", kata_sistem(&galat));
        penjelajah.kotak.tolak(benda.jalur, &alasan, saran);
    }
}

fn telusuri(mut isi: impl BufRead + Seek, benda: &Benda<'_>, penjelajah: &mut Penjelajah<'_>) -> io::Result<()> {
    let pesan = letak_pesan(&mut isi)?;
    if pesan.is_empty() {
        return Err(io::Error::other("tidak ada surat di dalamnya"));
    }
    for (nomor, (mulai, panjang)) in pesan.into_iter().enumerate() {
        let jalur = format!("{}/{}", benda.jalur, nomor + 1);
        if panjang > BATAS_WADAH {
            let alasan = format!("surat lebih dari {} MB", BATAS_WADAH >> 20);
            penjelajah.kotak.tolak(jalur, &alasan, "Kirim lampirannya dalam beberapa surat.");
            continue;
        }
        isi.seek(SeekFrom::Start(mulai))?;
        let mut satu_pesan = Vec::new();
        (&mut isi).take(panjang).read_to_end(&mut satu_pesan)?;
        let sumber: Sumber = benda.sumber.masuk(Langkah::Pesan { mulai, panjang });
        let surat = Benda {
            jalur,
            sumber,
            diterima: benda.diterima,
            asal: benda.asal.clone(),
            isi: Isi::Bita(satu(&satu_pesan)?),
            arsip: benda.arsip,
            pesan: true,
        };
        penjelajah.masukkan(surat);
    }
    Ok(())
}

/// Where each message begins, and its length.
fn letak_pesan(isi: &mut impl BufRead) -> io::Result<Vec<(u64, u64)>> {
    let mut hasil: Vec<(u64, u64)> = Vec::new();
    let (mut kini, mut awal_baris) = (0_u64, true);
    let mut baris = Vec::new();
    loop {
        baris.clear();
        // A line without an end may be as long as the file: it is taken in pieces.
        let panjang = isi.take(64 << 10).read_until(b'\n', &mut baris)? as u64;
        if panjang == 0 {
            return Ok(hasil);
        }
        if awal_baris && baris.starts_with(b"From ") {
            if hasil.len() >= PESAN_TERBANYAK {
                return Err(io::Error::other(format!("lebih dari {PESAN_TERBANYAK} surat")));
            }
            hasil.push((kini, 0));
        }
        if let Some((_, milik)) = hasil.last_mut() {
            *milik += panjang;
        }
        awal_baris = baris.ends_with(b"\n");
        kini += panjang;
    }
}

/// A message of a mailbox as it was before it was put there.
pub(super) fn satu(isi: &[u8]) -> io::Result<Vec<u8>> {
    match MessageIterator::new(isi).next() {
        Some(pesan) => Ok(pesan?.unwrap_contents()),
        None => Err(io::Error::other("surat tidak ditemukan lagi di kotak surat")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use crate::intake::surel::tests::pesan;
    use crate::intake::{isi, kumpulkan};

    #[test]
    fn each_message_of_a_mailbox_is_found_again_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut kotak: Vec<u8> = Vec::new();
        for (nama, bita) in [("pk.xlsx", b"PK satu"), ("ra.xlsx", b"PK dua!")] {
            kotak.extend(b"From budi@contoh.ac.id Mon Mar  2 08:00:00 2026\r\n");
            kotak.extend(pesan(nama, bita));
            kotak.extend(b"\r\n>From sini\r\n\r\n");
        }
        fs::write(folder.path().join("kotak.mbox"), kotak).unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        let jalur: Vec<_> = kotak.kiriman.iter().map(|kiriman| kiriman.jalur.as_str()).collect();
        assert_eq!(jalur, ["kotak.mbox/1/pk.xlsx", "kotak.mbox/2/ra.xlsx"]);
        assert_eq!(isi(&kotak.kiriman[1].sumber, 100).unwrap(), b"PK dua!");
    }

    #[test]
    fn a_mailbox_without_an_extension_is_known_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let mut isi = b"From - Mon Mar  2 08:00:00 2026\nX-Mozilla-Status: 0001\n".to_vec();
        isi.extend(pesan("pk.xlsx", b"PK satu"));
        fs::write(folder.path().join("Inbox"), isi).unwrap();
        fs::write(folder.path().join("Inbox.msf"), b"index").unwrap();
        fs::write(folder.path().join("catatan"), b"From sini kami lanjutkan.\nSalam").unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        let jalur: Vec<_> = kotak.kiriman.iter().map(|kiriman| kiriman.jalur.as_str()).collect();
        assert_eq!(jalur, ["Inbox/1/pk.xlsx", "catatan"], "a text that begins the same way stays a file");
        assert_eq!(kotak.berkas_sistem, ["Inbox.msf"]);
    }

    #[test]
    fn a_mailbox_without_messages_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kosong.mbox"), b"bukan surat").unwrap();
        let kotak = kumpulkan(folder.path()).unwrap();
        assert_eq!((kotak.kiriman.len(), kotak.ditolak.len()), (0, 1));
    }
}
