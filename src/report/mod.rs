//! Everything that a run writes into `hasil/`: workbooks, the recap as a message, data.
//!
//! Takes [`BahanLaporan`], everything a run found out; lets each room make its part, and writes the files.

#[cfg(test)]
mod uji;

use std::path::{Path, PathBuf};

use crate::exports::{self, ExportError};
use crate::files::{self, FilesError, Names};
use crate::recap::BahanLaporan;
use crate::recap::model::Rekap;
use crate::recap::teks;
use crate::sheets::SheetError;
use crate::tables::Tables;
use crate::workbooks::consolidated::{self, alamat::Alamat};
use crate::workbooks::national::{self, BahanNasional};
use crate::workbooks::recap;

/// Why a report could not be made: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A workbook could not be made.
    #[error(transparent)]
    Lembar(#[from] SheetError),
    /// The data could not be packed.
    #[error(transparent)]
    Data(#[from] ExportError),
    /// A file could not be written.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Lembar(error.into())
    }
}

/// The consolidated workbook.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn konsolidasi(bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(consolidated::tulis(bahan)?)
}

/// The recap as plain data.
pub fn model_rekap(bahan: &BahanLaporan<'_>) -> Rekap {
    Rekap::susun(bahan, &Alamat::baru(bahan.kaskade))
}

/// The recap over many institutions.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn nasional(bahan: &BahanNasional<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(national::tulis(bahan)?)
}

/// The recap as a chat message of at most fifteen lines.
pub fn rekap_teks(bahan: &BahanLaporan<'_>) -> String {
    teks::tulis(&model_rekap(bahan))
}

/// The recap for leadership.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn rekap(bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(recap::tulis(&model_rekap(bahan), bahan)?)
}

/// Writes both workbooks and `data/` into a folder. Gives the paths.
///
/// # Errors
/// When a file cannot be made or written.
pub fn tulis_semua(bahan: &BahanLaporan<'_>, folder: &Path) -> Result<Vec<PathBuf>, ReportError> {
    let folder_data = folder.join("data");
    files::ensure_folder(&folder_data)?;
    // The two workbooks take most of the time, and know nothing of each other.
    let (konsolidasi, (model, rekap, data)) = rayon::join(
        || konsolidasi(bahan),
        || {
            let model = model_rekap(bahan);
            let (rekap, data) =
                rayon::join(|| recap::tulis(&model, bahan), || exports::kemas_data(bahan, &model, &folder_data));
            (model, rekap, data)
        },
    );
    let (konsolidasi, rekap, data) = (konsolidasi?, rekap?, data?);
    let mut semua = vec![
        (folder.join(format!("konsolidasi-{}.xlsx", bahan.tahun)), konsolidasi),
        (folder.join(format!("rekap-{}.xlsx", bahan.tahun)), rekap),
        (folder.join(format!("rekap-{}.txt", bahan.tahun)), teks::tulis(&model).into_bytes()),
    ];
    semua.extend(data);
    semua.iter().try_for_each(|(jalur, isi)| files::save(jalur, isi))?;
    Ok(semua.into_iter().map(|(jalur, _)| jalur).collect())
}

/// Writes small recaps into a folder: one for each unit, `<kode>.xlsx`, and one for each unit of the register that has
/// others below it, `bidang-<kode>.xlsx`, as asked for. Gives the paths.
///
/// # Errors
/// When a file cannot be made or written.
pub fn tulis_rekap_unit(
    bahan: &BahanLaporan<'_>,
    folder: &Path,
    (per_unit, per_bidang): (bool, bool),
) -> Result<Vec<PathBuf>, ReportError> {
    files::ensure_folder(folder)?;
    let rekap = model_rekap(bahan);
    let (bidang, mut nama_terpakai) = (bidang(bahan.tables), Names::default());
    let kode = rekap.unit.iter().map(|satu| satu.unit.as_str()).chain(bidang.iter().map(|(kode, ..)| *kode));
    let nama = Names::of_codes(kode);
    let nama = |kode: &str| nama.get(kode).cloned().unwrap_or_default();
    let mut bagian: Vec<(String, Rekap)> = Vec::new();
    if per_unit {
        let semua = rekap.unit.iter();
        bagian.extend(semua.map(|satu| (nama(&satu.unit), rekap.milik(&satu.nama, &[&satu.unit], bahan.profil))));
    }
    if per_bidang {
        bagian.extend(bidang.iter().map(|(kode, sebutan, anggota)| {
            (format!("bidang-{}", nama(kode)), rekap.milik(sebutan, anggota, bahan.profil))
        }));
    }
    let mut hasil = Vec::with_capacity(bagian.len());
    for (batang, satu) in &bagian {
        let jalur = folder.join(nama_terpakai.take(batang, ".xlsx"));
        files::save(&jalur, &recap::tulis_bagian(satu, bahan)?)?;
        hasil.push(jalur);
    }
    Ok(hasil)
}

/// Units that have others below them: code, name, and the codes of itself and all below.
fn bidang(tables: &Tables) -> Vec<(&str, &str, Vec<&str>)> {
    fn di_bawah<'t>(tables: &'t Tables, kode: &'t str) -> Vec<&'t str> {
        let mut anggota = vec![kode];
        let mut kini = 0;
        while let Some(&atas) = anggota.get(kini) {
            kini += 1;
            let anak =
                tables.unit.iter().filter(|unit| unit.induk.as_deref() == Some(atas)).map(|unit| unit.kode.as_str());
            let anak: Vec<&str> = anak.filter(|anak| !anggota.contains(anak)).collect();
            anggota.extend(anak);
        }
        anggota
    }
    tables
        .unit
        .iter()
        .map(|unit| (unit.kode.as_str(), unit.nama.as_str(), di_bawah(tables, &unit.kode)))
        .filter(|(.., anggota)| anggota.len() > 1)
        .collect()
}
