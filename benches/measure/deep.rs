//! The deep floor: what nothing that reads and writes these files can go below. Every part of the same files inflated and
//! looked through once for the beginnings of its tags, no value taken from it; and the text of the same outputs deflated
//! at the level that is used. Opening, understanding and making the text of cells are not in it.

use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::DeflateEncoder;
use rayon::prelude::*;
use zip::ZipArchive;

use crate::floor;

type DeepResult<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// The level at which rows of tables are written (`src/ooxml/part.rs`).
const PRESSURE: u32 = 3;
/// Text that is deflated at once, as there.
const BLOCK: usize = 1 << 20;

/// What was done and how long it took.
#[derive(Debug, Clone, Copy)]
pub struct DeepFloor {
    /// Seconds of inflating and looking through.
    pub reads: Duration,
    /// Bytes of text that came out.
    pub inflated: u64,
    /// Seconds of deflating.
    pub writes: Duration,
    /// Bytes of text that went in.
    pub deflated: u64,
}

/// Inflates the inbox and the cascade of a workspace, and deflates the workbooks in its `hasil/`.
///
/// # Errors
/// When a file cannot be read.
pub fn measure(workspace: &Path) -> DeepResult<DeepFloor> {
    let mut input = floor::file(&workspace.join("masuk"))?;
    input.push(workspace.join("kaskade.xlsx"));
    let begin = Instant::now();
    let inflated = input.par_iter().map(|path| inflate(path)).sum::<DeepResult<u64>>()?;
    let reads = begin.elapsed();
    let output = fs::read_dir(workspace.join("hasil"))?.flatten().map(|listed| listed.path());
    let output: Vec<PathBuf> = output.filter(|path| path.extension().is_some_and(|ext| ext == "xlsx")).collect();
    let mut blocks: Vec<Vec<u8>> = Vec::new();
    for path in &output {
        for text in parts(path)? {
            blocks.extend(text.chunks(BLOCK).map(<[u8]>::to_vec));
        }
    }
    let deflated = blocks.iter().map(|text| text.len() as u64).sum();
    let begin = Instant::now();
    black_box(blocks.par_iter().map(|text| deflate(text)).sum::<DeepResult<u64>>()?);
    Ok(DeepFloor { reads, inflated, writes: begin.elapsed(), deflated })
}

fn inflate(path: &Path) -> DeepResult<u64> {
    let mut length = 0;
    for text in parts(path)? {
        length += text.len() as u64;
        black_box(text.iter().filter(|byte| **byte == b'<').count());
    }
    Ok(length)
}

fn parts(path: &Path) -> DeepResult<Vec<Vec<u8>>> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(path)?))?;
    let mut all = Vec::with_capacity(archive.len());
    for number in 0..archive.len() {
        let mut part = archive.by_index(number)?;
        let mut text = Vec::with_capacity(usize::try_from(part.size())?);
        part.read_to_end(&mut text)?;
        all.push(text);
    }
    Ok(all)
}

fn deflate(text: &[u8]) -> DeepResult<u64> {
    let mut encoder = DeflateEncoder::new(Vec::with_capacity(text.len() / 4), Compression::new(PRESSURE));
    encoder.write_all(text)?;
    Ok(encoder.finish()?.len() as u64)
}
