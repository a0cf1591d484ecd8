//! The table `pengukuran`: one row for each indicator and quarter that a form measures.
//!
//! A form with a column for each quarter gives a row for every quarter that has an entry, and for those up to the
//! document's quarter even when they are blank. Any other form gives one row, for the quarter of the row or of the
//! document; `triwulan` is null when neither is known. Rencana Aksi with realisation columns give rows for their
//! entries only. What measures a semester gives the row of the quarter at its end, marked as such.
//!
//! Achievement is computed twice: against what was agreed, in the order of authority that [`TargetBasis`] states, which is
//! what every report shows; and against what the form itself goes by, which is how rules judge the form's arithmetic.

mod month;
mod span;
mod summed;
mod withheld;

use std::borrow::Cow;
use std::ops::Deref;

use rayon::prelude::*;

pub use self::span::Span;
use super::Tables;
use super::agreed::{Agreed, Promise, QuarterTargets};
use super::compute;
use super::direction;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::place::{equivalent_entry, states_semester};
use super::schema::{Column, Counted, Row};
use crate::domain::capaian::{Capaian, Profil, Reason};
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, FormRow, RowKind};
use crate::domain::exact;
use crate::domain::hash::HashMap;
use crate::domain::polaritas::{Direction, Polaritas};
use crate::domain::target_basis::TargetBasis;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};
use summed::Summed;

/// What is computed of a measurement once: the rest of its row stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Measured {
    record: u32,
    triwulan: Option<Triwulan>,
    semester: bool,
    cumulative: bool,
    reports: bool,
    agreed: Comparison,
    own: Comparison,
    agreed_year: Option<f64>,
    direction: Direction,
    summed: Option<f64>,
}

impl Measured {
    pub(super) fn record(&self) -> u32 {
        self.record
    }

    /// Whether the agreed target is a bound that turns against the direction.
    pub(super) fn contradicts_bound(&self) -> bool {
        self.agreed.capaian.reason() == Some(Reason::BoundAgainstDirection)
    }
}

/// A realisation compared with a target.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Comparison {
    /// The figure of the target.
    pub target: Option<f64>,
    /// Where it stands; `None` when there is no target.
    pub basis: Option<TargetBasis>,
    /// Record and field of its cell, where it is one.
    pub place: Option<(u32, FormColumn)>,
    /// What is compared with it: the realisation as it stands, or what was reached since January.
    pub span: Span,
    /// The achievement.
    pub capaian: Capaian,
}

