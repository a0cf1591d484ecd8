//! A mailbox on a server: one line, one folder, a few questions. Nothing here decides what is taken.
//!
//! The line is closed before anything is said on it. Each answer is waited for a limited time; a line on which nothing comes
//! is given up as lost.

use std::collections::{BTreeMap, HashMap};
use std::future::{Future, poll_fn};
use std::io;
use std::path::Path;
use std::pin::pin;
use std::time::Duration;

use async_imap::types::Capabilities;
use async_imap::{Authenticator, Client, Session};
use chrono::NaiveDate;
use futures_util::{Stream, TryStreamExt};
use rustls::pki_types::ServerName;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::runtime::{Builder, Runtime};
use tokio_rustls::TlsConnector;

use super::error::{PostError, deepest, told};
use super::secret::Secret;
use super::settings::{MailSettings, Security, Server};
use super::tls;

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes that come in a second on the slowest line that is waited for.
const SLOWEST: u64 = 16 << 10;
/// Messages whose heads are asked for at once.
const HEADS: usize = 500;
/// What is asked of a message before it is taken: enough to know whose it is and whether anything can be attached.
const HEAD: &str =
    "(UID RFC822.SIZE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID FROM SUBJECT DATE CONTENT-TYPE CONTENT-DISPOSITION)])";

/// Anything that bytes go through.
trait Line: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug + Send {}
impl<T: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug + Send> Line for T {}

/// A mailbox that is open.
pub struct Mailbox {
    runtime: Runtime,
    /// None while the line waits, and after it was lost.
    session: Option<Session<Box<dyn Line>>>,
    abilities: Capabilities,
    server: String,
}

impl std::fmt::Debug for Mailbox {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Mailbox({})", self.server)
    }
}

/// A folder as it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Folder {
    /// The validity of its numbers.
    pub validity: u32,
    /// Messages in it.
    pub messages: u32,
}

/// A message before it is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Its number.
    pub uid: u32,
    /// Its bytes.
    pub size: u32,
    /// Some lines of its header.
    pub lines: Vec<u8>,
}

/// Why waiting for new mail ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Waited {
    /// Something came, or the time is up: look again.
    Look,
    /// Nobody waits any longer.
    Stopped,
}

impl Mailbox {
    /// Opens a line to the server of the settings and logs in.
    ///
    /// # Errors
    /// When the server cannot be reached, does not prove who it is, or does not take the secret.
    pub fn open(settings: &MailSettings, workspace: &Path, secret: &Secret) -> Result<Self, PostError> {
        let server = settings.incoming.as_ref().ok_or(PostError::NotSet("imap"))?;
        if settings.user.is_empty() {
            return Err(PostError::NotSet("pengguna"));
        }
        let name = server.host.clone();
        let runtime = Builder::new_current_thread().enable_all().build();
        let runtime =
            runtime.map_err(|error| PostError::Unreachable { server: name.clone(), reason: deepest(&error) })?;
        let opened = runtime.block_on(async {
            tokio::time::timeout(PATIENCE, login(settings, server, workspace, secret)).await.unwrap_or_else(|_| {
                Err(PostError::Unreachable { server: name.clone(), reason: "tidak ada jawaban".to_string() })
            })
        });
        let (session, abilities) = opened?;
        Ok(Self { runtime, session: Some(session), abilities, server: server.host.clone() })
    }

    /// Asks something on the line.
    fn ask<T>(
        &mut self,
        what: &str,
        question: impl AsyncFnOnce(&mut Session<Box<dyn Line>>) -> async_imap::error::Result<T>,
    ) -> Result<T, PostError> {
        self.ask_for(PATIENCE, what, question)
    }

    /// Asks something whose answer may take longer.
    fn ask_for<T>(
        &mut self,
        patience: Duration,
        what: &str,
        question: impl AsyncFnOnce(&mut Session<Box<dyn Line>>) -> async_imap::error::Result<T>,
    ) -> Result<T, PostError> {
        let Self { runtime, session, server, .. } = self;
        let lost = |reason: &str| PostError::Lost { server: server.clone(), reason: reason.to_string() };
        let open = session.as_mut().ok_or_else(|| lost("sudah ditutup"))?;
        let answer = runtime.block_on(async { tokio::time::timeout(patience, question(open)).await });
        let answer = answer.map_err(|_| lost("tidak ada jawaban"));
        let outcome = answer.and_then(|answer| answer.map_err(|error| failure(server, what, &error)));
        if matches!(outcome, Err(PostError::Lost { .. })) {
            *session = None;
        }
        outcome
    }

