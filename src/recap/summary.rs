//! Where an institution stands, as one row: what a recap over many institutions is made of.
//!
//! Each column is declared once, with its name in data files and its place in the row, for writing and for reading back.

use super::model::Recap;

/// Where an institution stands in a year.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SummaryRow {
    /// Name of the institution.
    pub instansi: Option<String>,
    /// How achievement is computed.
    pub profil: Option<String>,
    /// Day of the run, as data files write it.
    pub day: Option<String>,
    /// The year of the workspace; `None` where a file does not say it.
    pub year: Option<i32>,
    /// The quarter whose reports are counted.
    pub triwulan: Option<i32>,
    /// The period of the reports.
    pub timespan: Option<String>,
    /// Mean achievement of the institution's indicators.
    pub capaian: Option<f64>,
    /// How many indicators it rests on.
    pub capaian_from: Option<u32>,
    /// The institution's indicators: all, and by light (green, yellow, red, without data).
    pub iku: [Option<u32>; 5],
    /// Units, and those that have reported.
    pub units: Option<u32>,
    /// Units that have reported.
    pub reported: Option<u32>,
    /// The units' indicators: all, and by light.
    pub indikator: [Option<u32>; 5],
    /// The quarter of the budget's figures.
    pub anggaran_triwulan: Option<i32>,
    /// Budget ceiling.
    pub pagu: Option<f64>,
    /// What was spent.
    pub realisasi_anggaran: Option<f64>,
    /// Files that were sent.
    pub files: Option<u32>,
    /// Files that could not be read.
    pub unreadable: Option<u32>,
    /// Findings by severity, the gravest first.
    pub temuan: [Option<u32>; 3],
}

/// Where a row keeps the cell of a column, by its type.
#[derive(Debug, Clone, Copy)]
pub enum SummaryCell {
    /// A text.
    Text(fn(&mut SummaryRow) -> &mut Option<String>),
    /// A figure.
    Number(fn(&mut SummaryRow) -> &mut Option<f64>),
    /// A count.
    Count(fn(&mut SummaryRow) -> &mut Option<u32>),
    /// A small whole number.
    Small(fn(&mut SummaryRow) -> &mut Option<i32>),
}

use SummaryCell::{Count, Number, Small, Text};

/// The columns of the table, in order. The year is not called `tahun`: that is the folder in a dataset of many years.
pub const COLUMNS: [(&str, SummaryCell); 28] = [
    ("nama_instansi", Text(|row| &mut row.instansi)),
    ("profil", Text(|row| &mut row.profil)),
    ("tanggal", Text(|row| &mut row.day)),
    ("tahun_kinerja", Small(|row| &mut row.year)),
    ("triwulan", Small(|row| &mut row.triwulan)),
    ("kurun", Text(|row| &mut row.timespan)),
    ("capaian", Number(|row| &mut row.capaian)),
    ("capaian_dari", Count(|row| &mut row.capaian_from)),
    ("iku", Count(|row| &mut row.iku[0])),
    ("iku_tercapai", Count(|row| &mut row.iku[1])),
    ("iku_kuning", Count(|row| &mut row.iku[2])),
    ("iku_merah", Count(|row| &mut row.iku[3])),
    ("iku_tanpa_data", Count(|row| &mut row.iku[4])),
    ("unit", Count(|row| &mut row.units)),
    ("unit_lapor", Count(|row| &mut row.reported)),
    ("indikator", Count(|row| &mut row.indikator[0])),
    ("indikator_tercapai", Count(|row| &mut row.indikator[1])),
    ("indikator_kuning", Count(|row| &mut row.indikator[2])),
    ("indikator_merah", Count(|row| &mut row.indikator[3])),
    ("indikator_tanpa_data", Count(|row| &mut row.indikator[4])),
    ("triwulan_anggaran", Small(|row| &mut row.anggaran_triwulan)),
    ("pagu", Number(|row| &mut row.pagu)),
    ("realisasi_anggaran", Number(|row| &mut row.realisasi_anggaran)),
    ("berkas", Count(|row| &mut row.files)),
    ("berkas_gagal", Count(|row| &mut row.unreadable)),
    ("galat", Count(|row| &mut row.temuan[0])),
    ("peringatan", Count(|row| &mut row.temuan[1])),
    ("info", Count(|row| &mut row.temuan[2])),
];

impl SummaryRow {
    /// Out of a recap; `file` are the files that were sent and those of them that could not be read.
    pub fn new(recap: &Recap, (files, unreadable): (usize, usize)) -> Self {
        let brief = &recap.brief;
        let count = |count: usize| u32::try_from(count).ok();
        let lights = |all: usize, [green, yellow, red, gray]: [usize; 4]| [all, green, yellow, red, gray].map(count);
        let serapan = brief.serapan.as_ref();
        Self {
            instansi: Some(recap.instansi.clone()),
            profil: Some(recap.profil.clone()),
            day: Some(recap.date.to_string()),
            year: Some(recap.year),
            triwulan: i32::try_from(recap.triwulan.number()).ok(),
            timespan: Some(recap.phrase.clone()),
            capaian: brief.average.map(|mean| mean.value),
            capaian_from: count(brief.average.map_or(0, |mean| mean.computed)),
            iku: lights(brief.all_iku(), brief.iku),
            units: count(brief.report.1),
            reported: count(brief.report.0),
            indikator: lights(brief.indikator.iter().sum(), brief.indikator),
            anggaran_triwulan: serapan.and_then(|serapan| i32::try_from(serapan.triwulan.number()).ok()),
            pagu: serapan.map(|serapan| serapan.pagu),
            realisasi_anggaran: serapan.map(|serapan| serapan.realisasi),
            files: count(files),
            unreadable: count(unreadable),
            temuan: brief.temuan.map(count),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_has_a_place_of_its_own() {
        let mut row = SummaryRow::default();
        for (number, (_, cell)) in (1_u32..).zip(COLUMNS) {
            match cell {
                Text(place) => *place(&mut row) = Some(number.to_string()),
                Number(place) => *place(&mut row) = Some(f64::from(number)),
                Count(place) => *place(&mut row) = Some(number),
                Small(place) => *place(&mut row) = i32::try_from(number).ok(),
            }
        }
        for (number, (name, cell)) in (1_u32..).zip(COLUMNS) {
            let found = match cell {
                Text(place) => place(&mut row).clone(),
                Number(place) => place(&mut row).map(|figure| figure.to_string()),
                Count(place) => place(&mut row).map(|figure| figure.to_string()),
                Small(place) => place(&mut row).map(|figure| figure.to_string()),
            };
            assert_eq!(found, Some(number.to_string()), "{name}");
        }
    }
}
