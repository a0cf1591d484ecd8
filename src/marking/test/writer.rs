//! Packages as other programs write them: what they hold besides cells stays byte for byte.
//!
//! Each is drawn from the habits of one writer: where comments lie and what their relations are called, absolute or
//! relative targets, prefixes, data descriptors, shared or inline strings, marks and extensions of its own.

use super::*;

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const IMAGE: &str = "http://schemas.openxmlformats.org/drawingml/2006";

/// A package of one writer.
struct PartWriter {
    name: &'static str,
    content: Vec<u8>,
    /// The sheet that is marked, the comments on it, and their drawing.
    sheet: &'static str,
    comment: &'static str,
    vml: &'static str,
    /// What must still stand in the marked sheet, word for word.
    fixed: &'static [&'static str],
}

fn kind(part: &[(&str, &str)]) -> String {
    let content: String =
        part.iter().map(|(name, kind)| format!("<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>{content}</Types>"
    )
}

fn relation(all: &[(&str, &str, &str)]) -> String {
    let content: String = all
        .iter()
        .map(|(id, kind, destination)| {
            format!("<Relationship Id=\"{id}\" Type=\"{REL}/{kind}\" Target=\"{destination}\"/>")
        })
        .collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"{PACKAGE}/relationships\">{content}</Relationships>"
    )
}

fn package_root() -> String {
    relation(&[("rId1", "officeDocument", "xl/workbook.xml")])
}

