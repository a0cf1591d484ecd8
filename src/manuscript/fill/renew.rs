//! What an earlier run filled in, renewed: instances of lists, conditions and values in their controls. Words that
//! somebody changed by hand stay.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::control::{self, HOLDS, Tag};
use super::super::marker::{self, IF, RegionKind};
use super::super::picture;
use super::super::piece::Paragraph;
use super::super::record::{FieldPath, Scope, short_key};
use super::super::region;
use super::super::remark::RemarkKind;
use super::super::store::{Level, Pattern};
use super::super::write;
use super::{DEPTH, Filler};
use crate::ooxml::OoxmlError;
use crate::ooxml::index::{self, Edits, Element};

impl Filler<'_, '_> {
    /// Regions that an earlier run filled in, each with all its instances among some siblings.
    pub(super) fn groups(
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
    pub(super) fn renew(
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
                self.tell(RemarkKind::Missing { marker: path.to_string(), which: path.to_string() });
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
            self.tell(RemarkKind::OwnText { path: path.to_string() });
            self.store.now.insert(path.to_string(), before.unwrap_or_default());
            return Ok(());
        }
        if touched {
            let now = value.wording.clone();
            self.tell(RemarkKind::Retyped { path: path.to_string(), typed: typed.trim().to_string(), now });
        }
        self.store.now.insert(path.to_string(), value.wording.clone());
        rewrite(&self.prefix, element, &value.wording, edits);
        Ok(())
    }
}

pub(super) fn controls<'e, 'a>(siblings: &'e [Element<'a>]) -> Vec<(&'e Element<'a>, Tag)> {
    let all = siblings.iter().filter(|one| one.local() == "sdt");
    all.filter_map(|one| Some((one, control::tag(one)?))).collect()
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