    /// Opens a folder, to look at it alone or to move messages out of it.
    ///
    /// # Errors
    /// When there is none of that name, or the line is lost.
    pub fn folder(&mut self, name: &str, only_look: bool) -> Result<Folder, PostError> {
        let name = encoded_name(name);
        let what = format!("membuka kotak {name}");
        let found = self.ask(&what, async |session| match only_look {
            true => session.examine(&name).await,
            false => session.select(&name).await,
        })?;
        Ok(Folder { validity: found.uid_validity.unwrap_or_default(), messages: found.exists })
    }

    /// The numbers of the messages of the folder, from a day on, in order.
    ///
    /// # Errors
    /// When the line is lost.
    pub fn numbers(&mut self, since: Option<NaiveDate>) -> Result<Vec<u32>, PostError> {
        let query = since.map_or_else(|| "ALL".to_string(), |day| format!("SINCE {}", day.format("%-d-%b-%Y")));
        let found = self.ask("mencari surat", async |session| session.uid_search(&query).await)?;
        let mut all: Vec<u32> = found.into_iter().collect();
        all.sort_unstable();
        Ok(all)
    }

    /// The heads of messages. One that is gone meanwhile has none.
    ///
    /// # Errors
    /// When the line is lost.
    pub fn heads(&mut self, numbers: &[u32]) -> Result<Vec<Head>, PostError> {
        let mut all = Vec::with_capacity(numbers.len());
        for some in numbers.chunks(HEADS) {
            let set = ranges(some);
            let found = self.ask("membaca kepala surat", async |session| {
                let fetched: Vec<_> = session.uid_fetch(&set, HEAD).await?.try_collect().await?;
                Ok(fetched)
            })?;
            all.extend(found.iter().filter_map(|one| {
                Some(Head {
                    uid: one.uid?,
                    size: one.size.unwrap_or_default(),
                    lines: one.header().unwrap_or_default().to_vec(),
                })
            }));
        }
        all.retain(|head| numbers.binary_search(&head.uid).is_ok());
        Ok(all)
    }

    /// Whole messages of so many bytes together, without marking them as read.
    ///
    /// # Errors
    /// When the line is lost.
    pub fn messages(&mut self, numbers: &[u32], size: u64) -> Result<BTreeMap<u32, Vec<u8>>, PostError> {
        let set = ranges(numbers);
        let patience = PATIENCE + Duration::from_secs(size / SLOWEST);
        let found = self.ask_for(patience, "membaca surat", async |session| {
            let fetched: Vec<_> = session.uid_fetch(&set, "(UID BODY.PEEK[])").await?.try_collect().await?;
            Ok(fetched)
        })?;
        Ok(found.iter().filter_map(|one| Some((one.uid?, one.body()?.to_vec()))).collect())
    }

    /// Moves messages into another folder, which is made where there is none.
    ///
    /// # Errors
    /// When the server refuses, or the line is lost.
    pub fn shift(&mut self, numbers: &[u32], to: &str) -> Result<(), PostError> {
        let (set, to) = (ranges(numbers), encoded_name(to));
        let (moves, expunges) = (self.abilities.has_str("MOVE"), self.abilities.has_str("UIDPLUS"));
        // Whether it is there already is not asked: a refusal here says so, or shows in the next step.
        let made = self.ask("membuat kotak", async |session| session.create(&to).await);
        if let Err(error @ PostError::Lost { .. }) = made {
            return Err(error);
        }
        let what = format!("memindahkan surat ke {to}");
        self.ask(&what, async |session| {
            if moves {
                return session.uid_mv(&set, &to).await;
            }
            session.uid_copy(&set, &to).await?;
            let _: Vec<_> = session.uid_store(&set, "+FLAGS.SILENT (\\Deleted)").await?.try_collect().await?;
            if expunges {
                drain(session.uid_expunge(&set).await?).await?;
            }
            Ok(())
        })
    }

    /// Puts a draft into a folder, unless one with its message id lies there. Gives whether it was put there now.
    ///
    /// # Errors
    /// When the server refuses, or the line is lost.
    pub fn draft(&mut self, folder: &str, message: &str, content: &[u8]) -> Result<bool, PostError> {
        self.folder(folder, true)?;
        let query = format!("HEADER Message-ID \"<{}>\"", message.replace(['"', '\\', '\r', '\n'], ""));
        let there = self.ask("mencari draf", async |session| session.uid_search(&query).await)?;
        if !there.is_empty() {
            return Ok(false);
        }
        let name = encoded_name(folder);
        let what = format!("menaruh draf di {name}");
        self.ask(&what, async |session| session.append(&name, Some("(\\Draft \\Seen)"), None, content).await)?;
        Ok(true)
    }

