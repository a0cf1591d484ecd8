//! The table `sumber`: every sheet of every file, with what became of it, so that nothing is dropped in silence.

use std::collections::BTreeMap;

use super::indikator::borrowed;
use super::schema::{Column, Row};
use super::{Berkas, Status, Tables};
use crate::domain::dokumen::{AlasanLewat, KeadaanLembar, LembarTerbaca, PeranLembar};
use crate::domain::surel::AsalSurel;

/// A sheet of a file, or a file that could not be read.
#[derive(Debug, Clone)]
pub struct SumberRow<'a> {
    /// The file.
    pub file: &'a Berkas,
    /// The sheet.
    pub sheet: Option<&'a LembarTerbaca>,
    /// When the file was received, as "2026-04-01T08:00:00".
    pub diterima: Option<String>,
    /// Who sent the mail in which it came.
    pub pengirim: Option<String>,
    /// Codes of the units whose documents stand on the sheet.
    pub unit: Option<String>,
    /// Whether it counts, in a word.
    pub status: String,
    /// Why it does not count.
    pub alasan: Option<String>,
    /// The definitions that read it.
    pub templat: Option<String>,
    /// How many rows were not read, by reason: "kosong 3; catatan 1".
    pub rincian: Option<String>,
}

impl SumberRow<'_> {
    /// The true type of the file.
    pub fn format(&self) -> Option<&str> {
        self.file.hasil.as_ref().ok().map(|read| read.format.as_str())
    }

    /// The subject of its mail.
    pub fn subjek(&self) -> Option<&str> {
        self.file.asal_surel.as_ref()?.subjek.as_deref()
    }

    /// Whether people see the sheet.
    pub fn keadaan(&self) -> Option<&'static str> {
        self.sheet.map(|sheet| match sheet.keadaan {
            KeadaanLembar::Terlihat => "terlihat",
            KeadaanLembar::Tersembunyi => "tersembunyi",
            KeadaanLembar::SangatTersembunyi => "sangat tersembunyi",
        })
    }

    /// What the sheet turned out to be.
    pub fn peran(&self) -> Option<&'static str> {
        self.sheet.map(|sheet| match sheet.peran {
            PeranLembar::Dokumen => "dokumen",
            PeranLembar::Petunjuk => "petunjuk",
            PeranLembar::Kosong => "kosong",
            PeranLembar::TidakDikenal => "tidak dikenal",
        })
    }

    /// How many rows of the sheet were not read.
    pub fn baris_dilewati(&self) -> Option<u32> {
        self.sheet.and_then(|sheet| u32::try_from(sheet.jumlah_dilewati()).ok())
    }
}

impl Row for SumberRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::text("berkas", |row: &Self| borrowed(Some(&row.file.jalur))),
            Column::text("sha256", |row| borrowed(Some(&row.file.sha256))),
            Column::text("format", |row| borrowed(row.format())),
            Column::large("ukuran", |row| i64::try_from(row.file.ukuran).ok()),
            Column::text("diterima", |row| borrowed(row.diterima.as_deref())),
            Column::text("pengirim", |row| borrowed(row.pengirim.as_deref())),
            Column::text("subjek", |row| borrowed(row.subjek())),
            Column::text("unit", |row| borrowed(row.unit.as_deref())),
            Column::text("status", |row| borrowed(Some(&row.status))),
            Column::text("alasan", |row| borrowed(row.alasan.as_deref())),
            Column::text("lembar", |row| borrowed(row.sheet.map(|sheet| sheet.nama.as_str()))),
            Column::text("keadaan", |row| borrowed(row.keadaan())),
            Column::text("peran", |row| borrowed(row.peran())),
            Column::text("templat", |row| borrowed(row.templat.as_deref())),
            Column::count("baris_terpakai", |row| row.sheet.map(|sheet| sheet.baris_terpakai)),
            Column::count("baris_dibaca", |row| row.sheet.map(|sheet| sheet.baris_dibaca)),
            Column::count("baris_dilewati", Self::baris_dilewati),
            Column::text("rincian_dilewati", |row| borrowed(row.rincian.as_deref())),
        ]
    }
}

