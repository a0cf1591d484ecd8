//! How each document of each unit stands, in words that cannot be misread.

use crate::domain::document_kind::{YEAR, YearDocument};
use crate::domain::official::document_code;
use crate::journal::Receipt;
use crate::recap::compliance::ComplianceState;
use crate::recap::model::{DocumentRow, DocumentTile};

use super::view::View;

/// What has become of a document, the last thing first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    /// Nothing came, and it is due.
    Missing,
    /// Nothing came, and nothing is due.
    NotDue,
    /// It came by the page, and was not looked at yet.
    Sent,
    /// It came, and nothing of it can be read.
    Unreadable,
    /// It came, and nobody can tell yet whose it is.
    Unplaced,
    /// It came, and has errors.
    ToMend,
    /// It came without errors.
    Accepted,
    /// It is official.
    Ratified,
}

impl Standing {
    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Missing,
        Self::NotDue,
        Self::Sent,
        Self::Unreadable,
        Self::Unplaced,
        Self::ToMend,
        Self::Accepted,
        Self::Ratified,
    ];

    /// The word that people read.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Missing => "belum",
            Self::NotDue => "belum jatuh tempo",
            Self::Sent => "terkirim",
            Self::Unreadable => "tidak terbaca",
            Self::Unplaced => "unit belum pasti",
            Self::ToMend => "perlu diperbaiki",
            Self::Accepted => "diterima",
            Self::Ratified => "disahkan",
        }
    }

    /// The mark before it.
    pub(super) fn mark(self) -> &'static str {
        match self {
            Self::Missing => "✗",
            Self::NotDue => "–",
            Self::Sent => "→",
            Self::Unreadable | Self::Unplaced => "◆",
            Self::ToMend => "✖",
            Self::Accepted => "✓",
            Self::Ratified => "★",
        }
    }

    /// How it is coloured.
    pub(super) fn class(self) -> &'static str {
        match self {
            Self::Missing | Self::ToMend => "buruk",
            Self::Unreadable | Self::Unplaced | Self::Sent => "perlu",
            Self::Accepted | Self::Ratified => "baik",
            Self::NotDue => "sepi",
        }
    }
}

/// A document of a unit.
#[derive(Debug, Clone)]
pub(super) struct StandingTile {
    /// "Perjanjian Kinerja", "Pengukuran Kinerja TW II".
    pub(super) name: String,
    /// Its code: "pk", "tw2".
    pub(super) code: String,
    /// How it stands.
    pub(super) standing: Standing,
    /// What else is to be known: findings, how late.
    pub(super) notes: Vec<String>,
    /// Whether it is late, or was.
    pub(super) late: bool,
    /// When it is due, in print.
    pub(super) due: String,
}

/// The code of a document of the year.
pub(super) fn code_of(document: &YearDocument) -> String {
    document_code(document.kind, document.quarter)
}

/// The heading of a code: "TW II" of "tw2".
pub(super) fn heading_of(code: &str) -> Option<&'static str> {
    YEAR.iter().find(|one| code_of(one) == code).map(|one| one.heading)
}

/// The documents of a unit, in the order of the year. `receipts` are those of the unit.
pub(super) fn tiles(view: &View, row: &DocumentRow, receipts: &[&Receipt]) -> Vec<StandingTile> {
    let columns = &view.recap.compliance.columns;
    YEAR.iter()
        .zip(&row.tiles)
        .zip(columns)
        .map(|((document, tile), column)| {
            let code = code_of(document);
            let (standing, mut notes) = standing(view, &row.unit, document, tile, receipts);
            let mut late = false;
            if let ComplianceState::Late(_, days) = tile.state {
                late = true;
                notes.push(format!("terlambat {days} hari"));
            }
            let overdue = column.tenggat.map(|limit| (view.look.today - limit).num_days()).filter(|days| *days > 0);
            if let (Standing::Missing, Some(days)) = (standing, overdue) {
                late = true;
                notes.push(format!("lewat {days} hari"));
            }
            let quarter = document.quarter.map(|quarter| format!(" {quarter}")).unwrap_or_default();
            StandingTile {
                name: format!("{}{quarter}", document.kind.name()),
                code,
                standing,
                notes,
                late,
                due: column.tenggat_wording.clone(),
            }
        })
        .collect()
}

fn standing(
    view: &View,
    unit: &str,
    document: &YearDocument,
    tile: &DocumentTile,
    receipts: &[&Receipt],
) -> (Standing, Vec<String>) {
    let code = code_of(document);
    let waits =
        receipts.iter().any(|one| !view.holds(one) && one.content.documents.split(',').any(|mine| mine == code));
    if waits {
        return (Standing::Sent, vec!["menunggu dibaca".to_string()]);
    }
    match tile.state {
        ComplianceState::Unread => (Standing::Unreadable, Vec::new()),
        ComplianceState::Unplaced => (Standing::Unplaced, Vec::new()),
        ComplianceState::NoQuarter => (Standing::Unreadable, vec!["triwulannya tidak tertulis".to_string()]),
        ComplianceState::Monthly => (Standing::Missing, vec!["baru laporan bulanan yang diterima".to_string()]),
        ComplianceState::NoKind => (Standing::Unreadable, vec!["jenis dokumennya tidak tertulis".to_string()]),
        ComplianceState::NotYet => (Standing::Missing, Vec::new()),
        ComplianceState::NotYetFilledIn => (Standing::Missing, vec!["realisasi belum diisi".to_string()]),
        ComplianceState::NotYetDue => (Standing::NotDue, Vec::new()),
        ComplianceState::Received(_) | ComplianceState::Late(..) => {
            let found = view.document(unit, &code);
            let (errors, warnings) = found.map_or((0, 0), |found| (found.errors, found.warnings));
            let mut notes = Vec::new();
            if errors > 0 {
                notes.push(format!("{errors} galat"));
            }
            if warnings > 0 {
                notes.push(format!("{warnings} peringatan"));
            }
            let official = view.look.official.versions.iter().any(|one| {
                one.version.reopened.is_none() && one.version.scope.covers(unit, document.kind, document.quarter)
            });
            match (official, errors) {
                (true, _) => (Standing::Ratified, notes),
                (false, 0) => (Standing::Accepted, notes),
                (false, _) => (Standing::ToMend, notes),
            }
        }
    }
}
