//! What goes back to units, in `hasil/koreksi/<kode unit>/`: their own workbooks marked, and a letter.
//!
//! Takes the result of a run, gives a folder that replaces the one before as a whole. A file that cannot be marked, or
//! not written, becomes a line for people and never ends the run.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::Hasil;

use crate::domain::address::CellAddress;
use crate::domain::sistem::kata_sistem;
use crate::finding::{Temuan, Tingkat};
use crate::intake::{self, Sumber};
use crate::letters::{self, JenisSurat, SetelanSurat, TemplatSurat, Tindak, eml};
use crate::marking::{KonteksKoreksi, KoreksiError, LembarPolos, NilaiPolos, salinan_bertanda, tandai};
use crate::recap::BahanLaporan;
use crate::tables::{Berkas, Tables};
use crate::workbook::{self, CellValue, Limits};
use crate::worker::sidik;
use crate::workspace::Ruang;

/// The folder below `hasil/`.
pub const FOLDER: &str = "koreksi";
/// How the name of a folder begins that is being made.
const SEMENTARA: &str = ".koreksi-";
/// Where an old folder stands for the moment in which the new one takes its place.
const LAMA: &str = "lama";
/// Bytes of a file name that are kept.
const NAMA_TERPANJANG: usize = 200;

/// Nothing could be sent back at all.
#[derive(Debug, thiserror::Error)]
pub enum KembaliError {
    /// A text of the workspace is wrong; every fault is listed.
    #[error("templat surat belum benar:\n{}", .0.iter().map(|satu| format!("  - {satu}")).collect::<Vec<_>>().join("\n"))]
    Templat(Vec<String>),
    /// A file or folder cannot be read or written.
    #[error("{} tidak dapat dibaca atau ditulis ({}); bila sedang dibuka, tutup dahulu lalu jalankan lagi", jalur.display(), kata_sistem(sebab))]
    Berkas {
        /// The file or folder.
        jalur: PathBuf,
        /// What the system says.
        #[source]
        sebab: io::Error,
    },
}

/// What was put into the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Kembali {
    /// The folder.
    pub folder: PathBuf,
    /// Letters of each kind.
    pub surat: BTreeMap<JenisSurat, usize>,
    /// Marked workbooks.
    pub bertanda: usize,
    /// What did not work, for people.
    pub gagal: Vec<String>,
}

/// Writes `hasil/koreksi`.
///
/// # Errors
/// When a text of the workspace is wrong, or the folder cannot be written.
pub fn tulis(ruang: &Ruang, hasil: &Hasil, bahan: &BahanLaporan<'_>) -> Result<Kembali, KembaliError> {
    let templat =
        TemplatSurat::dengan(&templat_ruang(&ruang.folder.join("templat"))?).map_err(KembaliError::Templat)?;
    let induk = ruang.hasil();
    fs::create_dir_all(&induk).map_err(gagal(&induk))?;
    buang_sisa(&induk);
    let baru = folder_sementara(&induk).map_err(gagal(&induk))?;
    let penanda = Penanda {
        instansi: bahan.instansi,
        tanggal: bahan.dibuat.date(),
        tables: bahan.tables,
        sumber: &hasil.sumber,
        batas: &ruang.batas,
    };
    let alat = Alat { bahan, penanda, templat: &templat, setelan: &ruang.surat };
    let mut kembali = Kembali { folder: induk.join(FOLDER), ..Kembali::default() };
    let mut folder_terpakai = BTreeSet::new();
    let tindak: Vec<(Tindak<'_>, PathBuf)> = letters::semua(bahan)
        .into_iter()
        .map(|tindak| {
            let folder = baru.path().join(nama_folder(&tindak.unit.kode, &mut folder_terpakai));
            (tindak, folder)
        })
        .collect();
    let ditulis: Vec<SatuUnit> = tindak.par_iter().map(|(tindak, folder)| satu_unit(tindak, folder, &alat)).collect();
    for ((tindak, _), satu) in tindak.iter().zip(ditulis) {
        kembali.gagal.extend(satu.gagal);
        match satu.bertanda {
            Ok(bertanda) => {
                kembali.bertanda += bertanda;
                *kembali.surat.entry(tindak.jenis).or_default() += 1;
            }
            Err(sebab) => {
                kembali.gagal.push(format!("{}: tidak dapat ditulis ({})", tindak.unit.kode, kata_sistem(&sebab)))
            }
        }
    }
    tukar(baru, &kembali.folder)?;
    Ok(kembali)
}

/// What every unit's folder is made with.
struct Alat<'a> {
    bahan: &'a BahanLaporan<'a>,
    penanda: Penanda<'a>,
    templat: &'a TemplatSurat,
    setelan: &'a SetelanSurat,
}

