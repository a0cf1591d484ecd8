//! Outlook's own form of a message (.msg): a compound file with a stream for each property and a storage for each
//! attachment; a message that is attached is such a storage itself.
//!
//! Gives what [`super::mail`] gives of an ordinary message. Who sent it and when is taken from the headers that came over
//! the net, where they were kept, and from the properties where not.

use std::io::{self, Cursor, Read};

use cfb::CompoundFile;
use chrono::{DateTime, FixedOffset, NaiveDateTime};
use mail_parser::MessageParser;
use mail_parser::decoders::charsets::map::charset_decoder;

use super::ContainerStep;
use super::item::{CONTAINER_LIMIT, ContainerExplorer, ContainerFault, InboxItem};
use super::mail::{self, DEEPEST_MESSAGE, MailMessage};
use crate::domain::mail::MailOrigin;

/// The first bytes of a compound file.
pub(super) const COMPOUND: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Bytes of a text property.
const LONGEST_TEXT: u64 = 1 << 20;
/// Attachments of one message at most.
const MOST_ATTACHMENT: usize = 1_000;
/// The stream of fixed properties, by which a message is known.
const PROPERTIES: &str = "__properties_version1.0";
/// The clock on which a message stands that says no other: Waktu Indonesia Barat.
const CLOCK: i32 = 7 * 3600;
/// From the first day of 1601, from which Windows counts, to that of 1970, in seconds.
const EPOCH: i64 = 11_644_473_600;

/// Properties of a message and of an attachment, by number.
mod property {
    pub(super) const SUBJECT: u16 = 0x0037;
    pub(super) const HEADERS: u16 = 0x007D;
    pub(super) const MESSAGE_ID: u16 = 0x1035;
    pub(super) const SENDER_NAME: u16 = 0x0C1A;
    pub(super) const DELIVERED: u16 = 0x0E06;
    pub(super) const SUBMITTED: u16 = 0x0039;
    pub(super) const CODE_PAGE: u16 = 0x3FFD;
    /// Addresses of the sender, the most certain first; an address of the office's own directory has no @.
    pub(super) const SENDER: [u16; 4] = [0x5D01, 0x0C1F, 0x5D02, 0x0065];
    pub(super) const CONTENT: u16 = 0x3701;
    pub(super) const LONG_NAME: u16 = 0x3707;
    pub(super) const SHORT_NAME: u16 = 0x3704;
    pub(super) const DISPLAY_NAME: u16 = 0x3001;
}

type Compound<'b> = CompoundFile<Cursor<&'b [u8]>>;

/// A message, or one that is attached to it.
struct OutlookMessage<'m, 'b> {
    file: &'m mut Compound<'b>,
    /// Its storage; empty for the whole file.
    storage: String,
    code_page: u32,
}

/// Whether bytes are a message of Outlook, whatever their name.
pub(super) fn recognised(content: &[u8]) -> bool {
    content.starts_with(&COMPOUND)
        && CompoundFile::open(Cursor::new(content)).is_ok_and(|file| file.is_stream(format!("/{PROPERTIES}")))
}

pub(super) fn open(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let InboxItem { path, source, received: accepted, origin, content, archive, .. } = item;
    let bytes = explorer.bytes(content);
    let outcome = bytes.and_then(|bytes| {
        let mut file = CompoundFile::open(Cursor::new(bytes.as_slice())).map_err(|_| ContainerFault::NoMail)?;
        if !file.is_stream(format!("/{PROPERTIES}")) {
            return Err(ContainerFault::NoMail);
        }
        let mut message = OutlookMessage::at(&mut file, String::new());
        let origin = message.origin(origin.as_ref());
        let mail = MailMessage { path: &path, source: &source, changed: accepted, origin, archive, depth: 0 };
        message.trace_back(&mail, explorer);
        Ok(())
    });
    if let Err(error) = outcome {
        let reason = format!("surat Outlook (.msg) tidak dapat dibuka ({error})");
        explorer.inbox.reject(
            path,
            &reason,
            "Seret suratnya ke folder sebagai .eml, atau simpan lampirannya ke folder masuk.",
        );
    }
}

