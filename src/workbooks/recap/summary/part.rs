//! The lists of the first page: the indicators of the institution, and what is red. Both are cut to the page.

use super::data::FirstPageData;
use super::look::FirstPageStyles;
use super::{FirstPage, NAME, RIGHT, small_high};
use crate::domain::capaian::ScaleColor;
use crate::domain::text::brief;
use crate::recap::model::{Figure, FigureText, IkuRow, Recap, RedRow};
use crate::recap::short_name::whole_sentences;
use crate::sheets::SheetError;
use crate::sheets::{SheetCell, row_count};
use crate::workbooks::recap::{SheetPositions, red as red_sheet, trend};

/// Indicators of the institution that fit on the page.
const MOST_IKU: usize = 12;
/// So few of them that each may take as many lines as its wording needs.
const FEW_IKU: usize = 8;
/// Red indicators that fit on the page.
const MOST_RED: usize = 5;

/// The columns of the indicator list: wording, trend, target, realisation, achievement.
const DESCRIPTION: (u16, u16) = (2, 8);
const TREND: (u16, u16) = (9, 10);
const FIGURE: [(u16, u16); 3] = [(11, 13), (14, 15), (16, 17)];

pub(super) fn iku(
    page: &mut FirstPage<'_>,
    recap: &Recap,
    position: &SheetPositions,
    data: &FirstPageData,
) -> Result<(), SheetError> {
    page.part_heading(&format!("Capaian {} {}", recap.designation.one, recap.phrase), (0, RIGHT))?;
    page.forward(18.0)?;
    let (head, middle) = (page.style.head.clone(), page.style.middle_head.clone());
    for (column, heading, look) in [
        ((0, 1), "Kode", &head),
        (DESCRIPTION, "Indikator", &head),
        (TREND, "TW I – IV", &middle),
        (FIGURE[0], "Target", &middle),
        (FIGURE[1], "Realisasi", &middle),
        (FIGURE[2], "Capaian (%)", &middle),
    ] {
        page.content(page.row, column, &SheetCell::Text(heading.into()), look)?;
    }
    page.forward(15.0)?;
    let chosen = lowest(&recap.iku, MOST_IKU);
    for &order in &chosen {
        if let Some(iku) = recap.iku.get(order) {
            one_iku(page, recap, iku, order, position, data)?;
        }
    }
    others(page, recap.iku.len() - chosen.len(), recap.designation.sheet)?;
    page.pause(6.0)
}

/// All that fit; where they do not, the worst, in the order of the cascade.
pub(super) fn lowest(iku: &[IkuRow], most: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..iku.len()).collect();
    if iku.len() > most {
        // What has no data says nothing and goes last.
        let value = |number: &usize| iku[*number].indikator.standing.capaian.figure.unwrap_or(f64::MAX);
        order.sort_by(|left, right| value(left).total_cmp(&value(right)));
        order.truncate(most);
        order.sort_unstable();
    }
    order
}

fn one_iku(
    page: &mut FirstPage<'_>,
    recap: &Recap,
    iku: &IkuRow,
    order: usize,
    position: &SheetPositions,
    data: &FirstPageData,
) -> Result<(), SheetError> {
    let one = &iku.indikator;
    let light = one.standing.light;
    let (bold, text) = (page.style.bold.clone(), page.style.text.clone());
    let most = if recap.iku.len() <= FEW_IKU { 200 } else { 84 };
    let mut description = whole_sentences(&one.indikator, most);
    if !one.satuan.is_empty() {
        description.push_str(&format!(" [{}]", brief(&one.satuan, 16)));
    }
    if iku.from.1 > 1 && iku.from.0 < iku.from.1 {
        description.push_str(&format!(" ({})", iku.reporter));
    }
    if let (None, Some(cause)) = (one.standing.capaian.figure, iku.notes.first()) {
        description.push_str(&format!(" – {}", whole_sentences(cause, most.min(120) * 5 / 6)));
    }
    let row = page.row;
    page.content(row, (0, 0), &SheetCell::Text(light.mark.into()), &FirstPageStyles::light(light.color))?;
    page.content(row, (1, 1), &SheetCell::owned(brief(&one.code, 12)), &bold)?;
    page.content(row, DESCRIPTION, &SheetCell::owned(description.clone()), &text)?;
    page.content(row, TREND, &SheetCell::Blank, &text)?;
    let range = (NAME, data.row.0 + u32::try_from(order).unwrap_or_default(), data.trend);
    trend(page.sheet, (row, TREND.0), range, &one.standing.trend)?;
    for (column, heading, magnitude) in
        [(FIGURE[0], "Target Periode", &one.standing.target), (FIGURE[1], "Realisasi Periode", &one.standing.realisasi)]
    {
        let look = page.style.figure(magnitude);
        page.content(row, column, &magnitude_cell(magnitude, position.iku(order, heading)), &look)?;
    }
    let capaian = &one.standing.capaian;
    let look = FirstPageStyles::light(light.color).set_num_format(super::look::number_format(capaian));
    page.link_up(row, FIGURE[2].0, position.origin(recap.cards.len() + order))?;
    let cell = match capaian.figure {
        Some(value) => SheetCell::formula(position.iku(order, "Capaian (%)"), Some(value)),
        None => SheetCell::Text(capaian.wording.as_str().into()),
    };
    page.content(row, FIGURE[2], &cell, &look)?;
    page.forward(match row_count(&description, 47.0) {
        1 => 15.0,
        2 => 24.0,
        lines => 11.5 * lines as f64 + 1.0,
    })
}

