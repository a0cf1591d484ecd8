//! The rows of a table, each with what it says in each column.

use super::super::book::{At, Cell};
use super::super::hand::{Grouped, Hand, Measured, Plan};
use super::super::model::{Document, Kind, Measure, Row, Said};
use super::cells::cell;
use super::{ACHIEVED, Column, Form, REACHED, TARGETS, TW};
use crate::shared::MONTH_TARGETS;

pub(super) fn body(
    form: &mut Form,
    document: &Document,
    hand: &Hand,
    columns: &[Column],
    start: u32,
    heading_row: u32,
) -> u32 {
    let left = hand.origin.1;
    let mut row = start;
    let mut number = 0;
    let mut group: Option<(Said, u32)> = None;
    let mut merges: Vec<(u32, u32)> = Vec::new();
    for (order, one) in document.rows.iter().enumerate() {
        if hand.repeated_heading && order == 4 {
            let copied: Vec<(At, Cell)> = form
                .sheet
                .cells
                .range((heading_row, 0)..(start, 0))
                .map(|((r, c), cell)| ((row + r - heading_row, *c), cell.clone()))
                .collect();
            form.sheet.cells.extend(copied);
            row += start - heading_row;
            group = None;
        }
        let depth = depth(document.kind, hand);
        let sasaran = one.field.get("sasaran").cloned().unwrap_or(Said::Blank);
        let new_group = group.as_ref().is_none_or(|(before, _)| *before != sasaran);
        if new_group {
            number += 1;
            if let (Some((_, first)), true) = (&group, hand.grouped == Grouped::Merged)
                && row - first > 1
            {
                merges.push((*first, row - 1));
            }
            if hand.blank_rows && group.is_some() {
                row += 1;
            }
            group = Some((sasaran, row));
        }
        if new_group
            && hand.grouped == Grouped::Section
            && let Some(Said::Text(text)) = one.field.get("sasaran")
        {
            form.sheet.text((row, left), (hand.letters)(text));
            form.sheet.merges.push(((row, left), (row, left + columns.len() as u16 - 1)));
            row += 1;
        }
        if document.hidden == Some(order) {
            form.sheet.hidden_rows.push(row);
        }
        let of_group = new_group.then_some(number);
        rows(form, document, hand, columns, (order, one), row, of_group);
        if depth > 1 && hand.grouped == Grouped::Merged {
            for (position, column) in columns.iter().enumerate() {
                if ["kode", "indikator", "satuan", "target"].contains(&column.field) {
                    let at = left + position as u16;
                    form.sheet.merges.push(((row, at), (row + depth - 1, at)));
                }
            }
        }
        row += depth;
    }
    if let (Some((_, first)), true) = (&group, hand.grouped == Grouped::Merged)
        && row - first > 1
    {
        merges.push((*first, row - 1));
    }
    for (first, last) in merges {
        for (position, column) in columns.iter().enumerate() {
            if ["no", "sasaran"].contains(&column.field) {
                form.sheet.merges.push(((first, left + position as u16), (last, left + position as u16)));
            }
        }
    }
    if hand.hidden_help {
        let at = left + columns.len() as u16;
        form.sheet.text((heading_row, at), "Bantu");
        for line in start..row {
            form.sheet.cells.insert((line, at), Cell::Number(f64::from(line), ""));
        }
        form.sheet.hidden_columns.push(at);
    }
    row
}

/// The rows of one indicator; the number of its objective where it is the first of it.
fn rows(
    form: &mut Form,
    document: &Document,
    hand: &Hand,
    columns: &[Column],
    (order, one): (usize, &Row),
    row: u32,
    of_group: Option<usize>,
) {
    let (left, depth) = (hand.origin.1, depth(document.kind, hand));
    for part in 0..depth {
        for (position, column) in columns.iter().enumerate() {
            let at = (row + part, left + position as u16);
            let from = match document.swapped {
                Some((one, other)) if column.field == one => other,
                Some((one, other)) if column.field == other => one,
                _ => column.field,
            };
            let (said, key) = said(document, hand, one, from, part as usize);
            let said = match column.field {
                "no" if hand.grouped != Grouped::Repeated && of_group.is_none() => Said::Blank,
                "no" if part > 0 => Said::Blank,
                "no" => number_of(hand, of_group.filter(|_| hand.grouped != Grouped::Repeated).unwrap_or(order + 1)),
                "sasaran" if of_group.is_none() && hand.grouped != Grouped::Repeated => Said::Blank,
                "sasaran" | "kode" | "indikator" | "satuan" | "target" if part > 0 => {
                    let repeated =
                        hand.grouped == Grouped::Repeated || document.kind != Kind::Ra && hand.format_repeats();
                    if repeated { said } else { Said::Blank }
                }
                _ => said,
            };
            let cell = cell(hand, &one.indicator, column.field, &said, at, columns, left, order);
            if let Some(cell) = cell {
                form.sheet.cells.insert(at, cell);
            }
            if key || part == 0 && (depth == 1 || !is_of_quarter(column.field)) {
                let name = if key { of_the_quarter(document.kind, column.field) } else { column.field };
                form.cell.insert((order, name), at);
                form.cell.entry((order, column.field)).or_insert(at);
            }
        }
    }
}

