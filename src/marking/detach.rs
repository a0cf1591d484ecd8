//! Marks taken off a workbook that came back, whatever program saved it in between.

use super::book::MarkedBook;
use super::note::{MarkNote, NoteInsert};
use super::sheet::Grid;
use super::styles::Styles;
use super::{CorrectionError, TEMUAN_SHEET, comments};
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Element};

/// Takes every mark of ours off; a workbook without any is left alone.
pub(super) fn detach(package: &mut PackageDraft<'_>) -> Result<(), CorrectionError> {
    let book = MarkedBook::read(package)?;
    let temuan = temuan_sheet(package, &book)?;
    let mut ours = temuan.is_some();
    for (index, sheet) in book.sheets.iter().enumerate() {
        let is_temuan = temuan.as_ref().is_some_and(|(at, _)| *at == index);
        if let Some(part) = sheet.part.as_ref().filter(|_| !is_temuan) {
            ours |= comments::unmark(package, part)?;
        }
    }
    // Without our list or a comment of ours, a colour like ours is the unit's own.
    if !ours {
        return Ok(());
    }
    let (at, note) = temuan.map_or((None, MarkNote::default()), |(at, note)| (Some(at), note));
    unmark_cells(package, &book, at, &note)?;
    match at {
        Some(at) => book.remove(package, at, note.exists_name),
        None => Ok(()),
    }
}

fn unmark_cells(
    package: &mut PackageDraft<'_>,
    book: &MarkedBook,
    temuan: Option<usize>,
    note: &MarkNote,
) -> Result<(), CorrectionError> {
    let Some(part) = &book.styles else { return Ok(()) };
    let text = package.need(part)?;
    let unchanged = note.in_force(&text);
    let mut styles = Styles::load(part, text)?;
    if !styles.has_marks() {
        return Ok(());
    }
    for (index, sheet) in book.sheets.iter().enumerate() {
        let Some(part) = sheet.part.as_ref().filter(|_| temuan != Some(index)) else { continue };
        let text = package.need(part)?;
        let grid = Grid::parse(part, &text)?;
        let mut edits = grid.edits();
        let none = NoteInsert::default();
        grid.unmark(&mut styles, note, note.inserted.get(&sheet.name).unwrap_or(&none), &mut edits)?;
        if !edits.is_empty() {
            package.put(part, index::finish(part, edits)?);
        }
    }
    // As nobody saved the styles anew, what stands after the old ends is ours, and nothing uses it any more.
    if unchanged {
        styles.cut(note.lengths);
    }
    let (part, text) = styles.finish()?;
    package.put(&part, text);
    Ok(())
}

/// Our list of findings: its place among the sheets, and the record in it.
fn temuan_sheet(
    package: &mut PackageDraft<'_>,
    book: &MarkedBook,
) -> Result<Option<(usize, MarkNote)>, CorrectionError> {
    for (index, sheet) in book.sheets.iter().enumerate() {
        let named = sheet.name.trim().to_uppercase().starts_with(TEMUAN_SHEET);
        let Some(part) = sheet.part.as_ref().filter(|_| named) else { continue };
        let texts = texts(package, book, part)?;
        if let Some(note) = MarkNote::read(texts.iter().map(String::as_str)) {
            return Ok(Some((index, note)));
        }
    }
    Ok(None)
}

/// The texts of a sheet's cells.
fn texts(package: &mut PackageDraft<'_>, book: &MarkedBook, part: &str) -> Result<Vec<String>, CorrectionError> {
    let text = package.need(part)?;
    let root = index::parse(part, &text, 5)?;
    let shared = match &book.strings {
        Some(strings) => package.text(strings)?.unwrap_or_default(),
        None => String::new(),
    };
    let strings = if shared.is_empty() { None } else { Some(index::parse("sharedStrings", &shared, 2)?) };
    let rows = root.child("sheetData").map_or(&[][..], |data| &data.children);
    let cells = rows.iter().flat_map(|row| &row.children);
    Ok(cells.filter_map(|cell| cell_text(cell, strings.as_ref())).collect())
}

fn cell_text(cell: &Element<'_>, strings: Option<&Element<'_>>) -> Option<String> {
    match cell.attribute("t").as_deref() {
        Some("s") => {
            let index: usize = cell.child("v")?.text().trim().parse().ok()?;
            Some(strings?.children.get(index)?.text())
        }
        Some("inlineStr") => Some(cell.child("is")?.text()),
        Some("str") => Some(cell.child("v")?.text()),
        _ => None,
    }
}
