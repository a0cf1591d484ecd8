//! `selaras konsolidasi`: the main job, for one workspace or many.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use rayon::prelude::*;
use selaras::domain::period::Timespan;
use selaras::domain::triwulan::Triwulan;
use selaras::jobs::{
    ConsolidateOptions, Consolidated, Consolidation, JobError, Stage, StandingRun, chain, consolidate,
    consolidate_changes,
};
use selaras::workspace::Workspace;

use super::terminal::{self, Screen};
use super::time::size;
use super::{
    CANNOT_RUN, CLEAN, DisplayArgs, EXISTS_ERROR, Ending, Format, argument, core, language, overview, readers,
    workspace,
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
    /// Hanya memeriksa dan menulis tabelnya (hasil/tabel-TAHUN.xlsx): tanpa rekap, surat, perbandingan dan catatan
    /// riwayat, untuk pemeriksaan rutin yang cepat.
    #[arg(long = "hanya", value_name = "BAGIAN", value_enum, conflicts_with_all = ["per_unit", "per_field"])]
    only: Option<Part>,
    #[command(flatten)]
    display: DisplayArgs,
}

/// A part of the results that is written alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    #[value(name = "konsolidasi", help = "tabel PK, Rencana Aksi, Pengukuran, Anggaran, Temuan, dan Sumber")]
    Tables,
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
    content: Consolidation,
    only_tables: bool,
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
            only_tables: choice.only == Some(Part::Tables),
            language: language::asked(),
            ..ConsolidateOptions::new(folder, choice.display.today())
        };
        // Findings are listed by a run alone.
        let listed = choice.display.detailed || choice.display.format == Format::Json;
        let content = match listed {
            true => Consolidation::Done(Box::new(consolidate(&options, &screen)?)),
            false => consolidate_changes(&options, &screen)?,
        };
        screen.finish();
        Ok(Self { content, only_tables: options.only_tables, screen })
    }

    /// Says what came out; `folder` where several workspaces are worked on.
    fn show(&self, display: &DisplayArgs, folder: Option<&Path>) -> Ending {
        language::settle(match &self.content {
            Consolidation::Done(done) => done.workspace.surat.language,
            Consolidation::Standing(standing) => standing.0.surat.language,
        });
        match &self.content {
            Consolidation::Done(done) => self.show_run(done, display, folder),
            Consolidation::Standing(standing) => Ok(show_standing(standing, display, folder.is_some())),
        }
    }

    fn show_run(&self, done: &Consolidated, display: &DisplayArgs, folder: Option<&Path>) -> Ending {
        let Consolidated { workspace, result, changes, official, outputs, returned, overview, notes } = done;
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
        if !self.only_tables {
            terminal::change(changes, display);
            terminal::official(official, display);
            terminal::returns(returned, result, display);
            overview::show(overview, display);
        }
        terminal::konsolidasi_closing(result, workspace, outputs, display);
        Ok(if done.has_errors() { EXISTS_ERROR } else { CLEAN })
    }
}

/// Says what the last run came to, which stands.
fn show_standing(
    (workspace, run, notes): &(Workspace, StandingRun, Vec<String>),
    display: &DisplayArgs,
    several: bool,
) -> u8 {
    if several {
        terminal::workspace_head(workspace, display);
    }
    terminal::note(notes);
    overview::show(&run.overview, display);
    terminal::standing_closing(run, workspace);
    if run.has_errors() { EXISTS_ERROR } else { CLEAN }
}
