//! The heat map: units by indicators of the institution, with who has reported; a mark and a colour in each cell.

use rust_xlsxwriter::FormatAlign;

use super::look::{FirstPageStyles, number_format_between};
use super::{FirstPage, RIGHT, foot_high};
use crate::domain::text::brief;
use crate::recap::model::{HeatRow, HeatTile, Recap};
use crate::recap::short_name::short_name;
use crate::sheets::SheetCell;
use crate::sheets::SheetError;
use crate::workbooks::recap::unit;

/// Units that fit on the page.
const MOST_UNIT: usize = 16;
/// The columns of the names, and the one that says who has reported.
const NAME: (u16, u16) = (0, 3);
const REPORT: u16 = 4;
/// Indicators that fit beside them.
const MOST_IKU: usize = (RIGHT - REPORT) as usize;

pub(super) fn write(page: &mut FirstPage<'_>, recap: &Recap) -> Result<(), SheetError> {
    page.pause(8.0)?;
    page.part_heading("Peta capaian unit × IKU (%), dan siapa yang sudah lapor", (0, RIGHT))?;
    page.forward(18.0)?;
    let (row, column) = (chosen(recap), chosen_iku(recap));
    head(page, recap, &column)?;
    for &number in &row {
        if let Some(one) = recap.map.rows.get(number) {
            one_unit(page, recap, number, one, &column)?;
        }
    }
    let foot = page.style.foot.clone();
    let mut text = vec![recap.map.remark.to_string()];
    for (rest, what, sheet) in [
        (recap.map.rows.len() - row.len(), "unit", unit::NAME),
        (recap.map.columns.len() - column.len(), "IKU", unit::NAME),
    ] {
        if rest > 0 {
            text.push(format!("… dan {rest} {what} lainnya, lihat lembar {sheet}."));
        }
    }
    let text = text.join(" ");
    page.range((0, RIGHT), foot_high(&text), &SheetCell::owned(text), &foot.set_text_wrap())
}

fn head(page: &mut FirstPage<'_>, recap: &Recap, column: &[usize]) -> Result<(), SheetError> {
    let middle = page.style.middle_head.clone().set_font_size(7).set_text_wrap();
    let mean = page.style.head.clone();
    page.content(page.row, NAME, &SheetCell::Text("Unit".into()), &mean)?;
    page.content(page.row, (REPORT, REPORT), &SheetCell::owned(format!("Lapor {}", recap.triwulan_name)), &middle)?;
    let upright = middle.clone().set_rotation(90).set_align(FormatAlign::Left);
    for (position, number) in (REPORT + 1..).zip(column) {
        let head = recap.map.columns.get(*number).map(|column| {
            let name = recap.iku.iter().find(|iku| iku.indikator.code == column.code);
            let name = name.map(|iku| short_name(&iku.indikator.indikator, 22)).unwrap_or_default();
            format!("{} {name}", brief(&column.code, 16)).trim_end().to_string()
        });
        page.content(page.row, (position, position), &SheetCell::owned(head.unwrap_or_default()), &upright)?;
    }
    page.forward(74.0)
}

fn one_unit(
    page: &mut FirstPage<'_>,
    recap: &Recap,
    number: usize,
    one: &HeatRow,
    column: &[usize],
) -> Result<(), SheetError> {
    let small = page.style.small.clone().unset_text_wrap();
    page.content(page.row, NAME, &SheetCell::owned(brief(&format!("{} · {}", one.unit, one.name), 42)), &small)?;
    let report = recap.compliance.rows.get(number).and_then(|row| {
        let position = recap.compliance.columns.iter().position(|column| column.heading == recap.triwulan_name)?;
        row.tiles.get(position)
    });
    if let Some(tile) = report {
        let look = FirstPageStyles::light(tile.light.color).set_font_size(8);
        page.content(page.row, (REPORT, REPORT), &SheetCell::Text(tile.mark.into()), &look)?;
    }
    for (position, number) in (REPORT + 1..).zip(column) {
        match one.tiles.get(*number).and_then(Option::as_ref) {
            Some(tile) => {
                let (cell, look) = tile_cell(tile);
                page.content(page.row, (position, position), &cell, &look)?;
            }
            None => page.content(page.row, (position, position), &SheetCell::Blank, &small)?,
        }
    }
    page.forward(12.5)
}

fn tile_cell(tile: &HeatTile) -> (SheetCell<'_>, rust_xlsxwriter::Format) {
    let look = FirstPageStyles::light(tile.light.color).set_font_size(7).unset_bold();
    match tile.capaian.figure {
        Some(figure) => (
            SheetCell::Figure(figure),
            look.set_num_format(number_format_between(&format!("{} ", tile.light.mark), &tile.capaian, "")),
        ),
        None => (SheetCell::Text(tile.wording.as_str().into()), look),
    }
}

/// All units that fit; where they do not, those that did not report and those with the lowest figures, in the order of
/// the register.
fn chosen(recap: &Recap) -> Vec<usize> {
    let mut order: Vec<usize> = (0..recap.map.rows.len()).collect();
    if order.len() > MOST_UNIT {
        let lowest = |number: &usize| {
            let tile = recap.map.rows[*number].tiles.iter().flatten();
            tile.filter_map(|tile| tile.capaian.figure).reduce(f64::min).unwrap_or(f64::MAX)
        };
        order.sort_by(|left, right| lowest(left).total_cmp(&lowest(right)));
        order.truncate(MOST_UNIT);
        order.sort_unstable();
    }
    order
}

/// All indicators that fit; where they do not, the worst, in the order of the cascade.
fn chosen_iku(recap: &Recap) -> Vec<usize> {
    let count = recap.map.columns.len();
    if count <= MOST_IKU {
        return (0..count).collect();
    }
    let lowest = |number: &usize| {
        let tile = recap.map.rows.iter().filter_map(|row| row.tiles.get(*number)?.as_ref()?.capaian.figure);
        tile.reduce(f64::min).unwrap_or(f64::MAX)
    };
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|left, right| lowest(left).total_cmp(&lowest(right)));
    order.truncate(MOST_IKU);
    order.sort_unstable();
    order
}
