//! The workbook part of an .xlsx package: its sheets in order, its epoch, and where its other parts lie.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::events::{BytesStart, Event};

use crate::ooxml::package::Package;
use crate::ooxml::relations::{folder, path, resolve};
use crate::ooxml::strict::{Xml, attribute, is_true, part_text};
use crate::workbook::calculation::Calculation;
use crate::workbook::cell::SheetVisibility;
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;

/// What the workbook part says.
#[derive(Debug)]
pub(super) struct XlsxBook {
    /// Its sheets, in the order of their tabs.
    pub(super) sheets: Vec<XlsxSheetEntry>,
    /// Whether dates count from 1904.
    pub(super) is_1904: bool,
    /// Whether its formulas were calculated.
    pub(super) calculation: Calculation,
    /// The part of the shared strings.
    pub(super) strings: Option<String>,
    /// The part of the styles.
    pub(super) styles: Option<String>,
    /// The parts of the workbooks that formulas point to, in the order of their numbers; those that lead nowhere are `None`.
    pub(super) links: Vec<Option<String>>,
}

/// One tab.
#[derive(Debug)]
pub(super) struct XlsxSheetEntry {
    pub(super) name: String,
    pub(super) visibility: SheetVisibility,
    /// Its part; `None` for charts, dialogs and macro sheets, which have no cells to read.
    pub(super) part: Option<String>,
}

/// A relationship: the last word of its type, and the part it leads to.
pub(in crate::workbook) struct XlsxRelation {
    pub(in crate::workbook) kind: String,
    pub(in crate::workbook) target: String,
}

/// Relationships by their ids.
pub(in crate::workbook) type Relations = BTreeMap<String, XlsxRelation>;

/// The part that the relationships of the package say is its document.
pub(in crate::workbook) fn main_part(root: &Relations) -> Option<&str> {
    root.values().find(|relation| relation.kind == "officeDocument").map(|relation| relation.target.as_str())
}

/// The relationships of a part (`""` is the package), by their ids.
pub(in crate::workbook) fn relations(
    package: &mut Package<'_>,
    part: &str,
    limits: &Limits,
) -> Result<Relations, ReadError> {
    let (folder, path) = (folder(part), path(part));
    let mut relations = Relations::new();
    let Some(bytes) = package.part(&path)? else { return Ok(relations) };
    let text = part_text(&path, &bytes)?;
    let mut xml = Xml::new(&path, &text, limits.depth);
    while let Some(event) = xml.next()? {
        let Event::Start(element) = event else { continue };
        if element.local_name().as_ref() != "Relationship" || is_external(&element)? {
            continue;
        }
        let id = attribute(&element, "Id")?.unwrap_or_default();
        let kind = attribute(&element, "Type")?.unwrap_or_default();
        let target = resolve(folder, &attribute(&element, "Target")?.unwrap_or_default());
        let kind = kind.rsplit('/').next().unwrap_or_default().to_string();
        if relations.insert(id, XlsxRelation { kind, target }).is_some() {
            return Err(ReadError::contradicting(format!("bagian {path} memuat dua rujukan dengan tanda sama")));
        }
    }
    Ok(relations)
}

fn is_external(element: &BytesStart<'_>) -> Result<bool, ReadError> {
    Ok(attribute(element, "TargetMode")?.as_deref() == Some("External"))
}

/// Reads the workbook part at `path`.
pub(super) fn read(package: &mut Package<'_>, path: &str, limits: &Limits) -> Result<XlsxBook, ReadError> {
    let relations = relations(package, path, limits)?;
    let Some(bytes) = package.part(path)? else {
        return Err(ReadError::contradicting(format!("bagian {path} yang memuat daftar lembar tidak ada")));
    };
    let text = part_text(path, &bytes)?;
    let mut xml = Xml::new(path, &text, limits.depth);
    let of_kind = |kind: &str| relations.values().find(|relation| relation.kind == kind).map(|r| r.target.clone());
    let mut book = XlsxBook {
        sheets: Vec::new(),
        is_1904: false,
        calculation: Calculation::default(),
        strings: of_kind("sharedStrings"),
        styles: of_kind("styles"),
        links: Vec::new(),
    };
    let mut path_here: Vec<String> = Vec::new();
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => {
                path_here.push(element.local_name().as_ref().to_string());
                match path_here.iter().map(String::as_str).collect::<Vec<_>>()[..] {
                    ["workbook", "workbookPr"] => {
                        book.is_1904 = is_true(attribute(&element, "date1904")?.as_deref());
                    }
                    ["workbook", "calcPr"] => {
                        let completed = attribute(&element, "calcCompleted")?;
                        book.calculation = Calculation::of(
                            attribute(&element, "calcId")?.as_deref(),
                            is_true(attribute(&element, "fullCalcOnLoad")?.as_deref()),
                            completed.is_none() || is_true(completed.as_deref()),
                        );
                    }
                    ["workbook", "externalReferences", "externalReference"] => {
                        let id = attribute(&element, "id")?.unwrap_or_default();
                        book.links.push(relations.get(&id).map(|relation| relation.target.clone()));
                    }
                    ["workbook", "sheets", "sheet"] => book.sheets.push(sheet(&element, &relations)?),
                    _ => {}
                }
            }
            Event::End(_) => {
                path_here.pop();
            }
            _ => {}
        }
    }
    check_sheets(&book.sheets, limits)?;
    Ok(book)
}

fn sheet(element: &BytesStart<'_>, relations: &BTreeMap<String, XlsxRelation>) -> Result<XlsxSheetEntry, ReadError> {
    let name = attribute(element, "name")?.unwrap_or_default();
    let visibility = match attribute(element, "state")?.as_deref() {
        Some("hidden") => SheetVisibility::Hidden,
        Some("veryHidden") => SheetVisibility::VeryHidden,
        _ => SheetVisibility::Visible,
    };
    let id = attribute(element, "id")?.unwrap_or_default();
    let part = match relations.get(&id) {
        // Old VBA modules are listed as sheets that lead nowhere.
        None if id.is_empty() => None,
        None => return Err(ReadError::contradicting("letak isinya di dalam paket tidak tercatat").in_sheet(&name)),
        Some(relation) if relation.kind == "worksheet" => Some(relation.target.clone()),
        Some(_) => None,
    };
    Ok(XlsxSheetEntry { name, visibility, part })
}

/// At least one sheet, not too many, each name once: a second sheet of the same name would be read as the first.
fn check_sheets(sheets: &[XlsxSheetEntry], limits: &Limits) -> Result<(), ReadError> {
    limits.check_sheets(sheets.iter().map(|sheet| sheet.name.as_str()))?;
    let mut parts = BTreeSet::new();
    match sheets
        .iter()
        .filter_map(|sheet| sheet.part.as_ref().map(|part| (sheet, part)))
        .find(|(_, p)| !parts.insert(*p))
    {
        Some((sheet, _)) => Err(ReadError::contradicting("isinya sama dengan lembar lain").in_sheet(&sheet.name)),
        None => Ok(()),
    }
}
