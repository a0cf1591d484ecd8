//! `selaras aturan`: the catalogue, or one rule.

use clap::Args;
use selaras::rules::{Aturan, CATALOGUE};

use super::{CLEAN, Ending};

#[derive(Debug, Args)]
pub(super) struct AturanArgs {
    /// Kode aturan, misalnya UK03; tanpa ini, semua aturan didaftar.
    #[arg(value_name = "KODE")]
    code: Option<String>,
}

pub(super) fn run(choice: &AturanArgs) -> Ending {
    match &choice.code {
        None => {
            for aturan in CATALOGUE {
                anstream::println!("{}  {:<10}  {}", aturan.code, aturan.severity.name(), aturan.what);
            }
        }
        Some(code) => {
            let wanted = code.to_uppercase();
            let aturan = CATALOGUE
                .iter()
                .find(|aturan| aturan.code == wanted)
                .ok_or_else(|| format!("aturan {code} tidak ada; lihat daftarnya dengan: selaras aturan"))?;
            explain(aturan);
        }
    }
    Ok(CLEAN)
}

fn explain(aturan: &Aturan) {
    anstream::println!("{} ({}), tingkat {}", aturan.code, aturan.name, aturan.severity.name());
    for (heading, text) in [
        ("Apa yang diperiksa", aturan.what),
        ("Mengapa", aturan.why),
        ("Sumber", aturan.source),
        ("Contoh yang salah (sel yang ditunjuk di antara « »)", aturan.wrong),
        ("Contoh yang benar", aturan.correct),
    ] {
        anstream::println!("\n{heading}");
        for row in text.trim().lines() {
            anstream::println!("  {row}");
        }
    }
}
