//! What an institution decides about its mail and its reminders.

use std::path::PathBuf;

use chrono::NaiveDate;

/// How a line to a server is closed to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Security {
    /// From the first byte.
    Tls,
    /// After a word in the open.
    StartTls,
    /// Not at all: for a server on this machine alone.
    Open,
}

/// A server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Its name.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is closed to others.
    pub security: Security,
}

impl Server {
    /// Whether it is this machine.
    pub fn is_here(&self) -> bool {
        matches!(self.host.as_str(), "localhost" | "127.0.0.1" | "::1")
    }
}

/// Mail: `[surel]`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MailSettings {
    /// Who logs in.
    pub user: String,
    /// The command that prints the password or the token.
    pub secret_command: Option<String>,
    /// Whether that is a token of OAuth2.
    pub token: bool,
    /// A file below the workspace with the certificates that are trusted besides those of the system.
    pub certificates: Option<PathBuf>,
    /// Where mail is taken from.
    pub incoming: Option<Server>,
    /// The folder of the mailbox.
    pub folder: String,
    /// The first day that is looked at.
    pub since: Option<NaiveDate>,
    /// Addresses or domains whose mail is taken; everybody's where there are none.
    pub senders: Vec<String>,
    /// Words of which a subject must have one; any subject where there are none.
    pub subjects: Vec<String>,
    /// The folder that messages are moved into once they were taken.
    pub moved_to: Option<String>,
    /// Where mail is given to be sent.
    pub outgoing: Option<Server>,
    /// Who it is from: an address, or a name with an address.
    pub from: Option<String>,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// The folder of drafts.
    pub drafts: String,
    /// Letters that are sent in a minute at most; none for no limit.
    pub per_minute: Option<u32>,
    /// Bytes of a letter with what is attached.
    pub largest: u64,
    /// Where units find what is too large to be attached.
    pub link: Option<String>,
}

/// Bytes of a letter unless the settings say otherwise: what most servers take.
pub const LARGEST: u64 = 10 << 20;
/// Letters in a minute unless the settings say otherwise.
pub const PER_MINUTE: u32 = 30;

impl MailSettings {
    /// Whether mail from this address is taken.
    pub fn takes_sender(&self, address: &str) -> bool {
        let address = address.to_lowercase();
        let one = |wanted: &String| {
            let wanted = wanted.trim().to_lowercase();
            let domain = wanted.strip_prefix('@').unwrap_or(&wanted);
            if wanted.contains('@') && !wanted.starts_with('@') {
                return address == wanted;
            }
            let host = address.rsplit('@').next().unwrap_or_default();
            host == domain || host.strip_suffix(domain).is_some_and(|start| start.ends_with('.'))
        };
        self.senders.is_empty() || self.senders.iter().any(one)
    }

    /// Whether mail with this subject is taken.
    pub fn takes_subject(&self, subject: &str) -> bool {
        let subject = subject.to_lowercase();
        self.subjects.is_empty() || self.subjects.iter().any(|word| subject.contains(&word.trim().to_lowercase()))
    }
}

/// Reminders: `[pengingat]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReminderSettings {
    /// Days before a deadline, the furthest first. The day after it is always one.
    pub days: Vec<u32>,
}

impl Default for ReminderSettings {
    fn default() -> Self {
        Self { days: vec![7, 3, 1] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_is_an_address_or_a_domain_with_all_below_it() {
        let settings = |one: &str| MailSettings { senders: vec![one.to_string()], ..MailSettings::default() };
        assert!(settings("contoh.ac.id").takes_sender("Budi@jti.contoh.ac.id"));
        assert!(settings("@contoh.ac.id").takes_sender("budi@contoh.ac.id"));
        assert!(!settings("contoh.ac.id").takes_sender("budi@bukancontoh.ac.id"));
        assert!(!settings("budi@contoh.ac.id").takes_sender("ani.budi@contoh.ac.id"));
        assert!(MailSettings::default().takes_sender("siapa@saja.id"));
        let subject = MailSettings { subjects: vec!["Pengukuran".into(), "pk".into()], ..MailSettings::default() };
        assert!(subject.takes_subject("Re: PENGUKURAN TW II") && !subject.takes_subject("Undangan rapat"));
    }
}
