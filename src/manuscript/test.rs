//! Documents as offices write them, filled in and filled in again.

#![allow(clippy::unwrap_used)]

use super::record::{FieldValue, Record};
use super::*;

const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:w14=\"http://schemas.microsoft.com/office/word/2010/wordml\" xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"";

fn value(wording: &str, narrative: bool) -> FieldValue {
    let number = wording.replace(',', ".").parse().ok();
    FieldValue { wording: wording.into(), number, exists: wording != "–", narrative }
}

fn iku(code: &str, capaian: &str, kendala: &str) -> Record {
    let mut one = Record { key: code.into(), name: code.into(), ..Record::default() };
    one.fields.insert("kode", value(code, false));
    one.fields.insert("capaian", value(capaian, false));
    one.fields.insert("penghambat", value(kendala, true));
    let bars =
        vec![ChartBar { label: code.into(), wording: capaian.into(), value: Some(50.0), mark: "■", color: "merah" }];
    one.charts.insert("tren", Chart { heading: code.into(), alternative: format!("{code}: {capaian}"), bars });
    one
}

fn root(all: &[(&str, &str)]) -> Record {
    let mut root = Record::default();
    root.fields.insert("instansi", value("Politeknik Contoh", false));
    root.fields.insert("rata_rata", value(all.first().map_or("–", |(_, capaian)| capaian), false));
    let list: Vec<Record> = all.iter().map(|(code, capaian)| iku(code, capaian, &format!("kendala {code}"))).collect();
    let bars = all.iter().map(|(code, capaian)| ChartBar {
        label: (*code).into(),
        wording: (*capaian).into(),
        value: capaian.replace(',', ".").parse().ok(),
        mark: "●",
        color: "hijau",
    });
    let alternative = all.iter().map(|(code, capaian)| format!("{code} {capaian}")).collect::<Vec<_>>().join("; ");
    root.charts.insert("capaian", Chart { heading: "Capaian".into(), alternative, bars: bars.collect() });
    root.lists.insert("iku", list);
    root
}

fn two() -> Record {
    root(&[("IKU 1", "87,5"), ("IKU 2", "100")])
}

fn with_parts(body: &str, more: &[(&str, &str, &str)]) -> Vec<u8> {
    let bytes = layout::document("x").unwrap();
    let mut package = PackageDraft::open(&bytes, LIMITS).unwrap();
    let document = format!("<?xml version=\"1.0\"?>\r\n<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>");
    package.put("word/document.xml", document);
    for (name, root, content) in more {
        package.put(&format!("word/{name}.xml"), format!("<w:{root} {NAMESPACES}>{content}</w:{root}>"));
        let kind = match *root {
            "hdr" => "header",
            "ftr" => "footer",
            other => other,
        };
        let kind = format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml");
        relations::set_type(&mut package, &format!("word/{name}.xml"), &kind).unwrap();
    }
    package.finish().unwrap()
}

fn with_body(body: &str) -> Vec<u8> {
    with_parts(body, &[])
}

fn part(bytes: &[u8], name: &str) -> String {
    PackageDraft::open(bytes, LIMITS).unwrap().need(name).unwrap()
}

fn document(bytes: &[u8]) -> String {
    part(bytes, "word/document.xml")
}

/// What people read: paragraphs one a line, deletions left out.
fn read(bytes: &[u8]) -> String {
    let text = document(bytes);
    let root = index::parse("d", &text, 128).unwrap();
    let mut lines = Vec::new();
    paragraphs(&root, &mut lines);
    lines.retain(|line| !line.trim().is_empty());
    lines.join("\n").replace('\u{200b}', "")
}

fn paragraphs(element: &Element<'_>, lines: &mut Vec<String>) {
    for child in &element.children {
        if child.local() == "p" {
            let mut line = String::new();
            letters(child, &mut line, lines);
            lines.push(line);
        } else {
            paragraphs(child, lines);
        }
    }
}

fn letters(element: &Element<'_>, line: &mut String, lines: &mut Vec<String>) {
    for child in &element.children {
        match child.local() {
            "t" => line.push_str(&child.text()),
            "br" => line.push(' '),
            "del" | "sdtPr" => {}
            "txbxContent" => paragraphs(child, lines),
            // What does not show is not read.
            "r" if child.child("rPr").is_some_and(|look| look.child("vanish").is_some()) => {}
            _ => letters(child, line, lines),
        }
    }
}

