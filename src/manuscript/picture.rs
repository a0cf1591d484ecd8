//! Charts as pictures in a document, with their figures in words for those who do not see them.

use super::canvas::{Area, Canvas, Color};
use super::record::{Chart, ChartBar};
use crate::ooxml::OoxmlError;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index::{Edits, Element, RELATIONSHIPS};
use crate::ooxml::relations;
use crate::ooxml::text::escape_attribute;

const INK: Color = [0x1F, 0x29, 0x33];
const FAINT: Color = [0x5B, 0x64, 0x72];
const TRACK: Color = [0xE4, 0xE8, 0xEE];
const OVER: Color = [0xF3, 0xF5, 0xF8];

/// Points of a picture from side to side: 16 cm at 254 dots an inch.
const WIDTH: u32 = 1600;
/// English Metric Units of a point.
const POINT: u64 = 3600;
/// Points of a bar with its room.
const BAR: f32 = 52.0;
/// Points above the bars.
const HEAD: f32 = 64.0;
const FOOT: f32 = 20.0;
const LETTER: f32 = 30.0;
/// Percent at the right end of the bars.
const FULL: f64 = 125.0;

/// The colour of the bar of a light, as on every other page.
fn color(name: &str) -> Color {
    match name {
        "hijau" => [0x2A, 0x9D, 0x8F],
        "kuning" => [0xE9, 0xB4, 0x4C],
        "merah" => [0xC8, 0x4B, 0x3F],
        _ => [0xB8, 0xBE, 0xC8],
    }
}

/// Draws a chart: a bar for each figure from 0 to 125 percent, a line at 100, mark and figure beside it. Without a figure
/// there is a dash and no bar.
pub(super) fn draw(chart: &Chart) -> (Vec<u8>, (u32, u32)) {
    let height = (HEAD + BAR * chart.bars.len().max(1) as f32 + FOOT) as u32;
    let mut canvas = Canvas::new(WIDTH, height);
    let longest = chart.bars.iter().map(|bar| canvas.length(&bar.label, LETTER)).fold(0.0_f32, f32::max);
    let labels = longest.min(620.0) + 24.0;
    let (left, right) = (labels, WIDTH as f32 - 250.0);
    let heading = canvas.fitting(&chart.heading, LETTER, WIDTH as f32);
    canvas.text(&heading, (0.0, 34.0), LETTER, FAINT);
    let line = left + (right - left) * (100.0 / FULL) as f32;
    for (number, bar) in chart.bars.iter().enumerate() {
        one_bar(&mut canvas, bar, HEAD + BAR * number as f32, (left, right, line));
    }
    let area = Area { x: line - 1.5, y: HEAD - 8.0, width: 3.0, height: height as f32 - HEAD };
    canvas.rectangle(area, INK);
    let target = "100%";
    let half = canvas.length(target, 24.0) / 2.0;
    canvas.text(target, (line - half, HEAD - 14.0), 24.0, INK);
    (canvas.png(), (WIDTH, height))
}

fn one_bar(canvas: &mut Canvas, bar: &ChartBar, top: f32, (left, right, line): (f32, f32, f32)) {
    let base = top + BAR * 0.5 + LETTER * 0.34;
    let label = canvas.fitting(&bar.label, LETTER, left - 24.0);
    canvas.text(&label, (0.0, base), LETTER, INK);
    let track = |from: f32, to: f32, share: f32| Area {
        x: from,
        y: top + BAR * (1.0 - share) / 2.0,
        width: (to - from).max(0.0),
        height: BAR * share,
    };
    canvas.rectangle(track(line, right, 0.62), OVER);
    canvas.rectangle(track(left, line, 0.62), TRACK);
    if let Some(value) = bar.value {
        let share = (value.clamp(0.0, FULL) / FULL) as f32;
        let end = left + ((right - left) * share).max(3.0);
        canvas.rectangle(track(left, end, 0.44), color(bar.color));
    }
    let size = 24.0;
    let mark = Area { x: right + 24.0, y: top + (BAR - size) / 2.0, width: size, height: size };
    let ink = if bar.value.is_some() { color(bar.color) } else { FAINT };
    canvas.mark(bar.mark, mark, ink);
    if bar.value.is_some() {
        let wording = canvas.fitting(&bar.wording, LETTER, WIDTH as f32 - right - 68.0);
        canvas.text(&wording, (right + 64.0, base), LETTER, INK);
    }
}

