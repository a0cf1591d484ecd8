//! The figures behind chart and trends, beside the printed page: an indicator in a row, achievement, the bands of the
//! chart, and the quarters, from the sheet `IKU`. A quarter without data stays blank, so that nothing is drawn for it.

use super::{FirstPage, RIGHT};
use crate::recap::model::Recap;
use crate::sheets::SheetError;
use crate::sheets::{SheetCell, write_cell};
use crate::workbooks::recap::SheetPositions;

/// First column: two beyond the page.
const COLUMN: u16 = RIGHT + 2;
/// Row of the headings.
const ROW: u32 = 1;
/// Where the bands end, in percent.
pub(super) const LIMIT: f64 = 120.0;
/// Heights of the bands: up to 80, up to the target, the line of the target, and above it.
const BAND: [f64; 4] = [80.0, 19.2, 0.8, LIMIT - 100.0];

/// Where the figures stand.
pub(super) struct FirstPageData {
    /// First row, and one beyond the last.
    pub(super) row: (u32, u32),
    pub(super) code: u16,
    /// First of the bars: green, yellow, red.
    pub(super) bar: u16,
    /// First of the four bands.
    pub(super) band: u16,
    pub(super) trend: u16,
}

impl FirstPageData {
    pub(super) fn write(
        page: &mut FirstPage<'_>,
        recap: &Recap,
        position: &SheetPositions,
    ) -> Result<Self, SheetError> {
        let foot = page.style.foot.clone();
        let figure = foot.clone().set_num_format("[$-421]0.00");
        let data = Self {
            row: (ROW + 1, ROW + 1 + u32::try_from(recap.iku.len()).unwrap_or_default()),
            code: COLUMN,
            bar: COLUMN + 1,
            band: COLUMN + 4,
            trend: COLUMN + 8,
        };
        page.sheet.write_string_with_format(0, COLUMN, "Data grafik dan tren (di luar area cetak)", &foot)?;
        let heading = [
            "IKU",
            "hijau (%)",
            "kuning (%)",
            "merah (%)",
            "< 80%",
            "80–100%",
            "target",
            "> 100%",
            "TW I",
            "TW II",
            "TW III",
            "TW IV",
        ];
        for (column, heading) in (COLUMN..).zip(heading) {
            page.sheet.write_string_with_format(ROW, column, heading, &foot)?;
        }
        for ((order, iku), row) in recap.iku.iter().enumerate().zip(ROW + 1..) {
            let standing = &iku.indikator.standing;
            let mut content = |column: u16, heading: &str, value: Option<f64>| match value {
                Some(_) => write_cell(
                    page.sheet,
                    (row, column),
                    &SheetCell::formula(position.iku(order, heading), value),
                    &figure,
                ),
                None => Ok(()),
            };
            // A bar stands in the column of its colour.
            let color = standing.color() as u16;
            content(data.bar + color.min(2), "Capaian (%)", standing.capaian.figure)?;
            for ((column, heading), point) in
                (data.trend..).zip(["TW I (%)", "TW II (%)", "TW III (%)", "TW IV (%)"]).zip(&standing.trend)
            {
                content(column, heading, point.capaian.figure)?;
            }
            let mark = format!("{} {}", standing.light.mark, iku.indikator.code);
            page.sheet.write_string_with_format(row, data.code, &mark, &foot)?;
            for (column, height) in (data.band..).zip(BAND) {
                page.sheet.write_number_with_format(row, column, height, &figure)?;
            }
        }
        Ok(data)
    }
}
