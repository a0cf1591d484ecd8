//! Reminders before and after deadlines, decided from the journal and the day.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};

use super::{JobError, Readers};
use crate::domain::date::long_format;
use crate::domain::unit::Unit;
use crate::files::{self, Names};
use crate::intake;
use crate::journal::{DocumentStanding, EventKind, Journal, ReceiptStanding};
use crate::language::Language;
use crate::letters::{Surat, addressee, eml, said, template, way_to_page};
use crate::pipeline::{self, NoProgress};
use crate::post::remind::{self, ReminderReason};
use crate::post::{Reminder, ReminderInput, ShortMessage, calendar, marks, message};
use crate::workspace::Workspace;

/// The folder of reminders below `hasil/`.
pub(super) const FOLDER: &str = "pengingat";
/// The folder of calendars below it.
const CALENDARS: &str = "kalender";
/// The file name of a letter.
const LETTER: &str = "pengingat.eml";
/// The file name of what the bureau reads the same morning.
const DIGEST: &str = "ringkasan.txt";
/// The text of a letter, and the name under which a workspace has its own.
const TEXT: (&str, &str) = ("tenggat.txt", include_str!("../../templates/surat/tenggat.txt"));
/// The same in English.
const ENGLISH: &str = include_str!("../../templates/surat/en/tenggat.txt");
/// Reminders that are given as files.
const AS_FILES: &str = "berkas";
/// Reminders that are sent.
#[cfg(feature = "surel")]
pub(super) const BY_MAIL: &str = "surel";
/// The kind of letter that a reminder is.
const KIND: &str = "pengingat";

/// Whom to remind, on which day.
#[derive(Debug, Clone)]
pub struct RemindOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the cascade.
    pub readers: Readers,
    /// Only says what is due; writes nothing.
    pub look: bool,
}

/// The reminders of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reminded {
    /// The units that are reminded, in the order of the register.
    pub units: Vec<UnitReminder>,
    /// What the bureau reads.
    pub digest: String,
    /// Where it was written; none where nothing was due.
    pub folder: Option<PathBuf>,
    /// Units that are due and in no register, so that nobody knows where to write.
    pub unknown: Vec<String>,
}

/// What a unit is reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitReminder {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Of what.
    pub reminders: Vec<Reminder>,
    /// Its letter.
    pub surat: Surat,
    /// The same for a telephone.
    pub short: ShortMessage,
    /// Its deadlines as a calendar.
    pub calendar: String,
}

/// Reminders of a day for a channel, and the journal that they are written down in.
pub(super) struct DueReminders {
    pub(super) workspace: Workspace,
    pub(super) journal: Journal,
    pub(super) units: Vec<UnitReminder>,
    unknown: Vec<String>,
    register: Vec<Unit>,
    standings: Vec<DocumentStanding>,
}

/// Decides who is reminded of what on the day, and writes letters, short texts, calendars and a digest to
/// `hasil/pengingat/`. What was given once is not given again.
///
/// # Errors
/// When nothing was checked yet, something came since the last run, or a file cannot be written.
pub fn remind(options: &RemindOptions) -> Result<Reminded, JobError> {
    let mut due = due(options, AS_FILES)?;
    let digest = digest(&due, options.today);
    let root = due.workspace.results().join(FOLDER);
    if options.look {
        return Ok(Reminded { units: due.units, digest, folder: None, unknown: due.unknown });
    }
    let _lock = due.workspace.post_lock()?;
    calendars(&due, &root)?;
    if due.units.is_empty() {
        return Ok(Reminded { units: due.units, digest, folder: None, unknown: due.unknown });
    }
    let folder = root.join(options.today.format("%Y-%m-%d").to_string());
    let names = Names::of_codes(due.units.iter().map(|unit| unit.code.as_str()));
    for unit in &due.units {
        let place = folder.join(names.get(unit.code.as_str()).map_or("unit", String::as_str));
        files::ensure_folder(&place)?;
        files::save(&place.join(LETTER), &letter(unit, options.today)?)?;
        files::save(&place.join(message::FILE), unit.short.file().as_bytes())?;
    }
    files::save(&folder.join(DIGEST), digest.as_bytes())?;
    // Files first: what the journal says was given is there.
    let given: Vec<_> = due.units.iter().flat_map(|unit| &unit.reminders).map(|one| one.key.clone()).collect();
    due.journal.remind(&given, options.today)?;
    Ok(Reminded { units: due.units, digest, folder: Some(folder), unknown: due.unknown })
}

