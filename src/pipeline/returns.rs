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

use super::RunOutcome;

use crate::domain::address::CellAddress;
use crate::domain::system::system_words;
use crate::files::{self, Names, file_name};
use crate::finding::{Severity, Temuan};
use crate::intake::{self, FileSource};
use crate::letters::{self, SuratKind, SuratSettings, SuratTemplate, UnitAction, eml};
use crate::marking::{CorrectionContext, CorrectionError, PlainSheet, PlainValue, mark, marked_copy};
use crate::recap::ReportInput;
use crate::tables::{SentFile, Tables};
use crate::workbook::{self, CellValue, Limits};
use crate::worker::fingerprint;
use crate::workspace::Workspace;

/// The folder below `hasil/`.
pub const FOLDER: &str = "koreksi";
/// Nothing could be sent back at all.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// A text of the workspace is wrong; every fault is listed.
    #[error("templat surat belum benar:\n{}", .0.iter().map(|one| format!("  - {one}")).collect::<Vec<_>>().join("\n"))]
    Template(Vec<String>),
    /// A file or folder cannot be read or written.
    #[error("{} tidak dapat dibaca atau ditulis ({}); bila sedang dibuka, tutup dahulu lalu jalankan lagi", path.display(), system_words(cause))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
}

/// What was put into the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The folder.
    pub folder: PathBuf,
    /// Letters of each kind.
    pub surat: BTreeMap<SuratKind, usize>,
    /// Marked workbooks.
    pub marked: usize,
    /// What did not work, for people.
    pub failure: Vec<String>,
}

/// Makes `koreksi` in a folder of results, where it is not yet.
///
/// # Errors
/// When a text of the workspace is wrong, or the folder cannot be written.
pub fn write(
    workspace: &Workspace,
    outcome: &RunOutcome,
    input: &ReportInput<'_>,
    parent: &Path,
) -> Result<Returned, ReturnError> {
    let template =
        SuratTemplate::with(&workspace_template(&workspace.folder.join("templat"))?).map_err(ReturnError::Template)?;
    let new = parent.join(FOLDER);
    fs::create_dir_all(&new).map_err(failure(&new))?;
    let marker = CopyMarker {
        instansi: input.instansi,
        date: input.made.date(),
        tables: input.tables,
        source: &outcome.source,
        limit: &workspace.limit,
    };
    let tools = ReturnTools { input, marker, template: &template, settings: &workspace.surat };
    let mut returns = Returned { folder: workspace.outcome().join(FOLDER), ..Returned::default() };
    let name = Names::of_codes(input.tables.unit.iter().map(|unit| unit.code.as_str()));
    let action: Vec<(UnitAction<'_>, PathBuf)> = letters::all(input)
        .into_iter()
        .map(|action| {
            let folder = new.join(name.get(action.unit.code.as_str()).map_or("unit", String::as_str));
            (action, folder)
        })
        .collect();
    let written: Vec<ReturnedUnit> =
        action.par_iter().map(|(action, folder)| one_unit(action, folder, &tools)).collect();
    for ((action, _), one) in action.iter().zip(written) {
        returns.failure.extend(one.failure);
        match one.marked {
            Ok(marked) => {
                returns.marked += marked;
                *returns.surat.entry(action.kind).or_default() += 1;
            }
            Err(cause) => {
                returns.failure.push(format!("{}: tidak dapat ditulis ({})", action.unit.code, system_words(&cause)))
            }
        }
    }
    Ok(returns)
}

/// What every unit's folder is made with.
struct ReturnTools<'a> {
    input: &'a ReportInput<'a>,
    marker: CopyMarker<'a>,
    template: &'a SuratTemplate,
    settings: &'a SuratSettings,
}

/// What became of a unit's folder.
struct ReturnedUnit {
    /// Marked workbooks.
    marked: io::Result<usize>,
    /// Workbooks that could not be marked.
    failure: Vec<String>,
}

fn one_unit(action: &UnitAction<'_>, folder: &Path, tools: &ReturnTools<'_>) -> ReturnedUnit {
    let mut failure = Vec::new();
    ReturnedUnit { marked: write_unit(action, folder, tools, &mut failure), failure }
}

