//! A part filled in: markers become values, regions are repeated, and what an earlier run filled in is renewed.
//!
//! Every change is a splice: bytes outside markers and controls stay as they lie.

use std::collections::BTreeMap;
use std::ops::Range;

use super::control::{self, HOLDS, Tag};
use super::marker::{self, IF, Marker, RegionKind};
use super::picture;
use super::piece::{Found, Paragraph};
use super::record::{FieldPath, Nowhere, Record, Scope, short_key};
use super::region::{self, Region};
use super::remark::{Remark, RemarkKind};
use super::store::{Level, Pattern, Store};
use super::suggest;
use super::write::{self, Cuts};
use crate::ooxml::OoxmlError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Edits, Element};

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
                    Ok(control::value(&self.prefix, &shown_path(&way), &way, &content))
                }
                Err(nowhere) => Err(nowhere),
            }
        } else {
            scope.value(path).map(|(value, way)| {
                self.store.now.insert(way.clone(), value.wording.clone());
                let content = write::run(&self.prefix, properties, &value.wording);
                control::value(&self.prefix, &shown_path(&way), &way, &content)
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

    /// Regions that an earlier run filled in, each with all its instances among some siblings.
    fn groups(
        &mut self,
        level: Level,
        controls: &[(&Element<'_>, Tag)],
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        let mut groups: BTreeMap<usize, Vec<(&Element<'_>, &str, &str)>> = BTreeMap::new();
        for (element, tag) in controls {
            if let Tag::Instance { pattern, list, key } = tag {
                groups.entry(*pattern).or_default().push((*element, list, key));
            }
        }
        for (number, group) in groups {
            self.group(level, number, &group, scope, edits)?;
        }
        Ok(())
    }

    fn group(
        &mut self,
        level: Level,
        number: usize,
        group: &[(&Element<'_>, &str, &str)],
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        let pattern = self.store.pattern(number).cloned();
        let list = group.first().map_or("", |(_, list, _)| *list);
        if list == IF {
            return self.conditions(level, (number, pattern.as_ref()), group, scope, edits);
        }
        let Some(items) = scope.list(list) else {
            self.tell(RemarkKind::Kept { of: list.to_string() });
            return Ok(());
        };
        let mut seen: Vec<&str> = Vec::new();
        let mut gone: Vec<&Element<'_>> = Vec::new();
        for (element, _, key) in group.iter().filter(|(_, _, key)| !key.is_empty()) {
            match items.iter().find(|one| short_key(&one.key) == *key) {
                Some(one) => {
                    seen.push(&one.key);
                    self.inner(level, element, &scope.within(list, one), edits)?;
                }
                None if pattern.as_ref().is_some_and(|pattern| !self.edited(element, pattern)) => gone.push(element),
                None => self.tell(RemarkKind::Kept { of: format!("{list} {key}") }),
            }
        }
        let held = group.iter().filter(|(_, _, key)| key.is_empty()).map(|(element, ..)| *element);
        let fresh = items.iter().filter(|one| !seen.contains(&one.key.as_str())).count();
        let Some(pattern) = pattern else {
            if fresh > 0 {
                self.tell(RemarkKind::PatternLost { of: list.to_string() });
            }
            return Ok(());
        };
        // Each new one behind the one before it in the list, where that stands here.
        let start = group.first().map_or(0, |(element, ..)| element.whole.start);
        let mut at = start;
        let mut written = false;
        for one in items {
            if let Some((element, ..)) = group.iter().find(|(_, _, key)| short_key(&one.key) == *key) {
                at = element.whole.end;
                continue;
            }
            let xml = self.one(&pattern, (number, list), one, scope)?;
            edits.insert(at, xml);
            written = true;
        }
        gone.extend(held.filter(|_| written || !seen.is_empty()));
        let nothing = items.is_empty() && gone.len() == group.len() && !gone.is_empty();
        if nothing {
            let content = self.blank(&pattern, true)?;
            edits.insert(start, control::instance(&self.prefix, (number, list), "", list, &content));
        }
        for element in gone {
            edits.delete(element.whole.clone());
        }
        Ok(())
    }

    fn conditions(
        &mut self,
        level: Level,
        (number, pattern): (usize, Option<&Pattern>),
        group: &[(&Element<'_>, &str, &str)],
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        let condition = match pattern.map(|pattern| &pattern.kind) {
            Some(RegionKind::If(condition)) => condition.clone(),
            _ => {
                self.tell(RemarkKind::PatternLost { of: IF.to_string() });
                String::new()
            }
        };
        let holds = marker::holds(&condition, scope).ok();
        for (element, _, key) in group {
            match (holds, *key == HOLDS, pattern) {
                (Some(true), false, Some(pattern)) => {
                    let content = self.render(pattern, scope)?;
                    edits.replace(element.whole.clone(), control::condition(&self.prefix, number, true, &content));
                }
                (Some(false), true, Some(pattern)) => {
                    if self.edited(element, pattern) {
                        self.tell(RemarkKind::Kept { of: format!("syarat {condition}") });
                        self.inner(level, element, scope, edits)?;
                    } else {
                        let content = self.blank(pattern, false)?;
                        edits.replace(element.whole.clone(), control::condition(&self.prefix, number, false, &content));
                    }
                }
                (_, true, _) => self.inner(level, element, scope, edits)?,
                _ => {}
            }
        }
        Ok(())
    }

    /// What stands inside a control of a region.
    fn inner(
        &mut self,
        level: Level,
        element: &Element<'_>,
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        let Some(content) = element.child("sdtContent") else { return Ok(()) };
        let source = element.source();
        match level {
            Level::Inline => self.paragraph(source, &Paragraph::of(content), scope, edits),
            Level::Blocks => self.blocks(source, &content.children, scope, edits, false),
            Level::Rows => self.rows(source, &content.children, scope, edits, false),
        }
    }

    /// Whether somebody changed words of an instance, or a value in it.
    fn edited(&self, element: &Element<'_>, pattern: &Pattern) -> bool {
        let (text, ..) = self.wrapped(pattern);
        let Ok(root) = index::parse(&self.part, &text, DEPTH) else { return true };
        let own = |element: &Element<'_>| match pattern.level {
            Level::Inline => region::own_text_of(&Paragraph::of(element).plain()),
            _ => region::own_text(element),
        };
        let Some(content) = element.child("sdtContent") else { return false };
        if own(content) != own(&root) {
            return true;
        }
        let mut values = Vec::new();
        values_below(content, &mut values);
        values.iter().any(|(path, text)| self.store.before.get(path).is_some_and(|before| !same(before, text)))
    }

    /// A value that an earlier run wrote, as it is now.
    fn renew(
        &mut self,
        element: &Element<'_>,
        path: &str,
        scope: &Scope<'_>,
        edits: &mut Edits<'_>,
    ) -> Result<(), OoxmlError> {
        let Some(way) = FieldPath::read(path) else { return Ok(()) };
        self.places += 1;
        if way.chart {
            if let Ok((chart, _)) = scope.chart(&way) {
                picture::renew(self.package, &self.part, element, chart, edits)?;
            }
            return Ok(());
        }
        let before = self.store.before.get(path).cloned();
        let typed = text_of(element);
        let value = match scope.value(&way) {
            Ok((value, _)) => value,
            Err(_) => {
                self.tell(RemarkKind::Missing { marker: shown_path(path), which: shown_path(path) });
                self.store.now.extend(before.map(|before| (path.to_string(), before)));
                return Ok(());
            }
        };
        let touched = before.as_ref().is_some_and(|before| !same(before, &typed));
        if same(&typed, &value.wording) {
            self.store.now.insert(path.to_string(), value.wording.clone());
            return Ok(());
        }
        if value.narrative && (touched || before.is_none()) {
            self.tell(RemarkKind::OwnText { path: shown_path(path) });
            self.store.now.insert(path.to_string(), before.unwrap_or_default());
            return Ok(());
        }
        if touched {
            let now = value.wording.clone();
            self.tell(RemarkKind::Retyped { path: shown_path(path), typed: typed.trim().to_string(), now });
        }
        self.store.now.insert(path.to_string(), value.wording.clone());
        rewrite(&self.prefix, element, &value.wording, edits);
        Ok(())
    }
}

/// The path as people read it: digests are no names.
fn shown_path(path: &str) -> String {
    path.to_string()
}

fn controls<'e, 'a>(siblings: &'e [Element<'a>]) -> Vec<(&'e Element<'a>, Tag)> {
    let all = siblings.iter().filter(|one| one.local() == "sdt");
    all.filter_map(|one| Some((one, control::tag(one)?))).collect()
}

/// The highest number of a pattern that a part names.
fn highest(text: &str) -> usize {
    let numbers = text.split("\"selaras#").skip(1).filter_map(|rest| rest.split(':').next()?.parse().ok());
    numbers.max().unwrap_or_default()
}

/// Whether two texts are one to a reader.
fn same(one: &str, other: &str) -> bool {
    let words = |text: &str| text.replace('\u{200b}', "").split_whitespace().collect::<Vec<_>>().join(" ");
    words(one) == words(other)
}

/// Text elements below an element, tracked deletions left out.
fn texts<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        match child.local() {
            "t" | "br" | "cr" => found.push(child),
            "del" | "moveFrom" | "sdtPr" => {}
            _ => texts(child, found),
        }
    }
}

/// What a control says.
fn text_of(element: &Element<'_>) -> String {
    let mut found = Vec::new();
    texts(element, &mut found);
    found.iter().map(|one| if one.local() == "t" { one.text() } else { "\n".to_string() }).collect()
}

fn values_below(element: &Element<'_>, found: &mut Vec<(String, String)>) {
    for child in &element.children {
        match control::tag(child).filter(|_| child.local() == "sdt") {
            Some(Tag::Value(path)) => found.push((path, text_of(child))),
            _ => values_below(child, found),
        }
    }
}

/// Writes a control's text anew. The look is that of its first run.
fn rewrite(prefix: &str, element: &Element<'_>, wording: &str, edits: &mut Edits<'_>) {
    let Some(content) = element.child("sdtContent") else { return };
    if let Some(placeholder) = element.child("sdtPr").and_then(|properties| properties.child("showingPlcHdr")) {
        edits.delete(placeholder.whole.clone());
    }
    let mut found = Vec::new();
    texts(content, &mut found);
    let lines = found.iter().filter(|one| one.local() == "t").count();
    if content.children.iter().all(|child| child.local() == "r") || lines == 0 {
        let first = content.children.iter().find(|child| child.local() == "r");
        let properties = first.and_then(|run| run.child("rPr")).map_or("", Element::raw);
        let run = write::run(prefix, properties, wording);
        let run = if content.children.iter().any(|child| child.local() == "p") {
            format!("<{prefix}p>{run}</{prefix}p>")
        } else {
            run
        };
        match content.content.clone() {
            Some(inside) => edits.replace(inside, run),
            None => {
                let whole: Range<usize> = content.whole.clone();
                edits.replace(whole, format!("<{0}>{run}</{0}>", content.name()));
            }
        }
        return;
    }
    let wording = wording.split_whitespace().collect::<Vec<_>>().join(" ");
    for (number, one) in found.iter().filter(|one| one.local() == "t").enumerate() {
        let text = if number == 0 { crate::ooxml::text::escape_attribute(&wording) } else { String::new() };
        edits.replace(one.whole.clone(), format!("<{0} xml:space=\"preserve\">{text}</{0}>", one.name()));
    }
}
