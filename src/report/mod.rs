//! Everything that a run writes into `hasil/`: workbooks, the recap as a message, data.
//!
//! Takes [`BahanLaporan`], everything a run found out; lets each room make its part, and puts the files into place.

mod berkas;
#[cfg(test)]
mod uji;

use std::io;
use std::path::{Path, PathBuf};

use crate::domain::sistem::kata_sistem;
use crate::exports::{self, ExportError};
use crate::recap::BahanLaporan;
use crate::recap::model::Rekap;
use crate::recap::teks;
use crate::sheets::SheetError;
use crate::tables::Tables;
use crate::workbooks::consolidated::{self, alamat::Alamat};
use crate::workbooks::national::{self, BahanNasional};
use crate::workbooks::recap;

pub(crate) use berkas::ganti;
pub use berkas::{folder as siapkan_folder, simpan};

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
    #[error("{} tidak dapat ditulis ({}); bila berkas itu sedang dibuka, tutup dahulu lalu jalankan lagi", berkas.display(), kata_sistem(sebab))]
    Tulis {
        /// The file or folder.
        berkas: PathBuf,
        /// What the system says.
        #[source]
        sebab: io::Error,
    },
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

/// Writes both workbooks and `data/` into a folder, each file aside first and then moved into place. Gives the paths.
///
/// # Errors
/// When a file cannot be made or written.
pub fn tulis_semua(bahan: &BahanLaporan<'_>, folder: &Path) -> Result<Vec<PathBuf>, ReportError> {
    berkas::folder(folder)?;
    let folder_data = folder.join("data");
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
    let mut hasil = vec![
        berkas::tulis(folder, &format!("konsolidasi-{}.xlsx", bahan.tahun), &konsolidasi)?,
        berkas::tulis(folder, &format!("rekap-{}.xlsx", bahan.tahun), &rekap)?,
        berkas::tulis(folder, &format!("rekap-{}.txt", bahan.tahun), teks::tulis(&model).as_bytes())?,
    ];
    tulis_data(&data, &folder_data)?;
    hasil.extend(data.into_iter().map(|(jalur, _)| jalur));
    Ok(hasil)
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
    berkas::folder(folder)?;
    let rekap = model_rekap(bahan);
    let mut bagian: Vec<(String, Rekap)> = Vec::new();
    if per_unit {
        let semua = rekap.unit.iter();
        bagian.extend(semua.map(|satu| (satu.unit.clone(), rekap.milik(&satu.nama, &[&satu.unit], bahan.profil))));
    }
    if per_bidang {
        bagian.extend(
            bidang(bahan.tables)
                .into_iter()
                .map(|(kode, nama, anggota)| (format!("bidang-{kode}"), rekap.milik(nama, &anggota, bahan.profil))),
        );
    }
    let nama = |kode: &str| -> String {
        kode.chars().map(|huruf| if huruf.is_alphanumeric() || "-_. ".contains(huruf) { huruf } else { '-' }).collect()
    };
    bagian
        .iter()
        .map(|(kode, satu)| berkas::tulis(folder, &format!("{}.xlsx", nama(kode)), &recap::tulis_bagian(satu, bahan)?))
        .collect()
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

fn tulis_data(data: &[(PathBuf, Vec<u8>)], folder: &Path) -> Result<(), ReportError> {
    berkas::folder(folder)?;
    if let Some((ringkasan, _)) = data.last() {
        berkas::buang(ringkasan)?;
    }
    data.iter().try_for_each(|(jalur, isi)| simpan(jalur, isi))
}
