//! What Excel asks of a package before it opens a workbook without a word: parts, content types, relationships, the
//! workbook part, document properties, styles.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use super::sheet::{self, CellStyle};
use super::tree::XmlElement;

const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument";
const KIND: &str = "application/vnd.openxmlformats-officedocument.";
/// The last word of a relationship's type, and the end of the content type that its target must have.
const PAIR: [(&str, &str); 12] = [
    ("officeDocument", "spreadsheetml.sheet.main+xml"),
    ("worksheet", "spreadsheetml.worksheet+xml"),
    ("styles", "spreadsheetml.styles+xml"),
    ("sharedStrings", "spreadsheetml.sharedStrings+xml"),
    ("theme", "theme+xml"),
    ("drawing", "drawing+xml"),
    ("chart", "drawingml.chart+xml"),
    ("comments", "spreadsheetml.comments+xml"),
    ("vmlDrawing", "vmlDrawing"),
    ("table", "spreadsheetml.table+xml"),
    ("core-properties", "core-properties+xml"),
    ("custom-properties", "custom-properties+xml"),
];

/// Relationships of a part: id → (last word of the type, target part, or `None` outside the package).
pub(super) type PackageRelation = BTreeMap<String, (String, Option<String>)>;

/// A package under inspection.
pub(super) struct CheckedPackage {
    pub(super) part: BTreeMap<String, Vec<u8>>,
    tree: BTreeMap<String, XmlElement>,
    pub(super) wrong: Vec<String>,
}

/// Everything that is wrong with a workbook.
pub(crate) fn check(byte: &[u8]) -> Vec<String> {
    let mut package = match CheckedPackage::open(byte) {
        Ok(package) => package,
        Err(wrong) => return vec![wrong],
    };
    package.content_kind();
    package.all_relation();
    package.document_property();
    package.book();
    package.wrong
}

impl CheckedPackage {
    fn open(byte: &[u8]) -> Result<Self, String> {
        let mut archive = zip::ZipArchive::new(Cursor::new(byte)).map_err(|error| error.to_string())?;
        let mut package = Self { part: BTreeMap::new(), tree: BTreeMap::new(), wrong: Vec::new() };
        let mut know = BTreeSet::new();
        for number in 0..archive.len() {
            let mut one = archive.by_index(number).map_err(|error| error.to_string())?;
            let name = one.name().map_err(|error| error.to_string())?.to_string();
            let mut content = Vec::new();
            one.read_to_end(&mut content).map_err(|error| format!("{name}: {error}"))?;
            if !know.insert(name.to_lowercase()) {
                package.wrong.push(format!("{name}: bagian ganda"));
            }
            if name.starts_with('/') || name.contains('\\') || name.split('/').any(|part| part == "..") {
                package.wrong.push(format!("{name}: nama bagian tidak sah"));
            }
            if !name.ends_with('/') {
                package.part.insert(name, content);
            }
        }
        for (name, content) in &package.part {
            let xml_in_form_of = [".xml", ".rels", ".vml"].iter().any(|last| name.ends_with(last));
            match XmlElement::read(content) {
                Ok(tree) if xml_in_form_of => {
                    package.tree.insert(name.clone(), tree);
                }
                Err(cause) if xml_in_form_of => package.wrong.push(format!("{name}: XML {cause}")),
                _ => {}
            }
        }
        Ok(package)
    }

    pub(super) fn tree(&self, name: &str) -> Option<&XmlElement> {
        self.tree.get(name)
    }

    fn note(&mut self, condition: bool, message: impl FnOnce() -> String) {
        if !condition {
            self.wrong.push(message());
        }
    }

    /// `[Content_Types].xml`: a type for every part, no type for a part that is not there, nothing twice.
    fn content_kind(&mut self) {
        let Some(root) = self.tree.remove("[Content_Types].xml") else {
            self.wrong.push("[Content_Types].xml tidak ada".into());
            return;
        };
        let mut know = BTreeSet::new();
        for one in &root.child {
            let key = format!("{}{}", one.property("Extension"), one.property("PartName")).to_lowercase();
            self.note(know.insert(format!("{}:{key}", one.name)), || format!("jenis isi ganda untuk {key}"));
            self.note(one.property("ContentType").contains('/'), || format!("jenis isi kosong untuk {key}"));
            if one.name == "Override" {
                let part = one.property("PartName").trim_start_matches('/').to_string();
                self.note(self.part.contains_key(&part), || format!("jenis isi untuk bagian yang tidak ada: {part}"));
            }
        }
        for name in self.part.keys().filter(|name| *name != "[Content_Types].xml").cloned().collect::<Vec<_>>() {
            self.note(part_kind(&root, &name).is_some(), || format!("{name}: tanpa jenis isi"));
        }
        self.tree.insert("[Content_Types].xml".into(), root);
    }

