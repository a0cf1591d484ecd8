//! The register of units and the nodes of the cascade, out of the cascade workbook's typed rows; and its table.

use std::borrow::Cow;

use rayon::prelude::*;

use super::Tables;
use super::indikator::borrowed;
use super::named_kind::LIST;
use super::register::Register;
use super::schema::{Column, Row};
use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{FormRow, RowKind, TableRole};
use crate::domain::hash::HashSet;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::polaritas::{DirectionOrigin, KonsolidasiPeriode, KonsolidasiUnit, Polaritas};
use crate::domain::text;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::domain::value::Value;

/// The units of the register, in sheet order.
pub(super) fn read_unit(tables: &Tables) -> Vec<Unit> {
    let mut unit: Vec<Unit> = row(tables, TableRole::Unit).filter_map(|(_, row)| one_unit(row)).collect();
    let register = Register::new(&unit);
    let parent: Vec<Option<String>> = unit
        .iter()
        .map(|one| {
            let as_written = one.parent.as_deref()?;
            Some(register.named(as_written).map_or_else(|| as_written.to_string(), |parent| parent.code.clone()))
        })
        .collect();
    for (one, parent) in unit.iter_mut().zip(parent) {
        one.parent = parent;
    }
    unit
}

/// The nodes of the cascade, in sheet order. A code or name of a unit that the register knows becomes that unit's code.
///
/// Of the years of a plan, the one asked for is the year's target.
pub(super) fn read_node(tables: &Tables, year: i32) -> Vec<KaskadeNode> {
    let register = Register::new(&tables.units);
    let row: Vec<(u32, &FormRow)> = row(tables, TableRole::Kaskade).collect();
    let mut nodes: Vec<KaskadeNode> = row
        .par_iter()
        .filter_map(|(record_id, row)| {
            let mut node = one_node(*record_id, row, &register, year)?;
            if plain_list(tables, *record_id) && row.entry(Field::Jenjang.yearly()).is_none() {
                node.jenjang = Some(level(&node));
            }
            Some(node)
        })
        .collect();
    doubt_directions(&mut nodes);
    nodes
}

/// A blank direction counts as maximum, and is doubted below a parent that is better when low: so is its child, as a rule.
fn doubt_directions(nodes: &mut [KaskadeNode]) {
    let low = nodes.iter().filter(|node| node.polaritas == Polaritas::Minimum && !node.code.is_empty());
    let low: HashSet<String> = low.map(|node| node.code.clone()).collect();
    for node in nodes.iter_mut().filter(|node| node.direction_doubted) {
        let below = node.parent_code.as_ref().is_some_and(|parent| low.contains(parent));
        node.direction_doubted = below || Polaritas::sounds_unwanted(&node.indikator);
    }
}

/// Whether a record stands in a list of indicators that is the cascade by its file alone, and in no layout of one.
fn plain_list(tables: &Tables, record_id: u32) -> bool {
    let document = tables.record_ids.get(record_id as usize).and_then(|one| tables.document_content(one.document));
    document.is_some_and(|content| content.template == LIST)
}

/// The level that a code begins with; else an indicator of a unit is a unit's, and one of nobody the institution's.
fn level(node: &KaskadeNode) -> Jenjang {
    let start = node.code.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
    let named = (!start.is_empty()).then(|| Jenjang::read(start)).flatten();
    named.unwrap_or(if node.unit.is_some() { Jenjang::Ikk } else { Jenjang::Iku })
}

/// The rows of a role in documents of the cascade workbook that say something of their own.
fn row(tables: &Tables, role: TableRole) -> impl Iterator<Item = (u32, &FormRow)> {
    tables
        .in_use_record_id()
        .filter(move |&record_id| tables.table_from(record_id).is_some_and(|table| table.role == role))
        .filter_map(|record_id| {
            let row = tables.row_from(record_id)?;
            matches!(row.kind, RowKind::Data | RowKind::Continuation).then_some((record_id, row))
        })
}

fn wording(row: &FormRow, column: FormColumn) -> Option<&str> {
    row.entry(column).filter(|entry| !entry.value.without_content()).and_then(|entry| entry.text())
}

fn own_text(row: &FormRow, field: Field) -> Option<String> {
    wording(row, field.yearly()).map(str::to_string)
}

