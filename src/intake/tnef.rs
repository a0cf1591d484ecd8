//! winmail.dat: what Outlook makes of a message that it sends as Rich Text (TNEF). Its attachments are taken out; what cannot
//! be followed is told, with what the sender can do.

use std::collections::BTreeSet;
use std::io;

use super::ContainerStep;
use super::attachment::{clean_name, taken};
use super::item::{ContainerExplorer, InboxItem, ItemContent, system_name};

/// The first bytes.
const SIGNATURE: [u8; 4] = [0x78, 0x9F, 0x3E, 0x22];
/// Attachments at most.
const MOST: usize = 1_000;

/// Attributes by number: an attachment begins, its name, its bytes, its properties.
const BEGINS: u32 = 0x0006_9002;
const TITLE: u32 = 0x0001_8010;
const DATA: u32 = 0x0006_800F;
const PROPERTIES: u32 = 0x0006_9005;

/// Its long name among the properties, in either of two alphabets.
const LONG_NAME: [[u8; 4]; 2] = [[0x1F, 0x00, 0x07, 0x37], [0x1E, 0x00, 0x07, 0x37]];

/// An attachment.
#[derive(Debug, Default, PartialEq, Eq)]
struct Attached<'b> {
    name: String,
    content: &'b [u8],
}

pub(super) fn open(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let InboxItem { path, source, received: accepted, origin, content, archive, .. } = item;
    let bytes = explorer.bytes(content);
    let Some(attached) = bytes.as_deref().ok().and_then(attachments) else {
        return explorer.inbox.reject(
            path,
            "lampiran terbungkus winmail.dat, bentuk kiriman Outlook yang tidak dapat dibuka di sini",
            "Minta pengirim mengirim ulang sebagai teks biasa atau HTML, bukan Rich Text.",
        );
    };
    if attached.is_empty() {
        return explorer.inbox.skip(path, "surat Outlook (winmail.dat) tanpa lampiran");
    }
    let mut names = BTreeSet::new();
    for (one, number) in attached.iter().zip(0_u32..) {
        let name = clean_name(&one.name, &mut names);
        let inner = format!("{path}/{name}");
        if system_name(&name) {
            explorer.inbox.system_files.push(inner);
        } else if let Err(reason) = taken(&name, one.content) {
            explorer.inbox.skip(inner, &reason.to_string());
        } else {
            explorer.insert(InboxItem {
                path: inner,
                source: source.enter(ContainerStep::Attachment(number)),
                received: accepted,
                origin: origin.clone(),
                content: ItemContent::Byte(one.content.to_vec()),
                archive,
                message: false,
            });
        }
    }
}

/// Whether bytes are of this form.
pub(super) fn recognised(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// The attachments; nothing for bytes that cannot be followed to their end.
fn attachments(bytes: &[u8]) -> Option<Vec<Attached<'_>>> {
    let mut rest = bytes.strip_prefix(&SIGNATURE)?.get(2..)?;
    let mut all: Vec<Attached<'_>> = Vec::new();
    while !rest.is_empty() {
        let number = u32::from_le_bytes(rest.get(1..5)?.try_into().ok()?);
        let length = u32::from_le_bytes(rest.get(5..9)?.try_into().ok()?) as usize;
        let content = rest.get(9..9_usize.checked_add(length)?)?;
        rest = rest.get(9 + length + 2..)?;
        match number {
            BEGINS if all.len() < MOST => all.push(Attached::default()),
            TITLE => {
                if let Some(last) = all.last_mut().filter(|last| last.name.is_empty()) {
                    last.name = letters(content);
                }
            }
            DATA => {
                if let Some(last) = all.last_mut() {
                    last.content = content;
                }
            }
            PROPERTIES => {
                if let (Some(last), Some(name)) = (all.last_mut(), long_name(content)) {
                    last.name = name;
                }
            }
            _ => {}
        }
    }
    Some(all)
}

