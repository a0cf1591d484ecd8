//! The sheet `TEMUAN`: who asks, how many findings, what is already right, and every finding with links to its cells.

use std::collections::BTreeMap;

use super::CorrectionContext;
use super::book::MarkedSheet;
use super::color;
use super::message::{self, ListedTemuan};
use super::sheet;
use super::styles::{self, StyleList, Styles};
use crate::domain::address::CellAddress;
use crate::domain::date::long_format;
use crate::finding::{Place, Severity};
use crate::ooxml::text::{self, escape_attribute, escape_text};

/// Rows of the list; what is beyond is counted in its last line.
const MOST_ROW: usize = 5_000;
/// Cells of one finding that get a line of their own.
const MOST_CELL: usize = 50;
/// The hidden column of the record.
const NOTE_COLUMN: u32 = 11;

const HEAD: [(&str, u32); 10] = [
    ("No", 6),
    ("Tingkat", 13),
    ("Kode", 8),
    ("Lembar", 14),
    ("Sel", 9),
    ("Indikator", 26),
    ("Temuan", 44),
    ("Ditemukan", 17),
    ("Seharusnya", 17),
    ("Cara memperbaiki", 40),
];

const GUIDANCE: [&str; 2] = [
    "Perbaiki langsung di berkas ini: klik alamat pada kolom Sel, betulkan isinya, simpan, lalu kirim kembali.",
    "Warna dan catatan dari Selaras serta lembar ini tidak perlu dihapus; pada pemeriksaan berikutnya diganti sendiri.",
];

/// What the sheet is made of.
pub(super) struct TemuanPlan<'a> {
    pub(super) items: &'a [ListedTemuan<'a>],
    pub(super) context: &'a CorrectionContext,
    /// Why this is a copy and not the unit's own file.
    pub(super) cause: Option<&'a str>,
    /// Sheets on which some cells got no comment.
    pub(super) without_comment: &'a [String],
    /// The sheet that a place leads to, when it can be shown.
    pub(super) link: &'a dyn Fn(&Place) -> Option<&'a MarkedSheet>,
}

/// Cell formats of the sheet.
pub(super) struct TemuanStyles {
    heading: usize,
    text: usize,
    bold: usize,
    head: usize,
    content: usize,
    link: usize,
    severity: [usize; 3],
}

impl TemuanStyles {
    pub(super) fn new(styles: &mut Styles) -> Self {
        let mut letter = |property: &str, size: u32, color: &str| {
            styles.find_or_add(
                StyleList::Letter,
                &format!("<font>{property}<sz val=\"{size}\"/><color rgb=\"{color}\"/><name val=\"Calibri\"/><family val=\"2\"/></font>"),
            )
        };
        let heading = letter("<b/>", 16, "FF1F3864");
        let text = letter("", 10, "FF1F2933");
        let bold = letter("<b/>", 10, "FF1F2933");
        let white = letter("<b/>", 10, "FFFFFFFF");
        let blue = letter("<u/>", 10, "FF0563C1");
        let mut entry = |rgb: &str| styles.find_or_add(StyleList::Entry, &styles::solid(rgb));
        let elderly_blue = entry("FF1F3864");
        let color =
            [Severity::Error, Severity::Warning, Severity::Info].map(|severity| entry(&color::rgb(severity, 0)));
        let side = |name: &str| format!("<{name} style=\"thin\"><color rgb=\"FFD0D5DD\"/></{name}>");
        let line = styles.find_or_add(
            StyleList::Line,
            &format!("<border>{}{}{}{}<diagonal/></border>", side("left"), side("right"), side("top"), side("bottom")),
        );
        let mut cell = |letter: usize, entry: usize, line: usize, position: &str| {
            styles.find_or_add(
                StyleList::Cell,
                &format!("<xf numFmtId=\"0\" fontId=\"{letter}\" fillId=\"{entry}\" borderId=\"{line}\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"><alignment {position}/></xf>"),
            )
        };
        let wrap = "horizontal=\"left\" vertical=\"top\" wrapText=\"1\"";
        Self {
            heading: cell(heading, 0, 0, "vertical=\"center\""),
            text: cell(text, 0, 0, "vertical=\"top\""),
            bold: cell(bold, 0, 0, "vertical=\"top\""),
            head: cell(white, elderly_blue, line, "vertical=\"center\" wrapText=\"1\""),
            content: cell(text, 0, line, wrap),
            link: cell(blue, 0, line, wrap),
            severity: color.map(|entry| cell(bold, entry, line, wrap)),
        }
    }

    const fn severity(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.severity[0],
            Severity::Warning => self.severity[1],
            Severity::Info => self.severity[2],
        }
    }
}

