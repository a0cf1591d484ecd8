//! Mail: the attachments of a message as files of their own, with who sent it and when.
//!
//! Names in RFC 2047 and RFC 2231, base64, quoted-printable and character sets are the mail library's work. An
//! attachment of a forwarded message keeps the origin of that message: who made the form, not who passed it on.

use std::collections::BTreeSet;
use std::io;

use chrono::{DateTime, FixedOffset, NaiveDateTime};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Addr, Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::item::{Benda, Isi, Penjelajah, buka_berkas, nama_sistem};
use super::lampiran::{diambil, nama_bersih};
use super::{Langkah, Sumber};
use crate::domain::sistem::kata_sistem;
use crate::domain::surel::AsalSurel;

/// Messages inside one another at most.
const PESAN_TERDALAM: usize = 5;
/// Characters of a name, subject or id that are kept.
const TEKS_TERPANJANG: usize = 500;

/// A message being looked into.
struct Surat<'a> {
    jalur: &'a str,
    sumber: &'a Sumber,
    /// When the file that holds it last changed.
    diubah: Option<NaiveDateTime>,
    asal: AsalSurel,
    arsip: usize,
    kedalaman: usize,
}

pub(super) fn buka(benda: Benda<'_>, penjelajah: &mut Penjelajah<'_>) {
    let Benda { jalur, sumber, diterima, asal, isi, arsip, .. } = benda;
    let bita = match isi {
        Isi::Berkas { letak, .. } => {
            buka_berkas(letak).map_err(|galat| kata_sistem(&galat)).and_then(|berkas| penjelajah.baca(berkas))
        }
        Isi::Bita(isi) => Ok(isi),
        Isi::Nanti { .. } => Err("isinya tidak terbaca".to_string()),
    };
    let pesan = bita.as_deref().map_err(Clone::clone).and_then(|isi| {
        let pesan = MessageParser::default().parse(isi);
        pesan
            .filter(|pesan| pesan.headers().iter().any(|kepala| !kepala.name.is_other()))
            .ok_or_else(|| "isinya bukan surat".to_string())
    });
    match pesan {
        Ok(pesan) => {
            let asal = self::asal(&pesan, asal.as_ref());
            let surat = Surat { jalur: &jalur, sumber: &sumber, diubah: diterima, asal, arsip, kedalaman: 0 };
            surat.telusuri(&pesan, penjelajah);
        }
        Err(galat) => {
            let alasan = format!("surat tidak dapat dibuka ({galat})");
            penjelajah.kotak.tolak(jalur, &alasan, "Simpan lampirannya ke folder masuk.");
        }
    }
}

impl Surat<'_> {
    fn telusuri(&self, pesan: &Message<'_>, penjelajah: &mut Penjelajah<'_>) {
        let jumlah = |penjelajah: &Penjelajah<'_>| {
            let kotak = &penjelajah.kotak;
            kotak.kiriman.len() + kotak.ditolak.len() + kotak.dilewati.len()
        };
        let semula = jumlah(penjelajah);
        let mut dipakai = BTreeSet::new();
        for &nomor in &pesan.attachments {
            if let Some(bagian) = pesan.parts.get(nomor as usize) {
                self.bagian(pesan, nomor, bagian, &mut dipakai, penjelajah);
            }
        }
        if jumlah(penjelajah) == semula {
            penjelajah.kotak.lewati(self.jalur.to_string(), "surat tanpa lampiran");
        }
    }

    fn bagian(
        &self,
        pesan: &Message<'_>,
        nomor: u32,
        bagian: &MessagePart<'_>,
        dipakai: &mut BTreeSet<String>,
        penjelajah: &mut Penjelajah<'_>,
    ) {
        let sumber = self.sumber.masuk(Langkah::Bagian(nomor));
        if let PartType::Message(dalam) = &bagian.body {
            let nama = bagian.attachment_name().unwrap_or("terusan");
            let jalur = format!("{}/{}", self.jalur, nama_bersih(nama, dipakai));
            if self.kedalaman >= PESAN_TERDALAM {
                let saran = "Kirim berkas Excel-nya langsung.";
                return penjelajah.kotak.tolak(jalur, "surat terusan terlalu berlapis", saran);
            }
            let asal = asal(dalam, Some(&self.asal));
            let kedalaman = self.kedalaman + 1;
            return Surat { jalur: &jalur, sumber: &sumber, asal, kedalaman, ..*self }.telusuri(dalam, penjelajah);
        }
        let isi = isi_bagian(pesan, bagian);
        let tnef =
            bagian.is_content_type("application", "ms-tnef") || bagian.is_content_type("application", "vnd.ms-tnef");
        let tertulis = if tnef { Some("winmail.dat") } else { bagian.attachment_name() };
        if tertulis.is_none() && bagian.is_text() {
            // The letter itself in another shape, not something attached.
            return;
        }
        let nama = nama_bersih(tertulis.unwrap_or("lampiran"), dipakai);
        let jalur = format!("{}/{nama}", self.jalur);
        if nama_sistem(&nama) {
            penjelajah.kotak.berkas_sistem.push(jalur);
        } else if let Err(alasan) = diambil(&nama, &isi) {
            penjelajah.kotak.lewati(jalur, &alasan);
        } else {
            let diterima = self.asal.tanggal.or(self.diubah);
            let (asal, arsip) = (Some(self.asal.clone()), self.arsip);
            penjelajah.masukkan(Benda { jalur, sumber, diterima, asal, isi: Isi::Bita(isi), arsip, pesan: false });
        }
    }
}

