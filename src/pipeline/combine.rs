//! The data of many workspaces put together: one dataset by table, year and institution, and a recap on top.
//!
//! ```text
//! KELUAR/data/<tabel>/tahun=2026/instansi=politeknik-contoh/<tabel>.parquet
//! KELUAR/rekap-nasional.xlsx, KELUAR/rekap-nasional.parquet
//! ```
//!
//! Takes what `konsolidasi` left in `hasil/data` of each, copies files as they are, and keeps one row of each in
//! memory, so that a nation needs no more of it than a town. All is made aside and moved into place as a whole: what
//! an earlier run put there and this one does not name is gone, and never counted. A workspace that cannot be put in is
//! named with the reason, and never stops the others.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series};

use crate::domain::hash::HashMap;
use crate::domain::instansi::InstansiCode;
use crate::domain::system::{chain, system_words};
use crate::exports::{SUMMARY_TABLE, TABLE, read_summary, summary_frame};
use crate::files::{self, FilesError, Manifest, ManifestError, Staging};
use crate::recap::summary::SummaryRow;
use crate::report::{self, ReportError};
use crate::tables::{TablesError, parquet};
use crate::workbooks::national::{LeftOut, NationalInput, NationalRow, NationalTable};
use crate::workspace::{SETTINGS_FILE, WorkspaceError, WorkspaceIdentity};

/// The folder of the dataset below the target.
pub const FOLDER_DATA: &str = "data";
/// The recap of all institutions, its name without the ending of a file.
pub const RECAP: &str = "rekap-nasional";
/// Nothing could be put together.
#[derive(Debug, thiserror::Error)]
pub enum CombineError {
    /// The target is something else.
    #[error("{} bukan tempat hasil gabungan: {cause}; sebutkan folder baru atau folder hasil gabung sebelumnya", folder.display())]
    NotPlace {
        /// The folder that was named as target.
        folder: PathBuf,
        /// Why not.
        #[source]
        cause: NoTarget,
    },
    /// Several institutions have one code in one year.
    #[error("kode instansi harus berbeda untuk setiap instansi dan tahun:\n{}\nTulis [instansi] kode yang berbeda di selaras.toml masing-masing.", .0.iter().map(|one| format!("  - {one}")).collect::<Vec<_>>().join("\n"))]
    SameCode(Vec<SameCode>),
    /// No workspace has anything to put in.
    #[error("tidak ada ruang kerja yang dapat digabung:\n{}", .0.iter().map(|one| format!("  - {}: {}", one.workspace, one.cause)).collect::<Vec<_>>().join("\n"))]
    Blank(Vec<LeftOut>),
    /// A file or folder cannot be written.
    #[error("{} tidak dapat ditulis ({}); periksa apakah disk penuh, atau berkasnya sedang dibuka", files::shown(path).display(), system_words(cause))]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The target cannot be written, or is held.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// Another run writes there.
    #[error(transparent)]
    Held(#[from] WorkspaceError),
    /// The recap could not be made.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The recap's rows could not be put together.
    #[error(transparent)]
    Table(#[from] TablesError),
}

/// One code that several institutions have in one year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SameCode {
    /// The short code that each of them has, set or made out of its name.
    pub code: InstansiCode,
    /// The year of their workspaces.
    pub year: i32,
    /// The workspaces that have it, each the folder and the institution's name.
    pub workspaces: Vec<(PathBuf, String)>,
}

impl fmt::Display for SameCode {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let who = self.workspaces.iter().map(|(folder, instansi)| format!("{} ({instansi})", folder.display()));
        write!(out, "{} tahun {}: {}", self.code, self.year, who.collect::<Vec<_>>().join(", "))
    }
}

/// Why a folder is no target.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoTarget {
    /// It is a workspace.
    #[error("folder itu ruang kerja")]
    Workspace,
    /// It is a file.
    #[error("itu sebuah berkas")]
    File,
    /// Something of other people lies in it.
    #[error("folder data di dalamnya berisi {0}")]
    Foreign(String),
}

