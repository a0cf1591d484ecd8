//! What else is done with the bytes of strangers' files than reading them into rows: their cells as they are, and marked
//! copies of them.
//!
//! Takes a file and a [`Task`], gives bytes or a reason for people. Done by worker processes where there are some, so
//! that a file which ends, hangs or fills its process does no more than that.

use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{ReadMode, WorkerGuard, WorkerRequest};
use crate::domain::digest::sha256;
use crate::domain::system::{chain, system_words};
use crate::finding::Temuan;
use crate::intake;
use crate::marking::{self, CorrectionContext, CorrectionError, PlainSheet, PlainValue, marked_copy};
use crate::workbook::{self, CellValue, Limits, ReadError, Workbook};

/// What is to be done with a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Its sheets of cells.
    Cells,
    /// A copy with findings marked in it.
    Mark(Box<Marking>),
}

/// What is marked in a file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Marking {
    /// The hash of the bytes that the findings are about; empty when it is not known.
    pub sha256: String,
    /// What stands above the findings.
    pub context: CorrectionContext,
    /// Those that are marked in the copy.
    pub findings: Vec<Temuan>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Done {
    /// The workbook, as it will be written.
    pub bytes: Vec<u8>,
    /// The file name extension of a marked copy; the hash of the file whose cells these are.
    pub word: String,
}

/// Does tasks, several at once: each of its processes is kept for the next.
#[derive(Debug)]
pub struct Crew<'a> {
    way: &'a ReadMode,
    limits: &'a Limits,
    idle: Mutex<Vec<WorkerGuard>>,
}

impl<'a> Crew<'a> {
    /// A process is started when there is a task and none is idle.
    pub fn new(way: &'a ReadMode, limits: &'a Limits) -> Self {
        Self { way, limits, idle: Mutex::new(Vec::new()) }
    }

    /// Does a task with a file.
    ///
    /// # Errors
    /// When it cannot be done; the reason, for people.
    pub fn run(&self, file: &WorkerRequest, task: &Task) -> Result<Done, TaskError> {
        let ReadMode::Worker(command) = self.way else { return Ok(task.run(file, self.limits)?) };
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut keeper = idle.unwrap_or_else(|| WorkerGuard::new(command.clone()));
        let done = keeper.run(file, task).map_err(TaskError::NoWorker)?;
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).push(keeper);
        Ok(done?)
    }

    /// The cells of a file, and the hash of its bytes.
    ///
    /// # Errors
    /// When they cannot be read.
    pub fn cells(&self, file: &WorkerRequest) -> Result<(Workbook, String), TaskError> {
        let done = self.run(file, &Task::Cells)?;
        let book: Cells = serde_json::from_slice(&done.bytes).map_err(|error| FileFault::Garbled(chain(&error)))?;
        Ok((book.into(), done.word))
    }
}

