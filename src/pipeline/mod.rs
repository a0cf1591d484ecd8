//! The whole story in a page: read, tabulate, check, decide. What the library's users call.
//!
//! Takes a [`Workspace`] and how files are to be read, gives a [`RunOutcome`]: tables, cascade, roll-up and findings. Silent: it
//! reads no clock and writes nothing; the reports are drawn from the result by the room of that name.

pub mod combine;
pub mod example;
pub mod flow;
pub mod history;
pub mod journal;
mod kept_copies;
pub mod migration;
pub mod official;
pub mod past;
#[cfg(feature = "pdf")]
pub mod print;
pub mod register_book;
pub mod returns;
pub mod run_memory;
pub mod signed;
mod signed_figures;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use chrono::{Datelike, Months, NaiveDate, NaiveTime};

use crate::cascade::Kaskade;
use crate::cascade::rollup::{NodeResult, roll_up, roll_up_timespan};
use crate::domain::capaian::Profil;
use crate::domain::hash::HashMap;
use crate::domain::mail::MailOrigin;
use crate::domain::official::{RatifiedChange, RegisterFault};
use crate::domain::period::Timespan;
use crate::domain::place::{KASKADE_FILE, SOURCE_FOLDER, SOURCE_PREFIX};
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::finding::verdict::{self, AturanOverride};
use crate::intake::{self, FileSource, Inbox, IntakeError, SkippedMail, Submission};
use crate::journal::{Journal, JournalError, Receipt};
use crate::recap::ReportInput;
use crate::recap::model::LastYear;
use crate::rules::{self, Need, RuleContext, RuleSettings};
use crate::tables::{PengukuranRow, ReadFailure, SentFile, TableOptions, Tables, TablesError};
use crate::worker::{self, InProcessReader, ReadMode, WorkerAnswer, WorkerRequest};
use crate::workspace::Workspace;
use register_book::RegisterBookError;

/// Everything that a run found out.
#[derive(Debug)]
pub struct RunOutcome {
    /// Frames and typed rows.
    pub tables: Tables,
    /// The cascade as a tree.
    pub kaskade: Kaskade,
    /// Figures of every node, from its own measurement or its children's.
    pub rollup: Vec<NodeResult>,
    /// Findings that stand, sorted.
    pub temuan: Vec<Temuan>,
    /// Findings that a waiver accepts.
    pub excepted: Vec<Temuan>,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The period of the reports.
    pub timespan: Timespan,
    /// The newest quarter that has data.
    pub newest: Triwulan,
    /// Last year's table of achievements, or why there is none.
    pub last_year: LastYear,
    /// Whether anything has a deadline.
    deadlines: bool,
    /// Files of an office program or the system that nobody sent.
    pub system_files: Vec<String>,
    /// What came with a mail and is no workbook.
    pub skipped: Vec<SkippedMail>,
    /// The PDFs among it.
    pub papers: Vec<Submission>,
    /// Where the bytes of each file are, by its path.
    pub sources: BTreeMap<String, FileSource>,
}

/// Rules that had nothing to compare with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unchecked {
    /// How many.
    pub rules: usize,
    /// What they would need, in the order of a sentence.
    pub needs: Vec<Need>,
}

impl RunOutcome {
    /// The rules about forms that had nothing to compare with, and what they would need.
    pub fn unchecked(&self) -> Unchecked {
        let lacks = |need: Need| match need {
            Need::Cascade => self.tables.nodes.is_empty(),
            Need::Register => self.tables.units.is_empty(),
            Need::Deadlines => !self.deadlines,
            Need::OtherDocument => !self.comparable(),
            Need::Year | Need::EarlierQuarter => false,
        };
        let rules = rules::unchecked(lacks);
        let mut needs: Vec<Need> =
            rules.iter().flat_map(|aturan| aturan.needs).copied().filter(|n| lacks(*n)).collect();
        needs.sort_unstable();
        needs.dedup();
        Unchecked { rules: rules.len(), needs }
    }

    /// Whether a unit has several documents that count.
    fn comparable(&self) -> bool {
        let mut seen = BTreeSet::new();
        let units =
            self.tables.documents.iter().filter(|one| one.status.counts()).filter_map(|one| one.unit.as_deref());
        units.into_iter().any(|unit| !seen.insert(unit))
    }

    /// The same run for another period. The year counts the reports of the newest quarter that has data.
    #[must_use]
    pub fn of_timespan(mut self, timespan: Timespan, profil: &Profil) -> Self {
        self.timespan = timespan;
        self.triwulan = if timespan == Timespan::Yearly { self.newest } else { timespan.last() };
        self.rollup = roll_up_timespan(&self.kaskade, &self.tables, profil, timespan, self.triwulan);
        self
    }

