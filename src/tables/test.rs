//! Documents written briefly, for tests.
#![allow(clippy::unwrap_used)]

use chrono::NaiveDate;

use super::*;
use crate::domain::address::CellAddress;
use crate::domain::capaian::ProfilName;
use crate::domain::document::*;
use crate::domain::place::KASKADE_FILE;
use crate::domain::unit::Unit;
use crate::domain::value::{CellContent, Entry, Predikat, Value};

pub(crate) fn unit(code: &str, name: &str, other_name: &[&str], parent: Option<&str>) -> Unit {
    Unit {
        code: code.into(),
        name: name.into(),
        other_names: other_name.iter().map(ToString::to_string).collect(),
        parent: parent.map(str::to_string),
        leader: None,
        nip: None,
        jabatan: None,
        mail: Vec::new(),
        phone: None,
        row: 0,
    }
}

/// What a cell with this text says, as far as tests need it.
pub(crate) fn value(text: &str) -> Value {
    if text.is_empty() {
        return Value::Blank;
    }
    if text == "-" {
        return Value::Dash;
    }
    if let Ok(figure) = text.replace(',', ".").parse() {
        return Value::Figure { figure, satuan: None };
    }
    if let Some(percent) = text.strip_suffix('%').and_then(|figure| figure.replace(',', ".").parse().ok()) {
        return Value::Percent { percent };
    }
    if let Some((left, right)) = text.split_once(" dari ") {
        return Value::Fraction { numerator: left.parse().unwrap(), denominator: right.parse().unwrap(), satuan: None };
    }
    if let Some(list) = text.strip_prefix("TW ") {
        let triwulan = list.split(',').map(|n| Triwulan::from_number(n.parse().unwrap()).unwrap()).collect();
        return Value::Triwulan { triwulan };
    }
    Predikat::read(text)
        .map_or_else(|| Value::Text { text: text.into() }, |predikat| Value::Predikat { predikat, figure: None })
}

pub(crate) fn entry(cell: CellAddress, text: &str) -> Entry {
    Entry::new(cell, CellContent { raw: text.into(), value: value(text), formula: None, doubts: Box::default() })
}

pub(crate) struct SheetMaker(Document);

pub(crate) fn document() -> SheetMaker {
    SheetMaker(Document {
        kind: DocumentKind::Pk,
        sheet: "Sheet1".into(),
        template: "uji".into(),
        version: 1,
        mark: None,
        heading: None,
        year: None,
        triwulan: None,
        semester: false,
        change: false,
        identities: Vec::new(),
        tables: Vec::new(),
        ratification: None,
        pejabat: Vec::new(),
    })
}

impl SheetMaker {
    pub(crate) fn kind(mut self, kind: DocumentKind) -> Self {
        self.0.kind = kind;
        self
    }

    pub(crate) fn sheet(mut self, sheet: &str) -> Self {
        self.0.sheet = sheet.into();
        self
    }

    pub(crate) fn year(mut self, year: i32) -> Self {
        self.0.year = Some(Written { value: year, cell: CellAddress::new(0, 0) });
        self
    }

    pub(crate) fn triwulan(mut self, triwulan: Triwulan) -> Self {
        self.0.triwulan = Some(Written { value: triwulan, cell: CellAddress::new(0, 0) });
        self
    }

    pub(crate) fn change(mut self) -> Self {
        self.0.change = true;
        self
    }

    pub(crate) fn unit(self, name: &str) -> Self {
        self.identity(IdentityKey::Unit, name)
    }

    pub(crate) fn identity(mut self, key: IdentityKey, text: &str) -> Self {
        let row = u32::try_from(self.0.identities.len()).unwrap() + 1;
        self.0.identities.push(Identity { key, entry: entry(CellAddress::new(row, 1), text) });
        self
    }

    pub(crate) fn pejabat(mut self, pihak: Pihak, role: &str, name: Option<&str>, nip: Option<&str>) -> Self {
        let cell = |row: u32| CellAddress::new(90 + row, 5);
        self.0.pejabat.push(Pejabat {
            pihak,
            role: entry(cell(0), role),
            name: name.map(|name| entry(cell(1), name)),
            nip: nip.map(|nip| entry(cell(2), nip)),
        });
        self
    }