/// What is due on the day in a channel.
pub(super) fn due(options: &RemindOptions, channel: &str) -> Result<DueReminders, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    super::cascade::require_cascade(&workspace)?;
    if !workspace.tenggat.any() {
        return Err(JobError::WithoutDeadlines);
    }
    let nothing = || JobError::NothingRecorded(options.folder.clone());
    let journal = Journal::existing(&workspace.folder)?.ok_or_else(nothing)?;
    let (_, mut standings) = journal.standings()?.ok_or_else(nothing)?;
    nothing_unchecked(&workspace, &journal)?;
    ratified(&journal, &mut standings)?;
    let way = options.readers.of(Some(&workspace), &workspace.limit);
    let files = pipeline::read(&workspace, &way, intake::Inbox::default(), &NoProgress)?;
    let register = pipeline::check(&workspace, files, options.today)?.tables.units;
    let given = journal.reminders()?;
    let mut due = remind::due(&ReminderInput {
        standings: &standings,
        tenggat: &workspace.tenggat,
        settings: &workspace.reminders,
        given: &given,
        channel,
        today: options.today,
    });
    let text = own_text(&workspace)?;
    let mut units = Vec::new();
    for unit in &register {
        if let Some(reminders) = due.remove(&unit.code) {
            units.push(for_unit(&workspace, unit, reminders, &text, options.today)?);
        }
    }
    let unknown = due.into_keys().collect();
    Ok(DueReminders { workspace, journal, units, unknown, register, standings })
}

/// What lies in the inbox was seen by the last run.
pub(super) fn nothing_unchecked(workspace: &Workspace, journal: &Journal) -> Result<(), JobError> {
    let seen = journal.seen()?;
    let inbox = intake::collect(&workspace.inbox()).map_err(pipeline::PipelineError::from)?;
    // A size that no file has stands for any.
    let known = |path: &str, size: u64| seen.get(path).is_some_and(|known| *known == size || *known >= i64::MAX as u64);
    let new = inbox.submissions.iter().filter(|one| !known(&one.path, one.size));
    let new: Vec<&str> = new.map(|one| one.path.as_str()).collect();
    match new.first() {
        Some(first) => Err(JobError::Unchecked { count: new.len(), first: (*first).to_string() }),
        None => Ok(()),
    }
}

/// Documents that are official now need nothing.
fn ratified(journal: &Journal, standings: &mut [DocumentStanding]) -> Result<(), JobError> {
    let mut official: BTreeSet<(String, String)> = BTreeSet::new();
    for event in journal.events()? {
        match event.kind {
            EventKind::Ratified => {
                official.insert((event.unit, event.document));
            }
            // A period is opened for every unit.
            EventKind::Reopened => {
                official.retain(|(unit, document)| {
                    *document != event.document || !(event.unit.is_empty() || event.unit == *unit)
                });
            }
            _ => {}
        }
    }
    for one in standings {
        if official.contains(&(one.unit.clone(), one.document.clone())) {
            one.standing = ReceiptStanding::Ratified;
        }
    }
    Ok(())
}

fn own_text(workspace: &Workspace) -> Result<String, JobError> {
    let path = workspace.folder.join("templat").join(TEXT.0);
    match files::read_text(&path) {
        Ok(text) => Ok(text),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(match workspace.surat.language {
            Language::Indonesian => TEXT.1.to_string(),
            Language::English => ENGLISH.to_string(),
        }),
        Err(source) => Err(JobError::File { file: path, source }),
    }
}

fn for_unit(
    workspace: &Workspace,
    unit: &Unit,
    reminders: Vec<Reminder>,
    text: &str,
    today: NaiveDate,
) -> Result<UnitReminder, JobError> {
    let lines: Vec<String> = reminders.iter().map(Reminder::line).collect();
    let points: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    let signature = workspace.surat.signature.clone();
    let signature = signature.unwrap_or_else(|| format!("Perencana {}", workspace.instansi));
    let limit = reminders.iter().map(|one| one.key.deadline).min().unwrap_or(today);
    let entry = BTreeMap::from([
        ("instansi", workspace.instansi.clone()),
        ("tahun", workspace.year.to_string()),
        ("unit", unit.name.clone()),
        ("kode", unit.code.clone()),
        ("pimpinan", addressee(unit)),
        ("dokumen", remind::named(&reminders)),
        ("tanggal", long_format(today)),
        ("belum", format!("Keadaan {} per {}:\n{}", unit.name, long_format(today), points.join("\n"))),
        ("batas", long_format(limit)),
        ("tautan", way_to_page(&workspace.surat)),
        ("tanda_tangan", signature.clone()),
    ]);
    let (subjek, content) = template::filled(text, &said(entry, workspace.surat.language))
        .map_err(|cause| JobError::LetterText { file: format!("templat/{}", TEXT.0), cause })?;
    let opening = format!("Yth. {}. Pengingat dari {}:", addressee(unit), workspace.instansi);
    let closing = format!("Bila sudah dikirim, abaikan pesan ini.\n{signature}");
    let short = ShortMessage::new(&opening, &lines, &closing, unit.phone.as_deref());
    let calendar = calendar::calendar(
        &workspace.instansi,
        (&unit.code, &unit.name),
        &workspace.tenggat,
        &workspace.reminders.days,
    );
    let surat = Surat { to: unit.mail.clone(), reply: None, subjek, content };
    Ok(UnitReminder { code: unit.code.clone(), name: unit.name.clone(), reminders, surat, short, calendar })
}

