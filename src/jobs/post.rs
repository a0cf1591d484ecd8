//! Mail: taken from the mailbox, sent to units, watched.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};

use super::remind::{self, RemindOptions};
use super::{JobError, Readers, handed_out};
use crate::domain::surat::letter_address;
use crate::files;
use crate::journal::{Delivery, Journal, LetterKey, SentLetter};
use crate::letters::SuratKind;
use crate::pipeline::returns;
use crate::post::fetch::{self, FetchTools, Fetched};
use crate::post::imap::Mailbox;
use crate::post::outbox::{self, WaitingLetter};
use crate::post::send::{Outgoing, ReadyLetter};
use crate::post::{MailSettings, PostError, Secret, SecretSources, secret};
use crate::workspace::Workspace;

/// Which mailbox is looked into.
#[derive(Debug, Clone)]
pub struct FetchOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
}

/// Takes what is new in the mailbox of a workspace into `masuk/surel/`.
///
/// # Errors
/// When the server cannot be reached or does not let in, or something cannot be written. What was taken stays taken.
pub fn fetch_mail(
    options: &FetchOptions,
    sources: &SecretSources<'_>,
    progress: &dyn Fn(usize, usize),
) -> Result<Fetched, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let secret = secret(&workspace.mail, sources)?;
    let mut mailbox = Mailbox::open(&workspace.mail, &workspace.folder, &secret)?;
    let mut journal = Journal::open(&workspace.folder)?;
    let _lock = workspace.fetch_lock(&workspace.inbox().join(fetch::FOLDER))?;
    let fetched = look(&workspace, &mut mailbox, &mut journal, options.today, progress, &|| false)?;
    mailbox.close();
    Ok(fetched)
}

/// One look into an open mailbox.
pub(super) fn look(
    workspace: &Workspace,
    mailbox: &mut Mailbox,
    journal: &mut Journal,
    today: NaiveDate,
    progress: &dyn Fn(usize, usize),
    stopped: &dyn Fn() -> bool,
) -> Result<Fetched, PostError> {
    let inbox = workspace.inbox();
    let tools = FetchTools { settings: &workspace.mail, inbox: &inbox, today, progress, stopped };
    let mut fetched = fetch::fetch(mailbox, journal, &tools)?;
    if workspace.mail.moved_to.is_some() && !stopped() {
        let _turn = workspace.move_lock();
        fetched.moved = fetch::move_taken(mailbox, journal, &workspace.mail)?;
    }
    Ok(fetched)
}

/// How letters leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SendWay {
    /// By the server that sends.
    Server,
    /// Into the folder of drafts.
    Drafts,
}

/// A set of letters that leave together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum LetterSet {
    /// Those of the last run: what is to be mended, and receipts.
    #[default]
    LastRun,
    /// The reminders of the day.
    Reminders,
    /// Those with which forms are handed out.
    HandOut,
}

/// Which letters are sent.
#[derive(Debug, Clone)]
pub struct SendOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
    /// How.
    pub way: SendWay,
    /// Only to these units; to all where there are none.
    pub units: Vec<String>,
    /// Units whose letters of unknown fate, or that came back, are sent again all the same.
    pub again: Vec<String>,
    /// Which letters.
    pub set: LetterSet,
    /// Who reads the cascade.
    pub readers: Readers,
}

/// What would be sent, to whom.
#[derive(Debug)]
pub struct SendPlan {
    workspace: Workspace,
    journal: Journal,
    /// Letters with the addresses that they still have to go to.
    pub letters: Vec<PlannedLetter>,
    /// Letters that have gone everywhere already.
    pub done: usize,
    /// Those that have gone, at each of their addresses.
    pub gone: Vec<SentLetter>,
    /// Letters of which nobody knows whether they arrived, or that came back: not sent by themselves.
    pub held: Vec<SentLetter>,
    /// Codes of units without an address.
    pub without_address: Vec<String>,
    /// Files of the inbox that came after the letters were written.
    pub unseen: usize,
}

/// A letter with the addresses that it still has to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedLetter {
    /// The letter.
    pub letter: WaitingLetter,
    /// Addresses, with how often each was tried and what the server said last.
    pub to: Vec<PlannedAddress>,
    /// Reminders that it gives.
    reminders: Vec<crate::journal::ReminderKey>,
}

