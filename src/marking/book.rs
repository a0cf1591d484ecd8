//! The workbook part: its sheets, and a sheet put in front of them or taken out, with every index that counts sheets
//! moved along.

use super::CorrectionError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{self, Edits, Element, RELATIONSHIPS};
use crate::ooxml::relations::{self, MarkedRelation};
use crate::ooxml::text::{escape_attribute, escape_text};

const WORKSHEET_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";
const STYLES_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";

/// What the workbook part says.
#[derive(Debug)]
pub(super) struct MarkedBook {
    /// Name of the workbook part.
    pub(super) part: String,
    /// Its sheets, in the order of their tabs.
    pub(super) sheets: Vec<MarkedSheet>,
    /// The part of the styles.
    pub(super) styles: Option<String>,
    /// The part of the shared strings.
    pub(super) strings: Option<String>,
    /// Whether it has a list of names, be it an empty one.
    pub(super) has_names: bool,
}

/// One tab.
#[derive(Debug, Clone)]
pub(super) struct MarkedSheet {
    pub(super) name: String,
    /// Its part; `None` for charts and macro sheets.
    pub(super) part: Option<String>,
    pub(super) hidden: bool,
    relation: String,
    number: u32,
}

impl MarkedBook {
    pub(super) fn read(package: &mut PackageDraft<'_>) -> Result<Self, CorrectionError> {
        let start = relations::read(package, "")?;
        let part = target(&start, "officeDocument")
            .ok_or_else(|| CorrectionError::not_package("tidak memuat buku kerja Excel"))?;
        let text = package.need(&part)?;
        let root = index::parse(&part, &text, 3)?;
        index::main_prefix(&part, &root, "workbook")?;
        let links = relations::read(package, &part)?;
        let sheets = root.child("sheets").map_or(&[][..], |sheets| &sheets.children);
        let sheets: Vec<MarkedSheet> = sheets.iter().map(|element| sheet(element, &links)).collect();
        if sheets.is_empty() {
            return Err(CorrectionError::cannot(&part, "tidak memuat lembar"));
        }
        let (styles, strings) = (target(&links, "styles"), target(&links, "sharedStrings"));
        let has_names = root.child("definedNames").is_some();
        Ok(Self { part, sheets, styles, strings, has_names })
    }

    /// A sheet by its name, as Excel compares names.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        let exact = self.sheets.iter().position(|sheet| sheet.name == name);
        exact.or_else(|| {
            let wanted = name.trim().to_lowercase();
            self.sheets.iter().position(|sheet| sheet.name.trim().to_lowercase() == wanted)
        })
    }

    /// Adds a styles part and gives its name.
    pub(super) fn add_styles(&self, package: &mut PackageDraft<'_>, text: String) -> Result<String, CorrectionError> {
        let folder = relations::folder(&self.part);
        let wanted = format!("{folder}styles.xml");
        let part = if package.has(&wanted) { package.free_name(&format!("{folder}styles"), ".xml") } else { wanted };
        package.put(&part, text);
        relations::add(package, &self.part, "styles", &part)?;
        relations::set_type(package, &part, STYLES_TYPE)?;
        Ok(part)
    }

    /// Puts a sheet in front of all others; `header` is the row that every printed page repeats, counted from one.
    pub(super) fn insert_first(
        &self,
        package: &mut PackageDraft<'_>,
        name: &str,
        content: String,
        header: u32,
    ) -> Result<(), CorrectionError> {
        let part = package.free_name(&format!("{}worksheets/sheet", relations::folder(&self.part)), ".xml");
        package.put(&part, content);
        let id = relations::add(package, &self.part, "worksheet", &part)?;
        relations::set_type(package, &part, WORKSHEET_TYPE)?;
        let number = self.sheets.iter().map(|sheet| sheet.number).max().unwrap_or(0).saturating_add(1);
        let text = package.need(&self.part)?;
        let root = index::parse(&self.part, &text, 3)?;
        let prefix = index::main_prefix(&self.part, &root, "workbook")?;
        let mut edits = Edits::new(&text);
        let (declared, r) = match root.prefix_of(RELATIONSHIPS) {
            Some(r) => (String::new(), r),
            None => (format!(" xmlns:r=\"{RELATIONSHIPS}\""), "r:".to_string()),
        };
        let sheet = format!(
            "<{prefix}sheet{declared} name=\"{}\" sheetId=\"{number}\" {r}id=\"{id}\"/>",
            escape_attribute(name)
        );
        let first = root.child("sheets").and_then(|sheets| sheets.children.first());
        let Some(first) = first else { return Err(CorrectionError::cannot(&self.part, "tidak memuat lembar")) };
        edits.insert(first.whole.start, sheet);
        shift_views(&root, &prefix, &mut edits, |active| active + 1);
        for element in root.child("definedNames").map_or(&[][..], |names| &names.children) {
            if let Some(local) = element.number("localSheetId") {
                edits.set_attribute(element, "localSheetId", &(local + 1).to_string());
            }
        }
        add_name(&root, &prefix, &mut edits, &print_titles(&prefix, name, header));
        package.put(&self.part, index::finish(&self.part, edits)?);
        Ok(())
    }

    /// Takes a sheet out, with its part, its own names and what belongs to it alone. `keep_names` keeps the list of names
    /// when it becomes empty.
    pub(super) fn remove(
        &self,
        package: &mut PackageDraft<'_>,
        index: usize,
        keep_names: bool,
    ) -> Result<(), CorrectionError> {
        let Some(sheet) = self.sheets.get(index).filter(|_| self.sheets.len() > 1) else { return Ok(()) };
        let gone = u32::try_from(index).unwrap_or(u32::MAX);
        let text = package.need(&self.part)?;
        let root = index::parse(&self.part, &text, 3)?;
        let prefix = index::main_prefix(&self.part, &root, "workbook")?;
        let mut edits = Edits::new(&text);
        if let Some(element) = root.child("sheets").and_then(|sheets| sheets.children.get(index)) {
            edits.delete(element.whole.clone());
        }
        shift_views(&root, &prefix, &mut edits, |active| if active > gone { active - 1 } else { active });
        if let Some(names) = root.child("definedNames") {
            remove_names(names, gone, keep_names, &mut edits);
        }
        let text = index::finish(&self.part, edits)?;
        package.put(&self.part, text);
        relations::remove(package, &self.part, &sheet.relation)?;
        if let Some(part) = &sheet.part {
            remove_with_own_parts(package, part)?;
        }
        Ok(())
    }
}