/// The field of the document's own quarter, in whichever column it stands.
fn of_the_quarter(kind: Kind, field: &'static str) -> &'static str {
    match field.split('.').next() {
        Some("realisasi") => "realisasi.tw",
        Some("capaian") => "capaian.tw",
        Some("target") if field.contains('.') && matches!(kind, Kind::Uk(_)) => "target.tw",
        _ => field,
    }
}

impl Hand {
    fn format_repeats(&self) -> bool {
        matches!(self.format, super::super::hand::Format::Csv(..))
    }
}

fn is_of_quarter(field: &str) -> bool {
    [
        "realisasi.tw",
        "capaian.tw",
        "target.tw",
        "kendala",
        "tindak_lanjut",
        "penanggung_jawab",
        "batas_waktu",
        "bukti_dukung",
    ]
    .contains(&field)
}

/// How many rows an indicator takes.
fn depth(kind: Kind, hand: &Hand) -> u32 {
    match kind {
        Kind::Ra if hand.plan == Plan::Stages => 4,
        Kind::Uk(tw) if hand.measured == Measured::Rows => tw as u32 + 1,
        _ => 1,
    }
}

fn number_of(hand: &Hand, number: usize) -> Said {
    match hand.numbered_rows {
        1 => Said::Text(["I", "II", "III", "IV", "V", "VI", "VII"][(number - 1) % 7].to_string()),
        _ => Said::Raw(Cell::Number(number as f64, "")),
    }
}

/// What a row says in a column, and whether the column is the one of the document's own quarter.
fn said(document: &Document, hand: &Hand, row: &Row, field: &'static str, part: usize) -> (Said, bool) {
    let own = |name: &str| row.field.get(name).cloned().unwrap_or(Said::Blank);
    let one = &row.indicator;
    let figure = |value: f64| if one.measure == Measure::Grade { Said::text("BB") } else { Said::Figure(value) };
    let index = |all: [&str; 4]| all.iter().position(|name| *name == field);
    match document.kind {
        Kind::Uk(tw) if hand.measured == Measured::Wide => {
            if let Some(n) = index(TARGETS) {
                return if n == tw { (own("target.tw"), true) } else { (figure(one.targets[n]), false) };
            }
            if let Some(n) = index(REACHED) {
                return match n.cmp(&tw) {
                    std::cmp::Ordering::Equal => (own("realisasi.tw"), true),
                    std::cmp::Ordering::Less => (figure(one.reached[n]), false),
                    std::cmp::Ordering::Greater => {
                        (row.field.get(field).cloned().unwrap_or_else(|| to_come(hand)), false)
                    }
                };
            }
            if let Some(n) = index(ACHIEVED) {
                return match n.cmp(&tw) {
                    std::cmp::Ordering::Equal => (own("capaian.tw"), true),
                    std::cmp::Ordering::Less => (one.capaian(n).map_or(Said::Blank, Said::Capaian), false),
                    std::cmp::Ordering::Greater => (to_come(hand), false),
                };
            }
            (own(field), false)
        }
        Kind::Uk(tw) if hand.measured == Measured::Rows => match field {
            "triwulan" => (Said::text(TW[part]), part == tw),
            "target.tw" if part != tw => (figure(one.targets[part]), false),
            "realisasi.tw" if part != tw => (figure(one.reached[part]), false),
            "capaian.tw" if part != tw => (one.capaian(part).map_or(Said::Blank, Said::Capaian), false),
            "bukti_dukung" if part != tw => {
                let code = one.code.replace(' ', "-");
                (Said::text(format!("https://arsip.contoh.example/{code}/tw{}", part + 1)), false)
            }
            _ if part != tw && is_of_quarter(field) => (row.clean.get(field).cloned().unwrap_or(Said::Blank), false),
            _ => (own(field), part == tw && is_of_quarter(field)),
        },
        Kind::Ra if hand.plan == Plan::Stages => match field {
            "rencana_aksi" => (Said::text(format!("Tahap {} {}", part + 1, one.text.to_lowercase())), false),
            "kriteria" => (own_or(row, "kriteria", part, format!("Laporan tahap {} selesai", part + 1)), false),
            "keluaran" => (own_or(row, "keluaran", part, "1 laporan".to_string()), false),
            "waktu" => (own_or(row, "waktu", part, format!("TW {}", TW[part])), false),
            _ => (own(field), false),
        },
        Kind::Ra if hand.plan == Plan::Months => match MONTH_TARGETS.iter().position(|name| *name == field) {
            Some(month) => (months(row, month), false),
            None => (own(field), false),
        },
        _ => (own(field), false),
    }
}

/// What stands in a quarter that is not over.
fn to_come(hand: &Hand) -> Said {
    if hand.dashed { Said::text("-") } else { Said::Blank }
}

/// What was said of the second stage, else the usual.
fn own_or(row: &Row, field: &'static str, part: usize, usual: String) -> Said {
    match row.field.get(field) {
        Some(said) if part == 0 => said.clone(),
        _ => Said::Text(usual),
    }
}

fn months(row: &Row, month: usize) -> Said {
    let one = &row.indicator;
    let tw = month / 3;
    let stated = |tw: usize| match row.field.get(TARGETS[tw]) {
        Some(Said::Figure(value)) => *value,
        _ => one.targets[tw],
    };
    match (one.measure, one.periods) {
        (Measure::Grade, _) => {
            if month == 11 {
                Said::text("BB")
            } else {
                Said::Blank
            }
        }
        (_, "jumlah") => {
            if month % 3 == 2 {
                Said::Figure(stated(tw))
            } else {
                Said::Figure(0.0)
            }
        }
        _ => Said::Figure(stated(tw)),
    }
}
