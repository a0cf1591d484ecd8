//! A document written by a hand: a sheet, and where everything stands on it.

mod cells;
mod columns;
mod edges;
mod rows;

use std::collections::HashMap;

use super::book::{At, Sheet};
use super::hand::{Hand, Measured};
use super::model::{Document, Kind};
use columns::{columns, heading};
use edges::{budget, head, notes, sign};
use rows::body;

pub(super) use columns::has;
pub(super) use edges::other_sheets;

/// A column: its headings from parent to child, and its field.
#[derive(Debug, Clone)]
pub(super) struct Column {
    path: Vec<String>,
    pub(super) field: &'static str,
}

/// A written document.
#[derive(Debug)]
pub(super) struct Form {
    pub(super) path: String,
    pub(super) sheet: Sheet,
    /// Cells of fields, by row of the document.
    pub(super) cell: HashMap<(usize, &'static str), At>,
    pub(super) heading: HashMap<&'static str, At>,
    pub(super) title: At,
    pub(super) unit: Option<At>,
    pub(super) nip: Option<At>,
    pub(super) role: Option<At>,
    pub(super) day: Option<At>,
    pub(super) budget_total: Option<At>,
    pub(super) kind: Kind,
}

const TW: [&str; 4] = ["I", "II", "III", "IV"];
const TARGETS: [&str; 4] = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];
const REACHED: [&str; 4] = ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"];
const ACHIEVED: [&str; 4] = ["capaian.tw1", "capaian.tw2", "capaian.tw3", "capaian.tw4"];

/// Writes a document.
pub(super) fn write(document: &Document, hand: &Hand) -> Form {
    let mut form = Form {
        path: path(document, hand),
        sheet: Sheet::named(&sheet_name(document, hand)),
        cell: HashMap::new(),
        heading: HashMap::new(),
        title: hand.origin,
        unit: None,
        nip: None,
        role: None,
        day: None,
        budget_total: None,
        kind: document.kind,
    };
    let columns = columns(document, hand);
    let import = matches!(document.kind, Kind::Uk(_)) && hand.measured == Measured::Import;
    let mut row = hand.origin.0;
    if !import {
        row = head(&mut form, document, hand, row, columns.len() as u16);
    }
    let start = heading(&mut form, hand, &columns, row);
    let end = body(&mut form, document, hand, &columns, start, row);
    let mut row = end + 1;
    if document.kind == Kind::Pk {
        row = budget(&mut form, document, hand, row);
    }
    if !import {
        row = sign(&mut form, document, hand, row + 1);
    }
    if hand.notes {
        notes(&mut form.sheet, (row + 1, hand.origin.1));
    }
    (hand.rework)(&mut form, document);
    (document.rework)(&mut form, document);
    form
}

fn path(document: &Document, hand: &Hand) -> String {
    let what = match document.kind {
        Kind::Pk => "PK".to_string(),
        Kind::Ra => "RA".to_string(),
        Kind::Uk(tw) if document.quarter_named => format!("Pengukuran TW {}", TW[tw]),
        Kind::Uk(_) => "Pengukuran".to_string(),
    };
    let unit = &document.unit;
    let ending = match hand.format {
        super::hand::Format::Xlsx => "xlsx",
        super::hand::Format::Csv('\t', _) => "tsv",
        super::hand::Format::Csv(..) => "csv",
        super::hand::Format::Office(ending) => ending,
        super::hand::Format::Xlsb => "xlsb",
        super::hand::Format::Html => "xls",
    };
    let folder = document.folder.map(|name| format!("{name}/")).unwrap_or_default();
    let path = match hand {
        _ if hand.shared_book => format!("Gabungan/{what} semua unit.{ending}"),
        _ if hand.one_book => format!("{}/Dokumen kinerja {}.{ending}", unit.code, unit.code),
        Hand { file_name: 1, .. } => format!("{what} - {}.{ending}", unit.name),
        Hand { file_name: 3, .. } => format!("{}/Salinan dari {what} {} - final sekali.{ending}", unit.code, unit.code),
        Hand { file_name: 2, .. } => format!("{}/Copy of {what} {} fix (1).{ending}", unit.code, unit.code),
        _ => format!("{}/{what} {}.{ending}", unit.code, unit.code),
    };
    folder + &path
}

fn sheet_name(document: &Document, hand: &Hand) -> String {
    if hand.shared_book {
        let what = match document.kind {
            Kind::Pk => "PK",
            Kind::Ra => "RA",
            Kind::Uk(_) => "UK",
        };
        return format!("{what} {}", document.unit.code);
    }
    if hand.sheet_name == 1 {
        return "Sheet1".to_string();
    }
    let name = match document.kind {
        Kind::Pk => "PK".to_string(),
        Kind::Ra => "Rencana Aksi".to_string(),
        Kind::Uk(tw) if document.quarter_named => format!("TW {}", TW[tw]),
        Kind::Uk(_) => "Data".to_string(),
    };
    if hand.sheet_name == 2 { format!("{name} (2)") } else { name }
}
