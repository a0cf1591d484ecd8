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

use super::attachment::{clean_name, is_paper, taken};
use super::item::{ContainerExplorer, ContainerFault, InboxItem, ItemContent, system_name};
use super::{ContainerStep, FileSource, Submission};
use crate::domain::mail::MailOrigin;

/// Messages inside one another at most.
pub(super) const DEEPEST_MESSAGE: usize = 5;
/// What is said of a message that brings nothing.
pub const WITHOUT_ATTACHMENT: &str = "surat tanpa lampiran";
/// Characters of a name, subject or id that are kept.
const LONGEST_TEXT: usize = 500;

/// A message being looked into.
pub(super) struct MailMessage<'a> {
    pub(super) path: &'a str,
    pub(super) source: &'a FileSource,
    /// When the file that holds it last changed.
    pub(super) changed: Option<NaiveDateTime>,
    pub(super) origin: MailOrigin,
    pub(super) archive: usize,
    pub(super) depth: usize,
}

pub(super) fn open(item: InboxItem<'_>, explorer: &mut ContainerExplorer<'_>) {
    let InboxItem { path, source, received: accepted, origin, content, archive, .. } = item;
    let byte = explorer.bytes(content);
    let message = byte.as_ref().map_err(ToString::to_string).and_then(|content| {
        let message = MessageParser::default().parse(content);
        message
            .filter(|message| message.headers().iter().any(|head| !head.name.is_other()))
            .ok_or_else(|| ContainerFault::NoMail.to_string())
    });
    match message {
        Ok(message) => {
            let origin = self::origin(&message, origin.as_ref());
            let surat = MailMessage { path: &path, source: &source, changed: accepted, origin, archive, depth: 0 };
            surat.trace_back(&message, explorer);
        }
        Err(error) => {
            let reason = format!("surat tidak dapat dibuka ({error})");
            explorer.inbox.reject(path, &reason, "Simpan lampirannya ke folder masuk.");
        }
    }
}

impl MailMessage<'_> {
    fn trace_back(&self, message: &Message<'_>, explorer: &mut ContainerExplorer<'_>) {
        let former = explorer.found();
        let mut in_use = self.names();
        for &number in &message.attachments {
            if let Some(part) = message.parts.get(number as usize) {
                self.part(message, number, part, &mut in_use, explorer);
            }
        }
        if explorer.found() == former {
            explorer.inbox.skip(self.path.to_string(), WITHOUT_ATTACHMENT);
        }
    }

    /// The names that its attachments have so far.
    pub(super) fn names(&self) -> BTreeSet<String> {
        BTreeSet::new()
    }

    /// The path of what is attached under a name.
    pub(super) fn path_of(&self, name: &str, in_use: &mut BTreeSet<String>) -> String {
        format!("{}/{}", self.path, clean_name(name, in_use))
    }

    /// Takes in what is attached.
    pub(super) fn attach(
        &self,
        name: &str,
        source: FileSource,
        content: Vec<u8>,
        in_use: &mut BTreeSet<String>,
        explorer: &mut ContainerExplorer<'_>,
    ) {
        let name = clean_name(name, in_use);
        let path = format!("{}/{name}", self.path);
        if system_name(&name) {
            explorer.inbox.system_files.push(path);
        } else if let Err(reason) = taken(&name, &content) {
            if is_paper(&name) {
                let (accepted, origin) = (self.origin.date.or(self.changed), Some(self.origin.clone()));
                let size = content.len() as u64;
                explorer.inbox.papers.push(Submission { path: path.clone(), source, received: accepted, size, origin });
            }
            explorer.inbox.skip(path, &reason.to_string());
        } else {
            let accepted = self.origin.date.or(self.changed);
            let (origin, archive) = (Some(self.origin.clone()), self.archive);
            explorer.insert(InboxItem {
                path,
                source,
                received: accepted,
                origin,
                content: ItemContent::Byte(content),
                archive,
                message: false,
            });
        }
    }

    fn part(
        &self,
        message: &Message<'_>,
        number: u32,
        part: &MessagePart<'_>,
        in_use: &mut BTreeSet<String>,
        explorer: &mut ContainerExplorer<'_>,
    ) {
        let source = self.source.enter(ContainerStep::Part(number));
        if let PartType::Message(inside) = &part.body {
            let name = part.attachment_name().unwrap_or("terusan");
            let path = self.path_of(name, in_use);
            if self.depth >= DEEPEST_MESSAGE {
                let advice = "Kirim berkas Excel-nya langsung.";
                return explorer.inbox.reject(path, "surat terusan terlalu berlapis", advice);
            }
            let origin = origin(inside, Some(&self.origin));
            let depth = self.depth + 1;
            return MailMessage { path: &path, source: &source, origin, depth, ..*self }.trace_back(inside, explorer);
        }
        let content = part_content(message, part);
        let tnef = part.is_content_type("application", "ms-tnef") || part.is_content_type("application", "vnd.ms-tnef");
        let as_written = if tnef { Some("winmail.dat") } else { part.attachment_name() };
        if as_written.is_none() && part.is_text() {
            // The letter itself in another shape, not something attached.
            return;
        }
        self.attach(as_written.unwrap_or("lampiran"), source, content, in_use, explorer);
    }
}

