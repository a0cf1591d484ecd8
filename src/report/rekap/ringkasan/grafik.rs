//! The chart: achievement of each indicator of the institution against its target.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartPoint, ChartSolidFill, ChartType, ObjectMovement,
};

use super::data::Data;
use super::{Halaman, LEBAR, NAMA, TENGAH};
use crate::report::ReportError;
use crate::report::gaya::{self, GARIS, REDUP, TINTA};
use crate::report::rekap::model::Rekap;

/// Bars that a chart can show apart.
const BATANG_TERBANYAK: u32 = 40;
/// Bars that have room for their figure.
const BATANG_BERANGKA: usize = 16;
/// Height of a row of the matrix beside it, in pixels.
const TINGGI_BARIS: u32 = 17;

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, data: &Data, awal: u32) -> Result<(), ReportError> {
    if rekap.iku.is_empty() {
        return Ok(());
    }
    let akhir = data.baris.1.min(data.baris.0 + BATANG_TERBANYAK) - 1;
    let rentang = |kolom: u16| (NAMA, data.baris.0, kolom, akhir, kolom);
    let mut grafik = Chart::new(ChartType::Column);
    let warna: Vec<ChartPoint> = rekap
        .iku
        .iter()
        .take((akhir + 1 - data.baris.0) as usize)
        .map(|iku| ChartPoint::new().set_format(&mut isi(gaya::warna_batang(iku.indikator.posisi.warna()))))
        .collect();
    let batang = grafik
        .add_series()
        .set_categories(rentang(data.kode))
        .set_values(rentang(data.capaian))
        .set_name("Capaian (%)")
        .set_points(&warna)
        .set_format(&mut isi(gaya::warna_batang(crate::domain::capaian::Warna::Hijau)))
        .set_gap(60);
    if rekap.iku.len() <= BATANG_BERANGKA {
        batang.set_data_label(
            ChartDataLabel::new()
                .show_value()
                .set_num_format("0")
                .set_position(ChartDataLabelPosition::OutsideEnd)
                .set_font(ChartFont::new().set_size(8).set_color(TINTA)),
        );
    }
    let mut garis = Chart::new(ChartType::Line);
    garis
        .add_series()
        .set_categories(rentang(data.kode))
        .set_values(rentang(data.batas))
        .set_name("Target (100%)")
        .set_format(
            ChartFormat::new()
                .set_line(ChartLine::new().set_color(TINTA).set_width(1.25).set_dash_type(ChartLineDashType::Dash)),
        );
    grafik.combine(&garis);
    hias(&mut grafik, rekap);
    let lebar: u32 = LEBAR.iter().take(usize::from(TENGAH)).sum();
    grafik.set_width(lebar.saturating_sub(12)).set_height((page.baris - awal) * TINGGI_BARIS + 4);
    grafik.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    page.lembar.insert_chart(awal, 0, &grafik)?;
    Ok(())
}

fn isi(warna: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(warna)).set_no_border();
    format
}

fn huruf(ukuran: u8) -> ChartFont {
    let mut huruf = ChartFont::new();
    huruf.set_name("Arial").set_size(ukuran).set_color(REDUP).unset_bold();
    huruf
}

fn hias(grafik: &mut Chart, rekap: &Rekap) {
    let mut judul = huruf(11);
    judul.set_bold().set_color(gaya::BIRU);
    grafik.title().set_name(&format!("Capaian per IKU terhadap target {}", rekap.frasa)).set_font(&judul);
    // The codes may be long; where there are many they stand upright.
    let mut kategori = huruf(8);
    if rekap.iku.len() > 8 {
        kategori.set_rotation(-45);
    }
    grafik.x_axis().set_name("Indikator Kinerja Utama").set_name_font(&huruf(8)).set_font(&kategori);
    grafik
        .y_axis()
        .set_name("Capaian (%)")
        .set_name_font(&huruf(8))
        .set_font(&huruf(8))
        .set_min(0)
        .set_num_format("0")
        .set_major_gridlines_line(ChartLine::new().set_color(GARIS).set_width(0.5));
    grafik.legend().set_position(ChartLegendPosition::Bottom).set_font(&huruf(8));
    let mut tepi = ChartFormat::new();
    tepi.set_no_border();
    grafik.chart_area().set_format(&mut tepi);
    let uraian: Vec<String> = rekap
        .iku
        .iter()
        .map(|iku| {
            let posisi = &iku.indikator.posisi;
            let capaian = if posisi.capaian.ada() { &posisi.capaian.tulisan } else { posisi.lampu.kata };
            format!("{} {capaian}", iku.indikator.kode)
        })
        .collect();
    grafik.set_alt_text(crate::report::bersih::ringkas(
        &format!("Capaian per IKU dalam persen: {}", uraian.join(", ")),
        240,
    ));
}