/// What was put together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CombinedDataset {
    /// Institutions and years in it.
    pub instansi: usize,
    /// Workspaces that are not.
    pub left_behind: Vec<LeftOut>,
    /// What the dataset holds.
    pub tables: Vec<NationalTable>,
    /// The job before this one was ended while it wrote.
    pub after_ended: bool,
}

/// A workspace that can be put in.
struct DatasetMember {
    workspace: WorkspaceIdentity,
    code: InstansiCode,
}

/// Puts the data of these workspaces together; `progress` is told after each.
///
/// # Errors
/// When the target is something else or cannot be written, two institutions have one code, or nothing can be put in.
pub fn combine(
    target: &Path,
    workspace: &[PathBuf],
    today: NaiveDate,
    progress: &dyn Fn(usize),
) -> Result<CombinedDataset, CombineError> {
    check_place(target)?;
    let mut left_behind = Vec::new();
    let member: Vec<DatasetMember> =
        workspace.iter().filter_map(|folder| open(folder).map_err(|cause| left_behind.push(cause)).ok()).collect();
    check_code(&member)?;
    let fingerprint = most_fingerprint(&member);
    let write = |path: &Path| {
        let path = path.to_path_buf();
        move |cause| CombineError::Write { path, cause }
    };
    files::ensure_folder(target)?;
    let _held = hold(target)?;
    let new = Staging::begin(target)?;
    let mut dataset =
        Dataset { folder: new.path().join(FOLDER_DATA), summary: BTreeMap::new(), content: HashMap::default() };
    for (number, one) in member.iter().enumerate() {
        match dataset.add(one, fingerprint.as_deref()) {
            Ok(()) => {}
            Err(CombineFailure::Member(fault)) => left_behind.push(one.left_behind(&fault)),
            Err(CombineFailure::Write(path, cause)) => return Err(CombineError::Write { path, cause }),
        }
        progress(number + 1);
    }
    let tables = dataset.tables();
    let rows = dataset.rows();
    if rows.is_empty() {
        return Err(CombineError::Blank(left_behind));
    }
    let input =
        NationalInput { rows: &rows, left_behind: &left_behind, tables: &tables, made: today.and_time(NaiveTime::MIN) };
    let book = report::national(&input)?;
    let path = new.path().join(format!("{RECAP}.xlsx"));
    fs::write(&path, book).map_err(write(&path))?;
    let path = new.path().join(format!("{RECAP}.parquet"));
    fs::write(&path, parquet::pack(&frame(&rows)?, &path)?).map_err(write(&path))?;
    let after_ended = new.after_ended();
    new.publish(&[FOLDER_DATA])?;
    Ok(CombinedDataset { instansi: rows.len(), left_behind, tables, after_ended })
}

/// The rows as a table: `tahun`, `instansi`, and the columns of each institution's own.
fn frame(rows: &[NationalRow]) -> Result<DataFrame, TablesError> {
    let summaries: Vec<SummaryRow> = rows.iter().map(|row| row.summary.clone()).collect();
    let mut frame = summary_frame(&summaries)?;
    let years: Vec<i32> = rows.iter().map(|row| row.year).collect();
    let codes: Vec<&str> = rows.iter().map(|row| row.code.as_str()).collect();
    frame.insert_column(0, Series::new("tahun".into(), years).into_column())?;
    frame.insert_column(1, Series::new("instansi".into(), codes).into_column())?;
    Ok(frame)
}

/// Holds the target, where the system can hold a folder, so that two runs do not write there at once.
fn hold(target: &Path) -> Result<Option<File>, WorkspaceError> {
    let Ok(folder) = File::open(target) else { return Ok(None) };
    match folder.try_lock() {
        Err(TryLockError::WouldBlock) => Err(WorkspaceError::InUse(target.to_path_buf())),
        Ok(()) | Err(TryLockError::Error(_)) => Ok(Some(folder)),
    }
}