    /// What reports are drawn from; `hari` is the day of the run.
    pub fn input<'a>(&'a self, workspace: &'a Workspace, day: NaiveDate) -> ReportInput<'a> {
        ReportInput {
            tables: &self.tables,
            kaskade: &self.kaskade,
            outcomes: &self.rollup,
            temuan: &self.temuan,
            excepted: &self.excepted,
            instansi: &workspace.instansi,
            year: workspace.year,
            profil: &workspace.profil,
            tenggat: &workspace.tenggat,
            made: day.and_time(NaiveTime::MIN),
            triwulan: self.triwulan,
            timespan: self.timespan,
            newest: self.newest,
            last_year: &self.last_year,
            skipped: &self.skipped,
            change: None,
            official: None,
            language: workspace.surat.language,
        }
    }
}

/// The program could not do its work. What is wrong with a form is never an error but a finding.
#[derive(Debug, thiserror::Error)]
pub enum PipelineError {
    /// The inbox cannot be listed.
    #[error(transparent)]
    Intake(#[from] IntakeError),
    /// No reader process could be started.
    #[error("pembaca berkas tidak dapat dijalankan")]
    Worker(#[source] io::Error),
    /// A frame could not be built.
    #[error(transparent)]
    Table(#[from] TablesError),
    /// What was ratified cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// What the bureau typed into the register cannot be looked at.
    #[error(transparent)]
    Register(#[from] RegisterBookError),
}

/// Reads the inbox and the cascade of a workspace and checks everything.
///
/// # Errors
/// When the inbox cannot be listed or no reader can be started.
pub fn run(
    workspace: &Workspace,
    way: &ReadMode,
    today: NaiveDate,
    progress: &(dyn Progress + Sync),
) -> Result<RunOutcome, PipelineError> {
    run_inbox(workspace, way, inbox(workspace)?, &HashMap::default(), today, progress)
}

/// What was sent to a workspace, and the exports of source systems beside it.
///
/// # Errors
/// When a folder cannot be listed.
pub fn inbox(workspace: &Workspace) -> Result<Inbox, PipelineError> {
    let mut inbox = intake::collect(&workspace.inbox())?;
    let sources = workspace.folder.join(SOURCE_FOLDER);
    if sources.is_dir() {
        inbox.combine(intake::collect(&sources)?.below(SOURCE_PREFIX));
    }
    Ok(inbox)
}

/// The same for an inbox that was listed already; `known` are the digests of files that were looked at a moment ago.
///
/// # Errors
/// When no reader can be started.
pub fn run_inbox(
    workspace: &Workspace,
    way: &ReadMode,
    mut inbox: Inbox,
    known: &HashMap<String, String>,
    today: NaiveDate,
    progress: &(dyn Progress + Sync),
) -> Result<RunOutcome, PipelineError> {
    came_by_page(workspace, &mut inbox)?;
    let system_files = std::mem::take(&mut inbox.system_files);
    let (skipped, source) = (std::mem::take(&mut inbox.skipped), inbox.sources());
    let papers = std::mem::take(&mut inbox.papers);
    let kaskade = workspace.kaskade();
    let kaskade = kaskade.is_file().then_some(kaskade);
    let file = read_known(workspace, way, kaskade, inbox, known, progress)?;
    progress.stage(Stage::Checking);
    let others = skipped.iter().map(|one| one.path.clone()).collect();
    let outcome = check_beside(workspace, file, others, today)?;
    Ok(RunOutcome { system_files, skipped, papers, sources: source, last_year: past::last_year(workspace), ..outcome })
}

/// What came by the page came when its receipt says, whatever the time of its file.
fn came_by_page(workspace: &Workspace, inbox: &mut Inbox) -> Result<(), PipelineError> {
    let receipts = match Journal::existing(&workspace.folder) {
        Ok(Some(journal)) => journal.receipts(None)?,
        // A folder that may only be read: what stands in its journal is told by who may write it.
        Ok(None) | Err(JournalError::Unwritable(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let receipts: BTreeMap<&str, &Receipt> = receipts.iter().map(|one| (one.path.as_str(), one)).collect();
    if receipts.is_empty() {
        return Ok(());
    }
    for one in inbox.submissions.iter_mut().filter(|one| one.origin.is_none()) {
        // The file itself, or the archive that it lies in.
        let ends = one.path.match_indices('/').map(|(at, _)| at).chain([one.path.len()]);
        let receipt = ends.filter_map(|end| receipts.get(&one.path[..end])).next();
        if let Some(receipt) = receipt {
            one.received = Some(receipt.content.when);
            one.origin = Some(MailOrigin::by_page(&receipt.content.unit, receipt.content.when));
        }
    }
    Ok(())
}

/// Checks files that were read already, against the workspace's settings.
///
/// # Errors
/// When a frame cannot be built.
pub fn check(workspace: &Workspace, file: Vec<SentFile>, today: NaiveDate) -> Result<RunOutcome, PipelineError> {
    check_beside(workspace, file, Vec::new(), today)
}

/// The same, with the paths of what was received beside them and is no workbook.
fn check_beside(
    workspace: &Workspace,
    file: Vec<SentFile>,
    other_files: Vec<String>,
    today: NaiveDate,
) -> Result<RunOutcome, PipelineError> {
    let settings = RuleSettings {
        workspace: true,
        institution: workspace.instansi.clone(),
        year: workspace.year,
        tenggat: workspace.tenggat.clone(),
        profil: workspace.profil.clone(),
        today,
        ratified: Vec::new(),
        other_files,
        // Who sets how grave it is wants to hear of it.
        evidence_asked: matches!(workspace.aturan.severity.get("UK17"), Some(Some(_))),
        register: Vec::new(),
    };
    build(file, settings, &workspace.aturan, |tables| {
        let typed = register_book::typed_steps(workspace, tables, today)?;
        Ok((official::ratified_changes(workspace, tables)?, typed.faults))
    })
}

/// Checks files that belong to no workspace, by what they say themselves: rules that need a cascade, a register, a year or
/// deadlines do not run.
///
/// # Errors
/// When a frame cannot be built.
pub fn check_alone(file: Vec<SentFile>, profil: &Profil, today: NaiveDate) -> Result<RunOutcome, PipelineError> {
    let (year, tenggat) = (today.year(), Tenggat::default());
    let (profil, ratified, register) = (profil.clone(), Vec::new(), Vec::new());
    let (other_files, evidence_asked) = (Vec::new(), false);
    let settings = RuleSettings {
        workspace: false,
        institution: String::new(),
        year,
        tenggat,
        profil,
        today,
        ratified,
        register,
        other_files,
        evidence_asked,
    };
    build(file, settings, &AturanOverride::default(), |_| Ok((Vec::new(), Vec::new())))
}

/// `kept` tells what is not as the journal has it, once the tables are there.
fn build(
    file: Vec<SentFile>,
    mut settings: RuleSettings,
    aturan: &AturanOverride,
    kept: impl FnOnce(&Tables) -> Result<(Vec<RatifiedChange>, Vec<RegisterFault>), PipelineError>,
) -> Result<RunOutcome, PipelineError> {
    let tables = Tables::build(
        file,
        &TableOptions {
            institution: &settings.institution,
            year: settings.workspace.then_some(settings.year),
            profil: &settings.profil,
        },
    )?;
    (settings.ratified, settings.register) = kept(&tables)?;
    let settings = &settings;
    let kaskade = Kaskade::from(&tables);
    let triwulan = last_triwulan(&tables, settings.year, settings.today);
    let (rollup, temuan) = rayon::join(
        || roll_up(&kaskade, &tables, &settings.profil, triwulan),
        || rules::check(&RuleContext { tables: &tables, kaskade: &kaskade, settings }),
    );
    let ruling = verdict::decide(temuan, aturan, settings.today);
    let mut temuan = ruling.temuan;
    let idle = (&ruling.unused_pengecualian, &ruling.expired_pengecualian);
    temuan.extend(rules::futile_pengecualian(idle.0, idle.1, &temuan));
    temuan.extend(rules::futile_severities(&tables, aturan));
    Ok(RunOutcome {
        tables,
        kaskade,
        rollup,
        temuan,
        excepted: ruling.excepted,
        triwulan,
        timespan: Timespan::Triwulan(triwulan),
        newest: triwulan,
        last_year: LastYear::default(),
        deadlines: settings.tenggat.any(),
        system_files: Vec::new(),
        skipped: Vec::new(),
        papers: Vec::new(),
        sources: BTreeMap::new(),
    })
}

/// Reads every file of an inbox, and the cascade.
///
/// # Errors
/// When no reader can be started.
pub fn read(
    workspace: &Workspace,
    way: &ReadMode,
    inbox: Inbox,
    progress: &(dyn Progress + Sync),
) -> Result<Vec<SentFile>, PipelineError> {
    let kaskade = workspace.kaskade();
    read_known(workspace, way, kaskade.is_file().then_some(kaskade), inbox, &HashMap::default(), progress)
}

/// Reads every file of an inbox, without the cascade.
///
/// # Errors
/// As [`read`].
pub fn read_sent(
    workspace: &Workspace,
    way: &ReadMode,
    inbox: Inbox,
    progress: &(dyn Progress + Sync),
) -> Result<Vec<SentFile>, PipelineError> {
    read_known(workspace, way, None, inbox, &HashMap::default(), progress)
}

fn read_known(
    workspace: &Workspace,
    way: &ReadMode,
    kaskade: Option<PathBuf>,
    inbox: Inbox,
    known: &HashMap<String, String>,
    progress: &(dyn Progress + Sync),
) -> Result<Vec<SentFile>, PipelineError> {
    let mut request = Vec::with_capacity(inbox.submissions.len() + 1);
    let mut origin = Vec::with_capacity(inbox.submissions.len() + 1);
    if let Some(kaskade) = kaskade {
        origin.push((None, std::fs::metadata(&kaskade).map_or(0, |data| data.len()), None));
        request.push(WorkerRequest::new(KASKADE_FILE, FileSource::file(kaskade)));
    }
    for submission in inbox.submissions {
        request.push(WorkerRequest::new(submission.path, submission.source));
        origin.push((submission.received, submission.size, submission.origin));
    }
    for one in &mut request {
        one.known = known.get(&one.path).cloned();
    }
    let reader = InProcessReader { library: workspace.library.clone(), limit: workspace.limit.clone() };
    progress.stage(Stage::Reading);
    progress.begin(request.len());
    let answer =
        worker::read_all(&reader, way, &request, &|path| progress.readable(path)).map_err(PipelineError::Worker)?;
    let mut file: Vec<SentFile> = answer
        .into_iter()
        .zip(origin)
        .map(|(WorkerAnswer { path, sha256, outcome }, (accepted, size, mail_origin))| SentFile {
            path,
            sha256,
            size,
            received: accepted,
            mail_origin,
            outcome,
            copy_from: None,
        })
        .collect();
    file.extend(inbox.rejected.into_iter().map(|one| SentFile {
        path: one.path,
        sha256: String::new(),
        size: 0,
        received: None,
        mail_origin: None,
        outcome: Err(ReadFailure { message: format!("Berkas tidak dibaca: {}.", one.reason), advice: one.advice }),
        copy_from: None,
    }));
    Ok(file)
}

/// The newest quarter with a realisation; the first when there is none. A form that nobody filled in reports nothing, and
/// a quarter that has not begun on the day of the run, or was not over when its form was signed, is nothing to report on.
/// Nor is one that still runs and of which next to nothing is told: a figure in a wrong column makes no quarter.
fn last_triwulan(tables: &Tables, year: i32, today: NaiveDate) -> Triwulan {
    let begins = |tw: Triwulan| NaiveDate::from_ymd_opt(year, tw.number() * 3 - 2, 1);
    let runs = |tw: Triwulan| {
        let next = begins(tw).and_then(|first| first.checked_add_months(Months::new(3)));
        next.is_some_and(|next| today < next)
    };
    let mut told = [0_usize; 4];
    let reports =
        |row: &PengukuranRow<'_>| row.filled() && row.realisasi().is_some_and(|entry| !entry.value.without_content());
    for tw in tables.pengukuran().filter(reports).filter_map(|row| row.triwulan) {
        told[tw as usize] += 1;
    }
    let stray = |tw: Triwulan| {
        let most = told[..tw as usize].iter().copied().max().unwrap_or_default();
        told[tw as usize] * FEW < most && runs(tw)
    };
    let begun = |tw: &Triwulan| begins(*tw).is_none_or(|start| start <= today);
    let all = Triwulan::ALL.into_iter().filter(|tw| told[*tw as usize] > 0 && !stray(*tw));
    all.filter(begun).max().unwrap_or(Triwulan::I)
}

/// So many rows of an earlier quarter for one of a later make that a stray.
const FEW: usize = 10;

/// The parts of a job, in the order in which they begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Files are read.
    Reading,
    /// Rules look at what was read.
    Checking,
    /// It is set against the run before.
    Comparing,
    /// Reports, forms or pages are written.
    Writing,
    /// Marked workbooks and letters are written.
    Returning,
    /// Data of many workspaces is put together.
    Combining,
    /// Everything is written.
    Done,
}

/// Told how far a run is.
pub trait Progress {
    /// A stage begins, and the one before has ended.
    fn stage(&self, _stage: Stage) {}
    /// So many files will be read.
    fn begin(&self, _file: usize) {}
    /// A file has been read.
    fn readable(&self, _path: &str) {}
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct NoProgress;

impl Progress for NoProgress {}
