//! Messages of strangers, read without trust.

use std::panic::catch_unwind;

use mail_parser::{Message, MessageParser};

/// A message; none where there is none in the bytes, or where its reader trips over them: one message never ends the taking of
/// the others.
pub(super) fn message(raw: &[u8]) -> Option<Message<'_>> {
    catch_unwind(|| MessageParser::default().parse(raw)).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A message in a message in a message, over which the reader of mail trips where it is built with its own checks.
    const THREEFOLD: &str = "From: b@contoh.example\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\n\
        Content-Type: message/rfc822\r\n\r\nFrom: a@contoh.example\r\nContent-Type: message/rfc822\r\n\r\n\
        From: c@contoh.example\r\n\r\nisi\r\n--b--\r\n";

    #[test]
    fn a_message_that_trips_its_reader_is_none_and_the_next_is_read() {
        assert!(!cfg!(debug_assertions) || message(THREEFOLD.as_bytes()).is_none());
        assert!(message(b"From: b@contoh.example\r\n\r\nisi\r\n").is_some());
    }
}