/// The letter of a unit as a file, with its calendar.
pub(super) fn letter(unit: &UnitReminder, today: NaiveDate) -> Result<Vec<u8>, JobError> {
    let calendar = eml::Attachment { name: calendar::FILE.to_string(), content: unit.calendar.clone().into_bytes() };
    let version = version(unit);
    let marks = [(marks::UNIT, unit.code.as_str()), (marks::KIND, KIND), (marks::VERSION, &version)];
    let parts = eml::DraftParts { attachments: &[calendar], marks: &marks, html: None };
    eml::draft_with(&unit.surat, &parts, today.and_time(NaiveTime::MIN))
        .map_err(|source| JobError::Letter { unit: unit.code.clone(), source })
}

/// Which reminder it is: documents, deadlines and how far away they are.
fn version(unit: &UnitReminder) -> String {
    let all: Vec<String> = unit
        .reminders
        .iter()
        .map(|one| {
            let distance = match one.key.distance {
                after if after < 0 => format!("l{}", -after),
                before => before.to_string(),
            };
            format!("{}.{}.{distance}", one.key.document, one.key.deadline.format("%m%d"))
        })
        .collect();
    all.join("-")
}

/// A calendar for every unit of the register, whether it is reminded or not.
fn calendars(due: &DueReminders, root: &std::path::Path) -> Result<(), JobError> {
    let names = Names::of_codes(due.register.iter().map(|unit| unit.code.as_str()));
    for unit in &due.register {
        let place = root.join(CALENDARS).join(names.get(unit.code.as_str()).map_or("unit", String::as_str));
        let workspace = &due.workspace;
        let text = calendar::calendar(
            &workspace.instansi,
            (&unit.code, &unit.name),
            &workspace.tenggat,
            &workspace.reminders.days,
        );
        let path = place.join(calendar::FILE);
        // What is there already is left alone, so that calendars that take it in from a folder see no change.
        if files::read(&path).is_ok_and(|there| there == text.as_bytes()) {
            continue;
        }
        files::ensure_folder(&place)?;
        files::save(&path, text.as_bytes())?;
    }
    Ok(())
}

/// What the bureau reads the same morning: three lines and a table.
fn digest(due: &DueReminders, today: NaiveDate) -> String {
    let all = || due.units.iter().flat_map(|unit| &unit.reminders);
    let count = |wanted: fn(&ReminderReason) -> bool| all().filter(|one| wanted(&one.reason)).count();
    let missing = count(|reason| *reason == ReminderReason::Missing);
    let others = all().count() - missing;
    let waiting: BTreeSet<&str> = due
        .standings
        .iter()
        .filter(|one| one.standing == ReceiptStanding::Received && one.errors > 0)
        .map(|one| one.unit.as_str())
        .collect();
    let mut text = format!(
        "Pengingat {}, {}: {} unit diingatkan hari ini.\n{missing} dokumen belum diterima, {others} perlu diperbaiki atau dikirim ulang.\n{} unit masih punya dokumen yang perlu diperbaiki, termasuk yang tenggatnya masih jauh.\n",
        due.workspace.instansi,
        long_format(today),
        due.units.len(),
        waiting.len()
    );
    if !due.units.is_empty() {
        let width = due.units.iter().map(|unit| unit.code.chars().count()).max().unwrap_or_default().max(4);
        text.push_str(&format!("\n{:width$}  dokumen dan keadaannya\n", "unit"));
        for unit in &due.units {
            for (order, one) in unit.reminders.iter().enumerate() {
                let code = if order == 0 { unit.code.as_str() } else { "" };
                text.push_str(&format!("{code:width$}  {}\n", one.line()));
            }
            if unit.surat.to.is_empty() {
                text.push_str(&format!("{:width$}  alamat surelnya belum ada di lembar Unit\n", ""));
            }
        }
    }
    text
}
