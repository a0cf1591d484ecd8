//! Every workbook that the program writes is a package that Excel opens without a word of repair.
//!
//! `periksa` looks at one workbook and lists what is wrong with it; the tests hand it all that is written, and packages
//! that were broken on purpose.

mod check;
mod sheet;
mod tree;

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use selaras::domain::capaian::{Profil, ProfilName};
use selaras::forms::write;
use selaras::template::Library;
use selaras::template::cascade_guide::cascade_guide;
use selaras::template::own_example::own_examples;
use selaras::template::settings_list::listed_settings;

use crate::shared::{copy_sample, selaras, text};
use check::check;

#[test]
fn every_shipped_definition_blank_and_filled_is_a_sound_package() {
    let library = Library::built_in().expect("the shipped definitions");
    let profil = Profil::standard(ProfilName::General);
    let mut wrong = Vec::new();
    for template in &library.templates {
        for row in [0, 5] {
            let byte = crate::template::filled_example(template, row, &profil);
            wrong.extend(check(&byte).into_iter().map(|one| format!("{} {row}: {one}", template.id)));
        }
    }
    let examples = own_examples().expect("the shipped examples");
    let kaskade = write::blank_kaskade(&write::NewKaskade {
        library: &library,
        examples: &examples,
        settings: &listed_settings().expect("the listed settings"),
        guide: &cascade_guide().expect("the shipped guide"),
        rules: &[("PK03", "Target PK sama dengan kaskade")],
        year: 2026,
        made: NaiveDateTime::default(),
    })
    .expect("a workbook");
    wrong.extend(check(&kaskade).into_iter().map(|one| format!("kaskade: {one}")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn everything_written_for_politeknik_is_a_sound_package() {
    all_book("politeknik");
}

#[test]
fn everything_written_for_pemprov_is_a_sound_package() {
    all_book("pemprov");
}

/// The consolidated workbook, the recap, every marked copy and every prefilled form of a sample.
fn all_book(name: &str) {
    let (_folder, workspace) = copy_sample(name);
    let path = workspace.display().to_string();
    for argument in [
        vec!["konsolidasi", &path, "--tanggal", "2026-07-20"],
        vec!["templat", &path, "--tanggal", "2026-07-20"],
        vec!["templat", &path, "--gabung", "--sandi", "rahasia", "--tanggal", "2026-07-20"],
    ] {
        let output = selaras(&argument);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    }
    let book = workbook(&workspace.join("hasil"));
    for required in ["konsolidasi-2026.xlsx", "rekap-2026-tw2.xlsx"] {
        assert!(book.iter().any(|path| path.ends_with(required)), "{required} was not written");
    }
    for (folder, fewest) in [("koreksi", 10), ("templat", 50)] {
        let count = book
            .iter()
            .filter(|path| {
                path.strip_prefix(&workspace).is_ok_and(|one| one.starts_with(Path::new("hasil").join(folder)))
            })
            .count();
        assert!(count >= fewest, "{folder}: only {count} workbooks");
    }
    let mut wrong = Vec::new();
    for path in &book {
        let name = path.strip_prefix(&workspace).unwrap_or(path).display().to_string();
        let byte = std::fs::read(path).expect("a workbook");
        wrong.extend(check(&byte).into_iter().map(|one| format!("{name}: {one}")));
    }
    assert!(wrong.is_empty(), "{} of {} workbooks\n{}", wrong.len(), book.len(), wrong.join("\n"));
}

/// Every workbook of the OOXML family below a folder.
fn workbook(folder: &Path) -> Vec<PathBuf> {
    let mut outcome = Vec::new();
    for listed in std::fs::read_dir(folder).expect("a readable folder") {
        let path = listed.expect("an entry").path();
        if path.is_dir() {
            outcome.extend(workbook(&path));
        } else if path.extension().is_some_and(|suffix| suffix == "xlsx" || suffix == "xlsm") {
            outcome.push(path);
        }
    }
    outcome
}

/// A form with a drop-down, formulas, merges and conditional formats, as its parts.
fn example() -> BTreeMap<String, String> {
    let library = Library::built_in().expect("the shipped definitions");
    let template = library.templates.iter().find(|template| template.id == "ra-dki").expect("a shipped form");
    let byte = crate::template::filled_example(template, 3, &Profil::standard(ProfilName::General));
    let mut archive = zip::ZipArchive::new(Cursor::new(byte)).expect("a package");
    let mut part = BTreeMap::new();
    for number in 0..archive.len() {
        let mut one = archive.by_index(number).expect("a part");
        let name = one.name().expect("its name").to_string();
        let mut content = String::new();
        one.read_to_string(&mut content).expect("XML");
        part.insert(name, content);
    }
    part
}

fn pack(part: &BTreeMap<String, String>) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in part {
        archive.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).expect("a part");
        archive.write_all(content.as_bytes()).expect("its bytes");
    }
    archive.finish().expect("a package").into_inner()
}

const SHEET: &str = "xl/worksheets/sheet1.xml";
const BOOK: &str = "xl/workbook.xml";

/// A part, what to find in it, what to put there instead, and a word of what must be said about it. An empty search
/// takes the whole part away.
const DAMAGED: &[(&str, &str, &str, &str)] = &[
    ("xl/styles.xml", "", "", "tidak ada"),
    ("docProps/app.xml", "", "", "tidak ada"),
    (
        "[Content_Types].xml",
        "PartName=\"/xl/worksheets/sheet1.xml\"",
        "PartName=\"/xl/worksheets/sheet9.xml\"",
        "sheet1.xml",
    ),
    ("[Content_Types].xml", "spreadsheetml.styles+xml", "spreadsheetml.theme+xml", "jenis isi"),
    ("_rels/.rels", "xl/workbook.xml", "xl/buku.xml", "xl/buku.xml tidak ada"),
    ("xl/_rels/workbook.xml.rels", "Id=\"rId2\"", "Id=\"rId1\"", "Id ganda"),
    (BOOK, "name=\"Rencana Aksi\"", "name=\"Rencana Aksi Jurusan Teknologi Informasi\"", "nama lembar"),
    (BOOK, "name=\"Rencana Aksi\"", "name=\"Rencana/Aksi\"", "nama lembar"),
    (BOOK, "name=\"Petunjuk Pengisian\"", "name=\"rencana aksi\"", "ganda"),
    (BOOK, "r:id=\"rId2\"", "r:id=\"rId77\"", "tanpa bagian"),
    (BOOK, "localSheetId=\"0\"", "localSheetId=\"7\"", "lembar 7 tidak ada"),
    (BOOK, "_xlnm.Print_Titles", "judul cetak", "tidak sah"),
    ("docProps/core.xml", "dcterms:W3CDTF", "xsd:date", "W3CDTF"),
    ("docProps/custom.xml", "pid=\"3\"", "pid=\"2\"", "ganda"),
    ("docProps/custom.xml", "selaras_versi", "selaras_templat", "ganda"),
    (SHEET, "<sheetProtection", "<mergeCells/><sheetProtection", "tempatnya"),
    (SHEET, "</sheetData>", "</sheetData><baru/>", "tidak dikenal"),
    (SHEET, "<row r=\"2\"", "<row r=\"1\"", "tidak berurutan"),
    (SHEET, "<c r=\"B", "<c r=\"ZZZZ", "tidak sah"),
    (SHEET, "t=\"s\"><v>", "t=\"s\"><v>99", "teks yang tidak ada"),
    (SHEET, "s=\"1\"", "s=\"999\"", "format yang tidak ada"),
    (SHEET, "dxfId=\"0\"", "dxfId=\"9\"", "gaya yang tidak ada"),
    (SHEET, "<mergeCells count=\"", "<mergeCells count=\"1", "jumlah sel gabungan"),
    (SHEET, "<mergeCell ref=\"A2:", "<mergeCell ref=\"A1:", "bertindih"),
    (SHEET, "TW 1,TW 2", "{panjang}", "daftar pilihan"),
    (SHEET, "promptTitle=\"", "promptTitle=\"{panjang}", "promptTitle"),
    (SHEET, "AND(LEN(", "AND({panjang}LEN(", "rumus format bersyarat"),
    (SHEET, "<pageMargins", "<legacyDrawing r:id=\"rId1\"/><pageMargins", "vmlDrawing"),
    (SHEET, "<sheetData>", "<sheetData>\u{1}", "huruf kendali"),
    (SHEET, "</worksheet>", "", "XML"),
    ("xl/styles.xml", "fontId=\"1\"", "fontId=\"99\"", "menunjuk yang tidak ada"),
];

#[test]
fn what_excel_would_repair_is_found() {
    let original = example();
    assert_eq!(check(&pack(&original)), Vec::<String>::new());
    for (name, find, replace, word) in DAMAGED {
        let mut part = original.clone();
        let content = part.remove(*name).unwrap_or_else(|| panic!("{name} is no part"));
        if !find.is_empty() {
            assert!(content.contains(find), "{name} says nowhere {find}");
            let replace = replace.replace("{panjang}", &"pilihan yang panjang, ".repeat(500));
            part.insert((*name).to_string(), content.replacen(find, &replace, 1));
        }
        let wrong = check(&pack(&part));
        assert!(wrong.iter().any(|one| one.contains(word)), "{name} {find} → {replace}: {wrong:?}");
    }
}
