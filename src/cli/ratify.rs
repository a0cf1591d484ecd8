//! `selaras sahkan` and `selaras buka`: what becomes official, and what is opened again.

use std::path::{Path, PathBuf};

use clap::Args;
use selaras::domain::document::DocumentKind;
use selaras::domain::official::{OfficialScope, document_kind};
use selaras::finding::Temuan;
use selaras::jobs::{
    Ratified, RatifyOptions, RatifyWhat, Refusal, RefusalReason, ReopenOptions, ratify, reopen as reopen_version,
};
use selaras::pipeline::official;

use super::konsolidasi::TimespanArgs;
use super::terminal::{self, Screen, is_safe};
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, argument, readers};

/// Findings of something refused that are shown, unless everything was asked for.
const MOST: usize = 5;

/// What is ratified or opened: a period, or a document of units.
#[derive(Debug, Args)]
struct ScopeArgs {
    #[command(flatten)]
    timespan: TimespanArgs,
    /// Dokumen tahunan unit: pk atau ra; tanpa --unit berarti semua unit yang mengirimnya.
    #[arg(long = "dokumen", alias = "document", value_name = "JENIS", value_parser = kind, conflicts_with = "TimespanArgs")]
    document: Option<DocumentKind>,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE", requires = "document")]
    unit: Vec<String>,
}

fn kind(text: &str) -> Result<DocumentKind, String> {
    let yearly = document_kind(text).filter(|kind| !kind.is_quarterly());
    yearly.ok_or_else(|| "tulis pk atau ra; pengukuran disahkan per periode, misalnya --triwulan 2".to_string())
}

#[derive(Debug, Args)]
pub(super) struct RatifyArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Siapa yang mengesahkan: nama dan jabatan, misalnya "Dr. Contoh, Direktur".
    #[arg(long = "oleh", alias = "by", value_name = "NAMA, JABATAN")]
    by: String,
    /// Catatan pengesahan.
    #[arg(long = "catatan", alias = "note", value_name = "CATATAN")]
    note: Option<String>,
    #[command(flatten)]
    display: DisplayArgs,
}

#[derive(Debug, Args)]
pub(super) struct ReopenArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    scope: ScopeArgs,
    /// Mengapa dibuka kembali.
    #[arg(long = "alasan", alias = "reason", value_name = "ALASAN")]
    reason: String,
    /// Siapa yang membuka.
    #[arg(long = "oleh", alias = "by", value_name = "NAMA, JABATAN")]
    by: Option<String>,
    #[command(flatten)]
    display: DisplayArgs,
}

impl ScopeArgs {
    /// What was chosen; `done` is what happens to it, for whoever chose nothing.
    fn what(&self, done: &str) -> Result<RatifyWhat, String> {
        match (self.timespan.timespan(), self.document) {
            (Some(timespan), _) => Ok(RatifyWhat::Period(timespan)),
            (None, Some(kind)) => Ok(RatifyWhat::Documents { kind, units: self.unit.clone() }),
            (None, None) => Err(format!(
                "sebutkan yang {done}: periode (misalnya --triwulan 2) atau dokumen (misalnya --dokumen pk --unit JTI)"
            )),
        }
    }
}

pub(super) fn run(choice: &RatifyArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    let what = choice.scope.what("disahkan")?;
    let screen = Screen::new(&choice.display);
    let options = RatifyOptions {
        folder,
        what,
        by: choice.by.clone(),
        note: choice.note.clone(),
        today: choice.display.today(),
        readers: readers(),
    };
    let done = ratify(&options, &screen)?;
    screen.finish();
    terminal::note(&done.notes);
    report(&done, &options.folder, choice.display.detailed);
    Ok(if done.refused.is_empty() { CLEAN } else { EXISTS_ERROR })
}