/// The two sheets, their workbook-level parts, and what hangs on the first: comments, chart, picture, table.
const PART: [(&str, &str); 10] = [
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    ("xl/worksheets/sheet1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"),
    ("xl/worksheets/sheet2.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"),
    ("xl/styles.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"),
    ("xl/sharedStrings.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"),
    ("xl/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"),
    ("xl/drawings/drawing1.xml", "application/vnd.openxmlformats-officedocument.drawing+xml"),
    ("xl/charts/chart1.xml", "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"),
    ("xl/tables/table1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
];

fn other_part(prefix: &str) -> Vec<(&'static str, String)> {
    let p = prefix;
    let ns = if p.is_empty() { "xmlns".to_string() } else { format!("xmlns:{}", p.trim_end_matches(':')) };
    vec![
        (
            "xl/styles.xml",
            format!(
                "<?xml version=\"1.0\"?><{p}styleSheet {ns}=\"{MAIN}\"><{p}fonts count=\"1\"><{p}font><{p}sz val=\"11\"/><{p}name val=\"Calibri\"/></{p}font></{p}fonts><{p}fills count=\"3\"><{p}fill><{p}patternFill patternType=\"none\"/></{p}fill><{p}fill><{p}patternFill patternType=\"gray125\"/></{p}fill><{p}fill><{p}patternFill patternType=\"solid\"><{p}fgColor rgb=\"FFDDEBF7\"/></{p}patternFill></{p}fill></{p}fills><{p}borders count=\"1\"><{p}border/></{p}borders><{p}cellStyleXfs count=\"1\"><{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></{p}cellStyleXfs><{p}cellXfs count=\"2\"><{p}xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><{p}xf numFmtId=\"10\" fontId=\"0\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFill=\"1\"/></{p}cellXfs><{p}dxfs count=\"1\"><{p}dxf><{p}font><{p}b/></{p}font></{p}dxf></{p}dxfs></{p}styleSheet>"
            ),
        ),
        (
            "xl/sharedStrings.xml",
            format!(
                "<{p}sst {ns}=\"{MAIN}\" count=\"2\" uniqueCount=\"2\"><{p}si><{p}t>Indikator</{p}t></{p}si><{p}si><{p}r><{p}t xml:space=\"preserve\">tebal </{p}t></{p}r><{p}r><{p}t>biasa</{p}t></{p}r></{p}si></{p}sst>"
            ),
        ),
        ("xl/theme/theme1.xml", format!("<a:theme xmlns:a=\"{IMAGE}/main\" name=\"Tema\"/>")),
        (
            "xl/worksheets/sheet2.xml",
            format!(
                "<{p}worksheet {ns}=\"{MAIN}\"><{p}sheetData><{p}row r=\"1\"><{p}c r=\"A1\" t=\"s\"><{p}v>0</{p}v></{p}c></{p}row></{p}sheetData></{p}worksheet>"
            ),
        ),
        (
            "xl/drawings/drawing1.xml",
            format!("<xdr:wsDr xmlns:xdr=\"{IMAGE}/spreadsheetDrawing\"><xdr:twoCellAnchor/></xdr:wsDr>"),
        ),
        (
            "xl/drawings/_rels/drawing1.xml.rels",
            relation(&[("rId1", "chart", "../charts/chart1.xml"), ("rId2", "image", "../media/image1.png")]),
        ),
        ("xl/charts/chart1.xml", format!("<c:chartSpace xmlns:c=\"{IMAGE}/chart\"/>")),
        (
            "xl/tables/table1.xml",
            format!("<table xmlns=\"{MAIN}\" id=\"1\" name=\"T\" displayName=\"T\" ref=\"A1:B3\"/>"),
        ),
        ("xl/media/image1.png", "\u{89}PNG bukan gambar sungguhan".to_string()),
        ("docProps/core.xml", format!("<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\"/>")),
    ]
}

fn vml(marker: &str, row_last: &str) -> String {
    format!(
        "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\">{row_last}<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m0,0l0,21600,21600,21600,21600,0xe\"><v:stroke joinstyle=\"miter\"/></v:shapetype>{row_last}<v:shape id=\"{marker}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\"><v:fill color2=\"#ffffe1\"/><x:ClientData ObjectType=\"Note\"><x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>{row_last}</xml>"
    )
}

/// Cells of the first sheet: shared, formula, inline and boolean; the unit's own comment stands on A2.
const CELL: &str = "<row r=\"1\" spans=\"1:2\"><c r=\"A1\" s=\"1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"inlineStr\"><is><t>sisip</t></is></c></row><row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\" s=\"1\"><f>1/4</f><v>0.25</v></c></row><row r=\"3\"><c r=\"A3\" t=\"b\"><v>1</v></c></row>";

fn comment(opener: &str, content: &str) -> String {
    format!(
        "{opener}<comments xmlns=\"{MAIN}\"><authors><author>Budi</author></authors><commentList>{content}</commentList></comments>"
    )
}

/// Absolute targets, comments in a folder of their own, relations named by what they are.
fn openpyxl() -> PartWriter {
    let mut part_kind = PART.to_vec();
    part_kind
        .push(("xl/comments/comment1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"));
    let mut content = vec![
        ("[Content_Types].xml", kind(&part_kind)),
        ("_rels/.rels", relation(&[("rId1", "officeDocument", "/xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\"><workbookPr/><workbookProtection/><bookViews><workbookView visibility=\"visible\" minimized=\"0\" activeTab=\"0\"/></bookViews><sheets><sheet xmlns:r=\"{REL}\" name=\"PK\" sheetId=\"1\" state=\"visible\" r:id=\"rId1\"/><sheet xmlns:r=\"{REL}\" name=\"Lain\" sheetId=\"2\" state=\"visible\" r:id=\"rId2\"/></sheets><definedNames><definedName name=\"_xlnm.Print_Titles\" localSheetId=\"0\">'PK'!$1:$1</definedName></definedNames><calcPr calcId=\"124519\" fullCalcOnLoad=\"1\"/></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation(&[
                ("rId1", "worksheet", "/xl/worksheets/sheet1.xml"),
                ("rId2", "worksheet", "/xl/worksheets/sheet2.xml"),
                ("rId3", "styles", "/xl/styles.xml"),
                ("rId4", "theme", "/xl/theme/theme1.xml"),
                ("rId5", "sharedStrings", "/xl/sharedStrings.xml"),
            ]),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<worksheet xmlns=\"{MAIN}\"><sheetPr><outlinePr summaryBelow=\"1\" summaryRight=\"1\"/><pageSetUpPr fitToPage=\"1\"/></sheetPr><dimension ref=\"A1:B3\"/><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetFormatPr baseColWidth=\"8\" defaultRowHeight=\"15\"/><sheetData>{CELL}</sheetData><conditionalFormatting sqref=\"A1:B3\"><cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><formula>A1&gt;1</formula></cfRule></conditionalFormatting><dataValidations count=\"1\"><dataValidation type=\"list\" sqref=\"A3\"><formula1>\"ya,tidak\"</formula1></dataValidation></dataValidations><pageMargins left=\"0.75\" right=\"0.75\" top=\"1\" bottom=\"1\" header=\"0.5\" footer=\"0.5\"/><drawing xmlns:r=\"{REL}\" r:id=\"rId1\"/><legacyDrawing xmlns:r=\"{REL}\" r:id=\"anysvml\"/><tableParts count=\"1\"><tablePart xmlns:r=\"{REL}\" r:id=\"rId2\"/></tableParts></worksheet>"
            ),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relation(&[
                ("rId1", "drawing", "/xl/drawings/drawing1.xml"),
                ("rId2", "table", "/xl/tables/table1.xml"),
                ("comments", "comments", "/xl/comments/comment1.xml"),
                ("anysvml", "vmlDrawing", "/xl/drawings/commentsDrawing1.vml"),
            ]),
        ),
        (
            "xl/comments/comment1.xml",
            comment(
                "",
                "<comment ref=\"A2\" authorId=\"0\" shapeId=\"0\"><text><t>catatan &amp; unit</t></text></comment>",
            ),
        ),
        ("xl/drawings/commentsDrawing1.vml", vml("_x0000_s0001", "")),
    ];
    content.extend(other_part(""));
    PartWriter {
        name: "openpyxl",
        content: text_package(&content),
        sheet: "xl/worksheets/sheet1.xml",
        comment: "xl/comments/comment1.xml",
        vml: "xl/drawings/commentsDrawing1.vml",
        fixed: &[
            "<conditionalFormatting sqref=\"A1:B3\">",
            "<formula1>\"ya,tidak\"</formula1>",
            "r:id=\"anysvml\"/><tableParts count=\"1\">",
            "<is><t>sisip</t></is>",
        ],
    }
}

/// Names of many spaces, a drawing on every sheet, threads beside the comments, entries with their sizes behind them.
fn google() -> PartWriter {
    let mut part_kind = PART.to_vec();
    part_kind.push(("xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"));
    part_kind.push(("xl/threadedComments/threadedComment1.xml", "application/vnd.ms-excel.threadedcomments+xml"));
    part_kind.push(("xl/persons/person.xml", "application/vnd.ms-excel.person+xml"));
    let ns = format!(
        "xmlns=\"{MAIN}\" xmlns:r=\"{REL}\" xmlns:mx=\"http://schemas.microsoft.com/office/mac/excel/2008/main\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:mv=\"urn:schemas-microsoft-com:mac:vml\" xmlns:x14=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/main\" xmlns:x14ac=\"http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac\" xmlns:xm=\"http://schemas.microsoft.com/office/excel/2006/main\""
    );
    let mut content = vec![
        ("[Content_Types].xml", kind(&part_kind)),
        ("_rels/.rels", package_root()),
        (
            "xl/workbook.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><workbook {ns}><workbookPr/><sheets><sheet state=\"visible\" name=\"PK\" sheetId=\"1\" r:id=\"rId4\"/><sheet state=\"visible\" name=\"Lain\" sheetId=\"2\" r:id=\"rId5\"/></sheets><definedNames/><calcPr/></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation(&[
                ("rId1", "theme", "theme/theme1.xml"),
                ("rId2", "styles", "styles.xml"),
                ("rId3", "sharedStrings", "sharedStrings.xml"),
                ("rId4", "worksheet", "worksheets/sheet1.xml"),
                ("rId5", "worksheet", "worksheets/sheet2.xml"),
            ]),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><worksheet {ns}><sheetPr><outlinePr summaryBelow=\"0\" summaryRight=\"0\"/></sheetPr><sheetViews><sheetView workbookViewId=\"0\"/></sheetViews><sheetFormatPr customHeight=\"1\" defaultColWidth=\"12.63\" defaultRowHeight=\"15.75\"/><sheetData>{CELL}</sheetData><conditionalFormatting sqref=\"B2\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"greaterThan\"><formula>0.5</formula></cfRule></conditionalFormatting><drawing r:id=\"rId2\"/><legacyDrawing r:id=\"rId3\"/><tableParts count=\"1\"><tablePart r:id=\"rId5\"/></tableParts></worksheet>"
            ),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relation(&[
                ("rId1", "comments", "../comments1.xml"),
                ("rId2", "drawing", "../drawings/drawing1.xml"),
                ("rId3", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
                ("rId5", "table", "../tables/table1.xml"),
            ]),
        ),
        (
            "xl/comments1.xml",
            comment(
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>",
                "<comment authorId=\"0\" ref=\"A2\"><text><t xml:space=\"preserve\">catatan &amp; unit\n\t-Budi</t></text></comment>",
            ),
        ),
        (
            "xl/threadedComments/threadedComment1.xml",
            "<ThreadedComments xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"/>"
                .to_string(),
        ),
        (
            "xl/persons/person.xml",
            "<personList xmlns=\"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments\"/>"
                .to_string(),
        ),
        ("xl/drawings/vmlDrawing1.vml", vml("_x0000_s0", "\n")),
    ];
    content.extend(other_part(""));
    PartWriter {
        name: "Google Sheets",
        content: streams_package(&content),
        sheet: "xl/worksheets/sheet1.xml",
        comment: "xl/comments1.xml",
        vml: "xl/drawings/vmlDrawing1.vml",
        fixed: &[
            "operator=\"greaterThan\"><formula>0.5</formula>",
            "<drawing r:id=\"rId2\"/><legacyDrawing r:id=\"rId3\"/>",
            "defaultColWidth=\"12.63\"",
        ],
    }
}

