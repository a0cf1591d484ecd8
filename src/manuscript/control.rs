//! The content controls that mark filled places, so that a later run finds them again.
//!
//! A value has the tag `selaras:` and its path; an instance of a region `selaras#`, the number of the region's pattern,
//! and which of the list it is. Word and LibreOffice keep such tags through any editing.

use super::record::short_key;
use crate::ooxml::index::Element;
use crate::ooxml::text::escape_attribute;

const VALUE: &str = "selaras:";
const REGION: &str = "selaras#";
/// What stands in a tag for a condition.
const CONDITION: &str = "jika";
/// The key of a condition that holds.
pub(super) const HOLDS: &str = "ya";

/// What a control of ours says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Tag {
    /// A value, by its path from the root.
    Value(String),
    /// One of a region.
    Instance {
        /// The number of its pattern.
        pattern: usize,
        /// The list; [`CONDITION`] for a condition.
        list: String,
        /// Which of the list, as it stands in tags; empty where there is none and only the place is held.
        key: String,
    },
}

/// The tag of a control of ours.
pub(super) fn tag(control: &Element<'_>) -> Option<Tag> {
    let properties = control.child("sdtPr")?;
    let tag = properties.child("tag")?;
    let text = tag.attributes().iter().find(|one| one.name.ends_with("val"))?.value();
    if let Some(path) = text.strip_prefix(VALUE) {
        return Some(Tag::Value(path.to_string()));
    }
    let (number, rest) = text.strip_prefix(REGION)?.split_once(':')?;
    let (list, key) = rest.split_once('[')?;
    let key = key.strip_suffix(']')?;
    Some(Tag::Instance { pattern: number.parse().ok()?, list: list.to_string(), key: key.to_string() })
}

/// A control around content.
fn wrap(prefix: &str, name: &str, tag: &str, content: &str) -> String {
    let (name, tag) = (escape_attribute(name), escape_attribute(tag));
    format!(
        "<{prefix}sdt><{prefix}sdtPr><{prefix}alias {prefix}val=\"{name}\"/><{prefix}tag {prefix}val=\"{tag}\"/></{prefix}sdtPr><{prefix}sdtContent>{content}</{prefix}sdtContent></{prefix}sdt>"
    )
}

/// A control around a value or a chart; its path is what people see of it.
pub(super) fn value(prefix: &str, path: &str, content: &str) -> String {
    wrap(prefix, path, &format!("{VALUE}{path}"), content)
}

/// A control around one of a list.
pub(super) fn instance(prefix: &str, (pattern, list): (usize, &str), key: &str, name: &str, content: &str) -> String {
    let key = if key.is_empty() { String::new() } else { short_key(key) };
    let name: String = name.chars().take(60).collect();
    wrap(prefix, &name, &format!("{REGION}{pattern}:{list}[{key}]"), content)
}

/// A control around what stands where a condition holds, or around nothing.
pub(super) fn condition(prefix: &str, pattern: usize, holds: bool, content: &str) -> String {
    let key = if holds { HOLDS } else { "" };
    wrap(prefix, "jika", &format!("{REGION}{pattern}:{CONDITION}[{key}]"), content)
}
