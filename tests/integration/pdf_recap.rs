//! The recap as PDF, read back.
#![cfg(feature = "pdf")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use selaras::pipeline::{self, NoProgress};
use selaras::print::pdf::{Letterhead, PageLayout, PdfPrinter};
use selaras::recap::model::{Recap, RecapIndikator};
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::pdf::{page_wording, word_outside_page, wording};
use crate::shared::{copy_sample, root, selaras, text};

/// What a phone and an office's mail take without thinking.
const LARGEST: usize = 500_000;

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn model(name: &str) -> Recap {
    let workspace = Workspace::open(&root().join("samples").join(name)).expect("the sample");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    selaras::report::recap_model(&outcome.input(&workspace, day()))
}

fn image(recap: &Recap) -> Vec<u8> {
    let layout = PageLayout::with(BTreeMap::new());
    let mut printer = PdfPrinter::new(layout, &Letterhead::default(), day()).expect("the shipped layouts");
    let outcome = printer.print("rekap", recap).expect("a recap");
    assert_eq!(outcome.notes, Vec::<String>::new());
    outcome.pdf
}

/// Whether a line begins with the code and ends with target, realisation and achievement.
fn one_line(content: &str, one: &RecapIndikator) -> bool {
    let standing = &one.standing;
    let figure = [&standing.target, &standing.realisasi].map(|figure| figure.wording.as_str());
    content.lines().filter_map(|row| row.trim().strip_prefix(&one.code)).any(|rest| {
        let word: Vec<&str> = rest.split_whitespace().collect();
        let last = match standing.capaian.figure {
            Some(_) => format!("{} {} {}", figure.join(" "), standing.light.mark, standing.capaian.wording),
            None => format!("{} {}", figure.join(" "), standing.light.mark),
        };
        word.join(" ").ends_with(&last)
    })
}

#[test]
fn every_figure_of_the_recap_stands_in_its_row_of_the_pdf() {
    for name in ["politeknik", "pemprov"] {
        let recap = model(name);
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pdf = folder.path().join("rekap.pdf");
        fs::write(&pdf, image(&recap)).expect("a file");
        let Some(content) = wording(&pdf) else { return };
        let first = page_wording(&pdf, 1).expect("pdftotext");
        for card in &recap.cards {
            assert!(first.contains(&card.wording), "{name}: {} {}", card.label, card.wording);
        }
        let (mut count, mut missing) = (0, Vec::new());
        for one in recap.iku.iter().map(|one| &one.indikator) {
            let standing = &one.standing;
            let figure =
                [&standing.target, &standing.realisasi, &standing.capaian].map(|figure| figure.wording.as_str());
            let exists = first.lines().any(|row| {
                let word: Vec<&str> = row.split_whitespace().collect();
                row.contains(&one.code) && word.ends_with(&figure)
            });
            assert!(exists, "{name}: {} {figure:?} is not on the first page:\n{first}", one.code);
        }
        let member = recap.iku.iter().flat_map(|iku| &iku.members).map(|one| &one.indikator);
        let unit = recap.units.iter().flat_map(|unit| &unit.indikator).map(|one| &one.indikator);
        for one in member.chain(unit) {
            count += 1;
            if !one_line(&content, one) {
                missing.push(format!("{} {:?}", one.code, one.standing.capaian.wording));
            }
        }
        assert!(count > 50 && missing.is_empty(), "{name}: {} of {count} rows: {missing:#?}\n{content}", missing.len());
        for column in &recap.compliance.columns {
            assert!(
                content.contains(&format!("{} dari {}", column.received.0, column.received.1)),
                "{name}: {}",
                column.heading
            );
        }
    }
}

