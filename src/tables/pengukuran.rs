//! The table `pengukuran`: one row for each indicator and quarter that a form measures.
//!
//! A form with a column for each quarter gives a row for every quarter that has an entry, and for those up to the
//! document's quarter even when they are blank. Any other form gives one row, for the quarter of the row or of the
//! document; `triwulan` is null when neither is known. Rencana Aksi with realisation columns give rows for their
//! entries only.
//!
//! Achievement is computed against the first of: the form's target of the quarter, the cascade's target of the quarter,
//! the form's target of the year, the cascade's, the PK's; `target_dari` says which, `target_banding` holds its figure.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;

use rayon::prelude::*;

use super::Tables;
use super::compute;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::place::equivalent_entry;
use super::schema::{Column, Counted, Row};
use crate::domain::capaian::{Capaian, Profil, Reason};
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, FormRow, RowKind};
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::satuan::standard_satuan;
use crate::domain::target_basis::TargetBasis;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};

/// What is computed of a measurement once: the rest of its row stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    record: u32,
    triwulan: Option<Triwulan>,
    cumulative: bool,
    compare_target: Option<f64>,
    target_from: Option<TargetBasis>,
    capaian: Capaian,
}

/// An indicator in a quarter.
#[derive(Debug, Clone, Copy)]
pub struct PengukuranRow<'a> {
    base: IndikatorRow<'a>,
    /// The quarter, where it is known.
    pub triwulan: Option<Triwulan>,
    /// Whether the header of the realisation says that values run up.
    pub cumulative: bool,
    /// The figure that the achievement is computed against.
    pub compare_target: Option<f64>,
    /// Where that target stands.
    pub target_from: Option<TargetBasis>,
    /// The achievement, computed.
    pub capaian: Capaian,
}

impl<'a> Deref for PengukuranRow<'a> {
    type Target = IndikatorRow<'a>;

    fn deref(&self) -> &IndikatorRow<'a> {
        &self.base
    }
}

impl HasIndikator for PengukuranRow<'_> {
    fn base(&self) -> &IndikatorRow<'_> {
        &self.base
    }
}

impl<'a> PengukuranRow<'a> {
    /// The entry of a field for the quarter of the row.
    pub fn entry_tw(&self, field: Field) -> Option<&'a Entry> {
        self.entry(column(field, self.triwulan))
    }

    fn text_tw(&self, field: Field) -> Option<&'a str> {
        self.entry_tw(field).and_then(Entry::text)
    }

    fn number_tw(&self, field: Field) -> Option<f64> {
        self.entry_tw(field).and_then(|entry| entry.value.figure())
    }

    /// The form's own target of the year.
    pub fn yearly_target(&self) -> Option<&'a Entry> {
        self.entry(Field::Target.yearly())
    }

    /// The figure of the form's own target of the year.
    pub fn figure_yearly_target(&self) -> Option<f64> {
        self.yearly_target().and_then(|entry| entry.value.figure())
    }

    /// The form's own target of the quarter.
    pub fn target(&self) -> Option<&'a Entry> {
        self.entry_tw(Field::Target)
    }

    /// The target as it was typed: of the quarter, else of the year.
    pub fn text_target(&self) -> Option<&'a str> {
        self.target().and_then(Entry::text).or_else(|| self.yearly_target().and_then(Entry::text))
    }

    /// What was reached.
    pub fn realisasi(&self) -> Option<&'a Entry> {
        self.entry_tw(Field::Realisasi)
    }

    /// The figure of what was reached.
    pub fn figure_realisasi(&self) -> Option<f64> {
        self.realisasi().and_then(|entry| entry.value.figure())
    }

    /// What was reached, as it was typed.
    pub fn text_realisasi(&self) -> Option<&'a str> {
        self.realisasi().and_then(Entry::text)
    }

    /// Whether anything was entered; a dash is an entry.
    pub fn filled(&self) -> bool {
        self.realisasi().is_some_and(|entry| !entry.value.blank())
    }

    /// The numerator.
    pub fn numerator(&self) -> Option<f64> {
        self.number_tw(Field::Numerator)
    }

    /// The denominator.
    pub fn denominator(&self) -> Option<f64> {
        self.number_tw(Field::Denominator)
    }

    /// The achievement that the form states, in percent points.
    pub fn as_written_capaian(&self) -> Option<f64> {
        self.number_tw(Field::Capaian)
    }

    /// The status that the form states.
    pub fn status(&self) -> Option<&'a str> {
        self.text_tw(Field::Status)
    }

    /// The obstacle.
    pub fn kendala(&self) -> Option<&'a str> {
        self.text_tw(Field::Kendala)
    }

    /// What was done about it.
    pub fn solusi(&self) -> Option<&'a str> {
        self.text_tw(Field::Solusi)
    }

    /// What will be done.
    pub fn tindak_lanjut(&self) -> Option<&'a str> {
        self.text_tw(Field::TindakLanjut)
    }

    /// Who does it.
    pub fn penanggung_jawab(&self) -> Option<&'a str> {
        self.text_tw(Field::PenanggungJawab)
    }

    /// By when.
    pub fn time_limit(&self) -> Option<&'a str> {
        self.text_tw(Field::TimeLimit)
    }

    /// What proves the realisation.
    pub fn support_bukti(&self) -> Option<&'a str> {
        self.text_tw(Field::BuktiDukung)
    }

    /// A remark.
    pub fn remark(&self) -> Option<&'a str> {
        self.text_tw(Field::Remark)
    }
}

