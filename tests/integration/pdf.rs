//! PDFs read back with poppler's tools.
#![cfg(feature = "pdf")]

use std::path::Path;
use std::process::Command;

/// The text of a PDF, laid out as on the page; `None` where pdftotext is not installed.
pub(crate) fn wording(pdf: &Path) -> Option<String> {
    pdftotext(pdf, &["-layout"])
}

/// The text of one page.
pub(crate) fn page_wording(pdf: &Path, page: u32) -> Option<String> {
    let number = page.to_string();
    pdftotext(pdf, &["-layout", "-f", &number, "-l", &number])
}

/// Words of a PDF that stand outside of their page or closer to its edge than a printer reaches.
pub(crate) fn word_outside_page(pdf: &Path) -> Option<Vec<String>> {
    const EDGE: f64 = 14.0;
    let mut outside = Vec::new();
    let mut page = (0.0, 0.0);
    for row in pdftotext(pdf, &["-bbox"])?.lines() {
        let size = |name: &str| -> f64 {
            let rest = row.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
            rest.and_then(|figure| figure.parse().ok()).unwrap_or_default()
        };
        if row.contains("<page ") {
            page = (size("width"), size("height"));
        } else if row.contains("<word ") {
            let inside = size("xMin") >= EDGE
                && size("yMin") >= EDGE
                && size("xMax") <= page.0 - EDGE
                && size("yMax") <= page.1 - EDGE;
            if !inside {
                outside.push(row.trim().to_string());
            }
        }
    }
    assert!(page.0 > 0.0, "pdftotext told no page");
    Some(outside)
}

fn pdftotext(pdf: &Path, way: &[&str]) -> Option<String> {
    let output = match Command::new("pdftotext").args(way).args(["-enc", "UTF-8"]).arg(pdf).arg("-").output() {
        Ok(output) => output,
        Err(_) => {
            let required = std::env::var("CI").is_ok_and(|value| value == "true");
            assert!(!required, "pdftotext (poppler-utils) is not installed, and CI=true asks for it");
            eprintln!("dilewati: pdftotext tidak terpasang, isi PDF tidak dibaca kembali");
            return None;
        }
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Places where a long word may break show nothing.
    Some(String::from_utf8_lossy(&output.stdout).replace('\u{200b}', ""))
}