    /// A table written as text: header fields in the first line, then rows, cells split by `|`. A row may begin with
    /// `+` (goes on), `#` (group) or `=` (total). The header stands on sheet row 10 of the first table.
    pub(crate) fn table(mut self, role: TableRole, text: &str) -> Self {
        let mut row = text.lines().map(str::trim).filter(|row| !row.is_empty());
        let start = 9 + 40 * u32::try_from(self.0.tables.len()).unwrap();
        let columns: Vec<TableColumn> = split(row.next().unwrap())
            .enumerate()
            .map(|(number, name)| TableColumn {
                column: name.trim_end_matches('!').parse().unwrap(),
                cell: CellAddress::new(start, u32::try_from(number).unwrap()),
                heading: name.to_string(),
                cumulative: name.ends_with('!'),
                basis: ColumnBasis::Definition,
                sure: 100,
            })
            .collect();
        let row = row.enumerate().map(|(number, text)| {
            let row = start + 1 + u32::try_from(number).unwrap();
            let (kind, text) = match text.chars().next() {
                Some('+') => (RowKind::Continuation, &text[1..]),
                Some('#') => (RowKind::Group, &text[1..]),
                Some('=') => (RowKind::Total, &text[1..]),
                _ => (RowKind::Data, text),
            };
            let entries = columns
                .iter()
                .zip(split(text))
                .map(|(owned, text)| (owned.column, entry(CellAddress::new(row, owned.cell.column), text)))
                .collect();
            FormRow { row, kind, part: None, entries }
        });
        let row = row.collect();
        self.0.tables.push(DocumentTable { role, columns, rows: row });
        self
    }

    pub(crate) fn finished(self) -> Document {
        self.0
    }
}

fn split(row: &str) -> impl Iterator<Item = &str> {
    row.split('|').map(str::trim)
}

pub(crate) fn file(path: &str, day: u32, documents: Vec<Document>) -> SentFile {
    let mut sheets: Vec<ReadSheet> = Vec::new();
    for one in &documents {
        if sheets.iter().all(|owned| owned.name != one.sheet) {
            sheets.push(ReadSheet {
                name: one.sheet.clone(),
                state: SheetState::Seen,
                role: SheetRole::Document,
                used_rows: 20,
                read_rows: 18,
                skipped: vec![SkippedRow {
                    row: 3,
                    reason: SkipReason::Blank,
                    text: String::new(),
                    column: 0,
                    total: 2,
                }],
                facts: Vec::new(),
            });
        }
    }
    SentFile {
        path: path.into(),
        sha256: format!("sha {path}"),
        size: 1000,
        received: NaiveDate::from_ymd_opt(2026, 4, day).unwrap().and_hms_opt(8, 0, 0),
        mail_origin: None,
        outcome: Ok(ReadFile { format: "xlsx".into(), sheets, documents }),
        copy_from: None,
    }
}

/// A cascade workbook: its units and its nodes as table texts without headers.
pub(crate) fn kaskade(unit: &str, node: &str) -> SentFile {
    const UNIT: &str = "kode|nama_unit|nama_lain|induk_unit|jabatan";
    const NODE: &str = "kode|kode_induk|jenjang|kode_unit|indikator|satuan|polaritas|konsolidasi_periode|konsolidasi_unit|bobot|target|target.tw1|target.tw2|target.tw3|target.tw4";
    let sheet = |name: &str, role, heading: &str, content: &str| {
        document().kind(DocumentKind::Kaskade).sheet(name).table(role, &format!("{heading}\n{content}")).finished()
    };
    let content = vec![sheet("Unit", TableRole::Unit, UNIT, unit), sheet("Kaskade", TableRole::Kaskade, NODE, node)];
    file(KASKADE_FILE, 1, content)
}

pub(crate) fn build(file: Vec<SentFile>) -> Tables {
    Tables::build(
        file,
        &TableOptions { institution: "", year: Some(2026), profil: &Profil::standard(ProfilName::General) },
    )
    .unwrap()
}
