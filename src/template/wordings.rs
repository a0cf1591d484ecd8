//! Which columns of which definitions answer to a wording: a heading asks once, and not every definition in turn.

use std::fmt;
use std::sync::OnceLock;

use super::Template;
use crate::domain::hash::HashMap;

/// A column of a definition that answers to a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// Its definition, by its place in the library.
    pub template: usize,
    /// Its table, by its place in the definition.
    pub table: usize,
    /// Its place in the table.
    pub column: usize,
    /// Which of its wordings that is: the first is its own, the others are synonyms.
    pub standing: usize,
}

/// Every wording of every definition, laid out when the first heading asks.
#[derive(Default)]
pub struct Wordings(OnceLock<HashMap<String, Vec<Answer>>>);

impl Wordings {
    /// The columns that answer to a canonical path, in order.
    pub(super) fn answers(&self, templates: &[Template], path: &str) -> &[Answer] {
        let all = self.0.get_or_init(|| lay_out(templates));
        all.get(path).map_or(&[], Vec::as_slice)
    }
}

fn lay_out(templates: &[Template]) -> HashMap<String, Vec<Answer>> {
    let mut all: HashMap<String, Vec<Answer>> = HashMap::default();
    for (template, one) in templates.iter().enumerate() {
        // A table that only says what words mean is read by its headings.
        for (table, one) in one.tables.iter().enumerate().filter(|(_, one)| !one.by_headings()) {
            for (column, one) in one.columns.iter().enumerate() {
                for (standing, path) in one.paths.iter().enumerate() {
                    all.entry(path.clone()).or_default().push(Answer { template, table, column, standing });
                }
            }
        }
    }
    all
}

/// What it lays out follows from the definitions, and is not shown: two libraries that read alike look alike.
impl fmt::Debug for Wordings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wordings")
    }
}

impl Clone for Wordings {
    /// A clone may get other definitions: it lays them out anew.
    fn clone(&self) -> Self {
        Self::default()
    }
}