fn report(done: &Ratified, folder: &Path, detailed: bool) {
    let limit = if detailed { usize::MAX } else { MOST };
    for one in &done.refused {
        refused(one, limit, folder);
    }
    if done.versions.is_empty() && done.refused.is_empty() {
        anstream::println!("Tidak ada yang disahkan: belum ada unit yang mengirim dokumen itu.");
    }
    for version in &done.versions {
        anstream::println!("{}: {}", is_safe(&version.scope.name()), is_safe(&version.title()));
        if version.scope.period().is_some() {
            let folder = official::folder(&done.workspace.folder, version);
            anstream::println!("Keluaran resminya ada di {}", folder.display());
        }
    }
}

fn refused(one: &Refusal, limit: usize, workspace: &Path) {
    let name = is_safe(&one.scope.name());
    match &one.reason {
        RefusalReason::Missing => {
            anstream::println!("{name} tidak disahkan: belum ada dokumennya yang diterima dan dihitung.");
        }
        RefusalReason::Closed(version) => {
            anstream::println!(
                "{name} tidak disahkan: sudah resmi, versi {}. Untuk versi baru, buka dahulu: selaras buka {} {} --alasan \"…\"",
                version.number,
                argument::pasted(workspace),
                scope_words(&one.scope)
            );
        }
        RefusalReason::OwnSubmission(documents) => anstream::println!(
            "{name} tidak disahkan: yang mengesahkan juga mengirim atau menandatangani {} sebagai pihak pertama, dan [pengesahan] empat_mata meminta orang lain.",
            is_safe(&documents.join(", "))
        ),
        RefusalReason::Errors(findings) => {
            anstream::println!("{name} tidak disahkan: {} galat belum diperbaiki atau dikecualikan.", findings.len());
            findings.iter().take(limit).for_each(finding);
            if findings.len() > limit {
                anstream::println!("  … dan {} galat lain; tambahkan -v", findings.len() - limit);
            }
            anstream::println!(
                "Minta unit memperbaikinya, atau catat pengecualian beralasan ([[pengecualian]] di selaras.toml), lalu sahkan lagi."
            );
        }
    }
}

fn finding(one: &Temuan) {
    let place = &one.place;
    let (sheet, cell) = (place.sheet.as_deref().unwrap_or_default(), place.cell_text());
    let place = [place.file.as_str(), sheet, cell.as_str()].into_iter().filter(|part| !part.is_empty());
    let place = place.collect::<Vec<_>>().join(" › ");
    let unit = one.unit.as_deref().map(|unit| format!("{unit} ")).unwrap_or_default();
    anstream::println!("  {} {}{}: {}", one.code, is_safe(&unit), is_safe(&place), is_safe(&one.message));
}

/// The options that name a scope.
fn scope_words(scope: &OfficialScope) -> String {
    match scope {
        OfficialScope::Document { kind, unit } => {
            format!("--dokumen {} --unit {unit}", kind.facts().short.to_lowercase())
        }
        OfficialScope::Period(_) => match scope.to_string().as_str() {
            "tahun" => "--tahunan".to_string(),
            name => name.strip_prefix("tw").map_or_else(
                || format!("--semester {}", name.trim_start_matches("semester")),
                |number| format!("--triwulan {number}"),
            ),
        },
    }
}

pub(super) fn reopen(choice: &ReopenArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    let scopes = match choice.scope.what("dibuka kembali")? {
        RatifyWhat::Period(timespan) => vec![OfficialScope::Period(timespan)],
        RatifyWhat::Documents { units, .. } if units.is_empty() => {
            return Err("sebutkan unitnya, misalnya --dokumen pk --unit JTI".into());
        }
        RatifyWhat::Documents { kind, units } => {
            units.into_iter().map(|unit| OfficialScope::Document { kind, unit }).collect()
        }
    };
    for scope in scopes {
        let options = ReopenOptions {
            folder: folder.clone(),
            scope,
            reason: choice.reason.clone(),
            by: choice.by.clone(),
            today: choice.display.today(),
        };
        let version = reopen_version(&options)?;
        anstream::println!(
            "{} versi {} dibuka kembali. Versi itu tetap tersimpan dan dapat dibandingkan; sahkan versi baru dengan selaras sahkan.",
            is_safe(&version.scope.name()),
            version.number
        );
    }
    Ok(CLEAN)
}
