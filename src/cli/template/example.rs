//! `selaras templat kenali` and `selaras templat uji`: forms that units use already.

use std::path::PathBuf;

use clap::Args;
use selaras::domain::document::{DocumentTable, Fact, ReadFile, RowKind};
use selaras::files::save_new;
use selaras::jobs::{RecogniseOptions, Recognised, TriedFile, TryOptions, reads_example, recognise, try_definition};

use super::super::{CLEAN, EXISTS_ERROR, Ending, argument, readers};

/// Rows shown of every table.
const SHOWN_ROW: usize = 5;

#[derive(Debug, Args)]
pub(super) struct RecogniseArgs {
    /// Contoh formulir yang sudah berisi.
    #[arg(value_name = "CONTOH")]
    example: PathBuf,
    /// Nama definisi; tanpa ini, dari nama berkas.
    #[arg(long)]
    id: Option<String>,
    /// Berkas TOML yang ditulis; tanpa ini, rancangan ditampilkan.
    #[arg(long = "ke", value_name = "BERKAS")]
    to: Option<PathBuf>,
    /// Ruang kerja yang definisinya ikut dipakai, dan yang folder templat/-nya menerima hasilnya; tanpa ini ruang
    /// kerja tempat perintah dijalankan.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Berkas TOML berisi jawaban: jenis = "...", dan di bawah [kolom] judul atau huruf kolom = arti.
    #[arg(long = "jawab", value_name = "BERKAS")]
    answers: Option<PathBuf>,
}

impl RecogniseArgs {
    pub(super) fn options(&self) -> RecogniseOptions {
        RecogniseOptions { example: self.example.clone(), id: self.id.clone(), readers: readers() }
    }

    pub(super) fn to(&self) -> Option<&PathBuf> {
        self.to.as_ref()
    }

    pub(super) fn workspace(&self) -> Option<PathBuf> {
        argument::named_or_here(self.workspace.as_deref())
    }

    /// Whether the workspace was said: its name alone is an answer.
    pub(super) fn is_named(&self) -> bool {
        self.workspace.is_some()
    }

    pub(super) fn answers(&self) -> Option<&PathBuf> {
        self.answers.as_ref()
    }
}

#[derive(Debug, Args)]
pub(super) struct TestArgs {
    /// Definisi (TOML) yang diuji.
    #[arg(value_name = "DEFINISI")]
    definition: PathBuf,
    /// Berkas yang dibaca dengannya; tanpa ini, bentuk contoh di sampingnya (.contoh.txt).
    #[arg(value_name = "BERKAS")]
    file: Vec<PathBuf>,
}

pub(super) fn run_recognise(choice: &RecogniseArgs) -> Ending {
    let options = choice.options();
    let sketched = match recognise(&options)? {
        Recognised::Draft(sketched) => sketched,
        Recognised::Nothing(candidate) => {
            let name = choice.example.file_name().unwrap_or_default().to_string_lossy();
            anstream::eprintln!("Tidak ada tabel yang dikenal dalam {name}. Baris yang paling mirip judul tabel:");
            for candidate in candidate {
                anstream::eprintln!("  {candidate}");
            }
            return Ok(EXISTS_ERROR);
        }
    };
    match &choice.to {
        None => anstream::print!("{sketched}"),
        Some(to) if to.exists() => return Err(format!("{} sudah ada dan tidak ditimpa", to.display()).into()),
        Some(to) => {
            save_new(to, sketched.as_bytes())?;
            anstream::println!("Rancangan ada di {}. Periksa isinya, lalu uji dengan:", to.display());
            anstream::println!("  selaras templat uji {} {}", to.display(), choice.example.display());
        }
    }
    Ok(CLEAN)
}

pub(super) fn test(choice: &TestArgs) -> Ending {
    if choice.file.is_empty() {
        return by_its_example(choice);
    }
    let options = TryOptions { definition: choice.definition.clone(), files: choice.file.clone(), readers: readers() };
    let readable = try_definition(&options)?;
    for one in &readable {
        anstream::println!("{}", one.file.display());
        show(&one.read, &one.id);
    }
    Ok(if readable.iter().all(TriedFile::fits) { CLEAN } else { EXISTS_ERROR })
}

/// A definition tried on the shape that was kept when it was taught.
fn by_its_example(choice: &TestArgs) -> Ending {
    let definition = choice.definition.display();
    match reads_example(&choice.definition)? {
        Some(true) => {
            anstream::println!("{definition} membaca bentuk contohnya.");
            Ok(CLEAN)
        }
        Some(false) => {
            anstream::println!(
                "{definition} tidak membaca bentuk contohnya; perbaiki definisinya, atau ajarkan lagi dengan selaras templat kenali."
            );
            Ok(EXISTS_ERROR)
        }
        None => {
            Err("tidak ada bentuk contoh (.contoh.txt) di samping definisi ini; sebutkan berkas yang dibaca dengannya"
                .into())
        }
    }
}

pub(super) fn show(file: &ReadFile, id: &str) {
    for document in &file.documents {
        let by =
            if document.template == id { "definisi ini".into() } else { format!("tata letak {}", document.template) };
        anstream::println!("  {} › {} dibaca oleh {by}", document.sheet, document.kind.name());
        for table in &document.tables {
            one_table(table);
        }
    }
    for sheet in &file.sheets {
        for fact in &sheet.facts {
            match fact {
                Fact::UnknownColumn { cell, heading, content } => {
                    anstream::println!(
                        "  {} › {cell}: kolom {heading:?} tidak dikenal, {content} sel terisi",
                        sheet.name
                    );
                }
                Fact::SimilarColumn { cell, heading, maybe, .. } => {
                    anstream::println!("  {} › {cell}: kolom {heading:?} mungkin berarti {maybe}", sheet.name);
                }
                Fact::WithoutTable { .. } => anstream::println!("  {}: tidak ada tabel yang dikenal", sheet.name),
                _ => {}
            }
        }
    }
}

fn one_table(table: &DocumentTable) {
    let data = table.rows.iter().filter(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation));
    anstream::println!("    {} kolom, {} baris isian", table.columns.len(), data.clone().count());
    for owned in &table.columns {
        anstream::println!("      {} {:?} = {}", owned.cell, owned.heading, owned.column);
    }
    for row in data.take(SHOWN_ROW) {
        let content: Vec<String> = row
            .entries
            .iter()
            .filter(|(_, entry)| !entry.value.blank())
            .map(|(column, entry)| format!("{column}={}", entry.raw.replace('\n', " ")))
            .collect();
        anstream::println!("      baris {}: {}", row.row + 1, content.join(" | "));
    }
}
