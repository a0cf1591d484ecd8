//! The signature block below a table: who signs where, and when.

use std::collections::BTreeSet;

use crate::domain::date::find_place_and_date;
use crate::domain::document::{Pejabat, Pihak};
use crate::domain::text::key;
use crate::domain::value::{CellContent, Entry};
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::entry::{nip_entry, piece_entry, text_entry};
use super::grid::{CellGrid, cell_text};
use super::shape::mark::figure;

/// The signature block.
#[derive(Debug, Default)]
pub(super) struct Signature {
    pub(super) ratification: Option<Entry>,
    pub(super) pejabat: Vec<Pejabat>,
    /// Rows that were read into it.
    pub(super) read_rows: BTreeSet<u32>,
}

/// Whether a row opens a signature block. Right below a row of a table only place and date or a word of signing do: an
/// office ("Ketua tim ...") may as well be the next action of a plan, while a block stands off by a blank row.
pub(super) fn opener(grid: &CellGrid<'_>, dictionary: &Dictionary, row: u32) -> bool {
    let content = grid.row(row);
    let separate = row == 0 || grid.row(row - 1).is_empty();
    !content.is_empty()
        && content.len() <= 4
        && (separate && names_signers(content)
            || content.iter().any(|cell| {
                let text = cell_text(cell);
                text.chars().count() <= 90
                    && (find_place_and_date(&text).is_some()
                        || dictionary.signature_row(&text)
                        || (separate && jabatan_role(&text)))
            }))
}

/// Words that a label over a signature has at most: "Pejabat Penilai Kinerja", "Pegawai yang dinilai".
const LABEL_WORDS: usize = 4;

/// Whether a row holds nothing but labels over signatures: a few words without a digit in each cell, one of which ends as a line
/// does that a name follows ("Pegawai,"), beside another or alone at the right.
fn names_signers(content: &[Cell]) -> bool {
    let label = |cell: &Cell| {
        let text = cell_text(cell);
        let words = text.split_whitespace().count();
        matches!(cell.value, CellValue::Text(_))
            && (1..=LABEL_WORDS).contains(&words)
            && !text.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '%' | '-' | ':' | '.'))
    };
    content.len() < SIGNERS
        && content.iter().all(label)
        && content.iter().any(|cell| cell_text(cell).trim_end().ends_with(','))
}

/// Cells of a row of signatures at most.
const SIGNERS: usize = 4;
/// Numbers of civil servants have eighteen digits; Excel keeps fifteen of them.
const NIP: f64 = 1e16;
const DIGITS: usize = 17;
/// As long as such a number is written: "NIP. 19700101 199501 1 001".
const LONGEST: usize = 30;

/// Whether a cell holds the number of a civil servant: none of a table's figures.
pub(super) fn numbers_person(cell: &Cell) -> bool {
    let long = figure(cell).is_some_and(|figure| figure.abs() >= NIP);
    match &cell.value {
        CellValue::Text(text) => {
            let text = text.trim();
            long || text.len() <= LONGEST && text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS
        }
        // A share of seventeen digits behind its point numbers nobody.
        _ => long,
    }
}

/// Where the signatures below a table begin: at the first row that opens them behind the last row of figures; where none
/// does, at the end.
pub(super) fn start(grid: &CellGrid<'_>, dictionary: &Dictionary, from: u32, end: u32) -> u32 {
    let rows = grid.filled_rows();
    let own = &rows[rows.partition_point(|row| *row < from)..rows.partition_point(|row| *row < end)];
    let figured = |cell: &Cell| figure(cell).is_some() && !numbers_person(cell);
    let data = own.iter().rposition(|row| grid.row(*row).len() > SIGNERS || grid.row(*row).iter().any(figured));
    let data = data.map_or(0, |at| at + 1);
    let below = &own[data..];
    let below = if data == 0 { &below[below.len().min(1)..] } else { below };
    below.iter().copied().find(|row| opener(grid, dictionary, *row)).unwrap_or(end)
}

/// Reads the rows from `awal` up to, but not including, `last`.
pub(super) fn read(grid: &CellGrid<'_>, dictionary: &Dictionary, start: u32, last: u32) -> Signature {
    let mut outcome = Signature::default();
    let mut group: Vec<(u32, Vec<&Cell>)> = Vec::new();
    let beside = adjacent(grid, start, last);
    for row in start..last {
        for cell in grid.row(row) {
            let column = cell.address.column;
            let one = |owned: u32| {
                owned == column
                    || owned.abs_diff(column) == 1 && !beside.contains(&(owned.min(column), owned.max(column)))
            };
            match group.iter_mut().find(|(owned, _)| one(*owned)) {
                Some((_, content)) => content.push(cell),
                None => group.push((column, vec![cell])),
            }
        }
    }
    group.sort_by_key(|(column, _)| *column);
    let mut sharing: Vec<(bool, Option<Pihak>, Pejabat)> = Vec::new();
    for (_, content) in &group {
        sharing.extend(one_block(content, dictionary, &mut outcome));
    }
    let count = sharing.len();
    // Of two heads of offices that no word calls a party, the right one promises, over whichever of them the date stands.
    let heads = sharing.iter().all(|(_, as_written, one)| as_written.is_none() && jabatan_role(&one.role.raw));
    for (order, (dated, as_written, mut pejabat)) in sharing.into_iter().enumerate() {
        let dated = dated && !(heads && count == 2);
        let position = if count == 1 || dated || order + 1 == count { Pihak::First } else { Pihak::Second };
        pejabat.pihak = as_written.unwrap_or(position);
        outcome.pejabat.push(pejabat);
    }
    outcome
}

