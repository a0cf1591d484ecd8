//! The hostile set: files that are damaged, renamed, locked, enormous or made to do harm, each with its answer.

use super::maker::{HostileBook, archive, note, ods, ole, plain_archive, random, swap, xls};

/// A file and what must become of it.
pub(crate) struct Hostile {
    /// Its name below the inbox.
    pub(crate) name: String,
    pub(crate) content: Vec<u8>,
    pub(crate) answer: HostileAnswer,
}

/// What must become of a file.
#[derive(Clone, Copy, Debug)]
pub(crate) enum HostileAnswer {
    /// A finding BK01 whose message holds these words.
    Rejected(&'static str),
    /// Read, and no finding BK01. It holds no form, so that it adds no row.
    BeingRead,
    /// Set aside without a word to the unit.
    Skipped,
}

use HostileAnswer::{BeingRead, Rejected, Skipped};

/// Every file of the set.
pub(crate) fn all() -> Vec<Hostile> {
    let group: [HostileGroup; 8] = [
        ("rusak", damaged),
        ("salah nama", wrong_name),
        ("terkunci", locked),
        ("aktif", active),
        ("bom", bom),
        ("raksasa", giant),
        ("sel aneh", odd_cell),
        ("lembar", sheet),
    ];
    let mut all = Vec::new();
    for (folder, content) in group {
        all.extend(
            content()
                .into_iter()
                .chain(if folder == "rusak" { contradicting() } else { Vec::new() })
                .map(|(name, content, answer)| Hostile { name: format!("musuh/{folder}/{name}"), content, answer }),
        );
    }
    all
}

type HostileFile = (String, Vec<u8>, HostileAnswer);
type HostileGroup = (&'static str, fn() -> Vec<HostileFile>);

fn one(name: &str, content: impl Into<Vec<u8>>, answer: HostileAnswer) -> HostileFile {
    (name.to_string(), content.into(), answer)
}

fn an_xlsx() -> Vec<u8> {
    HostileBook::text("Catatan rapat").finish()
}

/// Zero bytes, random bytes, cut files, and what programs leave behind.
fn damaged() -> Vec<HostileFile> {
    let mut key = vec![0x20_u8; 165];
    key[..5].copy_from_slice(b"\x04Budi");
    let mut all = vec![
        one("kosong.xlsx", Vec::new(), Rejected("kosong")),
        one("acak.xlsx", [&[1][..], &random(4096)].concat(), Rejected("tidak dikenal")),
        one("nol.xlsx", vec![0; 4096], Rejected("hanya nol")),
        one("acak di belakang PK.xlsx", [b"PK\x03\x04".to_vec(), random(2000)].concat(), Rejected("rusak")),
        one("~$pk.xlsx", key.clone(), Skipped),
        one("kunci yang dikirim.xlsx", key, Rejected("~$")),
        one(".DS_Store", random(100), Skipped),
        one("Thumbs.db", random(100), Skipped),
        one("._pk.xlsx", random(100), Skipped),
    ];
    let intact = an_xlsx();
    let old = xls(&[1.5; 600], &[]);
    for percent in [5, 25, 50, 75, 95, 99] {
        let until = |content: &[u8]| content[..content.len() * percent / 100].to_vec();
        all.push(one(&format!("terpotong {percent}.xlsx"), until(&intact), Rejected("rusak")));
        // The end of an .xls is padding.
        if percent < 99 {
            all.push(one(&format!("terpotong {percent}.xls"), until(&old), Rejected("rusak")));
        }
    }
    all
}

/// Files that contradict themselves: never a wrong value, always an answer (the silent wrong values of other readers).
fn contradicting() -> Vec<HostileFile> {
    let figure = |value: &str| HostileBook::cell("", &format!("<v>{value}</v>"));
    let row = |content: &str| HostileBook::row(content).finish();
    let table = |cell: &str| {
        let content = format!("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>{cell}</v></c></row>");
        HostileBook::row(&content).part("xl/sharedStrings.xml", b"<sst><si><t>teks</t></si></sst>").finish()
    };
    vec![
        one("jumlah periksa.xlsx", figure("12345").swap(b"12345", b"92345"), Rejected("jumlah periksa")),
        one("rujukan huruf.xlsx", figure("1&#50;3").finish(), Rejected("sel A1")),
        one("komentar dalam nilai.xlsx", figure("12<!-- -->34").finish(), Rejected("sel A1")),
        one("cdata dalam nilai.xlsx", figure("<![CDATA[55]]>").finish(), Rejected("sel A1")),
        one("indeks teks minus.xlsx", table("-1"), Rejected("sel A1")),
        one("indeks teks huruf.xlsx", table("abc"), Rejected("sel A1")),
        one("indeks teks raksasa.xlsx", table("18446744073709551616"), Rejected("sel A1")),
        one("NaN.xlsx", figure("NaN").finish(), Rejected("sel A1")),
        one("1e400.xlsx", figure("1e400").finish(), Rejected("sel A1")),
        one(
            "A4294967297.xlsx",
            row("<row r=\"1\"><c r=\"A4294967297\"><v>1</v></c></row>"),
            Rejected("di luar lembar"),
        ),
        one("XFE1.xlsx", row("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"), Rejected("XFE1")),
        one(
            "sel ganda.xlsx",
            row("<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>"),
            Rejected("sel A1"),
        ),
        one(
            "dua sheetData.xlsx",
            HostileBook::new().intact_sheet("Data", "<worksheet><sheetData/><sheetData/></worksheet>").finish(),
            Rejected("dua kali"),
        ),
        one(
            "berakhir di tengah.xlsx",
            HostileBook::new().intact_sheet("Data", "<worksheet><sheetData/>").finish(),
            Rejected("berakhir sebelum waktunya"),
        ),
        one(
            "dua lembar senama.xlsx",
            HostileBook::new().sheet("Data", "").sheet("DATA", "").finish(),
            Rejected("nama yang sama"),
        ),
        one("tanpa daftar lembar.xlsx", HostileBook::text("x").without("xl/workbook.xml"), Rejected("daftar lembar")),
        one(
            "dua bagian senama.xlsx",
            HostileBook::text("x").part("xl/xtyles.xml", b"<a/>").swap(b"xl/xtyles.xml", b"xl/styles.xml"),
            Rejected("ganda"),
        ),
        one("dua buku tersambung.xlsx", [an_xlsx(), an_xlsx()].concat(), Rejected("tersambung")),
        one("sampah di depan.xlsx", [b"PK\x03\x04sampah".to_vec(), an_xlsx()].concat(), Rejected("bergeser")),
        one("rumus tanpa hasil.xlsx", HostileBook::cell("", "<f>1+1</f>").finish(), BeingRead),
        one("galat baru.xlsx", HostileBook::cell("t=\"e\"", "<f>A2:A9</f><v>#SPILL!</v>").finish(), BeingRead),
    ]
}

/// Something else under a workbook's name, and workbooks under each other's names.
fn wrong_name() -> Vec<HostileFile> {
    let docx = archive(&[
        ("[Content_Types].xml".into(), b"<Types/>".to_vec()),
        ("_rels/.rels".into(), b"<Relationships><Relationship Id=\"a\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_vec()),
        ("word/document.xml".into(), b"<document/>".to_vec()),
    ]);
    let ods_cell = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>Catatan</text:p></table:table-cell></table:table-row>";
    vec![
        one("pdf.xlsx", "%PDF-1.7\n1 0 obj\n", Rejected("PDF")),
        one("docx.xlsx", docx, Rejected("Word")),
        one("doc.xls", ole("WordDocument", &[1; 5000]), Rejected("Word")),
        one("png.xlsx", "\u{89}PNG\r\n".chars().map(|letter| letter as u8).collect::<Vec<u8>>(), Rejected("PNG")),
        one("jpeg.xls", vec![0xFF, 0xD8, 0xFF, 0xE0, 0, 16], Rejected("JPEG")),
        one("halaman web tanpa tabel.xls", "<html><body><p>Silakan masuk lagi.</p></body></html>", Rejected("HTML")),
        one("teks.xlsx", "Kepada Yth. Kepala Biro\ndi tempat\n", Rejected("teks atau CSV")),
        one("arsip biasa.xlsx", archive(&[("catatan.txt".into(), b"x".to_vec())]), Rejected("zip")),
        one(
            "xml 2003.xls",
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>",
            Rejected("Excel 2003"),
        ),
        one("rar.xlsx", "Rar!\u{1a}\u{7}", Rejected("RAR")),
        one("sebenarnya xlsx.xls", an_xlsx(), BeingRead),
        one("sebenarnya xlsx juga.ods", HostileBook::text("Catatan lain").finish(), BeingRead),
        one("sebenarnya xls.xlsx", xls(&[5.0], &[]), BeingRead),
        one("sebenarnya ods.xlsx", ods(ods_cell, "<manifest/>"), BeingRead),
        one("sebenarnya csv.xlsx", "Nama;Jumlah\nrapat;3\nlokakarya;1.234,5\n", BeingRead),
        one(
            "sebenarnya html.xls",
            "<html><body><table><tr><td>Nama</td><td>3</td></tr></table></body></html>",
            BeingRead,
        ),
    ]
}

/// Protected by a password.
fn locked() -> Vec<HostileFile> {
    let ods_key = "<manifest><file-entry><encryption-data/></file-entry></manifest>";
    let mut zip = plain_archive(&HostileBook::text("x").all_part());
    // The encryption bit in every local and central header.
    for position in 0..zip.len().saturating_sub(10) {
        match zip[position..position + 4] {
            [b'P', b'K', 3, 4] => zip[position + 6] |= 1,
            [b'P', b'K', 1, 2] => zip[position + 8] |= 1,
            _ => {}
        }
    }
    vec![
        one("sandi.xlsx", ole("EncryptedPackage", &random(5000)), Rejected("terkunci sandi")),
        one("sandi.xls", xls(&[1.0], &note(0x002F, &[1; 54])), Rejected("terkunci sandi")),
        one("sandi.ods", ods("", ods_key), Rejected("terkunci sandi")),
        one("sandi zip.xlsx", zip, Rejected("terkunci sandi")),
    ]
}

/// Macros, links, embedded things: read, never followed.
fn active() -> Vec<HostileFile> {
    let formula = |formula: &str| HostileBook::cell("", &format!("<f>{formula}</f><v>1</v>"));
    vec![
        one("makro.xlsm", HostileBook::text("makro").part("xl/vbaProject.bin", &random(3000)).finish(), BeingRead),
        one(
            "makro excel 4.xlsm",
            HostileBook::text("m4")
                .sheet_of_kind("Makro1", "state=\"veryHidden\"", "xlMacrosheet", "<macrosheet/>")
                .finish(),
            BeingRead,
        ),
        one(
            "tautan luar.xlsx",
            formula("[1]Rekap!$B$4").part("xl/externalLinks/externalLink1.xml", b"<externalLink/>").finish(),
            BeingRead,
        ),
        one("dde.xlsx", formula("cmd|'/C calc'!A0").finish(), BeingRead),
        one("hyperlink.xlsx", formula("HYPERLINK(&quot;file:///etc/passwd&quot;)").finish(), BeingRead),
        one(
            "objek.xlsx",
            HostileBook::text("objek").part("xl/embeddings/oleObject1.bin", &random(3000)).finish(),
            BeingRead,
        ),
        one("kueri.xlsx", HostileBook::text("kueri").part("xl/connections.xml", b"<connections/>").finish(), BeingRead),
    ]
}

/// Small files that want to become large.
fn bom() -> Vec<HostileFile> {
    let space = |length: usize| vec![b' '; length];
    let big = [b"<worksheet><sheetData>".to_vec(), space(6 << 20), b"</sheetData></worksheet>".to_vec()].concat();
    let count = |total: usize| {
        let mut part = HostileBook::text("banyak").all_part();
        part.extend((0..total).map(|number| (format!("x/{number}"), Vec::new())));
        plain_archive(&part)
    };
    let lie = "<sst uniqueCount=\"4000000000\" count=\"4000000000\"><si><t>x</t></si></sst>";
    let text = format!("<si><t>{}</t></si>", " ".repeat(6 << 20));
    let entity = "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><worksheet><sheetData><row><c><v>&b;</v></c></row></sheetData></worksheet>";
    let xxe = "<!DOCTYPE w [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><worksheet><sheetData/></worksheet>";
    let inside = format!("<worksheet>{}{}<sheetData/></worksheet>", "<a>".repeat(5000), "</a>".repeat(5000));
    let repeat = "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>";
    vec![
        one("bom lembar.xlsx", HostileBook::new().intact_sheet("Data", &String::from_utf8_lossy(&big)).finish(), Rejected("Rasio")),
        one("bom teks.xlsx", HostileBook::text("x").part("xl/sharedStrings.xml", format!("<sst>{text}</sst>").as_bytes()).finish(), Rejected("Rasio")),
        one("jumlah teks dusta.xlsx", HostileBook::text("x").part("xl/sharedStrings.xml", lie.as_bytes()).finish(), BeingRead),
        one("entitas.xlsx", HostileBook::new().intact_sheet("Data", entity).finish(), Rejected("DOCTYPE")),
        one("entitas luar.xlsx", HostileBook::new().intact_sheet("Data", xxe).finish(), Rejected("DOCTYPE")),
        one("bertingkat.xlsx", HostileBook::new().intact_sheet("Data", &inside).finish(), Rejected("Kedalaman")),
        one("100000 entri.xlsx", count(100_000), Rejected("Jumlah isi paket")),
        one("keluar jalur.xlsx", HostileBook::text("keluar").part("../../keluar-dari-paket.txt", b"x").finish(), BeingRead),
        one("rujukan keluar.xlsx", HostileBook::new().sheet_of_kind("Data", "", "../../../../etc/passwd", "<x/>").finish(), BeingRead),
        one("ulangan.ods", ods(repeat, "<manifest/>"), Rejected("melebihi batas")),
        one("terpotong di tabel.ods", swap(plain_archive(&[
            ("mimetype".into(), b"application/vnd.oasis.opendocument.spreadsheet".to_vec()),
            ("content.xml".into(), b"<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body>?".to_vec()),
        ]), b"mimetype", b"mimetype"), Rejected("rusak")),
        one("rantai ole.xls", ole_chain(), Rejected("rusak")),
    ]
}

/// A compound file whose directory chain leads back to itself.
fn ole_chain() -> Vec<u8> {
    let mut content = xls(&[1.0], &[]);
    // The table of sectors of a version 3 file lies where its header says; every entry points to sector 0.
    let sector = u32::from_le_bytes([content[0x4C], content[0x4D], content[0x4E], content[0x4F]]) as usize;
    for one in content[(sector + 1) * 512..(sector + 2) * 512].chunks_exact_mut(4) {
        one.copy_from_slice(&[0; 4]);
    }
    content
}

/// Large in one direction.
fn giant() -> Vec<HostileFile> {
    let tip = "<row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>";
    let lie = "<worksheet><dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    let reversed = "<worksheet><dimension ref=\"Z9:A1\"/><sheetData><row r=\"1\"><c r=\"A1\"><v>3</v></c></row></sheetData></worksheet>";
    let blank: String = (1..=60_000).map(|row| format!("<row r=\"{row}\" s=\"1\" customFormat=\"1\"/>")).collect();
    let mut count = HostileBook::new();
    for number in 0..300 {
        count = count.sheet(&format!("Lembar {number}"), "");
    }
    let random: String = random(400_000).iter().map(|byte| char::from(b'a' + byte % 26)).collect();
    vec![
        one("ujung lembar.xlsx", HostileBook::row(tip).finish(), BeingRead),
        one("dimensi dusta.xlsx", HostileBook::new().intact_sheet("Data", lie).finish(), BeingRead),
        one("dimensi terbalik.xlsx", HostileBook::new().intact_sheet("Data", reversed).finish(), BeingRead),
        one(
            "baris kosong bergaya.xlsx",
            HostileBook::row(&format!("{blank}<row r=\"60001\"><c r=\"A60001\"><v>4</v></c></row>")).finish(),
            BeingRead,
        ),
        one("300 lembar.xlsx", count.finish(), Rejected("Jumlah lembar")),
        one("sel raksasa.xlsx", HostileBook::text(&random).finish(), Rejected("lembar \"Data\", sel A1")),
        one("teks 32768.xlsx", HostileBook::text(&"kata ".repeat(6554)).finish(), BeingRead),
    ]
}

/// Odd values in cells.
fn odd_cell() -> Vec<HostileFile> {
    let text = |text: &str| HostileBook::text(text).finish();
    let mut utf8 = HostileBook::text("~~").all_part();
    for (_, content) in &mut utf8 {
        if content.windows(2).any(|two| two == b"~~") {
            *content = swap(content.clone(), b"~~", &[0xC3, 0x28]);
        }
    }
    let cyclic = "<row r=\"1\"><c r=\"A1\"><f>B1</f><v>0</v></c><c r=\"B1\"><f>A1</f><v>0</v></c></row>";
    let date = |value: &str| HostileBook::cell("s=\"1\"", &format!("<v>{value}</v>"));
    vec![
        one("REF.xlsx", HostileBook::cell("t=\"e\"", "<f>#REF!+1</f><v>#REF!</v>").finish(), BeingRead),
        one("melingkar.xlsx", HostileBook::row(cyclic).finish(), BeingRead),
        one("tanggal 1904.xlsx", date("44741").head("<workbookPr date1904=\"1\"/>").finish(), BeingRead),
        one("tanggal minus.xlsx", date("-5").finish(), BeingRead),
        one("kendali.xlsx", text("a_x0000_b_x0007_c_x001B_[31mmerah"), BeingRead),
        one("nol di xml.xlsx", text("a&#0;b"), Rejected("rusak")),
        one("bukan utf-8.xlsx", archive(&utf8), Rejected("UTF-8")),
        one("arah tulisan.xlsx", text("Capaian \u{202E}98\u{202C} persen\u{200B}"), BeingRead),
        one("separuh huruf.xlsx", text("a&#xD800;b"), Rejected("rusak")),
        one("separuh huruf tersamar.xlsx", text("a_xD800_b"), BeingRead),
        one("mirip rumus.xlsx", text("=cmd|'/C calc'!A0"), BeingRead),
    ]
}

/// Kinds of sheets, and packages of other programs.
fn sheet() -> Vec<HostileFile> {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let content = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData></worksheet>";
    vec![
        one(
            "tersembunyi.xlsx",
            HostileBook::text("a")
                .sheet_of_kind("Lama", "state=\"hidden\"", "worksheet", content)
                .sheet_of_kind("Rahasia", "state=\"veryHidden\"", "worksheet", content)
                .finish(),
            BeingRead,
        ),
        one(
            "grafik dan dialog.xlsx",
            HostileBook::text("b")
                .sheet_of_kind("Grafik", "", "chartsheet", "<chartsheet/>")
                .sheet_of_kind("Dialog", "", "dialogsheet", "<dialogsheet/>")
                .finish(),
            BeingRead,
        ),
        one("strict.xlsx", HostileBook::text("c").relation(strict).finish(), BeingRead),
        one(
            "google.xlsx",
            HostileBook::row("<row><c t=\"str\"><v>tanpa alamat</v></c><c><v>1</v></c></row>").finish(),
            BeingRead,
        ),
        one(
            "hanya grafik.xlsx",
            HostileBook::new().sheet_of_kind("Grafik", "", "chartsheet", "<chartsheet/>").finish(),
            BeingRead,
        ),
        one("numbers.xlsx", archive(&[("index/document.iwa".into(), random(100))]), Rejected("Numbers")),
        one(
            "modul lama.xlsm",
            HostileBook::text("d").replace(
                "xl/workbook.xml",
                "<sheets>",
                "<sheets><sheet name=\"Modul1\" sheetId=\"9\" state=\"veryHidden\" r:id=\"\"/>",
            ),
            BeingRead,
        ),
    ]
}
