//! A part filled in: markers become values, regions are repeated, and what an earlier run filled in is renewed.
//!
//! Every change is a splice: bytes outside markers and controls stay as they lie.

mod renew;

use super::control::{self, Tag};
use super::marker::{self, IF, Marker, RegionKind};
use super::picture;
use super::piece::{Found, Paragraph};
use super::record::{FieldPath, Nowhere, Record, Scope};
use super::region::{self, Region};
use super::remark::{Remark, RemarkKind};
use super::store::{Level, Pattern, Store};
use super::suggest;
use super::write::{self, Cuts};
use crate::ooxml::OoxmlError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Edits, Element};
use renew::controls;

/// Elements nested deeper are no document.
pub(super) const DEPTH: usize = 128;

/// What fills in a document.
pub(super) struct Filler<'p, 'b> {
    pub(super) package: &'p mut PackageDraft<'b>,
    pub(super) store: Store,
    pub(super) told: Vec<Remark>,
    /// Places that were filled in, or looked at again.
    pub(super) places: usize,
    /// The part that is filled in.
    part: String,
    /// What people call it.
    label: String,
    /// The prefix of its elements.
    prefix: String,
    /// Where its pages break, as the word processor noted.
    breaks: Vec<usize>,
    /// The page and the text that markers stand in.
    here: (Option<usize>, String),
    /// The highest number of a pattern that any control names.
    used: usize,
}

impl<'p, 'b> Filler<'p, 'b> {
    pub(super) fn new(package: &'p mut PackageDraft<'b>, store: Store) -> Self {
        Self {
            package,
            store,
            told: Vec::new(),
            places: 0,
            part: String::new(),
            label: String::new(),
            prefix: String::new(),
            breaks: Vec::new(),
            here: (None, String::new()),
            used: 0,
        }
    }

    /// Fills in a part; gives its new text where it changed.
    pub(super) fn part(
        &mut self,
        part: &str,
        label: &str,
        text: &str,
        scope: &Scope<'_>,
    ) -> Result<Option<String>, OoxmlError> {
        let root = index::parse(part, text, DEPTH)?;
        self.part = part.to_string();
        self.label = label.to_string();
        self.prefix = root.prefix().to_string();
        self.breaks = text.match_indices("lastRenderedPageBreak").map(|(at, _)| at).collect();
        self.used = highest(text);
        let mut edits = Edits::new(text);
        for container in &root.children {
            // The body of a document, a note; a header is its own container.
            match container.local() {
                "body" | "footnote" | "endnote" => self.blocks(text, &container.children, scope, &mut edits, true)?,
                _ => {}
            }
        }
        if matches!(root.local(), "hdr" | "ftr") {
            self.blocks(text, &root.children, scope, &mut edits, true)?;
        }
        if edits.is_empty() {
            return Ok(None);
        }
        let text = index::finish(part, edits)?;
        Ok(Some(picture::renumbered(&text)))
    }

    /// The page of a place, where the word processor noted pages.
    fn page(&self, at: usize) -> Option<usize> {
        let before = self.breaks.iter().filter(|one| **one < at).count();
        (!self.breaks.is_empty()).then_some(before + 1)
    }

    pub(super) fn tell(&mut self, what: RemarkKind) {
        let (page, near) = self.here.clone();
        let one = Remark { part: self.label.clone(), page, near, what };
        if !self.told.iter().any(|other| other.what == one.what && other.part == one.part) {
            self.told.push(one);
        }
    }

