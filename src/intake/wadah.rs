//! Files that hold others, whatever lies in whatever: what each is, and the way back to its bytes.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::item::{BATAS_WADAH, Benda, Penjelajah, Rupa, buka_berkas, rupa};
use super::lampiran::bernama_buku_kerja;
use super::{Kiriman, Langkah, Sumber, arsip, kotak_surat, surel};

/// Archives inside one another at most.
const ARSIP_TERDALAM: usize = 2;
/// Steps from a file on disk to bytes inside it at most.
const LANGKAH_TERBANYAK: usize = 8;
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
}
