//! An agreement as it is signed: the parties, objectives with indicators and targets, programmes with their budget.

use serde::Serialize;

use super::content::{PrintHead, money, text, with_satuan, wording};
use super::{PrintedFile, column_heading};
use crate::domain::column::Field;
use crate::domain::document::{DocumentTable, RowKind, TableRole};
use crate::domain::triwulan::Triwulan;
use crate::recap::ReportInput;
use crate::tables::Tables;

/// An agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedPk {
    /// Unit, year, parties and place: what stands above the table and below it.
    #[serde(flatten)]
    pub head: PrintHead,
    /// Headings of its columns, as the form words them.
    #[serde(rename = "judul")]
    pub heading: PkHeading,
    /// Its objectives, by section; a form without sections has one that has no name.
    #[serde(rename = "bagian")]
    pub parts: Vec<PkPart>,
    /// Its budget tables.
    pub anggaran: Vec<AnggaranTable>,
    /// The definition that read the form.
    #[serde(rename = "formulir")]
    pub form: String,
}

/// Headings of an agreement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PkHeading {
    /// Over the objectives.
    pub sasaran: String,
    /// Over the indicators.
    pub indikator: String,
}

/// A section of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PkPart {
    /// As typed above its rows; `None` for a form without sections.
    #[serde(rename = "nama")]
    pub name: Option<String>,
    /// Its objectives.
    pub sasaran: Vec<SasaranPk>,
}

/// An objective.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct SasaranPk {
    /// Its number; each section begins anew.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Its wording.
    #[serde(rename = "teks")]
    pub text: String,
    /// Its indicators.
    pub indikator: Vec<IndikatorPk>,
}

/// An indicator of an agreement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndikatorPk {
    /// Its code.
    #[serde(rename = "kode")]
    pub code: Option<String>,
    /// Its wording.
    #[serde(rename = "teks")]
    pub text: String,
    /// Its unit of measure.
    pub satuan: Option<String>,
    /// Its target.
    pub target: Option<String>,
    /// Its target with the unit of measure.
    #[serde(rename = "target_lengkap")]
    pub complete_target: Option<String>,
    /// Its targets of the quarters.
    pub target_tw: [Option<String>; 4],
    /// Where its data come from.
    #[serde(rename = "sumber_data")]
    pub data_source: Option<String>,
    /// How it is measured.
    #[serde(rename = "cara")]
    pub way: Option<String>,
    /// The column Keterangan; `None` when blank.
    #[serde(rename = "keterangan")]
    pub remark: Option<String>,
}

/// A budget table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnggaranTable {
    /// Heading of what costs money.
    #[serde(rename = "judul")]
    pub heading: String,
    /// Whether any line says where the money comes from.
    #[serde(rename = "ada_dana")]
    pub exists_fund: bool,
    /// Groups, lines of data and totals, in the order of the form.
    #[serde(rename = "baris")]
    pub rows: Vec<AnggaranLine>,
}

/// A budget line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AnggaranLine {
    /// "data", "kelompok" or "jumlah".
    #[serde(rename = "jenis")]
    pub kind: &'static str,
    /// Its number; lines of data only.
    #[serde(rename = "nomor")]
    pub number: Option<usize>,
    /// Its code.
    #[serde(rename = "kode")]
    pub code: Option<String>,
    /// Programme or activity.
    pub program: Option<String>,
    /// Its money.
    pub pagu: Option<String>,
    /// Where the money comes from.
    #[serde(rename = "dana")]
    pub fund: Option<String>,
}

impl PrintedFile for PrintedPk {
    fn file_name(&self) -> &str {
        &self.head.unit.code
    }

    fn head(&mut self) -> Option<&mut PrintHead> {
        Some(&mut self.head)
    }

    fn layout(&self) -> &'static str {
        if self.form == "pk-dki" { "pk-dki" } else { "pk" }
    }
}

