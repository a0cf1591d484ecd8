//! Settings that stand in the cascade workbook: its sheets `Pengaturan`, `Pengecualian` and `Libur`.
//!
//! Takes the three sheets, gives lines of TOML, each with the cell that it comes from; [`compose`] puts them into the text
//! of `selaras.toml`, which wins where both speak. So there is one reader of settings, and a fault is told where it was
//! typed: in a line of the one or in a cell of the other.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::typed_text::toml_text;
use crate::domain::address::CellAddress;
use crate::domain::date::read_date;
use crate::domain::text::key;
use crate::template::settings_list::{ListedSetting, SettingKind};
use crate::workbook::{Cell, CellValue, Sheet};

/// The sheets, by the names that they have in any case.
pub(super) const SHEETS: [&str; 3] = ["Pengaturan", "Pengecualian", "Libur"];
/// Rows of a sheet in which its heading is looked for.
const HEADING_ROWS: u32 = 15;
/// The columns of waivers, by the beginning of their headings, with their keys.
const WAIVER: [(&str, &str); 6] = [
    ("aturan", "aturan"),
    ("unit", "unit"),
    ("indikator", "indikator"),
    ("berkas", "berkas"),
    ("alasan", "alasan"),
    ("berlaku sampai", "sampai"),
];

/// A cell of the cascade workbook.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct BookCell {
    /// Its sheet.
    pub(super) sheet: String,
    /// Its address.
    pub(super) cell: CellAddress,
}

/// A line of TOML with the cell that it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct CellLine {
    text: String,
    from: BookCell,
}

/// What the sheets say.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct SettingsBook {
    /// Lines of each section, by its header.
    sections: BTreeMap<String, Vec<(String, Vec<CellLine>)>>,
    /// Waivers, each a block of lines.
    waivers: Vec<Vec<CellLine>>,
    /// Names on the sheet `Pengaturan` that no setting has.
    pub(super) unknown: Vec<(BookCell, String)>,
}

/// Where a line of the composed text comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineOrigin {
    /// A line of `selaras.toml`, counted from 1.
    Line(usize),
    /// A cell of the cascade workbook.
    Cell(BookCell),
}

/// `selaras.toml` with what the workbook adds to it.
#[derive(Debug, Default)]
pub(super) struct Composed {
    /// As TOML.
    pub(super) text: String,
    /// Where each of its lines comes from.
    pub(super) origins: Vec<LineOrigin>,
    /// Settings that both have and that say different things: what people call them.
    pub(super) twice: Vec<String>,
}

/// Reads the sheets.
pub(super) fn read(sheets: &[Sheet], listed: &[ListedSetting]) -> SettingsBook {
    let mut book = SettingsBook::default();
    for sheet in sheets {
        match key(&sheet.name).as_str() {
            "pengaturan" => settings(sheet, listed, &mut book),
            "pengecualian" => waivers(sheet, &mut book),
            "libur" => holidays(sheet, &mut book),
            _ => {}
        }
    }
    book
}