/// Puts a chart into a document; gives what stands in a `drawing`.
pub(super) fn add(package: &mut PackageDraft<'_>, part: &str, chart: &Chart, name: &str) -> Result<String, OoxmlError> {
    let (png, (width, height)) = draw(chart);
    let media = package.free_name(&format!("{}media/grafik", relations::folder(part)), ".png");
    package.put_bytes(&media, png);
    relations::set_default(package, "png", "image/png")?;
    let id = relations::add(package, part, "image", &media)?;
    let (cx, cy) = (u64::from(width) * POINT, u64::from(height) * POINT);
    let (name, alternative) = (escape_attribute(name), escape_attribute(&chart.alternative));
    Ok(format!(
        "<wp:inline xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"{cx}\" cy=\"{cy}\"/><wp:docPr id=\"1\" name=\"{name}\" descr=\"{alternative}\"/><a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:nvPicPr><pic:cNvPr id=\"0\" name=\"{name}\" descr=\"{alternative}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip xmlns:r=\"{RELATIONSHIPS}\" r:embed=\"{id}\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{cx}\" cy=\"{cy}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline>"
    ))
}

/// Draws the chart of a control anew: in the place, and as wide as people made it.
pub(super) fn renew(
    package: &mut PackageDraft<'_>,
    part: &str,
    control: &Element<'_>,
    chart: &Chart,
    edits: &mut Edits<'_>,
) -> Result<(), OoxmlError> {
    let mut all = Vec::new();
    below(control, &mut all);
    let blip = all.iter().find(|one| one.local() == "blip");
    let Some(id) = blip.and_then(|blip| blip.attributes().into_iter().find(|one| one.name.ends_with(":embed"))) else {
        return Ok(());
    };
    let id = id.value();
    let Some(media) = relations::read(package, part)?.into_iter().find(|one| one.id == id) else { return Ok(()) };
    let (png, (width, height)) = draw(chart);
    if package.bytes(&media.target)?.as_deref() == Some(png.as_slice()) {
        return Ok(());
    }
    package.put_bytes(&media.target, png);
    for one in all {
        match one.local() {
            "extent" | "ext" => {
                let wide = one.attribute("cx").and_then(|cx| cx.parse::<u64>().ok());
                if let Some(cx) = wide {
                    let cy = cx * u64::from(height) / u64::from(width);
                    edits.set_attribute(one, "cy", &cy.to_string());
                }
            }
            "docPr" | "cNvPr" => edits.set_attribute(one, "descr", &chart.alternative),
            _ => {}
        }
    }
    Ok(())
}

fn below<'e, 'a>(element: &'e Element<'a>, found: &mut Vec<&'e Element<'a>>) {
    for child in &element.children {
        found.push(child);
        below(child, found);
    }
}

/// The part with a number of its own for each picture: those that are repeated have one number.
pub(super) fn renumbered(text: &str) -> String {
    const START: &str = "<wp:docPr ";
    let mut pieces = text.split(START);
    let mut result = pieces.next().unwrap_or_default().to_string();
    let rest: Vec<&str> = pieces.collect();
    let number = |piece: &str| {
        let tag = piece.split('>').next()?;
        let (_, after) =
            format!(" {tag}").split_once(" id=\"").map(|(before, after)| (before.to_string(), after.to_string()))?;
        after.split('"').next()?.parse::<u32>().ok()
    };
    let mut used: Vec<u32> = Vec::new();
    let mut highest = rest.iter().filter_map(|piece| number(piece)).max().unwrap_or_default();
    for piece in rest {
        result.push_str(START);
        match number(piece) {
            Some(own) if used.contains(&own) => {
                highest += 1;
                used.push(highest);
                result.push_str(&piece.replacen(&format!("id=\"{own}\""), &format!("id=\"{highest}\""), 1));
            }
            own => {
                used.extend(own);
                result.push_str(piece);
            }
        }
    }
    result
}
