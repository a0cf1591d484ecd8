//! What a form is filled with before it goes out: from the cascade and from what its unit sent already, or nothing.

use std::collections::BTreeMap;

use chrono::NaiveDateTime;

use super::JobError;
use crate::domain::capaian::Profil;
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::domain::value::Value;
use crate::forms::write::{self, FilledRow, FormContent, FormIndikator, FormPejabat};
use crate::rules;
use crate::tables::{PengukuranRow, PkRow, Tables};
use crate::template::{Library, Template};
use crate::workspace::Workspace;

/// Open rows below what is filled in.
const BLANK_ROW: u32 = 10;
/// Open rows of a form without any row filled in.
const BLANK_FORM_ROW: u32 = 20;

/// A form without a unit.
pub(super) struct BlankFormArgs<'a> {
    pub(super) template: &'a Template,
    pub(super) instansi: &'a str,
    pub(super) year: i32,
    pub(super) triwulan: Option<Triwulan>,
    pub(super) profil: &'a Profil,
    pub(super) password: Option<String>,
    pub(super) made: NaiveDateTime,
}

/// What such a form holds.
pub(super) fn blank<'a>(from: &BlankFormArgs<'a>) -> FormContent<'a> {
    FormContent {
        instansi: from.instansi.to_string(),
        unit: None,
        first_pihak: FormPejabat::default(),
        second_pihak: FormPejabat::default(),
        year: from.year,
        triwulan: from.triwulan,
        indikator: Vec::new(),
        anggaran: Vec::new(),
        blank: BLANK_FORM_ROW,
        profil: from.profil,
        checked: checked(from.template.kind),
        password: from.password.clone(),
        made: from.made,
        signed: None,
        due: None,
        address: None,
    }
}

/// A unit, with what its forms are filled from.
pub(super) struct UnitInput<'a> {
    pub(super) workspace: &'a Workspace,
    pub(super) tables: &'a Tables,
    pub(super) unit: &'a Unit,
    pub(super) indikator: Vec<FormIndikator>,
    /// Those of its persons.
    personal: Vec<FormIndikator>,
    password: Option<String>,
    made: NaiveDateTime,
}

/// What units have sent already, by their codes.
pub(super) struct SentRows<'a> {
    tables: &'a Tables,
    pk: HashMap<&'a str, Vec<PkRow<'a>>>,
    pengukuran: HashMap<&'a str, Vec<PengukuranRow<'a>>>,
}

impl<'a> SentRows<'a> {
    pub(super) fn of(tables: &'a Tables) -> Self {
        let mut rows = Self { tables, pk: HashMap::default(), pengukuran: HashMap::default() };
        for row in tables.pk() {
            if let Some(unit) = row.unit {
                rows.pk.entry(unit).or_default().push(row);
            }
        }
        for row in tables.pengukuran() {
            if let Some(unit) = row.unit {
                rows.pengukuran.entry(unit).or_default().push(row);
            }
        }
        rows
    }
}

impl<'a> UnitInput<'a> {
    pub(super) fn new(
        workspace: &'a Workspace,
        sent: &SentRows<'a>,
        unit: &'a Unit,
        password: Option<String>,
        made: NaiveDateTime,
    ) -> Self {
        Self {
            workspace,
            tables: sent.tables,
            unit,
            indikator: indikator(sent, &unit.code),
            personal: personal(sent.tables, &unit.code),
            password,
            made,
        }
    }

    /// One of its forms, in the layout of the workspace or in the one that is named.
    pub(super) fn form(
        &self,
        kind: DocumentKind,
        triwulan: Option<Triwulan>,
        page_layout: Option<&str>,
    ) -> Result<(&'a Template, FormContent<'a>), JobError> {
        let id = page_layout.unwrap_or_else(|| self.workspace.layout.of(kind));
        let template = layout(&self.workspace.library, id)?;
        let table = template.tables.iter().find(|table| table.role == TableRole::Indikator);
        let indikator = if kind.is_personal() { &self.personal } else { &self.indikator };
        let row: Vec<FilledRow> = table.map_or_else(Vec::new, |table| write::indikator_row(table, indikator, triwulan));
        let superior = self.unit.parent.as_deref().and_then(|code| self.tables.unit(code)).map(pejabat);
        let (first, second) = match kind.is_personal() && !self.tables.is_person(&self.unit.code) {
            // Its people fill in one each: who they are is theirs to say, and the head of the unit signs above them.
            true => (FormPejabat::default(), Some(pejabat(self.unit))),
            false => (pejabat(self.unit), superior),
        };
        let content = FormContent {
            instansi: self.workspace.instansi.clone(),
            unit: Some((self.unit.code.clone(), self.unit.name.clone())),
            first_pihak: first,
            second_pihak: second.unwrap_or_default(),
            year: self.workspace.year,
            triwulan,
            indikator: row,
            anggaran: Vec::new(),
            blank: if indikator.is_empty() { BLANK_FORM_ROW } else { BLANK_ROW },
            profil: &self.workspace.profil,
            checked: checked(template.kind),
            password: self.password.clone(),
            made: self.made,
            signed: None,
            due: self.workspace.tenggat.of(kind, kind.quarter(triwulan)),
            address: self.workspace.surat.address.clone(),
        };
        Ok((template, content))
    }
}