#[test]
fn the_chat_message_says_nothing_that_the_pdf_does_not() {
    let (_folder, workspace) = copy_sample("politeknik");
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "--diam"]);
    let pdf = workspace.join("hasil/rekap-2026-tw2.pdf");
    assert!(pdf.is_file(), "{}", text(&output.stderr));
    assert!(fs::metadata(&pdf).expect("its size").len() < LARGEST as u64);
    let Some(content) = wording(&pdf) else { return };
    let message = fs::read_to_string(workspace.join("hasil/rekap-2026-tw2.txt")).expect("the chat message");
    let figure = message.split(|letter: char| !(letter.is_ascii_digit() || ".,".contains(letter)));
    let figure: Vec<&str> = figure.map(|word| word.trim_matches(['.', ','])).filter(|word| !word.is_empty()).collect();
    assert!(figure.len() > 10, "{message}");
    for one in figure {
        assert!(content.contains(one), "{one} of the message is not in the PDF\n{message}");
    }
}

#[test]
fn the_first_page_is_one_page_whatever_stands_on_it() {
    let mut big = model("politeknik");
    let length: String = "Keterlambatan penyelesaian pertanggungjawaban ".chars().cycle().take(2000).collect();
    for _ in 0..2 {
        big.iku.extend(big.iku.clone());
        big.red.extend(big.red.clone());
        big.map.columns.extend(big.map.columns.clone());
        big.map.rows.iter_mut().for_each(|row| row.tiles.extend(row.tiles.clone()));
        big.map.rows.extend(big.map.rows.clone());
        big.compliance.rows.extend(big.compliance.rows.clone());
    }
    big.actions.truncate(5);
    for one in &mut big.red {
        one.content.description.kendala.wording.clone_from(&length);
        one.content.indikator.indikator.clone_from(&length);
        one.content.description.tindak_lanjut.wording.clone_from(&length);
        one.content.description.penanggung_jawab.wording.clone_from(&length);
    }
    for one in &mut big.iku {
        one.indikator.indikator.clone_from(&length);
        one.members.truncate(2);
    }
    let mut blank = model("pemprov");
    blank.iku.clear();
    blank.units.clear();
    blank.red.clear();
    blank.actions.clear();
    blank.map.columns.clear();
    blank.map.rows.clear();
    blank.compliance.rows.clear();
    for (name, recap) in [("besar", big), ("kosong", blank), ("biasa", model("politeknik"))] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let pdf = folder.path().join("rekap.pdf");
        fs::write(&pdf, image(&recap)).expect("a file");
        one_page(name, &pdf, &recap);
    }
}

fn one_page(name: &str, pdf: &Path, recap: &Recap) {
    let Some(outside) = word_outside_page(pdf) else { return };
    assert!(outside.is_empty(), "{name}: {outside:?}");
    let first = page_wording(pdf, 1).expect("pdftotext");
    let word = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(word(&first).contains(&word(&recap.source)), "{name}: the first page goes on:\n{first}");
    let second = page_wording(pdf, 2).expect("pdftotext");
    assert!(second.trim_start().starts_with("Indikator Kinerja Utama"), "{name}:\n{second}");
    if name == "besar" {
        assert!(first.contains("lainnya, lihat halaman berikut"), "{first}");
    }
}

#[test]
fn the_recap_has_bookmarks_for_every_part_and_equal_data_give_equal_bytes() {
    let recap = model("pemprov");
    let pdf = image(&recap);
    assert!(pdf == image(&recap), "two drawings of the same data differ");
    let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
    let content = document.get_toc().expect("bookmarks");
    let heading: Vec<&str> = content.toc.iter().filter(|one| one.level == 1).map(|one| one.title.as_str()).collect();
    assert_eq!(
        heading,
        [
            recap.heading.as_str(),
            "Indikator Kinerja Utama",
            "Unit",
            "Yang Merah",
            "Kepatuhan dan Peta Capaian",
            "Kendala dan Tindak Lanjut",
            "Tabel LKjIP",
            "Asal Angka"
        ]
    );
    assert!(content.toc.len() >= 6 + recap.iku.len() + recap.units.len(), "{}", content.toc.len());
}

/// An object behind a key, followed to where it stands.
fn behind<'d>(document: &'d lopdf::Document, held: &'d lopdf::Dictionary, key: &[u8]) -> Option<&'d lopdf::Object> {
    let object = held.get(key).ok()?;
    document.dereference(object).ok().map(|(_, object)| object)
}

