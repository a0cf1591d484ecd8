//! Taking mail: each message once, kept as it came, and written down before the next.
//!
//! A message is known by what it says (sender, date, message id and body), not by where it lies: a mailbox that is renumbered,
//! a second run at the same time and a run that is ended in between take nothing twice and lose nothing. Its file is named by
//! that, so that a message that was kept but not written down yet is kept in the same place again.

use std::path::Path;

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use super::bounce::{self, Bounce};
use super::error::PostError;
use super::imap::{Head, Mailbox, header_lines};
use super::marks;
use super::received;
use super::settings::MailSettings;
use crate::domain::digest::hexadecimal;
use crate::files::{self, file_name};
use crate::intake::{self, WITHOUT_ATTACHMENT};
use crate::journal::{Delivery, Journal, MailPlace, SentLetter, TakenMail};

/// The folder of taken messages below the inbox.
pub const FOLDER: &str = "surel";
/// Bytes of messages that are asked for at once.
const TOGETHER: u64 = 16 << 20;
/// Messages that are asked for at once.
const MOST: usize = 50;
/// Bytes of a message that is taken.
const LARGEST: u32 = 100 << 20;
/// Letters of a name of a file.
const LONGEST: usize = 60;

/// What came of a look into the mailbox.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Messages in the folder, as far as the settings look.
    pub listed: usize,
    /// Files below the inbox that are new.
    pub taken: Vec<String>,
    /// Forms in them.
    pub forms: usize,
    /// Messages without anything that is kept.
    pub passed: usize,
    /// Messages that the settings leave aside.
    pub filtered: usize,
    /// Messages that were known already, under another number.
    pub known: usize,
    /// Messages that are too large: subject and megabytes.
    pub too_large: Vec<String>,
    /// Letters that came back.
    pub bounces: Vec<BouncedLetter>,
    /// Messages that were moved.
    pub moved: usize,
}

/// A letter that came back, with whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BouncedLetter {
    /// Code of the unit.
    pub unit: String,
    /// Its kind.
    pub kind: String,
    /// The address.
    pub address: String,
    /// Why.
    pub reason: String,
    /// Whether it is only late so far.
    pub delayed: bool,
}

/// What a look needs besides the mailbox.
pub struct FetchTools<'a> {
    /// The settings.
    pub settings: &'a MailSettings,
    /// The inbox of the workspace.
    pub inbox: &'a Path,
    /// The day.
    pub today: NaiveDate,
    /// Told how many of how many are done.
    pub progress: &'a dyn Fn(usize, usize),
    /// Whether somebody wants an end.
    pub stopped: &'a dyn Fn() -> bool,
}

/// Takes what is new in the folder of the settings.
///
/// # Errors
/// When the line is lost, a file cannot be kept or the journal cannot be written. What was taken stays taken.
pub fn fetch(mailbox: &mut Mailbox, journal: &mut Journal, tools: &FetchTools<'_>) -> Result<Fetched, PostError> {
    let settings = tools.settings;
    let account = account(settings)?;
    let folder = mailbox.folder(&settings.folder, settings.moved_to.is_none())?;
    let numbers = mailbox.numbers(settings.since)?;
    let known = journal.known_mail(&account, &settings.folder, folder.validity)?;
    let mut outcome = Fetched { listed: numbers.len(), ..Fetched::default() };
    let new: Vec<u32> = numbers.iter().copied().filter(|uid| !known.contains(uid)).collect();
    let place =
        |uid| MailPlace { account: account.clone(), folder: settings.folder.clone(), validity: folder.validity, uid };
    let mut heads = mailbox.heads(&new)?;
    let mut passed = Vec::new();
    heads.retain(|head| match judged(head, settings) {
        Judgement::Take => true,
        Judgement::Nothing => {
            passed.push(place(head.uid));
            false
        }
        Judgement::Filtered => {
            outcome.filtered += 1;
            false
        }
        Judgement::TooLarge(what) => {
            outcome.too_large.push(what);
            false
        }
    });
    outcome.passed += passed.len();
    journal.pass_mail(&passed)?;
    let letters = journal.letters()?;
    files::ensure_folder(&tools.inbox.join(FOLDER))?;
    let total = heads.len();
    let mut done = 0;
    for group in groups(&heads) {
        if (tools.stopped)() {
            return Ok(outcome);
        }
        let size = group.iter().map(|head| u64::from(head.size)).sum();
        let uids: Vec<u32> = group.iter().map(|head| head.uid).collect();
        for (uid, raw) in mailbox.messages(&uids, size)? {
            one(journal, tools, &letters, &place(uid), raw, &mut outcome)?;
        }
        done += group.len();
        (tools.progress)(done, total);
    }
    Ok(outcome)
}

