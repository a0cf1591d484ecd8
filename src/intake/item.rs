//! A file on its way into the inbox: what it is by its name, and its bytes as far as they are at hand.

use std::io::{self, Read};
use std::path::Path;

use chrono::NaiveDateTime;
use zip::result::ZipError;

use super::{FileSource, Inbox};
use crate::domain::mail::MailOrigin;
use crate::domain::system::system_words;
use crate::files;

/// Bytes of a container that lies in another, and of a message.
pub(super) const CONTAINER_LIMIT: u64 = 128 << 20;
/// Bytes by which a file is known.
const FIRST_LIMIT: u64 = 4 << 10;
/// Bytes of all containers that lie in one file of the inbox.
const ALL_CONTAINER_LIMIT: u64 = 1 << 30;

/// A file on its way into the inbox.
pub(super) struct InboxItem<'a> {
    pub(super) path: String,
    pub(super) source: FileSource,
    pub(super) received: Option<NaiveDateTime>,
    pub(super) origin: Option<MailOrigin>,
    pub(super) content: ItemContent<'a>,
    /// Archives that it lies in.
    pub(super) archive: usize,
    /// It is a message, whatever it is called.
    pub(super) message: bool,
}

/// Its bytes, as far as they are at hand.
pub(super) enum ItemContent<'a> {
    /// On disk.
    File { position: &'a Path, size: u64 },
    /// In memory.
    Byte(Vec<u8>),
    /// To be fetched when it is read.
    Later { size: u64 },
}

/// What takes a file in: itself, or what it holds.
type TakeIn = fn(InboxItem<'_>, &mut ContainerExplorer<'_>);

/// One file of the inbox being looked into.
pub(super) struct ContainerExplorer<'a> {
    pub(super) inbox: &'a mut Inbox,
    /// Takes a file in that lies in another.
    take_in: TakeIn,
    /// Bytes of inner containers that may still be unpacked.
    rest: u64,
}

impl<'a> ContainerExplorer<'a> {
    pub(super) fn new(inbox: &'a mut Inbox, take_in: TakeIn) -> Self {
        Self { inbox, take_in, rest: ALL_CONTAINER_LIMIT }
    }

    /// Takes in a file that lies in the one being looked into.
    pub(super) fn insert(&mut self, item: InboxItem<'_>) {
        (self.take_in)(item, self);
    }

    /// How much was found so far, taken in or not.
    pub(super) fn found(&self) -> usize {
        let Inbox { submissions, rejected, skipped, .. } = &*self.inbox;
        submissions.len() + rejected.len() + skipped.len()
    }

    /// The bytes of an item that lies on disk or in another one.
    pub(super) fn bytes(&mut self, content: ItemContent<'_>) -> Result<Vec<u8>, ContainerFault> {
        match content {
            ItemContent::File { position, .. } => {
                files::open(position).map_err(ContainerFault::from).and_then(|file| self.read(file))
            }
            ItemContent::Byte(content) => Ok(content),
            ItemContent::Later { .. } => Err(ContainerFault::Later),
        }
    }

    /// The bytes of an inner container, within what one container and all of them together may take.
    pub(super) fn read(&mut self, source: impl Read) -> Result<Vec<u8>, ContainerFault> {
        let limit = CONTAINER_LIMIT.min(self.rest);
        let mut content = Vec::new();
        source.take(limit + 1).read_to_end(&mut content)?;
        if content.len() as u64 > limit {
            return Err(ContainerFault::TooLarge(limit >> 20));
        }
        self.rest -= content.len() as u64;
        Ok(content)
    }
}

/// Why a container that lies in another is not opened.
#[derive(Debug, thiserror::Error)]
pub(super) enum ContainerFault {
    /// Its bytes cannot be had.
    #[error("{}", system_words(.0))]
    Unreadable(#[from] io::Error),
    /// The archive that it lies in is broken.
    #[error(transparent)]
    Archive(#[from] ZipError),
    /// Its bytes are not at hand.
    #[error("isinya tidak terbaca")]
    Later,
    /// It is called a message and is none.
    #[error("isinya bukan surat")]
    NoMail,
    /// It is larger than a container may be, in megabytes.
    #[error("isinya lebih dari {0} MB")]
    TooLarge(u64),
}

impl ItemContent<'_> {
    /// Its first bytes, as far as they are at hand.
    pub(super) fn start(&self) -> Vec<u8> {
        let mut start = Vec::with_capacity(FIRST_LIMIT as usize);
        match self {
            // What cannot be read here is said by whoever reads it.
            Self::File { position, .. } => {
                let _ = files::open(position).and_then(|file| file.take(FIRST_LIMIT).read_to_end(&mut start));
            }
            Self::Byte(content) => start.extend(content.iter().take(FIRST_LIMIT as usize)),
            Self::Later { .. } => {}
        }
        start
    }

    pub(super) fn size(&self) -> u64 {
        match self {
            Self::File { size, .. } | Self::Later { size } => *size,
            Self::Byte(content) => content.len() as u64,
        }
    }
}

/// What a name says of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ContainerKind {
    Archive,
    Surat,
    Mailbox,
    SuratOutlook,
    Winmail,
    File,
}

pub(super) fn look(name: &str) -> ContainerKind {
    let name = name.to_lowercase();
    match name.rsplit_once('.').map_or("", |(_, suffix)| suffix) {
        "zip" => ContainerKind::Archive,
        "eml" => ContainerKind::Surat,
        "mbox" | "mbx" => ContainerKind::Mailbox,
        "msg" => ContainerKind::SuratOutlook,
        "dat" if name == "winmail.dat" => ContainerKind::Winmail,
        "tnef" => ContainerKind::Winmail,
        _ => ContainerKind::File,
    }
}

/// Files that programs leave behind and nobody sent.
pub(super) fn system_name(name: &str) -> bool {
    // An .msf file is Thunderbird's index of the mailbox beside it.
    name.starts_with("~$")
        || name.starts_with(files::ASIDE)
        || name.ends_with(".msf")
        || name.starts_with("._")
        || matches!(name, ".DS_Store" | "Thumbs.db" | "desktop.ini" | ".gitkeep")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_holds_others() {
        assert_eq!(look("Kiriman.ZIP"), ContainerKind::Archive);
        assert_eq!(look("winmail.dat"), ContainerKind::Winmail);
        assert_eq!(look("data.dat"), ContainerKind::File);
        assert!(system_name(".selaras-k3jd8"), "half of a message that is being taken");
    }
}
