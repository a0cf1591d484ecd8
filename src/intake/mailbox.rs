//! Mailboxes (.mbox): each message by its place in the file, so that one can be fetched without reading the others.

use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use mail_parser::mailbox::mbox::MessageIterator;

use super::item::{CONTAINER_LIMIT, ContainerExplorer, InboxItem, ItemContent};
use super::{ContainerStep, FileSource};
use crate::domain::system::system_words;
use crate::files;

/// Messages of one mailbox at most.
const MOST_MESSAGE: usize = 20_000;

/// Header lines by which the first message of a mailbox is known.
const HEAD: [&str; 6] =
    ["\nfrom: ", "\ndate: ", "\nreceived: ", "\nmessage-id: ", "\nmime-version: ", "\nx-mozilla-status: "];

/// Whether a file is a mailbox whatever it is called: mail programs keep theirs without an extension.
pub(super) fn recognised(start: &[u8]) -> bool {
    let text = String::from_utf8_lossy(start).to_lowercase().replace("\r\n", "\n");
    text.starts_with("from ") && HEAD.iter().any(|head| text.contains(head))
}

pub(super) fn open(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let outcome = match &item.content {
        ItemContent::File { position, .. } => {
            files::open(position).and_then(|file| trace_back(BufReader::new(file), &item, explorer))
        }
        ItemContent::Byte(content) => trace_back(Cursor::new(content.as_slice()), &item, explorer),
        ItemContent::Later { .. } => Ok(()),
    };
    if let Err(error) = outcome {
        let advice = "Simpan suratnya satu per satu sebagai .eml.";
        let reason = format!("kotak surat tidak dapat dibaca ({})", system_words(&error));
        explorer.inbox.reject(item.path, &reason, advice);
    }
}

fn trace_back(
    mut content: impl BufRead + Seek,
    item: &InboxItem<'_>,
    explorer: &mut ContainerExplorer<'_>,
) -> io::Result<()> {
    let message = message_position(&mut content)?;
    if message.is_empty() {
        return Err(io::Error::other("tidak ada surat di dalamnya"));
    }
    for (number, (begin, length)) in message.into_iter().enumerate() {
        let path = format!("{}/{}", item.path, number + 1);
        if length > CONTAINER_LIMIT {
            let reason = format!("surat lebih dari {} MB", CONTAINER_LIMIT >> 20);
            explorer.inbox.reject(path, &reason, "Kirim lampirannya dalam beberapa surat.");
            continue;
        }
        content.seek(SeekFrom::Start(begin))?;
        let mut one_message = Vec::new();
        (&mut content).take(length).read_to_end(&mut one_message)?;
        let source: FileSource = item.source.enter(ContainerStep::Message { begin, length });
        let surat = InboxItem {
            path,
            source,
            received: item.received,
            origin: item.origin.clone(),
            content: ItemContent::Byte(one(&one_message)?),
            archive: item.archive,
            message: true,
        };
        explorer.insert(surat);
    }
    Ok(())
}

/// Where each message begins, and its length.
fn message_position(content: &mut impl BufRead) -> io::Result<Vec<(u64, u64)>> {
    let mut outcome: Vec<(u64, u64)> = Vec::new();
    let (mut now, mut row_first) = (0_u64, true);
    let mut row = Vec::new();
    loop {
        row.clear();
        // A line without an end may be as long as the file: it is taken in pieces.
        let length = content.take(64 << 10).read_until(b'\n', &mut row)? as u64;
        if length == 0 {
            return Ok(outcome);
        }
        if row_first && row.starts_with(b"From ") {
            if outcome.len() >= MOST_MESSAGE {
                return Err(io::Error::other(format!("lebih dari {MOST_MESSAGE} surat")));
            }
            outcome.push((now, 0));
        }
        if let Some((_, owned)) = outcome.last_mut() {
            *owned += length;
        }
        row_first = row.ends_with(b"\n");
        now += length;
    }
}

/// A message of a mailbox as it was before it was put there.
pub(super) fn one(content: &[u8]) -> io::Result<Vec<u8>> {
    match MessageIterator::new(content).next() {
        Some(message) => Ok(message?.unwrap_contents()),
        None => Err(io::Error::other("surat tidak ditemukan lagi di kotak surat")),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use crate::intake::mail::tests::message;
    use crate::intake::{collect, content};

    #[test]
    fn each_message_of_a_mailbox_is_found_again_by_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut inbox: Vec<u8> = Vec::new();
        for (name, byte) in [("pk.xlsx", b"PK satu"), ("ra.xlsx", b"PK dua!")] {
            inbox.extend(b"From budi@contoh.ac.id Mon Mar  2 08:00:00 2026\r\n");
            inbox.extend(message(name, byte));
            inbox.extend(b"\r\n>From sini\r\n\r\n");
        }
        fs::write(folder.path().join("kotak.mbox"), inbox).unwrap();
        let inbox = collect(folder.path()).unwrap();
        let path: Vec<_> = inbox.submissions.iter().map(|submission| submission.path.as_str()).collect();
        assert_eq!(path, ["kotak.mbox/1/pk.xlsx", "kotak.mbox/2/ra.xlsx"]);
        assert_eq!(content(&inbox.submissions[1].source, 100).unwrap(), b"PK dua!");
    }

    #[test]
    fn a_mailbox_without_an_extension_is_known_by_its_content() {
        let folder = tempfile::tempdir().unwrap();
        let mut content = b"From - Mon Mar  2 08:00:00 2026\nX-Mozilla-Status: 0001\n".to_vec();
        content.extend(message("pk.xlsx", b"PK satu"));
        fs::write(folder.path().join("Inbox"), content).unwrap();
        fs::write(folder.path().join("Inbox.msf"), b"index").unwrap();
        fs::write(folder.path().join("catatan"), b"From sini kami lanjutkan.\nSalam").unwrap();
        let inbox = collect(folder.path()).unwrap();
        let path: Vec<_> = inbox.submissions.iter().map(|submission| submission.path.as_str()).collect();
        assert_eq!(path, ["Inbox/1/pk.xlsx", "catatan"], "a text that begins the same way stays a file");
        assert_eq!(inbox.system_files, ["Inbox.msf"]);
    }

    #[test]
    fn a_mailbox_without_messages_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("kosong.mbox"), b"bukan surat").unwrap();
        let inbox = collect(folder.path()).unwrap();
        assert_eq!((inbox.submissions.len(), inbox.rejected.len()), (0, 1));
    }
}
