//! XML parts as an index over their text, and edits spliced into that text.
//!
//! A part is never written anew: an index tells where its elements stand, edits say what changes there, and every other
//! byte stays as its writer put it. What is not plain UTF-8 XML is refused.

use std::borrow::Cow;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::OoxmlError;
use super::strict::resolve;
use super::text::escape_attribute;

/// The main namespace of spreadsheets.
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
/// The namespace of relationship ids.
pub(crate) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// Elements nested deeper than this are no workbook.
const MAX_DEPTH: usize = 128;

/// More elements than this in one part are no form; an index of them would take much memory.
const MAX_ELEMENTS: usize = 2_000_000;

/// Where an element stands in its part.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a> {
    text: &'a str,
    /// The whole element.
    pub(crate) whole: Range<usize>,
    name_len: usize,
    /// Where the start tag ends.
    tag_end: usize,
    /// What stands between the tags; `None` for `<a/>`.
    pub(crate) content: Option<Range<usize>>,
    /// Elements directly inside, when the index goes so deep.
    pub(crate) children: Vec<Element<'a>>,
}

/// An attribute of a start tag.
#[derive(Debug, Clone)]
pub(crate) struct Attribute<'a> {
    pub(crate) name: &'a str,
    /// Its value as written, between the quotes.
    raw: &'a str,
    value: Range<usize>,
    /// From the one blank before it to its closing quote.
    whole: Range<usize>,
}

impl Attribute<'_> {
    /// Its value.
    pub(crate) fn value(&self) -> String {
        quick_xml::escape::unescape(self.raw).map_or_else(|_| self.raw.to_string(), Cow::into_owned)
    }
}

impl<'a> Element<'a> {
    /// The text of the part that it stands in.
    pub(crate) fn source(&self) -> &'a str {
        self.text
    }

    /// Its name as written, with its prefix.
    pub(crate) fn name(&self) -> &'a str {
        let start = self.whole.start + 1;
        self.text.get(start..start + self.name_len).unwrap_or_default()
    }

    /// Its name without prefix.
    pub(crate) fn local(&self) -> &'a str {
        let name = self.name();
        name.rsplit_once(':').map_or(name, |(_, local)| local)
    }

    /// Its prefix with the colon; empty without.
    pub(crate) fn prefix(&self) -> &'a str {
        let name = self.name();
        name.find(':').map_or("", |at| &name[..=at])
    }

    /// The element as written.
    pub(crate) fn raw(&self) -> &'a str {
        &self.text[self.whole.clone()]
    }

    /// What stands between its tags, as written.
    pub(crate) fn inner(&self) -> &'a str {
        self.content.clone().map_or("", |range| &self.text[range])
    }

    /// Its first child of that local name.
    pub(crate) fn child(&self, local: &str) -> Option<&Element<'a>> {
        self.children.iter().find(|child| child.local() == local)
    }

    /// Its children of that local name.
    pub(crate) fn all<'e>(&'e self, local: &'e str) -> impl Iterator<Item = &'e Element<'a>> {
        self.children.iter().filter(move |child| child.local() == local)
    }

    /// Every attribute, in order; what comes after a malformed one is left out.
    pub(crate) fn attributes(&self) -> Vec<Attribute<'a>> {
        let mut found = Vec::new();
        let mut at = self.whole.start + 1 + self.name_len;
        while let Some((attribute, next)) = self.next_attribute(at) {
            found.push(attribute);
            at = next;
        }
        found
    }

    fn next_attribute(&self, from: usize) -> Option<(Attribute<'a>, usize)> {
        let tag = self.text.get(..self.tag_end)?;
        let rest = tag.get(from..)?;
        let start = from + (rest.len() - rest.trim_start().len());
        let equals = start + tag.get(start..)?.find('=')?;
        let name = tag.get(start..equals)?.trim_end();
        let after = tag.get(equals + 1..)?;
        let quote_at = equals + 1 + (after.len() - after.trim_start().len());
        let quote = tag.get(quote_at..)?.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        let value_start = quote_at + 1;
        let value_end = value_start + tag.get(value_start..)?.find(quote)?;
        let raw = tag.get(value_start..value_end)?;
        let whole = start.saturating_sub(1)..value_end + 1;
        Some((Attribute { name, raw, value: value_start..value_end, whole }, value_end + 1))
    }

    /// The value of an attribute by its name as written.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        self.attributes().iter().find(|attribute| attribute.name == name).map(Attribute::value)
    }

    /// The value of an attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }

    /// Whether an attribute says true.
    pub(crate) fn is_set(&self, name: &str) -> bool {
        matches!(self.attribute(name).as_deref(), Some("1" | "true" | "on"))
    }

    /// The value of the attribute `id` in the namespace of relationships, whatever its prefix.
    pub(crate) fn relation_id(&self) -> Option<String> {
        self.attributes().iter().find(|a| a.name.ends_with(":id")).map(Attribute::value)
    }

    /// Its text and that of all elements inside.
    pub(crate) fn text(&self) -> String {
        plain_text(self.inner())
    }

    /// `r:` or whatever leads to the namespace on this element; `None` when it is not declared here.
    pub(crate) fn prefix_of(&self, namespace: &str) -> Option<String> {
        self.attributes().iter().find(|attribute| attribute.raw == namespace)?;
        self.attributes()
            .iter()
            .filter(|attribute| attribute.raw == namespace)
            .find_map(|attribute| attribute.name.strip_prefix("xmlns:").map(|prefix| format!("{prefix}:")))
    }

    /// Where the start tag can take another attribute.
    fn attribute_end(&self) -> usize {
        self.tag_end - if self.content.is_none() { 2 } else { 1 }
    }
}