/// An indicator in a quarter.
#[derive(Debug, Clone, Copy)]
pub struct PengukuranRow<'a> {
    base: IndikatorRow<'a>,
    /// The quarter, where it is known.
    pub triwulan: Option<Triwulan>,
    /// Whether its figures are those of the semester that ends with the quarter.
    pub semester: bool,
    /// Whether the header of the realisation says that values run up.
    pub cumulative: bool,
    /// Whether it reports its quarter: anything entered in the form of that quarter, something to read in another's. Dashes in
    /// the columns of quarters to come report none of them.
    pub reports: bool,
    /// Against the target that was agreed: what reports show.
    pub agreed: Comparison,
    /// Against the target that the form goes by: how its own arithmetic is judged.
    pub own: Comparison,
    /// The target of the year that was agreed.
    pub agreed_year: Option<f64>,
    /// Which direction is better, and who says so.
    pub direction: Direction,
    /// What was reached, where the form adds up its months or quarters itself and this is their sum.
    pub summed: Option<f64>,
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

    /// The agreed target as it was typed; of a form without any, what it says itself.
    pub fn text_target(&self) -> Option<&'a str> {
        let agreed = self.agreed.place.and_then(|(record, column)| self.tables().entry(record, column));
        let own = || self.target().and_then(Entry::text).or_else(|| self.yearly_target().and_then(Entry::text));
        agreed.and_then(Entry::text).or_else(own)
    }

    /// The target that it is compared with as it was typed, where that is a bound: "< 20", of which formulas take the figure.
    pub fn bound_target(&self) -> Option<&'a str> {
        let (record, column) = self.agreed.place?;
        let entry = self.tables().entry(record, column)?;
        entry.text().filter(|_| matches!(entry.value, Value::Limit { .. }))
    }

    /// The form's own target, where another was agreed.
    pub fn other_target(&self) -> Option<f64> {
        let own = self.own.target.filter(|_| self.own.basis.is_some_and(TargetBasis::form))?;
        let same_period = self.own.basis?.quarterly() == self.agreed.basis?.quarterly();
        let same_period = same_period && self.own.span.as_stated() == self.agreed.span.as_stated();
        (same_period && !exact::same(own, self.agreed.target?)).then_some(own)
    }

    /// Whether it says that nothing was reached in a quarter for which nothing was promised: the year has a target, and none
    /// of its quarters before this one.
    pub fn not_due(&self) -> bool {
        self.agreed.basis.is_none() && self.agreed_year.is_some() && self.figure_realisasi() == Some(0.0)
    }

    /// What was reached.
    pub fn realisasi(&self) -> Option<&'a Entry> {
        self.entry_tw(Field::Realisasi)
    }

    /// The figure of what was reached.
    pub fn figure_realisasi(&self) -> Option<f64> {
        self.summed.or_else(|| self.realisasi().and_then(|entry| entry.value.figure()))
    }

    /// What was reached, as it was typed.
    pub fn text_realisasi(&self) -> Option<&'a str> {
        self.realisasi().and_then(Entry::text)
    }

    /// The quarters that its figures cover.
    pub fn quarters(&self) -> impl Iterator<Item = Triwulan> + use<> {
        let (last, semester) = (self.triwulan, self.semester);
        let first = last.filter(|_| semester).and_then(|last| Triwulan::from_number(last.number() - 1));
        first.into_iter().chain(last)
    }

    /// Whether anything was entered; a dash is an entry, and what was written before its quarter was over is none.
    pub fn filled(&self) -> bool {
        self.realisasi().is_some_and(|entry| !entry.value.blank()) && !self.not_yet_over()
    }

    /// Whether the cell of its realisation was left blank although something was promised for the quarter.
    pub fn left_blank(&self) -> bool {
        let due = self.agreed.basis.is_some_and(TargetBasis::quarterly) && self.agreed.target != Some(0.0);
        due && self.realisasi().is_some_and(|entry| entry.value.blank())
    }

    /// Whether its figure was written before its quarter was over: it is shown, and counts nowhere.
    pub fn not_yet_over(&self) -> bool {
        self.own.capaian.reason() == Some(Reason::NotYetOver)
    }

    /// Whether another sheet of the workbook states another figure for the same quarter: neither counts.
    pub fn contradicted(&self) -> bool {
        self.own.capaian.reason() == Some(Reason::Contradicted)
    }

    /// What is divided, for an indicator that is a share: 45 of 60.
    pub fn numerator(&self) -> Option<f64> {
        self.number_tw(Field::Numerator)
    }

    /// What it is divided by.
    pub fn denominator(&self) -> Option<f64> {
        self.number_tw(Field::Denominator)
    }

    /// The achievement that the form states, in percent points.
    pub fn as_written_capaian(&self) -> Option<f64> {
        let stated = self.number_tw(Field::Capaian).filter(|_| !month::alone(self, Field::Capaian, self.triwulan))?;
        Some(stated * if self.divided_hundredth() { 100.0 } else { 1.0 })
    }

    /// Whether the form's own formula divided a percentage that was typed with its sign, of which Excel holds a hundredth,
    /// by a target without one.
    pub fn divided_hundredth(&self) -> bool {
        let signed =
            |entry: &Entry| matches!(entry.value, Value::Percent { .. }) && entry.raw.trim_end().ends_with('%');
        let computed = self.entry_tw(Field::Capaian).filter(|entry| entry.formula.is_some() && !signed(entry));
        computed.is_some()
            && self.realisasi().is_some_and(signed)
            && self.number_tw(Field::Capaian).zip(self.own.capaian.full()).is_some_and(|(stated, full)| {
                // Beside an achievement of next to nothing both readings are one.
                (stated * 100.0 - full).abs() <= 1.0 && (stated - full).abs() > 1.0
            })
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

    /// Who does it; of a form that says it once, of every quarter.
    pub fn penanggung_jawab(&self) -> Option<&'a str> {
        let once = || self.entry(Field::PenanggungJawab.yearly()).and_then(Entry::text);
        self.text_tw(Field::PenanggungJawab).or_else(once)
    }

    /// By when the follow-up is done, as typed; `None` when blank.
    pub fn time_limit(&self) -> Option<&'a str> {
        self.text_tw(Field::TimeLimit)
    }

    /// What proves the realisation.
    pub fn support_bukti(&self) -> Option<&'a str> {
        self.text_tw(Field::BuktiDukung)
    }

    /// The column Keterangan, as typed; `None` when blank.
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
            Column::number("target_banding", |row| row.agreed.target),
            Column::text("target_dari", |row| borrowed(row.agreed.basis.map(TargetBasis::name))),
            Column::number("realisasi", Self::figure_realisasi),
            Column::text("realisasi_teks", |row| borrowed(row.text_realisasi())),
            Column::text("realisasi_kelas", |row| borrowed(row.realisasi().map(|entry| entry.value.class()))),
            Column::flag("kumulatif", |row| row.cumulative),
            Column::flag("semester", |row| row.semester),
            Column::number("pembilang", Self::numerator),
            Column::number("penyebut", Self::denominator),
            Column::number("capaian_tertulis", Self::as_written_capaian),
            Column::number("capaian", |row| row.agreed.capaian.limited()),
            Column::number("capaian_penuh", |row| row.agreed.capaian.full()),
            Column::text("alasan", |row| borrowed(row.agreed.capaian.reason().map(Reason::name))),
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
    let agreed = Agreed::of(tables);
    let mut all: Vec<Measured> =
        indikator::checkable_records(tables, &[DocumentKind::Pengukuran, DocumentKind::RencanaAksi])
            .into_par_iter()
            .flat_map_iter(|record| {
                let quarters = row_triwulan(tables, record).into_iter();
                quarters.filter_map(|tw| measure_one(tables, profil, &agreed, record, tw)).collect::<Vec<_>>()
            })
            .collect();
    withheld::mark(tables, &mut all);
    all
}