impl Tables {
    /// The rows of the table `sumber`, by file and sheet as the workbook has them.
    pub fn sumber(&self) -> Vec<SumberRow<'_>> {
        let mut per_berkas: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (dokumen, nomor) in self.dokumen.iter().zip(0_u32..) {
            per_berkas.entry(dokumen.berkas).or_default().push(nomor);
        }
        let mut rows = Vec::new();
        for (file, nomor) in self.berkas.iter().zip(0_u32..) {
            let dokumen = per_berkas.get(&nomor).map(Vec::as_slice).unwrap_or_default();
            match &file.hasil {
                Ok(read) => rows.extend(read.lembar.iter().map(|lembar| baris_lembar(self, file, lembar, dokumen))),
                Err(gagal) => rows.push(SumberRow {
                    diterima: diterima(file),
                    pengirim: pengirim(file),
                    file,
                    sheet: None,
                    unit: None,
                    status: if file.salinan_dari.is_some() { "salinan" } else { "tidak terbaca" }.to_string(),
                    alasan: Some(gagal.pesan.clone()),
                    templat: None,
                    rincian: None,
                }),
            }
        }
        rows
    }
}

fn baris_lembar<'a>(
    tables: &'a Tables,
    berkas: &'a Berkas,
    lembar: &'a LembarTerbaca,
    dokumen: &[u32],
) -> SumberRow<'a> {
    let milik: Vec<u32> = dokumen
        .iter()
        .copied()
        .filter(|&satu| tables.isi_dokumen(satu).is_some_and(|isi| isi.lembar == lembar.nama))
        .collect();
    let terdaftar = || milik.iter().filter_map(|&satu| tables.dokumen.get(satu as usize));
    let status = || terdaftar().map(|satu| nama_status(&satu.status));
    SumberRow {
        diterima: diterima(berkas),
        pengirim: pengirim(berkas),
        file: berkas,
        sheet: Some(lembar),
        unit: gabung(terdaftar().filter_map(|satu| satu.unit.as_deref())),
        status: match &berkas.salinan_dari {
            Some(_) => "salinan".to_string(),
            None => gabung(status()).unwrap_or_else(|| "tanpa dokumen".to_string()),
        },
        alasan: alasan(tables, berkas, &milik),
        templat: gabung(milik.iter().filter_map(|&satu| tables.isi_dokumen(satu)).map(|isi| isi.templat.as_str())),
        rincian: rincian(lembar),
    }
}

const fn nama_status(status: &Status) -> &'static str {
    match status {
        Status::Dipakai => "dipakai",
        Status::Digantikan(_) => "digantikan",
        Status::TidakTerhubung => "tidak terhubung",
    }
}

/// Why a sheet does not count, in a sentence.
fn alasan(tables: &Tables, berkas: &Berkas, dokumen: &[u32]) -> Option<String> {
    if let Some(asal) = &berkas.salinan_dari {
        return Some(format!("isinya sama persis dengan {asal}"));
    }
    dokumen.iter().filter_map(|&satu| tables.dokumen.get(satu as usize)).find_map(|satu| match satu.status {
        Status::Dipakai => None,
        Status::Digantikan(oleh) => tables.berkas_dokumen(oleh).map(|oleh| format!("digantikan oleh {}", oleh.jalur)),
        Status::TidakTerhubung => Some("unit kerja tidak diketahui".to_string()),
    })
}

fn diterima(berkas: &Berkas) -> Option<String> {
    berkas.diterima.map(|kapan| kapan.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Who sent the mail in which a file came.
fn pengirim(berkas: &Berkas) -> Option<String> {
    berkas.asal_surel.as_ref().map(AsalSurel::sebut).filter(|pengirim| !pengirim.is_empty())
}

/// Different texts joined by commas, in the order met.
fn gabung<'a>(teks: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut semua: Vec<&str> = Vec::new();
    for satu in teks {
        if !semua.contains(&satu) {
            semua.push(satu);
        }
    }
    (!semua.is_empty()).then(|| semua.join(", "))
}

/// "kosong 3; catatan 1".
fn rincian(lembar: &LembarTerbaca) -> Option<String> {
    let mut jumlah: BTreeMap<AlasanLewat, u64> = BTreeMap::new();
    for satu in &lembar.dilewati {
        *jumlah.entry(satu.alasan).or_default() += u64::from(satu.jumlah);
    }
    let bagian: Vec<String> = jumlah.iter().map(|(alasan, jumlah)| format!("{} {jumlah}", alasan.nama())).collect();
    (!bagian.is_empty()).then(|| bagian.join("; "))
}
