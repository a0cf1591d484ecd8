//! Another name of a unit, written into the register where planners keep it.

use super::{JobError, Look};
use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::digest::sha256;
use crate::domain::place::KASKADE_FILE;
use crate::domain::text::{key, one_line};
use crate::files;
use crate::marking::typed;

/// Adds a name to the other names of a unit in `kaskade.xlsx`; every other cell stays as it was.
///
/// # Errors
/// When the unit or the column is not there, the workbook is another one than when it was looked at, or it cannot be
/// written.
pub fn add_alias(look: &Look, unit: &str, alias: &str) -> Result<(), JobError> {
    let tables = &look.result.tables;
    let unit = tables.unit_as_typed(unit)?;
    let alias = one_line(alias);
    if key(&alias).is_empty() || alias.contains(';') {
        return Err(JobError::UnusableName(alias));
    }
    if unit.named(&alias) {
        return Ok(());
    }
    let path = look.workspace.kaskade();
    let (sheet, column) = place(look).ok_or(JobError::NoAliasColumn)?;
    let bytes = files::read(&path).map_err(|source| JobError::File { file: path.clone(), source })?;
    let known = tables.file_of_path(KASKADE_FILE).map(|file| file.sha256.as_str());
    if known != Some(sha256(&bytes).as_str()) {
        return Err(JobError::Changed(path));
    }
    let mut names = unit.other_names.clone();
    names.push(alias);
    // A name with a comma is one name: the mark between names is then the semicolon, also of a single one.
    let mut text = names.join("; ");
    if names.len() == 1 && text.contains(',') {
        text.push(';');
    }
    let new = typed(&bytes, &sheet, CellAddress::new(unit.row, column), &text);
    let new = new.map_err(|cause| JobError::NotTyped { file: path.clone(), cause })?;
    Ok(files::save(&path, &new)?)
}

/// The sheet of the register and the column of other names.
fn place(look: &Look) -> Option<(String, u32)> {
    let file = look.result.tables.file_of_path(KASKADE_FILE)?;
    let documents = &file.outcome.as_ref().ok()?.documents;
    documents.iter().find_map(|document| {
        let columns = document.tables.iter().flat_map(|table| &table.columns);
        let column = columns.into_iter().find(|one| one.column.field == Field::OtherName)?;
        Some((document.sheet.clone(), column.cell.column))
    })
}