/// Rows under construction.
#[derive(Default)]
struct TemuanSheet {
    rows: Vec<BTreeMap<u32, (usize, TemuanCell)>>,
    links: Vec<(CellAddress, String)>,
}

enum TemuanCell {
    Text(String),
    Figure(usize),
}

impl TemuanSheet {
    /// A new row, and its number counted from zero.
    fn new_row(&mut self) -> u32 {
        self.rows.push(BTreeMap::new());
        u32::try_from(self.rows.len() - 1).unwrap_or(u32::MAX)
    }

    fn put(&mut self, column: u32, style: usize, content: TemuanCell) {
        if let Some(row) = self.rows.last_mut() {
            row.insert(column, (style, content));
        }
    }

    fn text(&mut self, column: u32, style: usize, text: impl Into<String>) {
        self.put(column, style, TemuanCell::Text(text.into()));
    }

    fn sentence(&mut self, style: usize, text: impl Into<String>) {
        self.new_row();
        self.text(0, style, text);
    }

    fn label(&mut self, style: &TemuanStyles, label: &str, content: &str) {
        self.new_row();
        self.text(0, style.text, label);
        self.text(2, style.bold, content);
    }
}

/// The sheet part, and the row of the list's header counted from one.
pub(super) fn write(arrangement: &TemuanPlan<'_>, style: &TemuanStyles, note: &[String]) -> (String, u32) {
    let mut temuan_sheet = TemuanSheet::default();
    letterhead(&mut temuan_sheet, arrangement, style);
    let head = temuan_sheet.new_row() + 1;
    for (column, (heading, _)) in (0..).zip(HEAD) {
        temuan_sheet.text(column, style.head, heading);
    }
    list(&mut temuan_sheet, arrangement, style);
    for (number, content) in note.iter().enumerate() {
        if temuan_sheet.rows.len() <= number {
            temuan_sheet.new_row();
        }
        temuan_sheet.rows[number].insert(NOTE_COLUMN, (0, TemuanCell::Text(content.clone())));
    }
    (xml(&temuan_sheet, arrangement.context), head)
}

fn letterhead(temuan_sheet: &mut TemuanSheet, arrangement: &TemuanPlan<'_>, style: &TemuanStyles) {
    let context = arrangement.context;
    temuan_sheet.sentence(style.heading, "TEMUAN");
    temuan_sheet.label(style, "Dari", &context.instansi);
    temuan_sheet.label(style, "Untuk", &context.unit);
    temuan_sheet.label(style, "Berkas", &context.file);
    temuan_sheet.label(style, "Diperiksa", &long_format(context.date));
    if let Some(cause) = arrangement.cause {
        temuan_sheet.new_row();
        temuan_sheet.sentence(
            style.bold,
            "Berkas ini salinan: isi selnya sama, tampilannya tidak, dan rumusnya tinggal hasilnya.",
        );
        temuan_sheet.sentence(style.text, format!("Berkas asli tidak dapat ditandai langsung karena {cause}."));
    }
    temuan_sheet.new_row();
    for (severity, meaning) in [
        (Severity::Error, "harus diperbaiki sebelum dikirim kembali"),
        (Severity::Warning, "perlu dijelaskan atau dilihat lagi"),
        (Severity::Info, "untuk diketahui"),
    ] {
        temuan_sheet.new_row();
        temuan_sheet.text(1, style.severity(severity), severity.name());
        temuan_sheet.put(2, style.content, TemuanCell::Figure(message::total(arrangement.items, severity)));
        temuan_sheet.text(3, style.text, meaning);
    }
    temuan_sheet.new_row();
    if !context.already_correct.is_empty() {
        temuan_sheet.sentence(style.bold, "Sudah benar");
        for row in &context.already_correct {
            temuan_sheet.sentence(style.text, format!("✓  {}", message::for_cell(row)));
        }
        temuan_sheet.new_row();
    }
    if !arrangement.items.is_empty() {
        GUIDANCE.iter().for_each(|row| temuan_sheet.sentence(style.text, *row));
    }
    for name in arrangement.without_comment {
        temuan_sheet.sentence(
            style.text,
            format!("Lembar {name}: sel yang keliru terlalu banyak; sebagian hanya diwarnai, tanpa catatan."),
        );
    }
    temuan_sheet.new_row();
}

