//! The large figures with what each rests on, the whole in one sentence, and where figures rest on too little.

use serde::Serialize;

use super::figure::{DASH, Figure, MEANWHILE, TrafficLight};
use super::{BriefUnit, FigureDesignation, Recap, Serapan};
use crate::domain::capaian::ScaleColor;
use crate::domain::numeral::{figure, short_figure};
use crate::domain::period::Timespan;
use crate::recap::questioned::QUESTIONED;

/// A large figure of the first page.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    /// Which one: `capaian`, `iku`, `lapor`, `merah`, `serapan`.
    pub id: &'static str,
    /// What it is.
    pub label: String,
    /// In words and as a number.
    #[serde(rename = "nilai")]
    pub value: Figure,
    /// What follows the figure in print: "%", " dari 8".
    #[serde(rename = "akhiran")]
    pub suffix: String,
    /// The figure in print: "97,3%", "5 dari 8", "–".
    #[serde(rename = "tulisan")]
    pub wording: String,
    /// What it rests on.
    pub sub: String,
    /// Its light, where it has one.
    #[serde(rename = "lampu")]
    pub light: Option<TrafficLight>,
}

impl Card {
    fn new(id: &'static str, label: String, value: Figure, suffix: String, sub: String) -> Self {
        let wording = if value.figure.is_some() { format!("{}{suffix}", value.wording) } else { DASH.to_string() };
        Self { id, label, value, suffix, wording, sub, light: None }
    }

    fn lit(self, light: TrafficLight) -> Self {
        Self { light: Some(light), ..self }
    }
}

/// The five figures in the order of the page.
pub(super) fn card(brief: &BriefUnit, triwulan: &str, designation: FigureDesignation) -> Vec<Card> {
    vec![average(brief, designation), reached(brief, designation), report(brief, triwulan), red(brief), serapan(brief)]
}

fn average(brief: &BriefUnit, designation: FigureDesignation) -> Card {
    let value = brief.average.map(|mean| mean.value);
    let sub = match &brief.average {
        Some(mean) => format!("{} dari {} {} ada datanya", mean.computed, brief.all_iku(), designation.one),
        None => "belum ada data".to_string(),
    };
    Card::new("capaian", format!("Rata-rata capaian {}", designation.one), Figure::percent(value), "%".into(), sub)
        .lit(TrafficLight::from(value))
}

fn reached(brief: &BriefUnit, designation: FigureDesignation) -> Card {
    let [green, yellow, red, gray] = brief.iku;
    let all = brief.all_iku();
    let value = if all == 0 { Figure::default() } else { Figure::count(green) };
    let sub = format!("▲ {yellow}   ■ {red}   – {gray} belum ada data");
    Card::new("iku", format!("{} mencapai target", designation.sheet), value, format!(" dari {all}"), sub)
}

fn report(brief: &BriefUnit, triwulan: &str) -> Card {
    let (report, all) = brief.report;
    let value = if all == 0 { Figure::default() } else { Figure::count(report) };
    let sub = match (all, all - report) {
        (0, _) => "belum ada unit".to_string(),
        (_, 0) if brief.left_blank > 0 => {
            format!("semua unit lapor, {} realisasi kosong", brief.left_blank)
        }
        (_, 0) => "semua unit sudah lapor".to_string(),
        (_, rest) => format!("{rest} unit belum lapor"),
    };
    Card::new("lapor", format!("Unit lapor {triwulan}"), value, format!(" dari {all}"), sub)
}

fn red(brief: &BriefUnit) -> Card {
    let [_, _, red, gray] = brief.indikator;
    let exists = brief.measured_indikator();
    let value = if exists == 0 { Figure::default() } else { Figure::count(red) };
    let color = match (exists, red) {
        (0, _) => ScaleColor::Gray,
        (_, 0) => ScaleColor::Green,
        _ => ScaleColor::Red,
    };
    let sub = format!("dari {exists} yang ada datanya; {gray} belum");
    Card::new("merah", "Indikator unit merah".into(), value, String::new(), sub).lit(TrafficLight::new(color))
}

fn serapan(brief: &BriefUnit) -> Card {
    let serapan = brief.serapan.as_ref();
    let sub = match serapan {
        Some(serapan) => format!(
            "{} dari {}; formulir {} dari {} unit",
            short_rupiah(serapan.realisasi),
            short_rupiah(serapan.pagu),
            serapan.triwulan,
            serapan.unit
        ),
        None => "tidak ada realisasi anggaran di formulir".to_string(),
    };
    let value = Figure::percent(serapan.map(|serapan| serapan.percent));
    Card::new("serapan", "Serapan anggaran".into(), value, "%".into(), sub)
}

