//! `selaras konsolidasi`: the main job, for one workspace or many.

use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::jobs::{ConsolidateOptions, Consolidated, JobError, Stage, chain, consolidate};

use super::terminal::{self, Screen};
use super::time::size;
use super::{
    CANNOT_RUN, CLEAN, DisplayArgs, EXISTS_ERROR, Ending, Format, argument, core, overview, readers, workspace,
};

#[derive(Debug, Args)]
pub(super) struct ConsolidateArgs {
    /// Folder ruang kerja: berisi selaras.toml, kaskade.xlsx dan folder masuk. Boleh beberapa, atau folder yang berisi
    /// ruang-ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Vec<PathBuf>,
    #[command(flatten)]
    timespan: TimespanArgs,
    /// Membaca semua berkas dari awal, tanpa memakai hasil baca yang tersimpan.
    #[arg(long = "baca-ulang", alias = "fresh")]
    read_repeat: bool,
    /// Menulis juga satu rekap kecil untuk setiap pimpinan unit, di hasil/rekap.
    #[arg(long)]
    per_unit: bool,
    /// Menulis juga satu rekap kecil untuk setiap unit induk di lembar Unit, di hasil/rekap.
    #[arg(long = "per-bidang")]
    per_field: bool,
    #[command(flatten)]
    display: DisplayArgs,
}

/// The period of the reports; without a choice the newest quarter that has data.
#[derive(Debug, Clone, Copy, Args)]
#[group(multiple = false)]
pub(super) struct TimespanArgs {
    /// Keadaan sampai akhir triwulan ini (1 sampai 4); tanpa pilihan: triwulan terbaru yang ada datanya.
    #[arg(long, alias = "quarter", value_name = "1-4", value_parser = argument::quarter)]
    triwulan: Option<u32>,
    /// Semester ini saja (1 atau 2).
    #[arg(long, value_name = "1-2", value_parser = argument::semester)]
    semester: Option<u32>,
    /// Setahun, dibandingkan dengan target tahunan.
    #[arg(long = "tahunan", alias = "yearly")]
    yearly: bool,
}

impl TimespanArgs {
    pub(super) fn timespan(self) -> Option<Timespan> {
        let triwulan = self.triwulan.and_then(Triwulan::from_number).map(Timespan::Triwulan);
        let semester = self.semester.and_then(Timespan::semester);
        triwulan.or(semester).or(self.yearly.then_some(Timespan::Yearly))
    }
}

pub(super) fn run(choice: &ConsolidateArgs) -> Ending {
    let all = workspace::all(&choice.workspace)?;
    if all.is_empty() {
        return Err(argument::NoWorkspace.into());
    }
    if let [one] = all.as_slice() {
        let finish = FinishedRun::perform(one, choice, false)?;
        let last = finish.show(&choice.display, None);
        // The process ends here: taking the rows of 1,000 workbooks apart one by one first would cost another 0.1 s.
        std::mem::forget(finish);
        return last;
    }
    let (mut worst, mut stops) = (CLEAN, Vec::new());
    let screen = Screen::workspace(&choice.display, all.len());
    // One workspace leaves cores idle between its stages; several side by side, each with one reader, do not.
    for group in all.chunks(2 * core()) {
        let finish: Vec<Result<FinishedRun, JobError>> = group
            .par_iter()
            .map(|one| {
                let finish = FinishedRun::perform(one, choice, true);
                screen.forward(one);
                finish
            })
            .collect();
        for (one, finish) in group.iter().zip(&finish) {
            // A workspace that cannot be worked on never stops the others.
            let outcome = screen.pause(|| match finish {
                Ok(finish) => finish.show(&choice.display, Some(one)).map_err(|error| chain(error.as_ref())),
                Err(error) => Err(chain(error)),
            });
            worst = worst.max(outcome.unwrap_or_else(|error| {
                anstream::eprintln!("selaras: {}: {error}", one.display());
                stops.push(one.as_path());
                CANNOT_RUN
            }));
        }
        // Taking rows apart is work too.
        finish.into_par_iter().for_each(drop);
    }
    screen.finish();
    terminal::count_closing(all.len(), &stops, &choice.display);
    Ok(worst)
}

/// A workspace whose results are written, and how long that took.
struct FinishedRun {
    content: Consolidated,
    screen: Screen,
}

impl FinishedRun {
    fn perform(folder: &Path, choice: &ConsolidateArgs, count: bool) -> Result<Self, JobError> {
        let screen = if count { Screen::quiet() } else { Screen::new(&choice.display) };
        let options = ConsolidateOptions {
            period: choice.timespan.timespan(),
            readers: readers().at_once(if count { 1 } else { core() }),
            afresh: choice.read_repeat,
            per_unit: choice.per_unit,
            per_field: choice.per_field,
            ..ConsolidateOptions::new(folder, choice.display.today())
        };
        let content = consolidate(&options, &screen)?;
        screen.finish();
        Ok(Self { content, screen })
    }

    /// Says what came out; `folder` where several workspaces are worked on.
    fn show(&self, display: &DisplayArgs, folder: Option<&Path>) -> Ending {
        let Consolidated { workspace, result, changes, official, outputs, returned, overview, notes } = &self.content;
        if folder.is_some() {
            terminal::workspace_head(workspace, display);
        }
        terminal::note(notes);
        if display.detailed || display.format == Format::Json {
            terminal::show(&result.temuan, display, folder)?;
        }
        if display.detailed {
            let (outcome, correction) = (size(&workspace.results()), size(&workspace.results().join("koreksi")));
            self.screen.time().write(|stage| match stage {
                Stage::Reading => Some(result.tables.files.iter().map(|one| one.size).sum()),
                Stage::Writing => Some(outcome - correction),
                Stage::Returning => Some(correction),
                _ => None,
            });
        }
        terminal::change(changes, display);
        terminal::official(official, display);
        terminal::returns(returned, result, display);
        overview::show(overview, display);
        terminal::konsolidasi_closing(result, workspace, outputs, display);
        Ok(if self.content.has_errors() { EXISTS_ERROR } else { CLEAN })
    }
}
