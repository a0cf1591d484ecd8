//! What the targets of an indicator were agreed to be: by its unit's Rencana Aksi and PK, quarter by quarter.
//!
//! A plan may go by quarters or by months. Months of an indicator whose quarters add up are added; of any other, the
//! quarter's last month stands. A header that says "kumulatif" or "s.d." decides; where it says nothing the figures
//! confirm: months that add up to the year's target are increments, months that rise to it are a running total.

use std::borrow::Cow;

use super::Tables;
use super::compute::numeral;
use super::indikator::{self, IndikatorRow};
use crate::domain::capaian::period::extra;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::exact;
use crate::domain::hash::HashMap;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::{Entry, Value};

/// The target of the year, or the form's one target where it names no period.
pub(super) fn target<'a>(row: &IndikatorRow<'a>) -> Option<&'a Entry> {
    row.entry(Field::Target.yearly()).or_else(|| row.entry(Field::Target.running()))
}

/// Targets of the quarters.
#[derive(Debug, Clone, Default)]
pub(super) struct QuarterTargets<'a> {
    /// What each quarter's target is; a blank where none is stated.
    pub(super) tw: [Option<Cow<'a, Value>>; 4],
    /// Whether they run up.
    running: bool,
    /// Whether they are those of semesters, which stand at the quarters that end them.
    semester: bool,
}

impl<'a> QuarterTargets<'a> {
    /// Targets that each stand for their own quarter.
    pub(super) fn plain(tw: &'a [Value; 4]) -> Self {
        Self { tw: tw.each_ref().map(|value| Some(Cow::Borrowed(value))), running: false, semester: false }
    }

    /// The targets that a row states.
    pub(super) fn of(row: &IndikatorRow<'a>) -> Self {
        let quarters = Triwulan::ALL.map(|tw| row.own_entry(Field::Target.tw(tw)));
        if quarters.iter().any(Option::is_some) {
            let running = Triwulan::ALL.into_iter().any(|tw| row.running(Field::Target.tw(tw)));
            let tw = quarters.map(|entry| entry.map(|entry| Cow::Borrowed(&entry.value)));
            return Self { tw, running, semester: false };
        }
        let column = |tw: Triwulan| tw.ends_semester().map(|semester| Field::Target.semester(semester));
        let semesters = Triwulan::ALL.map(|tw| row.own_entry(column(tw)?));
        if semesters.iter().any(Option::is_some) {
            let running = Triwulan::ALL.into_iter().filter_map(column).any(|column| row.running(column));
            let tw = semesters.map(|entry| entry.map(|entry| Cow::Borrowed(&entry.value)));
            return Self { tw, running, semester: true };
        }
        let months: [Option<&Entry>; 12] =
            std::array::from_fn(|month| row.own_entry(Field::Target.month(u8::try_from(month + 1).unwrap_or(1))));
        if months.iter().all(Option::is_none) {
            return Self::default();
        }
        Self::of_months(row, &months)
    }

