//! What goes back to units, in `hasil/koreksi/<kode unit>/`: their own workbooks marked, and a letter.
//!
//! Takes the result of a run, gives a folder that is made anew as a whole. A file that cannot be marked, or not written,
//! becomes a line for people and never ends the run.

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
use crate::files::{self, Names, file_name};
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

/// Makes `koreksi` in a folder of results, where it is not yet.
///
/// # Errors
/// When a text of the workspace is wrong, or the folder cannot be written.
pub fn tulis(ruang: &Ruang, hasil: &Hasil, bahan: &BahanLaporan<'_>, induk: &Path) -> Result<Kembali, KembaliError> {
    let templat =
        TemplatSurat::dengan(&templat_ruang(&ruang.folder.join("templat"))?).map_err(KembaliError::Templat)?;
    let baru = induk.join(FOLDER);
    fs::create_dir_all(&baru).map_err(gagal(&baru))?;
    let penanda = Penanda {
        instansi: bahan.instansi,
        tanggal: bahan.dibuat.date(),
        tables: bahan.tables,
        sumber: &hasil.sumber,
        batas: &ruang.batas,
    };
    let alat = Alat { bahan, penanda, templat: &templat, setelan: &ruang.surat };
    let mut kembali = Kembali { folder: ruang.hasil().join(FOLDER), ..Kembali::default() };
    let nama = Names::of_codes(bahan.tables.unit.iter().map(|unit| unit.kode.as_str()));
    let tindak: Vec<(Tindak<'_>, PathBuf)> = letters::semua(bahan)
        .into_iter()
        .map(|tindak| {
            let folder = baru.join(nama.get(tindak.unit.kode.as_str()).map_or("unit", String::as_str));
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
    let mut nama_terpakai = Names::default();
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
pub fn nama_koreksi(jalur: &str, akhiran: &str, terpakai: &mut Names) -> String {
    let nama = jalur.rsplit('/').next().unwrap_or(jalur);
    let batang = nama.rsplit_once('.').map_or(nama, |(batang, _)| batang);
    let batang = file_name(batang.strip_suffix(" - koreksi").unwrap_or(batang));
    terpakai.take(&batang, &format!(" - koreksi.{akhiran}"))
}

/// The workspace's own letters, by file name.
fn templat_ruang(folder: &Path) -> Result<BTreeMap<String, String>, KembaliError> {
    let mut hasil = BTreeMap::new();
    for jenis in [JenisSurat::Koreksi, JenisSurat::TandaTerima, JenisSurat::Pengingat] {
        let jalur = folder.join(jenis.templat());
        match files::read_text(&jalur) {
            Ok(teks) => {
                hasil.insert(jenis.templat().to_string(), teks);
            }
            Err(sebab) if sebab.kind() == io::ErrorKind::NotFound => {}
            Err(sebab) => return Err(gagal(&jalur)(sebab)),
        }
    }
    Ok(hasil)
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
        let mut terpakai = Names::default();
        assert_eq!(nama_koreksi("surat.eml/PK JTI.xls", "xlsx", &mut terpakai), "PK JTI - koreksi.xlsx");
        assert_eq!(nama_koreksi("b/PK JTI - koreksi.xlsx", "xlsx", &mut terpakai), "PK JTI (2) - koreksi.xlsx");
        assert_eq!(akhiran("a.XLSM"), "xlsm");
        let panjang = nama_koreksi(&format!("{}.xlsx", "é".repeat(125)), "xlsx", &mut terpakai);
        assert!(panjang.len() <= 255 && panjang.ends_with(" - koreksi.xlsx"), "{panjang}");
        assert_eq!(nama_koreksi("surat.eml/PK: a\nb.xlsx", "xlsx", &mut terpakai), "PK_ a_b - koreksi.xlsx");
    }
}
