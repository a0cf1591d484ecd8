//! Findings and progress on the terminal.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anstyle::{AnsiColor, Style};
use indicatif::{ProgressBar, ProgressStyle};
use selaras::compare::{ChangeSummary, WorkspaceChange, slot_name};
use selaras::domain::date::long_format;
use selaras::domain::text::listed;
use selaras::finding::flat::{jsonl, level};
use selaras::finding::{Severity, Temuan};
use selaras::jobs::{Progress, Stage, StandingRun, chain};
use selaras::letters::SuratKind;
use selaras::pipeline::returns::{ReturnError, Returned};
use selaras::pipeline::{RunOutcome, Unchecked};
use selaras::recap::official::{FigureDifference, OfficialStanding};
use selaras::workspace::Workspace;

use super::changes::brief;
use super::time::{self, ClockTime};
use super::{DisplayArgs, Format, language, wrap};

/// A closing line: beside findings for programs it goes to the error stream, where a person reads it.
fn say(display: &DisplayArgs, text: &str) {
    let text = wrap::fitted(&language::say(text));
    match display.format {
        Format::Json => anstream::eprintln!("{text}"),
        Format::Text => anstream::println!("{text}"),
    }
}

/// Findings shown for one unit before the list is cut, unless everything was asked for.
const MOST_PER_UNIT: usize = 12;
/// Lines of any other list of a run: all of them together, with the table of units, fit on a screen of sixty.
const MOST_LISTED: usize = 6;

/// Progress over the files, on the error stream, only where a person watches.
pub(super) struct Screen {
    bar: ProgressBar,
    time: Mutex<ClockTime>,
}

impl Screen {
    pub(super) fn new(display: &DisplayArgs) -> Self {
        let bar =
            if display.quiet || display.format == Format::Json { ProgressBar::hidden() } else { ProgressBar::new(0) };
        if let Ok(style) = ProgressStyle::with_template("{prefix} {pos}/{len} {bar:30} {wide_msg}") {
            bar.set_style(style);
        }
        Self { bar, time: Mutex::new(ClockTime::begin()) }
    }

    /// Nothing is shown.
    pub(super) fn quiet() -> Self {
        Self { bar: ProgressBar::hidden(), time: Mutex::new(ClockTime::begin()) }
    }

    /// Progress over workspaces.
    pub(super) fn workspace(display: &DisplayArgs, count: usize) -> Self {
        let screen = Self::new(display);
        screen.bar.set_prefix("ruang kerja");
        screen.bar.set_length(count as u64);
        screen
    }

    /// One more workspace is done.
    pub(super) fn forward(&self, workspace: &Path) {
        self.bar.inc(1);
        self.bar.set_message(is_safe(&workspace.display().to_string()));
    }

