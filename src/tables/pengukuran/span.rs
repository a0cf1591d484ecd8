//! Forms whose target runs up since January ("Target s.d. TW II") beside realisations that each stand for their own
//! quarter: what such a target is compared with.
//!
//! Of an indicator whose quarters add up, it is the sum of the quarters that the form itself states. Where the cascade does
//! not say how quarters make a year, the achievement that the form states tells which of the two it was made of. A sum
//! that cannot be made is no figure: the quarter alone would be set against a target of several.

use super::{Targets, column};
use crate::domain::capaian::{Capaian, Profil};
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{FormRow, TableColumn};
use crate::domain::exact;
use crate::domain::period::until_a_year;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::target_basis::TargetBasis;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};
use crate::tables::compute;

/// Above this no share of a whole is looked for.
const MOST_SHARE: f64 = 200.0;
/// Rows that are looked at for what a column holds.
const ROWS: usize = 60;

/// Percent points by which a stated achievement may differ from the one that it is told by.
const NEAR: f64 = 0.5;

/// What is hardly a percent.
const MOST: f64 = 120.0;

/// What of a row is compared with its target.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Span {
    /// The realisation as it stands.
    #[default]
    AsStated,
    /// What was reached since January: the sum of the quarters of the row.
    ToDate(f64),
    /// What was reached since January, which the form does not tell whole.
    Unknown,
}

impl Span {
    /// Whether the realisation is compared as it stands.
    pub fn as_stated(self) -> bool {
        self == Self::AsStated
    }

    /// The sum that is compared instead of the realisation.
    pub fn to_date(self) -> Option<f64> {
        match self {
            Self::ToDate(sum) => Some(sum),
            Self::AsStated | Self::Unknown => None,
        }
    }
}