fn settings(sheet: &Sheet, listed: &[ListedSetting], book: &mut SettingsBook) {
    let Some((head, columns)) = heading(sheet, &["pengaturan", "nilai"]) else { return };
    let mut lists: BTreeMap<(String, String), BTreeMap<usize, CellLine>> = BTreeMap::new();
    for row in rows(sheet, head) {
        let (Some(name), value) = (at(sheet, row, columns.first()), at(sheet, row, columns.get(1))) else { continue };
        let typed = name.display();
        let Some(setting) = listed.iter().find(|one| key(&one.name) == key(&typed) || one.path == typed.trim()) else {
            if value.is_some() {
                book.unknown.push((of(sheet, name.address), typed.trim().to_string()));
            }
            continue;
        };
        let from =
            of(sheet, value.map_or(CellAddress::new(row, columns.get(1).copied().unwrap_or(1)), |cell| cell.address));
        let (keys, place) = setting.keys();
        let Some((last, section)) = keys.split_last() else { continue };
        let section = section.join(".");
        let blank = value.is_none_or(|cell| cell.display().trim().is_empty());
        match (value, place) {
            (_, Some(place)) => {
                let text =
                    value.filter(|_| !blank).map_or_else(|| "\"\"".to_string(), |cell| literal(cell, setting.kind));
                let line = CellLine { text: format!("{text},"), from };
                lists.entry((section, (*last).to_string())).or_default().insert(place, line);
            }
            (Some(cell), None) if !blank => {
                let text = format!("{last} = {}", literal(cell, setting.kind));
                book.add(&section, last, vec![CellLine { text, from }]);
            }
            // A name must be there: it is told at its cell.
            _ if setting.path == "instansi.nama" => {
                book.add(&section, last, vec![CellLine { text: format!("{last} = \"\""), from }]);
            }
            _ => {}
        }
    }
    for ((section, last), mut lines) in lists {
        let filled = lines.values().any(|line| line.text != "\"\",");
        let (Some(first), Some(until)) = (lines.values().next().cloned(), lines.keys().max().copied()) else {
            continue;
        };
        if !filled {
            continue;
        }
        let mut all = vec![CellLine { text: format!("{last} = ["), from: first.from.clone() }];
        for place in 0..=until {
            let blank = CellLine { text: "\"\",".to_string(), from: first.from.clone() };
            all.push(lines.remove(&place).unwrap_or(blank));
        }
        all.push(CellLine { text: "]".to_string(), from: first.from });
        book.add(&section, &last, all);
    }
}

fn waivers(sheet: &Sheet, book: &mut SettingsBook) {
    let Some((head, columns)) = heading(sheet, &WAIVER.map(|(heading, _)| heading)) else { return };
    for row in rows(sheet, head) {
        let cells: Vec<(&str, &Cell)> = WAIVER
            .iter()
            .zip(&columns)
            .filter_map(|((_, name), column)| Some((*name, at(sheet, row, Some(column))?)))
            .filter(|(_, cell)| !cell.display().trim().is_empty())
            .collect();
        let Some((_, first)) = cells.first() else { continue };
        let mut block = vec![CellLine { text: "[[pengecualian]]".to_string(), from: of(sheet, first.address) }];
        block.extend(cells.iter().map(|(name, cell)| {
            let kind = if *name == "sampai" { SettingKind::Day } else { SettingKind::Text };
            CellLine { text: format!("{name} = {}", literal(cell, kind)), from: of(sheet, cell.address) }
        }));
        book.waivers.push(block);
    }
}

fn holidays(sheet: &Sheet, book: &mut SettingsBook) {
    let Some((head, columns)) = heading(sheet, &["tanggal"]) else { return };
    let cells = rows(sheet, head).filter_map(|row| at(sheet, row, columns.first()));
    let days: Vec<CellLine> = cells
        .filter(|cell| !cell.display().trim().is_empty())
        .map(|cell| CellLine { text: format!("{},", literal(cell, SettingKind::Day)), from: of(sheet, cell.address) })
        .collect();
    let Some(first) = days.first().map(|line| line.from.clone()) else { return };
    let mut all = vec![CellLine { text: "libur = [".to_string(), from: first.clone() }];
    all.extend(days);
    all.push(CellLine { text: "]".to_string(), from: first });
    book.add("alur", "libur", all);
}

impl SettingsBook {
    fn add(&mut self, section: &str, name: &str, lines: Vec<CellLine>) {
        self.sections.entry(section.to_string()).or_default().push((name.to_string(), lines));
    }

    /// Whether there is nothing in it.
    pub(super) fn is_blank(&self) -> bool {
        self.sections.is_empty() && self.waivers.is_empty() && self.unknown.is_empty()
    }
}

