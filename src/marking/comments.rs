//! Comments of a sheet: ours beside or after those of others, and out again without a trace of ours or a loss of theirs.
//!
//! Comments are the classic ones (comments part and drawing): every program shows them. Threads are left alone.

use std::collections::BTreeMap;
use std::ops::Range;

use super::CorrectionError;
use super::sheet::Grid;
use super::vml;
use crate::domain::address::CellAddress;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Edits, Element};
use crate::ooxml::relations::{self, MarkedRelation};
use crate::ooxml::text::escape_text;

/// Author of every comment of ours.
pub(super) const WRITER: &str = "Selaras";
/// Begins what we add to a comment that is already there.
const START: &str = "-----[ Selaras ]-----";
/// Ends it.
const LAST: &str = "-----[ akhir catatan Selaras ]-----";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const VML_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// What comments say, by their cell.
pub(super) type Notes = BTreeMap<CellAddress, String>;

fn link<'r>(links: &'r [MarkedRelation], kind: &str) -> Option<&'r MarkedRelation> {
    links.iter().find(|link| link.kind == kind)
}

/// Writes comments on a sheet. The sheet part itself gets at most the element that ties the drawing to it.
pub(super) fn mark(
    package: &mut PackageDraft<'_>,
    part: &str,
    grid: &Grid<'_>,
    notes: &Notes,
    edits: &mut Edits<'_>,
) -> Result<(), CorrectionError> {
    if notes.is_empty() {
        return Ok(());
    }
    let links = relations::read(package, part)?;
    let folder = relations::folder(part).trim_end_matches('/').rsplit_once('/').map_or("", |(up, _)| up);
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
    let new = match link(&links, "comments") {
        Some(link) => {
            let text = package.need(&link.target)?;
            let (text, new) = add(&link.target, &text, notes)?;
            package.put(&link.target, text);
            new
        }
        None => {
            let name = package.free_name(&format!("{folder}comments"), ".xml");
            let empty = format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"{MAIN}\"><authors/><commentList/></comments>"
            );
            let (text, new) = add(&name, &empty, notes)?;
            package.put(&name, text);
            relations::set_type(package, &name, COMMENTS_TYPE)?;
            relations::add(package, part, "comments", &name)?;
            new
        }
    };
    if new.is_empty() {
        return Ok(());
    }
    let sizes = grid.sizes()?;
    let boxes: Vec<(CellAddress, String)> = new
        .iter()
        .map(|cell| {
            let (width, height) = box_size(notes.get(cell).map_or("", String::as_str));
            (*cell, sizes.anchor(*cell, width, height))
        })
        .collect();
    match grid.legacy_drawing() {
        Some(id) => {
            let drawing = links.iter().find(|link| link.id == id && link.kind == "vmlDrawing");
            let drawing = drawing.ok_or_else(|| CorrectionError::cannot(part, "gambar catatannya tidak ditemukan"))?;
            let text = package.need(&drawing.target)?;
            package.put(&drawing.target, vml::append(&drawing.target, &text, &boxes)?);
        }
        None => {
            let block = vml::free_block(package)?;
            let name = package.free_name(&format!("{folder}drawings/vmlDrawing"), ".vml");
            package.put(&name, vml::fresh(block, &boxes));
            relations::set_default(package, "vml", VML_TYPE)?;
            let id = relations::add(package, part, "vmlDrawing", &name)?;
            grid.add_legacy_drawing(&id, edits)?;
        }
    }
    Ok(())
}

/// Width and height in pixels of a box that shows a text.
fn box_size(text: &str) -> (u32, u32) {
    let lines: usize = text.lines().map(|line| line.chars().count() / 46 + 1).sum();
    (320, u32::try_from(lines.clamp(4, 24)).unwrap_or(4) * 16 + 12)
}

/// Takes our comments off a sheet; says whether there were any.
pub(super) fn unmark(package: &mut PackageDraft<'_>, part: &str) -> Result<bool, CorrectionError> {
    let links = relations::read(package, part)?;
    let Some(comments) = link(&links, "comments") else { return Ok(false) };
    let Some(text) = package.text(&comments.target)? else { return Ok(false) };
    let Some(without) = without_ours(&comments.target, &text)? else { return Ok(false) };
    if without.left == 0 {
        relations::remove_part(package, &comments.target)?;
        relations::remove(package, part, &comments.id)?;
    } else {
        package.put(&comments.target, without.text);
    }
    if !without.gone.is_empty() {
        remove_boxes(package, part, &links, &without.gone)?;
    }
    Ok(true)
}