impl Tables {
    /// The rows of the table `pengukuran`.
    pub fn pengukuran(&self) -> impl ExactSizeIterator<Item = PengukuranRow<'_>> + Clone {
        // Those that count come first.
        let all = &self.rows.pengukuran;
        self.measured(&all[..all.partition_point(|measured| self.counts(measured.record))])
    }

    /// The same of every document that may be checked.
    pub fn checkable_pengukuran(&self) -> impl ExactSizeIterator<Item = PengukuranRow<'_>> + Clone {
        self.measured(&self.rows.pengukuran)
    }

    /// The rows of [`Self::pengukuran`] unit by unit, in the order of the codes of units: so that who sets the forms of a
    /// unit against each other need not hold those of the whole house.
    pub fn pengukuran_of_units(
        &self,
    ) -> impl Iterator<Item = impl ExactSizeIterator<Item = PengukuranRow<'_>> + Clone> {
        let all = &self.rows.pengukuran;
        let counted = &all[..all.partition_point(|measured| self.counts(measured.record))];
        let unit = |measured: &Measured| self.document_from(measured.record).and_then(|one| one.unit.as_deref());
        counted.chunk_by(move |one, other| unit(one) == unit(other)).map(|of_unit| self.measured(of_unit))
    }

    fn measured<'a>(
        &'a self,
        measured: &'a [Measured],
    ) -> impl ExactSizeIterator<Item = PengukuranRow<'a>> + Clone + use<'a> {
        let rows = measured.iter().filter_map(|measured| {
            Some(PengukuranRow {
                base: IndikatorRow::of(self, measured.record)?,
                triwulan: measured.triwulan,
                semester: measured.semester,
                cumulative: measured.cumulative,
                reports: measured.reports,
                agreed: measured.agreed,
                own: measured.own,
                agreed_year: measured.agreed_year,
                direction: measured.direction,
                summed: measured.summed,
            })
        });
        Counted::new(measured.len(), rows)
    }
}

