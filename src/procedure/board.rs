//! Where every document is, how each step goes, and how the KPIs stand.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};

use super::follow::Followed;
use super::{FlowBoard, FlowState, KpiLimit, KpiState, Procedure, ProcedureKpi, ProcedureStep, StepTotal};
use crate::domain::document_kind::YearDocument;
use crate::domain::working_time::{Lasting, Moment, WorkCalendar};
use crate::journal::Event;

/// What a board is made of.
#[derive(Debug, Clone, Copy)]
pub struct BoardInput<'a> {
    /// The procedures that the institution follows; for a document the first that is for it.
    pub procedures: &'a [Procedure],
    /// Everything that happened, in order.
    pub events: &'a [Event],
    /// Codes of the units, in the order of the register.
    pub units: &'a [String],
    /// Working days.
    pub calendar: &'a WorkCalendar,
    /// The year of the workspace, in which ends of months fall.
    pub year: i32,
    /// When the budget was passed.
    pub budget: Option<NaiveDate>,
    /// The day.
    pub today: NaiveDate,
}

/// What a procedure knows of its documents.
struct ProcedureFlow<'a> {
    procedure: &'a Procedure,
    /// Unit, document, its steps, how far it is.
    documents: Vec<(&'a str, &'a str, Vec<&'a ProcedureStep>, Followed)>,
}

/// Works out where everything is.
pub fn board(input: BoardInput<'_>) -> FlowBoard {
    let mut of: BTreeMap<(&str, &str), Vec<&Event>> = BTreeMap::new();
    for event in input.events {
        of.entry((&event.unit, &event.document)).or_default().push(event);
    }
    let mut outcome = FlowBoard::default();
    let mut taken: Vec<&str> = Vec::new();
    for procedure in input.procedures {
        let mut flow = ProcedureFlow { procedure, documents: Vec::new() };
        for document in &procedure.documents {
            if taken.contains(&document.as_str()) || !begun(document, input.year, input.today) {
                continue;
            }
            taken.push(document);
            let steps = procedure.steps_of(document);
            for unit in input.units {
                let events = of.get(&(unit.as_str(), document.as_str())).map(Vec::as_slice).unwrap_or_default();
                flow.documents.push((unit, document, steps.clone(), Followed::through(&steps, events)));
            }
        }
        if flow.documents.is_empty() {
            continue;
        }
        outcome.procedures.push(format!("{} {}", procedure.number, procedure.name));
        outcome.documents.extend(flow.documents.iter().map(|one| flow.state(one, &input)));
        outcome.steps.extend(procedure.steps.iter().map(|step| flow.total(step, &input)));
        outcome.kpi.extend(procedure.kpis.iter().filter_map(|kpi| flow.kpi(kpi, &input)));
    }
    outcome
}

/// Whether a document may be expected: a measurement once its quarter has begun.
fn begun(document: &str, year: i32, today: NaiveDate) -> bool {
    let quarter = YearDocument::of_option(document).and_then(|one| one.quarter);
    let start = quarter.and_then(|quarter| NaiveDate::from_ymd_opt(year, quarter.number() * 3 - 2, 1));
    start.is_none_or(|start| start <= today)
}

