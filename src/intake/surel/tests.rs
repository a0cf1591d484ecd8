//! Messages as different programs write them.
#![allow(clippy::unwrap_used)]

use std::fs;

use super::super::arsip::tests::zip;
use super::super::{Kotak, isi, kumpulkan};
use super::*;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn base64(isi: &[u8]) -> String {
    const HURUF: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut hasil = String::new();
    for (nomor, tiga) in isi.chunks(3).enumerate() {
        let angka = tiga.iter().fold(0_u32, |angka, bita| (angka << 8) | u32::from(*bita)) << (8 * (3 - tiga.len()));
        for urutan in 0..4 {
            let huruf = HURUF[(angka >> (18 - 6 * urutan)) as usize & 63] as char;
            hasil.push(if urutan <= tiga.len() { huruf } else { '=' });
        }
        if nomor % 19 == 18 {
            hasil.push_str("\r\n");
        }
    }
    hasil
}

/// A message with one attachment.
pub(in crate::intake) fn pesan(nama: &str, bita: &[u8]) -> Vec<u8> {
    surat(
        "From: Budi Santoso <Budi@JTI.contoh.ac.id>\r\nDate: Mon, 02 Mar 2026 08:15:00 +0700\r\nSubject: PK JTI\r\nMessage-ID: <satu@contoh>\r\n",
        &format!("Content-Type: {XLSX}; name=\"{nama}\"\r\nContent-Disposition: attachment; filename=\"{nama}\""),
        bita,
    )
}

fn surat(kepala: &str, kepala_bagian: &str, bita: &[u8]) -> Vec<u8> {
    let isi = base64(bita);
    format!(
        "{kepala}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTerlampir.\r\n--b1\r\n{kepala_bagian}\r\nContent-Transfer-Encoding: base64\r\n\r\n{isi}\r\n--b1--\r\n"
    )
    .into_bytes()
}

fn kotak(nama: &str, bita: &[u8]) -> (tempfile::TempDir, Kotak) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(nama), bita).unwrap();
    let kotak = kumpulkan(folder.path()).unwrap();
    (folder, kotak)
}

/// The only attachment: its path, its origin, and its bytes as another process would fetch them.
fn satu(bita: &[u8]) -> (String, AsalSurel, Vec<u8>) {
    let (_folder, kotak) = kotak("surat.eml", bita);
    let [kiriman] = kotak.kiriman.as_slice() else { panic!("{kotak:?}") };
    let terbaca = isi(&kiriman.sumber, 1000).unwrap();
    assert_eq!(kiriman.ukuran, terbaca.len() as u64);
    (kiriman.jalur.clone(), kiriman.asal.clone().unwrap(), terbaca)
}

fn hari(teks: &str) -> Option<NaiveDateTime> {
    Some(teks.parse().unwrap())
}

#[test]
fn thunderbird_splits_long_names_by_rfc_2231() {
    let kepala = "Return-Path: <budi@contoh.ac.id>\r\nReceived: from a by b; Tue, 03 Mar 2026 01:00:00 +0000\r\nMessage-ID: <abc@contoh.ac.id>\r\nDate: Mon, 2 Mar 2026 23:50:00 +0700\r\nUser-Agent: Mozilla Thunderbird\r\nFrom: =?UTF-8?Q?Budi_Santoso=2C_S=2ET=2E?= <budi@contoh.ac.id>\r\nSubject: =?UTF-8?B?UGVyamFuamlhbiBLaW5lcmphIOKAkyBKVEk=?=\r\n";
    let bagian = format!(
        "Content-Type: {XLSX};\r\n name=\"=?UTF-8?Q?Perjanjian_Kinerja.xlsx?=\"\r\nContent-Disposition: attachment;\r\n filename*0*=UTF-8''Perjanjian%20Kinerja%20%E2%80%93%20Jurusan%20Teknologi%20;\r\n filename*1*=Informasi.xlsx"
    );
    let (jalur, asal, isi) = satu(&surat(kepala, &bagian, b"PK\x03\x04isi"));
    assert_eq!(jalur, "surat.eml/Perjanjian Kinerja – Jurusan Teknologi Informasi.xlsx");
    assert_eq!(isi, b"PK\x03\x04isi");
    assert_eq!(asal.sebut(), "Budi Santoso, S.T. <budi@contoh.ac.id>");
    assert_eq!(asal.subjek.as_deref(), Some("Perjanjian Kinerja – JTI"));
    assert_eq!(asal.id.as_deref(), Some("abc@contoh.ac.id"));
    assert_eq!(asal.tanggal, hari("2026-03-03T08:00:00"), "the server's stamp on the sender's clock");
}

