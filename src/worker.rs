//! The reader as a filter, and the pool that keeps such workers.
//!
//! Opening a bad workbook can abort, hang or eat memory before any of our code sees a cell, and an abort cannot be
//! caught. So the program reads files in processes of its own kind: requests in as JSON lines, typed rows and facts out
//! in a packed form, each answer behind its length. When one dies or is late, its file gets a message, a new one goes on,
//! and the batch never notices. What was read before need not be read again: answers are kept under the hash of the file.

mod cache;
mod packing;
mod task;

use std::ffi::OsString;
use std::io::{self, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use bitcode::{Decode, Encode};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use self::cache::AnswerCache;
use self::packing::{AnswerOpener, AnswerPack, PackedShared};
use crate::domain::digest::sha256;
use crate::domain::document::ReadFile;
use crate::domain::system::system_words;
use crate::extract::extract;
use crate::intake::{self, FileSource};
use crate::tables::ReadFailure;
use crate::template::Library;
use crate::workbook::{self, limits::Limits};

pub use self::task::{Crew, Done, FileFault, Marking, Task, TaskError};

/// How the allocator of the program is told to reserve address space in steps of 32 MiB (kilobytes): by itself it takes the
/// whole gibibyte that a reader may have.
const RESERVED_AT_ONCE: (&str, &str) = ("MIMALLOC_ARENA_RESERVE", "32768");

/// What a worker process is asked.
#[derive(Debug, Serialize, Deserialize)]
struct Request {
    #[serde(flatten)]
    file: WorkerRequest,
    /// What to do with it; without a task it is read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    task: Option<Task>,
}

/// What a worker is asked: one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkerRequest {
    /// Its path below the inbox, for people.
    #[serde(rename = "jalur")]
    pub path: String,
    /// Where its bytes are.
    #[serde(flatten)]
    pub source: FileSource,
    /// SHA-256 of its bytes, where they were looked at a moment ago.
    #[serde(skip)]
    pub known: Option<String>,
}

impl WorkerRequest {
    /// A file that nobody has looked at yet.
    pub fn new(path: impl Into<String>, source: FileSource) -> Self {
        Self { path: path.into(), source, known: None }
    }
}

/// What a worker answers: what the file became, or why not.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct WorkerAnswer {
    /// The path that was asked.
    #[serde(rename = "jalur")]
    pub path: String,
    /// SHA-256 of the bytes, hexadecimal; empty when they could not be read.
    pub sha256: String,
    /// What the file became, or why it could not be read: a fault of the file, never of the run.
    #[serde(rename = "hasil")]
    pub outcome: Result<ReadFile, ReadFailure>,
}

/// Reads files in this process.
#[derive(Debug, Clone)]
pub struct InProcessReader {
    /// Definitions.
    pub library: Library,
    /// How much a file may hold before it is refused.
    pub limit: Limits,
}

/// How files are read.
#[derive(Debug, Clone)]
pub enum ReadMode {
    /// In this process. A hostile file can end it.
    Own,
    /// By worker processes.
    Worker(WorkerCommand),
}

/// How a worker process is started and how long it is waited for.
#[derive(Debug, Clone)]
pub struct WorkerCommand {
    /// The executable that reads: the program itself, run again.
    pub program: PathBuf,
    /// What it is started with, the command that makes a reader of it first.
    pub arguments: Vec<OsString>,
    /// Workers at once.
    pub total: usize,
    /// Seconds for one file.
    pub seconds: u64,
    /// Where answers are kept between runs, and by which program.
    pub cache: Option<CachePlace>,
}

/// Where answers are kept between runs. May be deleted at any time.
#[derive(Debug, Clone)]
pub struct CachePlace {
    /// A file of its own, `hasil/data/.bacaan.bin` in a workspace.
    pub file: PathBuf,
    /// What tells this build of the program from every other: answers of another are not used.
    pub program: String,
}