/// Line ends after the declaration, parts and extensions of its own, comments with their properties.
fn wps() -> PartWriter {
    let mut part_kind = PART.to_vec();
    part_kind.push(("xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"));
    part_kind.push(("xl/cellimages.xml", "application/vnd.wps-officedocument.cellimage+xml"));
    part_kind.push(("docProps/custom.xml", "application/vnd.openxmlformats-officedocument.custom-properties+xml"));
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n";
    let mut content = vec![
        ("_rels/.rels", package_root()),
        (
            "docProps/custom.xml",
            "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties\"/>"
                .to_string(),
        ),
        (
            "xl/cellimages.xml",
            "<etc:cellImages xmlns:etc=\"http://www.wps.cn/officeDocument/2017/etCustomData\"/>".to_string(),
        ),
        (
            "xl/workbook.xml",
            format!(
                "{head}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{REL}\"><fileVersion appName=\"xl\" lastEdited=\"3\" lowestEdited=\"5\" rupBuild=\"9302\"/><workbookPr/><bookViews><workbookView windowWidth=\"19200\" windowHeight=\"7200\" activeTab=\"1\"/></bookViews><sheets><sheet name=\"PK\" sheetId=\"1\" r:id=\"rId1\"/><sheet name=\"Lain\" sheetId=\"2\" r:id=\"rId2\"/></sheets><calcPr calcId=\"144525\"/></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation(&[
                ("rId6", "http://www.wps.cn/officeDocument/2020/cellImage", "cellimages.xml"),
                ("rId5", "sharedStrings", "sharedStrings.xml"),
                ("rId4", "styles", "styles.xml"),
                ("rId3", "theme", "theme/theme1.xml"),
                ("rId2", "worksheet", "worksheets/sheet2.xml"),
                ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ]),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "{head}<worksheet xmlns=\"{MAIN}\" xmlns:r=\"{REL}\" xmlns:xdr=\"{IMAGE}/spreadsheetDrawing\" xmlns:etc=\"http://www.wps.cn/officeDocument/2017/etCustomData\"><sheetPr/><dimension ref=\"A1:B3\"/><sheetViews><sheetView tabSelected=\"1\" workbookViewId=\"0\"/></sheetViews><sheetFormatPr defaultColWidth=\"9\" defaultRowHeight=\"14.5\" outlineLevelCol=\"1\"/><sheetData>{CELL}</sheetData><sheetProtection password=\"CC1A\" sheet=\"1\"/><mergeCells count=\"1\"><mergeCell ref=\"A3:B3\"/></mergeCells><dataValidations count=\"1\"><dataValidation type=\"list\" allowBlank=\"1\" sqref=\"A2\"><formula1>\"a,b\"</formula1></dataValidation></dataValidations><pageMargins left=\"0.75\" right=\"0.75\" top=\"1\" bottom=\"1\" header=\"0.5\" footer=\"0.5\"/><headerFooter/><drawing r:id=\"rId3\"/><legacyDrawing r:id=\"rId2\"/><extLst><ext uri=\"{{00000000-0000-0000-0000-000000000000}}\"><etc:x/></ext></extLst></worksheet>"
            ),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relation(&[
                ("rId3", "drawing", "../drawings/drawing1.xml"),
                ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
                ("rId1", "comments", "../comments1.xml"),
            ]),
        ),
        (
            "xl/comments1.xml",
            comment(
                head,
                "<comment ref=\"A2\" authorId=\"0\"><text><r><rPr><b/><sz val=\"9\"/><rFont val=\"SimSun\"/></rPr><t>Budi:</t></r><r><t xml:space=\"preserve\">\r\ncatatan &amp; unit</t></r></text></comment>",
            ),
        ),
        ("xl/drawings/vmlDrawing1.vml", vml("_x0000_s1025", "\r\n")),
        ("[Content_Types].xml", kind(&part_kind)),
    ];
    content.extend(other_part("").into_iter().filter(|(name, _)| !name.starts_with("xl/tables")));
    PartWriter {
        name: "WPS",
        content: text_package(&content),
        sheet: "xl/worksheets/sheet1.xml",
        comment: "xl/comments1.xml",
        vml: "xl/drawings/vmlDrawing1.vml",
        fixed: &[
            "<sheetProtection password=\"CC1A\" sheet=\"1\"/>",
            "<mergeCell ref=\"A3:B3\"/>",
            "<formula1>\"a,b\"</formula1>",
            "<etc:x/>",
        ],
    }
}

