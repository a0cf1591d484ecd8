//! A row of the table `pengukuran` with the questions that rules ask about it.

use std::ops::Deref;

use chrono::{Months, NaiveDate};

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, TableColumn};
use crate::domain::polaritas::{DirectionOrigin, Polaritas};
use crate::domain::satuan::standard_satuan;
use crate::domain::target_basis::TargetBasis;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};
use crate::finding::{Place, Temuan};
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::write::without_content;
use crate::rules::{Aturan, RuleContext};
use crate::tables::{PengukuranRow, Tables};

/// One indicator in one quarter, with the cells behind it.
#[derive(Debug, Clone, Copy)]
pub(in crate::rules) struct RowMeasure<'a> {
    pub(in crate::rules) record: IndikatorRecord<'a>,
    row: PengukuranRow<'a>,
}

impl<'a> Deref for RowMeasure<'a> {
    type Target = PengukuranRow<'a>;

    fn deref(&self) -> &PengukuranRow<'a> {
        &self.row
    }
}

/// The rows of every document that may be checked that pass a filter, in the order of the table: those of a document, and
/// of a record in it, follow one another. One by one: a large house has hundreds of thousands.
pub(in crate::rules) fn that<'a>(
    tables: &'a Tables,
    filter: impl Fn(&PengukuranRow<'a>) -> bool,
) -> impl Iterator<Item = RowMeasure<'a>> {
    tables.checkable_pengukuran().filter(filter).map(move |row| RowMeasure::new(tables, row))
}

/// The rows that report a figure other than zero, likewise.
pub(in crate::rules) fn reported(tables: &Tables) -> impl Iterator<Item = RowMeasure<'_>> {
    that(tables, |row| row.figure_realisasi().is_some_and(|figure| figure != 0.0))
}

/// Rows that follow one another, form by form.
pub(in crate::rules) fn forms<'a>(
    rows: impl Iterator<Item = RowMeasure<'a>>,
) -> impl Iterator<Item = Vec<RowMeasure<'a>>> {
    let mut rows = rows.peekable();
    std::iter::from_fn(move || {
        let first = rows.next()?;
        let document = first.document;
        let mut form = vec![first];
        while let Some(next) = rows.next_if(|next| next.document == document) {
            form.push(next);
        }
        Some(form)
    })
}

impl<'a> RowMeasure<'a> {
    pub(in crate::rules) fn new(tables: &'a Tables, row: PengukuranRow<'a>) -> Self {
        Self { record: IndikatorRecord::new(tables, row.record), row }
    }

    /// Achievement before floor and cap.
    pub(in crate::rules) fn full(&self) -> Option<f64> {
        self.row.own.capaian.full()
    }

    /// What the form's own target is compared with: the realisation, or what was reached since January.
    pub(in crate::rules) fn compared(&self) -> Option<f64> {
        self.row.own.span.to_date().or_else(|| self.row.figure_realisasi())
    }

    /// The name of that: "realisasi", "realisasi s.d. TW II".
    pub(in crate::rules) fn compared_name(&self) -> String {
        match (self.row.own.span.to_date(), self.triwulan) {
            (Some(_), Some(triwulan)) => format!("realisasi s.d. {triwulan}"),
            _ => "realisasi".into(),
        }
    }

    /// A field for the quarter of this row.
    pub(in crate::rules) fn column(&self, field: Field) -> FormColumn {
        self.triwulan.map_or(field.running(), |triwulan| field.tw(triwulan))
    }