fn write_unit(
    action: &UnitAction<'_>,
    folder: &Path,
    tools: &ReturnTools<'_>,
    failure: &mut Vec<String>,
) -> io::Result<usize> {
    fs::create_dir_all(folder)?;
    let mut attachment = Vec::new();
    let mut used_name = Names::default();
    for file in action.needs_marked().filter(|file| file.outcome.is_ok()) {
        match tools.marker.mark(file, &action.unit.name, &action.about(&file.path)) {
            Ok((content, suffix)) => {
                let name = correction_name(&file.path, suffix, &mut used_name);
                fs::write(folder.join(&name), &content)?;
                attachment.push(eml::Attachment { name, content });
            }
            Err(cause) => failure.push(format!("{}: tidak dapat ditandai ({cause})", file.path)),
        }
    }
    let surat = action.surat(tools.input, tools.template, tools.settings, attachment.len());
    fs::write(folder.join(action.kind.file()), eml::draft(&surat, &attachment, tools.input.made)?)?;
    Ok(attachment.len())
}

/// Marks what was sent: fetches its bytes, patches them, and where that cannot be done makes a copy.
#[derive(Debug)]
pub struct CopyMarker<'a> {
    /// Name of the institution.
    pub instansi: &'a str,
    /// Day of the check.
    pub date: NaiveDate,
    /// What the files became.
    pub tables: &'a Tables,
    /// Where their bytes are, by path.
    pub source: &'a BTreeMap<String, FileSource>,
    /// Limits of what is read.
    pub limit: &'a Limits,
}

impl CopyMarker<'_> {
    /// The marked workbook, and the file name extension that it must have.
    ///
    /// # Errors
    /// When the file can be neither patched nor read; the reason, for people.
    pub fn mark(&self, file: &SentFile, unit: &str, temuan: &[&Temuan]) -> Result<(Vec<u8>, &'static str), String> {
        let source = self.source.get(&file.path).ok_or("letak berkasnya tidak diketahui")?;
        let content = intake::content(source, self.limit.file_size).map_err(|error| system_words(&error))?;
        if !file.sha256.is_empty() && fingerprint(&content) != file.sha256 {
            return Err("berkasnya berubah setelah dibaca; jalankan lagi".to_string());
        }
        let context = CorrectionContext {
            instansi: self.instansi.to_string(),
            unit: unit.to_string(),
            file: file.path.clone(),
            date: self.date,
            already_correct: already_correct(self.tables, file, temuan),
        };
        // What the marking trips over is the file's fault, not the end of the run.
        catch_unwind(AssertUnwindSafe(|| marked(&content, &file.path, temuan, &context, self.limit)))
            .unwrap_or_else(|_| Err("susunan isinya tidak dapat diikuti".to_string()))
    }
}

/// The marked workbook and its extension; a fresh copy where the file itself cannot be patched.
fn marked(
    content: &[u8],
    name: &str,
    temuan: &[&Temuan],
    context: &CorrectionContext,
    limit: &Limits,
) -> Result<(Vec<u8>, &'static str), String> {
    let cause = match mark(content, temuan, context) {
        Ok(content) => return Ok((content, suffix(name))),
        Err(CorrectionError::NotPackage(_)) => "bentuknya bukan .xlsx".to_string(),
        Err(error) => error.to_string(),
    };
    let book = workbook::read(content, limit).map_err(|error| error.to_string())?;
    let sheet: Vec<PlainSheet> = book.sheets.into_iter().map(plain_sheet).collect();
    marked_copy(&sheet, temuan, context, &cause).map(|content| (content, "xlsx")).map_err(|error| error.to_string())
}

/// A package keeps its kind: Excel refuses one whose name says another.
fn suffix(name: &str) -> &'static str {
    let name = name.to_lowercase();
    ["xlsm", "xltx", "xltm"].into_iter().find(|suffix| name.ends_with(&format!(".{suffix}"))).unwrap_or("xlsx")
}