/// The text of the settings file with what the workbook adds. What the file has stays as it is.
pub(super) fn compose(text: &str, book: &SettingsBook, listed: &[ListedSetting]) -> Composed {
    let file: toml::Table = text.parse().unwrap_or_default();
    let mut composed = Composed::default();
    let mut added: BTreeMap<&str, Vec<&CellLine>> = BTreeMap::new();
    for (section, settings) in &book.sections {
        for (name, lines) in settings {
            match table(&file, section).and_then(|table| table.get(name)) {
                None => added.entry(section).or_default().extend(lines),
                Some(own) if !same(own, name, lines) => composed.twice.push(called(section, name, listed)),
                Some(_) => {}
            }
        }
    }
    let mut placed: BTreeSet<&str> = BTreeSet::new();
    for (number, line) in (1..).zip(text.lines()) {
        composed.push(line, LineOrigin::Line(number));
        let bare = line.split('#').next().unwrap_or_default().trim();
        let header = bare.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).map(str::trim);
        let Some(section) = header.and_then(|header| added.keys().copied().find(|section| *section == header)) else {
            continue;
        };
        if placed.insert(section) {
            composed.extend(added.get(section).into_iter().flatten().copied());
        }
    }
    for (section, lines) in added.iter().filter(|(section, _)| !placed.contains(*section)) {
        let Some(first) = lines.first() else { continue };
        composed.push(&format!("[{section}]"), LineOrigin::Cell(first.from.clone()));
        composed.extend(lines.iter().copied());
    }
    book.waivers.iter().for_each(|block| composed.extend(block));
    composed
}

impl Composed {
    fn push(&mut self, line: &str, from: LineOrigin) {
        self.text.push_str(line);
        self.text.push('\n');
        self.origins.push(from);
    }

    fn extend<'l>(&mut self, lines: impl IntoIterator<Item = &'l CellLine>) {
        for line in lines {
            self.push(&line.text, LineOrigin::Cell(line.from.clone()));
        }
    }
}

/// Whether a setting of the file says what these lines say.
fn same(own: &toml::Value, name: &str, lines: &[CellLine]) -> bool {
    let text: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let other: Option<toml::Table> = text.join("\n").parse().ok();
    let figure = |value: &toml::Value| value.as_float().or_else(|| value.as_integer().map(|whole| whole as f64));
    other
        .as_ref()
        .and_then(|table| table.get(name))
        .is_some_and(|other| own == other || figure(own).is_some() && figure(own) == figure(other))
}

/// What people call a setting.
fn called(section: &str, name: &str, listed: &[ListedSetting]) -> String {
    let path = format!("{section}.{name}");
    let found = listed.iter().find(|one| one.path == path);
    found.map_or_else(|| format!("[{section}] {name}"), |one| one.name.clone())
}

fn table<'t>(file: &'t toml::Table, section: &str) -> Option<&'t toml::Table> {
    section.split('.').try_fold(file, |table, name| table.get(name)?.as_table())
}

/// A cell as TOML writes it; what is not of its kind is written as a text, so that it is told as what it is.
fn literal(cell: &Cell, kind: SettingKind) -> String {
    let shown = cell.display();
    let text = shown.trim();
    let decimal = text.replace(',', ".");
    match kind {
        SettingKind::Day => match &cell.value {
            CellValue::DateTime(when) => iso(when.date()),
            _ => read_date(text).map_or_else(|| toml_text(text), iso),
        },
        SettingKind::YesNo => match (&cell.value, text.to_lowercase().as_str()) {
            (CellValue::Bool(true), _) | (_, "ya" | "benar" | "true") => "true".to_string(),
            (CellValue::Bool(false), _) | (_, "tidak" | "bukan" | "false") => "false".to_string(),
            _ => toml_text(text),
        },
        SettingKind::Limit if text.eq_ignore_ascii_case("tanpa") => toml_text("tanpa"),
        SettingKind::Number | SettingKind::Limit => {
            let bare = decimal.trim_end_matches('%').trim();
            if bare.parse::<f64>().is_ok() { bare.to_string() } else { toml_text(text) }
        }
        SettingKind::Choice => toml_text(&text.to_lowercase()),
        SettingKind::Lines => {
            let lines: Vec<String> = text.lines().map(|line| toml_text(line.trim())).collect();
            format!("[{}]", lines.join(", "))
        }
        SettingKind::Text => one_line_text(text),
    }
}

/// A text in one line of TOML, whatever lines it has.
fn one_line_text(text: &str) -> String {
    let parts: Vec<String> = text.lines().map(|line| toml::Value::String(line.to_string()).to_string()).collect();
    match parts.as_slice() {
        [] | [_] => toml_text(text),
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\r', "").replace('\n', "\\n")),
    }
}

fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

