//! `selaras templat`: forms to send out, filled in from the cascade; and definitions drafted from an example.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use selaras::domain::document_kind::{self, YEAR, YearDocument};
use selaras::jobs::{BlankOptions, Silent, TemplatesOptions, blank_templates, templates};

use super::terminal::{note, told};
use super::{CLEAN, DisplayArgs, Ending, argument, readers};

mod example;
mod lesson;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct TemplateArgs {
    #[command(subcommand)]
    command: Option<TemplateCommand>,
    /// Folder ruang kerja; formulir ditulis ke hasil/templat. Tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    /// Formulir yang dibuat, dipisah koma.
    #[arg(
        long = "jenis",
        visible_alias = "dokumen",
        value_parser = forms(),
        value_delimiter = ',',
        ignore_case = true,
        default_value = FORMS.as_str(),
        value_name = "JENIS"
    )]
    forms: Vec<YearDocument>,
    /// Semua formulir sebuah unit dalam satu buku kerja.
    #[arg(long = "gabung")]
    combine: bool,
    /// Menulis setiap tata letak yang dikenal sebagai formulir kosong ke folder ini.
    #[arg(long = "kosong", value_name = "FOLDER")]
    blank: Option<PathBuf>,
    /// Kata sandi kunci lembar; tanpa ini lembar dikunci tanpa kata sandi.
    #[arg(long = "sandi", value_name = "SANDI")]
    password: Option<String>,
    #[command(flatten)]
    display: DisplayArgs,
}

#[derive(Debug, Subcommand)]
enum TemplateCommand {
    /// Menyusun rancangan definisi (TOML) dari sebuah contoh formulir.
    #[command(name = "kenali")]
    Recognise(example::RecogniseArgs),
    /// Menampilkan arti yang dapat dimiliki sebuah kolom, dengan namanya dalam definisi.
    #[command(name = "bidang")]
    Fields,
    /// Memperlihatkan bagaimana sebuah definisi membaca beberapa berkas.
    #[command(name = "uji")]
    Test(example::TestArgs),
}

/// The forms that can be given out by the names that the command line has for them.
fn forms() -> impl TypedValueParser<Value = YearDocument> {
    PossibleValuesParser::new(GIVEN_OUT.split(',')).try_map(|name| {
        let name = name.to_lowercase();
        document_kind::forms().find(|one| one.option() == name).ok_or("tidak ada formulir itu")
    })
}

/// All of them, those of persons too.
static GIVEN_OUT: LazyLock<String> =
    LazyLock::new(|| document_kind::forms().map(|one| one.option()).collect::<Vec<_>>().join(","));

/// Those that every unit fills in.
static FORMS: LazyLock<String> = LazyLock::new(|| YEAR.map(|one| one.option()).join(","));

pub(super) fn run(choice: &TemplateArgs) -> Ending {
    match &choice.command {
        Some(TemplateCommand::Recognise(choice)) if lesson::asked(choice) => return lesson::run(choice),
        Some(TemplateCommand::Recognise(choice)) => return example::run_recognise(choice),
        Some(TemplateCommand::Fields) => {
            lesson::fields();
            return Ok(CLEAN);
        }
        Some(TemplateCommand::Test(test)) => return example::test(test),
        None => {}
    }
    match &choice.blank {
        Some(folder) => blank_form(choice, folder),
        None => unit_form(choice, &argument::workspace_or_here(choice.workspace.as_deref())?),
    }
}

/// Every layout that is known, blank.
fn blank_form(choice: &TemplateArgs, folder: &Path) -> Ending {
    let count = blank_templates(&BlankOptions {
        target: folder.to_path_buf(),
        workspace: choice.workspace.clone(),
        password: choice.password.clone(),
        today: choice.display.today(),
    })?;
    told(&format!("{count} formulir kosong ada di {}", folder.display()));
    Ok(CLEAN)
}

/// The forms of every unit, filled in from the cascade and from what it sent already.
fn unit_form(choice: &TemplateArgs, workspace: &Path) -> Ending {
    let options = TemplatesOptions {
        folder: workspace.to_path_buf(),
        units: choice.unit.clone(),
        forms: choice.forms.clone(),
        one_workbook: choice.combine,
        password: choice.password.clone(),
        today: choice.display.today(),
        readers: readers(),
    };
    let outcome = templates(&options, &Silent)?;
    note(&outcome.notes);
    if outcome.workbooks == 0 {
        told("Tidak ada formulir yang dibuat: isi dahulu lembar Unit dan Kaskade di kaskade.xlsx.");
        return Ok(CLEAN);
    }
    told(&format!("{} buku kerja ada di {}", outcome.workbooks, outcome.folder.display()));
    told(
        "Untuk membagikannya: buka pengantar.eml di folder setiap unit, baca, lalu kirim; atau selaras kirim --pengantar.",
    );
    if !outcome.without_indicators.is_empty() {
        let units = outcome.without_indicators.join(", ");
        told(&format!("Tanpa indikator di kaskade, jadi barisnya kosong: {units}"));
    }
    Ok(CLEAN)
}