/// Neighbouring columns in which two parties sign side by side: in some row both name a party or an office.
fn adjacent(grid: &CellGrid<'_>, start: u32, last: u32) -> BTreeSet<(u32, u32)> {
    let mentions = |cell: &Cell| {
        let text = cell_text(cell);
        pihak(&key(&text)).is_some() || jabatan_role(&text)
    };
    let pair = (start..last).flat_map(|row| grid.row(row).windows(2));
    pair.filter_map(|pair| match pair {
        [left, right] if mentions(left) && mentions(right) => Some((left.address.column, right.address.column)),
        _ => None,
    })
    .filter(|(left, right)| right - left == 1)
    .collect()
}

/// One column of the block: place and date, role lines, name, NIP.
fn one_block(
    content: &[&Cell],
    dictionary: &Dictionary,
    outcome: &mut Signature,
) -> Option<(bool, Option<Pihak>, Pejabat)> {
    let mut dated = false;
    let mut as_written = None;
    let mut role: Option<Entry> = None;
    let mut last_role = None;
    let mut name = None;
    let mut nip = None;
    for cell in content {
        let text = cell_text(cell);
        let key = key(&text);
        let row = cell.address.row;
        let label = || role.as_ref().is_some_and(|role| cover_note(&role.raw, dictionary));
        if find_place_and_date(&text).is_some() && (role.is_none() || label()) {
            dated = true;
            outcome.ratification.get_or_insert_with(|| text_entry(cell));
        } else if let Some(pihak) = pihak(&key) {
            as_written = Some(pihak);
            last_role = Some(row);
            role.get_or_insert_with(|| text_entry(cell));
        } else if key.starts_with("nip") || key.starts_with("nrk") || key.starts_with("nik") || figure_nip(&key) {
            nip = Some(nip_listed(cell, &text, content));
        } else if key.starts_with("nrp") && role.is_some() {
            // Police and soldiers have this number, which is no NIP: it stays with its word.
            nip = nip.or_else(|| Some(text_entry(cell)));
        } else if nip.is_some() {
            continue;
        } else if jabatan_role(&text) || role_opener(&key, dictionary) || (role.is_none() && role_first(&text, dated)) {
            let cover_note = role.as_ref().is_some_and(|old| cover_note(&old.raw, dictionary));
            // "Pihak Pertama," and "Mengetahui," introduce the role that stands on the next line.
            if role.is_none()
                || cover_note
                || last_role == row.checked_sub(1) && !role_opener(&key, dictionary) && name.is_none()
            {
                role = Some(match role.take() {
                    Some(old) if !cover_note && !role_opener(&key, dictionary) => combine(&old, &text),
                    _ => text_entry(cell),
                });
            }
            last_role = Some(row);
        } else if role.is_some() && last_role == row.checked_sub(1) && continuation_jabatan_row(&text, content, row) {
            role =
                role.map(|old| if cover_note(&old.raw, dictionary) { text_entry(cell) } else { combine(&old, &text) });
            last_role = Some(row);
        } else if role.is_some() && name.is_none() && key.chars().any(char::is_alphabetic) && !no_name(&key) {
            name = Some(text_entry(cell));
        } else {
            continue;
        }
        outcome.read_rows.insert(row);
    }
    // "Disusun" is a label, and names no office: with nothing below it nobody signs, and who made or checked a form without an
    // office and a number does not sign for its unit.
    let signs = |role: &Entry| nip.is_some() || name.is_some() && !made_or_checked(&role.raw);
    let role = role.filter(|role| !cover_note(&role.raw, dictionary) || as_written.is_some() || signs(role))?;
    Some((dated, as_written, Pejabat { pihak: Pihak::First, role, name, nip }))
}

fn combine(old: &Entry, text: &str) -> Entry {
    let raw = format!("{} {}", old.raw.trim(), text.trim()).into();
    Entry::new(old.cell, CellContent { raw, ..CellContent::clone(old) })
}

/// A line between the role and a gap of blank rows goes on with the role ("Kepala Badan" / "Perencanaan Daerah,").
fn continuation_jabatan_row(text: &str, content: &[&Cell], row: u32) -> bool {
    let after = content.iter().map(|cell| cell.address.row).find(|other| *other > row);
    text.trim_end().ends_with(',') || after.is_some_and(|other| other > row + 1)
}