pub(super) fn build(input: &ReportInput<'_>, number: u32) -> Option<PrintedPk> {
    let tables = input.tables;
    let content = tables.document_content(number)?;
    let heading = |field, other: &str| column_heading(tables, number, field).unwrap_or_else(|| other.to_string());
    Some(PrintedPk {
        head: PrintHead::build(input, number)?,
        heading: PkHeading {
            sasaran: heading(Field::Sasaran, "Sasaran"),
            indikator: heading(Field::Indikator, "Indikator Kinerja"),
        },
        parts: part(tables, number),
        anggaran: anggaran(tables, number),
        form: content.template.clone(),
    })
}

fn part(tables: &Tables, document: u32) -> Vec<PkPart> {
    let mut outcome: Vec<PkPart> = Vec::new();
    for row in tables.pk().filter(|row| row.document == document) {
        let name = row.part();
        if outcome.last().is_none_or(|part| part.name.as_deref() != name) {
            outcome.push(PkPart { name: name.map(str::to_string), sasaran: Vec::new() });
        }
        let Some(part) = outcome.last_mut() else { continue };
        let sasaran = row.sasaran().unwrap_or_default();
        if part.sasaran.last().is_none_or(|one| one.text != sasaran) {
            let number = part.sasaran.len() + 1;
            part.sasaran.push(SasaranPk { number, text: sasaran.to_string(), indikator: Vec::new() });
        }
        let Some(sasaran) = part.sasaran.last_mut() else { continue };
        let (record_id, target, satuan) = (row.record, row.target(), row.satuan());
        sasaran.indikator.push(IndikatorPk {
            code: row.code.map(str::to_string),
            text: row.indikator().unwrap_or_default().to_string(),
            satuan: satuan.map(str::to_string),
            target: with_satuan(target, None),
            complete_target: with_satuan(target, satuan),
            target_tw: Triwulan::ALL.map(|tw| wording(tables, record_id, Field::Target.tw(tw))),
            data_source: text(tables, record_id, Field::SumberData.yearly()),
            way: text(tables, record_id, Field::CaraPengukuran.yearly()),
            remark: text(tables, record_id, Field::Remark.yearly()),
        });
    }
    outcome
}

/// The budget tables as the form has them: a total stands where the form states one.
fn anggaran(tables: &Tables, document: u32) -> Vec<AnggaranTable> {
    let Some(content) = tables.document_content(document) else { return Vec::new() };
    let table = content.tables.iter().filter(|table| table.role == TableRole::Anggaran);
    table.map(one_table).filter(|table| !table.rows.is_empty()).collect()
}

fn one_table(table: &DocumentTable) -> AnggaranTable {
    let heading = table.columns.iter().find(|column| column.column == Field::Program.yearly());
    let heading = heading.and_then(|column| column.heading.rsplit(" > ").next());
    let mut number = 0;
    let mut rows: Vec<AnggaranLine> = Vec::new();
    for one in &table.rows {
        let entry = |field: Field| one.entry(field.yearly()).filter(|entry| !entry.derivation);
        let text = |field| entry(field).filter(|entry| !entry.value.without_content()).and_then(|entry| entry.text());
        let money = entry(Field::Anggaran).and_then(|entry| match entry.value.figure() {
            Some(rupiah) => Some(money(rupiah)),
            None => entry.text().map(str::to_string),
        });
        let kind = match one.kind {
            RowKind::Data | RowKind::Continuation => "data",
            RowKind::Group => "kelompok",
            RowKind::Total => "jumlah",
        };
        let one = AnggaranLine {
            kind,
            number: None,
            code: text(Field::Code).map(str::to_string),
            program: text(Field::Program).map(str::to_string),
            pagu: money,
            fund: text(Field::SumberDana).map(str::to_string),
        };
        if one.program.is_none() && one.pagu.is_none() && one.code.is_none() {
            continue;
        }
        number += usize::from(kind == "data");
        rows.push(AnggaranLine { number: (kind == "data").then_some(number), ..one });
    }
    AnggaranTable {
        heading: heading.unwrap_or("Program").to_string(),
        exists_fund: rows.iter().any(|one| one.fund.is_some()),
        rows,
    }
}
