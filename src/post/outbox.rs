//! Letters that wait: read from their files, with what makes each the one it is, and made ready to be sent.
//!
//! What is sent is what stands in the file, as a person may have changed it in the meantime; from whom, when and under which
//! id is put before it here.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use mail_builder::MessageBuilder;
use mail_builder::headers::address::Address;
use mail_builder::mime::{BodyPart, MimePart};
use mail_parser::{Message, MessageParser, MimeHeaders};

use super::error::PostError;
use super::marks::{KIND, UNIT, VERSION};
use super::settings::MailSettings;
use crate::files;
use crate::journal::LetterKey;

/// Lines of a letter that are shown before it is sent.
const FIRST_LINES: usize = 3;
/// Headers that are written anew.
const ANEW: [&str; 6] = ["x-unsent", "message-id", "date", "from", "reply-to", "sender"];

/// A letter that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WaitingLetter {
    /// Which letter.
    pub key: LetterKey,
    /// Its file.
    pub path: PathBuf,
    /// Addresses.
    pub to: Vec<String>,
    /// Its subject.
    pub subject: String,
    /// Its first lines.
    pub first_lines: Vec<String>,
    /// What is attached, with bytes.
    pub attachments: Vec<(String, usize)>,
    /// Its bytes as they lie there.
    pub content: Vec<u8>,
}

/// A letter of a file; none where it does not say which it is.
///
/// # Errors
/// When it cannot be read.
pub fn waiting(path: &Path) -> Result<Option<WaitingLetter>, PostError> {
    let failure = |cause| PostError::Letter { path: path.to_path_buf(), cause };
    let content = files::read(path).map_err(failure)?;
    Ok(read(path, content))
}

/// A letter of some bytes.
pub fn read(path: &Path, content: Vec<u8>) -> Option<WaitingLetter> {
    let message = MessageParser::default().parse(&content)?;
    let header = |name: &str| {
        let value = message.header(name).and_then(|value| value.as_text()).map(str::trim);
        value.filter(|value| !value.is_empty()).map(decoded)
    };
    let key = LetterKey { unit: header(UNIT)?, kind: header(KIND)?, version: header(VERSION)? };
    let to = message.to().into_iter().flat_map(|to| to.iter()).filter_map(|one| one.address());
    let to: Vec<String> = to.map(|one| one.trim().to_string()).filter(|one| !one.is_empty()).collect();
    let text = message.body_text(0).unwrap_or_default();
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first_lines = lines.take(FIRST_LINES).map(str::to_string).collect();
    let attachments = message
        .attachments()
        .map(|part| (part.attachment_name().unwrap_or("lampiran").to_string(), part.contents().len()));
    let (attachments, subject) = (attachments.collect(), message.subject().unwrap_or_default().to_string());
    Some(WaitingLetter { key, path: path.to_path_buf(), to, subject, first_lines, attachments, content })
}

/// A line of a header as it was meant: the mail library decodes those alone that it knows.
fn decoded(written: &str) -> String {
    let line = format!("Subject: {written}\r\n\r\n");
    let message = MessageParser::default().parse(line.as_bytes());
    message.as_ref().and_then(|message| message.subject()).unwrap_or(written).to_string()
}

