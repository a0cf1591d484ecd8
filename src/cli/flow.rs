//! `selaras alur` and `selaras catat`: where documents are, and what people tell of them.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};
use clap::Args;
use selaras::domain::date::short_date;
use selaras::jobs::{FlowOptions, RecordOptions, RecordWhat, flow_board, record as record_event};
use selaras::journal::EventKind;
use selaras::pipeline::flow::document_name;
use selaras::procedure::{FlowBoard, FlowState, KpiState, StepTotal};

use super::terminal::{Screen, is_safe};
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, Format, argument, readers};

/// Documents that are shown of a step before the list is cut.
const MOST: usize = 8;

#[derive(Debug, Args)]
pub(super) struct FlowArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &FlowArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    let screen = Screen::new(&choice.display);
    let options = FlowOptions { folder, today: choice.display.today(), readers: readers() };
    let board = flow_board(&options, &screen)?;
    screen.finish();
    match choice.display.format {
        Format::Json => anstream::println!("{}", serde_json::to_string(&board)?),
        Format::Text => show(&board, &choice.display),
    }
    let late = board.documents.iter().any(|one| one.late) || board.kpi.iter().any(|one| !one.late.is_empty());
    Ok(if late { EXISTS_ERROR } else { CLEAN })
}

fn show(board: &FlowBoard, display: &DisplayArgs) {
    let bold = anstyle::Style::new().bold();
    if board.documents.is_empty() {
        anstream::println!("Tidak ada dokumen yang alurnya diikuti; pilih prosedur di [alur] pada selaras.toml.");
        return;
    }
    if !display.quiet {
        for procedure in &board.procedures {
            anstream::println!("{bold}{}{bold:#}", is_safe(procedure));
        }
        for step in &board.steps {
            one_step(step, board, display.detailed);
        }
        let done: Vec<&FlowState> = board.documents.iter().filter(|one| one.step.is_none()).collect();
        if !done.is_empty() {
            anstream::println!("\n{bold}Selesai ({}){bold:#}  {}", done.len(), names(&done, display.detailed));
        }
        for kpi in &board.kpi {
            one_kpi(kpi);
        }
        anstream::println!();
    }
    if let Some(sentence) = board.sentence() {
        anstream::println!("{}", is_safe(&sentence));
    }
}

fn one_step(step: &StepTotal, board: &FlowBoard, detailed: bool) {
    let bold = anstyle::Style::new().bold();
    if step.waiting == 0 && step.done == 0 && !detailed {
        return;
    }
    let allowed =
        step.allowed.as_ref().map_or_else(|| "tanpa batas waktu".to_string(), |text| format!("mutu baku {text}"));
    anstream::println!(
        "\n{bold}Langkah {}{bold:#}  {} ({}; {allowed})",
        is_safe(&step.step),
        is_safe(&step.activity),
        is_safe(&step.actor)
    );
    let over = if step.over > 0 { format!(", {} melewati mutu baku", step.over) } else { String::new() };
    let lasted = match (&step.median, &step.longest) {
        (Some(median), Some(longest)) => format!(": median {median}, terlama {longest}{over}"),
        _ => String::new(),
    };
    if step.done > 0 {
        anstream::println!("  {} dokumen sudah melewatinya{lasted}", step.done);
    }
    let here = |one: &&FlowState| one.procedure == step.procedure && one.step.as_deref() == Some(step.step.as_str());
    let mut here: Vec<&FlowState> = board.documents.iter().filter(here).collect();
    let (quiet, begun): (Vec<&FlowState>, Vec<&FlowState>) = here.drain(..).partition(|one| one.since.is_none());
    if !quiet.is_empty() {
        anstream::println!("  belum dimulai: {}", names(&quiet, detailed));
    }
    let limit = if detailed { usize::MAX } else { MOST };
    for one in begun.iter().take(limit) {
        anstream::println!("  {}", is_safe(&state(one)));
    }
    if begun.len() > limit {
        anstream::println!("  … dan {} dokumen lain; tambahkan -v", begun.len() - limit);
    }
}

/// "PK JTI sejak 03-02-2026, paling lambat 06-02-2026: terlambat; 2 kali kembali (Salah pejabat)".
fn state(one: &FlowState) -> String {
    let mut text = format!("{} {}", document_name(&one.document), one.unit);
    if let Some(since) = one.since {
        text.push_str(&format!(" sejak {}", short_date(since)));
    }
    if let Some(until) = one.until {
        text.push_str(&format!(", paling lambat {}", short_date(until)));
    }
    if one.late {
        text.push_str(": TERLAMBAT");
    }
    if one.returned > 0 {
        text.push_str(&format!("; {} kali kembali", one.returned));
        if let Some(reason) = &one.reason {
            text.push_str(&format!(" ({reason})"));
        }
    }
    text
}

