//! Hands of offices that keep everything in one place: letterheads, weights, sheets of other quarters and years, columns that
//! came out of a printed page.

use super::book::{At, Cell, Sheet};
use super::form::Form;
use super::hand::{Achieved, Coded, Dated, Grouped, Hand, Identity, Typing, plain};
use super::model::{Document, Kind, YEAR};
use super::rework;

/// Sheets that lie in a workbook beside the form that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    Nothing,
    /// The quarter before, as it was sent then.
    EarlierQuarter,
    /// The quarters to come, nothing filled in.
    LaterQuarters,
    /// The agreement of last year, hidden.
    HiddenLastYear,
}

/// What a workbook of these forms holds besides.
pub(super) fn beside(own: &[&Form], all: &[&Form], hand: &Hand) -> Vec<Sheet> {
    let form = |kind: Kind| own.iter().find(|form| form.kind == kind);
    match hand.beside {
        Beside::Nothing => Vec::new(),
        Beside::EarlierQuarter => {
            let before = all.iter().find(|form| form.kind == Kind::Uk(0)).filter(|_| form(Kind::Uk(1)).is_some());
            before.map(|form| form.sheet.clone()).into_iter().collect()
        }
        Beside::LaterQuarters => {
            form(Kind::Uk(1)).into_iter().flat_map(|form| ["III", "IV"].map(|tw| to_come(form, tw))).collect()
        }
        Beside::HiddenLastYear => form(Kind::Pk).map(|form| last_year(form)).into_iter().collect(),
    }
}

/// The form of a quarter to come: headings and indicators alone.
fn to_come(form: &Form, tw: &str) -> Sheet {
    let mut sheet = form.sheet.clone();
    sheet.name = format!("TW {tw}");
    let filled = [
        "target.tw",
        "realisasi.tw",
        "pembilang",
        "penyebut",
        "capaian.tw",
        "kendala",
        "tindak_lanjut",
        "penanggung_jawab",
    ];
    let blank = |field: &str| filled.contains(&field) || ["batas_waktu", "bukti_dukung", "status"].contains(&field);
    for ((_, field), at) in &form.cell {
        if blank(field) {
            sheet.cells.remove(at);
        }
    }
    if let Some(day) = form.day {
        sheet.cells.remove(&day);
    }
    for cell in sheet.cells.values_mut() {
        if let Cell::Text(text) = cell {
            *text = text.replace("TRIWULAN II ", &format!("TRIWULAN {tw} "));
        }
    }
    sheet
}

/// What a unit agreed on a year ago.
fn last_year(form: &Form) -> Sheet {
    let mut sheet = form.sheet.clone();
    (sheet.name, sheet.hidden) = ("PK 2025".to_string(), true);
    for cell in sheet.cells.values_mut() {
        if let Cell::Text(text) = cell {
            *text = text.replace(&YEAR.to_string(), &(YEAR - 1).to_string());
        }
    }
    sheet
}

/// The head of an office's paper above everything.
fn letterhead(form: &mut Form, _: &Document) {
    let lines = [
        "KEMENTERIAN PENDIDIKAN TINGGI, SAINS, DAN TEKNOLOGI",
        "POLITEKNIK CONTOH",
        "Jalan Contoh Nomor 12, Kota Contoh 80123",
        "Telepon (0361) 701981, laman www.contoh.example",
    ];
    let left = form.title.1;
    for (row, line) in (0..).zip(lines) {
        form.put_row(row);
        form.sheet.text((row, left), line);
        form.sheet.merges.push(((row, left), (row, left + 4)));
    }
    form.put_row(lines.len() as u32);
}

/// A column of weights that make a hundred, with decimals.
fn weighted(form: &mut Form, document: &Document) {
    let Some(satuan) = form.heading.get("satuan").copied() else { return };
    form.put_column(satuan.1);
    let column = satuan.1;
    form.sheet.text((satuan.0, column), "Bobot (%)");
    for number in 0..document.rows.len() {
        let Some(row) = form.row_of(number) else { continue };
        let weight = if number + 1 == document.rows.len() { 14.26 } else { 14.29 };
        form.sheet.cells.insert((row, column), Cell::Number(weight, "0.00"));
    }
}

/// A line above each objective, as scorecards have it.
fn perspectives(form: &mut Form, document: &Document) {
    let names = ["B. PERSPEKTIF PROSES INTERNAL", "C. PERSPEKTIF PEMBELAJARAN DAN PERTUMBUHAN"];
    let left = form.heading.values().map(|at| at.1).min().unwrap_or(0);
    let right = form.heading.values().map(|at| at.1).max().unwrap_or(0);
    let mut lines: Vec<(u32, &str)> =
        form.groups(document).into_iter().rev().zip(names).map(|((_, row), name)| (row, name)).collect();
    lines.extend(form.row_of(0).map(|row| (row, "A. PERSPEKTIF PEMANGKU KEPENTINGAN")));
    lines.sort_by_key(|(row, _)| std::cmp::Reverse(*row));
    for (row, name) in lines {
        form.put_row(row);
        form.sheet.text((row, left), name);
        form.sheet.merges.push(((row, left), (row, right)));
    }
}

/// Evidence in several lines.
fn listed_evidence(form: &mut Form, document: &Document) {
    for number in 0..document.rows.len() {
        let at = form.cell.get(&(number, "bukti_dukung")).copied();
        if let Some(Cell::Text(text)) = at.and_then(|at| form.sheet.cells.get_mut(&at))
            && text.starts_with("https://arsip.contoh.example/IKK")
        {
            *text = format!("1. Surat Tugas Nomor 12/ST/2026\n2. Notula rapat 5 Mei 2026\n3. {text}");
        }
    }
}