    /// Prints something while the progress is out of sight.
    pub(super) fn pause<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }

    /// When each stage began.
    pub(super) fn time(&self) -> ClockTime {
        self.time.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

impl Progress for Screen {
    fn stage(&self, stage: Stage) {
        self.time.lock().unwrap_or_else(PoisonError::into_inner).note(stage);
        self.bar.set_prefix(time::name(stage));
        if matches!(stage, Stage::Checking | Stage::Comparing | Stage::Writing | Stage::Returning) {
            self.bar.set_message(format!("{}…", time::name(stage)));
        }
    }

    fn begin(&self, file: usize) {
        self.bar.set_length(file as u64);
    }

    fn readable(&self, path: &str) {
        self.bar.inc(1);
        self.bar.set_message(is_safe(path));
    }
}

/// Prints findings: grouped by unit for people, one object a line for programs. Where several workspaces are worked on,
/// each object says which one it is about.
pub(super) fn show(
    temuan: &[Temuan],
    display: &DisplayArgs,
    workspace: Option<&Path>,
) -> Result<(), serde_json::Error> {
    match display.format {
        Format::Json => {
            let row = jsonl(&level(temuan, &[]))?;
            let start = match workspace {
                Some(workspace) => format!("{{\"ruang\":{},", serde_json::to_string(&workspace.display().to_string())?),
                None => "{".to_string(),
            };
            for one in String::from_utf8_lossy(&row).lines().filter_map(|one| one.strip_prefix('{')) {
                anstream::println!("{start}{one}");
            }
        }
        Format::Text if display.quiet => {}
        Format::Text => {
            let shown: Vec<&Temuan> =
                temuan.iter().filter(|one| display.detailed || one.severity > Severity::Info).collect();
            for group in shown.chunk_by(|a, b| a.unit == b.unit) {
                one_unit(group, display.detailed);
            }
        }
    }
    Ok(())
}

/// A line in the language of the screen.
pub(super) fn told(line: &str) {
    anstream::println!("{}", wrap::fitted(&language::say(line)));
}

fn one_unit(temuan: &[&Temuan], detailed: bool) {
    let unit = temuan.first().and_then(|one| one.unit.as_deref()).unwrap_or("Tanpa unit");
    let error = temuan.iter().filter(|one| one.severity == Severity::Error).count();
    let warning = temuan.iter().filter(|one| one.severity == Severity::Warning).count();
    let bold = Style::new().bold();
    let (unit, counts) = (language::say(unit), language::say(&format!("{error} galat, {warning} peringatan")));
    anstream::println!("\n{bold}{}{bold:#}  {counts}", is_safe(&unit));
    let limit = if detailed { temuan.len() } else { MOST_PER_UNIT };
    let mut sorted: Vec<&&Temuan> = temuan.iter().collect();
    sorted.sort_by_key(|one| std::cmp::Reverse(one.severity));
    for one in sorted.iter().take(limit) {
        one_temuan(one);
    }
    if sorted.len() > limit {
        told(&format!("  … dan {} temuan lain; lihat lembar Temuan, atau tambahkan -v", sorted.len() - limit));
    }
}

fn one_temuan(one: &Temuan) {
    let color = Style::new().fg_color(Some(
        match one.severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
            Severity::Info => AnsiColor::Cyan,
        }
        .into(),
    ));
    let severity = language::severity(one.severity);
    anstream::println!("  {color}{severity} {}{color:#}  {}", one.code, is_safe(&place(one)));
    anstream::println!("{}", wrap::fitted(&format!("      {}", language::say(&is_safe(&one.message)))));
    if !one.advice.is_empty() {
        anstream::println!("{}", wrap::fitted(&format!("      → {}", language::say(&is_safe(&one.advice)))));
    }
    if !one.follow_up.is_empty() {
        told(&format!("      ({} temuan lain mengikuti dari sini)", one.follow_up.len()));
    }
}

fn place(one: &Temuan) -> String {
    let place = &one.place;
    let mut outcome = place.file.clone();
    if let Some(sheet) = &place.sheet {
        outcome = format!("{outcome} › {sheet}");
    }
    match place.cells.as_slice() {
        [] => outcome,
        [one] => format!("{outcome} › {one}"),
        [one, other @ ..] if other.len() > 5 => {
            format!("{outcome} › {one}{}", language::say(&format!(" dan {} sel lain", other.len())))
        }
        _ => format!("{outcome} › {}", place.cell_text().replace(',', ", ")),
    }
}

/// Text from a file as it may stand on a terminal: escape sequences are shown, not obeyed.
pub(super) fn is_safe(text: &str) -> String {
    text.chars().map(|letter| if letter.is_control() { '␦' } else { letter }).collect::<String>().replace('␦', " ")
}

/// Lines of a list before it is cut.
const fn most(display: &DisplayArgs) -> usize {
    if display.detailed { usize::MAX } else { MOST_LISTED }
}

/// Why findings are left out of a comparison.
pub(super) const LAPSED: &str = "Yang dibandingkan hanya isian: temuan putaran sebelumnya ditulis oleh versi selaras yang lain, yang aturannya dapat berbeda.";

