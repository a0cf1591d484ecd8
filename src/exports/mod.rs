//! What a run found out as data, for other programs: the files of `hasil/data/`.
//!
//! Takes tables, findings and the recap; gives Parquet, JSON lines and JSON, packed, to whoever writes them.

mod recap;
mod temuan;

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::domain::place::KASKADE_FILE;
use crate::finding::flat::{jsonl, level};
use crate::recap::ReportInput;
use crate::recap::model::Recap;
use crate::recap::summary::SummaryRow;
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

/// What packs a table when it is asked for.
type Packer<'f> = Box<dyn Fn(&Path) -> Result<Vec<u8>, TablesError> + Send + Sync + 'f>;

/// What has a file written.
type Written<'w, E> = &'w (dyn Fn(&Path, &[u8]) -> Result<(), E> + Sync);

/// Makes the files of `data/` one by one and has each written, so that none is held longer than that. Gives their paths.
pub(crate) fn write_data<E: From<ExportError> + Send>(
    input: &ReportInput<'_>,
    recap: &Recap,
    folder: &Path,
    write: Written<'_, E>,
) -> Result<Vec<PathBuf>, E> {
    let row = level(input.temuan, input.excepted);
    let tables = input.tables;
    let enter = tables.files.iter().filter(|file| file.path != KASKADE_FILE);
    let failure = enter.clone().filter(|file| file.outcome.is_err()).count();
    let enter = enter.count();
    let all: [(&str, Packer<'_>); 11] = [
        ("berkas", Box::new(|path| parquet::pack_rows(tables.source(), path))),
        ("pk", Box::new(|path| parquet::pack_rows(tables.pk(), path))),
        ("rencana_aksi", Box::new(|path| parquet::pack_rows(tables.rencana_aksi(), path))),
        ("iki", Box::new(|path| parquet::pack_rows(tables.iki(), path))),
        ("pengukuran", Box::new(|path| parquet::pack_rows(tables.pengukuran(), path))),
        ("anggaran", Box::new(|path| parquet::pack_rows(tables.anggaran(), path))),
        ("pejabat", Box::new(|path| parquet::pack_rows(tables.pejabat(), path))),
        ("kaskade", Box::new(|path| parquet::pack_rows(tables.kaskade(), path))),
        ("temuan", Box::new(|path| self::temuan::pack(&row, path))),
        ("posisi", Box::new(|path| self::recap::standing(recap, path))),
        (
            SUMMARY_TABLE,
            Box::new(|path| parquet::pack(&summary_frame(&[SummaryRow::new(recap, (enter, failure))])?, path)),
        ),
    ];
    debug_assert!(all.iter().all(|(name, _)| *name == SUMMARY_TABLE || TABLE.contains(name)));
    let pack = |(name, pack): (&str, Packer<'_>)| {
        let path = folder.join(format!("{name}.parquet"));
        write(&path, &pack(&path).map_err(ExportError::from)?)?;
        Ok(path)
    };
    let mut outcome: Vec<PathBuf> = all.into_par_iter().map(pack).collect::<Result<_, E>>()?;
    let text = jsonl(&row).map_err(ExportError::from)?;
    let lakip = serde_json::to_vec(&recap.lakip).map_err(ExportError::from)?;
    for (name, text) in [("temuan.jsonl", text), ("lakip.json", lakip)] {
        let path = folder.join(name);
        write(&path, &text)?;
        outcome.push(path);
    }
    Ok(outcome)
}
