//! Messages as different programs write them.
#![allow(clippy::unwrap_used)]

use std::fs;

use super::super::archive::tests::zip;
use super::super::{Inbox, collect, content};
use super::*;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

fn base64(content: &[u8]) -> String {
    const LETTER: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut outcome = String::new();
    for (number, three) in content.chunks(3).enumerate() {
        let figure =
            three.iter().fold(0_u32, |figure, byte| (figure << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for order in 0..4 {
            let letter = LETTER[(figure >> (18 - 6 * order)) as usize & 63] as char;
            outcome.push(if order <= three.len() { letter } else { '=' });
        }
        if number % 19 == 18 {
            outcome.push_str("\r\n");
        }
    }
    outcome
}

/// A message with one attachment.
pub(in crate::intake) fn message(name: &str, byte: &[u8]) -> Vec<u8> {
    surat(
        "From: Budi Santoso <Budi@JTI.contoh.ac.id>\r\nDate: Mon, 02 Mar 2026 08:15:00 +0700\r\nSubject: PK JTI\r\nMessage-ID: <satu@contoh>\r\n",
        &format!("Content-Type: {XLSX}; name=\"{name}\"\r\nContent-Disposition: attachment; filename=\"{name}\""),
        byte,
    )
}

fn surat(head: &str, part_head: &str, byte: &[u8]) -> Vec<u8> {
    let content = base64(byte);
    format!(
        "{head}MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nTerlampir.\r\n--b1\r\n{part_head}\r\nContent-Transfer-Encoding: base64\r\n\r\n{content}\r\n--b1--\r\n"
    )
    .into_bytes()
}

fn inbox(name: &str, byte: &[u8]) -> (tempfile::TempDir, Inbox) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), byte).unwrap();
    let inbox = collect(folder.path()).unwrap();
    (folder, inbox)
}

/// The only attachment: its path, its origin, and its bytes as another process would fetch them.
fn one(byte: &[u8]) -> (String, MailOrigin, Vec<u8>) {
    let (_folder, inbox) = inbox("surat.eml", byte);
    let [submission] = inbox.submissions.as_slice() else { panic!("{inbox:?}") };
    let readable = content(&submission.source, 1000).unwrap();
    assert_eq!(submission.size, readable.len() as u64);
    (submission.path.clone(), submission.origin.clone().unwrap(), readable)
}

fn day(text: &str) -> Option<NaiveDateTime> {
    Some(text.parse().unwrap())
}

#[test]
fn thunderbird_splits_long_names_by_rfc_2231() {
    let head = "Return-Path: <budi@contoh.ac.id>\r\nReceived: from a by b; Tue, 03 Mar 2026 01:00:00 +0000\r\nMessage-ID: <abc@contoh.ac.id>\r\nDate: Mon, 2 Mar 2026 23:50:00 +0700\r\nUser-Agent: Mozilla Thunderbird\r\nFrom: =?UTF-8?Q?Budi_Santoso=2C_S=2ET=2E?= <budi@contoh.ac.id>\r\nSubject: =?UTF-8?B?UGVyamFuamlhbiBLaW5lcmphIOKAkyBKVEk=?=\r\n";
    let part = format!(
        "Content-Type: {XLSX};\r\n name=\"=?UTF-8?Q?Perjanjian_Kinerja.xlsx?=\"\r\nContent-Disposition: attachment;\r\n filename*0*=UTF-8''Perjanjian%20Kinerja%20%E2%80%93%20Jurusan%20Teknologi%20;\r\n filename*1*=Informasi.xlsx"
    );
    let (path, origin, content) = one(&surat(head, &part, b"PK\x03\x04isi"));
    assert_eq!(path, "surat.eml/Perjanjian Kinerja – Jurusan Teknologi Informasi.xlsx");
    assert_eq!(content, b"PK\x03\x04isi");
    assert_eq!(origin.mention(), "Budi Santoso, S.T. <budi@contoh.ac.id>");
    assert_eq!(origin.subjek.as_deref(), Some("Perjanjian Kinerja – JTI"));
    assert_eq!(origin.id.as_deref(), Some("abc@contoh.ac.id"));
    assert_eq!(origin.date, day("2026-03-03T08:00:00"), "the server's stamp on the sender's clock");
}

