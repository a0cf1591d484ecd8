//! The layouts that ship with the program: short texts with markers (`templates/naskah`), made into documents of a word
//! processor, to be used as they are or as a beginning.
//!
//! ```text
//!  # Heading   ## Heading   ^ centred   ! small note   --- new page   @mendatar   **bold**
//!  |= 8 30 62            widths of the table that follows, in percent
//!  |~ 50 50              the same of a block of signatures: no lines, no heading; `@ruang` is room for ink
//!  | No | Sasaran | …    a row; the first is its heading and repeats on every page; `>` before a text: at the right
//! ```

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::ManuscriptError;
use crate::ooxml::OoxmlError;
use crate::ooxml::text::escape_attribute;

/// A shipped layout.
#[derive(Debug, Clone, Copy)]
pub struct ShippedLayout {
    /// Its name, as it is typed.
    pub name: &'static str,
    /// What it is.
    pub meaning: &'static str,
    text: &'static str,
}

/// Every shipped layout.
pub const SHIPPED: [ShippedLayout; 5] = [
    ShippedLayout {
        name: "lakip",
        meaning: "Bab III LKjIP: per sasaran target, realisasi, capaian, tahun sebelumnya, analisis, efisiensi, anggaran",
        text: include_str!("../../templates/naskah/lakip.txt"),
    },
    ShippedLayout {
        name: "triwulan",
        meaning: "laporan triwulanan kepada pimpinan",
        text: include_str!("../../templates/naskah/triwulan.txt"),
    },
    ShippedLayout {
        name: "pk",
        meaning: "Perjanjian Kinerja menurut PermenPANRB 53/2014, satu naskah setiap unit",
        text: include_str!("../../templates/naskah/pk.txt"),
    },
    ShippedLayout {
        name: "rencana-aksi",
        meaning: "Rencana Aksi, satu naskah setiap unit",
        text: include_str!("../../templates/naskah/rencana-aksi.txt"),
    },
    ShippedLayout {
        name: "borang",
        meaning: "Borang Strategi Pencapaian Kinerja BO.30.4.1, satu naskah setiap unit",
        text: include_str!("../../templates/naskah/borang.txt"),
    },
];

/// A shipped layout by its name.
pub fn shipped(name: &str) -> Option<ShippedLayout> {
    SHIPPED.into_iter().find(|one| one.name == name)
}

impl ShippedLayout {
    /// How many tables it has.
    #[cfg(test)]
    pub(super) fn tables(&self) -> usize {
        self.text.lines().filter(|line| line.starts_with("|=") || line.starts_with("|~")).count()
    }

    /// The document.
    ///
    /// # Errors
    /// When it cannot be packed.
    pub fn document(&self) -> Result<Vec<u8>, ManuscriptError> {
        Ok(document(self.text)?)
    }
}

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// Twentieths of a point from margin to margin, upright and lying A4.
const WIDTH: [u32; 2] = [9_354, 14_286];

/// A layout as a document.
pub(super) fn document(text: &str) -> Result<Vec<u8>, OoxmlError> {
    let lying = text.lines().any(|line| line.trim() == "@mendatar");
    let mut body = String::new();
    let mut table: Option<Table> = None;
    for line in text.lines().map(str::trim_end).filter(|line| !line.starts_with("//")) {
        // Widths begin a table of their own, also right behind another.
        if (!line.starts_with('|') || line.starts_with("|=") || line.starts_with("|~"))
            && let Some(table) = table.take()
        {
            body.push_str(&table.xml(WIDTH[usize::from(lying)]));
            // Two tables that touch are one.
            body.push_str("<w:p><w:pPr><w:spacing w:after=\"0\"/></w:pPr></w:p>");
        }
        if let Some(row) = line.strip_prefix('|') {
            let table = table.get_or_insert_with(Table::default);
            match row.strip_prefix(['=', '~']) {
                Some(widths) => {
                    table.widths = widths.split_whitespace().filter_map(|part| part.parse().ok()).collect();
                    table.signatures = row.starts_with('~');
                }
                None => table.rows.push(row.trim_end_matches('|').split(" | ").map(str::trim).collect()),
            }
            continue;
        }
        body.push_str(&paragraph(line));
    }
    if let Some(table) = table {
        body.push_str(&table.xml(WIDTH[usize::from(lying)]));
        body.push_str("<w:p/>");
    }
    let (page, margins) = if lying {
        ("<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>", "w:left=\"1276\" w:right=\"1276\"")
    } else {
        ("<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", "w:left=\"1276\" w:right=\"1276\"")
    };
    let section = format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>{page}<w:pgMar w:top=\"1134\" w:bottom=\"1134\" {margins} w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/></w:sectPr>"
    );
    let document = format!(
        "{DECLARATION}<w:document xmlns:w=\"{W}\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{body}{section}</w:body></w:document>"
    );
    package(&document)
}

