//! The drawing that shows comments: VML, which is text that looks like XML and often is not well-formed, so it is cut
//! and joined as text.

use super::CorrectionError;
use crate::domain::address::CellAddress;
use crate::ooxml::draft::PackageDraft;

const SPACES: &str = "xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"";
const SHAPE_TYPE: &str = "<v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";
/// Shape numbers of one block.
const BLOCK: u32 = 1024;

/// A new drawing whose shapes are numbered in a block.
pub(super) fn fresh(block: u32, boxes: &[(CellAddress, String)]) -> String {
    let blocks = u32::try_from(boxes.len()).unwrap_or(0) / BLOCK + 1;
    let data: Vec<String> = (block..block + blocks).map(|block| block.to_string()).collect();
    format!(
        "<xml {SPACES}><o:shapelayout v:ext=\"edit\"><o:idmap v:ext=\"edit\" data=\"{}\"/></o:shapelayout>{SHAPE_TYPE}{}</xml>",
        data.join(","),
        shapes(block * BLOCK + 1, "", boxes)
    )
}

/// Adds shapes to a drawing.
pub(super) fn append(part: &str, text: &str, boxes: &[(CellAddress, String)]) -> Result<String, CorrectionError> {
    let at = text.rfind("</xml>").ok_or_else(|| CorrectionError::cannot(part, "gambar catatannya tidak dikenal"))?;
    let declared = SPACES.split(' ').all(|space| text.contains(space));
    let spaces = if declared { String::new() } else { format!(" {SPACES}") };
    let kind = if text.contains("id=\"_x0000_t202\"") {
        String::new()
    } else {
        SHAPE_TYPE.replacen("<v:shapetype", &format!("<v:shapetype{spaces}"), 1)
    };
    let first = numbers(text).max().unwrap_or(BLOCK) + 1;
    let shapes = shapes(first, &spaces, boxes);
    Ok(format!("{}{kind}{shapes}{}", &text[..at], &text[at..]))
}

fn shapes(first: u32, spaces: &str, boxes: &[(CellAddress, String)]) -> String {
    (first..)
        .zip(boxes)
        .map(|(id, (cell, anchor))| {
            format!(
                "<v:shape{spaces} id=\"_x0000_s{id}\" type=\"#_x0000_t202\" style=\"position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:90pt;z-index:{};visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:shadow on=\"t\" color=\"black\" obscured=\"t\"/><v:path o:connecttype=\"none\"/><v:textbox style=\"mso-direction-alt:auto\"><div style=\"text-align:left\"></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{}</x:Row><x:Column>{}</x:Column></x:ClientData></v:shape>",
                id - first + 1,
                cell.row,
                cell.column,
            )
        })
        .collect()
}

/// Numbers of the shapes in a drawing.
fn numbers(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.match_indices("_x0000_s").filter_map(|(at, mark)| {
        let rest = &text[at + mark.len()..];
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok().filter(|number| *number < u32::MAX / 2)
    })
}

/// A block of shape numbers that no drawing of the package uses.
pub(super) fn free_block(package: &mut PackageDraft<'_>) -> Result<u32, CorrectionError> {
    let drawings: Vec<String> = package.names().into_iter().filter(|name| name.ends_with(".vml")).collect();
    let mut last = 0;
    for drawing in drawings {
        let text = package.text(&drawing)?.unwrap_or_default();
        last = numbers(&text).map(|number| number / BLOCK).chain([last]).max().unwrap_or(last);
    }
    Ok(last + 1)
}

/// A drawing without the comment boxes of some cells, and whether it holds nothing any more.
pub(super) fn without(text: &str, cells: &[CellAddress]) -> (String, bool) {
    let mut result = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = shape_start(rest) {
        let Some(end) = rest[start..].find("</v:shape>").map(|at| start + at + "</v:shape>".len()) else { break };
        let shape = &rest[start..end];
        let gone = note_cell(shape).is_some_and(|cell| cells.contains(&cell));
        result.push_str(&rest[..if gone { start } else { end }]);
        rest = &rest[end..];
    }
    result.push_str(rest);
    let empty = shape_start(&result).is_none() && !result.contains("ClientData");
    (result, empty)
}

fn shape_start(text: &str) -> Option<usize> {
    text.match_indices("<v:shape")
        .map(|(at, mark)| (at, at + mark.len()))
        .find_map(|(at, after)| text[after..].starts_with(|c: char| c.is_whitespace() || c == '>').then_some(at))
}

/// The cell whose comment a shape shows.
fn note_cell(shape: &str) -> Option<CellAddress> {
    shape.contains("\"Note\"").then_some(())?;
    let number = |name: &str| -> Option<u32> {
        let (_, rest) = shape.split_once(&format!("<x:{name}>"))?;
        rest.split_once('<')?.0.trim().parse().ok()
    };
    Some(CellAddress::new(number("Row")?, number("Column")?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn shapes_come_and_go_beside_those_of_others() {
        let cell = |text: &str| (text.parse().unwrap(), "1, 2, 3, 4, 5, 6, 7, 8".to_string());
        let theirs = fresh(2, &[cell("A1")]).replace("</xml>", "<br>\r\n</xml>");
        let both = append("v", &theirs, &[cell("B2"), cell("C3")]).unwrap();
        assert!(both.contains("_x0000_s2050") && both.contains("_x0000_s2051"));
        let (left, empty) = without(&both, &["B2".parse().unwrap(), "C3".parse().unwrap()]);
        assert_eq!((left.as_str(), empty), (theirs.as_str(), false));
        assert!(without(&theirs, &["A1".parse().unwrap()]).1);
    }

    #[test]
    fn a_drawing_of_buttons_gets_what_a_comment_needs() {
        let buttons = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\"><v:shape id=\"_x0000_s1025\"/></xml>";
        let both = append("v", buttons, &[("B2".parse().unwrap(), String::new())]).unwrap();
        assert!(both.contains("xmlns:x=") && both.contains("_x0000_t202\" coord") && both.contains("_x0000_s1026"));
    }
}