/// Moves the messages that were taken to where the settings say; gives how many. One run of a workspace at a time: two that
/// move the same messages at once leave two copies.
///
/// # Errors
/// When the line is lost, the server refuses, or the journal cannot be read.
pub fn move_taken(mailbox: &mut Mailbox, journal: &Journal, settings: &MailSettings) -> Result<usize, PostError> {
    let Some(to) = &settings.moved_to else { return Ok(0) };
    // Opened anew: what another run moved in the meantime is not there any more.
    let folder = mailbox.folder(&settings.folder, false)?;
    let kept = journal.kept_mail(&account(settings)?, &settings.folder, folder.validity)?;
    let movable: Vec<u32> = mailbox.numbers(settings.since)?.into_iter().filter(|uid| kept.contains(uid)).collect();
    movable.chunks(MOST).map(|some| moved(mailbox, some, to, settings.since)).sum()
}

/// Moves messages away; gives how many. What another run moved in the meantime is no fault.
fn moved(mailbox: &mut Mailbox, numbers: &[u32], to: &str, since: Option<NaiveDate>) -> Result<usize, PostError> {
    let refused = match mailbox.shift(numbers, to) {
        Ok(()) => return Ok(numbers.len()),
        Err(error @ PostError::Refused { .. }) => error,
        Err(error) => return Err(error),
    };
    let there = mailbox.numbers(since)?;
    let left: Vec<u32> = numbers.iter().copied().filter(|uid| there.binary_search(uid).is_ok()).collect();
    match left.len() {
        0 => Ok(0),
        // Nothing went: the server means what it says.
        count if count == numbers.len() => Err(refused),
        _ => moved(mailbox, &left, to, since),
    }
}

/// The account, as the journal names it.
fn account(settings: &MailSettings) -> Result<String, PostError> {
    let server = settings.incoming.as_ref().ok_or(PostError::NotSet("imap"))?;
    Ok(format!("{}@{}", settings.user, server.host))
}

/// What the head of a message says of it.
enum Judgement {
    Take,
    Nothing,
    Filtered,
    TooLarge(String),
}

fn judged(head: &Head, settings: &MailSettings) -> Judgement {
    let lines = header_lines(&head.lines);
    let line = |name: &str| lines.get(name).map(String::as_str).unwrap_or_default();
    let parsed = received::message(&head.lines);
    let from = parsed.as_ref().and_then(|message| message.from()).and_then(|from| from.first());
    let sender = from.and_then(|one| one.address()).unwrap_or_default().to_lowercase();
    let subject = parsed.as_ref().and_then(|message| message.subject()).unwrap_or_default();
    let kind = line("content-type").to_lowercase();
    if !bounce::maybe_report(&sender, &kind) {
        if !settings.takes_sender(&sender) || !settings.takes_subject(subject) {
            return Judgement::Filtered;
        }
        // Text alone, with no name: nothing can be attached. Whatever else it may be is looked into.
        let named = kind.contains("name") || line("content-disposition").to_lowercase().contains("name");
        let text = kind.is_empty() || kind.starts_with("text/");
        if text && !named {
            return Judgement::Nothing;
        }
    }
    if head.size > LARGEST {
        return Judgement::TooLarge(format!("{} ({} MB, dari {sender})", super::error::told(subject), head.size >> 20));
    }
    Judgement::Take
}