    /// Every relationship: its owner and target exist, its target has the content type that its kind asks for.
    fn all_relation(&mut self) {
        let root = self.relation("");
        let book = root.values().any(|(kind, destination)| kind == "officeDocument" && destination.is_some());
        self.note(book, || "_rels/.rels tidak menunjuk buku kerja".into());
        let document_kind = self
            .tree
            .get("_rels/.rels")
            .is_some_and(|root| root.child.iter().any(|one| one.property("Type") == DOCUMENT));
        self.note(document_kind, || "_rels/.rels: jenis hubungan buku kerja salah".into());
        for name in self.part.keys().filter(|name| name.ends_with(".rels")).cloned().collect::<Vec<_>>() {
            let owner = name.replace("_rels/", "").trim_end_matches(".rels").to_string();
            self.note(owner.is_empty() || self.part.contains_key(&owner), || format!("{name}: pemiliknya tidak ada"));
            let count = self.tree.get(&name).map_or(0, |root| root.child.len());
            let relation = self.relation(&owner);
            self.note(relation.len() == count, || format!("{name}: Id ganda"));
            for (id, (kind, destination)) in relation {
                let Some(destination) = destination else { continue };
                self.note(self.part.contains_key(&destination), || format!("{name} {id}: {destination} tidak ada"));
                let expected = PAIR.iter().find(|(word, _)| *word == kind).map(|(_, last)| *last);
                let as_written = self.tree.get("[Content_Types].xml").and_then(|root| part_kind(root, &destination));
                if let (Some(expected), Some(as_written)) = (expected, as_written) {
                    self.note(as_written.ends_with(expected), || {
                        format!("{destination}: jenis isi {as_written}, seharusnya {expected}")
                    });
                }
            }
        }
    }

    /// The relationships of a part.
    pub(super) fn relation(&self, owner: &str) -> PackageRelation {
        let (folder, name) = owner.rsplit_once('/').map_or(("", owner), |(folder, name)| (folder, name));
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let Some(root) = self.tree.get(&format!("{prefix}_rels/{name}.rels")) else { return PackageRelation::new() };
        let one = |one: &XmlElement| {
            let kind = one.property("Type").rsplit('/').next().unwrap_or_default().to_string();
            let inside = one.property("TargetMode") != "External";
            (one.property("Id").to_string(), (kind, inside.then(|| destination(folder, one.property("Target")))))
        };
        root.child.iter().map(one).collect()
    }

    /// Core properties with dates as they must be typed; custom properties with names and numbers of their own.
    fn document_property(&mut self) {
        if let Some(core) = self.tree.remove("docProps/core.xml") {
            for date in core.child.iter().filter(|one| one.name.starts_with("dcterms:")) {
                let valid = date.property("xsi:type") == "dcterms:W3CDTF"
                    && chrono::DateTime::parse_from_rfc3339(date.text.trim()).is_ok();
                self.note(valid, || format!("docProps/core.xml: {} bukan tanggal W3CDTF", date.name));
            }
        }
        if let Some(special) = self.tree.remove("docProps/custom.xml") {
            let mut know = BTreeSet::new();
            for one in &special.child {
                let name = one.property("name").to_lowercase();
                let number = one.figure("pid").filter(|number| *number >= 2);
                let shape = one.property("fmtid") == "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
                    && one.child.len() == 1
                    && one.child.iter().all(|content| content.name.starts_with("vt:"));
                self.note(shape, || format!("docProps/custom.xml: {name} tidak sesuai bentuknya"));
                self.note(number.is_some_and(|number| know.insert(number.to_string())), || {
                    format!("docProps/custom.xml: pid {name} ganda")
                });
                self.note(!name.is_empty() && name.len() <= 255 && know.insert(format!("n{name}")), || {
                    format!("docProps/custom.xml: nama {name} ganda")
                });
            }
        }
    }