/// What changed since the run before, one line for each unit.
pub(super) fn change(change: &WorkspaceChange, display: &DisplayArgs) {
    if display.quiet || display.format == Format::Json {
        return;
    }
    let Some(day) = change.previous else {
        match change.without {
            Some(cause) => told(&format!("\nTidak dibandingkan dengan putaran sebelumnya: {cause}.")),
            None => told("\nBelum ada putaran sebelumnya untuk dibandingkan."),
        }
        return;
    };
    let day = long_format(day);
    if change.lapsed {
        told(&format!("\n{LAPSED}"));
    }
    if change.since_last_run.is_empty() {
        told(&format!("\nTidak ada perubahan sejak putaran {day}."));
        return;
    }
    told(&format!("\nPerubahan sejak putaran {day} (rinciannya di lembar Perubahan):"));
    for unit in change.since_last_run.iter().take(most(display)) {
        let name = if unit.unit.is_empty() { language::say("Tanpa unit") } else { unit.unit.clone() };
        anstream::println!("{}", wrap::fitted(&format!("  {}: {}", is_safe(&name), brief(unit))));
    }
    if change.since_last_run.len() > most(display) {
        told(&format!("  … dan {} unit lain", change.since_last_run.len() - most(display)));
    }
}

/// What is different from official versions: they stay as they are.
pub(super) fn official(standing: &OfficialStanding, display: &DisplayArgs) {
    if display.quiet || display.format == Format::Json {
        return;
    }
    for one in &standing.versions {
        if let Some(why) = &one.without {
            told(&format!("\nVersi resmi {} tidak dapat dibandingkan: {why}.", is_safe(&one.mention())));
        }
        if one.figures.is_empty() && one.units.is_empty() {
            continue;
        }
        told(&format!(
            "\nBerbeda dengan versi resmi {}: {} angka rekap, {} isian. Angka resmi tidak berubah; rinciannya di lembar Beda Resmi.",
            is_safe(&one.mention()),
            one.figures.len(),
            one.cells()
        ));
        let limit = most(display);
        for figure in one.figures.iter().take(limit) {
            anstream::println!("  {}", figure_row(figure));
        }
        let mut rest = one.figures.len().saturating_sub(limit);
        let rows = one.units.iter().flat_map(|unit| unit.changes.iter().map(|one| cell_row(&unit.unit, one)));
        let rows: Vec<String> = rows.collect();
        for row in rows.iter().take(limit) {
            anstream::println!("  {row}");
        }
        rest += rows.len().saturating_sub(limit);
        if rest > 0 {
            told(&format!("  … dan {rest} lagi; tambahkan -v"));
        }
    }
}

/// "JTI IKK 2.1.3 Persentase …, realisasi: resmi 80, sekarang 85".
pub(super) fn figure_row(one: &FigureDifference) -> String {
    let who = one.unit.as_deref().unwrap_or("Instansi");
    let text = |text: &Option<String>| {
        text.as_deref().map_or("tidak ada", |text| if text.is_empty() { "kosong" } else { text }).to_string()
    };
    let code = if one.code.is_empty() { String::new() } else { format!("{} ", one.code) };
    let line = format!(
        "{who} {code}{}, {}: resmi {}, sekarang {}",
        selaras::domain::text::brief(&one.indikator, 60),
        one.slot,
        text(&one.official),
        text(&one.now)
    );
    is_safe(&line)
}