/// The row of the heading and the columns whose headings begin so; the first word alone must be there.
fn heading(sheet: &Sheet, words: &[&str]) -> Option<(u32, Vec<u32>)> {
    let heads = |row: u32, word: &str| {
        let mut cells = sheet.row(row).iter();
        cells.find(|cell| key(&cell.display()).starts_with(word)).map(|cell| cell.address.column)
    };
    (0..HEADING_ROWS).find_map(|row| {
        let first = heads(row, words.first()?)?;
        let rest = words.get(1..)?.iter().map(|word| heads(row, word));
        let columns: Vec<Option<u32>> = std::iter::once(Some(first)).chain(rest).collect();
        let found = columns.iter().flatten().count();
        // A title may begin with the same word; a heading has company, where there is more than one column.
        (found >= words.len().min(2)).then(|| (row, columns.iter().map(|column| column.unwrap_or(u32::MAX)).collect()))
    })
}

/// The filled rows below a heading.
fn rows(sheet: &Sheet, head: u32) -> impl Iterator<Item = u32> {
    let rows: BTreeSet<u32> = sheet.cells.iter().map(|cell| cell.address.row).filter(|row| *row > head).collect();
    rows.into_iter()
}

fn at<'s>(sheet: &'s Sheet, row: u32, column: Option<&u32>) -> Option<&'s Cell> {
    let column = column?;
    sheet.row(row).iter().find(|cell| cell.address.column == *column)
}

fn of(sheet: &Sheet, cell: CellAddress) -> BookCell {
    BookCell { sheet: sheet.name.clone(), cell }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::settings_list::listed_settings;
    use crate::workbook::grid::workbook_from_text;

    const BOOK: &str = "=== Pengaturan\nPengaturan ruang kerja\n\nPengaturan|Nilai|Penjelasan\nNama instansi|Politeknik Contoh|x\nTahun|2026\nTenggat PK|28 Februari 2026\nTenggat TW II|10-07-2026\nTenggat TW IV|10 Januari 2027\nBatas atas capaian|'120,5\nWarna|biru\n=== Pengecualian\nAturan|Unit|Indikator|Berkas|Alasan|Berlaku sampai\nPK03|JTI||| nota dinas|30 Juni 2026\n=== Libur\nTanggal|Keterangan\n1 Mei 2026|Hari Buruh\n";

    fn book() -> SettingsBook {
        read(&workbook_from_text(BOOK).sheets, &listed_settings().unwrap())
    }

    #[test]
    fn the_sheets_say_what_the_file_would_say() {
        let composed = compose("", &book(), &listed_settings().unwrap());
        let read: toml::Table = composed.text.parse().unwrap();
        let expected: toml::Table = "[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026\n[tenggat]\npk = 2026-02-28\ntriwulan = [\"\", 2026-07-10, \"\", 2027-01-10]\n[capaian]\nbatas_atas = 120.5\n[alur]\nlibur = [2026-05-01]\n[[pengecualian]]\naturan = \"PK03\"\nunit = \"JTI\"\nalasan = \"nota dinas\"\nsampai = 2026-06-30\n".parse().unwrap();
        assert_eq!(read, expected);
        assert_eq!(composed.text.lines().count(), composed.origins.len());
        assert_eq!(book().unknown[0].1, "Warna");
    }

    #[test]
    fn the_file_wins_where_both_speak_and_that_is_said() {
        let file = "[instansi]\nnama = \"Lain\" # sendiri\ntahun = 2026\n[tenggat]\n";
        let composed = compose(file, &book(), &listed_settings().unwrap());
        let read: toml::Table = composed.text.parse().unwrap();
        assert_eq!(read["instansi"]["nama"].as_str(), Some("Lain"));
        assert!(read["tenggat"]["pk"].is_datetime());
        assert_eq!(composed.twice, ["Nama instansi"]);
        let line = composed.text.lines().position(|line| line.starts_with("pk =")).unwrap();
        assert!(
            matches!(&composed.origins[line], LineOrigin::Cell(cell) if cell.sheet == "Pengaturan" && cell.cell.to_string() == "B6")
        );
        let own = composed.text.lines().position(|line| line.starts_with("tahun")).unwrap();
        assert_eq!(composed.origins[own], LineOrigin::Line(3));
    }
}
