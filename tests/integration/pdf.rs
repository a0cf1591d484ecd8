//! PDFs read back with poppler's tools.
#![cfg(feature = "pdf")]

use std::path::Path;
use std::process::Command;

/// The text of a PDF, laid out as on the page; `None` where pdftotext is not installed.
pub(crate) fn tulisan(pdf: &Path) -> Option<String> {
    pdftotext(pdf, &["-layout"])
}

/// The text of one page.
pub(crate) fn tulisan_halaman(pdf: &Path, halaman: u32) -> Option<String> {
    let nomor = halaman.to_string();
    pdftotext(pdf, &["-layout", "-f", &nomor, "-l", &nomor])
}

/// Words of a PDF that stand outside of their page or closer to its edge than a printer reaches.
pub(crate) fn kata_di_luar_halaman(pdf: &Path) -> Option<Vec<String>> {
    const TEPI: f64 = 14.0;
    let mut luar = Vec::new();
    let mut halaman = (0.0, 0.0);
    for baris in pdftotext(pdf, &["-bbox"])?.lines() {
        let ukuran = |nama: &str| -> f64 {
            let sisa = baris.split(&format!("{nama}=\"")).nth(1).and_then(|sisa| sisa.split('"').next());
            sisa.and_then(|angka| angka.parse().ok()).unwrap_or_default()
        };
        if baris.contains("<page ") {
            halaman = (ukuran("width"), ukuran("height"));
        } else if baris.contains("<word ") {
            let di_dalam = ukuran("xMin") >= TEPI
                && ukuran("yMin") >= TEPI
                && ukuran("xMax") <= halaman.0 - TEPI
                && ukuran("yMax") <= halaman.1 - TEPI;
            if !di_dalam {
                luar.push(baris.trim().to_string());
            }
        }
    }
    assert!(halaman.0 > 0.0, "pdftotext told no page");
    Some(luar)
}

fn pdftotext(pdf: &Path, cara: &[&str]) -> Option<String> {
    let keluaran = match Command::new("pdftotext").args(cara).args(["-enc", "UTF-8"]).arg(pdf).arg("-").output() {
        Ok(keluaran) => keluaran,
        Err(_) => {
            let wajib = std::env::var("CI").is_ok_and(|nilai| nilai == "true");
            assert!(!wajib, "pdftotext (poppler-utils) is not installed, and CI=true asks for it");
            eprintln!("dilewati: pdftotext tidak terpasang, isi PDF tidak dibaca kembali");
            return None;
        }
    };
    assert!(keluaran.status.success(), "{}", String::from_utf8_lossy(&keluaran.stderr));
    // Places where a long word may break show nothing.
    Some(String::from_utf8_lossy(&keluaran.stdout).replace('\u{200b}', ""))
}
