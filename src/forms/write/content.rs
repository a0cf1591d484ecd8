//! What a form is filled with before it is sent out.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use crate::domain::capaian::Profil;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::Due;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::satuan::is_percent;
use crate::domain::text::separate_code;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{LimitDirection, Value};
use crate::template::TemplateTable;

/// Open rows below each indicator of an action plan, its own row included.
const RENCANA_ROW: u32 = 4;

/// What is known of a form before it is sent out.
#[derive(Debug, Clone)]
pub struct FormContent<'a> {
    /// Name of the institution.
    pub instansi: String,
    /// Code and name of the unit; without a code, the name is what somebody typed.
    pub unit: Option<(String, String)>,
    /// Who signs.
    pub first_pihak: FormPejabat,
    /// The superior, who signs an agreement too.
    pub second_pihak: FormPejabat,
    /// The year that the form is for.
    pub year: i32,
    /// The quarter, for measurements.
    pub triwulan: Option<Triwulan>,
    /// Rows of the table of indicators.
    pub indikator: Vec<FilledRow>,
    /// Rows of the budget table.
    pub anggaran: Vec<FilledRow>,
    /// Open rows below them.
    pub blank: u32,
    /// How achievement is computed.
    pub profil: &'a Profil,
    /// What is checked in a column, for the sheet of instructions.
    pub checked: Vec<(Field, String)>,
    /// Password of the sheet protection; none by default.
    pub password: Option<String>,
    /// When the workbook was made.
    pub made: NaiveDateTime,
    /// Place and day of the signature, on a form that is signed already.
    pub signed: Option<String>,
    /// The day until which it is sent back.
    pub due: Option<NaiveDate>,
    /// Where it is sent back to.
    pub address: Option<String>,
}

/// Who signs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FormPejabat {
    /// Office.
    pub jabatan: Option<String>,
    /// Of the person who signs; `None` leaves the line blank.
    pub name: Option<String>,
    /// NIP, as text.
    pub nip: Option<String>,
}

/// What is written into a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum FormCell {
    /// Text.
    Text(String),
    /// A number.
    Figure(f64),
    /// Percent points, written as a fraction under a percent format.
    Percent(f64),
    /// A day.
    Date(NaiveDate),
}

impl FormCell {
    /// The cell as the reader shows it.
    pub(in crate::forms) fn visible(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Figure(figure) | Self::Percent(figure) => figure.to_string(),
            Self::Date(day) => day.format("%Y-%m-%d").to_string(),
        }
    }
}

/// One row of a table, perhaps with open rows that go on with it.
#[derive(Debug, Clone, PartialEq)]
pub struct FilledRow {
    /// Heading of its section.
    pub part: Option<String>,
    /// What is known; these cells are locked.
    pub entries: BTreeMap<FormColumn, FormCell>,
    /// What the unit typed already; these cells stay open. Where both are there, `entries` counts.
    pub typed_texts: BTreeMap<FormColumn, FormCell>,
    /// Open rows that go on with it.
    pub continuation: u32,
    /// What the unit typed already into those rows, from the first on.
    pub continuation_typed_texts: Vec<BTreeMap<FormColumn, FormCell>>,
    /// Direction of its indicator.
    pub polaritas: Polaritas,
    /// Whether its figures are percent points that no column of units tells.
    pub percent: bool,
    /// Whether it is a heading without figures of its own (an objective in a mixed column).
    pub head: bool,
}

impl Default for FilledRow {
    fn default() -> Self {
        Self {
            part: None,
            entries: BTreeMap::new(),
            typed_texts: BTreeMap::new(),
            continuation: 0,
            continuation_typed_texts: Vec::new(),
            polaritas: Polaritas::Maximum,
            percent: false,
            head: false,
        }
    }
}

impl FilledRow {
    /// What stands in a cell of the row, filled in or typed.
    pub fn value(&self, column: FormColumn) -> Option<&FormCell> {
        self.entries.get(&column).or_else(|| self.typed_texts.get(&column))
    }

    /// How many open rows go on with it.
    pub(super) fn continuation_count(&self) -> u32 {
        self.continuation.max(u32::try_from(self.continuation_typed_texts.len()).unwrap_or(u32::MAX))
    }
}

/// An indicator of the unit, as the cascade or the unit's agreement has it.
#[derive(Debug, Clone, PartialEq)]
pub struct FormIndikator {
    /// Heading of its section, when the agreement had one.
    pub part: Option<String>,
    /// As the register has it: "JTI".
    pub code: String,
    /// Level.
    pub jenjang: String,
    /// Objective.
    pub sasaran: String,
    /// Wording, without the code.
    pub indikator: String,
    /// The indicator above it: its code and its wording.
    pub superior: String,
    /// Unit of measure.
    pub satuan: String,
    /// Direction.
    pub polaritas: Polaritas,
    /// How quarters add up.
    pub period_konsolidasi: Option<KonsolidasiPeriode>,
    /// Weight.
    pub bobot: Option<f64>,
    /// Target of the year.
    pub target: Value,
    /// Targets of the quarters.
    pub target_tw: [Value; 4],
    /// Realisation of the quarters that were measured.
    pub realisasi_tw: [Value; 4],
}