fn one_unit(row: &FormRow) -> Option<Unit> {
    let name = own_text(row, Field::UnitName);
    let code = own_text(row, Field::Code).or_else(|| name.clone())?;
    Some(Unit {
        name: name.unwrap_or_else(|| code.clone()),
        code,
        other_names: own_text(row, Field::OtherName).map(|text| list(&text)).unwrap_or_default(),
        parent: own_text(row, Field::UnitParent),
        leader: own_text(row, Field::Leader),
        nip: own_text(row, Field::Nip),
        jabatan: own_text(row, Field::Jabatan),
        mail: own_text(row, Field::Mail).map(|text| list(&text)).unwrap_or_default(),
        phone: own_text(row, Field::Phone),
        row: row.row,
    })
}

/// The entries of a cell that lists several, split at semicolons and line breaks; at commas only when there is no
/// semicolon, because names hold commas too.
fn list(text: &str) -> Vec<String> {
    let comma = !text.contains(';');
    text.split(|letter| matches!(letter, ';' | '\n' | '\r') || (comma && letter == ','))
        .map(str::trim)
        .filter(|name| !name.is_empty())
        .map(str::to_string)
        .collect()
}

fn one_node(record_id: u32, row: &FormRow, register: &Register<'_>, year: i32) -> Option<KaskadeNode> {
    let code = own_text(row, Field::Code).map(|text| one_spelling(&text));
    let indikator = own_text(row, Field::Indikator);
    if code.is_none() && indikator.is_none() {
        return None;
    }
    let value = |column: FormColumn| row.entry(column).map_or(Value::Blank, |entry| entry.value.clone());
    let said = wording(row, Field::Polaritas.yearly())
        .and_then(Polaritas::read)
        .or_else(|| wording(row, Field::PeriodKonsolidasi.yearly()).and_then(Polaritas::from_konsolidasi));
    Some(KaskadeNode {
        record_id,
        code: code.unwrap_or_default(),
        parent_code: own_text(row, Field::ParentCode).map(|text| one_spelling(&text)),
        jenjang: wording(row, Field::Jenjang.yearly()).and_then(Jenjang::read),
        unit: own_text(row, Field::UnitCode)
            .map(|as_written| register.named(&as_written).map_or(as_written, |unit| unit.code.clone())),
        sasaran: own_text(row, Field::Sasaran).unwrap_or_default(),
        indikator: indikator.unwrap_or_default(),
        satuan: own_text(row, Field::Satuan).unwrap_or_default(),
        polaritas: said.unwrap_or(Polaritas::Maximum),
        // A word that nobody understands is no silence.
        direction_origin: if said.is_some() || wording(row, Field::Polaritas.yearly()).is_some() {
            DirectionOrigin::Cascade
        } else {
            DirectionOrigin::Usual
        },
        direction_against_bound: false,
        // A blank cell of a column that others fill in; [`doubt_directions`] asks what speaks against it.
        direction_doubted: row.entry(Field::Polaritas.yearly()).is_some_and(|entry| entry.value.without_content())
            && wording(row, Field::PeriodKonsolidasi.yearly()).and_then(Polaritas::from_konsolidasi).is_none(),
        period_konsolidasi: wording(row, Field::PeriodKonsolidasi.yearly()).and_then(KonsolidasiPeriode::read),
        konsolidasi_unit: konsolidasi_unit(row),
        bobot: row.entry(Field::Bobot.yearly()).and_then(|entry| entry.value.figure()),
        target: match (row.entry(Field::Target.yearly()), u16::try_from(year)) {
            (None, Ok(year)) => value(Field::Target.year(year)),
            _ => value(Field::Target.yearly()),
        },
        target_tw: Triwulan::ALL.map(|tw| value(Field::Target.tw(tw))),
        unreadable: unreadable(row),
    })
}

