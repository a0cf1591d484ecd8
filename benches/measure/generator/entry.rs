//! What stands in the cells of a form: the model, typed the way this unit types, with the mistake that this form has.

use chrono::NaiveDate;
use selaras::domain::column::{Field, FormColumn, Period};
use selaras::domain::triwulan::Triwulan;
use selaras::forms::write::FormCell;

use super::model::{MockIndikator, YEAR, whole};
use super::random::Random;

/// How a unit types its figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WritingLook {
    /// Numbers as numbers.
    Figure,
    /// Numbers as Indonesian text: 1.250,5.
    Text,
    /// Percentages as cells in percent format.
    Percent,
}

/// A mistake in one row of a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlantedFlaw {
    /// The annual target is another one.
    Target,
    /// The achievement does not follow from its figures.
    Capaian,
    /// Nothing was filled in as realised.
    BlankRealisasi,
    /// Words where a figure belongs.
    NotFigure,
    /// The row is missing.
    MissingRow,
    /// The wording is another one.
    Sound,
}

/// The kinds of mistake.
pub const FLAW: [PlantedFlaw; 6] = [
    PlantedFlaw::Target,
    PlantedFlaw::Capaian,
    PlantedFlaw::BlankRealisasi,
    PlantedFlaw::NotFigure,
    PlantedFlaw::MissingRow,
    PlantedFlaw::Sound,
];

/// How one form is filled in.
#[derive(Debug, Clone, Copy)]
pub struct WritingWay {
    /// How figures are typed.
    pub look: WritingLook,
    /// The quarter of a measurement.
    pub triwulan: Option<Triwulan>,
    /// Whether the form has a column for codes.
    pub coded: bool,
    /// Whether the form has a column for units of measure.
    pub with_satuan: bool,
    /// A mistake, and its row.
    pub flaw: Option<(usize, PlantedFlaw)>,
}

impl WritingWay {
    /// What stands in the column of a row; `None` leaves it open.
    pub fn cell(&self, column: FormColumn, order: usize, one: &MockIndikator) -> Option<FormCell> {
        let flaw = self.flaw.and_then(|(row, flaw)| (row == order).then_some(flaw));
        let text = |text: &str| Some(FormCell::Text(text.to_string()));
        let now = self.triwulan.map_or(0, |tw| tw as usize);
        let lacking = self.triwulan.is_some() && one.realisasi_tw[now] < one.target_tw[now];
        match column.field {
            Field::No => Some(FormCell::Figure(order as f64 + 1.0)),
            Field::Code => text(&one.code),
            Field::Sasaran => text(one.sasaran),
            Field::Indikator => {
                let last = if flaw == Some(PlantedFlaw::Sound) { " (perubahan)" } else { "" };
                let start = if self.coded { String::new() } else { format!("[{}] ", one.code) };
                Some(FormCell::Text(format!("{start}{}{last}", one.text)))
            }
            Field::Satuan => text(one.satuan),
            Field::Target => {
                let figure = value(column.period, now, one.target, &one.target_tw)?;
                let figure = if flaw == Some(PlantedFlaw::Target) && column.period == Period::Yearly {
                    figure + 5.0
                } else {
                    figure
                };
                Some(self.figure(figure, one.satuan))
            }
            Field::Realisasi => {
                let figure = self.realisasi(column.period, one)?;
                match flaw {
                    Some(PlantedFlaw::BlankRealisasi) => None,
                    Some(PlantedFlaw::NotFigure) => text("masih dihitung"),
                    _ => Some(self.figure(figure, one.satuan)),
                }
            }
            Field::Capaian => {
                let realisasi = self.realisasi(column.period, one)?;
                if matches!(flaw, Some(PlantedFlaw::BlankRealisasi | PlantedFlaw::NotFigure)) {
                    return None;
                }
                let target = value(column.period, now, one.target, &one.target_tw)?;
                let more = if flaw == Some(PlantedFlaw::Capaian) { 7.0 } else { 0.0 };
                Some(FormCell::Figure(whole(realisasi / target * 100.0, 2) + more))
            }
            Field::Numerator | Field::Denominator if one.satuan == "%" && self.triwulan.is_some() => {
                let denominator = column.field == Field::Denominator;
                Some(FormCell::Figure(if denominator { 1000.0 } else { (one.realisasi_tw[now] * 10.0).round() }))
            }
            Field::Kendala if lacking => text("Jadwal kegiatan bergeser karena menunggu petunjuk teknis"),
            Field::Solusi if lacking => text("Rapat koordinasi percepatan dengan unit terkait"),
            Field::TindakLanjut if lacking => text("Kegiatan dilaksanakan pada triwulan berikutnya"),
            Field::PenanggungJawab if lacking || self.triwulan.is_none() => text("Ketua Tim Kerja"),
            Field::TimeLimit if lacking => Some(FormCell::Date(time_limit(now))),
            Field::BuktiDukung => Some(FormCell::Text(format!("Laporan {} TW {}.pdf", one.code, now + 1))),
            Field::RencanaAksi => {
                Some(FormCell::Text(format!("Melaksanakan kegiatan untuk {}", one.text.to_lowercase())))
            }
            Field::Kriteria => text("Kegiatan terlaksana sesuai plan"),
            Field::Keluaran => text("1 laporan setiap triwulan"),
            Field::Time => text("TW I, TW II, TW III, TW IV"),
            Field::Program => Some(FormCell::Text(format!("Program {}", order / 8 + 1))),
            Field::Anggaran => Some(self.money(pagu(order))),
            Field::RealisasiAnggaran => {
                let (Period::Triwulan(_) | Period::Running) = column.period else { return None };
                self.realisasi(column.period, one)?;
                Some(self.money(pagu(order) / 5.0))
            }
            Field::Serapan => {
                self.realisasi(column.period, one)?;
                Some(FormCell::Figure(20.0))
            }
            Field::SumberDana => text("APBN"),
            _ => None,
        }
    }

