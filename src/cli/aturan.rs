//! `selaras aturan`: the catalogue, or one rule.

use clap::Args;
use selaras::rules::{Aturan, CATALOGUE, Need};

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
    let names = |needs: &[Need]| needs.iter().map(|need| need.name()).collect::<Vec<_>>().join(", ");
    if !aturan.needs.is_empty() {
        anstream::println!("Memerlukan: {}", names(aturan.needs));
    }
    if !aturan.also.is_empty() {
        anstream::println!("Lebih lengkap dengan: {}", names(aturan.also));
    }
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