fn target(links: &[MarkedRelation], kind: &str) -> Option<String> {
    links.iter().find(|link| link.kind == kind).map(|link| link.target.clone())
}

fn sheet(element: &Element<'_>, links: &[MarkedRelation]) -> MarkedSheet {
    let relation = element.relation_id().unwrap_or_default();
    let link = links.iter().find(|link| link.id == relation && link.kind == "worksheet");
    MarkedSheet {
        name: element.attribute("name").unwrap_or_default(),
        part: link.map(|link| link.target.clone()),
        hidden: element.attribute("state").is_some_and(|state| state != "visible"),
        number: element.number("sheetId").unwrap_or(0),
        relation,
    }
}

/// Keeps the unit's own sheet the active one. Without a view that says so, two sheets would be selected together and
/// typed into together.
fn shift_views(root: &Element<'_>, prefix: &str, edits: &mut Edits<'_>, shift: impl Fn(u32) -> u32) {
    let views = root.child("bookViews");
    let Some(known) = views.filter(|views| !views.children.is_empty()) else {
        let active = shift(0);
        let view = format!("<{prefix}workbookView activeTab=\"{active}\"/>");
        match (active, views, root.child("sheets")) {
            (0, _, _) | (_, None, None) => {}
            (_, Some(views), _) => edits.append_child(views, &view),
            (_, None, Some(sheets)) => {
                edits.insert(sheets.whole.start, format!("<{prefix}bookViews>{view}</{prefix}bookViews>"));
            }
        }
        return;
    };
    for view in &known.children {
        let old = view.number("activeTab").unwrap_or(0);
        let new = shift(old);
        // In front of the others stands an attribute that we added, alone in a view that we added.
        let attributes = view.attributes();
        let added = attributes.first().is_some_and(|first| first.name == "activeTab");
        if old == new {
            continue;
        }
        if new == 0 && added && attributes.len() == 1 && known.children.len() == 1 {
            edits.delete(known.whole.clone());
        } else if new == 0 && added {
            edits.remove_attribute(view, "activeTab");
        } else {
            edits.set_attribute_first(view, "activeTab", &new.to_string());
        }
    }
}

fn print_titles(prefix: &str, sheet: &str, header: u32) -> String {
    format!(
        "<{prefix}definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">{}!${header}:${header}</{prefix}definedName>",
        escape_text(&quoted(sheet))
    )
}

/// A sheet name as formulas write it.
pub(super) fn quoted(sheet: &str) -> String {
    format!("'{}'", sheet.replace('\'', "''"))
}

fn add_name(root: &Element<'_>, prefix: &str, edits: &mut Edits<'_>, name: &str) {
    if let Some(names) = root.child("definedNames") {
        edits.append_child(names, name);
        return;
    }
    let before = ["externalReferences", "functionGroups", "sheets"];
    if let Some(element) = before.iter().find_map(|local| root.child(local)) {
        edits.insert(element.whole.end, format!("<{prefix}definedNames>{name}</{prefix}definedNames>"));
    }
}

fn remove_names(names: &Element<'_>, gone: u32, keep: bool, edits: &mut Edits<'_>) {
    let own = |element: &Element<'_>| element.number("localSheetId") == Some(gone);
    if !names.children.is_empty() && names.children.iter().all(own) {
        if keep {
            edits.collapse(names);
        } else {
            edits.delete(names.whole.clone());
        }
        return;
    }
    for element in &names.children {
        match element.number("localSheetId") {
            Some(local) if local == gone => edits.delete(element.whole.clone()),
            Some(local) if local > gone => edits.set_attribute(element, "localSheetId", &(local - 1).to_string()),
            _ => {}
        }
    }
}

/// Takes a sheet part away, and the parts that only it leads to (printer settings, notes that someone wrote on it).
fn remove_with_own_parts(package: &mut PackageDraft<'_>, part: &str) -> Result<(), CorrectionError> {
    let own = relations::read(package, part)?;
    relations::remove_part(package, part)?;
    let lists: Vec<String> = package.names().into_iter().filter(|name| name.ends_with(".rels")).collect();
    let mut wanted = Vec::new();
    for list in lists {
        let owner = list.replace("_rels/", "").trim_end_matches(".rels").to_string();
        wanted.extend(relations::read(package, &owner)?.into_iter().map(|link| link.target.to_lowercase()));
    }
    for link in own {
        if !wanted.contains(&link.target.to_lowercase()) {
            relations::remove_part(package, &link.target)?;
        }
    }
    Ok(())
}