#[test]
fn what_is_written_lasts_and_is_read_aloud() {
    for name in ["politeknik", "pemprov"] {
        let pdf = image(&model(name));
        assert!(pdf.len() < LARGEST, "{name}: {} bytes", pdf.len());
        let document = lopdf::Document::load_mem(&pdf).expect("a PDF");
        let catalogue = document.catalog().expect("a catalogue");
        let language = behind(&document, catalogue, b"Lang").and_then(|text| text.as_str().ok()).expect("a language");
        assert_eq!(language, b"id");
        let marked = behind(&document, catalogue, b"MarkInfo").and_then(|one| one.as_dict().ok()).expect("marks");
        assert_eq!(marked.get(b"Marked").and_then(lopdf::Object::as_bool).ok(), Some(true));
        assert!(behind(&document, catalogue, b"StructTreeRoot").is_some(), "its structure");
        let shown = behind(&document, catalogue, b"ViewerPreferences").and_then(|one| one.as_dict().ok());
        let title = shown.and_then(|one| one.get(b"DisplayDocTitle").ok()).and_then(|one| one.as_bool().ok());
        assert_eq!(title, Some(true), "its title in the window");
        let metadata =
            behind(&document, catalogue, b"Metadata").and_then(|one| one.as_stream().ok()).expect("metadata");
        let metadata = metadata.decompressed_content().unwrap_or_else(|_| metadata.content.clone());
        let metadata = String::from_utf8_lossy(&metadata).into_owned();
        for part in ["pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"] {
            assert!(metadata.contains(part), "{name}: {part} in {metadata}");
        }
        let (mut fonts, mut figures) = (0, 0);
        for object in document.objects.values() {
            let Ok(held) = object.as_dict() else { continue };
            if held.get(b"Type").and_then(lopdf::Object::as_name).is_ok_and(|kind| kind == b"FontDescriptor") {
                fonts += 1;
                let inside = [b"FontFile".as_slice(), b"FontFile2", b"FontFile3"];
                assert!(inside.iter().any(|key| held.has(key)), "{name}: a font that does not come along");
            }
            if held.get(b"S").and_then(lopdf::Object::as_name).is_ok_and(|kind| kind == b"Figure") {
                figures += 1;
                assert!(held.has(b"Alt") || held.has(b"ActualText"), "{name}: a picture without words");
            }
        }
        assert!(fonts > 0, "{name}: {fonts} fonts, {figures} pictures");
    }
}

#[test]
fn the_tables_of_the_annual_report_and_the_origin_of_figures_stand_in_the_pdf() {
    let recap = model("politeknik");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pdf = folder.path().join("rekap.pdf");
    fs::write(&pdf, image(&recap)).expect("a file");
    let Some(content) = wording(&pdf) else { return };
    let (_, lakip) = content.split_once("Tabel LKjIP").expect("the tables of the annual report");
    let (lakip, origins) = lakip.split_once("Asal Angka").expect("where figures come from");
    for row in &recap.lakip.rows {
        assert!(lakip.contains(&row.code) && lakip.contains(&row.target.wording), "{}: {lakip}", row.code);
    }
    let cells: Vec<&str> = recap
        .origins
        .iter()
        .flat_map(|one| &one.steps)
        .filter_map(|step| Some(step.source.as_ref()?.cell.as_str()))
        .collect();
    assert!(!cells.is_empty());
    for cell in cells {
        assert!(origins.contains(cell), "{cell} is not told: {origins}");
    }
}

#[test]
fn small_recaps_are_pdfs_too() {
    let (_folder, workspace) = copy_sample("pemprov");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam", "--per-unit", "--per-bidang"]);
    let files = |ending: &str| {
        let all = fs::read_dir(workspace.join("hasil/rekap")).expect("small recaps").flatten().map(|one| one.path());
        let mut stems: Vec<String> = all
            .filter(|path| path.extension().is_some_and(|one| one == ending))
            .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
            .collect();
        stems.sort();
        stems
    };
    assert!(!files("pdf").is_empty(), "{}", text(&output.stderr));
    assert_eq!(files("pdf"), files("xlsx"));
}
