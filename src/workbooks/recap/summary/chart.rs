//! The chart in the manner of bullet graphs: for each indicator of the institution its achievement as a narrow bar before
//! the bands of the lights, with the target as a black line across. The bands are greys, so that it reads in print.

use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType,
    ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartMarker, ChartSolidFill, ChartType, ObjectMovement,
};

use super::data::{FirstPageData, LIMIT};
use super::{FirstPage, NAME, WIDTH};
use crate::domain::capaian::ScaleColor;
use crate::recap::model::{IkuRow, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::{self, DIM, INK, LINE};

/// Bars that a chart can show apart.
const MOST_BAR: usize = 40;
/// Bars that have room for their figure.
const NUMBERED_BAR: usize = 12;
/// Height in points.
const HEIGHT: f64 = 165.0;
/// Width of a bar in points.
const BOLD: f64 = 9.0;
/// The colours of bars.
const BAR: [ScaleColor; 3] = [ScaleColor::Green, ScaleColor::Yellow, ScaleColor::Red];
/// Greys of the bands, from below: red, yellow, the line of the target, green.
const BAND: [(&str, u32); 4] =
    [("di bawah 80%", 0xC9_CED6), ("80 – < 100%", 0xDD_E1E7), ("target (100%)", INK), ("100% ke atas", 0xEE_F0F3)];

pub(super) fn write(page: &mut FirstPage<'_>, recap: &Recap, data: &FirstPageData) -> Result<(), SheetError> {
    if recap.iku.is_empty() {
        return Ok(());
    }
    let chosen = &recap.iku[..recap.iku.len().min(MOST_BAR)];
    let last = data.row.0 + u32::try_from(chosen.len()).unwrap_or_default() - 1;
    let range = |column: u16| (NAME, data.row.0, column, last, column);
    let mut band = Chart::new(ChartType::ColumnStacked);
    for ((name, color), column) in BAND.into_iter().zip(data.band..) {
        band.add_series()
            .set_categories(range(data.code))
            .set_values(range(column))
            .set_name(name)
            .set_format(&mut content(color))
            .set_gap(35);
    }
    // A bar narrower than its band: a thick line from the figure down to the axis, one series for each colour.
    let mut bar = Chart::new(ChartType::Line);
    for (color, column) in BAR.into_iter().zip(data.bar..) {
        let mut line = ChartFormat::new();
        line.set_line(ChartLine::new().set_color(style::bar_color(color)).set_width(BOLD));
        let mut descend = ChartErrorBars::new();
        descend
            .set_type(ChartErrorBarsType::Percentage(100.0))
            .set_direction(ChartErrorBarsDirection::Minus)
            .set_end_cap(false)
            .set_format(&mut line);
        let series = bar
            .add_series()
            .set_categories(range(data.code))
            .set_values(range(column))
            .set_name(&format!("capaian {}", color.name()))
            .set_format(ChartFormat::new().set_no_line())
            .set_marker(ChartMarker::new().set_none())
            .set_y_error_bars(&descend);
        if chosen.len() <= NUMBERED_BAR {
            series.set_data_label(
                ChartDataLabel::new()
                    .show_value()
                    .set_num_format("[$-421]0.0")
                    .set_position(ChartDataLabelPosition::Above)
                    .set_font(ChartFont::new().set_size(8).set_bold().set_color(INK)),
            );
        }
    }
    band.combine(&bar);
    let highest = top(chosen);
    decorate(&mut band, recap, chosen, highest);
    let width: u32 = WIDTH.iter().sum();
    band.set_width(width.saturating_sub(4)).set_height((HEIGHT / 0.75) as u32 - 4);
    band.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    page.sheet.insert_chart(page.row, 0, &band)?;
    page.forward(HEIGHT)?;
    let foot = page.style.foot.clone();
    let rest = recap.iku.len() - chosen.len();
    let mut source = format!("Sumber grafik: lembar {}.", recap.designation.sheet);
    if rest > 0 {
        source.push_str(&format!(" {rest} lainnya tidak muat di grafik, lihat lembar itu."));
    }
    if chosen.iter().any(|iku| iku.indikator.standing.capaian.figure.is_some_and(|value| value > highest)) {
        source.push_str(&format!(" Batang di atas {highest}% dipotong; angkanya tetap."));
    }
    page.range((0, super::RIGHT), 12.5, &crate::sheets::SheetCell::owned(source), &foot)
}

/// The top of the axis: the bands, and bars beyond them as far as they leave the others their room.
fn top(iku: &[IkuRow]) -> f64 {
    let highest = iku.iter().filter_map(|iku| iku.indikator.standing.capaian.figure).fold(LIMIT, f64::max);
    ((highest + 8.0) / 20.0).ceil().clamp(7.0, 10.0) * 20.0
}

fn content(color: u32) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_solid_fill(ChartSolidFill::new().set_color(color)).set_no_border();
    format
}

fn letter(size: u8) -> ChartFont {
    let mut letter = ChartFont::new();
    letter.set_name("Arial").set_size(size).set_color(DIM).unset_bold();
    letter
}

fn decorate(chart: &mut Chart, recap: &Recap, iku: &[IkuRow], highest: f64) {
    let mut heading = letter(10);
    heading.set_bold().set_color(style::BLUE);
    chart
        .title()
        .set_name(&format!("Capaian per {} terhadap target, {}", recap.designation.one, recap.phrase))
        .set_font(&heading);
    // The codes may be long; where there are many they stand upright.
    let mut category = letter(8);
    if iku.len() > 14 {
        category.set_rotation(-45);
    }
    chart.x_axis().set_name(recap.designation.length).set_name_font(&letter(8)).set_font(&category);
    chart
        .y_axis()
        .set_name("Capaian (%)")
        .set_name_font(&letter(8))
        .set_font(&letter(8))
        .set_min(0)
        .set_max(highest)
        .set_major_unit(20)
        .set_num_format("0")
        .set_major_gridlines_line(ChartLine::new().set_color(LINE).set_width(0.5));
    chart.legend().set_position(ChartLegendPosition::Right).set_font(&letter(8)).delete_entries(&[4, 5, 6]);
    let mut edge = ChartFormat::new();
    edge.set_no_border();
    chart.chart_area().set_format(&mut edge);
    let description: Vec<String> = iku
        .iter()
        .map(|iku| {
            let standing = &iku.indikator.standing;
            let capaian = if standing.capaian.exists() { &standing.capaian.wording } else { standing.light.word };
            format!("{} {capaian}", iku.indikator.code)
        })
        .collect();
    chart.set_alt_text(crate::domain::text::brief(
        &format!("Capaian per IKU dalam persen: {}", description.join(", ")),
        240,
    ));
}