    /// The workbook part with its sheets, names and styles.
    fn book(&mut self) {
        let root = self.relation("");
        let name =
            root.values().find(|(kind, _)| kind == "officeDocument").and_then(|(_, destination)| destination.clone());
        let Some(name) = name else { return };
        let Some(book) = self.tree.remove(&name) else { return };
        let relation = self.relation(&name);
        let sheet = book.content("sheets", "sheet");
        self.note(!sheet.is_empty(), || "buku kerja tanpa lembar".into());
        self.note(sheet.iter().any(|one| seen(one)), || "semua lembar tersembunyi".into());
        let mut know = BTreeSet::new();
        for one in &sheet {
            let heading = one.property("name");
            let letter = heading.encode_utf16().count();
            let valid = (1..=31).contains(&letter)
                && !heading.contains(['[', ']', ':', '*', '?', '/', '\\'])
                && !heading.starts_with('\'')
                && !heading.ends_with('\'');
            self.note(valid, || format!("nama lembar {heading:?} tidak sah"));
            self.note(know.insert(heading.to_lowercase()), || format!("nama lembar {heading:?} ganda"));
            self.note(know.insert(format!("/{}", one.property("sheetId"))), || format!("sheetId {heading:?} ganda"));
            let destination = relation
                .get(one.property("r:id"))
                .filter(|(kind, _)| kind == "worksheet")
                .and_then(|(_, destination)| destination.clone());
            self.note(destination.is_some(), || format!("lembar {heading:?} tanpa bagian"));
        }
        let active =
            book.content("bookViews", "workbookView").first().and_then(|one| one.figure("activeTab")).unwrap_or(0);
        self.note(sheet.get(active).is_some_and(|one| seen(one)), || "lembar aktif tidak terlihat".into());
        self.certain_name(&book, sheet.len());
        let find = |kind: &str| {
            relation.values().find(|(one, _)| one == kind).and_then(|(_, destination)| destination.clone())
        };
        let style = find("styles")
            .and_then(|name| self.tree.remove(&name))
            .map(|root| CellStyle::read(&root, &mut self.wrong))
            .unwrap_or_default();
        let text = find("sharedStrings").and_then(|name| self.tree.get(&name)).map_or(0, |root| root.child.len());
        let mut table = BTreeSet::new();
        for (kind, destination) in relation.values() {
            if let ("worksheet", Some(destination)) = (kind.as_str(), destination) {
                sheet::check(self, destination, &style, text, &mut table);
            }
        }
    }

    /// Defined names: a sound name, once in its scope, for a sheet that is there.
    fn certain_name(&mut self, book: &XmlElement, sheet: usize) {
        let mut know = BTreeSet::new();
        for one in book.content("definedNames", "definedName") {
            let name = one.property("name").to_string();
            let core = name.strip_prefix("_xlnm.").unwrap_or(&name);
            let valid = core.starts_with(|letter: char| letter.is_alphabetic() || matches!(letter, '_' | '\\'))
                && core.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.' | '\\' | '?'))
                && core.len() <= 255
                && core.parse::<selaras::domain::address::CellAddress>().is_err();
            self.note(valid, || format!("nama {name:?} tidak sah"));
            let region = one.property("localSheetId").to_string();
            self.note(region.is_empty() || one.figure("localSheetId").is_some_and(|number| number < sheet), || {
                format!("nama {name}: lembar {region} tidak ada")
            });
            self.note(know.insert((name.to_lowercase(), region)), || format!("nama {name} ganda"));
            self.note(!one.text.trim().is_empty() && !one.text.contains("#REF!"), || {
                format!("nama {name} tidak menunjuk apa pun")
            });
        }
    }
}

fn seen(sheet: &XmlElement) -> bool {
    matches!(sheet.property("state"), "" | "visible")
}

/// The content type of a part: its own, or that of its extension.
fn part_kind(root: &XmlElement, name: &str) -> Option<String> {
    let own = root.child.iter().find(|one| {
        one.name == "Override" && one.property("PartName").trim_start_matches('/').eq_ignore_ascii_case(name)
    });
    let suffix = name.rsplit('.').next().unwrap_or_default();
    let general = || {
        root.child.iter().find(|one| one.name == "Default" && one.property("Extension").eq_ignore_ascii_case(suffix))
    };
    let kind = own.or_else(general)?.property("ContentType").to_string();
    // A workbook saved with macros has a main part of another name.
    Some(kind.replace(
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        &format!("{KIND}spreadsheetml.sheet.main+xml"),
    ))
}

/// The part that a relationship's target names, seen from the folder of its owner.
fn destination(folder: &str, as_written: &str) -> String {
    let mut path: Vec<&str> = if as_written.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|one| !one.is_empty()).collect()
    };
    for part in as_written.split('/').filter(|one| !one.is_empty() && *one != ".") {
        if part == ".." {
            path.pop();
        } else {
            path.push(part);
        }
    }
    path.join("/")
}