/// Why a task was not done.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// No worker process can be started.
    #[error("pembaca berkas tidak dapat dijalankan")]
    NoWorker(#[source] io::Error),
    /// The file's own fault.
    #[error(transparent)]
    File(#[from] FileFault),
}

/// What a file does not let be done with it. Crosses from process to process, so it holds words where an error of a library
/// would be its cause.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, thiserror::Error)]
pub enum FileFault {
    /// Nobody knows where its bytes are.
    #[error("letak berkasnya tidak diketahui")]
    Nowhere,
    /// Its bytes cannot be had; what the system says.
    #[error("{0}")]
    Bytes(String),
    /// It is another file now.
    #[error("berkasnya berubah setelah dibaca; jalankan lagi")]
    Changed,
    /// It cannot be read: why, and what helps.
    #[error("{message} {advice}")]
    Unreadable {
        /// Why.
        message: String,
        /// What helps.
        advice: String,
    },
    /// Its reader lost its way in it.
    #[error("susunan isinya tidak dapat diikuti")]
    Labyrinth,
    /// It can be neither marked nor copied.
    #[error("{0}")]
    Unmarkable(String),
    /// What came of it cannot be passed on.
    #[error("hasilnya tidak dapat diteruskan ({0})")]
    Garbled(String),
}

impl Task {
    /// Does it in this process.
    pub(super) fn run(&self, file: &WorkerRequest, limits: &Limits) -> Result<Done, FileFault> {
        let bytes =
            intake::content(&file.source, limits.file_size).map_err(|error| FileFault::Bytes(system_words(&error)))?;
        // What a file trips its reader over is the file's fault, not the end of the files behind it.
        let done = catch_unwind(AssertUnwindSafe(|| match self {
            Self::Cells => cells(&bytes, limits),
            Self::Mark(marking) if !marking.sha256.is_empty() && sha256(&bytes) != marking.sha256 => {
                Err(FileFault::Changed)
            }
            Self::Mark(marking) => mark(&bytes, marking, limits),
        }));
        done.unwrap_or(Err(FileFault::Labyrinth))
    }
}

fn cells(bytes: &[u8], limits: &Limits) -> Result<Done, FileFault> {
    let book = workbook::read(bytes, limits).map_err(|error| unreadable(&error))?;
    let text = serde_json::to_vec(&Cells::from(book)).map_err(|error| FileFault::Garbled(chain(&error)))?;
    Ok(Done { bytes: text, word: sha256(bytes) })
}

fn unreadable(error: &ReadError) -> FileFault {
    FileFault::Unreadable { message: chain(error), advice: error.advice() }
}

/// A workbook between processes.
#[derive(Serialize, Deserialize)]
struct Cells {
    format: String,
    sheets: Vec<workbook::Sheet>,
    properties: BTreeMap<String, String>,
}

impl From<Workbook> for Cells {
    fn from(book: Workbook) -> Self {
        Self { format: book.format.to_string(), sheets: book.sheets, properties: book.properties }
    }
}

impl From<Cells> for Workbook {
    fn from(cells: Cells) -> Self {
        let known = ["xlsx", "xls", "xlsb", "ods", "csv", "html"].into_iter().find(|known| *known == cells.format);
        Self { format: known.unwrap_or_default(), sheets: cells.sheets, properties: cells.properties }
    }
}

/// The marked workbook; a fresh copy where the file itself cannot be patched.
fn mark(bytes: &[u8], order: &Marking, limits: &Limits) -> Result<Done, FileFault> {
    let findings: Vec<&Temuan> = order.findings.iter().collect();
    let reason = match marking::mark(bytes, &findings, &order.context) {
        Ok(bytes) => return Ok(Done { bytes, word: extension(&order.context.file).to_string() }),
        Err(CorrectionError::NotPackage { .. }) => "bentuknya bukan .xlsx".to_string(),
        Err(error) => chain(&error),
    };
    let book = workbook::read(bytes, limits).map_err(|error| unreadable(&error))?;
    let sheets: Vec<PlainSheet> = book.sheets.into_iter().map(plain_sheet).collect();
    let copy = marked_copy(&sheets, &findings, &order.context, &reason);
    let copy = copy.map_err(|error| FileFault::Unmarkable(chain(&error)))?;
    Ok(Done { bytes: copy, word: "xlsx".to_string() })
}

/// A package keeps its kind: Excel refuses one whose name says another.
fn extension(name: &str) -> &'static str {
    let name = name.to_lowercase();
    ["xlsm", "xltx", "xltm"].into_iter().find(|end| name.ends_with(&format!(".{end}"))).unwrap_or("xlsx")
}

fn plain_sheet(sheet: workbook::Sheet) -> PlainSheet {
    let value = |value: CellValue, percent: bool| {
        Some(match value {
            CellValue::Text(text) => PlainValue::Text(text),
            CellValue::Number(number) => PlainValue::Figure(number, percent.then(|| "0.00%".to_string())),
            CellValue::Bool(value) => PlainValue::Logic(value),
            CellValue::DateTime(when) => PlainValue::Time(when),
            CellValue::Error(text) => PlainValue::Error(text),
            CellValue::NotCalculated => return None,
        })
    };
    let cells =
        sheet.cells.into_iter().filter_map(|cell| Some((cell.address, value(cell.value, cell.percent_format)?)));
    PlainSheet { cells: cells.collect(), name: sheet.name }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::workbook::grid::workbook_from_text;

    #[test]
    fn cells_cross_to_another_process_as_they_are() {
        let book = workbook_from_text("=== A\nNo|57%|=A1*2 ->|#DIV/0!\n0.1|-3|1e300|teks \"x\"\n");
        let text = serde_json::to_vec(&Cells::from(book.clone())).unwrap();
        assert_eq!(Workbook::from(serde_json::from_slice::<Cells>(&text).unwrap()), book);
    }

    #[test]
    fn a_marked_copy_keeps_its_kind() {
        assert_eq!((extension("a.XLSM"), extension("a.xls"), extension("a")), ("xlsm", "xlsx", "xlsx"));
    }
}
