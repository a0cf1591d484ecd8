//! The styles part: cell formats that are a cell's own plus the fill of a mark, and the way back.
//!
//! Formats are only ever added at the ends of their lists, so no index moves; equal ones are used again.

use std::collections::BTreeMap;

use super::CorrectionError;
use super::color::{self, CODE_MAX};
use super::note::MarkNote;
use crate::finding::Severity;
use crate::ooxml::index::{self, Edits, Element};

/// The lists that are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StyleList {
    Letter,
    Entry,
    Line,
    Cell,
}

impl StyleList {
    const ALL: [Self; 4] = [Self::Letter, Self::Entry, Self::Line, Self::Cell];

    const fn element(self) -> &'static str {
        match self {
            Self::Letter => "fonts",
            Self::Entry => "fills",
            Self::Line => "borders",
            Self::Cell => "cellXfs",
        }
    }
}

/// What a workbook without styles gets.
pub(super) const BLANK: &str = concat!(
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n",
    "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">",
    "<fonts count=\"1\"><font><sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/></font></fonts>",
    "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>",
    "<fill><patternFill patternType=\"gray125\"/></fill></fills>",
    "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>",
    "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>",
    "<cellXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/></cellXfs>",
    "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
);

/// The styles under change.
#[derive(Debug)]
pub(super) struct Styles {
    part: String,
    text: String,
    prefix: String,
    /// Elements of each list, as written.
    lists: [Vec<String>; 4],
    /// How many each list had.
    before: [usize; 4],
    /// Fills that marks stand in for, without prefixes; code 1 is the first.
    pub(super) content: Vec<String>,
    /// Marked format and the cell's own, in the order in which they were made.
    pub(super) pairs: Vec<(usize, usize)>,
    made: BTreeMap<(usize, Severity), Option<usize>>,
    undone: BTreeMap<usize, Option<usize>>,
}

impl Styles {
    pub(super) fn load(part: &str, text: String) -> Result<Self, CorrectionError> {
        let root = index::parse(part, &text, 3)?;
        let prefix = index::main_prefix(part, &root, "styleSheet")?;
        let mut lists: [Vec<String>; 4] = Default::default();
        for (list, style_list) in lists.iter_mut().zip(StyleList::ALL) {
            let element = root
                .child(style_list.element())
                .ok_or_else(|| CorrectionError::cannot(part, &format!("tidak memuat {}", style_list.element())))?;
            list.extend(element.children.iter().map(|child| child.raw().to_string()));
        }
        let before = [lists[0].len(), lists[1].len(), lists[2].len(), lists[3].len()];
        Ok(Self {
            part: part.to_string(),
            text,
            prefix,
            lists,
            before,
            content: Vec::new(),
            pairs: Vec::new(),
            made: BTreeMap::new(),
            undone: BTreeMap::new(),
        })
    }

    /// How many elements each list has.
    pub(super) fn lengths(&self) -> [usize; 4] {
        self.lists.each_ref().map(Vec::len)
    }

    /// An element's index in its list, added at the end when no equal one is there. `xml` is written without prefixes.
    pub(super) fn find_or_add(&mut self, style_list: StyleList, xml: &str) -> usize {
        let xml = with_prefix(xml, &self.prefix);
        let list = &mut self.lists[style_list as usize];
        list.iter().position(|known| *known == xml).unwrap_or_else(|| {
            list.push(xml);
            list.len() - 1
        })
    }

    fn xf(&self, index: usize) -> Option<&String> {
        self.lists[StyleList::Cell as usize].get(index)
    }

    fn fill(&self, index: usize) -> Option<&String> {
        self.lists[StyleList::Entry as usize].get(index)
    }

    /// The fill of a cell format without prefixes; `None` for no fill.
    fn fill_of(&self, xf: &str) -> Result<Option<String>, CorrectionError> {
        let index = index::parse(&self.part, xf, 1)?.number("fillId").unwrap_or(0);
        let fill = self.fill(index as usize).map(|fill| without_prefix(fill, &self.prefix));
        Ok(fill.filter(|fill| !is_no_fill(fill)))
    }

    /// The format that is this one plus the fill of a mark. `None` when a workbook has more fills than marks can
    /// remember: such cells keep their own.
    pub(super) fn mark(&mut self, own: usize, severity: Severity) -> Result<Option<usize>, CorrectionError> {
        if let Some(made) = self.made.get(&(own, severity)) {
            return Ok(*made);
        }
        let xf = self
            .xf(own)
            .cloned()
            .ok_or_else(|| CorrectionError::cannot(&self.part, &format!("format sel nomor {own} tidak ada")))?;
        let code = match self.fill_of(&xf)? {
            None => Some(0),
            Some(fill) => self.code(fill),
        };
        let marked = match code {
            None => None,
            Some(code) => {
                let fill = self.find_or_add(StyleList::Entry, &solid(&color::rgb(severity, code)));
                let xf = self.with_fill(&xf, fill)?;
                let xf = without_prefix(&xf, &self.prefix);
                let marked = self.find_or_add(StyleList::Cell, &xf);
                self.pairs.push((marked, own));
                Some(marked)
            }
        };
        self.made.insert((own, severity), marked);
        Ok(marked)
    }

    fn code(&mut self, fill: String) -> Option<usize> {
        if let Some(at) = self.content.iter().position(|known| *known == fill) {
            return Some(at + 1);
        }
        self.content.push(fill);
        (self.content.len() <= CODE_MAX).then_some(self.content.len())
    }