fn measure_one(
    tables: &Tables,
    profil: &Profil,
    agreed: &Agreed<'_>,
    record: u32,
    triwulan: Option<Triwulan>,
) -> Option<Measured> {
    let mut targets = Targets::of(tables, agreed, record, triwulan)?;
    let row = tables.row_from(record)?;
    let own_node = targets.base.node.is_none_or(|node| node.unit.as_deref() == targets.base.unit);
    let order = if own_node { TargetBasis::ORDER } else { TargetBasis::ORDER_WITHOUT_OWN_NODE };
    let quarterly = || {
        let orders = [&order[..], &TargetBasis::FORM_ORDER[..]];
        orders.into_iter().any(|order| targets.first(order).is_some_and(|(basis, ..)| basis.quarterly()))
    };
    let alone = triwulan.filter(|_| !targets.running && !targets.semester);
    let summed = alone.and_then(|tw| summed::of(&targets.base, row, tw, quarterly));
    targets.running |= summed.is_some_and(|summed| summed.to_date);
    targets.summed = summed;
    let targets = targets;
    let base = &targets.base;
    let percent = base.percent();
    let understood = base.node.is_none_or(|node| node.understood(Field::Polaritas));
    let now = tables.record_id_triwulan(record);
    let stated = [&order[..], &TargetBasis::FORM_ORDER[..]].map(|order| targets.first(order));
    let direction = direction::of_row(base, row, stated.iter().flatten().map(|(_, value, _)| value.as_ref()));
    let polaritas = direction.polaritas;
    let reached = equivalent_entry(row, column(Field::Realisasi, triwulan), || now);
    let added = summed.map(|summed| Value::Figure { figure: summed.figure, satuan: None });
    let reached = added.as_ref().or(reached.map(|entry| &entry.value)).unwrap_or(&Value::Blank);
    let not_due = polaritas != Polaritas::Minimum && reached.figure() == Some(0.0) && targets.not_due();
    let compare = |order: &[TargetBasis]| match targets.first(order) {
        Some((basis, value, place)) => {
            let span = targets.span(basis, &value, reached, (profil, polaritas));
            let sum = span.to_date().map(|figure| Value::Figure { figure, satuan: None });
            let reached = sum.as_ref().unwrap_or(reached);
            Comparison {
                target: compute::numeral(&value, percent),
                basis: Some(basis),
                place,
                span,
                capaian: match (direction::against(direction, &value), span) {
                    _ if !understood => Capaian::Uncounted(Reason::PolaritasTidakDikenal),
                    (Some(reason), _) => Capaian::Uncounted(reason),
                    (None, Span::Unknown) => Capaian::Uncounted(Reason::NotCompared),
                    (None, Span::AsStated | Span::ToDate(_)) => {
                        let capaian = compute::capaian(profil, polaritas, percent, &value, reached);
                        if targets.comparable(basis, &capaian) {
                            capaian
                        } else {
                            Capaian::Uncounted(Reason::NotCompared)
                        }
                    }
                },
            }
        }
        None => Comparison {
            target: None,
            basis: None,
            place: None,
            span: Span::AsStated,
            capaian: Capaian::Uncounted(Reason::Absent),
        },
    };
    let years: Vec<TargetBasis> = order.into_iter().filter(|basis| !basis.quarterly()).collect();
    Some(Measured {
        record,
        triwulan,
        semester: targets.semester,
        cumulative: targets.running,
        reports: !reached.blank() && (triwulan == now || !reached.without_content()),
        // Nothing was promised for the quarter and nothing reached: the year's target makes no failure of that.
        agreed: if not_due { compare(&[]) } else { compare(&order) },
        own: compare(&TargetBasis::FORM_ORDER),
        agreed_year: targets.first(&years).and_then(|(_, value, _)| compute::numeral(&value, percent)),
        direction,
        summed: summed.map(|summed| summed.figure),
    })
}

/// A target, and record and field of its cell where it is one.
type Stated<'a> = (Cow<'a, Value>, Option<(u32, FormColumn)>);