fn list(temuan_sheet: &mut TemuanSheet, arrangement: &TemuanPlan<'_>, style: &TemuanStyles) {
    if arrangement.items.is_empty() {
        temuan_sheet.sentence(style.text, "Tidak ada temuan.");
        return;
    }
    let begin = temuan_sheet.rows.len();
    for (position, item) in arrangement.items.iter().enumerate() {
        if temuan_sheet.rows.len() - begin >= MOST_ROW {
            let rest = arrangement.items.len() - position;
            temuan_sheet.sentence(style.bold, format!("Daftar dipotong: masih ada {rest} temuan."));
            return;
        }
        one(temuan_sheet, item, arrangement, style);
    }
}

/// A finding: a full line for its first cell, a short one for each other cell.
fn one(temuan_sheet: &mut TemuanSheet, item: &ListedTemuan<'_>, arrangement: &TemuanPlan<'_>, style: &TemuanStyles) {
    let (temuan, place) = (item.temuan, &item.temuan.place);
    let file = &arrangement.context.file;
    let mut content = vec![temuan.message.clone()];
    if place.file != *file && !place.file.is_empty() {
        content.push(format!("Letaknya: {}", message::position(place, file)));
    }
    content.extend(message::related(temuan, file));
    content.extend(message::follows(item));
    let mut expected: Vec<String> = temuan.expected.iter().cloned().collect();
    expected.extend(message::gap(temuan).map(|gap| format!("(selisih {gap})")));
    line(temuan_sheet, style, &item.number, temuan.severity, &temuan.code);
    position(temuan_sheet, place, place.cells.first().copied(), arrangement, style);
    temuan_sheet.text(5, style.content, message::for_cell(temuan.indikator.as_deref().unwrap_or_default()));
    temuan_sheet.text(6, style.content, message::for_cell(&content.join("\n")));
    temuan_sheet.text(7, style.content, message::for_cell(temuan.found.as_deref().unwrap_or_default()));
    temuan_sheet.text(8, style.content, message::for_cell(&expected.join("\n")));
    temuan_sheet.text(9, style.content, message::for_cell(&temuan.advice));
    for cell in place.cells.iter().skip(1).take(MOST_CELL - 1) {
        line(temuan_sheet, style, &item.number, temuan.severity, &temuan.code);
        position(temuan_sheet, place, Some(*cell), arrangement, style);
        temuan_sheet.text(6, style.content, format!("sama dengan nomor {} di atas", item.number));
    }
    if let Some(rest) = place.cells.len().checked_sub(MOST_CELL).filter(|rest| *rest > 0) {
        line(temuan_sheet, style, &item.number, temuan.severity, &temuan.code);
        temuan_sheet.text(6, style.content, format!("dan {rest} sel lain yang juga diwarnai"));
    }
}

/// A bordered line with number, severity and code.
fn line(temuan_sheet: &mut TemuanSheet, style: &TemuanStyles, number: &str, severity: Severity, code: &str) {
    temuan_sheet.new_row();
    for column in 3..10 {
        temuan_sheet.text(column, style.content, "");
    }
    match number.parse() {
        Ok(number) => temuan_sheet.put(0, style.content, TemuanCell::Figure(number)),
        Err(_) => temuan_sheet.text(0, style.content, number),
    }
    temuan_sheet.text(1, style.severity(severity), severity.name());
    temuan_sheet.text(2, style.content, code);
}

