//! The rows of a table: out of the recap, the cascade, and what units typed.

use super::definition::{Definition, DefinitionError};
use crate::domain::column::Field;
use crate::domain::date::long_format;
use crate::domain::text::one_line;
use crate::domain::value::{Entry, Value};
use crate::manuscript::{FieldValue, Record};
use crate::recap::{ReportInput, repetition};
use crate::tables::PengukuranRow;

/// The list of the measurements of the quarter.
const PENGUKURAN: &str = "pengukuran";
/// The list of the nodes of the cascade.
const KASKADE: &str = "kaskade";

/// A table, ready to be written.
#[derive(Debug, Clone, PartialEq)]
pub struct ExportTable {
    /// What it is of, where there is one for each: the code of a unit.
    pub of: Option<String>,
    /// Its rows, a cell for each column.
    pub rows: Vec<Vec<FieldValue>>,
}

fn text(text: Option<&str>) -> FieldValue {
    let text = text.map(str::trim).unwrap_or_default();
    FieldValue { wording: text.to_string(), number: None, exists: !text.is_empty(), narrative: true }
}

/// A value as it was typed; a plain figure as a figure, so that no reader has to guess at its marks.
fn typed(entry: Option<&Entry>) -> FieldValue {
    let Some(entry) = entry.filter(|entry| !entry.value.blank()) else { return text(None) };
    let number = match &entry.value {
        Value::Figure { figure, satuan: None } => Some(*figure),
        Value::Money { rupiah } => Some(*rupiah),
        _ => None,
    };
    let wording = match &entry.value {
        Value::Date { date } => long_format((*date).into()),
        _ => entry.text().unwrap_or_default().trim().to_string(),
    };
    FieldValue { exists: number.is_some() || !wording.is_empty(), wording, number, narrative: true }
}

/// The measurements of the quarter that count, as units typed them; and how many have no realisation and are left out.
pub fn pengukuran(input: &ReportInput<'_>) -> (Vec<Record>, usize) {
    let repeated = repetition::pengukuran(input.tables);
    let names = input.unit_names();
    let (mut all, mut blank) = (Vec::new(), 0);
    for (number, row) in input.tables.pengukuran().enumerate() {
        if repeated.contains_key(&number) || row.triwulan != Some(input.triwulan) {
            continue;
        }
        let Some(unit) = row.unit else { continue };
        if !row.filled() {
            blank += 1;
            continue;
        }
        all.push(measurement(input, &row, unit, names.get(unit).copied().unwrap_or(unit)));
    }
    (all, blank)
}

fn measurement(input: &ReportInput<'_>, row: &PengukuranRow<'_>, unit: &str, unit_name: &str) -> Record {
    let field = |field: Field| typed(row.entry_tw(field));
    let code = row.code.or(row.node.map(|node| node.code.as_str()));
    let capaian = row.agreed.capaian.limited();
    let fields = [
        ("kode_unit", text(Some(unit))),
        ("nama_unit", text(Some(unit_name))),
        ("tahun", text(Some(&input.year.to_string()))),
        ("triwulan", text(Some(&input.triwulan.to_string()))),
        ("kode", text(code)),
        ("sasaran", text(row.sasaran().map(one_line).as_deref())),
        ("indikator", text(row.indikator().map(one_line).as_deref())),
        ("satuan", text(row.satuan().or(row.node.map(|node| node.satuan.as_str())))),
        ("target", typed(row.target().or_else(|| row.yearly_target()))),
        ("realisasi", typed(row.realisasi())),
        (
            "capaian",
            FieldValue { wording: String::new(), number: capaian, exists: capaian.is_some(), narrative: false },
        ),
        ("kendala", field(Field::Kendala)),
        ("solusi", field(Field::Solusi)),
        ("tindak_lanjut", field(Field::TindakLanjut)),
        ("penanggung_jawab", field(Field::PenanggungJawab)),
        ("batas_waktu", field(Field::TimeLimit)),
        ("bukti_dukung", field(Field::BuktiDukung)),
        ("bukti_tindak_lanjut", field(Field::BuktiTindakLanjut)),
        ("keterangan", field(Field::Remark)),
    ];
    let key = format!("{unit} {}", code.unwrap_or_default());
    Record { key, fields: fields.into_iter().collect(), ..Record::default() }
}

