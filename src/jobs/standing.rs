//! Whether the results of the last run still stand, because nothing that they are made of has changed since.
//!
//! A run leaves, hidden among its results, digests of what it was made of and of what it made. What it was made of: the
//! program, the day and what was asked for; settings, definitions, texts and last year's results; every file of the inbox
//! by its path, its bytes as they were read and its day; the journal by its size and times. What it made, by sizes and
//! times: results, official outputs, received files. The next run that finds all of it as it was has nothing to do, says
//! so, and touches no file. A difference anywhere, or any doubt, means a run; the file may be deleted at any time.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};

use bitcode::{Decode, Encode};
use chrono::NaiveDate;
use rayon::prelude::*;
use sha2::{Digest, Sha256};

use super::options::ConsolidateOptions;
use super::readers::Readers;
use crate::domain::digest::{hexadecimal, sha256};
use crate::domain::hash::HashMap;
use crate::domain::place::KASKADE_FILE;
use crate::files;
use crate::finding::Severity;
use crate::intake::{self, FileSource, Inbox};
use crate::journal::JOURNAL_FILE;
use crate::letters::{Overview, OverviewUnit, overview_word};
use crate::pipeline::RunOutcome;
use crate::workspace::{SETTINGS_FILE, Workspace};

/// Where it is kept, below the results.
const FILE: &str = "data/.putaran.bin";
/// The folders whose files are known by their sizes and times.
const MADE: [&str; 3] = ["hasil", "resmi", "arsip"];

/// What the last run came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRun {
    /// Its day.
    pub day: NaiveDate,
    /// Files of the inbox that could be read, and those that could not.
    pub files: (usize, usize),
    /// Findings that stand: at *galat*, at *peringatan*, for information.
    pub findings: (usize, usize, usize),
    /// Findings that a waiver accepts.
    pub excepted: usize,
    /// Names of the workbooks and tables that were written.
    pub outputs: Vec<PathBuf>,
    /// What it came to, and what is to be done now.
    pub overview: Overview,
}

impl StandingRun {
    /// What a run came to.
    pub(super) fn of(result: &RunOutcome, outputs: &[PathBuf], overview: &Overview, day: NaiveDate) -> Self {
        let sent = || result.tables.files.iter().filter(|file| file.path != KASKADE_FILE);
        let read = sent().filter(|file| file.outcome.is_ok()).count();
        let count = |severity| result.temuan.iter().filter(|one| one.severity == severity).count();
        Self {
            day,
            files: (read, sent().count() - read),
            findings: (count(Severity::Error), count(Severity::Warning), count(Severity::Info)),
            excepted: result.excepted.len(),
            outputs: outputs.to_vec(),
            overview: overview.clone(),
        }
    }

    /// Whether something must go back to a unit.
    pub fn has_errors(&self) -> bool {
        self.findings.0 > 0
    }
}

/// What a run is made of, but for the bytes of what was sent.
#[derive(Debug)]
pub(super) struct Inputs {
    general: String,
    journal: String,
    /// By path: what is known of each file besides its bytes.
    files: BTreeMap<String, String>,
}

/// What is kept.
#[derive(Encode, Decode)]
struct Kept {
    inputs: String,
    journal: String,
    made: String,
    day: String,
    files: (usize, usize),
    findings: (usize, usize, usize),
    excepted: usize,
    outputs: Vec<String>,
    documents: Vec<String>,
    units: Vec<KeptUnit>,
    silent: Vec<String>,
    complete: usize,
    tasks: Vec<String>,
    whole: Vec<String>,
}

#[derive(Encode, Decode)]
struct KeptUnit {
    code: String,
    name: String,
    marks: Vec<String>,
    errors: usize,
    warnings: usize,
    action: String,
}

