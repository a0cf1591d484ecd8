//! Everything that a run writes into `hasil/`: workbooks, the recap as a message, data.
//!
//! Takes [`ReportInput`], everything a run found out; lets each room make its part, and writes the files.

#[cfg(test)]
mod test;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::exports::{self, ExportError};
use crate::files::{self, FilesError, Names};
use crate::page::{self, PageError};
use crate::recap::ReportInput;
use crate::recap::model::Recap;
use crate::recap::text;
use crate::sheets::SheetError;
use crate::tables::Tables;
use crate::workbooks::consolidated::{self, address::Address};
use crate::workbooks::national::{self, NationalInput};
use crate::workbooks::{recap, register};

/// Why a report could not be made: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// A workbook could not be made.
    #[error(transparent)]
    Sheet(#[from] SheetError),
    /// The data could not be packed.
    #[error(transparent)]
    Data(#[from] ExportError),
    /// The page of findings could not be made.
    #[error(transparent)]
    Page(#[from] PageError),
    /// A file could not be written.
    #[error(transparent)]
    Files(#[from] FilesError),
}

impl From<rust_xlsxwriter::XlsxError> for ReportError {
    fn from(error: rust_xlsxwriter::XlsxError) -> Self {
        Self::Sheet(error.into())
    }
}

/// The consolidated workbook.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn konsolidasi(input: &ReportInput<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(consolidated::write(input)?)
}

/// The file of [`write_tables`] below `hasil/`.
pub fn tables_file(year: i32) -> String {
    format!("tabel-{year}.xlsx")
}

/// Writes the tables of the consolidated workbook alone into a folder. Gives the path.
///
/// # Errors
/// When the workbook cannot be put together or written.
pub fn write_tables(input: &ReportInput<'_>, folder: &Path) -> Result<PathBuf, ReportError> {
    let path = folder.join(tables_file(input.year));
    files::save(&path, &consolidated::write_tables(input)?)?;
    Ok(path)
}

/// The recap as plain data.
pub fn recap_model(input: &ReportInput<'_>) -> Recap {
    Recap::build(input, &Address::new(input.kaskade))
}

/// The recap over many institutions.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn national(input: &NationalInput<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(national::write(input)?)
}

/// The recap as a chat message of at most fifteen lines.
pub fn text_recap(input: &ReportInput<'_>) -> String {
    text::write(&recap_model(input))
}

/// The recap for leadership.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn recap(input: &ReportInput<'_>) -> Result<Vec<u8>, ReportError> {
    Ok(recap::write(&recap_model(input), input)?)
}

/// Writes both workbooks, the page, the register and `data/` into a folder, each as soon as it is made. Gives the paths.
///
/// # Errors
/// When a file cannot be made or written.
pub fn write_all(input: &ReportInput<'_>, folder: &Path) -> Result<Vec<PathBuf>, ReportError> {
    let folder_data = folder.join("data");
    files::ensure_folder(&folder_data)?;
    let save = |path: &Path, content: &[u8]| files::save(path, content).map_err(ReportError::from);
    let named = |name: String, content: &[u8]| {
        let path = folder.join(name);
        save(&path, content).map(|()| path)
    };
    // The two workbooks take most of the time, and know nothing of each other, nor does anything else here.
    let (konsolidasi, (recap, (data, (page, register)))) = rayon::join(
        || named(format!("konsolidasi-{}.xlsx", input.year), &konsolidasi(input)?),
        || {
            let model = recap_model(input);
            let workbook = || -> Result<_, ReportError> {
                let workbook = named(input.recap_file("xlsx"), &recap::write(&model, input)?)?;
                Ok([workbook, named(input.recap_file("txt"), text::write(&model).as_bytes())?])
            };
            let page = || named(page::FILE.to_string(), page::house(input)?.as_bytes());
            let register = || -> Result<_, ReportError> {
                let register = register::write(input)?;
                register.map(|register| named(format!("register-{}.xlsx", input.year), &register)).transpose()
            };
            let data = || exports::write_data(input, &model, &folder_data, &save);
            rayon::join(workbook, || rayon::join(data, || rayon::join(page, register)))
        },
    );
    let mut all = vec![konsolidasi?];
    all.extend(recap?);
    let data = data?;
    all.push(page?);
    all.extend(register?);
    all.extend(data);
    Ok(all)
}

