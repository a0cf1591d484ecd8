//! `selaras cetak lakip`, `naskah` and `bidang`: documents of the office's word processor.

use std::path::{Path, PathBuf};

use clap::Args;
use selaras::domain::period::Timespan;
use selaras::jobs::{
    ManuscriptOptions, ManuscriptSource, Silent, WrittenManuscript, WrittenManuscripts, manuscript, sample_layouts,
};
use selaras::manuscript::catalogue::groups;
use selaras::manuscript::layout::{SHIPPED, shipped};
use selaras::manuscript::{Remark, RemarkKind};

use super::argument;
use super::konsolidasi::TimespanArgs;
use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, readers};

#[derive(Debug, Args)]
pub(super) struct LakipArgs {
    /// Folder ruang kerja; naskahnya di folder naskah di dalamnya.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    choice: WritingArgs,
}

#[derive(Debug, Args)]
pub(super) struct ManuscriptArgs {
    /// Folder ruang kerja; naskahnya di folder naskah di dalamnya.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Berkas .docx berisi penanda, atau nama naskah yang tersedia: lakip, triwulan, pk, rencana-aksi, borang.
    #[arg(long = "naskah", value_name = "BERKAS", required_unless_present = "samples")]
    manuscript: Option<PathBuf>,
    /// Menulis naskah yang tersedia ke folder ini, sebagai pangkal naskah sendiri; tidak mengisi apa pun.
    #[arg(long = "contoh", value_name = "FOLDER", conflicts_with = "manuscript")]
    samples: Option<PathBuf>,
    /// Hanya untuk unit ini (kode pada kaskade), bagi naskah setiap unit; boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    #[command(flatten)]
    choice: WritingArgs,
}

#[derive(Debug, Args)]
struct WritingArgs {
    #[command(flatten)]
    timespan: TimespanArgs,
    /// Menulis dari awal meskipun naskahnya sudah ada; yang lama disimpan di naskah/sebelumnya.
    #[arg(long = "baru")]
    afresh: bool,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn lakip(content: &LakipArgs) -> Ending {
    let source = ManuscriptSource::Layout("lakip".to_string());
    write(content.workspace.as_deref(), source, &[], &content.choice)
}

pub(super) fn run(content: &ManuscriptArgs) -> Ending {
    if let Some(folder) = &content.samples {
        for path in sample_layouts(folder)? {
            anstream::println!("{}", path.display());
        }
        return Ok(CLEAN);
    }
    let named = content.manuscript.clone().unwrap_or_default();
    let name = named.display().to_string().to_lowercase();
    // A file of that name is what is meant, even where a layout is called so.
    let source = match shipped(&name) {
        Some(layout) if !named.is_file() => ManuscriptSource::Layout(layout.name.to_string()),
        _ if named.extension().is_none() && !named.exists() => ManuscriptSource::Layout(name),
        _ => ManuscriptSource::File(named),
    };
    write(content.workspace.as_deref(), source, &content.unit, &content.choice)
}

fn write(workspace: Option<&Path>, source: ManuscriptSource, units: &[String], choice: &WritingArgs) -> Ending {
    let period: Option<Timespan> = choice.timespan.timespan();
    let options = ManuscriptOptions {
        folder: argument::workspace_or_here(workspace)?,
        source,
        units: units.to_vec(),
        period,
        afresh: choice.afresh,
        today: choice.display.today(),
        readers: readers(),
    };
    let done = manuscript(&options, &Silent)?;
    report(&done, &choice.display);
    let astray = done.written.iter().flat_map(|one| &one.remarks).any(is_astray);
    Ok(if done.rejected.is_empty() && !astray { CLEAN } else { EXISTS_ERROR })
}

/// Whether something in the document still has to be mended.
fn is_astray(remark: &Remark) -> bool {
    !matches!(
        remark.what,
        RemarkKind::Retyped { .. }
            | RemarkKind::OwnText { .. }
            | RemarkKind::Kept { .. }
            | RemarkKind::PatternLost { .. }
    )
}

fn report(done: &WrittenManuscripts, display: &DisplayArgs) {
    for note in &done.notes {
        anstream::eprintln!("selaras: {}", is_safe(note));
    }
    if !display.quiet {
        for one in &done.written {
            for remark in &one.remarks {
                anstream::println!(
                    "{}: {}",
                    one.path.file_name().unwrap_or_default().to_string_lossy(),
                    is_safe(&remark.to_string())
                );
            }
        }
        for one in &done.rejected {
            let what = one.causes.first().map(|cause| format!("{} {}", cause.code, cause.message)).unwrap_or_default();
            let rest = one.causes.len().saturating_sub(1);
            let rest = if rest > 0 { format!(" (dan {rest} galat lain)") } else { String::new() };
            anstream::println!(
                "{} tidak ditulis, {}: {}{rest}",
                is_safe(&one.unit.name),
                is_safe(&one.file),
                is_safe(&what)
            );
        }
        if !done.not_yet.is_empty() {
            let codes: Vec<&str> = done.not_yet.iter().map(|unit| unit.code.as_str()).collect();
            anstream::println!("Belum mengirim: {}", is_safe(&codes.join(", ")));
        }
    }
    match done.written.as_slice() {
        [] => anstream::println!("Tidak ada naskah yang ditulis"),
        [one] => anstream::println!("Selesai: {}", line(one)),
        several => {
            for one in several.iter().filter(|_| !display.quiet) {
                anstream::println!("{}", line(one));
            }
            anstream::println!("Selesai: {} naskah", several.len());
        }
    }
}

fn line(one: &WrittenManuscript) -> String {
    let what = match (&one.before, one.renewed) {
        (Some(before), true) => {
            format!("{} tempat diperbarui, kata-katanya tetap; yang sebelumnya di {}", one.places, before.display())
        }
        (Some(before), false) => format!("{} tempat diisi; yang lama di {}", one.places, before.display()),
        (None, true) => format!("{} tempat, tidak ada yang berubah", one.places),
        (None, false) => format!("{} tempat diisi", one.places),
    };
    format!("{} ({what})", one.path.display())
}

/// The list of markers.
pub(super) fn fields() -> u8 {
    anstream::println!(
        "Penanda ditulis di naskah Word di antara kurung kurawal ganda. {{{{#daftar}}}} … {{{{/daftar}}}} diulang untuk setiap isinya:\nsebagai baris tabel bila keduanya di satu baris, sebagai alinea bila masing-masing di paragrafnya sendiri.\n{{{{#jika iku.capaian < 100}}}} … {{{{/jika}}}} hanya ditulis bila benar; {{{{#jika bukan …}}}} sebaliknya.\nDi luar daftarnya, sebutkan yang mana: {{{{iku[IKU 1.1].capaian}}}}."
    );
    for group in groups() {
        let heading = match (group.list, group.within) {
            ("", _) => "Di mana saja".to_string(),
            (list, "") => format!("{{{{#{list}}}}} … {{{{/{list}}}}}"),
            (list, within) => format!("{{{{#{list}}}}} … {{{{/{list}}}}} di dalam {within}"),
        };
        anstream::println!("\n{heading}: {}", group.meaning);
        let width = group.fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or_default();
        for (name, meaning) in &group.fields {
            anstream::println!("  {name:width$}  {meaning}");
        }
    }
    anstream::println!("\nNaskah yang tersedia (selaras cetak naskah RUANG --naskah NAMA):");
    for one in SHIPPED {
        anstream::println!("  {:14}{}", one.name, one.meaning);
    }
    CLEAN
}
