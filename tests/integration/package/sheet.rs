//! What Excel asks of a worksheet part: the order of its elements, rows and cells in order, references that lead
//! somewhere, lengths within its limits, notes and drawings in pairs.

use std::collections::BTreeSet;

use selaras::domain::address::CellAddress;

use super::check::CheckedPackage;
use super::tree::XmlElement;

/// The sequence of CT_Worksheet.
const ORDER: [&str; 38] = [
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];
/// Excel's limits, in characters.
const FORMULA_LETTER: usize = 8192;
const CELL_LETTER: usize = 32_767;
const LIST_LETTER: usize = 255;
const HEADING_LETTER: usize = 32;
const MESSAGE_LETTER: usize = 255;

/// How many formats the styles part offers.
#[derive(Debug, Default)]
pub(super) struct CellStyle {
    cell: usize,
    conditional: usize,
}

impl CellStyle {
    /// The styles part: every format points to a font, fill and border that is there.
    pub(super) fn read(root: &XmlElement, wrong: &mut Vec<String>) -> Self {
        let count = |container: &str| root.one(container).map_or(0, |container| container.child.len());
        for container in &root.child {
            if container.figure("count").is_some_and(|as_written| as_written != container.child.len()) {
                wrong.push(format!("gaya: jumlah {} tidak sesuai", container.name));
            }
        }
        for (container, parent) in [("cellXfs", true), ("cellStyleXfs", false)] {
            for one in root.content(container, "xf") {
                let exists = [("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders")]
                    .into_iter()
                    .all(|(property, place)| one.figure(property).is_none_or(|number| number < count(place)));
                let parent = !parent || one.figure("xfId").is_none_or(|number| number < count("cellStyleXfs"));
                if !exists || !parent {
                    wrong.push(format!("gaya: {container} menunjuk yang tidak ada"));
                }
            }
        }
        Self { cell: count("cellXfs"), conditional: count("dxfs") }
    }
}

/// Everything that is wrong with one worksheet part goes to the package's list.
pub(super) fn check(
    package: &mut CheckedPackage,
    name: &str,
    style: &CellStyle,
    text: usize,
    table: &mut BTreeSet<String>,
) {
    let Some(root) = package.tree(name) else { return };
    let mut wrong = Vec::new();
    order(root, &mut wrong);
    cell(root, style, text, &mut wrong);
    combination(root, &mut wrong);
    check_up(root, &mut wrong);
    for one in root.all().into_iter().filter(|one| one.name == "cfRule") {
        if one.figure("dxfId").is_some_and(|number| number >= style.conditional) {
            wrong.push("format bersyarat menunjuk gaya yang tidak ada".into());
        }
        if one.child.iter().any(|formula| formula.name == "formula" && formula.text.chars().count() > FORMULA_LETTER) {
            wrong.push("rumus format bersyarat terlalu panjang".into());
        }
    }
    pair(package, name, root, table, &mut wrong);
    package.wrong.extend(wrong.into_iter().map(|one| format!("{name}: {one}")));
}

fn order(root: &XmlElement, wrong: &mut Vec<String>) {
    let mut past = None;
    for child in &root.child {
        match ORDER.iter().position(|name| *name == child.name) {
            position @ Some(_) if position < past => wrong.push(format!("unsur {} tidak pada tempatnya", child.name)),
            position @ Some(_) => {
                let once = position > past || child.name == "conditionalFormatting";
                if !once {
                    wrong.push(format!("unsur {} lebih dari satu", child.name));
                }
                past = position;
            }
            None if child.name.contains(':') => {}
            None => wrong.push(format!("unsur {} tidak dikenal", child.name)),
        }
    }
    if root.one("sheetData").is_none() {
        wrong.push("tanpa sheetData".into());
    }
}

/// Rows and cells in order, each at its address, with a format and a text that are there.
fn cell(root: &XmlElement, style: &CellStyle, text: usize, wrong: &mut Vec<String>) {
    let mut past_row = 0;
    for row in root.content("sheetData", "row") {
        let number = row.figure("r").unwrap_or(0);
        if number <= past_row || number > 1_048_576 {
            wrong.push(format!("baris {number} tidak berurutan"));
        }
        past_row = number;
        let mut past_column = None;
        for cell in &row.child {
            let as_written = cell.property("r");
            let Ok(address) = as_written.parse::<CellAddress>() else {
                wrong.push(format!("alamat sel {as_written:?} tidak sah"));
                continue;
            };
            if address.row as usize + 1 != number || past_column.is_some_and(|past| address.column <= past) {
                wrong.push(format!("sel {as_written} tidak berurutan"));
            }
            past_column = Some(address.column);
            if cell.figure("s").is_some_and(|number| number >= style.cell) {
                wrong.push(format!("sel {as_written} menunjuk format yang tidak ada"));
            }
            let value = cell.one("v").map_or("", |value| value.text.as_str());
            if cell.property("t") == "s" && value.parse::<usize>().map_or(true, |number| number >= text) {
                wrong.push(format!("sel {as_written} menunjuk teks yang tidak ada"));
            }
            if matches!(cell.property("t"), "" | "n") && !value.is_empty() && value.parse::<f64>().is_err() {
                wrong.push(format!("sel {as_written} bukan angka: {value:?}"));
            }
            if cell.one("f").is_some_and(|formula| formula.text.chars().count() > FORMULA_LETTER) {
                wrong.push(format!("rumus {as_written} terlalu panjang"));
            }
            if cell.all().iter().any(|element| element.text.encode_utf16().count() > CELL_LETTER) {
                wrong.push(format!("teks {as_written} terlalu panjang"));
            }
        }
    }
}

type CellArea = (CellAddress, CellAddress);