/// An address that a letter has still to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedAddress {
    /// The address.
    pub address: String,
    /// How often it was tried.
    pub tries: u32,
    /// What the server said last.
    pub answer: Option<String>,
}

/// What became of a letter at an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SendResult {
    /// Code of the unit.
    pub unit: String,
    /// The address.
    pub address: String,
    /// What became of it.
    pub delivery: Delivery,
    /// What the server said.
    pub answer: Option<String>,
}

/// Works out what would be sent.
///
/// # Errors
/// When the workspace, its letters or its journal cannot be read.
pub fn plan_letters(options: &SendOptions) -> Result<SendPlan, JobError> {
    let (workspace, journal, waiting) = match options.set {
        LetterSet::LastRun => of_last_run(options)?,
        LetterSet::Reminders => of_reminders(options)?,
        LetterSet::HandOut => handing_out(options)?,
    };
    let known = journal.letters()?;
    let unseen = match remind::nothing_unchecked(&workspace, &journal) {
        // What was sent before says nothing about forms that are handed out.
        _ if options.set == LetterSet::HandOut => 0,
        Err(JobError::Unchecked { count, .. }) => count,
        other => other.map(|()| 0)?,
    };
    let mut plan = SendPlan {
        workspace,
        journal,
        letters: Vec::new(),
        done: 0,
        gone: Vec::new(),
        held: Vec::new(),
        without_address: Vec::new(),
        unseen,
    };
    let named = |list: &[String], unit: &str| list.iter().any(|one| one.trim().eq_ignore_ascii_case(unit));
    for (letter, reminders) in waiting {
        let unit = letter.key.unit.clone();
        if !options.units.is_empty() && !named(&options.units, &unit) {
            continue;
        }
        if letter.to.is_empty() {
            plan.without_address.push(unit);
            continue;
        }
        let mine: Vec<&SentLetter> = known.iter().filter(|one| one.key == letter.key).collect();
        let (mut to, mut held) = (Vec::new(), false);
        for address in &letter.to {
            let before = mine.iter().find(|one| one.address.eq_ignore_ascii_case(address));
            let again = named(&options.again, &unit);
            match before.map(|one| one.delivery) {
                Some(Delivery::Sent) => {
                    plan.gone.extend(before.map(|one| (*one).clone()));
                    continue;
                }
                Some(Delivery::Drafted) if !again => {
                    plan.gone.extend(before.map(|one| (*one).clone()));
                    continue;
                }
                Some(Delivery::Handing | Delivery::Bounced) if !again => {
                    plan.held.extend(before.map(|one| (*one).clone()));
                    held = true;
                    continue;
                }
                _ => {}
            }
            let tries = before.map_or(0, |one| one.tries);
            let answer = before.and_then(|one| one.answer.clone());
            to.push(PlannedAddress { address: address.clone(), tries, answer });
        }
        if to.is_empty() {
            plan.done += usize::from(!held);
        } else {
            plan.letters.push(PlannedLetter { letter, to, reminders });
        }
    }
    Ok(plan)
}

type Waiting = Vec<(WaitingLetter, Vec<crate::journal::ReminderKey>)>;

/// The letters that the last run left: corrections and receipts. Reminders have days of their own.
fn of_last_run(options: &SendOptions) -> Result<(Workspace, Journal, Waiting), JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let journal = Journal::existing(&workspace.folder)?;
    let journal = journal.ok_or_else(|| JobError::NothingRecorded(options.folder.clone()))?;
    let names = [SuratKind::Correction.file(), SuratKind::Receipt.file()];
    let letters = outbox::all(&workspace.results().join(returns::FOLDER), &names)?;
    Ok((workspace, journal, letters.into_iter().map(|letter| (letter, Vec::new())).collect()))
}

/// The letters with the forms that lie in `hasil/templat`.
fn handing_out(options: &SendOptions) -> Result<(Workspace, Journal, Waiting), JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let journal = Journal::open(&workspace.folder)?;
    let letters = outbox::all(&workspace.results().join(handed_out::FOLDER), &[SuratKind::HandOut.file()])?;
    Ok((workspace, journal, letters.into_iter().map(|letter| (letter, Vec::new())).collect()))
}

