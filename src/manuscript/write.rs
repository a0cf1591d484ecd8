//! Pieces of WordprocessingML that are written anew: runs, cuts of runs, and what holds a place that nothing stands in.

use std::collections::BTreeMap;
use std::ops::Range;

use super::piece::{Paragraph, Share};
use super::store::Level;
use crate::ooxml::index::{Edits, Element};
use crate::ooxml::text::escape_attribute;

/// What stands for an empty value: nothing that shows, and something that no word processor takes for a place to type in.
const NOTHING: &str = "\u{200b}";

/// A run with a text; line breaks of the text become line breaks.
pub(super) fn run(prefix: &str, properties: &str, text: &str) -> String {
    let text = if text.is_empty() { NOTHING } else { text };
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", escape_attribute(line)))
        .collect();
    format!("<{prefix}r>{properties}{}</{prefix}r>", lines.join(&format!("<{prefix}br/>")))
}

/// What is put in the place of letters of a paragraph, piece by piece.
#[derive(Default)]
pub(super) struct Cuts {
    by_piece: BTreeMap<usize, Vec<(Range<usize>, String)>>,
}

impl Cuts {
    /// Puts something in the place of some letters.
    pub(super) fn replace(&mut self, shares: Vec<Share>, with: String) {
        let mut with = Some(with);
        for share in shares {
            let content = with.take().unwrap_or_default();
            self.by_piece.entry(share.piece).or_default().push((share.bytes, content));
        }
    }

    /// Writes them down as changes of the part.
    pub(super) fn finish(self, source: &str, paragraph: &Paragraph<'_, '_>, edits: &mut Edits<'_>) {
        for (number, mut cuts) in self.by_piece {
            let Some(piece) = paragraph.pieces.get(number) else { continue };
            let Some(content) = piece.text.content.clone() else { continue };
            cuts.sort_by_key(|(bytes, _)| bytes.start);
            // What is left of the text, and what stands between.
            let (mut parts, mut at): (Vec<(bool, String)>, usize) = (Vec::new(), content.start);
            for (bytes, with) in cuts {
                parts.push((true, source.get(at..bytes.start).unwrap_or_default().to_string()));
                parts.push((false, with));
                at = bytes.end;
            }
            parts.push((true, source.get(at..content.end).unwrap_or_default().to_string()));
            parts.retain(|(_, part)| !part.is_empty());
            rewrite(source, piece.run, piece.text, &parts, edits);
        }
    }
}

/// Writes a run anew whose text was cut: `true` are pieces of its own text.
fn rewrite(source: &str, run: &Element<'_>, text: &Element<'_>, parts: &[(bool, String)], edits: &mut Edits<'_>) {
    let properties = run.child("rPr").map_or("", Element::raw);
    let (run_name, text_name) = (run.name(), text.name());
    let owned = |part: &str| format!("<{text_name} xml:space=\"preserve\">{part}</{text_name}>");
    let alone = run.children.iter().filter(|child| child.local() != "rPr").count() == 1;
    if alone {
        let first = run.children.first().map_or(run.whole.end, |child| child.whole.start);
        let start = source.get(run.whole.start..first).unwrap_or_default();
        let all = parts.iter().map(|(own, part)| {
            if *own { format!("{start}{properties}{}</{run_name}>", owned(part)) } else { part.clone() }
        });
        edits.replace(run.whole.clone(), all.collect::<String>());
        return;
    }
    let all = parts.iter().map(
        |(own, part)| {
            if *own { owned(part) } else { format!("</{run_name}>{part}<{run_name}>{properties}") }
        },
    );
    edits.replace(text.whole.clone(), all.collect::<String>());
}

/// What holds the place of a region in which nothing stands. In a table it is a row that says so; where a condition does
/// not hold, it does not show.
pub(super) fn blank(prefix: &str, level: Level, pattern: &Element<'_>, shown: bool) -> String {
    let p = prefix;
    match level {
        Level::Inline => format!("<{p}r><{p}rPr><{p}vanish/></{p}rPr><{p}t xml:space=\"preserve\"> </{p}t></{p}r>"),
        Level::Blocks => format!(
            "<{p}p><{p}pPr><{p}spacing {p}before=\"0\" {p}after=\"0\" {p}line=\"20\" {p}lineRule=\"exact\"/><{p}rPr><{p}vanish/><{p}sz {p}val=\"2\"/></{p}rPr></{p}pPr></{p}p>"
        ),
        Level::Rows => {
            let row = pattern.children.iter().find(|child| child.local() == "tr");
            let cells = row.into_iter().flat_map(|row| row.all("tc")).enumerate().map(|(number, cell)| {
                let properties = cell.child("tcPr").map_or("", Element::raw);
                let text = if number == 0 && shown { run(p, "", "–") } else { String::new() };
                format!("<{p}tc>{properties}<{p}p>{text}</{p}p></{p}tc>")
            });
            let cells: String = cells.collect();
            let hidden = format!("<{p}trPr><{p}hidden/><{p}trHeight {p}val=\"20\" {p}hRule=\"exact\"/></{p}trPr>");
            format!("<{p}tr>{}{cells}</{p}tr>", if shown { "" } else { hidden.as_str() })
        }
    }
}

/// A pattern without what may stand in a document once only: bookmarks, and the numbers of paragraphs.
pub(super) fn repeatable(pattern: &str) -> String {
    let mut result = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(at) = rest.find('<') {
        result.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at..=at + end];
        let name: String = tag
            .trim_start_matches(['<', '/'])
            .chars()
            .take_while(|letter| !letter.is_whitespace() && !"/>".contains(*letter))
            .collect();
        let local = name.rsplit(':').next().unwrap_or_default();
        if !matches!(local, "bookmarkStart" | "bookmarkEnd" | "commentRangeStart" | "commentRangeEnd") {
            result.push_str(&without_numbers(tag));
        }
        rest = &rest[at + end + 1..];
    }
    result.push_str(rest);
    result
}

fn without_numbers(tag: &str) -> String {
    let mut tag = tag.to_string();
    for name in [" w14:paraId=\"", " w14:textId=\""] {
        if let Some(at) = tag.find(name)
            && let Some(end) = tag[at + name.len()..].find('"')
        {
            tag.replace_range(at..at + name.len() + end + 1, "");
        }
    }
    tag
}
