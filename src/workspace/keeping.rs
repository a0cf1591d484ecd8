//! Settings of what is kept: the procedures that documents go through, the register, retention.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::domain::number_pattern::NumberPattern;

/// The procedures that documents go through, and the days that are worked on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowSettings {
    /// Their ids; for a document the first that is for it.
    pub procedures: Vec<String>,
    /// Days that are not worked on, besides Saturdays and Sundays.
    pub holidays: Vec<NaiveDate>,
    /// When the budget was passed.
    pub budget: Option<NaiveDate>,
}

impl Default for FlowSettings {
    fn default() -> Self {
        Self { procedures: vec!["politeknik-strategi".to_string()], holidays: Vec::new(), budget: None }
    }
}

/// How numbers of the register are written, and how long documents are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegisterSettings {
    /// Of every document that has no pattern of its own.
    pub pattern: NumberPattern,
    /// Of documents: "pk", "ra", "tw1" ….
    pub patterns: BTreeMap<String, NumberPattern>,
    /// Years that documents are kept, where a document has its own.
    pub retention: BTreeMap<String, u32>,
    /// The same for all others; where nothing is said, [`RETENTION`].
    pub retention_of_all: Option<u32>,
}

/// Years that a document is kept unless the settings say otherwise (PR.30.6.2, part 4).
pub const RETENTION: u32 = 5;

impl RegisterSettings {
    /// A number.
    pub fn number(&self, document: &str, unit: &str, year: i32, order: u32) -> String {
        self.patterns.get(document).unwrap_or(&self.pattern).write(document, unit, year, order)
    }

    /// Years that a document is kept.
    pub fn years(&self, document: &str) -> i32 {
        let own = self.retention.get(document).copied().or(self.retention_of_all);
        i32::try_from(own.unwrap_or(RETENTION)).unwrap_or(i32::MAX).min(1000)
    }
}
