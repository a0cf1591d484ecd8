//! Letters that came back: which one, from which address, and why.
//!
//! A report names the letter by its message id, wherever that stands in it. What names none of ours is an ordinary message.

use mail_parser::{MimeHeaders, PartType};

use super::error::told;
use super::received;

/// A letter that did not arrive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bounce {
    /// The message id of the letter.
    pub(super) message: String,
    /// The address at which it did not arrive, where the report names one.
    pub(super) address: Option<String>,
    /// Why, as the report says it.
    pub(super) reason: String,
    /// Whether it is only late so far.
    pub(super) delayed: bool,
}

/// Who reports: the programs that carry mail.
const REPORTERS: [&str; 3] = ["mailer-daemon", "postmaster", "mail-daemon"];

/// Whether some header lines are those of a report, by sender and kind.
pub(super) fn maybe_report(sender: &str, kind: &str) -> bool {
    let local = sender.split('@').next().unwrap_or_default().to_lowercase();
    REPORTERS.contains(&local.as_str()) || kind.to_lowercase().contains("multipart/report")
}

/// What a message says of a letter of ours, where it is a report of one.
pub(super) fn bounce(raw: &[u8], is_ours: &dyn Fn(&str) -> bool) -> Option<Bounce> {
    let message = received::message(raw)?;
    let sender = message.from().and_then(|from| from.first()).and_then(|one| one.address()).unwrap_or_default();
    let kind = message.content_type().map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    if !maybe_report(sender, &kind.unwrap_or_default()) {
        return None;
    }
    let texts = texts(&message);
    let raw = String::from_utf8_lossy(raw);
    let mut words = texts.iter().map(String::as_str).chain([raw.as_ref()]);
    let ours = words.find_map(|text| between(text).find(|id| is_ours(id)))?;
    let field = |name: &str| texts.iter().chain([&raw.to_string()]).find_map(|text| field(text, name));
    let address = field("final-recipient").or_else(|| field("original-recipient"));
    let address =
        address.map(|text| text.rsplit(';').next().unwrap_or_default().trim().trim_matches(['<', '>']).to_lowercase());
    let reason =
        field("diagnostic-code").map(|text| text.split_once(';').map_or(text.clone(), |(_, rest)| rest.to_string()));
    let reason = reason.or_else(|| field("status")).unwrap_or_else(|| "tanpa sebab yang disebut".to_string());
    let delayed = field("action").is_some_and(|action| action.trim().eq_ignore_ascii_case("delayed"));
    Some(Bounce { message: ours.to_string(), address, reason: told(&reason), delayed })
}

/// The texts of a message and of the parts in it, as far as they are texts.
fn texts(message: &mail_parser::Message<'_>) -> Vec<String> {
    let of_part = |part: &mail_parser::MessagePart<'_>| match &part.body {
        PartType::Message(inner) => Some(String::from_utf8_lossy(inner.raw_message()).into_owned()),
        PartType::Multipart(_) => None,
        _ => Some(String::from_utf8_lossy(part.contents()).into_owned()),
    };
    message.parts.iter().filter_map(of_part).collect()
}

/// What stands between angle brackets.
fn between(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>').map(|(inside, _)| inside))
}

/// A field of a report, its continued lines joined.
fn field(text: &str, name: &str) -> Option<String> {
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((start, rest)) = line.split_once(':') else { continue };
        if start.trim().eq_ignore_ascii_case(name) {
            let mut value = rest.trim().to_string();
            while let Some(more) = lines.next_if(|more| more.starts_with([' ', '\t'])) {
                value.push(' ');
                value.push_str(more.trim());
            }
            return Some(value).filter(|value| !value.is_empty());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    /// A report as Postfix writes it.
    pub(in crate::post) fn report(message: &str, address: &str, action: &str) -> Vec<u8> {
        format!("From: MAILER-DAEMON@contoh.ac.id (Mail Delivery System)\r\nTo: biro@contoh.ac.id\r\nSubject: Undelivered Mail Returned to Sender\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"b1\"\r\n\r\n--b1\r\nContent-Type: text/plain\r\n\r\nI'm sorry.\r\n\r\n--b1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; contoh.ac.id\r\n\r\nFinal-Recipient: rfc822; {address}\r\nAction: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 <{address}>: user\r\n    unknown\r\n\r\n--b1\r\nContent-Type: message/rfc822\r\n\r\nFrom: biro@contoh.ac.id\r\nMessage-ID: <{message}>\r\nSubject: koreksi\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b2\"\r\n\r\n--b2\r\nContent-Type: text/plain\r\n\r\nisi\r\n--b2\r\nContent-Type: application/octet-stream\r\nContent-Disposition: attachment; filename=\"PK - koreksi.xlsx\"\r\n\r\nPK\r\n--b2--\r\n\r\n--b1--\r\n").into_bytes()
    }

    #[test]
    fn a_letter_that_came_back_is_known_with_its_address_and_reason() {
        let ours = |id: &str| id == "satu@selaras.contoh";
        let found = bounce(&report("satu@selaras.contoh", "JTI@contoh.ac.id", "failed"), &ours).unwrap();
        assert_eq!(found.address.as_deref(), Some("jti@contoh.ac.id"));
        assert_eq!(found.reason, "550 5.1.1 <JTI@contoh.ac.id>: user unknown");
        assert!(!found.delayed);
        assert!(bounce(&report("satu@selaras.contoh", "a@b.id", "delayed"), &ours).unwrap().delayed);
        assert_eq!(bounce(&report("lain@contoh", "a@b.id", "failed"), &ours), None, "a letter of somebody else");
    }

    #[test]
    fn an_answer_that_quotes_a_letter_is_no_report() {
        let answer = b"From: JTI <jti@contoh.ac.id>\r\nIn-Reply-To: <satu@selaras.contoh>\r\nContent-Type: text/plain\r\n\r\nStatus: sudah kami perbaiki\r\n<satu@selaras.contoh>\r\n";
        assert_eq!(bounce(answer, &|_| true), None);
    }
}