impl Inputs {
    /// Of a run that is about to begin; `None` where nobody can tell one build of the program from another.
    pub(super) fn of(workspace: &Workspace, options: &ConsolidateOptions, inbox: &Inbox) -> Option<Self> {
        let Readers::Processes(program) = &options.readers else { return None };
        let mut general = Sum::default();
        general.add("program", program.build.as_ref()?);
        general.add("pilihan", &(options.today, options.period, options.per_unit, options.per_field, options.language));
        general.add("lain", &(&inbox.rejected, &inbox.skipped, &inbox.system_files, &inbox.papers));
        let folder = &workspace.folder;
        general.file(&folder.join(SETTINGS_FILE));
        general.below(&folder.join("templat"));
        if let Some(logo) = &workspace.logo {
            general.file(&folder.join(logo));
        }
        if let Some(other) = &workspace.last_year {
            let other = folder.join(other);
            for name in [JOURNAL_FILE, "hasil/data/manifes.json", "hasil/data/lakip.json"] {
                general.add(name, &known(&other.join(name)));
            }
        }
        let file = |one: &intake::Submission| {
            (one.path.clone(), format!("{:?} {:?} {} {:?}", one.source, one.received, one.size, one.origin))
        };
        let mut files: BTreeMap<String, String> = inbox.submissions.iter().map(file).collect();
        files.insert(KASKADE_FILE.to_string(), String::new());
        Some(Self { general: general.finish(), journal: journal(folder), files })
    }

    /// The digest of all of it, given the digests of the files; `None` where one is not known.
    fn digest<'d>(&self, digest: impl Fn(&str) -> Option<&'d str>) -> Option<String> {
        let mut sum = Sum::default();
        sum.add("umum", &self.general);
        for (path, besides) in &self.files {
            let bytes = digest(path).filter(|digest| !digest.is_empty())?;
            sum.add(path, &(besides, bytes));
        }
        Some(sum.finish())
    }

    /// What the last run came to, if it stands; and the digests of the files, which its successor need not make again.
    pub(super) fn standing(
        &self,
        workspace: &Workspace,
        inbox: &Inbox,
    ) -> (Option<StandingRun>, HashMap<String, String>) {
        let path = workspace.results().join(FILE);
        let kept = files::read(&path).ok().and_then(|bytes| bitcode::decode::<Kept>(&bytes).ok());
        let Some(kept) = kept else { return (None, HashMap::default()) };
        let digests = digests(workspace, inbox);
        let same = self.digest(|path| digests.get(path).map(String::as_str)).as_ref() == Some(&kept.inputs)
            && kept.journal == self.journal
            && kept.made == made(&workspace.folder);
        (same.then(|| kept.open()).flatten(), digests)
    }

    /// Leaves word for the next run. What cannot be kept is made again.
    pub(super) fn keep(&self, workspace: &Workspace, result: &RunOutcome, run: &StandingRun) {
        let read: HashMap<&str, &str> =
            result.tables.files.iter().map(|file| (file.path.as_str(), file.sha256.as_str())).collect();
        let path = workspace.results().join(FILE);
        match self.digest(|path| read.get(path).copied()) {
            Some(inputs) => {
                let kept = Kept::of(inputs, &workspace.folder, run);
                let _ = files::save(&path, &bitcode::encode(&kept));
            }
            None => drop(fs::remove_file(&path)),
        }
    }
}