/// Sheet and cell of the current line, with a link where a click can lead there.
fn position(
    temuan_sheet: &mut TemuanSheet,
    place: &Place,
    cell: Option<CellAddress>,
    arrangement: &TemuanPlan<'_>,
    style: &TemuanStyles,
) {
    let destination = (arrangement.link)(place);
    let in_file_this = place.file == arrangement.context.file;
    let name = place.sheet.as_deref().filter(|_| in_file_this).unwrap_or_default();
    let hidden = destination.is_some_and(|sheet| sheet.hidden);
    temuan_sheet.text(3, style.content, if hidden { format!("{name} (tersembunyi)") } else { name.to_string() });
    let Some(sheet) = destination.filter(|_| !hidden) else {
        temuan_sheet.text(
            4,
            style.content,
            cell.filter(|_| in_file_this).map(|cell| cell.to_string()).unwrap_or_default(),
        );
        return;
    };
    let text = cell.map_or_else(|| "buka".to_string(), |cell| cell.to_string());
    temuan_sheet.text(4, style.link, text);
    let row = u32::try_from(temuan_sheet.rows.len().saturating_sub(1)).unwrap_or(0);
    temuan_sheet.links.push((CellAddress::new(row, 4), sheet::link(&sheet.name, cell)));
}

fn xml(temuan_sheet: &TemuanSheet, context: &CorrectionContext) -> String {
    let column: String = (1..)
        .zip(HEAD)
        .map(|(number, (_, width))| {
            format!("<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>")
        })
        .collect();
    let note = NOTE_COLUMN + 1;
    let mut row = String::new();
    for (number, content) in (0_u32..).zip(&temuan_sheet.rows) {
        let height =
            height(number, content).map_or(String::new(), |height| format!(" ht=\"{height}\" customHeight=\"1\""));
        row.push_str(&format!("<row r=\"{}\"{height}>", number + 1));
        for (column, (style, content)) in content {
            let address = CellAddress::new(number, *column);
            row.push_str(&match content {
                TemuanCell::Text(text) if text.is_empty() => format!("<c r=\"{address}\" s=\"{style}\"/>"),
                TemuanCell::Text(text) => format!(
                    "<c r=\"{address}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    escape_text(text)
                ),
                TemuanCell::Figure(figure) => format!("<c r=\"{address}\" s=\"{style}\"><v>{figure}</v></c>"),
            });
        }
        row.push_str("</row>");
    }
    let link: String = temuan_sheet
        .links
        .iter()
        .map(|(cell, destination)| {
            format!("<hyperlink ref=\"{cell}\" location=\"{0}\" display=\"{0}\"/>", escape_attribute(destination))
        })
        .collect();
    let link = if link.is_empty() { link } else { format!("<hyperlinks>{link}</hyperlinks>") };
    let foot = escape_text(&format!("&L&8Temuan - {}&R&8&P / &N", text::foot(&context.unit, 80)));
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetPr><tabColor rgb=\"FFC00000\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultRowHeight=\"15\"/><cols>{column}<col min=\"{note}\" max=\"{note}\" width=\"9\" hidden=\"1\" customWidth=\"1\"/></cols><sheetData>{row}</sheetData>{link}<pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/><pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/><headerFooter><oddFooter>{foot}</oddFooter></headerFooter></worksheet>"
    )
}

/// Height of a row of the list in points: not every program fits rows to their text when it opens a file.
fn height(number: u32, content: &BTreeMap<u32, (usize, TemuanCell)>) -> Option<u32> {
    if number == 0 {
        return Some(24);
    }
    // Only the list fills this column; what stands above runs over its neighbours on one line.
    content.get(&6)?;
    let line = |column: u32, content: &TemuanCell| match (content, HEAD.get(column as usize)) {
        (TemuanCell::Text(text), Some((_, width))) => text.lines().map(|row| wrapped_row(row, *width as usize)).sum(),
        _ => 1,
    };
    let count = content.iter().map(|(column, (_, content))| line(*column, content)).max().unwrap_or(1);
    Some(u32::try_from(count.clamp(1, 29)).unwrap_or(1) * 14 + 2)
}

/// How many lines a text takes in a column so many letters wide.
fn wrapped_row(text: &str, width: usize) -> usize {
    let (mut row, mut used) = (1, 0);
    for word in text.split(' ') {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            row += 1;
            used = 0;
        }
        used += length + usize::from(used > 0);
        row += used.saturating_sub(1) / width;
        used = if used > width { used % width } else { used };
    }
    row
}