impl Row for PengukuranRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        indikator::columns([
            Column::small("triwulan", |row: &Self| row.triwulan.and_then(|tw| i32::try_from(tw.number()).ok())),
            Column::number("target_tahunan", Self::figure_yearly_target),
            Column::text("target_tahunan_teks", |row| borrowed(row.yearly_target().and_then(Entry::text))),
            Column::number("target", |row| row.target().and_then(|entry| entry.value.figure())),
            Column::text("target_teks", |row| borrowed(row.target().and_then(Entry::text))),
            Column::number("target_banding", |row| row.compare_target),
            Column::text("target_dari", |row| borrowed(row.target_from.map(TargetBasis::name))),
            Column::number("realisasi", Self::figure_realisasi),
            Column::text("realisasi_teks", |row| borrowed(row.text_realisasi())),
            Column::text("realisasi_kelas", |row| borrowed(row.realisasi().map(|entry| entry.value.class()))),
            Column::flag("kumulatif", |row| row.cumulative),
            Column::number("pembilang", Self::numerator),
            Column::number("penyebut", Self::denominator),
            Column::number("capaian_tertulis", Self::as_written_capaian),
            Column::number("capaian", |row| row.capaian.limited()),
            Column::number("capaian_penuh", |row| row.capaian.full()),
            Column::text("alasan", |row| borrowed(row.capaian.reason().map(Reason::name))),
            Column::text("status", |row| borrowed(row.status())),
            Column::text("kendala", |row| borrowed(row.kendala())),
            Column::text("solusi", |row| borrowed(row.solusi())),
            Column::text("tindak_lanjut", |row| borrowed(row.tindak_lanjut())),
            Column::text("penanggung_jawab", |row| borrowed(row.penanggung_jawab())),
            Column::text("batas_waktu", |row| borrowed(row.time_limit())),
            Column::text("bukti_dukung", |row| borrowed(row.support_bukti())),
            Column::text("keterangan", |row| borrowed(row.remark())),
        ])
    }
}

/// What is computed of every measurement, in the order of the table.
pub(super) fn measure(tables: &Tables, profil: &Profil) -> Vec<Measured> {
    let pk = target_pk(tables);
    indikator::records(tables, &[DocumentKind::Pengukuran, DocumentKind::RencanaAksi])
        .into_par_iter()
        .flat_map_iter(|record| {
            let quarters = row_triwulan(tables, record).into_iter();
            quarters.filter_map(|tw| one(tables, profil, &pk, record, tw)).collect::<Vec<_>>()
        })
        .collect()
}