/// The fields of a node whose word nobody understands. Words that some institutions use in opposite senses are left to
/// the figures, and levels of layouts of others (programme, activity) are their own.
fn unreadable(row: &FormRow) -> Vec<Field> {
    let word = |field: Field| wording(row, field.yearly());
    let unknown =
        |field: Field, known: &dyn Fn(&str) -> bool| word(field).is_some_and(|word| !known(word)).then_some(field);
    let direction = |word: &str| Polaritas::read(word).is_some();
    let quarters = |word: &str| {
        KonsolidasiPeriode::read(word).is_some()
            || KonsolidasiPeriode::ambiguous(word)
            || Polaritas::from_konsolidasi(word).is_some()
    };
    let members = |word: &str| KonsolidasiUnit::read(word).is_some();
    [
        unknown(Field::Polaritas, &direction),
        unknown(Field::PeriodKonsolidasi, &quarters),
        unknown(Field::KonsolidasiUnit, &members),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A dash is a word here: it says that the children do not count.
fn konsolidasi_unit(row: &FormRow) -> Option<KonsolidasiUnit> {
    row.entry(Field::KonsolidasiUnit.yearly())?.text().and_then(KonsolidasiUnit::read)
}

fn one_spelling(text: &str) -> String {
    text::indikator_code(text).unwrap_or_else(|| text.trim().to_string())
}

/// A node of the cascade with the cell it stands in.
#[derive(Debug, Clone, Copy)]
pub struct KaskadeRow<'a> {
    /// Code, parent, wording and targets as the sheet says them.
    pub node: &'a KaskadeNode,
    /// The name of the sheet that it stands on.
    pub sheet: &'a str,
    /// The cell of its code.
    pub cell: Option<CellAddress>,
    /// Its target as it was typed.
    pub text_target: Option<&'a str>,
}

impl Row for KaskadeRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::count("rekaman", |row: &Self| Some(row.node.record_id)),
            Column::text("kode", |row| borrowed(Some(&row.node.code))),
            Column::text("kode_induk", |row| borrowed(row.node.parent_code.as_deref())),
            Column::text("jenjang", |row| borrowed(row.node.jenjang.map(jenjang_name))),
            Column::text("unit", |row| borrowed(row.node.unit.as_deref())),
            Column::text("sasaran", |row| borrowed(exists(&row.node.sasaran))),
            Column::text("indikator", |row| borrowed(exists(&row.node.indikator))),
            Column::text("satuan", |row| borrowed(exists(&row.node.satuan))),
            Column::text("polaritas", |row| borrowed(Some(row.node.polaritas.name()))),
            Column::text("konsolidasi_periode", |row| {
                borrowed(row.node.period_konsolidasi.map(KonsolidasiPeriode::name))
            }),
            Column::text("konsolidasi_unit", |row| borrowed(row.node.konsolidasi_unit.map(KonsolidasiUnit::name))),
            Column::number("bobot", |row| row.node.bobot),
            Column::number("target", |row| row.node.target.figure()),
            Column::text("target_teks", |row| borrowed(row.text_target)),
            Column::number("target_tw1", |row| row.node.target_tw[0].figure()),
            Column::number("target_tw2", |row| row.node.target_tw[1].figure()),
            Column::number("target_tw3", |row| row.node.target_tw[2].figure()),
            Column::number("target_tw4", |row| row.node.target_tw[3].figure()),
            Column::text("berkas", |_| borrowed(Some(crate::domain::place::KASKADE_FILE))),
            Column::text("lembar", |row| borrowed(exists(row.sheet))),
            Column::text("sel", |row| row.cell.map(|cell| Cow::Owned(cell.to_string()))),
        ]
    }
}

impl Tables {
    /// The rows of the table `kaskade`, in sheet order.
    pub fn kaskade(&self) -> impl ExactSizeIterator<Item = KaskadeRow<'_>> {
        self.nodes.iter().map(|node| KaskadeRow {
            node,
            sheet: self.sheet_from(node.record_id).unwrap_or_default(),
            cell: self.entry(node.record_id, Field::Code.yearly()).map(|entry| entry.cell),
            text_target: self.entry(node.record_id, Field::Target.yearly()).and_then(|entry| entry.text()),
        })
    }
}

fn jenjang_name(jenjang: Jenjang) -> &'static str {
    match jenjang {
        Jenjang::Iku => "IKU",
        Jenjang::Ikk => "IKK",
        Jenjang::Iki => "IKI",
    }
}

fn exists(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_comma_splits_names_only_where_no_semicolon_does() {
        assert_eq!(
            list("JTI; Jurusan TI, Kampus 2\nTeknik Informatika"),
            ["JTI", "Jurusan TI, Kampus 2", "Teknik Informatika"]
        );
        assert_eq!(list("JTI, Jurusan TI"), ["JTI", "Jurusan TI"]);
    }
}