fn paragraph(line: &str) -> String {
    let (style, text) = match line {
        "" | "@mendatar" => return String::new(),
        "---" => return "<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>".to_string(),
        _ if line.starts_with("### ") => ("Heading3", &line[4..]),
        _ if line.starts_with("## ") => ("Heading2", &line[3..]),
        _ if line.starts_with("# ") => ("Heading1", &line[2..]),
        _ if line.starts_with("^ ") => ("Tengah", &line[2..]),
        _ if line.starts_with("! ") => ("Keterangan", &line[2..]),
        _ => ("", line),
    };
    let style = if style.is_empty() { String::new() } else { format!("<w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>") };
    format!("<w:p>{style}{}</w:p>", runs(text, ""))
}

/// Text with what stands between `**` bold.
fn runs(text: &str, properties: &str) -> String {
    let parts = text.split("**").enumerate().filter(|(_, part)| !part.is_empty());
    let run = |(number, part): (usize, &str)| {
        let bold = if number % 2 == 1 { "<w:b/>" } else { "" };
        let look = if bold.is_empty() && properties.is_empty() {
            String::new()
        } else {
            format!("<w:rPr>{bold}{properties}</w:rPr>")
        };
        format!("<w:r>{look}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape_attribute(part))
    };
    parts.map(run).collect()
}

#[derive(Default)]
struct Table<'t> {
    widths: Vec<u32>,
    /// Without lines and heading, never parted.
    signatures: bool,
    rows: Vec<Vec<&'t str>>,
}

impl Table<'_> {
    fn xml(&self, width: u32) -> String {
        let columns = self.rows.iter().map(Vec::len).max().unwrap_or_default().max(1);
        let even = 100 / u32::try_from(columns).unwrap_or(1).max(1);
        let share = |column: usize| self.widths.get(column).copied().unwrap_or(even) * width / 100;
        let grid: String = (0..columns).map(|column| format!("<w:gridCol w:w=\"{}\"/>", share(column))).collect();
        let style = if self.signatures { "" } else { "<w:tblStyle w:val=\"Kisi\"/>" };
        let rows: String = self.rows.iter().enumerate().map(|(number, row)| self.row(number, row, &share)).collect();
        format!(
            "<w:tbl><w:tblPr>{style}<w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )
    }

    fn row(&self, number: usize, row: &[&str], share: &dyn Fn(usize) -> u32) -> String {
        let head = number == 0 && !self.signatures;
        // Figures stand at the right, as on every other page.
        let cells: String = row
            .iter()
            .enumerate()
            .map(|(column, text)| {
                let (right, text) = match text.strip_prefix('>') {
                    Some(text) => (true, text.trim()),
                    None => (false, *text),
                };
                let style = if head { "KepalaTabel" } else { "IsiTabel" };
                let (room, text) = match text {
                    "@ruang" => ("<w:spacing w:before=\"1300\"/>", ""),
                    text => ("", text),
                };
                let align = match (self.signatures, right && !head) {
                    // Signatures stay on the page of what is signed.
                    (true, _) => format!("<w:keepNext/>{room}<w:jc w:val=\"center\"/>"),
                    (_, true) => "<w:jc w:val=\"right\"/>".to_string(),
                    _ => String::new(),
                };
                let shade = if head { "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"F3F5F8\"/>" } else { "" };
                format!(
                    "<w:tc><w:tcPr><w:tcW w:w=\"{}\" w:type=\"dxa\"/>{shade}</w:tcPr><w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{align}</w:pPr>{}</w:p></w:tc>",
                    share(column),
                    runs(text, "")
                )
            })
            .collect();
        let repeated = if head { "<w:tblHeader/>" } else { "" };
        format!("<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{cells}</w:tr>")
    }
}

