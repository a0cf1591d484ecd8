//! The main job: read the inbox, check, compare with the run before, write everything under `hasil/`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::cascade::{empty_cascade, require_cascade};
use super::options::ConsolidateOptions;
use super::recognise::definitions_astray;
use super::standing::{Inputs, StandingRun};
use super::{JobError, Progress, Stage, recap};
use crate::compare::WorkspaceChange;
use crate::domain::hash::HashMap;
use crate::files::{Manifest, Staging};
use crate::finding::Severity;
use crate::intake::Inbox;
use crate::journal::{Archive, Delivery, Journal, JournalError, RunRecord};
use crate::letters::{Overview, new_letters, overview};
use crate::pipeline::returns::{self, ReturnError, Returned};
use crate::pipeline::signed::{self, SignedCopies};
use crate::pipeline::{
    self, PipelineError, RunOutcome, flow, history, journal as chronicle, official, register_book, run_memory,
};
use crate::recap::ReportInput;
use crate::recap::official::OfficialStanding;
use crate::report;
use crate::workspace::{Workspace, WorkspaceLock};

/// The folder of small recaps below `hasil/`.
const SMALL_RECAPS: &str = "rekap";
/// Why there are none any more.
const SMALL_RECAPS_GONE: &str = "hasil/rekap berisi rekap kecil putaran sebelumnya dan dihapus; tambahkan --per-unit atau --per-bidang untuk membuatnya lagi";

/// A workspace whose results are written.
#[derive(Debug)]
pub struct Consolidated {
    /// The workspace with its settings and definitions as the run found them.
    pub workspace: Workspace,
    /// Everything that was found out.
    pub result: RunOutcome,
    /// What changed since the run before.
    pub changes: WorkspaceChange,
    /// What is official, and what is different from it now.
    pub official: OfficialStanding,
    /// The workbooks and tables that were written.
    pub outputs: Vec<PathBuf>,
    /// What goes back to units, or why nothing does.
    pub returned: Result<Returned, ReturnError>,
    /// What the run came to, and what is to be done now.
    pub overview: Overview,
    /// What people should know about the run itself.
    pub notes: Vec<String>,
}

/// What came of a run.
#[derive(Debug)]
pub enum Consolidation {
    /// Results were written.
    Done(Box<Consolidated>),
    /// Nothing has changed since the last run, whose results stand untouched: the workspace, what that run came to, and
    /// what people should know.
    Standing(Box<(Workspace, StandingRun, Vec<String>)>),
}