    fn with_fill(&self, xf: &str, fill: usize) -> Result<String, CorrectionError> {
        let element = index::parse(&self.part, xf, 1)?;
        let mut edits = Edits::new(xf);
        edits.set_attribute(&element, "fillId", &fill.to_string());
        edits.set_attribute(&element, "applyFill", "1");
        Ok(index::finish(&self.part, edits)?)
    }

    /// Whether any cell format has the fill of a mark.
    pub(super) fn has_marks(&self) -> bool {
        (0..self.lists[StyleList::Cell as usize].len()).any(|index| self.code_of(index).is_some())
    }

    /// The code of the mark in a format.
    fn code_of(&self, index: usize) -> Option<usize> {
        let xf = index::parse(&self.part, self.xf(index)?, 1).ok()?;
        let fill = index::parse(&self.part, self.fill(xf.number("fillId")? as usize)?, 3).ok()?;
        let pattern = fill.child("patternFill")?;
        if pattern.attribute("patternType").as_deref() != Some("solid") {
            return None;
        }
        color::code(&pattern.child("fgColor")?.attribute("rgb")?)
    }

    /// The cell's own format under a marked one; `None` for a format without a mark.
    pub(super) fn unmark(&mut self, index: usize, note: &MarkNote) -> Result<Option<usize>, CorrectionError> {
        if let Some(undone) = self.undone.get(&index) {
            return Ok(*undone);
        }
        let own = match self.code_of(index) {
            None => None,
            Some(code) => Some(self.own_format(index, code, note)?),
        };
        self.undone.insert(index, own);
        Ok(own)
    }

    fn own_format(&mut self, index: usize, code: usize, note: &MarkNote) -> Result<usize, CorrectionError> {
        if note.in_force(&self.text)
            && let Some((_, own)) = note.pairs.iter().find(|(marked, _)| *marked == index)
            && self.xf(*own).is_some()
        {
            return Ok(*own);
        }
        let fill = code.checked_sub(1).and_then(|at| note.content.get(at)).filter(|fill| self.is_fill(fill));
        let wanted = self.xf(index).map(|xf| self.apart_from_fill(xf)).transpose()?;
        for (at, xf) in self.lists[StyleList::Cell as usize].iter().enumerate() {
            if at != index && wanted == Some(self.apart_from_fill(xf)?) && self.fill_of(xf)?.as_ref() == fill {
                return Ok(at);
            }
        }
        let fill = fill.map_or(0, |fill| self.find_or_add(StyleList::Entry, fill));
        let xf = self.with_fill(&self.xf(index).cloned().unwrap_or_default(), fill)?;
        let xf = without_prefix(&xf, &self.prefix);
        Ok(self.find_or_add(StyleList::Cell, &xf))
    }

    /// Whether a text of the record is a fill and nothing else.
    fn is_fill(&self, text: &str) -> bool {
        index::parse(&self.part, text, 3).is_ok_and(|element| element.name() == "fill" && element.raw() == text)
    }

    /// What a format says beside its fill.
    fn apart_from_fill(&self, xf: &str) -> Result<(Vec<(String, String)>, String), CorrectionError> {
        let element = index::parse(&self.part, xf, 1)?;
        let mut rest: Vec<(String, String)> = element
            .attributes()
            .iter()
            .filter(|attribute| !matches!(attribute.name, "fillId" | "applyFill"))
            .map(|attribute| (attribute.name.to_string(), attribute.value()))
            .collect();
        rest.sort();
        Ok((rest, element.inner().to_string()))
    }

    /// Cuts the lists back to lengths they had before.
    pub(super) fn cut(&mut self, lengths: [usize; 4]) {
        for (list, length) in self.lists.iter_mut().zip(lengths) {
            list.truncate(length.max(1));
        }
    }

    /// The part with its changes.
    pub(super) fn finish(self) -> Result<(String, String), CorrectionError> {
        let root = index::parse(&self.part, &self.text, 3)?;
        let mut edits = Edits::new(&self.text);
        for ((style_list, list), before) in StyleList::ALL.into_iter().zip(&self.lists).zip(self.before) {
            let Some(element) = root.child(style_list.element()) else { continue };
            if list.len() > before {
                edits.append_child(element, &list[before..].concat());
            } else if let (Some(kept), Some(last)) = (list.len().checked_sub(1), element.children.last())
                && let Some(kept) = element.children.get(kept)
                && list.len() < before
            {
                edits.delete(kept.whole.end..last.whole.end);
            }
            if list.len() != before && element.attribute("count").is_some() {
                edits.set_attribute(element, "count", &list.len().to_string());
            }
        }
        let text = index::finish(&self.part, edits)?;
        Ok((self.part, text))
    }
}

/// A fill of one colour.
pub(super) fn solid(rgb: &str) -> String {
    format!(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"{rgb}\"/><bgColor indexed=\"64\"/></patternFill></fill>"
    )
}

fn is_no_fill(fill: &str) -> bool {
    index::parse("fill", fill, 2).is_ok_and(|fill| match fill.child("patternFill") {
        Some(pattern) => pattern.attribute("patternType").is_none_or(|kind| kind == "none"),
        None => fill.children.is_empty(),
    })
}

fn with_prefix(xml: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return xml.to_string();
    }
    let marked = xml.replace("</", "\u{0}");
    marked.replace('<', &format!("<{prefix}")).replace('\u{0}', &format!("</{prefix}"))
}

fn without_prefix(xml: &str, prefix: &str) -> String {
    if prefix.is_empty() {
        return xml.to_string();
    }
    xml.replace(&format!("<{prefix}"), "<").replace(&format!("</{prefix}"), "</")
}

impl Element<'_> {
    /// The format of a cell.
    pub(super) fn format(&self) -> usize {
        self.number("s").unwrap_or(0) as usize
    }
}
