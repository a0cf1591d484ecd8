//! Marks taken off a workbook that came back, whatever program saved it in between.

use super::book::Book;
use super::catatan::{Catatan, Sisipan};
use super::sheet::Grid;
use super::styles::Styles;
use super::{KoreksiError, LEMBAR_TEMUAN, comments};
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Element};

/// Takes every mark of ours off; a workbook without any is left alone.
pub(super) fn lepas(package: &mut PackageDraft<'_>) -> Result<(), KoreksiError> {
    let book = Book::read(package)?;
    let temuan = lembar_temuan(package, &book)?;
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
    let (at, catatan) = temuan.map_or((None, Catatan::default()), |(at, catatan)| (Some(at), catatan));
    unmark_cells(package, &book, at, &catatan)?;
    match at {
        Some(at) => book.remove(package, at, catatan.ada_nama),
        None => Ok(()),
    }
}

fn unmark_cells(
    package: &mut PackageDraft<'_>,
    book: &Book,
    temuan: Option<usize>,
    catatan: &Catatan,
) -> Result<(), KoreksiError> {
    let Some(part) = &book.styles else { return Ok(()) };
    let text = package.need(part)?;
    let unchanged = catatan.berlaku(&text);
    let mut styles = Styles::load(part, text)?;
    if !styles.has_marks() {
        return Ok(());
    }
    for (index, sheet) in book.sheets.iter().enumerate() {
        let Some(part) = sheet.part.as_ref().filter(|_| temuan != Some(index)) else { continue };
        let text = package.need(part)?;
        let grid = Grid::parse(part, &text)?;
        let mut edits = grid.edits();
        let none = Sisipan::default();
        grid.unmark(&mut styles, catatan, catatan.sisipan.get(&sheet.name).unwrap_or(&none), &mut edits)?;
        if !edits.is_empty() {
            package.put(part, index::finish(part, edits)?);
        }
    }
    // As nobody saved the styles anew, what stands after the old ends is ours, and nothing uses it any more.
    if unchanged {
        styles.cut(catatan.panjang);
    }
    let (part, text) = styles.finish()?;
    package.put(&part, text);
    Ok(())
}

/// Our list of findings: its place among the sheets, and the record in it.
fn lembar_temuan(package: &mut PackageDraft<'_>, book: &Book) -> Result<Option<(usize, Catatan)>, KoreksiError> {
    for (index, sheet) in book.sheets.iter().enumerate() {
        let named = sheet.name.trim().to_uppercase().starts_with(LEMBAR_TEMUAN);
        let Some(part) = sheet.part.as_ref().filter(|_| named) else { continue };
        let texts = texts(package, book, part)?;
        if let Some(catatan) = Catatan::baca(texts.iter().map(String::as_str)) {
            return Ok(Some((index, catatan)));
        }
    }
    Ok(None)
}

/// The texts of a sheet's cells.
fn texts(package: &mut PackageDraft<'_>, book: &Book, part: &str) -> Result<Vec<String>, KoreksiError> {
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