fn names(all: &[&FlowState], detailed: bool) -> String {
    let limit = if detailed { usize::MAX } else { MOST };
    let name = |one: &&FlowState| format!("{} {}", document_name(&one.document), one.unit);
    let shown: Vec<String> = all.iter().take(limit).map(name).collect();
    let rest = all.len().saturating_sub(limit);
    let rest = if rest > 0 { format!(" dan {rest} lagi") } else { String::new() };
    is_safe(&format!("{}{rest}", shown.join(", ")))
}

fn one_kpi(kpi: &KpiState) {
    let until = kpi.until.map(|day| format!(" ({})", short_date(day))).unwrap_or_default();
    let late = match kpi.late.as_slice() {
        [] => String::new(),
        late => {
            format!(", {} terlambat: {}", late.len(), late.iter().take(MOST).cloned().collect::<Vec<_>>().join(", "))
        }
    };
    let told = match &kpi.without {
        Some(why) => why.clone(),
        None => format!("{} tepat waktu{late}, {} belum", kpi.kept, kpi.open),
    };
    let name = document_name(&kpi.document);
    anstream::println!("\nKPI {} {name}: {}{until}: {}", is_safe(&kpi.code), is_safe(&kpi.text), is_safe(&told));
}

#[derive(Debug, Args)]
pub(super) struct RecordArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Kode unit.
    #[arg(long, value_name = "KODE")]
    unit: String,
    /// Dokumen: pk, ra, tw1 sampai tw4.
    #[arg(long = "dokumen", alias = "document", value_name = "DOKUMEN")]
    document: String,
    /// Nomor langkah prosedur yang selesai.
    #[arg(long = "langkah", alias = "step", value_name = "NOMOR", required_unless_present = "basis")]
    step: Option<String>,
    /// Langkah itu menolak dokumen; sebutkan sebabnya.
    #[arg(long = "tolak", alias = "reject", value_name = "SEBAB", requires = "step")]
    refusal: Option<String>,
    /// Alasan perubahan setelah disahkan: a atau b untuk Rencana Aksi; a, b, c atau dppa untuk PK.
    #[arg(long = "perubahan", alias = "amendment", value_name = "JENIS", conflicts_with = "step", requires = "reason")]
    basis: Option<String>,
    /// Uraian alasan perubahan.
    #[arg(long = "alasan", alias = "reason", value_name = "ALASAN")]
    reason: Option<String>,
    /// Tanggal Forum Kinerja Triwulanan yang memutuskan perubahan (misalnya 20-04-2026).
    #[arg(long, value_name = "TANGGAL", value_parser = argument::day)]
    forum: Option<NaiveDate>,
    /// Siapa.
    #[arg(long = "oleh", alias = "by", value_name = "NAMA, JABATAN")]
    by: Option<String>,
    /// Jam (JJ:MM), untuk langkah yang waktunya dihitung dalam menit.
    #[arg(long = "jam", alias = "time", value_name = "JJ:MM", value_parser = time)]
    time: Option<NaiveTime>,
    #[command(flatten)]
    display: DisplayArgs,
}

fn time(text: &str) -> Result<NaiveTime, String> {
    NaiveTime::parse_from_str(&text.replace('.', ":"), "%H:%M").map_err(|_| "tulis jam seperti 09:30".to_string())
}

pub(super) fn record(choice: &RecordArgs) -> Ending {
    let what = match (&choice.step, &choice.refusal, &choice.basis) {
        (Some(step), Some(reason), _) => RecordWhat::Refused { step: step.clone(), reason: reason.clone() },
        (Some(step), None, _) => RecordWhat::Done { step: step.clone() },
        (None, _, basis) => RecordWhat::Amended {
            basis: basis.clone().unwrap_or_default(),
            reason: choice.reason.clone().unwrap_or_default(),
            forum: choice.forum,
        },
    };
    let options = RecordOptions {
        folder: argument::workspace_or_here(choice.workspace.as_deref())?,
        unit: choice.unit.clone(),
        document: choice.document.clone(),
        what,
        by: choice.by.clone(),
        day: choice.display.today(),
        time: choice.time,
        readers: readers(),
    };
    let done = record_event(&options)?;
    let event = &done.event;
    let name = format!("{} {}", document_name(&event.document), event.unit);
    let activity = done.activity.as_deref().unwrap_or_default();
    let step = event.step.as_deref().unwrap_or_default();
    let line = match event.kind {
        EventKind::Refused => format!(
            "{name}: langkah {step} ({activity}) menolak; sebabnya: {}",
            event.reason.as_deref().unwrap_or_default()
        ),
        EventKind::Amended => format!(
            "{name}: alasan perubahan dicatat ({}); perubahan sejak pengesahan terakhir diterima",
            event.reason.as_deref().unwrap_or_default()
        ),
        _ => format!("{name}: langkah {step} ({activity}) selesai"),
    };
    anstream::println!("{}", is_safe(&line));
    Ok(CLEAN)
}
