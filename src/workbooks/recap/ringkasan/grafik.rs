//! The chart in the manner of bullet graphs: for each indicator of the institution its achievement as a narrow bar before
//! the bands of the lights, with the target as a black line across. The bands are greys, so that it reads in print.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType,
    ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartSolidFill, ChartType, ObjectMovement,
};

use super::data::{BATAS, Data};
use super::{Halaman, LEBAR, NAMA};
use crate::domain::capaian::Warna;
use crate::recap::model::{BarisIku, Rekap};
use crate::sheets::SheetError;
use crate::sheets::gaya::{self, GARIS, REDUP, TINTA};

/// Bars that a chart can show apart.
const BATANG_TERBANYAK: usize = 40;
/// Bars that have room for their figure.
const BATANG_BERANGKA: usize = 12;
/// Height in points.
const TINGGI: f64 = 165.0;
/// Width of a bar in points.
const TEBAL: f64 = 9.0;
/// The colours of bars.
const BATANG: [Warna; 3] = [Warna::Hijau, Warna::Kuning, Warna::Merah];
/// Greys of the bands, from below: red, yellow, the line of the target, green.
const PITA: [(&str, u32); 4] =
    [("di bawah 80%", 0xC9_CED6), ("80 – < 100%", 0xDD_E1E7), ("target (100%)", TINTA), ("100% ke atas", 0xEE_F0F3)];

pub(super) fn tulis(page: &mut Halaman<'_>, rekap: &Rekap, data: &Data) -> Result<(), SheetError> {
    if rekap.iku.is_empty() {
        return Ok(());
    }
    let terpilih = &rekap.iku[..rekap.iku.len().min(BATANG_TERBANYAK)];
    let akhir = data.baris.0 + u32::try_from(terpilih.len()).unwrap_or_default() - 1;
    let rentang = |kolom: u16| (NAMA, data.baris.0, kolom, akhir, kolom);
    let mut pita = Chart::new(ChartType::ColumnStacked);
    for ((nama, warna), kolom) in PITA.into_iter().zip(data.pita..) {
        pita.add_series()
            .set_categories(rentang(data.kode))
            .set_values(rentang(kolom))
            .set_name(nama)
            .set_format(&mut isi(warna))
            .set_gap(35);
    }
    // A bar narrower than its band: a thick line from the figure down to the axis, one series for each colour.
    let mut batang = Chart::new(ChartType::Line);
    for (warna, kolom) in BATANG.into_iter().zip(data.batang..) {
        let mut garis = ChartFormat::new();
        garis.set_line(ChartLine::new().set_color(gaya::warna_batang(warna)).set_width(TEBAL));
        let mut turun = ChartErrorBars::new();
        turun
            .set_type(ChartErrorBarsType::Percentage(100.0))
            .set_direction(ChartErrorBarsDirection::Minus)
            .set_end_cap(false)
            .set_format(&mut garis);
        let deret = batang
            .add_series()
            .set_categories(rentang(data.kode))
            .set_values(rentang(kolom))
            .set_name(&format!("capaian {}", warna.nama()))
            .set_format(ChartFormat::new().set_no_line())
            .set_marker(ChartMarker::new().set_none())
            .set_y_error_bars(&turun);
        if terpilih.len() <= BATANG_BERANGKA {
            deret.set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format("0.0")
                    .set_position(ChartDataLabelPosition::Above)
                    .set_font(ChartFont::new().set_size(8).set_bold().set_color(TINTA)),
            );
        }
    }
    pita.combine(&batang);
    let tertinggi = puncak(terpilih);
    hias(&mut pita, rekap, terpilih, tertinggi);
    let lebar: u32 = LEBAR.iter().sum();
    pita.set_width(lebar.saturating_sub(4)).set_height((TINGGI / 0.75) as u32 - 4);
    pita.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    page.lembar.insert_chart(page.baris, 0, &pita)?;
    page.maju(TINGGI)?;
    let kaki = page.gaya.kaki.clone();
    let sisa = rekap.iku.len() - terpilih.len();
    let mut sumber = format!("Sumber grafik: lembar {}.", rekap.sebutan.lembar);
    if sisa > 0 {
        sumber.push_str(&format!(" {sisa} lainnya tidak muat di grafik, lihat lembar itu."));
    }
    if terpilih.iter().any(|iku| iku.indikator.posisi.capaian.angka.is_some_and(|nilai| nilai > tertinggi)) {
        sumber.push_str(&format!(" Batang di atas {tertinggi}% dipotong; angkanya tetap."));
    }
    page.rentang((0, super::KANAN), 12.5, &crate::sheets::Sel::milik(sumber), &kaki)
}

/// The top of the axis: the bands, and bars beyond them as far as they leave the others their room.
fn puncak(iku: &[BarisIku]) -> f64 {
    let tertinggi = iku.iter().filter_map(|iku| iku.indikator.posisi.capaian.angka).fold(BATAS, f64::max);
    ((tertinggi + 8.0) / 20.0).ceil().clamp(7.0, 10.0) * 20.0
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

fn hias(grafik: &mut Chart, rekap: &Rekap, iku: &[BarisIku], tertinggi: f64) {
    let mut judul = huruf(10);
    judul.set_bold().set_color(gaya::BIRU);
    grafik
        .title()
        .set_name(&format!("Capaian per {} terhadap target, {}", rekap.sebutan.satu, rekap.frasa))
        .set_font(&judul);
    // The codes may be long; where there are many they stand upright.
    let mut kategori = huruf(8);
    if iku.len() > 14 {
        kategori.set_rotation(-45);
    }
    grafik.x_axis().set_name(rekap.sebutan.panjang).set_name_font(&huruf(8)).set_font(&kategori);
    grafik
        .y_axis()
        .set_name("Capaian (%)")
        .set_name_font(&huruf(8))
        .set_font(&huruf(8))
        .set_min(0)
        .set_max(tertinggi)
        .set_major_unit(20)
        .set_num_format("0")
        .set_major_gridlines_line(ChartLine::new().set_color(GARIS).set_width(0.5));
    grafik.legend().set_position(ChartLegendPosition::Right).set_font(&huruf(8)).delete_entries(&[4, 5, 6]);
    let mut tepi = ChartFormat::new();
    tepi.set_no_border();
    grafik.chart_area().set_format(&mut tepi);
    let uraian: Vec<String> = iku
        .iter()
        .map(|iku| {
            let posisi = &iku.indikator.posisi;
            let capaian = if posisi.capaian.ada() { &posisi.capaian.tulisan } else { posisi.lampu.kata };
            format!("{} {capaian}", iku.indikator.kode)
        })
        .collect();
    grafik.set_alt_text(crate::domain::teks::ringkas(
        &format!("Capaian per IKU dalam persen: {}", uraian.join(", ")),
        240,
    ));
}