/// A narrow blank column before every column but the first.
fn spaced(form: &mut Form, _: &Document) {
    let mut columns: Vec<u16> = form.heading.values().map(|at| at.1).collect();
    columns.sort_unstable();
    columns.dedup();
    for column in columns.into_iter().skip(1).rev() {
        form.put_column(column);
    }
}

/// Every column as two that are merged, as a printed page comes back as a sheet.
fn doubled(form: &mut Form, _: &Document) {
    let mut columns: Vec<u16> = form.heading.values().map(|at| at.1).collect();
    columns.sort_unstable();
    columns.dedup();
    let top = form.heading.values().map(|at| at.0).min().unwrap_or(0);
    for column in columns.into_iter().rev() {
        form.put_column(column + 1);
        for (_, to) in form.sheet.merges.iter_mut().filter(|(_, to)| to.1 == column) {
            to.1 += 1;
        }
        let covered = |at: At, merges: &[(At, At)]| {
            merges.iter().any(|(from, to)| (from.0..=to.0).contains(&at.0) && (from.1..=to.1).contains(&at.1))
        };
        let single: Vec<At> = form.sheet.cells.keys().copied().filter(|at| at.0 >= top && at.1 == column).collect();
        for at in single {
            if !covered(at, &form.sheet.merges) {
                form.sheet.merges.push((at, (at.0, column + 1)));
            }
        }
    }
}

/// What was reached, in words behind the achievement.
fn in_words_too(form: &mut Form, document: &Document) {
    for number in 0..document.rows.len() {
        let at = form.cell.get(&(number, "capaian.tw")).copied();
        if let Some(cell) = at.and_then(|at| form.sheet.cells.get_mut(&at))
            && let Cell::Number(value, _) = cell
        {
            let word = if *value < 100.0 { "belum tercapai" } else { "tercapai" };
            *cell = Cell::Text(format!("{} % ({word})", format!("{value:.2}").replace('.', ",")));
        }
    }
}

/// What an application prints at the foot of its pages.
fn printed(form: &mut Form, _: &Document) {
    let end = form.sheet.cells.keys().map(|(row, _)| *row).max().unwrap_or(0);
    let left = form.heading.values().map(|at| at.1).min().unwrap_or(0);
    form.sheet.text((end + 2, left), "Dicetak pada 18/07/2026 10:15 WITA oleh admin");
    form.sheet.text((end + 3, left), "Halaman 1 dari 1");
}

/// The total of a budget again in words.
fn spelled_out(form: &mut Form, _: &Document) {
    if let Some(total) = form.budget_total {
        form.put_row(total.0 + 1);
        form.sheet.text((total.0 + 1, total.1 - 1), "Terbilang: dua miliar seratus tiga puluh juta rupiah");
    }
}

/// Headings in two languages.
fn two_languages(text: &str) -> String {
    let other = match text {
        "Sasaran" => "Objective",
        "Indikator Kinerja" => "Performance Indicator",
        "Satuan" => "Unit",
        "Target" => "Target",
        "Kendala" => "Obstacle",
        "Tindak Lanjut" => "Follow-up",
        "Bukti Dukung" => "Evidence",
        _ => return text.to_string(),
    };
    format!("{text} / {other}")
}

/// What is to be done, behind every heading.
fn told_what_to_do(text: &str) -> String {
    match text {
        "No" | "No." => text.to_string(),
        _ => format!("{text}\n(diisi oleh unit)"),
    }
}

/// More hands.
pub(super) fn hands() -> Vec<Hand> {
    let mut all = Vec::new();
    let mut hand = |name: &'static str, habit: &dyn Fn(&mut Hand)| {
        let mut one = plain(name);
        habit(&mut one);
        all.push(one);
    };
    hand("the office's paper", &|h| h.rework = letterhead);
    hand("a column of weights", &|h| h.rework = weighted);
    hand("a scorecard's perspectives", &|h| h.rework = perspectives);
    hand("evidence in several lines", &|h| h.rework = listed_evidence);
    hand("the quarter before in the same workbook", &|h| h.beside = Beside::EarlierQuarter);
    hand("forms of later quarters in the same workbook", &|h| h.beside = Beside::LaterQuarters);
    hand("last year's agreement on a hidden sheet", &|h| h.beside = Beside::HiddenLastYear);
    hand("quarters by the letter Q", &|h| h.quarter = 6);
    hand("headings in two languages", &|h| h.heading_letters = two_languages);
    hand("headings that say who fills in", &|h| h.heading_letters = told_what_to_do);
    hand("narrow columns between", &|h| h.rework = spaced);
    hand("every column two columns", &|h| h.rework = doubled);
    hand("a full stop behind wordings", &|h| h.letters = |text| format!("{text}."));
    hand("achievement with a word behind", &|h| h.rework = in_words_too);
    hand("printed by an application", &|h| h.rework = printed);
    hand("the budget's total in words", &|h| h.rework = spelled_out);
    hand("a ministry's way, all at once", &|h| {
        h.typing = Typing::Formatted;
        h.achieved = Achieved::Rounded;
        h.grouped = Grouped::Repeated;
        h.coded = Coded::Column;
        h.dated = Dated::Words;
        h.identity = Identity::ThreeCells;
        h.beside = Beside::EarlierQuarter;
        h.rework = |form, document| {
            rework::footnotes(form, document);
            listed_evidence(form, document);
            letterhead(form, document);
            printed(form, document);
        };
    });
    all
}