fn remove_boxes(
    package: &mut PackageDraft<'_>,
    part: &str,
    links: &[MarkedRelation],
    cells: &[CellAddress],
) -> Result<(), CorrectionError> {
    let sheet = package.need(part)?;
    let grid = Grid::parse(part, &sheet)?;
    let id = grid.legacy_drawing().unwrap_or_default();
    let Some(drawing) = links.iter().find(|link| link.id == id) else { return Ok(()) };
    let Some(text) = package.text(&drawing.target)? else { return Ok(()) };
    let (text, empty) = vml::without(&text, cells);
    if !empty {
        package.put(&drawing.target, text);
        return Ok(());
    }
    relations::remove_part(package, &drawing.target)?;
    relations::remove(package, part, &drawing.id)?;
    relations::forget_default(package, "vml")?;
    let mut edits = grid.edits();
    grid.remove_legacy_drawing(&mut edits);
    package.put(part, index::finish(part, edits)?);
    Ok(())
}

/// Adds comments to a comments part. Gives the part and the cells that had no comment before.
fn add(part: &str, text: &str, notes: &Notes) -> Result<(String, Vec<CellAddress>), CorrectionError> {
    let root = index::parse(part, text, 6)?;
    let p = index::main_prefix(part, &root, "comments")?;
    let (Some(authors), Some(list)) = (root.child("authors"), root.child("commentList")) else {
        return Err(CorrectionError::cannot(part, "susunan catatannya tidak lengkap"));
    };
    let mut edits = Edits::new(text);
    let names: Vec<String> = authors.all("author").map(Element::text).collect();
    let mut author = names.iter().position(|name| name == WRITER);
    let mut added = String::new();
    let mut new = Vec::new();
    for (cell, note) in notes {
        match list.all("comment").find(|comment| cell_of(comment) == Some(*cell)) {
            Some(comment) if is_thread(comment, &names) => {}
            Some(comment) => append_to(comment, &p, note, &mut edits),
            None => {
                let author = *author.get_or_insert(names.len());
                added.push_str(&format!(
                    "<{p}comment ref=\"{cell}\" authorId=\"{author}\" shapeId=\"0\"><{p}text>{}{}</{p}text></{p}comment>",
                    run(&p, true, &format!("{WRITER}:")),
                    run(&p, false, &format!("\n{note}")),
                ));
                new.push(*cell);
            }
        }
    }
    if author == Some(names.len()) {
        edits.append_child(authors, &format!("<{p}author>{WRITER}</{p}author>"));
    }
    if !added.is_empty() {
        edits.append_child(list, &added);
    }
    Ok((index::finish(part, edits)?, new))
}

fn run(p: &str, bold: bool, text: &str) -> String {
    let bold = if bold { format!("<{p}b/>") } else { String::new() };
    format!(
        "<{p}r><{p}rPr>{bold}<{p}sz val=\"9\"/><{p}color indexed=\"81\"/><{p}rFont val=\"Tahoma\"/><{p}family val=\"2\"/></{p}rPr><{p}t xml:space=\"preserve\">{}</{p}t></{p}r>",
        escape_text(text)
    )
}

/// Puts ours after theirs: in the same run when there is just a text, else as a run of its own.
fn append_to(comment: &Element<'_>, p: &str, note: &str, edits: &mut Edits<'_>) {
    let ours = format!("\n{START}\n{note}\n{LAST}");
    let Some(text) = comment.child("text") else {
        edits.append_child(comment, &format!("<{p}text>{}</{p}text>", run(p, false, &ours)));
        return;
    };
    let runs = text.children.iter().rev().find(|child| matches!(child.local(), "r" | "t"));
    match runs {
        Some(last) if last.local() == "t" && last.content.is_some() => {
            let end = last.content.clone().map_or(last.whole.end, |content| content.end);
            edits.insert(end, escape_text(&ours));
        }
        Some(last) => edits.insert(last.whole.end, run(p, false, &ours)),
        None => edits.append_child(text, &run(p, false, &ours)),
    }
}

fn cell_of(comment: &Element<'_>) -> Option<CellAddress> {
    comment.attribute("ref")?.replace('$', "").trim().parse().ok()
}

fn author_of<'n>(comment: &Element<'_>, names: &'n [String]) -> &'n str {
    comment.number("authorId").and_then(|id| names.get(id as usize)).map_or("", |name| name.trim())
}

/// The stand-in that a thread has among the classic comments.
fn is_thread(comment: &Element<'_>, names: &[String]) -> bool {
    author_of(comment, names).starts_with("tc=")
}

/// A comments part without ours.
struct Without {
    text: String,
    /// Cells whose whole comment was ours.
    gone: Vec<CellAddress>,
    /// Comments that stay.
    left: usize,
}