    /// Waits until something comes, the time is up, or `stopped` says so.
    ///
    /// # Errors
    /// When the line is lost.
    pub fn wait(&mut self, longest: Duration, stopped: &dyn Fn() -> bool) -> Result<Waited, PostError> {
        let server = self.server.clone();
        let lost = |reason: String| PostError::Lost { server: server.clone(), reason };
        let session = self.session.take().ok_or_else(|| lost("sudah ditutup".to_string()))?;
        if !self.abilities.has_str("IDLE") {
            self.session = Some(session);
            let ended = self.runtime.block_on(until(stopped, tokio::time::sleep(longest)));
            return Ok(if ended.is_some() { Waited::Look } else { Waited::Stopped });
        }
        let outcome = self.runtime.block_on(async {
            let mut idle = session.idle();
            idle.init().await.map_err(|error| failure(&server, "menunggu surat", &error))?;
            let ended = {
                let (waiting, _interrupt) = idle.wait_with_timeout(longest);
                until(stopped, waiting).await
            };
            if let Some(Err(error)) = &ended {
                return Err(failure(&server, "menunggu surat", error));
            }
            let session = tokio::time::timeout(PATIENCE, idle.done()).await;
            let session = session.map_err(|_| lost("tidak ada jawaban".to_string()))?;
            let session = session.map_err(|error| failure(&server, "menunggu surat", &error))?;
            Ok((session, if ended.is_some() { Waited::Look } else { Waited::Stopped }))
        });
        let (session, waited) = outcome?;
        self.session = Some(session);
        Ok(waited)
    }

    /// Says goodbye. That nobody answers matters no more.
    pub fn close(mut self) {
        let _ = self.ask("menutup", async |session| session.logout().await);
    }
}

/// A future's end, or nothing when somebody stops it first.
async fn until<T>(stopped: &dyn Fn() -> bool, waiting: impl Future<Output = T>) -> Option<T> {
    let mut waiting = pin!(waiting);
    loop {
        tokio::select! {
            done = &mut waiting => return Some(done),
            () = tokio::time::sleep(Duration::from_millis(200)) => {
                if stopped() {
                    return None;
                }
            }
        }
    }
}

/// Takes a stream to its end.
async fn drain<T>(stream: impl Stream<Item = async_imap::error::Result<T>>) -> async_imap::error::Result<()> {
    let mut stream = pin!(stream);
    while let Some(one) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
        one?;
    }
    Ok(())
}

async fn login(
    settings: &MailSettings,
    server: &Server,
    workspace: &Path,
    secret: &Secret,
) -> Result<(Session<Box<dyn Line>>, Capabilities), PostError> {
    let unreachable =
        |error: &io::Error| PostError::Unreachable { server: server.host.clone(), reason: deepest(error) };
    let closed =
        || PostError::Unreachable { server: server.host.clone(), reason: "sambungan ditutup server".to_string() };
    let line = TcpStream::connect((server.host.as_str(), server.port)).await.map_err(|error| unreachable(&error))?;
    let mut client: Client<Box<dyn Line>> = match server.security {
        Security::Open => Client::new(Box::new(line)),
        Security::Tls => Client::new(wrapped(settings, server, workspace, line).await?),
        Security::StartTls => {
            let mut open = Client::new(line);
            open.read_response().await.map_err(|error| unreachable(&error))?.ok_or_else(closed)?;
            match open.run_command_and_check_ok("STARTTLS", None).await {
                Ok(()) => {}
                Err(async_imap::error::Error::No(_) | async_imap::error::Error::Bad(_)) => {
                    return Err(PostError::NoStartTls(server.host.clone()));
                }
                Err(error) => return Err(failure(&server.host, "STARTTLS", &error)),
            }
            Client::new(wrapped(settings, server, workspace, open.into_inner()).await?)
        }
    };
    if server.security != Security::StartTls {
        client.read_response().await.map_err(|error| unreachable(&error))?.ok_or_else(closed)?;
    }
    let user = settings.user.as_str();
    let outcome = if settings.token {
        let word = format!("user={user}\u{1}auth=Bearer {}\u{1}\u{1}", secret.reveal());
        client.authenticate("XOAUTH2", Once(Some(word))).await
    } else if secret.reveal().is_ascii() && user.is_ascii() {
        client.login(user, secret.reveal()).await
    } else {
        client.authenticate("PLAIN", Once(Some(format!("\0{user}\0{}", secret.reveal())))).await
    };
    let mut session = outcome.map_err(|(error, _)| match &error {
        async_imap::error::Error::No(text) | async_imap::error::Error::Bad(text) => PostError::Login {
            server: server.host.clone(),
            user: user.to_string(),
            reason: told(&secret.scrubbed(text)),
        },
        error => failure(&server.host, "masuk", error),
    })?;
    let abilities = session.capabilities().await.map_err(|error| failure(&server.host, "kemampuan", &error))?;
    Ok((session, abilities))
}