/// The reminders of the day that were not sent yet.
fn of_reminders(options: &SendOptions) -> Result<(Workspace, Journal, Waiting), JobError> {
    let asked = RemindOptions {
        folder: options.folder.clone(),
        today: options.today,
        readers: options.readers.clone(),
        look: true,
    };
    let due = remind::due(&asked, remind::BY_MAIL)?;
    let mut waiting = Vec::new();
    for unit in &due.units {
        let content = remind::letter(unit, options.today)?;
        let path = due.workspace.results().join(remind::FOLDER).join(&unit.code);
        let reminders = unit.reminders.iter().map(|one| one.key.clone()).collect();
        if let Some(letter) = outbox::read(&path, content) {
            waiting.push((letter, reminders));
        }
    }
    Ok((due.workspace, due.journal, waiting))
}

/// What sending takes from around it.
#[derive(Clone, Copy)]
pub struct SendTools<'a> {
    /// Where the secret of the mailbox comes from.
    pub sources: &'a SecretSources<'a>,
    /// The time.
    pub now: &'a dyn Fn() -> DateTime<Utc>,
    /// Waits between two letters, as the settings say.
    pub pause: &'a dyn Fn(Duration),
    /// Hears what became of each letter.
    pub told: &'a dyn Fn(&SendResult),
    /// Makes what a unit's letter says instead of the address of the page, for each address that it goes to.
    pub link: Option<&'a LinkMaker<'a>>,
}

/// Makes a link for a unit, in the words of its letter.
pub type LinkMaker<'a> = dyn Fn(&str) -> Result<String, JobError> + 'a;

impl fmt::Debug for SendTools<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("SendTools")
    }
}

impl SendPlan {
    /// The settings that it is sent by.
    pub fn settings(&self) -> &MailSettings {
        &self.workspace.mail
    }

    /// Where units open the page, as the settings say.
    pub fn page(&self) -> Option<&str> {
        self.workspace.surat.page.as_deref()
    }

    /// Sends what was planned, one letter after the other. A line that breaks is opened anew, twice at most.
    ///
    /// # Errors
    /// When the server cannot be reached or does not let in, or the journal cannot be written. What was sent stays sent.
    pub fn deliver(mut self, options: &SendOptions, tools: &SendTools<'_>) -> Result<Vec<SendResult>, JobError> {
        let _lock = self.workspace.post_lock()?;
        self.refresh()?;
        let settings = self.workspace.mail.clone();
        let needs_secret = options.way == SendWay::Drafts || !settings.user.is_empty();
        let secret = if needs_secret { Some(secret(&settings, tools.sources)?) } else { None };
        match options.way {
            SendWay::Server => self.by_server(&settings, secret.as_ref(), options, tools),
            SendWay::Drafts => {
                let secret = secret.ok_or(PostError::NoSecret)?;
                self.into_drafts(&settings, &secret, options.today, tools)
            }
        }
    }

    /// Takes out what another program sent between the plan and now.
    fn refresh(&mut self) -> Result<(), JobError> {
        let known = self.journal.letters()?;
        for planned in &mut self.letters {
            let mine: Vec<&SentLetter> = known.iter().filter(|one| one.key == planned.letter.key).collect();
            planned.to.retain(|to| {
                let before = mine.iter().find(|one| one.address.eq_ignore_ascii_case(&to.address));
                before.is_none_or(|one| one.tries <= to.tries)
            });
        }
        self.letters.retain(|planned| !planned.to.is_empty());
        Ok(())
    }

