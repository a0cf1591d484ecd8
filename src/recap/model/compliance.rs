//! Who sent what, as it prints.

use chrono::NaiveDate;
use serde::Serialize;

use super::figure::{DASH, TrafficLight};
use crate::domain::capaian::ScaleColor;
use crate::domain::date::short_date;
use crate::domain::document_kind::{YEAR, YearDocument};
use crate::domain::tenggat::Tenggat;
use crate::recap::compliance::{Compliance, ComplianceRow, ComplianceState, ComplianceTile};

/// Units by documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentMatrix {
    /// A column for each document of the year.
    #[serde(rename = "kolom")]
    pub columns: Vec<DocumentColumn>,
    /// The units, in the order of the register.
    #[serde(rename = "baris")]
    pub rows: Vec<DocumentRow>,
    /// Files that count for no unit, each with the reason.
    #[serde(rename = "tidak_terpakai")]
    pub unused: Vec<(String, String)>,
}

/// A document of the year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentColumn {
    /// "PK", "RA", "TW I".
    #[serde(rename = "judul")]
    pub heading: &'static str,
    /// When it is due.
    pub tenggat: Option<NaiveDate>,
    /// The same in print: "28 Feb 2026", or a dash.
    #[serde(rename = "tulisan_tenggat")]
    pub tenggat_wording: String,
    /// Units that sent it, of all.
    #[serde(rename = "masuk")]
    pub received: (usize, usize),
}

/// The documents of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentRow {
    /// Code of the unit.
    pub unit: String,
    /// What the register calls the unit.
    #[serde(rename = "nama")]
    pub name: String,
    /// Its documents, in the order of the columns.
    #[serde(rename = "petak")]
    pub tiles: Vec<DocumentTile>,
    /// Documents that were sent.
    #[serde(rename = "masuk")]
    pub received: usize,
    /// Documents that were sent late.
    #[serde(rename = "terlambat")]
    pub late: usize,
    /// Documents that are missing.
    #[serde(rename = "belum")]
    pub not_yet: usize,
    /// All documents in a line: "PK ✓ · RA ✓ · TW I ▲".
    #[serde(rename = "tulisan")]
    pub wording: String,
}

/// A document of a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DocumentTile {
    /// How it stands.
    #[serde(rename = "keadaan")]
    pub state: ComplianceState,
    /// "✓", "▲", "◆", "✗", "–".
    #[serde(rename = "tanda")]
    pub mark: &'static str,
    /// "masuk", "terlambat", "diterima, tidak terbaca", "diterima, unit belum pasti", "diterima, triwulan belum pasti", "diterima, laporan bulanan", "belum", "belum jatuh tempo".
    #[serde(rename = "kata")]
    pub word: &'static str,
    /// The colour beside the mark.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// When it was received, where mail tells.
    #[serde(rename = "tanggal")]
    pub date: Option<NaiveDate>,
    /// Days after the deadline.
    #[serde(rename = "hari_terlambat")]
    pub late_day: Option<i64>,
    /// Mark, day and days late: "▲ 12 Jul 2026 (+2 hari)".
    #[serde(rename = "tulisan")]
    pub wording: String,
    /// The file that counts.
    #[serde(rename = "berkas")]
    pub file: Option<String>,
}

impl DocumentMatrix {
    /// The matrix in print.
    pub(super) fn build(compliance: &Compliance, tenggat: &Tenggat) -> Self {
        let column = YEAR.iter().enumerate().map(|(number, document)| {
            let tenggat = tenggat.of(document.kind, document.quarter);
            DocumentColumn {
                heading: document.heading,
                tenggat,
                tenggat_wording: tenggat.map_or_else(|| DASH.to_string(), short_date),
                received: compliance.received(number),
            }
        });
        Self {
            columns: column.collect(),
            rows: compliance.rows.iter().map(DocumentRow::from).collect(),
            unused: compliance.unused.clone(),
        }
    }
}

impl DocumentRow {
    fn from(row: &ComplianceRow) -> Self {
        let tile: Vec<DocumentTile> = row.tiles.iter().map(DocumentTile::from).collect();
        let one = |(document, tile): (&YearDocument, &DocumentTile)| format!("{} {}", document.heading, tile.mark);
        Self {
            unit: row.unit.clone(),
            name: row.name.clone(),
            received: row.tiles.iter().filter(|tile| tile.state.received()).count(),
            late: row.late(),
            not_yet: row.not_yet(),
            wording: YEAR.iter().zip(&tile).map(one).collect::<Vec<_>>().join(" · "),
            tiles: tile,
        }
    }
}

impl DocumentTile {
    fn from(tile: &ComplianceTile) -> Self {
        let state = tile.state.clone();
        let (date, late_day) = match state {
            ComplianceState::Received(day) => (day, None),
            ComplianceState::Late(day, via) => (Some(day), Some(via)),
            ComplianceState::Unread
            | ComplianceState::Unplaced
            | ComplianceState::NoQuarter
            | ComplianceState::Monthly
            | ComplianceState::NoKind
            | ComplianceState::NotYet
            | ComplianceState::NotYetFilledIn
            | ComplianceState::NotYetDue => (None, None),
        };
        let color = match state {
            ComplianceState::Received(_) => ScaleColor::Green,
            ComplianceState::Late(..)
            | ComplianceState::Unread
            | ComplianceState::Unplaced
            | ComplianceState::NoQuarter
            | ComplianceState::Monthly
            | ComplianceState::NoKind => ScaleColor::Yellow,
            ComplianceState::NotYet | ComplianceState::NotYetFilledIn => ScaleColor::Red,
            ComplianceState::NotYetDue => ScaleColor::Gray,
        };
        Self {
            mark: state.mark(),
            word: state.word(),
            light: TrafficLight::new(color),
            date,
            late_day,
            wording: state.wording(),
            file: tile.file.clone(),
            state,
        }
    }
}