/// What became of a unit's folder.
struct SatuUnit {
    /// Marked workbooks.
    bertanda: io::Result<usize>,
    /// Workbooks that could not be marked.
    gagal: Vec<String>,
}

fn satu_unit(tindak: &Tindak<'_>, folder: &Path, alat: &Alat<'_>) -> SatuUnit {
    let mut gagal = Vec::new();
    SatuUnit { bertanda: tulis_unit(tindak, folder, alat, &mut gagal), gagal }
}

fn tulis_unit(tindak: &Tindak<'_>, folder: &Path, alat: &Alat<'_>, gagal: &mut Vec<String>) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut lampiran = Vec::new();
    let mut nama_terpakai = BTreeSet::new();
    for berkas in tindak.perlu_ditandai().filter(|berkas| berkas.hasil.is_ok()) {
        match alat.penanda.tandai(berkas, &tindak.unit.nama, &tindak.tentang(&berkas.jalur)) {
            Ok((isi, akhiran)) => {
                let nama = nama_koreksi(&berkas.jalur, akhiran, &mut nama_terpakai);
                fs::write(folder.join(&nama), &isi)?;
                lampiran.push(eml::Lampiran { nama, isi });
            }
            Err(sebab) => gagal.push(format!("{}: tidak dapat ditandai ({sebab})", berkas.jalur)),
        }
    }
    let surat = tindak.surat(alat.bahan, alat.templat, alat.setelan, lampiran.len());
    fs::write(folder.join(tindak.jenis.berkas()), eml::draf(&surat, &lampiran, alat.bahan.dibuat)?)?;
    Ok(lampiran.len())
}

/// Marks what was sent: fetches its bytes, patches them, and where that cannot be done makes a copy.
#[derive(Debug)]
pub struct Penanda<'a> {
    /// Name of the institution.
    pub instansi: &'a str,
    /// Day of the check.
    pub tanggal: NaiveDate,
    /// What the files became.
    pub tables: &'a Tables,
    /// Where their bytes are, by path.
    pub sumber: &'a BTreeMap<String, Sumber>,
    /// Limits of what is read.
    pub batas: &'a Limits,
}

impl Penanda<'_> {
    /// The marked workbook, and the file name extension that it must have.
    ///
    /// # Errors
    /// When the file can be neither patched nor read; the reason, for people.
    pub fn tandai(&self, berkas: &Berkas, unit: &str, temuan: &[&Temuan]) -> Result<(Vec<u8>, &'static str), String> {
        let sumber = self.sumber.get(&berkas.jalur).ok_or("letak berkasnya tidak diketahui")?;
        let isi = intake::isi(sumber, self.batas.ukuran_berkas).map_err(|galat| kata_sistem(&galat))?;
        if !berkas.sha256.is_empty() && sidik(&isi) != berkas.sha256 {
            return Err("berkasnya berubah setelah dibaca; jalankan lagi".to_string());
        }
        let konteks = KonteksKoreksi {
            instansi: self.instansi.to_string(),
            unit: unit.to_string(),
            berkas: berkas.jalur.clone(),
            tanggal: self.tanggal,
            sudah_benar: sudah_benar(self.tables, berkas, temuan),
        };
        // What the marking trips over is the file's fault, not the end of the run.
        catch_unwind(AssertUnwindSafe(|| bertanda(&isi, &berkas.jalur, temuan, &konteks, self.batas)))
            .unwrap_or_else(|_| Err("susunan isinya tidak dapat diikuti".to_string()))
    }
}

