//! Who reads the files that strangers sent.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::workbook::Limits;
use crate::worker::{CachePlace, ReadMode, WorkerCommand};
use crate::workspace::Workspace;

/// Who reads the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Readers {
    /// This process. A hostile file can end it.
    #[default]
    InProcess,
    /// Processes of the program, each under limits of memory and time.
    Processes(ReaderProgram),
}

/// The program whose processes read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReaderProgram {
    /// Where `selaras` is.
    pub program: PathBuf,
    /// What tells this build of it from every other; without it nothing is kept of what was read.
    pub build: Option<String>,
    /// Readers at once.
    pub count: usize,
}

impl Readers {
    /// So many at once.
    #[must_use]
    pub fn at_once(mut self, count: usize) -> Self {
        if let Self::Processes(program) = &mut self {
            program.count = count;
        }
        self
    }

    /// How files are read by the definitions of a workspace, or by the shipped ones.
    pub(super) fn of(&self, workspace: Option<&Workspace>, limits: &Limits) -> ReadMode {
        self.way(workspace.map(|workspace| workspace.folder.as_path()), limits)
    }

    /// The same for the folder of a workspace.
    pub fn way(&self, workspace: Option<&Path>, limits: &Limits) -> ReadMode {
        let Self::Processes(ReaderProgram { program, count, .. }) = self else { return ReadMode::Own };
        let parent = std::process::id().to_string();
        let mut arguments: Vec<OsString> = vec!["baca".into(), "--pekerja".into(), "--induk".into(), parent.into()];
        if let Some(workspace) = workspace {
            arguments.push("--ruang".into());
            arguments.push(workspace.into());
        }
        ReadMode::Worker(WorkerCommand {
            program: program.clone(),
            arguments,
            total: *count,
            seconds: limits.seconds,
            cache: None,
        })
    }

    /// The same with a definition beside the shipped ones.
    pub(super) fn with_definition(&self, definition: &Path, limits: &Limits) -> ReadMode {
        let mut way = self.way(None, limits);
        if let ReadMode::Worker(command) = &mut way {
            command.arguments.extend(["--definisi".into(), definition.into()]);
        }
        way
    }

    /// The same for a workspace, where what was read is kept for the next run.
    pub(super) fn keeping(&self, workspace: &Workspace) -> ReadMode {
        let mut way = self.of(Some(workspace), &workspace.limit);
        if let (ReadMode::Worker(command), Self::Processes(ReaderProgram { build: Some(build), .. })) = (&mut way, self)
        {
            command.cache = Some(CachePlace { file: workspace.cache(), program: build.clone() });
        }
        way
    }
}