impl InProcessReader {
    /// Reads one file.
    pub fn read(&self, request: &WorkerRequest) -> WorkerAnswer {
        let path = request.path.clone();
        let content = match intake::content(&request.source, self.limit.file_size) {
            Ok(content) => content,
            Err(error) => {
                let message = format!("Berkas tidak dapat dibaca dari penyimpanan: {}.", system_words(&error));
                let advice = "Periksa apakah berkas masih ada dan boleh dibaca, lalu jalankan lagi.".to_string();
                return WorkerAnswer { path, sha256: String::new(), outcome: Err(ReadFailure { message, advice }) };
            }
        };
        let sha256 = sha256(&content);
        // What a stage trips over is the file's fault, not the end of the reader and of the files behind it.
        let outcome =
            catch_unwind(AssertUnwindSafe(|| self.extract(&content))).unwrap_or_else(|_| Err(Silence::Off.message(0)));
        WorkerAnswer { path, sha256, outcome }
    }

    fn extract(&self, content: &[u8]) -> Result<ReadFile, ReadFailure> {
        workbook::read(content, &self.limit)
            .map(|book| extract(&book, &self.library))
            .map_err(|error| ReadFailure { message: error.to_string(), advice: error.advice() })
    }

    /// Serves requests, one JSON line each, until the input ends; each answer is its length in eight bytes and its packed
    /// form. `sebelum` is called before each file.
    ///
    /// # Errors
    /// When input or output fail, or a line is no request.
    pub fn serve(
        &self,
        input: impl Iterator<Item = io::Result<String>>,
        mut output: impl Write,
        before: impl Fn(),
    ) -> io::Result<()> {
        // Room that is kept: making it anew for each file took two thirds of packing.
        let mut packer = bitcode::Buffer::new();
        for row in input {
            let Request { file, task } = serde_json::from_str(&row?)?;
            before();
            let packing = match task {
                None => packer.encode(&AnswerPack::from(self.read(&file))),
                Some(task) => &bitcode::encode(&task.run(&file, &self.limit)),
            };
            output.write_all(&(packing.len() as u64).to_le_bytes())?;
            output.write_all(packing)?;
            output.flush()?;
        }
        Ok(())
    }
}

/// Reads many files, answers in the order of the requests; `selesai` is told after each.
///
/// # Errors
/// When no worker process can be started.
pub fn read_all(
    reader: &InProcessReader,
    way: &ReadMode,
    request: &[WorkerRequest],
    finish: &(dyn Fn(&str) + Sync),
) -> io::Result<Vec<WorkerAnswer>> {
    match way {
        ReadMode::Own => Ok(request
            .par_iter()
            .map(|one| {
                let answer = reader.read(one);
                finish(&one.path);
                answer
            })
            .collect()),
        ReadMode::Worker(command) => {
            // Without a place to keep answers every file is read, no more.
            let cache = command.cache.as_ref().and_then(|place| {
                let decider = format!("{}\n{:?}\n{:?}", place.program, reader.library, reader.limit);
                AnswerCache::open(&place.file, &sha256(decider.as_bytes())).ok()
            });
            let answer = with_worker(reader, command, cache.as_ref(), request, finish)?;
            if let Some(cache) = &cache {
                let _ = cache.tidy();
            }
            Ok(answer)
        }
    }
}

fn with_worker(
    reader: &InProcessReader,
    command: &WorkerCommand,
    cache: Option<&AnswerCache>,
    request: &[WorkerRequest],
    finish: &(dyn Fn(&str) + Sync),
) -> io::Result<Vec<WorkerAnswer>> {
    let following = AtomicUsize::new(0);
    let answer: Mutex<Vec<Option<WorkerAnswer>>> = Mutex::new(vec![None; request.len()]);
    let failure: Mutex<Option<io::Error>> = Mutex::new(None);
    let shared = PackedShared::default();
    thread::scope(|scope| {
        for _ in 0..command.total.clamp(1, request.len().max(1)) {
            scope.spawn(|| {
                let mut worker: Option<WorkerProcess> = None;
                let mut opener = AnswerOpener::new(&shared);
                while let Some((number, one)) = take(&following, request) {
                    let old = cache.and_then(|cache| readable_earlier(cache, &mut opener, one, &reader.limit));
                    match old.map_or_else(|| ask(&mut worker, command, cache, &mut opener, one), Ok) {
                        Ok(outcome) => save(&answer, number, outcome),
                        Err(error) => {
                            failure.lock().unwrap_or_else(std::sync::PoisonError::into_inner).get_or_insert(error);
                            return;
                        }
                    }
                    finish(&one.path);
                }
            });
        }
    });
    if let Some(error) = failure.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner) {
        return Err(error);
    }
    let answer = answer.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    Ok(answer.into_iter().flatten().collect())
}