/// The marked workbook and its extension; a fresh copy where the file itself cannot be patched.
fn bertanda(
    isi: &[u8],
    nama: &str,
    temuan: &[&Temuan],
    konteks: &KonteksKoreksi,
    batas: &Limits,
) -> Result<(Vec<u8>, &'static str), String> {
    let sebab = match tandai(isi, temuan, konteks) {
        Ok(isi) => return Ok((isi, akhiran(nama))),
        Err(KoreksiError::BukanPaket(_)) => "bentuknya bukan .xlsx".to_string(),
        Err(galat) => galat.to_string(),
    };
    let buku = workbook::read(isi, batas).map_err(|galat| galat.to_string())?;
    let lembar: Vec<LembarPolos> = buku.sheets.into_iter().map(lembar_polos).collect();
    salinan_bertanda(&lembar, temuan, konteks, &sebab).map(|isi| (isi, "xlsx")).map_err(|galat| galat.to_string())
}

/// A package keeps its kind: Excel refuses one whose name says another.
fn akhiran(nama: &str) -> &'static str {
    let nama = nama.to_lowercase();
    ["xlsm", "xltx", "xltm"].into_iter().find(|akhiran| nama.ends_with(&format!(".{akhiran}"))).unwrap_or("xlsx")
}

fn lembar_polos(lembar: workbook::Sheet) -> LembarPolos {
    let nilai = |value: CellValue, persen: bool| {
        Some(match value {
            CellValue::Text(teks) => NilaiPolos::Teks(teks),
            CellValue::Number(angka) => NilaiPolos::Angka(angka, persen.then(|| "0.00%".to_string())),
            CellValue::Bool(nilai) => NilaiPolos::Logika(nilai),
            CellValue::DateTime(saat) => NilaiPolos::Waktu(saat),
            CellValue::Error(teks) => NilaiPolos::Galat(teks),
            CellValue::NotCalculated => return None,
        })
    };
    let sel = lembar.cells.into_iter().filter_map(|sel| Some((sel.address, nilai(sel.value, sel.percent_format)?)));
    LembarPolos { sel: sel.collect(), nama: lembar.name }
}

/// What is already right in a file: its documents, and the rows that no finding points at.
fn sudah_benar(tables: &Tables, berkas: &Berkas, temuan: &[&Temuan]) -> Vec<String> {
    let Ok(terbaca) = &berkas.hasil else { return Vec::new() };
    let terdaftar = |nomor: usize| {
        tables.dokumen.iter().find(|satu| {
            satu.dokumen as usize == nomor
                && tables.berkas.get(satu.berkas as usize).is_some_and(|milik| milik.jalur == berkas.jalur)
        })
    };
    let dokumen = terbaca.dokumen.iter().enumerate();
    dokumen
        .filter_map(|(nomor, isi)| {
            let perlu = temuan.iter().filter(|satu| satu.tingkat > Tingkat::Info);
            let salah: BTreeSet<u32> = perlu
                .filter(|satu| satu.tempat.berkas == berkas.jalur && satu.tempat.lembar.as_ref() == Some(&isi.lembar))
                .flat_map(|satu| satu.tempat.sel.iter().map(|sel: &CellAddress| sel.row))
                .collect();
            let baris: Vec<u32> = isi.tabel.iter().flat_map(|tabel| &tabel.baris).map(|baris| baris.baris).collect();
            let bersih = baris.iter().filter(|baris| !salah.contains(baris)).count();
            let triwulan = terdaftar(nomor).and_then(|satu| satu.triwulan);
            let triwulan = triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default();
            let nama = format!("{}{triwulan} (lembar {})", isi.jenis.nama(), isi.lembar);
            (!baris.is_empty()).then(|| format!("{nama}: {bersih} dari {} baris tanpa catatan", baris.len()))
        })
        .collect()
}