/// The bytes of a part. One that is labelled as text is decoded again: reading it as letters would spoil a workbook.
fn part_content(message: &Message<'_>, part: &MessagePart<'_>) -> Vec<u8> {
    if !part.is_text() {
        return part.contents().to_vec();
    }
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let parsed = match part.encoding {
        Encoding::Base64 => base64_decode(raw),
        Encoding::QuotedPrintable => quoted_printable_decode(raw),
        Encoding::None => None,
    };
    parsed.unwrap_or_else(|| raw.to_vec())
}

/// Who sent a message and when; what it does not say is taken from the message around it.
pub(super) fn origin(message: &Message<'_>, outside: Option<&MailOrigin>) -> MailOrigin {
    let sender = message.from().and_then(|all| all.first()).or_else(|| message.sender().and_then(|one| one.first()));
    let address = |one: &Addr<'_>| one.address.as_deref().map(|address| short(address).to_lowercase());
    let as_written = MailOrigin {
        sender: sender.and_then(address).unwrap_or_default(),
        sender_name: sender.and_then(|one| one.name.as_deref()).map(short).filter(|name| !name.is_empty()),
        date: moment(message),
        subjek: message.subject().map(short).filter(|subjek| !subjek.is_empty()),
        id: message.message_id().map(short),
    };
    within(as_written, outside)
}

/// What a message says of itself, and where it says nothing the message around it.
pub(super) fn within(as_written: MailOrigin, outside: Option<&MailOrigin>) -> MailOrigin {
    match outside {
        Some(outside) if as_written.sender.is_empty() => {
            MailOrigin { date: as_written.date.or(outside.date), ..outside.clone() }
        }
        Some(outside) => MailOrigin { date: as_written.date.or(outside.date), ..as_written },
        None => as_written,
    }
}

/// When a message was received: what the last server stamped, else what the sender wrote, on the sender's clock, so
/// that the same mail has the same day on every machine.
fn moment(message: &Message<'_>) -> Option<NaiveDateTime> {
    let valid = |moment: &mail_parser::DateTime| moment.is_valid();
    let written = message.date().copied().filter(valid);
    let accepted = message.received().and_then(|accept| accept.date).filter(valid);
    let when = accepted.or(written)?;
    let hour = written.or(accepted)?;
    let seconds = i32::from(hour.tz_hour) * 3600 + i32::from(hour.tz_minute) * 60;
    let zona = FixedOffset::east_opt(if hour.tz_before_gmt { -seconds } else { seconds })?;
    Some(DateTime::from_timestamp(when.to_timestamp(), 0)?.with_timezone(&zona).naive_local())
}

/// Text from outside on one line, and not endless.
pub(super) fn short(text: &str) -> String {
    let clean: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(LONGEST_TEXT).collect()
}

/// The bytes of a part of a message, or of a part of the message that this part is.
pub(super) fn content(content: &[u8], step: &[ContainerStep], limit: u64) -> io::Result<Vec<u8>> {
    let none = || io::Error::other("lampiran tidak ditemukan lagi di dalam surat");
    let message = MessageParser::default().parse(content).ok_or_else(none)?;
    let mut now = &message;
    for (order, one) in step.iter().enumerate() {
        let ContainerStep::Part(number) = one else { return Err(none()) };
        let part = now.parts.get(*number as usize).ok_or_else(none)?;
        let rest = step.get(order + 1..).unwrap_or_default();
        match &part.body {
            PartType::Message(inside) if !rest.is_empty() => now = inside,
            _ => {
                let byte = part_content(now, part);
                if !rest.is_empty() {
                    return self::content(&byte, rest, limit);
                }
                let enough = usize::try_from(limit.saturating_add(1)).unwrap_or(usize::MAX);
                return Ok(byte.into_iter().take(enough).collect());
            }
        }
    }
    Err(none())
}

#[cfg(test)]
pub(super) mod tests;
