//! Documents as PDF: what is signed, in `hasil/cetak/`.
//!
//! Takes a workspace and the result of a run, gives files. A form with findings at *galat* is refused, and what was
//! printed of it before is taken away; a document that cannot be drawn becomes a line for people. Neither keeps another
//! from being printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::sistem::kata_sistem;
use crate::files::{self, Names, file_name};
use crate::print::pdf::{self, Kop, PdfError, Pencetak, TataLetak};
use crate::print::{self, Cetakan, Ditolak, NamaUnit, Tercetak};
use crate::recap::BahanLaporan;
use crate::report::{self, ReportError};
use crate::workspace::Ruang;

/// The folder below `hasil/`.
pub const FOLDER: &str = "cetak";

/// Nothing could be printed at all.
#[derive(Debug, thiserror::Error)]
pub enum CetakError {
    /// A layout, a picture or a font of the workspace cannot be read.
    #[error("{} tidak dapat dibaca ({})", jalur.display(), kata_sistem(sebab))]
    Berkas {
        /// The file or folder.
        jalur: PathBuf,
        /// What the system says.
        #[source]
        sebab: io::Error,
    },
    /// The document could not be drawn.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A file could not be written.
    #[error(transparent)]
    Laporan(#[from] ReportError),
}

/// What was printed.
#[derive(Debug, Default)]
pub struct HasilCetak {
    /// The folder.
    pub folder: PathBuf,
    /// The files.
    pub jadi: Vec<PathBuf>,
    /// Forms that were refused.
    pub ditolak: Vec<Ditolak>,
    /// Units that sent none.
    pub belum: Vec<NamaUnit>,
    /// What could not be drawn.
    pub gagal: Vec<String>,
    /// What was noticed while drawing.
    pub catatan: BTreeSet<String>,
}

/// Draws the recap into a folder of results.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn rekap(ruang: &Ruang, bahan: &BahanLaporan<'_>, folder: &Path) -> Result<(PathBuf, Vec<String>), CetakError> {
    let lembar = pencetak(ruang, bahan)?.cetak("rekap", &report::model_rekap(bahan))?;
    Ok((simpan(folder, &format!("rekap-{}.pdf", bahan.tahun), &lembar.pdf)?, lembar.catatan))
}

/// Prints agreements into `hasil/cetak/pk/`; of some units, or of all when none is named.
///
/// # Errors
/// When the layouts cannot be read, or a file cannot be written.
pub fn pk(ruang: &Ruang, bahan: &BahanLaporan<'_>, unit: &[String]) -> Result<HasilCetak, CetakError> {
    cetak_formulir(ruang, bahan, "pk", ruang.cetak.pk.as_deref(), print::pk(bahan, unit))
}

/// Prints action plans into `hasil/cetak/ra/`; of some units, or of all when none is named.
///
/// # Errors
/// When the layouts cannot be read, or a file cannot be written.
pub fn rencana_aksi(ruang: &Ruang, bahan: &BahanLaporan<'_>, unit: &[String]) -> Result<HasilCetak, CetakError> {
    cetak_formulir(ruang, bahan, "ra", ruang.cetak.rencana_aksi.as_deref(), print::rencana_aksi(bahan, unit))
}

/// Prints the register of what was received into `hasil/cetak/`.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn tanda_terima(ruang: &Ruang, bahan: &BahanLaporan<'_>, unit: &[String]) -> Result<HasilCetak, CetakError> {
    let daftar = print::tanda_terima(bahan, unit);
    let lembar = pencetak(ruang, bahan)?.cetak(daftar.tata_letak(), &daftar)?;
    let folder = ruang.hasil().join(FOLDER);
    files::ensure_folder(&folder).map_err(ReportError::from)?;
    let jadi = simpan(&folder, &format!("{}.pdf", daftar.nama_berkas()), &lembar.pdf)?;
    Ok(HasilCetak { folder, jadi: vec![jadi], catatan: lembar.catatan.into_iter().collect(), ..HasilCetak::default() })
}