/// The text of a fragment without its tags, references resolved.
pub(crate) fn plain_text(fragment: &str) -> String {
    let mut reader = Reader::from_str(fragment);
    reader.config_mut().check_end_names = false;
    let mut text = String::new();
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Text(piece) => text.push_str(&piece.xml10_content()),
            Event::CData(piece) => text.push_str(&piece.xml10_content()),
            Event::GeneralRef(reference) => text.extend(resolve(&reference)),
            Event::Eof => break,
            _ => {}
        }
    }
    text
}

/// Indexes a part down to a depth (its root is 1) and gives its root.
pub(crate) fn parse<'a>(part: &str, text: &'a str, depth: usize) -> Result<Element<'a>, OoxmlError> {
    let refuse = |what: &str| OoxmlError::part(part, what);
    let skip = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader::from_str(&text[skip..]);
    let mut open: Vec<Element<'a>> = Vec::new();
    let mut level = 0_usize;
    let mut root = None;
    let mut elements = 0_usize;
    loop {
        if elements > MAX_ELEMENTS {
            return Err(refuse("memuat terlalu banyak unsur"));
        }
        let start = skip + position(&reader);
        let event = reader.read_event().map_err(|error| refuse(&format!("bukan XML yang sah ({error})")))?;
        let end = skip + position(&reader);
        match event {
            Event::Start(tag) => {
                elements += 1;
                level += 1;
                if level > MAX_DEPTH || (level == 1 && root.is_some()) {
                    return Err(refuse("susunan XML-nya tidak wajar"));
                }
                if level <= depth {
                    open.push(Element {
                        text,
                        whole: start..end,
                        name_len: tag.name().as_ref().len(),
                        tag_end: end,
                        content: Some(end..end),
                        children: Vec::new(),
                    });
                }
            }
            Event::Empty(tag) if level < depth => {
                elements += 1;
                let name_len = tag.name().as_ref().len();
                let element =
                    Element { text, whole: start..end, name_len, tag_end: end, content: None, children: Vec::new() };
                close(&mut open, &mut root, element);
            }
            Event::End(_) => {
                if level <= depth
                    && let Some(mut element) = open.pop()
                {
                    element.content = Some(element.tag_end..start);
                    element.whole.end = end;
                    close(&mut open, &mut root, element);
                }
                level = level.saturating_sub(1);
            }
            Event::DocType(_) => return Err(refuse("memuat DOCTYPE")),
            Event::Decl(decl) => {
                let foreign = decl.encoding().is_some_and(
                    |name| !matches!(&name, Ok(name) if name.eq_ignore_ascii_case("utf-8") || name.eq_ignore_ascii_case("us-ascii")),
                );
                if foreign {
                    return Err(refuse("memakai penyandian huruf selain UTF-8"));
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    root.filter(|_| open.is_empty()).ok_or_else(|| refuse("berakhir sebelum waktunya"))
}

fn close<'a>(open: &mut [Element<'a>], root: &mut Option<Element<'a>>, element: Element<'a>) {
    match open.last_mut() {
        Some(parent) => parent.children.push(element),
        None => *root = Some(element),
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// Checks that the root is the named element of the main namespace, and gives its prefix (`x:` or nothing).
pub(crate) fn main_prefix(part: &str, root: &Element<'_>, local: &str) -> Result<String, OoxmlError> {
    if root.local() != local {
        return Err(OoxmlError::part(part, format!("isinya bukan {local}")));
    }
    let prefix = root.prefix();
    let declared =
        if prefix.is_empty() { "xmlns".to_string() } else { format!("xmlns:{}", prefix.trim_end_matches(':')) };
    match root.attribute(&declared).as_deref() {
        Some(MAIN) => Ok(prefix.to_string()),
        Some(other) if other.contains("purl.oclc.org/ooxml") => {
            Err(OoxmlError::part(part, "memakai bentuk Strict Open XML, yang tidak mengenal catatan sel"))
        }
        _ => Err(OoxmlError::part(part, "ruang nama XML-nya tidak dikenal")),
    }
}

/// Changes to a part; everything else stays byte for byte.
#[derive(Debug)]
pub(crate) struct Edits<'a> {
    text: &'a str,
    list: Vec<(Range<usize>, String)>,
}

impl<'a> Edits<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { text, list: Vec::new() }
    }

    pub(crate) fn replace(&mut self, range: Range<usize>, with: impl Into<String>) {
        self.list.push((range, with.into()));
    }

    pub(crate) fn insert(&mut self, at: usize, what: impl Into<String>) {
        self.replace(at..at, what);
    }

    pub(crate) fn delete(&mut self, range: Range<usize>) {
        self.replace(range, "");
    }

    /// Gives an attribute a value, adding it when it is absent.
    pub(crate) fn set_attribute(&mut self, element: &Element<'_>, name: &str, value: &str) {
        let value = escape_attribute(value);
        match element.attributes().into_iter().find(|attribute| attribute.name == name) {
            Some(attribute) => self.replace(attribute.value, value),
            None => self.insert(element.attribute_end(), format!(" {name}=\"{value}\"")),
        }
    }

    /// Gives an attribute a value, adding it in front of the others when it is absent.
    pub(crate) fn set_attribute_first(&mut self, element: &Element<'_>, name: &str, value: &str) {
        if element.attribute(name).is_some() {
            self.set_attribute(element, name, value);
        } else {
            let at = element.whole.start + 1 + element.name_len;
            self.insert(at, format!(" {name}=\"{}\"", escape_attribute(value)));
        }
    }

    /// Takes back what was asked for inside a range.
    pub(crate) fn forget_in(&mut self, range: Range<usize>) {
        self.list.retain(|(edit, _)| edit.start < range.start || edit.end > range.end);
    }

    /// Takes an attribute away.
    pub(crate) fn remove_attribute(&mut self, element: &Element<'_>, name: &str) {
        if let Some(attribute) = element.attributes().into_iter().find(|attribute| attribute.name == name) {
            self.delete(attribute.whole);
        }
    }

    /// Adds elements at the end of an element, after its last indexed child. Once for each element.
    pub(crate) fn append_child(&mut self, element: &Element<'_>, xml: &str) {
        match &element.content {
            Some(content) => {
                let at = element.children.last().map_or(content.start, |last| last.whole.end);
                self.insert(at, xml);
            }
            None => self.replace(element.whole.end - 2..element.whole.end, format!(">{xml}</{}>", element.name())),
        }
    }

    /// Makes `<a ...></a>` into `<a .../>`.
    pub(crate) fn collapse(&mut self, element: &Element<'_>) {
        if element.content.is_some() {
            self.replace(element.tag_end - 1..element.whole.end, "/>");
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The part with its changes. `None` when two changes touch the same place, which must never be guessed about.
    pub(crate) fn finish(mut self) -> Option<String> {
        self.list.sort_by_key(|(range, _)| (range.start, range.end));
        let mut result = String::with_capacity(self.text.len() + 1024);
        let mut at = 0;
        for (range, with) in &self.list {
            result.push_str(self.text.get(at..range.start)?);
            result.push_str(with);
            at = range.end;
        }
        result.push_str(self.text.get(at..)?);
        Some(result)
    }
}

/// The changed part, or an error that names it.
pub(crate) fn finish(part: &str, edits: Edits<'_>) -> Result<String, OoxmlError> {
    edits.finish().ok_or_else(|| OoxmlError::part(part, "dua perubahan bertemu di tempat yang sama"))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::ooxml::text::escape_text;

    #[test]
    fn what_is_not_edited_stays_byte_for_byte() {
        let text = "\u{feff}<?xml version='1.0'?>\r\n<a  b = 'x &amp; y'\n><!-- c --><c/> <d e=\"1\">t</d></a >\n";
        let root = parse("p", text, 2).unwrap();
        assert_eq!(root.attribute("b").as_deref(), Some("x & y"));
        let mut edits = Edits::new(text);
        edits.set_attribute(&root.children[0], "s", "\"7\"");
        edits.append_child(&root.children[0], "<x/>");
        edits.set_attribute(&root.children[1], "e", "2");
        edits.append_child(&root, "<z/>");
        assert_eq!(
            edits.finish().unwrap(),
            "\u{feff}<?xml version='1.0'?>\r\n<a  b = 'x &amp; y'\n><!-- c --><c s=\"&quot;7&quot;\"><x/></c> <d e=\"2\">t</d><z/></a >\n"
        );
    }

    #[test]
    fn edits_that_meet_are_refused() {
        let mut edits = Edits::new("abcdef");
        edits.replace(1..4, "x");
        edits.replace(2..3, "y");
        assert_eq!(edits.finish(), None);
    }

    #[test]
    fn an_attribute_comes_and_goes_without_a_trace() {
        let text = "<a><b r=\"1\" /></a>";
        let root = parse("p", text, 2).unwrap();
        let mut edits = Edits::new(text);
        edits.set_attribute(&root.children[0], "s", "3");
        let with = edits.finish().unwrap();
        assert_eq!(with, "<a><b r=\"1\"  s=\"3\"/></a>");
        let root = parse("p", &with, 2).unwrap();
        let mut edits = Edits::new(&with);
        edits.remove_attribute(&root.children[0], "s");
        assert_eq!(edits.finish().unwrap(), text);
    }

    #[test]
    fn odd_parts_are_refused() {
        for text in [
            "<a><b></a>",
            "<a>",
            "",
            "<!DOCTYPE a><a/>",
            "<?xml version=\"1.0\" encoding=\"windows-1251\"?><a/>",
            "<a/><b></b>",
        ] {
            assert!(parse("p", text, 3).is_err(), "{text}");
        }
    }

    #[test]
    fn texts_stay_texts() {
        assert_eq!(escape_text("=1+1 & <b>\u{0}\u{7}_x0041_ _xyz_"), "=1+1 &amp; &lt;b&gt;_x005F_x0041_ _xyz_");
        assert_eq!(plain_text("<t>a &amp; b</t><r><t>&#99;<![CDATA[<]]></t></r>"), "a & bc<");
    }
}
