//! An XML part as a tree, read strictly.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

/// An element with what it holds.
#[derive(Debug, Default)]
pub(super) struct XmlElement {
    pub(super) name: String,
    pub(super) property: BTreeMap<String, String>,
    pub(super) child: Vec<XmlElement>,
    pub(super) text: String,
}

impl XmlElement {
    /// The tree of a part; what is wrong when it is no XML.
    pub(super) fn read(content: &[u8]) -> Result<Self, String> {
        let text = std::str::from_utf8(content).map_err(|_| "bukan UTF-8".to_string())?;
        if text.chars().any(|letter| letter < ' ' && !matches!(letter, '\t' | '\n' | '\r')) {
            return Err("memuat huruf kendali".into());
        }
        let mut reader = Reader::from_str(text);
        let mut stack = vec![Self::default()];
        loop {
            match reader.read_event().map_err(|error| error.to_string())? {
                Event::Start(start) => stack.push(element(&start)?),
                Event::Empty(start) => {
                    let one = element(&start)?;
                    stack.last_mut().expect("a root").child.push(one);
                }
                Event::End(_) => {
                    let one = stack.pop().ok_or("penutup tanpa pembuka")?;
                    stack.last_mut().ok_or("penutup tanpa pembuka")?.child.push(one);
                }
                Event::Text(content) => stack.last_mut().expect("a root").text.push_str(&content.xml10_content()),
                Event::GeneralRef(reference) => {
                    stack.last_mut().expect("a root").text.push_str(&reference.xml10_content())
                }
                Event::Eof => break,
                _ => {}
            }
        }
        match (stack.len(), stack.pop().and_then(|mut root| root.child.pop())) {
            (1, Some(root)) => Ok(root),
            _ => Err("tidak lengkap".into()),
        }
    }

    pub(super) fn property(&self, name: &str) -> &str {
        self.property.get(name).map_or("", String::as_str)
    }

    pub(super) fn figure(&self, name: &str) -> Option<usize> {
        self.property(name).parse().ok()
    }

    pub(super) fn one(&self, name: &str) -> Option<&Self> {
        self.child.iter().find(|child| child.name == name)
    }

    /// The children of a name below the child of another name.
    pub(super) fn content<'a>(&'a self, container: &str, name: &'a str) -> Vec<&'a Self> {
        self.one(container)
            .map_or_else(Vec::new, |container| container.child.iter().filter(|child| child.name == name).collect())
    }

    /// This element and everything below it.
    pub(super) fn all(&self) -> Vec<&Self> {
        let mut outcome = vec![self];
        outcome.extend(self.child.iter().flat_map(Self::all));
        outcome
    }
}

fn element(start: &BytesStart<'_>) -> Result<XmlElement, String> {
    let mut one = XmlElement { name: start.name().0.to_string(), ..XmlElement::default() };
    for property in start.attributes() {
        let property = property.map_err(|error| error.to_string())?;
        let value = property.normalized_value(XmlVersion::Implicit1_0).map_err(|error| error.to_string())?;
        one.property.insert(property.key.0.to_string(), value.into_owned());
    }
    Ok(one)
}
