//! A stranger mends a workbook from its page alone: for each mistake the page names the sheet and the cell, says what is
//! wrong, and what to type. The steps are recorded here: the place, words of the message, what is typed.

use std::fs;
use std::path::Path;

use crate::shared::{cell_content, copy_sample, selaras, text};

/// The workbook: agreement, plan and measurement of one unit.
const BOOK: &str = "UPT Bahasa - PK, RA, TW I 2026.xlsx";

/// A mistake: its sheet and cell, what somebody typed, where and in what words the page tells of it, and what is typed
/// instead.
struct Mistake {
    sheet: &'static str,
    cell: &'static str,
    told: &'static str,
    wrong: &'static str,
    says: &'static str,
    right: &'static str,
}

const fn mistake(
    sheet: &'static str,
    cell: &'static str,
    wrong: &'static str,
    says: &'static str,
    right: &'static str,
) -> Mistake {
    Mistake { sheet, cell, told: cell, wrong, says, right }
}

impl Mistake {
    /// What two cells contradict in may be told at the other one, which names this one or its figure.
    const fn told_at(self, told: &'static str) -> Self {
        Self { told, ..self }
    }
}

const MISTAKES: [Mistake; 20] = [
    mistake("PK", "D5", "19680802199401100", "18 angka", "196808021994011002"),
    mistake("PK", "D10", "950", "900", "900"),
    mistake("PK", "C11", "", "Satuan", "Dokumen"),
    mistake("PK", "C12", "Orang", "%", "%"),
    mistake("PK", "C20", "4620647000", "4.610.647.000", "4610647000"),
    mistake(
        "RA",
        "C9",
        "Persentase peserta kursus yang lulus",
        "belum memuat",
        "Persentase peserta tes yang mencapai skor sasaran",
    )
    .told_at("C5"),
    mistake("RA", "I7", "150", "200 + 250 + 200 + 150", "250").told_at("D7"),
    mistake("RA", "F8", "satu", "angka", "1"),
    mistake("PK", "C22", "Kota Contoh, 16 Maret 2026", "28 Februari 2026", "Kota Contoh, 16 Februari 2026"),
    mistake("RA", "J11", "243500000", "246.000.000", "246000000"),
    mistake("TW I", "E6", "910", "900", "900"),
    mistake("TW I", "F7", "2", "1", "1"),
    mistake("TW I", "H6", "95", "110,5", "110.5"),
    mistake("TW I", "G7", "satu dokumen", "angka", "1"),
    mistake("TW I", "G6", "-221", "negatif", "221"),
    mistake("TW I", "M6", "-", "Bukti", "https://berkas.politeknik-contoh.example/uptb/tw1/1-2-14"),
    mistake("TW I", "D8", "Orang", "kolom Satuan menyebut", "%").told_at("E8"),
    mistake(
        "TW I",
        "C8",
        "Persentase peserta lomba yang menang",
        "indikator",
        "Persentase peserta tes yang mencapai skor sasaran",
    ),
    mistake("TW I", "J18", "NIP 19680802 199401 1 00", "18 angka", "NIP 19680802 199401 1 002"),
    mistake("TW I", "H7", "80", "100", "100"),
];

/// The page about a workbook, checked with its workspace.
fn page(workspace: &Path, to: &Path) -> String {
    let _ = fs::remove_dir_all(to);
    let file = workspace.join("masuk").join(BOOK).display().to_string();
    let (workspace, to_text) = (workspace.display().to_string(), to.display().to_string());
    let output = selaras(&[
        "periksa",
        &file,
        "--ruang",
        &workspace,
        "--tanggal",
        "2026-07-20",
        "--html",
        "--ke",
        &to_text,
        "--diam",
    ]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    fs::read_to_string(to.join("laporan.html")).expect("the page")
}

/// The findings of a page about a cell of a sheet, as texts.
fn about<'p>(page: &'p str, sheet: &str, cell: &str) -> Vec<&'p str> {
    let place = format!("› {sheet} › ");
    let findings =
        page.split("<article class=\"finding").skip(1).map(|one| one.split("</article>").next().unwrap_or(""));
    findings
        .filter(|one| {
            let named = one.split("class=\"place\">").nth(1).and_then(|rest| rest.split("</p>").next()).unwrap_or("");
            let cells = named.rsplit(&place).next().filter(|_| named.contains(&place)).unwrap_or("");
            cells.split([',', ' ']).any(|one| one.trim() == cell)
                || one.contains(&format!("sel {cell}, perlu diperbaiki")) && named.contains(&place)
        })
        .collect()
}

#[test]
fn a_stranger_mends_twenty_mistakes_of_a_workbook_from_its_page_alone() {
    let (folder, workspace) = copy_sample("politeknik");
    let file = workspace.join("masuk").join(BOOK);
    let to = folder.path().join("laporan");
    let sound = fs::read(&file).expect("a sound workbook");
    let mut book = sound.clone();
    for one in &MISTAKES {
        book = cell_content(&book, one.sheet, one.cell, one.wrong);
    }
    fs::write(&file, &book).expect("a faulty workbook");
    let mut left: Vec<&Mistake> = MISTAKES.iter().collect();
    // What hides behind another mistake is told once that one is mended: the page is looked at again, as people do.
    for _ in 0..4 {
        let told = page(&workspace, &to);
        let (seen, hidden): (Vec<&Mistake>, Vec<&Mistake>) = left.into_iter().partition(|one| {
            about(&told, one.sheet, one.told)
                .iter()
                .any(|finding| finding.contains(one.says) && finding.contains("Cara memperbaiki"))
        });
        for one in &seen {
            book = cell_content(&book, one.sheet, one.cell, one.right);
        }
        fs::write(&file, &book).expect("a mended workbook");
        left = hidden;
        if left.is_empty() {
            break;
        }
    }
    let told = page(&workspace, &to);
    let missed: Vec<String> =
        left.iter().map(|one| format!("{}!{}: {:?}", one.sheet, one.cell, about(&told, one.sheet, one.told))).collect();
    assert!(missed.is_empty(), "not told in their cell:\n{}", missed.join("\n"));
    for grave in ["finding galat", "finding peringatan"] {
        assert!(
            !told.contains(grave),
            "still there: {}",
            told.split(grave).nth(1).map_or("", |rest| &rest[..rest.len().min(1500)])
        );
    }
}
