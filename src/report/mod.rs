//! Frames and findings to what people open: the consolidated workbook, the recap for leadership, and the data files.
//!
//! Takes [`BahanLaporan`], everything a run found out; gives bytes, or files in `hasil/`. Consolidated figures are live
//! formulas with today's result cached; where a formula cannot say how a figure came about, the figure stands with its
//! reason. Equal input gives equal bytes. Writers only draw: what they show is worked out before as plain data
//! ([`kepatuhan`], [`rekap::model`]).

mod asal;
mod berkas;
pub mod bersih;
pub mod cetak;
mod gaya;
pub mod kepatuhan;
mod konsolidasi;
pub mod koreksi;
mod lembar;
pub mod nasional;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod rekap;
mod rumus;
pub mod surat;
pub mod temuan;
#[cfg(test)]
mod uji;
mod ulangan;

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use polars::prelude::DataFrame;
use rayon::prelude::*;
use rust_xlsxwriter::{DocProperties, Workbook, XlsxError};

use crate::banding::PerubahanRuang;
use crate::cascade::{HasilSimpul, Kaskade};
use crate::domain::capaian::Profil;
use crate::domain::periode::Kurun;
use crate::domain::sistem::kata_sistem;
use crate::domain::surel::Dilewati;
use crate::domain::tanggal::format_panjang;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::tables::{JALUR_KASKADE, Tables, TablesError, parquet};
use lembar::Buku;
use rekap::model::{Rekap, TahunLalu};

pub(crate) use berkas::ganti;
pub use berkas::{folder as siapkan_folder, simpan};

/// The tables of `data/`, one Parquet file each.
pub const TABEL: [&str; 9] =
    ["berkas", "pk", "rencana_aksi", "pengukuran", "anggaran", "pejabat", "kaskade", "temuan", "posisi"];
/// The table of one row: where the institution stands. It is written when the others are complete.
pub const TABEL_RINGKASAN: &str = "ringkasan";