    fn blocks(
        &mut self,
        source: &str,
        blocks: &[Element<'_>],
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
        top: bool,
    ) -> Result<(), OoxmlError> {
        self.groups(Level::Blocks, &controls(blocks), scope, edits)?;
        let mut at = 0;
        while let Some(block) = blocks.get(at) {
            if top && block.local() != "sectPr" {
                self.here = (self.page(block.whole.start), String::new());
            }
            match block.local() {
                "p" => {
                    let paragraph = Paragraph::of(block);
                    if top {
                        let from = paragraph.pieces.first().map_or(block.whole.start, |piece| piece.text.whole.start);
                        self.here = (self.page(from), paragraph.plain());
                    }
                    if let Some(found) = region::of_blocks(source, blocks, at, &paragraph)
                        && self.region(source, Level::Blocks, &found, scope, edits)?
                    {
                        at = found.last + 1;
                        continue;
                    }
                    self.paragraph(source, &paragraph, scope, edits)?;
                }
                "tbl" => self.rows(source, &block.children, scope, edits, top)?,
                "sdt" => match control::tag(block) {
                    Some(Tag::Value(path)) => self.renew(block, &path, scope, edits)?,
                    Some(Tag::Instance { .. }) => {}
                    None => {
                        let content = block.child("sdtContent").map_or(&[][..], |content| &content.children);
                        self.blocks(source, content, scope, edits, top)?;
                    }
                },
                "customXml" | "ins" | "moveTo" => self.blocks(source, &block.children, scope, edits, top)?,
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }

    fn rows(
        &mut self,
        source: &str,
        rows: &[Element<'_>],
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
        top: bool,
    ) -> Result<(), OoxmlError> {
        self.groups(Level::Rows, &controls(rows), scope, edits)?;
        let mut at = 0;
        while let Some(row) = rows.get(at) {
            match row.local() {
                "tr" => {
                    if let Some(found) = region::of_rows(rows, at)
                        && self.region(source, Level::Rows, &found, scope, edits)?
                    {
                        at = found.last + 1;
                        continue;
                    }
                    for cell in region::cells(row) {
                        self.blocks(source, &cell.children, scope, edits, top)?;
                    }
                }
                "sdt" if control::tag(row).is_none() => {
                    let content = row.child("sdtContent").map_or(&[][..], |content| &content.children);
                    self.rows(source, content, scope, edits, top)?;
                }
                "customXml" | "ins" | "moveTo" => self.rows(source, &row.children, scope, edits, top)?,
                _ => {}
            }
            at += 1;
        }
        Ok(())
    }

    fn paragraph(
        &mut self,
        source: &str,
        paragraph: &Paragraph<'_, '_>,
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        for one in &paragraph.boxes {
            self.blocks(source, &one.children, scope, edits, false)?;
        }
        let instances: Vec<_> = paragraph.controls.iter().map(|(element, tag)| (*element, tag.clone())).collect();
        self.groups(Level::Inline, &instances, scope, edits)?;
        for (element, tag) in &paragraph.controls {
            if let Tag::Value(path) = tag {
                self.renew(element, path, scope, edits)?;
            }
        }
        let mut cuts = Cuts::default();
        let mut number = 0;
        while let Some(found) = paragraph.markers.get(number) {
            number += 1;
            match &found.marker {
                Some(Marker::Place(path)) => {
                    if let Some(xml) = self.place(paragraph, found, path, scope)? {
                        cuts.replace(paragraph.shares(found), xml);
                    }
                }
                Some(Marker::Start(kind)) => {
                    let Some(length) = region::end(kind, &paragraph.markers[number..]) else {
                        let end = format!("{{{{/{}}}}}", kind.name());
                        self.tell(RemarkKind::Unclosed { marker: found.written.clone(), end });
                        continue;
                    };
                    let last = &paragraph.markers[number + length];
                    number += length + 1;
                    if let Some(xml) = self.inline(source, paragraph, (kind, found, last), scope)? {
                        cuts.replace(paragraph.shares_through(found, last), xml);
                    }
                }
                Some(Marker::End(_)) => self.tell(RemarkKind::Unopened { marker: found.written.clone() }),
                None => self.unknown(&found.written, scope),
            }
        }
        cuts.finish(source, paragraph, edits);
        Ok(())
    }

    /// What stands in the place of a marker; `None` where it stays.
    fn place(
        &mut self,
        paragraph: &Paragraph<'_, '_>,
        found: &Found,
        path: &FieldPath,
        scope: &Scope<'_>,
    ) -> Result<Option<String>, OoxmlError> {
        let first = paragraph.shares(found).into_iter().next().and_then(|share| paragraph.pieces.get(share.piece));
        let properties = first.and_then(|piece| piece.run.child("rPr")).map_or("", Element::raw);
        let filled = if path.chart {
            match scope.chart(path) {
                Ok((chart, way)) => {
                    let drawing = picture::add(self.package, &self.part, chart, &way)?;
                    let content = format!("<{0}r><{0}drawing>{drawing}</{0}drawing></{0}r>", self.prefix);
                    Ok(control::value(&self.prefix, &way, &content))
                }
                Err(nowhere) => Err(nowhere),
            }
        } else {
            scope.value(path).map(|(value, way)| {
                self.store.now.insert(way.clone(), value.wording.clone());
                let content = write::run(&self.prefix, properties, &value.wording);
                control::value(&self.prefix, &way, &content)
            })
        };
        match filled {
            Ok(xml) => {
                self.places += 1;
                Ok(Some(xml))
            }
            Err(nowhere) => {
                self.nowhere(&found.written, nowhere, scope);
                Ok(None)
            }
        }
    }

    fn nowhere(&mut self, written: &str, nowhere: Nowhere, scope: &Scope<'_>) {
        let marker = written.to_string();
        match nowhere {
            Nowhere::Unknown => self.unknown(written, scope),
            Nowhere::Outside(list) => self.tell(RemarkKind::Outside { marker, list }),
            Nowhere::Missing(which) => self.tell(RemarkKind::Missing { marker, which }),
        }
    }

    fn unknown(&mut self, written: &str, scope: &Scope<'_>) {
        let meant = suggest::nearest(written, scope.root);
        self.tell(RemarkKind::Unknown { marker: written.to_string(), meant });
    }

    /// A region of whole paragraphs or rows; whether it was filled in.
    fn region(
        &mut self,
        source: &str,
        level: Level,
        found: &Region,
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<bool, OoxmlError> {
        if !self.knows(&found.kind, &found.written, scope) {
            return Ok(found.kind.name() != IF);
        }
        let xml = write::repeatable(&found.pattern(source));
        let filled = self.filled(Pattern { kind: found.kind.clone(), level, xml }, scope)?;
        edits.replace(found.bytes.clone(), filled);
        Ok(true)
    }

    /// A region within a line; `None` where it stays.
    fn inline(
        &mut self,
        source: &str,
        paragraph: &Paragraph<'_, '_>,
        (kind, first, last): (&RegionKind, &Found, &Found),
        scope: &Scope<'_>,
    ) -> Result<Option<String>, OoxmlError> {
        if !self.knows(kind, &first.written, scope) {
            return Ok(None);
        }
        if !paragraph.plain_between(first, last) {
            self.tell(RemarkKind::NotPlain { marker: first.written.clone() });
            return Ok(None);
        }
        let prefix = self.prefix.clone();
        let pieces = paragraph.shares_between(first, last).into_iter().filter_map(|share| {
            let properties = paragraph.pieces.get(share.piece)?.run.child("rPr").map_or("", Element::raw);
            let text = source.get(share.bytes)?;
            Some(format!("<{prefix}r>{properties}<{prefix}t xml:space=\"preserve\">{text}</{prefix}t></{prefix}r>"))
        });
        let xml = pieces.collect();
        self.filled(Pattern { kind: kind.clone(), level: Level::Inline, xml }, scope).map(Some)
    }

    /// Whether what a region is for is known; else it is told.
    fn knows(&mut self, kind: &RegionKind, written: &str, scope: &Scope<'_>) -> bool {
        let nowhere = match kind {
            RegionKind::If(condition) => marker::holds(condition, scope).err(),
            RegionKind::Each(list) if scope.list(list).is_some() => None,
            RegionKind::Each(list) if scope.root.has_list(list) => {
                Some(Nowhere::Outside(suggest::parent(list, scope.root)))
            }
            RegionKind::Each(_) => Some(Nowhere::Unknown),
        };
        let known = nowhere.is_none();
        if let Some(nowhere) = nowhere {
            self.nowhere(written, nowhere, scope);
        }
        known
    }

    /// A region with what stands in it now.
    fn filled(&mut self, pattern: Pattern, scope: &Scope<'_>) -> Result<String, OoxmlError> {
        let number = self.store.number(pattern.clone(), self.used);
        match &pattern.kind {
            RegionKind::If(condition) => {
                let holds = marker::holds(condition, scope).unwrap_or_default();
                let content = if holds { self.render(&pattern, scope)? } else { self.blank(&pattern, false)? };
                Ok(control::condition(&self.prefix, number, holds, &content))
            }
            RegionKind::Each(list) => {
                let items = scope.list(list).unwrap_or_default();
                if items.is_empty() {
                    let content = self.blank(&pattern, true)?;
                    return Ok(control::instance(&self.prefix, (number, list), "", list, &content));
                }
                let mut all = String::new();
                for one in items {
                    all.push_str(&self.one(&pattern, (number, list), one, scope)?);
                }
                Ok(all)
            }
        }
    }

    /// One of a list.
    fn one<'r>(
        &mut self,
        pattern: &Pattern,
        (number, list): (usize, &str),
        one: &'r Record,
        scope: &Scope<'r>,
    ) -> Result<String, OoxmlError> {
        let content = self.render(pattern, &scope.within(list, one))?;
        Ok(control::instance(&self.prefix, (number, list), &one.key, &one.name, &content))
    }

    /// A pattern filled in.
    fn render(&mut self, pattern: &Pattern, scope: &Scope<'_>) -> Result<String, OoxmlError> {
        let (text, before, after) = self.wrapped(pattern);
        let root = index::parse(&self.part, &text, DEPTH)?;
        let mut edits = Edits::new(&text);
        match pattern.level {
            Level::Inline => self.paragraph(&text, &Paragraph::of(&root), scope, &mut edits)?,
            Level::Blocks => self.blocks(&text, &root.children, scope, &mut edits, false)?,
            Level::Rows => self.rows(&text, &root.children, scope, &mut edits, false)?,
        }
        let text = index::finish(&self.part, edits)?;
        Ok(text[before..text.len() - after].to_string())
    }

    fn wrapped(&self, pattern: &Pattern) -> (String, usize, usize) {
        let name = match pattern.level {
            Level::Inline => "p",
            Level::Blocks => "body",
            Level::Rows => "tbl",
        };
        let (start, end) = (format!("<{}{name}>", self.prefix), format!("</{}{name}>", self.prefix));
        (format!("{start}{}{end}", pattern.xml), start.len(), end.len())
    }

    fn blank(&self, pattern: &Pattern, shown: bool) -> Result<String, OoxmlError> {
        let (text, ..) = self.wrapped(pattern);
        let root = index::parse(&self.part, &text, DEPTH)?;
        Ok(write::blank(&self.prefix, pattern.level, &root, shown))
    }
}

/// The highest number of a pattern that a part names.
fn highest(text: &str) -> usize {
    let numbers = text.split("\"selaras#").skip(1).filter_map(|rest| rest.split(':').next()?.parse().ok());
    numbers.max().unwrap_or_default()
}