impl Kept {
    fn of(inputs: String, folder: &Path, run: &StandingRun) -> Self {
        let texts = |all: &[&'static str]| all.iter().map(|one| (*one).to_string()).collect::<Vec<_>>();
        let unit = |unit: &OverviewUnit| KeptUnit {
            code: unit.code.clone(),
            name: unit.name.clone(),
            marks: texts(&unit.marks),
            errors: unit.errors,
            warnings: unit.warnings,
            action: unit.action.clone(),
        };
        Self {
            inputs,
            journal: journal(folder),
            made: made(folder),
            day: run.day.to_string(),
            files: run.files,
            findings: run.findings,
            excepted: run.excepted,
            outputs: run.outputs.iter().map(|path| path.to_string_lossy().into_owned()).collect(),
            documents: texts(&run.overview.documents),
            units: run.overview.units.iter().map(unit).collect(),
            silent: run.overview.silent.clone(),
            complete: run.overview.complete,
            tasks: run.overview.tasks.clone(),
            whole: run.overview.whole.clone(),
        }
    }

    fn open(self) -> Option<StandingRun> {
        let words = |all: &[String]| all.iter().map(|one| overview_word(one)).collect::<Option<Vec<_>>>();
        let unit = |unit: KeptUnit| {
            let KeptUnit { code, name, marks, errors, warnings, action } = unit;
            Some(OverviewUnit { code, name, marks: words(&marks)?, errors, warnings, action })
        };
        Some(StandingRun {
            day: self.day.parse().ok()?,
            files: self.files,
            findings: self.findings,
            excepted: self.excepted,
            outputs: self.outputs.into_iter().map(PathBuf::from).collect(),
            overview: Overview {
                documents: words(&self.documents)?,
                units: self.units.into_iter().map(unit).collect::<Option<_>>()?,
                silent: self.silent,
                complete: self.complete,
                // Only the workbook, which stands, shows each of them.
                others: Vec::new(),
                tasks: self.tasks,
                whole: self.whole,
            },
        })
    }
}

/// The digest of each file that would be read, by its path; none of one that cannot be had.
fn digests(workspace: &Workspace, inbox: &Inbox) -> HashMap<String, String> {
    let kaskade = FileSource::file(workspace.kaskade());
    let all = inbox.submissions.iter().map(|one| (one.path.as_str(), &one.source)).chain([(KASKADE_FILE, &kaskade)]);
    let all: Vec<(&str, &FileSource)> = all.collect();
    let one = |(path, source): &(&str, &FileSource)| {
        let bytes = intake::content(source, workspace.limit.file_size).ok()?;
        Some(((*path).to_string(), sha256(&bytes)))
    };
    all.par_iter().filter_map(one).collect()
}

/// Sizes and times of everything that runs made.
fn made(folder: &Path) -> String {
    let mut sum = Sum::default();
    for name in MADE {
        sum.sizes(&folder.join(name), name);
    }
    sum.finish()
}

/// Size and times of the journal.
fn journal(folder: &Path) -> String {
    format!("{}{}", known(&folder.join(JOURNAL_FILE)), known(&folder.join(format!("{JOURNAL_FILE}-wal"))))
}

/// Size and times of a file, links not followed.
fn known(path: &Path) -> String {
    fs::symlink_metadata(path).map_or_else(|_| "-".to_string(), |data| times(&data))
}

#[cfg(unix)]
fn times(data: &Metadata) -> String {
    use std::os::unix::fs::MetadataExt;
    // The last one is no program's to set.
    let (size, changed, touched) = (data.len(), (data.mtime(), data.mtime_nsec()), (data.ctime(), data.ctime_nsec()));
    format!("{} {size} {changed:?} {touched:?} ", data.ino())
}

#[cfg(not(unix))]
fn times(data: &Metadata) -> String {
    format!("{} {:?} ", data.len(), data.modified().ok())
}

/// A digest over many things, each with its name.
#[derive(Default)]
struct Sum(Sha256);

impl Sum {
    fn add(&mut self, name: &str, what: &impl Debug) {
        let text = format!("{what:?}");
        for part in [name, &text] {
            self.0.update((part.len() as u64).to_le_bytes());
            self.0.update(part);
        }
    }

    /// The bytes of a file, or that there are none.
    fn file(&mut self, path: &Path) {
        self.add(&path.to_string_lossy(), &files::read(path).ok().map(|bytes| sha256(&bytes)));
    }

    /// The bytes of every file below a folder.
    fn below(&mut self, folder: &Path) {
        for path in sorted(folder) {
            if path.is_dir() { self.below(&path) } else { self.file(&path) }
        }
    }

    /// Sizes and times of every file below a folder whose name does not begin with a dot; and what a job that was ended
    /// left, which the next run clears away.
    fn sizes(&mut self, folder: &Path, name: &str) {
        for path in sorted(folder) {
            let own = files::own_name(&path);
            let name = format!("{name}/{own}");
            match fs::symlink_metadata(&path) {
                _ if own.starts_with('.') && !own.starts_with(files::ASIDE) => {}
                Ok(data) if data.is_dir() => self.sizes(&path, &name),
                Ok(data) => self.add(&name, &times(&data)),
                Err(_) => self.add(&name, &"-"),
            }
        }
    }

    fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

/// What lies in a folder, in the order of names; nothing where it cannot be listed.
fn sorted(folder: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = fs::read_dir(folder).into_iter().flatten().flatten().map(|one| one.path()).collect();
    all.sort();
    all
}
