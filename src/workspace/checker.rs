//! What is wrong with settings whose keys and types are right, gathered so that all of it is told at once.

use chrono::NaiveDate;
use toml::value::Datetime;

use super::faults::Places;
use super::setting_fault::{SettingFault, SettingProblem};

/// Gathers what is wrong with settings whose keys and types are right.
pub(super) struct SettingsChecker<'p> {
    pub(super) places: &'p Places<'p>,
    pub(super) faults: Vec<SettingFault>,
}

impl SettingsChecker<'_> {
    /// Notes what is wrong with the setting at a path of keys.
    pub(super) fn note(&mut self, path: &[&str], setting: &str, problem: impl Into<SettingProblem>) {
        let setting = Some(setting.to_string());
        self.faults.push(SettingFault { place: self.places.of(path), setting, problem: problem.into() });
    }

    /// The day that was written; a time of day is none.
    pub(super) fn day(&mut self, path: &[&str], setting: &str, written: &Datetime) -> Option<NaiveDate> {
        let day = written
            .date
            .and_then(|day| NaiveDate::from_ymd_opt(i32::from(day.year), u32::from(day.month), u32::from(day.day)));
        if day.is_none() {
            self.note(path, setting, SettingProblem::NoDay(written.to_string()));
        }
        day
    }
}