    fn of_months(row: &IndikatorRow<'a>, months: &[Option<&'a Entry>; 12]) -> Self {
        let percent = row.percent();
        let figures = months.map(|entry| entry.and_then(|entry| numeral(&entry.value, percent)));
        let year = target(row).and_then(|entry| numeral(&entry.value, percent));
        let year = year.or_else(|| row.node.and_then(|node| numeral(&node.target, percent)));
        let header = (1..=12).any(|month| row.running(Field::Target.month(month)));
        let adds = row.node.and_then(|node| node.period_konsolidasi);
        let months_in = |tw: Triwulan| tw as usize * 3..tw as usize * 3 + 3;
        match reading(&figures, year, header, adds, percent) {
            Reading::Increments => Self {
                tw: Triwulan::ALL.map(|tw| {
                    let filled = || figures[months_in(tw)].iter().flatten().copied();
                    filled().next()?;
                    Some(Cow::Owned(Value::Figure { figure: exact::sum(filled()), satuan: None }))
                }),
                running: false,
                semester: false,
            },
            reading => Self {
                tw: Triwulan::ALL.map(|tw| {
                    let last =
                        months[months_in(tw)].iter().rev().flatten().find(|entry| !entry.value.without_content())?;
                    Some(Cow::Borrowed(&last.value))
                }),
                running: reading == Reading::Running,
                semester: false,
            },
        }
    }

    /// The figure of each quarter as a table shows it.
    pub(super) fn figures(&self) -> [Option<f64>; 4] {
        self.tw.each_ref().map(|value| value.as_ref().and_then(|value| value.figure()))
    }

    /// The target of a quarter, beside a realisation that runs up or not. Where both run or neither does, it is what is
    /// stated; else a sum is made of increments, or an increment of a running total, where quarters add up; positions
    /// are the same either way; and where nobody says how quarters make a year, there is none.
    pub(super) fn beside(
        &self,
        tw: Triwulan,
        running: bool,
        adds: Option<KonsolidasiPeriode>,
        percent: bool,
    ) -> Option<Cow<'a, Value>> {
        // What a semester is to reach says nothing of one of its quarters, but where it is a position or runs up.
        if self.semester && !running && adds != Some(KonsolidasiPeriode::LastValue) {
            return None;
        }
        self.stated(tw, running, adds, percent)
    }

    /// The same beside the realisation of the semester that ends with the quarter: of what adds up, its two quarters.
    pub(super) fn beside_semester(
        &self,
        tw: Triwulan,
        running: bool,
        adds: Option<KonsolidasiPeriode>,
        percent: bool,
    ) -> Option<Cow<'a, Value>> {
        let figures = self.tw.each_ref().map(|value| value.as_ref().and_then(|value| numeral(value, percent)));
        let [first, second] = [tw as usize - 1, tw as usize].map(|at| figures.get(at).copied().flatten());
        let figure = |number: f64| Cow::Owned(Value::Figure { figure: number, satuan: None });
        match adds {
            Some(KonsolidasiPeriode::Total) if !running && !self.running && !self.semester => {
                Some(figure(exact::sum([first?, second?])))
            }
            Some(KonsolidasiPeriode::Average) if !running && !self.running && !self.semester => {
                Some(figure(exact::sum([first?, second?]) / 2.0))
            }
            None if !self.semester && first != second => None,
            _ => self.stated(tw, running, adds, percent),
        }
    }

    fn stated(
        &self,
        tw: Triwulan,
        running: bool,
        adds: Option<KonsolidasiPeriode>,
        percent: bool,
    ) -> Option<Cow<'a, Value>> {
        let stated = self.tw[tw as usize].as_ref().filter(|value| !value.without_content());
        let figures = || self.tw.each_ref().map(|value| value.as_ref().and_then(|value| numeral(value, percent)));
        let figure = |number: f64| Cow::Owned(Value::Figure { figure: number, satuan: None });
        match (self.running, running, adds) {
            (false, false, _) | (true, true, _) | (_, _, Some(KonsolidasiPeriode::LastValue)) => stated.cloned(),
            (false, true, Some(KonsolidasiPeriode::Total)) => {
                stated?;
                let all: Option<Vec<f64>> = figures()[..=tw as usize].iter().copied().collect();
                Some(figure(exact::sum(all?)))
            }
            (true, false, Some(KonsolidasiPeriode::Total)) => Some(figure(extra(&figures())[tw as usize]?)),
            _ => None,
        }
    }
}

/// What months of a plan are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reading {
    /// What each month adds.
    Increments,
    /// What was reached since January.
    Running,
    /// Where the indicator stands.
    Position,
}

