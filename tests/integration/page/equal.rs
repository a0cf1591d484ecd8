//! One figure, one wording: the same in the workbook, on the page, in the Word file, in the message, and in the PDF.

use std::fs;
use std::io::Cursor;

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::pipeline::{self, NoProgress};
use selaras::report;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use super::client::Service;
use crate::manuscript::{assert_equal, filled};
use crate::shared::{part, selaras, text};

#[test]
fn all_figures_are_equal_in_workbook_page_pdf_word_and_message() {
    let service = Service::of("politeknik");
    let folder = service.workspace.display().to_string();
    let mut bureau = service.owner();
    bureau.rest();
    let page = bureau.page("/rekap").body;
    for arguments in [
        vec!["konsolidasi", &folder, "--diam"],
        vec!["cetak", "lakip", &folder],
        vec!["cetak", "naskah", &folder, "--naskah", "triwulan"],
    ] {
        let mut all = arguments.clone();
        all.extend(["--tanggal", "2026-07-20"]);
        let output = selaras(&all);
        assert_ne!(output.status.code(), Some(2), "{arguments:?}: {}", text(&output.stderr));
    }
    let workspace = Workspace::open(&service.workspace).expect("a workspace");
    let day = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run");
    let recap = report::recap_model(&outcome.input(&workspace, day));
    let read = |name: &str| fs::read(service.workspace.join(name)).expect("a file");
    let word = part(&read("naskah/lakip-2026.docx"), "word/document.xml");
    assert_equal(&word, &recap);
    let quarterly = part(&read("naskah/triwulan-2026-tw2.docx"), "word/document.xml");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(read("hasil/rekap-2026-tw2.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range("LAKIP").expect("its sheet");
    let message = String::from_utf8(read("hasil/rekap-2026-tw2.txt")).expect("a text");
    for card in &recap.cards {
        for (what, content) in [("page", &page), ("message", &message), ("Word", &quarterly)] {
            // What is red stands in the Word file row by row.
            let row_by_row = what == "Word" && card.id == "merah";
            assert!(
                row_by_row || content.contains(&card.wording),
                "{}: {} is not in the {what}",
                card.label,
                card.wording
            );
        }
    }
    for (row, lakip) in recap.iku.iter().zip(&recap.lakip.rows) {
        let (code, standing) = (&row.indikator.code, &row.indikator.standing);
        let in_page =
            [&standing.target, &standing.realisasi].map(|figure| format!("<td>{}</td>", figure.wording)).concat();
        assert!(page.contains(&in_page), "{code}: {in_page} is not on the page");
        assert!(page.contains(&format!("Asal capaian {code}: {}", standing.capaian.wording)), "{code} on the page");
        let line = sheet.rows().find(|cells| cells.get(2) == Some(&Data::String(code.clone()))).expect("a row");
        for (column, figure) in [(6, &lakip.target), (10, &lakip.realisasi), (11, &lakip.capaian)] {
            match (&line[column], figure.figure) {
                (Data::Float(in_book), Some(value)) => {
                    assert!((in_book - value).abs() < 1e-9, "{code}: {in_book} is not {value}")
                }
                (Data::String(in_book), None) => assert_eq!(in_book, &figure.wording, "{code}"),
                other => panic!("{code}: {other:?} is not {figure:?}"),
            }
        }
    }
    for row in recap.red.iter().take(1) {
        let key = format!("{} {}", row.unit, row.content.indikator.code);
        let said = filled(&quarterly, &format!("merah[{key}].capaian"));
        assert_eq!(said.as_ref(), Some(&row.content.indikator.standing.capaian.wording), "{key}");
    }
    #[cfg(feature = "pdf")]
    if let Some(content) = crate::pdf::wording(&service.workspace.join("hasil/rekap-2026-tw2.pdf")) {
        for row in &recap.iku {
            let standing = &row.indikator.standing;
            for figure in [&standing.target, &standing.realisasi, &standing.capaian] {
                assert!(
                    content.contains(&figure.wording),
                    "{}: {} is not in the PDF",
                    row.indikator.code,
                    figure.wording
                );
            }
        }
    }
}