/// "pk.xlsx" becomes "pk - koreksi.xlsx", also when it is a marked copy that came back.
pub fn nama_koreksi(jalur: &str, akhiran: &str, terpakai: &mut BTreeSet<String>) -> String {
    let nama = jalur.rsplit('/').next().unwrap_or(jalur);
    let batang = nama.rsplit_once('.').map_or(nama, |(batang, _)| batang);
    let batang = aman(batang.strip_suffix(" - koreksi").unwrap_or(batang));
    // Systems take 255 bytes; what is added needs some of them.
    let mut sampai = batang.len().min(NAMA_TERPANJANG);
    while !batang.is_char_boundary(sampai) {
        sampai -= 1;
    }
    let batang = &batang[..sampai];
    let mut hasil = format!("{batang} - koreksi.{akhiran}");
    let mut nomor = 2;
    while !terpakai.insert(hasil.to_lowercase()) {
        hasil = format!("{batang} ({nomor}) - koreksi.{akhiran}");
        nomor += 1;
    }
    hasil
}

/// A name without what some system does not take: archives and mail bring names from anywhere.
fn aman(nama: &str) -> String {
    let satu = |huruf: char| if huruf.is_control() || "/\\:*?\"<>|".contains(huruf) { '_' } else { huruf };
    nama.chars().map(satu).collect()
}

/// A code as the name of a folder on any system, each once.
pub(super) fn nama_folder(kode: &str, terpakai: &mut BTreeSet<String>) -> String {
    let bersih = aman(kode);
    let bersih = bersih.trim_matches(['.', ' ']);
    let dasar = if bersih.is_empty() { "unit" } else { bersih };
    let mut hasil = dasar.to_string();
    let mut nomor = 2;
    while !terpakai.insert(hasil.to_lowercase()) {
        hasil = format!("{dasar} ({nomor})");
        nomor += 1;
    }
    hasil
}

/// The workspace's own letters, by file name.
fn templat_ruang(folder: &Path) -> Result<BTreeMap<String, String>, KembaliError> {
    let mut hasil = BTreeMap::new();
    for jenis in [JenisSurat::Koreksi, JenisSurat::TandaTerima, JenisSurat::Pengingat] {
        let jalur = folder.join(jenis.templat());
        match fs::read_to_string(&jalur) {
            Ok(teks) => {
                hasil.insert(jenis.templat().to_string(), teks);
            }
            Err(sebab) if sebab.kind() == io::ErrorKind::NotFound => {}
            Err(sebab) => return Err(gagal(&jalur)(sebab)),
        }
    }
    Ok(hasil)
}

/// Folders that a broken run left. An old one that was moved aside for nothing goes back; what cannot be removed is only
/// in the way of the eye.
fn buang_sisa(induk: &Path) {
    for entri in fs::read_dir(induk).into_iter().flatten().flatten() {
        let jalur = entri.path();
        if entri.file_name().to_string_lossy().starts_with(SEMENTARA) {
            let tujuan = induk.join(FOLDER);
            let lama = jalur.extension().is_some_and(|akhiran| akhiran == LAMA);
            if !(lama && !tujuan.exists() && fs::rename(&jalur, tujuan).is_ok()) {
                let _ = fs::remove_dir_all(jalur);
            }
        }
    }
}