/// `None` when nothing in the part is ours.
fn without_ours(part: &str, text: &str) -> Result<Option<Without>, CorrectionError> {
    let root = index::parse(part, text, 6)?;
    let (Some(authors), Some(list)) = (root.child("authors"), root.child("commentList")) else { return Ok(None) };
    let names: Vec<String> = authors.all("author").map(Element::text).collect();
    let mut edits = Edits::new(text);
    let (mut gone, mut left, mut still_used) = (Vec::new(), 0, false);
    for comment in list.all("comment") {
        if is_ours(comment, &names) {
            edits.delete(comment.whole.clone());
            gone.extend(cell_of(comment));
        } else {
            left += 1;
            still_used |= author_of(comment, &names) == WRITER;
            if let Some(text) = comment.child("text") {
                cut_ours(text, &mut edits);
            }
        }
    }
    if edits.is_empty() {
        return Ok(None);
    }
    if let Some(last) = authors.children.last().filter(|last| last.text() == WRITER && !still_used) {
        edits.delete(last.whole.clone());
    }
    Ok(Some(Without { text: index::finish(part, edits)?, gone, left }))
}

/// By its author, or by how it begins when a program left the author out.
fn is_ours(comment: &Element<'_>, names: &[String]) -> bool {
    let author = author_of(comment, names);
    let begins = || comment.child("text").is_some_and(|text| text.text().starts_with(&format!("{WRITER}:\n")));
    author == WRITER || (author.is_empty() && begins())
}

/// Takes what we added out of a comment of someone else.
fn cut_ours(text: &Element<'_>, edits: &mut Edits<'_>) {
    let Some(content) = &text.content else { return };
    let inner = text.inner();
    let Some(start) = inner.find(START) else { return };
    let end = inner[start..].find(LAST).map_or(inner.len(), |at| start + at + LAST.len());
    let start =
        start - ["\r\n", "\n", "&#10;"].iter().find(|line| inner[..start].ends_with(**line)).map_or(0, |l| l.len());
    let ours = content.start + start..content.start + end;
    for child in &text.children {
        let piece = if child.local() == "t" { Some(child) } else { child.child("t") };
        let Some(range) = piece.and_then(|piece| piece.content.clone()) else { continue };
        let cut = overlap(&range, &ours);
        if cut.is_empty() {
            continue;
        }
        if cut == range && child.local() == "r" {
            edits.delete(child.whole.clone());
        } else {
            edits.delete(cut);
        }
    }
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.max(b.start)..a.end.min(b.end)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn part(comments: &str) -> String {
        format!(
            "<x:comments xmlns:x=\"{MAIN}\"><x:authors><x:author>Budi</x:author><x:author>tc={{1}}</x:author></x:authors><x:commentList>{comments}</x:commentList></x:comments>"
        )
    }

    fn notes(cells: &[&str]) -> Notes {
        cells.iter().map(|cell| (cell.parse().unwrap(), "galat <RA02>\nbaris".to_string())).collect()
    }

    #[test]
    fn a_comment_of_someone_else_keeps_every_letter() {
        for theirs in [
            "<x:comment ref=\"B2\" authorId=\"0\"><x:text><x:t>sudah dicek</x:t></x:text></x:comment>",
            "<x:comment ref=\"B2\" authorId=\"0\"><x:text><x:r><x:rPr><x:b/></x:rPr><x:t>Budi:</x:t></x:r><x:r><x:t xml:space=\"preserve\">\nya </x:t></x:r></x:text></x:comment>",
            "<x:comment ref=\"B2\" authorId=\"0\"><x:text/></x:comment>",
        ] {
            let before = part(theirs);
            let (after, new) = add("c", &before, &notes(&["B2"])).unwrap();
            assert!(new.is_empty());
            let root = index::parse("c", &after, 6).unwrap();
            let said = root.child("commentList").unwrap().children[0].text();
            assert!(said.contains("galat <RA02>\nbaris"), "{said}");
            assert!(!after.contains("<x:author>Selaras"), "{after}");
            let without = without_ours("c", &after).unwrap().unwrap();
            assert_eq!(without.text.replace("<x:text></x:text>", "<x:text/>"), before);
            assert_eq!(without.left, 1);
        }
    }

    #[test]
    fn a_reply_after_ours_stays() {
        let before = part("<x:comment ref=\"B2\" authorId=\"0\"><x:text><x:t>satu</x:t></x:text></x:comment>");
        let (after, _) = add("c", &before, &notes(&["B2"])).unwrap();
        let replied = after.replace("</x:t>", "\nsudah kami perbaiki</x:t>");
        let without = without_ours("c", &replied).unwrap().unwrap();
        assert!(without.text.contains("<x:t>satu\nsudah kami perbaiki</x:t>"), "{}", without.text);
    }

    #[test]
    fn threads_are_left_alone_and_new_comments_are_ours() {
        let before =
            part("<x:comment ref=\"B2\" authorId=\"1\"><x:text><x:t>[Threaded comment]</x:t></x:text></x:comment>");
        let (after, new) = add("c", &before, &notes(&["B2", "C3"])).unwrap();
        assert_eq!(new, ["C3".parse().unwrap()]);
        assert!(after.contains("<x:t>[Threaded comment]</x:t>"));
        let without = without_ours("c", &after).unwrap().unwrap();
        assert_eq!((without.text, without.gone, without.left), (before, new, 1));
    }
}
