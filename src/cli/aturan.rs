//! `selaras aturan`: the catalogue, or one rule.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs;
use selaras::language::Language;
use selaras::rules::{Aturan, CATALOGUE, Need, OwnAturan, own_names};

use super::language::say as said;
use super::terminal::told;
use super::{CLEAN, Ending, argument, language};

#[derive(Debug, Args)]
pub(super) struct AturanArgs {
    /// Kode aturan, misalnya UK03; tanpa ini, semua aturan didaftar.
    #[arg(value_name = "KODE")]
    code: Option<String>,
    /// Ruang kerja yang aturan sendirinya (lembar Aturan di kaskade.xlsx) ikut ditampilkan; tanpa ini ruang kerja
    /// tempat perintah dijalankan.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Mendaftar nama yang dapat dipakai dalam syarat aturan sendiri.
    #[arg(long = "nama", conflicts_with = "code")]
    names: bool,
}

pub(super) fn run(choice: &AturanArgs) -> Ending {
    if choice.names {
        list_names();
        return Ok(CLEAN);
    }
    let own = match argument::named_or_here(choice.workspace.as_deref()) {
        Some(folder) => jobs::own_rules(&folder)?,
        None => Vec::new(),
    };
    match &choice.code {
        None => {
            let width = if language::now() == Language::English { 15 } else { 10 };
            for aturan in CATALOGUE {
                // What a rule looks at is told in Indonesian alone; its name is known in both.
                let told = if language::now() == Language::English { aturan.name } else { aturan.what };
                anstream::println!("{}  {:<width$}  {}", aturan.code, language::severity(aturan.severity), said(told));
            }
            for one in &own {
                anstream::println!(
                    "{}  {:<width$}  {}: {}",
                    one.code,
                    language::severity(one.severity),
                    one.table,
                    one.message
                );
            }
        }
        Some(code) => {
            let wanted = code.to_uppercase();
            if let Some(one) = own.iter().find(|one| one.code == wanted) {
                explain_own(one);
                return Ok(CLEAN);
            }
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
    let (name, severity) = (said(aturan.name), aturan.severity.name());
    anstream::println!("{} ({name}), {}", aturan.code, said(&format!("tingkat {severity}")));
    let names = |needs: &[Need]| needs.iter().map(|need| need.name()).collect::<Vec<_>>().join(", ");
    if !aturan.needs.is_empty() {
        told(&format!("Memerlukan: {}", names(aturan.needs)));
    }
    if !aturan.also.is_empty() {
        told(&format!("Lebih lengkap dengan: {}", names(aturan.also)));
    }
    for (heading, text) in [
        ("Apa yang diperiksa", aturan.what),
        ("Mengapa", aturan.why),
        ("Sumber", aturan.source),
        ("Contoh yang salah (sel yang ditunjuk di antara « »)", aturan.wrong),
        ("Contoh yang benar", aturan.correct),
    ] {
        told(&format!("\n{heading}"));
        for row in text.trim().lines() {
            anstream::println!("  {row}");
        }
    }
}

/// A rule of one's own: what stands in its row.
fn explain_own(own: &OwnAturan) {
    told(&format!("{} (aturan sendiri), tingkat {}", own.code, own.severity.name()));
    for (heading, text) in
        [("Tabel", own.table), ("Temuan bila", &own.condition), ("Pesan", &own.message), ("Perbaikan", &own.remedy)]
    {
        anstream::println!("\n{}\n  {text}", said(heading));
    }
}

fn list_names() {
    for (table, names) in own_names() {
        anstream::println!("{table}");
        for name in names {
            anstream::println!("  {name}");
        }
    }
}