fn plain_sheet(sheet: workbook::Sheet) -> PlainSheet {
    let plain_value = |value: CellValue, percent: bool| {
        Some(match value {
            CellValue::Text(text) => PlainValue::Text(text),
            CellValue::Number(figure) => PlainValue::Figure(figure, percent.then(|| "0.00%".to_string())),
            CellValue::Bool(plain_value) => PlainValue::Logic(plain_value),
            CellValue::DateTime(moment) => PlainValue::Time(moment),
            CellValue::Error(text) => PlainValue::Error(text),
            CellValue::NotCalculated => return None,
        })
    };
    let cell =
        sheet.cells.into_iter().filter_map(|cell| Some((cell.address, plain_value(cell.value, cell.percent_format)?)));
    PlainSheet { cell: cell.collect(), name: sheet.name }
}

/// What is already right in a file: its documents, and the rows that no finding points at.
fn already_correct(tables: &Tables, file: &SentFile, temuan: &[&Temuan]) -> Vec<String> {
    let Ok(readable) = &file.outcome else { return Vec::new() };
    let registered = |number: usize| {
        tables.document.iter().find(|one| {
            one.document as usize == number
                && tables.file.get(one.file as usize).is_some_and(|owned| owned.path == file.path)
        })
    };
    let document = readable.document.iter().enumerate();
    document
        .filter_map(|(number, content)| {
            let needs = temuan.iter().filter(|one| one.severity > Severity::Info);
            let wrong: BTreeSet<u32> = needs
                .filter(|one| one.place.file == file.path && one.place.sheet.as_ref() == Some(&content.sheet))
                .flat_map(|one| one.place.cell.iter().map(|cell: &CellAddress| cell.row))
                .collect();
            let row: Vec<u32> = content.table.iter().flat_map(|table| &table.row).map(|row| row.row).collect();
            let clean = row.iter().filter(|row| !wrong.contains(row)).count();
            let triwulan = registered(number).and_then(|one| one.triwulan);
            let triwulan = triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default();
            let name = format!("{}{triwulan} (lembar {})", content.kind.name(), content.sheet);
            (!row.is_empty()).then(|| format!("{name}: {clean} dari {} baris tanpa catatan", row.len()))
        })
        .collect()
}

/// "pk.xlsx" becomes "pk - koreksi.xlsx", also when it is a marked copy that came back.
pub fn correction_name(path: &str, suffix: &str, used: &mut Names) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let bar = name.rsplit_once('.').map_or(name, |(bar, _)| bar);
    let bar = file_name(bar.strip_suffix(" - koreksi").unwrap_or(bar));
    used.take(&bar, &format!(" - koreksi.{suffix}"))
}

/// The workspace's own letters, by file name.
fn workspace_template(folder: &Path) -> Result<BTreeMap<String, String>, ReturnError> {
    let mut outcome = BTreeMap::new();
    for kind in [SuratKind::Correction, SuratKind::Receipt, SuratKind::Reminder] {
        let path = folder.join(kind.template());
        match files::read_text(&path) {
            Ok(text) => {
                outcome.insert(kind.template().to_string(), text);
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(failure(&path)(cause)),
        }
    }
    Ok(outcome)
}

fn failure(path: &Path) -> impl Fn(io::Error) -> ReturnError {
    let path = path.to_path_buf();
    move |cause| ReturnError::File { path: path.clone(), cause }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_say_what_the_copy_is_and_never_grow() {
        let mut used = Names::default();
        assert_eq!(correction_name("surat.eml/PK JTI.xls", "xlsx", &mut used), "PK JTI - koreksi.xlsx");
        assert_eq!(correction_name("b/PK JTI - koreksi.xlsx", "xlsx", &mut used), "PK JTI (2) - koreksi.xlsx");
        assert_eq!(suffix("a.XLSM"), "xlsm");
        let length = correction_name(&format!("{}.xlsx", "é".repeat(125)), "xlsx", &mut used);
        assert!(length.len() <= 255 && length.ends_with(" - koreksi.xlsx"), "{length}");
        assert_eq!(correction_name("surat.eml/PK: a\nb.xlsx", "xlsx", &mut used), "PK_ a_b - koreksi.xlsx");
    }
}