/// "JTI TW II IKK 2.1.3 Persentase …, realisasi TW II: resmi 80, sekarang 85 (TW II.xlsx › Lembar › F12)".
fn cell_row(unit: &str, one: &ChangeSummary) -> String {
    let document = one.document.map(|document| format!("{document} ")).unwrap_or_default();
    let unit = if unit.is_empty() { "Tanpa unit" } else { unit };
    let what = match (&one.indikator, &one.slot) {
        (Some(indikator), Some(slot)) => {
            format!("{}, {}", selaras::domain::text::brief(indikator, 60), slot_name(slot))
        }
        (Some(indikator), None) => format!("{} ({})", selaras::domain::text::brief(indikator, 60), one.fate.name()),
        (None, _) => one.fate.name().to_string(),
    };
    let text = |text: &Option<String>| text.clone().unwrap_or_else(|| "kosong".to_string());
    let change = if one.slot.is_some() {
        format!(": resmi {}, sekarang {}", text(&one.before), text(&one.after))
    } else {
        String::new()
    };
    let (sheet, cell) = (one.place.sheet.as_deref().unwrap_or_default(), one.place.cell_text());
    let place = [one.place.file.as_str(), sheet, cell.as_str()].into_iter().filter(|part| !part.is_empty());
    is_safe(&format!("{unit} {document}{what}{change} ({})", place.collect::<Vec<_>>().join(" › ")))
}

/// What goes back to units, what of it did not work, and what of the mail was left aside.
pub(super) fn returns(returns: &Result<Returned, ReturnError>, outcome: &RunOutcome, display: &DisplayArgs) {
    let brief = display.quiet || display.format == Format::Json;
    if !brief && !outcome.skipped.is_empty() {
        told(&format!("\n{} berkas bukan buku kerja dan dilewati:", outcome.skipped.len()));
        for one in outcome.skipped.iter().take(most(display)) {
            anstream::println!("  {} ({})", is_safe(&one.path), language::say(&one.reason.to_string()));
        }
        if outcome.skipped.len() > most(display) {
            told(&format!("  … dan {} berkas lain", outcome.skipped.len() - most(display)));
        }
    }
    match returns {
        Ok(returns) => {
            for one in &returns.failures {
                anstream::eprintln!("{}", language::say(&format!("selaras: {}", is_safe(one))));
            }
            if brief {
                return;
            }
            let count = |kind| returns.surat.get(&kind).copied().unwrap_or_default();
            let kinds = [
                (returns.marked, "berkas bertanda"),
                (count(SuratKind::Correction), "surat koreksi"),
                (count(SuratKind::Receipt), "tanda terima"),
                (count(SuratKind::Reminder), "pengingat"),
            ];
            let there = kinds.iter().filter(|(count, _)| *count > 0).map(|(count, name)| format!("{count} {name}"));
            let there: Vec<String> = there.collect();
            if !there.is_empty() {
                let folder = returns.folder.display();
                told(&format!("\nUntuk dikirim kembali: {}, di {folder}", there.join(", ")));
            }
        }
        Err(error) => anstream::eprintln!(
            "{}",
            language::say(&format!("selaras: surat dan berkas bertanda belum dibuat: {}", chain(error)))
        ),
    }
}

/// The last lines of the main job: what was read, what was found, what came out and where.
pub(super) fn konsolidasi_closing(
    outcome: &RunOutcome,
    workspace: &Workspace,
    output: &[PathBuf],
    display: &DisplayArgs,
) {
    let enter = outcome.tables.files.iter().filter(|file| file.path != selaras::domain::place::KASKADE_FILE);
    let (readable, failure): (Vec<_>, Vec<_>) = enter.partition(|file| file.outcome.is_ok());
    let files = (readable.len(), failure.len());
    say(display, &counted(files, compute(&outcome.temuan), outcome.excepted.len()));
    say(display, &format!("Selesai: {} ada di {}", books(output), workspace.results().display()));
}

/// The last lines where nothing has changed since the last run.
pub(super) fn standing_closing(run: &StandingRun, workspace: &Workspace) {
    told(&counted(run.files, run.findings, run.excepted));
    told(&format!(
        "Tidak ada perubahan sejak putaran {}. Kiriman, kaskade, setelan, dan tanggalnya sama, jadi {} di {} tetap berlaku dan tidak ditulis ulang.",
        long_format(run.day),
        books(&run.outputs),
        workspace.results().display()
    ));
}