/// A layout that forms are written in.
pub(super) fn layout<'a>(library: &'a Library, id: &str) -> Result<&'a Template, JobError> {
    library.now(id).filter(|layout| layout.kind.is_sent()).ok_or_else(|| {
        let all = library.latest().filter(|layout| layout.kind.is_sent());
        JobError::UnknownLayout { id: id.to_string(), known: all.map(|layout| layout.id.clone()).collect() }
    })
}

fn pejabat(unit: &Unit) -> FormPejabat {
    FormPejabat { jabatan: unit.jabatan.clone(), name: unit.leader.clone(), nip: unit.nip.clone() }
}

/// The indicators that the cascade has for the people of a unit, each with the one that it serves.
fn personal(tables: &Tables, unit: &str) -> Vec<FormIndikator> {
    let upper = |node: &KaskadeNode| {
        let parent = tables.nodes.iter().find(|one| Some(&one.code) == node.parent_code.as_ref())?;
        Some(format!("{} {}", parent.code, parent.indikator).trim().to_string())
    };
    let own = tables.unit_nodes(unit).filter(|node| node.jenjang == Some(Jenjang::Iki));
    own.map(|node| FormIndikator { superior: upper(node).unwrap_or_default(), ..FormIndikator::from(node) }).collect()
}

/// The indicators of a unit: the cascade's, with the targets that its agreement promises and what it has measured.
fn indikator(sent: &SentRows<'_>, unit: &str) -> Vec<FormIndikator> {
    let tables = sent.tables;
    let owned: Vec<&KaskadeNode> = tables.unit_nodes(unit).collect();
    // What the people of a unit promise stands in their own agreements, unless the unit has nothing else.
    let personal = owned.iter().all(|node| node.jenjang == Some(Jenjang::Iki));
    let mut outcome: Vec<FormIndikator> = owned
        .into_iter()
        .filter(|node| personal || node.jenjang != Some(Jenjang::Iki))
        .map(FormIndikator::from)
        .collect();
    let position: BTreeMap<String, usize> =
        outcome.iter().enumerate().map(|(number, one)| (one.code.clone(), number)).collect();
    let find = |code: Option<&str>| code.and_then(|code| position.get(code)).copied();
    let value = |record_id: u32, column| tables.entry(record_id, column).map(|entry| entry.value.clone());
    let filled = |value: &Value| !value.without_content();
    for row in sent.pk.get(unit).into_iter().flatten() {
        let record_id = row.record;
        let Some(one) = find(row.node_code()).and_then(|number| outcome.get_mut(number)) else { continue };
        one.part = row.part().map(str::to_string);
        if let Some(target) = value(record_id, Field::Target.yearly()).filter(filled) {
            one.target = target;
        }
        for (tw, place) in Triwulan::ALL.into_iter().zip(&mut one.target_tw) {
            if let Some(target) = value(record_id, Field::Target.tw(tw)).filter(filled) {
                *place = target;
            }
        }
    }
    for row in sent.pengukuran.get(unit).into_iter().flatten() {
        let record_id = row.record;
        let owned = find(row.node_code()).and_then(|number| outcome.get_mut(number));
        let (Some(one), Some(tw)) = (owned, row.triwulan) else { continue };
        let as_written =
            value(record_id, Field::Realisasi.tw(tw)).or_else(|| value(record_id, Field::Realisasi.running()));
        if let (Some(place), Some(as_written)) = (one.realisasi_tw.get_mut(tw as usize), as_written.filter(filled)) {
            *place = as_written;
        }
    }
    outcome
}

/// What the rules look at in the columns of a kind of document.
fn checked(kind: DocumentKind) -> Vec<(Field, String)> {
    let rules = rules::rules_of_fields(kind).into_iter();
    rules.map(|(field, one)| (field, format!("{}: {}", one.code, one.name))).collect()
}