impl<'m, 'b> OutlookMessage<'m, 'b> {
    fn at(file: &'m mut Compound<'b>, storage: String) -> Self {
        let mut message = Self { file, storage, code_page: 0 };
        message.code_page = message.fixed(property::CODE_PAGE, 0x0003).map_or(0, |value| value as u32);
        message
    }

    /// Takes in what is attached.
    fn trace_back(&mut self, mail: &MailMessage<'_>, explorer: &mut ContainerExplorer<'_>) {
        let mut names = mail.names();
        let former = explorer.found();
        for (number, storage) in self.attachments().into_iter().enumerate() {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            let source = mail.source.enter(ContainerStep::Attachment(number));
            let mut part = OutlookMessage { file: &mut *self.file, storage, code_page: self.code_page };
            let name = part.attachment_name();
            match part.attached() {
                Some(Attached::Bytes(content)) => {
                    mail.attach(name.as_deref().unwrap_or("lampiran"), source, content, &mut names, explorer);
                }
                Some(Attached::Message(storage)) => {
                    let mut inner = OutlookMessage::at(&mut *self.file, storage);
                    let path = mail.path_of(name.as_deref().unwrap_or("terusan"), &mut names);
                    if mail.depth >= DEEPEST_MESSAGE {
                        let advice = "Kirim berkas Excel-nya langsung.";
                        explorer.inbox.reject(path, "surat terusan terlalu berlapis", advice);
                        continue;
                    }
                    let origin = inner.origin(Some(&mail.origin));
                    let depth = mail.depth + 1;
                    inner.trace_back(&MailMessage { path: &path, source: &source, origin, depth, ..*mail }, explorer);
                }
                None => {
                    let path = mail.path_of(name.as_deref().unwrap_or("lampiran"), &mut names);
                    explorer.inbox.skip(path, "objek yang disisipkan di dalam surat, bukan berkas");
                }
            }
        }
        if explorer.found() == former {
            explorer.inbox.skip(mail.path.to_string(), mail::WITHOUT_ATTACHMENT);
        }
    }

    /// The storages of what is attached, in the order of their numbers.
    fn attachments(&self) -> Vec<String> {
        let folder = if self.storage.is_empty() { "/" } else { &self.storage };
        let listed = self.file.read_storage(folder).into_iter().flatten();
        let mut all: Vec<String> = listed
            .filter(|entry| entry.is_storage() && entry.name().starts_with("__attach_version1.0_#"))
            .map(|entry| format!("{}/{}", self.storage, entry.name()))
            .take(MOST_ATTACHMENT)
            .collect();
        all.sort();
        all
    }

    fn attachment_name(&mut self) -> Option<String> {
        let names = [property::LONG_NAME, property::SHORT_NAME, property::DISPLAY_NAME];
        names.into_iter().find_map(|name| self.text(name))
    }

    /// What this storage of an attachment holds.
    fn attached(&mut self) -> Option<Attached> {
        let inner = format!("{}/__substg1.0_{:04X}000D", self.storage, property::CONTENT);
        if self.file.is_stream(format!("{inner}/{PROPERTIES}")) {
            return Some(Attached::Message(inner));
        }
        let path = format!("{}/__substg1.0_{:04X}0102", self.storage, property::CONTENT);
        self.stream(&path, CONTAINER_LIMIT).map(Attached::Bytes)
    }