/// Everything under a prefix, as libraries on .NET write it; strings stand in the cells.
fn with_prefix() -> PartWriter {
    let mut part_kind = PART.to_vec();
    part_kind.push(("xl/comments1.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"));
    let cell = CELL.replace("</", "</x:").replace('<', "<x:").replace("<x:/x:", "</x:");
    let mut content = vec![
        ("[Content_Types].xml", kind(&part_kind)),
        ("_rels/.rels", relation(&[("Rd2f", "officeDocument", "/xl/workbook.xml")])),
        (
            "xl/workbook.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><x:workbook xmlns:r=\"{REL}\" xmlns:x=\"{MAIN}\"><x:workbookPr/><x:sheets><x:sheet name=\"PK\" sheetId=\"2\" r:id=\"Rab1\"/><x:sheet name=\"Lain\" sheetId=\"3\" r:id=\"Rab2\"/></x:sheets><x:definedNames><x:definedName name=\"Lokal\" localSheetId=\"1\">Lain!$A$1</x:definedName></x:definedNames></x:workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relation(&[
                ("Rab1", "worksheet", "/xl/worksheets/sheet1.xml"),
                ("Rab2", "worksheet", "/xl/worksheets/sheet2.xml"),
                ("Rab3", "styles", "/xl/styles.xml"),
                ("Rab4", "sharedStrings", "/xl/sharedStrings.xml"),
            ]),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><x:worksheet xmlns:r=\"{REL}\" xmlns:x=\"{MAIN}\"><x:sheetPr/><x:dimension ref=\"A1:B3\"/><x:sheetData>{cell}</x:sheetData><x:conditionalFormatting sqref=\"A1\"><x:cfRule type=\"expression\" dxfId=\"0\" priority=\"1\"><x:formula>TRUE</x:formula></x:cfRule></x:conditionalFormatting><x:printOptions/><x:pageMargins left=\"0.75\" right=\"0.75\" top=\"0.75\" bottom=\"0.5\" header=\"0.5\" footer=\"0.75\"/><x:legacyDrawing r:id=\"R9\"/><x:tableParts count=\"1\"><x:tablePart r:id=\"R7\"/></x:tableParts></x:worksheet>"
            ),
        ),
        (
            "xl/worksheets/_rels/sheet1.xml.rels",
            relation(&[
                ("R7", "table", "/xl/tables/table1.xml"),
                ("R8", "comments", "/xl/comments1.xml"),
                ("R9", "vmlDrawing", "/xl/drawings/vmlDrawing1.vml"),
            ]),
        ),
        (
            "xl/comments1.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"utf-8\"?><x:comments xmlns:x=\"{MAIN}\"><x:authors><x:author>Budi</x:author></x:authors><x:commentList><x:comment ref=\"A2\" authorId=\"0\"><x:text><x:t>catatan &amp; unit</x:t></x:text></x:comment></x:commentList></x:comments>"
            ),
        ),
        ("xl/drawings/vmlDrawing1.vml", vml("_x0000_s1025", "")),
    ];
    content.extend(other_part("x:"));
    PartWriter {
        name: "prefiks",
        content: text_package(&content),
        sheet: "xl/worksheets/sheet1.xml",
        comment: "xl/comments1.xml",
        vml: "xl/drawings/vmlDrawing1.vml",
        fixed: &[
            "<x:conditionalFormatting sqref=\"A1\">",
            "<x:is><x:t>sisip</x:t></x:is>",
            "<x:legacyDrawing r:id=\"R9\"/><x:tableParts count=\"1\">",
        ],
    }
}