fn cetak_formulir<T: Tercetak>(
    ruang: &Ruang,
    bahan: &BahanLaporan<'_>,
    nama: &str,
    tata_letak: Option<&str>,
    cetakan: Cetakan<T>,
) -> Result<HasilCetak, CetakError> {
    let mut pencetak = pencetak(ruang, bahan)?;
    let folder = ruang.hasil().join(FOLDER).join(nama);
    files::ensure_folder(&folder).map_err(ReportError::from)?;
    let mut hasil = HasilCetak { ditolak: cetakan.ditolak, belum: cetakan.belum, ..HasilCetak::default() };
    let nama_unit = Names::of_codes(bahan.tables.unit.iter().map(|unit| unit.kode.as_str()));
    let nama_unit = |kode: &str| nama_unit.get(kode).cloned().unwrap_or_else(|| file_name(kode));
    let lama = hasil.ditolak.iter().map(|satu| satu.unit.kode.as_str());
    for kode in
        lama.chain(hasil.belum.iter().map(|unit| unit.kode.as_str())).chain(cetakan.jadi.iter().map(T::nama_berkas))
    {
        buang(&folder, &nama_unit(kode))?;
    }
    let mut terpakai = Names::default();
    for satu in &cetakan.jadi {
        let nama = terpakai.take(&nama_unit(satu.nama_berkas()), ".pdf");
        match pencetak.cetak(tata_letak.unwrap_or(satu.tata_letak()), satu) {
            Ok(lembar) => {
                hasil.jadi.push(simpan(&folder, &nama, &lembar.pdf)?);
                hasil.catatan.extend(lembar.catatan);
            }
            Err(sebab) => hasil.gagal.push(format!("{} belum dicetak: {sebab}", satu.nama_berkas())),
        }
    }
    hasil.folder = folder;
    Ok(hasil)
}

/// Takes away what was printed of a unit before: it is no longer what the unit sent.
fn buang(folder: &Path, nama: &str) -> Result<(), ReportError> {
    let mut terpakai = Names::default();
    while files::remove(&folder.join(terpakai.take(nama, ".pdf")))? {}
    Ok(())
}

fn simpan(folder: &Path, nama: &str, isi: &[u8]) -> Result<PathBuf, ReportError> {
    let tujuan = folder.join(nama);
    files::save(&tujuan, isi)?;
    Ok(tujuan)
}

/// A printer with the layouts, letterhead and logo of a workspace.
fn pencetak(ruang: &Ruang, bahan: &BahanLaporan<'_>) -> Result<Pencetak, CetakError> {
    let tata_letak = TataLetak::dengan(milik(&ruang.folder.join("templat").join(pdf::FOLDER))?);
    let logo = match &ruang.logo {
        Some(nama) => Some((nama.clone(), baca(&ruang.folder.join(nama))?)),
        None => None,
    };
    let kop = Kop { baris: ruang.kop.clone(), logo };
    Ok(Pencetak::baru(tata_letak, &kop, bahan.dibuat.date())?)
}

/// The files of a workspace's own layouts, by their names below the folder.
fn milik(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, CetakError> {
    let mut hasil = BTreeMap::new();
    let mut antre = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, awalan)) = antre.pop() {
        if !folder.is_dir() {
            continue;
        }
        let gagal = |sebab| CetakError::Berkas { jalur: folder.clone(), sebab };
        for entri in fs::read_dir(&folder).map_err(gagal)? {
            let jalur = entri.map_err(gagal)?.path();
            let Some(nama) = jalur.file_name().and_then(|nama| nama.to_str()) else { continue };
            // What editors and systems leave behind is no layout.
            if nama.starts_with(['.', '~']) {
                continue;
            }
            let nama = format!("{awalan}{nama}");
            if jalur.is_dir() {
                antre.push((jalur, format!("{nama}/")));
            } else {
                hasil.insert(nama, baca(&jalur)?);
            }
        }
    }
    Ok(hasil)
}

fn baca(jalur: &Path) -> Result<Vec<u8>, CetakError> {
    files::read(jalur).map_err(|sebab| CetakError::Berkas { jalur: jalur.to_path_buf(), sebab })
}