fn counted(files: (usize, usize), (error, warning, info): (usize, usize, usize), excepted: usize) -> String {
    format!(
        "\n{} berkas dibaca, {} tidak dapat dibaca. {error} galat, {warning} peringatan, {info} info, {excepted} dikecualikan.",
        files.0, files.1
    )
}

/// "konsolidasi-2026.xlsx, rekap-2026-tw2.xlsx dan register-2026.xlsx".
fn books(output: &[PathBuf]) -> String {
    let book: Vec<String> = output
        .iter()
        .filter(|path| path.extension().is_some_and(|suffix| suffix == "xlsx" || suffix == "pdf"))
        .filter_map(|path| Some(path.file_name()?.to_string_lossy().into_owned()))
        .collect();
    selaras::domain::text::listed(&book)
}

/// What people should know about the run itself.
pub(super) fn note(all: &[String]) {
    for row in all.iter().flat_map(|one| one.lines()) {
        anstream::eprintln!("{}", wrap::fitted(&format!("selaras: {}", language::say(&is_safe(row)))));
    }
}

/// Which of several workspaces the lines below are about.
pub(super) fn workspace_head(workspace: &Workspace, display: &DisplayArgs) {
    if display.format == Format::Text {
        let bold = Style::new().bold();
        anstream::println!("\n{bold}== {} {} =={bold:#}", is_safe(&workspace.instansi), workspace.year);
    }
}

/// The last line of several workspaces: how many are done, and which are not.
pub(super) fn count_closing(all: usize, stops: &[&Path], display: &DisplayArgs) {
    let finish = all - stops.len();
    if stops.is_empty() {
        say(display, &format!("\nSelesai: {all} ruang kerja; hasil masing-masing ada di folder hasil-nya."));
        return;
    }
    let name: Vec<String> = stops.iter().map(|workspace| workspace.display().to_string()).collect();
    let stopped = format!(
        "\n{finish} dari {all} ruang kerja selesai; yang tidak dapat diproses: {}. Sebabnya ada di atas.",
        name.join(", ")
    );
    say(display, &stopped);
}

/// The last line of a check.
pub(super) fn check_closing(temuan: &[Temuan], file: usize) {
    let (error, warning, info) = compute(temuan);
    if error + warning == 0 {
        anstream::eprintln!(
            "{}",
            language::say(&format!("\n{file} berkas diperiksa: tidak ada galat atau peringatan ({info} info)."))
        );
    } else {
        anstream::eprintln!(
            "{}",
            language::say(&format!("\n{file} berkas diperiksa: {error} galat, {warning} peringatan, {info} info."))
        );
    }
}

/// The last line of a check that found nothing to look at.
pub(super) fn nothing_to_check() {
    let told = "\nTidak ada formulir yang diperiksa: berkas itu surat tanpa lampiran Excel, atau arsip tanpa isi.";
    anstream::eprintln!("{}", language::say(told));
}

/// What was not checked, and what would be needed for it.
pub(super) fn unchecked(unchecked: &Unchecked, workspace: bool) {
    let needs: Vec<&str> = unchecked.needs.iter().map(|need| need.name()).collect();
    if needs.is_empty() {
        return;
    }
    let needs = listed(&needs);
    let rules = unchecked.rules;
    if workspace {
        anstream::eprintln!(
            "{}",
            language::say(&format!(
                "Tidak diperiksa: kesesuaian dengan {needs}, karena tidak ikut dibaca ({rules} aturan)."
            ))
        );
    } else {
        anstream::eprintln!(
            "{}",
            language::say(&format!(
                "Tidak diperiksa tanpa ruang kerja: kesesuaian dengan {needs} ({rules} aturan); pakai --ruang RUANG."
            ))
        );
    }
}

fn compute(temuan: &[Temuan]) -> (usize, usize, usize) {
    let count = |severity| temuan.iter().filter(|one| one.severity == severity).count();
    (count(Severity::Error), count(Severity::Warning), count(Severity::Info))
}