/// A target, where it stands, and its cell where it is one.
type Found<'a> = (TargetBasis, Cow<'a, Value>, Option<(u32, FormColumn)>);

/// The targets that a measurement may be compared with.
struct Targets<'a> {
    tables: &'a Tables,
    base: IndikatorRow<'a>,
    triwulan: Option<Triwulan>,
    /// Whether the realisation is that of a semester.
    semester: bool,
    /// Whether the realisation runs up.
    running: bool,
    /// What the form adds up itself.
    summed: Option<Summed>,
    pk: Option<&'a Promise<'a>>,
    rencana_aksi: Option<&'a Promise<'a>>,
}

impl<'a> Targets<'a> {
    fn of(tables: &'a Tables, agreed: &'a Agreed<'a>, record: u32, triwulan: Option<Triwulan>) -> Option<Self> {
        let base = IndikatorRow::of(tables, record)?;
        // What was agreed this year says nothing about a document that does not count.
        let key = base.unit.zip(base.key).filter(|_| tables.counts(record));
        let promise = |all: &'a HashMap<(&'a str, &'a str), Promise<'a>>| key.and_then(|key| all.get(&key));
        Some(Self {
            tables,
            triwulan,
            semester: triwulan.is_some_and(|tw| tables.of_semester(record, tw)),
            running: cumulative(tables, record, triwulan),
            summed: None,
            pk: promise(&agreed.pk),
            rencana_aksi: promise(&agreed.rencana_aksi),
            base,
        })
    }

    /// The first in an order that says something.
    fn first(&self, order: &[TargetBasis]) -> Option<Found<'a>> {
        order.iter().find_map(|basis| {
            let (value, place) = self.stated(*basis)?;
            (!value.without_content()).then_some((*basis, value, place))
        })
    }

    fn stated(&self, basis: TargetBasis) -> Option<Stated<'a>> {
        match basis {
            TargetBasis::RencanaAksiTriwulan => {
                self.of_quarter(self.rencana_aksi?.record, &self.rencana_aksi?.quarters)
            }
            TargetBasis::PkTriwulan => self.of_quarter(self.pk?.record, &self.pk?.quarters),
            TargetBasis::KaskadeTriwulan => {
                let node = self.base.node?;
                self.of_quarter(node.record_id, &QuarterTargets::plain(&node.target_tw))
            }
            TargetBasis::TriwulanForm => match self.summed.and_then(|summed| summed.target) {
                Some(figure) => Some((Cow::Owned(Value::Figure { figure, satuan: None }), None)),
                None => match self.of_months() {
                    Some(figure) => Some((Cow::Owned(Value::Figure { figure, satuan: None }), None)),
                    None if month::alone(&self.base, Field::Target, self.triwulan) => None,
                    None => self.own(column(Field::Target, self.triwulan)),
                },
            },
            TargetBasis::YearlyRencanaAksi => of_year(self.rencana_aksi?),
            TargetBasis::YearlyPk => of_year(self.pk?),
            TargetBasis::YearlyKaskade => {
                let node = self.base.node?;
                Some((Cow::Borrowed(&node.target), Some((node.record_id, Field::Target.yearly()))))
            }
            TargetBasis::YearlyForm => self.own(Field::Target.yearly()),
        }
    }

    /// Whether other quarters were promised something, and this one nothing.
    fn not_due(&self) -> bool {
        let quarterly: Vec<TargetBasis> = TargetBasis::ORDER.into_iter().filter(|basis| basis.quarterly()).collect();
        let content = |value: &Value| !value.without_content();
        let promised = |one: Option<&Promise<'_>>| {
            one.is_some_and(|one| one.quarters.tw.iter().flatten().any(|value| content(value)))
        };
        let cascade = self.base.node.is_some_and(|node| node.target_tw.iter().any(content));
        self.triwulan.is_some_and(|tw| tw != Triwulan::IV)
            && self.first(&quarterly).is_none()
            && (promised(self.rencana_aksi) || promised(self.pk) || cascade)
    }

    /// What the months promised of which the form adds up what was reached: `Jan > T | R | … | Realisasi s.d. Maret`.
    fn of_months(&self) -> Option<f64> {
        let (tw, row) = (self.triwulan.filter(|_| !self.semester)?, self.tables.row_from(self.base.record)?);
        summed::target_of_months(row, tw)
    }

    fn own(&self, column: FormColumn) -> Option<Stated<'a>> {
        let entry = self.base.entry(column)?;
        Some((Cow::Borrowed(&entry.value), Some((self.base.record, column))))
    }

    fn of_quarter(&self, record: u32, quarters: &QuarterTargets<'a>) -> Option<Stated<'a>> {
        let tw = self.triwulan?;
        let adds = self.base.node.and_then(|node| node.period_konsolidasi);
        let value = if self.semester {
            quarters.beside_semester(tw, self.running, adds, self.base.percent())?
        } else {
            quarters.beside(tw, self.running, adds, self.base.percent())?
        };
        let place = matches!(value, Cow::Borrowed(_)).then_some((record, Field::Target.tw(tw)));
        let place = place.filter(|(record, column)| self.tables.entry(*record, *column).is_some());
        Some((value, place))
    }
}