impl From<&KaskadeNode> for FormIndikator {
    fn from(node: &KaskadeNode) -> Self {
        Self {
            part: None,
            code: node.code.clone(),
            jenjang: node.jenjang.map(|jenjang| jenjang.to_string()).unwrap_or_default(),
            sasaran: node.sasaran.clone(),
            indikator: node.indikator.clone(),
            superior: String::new(),
            satuan: node.satuan.clone(),
            polaritas: node.polaritas,
            period_konsolidasi: node.period_konsolidasi,
            bobot: node.bobot,
            target: node.target.clone(),
            target_tw: node.target_tw.clone(),
            realisasi_tw: std::array::from_fn(|_| Value::Blank),
        }
    }
}

/// The rows of a table for the indicators of a unit. Realisations are filled in for the quarters before `triwulan`.
pub fn indikator_row(table: &TemplateTable, indikator: &[FormIndikator], triwulan: Option<Triwulan>) -> Vec<FilledRow> {
    let has = |field: Field| table.columns.iter().any(|owned| owned.column.field == field);
    let mixed = has(Field::Description) && !has(Field::Indikator);
    let mut outcome: Vec<FilledRow> = Vec::new();
    let mut past_sasaran = None;
    for (part, one) in per_part(table, indikator) {
        if mixed && past_sasaran != Some(&one.sasaran) && !one.sasaran.is_empty() {
            let entries = BTreeMap::from([(Field::Description.yearly(), FormCell::Text(one.sasaran.clone()))]);
            outcome.push(FilledRow { entries, head: true, part: part.clone(), ..FilledRow::default() });
        }
        past_sasaran = Some(&one.sasaran);
        let percent = percent_row(one, has(Field::Satuan));
        let basis = FilledRow { part, percent, polaritas: one.polaritas, ..FilledRow::default() };
        if has(Field::RowTriwulan) {
            for tw in Triwulan::ALL {
                outcome.push(FilledRow { entries: entry(table, one, Some(tw), triwulan), ..basis.clone() });
            }
        } else {
            let continuation = if has(Field::RencanaAksi) { RENCANA_ROW - 1 } else { 0 };
            outcome.push(FilledRow { entries: entry(table, one, triwulan, triwulan), continuation, ..basis });
        }
    }
    outcome
}

/// Whether the figures of an indicator are percent points. They stand under a percent format then, where "1,2" and
/// "1,2%" come out the same however they are typed.
fn percent_row(one: &FormIndikator, with_satuan: bool) -> bool {
    let figure = matches!(one.target, Value::Figure { satuan: None, .. } | Value::Percent { .. } | Value::Blank);
    if with_satuan { figure && is_percent(&one.satuan) } else { matches!(one.target, Value::Percent { .. }) }
}

/// The indicators section by section: those of the definition first, then the others as they come. What has no section
/// stands above the first one, because a section reaches down to the next.
fn per_part<'a>(table: &TemplateTable, indikator: &'a [FormIndikator]) -> Vec<(Option<String>, &'a FormIndikator)> {
    let mut all: Vec<(Option<String>, &FormIndikator)> =
        indikator.iter().map(|one| (one.part.clone().or_else(|| table.parts.first().cloned()), one)).collect();
    let mut order: Vec<Option<String>> = vec![None];
    order.extend(table.parts.iter().cloned().map(Some));
    for (part, _) in &all {
        if !order.contains(part) {
            order.push(part.clone());
        }
    }
    all.sort_by_key(|(part, _)| order.iter().position(|one| one == part));
    all
}