fn folder_sementara(induk: &Path) -> io::Result<tempfile::TempDir> {
    let mut pembuat = tempfile::Builder::new();
    pembuat.prefix(SEMENTARA);
    // Temporary folders are private; what is moved into place is for everyone who may see the folder above.
    #[cfg(unix)]
    pembuat.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    pembuat.tempdir_in(induk)
}

/// Puts the new folder in the place of the old one, in one step where the system has it. Elsewhere the old one is moved
/// aside first, and a run that breaks in between is put right by the next.
fn tukar(baru: tempfile::TempDir, tujuan: &Path) -> Result<(), KembaliError> {
    if bertukar(baru.path(), tujuan) {
        return baru.close().map_err(gagal(tujuan));
    }
    let lama = match fs::symlink_metadata(tujuan) {
        Ok(_) => {
            let lama = baru.path().with_extension(LAMA);
            fs::rename(tujuan, &lama).map_err(gagal(tujuan))?;
            Some(lama)
        }
        Err(_) => None,
    };
    fs::rename(baru.keep(), tujuan).map_err(gagal(tujuan))?;
    lama.map_or(Ok(()), |lama| fs::remove_dir_all(&lama).map_err(gagal(&lama)))
}

/// Two folders change places; `false` where there are no two, or the system cannot do it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn bertukar(satu: &Path, lain: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, satu, CWD, lain, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn bertukar(_satu: &Path, _lain: &Path) -> bool {
    false
}

fn gagal(jalur: &Path) -> impl Fn(io::Error) -> KembaliError {
    let jalur = jalur.to_path_buf();
    move |sebab| KembaliError::Berkas { jalur: jalur.clone(), sebab }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_say_what_the_copy_is_and_never_grow() {
        let mut terpakai = BTreeSet::new();
        assert_eq!(nama_koreksi("surat.eml/PK JTI.xls", "xlsx", &mut terpakai), "PK JTI - koreksi.xlsx");
        assert_eq!(nama_koreksi("b/PK JTI - koreksi.xlsx", "xlsx", &mut terpakai), "PK JTI (2) - koreksi.xlsx");
        assert_eq!(akhiran("a.XLSM"), "xlsm");
        let panjang = nama_koreksi(&format!("{}.xlsx", "é".repeat(125)), "xlsx", &mut terpakai);
        assert!(panjang.len() <= 255 && panjang.ends_with(" - koreksi.xlsx"), "{panjang}");
        assert_eq!(nama_koreksi("surat.eml/PK: a\nb.xlsx", "xlsx", &mut terpakai), "PK_ a_b - koreksi.xlsx");
    }

    #[test]
    fn a_folder_that_was_moved_aside_for_nothing_goes_back() {
        let induk = tempfile::tempdir().unwrap();
        fs::create_dir_all(induk.path().join(".koreksi-a.lama/JTI")).unwrap();
        fs::create_dir_all(induk.path().join(".koreksi-b")).unwrap();
        buang_sisa(induk.path());
        assert!(induk.path().join("koreksi/JTI").is_dir());
        assert_eq!(fs::read_dir(induk.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_code_is_a_folder_of_its_own() {
        let mut terpakai = BTreeSet::new();
        let nama: Vec<String> = ["JTI", "../jti", "jti", ".."].map(|kode| nama_folder(kode, &mut terpakai)).to_vec();
        assert_eq!(nama, ["JTI", "_jti", "jti (2)", "unit"]);
    }

    #[test]
    fn the_new_folder_replaces_the_old_one_as_a_whole() {
        let induk = tempfile::tempdir().unwrap();
        let tujuan = induk.path().join(FOLDER);
        for isi in ["lama", "baru"] {
            let folder = folder_sementara(induk.path()).unwrap();
            fs::write(folder.path().join(isi), isi).unwrap();
            tukar(folder, &tujuan).unwrap();
        }
        assert!(tujuan.join("baru").is_file() && !tujuan.join("lama").exists());
        assert_eq!(fs::read_dir(induk.path()).unwrap().count(), 1);
    }
}