/// Why a report could not be made: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A workbook could not be put together.
    #[error("buku kerja tidak dapat disusun: {0}")]
    BukuKerja(#[from] XlsxError),
    /// A frame could not be put together or written.
    #[error(transparent)]
    Tabel(#[from] TablesError),
    /// The findings could not be written as JSON.
    #[error("temuan tidak dapat ditulis sebagai JSON: {0}")]
    Json(#[from] serde_json::Error),
    /// A workbook could not be packed.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    Kemas(String),
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

impl From<zip::result::ZipError> for ReportError {
    fn from(galat: zip::result::ZipError) -> Self {
        Self::Kemas(galat.to_string())
    }
}

/// Everything that reports are made of.
#[derive(Debug, Clone, Copy)]
pub struct BahanLaporan<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// The cascade as a tree.
    pub kaskade: &'a Kaskade,
    /// Figures of every node, in the order of [`Tables::simpul`].
    pub hasil: &'a [HasilSimpul],
    /// Findings that stand.
    pub temuan: &'a [Temuan],
    /// Findings that a waiver accepts.
    pub dikecualikan: &'a [Temuan],
    /// Name of the institution.
    pub instansi: &'a str,
    /// The year.
    pub tahun: i32,
    /// How achievement is computed.
    pub profil: &'a Profil,
    /// Deadlines.
    pub tenggat: &'a Tenggat,
    /// When the run was made: the date of the data.
    pub dibuat: NaiveDateTime,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The period.
    pub kurun: Kurun,
    /// The newest quarter that has data.
    pub terbaru: Triwulan,
    /// Last year's table of achievements, or why there is none.
    pub tahun_lalu: &'a TahunLalu,
    /// What came with mails and is no workbook.
    pub dilewati: &'a [Dilewati],
    /// What changed since the run before; none where nobody asked.
    pub perubahan: Option<&'a PerubahanRuang>,
}

impl<'a> BahanLaporan<'a> {
    /// Names of units by code, for writers that ask for every row.
    pub(crate) fn nama_nama_unit(&self) -> HashMap<&'a str, &'a str> {
        self.tables.unit.iter().map(|unit| (unit.kode.as_str(), unit.nama.as_str())).collect()
    }

    /// "Data per 20 Juli 2026".
    pub(crate) fn tanggal_data(&self) -> String {
        format!("Data per {}", format_panjang(self.dibuat.date()))
    }

    fn buku<'b>(&self, judul: &str) -> Result<Buku<'b>, ReportError> {
        buku(judul, self.instansi, &self.dibuat)
    }
}

/// A workbook without sheets yet.
fn buku<'b>(judul: &str, instansi: &str, dibuat: &NaiveDateTime) -> Result<Buku<'b>, ReportError> {
    let mut buku = Workbook::new();
    buku.set_default_format(&gaya::dasar(), 18, 64)?;
    let sifat = DocProperties::new()
        .set_title(bersih::sebaris(judul))
        .set_company(bersih::sebaris(instansi))
        .set_author("Selaras")
        .set_creation_datetime(dibuat);
    buku.set_properties(&sifat);
    Ok(Buku::baru(buku))
}

/// The consolidated workbook.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn konsolidasi(bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, ReportError> {
    konsolidasi::tulis(bahan)
}

/// The recap as a chat message of at most fifteen lines.
pub fn rekap_teks(bahan: &BahanLaporan<'_>) -> String {
    rekap::teks::tulis(&Rekap::susun(bahan))
}

/// The recap for leadership.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn rekap(bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, ReportError> {
    rekap::tulis(&Rekap::susun(bahan), bahan)
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
            let model = Rekap::susun(bahan);
            let (rekap, data) = rayon::join(|| rekap::tulis(&model, bahan), || kemas_data(bahan, &model, &folder_data));
            (model, rekap, data)
        },
    );
    let (konsolidasi, rekap, data) = (konsolidasi?, rekap?, data?);
    let mut hasil = vec![
        berkas::tulis(folder, &format!("konsolidasi-{}.xlsx", bahan.tahun), &konsolidasi)?,
        berkas::tulis(folder, &format!("rekap-{}.xlsx", bahan.tahun), &rekap)?,
        berkas::tulis(folder, &format!("rekap-{}.txt", bahan.tahun), rekap::teks::tulis(&model).as_bytes())?,
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
    let rekap = Rekap::susun(bahan);
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
        .map(|(kode, satu)| berkas::tulis(folder, &format!("{}.xlsx", nama(kode)), &rekap::tulis_bagian(satu, bahan)?))
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

/// The files of `data/`, each with its path, in the order in which they are written.
fn kemas_data(bahan: &BahanLaporan<'_>, rekap: &Rekap, folder: &Path) -> Result<Vec<(PathBuf, Vec<u8>)>, ReportError> {
    let baris = temuan::ratakan(bahan.temuan, bahan.dikecualikan);
    let frame_temuan = temuan::frame(&baris)?;
    let frame_posisi = rekap::data::posisi(rekap)?;
    let tables = bahan.tables;
    let masuk = tables.berkas.iter().filter(|berkas| berkas.jalur != JALUR_KASKADE);
    let gagal = masuk.clone().filter(|berkas| berkas.hasil.is_err()).count();
    let frame_ringkasan = rekap::data::ringkasan(rekap, (masuk.count(), gagal))?;
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
    let mut hasil: Vec<(PathBuf, Vec<u8>)> = semua.into_par_iter().map(kemas).collect::<Result<_, ReportError>>()?;
    let ringkasan = hasil.pop();
    hasil.push((folder.join("temuan.jsonl"), temuan::jsonl(&baris)?));
    hasil.push((folder.join("lakip.json"), serde_json::to_vec(&rekap.lakip)?));
    // Written last and taken away first: where it stands, the other tables are those of the same run.
    hasil.extend(ringkasan);
    Ok(hasil)
}

fn tulis_data(data: &[(PathBuf, Vec<u8>)], folder: &Path) -> Result<(), ReportError> {
    berkas::folder(folder)?;
    if let Some((ringkasan, _)) = data.last() {
        berkas::buang(ringkasan)?;
    }
    data.iter().try_for_each(|(jalur, isi)| simpan(jalur, isi))
}