fn reading(
    figures: &[Option<f64>; 12],
    year: Option<f64>,
    header: bool,
    adds: Option<KonsolidasiPeriode>,
    percent: bool,
) -> Reading {
    let filled: Vec<f64> = figures.iter().flatten().copied().collect();
    let is_year = |figure: f64| year.is_some_and(|year| exact::same(figure, year));
    let sums = filled.len() > 1 && is_year(exact::sum(filled.iter().copied()));
    let rises = filled.is_sorted() && filled.last().is_some_and(|last| is_year(*last)) && !sums;
    match adds {
        _ if header => Reading::Running,
        _ if percent => Reading::Position,
        Some(KonsolidasiPeriode::Total) if rises && filled.len() > 1 => Reading::Running,
        Some(KonsolidasiPeriode::Total) => Reading::Increments,
        None if sums => Reading::Increments,
        Some(KonsolidasiPeriode::LastValue | KonsolidasiPeriode::Average) | None => Reading::Position,
    }
}

/// What a document promises about an indicator.
#[derive(Debug, Clone)]
pub(super) struct Promise<'a> {
    /// Its row.
    pub(super) record: u32,
    /// The target of the year, where it says something.
    pub(super) year: Option<(FormColumn, &'a Value)>,
    /// The targets of the quarters.
    pub(super) quarters: QuarterTargets<'a>,
}

/// What units promised, by unit and indicator.
#[derive(Debug, Default)]
pub(super) struct Agreed<'a> {
    pub(super) pk: HashMap<(&'a str, &'a str), Promise<'a>>,
    pub(super) rencana_aksi: HashMap<(&'a str, &'a str), Promise<'a>>,
}

impl<'a> Agreed<'a> {
    /// What the documents that count promise.
    pub(super) fn of(tables: &'a Tables) -> Self {
        Self { pk: promises(tables, DocumentKind::Pk), rencana_aksi: promises(tables, DocumentKind::RencanaAksi) }
    }
}

/// The first row of each indicator that states a target.
fn promises(tables: &Tables, kind: DocumentKind) -> HashMap<(&str, &str), Promise<'_>> {
    let mut all = HashMap::default();
    for row in indikator::records(tables, &[kind]).into_iter().filter_map(|record| IndikatorRow::of(tables, record)) {
        let (Some(unit), Some(key)) = (row.unit, row.key) else { continue };
        if all.contains_key(&(unit, key)) {
            continue;
        }
        let year = [Field::Target.yearly(), Field::Target.running()].into_iter().find_map(|column| {
            let entry = row.entry(column).filter(|entry| !entry.value.without_content())?;
            Some((column, &entry.value))
        });
        let quarters = QuarterTargets::of(&row);
        if year.is_some() || quarters.tw.iter().flatten().any(|value| !value.without_content()) {
            all.insert((unit, key), Promise { record: row.record, year, quarters });
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn months(text: &str) -> [Option<f64>; 12] {
        let mut all = [None; 12];
        for (month, figure) in all.iter_mut().zip(text.split(' ')) {
            *month = figure.parse().ok();
        }
        all
    }

    #[test]
    fn months_add_up_run_up_or_stand() {
        let sum = Some(KonsolidasiPeriode::Total);
        let tens = months("10 10 10 10 10 10 10 10 10 10 10 10");
        let rising = months("10 20 30 40 50 60 70 80 90 100 110 120");
        assert_eq!(reading(&tens, Some(120.0), false, sum, false), Reading::Increments);
        assert_eq!(reading(&rising, Some(120.0), false, sum, false), Reading::Running);
        assert_eq!(reading(&tens, Some(120.0), true, sum, false), Reading::Running);
        assert_eq!(reading(&tens, Some(120.0), false, None, false), Reading::Increments);
        assert_eq!(reading(&rising, Some(120.0), false, None, false), Reading::Position);
        assert_eq!(reading(&tens, Some(10.0), false, None, true), Reading::Position);
        assert_eq!(reading(&tens, None, false, None, false), Reading::Position);
    }
}
