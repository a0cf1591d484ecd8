//! A letter as a file that a mail program opens as a draft (`X-Unsent: 1`).

use std::io;

use chrono::NaiveDateTime;
use mail_builder::MessageBuilder;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest, Sha256};

use super::Surat;
use crate::domain::digest::hexadecimal;

/// A file that goes with a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub content: Vec<u8>,
}

/// What is put into a draft besides its text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DraftParts<'a> {
    /// The text as HTML, for mail programs that show it.
    pub html: Option<&'a str>,
    /// What goes with it.
    pub attachments: &'a [Attachment],
    /// Lines of its header that say which letter it is.
    pub marks: &'a [(&'static str, &'a str)],
}

/// The draft. Equal letters give equal bytes: boundary and message id come from the text.
///
/// # Errors
/// When the message cannot be put together.
pub fn draft(surat: &Surat, attachments: &[Attachment], made: NaiveDateTime) -> io::Result<Vec<u8>> {
    draft_with(surat, &DraftParts { attachments, ..DraftParts::default() }, made)
}

/// The draft with more than text and attachments.
///
/// # Errors
/// When the message cannot be put together.
pub fn draft_with(surat: &Surat, parts: &DraftParts<'_>, made: NaiveDateTime) -> io::Result<Vec<u8>> {
    let attachment = parts.attachments;
    let fingerprint = fingerprint(surat, attachment, made);
    let mut message = MessageBuilder::new()
        .header("X-Unsent", Raw::new("1"))
        .message_id(format!("{fingerprint}@selaras.invalid"))
        .date(made.and_utc().timestamp())
        .subject(surat.subjek.as_str());
    if !surat.to.is_empty() {
        message = message.to(surat.to.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if let Some(id) = &surat.reply {
        message = message.in_reply_to(id.as_str()).references(id.as_str());
    }
    for (name, value) in parts.marks {
        message = message.header(*name, Text::new(*value));
    }
    let text = MimePart::new("text/plain", surat.content.replace('\n', "\r\n"));
    let text = match parts.html {
        Some(html) => MimePart::new(
            ContentType::new("multipart/alternative").attribute("boundary", format!("selaras-isi-{fingerprint}")),
            vec![text, MimePart::new("text/html", html.replace('\n', "\r\n"))],
        ),
        None => text,
    };
    let content = if attachment.is_empty() {
        text
    } else {
        let mut part = vec![text];
        part.extend(attachment.iter().map(|one| {
            MimePart::new(kind(&one.name), BodyPart::Binary(one.content.as_slice().into()))
                .attachment(one.name.as_str())
        }));
        MimePart::new(ContentType::new("multipart/mixed").attribute("boundary", format!("selaras-{fingerprint}")), part)
    };
    message.body(content).write_to_vec()
}

fn kind(name: &str) -> &'static str {
    let name = name.to_lowercase();
    if name.ends_with(".xlsm") {
        "application/vnd.ms-excel.sheet.macroEnabled.12"
    } else if name.ends_with(".ics") {
        "text/calendar; charset=utf-8; method=PUBLISH"
    } else {
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    }
}

fn fingerprint(surat: &Surat, attachment: &[Attachment], made: NaiveDateTime) -> String {
    let mut compute = Sha256::new();
    for text in [&surat.subjek, &surat.content, &surat.to.join(","), &made.to_string()] {
        compute.update(text.as_bytes());
        compute.update([0]);
    }
    for one in attachment {
        compute.update(one.name.as_bytes());
        compute.update(&one.content);
    }
    hexadecimal(&compute.finalize()[..12])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use mail_parser::{MessageParser, MimeHeaders};

    fn surat() -> Surat {
        Surat {
            to: vec!["jti@contoh.ac.id".into(), "ketua@contoh.ac.id".into()],
            reply: Some("abc@contoh".into()),
            subjek: "[Politeknik] Perbaikan PK 2026: Jurusan Teknologi Informasi – revisi".into(),
            content: "Yth. Ketua\n\nHasil: 12,5 % ≠ 13 %.\n".into(),
        }
    }

    #[test]
    fn the_draft_is_read_back_as_it_was_meant_and_twice_the_same() {
        let attachment =
            [Attachment { name: "PK – JTI - koreksi.xlsx".into(), content: vec![0, 159, 146, 150, 13, 10] }];
        let made = "2026-07-20T00:00:00".parse().unwrap();
        let byte = draft(&surat(), &attachment, made).unwrap();
        assert_eq!(byte, draft(&surat(), &attachment, made).unwrap());
        let message = MessageParser::default().parse(&byte).unwrap();
        assert_eq!(message.subject(), Some(surat().subjek.as_str()));
        assert_eq!(message.to().unwrap().last().unwrap().address(), Some("ketua@contoh.ac.id"));
        assert_eq!(message.in_reply_to().as_text(), Some("abc@contoh"));
        assert_eq!(message.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert_eq!(message.body_text(0).unwrap().replace("\r\n", "\n").trim(), surat().content.trim());
        let one = message.attachment(0).unwrap();
        assert_eq!(one.attachment_name(), Some("PK – JTI - koreksi.xlsx"));
        assert_eq!(one.contents(), attachment[0].content);
    }

    #[test]
    fn a_letter_without_attachment_is_plain_text() {
        let byte = draft(&Surat { to: Vec::new(), reply: None, ..surat() }, &[], NaiveDateTime::default()).unwrap();
        let text = String::from_utf8(byte).unwrap();
        assert!(text.contains("Content-Type: text/plain") && !text.contains("\r\nTo:"), "{text}");
    }
}