fn of_year<'a>(promise: &Promise<'a>) -> Option<Stated<'a>> {
    let (column, value) = promise.year?;
    Some((Cow::Borrowed(value), Some((promise.record, column))))
}

/// The field of a row for a quarter; the only one the form has when the quarter is not known.
fn column(field: Field, triwulan: Option<Triwulan>) -> FormColumn {
    triwulan.map_or(field.running(), |tw| field.tw(tw))
}

/// Whether the column of the realisation says that it runs up.
fn cumulative(tables: &Tables, record_id: u32, triwulan: Option<Triwulan>) -> bool {
    let heading = || {
        let owned = tables.equivalent_column(record_id, column(Field::Realisasi, triwulan))?;
        tables.table_from(record_id)?.columns.iter().find(|heading| heading.column == owned)
    };
    heading().is_some_and(|heading| heading.cumulative)
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

/// The realisation of a quarter, in a column of its own, in that of its last month or of the semester that ends with it.
fn realisasi_tw(row: &FormRow, triwulan: Triwulan) -> Option<&Entry> {
    let month = || row.entry(Field::Realisasi.month(triwulan.last_month()));
    let month = || month().filter(|_| !states_semester(row));
    let semester = || row.entry(Field::Realisasi.semester(triwulan.ends_semester()?));
    row.entry(Field::Realisasi.tw(triwulan)).or_else(month).or_else(semester)
}

/// Whether a row of a form with one realisation column is a measurement. The first row of an indicator in a measurement
/// always is, blank or not; a row that goes on with it, and a row of a plan, only with an entry of its own.
fn one_column(tables: &Tables, row: &FormRow, record_id: u32, measures: bool) -> bool {
    let own = [Field::Realisasi.running(), Field::Realisasi.yearly()]
        .into_iter()
        .filter_map(|column| row.entry(column))
        .any(|entry| !entry.value.blank() && !entry.derivation);
    // On forms with a row for each quarter, a row of a quarter that has come is a measurement, blank or not.
    let now = tables.document_from(record_id).and_then(|document| document.triwulan);
    let row_quarter = row.entry(Field::RowTriwulan.yearly()).and_then(|_| tables.record_id_triwulan(record_id));
    if measures && row_quarter.zip(now).is_some_and(|(row, now)| row <= now) {
        return true;
    }
    if row.kind == RowKind::Data && measures {
        return own || !not_yet_due(tables, row, record_id);
    }
    own
}

/// Whether a row stands for a quarter after the document's own, on forms with a row for each quarter.
fn not_yet_due(tables: &Tables, row: &FormRow, record_id: u32) -> bool {
    let per_row = row.entry(Field::RowTriwulan.yearly()).is_some();
    let first = tables.links.get(record_id as usize).is_some_and(|link| link.subject == record_id);
    let now = tables.document_from(record_id).and_then(|document| document.triwulan);
    per_row && !first && tables.record_id_triwulan(record_id).zip(now).is_some_and(|(row, now)| row > now)
}