fn styles() -> String {
    let font = "<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>";
    let style = |id: &str, name: &str, paragraph: &str, run: &str| {
        format!(
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )
    };
    let heading = |level: u32, size: u32, align: &str| {
        style(
            &format!("Heading{level}"),
            &format!("heading {level}"),
            &format!(
                "<w:keepNext/><w:keepLines/><w:spacing w:before=\"240\" w:after=\"120\"/>{align}<w:outlineLvl w:val=\"{}\"/>",
                level - 1
            ),
            &format!("<w:b/><w:color w:val=\"1F3864\"/><w:sz w:val=\"{size}\"/>"),
        )
    };
    let border = |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"7A828E\"/>");
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].into_iter().map(border).collect();
    format!(
        "{DECLARATION}<w:styles xmlns:w=\"{W}\"><w:docDefaults><w:rPrDefault><w:rPr>{font}<w:sz w:val=\"22\"/><w:lang w:val=\"id-ID\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>{}{}{}{}{}{}{}<w:style w:type=\"table\" w:styleId=\"Kisi\"><w:name w:val=\"Kisi\"/><w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style></w:styles>",
        heading(1, 28, "<w:jc w:val=\"center\"/>"),
        heading(2, 24, ""),
        heading(3, 22, ""),
        style("Tengah", "Tengah", "<w:jc w:val=\"center\"/>", "<w:b/>"),
        style(
            "Keterangan",
            "Keterangan",
            "<w:spacing w:after=\"80\"/>",
            "<w:color w:val=\"5B6472\"/><w:sz w:val=\"18\"/>"
        ),
        style(
            "KepalaTabel",
            "Kepala Tabel",
            "<w:keepNext/><w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>",
            "<w:b/><w:sz w:val=\"18\"/>"
        ),
        style(
            "IsiTabel",
            "Isi Tabel",
            "<w:spacing w:before=\"40\" w:after=\"40\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"18\"/>"
        ),
    )
}

fn package(document: &str) -> Result<Vec<u8>, OoxmlError> {
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
    const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
    const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let field =
        |instruction: &str| format!("<w:fldSimple w:instr=\" {instruction} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let footer = format!(
        "{DECLARATION}<w:ftr xmlns:w=\"{W}\"><w:p><w:pPr><w:pStyle w:val=\"Keterangan\"/><w:jc w:val=\"right\"/></w:pPr><w:r><w:t xml:space=\"preserve\">Halaman </w:t></w:r>{}<w:r><w:t xml:space=\"preserve\"> dari </w:t></w:r>{}</w:p></w:ftr>",
        field("PAGE"),
        field("NUMPAGES")
    );
    let parts = [
        (
            "[Content_Types].xml",
            format!(
                "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{KIND}.document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"{KIND}.styles+xml\"/><Override PartName=\"/word/footer1.xml\" ContentType=\"{KIND}.footer+xml\"/></Types>"
            ),
        ),
        (
            "_rels/.rels",
            format!(
                "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/></Relationships>"
            ),
        ),
        ("word/document.xml", document.to_string()),
        (
            "word/_rels/document.xml.rels",
            format!(
                "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"rId1\" Type=\"{RELATION}/styles\" Target=\"styles.xml\"/><Relationship Id=\"rId2\" Type=\"{RELATION}/footer\" Target=\"footer1.xml\"/></Relationships>"
            ),
        ),
        ("word/styles.xml", styles()),
        ("word/footer1.xml", footer),
    ];
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    for (name, text) in parts {
        writer.start_file(name, options)?;
        writer.write_all(text.as_bytes()).map_err(OoxmlError::Write)?;
    }
    Ok(writer.finish()?.into_inner())
}