fn area(text: &str) -> Option<CellArea> {
    let (start, last) = text.split_once(':').unwrap_or((text, text));
    let (start, last): CellArea = (start.parse().ok()?, last.parse().ok()?);
    (start.row <= last.row && start.column <= last.column).then_some((start, last))
}

fn overlapping(a: &CellArea, b: &CellArea) -> bool {
    a.0.row <= b.1.row && b.0.row <= a.1.row && a.0.column <= b.1.column && b.0.column <= a.1.column
}

fn combination(root: &XmlElement, wrong: &mut Vec<String>) {
    let Some(container) = root.one("mergeCells") else { return };
    if container.child.is_empty() || container.figure("count").is_some_and(|count| count != container.child.len()) {
        wrong.push("jumlah sel gabungan tidak sesuai".into());
    }
    let mut all: Vec<CellArea> = Vec::new();
    for one in &container.child {
        match area(one.property("ref")) {
            Some(now) if now.0 != now.1 => {
                if all.iter().any(|other| overlapping(other, &now)) {
                    wrong.push(format!("sel gabungan {} bertindih", one.property("ref")));
                }
                all.push(now);
            }
            _ => wrong.push(format!("sel gabungan {:?} tidak sah", one.property("ref"))),
        }
    }
}

fn check_up(root: &XmlElement, wrong: &mut Vec<String>) {
    let Some(container) = root.one("dataValidations") else { return };
    if container.child.is_empty() || container.figure("count").is_some_and(|count| count != container.child.len()) {
        wrong.push("jumlah pemeriksaan isian tidak sesuai".into());
    }
    for one in &container.child {
        let place = one.property("sqref");
        if place.is_empty() || place.split(' ').any(|one| area(one).is_none()) {
            wrong.push(format!("pemeriksaan isian tanpa tempat yang sah: {place:?}"));
        }
        let formula = one.one("formula1").map_or("", |formula| formula.text.as_str());
        let list = formula.strip_prefix('"').and_then(|content| content.strip_suffix('"'));
        if one.property("type") == "list"
            && (formula.is_empty() || list.is_some_and(|content| content.encode_utf16().count() > LIST_LETTER))
        {
            wrong.push(format!("daftar pilihan {place} kosong atau lebih dari {LIST_LETTER} huruf"));
        }
        let length = [
            ("promptTitle", HEADING_LETTER),
            ("errorTitle", HEADING_LETTER),
            ("prompt", MESSAGE_LETTER),
            ("error", MESSAGE_LETTER),
        ];
        for (property, limit) in length {
            if one.property(property).encode_utf16().count() > limit {
                wrong.push(format!("{property} pemeriksaan isian {place} lebih dari {limit} huruf"));
            }
        }
    }
}

/// Drawings, notes, tables and links: what the sheet names has a part, and what has a part is named by the sheet.
fn pair(
    package: &CheckedPackage,
    name: &str,
    root: &XmlElement,
    table: &mut BTreeSet<String>,
    wrong: &mut Vec<String>,
) {
    let relation = package.relation(name);
    for element in root.all() {
        let id = element.property("r:id");
        let kind = match element.name.as_str() {
            "drawing" => "drawing",
            "legacyDrawing" | "legacyDrawingHF" => "vmlDrawing",
            "tablePart" => "table",
            "hyperlink" if !id.is_empty() => "hyperlink",
            _ => continue,
        };
        if relation.get(id).is_none_or(|(owned, _)| owned != kind) {
            wrong.push(format!("{} menunjuk hubungan {id:?} yang bukan {kind}", element.name));
        }
    }
    for (kind, element) in [("comments", "legacyDrawing"), ("drawing", "drawing"), ("table", "tableParts")] {
        if relation.values().any(|(owned, _)| owned == kind) && root.one(element).is_none() {
            wrong.push(format!("punya bagian {kind} tanpa unsur {element}"));
        }
    }
    let image = relation.values().any(|(kind, _)| kind == "vmlDrawing");
    if relation.values().any(|(kind, _)| kind == "comments") && !image {
        wrong.push("catatan tanpa gambarnya".into());
    }
    for (kind, destination) in relation.values() {
        let Some(part) = destination.as_deref().and_then(|destination| package.tree(destination)) else { continue };
        match kind.as_str() {
            "comments" => note(part, wrong),
            "table" => one_table(part, table, wrong),
            _ => {}
        }
    }
}

fn note(root: &XmlElement, wrong: &mut Vec<String>) {
    let writer = root.one("authors").map_or(0, |container| container.child.len());
    let mut know = BTreeSet::new();
    for one in root.content("commentList", "comment") {
        let cell = one.property("ref");
        if cell.parse::<CellAddress>().is_err() || !know.insert(cell) {
            wrong.push(format!("catatan {cell:?} ganda atau tanpa sel"));
        }
        if one.figure("authorId").is_none_or(|number| number >= writer) {
            wrong.push(format!("catatan {cell} tanpa penulis"));
        }
    }
}

fn one_table(root: &XmlElement, know: &mut BTreeSet<String>, wrong: &mut Vec<String>) {
    let name = root.property("displayName").to_lowercase();
    if name.is_empty() || !know.insert(name.clone()) || !know.insert(format!("#{}", root.property("id"))) {
        wrong.push(format!("tabel {name:?} ganda"));
    }
    let column = root.content("tableColumns", "tableColumn");
    let heading: BTreeSet<String> = column.iter().map(|column| column.property("name").to_lowercase()).collect();
    let width = area(root.property("ref")).map(|(start, last)| (last.column - start.column + 1) as usize);
    if heading.len() != column.len() || width != Some(column.len()) {
        wrong.push(format!("kolom tabel {name} tidak sesuai"));
    }
}