/// The long name of an attachment among its properties: short names are cut to eight letters.
fn long_name(properties: &[u8]) -> Option<String> {
    LONG_NAME.iter().enumerate().find_map(|(order, tag)| {
        let at = properties.windows(4).position(|window| window == tag)?;
        let length = u32::from_le_bytes(properties.get(at + 8..at + 12)?.try_into().ok()?) as usize;
        let text = properties.get(at + 12..at.checked_add(12)?.checked_add(length)?)?;
        let name = if order == 0 {
            let units: Vec<u16> = text.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
            String::from_utf16_lossy(&units)
        } else {
            letters(text)
        };
        Some(name.trim_end_matches('\0').to_string()).filter(|name| !name.is_empty())
    })
}

/// Letters of the alphabet of western Windows, up to the end mark.
fn letters(bytes: &[u8]) -> String {
    let text: Vec<u8> = bytes.iter().copied().take_while(|byte| *byte != 0).collect();
    String::from_utf8(text).unwrap_or_else(|error| error.as_bytes().iter().map(|byte| char::from(*byte)).collect())
}

/// The bytes of an attachment.
pub(super) fn content(bytes: &[u8], step: &[ContainerStep], limit: u64) -> io::Result<Vec<u8>> {
    let none = || io::Error::other("lampiran tidak ditemukan lagi di dalam winmail.dat");
    let [ContainerStep::Attachment(number)] = step else { return Err(none()) };
    let found = attachments(bytes).ok_or_else(none)?.into_iter().nth(*number as usize).ok_or_else(none)?;
    let enough = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
    Ok(found.content.iter().copied().take(enough).collect())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;
    use crate::intake::{collect, content as fetched};

    fn attribute(number: u32, content: &[u8]) -> Vec<u8> {
        let sum = content.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
        let length = u32::try_from(content.len()).unwrap();
        [&[2_u8][..], &number.to_le_bytes(), &length.to_le_bytes(), content, &sum.to_le_bytes()].concat()
    }

    fn winmail() -> Vec<u8> {
        let long: Vec<u8> = "Pengukuran TW I – JTI.xlsx\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = u32::try_from(long.len()).unwrap();
        let properties =
            [&1_u32.to_le_bytes()[..], &LONG_NAME[0], &1_u32.to_le_bytes(), &length.to_le_bytes(), &long].concat();
        [
            &SIGNATURE[..],
            &[1, 0],
            &attribute(0x0008_9006, &[0, 0, 1, 0]),
            &attribute(BEGINS, &[0; 14]),
            &attribute(TITLE, b"PENGUK~1.XLS\0"),
            &attribute(DATA, b"PK\x03\x04isi"),
            &attribute(PROPERTIES, &properties),
            &attribute(BEGINS, &[0; 14]),
            &attribute(TITLE, b"logo.png\0"),
            &attribute(DATA, b"\x89PNG"),
        ]
        .concat()
    }

    #[test]
    fn attachments_are_taken_out_of_winmail_with_their_long_names_and_their_sender() {
        let folder = tempfile::tempdir().unwrap();
        let letter = crate::intake::mail::tests::message("winmail.dat", &winmail());
        fs::write(folder.path().join("surat.eml"), letter).unwrap();
        let inbox = collect(folder.path()).unwrap();
        let [one] = inbox.submissions.as_slice() else { panic!("{inbox:?}") };
        assert_eq!(one.path, "surat.eml/winmail.dat/Pengukuran TW I – JTI.xlsx");
        assert_eq!(fetched(&one.source, 100).unwrap(), b"PK\x03\x04isi");
        assert_eq!(one.origin.as_ref().map(|origin| origin.sender.as_str()), Some("budi@jti.contoh.ac.id"));
        assert_eq!(inbox.skipped[0].path, "surat.eml/winmail.dat/logo.png");
    }

    #[test]
    fn what_cannot_be_followed_is_told_with_what_the_sender_can_do() {
        let whole = winmail();
        for cut in 6..whole.len() {
            let folder = tempfile::tempdir().unwrap();
            fs::write(folder.path().join("winmail.dat"), &whole[..cut]).unwrap();
            let inbox = collect(folder.path()).unwrap();
            assert!(inbox.submissions.len() + inbox.rejected.len() + inbox.skipped.len() > 0, "{cut}");
        }
        assert_eq!(attachments(b"x"), None);
        let endless = [&SIGNATURE[..], &[1, 0, 2], &DATA.to_le_bytes(), &u32::MAX.to_le_bytes()].concat();
        assert_eq!(attachments(&endless), None);
    }
}