/// The letters of a kind in the folders of units.
///
/// # Errors
/// When a folder or a letter cannot be read.
pub fn all(folder: &Path, names: &[&str]) -> Result<Vec<WaitingLetter>, PostError> {
    let failure = |cause: io::Error| PostError::Letter { path: folder.to_path_buf(), cause };
    let mut units: Vec<PathBuf> = Vec::new();
    match fs::read_dir(folder) {
        Ok(listed) => {
            for one in listed {
                units.push(one.map_err(failure)?.path());
            }
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => return Err(failure(error)),
    }
    units.sort();
    let mut letters = Vec::new();
    for unit in units {
        for path in names.iter().map(|name| unit.join(name)).filter(|path| path.is_file()) {
            letters.extend(waiting(&path)?);
        }
    }
    Ok(letters)
}

/// The id of a letter: the same whenever the same letter is tried.
pub fn message_id(key: &LetterKey, settings: &MailSettings) -> String {
    let from = settings.from.as_deref().unwrap_or(&settings.user);
    let domain = address_of(from).rsplit('@').next().unwrap_or_default().to_lowercase();
    let domain = if domain.contains('.') { domain } else { "selaras.invalid".to_string() };
    let clean = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    format!("selaras.{}.{}.{}@{domain}", clean(&key.unit), clean(&key.kind), clean(&key.version))
}

/// The letter as it is handed over. What is too large to be attached stays away, and the letter says so.
///
/// # Errors
/// When it cannot be put together.
pub fn made_ready(letter: &WaitingLetter, settings: &MailSettings, now: DateTime<Utc>) -> Result<Vec<u8>, PostError> {
    let failure = |cause: io::Error| PostError::Letter { path: letter.path.clone(), cause };
    let mut whole = head(letter, settings, now).map_err(failure)?;
    whole.extend(rest_of(&letter.content));
    if whole.len() as u64 <= settings.largest || letter.attachments.is_empty() {
        return Ok(whole);
    }
    without_attachments(letter, settings, now).map_err(failure)
}

/// What a letter says, as plain text.
pub fn text(letter: &WaitingLetter) -> String {
    let message = MessageParser::default().parse(&letter.content);
    let text = message.as_ref().and_then(|message| message.body_text(0)).unwrap_or_default();
    text.replace("\r\n", "\n").trim().to_string()
}

/// The letter with something else where it says this; none where it does not say it.
///
/// # Errors
/// When it cannot be put together.
pub fn replaced(letter: &WaitingLetter, said: &str, instead: &str) -> Result<Option<WaitingLetter>, PostError> {
    let failure = |cause: io::Error| PostError::Letter { path: letter.path.clone(), cause };
    let Some(message) = MessageParser::default().parse(&letter.content) else { return Ok(None) };
    let text = message.body_text(0).unwrap_or_default();
    if !text.contains(said) {
        return Ok(None);
    }
    // A letter that has no HTML is given one by the reader: only one of its own is written again.
    let own_html = message.html_part(0).is_some_and(|part| part.is_text_html());
    let html = own_html.then(|| message.body_html(0)).flatten();
    let body = body(&message, &text.replace(said, instead), html.map(|html| html.replace(said, instead)));
    // Its headers stay; those about its body are those of the new one.
    let built = MessageBuilder::new().message_id("selaras@selaras.invalid").date(0_i64).body(body).write_to_vec();
    let built = built.map_err(failure)?;
    let at = split(&built);
    let about_body = |name: &str| name.starts_with("content-") || name == "mime-version";
    let heads = [&letter.content[..split(&letter.content)], &built[..at]].map(String::from_utf8_lossy);
    let mut content = kept_lines(&heads[0], &|name| !about_body(name)).into_bytes();
    content.extend(kept_lines(&heads[1], &about_body).into_bytes());
    content.extend_from_slice(b"\r\n");
    content.extend_from_slice(built.get(at + 2..).unwrap_or_default());
    Ok(Some(WaitingLetter { content, ..letter.clone() }))
}

/// Text, HTML and what is attached, as a body.
fn body<'x>(message: &Message<'x>, text: &str, html: Option<String>) -> MimePart<'x> {
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\n', "\r\n");
    let text = MimePart::new("text/plain", lines(text));
    let text = match html {
        Some(html) => MimePart::new("multipart/alternative", vec![text, MimePart::new("text/html", lines(&html))]),
        None => text,
    };
    if message.attachment_count() == 0 {
        return text;
    }
    let mut parts = vec![text];
    parts.extend(message.attachments().map(|part| {
        let kind = part.content_type().map(|kind| match kind.subtype() {
            Some(below) => format!("{}/{below}", kind.ctype()),
            None => kind.ctype().to_string(),
        });
        let kind = kind.unwrap_or_else(|| "application/octet-stream".to_string());
        let name = part.attachment_name().unwrap_or("lampiran").to_string();
        MimePart::new(kind, BodyPart::Binary(part.contents().to_vec().into())).attachment(name)
    }));
    MimePart::new("multipart/mixed", parts)
}

/// Where the head of a message ends: after its last line.
fn split(content: &[u8]) -> usize {
    content.windows(4).position(|four| four == b"\r\n\r\n").map_or(content.len(), |at| at + 2)
}

/// From whom, when, under which id.
fn head(letter: &WaitingLetter, settings: &MailSettings, now: DateTime<Utc>) -> io::Result<Vec<u8>> {
    let written = started(letter, settings, now).text_body("").write_to_vec()?;
    let text = String::from_utf8_lossy(&written).into_owned();
    // The lines about its body are those of the letter itself.
    let own = kept_lines(&text, &|name| ["from", "reply-to", "date", "message-id", "auto-submitted"].contains(&name));
    Ok(own.into_bytes())
}

fn started<'x>(letter: &WaitingLetter, settings: &'x MailSettings, now: DateTime<Utc>) -> MessageBuilder<'x> {
    let address = |written: &str| {
        let bare = address_of(written).to_string();
        let name = written.split('<').next().unwrap_or_default().trim().trim_matches('"').to_string();
        if name.is_empty() || !written.contains('<') { Address::from(bare) } else { Address::from((name, bare)) }
    };
    let from = settings.from.as_deref().unwrap_or(&settings.user);
    let mut message = MessageBuilder::new()
        .from(address(from))
        .message_id(message_id(&letter.key, settings))
        .date(now.timestamp())
        .header("Auto-Submitted", mail_builder::headers::raw::Raw::new("auto-generated"));
    if let Some(reply) = &settings.reply_to {
        message = message.reply_to(address(reply));
    }
    message
}