/// A target that is new, empty, or was made by an earlier run.
fn check_place(target: &Path) -> Result<(), CombineError> {
    let not = |cause| CombineError::NotPlace { folder: target.to_path_buf(), cause };
    if target.join(SETTINGS_FILE).exists() {
        return Err(not(NoTarget::Workspace));
    }
    if target.is_file() {
        return Err(not(NoTarget::File));
    }
    let Ok(content) = target.join(FOLDER_DATA).read_dir() else { return Ok(()) };
    for listed in content.flatten() {
        let name = listed.file_name().to_string_lossy().into_owned();
        if !TABLE.contains(&name.as_str()) && name != SUMMARY_TABLE {
            return Err(not(NoTarget::Foreign(name)));
        }
    }
    Ok(())
}

fn open(folder: &Path) -> Result<DatasetMember, LeftOut> {
    let failure = |instansi, year, cause| LeftOut { workspace: folder.display().to_string(), instansi, year, cause };
    let workspace = WorkspaceIdentity::read(folder).map_err(|error| failure(None, None, chain(&error)))?;
    match workspace.code.clone() {
        Some(code) => Ok(DatasetMember { workspace, code }),
        None => {
            let cause = "nama instansi tidak dapat menjadi kode; tulis [instansi] kode di selaras.toml".to_string();
            Err(failure(Some(workspace.instansi), Some(workspace.year), cause))
        }
    }
}

/// One code stands for one institution in a year: two under one key would be counted as one, or one would be lost.
fn check_code(member: &[DatasetMember]) -> Result<(), CombineError> {
    let mut owner: BTreeMap<(i32, &InstansiCode), Vec<&DatasetMember>> = BTreeMap::new();
    for one in member {
        owner.entry((one.workspace.year, &one.code)).or_default().push(one);
    }
    let owner = owner.into_iter().filter(|(_, owned)| owned.len() > 1);
    let same: Vec<SameCode> = owner
        .map(|((year, code), owned)| {
            let workspaces = owned.iter().map(|one| (one.workspace.folder.clone(), one.workspace.instansi.clone()));
            SameCode { code: code.clone(), year, workspaces: workspaces.collect() }
        })
        .collect();
    if same.is_empty() { Ok(()) } else { Err(CombineError::SameCode(same)) }
}

/// The columns that most members' tables have, as text. Data of another version of the program may differ, and tables
/// of two shapes cannot be read as one.
fn most_fingerprint(member: &[DatasetMember]) -> Option<String> {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for fingerprint in member.iter().filter_map(|one| one.fingerprint().ok()) {
        *count.entry(fingerprint).or_default() += 1;
    }
    count.into_iter().max_by_key(|(_, count)| *count).map(|(fingerprint, _)| fingerprint)
}

impl DatasetMember {
    fn table(&self, name: &str) -> PathBuf {
        self.workspace.results().join(FOLDER_DATA).join(format!("{name}.parquet"))
    }

    /// The row of a member whose data are those of one finished run of this version.
    fn checked(&self, fingerprint: Option<&str>) -> Result<SummaryRow, MemberFault> {
        let names: Vec<String> =
            TABLE.into_iter().chain([SUMMARY_TABLE]).map(|name| format!("{FOLDER_DATA}/{name}.parquet")).collect();
        if !Manifest::check(&self.workspace.results(), names.iter().map(String::as_str))? {
            return Err(MemberFault::OtherVersion);
        }
        if fingerprint != Some(self.fingerprint().map_err(MemberFault::Columns)?.as_str()) {
            return Err(MemberFault::OtherVersion);
        }
        let summary = read_summary(&self.table(SUMMARY_TABLE))?.into_iter().next();
        let own = |row: &SummaryRow| {
            row.year == Some(self.workspace.year) && row.instansi.as_ref() == Some(&self.workspace.instansi)
        };
        summary.filter(own).ok_or(MemberFault::OtherIdentity)
    }

    fn left_behind(&self, fault: &MemberFault) -> LeftOut {
        LeftOut {
            workspace: self.workspace.folder.display().to_string(),
            instansi: Some(self.workspace.instansi.clone()),
            year: Some(self.workspace.year),
            cause: chain(fault),
        }
    }

