//! Sheet `Temuan`: what is wrong, where, and how to mend it. The gravest first; what follows from a finding stands
//! folded under it; what a waiver accepts stands last, in grey, with its reason.

use std::cmp::Reverse;

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, file_cell, heading};
use crate::domain::capaian::ScaleColor;
use crate::domain::hash::HashMap;
use crate::finding::flat::TemuanRow;
use crate::finding::{Severity, Temuan};
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet,
};

const COLUMN: [SheetColumn; 16] = [
    SheetColumn::new("Tingkat", CellLook::Text, 12, 14),
    SheetColumn::new("Kode", CellLook::Middle, 8, 9),
    UNIT,
    UNIT_NAME,
    FILE,
    SHEET,
    CELL,
    SheetColumn::new("Indikator", CellLook::Fold, 16, 34),
    SheetColumn::new("Pesan", CellLook::Fold, 30, 60),
    SheetColumn::new("Ditemukan", CellLook::Fold, 10, 24),
    SheetColumn::new("Seharusnya", CellLook::Fold, 10, 24),
    SheetColumn::new("Selisih", CellLook::Figure, 9, 16),
    SheetColumn::new("Saran", CellLook::Fold, 24, 50),
    SheetColumn::new("Terkait", CellLook::Fold, 10, 34),
    SheetColumn::new("Ikutan", CellLook::Text, 9, 14),
    SheetColumn::new("Pengecualian", CellLook::Fold, 10, 30),
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let mut all = Vec::new();
    let name = input.unit_names();
    for (group, look) in [(input.temuan, RowLook::Usual), (input.excepted, RowLook::Dim)] {
        let mut sorted: Vec<&Temuan> = group.iter().collect();
        // Stable: within a severity the findings keep their order, by unit, file, sheet and cell.
        sorted.sort_by_key(|temuan| Reverse(temuan.severity));
        for temuan in sorted {
            add(&mut all, temuan, None, look);
        }
    }
    TableSheet {
        name: "Temuan",
        table_name: "Temuan",
        heading: heading(input, "Temuan"),
        remark: format!("{}. {}", input.data_date(), summary(input)),
        columns: &COLUMN,
        row: RowContent::new(all.into_iter().map(move |one| row(&name, &one))),
        frozen: 2,
        total: ("Baris tampil", vec![("Kode", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write_decorated(book, style, |sheet, last| {
        Ok(style::prefix_light(
            sheet,
            (CONTENT_ROW, last),
            (0, 0),
            &[("■", ScaleColor::Red), ("▲", ScaleColor::Yellow), ("○", ScaleColor::Gray)],
        )?)
    })
}

fn summary(input: &ReportInput<'_>) -> String {
    let count = |severity: Severity| input.temuan.iter().filter(|temuan| temuan.severity == severity).count();
    let follow_up: usize = input.temuan.iter().map(|temuan| temuan.follow_up.len()).sum();
    format!(
        "{} galat, {} peringatan, {} info; {follow_up} temuan ikutan dilipat di bawah sebabnya; {} dikecualikan.",
        count(Severity::Error),
        count(Severity::Warning),
        count(Severity::Info),
        input.excepted.len()
    )
}

/// A finding of the sheet, the code of the one that it follows from, and how its row shows.
type Listed<'a> = (&'a Temuan, Option<&'a str>, RowLook);

fn add<'a>(all: &mut Vec<Listed<'a>>, temuan: &'a Temuan, from: Option<&'a str>, look: RowLook) {
    all.push((temuan, from, look));
    for follow_up in &temuan.follow_up {
        add(all, follow_up, Some(&temuan.code), look);
    }
}

fn row<'a>(name: &HashMap<&str, &'a str>, &(temuan, from, look): &Listed<'a>) -> SheetRow<'a> {
    let b = TemuanRow::from(temuan, from);
    let follow_up = match (from, temuan.follow_up.len()) {
        (Some(from), _) => format!("dari {from}"),
        (None, 0) => String::new(),
        (None, count) => format!("{count} ikutan"),
    };
    let cells = vec![
        SheetCell::owned(format!("{} {}", mark(temuan.severity), temuan.severity.name())),
        SheetCell::text(Some(b.code)),
        SheetCell::text(b.unit),
        SheetCell::text(b.unit.and_then(|unit| name.get(unit).copied())),
        file_cell(b.file, b.sheet, b.cell.as_deref()),
        SheetCell::text(b.sheet),
        b.cell.map_or(SheetCell::Blank, SheetCell::owned),
        SheetCell::text(b.indikator),
        SheetCell::text(Some(b.message)),
        SheetCell::text(b.found),
        SheetCell::text(b.expected),
        SheetCell::figure(b.gap),
        SheetCell::text(Some(b.advice)),
        b.related.map_or(SheetCell::Blank, SheetCell::owned),
        SheetCell::owned(follow_up),
        SheetCell::text(b.pengecualian),
    ];
    SheetRow { cells, look: if from.is_some() { RowLook::Dim } else { look }, depth: u8::from(from.is_some()) }
}

const fn mark(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "■",
        Severity::Warning => "▲",
        Severity::Info => "○",
    }
}