fn nip_listed(cell: &Cell, text: &str, content: &[&Cell]) -> Entry {
    let figure = text.trim_start_matches(|letter: char| letter.is_alphabetic() || matches!(letter, '.' | ':' | ' '));
    if !figure.is_empty() {
        return if text.len() == figure.len() { nip_entry(cell) } else { piece_entry(cell, figure) };
    }
    // "NIP" in one cell, the digits in the next.
    let right = content
        .iter()
        .find(|other| other.address.row == cell.address.row && other.address.column > cell.address.column);
    right.map_or_else(|| piece_entry(cell, ""), |right| nip_entry(right))
}

fn figure_nip(key: &str) -> bool {
    let figure = key.chars().filter(char::is_ascii_digit).count();
    figure >= 15 && key.chars().all(|letter| letter.is_ascii_digit() || matches!(letter, ' ' | '.' | ',' | 'e' | '+'))
}

fn pihak(key: &str) -> Option<Pihak> {
    let key = key.trim_end_matches(',');
    if key.starts_with("pihak pertama") {
        Some(Pihak::First)
    } else if key.starts_with("pihak kedua") {
        Some(Pihak::Second)
    } else {
        None
    }
}

/// "Mengetahui", "Menyetujui", "Disusun": what follows is the role.
fn role_opener(key: &str, dictionary: &Dictionary) -> bool {
    dictionary.signature_row(key) && !key.starts_with("nip")
}

fn cover_note(text: &str, dictionary: &Dictionary) -> bool {
    let key = key(text);
    let key = key.trim_end_matches(',');
    pihak(key).is_some()
        || role_opener(key, dictionary) && (!key.contains(' ') || key.ends_with(" oleh") || key == "yang membuat")
}

/// Whether a label names who made or checked a form, and not who signs it.
fn made_or_checked(label: &str) -> bool {
    const ROLES: [&str; 11] = [
        "disusun",
        "penyusun",
        "dibuat",
        "pembuat",
        "yang membuat",
        "disiapkan",
        "diperiksa",
        "pemeriksa",
        "dievaluasi",
        "diverifikasi",
        "verifikator",
    ];
    let key = key(label);
    ROLES.iter().any(|role| key.starts_with(role))
}

/// What stands where a name would and is none: a word on how it was signed, the rank of a civil servant.
fn no_name(key: &str) -> bool {
    // "(nama)": the place of a name on a blank form.
    const PLACES: [&str; 5] = ["nama", "nama lengkap", "nama pejabat", "nama terang", "nama jelas"];
    const RANKS: [&str; 5] = ["pembina", "penata", "pengatur", "juru muda", "juru tk"];
    let bare = key.trim_matches(|letter: char| !letter.is_alphanumeric());
    PLACES.contains(&bare)
        || ["ditandatangani", "dokumen ini", "tanda tangan", "tertanda", "ttd", "ttd elektronik"].iter().any(|word| {
            bare.strip_prefix(word).is_some_and(|rest| rest.is_empty() || !rest.starts_with(char::is_alphanumeric))
        })
        || RANKS.iter().any(|rank| {
            bare.strip_prefix(rank).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', ',', '/', '(']))
        })
}

/// A line right below place and date, or one that ends with a comma, is a role whatever the office is called.
fn role_first(text: &str, dated: bool) -> bool {
    let text = text.trim_end();
    text.chars().any(char::is_alphabetic) && text.chars().count() <= 90 && (dated || text.ends_with(','))
}

/// Whether a line opens with the name of an office.
fn jabatan_role(text: &str) -> bool {
    const JABATAN: [&str; 18] = [
        "kepala",
        "ketua",
        "koordinator",
        "direktur",
        "wakil",
        "sekretaris",
        "rektor",
        "dekan",
        "bupati",
        "wali kota",
        "walikota",
        "gubernur",
        "plt",
        "plh",
        "pj",
        "inspektur",
        "camat",
        "manajer",
    ];
    let key = key(text);
    let front = JABATAN.iter().any(|jabatan| {
        key.strip_prefix(jabatan).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.', ',']))
    });
    front && key.chars().count() <= 90
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::CellAddress;

    fn numbers_person_in(value: CellValue) -> bool {
        let address = CellAddress { row: 0, column: 0 };
        numbers_person(&Cell { address, value, percent_format: false, formula: None })
    }

    #[test]
    fn a_share_that_no_decimal_ends_numbers_no_civil_servant() {
        assert!(!numbers_person_in(CellValue::Number(7.0 / 23.0)));
        assert!(!numbers_person_in(CellValue::Number(0.304_347_826_086_956_54)));
        assert!(!numbers_person_in(CellValue::Text("750000000".into())));
        assert!(numbers_person_in(CellValue::Number(196_905_051_994_032_001.0)));
        assert!(numbers_person_in(CellValue::Text("NIP. 19700101 199501 1 001".into())));
    }
}