    pub(in crate::rules) fn entry(&self, field: Field) -> Option<&'a Entry> {
        self.record.entry(self.column(field))
    }

    pub(in crate::rules) fn place(&self, field: Field) -> Option<Place> {
        self.record.place(self.column(field))
    }

    /// A finding at the cell of a field.
    pub(in crate::rules) fn temuan(
        &self,
        aturan: &Aturan,
        field: Field,
        message: String,
        advice: &str,
    ) -> Option<Temuan> {
        self.record.temuan(aturan, self.column(field), message, advice)
    }

    /// A finding at the cells of several fields, the first one guilty.
    pub(in crate::rules) fn many_temuan(
        &self,
        aturan: &Aturan,
        field: &[Field],
        message: String,
        advice: &str,
    ) -> Option<Temuan> {
        let column: Vec<FormColumn> = field.iter().map(|field| self.column(*field)).collect();
        self.record.many_temuan(aturan, &column, message, advice)
    }

    /// Whether its document is a measurement, and about this quarter.
    pub(in crate::rules) fn running(&self) -> bool {
        let measures = self.record.registered().is_some_and(|document| document.kind == DocumentKind::Pengukuran);
        let now = self.record.tables.record_id_triwulan(self.record.number);
        measures && (self.triwulan.is_none() || self.triwulan == now)
    }

    /// The direction, when the cascade knows the indicator and says it, else when the form or the bound of its target does.
    pub(in crate::rules) fn polaritas(&self) -> Option<Polaritas> {
        let said = || Some(self.row.direction).filter(|direction| direction.origin != DirectionOrigin::Usual);
        match self.record.node() {
            Some(node) => node.direction(),
            None => said().map(|direction| direction.polaritas),
        }
    }

    /// The achievement by which a row may be blamed. Where nobody says which direction is better, the figure that the form
    /// itself states; where it states none, none of an indicator whose wording speaks of something unwanted: a realisation
    /// below its target may be just what was promised.
    pub(in crate::rules) fn judged(&self) -> Option<f64> {
        if self.polaritas().is_some() {
            return self.full();
        }
        let unwanted = self.record.sounds_unwanted();
        // Fewer deaths than the target allows, whichever formula the form has.
        let few_enough = || self.compared().zip(self.own.target).is_some_and(|(reached, most)| reached <= most);
        if unwanted && few_enough() {
            return None;
        }
        let as_written = self.as_written_capaian().filter(|_| !self.achievement_of_the_year());
        as_written.or_else(|| self.full().filter(|_| !unwanted))
    }

    /// The column of the table that a field of this row stands in.
    pub(in crate::rules) fn table_column(&self, field: Field) -> Option<&'a TableColumn> {
        let column = self.record.column_read(self.column(field));
        self.record.table()?.columns.iter().find(|owned| owned.column == column)
    }

    /// Whether the achievement that stands in the row is that of the year or up to now, and the realisation and the target
    /// of the row are the quarter's own.
    fn achievement_of_the_year(&self) -> bool {
        let runs_up = |field: Field| self.table_column(field).is_some_and(|owned| owned.cumulative);
        let of_the_year = || {
            let (reached, yearly) = self.figure_realisasi().zip(self.figure_yearly_target())?;
            let as_written = self.as_written_capaian()?;
            Some(self.own.target != Some(yearly) && (reached / yearly * 100.0 - as_written).abs() <= 0.01)
        };
        let quarterly = self.own.basis.is_some_and(TargetBasis::quarterly);
        quarterly && (runs_up(Field::Capaian) && !runs_up(Field::Realisasi) || of_the_year() == Some(true))
    }

    /// Whether the form has this field and leaves it without anything to read.
    pub(in crate::rules) fn blank(&self, field: Field) -> bool {
        self.entry(field).is_some_and(without_content)
    }

    /// Whether the form has this field and something to read stands there.
    pub(in crate::rules) fn filled(&self, field: Field) -> bool {
        self.entry(field).is_some_and(|entry| !without_content(entry))
    }

    /// Whether nothing was reached although something was due: a realisation of 0, a dash or a blank.
    pub(in crate::rules) fn nil(&self) -> bool {
        let Some(entry) = self.entry(Field::Realisasi) else { return false };
        let zero = entry.value.figure() == Some(0.0);
        let reached = self.polaritas().is_none() && self.as_written_capaian().is_some_and(|capaian| capaian >= 100.0);
        let good = zero && (self.polaritas() == Some(Polaritas::Minimum) || reached);
        let not_yet_due = self.row.own.target == Some(0.0)
            || self.entry(Field::Target).is_some_and(|entry| matches!(entry.value, Value::Dash | Value::Absent));
        // What is promised for the year alone is due at its end, and a blank before that says just so.
        let whole_year = self.row.own.basis.is_none_or(|basis| !basis.quarterly());
        // A mark or an index is there once a year or not at all; of things that are counted none so far is a statement.
        let satuan = standard_satuan(self.record.satuan());
        let counted = satuan.tally || satuan.percent || satuan.money || satuan.name.is_empty();
        let before_the_end = whole_year && !matches!(self.triwulan, None | Some(Triwulan::IV));
        let not_yet_due = not_yet_due || (!(zero && counted) && before_the_end);
        (zero || entry.value.without_content()) && !good && !not_yet_due
    }

    /// The first day of its quarter, and the first day after it.
    fn quarter_days(&self, context: &RuleContext<'_>) -> Option<(NaiveDate, NaiveDate)> {
        let year = context.year_of(self.record.tables.document_content(self.document)?)?;
        let month = self.triwulan?.number() * 3;
        let end = NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(Months::new(1))?;
        Some((NaiveDate::from_ymd_opt(year, month - 2, 1)?, end))
    }

    /// Whether its quarter is over; a row without a quarter waits for none.
    pub(in crate::rules) fn over(&self, context: &RuleContext<'_>) -> bool {
        self.quarter_days(context).is_none_or(|(_, end)| context.settings.today >= end)
    }

    /// Whether its quarter has begun.
    pub(in crate::rules) fn begun(&self, context: &RuleContext<'_>) -> bool {
        self.quarter_days(context).is_none_or(|(begin, _)| context.settings.today >= begin)
    }

    /// The cell of the target that the realisation is compared with, unless it stands in the agreement.
    pub(in crate::rules) fn target_place(&self) -> Option<Place> {
        let node = || self.record.node().map(|node| node.record_id);
        match self.row.own.basis? {
            TargetBasis::TriwulanForm => self.place(Field::Target),
            TargetBasis::KaskadeTriwulan => self.record.tables.place(node()?, Field::Target.tw(self.triwulan?)),
            TargetBasis::YearlyForm => self.record.place(Field::Target.yearly()),
            TargetBasis::YearlyKaskade => self.record.tables.place(node()?, Field::Target.yearly()),
            TargetBasis::RencanaAksiTriwulan
            | TargetBasis::PkTriwulan
            | TargetBasis::YearlyRencanaAksi
            | TargetBasis::YearlyPk => None,
        }
    }

    /// The target that the form compares its realisation with, by its name.
    pub(in crate::rules) fn target_name(&self) -> String {
        let triwulan = self.mention_triwulan();
        match self.row.own.basis {
            Some(TargetBasis::TriwulanForm) => format!("target{triwulan}"),
            Some(TargetBasis::KaskadeTriwulan) => format!("target{triwulan} di kaskade"),
            Some(TargetBasis::YearlyKaskade) => "target tahunan di kaskade".into(),
            Some(TargetBasis::YearlyPk) => "target PK".into(),
            _ => "target".into(),
        }
    }

    /// The quarter in a sentence: " TW II", or nothing.
    pub(in crate::rules) fn mention_triwulan(&self) -> String {
        self.triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default()
    }
}
