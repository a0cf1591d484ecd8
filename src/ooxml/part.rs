//! A part of a package, compressed while it is written.
//!
//! Takes text, gives the bytes of a package that holds this one part, for [`ZipWriter::raw_copy_file`] to take over. The
//! text is compressed in blocks that know nothing of each other: on all cores, a few at a time, so that a sheet of a
//! million rows is never held as text; and the beginning of a part may be written last, when what it says is known.
//!
//! [`ZipWriter::raw_copy_file`]: zip::ZipWriter::raw_copy_file

use std::collections::HashMap;
use std::io::{Cursor, Read};

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;
use zip::{ZipArchive, ZipWriter};

use super::OoxmlError;

/// Text of a block.
const BLOK: usize = 1 << 20;
/// Blocks that are compressed at once.
const SEKALIGUS: usize = 8;
/// How hard to press. On a sheet of 41 MB of text (MB out, seconds): 2: 5.7, 0.07; 3: 5.3, 0.10; 4: 4.8, 0.15;
/// 6, the usual: 4.5, 0.28.
const TEKANAN: u32 = 3;

/// Text that becomes a part.
#[derive(Debug, Default)]
pub(crate) struct Padat {
    teks: Vec<u8>,
    antre: Vec<Vec<u8>>,
    blok: Vec<Blok>,
}

#[derive(Debug)]
struct Blok {
    isi: Vec<u8>,
    periksa: Hasher,
    panjang: u64,
}

impl Padat {
    /// Where text is written to; [`Self::maju`] now and then.
    pub(crate) fn teks(&mut self) -> &mut Vec<u8> {
        &mut self.teks
    }

    /// Compresses what has gathered.
    pub(crate) fn maju(&mut self) -> Result<(), OoxmlError> {
        if self.teks.len() < BLOK {
            return Ok(());
        }
        self.antre.push(std::mem::replace(&mut self.teks, Vec::with_capacity(BLOK + BLOK / 8)));
        if self.antre.len() < SEKALIGUS { Ok(()) } else { self.tekan() }
    }

    fn tekan(&mut self) -> Result<(), OoxmlError> {
        let blok: Vec<Blok> = self.antre.par_iter().map(|teks| Blok::dari(teks, false)).collect::<Result<_, _>>()?;
        self.antre.clear();
        self.blok.extend(blok);
        Ok(())
    }

    /// A package that holds one part of this name: `awal`, what was written, `akhir`.
    pub(crate) fn kemas(mut self, nama: &str, awal: &[u8], akhir: &[u8]) -> Result<Vec<u8>, OoxmlError> {
        self.teks.extend_from_slice(akhir);
        self.tekan()?;
        let (kepala, kaki) = (Blok::dari(awal, false)?, Blok::dari(&self.teks, true)?);
        let semua: Vec<&Blok> = std::iter::once(&kepala).chain(&self.blok).chain([&kaki]).collect();
        let mut periksa = Hasher::new();
        semua.iter().for_each(|blok| periksa.combine(&blok.periksa));
        let ukuran = |besar: u64| u32::try_from(besar).map_err(|_| OoxmlError::TooLong);
        let padat = ukuran(semua.iter().map(|blok| blok.isi.len() as u64).sum())?;
        let penuh = ukuran(semua.iter().map(|blok| blok.panjang).sum())?;
        let isi = semua.iter().map(|blok| blok.isi.as_slice());
        Ok(wadah(nama, isi, periksa.finalize(), (padat, penuh)))
    }
}

impl Blok {
    fn dari(teks: &[u8], terakhir: bool) -> Result<Self, OoxmlError> {
        let mut periksa = Hasher::new();
        periksa.update(teks);
        let mut isi = Vec::with_capacity(teks.len() / 4 + 1024);
        let mut penekan = Compress::new(Compression::new(TEKANAN), false);
        let cara = if terakhir { FlushCompress::Finish } else { FlushCompress::Sync };
        loop {
            let dibaca = usize::try_from(penekan.total_in()).unwrap_or(usize::MAX).min(teks.len());
            let keadaan = penekan.compress_vec(&teks[dibaca..], &mut isi, cara)?;
            let habis = penekan.total_in() >= teks.len() as u64;
            // With room to spare, everything is out.
            if keadaan == Status::StreamEnd || (habis && !terakhir && isi.len() < isi.capacity()) {
                break;
            }
            isi.reserve(isi.capacity().max(1024));
        }
        isi.shrink_to_fit();
        Ok(Self { isi, periksa, panjang: teks.len() as u64 })
    }
}