/// The letter without what is written anew.
fn rest_of(content: &[u8]) -> Vec<u8> {
    let at = content.windows(4).position(|four| four == b"\r\n\r\n").map(|at| at + 2);
    let at = at.or_else(|| content.windows(2).position(|two| two == b"\n\n").map(|at| at + 1));
    let (head, body) = content.split_at(at.unwrap_or(content.len()));
    let head = kept_lines(&String::from_utf8_lossy(head), &|name| !ANEW.contains(&name));
    let mut rest = head.into_bytes();
    rest.extend_from_slice(body);
    rest
}

/// The header lines of some names, with the lines that continue them.
fn kept_lines(head: &str, keep: &dyn Fn(&str) -> bool) -> String {
    let (mut outcome, mut kept) = (String::new(), false);
    for line in head.lines() {
        if line.is_empty() {
            break;
        }
        if !line.starts_with([' ', '\t']) {
            kept = line.split_once(':').is_some_and(|(name, _)| keep(name.trim().to_lowercase().as_str()));
        }
        if kept {
            outcome.push_str(line);
            outcome.push_str("\r\n");
        }
    }
    outcome
}

/// The letter as text alone, with a word on what it leaves out.
fn without_attachments(letter: &WaitingLetter, settings: &MailSettings, now: DateTime<Utc>) -> io::Result<Vec<u8>> {
    let parsed =
        MessageParser::default().parse(&letter.content).ok_or_else(|| io::Error::other("isinya bukan surat"))?;
    let text = parsed.body_text(0).unwrap_or_default().into_owned();
    let names = letter.attachments.iter().map(|(name, size)| format!("- {name} ({})", megabytes(*size)));
    let place = match &settings.link {
        Some(link) => format!("Unduh di {link}"),
        None => "Hubungi kami untuk mendapatkannya".to_string(),
    };
    let note = format!(
        "\nLampiran berikut terlalu besar untuk surel, jadi tidak disertakan:\n{}\n{place}.\n",
        names.collect::<Vec<_>>().join("\n")
    );
    let mut message = started(letter, settings, now)
        .to(letter.to.iter().map(String::as_str).collect::<Vec<_>>())
        .subject(letter.subject.clone());
    for (name, value) in [(UNIT, &letter.key.unit), (KIND, &letter.key.kind), (VERSION, &letter.key.version)] {
        message = message.header(name, mail_builder::headers::text::Text::new(value.clone()));
    }
    if let Some(id) = parsed.in_reply_to().as_text() {
        message = message.in_reply_to(id.to_string()).references(id.to_string());
    }
    message.text_body(format!("{}{note}", text.replace("\r\n", "\n")).replace('\n', "\r\n")).write_to_vec()
}

/// "2,4 MB".
pub fn megabytes(size: usize) -> String {
    let tenths = size.div_ceil((1 << 20) / 10).max(1);
    format!("{},{} MB", tenths / 10, tenths % 10)
}

