//! The names of the workbooks that formulas point to: inside the file they are numbers, `[1]Rekap!B4`, whose names stand in the
//! relationships of parts of their own. People know them as `[Rekap 2026.xlsx]Rekap!B4`.
//!
//! Only the name is taken, never the folder on somebody's computer. What cannot be read stays a number: a link that is broken
//! is no reason to refuse a form.

use quick_xml::events::Event;

use crate::ooxml::package::Package;
use crate::ooxml::relations::path;
use crate::ooxml::strict::{Xml, attribute, part_text};
use crate::workbook::cell::Sheet;
use crate::workbook::limits::Limits;

/// Longer names are no names.
const LONGEST: usize = 100;

/// The names of the linked workbooks, in the order of their numbers.
pub(super) fn names(package: &mut Package<'_>, parts: &[Option<String>], limits: &Limits) -> Vec<Option<String>> {
    parts.iter().map(|part| target(package, part.as_deref()?, limits).as_deref().and_then(base_name)).collect()
}

/// Where the relationships of a link lead.
fn target(package: &mut Package<'_>, part: &str, limits: &Limits) -> Option<String> {
    let path = path(part);
    let bytes = package.part(&path).ok()??;
    let text = part_text(&path, &bytes).ok()?;
    let mut xml = Xml::new(&path, &text, limits.depth);
    while let Some(event) = xml.next().ok()? {
        let Event::Start(element) = event else { continue };
        if element.local_name().as_ref() == "Relationship"
            && attribute(&element, "TargetMode").ok()?.as_deref() == Some("External")
        {
            return attribute(&element, "Target").ok()?;
        }
    }
    None
}

/// The name of a file at the end of an address: `file:///D:\data\Rekap%202026.xlsx` is `Rekap 2026.xlsx`.
fn base_name(address: &str) -> Option<String> {
    let address = address.split(['?', '#']).next().unwrap_or_default();
    let name = unescaped(address.rsplit(['/', '\\']).next().unwrap_or_default());
    // An escaped separator would bring the folder back.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_string();
    let plain = name.chars().all(|letter| !letter.is_control() && !"[]'!".contains(letter));
    (plain && !name.is_empty() && name.chars().count() <= LONGEST).then_some(name)
}

/// A text without `%20`.
fn unescaped(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| *first == b'%').and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_string())
}

/// Writes the names into the formulas, as long as that does not swell them beyond the limits.
pub(super) fn write_out(sheets: &mut [Sheet], names: &[Option<String>], limits: &Limits) {
    let mut room = limits.total_text;
    let formulas = sheets.iter_mut().flat_map(|sheet| &mut sheet.cells).filter_map(|cell| cell.formula.as_mut());
    for formula in formulas.filter(|formula| formula.contains('[')) {
        let Some(named) = named(formula, names) else { continue };
        let Some(left) = room.checked_sub(named.len() as u64) else { return };
        room = left;
        *formula = named;
    }
}

/// A formula with the names of workbooks for their numbers: a number in brackets before the name of a sheet. `None` where
/// there is none.
fn named(formula: &str, names: &[Option<String>]) -> Option<String> {
    let mut outcome = String::with_capacity(formula.len() + LONGEST);
    let mut rest = formula;
    let mut found = false;
    let mut quoted = false;
    while let Some(at) = rest.find(['"', '[']) {
        let (before, from) = rest.split_at(at);
        outcome.push_str(before);
        quoted ^= before.matches('\'').count() % 2 == 1;
        if let Some(text) = from.strip_prefix('"') {
            // What stands between quotation marks is a text.
            let end = text.find('"').map_or(from.len(), |end| end + 2);
            outcome.push_str(&from[..end]);
            rest = &from[end..];
            continue;
        }
        match link(from, names, quoted) {
            Some((name, sheet, after)) => {
                found = true;
                if quoted {
                    outcome.push_str(&format!("[{name}]"));
                    rest = &from[from.len() - sheet.len() - after.len()..];
                } else {
                    outcome.push_str(&format!("'[{name}]{sheet}'"));
                    rest = after;
                }
            }
            None => {
                outcome.push('[');
                rest = &from[1..];
            }
        }
    }
    outcome.push_str(rest);
    found.then_some(outcome)
}

/// The name for the number at the start of a text, the name of the sheet behind it, and what follows that.
fn link<'t, 'n>(text: &'t str, names: &'n [Option<String>], quoted: bool) -> Option<(&'n str, &'t str, &'t str)> {
    let (number, after) = text.strip_prefix('[')?.split_once(']')?;
    let number: usize = number.parse().ok()?;
    let name = names.get(number.checked_sub(1)?)?.as_deref()?;
    let end = after.find(['!', '\''])?;
    let sheet = after.get(..end)?;
    // Outside of apostrophes only a plain name can stand there.
    let plain = || sheet.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '_' | '.'));
    (quoted || plain()).then_some((name, sheet, &after[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_name_of_the_other_workbook_is_taken() {
        for (address, name) in [
            ("file:///D:\\Data%20Unit\\Rekap%202026.xlsx", Some("Rekap 2026.xlsx")),
            ("/rumah/orang/Rekap.xlsx", Some("Rekap.xlsx")),
            ("https://contoh.example/a/Rekap.xlsx?web=1", Some("Rekap.xlsx")),
            ("rahasia%2Frumah%5CRekap.xlsx", Some("Rekap.xlsx")),
            ("Rekap.xlsx", Some("Rekap.xlsx")),
            ("folder/", None),
            ("a]b.xlsx", None),
        ] {
            assert_eq!(base_name(address).as_deref(), name, "{address}");
        }
    }

    #[test]
    fn a_number_before_the_name_of_a_sheet_becomes_the_name_of_its_workbook() {
        let names = [Some("Rekap 2026.xlsx".to_string()), None];
        for (formula, expected) in [
            ("[1]Rekap!$B$4", Some("'[Rekap 2026.xlsx]Rekap'!$B$4")),
            (
                "SUM('[1]TW I'!A1:A9)+[1]Rekap!B2",
                Some("SUM('[Rekap 2026.xlsx]TW I'!A1:A9)+'[Rekap 2026.xlsx]Rekap'!B2"),
            ),
            ("'TW I'!A1+[1]Rekap!B2", Some("'TW I'!A1+'[Rekap 2026.xlsx]Rekap'!B2")),
            ("[2]Rekap!B4", None),
            ("[9]Rekap!B4", None),
            ("\"[1]a!b\"&A1", None),
            ("Tabel1[1]", None),
            ("Tabel1[Target]*2", None),
            ("[1", None),
        ] {
            assert_eq!(named(formula, &names).as_deref(), expected, "{formula}");
        }
    }
}
