//! A workspace drawn as text: how the rule catalogue shows its examples, and how tests run them.
//!
//! A line `*** jalur` starts a file, `=== Nama` a sheet; the rest is the grid of [`crate::workbook::grid`]. The guilty
//! cell stands between « and ». Without a `*** kaskade.xlsx` of its own, a drawing gets [`KASKADE`].

use chrono::NaiveDate;

use super::{PipelineError, RunOutcome, build};
use crate::domain::address::CellAddress;
use crate::domain::capaian::{Profil, ProfilParameter};
use crate::domain::digest::sha256;
use crate::domain::document::DocumentKind;
use crate::domain::document::ReadFile;
use crate::domain::place::KASKADE_FILE;
use crate::domain::tenggat::Tenggat;
use crate::extract::extract;
use crate::finding::verdict::AturanOverride;
use crate::rules::RuleSettings;
use crate::tables::{ReadFailure, SentFile};
use crate::template::Library;
use crate::workbook::grid::workbook_from_text;
use crate::workbook::{CellValue, ReadError, Workbook};

/// The register and cascade that drawings get.
pub const KASKADE: &str = "\
=== Unit
Kode|Nama Unit|Nama Lain|Induk|Pimpinan|NIP|Jabatan|Surel
JTI|Jurusan Teknologi Informasi|Jurusan TI||||Ketua Jurusan|
JTM|Jurusan Teknik Mesin|||||Ketua Jurusan|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Bobot|Target|TW I|TW II|TW III|TW IV
IKU 1.1||IKU||Lulusan siap kerja|Persentase lulusan yang bekerja atau melanjutkan studi|%|maksimum|nilai akhir|rata-rata||60|15|30|45|60
IKK 1.1.1|IKU 1.1|IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|maksimum|nilai akhir|||60|15|30|45|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|maksimum|nilai akhir|||60|15|30|45|60
";

/// A cell that a drawing marks as guilty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuiltyCell {
    /// Its path, as the drawing names it: "JTI/pk.xlsx".
    pub file: String,
    /// The name of the sheet.
    pub sheet: String,
    /// The cell between « and ».
    pub cell: CellAddress,
}

/// The settings of drawings: year 2026, profile umum capped at 120, run on 20 July 2026.
pub fn settings() -> RuleSettings {
    let day = |month, day| NaiveDate::from_ymd_opt(2026, month, day);
    let parameter: ProfilParameter = toml::from_str("profil = \"umum\"\nbatas_atas = 120.0\n").unwrap_or_default();
    RuleSettings {
        workspace: true,
        institution: "Politeknik Contoh".to_string(),
        year: 2026,
        tenggat: Tenggat::default()
            .with(DocumentKind::Pk, &[day(2, 28)])
            .with(DocumentKind::RencanaAksi, &[day(2, 28)])
            .with(
                DocumentKind::Pengukuran,
                &[day(4, 10), day(7, 10), day(10, 10), NaiveDate::from_ymd_opt(2027, 1, 10)],
            ),
        profil: Profil::with(&parameter)
            .unwrap_or_else(|_| Profil::standard(crate::domain::capaian::ProfilName::General)),
        today: day(7, 20).unwrap_or_default(),
        ratified: Vec::new(),
        other_files: Vec::new(),
        evidence_asked: false,
        register: Vec::new(),
    }
}

/// Runs a drawing through the whole pipeline.
///
/// # Errors
/// When a frame cannot be built.
pub fn run(image: &str, library: &Library) -> Result<(RunOutcome, Vec<GuiltyCell>), PipelineError> {
    let mut mark = Vec::new();
    let mut file = Vec::new();
    for (path, text) in image_file(image) {
        let mut book = workbook_from_text(&text);
        detach_mark(&path, &mut book, &mut mark);
        // Equal drawings are equal files.
        let sha256 = sha256(text.as_bytes());
        let size = text.len() as u64;
        file.push(SentFile {
            path,
            sha256,
            size,
            received: None,
            mail_origin: None,
            outcome: read(&book, library),
            copy_from: None,
        });
    }
    Ok((build(file, settings(), &AturanOverride::default(), |_| Ok((Vec::new(), Vec::new())))?, mark))
}

/// What becomes of a drawn workbook; one without any sheet cannot be read.
fn read(book: &Workbook, library: &Library) -> Result<ReadFile, ReadFailure> {
    if book.sheets.is_empty() {
        let error = ReadError::WithoutSheet;
        return Err(ReadFailure { message: error.to_string(), advice: error.advice() });
    }
    Ok(extract(book, library))
}

/// The files of a drawing; the default cascade first when it brings none.
fn image_file(image: &str) -> Vec<(String, String)> {
    let mut outcome: Vec<(String, String)> = Vec::new();
    for row in image.lines() {
        if let Some(path) = row.trim_start().strip_prefix("*** ") {
            outcome.push((path.trim().to_string(), String::new()));
        } else if let Some((_, text)) = outcome.last_mut() {
            text.push_str(row);
            text.push('\n');
        }
    }
    if !outcome.iter().any(|(path, _)| path == KASKADE_FILE) {
        outcome.insert(0, (KASKADE_FILE.to_string(), KASKADE.to_string()));
    }
    outcome
}

/// Takes the marks out of the cells and remembers where they stood. A marked number or blank is written as it is
/// without the marks.
fn detach_mark(file: &str, book: &mut Workbook, mark: &mut Vec<GuiltyCell>) {
    for sheet in &mut book.sheets {
        let mut discarded = Vec::new();
        for cell in &mut sheet.cells {
            let CellValue::Text(text) = &cell.value else { continue };
            let Some(content) = text.strip_prefix('«').and_then(|rest| rest.strip_suffix('»')) else { continue };
            mark.push(GuiltyCell { file: file.to_string(), sheet: sheet.name.clone(), cell: cell.address });
            let repeat = crate::workbook::grid::sheet_from_text("", content).cells.into_iter().next();
            match repeat {
                Some(new) => {
                    cell.value = new.value;
                    cell.formula = new.formula;
                    cell.percent_format = new.percent_format;
                }
                None => discarded.push(cell.address),
            }
        }
        sheet.cells.retain(|cell| !discarded.contains(&cell.address));
    }
}
