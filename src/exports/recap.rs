//! The recap as frames, for other programs and for recaps over many institutions: one row for the institution, and one
//! for every indicator of the institution and of its units.

use polars::prelude::DataFrame;

use crate::recap::model::{Figure, Recap, RecapIndikator};
use crate::tables::TablesError;
use crate::tables::frame::FrameBuilder;

/// One row: where the institution stands.
pub(crate) fn summary(recap: &Recap, file: (usize, usize)) -> Result<DataFrame, TablesError> {
    let brief = &recap.brief;
    let date = recap.date.to_string();
    let count = |count: usize| u32::try_from(count).ok();
    let [green, yellow, red, gray] = brief.iku;
    let [green_ind, yellow_ind, red_ind, gray_ind] = brief.indikator;
    let [error, warning, info] = brief.temuan;
    let one = [(recap, date)];
    Ok(FrameBuilder::new(&one)
        .text("nama_instansi", |(recap, _)| Some(&recap.instansi))
        .text("profil", |(recap, _)| Some(&recap.profil))
        .text("tanggal", |(_, date)| Some(date))
        // Not `tahun`: that is the folder in a dataset of many years.
        .i32("tahun_kinerja", |(recap, _)| Some(recap.year))
        .i32("triwulan", |(recap, _)| i32::try_from(recap.triwulan.number()).ok())
        .text("kurun", |(recap, _)| Some(&recap.phrase))
        .figure("capaian", |(recap, _)| recap.brief.average.map(|mean_value| mean_value.value))
        .u32("capaian_dari", |_| count(brief.average.map_or(0, |mean_value| mean_value.computed)))
        .u32("iku", |_| count(brief.all_iku()))
        .u32("iku_tercapai", |_| count(green))
        .u32("iku_kuning", |_| count(yellow))
        .u32("iku_merah", |_| count(red))
        .u32("iku_tanpa_data", |_| count(gray))
        .u32("unit", |_| count(brief.report.1))
        .u32("unit_lapor", |_| count(brief.report.0))
        .u32("indikator", |_| count(brief.indikator.iter().sum()))
        .u32("indikator_tercapai", |_| count(green_ind))
        .u32("indikator_kuning", |_| count(yellow_ind))
        .u32("indikator_merah", |_| count(red_ind))
        .u32("indikator_tanpa_data", |_| count(gray_ind))
        .i32("triwulan_anggaran", |_| {
            brief.serapan.as_ref().and_then(|serapan| i32::try_from(serapan.triwulan.number()).ok())
        })
        .figure("pagu", |_| brief.serapan.as_ref().map(|serapan| serapan.pagu))
        .figure("realisasi_anggaran", |_| brief.serapan.as_ref().map(|serapan| serapan.realisasi))
        .u32("berkas", |_| count(file.0))
        .u32("berkas_gagal", |_| count(file.1))
        .u32("galat", |_| count(error))
        .u32("peringatan", |_| count(warning))
        .u32("info", |_| count(info))
        .finish()?)
}

/// One row for each indicator: the institution's, without a unit, and the units'.
pub(crate) fn standing(recap: &Recap) -> Result<DataFrame, TablesError> {
    let mut all: Vec<(Option<&str>, &str, &RecapIndikator)> =
        recap.iku.iter().map(|one| (None, one.sasaran.as_str(), &one.indikator)).collect();
    for unit in &recap.unit {
        all.extend(unit.indikator.iter().map(|one| (Some(unit.unit.as_str()), "", &one.indikator)));
    }
    Ok(FrameBuilder::new(&all)
        .text("lingkup", |(unit, _, _)| Some(if unit.is_some() { "unit" } else { "instansi" }))
        .text("unit", |(unit, _, _)| *unit)
        .text("kode", |(_, _, one)| Some(&one.code))
        .text("sasaran", |(_, sasaran, _)| Some(*sasaran).filter(|sasaran| !sasaran.is_empty()))
        .text("indikator", |(_, _, one)| Some(&one.indikator))
        .text("satuan", |(_, _, one)| Some(&one.satuan))
        .figure("target", |(_, _, one)| one.standing.target.figure)
        .text("target_teks", |(_, _, one)| text(&one.standing.target))
        .figure("realisasi", |(_, _, one)| one.standing.realisasi.figure)
        .text("realisasi_teks", |(_, _, one)| text(&one.standing.realisasi))
        .figure("capaian_penuh", |(_, _, one)| one.standing.full.figure)
        .figure("capaian", |(_, _, one)| one.standing.capaian.figure)
        .text("warna", |(_, _, one)| Some(one.standing.color().name()))
        .yes("lapor", |(_, _, one)| Some(one.standing.report))
        .finish()?)
}

/// What was typed where there is no figure.
fn text(figure: &Figure) -> Option<&str> {
    (figure.figure.is_none() && figure.exists()).then_some(figure.wording.as_str())
}