impl ProcedureFlow<'_> {
    fn state(&self, one: &(&str, &str, Vec<&ProcedureStep>, Followed), input: &BoardInput<'_>) -> FlowState {
        let (unit, document, steps, followed) = one;
        let step = steps.get(followed.at);
        let until = until(step.copied(), followed, input.calendar);
        FlowState {
            unit: unit.to_string(),
            document: document.to_string(),
            procedure: self.procedure.id.clone(),
            step: step.map(|step| step.number.clone()),
            activity: step.map_or_else(|| "selesai".to_string(), |step| step.activity.clone()),
            actor: step.map_or_else(String::new, |step| step.actor.clone()),
            since: followed.since.map(|since| since.day),
            until: until.map(|until| until.day),
            late: is_late(until, input.today),
            returned: followed.returned,
            reason: followed.reason.clone(),
            finished: followed.finished,
        }
    }

    fn total(&self, step: &ProcedureStep, input: &BoardInput<'_>) -> StepTotal {
        let (mut waiting, mut late, mut over, mut done) = (0, 0, 0, 0);
        let mut lasted: Vec<Lasting> = Vec::new();
        for (_, _, steps, followed) in &self.documents {
            let here = steps.get(followed.at).is_some_and(|one| one.number == step.number);
            if here {
                waiting += 1;
                late += usize::from(is_late(until(Some(step), followed, input.calendar), input.today));
            }
            // Whoever is behind it went through, also where nobody knows since when it was there.
            let own = steps.iter().position(|one| one.number == step.number);
            done += usize::from(own.is_some_and(|own| own < followed.at));
            for (at, from, to) in &followed.taken {
                if steps.get(*at).is_some_and(|one| one.number == step.number) {
                    lasted.push(input.calendar.lasting(*from, *to));
                    let limit = step.allowed.map(|allowed| input.calendar.until(*from, allowed));
                    over += usize::from(limit.is_some_and(|limit| WorkCalendar::is_past(limit, *to)));
                }
            }
        }
        lasted.sort_unstable();
        // Of an even number the lower of the two in the middle: a time that was really taken.
        let median = lasted.get(lasted.len().saturating_sub(1) / 2).map(ToString::to_string);
        StepTotal {
            procedure: self.procedure.id.clone(),
            step: step.number.clone(),
            activity: step.activity.clone(),
            actor: step.actor.clone(),
            allowed: step.allowed.map(|allowed| allowed.to_string()),
            back_to: step.back_to.clone(),
            waiting,
            late,
            done,
            median,
            longest: lasted.last().map(ToString::to_string),
            over,
        }
    }

    fn kpi(&self, kpi: &ProcedureKpi, input: &BoardInput<'_>) -> Option<KpiState> {
        let mine = self.documents.iter().filter(|(_, document, ..)| *document == kpi.document);
        let mut state = KpiState {
            code: kpi.code.clone(),
            text: kpi.text.clone(),
            document: kpi.document.clone(),
            until: None,
            kept: 0,
            late: Vec::new(),
            open: 0,
            without: None,
        };
        let fixed = match kpi.limit {
            KpiLimit::EndOfMonth(month) => {
                let first = NaiveDate::from_ymd_opt(input.year, month, 1);
                first.and_then(|first| (first + Months::new(1)).pred_opt()).map(|day| Moment { day, time: None })
            }
            KpiLimit::AfterBudget(allowed) => match input.budget {
                Some(day) => Some(input.calendar.until(Moment { day, time: None }, allowed)),
                None => {
                    state.without =
                        Some("hari pengesahan DPA belum ditulis; isi [alur] dpa di selaras.toml".to_string());
                    return Some(state);
                }
            },
            KpiLimit::After(..) => None,
        };
        state.until = fixed.map(|limit| limit.day);
        let mut any = false;
        for (unit, _, _, followed) in mine {
            any = true;
            let at = |what| followed.happened.iter().find(|(one, _)| *one == what).map(|(_, when)| *when);
            let limit = match kpi.limit {
                KpiLimit::After(from, allowed) => at(from).map(|from| input.calendar.until(from, allowed)),
                _ => fixed,
            };
            let today = Moment { day: input.today, time: None };
            match (limit, at(kpi.event)) {
                (Some(limit), Some(when)) if !WorkCalendar::is_past(limit, when) => state.kept += 1,
                (Some(_), Some(_)) => state.late.push(unit.to_string()),
                (Some(limit), None) if WorkCalendar::is_past(limit, today) => state.late.push(unit.to_string()),
                _ => state.open += 1,
            }
        }
        any.then_some(state)
    }
}

fn until(step: Option<&ProcedureStep>, followed: &Followed, calendar: &WorkCalendar) -> Option<Moment> {
    Some(calendar.until(followed.since?, step?.allowed?))
}

