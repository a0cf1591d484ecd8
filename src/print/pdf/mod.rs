//! Documents as PDF, drawn by layouts that are data.
//!
//! Takes a layout (`templates/dokumen/*.typ`, or a file of the same name in a workspace), plain data, letterhead and
//! logo; gives the bytes of a tagged PDF with bookmarks. Layouts see the files that they are handed and nothing else:
//! no disk, no network, no packages, no clock but the day of the run. The texts of units arrive as JSON, and show as they
//! are. Equal input gives equal bytes: fonts ship with the program.

mod dunia;
mod faults;
mod galat;
mod tata_letak;
mod teks;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{Datelike, NaiveDate};
use lopdf::{Document, SaveOptions};
use serde::Serialize;
use serde_json::{Value, json};
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use self::dunia::{DATA, Dunia};
pub use galat::{Kesalahan, PdfError};
pub use tata_letak::{FOLDER, TataLetak};

/// Runs for which the layout engine keeps what it has worked out.
const USIA_INGATAN: usize = 2;

/// Objects of a PDF that are packed together.
const OBJEK_SEBUNGKUS: usize = 500;

/// Letterhead and logo of an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Kop {
    /// The lines, the greatest first.
    pub baris: Vec<String>,
    /// The logo: name of its file (its extension says what it is) and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
}

/// A drawn document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cetak {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What the layout engine noticed, for people.
    pub catatan: Vec<String>,
}

/// Draws documents, one after the other, with one set of layouts.
pub struct Pencetak {
    dunia: Dunia,
    tata_letak: TataLetak,
    kop: Value,
    hari: NaiveDate,
}

impl Pencetak {
    /// With these layouts and letterhead, on this day.
    ///
    /// # Errors
    /// When the name of a file cannot stand in a layout, or a font of the workspace is none.
    pub fn baru(tata_letak: TataLetak, kop: &Kop, hari: NaiveDate) -> Result<Self, PdfError> {
        let mut dunia = Dunia::baru(&tata_letak, tanggal(hari))?;
        let logo = match &kop.logo {
            Some((nama, isi)) => {
                let akhiran = nama.rsplit('.').next().unwrap_or_default().to_lowercase();
                let jalur = format!("/logo.{akhiran}");
                dunia.taruh(&jalur, isi.clone())?;
                Value::String(jalur)
            }
            None => Value::Null,
        };
        let baris: Vec<String> = kop.baris.iter().map(|satu| teks::siap(satu)).collect();
        Ok(Self { dunia, tata_letak, kop: json!({ "baris": baris, "logo": logo }), hari })
    }

    /// Draws data with a layout.
    ///
    /// # Errors
    /// When there is no such layout, or it cannot be drawn; told with file and line.
    pub fn cetak<T: Serialize>(&mut self, tata_letak: &str, data: &T) -> Result<Cetak, PdfError> {
        let utama = format!("{tata_letak}.typ");
        if !self.tata_letak.punya(&utama) {
            return Err(PdfError::TanpaTataLetak { nama: tata_letak.to_string(), ada: self.tata_letak.nama_nama() });
        }
        let mut data = serde_json::to_value(data)?;
        teks::siapkan(&mut data);
        if let Value::Object(isi) = &mut data {
            isi.insert("kop".to_string(), self.kop.clone());
        }
        self.dunia.taruh(DATA, serde_json::to_vec(&data)?)?;
        self.dunia.utamakan(&utama)?;
        // A layout is the institution's own, and what it sets off in the engine must not end the run.
        let hasil = catch_unwind(AssertUnwindSafe(|| self.susun()));
        comemo::evict(USIA_INGATAN);
        hasil.unwrap_or_else(|_| Err(PdfError::Runtuh { berkas: self.tata_letak.jalur(&utama) }))
    }

    fn susun(&self) -> Result<Cetak, PdfError> {
        let kesalahan = |semua: &[_]| faults::kesalahan(&self.dunia, &self.tata_letak, semua);
        let susunan = typst::compile::<PagedDocument>(&self.dunia);
        let dokumen = susunan.output.map_err(|semua| PdfError::TataLetak(kesalahan(&semua)))?;
        let pilihan = PdfOptions {
            creator: Smart::Custom(Some("Selaras".to_string())),
            timestamp: tanggal(self.hari).map(Timestamp::new_utc),
            ..PdfOptions::default()
        };
        let pdf = typst_pdf::pdf(&dokumen, &pilihan).map_err(|semua| PdfError::TataLetak(kesalahan(&semua)))?;
        Ok(Cetak {
            pdf: padatkan(pdf),
            catatan: kesalahan(&susunan.warnings).iter().map(ToString::to_string).collect(),
        })
    }
}

/// The same document with its objects packed; as it is where that cannot be done.
fn padatkan(pdf: Vec<u8>) -> Vec<u8> {
    let padat = || {
        let mut dokumen = Document::load_mem(&pdf).ok()?;
        let pilihan = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(OBJEK_SEBUNGKUS)
            .compression_level(9)
            .build();
        let mut isi = Vec::with_capacity(pdf.len() / 2);
        dokumen.save_with_options(&mut isi, pilihan).ok()?;
        Some(isi).filter(|isi| isi.len() < pdf.len())
    };
    padat().unwrap_or(pdf)
}

fn tanggal(hari: NaiveDate) -> Option<Datetime> {
    let (bulan, tanggal) = (u8::try_from(hari.month()).ok()?, u8::try_from(hari.day()).ok()?);
    Datetime::from_ymd_hms(hari.year(), bulan, tanggal, 0, 0, 0)
}