    fn stream(&mut self, path: &str, limit: u64) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        self.file.open_stream(path).and_then(|stream| stream.take(limit + 1).read_to_end(&mut content)).ok()?;
        (content.len() as u64 <= limit).then_some(content)
    }

    /// A text, in either of the two ways in which Outlook writes one.
    fn text(&mut self, number: u16) -> Option<String> {
        let path = format!("{}/__substg1.0_{number:04X}", self.storage);
        let text = match self.stream(&format!("{path}001F"), LONGEST_TEXT) {
            Some(bytes) => {
                let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
                String::from_utf16_lossy(&units)
            }
            None => decoded(&self.stream(&format!("{path}001E"), LONGEST_TEXT)?, self.code_page),
        };
        let text = text.trim_end_matches('\0');
        (!text.trim().is_empty()).then(|| text.to_string())
    }

    /// A property of fixed size: its eight bytes.
    fn fixed(&mut self, number: u16, kind: u16) -> Option<u64> {
        let bytes = self.stream(&format!("{}/{PROPERTIES}", self.storage), LONGEST_TEXT)?;
        let head = if self.storage.is_empty() { 32 } else { 24 };
        let wanted = (u32::from(number) << 16 | u32::from(kind)).to_le_bytes();
        let all = bytes.get(head..).unwrap_or_default().chunks_exact(16);
        let value = all.filter(|one| one[..4] == wanted).map(|one| &one[8..16]).next()?;
        value.try_into().ok().map(u64::from_le_bytes)
    }

    /// When it was delivered, else when it was sent. It stands on no clock of its own.
    fn moment(&mut self) -> Option<NaiveDateTime> {
        let ticks = self.fixed(property::DELIVERED, 0x0040).or_else(|| self.fixed(property::SUBMITTED, 0x0040))?;
        let seconds = i64::try_from(ticks / 10_000_000).ok()? - EPOCH;
        let moment = DateTime::from_timestamp(seconds, 0)?;
        Some(moment.with_timezone(&FixedOffset::east_opt(CLOCK)?).naive_local())
    }

    /// Who sent it and when; what it does not say is taken from the message around it.
    fn origin(&mut self, outside: Option<&MailOrigin>) -> MailOrigin {
        let address = property::SENDER.into_iter().filter_map(|number| self.text(number)).find(|one| one.contains('@'));
        let own = MailOrigin {
            sender: address.as_deref().map(|address| mail::short(address).to_lowercase()).unwrap_or_default(),
            sender_name: self.text(property::SENDER_NAME).map(|name| mail::short(&name)),
            date: self.moment(),
            subjek: self.text(property::SUBJECT).map(|subjek| mail::short(&subjek)),
            id: self.text(property::MESSAGE_ID).map(|id| mail::short(id.trim().trim_matches(['<', '>']))),
        };
        let headers = self.text(property::HEADERS).map(|text| format!("{}\r\n\r\n", text.trim_end()));
        let written =
            headers.and_then(|text| Some(mail::origin(&MessageParser::default().parse(text.as_bytes())?, None)));
        let own = match written {
            Some(written) => MailOrigin {
                sender: if written.sender.is_empty() { own.sender } else { written.sender },
                sender_name: written.sender_name.or(own.sender_name),
                date: written.date.or(own.date),
                subjek: written.subjek.or(own.subjek),
                id: written.id.or(own.id),
            },
            None => own,
        };
        mail::within(own, outside)
    }
}

/// What an attachment is.
enum Attached {
    /// A file.
    Bytes(Vec<u8>),
    /// A message: its storage.
    Message(String),
}

/// Text in one of the alphabets of Windows.
fn decoded(bytes: &[u8], code_page: u32) -> String {
    let name = match code_page {
        65_001 => "utf-8".to_string(),
        0 => "windows-1252".to_string(),
        page => format!("windows-{page}"),
    };
    match charset_decoder(name.as_bytes()) {
        Some(decode) => decode(bytes),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

/// The bytes of an attachment, or of an attachment of the message that this attachment is.
pub(super) fn content(content: &[u8], step: &[ContainerStep], limit: u64) -> io::Result<Vec<u8>> {
    let none = || io::Error::other("lampiran tidak ditemukan lagi di dalam surat Outlook");
    let mut file = CompoundFile::open(Cursor::new(content)).map_err(|_| none())?;
    let mut storage = String::new();
    for (order, one) in step.iter().enumerate() {
        let ContainerStep::Attachment(number) = one else { return Err(none()) };
        let message = OutlookMessage { file: &mut file, storage, code_page: 0 };
        let place = message.attachments().into_iter().nth(*number as usize).ok_or_else(none)?;
        let mut part = OutlookMessage { file: &mut file, storage: place, code_page: 0 };
        match part.attached() {
            Some(Attached::Message(inner)) => storage = inner,
            Some(Attached::Bytes(bytes)) if order + 1 == step.len() => {
                let enough = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
                return Ok(bytes.into_iter().take(enough).collect());
            }
            _ => return Err(none()),
        }
    }
    Err(none())
}

#[cfg(test)]
mod tests;