fn is_late(until: Option<Moment>, today: NaiveDate) -> bool {
    until.is_some_and(|until| today > until.day)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::journal::EventKind;
    use crate::procedure::Procedures;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn event(kind: EventKind, at: &str) -> Event {
        Event::new(kind, day(at), "JTI", "pk")
    }

    fn checked(at: &str, errors: u32) -> Event {
        Event { errors: Some(errors), ..event(EventKind::Checked, at) }
    }

    fn step(number: &str, at: &str) -> Event {
        Event { step: Some(number.into()), ..event(EventKind::Step, at) }
    }

    fn at(id: &str, events: &[Event], today: &str) -> FlowBoard {
        let procedures = Procedures::with(&[]).unwrap().chosen(&[id.to_string()]).unwrap();
        board(BoardInput {
            procedures: &procedures,
            events,
            units: &["JTI".to_string()],
            calendar: &WorkCalendar::default(),
            year: 2026,
            budget: Some(day("2026-01-05")),
            today: day(today),
        })
    }

    #[test]
    fn a_faulty_form_goes_back_and_comes_again_until_it_is_ratified() {
        let mut events = vec![
            event(EventKind::Received, "2026-02-02"),
            checked("2026-02-02", 2),
            event(EventKind::Returned, "2026-02-03"),
        ];
        let state = |events: &[Event]| at("kpu-44-2022", events, "2026-02-04").documents.remove(0);
        let one = state(&events);
        assert_eq!((one.step.as_deref(), one.returned, one.actor.as_str()), (Some("4"), 1, "Pelaksana"));
        assert_eq!((one.since, one.until), (Some(day("2026-02-03")), Some(day("2026-02-06"))));
        assert!(!one.late && at("kpu-44-2022", &events, "2026-02-09").documents[0].late);
        events.extend([event(EventKind::Received, "2026-02-05"), checked("2026-02-05", 0)]);
        assert_eq!(state(&events).step.as_deref(), Some("6"));
        events.extend([
            step("6", "2026-02-05"),
            Event {
                step: Some("7".into()),
                reason: Some("Salah pejabat".into()),
                ..event(EventKind::Refused, "2026-02-06")
            },
        ]);
        let one = state(&events);
        assert_eq!((one.step.as_deref(), one.returned, one.reason.as_deref()), (Some("5"), 2, Some("Salah pejabat")));
        events.extend([
            step("5", "2026-02-09"),
            step("6", "2026-02-09"),
            step("7", "2026-02-10"),
            event(EventKind::Ratified, "2026-02-12"),
        ]);
        let one = state(&events);
        assert_eq!((one.step, one.finished), (None, Some(day("2026-02-12"))));
        let total = at("kpu-44-2022", &events, "2026-02-13").steps.into_iter().find(|one| one.step == "8").unwrap();
        assert_eq!((total.done, total.median.as_deref(), total.over), (1, Some("2 hari kerja"), 0));
    }

    #[test]
    fn every_shipped_procedure_comes_to_its_end_and_goes_back_once_on_its_way() {
        for procedure in Procedures::with(&[]).unwrap().all() {
            for document in &procedure.documents {
                let steps = procedure.steps_of(document);
                let of = |kind, step: &ProcedureStep| Event {
                    step: Some(step.number.clone()),
                    document: document.clone(),
                    ..event(kind, "2026-12-01")
                };
                let refusing = steps.iter().position(|step| step.back_to.is_some());
                let mut events: Vec<Event> = Vec::new();
                if let Some(refusing) = refusing {
                    events.extend(steps[..refusing].iter().map(|step| of(EventKind::Step, step)));
                    events.push(of(EventKind::Refused, steps[refusing]));
                }
                let before = at(&procedure.id, &events, "2026-12-02");
                let mine =
                    |board: &FlowBoard| board.documents.iter().find(|one| one.document == *document).cloned().unwrap();
                if let Some(refusing) = refusing {
                    let back = steps[refusing].back_to.as_deref();
                    assert_eq!(mine(&before).step.as_deref(), back, "{} {document}", procedure.id);
                    assert_eq!(mine(&before).returned, 1);
                }
                events.extend(steps.iter().map(|step| of(EventKind::Step, step)));
                let through = mine(&at(&procedure.id, &events, "2026-12-02"));
                assert_eq!(through.step, None, "{} {document}", procedure.id);
            }
        }
    }

    #[test]
    fn what_was_received_without_a_beginning_has_gone_through_its_step_all_the_same() {
        let events = [event(EventKind::Received, "2026-02-02"), checked("2026-02-02", 0)];
        let board = at("politeknik-strategi", &events, "2026-02-03");
        let of = |number: &str| board.steps.iter().find(|one| one.step == number).map(|one| (one.done, one.waiting));
        // The unit's Rencana Aksi has not come and waits at the first step.
        assert_eq!([of("1"), of("2"), of("3"), of("4")], [Some((1, 1)), Some((1, 0)), Some((1, 0)), Some((0, 1))]);
    }

    #[test]
    fn a_kpi_tells_who_was_in_time_and_says_when_it_cannot() {
        let events = [event(EventKind::Received, "2026-02-02"), event(EventKind::Ratified, "2026-03-02")];
        let late = at("politeknik-strategi", &events, "2026-03-05").kpi;
        let february = late.iter().find(|one| one.code == "B.4.4.4.d").unwrap();
        assert_eq!((february.until, february.late.as_slice()), (Some(day("2026-02-28")), &["JTI".to_string()][..]));
        let budget = at("dki-4-2024", &events[..1], "2026-02-01").kpi;
        assert_eq!((budget[0].until, budget[0].open, budget[0].kept), (Some(day("2026-02-05")), 1, 0));
    }

    #[test]
    fn a_measurement_is_expected_once_its_quarter_has_begun() {
        let documents = |today: &str| -> Vec<String> {
            at("nganjuk-data-kinerja", &[], today).documents.into_iter().map(|one| one.document).collect()
        };
        assert_eq!(documents("2026-05-01"), ["iki", "pk", "ra", "tw1", "tw2"]);
    }

    #[test]
    fn the_whole_is_told_in_a_line() {
        let events = [event(EventKind::Received, "2026-02-02")];
        let sentence = at("kpu-44-2022", &events, "2026-02-20").sentence().unwrap();
        assert_eq!(sentence, "Alur: 0 dari 1 dokumen selesai; 1 melewati waktunya (PK JTI).");
        assert_eq!(FlowBoard::default().sentence(), None);
    }
}
