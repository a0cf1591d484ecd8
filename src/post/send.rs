//! Handing letters to the server that sends them: each to each address once.
//!
//! Before the last word of a letter is said, the journal knows that it is being said; after the answer it knows the answer.
//! What broke before that word was not sent and is tried again; what broke after it nobody knows, so it is told and left to a
//! person ([`Delivery::Handing`]).

use std::path::Path;
use std::time::Duration;

use chrono::NaiveDate;
use lettre::Address;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{Certificate, SmtpConnection, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt, Rset};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use lettre::transport::smtp::{Error, response::Response};

use super::error::{PostError, deepest, told};
use super::outbox::address_of;
use super::secret::Secret;
use super::settings::{MailSettings, Security, Server};
use super::tls;
use crate::journal::{Delivery, Journal, LetterKey, ReminderKey, SentLetter};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// A line to the server that sends.
pub struct Outgoing {
    line: SmtpConnection,
    from: Address,
    server: String,
}

impl std::fmt::Debug for Outgoing {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Outgoing({})", self.server)
    }
}

/// A letter as it is handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadyLetter {
    /// Which letter.
    pub key: LetterKey,
    /// Its message id.
    pub message: String,
    /// Its subject.
    pub subject: String,
    /// Its bytes.
    pub content: Vec<u8>,
    /// The reminders that it gives.
    pub reminders: Vec<ReminderKey>,
}

impl Outgoing {
    /// Opens a line to the server of the settings and logs in.
    ///
    /// # Errors
    /// When the server cannot be reached, does not prove who it is, or does not take the secret.
    pub fn open(settings: &MailSettings, workspace: &Path, secret: Option<&Secret>) -> Result<Self, PostError> {
        let server = settings.outgoing.as_ref().ok_or(PostError::NotSet("smtp"))?;
        let from = settings.from.as_deref().unwrap_or(&settings.user);
        let bare = address_of(from);
        let from: Address = bare.parse().map_err(|_| PostError::Address(bare.to_string()))?;
        let tls = parameters(settings, server, workspace)?;
        let hello = ClientId::Domain(from.domain().to_string());
        let first = (server.security == Security::Tls).then_some(&tls);
        let line = SmtpConnection::connect((server.host.as_str(), server.port), Some(PATIENCE), &hello, first, None);
        let mut line = line.map_err(|error| tls::refusal(&server.host, &error))?;
        if server.security == Security::StartTls {
            if !line.can_starttls() {
                line.abort();
                return Err(PostError::NoStartTls(server.host.clone()));
            }
            line.starttls(&tls, &hello).map_err(|error| tls::refusal(&server.host, &error))?;
        }
        if let Some(secret) = secret.filter(|_| !settings.user.is_empty()) {
            let words = Credentials::new(settings.user.clone(), secret.reveal().to_string());
            let ways: &[Mechanism] =
                if settings.token { &[Mechanism::Xoauth2] } else { &[Mechanism::Plain, Mechanism::Login] };
            line.auth(ways, &words).map_err(|error| match error.status() {
                Some(_) => PostError::Login {
                    server: server.host.clone(),
                    user: settings.user.clone(),
                    reason: told(&secret.scrubbed(&deepest(&error))),
                },
                None => lost(&server.host, &error),
            })?;
        }
        Ok(Self { line, from, server: server.host.clone() })
    }

    /// Hands a letter over for one address and writes down what became of it.
    ///
    /// # Errors
    /// When the line is lost or the journal cannot be written. What became of the letter stands in the journal as far as it
    /// is known.
    pub fn send(
        &mut self,
        letter: &ReadyLetter,
        address: &str,
        tries: u32,
        journal: &mut Journal,
        today: NaiveDate,
    ) -> Result<Delivery, PostError> {
        let mut note = |delivery: Delivery, answer: Option<String>| {
            let entry = SentLetter {
                key: letter.key.clone(),
                message: letter.message.clone(),
                subject: letter.subject.clone(),
                address: address.to_string(),
                delivery,
                tries,
                day: today,
                answer,
            };
            let reminders: &[ReminderKey] = if delivery == Delivery::Sent { &letter.reminders } else { &[] };
            journal.deliver(&entry, reminders).map(|()| delivery)
        };
        let Ok(to) = address.parse::<Address>() else {
            return Ok(note(Delivery::Failed, Some("bukan alamat surel".to_string()))?);
        };
        if let Err(error) = self.announce(&to, &letter.content) {
            let answer = told(&deepest(&error));
            return match error.status() {
                Some(_) => {
                    // The server refuses this letter and no other.
                    let refused = note(Delivery::Failed, Some(answer))?;
                    self.line.command(Rset).map_err(|error| lost(&self.server, &error))?;
                    Ok(refused)
                }
                None => {
                    note(Delivery::Failed, Some("sambungan putus sebelum suratnya diserahkan".to_string()))?;
                    Err(lost(&self.server, &error))
                }
            };
        }
        // Body first; the journal before the last word, which the line says when there is no more to come.
        let (mut given, mut kept) = (false, Ok(Delivery::Handing));
        let pieces = std::iter::from_fn(|| {
            if given {
                kept = note(Delivery::Handing, None);
                return None;
            }
            given = true;
            Some(letter.content.as_slice())
        });
        let answer = self.line.message_iter(pieces);
        // A journal that cannot be written ends everything: the letter may be on its way.
        kept?;
        match answer {
            Ok(response) => Ok(note(Delivery::Sent, Some(said(&response)))?),
            Err(error) if error.status().is_some() => Ok(note(Delivery::Failed, Some(told(&deepest(&error))))?),
            Err(error) => Err(lost(&self.server, &error)),
        }
    }

    /// Says from whom and for whom, up to the letter itself.
    fn announce(&mut self, to: &Address, content: &[u8]) -> Result<(), Error> {
        let eight = !content.is_ascii() && self.line.server_info().supports_feature(Extension::EightBitMime);
        let words = if eight { vec![MailParameter::Body(MailBodyParameter::EightBitMime)] } else { Vec::new() };
        self.line.command(Mail::new(Some(self.from.clone()), words))?;
        self.line.command(Rcpt::new(to.clone(), Vec::new()))?;
        self.line.command(Data)?;
        Ok(())
    }

    /// Says goodbye. That nobody answers matters no more.
    pub fn close(mut self) {
        let _ = self.line.quit();
    }
}

fn parameters(settings: &MailSettings, server: &Server, workspace: &Path) -> Result<TlsParameters, PostError> {
    let unusable =
        |error: &Error| PostError::Unreachable { server: server.host.clone(), reason: told(&error.to_string()) };
    let mut builder = TlsParameters::builder(server.host.clone());
    for one in tls::own_certificates(settings, workspace)? {
        let certificate = Certificate::from_der(one.to_vec()).map_err(|error| unusable(&error))?;
        builder = builder.add_root_certificate(certificate);
    }
    builder.build().map_err(|error| unusable(&error))
}

fn said(response: &Response) -> String {
    told(&format!("{} {}", response.code(), response.message().collect::<Vec<_>>().join(" ")))
}

fn lost(server: &str, error: &Error) -> PostError {
    PostError::Lost { server: server.to_string(), reason: deepest(error) }
}
