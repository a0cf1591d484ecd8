//! One document through its steps, event by event.

use chrono::NaiveDate;

use super::{Completion, ProcedureStep};
use crate::domain::working_time::Moment;
use crate::journal::{Event, EventKind};

/// A document on its way.
#[derive(Debug, Default)]
pub(super) struct Followed {
    /// The step that it is at, by index; as many as there are steps when it is through.
    pub(super) at: usize,
    /// Since when.
    pub(super) since: Option<Moment>,
    /// How often it went back.
    pub(super) returned: u32,
    /// Why it went back last.
    pub(super) reason: Option<String>,
    /// When it was through.
    pub(super) finished: Option<NaiveDate>,
    /// Steps that were completed while it was known since when: index, from, to.
    pub(super) taken: Vec<(usize, Moment, Moment)>,
    /// When each thing happened first since it went back last.
    pub(super) happened: Vec<(Completion, Moment)>,
}

impl Followed {
    /// Follows the events of one document, in their order.
    pub(super) fn through(steps: &[&ProcedureStep], events: &[&Event]) -> Self {
        let mut all = Self::default();
        for event in events {
            all.event(steps, event);
        }
        all
    }

    fn event(&mut self, steps: &[&ProcedureStep], event: &Event) {
        let when = Moment { day: event.day, time: event.time };
        let place = |number: Option<&str>| steps.iter().position(|step| Some(step.number.as_str()) == number);
        match event.kind {
            EventKind::Step => {
                if let Some(step) = place(event.step.as_deref()) {
                    self.complete(steps, step, when);
                }
            }
            EventKind::Refused => {
                if let Some(step) = place(event.step.as_deref()) {
                    self.back(steps, step, when, event.reason.clone());
                }
            }
            EventKind::Received => self.by_itself(steps, Completion::Received, when),
            EventKind::Checked => {
                self.by_itself(steps, Completion::Checked, when);
                if event.errors == Some(0) {
                    self.by_itself(steps, Completion::Clean, when);
                }
            }
            EventKind::Ratified => self.by_itself(steps, Completion::Ratified, when),
            EventKind::Archived => self.by_itself(steps, Completion::Archived, when),
            EventKind::Returned => {
                let ratified = self.happened.iter().any(|(one, _)| *one == Completion::Ratified);
                let check = steps.iter().position(|step| step.completed_by == Some(Completion::Clean));
                if let Some(check) = check.filter(|_| !ratified) {
                    self.back(steps, check, when, None);
                }
            }
            EventKind::Reopened => {
                self.finished = None;
                self.happened.retain(|(one, _)| *one == Completion::Received);
                if let Some(step) = steps.iter().position(|step| step.completed_by == Some(Completion::Ratified)) {
                    self.at = self.at.min(step);
                    self.since = Some(when);
                    self.reason = event.reason.clone();
                }
            }
            EventKind::Amended => {}
        }
    }

    /// What the program sees completes the next step that waits for it; steps before it are passed.
    fn by_itself(&mut self, steps: &[&ProcedureStep], what: Completion, when: Moment) {
        if !self.happened.iter().any(|(one, _)| *one == what) {
            self.happened.push((what, when));
        }
        let next = steps.iter().enumerate().skip(self.at).find(|(_, step)| step.completed_by == Some(what));
        if let Some((step, _)) = next {
            self.complete(steps, step, when);
        }
    }

    /// A step is done. One that lies behind the document moves nothing.
    fn complete(&mut self, steps: &[&ProcedureStep], step: usize, when: Moment) {
        if step < self.at {
            return;
        }
        if let Some(since) = self.since.filter(|_| step == self.at) {
            self.taken.push((step, since, when));
        }
        self.at = step + 1;
        self.since = Some(when);
        if self.at == steps.len() {
            self.finished = Some(when.day);
        }
    }

    /// What a step refuses goes back where it says, else one step.
    fn back(&mut self, steps: &[&ProcedureStep], step: usize, when: Moment, reason: Option<String>) {
        let number = steps.get(step).and_then(|step| step.back_to.as_deref());
        let target = steps.iter().position(|one| Some(one.number.as_str()) == number);
        self.at = target.unwrap_or_else(|| step.saturating_sub(1));
        self.since = Some(when);
        self.returned += 1;
        self.reason = reason;
        self.finished = None;
        self.happened.retain(|(one, _)| matches!(one, Completion::Received | Completion::Checked));
    }
}
