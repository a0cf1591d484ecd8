//! `selaras baca`: the reader as a filter.

use std::io::{self, BufRead, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use selaras::files::read_text;
use selaras::intake::{self, FileSource, RejectedFile};
use selaras::tables::ReadFailure;
use selaras::template::Library;
use selaras::workbook::limits::Limits;
use selaras::worker::{InProcessReader, ReadMode, WorkerAnswer, WorkerGuard, WorkerRequest};
use selaras::workspace::Workspace;

use super::{CLEAN, EXISTS_ERROR, Ending, readers, system};

#[derive(Debug, Args)]
pub(super) struct ReadArgs {
    /// Berkas yang dibaca; tanpa ini, jalur diambil dari masukan standar, satu per baris.
    #[arg(value_name = "BERKAS")]
    file: Vec<PathBuf>,
    /// Ruang kerja yang templat dan batasnya dipakai.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Keluaran baris JSON (satu berkas satu baris). Ini satu-satunya bentuk keluaran.
    #[arg(long)]
    jsonl: bool,
    /// Melayani permintaan dari proses induk.
    #[arg(long = "pekerja", hide = true)]
    worker: bool,
    /// Definisi (TOML) yang dipakai di samping yang bawaan.
    #[arg(long = "definisi", hide = true, requires = "worker", value_name = "DEFINISI")]
    definition: Option<PathBuf>,
    /// Nomor proses induk: pembaca berakhir bersamanya.
    #[arg(long = "induk", hide = true, requires = "worker", value_name = "INDUK")]
    parent: Option<u32>,
}

pub(super) fn run(choice: &ReadArgs) -> Ending {
    if choice.worker {
        system::end_with(choice.parent);
    }
    let reader = reader(choice.workspace.as_deref(), choice.definition.as_deref())?;
    if choice.worker {
        system::limit_memory(reader.limit.memory);
        // The message of a panic that is caught says nothing to anyone: the file gets its answer.
        std::panic::set_hook(Box::new(|_| {}));
        let begin = Instant::now();
        let before = || system::limit_processor(begin.elapsed().as_secs() + reader.limit.seconds);
        reader.serve(system::requests(), io::stdout().lock(), before)?;
        return Ok(CLEAN);
    }
    let mut guard = match readers().way(choice.workspace.as_deref(), &reader.limit) {
        ReadMode::Worker(command) => Some(WorkerGuard::new(command)),
        ReadMode::Own => None,
    };
    let mut output = BufWriter::new(io::stdout().lock());
    let mut clean = true;
    let mut one = |path: &Path| -> io::Result<()> {
        let (request, rejected) = request(path);
        for request in request {
            let answer = match &mut guard {
                Some(guard) => guard.read(&request)?,
                None => reader.read(&request),
            };
            clean &= answer.outcome.is_ok();
            serde_json::to_writer(&mut output, &answer)?;
            output.write_all(b"\n")?;
        }
        for one in rejected {
            clean = false;
            writeln!(output, "{}", serde_json::to_string(&refused(one))?)?;
        }
        output.flush()
    };
    if choice.file.is_empty() {
        for row in io::stdin().lock().lines() {
            one(Path::new(row?.trim_end_matches('\r')))?;
        }
    } else {
        for path in &choice.file {
            one(path)?;
        }
    }
    Ok(if clean { CLEAN } else { EXISTS_ERROR })
}

fn reader(workspace: Option<&Path>, definition: Option<&Path>) -> Result<InProcessReader, Box<dyn std::error::Error>> {
    Ok(match workspace {
        Some(folder) => {
            let workspace = Workspace::open(folder)?;
            InProcessReader { library: workspace.library, limit: workspace.settings.limit }
        }
        None => {
            let owned = definition.map(|path| Ok::<_, std::io::Error>((name(path), read_text(path)?))).transpose()?;
            InProcessReader { library: Library::with(&Vec::from_iter(owned))?, limit: Limits::default() }
        }
    })
}

/// The requests for a path: itself, or the members of an archive; and what in it cannot be looked into. A path that
/// gives neither is asked for as it is, so that it gets an answer too.
fn request(path: &Path) -> (Vec<WorkerRequest>, Vec<RejectedFile>) {
    let inbox = intake::one_file(path);
    let mut all: Vec<WorkerRequest> = inbox
        .submissions
        .into_iter()
        .map(|submission| WorkerRequest::new(submission.path, submission.source))
        .collect();
    if all.is_empty() && inbox.rejected.is_empty() {
        all.push(WorkerRequest::new(path.display().to_string(), FileSource::file(path)));
    }
    (all, inbox.rejected)
}

fn refused(one: RejectedFile) -> WorkerAnswer {
    let message = format!("Berkas tidak dibaca: {}.", one.reason);
    WorkerAnswer { path: one.path, sha256: String::new(), outcome: Err(ReadFailure { message, advice: one.advice }) }
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
