//! `selaras cetak`: what is signed, as PDF, and documents of the office's word processor.
#![cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "what is typed is understood, and answered in one line"))]

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::manuscript::{self, LakipArgs, ManuscriptArgs};
use super::{DisplayArgs, Ending};

#[derive(Debug, Args)]
pub(super) struct PrintChoices {
    #[command(subcommand)]
    document: DocumentArgs,
}

#[derive(Debug, Subcommand)]
enum DocumentArgs {
    /// Bab III LKjIP sebagai naskah Word: angkanya dari rekap, kata-katanya milik kantor.
    Lakip(LakipArgs),
    /// Naskah Word sendiri, atau yang tersedia (triwulan, pk, rencana-aksi, borang): penandanya diisi dari rekap.
    #[command(name = "naskah")]
    Manuscript(ManuscriptArgs),
    /// Daftar penanda yang dapat ditulis dalam naskah, dengan artinya.
    #[command(name = "bidang")]
    Fields,
    /// Perjanjian Kinerja: halaman pernyataan dan lampirannya.
    Pk(PrintArgs),
    /// Rencana Aksi.
    #[command(visible_alias = "rencana-aksi")]
    Ra(PrintArgs),
    /// Borang Strategi Pencapaian Kinerja (BO.30.4.1), dari kaskade dan Rencana Aksi.
    Borang(PrintArgs),
    /// Indikator Kinerja Individu, satu berkas untuk setiap pegawai.
    Iki(PrintArgs),
    /// Alur dokumen sebagai gambar: setiap langkah prosedur dengan jumlah dokumennya.
    #[command(name = "alur")]
    Flow(PrintArgs),
    /// Daftar dokumen yang diterima.
    #[command(name = "tanda-terima")]
    Receipt(PrintArgs),
}

#[derive(Debug, Args)]
struct PrintArgs {
    /// Folder ruang kerja; hasilnya di hasil/cetak.
    #[arg(value_name = "RUANG")]
    workspace: PathBuf,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &PrintChoices) -> Ending {
    match &choice.document {
        DocumentArgs::Lakip(content) => manuscript::lakip(content),
        DocumentArgs::Manuscript(content) => manuscript::run(content),
        DocumentArgs::Fields => Ok(manuscript::fields()),
        #[cfg(not(feature = "pdf"))]
        _ => Err(selaras::jobs::WITHOUT_PDF.into()),
        #[cfg(feature = "pdf")]
        document => with_pdf::run(document),
    }
}

#[cfg(feature = "pdf")]
mod with_pdf {
    use selaras::jobs::{PrintOptions, Printed, Silent, print};
    use selaras::pipeline::print::PrintOutcome;
    use selaras::print::RejectedPrint;

    use super::super::terminal::is_safe;
    use super::super::{CLEAN, EXISTS_ERROR, readers};
    use super::{DocumentArgs, Ending, PrintArgs};

    /// Findings of a refused form that are shown, unless everything was asked for.
    const MOST: usize = 5;

    pub(super) fn run(document: &DocumentArgs) -> Ending {
        let (content, name, what) = match document {
            DocumentArgs::Pk(content) => (content, "PK", Printed::Pk),
            DocumentArgs::Ra(content) => (content, "Rencana Aksi", Printed::Ra),
            DocumentArgs::Borang(content) => (content, "Borang", Printed::Borang),
            DocumentArgs::Iki(content) => (content, "IKI", Printed::Iki),
            DocumentArgs::Flow(content) => (content, "alur", Printed::Flow),
            DocumentArgs::Receipt(content) => (content, "daftar terima", Printed::Receipt),
            // What is no PDF never comes here.
            DocumentArgs::Lakip(_) | DocumentArgs::Manuscript(_) | DocumentArgs::Fields => return Ok(CLEAN),
        };
        let options = PrintOptions {
            folder: content.workspace.clone(),
            what,
            units: content.unit.clone(),
            today: content.display.today(),
            readers: readers(),
        };
        let printed = print(&options, &Silent)?;
        report(&printed, name, content);
        Ok(if printed.rejected.is_empty() && printed.failure.is_empty() { CLEAN } else { EXISTS_ERROR })
    }

    fn report(printed: &PrintOutcome, name: &str, content: &PrintArgs) {
        for one in &printed.note {
            anstream::eprintln!("selaras: {}", is_safe(one));
        }
        for one in &printed.failure {
            for row in one.lines() {
                anstream::eprintln!("selaras: {}", is_safe(row));
            }
        }
        if !content.display.quiet {
            for one in &printed.rejected {
                rejected(one, name, content.display.detailed);
            }
            if !printed.not_yet.is_empty() {
                let code: Vec<&str> = printed.not_yet.iter().map(|unit| unit.code.as_str()).collect();
                anstream::println!("Belum mengirim {name}: {}", is_safe(&code.join(", ")));
            }
        }
        let reject = match printed.rejected.len() {
            0 => String::new(),
            count => format!("; {count} ditolak karena masih ada galat"),
        };
        let count = printed.finished.len();
        anstream::println!("Selesai: {count} PDF {name} ada di {}{reject}", printed.folder.display());
    }

    fn rejected(one: &RejectedPrint, name: &str, detailed: bool) {
        let unit = &one.unit;
        anstream::println!(
            "{name} {} ({}) tidak dicetak, {}:",
            is_safe(&unit.code),
            is_safe(&unit.name),
            is_safe(&one.file)
        );
        let shown = if detailed { one.causes.len() } else { MOST };
        for cause in one.causes.iter().take(shown) {
            anstream::println!("  {} {}: {}", cause.code, is_safe(&cause.place), is_safe(&cause.message));
        }
        if one.causes.len() > shown {
            anstream::println!("  … dan {} galat lain; tambahkan -v", one.causes.len() - shown);
        }
    }
}