impl Tables {
    /// The rows of the table `pengukuran`.
    pub fn pengukuran(&self) -> impl ExactSizeIterator<Item = PengukuranRow<'_>> + Clone {
        let rows = self.rows.pengukuran.iter().filter_map(|measured| {
            let Measured { record, triwulan, cumulative, compare_target, target_from, capaian } = *measured;
            let base = IndikatorRow::of(self, record)?;
            Some(PengukuranRow { base, triwulan, cumulative, compare_target, target_from, capaian })
        });
        Counted::new(self.rows.pengukuran.len(), rows)
    }
}

fn one(
    tables: &Tables,
    profil: &Profil,
    pk: &TargetPk<'_>,
    record: u32,
    triwulan: Option<Triwulan>,
) -> Option<Measured> {
    let base = IndikatorRow::of(tables, record)?;
    let (row, now) = (tables.row_from(record)?, tables.record_id_triwulan(record));
    let entry = |field: Field| equivalent_entry(row, column(field, triwulan), || now);
    let (yearly, target) = (equivalent_entry(row, Field::Target.yearly(), || now), entry(Field::Target));
    let comparator = comparator(tables, record, triwulan, target, yearly)
        .or_else(|| Some((Cow::Borrowed(*pk.get(&(base.unit?, base.key?))?), TargetBasis::Pk)));
    let percent = with_percent(base.satuan().or(base.node.map(|node| node.satuan.as_str())));
    let polaritas = base.node.map_or(Polaritas::Maximum, |node| node.polaritas);
    let reached = entry(Field::Realisasi).map_or(&Value::Blank, |entry| &entry.value);
    Some(Measured {
        record,
        triwulan,
        cumulative: cumulative(tables, record, triwulan),
        compare_target: comparator.as_ref().and_then(|(value, _)| compute::numeral(value, percent)),
        target_from: comparator.as_ref().map(|(_, origin)| *origin),
        capaian: match &comparator {
            Some((target, _)) => compute::capaian(profil, polaritas, percent, target, reached),
            None => Capaian::Uncounted(Reason::Absent),
        },
    })
}

/// What the realisation is compared with and where that stands, without the PK.
fn comparator<'a>(
    tables: &'a Tables,
    record_id: u32,
    triwulan: Option<Triwulan>,
    target: Option<&'a Entry>,
    yearly: Option<&'a Entry>,
) -> Option<(Cow<'a, Value>, TargetBasis)> {
    let node = tables.node_from(record_id);
    let running = cumulative(tables, record_id, triwulan);
    let tw_node = node.zip(triwulan).and_then(|(node, tw)| node_target(node, tw, running));
    [
        (target.map(|entry| Cow::Borrowed(&entry.value)), TargetBasis::TriwulanForm),
        (tw_node, TargetBasis::KaskadeTriwulan),
        (yearly.map(|entry| Cow::Borrowed(&entry.value)), TargetBasis::YearlyForm),
        (node.map(|node| Cow::Borrowed(&node.target)), TargetBasis::YearlyKaskade),
    ]
    .into_iter()
    .find_map(|(value, origin)| Some((value.filter(|value| !value.without_content())?, origin)))
}

/// The cascade's target of a quarter. Against a running total stands the running total of quarter targets that add up;
/// where the cascade does not say how they make a year, none does.
fn node_target(node: &KaskadeNode, triwulan: Triwulan, running: bool) -> Option<Cow<'_, Value>> {
    let until = node.target_tw.get(..=triwulan as usize)?;
    match node.period_konsolidasi {
        _ if !running => until.last().map(Cow::Borrowed),
        Some(KonsolidasiPeriode::LastValue) => until.last().map(Cow::Borrowed),
        Some(KonsolidasiPeriode::Total) => {
            let total = until.iter().map(Value::figure).sum::<Option<f64>>()?;
            Some(Cow::Owned(Value::Figure { figure: total, satuan: None }))
        }
        Some(KonsolidasiPeriode::Average) | None => None,
    }
}

/// Annual targets of agreements by unit and indicator.
type TargetPk<'a> = HashMap<(&'a str, &'a str), &'a Value>;