/// Messages that are asked for together.
fn groups(heads: &[Head]) -> Vec<&[Head]> {
    let mut all = Vec::new();
    let (mut begin, mut size) = (0, 0);
    for (at, head) in heads.iter().enumerate() {
        if at > begin && (at - begin >= MOST || size + u64::from(head.size) > TOGETHER) {
            all.push(&heads[begin..at]);
            (begin, size) = (at, 0);
        }
        size += u64::from(head.size);
    }
    if begin < heads.len() {
        all.push(&heads[begin..]);
    }
    all
}

/// Takes one message: keeps it, then writes it down.
fn one(
    journal: &mut Journal,
    tools: &FetchTools<'_>,
    letters: &[SentLetter],
    place: &MailPlace,
    raw: Vec<u8>,
    outcome: &mut Fetched,
) -> Result<(), PostError> {
    let digest = digest(&raw);
    let message = received::message(&raw);
    let id = message.as_ref().and_then(|message| message.message_id()).map(str::to_string);
    let from = message.as_ref().and_then(|message| message.from()).and_then(|from| from.first());
    let sender = from.and_then(|one| one.address()).map(str::to_lowercase);
    let subject = message.as_ref().and_then(|message| message.subject()).map(super::error::told);
    let day = message
        .as_ref()
        .and_then(|message| message.date())
        .and_then(|date| NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)));
    let ours = |id: &str| letters.iter().any(|letter| letter.message == id);
    // A letter of our own, in the folder of what was sent or as a copy to oneself, brings nothing.
    let own = message.as_ref().is_some_and(|message| message.header_raw(marks::VERSION).is_some())
        || id.as_deref().is_some_and(ours);
    drop(message);
    let name = mail_name(day.unwrap_or(tools.today), sender.as_deref(), &digest);
    let mut mail = TakenMail { digest, message: id, file: None, forms: 0, day: tools.today, sender, subject };
    if journal.has_mail(&mail.digest)? {
        journal.take_mail(place, &mail)?;
        outcome.known += 1;
        return Ok(());
    }
    let report = bounce::bounce(&raw, &ours);
    if let Some(found) = &report {
        outcome.bounces.extend(bounced(journal, letters, found, tools.today)?);
    }
    if !own && report.is_none() {
        let file = format!("{FOLDER}/{name}");
        let found = intake::in_message(&file, raw.clone());
        mail.forms = u32::try_from(found.submissions.len()).unwrap_or(u32::MAX);
        let other =
            found.skipped.iter().any(|one| one.reason != WITHOUT_ATTACHMENT && !one.reason.starts_with("gambar"));
        if !found.submissions.is_empty() || !found.rejected.is_empty() || other {
            files::save(&tools.inbox.join(FOLDER).join(&name), &raw)?;
            mail.file = Some(file);
        }
    }
    match (journal.take_mail(place, &mail)?, &mail.file) {
        (false, _) => outcome.known += 1,
        (true, None) => outcome.passed += 1,
        (true, Some(file)) => {
            outcome.forms += mail.forms as usize;
            outcome.taken.push(file.clone());
        }
    }
    Ok(())
}

/// Writes down that a letter came back.
fn bounced(
    journal: &mut Journal,
    letters: &[SentLetter],
    bounce: &Bounce,
    today: NaiveDate,
) -> Result<Vec<BouncedLetter>, PostError> {
    let of_message: Vec<&SentLetter> = letters.iter().filter(|letter| letter.message == bounce.message).collect();
    let named =
        |letter: &&&SentLetter| bounce.address.as_deref().is_some_and(|one| letter.address.eq_ignore_ascii_case(one));
    let mut meant: Vec<&&SentLetter> = of_message.iter().filter(named).collect();
    // A server that passed it on names an address that we do not know; with one address of ours there is no doubt.
    if let ([], [only]) = (meant.as_slice(), of_message.as_slice()) {
        meant.push(only);
    }
    let mut told = Vec::new();
    for letter in meant {
        if !bounce.delayed {
            let answer = Some(bounce.reason.clone());
            journal
                .deliver(&SentLetter { delivery: Delivery::Bounced, day: today, answer, ..(**letter).clone() }, &[])?;
        }
        told.push(BouncedLetter {
            unit: letter.key.unit.clone(),
            kind: letter.key.kind.clone(),
            address: letter.address.clone(),
            reason: bounce.reason.clone(),
            delayed: bounce.delayed,
        });
    }
    Ok(told)
}

