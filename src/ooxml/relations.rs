//! What leads from part to part: relationships, and the content types of the package.

use super::OoxmlError;
use super::draft::PackageDraft;
use super::index::{self, Edits, Element};
use super::text::escape_attribute;

const CONTENT_TYPES: &str = "[Content_Types].xml";
const TYPES: &str = "http://schemas.openxmlformats.org/package/2006/content-types";
const RELS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A relationship that leads to a part of the package.
#[derive(Debug, Clone)]
pub(crate) struct MarkedRelation {
    pub(crate) id: String,
    /// The last word of its type.
    pub(crate) kind: String,
    /// Name of the part.
    pub(crate) target: String,
}

/// Where the relationships of a part stand (`""` is the package).
pub(crate) fn path(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// The folder of a part, with its slash; empty at the root of the package.
pub(crate) fn folder(part: &str) -> &str {
    part.rfind('/').map_or("", |at| &part[..=at])
}

/// The relationships of a part that stay inside the package.
pub(crate) fn read(package: &mut PackageDraft<'_>, part: &str) -> Result<Vec<MarkedRelation>, OoxmlError> {
    let path = path(part);
    let Some(text) = package.text(&path)? else { return Ok(Vec::new()) };
    let root = index::parse(&path, &text, 2)?;
    Ok(root
        .all("Relationship")
        .filter(|element| element.attribute("TargetMode").as_deref() != Some("External"))
        .map(|element| MarkedRelation {
            id: element.attribute("Id").unwrap_or_default(),
            kind: element.attribute("Type").unwrap_or_default().rsplit('/').next().unwrap_or_default().to_string(),
            target: resolve(folder(part), &element.attribute("Target").unwrap_or_default()),
        })
        .collect())
}

/// Adds a relationship and gives its id.
pub(crate) fn add(package: &mut PackageDraft<'_>, part: &str, kind: &str, target: &str) -> Result<String, OoxmlError> {
    let path = path(part);
    let relation = |prefix: &str, id: &str| {
        let target = escape_attribute(&relative(folder(part), target));
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{}/{kind}\" Target=\"{target}\"/>", index::RELATIONSHIPS)
    };
    let Some(text) = package.text(&path)? else {
        let id = "rIdSelaras1".to_string();
        let text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{RELS}\">{}</Relationships>",
            relation("", &id)
        );
        package.put(&path, text);
        return Ok(id);
    };
    let root = index::parse(&path, &text, 2)?;
    let used: Vec<String> = root.children.iter().filter_map(|element| element.attribute("Id")).collect();
    let id = (1_u32..).map(|n| format!("rIdSelaras{n}")).find(|id| !used.contains(id)).unwrap_or_default();
    let mut edits = Edits::new(&text);
    edits.append_child(&root, &relation(root.prefix(), &id));
    package.put(&path, index::finish(&path, edits)?);
    Ok(id)
}

/// Takes a relationship away; the last one takes the whole list with it.
pub(crate) fn remove(package: &mut PackageDraft<'_>, part: &str, id: &str) -> Result<(), OoxmlError> {
    let path = path(part);
    let Some(text) = package.text(&path)? else { return Ok(()) };
    let root = index::parse(&path, &text, 2)?;
    let Some(element) = root.children.iter().find(|element| element.attribute("Id").as_deref() == Some(id)) else {
        return Ok(());
    };
    if root.children.len() == 1 {
        package.remove(&path);
        return Ok(());
    }
    let mut edits = Edits::new(&text);
    edits.delete(element.whole.clone());
    package.put(&path, index::finish(&path, edits)?);
    Ok(())
}

/// Says what a part is.
pub(crate) fn set_type(package: &mut PackageDraft<'_>, part: &str, content_type: &str) -> Result<(), OoxmlError> {
    edit_types(package, |root, edits| {
        if override_of(root, part).is_none() {
            let (prefix, part) = (root.prefix(), escape_attribute(part));
            edits.append_child(
                root,
                &format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{content_type}\"/>"),
            );
        }
    })
}

