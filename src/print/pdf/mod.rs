//! Documents as PDF, drawn by layouts that are data.
//!
//! Takes a layout (`templates/dokumen/*.typ`, or a file of the same name in a workspace), plain data, letterhead and
//! logo; gives the bytes of a tagged PDF with bookmarks. Layouts see the files that they are handed and nothing else:
//! no disk, no network, no packages, no clock but the day of the run. The texts of units arrive as JSON, and show as they
//! are. Equal input gives equal bytes: fonts ship with the program.

mod code;
mod error;
mod faults;
mod layout;
mod text;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{Datelike, NaiveDate};
use lopdf::{Document, SaveOptions};
use serde::Serialize;
use serde_json::{Value, json};
use typst::comemo;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use self::world::{DATA, LayoutWorld};
pub use code::code;
pub use error::{LayoutMistake, PdfError};
pub use layout::{FOLDER, PageLayout};

/// Runs for which the layout engine keeps what it has worked out.
const MEMORY_AGE: usize = 2;

/// What documents keep to, the strictest first, each with what is said where it cannot be kept: PDF/A-2a lasts, PDF/UA-1 is
/// read aloud.
const STANDARDS: [(&[PdfStandard], &str); 3] = [
    (&[PdfStandard::A_2a, PdfStandard::Ua_1], "dicetak sebagai PDF/A saja, bukan PDF/UA"),
    (&[PdfStandard::A_2a], "dicetak sebagai PDF biasa, bukan PDF/A"),
    (&[], ""),
];

/// Objects of a PDF that are packed together.
const OBJECTS_PER_STREAM: usize = 500;

/// Letterhead and logo of an institution.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Letterhead {
    /// The lines, the greatest first.
    pub rows: Vec<String>,
    /// The logo: name of its file (its extension says what it is) and its bytes.
    pub logo: Option<(String, Vec<u8>)>,
}

/// A drawn document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfJob {
    /// The bytes of the file.
    pub pdf: Vec<u8>,
    /// What the layout engine noticed, for people.
    pub notes: Vec<String>,
}

/// Draws documents, one after the other, with one set of layouts.
pub struct PdfPrinter {
    world: LayoutWorld,
    layout: PageLayout,
    letterhead: Value,
    day: NaiveDate,
}

impl PdfPrinter {
    /// With these layouts and letterhead, on this day.
    ///
    /// # Errors
    /// When the name of a file cannot stand in a layout, or a font of the workspace is none.
    pub fn new(layout: PageLayout, letterhead: &Letterhead, day: NaiveDate) -> Result<Self, PdfError> {
        let mut world = LayoutWorld::new(&layout, date(day))?;
        let logo = match &letterhead.logo {
            Some((name, content)) => {
                let suffix = name.rsplit('.').next().unwrap_or_default().to_lowercase();
                let path = format!("/logo.{suffix}");
                world.put(&path, content.clone())?;
                Value::String(path)
            }
            None => Value::Null,
        };
        let rows: Vec<String> = letterhead.rows.iter().map(|one| text::ready(one)).collect();
        Ok(Self { world, layout, letterhead: json!({ "baris": rows, "logo": logo }), day })
    }

    /// Draws data with a layout.
    ///
    /// # Errors
    /// When there is no such layout, or it cannot be drawn; told with file and line.
    pub fn print<T: Serialize>(&mut self, layout: &str, data: &T) -> Result<PdfJob, PdfError> {
        let main = format!("{layout}.typ");
        if !self.layout.has(&main) {
            return Err(PdfError::WithoutLayout { name: layout.to_string(), exists: self.layout.names() });
        }
        let mut data = serde_json::to_value(data)?;
        text::prepare(&mut data);
        if let Value::Object(content) = &mut data {
            content.insert("kop".to_string(), self.letterhead.clone());
        }
        self.world.put(DATA, serde_json::to_vec(&data)?)?;
        self.world.prefer(&main)?;
        // A layout is the institution's own, and what it sets off in the engine must not end the run.
        let outcome = catch_unwind(AssertUnwindSafe(|| self.build()));
        comemo::evict(MEMORY_AGE);
        outcome.unwrap_or_else(|_| Err(PdfError::Collapsed { file: self.layout.path(&main) }))
    }

    fn build(&self) -> Result<PdfJob, PdfError> {
        let mistake = |all: &[_]| faults::mistake(&self.world, &self.layout, all);
        let arrangement = typst::compile::<PagedDocument>(&self.world);
        let document = arrangement.output.map_err(|all| PdfError::Layout(mistake(&all)))?;
        let choice = |standards: PdfStandards| PdfOptions {
            creator: Smart::Custom(Some("Selaras".to_string())),
            timestamp: date(self.day).map(Timestamp::new_utc),
            standards,
            ..PdfOptions::default()
        };
        let mut notes: Vec<String> = mistake(&arrangement.warnings).iter().map(ToString::to_string).collect();
        // What is archived is to be read in many years, and by everybody; a layout or a logo that cannot be kept so is
        // printed all the same.
        let mut drawn = Err(Default::default());
        for (standards, less) in STANDARDS {
            drawn = typst_pdf::pdf(&document, &choice(PdfStandards::new(standards).unwrap_or_default()));
            match &drawn {
                Ok(_) => break,
                Err(all) if !less.is_empty() => {
                    let why = mistake(all).first().map(ToString::to_string).unwrap_or_default();
                    notes.push(format!("{less}: {why}"));
                }
                Err(_) => {}
            }
        }
        let pdf = drawn.map_err(|all| PdfError::Layout(mistake(&all)))?;
        Ok(PdfJob { pdf: compact(pdf), notes })
    }
}

/// The same document with its objects packed; as it is where that cannot be done.
fn compact(pdf: Vec<u8>) -> Vec<u8> {
    let dense = || {
        let mut document = Document::load_mem(&pdf).ok()?;
        let choice = SaveOptions::builder()
            .use_object_streams(true)
            .use_xref_streams(true)
            .max_objects_per_stream(OBJECTS_PER_STREAM)
            .compression_level(9)
            .build();
        let mut content = Vec::with_capacity(pdf.len() / 2);
        document.save_with_options(&mut content, choice).ok()?;
        Some(content).filter(|content| content.len() < pdf.len())
    };
    dense().unwrap_or(pdf)
}

fn date(day: NaiveDate) -> Option<Datetime> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(day.year(), month, date, 0, 0, 0)
}
