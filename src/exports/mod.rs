//! What a run found out as data, for other programs: the files of `hasil/data/`.
//!
//! Takes frames, findings and the recap; gives Parquet, JSON lines and JSON, packed and not yet written.

mod rekap;
mod temuan;

use std::path::{Path, PathBuf};

use polars::prelude::DataFrame;
use rayon::prelude::*;

use crate::finding::flat::{jsonl, ratakan};
use crate::recap::BahanLaporan;
use crate::recap::model::Rekap;
use crate::tables::schema::frame;
use crate::tables::{JALUR_KASKADE, TablesError, parquet};

/// The tables of `data/`, one Parquet file each.
pub const TABEL: [&str; 9] =
    ["berkas", "pk", "rencana_aksi", "pengukuran", "anggaran", "pejabat", "kaskade", "temuan", "posisi"];
/// The table of one row: where the institution stands.
pub const TABEL_RINGKASAN: &str = "ringkasan";

/// Why data could not be packed: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// A frame could not be put together or packed.
    #[error(transparent)]
    Tabel(#[from] TablesError),
    /// The findings or the recap could not be written as JSON.
    #[error("temuan tidak dapat ditulis sebagai JSON: {0}")]
    Json(#[from] serde_json::Error),
}

/// What makes a frame when it is asked for.
type Frame<'f> = Box<dyn Fn() -> Result<DataFrame, TablesError> + Send + Sync + 'f>;

/// The files of `data/`, each with its path.
pub(crate) fn kemas_data(
    bahan: &BahanLaporan<'_>,
    rekap: &Rekap,
    folder: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, ExportError> {
    let baris = ratakan(bahan.temuan, bahan.dikecualikan);
    let tables = bahan.tables;
    let masuk = tables.berkas.iter().filter(|berkas| berkas.jalur != JALUR_KASKADE);
    let gagal = masuk.clone().filter(|berkas| berkas.hasil.is_err()).count();
    let masuk = masuk.count();
    // Each frame lives only as long as it is packed.
    let semua: [(&str, Frame<'_>); 10] = [
        ("berkas", Box::new(|| frame(tables.sumber()))),
        ("pk", Box::new(|| frame(tables.pk()))),
        ("rencana_aksi", Box::new(|| frame(tables.rencana_aksi()))),
        ("pengukuran", Box::new(|| frame(tables.pengukuran()))),
        ("anggaran", Box::new(|| frame(tables.anggaran()))),
        ("pejabat", Box::new(|| frame(tables.pejabat()))),
        ("kaskade", Box::new(|| frame(tables.kaskade()))),
        ("temuan", Box::new(|| self::temuan::frame(&baris))),
        ("posisi", Box::new(|| self::rekap::posisi(rekap))),
        (TABEL_RINGKASAN, Box::new(|| self::rekap::ringkasan(rekap, (masuk, gagal)))),
    ];
    debug_assert!(semua.iter().all(|(nama, _)| *nama == TABEL_RINGKASAN || TABEL.contains(nama)));
    let kemas = |(nama, frame): (&str, Frame<'_>)| {
        let jalur = folder.join(format!("{nama}.parquet"));
        let isi = parquet::kemas(&frame()?, &jalur)?;
        Ok((jalur, isi))
    };
    let mut hasil: Vec<(PathBuf, Vec<u8>)> = semua.into_par_iter().map(kemas).collect::<Result<_, ExportError>>()?;
    hasil.push((folder.join("temuan.jsonl"), jsonl(&baris)?));
    hasil.push((folder.join("lakip.json"), serde_json::to_vec(&rekap.lakip)?));
    Ok(hasil)
}