fn target_pk(tables: &Tables) -> TargetPk<'_> {
    let mut target = HashMap::new();
    for record_id in indikator::records(tables, &[DocumentKind::Pk]) {
        let entry = tables
            .entry(record_id, Field::Target.yearly())
            .or_else(|| tables.entry(record_id, Field::Target.running()))
            .filter(|entry| !entry.value.without_content());
        let unit = tables.document_from(record_id).and_then(|document| document.unit.as_deref());
        let key = tables.link.get(record_id as usize).and_then(|link| link.key.as_deref());
        if let (Some(entry), Some(unit), Some(key)) = (entry, unit, key) {
            target.entry((unit, key)).or_insert(&entry.value);
        }
    }
    target
}

/// The field of a row for a quarter; the only one the form has when the quarter is not known.
fn column(field: Field, triwulan: Option<Triwulan>) -> FormColumn {
    triwulan.map_or(field.running(), |tw| field.tw(tw))
}

/// Whether the column of the realisation says that it runs up.
fn cumulative(tables: &Tables, record_id: u32, triwulan: Option<Triwulan>) -> bool {
    let heading = || {
        let owned = tables.equivalent_column(record_id, column(Field::Realisasi, triwulan))?;
        tables.table_from(record_id)?.column.iter().find(|heading| heading.column == owned)
    };
    heading().is_some_and(|heading| heading.cumulative)
}

fn with_percent(satuan: Option<&str>) -> bool {
    satuan.is_some_and(|satuan| standard_satuan(satuan).percent)
}

/// The quarters for which a record gives a row; `[None]` for one row without a known quarter.
fn row_triwulan(tables: &Tables, record_id: u32) -> Vec<Option<Triwulan>> {
    let (Some(row), Some(document)) = (tables.row_from(record_id), tables.document_from(record_id)) else {
        return Vec::new();
    };
    let measures = document.kind == DocumentKind::Pengukuran;
    let entry = |tw: Triwulan| realisasi_tw(row, tw);
    let in_columns: Vec<Triwulan> = Triwulan::ALL.into_iter().filter(|tw| entry(*tw).is_some()).collect();
    if in_columns.is_empty() {
        return if one_column(tables, row, record_id, measures) {
            vec![tables.record_id_triwulan(record_id)]
        } else {
            Vec::new()
        };
    }
    let filled = |tw: &Triwulan| entry(*tw).is_some_and(|entry| !entry.value.blank());
    let crash = |tw: &Triwulan| measures && document.triwulan.is_some_and(|now| *tw <= now);
    let outcome: Vec<_> = in_columns.into_iter().filter(|tw| filled(tw) || crash(tw)).map(Some).collect();
    if outcome.is_empty() && measures && row.kind == RowKind::Data { vec![document.triwulan] } else { outcome }
}

/// The realisation of a quarter, in a column of its own or in that of its last month.
fn realisasi_tw(row: &FormRow, triwulan: Triwulan) -> Option<&Entry> {
    row.entry(Field::Realisasi.tw(triwulan)).or_else(|| {
        let month = u8::try_from(triwulan.number() * 3).ok()?;
        row.entry(Field::Realisasi.month(month))
    })
}

/// Whether a row of a form with one realisation column is a measurement. The first row of an indicator in a measurement
/// always is, blank or not; a row that goes on with it, and a row of a plan, only with an entry of its own.
fn one_column(tables: &Tables, row: &FormRow, record_id: u32, measures: bool) -> bool {
    let own = [Field::Realisasi.running(), Field::Realisasi.yearly()]
        .into_iter()
        .filter_map(|column| row.entry(column))
        .any(|entry| !entry.value.blank() && !entry.derivation);
    if row.kind == RowKind::Data && measures {
        return own || !not_yet_due(tables, row, record_id);
    }
    own
}

/// Whether a row stands for a quarter after the document's own, on forms with a row for each quarter.
fn not_yet_due(tables: &Tables, row: &FormRow, record_id: u32) -> bool {
    let per_row = row.entry(Field::RowTriwulan.yearly()).is_some();
    let first = tables.link.get(record_id as usize).is_some_and(|link| link.subject == record_id);
    let now = tables.document_from(record_id).and_then(|document| document.triwulan);
    per_row && !first && tables.record_id_triwulan(record_id).zip(now).is_some_and(|(row, now)| row > now)
}