/// The bytes of a part. One that is labelled as text is decoded again: reading it as letters would spoil a workbook.
fn isi_bagian(pesan: &Message<'_>, bagian: &MessagePart<'_>) -> Vec<u8> {
    if !bagian.is_text() {
        return bagian.contents().to_vec();
    }
    let mentah = pesan.raw_message.get(bagian.offset_body as usize..bagian.offset_end as usize).unwrap_or_default();
    let terurai = match bagian.encoding {
        Encoding::Base64 => base64_decode(mentah),
        Encoding::QuotedPrintable => quoted_printable_decode(mentah),
        Encoding::None => None,
    };
    terurai.unwrap_or_else(|| mentah.to_vec())
}

/// Who sent a message and when; what it does not say is taken from the message around it.
fn asal(pesan: &Message<'_>, luar: Option<&AsalSurel>) -> AsalSurel {
    let pengirim =
        pesan.from().and_then(|semua| semua.first()).or_else(|| pesan.sender().and_then(|satu| satu.first()));
    let alamat = |satu: &Addr<'_>| satu.address.as_deref().map(|alamat| pendek(alamat).to_lowercase());
    let tertulis = AsalSurel {
        pengirim: pengirim.and_then(alamat).unwrap_or_default(),
        nama_pengirim: pengirim.and_then(|satu| satu.name.as_deref()).map(pendek).filter(|nama| !nama.is_empty()),
        tanggal: saat(pesan),
        subjek: pesan.subject().map(pendek).filter(|subjek| !subjek.is_empty()),
        id: pesan.message_id().map(pendek),
    };
    match luar {
        Some(luar) if tertulis.pengirim.is_empty() => {
            AsalSurel { tanggal: tertulis.tanggal.or(luar.tanggal), ..luar.clone() }
        }
        Some(luar) => AsalSurel { tanggal: tertulis.tanggal.or(luar.tanggal), ..tertulis },
        None => tertulis,
    }
}

/// When a message was received: what the last server stamped, else what the sender wrote, on the sender's clock, so
/// that the same mail has the same day on every machine.
fn saat(pesan: &Message<'_>) -> Option<NaiveDateTime> {
    let sah = |saat: &mail_parser::DateTime| saat.is_valid();
    let ditulis = pesan.date().copied().filter(sah);
    let diterima = pesan.received().and_then(|terima| terima.date).filter(sah);
    let kapan = diterima.or(ditulis)?;
    let jam = ditulis.or(diterima)?;
    let detik = i32::from(jam.tz_hour) * 3600 + i32::from(jam.tz_minute) * 60;
    let zona = FixedOffset::east_opt(if jam.tz_before_gmt { -detik } else { detik })?;
    Some(DateTime::from_timestamp(kapan.to_timestamp(), 0)?.with_timezone(&zona).naive_local())
}

/// Text from outside on one line, and not endless.
fn pendek(teks: &str) -> String {
    let bersih: String = teks.chars().map(|huruf| if huruf.is_control() { ' ' } else { huruf }).collect();
    bersih.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TEKS_TERPANJANG).collect()
}

/// The bytes of a part of a message, or of a part of the message that this part is.
pub(super) fn isi(isi: &[u8], langkah: &[Langkah], batas: u64) -> io::Result<Vec<u8>> {
    let tiada = || io::Error::other("lampiran tidak ditemukan lagi di dalam surat");
    let pesan = MessageParser::default().parse(isi).ok_or_else(tiada)?;
    let mut kini = &pesan;
    for (urutan, satu) in langkah.iter().enumerate() {
        let Langkah::Bagian(nomor) = satu else { return Err(tiada()) };
        let bagian = kini.parts.get(*nomor as usize).ok_or_else(tiada)?;
        let sisa = langkah.get(urutan + 1..).unwrap_or_default();
        match &bagian.body {
            PartType::Message(dalam) if !sisa.is_empty() => kini = dalam,
            _ => {
                let bita = isi_bagian(kini, bagian);
                if !sisa.is_empty() {
                    return self::isi(&bita, sisa, batas);
                }
                let cukup = usize::try_from(batas.saturating_add(1)).unwrap_or(usize::MAX);
                return Ok(bita.into_iter().take(cukup).collect());
            }
        }
    }
    Err(tiada())
}

#[cfg(test)]
pub(super) mod tests;