/// By what a message is known: who wrote it and when, its id, and its body; not what was added on its way.
fn digest(raw: &[u8]) -> String {
    let at = raw.windows(2).position(|two| two == b"\n\n" || two == b"\n\r");
    let (head, body) = raw.split_at(at.map_or(raw.len(), |at| at + 1));
    let lines = header_lines(head);
    let mut compute = Sha256::new();
    for name in ["message-id", "from", "date", "subject"] {
        compute.update(lines.get(name).map(String::as_bytes).unwrap_or_default());
        compute.update([0]);
    }
    // A server may keep lines with or without the return.
    for line in body.split(|byte| *byte == b'\n') {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        compute.update(line);
        compute.update(b"\n");
    }
    hexadecimal(&compute.finalize())
}

/// "2026-04-08 jti@contoh.ac.id 1f3a….eml".
fn mail_name(day: NaiveDate, sender: Option<&str>, digest: &str) -> String {
    let sender: String = sender.unwrap_or("tanpa pengirim").chars().take(LONGEST).collect();
    let mark: String = digest.chars().take(16).collect();
    format!("{}.eml", file_name(&format!("{} {sender} {mark}", day.format("%Y-%m-%d"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_the_same_whatever_servers_add_and_another_when_its_body_is() {
        let message = |added: &str, body: &str| {
            digest(format!("{added}From: a@b.id\r\nMessage-ID: <1@b>\r\n\r\n{body}").as_bytes())
        };
        let first = message("", "satu\r\ndua");
        assert_eq!(first, message("Received: from x\r\n by y\r\nX-UID: 7\r\n", "satu\ndua"));
        assert_ne!(first, message("", "satu\r\ntiga"));
        assert_eq!(digest(b"From: a\r\n"), digest(b"From: a\r\n"), "a message without a body");
    }

    #[test]
    fn messages_are_asked_for_in_groups_of_a_bearable_size() {
        let head = |size| Head { uid: 1, size, lines: Vec::new() };
        let heads: Vec<Head> = [10, 10, 17 << 20, 5, 5].map(head).into();
        let sizes: Vec<usize> = groups(&heads).iter().map(|group| group.len()).collect();
        assert_eq!(sizes, [2, 1, 2]);
        assert!(groups(&[]).is_empty());
        let many: Vec<Head> = (0..120).map(|_| head(1)).collect();
        assert_eq!(groups(&many).len(), 3);
    }

    #[test]
    fn text_alone_is_not_fetched_and_what_may_hold_a_form_is() {
        let judge = |lines: &str, settings: &MailSettings| match judged(
            &Head { uid: 1, size: 10, lines: lines.as_bytes().to_vec() },
            settings,
        ) {
            Judgement::Take => "ambil",
            Judgement::Nothing => "kosong",
            Judgement::Filtered => "disaring",
            Judgement::TooLarge(_) => "besar",
        };
        let all = MailSettings::default();
        assert_eq!(judge("From: a@b.id\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n", &all), "kosong");
        assert_eq!(judge("From: a@b.id\r\n\r\n", &all), "kosong");
        assert_eq!(judge("From: a@b.id\r\nContent-Type: text/plain; name=PK.xlsx\r\n\r\n", &all), "ambil");
        assert_eq!(judge("From: a@b.id\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n", &all), "ambil");
        let ours = MailSettings { senders: vec!["contoh.ac.id".into()], ..MailSettings::default() };
        assert_eq!(judge("From: a@b.id\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n", &ours), "disaring");
        let report =
            "From: MAILER-DAEMON@luar.id\r\nContent-Type: multipart/report; report-type=delivery-status\r\n\r\n";
        assert_eq!(judge(report, &ours), "ambil", "what came back is always looked at");
    }
}