/// A package of one compressed part: its head, its content, the list of parts (APPNOTE 4.3.7, 4.3.12, 4.3.16).
fn wadah<'b>(nama: &str, isi: impl Iterator<Item = &'b [u8]>, periksa: u32, (padat, penuh): (u32, u32)) -> Vec<u8> {
    /// Version 2.0, nothing special, deflated, first of January 1980.
    const UMUM: [u16; 5] = [20, 0, 8, 0, 0x21];
    let panjang_nama = u16::try_from(nama.len()).unwrap_or(u16::MAX);
    let mut hasil = Vec::with_capacity(padat as usize + 256);
    let umum = |hasil: &mut Vec<u8>| {
        UMUM.iter().for_each(|satu| hasil.extend(satu.to_le_bytes()));
        [periksa, padat, penuh].iter().for_each(|satu| hasil.extend(satu.to_le_bytes()));
        hasil.extend(panjang_nama.to_le_bytes());
    };
    hasil.extend(*b"PK\x03\x04");
    umum(&mut hasil);
    hasil.extend([0; 2]);
    hasil.extend(nama.bytes());
    isi.for_each(|blok| hasil.extend(blok));
    let daftar = u32::try_from(hasil.len()).unwrap_or(u32::MAX);
    hasil.extend(*b"PK\x01\x02\x14\x00");
    umum(&mut hasil);
    hasil.extend([0; 16]);
    hasil.extend(nama.bytes());
    let panjang = u32::try_from(hasil.len()).unwrap_or(u32::MAX) - daftar;
    hasil.extend(*b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    hasil.extend(panjang.to_le_bytes());
    hasil.extend(daftar.to_le_bytes());
    hasil.extend([0; 2]);
    hasil
}

/// A package whose parts are copied as they lie, but for those that others take the place of.
pub(crate) struct Repacked<'k> {
    archive: ZipArchive<Cursor<&'k [u8]>>,
    replaced: HashMap<String, Vec<u8>>,
}

impl<'k> Repacked<'k> {
    pub(crate) fn open(bytes: &'k [u8]) -> Result<Self, OoxmlError> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))?, replaced: HashMap::new() })
    }

    /// The text of a part as it was.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, OoxmlError> {
        let mut text = String::new();
        let read = self.archive.by_name(name)?.read_to_string(&mut text);
        read.map_err(|error| OoxmlError::Checksum { part: name.to_string(), error })?;
        Ok(text)
    }

    /// Gives a part other content: a package that holds this one part ([`Padat::kemas`]).
    pub(crate) fn replace(&mut self, name: &str, pressed: Vec<u8>) {
        self.replaced.insert(name.to_string(), pressed);
    }

    /// The package.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, OoxmlError> {
        let size: usize = self.replaced.values().map(Vec::len).sum();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size + (1 << 20))));
        for number in 0..self.archive.len() {
            let old = self.archive.by_index_raw(number)?;
            let new = self.replaced.remove(&*old.name()?);
            match new {
                Some(pressed) => writer.raw_copy_file(ZipArchive::new(Cursor::new(pressed))?.by_index_raw(0)?)?,
                None => writer.raw_copy_file(old)?,
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buka(paket: &[u8]) -> String {
        let mut arsip = zip::ZipArchive::new(Cursor::new(paket)).expect("a package");
        let mut teks = String::new();
        arsip.by_name("a/b.xml").expect("the part").read_to_string(&mut teks).expect("its text, with its checksum");
        teks
    }

    #[test]
    fn a_part_reads_back_as_it_was_written_whatever_its_length() {
        for baris in [0_u64, 1, 1000, 400_000] {
            let mut padat = Padat::default();
            let mut harap = String::from("<awal>");
            for nomor in 0..baris {
                let satu = format!("<r {nomor}>{:x}</r>", nomor * 7919 % 65_537);
                padat.teks().extend(satu.bytes());
                padat.maju().expect("it goes on");
                harap.push_str(&satu);
            }
            harap.push_str("</awal>");
            assert!(buka(&padat.kemas("a/b.xml", b"<awal>", b"</awal>").expect("a part")) == harap, "{baris} rows");
        }
    }

    #[test]
    fn what_cannot_be_pressed_reads_back_too() {
        let mut angka = 1_u64;
        let acak: String = (0..300_000)
            .map(|_| {
                angka = angka.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                char::from(b' ' + u8::try_from(angka >> 58).unwrap_or_default())
            })
            .collect();
        let mut padat = Padat::default();
        padat.teks().extend(acak.bytes());
        assert!(buka(&padat.kemas("a/b.xml", b"", b"").expect("a part")) == acak);
    }
}