fn entry(
    table: &TemplateTable,
    one: &FormIndikator,
    running: Option<Triwulan>,
    now: Option<Triwulan>,
) -> BTreeMap<FormColumn, FormCell> {
    let has = |field: Field| table.columns.iter().any(|owned| owned.column.field == field);
    let bare = has(Field::Satuan) && !percent_row(one, true);
    let percent = percent_row(one, has(Field::Satuan));
    table
        .columns
        .iter()
        .filter_map(|owned| {
            let column = owned.column;
            let text = |text: &str| (!text.trim().is_empty()).then(|| FormCell::Text(text.trim().to_string()));
            let content = match column.field {
                Field::Code => text(&one.code),
                Field::Jenjang | Field::Kind => text(&one.jenjang),
                Field::Sasaran => text(&one.sasaran),
                Field::Indikator | Field::Description if has(Field::Code) => text(&one.indikator),
                Field::Indikator | Field::Description => text(&coded(&one.code, &one.indikator)),
                Field::SuperiorIndikator => text(&one.superior),
                Field::Satuan => text(&one.satuan),
                Field::Polaritas => text(one.polaritas.name()),
                Field::PeriodKonsolidasi => one.period_konsolidasi.and_then(|way| text(way.name())),
                Field::Bobot => one.bobot.map(FormCell::Figure),
                Field::RowTriwulan => running.and_then(|tw| text(roman(tw))),
                Field::Target | Field::Realisasi => value_cell(&value(one, column, running, now)?, bare, percent),
                _ => None,
            };
            Some((column, content?))
        })
        .collect()
}

fn value(one: &FormIndikator, column: FormColumn, running: Option<Triwulan>, now: Option<Triwulan>) -> Option<Value> {
    let tw = match column.period {
        Period::Yearly if column.field == Field::Target => return Some(one.target.clone()),
        Period::Triwulan(tw) => tw,
        Period::Running => running?,
        Period::Yearly | Period::Semester(_) | Period::Month(_) | Period::Year(_) | Period::EveryYear => {
            return None;
        }
    };
    let order = tw as usize;
    match column.field {
        Field::Target => one.target_tw.get(order).cloned(),
        _ => now.filter(|now| tw < *now).and_then(|_| one.realisasi_tw.get(order).cloned()),
    }
}

/// Code and wording in one cell, where they read back as just these two.
pub(in crate::forms) fn coded(code: &str, indikator: &str) -> String {
    let combine = format!("[{code}] {indikator}");
    if !code.is_empty() && separate_code(&combine) == (Some(code.to_string()), indikator) {
        combine
    } else {
        indikator.to_string()
    }
}

/// The sheet name of a form.
pub fn sheet_name(kind: DocumentKind, triwulan: Option<Triwulan>) -> String {
    match (kind.facts().due, triwulan) {
        (Due::Quarter(headings), Some(tw)) => headings[tw as usize].to_string(),
        _ => kind.name().to_string(),
    }
}

/// Quarters as forms write them.
pub(in crate::forms) fn roman(tw: Triwulan) -> &'static str {
    match tw {
        Triwulan::I => "I",
        Triwulan::II => "II",
        Triwulan::III => "III",
        Triwulan::IV => "IV",
    }
}

/// A value as a cell; percent points stand bare beside a column of units that says otherwise.
fn value_cell(value: &Value, bare: bool, percent_row: bool) -> Option<FormCell> {
    let write = |figure: f64| figure.to_string().replace('.', ",");
    let suffix = |percent: bool, satuan: &Option<String>| match satuan {
        _ if percent => "%".to_string(),
        Some(satuan) => format!(" {satuan}"),
        None => String::new(),
    };
    Some(match value {
        Value::Figure { figure, satuan: None } if percent_row => FormCell::Percent(*figure),
        Value::Figure { figure, satuan: None } => FormCell::Figure(*figure),
        Value::Figure { figure, satuan: Some(satuan) } => FormCell::Text(format!("{} {satuan}", write(*figure))),
        Value::Percent { percent } if bare => FormCell::Figure(*percent),
        Value::Percent { percent } => FormCell::Percent(*percent),
        Value::Money { rupiah } => FormCell::Figure(*rupiah),
        Value::Limit { direction, figure, percent, satuan } => {
            let mark = match direction {
                LimitDirection::Minimal => "≥",
                LimitDirection::Maximal => "≤",
                LimitDirection::MoreThan => ">",
                LimitDirection::LessThan => "<",
            };
            FormCell::Text(format!("{mark} {}{}", write(*figure), suffix(*percent, satuan)))
        }
        Value::Range { lower, upper, percent, satuan } => {
            FormCell::Text(format!("{} - {}{}", write(*lower), write(*upper), suffix(*percent, satuan)))
        }
        Value::Fraction { numerator, denominator, satuan } => {
            FormCell::Text(format!("{} dari {}{}", write(*numerator), write(*denominator), suffix(false, satuan)))
        }
        Value::Predikat { predikat, figure } => FormCell::Text(match figure {
            Some(figure) => format!("{} ({})", write(*figure), predikat.name()),
            None => predikat.name().to_string(),
        }),
        Value::Date { date } => FormCell::Date((*date).into()),
        Value::Text { text } => FormCell::Text(text.clone()),
        Value::Dash => FormCell::Text("-".to_string()),
        Value::Absent => FormCell::Text("n/a".to_string()),
        Value::Blank | Value::Triwulan { .. } | Value::Error { .. } | Value::NotYetComputed => return None,
    })
}
