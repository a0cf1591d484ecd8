//! Forms that are being taught, kept between the questions of a dialogue.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::fault::Fault;
use super::token;
use crate::teach::Lesson;

/// Lessons that are kept; the oldest makes room.
const MOST_LESSONS: usize = 20;

/// Lessons that somebody gives.
#[derive(Default)]
pub(super) struct Lessons {
    kept: Mutex<Vec<(String, Arc<Mutex<Taught>>)>>,
}

/// A lesson with what was answered.
pub(super) struct Taught {
    /// The file.
    pub(super) path: String,
    /// The lesson.
    pub(super) lesson: Lesson,
    /// Meanings that were chosen, by heading.
    pub(super) answers: BTreeMap<String, String>,
}

impl Lessons {
    /// Keeps a lesson; its name in addresses.
    pub(super) fn keep(&self, path: String, lesson: Lesson) -> String {
        let id = token::name();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_LESSONS {
            kept.remove(0);
        }
        kept.push((id.clone(), Arc::new(Mutex::new(Taught { path, lesson, answers: BTreeMap::new() }))));
        id
    }

    /// A lesson by its name.
    pub(super) fn take(&self, id: &str) -> Result<Arc<Mutex<Taught>>, Fault> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(known, _)| known == id).map(|(_, taught)| Arc::clone(taught)).ok_or(Fault::NotFound)
    }
}

/// Holds a lesson.
pub(super) fn open(taught: &Mutex<Taught>) -> MutexGuard<'_, Taught> {
    taught.lock().unwrap_or_else(PoisonError::into_inner)
}
