//! What a run found out as data, for other programs: the files of `hasil/data/`.
//!
//! Takes frames, findings and the recap; gives Parquet, JSON lines and JSON, packed and not yet written.

mod recap;
mod temuan;

use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;
use rayon::prelude::*;

use crate::domain::place::KASKADE_FILE;
use crate::finding::flat::{jsonl, level};
use crate::recap::ReportInput;
use crate::recap::model::Recap;
use crate::recap::summary::SummaryRow;
use crate::tables::schema::frame;
use crate::tables::{TablesError, parquet};

pub use recap::{read_summary, summary_frame};

/// The tables of `data/`, one Parquet file each.
pub const TABLE: [&str; 10] =
    ["berkas", "pk", "rencana_aksi", "iki", "pengukuran", "anggaran", "pejabat", "kaskade", "temuan", "posisi"];
/// The table of one row: where the institution stands.
pub const SUMMARY_TABLE: &str = "ringkasan";

/// Why data could not be packed: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A frame could not be put together or packed.
    #[error(transparent)]
    Table(#[from] TablesError),
    /// The findings or the recap could not be written as JSON.
    #[error("temuan tidak dapat ditulis sebagai JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What makes a frame when it is asked for.
type Frame<'f> = Box<dyn Fn() -> Result<DataFrame, TablesError> + Send + Sync + 'f>;

/// The files of `data/`, each with its path.
pub(crate) fn pack_data(
    input: &ReportInput<'_>,
    recap: &Recap,
    folder: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, ExportError> {
    let row = level(input.temuan, input.excepted);
    let tables = input.tables;
    let enter = tables.files.iter().filter(|file| file.path != KASKADE_FILE);
    let failure = enter.clone().filter(|file| file.outcome.is_err()).count();
    let enter = enter.count();
    // Each frame lives only as long as it is packed.
    let all: [(&str, Frame<'_>); 11] = [
        ("berkas", Box::new(|| frame(tables.source()))),
        ("pk", Box::new(|| frame(tables.pk()))),
        ("rencana_aksi", Box::new(|| frame(tables.rencana_aksi()))),
        ("iki", Box::new(|| frame(tables.iki()))),
        ("pengukuran", Box::new(|| frame(tables.pengukuran()))),
        ("anggaran", Box::new(|| frame(tables.anggaran()))),
        ("pejabat", Box::new(|| frame(tables.pejabat()))),
        ("kaskade", Box::new(|| frame(tables.kaskade()))),
        ("temuan", Box::new(|| self::temuan::frame(&row))),
        ("posisi", Box::new(|| self::recap::standing(recap))),
        (SUMMARY_TABLE, Box::new(|| summary_frame(&[SummaryRow::new(recap, (enter, failure))]))),
    ];
    debug_assert!(all.iter().all(|(name, _)| *name == SUMMARY_TABLE || TABLE.contains(name)));
    let pack = |(name, frame): (&str, Frame<'_>)| {
        let path = folder.join(format!("{name}.parquet"));
        let content = parquet::pack(&frame()?, &path)?;
        Ok((path, content))
    };
    let mut outcome: Vec<(PathBuf, Vec<u8>)> = all.into_par_iter().map(pack).collect::<Result<_, ExportError>>()?;
    outcome.push((folder.join("temuan.jsonl"), jsonl(&row)?));
    outcome.push((folder.join("lakip.json"), serde_json::to_vec(&recap.lakip)?));
    Ok(outcome)
}