/// The nodes of the cascade, in its order.
pub fn kaskade(input: &ReportInput<'_>) -> Vec<Record> {
    let one = |node: &crate::domain::node::KaskadeNode| {
        let entry = |column| typed(input.tables.entry(node.record_id, column));
        let quarter = |tw| entry(Field::Target.tw(tw));
        let [first, second, third, fourth] = crate::domain::triwulan::Triwulan::ALL.map(quarter);
        let bobot = FieldValue { number: node.bobot, exists: node.bobot.is_some(), ..FieldValue::default() };
        let fields = [
            ("kode", text(Some(&node.code))),
            ("kode_induk", text(node.parent_code.as_deref())),
            ("jenjang", text(node.jenjang.map(|jenjang| jenjang.to_string()).as_deref())),
            ("kode_unit", text(node.unit.as_deref())),
            ("sasaran", text(Some(&node.sasaran))),
            ("indikator", text(Some(&node.indikator))),
            ("satuan", text(Some(&node.satuan))),
            ("polaritas", text(Some(node.polaritas.name()))),
            ("konsolidasi_periode", text(node.period_konsolidasi.map(|way| way.name()))),
            ("konsolidasi_unit", text(node.konsolidasi_unit.map(|way| way.name()))),
            ("bobot", bobot),
            ("target", entry(Field::Target.yearly())),
            ("tw1", first),
            ("tw2", second),
            ("tw3", third),
            ("tw4", fourth),
        ];
        Record { key: node.code.clone(), fields: fields.into_iter().collect(), ..Record::default() }
    };
    input.kaskade.node().iter().map(one).collect()
}

/// The tables of a definition: one, or one for each value of the field that it is split by. `root` is the recap with the
/// lists that are added to it here.
///
/// # Errors
/// When the definition names what is not there.
pub fn table(
    definition: &Definition,
    root: &mut Record,
    input: &ReportInput<'_>,
) -> Result<(Vec<ExportTable>, usize), DefinitionError> {
    let mut left_out = 0;
    match definition.rows.as_str() {
        PENGUKURAN => {
            let (rows, blank) = pengukuran(input);
            left_out = blank;
            root.lists.insert(PENGUKURAN, rows);
        }
        KASKADE => {
            root.lists.insert(KASKADE, kaskade(input));
        }
        _ => {}
    }
    let mut chains: Vec<Vec<(&str, &Record)>> = vec![vec![("", root)]];
    for list in definition.rows.split('.') {
        let known = |record: &Record| record.lists.contains_key(list);
        if !chains.is_empty() && !chains.iter().any(|chain| chain.last().is_some_and(|(_, record)| known(record))) {
            let mut known: Vec<String> = root.lists.keys().map(|name| (*name).to_string()).collect();
            known.extend([PENGUKURAN.to_string(), KASKADE.to_string(), "unit.indikator".to_string()]);
            known.sort();
            known.dedup();
            let (file, list) = (definition.name.clone(), definition.rows.clone());
            return Err(DefinitionError::UnknownRows { file, list, known });
        }
        chains = chains
            .iter()
            .flat_map(|chain| {
                let below = chain.last().and_then(|(_, record)| record.lists.get(list));
                below.into_iter().flatten().map(move |one| {
                    let mut chain = chain.clone();
                    chain.push((list, one));
                    chain
                })
            })
            .collect();
    }
    if let Some(first) = chains.first() {
        definition.check(first)?;
    }
    let mut tables: Vec<ExportTable> = Vec::new();
    for chain in &chains {
        let of = definition.split.as_deref().map(|field| value(chain, field).wording);
        let row = definition.columns.iter().map(|column| match (&column.field, &column.fixed) {
            (Some(field), _) => value(chain, field),
            (None, fixed) => text(fixed.as_deref()),
        });
        let row = row.collect();
        match tables.iter_mut().find(|table| table.of == of) {
            Some(table) => table.rows.push(row),
            None => tables.push(ExportTable { of, rows: vec![row] }),
        }
    }
    Ok((tables, left_out))
}

fn value(chain: &[(&str, &Record)], field: &str) -> FieldValue {
    let (list, name) = field.rsplit_once('.').map_or((None, field), |(list, name)| (Some(list), name));
    let record = match list {
        Some(list) => chain.iter().rev().find(|(name, _)| *name == list),
        None => chain.last(),
    };
    record.and_then(|(_, record)| record.fields.get(name)).cloned().unwrap_or_default()
}