    fn realisasi(&self, period: Period, one: &MockIndikator) -> Option<f64> {
        let now = self.triwulan? as usize;
        match period {
            Period::Triwulan(tw) if tw as usize > now => None,
            Period::Yearly | Period::Semester(_) | Period::Month(_) | Period::Year(_) | Period::EveryYear => None,
            _ => value(period, now, 0.0, &one.realisasi_tw),
        }
    }

    /// A figure as this unit types it.
    pub fn figure(&self, figure: f64, satuan: &str) -> FormCell {
        match self.look {
            WritingLook::Percent if satuan == "%" => FormCell::Percent(figure),
            WritingLook::Text if self.with_satuan || satuan != "%" => FormCell::Text(indonesia(figure)),
            WritingLook::Text => FormCell::Text(format!("{}%", indonesia(figure))),
            _ if satuan == "%" && !self.with_satuan => FormCell::Percent(figure),
            _ => FormCell::Figure(figure),
        }
    }

    fn money(&self, rupiah: f64) -> FormCell {
        if self.look == WritingLook::Text {
            FormCell::Text(format!("Rp {}", indonesia(rupiah)))
        } else {
            FormCell::Figure(rupiah)
        }
    }
}

fn value(period: Period, now: usize, year: f64, tw: &[f64; 4]) -> Option<f64> {
    match period {
        Period::Yearly => Some(year),
        Period::Running => tw.get(now).copied(),
        Period::Triwulan(one) => tw.get(one as usize).copied(),
        Period::Semester(_) | Period::Month(_) | Period::Year(_) | Period::EveryYear => None,
    }
}

/// The budget of a row.
pub fn pagu(order: usize) -> f64 {
    10_000_000.0 + 250_000.0 * order as f64
}

fn time_limit(now: usize) -> NaiveDate {
    let (year, month) = [(YEAR, 6), (YEAR, 9), (YEAR, 12), (YEAR + 1, 2)][now];
    NaiveDate::from_ymd_opt(year, month, 15).unwrap_or_default()
}

/// 1250.5 as "1.250,5".
pub fn indonesia(figure: f64) -> String {
    let text = whole(figure, 4).to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let mut outcome = String::new();
    for (order, letter) in whole.chars().enumerate() {
        if order > 0 && (whole.len() - order).is_multiple_of(3) {
            outcome.push('.');
        }
        outcome.push(letter);
    }
    if fraction.is_empty() { outcome } else { format!("{outcome},{fraction}") }
}

/// The mistake of a form: in about one of `dari` forms.
pub fn flaw(random: &mut Random, row: usize, from: u64) -> Option<(usize, PlantedFlaw)> {
    (random.lower(from) == 0).then(|| (random.lower(row as u64) as usize, *random.one(&FLAW)))
}