/// Says what parts with an ending are, when nothing says it yet.
pub(crate) fn set_default(package: &mut PackageDraft<'_>, ending: &str, content_type: &str) -> Result<(), OoxmlError> {
    edit_types(package, |root, edits| {
        let known = |e: &&Element<'_>| e.attribute("Extension").is_some_and(|known| known.eq_ignore_ascii_case(ending));
        if root.all("Default").find(known).is_none()
            && let Some(content) = &root.content
        {
            let prefix = root.prefix();
            edits.insert(
                content.start,
                format!("<{prefix}Default Extension=\"{ending}\" ContentType=\"{content_type}\"/>"),
            );
        }
    })
}

/// Takes back what [`set_default`] said, once no part has that ending any more.
pub(crate) fn forget_default(package: &mut PackageDraft<'_>, ending: &str) -> Result<(), OoxmlError> {
    let suffix = format!(".{ending}");
    if package.names().iter().any(|name| name.ends_with(&suffix)) {
        return Ok(());
    }
    edit_types(package, |root, edits| {
        // In front of the others stands what we added.
        let first = root.children.first();
        if let Some(first) = first.filter(|first| first.attribute("Extension").as_deref() == Some(ending)) {
            edits.delete(first.whole.clone());
        }
    })
}

/// Takes a part away, with its type and its own relationships.
pub(crate) fn remove_part(package: &mut PackageDraft<'_>, part: &str) -> Result<(), OoxmlError> {
    package.remove(part);
    let rels = path(part);
    if package.has(&rels) {
        package.remove(&rels);
    }
    edit_types(package, |root, edits| {
        if let Some(element) = override_of(root, part) {
            edits.delete(element.whole.clone());
        }
    })
}

fn override_of<'e, 'a>(root: &'e Element<'a>, part: &str) -> Option<&'e Element<'a>> {
    root.children.iter().find(|element| {
        element.attribute("PartName").is_some_and(|name| name.trim_start_matches('/').eq_ignore_ascii_case(part))
    })
}

fn edit_types(
    package: &mut PackageDraft<'_>,
    edit: impl FnOnce(&Element<'_>, &mut Edits<'_>),
) -> Result<(), OoxmlError> {
    let text = package.need(CONTENT_TYPES)?;
    let root = index::parse(CONTENT_TYPES, &text, 2)?;
    if root.local() != "Types" || root.attributes().iter().all(|attribute| attribute.value() != TYPES) {
        return Err(OoxmlError::part(CONTENT_TYPES, "isinya bukan daftar jenis bagian"));
    }
    let mut edits = Edits::new(&text);
    edit(&root, &mut edits);
    if !edits.is_empty() {
        let text = index::finish(CONTENT_TYPES, edits)?;
        package.put(CONTENT_TYPES, text);
    }
    Ok(())
}

/// A target as the name of a part.
pub(crate) fn resolve(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> =
        if target.starts_with('/') { Vec::new() } else { folder.trim_end_matches('/').split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

/// The way from a folder to a part.
fn relative(folder: &str, part: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    let to: Vec<&str> = part.split('/').collect();
    let same = from.iter().zip(to.iter().take(to.len().saturating_sub(1))).take_while(|(a, b)| a == b).count();
    let mut steps = vec![".."; from.len() - same];
    steps.extend(&to[same..]);
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_a_part_leads_back_to_it() {
        for (folder, part, way) in [
            ("xl/worksheets/", "xl/comments1.xml", "../comments1.xml"),
            ("xl/", "xl/worksheets/sheet9.xml", "worksheets/sheet9.xml"),
            ("", "styles.xml", "styles.xml"),
            ("a/b/", "c/d.xml", "../../c/d.xml"),
        ] {
            assert_eq!(relative(folder, part), way);
            assert_eq!(resolve(folder, way), part);
        }
        assert_eq!(resolve("xl/", "/xl/styles.xml"), "xl/styles.xml");
        assert_eq!(resolve("xl/", "../../../etc/passwd"), "etc/passwd");
        assert_eq!(resolve("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
