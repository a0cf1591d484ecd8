//! Where regions begin and end: among paragraphs, or among the rows of a table.

use std::ops::Range;

use super::marker::{Marker, RegionKind};
use super::piece::{Found, Paragraph};
use crate::ooxml::index::Element;

/// A region among siblings: which of them, and what of the part is no piece of its pattern.
pub(super) struct Region {
    /// What it is for.
    pub(super) kind: RegionKind,
    /// The sibling that it ends in.
    pub(super) last: usize,
    /// The bytes of all of it.
    pub(super) bytes: Range<usize>,
    /// Its two markers, and what only held them.
    pub(super) removed: Vec<Range<usize>>,
    /// Its first marker as it is written.
    pub(super) written: String,
}

impl Region {
    /// Its pattern.
    pub(super) fn pattern(&self, source: &str) -> String {
        let mut removed = self.removed.clone();
        removed.sort_by_key(|range| range.start);
        let (mut text, mut at) = (String::new(), self.bytes.start);
        for range in removed {
            if range.start >= at {
                text.push_str(source.get(at..range.start).unwrap_or_default());
                at = range.end;
            }
        }
        text.push_str(source.get(at..self.bytes.end).unwrap_or_default());
        text
    }
}

/// The end that belongs to a beginning, in the markers that follow it.
pub(super) fn end<'f>(kind: &RegionKind, after: impl IntoIterator<Item = &'f Found>) -> Option<usize> {
    let mut depth = 1_u32;
    after.into_iter().position(|found| {
        match &found.marker {
            Some(Marker::Start(other)) if other.name() == kind.name() => depth += 1,
            Some(Marker::End(name)) if name == kind.name() => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}

/// The first region that begins in a paragraph and is made of whole paragraphs.
pub(super) fn of_blocks(source: &str, blocks: &[Element<'_>], at: usize, first: &Paragraph<'_, '_>) -> Option<Region> {
    let mut number = 0;
    while let Some(found) = first.markers.get(number) {
        number += 1;
        let Some(Marker::Start(kind)) = &found.marker else { continue };
        let rest = &first.markers[number..];
        if let Some(length) = end(kind, rest) {
            let last = &rest[length];
            if first.only_between(found, last) {
                let removed = [found, last].into_iter().flat_map(|one| first.shares(one)).map(|share| share.bytes);
                return Some(Region {
                    kind: kind.clone(),
                    last: at,
                    bytes: blocks[at].whole.clone(),
                    removed: removed.collect(),
                    written: found.written.clone(),
                });
            }
            number += length + 1;
            continue;
        }
        // The end stands in a later paragraph of the same place.
        let mut depth = 1 + rest.iter().filter(|one| is_start(one, kind)).count();
        for (last, block) in blocks.iter().enumerate().skip(at + 1).filter(|(_, block)| block.local() == "p") {
            let paragraph = Paragraph::of(block);
            for one in &paragraph.markers {
                depth += usize::from(is_start(one, kind));
                depth -= usize::from(is_end(one, kind));
                if depth == 0 {
                    let mut removed = whole_or_marker(source, &blocks[at], first, found);
                    removed.extend(whole_or_marker(source, block, &paragraph, one));
                    return Some(Region {
                        kind: kind.clone(),
                        last,
                        bytes: blocks[at].whole.start..block.whole.end,
                        removed,
                        written: found.written.clone(),
                    });
                }
            }
        }
    }
    None
}

fn is_start(found: &Found, kind: &RegionKind) -> bool {
    matches!(&found.marker, Some(Marker::Start(other)) if other.name() == kind.name())
}

fn is_end(found: &Found, kind: &RegionKind) -> bool {
    matches!(&found.marker, Some(Marker::End(name)) if name == kind.name())
}

/// A paragraph that only holds the marker, whole; else the marker. One that ends a section stays.
fn whole_or_marker(
    source: &str,
    block: &Element<'_>,
    paragraph: &Paragraph<'_, '_>,
    found: &Found,
) -> Vec<Range<usize>> {
    let section = source.get(block.whole.clone()).is_some_and(|text| text.contains("sectPr"));
    if paragraph.only(found) && !section && paragraph.boxes.is_empty() {
        vec![block.whole.clone()]
    } else {
        paragraph.shares(found).into_iter().map(|share| share.bytes).collect()
    }
}

/// A marker in a row of a table.
struct RowMarker {
    cell: usize,
    found: Found,
    bytes: Vec<Range<usize>>,
}

/// A row taken apart.
struct Row {
    cells: usize,
    markers: Vec<RowMarker>,
    text: String,
}

impl Row {
    fn of(row: &Element<'_>) -> Self {
        let mut one = Self { cells: 0, markers: Vec::new(), text: String::new() };
        for cell in cells(row) {
            let number = one.cells;
            one.cells += 1;
            for element in paragraphs(cell) {
                let paragraph = Paragraph::of(element);
                one.text.push_str(&paragraph.plain());
                for found in &paragraph.markers {
                    let bytes = paragraph.shares(found).into_iter().map(|share| share.bytes).collect();
                    one.markers.push(RowMarker { cell: number, found: found.clone(), bytes });
                }
            }
        }
        one
    }

    fn only(&self, marker: &RowMarker) -> bool {
        self.text.trim() == marker.found.written
    }
}

/// The cells of a row.
pub(super) fn cells<'e, 'a>(row: &'e Element<'a>) -> Vec<&'e Element<'a>> {
    let mut found = Vec::new();
    for child in &row.children {
        match child.local() {
            "tc" => found.push(child),
            "sdt" | "sdtContent" | "customXml" => found.extend(cells(child)),
            _ => {}
        }
    }
    found
}

/// The paragraphs of a cell, but for those of tables in it.
fn paragraphs<'e, 'a>(cell: &'e Element<'a>) -> Vec<&'e Element<'a>> {
    let mut found = Vec::new();
    for child in &cell.children {
        match child.local() {
            "p" => found.push(child),
            "sdt" | "sdtContent" | "customXml" => found.extend(paragraphs(child)),
            _ => {}
        }
    }
    found
}

/// The first region that begins in a row and is made of whole rows: its two markers stand in different cells, or in
/// different rows, or in the only cell of a row that holds nothing else.
pub(super) fn of_rows(rows: &[Element<'_>], at: usize) -> Option<Region> {
    let first = Row::of(&rows[at]);
    let mut number = 0;
    while let Some(start) = first.markers.get(number) {
        number += 1;
        let Some(Marker::Start(kind)) = &start.found.marker else { continue };
        let rest = &first.markers[number..];
        if let Some(length) = end(kind, rest.iter().map(|one| &one.found)) {
            let last = &rest[length];
            let whole = first.cells == 1
                && first.text.trim().starts_with(&start.found.written)
                && first.text.trim().ends_with(&last.found.written);
            if last.cell != start.cell || whole {
                return Some(Region {
                    kind: kind.clone(),
                    last: at,
                    bytes: rows[at].whole.clone(),
                    removed: start.bytes.iter().chain(&last.bytes).cloned().collect(),
                    written: start.found.written.clone(),
                });
            }
            number += length + 1;
            continue;
        }
        let mut depth = 1 + rest.iter().filter(|one| is_start(&one.found, kind)).count();
        for (last, row) in rows.iter().enumerate().skip(at + 1).filter(|(_, row)| row.local() == "tr") {
            let other = Row::of(row);
            for one in &other.markers {
                depth += usize::from(is_start(&one.found, kind));
                depth -= usize::from(is_end(&one.found, kind));
                if depth == 0 {
                    let bytes = |row: &Row, element: &Element<'_>, marker: &RowMarker| {
                        if row.only(marker) { vec![element.whole.clone()] } else { marker.bytes.clone() }
                    };
                    let mut removed = bytes(&first, &rows[at], start);
                    removed.extend(bytes(&other, row, one));
                    return Some(Region {
                        kind: kind.clone(),
                        last,
                        bytes: rows[at].whole.start..row.whole.end,
                        removed,
                        written: start.found.written.clone(),
                    });
                }
            }
        }
    }
    None
}

/// What people wrote below an element: its text without filled values, regions and markers.
pub(super) fn own_text(element: &Element<'_>) -> String {
    let mut text = String::new();
    gather(element, &mut text);
    own_text_of(&text)
}

/// The same of a text.
pub(super) fn own_text_of(text: &str) -> String {
    let (mut result, mut depth, mut rest) = (String::new(), 0_usize, text);
    while let Some(start) = rest.find("{{") {
        if depth == 0 {
            result.push_str(&rest[..start]);
        }
        let Some(end) = rest[start..].find("}}") else { break };
        match Marker::read(&rest[start + 2..start + end]) {
            Some(Marker::Start(_)) => depth += 1,
            Some(Marker::End(_)) => depth = depth.saturating_sub(1),
            _ => {}
        }
        rest = &rest[start + end + 2..];
    }
    if depth == 0 {
        result.push_str(rest);
    }
    result.retain(|letter| !letter.is_whitespace() && letter != '\u{200b}');
    result
}

fn gather(element: &Element<'_>, text: &mut String) {
    if matches!(element.local(), "p") {
        let paragraph = Paragraph::of(element);
        text.push_str(&paragraph.plain());
        paragraph.boxes.iter().for_each(|one| gather(one, text));
        return;
    }
    for child in &element.children {
        match child.local() {
            "sdt" if super::control::tag(child).is_some() => {}
            _ => gather(child, text),
        }
    }
}