fn take<'a>(following: &AtomicUsize, request: &'a [WorkerRequest]) -> Option<(usize, &'a WorkerRequest)> {
    let number = following.fetch_add(1, Ordering::Relaxed);
    Some((number, request.get(number)?))
}

fn save(answer: &Mutex<Vec<Option<WorkerAnswer>>>, number: usize, outcome: WorkerAnswer) {
    let mut all = answer.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(place) = all.get_mut(number) {
        *place = Some(outcome);
    }
}

/// The answer for a file whose bytes were read in an earlier run.
fn readable_earlier(
    cache: &AnswerCache,
    opener: &mut AnswerOpener<'_>,
    one: &WorkerRequest,
    limit: &Limits,
) -> Option<WorkerAnswer> {
    if cache.blank() {
        return None;
    }
    let fingerprint = match &one.known {
        Some(known) => known.clone(),
        None => sha256(&intake::content(&one.source, limit.file_size).ok()?),
    };
    let answer = opener.open(&cache.find(&fingerprint)?)?;
    (answer.sha256 == fingerprint).then(|| WorkerAnswer { path: one.path.clone(), ..answer })
}

/// Asks the worker of this thread, starting one when there is none. A file at which a used worker dies is asked for once
/// more of a fresh one, so that its answer does not depend on the files before it.
fn ask(
    worker: &mut Option<WorkerProcess>,
    command: &WorkerCommand,
    cache: Option<&AnswerCache>,
    opener: &mut AnswerOpener<'_>,
    one: &WorkerRequest,
) -> io::Result<WorkerAnswer> {
    let mut open = |packing: Vec<u8>| opener.open(&packing).map(|answer| (answer, packing));
    match put(worker, command, one, None, &mut open)? {
        Ok((answer, packing)) => {
            // Bytes that could not be had have no hash; they may be there the next time.
            if let Some(cache) = cache.filter(|_| !answer.sha256.is_empty()) {
                cache.note(&answer.sha256, &packing);
            }
            Ok(answer)
        }
        Err(cause) => {
            let outcome = Err(cause.message(command.seconds));
            Ok(WorkerAnswer { path: one.path.clone(), sha256: String::new(), outcome })
        }
    }
}

/// Puts a question to a worker, and once more to a fresh one when a used one dies.
fn put<T>(
    worker: &mut Option<WorkerProcess>,
    command: &WorkerCommand,
    one: &WorkerRequest,
    task: Option<&Task>,
    open: &mut dyn FnMut(Vec<u8>) -> Option<T>,
) -> io::Result<Result<T, Silence>> {
    let request = Request { file: one.clone(), task: task.cloned() };
    let Ok(mut row) = serde_json::to_vec(&request) else { return Ok(Err(Silence::DamagedName)) };
    row.push(b'\n');
    loop {
        let trace = worker.is_some();
        let now = match worker {
            Some(now) => now,
            None => worker.insert(WorkerProcess::begin(command)?),
        };
        let answer = now.ask(&row, Duration::from_secs(command.seconds));
        match answer.and_then(|packing| open(packing).ok_or(Silence::Off)) {
            Ok(answer) => return Ok(Ok(answer)),
            Err(cause) => {
                *worker = None;
                if trace && matches!(cause, Silence::Off) {
                    continue;
                }
                return Ok(Err(cause));
            }
        }
    }
}

/// One file after another, each read by a worker process that is kept: what the reader as a filter stands on.
#[derive(Debug)]
pub struct WorkerGuard {
    command: WorkerCommand,
    worker: Option<WorkerProcess>,
}

impl WorkerGuard {
    /// A worker is started when the first file is asked for.
    pub fn new(command: WorkerCommand) -> Self {
        Self { command, worker: None }
    }

