//! Files that hold others, whatever lies in whatever: what each is, and the way back to its bytes.

use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::attachment::{message_like, workbook_named};
use super::item::{CONTAINER_LIMIT, ContainerExplorer, ContainerKind, InboxItem, ItemContent, look};
use super::{ContainerStep, FileSource, Submission, archive, mail, mailbox, outlook, tnef};
use crate::files;

/// Archives inside one another at most.
const DEEPEST_ARCHIVE: usize = 2;
/// Steps from a file on disk to bytes inside it at most.
const MOST_STEP: usize = 8;
/// Takes a file in: itself, or what it holds.
pub(super) fn insert(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let name = item.path.rsplit('/').next().unwrap_or(&item.path);
    let look = match look(name) {
        _ if item.message => ContainerKind::Surat,
        ContainerKind::File if !workbook_named(name) => by_content(&item),
        look => look,
    };
    if look != ContainerKind::File && item.source.member.len() >= MOST_STEP {
        explorer.inbox.reject(item.path, "kiriman berlapis terlalu dalam", "Kirim berkas Excel-nya langsung.");
        return;
    }
    match look {
        ContainerKind::Archive if item.archive >= DEEPEST_ARCHIVE => {
            explorer.inbox.reject(
                item.path,
                "arsip zip di dalam arsip zip terlalu berlapis",
                "Kirim berkas Excel-nya langsung.",
            );
        }
        ContainerKind::Archive => guarded(item, explorer, archive::open),
        ContainerKind::Surat => guarded(item, explorer, mail::open),
        ContainerKind::Mailbox => guarded(item, explorer, mailbox::open),
        ContainerKind::SuratOutlook => guarded(item, explorer, outlook::open),
        ContainerKind::Winmail => guarded(item, explorer, tnef::open),
        ContainerKind::File => {
            let InboxItem { path, source, received: accepted, origin, content, .. } = item;
            explorer.inbox.submissions.push(Submission {
                path,
                source,
                received: accepted,
                size: content.size(),
                origin,
            });
        }
    }
}

/// What a file is whose name says nothing: a mailbox, a message, or a file.
fn by_content(item: &InboxItem<'_>) -> ContainerKind {
    let name = item.path.rsplit('/').next().unwrap_or(&item.path);
    let start = item.content.start();
    if mailbox::recognised(&start) {
        ContainerKind::Mailbox
    } else if message_like(&start) {
        ContainerKind::Surat
    } else if !name.contains('.') && start.starts_with(&outlook::COMPOUND) && is_outlook(item) {
        ContainerKind::SuratOutlook
    } else {
        ContainerKind::File
    }
}

/// Whether a compound file is a message of Outlook: that stands at no fixed place, so all of it is looked at.
fn is_outlook(item: &InboxItem<'_>) -> bool {
    match &item.content {
        ItemContent::File { position, .. } => files::open(position)
            .and_then(|file| all(file, CONTAINER_LIMIT))
            .is_ok_and(|bytes| outlook::recognised(&bytes)),
        ItemContent::Byte(bytes) => outlook::recognised(bytes),
        ItemContent::Later { .. } => false,
    }
}

/// Looks into a container. What a reader of archives or mail trips over is the file's fault, not the end of the run.
fn guarded(
    item: InboxItem<'_>,
    explorer: &mut ContainerExplorer<'_>,
    open: fn(InboxItem<'_>, &mut ContainerExplorer<'_>),
) {
    let path = item.path.clone();
    if catch_unwind(AssertUnwindSafe(|| open(item, explorer))).is_err() {
        let advice = "Kirim berkas Excel-nya langsung.";
        explorer.inbox.reject(path, "susunan isinya tidak dapat diikuti", advice);
    }
}

/// The bytes at the end of the way.
pub(super) fn content(source: &FileSource, limit: u64) -> io::Result<Vec<u8>> {
    let mut step = source.member.as_slice();
    let mut now: Option<Vec<u8>> = None;
    while let Some((first, rest)) = step.split_first() {
        // A message is parsed once for all steps that lead into it.
        let in_use = match first {
            ContainerStep::Part(_) => step.iter().take_while(|one| matches!(one, ContainerStep::Part(_))).count(),
            ContainerStep::Attachment(_) => {
                step.iter().take_while(|one| matches!(one, ContainerStep::Attachment(_))).count()
            }
            _ => 1,
        };
        let limit = if in_use == step.len() { limit } else { CONTAINER_LIMIT };
        now = Some(match (first, now) {
            (ContainerStep::Zip(name), None) => archive::content(files::open(&source.file)?, name, limit)?,
            (ContainerStep::Zip(name), Some(content)) => archive::content(Cursor::new(content), name, limit)?,
            (ContainerStep::Message { begin, length }, None) => fragment(files::open(&source.file)?, *begin, *length)?,
            (ContainerStep::Message { begin, length }, Some(content)) => {
                fragment(Cursor::new(content), *begin, *length)?
            }
            (ContainerStep::Part(_), None) => {
                mail::content(&all(files::open(&source.file)?, CONTAINER_LIMIT)?, &step[..in_use], limit)?
            }
            (ContainerStep::Part(_), Some(content)) => mail::content(&content, &step[..in_use], limit)?,
            (ContainerStep::Attachment(_), None) => {
                attached(&all(files::open(&source.file)?, CONTAINER_LIMIT)?, &step[..in_use], limit)?
            }
            (ContainerStep::Attachment(_), Some(content)) => attached(&content, &step[..in_use], limit)?,
        });
        step = if in_use == 1 { rest } else { &step[in_use..] };
    }
    match now {
        Some(content) => Ok(content),
        None => all(files::open(&source.file)?, limit),
    }
}

/// What is attached in one of Outlook's own forms.
fn attached(content: &[u8], step: &[ContainerStep], limit: u64) -> io::Result<Vec<u8>> {
    if !tnef::recognised(content) {
        return outlook::content(content, step, limit);
    }
    // What lies in there may be a message of Outlook, with steps of its own.
    let (first, rest) = step.split_at(1);
    let inner = tnef::content(content, first, if rest.is_empty() { limit } else { CONTAINER_LIMIT })?;
    if rest.is_empty() { Ok(inner) } else { attached(&inner, rest, limit) }
}

fn fragment(mut source: impl Read + Seek, begin: u64, length: u64) -> io::Result<Vec<u8>> {
    source.seek(SeekFrom::Start(begin))?;
    mailbox::one(&all(source.take(length), CONTAINER_LIMIT)?)
}

/// At most so many bytes and one more.
fn all(source: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut content = Vec::new();
    source.take(limit.saturating_add(1)).read_to_end(&mut content)?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_way_to_the_bytes_crosses_to_another_process() {
        let source = FileSource::file("a.mbox")
            .enter(ContainerStep::Message { begin: 7, length: 9 })
            .enter(ContainerStep::Part(2))
            .enter(ContainerStep::Attachment(1))
            .enter(ContainerStep::Zip("x/y.xlsx".into()));
        let text = serde_json::to_string(&source).unwrap();
        assert_eq!(serde_json::from_str::<FileSource>(&text).unwrap(), source);
        assert_eq!(serde_json::from_str::<FileSource>("{\"berkas\":\"a.xlsx\"}").unwrap(), FileSource::file("a.xlsx"));
    }
}