impl Consolidated {
    /// Whether something must go back to a unit.
    pub fn has_errors(&self) -> bool {
        self.result.temuan.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// Consolidates a workspace.
///
/// # Errors
/// When the workspace cannot be opened, another run holds it, no reader can be started, or an output cannot be written.
pub fn consolidate(options: &ConsolidateOptions, progress: &(dyn Progress + Sync)) -> Result<Consolidated, JobError> {
    carry_out(Begun::of(options)?, &HashMap::default(), options, progress)
}

/// The same, unless the results of the last run stand.
///
/// # Errors
/// As [`consolidate`].
pub fn consolidate_changes(
    options: &ConsolidateOptions,
    progress: &(dyn Progress + Sync),
) -> Result<Consolidation, JobError> {
    let begun = Begun::of(options)?;
    // After a run that was ended nobody knows what is there.
    let may_stand = !options.afresh && !options.only_tables && begun.lock.note().is_none();
    let (standing, known) = match begun.inputs.as_ref().filter(|_| may_stand) {
        Some(inputs) => inputs.standing(&begun.workspace, &begun.inbox),
        None => (None, HashMap::default()),
    };
    match standing {
        Some(run) => Ok(Consolidation::Standing(Box::new((begun.workspace, run, begun.notes)))),
        None => Ok(Consolidation::Done(Box::new(carry_out(begun, &known, options, progress)?))),
    }
}

/// A workspace that is held, and what a run of it is made of.
struct Begun {
    workspace: Workspace,
    lock: WorkspaceLock,
    notes: Vec<String>,
    inbox: Inbox,
    inputs: Option<Inputs>,
}

impl Begun {
    fn of(options: &ConsolidateOptions) -> Result<Self, JobError> {
        let workspace = Workspace::open(&options.folder)?;
        require_cascade(&workspace)?;
        let lock = workspace.lock()?;
        let mut notes: Vec<String> = lock.note().into_iter().collect();
        if !notes.is_empty() {
            Archive::of(&workspace.folder).clear();
        }
        notes.extend(workspace.notes.iter().cloned());
        notes.extend(definitions_astray(&options.folder)?.iter().map(|definition| {
            format!(
                "{} tidak lagi membaca bentuk contohnya; periksa dengan selaras templat uji, atau ajarkan lagi dengan selaras templat kenali.",
                definition.display()
            )
        }));
        let inbox = pipeline::inbox(&workspace)?;
        let inputs = Inputs::of(&workspace, options, &inbox);
        Ok(Self { workspace, lock, notes, inbox, inputs })
    }
}

/// Reads, checks and writes. `known` are the digests of files that were looked at a moment ago.
fn carry_out(
    begun: Begun,
    known: &HashMap<String, String>,
    options: &ConsolidateOptions,
    progress: &(dyn Progress + Sync),
) -> Result<Consolidated, JobError> {
    let Begun { workspace, lock: _held, mut notes, inbox, inputs } = begun;
    let way = if options.afresh {
        options.readers.of(Some(&workspace), &workspace.limit)
    } else {
        options.readers.keeping(&workspace)
    };
    let mut result = pipeline::run_inbox(&workspace, &way, inbox, known, options.today, progress)?;
    if result.tables.units.is_empty() && result.tables.nodes.is_empty() {
        return Err(empty_cascade(&workspace, &result));
    }
    if let Some(period) = options.period {
        result = result.of_timespan(period, &workspace.profil);
    }
    if options.only_tables {
        return tables_alone(workspace, result, notes, options, progress);
    }
    progress.stage(Stage::Comparing);
    let (memory, changes) = run_memory::continuation(&workspace, &result, options.today)?;
    let mut journal = open_journal(&workspace, &mut notes)?;
    let mut record = chronicle::record(&result, options.today, true);
    let mut official = official::standing(&workspace, journal.as_ref(), &result)?;
    let mut copies = SignedCopies::default();
    if let Some(journal) = &journal {
        copies = signed::match_up(&mut result, &journal.register()?, &journal.copies()?, options.today);
        copies.tell(&mut record);
        record.steps =
            register_book::typed_steps(&workspace, &result.tables, options.today).map_err(PipelineError::from)?.news;
        notes.append(&mut copies.notes);
        complete(&workspace, journal, &result, (&mut record, &mut official), options.today)?;
    }
    let letters = journal.as_ref().map(Journal::written_surat).transpose()?.unwrap_or_default();
    // What was written today is written anew.
    official.letters = letters.into_iter().filter(|one| one.day < options.today).collect();
    progress.stage(Stage::Writing);
    let plain = result.input(&workspace, options.today);
    let language = options.language.unwrap_or(plain.language);
    let material = ReportInput { change: Some(&changes), official: Some(&official), language, ..plain };
    let staging = Staging::begin(&workspace.results())?;
    let mut outputs = report::write_all(&material, staging.path())?;
    run_memory::save(staging.path(), &memory)?;
    // What every form says is held once more in it.
    drop(memory);
    let (pdf, printed) = recap::as_pdf(&workspace, &material, staging.path());
    outputs.extend(pdf);
    notes.extend(printed);
    if options.per_unit || options.per_field {
        let folder = staging.path().join(SMALL_RECAPS);
        let which = (options.per_unit, options.per_field);
        report::write_unit_recap(&material, &folder, which)?;
        notes.extend(recap::small_as_pdf(&workspace, &material, &folder, which));
    } else if workspace.results().join(SMALL_RECAPS).is_dir() {
        notes.push(SMALL_RECAPS_GONE.to_string());
    }
    progress.stage(Stage::Returning);
    let returned = match returns::write(&workspace, &result, &material, staging.path(), &way) {
        // Half of what goes back would look like all of it.
        Err(ReturnError::NotWritten(error)) => return Err(error.into()),
        Err(ReturnError::NoReader(error)) => return Err(PipelineError::Worker(error).into()),
        returned => returned,
    };
    let overview = overview(&material);
    if let Some(journal) = &journal {
        notes.extend(came_back(journal)?);
    }
    record.letters = new_letters(&material, workspace.surat.days_to_mend);
    Manifest::write(staging.path(), options.today)?;
    // What could not be sent back, kept or recorded is told by every run.
    let mut whole = journal.is_some() && returned.as_ref().is_ok_and(|returned| returned.failures.is_empty());
    if let Some(journal) = &mut journal {
        // Files first, so that what the journal names is there; then the journal, which a repeated run leaves as it is.
        if workspace.copies {
            let changed = chronicle::keep(&workspace, &result)?;
            whole &= changed.is_empty();
            notes.extend(changed);
        }
        copies.keep(&workspace)?;
        journal.record(&record)?;
        let seen = seen(&result);
        journal.stand(&chronicle::standings(&result, &workspace, &record, options.today), &seen, options.today)?;
        notes.extend(official::restore(&workspace.folder, journal)?);
    }
    let outputs =
        outputs.iter().filter_map(|file| Some(workspace.results().join(file.strip_prefix(staging.path()).ok()?)));
    let outputs: Vec<PathBuf> = outputs.collect();
    // What another build drew, or an earlier version remembered, is of an earlier run.
    let (pdf, tables) = (material.recap_file("pdf"), report::tables_file(workspace.year));
    let round = (staging.path(), options.today);
    let gone = history::keep(&workspace, &result.tables, &official.letters, round)?;
    let mut replaced = vec![returns::FOLDER, SMALL_RECAPS, pdf.as_str(), tables.as_str(), run_memory::OLD_FILE];
    replaced.extend(gone.iter().map(String::as_str));
    staging.publish(&replaced)?;
    drop(journal);
    if let Some(inputs) = inputs.filter(|_| whole) {
        inputs.keep(&workspace, &result, &StandingRun::of(&result, &outputs, &overview, options.today));
    }
    progress.stage(Stage::Done);
    Ok(Consolidated { workspace, result, changes, official, outputs, returned, overview, notes })
}

/// Writes the tables alone, beside the results of the last whole run, which stay as they are.
fn tables_alone(
    workspace: Workspace,
    result: RunOutcome,
    notes: Vec<String>,
    options: &ConsolidateOptions,
    progress: &(dyn Progress + Sync),
) -> Result<Consolidated, JobError> {
    progress.stage(Stage::Writing);
    let plain = result.input(&workspace, options.today);
    let material = ReportInput { language: options.language.unwrap_or(plain.language), ..plain };
    let outputs = vec![report::write_tables(&material, &workspace.results())?];
    progress.stage(Stage::Done);
    let (changes, official, returned) =
        (WorkspaceChange::default(), OfficialStanding::default(), Ok(Returned::default()));
    let overview = Overview::default();
    Ok(Consolidated { workspace, result, changes, official, outputs, returned, overview, notes })
}

/// Numbers that the run gives, and what the journal says with its news: the same when the run is repeated.
fn complete(
    workspace: &Workspace,
    journal: &Journal,
    result: &RunOutcome,
    (record, official): (&mut RunRecord, &mut OfficialStanding),
    today: NaiveDate,
) -> Result<(), JobError> {
    let number =
        |document: &str, unit: &str, order: u32| workspace.register.number(document, unit, workspace.year, order);
    let documents = flow::numbered(record, &result.tables);
    record.numbers = journal.plan_numbers(&documents, (workspace.year, today), &number)?;
    let mut events = journal.events()?;
    events.extend(journal.news(record)?);
    events.extend(record.steps.iter().cloned());
    official.flow = flow::flow(workspace, &result.tables, &events, today)?;
    let mut entries = journal.register()?;
    entries.extend(record.numbers.iter().cloned());
    let mut received = journal.received()?;
    received.extend(record.files.iter().map(|file| (today, file.clone())));
    let mut copies = journal.copies()?;
    copies.extend(record.copies.iter().cloned());
    official.register = flow::register_rows(workspace, &entries, &journal.versions()?, &received, &copies);
    Ok(())
}

/// Every file of the inbox with its size; a file that became no row of the register of files is known by its name alone.
fn seen(result: &RunOutcome) -> Vec<(&str, u64)> {
    let sizes: HashMap<&str, u64> = result.tables.files.iter().map(|file| (file.path.as_str(), file.size)).collect();
    let all = result.sources.keys().map(String::as_str);
    all.map(|path| (path, sizes.get(path).copied().unwrap_or(u64::MAX))).collect()
}

/// Letters that came back and were not sent again since, for people.
fn came_back(journal: &Journal) -> Result<Vec<String>, JournalError> {
    let letters = journal.letters()?;
    let bounced = letters.iter().filter(|one| one.delivery == Delivery::Bounced);
    let told = bounced.map(|one| {
        format!(
            "surat {} untuk {} ke {} kembali ({}); perbaiki alamatnya di lembar Unit, lalu selaras kirim --ulang {}",
            one.key.kind,
            one.key.unit,
            one.address,
            one.answer.as_deref().unwrap_or_default(),
            one.key.unit
        )
    });
    Ok(told.collect())
}

/// The journal of a workspace. A folder that cannot be written is worked on without, and that is told.
fn open_journal(workspace: &Workspace, notes: &mut Vec<String>) -> Result<Option<Journal>, JobError> {
    match Journal::open(&workspace.folder) {
        Ok(journal) => Ok(Some(journal)),
        Err(error @ JournalError::Unwritable(_)) => {
            notes.push(format!("kiriman putaran ini tidak dicatat: {error}"));
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}