    /// Reads one file.
    ///
    /// # Errors
    /// When no worker process can be started.
    pub fn read(&mut self, one: &WorkerRequest) -> io::Result<WorkerAnswer> {
        ask(&mut self.worker, &self.command, None, &mut AnswerOpener::new(&PackedShared::default()), one)
    }

    /// Does a task with a file; the reason, for people, when the file does not let it be done.
    fn run(&mut self, file: &WorkerRequest, task: &Task) -> io::Result<Result<Done, FileFault>> {
        let mut open = |packed: Vec<u8>| bitcode::decode::<Result<Done, FileFault>>(&packed).ok();
        let answer = put(&mut self.worker, &self.command, file, Some(task), &mut open)?;
        let told = |reason: Silence| {
            let ReadFailure { message, advice } = reason.message(self.command.seconds);
            FileFault::Unreadable { message, advice }
        };
        Ok(answer.map_err(told).and_then(|answer| answer))
    }
}

/// A running worker.
#[derive(Debug)]
struct WorkerProcess {
    process: Child,
    input: ChildStdin,
    output: Receiver<Vec<u8>>,
}

/// Why a worker gave no answer.
enum Silence {
    Off,
    Late,
    /// It was never asked: the name of the file cannot be passed on.
    DamagedName,
}

impl Silence {
    fn message(&self, seconds: u64) -> ReadFailure {
        const SAVE_REPEAT: &str =
            "Buka berkas di Excel, simpan ulang sebagai .xlsx baru (File > Save As), lalu kirim lagi.";
        let (message, advice) = match self {
            Self::Off => (
                "Berkas ini menghentikan pembaca: isinya rusak atau menuntut memori di luar batas.".to_string(),
                SAVE_REPEAT,
            ),
            Self::Late => {
                (format!("Berkas ini belum selesai dibaca setelah {seconds} detik, jadi dilewati."), SAVE_REPEAT)
            }
            Self::DamagedName => (
                "Nama berkas atau foldernya memuat huruf yang rusak, jadi berkasnya tidak dapat dibuka.".to_string(),
                "Ganti nama berkas dan foldernya dengan huruf biasa, lalu jalankan lagi.",
            ),
        };
        ReadFailure { message, advice: advice.to_string() }
    }
}

impl WorkerProcess {
    fn begin(command: &WorkerCommand) -> io::Result<Self> {
        let mut process = Command::new(&command.program)
            .args(&command.arguments)
            .env(RESERVED_AT_ONCE.0, RESERVED_AT_ONCE.1)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let (Some(input), Some(output)) = (process.stdin.take(), process.stdout.take()) else {
            return Err(io::Error::other("saluran ke pembaca tidak terbuka"));
        };
        let (send, accept) = mpsc::channel();
        thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Ok(answer) = one_answer(&mut output) {
                if send.send(answer).is_err() {
                    break;
                }
            }
        });
        Ok(Self { process, input, output: accept })
    }

    /// The packed answer to a line.
    fn ask(&mut self, row: &[u8], limit: Duration) -> Result<Vec<u8>, Silence> {
        self.input.write_all(row).and_then(|()| self.input.flush()).map_err(|_| Silence::Off)?;
        match self.output.recv_timeout(limit) {
            Ok(packing) => Ok(packing),
            Err(RecvTimeoutError::Timeout) => Err(Silence::Late),
            Err(RecvTimeoutError::Disconnected) => Err(Silence::Off),
        }
    }
}

/// Bytes of an answer that room is made for at once.
const ROOM: usize = 1 << 18;

/// The next packed answer of a worker. Beyond that, memory is taken as its bytes come, not as its length claims.
fn one_answer(output: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 8];
    output.read_exact(&mut length)?;
    let length = u64::from_le_bytes(length);
    let mut answer = Vec::with_capacity(usize::try_from(length).unwrap_or(ROOM).min(ROOM));
    output.take(length).read_to_end(&mut answer)?;
    if answer.len() as u64 == length { Ok(answer) } else { Err(io::ErrorKind::UnexpectedEof.into()) }
}

impl Drop for WorkerProcess {
    fn drop(&mut self) {
        // A worker that is done or late holds nothing worth keeping; both calls fail only when it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