fn p(text: &str) -> String {
    format!("<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

/// Changes a written document as a person does, by its XML.
fn edit(bytes: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut package = PackageDraft::open(bytes, LIMITS).unwrap();
    let text = package.need("word/document.xml").unwrap();
    let changed = change(text.clone());
    assert_ne!(text, changed, "nothing was edited");
    package.put("word/document.xml", changed);
    package.finish().unwrap()
}

fn kinds(filled: &FilledManuscript) -> Vec<&RemarkKind> {
    filled.remarks.iter().map(|one| &one.what).collect()
}

#[test]
fn everything_outside_a_marker_stays_byte_for_byte() {
    let before = "<w:p w14:paraId='1'  ><w:pPr/><!-- c --><w:r><w:rPr><w:i/></w:rPr><w:t>Rata-rata ";
    let after = "&amp; seterusnya</w:t><w:tab/></w:r ></w:p><w:p/>";
    let bytes = with_body(&format!("{before}{{{{rata_rata}}}}{after}"));
    let filled = fill(&bytes, &two(), &[]).unwrap();
    let text = document(&filled.bytes);
    let (start, rest) = text.split_once("</w:t></w:r>").or_else(|| text.split_once("</w:t>")).unwrap();
    assert!(start.contains("<!-- c --><w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">Rata-rata "), "{start}");
    assert!(rest.ends_with("&amp; seterusnya</w:t><w:tab/></w:r ></w:p><w:p/></w:body></w:document>"), "{rest}");
    assert!(text.contains("<w:r><w:rPr><w:i/></w:rPr><w:t xml:space=\"preserve\">87,5</w:t></w:r>"), "{text}");
    assert_eq!((filled.places, filled.remarks), (1, vec![]));
    // Every part that holds no marker lies as it did.
    for name in ["word/styles.xml", "word/footer1.xml", "_rels/.rels"] {
        assert_eq!(part(&bytes, name), part(&filled.bytes, name));
    }
}

#[test]
fn a_document_without_markers_stays_as_it_is() {
    let bytes = with_body(&p("Tidak ada {apa} pun {{ di sini"));
    assert_eq!(fill(&bytes, &two(), &[]).unwrap().bytes, bytes);
}

#[test]
fn markers_are_found_however_word_splits_them() {
    let run = |text: &str| format!("<w:r><w:rPr><w:b/></w:rPr><w:t>{text}</w:t></w:r>");
    let body = format!(
        "<w:p>{}<w:proofErr w:type=\"spellStart\"/>{}<w:bookmarkStart w:id=\"1\" w:name=\"x\"/>{}{}</w:p>\
         <w:p>{}<w:ins w:id=\"2\" w:author=\"a\">{}</w:ins><w:del w:id=\"3\" w:author=\"a\"><w:r><w:delText>salah</w:delText></w:r></w:del>{}</w:p>\
         <w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText>HYPERLINK \"x\"</w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>{}<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>{}</w:p>\
         <w:p><w:hyperlink w:anchor=\"a\">{}</w:hyperlink>{}</w:p>",
        run("{"),
        run("{rata"),
        run("_rata}"),
        run("} persen"),
        run("{{rata"),
        run("_ra"),
        run("ta}}"),
        run("{{instansi"),
        run("}}"),
        run("{{"),
        run("instansi}}.")
    );
    let filled = fill(&with_body(&body), &two(), &[]).unwrap();
    assert_eq!(read(&filled.bytes), "87,5 persen\n87,5\nPoliteknik Contoh\nPoliteknik Contoh.");
    let text = document(&filled.bytes);
    assert!(
        text.contains("<w:delText>salah</w:delText>")
            && text.contains("w:name=\"x\"")
            && text.contains("fldCharType=\"end\"")
    );
}

#[test]
fn markers_in_headers_footers_notes_and_text_boxes_are_filled_in() {
    let inner = p("{{instansi}}");
    let shape = format!(
        "<w:p><w:r><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    );
    let bytes = with_parts(
        &shape,
        &[
            ("header3", "hdr", &inner),
            ("footer7", "ftr", &inner),
            ("footnotes", "footnotes", &format!("<w:footnote>{inner}</w:footnote>")),
        ],
    );
    let filled = fill(&bytes, &two(), &[]).unwrap();
    assert_eq!(filled.places, 5);
    assert_eq!(read(&filled.bytes), "Politeknik Contoh\nPoliteknik Contoh");
    for name in ["header3", "footer7", "footnotes"] {
        assert!(part(&filled.bytes, &format!("word/{name}.xml")).contains(">Politeknik Contoh<"), "{name}");
    }
}

fn table(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        let cells: String = cells.iter().map(|text| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text))).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    format!("<w:tbl><w:tblPr/><w:tblGrid/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

#[test]
fn a_row_is_repeated_for_each_and_paragraphs_between_two_markers_are() {
    let body = table(&[
        &["Kode", "Capaian"],
        &["{{#iku}}{{iku.kode}}", "{{iku.capaian}}%{{/iku}}"],
        &["Rata-rata", "{{rata_rata}}"],
    ]) + &p("{{#iku}}")
        + &p("Tentang {{iku.kode}}:")
        + &p("kendalanya {{iku.penghambat}}.")
        + &p("{{/iku}}")
        + &p("Ringkas: {{#iku}}{{iku.kode}} {{iku.capaian}}; {{/iku}}selesai.")
        + &p("{{#iku}}Baris {{iku.kode}}{{/iku}}");
    let filled = fill(&with_body(&body), &two(), &[]).unwrap();
    assert_eq!(
        read(&filled.bytes),
        "Kode\nCapaian\nIKU 1\n87,5%\nIKU 2\n100%\nRata-rata\n87,5\nTentang IKU 1:\nkendalanya kendala IKU 1.\nTentang IKU 2:\nkendalanya kendala IKU 2.\nRingkas: IKU 1 87,5; IKU 2 100; selesai.\nBaris IKU 1\nBaris IKU 2"
    );
    assert_eq!(filled.remarks, vec![]);
}

#[test]
fn rows_of_their_own_hold_markers_for_several_rows_and_lists_stand_in_lists() {
    let mut whole = two();
    let mut sasaran = Record { key: "satu".into(), ..Record::default() };
    sasaran.fields.insert("teks", value("Sasaran satu", false));
    sasaran.lists.insert("iku", whole.lists["iku"].clone());
    whole.lists.insert("sasaran", vec![sasaran]);
    let body = table(&[
        &["{{#sasaran}}", ""],
        &["{{sasaran.teks}}", "{{#iku}}{{iku.kode}}, {{/iku}}"],
        &["{{#iku}}{{iku.kode}}", "{{sasaran.teks}}{{/iku}}"],
        &["{{/sasaran}}", ""],
    ]);
    let filled = fill(&with_body(&body), &whole, &[]).unwrap();
    assert_eq!(read(&filled.bytes), "Sasaran satu\nIKU 1, \nIKU 2, \nIKU 1\nSasaran satu\nIKU 2\nSasaran satu");
}

#[test]
fn conditions_leave_out_what_does_not_hold() {
    let body = p("{{#iku}}")
        + &p("{{iku.kode}}{{#jika iku.capaian &lt; 100}} belum tercapai{{/jika}}.")
        + &p("{{#jika iku.capaian &gt;= 100}}")
        + &p("Pertahankan.")
        + &p("{{/jika}}")
        + &p("{{/iku}}");
    let filled = fill(&with_body(&body), &two(), &[]).unwrap();
    assert_eq!(read(&filled.bytes), "IKU 1 belum tercapai.\nIKU 2.\nPertahankan.");
}

#[test]
fn what_is_not_known_is_told_with_its_place_and_stays() {
    let body = p("Kata pengantar")
        + "<w:p><w:r><w:lastRenderedPageBreak/><w:t>Capaian {{iku[IKU 9].capaian}} dan {{iku.capaian}}</w:t></w:r></w:p>"
        + &p("{{instnsi}} {{tanpa_nama}} {{Nama &amp; NIP}} {{/iku}} {{#iku}}")
        + &p("{{#jika iku.capain &lt; 3}}x{{/jika}}");
    let bytes = with_body(&body);
    let filled = fill(&bytes, &two(), &[]).unwrap();
    assert_eq!(document(&filled.bytes), document(&bytes));
    let told: Vec<String> = filled.remarks.iter().map(ToString::to_string).collect();
    let told = told.join("\n");
    for part in [
        "isi naskah, halaman 2 (\"Capaian {{iku[IKU 9].capaian}} dan {{iku.capaian}}\"): iku[IKU 9] tidak ada dalam data sekarang",
        "penanda {{iku.capaian}} di luar {{#iku}} … {{/iku}}",
        "penanda {{instnsi}} tidak dikenal dan dibiarkan; mungkin maksudnya {{instansi}}",
        "penanda {{tanpa_nama}} tidak dikenal dan dibiarkan; daftarnya: selaras cetak bidang",
        "penanda {{Nama & NIP}} tidak dikenal",
        "penanda {{/iku}} menutup bagian yang tidak dibuka",
        "penanda {{#iku}} tidak ditutup di tempat yang sama",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn one_of_a_list_may_be_named_anywhere() {
    let body = p("{{iku[IKU 2].capaian}}% dan {{ IKU [iku 1].Capaian }}%");
    assert_eq!(read(&fill(&with_body(&body), &two(), &[]).unwrap().bytes), "100% dan 87,5%");
}

fn chapter() -> Vec<u8> {
    with_body(
        &(p("Rata-rata {{rata_rata}}.")
            + &table(&[&["Kode", "Capaian"], &["{{#iku}}{{iku.kode}}", "{{iku.capaian}}{{/iku}}"]])
            + &p("{{#iku}}")
            + &p("Tentang {{iku.kode}}: {{iku.capaian}} persen.")
            + &p("Tulis di sini.")
            + &p("Kendala: {{iku.penghambat}}")
            + &p("{{/iku}}")
            + &p("Penutup.")),
    )
}

#[test]
fn written_again_only_figures_change_and_words_of_people_stay() {
    let first = fill(&chapter(), &two(), &[]).unwrap();
    let edited = edit(&first.bytes, |text| {
        let text = text.replacen("Tulis di sini.", "Kami merekrut dosen &amp; pelatih.", 1);
        let text = text.replace("Penutup.", "Penutup yang panjang.");
        text.replacen("persen.", "persen, naik dari tahun lalu.</w:t></w:r></w:p><w:p><w:r><w:t>Alinea tambahan.", 1)
    });
    let again = fill(&edited, &root(&[("IKU 1", "91"), ("IKU 2", "99")]), &[]).unwrap();
    assert_eq!(
        read(&again.bytes),
        "Rata-rata 91.\nKode\nCapaian\nIKU 1\n91\nIKU 2\n99\nTentang IKU 1: 91 persen, naik dari tahun lalu.\nAlinea tambahan.\nKami merekrut dosen & pelatih.\nKendala: kendala IKU 1\nTentang IKU 2: 99 persen.\nTulis di sini.\nKendala: kendala IKU 2\nPenutup yang panjang."
    );
    assert_eq!(again.remarks, vec![]);
    // With the same data nothing changes at all.
    let third = fill(&again.bytes, &root(&[("IKU 1", "91"), ("IKU 2", "99")]), &[]).unwrap();
    assert_eq!(third.bytes, again.bytes);
}

#[test]
fn new_ones_come_in_their_place_and_those_that_are_gone_leave_unless_somebody_wrote_there() {
    let first = fill(&chapter(), &two(), &[]).unwrap();
    let edited = edit(&first.bytes, |text| text.replacen("Tulis di sini.", "Tulisan kami.", 1));
    // IKU 1, about which somebody wrote, is gone; so is IKU 2; others came.
    let again = fill(&edited, &root(&[("IKU 0", "50"), ("IKU 3", "60")]), &[]).unwrap();
    let text = read(&again.bytes);
    assert!(text.contains("Tulisan kami.") && !text.contains("Tentang IKU 2"), "{text}");
    assert!(text.contains("Kode\nCapaian\nIKU 0\n50\nIKU 3\n60\nTentang IKU 0: 50 persen."), "{text}");
    let gone = RemarkKind::Kept { of: "iku IKU 1".into() };
    assert_eq!(kinds(&again), [&gone]);
    // A list that is empty for a while holds its place.
    let none = fill(&first.bytes, &root(&[]), &[]).unwrap();
    assert_eq!(read(&none.bytes), "Rata-rata –.\nKode\nCapaian\n–\nPenutup.");
    let back = fill(&none.bytes, &two(), &[]).unwrap();
    assert_eq!(read(&back.bytes), read(&first.bytes));
}

#[test]
fn a_figure_typed_over_is_written_again_and_told_and_an_edited_text_of_a_form_is_kept_and_told() {
    let first = fill(&chapter(), &two(), &[]).unwrap();
    let edited = edit(&first.bytes, |text| {
        text.replacen("kendala IKU 1<", "dosen kurang, lalu direkrut<", 1).replacen(">87,5<", ">95<", 1)
    });
    let again = fill(&edited, &root(&[("IKU 1", "88"), ("IKU 2", "100")]), &[]).unwrap();
    let text = read(&again.bytes);
    assert!(text.contains("Rata-rata 88.") && text.contains("dosen kurang, lalu direkrut"), "{text}");
    let told: Vec<String> = again.remarks.iter().map(ToString::to_string).collect();
    assert!(
        told.iter().any(|one| one.contains("rata_rata diketik menjadi \"95\"; ditulis kembali menurut rekap: 88")),
        "{told:?}"
    );
    assert!(told.iter().any(|one| one.contains("teks iku[IKU 1].penghambat sudah disunting")), "{told:?}");
    // It stays the document's own for ever.
    let third = fill(&again.bytes, &root(&[("IKU 1", "89"), ("IKU 2", "100")]), &[]).unwrap();
    assert!(read(&third.bytes).contains("dosen kurang, lalu direkrut"));
}

#[test]
fn a_condition_that_no_longer_holds_goes_unless_somebody_wrote_there() {
    let body = p("A {{#jika rata_rata &lt; 100}}belum tercapai{{/jika}} Z")
        + &p("{{#jika rata_rata &lt; 100}}")
        + &p("Perlu upaya.")
        + &p("{{/jika}}");
    let first = fill(&with_body(&body), &two(), &[]).unwrap();
    assert_eq!(read(&first.bytes), "A belum tercapai Z\nPerlu upaya.");
    let reached = fill(&first.bytes, &root(&[("IKU 1", "100")]), &[]).unwrap();
    assert_eq!(read(&reached.bytes), "A  Z");
    let back = fill(&reached.bytes, &two(), &[]).unwrap();
    assert_eq!(read(&back.bytes), read(&first.bytes));
    let edited = edit(&first.bytes, |text| text.replace("Perlu upaya.", "Perlu upaya keras."));
    let kept = fill(&edited, &root(&[("IKU 1", "100")]), &[]).unwrap();
    assert!(read(&kept.bytes).contains("Perlu upaya keras."));
    assert!(matches!(kinds(&kept).as_slice(), [RemarkKind::Kept { .. }]));
}

#[test]
fn a_document_whose_memory_was_lost_still_has_its_figures_renewed() {
    let first = fill(&chapter(), &two(), &[]).unwrap();
    let mut package = PackageDraft::open(&first.bytes, LIMITS).unwrap();
    let names: Vec<String> = package.names().into_iter().filter(|name| name.starts_with("customxml")).collect();
    assert_eq!(names.len(), 3, "{names:?}");
    names.iter().for_each(|name| package.remove(name));
    let rels = package.need("word/_rels/document.xml.rels").unwrap();
    let cut = rels.find("<Relationship Id=\"rIdSelaras").unwrap();
    let end = cut + rels[cut..].find("/>").unwrap() + 2;
    package.put("word/_rels/document.xml.rels", format!("{}{}", &rels[..cut], &rels[end..]));
    let lost = package.finish().unwrap();
    let again = fill(&lost, &root(&[("IKU 1", "91"), ("IKU 2", "99"), ("IKU 3", "1")]), &[]).unwrap();
    let text = read(&again.bytes);
    assert!(text.contains("Tentang IKU 1: 91 persen.") && text.contains("Tentang IKU 2: 99 persen."), "{text}");
    assert!(!text.contains("IKU 3"));
    assert_eq!(kinds(&again), [&RemarkKind::PatternLost { of: "iku".into() }]);
}

#[test]
fn a_document_whose_controls_lost_their_tags_says_so_and_is_not_taken_for_unchanged() {
    let first = fill(&chapter(), &two(), &[]).unwrap();
    let stripped = edit(&first.bytes, |text| {
        let mut pieces = text.split("<w:sdtPr>");
        let start = pieces.next().unwrap().to_string();
        start
            + &pieces
                .map(|piece| format!("<w:sdtPr>{}", &piece[piece.find("</w:sdtPr>").unwrap()..]))
                .collect::<String>()
    });
    let again = fill(&stripped, &root(&[("IKU 1", "1")]), &[]).unwrap();
    assert_eq!((again.places, kinds(&again)), (0, vec![&RemarkKind::TagsLost]));
    assert_eq!(read(&again.bytes), read(&first.bytes));
}

#[test]
fn charts_are_drawn_once_for_each_with_their_figures_in_words_and_drawn_anew_where_they_stand() {
    let body = p("{{grafik:capaian}}") + &p("{{#iku}}") + &p("{{grafik:tren}}") + &p("{{/iku}}");
    let first = fill(&with_body(&body), &two(), &[]).unwrap();
    let text = document(&first.bytes);
    assert!(text.contains("descr=\"IKU 1 87,5; IKU 2 100\""), "{text}");
    let numbers: Vec<&str> = text.split("<wp:docPr id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    let mut package = PackageDraft::open(&first.bytes, LIMITS).unwrap();
    let pictures: Vec<String> = package.names().into_iter().filter(|name| name.ends_with(".png")).collect();
    assert_eq!(pictures.len(), 3);
    let png = package.bytes(&pictures[0]).unwrap().unwrap();
    assert!(png.starts_with(b"\x89PNG") && part(&first.bytes, "[Content_Types].xml").contains("\"image/png\""));
    // Somebody made it half as wide.
    let half = edit(&first.bytes, |text| text.replace("cx=\"5760000\"", "cx=\"2880000\""));
    let again = fill(&half, &root(&[("IKU 1", "10"), ("IKU 2", "20"), ("IKU 3", "30"), ("IKU 4", "40")]), &[]).unwrap();
    let text = document(&again.bytes);
    assert!(
        text.contains("descr=\"IKU 1 10; IKU 2 20; IKU 3 30; IKU 4 40\"") && text.contains("cx=\"2880000\""),
        "{text}"
    );
    let mut package = PackageDraft::open(&again.bytes, LIMITS).unwrap();
    assert_ne!(package.bytes(&pictures[0]).unwrap().unwrap(), png);
}

#[test]
fn what_is_no_document_of_a_word_processor_is_refused_in_words() {
    for bytes in [&b"bukan zip"[..], &b""[..]] {
        let told = fill(bytes, &two(), &[]).unwrap_err().to_string();
        assert!(told.contains("bukan naskah Word (.docx)"), "{told}");
    }
    let broken = with_body("<w:p><w:r></w:p>");
    let told = fill(&broken, &two(), &[]).unwrap_err().to_string();
    assert!(told.contains("word/document.xml"), "{told}");
}

#[test]
fn values_that_look_like_markup_or_markers_stay_text() {
    let mut whole = two();
    whole.fields.insert("instansi", value("<w:b/> & \"{{rata_rata}}\"\nbaris dua", false));
    let filled = fill(&with_body(&p("{{instansi}}")), &whole, &[]).unwrap();
    assert_eq!(read(&filled.bytes), "<w:b/> & \"{{rata_rata}}\" baris dua");
    // Nor are they filled in by the next run.
    let again = fill(&filled.bytes, &whole, &[]).unwrap();
    assert_eq!(again.bytes, filled.bytes);
}

#[test]
fn every_shipped_layout_is_filled_in_without_a_marker_left() {
    for one in layout::SHIPPED {
        let bytes = one.document().unwrap();
        let text = index::plain_text(&document(&bytes));
        assert!(text.contains("{{"), "{}", one.name);
        let tables = document(&bytes).matches("<w:tbl>").count();
        assert_eq!(tables, one.tables(), "{}: signatures are a table of their own", one.name);
        assert_eq!(one.document().unwrap(), bytes, "equal input gives equal bytes");
    }
}