async fn wrapped(
    settings: &MailSettings,
    server: &Server,
    workspace: &Path,
    line: TcpStream,
) -> Result<Box<dyn Line>, PostError> {
    let name = ServerName::try_from(server.host.clone())
        .map_err(|_| PostError::Unreachable { server: server.host.clone(), reason: "bukan nama server".to_string() })?;
    let connector = TlsConnector::from(tls::trust(settings, workspace)?);
    let closed = connector.connect(name, line).await.map_err(|error| tls::refusal(&server.host, &error))?;
    Ok(Box::new(closed))
}

/// Says its word once, and nothing to what the server says then: that is how it tells why it refuses.
struct Once(Option<String>);

impl Authenticator for Once {
    type Response = String;

    fn process(&mut self, _: &[u8]) -> String {
        self.0.take().unwrap_or_default()
    }
}

/// What an error of the line says, for people.
fn failure(server: &str, what: &str, error: &async_imap::error::Error) -> PostError {
    use async_imap::error::Error;
    let server = server.to_string();
    match error {
        Error::No(text) | Error::Bad(text) => {
            PostError::Refused { server, what: what.to_string(), reason: told(&answer_of(text)) }
        }
        Error::ConnectionLost => PostError::Lost { server, reason: "ditutup server".to_string() },
        Error::Io(cause) => PostError::Lost { server, reason: deepest(cause) },
        Error::Validate(_) | Error::Append => {
            PostError::Refused { server, what: what.to_string(), reason: "namanya tidak dapat dipakai".to_string() }
        }
        // What cannot be understood is a line that cannot be trusted any more. What it said may be a letter: not repeated.
        _ => PostError::Lost { server, reason: "jawabannya tidak dimengerti".to_string() },
    }
}

/// What the server says, out of how the library wraps it.
fn answer_of(text: &str) -> String {
    let inner = text.rsplit_once("info: Some(\"").map(|(_, rest)| rest.trim_end_matches(['"', ')', ' ']));
    inner.or(Some(text)).unwrap_or_default().to_string()
}

/// Numbers as IMAP writes a set of them: "1:5,7". They stand in order.
fn ranges(numbers: &[u32]) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = numbers.iter().copied().peekable();
    while let Some(first) = rest.next() {
        let mut last = first;
        while let Some(next) = rest.next_if(|next| *next == last + 1) {
            last = next;
        }
        parts.push(if first == last { first.to_string() } else { format!("{first}:{last}") });
    }
    parts.join(",")
}

/// The name of a folder as IMAP writes it: letters outside of ASCII in an alphabet of its own (RFC 3501, 5.1.3).
fn encoded_name(name: &str) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,";
    let plain = |letter: char| (' '..='~').contains(&letter);
    let mut outcome = String::new();
    let mut rest = name.chars().peekable();
    while let Some(letter) = rest.next() {
        if letter == '&' {
            outcome.push_str("&-");
        } else if plain(letter) {
            outcome.push(letter);
        } else {
            let mut foreign = String::from(letter);
            while let Some(next) = rest.next_if(|next| !plain(*next)) {
                foreign.push(next);
            }
            let bytes: Vec<u8> = foreign.encode_utf16().flat_map(u16::to_be_bytes).collect();
            outcome.push('&');
            for three in bytes.chunks(3) {
                let figure = three.iter().fold(0_u32, |figure, byte| (figure << 8) | u32::from(*byte));
                let figure = figure << (8 * (3 - three.len()));
                for order in 0..=three.len() {
                    outcome.push(char::from(LETTERS[(figure >> (18 - 6 * order)) as usize & 63]));
                }
            }
            outcome.push('-');
        }
    }
    outcome
}

/// The header lines of a message by their names in small letters, unfolded.
pub(super) fn header_lines(lines: &[u8]) -> HashMap<String, String> {
    let text = String::from_utf8_lossy(lines).replace("\r\n", "\n").replace("\n\t", " ").replace("\n ", " ");
    let of_line = |line: &str| {
        let (name, value) = line.split_once(':')?;
        Some((name.trim().to_lowercase(), value.trim().to_string()))
    };
    text.lines().take_while(|line| !line.is_empty()).filter_map(of_line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_ranges_and_names_in_the_alphabet_of_folders() {
        assert_eq!(ranges(&[1, 2, 3, 7, 9, 10]), "1:3,7,9:10");
        assert_eq!(ranges(&[]), "");
        assert_eq!(encoded_name("INBOX/Kinerja & Anggaran"), "INBOX/Kinerja &- Anggaran");
        assert_eq!(encoded_name("Selaras – 2026"), "Selaras &IBM- 2026");
        assert_eq!(encoded_name("日本語"), "&ZeVnLIqe-");
    }

    #[test]
    fn header_lines_are_unfolded_and_end_at_the_blank_one() {
        let lines = header_lines(b"Subject: satu\r\n dua\r\nFrom: a@b.id\r\n\r\nTo: bukan");
        assert_eq!(lines.get("subject").map(String::as_str), Some("satu dua"));
        assert_eq!(lines.len(), 2);
    }
}