    fn by_server(
        mut self,
        settings: &MailSettings,
        secret: Option<&Secret>,
        options: &SendOptions,
        tools: &SendTools<'_>,
    ) -> Result<Vec<SendResult>, JobError> {
        const REOPENED: usize = 2;
        let between = settings.per_minute.map(|count| Duration::from_secs(60) / count);
        let mut line: Option<Outgoing> = None;
        let (mut results, mut reopened) = (Vec::new(), 0);
        for planned in &self.letters {
            let mut kept: Option<ReadyLetter> = None;
            for to in &planned.to {
                if let (false, Some(between)) = (results.is_empty(), between) {
                    (tools.pause)(between);
                }
                let ready = match self.linked(planned, tools)? {
                    // A link opens once: each address has its own.
                    Some(letter) => ready(planned, settings, outbox::made_ready(&letter, settings, (tools.now)())?),
                    None => match kept.take() {
                        Some(ready) => ready,
                        None => ready(planned, settings, outbox::made_ready(&planned.letter, settings, (tools.now)())?),
                    },
                };
                let mut open = match line.take() {
                    Some(open) => open,
                    None => Outgoing::open(settings, &self.workspace.folder, secret)?,
                };
                let sent = open.send(&ready, &to.address, to.tries + 1, &mut self.journal, options.today);
                let delivery = match sent {
                    Ok(delivery) => {
                        line = Some(open);
                        delivery
                    }
                    Err(error) if error.passes() && reopened < REOPENED => {
                        reopened += 1;
                        self.delivery_of(&ready.key, &to.address)?
                    }
                    Err(error) => return Err(error.into()),
                };
                let result = self.result(&ready.key, &to.address, delivery)?;
                (tools.told)(&result);
                results.push(result);
                kept = Some(ready);
            }
        }
        if let Some(line) = line {
            line.close();
        }
        Ok(results)
    }

    fn into_drafts(
        mut self,
        settings: &MailSettings,
        secret: &Secret,
        today: NaiveDate,
        tools: &SendTools<'_>,
    ) -> Result<Vec<SendResult>, JobError> {
        let mut mailbox = Mailbox::open(settings, &self.workspace.folder, secret)?;
        let mut results = Vec::new();
        for planned in &self.letters {
            let linked = self.linked(planned, tools)?;
            let letter = linked.as_ref().unwrap_or(&planned.letter);
            let ready = ready(planned, settings, outbox::made_ready(letter, settings, (tools.now)())?);
            // What lies there already was put there by a run that was ended before it could say so.
            mailbox.draft(&settings.drafts, &ready.message, &ready.content)?;
            for to in &planned.to {
                let entry = SentLetter {
                    key: ready.key.clone(),
                    message: ready.message.clone(),
                    subject: ready.subject.clone(),
                    address: to.address.clone(),
                    delivery: Delivery::Drafted,
                    tries: to.tries + 1,
                    day: today,
                    answer: None,
                };
                self.journal.deliver(&entry, &ready.reminders)?;
                let result = self.result(&ready.key, &to.address, Delivery::Drafted)?;
                (tools.told)(&result);
                results.push(result);
            }
        }
        mailbox.close();
        Ok(results)
    }

    /// The letter with a link of its own in the place of the address of the page, where it names that and links are made.
    fn linked(&self, planned: &PlannedLetter, tools: &SendTools<'_>) -> Result<Option<WaitingLetter>, JobError> {
        let (Some(page), Some(link)) = (self.workspace.surat.page.as_deref(), tools.link) else { return Ok(None) };
        let address = letter_address(page);
        if outbox::replaced(&planned.letter, &address, &address)?.is_none() {
            return Ok(None);
        }
        Ok(outbox::replaced(&planned.letter, &address, &link(&planned.letter.key.unit)?)?)
    }

    fn delivery_of(&self, key: &LetterKey, address: &str) -> Result<Delivery, JobError> {
        let all = self.journal.letters()?;
        let mine = all.iter().find(|one| one.key == *key && one.address == address);
        Ok(mine.map_or(Delivery::Failed, |one| one.delivery))
    }

    fn result(&self, key: &LetterKey, address: &str, delivery: Delivery) -> Result<SendResult, JobError> {
        let all = self.journal.letters()?;
        let answer = all.into_iter().find(|one| one.key == *key && one.address == address).and_then(|one| one.answer);
        Ok(SendResult { unit: key.unit.clone(), address: address.to_string(), delivery, answer })
    }
}

fn ready(planned: &PlannedLetter, settings: &MailSettings, content: Vec<u8>) -> ReadyLetter {
    let letter = &planned.letter;
    ReadyLetter {
        key: letter.key.clone(),
        message: outbox::message_id(&letter.key, settings),
        subject: letter.subject.clone(),
        content,
        reminders: planned.reminders.clone(),
    }
}

/// Makes the folder of the inbox, so that it can be watched.
pub(super) fn inbox_of(workspace: &Workspace) -> Result<PathBuf, JobError> {
    let inbox = workspace.inbox();
    files::ensure_folder(&inbox)?;
    Ok(inbox)
}