impl Targets<'_> {
    /// What is compared with the target of a basis.
    pub(super) fn span(
        &self,
        basis: TargetBasis,
        target: &Value,
        reached: &Value,
        (profil, polaritas): (&Profil, Polaritas),
    ) -> Span {
        let Some(tw) = self.triwulan.filter(|tw| *tw != Triwulan::I && !self.semester && !self.running) else {
            return Span::AsStated;
        };
        if basis != TargetBasis::TriwulanForm || !self.of_its_quarter(tw) || reached.figure().is_none() {
            return Span::AsStated;
        }
        let adds = self.base.node.and_then(|node| node.period_konsolidasi);
        let sum = self.sum_to(tw);
        let stated = self.base.entry(Field::Capaian.tw(tw)).and_then(|entry| entry.value.figure());
        let fits = |reached: &Value| {
            let capaian = compute::capaian(profil, polaritas, self.base.percent(), target, reached);
            stated.is_some_and(|stated| near(stated, &capaian))
        };
        let of_sum = sum.is_some_and(|sum| fits(&Value::Figure { figure: sum, satuan: None }));
        let of_quarter = !of_sum && fits(reached);
        match (adds, sum) {
            (Some(KonsolidasiPeriode::Total), _) if of_quarter => Span::AsStated,
            (Some(KonsolidasiPeriode::Total), Some(sum)) => Span::ToDate(sum),
            (Some(KonsolidasiPeriode::Total), None) => Span::Unknown,
            (None, Some(sum)) if of_sum => Span::ToDate(sum),
            _ => Span::AsStated,
        }
    }

    /// Whether the target of the quarter runs up, and the realisation beside it is headed as that quarter's own. One that
    /// names no quarter may well be what the target is set against.
    fn of_its_quarter(&self, tw: Triwulan) -> bool {
        let place = |field: Field| self.tables.equivalent_column(self.base.record, column(field, self.triwulan));
        let runs_up = place(Field::Target).is_some_and(|target| self.base.running(target));
        runs_up && place(Field::Realisasi).is_some_and(|reached| reached.period == Period::Triwulan(tw))
    }

    /// Whether what was reached and the target are of one kind and one span, so that one may be divided by the other.
    pub(super) fn comparable(&self, basis: TargetBasis, capaian: &Capaian) -> bool {
        !(self.across_years(basis, capaian)
            || self.counts_beside_share(basis, capaian)
            || self.counted_beside_percent(basis))
    }

    /// What a column of the row's table is headed.
    fn heading(&self, column: FormColumn) -> Option<&str> {
        let table = self.tables.table_from(self.base.record)?;
        table.columns.iter().find(|one| one.column == column).map(|one| one.heading.as_str())
    }

    /// Whether the form states the achievement that its figures give.
    fn stated_near(&self, capaian: &Capaian) -> bool {
        let stated = self.base.entry(column(Field::Capaian, self.triwulan)).and_then(|entry| entry.value.figure());
        stated.is_some_and(|stated| near(stated, capaian))
    }

    /// Whether what was reached is counted over several years ("Realisasi s/d Tahun Berjalan") and the target is that of one, and
    /// the form itself does not set the one against the other.
    fn across_years(&self, basis: TargetBasis, capaian: &Capaian) -> bool {
        let heading = |field: Field, triwulan: Option<Triwulan>| {
            self.heading(self.tables.equivalent_column(self.base.record, column(field, triwulan))?)
        };
        if !heading(Field::Realisasi, self.triwulan).is_some_and(until_a_year) {
            return false;
        }
        let several = |heading: &str| until_a_year(heading) || of_a_plan(heading);
        let target = match basis {
            TargetBasis::TriwulanForm => heading(Field::Target, self.triwulan),
            TargetBasis::YearlyForm => heading(Field::Target, None),
            _ => None,
        };
        !target.is_some_and(several) && !self.stated_near(capaian)
    }

    /// Whether things are counted beside a target that its heading calls a share: "Target (%)" 65, "Realisasi" 329 of so many
    /// persons, whose share another column states.
    fn counts_beside_share(&self, basis: TargetBasis, capaian: &Capaian) -> bool {
        let target = match basis {
            TargetBasis::TriwulanForm => Field::Target.tw(self.triwulan.unwrap_or(Triwulan::IV)),
            TargetBasis::YearlyForm => Field::Target.yearly(),
            _ => return false,
        };
        let Some(table) = self.tables.table_from(self.base.record) else { return false };
        let share = |heading: &str| heading.contains('%') || key(heading).contains("persen");
        let promised = self.tables.equivalent_column(self.base.record, target).and_then(|target| self.heading(target));
        if !promised.is_some_and(share) || self.base.satuan().is_some() {
            return false;
        }
        let reached = |one: &&TableColumn| one.column.field == Field::Realisasi;
        if table.columns.iter().filter(reached).any(|one| share(&one.heading)) {
            return false;
        }
        // Shares that were forgotten to be headed so stay near the whole.
        let counted = |entry: &Entry| matches!(entry.value, Value::Figure { figure, .. } if figure > MOST_SHARE);
        let mut rows = table.rows.iter().take(ROWS);
        let counts = rows
            .any(|row| row.entries.iter().any(|(column, entry)| column.field == Field::Realisasi && counted(entry)));
        counts && !self.stated_near(capaian)
    }

    /// Whether parts of the year are counted, while the target of the year and what was reached of it are told in percent: `Target (%) |
    /// Realisasi > TW I | TW II | Cakupan (%)`. Persons are set against no percent.
    fn counted_beside_percent(&self, basis: TargetBasis) -> bool {
        let own = self.tables.equivalent_column(self.base.record, column(Field::Realisasi, self.triwulan));
        let part = own.filter(|own| basis == TargetBasis::YearlyForm && own.period.is_part_of_year());
        let (Some(part), Some(table)) = (part, self.tables.table_from(self.base.record)) else { return false };
        let percent = |column: FormColumn| self.heading(column).map(|heading| heading.contains('%'));
        let figure = |row: &FormRow| row.entry(part).and_then(|entry| entry.value.figure());
        percent(Field::Target.yearly()) == Some(true)
            && percent(Field::Realisasi.yearly()) == Some(true)
            && percent(part) == Some(false)
            && table.rows.iter().take(ROWS).filter_map(figure).any(|counted| counted > MOST)
    }

    /// What the quarters until this one add up to; a dash adds nothing, a blank says nothing.
    fn sum_to(&self, tw: Triwulan) -> Option<f64> {
        let figure = |tw: &Triwulan| match &self.base.own_entry(Field::Realisasi.tw(*tw))?.value {
            Value::Dash | Value::Absent => Some(0.0),
            value => compute::numeral(value, self.base.percent()),
        };
        let all: Option<Vec<f64>> = Triwulan::ALL[..=tw as usize].iter().map(figure).collect();
        all.map(exact::sum)
    }
}

/// Whether a heading names the end of a plan over several years: "Target Renstra", "Target Akhir RPJMD".
fn of_a_plan(heading: &str) -> bool {
    let heading = key(heading);
    let mut words = heading.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| matches!(word, "renstra" | "rpjmd" | "rpjmn" | "rpjm" | "rpd" | "akhir"))
}

fn near(stated: f64, capaian: &Capaian) -> bool {
    [capaian.full(), capaian.limited()].into_iter().flatten().any(|one| (stated - one).abs() <= NEAR)
}