#[test]
fn outlook_writes_rfc_2047_into_parameters_and_may_wrap_everything_in_winmail() {
    let head = "From: \"Siti Aminah\" <siti@contoh.ac.id>\r\nTo: <ren@contoh.ac.id>\r\nSubject: RA\r\nDate: Tue, 3 Mar 2026 09:00:00 +0700\r\nX-Mailer: Microsoft Outlook 16.0\r\n";
    let part = "Content-Type: application/octet-stream;\r\n\tname=\"=?iso-8859-1?Q?Rencana_Aksi_r=E9visi.xlsx?=\"\r\nContent-Disposition: attachment;\r\n\tfilename=\"=?iso-8859-1?Q?Rencana_Aksi_r=E9visi.xlsx?=\"";
    assert_eq!(one(&surat(head, part, b"x")).0, "surat.eml/Rencana Aksi révisi.xlsx");
    let tnef = "Content-Type: application/ms-tnef; name=\"winmail.dat\"\r\nContent-Disposition: attachment; filename=\"winmail.dat\"";
    let (_folder, inbox) = inbox("surat.eml", &surat(head, tnef, b"x"));
    assert!(inbox.submissions.is_empty() && inbox.rejected[0].reason.contains("winmail.dat"), "{inbox:?}");
}

#[test]
fn gmail_forwards_messages_whole_and_the_first_sender_is_kept() {
    let inside = String::from_utf8(message("tw1.xlsx", b"TW I")).unwrap();
    let outside = format!(
        "From: Perencana <ren@contoh.ac.id>\r\nDate: Wed, 04 Mar 2026 10:00:00 +0700\r\nSubject: Fwd: PK JTI\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"0000ab\"\r\n\r\n--0000ab\r\nContent-Type: multipart/alternative; boundary=\"0000cd\"\r\n\r\n--0000cd\r\nContent-Type: text/plain\r\n\r\nini\r\n--0000cd\r\nContent-Type: text/html\r\n\r\n<p>ini</p>\r\n--0000cd--\r\n--0000ab\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n{inside}\r\n--0000ab--\r\n"
    );
    let (path, origin, content) = one(outside.as_bytes());
    assert_eq!((path.as_str(), content.as_slice()), ("surat.eml/terusan/tw1.xlsx", b"TW I".as_slice()));
    assert_eq!((origin.sender.as_str(), origin.date), ("budi@jti.contoh.ac.id", day("2026-03-02T08:15:00")));
}

#[test]
fn a_phone_sends_wrong_types_no_date_and_pictures() {
    let head = "From: budi@contoh.ac.id\r\nX-Mailer: iPhone Mail\r\n";
    let part =
        "Content-Type: text/plain; charset=us-ascii; name=PK.xlsx\r\nContent-Disposition: inline; filename=PK.xlsx";
    let (path, origin, content) = one(&surat(head, part, b"PK\x03\x04\xff\x00\xfe"));
    assert_eq!((path.as_str(), content.as_slice()), ("surat.eml/PK.xlsx", b"PK\x03\x04\xff\x00\xfe".as_slice()));
    assert_eq!((origin.date, origin.subjek), (None, None));
    let image = "Content-Type: image/jpeg; name=foto.jpg\r\nContent-Disposition: inline; filename=foto.jpg";
    let (_folder, inbox) = inbox("surat.eml", &surat(head, image, b"\xff\xd8"));
    assert_eq!(inbox.skipped[0].path, "surat.eml/foto.jpg");
    assert!(inbox.submissions.is_empty() && inbox.rejected.is_empty());
}

#[test]
fn archives_in_mail_and_mail_in_archives_are_opened() {
    let archive = zip(&[("JTI/pk.xlsx", b"isi pk")]);
    let part = "Content-Type: application/zip\r\nContent-Disposition: attachment; filename=kirim.zip";
    let surat = surat("From: a@b.id\r\nDate: Mon, 02 Mar 2026 08:15:00 +0700\r\n", part, &archive);
    let (_folder, inbox) = inbox("semua.zip", &zip(&[("surat.eml", &surat)]));
    let [submission] = inbox.submissions.as_slice() else { panic!("{inbox:?}") };
    assert_eq!(submission.path, "semua.zip/surat.eml/kirim.zip/JTI/pk.xlsx");
    assert_eq!(submission.received, day("2026-03-02T08:15:00"), "the mail's day, not the member's");
    assert_eq!(content(&submission.source, 100).unwrap(), b"isi pk");
}

#[test]
fn what_is_no_mail_is_said() {
    let (_folder, inbox) = inbox("surat.eml", b"\x00\x01\x02");
    assert_eq!((inbox.submissions.len(), inbox.rejected.len()), (0, 1), "{inbox:?}");
}
