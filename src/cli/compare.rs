//! `selaras banding`: two files, or two results, set against each other.

use std::collections::BTreeMap;
use std::path::PathBuf;

use clap::Args;
use selaras::compare::{ChangeFate, ChangeRow, ChangeSummary, UnitChange, jsonl};
use selaras::jobs::{CompareOptions, compare};
use selaras::recap::official::FigureDifference;

use super::changes::brief;
use super::terminal::{LAPSED, Screen, figure_row, is_safe};
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, Format, argument, readers};

/// Changes of one kind that are shown of a unit before the list is cut, unless everything was asked for.
const MOST: usize = 12;

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// Berkas lama; atau ruang kerja, folder hasil yang disimpan, atau versi resmi (RUANG@tw2.v1; di dalam ruang kerja cukup
    /// @tw2.v1).
    #[arg(value_name = "LAMA")]
    old: PathBuf,
    /// Berkas baru; atau ruang kerja, folder hasil, atau versi resmi (RUANG@tw2.v2).
    #[arg(value_name = "BARU")]
    new: PathBuf,
    /// Ruang kerja yang kaskade dan pengaturannya dipakai untuk memeriksa kedua berkas; tanpa ini ruang kerja
    /// tempat perintah dijalankan.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &CompareArgs) -> Ending {
    let screen = Screen::new(&choice.display);
    let options = CompareOptions {
        before: argument::version(&choice.old),
        after: argument::version(&choice.new),
        workspace: argument::named_or_here(choice.workspace.as_deref()),
        today: choice.display.today(),
        readers: readers(),
    };
    let outcome = compare(&options, &screen)?;
    screen.finish();
    let change = outcome.changes;
    match choice.display.format {
        Format::Json => anstream::print!("{}", String::from_utf8_lossy(&jsonl(&change)?)),
        Format::Text => {
            if !choice.display.quiet {
                for unit in &change {
                    one_unit(unit, choice.display.detailed);
                }
                figures(&outcome.figures, choice.display.detailed);
            }
            closing(&change);
            if outcome.lapsed {
                anstream::println!("{LAPSED}");
            }
        }
    }
    Ok(if outcome.errors.is_some_and(|errors| errors > 0) { EXISTS_ERROR } else { CLEAN })
}

/// Figures of the recap that two official versions do not share.
fn figures(all: &[FigureDifference], detailed: bool) {
    if all.is_empty() {
        return;
    }
    let bold = anstyle::Style::new().bold();
    anstream::println!("\n{bold}Angka rekap yang berbeda ({}){bold:#}", all.len());
    let shown = if detailed { all.len() } else { MOST };
    for one in all.iter().take(shown) {
        anstream::println!("  {}", figure_row(one));
    }
    if all.len() > shown {
        anstream::println!("  … dan {} lagi; tambahkan -v", all.len() - shown);
    }
}

fn one_unit(unit: &UnitChange, detailed: bool) {
    let bold = anstyle::Style::new().bold();
    if !unit.unit.is_empty() {
        anstream::println!("\n{bold}{}{bold:#}  {}", is_safe(&unit.unit), brief(unit));
    }
    let mut group: BTreeMap<ChangeFate, Vec<&ChangeSummary>> = BTreeMap::new();
    for one in &unit.changes {
        group.entry(one.fate).or_default().push(one);
    }
    for (fate, content) in group {
        anstream::println!("\n  {bold}{} ({}){bold:#}", fate.heading(), content.len());
        let limit = if detailed { content.len() } else { MOST };
        for one in content.iter().take(limit) {
            anstream::println!("    {}", is_safe(&sentence(&unit.unit, one)));
            let position = position(one);
            if !position.is_empty() {
                anstream::println!("        {}", is_safe(&position));
            }
        }
        if content.len() > limit {
            anstream::println!("    … dan {} lagi; tambahkan -v untuk semuanya", content.len() - limit);
        }
    }
}

fn sentence(unit: &str, one: &ChangeSummary) -> String {
    let b = ChangeRow::from(unit, one);
    let document = b.document.unwrap_or_default();
    let content = match (b.code, b.entry) {
        (Some(code), _) => {
            return format!("{} {code}  {}", b.severity.unwrap_or_default(), b.message.unwrap_or_default());
        }
        (None, Some(entry)) => {
            let mention = |text: Option<&str>| text.map_or_else(|| "(kosong)".to_string(), ToString::to_string);
            format!("{entry}: {} → {}", mention(b.before), mention(b.after))
        }
        (None, None) => b.before.or(b.after).unwrap_or_default().to_string(),
    };
    [document, b.indikator.unwrap_or_default().to_string(), content]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" › ")
}

fn position(one: &ChangeSummary) -> String {
    let place = &one.place;
    let cell = match place.cells.as_slice() {
        [] => String::new(),
        [one] => one.to_string(),
        [one, other @ ..] => format!("{one} dan {} sel lain", other.len()),
    };
    let part = [place.file.as_str(), place.sheet.as_deref().unwrap_or_default(), &cell];
    part.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

fn closing(change: &[UnitChange]) {
    if change.iter().all(UnitChange::fixed) {
        let still: usize = change.iter().map(|unit| unit.count(ChangeFate::StillExists)).sum();
        let still = if still == 0 { String::new() } else { format!(" {still} temuan masih ada.") };
        anstream::println!("\nTidak ada perubahan.{still}");
        return;
    }
    let all =
        UnitChange { unit: String::new(), changes: change.iter().flat_map(|unit| unit.changes.clone()).collect() };
    anstream::println!("\n{}.", brief(&all));
}
