//! The floor: what reading and writing cost when nothing else is done. Every cell of the same files streamed by calamine,
//! and the cells of the same workbooks written by rust_xlsxwriter, on as many threads.

use std::error::Error;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::{Data, DataRef, Reader, Xlsx};
use rayon::prelude::*;
use rust_xlsxwriter::{Formula, Workbook};

type FloorResult<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// What was done and how long it took.
#[derive(Debug, Clone, Copy)]
pub struct Floor {
    /// Seconds of reading.
    pub reads: Duration,
    /// Cells read.
    pub cells_read: u64,
    /// Seconds of writing.
    pub writes: Duration,
    /// Cells written.
    pub cells_written: u64,
}

/// Reads the inbox and the cascade of a workspace, and writes the cells of the workbooks in its `hasil/` anew.
///
/// # Errors
/// When a file cannot be read or written.
pub fn measure(workspace: &Path) -> FloorResult<Floor> {
    let mut input = file(&workspace.join("masuk"))?;
    input.push(workspace.join("kaskade.xlsx"));
    let begin = Instant::now();
    let cells_read = input.par_iter().map(|path| read(path)).sum::<FloorResult<u64>>()?;
    let reads = begin.elapsed();
    let output = fs::read_dir(workspace.join("hasil"))?.flatten().map(|listed| listed.path());
    let output: Vec<PathBuf> = output.filter(|path| path.extension().is_some_and(|ext| ext == "xlsx")).collect();
    let content: Vec<Vec<FloorSheet>> = output.iter().map(|path| cells_of(path)).collect::<FloorResult<_>>()?;
    let destination = workspace.join("hasil-lantai");
    fs::create_dir_all(&destination)?;
    let begin = Instant::now();
    let cells_written = content
        .par_iter()
        .enumerate()
        .map(|(number, book)| write(book, &destination.join(format!("{number}.xlsx"))))
        .sum::<FloorResult<u64>>()?;
    let writes = begin.elapsed();
    fs::remove_dir_all(&destination)?;
    Ok(Floor { reads, cells_read, writes, cells_written })
}

/// The workbooks below a folder.
///
/// # Errors
/// When it cannot be listed.
pub fn file(folder: &Path) -> FloorResult<Vec<PathBuf>> {
    let mut outcome = Vec::new();
    for listed in fs::read_dir(folder)? {
        let path = listed?.path();
        if path.is_dir() {
            outcome.extend(file(&path)?);
        } else if path.extension().is_some_and(|suffix| suffix == "xlsx") {
            outcome.push(path);
        }
    }
    Ok(outcome)
}

/// Streams every cell of a workbook; gives their number.
fn read(path: &Path) -> FloorResult<u64> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path)?))?;
    let mut count = 0;
    for name in book.sheet_names() {
        let mut cell = book.worksheet_cells_reader(&name)?;
        while let Some(one) = cell.next_cell()? {
            count += u64::from(!matches!(one.get_value(), DataRef::Empty));
        }
    }
    Ok(count)
}

enum FloorContent {
    Text(String),
    Figure(f64),
    Formula(String, String),
}

/// The cells of a sheet that hold something.
struct FloorSheet {
    name: String,
    cell: Vec<(u32, u16, FloorContent)>,
}

fn cells_of(path: &Path) -> FloorResult<Vec<FloorSheet>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(path)?))?;
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let formula = book.worksheet_formula(&name)?;
        let value = book.worksheet_range(&name)?;
        let (upper, left) = value.start().unwrap_or_default();
        let mut cell = Vec::new();
        for (row, column, content) in value.used_cells() {
            let (row, column) = (upper + row as u32, left + column as u32);
            let formula = formula.get_value((row, column)).filter(|formula| !formula.is_empty());
            let content = match (formula, content) {
                (Some(formula), outcome) => FloorContent::Formula(formula.clone(), outcome.to_string()),
                (None, Data::Float(figure)) => FloorContent::Figure(*figure),
                (None, Data::Int(figure)) => FloorContent::Figure(*figure as f64),
                (None, other) => FloorContent::Text(other.to_string()),
            };
            cell.push((row, u16::try_from(column)?, content));
        }
        all.push(FloorSheet { name, cell });
    }
    Ok(all)
}

fn write(content: &[FloorSheet], path: &Path) -> FloorResult<u64> {
    let mut book = Workbook::new();
    let mut count = 0;
    for one in content {
        let sheet = book.add_worksheet();
        sheet.set_name(&one.name)?;
        for (row, column, content) in &one.cell {
            match content {
                FloorContent::Text(text) => sheet.write_string(*row, *column, text)?,
                FloorContent::Figure(figure) => sheet.write_number(*row, *column, *figure)?,
                FloorContent::Formula(formula, outcome) => {
                    sheet.write_formula(*row, *column, Formula::new(formula).set_result(outcome))?
                }
            };
            count += 1;
        }
    }
    fs::write(path, book.save_to_buffer()?)?;
    Ok(count)
}