/// "Rp1,01 miliar".
pub(super) fn short_rupiah(value: f64) -> String {
    match value.abs() {
        big if big >= 1e12 => format!("Rp{} triliun", short_figure(value / 1e12, 2)),
        big if big >= 1e9 => format!("Rp{} miliar", short_figure(value / 1e9, 2)),
        big if big >= 1e6 => format!("Rp{} juta", short_figure(value / 1e6, 1)),
        _ => format!("Rp{}", figure(value, 0)),
    }
}

/// The whole in one sentence.
pub(super) fn sentence(brief: &BriefUnit, triwulan: &str, designation: FigureDesignation) -> String {
    let what = designation.one;
    let [green, _, red, gray] = brief.iku;
    let mut part = Vec::new();
    match (brief.all_iku(), brief.measured_iku()) {
        (0, _) => part.push(format!("Kaskade {what} belum diisi")),
        (all, 0) => part.push(format!("Belum ada data capaian untuk {all} {what}")),
        (_, measured) => {
            part.push(format!("{green} dari {measured} {what} yang ada datanya mencapai target"));
            if red > 0 {
                part.push(format!("{red} merah"));
            }
            if gray > 0 {
                part.push(format!("{gray} belum ada data"));
            }
        }
    }
    let (report, all) = brief.report;
    if all > report {
        part.push(format!("{} dari {all} unit belum lapor {triwulan}", all - report));
    }
    format!("{}.", part.join("; "))
}

/// Where figures rest on too little: half of the units or indicators, or less, and quarters that nobody reported yet.
pub(super) fn warning(recap: &Recap) -> Vec<String> {
    let brief = &recap.brief;
    let mut list = Vec::new();
    let ((report, unit), (measured, iku)) = (brief.report, (brief.measured_iku(), brief.all_iku()));
    let tw = &recap.triwulan_name;
    if recap.timespan == Timespan::Yearly && recap.triwulan != recap.timespan.last() {
        list.push(format!("Data baru sampai {tw}; realisasinya dibandingkan dengan target setahun."));
    }
    if unit > 0 && report == 0 {
        list.push(format!("Belum ada unit yang lapor {tw}."));
    } else if report * 2 < unit {
        list.push(format!(
            "Baru {report} dari {unit} unit yang lapor {tw}; angka di halaman ini masih dapat banyak berubah."
        ));
    }
    if measured > 0 && measured * 2 <= iku {
        list.push(format!("Rata-rata capaian baru memuat {measured} dari {iku} {}.", recap.designation.one));
    }
    let few = recap.iku.iter().filter(|one| one.indikator.standing.light.word == MEANWHILE);
    let few: Vec<&str> = few.map(|one| one.indikator.code.as_str()).collect();
    if !few.is_empty() {
        list.push(format!("Belum cukup pelapor untuk diberi warna: {}.", some(&few)));
    }
    let partial =
        recap.iku.iter().filter(|one| one.indikator.standing.capaian.figure.is_some() && one.from.0 < one.from.1);
    let partial: Vec<&str> = partial.map(|one| one.indikator.code.as_str()).collect();
    if !partial.is_empty() {
        list.push(format!("Belum dari semua pelapor: {}.", some(&partial)));
    }
    let questioned = recap.iku.iter().filter(|one| one.notes.iter().any(|note| note.starts_with(QUESTIONED)));
    let questioned: Vec<&str> = questioned.map(|one| one.indikator.code.as_str()).collect();
    if !questioned.is_empty() {
        list.push(format!("Ada angka yang sedang ditanyakan ke unit dalam {}.", some(&questioned)));
    }
    if let Some(Serapan { triwulan, unit: reporter, .. }) = &brief.serapan
        && *reporter * 2 < unit
    {
        list.push(format!("Serapan anggaran dari formulir {triwulan} milik {reporter} dari {unit} unit saja."));
    }
    list
}

/// The first few of a list, and how many more there are.
fn some(code: &[&str]) -> String {
    const LOAD: usize = 6;
    let start = code.iter().take(LOAD).copied().collect::<Vec<_>>().join(", ");
    match code.len().saturating_sub(LOAD) {
        0 => start,
        rest => format!("{start}, dan {rest} lainnya"),
    }
}
