//! How a workspace stood when it was looked at last: what every page is drawn from.

use chrono::NaiveDateTime;

use crate::domain::hash::{HashMap, HashSet};
use crate::domain::unit::Unit;
use crate::finding::Temuan;
use crate::jobs::Look;
use crate::journal::{DocumentState, Receipt};
use crate::pipeline::journal as chronicle;
use crate::recap::model::Recap;
use crate::report;

/// A look with what is worked out of it once.
pub(super) struct View {
    /// The look.
    pub(super) look: Look,
    /// The recap.
    pub(super) recap: Recap,
    /// When it was made.
    pub(super) at: NaiveDateTime,
    /// Its number; each view has a greater one.
    pub(super) number: u64,
    /// What was found in each document, by unit and code of the document.
    documents: HashMap<(String, String), DocumentState>,
    /// Files that were read, and archives and mails that some of them lie in.
    files: HashSet<String>,
}

impl View {
    /// Works out what pages need.
    pub(super) fn new(look: Look, at: NaiveDateTime, number: u64) -> Self {
        let recap = report::recap_model(&look.input());
        let record = chronicle::record(&look.result, look.today, false);
        let documents = record.documents.into_iter().map(|one| ((one.unit.clone(), one.document.clone()), one));
        let documents = documents.collect();
        let mut files = HashSet::default();
        for file in &look.result.tables.files {
            files.extend(file.path.match_indices('/').map(|(end, _)| file.path[..end].to_string()));
            files.insert(file.path.clone());
        }
        for one in &look.result.skipped {
            files.extend(one.path.match_indices('/').map(|(end, _)| one.path[..end].to_string()));
        }
        Self { look, recap, at, number, documents, files }
    }

    /// A unit of the register.
    pub(super) fn unit(&self, code: &str) -> Option<&Unit> {
        self.look.result.tables.units.iter().find(|unit| unit.code == code)
    }

    /// What was found in a document.
    pub(super) fn document(&self, unit: &str, code: &str) -> Option<&DocumentState> {
        self.documents.get(&(unit.to_string(), code.to_string()))
    }

    /// Whether a file that came by the page is part of what this view shows.
    pub(super) fn holds(&self, receipt: &Receipt) -> bool {
        self.files.contains(&receipt.path)
    }

    /// Findings about what a unit sent, gravest first. What stands in files of others is left out of them.
    pub(super) fn own_findings(&self, unit: &str) -> Vec<Temuan> {
        let tables = &self.look.result.tables;
        let mut own: HashSet<&str> = HashSet::from_iter([crate::domain::place::KASKADE_FILE]);
        let of_unit = tables.documents.iter().filter(|one| one.unit.as_deref() == Some(unit));
        own.extend(of_unit.filter_map(|one| Some(tables.files.get(one.file as usize)?.path.as_str())));
        let mine = self.look.result.temuan.iter().filter(|one| one.unit.as_deref() == Some(unit));
        let mut mine: Vec<Temuan> = mine
            .filter(|one| one.place.file.is_empty() || own.contains(one.place.file.as_str()) || one.is_in_sent_file())
            .cloned()
            .collect();
        for one in &mut mine {
            one.related.retain(|place| own.contains(place.file.as_str()));
        }
        mine.sort_by_key(|one| std::cmp::Reverse(one.severity));
        mine
    }
}