    fn fingerprint(&self) -> Result<String, TablesError> {
        let column = TABLE.into_iter().chain([SUMMARY_TABLE]).map(|name| {
            let digest = parquet::digest(&self.table(name))?;
            let column = digest.columns.into_iter().map(|(name, kind)| format!("{name} {kind}"));
            Ok(format!("{name}({})", column.collect::<Vec<_>>().join(", ")))
        });
        Ok(column.collect::<Result<Vec<_>, TablesError>>()?.join("; "))
    }
}

/// What keeps a member out.
#[derive(Debug, thiserror::Error)]
enum MemberFault {
    #[error("belum dikonsolidasi, atau konsolidasinya tidak selesai; {REPEAT}")]
    NotConsolidated,
    #[error(transparent)]
    Held(#[from] WorkspaceError),
    #[error(transparent)]
    Results(#[from] ManifestError),
    #[error("datanya ditulis oleh versi program yang lain; {REPEAT}")]
    OtherVersion,
    #[error("{0}; {REPEAT}")]
    Columns(#[source] TablesError),
    #[error(transparent)]
    Table(#[from] TablesError),
    #[error("nama atau tahun di selaras.toml berubah setelah konsolidasi; {REPEAT}")]
    OtherIdentity,
}

/// What helps.
const REPEAT: &str = "jalankan selaras konsolidasi pada ruang kerja itu, lalu gabung lagi";

/// Why a member is not in.
enum CombineFailure {
    /// The member's own fault: it is named, and the others go on.
    Member(MemberFault),
    /// The target cannot be written.
    Write(PathBuf, io::Error),
}

/// The dataset being made.
struct Dataset {
    folder: PathBuf,
    summary: BTreeMap<(i32, InstansiCode), SummaryRow>,
    content: HashMap<&'static str, (u64, u64)>,
}

impl Dataset {
    fn add(&mut self, one: &DatasetMember, fingerprint: Option<&str>) -> Result<(), CombineFailure> {
        if !one.table(SUMMARY_TABLE).is_file() {
            return Err(CombineFailure::Member(MemberFault::NotConsolidated));
        }
        // A run that is writing right now would give half of the old and half of the new.
        let _lock = one.workspace.lock().map_err(|error| CombineFailure::Member(error.into()))?;
        let summary = one.checked(fingerprint).map_err(CombineFailure::Member)?;
        self.copy(one)?;
        self.summary.insert((one.workspace.year, one.code.clone()), summary);
        Ok(())
    }

    fn copy(&mut self, one: &DatasetMember) -> Result<(), CombineFailure> {
        for name in TABLE.into_iter().chain([SUMMARY_TABLE]) {
            let origin = one.table(name);
            let row = parquet::digest(&origin).map_err(|error| CombineFailure::Member(error.into()))?.row;
            let folder = self.folder.join(name).join(format!("tahun={}", one.workspace.year));
            let folder = folder.join(format!("instansi={}", one.code));
            let destination = folder.join(format!("{name}.parquet"));
            fs::create_dir_all(&folder)
                .and_then(|()| fs::copy(&origin, &destination))
                .map_err(|cause| CombineFailure::Write(destination, cause))?;
            let content = self.content.entry(name).or_default();
            content.0 += 1;
            content.1 += row;
        }
        Ok(())
    }

    /// The rows of all members, by year and code.
    fn rows(self) -> Vec<NationalRow> {
        let row = |((year, code), summary): ((i32, InstansiCode), SummaryRow)| NationalRow {
            year,
            code: code.as_str().to_string(),
            summary,
        };
        self.summary.into_iter().map(row).collect()
    }

    fn tables(&self) -> Vec<NationalTable> {
        let content = |name| self.content.get(name).map(|(file, row)| NationalTable { name, file: *file, row: *row });
        TABLE.into_iter().chain([SUMMARY_TABLE]).filter_map(content).collect()
    }
}