#[test]
fn outlook_writes_rfc_2047_into_parameters_and_may_wrap_everything_in_winmail() {
    let kepala = "From: \"Siti Aminah\" <siti@contoh.ac.id>\r\nTo: <ren@contoh.ac.id>\r\nSubject: RA\r\nDate: Tue, 3 Mar 2026 09:00:00 +0700\r\nX-Mailer: Microsoft Outlook 16.0\r\n";
    let bagian = "Content-Type: application/octet-stream;\r\n\tname=\"=?iso-8859-1?Q?Rencana_Aksi_r=E9visi.xlsx?=\"\r\nContent-Disposition: attachment;\r\n\tfilename=\"=?iso-8859-1?Q?Rencana_Aksi_r=E9visi.xlsx?=\"";
    assert_eq!(satu(&surat(kepala, bagian, b"x")).0, "surat.eml/Rencana Aksi révisi.xlsx");
    let tnef = "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Disposition: attachment; filename=\"winmail.dat\"";
    let (_folder, kotak) = kotak("surat.eml", &surat(kepala, tnef, b"x"));
    assert!(kotak.kiriman.is_empty() && kotak.ditolak[0].alasan.contains("winmail.dat"), "{kotak:?}");
}

#[test]
fn gmail_forwards_messages_whole_and_the_first_sender_is_kept() {
    let dalam = String::from_utf8(pesan("tw1.xlsx", b"TW I")).unwrap();
    let luar = format!(
        "From: Perencana <ren@contoh.ac.id>\r\nDate: Wed, 04 Mar 2026 10:00:00 +0700\r\nSubject: Fwd: PK JTI\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"0000ab\"\r\n\r\n--0000ab\r\nContent-Type: multipart/alternative; boundary=\"0000cd\"\r\n\r\n--0000cd\r\nContent-Type: text/plain\r\n\r\nini\r\n--0000cd\r\nContent-Type: text/html\r\n\r\n<p>ini</p>\r\n--0000cd--\r\n--0000ab\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{dalam}\r\n--0000ab--\r\n"
    );
    let (jalur, asal, isi) = satu(luar.as_bytes());
    assert_eq!((jalur.as_str(), isi.as_slice()), ("surat.eml/terusan/tw1.xlsx", b"TW I".as_slice()));
    assert_eq!((asal.pengirim.as_str(), asal.tanggal), ("budi@jti.contoh.ac.id", hari("2026-03-02T08:15:00")));
}

#[test]
fn a_phone_sends_wrong_types_no_date_and_pictures() {
    let kepala = "From: budi@contoh.ac.id\r\nX-Mailer: iPhone Mail\r\n";
    let bagian =
        "Content-Type: text/plain; charset=us-ascii; name=PK.xlsx\r\nContent-Disposition: inline; filename=PK.xlsx";
    let (jalur, asal, isi) = satu(&surat(kepala, bagian, b"PK\x03\x04\xff\x00\xfe"));
    assert_eq!((jalur.as_str(), isi.as_slice()), ("surat.eml/PK.xlsx", b"PK\x03\x04\xff\x00\xfe".as_slice()));
    assert_eq!((asal.tanggal, asal.subjek), (None, None));
    let gambar = "Content-Type: image/jpeg; name=foto.jpg\r\nContent-Disposition: inline; filename=foto.jpg";
    let (_folder, kotak) = kotak("surat.eml", &surat(kepala, gambar, b"\xff\xd8"));
    assert_eq!(kotak.dilewati[0].jalur, "surat.eml/foto.jpg");
    assert!(kotak.kiriman.is_empty() && kotak.ditolak.is_empty());
}

#[test]
fn archives_in_mail_and_mail_in_archives_are_opened() {
    let arsip = zip(&[("JTI/pk.xlsx", b"isi pk")]);
    let bagian = "Content-Type: application/zip\r\nContent-Disposition: attachment; filename=kirim.zip";
    let surat = surat("From: a@b.id\r\nDate: Mon, 02 Mar 2026 08:15:00 +0700\r\n", bagian, &arsip);
    let (_folder, kotak) = kotak("semua.zip", &zip(&[("surat.eml", &surat)]));
    let [kiriman] = kotak.kiriman.as_slice() else { panic!("{kotak:?}") };
    assert_eq!(kiriman.jalur, "semua.zip/surat.eml/kirim.zip/JTI/pk.xlsx");
    assert_eq!(kiriman.diterima, hari("2026-03-02T08:15:00"), "the mail's day, not the member's");
    assert_eq!(isi(&kiriman.sumber, 100).unwrap(), b"isi pk");
}

#[test]
fn what_is_no_mail_is_said() {
    let (_folder, kotak) = kotak("surat.eml", b"\x00\x01\x02");
    assert_eq!((kotak.kiriman.len(), kotak.ditolak.len()), (0, 1), "{kotak:?}");
}
