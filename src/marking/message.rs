//! What a finding says to the unit, in a comment and in the list.

use crate::domain::numeral::short_figure;
use crate::finding::{Place, Severity, Temuan};

/// Longest text of a comment, in characters: what is longer is not read in a box.
const LONGEST_COMMENT: usize = 3_000;
/// Longest text of a cell, in characters; a cell holds 32,767 UTF-16 units.
const LONGEST_CELL: usize = 8_000;

/// A finding in the list, with its number and what it follows from.
#[derive(Debug, Clone)]
pub(super) struct ListedTemuan<'a> {
    /// `3`, or `3.1` for one that follows from number 3.
    pub(super) number: String,
    pub(super) temuan: &'a Temuan,
    /// The finding it follows from.
    pub(super) parent: Option<&'a Temuan>,
}

/// Findings in the order of the list, each followed by those folded under it. Waived ones are left out.
pub(super) fn sort<'a>(temuan: &[&'a Temuan], sheet_order: impl Fn(&Place) -> usize) -> Vec<ListedTemuan<'a>> {
    let mut subject: Vec<&Temuan> = temuan.iter().copied().filter(|t| t.pengecualian.is_none()).collect();
    subject.sort_by_key(|t| {
        let place = &t.place;
        (
            std::cmp::Reverse(t.severity),
            sheet_order(place),
            place.cells.first().copied(),
            t.code.clone(),
            t.message.clone(),
        )
    });
    let mut item = Vec::new();
    for (position, temuan) in subject.into_iter().enumerate() {
        let number = (position + 1).to_string();
        item.push(ListedTemuan { number: number.clone(), temuan, parent: None });
        let follow_up = temuan.follow_up.iter().filter(|follow_up| follow_up.pengecualian.is_none());
        for (position, follow_up) in follow_up.enumerate() {
            item.push(ListedTemuan {
                number: format!("{number}.{}", position + 1),
                temuan: follow_up,
                parent: Some(temuan),
            });
        }
    }
    item
}

/// How many findings of a severity there are.
pub(super) fn total(item: &[ListedTemuan<'_>], severity: Severity) -> usize {
    item.iter().filter(|item| item.temuan.severity == severity).count()
}

/// The text of a cell's comment: every finding there, the gravest first.
pub(super) fn comment(item: &[&ListedTemuan<'_>]) -> String {
    let mut sorted = item.to_vec();
    sorted.sort_by_key(|item| std::cmp::Reverse(item.temuan.severity));
    let content: Vec<String> = sorted.iter().map(|item| one(item)).collect();
    cut(&content.join("\n\n"), LONGEST_COMMENT)
}

fn one(item: &ListedTemuan<'_>) -> String {
    let temuan = item.temuan;
    let mut row = vec![
        format!("{} {} (nomor {} di lembar temuan)", temuan.severity.name().to_uppercase(), temuan.code, item.number),
        temuan.message.clone(),
    ];
    row.extend(temuan.found.iter().map(|content| format!("Ditemukan: {content}")));
    row.extend(temuan.expected.iter().map(|content| format!("Seharusnya: {content}")));
    row.extend(gap(temuan).map(|content| format!("Selisih: {content}")));
    if !temuan.advice.is_empty() {
        row.push(format!("Cara memperbaiki: {}", temuan.advice));
    }
    row.extend(follows(item));
    row.join("\n")
}

/// Found minus expected, as people write figures.
pub(super) fn gap(temuan: &Temuan) -> Option<String> {
    temuan.gap.filter(|gap| gap.is_finite()).map(|gap| short_figure(gap, 4))
}

/// From which finding this one follows.
pub(super) fn follows(item: &ListedTemuan<'_>) -> Option<String> {
    let parent = item.parent?;
    let number = item.number.split_once('.').map_or("", |(number, _)| number);
    Some(format!("Menyusul nomor {number} ({}): bereskan itu dahulu.", parent.code))
}

/// The other places involved, those of one sheet in one line.
pub(super) fn related(temuan: &Temuan, file: &str) -> Vec<String> {
    let mut other: Vec<Place> = Vec::new();
    for place in temuan.related.iter().filter(|place| **place != temuan.place) {
        let one_sheet = |one: &&mut Place| {
            one.file == place.file && one.sheet == place.sheet && !one.cells.is_empty() && !place.cells.is_empty()
        };
        match other.iter_mut().find(one_sheet) {
            Some(one) => one.cells.extend(place.cells.iter().copied()),
            None => other.push(place.clone()),
        }
    }
    other.iter().map(|place| format!("Bandingkan: {}", position(place, file))).collect()
}

/// A place in words; the file is named when it is another one.
pub(super) fn position(place: &Place, file: &str) -> String {
    let mut word = Vec::new();
    if place.file != file && !place.file.is_empty() {
        word.push(format!("berkas {}", place.file));
    }
    word.extend(place.sheet.iter().map(|sheet| format!("lembar {sheet}")));
    match place.cells.len() {
        0 => {}
        1..=6 => word.push(format!("sel {}", place.cell_text().replace(',', ", "))),
        count => {
            let start: Vec<String> = place.cells.iter().take(5).map(ToString::to_string).collect();
            word.push(format!("sel {} dan {} lagi", start.join(", "), count - 5));
        }
    }
    word.join(", ")
}

/// A text that fits a cell of the list.
pub(super) fn for_cell(text: &str) -> String {
    cut(text, LONGEST_CELL)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_string(),
        Some((at, _)) => format!("{}… (dipotong)", &text[..at]),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn places_of_one_sheet_stand_in_one_line() {
        let at = |file: &str, cell: &str| Place::cell(file, "TW I", cell.parse().unwrap());
        let temuan = Temuan::new("UK03", Severity::Error, at("a.xlsx", "H8"), "Beda.", "").all_related([
            at("a.xlsx", "G8"),
            at("b.xlsx", "C3"),
            at("a.xlsx", "F8"),
        ]);
        let row = ["Bandingkan: lembar TW I, sel G8, F8", "Bandingkan: berkas b.xlsx, lembar TW I, sel C3"];
        assert_eq!(related(&temuan, "a.xlsx"), row);
    }

    #[test]
    fn the_gravest_finding_of_a_cell_comes_first() {
        let place = Place::cell("a.xlsx", "PK", "B2".parse().unwrap());
        let light = Temuan::new("NL06", Severity::Info, place.clone(), "Ada catatan.", "");
        let heavy = Temuan::new("PK03", Severity::Error, place, "Target berbeda.", "Samakan target.")
            .difference("50", "56")
            .gap(-6.0);
        let item = sort(&[&light, &heavy], |_| 0);
        let all: Vec<&ListedTemuan<'_>> = item.iter().rev().collect();
        assert_eq!(
            comment(&all),
            "GALAT PK03 (nomor 1 di lembar temuan)\nTarget berbeda.\nDitemukan: 50\nSeharusnya: 56\nSelisih: -6\nCara memperbaiki: Samakan target.\n\nINFO NL06 (nomor 2 di lembar temuan)\nAda catatan."
        );
    }
}