/// Writes small recaps into a folder: one for each unit, `<kode>.xlsx`, and one for each unit of the register that has
/// others below it, `bidang-<kode>.xlsx`, as asked for. Gives the paths.
///
/// # Errors
/// When a file cannot be made or written.
pub fn write_unit_recap(
    input: &ReportInput<'_>,
    folder: &Path,
    (per_unit, per_field): (bool, bool),
) -> Result<Vec<PathBuf>, ReportError> {
    files::ensure_folder(folder)?;
    let recap = recap_model(input);
    let part = small_recaps(&recap, input.tables, (per_unit, per_field));
    let path = |stem: &str| folder.join(format!("{stem}.xlsx"));
    let parts = recap.parts();
    part.par_iter().try_for_each(|(stem, designation, member)| -> Result<(), ReportError> {
        let one = parts.of(designation, member, input.profil);
        Ok(files::save(&path(stem), &recap::write_part(&one, input)?)?)
    })?;
    Ok(part.iter().map(|(stem, ..)| path(stem)).collect())
}

/// Gives each small recap that is asked for to `draw`, with the name that its workbook has, without its ending.
///
/// # Errors
/// The first of `draw`.
pub fn each_unit_recap<E>(
    input: &ReportInput<'_>,
    which: (bool, bool),
    mut draw: impl FnMut(&str, &Recap) -> Result<(), E>,
) -> Result<(), E> {
    let recap = recap_model(input);
    let parts = recap.parts();
    let part = small_recaps(&recap, input.tables, which);
    part.iter().try_for_each(|(stem, designation, member)| draw(stem, &parts.of(designation, member, input.profil)))
}

/// The small recaps that are asked for: of units, and of those with others below them. Each with the stem of its file, what
/// it is called, and the units in it.
fn small_recaps<'r>(
    recap: &'r Recap,
    tables: &'r Tables,
    (per_unit, per_field): (bool, bool),
) -> Vec<(String, &'r str, Vec<&'r str>)> {
    let (field, mut used_name) = (field(tables), Names::default());
    let code = recap.units.iter().map(|one| one.unit.as_str()).chain(field.iter().map(|(code, ..)| *code));
    let name = Names::of_codes(code);
    let name = |code: &str| name.get(code).cloned().unwrap_or_default();
    let mut part: Vec<(String, &str, Vec<&str>)> = Vec::new();
    if per_unit {
        part.extend(
            recap
                .units
                .iter()
                .map(|one| (used_name.take(&name(&one.unit), ""), one.name.as_str(), vec![one.unit.as_str()])),
        );
    }
    if per_field {
        part.extend(field.into_iter().map(|(code, designation, member)| {
            (used_name.take(&format!("bidang-{}", name(code)), ""), designation, member)
        }));
    }
    part
}

/// Units that have others below them: code, name, and the codes of itself and all below.
fn field(tables: &Tables) -> Vec<(&str, &str, Vec<&str>)> {
    let mut child: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for unit in &tables.units {
        if let Some(parent) = unit.parent.as_deref() {
            child.entry(parent).or_default().push(&unit.code);
        }
    }
    let below = |code| {
        let (mut member, mut known): (Vec<&str>, _) = (vec![code], BTreeSet::from([code]));
        let mut now = 0;
        while let Some(&upper) = member.get(now) {
            now += 1;
            member.extend(child.get(upper).into_iter().flatten().copied().filter(|child| known.insert(child)));
        }
        member
    };
    tables
        .units
        .iter()
        .filter(|unit| child.contains_key(unit.code.as_str()))
        .map(|unit| (unit.code.as_str(), unit.name.as_str(), below(unit.code.as_str())))
        .filter(|(.., member)| member.len() > 1)
        .collect()
}
