//! Messages of Outlook, written as its desktop program saves them.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::io::Write;

use super::*;
use crate::intake::{Inbox, collect, content};

type Written = CompoundFile<Cursor<Vec<u8>>>;

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn stream(file: &mut Written, path: &str, bytes: &[u8]) {
    file.create_stream(path).unwrap().write_all(bytes).unwrap();
}

/// The fixed properties: code page, and when it was delivered.
fn properties(file: &mut Written, storage: &str, head: usize, delivered: Option<&str>) {
    let mut bytes = vec![0; head];
    let mut put = |tag: u32, value: u64| {
        bytes.extend(tag.to_le_bytes());
        bytes.extend(6_u32.to_le_bytes());
        bytes.extend(value.to_le_bytes());
    };
    put(0x3FFD_0003, 1252);
    if let Some(moment) = delivered {
        let moment: NaiveDateTime = moment.parse().unwrap();
        put(0x0E06_0040, u64::try_from(moment.and_utc().timestamp() + EPOCH).unwrap() * 10_000_000);
    }
    stream(file, &format!("{storage}/__properties_version1.0"), &bytes);
}

fn attach(file: &mut Written, storage: &str, number: usize, name: &str, bytes: &[u8]) {
    let place = format!("{storage}/__attach_version1.0_#{number:08X}");
    file.create_storage(&place).unwrap();
    properties(file, &place, 8, None);
    stream(file, &format!("{place}/__substg1.0_3707001F"), &wide(name));
    stream(file, &format!("{place}/__substg1.0_37010102"), bytes);
}

/// A message of a colleague in the same office, with a form and a picture; and in it the message of a unit.
fn message() -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    properties(&mut file, "", 32, Some("2026-04-08T18:30:00"));
    stream(&mut file, "/__substg1.0_0037001F", &wide("Terusan: TW I"));
    stream(&mut file, "/__substg1.0_0C1A001F", &wide("Perencana"));
    stream(&mut file, "/__substg1.0_0C1F001F", &wide("/O=KANTOR/CN=PERENCANA"));
    stream(&mut file, "/__substg1.0_5D01001F", &wide("Perencana@contoh.ac.id"));
    attach(&mut file, "", 0, "TW I – JTI.xlsx", b"PK\x03\x04satu");
    attach(&mut file, "", 1, "logo.png", b"\x89PNG");
    let place = "/__attach_version1.0_#00000002";
    file.create_storage(place).unwrap();
    properties(&mut file, place, 8, None);
    stream(&mut file, &format!("{place}/__substg1.0_3001001F"), &wide("TW I Jurusan"));
    let inner = format!("{place}/__substg1.0_3701000D");
    file.create_storage(&inner).unwrap();
    properties(&mut file, &inner, 24, None);
    let headers = "Received: from a by b; Tue, 07 Apr 2026 01:00:00 +0000\r\nFrom: =?utf-8?Q?Budi_Santoso?= <budi@jtm.contoh.ac.id>\r\nDate: Tue, 7 Apr 2026 08:00:00 +0800\r\nMessage-ID: <dua@contoh>\r\nContent-Type: multipart/mixed; boundary=x\r\n";
    stream(&mut file, &format!("{inner}/__substg1.0_007D001F"), &wide(headers));
    stream(&mut file, &format!("{inner}/__substg1.0_0037001E"), b"Pengukuran r\xE9visi");
    attach(&mut file, &inner, 0, "TW I JTM.xlsx", b"PK\x03\x04dua");
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn inbox(name: &str, bytes: &[u8]) -> (tempfile::TempDir, Inbox) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let inbox = collect(folder.path()).unwrap();
    (folder, inbox)
}

#[test]
fn attachments_of_a_message_saved_by_outlook_are_files_with_their_senders() {
    let (_folder, inbox) = inbox("surat.msg", &message());
    let [nested, own] = inbox.submissions.as_slice() else { panic!("{inbox:?}") };
    assert_eq!(own.path, "surat.msg/TW I – JTI.xlsx");
    assert_eq!(content(&own.source, 100).unwrap(), b"PK\x03\x04satu");
    let origin = own.origin.clone().unwrap();
    assert_eq!(origin.mention(), "Perencana <perencana@contoh.ac.id>", "an address of the net, not of the directory");
    assert_eq!(origin.date, "2026-04-09T01:30:00".parse().ok(), "Western Indonesian time where nothing is said");
    assert_eq!(origin.subjek.as_deref(), Some("Terusan: TW I"));
    assert_eq!(nested.path, "surat.msg/TW I Jurusan/TW I JTM.xlsx");
    assert_eq!(content(&nested.source, 100).unwrap(), b"PK\x03\x04dua");
    let origin = nested.origin.clone().unwrap();
    assert_eq!(origin.mention(), "Budi Santoso <budi@jtm.contoh.ac.id>");
    assert_eq!((origin.date, origin.id.as_deref()), ("2026-04-07T09:00:00".parse().ok(), Some("dua@contoh")));
    assert_eq!(origin.subjek.as_deref(), Some("Pengukuran révisi"));
    assert_eq!(inbox.skipped[0].path, "surat.msg/logo.png");
}

#[test]
fn a_message_of_outlook_is_known_without_its_extension_and_inside_of_other_mail() {
    let (_folder, named) = inbox("surat dari JTI", &message());
    assert_eq!(named.submissions.len(), 2, "{named:?}");
    let outer = crate::intake::mail::tests::message("surat.msg", &message());
    let (_folder, inner) = inbox("luar.eml", &outer);
    let paths: Vec<&str> = inner.submissions.iter().map(|one| one.path.as_str()).collect();
    assert_eq!(paths, ["luar.eml/surat.msg/TW I Jurusan/TW I JTM.xlsx", "luar.eml/surat.msg/TW I – JTI.xlsx"]);
    assert_eq!(content(&inner.submissions[0].source, 100).unwrap(), b"PK\x03\x04dua");
}

#[test]
fn what_is_called_a_message_and_is_none_is_said_and_broken_ones_end_nothing() {
    let (_folder, none) = inbox("surat.msg", b"bukan surat");
    assert!(none.rejected[0].reason.contains("isinya bukan surat"), "{none:?}");
    let whole = message();
    for cut in (0..whole.len()).step_by(511) {
        let (_folder, inbox) = inbox("surat.msg", &whole[..cut]);
        assert!(inbox.submissions.len() + inbox.rejected.len() + inbox.skipped.len() > 0, "{cut}: {inbox:?}");
    }
    for at in (0..whole.len()).step_by(97) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xFF;
        let (_folder, inbox) = inbox("surat.msg", &bytes);
        for one in &inbox.submissions {
            let _ = content(&one.source, 1 << 20);
        }
    }
}