/// The address itself, out of "Nama <alamat>".
pub(super) fn address_of(written: &str) -> &str {
    let inside = written.split_once('<').and_then(|(_, rest)| rest.split_once('>')).map(|(inside, _)| inside);
    inside.unwrap_or(written).trim()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn settings() -> MailSettings {
        MailSettings {
            from: Some("Biro Perencanaan – Politeknik <biro@contoh.ac.id>".into()),
            reply_to: Some("kinerja@contoh.ac.id".into()),
            largest: 10 << 20,
            ..MailSettings::default()
        }
    }

    fn letter(attached: usize) -> WaitingLetter {
        let content = MessageBuilder::new()
            .header("X-Unsent", mail_builder::headers::raw::Raw::new("1"))
            .header(UNIT, mail_builder::headers::text::Text::new("Jurusan – TI"))
            .header(KIND, mail_builder::headers::raw::Raw::new("koreksi"))
            .header(VERSION, mail_builder::headers::raw::Raw::new("ab12"))
            .message_id("lama@selaras.invalid")
            .date(0_i64)
            .to(vec!["jti@contoh.ac.id", "ketua@contoh.ac.id"])
            .subject("Perbaikan PK – JTI")
            .in_reply_to("surat.unit@contoh.ac.id")
            .text_body("Yth. Ketua\r\n\r\nMohon diperbaiki.\r\nTerima kasih.\r\nSalam\r\n")
            .attachment("application/octet-stream", "PK - koreksi.xlsx", vec![7_u8; attached])
            .write_to_vec()
            .unwrap();
        read(Path::new("koreksi.eml"), content).unwrap()
    }

    #[test]
    fn a_letter_is_sent_as_it_lies_there_with_its_own_sender_day_and_id() {
        let waiting = letter(100);
        assert_eq!(
            waiting.key,
            LetterKey { unit: "Jurusan – TI".into(), kind: "koreksi".into(), version: "ab12".into() }
        );
        assert_eq!(waiting.first_lines, ["Yth. Ketua", "Mohon diperbaiki.", "Terima kasih."]);
        let now = DateTime::from_timestamp(1_775_606_400, 0).unwrap();
        let ready = made_ready(&waiting, &settings(), now).unwrap();
        let message = MessageParser::default().parse(&ready).unwrap();
        assert_eq!(message.from().unwrap().first().unwrap().name(), Some("Biro Perencanaan – Politeknik"));
        assert_eq!(message.reply_to().unwrap().first().unwrap().address(), Some("kinerja@contoh.ac.id"));
        assert_eq!(message.message_id(), Some("selaras.jurusanti.koreksi.ab12@contoh.ac.id"));
        assert_eq!(message.in_reply_to().as_text(), Some("surat.unit@contoh.ac.id"), "in the thread of the unit");
        assert_eq!(message.date().unwrap().to_timestamp(), 1_775_606_400);
        assert!(message.header_raw("X-Unsent").is_none());
        assert_eq!(message.subject(), Some("Perbaikan PK – JTI"));
        assert_eq!(message.attachment(0).unwrap().contents(), vec![7_u8; 100]);
        assert_eq!(String::from_utf8_lossy(&ready).matches("Message-ID:").count(), 1);
        assert!(ready.is_ascii());
    }

    #[test]
    fn an_address_in_a_letter_becomes_a_link_wherever_it_stands_and_the_rest_stays() {
        let address = "https://kinerja.contoh.ac.id/masuk?dari=surat";
        let content = MessageBuilder::new()
            .header(UNIT, mail_builder::headers::text::Text::new("Jurusan – TI"))
            .header(KIND, mail_builder::headers::raw::Raw::new("koreksi"))
            .header(VERSION, mail_builder::headers::raw::Raw::new("ab12"))
            .to(vec!["jti@contoh.ac.id"])
            .subject("Perbaikan PK – JTI")
            .in_reply_to("surat.unit@contoh.ac.id")
            .text_body(format!("Yth. Ketua – mohon diperbaiki.\r\n{address}\r\n"))
            .html_body(format!("<p>Yth. Ketua – mohon diperbaiki.<br>\n{address}</p>"))
            .attachment("application/octet-stream", "PK – koreksi.xlsx", vec![7_u8; 1000])
            .write_to_vec()
            .unwrap();
        let waiting = read(Path::new("koreksi.eml"), content).unwrap();
        let link = "https://kinerja.contoh.ac.id/tautan/rahasia (terbuka satu kali, sampai 3 Agustus 2026)";
        let linked = replaced(&waiting, address, link).unwrap().unwrap();
        let ready = made_ready(&linked, &settings(), DateTime::default()).unwrap();
        let message = MessageParser::default().parse(&ready).unwrap();
        for body in [message.body_text(0).unwrap(), message.body_html(0).unwrap()] {
            assert!(body.contains(link) && !body.contains("dari=surat") && body.contains("Ketua – mohon"), "{body}");
        }
        assert_eq!(message.attachment(0).unwrap().contents(), vec![7_u8; 1000]);
        assert_eq!(message.attachment(0).unwrap().attachment_name(), Some("PK – koreksi.xlsx"));
        assert_eq!((message.attachment_count(), message.subject()), (1, Some("Perbaikan PK – JTI")));
        assert_eq!(message.in_reply_to().as_text(), Some("surat.unit@contoh.ac.id"));
        assert_eq!(read(Path::new("x"), ready).unwrap().key, waiting.key, "it is still the same letter");
        assert_eq!(replaced(&waiting, "https://lain.contoh.ac.id", link).unwrap(), None);
    }

    #[test]
    fn what_is_too_large_stays_away_and_the_letter_says_where_it_is() {
        let settings = MailSettings { largest: 1000, link: Some("https://selaras.contoh.ac.id".into()), ..settings() };
        let ready = made_ready(&letter(5000), &settings, DateTime::default()).unwrap();
        let message = MessageParser::default().parse(&ready).unwrap();
        assert_eq!(message.attachment_count(), 0);
        let text = message.body_text(0).unwrap();
        assert!(text.contains("Mohon diperbaiki.") && text.contains("- PK - koreksi.xlsx (0,1 MB)"), "{text}");
        assert!(text.contains("Unduh di https://selaras.contoh.ac.id."), "{text}");
        assert_eq!(read(Path::new("x"), ready).unwrap().key, letter(1).key, "it is still the same letter");
    }
}