fn text_package(content: &[(&str, String)]) -> Vec<u8> {
    let content: Vec<(&str, &str)> = content.iter().map(|(name, text)| (*name, text.as_str())).collect();
    package(&content)
}

/// As a program writes that does not go back in its file: sizes stand behind each entry.
fn streams_package(content: &[(&str, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new_stream(Vec::new());
    for (name, text) in content {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(CompressionMethod::Deflated)).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn all() -> [PartWriter; 4] {
    [openpyxl(), google(), wps(), with_prefix()]
}

fn temuan() -> Vec<Temuan> {
    // On a styled cell, on the unit's own comment, on a cell that is not there.
    vec![at("PK03", Severity::Error, "PK", &["B2", "A2", "D7"]), at("NL06", Severity::Info, "PK", &["A1"])]
}

#[test]
fn every_part_that_need_not_change_stays_byte_for_byte() {
    for writer in all() {
        let marked = mark_all(&writer.content, &temuan());
        let may = [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/workbook.xml",
            "xl/styles.xml",
            writer.sheet,
            writer.comment,
            writer.vml,
        ];
        let exists = parts(&writer.content);
        for name in different(&writer.content, &marked) {
            assert!(may.contains(&name.as_str()) || !exists.contains_key(&name), "{}: {name}", writer.name);
        }
        let new: Vec<String> = parts(&marked).into_keys().filter(|name| !exists.contains_key(name)).collect();
        assert_eq!(new.len(), 1, "{}: the list of findings is the only new part: {new:?}", writer.name);
    }
}

#[test]
fn what_stands_around_the_cells_and_the_comment_of_the_unit_stay() {
    for writer in all() {
        let marked = mark_all(&writer.content, &temuan());
        let sheet = part(&marked, writer.sheet);
        for fixed in writer.fixed {
            assert!(sheet.contains(fixed), "{}: {fixed} in {sheet}", writer.name);
        }
        let comment = part(&marked, writer.comment);
        assert!(comment.contains("catatan &amp; unit"), "{}: {comment}", writer.name);
        assert_eq!(comment.matches("GALAT PK03").count(), 3, "{}: {comment}", writer.name);
        let old_vml = part(&writer.content, writer.vml);
        let shape = old_vml.split("<v:shape id=").nth(1).unwrap().split("</v:shape>").next().unwrap();
        assert!(part(&marked, writer.vml).contains(shape), "{}: the box of the unit's comment", writer.name);
        assert!(part(&marked, "xl/workbook.xml").contains("name=\"TEMUAN\""), "{}", writer.name);
    }
}

#[test]
fn marks_go_on_and_off_in_every_shape_without_a_trace() {
    for writer in all() {
        let once = mark_all(&writer.content, &temuan());
        assert_eq!(different(&once, &mark_all(&once, &temuan())), Vec::<String>::new(), "{}", writer.name);
        assert_eq!(different(&writer.content, &detach_mark(&once).unwrap()), Vec::<String>::new(), "{}", writer.name);
    }
}