fn magnitude_cell(magnitude: &Figure, cell: String) -> SheetCell<'_> {
    match magnitude.in_cell() {
        Some(figure) => SheetCell::formula(cell, Some(figure)),
        None => SheetCell::owned(brief(&magnitude.wording, 18)),
    }
}

pub(super) fn red(page: &mut FirstPage<'_>, recap: &Recap, position: &SheetPositions) -> Result<(), SheetError> {
    page.pause(6.0)?;
    let heading = match (recap.red.len(), recap.brief.measured_indikator()) {
        (_, 0) => "Yang merah: belum ada data".to_string(),
        (0, _) => "Yang merah: tidak ada".to_string(),
        (count, _) => format!("Yang merah: {count} indikator unit, terendah lebih dahulu"),
    };
    page.part_heading(&heading, (0, RIGHT))?;
    page.forward(18.0)?;
    if recap.red.is_empty() {
        return Ok(());
    }
    let head = page.style.head.clone();
    for (column, heading) in
        RED.into_iter().zip(["Capaian", "Indikator dan unit", "Kendala", "Tindak lanjut", "Penanggung jawab · batas"])
    {
        page.content(page.row, column, &SheetCell::Text(heading.into()), &head)?;
    }
    page.forward(15.0)?;
    for (order, one) in recap.red.iter().take(MOST_RED).enumerate() {
        page.link_up(page.row, 0, position.origin(recap.cards.len() + recap.iku.len() + order))?;
        one_red(page, one)?;
    }
    others(page, recap.red.len().saturating_sub(MOST_RED), red_sheet::NAME)
}

/// The columns of the red list.
const RED: [(u16, u16); 5] = [(0, 1), (2, 5), (6, 9), (10, 13), (14, 17)];

fn one_red(page: &mut FirstPage<'_>, one: &RedRow) -> Result<(), SheetError> {
    let (indikator, description) = (&one.content.indikator, &one.content.description);
    let small = page.style.small.clone();
    let capaian = &indikator.standing.capaian;
    let light =
        FirstPageStyles::light(ScaleColor::Red).set_num_format(super::look::number_format_between("■ ", capaian, "%"));
    page.content(page.row, RED[0], &SheetCell::figure(capaian.figure), &light)?;
    let actor = format!("{} · {}", cut(&description.penanggung_jawab, 48), cut(&description.time_limit, 24));
    let blank = description.penanggung_jawab.content.is_none() && description.time_limit.content.is_none();
    let text = [
        {
            let unit = brief(&one.unit_name, 44);
            (format!("{} {} – {unit}", indikator.code, whole_sentences(&indikator.indikator, 90)), 40.0)
        },
        (whole_sentences(&description.kendala.wording, 110), 28.0),
        (whole_sentences(&description.tindak_lanjut.wording, 110), 28.0),
        (if blank { description.time_limit.wording.clone() } else { actor }, 28.0),
    ];
    let mut row = 1;
    for (column, (content, width)) in RED.into_iter().skip(1).zip(text) {
        row = row.max(row_count(&content, width));
        page.content(page.row, column, &SheetCell::owned(content), &small)?;
    }
    page.forward(small_high(row.clamp(1, 5)) + 2.0)
}

/// A text cut to its column, or a dash.
fn cut(text: &FigureText, most: usize) -> String {
    brief(text.or_dash(), most)
}

/// "… dan 4 lainnya, lihat lembar Merah".
fn others(page: &mut FirstPage<'_>, rest: usize, sheet: &str) -> Result<(), SheetError> {
    if rest == 0 {
        return Ok(());
    }
    let look = page.style.foot.clone();
    page.range((0, RIGHT), 13.0, &SheetCell::owned(format!("… dan {rest} lainnya, lihat lembar {sheet}.")), &look)
}
