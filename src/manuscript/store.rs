//! What a document keeps of its own making: the patterns of its regions and what each value said when it was written. It
//! lies in a custom XML part, which word processors carry along.

use std::collections::BTreeMap;

use super::marker::RegionKind;
use crate::ooxml::OoxmlError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Element};
use crate::ooxml::relations;
use crate::ooxml::text::{escape_attribute, escape_content};

const NAMESPACE: &str = "urn:selaras:naskah:1";
const PROPERTIES: &str = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml";
/// Who a custom XML part is, for word processors.
const IDENTITY: &str = "{6E1F2A54-53E1-4A0B-9C0E-5E1A2A5A0001}";

/// What is repeated: text within a line, paragraphs, or rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Inline,
    Blocks,
    Rows,
}

impl Level {
    const ALL: [(Self, &'static str); 3] = [(Self::Inline, "teks"), (Self::Blocks, "alinea"), (Self::Rows, "baris")];

    fn name(self) -> &'static str {
        Self::ALL.iter().find(|(level, _)| *level == self).map_or("", |(_, name)| name)
    }
}

/// What a region is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pattern {
    pub(super) kind: RegionKind,
    pub(super) level: Level,
    /// Its XML with the markers inside, without those of the region itself.
    pub(super) xml: String,
}

/// What a document keeps.
#[derive(Debug, Default)]
pub(super) struct Store {
    /// By number; none for a number that was lost.
    patterns: BTreeMap<usize, Pattern>,
    /// What values said when they were written, by path.
    pub(super) before: BTreeMap<String, String>,
    /// What they say now.
    pub(super) now: BTreeMap<String, String>,
    part: Option<String>,
}

impl Store {
    /// What the document keeps; nothing for one that was never filled in.
    pub(super) fn read(package: &mut PackageDraft<'_>, document: &str) -> Result<Self, OoxmlError> {
        let mut store = Self::default();
        for relation in relations::read(package, document)?.into_iter().filter(|one| one.kind == "customXml") {
            let Some(text) = package.text(&relation.target).unwrap_or_default() else { continue };
            if !text.contains(NAMESPACE) {
                continue;
            }
            // What was damaged is as good as gone: it is made anew.
            let Ok(root) = index::parse(&relation.target, &text, 2) else { continue };
            store.part = Some(relation.target.clone());
            for one in &root.children {
                store.take(one);
            }
        }
        Ok(store)
    }

    fn take(&mut self, one: &Element<'_>) {
        match one.local() {
            "bagian" => {
                let level = one.attribute("tingkat").unwrap_or_default();
                let level = Level::ALL.iter().find(|(_, name)| *name == level).map(|(level, _)| *level);
                if let (Some(number), Some(level)) = (one.number("nomor"), level) {
                    let kind = RegionKind::read(&one.attribute("jenis").unwrap_or_default());
                    self.patterns.insert(number as usize, Pattern { kind, level, xml: one.text() });
                }
            }
            "nilai" => {
                if let Some(path) = one.attribute("tempat") {
                    self.before.insert(path, one.text());
                }
            }
            _ => {}
        }
    }

    /// The number of a pattern; a new one where it was not there.
    pub(super) fn number(&mut self, pattern: Pattern, used: usize) -> usize {
        if let Some((number, _)) = self.patterns.iter().find(|(_, one)| **one == pattern) {
            return *number;
        }
        let last = self.patterns.keys().next_back().copied().unwrap_or_default();
        let number = last.max(used) + 1;
        self.patterns.insert(number, pattern);
        number
    }

    pub(super) fn pattern(&self, number: usize) -> Option<&Pattern> {
        self.patterns.get(&number)
    }

    /// Puts it into the document.
    pub(super) fn write(&self, package: &mut PackageDraft<'_>, document: &str) -> Result<(), OoxmlError> {
        if self.patterns.is_empty() && self.now.is_empty() {
            return Ok(());
        }
        let mut text =
            format!("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<naskah xmlns=\"{NAMESPACE}\">");
        for (number, one) in &self.patterns {
            let (kind, level, xml) =
                (escape_attribute(&one.kind.written()), one.level.name(), escape_content(&one.xml));
            text.push_str(&format!("<bagian nomor=\"{number}\" jenis=\"{kind}\" tingkat=\"{level}\">{xml}</bagian>"));
        }
        for (path, said) in &self.now {
            text.push_str(&format!("<nilai tempat=\"{}\">{}</nilai>", escape_attribute(path), escape_content(said)));
        }
        text.push_str("</naskah>");
        if let Some(part) = &self.part {
            package.put(part, text);
            return Ok(());
        }
        let part = package.free_name("customXml/item", ".xml");
        package.put(&part, text);
        relations::add(package, document, "customXml", &part)?;
        relations::set_default(package, "xml", "application/xml")?;
        let properties = package.free_name("customXml/itemProps", ".xml");
        package.put(
            &properties,
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n<ds:datastoreItem ds:itemID=\"{IDENTITY}\" xmlns:ds=\"http://schemas.openxmlformats.org/officeDocument/2006/customXml\"><ds:schemaRefs><ds:schemaRef ds:uri=\"{NAMESPACE}\"/></ds:schemaRefs></ds:datastoreItem>"
            ),
        );
        relations::add(package, &part, "customXmlProps", &properties)?;
        relations::set_type(package, &properties, PROPERTIES)
    }
}
