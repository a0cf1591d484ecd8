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
use crate::tables::{JALUR_KASKADE, TablesError, parquet};

/// The tables of `data/`, one Parquet file each.
pub const TABEL: [&str; 9] =
    ["berkas", "pk", "rencana_aksi", "pengukuran", "anggaran", "pejabat", "kaskade", "temuan", "posisi"];
/// The table of one row: where the institution stands. It is written when the others are complete.
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

/// The files of `data/`, each with its path, in the order in which they are written.
pub(crate) fn kemas_data(
    bahan: &BahanLaporan<'_>,
    rekap: &Rekap,
    folder: &Path,
) -> Result<Vec<(PathBuf, Vec<u8>)>, ExportError> {
    let baris = ratakan(bahan.temuan, bahan.dikecualikan);
    let frame_temuan = self::temuan::frame(&baris)?;
    let frame_posisi = self::rekap::posisi(rekap)?;
    let tables = bahan.tables;
    let masuk = tables.berkas.iter().filter(|berkas| berkas.jalur != JALUR_KASKADE);
    let gagal = masuk.clone().filter(|berkas| berkas.hasil.is_err()).count();
    let frame_ringkasan = self::rekap::ringkasan(rekap, (masuk.count(), gagal))?;
    let semua = [
        ("berkas", &tables.sumber),
        ("pk", &tables.pk),
        ("rencana_aksi", &tables.rencana_aksi),
        ("pengukuran", &tables.pengukuran),
        ("anggaran", &tables.anggaran),
        ("pejabat", &tables.pejabat),
        ("kaskade", &tables.kaskade),
        ("temuan", &frame_temuan),
        ("posisi", &frame_posisi),
        (TABEL_RINGKASAN, &frame_ringkasan),
    ];
    debug_assert!(semua.iter().all(|(nama, _)| *nama == TABEL_RINGKASAN || TABEL.contains(nama)));
    let kemas = |(nama, frame): (&str, &DataFrame)| {
        let jalur = folder.join(format!("{nama}.parquet"));
        let isi = parquet::kemas(frame, &jalur)?;
        Ok((jalur, isi))
    };
    let mut hasil: Vec<(PathBuf, Vec<u8>)> = semua.into_par_iter().map(kemas).collect::<Result<_, ExportError>>()?;
    let ringkasan = hasil.pop();
    hasil.push((folder.join("temuan.jsonl"), jsonl(&baris)?));
    hasil.push((folder.join("lakip.json"), serde_json::to_vec(&rekap.lakip)?));
    // Written last and taken away first: where it stands, the other tables are those of the same run.
    hasil.extend(ringkasan);
    Ok(hasil)
}
